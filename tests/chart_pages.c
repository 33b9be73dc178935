/* chart_pages.c - see chart_pages.h. */
#include "chart_pages.h"

#include "check.h"

#include <math.h>
#include <string.h>

static double simple_width_px(void *self, const char *text, double size_px, bool bold,
                              fire_face face)
{
    (void)self;
    (void)face;
    return (double)fire_text_columns(fire_text_of(text)) * size_px * (bold ? 0.61 : 0.56);
}

const struct fire_text_meter chart_simple_meter = { NULL, simple_width_px };

/* ---- promises -------------------------------------------------------------------------- */

static bool overlap(struct fire_rect a, struct fire_rect b)
{
    const double eps = 1e-6;
    return a.x_px + a.width_px > b.x_px + eps && b.x_px + b.width_px > a.x_px + eps &&
           a.y_px + a.height_px > b.y_px + eps && b.y_px + b.height_px > a.y_px + eps;
}

static bool is_inside(const struct fire_picture *picture, struct fire_position position)
{
    const double eps = 1e-6;
    return position.x_px >= -eps && position.x_px <= picture->width_px + eps &&
           position.y_px >= -eps && position.y_px <= picture->height_px + eps; /* not for NaN */
}

static bool is_rect_inside(const struct fire_picture *picture, struct fire_rect rect)
{
    return rect.width_px >= 0 && rect.height_px >= 0 &&
           is_inside(picture, (struct fire_position){ rect.x_px, rect.y_px }) &&
           is_inside(picture, (struct fire_position){ rect.x_px + rect.width_px,
                                                      rect.y_px + rect.height_px });
}

static bool are_inside(const struct fire_picture *picture,
                       const struct fire_position position[], int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        if (!is_inside(picture, position[i])) return false;
    return true;
}

static struct fire_rect circle_box(const struct fire_circle *circle)
{
    const double radius_px = circle->radius_px;
    return (struct fire_rect){ circle->centre.x_px - radius_px, circle->centre.y_px - radius_px,
                               2 * radius_px, 2 * radius_px };
}

/* A circle that would hide a letter; a point of a line does not. */
static bool hides(const struct fire_circle *circle, const struct fire_label *label)
{
    const struct fire_rect box = fire_label_box(label);
    const double x_px = fmax(box.x_px, fmin(circle->centre.x_px, box.x_px + box.width_px));
    const double y_px = fmax(box.y_px, fmin(circle->centre.y_px, box.y_px + box.height_px));
    return circle->radius_px > 0.8 * label->size_px &&
           hypot(circle->centre.x_px - x_px, circle->centre.y_px - y_px) <
               circle->radius_px - 0.1 * label->size_px;
}

/* An upright line through a word. */
static bool strikes(const struct fire_shape *shape, const struct fire_label *label)
{
    const struct fire_rect box = fire_label_box(label);
    const struct fire_position *at = shape->polyline.position;
    return shape->part == FIRE_PART_GUIDE && shape->polyline.n_positions == 2 &&
           at[0].x_px == at[1].x_px && at[0].x_px > box.x_px &&
           at[0].x_px < box.x_px + box.width_px &&
           fmax(at[0].y_px, at[1].y_px) > box.y_px + 0.1 * label->size_px &&
           fmin(at[0].y_px, at[1].y_px) < box.y_px + box.height_px - 0.1 * label->size_px;
}

static bool is_between(double low, double x, double high)
{
    return x > low && x < high;
}

/* A curve that is no paper's width away from a word: through it, at one of its own places. */
static bool runs_through(const struct fire_shape *shape, const struct fire_label *label)
{
    const struct fire_rect box = fire_label_box(label);
    const double in_px = 0.2 * label->size_px;
    if (shape->part != FIRE_PART_GUIDE) return false;
    for (int32_t i = 0; i < shape->polyline.n_positions; i++) {
        const struct fire_position at = shape->polyline.position[i];
        if (is_between(box.x_px + in_px, at.x_px, box.x_px + box.width_px - in_px) &&
            is_between(box.y_px + in_px, at.y_px, box.y_px + box.height_px - in_px))
            return true;
    }
    return false;
}

/* Paper between a shape and a label that comes after it. */
static bool has_paper(const struct fire_picture *picture, int32_t from, int32_t to)
{
    const struct fire_rect box = fire_label_box(&picture->shape[to].label);
    for (int32_t i = from + 1; i < to; i++) {
        const struct fire_shape *shape = &picture->shape[i];
        if (shape->kind == FIRE_SHAPE_RECT && shape->colour == FIRE_COLOUR_PAPER &&
            overlap(box, shape->bar.rect))
            return true;
    }
    return false;
}

