/* test_cli_unknown.c - nothing known is no zero: of years, months, scopes and areas of which no report
 * came, in every verb, out of files and out of stores. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Published by year: one definition up to 2021, another from 2021 on, and 2018 by nobody. */
#define YEARLY                                                                                 \
    "period,scope,incidents,deaths\n2017,fires,90,2\n2019,fires,100,5\n2020,fires,104,4\n"     \
    "2021,fires,98,6\n2021,wide,250,8\n2022,wide,260,9\n2023,wide,255,7\n"

/* One by one, by two definitions; the second one only once. */
#define LIST                                                                                   \
    "date,scope,deaths\n2021-01-01,fires,1\n2021-06-05,forest,0\n2022-03-05,fires,0\n"         \
    "2023-02-05,fires,2\n2023-12-31,fires,0\n"

/* By month, of which August 2023 is missing. */
#define MONTHLY                                                                                \
    "period,incidents\n2022-Q1,15\n2022-Q2,15\n2022-Q3,15\n2022-Q4,15\n2023-H1,36\n"           \
    "2023-07,6\n2023-09,6\n2023-Q4,18\n"

/* The same, each month by itself. */
#define MONTHS                                                                                 \
    "period,incidents\n"                                                                       \
    "2022-01,5\n2022-02,5\n2022-03,5\n2022-04,5\n2022-05,5\n2022-06,5\n2022-07,5\n"            \
    "2022-08,5\n2022-09,5\n2022-10,5\n2022-11,5\n2022-12,5\n2023-01,6\n2023-02,6\n"            \
    "2023-03,6\n2023-04,6\n2023-05,6\n2023-06,6\n2023-07,6\n2023-09,6\n2023-10,6\n"            \
    "2023-11,6\n2023-12,6\n"

/* By year and district; C was not there in 2022, and B had no y. */
#define DISTRICTS                                                                              \
    "period,district,cause,incidents\n2022,A,x,30\n2022,A,y,20\n2022,B,x,25\n2023,A,x,33\n"    \
    "2023,B,x,26\n2023,B,y,5\n2023,C,x,9\n"

/* Of one day each, two files: province P in 2022 and 2023, province Q in 2023. */
#define PROVINCES "date,province\n2022-01-01,P\n2022-12-31,P\n2023-01-01,P\n2023-12-31,P\n"

#define COMPARED                                                                               \
    "measure,against,current_from,current_to,base_from,base_to,current,base,"                  \
    "delta,percent,p_value,verdict,note\n"
#define PREVIOUS "previous,2023-01-01,2023-12-31,2022-01-01,2022-12-31,"
#define TREND                                                                                  \
    "measure,from,to,n_years,model,rate_ratio,low,high,p_value,mk_p,sen_slope,"                \
    "change_year,change_p,forecast_low,forecast_high,verdict,note\n"

