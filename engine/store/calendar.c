/* calendar.c - the calendar whose years the store's figures are asked by. To the store it is a
 * text; it stays until an import names another one. */
#include "store.h"

#include <assert.h>
#include <string.h>

fire_status fire_store_remember_calendar(struct fire_store *store, const char *calendar,
                                         struct fire_error *err)
{
    assert(store->import.open);
    FIRE_TRY(store_settle(store, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT OR REPLACE INTO setting VALUES ('calendar', %Q)",
                        calendar);
    return store_exec_built(store, sql, err);
}

fire_status fire_store_calendar(struct fire_store *store, struct fire_arena *arena,
                                const char **out, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    const char *calendar = NULL;
    bool found = false;
    FIRE_TRY(
        store_prepare(store, "SELECT value FROM setting WHERE name = 'calendar'", &query, err));
    fire_status status = store_step(store, query, &found, err);
    if (status == FIRE_OK && found) {
        const struct fire_text_view text = store_text(query, 0);
        if (text.bytes != NULL) calendar = fire_arena_copy(arena, text.bytes, text.size_bytes);
        if (calendar == NULL) status = store_memory(store, err);
    }
    sqlite3_finalize(query);
    if (status == FIRE_OK) *out = calendar;
    return status;
}
