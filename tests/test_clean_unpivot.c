/* test_clean_unpivot.c - tables that are totals already: periods above columns, measures in rows,
 * merged cells. */
#include "check.h"
#include "test_clean_told.h"
#include "test_workbook_made.h"

#include <string.h>

struct table_case {
    const char *name;
    const char *file;
    const char *profile;
    const char *fields;
    const char *columns; /* NULL: not looked at */
    const char *rows;
    const char *issues;
};

static void check_outcome(const struct table_case *is, const char *path)
{
    struct outcome got;
    run_file(path, is->profile, is->fields, false, &got);
    CHECK(got.status == FIRE_OK, "%s: %s", is->name, got.message);
    if (is->columns != NULL)
        CHECK(strcmp(text_of(&got.columns), is->columns) == 0, "%s: columns\n%s", is->name,
              text_of(&got.columns));
    CHECK(strcmp(text_of(&got.rows), is->rows) == 0, "%s: rows\n%s", is->name,
          text_of(&got.rows));
    CHECK(strcmp(text_of(&got.issues), is->issues) == 0, "%s: issues\n%s", is->name,
          text_of(&got.issues));
    outcome_finish(&got);
}

static void check_csv(const struct table_case *is)
{
    check_outcome(is, check_file("case.csv", is->file, strlen(is->file)));
}

