/* test_cli_export.c - rows that go out are the rows that are here: read again, whatever the format,
 * they give the same tables; what the README tells other programs to ask gives them too. */
#include "check.h"
#include "cli.h"

#include <sqlite3.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What breaks such files: commas, quotes, line breaks, formulas, nulls that are no zeros, the clerk's
 * 24:00, exactly three decimals, codes that look like numbers, an amount with a rest. */
static const char hostile[] =
    "id,occurred_at,reported_at,province,district,commune,address,kind,cause,deaths,damage,"
    "forest_ha,note\n"
    "0012,31/07/2023 24:00,2023-08-01,Lâm Đồng,Đà Lạt,Phường 1,\"12, ngõ \"\"Cụt\"\"\",Cháy,"
    "\"Chập điện, quá tải\",0,1250000,\"1,234\",=1+1\n"
    "1e3,2023-08-01 07:05,,Lâm Đồng,Đà Lạt,Phường 10,\"hai\ndòng\",Nổ,@SUM(A1),,,\"0,005\",-5\n"
    "0013,2024-01-02,,Lâm Đồng,Bảo Lộc,,+84 263,Cháy,,2,\"12345678,5\",,\"'nháy\"\n"
    "0014,2024-02-29,,Lâm Đồng,,,,Cháy rừng,Đốt nương,1,0,\"7,5\",\"a;b\tc\"\n"
    "0015,2024-12-31,,,,,,Cháy,Đốt nương,0,9000000000000,\"12,25\",\n";

/* A table of each, and of what was exported of it. */
static const char *const questions[] = {
    "year,month,province,district,commune",
    "kind,cause,hour,district,day",
};
static const char measures[] = "incidents,deaths,damage,forest_ha,sum(injuries),max(damage)";

static char *table_of(const char *source, const char *by)
{
    struct cli_result got;
    CLI(&got, "table", source, "--by", by, "--measure", measures, "--unknown", "--format",
        "csv", "-q");
    CHECK(got.code == 0, "table %s: %d %s", source, got.code, got.err);
    char *out = got.out;
    got.out = NULL;
    cli_result_finish(&got);
    return out;
}

static void check_same_tables(const char *a, const char *b)
{
    for (size_t i = 0; i < CHECK_N(questions); i++) {
        char *from_a = table_of(a, questions[i]);
        char *from_b = table_of(b, questions[i]);
        CHECK(from_a != NULL && from_b != NULL && strcmp(from_a, from_b) == 0,
              "by %s of %s:\n%s\nof %s:\n%s", questions[i], a, from_a, b, from_b);
        free(from_a);
        free(from_b);
    }
}

static bool run(const char *const arguments[])
{
    struct cli_result got;
    cli_run(arguments, &got);
    CHECK(got.code == 0, "%s %s: %d %s", arguments[0], arguments[1], got.code, got.err);
    const bool is_done = got.code == 0;
    cli_result_finish(&got);
    return is_done;
}
#define RUN(...) run((const char *const[]){ __VA_ARGS__, NULL })

static char *read_made(const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", check_directory(), name);
    char *text = check_read(path, NULL);
    CHECK(text != NULL, "%s is not there", name);
    return text;
}

static void test_read_again(void)
{
    const char *const source[] = { CLI_REGISTER, cli_file("hostile.csv", hostile),
                                   CLI_NATIONAL };
    for (size_t i = 0; i < CHECK_N(source); i++) {
        char out[32];
        char store[32];
        char of_store[32];
        snprintf(out, sizeof out, "again%zu.csv", i);
        snprintf(store, sizeof store, "again%zu.db", i);
        snprintf(of_store, sizeof of_store, "stored%zu.csv", i);
        if (!RUN("export", source[i], "-o", out, "-q") ||
            !RUN("import", store, source[i], "-q") ||
            !RUN("export", store, "--format", "csv", "-o", of_store, "-q"))
            continue;
        char *direct = read_made(out);
        char *stored = read_made(of_store);
        CHECK(direct != NULL && stored != NULL && strcmp(direct, stored) == 0,
              "file:\n%.900s\nstore:\n%.900s", direct, stored);
        free(direct);
        free(stored);
        check_same_tables(source[i], out);
    }
}

