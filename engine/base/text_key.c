/* text_key.c - the text that is kept and the keys under which texts meet.
 *
 * All three are the same step, done one to three times: decompose with a mapping, squeeze
 * the spaces, compose again.
 *
 *     raw ─ clean ─▶ clean text ─ fold ─▶ match key ─ strip ─▶ plain key
 *
 * Fold works on text in NFC and not on the raw one: utf8proc folds before it decomposes, and
 * Greek has marks (U+0345) whose place after folding depends on how they were typed.
 *
 * Steps work in scratch memory of their own, mostly on the stack, so that the arena keeps
 * nothing but the result. */
#include "firestat/text.h"

#include <assert.h>
#include <stdlib.h>
#include <utf8proc.h>

enum {
    FEW_POINTS = 256, /* longer texts are rare and get their scratch from malloc */
    SPACE = ' ',
    ICELANDIC_UPPER_ETH = 0xd0,
    ICELANDIC_LOWER_ETH = 0xf0,
    VIETNAMESE_UPPER_D = 0x110,
    VIETNAMESE_LOWER_D = 0x111,
    SOFT_HYPHEN = 0xad,
};

/* Code points, or after a step the UTF-8 made of them in the same place. */
struct scratch {
    int32_t *points; /* few, or from malloc */
    int32_t few[FEW_POINTS];
};

static void scratch_init(struct scratch *scratch)
{
    scratch->points = scratch->few;
}

static void scratch_finish(struct scratch *scratch)
{
    if (scratch->points != scratch->few) free(scratch->points);
    scratch->points = scratch->few;
}

struct step {
    utf8proc_option_t options;
    utf8proc_custom_func map; /* may be NULL */
};

/* Unicode's White_Space, but for the plain space itself. */
static bool is_other_space(int32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == 0x85 || point == 0xa0 ||
           point == 0x1680 || (point >= 0x2000 && point <= 0x200a) || point == 0x2028 ||
           point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000;
}

static int32_t map_clean(int32_t point, void *unused)
{
    (void)unused;
    if (point == ICELANDIC_UPPER_ETH) return VIETNAMESE_UPPER_D;
    if (point == ICELANDIC_LOWER_ETH) return VIETNAMESE_LOWER_D;
    return is_other_space(point) ? SPACE : point;
}

/* đ is a letter of its own for Unicode: it has no mark that could be stripped. */
static int32_t map_plain(int32_t point, void *unused)
{
    (void)unused;
    if (point == VIETNAMESE_LOWER_D) return 'd';
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MN: /* marks go later, by UTF8PROC_STRIPMARK */
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return point;
    default:
        return SPACE;
    }
}

/* IGNORE drops Default_Ignorable_Code_Point: U+00AD, U+200B..F, U+2060, U+FEFF and their
 * kind, whatever shows nothing by definition. It does so before marks are put in order, so
 * that none of them keeps a letter from its mark. */
static const struct step step_clean = { UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE,
                                        map_clean };
static const struct step step_fold = { UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD,
                                       NULL };
static const struct step step_strip = {
    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, map_plain
};

/* One space for a run of them, none at the ends; returns how many points are left. */
static utf8proc_ssize_t squeeze_spaces(int32_t points[], utf8proc_ssize_t n_points)
{
    utf8proc_ssize_t kept = 0;
    for (utf8proc_ssize_t i = 0; i < n_points; i++) {
        if (points[i] == SPACE && (kept == 0 || points[kept - 1] == SPACE)) continue;
        points[kept++] = points[i];
    }
    if (kept > 0 && points[kept - 1] == SPACE) kept--;
    return kept;
}

/* Take text through a step. False: no memory. `out` lies in the scratch, which must not be
 * the one that `text` lies in. */
static bool do_step(struct step step, struct fire_text_view text, struct scratch *scratch,
                    struct fire_text_view *out)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.bytes;
    const utf8proc_ssize_t size = (utf8proc_ssize_t)text.size_bytes;

    scratch_finish(scratch);
    utf8proc_ssize_t n_points = utf8proc_decompose_custom(
        bytes, size, scratch->few, FEW_POINTS - 1, step.options, step.map, NULL);
    if (n_points >= FEW_POINTS) {
        /* utf8proc has refused what would not fit in memory; one more for its final NUL */
        scratch->points = malloc(((size_t)n_points + 1) * sizeof scratch->points[0]);
        if (scratch->points == NULL) {
            scratch_init(scratch);
            return false;
        }
        n_points = utf8proc_decompose_custom(bytes, size, scratch->points, n_points,
                                             step.options, step.map, NULL);
    }
    assert(n_points != UTF8PROC_ERROR_INVALIDUTF8);
    if (n_points < 0) return false;

    n_points = squeeze_spaces(scratch->points, n_points);
    const utf8proc_ssize_t n_bytes = utf8proc_reencode(scratch->points, n_points,
                                                       UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n_bytes < 0) return false;
    *out = (struct fire_text_view){ (const char *)scratch->points, (size_t)n_bytes };
    return true;
}

/* Copy a result out of the scratch. */
static bool keep(struct fire_text_view text, struct fire_arena *arena,
                 struct fire_text_view *out)
{
    const char *copy = fire_arena_copy(arena, text.bytes, text.size_bytes);
    if (copy == NULL) return false;
    *out = (struct fire_text_view){ copy, text.size_bytes };
    return true;
}

/* Letters that the clean step leaves alone and that no letter before or behind can change:
 * Latin up to the first combining mark, and the block of the Vietnamese letters. */
