/* bits.h - null bitmaps in Arrow's order: bit i (least significant first) is 1 when row i
 * has a value; a NULL bitmap means that no row is null. */
#ifndef FIRESTAT_BITS_H
#define FIRESTAT_BITS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_BITS_WORDS(n_rows) (((size_t)(n_rows) + 63) / 64)

static inline bool fire_is_valid(const uint64_t valid[], int64_t row)
{
    return valid == NULL || ((valid[row >> 6] >> (row & 63)) & 1u) != 0;
}

static inline void fire_set_valid(uint64_t valid[], int64_t row)
{
    valid[row >> 6] |= UINT64_C(1) << (row & 63);
}

/* How many of the first n_rows have a value. */
int64_t fire_count_valid(const uint64_t valid[], int64_t n_rows);

#ifdef __cplusplus
}
#endif
#endif
