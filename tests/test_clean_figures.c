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

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_what_is_counted) };
    return CHECK_MAIN(tests);
}
