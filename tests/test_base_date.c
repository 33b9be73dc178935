/* test_base_date.c - every day of five centuries, and the days that do not exist. */
#include "check.h"
#include "firestat/date.h"

#include <string.h>

/* The calendar once more, the slow and obvious way: one day after the other. */
static void test_every_day(void)
{
    struct fire_civil expected = { 1800, 1, 1 };
    int32_t weekday = 3; /* 1800-01-01 was a Wednesday */
    for (int32_t day = FIRE_DAY_FIRST; day <= FIRE_DAY_LAST; day++) {
        const struct fire_civil civil = fire_civil_from_day(day);
        int32_t back = 0;
        CHECK_OR_RETURN(civil.year == expected.year && civil.month == expected.month &&
                            civil.day == expected.day,
                        "day %d gave %d-%d-%d", day, civil.year, civil.month, civil.day);
        CHECK_OR_RETURN(fire_day_from_civil(civil, &back) && back == day, "day %d", day);
        CHECK_OR_RETURN(fire_weekday(day) == weekday, "day %d", day);

        weekday = weekday % 7 + 1;
        expected.day++;
        if (expected.day > fire_days_in_month(expected.year, expected.month)) {
            expected.day = 1;
            expected.month++;
        }
        if (expected.month > 12) {
            expected.month = 1;
            expected.year++;
        }
    }
    CHECK(expected.year == 2300 && expected.month == 1 && expected.day == 1, "ends in %d",
          expected.year);
}

static const struct {
    struct fire_civil civil;
    bool ok;
    int32_t day;
    int32_t weekday;
} civil_cases[] = {
    { { 1970, 1, 1 }, true, 0, 4 },
    { { 1969, 12, 31 }, true, -1, 3 },
    { { 1800, 1, 1 }, true, FIRE_DAY_FIRST, 3 },
    { { 2299, 12, 31 }, true, FIRE_DAY_LAST, 7 },
    { { 1799, 12, 31 }, false, 0, 0 },
    { { 2300, 1, 1 }, false, 0, 0 },
    { { 2000, 2, 29 }, true, 11016, 2 },
    { { 1900, 2, 29 }, false, 0, 0 },
    { { 2100, 2, 29 }, false, 0, 0 },
    { { 2023, 2, 29 }, false, 0, 0 },
    { { 2024, 2, 29 }, true, 19782, 4 },
    { { 2024, 2, 30 }, false, 0, 0 },
    { { 2024, 4, 31 }, false, 0, 0 },
    { { 2024, 7, 31 }, true, 19935, 3 },
    { { 2023, 12, 15 }, true, 19706, 5 },
    { { 2024, 0, 1 }, false, 0, 0 },
    { { 2024, 13, 1 }, false, 0, 0 },
    { { 2024, -1, 1 }, false, 0, 0 },
    { { 2024, 1, 0 }, false, 0, 0 },
    { { 2024, 1, -1 }, false, 0, 0 },
    { { 2024, 1, 32 }, false, 0, 0 },
    { { 0, 0, 0 }, false, 0, 0 },
    { { INT32_MAX, INT32_MAX, INT32_MAX }, false, 0, 0 },
    { { INT32_MIN, INT32_MIN, INT32_MIN }, false, 0, 0 },
};

static void test_awkward_days(void)
{
    for (size_t i = 0; i < CHECK_N(civil_cases); i++) {
        const struct fire_civil civil = civil_cases[i].civil;
        int32_t day = 4711;
        const bool ok = fire_day_from_civil(civil, &day);
        CHECK(ok == civil_cases[i].ok, "%d-%d-%d", civil.year, civil.month, civil.day);
        if (!ok) {
            CHECK(day == 4711, "%d-%d-%d touched out", civil.year, civil.month, civil.day);
            continue;
        }
        CHECK(day == civil_cases[i].day, "%d-%d-%d gave %d", civil.year, civil.month, civil.day,
              day);
        CHECK(fire_weekday(day) == civil_cases[i].weekday, "%d-%d-%d", civil.year, civil.month,
              civil.day);
    }
}

static const struct {
    int32_t year, month, days;
} month_cases[] = {
    { 1900, 2, 28 }, { 2000, 2, 29 }, { 2024, 2, 29 },  { 2025, 2, 28 },
    { 2100, 2, 28 }, { 2024, 4, 30 }, { 2024, 12, 31 }, { 2024, 1, 31 },
};

static void test_days_in_month(void)
{
    for (size_t i = 0; i < CHECK_N(month_cases); i++) {
        const int32_t days = fire_days_in_month(month_cases[i].year, month_cases[i].month);
        CHECK(days == month_cases[i].days, "%d-%d gave %d", month_cases[i].year,
              month_cases[i].month, days);
    }
}

static const struct {
    const char *text;
    bool ok;
    int32_t day;
} iso_cases[] = {
    { "2024-07-31", true, 19935 },
    { "1800-01-01", true, FIRE_DAY_FIRST },
    { "2299-12-31", true, FIRE_DAY_LAST },
    { "1970-01-01", true, 0 },
    { "", false, 0 },
    { "2024-07-3", false, 0 },
    { "2024-7-31", false, 0 },
    { "2024-07-311", false, 0 },
    { " 2024-07-31", false, 0 },
    { "2024-07-31 ", false, 0 },
    { "2024/07/31", false, 0 },
    { "31-07-2024", false, 0 },
    { "20240731", false, 0 },
    { "2024-02-30", false, 0 },
    { "2024-00-10", false, 0 },
    { "1799-12-31", false, 0 },
    { "2300-01-01", false, 0 },
    { "0000-00-00", false, 0 },
    { "+024-07-31", false, 0 },
    { "2024--7-31", false, 0 },
    { "2024-07- 1", false, 0 },
    { "20\xd9\xa2-07-31", false, 0 }, /* Arabic-Indic 2: two bytes, the size is right */
};

static void test_iso(void)
{
    for (size_t i = 0; i < CHECK_N(iso_cases); i++) {
        const char *text = iso_cases[i].text;
        int32_t day = 4711;
        const bool ok = fire_day_from_iso(text, (int64_t)strlen(text), &day);
        CHECK(ok == iso_cases[i].ok, "'%s'", text);
        CHECK(day == (ok ? iso_cases[i].day : 4711), "'%s' gave %d", text, day);
        if (!ok) continue;

        char back[11];
        fire_day_to_iso(day, back);
        CHECK(strcmp(back, text) == 0, "'%s' came back as '%s'", text, back);
    }
    int32_t day = 4711;
    CHECK(!fire_day_from_iso(NULL, 0, &day) && day == 4711, "no text");
    CHECK(!fire_day_from_iso("2024-07\0"
                             "31",
                             10, &day),
          "a NUL inside");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_every_day),
        CHECK_TEST(test_awkward_days),
        CHECK_TEST(test_days_in_month),
        CHECK_TEST(test_iso),
    };
    return CHECK_MAIN(tests);
}
