/* test_cli.c - whole commands: what they print, what they say, how they end. */
#include "check.h"
#include "cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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
        { "help-export", { "help", "export" } },
        { "table", { "table", CLI_REGISTER } },
        { "table-en", { "table", CLI_REGISTER, "--lang", "en" } },
        { "table-csv", { "table", CLI_REGISTER, "--format", "csv" } },
        { "table-excel",
          { "table", CLI_REGISTER, "--excel", "--measure", "incidents,mean(damage)" } },
        { "table-markdown", { "table", CLI_REGISTER, "--format", "markdown" } },
        { "table-json",
          { "table", CLI_REGISTER, "--format", "json", "--by", "setting,kind", "--unknown" } },
        { "table-district-2024",
          { "table", CLI_REGISTER, "--by", "district", "--period", "2024", "--unknown" } },
        { "table-commune",
          { "table", CLI_REGISTER, "--by", "commune", "--where", "district=Thành phố Bảo Lộc",
            "--format", "csv" } },
        { "table-measures",
          { "table", CLI_REGISTER, "--by", "cause", "--measure",
            "incidents,share(incidents),mean(damage),median(damage),max(damage),forest_ha" } },
        { "table-rate",
          { "table", CLI_REGISTER, "--measure",
            "incidents,rate(incidents),rate(deaths),damage,real(damage)" } },
        { "table-rate-json",
          { "table", CLI_REGISTER, "--by", "district", "--period", "2019", "--measure",
            "rate(incidents),real(damage)", "--price-year", "2024", "--format=json" } },
        { "table-month-complete",
          { "table", CLI_REGISTER, "--by", "month", "--period", "2023..2024", "--complete",
            "--format", "csv", "--measure", "incidents,mean(damage)" } },
        { "table-areas",
          { "table", CLI_REGISTER, "--by", "province,commune", "--areas", "2025-07-01",
            "--period", "2024" } },
        { "table-comparable",
          { "table", CLI_REGISTER, "--by", "district", "--areas", "comparable", "--lang",
            "en" } },
        { "table-sparklines",
          { "table", CLI_REGISTER, "--by", "district,year", "--complete", "--sparklines",
            "-q" } },
        { "chart-text", { "chart", CLI_REGISTER, "trend", "--format", "text", "-q" } },
        { "chart-text-en",
          { "chart", CLI_REGISTER, "trend", "--format=text", "-q", "--lang", "en", "--where",
            "district=Thành phố Bảo Lộc" } },
        { "table-hour", { "table", CLI_REGISTER, "--by", "hour", "--format=csv" } },
        { "table-nothing", { "table", CLI_REGISTER, "--where", "cause=none such" } },
        { "national",
          { "table", CLI_NATIONAL, "--by", "year,scope", "--measure",
            "incidents,deaths,injuries,damage,forest_ha" } },
        { "national-mixed", { "table", CLI_NATIONAL, "--by", "year" } },
        { "national-month",
          { "table", CLI_NATIONAL, "--by", "month", "--where", "scope=explosions" } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        cli_run(cases[i].arguments, &got);
        CHECK(got.code == 0, "%s ended with %d: %s", cases[i].name, got.code, got.err);
        cli_check_golden(cases[i].name, &got);
        cli_result_finish(&got);
    }
}

