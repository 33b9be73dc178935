/* official.c - see official.h.
 *
 * The tables are loaded only where an answer has several areas to put in order: loading them is
 * a part of the time in which small files are answered that can be measured. */
#include "official.h"

#include "units.h"

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

fire_status official_order(struct session *session, struct source *source,
                           const struct questions *questions)
{
    struct fire_area_units *units = NULL;
    fire_area_level level = FIRE_LEVEL_COUNTRY;
    for (int32_t i = 0; i < questions->n; i++) {
        const fire_area_level own = fire_query_level(questions->query[i]);
        if (own > level) level = own;
    }
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
