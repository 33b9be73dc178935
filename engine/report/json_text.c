/* json_text.c - see json_text.h. */
#include "json_text.h"

#include "writer.h"

#include <math.h>

void json_escaped(struct fire_buffer *out, struct fire_text_view text)
{
    text.size_bytes = fire_text_valid_bytes(text);
    for (size_t at = 0, size = 0; at < text.size_bytes; at += size) {
        const uint32_t letter = terminal_letter(text, at, &size);
        if (letter == '"' || letter == '\\') {
            fire_buffer_printf(out, "\\%c", (int)letter);
        } else if (terminal_is_control(letter)) {
            fire_buffer_printf(out, "\\u%04x", (unsigned)letter);
        } else {
            fire_buffer_add(out, text.bytes + at, size);
        }
    }
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
