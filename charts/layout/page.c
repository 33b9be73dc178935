/* page.c - see page.h. */
#include "page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void go_wrong(struct page *page, fire_status status)
{
    if (page->status == FIRE_OK) page->status = status;
}

static bool is_finite(struct fire_position position)
{
    return isfinite(position.x_px) && isfinite(position.y_px);
}

double page_width_px(struct page *page, const char *text, struct look look)
{
    const double width_px = page->meter.width_px(page->meter.self, text, look.size_px,
                                                 look.bold, FIRE_FACE_SANS);
    if (isfinite(width_px) && width_px >= 0.0) return width_px;
    go_wrong(page, FIRE_EVALUE);
    return 0.0;
}

static void put(struct page *page, struct fire_shape shape)
{
    void *grown = fire_array_grow(page->shape, &page->shape_capacity, page->n_shapes + 1,
                                  sizeof *page->shape);
    if (grown == NULL) {
        go_wrong(page, FIRE_ENOMEM);
        return;
    }
    page->shape = grown;
    shape.panel = page->panel;
    page->shape[page->n_shapes++] = shape;
}

void page_rect(struct page *page, fire_shape_part part, fire_colour colour,
               struct fire_rect rect)
{
    page_bar(page, part, colour, (struct fire_bar){ .rect = rect, .tip = "" });
}

void page_bar(struct page *page, fire_shape_part part, fire_colour colour, struct fire_bar bar)
{
    const struct fire_rect *rect = &bar.rect;
    if (!isfinite(rect->x_px + rect->y_px + rect->width_px + rect->height_px))
        go_wrong(page, FIRE_EVALUE);
    put(page, (struct fire_shape){ FIRE_SHAPE_RECT, part, colour, 0, { .bar = bar } });
}

/* The part of a line y = x * slope + from that is inside a rectangle whose corner is 0, 0. */
static void put_hatch_line(struct page *page, fire_shape_part part, struct fire_rect rect,
                           double slope, double from_px)
{
    double x_px[2] = { 0.0, rect.width_px };
    if (slope != 0.0) {
        const double top_px = -from_px / slope;
        const double bottom_px = (rect.height_px - from_px) / slope;
        x_px[0] = fmax(0.0, fmin(top_px, bottom_px));
        x_px[1] = fmin(rect.width_px, fmax(top_px, bottom_px));
    }
    if (x_px[1] - x_px[0] < 0.5) return;
    page_line(
        page, part, FIRE_COLOUR_PLAIN, page->style->thin_line,
        (struct fire_position){ rect.x_px + x_px[0], rect.y_px + x_px[0] * slope + from_px },
        (struct fire_position){ rect.x_px + x_px[1], rect.y_px + x_px[1] * slope + from_px });
}

void page_hatched(struct page *page, fire_shape_part part, page_hatch hatch, double pitch_px,
                  struct fire_bar bar)
{
    static const double slopes[N_HATCHES] = { [HATCH_RISING] = -1.0, [HATCH_FALLING] = 1.0 };
    const struct fire_rect rect = bar.rect;
    const double slope = slopes[hatch];
    bar.line_px = fmin(page->style->thin_line, fmin(rect.width_px, rect.height_px) / 2);
    page_bar(page, part, FIRE_COLOUR_PLAIN, bar);
    if (hatch < HATCH_RISING) return;
    const double step_px = slope == 0.0 ? pitch_px : pitch_px * sqrt(2.0);
    const double first_px = slope > 0.0 ? -rect.width_px : 0.0;
    const double last_px = slope < 0.0 ? rect.height_px + rect.width_px : rect.height_px;
    for (double from_px = first_px + step_px; from_px < last_px; from_px += step_px)
        put_hatch_line(page, part, rect, slope, from_px);
}

void page_polygon(struct page *page, fire_shape_part part, fire_colour colour,
                  struct fire_polygon polygon)
{
    for (int32_t i = 0; i < polygon.ring_end[polygon.n_rings - 1]; i++)
        if (!is_finite(polygon.position[i])) go_wrong(page, FIRE_EVALUE);
    put(page,
        (struct fire_shape){ FIRE_SHAPE_POLYGON, part, colour, 0, { .polygon = polygon } });
}

void page_polyline(struct page *page, fire_shape_part part, fire_colour colour,
                   struct fire_polyline polyline)
{
    for (int32_t i = 0; i < polyline.n_positions; i++)
        if (!is_finite(polyline.position[i])) go_wrong(page, FIRE_EVALUE);
    put(page,
        (struct fire_shape){ FIRE_SHAPE_POLYLINE, part, colour, 0, { .polyline = polyline } });
}

