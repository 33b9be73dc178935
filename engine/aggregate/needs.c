/* needs.c - what a query looks at in rows that pass by. */
#include "ask.h"

static bool dim_needs(const struct ask_dim *dim, int32_t field)
{
    /* minutes come with the field of the day */
    return dim->field == field ||
           (dim->kind == FIRE_DIM_HOUR && field == FIRE_FIELD_OCCURRED_AT);
}

/* When an incident was is always said. */
static bool largest_needs(const struct ask_largest *largest, int32_t field)
{
    if (largest->n == 0) return false;
    for (int32_t i = 0; i < largest->n_fields; i++)
        if (largest->field[i] == field) return true;
    return largest->by == field || field == FIRE_FIELD_OCCURRED_AT;
}

bool fire_query_needs(const struct fire_query *query, int32_t field)
{
    if (field == FIRE_FIELD_SCOPE || field == FIRE_FIELD_INCIDENTS)
        return true; /* of all rows */
    if (field == FIRE_FIELD_PROVINCE && fire_query_asks_rate(query))
        return true; /* whose people are counted */
    for (int32_t i = 0; i < query->n_dims; i++)
        if (dim_needs(&query->dim[i], field)) return true;
    for (int32_t i = 0; i < query->n_measures; i++) {
        const struct ask_measure *measure = &query->measure[i];
        if (measure->field == field ||
            (measure->agg == FIRE_AGG_DISTINCT && dim_needs(&measure->dim, field)))
            return true;
    }
    for (int32_t i = 0; i < query->n_made; i++)
        for (int32_t k = 0; k < query->made[i].n_parts; k++)
            if (query->made[i].part[k] == field) return true;
    if (largest_needs(&query->largest, field)) return true;
    for (int32_t i = 0; i < query->n_conditions; i++) {
        const struct condition *condition = &query->condition[i];
        if (condition->field == field ||
            (condition->subject == SUBJECT_DIM && dim_needs(&condition->dim, field)))
            return true;
    }
    return false;
}

fire_area_level fire_query_level(const struct fire_query *query)
{
    fire_area_level finest = FIRE_LEVEL_COUNTRY;
    for (int32_t i = 0; i < query->n_dims; i++)
        if (query->dim[i].kind == FIRE_DIM_AREA && query->dim[i].level > finest)
            finest = query->dim[i].level;
    return finest;
}