static const struct {
    const char *what;
    const char *rows;
    const char *arguments[12];
    const char *expected;
} cases[] = {
    { "a year that was not published, of a scope or of any",
      YEARLY,
      { "compare", "--period", "2019", "--where", "scope=fires", "--measure", "incidents" },
      COMPARED "incidents,previous,2019-01-01,2019-12-31,2018-01-01,2018-12-31,100,,,,,not "
               "tested,no base data\n" },
    { "a mean over such a year",
      YEARLY,
      { "compare", "--period", "2021", "--against", "mean5", "--where", "scope=fires",
        "--measure", "incidents,deaths" },
      COMPARED "incidents,mean5,2021-01-01,2021-12-31,2016-01-01,2020-12-31,98,,,,,not "
               "tested,base incomplete\n"
               "deaths,mean5,2021-01-01,2021-12-31,2016-01-01,2020-12-31,6,,,,,not tested,base "
               "incomplete\n" },
    { "a year published by another scope only",
      YEARLY,
      { "compare", "--period", "2022", "--where", "scope=fires", "--measure", "incidents" },
      COMPARED "incidents,previous,2022-01-01,2022-12-31,2021-01-01,2021-12-31,,98,,,,not "
               "tested,no current data\n" },
    { "the same where scopes are groups",
      YEARLY,
      { "compare", "--period", "2022", "--by", "scope", "--measure", "incidents" },
      "scope," COMPARED "fires,incidents,previous,2022-01-01,2022-12-31,2021-01-01,2021-12-31,,"
      "98,,,,not tested,no current data\n"
      "wide,incidents,previous,2022-01-01,2022-12-31,2021-01-01,2021-12-31,260,250,10,4,"
      "0.690282,no clear change,\n" },
    { "a stage of years of which one is missing",
      YEARLY,
      { "compare", "--period", "2020..2021", "--where", "scope=fires", "--measure",
        "incidents" },
      COMPARED "incidents,previous,2020-01-01,2021-12-31,2018-01-01,2019-12-31,202,,,,,not "
               "tested,base incomplete\n" },
    { "a trend has gaps there",
      YEARLY,
      { "trend", "--where", "scope=fires", "--measure", "incidents" },
      TREND "incidents,2017-01-01,2021-12-31,4,,,,,,,,,,,,not tested,\"under five years; no "
            "data 2018 2022 2023\"\n" },
    { "all groups are there where reports came",
      YEARLY,
      { "table", "--by", "year,scope", "--complete", "--measure", "incidents" },
      "year,scope,incidents\n2017,fires,90\n2019,fires,100\n2020,fires,104\n2021,fires,98\n"
      "2021,wide,250\n2022,wide,260\n2023,wide,255\n" },
    { "who lists a scope one by one has had none of it: zero",
      LIST,
      { "compare", "--period", "2023", "--where", "scope=forest", "--measure", "incidents" },
      COMPARED "incidents," PREVIOUS "0,0,0,,1,no clear change,from zero\n" },
    { "of a scope that nobody lists nothing is known",
      LIST,
      { "compare", "--period", "2023", "--where", "scope=other", "--measure", "incidents" },
      COMPARED "incidents," PREVIOUS ",,,,,not tested,\"no base data; no current data\"\n" },
    { "zeros of a list by scope",
      LIST,
      { "table", "--by", "year,scope", "--complete", "--measure", "incidents" },
      "year,scope,incidents\n2021,fires,1\n2021,forest,1\n2022,fires,1\n2022,forest,0\n"
      "2023,fires,2\n2023,forest,0\n" },
    { "a year that is short of a month",
      MONTHLY,
      { "compare", "--period", "2023", "--measure", "incidents" },
      COMPARED "incidents," PREVIOUS ",60,,,,not tested,current incomplete\n" },
    { "the same in a trend",
      MONTHLY,
      { "trend", "--measure", "incidents" },
      TREND "incidents,2022-01-01,2022-12-31,1,,,,,,,,,,,,not tested,\"under five years; no "
            "data 2023\"\n" },
    { "a stretch that has all its months is a figure",
      MONTHLY,
      { "compare", "--period", "2023-H1", "--measure", "incidents" },
      COMPARED "incidents,previous,2023-01-01,2023-06-30,2022-01-01,2022-06-30,36,30,6,20,"
               "0.538583,no clear change,\n" },
    { "a district that a published year leaves out",
      DISTRICTS,
      { "compare", "--period", "2023", "--by", "district", "--measure", "incidents" },
      "district," COMPARED "A,incidents," PREVIOUS "33,50,-17,-34,0.07842,no clear change,\n"
      "B,incidents," PREVIOUS "31,25,6,24,0.504404,no clear change,\n"
      "C,incidents," PREVIOUS "9,,,,,not tested,no base data\n" },
    { "a cause that a published district leaves out is none",
      DISTRICTS,
      { "compare", "--period", "2023", "--by", "district,cause", "--measure", "incidents" },
      "district,cause," COMPARED "A,x,incidents," PREVIOUS
      "33,30,3,10,0.801306,no clear change,\n"
      "A,y,incidents," PREVIOUS "0,20,-20,-100,0.000002,lower,\n"
      "B,x,incidents," PREVIOUS "26,25,1,4,1,no clear change,\n"
      "B,y,incidents," PREVIOUS "5,0,5,,0.0625,no clear change,from zero\n"
      "C,x,incidents," PREVIOUS "9,,,,,not tested,no base data\n" },
    { "a year of a list that comes before it",
      PROVINCES,
      { "compare", "--period", "2022", "--measure", "incidents" },
      COMPARED "incidents,previous,2022-01-01,2022-12-31,2021-01-01,2021-12-31,2,,,,,not "
               "tested,no base data\n" },
    { "an area that no row names",
      PROVINCES,
      { "compare", "--period", "2023", "--where", "province=Q", "--measure", "incidents" },
      COMPARED "incidents," PREVIOUS ",,,,,not tested,\"no base data; no current data\"\n" },
};

