/* places.h - areas with the keys under which their names are equal.
 *
 * A node's name is compared with those of nodes elsewhere in the tree when a source says only
 * the lower levels. A key costs microseconds and there are few nodes: each is made once. */
#ifndef FIRESTAT_ENGINE_IDENTITY_PLACES_H
#define FIRESTAT_ENGINE_IDENTITY_PLACES_H
#include "firestat/place.h"

/* Starts as {0} but for the areas and the arena. */
struct places {
    struct fire_areas *areas;
    struct fire_arena *arena;   /* of the keys               */
    struct fire_text_view *key; /* [n] by node               */
    int32_t n;                  /* nodes whose keys are made */
    size_t capacity;
};

/* Make the keys of all nodes there are; false: no memory. */
bool places_learn(struct places *places);

/* The node of an area at the level of a field (province, district, commune); -1 where it has no
 * name there. */
int32_t places_node(const struct places *places, int32_t area, int32_t field);

void places_finish(struct places *places);

#endif
