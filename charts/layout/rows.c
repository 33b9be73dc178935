/* rows.c - see rows.h.
 *
 * Widths come first: names at the left, columns of words at the right, and what lies between is the
 * panels', each of which keeps room for the labels at its marks. Then heights: a row is as high
 * as its name needs, and a page that must be higher than its rows stretches them. */
#include "rows.h"

#include "axis.h"

#include <math.h>

#define NAME_SHARE                                                                             \
    0.32 /* of the page's width: most that names take before they are wrapped   */
#define NAME_LINES 3
#define COLUMNS_SHARE                                                                          \
    0.46 /* most that columns take; a text too wide for its half is left out    */
#define PLOT_LEAST 0.30 /* below this columns are stacked into one                            */
#define LABELS_SHARE                                                                           \
    0.62 /* of a panel: most that labels at marks take before they are left out  */
#define FIRST_PANEL                                                                            \
    0.6 /* of the room of two panels                                           */
#define HEAD_LINES 4

#define ROW_PX     2.05 /* a row, gaps, and most of a stretched row, in parts of a label's size */
#define STRETCH_PX 4.0
#define PANEL_GAP  1.6
#define MARK_GAP   0.5
#define APART_GAP  0.7
#define TITLE_PX   9.5 /* a column is at least so wide when its title is longer */

struct plot {
    struct axis axis;
    const char **label; /* [n_rows] at marks; "" where there is no room */
    double left_px;
    double right_px;
    double end_px; /* of its labels */
    struct lines title;
};

struct row_box {
    struct lines name;
    double above_px; /* gap before it */
    double height_px;
    double middle_px; /* from the page's top */
};

struct column_box {
    const char **text; /* [n_rows] */
    struct lines title;
    double width_px;
    double right_px;
};

struct rows {
    struct page *page;
    const struct fire_chart_rows *of;
    struct row_box *row;
    struct plot plot[FIRE_CHART_ROWS_PANELS_MAX];
    struct column_box column[FIRE_CHART_ROWS_COLUMNS_MAX];
    bool is_stacked; /* columns stand in one, under each other */
    double names_right_px;
    double head_px;   /* height of the panels' titles */
    double first_px;  /* top of the first row         */
    double marks_px;  /* top of the first row with marks */
    double bottom_px; /* of the last row              */
};

static double label_px(const struct rows *rows)
{
    return rows->page->style->label;
}

static struct look plain_look(const struct rows *rows)
{
    return (struct look){ label_px(rows), false, FIRE_COLOUR_PLAIN };
}

static struct look row_look(const struct rows *rows, int32_t r)
{
    const bool is_total = rows->of->row[r].kind == FIRE_CHART_ROW_TOTAL;
    return (struct look){ label_px(rows), is_total,
                          is_total ? FIRE_COLOUR_STRONG : FIRE_COLOUR_PLAIN };
}

static struct look value_look(const struct rows *rows, bool is_known)
{
    return (struct look){ label_px(rows), is_known,
                          is_known ? FIRE_COLOUR_STRONG : FIRE_COLOUR_QUIET };
}

static struct look title_look(const struct rows *rows)
{
    return (struct look){ rows->page->style->panel_title, true, FIRE_COLOUR_STRONG };
}

/* ---- widths ------------------------------------------------------------------------------- */

/* Names, wrapped; false: no memory. */
static bool find_names(struct rows *rows)
{
    struct page *page = rows->page;
    const double most_px = NAME_SHARE * page->style->width;
    double width_px = 0.0;
    rows->row = PAGE_TAKE(page, rows->of->n_rows, struct row_box);
    if (rows->row == NULL) return false;
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        const struct look look = row_look(rows, r);
        rows->row[r].name = letters_wrap(page, letters_label(page, rows->of->row[r].label),
                                         look, most_px, NAME_LINES);
        width_px = fmax(width_px, letters_widest_px(rows->page, &rows->row[r].name, look));
    }
    rows->names_right_px = page->style->margin + width_px;
    return true;
}

