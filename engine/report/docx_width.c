/* docx_width.c - about how wide text is, without the font at hand.
 *
 * Times New Roman is on the reader's machine, not on this one. Classes of letters are enough to
 * choose how large a table's letters can be: digits are all half an em, and what is guessed is
 * guessed upwards. */
#include "docx.h"
#include "writer.h"

#include <string.h>

enum { DIGIT = 500, SMALL = 500, CAPITAL = 720, NARROW = 340, WIDE_SMALL = 780, FULL = 1000 };

static int64_t ascii_width(uint32_t letter)
{
    if (letter >= 'A' && letter <= 'Z') return letter == 'I' ? NARROW : CAPITAL;
    if (letter == 'm' || letter == 'w') return WIDE_SMALL;
    if (strchr(" .,;:'|!ijlt/()[]-fr", (int)letter) != NULL) return NARROW;
    if (letter == '%' || letter == '@') return FULL;
    return DIGIT;
}

int64_t docx_width(struct fire_text_view text)
{
    int64_t width = 0;
    bool is_capital = false; /* was the last ASCII letter? Those between are like it: "CỘNG" */
    for (size_t at = 0, size = 0; at < text.size_bytes; at += size) {
        const uint32_t letter = terminal_letter(text, at, &size);
        if (letter < 0x80) {
            width += ascii_width(letter);
            if (letter >= 'A') is_capital = letter <= 'Z';
            continue;
        }
        const int64_t n_columns = fire_text_columns(
            (struct fire_text_view){ text.bytes + at, size });
        width += n_columns == 1 ? (is_capital ? CAPITAL : SMALL) : n_columns * FULL / 2;
    }
    return width;
}

int64_t docx_word_width(struct fire_text_view text)
{
    int64_t widest = 0;
    while (text.size_bytes > 0) {
        const char *space = memchr(text.bytes, ' ', text.size_bytes);
        const size_t size = space == NULL ? text.size_bytes : (size_t)(space - text.bytes);
        const int64_t width = docx_width((struct fire_text_view){ text.bytes, size });
        if (width > widest) widest = width;
        const size_t n_done = size + (space != NULL);
        text.bytes += n_done;
        text.size_bytes -= n_done;
    }
    return widest;
}
