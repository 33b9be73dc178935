/* test_cli_read.c - what analysts really have, read by whole commands: checked, rejected,
 * corrected, in every encoding and form; and real files against figures of others. */
#include "check.h"
#include "cli.h"
#include "test_read_encoders.h"
#include "test_workbook_made.h"

#include "firestat/date.h"
#include "firestat/output.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- check ---------------------------------------------------------------------------- */

static const char messy[] = "CÔNG AN TỈNH A;;;;\n"
                            "Đơn vị: triệu đồng;;;;\n"
                            "\n"
                            "STT;Ngày xảy ra;Huyện;Số người chết;Thiệt hại\n"
                            "1;01/02/2024;Di Linh;0;1.234,5\n"
                            "2;30/02/2024;Di Linh;1;5\n"
                            "3;13/02/2024;Di Linh;nhiều;-\n"
                            "4;14/02/2024;Di Linh\n"
                            "5;15/02/2024;Đức Trọng;2;7\n"
                            "Tổng cộng;;;2;1.241,5\n";

static void test_check_page(void)
{
    struct cli_result got;
    cli_file("xau.csv", messy);
    CLI(&got, "check", "xau.csv");
    CHECK(got.code == 0, "%s", got.err);
    cli_check_golden("check", &got);
    cli_result_finish(&got);
    CLI(&got, "check", "xau.csv", "--lang", "en");
    cli_check_golden("check-en", &got);
    cli_result_finish(&got);
    CLI(&got, "check", "xau.csv", "--format", "csv", "--lang", "en");
    cli_check_golden("check-csv", &got);
    cli_result_finish(&got);
}

/* Rejected rows come back unchanged, with line and reason; corrected, they are read. */
static void test_rejects(void)
{
    struct cli_result got;
    char path[600];
    cli_file("xau.csv", messy);
    CLI(&got, "import", "loai.db", "xau.csv", "--rejects", "loai.csv", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "2 rejected rows") != NULL, "%s", got.err);
    cli_result_finish(&got);
    snprintf(path, sizeof path, "%s/loai.csv", check_directory());
    char *rejects = check_read(path, NULL);
    CHECK_OR_RETURN(rejects != NULL, "no file of rejects");
    CHECK(strstr(rejects, "2;30/02/2024;Di Linh;1;5;6;\"'30/02/2024' is not a date") != NULL,
          "%s", rejects);
    CHECK(strstr(rejects, "\n4;14/02/2024;Di Linh;8;\"") != NULL, "%s", rejects);
    char *bad = strstr(rejects, "30/02");
    memcpy(bad, "29/02", 5);
    cli_file("sua.csv", rejects);
    free(rejects);
    CLI(&got, "table", "sua.csv", "--format", "csv", "-q");
    CHECK(strcmp(got.out, "year,incidents,deaths,damage\n2024,1,1,5000000\n") == 0, "%s%s",
          got.out, got.err);
    cli_result_finish(&got);
    CLI(&got, "import", "loai.db", "xau.csv", "sua.csv", "--rejects", "hai.csv");
    CHECK(got.code == 2 && strstr(got.err, "--rejects") != NULL, "%d %s", got.code, got.err);
    cli_result_finish(&got);
    CLI(&got, "check", "xau.csv", "sua.csv", "--save-profile", "hai");
    CHECK(got.code == 2 && strstr(got.err, "--save-profile") != NULL, "%d %s", got.code,
          got.err);
    cli_result_finish(&got);
    CLI(&got, "check", CLI_REGISTER, "--rejects", "khong.csv", "-q");
    snprintf(path, sizeof path, "%s/khong.csv", check_directory());
    char *none = check_read(path, NULL);
    CHECK(got.code == 0 && none == NULL, "a file of rejects without rejected rows");
    free(none);
    cli_result_finish(&got);
}

/* What was decided from the whole file still holds for the few rows that were rejected: the rows
 * are as they were, byte for byte, and with the profile beside them they mean what they meant. */
