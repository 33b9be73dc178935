/* source.h - the text of one input by its offset, through a window that slides.
 *
 * Offsets count from the input's first byte (of a source with a decoder: from the first byte
 * of its text in UTF-8), stay true while the window moves, and are the only way the rest of
 * the room names a byte.
 *
 * Thread use: one thread per source. */
#ifndef FIRE_READ_SOURCE_H
#define FIRE_READ_SOURCE_H
#include "firestat/arena.h"
#include "firestat/error.h"

#include <assert.h>
#include <stddef.h>

struct decoder;

enum { SOURCE_BLOCK_BYTES = 256 * 1024 };

struct source {
    const char *path; /* borrowed; names every place                                   */
    int fd;           /* -1: not open                                                  */
    int64_t origin;   /* where byte 0 lies in fd: a redirected file may be read into   */
    char *window;     /* the bytes [begin, begin + size_bytes); its unused pages cost
                            nothing                                                       */
    size_t capacity_bytes;
    size_t block_bytes;      /* read at a time                                                */
    struct decoder *decoder; /* of what comes into the window; NULL: it is UTF-8 already. Owned
                                by an arena                                              */
    int64_t begin;
    size_t size_bytes;
    bool at_end;   /* nothing comes behind the window                               */
    bool is_hasty; /* only its beginning was seen to be UTF-8                       */
};

/* Open a file, or standard input for "-". What cannot be read twice (a pipe, a terminal) is
 * copied whole into a temporary file without a name.
 *   keep_bytes  the most a caller keeps while asking for more
 *   errors      FIRE_EIO, FIRE_ENOMEM; source_close() is due all the same */
fire_status source_open(struct source *source, const char *path, size_t keep_bytes,
                        size_t block_bytes, struct fire_error *err) FIRE_MUST_CHECK;

void source_close(struct source *source);

/* Bring one more block behind the window; bytes before `keep` may leave it. Sets at_end when
 * there is none. */
fire_status source_more(struct source *source, int64_t keep,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Bring `wanted` bytes from `at` on into the window, or all there are. */
fire_status source_need(struct source *source, int64_t at, size_t wanted,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Empty the window and go on at `at`; with a decoder, by decoding up to there again. */
fire_status source_seek(struct source *source, int64_t at,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Read past the window and the decoder, for whoever wants the bytes as they are on disk.
 *   at         counts from the input's first byte
 *   out_size   bytes that came; 0 at the end */
fire_status source_read(const struct source *source, int64_t at, char bytes[], size_t size,
                        size_t *out_size, struct fire_error *err) FIRE_MUST_CHECK;

/* The same until `size` bytes came or there are no more. */
fire_status source_read_full(const struct source *source, int64_t at, char bytes[], size_t size,
                             size_t *out_size, struct fire_error *err) FIRE_MUST_CHECK;

/* Bytes on disk, as far as the system knows now. */
int64_t source_disk_bytes(const struct source *source);

static inline int64_t source_end(const struct source *source)
{
    return source->begin + (int64_t)source->size_bytes;
}

static inline const char *source_at(const struct source *source, int64_t at)
{
    assert(at >= source->begin && at <= source_end(source));
    return source->window + (at - source->begin);
}

/* Bytes of the window from `at` on. */
static inline size_t source_ahead(const struct source *source, int64_t at)
{
    assert(at >= source->begin && at <= source_end(source));
    return (size_t)(source_end(source) - at);
}

#endif
