/* store_versions.c - the rows of the store as versions: which ones count, how one is found.
 *
 * What a file has of keys is not kept beside the rows: when an import begins, the columns of
 * its key are read from the rows that count. That costs 0.4 s a million rows and nothing can
 * be out of step. A row is read whole only when its key comes again. */
#include "store.h"

#include <assert.h>
#include <string.h>

/* ---- keys of imports ------------------------------------------------------------------- */

#define MOST_KEY_FIELDS 16

const char *store_key_fields(struct fire_arena *arena, const struct fire_schema *schema,
                             const struct fire_record_form *form)
{
    struct fire_text_view name[MOST_KEY_FIELDS];
    size_t size = 1;
    int32_t n = 0;
    for (int32_t i = 0; form != NULL && i < form->n_keys && n < MOST_KEY_FIELDS; i++) {
        const int32_t field = form->key[i] == FIRE_FIELD_PERIOD ? FIRE_FIELD_OCCURRED_AT
                                                                : form->key[i];
        const struct fire_text_view text = fire_text_of(fire_schema_field(schema, field)->name);
        int32_t at = n++;
        for (; at > 0 && fire_text_compare(name[at - 1], text) > 0; at--)
            name[at] = name[at - 1];
        name[at] = text;
        size += text.size_bytes + 1;
    }
    char *fields = FIRE_TAKE(arena, size, char); /* which ends with a NUL */
    char *end = fields;
    for (int32_t i = 0; fields != NULL && i < n; i++) {
        if (i > 0 && fire_text_equal(name[i], name[i - 1])) continue;
        if (i > 0) *end++ = ',';
        memcpy(end, name[i].bytes, name[i].size_bytes);
        end += name[i].size_bytes;
    }
    return fields;
}

/* ---- the rows that count --------------------------------------------------------------- */

struct knowing {
    struct fire_store *store;
    struct fire_identity *identity;
    const char *key_fields;
};

static fire_status know(void *self, const struct store_taken *taken, struct fire_error *err)
{
    const struct knowing *knowing = self;
    const struct store_batch *batch = store_batch_of(knowing->store, taken->import_id[0]);
    if (batch == NULL) return store_damaged(knowing->store, "there are rows of no import", err);
    const bool has_key = batch->key_fields[0] != '\0';
    if (has_key && strcmp(batch->key_fields, knowing->key_fields) != 0) return FIRE_OK;
    return fire_identity_know(knowing->identity, taken->batch, taken->incident_id,
                              (int32_t)batch->id, has_key, err);
}

fire_status store_versions_know(struct fire_store *store, const struct fire_schema *schema,
                                struct fire_identity *identity, const char *key_fields,
                                struct fire_error *err)
{
    struct store_take *take = store_take_create(store, schema, FIRE_BATCH_ROWS);
    if (take == NULL) return store_memory(store, err);
    fire_status status = store_take_field(take, FIRE_FIELD_OCCURRED_AT, err);
    for (int32_t field = 0; status == FIRE_OK && field < store->n_matched; field++)
        if (field != FIRE_FIELD_OCCURRED_AT && fire_identity_needs(identity, field))
            status = store_take_field(take, field, err);
    if (status == FIRE_OK) {
        struct knowing knowing = { store, identity, key_fields };
        sqlite3_str *sql = sqlite3_str_new(store->db);
        store_take_select(take, 'i', sql);
        sqlite3_str_appendf(sql, " FROM incident AS i WHERE i.superseded_by IS NULL"
                                 " ORDER BY i.incident_id");
        status = store_take_all(take, sql, (struct store_taker){ &knowing, know }, err);
    }
    store_take_free(take);
    return status;
}

/* ---- one version ----------------------------------------------------------------------- */

