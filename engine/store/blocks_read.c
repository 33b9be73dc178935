/* blocks_read.c - the rows come back out of their blocks, and only the columns that are needed.
 *
 * A column of a block is read whole into memory that is used again for the next block, proved
 * by its checksum, and unpacked 4096 rows at a time into vectors that stay in the cache.
 *
 * What is superseded is not in the blocks. Its rows are few in most stores and are listed by
 * the index on them; batches without one are given on as they are. */
#include "blocks.h"

#include "pack.h"
#include "places.h"

#include "firestat/date.h"

#include <stdlib.h>
#include <string.h>

#define NO_CODE UINT32_MAX

/* A column that is read. */
struct reading {
    int slot;
    int32_t field; /* of the schema, or -1 */
    enum store_cell cell;
    unsigned char *bytes; /* of its piece */
    size_t capacity;
    bool is_there; /* in the block at hand */
    struct pack pack;
    const uint32_t *code_of; /* [n_words + 1] id of a word -> code; NO_CODE: of another field */
};

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
    struct fire_sink sink;
    struct fire_arena *arena; /* of the push                 */
    struct fire_arena *pick;  /* of rows picked from a batch */
    sqlite3_blob *blob;
    struct reading *reading;
    int n_readings;
    struct block *block;
    int64_t n_blocks;
    struct superseded *superseded; /* those that count no more, by id */
    int64_t n_superseded;
    size_t superseded_capacity;

    /* one batch */
    struct fire_vector *vector; /* [n_fields] */
    int32_t n_fields;
    int32_t number32[FIRE_BATCH_ROWS];
    int64_t incident_id[FIRE_BATCH_ROWS];
    int64_t at[FIRE_BATCH_ROWS];
    int32_t area[FIRE_BATCH_ROWS];
    int32_t last_day[FIRE_BATCH_ROWS];
    int64_t line[FIRE_BATCH_ROWS];
    struct fire_batch batch;
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

/* id of a word -> its code, for one field. NULL: no memory */
static const uint32_t *codes_of(const struct blocks_reader *reader, int32_t field)
{
    const struct fire_store *store = reader->store;
    uint32_t *code = FIRE_TAKE(reader->arena, store->n_words + 1, uint32_t);
    if (code == NULL) return NULL;
    code[0] = NO_CODE;
    for (int32_t id = 1; id <= store->n_words; id++)
        code[id] = store->word[id].field == field ? store->word[id].code : NO_CODE;
    return code;
}

