/* store_ids.c - a run counts its words and areas from 0, the file keeps its own ids.
 *
 * Two runs meet the same words in another order, so what goes into the file are ids that the
 * file gave. Each is asked for once a run and remembered in an array by code or node. On the
 * way back the same arrays are filled from the file. Ids have no gaps: nothing is ever taken
 * out of word and area, and a file that says otherwise is not as it was written. */
#include "store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool store_ids_reserve(struct store_ids *ids, size_t wanted)
{
    if (wanted <= ids->capacity) return true;
    const size_t before = ids->capacity;
    int32_t *grown = fire_array_grow(ids->id, &ids->capacity, wanted, sizeof *ids->id);
    if (grown == NULL) return false;
    memset(grown + before, 0, (ids->capacity - before) * sizeof *grown);
    ids->id = grown;
    return true;
}

void store_ids_forget(struct fire_store *store)
{
    for (size_t i = 0; i < store->words_capacity; i++) {
        free(store->words[i].id);
        store->words[i] = (struct store_ids){ 0 };
    }
    if (store->areas.id != NULL)
        memset(store->areas.id, 0, store->areas.capacity * sizeof *store->areas.id);
    store->n_words = store->n_nodes = 0;
    store->loaded_schema = NULL;
    store->loaded_areas = NULL;
}

void store_ids_ask_again(struct fire_store *store)
{
    for (size_t i = 0; i < store->words_capacity; i++)
        if (store->words[i].id != NULL)
            memset(store->words[i].id, 0, store->words[i].capacity * sizeof(int32_t));
}

/* A place for the ids of every field. */
static bool reserve_fields(struct fire_store *store, int32_t n_fields)
{
    const size_t before = store->words_capacity;
    if ((size_t)n_fields <= before) return true;
    struct store_ids *grown = fire_array_grow(store->words, &store->words_capacity,
                                              (size_t)n_fields, sizeof *grown);
    if (grown == NULL) return false;
    memset(grown + before, 0, (store->words_capacity - before) * sizeof *grown);
    store->words = grown;
    return true;
}

/* ---- into the file --------------------------------------------------------------------- */

