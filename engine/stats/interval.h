/* interval.h - limits that more than one statistic is made of. Room-private. */
#ifndef FIRESTAT_STATS_INTERVAL_H
#define FIRESTAT_STATS_INTERVAL_H
#include "firestat/stats_counts.h"

/* Gamma limits of a weighted sum of Poisson counts (Fay & Feuer 1997).
 *   total        sum of weight * count;   variance   sum of weight^2 * count, >= 0
 *   max_weight   > 0, weight of the event that did not happen yet
 * total 0 has the low limit 0; is_null where the result is not finite. */
struct fire_interval interval_of_weighted(double total, double variance, double max_weight,
                                          double level);

#endif
