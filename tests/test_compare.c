/* test_compare.c - firestat compare: windows side by side, what is tested, what may be said. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                                   \
    "measure,against,current_from,current_to,base_from,base_to,current,base,delta,percent,p_value,verdict,note\n"
#define DAYS "2024-01-01,2024-12-31,2023-01-01,2023-12-31,"

/* n rows of a day and a few figures. */
#define ROW(day, deaths, damage) day "," deaths "," damage "\n"

/* "n x text" */
static char *repeat(const char *head, int n, const char *text, int n_more, const char *more)
{
    char *out = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&out, &size);
    fputs(head, file);
    for (int i = 0; i < n; i++)
        fputs(text, file);
    for (int i = 0; i < n_more; i++)
        fputs(more, file);
    fclose(file);
    return out;
}

static void check_compare(const char *file, const char *const more[], const char *expected)
{
    const char *arguments[MAX_ARGUMENTS] = { "compare", file, "--format", "csv", "-q" };
    int n = 5;
    struct cli_result got;
    for (int i = 0; more[i] != NULL; i++)
        arguments[n++] = more[i];
    cli_run(arguments, &got);
    CHECK(got.code == 0 && strcmp(got.out, expected) == 0, "%s %s: %d %s\n%s", more[0], more[1],
          got.code, got.err, got.out);
    cli_result_finish(&got);
}

/* Published figures as rows that stand for many incidents: the half year of a Korean province. */
static void test_published(void)
{
    const char *file = cli_file("published.csv",
                                "period,incidents,deaths,injuries,damage\n"
                                "2023-H1,1315,13,40,20075\n2024-H1,1182,12,48,11032\n");
    check_compare(
        file,
        (const char *const[]){ "--period", "2024-H1", "--measure",
                               "incidents,deaths+injuries,deaths,injuries,damage", "--criteria",
                               "incidents,injuries", NULL },
        HEAD
        "incidents,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,1182,1315,-133,-10.1,"
        "0.00544,lower,\n"
        "deaths+injuries,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,60,53,7,13.2,,"
        "not tested,clustering unknown\n"
        "deaths,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,12,13,-1,,,not tested,"
        "\"small base; clustering unknown\"\n"
        "injuries,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,48,40,8,20,,not tested,"
        "clustering unknown\n"
        "damage,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,11032,20075,-9043,-45,,"
        "not tested,\n"
        "criteria,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,,,,,,mixed,"
        "\"fell incidents; rose injuries\"\n");
}

