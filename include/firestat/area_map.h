/* area_map.h - recorded areas restated: to the areas of one day, or to areas that compare.
 *
 * A map has a tree of its own (a struct fire_areas like any other) and a table for each era of
 * the official units (area_units.h): recorded node -> node of that tree. A row is restated by one
 * look-up, whatever the map:
 *
 *     fire_area_map_at(units, day, &map, err);          or fire_area_map_comparable(...)
 *     fire_area_map_take(map, areas, err);              again whenever areas has new nodes
 *     node = fire_area_map_nodes(map, era_of_row_day)[row_area]
 *     ... aggregate by fire_area_map_areas(map) ...
 *     fire_area_map_shares(map, node, &n)               where the rows of a split area belong
 *
 * A unit that went whole has its area. One that was split has a node of its own, which is no
 * area: it lies under the lowest area that holds all parts, so that its rows count there exactly;
 * below that they have to be shared out by weight, and are an estimate. The node has a name at
 * every level from there down to the parts', so any level can be grouped by.
 *
 * Going to another day and back loses what the shares blur: a map is made of what was recorded,
 * never of a map.
 *
 * Thread use: one writer (take), or any number of readers. */
#ifndef FIRESTAT_AREA_MAP_H
#define FIRESTAT_AREA_MAP_H
#include "firestat/area_units.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_area_map;

/* The areas of a day.
 *   units    settled; borrowed for the map's life
 *   errors   FIRE_ENOMEM */
fire_status fire_area_map_at(const struct fire_area_units *units, int32_t day,
                             struct fire_area_map **out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* The finest areas that are the same on all days from..to, made of districts where there are
 * districts, else of communes: two units of two eras that share land are in one area. They stand
 * in the tree at the district's and, of the same name, at the commune's level, below the
 * province, which is joined of provinces likewise ("Đà Lạt + Lạc Dương + Đam Rông").
 *   from_day, to_day   FIRE_DAY_FIRST, FIRE_DAY_LAST: as far as the tables go */
fire_status fire_area_map_comparable(const struct fire_area_units *units, int32_t from_day,
                                     int32_t to_day, struct fire_area_map **out,
                                     struct fire_error *err) FIRE_MUST_CHECK;

void fire_area_map_free(struct fire_area_map *map); /* NULL is fine */

/* The tree of the map, with its areas in official order. All areas of a map are in it from the
 * start; take adds nodes for splits. Borrowed. */
struct fire_areas *fire_area_map_areas(struct fire_area_map *map);

/* Place the nodes that `recorded` has had since the last take; always the same tree, or another
 * that has begun with the same nodes, of which those are known then.
 *   errors   FIRE_ENOMEM */
fire_status fire_area_map_take(struct fire_area_map *map, const struct fire_areas *recorded,
                               struct fire_error *err) FIRE_MUST_CHECK;

typedef enum {
    FIRE_PLACED_WHOLE = 0, /* in one area                                                    */
    FIRE_PLACED_SPLIT,     /* in several: the node has shares                                */
    FIRE_PLACED_ABOVE,   /* known only to lie in this area: what was recorded went into several
                              areas below it that nobody has weights for                     */
    FIRE_PLACED_UNSAID,  /* no area was recorded: the country                              */
    FIRE_PLACED_UNKNOWN, /* a name that means nothing or several things: the area around it
                              that is known, or the country                                  */
} fire_area_placing;

/* Recorded node -> node of the map's tree, and how it came there; for the rows of an era
 * (fire_area_units_era). Length: nodes of the tree that was taken. Borrowed until the next take. */
const int32_t *fire_area_map_nodes(const struct fire_area_map *map, int32_t era);
const uint8_t *fire_area_map_placings(const struct fire_area_map *map, int32_t era);

/* Shares of a node for a split, at the node's own level; they sum to FIRE_AREA_WHOLE. */
#define FIRE_AREA_WHOLE INT64_C(1000000000)
struct fire_area_share {
    int32_t node; /* of the map's tree */
    int64_t weight;
};

/* Estimated from people, from land, or, where the tables have neither, by as many equal parts as
 * there are units: `out_basis` (may be NULL) is a borrowed "population", "area" or "whole".
 *   returns   NULL and 0: the node is an area. Borrowed until the next take. */
const struct fire_area_share *fire_area_map_shares(const struct fire_area_map *map,
                                                   int32_t node, int32_t *out_n,
                                                   const char **out_basis);

#ifdef __cplusplus
}
#endif
#endif
