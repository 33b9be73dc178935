/* restating.c - see restating.h. */
#include "restating.h"

#include "units.h"

#include <string.h>

static fire_status make_map(struct session *session, const char *name,
                            const struct fire_area_units *units, struct fire_area_map **out,
                            bool *asked)
{
    int32_t day;
    if (strcmp(name, "comparable") == 0)
        return fire_area_map_comparable(units, FIRE_DAY_FIRST, FIRE_DAY_LAST, out,
                                        &session->err);
    if (fire_day_from_iso(name, (int64_t)strlen(name), &day))
        return fire_area_map_at(units, day, out, &session->err);
    *asked = true;
    return fire_fail(
        &session->err, FIRE_EVALUE, FIRE_NOWHERE,
        "'%s' is no way to see areas: recorded, comparable, or a day like 2025-07-01", name);
}

fire_status restating_begin(struct session *session, struct source *source, bool *asked)
{
    struct restating *out = &source->restating;
    const char *name = session->options.areas;
    struct fire_error *err = &session->err;
    if (name == NULL || strcmp(name, "recorded") == 0) return FIRE_OK;
    FIRE_TRY(units_of_source(session, session->argument[0], &out->units));
    FIRE_TRY(make_map(session, name, out->units, &out->map, asked));
    return fire_restate_create(source->areas, out->units, out->map, name, &out->restate, err);
}

void restating_end(struct restating *restating)
{
    fire_restate_free(restating->restate);
    fire_area_map_free(restating->map);
    fire_area_units_free(restating->units);
    *restating = (struct restating){ 0 };
}