static void test_rejects_alone(void)
{
    static const struct {
        const char *name;
        const char *text; /* NULL: a workbook of `sheet` */
        const char *sheet;
        const char *rejects; /* without the mark in front and the reason's column */
        bool refused;        /* corrected but without the profile */
        const char *table;   /* of the corrected rows */
    } cases[] = {
        { "so.xlsx", NULL,
          "<sheetData><row><c t=\"str\"><v>Ngày</v></c><c t=\"str\"><v>Huyện</v></c>"
          "<c t=\"str\"><v>Thiệt hại (triệu đồng)</v></c></row>"
          "<row><c t=\"str\"><v>13/02/2024</v></c><c t=\"str\"><v>A; B</v></c>"
          "<c><v>12.5</v></c></row>"
          "<row><c t=\"str\"><v>31/02/2024</v></c><c t=\"str\"><v>A; B</v></c>"
          "<c><v>1.234</v></c></row></sheetData>",
          "Ngày;Huyện;Thiệt hại (triệu đồng);\n31/02/2024;\"A; B\";\"1,234\";\n", true,
          "2024,1,,1234000\n" },
        { "so-chu.xlsx", NULL, /* texts with a point decide for the numbers beside them */
          "<sheetData><row><c t=\"str\"><v>Ngày</v></c>"
          "<c t=\"str\"><v>Thiệt hại (triệu đồng)</v></c></row>"
          "<row><c t=\"str\"><v>13/02/2024</v></c><c t=\"str\"><v>1,234.5</v></c></row>"
          "<row><c t=\"str\"><v>31/02/2024</v></c><c><v>1.234</v></c></row></sheetData>",
          "Ngày;Thiệt hại (triệu đồng);\n31/02/2024;1.234;\n", true, "2024,1,,1234000\n" },
        { "diem.csv", "Ngày,Huyện,Thiệt hại\n13/02/2024,A,\"1,234.5\"\n31/02/2024, B ,1.125\n",
          NULL, "Ngày,Huyện,Thiệt hại,\n31/02/2024, B ,1.125,\n", true, "2024,1,,1.13\n" },
        { "phay.csv", "Ngày;Huyện;Thiệt hại\n13/02/2024;A;1.234,5\n31/02/2024;B;1,125\n", NULL,
          "Ngày;Huyện;Thiệt hại;\n31/02/2024;B;1,125;\n", true, "2024,1,,1.13\n" },
        { "ro.csv", "Đơn vị: triệu đồng;;\n\nNgày;Huyện;Thiệt hại\n31/02/2024;B;1,5\n", NULL,
          "Đơn vị: triệu đồng;;\nNgày;Huyện;Thiệt hại;\n31/02/2024;B;1,5;\n", false,
          "2024,1,,1500000\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        char path[600];
        const char *wanted = cases[i].rejects;
        if (cases[i].text == NULL)
            made_xlsx(cases[i].name, cases[i].sheet);
        else
            cli_file(cases[i].name, cases[i].text);
        CLI(&got, "check", cases[i].name, "--rejects", "rieng.csv", "--force");
        CHECK(got.code == 0, "%s: %s", cases[i].name, got.err);
        cli_result_finish(&got);
        snprintf(path, sizeof path, "%s/rieng.csv", check_directory());
        char *rejects = check_read(path, NULL);
        CHECK_OR_RETURN(rejects != NULL, "%s: no rejects", cases[i].name);
        CHECK(strncmp(rejects, FIRE_BYTE_ORDER_MARK, 3) == 0, "%s: no mark", cases[i].name);
        for (const char *at = rejects + 3; *at != '\0' && *wanted != '\0';) {
            const size_t size = strcspn(wanted, "\n");
            CHECK(strncmp(at, wanted, size) == 0, "%s:\n%s", cases[i].name, rejects);
            wanted += size + 1;
            at += strcspn(at, "\n") + 1;
        }
        char *bad = strstr(rejects, "31/02");
        if (bad != NULL) memcpy(bad, "29/02", 5);
        cli_file("rieng-sua.csv", rejects);
        free(rejects);
        CLI(&got, "table", "rieng-sua.csv", "--format", "csv", "--lang", "en");
        CHECK(cases[i].refused ? got.code == 1 && strstr(got.err, "--profile") != NULL
                               : strstr(got.out, cases[i].table) != NULL,
              "%s: %d %s%s", cases[i].name, got.code, got.out, got.err);
        cli_result_finish(&got);
        CLI(&got, "table", "rieng-sua.csv", "--format", "csv", "-q", "--profile",
            "rieng.csv.profile");
        CHECK(got.code == 0 && strstr(got.out, cases[i].table) != NULL, "%s: %s%s",
              cases[i].name, got.out, got.err);
        cli_result_finish(&got);
    }
}

/* Rows that contradict each other or look like one are on the page, in the list, and those that do
 * not count among the rejects. */
static void test_conflicts(void)
{
    struct cli_result got;
    char path[600];
    cli_file("mau.csv", "Mã vụ;Ngày;Xã;Số người chết\nV1;13/02/2024;A;3\nV1;13/02/2024;A;4\n"
                        "V2;1/1/2024;A;0\nV2;1/1/2024;A;0\n;5/5/2024;A;1\n;5/5/2024;A;1\n");
    CLI(&got, "check", "mau.csv", "--lang", "en", "--rejects", "mau-loai.csv");
    cli_check_golden("check-conflicts", &got);
    cli_result_finish(&got);
    CLI(&got, "check", "mau.csv", "--lang", "en", "--format", "csv");
    cli_check_golden("check-conflicts-csv", &got);
    cli_result_finish(&got);
    snprintf(path, sizeof path, "%s/mau-loai.csv", check_directory());
    char *rejects = check_read(path, NULL);
    CHECK(rejects != NULL &&
              strstr(rejects, "\nV1;13/02/2024;A;4;3;\"'V1' is on line 2") != NULL,
          "%s", rejects == NULL ? "none" : rejects);
    free(rejects);
    CLI(&got, "import", "mau.db", "mau.csv", "--lang", "en", "--rejects", "mau-loai-2.csv");
    CHECK(got.code == 0 && strstr(got.err, "1 rejected rows") != NULL, "%s", got.err);
    cli_result_finish(&got);
}

/* A profile that was written binds its source in the same way. */
static void test_saved_profile(void)
{
    static const char *const files[] = { "xau.csv", CLI_REGISTER, CLI_NATIONAL };
    cli_file("xau.csv", messy);
    for (size_t i = 0; i < CHECK_N(files); i++) {
        struct cli_result without;
        struct cli_result with;
        struct cli_result got;
        char folder[40];
        snprintf(folder, sizeof folder, "ho-so-%zu", i);
        CLI(&got, "check", files[i], "--save-profile", folder, "-q");
        CHECK(got.code == 0, "%s", got.err);
        cli_result_finish(&got);
        CLI(&without, "table", files[i], "--by", "month,district,cause,scope", "--measure",
            "incidents,deaths,damage,forest_ha,area_m2", "--format", "csv", "-q");
        CLI(&with, "table", files[i], "--by", "month,district,cause,scope", "--measure",
            "incidents,deaths,damage,forest_ha,area_m2", "--format", "csv", "-q", "--profile",
            folder);
        CHECK(without.code == 0 && with.code == 0, "%s%s", without.err, with.err);
        CHECK(without.out_size > 60 && strcmp(without.out, with.out) == 0, "%s:\n%s\nbut\n%s",
              files[i], without.out, with.out);
        cli_result_finish(&without);
        cli_result_finish(&with);
        CLI(&got, "check", files[i], "--save-profile", folder, "-q");
        CHECK(got.code == 3, "a profile was replaced without --force");
        cli_result_finish(&got);
    }
}

/* What the system says is said in the user's language; a store that nothing went into is not
 * left behind, but one that was there before is. */
static void test_failed_import(void)
{
    struct cli_result got;
    char path[600];
    cli_file("xau.csv", messy);
    CLI(&got, "import", "moi.db", "khong-co.csv");
    CHECK(got.code == 3 && strstr(got.err, "không có tệp hoặc thư mục này") != NULL, "%d %s",
          got.code, got.err);
    cli_result_finish(&got);
    snprintf(path, sizeof path, "%s/moi.db", check_directory());
    struct stat about;
    CHECK(stat(path, &about) != 0, "an empty store is left");
    CLI(&got, "import", "moi.db", "xau.csv", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "undo", "moi.db", "1", "-q");
    cli_result_finish(&got);
    CLI(&got, "import", "moi.db", "khong-co.csv", "--lang", "en");
    CHECK(got.code == 3 && strstr(got.err, "No such file or directory") != NULL, "%d %s",
          got.code, got.err);
    cli_result_finish(&got);
    CHECK(stat(path, &about) == 0, "a store was removed");
}

/* Sheets that are left out are named, hidden ones too; a cover sheet does not end it there. */
static void test_other_sheets(void)
{
    static const char tables[] =
        "<table:table table:name=\"Bìa\"><r><c is=\"string\"><p>Báo cáo</p></c></r>"
        "</table:table>"
        "<table:table table:name=\"T1\"><r><c><p>Ngày</p></c><c><p>Chết</p></c></r>"
        "<r><c><p>13/02/2024</p></c><c><p>1</p></c></r></table:table>"
        "<table:table table:name=\"Trống\"></table:table>"
        "<table:table table:name=\"T2\"><r><c><p>Ngày</p></c></r></table:table>";
    struct cli_result got;
    made_ods("trang.ods", tables);
    CLI(&got, "table", "trang.ods", "--lang", "en");
    CHECK(got.code == 1 && strstr(got.err, "'Bìa' is read; --sheet NAME reads another: 'T1', "
                                           "'T2'\n") != NULL,
          "%d %s", got.code, got.err);
    cli_result_finish(&got);
    CLI(&got, "table", "trang.ods", "--sheet", "T1", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "--sheet") == NULL, "%d %s", got.code, got.err);
    cli_result_finish(&got);
    CLI(&got, "check", "trang.ods", "--sheet", "T1", "--lang", "en");
    CHECK(strstr(got.out, "sheets that are not read: 'Bìa', 'T2'\n") != NULL, "%s", got.out);
    cli_result_finish(&got);
}

