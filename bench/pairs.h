/* pairs.h - two commands run in turn as processes, what each costs, and how many times the one takes
 * the other.
 *
 * The machine is never quiet, so single times say little: the two sides are run A B A B, once each
 * to warm up, and a ratio is the median of the pairs' ratios. */
#ifndef FIRESTAT_BENCH_PAIRS_H
#define FIRESTAT_BENCH_PAIRS_H
#include "timing.h"

#include <stdbool.h>

struct side {
    const char *name;
    const char *const *argv; /* ends with NULL; looked for in PATH             */
    const char *fresh;       /* a file that is removed before each run, or NULL */
};

/* Of one process and its children. */
struct cost {
    double wall_seconds;
    double cpu_seconds;
    double peak_mib; /* resident memory */
};

enum measure { MEASURE_WALL, MEASURE_CPU, MEASURE_PEAK };

/* Whether there is a program of that name in PATH; says so when there is none. */
bool has_program(const char *name);

/* Whether node finds a package in the folder that NODE_DIR names; says what is missing. */
bool has_package(const char *package);

/* Of PYTHON, else python3: its name, and whether it has a module; says what is missing. */
const char *python_name(void);
bool has_module(const char *module);

/* One run, its output thrown away. false: it failed */
bool run_side(const struct side *side, struct cost *out);

/* Print a line for each side and their ratio of one measure. b NULL: A alone.
 *   goal      what the ratio is held against, as text; NULL: nothing
 *   returns   false: one of them failed, which is said */
bool print_pairs(const char *question, const struct side *a, const struct side *b,
                 enum measure measure, const char *goal, int n_pairs);

#endif