/* A column's texts and how wide they are with their title; false: no memory. */
static bool find_column(struct rows *rows, int32_t c)
{
    struct page *page = rows->page;
    const struct fire_chart_column *of = &rows->of->column[c];
    struct column_box *column = &rows->column[c];
    const double most_px = COLUMNS_SHARE * page->style->width / rows->of->n_columns;
    column->text = PAGE_TAKE(page, rows->of->n_rows, const char *);
    if (column->text == NULL) return false;
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        const char *text = letters_label(page, of->text[r]);
        const double width_px = page_width_px(page, text, row_look(rows, r));
        column->text[r] = width_px <= most_px ? text : "";
        if (width_px <= most_px) column->width_px = fmax(column->width_px, width_px);
    }
    const double title_px = fmin(most_px, fmax(column->width_px, TITLE_PX * label_px(rows)));
    column->title = letters_wrap(page, letters_label(page, of->title), plain_look(rows),
                                 title_px, HEAD_LINES);
    column->width_px = fmax(column->width_px,
                            letters_widest_px(rows->page, &column->title, plain_look(rows)));
    return true;
}

static double plots_left_px(const struct rows *rows)
{
    return rows->names_right_px + 0.8 * label_px(rows);
}

/* Columns take their places from the right; what is left of them is where the panels end. */
static double place_columns(struct rows *rows)
{
    const struct style *style = rows->page->style;
    const double gap_px = 1.2 * label_px(rows);
    double end_px = style->width - style->margin;
    double columns_px = 0.0;
    double widest = 0.0;
    for (int32_t c = 0; c < rows->of->n_columns; c++) {
        columns_px += rows->column[c].width_px + gap_px;
        widest = fmax(widest, rows->column[c].width_px);
    }
    rows->is_stacked = rows->of->n_columns > 1 &&
                       end_px - columns_px - plots_left_px(rows) < PLOT_LEAST * style->width;
    for (int32_t c = rows->of->n_columns - 1; c >= 0; c--) {
        rows->column[c].right_px = rows->is_stacked ? style->width - style->margin : end_px;
        end_px = rows->is_stacked ? rows->column[c].right_px - widest - gap_px
                                  : end_px - rows->column[c].width_px - gap_px;
    }
    return end_px;
}

/* Labels at the marks of a panel, all or none of them, and the room they take. */
static double find_labels(struct rows *rows, int32_t p, double room_px)
{
    struct page *page = rows->page;
    const struct fire_chart_row_mark *mark = rows->of->panel[p].mark;
    struct plot *plot = &rows->plot[p];
    double width_px = 0.0;
    plot->label = PAGE_TAKE(page, rows->of->n_rows, const char *);
    if (plot->label == NULL) return 0.0;
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        plot->label[r] = letters_label(page, mark[r].label);
        width_px = fmax(
            width_px, page_width_px(page, plot->label[r], value_look(rows, mark[r].is_known)));
    }
    if (width_px <= LABELS_SHARE * room_px) return width_px;
    for (int32_t r = 0; r < rows->of->n_rows; r++)
        plot->label[r] = "";
    return 0.0;
}

static struct axis_range range_of(const struct rows *rows, int32_t p)
{
    const struct fire_chart_rows_panel *panel = &rows->of->panel[p];
    struct axis_range range = { .title = panel->title, .is_whole = panel->is_whole };
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        const struct fire_chart_row_mark *mark = &panel->mark[r];
        if (rows->of->row[r].kind == FIRE_CHART_ROW_TOTAL) continue;
        if (mark->is_known) axis_range_add(&range, mark->value);
        if (mark->has_base) axis_range_add(&range, mark->base);
    }
    if (panel->full > 0.0) axis_range_add(&range, panel->full);
    return range;
}

static fire_status place_plot(struct rows *rows, int32_t p, double left_px, double end_px,
                              struct fire_error *err)
{
    struct page *page = rows->page;
    struct plot *plot = &rows->plot[p];
    const double labels_px = find_labels(rows, p, end_px - left_px);
    const double title_left_px = p == 0 ? page->style->margin : left_px;
    const struct axis_range range = range_of(rows, p);
    plot->left_px = left_px;
    plot->end_px = end_px;
    plot->right_px = end_px - labels_px - 2.0 * MARK_GAP * label_px(rows);
    plot->title = letters_wrap(page, rows->of->panel[p].title, title_look(rows),
                               end_px - title_left_px, HEAD_LINES);
    return axis_across(page, &range, plot->right_px - plot->left_px, &plot->axis, err);
}

