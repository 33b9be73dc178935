/* pages.h - a document on pages of A4, as a book that charts/draw can draw. Room-private. */
#ifndef FIRESTAT_REPORT_PAGES_H
#define FIRESTAT_REPORT_PAGES_H
#include "rows.h"

/* Lay a document out. Of every page of the book it holds: each text lies inside the page, no
 * two texts overlap, and every text of the document is there.
 *   document   as document_check wants it
 *   out        lives in the arena and borrows from the document
 *   errors     FIRE_EVALUE: a text that cannot be measured; FIRE_ENOMEM */
fire_status pages_make(const struct fire_document *document, struct fire_text_meter meter,
                       struct fire_arena *arena, struct fire_book *out,
                       struct fire_error *err) FIRE_MUST_CHECK;

#define PAGES_BODY_PX    (14 * PX_A_PT)
#define PAGES_CAPTION_PX (13 * PX_A_PT)
#define PAGES_NOTE_PX    (11 * PX_A_PT)

struct pages {
    const struct fire_document *document;
    struct setter *setter;
    struct sheets sheets;
};

/* A text of one face as lines of the least leading. */
struct lines pages_text(struct pages *pages, struct stretch stretch, double size_px,
                        double width_px);

void pages_grid(struct pages *pages, const struct fire_grid *grid);
/* What must stand on one page with a heading above the table. */
double pages_grid_head_px(struct pages *pages, const struct fire_grid *grid);

/* Widths of columns that fill `room_px`, and the letters' size that they are for.
 *   extent   [n] of the widest text in each column, at size 1
 *   weight   [n] more than 0
 *   out      [n] with the padding
 *   returns  size in px, from 12 pt down to 8 */
double columns_fit(const struct line_extent extent[], const double weight[], int32_t n,
                   double padding_px, double room_px, double out[]);

/* How many columns a page of that width has room for at all. */
int32_t columns_most(double padding_px, double room_px);

#endif
