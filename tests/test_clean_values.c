/* test_clean_values.c - numbers, dates, times and periods as clerks write them. */
#include "check.h"

#include "clean/day_number.h"
#include "clean/moment.h"
#include "clean/number.h"

#include <string.h>

static struct fire_arena *scratch;

#define VI       FIRE_NUMBERS_VI
#define EN       FIRE_NUMBERS_EN
#define NO_STYLE FIRE_NUMBERS_UNSAID

static void test_number(void)
{
    /* Money at two places. */
    static const struct {
        const char *text;
        fire_number_style style;
        number_result result;
        int64_t hundredths;
    } cases[] = {
        { "0", VI, NUMBER_OK, 0 },
        { "1.234,5", VI, NUMBER_OK, 123450 },
        { "1.234", VI, NUMBER_OK, 123400 },
        { "1.234", EN, NUMBER_OK, 123 }, /* 1.234 to two places */
        { "1.235", EN, NUMBER_OK, 124 }, /* half away from zero */
        { "-1.235", EN, NUMBER_OK, -124 },
        { "1.234.567", VI, NUMBER_OK, 123456700 },
        { "1,234,567.8", EN, NUMBER_OK, 123456780 },
        { "12 tỷ", VI, NUMBER_OK, 1200000000000 },
        { "3,572 tỷ", VI, NUMBER_OK, 357200000000 }, /* decimals, not thousands: DOMAIN T15 */
        { "932,023 tỷ đồng", VI, NUMBER_OK, 93202300000000 },
        { "3,5 triệu", VI, NUMBER_OK, 350000000 },
        { "306 tr", VI, NUMBER_OK, 30600000000 },
        { "500.000đ", VI, NUMBER_OK, 50000000 },
        { "500.000 VNĐ", VI, NUMBER_OK, 50000000 },
        { "1 234 567", VI, NUMBER_OK, 123456700 },
        { "1 234 567", NO_STYLE, NUMBER_OK, 123456700 },
        { "(500000)", VI, NUMBER_OK, -50000000 },
        { "-500000", VI, NUMBER_OK, -50000000 },
        { "−500000", VI, NUMBER_OK, -50000000 },
        { "+7", VI, NUMBER_OK, 700 },
        { "1,5", NO_STYLE, NUMBER_NOT_IN_FORM, 0 },
        { "1,234.50", VI, NUMBER_NOT_IN_FORM, 0 },
        { "1.23.4", VI, NUMBER_NOT_IN_FORM, 0 },
        { "1.234 567", VI, NUMBER_NOT_IN_FORM, 0 }, /* two kinds of group mark */
        { "1234.567", VI, NUMBER_NOT_IN_FORM, 0 },
        { "9,99", EN, NUMBER_NOT_IN_FORM, 0 },
        { "~2 tỷ", VI, NUMBER_NOT_IN_FORM, 0 },
        { "2 tỷ mấy", VI, NUMBER_NOT_IN_FORM, 0 },
        { "1e3", EN, NUMBER_NOT_IN_FORM, 0 },
        { "nan", EN, NUMBER_NOT_IN_FORM, 0 },
        { "inf", EN, NUMBER_NOT_IN_FORM, 0 },
        { "0x10", EN, NUMBER_NOT_IN_FORM, 0 },
        { "١٢٣", VI, NUMBER_NOT_IN_FORM, 0 },
        { "１２３", VI, NUMBER_NOT_IN_FORM, 0 },
        { "", VI, NUMBER_NOT_IN_FORM, 0 },
        { "-", VI, NUMBER_NOT_IN_FORM, 0 },
        { "()", VI, NUMBER_NOT_IN_FORM, 0 },
        { ",5", VI, NUMBER_NOT_IN_FORM, 0 },
        { "5,", VI, NUMBER_NOT_IN_FORM, 0 },
        { "5 ha", VI, NUMBER_NOT_IN_FORM, 0 }, /* land is no money */
        { "92233720368547758,07", VI, NUMBER_OK, INT64_MAX },
        { "92233720368547758,08", VI, NUMBER_TOO_LARGE, 0 },
        { "9300000000000000000", VI, NUMBER_TOO_LARGE, 0 },
        { "99999999999999999999999999999999999999999", VI, NUMBER_TOO_LARGE, 0 },
        { "999999999 nghìn tỷ", VI, NUMBER_TOO_LARGE, 0 },
        { "000000000000000000000000000000000000000000007", VI, NUMBER_OK, 700 },
        { "0,000000000000000000000000000000000000001", VI, NUMBER_OK, 0 },
        { "9007199254740993", VI, NUMBER_OK, 900719925474099300 }, /* beyond 2^53 */
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct number_form form = { .style = cases[i].style,
                                          .factor = 1,
                                          .divisor = 1,
                                          .unit = FIRE_UNIT_OF_MONEY,
                                          .scale = 2 };
        int64_t got = 0;
        const number_result result = number_parse(fire_text_of(cases[i].text), &form, scratch,
                                                  &got);
        CHECK(result == cases[i].result, "'%s' gave result %d", cases[i].text, (int)result);
        if (result == NUMBER_OK)
            CHECK(got == cases[i].hundredths, "'%s' gave %lld", cases[i].text, (long long)got);
    }
}