/* Every cell of the first rows, so that nothing is lost both ways alike. */
static void test_cells(void)
{
    static const char wanted[] =
        "id,occurred_at,reported_at,arrived_at,controlled_at,extinguished_at,period,reported_on,"
        "province,district,commune,address,setting,kind,scope,facility,ownership,cause,severity,"
        "incidents,deaths,injuries,rescued,damage,saved_value,forest_ha,area_m2,vehicles,officers,"
        "note\n"
        "0012,2023-07-31 24:00,2023-08-01,,,,,,Lâm Đồng,Đà Lạt,Phường 1,\"12, ngõ \"\"Cụt\"\"\",,"
        "fire,,,,\"Chập điện, quá tải\",,1,0,,,1250000,,1.2340,,,,=1+1\n"
        "1e3,2023-08-01 07:05,,,,,,,Lâm Đồng,Đà Lạt,Phường 10,hai dòng,,explosion,,,,@SUM(A1),,1,,"
        ",,,,0.0050,,,,-5\n"
        "0013,2024-01-02,,,,,,,Lâm Đồng,Bảo Lộc,,+84 263,,fire,,,,,,1,2,,,12345678.5,,,,,,'nháy\n";
    char *got = read_made("again1.csv");
    CHECK(got != NULL && strncmp(got, wanted, strlen(wanted)) == 0, "%s", got);
    free(got);
}

static void test_which_rows(void)
{
    static const struct {
        const char *options[6];
        const char *ids; /* of the hostile file, in order */
    } cases[] = {
        { { NULL }, "0012 1e3 0013 0014 0015" },
        { { "--where", "deaths>=1" }, "0013 0014" },
        { { "--where", "deaths+injuries=null", "--where", "district=Đà Lạt" }, "0012 1e3" },
        { { "--where", "cause=đốt nương", "--where", "damage>0" }, "0015" },
        { { "--period", "2024-02" }, "0014" },
        { { "--period", "2024", "--calendar", "vn-report" }, "0013 0014" },
        { { "--where", "province=null" }, "0015" },
        { { "--where", "id=0012,0013", "--jobs", "4" }, "0012 0013" },
        { { "--period", "1999" }, "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *arguments[MAX_ARGUMENTS] = { "export", "hostile.csv", "-q" };
        memcpy(&arguments[3], cases[i].options, sizeof cases[i].options);
        struct cli_result got;
        cli_run(arguments, &got);
        CHECK(got.code == 0, "%zu: %s", i, got.err);
        char ids[64] = "";
        for (const char *line = strchr(got.out, '\n'); line != NULL && line[1] != '\0';
             line = strchr(line + 1, '\n'))
            snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%.*s",
                     ids[0] == '\0' ? "" : " ", (int)strcspn(line + 1, ","), line + 1);
        CHECK(strcmp(ids, cases[i].ids) == 0, "%zu: rows %s, not %s", i, ids, cases[i].ids);
        cli_result_finish(&got);
    }
}

/* A file that was read in haste and has an id twice is read again: no row may come out twice. */
static void test_restart(void)
{
    const char *path = cli_file("twice.csv", "id,date,deaths\n1,2024-01-01,1\n2,2024-01-02,1\n"
                                             "1,2024-01-01,1\n");
    struct cli_result got;
    CLI(&got, "export", path, "-q");
    int n_lines = 0;
    for (const char *at = got.out; *at != '\0'; at++)
        n_lines += *at == '\n';
    CHECK(got.code == 0 && n_lines == 3, "%d lines: %s", n_lines, got.out);
    cli_result_finish(&got);
}

