/* poisson.h - the Poisson distribution of any mean, with its inverse. Room-private. */
#ifndef FIRESTAT_STATS_POISSON_H
#define FIRESTAT_STATS_POISSON_H
#include <stdint.h>

/* P(X <= count) and P(X > count); count >= -1, mean > 0. */
double poisson_at_most(int64_t count, double mean);
double poisson_above(int64_t count, double mean);

/* The smallest count with P(X <= count) >= tail; 0 < tail < 1, 0 < mean <= 10^15. */
int64_t poisson_quantile(double tail, double mean);

#endif
