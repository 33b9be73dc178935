/* said.h - what the source of an import that was closed long ago said, and nothing else.
 *
 * A row of `incident` may have taken over from an earlier version what its source has no column for.
 * Who says it again, where other versions come before it, must take that off first. */
#ifndef FIRESTAT_ENGINE_STORE_SAID_H
#define FIRESTAT_ENGINE_STORE_SAID_H
#include "store.h"

/* The key and the fields of the source of an import, as numbers of the schema, which has the fields
 * of the store.
 *   arena   owns the lists */
fire_status said_form(struct fire_store *store, const struct fire_schema *schema,
                      const struct store_batch *import, struct fire_arena *arena,
                      struct fire_record_form *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Leave nothing in the rows but what their source says.
 *   rows    its vectors and areas are the caller's to write, all of the schema's fields
 *   arena   gets the days of rows that have none */
fire_status said_mask(const struct fire_schema *schema, struct fire_areas *areas,
                      struct fire_arena *arena, const struct fire_record_form *form,
                      struct fire_batch *rows, struct fire_error *err) FIRE_MUST_CHECK;

#endif
