/* document.h - a report as a row of blocks, written once and given out in many formats.
 *
 *     struct fire_document document = { .title = "...", .n_blocks = n, .block = block };
 *     status = fire_document_docx(&document, &bytes, err);
 *     status = fire_document_html(&document, &bytes, err);
 *
 * Who makes a document chooses words and numbers; the writers choose none: every text is ready,
 * and a number is there twice, as people read it and as the exact integer that programs (XLSX,
 * CSV) take. A document owns nothing; it is read only once made and lives as long as the arena
 * that its maker used.
 *
 * All texts are UTF-8, NFC, ended by NUL, never NULL unless it is said; they may hold anything a
 * file of the user held. Every writer escapes them for the place they land in.
 *
 * Same document, same bytes, whatever the machine: dates inside files are $SOURCE_DATE_EPOCH,
 * else 2000-01-01.
 *
 * Thread use: the writers are pure but for the buffer (and the ink). */
#ifndef FIRESTAT_DOCUMENT_H
#define FIRESTAT_DOCUMENT_H
#include "firestat/chart_draw.h"
#include "firestat/output.h"
#include "firestat/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- text ------------------------------------------------------------------------------- */

/* A piece of a paragraph in one face. */
struct fire_run {
    const char *text;
    bool is_bold;
    bool is_italic;
    const char *link; /* "#anchor" of a heading, table or figure of this document; NULL: none */
};

typedef enum {
    FIRE_PARAGRAPH_BODY,   /* justified, first line indented                          */
    FIRE_PARAGRAPH_ITEM,   /* one of a list; the writer puts the dash                  */
    FIRE_PARAGRAPH_NOTE,   /* small: sources, methods                                   */
    FIRE_PARAGRAPH_CENTRE, /* "(Kèm theo Báo cáo số ...)"                                */
} fire_paragraph_style;

struct fire_paragraph {
    fire_paragraph_style style;
    int32_t n_runs;
    const struct fire_run *run;
};

struct fire_heading {
    int32_t level; /* 0: the title of the whole, centred; 1, 2, 3 below it. The number
                           ("I.", "1.") is part of the text                              */
    const char *text;
    const char *anchor; /* ASCII letters, digits, '-'; unique in the document             */
};

/* What stands in two columns: issuing body and national title above a report, those it goes to
 * and who signs below it. */
struct fire_two_columns {
    int32_t n_left;
    int32_t n_right;
    const struct fire_paragraph_line *left;
    const struct fire_paragraph_line *right;
};

struct fire_paragraph_line {
    const char *text;
    bool is_bold;
    bool is_italic;
    bool is_underlined; /* a short rule below it */
};

/* ---- tables ----------------------------------------------------------------------------- */

typedef enum {
    FIRE_GRID_TEXT,    /* left                                        */
    FIRE_GRID_NUMBER,  /* right; cells have numbers                    */
    FIRE_GRID_PERCENT, /* right; a number n at scale 1 is n/10 percent */
    FIRE_GRID_DATE,    /* centre; the number is a civil day (date.h)   */
} fire_column_kind;

struct fire_column {
    const char *name;  /* snake_case ASCII: header of the CSV file, unique in the table */
    const char *label; /* as people read it: "Số vụ"                                     */
    const char *group; /* label above neighbours that have the same one: "So với 2023"; "" */
    fire_column_kind kind;
    double weight; /* share of the width, in relation to the others; more than 0 */
};

struct fire_cell {
    const char *text; /* as people read it: "1.234", "–", "chưa có báo cáo"              */
    bool has_number;
    int64_t number; /* number / 10^scale is the value                                      */
    int32_t scale;
    int32_t hidden; /* of its places, 0..scale: those that people are not shown             */
    int32_t note;   /* 1..n_notes of the table: a mark behind the text; 0: none              */
};

typedef enum {
    FIRE_ROW_BODY,
    FIRE_ROW_TOTAL,   /* bold, with a rule above                          */
    FIRE_ROW_SECTION, /* one text over all columns (its first cell), bold */
} fire_row_kind;

