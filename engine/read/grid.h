/* grid.h - what XLSX and ODS have in common: named sheets, and rows of one of them in order. */
#ifndef FIRE_READ_GRID_H
#define FIRE_READ_GRID_H
#include "merges.h"
#include "row.h"
#include "zip_parts.h"

struct grid_sheet {
    const char *name;
    bool visible;
    bool has_rows; /* false: a sheet that is a chart or a dialog */
    int64_t part;  /* of the archive; -1: there is none          */
};

struct grid;

struct grid_kind {
    const char *name; /* "XLSX", "ODS" */

    /* Begin at the first row of a sheet; ranges that are merged go to `merges`. */
    fire_status (*begin)(struct grid *grid, int32_t sheet, struct merges *merges,
                         struct fire_error *err);

    /* The next row that has text in a cell.
     *   more   false: none is left, and the whole sheet has been checked */
    fire_status (*next)(struct grid *grid, struct row *row, bool *more, struct fire_error *err);

    void (*close)(struct grid *grid);
};

/* The first member of each kind's own struct. */
struct grid {
    const struct grid_kind *kind;
    struct zip_parts *parts;
    struct fire_arena *arena; /* owns the grid and its sheets */
    struct grid_sheet *sheet;
    int32_t n_sheets;
};

/* Both:
 *   out      set on FIRE_OK only; to be closed by its kind
 *   errors   those of xml_run; FIRE_ESYNTAX: a part is missing, or it is no workbook */
fire_status xlsx_open(struct zip_parts *parts, struct fire_arena *arena, struct grid **out,
                      struct fire_error *err) FIRE_MUST_CHECK;
fire_status ods_open(struct zip_parts *parts, struct fire_arena *arena, struct grid **out,
                     struct fire_error *err) FIRE_MUST_CHECK;

/* Add a sheet behind the others.
 *   errors   FIRE_ERANGE: more than FIRE_LIMIT_PARTS; FIRE_ENOMEM */
fire_status grid_add_sheet(struct grid *grid, struct grid_sheet sheet,
                           struct fire_error *err) FIRE_MUST_CHECK;

#endif
