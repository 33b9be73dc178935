/* groups.c - see groups.h.
 *
 * The hash table holds numbers of groups and compares points, not one wide number, so that
 * any number of axes of any size can be asked. It grows between batches, for the most
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
static uint32_t count_possible(const struct axes *axes, int64_t n_rows)
{
    int64_t most = n_rows * GROUPS_DENSE_SHARE;
    if (most < GROUPS_DENSE_LEAST) most = GROUPS_DENSE_LEAST;
    if (most > GROUPS_DENSE_MOST) most = GROUPS_DENSE_MOST;
    int64_t n = 1;
    for (int32_t a = 0; a < axes->n; a++) {
        n *= (int64_t)axes->axis[a].n_points; /* below 2^32, and n below 2^23 */
        if (n > most) return UINT32_MAX;
    }
    return (uint32_t)n;
}

/* ---- finding ------------------------------------------------------------------------- */

static uint64_t hash_add(uint64_t hash, uint32_t point)
{
    hash = (hash ^ point) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_points(const uint32_t point[], int32_t n_axes)
{
    uint64_t hash = 0;
    for (int32_t a = 0; a < n_axes; a++)
        hash = hash_add(hash, point[a]);
    return hash;
}

/* n_buckets: a power of 2 */
static fire_status grow_buckets(struct groups *groups, size_t n_buckets, struct fire_error *err)
{
    if (n_buckets > groups->bucket_capacity) {
        void *grown = fire_array_grow(groups->bucket, &groups->bucket_capacity, n_buckets,
                                      sizeof *groups->bucket);
        if (grown == NULL) return fire_fail_memory(err);
        groups->bucket = grown;
    }
    memset(groups->bucket, 0, n_buckets * sizeof *groups->bucket);
    groups->n_buckets = n_buckets;
    const size_t mask = n_buckets - 1;
    for (uint32_t group = 0; group < groups->n; group++) {
        const uint32_t *point = groups->point + group * (size_t)groups->axes->n;
        size_t at = hash_points(point, groups->axes->n) & mask;
        while (groups->bucket[at] != 0)
            at = (at + 1) & mask;
        groups->bucket[at] = group + 1;
    }
    return FIRE_OK;
}

/* Room for `n_more` groups with the table at most half full. */
static fire_status reserve(struct groups *groups, size_t n_more, struct fire_error *err)
{
    const size_t wanted = groups->n + n_more;
    const size_t n_points = wanted * (size_t)groups->axes->n;
    if (n_points > groups->point_capacity) {
        void *grown = fire_array_grow(groups->point, &groups->point_capacity, n_points,
                                      sizeof *groups->point);
        if (grown == NULL) return fire_fail_memory(err);
        groups->point = grown;
    }
    size_t n_buckets = groups->n_buckets;
    while (n_buckets < 2 * wanted)
        n_buckets *= 2;
    return n_buckets == groups->n_buckets ? FIRE_OK : grow_buckets(groups, n_buckets, err);
}

/* The group of points that lie `stride` apart; a new one where there is none. There is room. */
static uint32_t find_or_add(struct groups *groups, const uint32_t point[], size_t stride,
                            uint64_t hash)
{
    const size_t n_axes = (size_t)groups->axes->n;
    const size_t mask = groups->n_buckets - 1;
    size_t at = hash & mask;
    for (; groups->bucket[at] != 0; at = (at + 1) & mask) {
        const uint32_t *found = groups->point + (groups->bucket[at] - 1) * n_axes;
        size_t a = 0;
        while (a < n_axes && found[a] == point[a * stride])
            a++;
        if (a == n_axes) return groups->bucket[at] - 1;
    }
    uint32_t *added = groups->point + groups->n * n_axes;
    for (size_t a = 0; a < n_axes; a++)
        added[a] = point[a * stride];
    groups->bucket[at] = ++groups->n;
    return groups->n - 1;
}

/* ---- the life of groups -------------------------------------------------------------- */

static fire_status init_found(struct groups *groups, struct fire_arena *arena,
                              struct fire_error *err)
{
    groups->row_point = FIRE_TAKE(arena, (size_t)groups->axes->n * FIRE_BATCH_ROWS, uint32_t);
    groups->row_hash = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint64_t);
    if (groups->row_point == NULL || groups->row_hash == NULL) return fire_fail_memory(err);
    return grow_buckets(groups, (size_t)4 * FIRE_BATCH_ROWS, err);
}

