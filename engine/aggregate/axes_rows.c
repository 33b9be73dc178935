/* axes_rows.c - see axes.h: the points of the rows of a batch.
 *
 * Areas, days and minutes become points by one look-up in a table that is already multiplied
 * by the axis's step, so that a row's group is a sum of look-ups. Codes need no table. */
#include "axes.h"

#include <assert.h>

static void add_looked_up(const struct look_up *look, struct rows rows, uint32_t number[])
{
    for (int64_t i = 0; i < rows.n; i++)
        number[i] += look_up(look, rows_at(rows, i));
}

/* The loops that every question with a year or an area goes through. One look-up: 0.7 ns a row,
 * two 1.0, most of it waiting for the index columns (8 M rows, 11,000 areas in random order, gcc
 * 12 -O3, 2-core Xeon, other work beside it). */
static inline void set_looked_up(const struct look_ups *looks, int32_t n_looks, bool is_narrow,
                                 struct rows rows, uint32_t number[])
{
    struct look_ups by = *looks; /* a number that is written might be one of looks' */
    by.n = n_looks;
    int64_t i = 0;
    for (; rows.at == NULL && i + 4 <= rows.n; i += 4) /* a row a step: a quarter of the work */
        for (int64_t j = i; j < i + 4; j++)
            number[j] = is_narrow ? look_ups_narrow_group(&by, j) : look_ups_group(&by, j);
    for (; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        number[i] = is_narrow ? look_ups_narrow_group(&by, row) : look_ups_group(&by, row);
    }
}

void axes_look_up(const struct look_ups *looks, struct rows rows, uint32_t number[])
{
    const bool is_narrow = look_ups_are_narrow(looks);
    if (looks->n == 1 && is_narrow)
        set_looked_up(looks, 1, true, rows, number);
    else if (looks->n == 1)
        set_looked_up(looks, 1, false, rows, number);
    else if (is_narrow)
        set_looked_up(looks, 2, true, rows, number);
    else
        set_looked_up(looks, 2, false, rows, number);
}

static void add_codes(const struct axis *axis, const struct fire_vector *vector,
                      struct rows rows, uint32_t number[])
{
    const uint32_t step = axis->step;
    const uint32_t null_step = axis->null_point * step;
    if (vector->code == NULL) {
        for (int64_t i = 0; i < rows.n; i++)
            number[i] += null_step;
        return;
    }
    if (vector->valid == NULL && rows.at == NULL) {
        for (int64_t i = 0; i < rows.n; i++) {
            assert(vector->code[i] < axis->null_point);
            number[i] += vector->code[i] * step;
        }
        return;
    }
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        const bool is_valid = fire_is_valid(vector->valid, row);
        assert(!is_valid || vector->code[row] < axis->null_point);
        number[i] += is_valid ? vector->code[row] * step : null_step;
    }
}

/* The point of a row that stands for more than a day. One that stands for all time may reach
 * beyond the table's days. *coarse: null in some dimension. */
static uint32_t stretch_point(const struct axis *axis, int32_t first, int32_t last,
                              bool *coarse)
{
    const bool is_inside = first >= axis->first_day &&
                           last - axis->first_day < (int32_t)axis->n_table;
    for (int32_t s = 0; is_inside && s < axis->n_stretches; s++) {
        const struct stretch *stretch = &axis->stretch[s];
        const uint32_t slot = stretch->slot[first - axis->first_day];
        if (slot != stretch->slot[last - axis->first_day]) continue;
        *coarse = s > 0 || axis->n_stretches < axis->n_dims;
        return stretch->first_point + slot;
    }
    *coarse = true;
    return axis->null_point;
}

/* Days of a batch in which some rows stand for a stretch. */
static void add_stretches(const struct axis *axis, const struct fire_batch *batch,
                          struct rows rows, uint32_t number[], uint8_t coarse[])
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        bool is_coarse = false;
        if (batch->last_day[row] == day[row])
            number[i] += axis->table[day[row] - axis->first_day];
        else
            number[i] += stretch_point(axis, day[row], batch->last_day[row], &is_coarse) *
                         axis->step;
        if (coarse != NULL) coarse[i] |= is_coarse;
    }
}

