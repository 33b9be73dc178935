/* ticks.h - where an axis is labelled: Talbot, Lin, Hanrahan, "An Extension of Wilkinson's
 * Algorithm for Positioning Tick Labels on Axes", IEEE TVCG 16 (2010) 1036-1043. */
#ifndef FIRESTAT_LAYOUT_TICKS_H
#define FIRESTAT_LAYOUT_TICKS_H
#include <stdbool.h>
#include <stdint.h>

struct tick_rules {
    int32_t wanted; /* ticks that would be best, >= 2                                      */
    int32_t most;   /* ticks there is room for, >= 3                                       */
    bool is_whole;  /* a count: first tick and step are whole numbers                      */
    bool is_axis;   /* ticks reach over the data, an end of the data at 0 is a tick, and
                       steps are those people count in: 20, not 15 or 8 (j = 1 in ticks.c) */
};

/* Ticks at first, first + step, ... , n of them. */
struct ticks {
    double first;
    double step;
    int32_t n;
    double score; /* of the paper, at most 1 */
};

/* The best ticks for data from low to high; false: the range is empty or not finite. */
bool ticks_find(double low, double high, struct tick_rules rules, struct ticks *out);

/* Tick i; 0 is exactly 0. */
double ticks_value(const struct ticks *ticks, int32_t i);

#define TICKS_DECIMALS_MAX 12

/* Digits behind the point that write every tick exactly, at most TICKS_DECIMALS_MAX. */
int32_t ticks_decimals(const struct ticks *ticks);

#endif
