/* letters.c - see letters.h.
 *
 * Text comes from data: a place name may be a line of a thousand letters, or one letter under
 * a hundred marks. Both are bounded here, before anything is measured, so that what is drawn
 * is what was measured and shaping has a bounded amount of work. */
#include "letters.h"

#include "firestat/text.h"

#include <math.h>
#include <string.h>

#define TEXT_LETTERS 4000 /* more of a title or footer nobody reads */

static size_t char_bytes(const char *text)
{
    size_t n = *text == '\0' ? 0 : 1;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n++;
    return n;
}

static bool is_control(const char *text)
{
    const unsigned char first = (unsigned char)text[0];
    const unsigned char second = first == 0xC2 ? (unsigned char)text[1] : 0;
    return first < 0x20 || first == 0x7F || (second >= 0x80 && second < 0xA0);
}

static bool is_mark(const char *text)
{
    return fire_text_columns((struct fire_text_view){ text, char_bytes(text) }) == 0;
}

size_t fire_letter_bytes(const char *text)
{
    size_t n = char_bytes(text);
    while (text[n] != '\0' && text[n] != ' ' && is_mark(text + n))
        n += char_bytes(text + n);
    return n;
}

const char *fire_letters_clean(const char *text, int64_t max_letters, struct fire_arena *arena)
{
    const struct fire_text_view view = fire_text_of(text);
    if (fire_text_valid_bytes(view) != view.size_bytes) return "";
    char *out = FIRE_TAKE(arena, view.size_bytes + sizeof LETTERS_ELLIPSIS, char);
    if (out == NULL) return NULL;

    size_t used = 0;
    int64_t n_letters = 0;
    int32_t n_marks = 0;
    for (const char *at = text; *at != '\0'; at += char_bytes(at)) {
        const bool control = is_control(at);
        n_marks = !control && is_mark(at) ? n_marks + 1 : 0;
        if (n_marks > FIRE_LABEL_MARKS) continue;
        if (n_marks == 0 && n_letters++ == max_letters) {
            memcpy(out + used, LETTERS_ELLIPSIS, sizeof LETTERS_ELLIPSIS);
            return out;
        }
        const size_t n_bytes = char_bytes(at);
        if (control)
            out[used++] = ' ';
        else
            memcpy(out + used, at, n_bytes);
        used += control ? 0 : n_bytes;
    }
    return out;
}

static const char *clean(struct page *page, const char *text, int32_t max_letters)
{
    const struct fire_text_view view = fire_text_of(text);
    const bool valid = fire_text_valid_bytes(view) == view.size_bytes;
    const char *out = fire_letters_clean(text, max_letters, page->arena);
    const fire_status status = !valid ? FIRE_EVALUE : out == NULL ? FIRE_ENOMEM : FIRE_OK;
    if (page->status == FIRE_OK) page->status = status;
    return out == NULL ? "" : out;
}

const char *letters_label(struct page *page, const char *text)
{
    return clean(page, text, FIRE_LABEL_LETTERS);
}

/* A line under test: the first n bytes of a text with a tail behind them. */
struct trial {
    struct page *page;
    char *scratch; /* strlen(text) and the ellipsis */
    struct look look;
    double max_px;
};

static bool trial_fits(struct trial *trial, const char *text, size_t n_bytes, const char *tail)
{
    memcpy(trial->scratch, text, n_bytes);
    memcpy(trial->scratch + n_bytes, tail, strlen(tail) + 1);
    return page_width_px(trial->page, trial->scratch, trial->look) <= trial->max_px;
}

/* Most bytes of whole letters that fit with the tail behind them; may be 0. */
static size_t fitting_letters(struct trial *trial, const char *text, const char *tail)
{
    size_t fitting = 0;
    for (;;) {
        const size_t next = fitting + fire_letter_bytes(text + fitting);
        if (next == fitting || !trial_fits(trial, text, next, tail)) return fitting;
        fitting = next;
    }
}

/* Where the word ends that `at` lies in or before. */
static size_t word_end(const char *text, size_t at)
{
    at += strspn(text + at, " ");
    return at + strcspn(text + at, " ");
}

/* Most bytes of whole words that fit; 0: not even the first. All of them do most of the time; else
 * the place is halved, for shaping a line is dear, and every further word makes it longer. */
