/* area_comparable.c - the finest areas that are the same on all days of a stretch.
 *
 * Districts, and communes that lie in none, are the cells. Two cells that a change joins share
 * land and so belong together; what belongs together after all changes is one area, and every
 * cell of every day lies in one of them whole. Provinces are joined in the same way. Before
 * 7/2025 many records say no commune, so cells finer than districts would leave them out. */
#include "area_map.h"

#include "area_key.h"

#include "firestat/date.h"

#include <stdio.h>
#include <string.h>

struct joining {
    const struct fire_area_units *units;
    int32_t from_day;
    int32_t to_day;
    int32_t
        *root; /* [n_units] of a tree of cells or provinces; the least unit stands for all */
};

static int32_t root_of(const struct joining *joining, int32_t unit)
{
    while (joining->root[unit] != unit)
        unit = joining->root[unit] = joining->root[joining->root[unit]];
    return unit;
}

static void join_units(const struct joining *joining, int32_t a, int32_t b)
{
    if (a < 0 || b < 0) return;
    a = root_of(joining, a);
    b = root_of(joining, b);
    joining->root[a > b ? a : b] = a < b ? a : b;
}

/* The cell a unit lies in on a day; -1: it is a province. */
static int32_t cell_of(const struct joining *joining, int32_t unit, int32_t day)
{
    const int32_t district = unit_at_level(joining->units, unit, FIRE_LEVEL_DISTRICT, day);
    if (district >= 0) return district;
    return joining->units->unit[unit].shown.level > FIRE_LEVEL_PROVINCE ? unit : -1;
}

static void join_changes(const struct joining *joining)
{
    const struct fire_area_units *units = joining->units;
    for (int32_t i = 0; i < units->n_changes; i++) {
        const struct unit_change *change = &units->change[i];
        const int32_t before = change->day - 1;
        if (before < joining->from_day || change->day > joining->to_day) continue;
        join_units(joining, cell_of(joining, change->old_unit, before),
                   cell_of(joining, change->new_unit, change->day));
        join_units(joining, unit_at_level(units, change->old_unit, FIRE_LEVEL_PROVINCE, before),
                   unit_at_level(units, change->new_unit, FIRE_LEVEL_PROVINCE, change->day));
    }
}

static bool is_in(const struct joining *joining, int32_t unit)
{
    const struct fire_area_unit *shown = &joining->units->unit[unit].shown;
    return shown->from_day <= joining->to_day && shown->to_day >= joining->from_day;
}

static int32_t last_day(const struct joining *joining, int32_t unit)
{
    const int32_t day = joining->units->unit[unit].shown.to_day;
    return day < joining->to_day ? day : joining->to_day;
}

/* The cell of a unit of the stretch, on its last day there. */
static int32_t own_cell(const struct joining *joining, int32_t unit)
{
    return cell_of(joining, unit, last_day(joining, unit));
}

/* "Huyện Di Linh" -> "Di Linh". false: no memory */
static bool bare_name(const char *name, struct fire_arena *arena, struct fire_text_view *out)
{
    struct fire_text_view key;
    *out = fire_text_of(name);
    if (!fire_text_match_key(*out, arena, &key)) return false;
    const size_t type = area_key_type_bytes(key); /* folding leaves their sizes alone */
    *out = (struct fire_text_view){ out->bytes + type, out->size_bytes - type };
    return true;
}

/* The names of those joined that were there last, districts before others. */
static const char *label(const struct joining *joining, int32_t root, struct fire_arena *arena)
{
    const struct fire_area_units *units = joining->units;
    fire_area_level level = FIRE_LEVEL_COMMUNE;
    int32_t last = INT32_MIN;
    int32_t n = 0;
    size_t size = 1;
    for (int32_t unit = 0; unit < units->n_units; unit++) {
        if (!is_in(joining, unit) || root_of(joining, unit) != root) continue;
        if (units->unit[unit].shown.level < level) {
            level = units->unit[unit].shown.level;
            last = INT32_MIN;
        }
        if (units->unit[unit].shown.level == level && last_day(joining, unit) > last)
            last = last_day(joining, unit);
        size += strlen(units->unit[unit].shown.name) + 3;
    }
    char *text = FIRE_TAKE(arena, size, char);
    size_t used = 0;
    for (int32_t unit = 0; text != NULL && unit < units->n_units; unit++) {
        const struct fire_area_unit *shown = &units->unit[unit].shown;
        struct fire_text_view name = fire_text_of(shown->name);
        if (!is_in(joining, unit) || root_of(joining, unit) != root || shown->level != level ||
            last_day(joining, unit) != last)
            continue;
        /* A province keeps its type, as in all other tables. */
        if (level > FIRE_LEVEL_PROVINCE && !bare_name(shown->name, arena, &name)) return NULL;
        used += (size_t)snprintf(text + used, size - used, "%s%.*s", n++ == 0 ? "" : " + ",
                                 (int)name.size_bytes, name.bytes);
    }
    return text;
}

