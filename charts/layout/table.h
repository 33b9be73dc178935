/* table.h - rows of words below the axes of a chart. */
#ifndef FIRESTAT_LAYOUT_TABLE_H
#define FIRESTAT_LAYOUT_TABLE_H
#include "page.h"

double table_height_px(const struct page *page, const struct fire_chart_table *table);

/* Put it from left and top, as wide as its words and at most width_px: of columns that do not fit
 * the widest one of words is cut. */
void table_put(struct page *page, const struct fire_chart_table *table, double left_px,
               double top_px, double width_px);

#endif
