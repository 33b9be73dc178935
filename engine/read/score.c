/* score.c - the same words decoded in five ways, and how many come out as syllables.
 *
 * Words are gathered once as raw bytes, each different one a single time: a file that says
 * "Lâm Đồng" in every row tells no more than one that says it once. Then each candidate
 * decodes them all. What every one of them keeps as it is (ASCII) has no say.
 *
 * The pieces come from all over the file, so that a file glued together from two encodings
 * does not pass by its beginning. */
#include "score.h"

#include "decode.h"
#include "source.h"
#include "syllable.h"

#include "firestat/dictionary.h"

#include <string.h>

enum { PIECE_BYTES = 64 * 1024, N_PIECES = 64, N_WORDS_LIMIT = 4096, WORD_BYTES = 32 };

static bool is_ascii_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Signs that people set between words in every encoding: no-break space, degree, square and
 * cubic, dashes, quotes, ellipsis, the sign of the đồng. */
static bool is_sign(uint32_t point)
{
    return point == 0xA0 || point == 0xB0 || point == 0xB2 || point == 0xB3 ||
           (point >= 0x2010 && point <= 0x203A) || point == 0x20AB;
}

static void judge(struct score *score, struct fire_text_view text, size_t from, size_t to,
                  bool beyond_ascii)
{
    if (!beyond_ascii) return;
    const struct fire_text_view word = { text.bytes + from, to - from };
    score->n_words++;
    score->n_vietnamese += syllable_is_vietnamese(word);
}

void score_add_text(struct score *score, struct fire_text_view text)
{
    size_t from = 0;
    bool beyond_ascii = false;
    size_t at = 0;
    while (at < text.size_bytes) {
        const size_t before = at;
        const uint32_t point = syllable_next_point(text, &at);
        const bool letter = point < 0x80 ? is_ascii_letter((unsigned char)point)
                                         : !is_sign(point);
        if (letter) {
            beyond_ascii = beyond_ascii || point >= 0x80;
            continue;
        }
        judge(score, text, from, before, beyond_ascii);
        from = at;
        beyond_ascii = false;
    }
    judge(score, text, from, text.size_bytes, beyond_ascii);
}

struct gathering {
    struct fire_dictionary *words;
    struct ranking *ranking;
};

static bool keep_word(struct gathering *gathering, const char *bytes, size_t size)
{
    if (fire_dictionary_n(gathering->words) >= N_WORDS_LIMIT) return true;
    const struct fire_text_view word = { bytes, size < WORD_BYTES ? size : WORD_BYTES };
    uint32_t code;
    return fire_dictionary_add(gathering->words, word, word, &code);
}

/* Words of a piece; those that its ends may have cut are left out.
 *   returns   false: no memory */
static bool gather_words(struct gathering *gathering, struct fire_text_view piece, bool first,
                         bool last)
{
    size_t from = 0;
    bool beyond_ascii = false;
    bool cut = !first;
    for (size_t i = 0; i <= piece.size_bytes; i++) {
        const bool end = i == piece.size_bytes;
        const unsigned char byte = end ? 0 : (unsigned char)piece.bytes[i];
        if (byte >= 0x80 || is_ascii_letter(byte)) {
            beyond_ascii = beyond_ascii || byte >= 0x80;
            continue;
        }
        if (beyond_ascii && !cut && (!end || last) &&
            !keep_word(gathering, piece.bytes + from, i - from))
            return false;
        from = i + 1;
        beyond_ascii = false;
        cut = false;
    }
    return true;
}

/* How much of what is not ASCII is UTF-8. */
static void count_utf8(struct ranking *ranking, struct fire_text_view piece)
{
    while (piece.size_bytes > 0) {
        const size_t valid = fire_text_valid_bytes(piece);
        for (size_t i = 0; i < valid; i++)
            ranking->n_utf8 += ((unsigned char)piece.bytes[i] & 0xC0) == 0xC0;
        if (valid == piece.size_bytes) return;
        ranking->n_not_utf8++;
        piece.bytes += valid + 1;
        piece.size_bytes -= valid + 1;
    }
}

static fire_status gather(const struct source *source, int64_t begin,
                          struct gathering *gathering, struct fire_error *err)
{
    const int64_t size = source_disk_bytes(source) - begin;
    const int64_t n_pieces = size / PIECE_BYTES + 1;
    const int64_t n_taken = n_pieces < N_PIECES ? n_pieces : N_PIECES;
    char bytes[PIECE_BYTES];
    for (int64_t i = 0; i < n_taken; i++) {
        const int64_t piece = i * n_pieces / n_taken;
        size_t came = 0;
        FIRE_TRY(source_read_full(source, begin + piece * PIECE_BYTES, bytes, sizeof bytes,
                                  &came, err));
        const struct fire_text_view text = { bytes, came };
        count_utf8(gathering->ranking, text);
        if (!gather_words(gathering, text, piece == 0, piece == n_pieces - 1))
            return fire_fail_memory(err);
    }
    return FIRE_OK;
}

