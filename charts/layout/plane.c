/* plane.c - see plane.h.
 *
 * A point's label stands where it hits nothing: eight places around the point are tried in turn,
 * nearest and most readable first, against all points and all labels before. Those that find no
 * place have none; who they are stands in the table below. */
#include "plane.h"

#include "column.h"
#include "letters.h"
#include "scale.h"
#include "table.h"

#include <math.h>

#define PLOT_HEIGHT 0.42 /* of the page's width */
#define Y_TICK_GAP  5.5  /* between two labels of the vertical axis, in parts of their size */
#define X_TICK_GAP  1.2  /* likewise of the horizontal one, beside the widest               */
#define CURVE_SHARE 0.22 /* of the page's width, for what curves are called                 */
#define BESIDE      0.65 /* what stands beside an end of an axis reaches so far over it, likewise */
#define MARK_GAP    0.5  /* between marks' words and the plot */
#define LABELS_MOST 60   /* labels of points that are tried                                 */
#define NEIGHBOURS  3000 /* points that labels are kept off */

static const struct {
    fire_colour colour;
    double width; /* in parts of the style's line */
    bool is_dashed;
} curve_style[FIRE_N_CURVES] = {
    [FIRE_CURVE_MAIN] = { FIRE_COLOUR_CURRENT, 1.0, false },
    [FIRE_CURVE_LEVEL] = { FIRE_COLOUR_GUIDE, 0.6, false },
    [FIRE_CURVE_INNER] = { FIRE_COLOUR_GUIDE, 0.5, true },
    [FIRE_CURVE_OUTER] = { FIRE_COLOUR_PLAIN, 0.6, false },
};

static const fire_colour dot_colour[FIRE_N_DOTS] = {
    [FIRE_DOT_PLAIN] = FIRE_COLOUR_OTHER,
    [FIRE_DOT_ABOVE] = FIRE_COLOUR_ROSE,
    [FIRE_DOT_BELOW] = FIRE_COLOUR_FELL,
};

struct plane {
    struct page *page;
    const struct fire_chart_plane *of;
    struct scale x;
    struct scale y;
    double left_px; /* of the plot */
    double right_px;
    double top_px;
    double bottom_px;
    double column_px; /* where the labels of curves begin */
};

static struct look label_look(const struct page *page)
{
    return (struct look){ page->style->label, false, FIRE_COLOUR_PLAIN };
}

static struct fire_position position_of(const struct plane *plane, double x, double y)
{
    return (struct fire_position){
        plane->left_px + scale_part(&plane->x, x) * (plane->right_px - plane->left_px),
        plane->bottom_px - scale_part(&plane->y, y) * (plane->bottom_px - plane->top_px),
    };
}

/* ---- axes -------------------------------------------------------------------------------- */

static void put_title(const struct plane *plane, const char *words, double baseline_px)
{
    struct page *page = plane->page;
    const struct style *style = page->style;
    const struct look look = { style->panel_title, true, FIRE_COLOUR_STRONG };
    page_text(page, FIRE_PART_PANEL_TITLE,
              letters_fit(page, words, look, style->width - 2 * style->margin), look,
              (struct fire_position){ style->margin, baseline_px }, FIRE_ANCHOR_START);
}

static void put_y(const struct plane *plane)
{
    struct page *page = plane->page;
    const struct look look = label_look(page);
    for (int32_t i = 0; i < plane->y.n_ticks; i++) {
        const double y_px = position_of(plane, plane->x.low, plane->y.value[i]).y_px;
        page_text(page, FIRE_PART_TICK, plane->y.text[i], look,
                  (struct fire_position){ plane->left_px - 0.7 * look.size_px,
                                          y_px + STYLE_HALF_DIGIT * look.size_px },
                  FIRE_ANCHOR_END);
        const bool is_zero = plane->y.value[i] == 0.0;
        page_line(page, is_zero ? FIRE_PART_ZERO : FIRE_PART_GRID,
                  is_zero ? FIRE_COLOUR_QUIET : FIRE_COLOUR_GRID, page->style->thin_line,
                  (struct fire_position){ plane->left_px, y_px },
                  (struct fire_position){ plane->right_px, y_px });
    }
}

