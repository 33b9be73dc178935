/* test_cli_calendar.c - which calendar a question is asked by: the option's, the profile's, the
 * store's; and that figures agree whichever way they were come by. */
#include "check.h"
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* Days about the change of rule, and one a little before. */
static const char few[] = "id,date,deaths\n"
                          "a,15/12/2018,1\nb,16/12/2018,1\nc,14/12/2019,1\nd,15/12/2019,1\n"
                          "e,14/12/2020,1\nf,15/12/2020,1\n";

#define BY_YEAR "--by", "year", "--format", "csv", "--measure", "incidents"

static void check_out(const struct cli_result *got, const char *wanted)
{
    CHECK(got->code == 0 && strcmp(got->out, wanted) == 0, "%d\n%s%s", got->code, got->err,
          got->out);
}

#define CIVIL_YEARS  "year,incidents\n2018,2\n2019,2\n2020,2\n"
#define REPORT_YEARS "year,incidents\n2018,1\n2019,2\n2020,2\n2021,1\n"

static void test_option(void)
{
    const char *file = cli_file("few.csv", few);
    struct cli_result got;
    CLI(&got, "table", file, BY_YEAR);
    check_out(&got, CIVIL_YEARS);
    cli_result_finish(&got);
    CLI(&got, "table", file, BY_YEAR, "--calendar", "vn-report");
    check_out(&got, REPORT_YEARS);
    cli_result_finish(&got);
    CLI(&got, "table", file, BY_YEAR, "--calendar", "12-15", "--period", "2020");
    check_out(&got, "year,incidents\n2020,2\n");
    cli_result_finish(&got);
    CLI(&got, "table", file, "--by", "month", "--calendar", "vn-report", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.out, "15/12/2019 is in both 2019-12 and 2020-01") != NULL,
          "%s", got.out);
    CHECK(strstr(got.out, "2020-01 (15/12/2019–14/01/2020)") != NULL, "%s", got.out);
    cli_result_finish(&got);
    CLI(&got, "table", file, "--by", "year", "--calendar", "vn-report", "--format", "json");
    CHECK(got.code == 0 && strstr(got.out, "\"calendar\":\"vn-report\"") != NULL &&
              strstr(got.out, "\"days\":732") != NULL &&
              strstr(got.out, "15/12/2019 thuộc cả kỳ 2019-12") != NULL,
          "%s", got.out);
    cli_result_finish(&got);
}

static void test_table_of_a_user(void)
{
    const char *file = cli_file("few.csv", few);
    char table[600];
    struct cli_result got;
    snprintf(table, sizeof table, "%s",
             cli_file("lich.csv", "calendar,valid_from,year_starts\n"
                                  "lich,,12-16\nlich,2019-12-15,12-15\n"));
    CLI(&got, "table", file, BY_YEAR, "--calendar", table);
    check_out(&got, REPORT_YEARS);
    cli_result_finish(&got);
    CLI(&got, "table", file, "--calendar",
        cli_file("bad.csv", "calendar,valid_from,year_starts\nlich,,12-32\n"), "--lang", "en");
    CHECK(got.code == 2 && strstr(got.err, "bad.csv:2") != NULL, "%d %s", got.code, got.err);
    cli_result_finish(&got);
}

