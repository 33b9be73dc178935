/* store_import.c - a file's rows go in whole or not at all.
 *
 * One file is one transaction, from BEGIN IMMEDIATE to COMMIT. Any failure on the way rolls it
 * back at once; what is pushed or committed after that fails too, so a caller that overlooks
 * an error still stores nothing. */
#include "blocks.h"
#include "mark.h"
#include "places.h"
#include "writer.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- beginning ------------------------------------------------------------------------- */

/* Names of files are bytes, texts of the store are UTF-8: what is no letter becomes '?'. */
static char *readable_name(struct fire_arena *arena, const char *file)
{
    const size_t size = strlen(file);
    char *name = fire_arena_copy(arena, file, size);
    for (size_t at = 0; name != NULL && at < size; at++) {
        at += fire_text_valid_bytes((struct fire_text_view){ name + at, size - at });
        if (at < size) name[at] = '?';
    }
    return name;
}

/* An import that was taken back is none. */
static fire_status find_before(struct fire_store *store, const char *sha256, bool *found,
                               int64_t *out_id, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    FIRE_TRY(store_prepare(store,
                           "SELECT id FROM import_batch WHERE sha256 = ?"
                           " AND undone_at IS NULL",
                           &query, err));
    fire_status status = FIRE_OK;
    if (sqlite3_bind_text(query, 1, sha256, -1, SQLITE_STATIC) != SQLITE_OK)
        status = store_fail(store, err);
    if (status == FIRE_OK) status = store_step(store, query, found, err);
    if (status == FIRE_OK && *found && out_id != NULL) *out_id = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return status;
}

/* Where none has the size, none has the SHA-256. */
static fire_status may_be_before(struct fire_store *store, int64_t size_bytes,
                                 struct fire_error *err)
{
    char sql[120];
    int64_t n = 0;
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM import_batch WHERE undone_at IS NULL AND size_bytes = %lld",
             (long long)size_bytes);
    FIRE_TRY(store_number(store, sql, &n, err));
    return n == 0 ? FIRE_OK : FIRE_EAGAIN;
}

