/* stats.h - what can be said of counts of rare events in small areas, and of their changes.
 *
 * The room in topics; include the one you need, or this header for all of them:
 *
 *   stats_change.h   change, percent, mean of years, verdict: exact whole numbers
 *   stats_counts.h   intervals of a count, tests of two counts, deaths that come several a fire
 *   stats_areas.h    many areas at once: false alarms, funnel, rates for maps, split counts
 *   stats_damage.h   money lost: one fire decides
 *   stats_effects.h  which parts made a total change, adding up exactly
 *   stats_months.h   season, control limits, early warning
 *   stats_numbers.h  mean, scatter, least squares: descriptive
 *   stats_trend.h    years together: slope, shift, bend, forecast
 *
 * Everything takes plain numbers and gives a small struct. What holds of all of it:
 *
 *   nothing is not zero   where no statement is possible is_null (or a flag of that name) is
 *                         true and every other field is 0; no NaN and no infinity leaves the
 *                         room, an open end has a flag instead (has_high)
 *   bad arguments         a NaN, a negative count, an exposure of 0, a level outside 0..1:
 *                         is_null, never a crash; data may be wrong, so nothing asserts on it
 *   one method            p-value and interval of a struct come from one curve, so that they
 *                         never contradict each other
 *   deterministic         what draws random numbers takes them from a seed of its own; the
 *                         environment is not asked
 *
 * Thread use: fire_stats_start once, before any thread; the rest are pure functions. */
#ifndef FIRESTAT_STATS_H
#define FIRESTAT_STATS_H
#include "firestat/stats_areas.h"
#include "firestat/stats_change.h"
#include "firestat/stats_counts.h"
#include "firestat/stats_damage.h"
#include "firestat/stats_effects.h"
#include "firestat/stats_months.h"
#include "firestat/stats_numbers.h"
#include "firestat/stats_trend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Turn off GSL's error handler, whose default ends the program. Call it first thing. */
void fire_stats_start(void);

#ifdef __cplusplus
}
#endif
#endif
