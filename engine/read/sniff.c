/* sniff.c - UTF-16 and delimiter from the first 64 KiB.
 *
 * Delimiter: the header row decides. A Vietnamese file with ';' has decimal commas in every
 * row, one with ',' has ';' in its notes, but hardly any has the wrong one in its header, and
 * never as often. So a candidate scores the times it stands in the header, multiplied by the
 * number of rows that have it just as often. Votes of all rows alone go wrong on the notes. */
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

enum { N_CANDIDATES = 4 };
static const char candidates[N_CANDIDATES] = { ',', ';', '\t', '|' };

struct tally {
    int64_t in_row[N_CANDIDATES];    /* in the row being read                            */
    int64_t in_header[N_CANDIDATES]; /* in the first row that has any candidate          */
    int64_t n_alike[N_CANDIDATES];   /* rows with as many as the header, itself included */
    bool has_header;
    bool row_has_text; /* not only spaces and tabs, which are no header even with tabs */
};

static void tally_row(struct tally *tally)
{
    int64_t n_any = 0;
    for (int c = 0; c < N_CANDIDATES; c++)
        n_any += tally->in_row[c];
    if (n_any > 0 && tally->row_has_text && !tally->has_header) {
        memcpy(tally->in_header, tally->in_row, sizeof tally->in_header);
        tally->has_header = true;
    }
    tally->row_has_text = false;
    for (int c = 0; c < N_CANDIDATES && tally->has_header; c++)
        tally->n_alike[c] += tally->in_row[c] == tally->in_header[c];
    memset(tally->in_row, 0, sizeof tally->in_row);
}

static bool tally_byte(struct tally *tally, char byte)
{
    for (int c = 0; c < N_CANDIDATES; c++) {
        if (byte == candidates[c]) {
            tally->in_row[c]++;
            return true;
        }
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

char sniff_delimiter(struct fire_text_view head)
{
    struct tally tally = { 0 };
    enum where where = CELL_BEGINS;
    for (size_t i = 0; i < head.size_bytes; i++)
        where = step(&tally, where, head.bytes[i]);
    if (!tally.has_header) tally_row(&tally); /* a header row longer than the head */

    int best = 0;
    for (int c = 1; c < N_CANDIDATES; c++) {
        if (tally.in_header[c] * tally.n_alike[c] > tally.in_header[best] * tally.n_alike[best])
            best = c;
    }
    return candidates[best];
}
