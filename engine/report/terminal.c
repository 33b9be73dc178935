/* terminal.c - text from files that is shown on a terminal.
 *
 * A cause or a commune's name is whatever somebody typed. An escape sequence in it could
 * repaint the screen, a bidirectional override could show other words than those counted; both
 * are made visible instead. The C1 range counts: some terminals take U+009B for ESC [. */
#include "writer.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

bool terminal_is_control(uint32_t letter)
{
    return letter < 0x20 || (letter >= 0x7F && letter <= 0x9F) ||
           (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

uint32_t terminal_letter(struct fire_text_view text, size_t at, size_t *out_size)
{
    const unsigned char *byte = (const unsigned char *)text.bytes + at;
    const size_t size = byte[0] < 0x80 ? 1 : byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
    uint32_t letter = size == 1 ? byte[0] : byte[0] & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++)
        letter = letter << 6 | (byte[i] & 0x3Fu);
    *out_size = size;
    return letter;
}

void fire_report_terminal_text(struct fire_buffer *out, struct fire_text_view text,
                               int64_t max_columns)
{
    text.size_bytes = fire_text_valid_bytes(text);
    int64_t n_columns = 0;
    size_t fitting_bytes = out->size_bytes; /* up to where an ellipsis still has its column */
    for (size_t at = 0, size = 0; at < text.size_bytes && !out->failed; at += size) {
        const uint32_t letter = terminal_letter(text, at, &size);
        if (terminal_is_control(letter)) {
            fire_buffer_add_text(out, replacement);
            n_columns += 1;
        } else {
            const struct fire_text_view one = { text.bytes + at, size };
            fire_buffer_add_view(out, one);
            n_columns += fire_text_columns(one);
        }
        if (n_columns < max_columns) fitting_bytes = out->size_bytes;
    }
    if (max_columns > 0 && n_columns > max_columns) {
        out->size_bytes = fitting_bytes;
        fire_buffer_add_text(out, "…");
    }
}
