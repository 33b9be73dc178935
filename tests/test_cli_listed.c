/* test_cli_listed.c - `--complete` by areas: those of the official lists are there too, though no row
 * names them, where reports of them came and as long as the law has them. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <string.h>

#define HEAD "date,province,district,commune\n"

/* Of two districts, so of the province, for the whole of 2024. */
#define PROVINCE                                                                               \
    HEAD                                                                                       \
        "2024-01-01,Lâm Đồng,Huyện Đam Rông,Xã Đạ Tông\n"                         \
        "2024-05-01,Lâm Đồng,TP Đà Lạt,P. 1\n2024-12-31,Lâm Đồng,Huyện Đam Rông,Xã Phi Liêng\n"

/* Of one district. */
#define DISTRICT                                                                                             \
    HEAD "2023-01-01,Lâm Đồng,Huyện Đam Rông,Xã Đạ Tông\n"                                      \
         "2023-12-31,Lâm Đồng,Huyện Đam Rông,xã Đạ Tông\n2023-06-01,Lâm Đồng,Huyện Đam " \
         "Rông,Xã Phi Liêng\n"

/* A name that two communes bear, and one that none does. */
#define DOUBTS                                                                                                \
    HEAD "2023-01-01,Lâm Đồng,,Phường 1\n2023-05-01,Lâm Đồng,Huyện Đam Rông,Xã Đạ Tông\n" \
         "2023-12-31,Lâm Đồng,Thành phố Đà Lạt,Xã Nowhere\n"

#define PROVINCES HEAD "2023-01-01,Lâm Đồng,,\n2023-12-31,Tỉnh Đắk Nông,,\n"

/* Before and after the districts were abolished. */
#define ERAS                                                                                                        \
    HEAD "2025-01-01,Lâm Đồng,Huyện Đam Rông,Xã Đạ Tông\n2025-06-30,Lâm Đồng,Thành phố Đà "   \
         "Lạt,Phường 1\n2025-07-01,Lâm Đồng,,Phường Mũi Né\n2025-12-31,Lâm Đồng,,Xã Đam Rông " \
         "1\n"

static const struct {
    const char *what;
    const char *rows;
    const char *arguments[8];
    int n_lines; /* -1: not counted */
    const char *there[4];
    const char *not_there[4];
} cases[] = {
    { "a province has reported of all its districts",
      PROVINCE,
      { "--by", "district", "--period", "2024-H1" },
      13,
      { "Huyện Đam Rông,1\n", "\nHuyện Cát Tiên,0\n", "1\n", NULL },
      { "Hà Nội", NULL } },
    { "and of no other province",
      PROVINCE,
      { "--by", "province" },
      2,
      { "Lâm Đồng,3\n", NULL },
      { ",0", NULL } },
    { "nor have the rows of two provinces",
      PROVINCES,
      { "--by", "province" },
      3,
      { "Lâm Đồng,1\n", NULL },
      { ",0", NULL } },
    { "unless somebody declares it",
      PROVINCES,
      { "--by", "province", "--set", "coverage=2023" },
      64,
      { "Tỉnh Đắk Nông,1\n", "Hà Nội,0\n", NULL },
      { NULL } },
    { "districts that were merged on 1 December are not there in that month",
      PROVINCE,
      { "--by", "month,district" },
      -1,
      { "2024-11,Huyện Cát Tiên,0\n", "2024-12,Huyện Đạ Huoai,0\n", NULL },
      { "2024-12,Huyện Cát Tiên", "2024-12,Huyện Đạ Tẻh", NULL } },
    { "a district has reported of its communes, whose names are written in several ways",
      DISTRICT,
      { "--by", "commune", "--period", "2023" },
      9,
      { "Xã Đạ Tông,2\n", "Xã Phi Liêng,1\n", "Xã Đạ Long,0\n", NULL },
      { "Phường 1", NULL } },
    { "not before the first row of its list",
      DISTRICT,
      { "--by", "commune", "--period", "2022" },
      1,
      { NULL },
      { "Xã", NULL } },
    { "conditions are on them too",
      PROVINCE,
      { "--by", "commune", "--period", "2024", "--where", "district=Huyện Đam Rông" },
      9,
      { "Xã Đạ Tông,1\n", "Xã Đạ Long,0\n", NULL },
      { "Phường", NULL } },
    { "a commune that an unclear row may be of is not known to have had nothing",
      DOUBTS,
      { "--by", "commune", "--period", "2023" },
      -1,
      { "Phường 1,1\n", "Phường 3,0\n", "Xã Nowhere,1\n", NULL },
      { "Phường 1,0", "Phường 1 (Thành phố Đà Lạt)", NULL } },
    { "old communes until their last day, new ones from their first",
      ERAS,
      { "--by", "month,commune" },
      -1,
      { "2025-06,Phường 3,0\n", "2025-07,Phường Mũi Né,1\n", "2025-07,Phường Hàm Thắng,0\n",
        NULL },
      { "2025-07,Phường 3,", "2025-06,Phường Hàm Thắng", "2025-06,Phường Mũi Né", NULL } },
    { "old rows in the new areas: what no old list was of is no zero",
      PROVINCE,
      { "--by", "commune", "--period", "2024-01..2024-11", "--areas", "2025-07-01" },
      -1,
      { "Xã Đam Rông", NULL },
      { "Mũi Né", "Hàm Thắng", NULL } },
};

