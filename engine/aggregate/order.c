/* order.c - see order.h.
 *
 * Every slot has a rank in its dimension. Dense groups are walked in that order (grid.h); others
 * are sorted by counting ranks, the last dimension first. That takes as long for ten groups a rank
 * as for one, and equal ranks keep the order they had. Where two slots look the same and share a
 * rank, the groups are sorted by their slots before, so that the order does not depend on how they
 * were found. */
#include "order.h"

#include "grid.h"

#include "firestat/arena.h"

#include <string.h>

/* What is needed on the way; scratch memory. */
struct order {
    const struct shown *shown;
    const struct scan *scan;
    size_t n_dims;
    bool is_dense;
    struct grid grid;  /* of dense groups                                           */
    uint32_t *slot;    /* [shown->n * n_dims] group by group; NULL: not needed so far */
    uint8_t **is_used; /* [n_dims][n_slots + 1]                                     */
    struct keys *keys; /* [n_dims]                                                  */
    uint32_t **place;  /* [n_dims][n_slots + 1] of a used slot's key among all      */
};

/* ---- keys ---------------------------------------------------------------------------- */

/* Slots of the shown groups, group by group. */
static fire_status list_slots(struct order *order, struct fire_arena *scratch,
                              struct fire_error *err)
{
    if (order->slot != NULL) return FIRE_OK;
    order->slot = FIRE_TAKE(scratch, order->shown->n * order->n_dims, uint32_t);
    if (order->slot == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < order->shown->n; i++)
        scan_slots(order->scan, order->shown->group[i], order->slot + i * order->n_dims);
    return FIRE_OK;
}

/* Which slots occur. */
static fire_status find_used(struct order *order, struct fire_arena *scratch,
                             struct fire_error *err)
{
    const struct scan *scan = order->scan;
    order->is_used = FIRE_TAKE(scratch, order->n_dims, uint8_t *);
    if (order->is_used == NULL) return fire_fail_memory(err);
    for (size_t d = 0; d < order->n_dims; d++) {
        order->is_used[d] = FIRE_TAKE(scratch, (size_t)scan->axes.dim[d].n_slots + 1, uint8_t);
        if (order->is_used[d] == NULL) return fire_fail_memory(err);
    }
    if (order->is_dense) {
        FIRE_TRY(grid_see(order->shown, scan, scratch, &order->grid, err));
        grid_mark_slots(&order->grid, order->is_used);
        return FIRE_OK;
    }
    FIRE_TRY(list_slots(order, scratch, err));
    for (size_t i = 0; i < order->shown->n; i++) {
        for (size_t d = 0; d < order->n_dims; d++)
            order->is_used[d][order->slot[i * order->n_dims + d]] = 1;
    }
    return FIRE_OK;
}

/* The keys that occur, one dimension's after the other's. out: [all of them] */
static fire_status make_keys(struct order *order, struct fire_arena *scratch,
                             struct fire_arena *arena, const struct fire_key **out,
                             struct fire_error *err)
{
    const struct scan *scan = order->scan;
    size_t n = 0;
    order->keys = FIRE_TAKE(scratch, order->n_dims, struct keys);
    order->place = FIRE_TAKE(scratch, order->n_dims, uint32_t *);
    if (order->keys == NULL || order->place == NULL) return fire_fail_memory(err);
    for (size_t d = 0; d < order->n_dims; d++) {
        const struct dim *dim = &scan->axes.dim[d];
        FIRE_TRY(keys_make(scan->query, dim, order->is_used[d], scratch, arena, &order->keys[d],
                           err));
        order->place[d] = FIRE_TAKE(scratch, (size_t)dim->n_slots + 1, uint32_t);
        if (order->place[d] == NULL) return fire_fail_memory(err);
        for (size_t slot = 0; slot <= dim->n_slots; slot++) {
            order->place[d][slot] = (uint32_t)n;
            n += order->is_used[d][slot];
        }
    }
    struct fire_key *key = FIRE_TAKE(arena, n, struct fire_key);
    if (key == NULL) return fire_fail_memory(err);
    for (size_t d = 0; d < order->n_dims; d++) {
        for (size_t slot = 0; slot <= scan->axes.dim[d].n_slots; slot++)
            if (order->is_used[d][slot]) key[order->place[d][slot]] = order->keys[d].key[slot];
    }
    *out = key;
    return FIRE_OK;
}

