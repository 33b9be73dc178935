/* rule.h - what a calendar says; the unit arithmetic on it is in calendar.c. */
#ifndef FIRESTAT_CALENDAR_RULE_H
#define FIRESTAT_CALENDAR_RULE_H
#include "firestat/calendar.h"

/* Month m begins on day `start_day` of the civil month m + month_shift, or on that month's last
 * day where it is shorter; a year, half or quarter begins with its first month. The civil year
 * is shift 0, day 1; a year that begins on 15 December of the year before is shift -1, day 15. */
struct calendar_rule {
    int32_t
        first_day; /* in force from this day on, to the next rule's first one. The first rule's
                          is FIRE_DAY_FIRST, any other begins a month of its own */
    int32_t month_shift;
    int32_t start_day; /* 1..31 */
};

/* The day on which a rule comes into force says which period counts a day that both rules claim
 * (the new rule's), or that neither does (the last one of the old rule goes on until then). So
 * every day is in one period of each unit, whatever the rules. */
struct fire_calendar {
    const char *name;
    const char *label_vi;
    const char *label_en;
    int32_t n_rules; /* >= 1 */
    const struct calendar_rule *rule;
};

/* The rule in force on a day, as its number. */
int32_t calendar_rule_on(const struct fire_calendar *calendar, int32_t day);

/* Months of a year, half, quarter or month; 0 of units that are not made of months. */
int32_t calendar_unit_months(fire_period_unit unit);

/* By one rule alone, as if it had always been in force. The first day of a month is cut to
 * FIRE_DAY_FIRST and FIRE_DAY_LAST + 1. */
int32_t rule_month_of_day(const struct calendar_rule *rule, int32_t day);
int32_t rule_month_first_day(const struct calendar_rule *rule, int32_t month);

#endif
