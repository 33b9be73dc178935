/* buffer.c - text that grows in memory. */
#include "firestat/output.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `size` bytes more and the NUL. False: the buffer has failed, now or before. */
static bool make_room(struct fire_buffer *buffer, size_t size)
{
    if (buffer->failed) return false;
    char *bytes = NULL;
    if (size < SIZE_MAX - buffer->size_bytes)
        bytes = fire_array_grow(buffer->bytes, &buffer->capacity, buffer->size_bytes + size + 1,
                                1);
    if (bytes == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    return true;
}

void fire_buffer_add(struct fire_buffer *buffer, const char *bytes, size_t size)
{
    if (!make_room(buffer, size)) return;
    if (size > 0) memcpy(buffer->bytes + buffer->size_bytes, bytes, size);
    buffer->size_bytes += size;
    buffer->bytes[buffer->size_bytes] = '\0';
}

void fire_buffer_add_text(struct fire_buffer *buffer, const char *nul_ended)
{
    fire_buffer_add_view(buffer, fire_text_of(nul_ended));
}

void fire_buffer_add_view(struct fire_buffer *buffer, struct fire_text_view text)
{
    fire_buffer_add(buffer, text.bytes, text.size_bytes);
}

static bool needs_quotes(struct fire_text_view text)
{
    static const bool is_sign[256] = {
        [','] = true, [';'] = true, ['\t'] = true, ['"'] = true, ['\r'] = true, ['\n'] = true
    };
    bool has_sign = false; /* no branch in the loop: texts are short */
    if (text.size_bytes == 0) return false;
    for (size_t i = 0; i < text.size_bytes; i++)
        has_sign |= is_sign[(unsigned char)text.bytes[i]];
    return has_sign || text.bytes[0] == ' ' || text.bytes[text.size_bytes - 1] == ' ';
}

void fire_buffer_add_csv_cell(struct fire_buffer *buffer, struct fire_text_view text, char end)
{
    const bool quoted = needs_quotes(text);
    if (quoted) fire_buffer_add(buffer, "\"", 1);
    for (size_t start = 0; start < text.size_bytes;) {
        const char *quote = memchr(text.bytes + start, '"', text.size_bytes - start);
        const size_t size = (quote == NULL ? text.size_bytes
                                           : (size_t)(quote - text.bytes) + 1) -
                            start;
        fire_buffer_add(buffer, text.bytes + start, size);
        if (quote != NULL) fire_buffer_add(buffer, "\"", 1);
        start += size;
    }
    if (quoted) fire_buffer_add(buffer, "\"", 1);
    fire_buffer_add(buffer, &end, 1);
}

/* Would Excel, or a program like it, compute the text? U+FF1D is the wide '='. */
static bool is_formula(struct fire_text_view text)
{
    static const char wide[] = "\xEF\xBC\x9D";
    if (text.size_bytes == 0) return false;
    if (memchr("=+-@\t\r\n|", text.bytes[0], 8) != NULL) return true;
    return text.size_bytes >= 3 && memcmp(text.bytes, wide, 3) == 0;
}

void fire_buffer_add_safe_cell(struct fire_buffer *buffer, struct fire_text_view text, char end)
{
    struct fire_buffer safe = { 0 };
    if (!is_formula(text)) {
        fire_buffer_add_csv_cell(buffer, text, end);
        return;
    }
    fire_buffer_add_text(&safe, "'");
    fire_buffer_add_view(&safe, text);
    fire_buffer_add_csv_cell(buffer, (struct fire_text_view){ safe.bytes, safe.size_bytes },
                             end);
    buffer->failed = buffer->failed || safe.failed;
    fire_buffer_finish(&safe);
}

void fire_buffer_repeat(struct fire_buffer *buffer, char byte, int64_t times)
{
    if (times < 0) times = 0; /* padding of a text that is wider than its column */
    if ((uint64_t)times > SIZE_MAX) {
        buffer->failed = true;
        return;
    }
    if (!make_room(buffer, (size_t)times)) return;
    memset(buffer->bytes + buffer->size_bytes, byte, (size_t)times);
    buffer->size_bytes += (size_t)times;
    buffer->bytes[buffer->size_bytes] = '\0';
}

void fire_buffer_printf(struct fire_buffer *buffer, const char *format, ...)
{
    if (!make_room(buffer, 0)) return;

    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const size_t room = buffer->capacity - buffer->size_bytes;
    const int n = vsnprintf(buffer->bytes + buffer->size_bytes, room, format, arguments);
    if (n < 0) {
        buffer->bytes[buffer->size_bytes] = '\0';
        buffer->failed = true;
    } else if ((size_t)n < room) {
        buffer->size_bytes += (size_t)n;
    } else if (make_room(buffer, (size_t)n)) {
        vsnprintf(buffer->bytes + buffer->size_bytes, (size_t)n + 1, format, again);
        buffer->size_bytes += (size_t)n;
    } else {
        buffer->bytes[buffer->size_bytes] = '\0';
    }
    va_end(again);
    va_end(arguments);
}

void fire_buffer_finish(struct fire_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct fire_buffer){ 0 };
}