static void test_cases(void)
{
    static const struct {
        const char *what;
        const char *head;
        int n_base;
        const char *base;
        int n_current;
        const char *current;
        const char *arguments[10];
        const char *expected;
    } cases[] = {
        { "from zero",
          "date,deaths,damage\n",
          3,
          ROW("2023-01-01", "0", "1000"),
          3,
          ROW("2024-12-31", "1", "500"),
          { "--period", "2024" },
          HEAD "incidents,previous," DAYS "3,3,0,,1,no clear change,small base\n"
               "deaths,previous," DAYS "3,0,3,,0.251027,no clear change,from zero\n"
               "damage,previous," DAYS "1500,3000,-1500,-50,,not tested,\n"
               "criteria,previous," DAYS
               ",,,,,mixed,\"fell damage; held incidents; rose deaths\"\n" },
        { "all fell",
          "date,deaths,damage\n",
          40,
          ROW("2023-01-01", "1", "1000"),
          20,
          ROW("2024-12-31", "1", "500"),
          { "--period", "2024" },
          HEAD "incidents,previous," DAYS "20,40,-20,-50,0.013097,lower,\n"
               "deaths,previous," DAYS "20,40,-20,-50,0.013097,lower,\n"
               "damage,previous," DAYS "10000,40000,-30000,-75,,not tested,\n"
               "criteria,previous," DAYS ",,,,,all fell,fell incidents deaths damage\n" },
        { "cut off, not rounded",
          "date,deaths,damage\n",
          160,
          ROW("2023-01-01", "", ""),
          145,
          ROW("2024-12-31", "", ""),
          { "--period", "2024", "--measure", "incidents", "--round", "truncate" },
          HEAD "incidents,previous," DAYS "145,160,-15,-9.3,0.409108,no clear change,\n" },
        { "one fire decides",
          "date,deaths,damage\n",
          1,
          ROW("2023-01-01", "0", "100") "2023-01-01,0,90\n",
          1,
          ROW("2024-06-01", "0", "500") "2024-12-30,0,50\n",
          { "--period", "2024", "--measure", "damage" },
          HEAD "damage,previous," DAYS "550,190,360,189.5,,not tested,"
               "\"one incident is half or more; other way without the largest\"\n" },
        { "not yet estimated",
          "date,deaths,damage\n",
          2,
          ROW("2023-01-01", "0", "100"),
          2,
          ROW("2024-12-30", "0", "") ROW("2024-12-30", "0", "70"),
          { "--period", "2024", "--measure", "damage", "--criteria", "damage" },
          HEAD "damage,previous," DAYS "140,200,-60,-30,,not tested,"
               "\"one incident is half or more; unknown 2/0\"\n"
               "criteria,previous," DAYS ",,,,,no verdict,too many unknown\n" },
        { "as many unknown as are allowed",
          "date,deaths,damage\n",
          2,
          ROW("2023-01-01", "0", "100"),
          2,
          ROW("2024-12-30", "0", "") ROW("2024-12-30", "0", "70"),
          { "--period", "2024", "--measure", "damage", "--criteria", "damage", "--unknown-most",
            "50" },
          HEAD "damage,previous," DAYS "140,200,-60,-30,,not tested,"
               "\"one incident is half or more; unknown 2/0\"\n"
               "criteria,previous," DAYS ",,,,,all fell,fell damage\n" },
        { "mean of five years",
          "date,deaths,damage\n",
          3,
          "2019-02-01,0,1\n2020-02-01,0,1\n2021-02-01,0,1\n2022-02-01,0,1\n2023-02-01,0,1\n",
          2,
          "2024-12-31,0,1\n",
          { "--period", "2024", "--against", "mean5", "--measure", "incidents" },
          HEAD "incidents,mean5,2024-01-01,2024-12-31,2019-01-01,2023-12-31,2,3,-1,,0.884359,"
               "no clear change,small base\n" },
        { "spans of different length, per year",
          "date,deaths,damage\n",
          12,
          "2021-02-01,0,1\n2022-02-01,0,1\n",
          8,
          "2023-12-31,0,1\n",
          { "--period", "2023", "--against", "2021..2022", "--measure", "incidents" },
          HEAD "incidents,2021..2022,2023-01-01,2023-12-31,2021-01-01,2022-12-31,8,12,-4,-33.3,"
               "0.421118,no clear change,per year\n" },
        { "no data of the base",
          "date,deaths,damage\n",
          0,
          "",
          4,
          "2024-12-31,0,1\n2024-01-01,0,1\n",
          { "--period", "2024", "--measure", "incidents", "--criteria", "incidents" },
          HEAD "incidents,previous," DAYS "8,,,,,not tested,no base data\n"
               "criteria,previous," DAYS
               ",,,,,no verdict,\"days differ; a value is missing\"\n" },
        { "the data ends in September",
          "date,deaths,damage\n",
          3,
          "2023-01-01,0,1\n2023-09-20,0,1\n2023-12-31,0,1\n",
          30,
          "2024-01-01,0,1\n2024-09-30,0,1\n",
          { "--period", "2024", "--measure", "incidents" },
          HEAD
          "incidents,previous,2024-01-01,2024-09-30,2023-01-01,2023-09-30,60,6,54,,0,higher,"
          "small base\n" },
        { "groups on one side only; null last; official words",
          "date,cause,damage\n",
          1,
          "2023-01-01,B,1\n2023-01-01,,1\n",
          2,
          "2024-12-31,A,2\n",
          { "--period", "2024", "--measure", "incidents", "--by", "cause" },
          "cause," HEAD "A,incidents,previous," DAYS
          "2,0,2,,0.501369,no clear change,from zero\n"
          "B,incidents,previous," DAYS "0,1,-1,,0.998632,no clear change,small base\n"
          ",incidents,previous," DAYS "0,1,-1,,0.998632,no clear change,small base\n" },
        { "months by their place",
          "date,deaths,damage\n",
          1,
          "2023-01-31,0,1\n2023-02-01,0,1\n",
          1,
          "2024-02-29,0,1\n2024-12-31,0,1\n",
          { "--period", "2024", "--measure", "incidents", "--by", "month" },
          "month," HEAD "2024-01,incidents,previous," DAYS
          "0,1,-1,,0.998632,no clear change,small base\n"
          "2024-02,incidents,previous," DAYS "1,1,0,,1,no clear change,small base\n"
          "2024-12,incidents,previous," DAYS "1,0,1,,1,no clear change,from zero\n" },
        { "scopes are not mixed",
          "date,scope,damage\n",
          2,
          "2023-01-01,a,1\n",
          2,
          "2024-12-31,b,2\n",
          { "--period", "2024", "--measure", "incidents", "--criteria", "incidents" },
          HEAD "incidents,previous," DAYS "2,2,0,,,not tested,\"small base; scopes differ\"\n"
               "criteria,previous," DAYS ",,,,,no verdict,scope differs or is mixed\n" },
        { "one kind that did not happen is no other definition",
          "date,scope,damage\n",
          2,
          "2023-01-01,a,1\n",
          2,
          "2024-12-31,a,2\n2024-12-31,b,2\n",
          { "--period", "2024", "--measure", "incidents", "--criteria", "incidents" },
          HEAD "incidents,previous," DAYS "4,2,2,,0.690067,no clear change,small base\n"
               "criteria,previous," DAYS ",,,,,no verdict,scope differs or is mixed\n" },
        { "of published figures it is",
          "period,scope,incidents\n",
          1,
          "2023,a,200\n",
          1,
          "2024,a,210\n2024,b,220\n",
          { "--period", "2024", "--measure", "incidents", "--criteria", "incidents" },
          HEAD "incidents,previous," DAYS "430,200,230,115,,not tested,scopes differ\n"
               "criteria,previous," DAYS ",,,,,no verdict,scope differs or is mixed\n" },
        { "each published by its own definition: what was not published is not zero",
          "period,scope,incidents\n",
          1,
          "2023,a,200\n",
          1,
          "2024,a,210\n2024,b,220\n",
          { "--period", "2024", "--measure", "incidents", "--criteria", "incidents", "--by",
            "scope" },
          "scope," HEAD "a,incidents,previous," DAYS "210,200,10,5,0.676905,no clear change,\n"
          "a,criteria,previous," DAYS ",,,,,all rose,rose incidents\n"
          "b,incidents,previous," DAYS "220,,,,,not tested,no base data\n"
          "b,criteria,previous," DAYS ",,,,,no verdict,a value is missing\n" },
        { "the boundaries changed in between",
          "date,province,damage\n",
          2,
          "2024-01-01,Tỉnh Lâm Đồng,1\n",
          1,
          "2025-12-31,Tỉnh Lâm Đồng,1\n",
          { "--period", "2025", "--measure", "incidents", "--criteria", "incidents" },
          HEAD
          "incidents,previous,2025-01-01,2025-12-31,2024-01-01,2024-12-31,1,2,-1,,1,no clear "
          "change,small base\n"
          "criteria,previous,2025-01-01,2025-12-31,2024-01-01,2024-12-31,,,,,,no verdict,"
          "boundaries changed\n" },
        { "the same, restated",
          "date,province,damage\n",
          2,
          "2024-01-01,Tỉnh Lâm Đồng,1\n",
          1,
          "2025-12-31,Tỉnh Lâm Đồng,1\n",
          { "--period", "2025", "--measure", "incidents", "--criteria", "incidents", "--areas",
            "2025-07-01" },
          HEAD
          "incidents,previous,2025-01-01,2025-12-31,2024-01-01,2024-12-31,1,2,-1,,1,no clear "
          "change,small base\n"
          "criteria,previous,2025-01-01,2025-12-31,2024-01-01,2024-12-31,,,,,,all fell,"
          "fell incidents\n" },
        { "percents have points",
          "date,deaths,damage\n",
          2,
          "2023-01-01,1,1\n",
          2,
          "2024-12-31,1,2\n",
          { "--period", "2024", "--measure", "share(deaths)" },
          HEAD "share(deaths),previous," DAYS "100,100,0,,,not tested,percentage points\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char *text = repeat(cases[i].head, cases[i].n_base, cases[i].base, cases[i].n_current,
                            cases[i].current);
        const char *file = cli_file("case.csv", text);
        check_compare(file, cases[i].arguments, cases[i].expected);
        free(text);
    }
}

