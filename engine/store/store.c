/* store.c - a store is opened, its statements are run, its errors are told.
 *
 * A store is worth no more than the worst thing that can happen to it, so every statement of
 * this room goes through the few functions here. What was found by injecting faults: when a
 * statement fails for want of memory or disk, SQLite may roll the transaction back by itself,
 * and a program that goes on stores the rest of a file row by row. Here the first failure of
 * an import is remembered and nothing but ROLLBACK follows it.
 *
 * synchronous is EXTRA and not FULL: with a rollback journal FULL does not sync the folder
 * after the journal is removed, so a power cut could take back an import that was reported as
 * done. It costs one fsync an import. */
#include "store.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    BUSY_MS = 5000,
    LONGEST_VALUE_BYTES = 16 << 20, /* a row with all its texts; limits what damage can ask */
    LONGEST_SQL_BYTES = 1 << 20,
};

bool fire_store_is(const char *path)
{
    static const char magic[] = "SQLite format 3"; /* with its NUL */
    struct stat about;
    /* Bytes taken from a pipe would be missing later. */
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) return false;
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    char start[sizeof magic] = { 0 };
    const size_t n_read = fread(start, 1, sizeof start, file);
    fclose(file);
    return n_read == sizeof start && memcmp(start, magic, sizeof magic) == 0;
}

struct fire_location store_place(const struct fire_store *store)
{
    return (struct fire_location){ .file = store->path };
}

/* Remember that the open import has failed. */
static fire_status noted(struct fire_store *store, fire_status status)
{
    if (store->import.open && store->import.failed == FIRE_OK) store->import.failed = status;
    return status;
}

fire_status store_fail(struct fire_store *store, struct fire_error *err)
{
    const int code = sqlite3_extended_errcode(store->db);
    const int system = sqlite3_system_errno(store->db);
    const char *why = sqlite3_errmsg(store->db);
    const struct fire_location here = store_place(store);
    if (code == SQLITE_IOERR_NOMEM) return noted(store, fire_fail_memory(err));
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return noted(store, fire_fail_memory(err));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return noted(store, fire_fail(err, FIRE_EBUSY, here,
                                      "another program is using the store; try again when it "
                                      "has finished (%s)",
                                      why));
    case SQLITE_FULL:
        return noted(store, fire_fail(err, FIRE_EIO, here, "the disk is full (%s)", why));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return noted(store, fire_fail(err, FIRE_EIO, here,
                                      "the store cannot be read or written: %s (%s)",
                                      system != 0 ? strerror(system) : "refused", why));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return noted(store, fire_fail(err, FIRE_ESTORE, here,
                                      "the file is damaged or no store (%s)", why));
    case SQLITE_TOOBIG:
        return noted(store, fire_fail(err, FIRE_ERANGE, here, "a row is longer than %d MB (%s)",
                                      LONGEST_VALUE_BYTES >> 20, why));
    case SQLITE_INTERRUPT:
        return noted(store, fire_fail(err, FIRE_EINTERRUPTED, here, "interrupted"));
    default:
        return noted(
            store, fire_fail(err, FIRE_ESTORE, here, "the store does not take this: %s", why));
    }
}

fire_status store_damaged(struct fire_store *store, const char *what, struct fire_error *err)
{
    return noted(store,
                 fire_fail(err, FIRE_ESTORE, store_place(store),
                           "the store is damaged or was changed by another program: %s; go "
                           "back to a copy of it, or import its files into a new store",
                           what));
}

fire_status store_memory(struct fire_store *store, struct fire_error *err)
{
    return noted(store, fire_fail_memory(err));
}

/* FIRE_OK while statements may be run. */
static fire_status may_go_on(struct fire_store *store, struct fire_error *err)
{
    if (!store->import.open || store->import.failed == FIRE_OK) return FIRE_OK;
    return fire_fail(err, store->import.failed, store_place(store),
                     "nothing is stored: the import failed before");
}

fire_status store_exec(struct fire_store *store, const char *sql, struct fire_error *err)
{
    FIRE_TRY(may_go_on(store, err));
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK) return FIRE_OK;
    return store_fail(store, err);
}

