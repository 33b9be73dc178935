/* axes.c - see axes.h: dimensions and axes made ready.
 *
 * The points of bound dimensions need no search. Those of areas are in axes_area.c. The days
 * make runs in which no asked period changes, and every run is a point. A row that
 * stands for a stretch of days has no day, week or weekday; of the other units the finest
 * that holds the whole stretch says the coarser ones. */
#include "axes.h"

#include "firestat/arena.h"

#include <assert.h>

/* ---- one dimension ------------------------------------------------------------------- */

static fire_status prepare_days(const struct fire_query *query, const struct fire_window *days,
                                struct fire_arena *arena, struct dim *dim,
                                struct fire_error *err)
{
    dim->n_slots = dim->ask.kind == FIRE_DIM_WEEKDAY ? 7 : 0;
    if (days == NULL) return FIRE_OK;
    const int32_t n_days = days->last_day - days->first_day + 1;
    uint32_t *slot = FIRE_TAKE(arena, n_days, uint32_t);
    int32_t *period = FIRE_TAKE(arena, n_days, int32_t);
    if (slot == NULL || period == NULL) return fire_fail_memory(err);

    dim->slot = slot;
    if (dim->ask.kind == FIRE_DIM_WEEKDAY) {
        for (int32_t i = 0; i < n_days; i++)
            slot[i] = (uint32_t)fire_weekday(days->first_day + i) - 1;
        return FIRE_OK;
    }
    fire_calendar_table(query->calendar, dim->ask.unit, days->first_day, n_days, period);
    dim->first_period = period[0];
    dim->n_slots = (uint32_t)(period[n_days - 1] - period[0]) + 1;
    for (int32_t i = 0; i < n_days; i++)
        slot[i] = (uint32_t)(period[i] - period[0]);
    return FIRE_OK;
}

static fire_status prepare_minutes(struct fire_arena *arena, struct dim *dim,
                                   struct fire_error *err)
{
    uint32_t *slot = FIRE_TAKE(arena, FIRE_MINUTES_A_DAY + 1, uint32_t);
    if (slot == NULL) return fire_fail_memory(err);
    for (uint32_t minute = 0; minute < FIRE_MINUTES_A_DAY; minute++)
        slot[minute] = minute / 60;
    slot[FIRE_MINUTES_A_DAY] = 23; /* the clerk's 24:00 */
    dim->slot = slot;
    dim->n_slots = 24;
    return FIRE_OK;
}

static uint32_t n_codes(const struct axes *axes, int32_t field)
{
    return fire_dictionary_n(fire_schema_words(axes->query->schema, field));
}

static fire_status prepare_dim(const struct axes *axes, const struct ask_dim *ask,
                               const struct fire_window *days, struct fire_arena *arena,
                               struct dim *out, struct fire_error *err)
{
    *out = (struct dim){ .ask = *ask };
    switch (ask->kind) {
    case FIRE_DIM_FIELD:
        out->n_slots = axes_room_for(axes, n_codes(axes, ask->field));
        return FIRE_OK;
    case FIRE_DIM_AREA:
        return axes_reserve_area(axes, arena, out, err);
    case FIRE_DIM_HOUR:
        return prepare_minutes(arena, out, err);
    case FIRE_DIM_PERIOD:
    case FIRE_DIM_WEEKDAY:
        break;
    }
    return prepare_days(axes->query, days, arena, out, err);
}

/* ---- the axis of time ---------------------------------------------------------------- */

/* Whether a stretch of several days may lie in one slot. */
static bool holds_stretches(const struct dim *dim)
{
    return dim->ask.kind == FIRE_DIM_PERIOD && dim->ask.unit <= FIRE_UNIT_MONTH;
}

/* Dimensions that hold stretches, the finest first. Returns how many. */
static int32_t sort_units(const struct axes *axes, const struct axis *axis, int32_t sorted[])
{
    int32_t n = 0;
    for (int unit = FIRE_UNIT_MONTH; unit >= FIRE_UNIT_YEAR; unit--) {
        for (int32_t i = 0; i < axis->n_dims; i++) {
            const struct dim *dim = &axes->dim[axis->dim[i]];
            if (holds_stretches(dim) && (int)dim->ask.unit == unit) sorted[n++] = axis->dim[i];
        }
    }
    return n;
}

