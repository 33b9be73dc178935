/* arena.c - memory in chunks that die together.
 *
 * Chunks double up to a cap, so a small arena stays small and a big one asks the system
 * rarely; what does not fit into the next chunk gets one of its own size. A chunk is in one
 * of two lists: `used`, whose head is the one being filled, or `spare`, kept by a reset.
 *
 * Under AddressSanitizer every byte not handed out is poisoned, so that a read behind an
 * item or after a reset is reported as it would be for malloc. */
#include "firestat/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif

#if defined(ARENA_POISONS)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size)   ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

enum {
    ALIGNMENT = 16,
    FIRST_CHUNK_BYTES = 4096,
    LARGEST_CHUNK_BYTES = 1 << 20,
    FEWEST_ITEMS = 8, /* what an array starts with */
};

static_assert(ALIGNMENT % alignof(max_align_t) == 0, "an item may hold any type");

/* Differences of pointers into anything larger would not fit in ptrdiff_t. */
static const size_t largest_bytes = PTRDIFF_MAX - ALIGNMENT;

struct chunk {
    struct chunk *next;
    size_t capacity; /* bytes behind the header; capacity and used are multiples of ALIGNMENT */
    size_t used;
    alignas(ALIGNMENT) unsigned char bytes[];
};

struct fire_arena {
    struct chunk *used;  /* head: the chunk being filled; NULL at first */
    struct chunk *spare; /* empty ones                                  */
    size_t next_capacity;
    size_t size_bytes;
};

struct fire_arena *fire_arena_create(void)
{
    struct fire_arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) return NULL;
    arena->next_capacity = FIRST_CHUNK_BYTES;
    arena->size_bytes = sizeof *arena;
    return arena;
}

static void free_chunks(struct chunk *chunk)
{
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void fire_arena_free(struct fire_arena *arena)
{
    if (arena == NULL) return;
    free_chunks(arena->used);
    free_chunks(arena->spare);
    free(arena);
}

void fire_arena_reset(struct fire_arena *arena)
{
    while (arena->used != NULL) {
        struct chunk *chunk = arena->used;
        arena->used = chunk->next;
        chunk->used = 0;
        ASAN_POISON_MEMORY_REGION(chunk->bytes, chunk->capacity);
        chunk->next = arena->spare;
        arena->spare = chunk;
    }
}

/* The smallest spare chunk that holds `size`, taken off its list, or NULL. Best fit and not
 * first: a small item must not use up the chunk a big one needs in every round. */
static struct chunk *reuse_chunk(struct fire_arena *arena, size_t size)
{
    struct chunk **best = NULL;
    for (struct chunk **link = &arena->spare; *link != NULL; link = &(*link)->next) {
        if ((*link)->capacity < size) continue;
        if (best == NULL || (*link)->capacity < (*best)->capacity) best = link;
    }
    if (best == NULL) return NULL;

    struct chunk *chunk = *best;
    *best = chunk->next;
    return chunk;
}

static struct chunk *create_chunk(struct fire_arena *arena, size_t size)
{
    const size_t capacity = size > arena->next_capacity ? size : arena->next_capacity;
    if (capacity > largest_bytes - sizeof(struct chunk)) return NULL;
    struct chunk *chunk = malloc(sizeof *chunk + capacity);
    if (chunk == NULL) return NULL;

    chunk->capacity = capacity;
    chunk->used = 0;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, capacity);
    arena->size_bytes += sizeof *chunk + capacity;
    if (arena->next_capacity < LARGEST_CHUNK_BYTES) arena->next_capacity *= 2;
    return chunk;
}

static size_t room_in(const struct chunk *chunk)
{
    return chunk == NULL ? 0 : chunk->capacity - chunk->used;
}

/* `size` bytes of any content, or NULL. */
static void *take_bytes(struct fire_arena *arena, size_t size)
{
    if (size > largest_bytes) return NULL;
    const size_t wanted = size == 0 ? 1 : size; /* so that two items never share an address */
    const size_t reserved = (wanted + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

    struct chunk *chunk = arena->used;
    if (room_in(chunk) < reserved) {
        chunk = reuse_chunk(arena, reserved);
        if (chunk == NULL) chunk = create_chunk(arena, reserved);
        if (chunk == NULL) return NULL;

        if (chunk->capacity - reserved >= room_in(arena->used)) {
            chunk->next = arena->used;
            arena->used = chunk;
        } else { /* a chunk for one big item: go on filling the old one */
            chunk->next = arena->used->next;
            arena->used->next = chunk;
        }
    }
    void *item = chunk->bytes + chunk->used;
    chunk->used += reserved;
    ASAN_UNPOISON_MEMORY_REGION(item, size);
    return item;
}

void *fire_arena_take(struct fire_arena *arena, size_t count, size_t item_bytes)
{
    if (item_bytes != 0 && count > SIZE_MAX / item_bytes) return NULL;
    void *items = take_bytes(arena, count * item_bytes);
    if (items != NULL) memset(items, 0, count * item_bytes);
    return items;
}

char *fire_arena_copy(struct fire_arena *arena, const char *bytes, size_t size)
{
    if (size == SIZE_MAX) return NULL;
    char *copy = take_bytes(arena, size + 1);
    if (copy == NULL) return NULL;
    if (size > 0) memcpy(copy, bytes, size); /* of nothing, bytes may be NULL */
    copy[size] = '\0';
    return copy;
}

char *fire_arena_vprintf(struct fire_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int n_bytes = vsnprintf(NULL, 0, format, arguments);
    char *text = n_bytes < 0 ? NULL : FIRE_TAKE(arena, n_bytes + 1, char);
    if (text != NULL) vsnprintf(text, (size_t)n_bytes + 1, format, again);
    va_end(again);
    return text;
}

size_t fire_arena_size_bytes(const struct fire_arena *arena)
{
    return arena->size_bytes;
}

void *fire_array_grow(void *items, size_t *capacity, size_t wanted, size_t item_bytes)
{
    assert(item_bytes > 0);
    if (items != NULL && wanted <= *capacity) return items;

    size_t n_items = *capacity * 2; /* fits: what is there is no larger than largest_bytes */
    if (n_items < FEWEST_ITEMS) n_items = FEWEST_ITEMS;
    if (n_items < wanted) n_items = wanted;
    if (n_items > largest_bytes / item_bytes) return NULL;

    void *grown = realloc(items, n_items * item_bytes);
    if (grown != NULL) *capacity = n_items;
    return grown;
}

char *fire_arena_printf(struct fire_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = fire_arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}
