/* calendar.h - days to periods.
 *
 * A period is a whole number: consecutive periods of one unit have consecutive ids, so a
 * table by day turns a row's day into its period in one look-up and tables of results can
 * be dense. Which days a year has is the calendar's rule; the units below follow from it.
 *
 * Thread use: pure, a calendar is only read. */
#ifndef FIRESTAT_CALENDAR_H
#define FIRESTAT_CALENDAR_H
#include "firestat/date.h"
#include "firestat/error.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_UNIT_YEAR = 0,
    FIRE_UNIT_HALF,
    FIRE_UNIT_QUARTER,
    FIRE_UNIT_MONTH,
    FIRE_UNIT_WEEK, /* ISO 8601: Monday to Sunday, whatever the calendar */
    FIRE_UNIT_DAY,
} fire_period_unit;

#define FIRE_N_UNITS 6

/* Days, both ends inside. */
struct fire_window {
    int32_t first_day;
    int32_t last_day;
};

struct fire_calendar;

/* The calendar of a name; "calendar" is the civil year. Borrowed, never freed.
 *   errors   FIRE_EVALUE: no such calendar (the message lists those there are) */
fire_status fire_calendar_find(const char *name, const struct fire_calendar **out,
                               struct fire_error *err) FIRE_MUST_CHECK;

const char *fire_calendar_name(const struct fire_calendar *calendar);

/* The period of a day. FIRE_DAY_FIRST <= day <= FIRE_DAY_LAST. */
int32_t fire_calendar_period(const struct fire_calendar *calendar, fire_period_unit unit,
                             int32_t day);

/* period[i] = the period of first_day + i, for n_days days: the table kernels use. */
void fire_calendar_table(const struct fire_calendar *calendar, fire_period_unit unit,
                         int32_t first_day, int32_t n_days, int32_t period[]);

/* The days of a period, cut to the days that can be kept. */
struct fire_window fire_calendar_window(const struct fire_calendar *calendar,
                                        fire_period_unit unit, int32_t period);

#define FIRE_PERIOD_LABEL_BYTES 24

/* "2024", "2024-H1", "2024-Q3", "2024-07", "2024-W05", "2024-07-31" into out, NUL-ended. */
void fire_calendar_label(const struct fire_calendar *calendar, fire_period_unit unit,
                         int32_t period, char out[FIRE_PERIOD_LABEL_BYTES]);

/* The days that a period's text means: "2024", "2024-H1", "2024-9M", "2024-Q3", "2024-07",
 * "2024-W05", "2024-07-31", "2016..2020", "2023-12-15..2024-06-14". Ends of a range may be any of
 * the others; the first end's first day to the last end's last day.
 *   errors   FIRE_EVALUE: not a period, or it ends before it starts */
fire_status fire_calendar_parse(const struct fire_calendar *calendar,
                                struct fire_text_view text, struct fire_window *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* "year" -> FIRE_UNIT_YEAR; false when it is no unit's name. */
bool fire_period_unit_of(struct fire_text_view name, fire_period_unit *out);

#ifdef __cplusplus
}
#endif
#endif
