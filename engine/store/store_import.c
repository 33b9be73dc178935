/* store_import.c - a file's rows go in whole or not at all.
 *
 * One file is one transaction, from BEGIN IMMEDIATE to COMMIT. Any failure on the way rolls it
 * back at once; what is pushed or committed after that fails too, so a caller that overlooks
 * an error still stores nothing. */
#include "store.h"

#include "firestat/date.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- beginning ------------------------------------------------------------------------- */

/* "2024-07-31T08:15:00Z", from SOURCE_DATE_EPOCH where it is set. */
static fire_status import_time(char out[sizeof "2024-07-31T08:15:00Z"], struct fire_error *err)
{
    long long seconds = (long long)time(NULL);
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch != NULL && epoch[0] != '\0') {
        char *end = NULL;
        errno = 0;
        seconds = strtoll(epoch, &end, 10);
        if (errno != 0 || *end != '\0' || seconds < 0 ||
            seconds / 86400 > (long long)FIRE_DAY_LAST)
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "SOURCE_DATE_EPOCH: '%s' is not a number of seconds", epoch);
    }
    fire_day_to_iso((int32_t)(seconds / 86400), out);
    const int second = (int)(seconds % 86400);
    const int part[3] = { second / 3600, second / 60 % 60, second % 60 };
    for (int i = 0; i < 3; i++) {
        out[10 + 3 * i] = i == 0 ? 'T' : ':';
        out[11 + 3 * i] = (char)('0' + part[i] / 10);
        out[12 + 3 * i] = (char)('0' + part[i] % 10);
    }
    out[19] = 'Z';
    out[20] = '\0';
    return FIRE_OK;
}

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

static fire_status find_before(struct fire_store *store, const char *sha256, bool *found,
                               int64_t *out_id, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    FIRE_TRY(store_prepare(store, "SELECT id FROM import_batch WHERE sha256 = ?", &query, err));
    fire_status status = FIRE_OK;
    if (sqlite3_bind_text(query, 1, sha256, -1, SQLITE_STATIC) != SQLITE_OK)
        status = store_fail(store, err);
    if (status == FIRE_OK) status = store_step(store, query, found, err);
    if (status == FIRE_OK && *found && out_id != NULL) *out_id = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return status;
}

