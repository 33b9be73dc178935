/* record.h - from one record to the rows it stands for. */
#ifndef FIRESTAT_ENGINE_CLEAN_RECORD_H
#define FIRESTAT_ENGINE_CLEAN_RECORD_H
#include "run.h"

/* Read run->record: count it, and put what it stands for into the batch. */
fire_status record_read(struct run *run) FIRE_MUST_CHECK;

/* Read the rows of the record, one for each slot, with an issue where there is none.
 *   out_kept   a row was put into the batch */
fire_status record_read_rows(struct run *run, bool *out_kept) FIRE_MUST_CHECK;

/* Hand the record to whoever wants rejects; the last issue says why. */
fire_status record_reject(struct run *run) FIRE_MUST_CHECK;

/* Hand over what stands above the data, before the first record. */
fire_status record_push_head(struct run *run) FIRE_MUST_CHECK;

/* ---- measure_row.c: records that are the measures of one row --------------------------------- */

struct measure_row;

/* In the run's arena; NULL: no memory. To be ended by measure_row_finish. */
struct measure_row *measure_row_create(const struct run *run);
void measure_row_finish(struct measure_row *row); /* NULL is fine */

/* The record of a measure, from 1; NULL: the row has none. */
const struct fire_record *measure_row_record(const struct measure_row *row, int32_t measure);

/* Put the current record into its row; where it begins another, the one before is read. */
fire_status measure_row_add(struct run *run) FIRE_MUST_CHECK;

/* Read the rows that were gathered. */
fire_status measure_row_flush(struct run *run) FIRE_MUST_CHECK;

#endif
