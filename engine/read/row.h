/* row.h - one row of a sheet: its cells by column, and the text they point into. */
#ifndef FIRE_READ_ROW_H
#define FIRE_READ_ROW_H
#include "firestat/reader.h"

/* What a cell refers to must stay where it is until the next row_begin(); row_keep() has room
 * for what would not. */
struct row {
    int64_t number;              /* 1-based, in its sheet                                   */
    int32_t n_used;              /* columns up to the last one that has text                */
    struct fire_text_view *cell; /* [FIRE_LIMIT_COLUMNS], those without text have none      */
    uint8_t *kind;               /* [FIRE_LIMIT_COLUMNS]                                    */
    uint64_t
        filled[FIRE_LIMIT_COLUMNS / 64]; /* a bit for each column that row_begin() empties */
    int32_t n_filled;
    char *text;
    size_t text_bytes;
    size_t cell_bytes;    /* of all cells together, wherever they point */
    fire_fault fault;     /* a cell or the whole is too long            */
    int32_t fault_column; /* from 0                                     */
};

/* Bits of a kind that say in which font a text stands (fonts.h), until letters.h has read it. */
enum { ROW_FONT_SHIFT = 4, ROW_FONT_MASK = 0x30 };

/* False: no memory. */
bool row_init(struct row *row, struct fire_arena *arena);

void row_begin(struct row *row, int64_t number);

/* A copy of the text that lives as long as the row does. In a row that is too long it is no
 * text: the row will be given as a fault. */
struct fire_text_view row_keep(struct row *row, struct fire_text_view text);

/* Set a cell; a second time replaces it. Text without bytes empties it.
 *   column   from 0, below FIRE_LIMIT_COLUMNS
 *   kind     with FIRE_CELL_MERGED or without */
void row_put(struct row *row, int32_t column, struct fire_text_view text, uint8_t kind);

/* The first filled column from `column` on; FIRE_LIMIT_COLUMNS: none. */
int32_t row_next_filled(const struct row *row, int32_t column);

/* Begin a row with the cells of another, which must stay as long. */
void row_copy(struct row *row, const struct row *from, int64_t number);

/* The row as a line of CSV, for people who look at what was set aside; at most
 * FIRE_LIMIT_RECORD_BYTES, cut between letters.
 *   n_cells      how many cells the line has
 *   out          FIRE_LIMIT_RECORD_BYTES
 *   fault_byte   1-based byte where the cell at fault begins; 1 without a fault */
struct fire_text_view row_line(const struct row *row, int32_t n_cells, char out[],
                               int32_t *fault_byte);

#endif
