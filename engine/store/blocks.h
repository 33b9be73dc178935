/* blocks.h - the rows of a store once more, a column at a time.
 *
 * Beside the rows of `incident`, which are the record, their columns lie as bytes in table
 * `block_column`, a piece of one column of up to PACK_ROWS rows a row there; `block` lists the
 * pieces. A block has rows of one import in the order of their ids, and blocks follow each other
 * in that order. Texts are not in blocks, nor is what is superseded: that is in `incident` and
 * its index alone. Codes and areas are ids of the file.
 *
 * Blocks are derived. They are read only while the mark (mark.h) says that nothing was written
 * since they were. */
#ifndef FIRESTAT_ENGINE_STORE_BLOCKS_H
#define FIRESTAT_ENGINE_STORE_BLOCKS_H
#include "store.h"

/* What a piece is a column of. Cells of fields follow, see store_slot. */
enum { SLOT_ID, SLOT_LINE, SLOT_AREA, SLOT_LAST_DAY, SLOT_FIELDS };

#define MOST_SLOTS 65536 /* a row of incident has less than 2,000 columns */

static inline int store_slot(int32_t at, enum store_cell cell)
{
    return SLOT_FIELDS + 2 * at + (cell == STORE_MINUTE);
}

/* The id of a piece in block_column. */
static inline int64_t store_piece_id(int64_t block_id, int slot)
{
    return block_id * MOST_SLOTS + slot;
}

/* ---- blocks.c: rows become blocks --------------------------------------------------------- */

/* Rows that wait for their block to be full. */
struct store_blocks;

/* A column of a block as bytes. */
struct store_piece {
    const char *bytes;
    size_t size_bytes;
};

/* A block on its way into the file. */
struct store_packed {
    int64_t number[6]; /* id, import, rows, first and last incident_id, 0: as they are summed */
    int n_pieces;
    const uint16_t *slot;            /* [n_pieces] */
    const struct store_piece *piece; /* [n_pieces] */
};

/* The same in another arena. NULL: no memory */
const struct store_packed *store_packed_copy(struct fire_arena *arena,
                                             const struct store_packed *packed);

fire_status store_packed_write(struct fire_store *store, const struct store_packed *packed,
                               struct fire_error *err) FIRE_MUST_CHECK;

struct store_blocks *store_blocks_create(void);      /* NULL: no memory */
void store_blocks_free(struct store_blocks *blocks); /* NULL is fine */

/* Rows of one import, with their ids in the file, ascending from call to call. Writes the blocks
 * that are full, and at another import what there is; by the writer, where the import has one.
 *   incident_id, area_id   [batch->n_rows] */
fire_status store_blocks_add(struct fire_store *store, struct store_blocks *blocks,
                             int64_t import_id, const struct fire_batch *batch,
                             const int64_t incident_id[], const int32_t area_id[],
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Write the last one. */
fire_status store_blocks_flush(struct fire_store *store, struct store_blocks *blocks,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Take out those of one import, or all of them: import_id 0; and what waits of them. */
fire_status store_blocks_remove(struct fire_store *store, int64_t import_id,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* Make all blocks anew from the rows, which are proved on the way. Inside a transaction that
 * writes; batches, fields, words and areas are loaded or written as they are now. */
fire_status store_blocks_make(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* Read all rows, prove them, and see whether the blocks that are there are what would be written of
 * them now. Inside a transaction; words and areas are loaded. */
fire_status store_blocks_compare(struct fire_store *store, const struct fire_schema *schema,
                                 bool *out_same, struct fire_error *err) FIRE_MUST_CHECK;

/* What the list of a block adds up to; pieces are the bytes of their slots. */
uint64_t store_block_sum(const int64_t number[6], const void *pieces, size_t size);

/* ---- blocks_read.c: and rows again --------------------------------------------------------- */

/* Whether every field the caller needs is in blocks: no text that has a value anywhere. */
fire_status store_blocks_suffice(struct fire_store *store, const struct fire_schema *schema,
                                 bool *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Push the rows that count out of their blocks, with the fields that are needed. The batches,
 * words and areas of the store are loaded; the mark holds.
 *   sink   [n_sinks] as in fire_store_push_side_by_side */
fire_status store_blocks_push(struct fire_store *store, const struct fire_schema *schema,
                              const struct fire_sink sink[], int32_t n_sinks,
                              struct fire_error *err) FIRE_MUST_CHECK;

#endif