void page_line(struct page *page, fire_shape_part part, fire_colour colour, double line_px,
               struct fire_position from, struct fire_position to)
{
    struct fire_position *position = PAGE_TAKE(page, 2, struct fire_position);
    if (position == NULL) return;
    position[0] = from;
    position[1] = to;
    page_polyline(page, part, colour,
                  (struct fire_polyline){ position, 2, line_px, .dash_px = 0 });
}

void page_circle(struct page *page, fire_shape_part part, fire_colour colour,
                 struct fire_circle circle)
{
    if (!is_finite(circle.centre)) go_wrong(page, FIRE_EVALUE);
    put(page, (struct fire_shape){ FIRE_SHAPE_CIRCLE, part, colour, 0, { .circle = circle } });
}

void page_text(struct page *page, fire_shape_part part, const char *text, struct look look,
               struct fire_position anchor, fire_anchor anchored)
{
    if (text[0] == '\0') return;
    if (!is_finite(anchor)) go_wrong(page, FIRE_EVALUE);
    const struct fire_label label = {
        text, anchor, anchored, look.size_px, page_width_px(page, text, look), look.bold
    };
    put(page, (struct fire_shape){ FIRE_SHAPE_TEXT, part, look.colour, 0, { .label = label } });
}

static bool overlap(struct fire_rect a, struct fire_rect b)
{
    return a.x_px + a.width_px > b.x_px && b.x_px + b.width_px > a.x_px &&
           a.y_px + a.height_px > b.y_px && b.y_px + b.height_px > a.y_px;
}

bool page_has_room(struct page *page, const char *text, struct look look,
                   struct fire_position anchor, fire_anchor anchored, double left_px,
                   double right_px)
{
    const struct fire_label label = {
        text, anchor, anchored, look.size_px, page_width_px(page, text, look), look.bold
    };
    const struct fire_rect box = fire_label_box(&label);
    if (text[0] == '\0' || box.x_px < left_px || box.x_px + box.width_px > right_px)
        return false;
    for (size_t i = 0; i < page->n_shapes; i++)
        if (page->shape[i].kind == FIRE_SHAPE_TEXT &&
            overlap(box, fire_label_box(&page->shape[i].label)))
            return false;
    return true;
}

bool page_try_text(struct page *page, fire_shape_part part, const char *text, struct look look,
                   struct fire_position anchor, fire_anchor anchored, double left_px,
                   double right_px)
{
    if (!page_has_room(page, text, look, anchor, anchored, left_px, right_px)) return false;
    page_text(page, part, text, look, anchor, anchored);
    return true;
}

void *page_take(struct page *page, size_t count, size_t item_bytes)
{
    void *items = fire_arena_take(page->arena, count, item_bytes);
    if (items == NULL) go_wrong(page, FIRE_ENOMEM);
    return items;
}

fire_status page_finish(struct page *page, struct fire_picture *picture, struct fire_error *err)
{
    struct fire_shape *kept = PAGE_TAKE(page, page->n_shapes, struct fire_shape);
    if (kept != NULL && page->n_shapes > 0)
        memcpy(kept, page->shape, page->n_shapes * sizeof *kept);
    free(page->shape);
    page->shape = NULL;

    if (page->status == FIRE_ENOMEM) return fire_fail_memory(err);
    if (page->status != FIRE_OK)
        return fire_fail(err, page->status, FIRE_NOWHERE,
                         "the chart has a place that is no number or a text without a width");
    picture->shape = kept;
    picture->n_shapes = (int32_t)page->n_shapes;
    return FIRE_OK;
}

struct fire_rect fire_label_box(const struct fire_label *label)
{
    static const double part_left[] = {
        [FIRE_ANCHOR_START] = 0.0, [FIRE_ANCHOR_MIDDLE] = 0.5, [FIRE_ANCHOR_END] = 1.0
    };
    return (struct fire_rect){
        .x_px = label->anchor.x_px - label->width_px * part_left[label->anchored],
        .y_px = label->anchor.y_px - label->size_px * FIRE_TEXT_ASCENT,
        .width_px = label->width_px,
        .height_px = label->size_px * (FIRE_TEXT_ASCENT + FIRE_TEXT_DESCENT),
    };
}
