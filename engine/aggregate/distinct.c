/* distinct.c - see distinct.h.
 *
 * A byte a group: 1 once it was met, and 2 where the counted dimension is null, which the loop
 * over the rows collects on its way. Only a batch in which that came up is looked at again. */
#include "distinct.h"

#include "firestat/arena.h"

#include <stdlib.h>
#include <string.h>

/* ---- ready, and done ----------------------------------------------------------------- */

static const struct axis *counted_axis(const struct distinct *distinct)
{
    for (int32_t a = 0; a < distinct->axes.n; a++) {
        const struct axis *axis = &distinct->axes.axis[a];
        for (int32_t i = 0; i < axis->n_dims; i++) {
            if (axis->dim[i] == distinct->dim) return axis;
        }
    }
    return NULL; /* never: every dimension lies on an axis */
}

/* Whether the counted dimension is null at a point. In tables that grow (axes.h) areas without a
 * name have a slot and count as null as long as they have none; so do those still to come. */
static bool is_null_point(const struct distinct *distinct, const struct axis *axis,
                          uint32_t point, uint32_t slot[])
{
    const struct dim *dim = &distinct->axes.dim[distinct->dim];
    axis_slots(axis, point, slot);
    const uint32_t at = slot[distinct->dim];
    if (dim->ask.kind != FIRE_DIM_AREA) return at == dim->n_slots;
    return at >= dim->n_used ||
           fire_area_name(distinct->axes.query->areas, dim->node[at]).size_bytes == 0;
}

static void set_null(struct distinct *distinct, size_t group, bool is_null)
{
    distinct->seen[group] &= DISTINCT_MET;
    if (is_null) distinct->seen[group] |= DISTINCT_NULL;
}

/* Say of the groups from number `from` on whether the counted dimension is null in them. */
static bool mark_nulls(struct distinct *distinct, size_t from, struct fire_arena *scratch)
{
    uint32_t *slot = FIRE_TAKE(scratch, distinct->axes.n_dims, uint32_t);
    uint32_t *there = FIRE_TAKE(scratch, distinct->axes.n, uint32_t);
    if (slot == NULL || there == NULL) return false;
    const struct axis *axis = counted_axis(distinct);
    if (!distinct->groups.is_dense) {
        for (size_t g = from; g < distinct->n; g++) {
            groups_points(&distinct->groups, (uint32_t)g, there);
            set_null(distinct, g,
                     is_null_point(distinct, axis, there[axis - distinct->axes.axis], slot));
        }
        return true;
    }
    const size_t step = axis->step; /* groups of one point lie together, `step` of them */
    for (uint32_t point = 0; point < axis->n_points; point++) {
        const bool is_null = is_null_point(distinct, axis, point, slot);
        for (size_t first = point * step; first < distinct->n; first += step * axis->n_points) {
            for (size_t g = first; g < first + step; g++)
                set_null(distinct, g, is_null);
        }
    }
    return true;
}

static fire_status mark_again(struct distinct *distinct, size_t from, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    const bool ok = scratch != NULL && mark_nulls(distinct, from, scratch);
    fire_arena_free(scratch);
    return ok ? FIRE_OK : fire_fail_memory(err);
}

/* Bytes for all groups there are. */
static fire_status reserve(struct distinct *distinct, struct fire_error *err)
{
    const size_t before = distinct->n;
    const size_t n = distinct->groups.n;
    if (n == before) return FIRE_OK;
    if (n > distinct->seen_capacity) {
        void *grown = fire_array_grow(distinct->seen, &distinct->seen_capacity, n, 1);
        if (grown == NULL) return fire_fail_memory(err);
        distinct->seen = grown;
    }
    if (distinct->null_weight != NULL && n > distinct->null_capacity) {
        void *grown = fire_array_grow(distinct->null_weight, &distinct->null_capacity, n,
                                      sizeof(wide));
        if (grown == NULL) return fire_fail_memory(err);
        distinct->null_weight = grown;
    }
    memset(distinct->seen + before, 0, n - before);
    if (distinct->null_weight != NULL)
        memset(distinct->null_weight + before, 0, (n - before) * sizeof(wide));
    distinct->n = n;
    return mark_again(distinct, before, err);
}