/* What is said of each way that three criteria can go: fell, held, rose, of 27 areas. */
static void test_every_verdict(void)
{
    static const char *const words[] = { "fell", "held", "rose" };
    static const char *const names[] = { "incidents", "deaths", "damage" };
    char text[4000] = "period,area,incidents,deaths,damage\n";
    char expected[4000] = "";
    size_t size = strlen(text);
    size_t n = 0;
    for (int i = 0; i < 27; i++) {
        const int way[] = { i / 9, i / 3 % 3, i % 3 };
        size += (size_t)snprintf(text + size, sizeof text - size,
                                 "2023,V%02d,30,5,70\n2024,V%02d,%d,%d,%d\n", i, i, 29 + way[0],
                                 4 + way[1], 69 + way[2]);
        const bool is_one_way = way[0] == way[1] && way[1] == way[2];
        n += (size_t)snprintf(expected + n, sizeof expected - n, "V%02d,%s%s,", i,
                              is_one_way ? "all " : "", is_one_way ? words[way[0]] : "mixed");
        const char *between = "";
        for (int w = 0; w < 3; w++) {
            static const int order[] = { 0, 1, 2 };
            bool has_word = false;
            for (int k = 0; k < 3; k++) {
                if (way[k] != order[w]) continue;
                n += (size_t)snprintf(expected + n, sizeof expected - n, "%s%s %s",
                                      has_word ? "" : between, has_word ? "" : words[w],
                                      names[k]);
                has_word = true;
            }
            if (has_word) between = "; ";
        }
        n += (size_t)snprintf(expected + n, sizeof expected - n, "\n");
    }
    struct cli_result got;
    CLI(&got, "compare", cli_file("ways.csv", text), "--map", "place=area", "--by", "place",
        "--period", "2024", "--format", "csv", "-q");
    CHECK(got.code == 0, "%s", got.err);
    char found[4000] = "";
    n = 0;
    for (const char *line = got.out; (line = strstr(line, "\nV")) != NULL;) {
        const char *end = strchr(++line, '\n');
        const char *verdict = strstr(line, ",,,,,,");
        if (verdict == NULL || verdict > end || strncmp(line + 3, ",criteria,", 10) != 0)
            continue;
        verdict += 6;
        n += (size_t)snprintf(found + n, sizeof found - n, "%.3s,", line);
        for (; verdict < end; verdict++)
            if (*verdict != '"') found[n++] = *verdict;
        found[n++] = '\n';
        found[n] = '\0';
    }
    CHECK(strcmp(found, expected) == 0, "%s\nnot\n%s", found, expected);
    cli_result_finish(&got);
}

