/* dictionary.c - from key to code and back.
 *
 * Entries lie in an array in the order of their codes. A table of slots, a power of two and
 * never more than half full, finds a key by linear probing; a slot holds code + 1, and 0
 * when it is free. Codes follow the order of arrival and not the hash, so a better hash can
 * come without changing a result. */
#include "firestat/dictionary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

struct entry {
    uint64_t hash;
    struct fire_text_view key;
    struct fire_text_view label;
};

struct fire_dictionary {
    struct fire_arena *texts;
    struct entry *entries;
    size_t entries_capacity;
    uint32_t n_entries;
    uint32_t *slots;
    size_t n_slots;
};

struct fire_dictionary *fire_dictionary_create(void)
{
    struct fire_dictionary *dictionary = calloc(1, sizeof *dictionary);
    if (dictionary == NULL) return NULL;

    dictionary->texts = fire_arena_create();
    dictionary->slots = calloc(FIRST_SLOTS, sizeof dictionary->slots[0]);
    dictionary->n_slots = FIRST_SLOTS;
    if (dictionary->texts == NULL || dictionary->slots == NULL) {
        fire_dictionary_free(dictionary);
        return NULL;
    }
    return dictionary;
}

void fire_dictionary_free(struct fire_dictionary *dictionary)
{
    if (dictionary == NULL) return;
    fire_arena_free(dictionary->texts);
    free(dictionary->entries);
    free(dictionary->slots);
    free(dictionary);
}

uint32_t fire_dictionary_n(const struct fire_dictionary *dictionary)
{
    return dictionary->n_entries;
}

static uint64_t mix(uint64_t hash)
{
    hash *= UINT64_C(0x9e3779b97f4a7c15); /* 2^64 over the golden ratio: odd, no pattern */
    return hash ^ (hash >> 32);           /* high bits know all of the word, low ones little */
}

/* Eight bytes a round; the size keeps "a" and "a\0" apart. */
static uint64_t hash_bytes(struct fire_text_view text)
{
    uint64_t hash = mix(text.size_bytes);
    uint64_t word;
    size_t at = 0;
    for (; text.size_bytes - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.bytes + at, sizeof word);
        hash = mix(hash ^ word);
    }
    word = 0;
    if (at < text.size_bytes) memcpy(&word, text.bytes + at, text.size_bytes - at);
    return mix(mix(hash ^ word));
}

/* The slot of the key, or the free one where it would go. */
static size_t find_slot(const struct fire_dictionary *dictionary, struct fire_text_view key,
                        uint64_t hash)
{
    const size_t mask = dictionary->n_slots - 1;
    size_t slot = (size_t)hash & mask;
    while (dictionary->slots[slot] != 0) {
        const struct entry *entry = &dictionary->entries[dictionary->slots[slot] - 1];
        if (entry->hash == hash && fire_text_equal(entry->key, key)) break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

static bool double_slots(struct fire_dictionary *dictionary)
{
    const size_t n_slots = dictionary->n_slots * 2;
    uint32_t *slots = calloc(n_slots, sizeof slots[0]);
    if (slots == NULL) return false;

    for (uint32_t code = 0; code < dictionary->n_entries; code++) {
        size_t slot = (size_t)dictionary->entries[code].hash & (n_slots - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (n_slots - 1);
        slots[slot] = code + 1;
    }
    free(dictionary->slots);
    dictionary->slots = slots;
    dictionary->n_slots = n_slots;
    return true;
}

static bool make_room(struct fire_dictionary *dictionary)
{
    const size_t wanted = (size_t)dictionary->n_entries + 1;
    struct entry *entries = fire_array_grow(dictionary->entries, &dictionary->entries_capacity,
                                            wanted, sizeof *entries);
    if (entries == NULL) return false;
    dictionary->entries = entries;
    return wanted <= dictionary->n_slots / 2 || double_slots(dictionary);
}

bool fire_dictionary_add(struct fire_dictionary *dictionary, struct fire_text_view key,
                         struct fire_text_view label, uint32_t *out_code)
{
    const uint64_t hash = hash_bytes(key);
    const size_t known = find_slot(dictionary, key, hash);
    if (dictionary->slots[known] != 0) {
        *out_code = dictionary->slots[known] - 1;
        return true;
    }
    if (dictionary->n_entries == UINT32_MAX || !make_room(dictionary)) return false;

    struct entry entry = { hash, key, label };
    entry.key.bytes = fire_arena_copy(dictionary->texts, key.bytes, key.size_bytes);
    entry.label.bytes = fire_text_equal(key, label)
                            ? entry.key.bytes
                            : fire_arena_copy(dictionary->texts, label.bytes, label.size_bytes);
    if (entry.key.bytes == NULL || entry.label.bytes == NULL) return false;

    const uint32_t code = dictionary->n_entries;
    dictionary->slots[find_slot(dictionary, key, hash)] = code + 1; /* slots may have moved */
    dictionary->entries[code] = entry;
    dictionary->n_entries = code + 1;
    *out_code = code;
    return true;
}

bool fire_dictionary_find(const struct fire_dictionary *dictionary, struct fire_text_view key,
                          uint32_t *out_code)
{
    const uint32_t found = dictionary->slots[find_slot(dictionary, key, hash_bytes(key))];
    if (found == 0) return false;
    *out_code = found - 1;
    return true;
}

struct fire_text_view fire_dictionary_label(const struct fire_dictionary *dictionary,
                                            uint32_t code)
{
    assert(code < dictionary->n_entries);
    return dictionary->entries[code].label;
}

struct fire_text_view fire_dictionary_key(const struct fire_dictionary *dictionary,
                                          uint32_t code)
{
    assert(code < dictionary->n_entries);
    return dictionary->entries[code].key;
}
