/* undo.h - one import on its way out. */
#ifndef FIRESTAT_ENGINE_STORE_UNDO_H
#define FIRESTAT_ENGINE_STORE_UNDO_H
#include "said.h"

/* Rows of a later import about records of the one that goes; in the arena of the undo. */
struct said {
    int64_t import_id;
    bool is_repeat; /* they were not stored: incident_id is of the rows they repeat */
    struct fire_batch *batch;
    const int64_t *incident_id; /* [batch->n_rows] */
    struct said *next;
};

struct undo {
    struct fire_store *store;
    int64_t id;             /* of the import that goes           */
    const char *key_fields; /* "": its rows have no key          */
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_identity *gone; /* knows the keys of the rows that go */
    struct said *first;         /* rows before repeats                */
    struct said **end;
};

/* List what later imports said about the records of the one that goes. */
fire_status undo_collect(struct undo *undo, struct fire_error *err) FIRE_MUST_CHECK;

/* What an import took the place of counts again. Its rows are not touched. */
fire_status undo_revive(struct fire_store *store, int64_t import_id,
                        struct fire_error *err) FIRE_MUST_CHECK;

#endif