static fire_status insert_import(struct fire_store *store, const struct fire_record_form *form,
                                 const char *file, const char *sha256, int64_t size_bytes,
                                 struct fire_error *err)
{
    struct store_import *import = &store->import;
    char imported_at[STORE_TIME_BYTES];
    FIRE_TRY(store_now(imported_at, err));
    const char *name = readable_name(import->scratch, file);
    const char *key_fields = store_key_fields(store->batch_arena, import->schema, form);
    if (name == NULL || key_fields == NULL) return store_memory(store, err);
    FIRE_TRY(store_number(store, "SELECT coalesce(max(id), 0) + 1 FROM import_batch",
                          &import->id, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "INSERT INTO import_batch (id, imported_at, file, sha256, size_bytes,"
                        " program, key_fields, first_incident)"
                        " VALUES (%lld, %Q, %Q, %Q, %lld, %Q, %Q, %lld)",
                        (long long)import->id, imported_at, name, sha256 != NULL ? sha256 : "",
                        (long long)size_bytes, STORE_PROGRAM, key_fields,
                        (long long)import->next_incident);
    FIRE_TRY(store_exec_built(store, sql, err));
    const struct store_batch batch = { .id = import->id,
                                       .first = import->next_incident,
                                       .key_fields = key_fields,
                                       .is_changed = true };
    return store_batch_add(store, &batch) ? FIRE_OK : store_memory(store, err);
}

fire_status store_import_start(struct fire_store *store, const struct fire_schema *schema,
                               const struct fire_areas *areas, struct fire_error *err)
{
    struct store_import *import = &store->import;
    store_snapshot_end(store);
    store_ids_forget(store);
    fire_identity_free(import->identity);
    import->identity = NULL;
    FIRE_TRY(store_exec(store, "BEGIN IMMEDIATE", err));
    import->open = true;
    import->failed = FIRE_OK;
    import->n_pushed = 0;
    import->appends = import->threads = false;
    import->schema = schema;
    import->areas = areas;
    import->fields_changed = false;
    import->supersedes = import->holes = import->cubes_dropped = false;
    fire_arena_reset(import->scratch);
    import->blocks = store_blocks_create();
    if (import->blocks == NULL) return store_memory(store, err);
    FIRE_TRY(store_catalogue_check(store, err));
    FIRE_TRY(store_areas_check(store, err));
    FIRE_TRY(store_mark_count(store, &import->n_changes, err));
    return store_mark_holds(store, &import->is_marked, err);
}

void store_fields_said(struct fire_store *store, const struct fire_record_form *form)
{
    const bool has_all = form == NULL || form->field == NULL;
    for (int32_t field = 0; has_all && field < store->n_matched; field++)
        if (store->at[field] >= 0) store->field[store->at[field]].said = true;
    for (int32_t i = 0; !has_all && i < form->n_fields; i++)
        store->field[store->at[form->field[i]]].said = true;
}

/* In a store without rows there is nothing to read, and nobody is shut out (store.c): its pages
 * are written while rows still come, and not half of them at the end. */
static fire_status choose_cache(struct fire_store *store, struct fire_error *err)
{
    const bool is_empty = store->import.next_incident == 1;
    return store_exec(
        store, is_empty ? "PRAGMA cache_size = -8192" : "PRAGMA cache_size = -65536", err);
}

/* Everything but the rows. */
static fire_status begin_rows(struct fire_store *store, struct fire_schema *schema,
                              struct fire_areas *areas, const struct fire_record_form *form,
                              const char *file, const char *sha256, int64_t size_bytes,
                              struct fire_error *err)
{
    FIRE_TRY(store_batches_load(store, err));
    FIRE_TRY(store_fields_load(store, err));
    FIRE_TRY(store_currency_say(store, schema, err));
    FIRE_TRY(store_fields_match(store, schema, err));
    FIRE_TRY(store_number(store, "SELECT coalesce(max(incident_id), 0) + 1 FROM incident",
                          &store->import.next_incident, err));
    FIRE_TRY(choose_cache(store, err));
    store->import.appends = true;
    store->import.threads = true;
    FIRE_TRY(insert_import(store, form, file, sha256, size_bytes, err));
    store_fields_said(store, form);
    return form == NULL ? FIRE_OK : store_versions_begin(store, schema, areas, form, err);
}

fire_status fire_store_begin(struct fire_store *store, struct fire_schema *schema,
                             struct fire_areas *areas, const struct fire_record_form *form,
                             const char *file, const char *sha256, int64_t size_bytes,
                             bool *stored_before, int64_t *out_before, struct fire_error *err)
{
    assert(store->mode == FIRE_STORE_WRITE && !store->import.open);
    bool before = false;
    fire_status status = store_import_start(store, schema, areas, err);
    if (status == FIRE_OK && sha256 == NULL)
        status = may_be_before(store, size_bytes, err);
    else if (status == FIRE_OK)
        status = find_before(store, sha256, &before, out_before, err);
    if (status == FIRE_OK && !before)
        status = begin_rows(store, schema, areas, form, file, sha256, size_bytes, err);
    if (status != FIRE_OK || before) fire_store_rollback(store);
    if (status == FIRE_OK) *stored_before = before;
    return status;
}

/* No other file got in between: the transaction is open since it was begun. */
static fire_status write_identity(struct fire_store *store, const char *sha256,
                                  struct fire_error *err)
{
    FIRE_TRY(store_settle(store, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "UPDATE import_batch SET sha256 = %Q WHERE id = %lld", sha256,
                        (long long)store->import.id);
    return store_exec_built(store, sql, err);
}

/* ---- rows ------------------------------------------------------------------------------ */

static void finish_writer(struct store_import *import)
{
    store_writer_free(import->writer);
    import->writer = NULL;
}

static void finish_statements(struct store_import *import)
{
    finish_writer(import); /* which uses them */
    sqlite3_stmt **const statements[] = { &import->insert,    &import->add_word,
                                          &import->add_area,  &import->find,
                                          &import->supersede, &import->add_repeat };
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        sqlite3_finalize(*statements[i]);
        *statements[i] = NULL;
    }
    import->n_columns = 0;
    sqlite3_free(import->wide_sql);
    import->wide_sql = NULL;
    store_take_free(import->found);
    import->found = NULL;
    store_blocks_free(import->blocks);
    import->blocks = NULL;
}

/* Roll back and remember why, for those who go on pushing. */
static void take_back(struct fire_store *store, fire_status why)
{
    finish_statements(&store->import);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->import.open = false;
    store->import.failed = why;
}

/* Fields that came with this batch; a version is read anew with all of them. */
static fire_status match_fields(struct fire_store *store, const struct fire_batch *batch,
                                struct fire_error *err)
{
    const int32_t n_before = store->n_matched;
    if (fire_schema_n_fields(batch->schema) > n_before) {
        FIRE_TRY(store_settle(store, err));
        FIRE_TRY(store_widen(store, err));
    }
    FIRE_TRY(store_fields_match(store, batch->schema, err));
    if (store->n_matched == n_before) return FIRE_OK;
    sqlite3_finalize(store->import.find);
    store->import.find = NULL;
    return FIRE_OK;
}

/* Rows with the ids that they get in the file. */
struct numbered {
    const struct fire_batch *batch;
    int64_t incident_id[FIRE_BATCH_ROWS];
    int64_t place[FIRE_BATCH_ROWS];
    int32_t area_id[FIRE_BATCH_ROWS];
};

static void number_rows(const struct fire_store *store, const struct fire_batch *batch,
                        struct numbered *out)
{
    const int64_t first = store->import.next_incident;
    const int64_t place = first - store_batch_of(store, store->import.id)->first;
    out->batch = batch;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        out->incident_id[i] = first + i;
        out->place[i] = place + i;
        out->area_id[i] = store->areas.id[batch->area[i]];
    }
}

