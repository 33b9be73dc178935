/* test_cli_charts.c - batches of charts: whole folders, the same bytes for any number of threads, a
 * row that cannot be drawn while the others go on. */
#include "check.h"
#include "cli.h"
#include "firestat/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The cell of a column in the row of a file; NULL: it is not in the manifest. Borrowed. */
static const char *manifest_cell(const char *manifest, const char *file, int column)
{
    static char cell[2000];
    char start[200];
    snprintf(start, sizeof start, "\n%s,", file);
    const char *at = strstr(manifest, start);
    if (at == NULL) return NULL;
    at++;
    for (int c = 0; c <= column; c++) {
        size_t n = 0;
        bool is_quoted = *at == '"';
        for (at += is_quoted; *at != '\0' && (is_quoted || (*at != ',' && *at != '\n')); at++) {
            if (is_quoted && *at == '"') {
                if (at[1] != '"') {
                    is_quoted = false;
                    continue;
                }
                at++;
            }
            if (n + 1 < sizeof cell) cell[n++] = *at;
        }
        cell[n] = '\0';
        at += *at == ',';
    }
    return cell;
}

static void check_listed(const char *folder, const char *manifest, const char *file)
{
    char name[300];
    char sha256[65];
    size_t size = 0;
    snprintf(name, sizeof name, "%s/%s", folder, file);
    char *bytes = check_read(cli_path(name), &size);
    CHECK_OR_RETURN(bytes != NULL, "%s is not there", name);
    fire_bytes_sha256(bytes, size, sha256);
    const char *said = manifest_cell(manifest, file, 1);
    CHECK(said != NULL && strcmp(said, sha256) == 0, "%s: %s", file, said);
    free(bytes);
}

/* ---- a batch ------------------------------------------------------------------------------------ */

static const char batch[] =
    "output,kind,by,period,where,foreach,title,size,mono\n"
    "trend.png,trend,,,,,,,\n"
    "trend.svg,trend,,,,,,half,1\n"
    "areas/{area}.svg,trend,,,kind=fire;scope=Thuộc diện thống kê,district,"
    "Cháy ở {area},half,\n"
    "causes/{cause}.pdf,trend,,2015..2024,,cause,,half,\n";

static void test_batch(void)
{
    struct cli_result got;
    const char *spec = cli_file("batch.csv", batch);
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("batch"), "-q");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    CHECK(got.err[0] == '\0', "%s", got.err);
    cli_result_finish(&got);

    char *manifest = check_read(cli_path("batch/manifest.csv"), NULL);
    CHECK_OR_RETURN(manifest != NULL, "no manifest");
    static const char *const files[] = {
        "trend.png",
        "trend.csv",
        "trend.svg",
        "trend-svg.csv",
        "areas/huyen-di-linh.svg",
        "areas/huyen-di-linh.csv",
        "areas/thanh-pho-da-lat.svg",
        "causes/dang-dieu-tra.pdf",
        "causes/sua-chua.pdf",
    };
    for (size_t i = 0; i + 1 < CHECK_N(files); i++)
        check_listed("batch", manifest, files[i]);
    CHECK(manifest_cell(manifest, "causes/sua-chua.pdf", 0) == NULL, "nobody has that cause");
    const char *title = manifest_cell(manifest, "areas/huyen-di-linh.svg", 2);
    CHECK(title != NULL && strcmp(title, "Cháy ở Huyện Di Linh") == 0, "%s", title);
    const char *alt = manifest_cell(manifest, "areas/huyen-di-linh.svg", 3);
    CHECK(alt != NULL && strstr(alt, "Huyện Di Linh") != NULL, "%s", alt);
    const char *data = manifest_cell(manifest, "trend.svg", 4);
    CHECK(data != NULL && strcmp(data, "trend-svg.csv") == 0, "%s", data);
    free(manifest);

    /* a chart's figures are those of the table */
    char *figures = check_read(cli_path("batch/areas/huyen-di-linh.csv"), NULL);
    CLI(&got, "table", CLI_REGISTER, "--where", "kind=fire", "--where",
        "district=Huyện Di Linh", "--where", "scope=Thuộc diện thống kê", "--format", "csv",
        "--complete", "-q");
    CHECK(figures != NULL && strcmp(figures, got.out) == 0, "%s\nand\n%s", figures, got.out);
    free(figures);
    cli_result_finish(&got);
}

