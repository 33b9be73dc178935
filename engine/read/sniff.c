/* sniff.c - encoding and delimiter from the first 64 KiB.
 *
 * Encoding: a byte order mark, then the pattern of NUL bytes. UTF-16 must be known before a
 * byte is parsed, because to a CSV parser it is a file of short cells full of NULs and no
 * error. Whether the rest is UTF-8 shows line by line (lines.c), with the line's number.
 *
 * Delimiter: the header row decides. A Vietnamese file with ';' has decimal commas in every
 * row, one with ',' has ';' in its notes, but hardly any has the wrong one in its header, and
 * never as often. So a candidate scores the times it stands in the header, multiplied by the
 * number of rows that have it just as often. Votes of all rows alone go wrong on the notes. */
#include "sniff.h"

#include <string.h>

fire_status sniff_encoding(struct fire_text_view head, const char *path, size_t *bom_bytes,
                           struct fire_error *err)
{
    const size_t n_pairs = head.size_bytes / 2;
    size_t n_zero[2] = { 0, 0 }; /* on first and on second bytes of a pair */
    for (size_t i = 0; i < 2 * n_pairs; i++)
        n_zero[i % 2] += head.bytes[i] == '\0';

    /* Vietnamese letters above U+00FF have no zero byte, so not every pair has one (93 % in a
     * table of incidents, less in prose), but the other side has next to none. */
    const size_t more = n_zero[0] > n_zero[1] ? n_zero[0] : n_zero[1];
    const size_t less = n_zero[0] > n_zero[1] ? n_zero[1] : n_zero[0];
    const bool nul_pattern = n_pairs > 0 && more * 2 >= n_pairs && less * 10 <= more;
    const bool mark = n_pairs > 0 && (memcmp(head.bytes, "\xFF\xFE", 2) == 0 ||
                                      memcmp(head.bytes, "\xFE\xFF", 2) == 0);
    if (mark || nul_pattern)
        return fire_fail(err, FIRE_ESYNTAX, (struct fire_location){ .file = path, .line = 1 },
                         "the file is UTF-16, not UTF-8; save the file as CSV UTF-8");

    static const char bom[] = { '\xEF', '\xBB', '\xBF' };
    const bool has_bom = head.size_bytes >= sizeof bom &&
                         memcmp(head.bytes, bom, sizeof bom) == 0;
    *bom_bytes = has_bom ? sizeof bom : 0;
    return FIRE_OK;
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