/* Nominal amounts and real ones side by side, both sides in the prices of the current year; or of the
 * last one before it that has an index. */
static void test_real(void)
{
    static const struct {
        const char *prices;
        const char *rows; /* of the measure */
    } cases[] = {
        { "year,index\n2022,90\n2023,100\n2024,110\n",
          "damage,previous," DAYS "1000,1000,0,0,,not tested,\n"
          "real(damage),previous," DAYS "1000,1100,-100,-9.1,,not tested,\n" },
        { "year,index\n2023,100\n2024,110\n2025,220\n",
          "damage,previous," DAYS "1000,1000,0,0,,not tested,\n"
          "real(damage),previous," DAYS "1000,1100,-100,-9.1,,not tested,\n" },
        { "year,index\n2022,90\n2023,100\n",
          "damage,previous," DAYS "1000,1000,0,0,,not tested,\n"
          "real(damage),previous," DAYS ",1000,,,,not tested,no current data\n" },
    };
    const char *file = cli_file("real.csv", "period,incidents,damage\n2023,30,1000\n"
                                            "2024,40,1000\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char expected[2000];
        const char *prices = cli_file("prices.csv", cases[i].prices);
        snprintf(expected, sizeof expected, "%s%s", HEAD, cases[i].rows);
        check_compare(file,
                      (const char *const[]){ "--period", "2024", "--measure",
                                             "damage,real(damage)", "--prices", prices, NULL },
                      expected);
    }
    /* people are shown no part of a đồng, programs all of it */
    struct cli_result got;
    const char *prices = cli_file("prices.csv", "year,index\n2023,97\n2024,110\n");
    CLI(&got, "compare", file, "--period", "2024", "--measure", "real(damage)", "--prices",
        prices, "--lang", "en", "-q");
    CHECK(got.code == 0 && strstr(got.out, "1,134  ") != NULL &&
              strstr(got.out, "−134  ") != NULL,
          "%s%s", got.out, got.err);
    cli_result_finish(&got);
}

