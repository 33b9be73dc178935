/* area_map.c - see firestat/area_map.h: recorded nodes, era by era, to nodes of a map's tree.
 *
 * A node means a unit (unit_names.c), a unit lies somewhere on the map's day (unit_flow.c), and
 * that is a node of the tree. The middle step is asked once a unit. */
#include "area_map.h"

#include "firestat/date.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct placement {
    int32_t node;
    uint8_t placing;
    bool is_known;
};

/* Shares of a node for a split. */
struct share_list {
    const struct fire_area_share *share;
    int32_t n; /* 0: the node is an area */
    const char *basis;
};

/* What the table says of one era. */
struct era_table {
    int32_t *node; /* [n_taken] */
    size_t node_capacity;
    uint8_t *placing; /* [n_taken] */
    size_t placing_capacity;
};

struct fire_area_map {
    const struct fire_area_units *units;
    struct fire_arena *arena;
    struct fire_arena *scratch;
    struct fire_areas *areas;
    int32_t *node_of_unit; /* [n_units] -1: no area of the map           */
    int32_t day_low;       /* units are followed to the nearest of these */
    int32_t day_high;
    struct placement *placement; /* [n_units]                                  */
    struct share_list *shares;   /* by node of the tree                        */
    size_t shares_capacity;
    int32_t n_taken;
    struct era_table *era; /* [n_eras] */
};

void fire_area_map_free(struct fire_area_map *map)
{
    if (map == NULL) return;
    const int32_t n_eras = map->units->n_eras;
    for (int32_t era = 0; map->era != NULL && era < n_eras; era++) {
        free(map->era[era].node);
        free(map->era[era].placing);
    }
    free(map->shares);
    fire_areas_free(map->areas);
    fire_arena_free(map->scratch);
    fire_arena_free(map->arena);
    free(map);
}

struct fire_area_map *area_map_create(const struct fire_area_units *units, int32_t day_low,
                                      int32_t day_high)
{
    struct fire_area_map *map = calloc(1, sizeof *map);
    if (map == NULL) return NULL;
    *map = (struct fire_area_map){ .units = units,
                                   .arena = fire_arena_create(),
                                   .scratch = fire_arena_create(),
                                   .areas = fire_areas_create(),
                                   .day_low = day_low,
                                   .day_high = day_high };
    if (map->arena != NULL) {
        map->node_of_unit = FIRE_TAKE(map->arena, units->n_units, int32_t);
        map->placement = FIRE_TAKE(map->arena, units->n_units, struct placement);
        map->era = FIRE_TAKE(map->arena, units->n_eras, struct era_table);
    }
    if (map->scratch == NULL || map->areas == NULL || map->node_of_unit == NULL ||
        map->placement == NULL || map->era == NULL) {
        fire_area_map_free(map);
        return NULL;
    }
    for (int32_t unit = 0; unit < units->n_units; unit++)
        map->node_of_unit[unit] = -1;
    return map;
}

struct fire_areas *fire_area_map_areas(struct fire_area_map *map)
{
    return map->areas;
}

struct fire_arena *area_map_scratch(struct fire_area_map *map)
{
    return map->scratch;
}

void area_map_set_unit(struct fire_area_map *map, int32_t unit, int32_t node)
{
    map->node_of_unit[unit] = node;
}

bool area_map_is_of_day(const struct fire_area_map *map, int32_t *out_day)
{
    *out_day = map->day_low;
    return map->day_low == map->day_high;
}

static bool is_in(const struct fire_area_map *map, int32_t area, int32_t unit)
{
    const fire_area_level level = fire_area_level_of(map->areas, area);
    const int32_t node = unit < 0 ? -1 : map->node_of_unit[unit];
    return node >= 0 && fire_areas_at_level(map->areas, level)[node] == area;
}

bool area_map_has_member(const struct fire_area_map *map, int32_t area, int32_t unit,
                         int32_t day)
{
    return is_in(map, area, unit) && unit_is_on(map->units, unit, day) &&
           !is_in(map, area, fire_area_unit_parent(map->units, unit, day));
}

/* ---- nodes of the tree ------------------------------------------------------------------- */

