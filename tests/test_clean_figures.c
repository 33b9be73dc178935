/* test_clean_figures.c - tables of figures: what they count, totals and comparisons among their
 * rows, periods within periods. */
#include "check.h"
#include "test_clean_told.h"

#include <string.h>

struct figures_case {
    const char *name;
    const char *file;
    const char *rows;   /* "line: area incidents deaths"; NULL: refused              */
    const char *issues; /* where it is refused: part of the message                  */
};

/* Without the days of tables that do not say when. */
#define ANY " 1800-01-01..2299-12-31 "

static void check_figures(const struct figures_case *is)
{
    struct outcome got;
    run_file(check_file("case.csv", is->file, strlen(is->file)), "", "incidents,deaths", false,
             &got);
    if (is->rows == NULL) {
        CHECK(got.status == FIRE_ESCHEMA && strstr(got.message, is->issues) != NULL,
              "%s: %d %s", is->name, (int)got.status, got.message);
    } else {
        CHECK(got.status == FIRE_OK, "%s: %s", is->name, got.message);
        CHECK(strcmp(text_of(&got.rows), is->rows) == 0, "%s: rows\n%s", is->name,
              text_of(&got.rows));
        CHECK(strcmp(text_of(&got.issues), is->issues) == 0, "%s: issues\n%s", is->name,
              text_of(&got.issues));
    }
    outcome_finish(&got);
}

#define UNSAID(place)                                                                          \
    place " notice the row does not say how many incidents there were; it counts as none\n"

