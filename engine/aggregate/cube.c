/* cube.c - cubes of firestat/query.h: a scan that is kept, and what it can answer.
 *
 * A cube is the scan of a query as fine as its dimensions, and an answer is a projection of it
 * (project.c). It has every coarser period and area among its dimensions, for a row that stands
 * for a quarter is in no month, and must still be found in its quarter. */
#include "cube.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- making -------------------------------------------------------------------------- */

fire_status cube_begin(struct fire_schema *schema, struct fire_areas *areas,
                       const struct fire_calendar *calendar, struct fire_cube **out,
                       struct fire_error *err)
{
    struct fire_cube *cube = calloc(1, sizeof *cube);
    if (cube == NULL) return fire_fail_memory(err);
    cube->schema = schema;
    cube->areas = areas;
    cube->arena = fire_arena_create();
    if (cube->arena == NULL ||
        fire_query_create(schema, areas, calendar, cube->arena, &cube->query, err) != FIRE_OK) {
        fire_cube_free(cube);
        return fire_fail_memory(err);
    }
    *out = cube;
    return FIRE_OK;
}

void fire_cube_free(struct fire_cube *cube)
{
    if (cube == NULL) return;
    growing_finish(&cube->growing);
    passing_finish(&cube->passing);
    fire_arena_free(cube->arena);
    free(cube);
}

static bool has_dim(const struct fire_query *query, const struct ask_dim *dim)
{
    for (int32_t d = 0; d < query->n_dims; d++) {
        if (ask_dim_is(&query->dim[d], dim)) return true;
    }
    return false;
}

/* Add a dimension by its name unless it is there. */
static fire_status add_dim(struct fire_query *query, const char *name, struct fire_error *err)
{
    struct ask_dim dim;
    if (ask_dim_find(query, fire_text_of(name), &dim) && has_dim(query, &dim)) return FIRE_OK;
    return fire_query_by(query, name, err);
}

/* A dimension and those that are coarser. */
static fire_status add_family(struct fire_query *query, const struct ask_dim *dim,
                              struct fire_error *err)
{
    static const char *const units[] = { "year", "half", "quarter", "month", "week", "day" };
    static const char *const levels[] = { "", "province", "district", "commune" };
    if (dim->kind == FIRE_DIM_PERIOD) {
        for (int unit = 0; unit <= (int)dim->unit; unit++)
            FIRE_TRY(add_dim(query, units[unit], err));
    } else if (dim->kind == FIRE_DIM_AREA) {
        for (int level = 1; level <= (int)dim->level; level++)
            FIRE_TRY(add_dim(query, levels[level], err));
    } else {
        FIRE_TRY(add_dim(query, dim->name, err));
    }
    return FIRE_OK;
}

static fire_status add_dims(struct fire_query *query, const char *by, struct fire_error *err)
{
    for (const char *rest = by; rest != NULL;) {
        const struct fire_text_view name = ask_next_item(&rest);
        struct ask_dim dim;
        if (!ask_dim_find(query, name, &dim) || dim.kind == FIRE_DIM_HOUR ||
            dim.kind == FIRE_DIM_WEEKDAY)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE, "a cube cannot be by '%.*s'",
                             (int)name.size_bytes, name.bytes);
        FIRE_TRY(add_family(query, &dim, err));
    }
    return add_dim(query, "scope", err);
}

/* Whether a measure is made of sums. */
static bool is_sum(const struct ask_measure *measure)
{
    return measure->agg == FIRE_AGG_SUM || measure->agg == FIRE_AGG_MEAN ||
           measure->agg == FIRE_AGG_SHARE;
}

fire_status cube_measure(struct fire_cube *cube, const char *measures, struct fire_error *err)
{
    FIRE_TRY(fire_query_measure(cube->query, measures, err));
    for (int32_t m = 0; m < cube->query->n_measures; m++) {
        if (!is_sum(&cube->query->measure[m]) || cube->query->n_made > 0)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE, "a cube keeps sums, not '%s'",
                             cube->query->measure[m].name);
    }
    return FIRE_OK;
}

fire_status fire_cube_create(struct fire_schema *schema, struct fire_areas *areas,
                             const struct fire_calendar *calendar, const char *by,
                             const char *measures, struct fire_cube **out,
                             struct fire_error *err)
{
    struct fire_cube *cube = NULL;
    FIRE_TRY(cube_begin(schema, areas, calendar, &cube, err));
    fire_status status = add_dims(cube->query, by, err);
    if (status == FIRE_OK) status = cube_measure(cube, measures, err);
    if (status == FIRE_OK) status = passing_init(&cube->passing, err);
    if (status == FIRE_OK) status = growing_init(&cube->growing, cube->query, err);
    if (status != FIRE_OK) {
        fire_cube_free(cube);
        return status;
    }
    *out = cube;
    return FIRE_OK;
}

static fire_status cube_push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct fire_cube *cube = self;
    assert(!cube->is_settled);
    FIRE_TRY(passing_add(&cube->passing, batch, err));
    return growing_add(&cube->growing, &cube->passing, batch, err);
}

