/* pairs.h - two commands in turn, and what each costs. */
#ifndef FIRESTAT_BENCH_PAIRS_H
#define FIRESTAT_BENCH_PAIRS_H
#include <stdbool.h>

/* Of one process and its children: medians of all runs. */
struct pairs_cost {
    double wall_seconds;
    double cpu_seconds;
    double peak_mib; /* resident memory */
};

/* A to B, medians of the pairs' own ratios. */
struct pairs_result {
    struct pairs_cost a;
    struct pairs_cost b;
    double wall_ratio;
    double cpu_ratio;
    double peak_ratio;
};

/* Run A B A B ... after a run of each that is not counted; what they print goes nowhere.
 *   returns   false: one of them did not end with 0, which is told */
bool pairs_run(const char *const a[], const char *const b[], int n_pairs,
               struct pairs_result *out);

/* One command alone. */
bool pairs_run_alone(const char *const a[], int n_runs, struct pairs_cost *out);

/* Is there a program of that name on the PATH? */
bool pairs_has(const char *program);

#endif
