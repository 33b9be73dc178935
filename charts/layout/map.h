/* map.h - charts made of outlines of areas. */
#ifndef FIRESTAT_LAYOUT_MAP_H
#define FIRESTAT_LAYOUT_MAP_H
#include "frame.h"

bool map_has_point(const struct fire_chart *chart);
bool map_fits(const struct fire_chart *chart);

/* Put the whole page; its height comes back.
 *   errors   FIRE_EVALUE: places that are not finite, or no extent at all */
fire_status map_put(struct page *page, const struct frame *frame, double *out_height_px,
                    struct fire_error *err);

#endif
