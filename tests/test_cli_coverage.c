/* test_cli_coverage.c - what a source declares to have every incident of: zeros where it did and
 * nothing where it did not, whichever way the rows come. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define A "Núi Xanh,Huyện A"
#define B "Núi Xanh,Huyện B"

static const char head[] = "id,date,province,district,deaths\n";
static const char rows_a[] = "1,2023-02-10," A ",1\n2,2023-05-03," A ",0\n";
static const char rows_b[] = "3,2023-03-10," B ",1\n4,2023-04-03," B ",0\n";

static const char *file_of(const char *name, const char *rows)
{
    char text[400];
    snprintf(text, sizeof text, "%s%s", head, rows);
    return cli_file(name, text);
}

/* A store with some files in it, of which each may declare what it has. */
struct import {
    const char *rows;
    const char *set[2]; /* "coverage=..."; NULL: no more */
};

static const char *make_store(const char *name, const struct import import[], int n)
{
    const char *path = cli_path(name);
    unlink(path);
    for (int i = 0; i < n && import[i].rows != NULL; i++) {
        char file[24];
        const char *arguments[MAX_ARGUMENTS] = { "import", path };
        int at = 2;
        snprintf(file, sizeof file, "part%d.csv", i);
        arguments[at++] = file_of(file, import[i].rows);
        for (int s = 0; s < 2 && import[i].set[s] != NULL; s++) {
            arguments[at++] = "--set";
            arguments[at++] = import[i].set[s];
        }
        struct cli_result got;
        cli_run(arguments, &got);
        CHECK(got.code == 0, "%s: %s", name, got.err);
        cli_result_finish(&got);
    }
    return path;
}

/* The answer of a table by month (or what `by` says) as "1:0 2:1 ...", months of 2023, "-" for no
 * report; with districts "A1:0 A2:-". */
static void shorten(const char *csv, char out[], size_t size)
{
    size_t at = 0;
    out[0] = '\0';
    const char *line = strchr(csv, '\n');
    for (; line != NULL && line[1] != '\0'; line = strchr(line + 1, '\n')) {
        const char *comma = strrchr(line + 1, ',');
        const char *end = strchr(line + 1, '\n');
        while (comma > end)
            comma--;
        for (comma = end; *comma != ',';)
            comma--;
        const char *month = comma - 2 + (comma[-2] == 'Q');
        const char *district = strstr(line, "Huyện ");
        const bool has_district = district != NULL && district < end;
        at += (size_t)snprintf(
            out + at, size - at, "%s%.*s%d:%.*s", at == 0 ? "" : " ", has_district ? 1 : 0,
            has_district ? district + strlen("Huyện ") : "", (int)strtol(month, NULL, 10),
            comma + 1 == end ? 1 : (int)(end - comma - 1), comma + 1 == end ? "-" : comma + 1);
    }
}

static const char *ask(const char *const source[], int n_sources, const char *by,
                       const char *const more[])
{
    static char out[800];
    const char *arguments[MAX_ARGUMENTS] = { "table" };
    int at = 1;
    for (int i = 0; i < n_sources; i++)
        arguments[at++] = source[i];
    const char *const usual[] = { "--by", by,          "--complete", "--format",
                                  "csv",  "--measure", "incidents",  "-q" };
    for (size_t i = 0; i < CHECK_N(usual); i++)
        arguments[at++] = usual[i];
    for (int i = 0; more != NULL && more[i] != NULL; i++)
        arguments[at++] = more[i];
    struct cli_result got;
    cli_run(arguments, &got);
    CHECK(got.code == 0, "%s", got.err);
    shorten(got.out == NULL ? "" : got.out, out, sizeof out);
    cli_result_finish(&got);
    return out;
}

/* ---- tables ------------------------------------------------------------------------------ */

#define LIST(...)                                                                              \
    (const char *const[])                                                                      \
    {                                                                                          \
        __VA_ARGS__, NULL                                                                      \
    }