/* Everything of a case behind the verb, about a source. */
static void check_case(size_t i, const char *source, const char *jobs)
{
    const char *arguments[MAX_ARGUMENTS] = {
        cases[i].arguments[0], source, "--format", "csv", "-q", "--jobs", jobs
    };
    struct cli_result got;
    for (int n = 1; cases[i].arguments[n] != NULL; n++)
        arguments[6 + n] = cases[i].arguments[n];
    cli_run(arguments, &got);
    CHECK(got.code == 0 && strcmp(got.out, cases[i].expected) == 0,
          "%s, %s, jobs %s: %d %s\n%s", cases[i].what, source, jobs, got.code, got.err,
          got.out);
    cli_result_finish(&got);
}

static void test_cases(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *file = cli_file("unknown.csv", cases[i].rows);
        const char *store = cli_store("unknown.db", file);
        check_case(i, file, "1");
        check_case(i, file, "2");
        check_case(i, store, "2");
    }
}

/* Not one row meets the question: null in the totals, and a word for people. */
static void test_totals(void)
{
    static const struct {
        const char *rows;
        const char *where;
        const char *period;
        const char *totals;
    } totals[] = {
        { YEARLY, "scope=fires", "2023", "\"totals\":{\"incidents\":null}" },
        { YEARLY, "scope=fires", "2018", "\"totals\":{\"incidents\":null}" },
        { YEARLY, "scope=fires", "2020", "\"totals\":{\"incidents\":104}" },
        { LIST, "scope=forest", "2023", "\"totals\":{\"incidents\":0}" },
        { LIST, "scope=forest", "2024", "\"totals\":{\"incidents\":null}" },
        { LIST, "deaths>=9", "2022", "\"totals\":{\"incidents\":0}" },
        { PROVINCES, "province=P", "2023", "\"totals\":{\"incidents\":2}" },
        { PROVINCES, "province=Q", "2023", "\"totals\":{\"incidents\":null}" },
    };
    for (size_t i = 0; i < CHECK_N(totals); i++) {
        struct cli_result got;
        const char *file = cli_file("totals.csv", totals[i].rows);
        cli_run((const char *const[]){ "table", file, "--by", "scope", "--measure", "incidents",
                                       "--where", totals[i].where, "--period", totals[i].period,
                                       "--format", "json", "-q", NULL },
                &got);
        CHECK(got.code == 0 && strstr(got.out, totals[i].totals) != NULL, "row %d: %s%s",
              (int)i, got.err, got.out);
        cli_result_finish(&got);
    }
}

/* What a picture says of it in words. */
static void test_charts(void)
{
    static const struct {
        const char *rows;
        const char *kind;
        const char *more[4];
        const char *said;
        const char *unsaid;
    } charts[] = {
        { MONTHLY, "trend", { NULL }, "chưa có số liệu", "66 vụ" },
        { MONTHS, "cumulative", { NULL }, "2023: 42 (đến", "−30" },
        { YEARLY, "trend", { "--where", "scope=wide" }, "2021–2023", "2017–2023" },
    };
    for (size_t i = 0; i < CHECK_N(charts); i++) {
        struct cli_result got;
        const char *file = cli_file("charts.csv", charts[i].rows);
        cli_run((const char *const[]){ "chart", file, charts[i].kind, "--format", "text", "-q",
                                       charts[i].more[0], charts[i].more[1], NULL },
                &got);
        CHECK(got.code == 0 && strstr(got.out, charts[i].said) != NULL &&
                  strstr(got.out, charts[i].unsaid) == NULL,
              "row %d: %s%s", (int)i, got.err, got.out);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_cases),
        CHECK_TEST(test_totals),
        CHECK_TEST(test_charts),
    };
    return CHECK_MAIN(tests);
}
