/* test_clean_cases.c - the shared cases that concern values (../shared/cases), by the `key =
 * value` lines of their expected.md, and real files that must be read without loss. */
#include "check.h"
#include "test_clean_told.h"

#include <stdlib.h>
#include <string.h>

/* Rows as "line: day [area] fields", issues as "line:field effect" alone, unless `texts`. */
struct shared_case {
    const char *path;
    const char *profile;
    const char *fields;
    const char *rows;
    const char *issues;
};

static void check_case(const struct shared_case *wanted)
{
    struct outcome got;
    char path[200];
    snprintf(path, sizeof path, "cases/%s", wanted->path);
    const char *file = check_shared(path);
    if (file == NULL) return;
    run_file(file, wanted->profile, wanted->fields, false, &got);
    CHECK(got.status == FIRE_OK, "%s: %s", wanted->path, got.message);
    CHECK(strcmp(text_of(&got.rows), wanted->rows) == 0, "%s: rows\n%s", wanted->path,
          text_of(&got.rows));
    CHECK(strcmp(text_of(&got.issues), wanted->issues) == 0, "%s: issues\n%s", wanted->path,
          text_of(&got.issues));
    outcome_finish(&got);
}

static void test_dates(void)
{
    static const struct shared_case cases[] = {
        { "06-ambiguous-dates/ambiguous.csv", "", "id",
          "2: 2024-04-03+600 [Phường Đông<Quận Sông Trà<] D1\n"
          "3: 2024-06-05+600 [Phường Đông<Quận Sông Trà<] D2\n"
          "4: 2024-11-12+600 [Phường Đông<Quận Sông Trà<] D3\n",
          DATES_UNPROVEN("2:2", "03/04/2024") },
        { "06-ambiguous-dates/mixed.csv", "", "id",
          "2: 2024-04-03+600 [Phường Đông<Quận Sông Trà<] D1\n"
          "3: 2024-06-05+600 [Phường Đông<Quận Sông Trà<] D2\n"
          "4: 2024-12-25+600 [Phường Đông<Quận Sông Trà<] D3\n"
          "9: 2024-02-29+600 [Phường Đông<Quận Sông Trà<] D8\n",
          "5:2 rejected '12/25/2024' is not a date (dd/mm/yyyy)\n"
          "6:2 rejected '41_10_1' is not a date (dd/mm/yyyy)\n"
          "7:2 rejected '31/04/2024' is not a date (dd/mm/yyyy)\n"
          "8:2 rejected '29/02/2023' is not a date (dd/mm/yyyy)\n"
          "10:2 rejected '30/02/2024' is not a date (dd/mm/yyyy)\n" },
        { "07-excel-dates-1900-1904/d1900.xlsx", "", "id",
          "2: 1900-01-01 [] X1\n3: 1900-02-28 [] X2\n5: 1900-03-01 [] X4\n"
          "6: 2024-02-29 [] X5\n7: 2024-02-29+1439 [] X6\n",
          "4:2 rejected '60' is not a date (dd/mm/yyyy)\n" },
        { "07-excel-dates-1900-1904/d1904.xlsx", "", "id",
          "2: 1904-01-01 [] X1\n3: 2024-02-29 [] X2\n", "" },
        { "08-midnight-24-00/input.csv", "", "id",
          "2: 2023-12-31+1440 [Phường Đông<Quận Sông Trà<] M1\n"
          "3: 2024-01-01+0 [Phường Đông<Quận Sông Trà<] M2\n"
          "5: 2023-12-31+0 [Phường Đông<Quận Sông Trà<] M4\n"
          "6: 2023-12-31+720 [Phường Đông<Quận Sông Trà<] M5\n"
          "8: 2023-12-31+425 [Phường Đông<Quận Sông Trà<] M7\n",
          "2:3 notice '24:00' is kept as the end of its day\n"
          "4:3 rejected '24:01' is past the end of the day, so the day is in doubt\n"
          "7:3 rejected '23:59:60' is past the end of the day, so the day is in doubt\n" },
        { "10-two-digit-years/input.csv", "", "id", "",
          "2:2 rejected '05/03/24' is not a date (dd/mm/yyyy)\n"
          "3:2 rejected '05/03/99' is not a date (dd/mm/yyyy)\n"
          "4:2 rejected '05/03/68' is not a date (dd/mm/yyyy)\n"
          "5:2 rejected '05/03/69' is not a date (dd/mm/yyyy)\n"
          "6:2 rejected '05/03/0024' is not a date (dd/mm/yyyy)\n"
          "7:2 rejected '05/03/2204' lies in the future\n" },
        { "10-two-digit-years/input.csv", "two_digit_years=1960\nfirst_year=1990", "id",
          "2: 2024-03-05+600 [Phường Đông<Quận Sông Trà<] Y1\n"
          "3: 1999-03-05+600 [Phường Đông<Quận Sông Trà<] Y2\n",
          "4:2 rejected '05/03/68' lies before the first year that is believed; say first_year "
          "in the profile\n"
          "5:2 rejected '05/03/69' lies before the first year that is believed; say first_year "
          "in the profile\n"
          "6:2 rejected '05/03/0024' is not a date (dd/mm/yyyy)\n"
          "7:2 rejected '05/03/2204' lies in the future\n" DATES_UNPROVEN("2:2", "05/03/24") },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_case(&cases[i]);
}

#define ALWAYS "1800-01-01..2299-12-31 [] "

static void test_numbers(void)
{
    static const struct shared_case cases[] = {
        { "11-number-formats/vi.csv", "", "id,damage",
          "2: " ALWAYS "N1 123450\n3: " ALWAYS "N2 123400\n4: " ALWAYS "N3 123456700\n"
          "5: " ALWAYS "N4 1200000000000\n6: " ALWAYS "N5 350000000\n7: " ALWAYS "N6 -\n"
          "8: " ALWAYS "N7 -\n9: " ALWAYS "N8 -\n10: " ALWAYS "N9 0\n11: " ALWAYS "N10 -\n"
          "12: " ALWAYS "N11 -\n13: " ALWAYS "N12 123456700\n14: " ALWAYS "N13 123400\n"
          "15: " ALWAYS "N14 50000000\n16: " ALWAYS "N15 -\n17: " ALWAYS "N16 -\n"
          "18: " ALWAYS "N17 -\n19: " ALWAYS "N18 -\n",
          "11:2 cell '(500000)': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n"
          "12:2 cell '-500000': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n"
          "16:2 cell '~2 tỷ' is not a number\n17:2 cell '1.23.4' is not a number\n"
          "18:2 cell '١٢٣' is not a number\n19:2 cell '１２３' is not a number\n" },
        { "11-number-formats/en.csv", "", "id,damage",
          "2: " ALWAYS "N1 123400\n3: " ALWAYS "N2 123450\n4: " ALWAYS "N3 999\n"
          "5: " ALWAYS "N4 -\n",
          "5:2 cell '9,99' is not a number\n" },
        { "13-sum-overflow/too_big.csv", "", "id,deaths,damage",
          "2: 2024-01-01+600 [Phường Đông<Quận Sông Trà<] O1 0 -\n"
          "3: 2024-01-02+600 [Phường Đông<Quận Sông Trà<] O2 - 100\n",
          "2:8 cell '9300000000000000000' is too large to be true\n"
          "3:7 cell '99999999999' is too large to be true\n" DATES_UNPROVEN("3:2",
                                                                            "02/01/2024") },
        { "13-sum-overflow/input.csv", "", "id,damage",
          "2: 2024-01-01+600 [Phường Đông<Quận Sông Trà<] O1 -\n"
          "3: 2024-01-02+600 [Phường Đông<Quận Sông Trà<] O2 -\n",
          "2:8 cell '9000000000000000000' is too large to be true\n"
          "3:8 cell '9000000000000000000' is too large to be true\n" DATES_UNPROVEN(
              "3:2", "02/01/2024") },
        { "13-sum-overflow/cents.csv", "", "id,damage",
          "2: 2024-01-01+600 [Phường Đông<Quận Sông Trà<] O1 10\n"
          "3: 2024-01-02+600 [Phường Đông<Quận Sông Trà<] O2 20\n"
          "4: 2024-01-02+600 [Phường Đông<Quận Sông Trà<] O3 900719925474099300\n",
          DATES_UNPROVEN("3:2", "02/01/2024") },
        { "38-one-huge-value-in-chart/input.csv", "", "damage",
          "2: 2019-01-01..2019-12-31 [] 1200\n3: 2020-01-01..2020-12-31 [] 1500\n"
          "4: 2021-01-01..2021-12-31 [] 900\n5: 2022-01-01..2022-12-31 [] 1850000000000000\n"
          "6: 2023-01-01..2023-12-31 [] 1100\n7: 2024-01-01..2024-12-31 [] -\n"
          "8: 2025-01-01..2025-12-31 [] -\n",
          NO_INCIDENTS(
              "1:0") "7:2 cell 'nan' is not a number\n8:2 cell 'inf' is not a number\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_case(&cases[i]);
}

static void test_areas(void)
{
    static const struct shared_case cases[] = {
        { "03-leading-zeros-area-code/input.csv", "map commune=ma_xa\nmap ward:category=ten_xa",
          "ward,deaths,damage",
          "2: 1800-01-01..2299-12-31 [00501<<] Phường Đông 0 100000000\n"
          "3: 1800-01-01..2299-12-31 [501<<] Xã Khác 1 200000000\n"
          "4: 1800-01-01..2299-12-31 [00007<<] Phường Tây 0 300000000\n",
          CODE_TWICE("0:1", "00501, 501") },
        { "14-same-commune-two-districts/input.csv", "", "damage",
          "2: 2024-01-04+600 [Xã Tân Lập<Huyện Núi Xanh<] 500000000\n"
          "3: 2024-01-05+600 [Xã Tân Lập<Huyện Sông Con<] 500000000\n"
          "4: 2024-01-06+600 [Xã Tân Lập<<] 100000000\n",
          DATES_UNPROVEN("2:2", "04/01/2024") },
        { "15-names-look-equal/input.csv", "", "damage",
          "2: 2024-05-01+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "3: 2024-05-02+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "4: 2024-05-03+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "5: 2024-05-04+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "6: 2024-05-05+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "7: 2024-05-06+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "8: 2024-05-07+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n"
          "9: 2024-05-08+600 [Phường Đống Đa<Quận Sông Trà<] 100000000\n",
          DATES_UNPROVEN("2:2", "01/05/2024") },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_case(&cases[i]);
}

static int64_t n_lines_with(const struct fire_buffer *text, const char *piece)
{
    int64_t n = 0;
    for (const char *at = text_of(text); (at = strstr(at, piece)) != NULL; at++)
        n++;
    return n;
}

/* Day, month by its name, year and time in four columns. */
static void test_avon(void)
{
    const char *path = check_shared("data/avon-2014/afrs_attended_incidents_july_2014.csv");
    if (path == NULL) return;
    struct outcome got;
    run_file(
        path,
        "encoding=windows-1252\nmap occurred_at:day=Day\nmap occurred_at:month=Month\nmap occurred_at:year=Year\n"
        "map occurred_at:time=Time of Call\nmap deaths=No. of fatalities\n"
        "map province=Unitary Authority\nmap commune=Ward",
        "deaths", false, &got);
    CHECK(got.status == FIRE_OK, "%s", got.message);
    CHECK(got.counts.n_kept == 1084 && got.counts.n_rejected == 0, "%lld kept",
          (long long)got.counts.n_kept);
    CHECK(n_lines_with(&got.rows, ": 2014-07-") == 1084, "days outside July 2014");
    CHECK(strncmp(text_of(&got.rows), "2: 2014-07-01+114 [ABBEY<", 25) == 0, "%.60s",
          text_of(&got.rows));
    CHECK(got.counts.n_set_aside == 0, "%s", text_of(&got.issues));
    outcome_finish(&got);
}

/* Hour and minute in columns of their own, 24 for the end of the day; and a day written again
 * before the time. */
static void test_portugal(void)
{
    static const struct {
        const char *path;
        const char *profile;
        int64_t n_rows;
        const char *first;
        int64_t n_out_of_order;
    } cases[] = {
        { "data/portugal-incendios/Registos1980.csv",
          "map occurred_at:date=DATAINICIO\nmap occurred_at:hour=HORAINICIO\n"
          "map occurred_at:minute=MINUTOSINI\nmap extinguished_at:date=DATAFIM\n"
          "map extinguished_at:hour=HORAFIM\nmap extinguished_at:minute=MINUTOSFIM\n"
          "map period=ANO\nmap forest_ha=TOTAL",
          2349, "2: 1980-12-28+900 [] 1980-12-28+1020 500000000\n", 3 },
        { "data/portugal-incendios/Registos1994.csv",
          "map occurred_at:date=DINICIO\nmap occurred_at:time=HINICIO\n"
          "map extinguished_at:date=DFIM\nmap extinguished_at:time=HFIM\n"
          "map forest_ha=A_ARBORIZA",
          19983, "2: 1994-08-18+1033 [] 1994-08-19+125 8000000000\n", 15 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *path = check_shared(cases[i].path);
        if (path == NULL) return;
        struct outcome got;
        run_file(path, cases[i].profile, "extinguished_at,forest_ha", false, &got);
        CHECK(got.status == FIRE_OK, "%s", got.message);
        CHECK(got.counts.n_kept == cases[i].n_rows && got.counts.n_rejected == 0,
              "%s: %lld kept, %lld rejected", cases[i].path, (long long)got.counts.n_kept,
              (long long)got.counts.n_rejected);
        CHECK(strstr(text_of(&got.rows), cases[i].first) == text_of(&got.rows), "%s: %.80s",
              cases[i].path, text_of(&got.rows));
        CHECK(n_lines_with(&got.issues, "extinguished_last") == cases[i].n_out_of_order,
              "%s: %lld", cases[i].path,
              (long long)n_lines_with(&got.issues, "extinguished_last"));
        outcome_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_dates), CHECK_TEST(test_numbers),  CHECK_TEST(test_areas),
        CHECK_TEST(test_avon),  CHECK_TEST(test_portugal),
    };
    return CHECK_MAIN(tests);
}
