/* store_undo.c - one import is taken back, as if it had never been there.
 *
 * That is more than to delete its rows. A later file may have said the same and was not stored
 * for it, or may have changed a record and taken over what it did not know itself. So what
 * later imports said about the records of this one is collected (store_said.c), taken out, and
 * put in again in the order in which it came, by the way of every import: there is one place
 * that decides what a row does to another. */
#include "undo.h"

#include "blocks.h"

#include <assert.h>

/* ---- the rows that go ------------------------------------------------------------------ */

fire_status undo_revive(struct fire_store *store, int64_t import_id, struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_stmt *update = NULL;
    sqlite3_str_appendf(sql,
                        "UPDATE incident SET superseded_by = NULL WHERE superseded_by = %lld"
                        " RETURNING incident_id, import_id",
                        (long long)import_id);
    fire_status status = store_prepare_built(store, sql, &update, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, update, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        struct store_batch *of = store_batch_of(store, sqlite3_column_int64(update, 1));
        if (of == NULL) {
            status = store_damaged(store, "there are rows of no import", err);
            break;
        }
        of->checksum -= store_checksum_superseded(sqlite3_column_int64(update, 0) - of->first,
                                                  import_id);
        of->is_changed = true;
    }
    sqlite3_finalize(update);
    return status;
}

/* What is said again is taken out first. */
static fire_status remove_said(const struct undo *undo, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    for (const struct said *said = undo->first; said != NULL; said = said->next) {
        for (int64_t i = 0; i < said->batch->n_rows; i++) {
            sqlite3_str *sql = sqlite3_str_new(store->db);
            if (said->is_repeat)
                sqlite3_str_appendf(sql,
                                    "DELETE FROM repeat WHERE import_id = %lld"
                                    " AND incident_id = %lld",
                                    (long long)said->import_id,
                                    (long long)said->incident_id[i]);
            else
                sqlite3_str_appendf(sql, "DELETE FROM incident WHERE incident_id = %lld",
                                    (long long)said->incident_id[i]);
            if (!said->is_repeat) store->import.holes = true;
            FIRE_TRY(store_exec_built(store, sql, err));
        }
    }
    return FIRE_OK;
}