/* Totals beside the incidents they count: it is said, wherever they meet. */
static void test_overlap(void)
{
    static const char said[] = "i.csv and g.csv both have rows for Di Linh 01/2024, Di Linh "
                               "02/2024: they are added up";
    struct cli_result got;
    cli_file("i.csv", "Mã vụ;Ngày;Huyện\nV1;13/01/2024;Di Linh\nV2;14/02/2024;Di Linh\n");
    cli_file("g.csv", "Huyện;Tháng;Số vụ\nDi Linh;01/2024;5\nDi Linh;02/2024;3\n");
    cli_file("h.csv", "Huyện;Tháng;Số vụ\nDi Linh;03/2024;5\nĐức Trọng;02/2024;3\n");
    CLI(&got, "table", "i.csv", "g.csv", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, said) != NULL, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", "i.csv", "h.csv", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "both have rows") == NULL, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "import", "trung.db", "i.csv", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "both have rows") == NULL, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "import", "trung.db", "g.csv", "khong-co.csv", "--lang", "en");
    CHECK(got.code == 3 && strstr(got.err, said) != NULL, "%d %s", got.code, got.err);
    cli_result_finish(&got);
    CLI(&got, "import", "trung.db", "h.csv", "--lang",
        "en"); /* said before, and not its doing */
    CHECK(got.code == 0 && strstr(got.err, "both have rows") == NULL, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "table", "trung.db", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, said) != NULL, "%s", got.err);
    cli_result_finish(&got);
}