/* Fields of its own, another currency, numbers that begin anew every year: a profile is written too. */
static void test_profile(void)
{
    static const char *const sources[] = { "own.csv", "own.db" };
    static const char by[] = "year,weather";
    char folder[600];
    snprintf(folder, sizeof folder, "%s/own", check_directory());
    CHECK(mkdir(folder, 0777) == 0, "%s", folder);
    cli_file("own/source.csv", "setting,value\ncurrency,USD\n");
    cli_file("own/schema.csv", "column,field,type,unit,null_words,format,key\nso,id,text,,,,1\n"
                               "ngay,occurred_at,date,,,dmy,1\ntroi,weather,category,,,,\n"
                               "do,heat,decimal,,,,\nhai,damage,money,1,,,\n");
    cli_file("own.csv", "so,ngay,troi,do,hai\n1,01/02/2023,nắng,\"1,125\",\"12,75\"\n"
                        "1,02/03/2024,\"mưa, gió\",\"0,5\",3\n2,02/03/2024,,,\n");
    RUN("import", "own.db", "own.csv", "--profile", "own", "-q");
    struct cli_result wanted;
    CLI(&wanted, "table", "own.csv", "--profile", "own", "--by", by, "--measure",
        "incidents,heat,damage", "--lang", "en");
    CHECK(strstr(wanted.out, "USD") != NULL && strstr(wanted.out, "1.125") != NULL, "%s",
          wanted.out);
    for (size_t i = 0; i < CHECK_N(sources); i++) {
        struct cli_result got;
        RUN("export", sources[i], i == 0 ? "--profile=own" : "-q", "-o", "again.csv",
            "--save-profile", "again", "--force", "-q");
        CLI(&got, "table", "again.csv", "--profile", "again", "--by", by, "--measure",
            "incidents,heat,damage", "--lang", "en");
        CHECK(got.code == 0 && strcmp(got.out, wanted.out) == 0, "%s\n%s", wanted.out, got.out);
        cli_result_finish(&got);
    }
    cli_result_finish(&wanted);
}

/* Labels of codes and what a source is declared to have go with the rows; not where that would be
 * said of rows it is not true of. */
static void test_profile_says_more(void)
{
    static const struct {
        const char *name;
        const char *source;
        const char *option[2];
        bool is_declared;
    } cases[] = {
        { "a file", "said.csv", { NULL }, true },
        { "a store", "said.db", { NULL }, true },
        { "a period", "said.db", { "--period", "2022..2024" }, true },
        { "some rows", "said.db", { "--where", "deaths>0" }, false },
        { "two imports of two areas", "both.db", { NULL }, false },
        { "two imports of one area", "twice.db", { NULL }, true },
    };
    static const char *const by = "year,province,kind";
    char folder[600];
    snprintf(folder, sizeof folder, "%s/said", check_directory());
    CHECK(mkdir(folder, 0777) == 0, "%s", folder);
    cli_file("said/source.csv", "setting,value\ncoverage,2022..2024\ncoverage_area,Lâm Đồng\n");
    cli_file("said/schema.csv",
             "column,field,type,unit,null_words,format,key\nngay,occurred_at,"
             "date,,,dmy,\ntinh,province,,,,,\nloai,kind,category,,,,\n"
             "chet,deaths,integer,,,,\n");
    cli_file("said/codes_kind.csv", "source,code,label_vi,label_en\ncháy nhà,fire,\"Cháy, nổ\","
                                    "House fire\nkhác,other,Sự cố khác,Other\n");
    cli_file("said.csv", "ngay,tinh,loai,chet\n01/02/2023,Lâm Đồng,cháy nhà,1\n"
                         "02/03/2023,Lâm Đồng,khác,0\n");
    cli_file("more.csv", "ngay,tinh,loai,chet\n05/02/2024,Lâm Đồng,cháy nhà,3\n");
    cli_file("else.csv", "ngay,tinh,loai,chet\n05/02/2024,Gia Lai,cháy nhà,3\n");
    RUN("import", "said.db", "said.csv", "--profile", "said", "-q");
    RUN("import", "twice.db", "said.csv", "more.csv", "--profile", "said", "-q");
    RUN("import", "both.db", "said.csv", "--profile", "said", "-q");
    RUN("import", "both.db", "else.csv", "--profile", "said", "--set", "coverage_area=Gia Lai",
        "-q");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const bool is_file = strstr(cases[i].source, ".csv") != NULL;
        const char *const profile = is_file ? "--profile=said" : "--no-progress";
        const char *const option = cases[i].option[0] != NULL ? cases[i].option[0]
                                                              : "--no-progress";
        const char *const value = cases[i].option[1] != NULL ? cases[i].option[1]
                                                             : "--no-progress";
        struct cli_result told;
        struct cli_result wanted;
        struct cli_result got;
        CLI(&told, "export", cases[i].source, profile, option, value, "-o", "said_again.csv",
            "--save-profile", "said_again", "--force", "--lang", "en");
        CHECK(told.code == 0 &&
                  (strstr(told.err, "is not in the profile") == NULL) == cases[i].is_declared,
              "%s: %s", cases[i].name, told.err);
        CLI(&wanted, "table", cases[i].source, profile, option, value, "--by", by, "--complete",
            "--lang", "en", "-q");
        CLI(&got, "table", "said_again.csv", "--profile", "said_again", option, value, "--by",
            by, "--complete", "--lang", "en", "-q");
        CHECK(wanted.code == 0 && strstr(wanted.out, "House fire") != NULL, "%s: %s",
              cases[i].name, wanted.out);
        if (cases[i].is_declared)
            CHECK(strcmp(got.out, wanted.out) == 0, "%s: %s instead of\n%s", cases[i].name,
                  got.out, wanted.out);
        else
            CHECK(strstr(got.out, "House fire") != NULL, "%s: %s", cases[i].name, got.out);
        cli_result_finish(&told);
        cli_result_finish(&wanted);
        cli_result_finish(&got);
    }
}