static fire_status find_widths(struct rows *rows, struct fire_error *err)
{
    bool has_memory = find_names(rows);
    for (int32_t c = 0; has_memory && c < rows->of->n_columns; c++)
        has_memory = find_column(rows, c);
    if (!has_memory) return fire_fail_memory(err);
    const double left_px = plots_left_px(rows);
    const double end_px = place_columns(rows);
    if (rows->of->n_panels == 1) return place_plot(rows, 0, left_px, end_px, err);
    const double gap_px = PANEL_GAP * label_px(rows);
    const double first_px = FIRST_PANEL * (end_px - left_px - gap_px);
    FIRE_TRY(place_plot(rows, 0, left_px, left_px + first_px, err));
    return place_plot(rows, 1, left_px + first_px + gap_px, end_px, err);
}

/* ---- heights ------------------------------------------------------------------------------ */

static double lines_px(double size_px, int32_t n)
{
    return n * size_px * STYLE_LINE_HEIGHT;
}

/* Titles of panels and columns stand on one line; stacked columns have theirs under each other. */
static double head_height_px(const struct rows *rows)
{
    double height_px = 0.0;
    double stacked_px = 0.0;
    for (int32_t p = 0; p < rows->of->n_panels; p++)
        height_px = fmax(height_px, lines_px(title_look(rows).size_px, rows->plot[p].title.n));
    for (int32_t c = 0; c < rows->of->n_columns; c++) {
        const double column_px = lines_px(label_px(rows), rows->column[c].title.n);
        stacked_px += column_px;
        height_px = fmax(height_px, rows->is_stacked ? stacked_px : column_px);
    }
    return height_px;
}

static bool is_marked(const struct rows *rows, int32_t r)
{
    return rows->of->row[r].kind != FIRE_CHART_ROW_TOTAL;
}

/* Heights of the rows, stretched to fill `least_px`; returns what they take together. */
static double find_heights(struct rows *rows, double least_px)
{
    const int32_t n_columns_high = rows->is_stacked ? rows->of->n_columns : 1;
    double sum_px = 0.0;
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        struct row_box *box = &rows->row[r];
        const int32_t n_lines = box->name.n > n_columns_high ? box->name.n : n_columns_high;
        const bool is_new_kind = r > 0 && rows->of->row[r].kind != rows->of->row[r - 1].kind;
        box->above_px = is_new_kind ? APART_GAP * label_px(rows) : 0.0;
        box->height_px = fmax(ROW_PX * label_px(rows),
                              lines_px(label_px(rows), n_lines) + 0.5 * label_px(rows));
        sum_px += box->above_px + box->height_px;
    }
    const double missing_px = (least_px - sum_px) / rows->of->n_rows;
    for (int32_t r = 0; missing_px > 0.0 && r < rows->of->n_rows; r++) {
        struct row_box *box = &rows->row[r];
        const double more_px = fmax(
            0.0, fmin(missing_px, STRETCH_PX * label_px(rows) - box->height_px));
        box->height_px += more_px;
        sum_px += more_px;
    }
    return sum_px;
}

static void place_rows(struct rows *rows)
{
    double top_px = rows->first_px;
    bool has_marks = false;
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        struct row_box *box = &rows->row[r];
        top_px += box->above_px;
        if (!has_marks && is_marked(rows, r)) rows->marks_px = top_px;
        has_marks = has_marks || is_marked(rows, r);
        box->middle_px = top_px + box->height_px / 2;
        top_px += box->height_px;
    }
    rows->bottom_px = top_px;
    if (!has_marks) rows->marks_px = top_px;
}

/* ---- ink ---------------------------------------------------------------------------------- */

/* Lines of a title that end at the head's bottom. */
static void put_head(const struct rows *rows, fire_shape_part part, const struct lines *lines,
                     struct look look, double x_px, double bottom_px, fire_anchor anchored)
{
    const double middle_px = bottom_px - lines_px(look.size_px, lines->n) / 2;
    letters_put(rows->page, part, lines, look, (struct fire_position){ x_px, middle_px },
                anchored);
}

