/* places.c - see places.h. */
#include "places.h"

#include "firestat/schema.h"

#include <stdlib.h>

bool places_learn(struct places *places)
{
    const int32_t n = fire_areas_n(places->areas);
    if ((size_t)n > places->capacity) {
        void *grown = fire_array_grow(places->key, &places->capacity, (size_t)n,
                                      sizeof *places->key);
        if (grown == NULL) return false;
        places->key = grown;
    }
    for (; places->n < n; places->n++)
        if (!fire_area_key(fire_area_name(places->areas, places->n), places->arena,
                           &places->key[places->n]))
            return false;
    return true;
}

int32_t places_node(const struct places *places, int32_t area, int32_t field)
{
    const fire_area_level level =
        (fire_area_level)(FIRE_LEVEL_PROVINCE + (field - FIRE_FIELD_PROVINCE));
    const int32_t node = fire_areas_at_level(places->areas, level)[area];
    if (fire_area_level_of(places->areas, node) != level) return -1;
    return fire_area_name(places->areas, node).size_bytes > 0 ? node : -1;
}

void places_finish(struct places *places)
{
    free(places->key);
    fire_arena_free(places->arena);
    *places = (struct places){ 0 };
}
