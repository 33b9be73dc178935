/* json_text.c - see json_text.h. */
#include "json_text.h"

#include "writer.h"

#include <math.h>

/* A letter of ASCII that stands for itself. */
static bool is_plain(char byte)
{
    return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
}

void json_escaped(struct fire_buffer *out, struct fire_text_view text)
{
    size_t n_written = 0;
    if (text.size_bytes == 0) return; /* there may be no bytes at all */
    text.size_bytes = fire_text_valid_bytes(text);
    for (size_t at = 0, size = 1; at < text.size_bytes; at += size, size = 1) {
        if (is_plain(text.bytes[at])) continue;
        const uint32_t letter = terminal_letter(text, at, &size);
        const bool is_mark = letter == '"' || letter == '\\';
        if (!is_mark && !terminal_is_control(letter)) continue;
        fire_buffer_add(out, text.bytes + n_written, at - n_written);
        if (is_mark)
            fire_buffer_printf(out, "\\%c", (int)letter);
        else
            fire_buffer_printf(out, "\\u%04x", (unsigned)letter);
        n_written = at + size;
    }
    fire_buffer_add(out, text.bytes + n_written, text.size_bytes - n_written);
}

void json_string(struct fire_buffer *out, struct fire_text_view text)
{
    fire_buffer_add_text(out, "\"");
    json_escaped(out, text);
    fire_buffer_add_text(out, "\"");
}

void json_member(struct fire_buffer *out, bool is_first, const char *name, const char *text)
{
    if (!is_first) fire_buffer_add_text(out, ",");
    json_string(out, fire_text_of(name));
    fire_buffer_add_text(out, ":");
    json_string(out, fire_text_of(text));
}

void json_number(struct fire_buffer *out, const char *name, bool is_there, int64_t number,
                 int32_t scale)
{
    char text[FIRE_NUMBER_BYTES] = "null";
    if (is_there) fire_number_plain(number, scale, text);
    fire_buffer_printf(out, ",\"%s\":%s", name, text);
}

void json_double(struct fire_buffer *out, const char *name, bool is_there, double value)
{
    const double most = 9e12;
    const bool fits = is_there && value > -most && value < most;
    json_number(out, name, fits, fits ? llround(value * 1e6) : 0, 6);
}

void json_codes(struct fire_buffer *out, const char *name, struct fire_buffer *codes)
{
    fire_buffer_printf(out, ",\"%s\":", name);
    json_string(out, (struct fire_text_view){ codes->bytes, codes->size_bytes });
    if (codes->failed) out->failed = true;
    fire_buffer_finish(codes);
}

void json_keys(struct fire_buffer *out, const struct fire_summary *about, int32_t n_dims,
               const struct fire_key key[])
{
    for (int32_t d = 0; d < n_dims; d++) {
        json_string(out, fire_text_of(about->dim[d].name));
        fire_buffer_add_text(out, ":");
        if (key[d].is_null)
            fire_buffer_add_text(out, "null");
        else
            json_string(out, key[d].text);
        fire_buffer_add_text(out, ",");
    }
}