static void check_shape(const struct fire_picture *picture, const struct fire_shape *shape,
                        const char *what, int round)
{
    const char *part = fire_shape_part_name(shape->part);
    switch (shape->kind) {
    case FIRE_SHAPE_RECT:
        CHECK(is_rect_inside(picture, shape->bar.rect), "%s %d: %s at %g %g, %g x %g", what,
              round, part, shape->bar.rect.x_px, shape->bar.rect.y_px, shape->bar.rect.width_px,
              shape->bar.rect.height_px);
        break;
    case FIRE_SHAPE_CIRCLE:
        CHECK(is_rect_inside(picture, circle_box(&shape->circle)), "%s %d: %s at %g %g, r %g",
              what, round, part, shape->circle.centre.x_px, shape->circle.centre.y_px,
              shape->circle.radius_px);
        break;
    case FIRE_SHAPE_POLYLINE:
        CHECK(shape->polyline.n_positions >= 2, "%s %d: %s", what, round, part);
        CHECK(are_inside(picture, shape->polyline.position, shape->polyline.n_positions),
              "%s %d: %s", what, round, part);
        break;
    case FIRE_SHAPE_POLYGON:
        CHECK(are_inside(picture, shape->polygon.position,
                         shape->polygon.ring_end[shape->polygon.n_rings - 1]),
              "%s %d: %s", what, round, part);
        break;
    case FIRE_SHAPE_TEXT: {
        const struct fire_rect box = fire_label_box(&shape->label);
        CHECK(is_rect_inside(picture, box), "%s %d: %s '%s' at %g..%g of %g, %g..%g of %g",
              what, round, part, shape->label.text, box.x_px, box.x_px + box.width_px,
              picture->width_px, box.y_px, box.y_px + box.height_px, picture->height_px);
        break;
    }
    }
}

void chart_check_picture(const struct fire_picture *picture, const char *what, int round)
{
    for (int32_t i = 0; i < picture->n_shapes; i++) {
        const struct fire_shape *shape = &picture->shape[i];
        check_shape(picture, shape, what, round);
        if (shape->kind != FIRE_SHAPE_TEXT) continue;
        const struct fire_rect box = fire_label_box(&shape->label);
        for (int32_t k = 0; k < i; k++) {
            const struct fire_shape *other = &picture->shape[k];
            if (other->kind == FIRE_SHAPE_POLYLINE)
                CHECK(!strikes(other, &shape->label) &&
                          (!runs_through(other, &shape->label) || has_paper(picture, k, i)),
                      "%s %d: a line through %s '%s'", what, round,
                      fire_shape_part_name(shape->part), shape->label.text);
            if (other->kind == FIRE_SHAPE_CIRCLE)
                CHECK(!hides(&other->circle, &shape->label), "%s %d: %s '%s' on a circle", what,
                      round, fire_shape_part_name(shape->part), shape->label.text);
            if (other->kind != FIRE_SHAPE_TEXT) continue;
            CHECK(!overlap(box, fire_label_box(&other->label)), "%s %d: %s '%s' over %s '%s'",
                  what, round, fire_shape_part_name(shape->part), shape->label.text,
                  fire_shape_part_name(other->part), other->label.text);
        }
    }
}

void chart_check_panels(const struct fire_picture *picture, const char *what, int round)
{
    for (int32_t panel = 0;; panel++) {
        int32_t n_shapes = 0;
        int32_t n_marks = 0;
        for (int32_t i = 0; i < picture->n_shapes; i++) {
            const struct fire_shape *shape = &picture->shape[i];
            if (shape->panel != panel) continue;
            n_shapes++;
            n_marks += shape->part == FIRE_PART_SERIES || shape->part == FIRE_PART_MARKER;
        }
        if (n_shapes == 0) return;
        CHECK(n_marks > 0, "%s %d: panel %d is empty", what, round, (int)panel);
    }
}

void chart_check_sizes(const struct fire_chart *chart, const char *what, int round)
{
    for (int size = 0; size < FIRE_N_SIZES; size++) {
        struct fire_arena *arena = fire_arena_create();
        const struct fire_chart_look look = {
            (fire_chart_size)size, (fire_palette)((size + round) % FIRE_N_PALETTES)
        };
        struct fire_picture picture;
        struct fire_error err = { 0 };
        const fire_status status = fire_layout_make(chart, look, chart_simple_meter, arena,
                                                    &picture, &err);
        CHECK(status == FIRE_OK, "%s %d: %s", what, round, err.message);
        if (status == FIRE_OK) chart_check_picture(&picture, what, round);
        fire_arena_free(arena);
    }
}

int32_t chart_count_part(const struct fire_picture *picture, fire_shape_part part,
                         const struct fire_shape **first)
{
    int32_t n = 0;
    for (int32_t i = 0; i < picture->n_shapes; i++) {
        if (picture->shape[i].part != part) continue;
        if (n++ == 0) *first = &picture->shape[i];
    }
    return n;
}

