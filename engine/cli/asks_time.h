/* asks_time.h - what kinds of charts ask whose windows depend on which days there are (drawing.c). */
#ifndef FIRESTAT_ENGINE_CLI_ASKS_TIME_H
#define FIRESTAT_ENGINE_CLI_ASKS_TIME_H
#include "drawing.h"

/* Months or quarters of the current window and of those it is set against, and their comparison. */
fire_status ask_yoy(struct drawing *drawing, const struct source *source,
                    struct questions *out);

/* Months or days of a year to its last known day and of the five before, and the comparison of the
 * year to date. */
fire_status ask_cumulative(struct drawing *drawing, const struct source *source,
                           struct questions *out);

/* Whole months: the last sixty, or those of --period. */
fire_status ask_control(struct drawing *drawing, const struct source *source,
                        struct questions *out);

/* Years by what --by says, else by the areas that there are. */
fire_status ask_multiples(struct drawing *drawing, const struct source *source,
                          struct questions *out);

#endif
