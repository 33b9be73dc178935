/* places.h - the areas of a store as one piece of bytes, so that a question about provinces need
 * not read eleven thousand communes row by row.
 *
 * Table `area` is the record; the bytes stand beside it under a name of their own (standing.h)
 * and are made anew at every commit. */
#ifndef FIRESTAT_ENGINE_STORE_PLACES_H
#define FIRESTAT_ENGINE_STORE_PLACES_H
#include "store.h"

/* Make them of the table. Inside a transaction that writes. */
fire_status store_places_write(struct fire_store *store,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Whether they are what would be written of the table now. */
fire_status store_places_compare(struct fire_store *store, bool *out_same,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Put areas down to a level into `areas`, and fill store->node: an area below that level leads to
 * the one it lies in. The mark holds. */
fire_status store_places_load(struct fire_store *store, struct fire_areas *areas,
                              fire_area_level level, struct fire_error *err) FIRE_MUST_CHECK;

#endif
