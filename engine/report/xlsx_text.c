/* xlsx_text.c - texts and names that Excel opens. */
#include "xlsx.h"

#include <ctype.h>
#include <string.h>

#define NAME_LETTERS 31

/* "_x0041_" is how a workbook writes a character that XML cannot hold. */
static bool is_escape(const char *at)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    return at[0] == '_' && at[1] == 'x' && strspn(at + 2, digits) >= 4 && at[6] == '_';
}

const char *xlsx_text(struct xlsx *xlsx, const char *text)
{
    struct fire_buffer *out = &xlsx->text;
    out->size_bytes = 0;
    for (const char *at = text; *at != '\0';) {
        const size_t n_plain = strcspn(at, "\r_");
        fire_buffer_add_fit(out, (struct fire_text_view){ at, n_plain });
        at += n_plain;
        if (*at == '\r')
            fire_buffer_add(out, "\n", at[1] == '\n' ? 0 : 1);
        else if (*at == '_')
            fire_buffer_add_text(out, is_escape(at) ? "_x005F_" : "_");
        at += *at != '\0';
    }
    fire_buffer_add(out, "", 1);
    xlsx->is_out_of_memory = xlsx->is_out_of_memory || out->failed;
    return out->failed ? "" : out->bytes;
}

/* A letter beyond U+FFFF counts twice; its first byte is 0xF0 or more. */
static int letters_of_byte(char byte)
{
    const unsigned char bits = (unsigned char)byte;
    return (bits & 0xC0) == 0x80 ? 0 : bits >= 0xF0 ? 2 : 1;
}

int64_t xlsx_letters(const char *text)
{
    int64_t n = 0;
    for (; *text != '\0'; text++)
        n += letters_of_byte(*text);
    return n;
}

/* ---- names ----------------------------------------------------------------------------- */

/* The bytes of the first letters that fit, up to the end of a word where one ends late enough. */
static size_t bytes_of_letters(const char *text, int64_t n_letters)
{
    size_t at = 0;
    while (text[at] != '\0') {
        n_letters -= letters_of_byte(text[at]);
        if (n_letters < 0) break;
        at++;
    }
    size_t word = at;
    while (text[at] != '\0' && word > at / 2 && text[word] != ' ')
        word--;
    return text[at] != '\0' && word > at / 2 ? word : at;
}

/* "Quý I/2024" -> "Quý I-2024". An apostrophe inside a name is legal and a trap for whoever
 * writes a reference to it. */
static const char *fit_name(struct fire_text_view text, struct fire_arena *arena)
{
    struct fire_buffer out = { 0 };
    struct fire_text_view clean;
    fire_buffer_add_fit(&out, text);
    const bool is_whole = !out.failed &&
                          fire_text_clean((struct fire_text_view){ out.bytes, out.size_bytes },
                                          arena, &clean);
    char *name = is_whole ? fire_arena_copy(arena, clean.bytes, clean.size_bytes) : NULL;
    fire_buffer_finish(&out);
    if (name == NULL) return NULL;
    for (char *at = name; *at != '\0'; at++)
        if (strchr("[]:*?/\\'", *at) != NULL) *at = '-';
    return name;
}

static struct fire_text_view stem_of(const char *caption)
{
    const char *end = strstr(caption, ". ");
    if (end == NULL || end == caption) return fire_text_of(caption);
    return (struct fire_text_view){ caption, (size_t)(end - caption) };
}

/* Would a formula take the bare name for a number or a cell ("2024", "Q1")? The library puts
 * quotes around a name only where it has another sign. */
static bool needs_sign(const char *name)
{
    for (; *name != '\0'; name++)
        if (!isalnum((unsigned char)*name) && *name != '_' && *name != '.') return false;
    return true;
}

/* out_is: 1 taken, 0 free; false: no memory. */
static bool is_taken(const char *name, const char *const taken[], int64_t n_taken,
                     struct fire_arena *arena, bool *out_is)
{
    struct fire_text_view key;
    struct fire_text_view other;
    if (!fire_text_match_key(fire_text_of(name), arena, &key)) return false;
    *out_is = fire_text_equal(key, fire_text_of("history")); /* Excel's own */
    for (int64_t i = 0; i < n_taken && !*out_is; i++) {
        if (!fire_text_match_key(fire_text_of(taken[i]), arena, &other)) return false;
        *out_is = fire_text_equal(key, other);
    }
    return true;
}

const char *xlsx_sheet_name(const struct fire_grid *grid, const char *const taken[],
                            int64_t n_taken, struct fire_arena *arena)
{
    const char *stem = fit_name(stem_of(grid->caption), arena);
    if (stem != NULL && stem[0] == '\0') stem = fit_name(fire_text_of(grid->anchor), arena);
    if (stem == NULL) return NULL;
    bool taken_already = true;
    const char *name = NULL;
    for (int64_t n = needs_sign(stem) ? 1 : 0; taken_already; n++) {
        const char *number = n == 0 ? "" : fire_arena_printf(arena, " (%lld)", (long long)n);
        if (number == NULL) return NULL;
        const int64_t n_letters = NAME_LETTERS - (int64_t)strlen(number);
        size_t size = bytes_of_letters(stem, n_letters);
        while (size > 0 && stem[size - 1] == ' ')
            size--;
        name = fire_arena_printf(arena, "%.*s%s", (int)size, stem, number);
        if (name == NULL || !is_taken(name, taken, n_taken, arena, &taken_already)) return NULL;
        if (n == 0) n = 1; /* the second of a name is (2) */
    }
    return name;
}
