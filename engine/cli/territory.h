/* territory.h - whether recorded areas are the same land at two times. */
#ifndef FIRESTAT_ENGINE_CLI_TERRITORY_H
#define FIRESTAT_ENGINE_CLI_TERRITORY_H
#include "source.h"

#include "firestat/area_units.h"

#define TERRITORY_KNOWN_MOST 64

/* The official units of a source, loaded when they are first asked for, and what was found out by
 * them: a hundred charts of one source ask the same. */
struct territory {
    struct fire_area_units *units; /* NULL: nobody has asked yet */
    int32_t n_known;
    struct {
        fire_area_level level;
        int32_t day;
        int32_t last_day;
        bool has_changed;
    } known[TERRITORY_KNOWN_MOST];
};

void territory_free(struct territory *territory); /* NULL is fine */

/* The units, loaded where they are not yet; they live as long as the source.
 *   errors   those of units_of_source */
fire_status territory_units(struct session *session, const struct source *source,
                            const struct fire_area_units **out);

/* Whether any area with rows, down to a level, was on some of the days another official unit than on
 * the last one, or none. Areas that no table knows are taken to be the same.
 *   day      [n_days]
 *   errors   FIRE_ENOMEM; those of the tables */
fire_status territory_changed(struct session *session, const struct source *source,
                              fire_area_level level, const int32_t day[], int32_t n_days,
                              int32_t last_day, bool *out);

/* The finest level of areas that the dimensions name; provinces in any case, whose rows are all. */
fire_area_level territory_level(const struct fire_text_view dim[], int32_t n_dims);

#endif
