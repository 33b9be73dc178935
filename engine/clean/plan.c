/* plan.c - what the main road does with each column, and whether a file can go on it.
 *
 * It is made for registers: a row an incident, with a date in digits and a commune or an id. Tables
 * of totals, dates in three columns and workbooks are small, and record.c is for them. */
#include "lane.h"

#include "number.h"
#include "shape.h"

#include "firestat/split.h"

#include <string.h>

/* A word for nothing that is a number would have to be looked for in every cell. */
static bool has_null_number(const struct run *run, const struct cell_form *form)
{
    for (int32_t i = 0; i < form->n_null_words; i++)
        if (form->null_word[i].size_bytes > 0 && form->null_word[i].bytes[0] >= '0' &&
            form->null_word[i].bytes[0] <= '9')
            return true;
    for (int32_t i = 0; i < run->n_zero_words; i++)
        if (run->zero_word[i].size_bytes > 0 && run->zero_word[i].bytes[0] >= '0' &&
            run->zero_word[i].bytes[0] <= '9')
            return true;
    return false;
}

/* False: the column's numbers are not for this road. */
static bool plan_number(const struct run *run, const struct cell_form *form, fire_type type,
                        struct lane *lane)
{
    int64_t multiplier = form->number.factor;
    for (int32_t i = 0; i < form->number.scale; i++)
        if (__builtin_mul_overflow(multiplier, 10, &multiplier)) return false;
    if (multiplier % form->number.divisor != 0 || has_null_number(run, form)) return false;
    lane->multiplier = multiplier / form->number.divisor;
    lane->largest = number_largest(run, form->field, type);
    lane->largest_digits = lane->largest / lane->multiplier;
    lane->kind = type == FIRE_TYPE_INTEGER ? LANE_COUNT : LANE_AMOUNT;
    lane->decimal_mark = form->number.whole                      ? '\0'
                         : form->number.style == FIRE_NUMBERS_VI ? ','
                         : form->number.style == FIRE_NUMBERS_EN ? '.'
                                                                 : '\0';
    return true;
}

static bool plan_moment(const struct run *run, const struct cell_form *form, struct lane *lane)
{
    const struct moment_parts *parts = run->moment;
    while (parts->field != form->field)
        parts++;
    if (form->is_day_number || has_null_number(run, form)) return false;
    for (fire_column_part part = 0; part < FIRE_N_COLUMN_PARTS; part++)
        if (parts->form[part] >= 0 && part > FIRE_COLUMN_TIME) return false;
    if (parts->form[FIRE_COLUMN_WHOLE] >= 0 && parts->form[FIRE_COLUMN_DATE] >= 0) return false;
    lane->kind = form->part == FIRE_COLUMN_TIME ? LANE_TIME : LANE_MOMENT;
    lane->has_time = parts->form[FIRE_COLUMN_TIME] >= 0;
    return true;
}

/* Does the sink look at the field, or a rule? */
static bool is_wanted(const struct run *run, int32_t field)
{
    return run->options->wants == NULL || run->options->wants[field] ||
           rule_looks_at(run, field);
}

/* What becomes of a bound column. False: nothing on this road. */
static bool plan_form(const struct run *run, int32_t form_index, struct lane *lane)
{
    const struct cell_form *form = &run->binding->form[form_index];
    const fire_type type = fire_schema_field(run->schema, form->field)->type;
    switch (type) {
    case FIRE_TYPE_CATEGORY:
        lane->kind = is_wanted(run, form->field) ? LANE_WORD : LANE_UNREAD;
        return true;
    case FIRE_TYPE_TEXT:
        lane->kind = is_wanted(run, form->field) ? LANE_TEXT : LANE_UNREAD;
        cell_null_starts(form, lane->null_first, &lane->null_longest);
        return true;
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        return form->field != FIRE_FIELD_INCIDENTS && plan_number(run, form, type, lane);
    case FIRE_TYPE_DATETIME:
        return plan_moment(run, form, lane);
    case FIRE_TYPE_AREA:
        lane->kind = LANE_AREA;
        return true;
    case FIRE_TYPE_PERIOD:
        break;
    }
    return false;
}

/* The area's columns down to the finest level that is wanted are one lane. */
static void plan_area(struct plan *plan)
{
    const struct run *run = plan->run;
    int n_levels = 3;
    while (n_levels > 1 && !is_wanted(run, FIRE_FIELD_PROVINCE + n_levels - 1))
        n_levels--;
    plan->n_area_levels = n_levels;
    struct lane *lane = &plan->lane[plan->n_lanes];
    *lane = (struct lane){ .kind = LANE_AREA, .form = -1, .field = -1, .is_adjacent = true };
    for (int level = 0; level < n_levels; level++) {
        const int32_t form = run->area_form[level];
        if (form < 0 || !form_has_column(&run->binding->form[form])) continue;
        const int32_t column = run->binding->form[form].column;
        if (lane->n_columns > 0 && lane->column[lane->n_columns - 1] + 1 != column)
            lane->is_adjacent = false;
        lane->column[lane->n_columns++] = column;
    }
    if (lane->n_columns == 0) return;
    lane->table = plan->n_tables++;
    plan->n_lanes++;
}

