/* standing.c - see standing.h. */
#include "standing.h"

#include "pack.h"

#include <string.h>

static int64_t sum_of(const void *bytes, size_t size)
{
    return (int64_t)pack_checksum(bytes, size);
}

fire_status store_standing_put(struct fire_store *store, const char *name, const void *bytes,
                               size_t size, struct fire_error *err)
{
    sqlite3_stmt *insert = NULL;
    bool has_row = false;
    FIRE_TRY(
        store_prepare(store, "INSERT OR REPLACE INTO standing VALUES (?, ?, ?)", &insert, err));
    fire_status status = FIRE_OK;
    if (sqlite3_bind_text(insert, 1, name, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_int64(insert, 2, sum_of(bytes, size)) != SQLITE_OK ||
        sqlite3_bind_blob64(insert, 3, size > 0 ? bytes : "", size, SQLITE_STATIC) != SQLITE_OK)
        status = store_fail(store, err);
    if (status == FIRE_OK) status = store_step(store, insert, &has_row, err);
    sqlite3_finalize(insert);
    return status;
}

static fire_status take(struct fire_store *store, sqlite3_stmt *query, struct fire_arena *arena,
                        const void **out_bytes, size_t *out_size, struct fire_error *err)
{
    const void *bytes = sqlite3_column_blob(query, 1);
    const size_t size = (size_t)sqlite3_column_bytes(query, 1);
    if (bytes == NULL && size > 0) return store_memory(store, err);
    const char *copy = fire_arena_copy(arena, size > 0 ? bytes : "", size);
    if (copy == NULL) return store_memory(store, err);
    if (sum_of(copy, size) != sqlite3_column_int64(query, 0))
        return store_damaged(store, "what stands beside the rows is not as it was written",
                             err);
    *out_bytes = copy;
    *out_size = size;
    return FIRE_OK;
}

fire_status store_standing_get(struct fire_store *store, const char *name,
                               struct fire_arena *arena, const void **out_bytes,
                               size_t *out_size, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    FIRE_TRY(store_prepare(store, "SELECT checksum, data FROM standing WHERE name = ?", &query,
                           err));
    fire_status status = FIRE_OK;
    *out_bytes = NULL;
    *out_size = 0;
    if (sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC) != SQLITE_OK)
        status = store_fail(store, err);
    if (status == FIRE_OK) status = store_step(store, query, &has_row, err);
    if (status == FIRE_OK && has_row)
        status = take(store, query, arena, out_bytes, out_size, err);
    sqlite3_finalize(query);
    return status;
}
