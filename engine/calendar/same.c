/* same.c - the same period at another time.
 *
 * A base is the current window moved by a shift; what is shifted, months or dates or lunar days,
 * says what "the same" means. The window is moved twice: as asked, and stopped at the last
 * complete day, so that both end at the same place of their years. */
#include "firestat/period.h"

#include "rule.h"

#include <assert.h>

typedef enum {
    SHIFT_NONE, /* the windows have no shape in common                                        */
    SHIFT_YEARS, /* back by n years of the rule in force at each end; dates where an end is no
                     month's                                                                    */
    SHIFT_MONTHS, /* back by n months of the calendar as it is dated                            */
    SHIFT_WEEKS, /* the weeks of the same number, n ISO years before                           */
    SHIFT_DAYS, /* n days                                                                     */
    SHIFT_TET,  /* the same lunar days n lunar years before                                   */
} shift_kind;

struct shift {
    shift_kind kind;
    int32_t n;
    const struct fire_period *from; /* SHIFT_TET: whose lunar year and days */
};

static int32_t n_days_of(struct fire_window window)
{
    return window.last_day - window.first_day + 1;
}

static int32_t month_of(const struct fire_calendar *calendar, int32_t day)
{
    return fire_calendar_period(calendar, FIRE_UNIT_MONTH, day);
}

static struct fire_window days_of_month(const struct fire_calendar *calendar, int32_t month)
{
    return fire_calendar_window(calendar, FIRE_UNIT_MONTH, month);
}

int32_t fire_window_months(const struct fire_calendar *calendar, struct fire_window window)
{
    const int32_t first = month_of(calendar, window.first_day);
    const int32_t last = month_of(calendar, window.last_day);
    const bool is_whole = days_of_month(calendar, first).first_day == window.first_day &&
                          days_of_month(calendar, last).last_day == window.last_day;
    return is_whole ? last - first + 1 : 0;
}

/* ---- shifts ------------------------------------------------------------------------------ */

static const struct calendar_rule *rule_on(const struct fire_calendar *calendar, int32_t day)
{
    return &calendar->rule[calendar_rule_on(calendar, day)];
}

/* The day n years before, on which something ends; 29 February has the 28th. */
static bool same_date(int32_t day, int32_t n_years, int32_t *out)
{
    struct fire_civil civil = fire_civil_from_day(day);
    civil.year -= n_years;
    const int32_t n_days = fire_days_in_month(civil.year, civil.month);
    if (civil.day > n_days) civil.day = n_days;
    return fire_day_from_civil(civil, out);
}

static bool shift_dates(struct fire_window window, int32_t n_years, struct fire_window *out)
{
    struct fire_window moved = { 0, 0 };
    if (!same_date(window.first_day, n_years, &moved.first_day) ||
        !same_date(window.last_day, n_years, &moved.last_day))
        return false;
    /* what starts on 29 February starts behind the 28th, but for that day alone */
    const struct fire_civil first = fire_civil_from_day(window.first_day);
    const bool is_leap_day = fire_civil_from_day(moved.first_day).day != first.day;
    if (is_leap_day && moved.first_day < moved.last_day) moved.first_day++;
    *out = moved;
    return true;
}

static bool shift_years(const struct fire_calendar *calendar, struct fire_window window,
                        int32_t n_years, struct fire_window *out)
{
    const struct calendar_rule *at_first = rule_on(calendar, window.first_day);
    const struct calendar_rule *at_last = rule_on(calendar, window.last_day);
    const int32_t first = rule_month_of_day(at_first, window.first_day);
    const int32_t next = rule_month_of_day(at_last, window.last_day) + 1;
    if (rule_month_first_day(at_first, first) != window.first_day ||
        rule_month_first_day(at_last, next) != window.last_day + 1)
        return shift_dates(window, n_years, out);

    const struct fire_window moved = {
        rule_month_first_day(at_first, first - 12 * n_years),
        rule_month_first_day(at_last, next - 12 * n_years) - 1,
    };
    if (moved.first_day < FIRE_DAY_FIRST || moved.last_day > FIRE_DAY_LAST ||
        moved.first_day > moved.last_day ||
        rule_month_of_day(at_first, moved.first_day) != first - 12 * n_years)
        return false; /* cut: not all of its days can be kept */
    *out = moved;
    return true;
}

