/* order.c - see order.h.
 *
 * Every slot has a rank in its dimension, and the groups are sorted by counting ranks, the
 * last dimension first. That takes as long for ten groups a rank as for one, and equal ranks
 * keep the order they had. Where two slots look the same and share a rank, the groups are
 * sorted by their slots before, so that the order does not depend on how they were found. */
#include "order.h"

#include "firestat/arena.h"

#include <string.h>

/* Slots of the shown groups, group by group. NULL: no memory. */
static uint32_t *list_slots(const struct shown *shown, const struct scan *scan,
                            struct fire_arena *scratch)
{
    const size_t n_dims = (size_t)scan->query->n_dims;
    uint32_t *slot = FIRE_TAKE(scratch, shown->n * n_dims, uint32_t);
    for (size_t i = 0; slot != NULL && i < shown->n; i++)
        scan_slots(scan, shown->group[i], slot + i * n_dims);
    return slot;
}

/* Keys of the slots of dimension d that occur. */
static fire_status make_keys(const struct scan *scan, int32_t d, const uint32_t slot[],
                             size_t n, struct fire_arena *scratch, struct fire_arena *arena,
                             struct keys *out, struct fire_error *err)
{
    const size_t n_dims = (size_t)scan->query->n_dims;
    const struct dim *dim = &scan->axes.dim[d];
    uint8_t *is_used = FIRE_TAKE(scratch, (size_t)dim->n_slots + 1, uint8_t);
    if (is_used == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        is_used[slot[i * n_dims + (size_t)d]] = 1;
    return keys_make(scan->query, dim, is_used, scratch, arena, out, err);
}

/* A stable pass over the places of groups: from `at` to `to` in the order of one dimension.
 *   slot     [n * stride] of the dimension at slot[place * stride]
 *   rank     of a slot, < n_ranks; NULL: the slot itself
 *   returns  false: no memory */
static bool sort_by(const uint32_t rank[], size_t n_ranks, const uint32_t slot[], size_t stride,
                    const uint32_t at[], size_t n, uint32_t to[], struct fire_arena *scratch)
{
    size_t *first = FIRE_TAKE(scratch, n_ranks + 1, size_t);
    if (first == NULL) return false;
    for (size_t i = 0; i < n; i++) {
        const uint32_t s = slot[i * stride];
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

/* Sort the places *at by all dimensions, with *to as room. false: no memory. */
static bool sort_places(const struct scan *scan, const struct keys keys[],
                        const uint32_t slot[], size_t n, uint32_t **at, uint32_t **to,
                        struct fire_arena *scratch)
{
    const size_t n_dims = (size_t)scan->query->n_dims;
    bool has_ties = false;
    for (size_t d = 0; d < n_dims; d++)
        has_ties = has_ties || keys[d].has_ties;
    for (size_t d = n_dims; has_ties && d-- > 0; swap(at, to)) {
        const size_t n_slots = (size_t)scan->axes.dim[d].n_slots + 1;
        if (!sort_by(NULL, n_slots, slot + d, n_dims, *at, n, *to, scratch)) return false;
    }
    for (size_t d = n_dims; d-- > 0; swap(at, to)) {
        if (!sort_by(keys[d].rank, keys[d].n_ranks, slot + d, n_dims, *at, n, *to, scratch))
            return false;
    }
    return true;
}

fire_status order_shown(const struct shown *shown, const struct scan *scan,
                        struct fire_arena *scratch, struct fire_arena *arena,
                        struct ordered *out, struct fire_error *err)
{
    const size_t n = shown->n;
    const size_t n_dims = (size_t)scan->query->n_dims;
    uint32_t *slot = list_slots(shown, scan, scratch);
    struct keys *keys = FIRE_TAKE(scratch, n_dims, struct keys);
    uint32_t *at = FIRE_TAKE(scratch, n, uint32_t);
    uint32_t *to = FIRE_TAKE(scratch, n, uint32_t);
    struct fire_key *key = FIRE_TAKE(arena, n * n_dims, struct fire_key);
    if (slot == NULL || keys == NULL || at == NULL || to == NULL || key == NULL)
        return fire_fail_memory(err);

    for (size_t i = 0; i < n; i++)
        at[i] = (uint32_t)i;
    for (size_t d = 0; d < n_dims; d++)
        FIRE_TRY(make_keys(scan, (int32_t)d, slot, n, scratch, arena, &keys[d], err));
    if (!sort_places(scan, keys, slot, n, &at, &to, scratch)) return fire_fail_memory(err);
    for (size_t row = 0; row < n; row++) {
        for (size_t d = 0; d < n_dims; d++)
            key[row * n_dims + d] = keys[d].key[slot[at[row] * n_dims + d]];
    }
    for (size_t row = 0; row < n; row++)
        to[row] = shown->group[at[row]];
    *out = (struct ordered){ .n = n, .group = to, .key = key };
    return FIRE_OK;
}
