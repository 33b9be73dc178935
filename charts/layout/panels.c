/* panels.c - see panels.h.
 *
 * Heights come first: the plots share what title, footer and labels leave of the page. Then
 * widths: the tick labels of all panels stand in one column at the left, the labels of the
 * last values in one at the right, so that the years stand under each other. */
#include "panels.h"

#include "axis.h"
#include "column.h"

#include <math.h>

#define COLUMN_SHARE 0.3  /* of the page's width, before a label is split in two lines */
#define COLUMN_MOST  0.45 /* before a remark is left out                               */

static const fire_colour role_colour[FIRE_N_ROLES] = {
    [FIRE_ROLE_CURRENT] = FIRE_COLOUR_CURRENT,
};

struct panels {
    struct page *page;
    struct axis *axis; /* [n_panels] */
    double plot_px;    /* height of a plot */
    double pitch_px;   /* from one plot's top to the next one's */
    double first_top_px;
    double left_px;
    double right_px;
    double slot_px;   /* between two slots */
    double column_px; /* where labels begin */
};

static double title_to_plot_px(const struct style *style)
{
    return style->panel_title * STYLE_LINE_HEIGHT + 0.75 * style->label;
}

/* Space below a plot before the next panel's title. */
static double below_plot_px(const struct style *style)
{
    return 1.6 * style->label;
}

/* The labels of the slots below the last plot. */
static double slots_px(const struct style *style)
{
    return 2.2 * style->label;
}

static double slot_x_px(const struct panels *panels, int32_t slot)
{
    const double inset_px = panels->page->style->inset;
    if (panels->page->chart->panels.n_slots == 1)
        return (panels->left_px + panels->right_px) / 2;
    return panels->left_px + inset_px + slot * panels->slot_px;
}

static double plot_top_px(const struct panels *panels, int32_t panel)
{
    return panels->first_top_px + panel * panels->pitch_px;
}

static struct fire_position point_position(const struct panels *panels, int32_t panel,
                                           int32_t slot, double value)
{
    const double top_px = plot_top_px(panels, panel);
    return (struct fire_position){
        slot_x_px(panels, slot),
        axis_y_px(&panels->axis[panel], value, top_px, top_px + panels->plot_px),
    };
}

/* Labels of one panel, series before guides; array of n_series + n_guides. */
static struct column_label *labels_of(const struct panels *panels, int32_t index)
{
    struct page *page = panels->page;
    const struct fire_chart_panel *panel = &page->chart->panels.panel[index];
    const int32_t n_labels = panel->n_series + panel->n_guides;
    struct column_label *label = PAGE_TAKE(page, n_labels, struct column_label);
    if (label == NULL) return NULL;

    const double share_px = COLUMN_SHARE * page->style->width;
    const double most_px = COLUMN_MOST * page->style->width;
    for (int32_t i = 0; i < n_labels; i++) {
        const bool is_series = i < panel->n_series;
        const struct fire_chart_end guide_end = {
            "", is_series ? "" : panel->guide[i - panel->n_series].label
        };
        const struct fire_chart_end *end = is_series ? &panel->series[i].end : &guide_end;
        const bool is_said = is_series &&
                             panel->series[i].point[page->chart->panels.n_slots - 1].is_known;
        const fire_colour colour = is_said ? role_colour[panel->series[i].role]
                                           : FIRE_COLOUR_QUIET;
        label[i] = column_label_of(page, end->value, end->remark, colour, colour, share_px);
        if (end->remark[0] != '\0' && label[i].remark[0] == '\0')
            label[i] = column_label_of(page, end->value, end->remark, colour, colour, most_px);
        label[i].priority = is_series ? 2 : 1;
    }
    return label;
}

/* Where each label points to, once the plots have their places. */
static void anchor_labels(const struct panels *panels, int32_t index,
                          struct column_label label[])
{
    const struct fire_chart *chart = panels->page->chart;
    const struct fire_chart_panel *panel = &chart->panels.panel[index];
    const int32_t last = chart->panels.n_slots - 1;
    for (int32_t s = 0; s < panel->n_series; s++) {
        const struct fire_chart_point *point = &panel->series[s].point[last];
        const struct fire_position at = point_position(panels, index, last, point->value);
        const double middle_px = plot_top_px(panels, index) + panels->plot_px / 2;
        label[s].anchor_x_px = at.x_px + panels->page->style->last_radius + 2.0;
        label[s].anchor_y_px = point->is_known ? at.y_px : middle_px;
    }
    for (int32_t g = 0; g < panel->n_guides; g++) {
        const struct fire_position at = point_position(panels, index, last,
                                                       panel->guide[g].value);
        label[panel->n_series + g].anchor_x_px = panels->right_px;
        label[panel->n_series + g].anchor_y_px = at.y_px;
    }
}