static void put_heads(const struct rows *rows)
{
    const double bottom_px = rows->first_px - 0.5 * label_px(rows);
    for (int32_t p = 0; p < rows->of->n_panels; p++) {
        const double left_px = p == 0 ? rows->page->style->margin : rows->plot[p].left_px;
        rows->page->panel = p;
        put_head(rows, FIRE_PART_PANEL_TITLE, &rows->plot[p].title, title_look(rows), left_px,
                 bottom_px, FIRE_ANCHOR_START);
    }
    rows->page->panel = -1;
    double column_bottom_px = bottom_px;
    for (int32_t c = rows->of->n_columns - 1; c >= 0; c--) {
        const struct column_box *column = &rows->column[c];
        put_head(rows, FIRE_PART_SLOT, &column->title, plain_look(rows), column->right_px,
                 column_bottom_px, FIRE_ANCHOR_END);
        if (rows->is_stacked) column_bottom_px -= lines_px(label_px(rows), column->title.n);
    }
}

static double plot_x_px(const struct plot *plot, double value)
{
    return axis_x_px(&plot->axis, value, plot->left_px, plot->right_px);
}

static void put_scale(const struct rows *rows, int32_t p)
{
    struct page *page = rows->page;
    const struct plot *plot = &rows->plot[p];
    const struct axis *axis = &plot->axis;
    const struct look look = plain_look(rows);
    const int32_t step = axis_tick_step(page, axis, plot->right_px - plot->left_px);
    const double band_left_px = p == 0 ? page->style->margin
                                       : plot->left_px - 0.7 * label_px(rows);
    const double baseline_px = rows->bottom_px + (0.35 + FIRE_TEXT_ASCENT) * label_px(rows);
    for (int32_t i = 0; i < axis->n_ticks; i++) {
        const double x_px = plot_x_px(plot, axis->value[i]);
        const bool is_zero = axis->value[i] == 0.0;
        const double half_px = page_width_px(page, axis->text[i], look) / 2;
        page_line(page, is_zero ? FIRE_PART_ZERO : FIRE_PART_GRID,
                  is_zero ? FIRE_COLOUR_QUIET : FIRE_COLOUR_GRID, page->style->thin_line,
                  (struct fire_position){ x_px, rows->marks_px },
                  (struct fire_position){ x_px, rows->bottom_px });
        if (i % step != 0 || x_px - half_px < band_left_px || x_px + half_px > plot->end_px)
            continue;
        page_text(page, FIRE_PART_TICK, axis->text[i], look,
                  (struct fire_position){ x_px, baseline_px }, FIRE_ANCHOR_MIDDLE);
    }
}

/* Behind the bar, and behind the tick where that would stand in the words. */
static void put_bar_label(const struct rows *rows, int32_t p, int32_t r, double end_px)
{
    const struct plot *plot = &rows->plot[p];
    const struct fire_chart_row_mark *mark = &rows->of->panel[p].mark[r];
    const struct look look = value_look(rows, mark->is_known);
    const double gap_px = MARK_GAP * label_px(rows);
    double x_px = end_px + gap_px;
    if (mark->has_base) {
        const double width_px = page_width_px(rows->page, plot->label[r], look);
        const double base_px = plot_x_px(plot, mark->base);
        if (base_px + gap_px > x_px && base_px - gap_px < x_px + width_px)
            x_px = base_px + gap_px;
    }
    page_text(rows->page, FIRE_PART_LABEL, plot->label[r], look,
              (struct fire_position){ x_px, rows->row[r].middle_px +
                                                STYLE_HALF_DIGIT * look.size_px },
              FIRE_ANCHOR_START);
}

static void put_bar(const struct rows *rows, int32_t p, int32_t r)
{
    struct page *page = rows->page;
    const struct style *style = page->style;
    const struct plot *plot = &rows->plot[p];
    const struct fire_chart_row_mark *mark = &rows->of->panel[p].mark[r];
    const double middle_px = rows->row[r].middle_px;
    const double zero_px = plot_x_px(plot, 0.0);
    const double value_px = mark->is_known ? plot_x_px(plot, mark->value) : zero_px;
    const double high_px = fmin(0.62 * rows->row[r].height_px, 1.7 * style->label);
    const char *tip = letters_label(page, mark->tip);
    if (mark->is_known)
        page_bar(page, FIRE_PART_MARKER,
                 rows->of->row[r].kind == FIRE_CHART_ROW_PLAIN ? FIRE_COLOUR_CURRENT
                                                               : FIRE_COLOUR_OTHER,
                 (struct fire_bar){ .rect = { fmin(zero_px, value_px), middle_px - high_px / 2,
                                              fabs(value_px - zero_px), high_px },
                                    .tip = tip });
    if (mark->has_base) {
        const double x_px = plot_x_px(plot, mark->base);
        const double wide_px = 1.2 * style->line;
        const double tall_px = 1.35 * high_px;
        const bool is_inside = fabs(x_px - zero_px) > wide_px &&
                               fabs(x_px - value_px) > wide_px;
        if (is_inside)
            page_rect(page, FIRE_PART_MARKER, FIRE_COLOUR_PAPER,
                      (struct fire_rect){ x_px - wide_px, middle_px - tall_px / 2,
                                          2.0 * wide_px, tall_px });
        page_bar(page, FIRE_PART_MARKER, FIRE_COLOUR_PREVIOUS,
                 (struct fire_bar){
                     .rect = { x_px - wide_px / 2, middle_px - tall_px / 2, wide_px, tall_px },
                     .tip = tip });
    }
    put_bar_label(rows, p, r, fmax(zero_px, value_px));
}

