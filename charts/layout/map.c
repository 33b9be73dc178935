/* map.c - see map.h.
 *
 * Equirectangular: a degree of longitude is drawn as long as it is at the middle latitude, which is
 * right to a percent over any province and near enough over the country. Points are put on a grid
 * of a quarter of a px and what falls together is left out: that is all a page can show, and since
 * neighbours share their points, their borders stay one. */
#include "map.h"

#include "legend.h"
#include "letters.h"

#include <math.h>

#define GRID_PX      0.25
#define HEIGHT_MOST  0.95  /* of the page's width */
#define CIRCLE_MOST  0.045 /* radius of the largest circle, likewise, */
#define CIRCLE_AREA  0.42  /* and of the side of a square as large as an area is on average */
#define CIRCLE_LEAST 1.2   /* px */
#define LABEL_SMALL  0.82
#define LABELS_MOST  400
#define ROOM         0.88 /* of an area's width, for what stands in it, */
#define CIRCLE_ROOM  1.01 /* and for the words of a circle, which may reach over its border */

/* The largest ring of an outline; n 0: it is a dot. */
struct ring {
    const struct fire_position *at;
    int32_t n;
};

struct map {
    struct page *page;
    const struct fire_chart_map *of;
    double per_east_px; /* px a degree of longitude, and of latitude */
    double per_north_px;
    double left_px;
    double top_px;
    double width_px;
    double height_px;
    struct fire_position *centre; /* [n] of the largest ring; where labels and circles stand */
    struct fire_rect *extent;     /* [n] of it */
    struct ring *ring;            /* [n] thinned */
    double circle_px;             /* radius of the largest circle */
    int32_t n_circles;
    int32_t *circle; /* [n_circles] outlines with one, the largest first */
    int32_t n_labels;
    struct fire_rect label[LABELS_MOST];
};

static struct fire_position position_of(const struct map *map, struct fire_degrees at)
{
    return (struct fire_position){
        map->left_px + (at.east - map->of->west) * map->per_east_px,
        map->top_px + (map->of->north - at.north) * map->per_north_px,
    };
}

static struct fire_position on_grid(struct fire_position at)
{
    return (struct fire_position){ round(at.x_px / GRID_PX) * GRID_PX,
                                   round(at.y_px / GRID_PX) * GRID_PX };
}

/* ---- outlines ---------------------------------------------------------------------------- */

/* Whether b is needed between a and c. */
static bool is_corner(struct fire_position a, struct fire_position b, struct fire_position c)
{
    if (a.x_px == b.x_px && a.y_px == b.y_px) return false;
    const double cross = (b.x_px - a.x_px) * (c.y_px - b.y_px) -
                         (b.y_px - a.y_px) * (c.x_px - b.x_px);
    return cross != 0.0;
}

/* A ring on the grid; fewer than three places: it is too small to be seen. */
static int32_t simplify(const struct map *map, const struct fire_degrees point[], int32_t n,
                        struct fire_position out[])
{
    int32_t n_out = 0;
    for (int32_t i = 0; i < n; i++) {
        const struct fire_position at = on_grid(position_of(map, point[i]));
        const struct fire_position *last = n_out > 0 ? &out[n_out - 1] : NULL;
        if (last != NULL && last->x_px == at.x_px && last->y_px == at.y_px) continue;
        if (n_out > 1 && !is_corner(out[n_out - 2], *last, at)) n_out--;
        out[n_out++] = at;
    }
    while (n_out > 1 && out[0].x_px == out[n_out - 1].x_px &&
           out[0].y_px == out[n_out - 1].y_px)
        n_out--;
    return n_out;
}

static double ring_area(const struct fire_position at[], int32_t n)
{
    double twice = 0.0;
    for (int32_t i = 0; i < n; i++) {
        const struct fire_position *next = &at[(i + 1) % n];
        twice += at[i].x_px * next->y_px - next->x_px * at[i].y_px;
    }
    return fabs(twice) / 2.0;
}

static bool is_inside(const struct fire_position at[], int32_t n, struct fire_position point)
{
    bool inside = false;
    for (int32_t i = 0, j = n - 1; i < n; j = i++) {
        if ((at[i].y_px > point.y_px) == (at[j].y_px > point.y_px)) continue;
        const double x_px = at[i].x_px + (point.y_px - at[i].y_px) / (at[j].y_px - at[i].y_px) *
                                             (at[j].x_px - at[i].x_px);
        if (point.x_px < x_px) inside = !inside;
    }
    return inside;
}

