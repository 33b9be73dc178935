/* blocks_read.c - the rows come back out of their blocks, and only the columns that are needed.
 *
 * A column of a block is read whole into memory that is used again for the next block, proved
 * by its checksum, and unpacked (blocks_rows.c).
 *
 * Blocks are handed out one by one to as many threads as there are sinks. Reading them is one
 * thread's at a time, for there is one connection to the file; proving, unpacking and what the
 * sink does, most of the work, go on side by side. Of several faults the one that lies first in
 * the file is told, as a single thread would.
 *
 * What is superseded is not in the blocks. Its rows are few in most stores and are listed by
 * the index on them; batches without one are given on as they are. */
#include "blocks.h"
#include "blocks_rows.h"
#include "places.h"

#include "firestat/date.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct superseded {
    int64_t incident_id;
    int64_t by;
};

struct block {
    int64_t id;
    int64_t import_id;
    int64_t n_rows;
    int64_t first_id;
    int64_t last_id;
    const uint16_t *piece; /* [n_pieces] slots, ascending */
    int n_pieces;
};

struct blocks_reader {
    struct fire_store *store;
    struct fire_arena *arena; /* of the push */
    sqlite3_blob *blob;
    struct reading *reading; /* what is needed */
    int n_readings;
    struct block *block;
    int64_t n_blocks;
    struct superseded *superseded; /* those that count no more, by id */
    int64_t n_superseded;
    size_t superseded_capacity;

    pthread_mutex_t turn; /* whose turn it is: around what follows and whatever SQLite does */
    int64_t next_block;
    bool failed;
};

/* A thread that takes blocks in turn. */
struct lane {
    struct blocks_reader *reader;
    struct fire_sink sink;
    struct fire_arena *arena; /* of what follows             */
    struct fire_arena *pick;  /* of rows picked from a batch */
    struct block_rows *rows;
    struct reading ids; /* of a block of which some rows count no more */
    int64_t incident_id[FIRE_BATCH_ROWS];
    int64_t at[FIRE_BATCH_ROWS];
    int64_t block; /* the one at hand */
    bool has_thread;
    pthread_t thread;
    fire_status status;
    struct fire_error err;
};

/* ---- what is needed ----------------------------------------------------------------------- */

fire_status store_blocks_suffice(struct fire_store *store, const struct fire_schema *schema,
                                 bool *out, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(
        store, "SELECT 1 FROM import_field WHERE field = ? AND has_values = 1 LIMIT 1", &query,
        err);
    *out = pack_works_here();
    for (int32_t field = 0; status == FIRE_OK && *out && field < store->n_matched; field++) {
        bool has_row = false;
        if (!store_needs(store, field) || store->at[field] < 0 ||
            fire_schema_field(schema, field)->type != FIRE_TYPE_TEXT)
            continue;
        if (sqlite3_bind_int(query, 1, store->at[field] + 1) != SQLITE_OK)
            status = store_fail(store, err);
        if (status == FIRE_OK) status = store_step(store, query, &has_row, err);
        if (has_row) *out = false;
        sqlite3_reset(query);
    }
    sqlite3_finalize(query);
    return status;
}

static void add_reading(struct blocks_reader *reader, int slot, int32_t field,
                        enum store_cell cell)
{
    reader->reading[reader->n_readings++] = (struct reading){ .slot = slot,
                                                              .field = field,
                                                              .cell = cell };
}

/* id of a word -> its code, for one field. false: no memory */
static bool look_for_codes(const struct blocks_reader *reader, struct reading *reading)
{
    const struct fire_store *store = reader->store;
    uint32_t *code = FIRE_TAKE(reader->arena, store->n_words + 1, uint32_t);
    if (code == NULL) return false;
    code[0] = PACK_NOTHING;
    for (int32_t id = 1; id <= store->n_words; id++)
        code[id] = store->word[id].field == reading->field ? store->word[id].code
                                                           : PACK_NOTHING;
    reading->look = code;
    reading->n_look = (uint32_t)store->n_words + 1;
    return true;
}

