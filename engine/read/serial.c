/* serial.c - Excel's day numbers, and the ISO text of ODS, as one kind of text.
 *
 * Excel counts 1900-01-01 as day 1 and, after Lotus 1-2-3, believes in 1900-02-29. So days
 * before it are one day off from those after, and the one that never was has no text. A
 * workbook from an old Macintosh counts from 1904-01-01 as day 0 and has no such day.
 *
 * A time is the fraction of a day, stored as a double: 23:59:59 comes as .99998842592592592
 * and 8:00 as .33333333333333331. Rounding to the second before anything is cut off is what
 * keeps the one from being the next day and the other from being 7:59. It is done in whole
 * numbers, on the decimal digits.
 *
 * fire_civil_from_day keeps to the years we count incidents in; a workbook may hold any day
 * to 9999-12-31 ("no end"), which is text here and judged later. So days become text by a
 * counting of their own. */
#include "serial.h"

#include <assert.h>
#include <string.h>

enum {
    DAY_SECONDS = 86400,
    DAYS_TO_1900 = 693899,   /* from 0000-03-01 to 1899-12-30, day 0 from day 61 on  */
    DAYS_TO_1904 = 695361,   /* to 1904-01-01                                         */
    DAYS_TO_10000 = 3652365, /* to 10000-01-01                                        */
    DAYS_IN_400_YEARS = 146097,
    PHANTOM_DAY = 60,
    ELAPSED_DAYS_MAX = 1000000,
};

/* A place in time before it is text: whole days and the second of the day. */
struct moment {
    int64_t day;
    int64_t second; /* 0..86399 */
};

/* A decimal >= 0 as days and seconds, rounded half up; false: not below 10^7 days. */
static bool split_days(struct decimal decimal, struct moment *out)
{
    int64_t whole = decimal.digits;
    int64_t part = 0;
    int64_t part_of = 1; /* the fraction is part / part_of */
    for (int32_t e = decimal.exponent; e < 0; e++) {
        if (part_of < INT64_C(10000000000000)) { /* 10^13: a 10^-8 s, and no overflow below */
            part += whole % 10 * part_of;
            part_of *= 10;
        } else {
            part = part / 10 + whole % 10 * (part_of / 10);
        }
        whole /= 10;
        if (whole == 0 && part == 0) break;
    }
    for (int32_t e = decimal.exponent; e > 0; e--) {
        if (whole > 10000000) return false;
        whole *= 10;
    }
    if (whole >= 10000000) return false;
    const int64_t seconds = (part * DAY_SECONDS + part_of / 2) / part_of;
    *out = (struct moment){ whole + seconds / DAY_SECONDS, seconds % DAY_SECONDS };
    return true;
}

static size_t put_number(char out[], int64_t number, int n_digits)
{
    int64_t rest = number;
    for (int i = n_digits - 1; i >= 0; i--, rest /= 10)
        out[i] = (char)('0' + rest % 10);
    assert(rest == 0);
    return (size_t)n_digits;
}

/* `since_0000` counts days from 0000-03-01; see base/date.c for the pattern of the months. */
static size_t put_day(char out[], int64_t since_0000)
{
    const int64_t in_era = since_0000 % DAYS_IN_400_YEARS;
    const int64_t year_in_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) /
                                365;
    const int64_t in_year = in_era - (365 * year_in_era + year_in_era / 4 - year_in_era / 100);
    const int64_t month = (5 * in_year + 2) / 153;
    const int64_t year = since_0000 / DAYS_IN_400_YEARS * 400 + year_in_era;

    size_t size = put_number(out, month >= 10 ? year + 1 : year, 4);
    out[size++] = '-';
    size += put_number(out + size, month < 10 ? month + 3 : month - 9, 2);
    out[size++] = '-';
    return size + put_number(out + size, in_year - (153 * month + 2) / 5 + 1, 2);
}

static size_t put_time(char out[], int64_t seconds)
{
    const int64_t hours = seconds / 3600;
    int n_digits = 2;
    for (int64_t rest = hours / 100; rest > 0; rest /= 10)
        n_digits++;
    size_t size = 0;
    out[size++] = 'T';
    size += put_number(out + size, hours, n_digits);
    out[size++] = ':';
    size += put_number(out + size, seconds / 60 % 60, 2);
    out[size++] = ':';
    return size + put_number(out + size, seconds % 60, 2);
}

size_t elapsed_write(struct decimal days, char out[MOMENT_TEXT_BYTES])
{
    struct moment moment;
    if (days.negative || !split_days(days, &moment) || moment.day >= ELAPSED_DAYS_MAX) return 0;
    return put_time(out, moment.day * DAY_SECONDS + moment.second);
}

/* Whether the number is a time without a day: below 1, or the 1 that 24:00 is stored as.
 * 0.999999 rounds up to that 24:00 as well. In a cell that shows days, a whole 0 is one. */
static bool has_no_day(struct decimal serial, struct moment moment, unsigned shown,
                       bool from_1904)
{
    if ((shown & MOMENT_DAY) == 0)
        return moment.day == 0 || (moment.day == 1 && moment.second == 0);
    return !from_1904 && moment.day == 0 && serial.digits != 0;
}

