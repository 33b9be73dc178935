/* docx.h - what the files of the Word writer share. Room-private.
 *
 * Lengths in a Word file: twips (1/20 pt) between things, half-points of letters, EMU (9525 a px)
 * of pictures. The text is made piece by piece while it is packed, a block or some rows of a table
 * at a time, so that it is never whole in memory. */
#ifndef FIRESTAT_REPORT_DOCX_H
#define FIRESTAT_REPORT_DOCX_H
#include "document_parts.h"
#include "docx_package.h"

#define PAGE_WIDTH_TWIPS  11906 /* A4 */
#define PAGE_HEIGHT_TWIPS 16838
#define MARGIN_TWIPS      1134 /* 20 mm: top, bottom, right */
#define MARGIN_LEFT_TWIPS 1701 /* 30 mm, for the binding   */
#define MARGIN_HEAD_TWIPS 567  /* above the page number    */
#define TEXT_WIDTH_TWIPS  (PAGE_WIDTH_TWIPS - MARGIN_LEFT_TWIPS - MARGIN_TWIPS)
#define TEXT_HEIGHT_TWIPS (PAGE_HEIGHT_TWIPS - 2 * MARGIN_TWIPS)

/* Letters of tables come in sizes, for which there are styles "Table<kind><half-points>". */
#define DOCX_N_SIZES 6
extern const int32_t docx_table_half_points[DOCX_N_SIZES]; /* largest first */

/* ---- the parts around the text (docx_parts.c, docx_styles.c) --------------------------- */

/* What parts are made of; has to live until the package is finished. */
#define DOCX_N_PARTS 7
struct docx_parts {
    struct fire_buffer text[DOCX_N_PARTS];
};

/* Adds every part but word/document.xml; false: no memory. */
bool docx_add_parts(struct package *package, const struct fire_document *document,
                    struct docx_parts *parts);
void docx_parts_finish(struct docx_parts *parts);

/* What stands in word/styles.xml. */
void docx_write_styles(struct fire_buffer *out, fire_language language);

/* ---- the text (docx_text.c) ------------------------------------------------------------- */

/* The table being written (docx_table.c). */
struct docx_table {
    bool is_open;
    int64_t row;    /* to be written next; -1: what stands above the first */
    int32_t *shown; /* [n_shown] columns beside each other: all, or, of a table too wide for the
                         page, the first and some of the others */
    int32_t n_shown;
    int32_t next;   /* column with which the next piece of the table begins */
    int32_t size;   /* which of docx_table_half_points */
    int64_t *need;  /* [n_columns] of a column, in thousandths of the letters' size */
    int64_t *width; /* [n_shown] twips */
};

struct docx {
    const struct fire_document *document;
    struct fire_arena *arena; /* of the block being written */
    struct fire_buffer *out;  /* the piece being made */
    int64_t block;            /* the one being written; n_blocks: the end of the text */
    bool is_begun;
    bool failed;      /* no memory for a table's columns */
    bool breaks_page; /* the next paragraph stands on a new page */
    struct docx_table table;
};

/* A package_next: pieces of word/document.xml. */
bool docx_next(void *docx, struct fire_buffer *piece);

/* <w:p> with its properties.
 *   keeps   with the next paragraph on one page
 *   more    what the schema puts behind: borders, spacing, indents; "" */
void docx_open_paragraph(struct docx *docx, const char *style, bool keeps, const char *more);
void docx_close_paragraph(struct docx *docx);

/* A run of text; `properties` as in <w:rPr>, "" of none. No text gives no run. */
void docx_add_run(struct docx *docx, const char *properties, const char *text);

/* Properties of a run in bold or italics. */
const char *docx_face(bool is_bold, bool is_italic);

/* A paragraph of one run. */
void docx_add_line(struct docx *docx, const char *style, bool keeps, const char *text);

/* The mark that links to the block lead to, around what stands between. */
void docx_open_mark(struct docx *docx, const char *anchor);
void docx_close_mark(struct docx *docx);

/* Is it a figure whose picture is there? */
bool docx_has_picture(const struct fire_block *block);

/* ---- blocks of more than a paragraph (docx_table.c, docx_two_columns.c, docx_figure.c) ----- */

/* The next piece of a table; false: nothing is left of it. */
bool docx_table_next(struct docx *docx, const struct fire_grid *grid);

void docx_write_two_columns(struct docx *docx, const struct fire_two_columns *two);
void docx_write_figure(struct docx *docx, const struct fire_figure_block *figure);

/* ---- widths (docx_width.c) ------------------------------------------------------------- */

/* About how wide a text is in Times New Roman, in thousandths of the letters' size. */
int64_t docx_width(struct fire_text_view text);

/* The same of its widest word. */
int64_t docx_word_width(struct fire_text_view text);

#endif
