/* plain_table.h - rows as one plain SQLite file that any tool opens.
 *
 *     fire_plain_table_open(path, shown_path, schema, n_columns, &table, err);
 *     sink = fire_plain_table_sink(table);                     rows are pushed
 *     fire_plain_table_close(table, err);                      or fire_plain_table_abandon
 *
 * An ordinary table `incidents` with a column a field (BIGINT for counts and whole money, NUMERIC
 * for decimals and for money of currencies that have cents, else TEXT), and `data_dictionary` with
 * labels and units. No index, no view, no store: what firestat keeps is in none of it.
 *
 * Thread use: one thread. */
#ifndef FIRESTAT_PLAIN_TABLE_H
#define FIRESTAT_PLAIN_TABLE_H
#include "firestat/rows.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_plain_table;

/* Fill an empty file. Nobody else may look at it before it is closed: it is not safe from a crash.
 *   path         of the file, which is there and empty
 *   shown_path   its name in messages
 *   n_columns    fields of the schema that rows will have
 *   errors       FIRE_EIO, FIRE_ENOMEM */
fire_status fire_plain_table_open(const char *path, const char *shown_path,
                                  const struct fire_schema *schema, int32_t n_columns,
                                  struct fire_plain_table **out,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* errors of push: FIRE_EIO: the disk is full among others; FIRE_ENOMEM */
struct fire_row_sink fire_plain_table_sink(struct fire_plain_table *table);

/* Write what is left and free, in any case. The file is then to be synced. */
fire_status fire_plain_table_close(struct fire_plain_table *table,
                                   struct fire_error *err) FIRE_MUST_CHECK;
void fire_plain_table_abandon(struct fire_plain_table *table); /* NULL is fine */

#ifdef __cplusplus
}
#endif
#endif
