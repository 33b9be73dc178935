/* axis.h - a panel's vertical axis, and which labels the horizontal one has room for. */
#ifndef FIRESTAT_LAYOUT_AXIS_H
#define FIRESTAT_LAYOUT_AXIS_H
#include "page.h"

struct axis {
    double low; /* values at the plot's bottom and top */
    double high;
    int32_t n_ticks; /* 0: the panel has no known value, the axis no scale */
    double *value;   /* [n_ticks] */
    const char **text;
    double width_px; /* of the widest tick label */
};

/* The axis for what a panel shows, from 0 (or to 0), in a plot of that height.
 *   errors   FIRE_EVALUE: a value is not finite
 *            FIRE_ERANGE: a tick cannot be written as a number
 *            FIRE_ENOMEM */
fire_status axis_of(struct page *page, const struct fire_chart_panel *panel, double height_px,
                    struct axis *out, struct fire_error *err);

/* What an axis has to show: 0, and whatever else there is. */
struct axis_range {
    const char *title; /* of the panel, for messages */
    double low;
    double high;
    bool is_known; /* some value was added */
    bool is_whole; /* no tick between whole numbers */
    bool is_bad;   /* a value was not finite */
};

void axis_range_add(struct axis_range *range, double value);

/* Every known point of a panel, its guides and its band; it is the points that make it known. */
void axis_range_add_panel(struct axis_range *range, const struct fire_chart_panel *panel,
                          int32_t n_slots);

/* A vertical axis for a range, in a plot of that height.
 *   errors   as of axis_of */
fire_status axis_up(struct page *page, const struct axis_range *range, double height_px,
                    struct axis *out, struct fire_error *err);

/* A horizontal axis for a range, in a plot of that width.
 *   errors   as of axis_of */
fire_status axis_across(struct page *page, const struct axis_range *range, double width_px,
                        struct axis *out, struct fire_error *err);

/* Label every how-manieth tick of a horizontal axis of that width, counted from the first. */
int32_t axis_tick_step(const struct page *page, const struct axis *axis, double width_px);

/* Where a value lies between left and right of the plot. */
double axis_x_px(const struct axis *axis, double value, double left_px, double right_px);

/* Where a value lies between bottom and top of the plot. */
double axis_y_px(const struct axis *axis, double value, double top_px, double bottom_px);

/* Of the slots that have a label, show every how-manieth one, counted back from the last, so that
 * they do not touch.
 *   label   [n_slots] "": none */
int32_t axis_slot_step(struct page *page, const char *const label[], int32_t n_slots,
                       double slot_px);

#endif