static fire_status remove_import(struct undo *undo, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    char undone_at[STORE_TIME_BYTES];
    FIRE_TRY(store_now(undone_at, err));
    FIRE_TRY(undo_revive(store, undo->id, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    const long long id = (long long)undo->id;
    sqlite3_str_appendf(sql,
                        "DELETE FROM incident WHERE import_id = %lld;"
                        "DELETE FROM repeat WHERE import_id = %lld;"
                        "DELETE FROM import_field WHERE import_id = %lld;"
                        "UPDATE import_batch SET undone_at = %Q WHERE id = %lld",
                        id, id, id, undone_at, id);
    FIRE_TRY(store_exec_built(store, sql, err));
    FIRE_TRY(store_blocks_remove(store, undo->id, err));
    struct store_batch *batch = store_batch_of(store, undo->id);
    batch->is_undone = batch->is_changed = true;
    batch->n_rows = 0;
    batch->checksum = batch->repeat_checksum = 0;
    return FIRE_OK;
}

/* A store without imports has no calendar. */
static fire_status forget_calendar(struct fire_store *store, struct fire_error *err)
{
    return store_exec(store,
                      "DELETE FROM setting WHERE name = 'calendar' AND NOT EXISTS"
                      " (SELECT 1 FROM import_batch WHERE undone_at IS NULL)",
                      err);
}

/* A store without amounts has no currency. */
static fire_status forget_currency(struct fire_store *store, struct fire_error *err)
{
    FIRE_TRY(store_exec(store,
                        "DELETE FROM setting WHERE name = 'currency' AND NOT EXISTS"
                        " (SELECT 1 FROM import_field AS f JOIN field ON field.id = f.field"
                        "  WHERE field.type = 'money' AND f.has_values = 1)",
                        err));
    if (sqlite3_changes(store->db) > 0) store->import.fields_changed = true;
    return FIRE_OK;
}

/* ---- and again ------------------------------------------------------------------------- */

/* What one import said. */
static fire_status say_again(struct undo *undo, int64_t import_id, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    struct store_import *import = &store->import;
    struct fire_record_form form;
    FIRE_TRY(said_form(store, undo->schema, store_batch_of(store, import_id), undo->arena,
                       &form, err));
    import->id = import_id;
    for (int32_t at = 0; at < store->n_fields; at++)
        store->field[at].used = store->field[at].said = false;
    FIRE_TRY(fire_identity_source(import->identity, &form, (int32_t)import_id, err));
    for (struct said *said = undo->first; said != NULL; said = said->next) {
        if (said->import_id != import_id) continue;
        FIRE_TRY(said_mask(undo->schema, undo->areas, undo->arena, &form, said->batch, err));
        FIRE_TRY(store_import_rows(store, said->batch, err));
    }
    return store_import_fields(store, err);
}

static bool is_said_by(const struct undo *undo, int64_t import_id)
{
    for (const struct said *said = undo->first; said != NULL; said = said->next)
        if (said->import_id == import_id) return true;
    return false;
}

static fire_status say_all_again(struct undo *undo, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    struct store_import *import = &store->import;
    struct fire_record_form form;
    if (undo->first == NULL) return FIRE_OK;
    /* Places are counted from the first row of an import, so no row may lie before one. */
    FIRE_TRY(store_number(store,
                          "SELECT max((SELECT coalesce(max(incident_id), 0) + 1 FROM incident),"
                          " (SELECT max(first_incident) FROM import_batch))",
                          &import->next_incident, err));
    FIRE_TRY(fire_identity_create(undo->schema, undo->areas, store_versions(store),
                                  &import->identity, err));
    FIRE_TRY(said_form(store, undo->schema, store_batch_of(store, undo->first->import_id),
                       undo->arena, &form, err));
    FIRE_TRY(fire_identity_source(import->identity, &form, 0, err));
    FIRE_TRY(store_versions_know(store, undo->schema, import->identity, undo->key_fields, err));
    for (int64_t i = 0; i < store->n_batches; i++)
        if (is_said_by(undo, store->batch[i].id))
            FIRE_TRY(say_again(undo, store->batch[i].id, err));
    return FIRE_OK;
}

/* ---- all of it ------------------------------------------------------------------------- */

/* Repeats have a meaning only here, so here they are proved, and by the doctor. */
fire_status store_repeats_check(struct fire_store *store, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(
        store, "SELECT import_id, incident_id, line FROM repeat ORDER BY import_id", &query,
        err);
    for (int64_t i = 0; i < store->n_batches; i++)
        store->batch[i].sum_seen = 0;
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        struct store_batch *of = store_batch_of(store, sqlite3_column_int64(query, 0));
        if (of != NULL)
            of->sum_seen += store_checksum_repeat(sqlite3_column_int64(query, 1),
                                                  sqlite3_column_int64(query, 2));
        else
            status = store_damaged(store, "there are rows of no import", err);
    }
    sqlite3_finalize(query);
    for (int64_t i = 0; status == FIRE_OK && i < store->n_batches; i++)
        if (store->batch[i].sum_seen != store->batch[i].repeat_checksum)
            status = store_damaged(store, "the rows of an import are not as they were written",
                                   err);
    return status;
}

static fire_status find_import(struct undo *undo, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    const struct store_batch *batch = store_batch_of(store, undo->id);
    if (batch == NULL)
        return fire_fail(err, FIRE_EVALUE, store_place(store), "there is no import %lld",
                         (long long)undo->id);
    if (batch->is_undone)
        return fire_fail(err, FIRE_EVALUE, store_place(store),
                         "import %lld was taken back before", (long long)undo->id);
    undo->key_fields = batch->key_fields;
    return FIRE_OK;
}

static fire_status begin(struct undo *undo, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    FIRE_TRY(store_import_start(store, undo->schema, undo->areas, err));
    FIRE_TRY(store_batches_load(store, err));
    FIRE_TRY(store_fields_load(store, err));
    FIRE_TRY(store_fields_give(store, undo->schema, err));
    FIRE_TRY(store_currency_say(store, undo->schema, err));
    FIRE_TRY(store_words_load(store, undo->schema, err));
    FIRE_TRY(store_areas_load(store, undo->areas, err));
    FIRE_TRY(store_repeats_check(store, err));
    return store_superseded_change(store, err);
}

static fire_status take_back(struct undo *undo, int64_t import_id, struct fire_error *err)
{
    undo->id = import_id;
    undo->first = NULL;
    undo->end = &undo->first;
    fire_identity_free(undo->gone);
    undo->gone = NULL;
    fire_identity_free(undo->store->import.identity);
    undo->store->import.identity = NULL;
    FIRE_TRY(find_import(undo, err));
    if (undo->key_fields[0] != '\0') FIRE_TRY(undo_collect(undo, err));
    FIRE_TRY(remove_said(undo, err));
    FIRE_TRY(remove_import(undo, err));
    return say_all_again(undo, err);
}

/* The last one first, so that least is to be said again. */
static fire_status take_merge_back(struct undo *undo, int64_t merge_id, struct fire_error *err)
{
    struct fire_store *store = undo->store;
    sqlite3_stmt *query = NULL;
    int64_t n = 0;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "SELECT id FROM import_batch WHERE merge_id = %lld"
                        " AND undone_at IS NULL ORDER BY id",
                        (long long)merge_id);
    int64_t *id = FIRE_TAKE(undo->arena, store->n_batches + 1, int64_t);
    if (id == NULL) return store_memory(store, err);
    fire_status status = store_prepare_built(store, sql, &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        id[n++] = sqlite3_column_int64(query, 0);
    }
    sqlite3_finalize(query);
    if (status == FIRE_OK && n == 0)
        status = fire_fail(err, FIRE_EVALUE, store_place(store),
                           "there is no merge %lld, or it was taken back before",
                           (long long)merge_id);
    while (status == FIRE_OK && n > 0)
        status = take_back(undo, id[--n], err);
    return status;
}

