/* letters.c - the font is the first signal, the syllables decide.
 *
 * A cell in .VnTime was typed in TCVN3, unless somebody typed Unicode into it later: then "Nguyên
 * nhân" would come out as "Nguyờn nhõn". A cell in Calibri is Unicode, unless it was pasted from
 * .VnTime. So each text is read both ways and the one with more Vietnamese syllables is taken;
 * where they are equal ("Hà" is Hò in TCVN3), what most texts of that font showed.
 *
 * Without a font there must be more than one text for it: several different words that are no
 * syllables as they stand and, nearly all of them, are in one of the two encodings. Words of other
 * languages (Café, São Paulo, Köln) do not turn into syllables. */
#include "letters.h"

#include "score.h"
#include "syllable.h"

#include "firestat/dictionary.h"

#include <stdio.h>
#include <string.h>

enum {
    ENOUGH_WORDS = 3,    /* different ones that only an old encoding explains ... */
    ENOUGH_PERCENT = 80, /* ... of those that are no syllables as they are        */
    N_WORDS_LIMIT = 4096,
    N_TEXTS_LIMIT = 4096,
    TEXT_BYTES_LIMIT = 64, /* longer ones hardly come twice */
    EXAMPLE_BYTES = 64,
};

enum reading { READ_OLD, READ_AS_IS, READ_EITHER };

/* What the texts of one font showed. */
struct vote {
    int64_t n_old;
    int64_t n_unicode;
    int64_t n_equal;
    char before[EXAMPLE_BYTES];
    char after[EXAMPLE_BYTES];
};

/* A text in no old font, read in either old encoding. */
struct tried {
    enum reading as_tcvn3;
    enum reading as_vni;
};

struct letters {
    struct fonts *fonts;
    enum letters_wish wish;
    struct fire_dictionary *words;     /* of texts in no old font          */
    struct fire_dictionary *texts;     /* of these, each tried once; its ... */
    struct tried tried[N_TEXTS_LIMIT]; /* ... reading by its code      */
    enum cell_font plain;              /* what these are read as           */
    struct vote vote[N_FONTS];         /* of the old fonts                 */
    struct vote as_tcvn3;              /* of texts in no old font, ...     */
    struct vote as_vni;                /* ... read in either way           */
    int64_t n_words;                   /* evidence for `plain`             */
    int64_t n_syllables;
    struct fire_old_letters found[N_FONTS];
    int32_t n_found;
};

enum letters_wish letters_wish_of(const char *encoding)
{
    enum encoding known;
    if (encoding == NULL || !encoding_find(encoding, &known)) return LETTERS_FIND_OUT;
    return known == ENCODING_UTF8    ? LETTERS_UNICODE
           : known == ENCODING_TCVN3 ? LETTERS_TCVN3
           : known == ENCODING_VNI   ? LETTERS_VNI
                                     : LETTERS_FIND_OUT;
}

fire_status letters_create(struct fire_arena *arena, enum letters_wish wish,
                           struct letters **out, struct fire_error *err)
{
    struct letters *letters = FIRE_TAKE(arena, 1, struct letters);
    if (letters == NULL) return fire_fail_memory(err);
    letters->wish = wish;
    letters->fonts = fonts_create(arena);
    if (letters->fonts == NULL) return fire_fail_memory(err);
    *out = letters;
    return letters_reset(letters, err);
}

void letters_free(struct letters *letters)
{
    if (letters == NULL) return;
    fire_dictionary_free(letters->words);
    fire_dictionary_free(letters->texts);
    letters->words = letters->texts = NULL;
}

fire_status letters_reset(struct letters *letters, struct fire_error *err)
{
    letters_free(letters);
    letters->words = fire_dictionary_create();
    letters->texts = fire_dictionary_create();
    letters->plain = FONT_UNICODE;
    memset(letters->vote, 0, sizeof letters->vote);
    letters->as_tcvn3 = letters->as_vni = (struct vote){ 0 };
    letters->n_words = letters->n_syllables = 0;
    letters->n_found = 0;
    return letters->words == NULL || letters->texts == NULL ? fire_fail_memory(err) : FIRE_OK;
}

/* ---- one text -------------------------------------------------------------------------- */

/* "H§ND": signs that no alphabet has within a word, and old encodings have letters at. */
static bool has_sign_in_word(struct fire_text_view text)
{
    struct fire_text_view word;
    size_t at = 0;
    while (score_next_word(text, &at, &word)) {
        for (size_t i = 0; i + 1 < word.size_bytes && word.size_bytes > 2; i++)
            if ((unsigned char)word.bytes[i] == 0xC2 &&
                (unsigned char)word.bytes[i + 1] >= 0xA1)
                return true;
    }
    return false;
}