static bool shift_months(const struct fire_calendar *calendar, struct fire_window window,
                         int32_t n_months, struct fire_window *out)
{
    const int32_t last_month = month_of(calendar, window.last_day);
    const struct fire_window month = days_of_month(calendar, last_month);
    const struct fire_window to = days_of_month(calendar, last_month - n_months);
    const struct fire_window first = days_of_month(
        calendar, month_of(calendar, window.first_day) - n_months);
    if (first.first_day > first.last_day || to.first_day > to.last_day) return false;
    *out = (struct fire_window){ first.first_day, to.last_day };
    const int32_t n_before = window.last_day - month.first_day;
    if (window.last_day < month.last_day && to.first_day + n_before < to.last_day)
        out->last_day = to.first_day + n_before;
    return true;
}

/* Monday of the week of the same number, n ISO years before the week of `monday`; of the 52nd
 * where there is no 53rd. */
static bool same_week(int32_t monday, int32_t n_years, int32_t *out)
{
    const int32_t year = fire_civil_from_day(monday + 3).year;
    int32_t first = 0;
    int32_t to_first = 0;
    int32_t to_last = 0;
    if (!fire_day_from_civil((struct fire_civil){ year, 1, 4 }, &first) ||
        !fire_day_from_civil((struct fire_civil){ year - n_years, 1, 4 }, &to_first) ||
        !fire_day_from_civil((struct fire_civil){ year - n_years, 12, 28 }, &to_last))
        return false;
    first -= fire_weekday(first) - 1;
    to_first -= fire_weekday(to_first) - 1;
    to_last -= fire_weekday(to_last) - 1;
    const int32_t day = to_first + (monday - first);
    *out = day < to_last ? day : to_last;
    return true;
}

static bool shift_weeks(struct fire_window window, int32_t n_years, struct fire_window *out)
{
    const int32_t first = window.first_day - (fire_weekday(window.first_day) - 1);
    const int32_t last = window.last_day - (fire_weekday(window.last_day) - 1);
    struct fire_window moved = { 0, 0 };
    if (!same_week(first, n_years, &moved.first_day) ||
        !same_week(last, n_years, &moved.last_day))
        return false;
    moved.first_day += window.first_day - first;
    moved.last_day += window.last_day - last;
    *out = moved;
    return true;
}

static bool shift_tet(struct shift shift, struct fire_window window, struct fire_window *out)
{
    const int32_t year = shift.from->first;
    if (year - shift.n < FIRE_TET_FIRST || year - shift.n > FIRE_TET_LAST) return false;
    const struct fire_window whole = fire_tet_window(year, shift.from->tet);
    struct fire_window moved = fire_tet_window(year - shift.n, shift.from->tet);
    const int32_t last = fire_tet_day(year - shift.n) + (window.last_day - fire_tet_day(year));
    if (window.last_day != whole.last_day && last < moved.last_day) moved.last_day = last;
    *out = moved;
    return moved.first_day <= moved.last_day;
}

static bool shift_window(const struct fire_calendar *calendar, struct shift shift,
                         struct fire_window window, struct fire_window *out)
{
    switch (shift.kind) {
    case SHIFT_YEARS:
        return shift_years(calendar, window, shift.n, out);
    case SHIFT_MONTHS:
        return shift_months(calendar, window, shift.n, out);
    case SHIFT_WEEKS:
        return shift_weeks(window, shift.n, out);
    case SHIFT_TET:
        return shift_tet(shift, window, out);
    case SHIFT_DAYS:
    case SHIFT_NONE:
        break;
    }
    *out = (struct fire_window){ window.first_day - shift.n, window.last_day - shift.n };
    return out->first_day >= FIRE_DAY_FIRST && out->last_day <= FIRE_DAY_LAST;
}

/* ---- which shift ------------------------------------------------------------------------- */

static bool is_months(const struct fire_period *period)
{
    return period->kind == FIRE_PERIOD_UNITS && calendar_unit_months(period->unit) > 0;
}

static int32_t first_month(const struct fire_period *period)
{
    return period->first * calendar_unit_months(period->unit);
}

static int32_t n_months_of(const struct fire_period *period)
{
    return (period->last - period->first + 1) * calendar_unit_months(period->unit);
}

static shift_kind kind_of(const struct fire_period *period)
{
    if (period->kind == FIRE_PERIOD_TET) return SHIFT_TET;
    return period->kind == FIRE_PERIOD_UNITS && !is_months(period) ? SHIFT_WEEKS : SHIFT_YEARS;
}

/* Years back to the nearest window that has no day of this one. */
static int32_t years_back(const struct fire_calendar *calendar,
                          const struct fire_period *period)
{
    struct shift shift = { kind_of(period), 1, period };
    struct fire_window moved;
    if (is_months(period)) return (n_months_of(period) + 11) / 12;
    while (shift_window(calendar, shift, period->window, &moved) &&
           moved.last_day >= period->window.first_day)
        shift.n++;
    return shift.n;
}