/* ---- encodings and forms ------------------------------------------------------------------ */

/* A table in which most of a register's columns have a say. */
static void table_of(const char *file, const char *const more[], struct cli_result *got)
{
    const char *arguments[MAX_ARGUMENTS] = { "table",
                                             file,
                                             "--by",
                                             "month,district,cause,facility",
                                             "-q",
                                             "--format",
                                             "csv",
                                             "--measure",
                                             "incidents,deaths,injuries,damage,forest_ha" };
    int n = 9;
    for (int i = 0; more[i] != NULL; i++)
        arguments[n++] = more[i];
    cli_run(arguments, got);
}

static void check_same_table(const char *file, const char *const more[], const char *expected)
{
    struct cli_result got;
    table_of(file, more, &got);
    CHECK(got.code == 0 && strcmp(got.out, expected) == 0, "%s %s: %s\n%.300s", file,
          more[0] == NULL ? "" : more[1], got.err, got.out);
    cli_result_finish(&got);
}

/* The register as programs of other settings write it: the same table, byte for byte, whether
 * the encoding is said or found out. */
static void test_round_trip(void)
{
    static const char *const encodings[] = { "utf-8", "utf-16le", "utf-16be", "windows-1258",
                                             "tcvn3", "vni",      "viscii" };
    char *text = check_read(CLI_REGISTER, NULL);
    struct cli_result first;
    const char *const nothing[] = { NULL };
    CHECK_OR_RETURN(text != NULL, "no register");
    table_of(CLI_REGISTER, nothing, &first);
    CHECK(first.code == 0 && first.out_size > 10000, "%s", first.err);
    for (size_t i = 0; i < CHECK_N(encodings); i++) {
        size_t size = 0;
        char *bytes = encoded(encodings[i], text, &size);
        check_file("ma.csv", bytes, size);
        free(bytes);
        const char *const option[] = { "--encoding", encodings[i], NULL };
        check_same_table("ma.csv", nothing, first.out);
        check_same_table("ma.csv", option, first.out);
    }
    cli_result_finish(&first);
    free(text);
}

/* Excel's number of a day, "09/01/2014", and the part of it that "18:31" is. */
static bool day_number(const char *cell, double *out)
{
    int day = 0;
    int month = 0;
    int year = 0;
    int32_t days = 0;
    if (sscanf(cell, "%2d/%2d/%4d", &day, &month, &year) != 3) return false;
    if (!fire_day_from_civil((struct fire_civil){ year, month, day }, &days)) return false;
    *out = days + 25569;
    return true;
}

static bool day_part(const char *cell, double *out)
{
    int hour = 0;
    int minute = 0;
    char rest = '\0';
    if (sscanf(cell, "%2d:%2d%c", &hour, &minute, &rest) != 2) return false;
    *out = (hour * 60 + minute) / 1440.0;
    return true;
}