/*   as      what the text is read as
 *   shown   as a font of it would show it */
static fire_status read_both_ways(struct letters *letters, enum cell_font font,
                                  enum cell_font as, struct fire_text_view text,
                                  struct fire_text_view *shown, enum reading *out,
                                  struct fire_error *err)
{
    struct score as_is = { 0 };
    struct score old = { 0 };
    FIRE_TRY(fonts_decode(letters->fonts, as, text, shown, err));
    *out = READ_AS_IS;
    if (shown->bytes == text.bytes) return FIRE_OK; /* has letters that are not the font's */
    score_add_text(&as_is, text);
    score_add_text(&old, *shown);
    *out = old.n_vietnamese > as_is.n_vietnamese   ? READ_OLD
           : old.n_vietnamese < as_is.n_vietnamese ? READ_AS_IS
                                                   : READ_EITHER;
    if (*out == READ_EITHER && old.n_vietnamese == 0 && font == FONT_UNICODE)
        *out = has_sign_in_word(text) ? READ_OLD
                                      : READ_AS_IS; /* Café is no Vietnamese at all */
    return FIRE_OK;
}

static void copy_example(char out[EXAMPLE_BYTES], struct fire_text_view text)
{
    const size_t size = fire_text_cut(text, EXAMPLE_BYTES - 1);
    memcpy(out, text.bytes, size);
    out[size] = '\0';
}

static void count_vote(struct vote *vote, enum reading reading)
{
    vote->n_old += reading == READ_OLD;
    vote->n_unicode += reading == READ_AS_IS;
    vote->n_equal += reading == READ_EITHER;
}

static fire_status add_vote(struct letters *letters, struct vote *vote, enum cell_font font,
                            enum cell_font as, struct fire_text_view text, enum reading *out,
                            struct fire_error *err)
{
    struct fire_text_view shown;
    FIRE_TRY(read_both_ways(letters, font, as, text, &shown, out, err));
    count_vote(vote, *out);
    if (*out == READ_AS_IS || (vote->before[0] != '\0' && *out == READ_EITHER) ||
        vote->n_old > 1)
        return FIRE_OK;
    copy_example(vote->before, text);
    copy_example(vote->after, shown);
    return FIRE_OK;
}

/* What the texts that could be either are. */
static bool is_mostly_old(const struct vote *vote)
{
    return vote->n_old >= vote->n_unicode;
}

/* ---- all of them ----------------------------------------------------------------------- */

static bool keep_words(struct letters *letters, struct fire_text_view text)
{
    struct fire_text_view word;
    size_t at = 0;
    uint32_t code;
    while (fire_dictionary_n(letters->words) < N_WORDS_LIMIT &&
           score_next_word(text, &at, &word))
        if (!fire_dictionary_add(letters->words, word, word, &code)) return false;
    return true;
}

/* The same few names fill most columns: what a text was read as is looked up when it comes again.
 *   returns  false: it has to be tried */
static bool vote_again(struct letters *letters, struct fire_text_view text)
{
    uint32_t code;
    if (text.size_bytes > TEXT_BYTES_LIMIT ||
        !fire_dictionary_find(letters->texts, text, &code))
        return false;
    count_vote(&letters->as_tcvn3, letters->tried[code].as_tcvn3);
    count_vote(&letters->as_vni, letters->tried[code].as_vni);
    return true;
}

static bool keep_tried(struct letters *letters, struct fire_text_view text, struct tried tried)
{
    uint32_t code;
    if (text.size_bytes > TEXT_BYTES_LIMIT ||
        fire_dictionary_n(letters->texts) == N_TEXTS_LIMIT)
        return true;
    if (!fire_dictionary_add(letters->texts, text, text, &code)) return false;
    letters->tried[code] = tried;
    return true;
}

static fire_status note_plain(struct letters *letters, struct fire_text_view text,
                              struct fire_error *err)
{
    struct tried tried;
    if (vote_again(letters, text)) return FIRE_OK;
    if (!keep_words(letters, text)) return fire_fail_memory(err);
    FIRE_TRY(add_vote(letters, &letters->as_tcvn3, FONT_UNICODE, FONT_TCVN3, text,
                      &tried.as_tcvn3, err));
    FIRE_TRY(
        add_vote(letters, &letters->as_vni, FONT_UNICODE, FONT_VNI, text, &tried.as_vni, err));
    return keep_tried(letters, text, tried) ? FIRE_OK : fire_fail_memory(err);
}

fire_status letters_note(struct letters *letters, enum cell_font font,
                         struct fire_text_view text, struct fire_error *err)
{
    enum reading reading;
    if (fire_text_is_ascii(text))
        return FIRE_OK; /* the same in all of them, but for capitals */
    if (font != FONT_UNICODE)
        return add_vote(letters, &letters->vote[font], font, font, text, &reading, err);
    return letters->wish == LETTERS_UNICODE ? FIRE_OK : note_plain(letters, text, err);
}

