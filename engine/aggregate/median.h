/* median.h - the middle of the values of every group, and of all of them. */
#ifndef FIRESTAT_AGGREGATE_MEDIAN_H
#define FIRESTAT_AGGREGATE_MEDIAN_H
#include "accumulate.h"

/* The two values in the middle; the same one twice where the number of values is odd. */
struct middle {
    int64_t low;
    int64_t high;
};

struct sorted {
    const int64_t *value; /* sorted within each group            */
    const size_t *start;  /* [n_groups + 1] of each group        */
    struct middle total;  /* means nothing where there is no value */
};

/* Sorts in place and keeps `values` as its own memory, which must outlive `out`.
 *   errors   FIRE_ENOMEM */
fire_status values_sort(struct values *values, size_t n_groups, struct fire_arena *arena,
                        struct sorted *out, struct fire_error *err) FIRE_MUST_CHECK;

/* The middle of a group that has values. */
struct middle sorted_middle(const struct sorted *sorted, uint32_t group);

#endif