/* The widest stretch of a ring at some height: its middle and its length. */
static double widest_at(const struct fire_position at[], int32_t n, double y_px,
                        double *out_middle_px)
{
    double best_px = 0.0;
    for (int32_t i = 0; i < n; i++) { /* each crossing, to the next one at its right */
        const struct fire_position *a = &at[i];
        const struct fire_position *b = &at[(i + 1) % n];
        if ((a->y_px > y_px) == (b->y_px > y_px)) continue;
        const double x_px = a->x_px +
                            (y_px - a->y_px) / (b->y_px - a->y_px) * (b->x_px - a->x_px);
        double next_px = INFINITY;
        for (int32_t k = 0; k < n; k++) {
            const struct fire_position *c = &at[k];
            const struct fire_position *d = &at[(k + 1) % n];
            if (k == i || (c->y_px > y_px) == (d->y_px > y_px)) continue;
            const double other_px = c->x_px + (y_px - c->y_px) / (d->y_px - c->y_px) *
                                                  (d->x_px - c->x_px);
            if (other_px > x_px && other_px < next_px) next_px = other_px;
        }
        const double middle_px = (x_px + next_px) / 2;
        if (!isfinite(next_px) || next_px - x_px <= best_px ||
            !is_inside(at, n, (struct fire_position){ middle_px, y_px }))
            continue;
        best_px = next_px - x_px;
        *out_middle_px = middle_px;
    }
    return best_px;
}

#define HEIGHTS 7

/* Where most stands in a ring: the middle of its widest stretch, rather in the middle of its
 * height than at its ends. */
static void find_centre(const struct fire_position at[], int32_t n, struct fire_position *out,
                        struct fire_rect *out_extent)
{
    double top_px = INFINITY;
    double bottom_px = -INFINITY;
    double best = -1.0;
    for (int32_t i = 0; i < n; i++) {
        top_px = fmin(top_px, at[i].y_px);
        bottom_px = fmax(bottom_px, at[i].y_px);
    }
    *out = at[0];
    *out_extent = (struct fire_rect){ at[0].x_px, top_px, 0.0, bottom_px - top_px };
    for (int32_t k = 1; k <= HEIGHTS; k++) {
        const double part = (double)k / (HEIGHTS + 1);
        const double y_px = top_px + part * (bottom_px - top_px) + GRID_PX / 3;
        double middle_px = 0.0;
        const double width_px = widest_at(at, n, y_px, &middle_px);
        const double score = width_px * (1.0 - fabs(part - 0.5));
        if (score <= best || width_px == 0.0) continue;
        best = score;
        *out = (struct fire_position){ middle_px, y_px };
        *out_extent = (struct fire_rect){ middle_px - width_px / 2, top_px, width_px,
                                          bottom_px - top_px };
    }
}

#define CENTRE_POINTS 600 /* a ring is thinned to so many before room is looked for in it */

static void centre_of_ring(const struct map *map, const struct fire_position at[], int32_t n,
                           int32_t outline)
{
    if (n > CENTRE_POINTS) {
        struct fire_position *thin = PAGE_TAKE(map->page, CENTRE_POINTS, struct fire_position);
        if (thin == NULL) return;
        for (int32_t i = 0; i < CENTRE_POINTS; i++)
            thin[i] = at[(int64_t)i * n / CENTRE_POINTS];
        at = thin;
        n = CENTRE_POINTS;
    }
    map->ring[outline] = (struct ring){ at, n };
    find_centre(at, n, &map->centre[outline], &map->extent[outline]);
}

/* Put one; an island too small for the page becomes a dot, so that it is not gone. */
static void put_outline(const struct map *map, int32_t index)
{
    struct page *page = map->page;
    const struct fire_chart_outline *outline = &map->of->outline[index];
    const struct fire_boundary *boundary = outline->boundary;
    const int32_t n_points = boundary->ring_end[boundary->n_rings - 1];
    struct fire_position *at = PAGE_TAKE(page, n_points, struct fire_position);
    int32_t *ring_end = PAGE_TAKE(page, boundary->n_rings, int32_t);
    struct fire_polygon polygon = { .position = at,
                                    .ring_end = ring_end,
                                    .line_px = page->style->thin_line,
                                    .line_colour = FIRE_COLOUR_PAPER,
                                    .tip = letters_label(page, outline->tip) };
    double largest = 0.0;
    if (at == NULL || ring_end == NULL) return;
    int32_t used = 0;
    for (int32_t r = 0, from = 0; r < boundary->n_rings; from = boundary->ring_end[r++]) {
        const int32_t n = simplify(map, boundary->point + from, boundary->ring_end[r] - from,
                                   at + used);
        if (n < 3) continue;
        const double area = ring_area(at + used, n);
        if (area > largest) centre_of_ring(map, at + used, n, index);
        largest = fmax(largest, area);
        used += n;
        ring_end[polygon.n_rings++] = used;
    }
    const bool is_known = outline->colour >= 0;
    const fire_colour colour = is_known ? legend_colour(outline->colour) : FIRE_COLOUR_PAPER;
    if (outline->circle > 0.0 || !is_known || outline->colour == 0)
        polygon.line_colour = FIRE_COLOUR_OTHER;
    if (polygon.n_rings > 0) {
        page_polygon(page, FIRE_PART_MARKER, colour, polygon);
        return;
    }
    map->centre[index] = on_grid(position_of(map, boundary->point[0]));
    page_circle(page, FIRE_PART_MARKER, is_known ? colour : FIRE_COLOUR_OTHER,
                (struct fire_circle){
                    .centre = map->centre[index], .radius_px = 1.0, .tip = polygon.tip });
}

