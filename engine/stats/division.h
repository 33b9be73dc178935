/* division.h - the same events, fallen among years or areas by chance. Room-private. */
#ifndef FIRESTAT_STATS_DIVISION_H
#define FIRESTAT_STATS_DIVISION_H
#include <stdint.h>

/* A random division of `total` whole events among n places with the given means (up to a common
 * factor); above 10^9 events it is one of 10^9. NULL: no memory. */
struct division;
struct division *division_create(uint64_t seed, const double mean[], int64_t n, double total);
void division_free(struct division *division); /* NULL is fine */

/* The next one, into count[n]. */
void division_draw(struct division *division, double count[]);

/* How often a drawn statistic reached the one seen: never 0. */
static inline double division_p(int64_t n_reached, int32_t n_draws)
{
    return (double)(n_reached + 1) / ((n_draws > 0 ? n_draws : 0) + 1.0);
}

#endif
