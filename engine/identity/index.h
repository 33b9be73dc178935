/* index.h - from the hash of a key to the version that has it. */
#ifndef FIRESTAT_ENGINE_IDENTITY_INDEX_H
#define FIRESTAT_ENGINE_IDENTITY_INDEX_H
#include "firestat/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct entry {
    uint64_t hash;
    int64_t version; /* the one that counts                              */
    uint32_t line;   /* where `origin` has it, 0: not known or too large */
    int32_t origin;  /* the last source that had the key                 */
};

struct bucket {
    uint32_t place; /* in `entry` + 1; 0: free                       */
    uint32_t tag;   /* of its hash, so that others are not looked at */
};

/* Starts as {0}. */
struct index {
    struct entry *entry; /* [n] in the order they came */
    size_t n;
    size_t capacity;
    struct fire_arena *buckets; /* owns them           */
    struct bucket *bucket;      /* [n_buckets]              */
    size_t n_buckets;           /* a power of 2, or 0       */
};

/* Make room for `more` entries. false: no memory */
bool index_reserve(struct index *index, size_t more);

/* The first entry of a hash, or the next one behind an entry that was not the right one.
 *   bucket   where the search stands: starts as index_start, then left alone
 *   returns  NULL: there is no (other) one */
size_t index_start(const struct index *index, uint64_t hash);
struct entry *index_next(const struct index *index, uint64_t hash, size_t *bucket);

/* Put one in, for which there is room, where the search for it came to its end. */
void index_add(struct index *index, struct entry entry, size_t bucket);

/* The look-up of this hash will come soon. */
static inline void index_prefetch(const struct index *index, uint64_t hash)
{
#if defined(__GNUC__)
    __builtin_prefetch(&index->bucket[hash & (index->n_buckets - 1)]);
#else
    (void)index;
    (void)hash;
#endif
}

void index_finish(struct index *index);

#endif
