/* sheets.h - pages of A4 under construction: things are put below each other, and what has no
 * room begins a new page. Room-private.
 *
 * Lengths are px (1/96 inch) as in every picture. The cursor is the height below which the page
 * is empty. */
#ifndef FIRESTAT_REPORT_SHEETS_H
#define FIRESTAT_REPORT_SHEETS_H
#include "firestat/chart_book.h"
#include "lines.h"

#define PX_A_MM (96.0 / 25.4)
#define PX_A_PT (96.0 / 72.0)

/* Decree 30/2020/NĐ-CP, appendix I: top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20. */
#define SHEET_WIDTH_PX  (210 * PX_A_MM)
#define SHEET_HEIGHT_PX (297 * PX_A_MM)
#define SHEET_LEFT_PX   (30 * PX_A_MM)
#define SHEET_TOP_PX    (20 * PX_A_MM)
#define SHEET_BOTTOM_PX (SHEET_HEIGHT_PX - 20 * PX_A_MM)
#define SHEET_TEXT_PX   (160 * PX_A_MM)
#define SHEET_BODY_PX   (SHEET_BOTTOM_PX - SHEET_TOP_PX)

/* Parts that lie in each other: table, row, cell, link. One that is open when the page is turned
 * goes on on the next. */
#define SHEETS_DEPTH 6

struct open_part {
    fire_page_tag tag;
    const char *destination;
    int32_t index; /* of the part on this page */
};

struct sheets {
    struct setter *setter;
    struct fire_arena *arena;
    double cursor_px;
    fire_status status;
    struct open_part open[SHEETS_DEPTH];
    int32_t n_open;
    /* the pages before this one */
    struct fire_page *page;
    size_t n_pages, page_capacity;
    /* this one */
    struct fire_shape *shape;
    size_t n_shapes, shape_capacity;
    struct fire_page_part *part;
    size_t n_parts, part_capacity;
    struct fire_destination *destination;
    size_t n_destinations, destination_capacity;
};

/*   setter   NULL: no memory, which is remembered */
void sheets_begin(struct sheets *sheets, struct setter *setter, struct fire_arena *arena);

/* The pages as they are; the arrays of the construction are freed.
 *   errors   what went wrong first on the way, here or in the setter */
fire_status sheets_finish(struct sheets *sheets, const struct fire_page **page,
                          int32_t *n_pages, struct fire_error *err) FIRE_MUST_CHECK;

void sheets_turn(struct sheets *sheets); /* a new page */
bool sheets_is_blank(const struct sheets *sheets);
double sheets_room_px(const struct sheets *sheets); /* below the cursor */

/* Turn unless that much has room; not from a page that is blank. */
void sheets_need(struct sheets *sheets, double height_px);

/* Move the cursor, for a space between two things: none at the top of a page. */
void sheets_skip(struct sheets *sheets, double height_px);

/* What is put until it is closed is that part. When the page is turned in between, it goes on
 * on the next one.
 *   destination   of a link, else NULL */
void sheets_open(struct sheets *sheets, fire_page_tag tag, const char *destination);
void sheets_close(struct sheets *sheets);

/* Links to `name` lead to the cursor. */
void sheets_destination(struct sheets *sheets, const char *name);

typedef enum {
    SETTING_LEFT,
    SETTING_CENTRE,
    SETTING_RIGHT,
    SETTING_JUSTIFIED, /* the last line left */
} line_setting;

/* Put one line with its top at y_px, into a column; the cursor stays. */
void sheets_line(struct sheets *sheets, const struct line *line, line_setting setting,
                 double x_px, double y_px, double width_px);

/* Lines below each other at the cursor, over pages where they must; no first or last line of
 * several stands alone. */
void sheets_lines(struct sheets *sheets, struct lines lines, line_setting setting, double x_px,
                  double width_px);

void sheets_stroke(struct sheets *sheets, double line_px, const struct fire_position position[],
                   int32_t n_positions);

/* A figure's picture with its corner at the cursor; the cursor stays. */
void sheets_figure(struct sheets *sheets, const struct fire_picture *figure, double x_px,
                   double scale);

#endif
