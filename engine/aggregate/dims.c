/* dims.c - see dims.h.
 *
 * Areas, days and minutes become slots by one look-up in a table that is already multiplied
 * by the dimension's step, so that a row's group is a sum of look-ups. Categories need no
 * table: their code is their slot. */
#include "dims.h"

#include <assert.h>

/* ---- tables -------------------------------------------------------------------------- */

static fire_status prepare_area(const struct fire_query *query, struct fire_arena *arena,
                                struct dim *dim, struct fire_error *err)
{
    const fire_area_level level = dim->ask.level;
    const int32_t n_nodes = fire_areas_n(query->areas);
    const int32_t *ancestor = fire_areas_at_level(query->areas, level);
    int32_t *node = FIRE_TAKE(arena, n_nodes, int32_t);
    dim->table = FIRE_TAKE(arena, n_nodes, uint32_t);
    if (node == NULL || dim->table == NULL) return fire_fail_memory(err);

    dim->n_table = (uint32_t)n_nodes;
    for (int32_t i = 0; i < n_nodes; i++) { /* parents first: an ancestor has its slot */
        if (ancestor[i] != i || fire_area_level_of(query->areas, i) != level) continue;
        if (fire_area_name(query->areas, i).size_bytes == 0) continue;
        dim->table[i] = dim->n_slots;
        node[dim->n_slots++] = i;
    }
    for (int32_t i = 0; i < n_nodes; i++) {
        const int32_t at = ancestor[i];
        const bool is_named = fire_area_level_of(query->areas, at) == level &&
                              fire_area_name(query->areas, at).size_bytes > 0;
        dim->table[i] = is_named ? dim->table[at] : dim->n_slots;
    }
    dim->node = node;
    return FIRE_OK;
}

static fire_status prepare_days(const struct fire_query *query, const struct fire_window *days,
                                struct fire_arena *arena, struct dim *dim,
                                struct fire_error *err)
{
    if (days == NULL) return FIRE_OK;
    const int32_t n_days = days->last_day - days->first_day + 1;
    dim->table = FIRE_TAKE(arena, n_days, uint32_t);
    int32_t *period = FIRE_TAKE(arena, n_days, int32_t);
    if (dim->table == NULL || period == NULL) return fire_fail_memory(err);

    dim->n_table = (uint32_t)n_days;
    dim->first_day = days->first_day;
    if (dim->ask.kind == FIRE_DIM_WEEKDAY) {
        dim->n_slots = 7;
        for (int32_t i = 0; i < n_days; i++)
            dim->table[i] = (uint32_t)fire_weekday(days->first_day + i) - 1;
        return FIRE_OK;
    }
    fire_calendar_table(query->calendar, dim->ask.unit, days->first_day, n_days, period);
    dim->first_period = period[0];
    dim->n_slots = (uint32_t)(period[n_days - 1] - period[0]) + 1;
    for (int32_t i = 0; i < n_days; i++)
        dim->table[i] = (uint32_t)(period[i] - period[0]);
    return FIRE_OK;
}

static fire_status prepare_minutes(struct fire_arena *arena, struct dim *dim,
                                   struct fire_error *err)
{
    dim->n_table = FIRE_MINUTES_A_DAY + 1;
    dim->table = FIRE_TAKE(arena, dim->n_table, uint32_t);
    if (dim->table == NULL) return fire_fail_memory(err);
    dim->n_slots = 24;
    for (uint32_t minute = 0; minute < dim->n_table; minute++)
        dim->table[minute] = minute == FIRE_MINUTES_A_DAY ? 23 : minute / 60;
    return FIRE_OK;
}

fire_status dim_prepare(const struct fire_query *query, const struct ask_dim *ask,
                        const struct fire_window *days, struct fire_arena *arena,
                        struct dim *out, struct fire_error *err)
{
    *out = (struct dim){ .ask = *ask, .step = 1 };
    switch (ask->kind) {
    case FIRE_DIM_FIELD:
        out->n_slots = fire_dictionary_n(fire_schema_words(query->schema, ask->field));
        return FIRE_OK;
    case FIRE_DIM_AREA:
        return prepare_area(query, arena, out, err);
    case FIRE_DIM_HOUR:
        return prepare_minutes(arena, out, err);
    case FIRE_DIM_PERIOD:
    case FIRE_DIM_WEEKDAY:
        break;
    }
    return prepare_days(query, days, arena, out, err);
}

void dim_set_step(struct dim *dim, uint32_t step)
{
    assert(dim->step == 1);
    dim->step = step;
    for (uint32_t i = 0; i < dim->n_table; i++)
        dim->table[i] *= step;
}

