/* dims.h - from a row to its slot in one dimension.
 *
 * A slot is a small whole number, 0 .. n_slots - 1 for what can occur and n_slots for null:
 * a dictionary code, an area that has a name, a period of the table's days, a weekday, an
 * hour. Slots of several dimensions make a group (groups.h); the slots of one also answer
 * conditions (select.h). */
#ifndef FIRESTAT_AGGREGATE_DIMS_H
#define FIRESTAT_AGGREGATE_DIMS_H
#include "ask.h"

/* Rows of a batch: at[i], or all of them where `at` is NULL. */
struct rows {
    int64_t n;
    const uint16_t *at;
};

static inline int64_t rows_at(struct rows rows, int64_t i)
{
    return rows.at == NULL ? i : rows.at[i];
}

struct dim {
    struct ask_dim ask;
    uint32_t n_slots;
    uint32_t step; /* what one slot adds to the sum that dim_add makes          */

    /* slot * step of an area, of a day less first_day, of a minute; not for categories */
    uint32_t *table;
    uint32_t n_table;
    int32_t first_day;
    int32_t first_period; /* FIRE_DIM_PERIOD: the period of slot 0 */
    const int32_t *node;  /* FIRE_DIM_AREA: slot -> area node      */
};

/* Tables for the days of a table. n_rows is 0: days mean nothing.
 *   arena    owns the tables
 *   errors   FIRE_ENOMEM */
fire_status dim_prepare(const struct fire_query *query, const struct ask_dim *ask,
                        const struct fire_window *days, struct fire_arena *arena,
                        struct dim *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Multiply the dimension's slots by `step`; at first it is 1. */
void dim_set_step(struct dim *dim, uint32_t step);

/* sum[i] += step * slot of row i, for all i < rows.n.
 *   sum      [rows.n]
 *   coarse   [rows.n] becomes 1 where the row stands for a longer time than the dimension's
 *            and its slot is therefore null; NULL: nobody asks */
void dim_add(const struct dim *dim, const struct fire_batch *batch, int32_t n_fields,
             struct rows rows, uint32_t sum[], uint8_t coarse[]);

/* The vector of a field, an empty one where the batch was made before the field was. */
const struct fire_vector *batch_vector(const struct fire_batch *batch, int32_t n_fields,
                                       int32_t field);

#endif
