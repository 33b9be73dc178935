/* test_cli_verify.c - firestat verify: tables of published figures as people have them. */
#include "check.h"
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* Rows of --format csv as "line figure printed right verdict", one a figure. */
static void shorten(const char *csv, char out[], size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (const char *line = strchr(csv, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n')) {
        char cell[14][200];
        int n = 0;
        size_t at = 0;
        bool quoted = false;
        for (const char *c = line + 1; *c != '\n' && n < 14; c++) {
            if (*c == '"') {
                quoted = !quoted;
            } else if (*c == ',' && !quoted) {
                cell[n++][at] = '\0';
                at = 0;
            } else if (at + 1 < sizeof cell[0]) {
                cell[n][at++] = *c;
            }
        }
        cell[n < 14 ? n : 13][at] = '\0';
        CHECK_OR_RETURN(n == 13, "%d cells: %s", n + 1, line + 1);
        used += (size_t)snprintf(out + used, size - used, "%s %s %s %s %s\n", cell[1], cell[7],
                                 cell[8], cell[9], cell[10]);
    }
}

static const struct {
    const char *about;
    const char *file;
    const char *option; /* one further argument; NULL: none */
    const char *text;
    const char *found;
} cases[] = {
    { "a long table, points before the decimals", "long.tsv", NULL,
      "measure\tcurrent\tdelta_printed\tpct_printed\tverdict\n"
      "incidents\t145\t-15\t-9.37\tread by nobody\n"
      "deaths\t11\t9\t81.8\tOK_half_up\n"
      "damage_billion_vnd\t25\t-4.98\t-16.3\t\n"
      "injuries\t11\t15\t55.56\t\n"
      "injuries\t4\t11\t\t\n",
      "2 percent -9.37 -9.38 right_truncated\n"
      "3 percent 81.8 450 wrong_base\n"
      "4 percent -16.3 -16.6 undecidable\n"
      "5 percent 55.56  impossible_base\n"
      "6 delta 11  impossible_base\n" },
    { "a wide one as Excel writes it in Viet Nam", "wide.csv", NULL,
      "Báo cáo công tác PCCC;;;;;;;\n"
      "Địa bàn;Số vụ;Số vụ cùng kỳ;Tăng/giảm số vụ;% số vụ;Thiệt hại (tỷ đồng);"
      "Thiệt hại cùng kỳ;% thiệt hại\n"
      "Lâm Đồng;1.145;1.160;-15;-1,29%;3,572;4;-10,7\n"
      "Đà Lạt;02;06;-4;-66,6;500 triệu;0,8;-37,5\n"
      "Bảo Lộc;12;11;1;8,33;x;;\n",
      "3 delta -15 -15 right\n3 percent -1.29 -1.29 right\n3 percent -10.7 -10.7 right\n"
      "4 delta -4 -4 right\n4 percent -66.6 -66.7 right_truncated\n"
      "4 percent -37.5 -37.5 right\n"
      "5 delta 1 1 right\n5 percent 8.33 9.09 wrong_base\n" },
    { "a decimal comma with three places is no thousand", "comma.csv", NULL,
      "Kỳ;Thiệt hại (tỷ đồng);Thiệt hại cùng kỳ;% thiệt hại\n2020;932,023;1.126,75;-17,28\n",
      "2 percent -17.28 -17.28 right\n" },
    { "the bases in the text of a comparison", "text.tsv", NULL,
      "as_stated_period\tincidents\tdeaths\tinjuries\tdamage_billion_vnd\tdelta_incidents\t"
      "pct_incidents\tdelta_deaths\tdelta_damage\tcompared_with\n"
      "quý I/2023\t409\t19\t11\t22.09\t-34\t-7.67\t-5\t-35.83\t"
      "quý I/2022 (409/443; \"17/21\"; 11/25; 22,09/57,92)\n"
      "6T\t2.222\t57\t45\t127.9\t361\t19.4\t14\t-71.9\t6T (2.222/1.861; 57/43; 127,9/199,89)\n",
      "2 delta -34 -34 right\n2 percent -7.67 -7.67 right\n2 level 19  wrong\n"
      "2 delta -5 -2 wrong\n2 delta -35.83 -35.83 right\n"
      "3 delta 361 361 right\n3 percent 19.4 19.4 right\n3 delta 14 14 right\n"
      "3 delta -71.9 -72 right_truncated\n" },
    { "shares of another total, a digit lost, parts", "shares.csv", NULL,
      "report,item,count,total,pct_printed\n"
      "A,thành thị,187,305,61.3\nA,nông thôn,118,305,48.7\n"
      "B,sự cố điện,6458,13149,57.27\nB,sơ suất,3291,13149,29.18\nB,khác,5636,13149,42.86\n"
      "C,nhà ở,8,344,31.4\n",
      "2 share 61.3 61.3 right\n3 share 48.7 38.7 digit_slip\n2 parts 305 305 right\n"
      "2 percents 100 110 parts_do_not_add_up\n"
      "4 share 57.27 49.11 other_denominator\n5 share 29.18 25.03 other_denominator\n"
      "6 share 42.86 42.86 right\n7 share 31.4 2.3 digit_slip\n" },
    { "groups that the table names", "groups.csv", NULL,
      "Nhóm,Nội dung,Số lượng,Tổng số\nmức độ,lớn,31,1100\nmức độ,vừa,187,1100\n"
      "mức độ,nhỏ,846,1100\nnăm,2017,820,1100\nnăm,2018,280,1100\n",
      "2 parts 1100 1064 parts_do_not_add_up\n2 parts 1100 1100 right\n" },
    { "dates", "dates.csv", NULL,
      "Kỳ,Từ ngày,Đến ngày,Số vụ\n6 tháng 2023,15/01/2023,14/06/2023,881\n"
      "năm 2020,15/12/2019,14/12/2020,1\nquý I/2024,01/01/2024,31/03/2024,5\n"
      "đợt cao điểm,15/04/2021,15/06/2021,344\n,02/05/2021,01/05/2021,3\n",
      "2 dates 2023-01-15..2023-06-14 2022-12-15..2023-06-14 date_typo\n"
      "3 dates 2019-12-15..2020-12-14  right\n4 dates 2024-01-01..2024-03-31  right\n"
      "6 dates 2021-05-02..2021-05-01  date_typo\n" },
    { "a base that the table itself has otherwise", "own.csv", NULL,
      "area,period,compared_with,incidents,delta_incidents,pct_incidents,damage_billion_vnd,"
      "delta_damage\n"
      "A,tháng 10/2025,,209,,,49.56,\n"
      "A,tháng 11/2025,tháng 10/2025,211,4,,30.28,-19.28\n" /* 209 + 4 is not 211 */
      "B,tháng 11/2025,tháng 10/2025,211,4,,,\n"            /* another area            */
      "A,tháng 11/2025,tháng 10/2025 (211/207; 30.28/49.6),211,4,,30.28,-19.3\n"
      "A,tháng 11/2025 - nổ,tháng 10/2025,3,1,,,\n" /* explosions are not fires */
      "A,tháng 10/2026,cùng kỳ năm 2025,230,21,,,\n"
      "A,tháng 10/2026,cùng kỳ,230,30,15,,\n" /* both of 200: right by themselves */
      "A,Tết Ất Tỵ,,12,,,,\n"
      "A,Tết Bính Ngọ,tết ất tỵ,15,,50,,\n" /* of 10; the table has 12: +25 */
      "A,2027-10,tháng 10/2026 (,230,0,,,\n",
      "3 delta 4 2 wrong_base\n3 delta -19.28 -19.28 right\n4 delta 4  undecidable\n"
      "5 delta 4 2 wrong_base\n5 delta -19.3 -19.3 right\n6 delta 1  undecidable\n"
      "7 delta 21 21 right\n8 percent 15 15 right\n10 percent 50 25 wrong_base\n"
      "11 delta 0 0 right\n" },
    { "columns by --map", "map.csv", "--map=delta_incidents=Lệch",
      "Số vụ,Lệch,% số vụ\n145,-15,-9.38\n", "2 percent -9.38 -9.38 right\n" },
    { "signs as words, and no change in words", "signs.csv", NULL,
      "Chỉ tiêu,Kỳ này,Cùng kỳ,Tăng/giảm,Tỷ lệ\n"
      "Số vụ,77,97,giảm 20,\"giảm 20,6%\"\nSố người chết,2,2,\"không tăng, không giảm\",\n"
      "Số người bị thương,11,,Tăng 15,\"55,56%\"\nSố vụ nổ,831,472,TĂNG 359,tăng hơn 76%\n"
      "Số vụ khác,5,4,▲ 1,\nSố vụ khác,5,4,giảm xuống 1,\nSố vụ khác,5,4,tăng -,\n",
      "2 delta -20 -20 right\n2 percent -20.6 -20.6 right\n3 delta 0 0 right\n"
      "4 percent 55.56  impossible_base\n5 delta 359 359 right\n5 percent 76 76 right\n"
      "6 delta 1 1 right\n7 delta -1 1 wrong\n" },
    { "a period where a level is called so too, and a day that there never was", "periods.csv",
      NULL,
      "Địa bàn;Kỳ báo cáo;Từ ngày;Đến ngày;Số vụ;Cùng kỳ\n"
      "A;6 tháng đầu năm 2024;15/12/2024;14/06/2024;145;160\n"
      "B;Tháng 2/2024;30/02/2024;14/03/2024;5;0\nC;năm 2024;01/01/2024;31/12/2024;5;5\n",
      "2 dates 2024-12-15..2024-06-14 2023-12-15..2024-06-14 date_typo\n"
      "4 dates 2024-01-01..2024-12-31  right\n" },
    { "the same word above levels", "levels.csv", NULL,
      "Chỉ tiêu;Kỳ báo cáo;Cùng kỳ;Tỷ lệ\nSố vụ;145;160;-9,38\n",
      "2 percent -9.38 -9.38 right\n" },
    { "shares of counts as a review has them", "causes.csv", NULL,
      "Nguyên nhân;Số vụ;Tổng số vụ;Tỷ lệ (%)\nĐiện;299;455;65,7\nKhác;79;455;14,7\n",
      "2 share 65.7 65.7 right\n3 share 14.7 17.4 digit_slip\n" },
    { "the total in a row", "total.csv", NULL,
      "Địa bàn,Số vụ,Tỷ lệ\nĐà Lạt,8,\"21,1%\"\nDi Linh,5,\"31,2%\"\nKhác,25,\"65,8%\"\n"
      "Tổng số,39,100%\n",
      "2 share 21.1 20.5 other_denominator\n3 share 31.2 12.8 wrong\n"
      "4 share 65.8 64.1 other_denominator\n5 share 100 100 right\n"
      "2 parts 39 38 parts_do_not_add_up\n2 percents 100 118.1 parts_do_not_add_up\n" },
    { "no total anywhere: nothing is guessed", "none.csv", NULL,
      "Nguyên nhân,Số vụ,Tỷ lệ\nĐiện,8,\"21,1%\"\nKhác,5,\"13,2%\"\n",
      "2 share 21.1  undecidable\n3 share 13.2  undecidable\n" },
    { "a word before the figure", "about.csv", NULL,
      "Chỉ tiêu,Kỳ này,Kỳ trước,Tỷ lệ %\nSố vụ,gần 2.800,2.383,17\nSố vụ,khoảng 2800,2383,20\n",
      "2 percent 17 17 right\n3 percent 20 17 undecidable\n" },
};

static void test_tables(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *path = check_file(cases[i].file, cases[i].text, strlen(cases[i].text));
        const char *arguments[] = { "verify", path, "--format", "csv", cases[i].option, NULL };
        struct cli_result got;
        cli_run(arguments, &got);
        CHECK(got.code == 0, "%s: ended with %d: %s", cases[i].about, got.code, got.err);
        if (got.code == 0) {
            char found[4096];
            shorten(got.out, found, sizeof found);
            CHECK(strcmp(found, cases[i].found) == 0, "%s:\n%s", cases[i].about, found);
        }
        cli_result_finish(&got);
    }
}