static bool plan_columns(struct plan *plan)
{
    const struct run *run = plan->run;
    const struct fire_binding *binding = run->binding;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        const struct cell_form *form = &binding->form[i];
        struct lane *lane = &plan->lane[plan->n_lanes];
        *lane = (struct lane){
            .form = i, .field = form->field, .column = { i }, .n_columns = 1
        };
        if (form->field < 0)
            lane->kind = binding->column[i].header[0] == '\0' ? LANE_NAMELESS : LANE_PASSED;
        else if (!plan_form(run, i, lane))
            return false;
        if (lane->kind == LANE_AREA) {
            lane->kind = LANE_UNREAD; /* each by itself: "#N/A" in it is told */
            lane->field = -1;
        }
        if (lane->kind == LANE_WORD) lane->table = plan->n_tables++;
        plan->n_lanes++;
    }
    plan_area(plan);
    for (int32_t i = binding->n_columns; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->field < 0) continue;
        const fire_type type = fire_schema_field(run->schema, form->field)->type;
        if (form->source == FORM_CONSTANT && type == FIRE_TYPE_CATEGORY)
            plan->lane[plan->n_lanes++] = (struct lane){ .kind = LANE_CONSTANT,
                                                         .form = i,
                                                         .field = form->field };
        else if (type != FIRE_TYPE_AREA)
            return false;
    }
    return true;
}

/* A time waits for its day. */
static void put_times_last(struct plan *plan)
{
    for (int32_t i = 0, n = plan->n_lanes; i < n; i++) {
        const struct lane lane = plan->lane[i];
        if (lane.kind != LANE_TIME) continue;
        memmove(&plan->lane[i], &plan->lane[i + 1],
                (size_t)(plan->n_lanes - i - 1) * sizeof lane);
        plan->lane[plan->n_lanes - 1] = lane;
        n--;
        i--;
    }
}

/* Pieces hold about three quarters of the rows a batch can have. */
static size_t piece_bytes(const struct run *run)
{
    char head[16 * 1024];
    size_t came = 0;
    size_t n_lines = 1;
    if (fire_reader_bytes(run->reader, fire_reader_at(run->reader), head, sizeof head, &came,
                          NULL) != FIRE_OK)
        return 0;
    for (size_t i = 0; i < came; i++)
        n_lines += head[i] == '\n';
    const size_t bytes = came / n_lines * (PIECE_ROWS / 4 * 3);
    return bytes < PIECE_BYTES_LEAST  ? PIECE_BYTES_LEAST
           : bytes > PIECE_BYTES_MOST ? PIECE_BYTES_MOST
                                      : bytes;
}

static bool is_register(const struct run *run)
{
    const struct fire_binding *binding = run->binding;
    if (!fire_reader_is_plain(run->reader) || binding->n_columns < 2 || binding->n_slots > 0 ||
        binding->n_measures > 0 || !binding->has_moment || binding->has_period)
        return false;
    for (int32_t i = 0; i < run->n_rules; i++)
        if (rule_needs_cells(run, i)) return false;
    return true;
}

struct plan *plan_create(const struct run *run)
{
    const struct fire_binding *binding = run->binding;
    if (!is_register(run)) return NULL;
    struct plan *plan = FIRE_TAKE(run->arena, 1, struct plan);
    if (plan == NULL) return NULL;
    plan->run = run;
    plan->delimiter = fire_reader_delimiter(run->reader);
    plan->n_columns = binding->n_columns;
    plan->lane = FIRE_TAKE(run->arena, binding->n_forms + 1, struct lane);
    plan->is_news = FIRE_TAKE(run->arena, binding->n_columns, atomic_bool);
    shape_columns(run, &plan->key_column, &plan->commune_column, &plan->id_column);
    plan->first_day = run->first_day;
    plan->last_day = run->options->last_day;
    plan->piece_bytes = piece_bytes(run);
    if (plan->lane == NULL || plan->is_news == NULL || plan->piece_bytes == 0 ||
        (plan->commune_column < 0 && plan->id_column < 0) || !plan_columns(plan))
        return NULL;
    put_times_last(plan);
    atomic_init(&plan->wants_order, true);
    for (int32_t i = 0; i < plan->n_columns; i++)
        atomic_init(&plan->is_news[i], true);
    return plan;
}