/* Number the runs of days; returns how many there are. */
static uint32_t number_runs(const struct axes *axes, const struct axis *axis, uint32_t run[])
{
    uint32_t n = 0;
    for (uint32_t day = 0; day < axis->n_table; day++) {
        bool changes = day == 0;
        for (int32_t i = 0; i < axis->n_dims && !changes; i++) {
            const uint32_t *slot = axes->dim[axis->dim[i]].slot;
            changes = slot[day] != slot[day - 1];
        }
        n += changes;
        run[day] = n - 1;
    }
    return n;
}

/* Points: the runs, null, then for each unit that holds stretches its periods. Where no
 * dimension is finer than the finest of these, its periods are the runs. */
static fire_status join_times(const struct axes *axes, struct fire_arena *arena,
                              struct axis *axis, struct fire_error *err)
{
    const size_t n_dims = (size_t)axis->n_dims;
    int32_t *unit = FIRE_TAKE(arena, n_dims, int32_t);
    axis->stretch = FIRE_TAKE(arena, n_dims, struct stretch);
    axis->table = FIRE_TAKE(arena, axis->n_table, uint32_t);
    if (unit == NULL || axis->stretch == NULL || axis->table == NULL)
        return fire_fail_memory(err);

    axis->n_stretches = sort_units(axes, axis, unit);
    const uint32_t n_runs = number_runs(axes, axis, axis->table);
    axis->null_point = n_runs;
    axis->n_points = n_runs + 1;
    for (int32_t s = 0; s < axis->n_stretches; s++) {
        const struct dim *dim = &axes->dim[unit[s]];
        const bool are_runs = s == 0 && axis->n_stretches == axis->n_dims;
        axis->stretch[s] = (struct stretch){ dim->ask.unit, dim->slot,
                                             are_runs ? 0 : axis->n_points };
        if (!are_runs) axis->n_points += dim->n_slots;
    }
    if (n_dims == 1) return FIRE_OK;

    axis->slot = FIRE_TAKE(arena, axis->n_points * n_dims, uint32_t);
    if (axis->slot == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < n_dims; i++) {
        const struct dim *dim = &axes->dim[axis->dim[i]];
        axis->slot[axis->null_point * n_dims + i] = dim->n_slots;
        for (int32_t s = 0; s < axis->n_stretches; s++) {
            const bool is_known = holds_stretches(dim) &&
                                  dim->ask.unit <= axes->dim[unit[s]].ask.unit;
            for (uint32_t day = 0; day < axis->n_table; day++) {
                const size_t point = axis->stretch[s].first_point + axis->stretch[s].slot[day];
                axis->slot[point * n_dims + i] = is_known ? dim->slot[day] : dim->n_slots;
            }
        }
        for (uint32_t day = 0; day < axis->n_table; day++)
            axis->slot[axis->table[day] * n_dims + i] = dim->slot[day];
    }
    return FIRE_OK;
}

/* ---- axes ---------------------------------------------------------------------------- */

/* One dimension whose slots are the points. */
static fire_status stand_alone(const struct axes *axes, uint32_t n_table,
                               struct fire_arena *arena, struct axis *axis,
                               struct fire_error *err)
{
    const struct dim *dim = &axes->dim[axis->dim[0]];
    axis->null_point = dim->n_slots;
    axis->n_points = dim->n_slots + 1;
    axis->n_table = n_table;
    if (dim->slot == NULL) return FIRE_OK;
    axis->table = FIRE_TAKE(arena, n_table, uint32_t);
    if (axis->table == NULL) return fire_fail_memory(err);
    for (uint32_t i = 0; i < n_table; i++)
        axis->table[i] = dim->slot[i];
    return FIRE_OK;
}

static fire_status prepare_axis(struct axes *axes, const struct fire_window *days,
                                struct fire_arena *arena, struct axis *axis,
                                struct fire_error *err)
{
    const uint32_t n_days = days == NULL ? 0 : (uint32_t)(days->last_day - days->first_day) + 1;
    if (days != NULL) axis->first_day = days->first_day;
    switch (axis->kind) {
    case FIRE_DIM_FIELD:
        axis->field = axes->dim[axis->dim[0]].ask.field;
        return stand_alone(axes, 0, arena, axis, err);
    case FIRE_DIM_HOUR:
        return stand_alone(axes, FIRE_MINUTES_A_DAY + 1, arena, axis, err);
    case FIRE_DIM_WEEKDAY:
        return stand_alone(axes, n_days, arena, axis, err);
    case FIRE_DIM_AREA:
        return axes_reserve_areas(axes, arena, axis, err);
    case FIRE_DIM_PERIOD:
        break;
    }
    axis->n_table = n_days;
    return join_times(axes, arena, axis, err);
}

