/* area_map.h - a map while its tree is made. */
#ifndef FIRESTAT_ENGINE_PLACE_AREA_MAP_H
#define FIRESTAT_ENGINE_PLACE_AREA_MAP_H
#include "units.h"

#include "firestat/area_map.h"

/* A map without areas. Units that get no node are followed to the nearest of the days, and are
 * where the units of then are. NULL: no memory */
struct fire_area_map *area_map_create(const struct fire_area_units *units, int32_t day_low,
                                      int32_t day_high);

struct fire_arena *area_map_scratch(struct fire_area_map *map);

/* A new node of the tree. Where one of these names is there already, the lowest name gets the
 * code behind it.
 *   level   that of the lowest name
 *   code    NULL: the node that is there will do */
fire_status area_map_add(struct fire_area_map *map, const struct fire_text_view name[N_NAMES],
                         fire_area_level level, const char *code, int32_t *out_node,
                         struct fire_error *err);

void area_map_set_unit(struct fire_area_map *map, int32_t unit, int32_t node);

/* Does the map have the areas of one day? */
bool area_map_is_of_day(const struct fire_area_map *map, int32_t *out_day);

/* Is a unit one of those that make up an area of the map on a day, none of which lies in another
 * one of them? */
bool area_map_has_member(const struct fire_area_map *map, int32_t area, int32_t unit,
                         int32_t day);

#endif
