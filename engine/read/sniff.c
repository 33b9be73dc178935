/* sniff.c - UTF-16 and delimiter from the first 64 KiB.
 *
 * Delimiter: the header row decides. A Vietnamese file with ';' has decimal commas in every
 * row, one with ',' has ';' in its notes, but hardly any has the wrong one in its header, and
 * never as often. So a candidate scores the times it stands in the header, multiplied by the
 * number of rows that have it just as often. Votes of all rows alone go wrong on the notes.
 *
 * Which row is the header has to be found out too: notices stand above it, and "PHÒNG PC07, CÔNG
 * AN TỈNH" has a comma of its own. A header is followed by a row with as many cells. A notice that
 * happens to be gives way to a later row when its mark does not go on: the row has none of
 * it, or less than half of all rows have it as often. */
#include "sniff.h"

#include <string.h>

bool sniff_utf16(struct fire_text_view head, enum encoding *out)
{
    const size_t n_pairs = head.size_bytes / 2;
    size_t n_zero[2] = { 0, 0 }; /* on first and on second bytes of a pair */
    for (size_t i = 0; i < 2 * n_pairs; i++)
        n_zero[i % 2] += head.bytes[i] == '\0';

    /* Vietnamese letters above U+00FF have no zero byte, so not every pair has one (93 % in a
     * table of incidents, less in prose), but the other side has next to none. */
    const bool big_endian = n_zero[0] > n_zero[1];
    const size_t more = big_endian ? n_zero[0] : n_zero[1];
    const size_t less = big_endian ? n_zero[1] : n_zero[0];
    if (n_pairs == 0 || more * 2 < n_pairs || less * 10 > more) return false;
    *out = big_endian ? ENCODING_UTF16BE : ENCODING_UTF16LE;
    return true;
}

bool sniff_is_delimiter(char delimiter)
{
    return delimiter == '\t' || (delimiter >= ' ' && delimiter <= '~' && delimiter != '"');
}

bool sniff_sep_line(struct fire_text_view head, char *delimiter)
{
    static const char word[] = { 's', 'e', 'p', '=' };
    const char *bytes = head.bytes;
    size_t size = 0;
    while (size < head.size_bytes && bytes[size] != '\n' && bytes[size] != '\r')
        size++;
    if (size >= 2 && bytes[0] == '"' &&
        bytes[size - 1] == '"') { /* Excel takes it quoted too */
        bytes++;
        size -= 2;
    }
    if (size != sizeof word + 1) return false;
    for (size_t i = 0; i < sizeof word; i++) {
        const char upper = (char)(word[i] == '=' ? '=' : word[i] - 'a' + 'A');
        if (bytes[i] != word[i] && bytes[i] != upper) return false;
    }
    if (!sniff_is_delimiter(bytes[sizeof word])) return false;
    *delimiter = bytes[sizeof word];
    return true;
}

enum {
    N_CANDIDATES = 4,
    N_ROWS = 2000, /* of the first 64 KiB that have a say           */
    N_HEADS = 40,  /* rows among which the header is looked for     */
};
static const char candidates[N_CANDIDATES] = { ',', ';', '\t', '|' };

struct tally {
    int32_t in_row[N_ROWS][N_CANDIDATES]; /* rows with text; the one being read is the last */
    int32_t n_rows;
    bool row_has_text; /* not only spaces and tabs, which are no row even with tabs */
};

/* The row ends: it stays if there is anything in it. */
static void tally_row(struct tally *tally)
{
    if (tally->n_rows == N_ROWS) return;
    if (tally->row_has_text) tally->n_rows++;
    tally->row_has_text = false;
    if (tally->n_rows < N_ROWS)
        memset(tally->in_row[tally->n_rows], 0, sizeof tally->in_row[0]);
}

static bool tally_byte(struct tally *tally, char byte)
{
    for (int c = 0; c < N_CANDIDATES; c++) {
        if (byte != candidates[c]) continue;
        if (tally->n_rows < N_ROWS) tally->in_row[tally->n_rows][c]++;
        return true;
    }
    return false;
}

