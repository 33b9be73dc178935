/* blocks.c - rows on their way into the store are gathered by column and written as blocks.
 *
 * Every cell is kept as eight bytes until its block is full: one way to gather, one to pack, and
 * half a megabyte a column. Measured on 1 M rows of 15 columns: gathering 25 ms, packing and
 * writing 60 ms. */
#include "blocks.h"

#include "pack.h"
#include "writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct gathered {
    int64_t *value; /* [PACK_ROWS]; NULL: nothing of this slot came yet */
    uint64_t *valid;
};

struct store_blocks {
    struct gathered *slot;
    size_t slot_capacity;
    int n_slots;
    int64_t import_id;
    int64_t n_rows;
    int64_t next_id;          /* of blocks; 0: not asked yet */
    unsigned char *bytes;     /* [PACK_MOST_BYTES]           */
    struct fire_arena *arena; /* what is packed          */

    /* To compare with what is there, and write nothing: */
    sqlite3_stmt *listed; /* blocks; NULL: write    */
    sqlite3_stmt *piece;  /* the bytes of one piece */
    int64_t n_unlike;
};

struct store_blocks *store_blocks_create(void)
{
    struct store_blocks *blocks = calloc(1, sizeof *blocks);
    if (blocks == NULL) return NULL;
    blocks->bytes = malloc(PACK_MOST_BYTES);
    blocks->arena = fire_arena_create();
    if (blocks->bytes != NULL && blocks->arena != NULL) return blocks;
    store_blocks_free(blocks);
    return NULL;
}

void store_blocks_free(struct store_blocks *blocks)
{
    if (blocks == NULL) return;
    for (int slot = 0; slot < blocks->n_slots; slot++) {
        free(blocks->slot[slot].value);
        free(blocks->slot[slot].valid);
    }
    sqlite3_finalize(blocks->listed);
    sqlite3_finalize(blocks->piece);
    fire_arena_free(blocks->arena);
    free(blocks->slot);
    free(blocks->bytes);
    free(blocks);
}

/* ---- gathering ---------------------------------------------------------------------------- */

/* NULL: no memory */
static struct gathered *gathered_of(struct store_blocks *blocks, int number)
{
    if (number >= blocks->n_slots) {
        struct gathered *grown = fire_array_grow(blocks->slot, &blocks->slot_capacity,
                                                 (size_t)number + 1, sizeof *grown);
        if (grown == NULL) return NULL;
        blocks->slot = grown;
        memset(grown + blocks->n_slots, 0,
               (size_t)(number + 1 - blocks->n_slots) * sizeof *grown);
        blocks->n_slots = number + 1;
    }
    struct gathered *slot = &blocks->slot[number];
    if (slot->value != NULL) return slot;
    int64_t *value = calloc(PACK_ROWS, sizeof *value);
    uint64_t *valid = calloc(FIRE_BITS_WORDS(PACK_ROWS), sizeof *valid);
    if (value == NULL || valid == NULL) {
        free(value);
        free(valid);
        return NULL;
    }
    slot->value = value;
    slot->valid = valid;
    return slot;
}

/* Set the bits of n rows from row `to` on as they are from row `from` on; NULL: all. */
static void copy_bits(uint64_t *out, int64_t to, const uint64_t *valid, int64_t from, int64_t n)
{
    if (valid != NULL) {
        for (int64_t i = 0; i < n; i++)
            out[(to + i) >> 6] |= (valid[(from + i) >> 6] >> ((from + i) & 63) & 1u)
                                  << ((to + i) & 63);
        return;
    }
    for (; n > 0 && (to & 63) != 0; to++, n--)
        fire_set_valid(out, to);
    for (; n >= 64; to += 64, n -= 64)
        out[to >> 6] = UINT64_MAX;
    for (; n > 0; to++, n--)
        fire_set_valid(out, to);
}

/* Rows [first, first + n) of a batch on their way behind those that wait. */
struct piece {
    struct store_blocks *blocks;
    const struct fire_batch *batch;
    int64_t first;
    int64_t n;
};

static bool add_i64(const struct piece *piece, int number, const int64_t value[],
                    const uint64_t *valid)
{
    struct gathered *slot = gathered_of(piece->blocks, number);
    if (slot == NULL) return false;
    memcpy(slot->value + piece->blocks->n_rows, value + piece->first,
           (size_t)piece->n * sizeof *value);
    copy_bits(slot->valid, piece->blocks->n_rows, valid, piece->first, piece->n);
    return true;
}

