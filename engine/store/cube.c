/* cube.c - figures that were worked out once and are kept, as bytes that the store does not
 * understand.
 *
 * They go with the rows they stand for: the next transaction of ours that writes rows takes them
 * out, and where another program wrote the mark does not hold and they are not given. */
#include "mark.h"
#include "standing.h"

#include <assert.h>
#include <string.h>

/* The name under which a cube stands; the store's own are without a colon. NULL: no memory */
static char *standing_name(struct fire_arena *arena, const char *name)
{
    static const char prefix[] = "cube:";
    char *whole = FIRE_TAKE(arena, sizeof prefix + strlen(name), char);
    if (whole == NULL) return NULL;
    memcpy(whole, prefix, sizeof prefix - 1);
    memcpy(whole + sizeof prefix - 1, name, strlen(name));
    return whole;
}

fire_status store_cubes_drop(struct fire_store *store, struct fire_error *err)
{
    if (store->import.cubes_dropped) return FIRE_OK;
    store->import.cubes_dropped = true;
    return store_exec(store, "DELETE FROM standing WHERE name GLOB 'cube:*'", err);
}

/* Behind BEGIN IMMEDIATE: the rows are those that were read. */
static fire_status put_later(struct fire_store *store, const char *name, const void *bytes,
                             size_t size, struct fire_error *err)
{
    bool holds = false;
    uint32_t n_changes = 0;
    FIRE_TRY(store_mark_holds(store, &holds, err));
    FIRE_TRY(store_mark_count(store, &n_changes, err));
    if (!holds || n_changes != store->seen_changes)
        return fire_fail(err, FIRE_EBUSY, store_place(store),
                         "another program wrote to the store while figures were worked out");
    FIRE_TRY(store_standing_put(store, name, bytes, size, err));
    FIRE_TRY(store_mark_write(store, n_changes, err));
    FIRE_TRY(store_exec(store, "COMMIT", err));
    store->seen_changes = n_changes + 1;
    return FIRE_OK;
}

static fire_status put_apart(struct fire_store *store, const char *name, const void *bytes,
                             size_t size, struct fire_error *err)
{
    store_snapshot_end(store);
    FIRE_TRY(store_exec(store, "BEGIN IMMEDIATE", err));
    const fire_status status = put_later(store, name, bytes, size, err);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static fire_status put_now(struct fire_store *store, const char *name, const void *bytes,
                           size_t size, struct fire_error *err)
{
    FIRE_TRY(store_settle(store, err));
    FIRE_TRY(store_cubes_drop(store, err));
    return store_standing_put(store, name, bytes, size, err);
}

fire_status fire_store_put_cube(struct fire_store *store, const char *name, const void *bytes,
                                size_t size, struct fire_error *err)
{
    assert(store->mode == FIRE_STORE_WRITE);
    struct fire_arena *arena = fire_arena_create();
    const char *whole = arena == NULL ? NULL : standing_name(arena, name);
    const fire_status status = whole == NULL        ? store_memory(store, err)
                               : store->import.open ? put_now(store, whole, bytes, size, err)
                                                    : put_apart(store, whole, bytes, size, err);
    fire_arena_free(arena);
    return status;
}

static fire_status get(struct fire_store *store, const char *name, struct fire_arena *arena,
                       const void **out_bytes, size_t *out_size, struct fire_error *err)
{
    bool holds = false;
    *out_bytes = NULL;
    *out_size = 0;
    if (store->as_of != NULL) return FIRE_OK;
    FIRE_TRY(store_mark_holds(store, &holds, err));
    if (!holds) return FIRE_OK;
    const char *whole = standing_name(arena, name);
    if (whole == NULL) return store_memory(store, err);
    return store_standing_get(store, whole, arena, out_bytes, out_size, err);
}

fire_status fire_store_cube(struct fire_store *store, const char *name,
                            struct fire_arena *arena, const void **out_bytes, size_t *out_size,
                            struct fire_error *err)
{
    assert(!store->import.open);
    const bool inside = store->snapshot;
    FIRE_TRY(store_snapshot_begin(store, err));
    const fire_status status = get(store, name, arena, out_bytes, out_size, err);
    if (!inside) store_snapshot_end(store);
    return status;
}
