/* style.h - the house style in numbers, one row a size. All lengths in px. */
#ifndef FIRESTAT_LAYOUT_STYLE_H
#define FIRESTAT_LAYOUT_STYLE_H
#include "firestat/chart_layout.h"

struct style {
    const char *name;
    double width;
    double least_height; /* the page is never lower; plots take what is left */
    double margin;
    double title; /* sizes of letters */
    double subtitle;
    double panel_title;
    double label;
    double value; /* of the last point */
    double footer;
    double plot_height[FIRE_CHART_PANELS_MAX]; /* at least, by the number of panels */
    int32_t tile_columns;                      /* of small plots, at most                  */
    double tile_plot;                          /* height of a small plot, at least         */
    double inset;                              /* from the plot's sides to the outer slots */
    double line;
    double thin_line;
    double radius;      /* of a point         */
    double last_radius; /* of the last point  */
};

const struct style *style_of(fire_chart_size size);

/* From baseline to baseline. */
#define STYLE_LINE_HEIGHT 1.32

/* A label's words are centred at a height when its baseline lies this far below, in parts of
 * its size: half the height of a digit. */
#define STYLE_HALF_DIGIT 0.355

#endif