static bool add_i32(const struct piece *piece, int number, const int32_t value[],
                    const uint64_t *valid)
{
    struct gathered *slot = gathered_of(piece->blocks, number);
    if (slot == NULL) return false;
    int64_t *out = slot->value + piece->blocks->n_rows;
    for (int64_t i = 0; i < piece->n; i++)
        out[i] = value[piece->first + i];
    copy_bits(slot->valid, piece->blocks->n_rows, valid, piece->first, piece->n);
    return true;
}

static bool add_codes(const struct piece *piece, int number, const struct fire_vector *vector,
                      const struct store_ids *ids)
{
    struct gathered *slot = gathered_of(piece->blocks, number);
    if (slot == NULL) return false;
    int64_t *out = slot->value + piece->blocks->n_rows;
    for (int64_t i = 0; i < piece->n; i++)
        if (fire_is_valid(vector->valid, piece->first + i))
            out[i] = ids->id[vector->code[piece->first + i]];
    copy_bits(slot->valid, piece->blocks->n_rows, vector->valid, piece->first, piece->n);
    return true;
}

/* A minute needs its day. */
static bool add_minutes(const struct piece *piece, int number, const struct fire_vector *vector)
{
    struct gathered *slot = gathered_of(piece->blocks, number);
    if (slot == NULL) return false;
    const int64_t to = piece->blocks->n_rows;
    for (int64_t i = 0; i < piece->n; i++) {
        const int64_t row = piece->first + i;
        slot->value[to + i] = vector->minute[row];
        if (fire_is_valid(vector->valid, row) && fire_is_valid(vector->minute_valid, row))
            fire_set_valid(slot->valid, to + i);
    }
    return true;
}

/* Lines that are known, and last days that are not the first. */
static bool add_lines(const struct piece *piece)
{
    const struct fire_batch *batch = piece->batch;
    if (batch->line == NULL) return true;
    struct gathered *slot = gathered_of(piece->blocks, SLOT_LINE);
    if (slot == NULL) return false;
    for (int64_t i = 0, to = piece->blocks->n_rows; i < piece->n; i++, to++) {
        slot->value[to] = batch->line[piece->first + i];
        if (slot->value[to] != 0) fire_set_valid(slot->valid, to);
    }
    return true;
}

static bool add_last_days(const struct piece *piece)
{
    const struct fire_batch *batch = piece->batch;
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    if (batch->last_day == NULL) return true;
    struct gathered *slot = gathered_of(piece->blocks, SLOT_LAST_DAY);
    if (slot == NULL) return false;
    for (int64_t i = 0, to = piece->blocks->n_rows; i < piece->n; i++, to++) {
        slot->value[to] = batch->last_day[piece->first + i];
        if (slot->value[to] != day[piece->first + i]) fire_set_valid(slot->valid, to);
    }
    return true;
}

static bool add_field(const struct fire_store *store, const struct piece *piece, int32_t field)
{
    const struct fire_vector *vector = &piece->batch->vector[field];
    const int number = store_slot(store->at[field], STORE_NUMBER);
    if (vector->code != NULL) return add_codes(piece, number, vector, &store->words[field]);
    if (vector->number != NULL) return add_i64(piece, number, vector->number, vector->valid);
    if (vector->day == NULL) return true;
    if (!add_i32(piece, number, vector->day, vector->valid)) return false;
    return vector->minute == NULL ||
           add_minutes(piece, store_slot(store->at[field], STORE_MINUTE), vector);
}

static bool add_rows(const struct fire_store *store, const struct piece *piece,
                     const int64_t incident_id[], const int32_t area_id[])
{
    if (!add_i64(piece, SLOT_ID, incident_id, NULL) ||
        !add_i32(piece, SLOT_AREA, area_id, NULL) || !add_lines(piece) || !add_last_days(piece))
        return false;
    for (int32_t field = 0; field < store->n_matched; field++)
        if (store->at[field] >= 0 && !add_field(store, piece, field)) return false;
    piece->blocks->n_rows += piece->n;
    return true;
}

/* ---- packing ------------------------------------------------------------------------------ */