/* Ticks with their labels, as long as these do not touch; the title below them. */
static void put_x(const struct plane *plane)
{
    struct page *page = plane->page;
    const struct look look = label_look(page);
    const double tick_px = 0.4 * look.size_px;
    const double baseline_px = plane->bottom_px + BESIDE * look.size_px +
                               FIRE_TEXT_ASCENT * look.size_px;
    double free_px = 0.0;
    for (int32_t i = 0; i < plane->x.n_ticks; i++) {
        const double x_px = position_of(plane, plane->x.value[i], plane->y.low).x_px;
        const double half_px = page_width_px(page, plane->x.text[i], look) / 2;
        page_line(page, FIRE_PART_GRID, FIRE_COLOUR_QUIET, page->style->thin_line,
                  (struct fire_position){ x_px, plane->bottom_px },
                  (struct fire_position){ x_px, plane->bottom_px + tick_px });
        if (x_px - half_px < free_px || x_px + half_px > page->style->width) continue;
        page_text(page, FIRE_PART_SLOT, plane->x.text[i], look,
                  (struct fire_position){ x_px, baseline_px }, FIRE_ANCHOR_MIDDLE);
        free_px = x_px + half_px + 0.5 * look.size_px;
    }
    put_title(plane, plane->of->x.title,
              baseline_px + FIRE_TEXT_DESCENT * look.size_px + 0.25 * look.size_px +
                  FIRE_TEXT_ASCENT * page->style->panel_title);
}

/* Height of what put_x puts. */
static double below_px(const struct style *style)
{
    return (BESIDE + FIRE_TEXT_ASCENT + FIRE_TEXT_DESCENT + 0.25) * style->label +
           (FIRE_TEXT_ASCENT + FIRE_TEXT_DESCENT) * style->panel_title;
}

/* ---- curves ------------------------------------------------------------------------------ */

static bool is_inside(const struct plane *plane, double y)
{
    return y >= plane->y.low && y <= plane->y.high;
}

static void put_run(const struct plane *plane, const struct fire_chart_curve *curve,
                    struct fire_position position[], int32_t n)
{
    struct page *page = plane->page;
    const double line_px = curve_style[curve->role].width * page->style->line;
    const bool is_dashed = curve_style[curve->role].is_dashed;
    if (n < 2) return;
    page_polyline(page, curve->role == FIRE_CURVE_MAIN ? FIRE_PART_SERIES : FIRE_PART_GUIDE,
                  curve_style[curve->role].colour,
                  (struct fire_polyline){ position, n, line_px,
                                          .dash_px = is_dashed ? 4.0 * line_px : 0.0,
                                          .gap_px = is_dashed ? 3.0 * line_px : 0.0 });
}

/* Where a curve crosses the end of the vertical axis between two of its points. */
static struct fire_position crossing(const struct plane *plane,
                                     const struct fire_chart_curve *curve, int32_t from,
                                     int32_t to)
{
    const double edge = fmax(curve->y[from], curve->y[to]) > plane->y.high ? plane->y.high
                                                                           : plane->y.low;
    const double part = (edge - curve->y[from]) / (curve->y[to] - curve->y[from]);
    const struct fire_position a = position_of(plane, curve->x[from], edge);
    const struct fire_position b = position_of(plane, curve->x[to], edge);
    return (struct fire_position){ a.x_px + part * (b.x_px - a.x_px), a.y_px };
}

