/* table.h - incidents as columns, in memory.
 *
 * A table is filled once, through its sink, and then only read:
 *
 *     struct fire_table *table = fire_table_create();
 *     status = fire_table_begin(table, schema, areas, &form, 0, err);      which rows are one
 *     status = fire_clean_run(..., fire_table_sink(table), ...);
 *     status = fire_table_settle(table, &counts, &tally, err);
 *     for (i = 0; i < fire_table_n_batches(table); i++) kernel(fire_table_batch(table, i));
 *     fire_table_free(table);
 *
 * begin and settle stand around each source; rows that come without them are all kept, as
 * those of a store, which has decided on them before.
 *
 * It keeps the batches as they came, each column copied once into the table's arena, so no
 * column is ever moved or grown. The schema and the areas must outlive it.
 *
 * Thread use: any number of readers after filling; never two fillers. */
#ifndef FIRESTAT_TABLE_H
#define FIRESTAT_TABLE_H
#include "firestat/calendar.h"
#include "firestat/identity.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_table;

struct fire_table *fire_table_create(void);     /* NULL: no memory */
void fire_table_free(struct fire_table *table); /* NULL is fine    */

/* Begin a source: what its rows are known by. Duplicates in it are not kept, revisions take the
 * place of earlier rows, conflicts are listed (identity.h).
 *   schema, areas   of the batches, the same for all sources; areas may get places
 *   source          that of its batches, and what twins call it
 *   errors          FIRE_ENOMEM */
fire_status fire_table_begin(struct fire_table *table, const struct fire_schema *schema,
                             struct fire_areas *areas, const struct fire_record_form *form,
                             int32_t source, struct fire_error *err) FIRE_MUST_CHECK;

/* push copies the batch; texts too. errors of push: FIRE_ENOMEM */
struct fire_sink fire_table_sink(struct fire_table *table);

/* End it: what was found goes into its counts.
 *   out      valid until the next source begins
 *   errors   FIRE_ENOMEM */
fire_status fire_table_settle(struct fire_table *table, struct fire_import_counts *counts,
                              const struct fire_tally **out,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* Rows that count. */
int64_t fire_table_n_rows(const struct fire_table *table);
int64_t fire_table_n_batches(const struct fire_table *table);

/* Batch i, 0 <= i < n_batches; valid until the table is freed. Its vector array may be
 * shorter than the schema is now: fields from number `n_fields` on have no values in it. */
const struct fire_batch *fire_table_batch(const struct fire_table *table, int64_t i,
                                          int32_t *out_n_fields);

/* What the table found out about a batch when it copied it; what is null holds 0 in it. */
struct fire_facts {
    struct fire_window days; /* the first and the last of the days on which its rows begin */
    const uint64_t *bound;   /* [n_fields] of number fields: fire_bound; 0 for the others */
    /* Columns once more in fewer bytes, where all that is in them fits. */
    const uint8_t *const *byte; /* [n_fields] numbers or codes; NULL: they do not fit      */
    const uint16_t *area;       /* NULL: they do not fit                                   */
};

/* The sum of all |number[i]|, or UINT64_MAX where that is larger. n <= FIRE_BATCH_ROWS */
uint64_t fire_bound(const int64_t number[], int64_t n);

/* The smallest and the largest of n days, n >= 1. */
struct fire_window fire_day_range(const int32_t day[], int64_t n);

/* Of batch i; valid until the table is freed. */
const struct fire_facts *fire_table_facts(const struct fire_table *table, int64_t i);

/* First and last day of all rows that count and say when (those that stand for all time do not, schema.h;
 * where no row does: FIRE_DAY_FIRST and FIRE_DAY_LAST); false for an empty table. */
bool fire_table_days(const struct fire_table *table, struct fire_window *out);

/* The same of all rows there are, also those that count no more. */
bool fire_table_range(const struct fire_table *table, struct fire_window *out);

/* The days on which nothing reported means nothing happened: of each source with incident rows
 * all days between its first and its last row. Rows that stand for a period report only
 * themselves: what a yearly table leaves out is not known. Joined, sorted, apart from each other
 * by at least a day; the last day is that of the last row, not stretched to a month's end.
 * Borrowed until the next push; kept up to date while filling. NULL: no incident row. */
const struct fire_window *fire_table_coverage(struct fire_table *table, int64_t *out_n);

/* ---- days without their rows ----------------------------------------------------------- */

/* What a table knows of its days, for rows that only pass by. */
struct fire_days;

struct fire_days *fire_days_create(void); /* NULL: no memory */
void fire_days_free(struct fire_days *days);

/* Take in the rows of a batch that count. errors: FIRE_ENOMEM */
fire_status fire_days_add(struct fire_days *days, const struct fire_batch *batch,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Take in what others know, of other batches of the same sources or of other sources. errors as
 * above */
fire_status fire_days_join(struct fire_days *days, const struct fire_days *others,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* As fire_table_days and fire_table_coverage of a table of the same rows. */
bool fire_days_window(const struct fire_days *days, struct fire_window *out);
const struct fire_window *fire_days_coverage(const struct fire_days *days, int64_t *out_n);

#ifdef __cplusplus
}
#endif
#endif