fire_status area_map_add(struct fire_area_map *map, const struct fire_text_view name[N_NAMES],
                         fire_area_level level, const char *code, int32_t *out_node,
                         struct fire_error *err)
{
    const int32_t n = fire_areas_n(map->areas);
    FIRE_TRY(fire_areas_add(map->areas, name[0], name[1], name[2], out_node, err));
    if (*out_node >= n || code == NULL) return FIRE_OK;
    /* Another area of that name is there: the code tells them apart. */
    struct fire_text_view coded[N_NAMES] = { name[0], name[1], name[2] };
    struct fire_text_view *own = &coded[level - 1];
    const size_t size = own->size_bytes + strlen(code) + 4;
    char *text = FIRE_TAKE(map->scratch, size, char);
    if (text == NULL) return fire_fail_memory(err);
    snprintf(text, size, "%.*s (%s)", (int)own->size_bytes, own->bytes, code);
    *own = fire_text_of(text);
    return fire_areas_add(map->areas, coded[0], coded[1], coded[2], out_node, err);
}

static fire_status add_units_of_day(struct fire_area_map *map, int32_t day,
                                    struct fire_error *err)
{
    const struct fire_area_units *units = map->units;
    for (int32_t unit = 0; unit < units->n_units; unit++) { /* those above come first */
        const struct fire_area_unit *shown = &units->unit[unit].shown;
        struct fire_text_view name[N_NAMES] = { { "", 0 }, { "", 0 }, { "", 0 } };
        int32_t node = 0;
        if (!unit_is_on(units, unit, day)) continue;
        const int32_t parent = fire_area_unit_parent(units, unit, day);
        if (parent >= 0 && map->node_of_unit[parent] >= 0)
            units_names_of(map->areas, map->node_of_unit[parent], name);
        name[shown->level - 1] = fire_text_of(shown->name);
        FIRE_TRY(area_map_add(map, name, shown->level, shown->code, &node, err));
        fire_area_set_order(map->areas, node, unit);
        map->node_of_unit[unit] = node;
    }
    return FIRE_OK;
}

fire_status fire_area_map_at(const struct fire_area_units *units, int32_t day,
                             struct fire_area_map **out, struct fire_error *err)
{
    struct fire_area_map *map = area_map_create(units, day, day);
    const fire_status status = map == NULL ? fire_fail_memory(err)
                                           : add_units_of_day(map, day, err);
    if (status != FIRE_OK) {
        fire_area_map_free(map);
        return status;
    }
    *out = map;
    return FIRE_OK;
}

/* ---- splits ---------------------------------------------------------------------------------- */

static int32_t common_ancestor(const struct fire_areas *areas, int32_t a, int32_t b)
{
    while (a != b) {
        if (fire_area_level_of(areas, a) >= fire_area_level_of(areas, b))
            a = fire_area_parent(areas, a);
        else
            b = fire_area_parent(areas, b);
    }
    return a;
}

/* "Xã Phong Phú: Xã Phan Rí Cửa / Xã Tuy Phong" */
static const char *split_name(struct fire_area_map *map, int32_t unit,
                              const struct unit_flow *flow)
{
    const struct unit *all = map->units->unit;
    size_t size = strlen(all[unit].shown.name) + 3;
    for (int32_t i = 0; i < flow->n; i++)
        size += strlen(all[flow->part[i].unit].shown.name) + 3;
    char *text = FIRE_TAKE(map->scratch, size, char);
    if (text == NULL) return NULL;
    size_t used = (size_t)snprintf(text, size, "%s:", all[unit].shown.name);
    for (int32_t i = 0; i < flow->n; i++)
        used += (size_t)snprintf(text + used, size - used, "%s %s", i == 0 ? "" : " /",
                                 all[flow->part[i].unit].shown.name);
    return text;
}

static bool reserve_shares(struct fire_area_map *map)
{
    const size_t n = (size_t)fire_areas_n(map->areas);
    const size_t had = map->shares_capacity;
    if (n <= had) return true;
    void *grown = fire_array_grow(map->shares, &map->shares_capacity, n, sizeof *map->shares);
    if (grown == NULL) return false;
    map->shares = grown;
    memset(&map->shares[had], 0, (map->shares_capacity - had) * sizeof *map->shares);
    return true;
}

