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
};

/* Header, rule, rows. Text that steers a terminal is made visible. */
void grid_write(struct writer *writer, const struct grid *grid);

#define GRID_LINES_MOST 8 /* of one row; what is left over stays on the last */

/* The row at `cell`, of whose last cell each part that "; " ends gets a row of its own below, at
 * most GRID_LINES_MOST in all. Returns the cell behind. */
const char **grid_break(struct writer *writer, int32_t n_columns, const char **cell);

#endif