static void test_same_for_any_jobs(void)
{
    struct cli_result got;
    const char *spec = cli_file("jobs.csv", batch);
    static const char *const jobs[] = { "1", "4" };
    char *manifest[2];
    for (int i = 0; i < 2; i++) {
        char name[20];
        snprintf(name, sizeof name, "jobs%s", jobs[i]);
        CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path(name), "-q", "--jobs", jobs[i]);
        CHECK(got.code == 0, "%s", got.err);
        cli_result_finish(&got);
        snprintf(name, sizeof name, "jobs%s/manifest.csv", jobs[i]);
        manifest[i] = check_read(cli_path(name), NULL);
    }
    CHECK(manifest[0] != NULL && manifest[1] != NULL && strcmp(manifest[0], manifest[1]) == 0,
          "not the same files"); /* it has their SHA-256 */
    free(manifest[0]);
    free(manifest[1]);
}

/* ---- what cannot be drawn ------------------------------------------------------------------------ */

static void test_others_go_on(void)
{
    struct cli_result got;
    const char *spec = cli_file("bad.csv", "output,kind,where,period,foreach\n"
                                           "good.svg,trend,,,\n"
                                           "kind.svg,pie,,,\n"
                                           "ending.txt,trend,,,\n"
                                           "../out.svg,trend,,,\n"
                                           "good.svg,trend,,,\n"
                                           "field.svg,trend,colour=red,,\n"
                                           "none.svg,trend,cause=no such cause,,\n"
                                           "period.svg,trend,,20x4,\n"
                                           "dim.svg,trend,,,colour\n");
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("bad"), "-q", "--lang", "en");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    static const char *const told[] = {
        ":3: kind.svg is not drawn: there is no chart 'pie'",
        ":4: ending.txt is not drawn: a chart ends in",
        ":5: ../out.svg is not drawn: ",
        ":6: good.svg is not drawn: another chart has this name",
        ":7: field.svg is not drawn: there is no field or dimension 'colour'",
        ":8: none.svg is not drawn: ",
        ":9: period.svg is not drawn: ",
        ":10: dim.svg is not drawn: there is no dimension 'colour'",
    };
    for (size_t i = 0; i < CHECK_N(told); i++)
        CHECK(strstr(got.err, told[i]) != NULL, "'%s' not in\n%s", told[i], got.err);
    cli_result_finish(&got);
    CHECK(cli_is_there("bad/good.svg"), "the others go on");
    CHECK(!cli_is_there("out.svg"), "nothing outside of the folder");

    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("strict"), "-q", "--strict");
    CHECK(got.code == 1, "%d", got.code);
    CHECK(!cli_is_there("strict"), "whole or not at all");
    cli_result_finish(&got);
}

static const struct {
    const char *spec;
    const char *folder;
    int code;
    const char *told;
} refused[] = {
    { "kind,by\ntrend,\n", "r0", 1, "output" },
    { "output,kind,colour\na.svg,trend,\n", "r1", 0, "" }, /* a column for people */
    { "output,kind,mono\na.svg,trend,maybe\n", "r2", 2, "1, 0" },
    { "output,kind\n,trend\n", "r3", 2, "must not be empty" },
    { "output,kind\n", "r4", 1, "" },
    { "output,kind\na.svg,pie\n", "r5", 1, "pie" },
};

static void test_refused(void)
{
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct cli_result got;
        const char *spec = cli_file("refused.csv", refused[i].spec);
        CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path(refused[i].folder), "-q",
            "--lang", "en");
        CHECK((got.code == 0) == (refused[i].code == 0), "row %zu: %d %s", i, got.code,
              got.err);
        CHECK(strstr(got.err, refused[i].told) != NULL, "row %zu: %s", i, got.err);
        CHECK(cli_is_there(refused[i].folder) == (refused[i].code == 0), "row %zu", i);
        cli_result_finish(&got);
    }
}

