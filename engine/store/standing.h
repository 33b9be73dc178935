/* standing.h - bytes that stand beside the rows under a name: what was worked out of them once.
 *
 * They are read with the mark only (mark.h), and proved by a checksum. */
#ifndef FIRESTAT_ENGINE_STORE_STANDING_H
#define FIRESTAT_ENGINE_STORE_STANDING_H
#include "store.h"

/* Write or replace. Inside a transaction that writes.
 *   errors   FIRE_ERANGE: more than the store takes in one piece, 16 MB */
fire_status store_standing_put(struct fire_store *store, const char *name, const void *bytes,
                               size_t size, struct fire_error *err) FIRE_MUST_CHECK;

/*   out_bytes   in the arena; NULL: there are none of that name
 *   errors      FIRE_ESTORE: damaged */
fire_status store_standing_get(struct fire_store *store, const char *name,
                               struct fire_arena *arena, const void **out_bytes,
                               size_t *out_size, struct fire_error *err) FIRE_MUST_CHECK;

#endif
