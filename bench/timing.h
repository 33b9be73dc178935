/* timing.h - time, and medians of it. */
#ifndef FIRESTAT_BENCH_TIMING_H
#define FIRESTAT_BENCH_TIMING_H

#define TIMING_MOST 99

double timing_now(void); /* seconds */

/* The middle of n values, which are sorted; 1 <= n <= TIMING_MOST */
double timing_median(double value[], int n);

#endif
