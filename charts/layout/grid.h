/* grid.h - charts made of cells in rows and columns, coloured by amount. */
#ifndef FIRESTAT_LAYOUT_GRID_H
#define FIRESTAT_LAYOUT_GRID_H
#include "frame.h"

bool grid_has_point(const struct fire_chart *chart);
bool grid_fits(const struct fire_chart *chart);

/* Put the whole page; its height comes back. Trouble is remembered by the page. */
fire_status grid_put(struct page *page, const struct frame *frame, double *out_height_px,
                     struct fire_error *err);

#endif
