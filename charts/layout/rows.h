/* rows.h - named rows with marks in panels beside each other, and columns of words. */
#ifndef FIRESTAT_LAYOUT_ROWS_H
#define FIRESTAT_LAYOUT_ROWS_H
#include "frame.h"

/* Put the whole page; its height comes back.
 *   errors   those of axis_across; other trouble is remembered by the page */
fire_status rows_put(struct page *page, const struct frame *frame, double *out_height_px,
                     struct fire_error *err);

#endif
