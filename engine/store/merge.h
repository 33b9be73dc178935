/* merge.h - imports of several stores in one order.
 *
 * Imports stand by the moment since when their rows are known. The store's own keep their order, and
 * so do those of each other one: where a clock was wrong, an import counts as known since the first
 * moment at which a later one was. Of a file that several stores have, the first import counts; one
 * that is here stays the store's own and takes over that moment. */
#ifndef FIRESTAT_ENGINE_STORE_MERGE_H
#define FIRESTAT_ENGINE_STORE_MERGE_H
#include "store.h"

/* Where imports are taken from. */
struct merge_source {
    struct fire_store *store;
    const char *name;  /* that people know it by            */
    const char *batch; /* names of the tables that have them */
    const char *incident;
    const char *repeat;
    struct store_take *take;
    int64_t *first_id; /* [store->n_batches] the rows of each lie between these, with those of
                          others among them; NULL: anywhere */
    int64_t *last_id;
};

struct merge_import {
    int32_t source; /* place among the sources; 0: the store itself    */
    int64_t there;  /* its id in it                                     */
    int64_t id;     /* its id here; 0: not asked yet                    */
    bool is_known;  /* its file is here, or came by an earlier import   */
    bool is_moved;  /* of this store, and known elsewhere before        */
    const char *moment;
    const char *imported_at;
    const char *sha256;
    const char *file;
    const char *key_fields;
    int64_t n_rows;
    const char *origin_store; /* NULL: it was imported where it is */
    int64_t origin_import;
    int64_t merge_id;
    const char *merged_at;
    const char *merged_from;
    struct fire_record_form form;
};

struct merge {
    struct fire_store *store;
    struct fire_arena *arena; /* of all that is told, and of the plan */
    struct fire_arena *rows;  /* of a batch on its way                */
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct merge_source *source; /* [n_sources] */
    int32_t n_sources;
    struct merge_import *import; /* [n_imports] all that are not taken back, by source and id */
    int64_t n_imports;
    struct merge_import **plan; /* [n_planned] those that will be there, in their order */
    int64_t n_planned;
    int64_t n_staying;   /* of them, the first ones, which nothing is done to   */
    const char *say_key; /* fields of the key that import.identity knows rows by */
    bool (*interrupted)(void);
    struct fire_merge *out;
    struct fire_merged *merged; /* of out, to be written */
    struct fire_renumbered *renumbered;
    struct fire_area_conflict *area_conflict;
};

/* Make the plan. All stores have their batches loaded. */
fire_status merge_plan(struct merge *merge, struct fire_error *err) FIRE_MUST_CHECK;

/* Refuse what cannot be one store: settings and fields that differ. All stores have their fields
 * loaded. */
fire_status merge_check_alike(struct merge *merge, struct fire_error *err) FIRE_MUST_CHECK;

/* Take over the lines of the other stores' tables of areas that are not here, and note those that
 * say otherwise. All stores are open and the transaction is. */
fire_status merge_area_tables(struct merge *merge, struct fire_error *err) FIRE_MUST_CHECK;

/* Take over the settings that only another store has. */
fire_status merge_settings(struct merge *merge, struct fire_error *err) FIRE_MUST_CHECK;

#endif
