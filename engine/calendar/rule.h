/* rule.h - what one calendar says; the unit arithmetic on it is in calendar.c. */
#ifndef FIRESTAT_CALENDAR_RULE_H
#define FIRESTAT_CALENDAR_RULE_H
#include <stdint.h>

/* Month m of a calendar begins on day `start_day` of the civil month m + month_shift, and a
 * year, half or quarter begins with its first month. The civil year is shift 0, day 1; a year
 * that begins on 15 December of the year before is shift -1, day 15. */
struct fire_calendar {
    const char *name;
    int32_t month_shift;
    int32_t start_day; /* 1..28: every month has it */
};

#endif