/* ---- circles ----------------------------------------------------------------------------- */

static double radius_px(const struct map *map, const struct fire_chart_outline *outline)
{
    if (outline->circle <= 0.0) return 0.0;
    return fmax(CIRCLE_LEAST, sqrt(outline->circle) * map->circle_px);
}

/* Of the parts of one area the largest has its circle and its label. */
static bool is_main(const struct map *map, int32_t index)
{
    const int32_t area = map->of->outline[index].area;
    const double size = map->extent[index].width_px * map->extent[index].height_px;
    if (area < 0) return false;
    for (int32_t i = 0; i < map->of->n; i++) {
        if (i == index || map->of->outline[i].area != area) continue;
        const double other = map->extent[i].width_px * map->extent[i].height_px;
        if (other > size || (other == size && i < index)) return false;
    }
    return true;
}

/* Those that are drawn, the largest first: a small one is never behind a large one. */
static void find_circles(struct map *map)
{
    for (int32_t i = 0; i < map->of->n; i++) {
        const double size = map->of->outline[i].circle;
        if (size <= 0.0 || !is_main(map, i)) continue;
        int32_t at = map->n_circles++;
        for (; at > 0 && map->of->outline[map->circle[at - 1]].circle < size; at--)
            map->circle[at] = map->circle[at - 1];
        map->circle[at] = i;
    }
}

static void put_circle(const struct map *map, int32_t index)
{
    struct page *page = map->page;
    const struct fire_chart_outline *outline = &map->of->outline[index];
    const struct fire_circle circle = { .centre = map->centre[index],
                                        .radius_px = radius_px(map, outline),
                                        .tip = letters_label(page, outline->tip) };
    /* a rim of paper, where it lies on a larger one */
    page_circle(page, FIRE_PART_MARKER, FIRE_COLOUR_PAPER,
                (struct fire_circle){ .centre = circle.centre,
                                      .radius_px = circle.radius_px + page->style->thin_line,
                                      .tip = "" });
    page_circle(page, FIRE_PART_MARKER, FIRE_COLOUR_CURRENT, circle);
}

/* ---- words ------------------------------------------------------------------------------- */

static bool is_over_circle(const struct map *map, struct fire_rect box)
{
    for (int32_t i = 0; i < map->n_circles; i++) {
        const struct fire_position *at = &map->centre[map->circle[i]];
        const double radius = radius_px(map, &map->of->outline[map->circle[i]]);
        const double x_px = fmax(box.x_px, fmin(at->x_px, box.x_px + box.width_px));
        const double y_px = fmax(box.y_px, fmin(at->y_px, box.y_px + box.height_px));
        if (hypot(at->x_px - x_px, at->y_px - y_px) < radius) return true;
    }
    return false;
}

static bool is_free(const struct map *map, struct fire_rect box)
{
    if (box.x_px < map->left_px || box.y_px < map->top_px ||
        box.x_px + box.width_px > map->left_px + map->width_px ||
        box.y_px + box.height_px > map->top_px + map->height_px || map->n_labels >= LABELS_MOST)
        return false;
    const double gap_px = 0.4 * map->page->style->label; /* two names side by side are two */
    for (int32_t i = 0; i < map->n_labels; i++) {
        const struct fire_rect *other = &map->label[i];
        if (box.x_px < other->x_px + other->width_px + gap_px &&
            other->x_px < box.x_px + box.width_px + gap_px &&
            box.y_px < other->y_px + other->height_px && other->y_px < box.y_px + box.height_px)
            return false;
    }
    return !is_over_circle(map, box);
}