size_t serial_write(struct decimal serial, unsigned shown, bool from_1904,
                    char out[MOMENT_TEXT_BYTES])
{
    struct moment moment;
    if (serial.negative || !split_days(serial, &moment)) return 0;
    if (has_no_day(serial, moment, shown, from_1904))
        return put_time(out, moment.day * DAY_SECONDS + moment.second);

    int64_t since_0000 = moment.day + DAYS_TO_1904;
    if (!from_1904) {
        if (moment.day == 0 || moment.day == PHANTOM_DAY) return 0;
        since_0000 = moment.day + DAYS_TO_1900 + (moment.day < PHANTOM_DAY ? 1 : 0);
    }
    if (since_0000 >= DAYS_TO_10000) return 0;
    size_t size = put_day(out, since_0000);
    if (moment.second != 0 || (shown & MOMENT_TIME) != 0)
        size += put_time(out + size, moment.second);
    return size;
}

/* Text being read from its front. */
struct cursor {
    const char *at;
    const char *end;
};

static bool take(struct cursor *cursor, char byte)
{
    if (cursor->at == cursor->end || *cursor->at != byte) return false;
    cursor->at++;
    return true;
}

/* A number of at most max_digits digits. */
static bool take_number(struct cursor *cursor, int min_digits, int max_digits, int64_t *out)
{
    int64_t number = 0;
    int n_digits = 0;
    for (; cursor->at < cursor->end && n_digits < max_digits; cursor->at++, n_digits++) {
        if (*cursor->at < '0' || *cursor->at > '9') break;
        number = number * 10 + (*cursor->at - '0');
    }
    if (n_digits < min_digits) return false;
    *out = number;
    return true;
}

/* ".9999": whether it rounds up, and it may be absent. */
static bool take_fraction(struct cursor *cursor, bool *rounds_up)
{
    *rounds_up = false;
    if (!take(cursor, '.') && !take(cursor, ',')) return true;
    *rounds_up = cursor->at < cursor->end && *cursor->at >= '5';
    int64_t digits = 0;
    if (!take_number(cursor, 1, 1, &digits)) return false;
    while (take_number(cursor, 1, 1, &digits))
        continue;
    return true;
}

/* "08:15", "08:15:59.9" as seconds rounded, at most 24:00:00. */
static bool take_time(struct cursor *cursor, int64_t *out_seconds)
{
    int64_t hour = 0;
    int64_t minute = 0;
    int64_t second = 0;
    bool rounds_up = false;
    if (!take_number(cursor, 2, 2, &hour) || !take(cursor, ':') ||
        !take_number(cursor, 2, 2, &minute))
        return false;
    if (take(cursor, ':') &&
        (!take_number(cursor, 2, 2, &second) || !take_fraction(cursor, &rounds_up)))
        return false;
    const int64_t seconds = hour * 3600 + minute * 60 + second + (rounds_up ? 1 : 0);
    if (minute > 59 || second > 59 || seconds > DAY_SECONDS) return false;
    *out_seconds = seconds;
    return true;
}

/* Days from 0000-03-01, or false: no such day of the years 1 to 9999. */
static bool take_day(struct cursor *cursor, int64_t *out)
{
    static const int8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int64_t year = 0;
    int64_t month = 0;
    int64_t day = 0;
    if (!take_number(cursor, 4, 4, &year) || !take(cursor, '-') ||
        !take_number(cursor, 2, 2, &month) || !take(cursor, '-') ||
        !take_number(cursor, 2, 2, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > days[month - 1] + (month == 2 && leap ? 1 : 0)) return false;

    const int64_t y = month > 2 ? year : year - 1;
    const int64_t m = month > 2 ? month - 3 : month + 9;
    *out = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
    return true;
}

size_t iso_moment_write(struct fire_text_view text, char out[MOMENT_TEXT_BYTES])
{
    struct cursor cursor = { text.bytes, text.bytes + text.size_bytes };
    const bool has_day = text.size_bytes >= 5 && text.bytes[4] == '-';
    int64_t day = 0;
    int64_t seconds = 0;
    if (has_day && !take_day(&cursor, &day)) return 0;
    const bool has_time = take(&cursor, 'T') || !has_day;
    if (has_time && !take_time(&cursor, &seconds)) return 0;
    (void)take(&cursor, 'Z');
    if (cursor.at != cursor.end) return 0;

    if (!has_day) return put_time(out, seconds);
    day += seconds / DAY_SECONDS; /* 23:59:59.9999999 of a double is the next midnight */
    if (day >= DAYS_TO_10000) return 0;
    const size_t size = put_day(out, day);
    return has_time ? size + put_time(out + size, seconds % DAY_SECONDS) : size;
}

size_t duration_write(struct fire_text_view text, char out[MOMENT_TEXT_BYTES])
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = { { 'H', 3600 }, { 'M', 60 }, { 'S', 1 } };

    struct cursor cursor = { text.bytes, text.bytes + text.size_bytes };
    if (!take(&cursor, 'P') || !take(&cursor, 'T')) return 0;
    int64_t seconds = 0;
    size_t n_units = 0;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const struct cursor before = cursor;
        int64_t number = 0;
        bool rounds_up = false;
        if (!take_number(&cursor, 1, 7, &number)) break;
        if (units[i].unit == 'S' && !take_fraction(&cursor, &rounds_up)) return 0;
        if (!take(&cursor, units[i].unit)) {
            cursor = before; /* "PT5M": five of the next unit */
            continue;
        }
        seconds += number * units[i].seconds + (rounds_up ? 1 : 0);
        n_units++;
    }
    if (n_units == 0 || cursor.at != cursor.end) return 0;
    return put_time(out, seconds);
}
