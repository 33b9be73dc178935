/* unit_listing.c - fire_area_units_list: the units of a level as areas, those too that no row names.
 *
 * A unit that rows name is the node of these rows. Another one gets a node below the province that
 * rows name, unless some row is of a place that may be it: where a name means two communes, neither
 * of them is known to have had nothing. */
#include "units.h"

#include "area_key.h"

#include "firestat/arena.h"
#include "firestat/dictionary.h"

#include <stdlib.h>

struct listing {
    const struct fire_area_units *units;
    struct fire_areas *areas;
    fire_area_level level;
    int32_t *node;                  /* [units] the first node that a unit is; -1: none */
    struct fire_dictionary *doubts; /* bare keys of names that mean no unit            */
    struct fire_arena *scratch;
    struct fire_listed_area *area; /* [n] */
    int32_t n;
    size_t capacity;
};

static bool add(struct listing *listing, int32_t node, int32_t unit)
{
    const struct fire_area_unit *shown = fire_area_unit_at(listing->units, unit);
    const struct fire_listed_area area = { node, shown->from_day, shown->to_day };
    for (int32_t i = listing->n - 1; i >= 0 && listing->area[i].area == node; i--)
        if (listing->area[i].from_day == area.from_day) return true;
    if ((size_t)listing->n == listing->capacity) {
        void *grown = fire_array_grow(listing->area, &listing->capacity, (size_t)listing->n + 1,
                                      sizeof *listing->area);
        if (grown == NULL) return false;
        listing->area = grown;
    }
    listing->area[listing->n++] = area;
    return true;
}

/* The key of a name without its type. */
static bool bare_key(struct listing *listing, struct fire_text_view name,
                     struct fire_text_view *out)
{
    if (!fire_area_key(name, listing->scratch, out)) return false;
    const size_t type = area_key_type_bytes(*out);
    *out = (struct fire_text_view){ out->bytes + type, out->size_bytes - type };
    return true;
}

/* What a node means in every era. */
static fire_status meet(struct listing *listing, int32_t node, struct fire_error *err)
{
    struct fire_text_view name[N_NAMES];
    struct fire_text_view key;
    uint32_t code;
    const bool is_of_level = fire_area_level_of(listing->areas, node) == listing->level;
    units_names_of(listing->areas, node, name);
    for (int32_t era = 0; era < fire_area_units_n_eras(listing->units); era++) {
        struct fire_area_match match;
        FIRE_TRY(fire_area_units_resolve(listing->units, name,
                                         fire_area_units_era_first_day(listing->units, era),
                                         &match, err));
        if (!fire_area_match_is_whole(&match)) {
            if (!is_of_level) continue;
            if (!bare_key(listing, fire_area_name(listing->areas, node), &key) ||
                !fire_dictionary_add(listing->doubts, key, key, &code))
                return fire_fail_memory(err);
            continue;
        }
        if (listing->node[match.unit] < 0) listing->node[match.unit] = node;
        if (is_of_level && !add(listing, node, match.unit)) return fire_fail_memory(err);
    }
    return FIRE_OK;
}

/* The names under which a unit that no row names is to stand; false: below no province that one
 * does. */
static bool names_of_unit(const struct listing *listing, int32_t unit,
                          struct fire_text_view name[N_NAMES])
{
    const struct fire_area_unit *shown = fire_area_unit_at(listing->units, unit);
    const int32_t parent = fire_area_unit_parent(listing->units, unit, shown->to_day);
    for (int32_t i = 0; i < N_NAMES; i++)
        name[i] = fire_text_of("");
    if (shown->level > FIRE_LEVEL_PROVINCE) {
        if (parent < 0) return false;
        if (listing->node[parent] >= 0)
            units_names_of(listing->areas, listing->node[parent], name);
        else if (fire_area_unit_at(listing->units, parent)->level == FIRE_LEVEL_PROVINCE ||
                 !names_of_unit(listing, parent, name))
            return false;
    }
    name[(int)shown->level - 1] = fire_text_of(shown->name);
    return true;
}

/* A node for a unit that has none. */
static fire_status take(struct listing *listing, int32_t unit, struct fire_error *err)
{
    const struct fire_area_unit *shown = fire_area_unit_at(listing->units, unit);
    struct fire_text_view name[N_NAMES];
    struct fire_text_view key;
    uint32_t code;
    int32_t node;
    if (shown->level != listing->level || listing->node[unit] >= 0 ||
        !names_of_unit(listing, unit, name))
        return FIRE_OK;
    if (!bare_key(listing, fire_text_of(shown->name), &key)) return fire_fail_memory(err);
    if (fire_dictionary_find(listing->doubts, key, &code)) return FIRE_OK;
    for (int32_t i = 0; i < N_NAMES; i++) { /* which the tree that grows may own */
        const char *copy = fire_arena_copy(listing->scratch, name[i].bytes, name[i].size_bytes);
        if (copy == NULL) return fire_fail_memory(err);
        name[i].bytes = copy;
    }
    FIRE_TRY(fire_areas_add(listing->areas, name[0], name[1], name[2], &node, err));
    return add(listing, node, unit) ? FIRE_OK : fire_fail_memory(err);
}

static fire_status list(struct listing *listing, struct fire_error *err)
{
    const int32_t n_nodes = fire_areas_n(listing->areas);
    const int32_t n_units = fire_area_units_n(listing->units);
    listing->node = FIRE_TAKE(listing->scratch, n_units, int32_t);
    if (listing->node == NULL) return fire_fail_memory(err);
    for (int32_t unit = 0; unit < n_units; unit++)
        listing->node[unit] = -1;
    for (int32_t node = 1; node < n_nodes; node++)
        if (fire_area_level_of(listing->areas, node) <= listing->level &&
            fire_area_name(listing->areas, node).size_bytes > 0)
            FIRE_TRY(meet(listing, node, err));
    for (int32_t unit = 0; unit < n_units; unit++)
        FIRE_TRY(take(listing, unit, err));
    return FIRE_OK;
}

fire_status fire_area_units_list(const struct fire_area_units *units, struct fire_areas *areas,
                                 fire_area_level level, struct fire_arena *arena,
                                 const struct fire_listed_area **out, int32_t *out_n,
                                 struct fire_error *err)
{
    struct listing listing = { .units = units,
                               .areas = areas,
                               .level = level,
                               .doubts = fire_dictionary_create(),
                               .scratch = fire_arena_create() };
    fire_status status = listing.doubts == NULL || listing.scratch == NULL
                             ? fire_fail_memory(err)
                             : list(&listing, err);
    struct fire_listed_area *area = FIRE_TAKE(arena, listing.n, struct fire_listed_area);
    if (status == FIRE_OK && area == NULL) status = fire_fail_memory(err);
    for (int32_t i = 0; status == FIRE_OK && i < listing.n; i++)
        area[i] = listing.area[i];
    *out = area;
    *out_n = listing.n;
    free(listing.area);
    fire_dictionary_free(listing.doubts);
    fire_arena_free(listing.scratch);
    return status;
}
