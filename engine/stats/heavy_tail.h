/* heavy_tail.h - what the summary and the bootstrap of damages share. Room-private. */
#ifndef FIRESTAT_STATS_HEAVY_TAIL_H
#define FIRESTAT_STATS_HEAVY_TAIL_H
#include <stdbool.h>
#include <stdint.h>

/* Two numbers at least, none negative or above 10^90, and a sum above 0. */
bool heavy_tail_is_sound(const double x[], int64_t n);

/* Skewness of the mean by the jackknife, sum d^3 / (6 (sum d^2)^1.5); 0 where all are equal. */
double heavy_tail_acceleration(const double x[], int64_t n, double mean);

#endif
