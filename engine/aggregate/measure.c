/* measure.c - see measure.h.
 *
 * Exact to the last step: quotients are made of 128-bit sums and rounded once. A sum over
 * less than 2^40 rows is below 2^103; the largest factor, 10^6, still fits beside it. */
#include "measure.h"

#include "keys.h"

#include <assert.h>

#define MEAN_PLACES_INTEGER 6
#define MEAN_PLACES_MONEY   2 /* more than the currency has   */
#define HALF_PLACES         1 /* the middle of two may end in .5 */
#define SHARE_PLACES        4

static struct fire_summary_measure distinct_words(const struct fire_query *query,
                                                  const struct ask_measure *measure)
{
    const struct fire_summary_dim dim = keys_dim(query, &measure->dim);
    return (struct fire_summary_measure){
        .name = measure->name,
        .agg = measure->agg,
        .type = FIRE_TYPE_INTEGER,
        .field_label_vi = dim.label_vi,
        .field_label_en = dim.label_en,
        .unit_vi = "",
        .unit_en = "",
    };
}

struct fire_summary_measure measure_words(const struct fire_query *query,
                                          const struct ask_measure *measure)
{
    if (measure->agg == FIRE_AGG_DISTINCT) return distinct_words(query, measure);
    const struct fire_field *field = ask_field(query, measure->field);
    struct fire_summary_measure words = {
        .name = measure->name,
        .agg = measure->agg,
        .type = field->type,
        .scale = field->scale,
        .always_known = measure->field == FIRE_FIELD_INCIDENTS,
        .field_label_vi = field->label_vi,
        .field_label_en = field->label_en,
        .unit_vi = field->unit_vi,
        .unit_en = field->unit_en,
    };
    if (measure->agg == FIRE_AGG_SHARE) {
        words.scale = SHARE_PLACES;
        words.unit_vi = words.unit_en = "%";
    } else if (field->type != FIRE_TYPE_DECIMAL && measure->agg == FIRE_AGG_MEAN) {
        words.scale += field->type == FIRE_TYPE_MONEY ? MEAN_PLACES_MONEY : MEAN_PLACES_INTEGER;
    } else if (field->type != FIRE_TYPE_DECIMAL && measure->agg == FIRE_AGG_MEDIAN) {
        words.scale += HALF_PLACES;
    }
    return words;
}

static wide power_of_ten(int32_t places)
{
    wide power = 1;
    for (int32_t i = 0; i < places; i++)
        power *= 10;
    return power;
}

static bool set_number(wide number, struct fire_value *out)
{
    if (number < INT64_MIN || number > INT64_MAX) return false;
    *out = (struct fire_value){ .number = (int64_t)number };
    return true;
}

struct sum_cells measure_sum_cells(const struct scan *scan, int32_t measure)
{
    const struct layout *layout = &scan->layout;
    const int32_t column = scan->column[measure];
    if (column == SCAN_WEIGHT) {
        const int32_t unknown = layout->has_weights ? cell_of_unknown(layout) : -1;
        return (struct sum_cells){ cell_of_weight(layout), unknown, unknown, true };
    }
    return (struct sum_cells){ cell_of_sum(layout, column), cell_of_null_rows(layout, column),
                               cell_of_null_weight(layout, column), scan->query->complete };
}

/* The sum of a measure's field; false: no row has a value. */
static bool sum_of(const struct scan *scan, int32_t measure, const wide cell[], wide *out)
{
    const struct sum_cells cells = measure_sum_cells(scan, measure);
    *out = cell[cells.sum];
    if (cell[0] == 0) return cells.has_empty;
    return cells.without < 0 || cell[0] != cell[cells.without];
}

/* The incidents of the rows with a value. */
static wide known_weight(const struct scan *scan, int32_t measure, const wide cell[])
{
    const struct layout *layout = &scan->layout;
    const wide weight = cell[cell_of_weight(layout)];
    const int32_t column = scan->column[measure];
    return column == SCAN_WEIGHT ? weight : weight - cell[cell_of_null_weight(layout, column)];
}

bool measure_has_single(const struct scan *scan, int32_t measure, const wide cell[])
{
    const int32_t column = scan->layout.n_sums + scan->column[measure];
    return cell[0] != cell[cell_of_null_rows(&scan->layout, column)];
}

bool measure_value(const struct scan *scan, int32_t measure, int32_t scale,
                   const struct known *known, const wide total[], struct fire_value *out)
{
    const struct ask_measure *asked = &scan->query->measure[measure];
    const int32_t places = asked->field < 0
                               ? 0
                               : scale - ask_field(scan->query, asked->field)->scale;
    wide sum;
    wide all;
    wide weight;

    *out = (struct fire_value){ .is_null = true };
    switch (asked->agg) {
    case FIRE_AGG_SUM:
        return !sum_of(scan, measure, known->cell, &sum) || set_number(sum, out);
    case FIRE_AGG_MEAN:
        weight = known_weight(scan, measure, known->cell);
        if (weight == 0 || !sum_of(scan, measure, known->cell, &sum)) return true;
        return set_number(wide_divide(sum * power_of_ten(places), weight), out);
    case FIRE_AGG_SHARE:
        if (!sum_of(scan, measure, known->cell, &sum) || !sum_of(scan, measure, total, &all) ||
            all == 0)
            return true;
        return set_number(wide_divide(sum * 100 * power_of_ten(SHARE_PLACES), all), out);
    case FIRE_AGG_MEDIAN:
        if (!measure_has_single(scan, measure, known->cell)) return true;
        sum = (wide)known->middle.low + known->middle.high;
        return set_number(wide_divide(sum * power_of_ten(places), 2), out);
    case FIRE_AGG_DISTINCT: /* as with sums: nothing known of any row is not nothing */
        if (known->n_distinct == 0 && (known->cell[0] != 0 || !scan->query->complete))
            return true;
        return set_number(known->n_distinct, out);
    case FIRE_AGG_MIN:
        return !measure_has_single(scan, measure, known->cell) || set_number(known->min, out);
    case FIRE_AGG_MAX:
        return !measure_has_single(scan, measure, known->cell) || set_number(known->max, out);
    case FIRE_AGG_RATE: /* made of sums, see layers.h: no scan is asked for them */
    case FIRE_AGG_REAL:
        break;
    }
    assert(false);
    return true;
}

bool measure_unknown(const struct scan *scan, int32_t measure, const wide cell[], int64_t *out)
{
    const struct layout *layout = &scan->layout;
    int32_t column = scan->column[measure];
    *out = 0;
    if (column == SCAN_WEIGHT) {
        if (layout->has_weights) *out = (int64_t)cell[cell_of_unknown(layout)];
        return true;
    }
    if (agg_is_single(scan->query->measure[measure].agg)) column += layout->n_sums;
    const wide unknown = cell[cell_of_null_weight(layout, column)];
    *out = (int64_t)unknown;
    return INT64_MIN <= unknown && unknown <= INT64_MAX;
}
