/* bits.c - counting in null bitmaps. */
#include "firestat/bits.h"

#include <assert.h>

/* Bits set, by adding neighbours in ever wider fields. The builtin is a library call on
 * the plain x86-64 we build for. */
static int64_t count_ones(uint64_t word)
{
    word -= (word >> 1) & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + ((word >> 2) & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (int64_t)((word * UINT64_C(0x0101010101010101)) >> 56);
}

int64_t fire_count_valid(const uint64_t valid[], int64_t n_rows)
{
    assert(n_rows >= 0);
    if (valid == NULL) return n_rows;

    int64_t n_valid = 0;
    const int64_t n_whole = n_rows / 64;
    for (int64_t i = 0; i < n_whole; i++)
        n_valid += count_ones(valid[i]);

    const int64_t n_rest = n_rows % 64; /* the bits behind the last row may be anything */
    if (n_rest > 0) n_valid += count_ones(valid[n_whole] & ((UINT64_C(1) << n_rest) - 1));
    return n_valid;
}
