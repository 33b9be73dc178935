/* difference.c - the difference of two counts with an interval.
 *
 * MOVER: each side's limits stand for its own uncertainty, and the two are added as squares
 * around the difference. */
#include "firestat/stats_counts.h"

#include <math.h>

struct fire_interval fire_difference_interval(int64_t current, int64_t base, double level)
{
    const struct fire_interval of_current = fire_count_interval(current, level);
    const struct fire_interval of_base = fire_count_interval(base, level);
    if (of_current.is_null || of_base.is_null) return (struct fire_interval){ .is_null = true };

    const double x = (double)current;
    const double y = (double)base;
    return (struct fire_interval){
        .low = x - y - hypot(x - of_current.low, of_base.high - y),
        .high = x - y + hypot(of_current.high - x, y - of_base.low),
    };
}
