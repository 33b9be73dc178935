/* interval.h - Byar's limits on their own, for tests. Room-private. */
#ifndef FIRESTAT_STATS_INTERVAL_H
#define FIRESTAT_STATS_INTERVAL_H
#include "firestat/stats.h"

/* Byar's approximation of Garwood's limits (Breslow & Day 1987, 69): within 0.2 % from 10
 * events up, and better the more there are. events > 0. */
struct fire_interval interval_byar(int64_t events, double level);

#endif