static void test_old_folder_stays(void)
{
    struct cli_result got;
    const char *spec = cli_file("old.csv", "output,kind\na.svg,trend\n");
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("old"), "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("old"), "-q");
    CHECK(got.code != 0, "replaced without being asked");
    cli_result_finish(&got);
    CLI(&got, "charts", "no such file.csv", spec, "-o", cli_path("old"), "-q", "--force");
    CHECK(got.code != 0 && cli_is_there("old/a.svg"),
          "the old one stays until the new one is there");
    cli_result_finish(&got);
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("old"), "-q", "--force");
    CHECK(got.code == 0 && cli_is_there("old/a.svg"), "%s", got.err);
    cli_result_finish(&got);
}

/* ---- names of areas are never paths ---------------------------------------------------------------- */

static void test_hostile_names(void)
{
    struct cli_result got;
    const char *rows = "id,date,province,district,deaths\n"
                       "1,2023-02-10,P,../../etc/passwd,0\n"
                       "2,2023-02-11,P,CON,0\n"
                       "3,2023-02-12,P,\"a, b\",0\n"
                       "4,2023-02-13,P,<b>&'x'</b>,0\n"
                       "5,2023-02-14,P,Đà Lạt,0\n"
                       "6,2023-02-15,P,Da Lat,0\n"
                       "7,2023-02-16,P,!!!,0\n";
    char file[600];
    snprintf(file, sizeof file, "%s", cli_file("hostile-rows.csv", rows));
    const char *spec = cli_file("hostile.csv",
                                "output,kind,foreach\n{area}.svg,trend,district\n");
    CLI(&got, "charts", file, spec, "-o", cli_path("hostile"), "-q");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    cli_result_finish(&got);
    static const char *const files[] = {
        "hostile/etc-passwd.svg", "hostile/con_.svg",   "hostile/a-b.svg",
        "hostile/b-x-b.svg",      "hostile/da-lat.svg", "hostile/da-lat-2.svg",
        "hostile/_.svg",
    };
    for (size_t i = 0; i < CHECK_N(files); i++)
        CHECK(cli_is_there(files[i]), "%s is not there", files[i]);
    char *svg = check_read(cli_path("hostile/b-x-b.svg"), NULL);
    CHECK(svg != NULL && strstr(svg, "<b>") == NULL, "text from data is no markup");
    free(svg);
}

/* ---- a look in the terminal ------------------------------------------------------------------------ */

/* No line is wider than the terminal, no escape sequence gets through, whatever areas are called. */
static void test_text_is_for_a_terminal(void)
{
    struct cli_result got;
    char rows[2000] = "id,date,province,district,deaths\n";
    for (int i = 0; i < 12; i++)
        snprintf(rows + strlen(rows), sizeof rows - strlen(rows),
                 "%d,2023-%02d-10,P,\"\xE2\x80\xAE\x1B[31mHuyện %d 漢字漢字漢字\",0\n", i,
                 1 + i % 12, i);
    char file[600];
    snprintf(file, sizeof file, "%s", cli_file("terminal.csv", rows));
    static const char *const kinds[] = { "trend", "heatmap" };
    for (size_t k = 0; k < CHECK_N(kinds); k++) {
        CLI(&got, "chart", file, kinds[k], "--format", "text", "-q", "--place", "\x1B[2J漢字");
        CHECK(got.code == 0, "%s: %s", kinds[k], got.err);
        CHECK(strchr(got.out, '\x1B') == NULL, "%s: a terminal is steered", kinds[k]);
        for (const char *line = got.out; *line != '\0';) {
            const size_t size = strcspn(line, "\n");
            const struct fire_text_view view = { line, size };
            CHECK(fire_text_columns(view) <= 100, "%s: %lld columns", kinds[k],
                  (long long)fire_text_columns(view));
            line += size + (line[size] == '\n');
        }
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_batch),
        CHECK_TEST(test_same_for_any_jobs),
        CHECK_TEST(test_others_go_on),
        CHECK_TEST(test_refused),
        CHECK_TEST(test_old_folder_stays),
        CHECK_TEST(test_hostile_names),
        CHECK_TEST(test_text_is_for_a_terminal),
    };
    return CHECK_MAIN(tests);
}
