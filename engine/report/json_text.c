/* json_text.c - see json_text.h. */
#include "json_text.h"

#include "writer.h"

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
