/* document_parts.h - what the writers of documents share. Room-private. */
#ifndef FIRESTAT_REPORT_DOCUMENT_PARTS_H
#define FIRESTAT_REPORT_DOCUMENT_PARTS_H
#include "firestat/document.h"

/* Is all text UTF-8, and are anchors fit for names of files and ids? Before a byte is written.
 *   errors   FIRE_EVALUE */
fire_status document_check(const struct fire_document *document,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Is it one of a list? */
bool document_is_item(const struct fire_block *block);

/* Does it stand below a report: those it goes to, in a list, and who signs? Else above it. */
bool document_is_foot(const struct fire_two_columns *two);

/* The name that links to the block lead to; NULL: it has none. */
const char *document_anchor(const struct fire_block *block);

/* ---- the shape of a table (document_grid.c) --------------------------------------------- */

/* Has any column a label above it? */
bool grid_has_groups(const struct fire_grid *grid);

/* Columns from `column` on that share the label above them; 1 where there is none. */
int32_t grid_group_columns(const struct fire_grid *grid, int32_t column);

/* The next body rows that lie one behind the other, at or after row `from`.
 *   out_start  the first of them; n_rows where there is none
 *   returns    how many; 0: none */
int64_t grid_body_run(const struct fire_grid *grid, int64_t from, int64_t *out_start);

/* Are its body rows one list, of more than one, that may stand in another order? */
bool grid_is_list(const struct fire_grid *grid);

/* The mark of a table's note, from 1: a, b, ... z, aa, ab, ... as columns of a sheet go. */
#define NOTE_MARK_BYTES 8
void note_mark(int32_t note, char out[NOTE_MARK_BYTES]);

#endif
