/* score.h - which 8-bit encoding makes Vietnamese of the bytes. */
#ifndef FIRE_READ_SCORE_H
#define FIRE_READ_SCORE_H
#include "encoding.h"

#include "firestat/error.h"
#include "firestat/text.h"

struct source;

/* What a file's words are under one encoding: those with a letter beyond ASCII, each
 * different word once. */
struct score {
    enum encoding encoding;
    int64_t n_words;      /* different ones */
    int64_t n_vietnamese; /* of them        */
};

static inline int score_percent(struct score score) /* rounded down */
{
    return score.n_words == 0 ? 0 : (int)(score.n_vietnamese * 100 / score.n_words);
}

struct ranking {
    struct score best;
    struct score next;
    int64_t n_utf8;     /* letters of two and more bytes that are valid UTF-8 */
    int64_t n_not_utf8; /* bytes that are not                                 */
    int64_t n_words;    /* different ones with a byte beyond ASCII            */
    int64_t n_signs;    /* of them: letters of ASCII with dashes, quotes and other signs of
                           windows-1252 around them                           */
};

/* Score the candidates over pieces from all over the file, 4 MiB at most.
 *   begin    offset of the first byte of text
 *   errors   FIRE_EIO, FIRE_ENOMEM, FIRE_EVALUE: this system lacks a table */
fire_status score_rank(const struct source *source, int64_t begin, struct ranking *out,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* Add what UTF-8 text says to a score; only words with letters beyond ASCII count. */
void score_add_text(struct score *score, struct fire_text_view text);

#endif
