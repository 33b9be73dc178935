/* plot.h - what stands inside one plot: lines, bars, bands and levels over a row of slots.
 *
 * Panels and tiles are both made of plots. A plot knows its place on the page, its axis and its
 * slots; whoever makes it puts the words around. */
#ifndef FIRESTAT_LAYOUT_PLOT_H
#define FIRESTAT_LAYOUT_PLOT_H
#include "axis.h"

struct plot {
    struct page *page;
    const struct axis *axis;
    int32_t n_slots;
    double left_px;
    double right_px;
    double top_px;
    double bottom_px;
    double inset_px;       /* from the sides to the middle of the outer slots */
    double line_px;        /* of a series                                     */
    double radius_px;      /* of a point                                      */
    double last_radius_px; /* of the last point                               */
};

/* Do bars fill the slots, so that the outer ones need half of their width at the sides? */
bool plot_fills_slots(const struct fire_chart_panel *panel);

double plot_x_px(const struct plot *plot, int32_t slot);
double plot_y_px(const struct plot *plot, double value);

fire_colour plot_colour(fire_chart_role role);

/* The slot of a series' last known point; -1: none. */
int32_t plot_last_known(const struct fire_chart_series *series, int32_t n_slots);

/* Grid lines, the zero line, and the ticks' labels at the left where they are wanted. */
void plot_put_scale(const struct plot *plot, bool has_labels);

/* Bands, bars, levels, lines and markers, from back to front. */
void plot_put(const struct plot *plot, const struct fire_chart_panel *panel);

/* The words of points, each above its mark where it meets no other text. After everything else that
 * is written nearby. */
void plot_put_words(const struct plot *plot, const struct fire_chart_panel *panel);

/* Labels of the slots below the plot, as many as there is room for, the last one among them. */
void plot_put_slots(const struct plot *plot, const char *const slot_label[]);

#endif