/* The next piece, where the slot has a value. false: no memory */
static bool pack_slot(struct store_blocks *blocks, int number, struct store_packed *out,
                      uint16_t slot[], struct store_piece piece[])
{
    const struct gathered *gathered = &blocks->slot[number];
    if (gathered->value == NULL) return true;
    const int64_t n_values = fire_count_valid(gathered->valid, blocks->n_rows);
    if (n_values == 0) return true;
    const struct pack_column column = { gathered->value, gathered->valid, blocks->n_rows,
                                        n_values };
    const size_t size = pack_write(blocks->bytes, store_piece_id(out->number[0], number),
                                   &column);
    const char *bytes = fire_arena_copy(blocks->arena, (const char *)blocks->bytes, size);
    slot[out->n_pieces] = (uint16_t)number;
    piece[out->n_pieces++] = (struct store_piece){ bytes, size };
    return bytes != NULL;
}

/* All rows that wait, in blocks->arena. false: no memory */
static bool pack_block(struct store_blocks *blocks, struct store_packed *out)
{
    const int64_t *id = blocks->slot[SLOT_ID].value;
    fire_arena_reset(blocks->arena);
    uint16_t *slot = FIRE_TAKE(blocks->arena, blocks->n_slots, uint16_t);
    struct store_piece *piece = FIRE_TAKE(blocks->arena, blocks->n_slots, struct store_piece);
    if (slot == NULL || piece == NULL) return false;
    *out = (struct store_packed){ { blocks->next_id, blocks->import_id, blocks->n_rows, id[0],
                                    id[blocks->n_rows - 1], 0 },
                                  0,
                                  slot,
                                  piece };
    for (int number = 0; number < blocks->n_slots; number++)
        if (!pack_slot(blocks, number, out, slot, piece)) return false;
    return true;
}

const struct store_packed *store_packed_copy(struct fire_arena *arena,
                                             const struct store_packed *packed)
{
    struct store_packed *copy = FIRE_TAKE(arena, 1, struct store_packed);
    uint16_t *slot = FIRE_TAKE(arena, packed->n_pieces, uint16_t);
    struct store_piece *piece = FIRE_TAKE(arena, packed->n_pieces, struct store_piece);
    if (copy == NULL || slot == NULL || piece == NULL) return NULL;
    *copy = *packed;
    copy->slot = slot;
    copy->piece = piece;
    for (int i = 0; i < packed->n_pieces; i++) {
        const struct store_piece *from = &packed->piece[i];
        slot[i] = packed->slot[i];
        piece[i] = (struct store_piece){ fire_arena_copy(arena, from->bytes, from->size_bytes),
                                         from->size_bytes };
        if (piece[i].bytes == NULL) return NULL;
    }
    return copy;
}

/* ---- writing ------------------------------------------------------------------------------ */

static const char insert_piece[] = "INSERT INTO block_column VALUES (?, ?)";
static const char insert_block[] = "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?)";

uint64_t store_block_sum(const int64_t number[6], const void *pieces, size_t size)
{
    return pack_checksum((const unsigned char *)number, 6 * sizeof number[0]) ^
           pack_checksum(pieces, size);
}

static uint64_t packed_sum(const struct store_packed *packed)
{
    return store_block_sum(packed->number, packed->slot,
                           (size_t)packed->n_pieces * sizeof packed->slot[0]);
}

static fire_status write_pieces(struct fire_store *store, const struct store_packed *packed,
                                struct fire_error *err)
{
    sqlite3_stmt *insert = NULL;
    bool has_row = false;
    FIRE_TRY(store_prepare(store, insert_piece, &insert, err));
    fire_status status = FIRE_OK;
    for (int i = 0; status == FIRE_OK && i < packed->n_pieces; i++) {
        const struct store_piece *piece = &packed->piece[i];
        const int64_t id = store_piece_id(packed->number[0], packed->slot[i]);
        if (sqlite3_bind_int64(insert, 1, id) != SQLITE_OK ||
            sqlite3_bind_blob64(insert, 2, piece->bytes, piece->size_bytes, SQLITE_STATIC) !=
                SQLITE_OK)
            status = store_fail(store, err);
        if (status == FIRE_OK) status = store_step(store, insert, &has_row, err);
        if (status == FIRE_OK && sqlite3_reset(insert) != SQLITE_OK)
            status = store_fail(store, err);
    }
    sqlite3_finalize(insert);
    return status;
}

