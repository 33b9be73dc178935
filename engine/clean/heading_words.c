/* heading_words.c - words, years and the marks of lists in short texts. */
#include "heading.h"

#include <string.h>

int text_years(struct fire_text_view text, char out[5])
{
    int n_found = 0;
    for (size_t i = 0; i < text.size_bytes;) {
        size_t n = 0;
        while (i + n < text.size_bytes && text.bytes[i + n] >= '0' && text.bytes[i + n] <= '9')
            n++;
        if (n == 4 && (text.bytes[i] == '1' || text.bytes[i] == '2')) {
            n_found += n_found == 0 || memcmp(out, text.bytes + i, 4) != 0;
            memcpy(out, text.bytes + i, 4);
            out[4] = '\0';
        }
        i += n > 0 ? n : 1;
    }
    return n_found;
}

int32_t heading_words(struct fire_text_view key, size_t at[])
{
    int32_t n = 0;
    for (size_t i = 0; i < key.size_bytes; i++) {
        if (i > 0 && key.bytes[i - 1] != ' ') continue;
        if (n == HEADING_WORDS) return 0;
        at[n++] = i;
    }
    at[n] = key.size_bytes + 1;
    return n;
}

static bool is_alnum(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

/* "12", "IV", "b" and no abbreviation like "TP". */
static bool is_mark(struct fire_text_view word)
{
    size_t n_digits = 0;
    size_t n_roman = 0;
    for (size_t i = 0; i < word.size_bytes; i++) {
        n_digits += word.bytes[i] >= '0' && word.bytes[i] <= '9';
        n_roman += strchr("IVXivx", word.bytes[i]) != NULL;
    }
    const bool is_letter = word.size_bytes == 1 &&
                           strchr("ABCDEFGabcdefg", word.bytes[0]) != NULL;
    return word.size_bytes > 0 && word.size_bytes <= 5 &&
           (n_digits == word.size_bytes || n_roman == word.size_bytes || is_letter);
}

static size_t skip_signs(struct fire_text_view text, size_t at)
{
    while (at < text.size_bytes && !is_alnum(text.bytes[at]) && text.bytes[at] != '(' &&
           (unsigned char)text.bytes[at] < 0x80)
        at++;
    return at;
}

struct fire_text_view heading_skip_mark(struct fire_text_view text, char *out_kind)
{
    const size_t first = skip_signs(text, 0);
    size_t at = first;
    while (at < text.size_bytes && is_alnum(text.bytes[at]))
        at++;
    const struct fire_text_view word = { text.bytes + first, at - first };
    const bool closed = at < text.size_bytes && strchr(".)/-:", text.bytes[at]) != NULL;
    *out_kind = '\0';
    if (closed && is_mark(word)) {
        *out_kind = word.bytes[0] <= '9'                      ? '1'
                    : strchr("IVXivx", word.bytes[0]) != NULL ? 'I'
                                                              : 'A';
        at = skip_signs(text, at);
    } else {
        at = first;
    }
    return (struct fire_text_view){ text.bytes + at, text.size_bytes - at };
}
