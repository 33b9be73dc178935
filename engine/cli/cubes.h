/* cubes.h - sums that stand beside the rows of a large store, so that the usual questions need no row.
 *
 * They are worked out again after every import, and leave the store when its rows change otherwise. */
#ifndef FIRESTAT_ENGINE_CLI_CUBES_H
#define FIRESTAT_ENGINE_CLI_CUBES_H
#include "cli.h"

#include "firestat/query.h"
#include "firestat/store.h"

/* Make them anew, where the store is so large that they pay. It is open for writing and no import
 * is. */
fire_status cubes_make(struct session *session, struct fire_store *store);

/* Show the cubes of a store to whoever may get an answer out of one, until he has it. They are of the
 * schema and areas, which the store has filled. */
struct cube_asker {
    void *self;
    fire_status (*ask)(void *self, struct fire_cube *cube, bool *answered);
};
fire_status cubes_ask(struct session *session, struct fire_store *store,
                      struct fire_schema *schema, struct fire_areas *areas,
                      struct fire_arena *arena, struct cube_asker asker, bool *answered);

#endif
