/* arena.h - memory by lifetime: take as often as you like, free once.
 *
 *     struct fire_arena *query = fire_arena_create();
 *     double *weight = FIRE_TAKE(query, n_groups, double);
 *     ... NULL checks ...
 *     fire_arena_free(query);
 *
 * Three lifetimes cover the program: source (one file being read), table, query.
 * Thread use: one thread per arena. */
#ifndef FIRESTAT_ARENA_H
#define FIRESTAT_ARENA_H
#include "firestat/error.h"

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct fire_arena;

struct fire_arena *fire_arena_create(void);    /* NULL: no memory */
void fire_arena_free(struct fire_arena *arena); /* NULL is fine    */

/* Forget everything taken, keep the memory for the next round. */
void fire_arena_reset(struct fire_arena *arena);

/* Zeroed memory for `count` items of `item_bytes`, aligned for any type, or NULL: out of
 * memory, or count * item_bytes does not fit in size_t. A count of 0 gives a valid pointer. */
void *fire_arena_take(struct fire_arena *arena, size_t count, size_t item_bytes);

/* A copy of `size` bytes with a NUL behind them; NULL: no memory. */
char *fire_arena_copy(struct fire_arena *arena, const char *bytes, size_t size);

/* vprintf into the arena, as long as it comes; NULL: no memory, or the format is none. */
char *fire_arena_vprintf(struct fire_arena *arena, const char *format, va_list arguments);
char *fire_arena_printf(struct fire_arena *arena, const char *format, ...) FIRE_PRINTF(2, 3);

/* Bytes the arena holds from the system, for tests of memory bounds. */
size_t fire_arena_size_bytes(const struct fire_arena *arena);

#define FIRE_TAKE(arena, count, type) \
    ((type *)fire_arena_take((arena), (size_t)(count), sizeof(type)))

/* An array that grows: the only realloc in the program.
 *   items      NULL or an earlier result; contents kept; freed by the caller with free()
 *   capacity   items there are; set to the new capacity (at least `wanted`, doubled)
 *   returns    the array, or NULL: no memory, and `items` is still valid */
void *fire_array_grow(void *items, size_t *capacity, size_t wanted, size_t item_bytes);

#ifdef __cplusplus
}
#endif
#endif
