/* cell_text.c - pieces put together, escapes undone, length checked.
 *
 * Excel takes 32,767 characters in a cell, so a longer text was not made by a spreadsheet
 * program. The limit is what keeps one text that a million cells share from becoming a
 * million long records. */
#include "cell_text.h"

#include <string.h>

bool cell_text_init(struct cell_text *text, struct fire_arena *arena)
{
    text->bytes = FIRE_TAKE(arena, CELL_TEXT_BYTES, char);
    text->size_bytes = 0;
    return text->bytes != NULL;
}

static fire_status too_long(struct fire_location where, struct fire_error *err)
{
    return fire_fail(err, FIRE_ERANGE, where, "a cell holds more than %d characters",
                     FIRE_LIMIT_CELL_LETTERS);
}

fire_status cell_text_add(struct cell_text *text, const char *bytes, size_t size,
                          struct fire_location where, struct fire_error *err)
{
    if (size > CELL_TEXT_BYTES - text->size_bytes) return too_long(where, err);
    memcpy(text->bytes + text->size_bytes, bytes, size);
    text->size_bytes += size;
    return FIRE_OK;
}

/* The number behind "_x" in "_xHHHH_"; 0: no such escape. */
static uint32_t escape_at(const char *bytes, size_t size)
{
    enum { ESCAPE_BYTES = 7 };
    if (size < ESCAPE_BYTES || bytes[1] != 'x' || bytes[6] != '_') return 0;
    uint32_t point = 0;
    for (int i = 2; i < 6; i++) {
        const char digit = bytes[i];
        uint32_t value = 0;
        if (digit >= '0' && digit <= '9')
            value = (uint32_t)(digit - '0');
        else if (digit >= 'A' && digit <= 'F')
            value = (uint32_t)(digit - 'A' + 10);
        else if (digit >= 'a' && digit <= 'f')
            value = (uint32_t)(digit - 'a' + 10);
        else
            return 0;
        point = point << 4 | value;
    }
    return point >= 0xD800 && point <= 0xDFFF ? 0 : point;
}

static size_t put_letter(char out[], uint32_t point)
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
    out[0] = (char)(0xE0 | point >> 12);
    out[1] = (char)(0x80 | (point >> 6 & 0x3F));
    out[2] = (char)(0x80 | (point & 0x3F));
    return 3;
}

void cell_text_unescape(struct cell_text *text)
{
    char *bytes = text->bytes;
    size_t from = 0;
    size_t to = 0;
    while (from < text->size_bytes) {
        const uint32_t point = bytes[from] == '_'
                                   ? escape_at(bytes + from, text->size_bytes - from)
                                   : 0;
        if (point == 0) {
            bytes[to++] = bytes[from++];
        } else {
            to += put_letter(bytes + to, point);
            from += 7;
        }
    }
    text->size_bytes = to;
}

fire_status cell_text_view(const struct cell_text *text, struct fire_text_view *out,
                           struct fire_location where, struct fire_error *err)
{
    struct fire_text_view view = { text->bytes, text->size_bytes };
    if (view.size_bytes > FIRE_LIMIT_CELL_LETTERS) {
        size_t n_letters = 0;
        for (size_t i = 0; i < view.size_bytes; i++)
            n_letters += ((unsigned char)view.bytes[i] & 0xC0) != 0x80;
        if (n_letters > FIRE_LIMIT_CELL_LETTERS) return too_long(where, err);
    }
    while (view.size_bytes > 0 && (view.bytes[0] == ' ' || view.bytes[0] == '\t')) {
        view.bytes++;
        view.size_bytes--;
    }
    while (view.size_bytes > 0 &&
           (view.bytes[view.size_bytes - 1] == ' ' || view.bytes[view.size_bytes - 1] == '\t'))
        view.size_bytes--;
    *out = view;
    return FIRE_OK;
}