static const struct {
    struct import import[2];
    const char *by;
    const char *more[3];
    const char *wanted;
} cases[] = {
    /* none declared: between the first and the last row, as the data says */
    { { { rows_a, { NULL } } }, "month", { NULL }, "2:1 3:0 4:0 5:1" },
    { { { rows_a, { NULL } }, { rows_b, { NULL } } },
      "district,month",
      { NULL },
      "A2:1 A3:0 A4:0 A5:1 B3:1 B4:1" },
    /* wider than the data */
    { { { rows_a, { "coverage=2023-H1" } } }, "month", { NULL }, "1:0 2:1 3:0 4:0 5:1 6:0" },
    { { { rows_a, { "coverage=2023-01-15..2023-06-30" } } },
      "month",
      { NULL },
      "2:1 3:0 4:0 5:1 6:0" },
    { { { rows_a, { "coverage=2023" } } },
      "month",
      { "--period", "2023-05..2023-07" },
      "5:1 6:0 7:0" },
    { { { rows_a, { "coverage=2023" } } },
      "month",
      { "--where", "deaths>0" },
      "1:0 2:1 3:0 4:0 5:0 6:0 7:0 8:0 9:0 10:0 11:0 12:0" },
    /* narrower, with a hole, and beside it: rows stay, and what is between them is not known */
    { { { rows_a, { "coverage=2023-02|2023-03" } } }, "month", { NULL }, "2:1 3:0 5:1" },
    { { { rows_a, { "coverage=2023-01 | 2023-06" } } }, "month", { NULL }, "1:0 2:1 5:1 6:0" },
    { { { rows_a, { "coverage=2023-01..2023-02|2023-03..2023-06" } } },
      "quarter",
      { NULL },
      "1:1 2:1" },
    /* two districts, each with its own */
    { { { rows_a, { "coverage=2023-H1", "coverage_area=Núi Xanh/Huyện A" } },
        { rows_b, { "coverage=2023-02..2023-04" } } },
      "district,month",
      { NULL },
      "A1:0 A2:1 A3:0 A4:0 A5:1 A6:0 B1:- B2:0 B3:1 B4:1 B5:- B6:-" },
    { { { rows_a, { "coverage=2023-H1" } }, { rows_b, { "coverage=2023-02..2023-04" } } },
      "month",
      { "--where", "district=Huyện B" },
      "1:- 2:0 3:1 4:1 5:- 6:-" },
    /* an area that no row names is not known to be any of theirs */
    { { { rows_a, { "coverage=2023-H1", "coverage_area=Núi Xanh/Huyện C" } } },
      "district,month",
      { NULL },
      "A2:1 A5:1" },
    { { { rows_a, { "coverage=2023-H1" } }, { rows_b, { NULL } } },
      "district,month",
      { NULL },
      "A1:0 A2:1 A3:0 A4:0 A5:1 A6:0 B1:- B2:- B3:1 B4:1 B5:- B6:-" },
    /* one file that is declared to be of the province, though its rows are of one district */
    { { { rows_a, { "coverage=2023-H1", "coverage_area=Núi Xanh" } }, { rows_b, { NULL } } },
      "district,month",
      { NULL },
      "A1:0 A2:1 A3:0 A4:0 A5:1 A6:0 B1:0 B2:0 B3:1 B4:1 B5:0 B6:0" },
    { { { rows_a, { "coverage=2023-H1", "coverage_area=Tỉnh Núi Xanh/Huyện B" } },
        { rows_b, { NULL } } },
      "district,month",
      { NULL },
      "A1:- A2:1 A3:- A4:- A5:1 A6:- B1:0 B2:0 B3:1 B4:1 B5:0 B6:0" },
};

/* One and two threads, now for the store and now for the file. */
static void test_cases(void)
{
    for (size_t c = 0; c < CHECK_N(cases); c++) {
        const struct import *import = cases[c].import;
        const char *store = make_store("cases.db", import, 2);
        const char *more[10] = { "--jobs", c % 2 == 0 ? "1" : "2" };
        int at = 2;
        for (int i = 0; i < 3 && cases[c].more[i] != NULL; i++)
            more[at++] = cases[c].more[i];
        const char *got = ask(&store, 1, cases[c].by, more);
        CHECK(strcmp(got, cases[c].wanted) == 0, "case %zu, store: %s", c, got);
        if (import[1].rows != NULL) continue;
        const char *file = file_of("one.csv", import[0].rows);
        for (int s = 0; s < 2 && import[0].set[s] != NULL; s++) {
            more[at++] = "--set";
            more[at++] = import[0].set[s];
        }
        more[1] = c % 2 == 0 ? "2" : "1";
        got = ask(&file, 1, cases[c].by, more);
        CHECK(strcmp(got, cases[c].wanted) == 0, "case %zu, file: %s", c, got);
    }
}