/* Room for the values of a vector. */
static bool take_vector(struct blocks_reader *reader, const struct reading *reading)
{
    struct fire_vector *vector = &reader->vector[reading->field];
    struct fire_arena *arena = reader->arena;
    const void *taken = NULL;
    switch (reading->cell) {
    case STORE_CODE:
        taken = vector->code = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint32_t);
        break;
    case STORE_NUMBER:
        taken = vector->number = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int64_t);
        break;
    case STORE_DAY:
        taken = vector->day = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int32_t);
        break;
    case STORE_MINUTE:
        taken = vector->minute = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int16_t);
        break;
    case STORE_TEXT:
        break;
    }
    return taken != NULL;
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
    reader->n_fields = fire_schema_n_fields(schema);
    reader->vector = FIRE_TAKE(reader->arena, reader->n_fields, struct fire_vector);
    reader->reading = FIRE_TAKE(reader->arena, SLOT_FIELDS + 2 * reader->n_fields,
                                struct reading);
    if (reader->vector == NULL || reader->reading == NULL) return store_memory(store, err);
    add_reading(reader, SLOT_LAST_DAY, -1, STORE_DAY);
    if (store_needed_level(store) > FIRE_LEVEL_COUNTRY)
        add_reading(reader, SLOT_AREA, -1, STORE_NUMBER);
    if (store->need == NULL) add_reading(reader, SLOT_LINE, -1, STORE_NUMBER);
    choose_fields(reader, schema);
    for (int i = 0; i < reader->n_readings; i++) {
        struct reading *reading = &reader->reading[i];
        if (reading->field < 0) continue;
        if (!take_vector(reader, reading)) return store_memory(store, err);
        if (reading->cell != STORE_CODE) continue;
        reading->code_of = codes_of(reader, reading->field);
        if (reading->code_of == NULL) return store_memory(store, err);
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

static fire_status read_piece(struct blocks_reader *reader, const struct block *block, int slot,
                              unsigned char **bytes, size_t *capacity, struct pack *out,
                              struct fire_error *err)
{
    struct fire_store *store = reader->store;
    const int64_t id = store_piece_id(block->id, slot);
    FIRE_TRY(store_blob_at(store, &reader->blob, id, err));
    const int size = sqlite3_blob_bytes(reader->blob);
    if (size > PACK_MOST_BYTES)
        return store_damaged(store, "a column is not as it was written", err);
    if ((size_t)size > *capacity) {
        void *grown = fire_array_grow(*bytes, capacity, (size_t)size, 1);
        if (grown == NULL) return store_memory(store, err);
        *bytes = grown;
    }
    if (sqlite3_blob_read(reader->blob, *bytes, size, 0) != SQLITE_OK)
        return store_fail(store, err);
    if (!pack_open(*bytes, (size_t)size, id, out) || out->n_rows != block->n_rows)
        return store_damaged(store, "a column is not as it was written", err);
    return FIRE_OK;
}

static fire_status read_pieces(struct blocks_reader *reader, const struct block *block,
                               struct fire_error *err)
{
    for (int i = 0; i < reader->n_readings; i++) {
        struct reading *reading = &reader->reading[i];
        reading->is_there = has_piece(block, reading->slot);
        if (reading->is_there)
            FIRE_TRY(read_piece(reader, block, reading->slot, &reading->bytes,
                                &reading->capacity, &reading->pack, err));
    }
    return FIRE_OK;
}

/* ---- batches ------------------------------------------------------------------------------ */

/* Rows [first, first + n) of a block become a batch. The arrays of the vectors are ours. */
struct slice {
    struct blocks_reader *reader;
    int64_t first;
    int64_t n;
};

static const uint64_t *valid_of(const struct pack *pack, int64_t first)
{
    return pack->valid == NULL ? NULL : pack->valid + first / 64;
}

/* The readers of cells: false: it cannot have been written by us. */
static bool read_codes(const struct slice *slice, const struct reading *reading, uint32_t out[])
{
    int32_t *id = slice->reader->number32;
    const uint32_t n_words = (uint32_t)slice->reader->store->n_words;
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    bool is_wrong = false;
    pack_read_i32(&reading->pack, slice->first, slice->n, id);
    for (int64_t i = 0; i < slice->n; i++) {
        out[i] = reading->code_of[(uint32_t)id[i] <= n_words ? id[i] : 0];
        if (out[i] == NO_CODE) {
            is_wrong = is_wrong || fire_is_valid(valid, i);
            out[i] = 0; /* readable where it is null */
        }
    }
    return !is_wrong;
}

static bool read_days(const struct slice *slice, const struct reading *reading, int32_t out[])
{
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    int64_t n_wrong = 0;
    pack_read_i32(&reading->pack, slice->first, slice->n, out);
    for (int64_t i = 0; i < slice->n; i++)
        n_wrong += out[i] < FIRE_DAY_FIRST || out[i] > FIRE_DAY_LAST;
    for (int64_t i = 0; n_wrong > 0 && i < slice->n; i++)
        if (fire_is_valid(valid, i) && (out[i] < FIRE_DAY_FIRST || out[i] > FIRE_DAY_LAST))
            return false;
    return true;
}

static bool read_minutes(const struct slice *slice, const struct reading *reading,
                         int16_t out[])
{
    int32_t *minute = slice->reader->number32;
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    int64_t n_wrong = 0;
    pack_read_i32(&reading->pack, slice->first, slice->n, minute);
    for (int64_t i = 0; i < slice->n; i++) {
        n_wrong += minute[i] < 0 || minute[i] > FIRE_MINUTES_A_DAY;
        out[i] = (int16_t)minute[i];
    }
    for (int64_t i = 0; n_wrong > 0 && i < slice->n; i++)
        if (fire_is_valid(valid, i) && (minute[i] < 0 || minute[i] > FIRE_MINUTES_A_DAY))
            return false;
    return true;
}

static bool read_areas(const struct slice *slice, const struct reading *reading)
{
    struct blocks_reader *reader = slice->reader;
    const struct fire_store *store = reader->store;
    uint32_t most = 0;
    uint32_t least = UINT32_MAX;
    if (reading->pack.valid != NULL) return false;
    pack_read_i32(&reading->pack, slice->first, slice->n, reader->area);
    for (int64_t i = 0; i < slice->n; i++) {
        const uint32_t id = (uint32_t)reader->area[i];
        most = id > most ? id : most;
        least = id < least ? id : least;
    }
    if (least < 1 || most > (uint32_t)store->n_nodes) return false;
    for (int64_t i = 0; i < slice->n; i++)
        reader->area[i] = store->node[reader->area[i]];
    return true;
}

/* After the days: a period does not end before it begins. */
static bool read_last_days(const struct slice *slice, const struct reading *reading)
{
    struct blocks_reader *reader = slice->reader;
    const int32_t *day = reader->vector[FIRE_FIELD_OCCURRED_AT].day;
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    int64_t n_known = 0;
    if (!read_days(slice, reading, reader->last_day)) return false;
    for (int64_t i = 0; i < slice->n; i++) {
        if (fire_is_valid(valid, i))
            n_known++;
        else
            reader->last_day[i] = day[i];
        if (reader->last_day[i] < day[i]) return false;
    }
    if (n_known > 0) reader->batch.last_day = reader->last_day;
    return true;
}

static bool read_lines(const struct slice *slice, const struct reading *reading)
{
    struct blocks_reader *reader = slice->reader;
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    pack_read_i64(&reading->pack, slice->first, slice->n, reader->line);
    for (int64_t i = 0; i < slice->n; i++)
        if (!fire_is_valid(valid, i)) reader->line[i] = 0;
    reader->batch.line = reader->line;
    return true;
}

static bool read_vector(const struct slice *slice, const struct reading *reading,
                        struct fire_vector *vector)
{
    const struct pack *pack = &reading->pack;
    const uint64_t *valid = valid_of(pack, slice->first);
    switch (reading->cell) {
    case STORE_CODE:
        vector->valid = valid;
        return read_codes(slice, reading, (uint32_t *)vector->code);
    case STORE_NUMBER:
        vector->valid = valid;
        pack_read_i64(pack, slice->first, slice->n, (int64_t *)vector->number);
        return true;
    case STORE_DAY:
        vector->valid = valid;
        return read_days(slice, reading, (int32_t *)vector->day);
    case STORE_MINUTE:
        vector->minute_valid = valid;
        return read_minutes(slice, reading, (int16_t *)vector->minute);
    case STORE_TEXT:
        break;
    }
    return false;
}

/* The vectors as they are without a value: those of pieces that are not there. */
static void hide(struct fire_vector vector[], const struct blocks_reader *reader)
{
    for (int i = 0; i < reader->n_readings; i++) {
        const struct reading *reading = &reader->reading[i];
        if (reading->field < 0 || reading->is_there) continue;
        struct fire_vector *shown = &vector[reading->field];
        if (reading->cell != STORE_MINUTE) *shown = (struct fire_vector){ 0 };
        shown->minute = NULL;
        shown->minute_valid = NULL;
    }
}

static bool read_slice(const struct slice *slice)
{
    struct blocks_reader *reader = slice->reader;
    const struct reading *areas = NULL;
    const struct reading *last_days = NULL;
    const struct reading *lines = NULL;
    bool has_day = false;
    for (int i = 0; i < reader->n_readings; i++) {
        const struct reading *reading = &reader->reading[i];
        if (!reading->is_there) continue;
        if (reading->slot == SLOT_AREA) areas = reading;
        if (reading->slot == SLOT_LAST_DAY) last_days = reading;
        if (reading->slot == SLOT_LINE) lines = reading;
        if (reading->field < 0) continue;
        if (!read_vector(slice, reading, &reader->vector[reading->field])) return false;
        if (reading->field == FIRE_FIELD_OCCURRED_AT && reading->cell == STORE_DAY)
            has_day = reading->pack.valid == NULL;
    }
    reader->batch.last_day = NULL;
    reader->batch.line = NULL;
    if (!has_day || (last_days != NULL && !read_last_days(slice, last_days))) return false;
    if (lines != NULL && !read_lines(slice, lines)) return false;
    return areas == NULL ? store_needed_level(reader->store) == FIRE_LEVEL_COUNTRY
                         : read_areas(slice, areas);
}

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

/* Rows of the slice that count; both lists ascend. */
static int64_t list_alive(const struct slice *slice, const struct pack *ids)
{
    struct blocks_reader *reader = slice->reader;
    pack_read_i64(ids, slice->first, slice->n, reader->incident_id);
    int64_t gone = superseded_from(reader, reader->incident_id[0]);
    int64_t n = 0;
    for (int64_t i = 0; i < slice->n; i++) {
        while (gone < reader->n_superseded &&
               reader->superseded[gone].incident_id < reader->incident_id[i])
            gone++;
        const bool is_gone = gone < reader->n_superseded &&
                             reader->superseded[gone].incident_id == reader->incident_id[i];
        reader->at[n] = i;
        n += !is_gone;
    }
    return n;
}

/*   vector   [n_fields] room for what is given on
 *   ids      NULL: all rows count */
static fire_status push_slice(const struct slice *slice, struct fire_vector vector[],
                              const struct pack *ids, struct fire_error *err)
{
    struct blocks_reader *reader = slice->reader;
    struct fire_store *store = reader->store;
    if (!read_slice(slice))
        return store_damaged(store, "a column is not as it was written", err);
    memcpy(vector, reader->vector, (size_t)reader->n_fields * sizeof *vector);
    hide(vector, reader);
    struct fire_batch batch = reader->batch;
    batch.vector = vector;
    batch.n_rows = slice->n;
    const int64_t n_alive = ids == NULL ? slice->n : list_alive(slice, ids);
    if (n_alive == 0) return FIRE_OK;
    if (n_alive == slice->n) return reader->sink.push(reader->sink.self, &batch, err);
    fire_arena_reset(reader->pick);
    const struct fire_batch *picked = fire_batch_pick(&batch, reader->n_fields, reader->at,
                                                      n_alive, reader->pick);
    if (picked == NULL) return store_memory(store, err);
    return reader->sink.push(reader->sink.self, picked, err);
}

static fire_status push_block(struct blocks_reader *reader, const struct block *block,
                              struct reading *ids, struct fire_vector vector[],
                              struct fire_error *err)
{
    struct fire_store *store = reader->store;
    const struct store_batch *import = store_batch_of(store, block->import_id);
    if (!store_batch_is_there(store, import)) return FIRE_OK;
    const int64_t gone = superseded_from(reader, block->first_id);
    const bool has_gone = gone < reader->n_superseded &&
                          reader->superseded[gone].incident_id <= block->last_id;
    FIRE_TRY(read_pieces(reader, block, err));
    if (has_gone)
        FIRE_TRY(
            read_piece(reader, block, SLOT_ID, &ids->bytes, &ids->capacity, &ids->pack, err));
    reader->batch.source = import->source;
    for (int64_t first = 0; first < block->n_rows; first += FIRE_BATCH_ROWS) {
        const int64_t rest = block->n_rows - first;
        const struct slice slice = { reader, first,
                                     rest < FIRE_BATCH_ROWS ? rest : FIRE_BATCH_ROWS };
        FIRE_TRY(push_slice(&slice, vector, has_gone ? &ids->pack : NULL, err));
    }
    return FIRE_OK;
}

static fire_status push_blocks(struct blocks_reader *reader, const struct fire_schema *schema,
                               struct fire_error *err)
{
    FIRE_TRY(choose_readings(reader, schema, err));
    FIRE_TRY(load_blocks(reader, err));
    FIRE_TRY(load_superseded(reader, err));
    struct fire_vector *vector = FIRE_TAKE(reader->arena, reader->n_fields, struct fire_vector);
    if (vector == NULL) return store_memory(reader->store, err);
    struct reading ids = { 0 };
    fire_status status = FIRE_OK;
    for (int64_t i = 0; status == FIRE_OK && i < reader->n_blocks; i++)
        status = push_block(reader, &reader->block[i], &ids, vector, err);
    free(ids.bytes);
    return status;
}

fire_status store_blocks_push(struct fire_store *store, const struct fire_schema *schema,
                              struct fire_sink sink, struct fire_error *err)
{
    struct fire_arena *arena = fire_arena_create();
    struct blocks_reader *reader = arena == NULL ? NULL
                                                 : FIRE_TAKE(arena, 1, struct blocks_reader);
    if (reader == NULL) {
        fire_arena_free(arena);
        return store_memory(store, err);
    }
    *reader = (struct blocks_reader){ .store = store, .sink = sink, .arena = arena };
    reader->batch = (struct fire_batch){ .schema = schema, .area = reader->area };
    reader->pick = fire_arena_create();
    const fire_status status = reader->pick == NULL ? store_memory(store, err)
                                                    : push_blocks(reader, schema, err);
    for (int i = 0; i < reader->n_readings; i++)
        free(reader->reading[i].bytes);
    sqlite3_blob_close(reader->blob);
    free(reader->superseded);
    fire_arena_free(reader->pick);
    fire_arena_free(arena);
    return status;
}
