/* store_load.c - the rows come back as the batches they were, and prove it.
 *
 * There are two roads. Where the mark holds (mark.h) and no text is asked for, the columns that
 * are needed are read out of their blocks (blocks_read.c). Else all rows are read in one go, in
 * the order of their ids, with the fields that any import has. Those that are superseded or
 * later than the moment asked about are read with the others, for the checksums, and not given
 * on. Each import's checksum is compared behind the last row; a wrong one stops the run, so
 * nothing of what the sink took before is used.
 *
 * Measured: by blocks 10 M rows of four columns in 0.05 s; by rows 1.9 M rows/s with 11 values a
 * row, 1.1 M with 20 of which two are texts, the checksum included. */
#include "blocks.h"
#include "mark.h"
#include "places.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is asked for -------------------------------------------------------------------- */

fire_status fire_store_need(struct fire_store *store, const int32_t field[], int32_t n_fields,
                            struct fire_error *err)
{
    const int32_t n = store->n_matched;
    assert(store->loaded_schema != NULL);
    free(store->need);
    store->need = NULL;
    if (field == NULL) return FIRE_OK;
    store->need = calloc((size_t)n + 1, sizeof *store->need);
    if (store->need == NULL) return store_memory(store, err);
    for (int32_t i = 0; i < n_fields; i++) {
        assert(field[i] >= 0 && field[i] < n);
        store->need[field[i]] = true;
    }
    store->need[FIRE_FIELD_OCCURRED_AT] |= store->need[FIRE_FIELD_PERIOD];
    return FIRE_OK;
}

bool store_needs(const struct fire_store *store, int32_t field)
{
    return store->need == NULL || store->need[field];
}

fire_area_level store_needed_level(const struct fire_store *store)
{
    return store_needs(store, FIRE_FIELD_COMMUNE)    ? FIRE_LEVEL_COMMUNE
           : store_needs(store, FIRE_FIELD_DISTRICT) ? FIRE_LEVEL_DISTRICT
           : store_needs(store, FIRE_FIELD_PROVINCE) ? FIRE_LEVEL_PROVINCE
                                                     : FIRE_LEVEL_COUNTRY;
}

/* ---- all rows, as they stand -------------------------------------------------------------- */

struct reading_rows {
    struct fire_store *store;
    struct store_taker taker;
    int64_t place[FIRE_BATCH_ROWS];
};

fire_status store_take_fields(struct fire_store *store, struct store_take *take,
                              struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    FIRE_TRY(store_prepare(
        store, "SELECT 1 FROM import_field WHERE field = ? AND has_values = 1 LIMIT 1", &query,
        err));
    fire_status status = FIRE_OK;
    for (int32_t field = 0; status == FIRE_OK && field < store->n_matched; field++) {
        bool has_field = false;
        sqlite3_bind_int(query, 1, store->at[field] + 1);
        status = store_step(store, query, &has_field, err);
        if (status == FIRE_OK && has_field) status = store_take_field(take, field, err);
        sqlite3_reset(query);
    }
    sqlite3_finalize(query);
    return status;
}

/* Add to the checksums and give on. */
static fire_status prove(void *self, const struct store_taken *taken, struct fire_error *err)
{
    struct reading_rows *reading = self;
    struct fire_store *store = reading->store;
    struct store_batch *batch = store_batch_of(store, taken->import_id[0]);
    if (batch == NULL || batch->is_undone)
        return store_damaged(store, "there are rows of no import", err);
    const int64_t n = taken->batch->n_rows;
    for (int64_t i = 0; i < n; i++) {
        const int64_t by = taken->superseded_by[i];
        reading->place[i] = taken->incident_id[i] - batch->first;
        if (by != 0 && store_batch_of(store, by) == NULL)
            return store_damaged(store, "a row is not as it was written", err);
    }
    batch->n_seen += n;
    const struct store_rows rows = { reading->place, taken->area_id,
                                     taken->n_superseded > 0 ? taken->superseded_by : NULL };
    batch->sum_seen += store_checksum_rows(store, taken->batch, &rows);
    return reading->taker.give(reading->taker.self, taken, err);
}