static fire_status give_rows(struct fire_store *store, const struct numbered *rows,
                             struct fire_error *err)
{
    struct store_import *import = &store->import;
    const struct store_job job = { NULL, rows->batch, import->next_incident, import->id };
    if (import->writer != NULL)
        FIRE_TRY(store_writer_give(import->writer, &job, store->n_matched, err));
    else
        FIRE_TRY(store_job_run(store, &job, err));
    return store_blocks_add(store, import->blocks, import->id, rows->batch, rows->incident_id,
                            rows->area_id, err);
}

/* By the writer, where the import is one of many rows. The sum and the blocks are made here: the
 * writer has more to do than the thread that reads. */
static fire_status write_rows(struct fire_store *store, const struct fire_batch *batch,
                              struct fire_error *err)
{
    struct store_import *import = &store->import;
    struct numbered numbered;
    FIRE_TRY(store_ids_add(store, batch, err));
    if (import->threads && batch->n_rows >= FIRE_BATCH_ROWS / 4)
        FIRE_TRY(store_narrow(store, batch, err));
    if (import->threads && import->writer == NULL &&
        import->n_pushed + batch->n_rows >= FIRE_BATCH_ROWS)
        import->writer = store_writer_create(store);
    number_rows(store, batch, &numbered);
    FIRE_TRY(give_rows(store, &numbered, err));
    struct store_batch *to = store_batch_of(store, import->id);
    const struct store_rows rows = { numbered.place, numbered.area_id, NULL };
    to->checksum += store_checksum_rows(store, batch, &rows);
    to->n_rows += batch->n_rows;
    to->is_changed = true;
    import->next_incident += batch->n_rows;
    return FIRE_OK;
}

fire_status store_import_rows(struct fire_store *store, const struct fire_batch *batch,
                              struct fire_error *err)
{
    struct store_import *import = &store->import;
    struct fire_sifted sifted = { .batch = batch };
    FIRE_TRY(match_fields(store, batch, err));
    if (import->identity != NULL)
        FIRE_TRY(
            fire_identity_sift(import->identity, batch, import->next_incident, &sifted, err));
    /* Words of rows that are not kept count too when it comes to which spelling was first. */
    if (sifted.batch != batch) FIRE_TRY(store_ids_add(store, batch, err));
    if (sifted.batch->n_rows > 0) FIRE_TRY(write_rows(store, sifted.batch, err));
    import->n_pushed += batch->n_rows;
    FIRE_TRY(store_supersede(store, &sifted, err));
    return store_add_repeats(store, &sifted, err);
}

