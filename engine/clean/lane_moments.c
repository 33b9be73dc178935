/* lane_moments.c - the usual case of days and times: ten bytes of digits and marks, and a clock. */
#include "strip.h"

#include <string.h>

static inline int32_t two_digits(const char *at)
{
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

/* "08:15", "8:15", "08:15:30", "08:15:30Z"; 24:00 is news. */
static inline bool read_clock(const char *at, size_t size, int16_t *out)
{
    if (size > 0 && at[size - 1] == 'Z') size--;
    const bool is_short = size == 4 || size == 7;
    const int32_t hour = is_short                 ? (is_digit(at[0]) ? at[0] - '0' : -1)
                         : size == 5 || size == 8 ? two_digits(at)
                                                  : -1;
    at += is_short ? 1 : 2;
    if (hour < 0 || hour > 23 || at[0] != ':') return false;
    const int32_t minute = two_digits(at + 1);
    if (minute < 0 || minute > 59) return false;
    if (size > 5) {
        const int32_t second = two_digits(at + 4);
        if (at[3] != ':' || second < 0 || second > 59) return false;
    }
    *out = (int16_t)(hour * 60 + minute);
    return true;
}

/* Ten bytes with a day: 2024-07-31, 31/07/2024.
 *   by_order   the plan's order of dates told which number is the month */
static bool read_day(const struct date_form *form, const char *at, int32_t *out, bool *by_order)
{
    struct fire_civil civil;
    *by_order = !is_digit(at[2]);
    if (!*by_order) {
        const int32_t century = two_digits(at);
        const int32_t rest = two_digits(at + 2);
        if (century < 0 || rest < 0 || (at[4] != '-' && at[4] != '/') || at[7] != at[4])
            return false;
        civil = (struct fire_civil){ century * 100 + rest, two_digits(at + 5),
                                     two_digits(at + 8) };
    } else {
        const int32_t century = two_digits(at + 6);
        const int32_t rest = two_digits(at + 8);
        const bool day_first = form->order == FIRE_DATES_DMY;
        if (century < 0 || rest < 0 || (at[2] != '/' && at[2] != '-' && at[2] != '.') ||
            at[5] != at[2] || (!day_first && form->order != FIRE_DATES_MDY))
            return false;
        civil = (struct fire_civil){ century * 100 + rest, two_digits(at + (day_first ? 3 : 0)),
                                     two_digits(at + (day_first ? 0 : 3)) };
    }
    return fire_day_from_civil(civil, out);
}

enum { DAY_BYTES = 10 };

/* The day before, which in a register is mostly the next row's as well. */
struct last_day {
    char bytes[DAY_BYTES];
    int32_t day;
};

static inline uint64_t eight_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline bool is_last(const struct last_day *last, const char *at)
{
    return eight_at(last->bytes) == eight_at(at) &&
           eight_at(last->bytes + DAY_BYTES - 8) == eight_at(at + DAY_BYTES - 8);
}

static bool read_new_day(const struct strip *strip, const struct lane *lane, const char *at,
                         struct last_day *last)
{
    const struct plan *plan = strip->plan;
    const struct date_form *form = &plan->run->binding->form[lane->form].date;
    int32_t day;
    bool by_order;
    if (!read_day(form, at, &day, &by_order) || day < plan->first_day || day > plan->last_day)
        return false;
    if (by_order && !form->is_order_said) {
        const struct fire_civil civil = fire_civil_from_day(day);
        if (civil.day != civil.month &&
            atomic_load_explicit(&plan->wants_order, memory_order_relaxed))
            return false; /* the first of its kind is told */
        strip->piece->is_order_proven = strip->piece->is_order_proven || civil.day > 12;
    }
    memcpy(last->bytes, at, DAY_BYTES);
    last->day = day;
    return true;
}

/* The day at the start of a cell and the time behind it; -1: none. */
static inline bool read_moment_cell(const struct strip *strip, const struct lane *lane,
                                    struct fire_text_view cell, struct last_day *last,
                                    int16_t *out_minute)
{
    const size_t size = cell.size_bytes;
    const char *at = cell.bytes;
    *out_minute = -1;
    if (size < DAY_BYTES || (!is_last(last, at) && !read_new_day(strip, lane, at, last)))
        return false;
    return size == DAY_BYTES ||
           ((at[DAY_BYTES] == ' ' || at[DAY_BYTES] == 'T') &&
            read_clock(at + DAY_BYTES + 1, size - DAY_BYTES - 1, out_minute));
}

void lane_moments(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int32_t *day = build->day + strip->first;
    int16_t *minute = build->minute + strip->first;
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    const bool is_needed = lane->field == FIRE_FIELD_OCCURRED_AT;
    struct last_day last = { .bytes = "" };
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t minute_valid = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            if (!inside_of(strip, &cell, room) || (cell.size_bytes == 0 && is_needed)) {
                odd |= bit_of(r);
                continue;
            }
            if (cell.size_bytes == 0) continue;
            if (!read_moment_cell(strip, lane, cell, &last, &minute[r])) {
                odd |= bit_of(r);
                continue;
            }
            day[r] = last.day;
            valid |= bit_of(r);
            if (minute[r] > 0 || (minute[r] == 0 && !lane->has_time)) minute_valid |= bit_of(r);
        }
        put(strip, build->valid, g, valid);
        put(strip, build->minute_valid, g, minute_valid);
        put(strip, shown, g, valid);
        add_odd(strip, g, odd);
    }
}

void lane_times(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int16_t *minute = build->minute + strip->first;
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        const size_t word = (size_t)(strip->first / GROUP_ROWS + g);
        uint64_t found = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            int16_t read;
            if (!inside_of(strip, &cell, room)) {
                odd |= bit_of(r);
                continue;
            }
            if (cell.size_bytes == 0) continue;
            if (!read_clock(cell.bytes, cell.size_bytes, &read)) {
                odd |= bit_of(r);
                continue;
            }
            minute[r] = read;
            found |= bit_of(r);
        }
        build->minute_valid[word] |= found & build->valid[word];
        put(strip, shown, g, found);
        add_odd(strip, g, odd);
    }
}