static void put_scale(const struct panels *panels, int32_t index)
{
    struct page *page = panels->page;
    const struct style *style = page->style;
    const struct axis *axis = &panels->axis[index];
    const double top_px = plot_top_px(panels, index);
    const struct look look = { style->label, false, FIRE_COLOUR_PLAIN };
    for (int32_t i = 0; i < axis->n_ticks; i++) {
        const double y_px = axis_y_px(axis, axis->value[i], top_px, top_px + panels->plot_px);
        page_text(page, FIRE_PART_TICK, axis->text[i], look,
                  (struct fire_position){ panels->left_px - 0.7 * style->label,
                                          y_px + STYLE_HALF_DIGIT * look.size_px },
                  FIRE_ANCHOR_END);
        if (axis->value[i] == 0.0) continue;
        page_line(page, FIRE_PART_GRID, FIRE_COLOUR_GRID, style->thin_line,
                  (struct fire_position){ panels->left_px, y_px },
                  (struct fire_position){ panels->right_px, y_px });
    }
    const double zero_px = axis_y_px(axis, 0.0, top_px, top_px + panels->plot_px);
    page_line(page, FIRE_PART_ZERO, FIRE_COLOUR_QUIET, style->thin_line,
              (struct fire_position){ panels->left_px, zero_px },
              (struct fire_position){ panels->right_px, zero_px });
}

static void put_guides(const struct panels *panels, int32_t index)
{
    struct page *page = panels->page;
    const struct fire_chart_panel *panel = &page->chart->panels.panel[index];
    for (int32_t g = 0; g < panel->n_guides; g++) {
        struct fire_position *position = PAGE_TAKE(page, 2, struct fire_position);
        if (position == NULL) return;
        position[0] = point_position(panels, index, panel->guide[g].first_slot,
                                     panel->guide[g].value);
        position[1] = (struct fire_position){ panels->right_px, position[0].y_px };
        page_polyline(page, FIRE_PART_GUIDE, FIRE_COLOUR_GUIDE,
                      (struct fire_polyline){ position, 2, 0.55 * page->style->line,
                                              .dash_px = 0.55 * page->style->label,
                                              .gap_px = 0.4 * page->style->label });
    }
}

static bool is_joined(const struct fire_chart_series *series, int32_t slot)
{
    return series->point[slot].is_known && series->point[slot + 1].is_known;
}

static bool is_dashed(const struct fire_chart_series *series, int32_t slot)
{
    return series->point[slot].is_part || series->point[slot + 1].is_part;
}

/* Known neighbours are joined, with dashes where one of them is a part year; a gap stays a
 * gap. One polyline a run of alike segments. */
static void put_line(const struct panels *panels, int32_t index,
                     const struct fire_chart_series *series)
{
    struct page *page = panels->page;
    const int32_t last = page->chart->panels.n_slots - 1;
    for (int32_t from = 0; from < last;) {
        if (!is_joined(series, from)) {
            from++;
            continue;
        }
        const bool dashed = is_dashed(series, from);
        int32_t to = from + 1;
        while (to < last && is_joined(series, to) && is_dashed(series, to) == dashed)
            to++;
        struct fire_position *position = PAGE_TAKE(page, to - from + 1, struct fire_position);
        if (position == NULL) return;
        for (int32_t i = from; i <= to; i++)
            position[i - from] = point_position(panels, index, i, series->point[i].value);
        page_polyline(
            page, FIRE_PART_SERIES, role_colour[series->role],
            (struct fire_polyline){ position, to - from + 1, page->style->line,
                                    .dash_px = dashed ? 2.2 * page->style->line : 0.0,
                                    .gap_px = dashed ? 1.8 * page->style->line : 0.0 });
        from = to;
    }
}

static bool is_alone(const struct fire_chart_series *series, int32_t slot, int32_t n_slots)
{
    return !(slot > 0 && series->point[slot - 1].is_known) &&
           !(slot < n_slots - 1 && series->point[slot + 1].is_known);
}

/* A marker a point as long as markers stand apart; then only those without which a point
 * would not be seen: alone between gaps, part years, the last one. */
static void put_markers(const struct panels *panels, int32_t index,
                        const struct fire_chart_series *series)
{
    struct page *page = panels->page;
    const struct style *style = page->style;
    const int32_t n_slots = page->chart->panels.n_slots;
    const bool crowded = n_slots > 1 && panels->slot_px < 4.0 * style->radius;
    for (int32_t i = 0; i < n_slots; i++) {
        const struct fire_chart_point *point = &series->point[i];
        const bool is_last = i == n_slots - 1;
        if (!point->is_known) continue;
        if (crowded && !is_last && !point->is_part && !is_alone(series, i, n_slots)) continue;

        const double radius_px = is_last ? style->last_radius : style->radius;
        page_circle(page, FIRE_PART_MARKER, role_colour[series->role],
                    (struct fire_circle){
                        .centre = point_position(panels, index, i, point->value),
                        .radius_px = point->is_part ? radius_px - style->line / 2 : radius_px,
                        .line_px = point->is_part ? style->line : 0.0,
                        .tip = letters_label(page, point->text) });
    }
}