/* Files that are kept, because they are two, and rows that are restated. */
static void test_two_files(void)
{
    char a[600];
    snprintf(a, sizeof a, "%s", file_of("a.csv", rows_a));
    const char *files[] = { a, file_of("b.csv", rows_b) };
    static const char wanted[] = "A1:0 A2:1 A3:0 A4:0 A5:1 B1:0 B2:0 B3:1 B4:1 B5:0";
    const char *got = ask(files, 2, "district,month",
                          LIST("--set", "coverage=2023-01..2023-05"));
    CHECK(strcmp(got, wanted) == 0, "%s", got);
    got = ask(files, 2, "month",
              LIST("--set", "coverage=2023-01..2023-05", "--areas", "comparable"));
    CHECK(strcmp(got, "1:0 2:1 3:1 4:1 5:1") == 0, "%s", got);
    const char *one = cli_file("communes.csv",
                               "id,date,province,district,commune\n"
                               "1,2024-11-10,Lâm Đồng,Huyện Đức Trọng,Xã Bình Thạnh\n"
                               "2,2025-08-03,Lâm Đồng,,Xã Đức Trọng\n");
    got = ask(&one, 1, "province,month",
              LIST("--set", "coverage=2024-10..2025-09", "--set", "coverage_area=Tỉnh Lâm Đồng",
                   "--areas", "2025-07-01"));
    CHECK(strcmp(got, "10:0 11:1 12:0 1:0 2:0 3:0 4:0 5:0 6:0 7:0 8:1 9:0") == 0, "%s", got);
}

/* ---- what is kept ------------------------------------------------------------------------ */

static void check_log(const char *store, const char *wanted)
{
    struct cli_result got;
    CLI(&got, "log", store, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.out, wanted) != NULL, "%s%s", got.err, got.out);
    cli_result_finish(&got);
}

