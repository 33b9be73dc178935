/* official.c - see official.h.
 *
 * The tables are loaded only where an answer has several areas to put in order: loading them is
 * a part of the time in which small files are answered that can be measured. */
#include "official.h"

#include "units.h"

#include "firestat/area_map.h"
#include "firestat/date.h"

/* Has a level down to this one two areas with names? */
static bool has_several(const struct fire_areas *areas, fire_area_level level)
{
    int32_t n[FIRE_N_LEVELS] = { 0 };
    for (int32_t node = 1; node < fire_areas_n(areas); node++) {
        const fire_area_level own = fire_area_level_of(areas, node);
        if (own > level || fire_area_name(areas, node).size_bytes == 0) continue;
        if (++n[own] == 2) return true;
    }
    return false;
}

/* The finest level that rows of the answers are of. */
static fire_area_level level_of(const struct questions *questions)
{
    fire_area_level level = FIRE_LEVEL_COUNTRY;
    for (int32_t i = 0; i < questions->n; i++) {
        const fire_area_level own = fire_query_level(questions->query[i]);
        if (own > level) level = own;
    }
    return level;
}

fire_status official_order(struct session *session, struct source *source,
                           const struct questions *questions)
{
    struct fire_area_units *units = NULL;
    const fire_area_level level = level_of(questions);
    if (questions->areas != source->areas || level == FIRE_LEVEL_COUNTRY) return FIRE_OK;
    if (source->n_ordered == fire_areas_n(source->areas) && source->ordered >= level)
        return FIRE_OK;
    if (!has_several(source->areas, level)) return FIRE_OK;
    FIRE_TRY(units_for_order(session, session->argument[0], level, &units));
    const fire_status status = fire_area_units_order(units, source->areas, level, FIRE_DAY_LAST,
                                                     &session->err);
    fire_area_units_free(units);
    source->n_ordered = fire_areas_n(source->areas);
    source->ordered = level;
    return status;
}

/* All areas of a map that are no splits: they are the same on every day. */
static fire_status list_map(struct session *session, struct source *source,
                            fire_area_level level, struct fire_listed *out)
{
    struct fire_area_map *map = source->restating.map;
    const struct fire_areas *areas = fire_area_map_areas(map);
    const int32_t n = fire_areas_n(areas);
    struct fire_listed_area *area = FIRE_TAKE(source->arena, n, struct fire_listed_area);
    if (area == NULL) return fire_fail_memory(&session->err);
    out->area = area;
    for (int32_t node = 1; node < n; node++) {
        int32_t n_shares = 0;
        fire_area_map_shares(map, node, &n_shares, NULL);
        if (n_shares == 0 && fire_area_level_of(areas, node) == level &&
            fire_area_name(areas, node).size_bytes > 0)
            area[out->n++] = (struct fire_listed_area){ node, FIRE_DAY_FIRST, FIRE_DAY_LAST };
    }
    return FIRE_OK;
}

fire_status official_list(struct session *session, struct source *source,
                          const struct questions *questions)
{
    const fire_area_level level = level_of(questions);
    struct fire_listed *listed = questions->listed;
    struct fire_area_units *units = NULL;
    if (listed == NULL || level == FIRE_LEVEL_COUNTRY) return FIRE_OK;
    FIRE_TRY(units_of_source(session, session->argument[0], &units));
    const fire_status status = fire_area_units_list(units, source->areas, level, source->arena,
                                                    &listed->area, &listed->n, &session->err);
    fire_area_units_free(units);
    if (status != FIRE_OK || questions->areas == source->areas) return status;
    listed->n = 0;
    return list_map(session, source, level, listed);
}