static void test_periods_above(void)
{
    static const struct table_case cases[] = {
        { "periods over measures, and what only compares",
          "TT;Đơn vị;Năm 2023;;;Năm 2024;;;So sánh;\n"
          ";;Số vụ;Chết;Thiệt hại (tr.đ);Số vụ;Chết;Thiệt hại (tr.đ);Số vụ;%\n"
          "1;Huyện A;5;0;1.234,5;4;0;12;-1;-20\n2;Huyện B;3;1;20;2;1;1.000;-1;-33\n"
          ";Tổng cộng;8;1;1.254,5;6;1;1.012;-2;-25\n",
          "", "incidents,deaths,damage",
          "TT = -\nĐơn vị = district\nNăm 2023 / Số vụ = incidents @Năm 2023\n"
          "Năm 2023 / Chết = deaths @Năm 2023\n"
          "Năm 2023 / Thiệt hại (tr.đ) = damage *1000000 @Năm 2023\n"
          "Năm 2024 / Số vụ = incidents @Năm 2024\nNăm 2024 / Chết = deaths @Năm 2024\n"
          "Năm 2024 / Thiệt hại (tr.đ) = damage *1000000 @Năm 2024\n"
          "So sánh / Số vụ = -\nSo sánh / % = -\n",
          "3: 2023-01-01..2023-12-31 [Huyện A<] 5 0 123450000000\n"
          "3: 2024-01-01..2024-12-31 [Huyện A<] 4 0 1200000000\n"
          "4: 2023-01-01..2023-12-31 [Huyện B<] 3 1 2000000000\n"
          "4: 2024-01-01..2024-12-31 [Huyện B<] 2 1 100000000000\n",
          "5:2 excluded 'Tổng cộng': a total, not counted\n" },
        { "measures over periods",
          "Huyện,Số vụ,,,Chết,,\n,2022,2023,Tăng giảm,2022,2023,Tăng giảm\n"
          "Di Linh,5,6,1,1,0,-1\n",
          "", "incidents,deaths", NULL,
          "3: 2022-01-01..2022-12-31 [Di Linh<] 5 1\n3: 2023-01-01..2023-12-31 [Di Linh<] 6 0\n",
          "" },
        { "both in one row of names",
          "Huyện,Số vụ 2022,Chết năm 2022,2023 Số vụ,Chết 2023\nDi Linh,5,1,6,0\n", "",
          "incidents,deaths",
          "Huyện = district\nSố vụ 2022 = incidents @2022\nChết năm 2022 = deaths @nam 2022\n"
          "2023 Số vụ = incidents @2023\nChết 2023 = deaths @2023\n",
          "2: 2022-01-01..2022-12-31 [Di Linh<] 5 1\n2: 2023-01-01..2023-12-31 [Di Linh<] 6 0\n",
          "" },
        { "the title says the measure, and a total is wrong",
          "SỐ VỤ CHÁY THEO HUYỆN,,,\nHuyện,2021,2022,2023\nDi Linh,5,6,7\nBảo Lộc,3,2,1\n"
          "Tổng số,8,8,9\n",
          "", "incidents", NULL,
          "3: 2021-01-01..2021-12-31 [Di Linh<] 5\n3: 2022-01-01..2022-12-31 [Di Linh<] 6\n"
          "3: 2023-01-01..2023-12-31 [Di Linh<] 7\n4: 2021-01-01..2021-12-31 [Bảo Lộc<] 3\n"
          "4: 2022-01-01..2022-12-31 [Bảo Lộc<] 2\n4: 2023-01-01..2023-12-31 [Bảo Lộc<] 1\n",
          "1:1 notice 'SỐ VỤ CHÁY THEO HUYỆN': what the columns count\n"
          "5:1 excluded 'Tổng số': a total, not counted\n"
          "5:4 notice the total is not the sum of its rows: 9 ≠ 8\n" },
        { "the title says the unit too",
          "THIỆT HẠI TÀI SẢN (tỷ đồng)\nHuyện;2022;2023\nA;1,25;2\n", "", "damage,incidents",
          "Huyện = district\n2022 = damage *1000000000 @2022\n2023 = damage *1000000000 @2023\n",
          "3: 2022-01-01..2022-12-31 [A<] 125000000000 -\n"
          "3: 2023-01-01..2023-12-31 [A<] 200000000000 -\n",
          "1:1 notice 'THIỆT HẠI TÀI SẢN (tỷ đồng)': what the columns count\n" NO_INCIDENTS(
              "2:0") },
        { "months of the title's year; an empty cell is no row, a dash is one",
          "SỐ VỤ CHÁY NĂM 2024,,,,\nĐơn vị,Tháng 1,Tháng 2,T3,Cộng\nHuyện Di Linh,1,2,3,6\n"
          "Huyện Lâm Hà,0,,-,\nHuyện C,,,,\nTổng,1,2,3,6\n",
          "", "incidents", NULL,
          "3: 2024-01-01..2024-01-31 [Huyện Di Linh<] 1\n"
          "3: 2024-02-01..2024-02-29 [Huyện Di Linh<] 2\n"
          "3: 2024-03-01..2024-03-31 [Huyện Di Linh<] 3\n"
          "4: 2024-01-01..2024-01-31 [Huyện Lâm Hà<] 0\n"
          "4: 2024-03-01..2024-03-31 [Huyện Lâm Hà<] -\n",
          "1:1 notice 'SỐ VỤ CHÁY NĂM 2024': what the columns count\n"
          "5:1 excluded 'Huyện C': the title of a section\n"
          "6:1 excluded 'Tổng': a total, not counted\n" },
        { "months of the year that stands in a column, and their quarter",
          "Số vụ cháy các tháng\nNăm;Tháng 1;Tháng 2;Tháng 3;Quý I\n2022;1;2;3;6\n2023;4;5;6;15\n",
          "", "incidents", NULL,
          "3: 2022-01-01..2022-01-31 [] 1\n3: 2022-02-01..2022-02-28 [] 2\n"
          "3: 2022-03-01..2022-03-31 [] 3\n4: 2023-01-01..2023-01-31 [] 4\n"
          "4: 2023-02-01..2023-02-28 [] 5\n4: 2023-03-01..2023-03-31 [] 6\n",
          "1:1 notice 'Số vụ cháy các tháng': what the columns count\n"
          "2:5 notice 'Quý I': the period holds or is part of those of other columns; the column "
          "is passed over\n" },
        { "quarters of the profile's year",
          "Huyện,Quý I,,Quý II,\n,Số vụ,Chết,Số vụ,Chết\nDi Linh,1,0,2,1\n", "set period=2022",
          "incidents,deaths", NULL,
          "3: 2022-01-01..2022-03-31 [Di Linh<] 1 0\n3: 2022-04-01..2022-06-30 [Di Linh<] 2 1\n",
          "" },
        { "a year over its halves, and the whole that they do not cover",
          "SỐ NGƯỜI CHẾT\nHuyện,Năm 2022,,Năm 2023,\n,6 tháng đầu năm,6 tháng cuối năm,Cả năm,"
          "6 tháng đầu năm\nA,1,2,4,5\n",
          "map deaths=Năm 2023 / Cả năm", "deaths",
          "Huyện = district\nNăm 2022 / 6 tháng đầu năm = deaths @2022-6M\n"
          "Năm 2022 / 6 tháng cuối năm = deaths @2022-H2\n"
          "Năm 2023 / Cả năm = deaths @Năm 2023\nNăm 2023 / 6 tháng đầu năm = -\n",
          "4: 2022-01-01..2022-06-30 [A<] 1\n4: 2022-07-01..2022-12-31 [A<] 2\n"
          "4: 2023-01-01..2023-12-31 [A<] 4\n",
          "1:1 notice 'SỐ NGƯỜI CHẾT': what the columns count\n"
          "2:5 notice 'Năm 2023 / 6 tháng đầu năm': the period holds or is part of those of other "
          "columns; the column is passed over\n" NO_INCIDENTS("2:0") },
        { "where periods stand above columns, one without belongs to none",
          "Huyện,Năm 2022,Năm 2023,\n,Số vụ,Số vụ,Chết\nA,1,2,3\n", "", "incidents,deaths",
          "Huyện = district\nNăm 2022 / Số vụ = incidents @Năm 2022\n"
          "Năm 2023 / Số vụ = incidents @Năm 2023\nNăm 2023 / Chết = deaths @Năm 2023\n",
          "3: 2022-01-01..2022-12-31 [A<] 1 -\n3: 2023-01-01..2023-12-31 [A<] 2 3\n", "" },
        { "rows with dates make nothing of a period in a name",
          "Ngày,Chết,Thiệt hại năm 2024\n13/02/2024,1,5\n", "", "deaths,damage",
          "Ngày = occurred_at\nChết = deaths\nThiệt hại năm 2024 = damage\n",
          "2: 2024-02-13 [] 1 500\n", "" },
        { "the profile says what years count", "x,2022,2023\nA,1,2\n",
          "map district=x\nmap incidents=2022\nmap incidents=2023", "incidents", NULL,
          "2: 2022-01-01..2022-12-31 [A<] 1\n2: 2023-01-01..2023-12-31 [A<] 2\n", "" },
        { "columns of months and of years in the rows",
          "Năm,Tháng,Huyện,Số vụ\n2023,1,A,5\n2023,12,A,7\n2024,Tháng 2,B,1\n", "", "incidents",
          NULL,
          "2: 2023-01-01..2023-01-31 [A<] 5\n3: 2023-12-01..2023-12-31 [A<] 7\n"
          "4: 2024-02-01..2024-02-29 [B<] 1\n",
          "" },
        { "a column of quarters whose year the title has",
          "SỐ LIỆU NĂM 2023\nQuý,Huyện,Số vụ\nI,A,5\nQuý II,A,6\n3,A,7\n", "", "incidents",
          NULL,
          "3: 2023-01-01..2023-03-31 [A<] 5\n4: 2023-04-01..2023-06-30 [A<] 6\n"
          "5: 2023-07-01..2023-09-30 [A<] 7\n",
          "" },
        { "day, month and year in columns", "Ngày,Tháng,Năm,Huyện\n1,2,2024,A\n31,12,2023,B\n",
          "", "", NULL, "2: 2024-02-01 [A<]\n3: 2023-12-31 [B<]\n", "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_csv(&cases[i]);
}

static void test_measures_in_rows(void)
{
    static const struct table_case cases[] = {
        { "a published series, with units in a column",
          "Chỉ tiêu,Đơn vị tính,Năm 2022,Năm 2023\n1. Số vụ,vụ,10,12\n2. Số người chết,người,1,0\n"
          "- Số người bị thương,người,2,3\nThiệt hại tài sản,tỷ đồng,\"1,5\",\"2,25\"\n"
          "Tỷ lệ điều tra,%,90,95\n",
          "", "incidents,deaths,injuries,damage",
          "Chỉ tiêu = -\nĐơn vị tính = -\nNăm 2022 = - @Năm 2022\nNăm 2023 = - @Năm 2023\n"
          "1. Số vụ = incidents\n2. Số người chết = deaths\n- Số người bị thương = injuries\n"
          "Thiệt hại tài sản = damage *1000000000\n",
          "2: 2022-01-01..2022-12-31 [] 10 1 2 150000000000\n"
          "2: 2023-01-01..2023-12-31 [] 12 0 3 225000000000\n",
          "6:1 excluded 'Tỷ lệ điều tra' is no measure that is known; the row is passed over\n" },
        { "districts, each with its measures, and a total of them",
          "Huyện,Chỉ tiêu,2022,2023\nDi Linh,Số vụ,5,6\n,Số người chết,1,0\nBảo Lộc,Số vụ,3,2\n"
          ",Số người chết,0,x\nToàn tỉnh,Số vụ,8,8\n,Số người chết,1,1\n",
          "", "incidents,deaths", NULL,
          "2: 2022-01-01..2022-12-31 [Di Linh<] 5 1\n2: 2023-01-01..2023-12-31 [Di Linh<] 6 0\n"
          "4: 2022-01-01..2022-12-31 [Bảo Lộc<] 3 0\n4: 2023-01-01..2023-12-31 [Bảo Lộc<] 2 -\n",
          "6:2 excluded 'Số vụ': a total, not counted\n"
          "7:2 excluded 'Số người chết': a total, not counted\n"
          "5:4 cell 'x' is not a number\n" },
        { "a measure a second time begins another row",
          "Nội dung;Tháng 1;Tháng 2\nSố vụ;1;2\nChết;0;1\nSố vụ;3;4\n", "set period=2024",
          "incidents,deaths", NULL,
          "2: 2024-01-01..2024-01-31 [] 1 0\n2: 2024-02-01..2024-02-29 [] 2 1\n"
          "4: 2024-01-01..2024-01-31 [] 3 -\n4: 2024-02-01..2024-02-29 [] 4 -\n",
          "" },
        { "sections and the foot",
          "Năm;2022;2023\nI. Tình hình cháy;;\nSố vụ;1;2\nThiệt hại (triệu đồng);1.234,5;7\n"
          "Người lập biểu;;\n",
          "", "incidents,damage", NULL,
          "3: 2022-01-01..2022-12-31 [] 1 123450000000\n"
          "3: 2023-01-01..2023-12-31 [] 2 700000000\n",
          "2:1 excluded 'I. Tình hình cháy': the title of a section\n"
          "5:1 excluded 'Người lập biểu': signatures at the foot\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_csv(&cases[i]);
}

/* A sheet from "A|B|C" lines, numbers as numbers, and its merged ranges ("A1:B1 C1:D1"). */
static const char *make_sheet(const char *rows, const char *merges)
{
    struct fire_buffer xml = { 0 };
    int row = 1;
    fire_buffer_add_text(&xml, "<sheetData>");
    for (const char *line = rows; *line != '\0'; row++) {
        const size_t size = strcspn(line, "\n");
        char column = 'A';
        fire_buffer_printf(&xml, "<row r='%d'>", row);
        for (const char *at = line; at <= line + size; column++) {
            const int n = (int)strcspn(at, "|\n");
            const bool is_number = n > 0 && strspn(at, "0123456789.") == (size_t)n;
            if (is_number)
                fire_buffer_printf(&xml, "<c r='%c%d'><v>%.*s</v></c>", column, row, n, at);
            else if (n > 0)
                fire_buffer_printf(&xml, "<c r='%c%d' t='inlineStr'><is><t>%.*s</t></is></c>",
                                   column, row, n, at);
            at += n + 1;
        }
        fire_buffer_add_text(&xml, "</row>");
        line += size + (line[size] == '\n');
    }
    fire_buffer_add_text(&xml, "</sheetData>");
    if (merges[0] != '\0') fire_buffer_add_text(&xml, "<mergeCells>");
    for (const char *at = merges; *at != '\0';) {
        const int n = (int)strcspn(at, " ");
        fire_buffer_printf(&xml, "<mergeCell ref='%.*s'/>", n, at);
        at += n;
        at += *at == ' ';
    }
    if (merges[0] != '\0') fire_buffer_add_text(&xml, "</mergeCells>");
    const char *path = made_xlsx("table.xlsx", xml.bytes);
    fire_buffer_finish(&xml);
    return path;
}

static void test_merged_cells(void)
{
    static const struct {
        const char *merges;
        struct table_case is;
    } cases[] = {
        { "A1:F1 A2:B2 C2:D2 E2:F2 A4:A5",
          { "a title, tops and a district over two communes",
            "BÁO CÁO CHÁY NĂM 2024\nĐịa bàn||Năm 2023||Năm 2024\nHuyện|Xã|Số vụ|Chết|Số vụ|Chết\n"
            "Huyện Núi Xanh|Xã Thượng|3|0|4|1\n|Xã Hạ|2|1|1|0\nTổng cộng||5|1|5|1\n",
            "", "incidents,deaths",
            "Địa bàn / Huyện = district\nĐịa bàn / Xã = commune\n"
            "Năm 2023 / Số vụ = incidents @Năm 2023\nNăm 2023 / Chết = deaths @Năm 2023\n"
            "Năm 2024 / Số vụ = incidents @Năm 2024\nNăm 2024 / Chết = deaths @Năm 2024\n",
            "4: 2023-01-01..2023-12-31 [Xã Thượng<Huyện Núi Xanh<] 3 0\n"
            "4: 2024-01-01..2024-12-31 [Xã Thượng<Huyện Núi Xanh<] 4 1\n"
            "5: 2023-01-01..2023-12-31 [Xã Hạ<Huyện Núi Xanh<] 2 1\n"
            "5: 2024-01-01..2024-12-31 [Xã Hạ<Huyện Núi Xanh<] 1 0\n",
            "6:1 excluded 'Tổng cộng': a total, not counted\n" } },
        { "A1:A2 B1:C1 D1:D2",
          { "names over two rows",
            "Huyện|Thiệt hại về người||Ghi chú\n|Chết|Bị thương\nA|1|2|x\n", "",
            "deaths,injuries,note",
            "Huyện = district\nThiệt hại về người / Chết = deaths\n"
            "Thiệt hại về người / Bị thương = injuries\nGhi chú = note\n",
            "3: 1800-01-01..2299-12-31 [A<] 1 2 x\n", NO_INCIDENTS("1:0") } },
        { "A1:B1 C1:D1",
          { "a top without merged cells over its neighbour is not over it",
            "Huyện||Chết\n||Tổng số|Nữ\nA||2|1\n", "", "deaths",
            "Huyện = district\n = -\nChết / Tổng số = deaths\nChết / Nữ = -\n",
            "3: 1800-01-01..2299-12-31 [A<] 2\n", NO_INCIDENTS("1:0") } },
        { "A2:A3 B2:B3 C2:C3 D2:E2",
          { "a number over two rows is not each one's, nor one over two columns",
            "Ngày|Xã|Chết|Bị thương|Cứu được\n13/02/2024|X|3|5\n|Y||1|2\n14/02/2024|Z|1|2|3\n",
            "map rescued=Cứu được", "deaths,injuries,rescued", NULL,
            "2: 2024-02-13 [X<<] 3 5 -\n3: 2024-02-13 [X<<] - 1 2\n4: 2024-02-14 [Z<<] 1 2 3\n",
            "2:5 notice '5' stands in a merged cell and counts only once\n"
            "3:3 notice '3' stands in a merged cell and counts only once\n" } },
        { "A2:D2 A5:B5",
          { "a section's title and a total over several columns",
            "Ngày|Xã|Nguyên nhân|Chết\nI. Huyện A\n13/02/2024|x|Sét|1\n14/02/2024|y|Sét|2\n"
            "Tổng cộng|||3\n",
            "", "deaths", NULL, "3: 2024-02-13 [x<Huyện A<] 1\n4: 2024-02-14 [y<Huyện A<] 2\n",
            "2:1 excluded 'I. Huyện A': the title of a section; the rows below are taken to lie in "
            "this area\n"
            "5:1 excluded 'Tổng cộng': a total, not counted\n" } },
        { "A2:A3",
          { "a district over its measures, years as numbers",
            "Huyện|Chỉ tiêu|2023|2024\nA|Số vụ|3|4\n|Chết|1|0\nB|Số vụ|5|6\n", "",
            "incidents,deaths", NULL,
            "2: 2023-01-01..2023-12-31 [A<] 3 1\n2: 2024-01-01..2024-12-31 [A<] 4 0\n"
            "4: 2023-01-01..2023-12-31 [B<] 5 -\n4: 2024-01-01..2024-12-31 [B<] 6 -\n",
            "" } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_outcome(&cases[i].is, make_sheet(cases[i].is.file, cases[i].merges));
}

/* The same table in a workbook and as Excel writes it to CSV. */
static void test_case_21(void)
{
    const char *path = check_shared("cases/21-merged-header-xlsx/input.xlsx");
    struct outcome got;
    if (path == NULL) return;
    run_file(path, "", "incidents,deaths", false, &got);
    CHECK(strcmp(text_of(&got.rows),
                 "4: 2023-01-01..2023-12-31 [Xã Thượng<Huyện Núi Xanh<] 3 0\n"
                 "4: 2024-01-01..2024-12-31 [Xã Thượng<Huyện Núi Xanh<] 4 1\n"
                 "5: 2023-01-01..2023-12-31 [Xã Hạ<Huyện Núi Xanh<] 2 1\n"
                 "5: 2024-01-01..2024-12-31 [Xã Hạ<Huyện Núi Xanh<] 1 0\n") == 0,
          "rows\n%s", text_of(&got.rows));
    CHECK(got.counts.n_kept == 2 && got.counts.n_excluded == 1 && got.counts.n_rows == 4,
          "%lld kept", (long long)got.counts.n_kept);
    outcome_finish(&got);
}

static void test_refusals(void)
{
    static const struct {
        const char *file;
        const char *says;
    } cases[] = {
        { "Huyện,Quý I,Quý II\n,Số vụ,Số vụ\nA,1,2\n", "of which year" },
        { "Huyện,2022,2023\nA,1,2\n", "nothing says what they count" },
        { "Số vụ và số người chết\nHuyện,2022,2023\nA,1,2\n", "nothing says what they count" },
        { "Huyện,Năm 2022,\n,Số vụ,Số vụ\nA,1,2\n", "'Năm 2022 / Số vụ' (2, 3)" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct outcome got;
        run_file(check_file("case.csv", cases[i].file, strlen(cases[i].file)), "", "", false,
                 &got);
        CHECK(got.status == FIRE_ESCHEMA && strstr(got.message, cases[i].says) != NULL,
              "%s: status %d, said %s", cases[i].says, (int)got.status, got.message);
        outcome_finish(&got);
    }
}

/* A record of more periods than can be kept apart, and headers as wide as may be. */
static void test_wide(void)
{
    struct fire_buffer file = { 0 };
    struct outcome got;
    fire_buffer_add_text(&file, "Số vụ cháy\nHuyện");
    for (int i = 0; i < 4000; i++)
        fire_buffer_printf(&file, ",%d-%02d", 1901 + i / 12 % 190, 1 + i % 12);
    fire_buffer_add_text(&file, "\nA");
    for (int i = 0; i < 4000; i++)
        fire_buffer_printf(&file, ",%d", i);
    fire_buffer_add_text(&file, "\n");
    run_file(check_file("wide.csv", file.bytes, file.size_bytes), "", "incidents", false, &got);
    CHECK(got.status == FIRE_OK || got.status == FIRE_ESCHEMA, "%s", got.message);
    outcome_finish(&got);
    fire_buffer_finish(&file);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_periods_above), CHECK_TEST(test_measures_in_rows),
        CHECK_TEST(test_merged_cells),  CHECK_TEST(test_case_21),
        CHECK_TEST(test_refusals),      CHECK_TEST(test_wide),
    };
    return CHECK_MAIN(tests);
}
