/* twin.c - what two rows without a key have in common when they are likely one fire.
 *
 * Day, place, facility, casualties and damage: who enters a fire twice gets these right and
 * may spell the rest in another way. A row that stands for a period is a published figure, and
 * a table has many of one period and place that differ in nothing but a cause: there every
 * field counts. Twins are only listed, so a number that two different rows share by chance
 * does no harm. */
#include "form.h"
#include "hash.h"

static const int32_t twin_fields[] = { FIRE_FIELD_FACILITY, FIRE_FIELD_INCIDENTS,
                                       FIRE_FIELD_DEATHS, FIRE_FIELD_INJURIES,
                                       FIRE_FIELD_DAMAGE };
#define N_TWIN_FIELDS (sizeof twin_fields / sizeof twin_fields[0])

bool twin_needs(const struct fire_schema *schema, int32_t field)
{
    const fire_type type = fire_schema_field(schema, field)->type;
    return type == FIRE_TYPE_CATEGORY || type == FIRE_TYPE_INTEGER ||
           type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

/* Values of one column, of the rows it is meant for. A null adds nothing, so that a column
 * without any value and no column at all are the same. */
static void add_column(const struct fire_vector *vector, int32_t field, int64_t n_rows,
                       const bool is_meant[], uint64_t hash[])
{
    if (vector->code == NULL && vector->number == NULL) return;
    for (int64_t i = 0; i < n_rows; i++) {
        if ((is_meant != NULL && !is_meant[i]) || !fire_is_valid(vector->valid, i)) continue;
        const uint64_t value = vector->code != NULL ? vector->code[i]
                                                    : (uint64_t)vector->number[i];
        hash[i] += hash_add((uint64_t)field + 1, value);
    }
}

static void add_all_columns(const struct fire_batch *batch, int32_t n_fields, uint64_t hash[])
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    bool is_stretch[FIRE_BATCH_ROWS];
    for (int64_t i = 0; i < batch->n_rows; i++)
        is_stretch[i] = batch->last_day[i] != day[i];
    for (int32_t field = 0; field < n_fields; field++)
        if (twin_needs(batch->schema, field))
            add_column(&batch->vector[field], field, batch->n_rows, is_stretch, hash);
}

void twin_hash(const struct fire_batch *batch, int32_t n_fields, uint64_t hash[])
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    for (int64_t i = 0; i < batch->n_rows; i++)
        hash[i] = hash_add(hash_add((uint64_t)day[i], (uint64_t)last_day[i]),
                           (uint64_t)batch->area[i]);
    for (size_t k = 0; k < N_TWIN_FIELDS; k++)
        if (twin_fields[k] < n_fields)
            add_column(&batch->vector[twin_fields[k]], twin_fields[k], batch->n_rows, NULL,
                       hash);
    if (batch->last_day != NULL) add_all_columns(batch, n_fields, hash);
}
