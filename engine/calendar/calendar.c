/* calendar.c - see firestat/calendar.h.
 *
 * Years, halves, quarters and months are runs of months, numbered year * 12 + month - 1, so a
 * calendar has to say only where its months begin (rule.h). Weeks and days are the same in
 * every calendar. The period of a year is the year itself. */
#include "firestat/calendar.h"

#include "rule.h"

#include <assert.h>
#include <stdio.h>

#define MONTHS_A_YEAR 12

static const struct {
    const char *name;
    int32_t n_months; /* 0: not made of months */
} units[FIRE_N_UNITS] = {
    [FIRE_UNIT_YEAR] = { "year", 12 },      [FIRE_UNIT_HALF] = { "half", 6 },
    [FIRE_UNIT_QUARTER] = { "quarter", 3 }, [FIRE_UNIT_MONTH] = { "month", 1 },
    [FIRE_UNIT_WEEK] = { "week", 0 },       [FIRE_UNIT_DAY] = { "day", 0 },
};

int32_t calendar_unit_months(fire_period_unit unit)
{
    return units[unit].n_months;
}

static int32_t floor_divide(int32_t value, int32_t divisor)
{
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

/* The day of a civil month on which a month of the rule begins. */
static int32_t start_in(const struct calendar_rule *rule, int32_t year, int32_t month)
{
    const int32_t n_days = fire_days_in_month(year, month);
    return rule->start_day < n_days ? rule->start_day : n_days;
}

int32_t rule_month_first_day(const struct calendar_rule *rule, int32_t month)
{
    const int32_t civil_month = month + rule->month_shift;
    const int32_t year = floor_divide(civil_month, MONTHS_A_YEAR);
    struct fire_civil civil = { year, civil_month - year * MONTHS_A_YEAR + 1, 1 };
    int32_t day = 0;
    civil.day = start_in(rule, civil.year, civil.month);
    if (fire_day_from_civil(civil, &day)) return day;
    return year < fire_civil_from_day(FIRE_DAY_FIRST).year ? FIRE_DAY_FIRST : FIRE_DAY_LAST + 1;
}

int32_t rule_month_of_day(const struct calendar_rule *rule, int32_t day)
{
    const struct fire_civil civil = fire_civil_from_day(day);
    const int32_t begun = civil.day >= start_in(rule, civil.year, civil.month) ? 1 : 0;
    return civil.year * MONTHS_A_YEAR + civil.month - 2 + begun - rule->month_shift;
}

int32_t calendar_rule_on(const struct fire_calendar *calendar, int32_t day)
{
    int32_t number = calendar->n_rules - 1;
    while (number > 0 && day < calendar->rule[number].first_day)
        number--;
    return number;
}

/* The month with which a rule comes into force; far behind all others where there is no such
 * rule any more. */
static int32_t first_month_of(const struct fire_calendar *calendar, int32_t number)
{
    if (number == calendar->n_rules) return INT32_MAX;
    return rule_month_of_day(&calendar->rule[number], calendar->rule[number].first_day);
}

/* A month that a change of rule leaves out has no day: it begins where the next one does. */
static int32_t month_first_day(const struct fire_calendar *calendar, int32_t month)
{
    int32_t number = calendar->n_rules - 1;
    while (number > 0 && month < first_month_of(calendar, number))
        number--;
    const struct calendar_rule *rule = &calendar->rule[number];
    const int32_t day = rule_month_first_day(rule, month);
    const bool is_last = number == calendar->n_rules - 1;
    return is_last || day < rule[1].first_day ? day : rule[1].first_day;
}

static int32_t month_of_day(const struct fire_calendar *calendar, int32_t day)
{
    const int32_t number = calendar_rule_on(calendar, day);
    const int32_t month = rule_month_of_day(&calendar->rule[number], day);
    const int32_t next = first_month_of(calendar, number + 1);
    return month < next ? month : next - 1;
}

/* Week 0 has 1970-01-01, a Thursday. ISO 8601 gives a week to the year of its Thursday, which
 * is day 7 * week. */
static int32_t week_of_day(int32_t day)
{
    return floor_divide(day + 3, 7);
}

int32_t fire_calendar_period(const struct fire_calendar *calendar, fire_period_unit unit,
                             int32_t day)
{
    assert(day >= FIRE_DAY_FIRST && day <= FIRE_DAY_LAST);
    if (unit == FIRE_UNIT_DAY) return day;
    if (unit == FIRE_UNIT_WEEK) return week_of_day(day);
    return month_of_day(calendar, day) / units[unit].n_months;
}

void fire_calendar_table(const struct fire_calendar *calendar, fire_period_unit unit,
                         int32_t first_day, int32_t n_days, int32_t period[])
{
    int32_t last_day = first_day - 1; /* of the period that is being written */
    int32_t current = 0;
    for (int32_t i = 0; i < n_days; i++) {
        if (first_day + i > last_day) {
            current = fire_calendar_period(calendar, unit, first_day + i);
            last_day = fire_calendar_window(calendar, unit, current).last_day;
        }
        period[i] = current;
    }
}

static struct fire_window cut_to_kept(struct fire_window window)
{
    if (window.first_day < FIRE_DAY_FIRST) window.first_day = FIRE_DAY_FIRST;
    if (window.last_day > FIRE_DAY_LAST) window.last_day = FIRE_DAY_LAST;
    return window;
}

struct fire_window fire_calendar_window(const struct fire_calendar *calendar,
                                        fire_period_unit unit, int32_t period)
{
    if (unit == FIRE_UNIT_DAY) return cut_to_kept((struct fire_window){ period, period });
    if (unit == FIRE_UNIT_WEEK)
        return cut_to_kept((struct fire_window){ period * 7 - 3, period * 7 + 3 });

    const int32_t n_months = units[unit].n_months;
    return (struct fire_window){ month_first_day(calendar, period * n_months),
                                 month_first_day(calendar, (period + 1) * n_months) - 1 };
}

void fire_calendar_label(const struct fire_calendar *calendar, fire_period_unit unit,
                         int32_t period, char out[FIRE_PERIOD_LABEL_BYTES])
{
    (void)calendar; /* a label names the period; the dates behind it are the window's */
    const size_t size = FIRE_PERIOD_LABEL_BYTES;
    switch (unit) {
    case FIRE_UNIT_YEAR:
        snprintf(out, size, "%d", period);
        break;
    case FIRE_UNIT_HALF:
        snprintf(out, size, "%d-H%d", period / 2, period % 2 + 1);
        break;
    case FIRE_UNIT_QUARTER:
        snprintf(out, size, "%d-Q%d", period / 4, period % 4 + 1);
        break;
    case FIRE_UNIT_MONTH:
        snprintf(out, size, "%d-%02d", period / 12, period % 12 + 1);
        break;
    case FIRE_UNIT_WEEK: {
        const int32_t thursday = period * 7;
        int32_t new_year = 0;
        const int32_t year = fire_civil_from_day(thursday).year;
        const bool kept = fire_day_from_civil((struct fire_civil){ year, 1, 1 }, &new_year);
        assert(kept);
        (void)kept;
        snprintf(out, size, "%d-W%02d", year, (thursday - new_year) / 7 + 1);
        break;
    }
    case FIRE_UNIT_DAY:
        fire_day_to_iso(period, out);
        break;
    }
}

bool fire_period_unit_of(struct fire_text_view name, fire_period_unit *out)
{
    for (int unit = 0; unit < FIRE_N_UNITS; unit++) {
        if (!fire_text_equal(name, fire_text_of(units[unit].name))) continue;
        *out = (fire_period_unit)unit;
        return true;
    }
    return false;
}