/* The node of an area, made when the first of its units, which is its root, comes. */
static fire_status add_area(const struct joining *joining, struct fire_area_map *map,
                            int32_t root, int32_t province_node, int32_t *out_node,
                            struct fire_error *err)
{
    struct fire_areas *areas = fire_area_map_areas(map);
    const char *text = label(joining, root, area_map_scratch(map));
    const char *code = joining->units->unit[root].shown.code;
    struct fire_text_view name[N_NAMES] = { { "", 0 }, { "", 0 }, { "", 0 } };
    if (text == NULL) return fire_fail_memory(err);
    if (joining->units->unit[root].shown.level == FIRE_LEVEL_PROVINCE) {
        name[0] = fire_text_of(text);
        FIRE_TRY(area_map_add(map, name, FIRE_LEVEL_PROVINCE, code, out_node, err));
    } else {
        if (province_node >= 0) units_names_of(areas, province_node, name);
        name[1] = fire_text_of(text);
        FIRE_TRY(area_map_add(map, name, FIRE_LEVEL_DISTRICT, code, out_node, err));
        units_names_of(areas, *out_node, name);
        name[2] = name[1];
        fire_area_set_order(areas, *out_node, root);
        FIRE_TRY(area_map_add(map, name, FIRE_LEVEL_COMMUNE, NULL, out_node, err));
    }
    fire_area_set_order(areas, *out_node, root);
    return FIRE_OK;
}

static fire_status add_areas(const struct joining *joining, struct fire_area_map *map,
                             int32_t node_of_root[], struct fire_error *err)
{
    const struct fire_area_units *units = joining->units;
    for (int32_t unit = 0; unit < units->n_units; unit++)
        node_of_root[unit] = -1;
    for (int32_t unit = 0; unit < units->n_units; unit++) {
        if (!is_in(joining, unit)) continue;
        const bool is_province = units->unit[unit].shown.level == FIRE_LEVEL_PROVINCE;
        const int32_t day = last_day(joining, unit);
        const int32_t root = root_of(joining, is_province ? unit : own_cell(joining, unit));
        if (node_of_root[root] < 0) {
            const int32_t province = unit_at_level(units, unit, FIRE_LEVEL_PROVINCE, day);
            const int32_t above = is_province || province < 0
                                      ? -1
                                      : node_of_root[root_of(joining, province)];
            FIRE_TRY(add_area(joining, map, root, above, &node_of_root[root], err));
        }
        area_map_set_unit(map, unit, node_of_root[root]);
    }
    return FIRE_OK;
}

fire_status fire_area_map_comparable(const struct fire_area_units *units, int32_t from_day,
                                     int32_t to_day, struct fire_area_map **out,
                                     struct fire_error *err)
{
    struct fire_area_map *map = area_map_create(units, from_day, to_day);
    if (map == NULL) return fire_fail_memory(err);
    struct fire_arena *arena = area_map_scratch(map);
    struct joining joining = { units, from_day, to_day,
                               FIRE_TAKE(arena, units->n_units, int32_t) };
    int32_t *node_of_root = FIRE_TAKE(arena, units->n_units, int32_t);
    fire_status status = FIRE_OK;
    if (joining.root == NULL || node_of_root == NULL) status = fire_fail_memory(err);
    if (status == FIRE_OK) {
        for (int32_t unit = 0; unit < units->n_units; unit++)
            joining.root[unit] = unit;
        join_changes(&joining);
        status = add_areas(&joining, map, node_of_root, err);
    }
    if (status != FIRE_OK) {
        fire_area_map_free(map);
        return status;
    }
    *out = map;
    return FIRE_OK;
}
