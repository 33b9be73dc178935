/* grid.h - cells in columns for a terminal. Room-private. */
#ifndef FIRESTAT_REPORT_GRID_H
#define FIRESTAT_REPORT_GRID_H
#include "writer.h"

struct grid {
    int32_t n_columns;
    const bool *is_number;     /* [n_columns] those stand to the right */
    const char *const *header; /* [n_columns]                           */
    int64_t n_rows;
    const char *const *cell; /* [n_rows * n_columns] borrowed; NULL: a rule across the row
                                    where it is the first cell of a row, else nothing      */

    int32_t header_columns;   /* a longer header is broken between words, unless its rows are
                                    longer still; 0: never                                   */
    const char *const *group; /* [n_columns] a text over neighbours that have the same one,
                                    "": none; NULL: no groups                                */
    const bool *is_section;   /* [n_rows] rows of one text, their first cell, that takes no part
                                    in widths; NULL: none                                    */
};

/* Groups, headers, rule, rows. Text that steers a terminal is made visible. */
void grid_write(struct writer *writer, const struct grid *grid);

#define GRID_LINES_MOST 8 /* of one row; what is left over stays on the last */

/* The row at `cell`, of whose last cell each part that "; " ends gets a row of its own below, at
 * most GRID_LINES_MOST in all. Returns the cell behind. */
const char **grid_break(struct writer *writer, int32_t n_columns, const char **cell);

#endif
