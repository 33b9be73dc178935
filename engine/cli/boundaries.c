/* boundaries.c - see boundaries.h. */
#include "boundaries.h"

#include "units.h"

#include "firestat/boundary_file.h"

#include <string.h>

/* The code of an area as it is called on a day; NULL: no table knows it. */
static fire_status code_of(const struct fire_area_units *units, const struct fire_areas *areas,
                           int32_t area, int32_t day, struct fire_arena *arena,
                           const char **out, struct fire_error *err)
{
    struct fire_text_view name[FIRE_N_LEVELS - 1] = { { NULL, 0 } };
    struct fire_area_match match;
    *out = NULL;
    for (int32_t node = area; node != FIRE_AREA_COUNTRY; node = fire_area_parent(areas, node))
        name[fire_area_level_of(areas, node) - FIRE_LEVEL_PROVINCE] = fire_area_name(areas,
                                                                                     node);
    FIRE_TRY(fire_area_units_resolve(units, name, day, &match, err));
    if (!fire_area_match_is_whole(&match)) return FIRE_OK;
    const char *code = fire_area_unit_at(units, match.unit)->code;
    *out = fire_arena_copy(arena, code, strlen(code));
    return *out != NULL ? FIRE_OK : fire_fail_memory(err);
}

static fire_status find_codes(struct drawing *drawing, const struct source *source,
                              const struct fire_areas *areas, int32_t day,
                              const char *const **out)
{
    struct fire_error *err = &drawing->session.err;
    const int32_t n = fire_areas_n(areas);
    const char **code = FIRE_TAKE(source->arena, n, const char *);
    struct fire_area_units *units;
    if (code == NULL) return fire_fail_memory(err);
    FIRE_TRY(units_of_source(&drawing->session, drawing->session.argument[0], &units));
    fire_status status = FIRE_OK;
    for (int32_t area = 1; status == FIRE_OK && area < n; area++)
        status = code_of(units, areas, area, day, source->arena, &code[area], err);
    fire_area_units_free(units);
    *out = code;
    return status;
}

fire_status give_boundaries(struct drawing *drawing, const struct source *source,
                            const struct questions *questions, struct fire_chart_given *given)
{
    const struct options *options = &drawing->session.options;
    struct fire_error *err = &drawing->session.err;
    struct fire_boundaries *boundaries = FIRE_TAKE(source->arena, 1, struct fire_boundaries);
    if (options->boundaries == NULL)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a map needs boundaries: --boundaries FILE.geojson");
    if (boundaries == NULL) return fire_fail_memory(err);
    FIRE_TRY(fire_boundaries_read(options->boundaries, options->boundary_key, source->arena,
                                  boundaries, err));
    given->boundaries = boundaries;
    return find_codes(drawing, source, questions->areas, given->summary[0]->window.last_day,
                      &given->area_code);
}
