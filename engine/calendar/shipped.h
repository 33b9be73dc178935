/* shipped.h - the tables of datasets/calendars, made into C by embed.py. */
#ifndef FIRESTAT_CALENDAR_SHIPPED_H
#define FIRESTAT_CALENDAR_SHIPPED_H
#include "firestat/calendar.h"

#include "rule.h"

#define SHIPPED_N_TETS (FIRE_TET_LAST - FIRE_TET_FIRST + 1)

struct shipped_tet {
    int32_t lunar_year; /* in order from FIRE_TET_FIRST on  */
    int32_t first_day;  /* mùng 1                           */
    int32_t n_chap;     /* days of the month before: 29, 30 */
};

extern const struct fire_calendar shipped_calendars[];
extern const int32_t n_shipped_calendars;
extern const struct shipped_tet shipped_tets[SHIPPED_N_TETS];

#endif
