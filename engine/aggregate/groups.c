/* groups.c - see groups.h.
 *
 * The hash table holds numbers of groups and compares slots, not one wide number, so that
 * any number of dimensions of any size can be asked. It grows between batches, for the most
 * groups that one batch can bring. */
#include "groups.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static fire_status fail_groups(struct fire_error *err)
{
    return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                     "more than %d groups; ask for fewer dimensions or a shorter period",
                     FIRE_LIMIT_GROUPS);
}

/* ---- choosing ------------------------------------------------------------------------ */

/* How many groups are possible, or UINT32_MAX: too many for a dense table. */
static uint32_t count_possible(const struct dim dim[], int32_t n_dims, int64_t n_rows)
{
    int64_t most = n_rows * GROUPS_DENSE_SHARE;
    if (most < GROUPS_DENSE_LEAST) most = GROUPS_DENSE_LEAST;
    if (most > GROUPS_DENSE_MOST) most = GROUPS_DENSE_MOST;
    int64_t n = 1;
    for (int32_t d = 0; d < n_dims; d++) {
        const int64_t n_slots = (int64_t)dim[d].n_slots + 1; /* < 2^32 + 1, and n < 2^23 */
        n *= n_slots;
        if (n > most) return UINT32_MAX;
    }
    return (uint32_t)n;
}

static fire_status init_found(struct groups *groups, struct fire_arena *arena,
                              struct fire_error *err)
{
    groups->n_buckets = (size_t)4 * FIRE_BATCH_ROWS;
    groups->bucket = calloc(groups->n_buckets, sizeof *groups->bucket);
    groups->row_slot = FIRE_TAKE(arena, (size_t)groups->n_dims * FIRE_BATCH_ROWS, uint32_t);
    groups->row_hash = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint64_t);
    if (groups->bucket == NULL || groups->row_slot == NULL || groups->row_hash == NULL)
        return fire_fail_memory(err);
    return FIRE_OK;
}

fire_status groups_init(struct groups *groups, struct dim dim[], int32_t n_dims, int64_t n_rows,
                        struct fire_arena *arena, struct fire_error *err)
{
    *groups = (struct groups){ .dim = dim, .n_dims = n_dims };
    const uint32_t n_possible = count_possible(dim, n_dims, n_rows);
    if (n_possible == UINT32_MAX) return init_found(groups, arena, err);

    groups->is_dense = true;
    groups->n = n_possible;
    uint32_t step = 1;
    for (int32_t d = n_dims; d-- > 0;) { /* the first dimension has the widest step */
        dim_set_step(&dim[d], step);
        step *= dim[d].n_slots + 1;
    }
    return FIRE_OK;
}

void groups_finish(struct groups *groups)
{
    free(groups->slot);
    free(groups->bucket);
    *groups = (struct groups){ 0 };
}

/* ---- finding ------------------------------------------------------------------------- */