/* The parts of it that lie inside the axes. */
static void put_curve(const struct plane *plane, const struct fire_chart_curve *curve)
{
    struct fire_position *position = PAGE_TAKE(plane->page, 2 * curve->n, struct fire_position);
    int32_t n = 0;
    int32_t from = 0;
    if (position == NULL) return;
    for (int32_t i = 0; i < curve->n; i++) {
        const bool is_in = is_inside(plane, curve->y[i]);
        const bool was_in = i > 0 && is_inside(plane, curve->y[i - 1]);
        if (i > 0 && is_in != was_in) position[n++] = crossing(plane, curve, i - 1, i);
        if (is_in) position[n++] = position_of(plane, curve->x[i], curve->y[i]);
        if (is_in && i < curve->n - 1) continue;
        if (!is_in && !was_in) continue;
        put_run(plane, curve, position + from, n - from);
        from = n;
    }
}

/* What curves are called, at their right ends. */
static struct column_label *curve_labels(struct page *page, const struct fire_chart_plane *of,
                                         double *out_widest_px)
{
    struct column_label *label = PAGE_TAKE(page, of->n_curves, struct column_label);
    *out_widest_px = 0.0;
    for (int32_t i = 0; label != NULL && i < of->n_curves; i++) {
        label[i] = column_label_of(page, "", of->curve[i].label, FIRE_COLOUR_PLAIN,
                                   FIRE_COLOUR_PLAIN, CURVE_SHARE * page->style->width);
        label[i].priority = of->curve[i].role == FIRE_CURVE_LEVEL ? 2 : 1;
        *out_widest_px = fmax(*out_widest_px, label[i].width_px);
    }
    return label;
}

static void put_curve_labels(const struct plane *plane, struct column_label label[])
{
    struct page *page = plane->page;
    int32_t n = 0;
    for (int32_t i = 0; i < plane->of->n_curves; i++) {
        const struct fire_chart_curve *curve = &plane->of->curve[i];
        const double y = curve->y[curve->n - 1];
        if (label[i].remark[0] == '\0' || !is_inside(plane, y)) continue;
        const struct fire_position at = position_of(plane, curve->x[curve->n - 1], y);
        label[n] = label[i];
        label[n].anchor_x_px = at.x_px + 2.0;
        label[n].anchor_y_px = at.y_px;
        n++;
    }
    column_put(page, label, n, plane->column_px, plane->top_px - BESIDE * page->style->label,
               plane->bottom_px + BESIDE * page->style->label);
}

/* ---- marks ------------------------------------------------------------------------------- */

static double mark_line_px(const struct style *style)
{
    return STYLE_LINE_HEIGHT * style->label;
}

/* Where the words of a mark stand: at the outer side, away from the other mark, where there is room. */
struct mark_words {
    double x_px; /* of its line */
    double gap_px;
    double room_px;
    double width_px;
    bool is_left;
};

static struct mark_words mark_words_of(const struct plane *plane, int32_t i)
{
    const struct style *style = plane->page->style;
    const struct fire_chart_plane *of = plane->of;
    const struct look look = { style->label, true, FIRE_COLOUR_PLAIN };
    const double gap_px = 0.4 * style->label;
    const double x_px = position_of(plane, of->mark[i].x, plane->y.low).x_px;
    const double left_px = x_px - gap_px - style->margin;
    const double right_px = style->width - style->margin - x_px - gap_px;
    const double width_px = page_width_px(plane->page,
                                          letters_label(plane->page, of->mark[i].label), look);
    const bool wants_left = of->mark[i].x < of->mark[of->n_marks - 1 - i].x;
    const bool is_left = wants_left ? width_px <= left_px || left_px > right_px
                                    : width_px > right_px && left_px > right_px;
    const double room_px = is_left ? left_px : right_px;
    return (struct mark_words){ x_px, gap_px, room_px, fmin(width_px, room_px), is_left };
}

/* Do the words of one mark reach over the line of another? */
static bool reaches(const struct mark_words *words, double line_px)
{
    const double from_px = words->is_left ? words->x_px - words->gap_px - words->width_px
                                          : words->x_px + words->gap_px;
    return line_px > from_px - words->gap_px &&
           line_px < from_px + words->width_px + words->gap_px;
}

