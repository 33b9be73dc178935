/* groups.h - the group of every row.
 *
 * Few possible groups are numbered by their points in mixed radix: the number says which
 * points. Many possible groups are numbered in the order in which they are found, and a hash
 * table finds them again. */
#ifndef FIRESTAT_AGGREGATE_GROUPS_H
#define FIRESTAT_AGGREGATE_GROUPS_H
#include "axes.h"

/* Dense tables may be this long, and longer than the rows by this factor, but at least
 * GROUPS_DENSE_LEAST long: a few rows shall not pay for a table of millions. */
#define GROUPS_DENSE_MOST  (1 << 22)
#define GROUPS_DENSE_LEAST (1 << 14)
#define GROUPS_DENSE_SHARE 4

struct groups {
    const struct axes *axes;
    uint32_t n; /* dense: all possible ones; else those found so far */
    bool is_dense;

    /* found groups; all NULL when dense */
    uint32_t *point; /* [n * n_axes] */
    size_t point_capacity;
    uint32_t *bucket; /* [n_buckets] group + 1, or 0: free */
    size_t n_buckets; /* a power of 2 */
    size_t bucket_capacity;
    uint32_t *row_point; /* [n_axes * FIRE_BATCH_ROWS] of the batch at hand, axis by axis */
    uint64_t *row_hash;  /* [FIRE_BATCH_ROWS]                                             */
};

/* Chooses the numbering and sets the steps of the axes. To be finished even after a failure.
 *   arena    owns what does not grow
 *   errors   FIRE_ENOMEM */
fire_status groups_init(struct groups *groups, struct axes *axes, int64_t n_rows,
                        struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;

void groups_finish(struct groups *groups);

/* Whether the numbering would be chosen again for so many rows. */
bool groups_suit(const struct groups *groups, int64_t n_rows);

/* group[i] of the rows of a batch, i < rows.n; group[i] < groups->n afterwards.
 *   days     within which all rows begin; NULL: not known
 *   coarse   [rows.n] as in axis_add
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: more than FIRE_LIMIT_GROUPS */
fire_status groups_assign(struct groups *groups, const struct fire_batch *batch,
                          int32_t n_fields, const struct fire_window *days, struct rows rows,
                          uint32_t group[], uint8_t coarse[],
                          struct fire_error *err) FIRE_MUST_CHECK;

/* The group of some points, which becomes one where it was none. errors as above.
 *   point    [n_axes] */
fire_status groups_add(struct groups *groups, const uint32_t point[], uint32_t *out_group,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* The points of a group. point: [n_axes] */
void groups_points(const struct groups *groups, uint32_t group, uint32_t point[]);

#endif
