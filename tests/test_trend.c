/* test_trend.c - firestat trend: which years count, what is said of them and what is not.
 *
 * Rates, intervals and p-values of the table were worked out beside the program, by Fisher scoring
 * in plain Python (log-linear, days of the year as exposure), the t distribution by Simpson's rule,
 * theta by a search; Mann-Kendall exactly over all orders, where there are no ties. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <string.h>

#define HEAD                                                                                   \
    "measure,from,to,n_years,model,rate_ratio,low,high,p_value,mk_p,sen_slope,change_year,change_p,forecast_low,forecast_high,verdict,note\n"
#define FALLING                                                                                \
    "2015,40,0,40000\n2016,44,4,44000\n2017,35,0,35000\n2018,38,3,38000\n2019,30,0,30000\n"    \
    "2020,28,3,28000\n2021,31,1,31000\n2022,22,2,22000\n2023,25,0,25000\n2024,20,0,20000\n"

static void test_cases(void)
{
    static const struct {
        const char *what;
        const char *rows;
        const char *arguments[8];
        const char *expected;
    } cases[] = {
        { "incidents Poisson, persons never, money without a model",
          "period,incidents,deaths,damage\n" FALLING,
          { NULL },
          HEAD "incidents,2015-01-01,2024-12-31,10,poisson,0.924522,0.889014,0.961449,0.000086,"
               "0.000946,-2.5,2019,0.0025,10,31,falling,\n"
               "deaths,2015-01-01,2024-12-31,10,quasi-poisson,0.905244,0.663341,1.235362,"
               "0.481397,0.499254,0,,,0,6,no clear trend,\n"
               "damage,2015-01-01,2024-12-31,10,,,,,,0.000946,-2500,,,,,falling,\n" },
        { "years that differ by more than chance",
          "period,incidents\n2015,60\n2016,22\n2017,75\n2018,18\n2019,44\n2020,90\n2021,25\n"
          "2022,70\n2023,15\n2024,52\n",
          { "--measure", "incidents" },
          HEAD
          "incidents,2015-01-01,2024-12-31,10,negative binomial,0.989407,0.856567,1.142847,0.868971,0.861801,-0.888889,2023,0.0085,9,115,no clear trend,\n" },
        { "persons where the years differ by less than chance",
          "period,incidents,deaths\n2015,1,3\n2016,1,5\n2017,1,9\n2018,1,6\n2019,1,14\n"
          "2020,1,13\n2021,1,22\n2022,1,21\n2023,1,30\n2024,1,41\n",
          { "--measure", "deaths" },
          HEAD
          "deaths,2015-01-01,2024-12-31,10,quasi-poisson,1.289904,1.199321,1.387329,0.000041,0.000115,3.5,,,33,73,rising,\n" },
        { "a year without a report is a gap",
          "period,incidents,deaths\n2016,0,0\n2017,1,0\n2018,2,0\n2019,3,0\n2021,5,0\n2022,6,0\n",
          { "--measure", "incidents,deaths" },
          HEAD "incidents,2016-01-01,2022-12-31,6,poisson,1.453874,1.12482,1.879189,0.004258,"
               "0.002778,1,2019,0.0205,2,22,rising,no data 2020\n"
               "deaths,2016-01-01,2022-12-31,6,,,,,,,,,,,,not tested,\"all zero; no data "
               "2020\"\n" },
        { "another level behind a gap begins with the first year that there is",
          "period,incidents\n2014,100\n2015,104\n2016,98\n2019,40\n2020,42\n2021,39\n",
          { "--measure", "incidents" },
          HEAD "incidents,2014-01-01,2021-12-31,6,quasi-poisson,0.849088,0.787085,0.915975,"
               "0.003906,0.055556,-9.666667,2019,0.0005,15,51,falling,no data 2017 2018\n" },
        { "published by another definition from some year on",
          "period,scope,incidents\n2018,a,100\n2019,a,104\n2020,a,98\n2021,b,140\n2022,b,142\n"
          "2023,b,139\n",
          { "--measure", "incidents" },
          HEAD "incidents,2018-01-01,2023-12-31,6,,,,,,,,,,,,not tested,scopes differ\n" },
        { "a second one beside it in one year",
          "period,scope,incidents\n2018,a,100\n2019,a,104\n2020,a,98\n2021,a,97\n2022,a,99\n"
          "2022,b,300\n",
          { "--measure", "incidents" },
          HEAD "incidents,2018-01-01,2022-12-31,5,,,,,,,,,,,,not tested,scopes differ\n" },
        { "each by itself: what was not published is a gap and no zero",
          "period,scope,incidents\n2018,a,100\n2019,a,104\n2020,a,98\n2021,b,140\n2022,b,142\n"
          "2023,b,139\n",
          { "--measure", "incidents", "--by", "scope" },
          "scope," HEAD
          "a,incidents,2018-01-01,2020-12-31,3,,,,,,,,,,,,not tested,\"under five years; no data "
          "2021 2022 2023\"\n"
          "b,incidents,2021-01-01,2023-12-31,3,,,,,,,,,,,,not tested,\"under five years; no data "
          "2018 2019 2020\"\n" },
        { "incidents one by one: one kind that did not happen is no other definition",
          "date,scope\n2018-01-01,a\n2018-06-01,b\n2019-06-01,a\n2020-06-01,a\n2021-06-01,a\n"
          "2022-06-01,a\n2022-12-31,b\n",
          { "--measure", "incidents", "--by", "scope" },
          "scope," HEAD
          "a,incidents,2018-01-01,2022-12-31,5,poisson,1,0.537963,1.858863,1,1,0,2021,1,0,4,"
          "no clear trend,\n"
          "b,incidents,2018-01-01,2022-12-31,5,quasi-poisson,1,0.20344,4.915462,1,1,0,2022,0.908,0,2,"
          "no clear trend,\n" },
        { "under five years",
          "period,incidents,deaths,damage\n" FALLING,
          { "--from", "2021", "--measure", "incidents" },
          HEAD "incidents,2021-01-01,2024-12-31,4,,,,,,,,,,,,not tested,under five years\n" },
        { "the years asked for",
          "period,incidents,deaths,damage\n" FALLING,
          { "--period", "2016..2020", "--measure", "incidents" },
          HEAD
          "incidents,2016-01-01,2020-12-31,5,poisson,0.899322,0.809297,0.999361,0.048628,0.083333,-3.5,2019,0.1905,13,40,falling,\n" },
        { "all in the last year",
          "period,incidents\n2018,0\n2019,0\n2020,0\n2021,0\n2022,9\n",
          { "--measure", "incidents" },
          HEAD
          "incidents,2018-01-01,2022-12-31,5,,,,,,0.288844,0,2022,0.0005,0,15,no clear trend,all at one end\n" },
        { "part years at both ends are left out",
          "date,deaths\n2016-07-01,1\n2016-09-01,1\n2017-01-05,1\n2018-02-01,0\n2018-03-01,0\n"
          "2019-05-01,1\n2020-06-01,1\n2021-06-01,1\n2022-03-01,1\n2022-05-31,1\n",
          { "--measure", "incidents,deaths" },
          HEAD
          "incidents,2017-01-01,2021-12-31,5,poisson,0.919542,0.520844,1.623436,0.772411,0.723674,0,2019,0.9535,0,4,no clear trend,\n"
          "deaths,2017-01-01,2021-12-31,5,quasi-poisson,1.133853,0.363735,3.534501,0.748365,0.723674,0,,,0,3,no clear trend,\n" },
        { "the years of the reports",
          "date,deaths\n2014-12-16,1\n2016-12-14,1\n2017-12-20,1\n2018-12-01,0\n2019-06-01,1\n"
          "2020-06-01,1\n2021-06-01,1\n2021-12-14,1\n",
          { "--measure", "incidents", "--calendar", "12-15" },
          HEAD
          "incidents,2014-12-15,2021-12-14,7,poisson,1.135035,0.797115,1.616208,0.482407,0.395766,0,2018,0.8855,0,4,no clear trend,\n" },
        { "groups, one of them only some of the years; values that are not known",
          "period,incidents,cause,damage\n2018,4,A,1\n2019,5,A,\n2020,4,A,3\n2021,6,A,4\n"
          "2022,3,A,5\n2022,3,B,5\n",
          { "--measure", "incidents,damage", "--by", "cause,year" },
          "cause," HEAD
          "A,incidents,2018-01-01,2022-12-31,5,poisson,0.977512,0.727311,1.313783,0.880149,1,-0.125,2022,0.9375,1,10,no clear trend,\n"
          "A,damage,2018-01-01,2022-12-31,4,,,,,,,,,,,,not tested,\"under five years; no data 2019; unknown 5\"\n"
          "B,incidents,2018-01-01,2022-12-31,5,,,,,,0.288844,0,2022,0.016,0,5,no clear trend,all at one end\n"
          "B,damage,2018-01-01,2022-12-31,5,,,,,,0.288844,0,,,,,no clear trend,\n" },
        { "nothing is known in any year",
          "period,incidents,deaths\n2015,1,\n2016,1,\n2017,1,\n2018,1,\n2019,1,\n",
          { "--measure", "deaths" },
          HEAD "deaths,,,0,,,,,,,,,,,,not tested,\"under five years; no data; unknown 5\"\n" },
        { "names that are no names",
          "period,incidents,cause\n2018,4,\"=1+1,\"\"x\"\"; \x1b[31m\"\n2019,5,\n",
          { "--measure", "incidents", "--by", "cause" },
          "cause," HEAD
          "\"=1+1,\"\"x\"\"; \x1b[31m\",incidents,2018-01-01,2019-12-31,2,,,,,,,,,,,,not tested,under five years\n"
          ",incidents,2018-01-01,2019-12-31,2,,,,,,,,,,,,not tested,under five years\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *arguments[MAX_ARGUMENTS] = { "trend", cli_file("case.csv", cases[i].rows),
                                                 "--format", "csv", "-q" };
        struct cli_result got;
        for (int n = 0; cases[i].arguments[n] != NULL; n++)
            arguments[5 + n] = cases[i].arguments[n];
        cli_run(arguments, &got);
        CHECK(got.code == 0 && strcmp(got.out, cases[i].expected) == 0, "%s: %d %s\n%s",
              cases[i].what, got.code, got.err, got.out);
        cli_result_finish(&got);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *arguments[MAX_ARGUMENTS];
        int code;
        const char *said;
    } cases[] = {
        { { "trend", CLI_REGISTER, "--lang", "en", "--by", "month" }, 2, "no other period" },
        { { "trend", CLI_REGISTER, "--lang", "en", "--period", "2016..2020", "--to", "2020" },
          2,
          "not both" },
        { { "trend", CLI_REGISTER, "--lang", "en", "--from", "next" }, 2, "next" },
        { { "trend", CLI_REGISTER, "--lang", "en", "--from", "2031" }, 2, "no whole year" },
        { { "trend", "LONG", "--lang", "en" }, 2, "at most 100 years" },
        { { "trend", CLI_REGISTER, "--lang", "en", "--period", "2020-H1" },
          2,
          "no whole year" },
        { { "trend", CLI_REGISTER, "--lang", "en", "--measure", "height" }, 2, "height" },
    };
    const char *long_file = cli_file("long.csv", "period,incidents\n1900,1\n2000,1\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *arguments[MAX_ARGUMENTS];
        struct cli_result got;
        memcpy(arguments, cases[i].arguments, sizeof arguments);
        if (strcmp(arguments[1], "LONG") == 0) arguments[1] = long_file;
        cli_run(arguments, &got);
        CHECK(got.code == cases[i].code && strstr(got.err, cases[i].said) != NULL &&
                  got.out_size == 0,
              "case %zu ended with %d: %s%s", i, got.code, got.err, got.out);
        cli_result_finish(&got);
    }
}

/* What people read. */
static void test_register(void)
{
    static const struct {
        const char *name;
        const char *arguments[MAX_ARGUMENTS];
    } cases[] = {
        { "trend", { "trend", CLI_REGISTER, "--where", "scope=Thuộc diện thống kê" } },
        { "trend-en",
          { "trend", CLI_REGISTER, "--by", "setting", "--to", "2024-06", "--lang", "en" } },
        { "trend-json", { "trend", CLI_REGISTER, "--by", "kind", "--format", "json" } },
        { "trend-markdown",
          { "trend", CLI_REGISTER, "--by", "setting", "--to", "2020", "--format",
            "markdown" } },
        { "help-trend", { "help", "trend" } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        cli_run(cases[i].arguments, &got);
        CHECK(got.code == 0, "%s ended with %d: %s", cases[i].name, got.code, got.err);
        cli_check_golden(cases[i].name, &got);
        cli_result_finish(&got);
    }
}

/* A file, the store it went to, standard input, and any number of threads say the same. */
static void test_sources(void)
{
    static const char *const more[] = { "--by", "district", "--format", "tsv", "-q", NULL };
    char store[300];
    struct cli_result expected;
    struct cli_result got;
    snprintf(store, sizeof store, "%s/trend.db", check_directory());
    CLI(&got, "import", store, CLI_REGISTER, "-q");
    cli_result_finish(&got);
    CLI(&expected, "trend", CLI_REGISTER, "--by", "district", "--format", "tsv", "-q");
    CHECK(expected.code == 0 && expected.out_size > 2000, "%s", expected.err);
    static const struct {
        const char *source; /* NULL: the store */
        const char *jobs;
    } ways[] = {
        { NULL, "1" }, { NULL, "3" }, { "-", "1" }, { CLI_REGISTER, "1" }, { CLI_REGISTER, "5" }
    };
    for (size_t i = 0; i < CHECK_N(ways); i++) {
        const char *source = ways[i].source == NULL ? store : ways[i].source;
        const char *arguments[MAX_ARGUMENTS] = { "trend", source, "--jobs", ways[i].jobs };
        for (int n = 0; more[n] != NULL; n++)
            arguments[4 + n] = more[n];
        cli_run_to(arguments, NULL, CLI_REGISTER, &got);
        CHECK(strcmp(expected.out, got.out) == 0, "way %zu: %s%s", i, got.err, got.out);
        cli_result_finish(&got);
    }
    cli_result_finish(&expected);
}

/* As a document every line has its keys and every figure its number, in the unit shown. */
static void test_documents(void)
{
    static const struct {
        const char *format;
        const char *start;
        const char *holds; /* NULL: packed */
    } cases[] = {
        { "markdown", "<a id=\"years\"></a>**Xu hướng", "| Thành thị | Số người chết |" },
        { "html", "<!DOCTYPE html>", "data-value=\"12.9435" },
        { "xlsx", "PK\3\4", NULL },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        CLI(&got, "trend", CLI_REGISTER, "--by", "setting", "-q", "--format", cases[i].format);
        CHECK(got.code == 0 && got.out_size > 1000 &&
                  strncmp(got.out, cases[i].start, strlen(cases[i].start)) == 0,
              "%s: %d %s%.60s", cases[i].format, got.code, got.err, got.out);
        CHECK(cases[i].holds == NULL || strstr(got.out, cases[i].holds) != NULL,
              "%s holds no '%s'", cases[i].format, cases[i].holds);
        cli_result_finish(&got);
    }
}

/* Two files with a year between them: no report came of it, and part years are left out. */
static void test_two_files(void)
{
    char first[300];
    struct cli_result got;
    snprintf(first, sizeof first, "%s",
             cli_file("first.csv", "date,deaths\n2013-11-01,1\n2014-01-01,1\n2015-05-01,2\n"
                                   "2016-12-31,0\n"));
    const char *second = cli_file("second.csv", "date,deaths\n2018-01-01,1\n2019-06-01,1\n"
                                                "2019-12-31,1\n2020-02-01,1\n");
    CLI(&got, "trend", first, second, "--measure", "incidents", "--format", "json", "--lang",
        "en", "-q");
    CHECK(strstr(got.out, "\"n_years\":5,\"first_year\":2014,\"last_year\":2019,\"values\":["
                          "{\"year\":2014,\"value\":1},{\"year\":2015,\"value\":1},"
                          "{\"year\":2016,\"value\":1},{\"year\":2017,\"value\":null},"
                          "{\"year\":2018,\"value\":1},{\"year\":2019,\"value\":2}]") != NULL &&
              strstr(got.out, "part of a year: 01/11/2013 to 31/12/2013.") != NULL &&
              strstr(got.out, "part of a year: 01/01/2020 to 01/02/2020.") != NULL &&
              strstr(got.out, "\"note\":\"no data 2017\"") != NULL,
          "%s%s", got.err, got.out);
    cli_result_finish(&got);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_cases),   CHECK_TEST(test_refused),   CHECK_TEST(test_register),
        CHECK_TEST(test_sources), CHECK_TEST(test_documents), CHECK_TEST(test_two_files)
    };
    return CHECK_MAIN(tests);
}