static fire_status write_block(struct fire_store *store, const struct store_packed *packed,
                               struct fire_error *err)
{
    sqlite3_stmt *insert = NULL;
    bool has_row = false;
    FIRE_TRY(store_prepare(store, insert_block, &insert, err));
    fire_status status = FIRE_OK;
    for (int i = 0; status == FIRE_OK && i < 5; i++)
        if (sqlite3_bind_int64(insert, i + 1, packed->number[i]) != SQLITE_OK)
            status = store_fail(store, err);
    if (status == FIRE_OK &&
        (sqlite3_bind_blob64(insert, 6, packed->slot,
                             (sqlite3_uint64)packed->n_pieces * sizeof packed->slot[0],
                             SQLITE_STATIC) != SQLITE_OK ||
         sqlite3_bind_int64(insert, 7, (int64_t)packed_sum(packed)) != SQLITE_OK))
        status = store_fail(store, err);
    if (status == FIRE_OK) status = store_step(store, insert, &has_row, err);
    sqlite3_finalize(insert);
    return status;
}

fire_status store_packed_write(struct fire_store *store, const struct store_packed *packed,
                               struct fire_error *err)
{
    FIRE_TRY(write_pieces(store, packed, err));
    return write_block(store, packed, err);
}

static fire_status write_packed(struct fire_store *store, const struct store_packed *packed,
                                struct fire_error *err)
{
    const struct store_job job = { .block = packed };
    return store->import.writer == NULL
               ? store_packed_write(store, packed, err)
               : store_writer_give(store->import.writer, &job, store->n_matched, err);
}

/* ---- comparing a block -------------------------------------------------------------------- */

/* The next block that is there; without one, what is compared is new. */
static fire_status next_listed(struct fire_store *store, struct store_blocks *blocks,
                               bool *has_block, struct fire_error *err)
{
    FIRE_TRY(store_step(store, blocks->listed, has_block, err));
    blocks->n_unlike += !*has_block;
    if (*has_block) blocks->next_id = sqlite3_column_int64(blocks->listed, 0);
    return FIRE_OK;
}

static fire_status compare_piece(struct fire_store *store, struct store_blocks *blocks,
                                 int64_t id, const struct store_piece *wanted,
                                 struct fire_error *err)
{
    sqlite3_stmt *piece = blocks->piece;
    bool has_row = false;
    if (sqlite3_bind_int64(piece, 1, id) != SQLITE_OK) return store_fail(store, err);
    FIRE_TRY(store_step(store, piece, &has_row, err));
    const void *bytes = has_row ? sqlite3_column_blob(piece, 0) : NULL;
    if (bytes == NULL || (size_t)sqlite3_column_bytes(piece, 0) != wanted->size_bytes ||
        memcmp(bytes, wanted->bytes, wanted->size_bytes) != 0)
        blocks->n_unlike++;
    return sqlite3_reset(piece) == SQLITE_OK ? FIRE_OK : store_fail(store, err);
}

/* Whether the block at hand has this sum, and what is listed of it adds up to that. */
static bool is_listed_as(sqlite3_stmt *listed, uint64_t sum)
{
    int64_t number[6] = { 0 };
    for (int i = 0; i < 5; i++)
        number[i] = sqlite3_column_int64(listed, i);
    const void *pieces = sqlite3_column_blob(listed, 5);
    const size_t size = (size_t)sqlite3_column_bytes(listed, 5);
    return (uint64_t)sqlite3_column_int64(listed, 6) == sum &&
           store_block_sum(number, pieces, size) == sum;
}

static fire_status compare_packed(struct fire_store *store, struct store_blocks *blocks,
                                  const struct store_packed *packed, struct fire_error *err)
{
    for (int i = 0; i < packed->n_pieces; i++)
        FIRE_TRY(compare_piece(store, blocks,
                               store_piece_id(packed->number[0], packed->slot[i]),
                               &packed->piece[i], err));
    blocks->n_unlike += !is_listed_as(blocks->listed, packed_sum(packed));
    return FIRE_OK;
}

/* ---- full blocks -------------------------------------------------------------------------- */

/* Nothing waits any more. */
static void empty(struct store_blocks *blocks)
{
    for (int slot = 0; slot < blocks->n_slots; slot++)
        if (blocks->slot[slot].value != NULL)
            memset(blocks->slot[slot].valid, 0, PACK_ROWS / 8);
    blocks->n_rows = 0;
}

static fire_status ask_next_id(struct fire_store *store, struct store_blocks *blocks,
                               struct fire_error *err)
{
    FIRE_TRY(store_settle(store, err));
    return store_number(store, "SELECT coalesce(max(id), 0) + 1 FROM block", &blocks->next_id,
                        err);
}

