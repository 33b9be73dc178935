/* board.h - a table of signs: rows by criteria, with a verdict a row. */
#ifndef FIRESTAT_LAYOUT_BOARD_H
#define FIRESTAT_LAYOUT_BOARD_H
#include "frame.h"

/* Put the whole page; its height comes back.
 *   errors   none of its own; trouble is remembered by the page */
fire_status board_put(struct page *page, const struct frame *frame, double *out_height_px,
                      struct fire_error *err);

#endif
