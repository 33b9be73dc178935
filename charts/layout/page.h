/* page.h - a page under construction: shapes are put on it one after the other.
 *
 * A page remembers the first thing that went wrong (no memory, a coordinate that is not
 * finite, a text that could not be measured), so layouts put all their shapes and look once,
 * with page_finish. */
#ifndef FIRESTAT_LAYOUT_PAGE_H
#define FIRESTAT_LAYOUT_PAGE_H
#include "firestat/chart_layout.h"
#include "style.h"

/* How a text looks. */
struct look {
    double size_px;
    bool bold;
    fire_colour colour;
};

struct page {
    const struct fire_chart *chart;
    const struct style *style;
    struct fire_text_meter meter;
    struct fire_arena *arena;
    bool is_mono;  /* fills must be told apart without colours */
    int32_t panel; /* the one that shapes belong to now; -1: none */
    fire_status status;
    struct fire_shape *shape; /* from fire_array_grow, until page_finish */
    size_t n_shapes;
    size_t shape_capacity;
};

/* Width of one line; 0 once something went wrong. */
double page_width_px(struct page *page, const char *text, struct look look);

void page_rect(struct page *page, fire_shape_part part, fire_colour colour,
               struct fire_rect rect);

/* A filled or hollow rectangle with what it stands for. */
void page_bar(struct page *page, fire_shape_part part, fire_colour colour, struct fire_bar bar);

/* How a fill is told from others where colours cannot tell it. */
typedef enum {
    HATCH_NONE, /* a full colour */
    HATCH_PAPER,
    HATCH_RISING,
    HATCH_FALLING,
    HATCH_LEVEL,
    N_HATCHES,
} page_hatch;

/* A rectangle of paper within a line, and lines over it so far apart. */
void page_hatched(struct page *page, fire_shape_part part, page_hatch hatch, double pitch_px,
                  struct fire_bar bar);

/* The positions and ring ends must live as long as the arena. */
void page_polygon(struct page *page, fire_shape_part part, fire_colour colour,
                  struct fire_polygon polygon);

void page_line(struct page *page, fire_shape_part part, fire_colour colour, double line_px,
               struct fire_position from, struct fire_position to);

/* The positions must live as long as the arena; their line is put as it is. */
void page_polyline(struct page *page, fire_shape_part part, fire_colour colour,
                   struct fire_polyline polyline);

void page_circle(struct page *page, fire_shape_part part, fire_colour colour,
                 struct fire_circle circle);

/* One line of text, already cut to what may be shown (letters.h); "" puts nothing. */
void page_text(struct page *page, fire_shape_part part, const char *text, struct look look,
               struct fire_position anchor, fire_anchor anchored);

/* Does it lie between left and right and over no other text of the page so far? "" does not. */
bool page_has_room(struct page *page, const char *text, struct look look,
                   struct fire_position anchor, fire_anchor anchored, double left_px,
                   double right_px);

/* The same where it lies between left and right and over no other text of the page so far.
 *   returns   false: it is not put */
bool page_try_text(struct page *page, fire_shape_part part, const char *text, struct look look,
                   struct fire_position anchor, fire_anchor anchored, double left_px,
                   double right_px);

/* Memory for the layout's own arrays; NULL is remembered as no memory. */
void *page_take(struct page *page, size_t count, size_t item_bytes);
#define PAGE_TAKE(page, count, type) ((type *)page_take((page), (size_t)(count), sizeof(type)))

/* The shapes become the picture's, whose size and texts are set by the caller. */
fire_status page_finish(struct page *page, struct fire_picture *picture,
                        struct fire_error *err);

#endif
