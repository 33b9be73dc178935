/* named.c - calendars by name, and what a change of rule does to the days about it. */
#include "firestat/calendar.h"

#include "shipped.h"

#include <stdio.h>

fire_status fire_calendar_find(const char *name, const struct fire_calendar **out,
                               struct fire_error *err)
{
    char known[256] = "";
    int used = 0;
    for (int32_t i = 0; i < n_shipped_calendars; i++) {
        const struct fire_calendar *calendar = &shipped_calendars[i];
        if (fire_text_equal(fire_text_of(name), fire_text_of(calendar->name))) {
            *out = calendar;
            return FIRE_OK;
        }
        if (used < (int)sizeof known)
            used += snprintf(known + used, sizeof known - (size_t)used, "%s%s",
                             i == 0 ? "" : ", ", calendar->name);
    }
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "there is no calendar '%s' (there is: %s)",
                     name, known);
}

const char *fire_calendar_name(const struct fire_calendar *calendar)
{
    return calendar->name;
}

bool fire_calendar_is_civil(const struct fire_calendar *calendar)
{
    const struct calendar_rule *rule = &calendar->rule[0];
    return calendar->n_rules == 1 && rule->month_shift == 0 && rule->start_day == 1;
}

const char *fire_calendar_label_vi(const struct fire_calendar *calendar)
{
    return calendar->label_vi;
}

const char *fire_calendar_label_en(const struct fire_calendar *calendar)
{
    return calendar->label_en;
}

int32_t fire_calendar_n_changes(const struct fire_calendar *calendar)
{
    return calendar->n_rules - 1;
}

struct fire_calendar_change fire_calendar_change_at(const struct fire_calendar *calendar,
                                                    int32_t change)
{
    const struct calendar_rule *old_rule = &calendar->rule[change];
    const struct calendar_rule *new_rule = &calendar->rule[change + 1];
    const int32_t first_day = new_rule->first_day;
    const int32_t new_month = rule_month_of_day(new_rule, first_day);
    const int32_t old_end = rule_month_first_day(old_rule, new_month); /* first day after */
    const bool is_gap = old_end < first_day;
    return (struct fire_calendar_change){
        .first_day = first_day,
        .days = { is_gap ? old_end : first_day, is_gap ? first_day - 1 : old_end - 1 },
        .is_gap = is_gap,
        .is_clean = old_end == first_day,
        .old_month = new_month - 1,
        .new_month = new_month,
    };
}
