/* slopes.h - two vertical scales and lines between them, labelled at both ends. */
#ifndef FIRESTAT_LAYOUT_SLOPES_H
#define FIRESTAT_LAYOUT_SLOPES_H
#include "frame.h"

/* Put the whole page; its height comes back.
 *   errors   those of axis_up; other trouble is remembered by the page */
fire_status slopes_put(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err);

#endif
