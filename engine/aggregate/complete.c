/* complete.c - see complete.h.
 *
 * Not every combination of keys makes sense: 2024-07 lies only in 2024, a district only in
 * its province. So dimensions that bind each other make one axis, whose points are the
 * combinations that can be: all areas, and all periods (with the weekday, where single days
 * are asked). Every other dimension is an axis of its own. The result is the product of the
 * axes, without nulls. */
#include "complete.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>

/* A point of an axis gives a slot to each dimension of the axis. */
struct axis {
    int32_t n_dims;
    int32_t *dim;   /* [n_dims] numbers of dimensions */
    uint32_t *slot; /* [n_points * n_dims]            */
    size_t n_points;
    size_t capacity; /* of slot */
};

struct axes {
    struct axis *axis; /* [n] at most one a dimension */
    int32_t n;
};

/* ---- shown groups -------------------------------------------------------------------- */

static fire_status show(struct shown *shown, uint32_t group, struct fire_error *err)
{
    if (shown->n == shown->capacity) {
        void *grown = fire_array_grow(shown->group, &shown->capacity, shown->n + 1,
                                      sizeof *shown->group);
        if (grown == NULL) return fire_fail_memory(err);
        shown->group = grown;
    }
    shown->group[shown->n++] = group;
    return FIRE_OK;
}

fire_status shown_found(struct shown *shown, const struct scan *scan, struct fire_error *err)
{
    for (uint32_t group = 0; group < scan->groups.n; group++) {
        if (scan->query->n_dims == 0 || accumulator_has_rows(&scan->accumulator, group))
            FIRE_TRY(show(shown, group, err));
    }
    return FIRE_OK;
}

void shown_finish(struct shown *shown)
{
    free(shown->group);
    *shown = (struct shown){ 0 };
}

uint8_t **shown_used(const struct shown *shown, const struct scan *scan,
                     struct fire_arena *scratch)
{
    const int32_t n_dims = scan->query->n_dims;
    uint8_t **used = FIRE_TAKE(scratch, n_dims, uint8_t *);
    uint32_t *slot = FIRE_TAKE(scratch, n_dims, uint32_t);
    if (used == NULL || slot == NULL) return NULL;
    for (int32_t d = 0; d < n_dims; d++) {
        used[d] = FIRE_TAKE(scratch, (size_t)scan->dim[d].n_slots + 1, uint8_t);
        if (used[d] == NULL) return NULL;
    }
    for (size_t i = 0; i < shown->n; i++) {
        groups_slots(&scan->groups, shown->group[i], slot);
        for (int32_t d = 0; d < n_dims; d++)
            used[d][slot[d]] = 1;
    }
    return used;
}

/* ---- axes ---------------------------------------------------------------------------- */

/* A new axis with room for all dimensions. NULL: no memory. */
static struct axis *add_axis(struct axes *axes, int32_t n_dims, struct fire_arena *scratch)
{
    struct axis *axis = &axes->axis[axes->n];
    *axis = (struct axis){ .dim = FIRE_TAKE(scratch, n_dims, int32_t) };
    if (axis->dim == NULL) return NULL;
    axes->n++;
    return axis;
}

static fire_status add_point(struct axis *axis, const uint32_t slot[], struct fire_error *err)
{
    const size_t at = axis->n_points * (size_t)axis->n_dims;
    const size_t wanted = at + (size_t)axis->n_dims;
    if (wanted > axis->capacity) {
        void *grown = fire_array_grow(axis->slot, &axis->capacity, wanted, sizeof *axis->slot);
        if (grown == NULL) return fire_fail_memory(err);
        axis->slot = grown;
    }
    for (int32_t d = 0; d < axis->n_dims; d++)
        axis->slot[at + (size_t)d] = slot[d];
    axis->n_points++;
    return FIRE_OK;
}

/* A dimension alone: the slots that occur, or all of them where they are a clock's. */
static fire_status add_alone(struct axes *axes, const struct scan *scan, int32_t d,
                             const uint8_t is_used[], struct fire_arena *scratch,
                             struct fire_error *err)
{
    const struct dim *dim = &scan->dim[d];
    struct axis *axis = add_axis(axes, 1, scratch);
    if (axis == NULL) return fire_fail_memory(err);
    axis->dim[axis->n_dims++] = d;
    for (uint32_t slot = 0; slot < dim->n_slots; slot++) {
        if (dim->ask.kind != FIRE_DIM_FIELD || is_used[slot])
            FIRE_TRY(add_point(axis, &slot, err));
    }
    return FIRE_OK;
}