struct fire_sink fire_cube_sink(struct fire_cube *cube)
{
    return (struct fire_sink){ .self = cube, .push = cube_push };
}

fire_status fire_cube_settle(struct fire_cube *cube, struct fire_error *err)
{
    assert(!cube->is_settled);
    cube->expected = passing_read(&cube->passing, &cube->read);
    FIRE_TRY(growing_settle(&cube->growing, &cube->expected, err));
    cube->is_settled = true;
    return accumulator_settle(&cube->growing.scan->accumulator, err);
}

/* ---- answering ----------------------------------------------------------------------- */

static bool has_sum(const struct fire_query *query, int32_t field)
{
    for (int32_t m = 0; m < query->n_measures; m++) {
        if (query->measure[m].field == field) return true;
    }
    return field == FIRE_FIELD_INCIDENTS;
}

/* Whether the query asks only for what the cube has. */
static bool has_all(const struct fire_cube *cube, const struct fire_query *query)
{
    if (!fire_calendar_is_same(query->calendar, cube->query->calendar) ||
        query->schema != cube->schema || query->areas != cube->areas ||
        query_wants_reports(query) || query->largest.n > 0)
        return false;
    for (int32_t d = 0; d < query->n_dims; d++) {
        if (!has_dim(cube->query, &query->dim[d])) return false;
    }
    for (int32_t c = 0; c < query->n_conditions; c++) {
        if (query->condition[c].subject != SUBJECT_DIM ||
            !has_dim(cube->query, &query->condition[c].dim))
            return false;
    }
    for (int32_t m = 0; m < query->n_measures; m++) {
        const struct ask_measure *measure = &query->measure[m];
        if (!is_sum(measure) || !has_sum(cube->query, measure->field)) return false;
    }
    return true;
}

/* The days in which all rows of a point of time lie; all days where it is in no period. */
static struct fire_window days_of(const struct scan *scan, const struct axis *axis,
                                  uint32_t point, uint32_t slot[])
{
    struct fire_window days = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    axis_slots(axis, point, slot);
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const struct dim *dim = &scan->axes.dim[axis->dim[i]];
        const uint32_t at = slot[axis->dim[i]];
        if (dim->ask.kind != FIRE_DIM_PERIOD || at == dim->n_slots) continue;
        const struct fire_window period = fire_calendar_window(
            scan->query->calendar, dim->ask.unit, dim->first_period + (int32_t)at);
        if (period.first_day > days.first_day) days.first_day = period.first_day;
        if (period.last_day < days.last_day) days.last_day = period.last_day;
    }
    return days;
}

/* Which points of time lie in a window. Of a cube without times the first axis is another one,
 * whose points are in no period. */
static fire_status find_times(const struct scan *scan, struct fire_window window,
                              struct fire_arena *scratch, struct times *out,
                              struct fire_error *err)
{
    const struct axis *axis = &scan->axes.axis[0]; /* time comes first, see axes.h */
    uint32_t *slot = FIRE_TAKE(scratch, scan->axes.n_dims, uint32_t);
    out->where = FIRE_TAKE(scratch, axis->n_points, uint8_t);
    if (slot == NULL || out->where == NULL) return fire_fail_memory(err);
    for (uint32_t point = 0; point < axis->n_points; point++) {
        const struct fire_window days = days_of(scan, axis, point, slot);
        const bool is_inside = window.first_day <= days.first_day &&
                               days.last_day <= window.last_day;
        const bool is_outside = days.last_day < window.first_day ||
                                days.first_day > window.last_day;
        out->where[point] = is_inside ? TIMES_INSIDE : is_outside ? TIMES_OUTSIDE : TIMES_CUT;
    }
    return FIRE_OK;
}

static fire_status answer(struct fire_cube *cube, const struct fire_query *query,
                          struct scan *scan, struct fire_arena *scratch,
                          struct fire_arena *arena, const struct fire_summary **out,
                          struct fire_error *err)
{
    struct scan *from = cube->growing.scan;
    bool *is_met = FIRE_TAKE(scratch, query->n_conditions, bool);
    struct times times = { 0 };
    if (is_met == NULL) return fire_fail_memory(err);
    if (query->has_window) FIRE_TRY(find_times(from, query->window, scratch, &times, err));
    FIRE_TRY(scan_init(scan, query, &cube->expected, scratch, err));
    FIRE_TRY(scan_project(scan, from, is_met, query->has_window ? &times : NULL, err));
    const bool wants_reports = scan->n_records == 0 && fire_query_asks_reports(query);
    if (!times.cut && !wants_reports) return scan_conclude(scan, &cube->read, arena, out, err);
    *out = NULL;
    return FIRE_OK;
}

fire_status fire_cube_answer(struct fire_cube *cube, const struct fire_query *query,
                             struct fire_arena *arena, const struct fire_summary **out,
                             struct fire_error *err)
{
    assert(cube->is_settled);
    if (!has_all(cube, query)) {
        *out = NULL;
        return FIRE_OK;
    }
    struct scan scan = { 0 };
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = answer(cube, query, &scan, scratch, arena, out, err);
    scan_finish(&scan);
    fire_arena_free(scratch);
    return status;
}