fire_status distinct_init(struct distinct *distinct, const struct fire_query *query,
                          const struct ask_dim *counted, struct room room, int64_t n_rows,
                          struct fire_arena *arena, struct fire_error *err)
{
    *distinct = (struct distinct){ 0 };
    struct ask_dim *dim = FIRE_TAKE(arena, query->n_dims + 1, struct ask_dim);
    distinct->group = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint32_t);
    if (dim == NULL || distinct->group == NULL) return fire_fail_memory(err);
    int32_t n_dims = query->n_dims;
    distinct->dim = n_dims;
    for (int32_t d = 0; d < query->n_dims; d++) {
        dim[d] = query->dim[d];
        if (ask_dim_is(&dim[d], counted)) distinct->dim = d;
    }
    if (distinct->dim == n_dims) dim[n_dims++] = *counted;
    FIRE_TRY(axes_prepare(query, dim, n_dims, room, arena, &distinct->axes, err));
    FIRE_TRY(groups_init(&distinct->groups, &distinct->axes, n_rows, arena, err));
    return reserve(distinct, err);
}

fire_status distinct_extend(struct distinct *distinct, bool *fits, struct fire_error *err)
{
    const int32_t before = distinct->axes.n_nodes;
    if (!axes_extend(&distinct->axes)) *fits = false;
    if (!distinct->groups.is_dense || distinct->axes.n_nodes == before) return FIRE_OK;
    return mark_again(distinct, 0, err);
}

void distinct_finish(struct distinct *distinct)
{
    groups_finish(&distinct->groups);
    free(distinct->seen);
    free(distinct->null_weight);
    *distinct = (struct distinct){ 0 };
}

/* ---- rows ---------------------------------------------------------------------------- */

static fire_status reserve_null_weight(struct distinct *distinct, struct fire_error *err)
{
    if (distinct->null_weight != NULL) return FIRE_OK;
    void *grown = fire_array_grow(NULL, &distinct->null_capacity, distinct->n, sizeof(wide));
    if (grown == NULL) return fire_fail_memory(err);
    memset(grown, 0, distinct->n * sizeof(wide));
    distinct->null_weight = grown;
    return FIRE_OK;
}

/* Mark what occurs; returns all marks that there were, joined by OR. */
static uint8_t mark(const uint32_t group[], int64_t n_rows, uint8_t seen[])
{
    uint8_t marks = 0;
    for (int64_t i = 0; i < n_rows; i++) {
        const uint8_t before = seen[group[i]];
        marks |= before;
        seen[group[i]] = before | DISTINCT_MET;
    }
    return marks;
}

/* The same where a group is a look-up, without writing it down: 10 instructions a row and not 19. */
static inline uint8_t mark_looked_up(const struct look_ups *looks, bool is_narrow,
                                     int64_t n_rows, uint8_t seen[])
{
    struct look_ups by = *looks; /* a byte that is written might be one of looks' */
    uint8_t marks = 0;
    int64_t i = 0;
    by.n = 1; /* as the caller knows, and the compiler now */
    for (; i + 4 <= n_rows; i += 4) {
        for (int64_t j = i; j < i + 4; j++) {
            uint8_t *at =
                &seen[is_narrow ? look_ups_narrow_group(&by, j) : look_ups_group(&by, j)];
            marks |= *at;
            *at |= DISTINCT_MET;
        }
    }
    for (; i < n_rows; i++) {
        uint8_t *at = &seen[look_ups_group(&by, i)];
        marks |= *at;
        *at |= DISTINCT_MET;
    }
    return marks;
}

/* Where that is all there is to do with a batch. */
static bool is_marked(struct distinct *distinct, const struct fire_batch *batch,
                      const struct fire_facts *facts, struct rows rows)
{
    struct look_ups looks;
    if (!distinct->groups.is_dense || rows.at != NULL ||
        !axes_are_look_ups(&distinct->axes, batch, facts == NULL ? NULL : &facts->days, facts,
                           &looks) ||
        looks.n != 1)
        return false;
    const uint8_t marks = look_ups_are_narrow(&looks)
                              ? mark_looked_up(&looks, true, rows.n, distinct->seen)
                              : mark_looked_up(&looks, false, rows.n, distinct->seen);
    return (marks & DISTINCT_NULL) == 0;
}

fire_status distinct_add(struct distinct *distinct, const struct fire_batch *batch,
                         int32_t n_fields, const struct fire_facts *facts, struct rows rows,
                         const int64_t weight[], struct fire_error *err)
{
    uint32_t *group = distinct->group;
    if (is_marked(distinct, batch, facts, rows)) return FIRE_OK;
    const struct fire_window *days = facts == NULL ? NULL : &facts->days;
    FIRE_TRY(groups_assign(&distinct->groups, batch, n_fields, days, rows, group, NULL, err));
    FIRE_TRY(reserve(distinct, err));
    if ((mark(group, rows.n, distinct->seen) & DISTINCT_NULL) == 0) return FIRE_OK;

    FIRE_TRY(reserve_null_weight(distinct, err));
    for (int64_t i = 0; i < rows.n; i++) {
        if ((distinct->seen[group[i]] & DISTINCT_NULL) != 0)
            distinct->null_weight[group[i]] += weight == NULL ? 1 : weight[i];
    }
    return FIRE_OK;
}

