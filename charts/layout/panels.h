/* panels.h - charts made of panels one under the other, with lines over shared slots. */
#ifndef FIRESTAT_LAYOUT_PANELS_H
#define FIRESTAT_LAYOUT_PANELS_H
#include "frame.h"

/* Put the whole page; its height comes back.
 *   errors   those of axis_of; other trouble is remembered by the page */
fire_status panels_put(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err);

#endif
