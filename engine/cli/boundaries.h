/* boundaries.h - what a map is given: the user's outlines, and the official codes of areas. */
#ifndef FIRESTAT_ENGINE_CLI_BOUNDARIES_H
#define FIRESTAT_ENGINE_CLI_BOUNDARIES_H
#include "drawing.h"

/* --boundaries, read, and the code of each area on the last day that is shown.
 *   errors   FIRE_EVALUE: no --boundaries; those of fire_boundaries_read; FIRE_ENOMEM */
fire_status give_boundaries(struct drawing *drawing, const struct source *source,
                            const struct questions *questions, struct fire_chart_given *given);

#endif
