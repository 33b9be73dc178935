/* detect.c - byte order mark, NUL bytes, strict UTF-8, then Vietnamese syllables.
 *
 * In that order, because that is the order of certainty. UTF-16 must be known before a byte is
 * parsed: to a CSV parser it is a file of short cells full of NULs and no error. UTF-8 is
 * asked of the whole file before the first row is handed out, so that a byte in the last
 * megabyte cannot turn up when half of the rows are read: 0.07 s a million incidents.
 *
 * Bytes of an 8-bit encoding prove nothing, they only make sense or not. So an encoding is
 * taken without being asked for when many different words make Vietnamese syllables in it and
 * in no other; what a handful of words suggest is told, with what to type, and refused. A file
 * that is UTF-8 but for some bytes is broken UTF-8 and none of these. */
#include "detect.h"

#include "bad_byte.h"
#include "damage.h"
#include "score.h"
#include "sniff.h"
#include "source.h"

#include "firestat/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What it takes to believe an 8-bit encoding, and to name it as likely. In the register of
 * datasets/ 260 different words have marks, 98 % of them syllables; of the same bytes read
 * wrongly at most 50 % are (TCVN3 taken for VISCII). */
enum {
    CERTAIN_WORDS = 30,
    CERTAIN_PERCENT = 95,
    CERTAIN_LEAD = 25, /* points before the next one */
    LIKELY_PERCENT = 60,
};

static const char doubled[] = "the text looks as if it was made UTF-8 twice over: 'Ã' and 'áº' "
                              "stand where Vietnamese letters should; save the original again";
static const char really_utf8[] = "all bytes are valid UTF-8, but the file is read in another "
                                  "encoding, as asked for";

struct mark {
    enum encoding encoding; /* that the byte order mark says */
    int64_t n_bytes;        /* of it; 0: there is none       */
};

static struct mark find_mark(struct fire_text_view head)
{
    if (head.size_bytes >= 3 && memcmp(head.bytes, "\xEF\xBB\xBF", 3) == 0)
        return (struct mark){ ENCODING_UTF8, 3 };
    if (head.size_bytes >= 2 && memcmp(head.bytes, "\xFF\xFE", 2) == 0)
        return (struct mark){ ENCODING_UTF16LE, 2 };
    if (head.size_bytes >= 2 && memcmp(head.bytes, "\xFE\xFF", 2) == 0)
        return (struct mark){ ENCODING_UTF16BE, 2 };
    return (struct mark){ ENCODING_UTF8, 0 };
}

/* Offset of the first byte that is not UTF-8, or -1. In haste only the first block is asked;
 * what is behind it every line is asked when it is read. */
static fire_status find_not_utf8(const struct source *source, int64_t begin, int64_t *bad_at,
                                 struct fire_error *err)
{
    enum { LETTER_BYTES = 4 }; /* the longest: fewer bytes may wait for the rest */

    char bytes[SOURCE_BLOCK_BYTES / 4];
    int64_t at = begin;
    *bad_at = -1;
    for (;;) {
        size_t came = 0;
        FIRE_TRY(source_read_full(source, at, bytes, sizeof bytes, &came, err));
        const size_t valid = fire_text_valid_bytes((struct fire_text_view){ bytes, came });
        const bool last = came < sizeof bytes;
        if (came - valid >= LETTER_BYTES || (last && valid < came)) {
            *bad_at = at + (int64_t)valid;
            return FIRE_OK;
        }
        if (last || source->is_hasty) return FIRE_OK;
        at += (int64_t)valid;
    }
}

/* In the user's words, if `err` has them. */
static void set_reason(struct detected *out, const struct fire_error *err, const char *format,
                       ...) FIRE_PRINTF(3, 4);

static void set_reason(struct detected *out, const struct fire_error *err, const char *format,
                       ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(out->reason, sizeof out->reason, fire_say(err, format), list);
    va_end(list);
}

/* Broken UTF-8. */
static fire_status refuse(const struct source *source, int64_t begin, int64_t bad_at,
                          struct fire_error *err)
{
    struct bad_byte bad;
    FIRE_TRY(bad_byte_find(source, ENCODING_UTF8, begin, bad_at, &bad, err));
    return fire_fail(
        err, FIRE_ESYNTAX, (struct fire_location){ .file = source->path, .line = bad.line },
        "not UTF-8: byte 0x%02x at byte %lld of the line; save the file as CSV UTF-8", bad.byte,
        (long long)bad.place);
}

static fire_status advise(enum encoding encoding, const struct bad_byte *bad,
                          struct fire_location where, struct fire_error *err)
{
    return fire_fail(err, FIRE_ESYNTAX, where,
                     "not UTF-8: byte 0x%02x at byte %lld of the line; looks like %s: "
                     "--encoding %s",
                     bad->byte, (long long)bad->place, encoding_label(encoding),
                     encoding_option(encoding));
}

/* Not UTF-8: believe a score, or refuse with what to type. English text has no syllables to
 * score: of it windows-1252 is believed when all that is not ASCII are signs. */
static fire_status judge_bytes(const struct source *source, int64_t begin, int64_t bad_at,
                               struct detected *out, struct fire_error *err)
{
    struct bad_byte bad;
    struct ranking ranking;
    FIRE_TRY(score_rank(source, begin, &ranking, err));
    if (ranking.n_utf8 > ranking.n_not_utf8) return refuse(source, begin, bad_at, err);
    FIRE_TRY(bad_byte_find(source, ENCODING_UTF8, begin, bad_at, &bad, err));
    const struct score *best = &ranking.best;
    const int percent = score_percent(*best);
    const int next_percent = score_percent(ranking.next);
    const struct fire_location where = { .file = source->path, .line = bad.line };

