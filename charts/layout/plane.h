/* plane.h - charts made of points and curves over two axes of numbers. */
#ifndef FIRESTAT_LAYOUT_PLANE_H
#define FIRESTAT_LAYOUT_PLANE_H
#include "frame.h"

bool plane_has_point(const struct fire_chart *chart);
bool plane_fits(const struct fire_chart *chart);

/* Put the whole page; its height comes back.
 *   errors   those of scale_of; other trouble is remembered by the page */
fire_status plane_put(struct page *page, const struct frame *frame, double *out_height_px,
                      struct fire_error *err);

#endif