/* A vertical line with its words above the plot.
 *   level   1: just above it; more: higher, over the words of those below */
static void put_mark(const struct plane *plane, int32_t i, int32_t level)
{
    struct page *page = plane->page;
    const struct style *style = page->style;
    const struct look look = { style->label, true, FIRE_COLOUR_PLAIN };
    const struct mark_words words = mark_words_of(plane, i);
    const double line_px = mark_line_px(style) * level + MARK_GAP * style->label;
    page_line(page, FIRE_PART_GUIDE, FIRE_COLOUR_PLAIN, 0.45 * style->line,
              (struct fire_position){ words.x_px, plane->top_px - line_px },
              (struct fire_position){ words.x_px, plane->bottom_px });
    page_text(
        page, FIRE_PART_LABEL, letters_fit(page, plane->of->mark[i].label, look, words.room_px),
        look,
        (struct fire_position){ words.x_px + (words.is_left ? -words.gap_px : words.gap_px),
                                plane->top_px - line_px + FIRE_TEXT_ASCENT * look.size_px },
        words.is_left ? FIRE_ANCHOR_END : FIRE_ANCHOR_START);
}

/* Each on a line of its own, the first one highest: unless the words of the second would stand on
 * its line. */
static void put_marks(const struct plane *plane)
{
    const int32_t n = plane->of->n_marks;
    bool is_second_higher = false;
    if (n == 2) {
        const struct mark_words second = mark_words_of(plane, 1);
        is_second_higher = reaches(&second, mark_words_of(plane, 0).x_px);
    }
    for (int32_t i = 0; i < n; i++)
        put_mark(plane, i, is_second_higher ? i + 1 : n - i);
}

/* ---- points ------------------------------------------------------------------------------ */

static double radius_px(const struct plane *plane, fire_chart_dot_role role)
{
    const struct style *style = plane->page->style;
    if (role != FIRE_DOT_PLAIN) return style->radius * 1.25;
    return plane->of->n_dots > 300 ? 0.6 * style->radius : style->radius;
}

/* What stands out is drawn last, above the others; downwards hollow, for those who see no
 * colours. */
static void put_dots(const struct plane *plane)
{
    struct page *page = plane->page;
    for (int32_t i = plane->of->n_dots - 1; i >= 0; i--) {
        const struct fire_chart_dot *dot = &plane->of->dot[i];
        const double radius = radius_px(plane, dot->role);
        const double line_px = dot->role == FIRE_DOT_BELOW ? 0.8 * page->style->line : 0.0;
        page_circle(page, FIRE_PART_MARKER, dot_colour[dot->role],
                    (struct fire_circle){ .centre = position_of(plane, dot->x, dot->y),
                                          .radius_px = radius - line_px / 2,
                                          .line_px = line_px,
                                          .tip = letters_label(page, dot->tip) });
    }
}

struct labels {
    const struct plane *plane;
    int32_t n;
    struct fire_rect box[LABELS_MOST];
};

static bool overlap(struct fire_rect a, struct fire_rect b)
{
    return a.x_px < b.x_px + b.width_px && b.x_px < a.x_px + a.width_px &&
           a.y_px < b.y_px + b.height_px && b.y_px < a.y_px + a.height_px;
}

/* Whether a curve runs through a box; its points lie near each other. */
static bool is_crossed(const struct plane *plane, struct fire_rect box)
{
    for (int32_t c = 0; c < plane->of->n_curves; c++) {
        const struct fire_chart_curve *curve = &plane->of->curve[c];
        for (int32_t i = 0; i + 1 < curve->n; i++) {
            const struct fire_position a = position_of(plane, curve->x[i], curve->y[i]);
            const struct fire_position b = position_of(plane, curve->x[i + 1], curve->y[i + 1]);
            const struct fire_rect around = { fmin(a.x_px, b.x_px), fmin(a.y_px, b.y_px),
                                              fabs(a.x_px - b.x_px), fabs(a.y_px - b.y_px) };
            if (overlap(box, around)) return true;
        }
    }
    return false;
}

