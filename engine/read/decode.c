/* decode.c - 8-bit pages by table, UTF-16 by hand.
 *
 * Raw bytes come in blocks that may end within a letter; what is left over waits in front of
 * the next block. A bad byte is an error only once everything before it was handed out, so
 * what a caller has seen by then does not depend on the size of the blocks. */
#include "decode.h"

#include "bad_byte.h"
#include "source.h"

#include <string.h>

struct decoder {
    enum encoding encoding;
    const struct code_page *page; /* NULL: UTF-16                              */
    int64_t begin;
    size_t block_bytes;
    uint8_t *raw;   /* block_bytes and what can be left over             */
    size_t size;    /* in raw                                            */
    size_t used;    /* of them                                           */
    int64_t raw_at; /* offset of raw[0] in the source                    */
    bool at_end;    /* nothing comes behind raw                          */
};

static size_t put(uint32_t point, char out[])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

struct decoded decode_page(const struct code_page *page, const uint8_t raw[], size_t size,
                           bool last, char out[], size_t room)
{
    struct decoded done = { 0 };
    while (done.n_used < size && room - done.n_made >= DECODE_LETTER_BYTES) {
        const uint8_t byte = raw[done.n_used];
        uint16_t point = page->single[byte];
        size_t n_bytes = 1;
        if (page->opens_pair[byte]) {
            const bool alone = done.n_used + 1 == size;
            if (alone && !last) break;
            const uint16_t pair = alone ? 0 : page->pair[byte][raw[done.n_used + 1]];
            if (pair != 0) {
                point = pair;
                n_bytes = 2;
            }
        }
        if (point == CODE_PAGE_NONE) {
            done.bad = true;
            break;
        }
        done.n_used += n_bytes;
        done.n_made += put(point, out + done.n_made);
    }
    return done;
}

static struct decoded decode_utf16(bool big_endian, const uint8_t raw[], size_t size, bool last,
                                   char out[], size_t room)
{
    const int high = big_endian ? 0 : 1;
    struct decoded done = { 0 };
    while (done.n_used < size && room - done.n_made >= DECODE_LETTER_BYTES) {
        const uint8_t *unit = raw + done.n_used;
        const size_t left = size - done.n_used;
        const bool surrogate = left >= 2 && (unit[high] & 0xF8) == 0xD8;
        const size_t n_bytes = surrogate ? 4 : 2;
        if (left < n_bytes) {
            done.bad = last;
            break;
        }
        uint32_t point = (uint32_t)(unit[high] << 8 | unit[1 - high]);
        if (surrogate) { /* the first half, then the second */
            const uint32_t second = (uint32_t)(unit[2 + high] << 8 | unit[3 - high]);
            done.bad = point >= 0xDC00 || (second & 0xFC00) != 0xDC00;
            point = 0x10000 + ((point & 0x3FF) << 10 | (second & 0x3FF));
        }
        if (done.bad) break;
        done.n_used += n_bytes;
        done.n_made += put(point, out + done.n_made);
    }
    return done;
}

fire_status decoder_create(struct fire_arena *arena, enum encoding encoding, int64_t begin,
                           size_t block_bytes, struct decoder **out, struct fire_error *err)
{
    struct decoder *decoder = FIRE_TAKE(arena, 1, struct decoder);
    uint8_t *raw = FIRE_TAKE(arena, block_bytes + DECODE_LETTER_BYTES, uint8_t);
    if (decoder == NULL || raw == NULL) return fire_fail_memory(err);

    struct code_page *page = NULL;
    if (!encoding_is_utf16(encoding)) {
        page = FIRE_TAKE(arena, 1, struct code_page);
        if (page == NULL) return fire_fail_memory(err);
        FIRE_TRY(code_page_fill(page, encoding, err));
    }
    *decoder = (struct decoder){ .encoding = encoding,
                                 .page = page,
                                 .begin = begin,
                                 .block_bytes = block_bytes,
                                 .raw = raw };
    decoder_restart(decoder);
    *out = decoder;
    return FIRE_OK;
}

void decoder_restart(struct decoder *decoder)
{
    decoder->raw_at = decoder->begin;
    decoder->size = 0;
    decoder->used = 0;
    decoder->at_end = false;
}

/* Put one more block behind what is left over. */
static fire_status refill(struct decoder *decoder, const struct source *source,
                          struct fire_error *err)
{
    const size_t left = decoder->size - decoder->used;
    assert(left < DECODE_LETTER_BYTES);
    memmove(decoder->raw, decoder->raw + decoder->used, left);
    decoder->raw_at += (int64_t)decoder->used;
    decoder->used = 0;
    decoder->size = left;

    size_t came = 0;
    FIRE_TRY(source_read(source, decoder->raw_at + (int64_t)left, (char *)decoder->raw + left,
                         decoder->block_bytes, &came, err));
    decoder->size += came;
    decoder->at_end = came == 0;
    return FIRE_OK;
}

static struct decoded decode(const struct decoder *decoder, char out[], size_t room)
{
    const uint8_t *raw = decoder->raw + decoder->used;
    const size_t size = decoder->size - decoder->used;
    if (decoder->page != NULL)
        return decode_page(decoder->page, raw, size, decoder->at_end, out, room);
    return decode_utf16(decoder->encoding == ENCODING_UTF16BE, raw, size, decoder->at_end, out,
                        room);
}

static fire_status fail_bad(const struct decoder *decoder, const struct source *source,
                            struct fire_error *err)
{
    struct bad_byte bad;
    FIRE_TRY(bad_byte_find(source, decoder->encoding, decoder->begin,
                           decoder->raw_at + (int64_t)decoder->used, &bad, err));
    return fire_fail(err, FIRE_ESYNTAX,
                     (struct fire_location){ .file = source->path, .line = bad.line },
                     "not %s: byte 0x%02x at byte %lld of the line",
                     encoding_label(decoder->encoding), bad.byte, (long long)bad.place);
}

fire_status decoder_read(struct decoder *decoder, const struct source *source, char out[],
                         size_t room, size_t *out_size, struct fire_error *err)
{
    assert(room >= DECODE_LETTER_BYTES);
    for (;;) {
        const struct decoded done = decode(decoder, out, room);
        decoder->used += done.n_used;
        if (done.bad && done.n_made == 0) return fail_bad(decoder, source, err);
        if (done.n_made > 0 || decoder->at_end) {
            *out_size = done.n_made;
            return FIRE_OK;
        }
        FIRE_TRY(refill(decoder, source, err));
    }
}