static fire_status insert_import(struct fire_store *store, const char *file, const char *sha256,
                                 int64_t size_bytes, struct fire_error *err)
{
    struct store_import *import = &store->import;
    char imported_at[sizeof "2024-07-31T08:15:00Z"];
    FIRE_TRY(import_time(imported_at, err));
    const char *name = readable_name(import->scratch, file);
    if (name == NULL) return store_memory(store, err);
    FIRE_TRY(store_number(store, "SELECT coalesce(max(id), 0) + 1 FROM import_batch",
                          &import->id, err));
    FIRE_TRY(store_number(store, "SELECT coalesce(max(incident_id), 0) + 1 FROM incident",
                          &import->first_incident, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "INSERT INTO import_batch (id, imported_at, file, sha256, size_bytes,"
                        " program, first_incident) VALUES (%lld, %Q, %Q, %Q, %lld, %Q, %lld)",
                        (long long)import->id, imported_at, name, sha256, (long long)size_bytes,
                        STORE_PROGRAM, (long long)import->first_incident);
    return store_exec_built(store, sql, err);
}

fire_status fire_store_begin(struct fire_store *store, struct fire_schema *schema,
                             const struct fire_areas *areas, const char *file,
                             const char *sha256, int64_t size_bytes, bool *stored_before,
                             int64_t *out_before, struct fire_error *err)
{
    assert(store->mode == FIRE_STORE_WRITE && !store->import.open);
    store_snapshot_end(store);
    store_ids_forget(store);
    FIRE_TRY(store_exec(store, "BEGIN IMMEDIATE", err));

    struct store_import *import = &store->import;
    import->open = true;
    import->failed = FIRE_OK;
    import->n_rows = 0;
    import->checksum = 0;
    import->schema = schema;
    import->areas = areas;
    import->fields_changed = false;
    fire_arena_reset(import->scratch);

    bool before = false;
    fire_status status = store_catalogue_check(store, err);
    if (status == FIRE_OK) status = find_before(store, sha256, &before, out_before, err);
    if (status == FIRE_OK && !before) {
        status = store_fields_load(store, err);
        if (status == FIRE_OK) status = store_currency_say(store, schema, err);
        if (status == FIRE_OK) status = store_fields_match(store, schema, err);
        if (status == FIRE_OK) status = insert_import(store, file, sha256, size_bytes, err);
    }
    if (status != FIRE_OK || before) fire_store_rollback(store);
    if (status == FIRE_OK) *stored_before = before;
    return status;
}

/* ---- rows ------------------------------------------------------------------------------ */

static void finish_statements(struct store_import *import)
{
    sqlite3_stmt **const statements[] = { &import->insert_many, &import->insert_one,
                                          &import->add_word, &import->add_area };
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        sqlite3_finalize(*statements[i]);
        *statements[i] = NULL;
    }
    import->n_columns = 0;
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

static fire_status push_rows(struct fire_store *store, const struct fire_batch *batch,
                             struct fire_error *err)
{
    FIRE_TRY(store_fields_match(store, batch->schema, err));
    FIRE_TRY(store_ids_add(store, batch, err));
    FIRE_TRY(store_insert(store, batch, err));
    store->import.checksum += store_checksum_rows(store, batch, store->import.n_rows);
    store->import.n_rows += batch->n_rows;
    return FIRE_OK;
}

static fire_status failed_before(const struct fire_store *store, struct fire_error *err)
{
    const fire_status why = store->import.failed;
    return fire_fail(err, why != FIRE_OK ? why : FIRE_ESTORE, store_place(store),
                     "nothing is stored: the import failed before");
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct fire_store *store = self;
    if (!store->import.open) return failed_before(store, err);
    assert(batch->schema == store->import.schema);
    const fire_status status = push_rows(store, batch, err);
    if (status != FIRE_OK) take_back(store, status);
    return status;
}

struct fire_sink fire_store_sink(struct fire_store *store)
{
    return (struct fire_sink){ .self = store, .push = push };
}

/* ---- ending ---------------------------------------------------------------------------- */

static fire_status check_counts(struct fire_store *store,
                                const struct fire_import_counts *counts, struct fire_error *err)
{
    const long long n_kept = (long long)counts->n_kept;
    if (counts->n_records != counts->n_kept + counts->n_rejected)
        return fire_fail(err, FIRE_ESTORE, store_place(store),
                         "the records do not add up: %lld kept and %lld rejected of %lld",
                         n_kept, (long long)counts->n_rejected, (long long)counts->n_records);
    if (counts->n_kept != store->import.n_rows)
        return fire_fail(err, FIRE_ESTORE, store_place(store),
                         "the records do not add up: %lld kept and %lld stored", n_kept,
                         (long long)store->import.n_rows);
    return FIRE_OK;
}

static fire_status write_counts(struct fire_store *store,
                                const struct fire_import_counts *counts, struct fire_error *err)
{
    const struct store_import *import = &store->import;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "UPDATE import_batch SET n_lines = %lld, n_records = %lld,"
                        " n_kept = %lld, n_rejected = %lld, n_set_aside = %lld,"
                        " checksum = %lld WHERE id = %lld",
                        (long long)counts->n_lines, (long long)counts->n_records,
                        (long long)counts->n_kept, (long long)counts->n_rejected,
                        (long long)counts->n_set_aside, (long long)import->checksum,
                        (long long)import->id);
    return store_exec_built(store, sql, err);
}

/* Which fields the import has: a reader need not look at the others. */
static fire_status write_used_fields(struct fire_store *store, struct fire_error *err)
{
    for (int32_t at = 0; at < store->n_fields; at++) {
        if (!store->field[at].used) continue;
        sqlite3_str *sql = sqlite3_str_new(store->db);
        sqlite3_str_appendf(sql, "INSERT INTO import_field VALUES (%lld, %d)",
                            (long long)store->import.id, at + 1);
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

static fire_status finish_import(struct fire_store *store,
                                 const struct fire_import_counts *counts,
                                 struct fire_error *err)
{
    FIRE_TRY(check_counts(store, counts, err));
    FIRE_TRY(write_counts(store, counts, err));
    FIRE_TRY(write_used_fields(store, err));
    FIRE_TRY(write_currency(store, err));
    if (store->import.fields_changed) FIRE_TRY(store_views_make(store, err));
    FIRE_TRY(store_catalogue_seal(store, err));
    if (sqlite3_get_autocommit(store->db))
        return store_damaged(store, "the transaction is gone", err);
    finish_statements(&store->import);
    return store_exec(store, "COMMIT", err);
}

fire_status fire_store_commit(struct fire_store *store, const struct fire_import_counts *counts,
                              struct fire_error *err)
{
    const fire_status status = store->import.open ? finish_import(store, counts, err)
                                                  : failed_before(store, err);
    if (status == FIRE_OK) store->import.open = false;
    fire_store_rollback(store);
    return status;
}

void fire_store_rollback(struct fire_store *store)
{
    if (store->import.open) take_back(store, FIRE_OK);
    store->import.failed = FIRE_OK;
}