static bool is_free(const struct labels *labels, struct fire_rect box, bool may_cross)
{
    const struct plane *plane = labels->plane;
    if (box.x_px < plane->left_px || box.x_px + box.width_px > plane->right_px ||
        box.y_px < plane->top_px || box.y_px + box.height_px > plane->bottom_px)
        return false;
    for (int32_t i = 0; i < labels->n; i++)
        if (overlap(box, labels->box[i])) return false;
    for (int32_t i = 0; i < plane->of->n_dots && i < NEIGHBOURS; i++) {
        const struct fire_chart_dot *dot = &plane->of->dot[i];
        const struct fire_position at = position_of(plane, dot->x, dot->y);
        const double radius = radius_px(plane, dot->role);
        const struct fire_rect round = { at.x_px - radius, at.y_px - radius, 2 * radius,
                                         2 * radius };
        if (overlap(box, round)) return false;
    }
    for (int32_t i = 0; i < plane->of->n_marks; i++) {
        const double x_px = position_of(plane, plane->of->mark[i].x, plane->y.low).x_px;
        if (x_px > box.x_px && x_px < box.x_px + box.width_px) return false;
    }
    return may_cross || !is_crossed(plane, box);
}

/* First where no curve runs either. */
static bool put_label(struct labels *labels, const struct fire_chart_dot *dot, bool may_cross)
{
    static const struct {
        int right; /* of the point, -1: left of it, 0: over its middle */
        int below;
    } places[] = { { 1, 0 },  { -1, 0 },  { 0, -1 }, { 0, 1 },
                   { 1, -1 }, { -1, -1 }, { 1, 1 },  { -1, 1 } };
    const struct plane *plane = labels->plane;
    struct page *page = plane->page;
    const struct look look = { page->style->label, true, FIRE_COLOUR_STRONG };
    const char *words = letters_label(page, dot->label);
    const double width_px = page_width_px(page, words, look);
    const double height_px = (FIRE_TEXT_ASCENT + FIRE_TEXT_DESCENT) * look.size_px;
    const struct fire_position at = position_of(plane, dot->x, dot->y);
    const double off_px = radius_px(plane, dot->role) + 0.25 * look.size_px;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const struct fire_rect box = {
            at.x_px + (places[i].right > 0   ? off_px
                       : places[i].right < 0 ? -off_px - width_px
                                             : -width_px / 2),
            at.y_px + (places[i].below > 0   ? off_px
                       : places[i].below < 0 ? -off_px - height_px
                                             : -height_px / 2),
            width_px,
            height_px,
        };
        if (!is_free(labels, box, may_cross)) continue;
        labels->box[labels->n++] = box;
        if (may_cross) /* the curve ends at the word and goes on behind it */
            page_rect(page, FIRE_PART_LEADER, FIRE_COLOUR_PAPER, box);
        page_text(
            page, FIRE_PART_LABEL, words, look,
            (struct fire_position){ box.x_px, box.y_px + FIRE_TEXT_ASCENT * look.size_px },
            FIRE_ANCHOR_START);
        return true;
    }
    return false;
}

static void put_labels(const struct plane *plane)
{
    struct labels labels = { .plane = plane };
    for (int32_t i = 0; i < plane->of->n_dots && i < LABELS_MOST; i++) {
        const struct fire_chart_dot *dot = &plane->of->dot[i];
        if (dot->label[0] != '\0' && !put_label(&labels, dot, false))
            put_label(&labels, dot, true);
    }
}

/* ---- the page ---------------------------------------------------------------------------- */

bool plane_has_point(const struct fire_chart *chart)
{
    return chart->plane.n_dots > 0 || chart->plane.n_curves > 0;
}

