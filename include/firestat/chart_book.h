/* chart_book.h - many pages in one PDF, with what readers of all kinds find their way by.
 *
 *     struct fire_book book = { .title = "...", .n_pages = n, .page = page, ... };
 *     status = fire_draw_book(ink, &book, &bytes, err);
 *
 * A page is a picture whose shapes have meanings: parts say that these shapes are a heading,
 * those a row of a table, so that the file can be read aloud and copied in the right order;
 * destinations are places that links and the outline lead to.
 *
 * What cairo 1.16 cannot write: the language of the text, and a figure's description for those
 * who do not see it. The caption must tell it.
 *
 * Thread use: one thread per ink. */
#ifndef FIRESTAT_CHART_BOOK_H
#define FIRESTAT_CHART_BOOK_H
#include "firestat/chart_draw.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_TAG_H1,
    FIRE_TAG_H2,
    FIRE_TAG_H3,
    FIRE_TAG_H4,
    FIRE_TAG_P,
    FIRE_TAG_LIST_ITEM,
    FIRE_TAG_CAPTION,
    FIRE_TAG_NOTE,
    FIRE_TAG_TABLE,
    FIRE_TAG_ROW,
    FIRE_TAG_HEADER_CELL,
    FIRE_TAG_CELL,
    FIRE_TAG_FIGURE,
    FIRE_TAG_LINK,
    FIRE_N_TAGS,
} fire_page_tag;

/* Shapes first..end-1 of the page. Parts lie in each other or side by side and never cross. */
struct fire_page_part {
    fire_page_tag tag;
    int32_t first;
    int32_t end;
    const char *destination;           /* FIRE_TAG_LINK: its name; else NULL              */
    const struct fire_picture *figure; /* FIRE_TAG_FIGURE: drawn before its shapes; or NULL */
    struct fire_position corner;       /* of the figure, upper left                        */
    double scale;                      /* px of the page a px of the figure                */
};

struct fire_destination {
    const char *name; /* ASCII letters, digits, '-'; once in the book */
    double y_px;
};

struct fire_page {
    struct fire_picture picture; /* its title and description are not used; with parts no
                                    shape covers all of the page: cairo 1.16 then forgets
                                    what was begun before it                        */
    const char *label;           /* the number that is shown for it; NULL: none */
    int32_t n_parts;
    const struct fire_page_part *part; /* by `first`; an outer one before those inside it */
    int32_t n_destinations;
    const struct fire_destination *destination;
};

struct fire_outline_entry {
    const char *text;
    int32_t level; /* 0 and more; one deeper than the entry above it at most counts */
    const char *destination;
};

struct fire_book {
    const char *title;
    const char *subject;
    const char *author;  /* NULL: not told */
    const char *creator; /* the program    */
    int32_t n_pages;     /* at least 1     */
    const struct fire_page *page;
    int32_t n_entries;
    const struct fire_outline_entry *entry;
};

/* Append the PDF to `out`; on failure what was appended is taken back. 3/4 pt a px; its date is
 * $SOURCE_DATE_EPOCH, else 2000-01-01.
 *   errors   FIRE_EVALUE: as fire_draw_pdf; parts that cross, a destination that is not there or
 *                         there twice, a name that is none
 *            FIRE_ERANGE: a page is too large; FIRE_EIO: a font is not there; FIRE_ENOMEM */
fire_status fire_draw_book(struct fire_ink *ink, const struct fire_book *book,
                           struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