static fire_status finish(struct undo *undo, struct fire_error *err)
{
    FIRE_TRY(forget_currency(undo->store, err));
    FIRE_TRY(forget_calendar(undo->store, err));
    return store_import_commit(undo->store, err);
}

/*   task   what is done inside the transaction, with the number of an import or of a merge */
static fire_status undo_with(struct fire_store *store, int64_t number,
                             fire_status (*task)(struct undo *undo, int64_t number,
                                                 struct fire_error *err),
                             struct fire_error *err)
{
    assert(store->mode == FIRE_STORE_WRITE && !store->import.open);
    struct fire_arena *arena = fire_arena_create();
    struct undo *undo = arena == NULL ? NULL : FIRE_TAKE(arena, 1, struct undo);
    fire_status status = FIRE_OK;
    if (undo != NULL) {
        *undo = (struct undo){ .store = store, .arena = arena };
        undo->schema = fire_schema_create();
        undo->areas = fire_areas_create();
    }
    if (undo == NULL || undo->schema == NULL || undo->areas == NULL)
        status = fire_fail_memory(err);
    if (status == FIRE_OK) status = begin(undo, err);
    if (status == FIRE_OK) status = task(undo, number, err);
    if (status == FIRE_OK) status = finish(undo, err);
    fire_store_rollback(store);
    store_ids_forget(store);
    fire_identity_free(store->import.identity);
    store->import.identity = NULL;
    if (undo != NULL) {
        fire_identity_free(undo->gone);
        fire_areas_free(undo->areas);
        fire_schema_free(undo->schema);
    }
    fire_arena_free(arena);
    return status;
}

fire_status fire_store_undo(struct fire_store *store, int64_t import_id, struct fire_error *err)
{
    return undo_with(store, import_id, take_back, err);
}

fire_status fire_store_undo_merge(struct fire_store *store, int64_t merge_id,
                                  struct fire_error *err)
{
    return undo_with(store, merge_id, take_merge_back, err);
}
