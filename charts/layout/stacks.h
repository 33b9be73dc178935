/* stacks.h - charts of columns that are 100 % each. */
#ifndef FIRESTAT_LAYOUT_STACKS_H
#define FIRESTAT_LAYOUT_STACKS_H
#include "frame.h"

bool stacks_have_share(const struct fire_chart *chart);
bool stacks_fit(const struct fire_chart *chart);

/* Put the whole page; its height comes back. Trouble is remembered by the page. */
fire_status stacks_put(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err);

#endif
