/* sheet.h - the rows of one worksheet of an XLSX. */
#ifndef FIRE_READ_SHEET_H
#define FIRE_READ_SHEET_H
#include "fonts.h"
#include "merges.h"
#include "row.h"
#include "shared_strings.h"
#include "styles.h"
#include "zip_parts.h"

/* What the cells of every sheet of a workbook refer to. */
struct sheet_about {
    struct zip_parts *parts;
    struct styles *styles;
    struct shared_strings *strings;
    bool from_1904;
};

struct sheet;

/* Memory for reading sheets, one after the other; NULL: there is none. */
struct sheet *sheet_create(const struct sheet_about *about, struct fire_arena *arena);

/* Begin at the first row.
 *   name     of the sheet, for messages; borrowed
 *   errors   those of xml_open */
fire_status sheet_begin(struct sheet *sheet, const char *name, int64_t part,
                        struct merges *merges, struct fire_error *err) FIRE_MUST_CHECK;

/* The next row that has text in a cell.
 *   errors   those of xml_run; FIRE_ESYNTAX: rows or cells that are not in order, a reference
 *            to no shared text; FIRE_ERANGE: FIRE_LIMIT_SHEET_..., FIRE_LIMIT_COLUMNS,
 *            FIRE_LIMIT_CELL_LETTERS */
fire_status sheet_next(struct sheet *sheet, struct row *row, bool *more,
                       struct fire_error *err) FIRE_MUST_CHECK;

void sheet_end(struct sheet *sheet); /* give back what reading it took; NULL is fine */

#endif