/* All area dimensions: an area of the finest level says which the others are. */
static fire_status add_areas(struct axes *axes, const struct scan *scan, uint8_t *const used[],
                             struct fire_arena *scratch, struct fire_error *err)
{
    struct axis *axis = add_axis(axes, scan->query->n_dims, scratch);
    uint32_t *point = FIRE_TAKE(scratch, scan->query->n_dims, uint32_t);
    if (axis == NULL || point == NULL) return fire_fail_memory(err);

    int32_t finest = -1;
    for (int32_t d = 0; d < scan->query->n_dims; d++) {
        if (scan->dim[d].ask.kind != FIRE_DIM_AREA) continue;
        axis->dim[axis->n_dims++] = d;
        if (finest < 0 || scan->dim[d].ask.level > scan->dim[finest].ask.level) finest = d;
    }
    for (uint32_t slot = 0; slot < scan->dim[finest].n_slots; slot++) {
        if (!used[finest][slot]) continue;
        const int32_t node = scan->dim[finest].node[slot];
        bool has_null = false;
        for (int32_t i = 0; i < axis->n_dims; i++) {
            const struct dim *dim = &scan->dim[axis->dim[i]];
            point[i] = dim->table[node] / dim->step;
            has_null = has_null || point[i] == dim->n_slots;
        }
        if (!has_null) FIRE_TRY(add_point(axis, point, err));
    }
    return FIRE_OK;
}

/* ---- the axis of time ---------------------------------------------------------------- */

static struct fire_window cut(struct fire_window days, struct fire_window to)
{
    if (days.first_day < to.first_day) days.first_day = to.first_day;
    if (days.last_day > to.last_day) days.last_day = to.last_day;
    return days;
}

static struct fire_window period_days(const struct scan *scan, const struct dim *dim,
                                      uint32_t slot)
{
    return fire_calendar_window(scan->query->calendar, dim->ask.unit,
                                dim->first_period + (int32_t)slot);
}

/* The days to complete: those asked for, else from the first to the last period that occurs
 * in each of the dimensions. Empty (last < first) where none does. */
static struct fire_window days_to_complete(const struct scan *scan, const struct axis *axis,
                                           uint8_t *const used[])
{
    struct fire_window days = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    if (scan->query->has_window) return scan->query->window;
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const struct dim *dim = &scan->dim[axis->dim[i]];
        if (dim->ask.kind != FIRE_DIM_PERIOD) continue;
        uint32_t first = 0;
        uint32_t last = dim->n_slots;
        while (first < dim->n_slots && !used[axis->dim[i]][first])
            first++;
        while (last > first && !used[axis->dim[i]][last - 1])
            last--;
        if (first == last) return (struct fire_window){ FIRE_DAY_LAST, FIRE_DAY_FIRST };
        days = cut(days, (struct fire_window){ period_days(scan, dim, first).first_day,
                                               period_days(scan, dim, last - 1).last_day });
    }
    return days;
}

static bool is_covered(struct fire_window days, const struct fire_window coverage[],
                       int64_t n_coverage)
{
    for (int64_t i = 0; i < n_coverage; i++) { /* apart from each other: one must hold it all */
        if (coverage[i].first_day <= days.first_day && days.last_day <= coverage[i].last_day)
            return true;
    }
    return false;
}

/* Walk from period to period. What is asked of several units at once holds on the days that
 * their periods share. */
static fire_status add_times(struct axis *axis, const struct scan *scan, uint8_t *const used[],
                             const struct fire_window *days,
                             const struct fire_window coverage[], int64_t n_coverage,
                             uint32_t point[], struct fire_error *err)
{
    const struct fire_window wanted = days_to_complete(scan, axis, used);
    const struct fire_window walk = cut(wanted, *days);
    for (int32_t day = walk.first_day; day <= walk.last_day;) {
        struct fire_window shared = wanted;
        for (int32_t i = 0; i < axis->n_dims; i++) {
            const struct dim *dim = &scan->dim[axis->dim[i]];
            point[i] = dim->table[day - dim->first_day] / dim->step;
            if (dim->ask.kind == FIRE_DIM_PERIOD)
                shared = cut(shared, period_days(scan, dim, point[i]));
        }
        if (is_covered(shared, coverage, n_coverage)) FIRE_TRY(add_point(axis, point, err));
        day = shared.last_day + 1;
    }
    return FIRE_OK;
}

