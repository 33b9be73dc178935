/* header.h - where a table begins: the records above its data. */
#ifndef FIRESTAT_ENGINE_CLEAN_HEADER_H
#define FIRESTAT_ENGINE_CLEAN_HEADER_H
#include "heading.h"

/* A record that is kept; all of it in the binding's arena. */
struct head_row {
    int64_t line;
    int64_t n_lines;
    int32_t n_cells; /* 0 with a fault */
    struct fire_text_view *cell;
    uint8_t *kind; /* NULL: all plain text */
    struct fire_text_view raw;
    fire_fault fault;
};

/* The first records of a source. */
struct head {
    struct head_row *row;
    int32_t n_rows;
    int32_t first;    /* the highest header row                               */
    int32_t n_header; /* rows of the header                                   */
    int32_t n_head;   /* rows above the data: titles, header, numbering       */
    int32_t n_columns;
};

#define HEAD_ROWS 40 /* the header stands among so many records */

/* Read the first records. errors: those of the reader */
fire_status head_read(struct fire_reader *reader, struct fire_arena *arena, struct head *out,
                      struct fire_error *err) FIRE_MUST_CHECK;

/* Choose the header rows among them. n_header 0: nothing there is known. Then the first record
 * that is CSV stands for the header, unless the profile knows columns by their position and
 * values stand there: n_head == first, and there is no header.
 *   returns   false: no memory */
bool head_choose(const struct heading_context *context, struct head *head);

/* The headings of all columns.
 *   out   [head->n_columns]; false: no memory */
bool head_headings(const struct heading_context *context, const struct head *head,
                   struct heading out[]);

/* The text of a cell; empty beyond the end of its row. */
struct fire_text_view head_cell(const struct head_row *row, int32_t column);

/* Does the cell repeat what a merged range says elsewhere? */
bool head_is_merged(const struct head_row *row, int32_t column);

/* A number, a date, a time: digits and no word. */
bool text_is_value(struct fire_text_view text);

/* Does the row only say units: "(vụ)", "triệu đồng"? False in return: no memory. */
bool row_is_units(const struct head_row *row, const char *currency, struct fire_arena *arena,
                  bool *out);

/* "1 2 3", "(1) (2) (3)", "A B 1 2": the columns numbered. Where that could be data
 * ("A,1,2" of a district A) only what stands below it can tell.
 *   next   the row below; NULL: none */
bool row_is_numbering(const struct head_row *row, const struct head_row *next);

#endif