static fire_status failed_before(const struct fire_store *store, struct fire_error *err)
{
    const fire_status why = store->import.failed;
    return fire_fail(err, why != FIRE_OK ? why : FIRE_ESTORE, store_place(store),
                     "nothing is stored: the import failed before");
}

fire_status fire_store_declare(struct fire_store *store, const char *coverage,
                               const char *coverage_area, struct fire_error *err)
{
    assert(store->import.open);
    FIRE_TRY(store_settle(store, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(
        sql, "UPDATE import_batch SET coverage = %Q, coverage_area = %Q WHERE id = %lld",
        coverage, coverage_area, (long long)store->import.id);
    return store_exec_built(store, sql, err);
}

fire_status fire_store_remember_reading(struct fire_store *store, const char *reading,
                                        struct fire_error *err)
{
    assert(store->import.open);
    FIRE_TRY(store_settle(store, err));
    const char *readable = readable_name(store->import.scratch, reading);
    if (readable == NULL) return store_memory(store, err);
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "UPDATE import_batch SET reading = %Q WHERE id = %lld", readable,
                        (long long)store->import.id);
    return store_exec_built(store, sql, err);
}

fire_status fire_store_identify(struct fire_store *store, const char *sha256,
                                struct fire_error *err)
{
    if (!store->import.open) return failed_before(store, err);
    const fire_status status = write_identity(store, sha256, err);
    if (status != FIRE_OK) take_back(store, status);
    return status;
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct fire_store *store = self;
    if (!store->import.open) return failed_before(store, err);
    assert(batch->schema == store->import.schema && batch->alive == NULL);
    const fire_status status = store_import_rows(store, batch, err);
    if (status != FIRE_OK) take_back(store, status);
    return status;
}

struct fire_sink fire_store_sink(struct fire_store *store)
{
    return (struct fire_sink){ .self = store, .push = push };
}

/* ---- ending ---------------------------------------------------------------------------- */

const struct fire_tally *fire_store_tally(const struct fire_store *store)
{
    static const struct fire_tally nothing = { 0 };
    return store->import.identity != NULL ? fire_identity_tally(store->import.identity)
                                          : &nothing;
}

/* As the cleaning room has them: what the rows did to others is not settled yet. */
static fire_status check_counts(struct fire_store *store,
                                const struct fire_import_counts *counts, struct fire_error *err)
{
    const long long n_kept = (long long)counts->n_kept;
    const int64_t n_rows = counts->n_rows != 0 ? counts->n_rows : counts->n_kept;
    if (counts->n_records != counts->n_kept + counts->n_rejected + counts->n_excluded)
        return fire_fail(err, FIRE_ESTORE, store_place(store),
                         "the records do not add up: %lld kept and %lld rejected of %lld",
                         n_kept, (long long)counts->n_rejected, (long long)counts->n_records);
    if (n_rows != store->import.n_pushed)
        return fire_fail(err, FIRE_ESTORE, store_place(store),
                         "the records do not add up: %lld kept and %lld stored",
                         (long long)n_rows, (long long)store->import.n_pushed);
    return FIRE_OK;
}

static fire_status write_counts(struct fire_store *store,
                                const struct fire_import_counts *counts, struct fire_error *err)
{
    const struct {
        const char *name;
        int64_t value;
    } columns[] = {
        { "n_lines", counts->n_lines },
        { "n_head_lines", counts->n_head_lines },
        { "n_blank_lines", counts->n_blank_lines },
        { "n_record_lines", counts->n_record_lines },
        { "n_records", counts->n_records },
        { "n_kept", counts->n_kept },
        { "n_duplicates", counts->n_duplicates },
        { "n_revised", counts->n_revised },
        { "n_rejected", counts->n_rejected },
        { "n_conflicts", counts->n_conflicts },
        { "n_excluded", counts->n_excluded },
        { "n_set_aside", counts->n_set_aside },
    };
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "UPDATE import_batch SET ");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        sqlite3_str_appendf(sql, "%s%s = %lld", i == 0 ? "" : ", ", columns[i].name,
                            (long long)columns[i].value);
    sqlite3_str_appendf(sql, " WHERE id = %lld", (long long)store->import.id);
    return store_exec_built(store, sql, err);
}