static struct score score_words(const struct fire_dictionary *words,
                                const struct code_page *page, enum encoding encoding)
{
    struct score score = { .encoding = encoding };
    for (uint32_t i = 0; i < fire_dictionary_n(words); i++) {
        const struct fire_text_view raw = fire_dictionary_key(words, i);
        char text[WORD_BYTES * DECODE_LETTER_BYTES];
        const struct decoded done = decode_page(page, (const uint8_t *)raw.bytes,
                                                raw.size_bytes, true, text, sizeof text);
        struct score of_word = { 0 };
        score_add_text(&of_word, (struct fire_text_view){ text, done.n_made });
        score.n_words += of_word.n_words > 0 || done.bad;
        score.n_vietnamese += of_word.n_words > 0 && !done.bad &&
                              of_word.n_vietnamese == of_word.n_words;
    }
    return score;
}

/* What windows-1252 has in place of the control characters: quotes, dashes, dots. Letters there
 * are Š, Œ, Ž, š, œ, ž and Ÿ, and five bytes are nothing. */
static bool is_punctuation(unsigned char byte)
{
    return byte >= 0x80 && byte <= 0x9F &&
           memchr("\x81\x83\x8A\x8C\x8D\x8E\x8F\x90\x9A\x9C\x9D"
                  "\x9E\x9F",
                  byte, 13) == NULL;
}

/* Is a word ASCII but for what people set around words and between letters ("don't")? A sign
 * from above that, as the pound's, is a letter in other encodings: it has to stand alone. */
static bool is_signs(struct fire_text_view word)
{
    bool has_letter = false;
    bool has_upper = false;
    for (size_t i = 0; i < word.size_bytes; i++) {
        const unsigned char byte = (unsigned char)word.bytes[i];
        has_letter = has_letter || is_ascii_letter(byte);
        has_upper = has_upper || byte > 0x9F;
        if (byte > 0xBF || (byte >= 0x80 && byte <= 0x9F && !is_punctuation(byte)))
            return false;
    }
    return !has_upper || !has_letter;
}

static void count_signs(const struct fire_dictionary *words, struct ranking *ranking)
{
    ranking->n_words = fire_dictionary_n(words);
    for (uint32_t i = 0; i < fire_dictionary_n(words); i++)
        ranking->n_signs += is_signs(fire_dictionary_key(words, i));
}

static bool is_better(struct score a, struct score b)
{
    return a.n_vietnamese * b.n_words > b.n_vietnamese * a.n_words;
}

static void enter(struct ranking *ranking, struct score score)
{
    if (ranking->best.n_words == 0 || is_better(score, ranking->best)) {
        ranking->next = ranking->best;
        ranking->best = score;
    } else if (ranking->next.n_words == 0 || is_better(score, ranking->next)) {
        ranking->next = score;
    }
}

static fire_status rank_words(const struct fire_dictionary *words, struct code_page *page,
                              struct ranking *ranking, struct fire_error *err)
{
    /* of two that do as well, the first */
    static const enum encoding candidates[] = { ENCODING_WINDOWS_1258, ENCODING_TCVN3,
                                                ENCODING_VNI, ENCODING_VISCII,
                                                ENCODING_WINDOWS_1252 };
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        FIRE_TRY(code_page_fill(page, candidates[i], err));
        enter(ranking, score_words(words, page, candidates[i]));
    }
    return FIRE_OK;
}

fire_status score_rank(const struct source *source, int64_t begin, struct ranking *out,
                       struct fire_error *err)
{
    struct ranking ranking = { 0 };
    struct gathering gathering = { fire_dictionary_create(), &ranking };
    struct fire_arena *arena = fire_arena_create();
    struct code_page *page = arena == NULL ? NULL : FIRE_TAKE(arena, 1, struct code_page);
    fire_status status = gathering.words == NULL || page == NULL ? fire_fail_memory(err)
                                                                 : FIRE_OK;
    if (status == FIRE_OK) status = gather(source, begin, &gathering, err);
    if (status == FIRE_OK) count_signs(gathering.words, &ranking);
    if (status == FIRE_OK) status = rank_words(gathering.words, page, &ranking, err);
    if (status == FIRE_OK) *out = ranking;
    fire_arena_free(arena);
    fire_dictionary_free(gathering.words);
    return status;
}