const struct fire_label *chart_find_text(const struct fire_picture *picture, const char *words)
{
    for (int32_t i = 0; i < picture->n_shapes; i++)
        if (picture->shape[i].kind == FIRE_SHAPE_TEXT &&
            strstr(picture->shape[i].label.text, words) != NULL)
            return &picture->shape[i].label;
    return NULL;
}

/* ---- random content -------------------------------------------------------------------- */

double chart_random_value(unsigned long long *seed, int scale)
{
    static const double sizes[CHART_RANDOM_SCALES] = { 1, 5, 40, 1000, 1e6, 9.2e9 };
    const double share = (double)(check_random(seed) % 10001) / 10000;
    const double value = floor(share * sizes[scale]);
    return check_random(seed) % 40 == 0 ? -value : value;
}

const char *chart_random_text(unsigned long long *seed, char out[CHART_RANDOM_BYTES])
{
    static const char *const words[] = { "tỉnh",  "cháy", "Đồng",
                                         "phòng", "và",   "tiêu-chí-rất-dài-không-có-chỗ-ngắt",
                                         "2024",  "ẫ",    "nghiêngngả" };
    out[0] = '\0';
    const unsigned n_words = check_random(seed) % 60;
    for (unsigned i = 0; i < n_words; i++) {
        strcat(out, words[check_random(seed) % CHECK_N(words)]);
        strcat(out, check_random(seed) % 9 == 0 ? "  " : " ");
    }
    return out;
}

/* ---- a page as text -------------------------------------------------------------------- */

static void dump_positions(const struct fire_position position[], int32_t n,
                           struct fire_buffer *out)
{
    for (int32_t i = 0; i < n; i++)
        fire_buffer_printf(out, " %.1f,%.1f", position[i].x_px, position[i].y_px);
}

static void dump_tip(const char *tip, struct fire_buffer *out)
{
    if (tip != NULL && tip[0] != '\0') fire_buffer_printf(out, " \"%s\"", tip);
}

static void dump_shape(const struct fire_shape *shape, struct fire_buffer *out)
{
    static const char *const anchors[] = { [FIRE_ANCHOR_START] = "start",
                                           [FIRE_ANCHOR_MIDDLE] = "middle",
                                           [FIRE_ANCHOR_END] = "end" };
    const struct fire_bar *bar = &shape->bar;
    const struct fire_polyline *line = &shape->polyline;
    const struct fire_circle *circle = &shape->circle;
    const struct fire_polygon *polygon = &shape->polygon;
    const struct fire_label *label = &shape->label;
    switch (shape->kind) {
    case FIRE_SHAPE_RECT:
        fire_buffer_printf(out, " rect %.1f,%.1f %.1fx%.1f%s", bar->rect.x_px, bar->rect.y_px,
                           bar->rect.width_px, bar->rect.height_px,
                           bar->line_px > 0 ? " hollow" : "");
        dump_tip(bar->tip, out);
        break;
    case FIRE_SHAPE_POLYLINE:
        fire_buffer_printf(out, " line%s", line->dash_px > 0 ? " dashed" : "");
        dump_positions(line->position, line->n_positions, out);
        break;
    case FIRE_SHAPE_CIRCLE:
        fire_buffer_printf(out, " circle %.1f,%.1f r %.1f%s", circle->centre.x_px,
                           circle->centre.y_px, circle->radius_px,
                           circle->line_px > 0 ? " hollow" : "");
        dump_tip(circle->tip, out);
        break;
    case FIRE_SHAPE_POLYGON:
        fire_buffer_printf(out, " polygon of %d", (int)polygon->n_rings);
        dump_positions(polygon->position, polygon->ring_end[polygon->n_rings - 1], out);
        dump_tip(polygon->tip, out);
        break;
    case FIRE_SHAPE_TEXT:
        fire_buffer_printf(out, " text %.1f,%.1f %s %.1f%s \"%s\"", label->anchor.x_px,
                           label->anchor.y_px, anchors[label->anchored], label->size_px,
                           label->bold ? " bold" : "", label->text);
        break;
    }
}

void chart_dump(const struct fire_picture *picture, struct fire_buffer *out)
{
    fire_buffer_printf(out, "page %.1fx%.1f %s\n\"%s\"\n", picture->width_px,
                       picture->height_px, picture->language, picture->description);
    for (int32_t i = 0; i < picture->n_shapes; i++) {
        const struct fire_shape *shape = &picture->shape[i];
        fire_buffer_printf(out, "%s", fire_shape_part_name(shape->part));
        if (shape->panel >= 0) fire_buffer_printf(out, " %d", (int)shape->panel);
        fire_buffer_printf(out, " #%06X",
                           (unsigned)fire_colour_rgb(picture->palette, shape->colour));
        dump_shape(shape, out);
        fire_buffer_add_text(out, "\n");
    }
}