/* ---- the product --------------------------------------------------------------------- */

static fire_status show_product(struct shown *shown, struct scan *scan, const struct axes *axes,
                                struct fire_arena *scratch, struct fire_error *err)
{
    for (int32_t a = 0; a < axes->n; a++) {
        if (axes->axis[a].n_points == 0) return FIRE_OK;
    }
    int64_t n_points = 1;
    for (int32_t a = 0; a < axes->n; a++) {
        n_points *= (int64_t)axes->axis[a].n_points; /* both below 2^32 */
        if (n_points > FIRE_LIMIT_GROUPS)
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                             "all groups, empty ones too, are more than %d; ask for fewer "
                             "dimensions or a shorter period",
                             FIRE_LIMIT_GROUPS);
    }
    uint32_t *slot = FIRE_TAKE(scratch, scan->query->n_dims, uint32_t);
    if (slot == NULL) return fire_fail_memory(err);
    for (int64_t number = 0; number < n_points; number++) {
        size_t rest = (size_t)number;
        for (int32_t a = 0; a < axes->n; a++) {
            const struct axis *axis = &axes->axis[a];
            const uint32_t *point = axis->slot + rest % axis->n_points * (size_t)axis->n_dims;
            for (int32_t i = 0; i < axis->n_dims; i++)
                slot[axis->dim[i]] = point[i];
            rest /= axis->n_points;
        }
        uint32_t group;
        FIRE_TRY(groups_add(&scan->groups, slot, &group, err));
        FIRE_TRY(accumulator_reserve(&scan->accumulator, scan->groups.n, err));
        if (!accumulator_has_rows(&scan->accumulator, group)) FIRE_TRY(show(shown, group, err));
    }
    return FIRE_OK;
}

static fire_status make_axes(struct axes *axes, const struct scan *scan, uint8_t *const used[],
                             const struct fire_window *days,
                             const struct fire_window coverage[], int64_t n_coverage,
                             struct fire_arena *scratch, struct fire_error *err)
{
    const int32_t n_dims = scan->query->n_dims;
    bool has_day = false;
    bool has_area = false;
    bool has_period = false;
    for (int32_t d = 0; d < n_dims; d++) {
        const struct ask_dim *ask = &scan->dim[d].ask;
        has_area = has_area || ask->kind == FIRE_DIM_AREA;
        has_period = has_period || ask->kind == FIRE_DIM_PERIOD;
        has_day = has_day || (ask->kind == FIRE_DIM_PERIOD && ask->unit == FIRE_UNIT_DAY);
    }
    if (has_area) FIRE_TRY(add_areas(axes, scan, used, scratch, err));

    struct axis *time = NULL;
    if (has_period) {
        time = add_axis(axes, n_dims, scratch);
        if (time == NULL) return fire_fail_memory(err);
    }
    for (int32_t d = 0; d < n_dims; d++) {
        const fire_dim_kind kind = scan->dim[d].ask.kind;
        if (kind == FIRE_DIM_PERIOD || (kind == FIRE_DIM_WEEKDAY && has_day))
            time->dim[time->n_dims++] = d;
        else if (kind != FIRE_DIM_AREA)
            FIRE_TRY(add_alone(axes, scan, d, used[d], scratch, err));
    }
    if (time == NULL) return FIRE_OK;
    uint32_t *point = FIRE_TAKE(scratch, n_dims, uint32_t);
    if (point == NULL) return fire_fail_memory(err);
    return add_times(time, scan, used, days, coverage, n_coverage, point, err);
}

fire_status shown_complete(struct shown *shown, struct scan *scan,
                           const struct fire_window *days, const struct fire_window coverage[],
                           int64_t n_coverage, struct fire_arena *scratch,
                           struct fire_error *err)
{
    if (scan->query->n_dims == 0 || days == NULL) return FIRE_OK;
    uint8_t **used = shown_used(shown, scan, scratch);
    struct axes axes = { .axis = FIRE_TAKE(scratch, scan->query->n_dims, struct axis) };
    if (used == NULL || axes.axis == NULL) return fire_fail_memory(err);

    fire_status status = make_axes(&axes, scan, used, days, coverage, n_coverage, scratch, err);
    if (status == FIRE_OK) status = show_product(shown, scan, &axes, scratch, err);
    for (int32_t a = 0; a < axes.n; a++)
        free(axes.axis[a].slot);
    return status;
}
