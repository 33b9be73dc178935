/* phrase.c - see phrase.h.
 *
 * Vietnamese and English put the parts of a sentence in different places but, as words.def is
 * written, in the same order, so a plain printf format is enough for both. */
#include "firestat/phrase.h"

#include <stdarg.h>
#include <string.h>

static const char *format_list(struct fire_phrase *phrase, const char *format,
                               va_list arguments)
{
    const char *text = fire_arena_vprintf(phrase->arena, format, arguments);
    if (text == NULL) phrase->failed = true;
    return text == NULL ? "" : text;
}

const char *fire_phrase_format(struct fire_phrase *phrase, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_list(phrase, format, arguments);
    va_end(arguments);
    return text;
}

const char *fire_phrase_word(struct fire_phrase *phrase, fire_word word, ...)
{
    va_list arguments;
    va_start(arguments, word);
    const char *format = fire_word_text(phrase->language, word);
    const char *text = format_list(phrase, format, arguments);
    va_end(arguments);
    return text;
}

const char *fire_phrase_list(struct fire_phrase *phrase, const char *const item[],
                             int32_t n_items)
{
    const char *list = n_items > 0 ? item[0] : "";
    for (int32_t i = 1; i < n_items; i++) {
        const char *between = i < n_items - 1
                                  ? ", "
                                  : fire_word_text(phrase->language, FIRE_WORD_CHART_AND);
        list = fire_phrase_format(phrase, "%s%s%s", list, between, item[i]);
    }
    return list;
}

static size_t first_letter_bytes(const char *text)
{
    size_t n = *text == '\0' ? 0 : 1;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* The letter's case fold; the same bytes when it has none, or when memory fails. */
static struct fire_text_view fold_letter(struct fire_phrase *phrase, const char *text)
{
    const struct fire_text_view letter = { text, first_letter_bytes(text) };
    struct fire_text_view folded = letter;
    if (!fire_text_match_key(letter, phrase->arena, &folded)) phrase->failed = true;
    return folded;
}

const char *fire_phrase_inside(struct fire_phrase *phrase, const char *label)
{
    const size_t n_first = first_letter_bytes(label);
    const char *rest = label + n_first;
    const struct fire_text_view second = { rest, first_letter_bytes(rest) };
    if (!fire_text_equal(fold_letter(phrase, rest), second)) return label; /* an acronym */

    const struct fire_text_view first = fold_letter(phrase, label);
    return fire_phrase_format(phrase, "%.*s%s", (int)first.size_bytes, first.bytes, rest);
}

const char *fire_phrase_count(struct fire_phrase *phrase, int64_t number)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(phrase->language, number, 0, 0, text);
    return fire_phrase_format(phrase, "%s", text);
}

const char *fire_phrase_day(struct fire_phrase *phrase, int32_t day)
{
    char text[FIRE_NUMBER_BYTES];
    fire_day_text(day, text);
    return fire_phrase_format(phrase, "%s", text);
}