/* Ctrl-C in the middle of an export leaves what was there, and nothing half. */
static void test_interrupted(void)
{
    static const char *const formats[] = { "csv", "ndjson", "sqlite" };
    char big[600];
    char out[600];
    snprintf(big, sizeof big, "%s/big.csv", check_directory());
    FILE *file = fopen(big, "wb");
    CHECK_OR_RETURN(file != NULL, "no file");
    fputs("id,date,deaths\n", file);
    for (int i = 0; i < 1000000; i++)
        fprintf(file, "%d,2024-01-01,1\n", i);
    fclose(file);
    for (size_t i = 0; i < CHECK_N(formats); i++) {
        char name[32];
        int status = 0;
        snprintf(name, sizeof name, "stopped.%s", formats[i]);
        snprintf(out, sizeof out, "%s", cli_file(name, "before"));
        fflush(NULL);
        const pid_t child = fork();
        if (child == 0) {
            execl(FIRESTAT_PROGRAM, FIRESTAT_PROGRAM, "export", big, "--format", formats[i],
                  "-o", out, "--force", "-q", (char *)NULL);
            _exit(98);
        }
        nanosleep(&(const struct timespec){ .tv_nsec = 300000000 }, NULL);
        kill(child, SIGINT);
        CHECK(waitpid(child, &status, 0) == child, "no child");
        const bool was_early = WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
        CHECK(was_early || (WIFEXITED(status) && WEXITSTATUS(status) == 130),
              "%s: ended with %d", formats[i], status);
        char *after = check_read(out, NULL);
        CHECK(after != NULL && strcmp(after, "before") == 0, "%s: %.20s", formats[i], after);
        free(after);
    }
    DIR *folder = opendir(check_directory());
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        CHECK(strstr(entry->d_name, ".tmp-") == NULL, "%s is left", entry->d_name);
    if (folder != NULL) closedir(folder);
    remove(big);
}

/* The store as it was, and the areas of another day. */
static void test_then_and_there(void)
{
    struct cli_result got;
    CLI(&got, "export", "again1.db", "--as-of", "2001-01-01", "-q");
    CHECK(got.code == 0 && strstr(got.out, "0012") == NULL, "%s", got.out);
    cli_result_finish(&got);
    CLI(&got, "export", CLI_REGISTER, "--areas", "2025-07-01", "-q");
    CHECK(got.code == 0 && strstr(got.out, ",Tỉnh Lâm Đồng,,Xã Đam Rông 3,") != NULL, "%.600s",
          got.out);
    CHECK(strstr(got.out, " / ") == NULL, "a split has no name: %.600s",
          strstr(got.out, " / "));
    cli_result_finish(&got);
}

/* ---- formats ----------------------------------------------------------------------------- */

static sqlite3 *database;

/* The answer of one row, its columns joined by commas. */
static void ask(const char *sql, char out[], size_t size)
{
    sqlite3_stmt *statement = NULL;
    out[0] = '\0';
    CHECK_OR_RETURN(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK,
                    "%s: %s", sql, sqlite3_errmsg(database));
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            snprintf(out + strlen(out), size - strlen(out), "%s%s",
                     (const char *)sqlite3_column_text(statement, i),
                     i + 1 < sqlite3_column_count(statement) ? "," : "\n");
    sqlite3_finalize(statement);
}