fire_status store_import_fields(struct fire_store *store, struct fire_error *err)
{
    for (int32_t at = 0; at < store->n_fields; at++) {
        const struct store_field *field = &store->field[at];
        if (!field->used && !field->said) continue;
        sqlite3_str *sql = sqlite3_str_new(store->db);
        sqlite3_str_appendf(sql,
                            "INSERT INTO import_field VALUES (%lld, %d, %d, %d)"
                            " ON CONFLICT (import_id, field) DO UPDATE"
                            " SET has_values = max(has_values, excluded.has_values)",
                            (long long)store->import.id, at + 1, field->used, field->said);
        FIRE_TRY(store_exec_built(store, sql, err));
    }
    return FIRE_OK;
}

/* The first import with amounts of money decides on the store's currency. */
static fire_status write_currency(struct fire_store *store, struct fire_error *err)
{
    bool has_money = false;
    for (int32_t at = 0; at < store->n_fields; at++)
        if (store->field[at].used && store->field[at].is.type == FIRE_TYPE_MONEY)
            has_money = true;
    if (!has_money) return FIRE_OK;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT OR IGNORE INTO setting VALUES ('currency', %Q)",
                        fire_schema_currency(store->import.schema));
    FIRE_TRY(store_exec_built(store, sql, err));
    if (sqlite3_changes(store->db) > 0) store->import.fields_changed = true;
    return FIRE_OK;
}

/* What is worked out of the rows, and that it is right. Where another program wrote before, the
 * blocks of then may be wrong, and the mark must not say otherwise. */
static fire_status write_derived(struct fire_store *store, struct fire_error *err)
{
    struct store_import *import = &store->import;
    FIRE_TRY(store_blocks_flush(store, import->blocks, err));
    if (import->holes && import->is_marked) FIRE_TRY(store_blocks_make(store, err));
    FIRE_TRY(store_cubes_drop(store, err));
    FIRE_TRY(store_places_write(store, err));
    if (import->supersedes) FIRE_TRY(store_superseded_seal(store, err));
    FIRE_TRY(store_catalogue_seal(store, err));
    return import->is_marked ? store_mark_write(store, import->n_changes, err)
                             : store_exec(store, "DELETE FROM mark", err);
}

fire_status store_import_commit(struct fire_store *store, struct fire_error *err)
{
    FIRE_TRY(store_batches_write(store, err));
    if (store->import.fields_changed) FIRE_TRY(store_views_make(store, err));
    FIRE_TRY(write_derived(store, err));
    if (sqlite3_get_autocommit(store->db))
        return store_damaged(store, "the transaction is gone", err);
    finish_statements(&store->import);
    FIRE_TRY(store_exec(store, "COMMIT", err));
    store->import.open = false;
    return FIRE_OK;
}

static fire_status finish_import(struct fire_store *store, struct fire_import_counts *counts,
                                 struct fire_error *err)
{
    FIRE_TRY(store_settle(store, err));
    finish_writer(&store->import);
    FIRE_TRY(store_widen(store, err));
    FIRE_TRY(check_counts(store, counts, err));
    fire_identity_settle(fire_store_tally(store), counts);
    FIRE_TRY(write_counts(store, counts, err));
    FIRE_TRY(store_import_fields(store, err));
    FIRE_TRY(write_currency(store, err));
    if (store->import.identity != NULL) FIRE_TRY(store_areas_rename(store, err));
    return store_import_commit(store, err);
}

fire_status fire_store_commit(struct fire_store *store, struct fire_import_counts *counts,
                              struct fire_error *err)
{
    struct fire_import_counts settled = *counts;
    const fire_status status = store->import.open ? finish_import(store, &settled, err)
                                                  : failed_before(store, err);
    fire_store_rollback(store);
    if (status == FIRE_OK) *counts = settled;
    return status;
}

void fire_store_rollback(struct fire_store *store)
{
    if (store->import.open) take_back(store, FIRE_OK);
    store->import.failed = FIRE_OK;
}
