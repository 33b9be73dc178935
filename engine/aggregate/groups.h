/* groups.h - the group of every row.
 *
 * Few possible groups are numbered by their slots in mixed radix: the number says which
 * slots. Many possible groups are numbered in the order in which they are found, and a hash
 * table finds them again. */
#ifndef FIRESTAT_AGGREGATE_GROUPS_H
#define FIRESTAT_AGGREGATE_GROUPS_H
#include "dims.h"

/* Dense tables may be this long, and longer than the rows by this factor, but at least
 * GROUPS_DENSE_LEAST long: a few rows shall not pay for a table of millions. */
#define GROUPS_DENSE_MOST  (1 << 22)
#define GROUPS_DENSE_LEAST (1 << 14)
#define GROUPS_DENSE_SHARE 4

struct groups {
    const struct dim *dim; /* [n_dims] */
    int32_t n_dims;
    uint32_t n; /* dense: all possible ones; else those found so far */
    bool is_dense;

    /* found groups; all NULL when dense */
    uint32_t *slot; /* [n * n_dims] */
    size_t slot_capacity;
    uint32_t *bucket; /* [n_buckets] group + 1, or 0: free; n_buckets is a power of 2 */
    size_t n_buckets;
    uint32_t *row_slot; /* [n_dims * FIRE_BATCH_ROWS] of the batch at hand, dim by dim */
    uint64_t *row_hash; /* [FIRE_BATCH_ROWS]                                           */
};

/* Chooses the numbering and sets the steps of `dim`. To be finished even after a failure.
 *   arena    owns what does not grow
 *   errors   FIRE_ENOMEM */
fire_status groups_init(struct groups *groups, struct dim dim[], int32_t n_dims, int64_t n_rows,
                        struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;

void groups_finish(struct groups *groups);

/* group[i] of the rows of a batch, i < rows.n; group[i] < groups->n afterwards.
 *   coarse   [rows.n] as in dim_add
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: more than FIRE_LIMIT_GROUPS */
fire_status groups_assign(struct groups *groups, const struct fire_batch *batch,
                          int32_t n_fields, struct rows rows, uint32_t group[],
                          uint8_t coarse[], struct fire_error *err) FIRE_MUST_CHECK;

/* The group of some slots, which becomes one where it was none. errors as above. */
fire_status groups_add(struct groups *groups, const uint32_t slot[], uint32_t *out_group,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* The slots of a group. slot: [n_dims] */
void groups_slots(const struct groups *groups, uint32_t group, uint32_t slot[]);

#endif
