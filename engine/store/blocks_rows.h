/* blocks_rows.h - the pieces of a block become batches again. */
#ifndef FIRESTAT_ENGINE_STORE_BLOCKS_ROWS_H
#define FIRESTAT_ENGINE_STORE_BLOCKS_ROWS_H
#include "store.h"

#include "pack.h"

/* A column that is read. */
struct reading {
    int slot;
    int32_t field; /* of the schema, or -1 */
    enum store_cell cell;
    const uint32_t *look; /* [n_look] of words and areas: what their ids stand for (pack.h) */
    uint32_t n_look;

    /* of the block at hand */
    unsigned char *bytes; /* of its piece */
    size_t size;
    size_t capacity;
    bool is_there;
    struct pack pack;
};

/* The rows of one block at a time; one thread's. */
struct block_rows {
    struct reading *reading; /* [n_readings] */
    int n_readings;
    bool needs_area;
    int32_t n_fields;
    struct fire_vector *vector; /* [n_fields] room for what is read  */
    struct fire_vector *shown;  /* [n_fields] of the batch           */
    int32_t number32[FIRE_BATCH_ROWS];
    int32_t area[FIRE_BATCH_ROWS];
    int32_t last_day[FIRE_BATCH_ROWS];
    int64_t line[FIRE_BATCH_ROWS];
    struct fire_batch batch;
};

/* Room for the columns of a list, which is copied. false: no memory.
 *   rows    all zero
 *   arena   owns what is taken, but for the bytes of the pieces: block_rows_finish */
bool block_rows_init(struct block_rows *rows, const struct reading reading[], int n_readings,
                     const struct fire_schema *schema, struct fire_arena *arena);
void block_rows_finish(struct block_rows *rows);

/* Rows [first, first + n) of the pieces that are there become rows->batch, n <= FIRE_BATCH_ROWS.
 * false: they cannot have been written by us. */
bool block_rows_read(struct block_rows *rows, int64_t first, int64_t n);

#endif