static bool is_settled(int32_t point)
{
    if (point >= 0x1e00 && point <= 0x1eff) return true;
    return point > 0xa0 && point < 0x300 && point != SOFT_HYPHEN &&
           point != ICELANDIC_UPPER_ETH && point != ICELANDIC_LOWER_ETH;
}

/* Is the text clean, by a look that is cheap and may say no where it is? */
static bool is_clean(struct fire_text_view text)
{
    bool after_space = true; /* at the start: no space may come */
    size_t at = 0;
    while (at < text.size_bytes) {
        const unsigned char byte = (unsigned char)text.bytes[at];
        if (byte < 0x80) {
            const bool space = byte == SPACE;
            if (byte < SPACE || byte == 0x7f || (space && after_space)) return false;
            after_space = space;
            at++;
            continue;
        }
        int32_t point;
        const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
                                                    (utf8proc_ssize_t)(text.size_bytes - at),
                                                    &point);
        if (n <= 0 || !is_settled(point)) return false;
        after_space = false;
        at += (size_t)n;
    }
    return text.size_bytes == 0 || !after_space;
}

/* Is the text of the bytes a-z, 0-9, single spaces inside, and with `signs` the other signs
 * of ASCII? Then it is its own key. */
static bool is_lower_ascii(struct fire_text_view text, bool signs)
{
    bool after_space = true;
    for (size_t i = 0; i < text.size_bytes; i++) {
        const unsigned char byte = (unsigned char)text.bytes[i];
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        const bool sign = byte > SPACE && byte < 0x7f && !(byte >= 'A' && byte <= 'Z');
        const bool space = byte == SPACE && !after_space;
        if (!letter && !space && !(signs && sign)) return false;
        after_space = space;
    }
    return text.size_bytes == 0 || !after_space;
}

bool fire_text_clean(struct fire_text_view text, struct fire_arena *arena,
                     struct fire_text_view *out)
{
    if (is_clean(text)) {
        *out = text;
        return true;
    }
    struct scratch scratch;
    scratch_init(&scratch);
    struct fire_text_view clean;
    const bool ok = do_step(step_clean, text, &scratch, &clean) && keep(clean, arena, out);
    scratch_finish(&scratch);
    return ok;
}

/* The match key, in `second`; `first` holds the clean text on the way. */
static bool fold(struct fire_text_view text, struct scratch *first, struct scratch *second,
                 struct fire_text_view *out)
{
    struct fire_text_view clean = text;
    if (!is_clean(text) && !do_step(step_clean, text, first, &clean)) return false;
    return do_step(step_fold, clean, second, out);
}

/* The small letter of a letter that Vietnamese is written with, as one point; 0: it is none. */
static int32_t vietnamese_small(int32_t point)
{
    if (point >= 0x1ea0 && point <= 0x1ef9) return point | 1;
    if (point >= 0xc0 && point <= 0xdd && point != ICELANDIC_UPPER_ETH && point != 0xd7)
        return point + 0x20;
    if (point >= 0xe0 && point <= 0xfd && point != ICELANDIC_LOWER_ETH && point != 0xf7)
        return point;
    if (point == 0x102 || point == VIETNAMESE_UPPER_D || point == 0x128 || point == 0x168 ||
        point == 0x1a0)
        return point + 1;
    if (point == 0x103 || point == VIETNAMESE_LOWER_D || point == 0x129 || point == 0x169 ||
        point == 0x1a1 || point == 0x1b0)
        return point;
    return point == 0x1af ? 0x1b0 : 0;
}

/* The match key of text that is clean and of ASCII and Vietnamese letters, which nothing composes
 * with: each small letter takes as many bytes as its capital. What names of areas are nearly
 * always, so it is worth not to ask Unicode's tables.
 *   out      [text.size_bytes]
 *   returns  false: it is other text */
static bool fold_vietnamese(struct fire_text_view text, char out[])
{
    for (size_t at = 0; at < text.size_bytes;) {
        const unsigned char byte = (unsigned char)text.bytes[at];
        if (byte < 0x80) {
            out[at++] = (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
            continue;
        }
        int32_t point;
        const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
                                                    (utf8proc_ssize_t)(text.size_bytes - at),
                                                    &point);
        const int32_t small = n <= 0 ? 0 : vietnamese_small(point);
        if (small == 0) return false;
        at += (size_t)utf8proc_encode_char(small, (utf8proc_uint8_t *)out + at);
    }
    return true;
}

bool fire_text_match_key(struct fire_text_view text, struct fire_arena *arena,
                         struct fire_text_view *out)
{
    if (is_lower_ascii(text, true)) {
        *out = text;
        return true;
    }
    struct scratch first;
    struct scratch second;
    scratch_init(&first);
    scratch_init(&second);
    struct fire_text_view key = { (const char *)first.few, text.size_bytes };
    bool ok = text.size_bytes <= sizeof first.few && is_clean(text) &&
              fold_vietnamese(text, (char *)first.few);
    ok = (ok || fold(text, &first, &second, &key)) && keep(key, arena, out);
    scratch_finish(&first);
    scratch_finish(&second);
    return ok;
}

bool fire_text_plain_key(struct fire_text_view text, struct fire_arena *arena,
                         struct fire_text_view *out)
{
    if (is_lower_ascii(text, false)) {
        *out = text;
        return true;
    }
    struct scratch first;
    struct scratch second;
    scratch_init(&first);
    scratch_init(&second);
    struct fire_text_view folded;
    struct fire_text_view key;
    const bool ok = fold(text, &first, &second, &folded) &&
                    do_step(step_strip, folded, &first, &key) && keep(key, arena, out);
    scratch_finish(&first);
    scratch_finish(&second);
    return ok;
}
