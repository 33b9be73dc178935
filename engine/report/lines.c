/* lines.c - see lines.h. */
#include "lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Words come again and again, and shaping one costs as much as laying out the rest of it: the
 * widths of short ones are kept, a later word in the place of an earlier one of the same hash. */
#define N_KNOWN     4096
#define KNOWN_BYTES 28

struct known {
    char text[KNOWN_BYTES]; /* NUL-ended */
    uint16_t face;          /* and bold; 0: nothing here */
    double width;           /* at size 1 */
};

struct setter {
    struct fire_text_meter meter;
    struct fire_arena *arena;
    fire_status status;
    struct known known[N_KNOWN];
};

struct setter *setter_create(struct fire_text_meter meter, struct fire_arena *arena)
{
    struct setter *setter = FIRE_TAKE(arena, 1, struct setter);
    if (setter == NULL) return NULL;
    setter->meter = meter;
    setter->arena = arena;
    return setter;
}

fire_status setter_status(const struct setter *setter)
{
    return setter->status;
}

static void go_wrong(struct setter *setter, fire_status status)
{
    if (setter->status == FIRE_OK) setter->status = status;
}

void *setter_take(struct setter *setter, size_t count, size_t item_bytes)
{
    void *items = fire_arena_take(setter->arena, count, item_bytes);
    if (items == NULL) go_wrong(setter, FIRE_ENOMEM);
    return items;
}

/* ---- widths ---------------------------------------------------------------------------- */

static fire_face face_of(const struct stretch *stretch)
{
    return stretch->is_italic ? FIRE_FACE_SERIF_ITALIC : FIRE_FACE_SERIF;
}

/* Of a NUL-ended text, at size 1. */
static double meter_width(struct setter *setter, const char *text,
                          const struct stretch *stretch)
{
    const double width = setter->meter.width_px(setter->meter.self, text, 1.0, stretch->is_bold,
                                                face_of(stretch));
    if (isfinite(width) && width >= 0.0) return width;
    go_wrong(setter, FIRE_EVALUE);
    return 0.0;
}