/* Two communes that were split in 2025, one that nobody knows. */
static void test_split_areas(void)
{
    const char *path = cli_file(
        "split.csv", "id,date,province,district,commune,deaths,damage\n"
                     "1,2024-03-05,Bình Thuận,Huyện Bắc Bình,Xã Hòa Thắng,1,1000001\n"
                     "2,2024-03-06,Bình Thuận,Huyện Bắc Bình,Xã Hòa Thắng,0,\n"
                     "3,2024-03-17,Bình Thuận,Huyện Tuy Phong,Xã Phong Phú,2,3000\n"
                     "4,2025-08-07,Lâm Đồng,,Xã Hòa Thắng,0,700\n"
                     "5,2025-08-08,Lâm Đồng,,Xã Không Có,0,900\n");
    struct cli_result got;
    CLI(&got, "table", path, "--by", "commune", "--areas", "2025-07-01", "--measure",
        "incidents,deaths,damage,max(damage)");
    CHECK(got.code == 0, "%s", got.err);
    cli_check_golden("table-split", &got);
    cli_result_finish(&got);
    CLI(&got, "table", path, "--by", "commune", "--areas", "2025-07-01", "--format", "csv",
        "--lang", "en");
    CHECK(strstr(got.err, "is an estimate") != NULL, "beside CSV: %s", got.err);
    cli_result_finish(&got);
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
        { "--by", "commune", "--areas", "2025-07-01", "--format", "csv" },
        { "--by", "province,district", "--areas", "comparable", "--unknown" },
        { "--by", "year,district,commune", "--areas", "2024-12-31", "--jobs", "2", "--complete",
          "--format", "json" },
        { "--by", "year", "--where", "commune=Xã Di Linh", "--areas", "2025-07-01" },
    };
    char store[600];
    struct cli_result imported;
    snprintf(store, sizeof store, "%s/agree.db", check_directory());
    CLI(&imported, "import", store, CLI_REGISTER, CLI_NATIONAL, "-q");
    CHECK(imported.code == 0, "import: %s", imported.err);
    for (size_t i = 0; i < CHECK_N(questions); i++) {
        const char *from_files[MAX_ARGUMENTS + 4] = { "table", CLI_REGISTER, CLI_NATIONAL };
        const char *from_store[MAX_ARGUMENTS + 4] = { "table", store };
        struct cli_result files;
        struct cli_result rows;
        for (int k = 0; questions[i][k] != NULL; k++) {
            from_files[3 + k] = questions[i][k];
            from_store[2 + k] = questions[i][k];
        }
        cli_run(from_files, &files);
        cli_run(from_store, &rows);
        CHECK(files.code == 0 && rows.code == 0, "%s%s", files.err, rows.err);
        CHECK(files.out_size > 50 && strcmp(files.out, rows.out) == 0,
              "question %zu: file\n%s\nstore\n%s", i, files.out, rows.out);
        cli_result_finish(&files);
        cli_result_finish(&rows);
    }
    cli_result_finish(&imported);
}