/* The shares of one level: those of the parts below an area added up. */
static bool set_shares(struct fire_area_map *map, int32_t node, const struct unit_flow *flow)
{
    const int32_t *above = fire_areas_at_level(map->areas,
                                               fire_area_level_of(map->areas, node));
    struct fire_area_share *share = FIRE_TAKE(map->arena, flow->n, struct fire_area_share);
    int32_t n = 0;
    if (share == NULL || !reserve_shares(map)) return false;
    for (int32_t i = 0; i < flow->n; i++) {
        const int32_t to = above[map->node_of_unit[flow->part[i].unit]];
        int32_t at = 0;
        while (at < n && share[at].node != to)
            at++;
        if (at == n) share[n++].node = to;
        share[at].weight += flow->part[i].weight;
    }
    map->shares[node] = (struct share_list){ share, n, flow->basis };
    return true;
}

/* A node of its own below the area that holds all parts, at every level down to theirs. */
static fire_status add_split(struct fire_area_map *map, int32_t unit,
                             const struct unit_flow *flow, int32_t around, int32_t lowest,
                             int32_t *out_node, struct fire_error *err)
{
    const int32_t level = (int32_t)fire_area_level_of(map->areas, around) + 1;
    const char *own = split_name(map, unit, flow);
    const char *code = map->units->unit[unit].shown.code;
    struct fire_text_view name[N_NAMES];
    int32_t node = 0;
    if (own == NULL) return fire_fail_memory(err);
    units_names_of(map->areas, around, name);
    for (int32_t at = level; at <= lowest; at++)
        name[at - 1] = fire_text_of(own);
    FIRE_TRY(area_map_add(map, name, (fire_area_level)lowest, code, &node, err));
    *out_node = node;
    for (int32_t at = lowest; at >= level; at--, node = fire_area_parent(map->areas, node)) {
        fire_area_set_order(map->areas, node,
                            fire_area_order(map->areas, map->node_of_unit[flow->part[0].unit]));
        if (!set_shares(map, node, flow)) return fire_fail_memory(err);
    }
    return FIRE_OK;
}

/* ---- units ----------------------------------------------------------------------------------- */

static int32_t clip(int32_t day, int32_t low, int32_t high)
{
    return day < low ? low : day > high ? high : day;
}

static fire_status place_unit(struct fire_area_map *map, int32_t unit, struct placement *out,
                              struct fire_error *err);

/* Nothing is known of the unit itself: what holds it may be known. */
static fire_status place_above(struct fire_area_map *map, int32_t unit, struct placement *out,
                               struct fire_error *err)
{
    const struct fire_area_unit *shown = &map->units->unit[unit].shown;
    const int32_t day = clip(map->day_low, shown->from_day, shown->to_day);
    const int32_t parent = fire_area_unit_parent(map->units, unit, day);
    *out = (struct placement){ FIRE_AREA_COUNTRY, FIRE_PLACED_ABOVE, true };
    if (parent < 0) return FIRE_OK;
    FIRE_TRY(place_unit(map, parent, out, err));
    out->placing = FIRE_PLACED_ABOVE;
    return FIRE_OK;
}

static fire_status place_parts(struct fire_area_map *map, int32_t unit,
                               const struct unit_flow *flow, struct placement *out,
                               struct fire_error *err)
{
    int32_t around = map->node_of_unit[flow->part[0].unit];
    int32_t lowest = FIRE_LEVEL_COUNTRY;
    int32_t n_around = 0;
    for (int32_t i = 0; i < flow->n; i++) {
        const int32_t node = map->node_of_unit[flow->part[i].unit];
        const int32_t level = (int32_t)fire_area_level_of(map->areas, node);
        around = common_ancestor(map->areas, around, node);
        if (level > lowest) lowest = level;
    }
    for (int32_t i = 0; i < flow->n; i++)
        n_around += map->node_of_unit[flow->part[i].unit] == around;
    *out = (struct placement){ around, FIRE_PLACED_ABOVE, true };
    if (n_around == flow->n) out->placing = FIRE_PLACED_WHOLE;
    if (n_around > 0 || !flow->has_weights) return FIRE_OK;
    out->placing = FIRE_PLACED_SPLIT;
    return add_split(map, unit, flow, around, lowest, &out->node, err);
}

