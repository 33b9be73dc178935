/* test_clean_shape.c - where the header is, and rows that are not incidents. */
#include "check.h"
#include "test_clean_told.h"

#include <string.h>

struct shape_case {
    const char *name;
    const char *file;
    const char *profile;
    const char *fields;
    const char *columns; /* NULL: not looked at */
    const char *rows;
    const char *issues;
};

static void check_case(const struct shape_case *is)
{
    struct outcome got;
    run_file(check_file("case.csv", is->file, strlen(is->file)), is->profile, is->fields, false,
             &got);
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

static void test_header(void)
{
    static const struct shape_case cases[] = {
        { "notices, a title with the year, the unit, numbered columns",
          "CÔNG AN TỈNH LÂM ĐỒNG,,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM,\n"
          "PHÒNG CẢNH SÁT PCCC VÀ CNCH,,,Độc lập - Tự do - Hạnh phúc,\n"
          ",,,,\n"
          "BẢNG TỔNG HỢP CÁC VỤ CHÁY NĂM 2024,,,,\n"
          ",,,,Đơn vị: triệu đồng\n"
          "STT,Huyện,Số vụ cháy,Số người chết,Thiệt hại\n"
          "(1),(2),(3),(4),(5)\n"
          "1,Huyện Di Linh,5,1,\"1.234,5\"\n",
          "", "incidents,deaths,damage",
          "STT = -\nHuyện = district\nSố vụ cháy = incidents\nSố người chết = deaths\n"
          "Thiệt hại = damage *1000000\n",
          "8: 2024-01-01..2024-12-31 [Huyện Di Linh<] 5 1 123450000000\n",
          "4:1 notice 'BẢNG TỔNG HỢP CÁC VỤ CHÁY NĂM 2024': the period of all rows\n"
          "5:5 notice 'Đơn vị: triệu đồng': the unit of all amounts that state none\n" },
        { "a unit that the header states itself is not the table's",
          "Đơn vị tính: vụ; 1.000 đồng\nHuyện;Thiệt hại;Tài sản cứu được (tỷ đồng)\nA;7;2\n",
          "", "damage,saved_value", NULL,
          "3: 1800-01-01..2299-12-31 [A<] 700000 200000000000\n",
          NO_INCIDENTS(
              "2:0") "1:1 notice 'Đơn vị tính: vụ': the unit of all amounts that state "
                     "none\n" },
        { "men are no year, but where nobody writes marks a year is",
          "huyen,nam,chet\nA,2023,1\n", "", "deaths", NULL,
          "2: 2023-01-01..2023-12-31 [A<] 1\n", NO_INCIDENTS("1:0") },
        { "words and values in pairs above the header",
          "Đơn vị:,Công an huyện Di Linh,,\nNăm:,2024,,\nNgày báo cáo:,15/06/2024,,\n"
          "Mã vụ,Ngày xảy ra,Xã,Chết\nV1,13/02/2024,Xã A,0\n",
          "", "id,deaths", NULL, "5: 2024-02-13 [Xã A<<] V1 0\n", "" },
        { "two rows",
          "STT,Địa bàn,,Thiệt hại về người,,Thiệt hại,\n"
          ",Huyện,Xã,Chết,Bị thương,Tài sản (triệu đồng),Rừng (ha)\n"
          "A,B,C,1,2,3,4\n"
          "1,Huyện A,Xã B,1,0,10,0\n",
          "", "deaths,injuries,damage,forest_ha",
          "STT = -\nĐịa bàn / Huyện = district\nĐịa bàn / Xã = commune\n"
          "Thiệt hại về người / Chết = deaths\nThiệt hại về người / Bị thương = injuries\n"
          "Thiệt hại / Tài sản (triệu đồng) = damage *1000000\n"
          "Thiệt hại / Rừng (ha) = forest_ha *10000\n",
          "4: 1800-01-01..2299-12-31 [Xã B<Huyện A<] 1 0 1000000000 0\n", NO_INCIDENTS("1:0") },
        { "three rows",
          "Huyện;Thiệt hại;;;\n;Về người;;Tài sản;\n;Chết;Bị thương;triệu đồng;Ghi chú\n"
          "A;1;2;3;x\n",
          "", "deaths,injuries,damage,note",
          "Huyện = district\nThiệt hại / Về người / Chết = deaths\n"
          "Thiệt hại / Về người / Bị thương = injuries\n"
          "Thiệt hại / Tài sản / triệu đồng = damage *1000000\n"
          "Thiệt hại / Tài sản / Ghi chú = note\n",
          "4: 1800-01-01..2299-12-31 [A<] 1 2 300000000 x\n", NO_INCIDENTS("1:0") },
        { "a part of a column is not the column",
          "Huyện,Số vụ,Chết,,Thiệt hại (triệu đồng)\n,,Tổng số,Trong đó nữ,\n"
          "Di Linh,5,2,1,100\n",
          "", "deaths",
          "Huyện = district\nSố vụ = incidents\nChết / Tổng số = deaths\n"
          "Chết / Trong đó nữ = -\nThiệt hại (triệu đồng) = damage *1000000\n",
          "3: 1800-01-01..2299-12-31 [Di Linh<] 2\n", "" },
        { "parts without their whole are none of it",
          "Huyện,Chết,,Bị thương\n,Nam,Nữ,\nDi Linh,1,2,4\n", "", "injuries",
          "Huyện = district\nChết / Nam = -\nChết / Nữ = -\nBị thương = injuries\n",
          "3: 1800-01-01..2299-12-31 [Di Linh<] 4\n", NO_INCIDENTS("1:0") },
        { "a unit of people makes no damage", "Huyện,Thiệt hại (người),Chết\nA,5,1\n", "",
          "deaths", "Huyện = district\nThiệt hại (người) = -\nChết = deaths\n",
          "2: 1800-01-01..2299-12-31 [A<] 1\n",
          NO_INCIDENTS(
              "1:0") "1:2 notice 'Thiệt hại (người)': the brackets are not understood; the column is passed "
                     "over; say --map\n" },
        { "districts called A, B and C are no numbering", "Huyện,Số vụ,Chết\nA,1,2\nB,3,4\n",
          "", "incidents,deaths", NULL,
          "2: 1800-01-01..2299-12-31 [A<] 1 2\n3: 1800-01-01..2299-12-31 [B<] 3 4\n", "" },
        { "the first of all rows may count 1, 2, 3", "STT,Số vụ,Chết\n1,2,3\n", "",
          "incidents,deaths", NULL, "2: 1800-01-01..2299-12-31 [] 2 3\n", "" },
        { "a profile that names columns by position needs no header",
          "12,Di Linh,3\n13,Bảo Lộc,4\n", "map incidents=#3\nmap district=#2\nmap id=#1",
          "id,incidents", NULL,
          "1: 1800-01-01..2299-12-31 [Di Linh<] 12 3\n"
          "2: 1800-01-01..2299-12-31 [Bảo Lộc<] 13 4\n",
          "" },
        { "the profile says the row", "Huyện,Chết\nhuyen,tu vong\nA,1\n",
          "header_row=2\nmap deaths=tu vong", "deaths", NULL,
          "3: 1800-01-01..2299-12-31 [A<] 1\n", NO_INCIDENTS("2:0") },
        { "the profile says the lines above", "Ngày,Huyện,Chết\nNgày,Huyện\n13/01/2024,A\n",
          "skip_lines=1", "", NULL, "3: 2024-01-13 [A<]\n", "" },
        { "a table further down does not become the header",
          "Huyện,Chết\nA,1\nB,2\nMã vụ,Ngày xảy ra,Xã,Chết,Bị thương\n", "", "deaths", NULL,
          "2: 1800-01-01..2299-12-31 [A<] 1\n3: 1800-01-01..2299-12-31 [B<] 2\n",
          NO_INCIDENTS("1:0") "4:0 rejected the row has more cells than the header\n" },
        { "rows that say nothing about a known thing at all are no header",
          "x,y\nNgày,Chết\n13/01/2024,1\n", "", "deaths", NULL, "3: 2024-01-13 [] 1\n", "" },
        { "what the first cells are, where the header only says that they are areas",
          "TT,Đơn vị,Số vụ\n1,Huyện A,5\n2,TP. Bảo Lộc,6\n", "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [Huyện A<] 5\n"
          "3: 1800-01-01..2299-12-31 [TP. Bảo Lộc<] 6\n",
          "" },
        { "values without a name",
          "Ngày,Chết,\n13/01/2024,1,\n14/01/2024,2,x\n15/01/2024,3,y\n", "", "deaths", NULL,
          "2: 2024-01-13 [] 1\n3: 2024-01-14 [] 2\n4: 2024-01-15 [] 3\n",
          "3:3 notice 'x': the column has no name and is passed over\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_case(&cases[i]);
}

static void test_totals(void)
{
    static const struct shape_case cases[] = {
        { "parts, the whole and the whole again",
          "huyen,xa,so_vu,chet,thiet_hai\n"
          "Quận A,Phường Đông,4,1,120\nQuận A,Phường Tây,6,0,80\nQuận A,Cộng,10,1,200\n"
          "Huyện B,Xã Thượng,3,0,40\nHuyện B,Xã Hạ,2,1,60\nHuyện B,CONG:,5,1,100\n"
          "Tổng cộng,,15,2,300\nTOÀN TỈNH,,15,2,300\n",
          "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [Phường Đông<Quận A<] 4\n"
          "3: 1800-01-01..2299-12-31 [Phường Tây<Quận A<] 6\n"
          "5: 1800-01-01..2299-12-31 [Xã Thượng<Huyện B<] 3\n"
          "6: 1800-01-01..2299-12-31 [Xã Hạ<Huyện B<] 2\n",
          "4:2 excluded 'Cộng': a total, not counted\n"
          "7:2 excluded 'CONG:': a total, not counted\n"
          "8:1 excluded 'Tổng cộng': a total, not counted\n"
          "9:1 excluded 'TOÀN TỈNH': a total, not counted\n" },
        { "a commune that begins like a total, and one that is called like a label",
          "Ngày,Xã,Chết\n13/01/2024,Xã Cộng Hòa,1\n14/01/2024,Cộng Hòa,2\n15/01/2024,Tổng,3\n"
          "Tổng,,6\n",
          "", "deaths", NULL,
          "2: 2024-01-13 [Xã Cộng Hòa<<] 1\n3: 2024-01-14 [Cộng Hòa<<] 2\n"
          "4: 2024-01-15 [Tổng<<] 3\n",
          "5:1 excluded 'Tổng': a total, not counted\n" },
        { "an id is an incident",
          "Mã vụ,Huyện,Thiệt hại\nV1,Di Linh,5\nV2,Tổng,7\nTổng số,,12\n", "", "id,damage",
          NULL,
          "2: 1800-01-01..2299-12-31 [Di Linh<] V1 500\n"
          "3: 1800-01-01..2299-12-31 [Tổng<] V2 700\n",
          "4:1 excluded 'Tổng số': a total, not counted\n" },
        { "totals that are not their parts, in the unit of the column",
          "Huyện;Số vụ;Chết;Thiệt hại (tỷ đồng)\nA;4;1;1,25\nB;6;0;0,5\nTổng cộng;11;1;1,8\n",
          "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [A<] 4\n3: 1800-01-01..2299-12-31 [B<] 6\n",
          "4:1 excluded 'Tổng cộng': a total, not counted\n"
          "4:2 notice the total is not the sum of its rows: 11 ≠ 10\n"
          "4:4 notice the total is not the sum of its rows: 1.8 ≠ 1.75\n" },
        { "a total that says only some of it is not wrong",
          "Huyện,Số vụ,Chết\nA,4,1\nB,6,0\nTổng,10,\n", "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [A<] 4\n3: 1800-01-01..2299-12-31 [B<] 6\n",
          "4:1 excluded 'Tổng': a total, not counted\n" },
        { "totals above their parts, the second of them wrong",
          "Huyện,Xã,Số vụ\nTổng số,,10\nA,Cộng,6\nA,x,2\nA,y,4\nB,Cộng,5\nB,z,4\n", "",
          "incidents", NULL,
          "4: 1800-01-01..2299-12-31 [x<A<] 2\n5: 1800-01-01..2299-12-31 [y<A<] 4\n"
          "7: 1800-01-01..2299-12-31 [z<B<] 4\n",
          "2:1 excluded 'Tổng số': a total, not counted\n"
          "3:2 excluded 'Cộng': a total, not counted\n"
          "6:2 excluded 'Cộng': a total, not counted\n"
          "6:3 notice the total is not the sum of its rows: 5 ≠ 4\n" },
        { "sections, running totals and labels that say of what",
          "Huyện,Số vụ,Chết\nVùng I,,\nDi Linh,3,0\nBảo Lộc,4,1\nCộng vùng I,7,1\nVùng II,,\n"
          "Đạ Tẻh,1,0\nCộng,1,0\nTổng cộng,8,1\nLũy kế,110,11\nCộng dồn,7,1\n",
          "", "incidents", NULL,
          "3: 1800-01-01..2299-12-31 [Di Linh<] 3\n4: 1800-01-01..2299-12-31 [Bảo Lộc<] 4\n"
          "7: 1800-01-01..2299-12-31 [Đạ Tẻh<] 1\n",
          "2:1 excluded 'Vùng I': the title of a section\n"
          "5:1 excluded 'Cộng vùng I': a total, not counted\n"
          "6:1 excluded 'Vùng II': the title of a section\n"
          "8:1 excluded 'Cộng': a total, not counted\n"
          "9:1 excluded 'Tổng cộng': a total, not counted\n"
          "10:1 excluded 'Lũy kế': a total, not counted\n"
          "11:1 excluded 'Cộng dồn': a total, not counted\n"
          "11:2 notice the total is not the sum of its rows: 7 ≠ 8\n" },
        { "rows that only arithmetic shows to be totals",
          "Huyện,Xã,Số vụ,Chết\nA,x,4,1\nA,y,6,0\nA,,10,1\nB,z,2,0\nB,t,3,1\n,,5,1\n,,15,2\n",
          "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [x<A<] 4\n3: 1800-01-01..2299-12-31 [y<A<] 6\n"
          "5: 1800-01-01..2299-12-31 [z<B<] 2\n6: 1800-01-01..2299-12-31 [t<B<] 3\n",
          "4:1 excluded 'A': the row is the sum of the rows above it: a total, not counted\n"
          "7:3 excluded '5': the row is the sum of the rows above it: a total, not counted\n"
          "8:3 excluded '15': the row is the sum of the rows above it: a total, not counted\n" },
        { "a district with two fires below two with one each stays, a label does not",
          "Huyện,Số vụ,Chết\nHuyện A,1,0\nHuyện B,1,0\nHuyện C,2,0\nCả địa bàn,4,0\n", "",
          "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [Huyện A<] 1\n3: 1800-01-01..2299-12-31 [Huyện B<] 1\n"
          "4: 1800-01-01..2299-12-31 [Huyện C<] 2\n",
          "5:1 excluded 'Cả địa bàn': the row is the sum of the rows above it: a total, not "
          "counted\n" },
        { "a district whose figures are the sum of others' stays, and is said",
          "Huyện,Số vụ,Chết,Thiệt hại\nHuyện A,1,1,500\nHuyện B,2,0,700\nHuyện C,3,1,1200\n",
          "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [Huyện A<] 1\n3: 1800-01-01..2299-12-31 [Huyện B<] 2\n"
          "4: 1800-01-01..2299-12-31 [Huyện C<] 3\n",
          "4:1 notice 'Huyện C': the row is the sum of the rows above it, but is counted; delete "
          "it if it is a total\n" },
        { "one small number in a list of names proves nothing",
          "Huyện,Số vụ\nDi Linh,4\nBảo Lộc,6\nĐạ Tẻh,10\n", "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [Di Linh<] 4\n3: 1800-01-01..2299-12-31 [Bảo Lộc<] 6\n"
          "4: 1800-01-01..2299-12-31 [Đạ Tẻh<] 10\n",
          "4:1 notice 'Đạ Tẻh': the row is the sum of the rows above it, but is counted; delete "
          "it if it is a total\n" },
        { "numbered rows are rows",
          "STT,Địa phương,Số vụ,Chết\n1,Tân Lập,3,0\n2,Tân Hà,5,1\n3,Phú Sơn,8,1\n,Cả xã,16,2\n",
          "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [] 3\n3: 1800-01-01..2299-12-31 [] 5\n"
          "4: 1800-01-01..2299-12-31 [] 8\n",
          "4:2 notice 'Phú Sơn': the row is the sum of the rows above it, but is counted; delete "
          "it if it is a total\n"
          "5:2 excluded 'Cả xã': the row is the sum of the rows above it: a total, not counted\n" },
        { "two zeros are no sum", "Huyện,Xã,Số vụ\nA,x,0\nA,y,0\nA,,0\n", "", "incidents", NULL,
          "2: 1800-01-01..2299-12-31 [x<A<] 0\n3: 1800-01-01..2299-12-31 [y<A<] 0\n"
          "4: 1800-01-01..2299-12-31 [A<] 0\n",
          "" },
        { "in a register a row without a date is a total by its sum",
          "Ngày,Huyện,Chết,Bị thương\n13/01/2024,A,1,0\n14/01/2024,B,0,2\n,,1,2\n,,1,3\n", "",
          "deaths", NULL, "2: 2024-01-13 [A<] 1\n3: 2024-01-14 [B<] 0\n",
          "4:3 excluded '1': the row is the sum of the rows above it: a total, not counted\n"
          "5:0 rejected the row does not say when it was\n" },
        { "totals of each period",
          "Kỳ,Huyện,Số vụ\n2023,A,5\n2023,B,7\n2023,,12\n2024,A,1\n2024,B,2\n2024,Cộng,3\n", "",
          "incidents", NULL,
          "2: 2023-01-01..2023-12-31 [A<] 5\n3: 2023-01-01..2023-12-31 [B<] 7\n"
          "5: 2024-01-01..2024-12-31 [A<] 1\n6: 2024-01-01..2024-12-31 [B<] 2\n",
          "4:1 excluded '2023': the row is the sum of the rows above it: a total, not counted\n"
          "7:2 excluded 'Cộng': a total, not counted\n" },
        { "a year with as many fires as the two before is a year",
          "Năm,Số vụ,Chết\n2021,5,1000\n2022,7,2000\n2023,12,3000\n", "", "incidents", NULL,
          "2: 2021-01-01..2021-12-31 [] 5\n3: 2022-01-01..2022-12-31 [] 7\n"
          "4: 2023-01-01..2023-12-31 [] 12\n",
          "" },
        { "more than 64 bits add up to", /* nothing can be said of the total */
          "Huyện,Thiệt hại\nA,1000000000000\nTổng,1000000000000\n", "", "damage", NULL,
          "2: 1800-01-01..2299-12-31 [A<] 100000000000000\n",
          NO_INCIDENTS("1:0") "3:1 excluded 'Tổng': a total, not counted\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_case(&cases[i]);
}

static void test_words(void)
{
    static const struct shape_case cases[] = {
        { "a district's block, its totals, and the header again",
          "STT,Ngày,Xã,Nguyên nhân,Chết\n"
          "I. HUYỆN DI LINH,,,,\n"
          "1,13/02/2024,Xã A,Chập điện,0\n2,14/02/2024,Xã B,Sơ suất,1\n"
          "Cộng,,,,1\n"
          "stt,NGÀY,xã,Nguyên Nhân,Chết\n"
          "II. TP. Bảo Lộc (02 vụ),,,,\n"
          "1,15/02/2024,Phường 1,Chập điện,2\n"
          "III. Nơi khác,,,,\n"
          "1,16/02/2024,Xã C,Chập điện,0\n"
          "Tổng cộng: 04 vụ,,,,3\n",
          "", "deaths", NULL,
          "3: 2024-02-13 [Xã A<HUYỆN DI LINH<] 0\n4: 2024-02-14 [Xã B<HUYỆN DI LINH<] 1\n"
          "8: 2024-02-15 [Phường 1<TP. Bảo Lộc<] 2\n10: 2024-02-16 [Xã C<<] 0\n",
          "2:1 excluded 'I. HUYỆN DI LINH': the title of a section; the rows below are taken to "
          "lie in this area\n"
          "5:1 excluded 'Cộng': a total, not counted\n"
          "6:1 excluded 'stt': a line above the data is repeated\n"
          "7:1 excluded 'II. TP. Bảo Lộc (02 vụ)': the title of a section; the rows below are "
          "taken to lie in this area\n"
          "9:1 excluded 'III. Nơi khác': the title of a section\n"
          "11:1 excluded 'Tổng cộng: 04 vụ': a total, not counted\n" },
        { "sections within a district's block leave it its district",
          "Ngày,Xã,Chết\nI. Huyện A,,\n1. Cháy nhà dân,,\n13/02/2024,Xã a,0\n2. Cháy rừng,,\n"
          "14/02/2024,Xã b,0\nII. Khác,,\n15/02/2024,Xã c,0\n",
          "", "", NULL,
          "4: 2024-02-13 [Xã a<Huyện A<]\n6: 2024-02-14 [Xã b<Huyện A<]\n"
          "8: 2024-02-15 [Xã c<<]\n",
          "2:1 excluded 'I. Huyện A': the title of a section; the rows below are taken to lie in "
          "this area\n"
          "3:1 excluded '1. Cháy nhà dân': the title of a section\n"
          "5:1 excluded '2. Cháy rừng': the title of a section\n"
          "7:1 excluded 'II. Khác': the title of a section\n" },
        { "an area that a column has stays the column's",
          "Ngày,Huyện,Xã\nHuyện B,,\n13/02/2024,Huyện A,Xã a\n", "", "", NULL,
          "3: 2024-02-13 [Xã a<Huyện A<]\n",
          "2:1 excluded 'Huyện B': the title of a section\n" },
        { "Hồ Chí Minh is a province, Bảo Lộc is none",
          "Ngày,Quận,Chết\nThành phố Hồ Chí Minh,,\n13/02/2024,Quận 1,0\nTỉnh Lâm Đồng,,\n"
          "14/02/2024,Thành phố Bảo Lộc,0\n",
          "", "", NULL,
          "3: 2024-02-13 [Quận 1<Thành phố Hồ Chí Minh]\n"
          "5: 2024-02-14 [Thành phố Bảo Lộc<Tỉnh Lâm Đồng]\n",
          "2:1 excluded 'Thành phố Hồ Chí Minh': the title of a section; the rows below are taken "
          "to lie in this area\n"
          "4:1 excluded 'Tỉnh Lâm Đồng': the title of a section; the rows below are taken to lie "
          "in this area\n" },
        { "the foot, in lines of few cells",
          "Mã vụ,Ngày,Xã,Chết\nV1,13/02/2024,Xã A,0\nV2\nNgười lập biểu,,,THỦ TRƯỞNG ĐƠN VỊ\n"
          "\"Di Linh, ngày ... tháng ... năm 2025\"\nNguyễn Văn A,,,Trần Thị B\n"
          "\"(Ký, ghi rõ họ tên)\"\n",
          "", "id", NULL, "2: 2024-02-13 [Xã A<<] V1\n",
          "3:0 rejected the row has fewer cells than the header\n"
          "4:1 excluded 'Người lập biểu': signatures at the foot\n"
          "5:1 excluded 'Di Linh, ngày ... tháng ... năm 2025': signatures at the foot\n"
          "6:1 excluded 'Nguyễn Văn A': signatures at the foot\n"
          "7:1 excluded '(Ký, ghi rõ họ tên)': signatures at the foot\n" },
        { "behind the foot the table may go on",
          "Ngày,Xã,Chết\n13/02/2024,A,0\nNgười lập,,\nÔng B,,\n14/02/2024,B,1\nmột dòng,hai,\n",
          "", "deaths", NULL, "2: 2024-02-13 [A<<] 0\n5: 2024-02-14 [B<<] 1\n",
          "3:1 excluded 'Người lập': signatures at the foot\n"
          "4:1 excluded 'Ông B': signatures at the foot\n"
          "6:1 rejected 'một dòng' is not a date (dd/mm/yyyy)\n" },
        { "the titles of each page again",
          "CÔNG AN TỈNH,,Mẫu 03\nNgày,Xã,Chết\n13/02/2024,A,0\nCÔNG AN TỈNH,,Mẫu 03\n"
          "Ngày,Xã,Chết\n14/02/2024,B,0\n",
          "", "", NULL, "3: 2024-02-13 [A<<]\n6: 2024-02-14 [B<<]\n",
          "4:1 excluded 'CÔNG AN TỈNH': a line above the data is repeated\n"
          "5:1 excluded 'Ngày': a line above the data is repeated\n" },
        { "lines of delimiters alone are blank",
          "Ngày,Xã,Chết\n13/02/2024,A,0\n,,\n,\n,,,,,\n14/02/2024,B,0\n,,\n", "", "", NULL,
          "2: 2024-02-13 [A<<]\n6: 2024-02-14 [B<<]\n", "" },
        { "an incident of which only one thing is known stays",
          "Huyện,Nguyên nhân,Thiệt hại\nDi Linh,,\nBảo Lộc,Chập điện,\n", "", "cause", NULL,
          "2: 1800-01-01..2299-12-31 [Di Linh<] -\n"
          "3: 1800-01-01..2299-12-31 [Bảo Lộc<] Chập điện\n",
          "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_case(&cases[i]);
}

static void test_counts(void)
{
    static const char file[] =
        "BÁO CÁO\n\nNgày,Xã,Chết\n\n13/02/2024,A,0\n,,\n\"14/02/2024\",\"B\n"
        "C\",x\nTổng,,0\nxx,B,1\n\n";
    struct outcome got;
    run_file(check_file("counts.csv", file, sizeof file - 1), "", "", false, &got);
    const struct fire_import_counts *counts = &got.counts;
    CHECK(counts->n_lines == 11 && counts->n_head_lines == 2 && counts->n_blank_lines == 4 &&
              counts->n_record_lines == 5,
          "%lld lines, %lld head, %lld blank, %lld of records", (long long)counts->n_lines,
          (long long)counts->n_head_lines, (long long)counts->n_blank_lines,
          (long long)counts->n_record_lines);
    CHECK(counts->n_records == 4 && counts->n_kept == 2 && counts->n_excluded == 1 &&
              counts->n_rejected == 1 && counts->n_set_aside == 1 && counts->n_rows == 0,
          "%lld records, %lld kept", (long long)counts->n_records, (long long)counts->n_kept);
    outcome_finish(&got);
}

/* Lines thrown together: whatever they are, each is counted once (run_file checks that). */
static void test_random_files(void)
{
    static const char *const lines[] = {
        "Ngày,Huyện,Xã,Số vụ,Chết,Thiệt hại",
        "Huyện,Năm 2023,,Năm 2024,,Ghi chú",
        ",Số vụ,Chết,Số vụ,Chết,",
        "(1),(2),(3),(4),(5),(6)",
        "A,B,C,1,2,3",
        "Huyện,2021,2022,2023,Tháng 1,Quý I",
        "Chỉ tiêu,ĐVT,2021,2022,2023,",
        "Số vụ,vụ,1,2,3,",
        "Số người chết,người,0,,1,",
        "Thiệt hại,tỷ đồng,\"1,5\",2,,",
        "13/02/2024,Di Linh,Xã A,1,0,5",
        "14/02/2024,Bảo Lộc,,2,1,7",
        ",Di Linh,,3,1,12",
        "Tổng cộng,,,3,1,12",
        "Cộng,,,3,1,12",
        "Toàn tỉnh,1,2,3,4,5",
        "I. Huyện Di Linh,,,,,",
        "Người lập biểu,,,,Thủ trưởng,",
        "Đơn vị: triệu đồng",
        "BÁO CÁO SỐ VỤ CHÁY NĂM 2024",
        "",
        ",,,,,",
        "\"mở,ra",
        "a\"b,c",
        "một\"",
        ",,,,,,,,x",
        "Di Linh,1,2,3,4,x",
        "Bảo Lộc,5,6",
        "2023,5,6,7,8,9",
        "Lũy kế,,,99,99,99",
        "\"hai\ndòng\",x,y,1,1,1",
        "stt,tháng,năm,ngày",
    };
    unsigned long long seed = 3;
    int n_read = 0;
    for (int k = 0; k < check_rounds(4000); k++) {
        struct fire_buffer file = { 0 };
        struct outcome got;
        const unsigned n = 1 + check_random(&seed) % 25;
        for (unsigned i = 0; i < n; i++) {
            fire_buffer_add_text(&file, lines[check_random(&seed) % CHECK_N(lines)]);
            fire_buffer_add_text(&file, check_random(&seed) % 9 == 0 ? "\r\n" : "\n");
        }
        const char *path = check_file("random.csv", file.bytes, file.size_bytes);
        run_file(path, check_random(&seed) % 4 == 0 ? "set period=2022" : "", "", false, &got);
        n_read += got.status == FIRE_OK;
        outcome_finish(&got);
        fire_buffer_finish(&file);
    }
    CHECK(n_read > check_rounds(4000) / 4, "only %d could be read at all", n_read);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_header), CHECK_TEST(test_totals),
                                        CHECK_TEST(test_words), CHECK_TEST(test_counts),
                                        CHECK_TEST(test_random_files) };
    return CHECK_MAIN(tests);
}