/* Corners, and the middles of the sides between them. */
static bool is_box_inside(const struct ring *ring, struct fire_rect box)
{
    for (int i = 0; i < 6; i++) {
        const struct fire_position corner = { box.x_px + (i % 3) * box.width_px / 2,
                                              box.y_px + (i / 3) * box.height_px };
        if (!is_inside(ring->at, ring->n, corner)) return false;
    }
    return true;
}

/* Lines one below the other. */
struct words {
    const char *const *line; /* [n] */
    int32_t n;
    struct look look;
    double width_px; /* of the widest */
};

static double height_of(const struct words *words)
{
    return words->n * 1.16 * words->look.size_px;
}

/* Put them around a place.
 *   ring      they must lie in; NULL: they need not
 *   returns   false: no room */
static bool put_lines(struct map *map, const struct words *words, struct fire_position middle,
                      const struct ring *ring)
{
    struct page *page = map->page;
    const struct look look = words->look;
    const double line_px = height_of(words) / words->n;
    const struct fire_rect box = { middle.x_px - words->width_px / 2,
                                   middle.y_px - height_of(words) / 2, words->width_px,
                                   height_of(words) };
    if (words->width_px == 0.0 || !is_free(map, box)) return false;
    if (ring != NULL && !is_box_inside(ring, box)) return false;
    map->label[map->n_labels++] = box;
    for (int32_t i = 0; i < words->n; i++)
        page_text(page, FIRE_PART_LABEL, words->line[i], look,
                  (struct fire_position){ middle.x_px, box.y_px + (i + 0.5) * line_px +
                                                           STYLE_HALF_DIGIT * look.size_px },
                  FIRE_ANCHOR_MIDDLE);
    return true;
}

/* In the area and nowhere else, for their colour is made for its colour: in its middle, else at the
 * height nearest to it that has the room. */
static bool put_in_area(struct map *map, int32_t index, const struct words *words)
{
    const struct fire_rect *extent = &map->extent[index];
    const struct ring *ring = &map->ring[index];
    if (words->width_px > ROOM * extent->width_px || height_of(words) > extent->height_px)
        return false;
    if (put_lines(map, words, map->centre[index], ring)) return true;
    for (int32_t k = 0; k < HEIGHTS; k++) { /* 4 3 5 2 6 1 7 of 8 */
        const int32_t step = (HEIGHTS + 1) / 2 + (k % 2 == 0 ? k / 2 : -(k + 1) / 2);
        struct fire_position middle = { .y_px = extent->y_px +
                                                step * extent->height_px / (HEIGHTS + 1) };
        if (widest_at(ring->at, ring->n, middle.y_px + GRID_PX / 3, &middle.x_px) >
                words->width_px &&
            put_lines(map, words, middle, ring))
            return true;
    }
    return false;
}

/* Below the circle, above it, or at its sides. */
static bool put_at_circle(struct map *map, int32_t index, const struct words *words)
{
    const double radius = radius_px(map, &map->of->outline[index]);
    const double down_px = radius + 0.15 * words->look.size_px + height_of(words) / 2;
    const double aside_px = radius + 0.4 * words->look.size_px + words->width_px / 2;
    const struct fire_position *at = &map->centre[index];
    const struct fire_position place[] = { { at->x_px, at->y_px + down_px },
                                           { at->x_px, at->y_px - down_px },
                                           { at->x_px + aside_px, at->y_px },
                                           { at->x_px - aside_px, at->y_px } };
    if (words->width_px > CIRCLE_ROOM * map->extent[index].width_px) return false;
    for (size_t i = 0; i < sizeof place / sizeof place[0]; i++)
        if (put_lines(map, words, place[i], NULL)) return true;
    return false;
}

/* Name and figure, smaller, or the figure alone, where there is room. */
static void put_label(struct map *map, int32_t index)
{
    struct page *page = map->page;
    const struct fire_chart_outline *outline = &map->of->outline[index];
    const char *const both[2] = { letters_label(page, outline->label),
                                  letters_label(page, outline->value) };
    const int32_t n_lines = both[1][0] == '\0' ? 1 : 2;
    for (int pass = 0; pass < 3; pass++) {
        const double size_px = page->style->label * (pass == 0 ? 1.0 : LABEL_SMALL);
        struct words words = { pass < 2 ? both : both + 1,
                               pass < 2 ? n_lines : 1,
                               { size_px, false, legend_ink(outline->colour) } };
        for (int32_t i = 0; i < words.n; i++)
            words.width_px = fmax(words.width_px,
                                  page_width_px(page, words.line[i], words.look));
        if (outline->circle > 0.0 ? put_at_circle(map, index, &words)
                                  : put_in_area(map, index, &words))
            return;
    }
}

