/* xlsx.h - a document as a workbook. Room-private.
 *
 * libxlsxwriter 1.1.4 writes a broken file without a word where a text is not UTF-8, a number is
 * not finite, a name of a sheet is empty or a merged range is one cell, and prints to stderr by
 * itself. So nothing gets there that was not looked at: texts through xlsx_text, numbers as
 * integers of at most 15 digits, names from xlsx_sheet_name, ranges from here. */
#ifndef FIRESTAT_REPORT_XLSX_H
#define FIRESTAT_REPORT_XLSX_H
#include "document_parts.h"

#include <xlsxwriter.h>

/* What a cell looks like. */
typedef enum {
    XLSX_TITLE,
    XLSX_SUBTITLE,
    XLSX_CAPTION,      /* to the left, over more columns than the table has */
    XLSX_CAPTION_WIDE, /* in the middle of the table                        */
    XLSX_UNIT,
    XLSX_HEADER,
    XLSX_TEXT,
    XLSX_WORDS, /* text in a column of numbers */
    XLSX_NUMBER,
    XLSX_DATE,
    XLSX_NOTE,
    XLSX_LINK,
} xlsx_face;

/* One format of the workbook. */
struct xlsx_look {
    xlsx_face face;
    bool is_bold;
    bool has_rule; /* above: totals */
    int32_t decimals;
    int32_t note;     /* a number's mark is part of its format, ... */
    bool is_percent;  /* ... as is the sign of a percent, which Excel does not multiply by */
    bool is_estimate; /* ... as is a sign in front: "≈1.234"        */
};

struct xlsx_format {
    struct xlsx_look look;
    lxw_format *format;
};

struct xlsx_sheet {
    const struct fire_grid *grid;
    const char *name;
    lxw_worksheet *sheet;
};

struct xlsx {
    const struct fire_document *document;
    struct fire_arena *arena;
    lxw_workbook *workbook;
    const char *front_name;
    struct xlsx_sheet *sheet; /* [n_sheets] one a table */
    int64_t n_sheets;
    struct xlsx_format *format; /* [n_formats] those there are already */
    size_t n_formats;
    size_t capacity;
    struct fire_buffer text; /* the one being written */
    lxw_error failed;        /* the first failure of the library */
    bool is_out_of_memory;
};

/* ---- xlsx_text.c ------------------------------------------------------------------------ */

/* The text as a cell may hold it: what XML cannot hold left out, line ends as one LF, and what
 * Excel would take for an escaped character ("_x0041_") escaped. "" without memory; valid until
 * the next call. */
const char *xlsx_text(struct xlsx *xlsx, const char *text);

/* Letters as Excel counts them: units of UTF-16. */
int64_t xlsx_letters(const char *text);

/* A name for the sheet of a table: what stands before the first ". " of its caption, at most 31
 * letters, without what Excel forbids there, unlike all taken ones whatever their capitals.
 *   taken   [n_taken] earlier names
 *   NULL    no memory */
const char *xlsx_sheet_name(const struct fire_grid *grid, const char *const taken[],
                            int64_t n_taken, struct fire_arena *arena);

/* ---- xlsx_format.c ---------------------------------------------------------------------- */

/* The format with this look; NULL: no memory, which is remembered. */
lxw_format *xlsx_format(struct xlsx *xlsx, struct xlsx_look look);

/* ---- xlsx_table.c ----------------------------------------------------------------------- */

/* Every call of the library that can fail goes through here. */
void xlsx_try(struct xlsx *xlsx, lxw_error error);

void xlsx_put_text(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                   const char *text, struct xlsx_look look);

/* A link to the first cell of a sheet of this workbook. */
void xlsx_put_link(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                   const char *sheet_name, const char *text);

/* Paper, margins and page numbers. */
void xlsx_set_paper(lxw_worksheet *sheet, bool is_wide);

void xlsx_table(struct xlsx *xlsx, const struct xlsx_sheet *sheet);

/* ---- xlsx_chart.c ----------------------------------------------------------------------- */

/* Is the cell one that a chart draws from but has nothing to show? Excel would draw its dash as
 * a zero, so it is left empty. */
bool xlsx_is_gap(const struct fire_grid *grid, int64_t row, int32_t column);

/* The table's own chart with its corner at `row`; nothing where it asks for none.
 *   first_row   the sheet's row of the table's row 0, the labels one above */
void xlsx_chart(struct xlsx *xlsx, const struct xlsx_sheet *sheet, lxw_row_t first_row,
                lxw_row_t row);

/* Can the cell's number stand in a cell: has Excel that many digits? */
bool xlsx_has_number(const struct fire_cell *cell);

/* ---- xlsx_whole.c ----------------------------------------------------------------------- */

/* Is every part of the workbook there to its end? False also without memory. */
bool xlsx_is_whole(struct fire_text_view workbook);

#endif
