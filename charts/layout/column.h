/* column.h - the column of labels at the right of a panel: the last values, with what is to be
 * said of them, and the guides. */
#ifndef FIRESTAT_LAYOUT_COLUMN_H
#define FIRESTAT_LAYOUT_COLUMN_H
#include "page.h"

/* One label: a value in bold and a remark, beside each other or, too wide for that, the
 * remark below. Either may be "". */
struct column_label {
    const char *value;
    const char *remark;
    struct look value_look;
    struct look remark_look;
    bool is_split;
    double width_px;
    double height_px;
    double anchor_x_px; /* the point or line it belongs to */
    double anchor_y_px;
    int32_t priority;
    bool has_swatch; /* a patch of its colour stands before it, in place of a leader */
    fire_colour swatch;
    page_hatch hatch; /* of the swatch; HATCH_NONE: its colour is enough */
};

/* A swatch and the gap behind it, in parts of a label's size: room that must be left before x. */
#define COLUMN_SWATCH     0.7
#define COLUMN_SWATCH_GAP 0.4

/* A label measured for a column of at most most_px; a remark too wide even alone is left out. */
struct column_label column_label_of(struct page *page, const char *value, const char *remark,
                                    fire_colour value_colour, fire_colour remark_colour,
                                    double most_px);

/* Put labels at x, near their anchors and between top and bottom, with a leader to those that
 * were pushed away or whose anchor is not beside. */
void column_put(struct page *page, const struct column_label label[], int32_t n_labels,
                double x_px, double top_px, double bottom_px);

#endif