/* The axis on which a dimension lies: periods first, then areas, then each alone. */
static fire_dim_kind axis_kind(const struct axes *axes, int32_t d)
{
    if (axes->dim[d].ask.kind != FIRE_DIM_WEEKDAY) return axes->dim[d].ask.kind;
    for (int32_t other = 0; other < axes->n_dims; other++) {
        const struct ask_dim *ask = &axes->dim[other].ask;
        if (ask->kind == FIRE_DIM_PERIOD && ask->unit == FIRE_UNIT_DAY) return FIRE_DIM_PERIOD;
    }
    return FIRE_DIM_WEEKDAY;
}

/* Put the dimensions of one kind on axes: all on one, or each on its own. */
static bool add_axes(struct axes *axes, fire_dim_kind kind, struct fire_arena *arena)
{
    const bool are_bound = kind == FIRE_DIM_PERIOD || kind == FIRE_DIM_AREA;
    struct axis *axis = NULL;
    for (int32_t d = 0; d < axes->n_dims; d++) {
        if (axis_kind(axes, d) != kind) continue;
        if (axis == NULL || !are_bound) {
            axis = &axes->axis[axes->n++];
            *axis = (struct axis){ .kind = kind, .step = 1 };
            axis->dim = FIRE_TAKE(arena, axes->n_dims, int32_t);
            if (axis->dim == NULL) return false;
        }
        axis->dim[axis->n_dims++] = d;
    }
    return true;
}

fire_status axes_prepare(const struct fire_query *query, const struct ask_dim ask[],
                         int32_t n_dims, struct room room, struct fire_arena *arena,
                         struct axes *out, struct fire_error *err)
{
    static const fire_dim_kind order[] = { FIRE_DIM_PERIOD, FIRE_DIM_WEEKDAY, FIRE_DIM_HOUR,
                                           FIRE_DIM_AREA, FIRE_DIM_FIELD };
    *out = (struct axes){
        .query = query,
        .grows = room.grows,
        .is_tight = room.is_tight,
        .n_dims = n_dims,
        .dim = FIRE_TAKE(arena, n_dims, struct dim),
        .axis = FIRE_TAKE(arena, n_dims, struct axis),
    };
    if (out->dim == NULL || out->axis == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; d < n_dims; d++)
        FIRE_TRY(prepare_dim(out, &ask[d], room.days, arena, &out->dim[d], err));
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (!add_axes(out, order[i], arena)) return fire_fail_memory(err);
    }
    for (int32_t a = 0; a < out->n; a++)
        FIRE_TRY(prepare_axis(out, room.days, arena, &out->axis[a], err));
    const bool fits = axes_extend(out);
    assert(fits);
    (void)fits;
    return FIRE_OK;
}

bool axes_extend(struct axes *axes)
{
    bool fits = true;
    const int32_t n_nodes = fire_areas_n(axes->query->areas);
    for (int32_t a = 0; a < axes->n; a++) {
        struct axis *axis = &axes->axis[a];
        if (axis->kind == FIRE_DIM_FIELD)
            fits = fits && n_codes(axes, axis->field) <= axis->null_point;
        else if (axis->kind == FIRE_DIM_AREA)
            fits = fits && axes_place_areas(axes, axis, axes->n_nodes, n_nodes) &&
                   axes_place_recorded(axes, axis);
    }
    if (fits) axes->n_nodes = n_nodes;
    return fits;
}

void axis_set_step(struct axis *axis, uint32_t step)
{
    assert(axis->step == 1);
    axis->step = step;
    for (uint32_t i = 0; i < axis->n_table; i++)
        axis->table[i] *= step;
    for (uint32_t c = 0; c < axis->n_columns; c++) {
        for (uint32_t i = 0; axis->column[c] != NULL && i < axis->n_recorded; i++)
            axis->column[c][i] *= step;
    }
}

void axis_slots(const struct axis *axis, uint32_t point, uint32_t slot[])
{
    for (int32_t i = 0; i < axis->n_dims; i++)
        slot[axis->dim[i]] = axis->slot == NULL
                                 ? point
                                 : axis->slot[(size_t)point * (size_t)axis->n_dims + (size_t)i];
}