/* id of an area -> its node. false: no memory */
static bool look_for_areas(const struct blocks_reader *reader, struct reading *reading)
{
    const struct fire_store *store = reader->store;
    uint32_t *node = FIRE_TAKE(reader->arena, store->n_nodes + 1, uint32_t);
    if (node == NULL) return false;
    node[0] = PACK_NOTHING;
    for (int32_t id = 1; id <= store->n_nodes; id++)
        node[id] = (uint32_t)store->node[id];
    reading->look = node;
    reading->n_look = (uint32_t)store->n_nodes + 1;
    return true;
}

static void choose_fields(struct blocks_reader *reader, const struct fire_schema *schema)
{
    const struct fire_store *store = reader->store;
    for (int32_t field = 0; field < store->n_matched; field++) {
        enum store_cell cell[2];
        const bool is_needed = store_needs(store, field);
        if (store->at[field] < 0 || (!is_needed && field != FIRE_FIELD_OCCURRED_AT)) continue;
        const int n = store_cells(fire_schema_field(schema, field)->type, cell);
        for (int i = 0; i < n; i++) {
            if (cell[i] == STORE_TEXT || (cell[i] == STORE_MINUTE && !is_needed)) continue;
            add_reading(reader, store_slot(store->at[field], cell[i]), field, cell[i]);
        }
    }
}

static fire_status choose_readings(struct blocks_reader *reader,
                                   const struct fire_schema *schema, struct fire_error *err)
{
    struct fire_store *store = reader->store;
    const int32_t n_fields = fire_schema_n_fields(schema);
    reader->reading = FIRE_TAKE(reader->arena, SLOT_FIELDS + 2 * n_fields, struct reading);
    if (reader->reading == NULL) return store_memory(store, err);
    add_reading(reader, SLOT_LAST_DAY, -1, STORE_DAY);
    if (store_needed_level(store) > FIRE_LEVEL_COUNTRY)
        add_reading(reader, SLOT_AREA, -1, STORE_NUMBER);
    if (store->need == NULL) add_reading(reader, SLOT_LINE, -1, STORE_NUMBER);
    choose_fields(reader, schema);
    for (int i = 0; i < reader->n_readings; i++) {
        struct reading *reading = &reader->reading[i];
        bool ok = true;
        if (reading->slot == SLOT_AREA) ok = look_for_areas(reader, reading);
        if (reading->field >= 0 && reading->cell == STORE_CODE)
            ok = look_for_codes(reader, reading);
        if (!ok) return store_memory(store, err);
    }
    return FIRE_OK;
}

/* ---- lists -------------------------------------------------------------------------------- */

static fire_status load_block(struct blocks_reader *reader, sqlite3_stmt *query,
                              struct block *out, struct fire_error *err)
{
    struct fire_store *store = reader->store;
    int64_t number[6] = { 0 };
    for (int i = 0; i < 5; i++)
        number[i] = sqlite3_column_int64(query, i);
    const void *pieces = sqlite3_column_blob(query, 5);
    const size_t size = (size_t)sqlite3_column_bytes(query, 5);
    const uint64_t sum = (uint64_t)sqlite3_column_int64(query, 6);
    struct store_batch *batch = store_batch_of(store, number[1]);
    if (pieces == NULL || batch == NULL || number[2] < 1 || number[2] > PACK_ROWS ||
        store_block_sum(number, pieces, size) != sum)
        return store_damaged(store, "the list of blocks is not as it was written", err);
    uint16_t *piece = FIRE_TAKE(reader->arena, size, uint16_t);
    if (piece == NULL) return store_memory(store, err);
    memcpy(piece, pieces, size);
    batch->n_seen += number[2];
    *out = (struct block){ .id = number[0],
                           .import_id = number[1],
                           .n_rows = number[2],
                           .first_id = number[3],
                           .last_id = number[4],
                           .piece = piece,
                           .n_pieces = (int)(size / sizeof *piece) };
    return FIRE_OK;
}

