/* bad_byte.c - line ends counted in raw bytes, one or two to a letter. */
#include "bad_byte.h"

#include "source.h"

struct count {
    int64_t line;
    int64_t line_at; /* offset of its first byte                */
    bool after_cr;   /* a LF here belongs to the line end above */
};

static void count_letter(struct count *count, unsigned letter, int64_t next)
{
    const bool second_half = letter == '\n' && count->after_cr;
    if (letter == '\n' || letter == '\r') {
        count->line += !second_half;
        count->line_at = next;
    }
    count->after_cr = letter == '\r';
}

fire_status bad_byte_find(const struct source *source, enum encoding encoding, int64_t begin,
                          int64_t at, struct bad_byte *out, struct fire_error *err)
{
    const size_t unit_bytes = encoding_is_utf16(encoding) ? 2 : 1;
    const size_t low = encoding == ENCODING_UTF16BE ? 1 : 0;
    struct count count = { .line = 1, .line_at = begin };
    *out = (struct bad_byte){ 0 };
    unsigned char bytes[SOURCE_BLOCK_BYTES / 4];
    size_t came = 0;
    for (int64_t place = begin; place <= at; place += (int64_t)came) {
        FIRE_TRY(source_read_full(source, place, (char *)bytes, sizeof bytes, &came, err));
        if (came == 0) break; /* cut short meanwhile */
        for (size_t i = 0; i + unit_bytes <= came && place + (int64_t)i < at; i += unit_bytes) {
            const unsigned high = unit_bytes == 2 ? bytes[i + 1 - low] : 0;
            count_letter(&count, high << 8 | bytes[i + low], place + (int64_t)(i + unit_bytes));
        }
        if (at < place + (int64_t)came) out->byte = bytes[at - place];
    }
    out->line = count.line;
    out->place = at - count.line_at + 1;
    return FIRE_OK;
}