/* Where a quote means what: it opens a cell at its beginning, and within it closes it or, as
 * one of a pair, does not. Elsewhere it is a byte like any other. */
enum where { CELL_BEGINS, IN_CELL, IN_QUOTES, AFTER_QUOTES };

static enum where step(struct tally *tally, enum where where, char byte)
{
    const bool line_end = byte == '\n' || byte == '\r';
    tally->row_has_text = tally->row_has_text || (!line_end && byte != ' ' && byte != '\t');
    if (where == IN_QUOTES) return byte == '"' ? AFTER_QUOTES : IN_QUOTES;
    if (byte == '"') return where == IN_CELL ? IN_CELL : IN_QUOTES;
    if (tally_byte(tally, byte)) return CELL_BEGINS;
    if (line_end) {
        tally_row(tally);
        return CELL_BEGINS;
    }
    return byte == ' ' && where == CELL_BEGINS ? CELL_BEGINS : IN_CELL;
}

/* A candidate, taken at its word by a row that could be the header. */
struct claim {
    int32_t row;
    int candidate;
    int64_t n_alike; /* rows from there on that have it as often */
    int64_t score;   /* 0: none                                  */
};

static int64_t count_alike(const struct tally *tally, int32_t from, int c, int32_t wanted)
{
    int64_t n = 0;
    for (int32_t i = from; i < tally->n_rows; i++)
        n += tally->in_row[i][c] == wanted;
    return n;
}

static struct claim claim_of(const struct tally *tally, int32_t row, int c)
{
    const int32_t wanted = tally->in_row[row][c];
    const int64_t n_alike = count_alike(tally, row, c, wanted);
    return (struct claim){ row, c, n_alike, wanted * n_alike };
}

/* Do the row and the one below it have as many cells by some candidate? */
static bool is_followed(const struct tally *tally, int32_t row)
{
    for (int c = 0; c < N_CANDIDATES && row + 1 < tally->n_rows; c++)
        if (tally->in_row[row][c] > 0 && tally->in_row[row][c] == tally->in_row[row + 1][c])
            return true;
    return false;
}

static struct claim best_at(const struct tally *tally, int32_t row)
{
    struct claim best = claim_of(tally, row, 0);
    for (int c = 1; c < N_CANDIDATES; c++) {
        const struct claim claim = claim_of(tally, row, c);
        if (claim.score > best.score) best = claim;
    }
    return best;
}

static bool goes_on(const struct tally *tally, const struct claim *claim, int32_t row)
{
    return tally->in_row[row][claim->candidate] > 0 &&
           claim->n_alike * 2 >= tally->n_rows - claim->row;
}

/* What a claim is worth from a later row on. */
static int64_t score_from(const struct tally *tally, const struct claim *claim, int32_t row)
{
    const int32_t wanted = tally->in_row[claim->row][claim->candidate];
    return wanted * count_alike(tally, row, claim->candidate, wanted);
}

char sniff_delimiter(struct fire_text_view head)
{
    struct tally tally;
    struct claim best = { 0 };
    enum where where = CELL_BEGINS;
    tally.n_rows = 0;
    tally.row_has_text = false;
    memset(tally.in_row[0], 0, sizeof tally.in_row[0]);
    for (size_t i = 0; i < head.size_bytes; i++)
        where = step(&tally, where, head.bytes[i]);
    tally_row(&tally); /* the last one may have no end */

    for (int32_t row = 0; row < tally.n_rows && row < N_HEADS; row++) {
        if (!is_followed(&tally, row)) continue;
        if (best.score > 0 && goes_on(&tally, &best, row)) continue;
        const struct claim claim = best_at(&tally, row);
        if (claim.score > score_from(&tally, &best, row)) best = claim;
    }
    const bool is_found = best.score >
                          0; /* else no two rows are alike: the one with most cells */
    for (int32_t row = 0; row < tally.n_rows && row < N_HEADS && !is_found; row++) {
        const struct claim claim = best_at(&tally, row);
        if (claim.score > best.score) best = claim;
    }
    return candidates[best.candidate];
}