/* Which groups made the change. The points were worked out by hand: fractions of the base, rounded
 * down, the missing digits to the largest remainders. */
static void test_contributions(void)
{
    static const struct {
        const char *what;
        const char *rows;
        const char *arguments[8];
        const char *expected;
    } cases[] = {
        { "points that add up; no shares, as one goes the other way",
          "period,incidents,cause\n2023,10,A\n2023,11,B\n2023,9,C\n2024,7,A\n2024,8,B\n"
          "2024,10,C\n",
          { "--measure", "incidents" },
          /* -3/30, -3/30, 1/30: -10.0, -10.0, 3.3 and -16.7 in all */
          "{\"cause\":\"A\",\"measure\":\"incidents\",\"against\":0,\"delta\":-3,\"points\":-10,\"share\":null},\n"
          "{\"cause\":\"B\",\"measure\":\"incidents\",\"against\":0,\"delta\":-3,\"points\":-10,\"share\":null},\n"
          "{\"cause\":\"C\",\"measure\":\"incidents\",\"against\":0,\"delta\":1,\"points\":3.3,\"share\":null}\n]" },
        { "all the same way by 20 or more; the largest first; a third each",
          "period,incidents,cause\n2023,33,A\n2023,33,B\n2023,33,C\n2024,22,A\n2024,22,B\n"
          "2024,20,C\n",
          { "--measure", "incidents" },
          /* -13/99, -11/99 twice: floors -13.2, -11.2, -11.2; -35.4 in all, so two
             more tenths, to the largest remainders (0.89 against 0.69) */
          "{\"cause\":\"C\",\"measure\":\"incidents\",\"against\":0,\"delta\":-13,\"points\":-13.2,\"share\":37.1},\n"
          "{\"cause\":\"A\",\"measure\":\"incidents\",\"against\":0,\"delta\":-11,\"points\":-11.1,\"share\":31.4},\n"
          "{\"cause\":\"B\",\"measure\":\"incidents\",\"against\":0,\"delta\":-11,\"points\":-11.1,\"share\":31.4}\n]" },
        { "cut off, not rounded: shares too, and the points still add up",
          "period,incidents,cause\n2023,40,A\n2023,59,B\n2024,29,A\n2024,41,B\n",
          { "--measure", "incidents", "--round", "truncate" },
          /* -18/99, -11/99: floors -18.2, -11.2; -29/99 is -29.29, cut off -29.2, so two more */
          "{\"cause\":\"B\",\"measure\":\"incidents\",\"against\":0,\"delta\":-18,\"points\":-18.1,\"share\":62},\n"
          "{\"cause\":\"A\",\"measure\":\"incidents\",\"against\":0,\"delta\":-11,\"points\":-11.1,\"share\":37.9}\n]" },
        { "from zero, and a small base: the change alone",
          "period,incidents,cause,deaths\n2023,19,A,0\n2024,50,A,2\n2024,1,B,1\n",
          { "--measure", "incidents,deaths" },
          "{\"cause\":\"A\",\"measure\":\"incidents\",\"against\":0,\"delta\":31,\"points\":null,\"share\":96.9},\n"
          "{\"cause\":\"B\",\"measure\":\"incidents\",\"against\":0,\"delta\":1,\"points\":null,\"share\":3.1},\n"
          "{\"cause\":\"A\",\"measure\":\"deaths\",\"against\":0,\"delta\":2,\"points\":null,\"share\":null},\n"
          "{\"cause\":\"B\",\"measure\":\"deaths\",\"against\":0,\"delta\":1,\"points\":null,\"share\":null}\n]" },
        { "the mean of five years has tenths; so has the change; 20 is 20",
          "period,incidents,cause\n2019,20,A\n2020,20,A\n2021,20,A\n2022,20,A\n2023,21,A\n"
          "2024,30,A\n",
          { "--measure", "incidents", "--against", "mean5" },
          "{\"cause\":\"A\",\"measure\":\"incidents\",\"against\":0,\"delta\":9.8,\"points\":48.5,\"share\":null}\n]" },
        { "what is not known on one side adds nothing, and means do not add up",
          "period,incidents,cause,damage\n2023,1,A,100\n2023,1,B,50\n2024,1,A,40\n2024,1,B,\n",
          { "--measure", "damage,mean(damage)" },
          "{\"cause\":\"A\",\"measure\":\"damage\",\"against\":0,\"delta\":-60,\"points\":-40,\"share\":54.5},\n"
          "{\"cause\":\"B\",\"measure\":\"damage\",\"against\":0,\"delta\":-50,\"points\":-33.3,\"share\":45.5}\n]" },
        { "no data of the base",
          "period,incidents,cause\n2024,5,A\n",
          { "--measure", "incidents" },
          "]" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *arguments[MAX_ARGUMENTS] = {
            "compare",        cli_file("parts.csv", cases[i].rows),
            "--period",       "2024",
            "--by",           "cause",
            "--contribution", "--format",
            "json",           "-q"
        };
        static const char start[] = "\"contributions\":[";
        struct cli_result got;
        for (int n = 0; cases[i].arguments[n] != NULL; n++)
            arguments[10 + n] = cases[i].arguments[n];
        cli_run(arguments, &got);
        const char *parts = got.code == 0 ? strstr(got.out, start) : NULL;
        if (parts != NULL) parts += sizeof start; /* and the end of its line */
        CHECK(
            parts != NULL && strncmp(parts, cases[i].expected, strlen(cases[i].expected)) == 0,
            "%s: %d %s\n%s", cases[i].what, got.code, got.err, parts == NULL ? got.out : parts);
        cli_result_finish(&got);
    }
}

/* What chance can make of a period is that of its own days, so there is none of figures a year. */
static void test_own_interval(void)
{
    static const struct {
        const char *period;
        const char *against;
        const char *current_low;
        const char *text;
    } cases[] = {
        { "2023", "2022",
          "\"current\":2,\"base\":1,\"delta\":1,\"percent\":null,\"current_low\":0.242209,"
          "\"current_high\":7.224688",
          "95%, this period alone: 0 to 7" },
        { "2023", "2021..2022",
          "\"current\":2,\"base\":1,\"delta\":1,\"percent\":null,"
          "\"current_low\":null,\"current_high\":null",
          "(p = 0.8148); per year\"" },
    };
    const char *file = cli_file("own.csv", "date,deaths\n2021-01-01,1\n2022-06-01,1\n"
                                           "2023-03-01,1\n2023-12-31,1\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        CLI(&got, "compare", file, "--period", cases[i].period, "--against", cases[i].against,
            "--measure", "deaths", "--format", "json", "--lang", "en", "-q");
        CHECK(got.code == 0 && strstr(got.out, cases[i].current_low) != NULL &&
                  strstr(got.out, cases[i].text) != NULL,
              "case %zu: %s%s", i, got.err, got.out);
        cli_result_finish(&got);
    }
}

