/* date.h - civil days, without clock, time zone or locale.
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian calendar. A time
 * of day is a minute from 0 to 1440: 1440 is the clerk's 24:00, which keeps its date.
 * All functions are pure. */
#ifndef FIRESTAT_DATE_H
#define FIRESTAT_DATE_H
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Days that can be kept: 1800-01-01 to 2299-12-31. Tables by day have FIRE_N_DAYS items. */
#define FIRE_DAY_FIRST (-62091)
#define FIRE_DAY_LAST  (120529)
#define FIRE_N_DAYS    (FIRE_DAY_LAST - FIRE_DAY_FIRST + 1)

#define FIRE_MINUTES_A_DAY 1440

struct fire_civil {
    int32_t year;
    int32_t month; /* 1..12 */
    int32_t day;   /* 1..31 */
};

/* False when there is no such day (30 February) or it cannot be kept; out is then untouched. */
bool fire_day_from_civil(struct fire_civil civil, int32_t *out_day);

struct fire_civil fire_civil_from_day(int32_t day);

int32_t fire_days_in_month(int32_t year, int32_t month); /* month 1..12 */

int32_t fire_weekday(int32_t day); /* 1 Monday .. 7 Sunday, as ISO 8601 */

/* "2024-07-31" exactly, else false and out untouched. */
bool fire_day_from_iso(const char *text, int64_t size_bytes, int32_t *out_day);

/* "2024-07-31" into out, NUL-ended. */
void fire_day_to_iso(int32_t day, char out[11]);

#ifdef __cplusplus
}
#endif
#endif