/* ---- groups -------------------------------------------------------------------------- */

/* Points of a finer group on coarser axes. */
static void move_points(const struct axes *to, const struct axis_map map[],
                        const uint32_t from[], uint32_t point[])
{
    for (int32_t a = 0; a < to->n; a++)
        point[a] = map[a].point[from[map[a].axis]];
}

/* Of the same numbering. */
static fire_status join_dense(struct distinct *distinct, const struct distinct *from)
{
    for (size_t g = 0; g < from->n; g++)
        distinct->seen[g] |= from->seen[g];
    for (size_t g = 0; from->null_weight != NULL && g < from->n; g++)
        distinct->null_weight[g] += from->null_weight[g];
    return FIRE_OK;
}

fire_status distinct_absorb(struct distinct *distinct, const struct distinct *from,
                            bool are_same, struct fire_arena *scratch, struct fire_error *err)
{
    const struct axis_map *map = axes_map(&distinct->axes, &from->axes, scratch);
    uint32_t *there = FIRE_TAKE(scratch, from->axes.n, uint32_t);
    uint32_t *point = FIRE_TAKE(scratch, distinct->axes.n, uint32_t);
    if (map == NULL || there == NULL || point == NULL) return fire_fail_memory(err);
    if (from->null_weight != NULL) FIRE_TRY(reserve_null_weight(distinct, err));
    if (are_same && distinct->groups.is_dense) return join_dense(distinct, from);
    for (size_t g = 0; g < from->n; g++) {
        uint32_t group = 0;
        if ((from->seen[g] & DISTINCT_MET) == 0) continue;
        groups_points(&from->groups, (uint32_t)g, there);
        move_points(&distinct->axes, map, there, point);
        FIRE_TRY(groups_add(&distinct->groups, point, &group, err));
        FIRE_TRY(reserve(distinct, err));
        distinct->seen[group] |= DISTINCT_MET;
        if (from->null_weight != NULL) distinct->null_weight[group] += from->null_weight[g];
    }
    return FIRE_OK;
}

static int64_t count_values(const struct distinct *distinct, const uint8_t is_met[])
{
    int64_t n = 0;
    for (uint32_t slot = 0; slot < distinct->axes.dim[distinct->dim].n_slots; slot++)
        n += is_met[slot];
    return n;
}

fire_status distinct_count(const struct distinct *distinct, struct groups *groups,
                           struct fire_arena *scratch, struct counted *out,
                           struct fire_error *err)
{
    const struct axis *axis = counted_axis(distinct);
    const struct axis_map *map = axes_map(groups->axes, &distinct->axes, scratch);
    uint32_t *there = FIRE_TAKE(scratch, distinct->axes.n, uint32_t);
    uint32_t *point = FIRE_TAKE(scratch, groups->axes->n, uint32_t);
    uint32_t *slot = FIRE_TAKE(scratch, distinct->axes.n_dims, uint32_t);
    const uint32_t n_slots = distinct->axes.dim[distinct->dim].n_slots;
    uint8_t *is_met = FIRE_TAKE(scratch, (size_t)n_slots + 1, uint8_t);
    *out = (struct counted){ .n = FIRE_TAKE(scratch, groups->n, int64_t),
                             .unknown = FIRE_TAKE(scratch, groups->n, wide) };
    if (map == NULL || there == NULL || point == NULL || slot == NULL || is_met == NULL ||
        out->n == NULL || out->unknown == NULL)
        return fire_fail_memory(err);
    if (distinct->n > 0) groups_points(&distinct->groups, 0, there);
    for (size_t g = 0; g < distinct->n; groups_next(&distinct->groups, (uint32_t)g++, there)) {
        uint32_t group = 0;
        if ((distinct->seen[g] & DISTINCT_MET) == 0) continue;
        move_points(groups->axes, map, there, point);
        FIRE_TRY(groups_add(groups, point, &group, err)); /* the group is there */
        if ((distinct->seen[g] & DISTINCT_NULL) != 0) {
            const wide weight = distinct->null_weight == NULL ? 0 : distinct->null_weight[g];
            out->unknown[group] += weight;
            out->unknown_all += weight;
            continue;
        }
        axis_slots(axis, there[axis - distinct->axes.axis], slot);
        is_met[slot[distinct->dim]] = 1;
        out->n[group]++;
    }
    out->n_all = count_values(distinct, is_met);
    return FIRE_OK;
}
