/* writer.h - the rows of an import are written while the next ones are read.
 *
 * SQLite takes half of an import's time, so a thread of its own writes batches while the caller
 * reads, cleans and compares the next ones. There is one connection and one thread uses it at a time:
 * whoever runs a statement, binds a parameter or changes what the writing looks at (ids, fields,
 * batches) has the writer settle first. Imports of a few rows do without. */
#ifndef FIRESTAT_ENGINE_STORE_WRITER_H
#define FIRESTAT_ENGINE_STORE_WRITER_H
#include "blocks.h"

/* Rows whose fields, words and areas have their ids, on their way into the file; or a block. */
struct store_job {
    const struct store_packed *block; /* NULL: rows */
    const struct fire_batch *batch;
    int64_t first; /* id of the first row */
    int64_t import_id;
};

/* Write the rows or the block now. */
fire_status store_job_run(struct fire_store *store, const struct store_job *job,
                          struct fire_error *err) FIRE_MUST_CHECK;

struct store_writer;

/* NULL: no memory or no thread; then jobs are run by the caller. */
struct store_writer *store_writer_create(struct fire_store *store);
void store_writer_free(struct store_writer *writer); /* waits; NULL is fine */

/* Copy the rows or the block and have the copy written, after those before; waits where they are many.
 *   errors   FIRE_ENOMEM; those of a job before */
fire_status store_writer_give(struct store_writer *writer, const struct store_job *job,
                              int32_t n_fields, struct fire_error *err) FIRE_MUST_CHECK;

/* Wait until nothing is being written. The writer may be NULL.
 *   errors   those of the first job that failed */
fire_status store_writer_settle(struct store_writer *writer,
                                struct fire_error *err) FIRE_MUST_CHECK;

#endif
