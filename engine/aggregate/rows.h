/* rows.h - some rows of a batch. */
#ifndef FIRESTAT_AGGREGATE_ROWS_H
#define FIRESTAT_AGGREGATE_ROWS_H
#include "firestat/schema.h"

/* Rows at[0..n-1], or rows 0..n-1 where `at` is NULL. */
struct rows {
    int64_t n;
    const uint16_t *at;
    const uint64_t *is_one; /* the same as bits by the number of the row; with `at` only */
};

static inline int64_t rows_at(struct rows rows, int64_t i)
{
    return rows.at == NULL ? i : rows.at[i];
}

/* One number that is looked up for a row: table[index[row] - first]. */
struct look_up {
    const uint32_t *table;
    const int32_t *index;
    int32_t first;
    const uint16_t *narrow; /* index - first again, in fewer bytes; NULL: there is no such */
};

/* Groups that need not be written down: base and the sum of one or two look-ups. */
struct look_ups {
    uint32_t base;
    int32_t n;            /* 1 or 2 */
    struct look_up of[2]; /* only the last one may be narrow */
};

static inline uint32_t look_up(const struct look_up *look, int64_t row)
{
    return look->table[look->index[row] - look->first];
}

/* The group of a row. */
static inline uint32_t look_ups_group(const struct look_ups *looks, int64_t row)
{
    const uint32_t group = looks->base + look_up(&looks->of[0], row);
    return looks->n == 1 ? group : group + look_up(&looks->of[1], row);
}

/* The same where the last look-up has a narrow index. */
static inline uint32_t look_ups_narrow_group(const struct look_ups *looks, int64_t row)
{
    const struct look_up *last = &looks->of[looks->n - 1];
    const uint32_t group = looks->base + last->table[last->narrow[row]];
    return looks->n == 1 ? group : group + look_up(&looks->of[0], row);
}

static inline bool look_ups_are_narrow(const struct look_ups *looks)
{
    return looks->of[looks->n - 1].narrow != NULL;
}

/* The vector of a field, an empty one where the batch was made before the field was. */
static inline const struct fire_vector *batch_vector(const struct fire_batch *batch,
                                                     int32_t n_fields, int32_t field)
{
    static const struct fire_vector none;
    return field < n_fields ? &batch->vector[field] : &none;
}

/* May a row of the batch stand for another number of incidents than one? */
static inline bool batch_has_weights(const struct fire_batch *batch, int32_t n_fields)
{
    return batch->last_day != NULL ||
           batch_vector(batch, n_fields, FIRE_FIELD_INCIDENTS)->number != NULL;
}

#endif