/* A statement for a row with all its fields. */
static fire_status prepare_find(struct fire_store *store, struct fire_error *err)
{
    struct store_import *import = &store->import;
    if (import->find != NULL) return FIRE_OK;
    store_take_free(import->found);
    import->found = store_take_create(store, import->schema, 1);
    if (import->found == NULL) return store_memory(store, err);
    for (int32_t field = 0; field < store->n_matched; field++)
        FIRE_TRY(store_take_field(import->found, field, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    store_take_select(import->found, 'i', sql);
    sqlite3_str_appendf(sql, " FROM incident AS i WHERE i.incident_id = ?");
    return store_prepare_built(store, sql, &import->find, err);
}

static fire_status find(void *self, int64_t version, const struct fire_batch **out_batch,
                        int64_t *out_row, int32_t *out_n_fields, struct fire_error *err)
{
    struct fire_store *store = self;
    struct store_import *import = &store->import;
    bool has_row = false;
    FIRE_TRY(store_settle(store, err));
    FIRE_TRY(store_widen(store, err));
    FIRE_TRY(prepare_find(store, err));
    store_take_empty(import->found);
    if (sqlite3_bind_int64(import->find, 1, version) != SQLITE_OK)
        return store_fail(store, err);
    FIRE_TRY(store_take_step(import->found, import->find, &has_row, err));
    if (sqlite3_reset(import->find) != SQLITE_OK) return store_fail(store, err);
    if (!has_row) return store_damaged(store, "a row is missing", err);
    *out_batch = store_take_look(import->found).batch;
    *out_row = 0;
    *out_n_fields = store->n_matched;
    return FIRE_OK;
}

struct fire_versions store_versions(struct fire_store *store)
{
    return (struct fire_versions){ store, find };
}

fire_status store_versions_begin(struct fire_store *store, struct fire_schema *schema,
                                 struct fire_areas *areas, const struct fire_record_form *form,
                                 struct fire_error *err)
{
    struct store_import *import = &store->import;
    const char *key_fields = store_key_fields(store->batch_arena, schema, form);
    if (key_fields == NULL) return store_memory(store, err);
    FIRE_TRY(store_fields_give(store, schema, err));
    FIRE_TRY(store_words_load(store, schema, err));
    FIRE_TRY(store_areas_load(store, areas, err));
    store_ids_ask_again(store);
    FIRE_TRY(
        fire_identity_create(schema, areas, store_versions(store), &import->identity, err));
    FIRE_TRY(fire_identity_source(import->identity, form, (int32_t)import->id, err));
    return store_versions_know(store, schema, import->identity, key_fields, err);
}

/* ---- what is written of it ------------------------------------------------------------- */

static const char supersede[] = "UPDATE incident SET superseded_by = ?1 WHERE incident_id = ?2"
                                " AND superseded_by IS NULL RETURNING import_id";

static fire_status supersede_one(struct fire_store *store, int64_t version,
                                 struct fire_error *err)
{
    sqlite3_stmt *update = store->import.supersede;
    bool has_row = false;
    if (sqlite3_bind_int64(update, 1, store->import.id) != SQLITE_OK ||
        sqlite3_bind_int64(update, 2, version) != SQLITE_OK)
        return store_fail(store, err);
    FIRE_TRY(store_step(store, update, &has_row, err));
    struct store_batch *batch = has_row ? store_batch_of(store, sqlite3_column_int64(update, 0))
                                        : NULL;
    if (sqlite3_reset(update) != SQLITE_OK) return store_fail(store, err);
    if (batch == NULL) return store_damaged(store, "a row is missing", err);
    batch->checksum += store_checksum_superseded(version - batch->first, store->import.id);
    batch->is_changed = true;
    return FIRE_OK;
}

/* What the list is built upon must be right before it is sealed anew. */
fire_status store_superseded_change(struct fire_store *store, struct fire_error *err)
{
    if (store->import.supersedes) return FIRE_OK;
    store->import.supersedes = true;
    return store_superseded_check(store, NULL, NULL, err);
}

fire_status store_supersede(struct fire_store *store, const struct fire_sifted *sifted,
                            struct fire_error *err)
{
    if (sifted->n_superseded > 0) FIRE_TRY(store_settle(store, err));
    if (sifted->n_superseded > 0) FIRE_TRY(store_superseded_change(store, err));
    if (sifted->n_superseded > 0 && store->import.supersede == NULL)
        FIRE_TRY(store_prepare(store, supersede, &store->import.supersede, err));
    for (int64_t i = 0; i < sifted->n_superseded; i++)
        FIRE_TRY(supersede_one(store, sifted->superseded[i], err));
    return FIRE_OK;
}

fire_status store_add_repeats(struct fire_store *store, const struct fire_sifted *sifted,
                              struct fire_error *err)
{
    struct store_import *import = &store->import;
    struct store_batch *batch = store_batch_of(store, import->id);
    if (sifted->n_repeats > 0) FIRE_TRY(store_settle(store, err));
    if (sifted->n_repeats > 0 && import->add_repeat == NULL)
        FIRE_TRY(store_prepare(store, "INSERT OR IGNORE INTO repeat VALUES (?, ?, ?)",
                               &import->add_repeat, err));
    for (int64_t i = 0; i < sifted->n_repeats; i++) {
        const struct fire_repeat *repeat = &sifted->repeat[i];
        bool has_row = false;
        if (sqlite3_bind_int64(import->add_repeat, 1, import->id) != SQLITE_OK ||
            sqlite3_bind_int64(import->add_repeat, 2, repeat->version) != SQLITE_OK ||
            sqlite3_bind_int64(import->add_repeat, 3, repeat->line) != SQLITE_OK)
            return store_fail(store, err);
        FIRE_TRY(store_step(store, import->add_repeat, &has_row, err));
        if (sqlite3_reset(import->add_repeat) != SQLITE_OK) return store_fail(store, err);
        if (sqlite3_changes(store->db) > 0)
            batch->repeat_checksum += store_checksum_repeat(repeat->version, repeat->line);
        batch->is_changed = true;
    }
    return FIRE_OK;
}