/* A cell as Excel keeps it: days and times are numbers that only their style tells. */
static void add_excel_cell(struct fire_buffer *out, const char *cell)
{
    double day = 0;
    double part = 0;
    char *end = NULL;
    if (cell[0] == '\0') {
        fire_buffer_add_text(out, "<c/>");
    } else if (strlen(cell) == 10 && day_number(cell, &day)) {
        fire_buffer_printf(out, "<c s='6'><v>%.0f</v></c>", day);
    } else if (strlen(cell) == 16 && day_number(cell, &day) && day_part(cell + 11, &part)) {
        fire_buffer_printf(out, "<c s='2'><v>%.15g</v></c>", day + part);
    } else if (day_part(cell, &part)) {
        fire_buffer_printf(out, "<c s='3'><v>%.17g</v></c>", part);
    } else if ((void)strtod(cell, &end), *end == '\0') {
        fire_buffer_printf(out, "<c><v>%s</v></c>", cell);
    } else {
        fire_buffer_add_text(out, "<c t='inlineStr'><is><t>");
        for (const char *at = cell; *at != '\0'; at++) {
            if (*at == '&')
                fire_buffer_add_text(out, "&amp;");
            else if (*at == '<')
                fire_buffer_add_text(out, "&lt;");
            else
                fire_buffer_printf(out, "%c", *at);
        }
        fire_buffer_add_text(out, "</t></is></c>");
    }
}

/* The rows of a CSV text (quoted where needed, no line end inside a cell) as a worksheet's. */
static void add_excel_rows(struct fire_buffer *out, const char *text)
{
    while (*text != '\0') {
        fire_buffer_add_text(out, "<row>");
        while (*text != '\n') {
            char cell[400];
            size_t n = 0;
            const bool quoted = *text == '"';
            text += quoted;
            while (quoted ? text[0] != '"' || text[1] == '"' : strchr(",\n", *text) == NULL) {
                text += quoted && *text == '"';
                if (n + 1 < sizeof cell) cell[n++] = *text;
                text++;
            }
            text += quoted;
            cell[n] = '\0';
            add_excel_cell(out, cell);
            text += *text == ',';
        }
        fire_buffer_add_text(out, "</row>");
        text++;
    }
}

static void test_round_trip_excel(void)
{
    char *text = check_read(CLI_REGISTER, NULL);
    struct fire_buffer sheet = { 0 };
    struct cli_result first;
    const char *const nothing[] = { NULL };
    CHECK_OR_RETURN(text != NULL, "no register");
    fire_buffer_add_text(&sheet, "<sheetData>");
    add_excel_rows(&sheet, text);
    fire_buffer_add_text(&sheet, "</sheetData>");
    CHECK_OR_RETURN(!sheet.failed, "no memory");
    (void)made_xlsx("so.xlsx", sheet.bytes);
    table_of(CLI_REGISTER, nothing, &first);
    check_same_table("so.xlsx", nothing, first.out);
    cli_result_finish(&first);
    fire_buffer_finish(&sheet);
    free(text);
}

/* With semicolons and Vietnamese numbers, CRLF and a BOM. */
static void test_semicolons(void)
{
    static const char commas[] =
        "Ngày xảy ra,Huyện,Nguyên nhân,Loại hình cơ sở,Số người chết,Số người bị thương,"
        "Thiệt hại,Diện tích rừng (ha)\n"
        "05/01/2024,Di Linh,Sét,Chợ,0,1,1234567.5,0.25\n"
        "15/02/2024,Đức Trọng,\"Đốt cỏ, rác\",Kho,2,0,12000,1234.5\n";
    static const char semicolons[] =
        "\xEF\xBB\xBF"
        "Ngày xảy ra;Huyện;Nguyên nhân;Loại hình cơ sở;Số người chết;Số người bị thương;"
        "Thiệt hại;Diện tích rừng (ha)\r\n"
        "05/01/2024;Di Linh;Sét;Chợ;0;1;1.234.567,5;0,25\r\n"
        "15/02/2024;Đức Trọng;Đốt cỏ, rác;Kho;2;0;12.000;1.234,5\r\n";
    const char *const nothing[] = { NULL };
    struct cli_result first;
    cli_file("phay.csv", commas);
    cli_file("cham-phay.csv", semicolons);
    table_of("phay.csv", nothing, &first);
    check_same_table("cham-phay.csv", nothing, first.out);
    cli_result_finish(&first);
}

/* Files whose beginning says something else than their end, or whose rows must be held against each
 * other: the same table as of the same text in UTF-16, which is never read in haste. */
