/* xml.c - text for XML and HTML.
 *
 * Whatever is written goes through here: names are what somebody typed. Left out is what XML 1.0
 * cannot hold in any spelling, and what no page should: control characters of the second range,
 * which HTML calls errors, and marks that turn the direction of text, which could show other
 * words than those that were counted. */
#include "firestat/output.h"

#include <string.h>

/* Bytes at the start of `text`, which is not empty, that are to be left out. */
static size_t unfit_bytes(struct fire_text_view text)
{
    const unsigned char first = (unsigned char)text.bytes[0];
    if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' ? 0 : 1;
    if (first == 0x7F) return 1;
    const unsigned char second = text.size_bytes > 1 ? (unsigned char)text.bytes[1] : 0;
    if (first == 0xC2) return second >= 0x80 && second <= 0x9F ? 2 : 0; /* U+0080..U+009F */
    const unsigned char third = text.size_bytes > 2 ? (unsigned char)text.bytes[2] : 0;
    if (first == 0xE2 && second == 0x80) return third >= 0xAA && third <= 0xAE ? 3 : 0;
    if (first == 0xE2 && second == 0x81) return third >= 0xA6 && third <= 0xA9 ? 3 : 0;
    return first == 0xEF && second == 0xBF && third >= 0xBE ? 3 : 0; /* U+FFFE, U+FFFF */
}

static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void add_text(struct fire_buffer *buffer, struct fire_text_view text, bool escaped)
{
    size_t start = 0; /* of what is waiting to be copied as it is */
    for (size_t at = 0; at < text.size_bytes;) {
        const struct fire_text_view rest = { text.bytes + at, text.size_bytes - at };
        const size_t n_unfit = unfit_bytes(rest);
        const char *entity = escaped ? entity_of(text.bytes[at]) : NULL;
        const size_t n_done = n_unfit > 0 ? n_unfit : 1;
        if (n_unfit > 0 || entity != NULL) {
            fire_buffer_add(buffer, text.bytes + start, at - start);
            fire_buffer_add_text(buffer, entity);
            start = at + n_done;
        }
        at += n_done;
    }
    if (start < text.size_bytes)
        fire_buffer_add(buffer, text.bytes + start, text.size_bytes - start);
}

void fire_buffer_add_xml(struct fire_buffer *buffer, struct fire_text_view text)
{
    add_text(buffer, text, true);
}

void fire_buffer_add_fit(struct fire_buffer *buffer, struct fire_text_view text)
{
    add_text(buffer, text, false);
}
