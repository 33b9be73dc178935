/* test_cli.c - whole commands: what they print, what they say, how they end.
 *
 * Output is compared with tests/golden/<name>.txt. FIRESTAT_BLESS=1 writes what came as the new
 * golden file, to be read before it is committed. */
#include "check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_ARGUMENTS 18

#define DATASETS      FIRESTAT_SOURCE_DIR "/datasets"
#define REGISTER      DATASETS "/lam-dong-synthetic/vu_chay_lam_dong_2014_2024.csv"
#define NATIONAL      DATASETS "/national-yearly/vietnam_fires_yearly.csv"

struct result {
    int code;
    char *out;
    size_t out_size;
    char *err;
};

/* Run the program in the folder of the tests' files.
 *   out_path   where standard output goes; NULL: into result->out
 *   input      file for standard input; NULL: none */
static void run_program(const char *program, const char *const arguments[],
                        const char *out_path, const char *input, struct result *result)
{
    char *argv[MAX_ARGUMENTS + 2] = { (char *)(size_t)program };
    int n = 1;
    for (int i = 0; arguments[i] != NULL; i++)
        argv[n++] = (char *)(size_t)arguments[i];
    char out[600];
    char err[600];
    snprintf(out, sizeof out, "%s/stdout", check_directory());
    snprintf(err, sizeof err, "%s/stderr", check_directory());
    *result = (struct result){ .code = -1 };
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        const int flags = O_WRONLY | O_CREAT | O_TRUNC;
        if (chdir(check_directory()) != 0) _exit(99);
        if (dup2(open(input == NULL ? "/dev/null" : input, O_RDONLY), 0) < 0 ||
            dup2(open(out_path == NULL ? out : out_path, flags, 0600), 1) < 0 ||
            dup2(open(err, flags, 0600), 2) < 0)
            _exit(99);
        execv(program, argv);
        _exit(98);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child, "no child");
    result->code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    result->out = out_path == NULL ? check_read(out, &result->out_size) : NULL;
    result->err = check_read(err, NULL);
}

static void run_to(const char *const arguments[], const char *out_path, const char *input,
                   struct result *result)
{
    run_program(FIRESTAT_PROGRAM, arguments, out_path, input, result);
}

/* The same for a line of shell, for what a person types. */
static void run_shell(const char *line, struct result *result)
{
    run_program("/bin/sh", (const char *const[]){ "-c", line, NULL }, NULL, NULL, result);
}

static void result_finish(struct result *result)
{
    free(result->out);
    free(result->err);
}

static void run(const char *const arguments[], struct result *result)
{
    run_to(arguments, NULL, NULL, result);
}

#define RUN(result, ...) run((const char *const[]){ __VA_ARGS__, NULL }, (result))

/* Compare with tests/golden/<name>.txt. */
static void check_golden(const char *name, const struct result *result)
{
    char path[600];
    size_t size = 0;
    snprintf(path, sizeof path, "%s/tests/golden/%s.txt", FIRESTAT_SOURCE_DIR, name);
    if (getenv("FIRESTAT_BLESS") != NULL) {
        FILE *file = fopen(path, "wb");
        CHECK_OR_RETURN(file != NULL, "%s", path);
        fwrite(result->out, 1, result->out_size, file);
        fclose(file);
        return;
    }
    char *golden = check_read(path, &size);
    CHECK_OR_RETURN(golden != NULL, "%s is not there", path);
    CHECK(size == result->out_size && memcmp(golden, result->out, size) == 0,
          "%s differs; it came:\n%s", name, result->out);
    free(golden);
}

static const char *check_text(const char *name, const char *text)
{
    return check_file(name, text, strlen(text));
}