/* The page of the audits that were made by hand. */
static void test_audits(void)
{
    static const struct {
        const char *table;
        const char *language;
        const char *golden;
    } rows[] = {
        { "data/vietnam/figure-audit.tsv", "vi", "verify-figures" },
        { "data/vietnam/share-audit.tsv", "en", "verify-shares-en" },
        { "data/vietnam/published-figures.tsv", "vi", "verify-published" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const char *path = check_shared(rows[i].table);
        if (path == NULL) return;
        struct cli_result got;
        CLI(&got, "verify", path, "--lang", rows[i].language);
        CHECK(got.code == 0, "%s: %d, %s", rows[i].table, got.code, got.err);
        cli_check_golden(rows[i].golden, &got);
        cli_result_finish(&got);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *text;
        const char *option;
        int code;
        const char *said; /* a part of it */
    } rows[] = {
        { "a,b\n1,2\n", NULL, 1, "no header with published figures" },
        { "Số vụ,Tỷ lệ\n", NULL, 1, "no figure to check" },
        { "Kỳ này,Kỳ trước,Tỷ lệ\n5,mười,3\n", NULL, 0, "'mười' is not a number" },
        { "Kỳ này,Kỳ trước,Tỷ lệ\n5,mười,3\n", NULL, 0, "1 cells or rows set aside" },
        { "Từ ngày,Đến ngày,Kỳ này,Kỳ trước,Tỷ lệ\n30/02/2024,14/03/2024,5,4,25\n", NULL, 0,
          "field 1 (Từ ngày): '30/02/2024' is not a date" },
        { "Kỳ này,Kỳ trước,Tỷ lệ\n5,mười,3\n", "--strict", 1, "'mười' is not a number" },
        { "Kỳ này,Kỳ trước,Tỷ lệ\n5,4,25\n", "--format=docx", 2, "no format 'docx'" },
        { "Kỳ này,Kỳ trước,Tỷ lệ\n5,4,25\n", "--map=deltas=Tỷ lệ", 1, "no such field" },
        { "Kỳ này,Kỳ trước,Tỷ lệ\n5,4,25\n", "--map=base=Kỳ trước*12", 1, "1, 10, 100" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const char *path = check_file("refused.csv", rows[i].text, strlen(rows[i].text));
        const char *arguments[] = { "verify", path, "--lang", "en", rows[i].option, NULL };
        struct cli_result got;
        cli_run(arguments, &got);
        CHECK(got.code == rows[i].code && strstr(got.err, rows[i].said) != NULL,
              "row %zu ended with %d: %s", i, got.code, got.err);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_tables),
        CHECK_TEST(test_audits),
        CHECK_TEST(test_refused),
    };
    return CHECK_MAIN(tests);
}
