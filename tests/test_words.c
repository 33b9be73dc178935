/* test_words.c - numbers as text in both languages, and units of money. The texts themselves
 * are looked at in test_messages.c. */
#include "check.h"
#include "firestat/words.h"

#include <locale.h>
#include <string.h>

static const struct {
    int64_t number;
    int32_t scale;
    int32_t decimals;
    const char *vietnamese;
    const char *english;
} numbers[] = {
    { 0, 0, 0, "0", "0" },
    { 0, 0, -1, "0", "0" },
    { 7, 0, 0, "7", "7" },
    { 999, 0, 0, "999", "999" },
    { 1000, 0, 0, "1.000", "1,000" },
    { 1234567, 0, -1, "1.234.567", "1,234,567" },
    { -1, 0, 0, "−1", "−1" },
    { -1000, 0, 0, "−1.000", "−1,000" },
    { 12345, 1, -1, "1.234,5", "1,234.5" },
    { 12345, 1, 0, "1.235", "1,235" }, /* a half goes away from zero */
    { -12345, 1, 0, "−1.235", "−1,235" },
    { 12344, 1, 0, "1.234", "1,234" },
    { -94, 1, 0, "−9", "−9" },
    { 9375, 3, 2, "9,38", "9.38" }, /* 15/160: -9,375 % is a tie */
    { -9375, 3, 2, "−9,38", "−9.38" },
    { 39348, 3, 1, "39,3", "39.3" }, /* not 39,4 by way of 39,35 */
    { 999999, 3, 2, "1.000,00", "1,000.00" },
    { 5, 1, 0, "1", "1" },
    { 4, 1, 0, "0", "0" },
    { -4, 1, 0, "0", "0" }, /* no minus before a zero */
    { -4, 3, 2, "0,00", "0.00" },
    { -5, 1, 0, "−1", "−1" },
    { 1, 9, -1, "0,000000001", "0.000000001" },
    { -1, 9, -1, "−0,000000001", "−0.000000001" },
    { 1, 9, 2, "0,00", "0.00" },
    { 12500000000, 9, -1, "12,5", "12.5" },
    { 12000000000, 9, -1, "12", "12" },
    { 1000000000, 9, 1, "1,0", "1.0" },
    { 31, 0, 1, "31,0", "31.0" }, /* more places than it has */
    { 315, 1, 3, "31,500", "31.500" },
    { INT64_MAX, 0, 0, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807" },
    { INT64_MIN, 0, 0, "−9.223.372.036.854.775.808", "−9,223,372,036,854,775,808" },
    { INT64_MAX, 0, 9, "9.223.372.036.854.775.807,000000000",
      "9,223,372,036,854,775,807.000000000" },
    { INT64_MIN, 9, -1, "−9.223.372.036,854775808", "−9,223,372,036.854775808" },
    { INT64_MAX, 9, 0, "9.223.372.037", "9,223,372,037" },
    { INT64_MIN, 18, 0, "−9", "−9" },
    { INT64_MAX, 19, 0, "1", "1" },
    { INT64_MAX, 20, 0, "0", "0" },
    { INT64_MIN, 30, -1, "−0,000000000009223372036854775808",
      "−0.000000000009223372036854775808" },
};

static void test_number_text(void)
{
    for (size_t i = 0; i < CHECK_N(numbers); i++) {
        char out[FIRE_NUMBER_BYTES];
        fire_number_text(FIRE_VIETNAMESE, numbers[i].number, numbers[i].scale,
                         numbers[i].decimals, out);
        CHECK(strcmp(out, numbers[i].vietnamese) == 0, "'%s', not '%s'", out,
              numbers[i].vietnamese);
        fire_number_text(FIRE_ENGLISH, numbers[i].number, numbers[i].scale, numbers[i].decimals,
                         out);
        CHECK(strcmp(out, numbers[i].english) == 0, "'%s', not '%s'", out, numbers[i].english);
    }
}

static void test_number_plain(void)
{
    static const struct {
        int64_t number;
        int32_t scale;
        const char *text;
    } rows[] = {
        { 0, 0, "0" },
        { 0, 9, "0" },
        { 12345, 1, "1234.5" },
        { -12345, 1, "-1234.5" },
        { 1234500, 3, "1234.5" },
        { 1234000, 3, "1234" },
        { 1000, 0, "1000" }, /* zeros before the point stay */
        { -5, 1, "-0.5" },
        { 1, 9, "0.000000001" },
        { INT64_MAX, 0, "9223372036854775807" },
        { INT64_MIN, 0, "-9223372036854775808" },
        { INT64_MIN, 9, "-9223372036.854775808" },
        { INT64_MAX, 19, "0.9223372036854775807" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        char out[FIRE_NUMBER_BYTES];
        fire_number_plain(rows[i].number, rows[i].scale, out);
        CHECK(strcmp(out, rows[i].text) == 0, "'%s', not '%s'", out, rows[i].text);
    }
}

static void test_percent_text(void)
{
    static const struct {
        int64_t percent;
        int32_t decimals;
        const char *vietnamese;
        const char *english;
    } rows[] = {
        { -105, 1, "−10,5%", "−10.5%" },
        { 30, 1, "+3,0%", "+3.0%" },
        { 0, 1, "0,0%", "0.0%" },
        { 0, 0, "0%", "0%" },
        { 1, 1, "+0,1%", "+0.1%" },
        { -938, 2, "−9,38%", "−9.38%" },
        { 123456, 1, "+12.345,6%", "+12,345.6%" },
        { INT64_MIN, 4, "−922.337.203.685.477,5808%", "−922,337,203,685,477.5808%" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        char out[FIRE_NUMBER_BYTES];
        fire_percent_text(FIRE_VIETNAMESE, rows[i].percent, rows[i].decimals, out);
        CHECK(strcmp(out, rows[i].vietnamese) == 0, "'%s', not '%s'", out, rows[i].vietnamese);
        fire_percent_text(FIRE_ENGLISH, rows[i].percent, rows[i].decimals, out);
        CHECK(strcmp(out, rows[i].english) == 0, "'%s', not '%s'", out, rows[i].english);
    }
}

static void test_day_text(void)
{
    static const struct {
        struct fire_civil civil;
        const char *text;
    } rows[] = {
        { { 2024, 12, 31 }, "31/12/2024" }, { { 2024, 2, 29 }, "29/02/2024" },
        { { 1970, 1, 1 }, "01/01/1970" },   { { 1800, 1, 1 }, "01/01/1800" },
        { { 2299, 12, 31 }, "31/12/2299" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        int32_t day = 0;
        char out[FIRE_NUMBER_BYTES];
        CHECK(fire_day_from_civil(rows[i].civil, &day), "%s", rows[i].text);
        fire_day_text(day, out);
        CHECK(strcmp(out, rows[i].text) == 0, "'%s', not '%s'", out, rows[i].text);
    }
}

static void test_money_unit(void)
{
    static const struct {
        const char *currency;
        int32_t scale;
        int64_t max_abs;
        int32_t power;
        const char *vietnamese;
        const char *english;
    } rows[] = {
        { "VND", 0, 0, 0, "đồng", "dong" },
        { "VND", 0, -5, 0, "đồng", "dong" },
        { "VND", 0, 999999, 0, "đồng", "dong" },
        { "VND", 0, 1000000, 6, "triệu đồng", "million dong" },
        { "VND", 0, 999999999, 6, "triệu đồng", "million dong" },
        { "VND", 0, 1000000000, 9, "tỷ đồng", "billion dong" },
        { "VND", 0, 1498000000000, 9, "tỷ đồng", "billion dong" }, /* 2015: 1.498 tỷ */
        { "VND", 0, INT64_MAX, 9, "tỷ đồng", "billion dong" },
        { "USD", 2, 99999, 0, "USD", "USD" }, /* 999.99 */
        { "USD", 2, 100000, 3, "nghìn USD", "thousand USD" },
        { "USD", 2, 99999999, 3, "nghìn USD", "thousand USD" },
        { "USD", 2, 100000000, 6, "triệu USD", "million USD" },
        { "USD", 2, 99999999999, 6, "triệu USD", "million USD" },
        { "USD", 2, INT64_MAX, 9, "tỷ USD", "billion USD" },
        { "KRW", 0, 783946765000, 9, "tỷ KRW", "billion KRW" }, /* all fires of 2024 */
        { "A currency with a name nobody could have foreseen", 0, 1000000, 6,
          "triệu A currency with a name nobody could have f",
          "million A currency with a name nobody could hav" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        struct fire_money_unit unit = fire_money_unit_of(FIRE_VIETNAMESE, rows[i].currency,
                                                         rows[i].max_abs, rows[i].scale);
        CHECK(unit.power == rows[i].power, "row %zu: %d", i, unit.power);
        CHECK(strncmp(unit.name, rows[i].vietnamese, sizeof unit.name - 1) == 0, "'%s'",
              unit.name);
        unit = fire_money_unit_of(FIRE_ENGLISH, rows[i].currency, rows[i].max_abs,
                                  rows[i].scale);
        CHECK(strcmp(unit.name, rows[i].english) == 0, "'%s'", unit.name);
    }

    char out[FIRE_NUMBER_BYTES]; /* 374,42 tỷ, as 2021 was printed */
    fire_number_text(FIRE_VIETNAMESE, 374420000000, 0 + 9, 2, out);
    CHECK(strcmp(out, "374,42") == 0, "'%s'", out);
}

static void test_language(void)
{
    fire_language language = FIRE_ENGLISH;
    CHECK(fire_language_of("vi", &language) && language == FIRE_VIETNAMESE, "vi");
    CHECK(fire_language_of("en", &language) && language == FIRE_ENGLISH, "en");
    CHECK(!fire_language_of("EN", &language) && language == FIRE_ENGLISH, "untouched");
    CHECK(!fire_language_of("", &language) && !fire_language_of(NULL, &language), "nothing");
}

/* The locale of the process has no say, whichever of these the machine has. */
static void test_locale(void)
{
    static const char *const locales[] = { "vi_VN.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "C" };
    for (size_t i = 0; i < CHECK_N(locales); i++) {
        if (setlocale(LC_ALL, locales[i]) == NULL) continue;
        test_number_text();
        test_number_plain();
        test_percent_text();
    }
}

/* A day of two periods, days of none, no change about here. */
static const struct {
    const char *calendar;
    fire_language language;
    const char *period;
    const char *text; /* NULL: nothing to say */
} changes[] = {
    { "vn-report", FIRE_VIETNAMESE, "2019",
      "Lịch đổi quy định: ngày 15/12/2019 thuộc cả kỳ 2019-12 và kỳ 2020-01, chỉ tính một lần "
      "vào kỳ 2020-01." },
    { "vn-report", FIRE_ENGLISH, "2020-Q1",
      "The calendar's rule changed: 15/12/2019 is in both 2019-12 and 2020-01; it counts once, "
      "in 2020-01." },
    { "vn-report", FIRE_ENGLISH, "2020-Q2", NULL },
    { "vn-report", FIRE_ENGLISH, "2018", NULL },
    { "x=07-01,1976-10-01:10-01", FIRE_ENGLISH, "1976",
      "The calendar's rule changed: the days 01/07/1976 to 30/09/1976 are in neither 1976-12 nor "
      "1977-01; they count in 1976-12." },
    { "x=12-15,2029-12-16:12-16", FIRE_VIETNAMESE, "2030",
      "Lịch đổi quy định: ngày 15/12/2029 không thuộc kỳ 2029-12 cũng không thuộc kỳ 2030-01, "
      "được tính vào kỳ 2029-12." },
    { "x=01-01,2019-12-15:12-15", FIRE_ENGLISH, "2019",
      "The calendar's rule changed: the days 15/12/2019 to 31/12/2019 are in both 2019-12 and "
      "2020-01; they count once, in 2020-01." },
};

static void test_calendar_change(void)
{
    struct fire_arena *arena = fire_arena_create();
    CHECK_OR_RETURN(arena != NULL, "no memory");
    for (size_t i = 0; i < CHECK_N(changes); i++) {
        const struct fire_calendar *calendar = NULL;
        struct fire_window window = { 0, 0 };
        char out[FIRE_CHANGE_BYTES] = "untouched";
        CHECK_OR_RETURN(
            fire_calendar_open(changes[i].calendar, arena, &calendar, NULL) == FIRE_OK &&
                fire_calendar_parse(calendar, fire_text_of(changes[i].period), &window, NULL) ==
                    FIRE_OK,
            "row %zu", i);
        const bool says = fire_calendar_change_text(changes[i].language, calendar, 0, window,
                                                    out);
        CHECK(says == (changes[i].text != NULL), "row %zu", i);
        CHECK(strcmp(out, says ? changes[i].text : "untouched") == 0, "row %zu: %s", i, out);
    }
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_number_text),  CHECK_TEST(test_number_plain),
        CHECK_TEST(test_percent_text), CHECK_TEST(test_day_text),
        CHECK_TEST(test_money_unit),   CHECK_TEST(test_language),
        CHECK_TEST(test_locale),       CHECK_TEST(test_calendar_change),
    };
    return CHECK_MAIN(tests);
}