static void test_golden_output(void)
{
    static const struct {
        const char *name;
        const char *arguments[MAX_ARGUMENTS];
    } cases[] = {
        { "help", { "help" } },
        { "help-en", { "help", "--lang", "en" } },
        { "help-table", { "help", "table" } },
        { "help-table-en", { "help", "table", "--lang=en" } },
        { "help-chart", { "chart", "--help" } },
        { "help-import", { "help", "import" } },
        { "table", { "table", REGISTER } },
        { "table-en", { "table", REGISTER, "--lang", "en" } },
        { "table-csv", { "table", REGISTER, "--format", "csv" } },
        { "table-json",
          { "table", REGISTER, "--format", "json", "--by", "setting,kind", "--unknown" } },
        { "table-district-2024",
          { "table", REGISTER, "--by", "district", "--period", "2024", "--unknown" } },
        { "table-commune",
          { "table", REGISTER, "--by", "commune", "--where", "district=Thành phố Bảo Lộc",
            "--format", "csv" } },
        { "table-measures",
          { "table", REGISTER, "--by", "cause", "--measure",
            "incidents,share(incidents),mean(damage),median(damage),max(damage),forest_ha" } },
        { "table-month-complete",
          { "table", REGISTER, "--by", "month", "--period", "2023..2024", "--complete",
            "--format", "csv", "--measure", "incidents,mean(damage)" } },
        { "table-hour", { "table", REGISTER, "--by", "hour", "--format=csv" } },
        { "table-nothing", { "table", REGISTER, "--where", "cause=none such" } },
        { "national",
          { "table", NATIONAL, "--by", "year,scope", "--measure",
            "incidents,deaths,injuries,damage,forest_ha" } },
        { "national-mixed", { "table", NATIONAL, "--by", "year" } },
        { "national-month",
          { "table", NATIONAL, "--by", "month", "--where", "scope=explosions" } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct result got;
        run(cases[i].arguments, &got);
        CHECK(got.code == 0, "%s ended with %d: %s", cases[i].name, got.code, got.err);
        check_golden(cases[i].name, &got);
        result_finish(&got);
    }
}

static void test_store_and_file_agree(void)
{
    static const char *const questions[][MAX_ARGUMENTS] = {
        { "--by", "year" },
        { "--by", "year,district", "--format", "csv", "--complete", "--unknown" },
        { "--by", "commune", "--format", "json", "--lang", "en" },
        { "--by", "month,setting", "--measure", "incidents,median(damage),forest_ha" },
        { "--by", "hour", "--where", "kind=fire", "--period", "2020..2024" },
        { "--by", "ownership,facility", "--measure", "vehicles,officers,saved_value,area_m2" },
    };
    char store[600];
    struct result imported;
    snprintf(store, sizeof store, "%s/agree.db", check_directory());
    RUN(&imported, "import", store, REGISTER, NATIONAL, "-q");
    CHECK(imported.code == 0, "import: %s", imported.err);
    for (size_t i = 0; i < CHECK_N(questions); i++) {
        const char *from_files[MAX_ARGUMENTS + 4] = { "table", REGISTER, NATIONAL };
        const char *from_store[MAX_ARGUMENTS + 4] = { "table", store };
        struct result files;
        struct result rows;
        for (int k = 0; questions[i][k] != NULL; k++) {
            from_files[3 + k] = questions[i][k];
            from_store[2 + k] = questions[i][k];
        }
        run(from_files, &files);
        run(from_store, &rows);
        CHECK(files.code == 0 && rows.code == 0, "%s%s", files.err, rows.err);
        CHECK(files.out_size > 50 && strcmp(files.out, rows.out) == 0,
              "question %zu: file\n%s\nstore\n%s", i, files.out, rows.out);
        result_finish(&files);
        result_finish(&rows);
    }
    result_finish(&imported);
}

static void test_import_twice(void)
{
    char store[600];
    struct result got;
    size_t size_once = 0;
    size_t size_twice = 0;
    snprintf(store, sizeof store, "%s/twice.db", check_directory());
    RUN(&got, "import", store, REGISTER, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "409 rows stored") != NULL, "%s", got.err);
    CHECK(got.out_size == 0, "standard output carries results only: %s", got.out);
    result_finish(&got);
    char *once = check_read(store, &size_once);
    RUN(&got, "import", store, REGISTER, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "stored before, as import 1") != NULL, "%s",
          got.err);
    result_finish(&got);
    char *twice = check_read(store, &size_twice);
    CHECK(once != NULL && twice != NULL && size_once == size_twice &&
              memcmp(once, twice, size_once) == 0,
          "the store changed");
    free(once);
    free(twice);
    RUN(&got, "log", store, "--lang", "en");
    CHECK(strstr(got.out, "vu_chay_lam_dong_2014_2024.csv") != NULL &&
              strstr(got.out, "409 rows read, 409 kept, 0 rejected") != NULL &&
              strstr(got.out, "sha256 ") != NULL,
          "%s", got.out);
    result_finish(&got);
    RUN(&got, "import", store, NATIONAL, "--dry-run", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "17 rows would be stored") != NULL, "%s", got.err);
    result_finish(&got);
    RUN(&got, "log", store, "--lang", "en");
    CHECK(strstr(got.out, "import 2") == NULL, "a dry run stored something: %s", got.out);
    result_finish(&got);
}

