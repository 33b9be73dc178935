/* store_doctor.c - everything in the file is looked at, or made anew of its rows.
 *
 * A question reads what it needs, so a damaged byte elsewhere waits for the question that meets
 * it. Here all is read: SQLite's own check of the pages and of the index, the seals, every cell
 * of every row against the checksum of its import, and every piece of the columns byte by byte
 * against what the rows would give now. */
#include "blocks.h"
#include "mark.h"
#include "places.h"

#include <assert.h>

/* What SQLite finds wrong in its pages. */
static fire_status check_pages(struct fire_store *store, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    FIRE_TRY(store_prepare(store, "PRAGMA integrity_check(1)", &query, err));
    fire_status status = store_step(store, query, &has_row, err);
    if (status == FIRE_OK) {
        const struct fire_text_view found = store_text(query, 0);
        if (!has_row || !fire_text_equal(found, fire_text_of("ok")))
            status = store_damaged(store, found.bytes != NULL ? found.bytes : "no answer", err);
    }
    sqlite3_finalize(query);
    return status;
}

/* Fields, words and areas, for reading rows. */
static fire_status load(struct fire_store *store, struct fire_schema *schema,
                        struct fire_areas *areas, struct fire_error *err)
{
    FIRE_TRY(store_batches_load(store, err));
    FIRE_TRY(store_fields_load(store, err));
    FIRE_TRY(store_fields_give(store, schema, err));
    FIRE_TRY(store_currency_say(store, schema, err));
    FIRE_TRY(store_words_load(store, schema, err));
    FIRE_TRY(store_areas_load(store, areas, err));
    return store_repeats_check(store, err);
}

static fire_status nothing(void *self, const struct store_taken *taken, struct fire_error *err)
{
    (void)self;
    (void)taken;
    (void)err;
    return FIRE_OK;
}

static fire_status check_columns(struct fire_store *store, const struct fire_schema *schema,
                                 struct fire_store_health *health, struct fire_error *err)
{
    bool blocks_agree = false;
    bool places_agree = false;
    FIRE_TRY(store_superseded_check(store, NULL, NULL, err));
    FIRE_TRY(store_blocks_compare(store, schema, &blocks_agree, err));
    FIRE_TRY(store_places_compare(store, &places_agree, err));
    health->columns = blocks_agree && places_agree ? FIRE_COLUMNS_RIGHT : FIRE_COLUMNS_WRONG;
    return FIRE_OK;
}

static fire_status examine(struct fire_store *store, struct fire_schema *schema,
                           struct fire_areas *areas, struct fire_store_health *health,
                           struct fire_error *err)
{
    bool holds = false;
    FIRE_TRY(check_pages(store, err));
    FIRE_TRY(store_catalogue_check(store, err));
    FIRE_TRY(store_areas_check(store, err));
    FIRE_TRY(load(store, schema, areas, err));
    FIRE_TRY(store_mark_holds(store, &holds, err));
    health->columns = FIRE_COLUMNS_UNUSED;
    if (holds)
        FIRE_TRY(check_columns(store, schema, health, err));
    else
        FIRE_TRY(store_rows_read(store, schema, (struct store_taker){ NULL, nothing }, err));
    for (int64_t i = 0; i < store->n_batches; i++) {
        health->n_rows += store->batch[i].n_rows;
        health->n_imports += !store->batch[i].is_undone;
    }
    return FIRE_OK;
}

/* What needs a schema and areas of its own for as long as it takes. */
struct task {
    fire_status (*run)(struct fire_store *store, struct fire_schema *schema,
                       struct fire_areas *areas, struct fire_store_health *health,
                       struct fire_error *err);
};

static fire_status with_schema(struct fire_store *store, struct task task,
                               struct fire_store_health *health, struct fire_error *err)
{
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    store_snapshot_end(store);
    store_ids_forget(store);
    const fire_status status = schema == NULL || areas == NULL
                                   ? store_memory(store, err)
                                   : task.run(store, schema, areas, health, err);
    fire_store_rollback(store);
    store_ids_forget(store);
    fire_areas_free(areas);
    fire_schema_free(schema);
    return status;
}

static fire_status examine_now(struct fire_store *store, struct fire_schema *schema,
                               struct fire_areas *areas, struct fire_store_health *health,
                               struct fire_error *err)
{
    FIRE_TRY(store_snapshot_begin(store, err));
    const fire_status status = examine(store, schema, areas, health, err);
    store_snapshot_end(store);
    return status;
}

fire_status fire_store_check(struct fire_store *store, struct fire_store_health *out,
                             struct fire_error *err)
{
    struct fire_store_health health = { 0 };
    assert(!store->import.open);
    FIRE_TRY(with_schema(store, (struct task){ examine_now }, &health, err));
    *out = health;
    return FIRE_OK;
}

/* The rows are proved while their columns are made of them, so that from here on the mark may
 * hold whatever was before. */
static fire_status rebuild(struct fire_store *store, struct fire_schema *schema,
                           struct fire_areas *areas, struct fire_store_health *health,
                           struct fire_error *err)
{
    (void)health;
    FIRE_TRY(store_import_start(store, schema, areas, err));
    FIRE_TRY(check_pages(store, err));
    FIRE_TRY(load(store, schema, areas, err));
    FIRE_TRY(store_blocks_make(store, err));
    store->import.is_marked = true;
    store->import.supersedes = true;
    return store_import_commit(store, err);
}

fire_status fire_store_rebuild(struct fire_store *store, struct fire_error *err)
{
    assert(store->mode == FIRE_STORE_WRITE && !store->import.open);
    return with_schema(store, (struct task){ rebuild }, NULL, err);
}