/* Is it for imports, where a store has it already? */
static bool is_set(size_t i)
{
    for (int n = 0; cases[i].arguments[n] != NULL; n++)
        if (strcmp(cases[i].arguments[n], "--set") == 0) return true;
    return false;
}

static void check_case(size_t i, const char *source)
{
    const char *arguments[MAX_ARGUMENTS] = { "table",     source,     "--complete", "--measure",
                                             "incidents", "--format", "csv",        "-q" };
    struct cli_result got;
    int n_lines = 0;
    for (int n = 0; cases[i].arguments[n] != NULL; n++)
        arguments[8 + n] = cases[i].arguments[n];
    cli_run(arguments, &got);
    CHECK(got.code == 0, "%s: %s", cases[i].what, got.err);
    for (const char *at = got.out; *at != '\0'; at++)
        n_lines += *at == '\n';
    CHECK(cases[i].n_lines < 0 || n_lines == cases[i].n_lines, "%s, %s: %d lines, not %d\n%s",
          cases[i].what, source, n_lines, cases[i].n_lines, got.out);
    for (int n = 0; cases[i].there[n] != NULL; n++)
        CHECK(strstr(got.out, cases[i].there[n]) != NULL, "%s, %s: no '%s' in\n%s",
              cases[i].what, source, cases[i].there[n], got.out);
    for (int n = 0; cases[i].not_there[n] != NULL; n++)
        CHECK(strstr(got.out, cases[i].not_there[n]) == NULL, "%s, %s: '%s' in\n%s",
              cases[i].what, source, cases[i].not_there[n], got.out);
    cli_result_finish(&got);
}

static void test_cases(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *file = cli_file("listed.csv", cases[i].rows);
        const char *store = cli_store("listed.db", file);
        check_case(i, file);
        if (!is_set(i)) check_case(i, store);
    }
}

/* The sums are the same with them and without. */
static void test_sums(void)
{
    static const char *const rows[] = { PROVINCE, DISTRICT, DOUBTS, ERAS };
    static const char *const areas[] = { "recorded", "2025-07-01", "2024-12-31", "comparable" };
    for (size_t i = 0; i < CHECK_N(rows) * CHECK_N(areas); i++) {
        const char *file = cli_file("sums.csv", rows[i / CHECK_N(areas)]);
        const char *total[2] = { NULL, NULL };
        struct cli_result got[2];
        for (int complete = 0; complete < 2; complete++) {
            cli_run((const char *const[]){ "table", file, "--by", "commune", "--measure",
                                           "incidents", "--areas", areas[i % CHECK_N(areas)],
                                           "--format", "json", "-q",
                                           complete == 1 ? "--complete" : NULL, NULL },
                    &got[complete]);
            CHECK(got[complete].code == 0, "%s", got[complete].err);
            total[complete] = strstr(got[complete].out, "\"totals\"");
        }
        CHECK(total[0] != NULL && total[1] != NULL &&
                  strncmp(total[0], total[1], strcspn(total[0], "}")) == 0,
              "%zu: %s\n%s", i, got[0].out, got[1].out);
        cli_result_finish(&got[0]);
        cli_result_finish(&got[1]);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_cases),
        CHECK_TEST(test_sums),
    };
    return CHECK_MAIN(tests);
}
