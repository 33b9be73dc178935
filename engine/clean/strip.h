/* strip.h - some rows of a piece whose cells are found, and what the loops over them share.
 *
 * Each loop does one thing, and what it finds of 64 rows (is there a value, is the row odd) stays in
 * a register until it is written down. A loop never says what is wrong with a cell: it marks the
 * row as odd and goes on. Measured: bench/README.md. */
#ifndef FIRESTAT_ENGINE_CLEAN_STRIP_H
#define FIRESTAT_ENGINE_CLEAN_STRIP_H
#include "lane.h"

#include "firestat/split.h"

struct strip {
    const struct plan *plan;
    struct piece *piece;
    const char *text;
    const uint32_t *end;   /* [n_rows * n_columns] offsets in the text          */
    const uint32_t *start; /* [n_rows]                                          */
    int32_t first;         /* row of the piece, a multiple of STRIP_ROWS        */
    int32_t n_rows;
};

enum { GROUP_ROWS = 64, STRIP_GROUPS = STRIP_ROWS / GROUP_ROWS };

/* The rows of group g of a strip. */
#define EACH_ROW(strip, g, r)                                                                  \
    for (int32_t r = (g)*GROUP_ROWS; r < (strip)->n_rows && r < ((g) + 1) * GROUP_ROWS; r++)

static inline uint64_t bit_of(int32_t row)
{
    return UINT64_C(1) << (row & (GROUP_ROWS - 1));
}

/* Bits of group g into a bitmap of the piece. */
static inline void put(const struct strip *strip, uint64_t bits[], int32_t g, uint64_t word)
{
    bits[strip->first / GROUP_ROWS + g] = word;
}

static inline void add_odd(const struct strip *strip, int32_t g, uint64_t odd)
{
    strip->piece->odd[strip->first / GROUP_ROWS + g] |= odd;
}

static inline struct fire_text_view cell_of(const struct strip *strip, int32_t row,
                                            int32_t column)
{
    const uint32_t *end = &strip->end[row * strip->plan->n_columns + column];
    const uint32_t begin = column == 0 ? strip->start[row] : end[-1] + 1;
    return (struct fire_text_view){ strip->text + begin, *end - begin };
}

#define PLAIN_BYTES 64

/* Has the cell no quotes and no spaces around it? It is not empty. */
static inline bool is_plain(struct fire_text_view cell)
{
    const char first = cell.bytes[0];
    const char last = cell.bytes[cell.size_bytes - 1];
    return first != '"' && first != ' ' && last != ' ' && first != '\t' && last != '\t';
}

/* The inside of a cell: without quotes and spaces around it.
 *   returns   false: a long one with quotes, for which there is no room */
static inline bool inside_of(const struct strip *strip, struct fire_text_view *cell,
                             char room[PLAIN_BYTES])
{
    if (cell->size_bytes == 0 || is_plain(*cell)) return true;
    if (cell->size_bytes > PLAIN_BYTES) return false;
    *cell = fire_split_cell(*cell, strip->plan->delimiter, room);
    return true;
}

static inline bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') <= 9;
}

/* ---- lanes.c ---- */

/* Fill the piece's columns for the rows of a strip. False: no memory. */
bool lanes_take(const struct strip *strip);

/* ---- lane_numbers.c ---- */

void lane_counts(const struct strip *strip, const struct lane *lane);
void lane_amounts(const struct strip *strip, const struct lane *lane);

/* ---- lane_moments.c ---- */

void lane_moments(const struct strip *strip, const struct lane *lane);

/* A time has a day where the lane before found one; without, it says nothing. */
void lane_times(const struct strip *strip, const struct lane *lane);

#endif