static int bind_view(sqlite3_stmt *statement, int parameter, struct fire_text_view text)
{
    return sqlite3_bind_text64(statement, parameter, text.bytes != NULL ? text.bytes : "",
                               text.size_bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* Run an INSERT ... RETURNING id whose parameters are bound. */
static fire_status take_id(struct fire_store *store, sqlite3_stmt *insert, int32_t *out,
                           struct fire_error *err)
{
    bool has_row = false;
    fire_status status = store_step(store, insert, &has_row, err);
    if (status == FIRE_OK && !has_row) status = store_damaged(store, "no id came back", err);
    if (status == FIRE_OK) {
        const int64_t id = sqlite3_column_int64(insert, 0);
        if (id < 1 || id > INT32_MAX)
            status = store_damaged(store, "an id does not fit", err);
        else
            *out = (int32_t)id;
    }
    if (sqlite3_reset(insert) != SQLITE_OK && status == FIRE_OK)
        status = store_fail(store, err);
    return status;
}

/* An import whose rows may be read before it ends knows the way back from the ids it adds. */
static bool remember_word(struct fire_store *store, int32_t id, struct store_word word)
{
    if (store->import.identity == NULL) return true;
    if ((size_t)id >= store->word_capacity) {
        void *grown = fire_array_grow(store->word, &store->word_capacity, (size_t)id + 1,
                                      sizeof *store->word);
        if (grown == NULL) return false;
        store->word = grown;
    }
    store->word[id] = word;
    if (id > store->n_words) store->n_words = id;
    return true;
}

static bool remember_node(struct fire_store *store, int32_t id, int32_t node)
{
    if (store->import.identity == NULL) return true;
    if ((size_t)id >= store->node_capacity) {
        void *grown = fire_array_grow(store->node, &store->node_capacity, (size_t)id + 1,
                                      sizeof *store->node);
        if (grown == NULL) return false;
        store->node = grown;
    }
    store->node[id] = node;
    if (id > store->n_nodes) store->n_nodes = id;
    return true;
}

/* A label that somebody said replaces one that was only the word itself. */
static const char add_word[] =
    "INSERT INTO word (field, key, text, label_vi, label_en) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (field, key) DO UPDATE SET"
    " label_vi = CASE label_vi WHEN text THEN excluded.label_vi ELSE label_vi END,"
    " label_en = CASE label_en WHEN text THEN excluded.label_en ELSE label_en END"
    " RETURNING id";

static fire_status word_id(struct fire_store *store, const struct fire_schema *schema,
                           int32_t field, uint32_t code, int32_t *out, struct fire_error *err)
{
    sqlite3_stmt **insert = &store->import.add_word;
    if (*insert == NULL) FIRE_TRY(store_prepare(store, add_word, insert, err));
    const struct fire_dictionary *words = fire_schema_words(schema, field);
    if (sqlite3_bind_int(*insert, 1, store->at[field] + 1) != SQLITE_OK ||
        bind_view(*insert, 2, fire_dictionary_key(words, code)) != SQLITE_OK ||
        bind_view(*insert, 3, fire_dictionary_label(words, code)) != SQLITE_OK ||
        bind_view(*insert, 4, fire_schema_label(schema, field, code, true)) != SQLITE_OK ||
        bind_view(*insert, 5, fire_schema_label(schema, field, code, false)) != SQLITE_OK)
        return store_fail(store, err);
    FIRE_TRY(take_id(store, *insert, out, err));
    return remember_word(store, *out, (struct store_word){ field, code })
               ? FIRE_OK
               : store_memory(store, err);
}

static fire_status add_words(struct fire_store *store, const struct fire_batch *batch,
                             int32_t field, struct fire_error *err)
{
    const struct fire_vector *vector = &batch->vector[field];
    struct store_ids *ids = &store->words[field];
    const uint32_t n_codes = fire_dictionary_n(fire_schema_words(batch->schema, field));
    if (!store_ids_reserve(ids, n_codes)) return store_memory(store, err);
    for (int64_t row = 0; row < batch->n_rows; row++) {
        if (!fire_is_valid(vector->valid, row)) continue;
        const uint32_t code = vector->code[row];
        assert(code < n_codes);
        if (ids->id[code] != 0) continue;
        FIRE_TRY(word_id(store, batch->schema, field, code, &ids->id[code], err));
    }
    return FIRE_OK;
}

static const char add_area[] =
    "INSERT INTO area (parent, level, name, key) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (parent, key) DO UPDATE SET name = name RETURNING id";

static fire_status area_id(struct fire_store *store, int32_t node, int32_t parent_id,
                           int32_t *out, struct fire_error *err)
{
    const struct fire_areas *areas = store->import.areas;
    sqlite3_stmt **insert = &store->import.add_area;
    if (*insert == NULL) FIRE_TRY(store_prepare(store, add_area, insert, err));
    const struct fire_text_view name = fire_area_name(areas, node);
    struct fire_text_view key = { NULL, 0 };
    fire_arena_reset(store->import.scratch);
    if (!fire_area_key(name, store->import.scratch, &key)) return store_memory(store, err);
    if (sqlite3_bind_int(*insert, 1, parent_id) != SQLITE_OK ||
        sqlite3_bind_int(*insert, 2, (int)fire_area_level_of(areas, node)) != SQLITE_OK ||
        bind_view(*insert, 3, name) != SQLITE_OK || bind_view(*insert, 4, key) != SQLITE_OK)
        return store_fail(store, err);
    FIRE_TRY(take_id(store, *insert, out, err));
    return remember_node(store, *out, node) ? FIRE_OK : store_memory(store, err);
}

/* The ids of a node and of all above it, from the top down. */
static fire_status add_area_line(struct fire_store *store, int32_t node, struct fire_error *err)
{
    const fire_area_level level = fire_area_level_of(store->import.areas, node);
    int32_t parent_id = store->areas.id[FIRE_AREA_COUNTRY];
    for (int at = FIRE_LEVEL_PROVINCE; at <= (int)level; at++) {
        const int32_t above = fire_areas_at_level(store->import.areas,
                                                  (fire_area_level)at)[node];
        int32_t *id = &store->areas.id[above];
        if (*id == 0) FIRE_TRY(area_id(store, above, parent_id, id, err));
        parent_id = *id;
    }
    return FIRE_OK;
}

static fire_status add_areas(struct fire_store *store, const struct fire_batch *batch,
                             struct fire_error *err)
{
    const int32_t n_nodes = fire_areas_n(store->import.areas);
    if (!store_ids_reserve(&store->areas, (size_t)n_nodes)) return store_memory(store, err);
    store->areas.id[FIRE_AREA_COUNTRY] = 1;
    if (!remember_node(store, 1, FIRE_AREA_COUNTRY)) return store_memory(store, err);
    for (int64_t row = 0; row < batch->n_rows; row++) {
        assert(batch->area[row] >= 0 && batch->area[row] < n_nodes);
        if (store->areas.id[batch->area[row]] == 0)
            FIRE_TRY(add_area_line(store, batch->area[row], err));
    }
    return FIRE_OK;
}

static fire_status rename_area(struct fire_store *store, sqlite3_stmt *update, int32_t node,
                               struct fire_error *err)
{
    bool has_row = false;
    const struct fire_text_view name = fire_area_name(store->import.areas, node);
    if (bind_view(update, 1, name) != SQLITE_OK ||
        sqlite3_bind_int(update, 2, store->areas.id[node]) != SQLITE_OK)
        return store_fail(store, err);
    FIRE_TRY(store_step(store, update, &has_row, err));
    return sqlite3_reset(update) == SQLITE_OK ? FIRE_OK : store_fail(store, err);
}

fire_status store_areas_rename(struct fire_store *store, struct fire_error *err)
{
    const int32_t n_nodes = fire_areas_n(store->import.areas);
    sqlite3_stmt *update = NULL;
    fire_status status = store_prepare(
        store, "UPDATE area SET name = ?1 WHERE id = ?2 AND name <> ?1", &update, err);
    for (int32_t node = 1; status == FIRE_OK && node < n_nodes; node++)
        if ((size_t)node < store->areas.capacity && store->areas.id[node] != 0)
            status = rename_area(store, update, node, err);
    sqlite3_finalize(update);
    return status;
}

static bool knows_words(const struct store_ids *ids, const struct fire_vector *vector,
                        int64_t n_rows)
{
    for (int64_t row = 0; row < n_rows; row++)
        if (fire_is_valid(vector->valid, row) &&
            (vector->code[row] >= ids->capacity || ids->id[vector->code[row]] == 0))
            return false;
    return true;
}

/* Mostly: then nothing is changed. */
static bool knows_all(const struct fire_store *store, const struct fire_batch *batch)
{
    if ((size_t)store->n_matched > store->words_capacity) return false;
    for (int32_t field = 0; field < store->n_matched; field++)
        if (batch->vector[field].code != NULL &&
            !knows_words(&store->words[field], &batch->vector[field], batch->n_rows))
            return false;
    for (int64_t row = 0; row < batch->n_rows; row++)
        if ((size_t)batch->area[row] >= store->areas.capacity ||
            store->areas.id[batch->area[row]] == 0)
            return false;
    return true;
}

fire_status store_ids_add(struct fire_store *store, const struct fire_batch *batch,
                          struct fire_error *err)
{
    if (knows_all(store, batch)) return FIRE_OK;
    FIRE_TRY(store_settle(store, err));
    if (!reserve_fields(store, store->n_matched)) return store_memory(store, err);
    for (int32_t field = 0; field < store->n_matched; field++)
        if (batch->vector[field].code != NULL) FIRE_TRY(add_words(store, batch, field, err));
    return add_areas(store, batch, err);
}

/* ---- and back -------------------------------------------------------------------------- */

/* The field of the run's schema that has place `at`, or -1. */
static int32_t field_at(const struct fire_store *store, int64_t at)
{
    for (int32_t field = 0; field < store->n_matched; field++)
        if (store->at[field] == at) return field;
    return -1;
}

static fire_status load_word(struct fire_store *store, sqlite3_stmt *query,
                             struct fire_schema *schema, struct fire_error *err)
{
    const int64_t id = sqlite3_column_int64(query, 0);
    const int32_t field = field_at(store, sqlite3_column_int64(query, 1) - 1);
    struct fire_text_view text[4]; /* key, text, labels */
    for (int i = 0; i < 4; i++)
        text[i] = store_text(query, 2 + i);
    if (id != store->n_words + 1 || field < 0 || text[0].bytes == NULL ||
        text[1].bytes == NULL || fire_schema_words(schema, field) == NULL)
        return store_damaged(store, "a word is not as it was written", err);

    if ((size_t)id >= store->word_capacity) {
        void *grown = fire_array_grow(store->word, &store->word_capacity, (size_t)id + 1,
                                      sizeof *store->word);
        if (grown == NULL) return store_memory(store, err);
        store->word = grown;
    }
    struct store_word *word = &store->word[id];
    word->field = field;
    if (!fire_dictionary_add(fire_schema_dictionary(schema, field), text[0], text[1],
                             &word->code) ||
        !store_ids_reserve(&store->words[field], (size_t)word->code + 1))
        return store_memory(store, err);
    store->words[field].id[word->code] = (int32_t)id;
    store->n_words = (int32_t)id;
    if (fire_text_equal(text[1], text[2]) && fire_text_equal(text[1], text[3])) return FIRE_OK;
    return fire_schema_set_label(schema, field, word->code, text[2], text[3], err);
}

/* A node that has a name comes with all that lies above it, the nameless ones too. */
static void remember_line(struct fire_store *store, const struct fire_areas *areas,
                          int32_t node, const int32_t id[], int n_ids)
{
    for (int up = 0; up < n_ids; up++) {
        store->node[id[up]] = node;
        store->areas.id[node] = id[up];
        node = fire_area_parent(areas, node);
    }
}

/* The columns: level; id, name; the parent's id, name; its parent's. */
static fire_status load_area(struct fire_store *store, sqlite3_stmt *query,
                             struct fire_areas *areas, struct fire_error *err)
{
    static const char wrong[] = "an area is not as it was written";
    const int64_t level = sqlite3_column_int64(query, 0);
    if (level < 0 || level >= FIRE_N_LEVELS ||
        sqlite3_column_int64(query, 1) != store->n_nodes + 1)
        return store_damaged(store, wrong, err);

    int32_t id[FIRE_N_LEVELS] = { store->n_nodes + 1 };
    struct fire_text_view name[FIRE_N_LEVELS] = { { NULL, 0 } }; /* by level */
    for (int up = 0; up < (int)level; up++) {
        const int64_t id_there = sqlite3_column_int64(query, 1 + 2 * up);
        name[level - up] = store_text(query, 2 + 2 * up);
        if (id_there < 1 || id_there > id[0]) return store_damaged(store, wrong, err);
        id[up] = (int32_t)id_there;
    }
    if ((size_t)id[0] >= store->node_capacity) {
        void *grown = fire_array_grow(store->node, &store->node_capacity, (size_t)id[0] + 1,
                                      sizeof *store->node);
        if (grown == NULL) return store_memory(store, err);
        store->node = grown;
    }
    int32_t node = FIRE_AREA_COUNTRY;
    FIRE_TRY(fire_areas_add(areas, name[1], name[2], name[3], &node, err));
    if (!store_ids_reserve(&store->areas, (size_t)fire_areas_n(areas)))
        return store_memory(store, err);
    store->n_nodes = id[0];
    store->node[id[0]] = node;
    if (level == 0) store->areas.id[FIRE_AREA_COUNTRY] = id[0];
    if (level > 0 && name[level].size_bytes > 0)
        remember_line(store, areas, node, id, (int)level);
    return FIRE_OK;
}

fire_status store_words_load(struct fire_store *store, struct fire_schema *schema,
                             struct fire_error *err)
{
    if (!reserve_fields(store, store->n_matched)) return store_memory(store, err);
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(
        store, "SELECT id, field, key, text, label_vi, label_en FROM word ORDER BY id", &query,
        err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = load_word(store, query, schema, err);
    }
    sqlite3_finalize(query);
    return status;
}

fire_status store_areas_load(struct fire_store *store, struct fire_areas *areas,
                             struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    store->n_nodes = 0;
    fire_status status = store_prepare(
        store,
        "SELECT a.level, a.id, a.name, p.id, p.name, g.id, g.name FROM area AS a"
        " LEFT JOIN area AS p ON p.id = a.parent"
        " LEFT JOIN area AS g ON g.id = p.parent ORDER BY a.id",
        &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = load_area(store, query, areas, err);
    }
    sqlite3_finalize(query);
    return status;
}