static const struct {
    double direction;
    fire_colour colour;
} ways[] = {
    [FIRE_WAY_NONE] = { 0.0, FIRE_COLOUR_CURRENT },
    [FIRE_WAY_FELL] = { -1.0, FIRE_COLOUR_FELL },
    [FIRE_WAY_HELD] = { 0.0, FIRE_COLOUR_CURRENT },
    [FIRE_WAY_ROSE] = { 1.0, FIRE_COLOUR_ROSE },
};

static void put_arrowhead(struct page *page, struct fire_position tip_at, fire_chart_way way,
                          double long_px, const char *tip)
{
    struct fire_position *position = PAGE_TAKE(page, 3, struct fire_position);
    int32_t *ring_end = PAGE_TAKE(page, 1, int32_t);
    if (position == NULL || ring_end == NULL) return;
    const double back_px = tip_at.x_px - ways[way].direction * long_px;
    position[0] = tip_at;
    position[1] = (struct fire_position){ back_px, tip_at.y_px - 0.6 * long_px };
    position[2] = (struct fire_position){ back_px, tip_at.y_px + 0.6 * long_px };
    *ring_end = 3;
    page_polygon(page, FIRE_PART_MARKER, ways[way].colour,
                 (struct fire_polygon){
                     .position = position, .ring_end = ring_end, .n_rings = 1, .tip = tip });
}

static void put_change(const struct rows *rows, int32_t p, int32_t r)
{
    struct page *page = rows->page;
    const struct style *style = page->style;
    const struct plot *plot = &rows->plot[p];
    const struct fire_chart_row_mark *mark = &rows->of->panel[p].mark[r];
    const char *tip = letters_label(page, mark->tip);
    const double y_px = rows->row[r].middle_px;
    const bool has_both = mark->is_known && mark->has_base;
    const fire_chart_way way = !has_both || mark->value == mark->base ? FIRE_WAY_HELD
                               : mark->value < mark->base             ? FIRE_WAY_FELL
                                                                      : FIRE_WAY_ROSE;
    const struct fire_position value = { mark->is_known ? plot_x_px(plot, mark->value) : 0.0,
                                         y_px };
    const struct fire_position base = { mark->has_base ? plot_x_px(plot, mark->base) : 0.0,
                                        y_px };
    const double long_px = 2.8 * style->radius;
    const double radius_px = 1.15 * style->radius;
    const bool is_far = has_both && fabs(value.x_px - base.x_px) > long_px + radius_px;
    if (is_far)
        page_line(
            page, FIRE_PART_SERIES, ways[way].colour, style->line, base,
            (struct fire_position){ value.x_px - ways[way].direction * long_px / 2, y_px });
    if (mark->has_base)
        page_circle(page, FIRE_PART_MARKER, FIRE_COLOUR_PLAIN,
                    (struct fire_circle){ .centre = base,
                                          .radius_px = radius_px,
                                          .line_px = 0.6 * style->line,
                                          .tip = tip });
    if (!mark->is_known) return;
    if (way == FIRE_WAY_HELD)
        page_circle(page, FIRE_PART_MARKER, ways[way].colour,
                    (struct fire_circle){ value, radius_px, .tip = tip });
    else
        put_arrowhead(page, value, way, long_px, tip);
}