fire_status groups_init(struct groups *groups, struct axes *axes, int64_t n_rows,
                        struct fire_arena *arena, struct fire_error *err)
{
    *groups = (struct groups){ .axes = axes };
    const uint32_t n_possible = count_possible(axes, n_rows);
    if (n_possible == UINT32_MAX) return init_found(groups, arena, err);

    groups->is_dense = true;
    groups->n = n_possible;
    uint32_t step = 1;
    for (int32_t a = axes->n; a-- > 0;) { /* the first axis has the widest step */
        axis_set_step(&axes->axis[a], step);
        step *= axes->axis[a].n_points;
    }
    return FIRE_OK;
}

bool groups_suit(const struct groups *groups, int64_t n_rows)
{
    return groups->is_dense || count_possible(groups->axes, n_rows) == UINT32_MAX;
}

void groups_finish(struct groups *groups)
{
    free(groups->point);
    free(groups->bucket);
    *groups = (struct groups){ 0 };
}

/* ---- rows ---------------------------------------------------------------------------- */

fire_status groups_assign(struct groups *groups, const struct fire_batch *batch,
                          int32_t n_fields, const struct fire_window *days, struct rows rows,
                          uint32_t group[], uint8_t coarse[], struct fire_error *err)
{
    if (groups->is_dense) {
        axes_number(groups->axes, batch, n_fields, days, rows, group, coarse);
        return FIRE_OK;
    }
    memset(groups->row_hash, 0, (size_t)rows.n * sizeof groups->row_hash[0]);
    for (int32_t a = 0; a < groups->axes->n; a++) {
        uint32_t *point = groups->row_point + (size_t)a * FIRE_BATCH_ROWS;
        memset(point, 0, (size_t)rows.n * sizeof point[0]);
        axis_add(&groups->axes->axis[a], batch, n_fields, rows, point, coarse);
        for (int64_t i = 0; i < rows.n; i++)
            groups->row_hash[i] = hash_add(groups->row_hash[i], point[i]);
    }
    FIRE_TRY(reserve(groups, (size_t)rows.n, err));
    for (int64_t i = 0; i < rows.n; i++)
        group[i] = find_or_add(groups, groups->row_point + i, FIRE_BATCH_ROWS,
                               groups->row_hash[i]);
    return groups->n <= FIRE_LIMIT_GROUPS ? FIRE_OK : fail_groups(err);
}

fire_status groups_add(struct groups *groups, const uint32_t point[], uint32_t *out_group,
                       struct fire_error *err)
{
    if (groups->is_dense) {
        uint32_t group = 0;
        for (int32_t a = 0; a < groups->axes->n; a++)
            group += point[a] * groups->axes->axis[a].step;
        *out_group = group;
        return FIRE_OK;
    }
    FIRE_TRY(reserve(groups, 1, err));
    *out_group = find_or_add(groups, point, 1, hash_points(point, groups->axes->n));
    return groups->n <= FIRE_LIMIT_GROUPS ? FIRE_OK : fail_groups(err);
}

void groups_points(const struct groups *groups, uint32_t group, uint32_t point[])
{
    const size_t n_axes = (size_t)groups->axes->n;
    for (size_t a = 0; a < n_axes; a++) {
        const struct axis *axis = &groups->axes->axis[a];
        point[a] = groups->is_dense ? group / axis->step % axis->n_points
                                    : groups->point[(size_t)group * n_axes + a];
    }
}
