/* parse.c - the text of a period: the counterpart of fire_calendar_label, and ranges.
 *
 * Every form starts with a year of four digits; what follows the dash tells which it is. */
#include "firestat/calendar.h"

#include <string.h>

#define YEAR_DIGITS 4

/* All of the text as one number of n_digits; false: something else is in it. */
static bool parse_digits(struct fire_text_view text, size_t n_digits, int32_t *out)
{
    if (text.size_bytes != n_digits) return false;
    int32_t number = 0;
    for (size_t i = 0; i < n_digits; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        number = number * 10 + (text.bytes[i] - '0');
    }
    *out = number;
    return true;
}

static struct fire_text_view text_part(struct fire_text_view text, size_t start, size_t end)
{
    return (struct fire_text_view){ text.bytes + start, end - start };
}

/* Months first..last of a year, 1..12 both. */
static struct fire_window months_of(const struct fire_calendar *calendar, int32_t year,
                                    int32_t first, int32_t last)
{
    const int32_t start = year * 12 - 1;
    return (struct fire_window){
        fire_calendar_window(calendar, FIRE_UNIT_MONTH, start + first).first_day,
        fire_calendar_window(calendar, FIRE_UNIT_MONTH, start + last).last_day
    };
}

/* The ISO week of a year; 4 January is in the first one and 28 December in the last. */
static bool parse_week(const struct fire_calendar *calendar, int32_t year, int32_t number,
                       struct fire_window *out)
{
    int32_t in_first = 0;
    int32_t in_last = 0;
    if (!fire_day_from_civil((struct fire_civil){ year, 1, 4 }, &in_first)) return false;
    if (!fire_day_from_civil((struct fire_civil){ year, 12, 28 }, &in_last)) return false;
    const int32_t first = fire_calendar_period(calendar, FIRE_UNIT_WEEK, in_first);
    const int32_t last = fire_calendar_period(calendar, FIRE_UNIT_WEEK, in_last);
    if (number < 1 || number > last - first + 1) return false;
    *out = fire_calendar_window(calendar, FIRE_UNIT_WEEK, first + number - 1);
    return true;
}

/* What stands behind the year and its dash: "H1", "Q3", "W05", "07", "9M". */
static bool parse_part_of_year(const struct fire_calendar *calendar, int32_t year,
                               struct fire_text_view part, struct fire_window *out)
{
    int32_t number = 0;
    if (parse_digits(part, 2, &number)) {
        if (number < 1 || number > 12) return false;
        *out = months_of(calendar, year, number, number);
        return true;
    }
    if (part.size_bytes < 2) return false;

    const size_t last = part.size_bytes - 1;
    if (part.bytes[last] == 'M' && last <= 2 &&
        parse_digits(text_part(part, 0, last), last, &number)) {
        if (number < 1 || number > 12) return false;
        *out = months_of(calendar, year, 1, number);
        return true;
    }
    const char letter = part.bytes[0];
    if (letter == 'W' && parse_digits(text_part(part, 1, part.size_bytes), 2, &number))
        return parse_week(calendar, year, number, out);

    const int32_t n_parts = letter == 'H' ? 2 : letter == 'Q' ? 4 : 0;
    if (!parse_digits(text_part(part, 1, part.size_bytes), 1, &number)) return false;
    if (number < 1 || number > n_parts) return false;
    const int32_t n_months = 12 / n_parts;
    *out = months_of(calendar, year, (number - 1) * n_months + 1, number * n_months);
    return true;
}

static bool parse_period(const struct fire_calendar *calendar, struct fire_text_view text,
                         struct fire_window *out)
{
    struct fire_window window = { 0, 0 };
    int32_t year = 0;
    int32_t day = 0;
    if (fire_day_from_iso(text.bytes, (int64_t)text.size_bytes, &day)) {
        window = (struct fire_window){ day, day };
    } else if (text.size_bytes < YEAR_DIGITS ||
               !parse_digits(text_part(text, 0, YEAR_DIGITS), YEAR_DIGITS, &year)) {
        return false;
    } else if (text.size_bytes == YEAR_DIGITS) {
        window = fire_calendar_window(calendar, FIRE_UNIT_YEAR, year);
    } else if (text.bytes[YEAR_DIGITS] != '-' ||
               !parse_part_of_year(calendar, year,
                                   text_part(text, YEAR_DIGITS + 1, text.size_bytes),
                                   &window)) {
        return false;
    }
    if (window.first_day > window.last_day) return false; /* none of its days can be kept */
    *out = window;
    return true;
}

/* Where ".." starts, or size_bytes. */
static size_t find_dots(struct fire_text_view text)
{
    for (size_t i = 0; i + 1 < text.size_bytes; i++) {
        if (text.bytes[i] == '.' && text.bytes[i + 1] == '.') return i;
    }
    return text.size_bytes;
}

fire_status fire_calendar_parse(const struct fire_calendar *calendar,
                                struct fire_text_view text, struct fire_window *out,
                                struct fire_error *err)
{
    if (text.bytes == NULL) text = fire_text_of("");
    const size_t dots = find_dots(text);
    const int shown = (int)fire_text_cut(text, 60);
    struct fire_window first = { 0, 0 };
    struct fire_window last = { 0, 0 };
    bool ok = parse_period(calendar, text_part(text, 0, dots), &first);
    if (dots == text.size_bytes)
        last = first;
    else if (ok)
        ok = parse_period(calendar, text_part(text, dots + 2, text.size_bytes), &last);

    if (!ok)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "'%.*s' is not a period: 2024, 2024-H1, 2024-Q3, 2024-9M, 2024-07, "
                         "2024-W05, 2024-07-31, or two of these as in 2016..2020",
                         shown, text.bytes);
    if (first.first_day > last.last_day)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%.*s' ends before it starts", shown,
                         text.bytes);
    *out = (struct fire_window){ first.first_day, last.last_day };
    return FIRE_OK;
}
