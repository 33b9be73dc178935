/* compare_groups.h - the groups of several windows, matched. Room-private. */
#ifndef FIRESTAT_STATS_COMPARE_GROUPS_H
#define FIRESTAT_STATS_COMPARE_GROUPS_H
#include "firestat/compare.h"

struct compare_groups {
    int64_t n;
    const struct fire_key *key; /* [n * n_dims] in order */
    struct fire_dictionary
        *places; /* the ids of a group -> a number that `place` turns into its
                                       place in the order                                       */
    const int64_t *place;
};

/* The groups of all figures. To be finished even after a failure.
 *   arena    owns the keys;   scratch owns the rest
 *   errors   FIRE_ENOMEM */
fire_status compare_groups_make(const struct fire_compare_plan *plan,
                                const struct fire_compare_answer answer[],
                                const struct fire_compare_options *options,
                                struct fire_arena *scratch, struct fire_arena *arena,
                                struct compare_groups *out, struct fire_error *err);
void compare_groups_finish(struct compare_groups *groups);

/* row[group] = the row of the group in a summary about a window, or -1. row: [groups->n] */
fire_status compare_groups_rows(const struct compare_groups *groups,
                                const struct fire_compare_plan *plan,
                                const struct fire_summary *summary, struct fire_window window,
                                int64_t row[], struct fire_error *err);

#endif
