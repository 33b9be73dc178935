/* store_catalogue.c - what the store knows without its rows: fields, words, areas, imports.
 *
 * Words, areas and rows must be of one moment, while another program may import: a read
 * transaction begins with the schema and ends with the last row that is pushed. */
#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void store_snapshot_end(struct fire_store *store)
{
    if (store->snapshot) sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    store->snapshot = false;
}

fire_status store_snapshot_begin(struct fire_store *store, struct fire_error *err)
{
    if (store->snapshot) return FIRE_OK;
    FIRE_TRY(store_exec(store, "BEGIN", err));
    store->snapshot = true;
    return FIRE_OK;
}

static fire_status load_catalogue(struct fire_store *store, struct fire_schema *schema,
                                  struct fire_error *err)
{
    FIRE_TRY(store_catalogue_check(store, err));
    FIRE_TRY(store_fields_load(store, err));
    FIRE_TRY(store_fields_give(store, schema, err));
    FIRE_TRY(store_currency_say(store, schema, err));
    return store_words_load(store, schema, err);
}

fire_status fire_store_schema(struct fire_store *store, struct fire_schema *schema,
                              struct fire_areas *areas, struct fire_error *err)
{
    assert(!store->import.open);
    store_snapshot_end(store);
    store_ids_forget(store);
    free(store->need);
    store->need = NULL;
    fire_status status = store_snapshot_begin(store, err);
    if (status == FIRE_OK) status = load_catalogue(store, schema, err);
    if (status != FIRE_OK) {
        store_snapshot_end(store);
        return status;
    }
    store->loaded_schema = schema;
    store->loaded_areas = areas;
    return FIRE_OK;
}

/* ---- imports --------------------------------------------------------------------------- */

static fire_status read_import(struct fire_store *store, sqlite3_stmt *query,
                               struct fire_arena *arena, struct fire_import *out,
                               struct fire_error *err)
{
    const char **const texts[] = { &out->imported_at,   &out->file,         &out->sha256,
                                   &out->program,       &out->undone_at,    &out->merged_at,
                                   &out->merged_from,   &out->origin_store, &out->coverage,
                                   &out->coverage_area, &out->reading };
    const int n_sure = 4;
    struct fire_import_counts *counts = &out->counts;
    int64_t *const numbers[] = {
        &out->id,
        &out->size_bytes,
        &counts->n_lines,
        &counts->n_head_lines,
        &counts->n_blank_lines,
        &counts->n_record_lines,
        &counts->n_records,
        &counts->n_kept,
        &counts->n_duplicates,
        &counts->n_revised,
        &counts->n_rejected,
        &counts->n_conflicts,
        &counts->n_excluded,
        &counts->n_set_aside,
        &out->merge_id,
        &out->origin_import,
    };
    const int n_texts = (int)(sizeof texts / sizeof texts[0]);
    const int n_numbers = (int)(sizeof numbers / sizeof numbers[0]);
    for (int i = 0; i < n_texts; i++) {
        const struct fire_text_view text = store_text(query, i);
        if (text.bytes == NULL && i >= n_sure) continue;
        if (text.bytes == NULL)
            return store_damaged(store, "an import is not as it was written", err);
        *texts[i] = fire_arena_copy(arena, text.bytes, text.size_bytes);
        if (*texts[i] == NULL) return store_memory(store, err);
    }
    for (int i = 0; i < n_numbers; i++)
        *numbers[i] = sqlite3_column_int64(query, n_texts + i);
    const struct store_batch *batch = store_batch_of(store, out->id);
    out->is_there = batch != NULL && store_batch_is_there(store, batch);
    const char *keys = batch == NULL ? "" : batch->key_fields;
    out->key_fields = fire_arena_copy(arena, keys, strlen(keys));
    if (out->key_fields == NULL) return store_memory(store, err);
    return FIRE_OK;
}

static fire_status read_imports(struct fire_store *store, struct fire_arena *arena,
                                const struct fire_import **out, int64_t *out_n,
                                struct fire_error *err)
{
    int64_t n = 0;
    FIRE_TRY(store_catalogue_check(store, err));
    FIRE_TRY(store_batches_load(store, err));
    FIRE_TRY(store_number(store, "SELECT count(*) FROM import_batch", &n, err));
    struct fire_import *imports = FIRE_TAKE(arena, n, struct fire_import);
    if (imports == NULL) return store_memory(store, err);
    sqlite3_stmt *query = NULL;
    FIRE_TRY(store_prepare(
        store,
        "SELECT imported_at, file, sha256, program, undone_at, merged_at,"
        " merged_from, origin_store, coverage, coverage_area, reading, id, size_bytes,"
        " n_lines, n_head_lines, n_blank_lines, n_record_lines, n_records,"
        " n_kept, n_duplicates, n_revised, n_rejected, n_conflicts,"
        " n_excluded, n_set_aside, merge_id, origin_import"
        " FROM import_batch ORDER BY id",
        &query, err));
    fire_status status = FIRE_OK;
    int64_t n_read = 0;
    for (; n_read < n; n_read++) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = read_import(store, query, arena, &imports[n_read], err);
        if (status != FIRE_OK) break;
    }
    sqlite3_finalize(query);
    if (status != FIRE_OK) return status;
    *out = imports;
    *out_n = n_read;
    return FIRE_OK;
}

fire_status fire_store_imports(struct fire_store *store, struct fire_arena *arena,
                               const struct fire_import **out, int64_t *out_n,
                               struct fire_error *err)
{
    assert(!store->import.open);
    const bool inside = store->snapshot;
    FIRE_TRY(store_snapshot_begin(store, err));
    const fire_status status = read_imports(store, arena, out, out_n, err);
    if (!inside) store_snapshot_end(store);
    return status;
}
