/* pack.h - one column of a block of rows as bytes, and back. Knows nothing of SQLite.
 *
 *     size = pack_write(bytes, id, &column);
 *     if (!pack_open(bytes, size, id, &pack)) ... it is not what was written ...
 *     pack_read_i64(&pack, first, n, out);
 *
 * A value is base + step * row, or base + factor * u where u takes 1, 2, 4 or 8 bytes a row:
 * enough for dates in their order, ids of words, counts, and amounts in whole thousands. The
 * bytes are a head, the null bitmap where some rows are null and some are not, the u. All
 * numbers have the least byte first.
 *
 * Thread use: no state. */
#ifndef FIRESTAT_ENGINE_STORE_PACK_H
#define FIRESTAT_ENGINE_STORE_PACK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PACK_ROWS       65536 /* of a column, at most */
#define PACK_HEAD_BYTES 64
#define PACK_MOST_BYTES (PACK_HEAD_BYTES + PACK_ROWS / 8 + 8 * PACK_ROWS)

/* Values at null rows mean nothing. */
struct pack_column {
    const int64_t *value;  /* [n_rows]                            */
    const uint64_t *valid; /* not NULL; bits behind n_rows are 0  */
    int64_t n_rows;        /* 1..PACK_ROWS                        */
    int64_t n_values;      /* bits that are set in valid; not 0   */
};

/*   bytes     [PACK_MOST_BYTES], 8-aligned
 *   id        comes back on opening, so that one column is not taken for another
 *   returns   bytes written */
size_t pack_write(unsigned char *bytes, int64_t id, const struct pack_column *column);

/* Borrows the bytes it was opened on. */
struct pack {
    int64_t n_rows;
    const uint64_t *valid; /* NULL: no row is null */
    const unsigned char *value;
    int width; /* bytes of u; 0: none, the value follows from the row */
    uint64_t base;
    uint64_t step;
    uint64_t factor;
};

/*   bytes     8-aligned
 *   returns   false: damaged, or of another id */
bool pack_open(const unsigned char *bytes, size_t size, int64_t id, struct pack *out);

/* Rows [first, first + n); of the second function the lower half of each value. */
void pack_read_i64(const struct pack *pack, int64_t first, int64_t n, int64_t out[]);
void pack_read_i32(const struct pack *pack, int64_t first, int64_t n, int32_t out[]);

/* What numbers stand for: out[i] = look[number of row first + i].
 *   look      [n_look] below 2^31, or PACK_NOTHING: no row has that number
 *   returns   false: a row has such a number or one that is not below n_look; null rows hold the
 *             smallest number that other rows have */
#define PACK_NOTHING UINT32_MAX
bool pack_look_up(const struct pack *pack, int64_t first, int64_t n, const uint32_t look[],
                  uint32_t n_look, uint32_t out[]);

/* Whether its head says that all values are low..high; false where only the rows can tell. */
bool pack_lies_within(const struct pack *pack, int64_t low, int64_t high);

/* Every changed byte gives another sum. */
uint64_t pack_checksum(const unsigned char *bytes, size_t size);

/* False on machines that have the greatest byte first: they do without. */
bool pack_works_here(void);

#endif
