/* units.h - official areas for a command: where their tables come from, and how they are shown. */
#ifndef FIRESTAT_ENGINE_CLI_UNITS_H
#define FIRESTAT_ENGINE_CLI_UNITS_H
#include "source.h"

#include "firestat/area_units.h"

/* The shipped tables, those that a store keeps, and those in the folder of --profile; settled.
 *   path   of the source; what is no store adds nothing */
fire_status units_of_source(struct session *session, const char *path,
                            struct fire_area_units **out);

/* As many of them as the order of areas down to a level takes. */
fire_status units_for_order(struct session *session, const char *path, fire_area_level level,
                            struct fire_area_units **out);

/* All units in official order. As CSV it is a table of units that import takes. */
void units_list(const struct session *session, const struct fire_area_units *units, bool as_csv,
                struct fire_buffer *out);

/* Every way in which areas are written in a source, and what it means. */
fire_status units_match(struct session *session, const struct fire_area_units *units,
                        const struct source *source, bool as_csv, struct fire_buffer *out);

#endif