/* A unit in the cell takes the place of the column's; land meets in the field's own unit. */
static void test_number_units(void)
{
    static const struct {
        const char *text;
        fire_unit_kind unit;
        int64_t factor;
        int64_t divisor;
        int32_t scale;
        bool whole;
        number_result result;
        int64_t value;
    } cases[] = {
        { "12", FIRE_UNIT_OF_MONEY, 1000000, 1, 2, false, NUMBER_OK, 1200000000 },
        { "12 tỷ", FIRE_UNIT_OF_MONEY, 1000000, 1, 2, false, NUMBER_OK, 1200000000000 },
        { "12 đồng", FIRE_UNIT_OF_MONEY, 1000000, 1, 2, false, NUMBER_OK, 1200 },
        { "1.500m2", FIRE_UNIT_OF_LAND, 10000, 10000, 9, false, NUMBER_OK, 150000000 },
        { "0,15", FIRE_UNIT_OF_LAND, 10000, 10000, 9, false, NUMBER_OK, 150000000 },
        { "2 ha", FIRE_UNIT_OF_LAND, 1, 1, 9, false, NUMBER_OK, 20000000000000 },
        { "02 người", FIRE_UNIT_OF_THINGS, 1, 1, 0, true, NUMBER_OK, 2 },
        { "2,0", FIRE_UNIT_OF_THINGS, 1, 1, 0, true, NUMBER_OK, 2 },
        { "2,5", FIRE_UNIT_OF_THINGS, 1, 1, 0, true, NUMBER_NOT_WHOLE, 0 },
        { "2 tỷ", FIRE_UNIT_OF_THINGS, 1, 1, 0, true, NUMBER_NOT_IN_FORM, 0 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct number_form form = {
            VI, cases[i].factor, cases[i].divisor, cases[i].unit, cases[i].scale, cases[i].whole
        };
        int64_t got = 0;
        const number_result result = number_parse(fire_text_of(cases[i].text), &form, scratch,
                                                  &got);
        CHECK(result == cases[i].result, "'%s' gave result %d", cases[i].text, (int)result);
        if (result == NUMBER_OK)
            CHECK(got == cases[i].value, "'%s' gave %lld", cases[i].text, (long long)got);
    }
}

static void test_number_evidence(void)
{
    static const struct {
        const char *text;
        number_evidence tells;
    } cases[] = {
        { "5000", NUMBER_TELLS_NOTHING },
        { "1 234", NUMBER_TELLS_NOTHING },
        { "chưa", NUMBER_TELLS_NOTHING },
        { "", NUMBER_TELLS_NOTHING },
        { "1.234,5", NUMBER_TELLS_VI },
        { "1.234.567", NUMBER_TELLS_VI },
        { "0,5", NUMBER_TELLS_VI },
        { "0,123", NUMBER_TELLS_VI },
        { "1234,567", NUMBER_TELLS_VI },
        { "3,57 tỷ", NUMBER_TELLS_VI },
        { "1,234.50", NUMBER_TELLS_EN },
        { "1,234,567", NUMBER_TELLS_EN },
        { "9.99", NUMBER_TELLS_EN },
        { "0.5", NUMBER_TELLS_EN },
        { "4.01666666666667", NUMBER_TELLS_EN },
        { "1.234", NUMBER_DOT_UNCLEAR },
        { "1,234", NUMBER_COMMA_UNCLEAR },
        { "3,572 tỷ", NUMBER_COMMA_UNIT },
        { "1,234 đồng", NUMBER_COMMA_UNCLEAR },
        { "-1,234", NUMBER_COMMA_UNCLEAR },
        { "1.2.3,4,5", NUMBER_TELLS_NOTHING },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const number_evidence got = number_evidence_of(fire_text_of(cases[i].text), scratch);
        CHECK(got == cases[i].tells, "'%s' tells %d", cases[i].text, (int)got);
    }
}

static void test_time(void)
{
    static const struct {
        const char *text;
        moment_result result;
        int minute;
    } cases[] = {
        { "00:00", MOMENT_OK, 0 },
        { "07:05", MOMENT_OK, 425 },
        { "7:05", MOMENT_OK, 425 },
        { "23:59:59", MOMENT_OK, 1439 },
        { "16:15:00", MOMENT_OK, 975 },
        { "24:00", MOMENT_OK, 1440 },
        { "24 giờ", MOMENT_OK, 1440 },
        { "0h46'", MOMENT_OK, 46 },
        { "0h46’", MOMENT_OK, 46 },
        { "7h5", MOMENT_OK, 425 },
        { "7h", MOMENT_OK, 420 },
        { "22h15p", MOMENT_OK, 1335 },
        { "7g30", MOMENT_OK, 450 },
        { "19 giờ 40", MOMENT_OK, 1180 },
        { "19 giờ 40 phút", MOMENT_OK, 1180 },
        { "lúc 8h15", MOMENT_OK, 495 },
        { "khoảng 8h15", MOMENT_OK, 495 },
        { "12:00 SA", MOMENT_OK, 0 },
        { "12:00 CH", MOMENT_OK, 720 },
        { "01:05:00 CH", MOMENT_OK, 785 },
        { "11:59 PM", MOMENT_OK, 1439 },
        { "11:59pm", MOMENT_OK, 1439 },
        { "8H15", MOMENT_OK, 495 },
        { "8 giờ 15 phút", MOMENT_OK, 495 },
        { "8 GIỜ 15", MOMENT_OK, 495 },
        { "T08:15:00", MOMENT_OK, 495 },
        { "8 giờ tối", MOMENT_OK, 1200 },
        { "15h chiều", MOMENT_OK, 900 },
        { "12h trưa", MOMENT_OK, 720 },
        { "1h trưa", MOMENT_OK, 780 },
        { "6 giờ sáng", MOMENT_OK, 360 },
        { "12h tối", MOMENT_NOT_A_TIME, 0 }, /* either end of the day */
        { "8h trưa", MOMENT_NOT_A_TIME, 0 },
        { "15h sáng", MOMENT_NOT_A_TIME, 0 },
        { "24:00:01", MOMENT_PAST_MIDNIGHT, 0 },
        { "24:01", MOMENT_PAST_MIDNIGHT, 0 },
        { "25:10", MOMENT_PAST_MIDNIGHT, 0 },
        { "23:59:60", MOMENT_PAST_MIDNIGHT, 0 },
        { "25:61", MOMENT_NOT_A_TIME, 0 },
        { "12:60", MOMENT_NOT_A_TIME, 0 },
        { "13:00 CH", MOMENT_NOT_A_TIME, 0 },
        { "0:30 SA", MOMENT_NOT_A_TIME, 0 },
        { "7:", MOMENT_NOT_A_TIME, 0 },
        { "7", MOMENT_NOT_A_TIME, 0 },
        { "sáng", MOMENT_NOT_A_TIME, 0 },
        { "07:05 x", MOMENT_NOT_A_TIME, 0 },
        { "123:00", MOMENT_NOT_A_TIME, 0 },
        { "", MOMENT_NOT_A_TIME, 0 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        int16_t got = 0;
        const moment_result result = time_parse(fire_text_of(cases[i].text), &got);
        CHECK(result == cases[i].result, "'%s' gave result %d", cases[i].text, (int)result);
        if (result == MOMENT_OK)
            CHECK(got == cases[i].minute, "'%s' gave %d", cases[i].text, got);
    }
}

static void test_moment(void)
{
    static const struct {
        const char *text;
        fire_date_order order;
        int two_digit;
        moment_result result;
        const char *day;
        int minute; /* -1: none */
    } cases[] = {
        { "31/07/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "3/4/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-04-03", -1 },
        { "3/4/2024", FIRE_DATES_MDY, 0, MOMENT_OK, "2024-03-04", -1 },
        { "31-7-2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "31.07.2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "2024-07-31", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "2024/07/31", FIRE_DATES_MDY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "ngày 24/5/2023", FIRE_DATES_DMY, 0, MOMENT_OK, "2023-05-24", -1 },
        { "29/02/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-29", -1 },
        { "2018-02-25T15:48:34Z", FIRE_DATES_DMY, 0, MOMENT_OK, "2018-02-25", 948 },
        { "2018-02-25 15:48:34.500", FIRE_DATES_DMY, 0, MOMENT_OK, "2018-02-25", 948 },
        { "1994/08/18 17:13:00", FIRE_DATES_DMY, 0, MOMENT_OK, "1994-08-18", 1033 },
        { "31/12/2023 24:00", FIRE_DATES_DMY, 0, MOMENT_OK, "2023-12-31", 1440 },
        { "8h15 ngày 3/2/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", 495 },
        { "08:15, 03/02/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", 495 },
        { "khoảng 0h46' ngày 24/5/2023", FIRE_DATES_DMY, 0, MOMENT_OK, "2023-05-24", 46 },
        { "NGÀY 24/5/2023", FIRE_DATES_DMY, 0, MOMENT_OK, "2023-05-24", -1 },
        { "Thứ Hai, 03/02/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "T2, 03/02/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "Chủ nhật ngày 4/2/2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-04", -1 },
        { "Sat, 3 Feb 2024 13:05", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", 785 },
        { "31/07/2024.", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "31/07/2024 (thứ tư)", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "31 / 07 / 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "31/07 năm 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-07-31", -1 },
        { "1 July 2014", FIRE_DATES_DMY, 0, MOMENT_OK, "2014-07-01", -1 },
        { "1 July 2014", FIRE_DATES_MDY, 0, MOMENT_OK, "2014-07-01", -1 },
        { "01-Jul-2014", FIRE_DATES_DMY, 0, MOMENT_OK, "2014-07-01", -1 },
        { "1-Jul-14", FIRE_DATES_DMY, 1960, MOMENT_OK, "2014-07-01", -1 },
        { "July 1, 2014", FIRE_DATES_DMY, 0, MOMENT_OK, "2014-07-01", -1 },
        { "Jul 1st, 2014 8:05 AM", FIRE_DATES_DMY, 0, MOMENT_OK, "2014-07-01", 485 },
        { "1st of July 2014", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "ngày 3 tháng 2 năm 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "03 tháng 02 năm 2024", FIRE_DATES_MDY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "3 tháng 2, 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "Ngày 03 Tháng Hai năm 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "3 tháng năm năm 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-05-03", -1 },
        { "3 thang 12 nam 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-12-03", -1 },
        { "tháng 2 ngày 3 năm 2024", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03", -1 },
        { "8 giờ 15 phút ngày 3 tháng mười một năm 2024", FIRE_DATES_DMY, 0, MOMENT_OK,
          "2024-11-03", 495 },
        { "ngày 3 tháng 2 năm 2024, lúc 8h15", FIRE_DATES_DMY, 0, MOMENT_OK, "2024-02-03",
          495 },
        { "30 tháng 2 năm 2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "3 tháng 13 năm 2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "3 tháng chạp năm 2023", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 }, /* lunar */
        { "3/12/2023 âm lịch", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "3/12/2023 (ÂL)", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "mùng 3/1/2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "ngày 3 tháng 2", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "2024-02-30", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "July 2014", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "45292", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "5/3/24", FIRE_DATES_DMY, 1960, MOMENT_OK, "2024-03-05", -1 },
        { "5/3/59", FIRE_DATES_DMY, 1960, MOMENT_OK, "2059-03-05", -1 },
        { "5/3/60", FIRE_DATES_DMY, 1960, MOMENT_OK, "1960-03-05", -1 },
        { "5/3/99", FIRE_DATES_DMY, 1960, MOMENT_OK, "1999-03-05", -1 },
        { "5/3/24", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "12/25/2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL,
          0 }, /* never turned round */
        { "31/04/2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "29/02/2023", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "30/02/2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "05/03/0024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "1/2-2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "41_10_1", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "24/5", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "001/02/2024", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "1/2/20245", FIRE_DATES_DMY, 0, MOMENT_NOT_A_DATE, NULL, 0 },
        { "2024-07-31+07:00", FIRE_DATES_DMY, 0, MOMENT_NOT_A_TIME, NULL, 0 },
        { "31/12/2023 24:01", FIRE_DATES_DMY, 0, MOMENT_PAST_MIDNIGHT, NULL, 0 },
        { "31/12/2023 sáng", FIRE_DATES_DMY, 0, MOMENT_NOT_A_TIME, NULL, 0 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct date_form form = { cases[i].order, cases[i].two_digit, false };
        struct moment got = { 0 };
        char day[11];
        const moment_result result = moment_parse(fire_text_of(cases[i].text), &form, &got);
        CHECK(result == cases[i].result, "'%s' gave result %d", cases[i].text, (int)result);
        if (result != MOMENT_OK) continue;
        fire_day_to_iso(got.day, day);
        CHECK(strcmp(day, cases[i].day) == 0, "'%s' gave %s", cases[i].text, day);
        CHECK(got.has_minute == (cases[i].minute >= 0) &&
                  (!got.has_minute || got.minute == cases[i].minute),
              "'%s' gave minute %d", cases[i].text, got.minute);
    }
}

/* Only figures whose order nothing shows are said to be in the order supposed. */
static void test_by_order(void)
{
    static const struct {
        const char *text;
        bool by_order;
    } cases[] = {
        { "03/04/2024", true },  { "25/12/2024", true },       { "2024-04-03", false },
        { "3 Apr 2024", false }, { "08:15 03/04/2024", true }, { "3 tháng 4 năm 2024", false },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct date_form form = { FIRE_DATES_DMY, 0, false };
        struct moment got = { 0 };
        CHECK(moment_parse(fire_text_of(cases[i].text), &form, &got) == MOMENT_OK, "'%s'",
              cases[i].text);
        CHECK(got.by_order == cases[i].by_order, "'%s'", cases[i].text);
    }
}

static void test_month_and_year(void)
{
    static const struct {
        const char *text;
        int32_t month; /* 0: none */
    } months[] = {
        { "7", 7 },           { "07", 7 },        { "July", 7 },      { "JUL", 7 },
        { "Sept.", 9 },       { "Tháng Bảy", 7 }, { "tháng 7", 7 },   { "Tháng 07", 7 },
        { "T7", 7 },          { "Th7", 7 },       { "thg 7", 7 },     { "THÁNG MƯỜI HAI", 12 },
        { "tháng mười", 10 }, { "tháng năm", 5 }, { "thang nam", 5 }, { "Tháng Tư", 4 },
        { "0", 0 },           { "13", 0 },        { "tháng 13", 0 },  { "tháng", 0 },
        { "bảy", 0 },         { "Julius", 0 },    { "7/2024", 0 },    { "", 0 },
        { "tháng chạp", 0 },
    };
    static const struct {
        const char *text;
        int32_t two_digit;
        int32_t year; /* 0: none */
    } years[] = {
        { "2014", 0, 2014 },  { "năm 2014", 0, 2014 }, { "14", 0, 0 },    { "14", 1960, 2014 },
        { "99", 1960, 1999 }, { "014", 1960, 0 },      { "20145", 0, 0 }, { "", 0, 0 },
    };
    for (size_t i = 0; i < CHECK_N(months); i++) {
        int32_t got = 0;
        (void)month_parse(fire_text_of(months[i].text), &got);
        CHECK(got == months[i].month, "'%s' is month %d", months[i].text, got);
    }
    for (size_t i = 0; i < CHECK_N(years); i++) {
        const struct date_form form = { FIRE_DATES_DMY, years[i].two_digit, false };
        int32_t got = 0;
        (void)year_parse(fire_text_of(years[i].text), &form, &got);
        CHECK(got == years[i].year, "'%s' is year %d", years[i].text, got);
    }
}

static void test_day_number(void)
{
    static const struct {
        const char *text;
        const char *day; /* NULL: none */
        int minute;      /* -1: none   */
    } cases[] = {
        { "1", "1900-01-01", -1 },
        { "59", "1900-02-28", -1 },
        { "60", NULL, 0 }, /* 1900-02-29, which never was */
        { "60.5", NULL, 0 },
        { "61", "1900-03-01", -1 },
        { "25569", "1970-01-01", -1 },
        { "44926", "2022-12-31", -1 },
        { "44926,5", "2022-12-31", 720 },
        { "45351", "2024-02-29", -1 },
        { "45351.0", "2024-02-29", -1 },
        { "45351.34375", "2024-02-29", 495 },
        { "45351.999988425923", "2024-02-29", 1439 },
        { "45351.9999999", "2024-03-01", 0 }, /* rounds up to the next second */
        { "146098", "2299-12-31", -1 },
        { "146099", NULL, 0 },
        { "2024", NULL, 0 }, /* reads as a year */
        { "0", NULL, 0 },
        { "0.5", NULL, 0 },
        { "-1", NULL, 0 },
        { "45351.", NULL, 0 },
        { "12345678", NULL, 0 },
        { "4535x", NULL, 0 },
        { "", NULL, 0 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct moment got = { 0 };
        char day[11];
        const bool ok = day_number_parse(fire_text_of(cases[i].text), &got);
        CHECK(ok == (cases[i].day != NULL), "'%s'", cases[i].text);
        if (!ok || cases[i].day == NULL) continue;
        fire_day_to_iso(got.day, day);
        CHECK(strcmp(day, cases[i].day) == 0, "'%s' gave %s", cases[i].text, day);
        CHECK((got.has_minute ? got.minute : -1) == cases[i].minute, "'%s' gave minute %d",
              cases[i].text, got.minute);
    }
}

static void test_day_fraction(void)
{
    static const struct {
        const char *text;
        int minute; /* -1: no time of day */
    } cases[] = {
        { "0", 0 },
        { "0.34375", 495 },
        { "0.333333333333333", 480 },
        { "0,5", 720 },
        { "0.99998842592592592", 1439 },
        { "1", 1440 },
        { "1.0", 1440 },
        { "1.5", -1 },
        { "8", -1 },
        { "-0.5", -1 },
        { "0.", -1 },
        { "", -1 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        int16_t got = -1;
        (void)day_fraction_parse(fire_text_of(cases[i].text), &got);
        CHECK(got == cases[i].minute, "'%s' gave %d", cases[i].text, got);
    }
}

static void test_period(void)
{
    static const struct {
        const char *text;
        const char *first; /* NULL: not a period */
        const char *last;
    } cases[] = {
        { "2023", "2023-01-01", "2023-12-31" },
        { "năm 2023", "2023-01-01", "2023-12-31" },
        { "2023-H1", "2023-01-01", "2023-06-30" },
        { "2023-07", "2023-07-01", "2023-07-31" },
        { "tháng 7/2023", "2023-07-01", "2023-07-31" },
        { "Tháng 07 năm 2023", "2023-07-01", "2023-07-31" },
        { "7/2023", "2023-07-01", "2023-07-31" },
        { "quý III/2023", "2023-07-01", "2023-09-30" },
        { "Quý IV năm 2023", "2023-10-01", "2023-12-31" },
        { "quý 2/2023", "2023-04-01", "2023-06-30" },
        { "Q1 2023", "2023-01-01", "2023-03-31" },
        { "6 tháng đầu năm 2023", "2023-01-01", "2023-06-30" },
        { "9 tháng năm 2023", "2023-01-01", "2023-09-30" },
        { "tháng 13/2023", NULL, NULL },
        { "quý V/2023", NULL, NULL },
        { "năm nay", NULL, NULL },
        { "20233", NULL, NULL },
        { "năm 202", NULL, NULL },
        { "", NULL, NULL },
    };
    const struct fire_calendar *calendar;
    CHECK_OR_RETURN(fire_calendar_find("calendar", &calendar, NULL) == FIRE_OK, "no calendar");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_window got;
        char first[11];
        char last[11];
        const bool ok = period_parse(fire_text_of(cases[i].text), calendar, scratch, &got);
        CHECK(ok == (cases[i].first != NULL), "'%s'", cases[i].text);
        if (!ok || cases[i].first == NULL) continue;
        fire_day_to_iso(got.first_day, first);
        fire_day_to_iso(got.last_day, last);
        CHECK(strcmp(first, cases[i].first) == 0 && strcmp(last, cases[i].last) == 0,
              "'%s' gave %s..%s", cases[i].text, first, last);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_number),          CHECK_TEST(test_number_units),
        CHECK_TEST(test_number_evidence), CHECK_TEST(test_time),
        CHECK_TEST(test_moment),          CHECK_TEST(test_by_order),
        CHECK_TEST(test_month_and_year),  CHECK_TEST(test_day_number),
        CHECK_TEST(test_day_fraction),    CHECK_TEST(test_period),
    };
    scratch = fire_arena_create();
    const int status = CHECK_MAIN(tests);
    fire_arena_free(scratch);
    return status;
}
