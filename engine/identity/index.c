/* index.c - see index.h.
 *
 * Entries lie in the order in which they came, and a hash table of their places finds them. At
 * most half of it is taken: a key that is new, as nearly all are, costs one look into memory
 * that is in no cache. A table that grows reads its entries once, front to back. */
#include "index.h"

#include <stdlib.h>
#include <string.h>

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

static void put(struct index *index, size_t place)
{
    const size_t mask = index->n_buckets - 1;
    const uint64_t hash = index->entry[place].hash;
    size_t at = hash & mask;
    while (index->bucket[at].place != 0)
        at = (at + 1) & mask;
    index->bucket[at] = (struct bucket){ (uint32_t)(place + 1), tag_of(hash) };
}

static bool grow_buckets(struct index *index, size_t wanted)
{
    size_t n = index->n_buckets == 0 ? 1024 : index->n_buckets;
    while (n < 2 * wanted)
        n *= 2;
    if (n == index->n_buckets) return true;
    struct fire_arena *arena = fire_arena_create(); /* for its huge pages */
    struct bucket *bucket = arena == NULL ? NULL : FIRE_TAKE(arena, n, struct bucket);
    if (bucket == NULL) {
        fire_arena_free(arena);
        return false;
    }
    fire_arena_free(index->buckets);
    index->buckets = arena;
    index->bucket = bucket;
    index->n_buckets = n;
    for (size_t i = 0; i < index->n; i++)
        put(index, i);
    return true;
}

bool index_reserve(struct index *index, size_t more)
{
    const size_t wanted = index->n + more;
    if (wanted >= UINT32_MAX) return false;
    if (wanted > index->capacity) {
        void *grown = fire_array_grow(index->entry, &index->capacity, wanted,
                                      sizeof *index->entry);
        if (grown == NULL) return false;
        index->entry = grown;
    }
    return grow_buckets(index, wanted);
}

size_t index_start(const struct index *index, uint64_t hash)
{
    return hash & (index->n_buckets - 1);
}

struct entry *index_next(const struct index *index, uint64_t hash, size_t *bucket)
{
    const size_t mask = index->n_buckets - 1;
    for (; index->bucket[*bucket].place != 0; *bucket = (*bucket + 1) & mask) {
        if (index->bucket[*bucket].tag != tag_of(hash)) continue;
        struct entry *entry = &index->entry[index->bucket[*bucket].place - 1];
        if (entry->hash != hash) continue;
        *bucket = (*bucket + 1) & mask;
        return entry;
    }
    return NULL;
}

void index_add(struct index *index, struct entry entry, size_t bucket)
{
    index->entry[index->n++] = entry;
    index->bucket[bucket] = (struct bucket){ (uint32_t)index->n, tag_of(entry.hash) };
}

void index_finish(struct index *index)
{
    free(index->entry);
    fire_arena_free(index->buckets);
    *index = (struct index){ 0 };
}
