/* parse.c - the text of a period: the counterpart of fire_calendar_label, and ranges.
 *
 * Every form but Tết starts with a year of four digits; what follows the dash tells which it
 * is. */
#include "firestat/period.h"

#include "rule.h"

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

/* A run of units with its days. */
static struct fire_period run_of(const struct fire_calendar *calendar, fire_period_unit unit,
                                 int32_t first, int32_t last)
{
    return (struct fire_period){
        .kind = FIRE_PERIOD_UNITS,
        .unit = unit,
        .first = first,
        .last = last,
        .window = { fire_calendar_window(calendar, unit, first).first_day,
                    fire_calendar_window(calendar, unit, last).last_day },
    };
}

/* The ISO week of a year; 4 January is in the first one and 28 December in the last. */
static bool parse_week(const struct fire_calendar *calendar, int32_t year, int32_t number,
                       struct fire_period *out)
{
    int32_t in_first = 0;
    int32_t in_last = 0;
    if (!fire_day_from_civil((struct fire_civil){ year, 1, 4 }, &in_first)) return false;
    if (!fire_day_from_civil((struct fire_civil){ year, 12, 28 }, &in_last)) return false;
    const int32_t first = fire_calendar_period(calendar, FIRE_UNIT_WEEK, in_first);
    const int32_t last = fire_calendar_period(calendar, FIRE_UNIT_WEEK, in_last);
    if (number < 1 || number > last - first + 1) return false;
    *out = run_of(calendar, FIRE_UNIT_WEEK, first + number - 1, first + number - 1);
    return true;
}

/* What stands behind the year and its dash: "H1", "Q3", "W05", "07", "9M". */
static bool parse_part_of_year(const struct fire_calendar *calendar, int32_t year,
                               struct fire_text_view part, struct fire_period *out)
{
    const int32_t january = year * 12; /* the year's first month, wherever it lies */
    int32_t number = 0;
    if (parse_digits(part, 2, &number)) {
        if (number < 1 || number > 12) return false;
        *out = run_of(calendar, FIRE_UNIT_MONTH, january + number - 1, january + number - 1);
        return true;
    }
    if (part.size_bytes < 2) return false;

    const size_t last = part.size_bytes - 1;
    if (part.bytes[last] == 'M' && last <= 2 &&
        parse_digits(text_part(part, 0, last), last, &number)) {
        if (number < 1 || number > 12) return false;
        *out = run_of(calendar, FIRE_UNIT_MONTH, january, january + number - 1);
        return true;
    }
    const char letter = part.bytes[0];
    if (letter == 'W' && parse_digits(text_part(part, 1, part.size_bytes), 2, &number))
        return parse_week(calendar, year, number, out);

    if (letter != 'H' && letter != 'Q') return false;
    const fire_period_unit unit = letter == 'H' ? FIRE_UNIT_HALF : FIRE_UNIT_QUARTER;
    const int32_t n_parts = 12 / calendar_unit_months(unit);
    if (!parse_digits(text_part(part, 1, part.size_bytes), 1, &number)) return false;
    if (number < 1 || number > n_parts) return false;
    *out = run_of(calendar, unit, year * n_parts + number - 1, year * n_parts + number - 1);
    return true;
}

static bool parse_one(const struct fire_calendar *calendar, struct fire_text_view text,
                      struct fire_period *out)
{
    struct fire_period period = { .kind = FIRE_PERIOD_DAYS };
    int32_t year = 0;
    int32_t day = 0;
    if (fire_day_from_iso(text.bytes, (int64_t)text.size_bytes, &day)) {
        period.window = (struct fire_window){ day, day };
    } else if (text.size_bytes < YEAR_DIGITS ||
               !parse_digits(text_part(text, 0, YEAR_DIGITS), YEAR_DIGITS, &year)) {
        return false;
    } else if (text.size_bytes == YEAR_DIGITS) {
        period = run_of(calendar, FIRE_UNIT_YEAR, year, year);
    } else if (text.bytes[YEAR_DIGITS] != '-' ||
               !parse_part_of_year(calendar, year,
                                   text_part(text, YEAR_DIGITS + 1, text.size_bytes),
                                   &period)) {
        return false;
    }
    /* none of its days can be kept, or a change of rule left the month out */
    if (period.window.first_day > period.window.last_day) return false;
    *out = period;
    return true;
}

/* From the start of one to the end of another: units where both are made of the same, months
 * where both are made of months, else days. */
static struct fire_period join(struct fire_period first, struct fire_period last)
{
    struct fire_period both = first;
    both.last = last.last;
    both.window.last_day = last.window.last_day;
    const bool are_units = first.kind == FIRE_PERIOD_UNITS && last.kind == FIRE_PERIOD_UNITS;
    if (are_units && first.unit == last.unit) return both;

    const int32_t n_first = calendar_unit_months(first.unit);
    const int32_t n_last = calendar_unit_months(last.unit);
    both.kind = are_units && n_first > 0 && n_last > 0 ? FIRE_PERIOD_UNITS : FIRE_PERIOD_DAYS;
    both.unit = FIRE_UNIT_MONTH;
    both.first = first.first * n_first;
    both.last = (last.last + 1) * n_last - 1;
    return both;
}