/* Known points of neighbouring rows are joined. */
static void put_joint(const struct rows *rows, int32_t p, int32_t r)
{
    const struct plot *plot = &rows->plot[p];
    const struct fire_chart_row_mark *mark = rows->of->panel[p].mark;
    if (r == 0 || !mark[r].is_known || !mark[r - 1].is_known) return;
    page_line(rows->page, FIRE_PART_SERIES, FIRE_COLOUR_CURRENT, rows->page->style->line,
              (struct fire_position){ plot_x_px(plot, mark[r - 1].value),
                                      rows->row[r - 1].middle_px },
              (struct fire_position){ plot_x_px(plot, mark[r].value), rows->row[r].middle_px });
}

/* Labels stand in a column at the panel's end: beside their points the line would cross them. */
static void put_point(const struct rows *rows, int32_t p, int32_t r)
{
    struct page *page = rows->page;
    const struct plot *plot = &rows->plot[p];
    const struct fire_chart_row_mark *mark = &rows->of->panel[p].mark[r];
    const struct look look = value_look(rows, mark->is_known);
    if (mark->is_known)
        page_circle(page, FIRE_PART_MARKER, FIRE_COLOUR_CURRENT,
                    (struct fire_circle){
                        .centre = { plot_x_px(plot, mark->value), rows->row[r].middle_px },
                        .radius_px = page->style->radius,
                        .tip = letters_label(page, mark->tip) });
    page_text(page, FIRE_PART_LABEL, plot->label[r], look,
              (struct fire_position){ plot->end_px, rows->row[r].middle_px +
                                                        STYLE_HALF_DIGIT * look.size_px },
              FIRE_ANCHOR_END);
}

static void put_panel(const struct rows *rows, int32_t p)
{
    const struct fire_chart_rows_panel *panel = &rows->of->panel[p];
    put_scale(rows, p);
    for (int32_t r = 0; panel->drawn == FIRE_ROWS_LINE && r < rows->of->n_rows; r++)
        put_joint(rows, p, r);
    for (int32_t r = 0; r < rows->of->n_rows; r++) {
        if (!is_marked(rows, r)) continue;
        switch (panel->drawn) {
        case FIRE_ROWS_BARS:
            put_bar(rows, p, r);
            break;
        case FIRE_ROWS_CHANGES:
            put_change(rows, p, r);
            break;
        case FIRE_ROWS_LINE:
            put_point(rows, p, r);
            break;
        }
    }
}

static void put_words(const struct rows *rows, int32_t r)
{
    const struct row_box *box = &rows->row[r];
    const struct look look = row_look(rows, r);
    const double line_px = look.size_px * STYLE_LINE_HEIGHT;
    letters_put(rows->page, FIRE_PART_SLOT, &box->name, look,
                (struct fire_position){ rows->names_right_px, box->middle_px },
                FIRE_ANCHOR_END);
    double baseline_px = box->middle_px + STYLE_HALF_DIGIT * look.size_px;
    if (rows->is_stacked) baseline_px -= line_px * (rows->of->n_columns - 1) / 2;
    for (int32_t c = 0; c < rows->of->n_columns; c++) {
        page_text(rows->page, FIRE_PART_LABEL, rows->column[c].text[r], look,
                  (struct fire_position){ rows->column[c].right_px, baseline_px },
                  FIRE_ANCHOR_END);
        if (rows->is_stacked) baseline_px += line_px;
    }
}

fire_status rows_put(struct page *page, const struct frame *frame, double *out_height_px,
                     struct fire_error *err)
{
    const struct style *style = page->style;
    struct rows rows = { .page = page, .of = &page->chart->rows };
    FIRE_TRY(find_widths(&rows, err));
    rows.head_px = head_height_px(&rows);
    rows.first_px = frame->body_px + rows.head_px + 0.5 * style->label;
    const double scale_px = 2.2 * style->label;
    const double around_px = rows.first_px + scale_px + frame->footer_px;
    const double rows_px = find_heights(&rows, style->least_height - around_px);
    *out_height_px = ceil(fmax(around_px + rows_px, style->least_height));
    place_rows(&rows);

    frame_put(page, frame, *out_height_px);
    put_heads(&rows);
    for (int32_t p = 0; p < rows.of->n_panels; p++) {
        page->panel = p;
        put_panel(&rows, p);
    }
    page->panel = -1;
    for (int32_t r = 0; r < rows.of->n_rows; r++)
        put_words(&rows, r);
    return FIRE_OK;
}
