/* rows.h - boxes of lines beside each other: rows of tables, and blocks in two columns.
 * Room-private. */
#ifndef FIRESTAT_REPORT_ROWS_H
#define FIRESTAT_REPORT_ROWS_H
#include "sheets.h"

struct row_cell {
    double x_px;      /* on the page                                       */
    double y_px;      /* below the row's top: more than 0 in headers only  */
    double width_px;  /* with its padding                                   */
    double height_px; /* 0: as high as the row                              */
    struct lines lines;
    line_setting setting;
};

struct row {
    struct row_cell *cell;
    int32_t n_cells;
    double height_px;
    double padding_px; /* around the lines of a cell                         */
    double line_px;    /* border of the cells; 0: none                       */
    double rule_px;    /* a stronger one above the row; 0: none              */
    bool is_middle;    /* lines in the middle of the height and not on top   */
    bool is_header;
    bool is_tagged; /* a row with cells; false: each cell is a paragraph     */
};

/* The height that the lines of cells as high as the row need. */
double row_height_px(const struct row *row);

/* Put the row below the cursor. Where it has no room, the page is turned and the header (NULL:
 * none) put first; a row that is higher than a page is split between its lines.
 *   next_px   what must stand on the same page below it */
void row_place(struct sheets *sheets, const struct row *header, const struct row *row,
               double next_px);

#endif
