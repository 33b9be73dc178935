/* split.h - the regular records of a piece of CSV, cut at the speed of memory.
 *
 * A record is regular when it has the header's number of cells, and every quotation mark in it
 * opens a cell, closes one, or stands doubled between; lines end in LF or CRLF, and no NUL, no
 * CR and no control of another kind but the tab stands inside. That is nearly every record of
 * nearly every file. What is not regular is left to the reader (reader.h), which takes one record
 * after the other through libcsv; the cells of regular records are those that libcsv finds.
 *
 * Thread use: pure functions. */
#ifndef FIRESTAT_SPLIT_H
#define FIRESTAT_SPLIT_H
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_SPLIT_SLACK   80 /* places that may be written behind the last cell's */
#define FIRE_SPLIT_PADDING 64 /* bytes behind the text that may be read, whatever they are */

typedef enum {
    FIRE_SPLIT_FULL,      /* as many rows as there was room for        */
    FIRE_SPLIT_END,       /* the text ended; the last row may be whole */
    FIRE_SPLIT_IRREGULAR, /* the record at `next` is not regular       */
} fire_split_stop;

struct fire_split {
    int32_t n_rows;
    size_t next;      /* offset of the first record that was not cut */
    uint32_t n_lines; /* physical lines up to there                  */
    fire_split_stop stop;
};

/* Cut rows from the start of the text, where a record begins.
 *   text       at most 2^31 bytes, FIRE_SPLIT_PADDING readable ones behind it
 *   n_columns  >= 2
 *   end        [max_rows * n_columns + FIRE_SPLIT_SLACK] becomes the offset just behind each cell, row by row;
 *              a cell begins one byte behind the end of the one before it
 *   start      [max_rows] offset of the row's first byte
 *   line       [max_rows] physical lines from the text's start to the row's */
struct fire_split fire_split_rows(struct fire_text_view text, char delimiter, int32_t n_columns,
                                  int32_t max_rows, uint32_t end[], uint32_t start[],
                                  uint32_t line[]);

/* What is inside of one cell of a regular record: quotes around it and spaces around unquoted
 * text gone, a doubled quote one.
 *   cell    from its first byte to its end
 *   room    [cell.size_bytes] bytes, used where a quote was doubled */
struct fire_text_view fire_split_cell(struct fire_text_view cell, char delimiter, char room[]);

#ifdef __cplusplus
}
#endif
#endif
