/* axes_map.c - see axes.h: the points of one set of axes on another's.
 *
 * Both were made of the same query's words, at different times or for different questions, so
 * that what has one slot here may have another there. A code is its own name; an area is known
 * by its node, a time by any of its days. */
#include "axes.h"

#include "firestat/arena.h"

#include <assert.h>
#include <string.h>

/* The number of the dimension that asks the same; it is there. */
static int32_t find_dim(const struct axes *axes, const struct ask_dim *ask)
{
    int32_t d = 0;
    while (d < axes->n_dims && !ask_dim_is(&axes->dim[d].ask, ask))
        d++;
    assert(d < axes->n_dims);
    return d;
}

static int32_t axis_of_dim(const struct axes *axes, int32_t d)
{
    for (int32_t a = 0; a < axes->n; a++) {
        for (int32_t i = 0; i < axes->axis[a].n_dims; i++) {
            if (axes->axis[a].dim[i] == d) return a;
        }
    }
    assert(false);
    return 0;
}

/* Codes, hours, weekdays: slots mean the same on both sides. */
static void map_slots(const struct axis *to, const struct axes *from, int32_t d, int32_t a,
                      uint32_t slot[], uint32_t point[])
{
    for (uint32_t p = 0; p < from->axis[a].n_points; p++) {
        axis_slots(&from->axis[a], p, slot);
        point[p] = slot[d] < from->dim[d].n_slots ? slot[d] : to->null_point;
    }
}

/* A point's node is that of its finest area. */
static void map_areas(const struct axis *to, const struct axes *from, int32_t a,
                      uint32_t slot[], uint32_t point[])
{
    const struct axis *axis = &from->axis[a];
    for (uint32_t p = 0; p < axis->n_points; p++) {
        const struct dim *finest = NULL;
        int32_t node = FIRE_AREA_COUNTRY;
        axis_slots(axis, p, slot);
        for (int32_t i = 0; i < axis->n_dims; i++) {
            const struct dim *dim = &from->dim[axis->dim[i]];
            if (slot[axis->dim[i]] >= dim->n_used) continue;
            if (finest != NULL && finest->ask.level > dim->ask.level) continue;
            finest = dim;
            node = dim->node[slot[axis->dim[i]]];
        }
        point[p] = finest == NULL ? to->null_point : to->table[node] / to->step;
    }
}

/* Where a stretch of some unit lies that holds a day of `to`. */
static uint32_t stretch_point(const struct axis *to, fire_period_unit unit, uint32_t day)
{
    for (int32_t s = 0; s < to->n_stretches; s++) {
        if (to->stretch[s].unit <= unit)
            return to->stretch[s].first_point + to->stretch[s].slot[day];
    }
    return to->null_point;
}

static void map_times(const struct axis *to, const struct axis *from, uint32_t point[])
{
    memset(point, 0, from->n_points * sizeof point[0]);
    point[from->null_point] = to->null_point;
    for (uint32_t day = 0; day < from->n_table; day++) {
        const int64_t there = (int64_t)from->first_day + day - to->first_day;
        if (there < 0 || there >= to->n_table) continue;
        for (int32_t s = 0; s < from->n_stretches; s++) {
            const struct stretch *stretch = &from->stretch[s];
            point[stretch->first_point + stretch->slot[day]] = stretch_point(to, stretch->unit,
                                                                             (uint32_t)there);
        }
    }
    for (uint32_t day = 0; day < from->n_table; day++) { /* runs last: they may be stretches */
        const int64_t there = (int64_t)from->first_day + day - to->first_day;
        if (there < 0 || there >= to->n_table) continue;
        point[from->table[day] / from->step] = to->table[there] / to->step;
    }
}

struct axis_map *axes_map(const struct axes *to, const struct axes *from,
                          struct fire_arena *arena)
{
    struct axis_map *map = FIRE_TAKE(arena, to->n, struct axis_map);
    uint32_t *slot = FIRE_TAKE(arena, from->n_dims, uint32_t);
    if (map == NULL || slot == NULL) return NULL;
    for (int32_t i = 0; i < to->n; i++) {
        const struct axis *axis = &to->axis[i];
        const int32_t d = find_dim(from, &to->dim[axis->dim[0]].ask);
        const int32_t a = axis_of_dim(from, d);
        uint32_t *point = FIRE_TAKE(arena, from->axis[a].n_points, uint32_t);
        if (point == NULL) return NULL;
        map[i] = (struct axis_map){ a, point };
        if (axis->kind == FIRE_DIM_AREA)
            map_areas(axis, from, a, slot, point);
        else if (axis->kind == FIRE_DIM_PERIOD)
            map_times(axis, &from->axis[a], point);
        else
            map_slots(axis, from, d, a, slot, point);
    }
    return map;
}