/* ---- rows ---------------------------------------------------------------------------- */

const struct fire_vector *batch_vector(const struct fire_batch *batch, int32_t n_fields,
                                       int32_t field)
{
    static const struct fire_vector none;
    return field < n_fields ? &batch->vector[field] : &none;
}

/* sum[i] += table[index[row i] - base]. The loop every question with a year or an area goes
 * through: ROWS_NUMBER ns a row. */
static void add_looked_up(const uint32_t table[], const int32_t index[], int32_t base,
                          struct rows rows, uint32_t sum[])
{
    if (rows.at == NULL) {
        for (int64_t i = 0; i < rows.n; i++)
            sum[i] += table[index[i] - base];
        return;
    }
    for (int64_t i = 0; i < rows.n; i++)
        sum[i] += table[index[rows.at[i]] - base];
}

static void add_null(uint32_t null_step, struct rows rows, uint32_t sum[])
{
    for (int64_t i = 0; i < rows.n; i++)
        sum[i] += null_step;
}

static void add_code(const struct dim *dim, const struct fire_vector *vector, struct rows rows,
                     uint32_t sum[])
{
    const uint32_t step = dim->step;
    if (vector->code == NULL) {
        add_null(dim->n_slots * step, rows, sum);
        return;
    }
    if (vector->valid == NULL && rows.at == NULL) {
        for (int64_t i = 0; i < rows.n; i++) {
            assert(vector->code[i] < dim->n_slots);
            sum[i] += vector->code[i] * step;
        }
        return;
    }
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        const uint32_t slot = fire_is_valid(vector->valid, row) ? vector->code[row]
                                                                : dim->n_slots;
        assert(slot <= dim->n_slots);
        sum[i] += slot * step;
    }
}

/* The same for batches with rows that stand for more than a day: null where that is more than
 * the dimension's time. A month lies in its quarter; no row of several days lies in a day,
 * weekday or week, even where the days happen to. A row that stands for all time begins
 * before the table's days. */
static void add_stretches(const struct dim *dim, const struct fire_batch *batch,
                          struct rows rows, uint32_t sum[], uint8_t coarse[])
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const bool is_fine = dim->ask.kind == FIRE_DIM_WEEKDAY || dim->ask.unit == FIRE_UNIT_DAY ||
                         dim->ask.unit == FIRE_UNIT_WEEK;
    const uint32_t null_step = dim->n_slots * dim->step;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        const int32_t first = day[row];
        const int32_t last = batch->last_day[row];
        const bool is_coarse = first != last && (is_fine || first < dim->first_day ||
                                                 dim->table[first - dim->first_day] !=
                                                     dim->table[last - dim->first_day]);
        sum[i] += is_coarse ? null_step : dim->table[first - dim->first_day];
        if (coarse != NULL) coarse[i] |= is_coarse;
    }
}

static void add_hour(const struct dim *dim, const struct fire_batch *batch, struct rows rows,
                     uint32_t sum[], uint8_t coarse[])
{
    const struct fire_vector *occurred_at = &batch->vector[FIRE_FIELD_OCCURRED_AT];
    const uint32_t null_step = dim->n_slots * dim->step;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        const bool is_coarse = batch->last_day != NULL &&
                               batch->last_day[row] != occurred_at->day[row];
        const bool is_known = !is_coarse && occurred_at->minute != NULL &&
                              fire_is_valid(occurred_at->minute_valid, row);
        sum[i] += is_known ? dim->table[occurred_at->minute[row]] : null_step;
        if (coarse != NULL) coarse[i] |= is_coarse;
    }
}

void dim_add(const struct dim *dim, const struct fire_batch *batch, int32_t n_fields,
             struct rows rows, uint32_t sum[], uint8_t coarse[])
{
    switch (dim->ask.kind) {
    case FIRE_DIM_FIELD:
        add_code(dim, batch_vector(batch, n_fields, dim->ask.field), rows, sum);
        return;
    case FIRE_DIM_AREA:
        add_looked_up(dim->table, batch->area, 0, rows, sum);
        return;
    case FIRE_DIM_HOUR:
        add_hour(dim, batch, rows, sum, coarse);
        return;
    case FIRE_DIM_PERIOD:
    case FIRE_DIM_WEEKDAY:
        break;
    }
    if (batch->last_day != NULL)
        add_stretches(dim, batch, rows, sum, coarse);
    else
        add_looked_up(dim->table, batch->vector[FIRE_FIELD_OCCURRED_AT].day, dim->first_day,
                      rows, sum);
}
