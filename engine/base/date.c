/* date.c - the Gregorian calendar by counting.
 *
 * Years are counted from 1 March, so that the leap day is the last day of its year and the
 * months before it have one pattern: (153 * m + 2) / 5 days lie before month m, with March
 * as 0. The range is small and starts after year 0, so no division meets a negative number
 * and 32 bits are enough. */
#include "firestat/date.h"

#include <assert.h>

enum {
    FIRST_YEAR = 1800,
    LAST_YEAR = 2299,
    DAYS_IN_400_YEARS = 146097,
    DAYS_BEFORE_1970 = 719468, /* from 0000-03-01 to 1970-01-01 */
};

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t fire_days_in_month(int32_t year, int32_t month)
{
    static const int8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

bool fire_day_from_civil(struct fire_civil civil, int32_t *out_day)
{
    if (civil.year < FIRST_YEAR || civil.year > LAST_YEAR) return false;
    if (civil.month < 1 || civil.month > 12) return false;
    if (civil.day < 1 || civil.day > fire_days_in_month(civil.year, civil.month)) return false;

    const int32_t year = civil.month > 2 ? civil.year : civil.year - 1;
    const int32_t month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
    *out_day = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
               civil.day - 1 - DAYS_BEFORE_1970;
    return true;
}

struct fire_civil fire_civil_from_day(int32_t day)
{
    assert(day >= FIRE_DAY_FIRST && day <= FIRE_DAY_LAST);

    const int32_t since_0000 = day + DAYS_BEFORE_1970;
    const int32_t era = since_0000 / DAYS_IN_400_YEARS;
    const int32_t in_era = since_0000 % DAYS_IN_400_YEARS;
    /* Take out the leap days passed so far, and what is left divides by 365: one in 1460
     * days (not 1461: the leap day ends its year), less the century's, plus the era's. */
    const int32_t year_in_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) /
                                365;
    const int32_t in_year = in_era - (365 * year_in_era + year_in_era / 4 - year_in_era / 100);
    const int32_t month = (5 * in_year + 2) / 153;

    return (struct fire_civil){
        .year = era * 400 + year_in_era + (month >= 10 ? 1 : 0),
        .month = month < 10 ? month + 3 : month - 9,
        .day = in_year - (153 * month + 2) / 5 + 1,
    };
}

int32_t fire_weekday(int32_t day)
{
    const int32_t since_monday = (day % 7 + 7 + 3) % 7; /* 1970-01-01 was a Thursday */
    return since_monday + 1;
}

static bool parse_digits(const char *text, int n_digits, int32_t *out)
{
    int32_t number = 0;
    for (int i = 0; i < n_digits; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        number = number * 10 + (text[i] - '0');
    }
    *out = number;
    return true;
}

bool fire_day_from_iso(const char *text, int64_t size_bytes, int32_t *out_day)
{
    if (size_bytes != 10 || text[4] != '-' || text[7] != '-') return false;

    struct fire_civil civil;
    return parse_digits(text, 4, &civil.year) && parse_digits(text + 5, 2, &civil.month) &&
           parse_digits(text + 8, 2, &civil.day) && fire_day_from_civil(civil, out_day);
}

static void put_digits(char *out, int n_digits, int32_t number)
{
    for (int i = n_digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

void fire_day_to_iso(int32_t day, char out[11])
{
    const struct fire_civil civil = fire_civil_from_day(day);
    put_digits(out, 4, civil.year);
    out[4] = '-';
    put_digits(out + 5, 2, civil.month);
    out[7] = '-';
    put_digits(out + 8, 2, civil.day);
    out[10] = '\0';
}