static uint32_t hash_of(const char *text, size_t n_bytes, uint32_t seed)
{
    uint32_t hash = 2166136261u ^ seed; /* FNV-1a */
    for (size_t i = 0; i < n_bytes; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

static double mark_scale(const struct stretch *stretch)
{
    return stretch->is_mark ? LINES_MARK_SIZE : 1.0;
}

/* Of the first bytes of a text, at size 1 of the text around it. */
static double width_of(struct setter *setter, const char *text, size_t n_bytes,
                       const struct stretch *stretch)
{
    if (n_bytes == 0) return 0.0;
    if (n_bytes >= KNOWN_BYTES) {
        const char *copy = fire_arena_copy(setter->arena, text, n_bytes);
        if (copy == NULL) go_wrong(setter, FIRE_ENOMEM);
        return copy == NULL ? 0.0 : meter_width(setter, copy, stretch) * mark_scale(stretch);
    }
    const uint16_t face = (uint16_t)(1 + 2 * (int)face_of(stretch) + stretch->is_bold);
    struct known *known = &setter->known[hash_of(text, n_bytes, face) % N_KNOWN];
    if (known->face != face || strncmp(known->text, text, n_bytes) != 0 ||
        known->text[n_bytes] != '\0') {
        memcpy(known->text, text, n_bytes);
        known->text[n_bytes] = '\0';
        known->face = face;
        known->width = meter_width(setter, known->text, stretch);
    }
    return known->width * mark_scale(stretch);
}

/* ---- words ----------------------------------------------------------------------------- */

/* What of a word is in one face. */
struct atom {
    const char *text;
    size_t n_bytes;
    bool begins_word;
    const struct stretch *stretch;
    double width; /* at size 1 */
};

struct atoms {
    struct atom *atom;
    int32_t n;
};

static int32_t count_words(const char *text)
{
    int32_t n = 0;
    for (const char *at = text + strspn(text, " "); *at != '\0'; n++) {
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    return n;
}

static struct atoms atoms_of(struct setter *setter, const struct stretch *stretch,
                             int32_t n_stretches)
{
    struct atoms atoms = { NULL, 0 };
    const char **clean = SETTER_TAKE(setter, n_stretches, const char *);
    int32_t n_words = 0;
    for (int32_t i = 0; i < n_stretches && clean != NULL; i++) {
        clean[i] = fire_letters_clean(stretch[i].text, INT64_MAX, setter->arena);
        if (clean[i] == NULL) go_wrong(setter, FIRE_ENOMEM);
        n_words += clean[i] == NULL ? 0 : count_words(clean[i]);
    }
    if (setter->status != FIRE_OK) return atoms;
    atoms.atom = SETTER_TAKE(setter, n_words, struct atom);
    bool begins_word = true;
    for (int32_t i = 0; i < n_stretches && atoms.atom != NULL; i++) {
        for (const char *at = clean[i]; *at != '\0';) {
            const size_t n_spaces = strspn(at, " ");
            const size_t n_bytes = strcspn(at + n_spaces, " ");
            begins_word = begins_word || n_spaces > 0;
            at += n_spaces;
            if (n_bytes == 0) break;
            atoms.atom[atoms.n++] = (struct atom){ at, n_bytes, begins_word, &stretch[i],
                                                   width_of(setter, at, n_bytes, &stretch[i]) };
            begins_word = false;
            at += n_bytes;
        }
    }
    return atoms;
}

/* The atom behind the word that begins at `first`. */
static int32_t word_end(const struct atoms *atoms, int32_t first)
{
    int32_t end = first + 1;
    while (end < atoms->n && !atoms->atom[end].begins_word)
        end++;
    return end;
}

static double space_width(struct setter *setter, const struct stretch *before)
{
    return width_of(setter, " ", 1, before);
}

struct line_extent lines_extent(struct setter *setter, const struct stretch *stretch,
                                int32_t n_stretches)
{
    struct line_extent extent = { 0, 0 };
    const struct atoms atoms = atoms_of(setter, stretch, n_stretches);
    for (int32_t i = 0; i < atoms.n;) {
        const int32_t end = word_end(&atoms, i);
        if (i > 0) extent.whole += space_width(setter, atoms.atom[i - 1].stretch);
        double word = 0;
        for (; i < end; i++)
            word += atoms.atom[i].width;
        extent.whole += word;
        extent.word = fmax(extent.word, word);
    }
    return extent;
}

/* ---- lines ----------------------------------------------------------------------------- */

/* The atoms first..end-1 of one line as pieces. */
static struct line make_line(struct setter *setter, const struct atoms *atoms, int32_t first,
                             int32_t end, struct line_style style)
{
    struct line line = { .leading_px = style.leading_px, .size_px = style.size_px };
    struct piece *piece = SETTER_TAKE(setter, end - first, struct piece);
    for (int32_t i = first; i < end && piece != NULL;) {
        const struct stretch *stretch = atoms->atom[i].stretch;
        int32_t behind = i;
        size_t n_bytes = 1;
        for (; behind < end && atoms->atom[behind].stretch == stretch; behind++)
            n_bytes += atoms->atom[behind].n_bytes + 1;
        char *text = SETTER_TAKE(setter, n_bytes, char);
        if (text == NULL) break;
        struct piece *made = &piece[line.n_pieces++];
        *made = (struct piece){ .text = text, .stretch = stretch };
        for (size_t used = 0; i < behind; i++) {
            memcpy(text + used, atoms->atom[i].text, atoms->atom[i].n_bytes);
            used += atoms->atom[i].n_bytes;
            if (i + 1 == end || !atoms->atom[i + 1].begins_word) continue;
            text[used++] = ' ';
            made->n_spaces++;
        }
        made->width_px = width_of(setter, text, strlen(text), stretch) * style.size_px;
        line.width_px += made->width_px;
        line.n_spaces += made->n_spaces;
    }
    line.piece = piece;
    return line;
}

static size_t last_letter(const char *text, size_t n_bytes)
{
    size_t last = 0;
    for (size_t at = 0; at < n_bytes; at += fire_letter_bytes(text + at))
        last = at;
    return last;
}

/* Bytes of whole letters that fit, at least one letter. Letters are first added up by
 * themselves, for shaping a whole line again and again would take a second for a page of one
 * word; kerning then makes it narrower, or a letter is taken back. */
static size_t fitting_bytes(struct setter *setter, const struct atom *atom, double room)
{
    size_t fitting = 0;
    double width = 0;
    while (fitting < atom->n_bytes) {
        const char *letter = atom->text + fitting;
        const size_t n_bytes = fire_letter_bytes(letter);
        width += width_of(setter, letter, n_bytes, atom->stretch);
        if (fitting > 0 && width > room) break;
        fitting += n_bytes;
    }
    while (width_of(setter, atom->text, fitting, atom->stretch) > room) {
        const size_t shorter = last_letter(atom->text, fitting);
        if (shorter == 0) break;
        fitting = shorter;
    }
    return fitting;
}

/* Where the line that begins at an atom ends: whole words, of one wider than the line its whole
 * parts; the beginning itself when not even the first of these fits. */
static int32_t line_end(struct setter *setter, const struct atoms *atoms, int32_t first,
                        double room)
{
    double width = 0;
    int32_t i = first;
    while (i < atoms->n) {
        const int32_t end = word_end(atoms, i);
        double word = i > first ? space_width(setter, atoms->atom[i - 1].stretch) : 0;
        for (int32_t k = i; k < end; k++)
            word += atoms->atom[k].width;
        if (width + word > room) break;
        width += word;
        i = end;
    }
    if (i > first || i == atoms->n) return i;
    while (i < atoms->n && width + atoms->atom[i].width <= room)
        width += atoms->atom[i++].width; /* its whole parts; not all fit */
    return i;
}

struct breaker {
    struct lines lines;
    size_t capacity;
};

static void add_line(struct setter *setter, struct breaker *breaker, struct line line)
{
    struct line *grown = fire_array_grow(breaker->lines.line, &breaker->capacity,
                                         (size_t)breaker->lines.n + 1, sizeof line);
    if (grown == NULL) {
        go_wrong(setter, FIRE_ENOMEM);
        return;
    }
    breaker->lines.line = grown;
    grown[breaker->lines.n++] = line;
}

/* A line of the first letters of an atom too wide for any; the atom keeps the rest. */
static struct line cut_line(struct setter *setter, struct atoms *atoms, int32_t cut,
                            double room, struct line_style style)
{
    struct atom *atom = &atoms->atom[cut];
    struct atom head = *atom;
    head.n_bytes = fitting_bytes(setter, atom, room);
    const double head_width = width_of(setter, atom->text, head.n_bytes, atom->stretch);
    atom->text += head.n_bytes;
    atom->n_bytes -= head.n_bytes;
    atom->begins_word = false;
    atom->width -= head_width;
    if (atom->width < 2 * room) /* near the end exactly; before it, a text of 10,000 letters
                                   would be measured whole for every line of it */
        atom->width = width_of(setter, atom->text, atom->n_bytes, atom->stretch);
    const struct atoms one = { &head, 1 };
    return make_line(setter, &one, 0, 1, style);
}

struct lines lines_set(struct setter *setter, const struct stretch *stretch,
                       int32_t n_stretches, struct line_style style)
{
    struct atoms atoms = atoms_of(setter, stretch, n_stretches);
    struct breaker breaker = { { NULL, 0 }, 0 };
    for (int32_t first = 0;
         (first < atoms.n || breaker.lines.n == 0) && setter->status == FIRE_OK;) {
        const double indent_px = breaker.lines.n == 0 ? style.indent_px : 0.0;
        const double room = (style.width_px - indent_px) / style.size_px;
        const int32_t end = line_end(setter, &atoms, first, room);
        struct line line = end > first || atoms.n == 0
                               ? make_line(setter, &atoms, first, end, style)
                               : cut_line(setter, &atoms, first, room, style);
        if (end == first && atoms.n > 0 && atoms.atom[first].n_bytes == 0)
            first++; /* a letter wider than the line was all of it */
        line.indent_px = indent_px;
        add_line(setter, &breaker, line);
        first = end > first ? end : first;
    }
    struct lines lines = { SETTER_TAKE(setter, breaker.lines.n, struct line), 0 };
    if (setter->status == FIRE_OK) {
        lines.n = breaker.lines.n;
        memcpy(lines.line, breaker.lines.line, (size_t)lines.n * sizeof lines.line[0]);
        lines.line[lines.n - 1].is_last = true;
    }
    free(breaker.lines.line);
    return lines;
}

double lines_height_px(struct lines lines, int32_t first, int32_t end)
{
    double height_px = 0;
    for (int32_t i = first; i < end; i++)
        height_px += lines.line[i].leading_px;
    return height_px;
}
