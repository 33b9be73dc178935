/* phrase.c - see phrase.h.
 *
 * Vietnamese and English put the parts of a sentence in different places but, as words.def is
 * written, in the same order, so a plain printf format is enough for both. */
#include "firestat/phrase.h"

#include "firestat/output.h"

#include <string.h>

/* "{vehicle|vehicles}" at `at`? */
static bool is_choice(const char *at, size_t *out_first, size_t *out_second)
{
    *out_first = strcspn(at + 1, "|}%");
    if (at[1 + *out_first] != '|') return false;
    *out_second = strcspn(at + *out_first + 2, "|}%");
    return at[*out_first + *out_second + 2] == '}';
}

/* The format with its choices made by the arguments, all of which are texts. */
static bool make_choices(const char *format, va_list arguments, struct fire_buffer *out)
{
    bool is_one = false;
    for (const char *at = format; *at != '\0';) {
        size_t first;
        size_t second;
        size_t n = strcspn(at + 1, "%{") + 1;
        if (at[0] == '%' && at[1] == 's') {
            is_one = strcmp(va_arg(arguments, const char *), "1") == 0;
        } else if (at[0] == '%' && at[1] == '%') {
            n = 2;
        } else if (at[0] == '{' && is_choice(at, &first, &second)) {
            fire_buffer_add(out, is_one ? at + 1 : at + first + 2, is_one ? first : second);
            at += first + second + 3;
            continue;
        }
        fire_buffer_add(out, at, n);
        at += n;
    }
    fire_buffer_add(out, "", 1);
    return !out->failed;
}

char *fire_phrase_vprintf(struct fire_arena *arena, const char *format, va_list arguments)
{
    va_list looked_at;
    struct fire_buffer chosen = { 0 };
    if (strchr(format, '{') == NULL) return fire_arena_vprintf(arena, format, arguments);
    va_copy(looked_at, arguments);
    char *text = make_choices(format, looked_at, &chosen)
                     ? fire_arena_vprintf(arena, chosen.bytes, arguments)
                     : NULL;
    va_end(looked_at);
    fire_buffer_finish(&chosen);
    return text;
}

static const char *format_list(struct fire_phrase *phrase, const char *format,
                               va_list arguments)
{
    const char *text = fire_phrase_vprintf(phrase->arena, format, arguments);
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