/* The title of a chart of the years judges the last one where, and only where, a comparison does. */
static void test_titles(void)
{
    static const struct {
        const char *what;
        const char *rows;
        const char *argument[2]; /* of both */
        bool is_judged;
        bool is_explained; /* in the footer; scopes have a note of their own */
    } cases[] = {
        { "one scope",
          "period,incidents,deaths,damage\n2022,40,5,900\n2023,30,4,700\n2024,20,3,500\n",
          { NULL },
          true,
          false },
        { "two scopes in one year",
          "period,scope,incidents,deaths,damage\n2023,A,30,4,700\n2024,A,10,2,300\n"
          "2024,B,10,1,200\n",
          { NULL },
          false,
          false },
        { "another scope a year before that",
          "period,scope,incidents,deaths,damage\n2022,B,40,5,900\n2023,A,30,4,700\n"
          "2024,A,20,3,500\n",
          { NULL },
          true,
          false },
        { "another scope in each",
          "period,scope,incidents,deaths,damage\n2022,B,40,5,900\n2023,B,30,4,700\n"
          "2024,A,20,3,500\n",
          { NULL },
          false,
          false },
        { "one of two is chosen",
          "period,scope,incidents,deaths,damage\n2023,A,30,4,700\n2024,A,20,3,500\n"
          "2024,B,10,1,200\n",
          { "--where", "scope=A" },
          true,
          false },
        { "damage of a half is not known",
          "period,incidents,deaths,damage\n2023,30,4,700\n2024,10,3,500\n2024,10,0,\n",
          { NULL },
          false,
          true },
        { "boundaries changed",
          "period,province,incidents,deaths,damage\n2025,Lâm Đồng,30,4,700\n"
          "2025,Bình Thuận,30,4,700\n2026,Lâm Đồng,20,3,500\n",
          { NULL },
          false,
          true },
        { "restated",
          "period,province,incidents,deaths,damage\n2025,Lâm Đồng,30,4,700\n"
          "2025,Bình Thuận,30,4,700\n2026,Lâm Đồng,20,3,500\n",
          { "--areas", "comparable" },
          true,
          false },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *file = cli_file("titles.csv", cases[i].rows);
        const char *last = strstr(cases[i].rows, "\n2026") != NULL ? "2026" : "2024";
        char path[600];
        struct cli_result got;
        snprintf(path, sizeof path, "%s/titles.svg", check_directory());
        CLI(&got, "compare", file, "--period", last, "--lang", "en", "--format", "csv", "-q",
            cases[i].argument[0], cases[i].argument[1]);
        const bool is_verdict = got.code == 0 && strstr(got.out, "criteria,previous") != NULL &&
                                strstr(got.out, "no verdict") == NULL;
        CHECK(is_verdict == cases[i].is_judged, "%s: %s%s", cases[i].what, got.out, got.err);
        cli_result_finish(&got);
        CLI(&got, "chart", file, "trend", "-o", path, "--force", "--lang", "en", "-q",
            cases[i].argument[0], cases[i].argument[1]);
        CHECK(got.code == 0, "%s: %s", cases[i].what, got.err);
        cli_result_finish(&got);
        char *svg = check_read(path, NULL);
        CHECK_OR_RETURN(svg != NULL, "%s", path);
        const bool is_title = strstr(svg, ">In 202") != NULL;
        CHECK(is_title == cases[i].is_judged, "%s: %.600s", cases[i].what, svg);
        CHECK((strstr(svg, "is not judged against") != NULL) == cases[i].is_explained, "%s: %s",
              cases[i].what, svg);
        free(svg);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *arguments[MAX_ARGUMENTS];
        int code;
        const char *said;
    } cases[] = {
        { { "compare", CLI_REGISTER, "--lang", "en" }, 2, "compare needs --period" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "next year" }, 2, "period" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--against", "x" },
          2,
          "x" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2031" }, 2, "last" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--round", "up" },
          2,
          "half, truncate" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--criteria",
            "rescued" },
          2,
          "is not among the measures" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--unknown-most",
            "101" },
          2,
          "whole percent" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--contribution" },
          2,
          "one dimension" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--contribution",
            "--by", "district,cause" },
          2,
          "one dimension" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--contribution",
            "--by", "cause", "--format", "csv" },
          2,
          "table or json" },
        { { "compare", CLI_REGISTER, "--lang", "en", "--period", "2024", "--measure",
            "height" },
          2,
          "height" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        cli_run(cases[i].arguments, &got);
        CHECK(got.code == cases[i].code && strstr(got.err, cases[i].said) != NULL &&
                  got.out_size == 0,
              "case %zu ended with %d: %s%s", i, got.code, got.err, got.out);
        cli_result_finish(&got);
    }
}

