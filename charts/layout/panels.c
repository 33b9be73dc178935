/* panels.c - see panels.h.
 *
 * Heights come first: the plots share what title, footer and labels leave of the page. Then
 * widths: the tick labels of all panels stand in one column at the left, the labels of the
 * last values in one at the right, so that the years stand under each other. */
#include "panels.h"

#include "column.h"
#include "plot.h"

#include <math.h>

#define COLUMN_SHARE 0.3  /* of the page's width, before a label is split in two lines */
#define COLUMN_MOST  0.45 /* before a remark is left out                               */

struct panels {
    struct page *page;
    struct axis *axis; /* [n_panels] */
    double plot_px;    /* height of a plot */
    double pitch_px;   /* from one plot's top to the next one's */
    double first_top_px;
    double left_px;
    double right_px;
    double inset_px;
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

static double plot_top_px(const struct panels *panels, int32_t panel)
{
    return panels->first_top_px + panel * panels->pitch_px;
}

static struct plot plot_of(const struct panels *panels, int32_t panel)
{
    const struct style *style = panels->page->style;
    const double top_px = plot_top_px(panels, panel);
    return (struct plot){ .page = panels->page,
                          .axis = &panels->axis[panel],
                          .n_slots = panels->page->chart->panels.n_slots,
                          .left_px = panels->left_px,
                          .right_px = panels->right_px,
                          .top_px = top_px,
                          .bottom_px = top_px + panels->plot_px,
                          .inset_px = panels->inset_px,
                          .line_px = style->line,
                          .radius_px = style->radius,
                          .last_radius_px = style->last_radius };
}

/* What stands at the end of a series: from its last known point, or that there is none. */
static bool is_said(const struct panels *panels, const struct fire_chart_series *series)
{
    const int32_t n_slots = panels->page->chart->panels.n_slots;
    if (series->end.value[0] == '\0') return series->point[n_slots - 1].is_known;
    return plot_last_known(series, n_slots) >= 0;
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
        const fire_colour colour = is_series && is_said(panels, &panel->series[i])
                                       ? plot_colour(panel->series[i].role)
                                       : FIRE_COLOUR_QUIET;
        label[i] = column_label_of(page, end->value, end->remark, colour, colour, share_px);
        if (end->remark[0] != '\0' && label[i].remark[0] == '\0')
            label[i] = column_label_of(page, end->value, end->remark, colour, colour, most_px);
        label[i].priority = is_series ? 2 : 1;
    }
    return label;
}

/* A bar says whose it is by a swatch before the label; they stand at the top. */
static void anchor_bars(const struct panels *panels, const struct plot *plot,
                        const struct fire_chart_panel *panel, struct column_label label[])
{
    double y_px = plot->top_px;
    for (int32_t s = panel->n_series - 1; s >= 0; s--) {
        if (panel->series[s].drawn != FIRE_DRAWN_BARS) continue;
        label[s].anchor_x_px = panels->column_px;
        label[s].anchor_y_px = y_px + label[s].height_px / 2;
        label[s].has_swatch = true;
        label[s].swatch = plot_colour(panel->series[s].role);
        y_px += label[s].height_px;
    }
}

/* Where each label points to, once the plots have their places. */
static void anchor_labels(const struct panels *panels, const struct plot *plot,
                          const struct fire_chart_panel *panel, struct column_label label[])
{
    const struct style *style = panels->page->style;
    for (int32_t s = 0; s < panel->n_series; s++) {
        const struct fire_chart_series *series = &panel->series[s];
        const int32_t last = plot_last_known(series, plot->n_slots);
        const bool points = last >= 0 && is_said(panels, series);
        label[s].anchor_x_px = points ? plot_x_px(plot, last) + style->last_radius + 2.0
                                      : panels->right_px;
        label[s].anchor_y_px = points ? plot_y_px(plot, series->point[last].value)
                                      : (plot->top_px + plot->bottom_px) / 2;
    }
    for (int32_t g = 0; g < panel->n_guides; g++) {
        label[panel->n_series + g].anchor_x_px = panels->right_px;
        label[panel->n_series + g].anchor_y_px = plot_y_px(plot, panel->guide[g].value);
    }
    anchor_bars(panels, plot, panel, label);
}

static void put_panel(const struct panels *panels, int32_t index, struct column_label label[])
{
    struct page *page = panels->page;
    const struct style *style = page->style;
    const struct fire_chart_panel *panel = &page->chart->panels.panel[index];
    const struct plot plot = plot_of(panels, index);
    const struct look look = { style->panel_title, true, FIRE_COLOUR_STRONG };
    const char *title = letters_fit(page, panel->title, look, style->width - 2 * style->margin);
    page_text(page, FIRE_PART_PANEL_TITLE, title, look,
              (struct fire_position){ style->margin, plot.top_px - title_to_plot_px(style) +
                                                         FIRE_TEXT_ASCENT * look.size_px },
              FIRE_ANCHOR_START);
    plot_put_scale(&plot, true);
    plot_put(&plot, panel);
    anchor_labels(panels, &plot, panel, label);
    column_put(page, label, panel->n_series + panel->n_guides, panels->column_px,
               plot.top_px - 0.6 * style->value, plot.bottom_px + 0.8 * style->value);
    plot_put_words(&plot, panel);
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
    const bool has_bars = plot_fills_slots(&chart->panels.panel[0]); /* and swatches */
    panels.right_px = panels.column_px -
                      (has_bars ? 0.8 + COLUMN_SWATCH + COLUMN_SWATCH_GAP : 1.0) * style->label;
    panels.inset_px = has_bars
                          ? (panels.right_px - panels.left_px) / (2 * chart->panels.n_slots)
                          : style->inset;

    *out_height_px = ceil(fixed_px + n_panels * panels.plot_px);
    frame_put(page, frame, *out_height_px);
    for (int32_t p = 0; p < n_panels; p++) {
        page->panel = p;
        put_panel(&panels, p, label[p]);
    }
    page->panel = -1;
    const struct plot last = plot_of(&panels, n_panels - 1);
    plot_put_slots(&last, chart->panels.slot_label);
    return FIRE_OK;
}