bool plane_fits(const struct fire_chart *chart)
{
    const struct fire_chart_plane *of = &chart->plane;
    return of->n_dots <= FIRE_CHART_DOTS_MOST && of->n_curves <= FIRE_CHART_CURVES_MOST &&
           of->n_marks <= FIRE_CHART_MARKS_MOST && of->table.n_rows <= FIRE_CHART_TABLE_ROWS &&
           of->table.n_columns <= FIRE_CHART_TABLE_COLUMNS;
}

static bool is_on(const struct fire_chart_plane *of, double x, double y)
{
    return isfinite(x) && isfinite(y) && (!of->x.is_log || x > 0.0) &&
           (!of->y.is_log || y > 0.0);
}

/* Whether everything has a place on the axes. */
static fire_status check_values(const struct fire_chart_plane *of, struct fire_error *err)
{
    bool is_sound = true;
    for (int32_t i = 0; i < of->n_dots; i++)
        is_sound = is_sound && is_on(of, of->dot[i].x, of->dot[i].y);
    for (int32_t i = 0; i < of->n_curves; i++)
        for (int32_t k = 0; k < of->curve[i].n; k++)
            is_sound = is_sound && is_on(of, of->curve[i].x[k], of->curve[i].y[k]);
    for (int32_t i = 0; i < of->n_marks; i++)
        is_sound = is_sound && is_on(of, of->mark[i].x, 1.0);
    if (is_sound) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a value of '%s' is not a finite number",
                     of->y.title);
}

fire_status plane_put(struct page *page, const struct frame *frame, double *out_height_px,
                      struct fire_error *err)
{
    const struct style *style = page->style;
    const struct fire_chart_plane *of = &page->chart->plane;
    struct plane plane = { .page = page, .of = of };
    double curves_px;
    FIRE_TRY(check_values(of, err));
    struct column_label *label = curve_labels(page, of, &curves_px);
    if (label == NULL) return FIRE_OK; /* the page remembers */

    const double table_px = table_height_px(page, &of->table);
    const double table_gap_px = table_px > 0.0 ? 1.2 * style->label : 0.0;
    const double above_px = STYLE_LINE_HEIGHT * style->panel_title + 0.7 * style->label +
                            of->n_marks * mark_line_px(style) +
                            (of->n_marks > 0 ? MARK_GAP * style->label : 0.0);
    const double fixed_px = frame->body_px + above_px + below_px(style) + table_gap_px +
                            table_px + frame->footer_px;
    const double plot_px = fmax(PLOT_HEIGHT * style->width *
                                    (style->least_height > 0 ? 0.6 : 1.0),
                                style->least_height - fixed_px);
    FIRE_TRY(scale_of(page, &of->y, (int32_t)(plot_px / (Y_TICK_GAP * style->label)) + 1,
                      &plane.y, err));
    plane.left_px = style->margin + fmax(plane.y.widest_px, 1.5 * style->label) +
                    0.7 * style->label;
    plane.column_px = style->width - style->margin - curves_px;
    plane.right_px = plane.column_px - (curves_px > 0.0 ? 0.8 * style->label : 0.0);
    plane.top_px = frame->body_px + above_px;
    plane.bottom_px = plane.top_px + plot_px;
    FIRE_TRY(scale_of(page, &of->x,
                      (int32_t)((plane.right_px - plane.left_px) / (5.0 * style->label)),
                      &plane.x, err));

    *out_height_px = ceil(fixed_px + plot_px);
    frame_put(page, frame, *out_height_px);
    page->panel = 0;
    put_title(&plane, of->y.title, frame->body_px + FIRE_TEXT_ASCENT * style->panel_title);
    put_y(&plane);
    put_x(&plane);
    for (int32_t i = 0; i < of->n_curves; i++)
        put_curve(&plane, &of->curve[i]);
    put_marks(&plane);
    put_dots(&plane);
    put_labels(&plane);
    put_curve_labels(&plane, label);
    page->panel = -1;
    table_put(page, &of->table, style->margin, plane.bottom_px + below_px(style) + table_gap_px,
              style->width - 2 * style->margin);
    return FIRE_OK;
}