/* Every row of every import is in a block. */
static fire_status load_blocks(struct blocks_reader *reader, struct fire_error *err)
{
    struct fire_store *store = reader->store;
    int64_t n = 0;
    FIRE_TRY(store_number(store, "SELECT count(*) FROM block", &n, err));
    reader->block = FIRE_TAKE(reader->arena, n, struct block);
    if (reader->block == NULL) return store_memory(store, err);
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(store,
                                       "SELECT id, import_id, n_rows, first_id, last_id,"
                                       " pieces, checksum FROM block ORDER BY id",
                                       &query, err);
    while (status == FIRE_OK && reader->n_blocks < n) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = load_block(reader, query, &reader->block[reader->n_blocks++], err);
    }
    sqlite3_finalize(query);
    for (int64_t i = 0; status == FIRE_OK && i < store->n_batches; i++)
        if (store->batch[i].n_seen != store->batch[i].n_rows)
            status = store_damaged(store, "a block of rows is missing", err);
    return status;
}

static int by_id(const void *a, const void *b)
{
    const int64_t x = ((const struct superseded *)a)->incident_id;
    const int64_t y = ((const struct superseded *)b)->incident_id;
    return (x > y) - (x < y);
}

/* One that counts no more, if it does so at the moment asked about. */
static fire_status note_superseded(void *self, int64_t incident_id, int64_t by,
                                   struct fire_error *err)
{
    struct blocks_reader *reader = self;
    const size_t n = (size_t)reader->n_superseded;
    if (by > reader->store->last_id) return FIRE_OK;
    if (n + 1 > reader->superseded_capacity) {
        void *grown = fire_array_grow(reader->superseded, &reader->superseded_capacity, n + 1,
                                      sizeof *reader->superseded);
        if (grown == NULL) return store_memory(reader->store, err);
        reader->superseded = grown;
    }
    reader->superseded[n] = (struct superseded){ incident_id, by };
    reader->n_superseded++;
    return FIRE_OK;
}

static fire_status load_superseded(struct blocks_reader *reader, struct fire_error *err)
{
    FIRE_TRY(store_superseded_check(reader->store, note_superseded, reader, err));
    if (reader->n_superseded > 0)
        qsort(reader->superseded, (size_t)reader->n_superseded, sizeof *reader->superseded,
              by_id);
    return FIRE_OK;
}

/* ---- pieces ------------------------------------------------------------------------------- */

static bool has_piece(const struct block *block, int slot)
{
    for (int i = 0; i < block->n_pieces; i++)
        if (block->piece[i] == slot) return true;
    return false;
}

/* Its bytes as they are in the file. */
static fire_status read_piece(struct blocks_reader *reader, const struct block *block,
                              struct reading *reading, struct fire_error *err)
{
    struct fire_store *store = reader->store;
    FIRE_TRY(
        store_blob_at(store, &reader->blob, store_piece_id(block->id, reading->slot), err));
    const int size = sqlite3_blob_bytes(reader->blob);
    if (size > PACK_MOST_BYTES)
        return store_damaged(store, "a column is not as it was written", err);
    if ((size_t)size > reading->capacity) {
        void *grown = fire_array_grow(reading->bytes, &reading->capacity, (size_t)size, 1);
        if (grown == NULL) return store_memory(store, err);
        reading->bytes = grown;
    }
    reading->size = (size_t)size;
    if (sqlite3_blob_read(reader->blob, reading->bytes, size, 0) != SQLITE_OK)
        return store_fail(store, err);
    return FIRE_OK;
}

static bool open_piece(const struct block *block, struct reading *reading)
{
    return pack_open(reading->bytes, reading->size, store_piece_id(block->id, reading->slot),
                     &reading->pack) &&
           reading->pack.n_rows == block->n_rows;
}

/* What is needed of a block, with the ids where some of its rows count no more. */
static fire_status read_pieces(struct lane *lane, const struct block *block,
                               struct fire_error *err)
{
    for (int i = 0; i < lane->rows->n_readings; i++) {
        struct reading *reading = &lane->rows->reading[i];
        reading->is_there = has_piece(block, reading->slot);
        if (reading->is_there) FIRE_TRY(read_piece(lane->reader, block, reading, err));
    }
    if (lane->ids.is_there) FIRE_TRY(read_piece(lane->reader, block, &lane->ids, err));
    return FIRE_OK;
}