static fire_status place_unit(struct fire_area_map *map, int32_t unit, struct placement *out,
                              struct fire_error *err)
{
    const struct fire_area_unit *shown = &map->units->unit[unit].shown;
    struct placement *known = &map->placement[unit];
    struct unit_flow flow = { 0 };
    if (!known->is_known && map->node_of_unit[unit] >= 0) {
        *known = (struct placement){ map->node_of_unit[unit], FIRE_PLACED_WHOLE, true };
    } else if (!known->is_known) {
        const int32_t day = clip(shown->from_day, map->day_low, map->day_high);
        if (!unit_flow_to(map->units, unit, day, map->scratch, &flow))
            return fire_fail_memory(err);
        for (int32_t i = 0; i < flow.n; i++)
            if (map->node_of_unit[flow.part[i].unit] < 0) flow.n = 0;
        FIRE_TRY(flow.n == 0 ? place_above(map, unit, known, err)
                             : place_parts(map, unit, &flow, known, err));
    }
    *out = *known;
    return FIRE_OK;
}

/* ---- recorded nodes ---------------------------------------------------------------------------- */

static fire_status place_node(struct fire_area_map *map, const struct fire_areas *recorded,
                              int32_t node, int32_t day, struct placement *out,
                              struct fire_error *err)
{
    struct fire_text_view name[N_NAMES];
    struct fire_area_match match;
    fire_arena_reset(map->scratch);
    units_names_of(recorded, node, name);
    if (!units_resolve(map->units, name, day, map->scratch, &match))
        return fire_fail_memory(err);
    *out = (struct placement){ FIRE_AREA_COUNTRY, FIRE_PLACED_UNSAID, true };
    if (match.unit >= 0) FIRE_TRY(place_unit(map, match.unit, out, err));
    if (match.how == FIRE_MATCH_UNKNOWN || match.how == FIRE_MATCH_AMBIGUOUS)
        out->placing = FIRE_PLACED_UNKNOWN;
    return FIRE_OK;
}

static bool reserve_taken(struct fire_area_map *map, size_t n)
{
    for (int32_t i = 0; i < map->units->n_eras; i++) {
        struct era_table *era = &map->era[i];
        if (n > era->node_capacity) {
            void *node = fire_array_grow(era->node, &era->node_capacity, n, sizeof *era->node);
            if (node == NULL) return false;
            era->node = node;
        }
        if (n > era->placing_capacity) {
            void *placing = fire_array_grow(era->placing, &era->placing_capacity, n,
                                            sizeof *era->placing);
            if (placing == NULL) return false;
            era->placing = placing;
        }
    }
    return true;
}

fire_status fire_area_map_take(struct fire_area_map *map, const struct fire_areas *recorded,
                               struct fire_error *err)
{
    const int32_t n = fire_areas_n(recorded);
    if (n <= map->n_taken) return FIRE_OK;
    if (!reserve_taken(map, (size_t)n)) return fire_fail_memory(err);
    for (int32_t era = 0; era < map->units->n_eras; era++) {
        for (int32_t node = map->n_taken; node < n; node++) {
            struct placement placement = { 0 };
            FIRE_TRY(
                place_node(map, recorded, node, map->units->era_first[era], &placement, err));
            map->era[era].node[node] = placement.node;
            map->era[era].placing[node] = placement.placing;
        }
    }
    map->n_taken = n;
    return FIRE_OK;
}

const int32_t *fire_area_map_nodes(const struct fire_area_map *map, int32_t era)
{
    assert(era >= 0 && era < map->units->n_eras);
    return map->era[era].node;
}

const uint8_t *fire_area_map_placings(const struct fire_area_map *map, int32_t era)
{
    assert(era >= 0 && era < map->units->n_eras);
    return map->era[era].placing;
}

const struct fire_area_share *fire_area_map_shares(const struct fire_area_map *map,
                                                   int32_t node, int32_t *out_n,
                                                   const char **out_basis)
{
    struct share_list none = { 0 };
    const struct share_list *list = (size_t)node < map->shares_capacity ? &map->shares[node]
                                                                        : &none;
    *out_n = list->n;
    if (out_basis != NULL) *out_basis = list->basis;
    return list->share;
}