/* A file, a later one that corrects it, and back. */
static void test_records(void)
{
    static const struct {
        const char *arguments[8];
        int code;
        const char *out;
        const char *err;
    } steps[] = {
        { { "import", "r.db", "r1.csv", "r2.csv" }, 0, "", "r2.csv: 1 rows revise an earlier" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,3,5,\n", "" },
        { { "table", "r1.csv", "r2.csv", "--format", "csv" }, 0, "2024,3,5,\n",
          "r2.csv: 1 rows were there already" },
        { { "table", "r1.csv", "r2.csv", "--format", "csv" }, 0, "",
          "r2.csv:5: 'C' is on line 4 already, with other values of deaths" },
        { { "table", "r1.csv", "r2.csv", "-q" }, 0, "", "" },
        { { "log", "r.db" }, 0, "1 were there already, 1 of those kept revise", "" },
        { { "table", "r.db", "--format", "csv", "--as-of", "2000-01-01" }, 0, "deaths,damage\n",
          "" },
        { { "table", "r.db", "--as-of", "soon" }, 2, "", "'soon' is not a day or a moment" },
        { { "undo", "r.db", "2" }, 0, "", "import 2 is taken back" },
        { { "undo", "r.db", "2" }, 2, "", "taken back before" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,2,1,\n", "" },
        { { "log", "r.db" }, 0, "\n    taken back 2", "" },
        { { "import", "r.db", "r2.csv" }, 0, "", "2 rows stored" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,3,5,\n", "" },
        { { "import", "r.db", "unkeyed.csv" }, 0, "",
          "unkeyed.csv:3: looks like line 2 of unkeyed.csv" },
    };
    check_text("r1.csv", "id,date,deaths\nA,2024-01-01,0\nB,2024-01-02,1\n");
    check_text("r2.csv", "id,date,deaths\nA,2024-01-01,1\nB,2024-01-02,1\nC,2024-01-03,3\n"
                         "C,2024-01-03,4\n");
    check_text("unkeyed.csv", "date,commune\n2024-01-01,X\n2024-01-01,X\n");
    for (size_t i = 0; i < CHECK_N(steps); i++) {
        struct result got;
        setenv("FIRESTAT_LANG", "en", 1);
        run(steps[i].arguments, &got);
        unsetenv("FIRESTAT_LANG");
        CHECK(got.code == steps[i].code, "step %zu ended with %d: %s", i, got.code, got.err);
        CHECK(strstr(got.out, steps[i].out) != NULL, "step %zu: %s", i, got.out);
        CHECK(strstr(got.err, steps[i].err) != NULL, "step %zu: %s", i, got.err);
        result_finish(&got);
    }
}

/* The issue's own example: every good row, and three issues with the right places. */
static void test_bad_rows(void)
{
    static const char file[] = "Ngày xảy ra,Huyện,Số người chết,Thiệt hại\n"
                               "01/02/2024,Di Linh,0,5000000\n"
                               "30/02/2024,Di Linh,1,5000000\n"
                               "03/02/2024,Di Linh,nhiều,5000000\n"
                               "04/02/2024,Di Linh\n"
                               "05/02/2024,Di Linh,2,7000000\n";
    struct result got;
    check_text("xau.csv", file);
    RUN(&got, "table", "xau.csv", "--format", "csv", "--unknown");
    CHECK(got.code == 0, "ended with %d", got.code);
    CHECK(strcmp(got.out, "year,incidents,incidents_unknown,deaths,deaths_unknown,damage,"
                          "damage_unknown\n2024,3,0,2,1,17000000,0\n") == 0,
          "%s", got.out);
    CHECK(strstr(got.err, "xau.csv:3: ") != NULL && strstr(got.err, "'30/02/2024'") != NULL,
          "%s", got.err);
    CHECK(strstr(got.err, "xau.csv:4: ") != NULL && strstr(got.err, "'nhiều'") != NULL, "%s",
          got.err);
    CHECK(strstr(got.err, "(Số người chết)") != NULL, "the column is named: %s", got.err);
    CHECK(strstr(got.err, "xau.csv:5: ") != NULL, "%s", got.err);
    result_finish(&got);
    RUN(&got, "table", "xau.csv", "--strict", "--lang", "en");
    CHECK(got.code == 1 && got.out_size == 0, "strict ended with %d: %s", got.code, got.out);
    CHECK(strstr(got.err, "xau.csv:3: field 1 (Ngày xảy ra): '30/02/2024'") != NULL, "%s",
          got.err);
    result_finish(&got);
}

static void test_exit_codes(void)
{
    static const struct {
        const char *arguments[MAX_ARGUMENTS];
        int code;
        const char *says; /* part of standard error, English */
    } cases[] = {
        { { "--version" }, 0, "" },
        { { "nonsense" }, 2, "nonsense" },
        { { "table" }, 2, "usage: firestat table" },
        { { "table", REGISTER, "--nonsense" }, 2, "--nonsense" },
        { { "table", REGISTER, "--by" }, 2, "--by needs a value" },
        { { "table", REGISTER, "--by", "colour" }, 2, "colour" },
        { { "table", REGISTER, "--measure", "colour" }, 2, "colour" },
        { { "table", REGISTER, "--where", "colour=red" }, 2, "colour" },
        { { "table", REGISTER, "--where", "deaths>many" }, 2, "many" },
        { { "table", REGISTER, "--period", "2024-13" }, 2, "2024-13" },
        { { "table", REGISTER, "--calendar", "lunar" }, 2, "lunar" },
        { { "table", REGISTER, "--format", "yaml" }, 2, "yaml" },
        { { "table", REGISTER, "--lang", "fr" }, 2, "fr" },
        { { "table", REGISTER, "--map", "deaths" }, 2, "FIELD=COLUMN" },
        { { "table", REGISTER, "--map", "deaths=no such column" }, 1, "no such column" },
        { { "table", REGISTER, "--profile", "none" }, 3, "schema.csv" },
        { { "table", "none.csv" }, 3, "none.csv" },
        { { "table", "." }, 3, "folder" },
        { { "table", "empty.csv" }, 1, "empty.csv" },
        { { "table", "headless.csv" }, 1, "no column" },
        { { "table", "latin.csv" }, 1, "latin.csv:2" },
        { { "table", "rejected.csv" }, 1, "none of 2 rows" },
        { { "table", "header.csv" }, 0, "" },
        { { "table", REGISTER, "-o", "/dev/full", "-q" }, 3, "/dev/full" },
        { { "table", REGISTER, "-o", "none/x.csv" }, 3, "none/x.csv" },
        { { "chart", REGISTER, "pie", "-o", "x.png" }, 2, "pie" },
        { { "chart", REGISTER, "trend" }, 2, "-o" },
        { { "chart", REGISTER, "trend", "-o", "x.gif" }, 2, "x.gif" },
        { { "chart", REGISTER, "trend", "-o", "x.png", "--size", "huge" }, 2, "huge" },
        { { "import", "x.db" }, 2, "usage: firestat import" },
        { { "import", "header.csv", REGISTER }, 3, "header.csv" },
        { { "import", "/proc/x.db", REGISTER }, 3, "/proc/x.db" },
        { { "log", REGISTER }, 3, "vu_chay" },
        { { "undo", "none.db" }, 2, "usage: firestat undo" },
        { { "undo", "none.db", "x" }, 2, "'x' is not the number of an import" },
        { { "undo", "none.db", "1" }, 3, "none.db" },
        { { "undo", REGISTER, "1" }, 3, "vu_chay" },
        { { "table", REGISTER, "--as-of", "2024-01-01" }, 2, "--as-of" },
        { { "table", "twice.csv", "--strict" }, 1, "twice.csv:3: 'A' is on line 2 already" },
        { { "import", "strict.db", "twice.csv", "--strict" }, 1, "twice.csv:3: 'A' is on" },
    };
    check_text("twice.csv", "id,date,deaths\nA,2024-01-01,0\nA,2024-01-01,1\n");
    check_file("empty.csv", "", 0);
    check_text("headless.csv", "K1,x\nK2,y\n");
    check_text("latin.csv", "date,deaths\n2024-01-01,\xE9\n");
    check_text("rejected.csv", "date,deaths\nx,1\n31/31/2024,2\n");
    check_text("header.csv", "date,deaths\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct result got;
        setenv("FIRESTAT_LANG", "en", 1);
        run(cases[i].arguments, &got);
        unsetenv("FIRESTAT_LANG");
        CHECK(got.code == cases[i].code, "case %zu (%s) ended with %d: %s", i, cases[i].says,
              got.code, got.err);
        CHECK(strstr(got.err, cases[i].says) != NULL, "case %zu said: %s", i, got.err);
        if (cases[i].code != 0) CHECK(got.out_size == 0, "case %zu printed %s", i, got.out);
        result_finish(&got);
    }
}

static void test_output_files(void)
{
    struct result got;
    char path[600];
    snprintf(path, sizeof path, "%s/t.csv", check_directory());
    RUN(&got, "table", REGISTER, "-o", "t.csv");
    CHECK(got.code == 0 && got.out_size == 0, "%s", got.err);
    result_finish(&got);
    char *csv = check_read(path, NULL);
    CHECK(csv != NULL && strncmp(csv, "year,incidents,deaths,damage\n2014,", 34) == 0,
          "the ending decides the format: %.60s", csv);
    free(csv);
    RUN(&got, "table", REGISTER, "-o", "t.csv", "--by", "month");
    CHECK(got.code == 3, "an old file was replaced");
    result_finish(&got);
    RUN(&got, "table", REGISTER, "-o", "t.csv", "--by", "month", "--force");
    CHECK(got.code == 0, "%s", got.err);
    result_finish(&got);
    csv = check_read(path, NULL);
    CHECK(csv != NULL && strncmp(csv, "month,", 6) == 0, "%.60s", csv);
    free(csv);
    run_to((const char *const[]){ "table", REGISTER, NULL }, "/dev/full", NULL, &got);
    CHECK(got.code == 3, "a full standard output ended with %d", got.code);
    result_finish(&got);
}

static void test_standard_input(void)
{
    struct result piped;
    struct result named;
    run_to((const char *const[]){ "table", "-", "--format", "csv", NULL }, NULL, REGISTER,
           &piped);
    RUN(&named, "table", REGISTER, "--format", "csv");
    CHECK(piped.code == 0 && strcmp(piped.out, named.out) == 0, "%s", piped.err);
    result_finish(&piped);
    result_finish(&named);
}

/* The same bytes whatever the machine is set to. */
static void test_environments(void)
{
    static const char *const locales[] = { "C", "vi_VN.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8" };
    static const char *const zones[] = { "UTC", "Asia/Ho_Chi_Minh", "America/Sao_Paulo",
                                         "Pacific/Kiritimati" };
    static const char *const files[] = { "e.png", "e.svg", "e.pdf", "e.json" };
    char *first[4] = { 0 };
    size_t first_size[4] = { 0 };
    for (size_t i = 0; i < CHECK_N(locales); i++) {
        setenv("LC_ALL", locales[i], 1);
        setenv("TZ", zones[i], 1);
        for (size_t f = 0; f < CHECK_N(files); f++) {
            struct result got;
            char path[600];
            size_t size = 0;
            snprintf(path, sizeof path, "%s/%s", check_directory(), files[f]);
            if (f < 3)
                RUN(&got, "chart", REGISTER, "trend", "-o", files[f], "--force");
            else
                RUN(&got, "table", REGISTER, "-o", files[f], "--force");
            CHECK(got.code == 0, "%s: %s", files[f], got.err);
            result_finish(&got);
            char *bytes = check_read(path, &size);
            CHECK(bytes != NULL && size > 500, "%s is empty", files[f]);
            if (i == 0) {
                first[f] = bytes;
                first_size[f] = size;
                continue;
            }
            CHECK(size == first_size[f] && memcmp(bytes, first[f], size) == 0,
                  "%s differs under %s, %s", files[f], locales[i], zones[i]);
            free(bytes);
        }
    }
    unsetenv("LC_ALL");
    unsetenv("TZ");
    for (size_t f = 0; f < CHECK_N(files); f++)
        free(first[f]);
}

/* Ctrl-C in the middle of an import leaves the store as it was. */
static void test_interrupted_import(void)
{
    char fifo[600];
    char store[600];
    struct result got;
    snprintf(fifo, sizeof fifo, "%s/slow.csv", check_directory());
    snprintf(store, sizeof store, "%s/stopped.db", check_directory());
    RUN(&got, "import", store, REGISTER, "-q");
    CHECK(got.code == 0, "%s", got.err);
    result_finish(&got);
    size_t size_before = 0;
    size_t size_after = 0;
    char *before = check_read(store, &size_before);
    FILE *big = fopen(fifo, "wb");
    CHECK_OR_RETURN(big != NULL, "no file");
    fputs("date,deaths\n", big);
    for (int i = 0; i < 3000000; i++)
        fputs("2024-01-01,1\n", big);
    fclose(big);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        execl(FIRESTAT_PROGRAM, FIRESTAT_PROGRAM, "import", store, fifo, "-q", (char *)NULL);
        _exit(98);
    }
    int status = 0;
    nanosleep(&(const struct timespec){ .tv_nsec = 700000000 }, NULL);
    kill(child, SIGINT);
    CHECK(waitpid(child, &status, 0) == child, "no child");
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 130, "ended with %d", status);
    char *after = check_read(store, &size_after);
    CHECK(before != NULL && after != NULL && size_before == size_after &&
              memcmp(before, after, size_before) == 0,
          "the store changed");
    free(before);
    free(after);
    remove(fifo);
}

/* Real files, where they are: every figure against one that others published or counted. */
static void test_toronto(void)
{
    const char *file = check_shared(
        "data/toronto-loss/cleaned_fire_data_v2024-09-16_02c2955d.csv");
    if (file == NULL) return;
    char folder[600];
    snprintf(folder, sizeof folder, "%s/toronto", check_directory());
    mkdir(folder, 0700);
    check_text("toronto/schema.csv",
               "column,field,type\ntfs_alarm_time,occurred_at,datetime\n"
               "estimated_dollar_loss,damage,money\n"
               "civilian_casualties,casualties,integer\ntime_diff,time_diff,decimal\n");
    check_text("toronto/source.csv", "setting,value\ncurrency,CAD\n");
    struct result got;
    RUN(&got, "table", file, "--profile", folder, "--format", "csv", "--measure",
        "incidents,casualties,damage");
    static const char years[] =
        "year,incidents,casualties,damage\n"
        "2011,676,50,10092126\n2012,652,71,11131564\n"
        "2013,662,70,14841618\n2014,655,90,10420503\n"
        "2015,563,76,9630669\n2016,598,98,14182090\n"
        "2017,592,55,12332277\n2018,639,101,21570015\n"
        "2019,648,97,23024886\n2020,572,53,16064206\n"
        "2021,588,43,23465002\n2022,43,50,1969850\n2023,31,40,1147980\n";
    CHECK(got.code == 0 && strcmp(got.out, years) == 0, "%s%s", got.out, got.err);
    result_finish(&got);
    RUN(&got, "table", file, "--profile", folder, "--format", "json", "--measure",
        "incidents,mean(damage),median(damage),mean(time_diff)");
    /* expected.tsv TL-1, TL-2, TL-4 and the number of rows */
    CHECK(strstr(got.out, "\"totals\":{\"incidents\":6919,\"mean(damage)\":24551.6384") != NULL,
          "%s", got.out);
    CHECK(strstr(got.out, "\"median(damage)\":3000,") != NULL, "%s", got.out);
    CHECK(strstr(got.out, "\"mean(time_diff)\":4.911868") != NULL, "%s", got.out);
    result_finish(&got);
}

/* The table of a whole file against the database's own GROUP BY on the same file. */
static void test_portugal(void)
{
    const char *file = check_shared("data/portugal-incendios/incendios1980.csv");
    if (file == NULL) return;
    char command[1400];
    char store[600];
    struct result got;
    RUN(&got, "table", file, "--map", "occurred_at=data_inicio", "--map", "district=concelho",
        "--map", "burnt:decimal=area_total", "--by", "district", "--measure", "incidents,burnt",
        "--format", "csv");
    CHECK(got.code == 0, "%s", got.err);
    snprintf(store, sizeof store, "%s/portugal.txt", check_directory());
    snprintf(command, sizeof command,
             "sqlite3 -csv :memory: '.import \"%s\" t' 'select concelho, count(*), "
             "round(sum(area_total), 4) from t group by concelho order by concelho' > '%s'",
             file, store);
    if (system("command -v sqlite3 >/dev/null") != 0) {
        check_skip("sqlite3 is not installed");
        result_finish(&got);
        return;
    }
    CHECK(system(command) == 0, "%s", command);
    char *theirs = check_read(store, NULL);
    const char *ours = strchr(got.out, '\n');
    int64_t n_incidents = 0;
    int n_rows = 0;
    CHECK_OR_RETURN(theirs != NULL && ours != NULL, "nothing to compare");
    ours++;
    for (char *line = strtok(theirs, "\r\n"); line != NULL; line = strtok(NULL, "\r\n")) {
        const int size = (int)strcspn(ours, "\n");
        char ours_quoted[200]; /* the shell quotes what has a blank, and keeps "x.0" */
        char *name_end = strrchr(line, '"');
        if (line[0] == '"' && name_end != NULL) {
            memmove(name_end, name_end + 1, strlen(name_end));
            line++;
        }
        char *tail = strstr(line, ".0");
        if (tail != NULL && tail[2] == '\0') *tail = '\0';
        snprintf(ours_quoted, sizeof ours_quoted, "%.*s", size, ours);
        CHECK(strcmp(ours_quoted, line) == 0, "ours '%s', theirs '%s'", ours_quoted, line);
        n_incidents += strtoll(strchr(line, ',') + 1, NULL, 10);
        ours += size + 1;
        n_rows++;
    }
    CHECK(*ours == '\0' && n_rows == 187 && n_incidents == 2346, "%d rows, %lld incidents",
          n_rows, (long long)n_incidents);
    free(theirs);
    result_finish(&got);
}

/* What README.md shows is what the program prints. */
static void test_readme(void)
{
    char *readme = check_read(FIRESTAT_SOURCE_DIR "/README.md", NULL);
    CHECK_OR_RETURN(readme != NULL, "no README.md");
    int n = 0;
    for (char *at = readme; (at = strstr(at, "```console\n$ firestat ")) != NULL;) {
        char command[1600];
        struct result got;
        char *line = at + strlen("```console\n$ firestat ");
        char *end = strstr(line, "\n```");
        char *shown = strchr(line, '\n') + 1;
        CHECK_OR_RETURN(end != NULL, "a block without an end");
        const int size = shown > end ? 0 : (int)(end + 1 - shown);
        snprintf(command, sizeof command,
                 "cd '%s' && ln -sf '%s' . && PATH='%s':$PATH && firestat %.*s",
                 check_directory(), REGISTER, FIRESTAT_PROGRAM_DIR, (int)(shown - 1 - line),
                 line);
        run_shell(command, &got);
        CHECK(got.code == 0, "%s: %s", command, got.err);
        CHECK((int)got.out_size == size && memcmp(got.out, shown, got.out_size) == 0,
              "README.md shows\n%.*s\nbut it came\n%s", size, shown, got.out);
        result_finish(&got);
        at = end;
        n++;
    }
    CHECK(n >= 6, "%d commands in README.md", n);
    free(readme);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_golden_output),      CHECK_TEST(test_store_and_file_agree),
        CHECK_TEST(test_import_twice),       CHECK_TEST(test_records),
        CHECK_TEST(test_bad_rows),
        CHECK_TEST(test_exit_codes),         CHECK_TEST(test_output_files),
        CHECK_TEST(test_standard_input),     CHECK_TEST(test_environments),
        CHECK_TEST(test_interrupted_import), CHECK_TEST(test_toronto),
        CHECK_TEST(test_portugal),           CHECK_TEST(test_readme),
    };
    unsetenv("FIRESTAT_LANG");
    return CHECK_MAIN(tests);
}
