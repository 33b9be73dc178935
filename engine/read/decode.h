/* decode.h - bytes of another encoding as UTF-8, a piece at a time.
 *
 * Stands between a source and its window: the window, the lines and the cells see UTF-8, and
 * offsets are those of the decoded text. Two passes over a source give the same text.
 *
 * Thread use: one thread per decoder. */
#ifndef FIRE_READ_DECODE_H
#define FIRE_READ_DECODE_H
#include "code_page.h"

#include "firestat/arena.h"

#include <stddef.h>

struct source;
struct decoder;

enum { DECODE_LETTER_BYTES = 4 }; /* the longest letter in UTF-8 */

struct decoded {
    size_t n_used; /* bytes that were taken            */
    size_t n_made; /* bytes of UTF-8 that came of them */
    bool bad;      /* the next byte is no letter       */
};

/* Decode as many bytes as there is room for; a letter that may go on behind them is left.
 *   last   nothing comes behind these bytes */
struct decoded decode_page(const struct code_page *page, const uint8_t raw[], size_t size,
                           bool last, char out[], size_t room);

/* A decoder that lives in the arena.
 *   begin         offset of the first byte behind the byte order mark
 *   block_bytes   read at a time
 *   errors        FIRE_ENOMEM; FIRE_EVALUE: this system has no table of the encoding */
fire_status decoder_create(struct fire_arena *arena, enum encoding encoding, int64_t begin,
                           size_t block_bytes, struct decoder **out,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Start again at the first byte. */
void decoder_restart(struct decoder *decoder);

/* The next piece of text, always whole letters.
 *   room       at least DECODE_LETTER_BYTES
 *   out_size   bytes that came; 0 at the end
 *   errors     FIRE_EIO; FIRE_ESYNTAX: a byte that is no letter, with line and byte */
fire_status decoder_read(struct decoder *decoder, const struct source *source, char out[],
                         size_t room, size_t *out_size, struct fire_error *err) FIRE_MUST_CHECK;

#endif
