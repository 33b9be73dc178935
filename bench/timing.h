/* timing.h - time, and medians of it. */
#ifndef FIRESTAT_BENCH_TIMING_H
#define FIRESTAT_BENCH_TIMING_H

#define TIMING_MOST 99

double timing_now(void); /* seconds */

/* Seconds on the clock, and of the processors of all threads of this process. On a machine with
 * other work to do the second says more. */
struct spent {
    double wall;
    double cpu;
};

struct spent timing_spent(void); /* since some moment */
struct spent timing_since(struct spent start);

/* The middle of n values, which are sorted; 1 <= n <= TIMING_MOST */
double timing_median(double value[], int n);

#endif