static void test_what_is_counted(void)
{
    static const struct figures_case cases[] = {
        { "a count that is not there is not one incident",
          "Huyện;Số vụ;Số người chết\nA;5;1\nB;;0\nC;chưa rõ;0\nD;abc;0\n",
          "2:" ANY "[A<] 5 1\n3:" ANY "[B<] - 0\n4:" ANY "[C<] - 0\n5:" ANY "[D<] - 0\n",
          "5:2 cell 'abc' is not a number\n" },
        { "nor on a day of its own",
          "Ngày;Huyện;Số vụ;Số người chết\n13/02/2024;A;2;0\n14/02/2024;B;;1\n",
          "2: 2024-02-13 [A<] 2 0\n3: 2024-02-14 [B<] 0 1\n", UNSAID("3:0") },
        { "deaths of districts and months say no number of incidents",
          "SỐ NGƯỜI CHẾT NĂM 2024\nHuyện;Tháng 1;Tháng 2\nA;1;2\n",
          "3: 2024-01-01..2024-01-31 [A<] - 1\n3: 2024-02-01..2024-02-29 [A<] - 2\n",
          "1:1 notice 'SỐ NGƯỜI CHẾT NĂM 2024': what the columns count\n" NO_INCIDENTS("2:0") },
        { "a register with years for dates has an incident a row",
          "Năm;Xã;Nguyên nhân;Số người chết\n2023;X;Chập điện;1\n",
          "2: 2023-01-01..2023-12-31 [X<<] 1 1\n", "" },
        { "and so has one that does not say when", "Mã vụ;Huyện;Số người chết\nV1;A;0\n",
          "2:" ANY "[A<] 1 0\n", "" },
        { "what is thought of the figures makes no register of them",
          "Huyện;Số người chết;Đánh giá\nA;2;tốt\n", "2:" ANY "[A<] - 2\n",
          NO_INCIDENTS("1:0") },
        { "quarters in Roman numbers beside their year", "Năm;Quý;Số vụ\n2024;I;3\n2024;IV;4\n",
          "2: 2024-01-01..2024-03-31 [] 3 -\n3: 2024-10-01..2024-12-31 [] 4 -\n", "" },
        { "figures of this time and of last, of what nobody says",
          "Huyện;Kỳ này;Cùng kỳ\nA;4;5\n", NULL, "nothing says what they count" },
        { "districts in columns", "Tháng;Di Linh;Đà Lạt\n1/2024;4;5\n2/2024;3;1\n", NULL,
          "nothing says what they count" },
        { "districts in columns, days in rows", "Ngày;Di Linh;Đà Lạt\n13/01/2024;4;5\n", NULL,
          "nothing says what they count" },
        { "stretches of days in columns",
          "Huyện;15/12/2023-14/01/2024;15/01/2024-14/02/2024\nA;1;2\n", NULL,
          "nothing says what they count" },
        { "stretches of days above known columns",
          "Huyện;15/12/2023-14/01/2024;;Từ 15/01/2024 đến 14/02/2024;\n;Số vụ;Chết;Số vụ;Chết\n"
          "A;1;0;2;1\n",
          "3: 2023-12-15..2024-01-14 [A<] 1 0\n3: 2024-01-15..2024-02-14 [A<] 2 1\n", "" },
        { "stretches of days in rows",
          "Kỳ;Số vụ\n15/12/2023 - 14/01/2024;5\ntừ ngày 15/01/2024 đến ngày 14/02/2024;3\n",
          "2: 2023-12-15..2024-01-14 [] 5 -\n3: 2024-01-15..2024-02-14 [] 3 -\n", "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_figures(&cases[i]);
}

#define GROUP(place, value)                                                                    \
    place " excluded '" value "': the rows below are its parts: a total, not counted\n"
#define TOTAL(place, value) place " excluded '" value "': a total, not counted\n"
#define COMPARED(place, value)                                                                 \
    place " excluded '" value "': figures to compare with, not counted\n"
#define IN_AREA(place, value)                                                                  \
    place " excluded '" value                                                                  \
          "': the title of a section; the rows below are taken to lie in this area\n"

static void test_rows_above(void)
{
    static const struct figures_case cases[] = {
        { "districts above their communes, each level in its column",
          "TT;Huyện;Xã;Số vụ\nI;Huyện Di Linh;;5\n1;;Xã A;2\n2;;Xã B;3\nII;Huyện Đức Trọng;;4\n"
          "1;;Xã C;1\n2;;Xã D;3\n;Tổng cộng;;9\n",
          "3:" ANY "[Xã A<Huyện Di Linh<] 2 -\n4:" ANY "[Xã B<Huyện Di Linh<] 3 -\n"
          "6:" ANY "[Xã C<Huyện Đức Trọng<] 1 -\n7:" ANY "[Xã D<Huyện Đức Trọng<] 3 -\n",
          GROUP("2:2", "Huyện Di Linh") GROUP("5:2", "Huyện Đức Trọng")
              TOTAL("8:2", "Tổng cộng") },
        { "both in one column, and a district that stands alone",
          "Địa bàn;Số vụ\nHuyện A;5\nXã x;2\nXã y;3\nHuyện B;4\nHuyện C;1\nXã z;1\n",
          "3:" ANY "[Xã x<Huyện A<] 2 -\n4:" ANY "[Xã y<Huyện A<] 3 -\n5:" ANY
          "[Huyện B<] 4 -\n7:" ANY "[Xã z<Huyện C<] 1 -\n",
          GROUP("2:1", "Huyện A") GROUP("6:1", "Huyện C") },
        { "a district that is not its communes: they count, and both numbers are told",
          "Địa bàn;Số vụ\nHuyện A;6\nXã x;2\nXã y;3\n",
          "3:" ANY "[Xã x<Huyện A<] 2 -\n4:" ANY "[Xã y<Huyện A<] 3 -\n",
          GROUP("2:1", "Huyện A") "2:2 notice the total is not the sum of its rows: 6 ≠ 5\n" },
        { "districts without their word, as the sums of their communes",
          "Đơn vị;Số vụ\nDi Linh;5\n- Xã A;2\n- Xã B;3\nĐức Trọng;4\nXã C;3\n",
          "3:" ANY "[- Xã A<Di Linh<] 2 -\n4:" ANY "[- Xã B<Di Linh<] 3 -\n5:" ANY
          "[Đức Trọng<<] 4 -\n6:" ANY "[Xã C<<] 3 -\n",
          GROUP("2:1", "Di Linh") },
        { "levels in a table with periods above its columns",
          "STT;Đơn vị;Năm 2023;Năm 2024\n;;Số vụ;Số vụ\nI;Huyện A;5;4\n1;Xã x;2;1\n2;Xã y;3;3\n",
          "4: 2023-01-01..2023-12-31 [Xã x<Huyện A<] 2 -\n"
          "4: 2024-01-01..2024-12-31 [Xã x<Huyện A<] 1 -\n"
          "5: 2023-01-01..2023-12-31 [Xã y<Huyện A<] 3 -\n"
          "5: 2024-01-01..2024-12-31 [Xã y<Huyện A<] 3 -\n",
          GROUP("3:2", "Huyện A") },
        { "marks tell levels where names do not",
          "TT;Nguyên nhân;Số vụ\nI;Điện;5\n1;Chập điện;2\n2;Quá tải;3\nII;Khác;1\n",
          "3:" ANY "[] 2 -\n4:" ANY "[] 3 -\n5:" ANY "[] 1 -\n", GROUP("2:2", "Điện") },
        { "rows of which the commune is not known are no total",
          "Huyện;Xã;Số vụ\nA;;1\nA;x;4\nA;y;6\n",
          "2:" ANY "[A<] 1 -\n3:" ANY "[x<A<] 4 -\n4:" ANY "[y<A<] 6 -\n", "" },
        { "a title with its number in a cell of its own",
          "TT;Ngày;Xã;Số người chết\nI;Huyện Di Linh;;\n1;13/02/2024;Xã A;0\n",
          "3: 2024-02-13 [Xã A<Huyện Di Linh<] - 0\n", IN_AREA("2:2", "Huyện Di Linh") },
        { "the same over figures, with a column for districts and without",
          "TT;Xã;Số vụ\nI;Huyện Di Linh;\n1;Xã A;2\n", "3:" ANY "[Xã A<Huyện Di Linh<] 2 -\n",
          IN_AREA("2:2", "Huyện Di Linh") },
        { "a column for districts that only the title fills",
          "TT;Huyện;Xã;Số vụ\nI;Huyện Di Linh;;\n1;;Xã A;2\n",
          "3:" ANY "[Xã A<Huyện Di Linh<] 2 -\n", IN_AREA("2:2", "Huyện Di Linh") },
        { "the whole country in every row is the area",
          "Năm;Tỉnh;Số vụ\n2022;Toàn quốc;5\n2023;Toàn quốc;7\n",
          "2: 2022-01-01..2022-12-31 [Toàn quốc] 5 -\n3: 2023-01-01..2023-12-31 [Toàn quốc] 7 -\n",
          "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_figures(&cases[i]);
}

#define NESTED(place, value)                                                                   \
    place " excluded '" value                                                                  \
          "': the period holds or is part of those of other rows; the row is not counted\n"

static void test_periods(void)
{
    static const struct figures_case cases[] = {
        { "a quarter over its months, and a year that they do not cover",
          "Kỳ;Số vụ\nTháng 1/2024;5\nTháng 2/2024;3\nTháng 3/2024;1\nQuý I/2024;9\nNăm 2024;60\n",
          "6: 2024-01-01..2024-12-31 [] 60 -\n",
          NESTED("2:1", "Tháng 1/2024") NESTED("3:1", "Tháng 2/2024")
              NESTED("4:1", "Tháng 3/2024") NESTED("5:1", "Quý I/2024") },
        { "a quarter that is not its months",
          "Kỳ;Huyện;Số vụ\nQuý I/2024;A;10\n1/2024;A;5\n2/2024;A;3\n3/2024;A;1\nQuý I/2024;B;4\n",
          "3: 2024-01-01..2024-01-31 [A<] 5 -\n4: 2024-02-01..2024-02-29 [A<] 3 -\n"
          "5: 2024-03-01..2024-03-31 [A<] 1 -\n6: 2024-01-01..2024-03-31 [B<] 4 -\n",
          NESTED("2:1",
                 "Quý I/2024") "2:3 notice the total is not the sum of its rows: 10 ≠ 9\n" },
        { "running totals: the last holds all",
          "Kỳ;Số vụ\n1/2024;5\n2 tháng 2024;8\n3 tháng 2024;9\n",
          "4: 2024-01-01..2024-03-31 [] 9 -\n",
          NESTED("2:1", "1/2024") NESTED("3:1", "2 tháng 2024") },
        { "the same period twice is none within another",
          "Kỳ;Nguyên nhân;Số vụ\n2024;Điện;5\n2024;Khác;3\n2023;Điện;1\n",
          "2: 2024-01-01..2024-12-31 [] 5 -\n3: 2024-01-01..2024-12-31 [] 3 -\n"
          "4: 2023-01-01..2023-12-31 [] 1 -\n",
          "" },
        { "the whole country, by months and by year",
          "Kỳ;Tỉnh;Số vụ\n1/2024;Toàn quốc;5\n2024;Toàn quốc;9\n",
          "3: 2024-01-01..2024-12-31 [Toàn quốc] 9 -\n", NESTED("2:1", "1/2024") },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_figures(&cases[i]);
}

static void test_foot(void)
{
    static const struct figures_case cases[] = {
        { "what the table is compared with",
          "Huyện;Số vụ;Chết\nDi Linh;4;1\nĐà Lạt;5;0\nTổng cộng;9;1\nCùng kỳ năm trước;7;2\n"
          "Tăng, giảm;2;-1\nTỷ lệ (%);28,6;-50\nSo với cùng kỳ;1;1\nTăng (+), giảm (-);2;-1\n"
          "Bình quân;4,5;0,5\nNăm 2023;7;2\nKế hoạch;8;1\nĐạt tỷ lệ;112;100\n",
          "2:" ANY "[Di Linh<] 4 1\n3:" ANY "[Đà Lạt<] 5 0\n",
          TOTAL("4:1", "Tổng cộng") COMPARED("5:1", "Cùng kỳ năm trước")
              COMPARED("6:1", "Tăng, giảm") COMPARED("7:1", "Tỷ lệ (%)")
                  COMPARED("8:1", "So với cùng kỳ") COMPARED("9:1", "Tăng (+), giảm (-)")
                      COMPARED("10:1", "Bình quân") COMPARED("11:1", "Năm 2023")
                          COMPARED("12:1", "Kế hoạch") COMPARED("13:1", "Đạt tỷ lệ") },
        { "a commune of that name, and years that are rows", "Xã;Số vụ\nTrung Bình;4\nXã B;5\n",
          "2:" ANY "[Trung Bình<<] 4 -\n3:" ANY "[Xã B<<] 5 -\n", "" },
        { "a district like the others stays, whatever those above add up to",
          "Huyện;Số vụ;Chết\nDi Linh;1;1\nĐà Lạt;1;0\nLâm Hà;2;1\nĐơn Dương;3;0\n",
          "2:" ANY "[Di Linh<] 1 1\n3:" ANY "[Đà Lạt<] 1 0\n4:" ANY "[Lâm Hà<] 2 1\n5:" ANY
          "[Đơn Dương<] 3 0\n",
          "4:1 notice 'Lâm Hà': the row is the sum of the rows above it, but is counted; delete it "
          "if it is a total\n" },
        { "columns numbered with how they are computed",
          "STT;Huyện;Số vụ;Chết\n(1);(2);(3);(4)=(2)+(3)\n1;A;5;0\n", "3:" ANY "[A<] 5 0\n",
          "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_figures(&cases[i]);
}

static const char *say_in_vietnamese(const char *text)
{
    (void)text;
    return "dòng tổng không bằng tổng các dòng: %s";
}

static void test_numbers_in_messages(void)
{
    const struct fire_issue issue = { .kind = FIRE_ISSUE_TOTAL_DIFFERS, .value = "15.5 ≠ 13" };
    char text[200];
    fire_issue_text(&issue, NULL, text, sizeof text);
    CHECK(strstr(text, "15.5 ≠ 13") != NULL, "%s", text);
    fire_issue_text(&issue, say_in_vietnamese, text, sizeof text);
    CHECK(strstr(text, "15,5 ≠ 13") != NULL, "%s", text);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_what_is_counted),
                                        CHECK_TEST(test_rows_above), CHECK_TEST(test_periods),
                                        CHECK_TEST(test_foot),
                                        CHECK_TEST(test_numbers_in_messages) };
    return CHECK_MAIN(tests);
}