    if (best->n_words >= CERTAIN_WORDS && percent >= CERTAIN_PERCENT &&
        percent >= next_percent + CERTAIN_LEAD) {
        out->encoding = best->encoding;
        set_reason(out, err,
                   "%d %% of %lld different words are Vietnamese syllables; as %s it would be "
                   "%d %%",
                   percent, (long long)best->n_words, encoding_label(ranking.next.encoding),
                   next_percent);
        return FIRE_OK;
    }
    if (ranking.n_words > 0 && ranking.n_signs == ranking.n_words) {
        out->encoding = ENCODING_WINDOWS_1252;
        set_reason(out, err, "what is not ASCII are dashes, quotes and signs of windows-1252");
        return FIRE_OK;
    }
    if (ranking.n_signs * 2 >= ranking.n_words && ranking.n_words > 0)
        return advise(ENCODING_WINDOWS_1252, &bad, where, err);
    if (percent >= LIKELY_PERCENT) return advise(best->encoding, &bad, where, err);
    return fire_fail(
        err, FIRE_ESYNTAX, where,
        "not UTF-8: byte 0x%02x at byte %lld of the line; say which encoding it is "
        "with --encoding (%s), or save the file as CSV UTF-8",
        bad.byte, (long long)bad.place, fire_encoding_names());
}

/* Letters lost for good are not worth an import. */
static fire_status check_not_lost(const struct source *source, struct fire_text_view head,
                                  struct fire_error *err)
{
    struct fire_text_view word;
    if (!damage_is_lost(head, &word)) return FIRE_OK;
    struct bad_byte place;
    FIRE_TRY(bad_byte_find(source, ENCODING_UTF8, 0, word.bytes - head.bytes, &place, err));
    return fire_fail(err, FIRE_ESYNTAX,
                     (struct fire_location){ .file = source->path, .line = place.line },
                     "'%.*s': letters are lost, with '?' in their place; save the original "
                     "again as CSV UTF-8 or as .xlsx",
                     (int)word.size_bytes, word.bytes);
}

static fire_status find_out(const struct source *source, struct fire_text_view head,
                            struct mark mark, struct detected *out, struct fire_error *err)
{
    if (mark.n_bytes > 0) {
        set_reason(out, err, "byte order mark");
        if (encoding_is_utf16(out->encoding)) return FIRE_OK;
    } else if (sniff_utf16(head, &out->encoding)) {
        set_reason(out, err, "every other byte is NUL");
        return FIRE_OK;
    }
    FIRE_TRY(check_not_lost(source, head, err));
    int64_t bad_at;
    FIRE_TRY(find_not_utf8(source, out->begin, &bad_at, err));
    if (bad_at >= 0)
        return mark.n_bytes > 0 ? refuse(source, out->begin, bad_at, err)
                                : judge_bytes(source, out->begin, bad_at, out, err);
    if (mark.n_bytes == 0) set_reason(out, err, "all bytes are valid UTF-8");
    if (damage_is_doubled(head)) out->warning = doubled;
    return FIRE_OK;
}

/* Take what was asked for, if the file can be that. */
static fire_status obey(const struct source *source, struct fire_text_view head,
                        struct mark mark, enum encoding wanted, struct detected *out,
                        struct fire_error *err)
{
    if (wanted == ENCODING_UTF16) {
        wanted = ENCODING_UTF16LE; /* what Windows writes, unless the file says otherwise */
        if (encoding_is_utf16(mark.encoding))
            wanted = mark.encoding;
        else
            (void)sniff_utf16(head, &wanted);
    }
    if (mark.n_bytes > 0 && mark.encoding != wanted)
        return fire_fail(err, FIRE_EVALUE, (struct fire_location){ .file = source->path },
                         "the byte order mark says %s, not %s", encoding_label(mark.encoding),
                         encoding_label(wanted));
    out->encoding = wanted;
    set_reason(out, err, "as asked for");
    if (encoding_is_utf16(wanted)) return FIRE_OK;

    int64_t bad_at;
    FIRE_TRY(find_not_utf8(source, out->begin, &bad_at, err));
    if (wanted != ENCODING_UTF8) {
        if (bad_at < 0 && !fire_text_is_ascii(head)) out->warning = really_utf8;
        return FIRE_OK;
    }
    if (bad_at >= 0) return refuse(source, out->begin, bad_at, err);
    if (damage_is_doubled(head)) out->warning = doubled;
    return FIRE_OK;
}

fire_status detect_encoding(const struct source *source, const char *wanted,
                            struct detected *out, struct fire_error *err)
{
    enum encoding encoding;
    if (wanted != NULL && !encoding_find(wanted, &encoding))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "there is no encoding '%s' (there is: %s)", wanted,
                         fire_encoding_names());
    char bytes[SNIFF_BYTES];
    struct fire_text_view head = { bytes, 0 };
    FIRE_TRY(source_read_full(source, 0, bytes, sizeof bytes, &head.size_bytes, err));
    const struct mark mark = find_mark(head);
    struct detected found = { .encoding = mark.encoding, .begin = mark.n_bytes };
    if (wanted == NULL)
        FIRE_TRY(find_out(source, head, mark, &found, err));
    else
        FIRE_TRY(obey(source, head, mark, encoding, &found, err));
    *out = found;
    return FIRE_OK;
}