typedef enum {
    FIRE_TABLE_NO_CHART,
    FIRE_TABLE_LINES,   /* a line a series                */
    FIRE_TABLE_COLUMNS, /* a bar a series and row         */
    FIRE_TABLE_BARS,    /* the same lying: for long names */
} fire_table_chart;

/* What a workbook draws of a table with a chart of its own: body rows only. */
struct fire_native_chart {
    fire_table_chart kind;
    int32_t label_column; /* names of the rows */
    int32_t first_series; /* columns, one behind the other, all of one unit */
    int32_t n_series;
    const char *title;
};

struct fire_grid {
    const char *anchor; /* as of a heading; also the stem of files and, shortened, of sheets */
    const char *caption; /* "Bảng 3. Số vụ cháy theo huyện, năm 2024"                         */
    const char *unit; /* "Đơn vị: vụ, người, triệu đồng", above at the right; "": none      */
    int32_t n_columns;
    int64_t n_rows;
    const struct fire_column *column; /* [n_columns]                  */
    const fire_row_kind *row;         /* [n_rows]                      */
    const struct fire_cell *cell;     /* [n_rows * n_columns] row by row */
    int32_t n_notes;
    const char *const *note; /* [n_notes] below the table, each with its mark               */
    int32_t n_remarks;
    const char *const *remark; /* [n_remarks] below the notes, without a mark                 */
    int32_t filter_column;     /* of areas, for who looks for his own; -1: none               */
    struct fire_native_chart chart;
};

/* ---- figures ---------------------------------------------------------------------------- */

struct fire_figure_block {
    const char *anchor;  /* also the stem of its files                            */
    const char *caption; /* "Hình 2. ..."                                          */
    const struct fire_picture *picture; /* its description is the alternative text */
    struct fire_text_view png;          /* the picture drawn by fire_draw_png; borrowed */
};

/* ---- the whole -------------------------------------------------------------------------- */

typedef enum {
    FIRE_BLOCK_HEADING,
    FIRE_BLOCK_PARAGRAPH,
    FIRE_BLOCK_TWO_COLUMNS,
    FIRE_BLOCK_GRID,
    FIRE_BLOCK_FIGURE,
    FIRE_BLOCK_PAGE_BREAK,
} fire_block_kind;

struct fire_block {
    fire_block_kind kind;
    union {
        struct fire_heading heading;
        struct fire_paragraph paragraph;
        struct fire_two_columns two_columns;
        struct fire_grid grid;
        struct fire_figure_block figure;
    };
};

struct fire_document {
    const char *title;   /* of the file, for its metadata: one line                */
    const char *subject; /* "Năm 2024 (16/12/2023–15/12/2024)"                        */
    const char *author;  /* the issuing body                                          */
    const char *program; /* "firestat 0.1.0"                                          */
    fire_language language;
    int64_t n_blocks;
    const struct fire_block *block;
};

/* ---- the writers: each appends the whole document to `out` ------------------------------- */

/* Word, in the form of Decree 30/2020/NĐ-CP: A4, Times New Roman, page number at the top but
 * not on the first page.
 *   errors   FIRE_EVALUE: a text is not UTF-8; FIRE_ENOMEM */
fire_status fire_document_docx(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* One page that needs nothing else: no network, no script from elsewhere. */
fire_status fire_document_html(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Excel: a sheet a table, and one in front that lists them. */
fire_status fire_document_xlsx(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* A4 pages with outline, links, tags and metadata.
 *   ink   measures and draws; of the calling thread */
fire_status fire_document_pdf(const struct fire_document *document, struct fire_ink *ink,
                              struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Figures are links to the files beside it: charts/ANCHOR.svg. */
fire_status fire_document_markdown(const struct fire_document *document,
                                   struct fire_buffer *out,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* For a terminal or a mail: lines of at most 100 columns, tables as wide as they are. */
fire_status fire_document_text(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* A table's body and total rows as CSV: the columns' names, exact numbers (plain digits and a
 * dot), else the texts, which no spreadsheet computes (fire_buffer_add_safe_cell); an empty cell where a number column has none. A total row keeps
 * the text of its first column.
 *   errors   FIRE_ENOMEM */
fire_status fire_grid_csv(const struct fire_grid *grid, struct fire_buffer *out,
                          struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