/* Where ".." starts, or size_bytes. */
static size_t find_dots(struct fire_text_view text)
{
    for (size_t i = 0; i + 1 < text.size_bytes; i++) {
        if (text.bytes[i] == '.' && text.bytes[i + 1] == '.') return i;
    }
    return text.size_bytes;
}

/* "5" mùng 5, "-2" two days before mùng 1, "29/12" and "5/1" by lunar day and month. */
static bool parse_lunar_day(struct fire_text_view text, struct fire_lunar_day *out)
{
    struct fire_lunar_day lunar = { FIRE_LUNAR_FIRST_MONTH, 0 };
    int32_t most = 29;
    size_t end = text.size_bytes;
    while (end > 0 && text.bytes[end - 1] != '/')
        end--;
    const struct fire_text_view month = text_part(text, end, text.size_bytes);
    if (end > 0 && fire_text_equal(month, fire_text_of("12"))) {
        lunar.part = FIRE_LUNAR_LAST_MONTH;
        most = 30;
    } else if (end > 0 && !fire_text_equal(month, fire_text_of("1"))) {
        return false;
    }
    if (end > 0) text.size_bytes = end - 1;
    if (end == 0 && text.size_bytes > 0 && text.bytes[0] == '-') {
        lunar.part = FIRE_LUNAR_BEFORE;
        text = text_part(text, 1, text.size_bytes);
    }
    if (text.size_bytes < 1 || text.size_bytes > 2) return false;
    if (!parse_digits(text, text.size_bytes, &lunar.day)) return false;
    if (lunar.day < 1 || lunar.day > most) return false;
    *out = lunar;
    return true;
}

#define TET "tet:"

/* "tet:2024" or "tet:2024:-2..5". */
static fire_status parse_tet(struct fire_text_view whole, struct fire_period *out,
                             struct fire_error *err)
{
    static const struct fire_tet_days usual = { { FIRE_LUNAR_BEFORE, 2 },
                                                { FIRE_LUNAR_FIRST_MONTH, 5 } };
    struct fire_period period = { .kind = FIRE_PERIOD_TET, .tet = usual };
    const int shown = (int)fire_text_cut(whole, 60);
    const struct fire_text_view text = text_part(whole, sizeof TET - 1, whole.size_bytes);
    int32_t year = 0;
    const size_t n_year = text.size_bytes < YEAR_DIGITS ? text.size_bytes : YEAR_DIGITS;
    bool ok = parse_digits(text_part(text, 0, n_year), YEAR_DIGITS, &year);
    if (ok && text.size_bytes > YEAR_DIGITS) {
        const struct fire_text_view ends = text_part(text, YEAR_DIGITS + 1, text.size_bytes);
        const size_t dots = find_dots(ends);
        ok = text.bytes[YEAR_DIGITS] == ':' && dots < ends.size_bytes &&
             parse_lunar_day(text_part(ends, 0, dots), &period.tet.first) &&
             parse_lunar_day(text_part(ends, dots + 2, ends.size_bytes), &period.tet.last);
    }
    if (!ok)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "'%.*s' is not a window about a lunar new year: tet:2024, "
                         "tet:2024:-2..5 (two days before mùng 1 to mùng 5), "
                         "tet:2024:29/12..5/1 (lunar day/month)",
                         shown, whole.bytes);
    if (year < FIRE_TET_FIRST || year > FIRE_TET_LAST)
        return fire_fail(
            err, FIRE_EVALUE, FIRE_NOWHERE,
            "the lunar new year of %d is not in the table, which goes from %d to %d", year,
            FIRE_TET_FIRST, FIRE_TET_LAST);
    period.first = period.last = year;
    period.window = fire_tet_window(year, period.tet);
    if (period.window.first_day > period.window.last_day)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%.*s' ends before it starts", shown,
                         whole.bytes);
    *out = period;
    return FIRE_OK;
}

fire_status fire_period_parse(const struct fire_calendar *calendar, struct fire_text_view text,
                              struct fire_period *out, struct fire_error *err)
{
    if (text.bytes == NULL) text = fire_text_of("");
    const size_t n_tet = sizeof TET - 1;
    if (text.size_bytes >= n_tet && memcmp(text.bytes, TET, n_tet) == 0)
        return parse_tet(text, out, err);

    const size_t dots = find_dots(text);
    const int shown = (int)fire_text_cut(text, 60);
    struct fire_period first = { 0 };
    struct fire_period last = { 0 };
    bool ok = parse_one(calendar, text_part(text, 0, dots), &first);
    if (dots == text.size_bytes)
        last = first;
    else if (ok)
        ok = parse_one(calendar, text_part(text, dots + 2, text.size_bytes), &last);

    if (!ok)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "'%.*s' is not a period: 2024, 2024-H1, 2024-Q3, 2024-9M, 2024-07, "
                         "2024-W05, 2024-07-31, two of these as in 2016..2020, or tet:2024",
                         shown, text.bytes);
    if (first.window.first_day > last.window.last_day)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%.*s' ends before it starts", shown,
                         text.bytes);
    *out = dots == text.size_bytes ? first : join(first, last);
    return FIRE_OK;
}

fire_status fire_calendar_parse(const struct fire_calendar *calendar,
                                struct fire_text_view text, struct fire_window *out,
                                struct fire_error *err)
{
    struct fire_period period = { 0 };
    FIRE_TRY(fire_period_parse(calendar, text, &period, err));
    *out = period.window;
    return FIRE_OK;
}