static void open_made(const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", check_directory(), name);
    CHECK(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, "%s",
          path);
}

/* What the program itself says, without its header. */
static char *criteria_by_year(void)
{
    struct cli_result got;
    CLI(&got, "table", CLI_REGISTER, "--format", "csv", "-q");
    char *text = strdup(strchr(got.out, '\n') + 1);
    cli_result_finish(&got);
    return text;
}

/* The block of code in the README whose first line is `mark`. */
static bool snippet_of(const char *mark, char out[], size_t size)
{
    char *readme = check_read(FIRESTAT_SOURCE_DIR "/README.md", NULL);
    const char *from = readme == NULL ? NULL : strstr(readme, mark);
    const char *to = from == NULL ? NULL : strstr(from, "\n```");
    if (to != NULL) snprintf(out, size, "%.*s\n", (int)(to - from), from);
    free(readme);
    CHECK(to != NULL, "the README has no code with '%s'", mark);
    return to != NULL;
}

static void test_sqlite(void)
{
    static const struct {
        const char *sql;
        const char *answer;
    } cases[] = {
        { "SELECT count(*), sum(incidents), sum(deaths), sum(damage) FROM incidents",
          "5,5,3,9000013595678.5\n" },
        { "SELECT group_concat(typeof(id), ' '), sum(deaths IS NULL), max(forest_ha) FROM incidents",
          "text text text text text,1,12.25\n" },
        { "SELECT address, note FROM incidents WHERE id = '0012'", "12, ngõ \"Cụt\",=1+1\n" },
        { "SELECT unit_en, label_vi FROM data_dictionary WHERE column_name = 'damage'",
          "VND,Thiệt hại tài sản\n" },
        { "SELECT count(*) FROM pragma_table_info('incidents') WHERE type NOT IN ('TEXT', "
          "'BIGINT', 'NUMERIC')",
          "0\n" },
        { "PRAGMA integrity_check", "ok\n" },
        { "PRAGMA journal_mode", "delete\n" },
    };
    if (!RUN("export", "hostile.csv", "-o", "hostile.sqlite", "-q")) return;
    open_made("hostile.sqlite");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char got[400];
        ask(cases[i].sql, got, sizeof got);
        CHECK(strcmp(got, cases[i].answer) == 0, "%s: %s", cases[i].sql, got);
    }
    sqlite3_close(database);
}

/* SQLite's own reader of JSON has a look at every line. */
static void test_ndjson(void)
{
    if (!RUN("export", "hostile.csv", "-o", "hostile.ndjson", "-q")) return;
    char *text = read_made("hostile.ndjson");
    int n = 0;
    sqlite3_stmt *statement = NULL;
    CHECK(sqlite3_open(":memory:", &database) == SQLITE_OK, "open");
    CHECK_OR_RETURN(
        sqlite3_prepare_v2(database,
                           "SELECT json_valid(?1), ?1 ->> 'id' || '|' || (?1 ->> 'note')"
                           " || '|' || coalesce(?1 ->> 'deaths', 'null')"
                           " || '|' || json_type(?1, '$.damage')",
                           -1, &statement, NULL) == SQLITE_OK,
        "%s", sqlite3_errmsg(database));
    static const char *const wanted[] = { "0012|=1+1|0|integer", "1e3|-5|null|null",
                                          "0013|'nháy|2|real", "0014|a;b c|1|integer", NULL };
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"), n++) {
        sqlite3_reset(statement);
        sqlite3_bind_text(statement, 1, line, -1, SQLITE_STATIC);
        CHECK(sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == 1,
              "line %d: %s", n, line);
        const char *got = (const char *)sqlite3_column_text(statement, 1);
        if (n < 4) CHECK(got != NULL && strcmp(got, wanted[n]) == 0, "%d: %s", n, got);
    }
    CHECK(n == 5, "%d lines", n);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    free(text);
}

