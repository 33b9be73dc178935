/* lines.c - where lines end, and whether they are UTF-8 still.
 *
 * The file was UTF-8 as a whole when it was opened (detect.c), but nothing keeps another
 * program from writing to it, and what comes after us relies on it. Both are asked of a whole
 * line and not of a block: CR and LF are never part of a longer UTF-8 sequence, so a line
 * cannot cut a letter as a block can, and the answer comes with the line number that the
 * message needs. Most lines are ASCII; the scan for the line end gathers
 * the high bits on its way, eight bytes at a time, and only a line that has one is looked at
 * again. Only line_pass, for lines longer than the window, meets letters cut by a block. */
#include "lines.h"

#include "firestat/reader.h"

#include <string.h>

#define EACH_BYTE UINT64_C(0x0101010101010101)
#define HIGH_BITS UINT64_C(0x8080808080808080)

/* Not 0 when one of the eight bytes is 0. */
static uint64_t zero_byte(uint64_t word)
{
    return (word - EACH_BYTE) & ~word & HIGH_BITS;
}

/* Number of bytes before the first CR or LF, or `size`; `high` is set when one of them is not
 * ASCII, and never cleared. */
static size_t bytes_before_end(const char *bytes, size_t size, bool *high)
{
    uint64_t seen = 0;
    size_t i = 0;
    for (; i + sizeof seen <= size; i += sizeof seen) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        if ((zero_byte(word ^ EACH_BYTE * '\n') | zero_byte(word ^ EACH_BYTE * '\r')) != 0)
            break;
        seen |= word;
    }
    for (; i < size && bytes[i] != '\n' && bytes[i] != '\r'; i++)
        seen |= (unsigned char)bytes[i];
    *high = *high || (seen & HIGH_BITS) != 0;
    return i;
}

static fire_status not_utf8(const struct source *source, int64_t number, int64_t at,
                            int64_t bad_at, struct fire_error *err)
{
    return fire_fail(err, source->is_hasty ? FIRE_EAGAIN : FIRE_ESYNTAX,
                     (struct fire_location){ .file = source->path, .line = number },
                     "not UTF-8: byte 0x%02x at byte %lld of the line; save the file as CSV "
                     "UTF-8",
                     (unsigned)(unsigned char)*source_at(source, bad_at),
                     (long long)(bad_at - at + 1));
}

/* The offset behind the line end that begins at `end`; `end` itself at the end of the source. */
static fire_status pass_line_end(struct source *source, int64_t end, int64_t keep,
                                 int64_t *next, struct fire_error *err)
{
    if (end == source_end(source)) {
        *next = end;
        return FIRE_OK;
    }
    const bool carriage_return = *source_at(source, end) == '\r';
    int64_t behind = end + 1;
    if (carriage_return) {
        FIRE_TRY(source_need(source, keep, (size_t)(behind + 1 - keep), err));
        if (source_ahead(source, behind) > 0 && *source_at(source, behind) == '\n') behind++;
    }
    *next = behind;
    return FIRE_OK;
}

fire_status line_find(struct source *source, int64_t at, int64_t number, int64_t keep,
                      struct line *out, struct fire_error *err)
{
    assert(keep <= at);
    const int64_t last_end = keep + FIRE_LIMIT_RECORD_BYTES;
    int64_t end = at;
    bool high = false;
    for (;;) {
        const size_t ahead = source_ahead(source, end);
        const size_t before = bytes_before_end(source_at(source, end), ahead, &high);
        end += (int64_t)before;
        if (before < ahead || end > last_end || source->at_end) break;
        FIRE_TRY(source_more(source, keep, err));
    }

    struct line line = { .at = at, .number = number, .next = at, .too_long = end > last_end };
    if (!line.too_long) {
        line.size_bytes = (size_t)(end - at);
        FIRE_TRY(pass_line_end(source, end, keep, &line.next, err));
        if (high) {
            const size_t valid = fire_text_valid_bytes(line_text(source, &line));
            if (valid < line.size_bytes)
                return not_utf8(source, number, at, at + (int64_t)valid, err);
        }
    }
    *out = line;
    return FIRE_OK;
}

fire_status line_pass(struct source *source, int64_t at, int64_t number, int64_t *next,
                      struct fire_error *err)
{
    enum { LETTER_BYTES = 4 }; /* the longest sequence: fewer bytes may wait for the rest */

    int64_t checked = at;
    for (;;) {
        bool high = false;
        const size_t ahead = source_ahead(source, checked);
        const size_t before = bytes_before_end(source_at(source, checked), ahead, &high);
        const struct fire_text_view piece = { source_at(source, checked), before };
        const size_t valid = high ? fire_text_valid_bytes(piece) : before;
        const bool ends = before < ahead || source->at_end;
        checked += (int64_t)valid;
        if (before - valid >= LETTER_BYTES || (ends && valid < before))
            return not_utf8(source, number, at, checked, err);
        if (ends) break;
        FIRE_TRY(source_more(source, checked, err));
    }
    return pass_line_end(source, checked, checked, next, err);
}
