/* legend.h - what the colours of an amount mean: a box and its bounds, one beside the other. */
#ifndef FIRESTAT_LAYOUT_LEGEND_H
#define FIRESTAT_LAYOUT_LEGEND_H
#include "page.h"

/* The colour of a step of the model. */
fire_colour legend_colour(int32_t step);

/* The colour in which letters on it can be read. */
fire_colour legend_ink(int32_t step);

/* A box for what is not known: empty, with a short line in it. */
void legend_put_gap(struct page *page, fire_shape_part part, struct fire_rect rect,
                    const char *tip);

/* Lay it out from left and top, in as many lines as it takes.
 *   circle_px radius of the largest circle of the chart; 0: it has none
 *   is_put    false: nothing is put, the height is wanted only
 *   returns   its height */
double legend_put(struct page *page, const struct fire_chart_legend *legend, double left_px,
                  double top_px, double width_px, double circle_px, bool is_put);

#endif