fire_status store_prepare(struct fire_store *store, const char *sql, sqlite3_stmt **out,
                          struct fire_error *err)
{
    FIRE_TRY(may_go_on(store, err));
    if (sqlite3_prepare_v2(store->db, sql, -1, out, NULL) == SQLITE_OK) return FIRE_OK;
    return store_fail(store, err);
}

fire_status store_step(struct fire_store *store, sqlite3_stmt *statement, bool *has_row,
                       struct fire_error *err)
{
    FIRE_TRY(may_go_on(store, err));
    const int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return store_fail(store, err);
    *has_row = code == SQLITE_ROW;
    return FIRE_OK;
}

/* The finished text, to be freed with sqlite3_free; NULL: no memory. */
static char *finish_sql(sqlite3_str *sql)
{
    const bool whole = sqlite3_str_errcode(sql) == SQLITE_OK;
    char *text = sqlite3_str_finish(sql);
    if (whole) return text;
    sqlite3_free(text);
    return NULL;
}

fire_status store_exec_built(struct fire_store *store, sqlite3_str *sql, struct fire_error *err)
{
    char *text = finish_sql(sql);
    if (text == NULL) return store_memory(store, err);
    const fire_status status = store_exec(store, text, err);
    sqlite3_free(text);
    return status;
}

fire_status store_prepare_built(struct fire_store *store, sqlite3_str *sql, sqlite3_stmt **out,
                                struct fire_error *err)
{
    char *text = finish_sql(sql);
    if (text == NULL) return store_memory(store, err);
    const fire_status status = store_prepare(store, text, out, err);
    sqlite3_free(text);
    return status;
}

fire_status store_number(struct fire_store *store, const char *sql, int64_t *out,
                         struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    FIRE_TRY(store_prepare(store, sql, &query, err));
    fire_status status = store_step(store, query, &has_row, err);
    if (status == FIRE_OK && (!has_row || sqlite3_column_type(query, 0) != SQLITE_INTEGER))
        status = store_damaged(store, "a number is missing", err);
    if (status == FIRE_OK) *out = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return status;
}

fire_status store_blob_at(struct fire_store *store, sqlite3_blob **blob, int64_t id,
                          struct fire_error *err)
{
    FIRE_TRY(may_go_on(store, err));
    const int code = *blob != NULL ? sqlite3_blob_reopen(*blob, id)
                                   : sqlite3_blob_open(store->db, "main", "block_column",
                                                       "data", id, 0, blob);
    if (code == SQLITE_OK) return FIRE_OK;
    if (code == SQLITE_ERROR)
        return store_damaged(store, "a column of a block is missing", err);
    return store_fail(store, err);
}

struct fire_text_view store_text(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) != SQLITE_TEXT)
        return (struct fire_text_view){ NULL, 0 };
    const char *bytes = (const char *)sqlite3_column_text(statement, column);
    return (struct fire_text_view){ bytes, (size_t)sqlite3_column_bytes(statement, column) };
}

/* ---- opening --------------------------------------------------------------------------- */

/* SQLite takes "", ":memory:" and "file:..." for something else than a file of that name. */
static const char *plain_path(struct fire_arena *arena, const char *path)
{
    if (path[0] == '/') return fire_arena_copy(arena, path, strlen(path));
    const size_t size = strlen(path) + sizeof "./";
    char *plain = FIRE_TAKE(arena, size, char);
    if (plain != NULL) snprintf(plain, size, "./%s", path);
    return plain;
}

/* An import that was killed left its journal, and a reader may not play it back: do it once
 * as a writer. */