static void put_panel(const struct panels *panels, int32_t index, struct column_label label[])
{
    struct page *page = panels->page;
    const struct style *style = page->style;
    const struct fire_chart_panel *panel = &page->chart->panels.panel[index];
    const double top_px = plot_top_px(panels, index);
    const struct look look = { style->panel_title, true, FIRE_COLOUR_STRONG };
    const char *title = letters_fit(page, panel->title, look, style->width - 2 * style->margin);
    page_text(page, FIRE_PART_PANEL_TITLE, title, look,
              (struct fire_position){ style->margin, top_px - title_to_plot_px(style) +
                                                         FIRE_TEXT_ASCENT * look.size_px },
              FIRE_ANCHOR_START);
    put_scale(panels, index);
    put_guides(panels, index);
    for (int32_t s = 0; s < panel->n_series; s++) {
        put_line(panels, index, &panel->series[s]);
        put_markers(panels, index, &panel->series[s]);
    }
    anchor_labels(panels, index, label);
    column_put(page, label, panel->n_series + panel->n_guides, panels->column_px,
               top_px - 0.6 * style->value, top_px + panels->plot_px + 0.8 * style->value);
}

static void put_slots(const struct panels *panels)
{
    struct page *page = panels->page;
    const struct style *style = page->style;
    const struct fire_chart *chart = page->chart;
    const double bottom_px = plot_top_px(panels, chart->panels.n_panels - 1) + panels->plot_px;
    const struct look look = { style->label, false, FIRE_COLOUR_PLAIN };
    const int32_t step = axis_slot_step(page, panels->slot_px);
    for (int32_t slot = chart->panels.n_slots - 1; slot >= 0; slot -= step)
        page_text(page, FIRE_PART_SLOT, letters_label(page, chart->panels.slot_label[slot]),
                  look,
                  (struct fire_position){ slot_x_px(panels, slot),
                                          bottom_px + 0.55 * style->label +
                                              FIRE_TEXT_ASCENT * look.size_px },
                  FIRE_ANCHOR_MIDDLE);
}

fire_status panels_put(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err)
{
    const struct style *style = page->style;
    const struct fire_chart *chart = page->chart;
    const int32_t n_panels = chart->panels.n_panels;
    const double around_px = title_to_plot_px(style) + below_plot_px(style);
    const double fixed_px = frame->body_px + n_panels * around_px - below_plot_px(style) +
                            slots_px(style) + frame->footer_px;
    struct panels panels = { .page = page };
    panels.plot_px = fmax(style->plot_height[n_panels - 1],
                          (style->least_height - fixed_px) / n_panels);
    panels.pitch_px = panels.plot_px + around_px;
    panels.first_top_px = frame->body_px + title_to_plot_px(style);

    panels.axis = PAGE_TAKE(page, n_panels, struct axis);
    struct column_label **label = PAGE_TAKE(page, n_panels, struct column_label *);
    if (panels.axis == NULL || label == NULL) return FIRE_OK; /* the page remembers */

    double scale_px = 2.5 * style->label;
    double column_px = 0.0;
    for (int32_t p = 0; p < n_panels; p++) {
        FIRE_TRY(axis_of(page, &chart->panels.panel[p], panels.plot_px, &panels.axis[p], err));
        scale_px = fmax(scale_px, panels.axis[p].width_px);
        label[p] = labels_of(&panels, p);
        if (label[p] == NULL) return FIRE_OK;
        for (int32_t i = 0;
             i < chart->panels.panel[p].n_series + chart->panels.panel[p].n_guides; i++)
            column_px = fmax(column_px, label[p][i].width_px);
    }
    panels.left_px = style->margin + scale_px + 0.7 * style->label;
    panels.column_px = style->width - style->margin - column_px;
    panels.right_px = panels.column_px - style->label;
    panels.slot_px = (panels.right_px - panels.left_px - 2 * style->inset) /
                     (chart->panels.n_slots > 1 ? chart->panels.n_slots - 1 : 1);

    *out_height_px = ceil(fixed_px + n_panels * panels.plot_px);
    frame_put(page, frame, *out_height_px);
    for (int32_t p = 0; p < n_panels; p++) {
        page->panel = p;
        put_panel(&panels, p, label[p]);
    }
    page->panel = -1;
    put_slots(&panels);
    return FIRE_OK;
}