static void put_words(struct map *map)
{
    for (int32_t i = 0; i < map->of->n; i++) {
        const struct fire_chart_outline *outline = &map->of->outline[i];
        const double mark_px = map->page->style->label;
        const struct fire_position *at = &map->centre[i];
        if (outline->colour < 0 && map->extent[i].width_px > 1.5 * mark_px)
            page_line(map->page, FIRE_PART_LEADER, FIRE_COLOUR_QUIET,
                      map->page->style->thin_line,
                      (struct fire_position){ at->x_px - 0.4 * mark_px, at->y_px },
                      (struct fire_position){ at->x_px + 0.4 * mark_px, at->y_px });
    }
    for (int32_t i = 0; i < map->n_circles; i++) /* the largest has its words first */
        put_label(map, map->circle[i]);
    for (int32_t i = 0; i < map->of->n; i++)
        if (map->of->outline[i].colour >= 0 && map->of->outline[i].circle <= 0.0 &&
            is_main(map, i))
            put_label(map, i);
}

/* ---- the page ---------------------------------------------------------------------------- */

bool map_has_point(const struct fire_chart *chart)
{
    for (int32_t i = 0; i < chart->map.n; i++)
        if (chart->map.outline[i].colour >= 0) return true;
    return false;
}

bool map_fits(const struct fire_chart *chart)
{
    (void)chart; /* boundaries have their limits where they are read */
    return true;
}

/* As large as the page has room for. false: the outlines have no extent */
static bool find_size(struct map *map, double width_px, double height_px)
{
    const struct fire_chart_map *of = map->of;
    const double pi = acos(-1.0);
    const double squeeze = cos((of->south + of->north) / 2.0 * pi / 180.0);
    const double east = (of->east - of->west) * squeeze;
    const double north = of->north - of->south;
    const double scale = fmin(width_px / east, height_px / north);
    if (!(east > 0.0 && north > 0.0) || !isfinite(scale)) return false;
    map->per_north_px = scale;
    map->per_east_px = scale * squeeze;
    map->width_px = east * scale;
    map->height_px = north * scale;
    map->circle_px = fmin(CIRCLE_MOST * map->page->style->width,
                          CIRCLE_AREA * sqrt(map->width_px * map->height_px / of->n));
    return true;
}

fire_status map_put(struct page *page, const struct frame *frame, double *out_height_px,
                    struct fire_error *err)
{
    const struct style *style = page->style;
    struct map *map = PAGE_TAKE(page, 1, struct map);
    if (map == NULL) return FIRE_OK; /* the page remembers */
    map->page = page;
    map->of = &page->chart->map;
    const int32_t n = map->of->n;
    const double room_px = style->width - 2 * style->margin;
    const struct fire_chart_legend *legend = &map->of->legend;
    /* circles are smaller on a smaller map: those of one as large as can be need the most room */
    if (!find_size(map, room_px, HEIGHT_MOST * style->width))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "the boundaries have no extent");
    const double legend_px = legend_put(page, legend, style->margin, 0.0, room_px,
                                        map->circle_px, false);
    const double gap_px = 1.1 * style->label;
    const double fixed_px = frame->body_px + gap_px + legend_px + frame->footer_px;
    const double least_px = style->least_height - fixed_px;
    if (style->least_height > 0) find_size(map, room_px, fmax(least_px, 0.3 * style->width));
    map->left_px = style->margin + (room_px - map->width_px) / 2;
    map->top_px = frame->body_px;
    map->centre = PAGE_TAKE(page, n, struct fire_position);
    map->extent = PAGE_TAKE(page, n, struct fire_rect);
    map->ring = PAGE_TAKE(page, n, struct ring);
    map->circle = PAGE_TAKE(page, n, int32_t);
    if (map->centre == NULL || map->extent == NULL || map->ring == NULL || map->circle == NULL)
        return FIRE_OK;

    *out_height_px = ceil(fixed_px + fmax(map->height_px, least_px));
    frame_put(page, frame, *out_height_px);
    page->panel = 0;
    for (int32_t i = 0; i < n; i++)
        put_outline(map, i);
    find_circles(map);
    for (int32_t i = 0; i < map->n_circles; i++)
        put_circle(map, map->circle[i]);
    put_words(map);
    page->panel = -1;
    legend_put(page, legend, style->margin, map->top_px + map->height_px + gap_px, room_px,
               map->circle_px, true);
    return FIRE_OK;
}
