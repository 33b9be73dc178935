/* pairs.h - two commands run in turn as processes, and how many times the one takes the other.
 *
 * The machine is never quiet, so single times say little: the two sides are run A B A B, once
 * each to warm up, and the ratio is the median of the pairs' ratios. */
#ifndef FIRESTAT_BENCH_PAIRS_H
#define FIRESTAT_BENCH_PAIRS_H
#include <stdbool.h>

#define MOST_PAIRS 99

struct side {
    const char *name;
    const char *const *argv; /* ends with NULL; looked for in PATH             */
    const char *fresh;       /* a file that is removed before each run, or NULL */
};

/* Whether there is a program of that name in PATH. */
bool has_program(const char *name);

/* Whether node finds DuckDB in the folder that NODE_DIR names; says what is missing. */
bool has_duckdb(void);

/* One run in seconds, its output thrown away; negative: it failed. */
double run_side(const struct side *side);

/* Print a line for each side and their ratio. b NULL: A alone.
 *   returns   false: one of them failed, which is said */
bool print_pairs(const char *question, const struct side *a, const struct side *b, int n_pairs);

#endif