/* The shift of "previous", taken n times. */
static struct shift previous(const struct fire_calendar *calendar,
                             const struct fire_period *period, int32_t n)
{
    return (struct shift){ kind_of(period), n * years_back(calendar, period), period };
}

static struct shift before(const struct fire_calendar *calendar,
                           const struct fire_period *period)
{
    if (period->kind == FIRE_PERIOD_TET) return previous(calendar, period, 1);
    if (is_months(period))
        return (struct shift){ .kind = SHIFT_MONTHS, .n = n_months_of(period) };
    return (struct shift){ .kind = SHIFT_DAYS, .n = n_days_of(period->window) };
}

static bool is_same_lunar(struct fire_lunar_day a, struct fire_lunar_day b)
{
    return a.part == b.part && a.day == b.day;
}

/* The shift from one given period to another. */
static struct shift between(const struct fire_period *from, const struct fire_period *to)
{
    const struct fire_civil from_day = fire_civil_from_day(from->window.first_day);
    const struct fire_civil to_day = fire_civil_from_day(to->window.first_day);
    struct fire_window moved;
    if (is_months(from) && is_months(to) && n_months_of(from) == n_months_of(to))
        return (struct shift){ .kind = SHIFT_MONTHS, .n = first_month(from) - first_month(to) };
    if (from->kind == FIRE_PERIOD_TET && to->kind == FIRE_PERIOD_TET &&
        is_same_lunar(from->tet.first, to->tet.first) &&
        is_same_lunar(from->tet.last, to->tet.last))
        return (struct shift){ SHIFT_TET, from->first - to->first, from };
    if (shift_dates(from->window, from_day.year - to_day.year, &moved) &&
        moved.first_day == to->window.first_day && moved.last_day == to->window.last_day)
        return (struct shift){ .kind = SHIFT_YEARS, .n = from_day.year - to_day.year };
    if (n_days_of(from->window) == n_days_of(to->window))
        return (struct shift){ .kind = SHIFT_DAYS,
                               .n = from->window.first_day - to->window.first_day };
    return (struct shift){ .kind = SHIFT_NONE };
}

static struct shift shift_of(const struct fire_calendar *calendar,
                             const struct fire_period *period,
                             const struct fire_against *against, int32_t base)
{
    switch (against->kind) {
    case FIRE_AGAINST_PREVIOUS:
    case FIRE_AGAINST_MEAN5:
        return previous(calendar, period, base + 1);
    case FIRE_AGAINST_BEFORE:
        return before(calendar, period);
    case FIRE_AGAINST_PERIOD:
        return between(period, &against->period);
    case FIRE_AGAINST_ADJACENT:
        break;
    }
    return (struct shift){ .kind = SHIFT_DAYS, .n = n_days_of(period->window) };
}

/* ---- what has to be said ----------------------------------------------------------------- */

static bool is_leap_day(int32_t day)
{
    const struct fire_civil civil = fire_civil_from_day(day);
    return civil.month == 2 && civil.day == 29;
}

static int32_t n_leap_days(struct fire_window window)
{
    int32_t n = 0;
    const int32_t last_year = fire_civil_from_day(window.last_day).year;
    for (int32_t year = fire_civil_from_day(window.first_day).year; year <= last_year; year++) {
        int32_t day = 0;
        if (fire_day_from_civil((struct fire_civil){ year, 2, 29 }, &day) &&
            day >= window.first_day && day <= window.last_day)
            n++;
    }
    return n;
}

/* The 53rd Thursday of a year is its day 365 or 366. */
static bool is_week_53(int32_t day)
{
    const int32_t thursday = day - fire_weekday(day) + 4;
    const struct fire_civil civil = fire_civil_from_day(thursday);
    return civil.month == 12 && civil.day > 30 - (fire_days_in_month(civil.year, 2) == 29);
}

static uint32_t flags_of(const struct fire_same_period *same, bool by_weeks, int32_t i,
                         struct fire_window known, int32_t silent_days)
{
    const struct fire_window current = same->current;
    const struct fire_window base = same->base[i];
    uint32_t flags = 0;
    if (current.last_day != same->asked.last_day ||
        base.last_day != same->base_asked[i].last_day)
        flags |= FIRE_SAME_CUT;
    if (n_days_of(current) != n_days_of(base)) flags |= FIRE_SAME_LENGTHS;
    if (n_leap_days(current) != n_leap_days(base)) flags |= FIRE_SAME_LEAP_DAY;
    if (is_leap_day(current.last_day) != is_leap_day(base.last_day) ||
        is_leap_day(current.first_day) != is_leap_day(base.first_day))
        flags |= FIRE_SAME_LEAP_END;
    if (same->dated[i].first_day != same->base_asked[i].first_day ||
        same->dated[i].last_day != same->base_asked[i].last_day)
        flags |= FIRE_SAME_RULE;
    if (by_weeks && (is_week_53(current.first_day) > is_week_53(base.first_day) ||
                     is_week_53(current.last_day) > is_week_53(base.last_day)))
        flags |= FIRE_SAME_NO_WEEK;
    if (fire_windows_meet(base, current)) flags |= FIRE_SAME_OVERLAP;
    if (base.first_day + silent_days < known.first_day) flags |= FIRE_SAME_EARLIER;
    return flags;
}