fire_status store_blocks_flush(struct fire_store *store, struct store_blocks *blocks,
                               struct fire_error *err)
{
    struct store_packed packed;
    bool has_block = true;
    if (blocks->n_rows == 0 || !pack_works_here()) return FIRE_OK;
    if (blocks->listed != NULL)
        FIRE_TRY(next_listed(store, blocks, &has_block, err));
    else if (blocks->next_id == 0)
        FIRE_TRY(ask_next_id(store, blocks, err));
    if (has_block && !pack_block(blocks, &packed)) return store_memory(store, err);
    if (has_block)
        FIRE_TRY(blocks->listed != NULL ? compare_packed(store, blocks, &packed, err)
                                        : write_packed(store, &packed, err));
    empty(blocks);
    blocks->next_id++;
    return FIRE_OK;
}

fire_status store_blocks_add(struct fire_store *store, struct store_blocks *blocks,
                             int64_t import_id, const struct fire_batch *batch,
                             const int64_t incident_id[], const int32_t area_id[],
                             struct fire_error *err)
{
    if (blocks->import_id != import_id) FIRE_TRY(store_blocks_flush(store, blocks, err));
    blocks->import_id = import_id;
    for (int64_t first = 0; first < batch->n_rows;) {
        const int64_t room = PACK_ROWS - blocks->n_rows;
        const int64_t rest = batch->n_rows - first;
        const struct piece piece = { blocks, batch, first, rest < room ? rest : room };
        if (!add_rows(store, &piece, incident_id, area_id)) return store_memory(store, err);
        if (blocks->n_rows == PACK_ROWS) FIRE_TRY(store_blocks_flush(store, blocks, err));
        first += piece.n;
    }
    return FIRE_OK;
}

fire_status store_blocks_remove(struct fire_store *store, int64_t import_id,
                                struct fire_error *err)
{
    struct store_blocks *waiting = store->import.blocks;
    if (waiting != NULL && (import_id == 0 || waiting->import_id == import_id)) empty(waiting);
    if (import_id == 0)
        return store_exec(store, "DELETE FROM block_column; DELETE FROM block", err);
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "DELETE FROM block_column WHERE id / %d IN"
                        " (SELECT id FROM block WHERE import_id = %lld);"
                        "DELETE FROM block WHERE import_id = %lld",
                        MOST_SLOTS, (long long)import_id, (long long)import_id);
    return store_exec_built(store, sql, err);
}

static fire_status add_taken(void *self, const struct store_taken *taken,
                             struct fire_error *err)
{
    struct fire_store *store = self;
    return store_blocks_add(store, store->import.blocks, taken->import_id[0], taken->batch,
                            taken->incident_id, taken->area_id, err);
}

fire_status store_blocks_make(struct fire_store *store, struct fire_error *err)
{
    FIRE_TRY(store_blocks_remove(store, 0, err));
    FIRE_TRY(store_rows_read(store, store->import.schema,
                             (struct store_taker){ store, add_taken }, err));
    return store_blocks_flush(store, store->import.blocks, err);
}

/* ---- comparing ---------------------------------------------------------------------------- */

struct comparing {
    struct fire_store *store;
    struct store_blocks *blocks;
};

static fire_status compare_taken(void *self, const struct store_taken *taken,
                                 struct fire_error *err)
{
    const struct comparing *comparing = self;
    return store_blocks_add(comparing->store, comparing->blocks, taken->import_id[0],
                            taken->batch, taken->incident_id, taken->area_id, err);
}

static fire_status compare_all(struct fire_store *store, const struct fire_schema *schema,
                               struct store_blocks *blocks, struct fire_error *err)
{
    struct comparing comparing = { store, blocks };
    bool has_block = false;
    FIRE_TRY(store_prepare(store, "SELECT * FROM block ORDER BY id", &blocks->listed, err));
    FIRE_TRY(store_prepare(store, "SELECT data FROM block_column WHERE id = ?", &blocks->piece,
                           err));
    FIRE_TRY(
        store_rows_read(store, schema, (struct store_taker){ &comparing, compare_taken }, err));
    FIRE_TRY(store_blocks_flush(store, blocks, err));
    FIRE_TRY(store_step(store, blocks->listed, &has_block, err));
    blocks->n_unlike += has_block;
    return FIRE_OK;
}

fire_status store_blocks_compare(struct fire_store *store, const struct fire_schema *schema,
                                 bool *out_same, struct fire_error *err)
{
    struct store_blocks *blocks = store_blocks_create();
    if (blocks == NULL) return store_memory(store, err);
    const fire_status status = compare_all(store, schema, blocks, err);
    if (status == FIRE_OK) *out_same = blocks->n_unlike == 0;
    store_blocks_free(blocks);
    return status;
}