static void test_store_remembers(void)
{
    const char *file = cli_file("few.csv", few);
    char store[600];
    struct cli_result got;
    snprintf(store, sizeof store, "%s", cli_path("memory.db"));
    CLI(&got, "import", store, file, "--calendar", "vn-report", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", store, BY_YEAR);
    check_out(&got, REPORT_YEARS);
    cli_result_finish(&got);
    CLI(&got, "table", store, BY_YEAR, "--calendar", "calendar");
    check_out(&got, CIVIL_YEARS);
    cli_result_finish(&got);
    CLI(&got, "import", store, cli_file("more.csv", "id,date\ng,01/02/2020\n"), "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", store, BY_YEAR); /* nothing said: it stays */
    check_out(&got, "year,incidents\n2018,1\n2019,2\n2020,3\n2021,1\n");
    cli_result_finish(&got);
    CLI(&got, "import", store, cli_file("third.csv", "id,date\ni,01/02/2021\n"), "--calendar",
        "vn-government", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "was vn-report and is vn-government") != NULL, "%s",
          got.err);
    cli_result_finish(&got);
    CLI(&got, "table", store, BY_YEAR, "--period", "2021"); /* from 16/09/2020 on */
    check_out(&got, "year,incidents\n2021,3\n");
    cli_result_finish(&got);
    CLI(&got, "undo", store, "3", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "doctor", store, "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "undo", store, "1", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "undo", store, "2", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "import", store, cli_file("again.csv", "id,date\nh,15/12/2020\n"), "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", store, BY_YEAR); /* as if it had never been there */
    check_out(&got, "year,incidents\n2020,1\n");
    cli_result_finish(&got);
}

/* A profile's table goes into the store, which needs no other file afterwards. */
static void test_profile(void)
{
    const char *file = cli_file("few.csv", few);
    char line[2400];
    struct cli_result got;
    snprintf(line, sizeof line,
             "mkdir p && printf 'column,field\\nid,id\\ndate,occurred_at\\n' > p/schema.csv &&"
             " printf 'setting,value\\ncalendar,own.csv\\n' > p/source.csv &&"
             " printf 'calendar,valid_from,year_starts\\nown,,12-16\\nown,2019-12-15,12-15\\n'"
             " > p/own.csv");
    cli_run_shell(line, &got);
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", file, BY_YEAR, "--profile", "p");
    check_out(&got, REPORT_YEARS);
    cli_result_finish(&got);
    CLI(&got, "table", file, BY_YEAR, "--profile", "p", "--calendar", "calendar");
    check_out(&got, CIVIL_YEARS);
    cli_result_finish(&got);
    CLI(&got, "import", "profile.db", file, "--profile", "p", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    cli_run_shell("rm p/own.csv", &got);
    cli_result_finish(&got);
    CLI(&got, "table", "profile.db", BY_YEAR);
    check_out(&got, REPORT_YEARS);
    cli_result_finish(&got);
}

/* So many rows that a store keeps sums by month beside them: they are of its own calendar, and any
 * other is asked of the rows. */
static void test_cubes(void)
{
    static const char *const calendars[] = { "vn-report", "calendar", "vn-government",
                                             "02-29" };
    const char *path = cli_path("many.csv");
    char file[600];
    char store[600];
    struct cli_result got;
    struct cli_result rows;
    snprintf(file, sizeof file, "%s", path);
    snprintf(store, sizeof store, "%s", cli_path("many.db"));
    FILE *out = fopen(file, "wb");
    CHECK_OR_RETURN(out != NULL, "%s", file);
    fprintf(out, "id,date,province,deaths\n");
    for (int i = 0; i < 66000; i++)
        fprintf(out, "%d,%02d/%02d/%d,%s,%d\n", i, i % 28 + 1, i / 28 % 12 + 1,
                2015 + i / 336 % 9, i % 3 == 0 ? "Lâm Đồng" : "Đắk Nông", i % 5);
    CHECK(fclose(out) == 0, "%s", file);
    CLI(&got, "import", store, file, "--calendar", "vn-report", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    for (size_t i = 0; i < CHECK_N(calendars); i++) {
        CLI(&got, "table", store, "--by", "quarter,province", "--format", "csv", "--calendar",
            calendars[i], "--period", "2016..2020");
        CLI(&rows, "table", file, "--by", "quarter,province", "--format", "csv", "--calendar",
            calendars[i], "--period", "2016..2020");
        CHECK(got.code == 0 && rows.code == 0 && got.out_size > 500, "%s%s", got.err, rows.err);
        CHECK(strcmp(got.out, rows.out) == 0, "%s: store\n%s\nfile\n%s", calendars[i], got.out,
              rows.out);
        cli_result_finish(&got);
        cli_result_finish(&rows);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_option),          CHECK_TEST(test_table_of_a_user),
        CHECK_TEST(test_store_remembers), CHECK_TEST(test_profile),
        CHECK_TEST(test_cubes),
    };
    return CHECK_MAIN(tests);
}