static fire_status read_rows(struct reading_rows *reading, struct store_take *take,
                             struct fire_error *err)
{
    struct fire_store *store = reading->store;
    for (int64_t i = 0; i < store->n_batches; i++) {
        store->batch[i].n_seen = 0;
        store->batch[i].sum_seen = 0;
    }
    FIRE_TRY(store_take_fields(store, take, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    store_take_select(take, 'i', sql);
    sqlite3_str_appendf(sql, " FROM incident AS i ORDER BY i.incident_id");
    FIRE_TRY(store_take_all(take, sql, (struct store_taker){ reading, prove }, err));
    for (int64_t i = 0; i < store->n_batches; i++) {
        const struct store_batch *batch = &store->batch[i];
        if (batch->n_seen != batch->n_rows || batch->sum_seen != batch->checksum)
            return store_damaged(store, "the rows of an import are not as they were written",
                                 err);
    }
    return FIRE_OK;
}

fire_status store_rows_read(struct fire_store *store, const struct fire_schema *schema,
                            struct store_taker taker, struct fire_error *err)
{
    struct reading_rows *reading = calloc(1, sizeof *reading);
    struct store_take *take = store_take_create(store, schema, FIRE_BATCH_ROWS);
    fire_status status = FIRE_OK;
    if (reading == NULL || take == NULL) {
        status = store_memory(store, err);
    } else {
        reading->store = store;
        reading->taker = taker;
        status = read_rows(reading, take, err);
    }
    store_take_free(take);
    free(reading);
    return status;
}

/* ---- those that count --------------------------------------------------------------------- */

struct load {
    struct fire_store *store;
    struct fire_sink sink;
    struct fire_arena *arena;    /* of picked rows */
    int64_t at[FIRE_BATCH_ROWS]; /* rows that count */
};

/* Rows that count at the moment asked about. */
static int64_t list_alive(struct load *load, const struct store_taken *taken,
                          const struct store_batch *batch)
{
    const struct fire_store *store = load->store;
    int64_t n = 0;
    if (!store_batch_is_there(store, batch)) return 0;
    for (int64_t i = 0; i < taken->batch->n_rows; i++) {
        const int64_t by = taken->superseded_by[i];
        load->at[n] = i;
        n += by == 0 || by > store->last_id;
    }
    return n;
}

static fire_status give_alive(void *self, const struct store_taken *taken,
                              struct fire_error *err)
{
    struct load *load = self;
    const struct store_batch *batch = store_batch_of(load->store, taken->import_id[0]);
    const int64_t n = list_alive(load, taken, batch);
    if (n == 0) return FIRE_OK;
    struct fire_batch alive = *taken->batch;
    if (n < alive.n_rows) {
        fire_arena_reset(load->arena);
        const struct fire_batch *picked = fire_batch_pick(taken->batch, load->store->n_matched,
                                                          load->at, n, load->arena);
        if (picked == NULL) return store_memory(load->store, err);
        alive = *picked;
    }
    alive.source = batch->source;
    return load->sink.push(load->sink.self, &alive, err);
}

static fire_status push_rows(struct fire_store *store, const struct fire_schema *schema,
                             struct fire_areas *areas, struct fire_sink sink,
                             struct fire_error *err)
{
    FIRE_TRY(store_areas_check(store, err));
    FIRE_TRY(store_areas_load(store, areas, err));
    struct load *load = calloc(1, sizeof *load);
    if (load == NULL) return store_memory(store, err);
    load->store = store;
    load->sink = sink;
    load->arena = fire_arena_create();
    const fire_status status = load->arena == NULL
                                   ? store_memory(store, err)
                                   : store_rows_read(store, schema,
                                                     (struct store_taker){ load, give_alive },
                                                     err);
    fire_arena_free(load->arena);
    free(load);
    return status;
}

static fire_status push(struct fire_store *store, const struct fire_schema *schema,
                        struct fire_areas *areas, const struct fire_sink sink[],
                        int32_t n_sinks, struct fire_error *err)
{
    bool holds = false;
    bool suffice = false;
    FIRE_TRY(store_batches_load(store, err));
    FIRE_TRY(store_mark_holds(store, &holds, err));
    if (store->as_of == NULL) FIRE_TRY(store_mark_count(store, &store->seen_changes, err));
    if (holds) FIRE_TRY(store_blocks_suffice(store, schema, &suffice, err));
    store->road = !holds ? FIRE_ROAD_CHANGED : !suffice ? FIRE_ROAD_TEXTS : FIRE_ROAD_BLOCKS;
    if (store->road != FIRE_ROAD_BLOCKS) return push_rows(store, schema, areas, sink[0], err);
    FIRE_TRY(store_places_load(store, areas, store_needed_level(store), err));
    return store_blocks_push(store, schema, sink, n_sinks, err);
}

fire_store_road fire_store_road_taken(const struct fire_store *store)
{
    return store->road;
}

fire_status fire_store_push_side_by_side(struct fire_store *store,
                                         const struct fire_schema *schema,
                                         struct fire_areas *areas,
                                         const struct fire_sink sink[], int32_t n_sinks,
                                         struct fire_error *err)
{
    assert(schema == store->loaded_schema && areas == store->loaded_areas && n_sinks >= 1);
    fire_status status = store_snapshot_begin(store, err);
    if (status == FIRE_OK) status = push(store, schema, areas, sink, n_sinks, err);
    store_snapshot_end(store);
    return status;
}

fire_status fire_store_push(struct fire_store *store, const struct fire_schema *schema,
                            struct fire_areas *areas, struct fire_sink sink,
                            struct fire_error *err)
{
    return fire_store_push_side_by_side(store, schema, areas, &sink, 1, err);
}