/* What people read, and that a store and the file in it say the same. */
static void test_register(void)
{
    static const struct {
        const char *name;
        const char *arguments[MAX_ARGUMENTS];
    } cases[] = {
        { "compare",
          { "compare", CLI_REGISTER, "--period", "2024", "--against", "previous,mean5" } },
        { "compare-en",
          { "compare", CLI_REGISTER, "--period", "2024", "--by", "setting", "--where",
            "scope=Thuộc diện thống kê", "--measure", "incidents,deaths,injuries,damage",
            "--lang", "en" } },
        { "compare-markdown",
          { "compare", CLI_REGISTER, "--period", "2024-9M", "--by", "kind", "--format",
            "markdown" } },
        { "compare-json",
          { "compare", CLI_REGISTER, "--period", "2024-9M", "--by", "kind", "--format",
            "json" } },
        { "compare-contribution",
          { "compare", CLI_REGISTER, "--period", "2024", "--by", "district",
            "--contribution" } },
        { "help-compare", { "help", "compare" } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        cli_run(cases[i].arguments, &got);
        CHECK(got.code == 0, "%s ended with %d: %s", cases[i].name, got.code, got.err);
        cli_check_golden(cases[i].name, &got);
        cli_result_finish(&got);
    }
    char store[300];
    snprintf(store, sizeof store, "%s/compare.db", check_directory());
    struct cli_result of_store;
    struct cli_result of_file;
    CLI(&of_store, "import", store, CLI_REGISTER, "-q");
    cli_result_finish(&of_store);
    CLI(&of_store, "compare", store, "--period", "2023-H2", "--by", "district", "--format",
        "csv");
    CLI(&of_file, "compare", CLI_REGISTER, "--period", "2023-H2", "--by", "district",
        "--format", "csv");
    CHECK(of_store.out_size > 2000 && strcmp(of_store.out, of_file.out) == 0, "%s%s",
          of_store.out, of_file.out);
    cli_result_finish(&of_file);
    cli_run_to((const char *const[]){ "compare", "-", "--period", "2023-H2", "--by", "district",
                                      "--format", "csv", "-q", NULL },
               NULL, CLI_REGISTER, &of_file);
    CHECK(strcmp(of_store.out, of_file.out) == 0, "from standard input: %s%s", of_file.err,
          of_file.out);
    cli_result_finish(&of_store);
    cli_result_finish(&of_file);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_published),     CHECK_TEST(test_cases),
        CHECK_TEST(test_contributions), CHECK_TEST(test_real),
        CHECK_TEST(test_own_interval),  CHECK_TEST(test_every_verdict),
        CHECK_TEST(test_titles),        CHECK_TEST(test_refused),
        CHECK_TEST(test_register)
    };
    return CHECK_MAIN(tests);
}
