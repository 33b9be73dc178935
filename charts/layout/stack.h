/* stack.h - labels in a column: each as near as possible to where it wants to be, none over
 * another. */
#ifndef FIRESTAT_LAYOUT_STACK_H
#define FIRESTAT_LAYOUT_STACK_H
#include "page.h"

struct stack_item {
    double wanted_px; /* centre it would like       */
    double height_px;
    int32_t priority; /* the lowest is dropped first; among equals the later one */
    int32_t owner;    /* the caller's: items come back in another order */
    bool is_placed;   /* out: false when there was no room */
    double centre_px; /* out */
};

/* Place items between top and bottom. Sorts them from top to bottom, the dropped ones last.
 *
 * Holds after: placed items lie inside [top_px, bottom_px], do not overlap, keep the order of
 * their wishes, and the sum of squared distances to them is the least possible. */
void stack_place(struct page *page, struct stack_item item[], int32_t n_items, double top_px,
                 double bottom_px);

#endif
