/* places.c - see places.h. The bytes are the rows one after the other, by id: parent, level and
 * size of the name as 32 bits each, the name. */
#include "places.h"

#include "standing.h"

#include "firestat/output.h"

#include <string.h>

static const char name_of_places[] = "areas";

static void add_number(struct fire_buffer *out, int64_t number)
{
    const uint32_t value = (uint32_t)number;
    fire_buffer_add(out, (const char *)&value, sizeof value);
}

static fire_status collect(struct fire_store *store, struct fire_buffer *out,
                           struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(
        store, "SELECT coalesce(parent, 0), level, name FROM area ORDER BY id", &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        const struct fire_text_view name = store_text(query, 2);
        add_number(out, sqlite3_column_int64(query, 0));
        add_number(out, sqlite3_column_int64(query, 1));
        add_number(out, (int64_t)name.size_bytes);
        if (name.size_bytes > 0) fire_buffer_add(out, name.bytes, name.size_bytes);
    }
    sqlite3_finalize(query);
    return status == FIRE_OK && out->failed ? store_memory(store, err) : status;
}

fire_status store_places_write(struct fire_store *store, struct fire_error *err)
{
    struct fire_buffer bytes = { 0 };
    fire_status status = collect(store, &bytes, err);
    if (status == FIRE_OK)
        status = store_standing_put(store, name_of_places, bytes.bytes, bytes.size_bytes, err);
    fire_buffer_finish(&bytes);
    return status;
}

static fire_status compare(struct fire_store *store, struct fire_arena *arena,
                           struct fire_buffer *now, bool *out_same, struct fire_error *err)
{
    const void *bytes = NULL;
    size_t size = 0;
    FIRE_TRY(collect(store, now, err));
    FIRE_TRY(store_standing_get(store, name_of_places, arena, &bytes, &size, err));
    *out_same = bytes != NULL && size == now->size_bytes &&
                memcmp(bytes, now->bytes, size) == 0;
    return FIRE_OK;
}

fire_status store_places_compare(struct fire_store *store, bool *out_same,
                                 struct fire_error *err)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer now = { 0 };
    const fire_status status = arena == NULL ? store_memory(store, err)
                                             : compare(store, arena, &now, out_same, err);
    fire_buffer_finish(&now);
    fire_arena_free(arena);
    return status;
}

/* ---- and back ----------------------------------------------------------------------------- */

struct place {
    int32_t parent; /* id */
    int32_t level;
    struct fire_text_view name;
};

/* place[id], from 1. false: not as it was written, or no memory: *out is NULL */
static bool take_apart(const char *bytes, size_t size, struct fire_arena *arena,
                       struct place **out, int32_t *out_n)
{
    const size_t most = size / 12 + 2;
    struct place *place = FIRE_TAKE(arena, most, struct place);
    int32_t n = 0;
    *out = place;
    for (size_t at = 0; place != NULL && at < size;) {
        uint32_t number[3];
        if (size - at < sizeof number) return false;
        memcpy(number, bytes + at, sizeof number);
        at += sizeof number;
        n++;
        const bool is_top = n == 1;
        if (number[2] > size - at || number[1] >= FIRE_N_LEVELS || number[0] >= (uint32_t)n ||
            is_top != (number[0] == 0) || is_top != (number[1] == 0) ||
            (!is_top && number[1] != (uint32_t)place[number[0]].level + 1))
            return false;
        place[n] = (struct place){ (int32_t)number[0],
                                   (int32_t)number[1],
                                   { bytes + at, number[2] } };
        at += number[2];
    }
    *out_n = n;
    return place != NULL && n > 0;
}

/* The areas above one and itself, by level. */
static void line_of(const struct place place[], int32_t id, int32_t out[FIRE_N_LEVELS])
{
    for (; id != 0; id = place[id].parent)
        out[place[id].level] = id;
}

/* As store_areas_load does with a row: an area that has a name comes with all above it. */
static fire_status add_place(struct fire_store *store, const struct place place[],
                             const int32_t line[FIRE_N_LEVELS], int32_t id,
                             struct fire_areas *areas, struct fire_error *err)
{
    const int32_t level = place[id].level;
    struct fire_text_view name[FIRE_N_LEVELS] = { { NULL, 0 } };
    int32_t node = FIRE_AREA_COUNTRY;
    for (int32_t at = 1; at <= level; at++)
        name[at] = place[line[at]].name;
    FIRE_TRY(fire_areas_add(areas, name[1], name[2], name[3], &node, err));
    store->node[id] = node;
    if (level == 0 || name[level].size_bytes == 0) return FIRE_OK;
    for (int32_t at = level; at > 0; at--, node = fire_area_parent(areas, node))
        store->node[line[at]] = node;
    return FIRE_OK;
}

static fire_status load(struct fire_store *store, const struct place place[], int32_t n,
                        struct fire_areas *areas, fire_area_level level, struct fire_error *err)
{
    if ((size_t)n >= store->node_capacity) {
        void *grown = fire_array_grow(store->node, &store->node_capacity, (size_t)n + 1,
                                      sizeof *store->node);
        if (grown == NULL) return store_memory(store, err);
        store->node = grown;
    }
    store->n_nodes = n;
    store->node[0] = FIRE_AREA_COUNTRY;
    for (int32_t id = 1; id <= n; id++) {
        int32_t line[FIRE_N_LEVELS] = { 0 };
        line_of(place, id, line);
        /* What lies in an area without a name is all that tells where that is. */
        if (place[id].level > (int32_t)level && place[line[level]].name.size_bytes > 0)
            store->node[id] = store->node[line[level]];
        else
            FIRE_TRY(add_place(store, place, line, id, areas, err));
    }
    return FIRE_OK;
}

fire_status store_places_load(struct fire_store *store, struct fire_areas *areas,
                              fire_area_level level, struct fire_error *err)
{
    struct fire_arena *arena = fire_arena_create();
    const void *bytes = NULL;
    size_t size = 0;
    struct place *place = NULL;
    int32_t n = 0;
    fire_status status = arena == NULL ? store_memory(store, err)
                                       : store_standing_get(store, name_of_places, arena,
                                                            &bytes, &size, err);
    if (status == FIRE_OK && (bytes == NULL || !take_apart(bytes, size, arena, &place, &n)))
        status = bytes != NULL && place == NULL
                     ? store_memory(store, err)
                     : store_damaged(store, "the areas are not as they were written", err);
    if (status == FIRE_OK) status = load(store, place, n, areas, level, err);
    fire_arena_free(arena);
    return status;
}