static void test_import_twice(void)
{
    char store[600];
    struct cli_result got;
    size_t size_once = 0;
    size_t size_twice = 0;
    snprintf(store, sizeof store, "%s/twice.db", check_directory());
    CLI(&got, "import", store, CLI_REGISTER, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "409 rows stored") != NULL, "%s", got.err);
    CHECK(got.out_size == 0, "standard output carries results only: %s", got.out);
    cli_result_finish(&got);
    char *once = check_read(store, &size_once);
    CLI(&got, "import", store, CLI_REGISTER, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "stored before, as import 1") != NULL, "%s",
          got.err);
    cli_result_finish(&got);
    char *twice = check_read(store, &size_twice);
    CHECK(once != NULL && twice != NULL && size_once == size_twice &&
              memcmp(once, twice, size_once) == 0,
          "the store changed");
    free(once);
    free(twice);
    CLI(&got, "log", store, "--lang", "en");
    CHECK(strstr(got.out, "vu_chay_lam_dong_2014_2024.csv") != NULL &&
              strstr(got.out, "409 rows read, 409 kept, 0 rejected") != NULL &&
              strstr(got.out, "sha256 ") != NULL,
          "%s", got.out);
    cli_result_finish(&got);
    CLI(&got, "import", store, CLI_NATIONAL, "--dry-run", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "17 rows would be stored") != NULL, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "log", store, "--lang", "en");
    CHECK(strstr(got.out, "import 2") == NULL, "a dry run stored something: %s", got.out);
    cli_result_finish(&got);
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
        { { "table", "r1.csv", "r2.csv", "--format", "csv" },
          0,
          "2024,3,5,\n",
          "r2.csv: 1 rows were there already" },
        { { "table", "r1.csv", "r2.csv", "--format", "csv" },
          0,
          "",
          "r2.csv:5: 'C' is on line 4 already, with other values of deaths" },
        { { "table", "r1.csv", "r2.csv", "-q" }, 0, "", "" },
        { { "log", "r.db" }, 0, "1 were there already, 1 of those kept revise", "" },
        { { "table", "r.db", "--format", "csv", "--as-of", "2000-01-01" },
          0,
          "deaths,damage\n",
          "" },
        { { "table", "r.db", "--as-of", "soon" }, 2, "", "'soon' is not a day or a moment" },
        { { "doctor", "r.db" }, 0, "r.db: the columns kept beside them say the same\n", "" },
        { { "undo", "r.db", "2" }, 0, "", "import 2 is taken back" },
        { { "undo", "r.db", "2" }, 2, "", "taken back before" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,2,1,\n", "" },
        { { "log", "r.db" }, 0, "\n    taken back 2", "" },
        { { "import", "r.db", "r2.csv" }, 0, "", "2 rows stored" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,3,5,\n", "" },
        { { "import", "r.db", "unkeyed.csv" },
          0,
          "",
          "unkeyed.csv:3: looks like line 2 of unkeyed.csv" },
        { { "import", "p.db", "r2.csv", "unkeyed2.csv" },
          0,
          "",
          "unkeyed2.csv: 1 rows stored" },
        { { "merge", "r.db", "r.db" }, 2, "", "r.db: a store cannot be merged into itself" },
        { { "merge", "new.db", "r1.csv" }, 3, "", "r1.csv: the file is damaged or no store" },
        { { "table", "new.db" }, 3, "", "new.db" },
        { { "merge", "new.db", "p.db" }, 0, "", "p.db: 2 imports taken over, 0 were here" },
        { { "merge", "r.db", "p.db" },
          0,
          "",
          "unkeyed2.csv:2: looks like line 2 of unkeyed.csv" },
        { { "merge", "r.db", "p.db" }, 0, "", "r.db: everything was here already" },
        { { "log", "r.db" }, 0, "\n    import 2 of p.db, taken over from p.db 2", "" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,6,5,\n", "" },
        { { "doctor", "r.db" }, 0, "r.db: the columns kept beside them say the same\n", "" },
        { { "undo", "r.db", "merge:1" }, 0, "", "merge 1 is taken back" },
        { { "undo", "r.db", "merge:1" }, 2, "", "there is no merge 1" },
        { { "table", "r.db", "--format", "csv" }, 0, "2024,5,5,\n", "" },
    };
    cli_file("r1.csv", "id,date,deaths\nA,2024-01-01,0\nB,2024-01-02,1\n");
    cli_file("r2.csv", "id,date,deaths\nA,2024-01-01,1\nB,2024-01-02,1\nC,2024-01-03,3\n"
                       "C,2024-01-03,4\n");
    cli_file("unkeyed.csv", "date,commune\n2024-01-01,X\n2024-01-01,X\n");
    cli_file("unkeyed2.csv", "date,commune,cause\n2024-01-01,X,Y\n");
    for (size_t i = 0; i < CHECK_N(steps); i++) {
        struct cli_result got;
        setenv("FIRESTAT_LANG", "en", 1);
        cli_run(steps[i].arguments, &got);
        unsetenv("FIRESTAT_LANG");
        CHECK(got.code == steps[i].code, "step %zu ended with %d: %s", i, got.code, got.err);
        CHECK(strstr(got.out, steps[i].out) != NULL, "step %zu: %s", i, got.out);
        CHECK(strstr(got.err, steps[i].err) != NULL, "step %zu: %s", i, got.err);
        cli_result_finish(&got);
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
    struct cli_result got;
    cli_file("xau.csv", file);
    CLI(&got, "table", "xau.csv", "--format", "csv", "--unknown");
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
    cli_result_finish(&got);
    CLI(&got, "table", "xau.csv", "--strict", "--lang", "en");
    CHECK(got.code == 1 && got.out_size == 0, "strict ended with %d: %s", got.code, got.out);
    CHECK(strstr(got.err, "xau.csv:3: field 1 (Ngày xảy ra): '30/02/2024'") != NULL, "%s",
          got.err);
    cli_result_finish(&got);
}

/* A workbook that was made is read like any other, and says the same: totals are told from rows. */
static void test_workbook_read_again(void)
{
    struct cli_result made;
    struct cli_result from_register;
    struct cli_result from_workbook;
    CLI(&made, "table", CLI_REGISTER, "--by", "year,district", "-q", "-o", "made.xlsx");
    CHECK(made.code == 0 && made.out_size == 0, "%s", made.err);
    CLI(&from_register, "table", CLI_REGISTER, "--by", "year,district", "--format", "csv");
    CLI(&from_workbook, "table", "made.xlsx", "--sheet", "2", "--by", "year,district",
        "--format", "csv");
    CHECK(from_register.code == 0 && from_register.out_size > 2000, "%s", from_register.err);
    CHECK(from_workbook.code == 0 && strcmp(from_register.out, from_workbook.out) == 0,
          "not the same:\n%s%s", from_workbook.out, from_workbook.err);
    cli_result_finish(&made);
    cli_result_finish(&from_register);
    cli_result_finish(&from_workbook);
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
        { { "table", CLI_REGISTER, "--nonsense" }, 2, "--nonsense" },
        { { "table", CLI_REGISTER, "--by" }, 2, "--by needs a value" },
        { { "table", CLI_REGISTER, "--by", "colour" }, 2, "colour" },
        { { "table", CLI_REGISTER, "--measure", "colour" }, 2, "colour" },
        { { "table", CLI_REGISTER, "--where", "colour=red" }, 2, "colour" },
        { { "table", CLI_REGISTER, "--where", "deaths>many" }, 2, "many" },
        { { "table", CLI_REGISTER, "--period", "2024-13" }, 2, "2024-13" },
        { { "table", CLI_REGISTER, "--calendar", "lunar" }, 2, "lunar" },
        { { "table", CLI_REGISTER, "--areas", "2024" }, 2, "no way to see areas" },
        { { "table", CLI_REGISTER, "--format", "yaml" }, 2, "yaml" },
        { { "table", CLI_REGISTER, "--excel", "--format", "json" }, 2, "json" },
        { { "table", CLI_REGISTER, "--excel", "-o", "no.xlsx" }, 2, "xlsx" },
        { { "verify", "header.csv", "--format", "xlsx" }, 2, "no format xlsx" },
        { { "verify", "header.csv", "-o", "no.html" }, 2, "no format html" },
        { { "table", CLI_REGISTER, "--lang", "fr" }, 2, "fr" },
        { { "table", CLI_REGISTER, "--map", "deaths" }, 2, "FIELD=COLUMN" },
        { { "table", CLI_REGISTER, "--map", "deaths=no such column" }, 1, "no such column" },
        { { "table", CLI_REGISTER, "--profile", "none" }, 3, "schema.csv" },
        { { "table", "none.csv" }, 3, "none.csv" },
        { { "table", "." }, 3, "folder" },
        { { "table", "empty.csv" }, 1, "empty.csv" },
        { { "table", "headless.csv" }, 1, "no column" },
        { { "table", "latin.csv" }, 1, "latin.csv:2" },
        { { "table", "rejected.csv" }, 1, "none of 2 rows" },
        { { "table", "header.csv" }, 0, "" },
        { { "table", CLI_REGISTER, "-o", "/dev/full", "-q" }, 3, "/dev/full" },
        { { "table", CLI_REGISTER, "-o", "none/x.csv" }, 3, "none/x.csv" },
        { { "chart", CLI_REGISTER, "pie", "-o", "x.png" }, 2, "pie" },
        { { "chart", CLI_REGISTER, "trend" }, 2, "-o" },
        { { "chart", CLI_REGISTER, "pareto", "--against", "mean5", "-o", "x.png" },
          2,
          "--against" },
        { { "chart", CLI_REGISTER, "slope", "--by", "year,cause", "-o", "x.png" }, 1, "2" },
        { { "chart", CLI_REGISTER, "slope", "--where", "cause=Sóng thần", "-o", "x.png" },
          1,
          "there is no incident in the periods" },
        { { "chart", CLI_REGISTER, "slope", "--against", "previous,mean5", "-o", "x.png" },
          1,
          "--against" },
        { { "chart", CLI_REGISTER, "dumbbell", "--measure", "incidents,deaths", "-o", "x.png" },
          1,
          "--measure" },
        { { "chart", CLI_REGISTER, "trend", "-o", "x.gif" }, 2, "x.gif" },
        { { "chart", CLI_REGISTER, "trend", "-o", "x.png", "--size", "huge" }, 2, "huge" },
        { { "import", "x.db" }, 2, "usage: firestat import" },
        { { "import", "header.csv", CLI_REGISTER }, 3, "header.csv" },
        { { "import", "/proc/x.db", CLI_REGISTER }, 3, "/proc/x.db" },
        { { "log", CLI_REGISTER }, 3, "vu_chay" },
        { { "doctor" }, 2, "usage: firestat doctor" },
        { { "doctor", "none.db", "--rebuild" }, 3, "none.db" },
        { { "doctor", CLI_REGISTER }, 3, "vu_chay" },
        { { "table", CLI_REGISTER, "--measure", "real(damage)", "--price-year", "24" },
          2,
          "'24' is no year" },
        { { "table", CLI_REGISTER, "--measure", "real(damage)", "--price-year", "2030" },
          1,
          "no price index of 2030" },
        { { "table", CLI_REGISTER, "--measure", "rate(deaths)", "--population", "none.csv" },
          3,
          "none.csv" },
        { { "undo", "none.db" }, 2, "usage: firestat undo" },
        { { "undo", "none.db", "x" }, 2, "'x' is not the number of an import" },
        { { "undo", "none.db", "1" }, 3, "none.db" },
        { { "undo", CLI_REGISTER, "1" }, 3, "vu_chay" },
        { { "table", CLI_REGISTER, "--as-of", "2024-01-01" }, 2, "--as-of" },
        { { "table", "twice.csv", "--strict" }, 1, "twice.csv:3: 'A' is on line 2 already" },
        { { "import", "strict.db", "twice.csv", "--strict" }, 1, "twice.csv:3: 'A' is on" },
    };
    cli_file("twice.csv", "id,date,deaths\nA,2024-01-01,0\nA,2024-01-01,1\n");
    check_file("empty.csv", "", 0);
    cli_file("headless.csv", "K1,x\nK2,y\n");
    cli_file("latin.csv", "date,deaths\n2024-01-01,\xE9\n");
    cli_file("rejected.csv", "date,deaths\nx,1\n31/31/2024,2\n");
    cli_file("header.csv", "date,deaths\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        setenv("FIRESTAT_LANG", "en", 1);
        cli_run(cases[i].arguments, &got);
        unsetenv("FIRESTAT_LANG");
        CHECK(got.code == cases[i].code, "case %zu (%s) ended with %d: %s", i, cases[i].says,
              got.code, got.err);
        CHECK(strstr(got.err, cases[i].says) != NULL, "case %zu said: %s", i, got.err);
        if (cases[i].code != 0) CHECK(got.out_size == 0, "case %zu printed %s", i, got.out);
        cli_result_finish(&got);
    }
}

static void test_output_files(void)
{
    struct cli_result got;
    char path[600];
    snprintf(path, sizeof path, "%s/t.csv", check_directory());
    CLI(&got, "table", CLI_REGISTER, "-o", "t.csv");
    CHECK(got.code == 0 && got.out_size == 0, "%s", got.err);
    cli_result_finish(&got);
    char *csv = check_read(path, NULL);
    CHECK(csv != NULL && strncmp(csv, "year,incidents,deaths,damage\n2014,", 34) == 0,
          "the ending decides the format: %.60s", csv);
    free(csv);
    CLI(&got, "table", CLI_REGISTER, "-o", "t.csv", "--by", "month");
    CHECK(got.code == 3, "an old file was replaced");
    cli_result_finish(&got);
    CLI(&got, "table", CLI_REGISTER, "-o", "t.csv", "--by", "month", "--force");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    csv = check_read(path, NULL);
    CHECK(csv != NULL && strncmp(csv, "month,", 6) == 0, "%.60s", csv);
    free(csv);
    cli_run_to((const char *const[]){ "table", CLI_REGISTER, NULL }, "/dev/full", NULL, &got);
    CHECK(got.code == 3, "a full standard output ended with %d", got.code);
    cli_result_finish(&got);
}

static void test_standard_input(void)
{
    struct cli_result piped;
    struct cli_result named;
    cli_run_to((const char *const[]){ "table", "-", "--format", "csv", NULL }, NULL,
               CLI_REGISTER, &piped);
    CLI(&named, "table", CLI_REGISTER, "--format", "csv");
    CHECK(piped.code == 0 && strcmp(piped.out, named.out) == 0, "%s", piped.err);
    cli_result_finish(&piped);
    cli_result_finish(&named);
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
            struct cli_result got;
            char path[600];
            size_t size = 0;
            snprintf(path, sizeof path, "%s/%s", check_directory(), files[f]);
            if (f < 3)
                CLI(&got, "chart", CLI_REGISTER, "trend", "-o", files[f], "--force");
            else
                CLI(&got, "table", CLI_REGISTER, "-o", files[f], "--force");
            CHECK(got.code == 0, "%s: %s", files[f], got.err);
            cli_result_finish(&got);
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

/* The program that people call starts without the libraries that draw, and says so where the one
 * that has them is not beside it. */
static void test_drawing_apart(void)
{
    struct cli_result got;
    char command[2000];
    cli_run_shell("LD_TRACE_LOADED_OBJECTS=1 " FIRESTAT_PROGRAM, &got);
    CHECK(strstr(got.out, "libsqlite3") != NULL, "'%s'", got.out); /* it did list them */
    CHECK(strstr(got.out, "libcairo") == NULL && strstr(got.out, "libpango") == NULL, "%s",
          got.out);
    cli_result_finish(&got);
    snprintf(
        command, sizeof command,
        "mkdir alone && cp '%s' alone && alone/firestat chart '%s' trend -o x.png --lang en",
        FIRESTAT_PROGRAM, CLI_REGISTER);
    cli_run_shell(command, &got);
    CHECK(got.code == 3 &&
              strstr(got.err, "alone/firestat-draw, cannot be run: No such") != NULL,
          "%d: %s", got.code, got.err);
    cli_result_finish(&got);
}

/* Ctrl-C in the middle of an import leaves the store as it was. */
static void test_interrupted_import(void)
{
    char fifo[600];
    char store[600];
    struct cli_result got;
    snprintf(fifo, sizeof fifo, "%s/slow.csv", check_directory());
    snprintf(store, sizeof store, "%s/stopped.db", check_directory());
    CLI(&got, "import", store, CLI_REGISTER, "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
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

/* What README.md shows is what the program prints. */
static void test_readme(void)
{
    char *readme = check_read(FIRESTAT_SOURCE_DIR "/README.md", NULL);
    CHECK_OR_RETURN(readme != NULL, "no README.md");
    int n = 0;
    cli_file("so_vu.csv", "CÔNG AN TỈNH A;;;\nĐơn vị: triệu đồng;;;\n"
                          "Ngày xảy ra;Huyện;Số người chết;Thiệt hại\n"
                          "01/02/2024;Di Linh;0;1.234,5\n30/02/2024;Di Linh;1;5\n"
                          "13/02/2024;Đức Trọng;2;chưa ước tính\nTổng cộng;;2;1.234,5\n");
    for (char *at = readme; (at = strstr(at, "```console\n$ firestat ")) != NULL;) {
        char command[1600];
        struct cli_result got;
        char *line = at + strlen("```console\n$ firestat ");
        char *end = strstr(line, "\n```");
        char *shown = strchr(line, '\n') + 1;
        CHECK_OR_RETURN(end != NULL, "a block without an end");
        const int size = shown > end ? 0 : (int)(end + 1 - shown);
        snprintf(command, sizeof command,
                 "cd '%s' && ln -sf '%s' . && PATH='%s':$PATH && firestat %.*s",
                 check_directory(), CLI_REGISTER, FIRESTAT_PROGRAM_DIR, (int)(shown - 1 - line),
                 line);
        cli_run_shell(command, &got);
        CHECK(got.code == 0, "%s: %s", command, got.err);
        CHECK((int)got.out_size == size && memcmp(got.out, shown, got.out_size) == 0,
              "README.md shows\n%.*s\nbut it came\n%s", size, shown, got.out);
        cli_result_finish(&got);
        at = end;
        n++;
    }
    CHECK(n >= 6, "%d commands in README.md", n);
    free(readme);
}

/* The manual page tells which changes count, as the table of reference values has them. */
static void test_manual(void)
{
    static const char *const lines[] = { ".TP\n0\n>= 6\n", ".TP\n6\n<= 0, >= 17\n",
                                         ".TP\n20\n<= 8, >= 36\n",
                                         ".TP\n100\n<= 73, >= 131\n" };
    static const char *const languages[] = { "vi", "en" };
    for (size_t l = 0; l < CHECK_N(languages); l++) {
        struct cli_result got;
        cli_run((const char *const[]){ "help", "--man", "--lang", languages[l], NULL }, &got);
        CHECK(got.code == 0, "%s: %s", languages[l], got.err);
        for (size_t i = 0; i < CHECK_N(lines); i++)
            CHECK(strstr(got.out, lines[i]) != NULL, "%s: no %s", languages[l], lines[i]);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_golden_output),
        CHECK_TEST(test_store_and_file_agree),
        CHECK_TEST(test_split_areas),
        CHECK_TEST(test_import_twice),
        CHECK_TEST(test_records),
        CHECK_TEST(test_bad_rows),
        CHECK_TEST(test_workbook_read_again),
        CHECK_TEST(test_exit_codes),
        CHECK_TEST(test_output_files),
        CHECK_TEST(test_standard_input),
        CHECK_TEST(test_environments),
        CHECK_TEST(test_interrupted_import),
        CHECK_TEST(test_drawing_apart),
        CHECK_TEST(test_readme),
        CHECK_TEST(test_manual),
    };
    unsetenv("FIRESTAT_LANG");
    return CHECK_MAIN(tests);
}
