/* territory.c - see territory.h. */
#include "territory.h"

#include "units.h"

#include <stdlib.h>

#define N_NAMES (FIRE_N_LEVELS - 1)

/* The unit that an area was on a day; -1: none is known by its name on that very day. */
static fire_status unit_on(const struct fire_area_units *units,
                           const struct fire_text_view name[N_NAMES], int32_t day, int32_t *out,
                           struct fire_error *err)
{
    struct fire_area_match match;
    FIRE_TRY(fire_area_units_resolve(units, name, day, &match, err));
    *out = fire_area_match_is_whole(&match) && !match.is_other_day ? match.unit : -1;
    return FIRE_OK;
}

static fire_status has_changed(const struct fire_area_units *units,
                               const struct fire_areas *areas, int32_t area, int32_t day,
                               int32_t other_day, bool *out, struct fire_error *err)
{
    struct fire_text_view name[N_NAMES] = { { 0 }, { 0 }, { 0 } };
    int32_t unit = -1;
    int32_t other = -1;
    for (int32_t at = area; at != FIRE_AREA_COUNTRY; at = fire_area_parent(areas, at))
        name[fire_area_level_of(areas, at) - 1] = fire_area_name(areas, at);
    FIRE_TRY(unit_on(units, name, day, &unit, err));
    FIRE_TRY(unit_on(units, name, other_day, &other, err));
    *out = unit != other;
    return FIRE_OK;
}

static fire_status look(const struct fire_area_units *units, const struct fire_areas *areas,
                        fire_area_level level, int32_t day, int32_t other_day, bool *out,
                        struct fire_error *err)
{
    if (fire_area_units_era(units, day) == fire_area_units_era(units, other_day))
        return FIRE_OK;
    for (int32_t area = 1; !*out && area < fire_areas_n(areas); area++) {
        if (fire_area_level_of(areas, area) > level) continue;
        FIRE_TRY(has_changed(units, areas, area, day, other_day, out, err));
    }
    return FIRE_OK;
}

void territory_free(struct territory *territory)
{
    if (territory == NULL) return;
    fire_area_units_free(territory->units);
    free(territory);
}

fire_status territory_units(struct session *session, const struct source *source,
                            const struct fire_area_units **out)
{
    struct territory *territory = source->territory;
    if (territory->units == NULL)
        FIRE_TRY(units_of_source(session, session->argument[0], &territory->units));
    *out = territory->units;
    return FIRE_OK;
}

/* The same, from what was found out before where it was. */
static fire_status look_once(struct territory *territory, const struct fire_areas *areas,
                             fire_area_level level, int32_t day, int32_t last_day, bool *out,
                             struct fire_error *err)
{
    for (int32_t i = 0; i < territory->n_known; i++)
        if (territory->known[i].level == level && territory->known[i].day == day &&
            territory->known[i].last_day == last_day) {
            *out = territory->known[i].has_changed;
            return FIRE_OK;
        }
    FIRE_TRY(look(territory->units, areas, level, day, last_day, out, err));
    if (territory->n_known == TERRITORY_KNOWN_MOST) territory->n_known = 0;
    const int32_t at = territory->n_known++;
    territory->known[at].level = level;
    territory->known[at].day = day;
    territory->known[at].last_day = last_day;
    territory->known[at].has_changed = *out;
    return FIRE_OK;
}

fire_status territory_changed(struct session *session, const struct source *source,
                              fire_area_level level, const int32_t day[], int32_t n_days,
                              int32_t last_day, bool *out)
{
    struct territory *territory = source->territory;
    const struct fire_area_units *units;
    *out = false;
    FIRE_TRY(territory_units(session, source, &units));
    for (int32_t i = 0; !*out && i < n_days; i++)
        FIRE_TRY(
            look_once(territory, source->areas, level, day[i], last_day, out, &session->err));
    return FIRE_OK;
}

fire_area_level territory_level(const struct fire_text_view dim[], int32_t n_dims)
{
    fire_area_level finest = FIRE_LEVEL_PROVINCE;
    for (int32_t d = 0; d < n_dims; d++) {
        if (fire_text_equal(dim[d], fire_text_of("commune"))) return FIRE_LEVEL_COMMUNE;
        if (fire_text_equal(dim[d], fire_text_of("district"))) finest = FIRE_LEVEL_DISTRICT;
    }
    return finest;
}