/* The files of a folder have the lines of the one file, each under the header. */
static void test_partition(void)
{
    if (!RUN("export", CLI_REGISTER, "--partition", "year", "-o", "by-year", "-q")) return;
    char *whole = read_made("again0.csv");
    char *manifest = read_made("by-year/manifest.csv");
    size_t size_bytes = 0;
    const size_t head = strcspn(whole, "\n") + 1;
    for (int year = 2014; year <= 2024; year++) {
        char name[64];
        snprintf(name, sizeof name, "by-year/incidents-%d.csv", year);
        char *part = read_made(name);
        if (part == NULL) continue;
        CHECK(strncmp(part, whole, head) == 0, "%d: another header", year);
        for (const char *line = part + head; *line != '\0'; line = strchr(line, '\n') + 1) {
            const size_t size = strcspn(line, "\n") + 1;
            char copy[2048];
            snprintf(copy, sizeof copy, "%.*s", (int)size, line);
            CHECK(strstr(whole, copy) != NULL && atoi(strchr(line, ',') + 1) == year, "%s",
                  copy);
            size_bytes += size;
        }
        CHECK(strstr(manifest, name + strlen("by-year/")) != NULL, "%s", manifest);
        free(part);
    }
    CHECK(size_bytes == strlen(whole) - head, "%zu bytes of %zu", size_bytes,
          strlen(whole) - head);
    free(manifest);
    free(whole);
    struct cli_result got;
    CLI(&got, "export", CLI_REGISTER, "--partition", "year", "-o", "by-year");
    CHECK(got.code == 3, "a folder is replaced without --force: %d", got.code);
    cli_result_finish(&got);
    RUN("export", CLI_REGISTER, "--partition", "year", "-o", "by-year", "--force", "-q");
}

/* ---- whole or not at all ----------------------------------------------------------------- */

static void test_refused(void)
{
    static const struct {
        const char *arguments[MAX_ARGUMENTS];
        int code;
        const char *made; /* must not be there */
    } cases[] = {
        { { "export", "hostile.csv", "-o", "x.xlsx" }, 2, "x.xlsx" },
        { { "export", "hostile.csv", "--format", "parquet" }, 2, NULL },
        { { "export", "hostile.csv", "--format", "sqlite" }, 2, NULL },
        { { "export", "hostile.csv", "--partition", "month", "-o", "x" }, 2, "x" },
        { { "export", "hostile.csv", "--partition", "year" }, 2, NULL },
        { { "export", "hostile.csv", "--where", "nowhere=1", "-o", "x.csv" }, 2, "x.csv" },
        { { "export", "hostile.csv", "--period", "sometime", "-o", "x.csv" }, 2, "x.csv" },
        { { "export", "hostile.csv", "--as-of", "2024-01-01", "-o", "x.csv" }, 2, "x.csv" },
        { { "export", "bad.csv", "--strict", "-o", "x.csv" }, 1, "x.csv" },
        { { "export", "bad.csv", "--strict", "-o", "x.sqlite" }, 1, "x.sqlite" },
        { { "export", "bad.csv", "--strict", "--partition", "year", "-o", "x" }, 1, "x" },
        { { "export", "none.csv", "-o", "x.csv" }, 3, "x.csv" },
        { { "export", "hostile.csv", "--format", "sqlite", "-o", "/dev/full" }, 3, NULL },
        { { "export", "hostile.csv", "--format", "csv", "-o", "/dev/full" }, 3, NULL },
        { { "export", "hostile.csv", "-o", "hostile.csv" }, 3, NULL },
        { { "export", "hostile.csv", "-o", "no/such/folder.csv" }, 3, NULL },
    };
    cli_file("bad.csv", "id,date,deaths\n1,2024-01-01,1\n2,2024-01-02,nhiều\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        cli_run(cases[i].arguments, &got);
        CHECK(got.code == cases[i].code, "%zu: %d, not %d: %s", i, got.code, cases[i].code,
              got.err);
        CHECK(got.err[0] != '\0', "%zu: nothing is said", i);
        CHECK(cases[i].made == NULL || !cli_is_there(cases[i].made), "%zu: %s is there", i,
              cases[i].made);
        cli_result_finish(&got);
    }
    char *text = read_made("hostile.csv");
    CHECK(text != NULL && strcmp(text, hostile) == 0, "the source was written over");
    free(text);
    struct cli_result left;
    cli_run_shell("ls -A | grep -F .tmp-", &left);
    CHECK(left.out_size == 0, "left behind: %s", left.out);
    cli_result_finish(&left);
}