/* How many words that are no syllables are some in the letters of a font. */
static fire_status count_words(struct letters *letters, enum cell_font font, int64_t *out_words,
                               int64_t *out_syllables, struct fire_error *err)
{
    *out_words = *out_syllables = 0;
    for (uint32_t i = 0; i < fire_dictionary_n(letters->words); i++) {
        const struct fire_text_view word = fire_dictionary_key(letters->words, i);
        struct fire_text_view shown;
        if (syllable_is_vietnamese(word)) continue;
        FIRE_TRY(fonts_decode(letters->fonts, font, word, &shown, err));
        ++*out_words;
        *out_syllables += shown.bytes != word.bytes && syllable_is_vietnamese(shown);
    }
    return FIRE_OK;
}

static fire_status decide_plain(struct letters *letters, struct fire_error *err)
{
    const enum cell_font fonts[] = { FONT_TCVN3, FONT_VNI };
    for (size_t i = 0; i < 2; i++) {
        int64_t n_words;
        int64_t n_syllables;
        const enum letters_wish wish = fonts[i] == FONT_VNI ? LETTERS_VNI : LETTERS_TCVN3;
        if (letters->wish != LETTERS_FIND_OUT && letters->wish != wish) continue;
        FIRE_TRY(count_words(letters, fonts[i], &n_words, &n_syllables, err));
        const bool enough = n_syllables >= ENOUGH_WORDS &&
                            n_syllables * 100 >= n_words * ENOUGH_PERCENT &&
                            n_syllables > letters->n_syllables;
        if (!enough && letters->wish != wish) continue;
        letters->plain = fonts[i];
        letters->n_words = n_words;
        letters->n_syllables = n_syllables;
    }
    return FIRE_OK;
}

/* The vote on texts of a font; of no old one on what they were decided to be. */
static const struct vote *vote_of(const struct letters *letters, enum cell_font font)
{
    if (font != FONT_UNICODE) return &letters->vote[font];
    return letters->plain == FONT_VNI ? &letters->as_vni : &letters->as_tcvn3;
}

static bool takes_equal(const struct letters *letters, enum cell_font font)
{
    const bool is_asked = font == FONT_UNICODE && letters->wish != LETTERS_FIND_OUT;
    return is_asked || is_mostly_old(vote_of(letters, font));
}

static void add_found(struct letters *letters, enum cell_font font)
{
    static const char *const names[N_FONTS] = {
        [FONT_TCVN3] = ".Vn*", [FONT_TCVN3_CAPITALS] = ".Vn*H", [FONT_VNI] = "VNI-*"
    };
    const enum cell_font as = font == FONT_UNICODE ? letters->plain : font;
    const struct vote *vote = vote_of(letters, font);
    if (as == FONT_UNICODE) return;
    const struct fire_old_letters found = {
        .encoding = as == FONT_VNI ? "VNI" : "TCVN3",
        .font = names[font],
        .n_cells = vote->n_old + (takes_equal(letters, font) ? vote->n_equal : 0),
        .n_kept = font == FONT_UNICODE ? 0 : vote->n_unicode,
        .n_words = font == FONT_UNICODE ? letters->n_words : 0,
        .n_syllables = font == FONT_UNICODE ? letters->n_syllables : 0,
        .before = vote->before,
        .after = vote->after,
    };
    if (found.n_cells > 0 || found.n_kept > 0) letters->found[letters->n_found++] = found;
}

fire_status letters_decide(struct letters *letters, struct fire_error *err)
{
    FIRE_TRY(decide_plain(letters, err));
    for (int font = 0; font < N_FONTS; font++)
        add_found(letters, (enum cell_font)font);
    return FIRE_OK;
}

fire_status letters_read(struct letters *letters, enum cell_font font,
                         struct fire_text_view text, struct fire_text_view *out,
                         struct fire_error *err)
{
    const enum cell_font as = font == FONT_UNICODE ? letters->plain : font;
    struct fire_text_view shown;
    enum reading reading;
    *out = text;
    if (as == FONT_UNICODE || text.size_bytes == 0) return FIRE_OK;
    if (as != FONT_TCVN3_CAPITALS && fire_text_is_ascii(text)) return FIRE_OK;
    FIRE_TRY(read_both_ways(letters, font, as, text, &shown, &reading, err));
    if (reading == READ_OLD || (reading == READ_EITHER && takes_equal(letters, font)))
        *out = shown;
    return FIRE_OK;
}

const struct fire_old_letters *letters_found(const struct letters *letters, int32_t *out_n)
{
    *out_n = letters->n_found;
    return letters->found;
}
