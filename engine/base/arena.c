/* arena.c - memory in chunks that die together.
 *
 * Chunks double up to a cap, so a small arena stays small and a big one asks the system
 * rarely; what does not fit into the next chunk gets one of its own size. A chunk is in one
 * of two lists: `used`, whose head is the one being filled, or `spare`, kept by a reset.
 *
 * Chunks of megabytes are asked for in huge pages: columns are read faster, and what is taken
 * for a large summary is cleared by the system in the thread that first writes there.
 *
 * Under AddressSanitizer every byte not handed out is poisoned, so that a read behind an
 * item or after a reset is reported as it would be for malloc. */
#if defined(__linux__)
#define _GNU_SOURCE /* MAP_ANONYMOUS, MADV_HUGEPAGE */
#endif
#include "firestat/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

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
    PLAIN_CHUNK_BYTES = 1 << 20, /* up to here they double, further ones are a */
    CHUNK_SHARE = 4,             /* share of what there is already, so that little is unused */
    LARGEST_CHUNK_BYTES = 32 << 20, /* whatever there is                          */
    HUGE_PAGE_BYTES = 2 << 20,
    FEWEST_ITEMS = 8, /* what an array starts with */
};

static_assert(ALIGNMENT % alignof(max_align_t) == 0, "an item may hold any type");

/* Differences of pointers into anything larger would not fit in ptrdiff_t. */
static const size_t largest_bytes = PTRDIFF_MAX - ALIGNMENT;

struct chunk {
    struct chunk *next;
    size_t capacity; /* bytes behind the header; capacity and used are multiples of ALIGNMENT */
    size_t used;
    size_t n_dirty;      /* bytes that may have been written to: those behind them are 0 */
    size_t mapped_bytes; /* header and all; 0: from malloc */
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

#if defined(__linux__) && !defined(ARENA_POISONS)
/* A chunk of its own pages, which are zeros, huge ones where the system has some to give: a scan
 * of 10 million rows in such columns takes a tenth less of processor time (bench/aggregate, 2-core
 * EPYC). Not calloc: it remembers that it got zeros for some sizes only. NULL: none to be had. */
static struct chunk *map_chunk(size_t size)
{
    const size_t wanted = (size + 4095) / 4096 * 4096;
    unsigned char *at = mmap(NULL, wanted + HUGE_PAGE_BYTES, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return NULL;
    const size_t before = (HUGE_PAGE_BYTES - (uintptr_t)at % HUGE_PAGE_BYTES) % HUGE_PAGE_BYTES;
    if (before > 0) munmap(at, before);
    if (before < HUGE_PAGE_BYTES) munmap(at + before + wanted, HUGE_PAGE_BYTES - before);
    struct chunk *chunk = (struct chunk *)(void *)(at + before);
    madvise(chunk, wanted, MADV_HUGEPAGE);
    chunk->mapped_bytes = wanted;
    return chunk;
}

static void free_chunk(struct chunk *chunk)
{
    if (chunk->mapped_bytes > 0)
        munmap(chunk, chunk->mapped_bytes);
    else
        free(chunk);
}
#else
static struct chunk *map_chunk(size_t size)
{
    (void)size;
    return NULL;
}

static void free_chunk(struct chunk *chunk)
{
    free(chunk);
}
#endif

static void free_chunks(struct chunk *chunk)
{
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
        free_chunk(chunk);
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

static size_t next_capacity(const struct fire_arena *arena)
{
    if (arena->next_capacity < PLAIN_CHUNK_BYTES) return arena->next_capacity * 2;
    const size_t share = arena->size_bytes / CHUNK_SHARE / ALIGNMENT * ALIGNMENT;
    if (share < PLAIN_CHUNK_BYTES) return PLAIN_CHUNK_BYTES;
    return share < LARGEST_CHUNK_BYTES ? share : LARGEST_CHUNK_BYTES;
}

static struct chunk *create_chunk(struct fire_arena *arena, size_t size)
{
    const size_t capacity = size > arena->next_capacity ? size : arena->next_capacity;
    if (capacity > largest_bytes - sizeof(struct chunk) - 2 * HUGE_PAGE_BYTES) return NULL;
    const size_t chunk_bytes = sizeof(struct chunk) + capacity;
    struct chunk *chunk = chunk_bytes < HUGE_PAGE_BYTES ? NULL : map_chunk(chunk_bytes);
    const bool is_mapped = chunk != NULL;
    if (!is_mapped) chunk = malloc(chunk_bytes);
    if (chunk == NULL) return NULL;

    if (!is_mapped) chunk->mapped_bytes = 0;
    chunk->n_dirty = is_mapped ? 0 : capacity;
    chunk->capacity = capacity;
    chunk->used = 0;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, capacity);
    arena->size_bytes += chunk_bytes;
    arena->next_capacity = next_capacity(arena);
    return chunk;
}

static size_t room_in(const struct chunk *chunk)
{
    return chunk == NULL ? 0 : chunk->capacity - chunk->used;
}

/* `size` bytes of any content, or NULL. out_is_zero: they are zeros; NULL: nobody asks */
static void *take_bytes(struct fire_arena *arena, size_t size, bool *out_is_zero)
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
    if (out_is_zero != NULL) *out_is_zero = chunk->used >= chunk->n_dirty;
    chunk->used += reserved;
    if (chunk->n_dirty < chunk->used) chunk->n_dirty = chunk->used;
    ASAN_UNPOISON_MEMORY_REGION(item, size);
    return item;
}

void *fire_arena_take(struct fire_arena *arena, size_t count, size_t item_bytes)
{
    if (item_bytes != 0 && count > SIZE_MAX / item_bytes) return NULL;
    bool is_zero = false;
    void *items = take_bytes(arena, count * item_bytes, &is_zero);
    if (items != NULL && !is_zero) memset(items, 0, count * item_bytes);
    return items;
}

char *fire_arena_copy(struct fire_arena *arena, const char *bytes, size_t size)
{
    if (size == SIZE_MAX) return NULL;
    char *copy = take_bytes(arena, size + 1, NULL);
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
