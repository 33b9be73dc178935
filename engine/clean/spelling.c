/* spelling.c - the spellings a thread has met in a column, numbered as they came.
 *
 * A register has a dozen causes and ten thousand communes in millions of rows, so what counts is a
 * spelling that came before: one hash of its bytes, one look, one comparison of all of them. Tables
 * belong to one thread; the numbers mean nothing to another. */
#include "lane.h"

#include <stdlib.h>
#include <string.h>

struct slot {
    uint64_t hash;
    const char *bytes; /* NULL: free */
    uint32_t size;
    uint32_t number;
};

struct spelling_table {
    struct slot *slot; /* [n_slots], a power of two, at most half of them taken */
    size_t n_slots;
    uint32_t n;
    struct fire_arena *bytes;
};

enum { FIRST_SLOTS = 256 };

void spelling_tables_free(struct spelling_table *table, int32_t n)
{
    for (int32_t i = 0; table != NULL && i < n; i++) {
        free(table[i].slot);
        fire_arena_free(table[i].bytes);
    }
    free(table);
}

struct spelling_table *spelling_tables_create(int32_t n)
{
    struct spelling_table *table = calloc((size_t)n + 1, sizeof *table);
    for (int32_t i = 0; table != NULL && i < n; i++) {
        table[i].n_slots = FIRST_SLOTS;
        table[i].slot = calloc(FIRST_SLOTS, sizeof *table[i].slot);
        table[i].bytes = fire_arena_create();
        if (table[i].slot != NULL && table[i].bytes != NULL) continue;
        spelling_tables_free(table, n);
        return NULL;
    }
    return table;
}

struct spelling_table *spelling_table_at(struct spelling_table *table, int32_t i)
{
    return &table[i];
}

static inline uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The product of both in 128 bits, folded: every bit of either reaches the whole result. */
static inline uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#define ODD_1 UINT64_C(0xa0761d6478bd642f)
#define ODD_2 UINT64_C(0xe7037ed1a0b428db)

/* The first `size` bytes, fewer than eight, of eight that may be read. */
static inline uint64_t few_at(const char *bytes, size_t size)
{
    const uint64_t word = word_at(bytes);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return size == 0 ? 0 : word << (64 - 8 * size);
#else
    return size == 0 ? 0 : word >> (64 - 8 * size);
#endif
}

static inline uint64_t hash_of(const char *bytes, size_t size)
{
    uint64_t hash = size * ODD_2;
    uint64_t a = 0;
    uint64_t b = 0;
    if (size >= 8) {
        for (size_t at = 0; at + 16 < size; at += 16)
            hash = fold(word_at(bytes + at) ^ ODD_1, word_at(bytes + at + 8) ^ hash);
        a = word_at(bytes + size - 8); /* overlaps what came before, which does no harm */
        b = size >= 16 ? word_at(bytes + size - 16) : word_at(bytes);
    } else {
        a = few_at(bytes, size);
    }
    return fold(a ^ ODD_1, b ^ hash ^ ODD_2);
}

static bool double_slots(struct spelling_table *table)
{
    const size_t n_slots = table->n_slots * 2;
    struct slot *slot = calloc(n_slots, sizeof *slot);
    if (slot == NULL) return false;
    for (size_t i = 0; i < table->n_slots; i++) {
        if (table->slot[i].bytes == NULL) continue;
        size_t at = (size_t)table->slot[i].hash & (n_slots - 1);
        while (slot[at].bytes != NULL)
            at = (at + 1) & (n_slots - 1);
        slot[at] = table->slot[i];
    }
    free(table->slot);
    table->slot = slot;
    table->n_slots = n_slots;
    return true;
}

/* A spelling that came for the first time, in the free slot where it goes. */
static uint32_t add(struct spelling_table *table, uint64_t hash, const char *bytes, size_t size,
                    size_t at)
{
    const struct fire_text_view text = { bytes, size };
    /* "#N/A" is told in every row */
    if (fire_text_valid_bytes(text) != size || memchr(bytes, '#', size) != NULL)
        return SPELLING_NULL;
    char *copy = fire_arena_take(table->bytes, size + SPELLING_PADDING, 1);
    if (copy == NULL || table->n >= SPELLING_NULL - 1) return SPELLING_UNMAPPED;
    memcpy(copy, bytes, size);
    const uint32_t number = table->n++;
    table->slot[at] = (struct slot){ hash, copy, (uint32_t)size, number };
    return table->n <= table->n_slots / 2 || double_slots(table) ? number : SPELLING_UNMAPPED;
}

static inline bool same_bytes(const char *a, const char *b, size_t size)
{
    if (size < 8) return few_at(a, size) == few_at(b, size);
    for (size_t at = 0; at + 8 < size; at += 8)
        if (word_at(a + at) != word_at(b + at)) return false;
    return word_at(a + size - 8) == word_at(b + size - 8);
}

static inline uint32_t find(struct spelling_table *table, uint64_t hash,
                            struct fire_text_view text)
{
    size_t at = (size_t)hash & (table->n_slots - 1);
    for (; table->slot[at].bytes != NULL; at = (at + 1) & (table->n_slots - 1)) {
        const struct slot *slot = &table->slot[at];
        if (slot->hash == hash && slot->size == text.size_bytes &&
            same_bytes(slot->bytes, text.bytes, text.size_bytes))
            return slot->number;
    }
    return add(table, hash, text.bytes, text.size_bytes, at);
}

/* A table that does not fit into the near caches: three loops, so that what a row must wait for
 * comes while the others are looked at. */
static void fetch(const struct spelling_table *table, const struct fire_text_view text[],
                  int32_t n)
{
    uint64_t hash[STRIP_ROWS];
    for (int32_t i = 0; i < n; i++) {
        hash[i] = hash_of(text[i].bytes, text[i].size_bytes);
        __builtin_prefetch(&table->slot[hash[i] & (table->n_slots - 1)]);
    }
    for (int32_t i = 0; i < n; i++)
        __builtin_prefetch(table->slot[hash[i] & (table->n_slots - 1)].bytes);
}

bool spelling_numbers(struct spelling_table *table, const struct fire_text_view text[],
                      int32_t n, uint32_t number[])
{
    enum { MANY = 1024 };
    if (table->n > MANY) fetch(table, text, n);
    for (int32_t i = 0; i < n; i++) {
        const struct fire_text_view one = text[i];
        number[i] = SPELLING_NULL;
        if (one.size_bytes == 0) continue;
        number[i] = find(table, hash_of(one.bytes, one.size_bytes), one);
        if (number[i] == SPELLING_UNMAPPED) return false;
    }
    return true;
}