/* ---- the windows ------------------------------------------------------------------------- */

static fire_status no_base(const struct fire_against *against, struct fire_error *err)
{
    return fire_fail(
        err, FIRE_EVALUE, FIRE_NOWHERE,
        "the period has no '%.*s': it would begin before the first day that can be "
        "kept, or about a lunar new year that is not in the table",
        (int)fire_text_cut(against->text, 60), against->text.bytes);
}

static struct fire_window stop(struct fire_window window, struct fire_window known,
                               int32_t silent_days)
{
    if (window.last_day > known.last_day + silent_days) window.last_day = known.last_day;
    return window;
}

/* The days that the base has by the calendar's dated rules. */
static struct fire_window dated_of(const struct fire_calendar *calendar,
                                   const struct fire_period *period, struct shift shift,
                                   struct fire_window base)
{
    struct fire_window dated;
    if (shift.kind != SHIFT_YEARS || !is_months(period)) return base;
    return shift_months(calendar, period->window, 12 * shift.n, &dated) ? dated : base;
}

static bool ends_later(struct fire_window a, struct fire_window b)
{
    return a.last_day > b.last_day;
}

/* One base, and the current window as far as this base lets it go. */
static fire_status add_base(const struct fire_calendar *calendar,
                            const struct fire_period *period,
                            const struct fire_against *against, struct fire_window known,
                            int32_t silent_days, int32_t i, struct fire_same_period *same,
                            struct fire_error *err)
{
    const struct shift shift = shift_of(calendar, period, against, i);
    struct fire_window *asked = &same->base_asked[i];
    struct fire_window *base = &same->base[i];
    if (against->kind == FIRE_AGAINST_PERIOD)
        *asked = against->period.window;
    else if (!shift_window(calendar, shift, same->asked, asked))
        return no_base(against, err);

    *base = stop(*asked, known, silent_days);
    if (base->first_day > base->last_day)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "the period to compare with begins after the last day of the data");
    if (shift.kind == SHIFT_NONE) return FIRE_OK;
    if (against->kind == FIRE_AGAINST_ADJACENT) {
        const int32_t n_days = n_days_of(same->current);
        *base = (struct fire_window){ same->asked.first_day - n_days,
                                      same->asked.first_day - 1 };
        return FIRE_OK;
    }
    struct fire_window moved;
    const struct shift back = { shift.kind, -shift.n,
                                shift.kind == SHIFT_TET ? &against->period : NULL };
    if (ends_later(same->asked, same->current)) {
        if (!shift_window(calendar, shift, same->current, &moved)) return no_base(against, err);
        if (ends_later(*base, moved)) base->last_day = moved.last_day;
    } else if (ends_later(*asked, *base)) { /* a base behind the period */
        if (!shift_window(calendar, back, *base, &moved)) return no_base(against, err);
        if (ends_later(same->current, moved)) same->current.last_day = moved.last_day;
    }
    return FIRE_OK;
}

fire_status fire_same_period(const struct fire_calendar *calendar,
                             const struct fire_period *period,
                             const struct fire_against *against, struct fire_window known,
                             int32_t silent_days, struct fire_same_period *out,
                             struct fire_error *err)
{
    struct fire_same_period same = { .asked = period->window,
                                     .current = stop(period->window, known, silent_days),
                                     .n_bases = against->kind == FIRE_AGAINST_MEAN5 ? 5 : 1 };
    assert(silent_days >= 0);
    if (same.current.first_day > same.current.last_day)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "the period begins after the last day of the data");
    for (int32_t i = 0; i < same.n_bases; i++) {
        FIRE_TRY(add_base(calendar, period, against, known, silent_days, i, &same, err));
        const struct shift shift = shift_of(calendar, period, against, i);
        same.dated[i] = against->kind == FIRE_AGAINST_PREVIOUS ||
                                against->kind == FIRE_AGAINST_MEAN5
                            ? dated_of(calendar, period, shift, same.base_asked[i])
                            : same.base_asked[i];
        same.base_flags[i] = flags_of(&same, shift.kind == SHIFT_WEEKS, i, known, silent_days);
        same.flags |= same.base_flags[i];
    }
    *out = same;
    return FIRE_OK;
}