static uint64_t hash_add(uint64_t hash, uint32_t slot)
{
    hash = (hash ^ slot) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_slots(const uint32_t slot[], int32_t n_dims)
{
    uint64_t hash = 0;
    for (int32_t d = 0; d < n_dims; d++)
        hash = hash_add(hash, slot[d]);
    return hash;
}

static void fill_buckets(struct groups *groups)
{
    const size_t mask = groups->n_buckets - 1;
    for (uint32_t group = 0; group < groups->n; group++) {
        const uint32_t *slot = groups->slot + (size_t)group * (size_t)groups->n_dims;
        size_t at = hash_slots(slot, groups->n_dims) & mask;
        while (groups->bucket[at] != 0)
            at = (at + 1) & mask;
        groups->bucket[at] = group + 1;
    }
}

/* Room for `n_more` groups with the table at most half full. */
static fire_status reserve(struct groups *groups, size_t n_more, struct fire_error *err)
{
    const size_t wanted = groups->n + n_more;
    const size_t n_slots = wanted * (size_t)groups->n_dims;
    if (n_slots > groups->slot_capacity) {
        void *grown = fire_array_grow(groups->slot, &groups->slot_capacity, n_slots,
                                      sizeof *groups->slot);
        if (grown == NULL) return fire_fail_memory(err);
        groups->slot = grown;
    }
    size_t n_buckets = groups->n_buckets;
    while (n_buckets < 2 * wanted)
        n_buckets *= 2;
    if (n_buckets == groups->n_buckets) return FIRE_OK;

    uint32_t *bucket = calloc(n_buckets, sizeof *bucket);
    if (bucket == NULL) return fire_fail_memory(err);
    free(groups->bucket);
    groups->bucket = bucket;
    groups->n_buckets = n_buckets;
    fill_buckets(groups);
    return FIRE_OK;
}

/* The group of slots that lie `stride` apart; a new one where there is none. There is room. */
static uint32_t find_or_add(struct groups *groups, const uint32_t slot[], size_t stride,
                            uint64_t hash)
{
    const size_t n_dims = (size_t)groups->n_dims;
    const size_t mask = groups->n_buckets - 1;
    size_t at = hash & mask;
    for (; groups->bucket[at] != 0; at = (at + 1) & mask) {
        const uint32_t *found = groups->slot + (groups->bucket[at] - 1) * n_dims;
        size_t d = 0;
        while (d < n_dims && found[d] == slot[d * stride])
            d++;
        if (d == n_dims) return groups->bucket[at] - 1;
    }
    uint32_t *added = groups->slot + groups->n * n_dims;
    for (size_t d = 0; d < n_dims; d++)
        added[d] = slot[d * stride];
    groups->bucket[at] = ++groups->n;
    return groups->n - 1;
}

fire_status groups_assign(struct groups *groups, const struct fire_batch *batch,
                          int32_t n_fields, struct rows rows, uint32_t group[],
                          uint8_t coarse[], struct fire_error *err)
{
    if (groups->is_dense) {
        memset(group, 0, (size_t)rows.n * sizeof group[0]);
        for (int32_t d = 0; d < groups->n_dims; d++)
            dim_add(&groups->dim[d], batch, n_fields, rows, group, coarse);
        return FIRE_OK;
    }
    memset(groups->row_hash, 0, (size_t)rows.n * sizeof groups->row_hash[0]);
    for (int32_t d = 0; d < groups->n_dims; d++) {
        uint32_t *slot = groups->row_slot + (size_t)d * FIRE_BATCH_ROWS;
        memset(slot, 0, (size_t)rows.n * sizeof slot[0]);
        dim_add(&groups->dim[d], batch, n_fields, rows, slot, coarse);
        for (int64_t i = 0; i < rows.n; i++)
            groups->row_hash[i] = hash_add(groups->row_hash[i], slot[i]);
    }
    FIRE_TRY(reserve(groups, (size_t)rows.n, err));
    for (int64_t i = 0; i < rows.n; i++)
        group[i] = find_or_add(groups, groups->row_slot + i, FIRE_BATCH_ROWS,
                               groups->row_hash[i]);
    return groups->n <= FIRE_LIMIT_GROUPS ? FIRE_OK : fail_groups(err);
}

fire_status groups_add(struct groups *groups, const uint32_t slot[], uint32_t *out_group,
                       struct fire_error *err)
{
    if (groups->is_dense) {
        uint32_t group = 0;
        for (int32_t d = 0; d < groups->n_dims; d++)
            group += slot[d] * groups->dim[d].step;
        *out_group = group;
        return FIRE_OK;
    }
    FIRE_TRY(reserve(groups, 1, err));
    *out_group = find_or_add(groups, slot, 1, hash_slots(slot, groups->n_dims));
    return groups->n <= FIRE_LIMIT_GROUPS ? FIRE_OK : fail_groups(err);
}

void groups_slots(const struct groups *groups, uint32_t group, uint32_t slot[])
{
    for (int32_t d = 0; d < groups->n_dims; d++) {
        const struct dim *dim = &groups->dim[d];
        slot[d] = groups->is_dense
                      ? group / dim->step % (dim->n_slots + 1)
                      : groups->slot[(size_t)group * (size_t)groups->n_dims + (size_t)d];
    }
}