static void test_kept(void)
{
    static const struct import import[] = { { rows_a,
                                              { "coverage=2023-H1", "province=Núi Xanh" } },
                                            { rows_b, { "coverage=2023-Q1|2023-04" } } };
    char first[600];
    char second[600];
    struct cli_result got;
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1); /* 2023-11-14 */
    snprintf(first, sizeof first, "%s", make_store("first.db", &import[0], 1));
    setenv("SOURCE_DATE_EPOCH", "1701000000", 1); /* 2023-11-26 */
    snprintf(second, sizeof second, "%s", make_store("second.db", &import[1], 1));
    check_log(first, "every incident of 2023-01-01..2023-06-30 (Núi Xanh)");
    check_log(second, "every incident of 2023-01-01..2023-04-30\n");
    const char *source = first;
    static const char of_a[] = "1:0 2:1 3:0 4:0 5:1 6:0";
    CHECK(strcmp(ask(&source, 1, "month", NULL), of_a) == 0, "before the merge");
    CLI(&got, "merge", first, second, "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    check_log(first, "every incident of 2023-01-01..2023-06-30 (Núi Xanh)");
    check_log(first, "every incident of 2023-01-01..2023-04-30\n");
    static const char merged[] = "A1:0 A2:1 A3:0 A4:0 A5:1 A6:0 B1:0 B2:0 B3:1 B4:1 B5:0 B6:0";
    const char *by = "district,month";
    CHECK(strcmp(ask(&source, 1, by, NULL), merged) == 0, "%s", ask(&source, 1, by, NULL));
    const char *before = ask(&source, 1, "month", LIST("--as-of", "2023-11-20"));
    CHECK(strcmp(before, of_a) == 0, "as of: %s", before);
    CLI(&got, "undo", first, "1", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    const char *after = ask(&source, 1, "month", NULL);
    CHECK(strcmp(after, "1:0 2:0 3:1 4:1") == 0, "undone: %s", after);
    unsetenv("SOURCE_DATE_EPOCH");
}

/* ---- what is told ------------------------------------------------------------------------ */

static const struct {
    const char *set[2];
    const char *say; /* of check, in English; NULL: nothing of coverage */
    int code;
} told[] = {
    { { "coverage=2023" }, NULL, 0 },
    { { "coverage=2023-02" },
      "3: field 2 (date): rule coverage: occurred_at (2023-05-03) lies outside coverage "
      "(2023-02)",
      0 },
    { { "coverage=2023-02-11..2023-06-30" },
      "2: field 2 (date): rule coverage: occurred_at (2023-02-10) lies outside coverage "
      "(2023-02-11..2023-06-30)",
      0 },
    { { "coverage=20234" }, "'20234' is not a period", 2 },
    { { "coverage=2023|" }, "'' is not a period", 2 },
    { { "coverage=" }, "'' is no value for the setting coverage", 2 },
    { { "coverage=2290" }, "the declared coverage '2290' begins after today", 2 },
    { { "coverage_area=Núi Xanh" }, "coverage_area 'Núi Xanh' is said without coverage", 2 },
};

static void test_told(void)
{
    const char *file = file_of("told.csv", rows_a);
    for (size_t i = 0; i < CHECK_N(told); i++) {
        struct cli_result got;
        CLI(&got, "table", file, "--lang", "en", "--set", told[i].set[0]);
        CHECK(got.code == told[i].code, "%s: %d %s", told[i].set[0], got.code, got.err);
        const char *said = strstr(got.err, told[i].say == NULL ? "coverage" : told[i].say);
        CHECK((said != NULL) == (told[i].say != NULL), "%s: %s", told[i].set[0], got.err);
        cli_result_finish(&got);
    }
}

/* Rows that stand for periods lie in what is declared as a whole; nobody declares days to come. */
static void test_periods_and_today(void)
{
    struct cli_result got;
    const char *file = cli_file("periods.csv", "period,district,incidents\n2023-01,A,3\n"
                                               "2023-03,A,1\n2023-03,B,1\n2023-07,B,1\n");
    CLI(&got, "table", file, "--lang", "en", "--set", "coverage=2023-H1");
    CHECK(got.code == 0 && strstr(got.err, ":5") != NULL &&
              strstr(got.err, "outside coverage") != NULL && strstr(got.err, ":4") == NULL,
          "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", file, "--by", "month", "--complete", "--format", "csv", "--measure",
        "incidents", "--set", "coverage=2023-01..2023-04", "-q");
    CHECK(got.code == 0 && strcmp(got.out, "month,incidents\n2023-01,3\n2023-02,0\n2023-03,2\n"
                                           "2023-04,0\n2023-07,1\n") == 0,
          "%s%s", got.err, got.out);
    cli_result_finish(&got);
    const struct import import = { rows_a, { "coverage=2023" } };
    setenv("SOURCE_DATE_EPOCH", "1685000000", 1); /* 2023-05-25 */
    check_log(make_store("today.db", &import, 1), "of 2023-01-01..2023-05-25\n");
    unsetenv("SOURCE_DATE_EPOCH");
}

static void test_profile(void)
{
    struct cli_result got;
    const char *file = file_of("saved.csv", rows_a);
    const char *profile = cli_path("saved-profile");
    CLI(&got, "check", file, "--set", "coverage=2023-H1", "--set",
        "coverage_area=Núi Xanh/Huyện A", "--save-profile", profile);
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    const char *with = ask(&file, 1, "month", LIST("--profile", profile));
    CHECK(strcmp(with, "1:0 2:1 3:0 4:0 5:1 6:0") == 0, "%s", with);
    with = ask(&file, 1, "month", LIST("--profile", profile, "--set", "coverage=2023-02"));
    CHECK(strcmp(with, "2:1 5:1") == 0, "%s", with);
}

/* ---- file by file ------------------------------------------------------------------------ */

static const char plain_columns[] = "column,field\nid,id\ndate,occurred_at\n"
                                    "province,province\ndistrict,district\ndeaths,deaths\n";
static const struct {
    const char *source; /* source.csv */
    const char *rules;  /* NULL: none */
    const char *set[2];
    const char *wanted;
    const char *say[2]; /* in English, of a row of each file; NULL: nothing of it */
} by_file[] = {
    { "setting,value,file\ncoverage,2023-H1,à.csv\ncoverage,2023-02..2023-03,b.csv\n",
      NULL,
      { NULL },
      "A1:0 A2:1 A3:0 A4:0 A5:1 A6:0 B1:- B2:0 B3:1 B4:1 B5:- B6:-",
      { NULL, "b.csv:3: field 2 (date): rule coverage" } },
    /* one of them is not named: what is said of all, or nothing */
    { "file,setting,value\n,coverage,2023-03..2023-04\nà.csv,coverage,2023-02..2023-05\n",
      NULL,
      { NULL },
      "A2:1 A3:0 A4:0 A5:1 B2:- B3:1 B4:1 B5:-",
      { NULL, NULL } },
    { "setting,value,file\ncoverage,2023-01..2023-04,à.csv\n",
      NULL,
      { NULL },
      "A1:0 A2:1 A3:0 A4:0 A5:1 B1:- B2:- B3:1 B4:1",
      { "à.csv:3: field 2 (date): rule coverage", NULL } },
    /* by another way to write the name, and an area of its own */
    { "setting,value,file\ncoverage,2023-02..2023-05,a\xcc\x80.csv\n"
      "coverage_area,Núi Xanh,à.csv\ncoverage,2023-03..2023-04,b.csv\n",
      NULL,
      { NULL },
      "A2:1 A3:0 A4:0 A5:1 B2:0 B3:1 B4:1 B5:0",
      { NULL, NULL } },
    /* an area of all of them */
    { "setting,value,file\ncoverage_area,Núi Xanh,\ncoverage,2023-02..2023-05,à.csv\n",
      NULL,
      { NULL },
      "A2:1 A3:0 A4:0 A5:1 B2:0 B3:1 B4:1 B5:0",
      { NULL, NULL } },
    /* the rule is off; the command has the last word */
    { "setting,value,file\ncoverage,2023-01..2023-04,à.csv\n",
      "name,field,op,other,message\ncoverage,,off,,\n",
      { NULL },
      "A1:0 A2:1 A3:0 A4:0 A5:1 B1:- B2:- B3:1 B4:1",
      { NULL, NULL } },
    { "setting,value,file\ncoverage,2023-H1,à.csv\n",
      NULL,
      { "--set", "coverage=2023-02..2023-05" },
      "A2:1 A3:0 A4:0 A5:1 B2:0 B3:1 B4:1 B5:0",
      { NULL, NULL } },
};

static void write_profile(const char *source, const char *rules)
{
    char path[600];
    cli_file("by-file/schema.csv", plain_columns);
    cli_file("by-file/source.csv", source);
    snprintf(path, sizeof path, "%s", cli_path("by-file/rules.csv"));
    unlink(path);
    if (rules != NULL) cli_file("by-file/rules.csv", rules);
}

/* Read from both files, and from a store into which both were imported at once. */
static void test_by_file(void)
{
    char a[600];
    char b[600];
    char profile[600];
    snprintf(a, sizeof a, "%s", file_of("à.csv", rows_a));
    snprintf(b, sizeof b, "%s", file_of("b.csv", rows_b));
    snprintf(profile, sizeof profile, "%s", cli_path("by-file"));
    mkdir(profile, 0777);
    for (size_t i = 0; i < CHECK_N(by_file); i++) {
        const char *files[] = { a, b };
        const char *by = "district,month";
        const char *const *set = by_file[i].set;
        write_profile(by_file[i].source, by_file[i].rules);
        const char *got = ask(files, 2, by, LIST("--profile", profile, set[0], set[1]));
        CHECK(strcmp(got, by_file[i].wanted) == 0, "case %zu, files: %s", i, got);
        char store[600];
        snprintf(store, sizeof store, "%s", cli_path("by-file.db"));
        unlink(store);
        struct cli_result result;
        CLI(&result, "import", store, a, b, "--lang", "en", "--profile", profile, set[0],
            set[1]);
        CHECK(result.code == 0, "case %zu: %s", i, result.err);
        int n_said = 0;
        for (const char *at = result.err; (at = strstr(at, "rule coverage")) != NULL; at++)
            n_said++;
        CHECK(n_said == (by_file[i].say[0] != NULL) + (by_file[i].say[1] != NULL),
              "case %zu: %s", i, result.err);
        for (int s = 0; s < 2; s++)
            CHECK(by_file[i].say[s] == NULL || strstr(result.err, by_file[i].say[s]) != NULL,
                  "case %zu: %s", i, result.err);
        cli_result_finish(&result);
        const char *kept = store;
        got = ask(&kept, 1, by, NULL);
        CHECK(strcmp(got, by_file[i].wanted) == 0, "case %zu, store: %s", i, got);
    }
}

static void test_by_file_refused(void)
{
    static const struct {
        const char *source;
        const char *say;
    } refused[] = {
        { "setting,value,file\nencoding,utf-8,b.csv\n",
          "source.csv:2: the setting encoding is of all files; of a single file are coverage "
          "and coverage_area" },
        { "setting,value,file\ncoverage,,b.csv\n",
          "source.csv:2: '' is no value for the setting coverage" },
        { "setting,value,file\ncoverage,2o23,other.csv\n", "'2o23' is not a period" },
        { "setting,value,file\ncoverage_area,Núi Xanh,b.csv\n",
          "coverage_area 'Núi Xanh' is said without coverage" },
    };
    char file[600];
    snprintf(file, sizeof file, "%s", file_of("b.csv", rows_b));
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct cli_result got;
        write_profile(refused[i].source, NULL);
        CLI(&got, "table", file, "--lang", "en", "--profile", cli_path("by-file"));
        CHECK(got.code == 2 && strstr(got.err, refused[i].say) != NULL, "case %zu: %d %s", i,
              got.code, got.err);
        cli_result_finish(&got);
    }
}

