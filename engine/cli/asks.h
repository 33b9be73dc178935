/* asks.h - what kinds of charts ask that is more than dimensions and measures (drawing.c). */
#ifndef FIRESTAT_ENGINE_CLI_ASKS_H
#define FIRESTAT_ENGINE_CLI_ASKS_H
#include "drawing.h"

/* Measures by year, and which scopes each year has: what is not counted alike is not judged. */
fire_status ask_trend(struct drawing *drawing, const struct source *source,
                      struct questions *out);

/* One measure by two dimensions, and the incidents with it. */
fire_status ask_heatmap(struct drawing *drawing, const struct source *source,
                        struct questions *out);

/* A count and its rate, by one level of areas. */
fire_status ask_funnel(struct drawing *drawing, const struct source *source,
                       struct questions *out);

/* One amount, its median with the values behind it, and the largest incidents. */
fire_status ask_severity(struct drawing *drawing, const struct source *source,
                         struct questions *out);

/* One measure and the incidents by areas: those of --by, else by every level, of which the model
 * takes the one that the boundaries are of. */
fire_status ask_choropleth(struct drawing *drawing, const struct source *source,
                           struct questions *out);

#endif