/* More than a pipe holds, and nobody who reads it. */
static void test_reader_gone(void)
{
    struct cli_result got;
    cli_run_shell("{ " FIRESTAT_PROGRAM " export " CLI_REGISTER
                  " --format ndjson -q; echo \"code $?\" >&2; } | head -c 5",
                  &got);
    CHECK(strcmp(got.out, "{\"id\"") == 0 && strcmp(got.err, "code 0\n") == 0, "%s|%s", got.out,
          got.err);
    cli_result_finish(&got);
}

/* ---- what the README tells other programs ------------------------------------------------ */

/* Exit code of a shell where a program is not there. */
#define NO_PROGRAM "77"
enum { NO_PROGRAM_CODE = 77 };

/* false: the program is not there */
static bool check_snippet(const char *mark, const char *file, const char *command)
{
    char code[2000];
    struct cli_result got;
    if (!snippet_of(mark, code, sizeof code)) return true;
    cli_file(file, code);
    cli_run_shell(command, &got);
    const bool is_there = got.code != NO_PROGRAM_CODE;
    char *wanted = criteria_by_year();
    const char *rows = got.out == NULL ? NULL : strstr(got.out, "\n2014,");
    CHECK(!is_there || (got.code == 0 && rows != NULL && strcmp(rows + 1, wanted) == 0),
          "%s: %d\n%s\n%s", command, got.code, got.out, got.err);
    free(wanted);
    cli_result_finish(&got);
    return is_there;
}

static void test_asked_in_sqlite(void)
{
    char code[2000];
    char got[2000];
    if (!RUN("export", CLI_REGISTER, "-o", "incidents.sqlite", "-q") ||
        !snippet_of("-- sqlite3 -csv", code, sizeof code))
        return;
    char *wanted = criteria_by_year();
    open_made("incidents.sqlite");
    ask(code, got, sizeof got);
    CHECK(strcmp(got, wanted) == 0, "%s\n%s", got, wanted);
    sqlite3_close(database);
    free(wanted);
}

static void test_asked_in_r_and_python(void)
{
    if (!RUN("export", CLI_REGISTER, "-o", "incidents.csv", "-q")) return;
    if (!check_snippet("# python3", "snippet.py",
                       "command -v python3 > /dev/null || exit " NO_PROGRAM
                       "; python3 snippet.py"))
        check_skip("python3 is not here");
    if (!check_snippet("# Rscript", "snippet.r",
                       "command -v Rscript > /dev/null || exit " NO_PROGRAM
                       "; Rscript --vanilla snippet.r"))
        check_skip("Rscript is not here");
}

/* By way of node, as bench/README.md has DuckDB. */
static void test_asked_in_duckdb(void)
{
    cli_file("duck.mjs",
             "import { createRequire } from 'module';\n"
             "import { readFileSync } from 'fs';\n"
             "const { DuckDBInstance } = createRequire(process.env.NODE_DIR + '/')"
             "('@duckdb/node-api');\n"
             "const c = await (await DuckDBInstance.create(':memory:')).connect();\n"
             "const r = await c.runAndReadAll(readFileSync('snippet.sql', 'utf8'));\n"
             "console.log(['', ...r.getRows().map(x => x.join(','))].join('\\n'));\n");
    if (!check_snippet("-- duckdb -csv", "snippet.sql",
                       "test -d \"$NODE_DIR/node_modules/@duckdb\" || exit " NO_PROGRAM
                       "; node duck.mjs"))
        check_skip("NODE_DIR names no folder with @duckdb/node-api");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_read_again),
        CHECK_TEST(test_cells),
        CHECK_TEST(test_which_rows),
        CHECK_TEST(test_restart),
        CHECK_TEST(test_profile),
        CHECK_TEST(test_profile_says_more),
        CHECK_TEST(test_interrupted),
        CHECK_TEST(test_then_and_there),
        CHECK_TEST(test_sqlite),
        CHECK_TEST(test_ndjson),
        CHECK_TEST(test_partition),
        CHECK_TEST(test_refused),
        CHECK_TEST(test_reader_gone),
        CHECK_TEST(test_asked_in_sqlite),
        CHECK_TEST(test_asked_in_r_and_python),
        CHECK_TEST(test_asked_in_duckdb),
    };
    return CHECK_MAIN(tests);
}