/* ---- sorting ------------------------------------------------------------------------- */

bool order_sort_by(const uint32_t rank[], size_t n_ranks, const uint32_t slot[], size_t stride,
                   const uint32_t at[], size_t n, uint32_t to[], struct fire_arena *scratch)
{
    size_t *first = FIRE_TAKE(scratch, n_ranks + 1, size_t);
    if (first == NULL) return false;
    for (size_t i = 0; i < n; i++) {
        const uint32_t s = slot[at[i] * stride];
        first[(rank == NULL ? s : rank[s]) + 1]++;
    }
    for (size_t r = 0; r < n_ranks; r++)
        first[r + 1] += first[r];
    for (size_t i = 0; i < n; i++) {
        const uint32_t s = slot[at[i] * stride];
        to[first[rank == NULL ? s : rank[s]]++] = at[i];
    }
    return true;
}

static void swap(uint32_t **a, uint32_t **b)
{
    uint32_t *was = *a;
    *a = *b;
    *b = was;
}

/* Sort the places *at of shown groups by all dimensions, with *to as room. false: no memory. */
static bool sort_places(const struct order *order, uint32_t **at, uint32_t **to,
                        struct fire_arena *scratch)
{
    const struct keys *keys = order->keys;
    const uint32_t *slot = order->slot;
    const size_t n = order->shown->n;
    const size_t n_dims = order->n_dims;
    bool has_ties = false;
    for (size_t d = 0; d < n_dims; d++)
        has_ties = has_ties || keys[d].has_ties;
    for (size_t d = n_dims; has_ties && d-- > 0; swap(at, to)) {
        const size_t n_slots = (size_t)order->scan->axes.dim[d].n_slots + 1;
        if (!order_sort_by(NULL, n_slots, slot + d, n_dims, *at, n, *to, scratch)) return false;
    }
    for (size_t d = n_dims; d-- > 0; swap(at, to)) {
        if (!order_sort_by(keys[d].rank, keys[d].n_ranks, slot + d, n_dims, *at, n, *to,
                           scratch))
            return false;
    }
    return true;
}

static fire_status sort_shown(struct order *order, struct fire_arena *scratch,
                              struct fire_arena *arena, struct ordered *out,
                              struct fire_error *err)
{
    const size_t n = order->shown->n;
    const size_t n_dims = order->n_dims;
    uint32_t *at = FIRE_TAKE(scratch, n, uint32_t);
    uint32_t *to = FIRE_TAKE(scratch, n, uint32_t);
    uint32_t *key_at = FIRE_TAKE(arena, n * n_dims, uint32_t);
    if (at == NULL || to == NULL || key_at == NULL) return fire_fail_memory(err);
    FIRE_TRY(list_slots(order, scratch, err));
    for (size_t i = 0; i < n; i++)
        at[i] = (uint32_t)i;
    if (!sort_places(order, &at, &to, scratch)) return fire_fail_memory(err);
    for (size_t row = 0; row < n; row++) {
        for (size_t d = 0; d < n_dims; d++)
            key_at[row * n_dims + d] = order->place[d][order->slot[at[row] * n_dims + d]];
        to[row] = order->shown->group[at[row]];
    }
    out->group = to;
    out->key_at = key_at;
    return FIRE_OK;
}

/* ---- all ----------------------------------------------------------------------------- */

fire_status order_shown(const struct shown *shown, const struct scan *scan,
                        struct fire_arena *scratch, struct fire_arena *arena,
                        struct ordered *out, struct fire_error *err)
{
    struct order order = { .shown = shown,
                           .scan = scan,
                           .n_dims = (size_t)scan->query->n_dims,
                           .is_dense = scan->groups.is_dense };
    struct ordered ordered = { .n = shown->n };
    bool done = false;
    FIRE_TRY(find_used(&order, scratch, err));
    FIRE_TRY(make_keys(&order, scratch, arena, &ordered.key, err));
    if (order.is_dense)
        FIRE_TRY(grid_order(&order.grid, shown->n, order.keys, order.place, scratch, arena,
                            &done, &ordered, err));
    if (!done) FIRE_TRY(sort_shown(&order, scratch, arena, &ordered, err));
    *out = ordered;
    return FIRE_OK;
}