static bool open_pieces(struct lane *lane, const struct block *block)
{
    for (int i = 0; i < lane->rows->n_readings; i++) {
        struct reading *reading = &lane->rows->reading[i];
        if (reading->is_there && !open_piece(block, reading)) return false;
    }
    return !lane->ids.is_there || open_piece(block, &lane->ids);
}

/* ---- batches ------------------------------------------------------------------------------ */

/* The first one of the list that is not before id. */
static int64_t superseded_from(const struct blocks_reader *reader, int64_t id)
{
    int64_t low = 0;
    int64_t high = reader->n_superseded;
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (reader->superseded[middle].incident_id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Rows [first, first + n) of the block that count; both lists ascend. */
static int64_t list_alive(struct lane *lane, int64_t first, int64_t n_rows)
{
    const struct blocks_reader *reader = lane->reader;
    const int64_t *id = lane->incident_id;
    pack_read_i64(&lane->ids.pack, first, n_rows, lane->incident_id);
    int64_t gone = superseded_from(reader, id[0]);
    int64_t n = 0;
    for (int64_t i = 0; i < n_rows; i++) {
        while (gone < reader->n_superseded && reader->superseded[gone].incident_id < id[i])
            gone++;
        const bool is_gone = gone < reader->n_superseded &&
                             reader->superseded[gone].incident_id == id[i];
        lane->at[n] = i;
        n += !is_gone;
    }
    return n;
}

static fire_status push_batch(struct lane *lane, int64_t first, int64_t n,
                              struct fire_error *err)
{
    struct fire_store *store = lane->reader->store;
    struct block_rows *rows = lane->rows;
    if (!block_rows_read(rows, first, n))
        return store_damaged(store, "a column is not as it was written", err);
    const int64_t n_alive = lane->ids.is_there ? list_alive(lane, first, n) : n;
    if (n_alive == 0) return FIRE_OK;
    if (n_alive == n) return lane->sink.push(lane->sink.self, &rows->batch, err);
    fire_arena_reset(lane->pick);
    const struct fire_batch *picked = fire_batch_pick(&rows->batch, rows->n_fields, lane->at,
                                                      n_alive, lane->pick);
    if (picked == NULL) return store_memory(store, err);
    return lane->sink.push(lane->sink.self, picked, err);
}

static fire_status push_block(struct lane *lane, const struct block *block,
                              struct fire_error *err)
{
    if (!open_pieces(lane, block))
        return store_damaged(lane->reader->store, "a column is not as it was written", err);
    for (int64_t first = 0; first < block->n_rows; first += FIRE_BATCH_ROWS) {
        const int64_t rest = block->n_rows - first;
        FIRE_TRY(push_batch(lane, first, rest < FIRE_BATCH_ROWS ? rest : FIRE_BATCH_ROWS, err));
    }
    return FIRE_OK;
}

/* ---- lanes -------------------------------------------------------------------------------- */

/* The next block whose rows are there, its pieces read; NULL: there is none, or no use in it. */
static const struct block *take_block(struct lane *lane)
{
    struct blocks_reader *reader = lane->reader;
    while (!reader->failed && reader->next_block < reader->n_blocks) {
        lane->block = reader->next_block++;
        const struct block *block = &reader->block[lane->block];
        const struct store_batch *import = store_batch_of(reader->store, block->import_id);
        if (!store_batch_is_there(reader->store, import)) continue;
        const int64_t gone = superseded_from(reader, block->first_id);
        lane->ids.is_there = gone < reader->n_superseded &&
                             reader->superseded[gone].incident_id <= block->last_id;
        lane->rows->batch.source = import->source;
        lane->status = read_pieces(lane, block, &lane->err);
        if (lane->status == FIRE_OK) return block;
        reader->failed = true;
    }
    return NULL;
}

static void *run_lane(void *self)
{
    struct lane *lane = self;
    struct blocks_reader *reader = lane->reader;
    pthread_mutex_lock(&reader->turn);
    for (const struct block *block; (block = take_block(lane)) != NULL;) {
        pthread_mutex_unlock(&reader->turn);
        lane->status = push_block(lane, block, &lane->err);
        pthread_mutex_lock(&reader->turn);
        if (lane->status != FIRE_OK) {
            reader->failed = true;
            break;
        }
    }
    pthread_mutex_unlock(&reader->turn);
    return NULL;
}

static bool lane_init(struct lane *lane, struct blocks_reader *reader, struct fire_sink sink,
                      const struct fire_schema *schema)
{
    lane->reader = reader;
    lane->sink = sink;
    lane->ids.slot = SLOT_ID;
    lane->pick = fire_arena_create();
    lane->arena = fire_arena_create();
    if (lane->pick == NULL || lane->arena == NULL) return false;
    lane->rows = FIRE_TAKE(lane->arena, 1, struct block_rows);
    return lane->rows != NULL && block_rows_init(lane->rows, reader->reading,
                                                 reader->n_readings, schema, lane->arena);
}

static void lane_finish(struct lane *lane)
{
    if (lane->rows != NULL) block_rows_finish(lane->rows);
    free(lane->ids.bytes);
    fire_arena_free(lane->pick);
    fire_arena_free(lane->arena);
}

/* The first lane is this thread's; one that gets no thread has nothing to do. */
static void run_lanes(struct lane lane[], int32_t n)
{
    for (int32_t i = 1; i < n; i++)
        lane[i].has_thread = pthread_create(&lane[i].thread, NULL, run_lane, &lane[i]) == 0;
    run_lane(&lane[0]);
    for (int32_t i = 1; i < n; i++)
        if (lane[i].has_thread) pthread_join(lane[i].thread, NULL);
}

/* The fault of the block that lies first. */
static fire_status tell_first(const struct lane lane[], int32_t n, struct fire_error *err)
{
    const struct lane *first = NULL;
    for (int32_t i = 0; i < n; i++)
        if (lane[i].status != FIRE_OK && (first == NULL || lane[i].block < first->block))
            first = &lane[i];
    if (first == NULL) return FIRE_OK;
    if (err != NULL && err->status == FIRE_OK) *err = first->err;
    return first->status;
}

static fire_status push_lanes(struct blocks_reader *reader, const struct fire_schema *schema,
                              const struct fire_sink sink[], int32_t n_sinks,
                              struct fire_error *err)
{
    const int32_t n = n_sinks < reader->n_blocks ? n_sinks : (int32_t)reader->n_blocks;
    struct lane *lane = FIRE_TAKE(reader->arena, n, struct lane);
    bool ok = lane != NULL;
    if (n == 0) return FIRE_OK;
    for (int32_t i = 0; ok && i < n; i++) {
        lane[i].err.say = err == NULL ? NULL : err->say;
        ok = lane_init(&lane[i], reader, sink[i], schema);
    }
    if (ok) run_lanes(lane, n);
    const fire_status status = ok ? tell_first(lane, n, err) : store_memory(reader->store, err);
    for (int32_t i = 0; lane != NULL && i < n; i++)
        lane_finish(&lane[i]);
    return status;
}

static fire_status push_blocks(struct blocks_reader *reader, const struct fire_schema *schema,
                               const struct fire_sink sink[], int32_t n_sinks,
                               struct fire_error *err)
{
    FIRE_TRY(choose_readings(reader, schema, err));
    FIRE_TRY(load_blocks(reader, err));
    FIRE_TRY(load_superseded(reader, err));
    if (pthread_mutex_init(&reader->turn, NULL) != 0) return store_memory(reader->store, err);
    const fire_status status = push_lanes(reader, schema, sink, n_sinks, err);
    pthread_mutex_destroy(&reader->turn);
    return status;
}

fire_status store_blocks_push(struct fire_store *store, const struct fire_schema *schema,
                              const struct fire_sink sink[], int32_t n_sinks,
                              struct fire_error *err)
{
    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return store_memory(store, err);
    struct blocks_reader reader = { .store = store, .arena = arena };
    const fire_status status = push_blocks(&reader, schema, sink, n_sinks, err);
    sqlite3_blob_close(reader.blob);
    free(reader.superseded);
    fire_arena_free(arena);
    return status;
}