static fire_status undo_killed_import(struct fire_store *store, const char *path,
                                      struct fire_error *err)
{
    sqlite3 *writer = NULL;
    int code = sqlite3_open_v2(path, &writer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                               NULL);
    if (code == SQLITE_OK) sqlite3_busy_timeout(writer, BUSY_MS);
    if (code == SQLITE_OK)
        code = sqlite3_exec(writer, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    const fire_status status =
        code == SQLITE_OK
            ? FIRE_OK
            : fire_fail(err, FIRE_EIO, store_place(store),
                        "an import was killed and must be undone first, but that failed: %s",
                        writer != NULL ? sqlite3_errmsg(writer) : sqlite3_errstr(code));
    sqlite3_close(writer);
    return status;
}

/* What damaged or foreign bytes may do to us; nothing here touches the file. */
static fire_status harden(struct fire_store *store, struct fire_error *err)
{
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE_BYTES);
    sqlite3_limit(store->db, SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL_BYTES);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
    return store_exec(store, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", err);
}

static fire_status connect_file(struct fire_store *store, struct fire_error *err)
{
    const char *path = plain_path(store->arena, store->path);
    if (path == NULL) return fire_fail_memory(err);
    const bool writes = store->mode == FIRE_STORE_WRITE;
    const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                             : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (store->db == NULL) return fire_fail_memory(err);
    if (code != SQLITE_OK) return store_fail(store, err);
    if (writes && sqlite3_db_readonly(store->db, "main") == 1)
        return fire_fail(err, FIRE_EIO, store_place(store),
                         "the file may be read but not written");
    FIRE_TRY(harden(store, err));

    const char *first_look = "SELECT count(*) FROM sqlite_schema";
    if (sqlite3_exec(store->db, first_look, NULL, NULL, NULL) != SQLITE_OK) {
        if (sqlite3_extended_errcode(store->db) != SQLITE_READONLY_ROLLBACK)
            return store_fail(store, err);
        FIRE_TRY(undo_killed_import(store, path, err));
    }
    return FIRE_OK;
}

/* Checks cost as much as the rows they look at, and what is written here has its type by the
 * way it is written (store_insert.c): they are for other programs.
 *
 * 64 MB of changed pages before the file itself is touched: readers are shut out for the
 * commit only, and not for the whole of an import of half a million rows. */
static fire_status prepare_to_write(struct fire_store *store, struct fire_error *err)
{
    return store_exec(store,
                      "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;"
                      "PRAGMA cache_size = -65536;"
                      "PRAGMA ignore_check_constraints = ON",
                      err);
}

static struct fire_store *create(const char *path, fire_store_mode mode)
{
    struct fire_store *store = calloc(1, sizeof *store);
    if (store == NULL) return NULL;
    store->mode = mode;
    store->arena = fire_arena_create();
    store->field_arena = fire_arena_create();
    store->batch_arena = fire_arena_create();
    store->last_id = INT64_MAX;
    store->import.scratch = fire_arena_create();
    store->import.wanted = fire_arena_create();
    if (store->arena != NULL) store->path = fire_arena_copy(store->arena, path, strlen(path));
    if (store->path != NULL && store->field_arena != NULL && store->batch_arena != NULL &&
        store->import.scratch != NULL && store->import.wanted != NULL)
        return store;
    fire_store_close(store);
    return NULL;
}

fire_status fire_store_open(const char *path, fire_store_mode mode, struct fire_store **out,
                            struct fire_error *err)
{
    struct fire_store *store = create(path, mode);
    if (store == NULL) return fire_fail_memory(err);
    fire_status status = connect_file(store, err);
    if (status == FIRE_OK) status = store_identify(store, err);
    if (status == FIRE_OK && mode == FIRE_STORE_WRITE) status = prepare_to_write(store, err);
    if (status != FIRE_OK) {
        fire_store_close(store);
        return status;
    }
    *out = store;
    return FIRE_OK;
}

void fire_store_close(struct fire_store *store)
{
    if (store == NULL) return;
    fire_store_rollback(store);
    store_snapshot_end(store);
    const int code = sqlite3_close(store->db);
    assert(code == SQLITE_OK); /* else a statement was not finalized */
    (void)code;
    store_ids_forget(store);
    free(store->words);
    free(store->areas.id);
    free(store->word);
    free(store->node);
    free(store->at);
    free(store->field);
    free(store->batch);
    free(store->need);
    fire_identity_free(store->import.identity);
    free(store->import.column);
    fire_arena_free(store->import.scratch);
    fire_arena_free(store->import.wanted);
    fire_arena_free(store->field_arena);
    fire_arena_free(store->batch_arena);
    fire_arena_free(store->arena);
    free(store);
}
