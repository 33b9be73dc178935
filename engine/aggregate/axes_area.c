/* axes_area.c - see axes.h: the axis of areas.
 *
 * An area's point is the finest asked area around it that has a name: what lies above that area
 * is known, what lies below is null. Areas only grow in number, and parents come first, so the
 * tables are made node by node, and go on being made as new ones come.
 *
 * Rows that come restated keep the areas that were recorded of them. Where those are today is
 * worked out once an area and era and not once a row: a column for the areas of an era is the same
 * table by other numbers, and the loops over rows do not know which one they have. */
#include "axes.h"

#include "firestat/arena.h"

#define LEAST_ROOM 16

uint32_t axes_room_for(const struct axes *axes, uint32_t n)
{
    if (!axes->grows || axes->is_tight) return n;
    uint32_t room = LEAST_ROOM;
    while (room < UINT32_MAX / 4 && room < n + n / 4 + 1)
        room *= 2;
    return room;
}

/* ---- room ---------------------------------------------------------------------------- */

/* Whether a node is an area of the dimension's own level that has a slot. */
static bool has_own_slot(const struct axes *axes, const struct dim *dim, int32_t node)
{
    const struct fire_areas *areas = axes->query->areas;
    return fire_area_level_of(areas, node) == dim->ask.level &&
           (axes->grows || fire_area_name(areas, node).size_bytes > 0);
}

fire_status axes_reserve_area(const struct axes *axes, struct fire_arena *arena,
                              struct dim *dim, struct fire_error *err)
{
    const int32_t n_nodes = fire_areas_n(axes->query->areas);
    uint32_t n = 0;
    for (int32_t node = 0; node < n_nodes; node++)
        n += has_own_slot(axes, dim, node);
    dim->n_slots = axes_room_for(axes, n);
    dim->node = FIRE_TAKE(arena, dim->n_slots, int32_t);
    dim->slot = FIRE_TAKE(arena, axes_room_for(axes, (uint32_t)n_nodes), uint32_t);
    return dim->node != NULL && dim->slot != NULL ? FIRE_OK : fire_fail_memory(err);
}

/* Columns for recorded areas, where there are any: one for all that say the same. */
static fire_status reserve_columns(const struct axes *axes, struct fire_arena *arena,
                                   struct axis *axis, struct fire_error *err)
{
    const struct fire_restated *restated = axes->query->restated;
    if (!axes->grows || restated == NULL || restated->n_columns == 0) return FIRE_OK;
    axis->n_columns = (uint32_t)restated->n_columns;
    axis->room = axes_room_for(axes, (uint32_t)restated->n_recorded);
    axis->column = FIRE_TAKE(arena, axis->n_columns, uint32_t *);
    if (axis->column == NULL) return fire_fail_memory(err);
    for (int32_t c = 0; c < restated->n_columns; c++) {
        if (restated->column[c].same != c) continue;
        axis->column[c] = FIRE_TAKE(arena, axis->room, uint32_t);
        if (axis->column[c] == NULL) return fire_fail_memory(err);
    }
    return FIRE_OK;
}

/* Points are the slots of the first dimension, then those of the second and so on, then
 * null. */
fire_status axes_reserve_areas(struct axes *axes, struct fire_arena *arena, struct axis *axis,
                               struct fire_error *err)
{
    const size_t n_dims = (size_t)axis->n_dims;
    for (size_t i = 0; i < n_dims; i++) {
        struct dim *dim = &axes->dim[axis->dim[i]];
        dim->first_point = axis->n_points;
        axis->n_points += dim->n_slots;
    }
    axis->null_point = axis->n_points++;
    axis->n_table = axes_room_for(axes, (uint32_t)fire_areas_n(axes->query->areas));
    axis->table = FIRE_TAKE(arena, axis->n_table, uint32_t);
    if (axis->table == NULL) return fire_fail_memory(err);
    FIRE_TRY(reserve_columns(axes, arena, axis, err));
    if (n_dims == 1) return FIRE_OK;

    axis->slot = FIRE_TAKE(arena, axis->n_points * n_dims, uint32_t);
    if (axis->slot == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < n_dims; i++)
        axis->slot[axis->null_point * n_dims + i] = axes->dim[axis->dim[i]].n_slots;
    return FIRE_OK;
}

/* ---- node by node -------------------------------------------------------------------- */

/* The slot of a node in one dimension; false: there is none left. */
static bool place_in_dim(const struct axes *axes, struct dim *dim, int32_t node)
{
    const int32_t ancestor = fire_areas_at_level(axes->query->areas, dim->ask.level)[node];
    if (ancestor != node) { /* it has its slot, parents come first */
        dim->slot[node] = dim->slot[ancestor];
        return true;
    }
    dim->slot[node] = dim->n_slots;
    if (!has_own_slot(axes, dim, node)) return true;
    if (dim->n_used == dim->n_slots) return false;
    dim->slot[node] = dim->n_used;
    dim->node[dim->n_used++] = node;
    return true;
}

/* The dimension of the finest asked level at which a node has a slot; NULL: at none. */
static const struct dim *finest_dim(const struct axes *axes, const struct axis *axis,
                                    int32_t node)
{
    const struct dim *finest = NULL;
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const struct dim *dim = &axes->dim[axis->dim[i]];
        if (dim->slot[node] == dim->n_slots) continue;
        if (finest == NULL || dim->ask.level > finest->ask.level) finest = dim;
    }
    return finest;
}

/* The slots of the point that a node is in all dimensions of the axis. */
static void write_slots(const struct axes *axes, struct axis *axis, const struct dim *own,
                        int32_t node)
{
    const size_t point = own->first_point + own->slot[node];
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const struct dim *dim = &axes->dim[axis->dim[i]];
        axis->slot[point * (size_t)axis->n_dims + (size_t)i] = dim->ask.level > own->ask.level
                                                                   ? dim->n_slots
                                                                   : dim->slot[node];
    }
}

bool axes_place_areas(struct axes *axes, struct axis *axis, int32_t from, int32_t to)
{
    if ((uint32_t)to > axis->n_table) return false;
    for (int32_t node = from; node < to; node++) {
        for (int32_t i = 0; i < axis->n_dims; i++) {
            if (!place_in_dim(axes, &axes->dim[axis->dim[i]], node)) return false;
        }
        const struct dim *own = finest_dim(axes, axis, node);
        const uint32_t point = own == NULL ? axis->null_point
                                           : own->first_point + own->slot[node];
        axis->table[node] = point * axis->step;
        if (own != NULL && axis->slot != NULL && own->node[own->slot[node]] == node)
            write_slots(axes, axis, own, node);
    }
    return true;
}

bool axes_place_recorded(const struct axes *axes, struct axis *axis)
{
    const struct fire_restated *restated = axes->query->restated;
    if (!axes->grows || restated == NULL) return true;
    const uint32_t n = (uint32_t)restated->n_recorded;
    if ((uint32_t)restated->n_columns != axis->n_columns || n > axis->room) return false;
    for (int32_t c = 0; c < restated->n_columns; c++) {
        if (restated->column[c].same != c) continue;
        if (axis->column[c] == NULL) return false; /* it says something else only now */
        for (uint32_t i = axis->n_recorded; i < n; i++)
            axis->column[c][i] = axis->table[restated->column[c].node[i]];
    }
    axis->n_recorded = n;
    return true;
}
