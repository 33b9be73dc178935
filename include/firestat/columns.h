/* columns.h - one of our own tables: CSV with a header whose columns are known by their names.
 *
 *     fire_columns_open("cpi.csv", names, 3, 1, &columns, err);
 *     while (fire_columns_next(columns, &more, err) == FIRE_OK && more)
 *         ... fire_columns_cell(columns, 0) ...
 *     fire_columns_close(columns);
 *
 * The order of columns is free, further ones do no harm.
 *
 * Thread use: one thread per table. */
#ifndef FIRESTAT_COLUMNS_H
#define FIRESTAT_COLUMNS_H
#include "firestat/error.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_columns;

/*   name     [n] of the columns that are looked for; the first n_needed must be there
 *   errors   FIRE_ESCHEMA: one of these is missing; those of fire_reader_open and _next */
fire_status fire_columns_open(const char *path, const char *const name[], int n, int n_needed,
                              struct fire_columns **out,
                              struct fire_error *err) FIRE_MUST_CHECK;
void fire_columns_close(struct fire_columns *columns); /* NULL is fine */

/* The next row; *more false: there is none. errors: FIRE_ESYNTAX: no CSV */
fire_status fire_columns_next(struct fire_columns *columns, bool *more,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* A cell of the row, by the place of its column's name; empty where the row or the table has
 * none. Valid until the next row. */
struct fire_text_view fire_columns_cell(const struct fire_columns *columns, int column);

/* Whether the table has that column. */
bool fire_columns_has(const struct fire_columns *columns, int column);

/* The name of a column as the table has it, all of them counted from 0; its bytes are NULL behind the
 * last. Valid until the first row. */
struct fire_text_view fire_columns_header(const struct fire_columns *columns, int32_t place);

/* The row's place, for messages; of a column by its place, -1: of none. */
struct fire_location fire_columns_place(const struct fire_columns *columns, int column);

/* Say that a cell is not in form.
 *   wanted    the words or forms that it may have
 *   returns   FIRE_EVALUE */
fire_status fire_columns_refuse(struct fire_text_view cell, struct fire_location where,
                                const char *wanted, struct fire_error *err);

#ifdef __cplusplus
}
#endif
#endif
