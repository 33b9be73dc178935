/* exact.h - printed figures as whole numbers at one scale. Room-private.
 *
 * Everything that is compared is first brought to one scale, one place finer than the finest of
 * them, so that half a last place is a whole number too. */
#ifndef FIRESTAT_STATS_EXACT_H
#define FIRESTAT_STATS_EXACT_H
#include "firestat/printed.h"
#include "rounding.h"

/* The values a figure may have been before it was printed, both ends inside. */
struct exact_range {
    fire_int128 low;
    fire_int128 high;
};

/* 10^places; places from 0 to 37. */
fire_int128 exact_power(int32_t places);

/* The scale for n figures; those that are unknown have no say. */
int32_t exact_scale(const struct fire_printed *const figure[], int32_t n);

/* The figure at a scale of exact_scale's: fits by the limits of printed.h. */
fire_int128 exact_at(struct fire_printed figure, int32_t scale);

/* One of its last place. */
fire_int128 exact_step(struct fire_printed figure, int32_t scale);

/* From half a place below to a place above, counted from zero: half-up and cut off figures are in
 * it. A count is exact. A word before it widens it by the place of the last digit that is no zero. */
struct exact_range exact_range_of(struct fire_printed figure, int32_t scale, bool is_count);

/* 100 * dividend / divisor at `decimals` places; divisor > 0. False: it does not fit. */
bool exact_percent(fire_int128 dividend, fire_int128 divisor, int32_t decimals, bool truncate,
                   int64_t *out);

/* Is 100 * dividend / divisor a number that would be printed as `percent`, rounded or cut off?
 * divisor > 0.
 *   -1: it is below all of these, 1: it is above, 0: it is among them */
int exact_compare_percent(fire_int128 dividend, fire_int128 divisor,
                          struct fire_printed percent);

/* The figure as a number of `decimals` places, cut off. */
struct fire_printed exact_printed(fire_int128 number, int32_t scale, int32_t decimals);

#endif