/* ---- comparing --------------------------------------------------------------------------- */

static const struct {
    struct import import[2];
    const char *period;
    const char *current_to; /* last day of the windows that are compared */
} compared[] = {
    { { { rows_a, { NULL } } }, "2023", "2023-05-03" },
    { { { rows_a, { "coverage=2022..2023" } } }, "2023", "2023-12-31" },
    { { { rows_a, { "coverage=2022-01-01..2023-06-30" } } }, "2023", "2023-06-30" },
    { { { rows_a, { "coverage=2022-01-01..2023-04-30" } } }, "2023-H1", "2023-04-30" },
    { { { rows_a, { "coverage=2022..2023" } }, { rows_b, { NULL } } }, "2023", "2023-05-03" },
    { { { rows_a, { "coverage=2022..2023", "coverage_area=Núi Xanh/Huyện A" } },
        { rows_b, { "coverage=2022-01-01..2023-09-30", "coverage_area=Núi Xanh/Huyện B" } } },
      "2023",
      "2023-09-30" },
    { { { rows_a, { "coverage=2022..2023", "coverage_area=Núi Xanh" } },
        { rows_b, { "coverage=2023-H1", "coverage_area=Tỉnh Núi Xanh/Huyện B" } } },
      "2023",
      "2023-12-31" },
};

static void test_compared(void)
{
    for (size_t i = 0; i < CHECK_N(compared); i++) {
        const char *store = make_store("compared.db", compared[i].import, 2);
        struct cli_result got;
        CLI(&got, "compare", store, "--period", compared[i].period, "--format", "csv", "-q");
        char wanted[40];
        snprintf(wanted, sizeof wanted, ",2023-01-01,%s,", compared[i].current_to);
        CHECK(got.code == 0 && strstr(got.out, wanted) != NULL, "%zu: %s%s", i, got.err,
              got.out);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_cases),
        CHECK_TEST(test_two_files),
        CHECK_TEST(test_kept),
        CHECK_TEST(test_told),
        CHECK_TEST(test_profile),
        CHECK_TEST(test_periods_and_today),
        CHECK_TEST(test_compared),
        CHECK_TEST(test_by_file),
        CHECK_TEST(test_by_file_refused),
    };
    return CHECK_MAIN(tests);
}
