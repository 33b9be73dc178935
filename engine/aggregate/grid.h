/* grid.h - dense groups, walked in the order of their keys.
 *
 * Groups with numbers of their own for every combination of points need no sorting: each axis's
 * points are put into their order, which is short, and the combinations are gone through. */
#ifndef FIRESTAT_AGGREGATE_GRID_H
#define FIRESTAT_AGGREGATE_GRID_H
#include "order.h"

/* What occurs; scratch memory. */
struct grid {
    const struct scan *scan;
    uint8_t *is_shown; /* [groups + 1]                       */
    uint8_t **occurs;  /* [n_axes][n_points] in shown groups */
};

/* Look at the shown groups, which are numbered densely. errors: FIRE_ENOMEM */
fire_status grid_see(const struct shown *shown, const struct scan *scan,
                     struct fire_arena *scratch, struct grid *out,
                     struct fire_error *err) FIRE_MUST_CHECK;

/* Mark the slots that occur in the dimensions. is_used: [n_dims][n_slots + 1] */
void grid_mark_slots(const struct grid *grid, uint8_t *const is_used[]);

/* The groups in their order.
 *   keys     [n_dims]
 *   place    [n_dims][n_slots + 1] what key_at says of a slot
 *   done     false: the dimensions, or how few groups there are, ask for sorting; nothing was
 *            written
 *   out      group and key_at are set
 *   errors   FIRE_ENOMEM */
fire_status grid_order(const struct grid *grid, size_t n_shown, const struct keys keys[],
                       uint32_t *const place[], struct fire_arena *scratch,
                       struct fire_arena *arena, bool *done, struct ordered *out,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* A stable pass over places: from `at` to `to` in the order of one dimension.
 *   slot     of place p at slot[p * stride]
 *   rank     of a slot, < n_ranks; NULL: the slot itself
 *   returns  false: no memory */
bool order_sort_by(const uint32_t rank[], size_t n_ranks, const uint32_t slot[], size_t stride,
                   const uint32_t at[], size_t n, uint32_t to[], struct fire_arena *scratch);

#endif
