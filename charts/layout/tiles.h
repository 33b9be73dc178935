/* tiles.h - charts made of a grid of small plots. */
#ifndef FIRESTAT_LAYOUT_TILES_H
#define FIRESTAT_LAYOUT_TILES_H
#include "frame.h"

bool tiles_have_point(const struct fire_chart *chart);
bool tiles_fit(const struct fire_chart *chart);

/* Put the whole page; its height comes back.
 *   errors   those of axis_up; other trouble is remembered by the page */
fire_status tiles_put(struct page *page, const struct frame *frame, double *out_height_px,
                      struct fire_error *err);

#endif
