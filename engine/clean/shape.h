/* shape.h - whether a record is a row of the table at all. */
#ifndef FIRESTAT_ENGINE_CLEAN_SHAPE_H
#define FIRESTAT_ENGINE_CLEAN_SHAPE_H
#include "totals.h"

struct shapes;

/* In the run's arena; NULL: no memory. */
struct shapes *shapes_create(const struct run *run);

/* Look at the current record, which is CSV. What is no row gets its issue here.
 *   is_row    false: it is excluded
 *   returns   false: the run ends */
bool shape_look(struct run *run, bool *is_row);

/* Rows went by that are rows: what stands at the foot of a table has not begun. */
void shape_rows_passed(struct run *run);

/* Where rows say what they are about, which commune, and which id; -1: nowhere. */
void shape_columns(const struct run *run, int32_t *out_key, int32_t *out_commune,
                   int32_t *out_id);

/* What the current record says it is about, for the sums. False: no memory. */
bool shape_name(struct run *run, name_kind *out);

#endif