static void test_haste(void)
{
    static const struct {
        const char *header;
        const char *row;  /* 3,000 times, with its number */
        const char *last; /* rows at the end              */
    } cases[] = {
        { "Mã vụ;Ngày;Huyện;Thiệt hại\n", "%d;13/01/2024;Di Linh;1234\n",
          "9001;14/01/2024;A;1.234,5\n9002;14/01/2024;A;5.678\n" },
        { "Mã vụ;Ngày;Huyện;Thiệt hại\n", "%d;13/01/2024;Di Linh;1234\n",
          "9001;14/01/2024;A;1,234.5\n9002;14/01/2024;A;5.678\n" },
        { "Mã vụ;Ngày;Huyện;Diện tích rừng (ha)\n", "%d;13/01/2024;Di Linh;\n",
          "9001;14/01/2024;A;1.5\n9002;14/01/2024;A;0.678\n" },
        { "Mã vụ;Ngày;Huyện;Thiệt hại\n", "%d;13/01/2024;Di Linh;1234\n",
          "17;13/01/2024;Di Linh;1234\n18;13/01/2024;Di Linh;99\n;14/01/2024;A;1\n" },
        { "Ngày;Huyện;Thiệt hại\n", "13/01/2024;Di Linh;%d\n", "13/01/2024;Di Linh;7\n" },
        { "Mã vụ;Ngày;Huyện;Thiệt hại\n", "%d;01/02/2024;Di Linh;1234\n",
          "9001;13/02/2024;A;1\n9002;45351;A;1\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer text = { 0 };
        struct cli_result wide;
        struct cli_result got;
        size_t size;
        fire_buffer_add_text(&text, cases[i].header);
        for (int row = 1; row <= 3000; row++) {
            char line[80];
            snprintf(line, sizeof line, cases[i].row, row);
            fire_buffer_add_text(&text, line);
        }
        fire_buffer_add_text(&text, cases[i].last);
        char *bytes = encoded("utf-16le", text.bytes, &size);
        check_file("voi-16.csv", bytes, size);
        check_file("voi.csv", text.bytes, text.size_bytes);
        free(bytes);
        CLI(&wide, "table", "voi-16.csv", "--by", "district", "--format", "csv", "--measure",
            "incidents,damage,forest_ha", "--unknown", "-q");
        CLI(&got, "table", "voi.csv", "--by", "district", "--format", "csv", "--measure",
            "incidents,damage,forest_ha", "--unknown", "-q");
        CHECK(got.code == 0 && strcmp(got.out, wide.out) == 0, "case %zu:\n%s%sbut\n%s", i,
              got.err, got.out, wide.out);
        cli_result_finish(&got);
        CLI(&got, "import", "voi.db", "voi.csv", "-q");
        CHECK(got.code == 0, "case %zu: %s", i, got.err);
        cli_result_finish(&got);
        CLI(&got, "table", "voi.db", "--by", "district", "--format", "csv", "--measure",
            "incidents,damage,forest_ha", "--unknown", "-q");
        CHECK(got.code == 0 && strcmp(got.out, wide.out) == 0, "case %zu, store:\n%s%sbut\n%s",
              i, got.err, got.out, wide.out);
        cli_result_finish(&got);
        CLI(&got, "undo", "voi.db", "1", "-q");
        cli_result_finish(&got);
        char store[600];
        snprintf(store, sizeof store, "%s/voi.db", check_directory());
        unlink(store);
        cli_result_finish(&wide);
        fire_buffer_finish(&text);
    }
}

/* A byte that is not UTF-8 behind all that was looked at first. */
static void test_haste_encoding(void)
{
    struct fire_buffer text = { 0 };
    struct cli_result got;
    fire_buffer_add_text(&text, "Mã vụ;Ngày;Huyện;Thiệt hại\n");
    for (int row = 1; row <= 5000; row++)
        fire_buffer_printf(&text, "%d;13/01/2024;Huyện Di Linh;1234\n", row);
    fire_buffer_add_text(&text, "5001;13/01/2024;Huy\xEAn;1\n");
    check_file("hong.csv", text.bytes, text.size_bytes);
    CLI(&got, "table", "hong.csv", "--lang", "en");
    CHECK(got.code == 1 && strstr(got.err, ":5002: ") != NULL &&
              strstr(got.err, "not UTF-8: byte 0xea") != NULL,
          "%d %s", got.code, got.err);
    cli_result_finish(&got);
    fire_buffer_finish(&text);
}

/* ---- real files --------------------------------------------------------------------------- */

/* Every figure against one that others published or counted (data/expected.tsv). */
static void test_toronto(void)
{
    const char *file = check_shared(
        "data/toronto-loss/cleaned_fire_data_v2024-09-16_02c2955d.csv");
    if (file == NULL) return;
    char folder[600];
    snprintf(folder, sizeof folder, "%s/toronto", check_directory());
    mkdir(folder, 0700);
    cli_file("toronto/schema.csv",
             "column,field,type\ntfs_alarm_time,occurred_at,datetime\n"
             "estimated_dollar_loss,damage,money\n"
             "civilian_casualties,casualties,integer\ntime_diff,time_diff,decimal\n");
    cli_file("toronto/source.csv", "setting,value\ncurrency,CAD\n");
    struct cli_result got;
    CLI(&got, "table", file, "--profile", folder, "--format", "csv", "--measure",
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
    cli_result_finish(&got);
    CLI(&got, "table", file, "--profile", folder, "--format", "json", "--measure",
        "incidents,mean(damage),median(damage),mean(time_diff)");
    /* expected.tsv TL-1, TL-2, TL-4 and the number of rows */
    CHECK(strstr(got.out, "\"totals\":{\"incidents\":6919,\"mean(damage)\":24551.6384") != NULL,
          "%s", got.out);
    CHECK(strstr(got.out, "\"median(damage)\":3000,") != NULL, "%s", got.out);
    CHECK(strstr(got.out, "\"mean(time_diff)\":4.911868") != NULL, "%s", got.out);
    cli_result_finish(&got);
}

/* Two published versions of one file (PROVENANCE.md: a column dropped, 1,040 rows added, none
 * changed): what stayed is counted once and keeps the casualties that the later one lacks. A third
 * with another loss in one row is a revision, and the store still says what it said before. */
static void test_toronto_revised(void)
{
    const char *const file[] = {
        check_shared("data/toronto-loss/cleaned_fire_data_v2024-09-16_02c2955d.csv"),
        check_shared("data/toronto-loss/cleaned_fire_data_v2024-09-20_48289869.csv"),
    };
    if (file[0] == NULL || file[1] == NULL) return;
    struct cli_result got;
    char folder[600];
    snprintf(folder, sizeof folder, "%s/toronto-key", check_directory());
    mkdir(folder, 0700);
    cli_file("toronto-key/schema.csv",
             "column,field,type,key\ntfs_alarm_time,occurred_at,datetime,1\n"
             "tfs_arrival_time,arrived_at,datetime,1\narea_of_origin,origin,category,1\n"
             "estimated_dollar_loss,damage,money,\n");
    cli_file("toronto-key/source.csv", "setting,value\ncurrency,CAD\n");
    CLI(&got, "import", "toronto.db", file[0], "--profile", folder, "--map",
        "casualties:integer=civilian_casualties", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "import", "toronto.db", file[1], "--profile", folder, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, ": 6919 rows were there already") != NULL &&
              strstr(got.err, ": 1040 rows stored") != NULL,
          "%s", got.err);
    cli_result_finish(&got);
    char *text = check_read(file[1], NULL);
    CHECK_OR_RETURN(text != NULL, "no file");
    char *loss = strstr(text, ",28 - Office,5000,");
    memcpy(loss, ",28 - Office,7000,", 18);
    cli_file("sua-doi.csv", text);
    free(text);
    CLI(&got, "import", "toronto.db", "sua-doi.csv", "--profile", folder, "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, ": 7958 rows were there already") != NULL &&
              strstr(got.err, ": 1 rows stored") != NULL,
          "%s", got.err);
    cli_result_finish(&got);
    static const struct {
        const char *undo; /* before the question; NULL: nothing */
        const char *totals;
    } cases[] = {
        { NULL, "\"totals\":{\"incidents\":7959,\"casualties\":894,\"damage\":211586099}" },
        { "3", "\"totals\":{\"incidents\":7959,\"casualties\":894,\"damage\":211584099}" },
        { "2", "\"totals\":{\"incidents\":6919,\"casualties\":894,\"damage\":169872786}" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        if (cases[i].undo != NULL) {
            CLI(&got, "undo", "toronto.db", cases[i].undo, "-q");
            CHECK(got.code == 0, "%s", got.err);
            cli_result_finish(&got);
        }
        CLI(&got, "table", "toronto.db", "--measure", "incidents,casualties,damage", "--format",
            "json");
        CHECK(strstr(got.out, cases[i].totals) != NULL, "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
    }
}

/* The table of a whole file against the database's own GROUP BY on the same file. */
static void test_portugal(void)
{
    const char *file = check_shared("data/portugal-incendios/incendios1980.csv");
    if (file == NULL) return;
    char command[1400];
    char store[600];
    struct cli_result got;
    CLI(&got, "table", file, "--map", "occurred_at=data_inicio", "--map", "district=concelho",
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
        cli_result_finish(&got);
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
    cli_result_finish(&got);
}

/* The half year of Jeonbuk against the one published the year before (KR-jb): the review prints
 * -133 (-10.1%), +7 (13.2%), -1, +8 (20.0%), -9,043 (-45.0%), damage in millions of won. The file
 * was corrected since: 11,081 for 11,032. */
static void check_jeonbuk(const char *store)
{
    struct cli_result got;
    const char *before = cli_file("jeonbuk.csv",
                                  "province,period,incidents,deaths,injuries,damage\n"
                                  "전북특별자치도,2023-H1,1315,13,40,20075000000\n");
    char path[600];
    snprintf(path, sizeof path, "%s/jeonbuk", check_directory());
    mkdir(path, 0700);
    cli_file("jeonbuk/source.csv", "setting,value\ncurrency,KRW\n");
    cli_file("jeonbuk/schema.csv", "column,field\nprovince,province\nperiod,period\n"
                                   "incidents,incidents\ndeaths,deaths\n"
                                   "injuries,injuries\ndamage,damage\n");
    CLI(&got, "import", store, before, "--profile", path, "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "compare", store, "--where", "province=전북특별자치도", "--period", "2024-H1",
        "--measure", "incidents,deaths+injuries,deaths,injuries,damage", "--format", "csv");
    static const char *const rows[] = {
        "incidents,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,1182,1315,-133,-10.1,",
        "deaths+injuries,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,60,53,7,13.2,",
        "deaths,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,12,13,-1,,",
        "injuries,previous,2024-01-01,2024-06-30,2023-01-01,2023-06-30,48,40,8,20,",
        "2023-01-01,2023-06-30,11080928000,20075000000,-8994072000,-44.8,",
    };
    for (size_t i = 0; i < CHECK_N(rows); i++)
        CHECK(got.code == 0 && strstr(got.out, rows[i]) != NULL, "%s: %s%s", rows[i], got.out,
              got.err);
    cli_result_finish(&got);
}

static void test_korea(void)
{
    const char *file = check_shared("data/korea-2024/2024_fire.xlsx");
    if (file == NULL) return;
    static const struct {
        const char *where[2]; /* NULL: all */
        const char *period;
        const char *line; /* incidents,deaths,injuries,damage or a part of it */
    } cases[] = {
        /* data/expected.tsv: KR-1, KR-jn, KR-jnc, KR-jb, KR-jbr; damage is won, from thousands */
        { { NULL }, NULL, "37614,308,2094," },
        { { "province=전라남도" }, NULL, "2554,15,76,27074924000" },
        { { "province=전라남도", "cause=부주의" }, NULL, "1382," },
        { { "province=전라남도", "cause=방화,방화의심" }, NULL, "32," },
        { { "province=전라남도", "facility=자동차\\,철도차량" }, NULL, "323," },
        { { "province=전북특별자치도" }, "2024-H1", "1182,12,48," },
        { { "province=전북특별자치도", "facility=주거" }, "2024-H1", "" },
        { { NULL }, "2024-02", "2640," },
        { { "province=경기도" }, NULL, "7931,88," },
    };
    const char *folder = cli_korea_profile();
    char store[700];
    struct cli_result imported;
    snprintf(store, sizeof store, "%s/korea.db", check_directory());
    CLI(&imported, "import", store, file, "--profile", folder, "-q");
    CHECK(imported.code == 0, "%s", imported.err);
    cli_result_finish(&imported);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const bool is_read = i == 0; /* the file itself once, then what was kept of it */
        const char *arguments[MAX_ARGUMENTS] = { "table",
                                                 is_read ? file : store,
                                                 "--format",
                                                 "csv",
                                                 "-q",
                                                 "--by",
                                                 "year",
                                                 "--measure",
                                                 "incidents,deaths,injuries,damage" };
        int n = 9;
        if (is_read) {
            arguments[n++] = "--profile";
            arguments[n++] = folder;
        }
        for (int w = 0; w < 2 && cases[i].where[w] != NULL; w++) {
            arguments[n++] = "--where";
            arguments[n++] = cases[i].where[w];
        }
        if (cases[i].period != NULL) {
            arguments[n++] = "--period";
            arguments[n++] = cases[i].period;
        }
        struct cli_result got;
        cli_run(arguments, &got);
        const char *row = got.out == NULL ? NULL : strstr(got.out, "\n2024,");
        CHECK(got.code == 0 && row != NULL &&
                  strncmp(row + 6, cases[i].line, strlen(cases[i].line)) == 0,
              "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
    }
    check_jeonbuk(store);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_check_page),      CHECK_TEST(test_rejects),
        CHECK_TEST(test_rejects_alone),   CHECK_TEST(test_conflicts),
        CHECK_TEST(test_saved_profile),   CHECK_TEST(test_overlap),
        CHECK_TEST(test_other_sheets),    CHECK_TEST(test_failed_import),
        CHECK_TEST(test_round_trip),      CHECK_TEST(test_round_trip_excel),
        CHECK_TEST(test_semicolons),      CHECK_TEST(test_haste),
        CHECK_TEST(test_haste_encoding),  CHECK_TEST(test_toronto),
        CHECK_TEST(test_toronto_revised), CHECK_TEST(test_portugal),
        CHECK_TEST(test_korea),
    };
    unsetenv("FIRESTAT_LANG");
    return CHECK_MAIN(tests);
}