static size_t fitting_words(struct trial *trial, const char *text)
{
    size_t fitting = 0;
    size_t failing = strlen(text);
    if (trial_fits(trial, text, failing, "")) return failing;
    for (;;) {
        size_t end = word_end(text, fitting + (failing - fitting) / 2);
        if (end >= failing) end = word_end(text, fitting);
        if (end >= failing) return fitting;
        if (trial_fits(trial, text, end, ""))
            fitting = end;
        else
            failing = end;
    }
}

static bool begin_trial(struct trial *trial, struct page *page, const char *text,
                        struct look look, double max_px)
{
    *trial = (struct trial){ page, NULL, look, max_px };
    trial->scratch = PAGE_TAKE(page, strlen(text) + sizeof LETTERS_ELLIPSIS, char);
    return trial->scratch != NULL;
}

static const char *copy_with(struct page *page, const char *text, size_t n_bytes,
                             const char *tail)
{
    while (n_bytes > 0 && text[n_bytes - 1] == ' ')
        n_bytes--;
    char *copy = PAGE_TAKE(page, n_bytes + strlen(tail) + 1, char);
    if (copy == NULL) return "";
    memcpy(copy, text, n_bytes);
    memcpy(copy + n_bytes, tail, strlen(tail) + 1);
    return copy;
}

const char *letters_fit(struct page *page, const char *text, struct look look, double max_px)
{
    const char *label = letters_label(page, text);
    struct trial trial;
    if (!begin_trial(&trial, page, label, look, max_px)) return "";
    if (trial_fits(&trial, label, strlen(label), "")) return label;

    const size_t n_bytes = fitting_letters(&trial, label, LETTERS_ELLIPSIS);
    return n_bytes == 0 ? "" : copy_with(page, label, n_bytes, LETTERS_ELLIPSIS);
}

const char *letters_pair(struct page *page, const char *label, const char *mark)
{
    static const char no_break_space[] = "\xC2\xA0";
    const size_t n_bytes = sizeof no_break_space - 1 + strlen(mark);
    char *tail = PAGE_TAKE(page, n_bytes + 1, char);
    if (tail == NULL) return label;
    memcpy(tail, no_break_space, sizeof no_break_space);
    memcpy(tail + sizeof no_break_space - 1, mark, strlen(mark) + 1);
    return copy_with(page, label, strlen(label), tail);
}

struct lines letters_wrap(struct page *page, const char *text, struct look look, double max_px,
                          int32_t max_lines)
{
    struct lines lines = { PAGE_TAKE(page, max_lines, const char *), 0 };
    const char *rest = clean(page, text, TEXT_LETTERS);
    struct trial trial;
    if (lines.line == NULL || !begin_trial(&trial, page, rest, look, max_px)) return lines;

    rest += strspn(rest, " ");
    while (*rest != '\0' && lines.n < max_lines) {
        size_t n_bytes = fitting_words(&trial, rest);
        if (n_bytes == 0) n_bytes = fitting_letters(&trial, rest, "");
        if (n_bytes == 0) n_bytes = fire_letter_bytes(rest); /* narrower than a letter: go on */
        const bool is_cut = lines.n == max_lines - 1 &&
                            rest[n_bytes + strspn(rest + n_bytes, " ")] != '\0';
        if (is_cut) n_bytes = fitting_letters(&trial, rest, LETTERS_ELLIPSIS);
        lines.line[lines.n++] = copy_with(page, rest, n_bytes, is_cut ? LETTERS_ELLIPSIS : "");
        rest += n_bytes;
        rest += strspn(rest, " ");
    }
    return lines;
}

double letters_widest_px(struct page *page, const struct lines *lines, struct look look)
{
    double width_px = 0.0;
    for (int32_t i = 0; i < lines->n; i++)
        width_px = fmax(width_px, page_width_px(page, lines->line[i], look));
    return width_px;
}

void letters_put(struct page *page, fire_shape_part part, const struct lines *lines,
                 struct look look, struct fire_position middle, fire_anchor anchored)
{
    const double line_px = look.size_px * STYLE_LINE_HEIGHT;
    const double first_px = middle.y_px - (lines->n - 1) * line_px / 2 +
                            STYLE_HALF_DIGIT * look.size_px;
    for (int32_t i = 0; i < lines->n; i++)
        page_text(page, part, lines->line[i], look,
                  (struct fire_position){ middle.x_px, first_px + i * line_px }, anchored);
}