static void add_minutes(const struct axis *axis, const struct fire_batch *batch,
                        struct rows rows, uint32_t number[], uint8_t coarse[])
{
    const struct fire_vector *occurred_at = &batch->vector[FIRE_FIELD_OCCURRED_AT];
    const uint32_t null_step = axis->null_point * axis->step;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        const bool is_coarse = batch->last_day != NULL &&
                               batch->last_day[row] != occurred_at->day[row];
        const bool is_known = !is_coarse && occurred_at->minute != NULL &&
                              fire_is_valid(occurred_at->minute_valid, row);
        number[i] += is_known ? axis->table[occurred_at->minute[row]] : null_step;
        if (coarse != NULL) coarse[i] |= is_coarse;
    }
}

/* Whether an axis is one look-up a row, and which. */
static bool is_lookup(const struct axis *axis, const struct fire_batch *batch,
                      struct look_up *out)
{
    if (axis->kind == FIRE_DIM_AREA) {
        const uint32_t *table = batch->area_column == 0 ? axis->table
                                                        : axis->column[batch->area_column - 1];
        *out = (struct look_up){ .table = table, .index = batch->area };
        return true;
    }
    if ((axis->kind != FIRE_DIM_PERIOD && axis->kind != FIRE_DIM_WEEKDAY) ||
        batch->last_day != NULL)
        return false;
    *out = (struct look_up){ .table = axis->table,
                             .index = batch->vector[FIRE_FIELD_OCCURRED_AT].day,
                             .first = axis->first_day };
    return true;
}

void axis_add(const struct axis *axis, const struct fire_batch *batch, int32_t n_fields,
              struct rows rows, uint32_t number[], uint8_t coarse[])
{
    struct look_up look;
    if (is_lookup(axis, batch, &look))
        add_looked_up(&look, rows, number);
    else if (axis->kind == FIRE_DIM_FIELD)
        add_codes(axis, batch_vector(batch, n_fields, axis->field), rows, number);
    else if (axis->kind == FIRE_DIM_HOUR)
        add_minutes(axis, batch, rows, number, coarse);
    else
        add_stretches(axis, batch, rows, number, coarse);
}

/* Periods follow each other as days do, so what holds at both ends holds between them. */
static bool is_one_point(const struct axis *axis, const struct fire_batch *batch,
                         const struct fire_window *days, uint32_t *out)
{
    if (axis->kind != FIRE_DIM_PERIOD || batch->last_day != NULL || days == NULL) return false;
    *out = axis->table[days->first_day - axis->first_day];
    return *out == axis->table[days->last_day - axis->first_day];
}

void axes_number(const struct axes *axes, const struct fire_batch *batch, int32_t n_fields,
                 const struct fire_window *days, struct rows rows, uint32_t number[],
                 uint8_t coarse[])
{
    struct look_ups looks = { 0 };
    bool is_done[2] = { false };
    for (int32_t a = 0; a < axes->n && a < 2; a++) { /* time and area come first */
        uint32_t point = 0;
        is_done[a] = true;
        if (is_one_point(&axes->axis[a], batch, days, &point))
            looks.base += point;
        else if (is_lookup(&axes->axis[a], batch, &looks.of[looks.n]))
            looks.n++;
        else
            is_done[a] = false;
    }
    for (int64_t i = 0; looks.n == 0 && i < rows.n; i++)
        number[i] = looks.base;
    if (looks.n > 0) axes_look_up(&looks, rows, number);
    for (int32_t a = 0; a < axes->n; a++) {
        if (a >= 2 || !is_done[a])
            axis_add(&axes->axis[a], batch, n_fields, rows, number, coarse);
    }
}

bool axes_are_look_ups(const struct axes *axes, const struct fire_batch *batch,
                       const struct fire_window *days, const struct fire_facts *facts,
                       struct look_ups *out)
{
    struct look_ups looks = { 0 };
    for (int32_t a = 0; a < axes->n; a++) {
        uint32_t point = 0;
        if (is_one_point(&axes->axis[a], batch, days, &point))
            looks.base += point;
        else if (looks.n == 2 || !is_lookup(&axes->axis[a], batch, &looks.of[looks.n++]))
            return false;
    }
    if (looks.n == 0) return false;
    struct look_up *last = &looks.of[looks.n - 1]; /* areas come last */
    if (facts != NULL && last->index == batch->area) last->narrow = facts->area;
    *out = looks;
    return true;
}
