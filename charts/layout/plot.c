/* plot.c - see plot.h. */
#include "plot.h"

#include "letters.h"

#include <math.h>

#define CLUSTER_SHARE 0.76 /* of a slot is its bars' */
#define BARS_OVERLAP  0.25 /* of a bar is behind the next one */

static const struct {
    fire_colour colour;
    double line; /* thickness, in parts of a series' */
    double dash; /* in parts of the thickness; 0: a full line */
    bool has_markers;
} roles[FIRE_N_ROLES] = {
    [FIRE_ROLE_CURRENT] = { FIRE_COLOUR_CURRENT, 1.0, 0.0, true },
    [FIRE_ROLE_PREVIOUS] = { FIRE_COLOUR_PREVIOUS, 0.8, 0.0, false },
    [FIRE_ROLE_LEVEL] = { FIRE_COLOUR_GUIDE, 0.55, 4.0, false },
};

fire_colour plot_colour(fire_chart_role role)
{
    return roles[role].colour;
}

bool plot_fills_slots(const struct fire_chart_panel *panel)
{
    for (int32_t s = 0; s < panel->n_series; s++)
        if (panel->series[s].drawn == FIRE_DRAWN_BARS) return true;
    return false;
}

/* Between two slots. */
static double slot_px(const struct plot *plot)
{
    const double room_px = plot->right_px - plot->left_px - 2 * plot->inset_px;
    return room_px / (plot->n_slots > 1 ? plot->n_slots - 1 : 1);
}

double plot_x_px(const struct plot *plot, int32_t slot)
{
    if (plot->n_slots == 1) return (plot->left_px + plot->right_px) / 2;
    return plot->left_px + plot->inset_px + slot * slot_px(plot);
}

double plot_y_px(const struct plot *plot, double value)
{
    return axis_y_px(plot->axis, value, plot->top_px, plot->bottom_px);
}

static struct fire_position point_at(const struct plot *plot, int32_t slot, double value)
{
    return (struct fire_position){ plot_x_px(plot, slot), plot_y_px(plot, value) };
}

int32_t plot_last_known(const struct fire_chart_series *series, int32_t n_slots)
{
    int32_t last = n_slots - 1;
    while (last >= 0 && !series->point[last].is_known)
        last--;
    return last;
}

void plot_put_scale(const struct plot *plot, bool has_labels)
{
    struct page *page = plot->page;
    const struct style *style = page->style;
    const struct axis *axis = plot->axis;
    const struct look look = { style->label, false, FIRE_COLOUR_PLAIN };
    for (int32_t i = 0; i < axis->n_ticks; i++) {
        const double y_px = plot_y_px(plot, axis->value[i]);
        if (has_labels)
            page_text(page, FIRE_PART_TICK, axis->text[i], look,
                      (struct fire_position){ plot->left_px - 0.7 * style->label,
                                              y_px + STYLE_HALF_DIGIT * look.size_px },
                      FIRE_ANCHOR_END);
        if (axis->value[i] == 0.0) continue;
        page_line(page, FIRE_PART_GRID, FIRE_COLOUR_GRID, style->thin_line,
                  (struct fire_position){ plot->left_px, y_px },
                  (struct fire_position){ plot->right_px, y_px });
    }
    const double zero_px = plot_y_px(plot, 0.0);
    page_line(page, FIRE_PART_ZERO, FIRE_COLOUR_QUIET, style->thin_line,
              (struct fire_position){ plot->left_px, zero_px },
              (struct fire_position){ plot->right_px, zero_px });
}

/* ---- bands ------------------------------------------------------------------------------ */

/* Half of a slot's width, where steps meet. */
static double half_slot_px(const struct plot *plot)
{
    return plot->n_slots == 1 ? (plot->right_px - plot->left_px) / 2 : slot_px(plot) / 2;
}

static void put_band(const struct plot *plot, const struct fire_chart_band *band)
{
    struct page *page = plot->page;
    const int32_t n_slots = band->last_slot - band->first_slot + 1;
    if (n_slots < 2) return;
    struct fire_position *position = PAGE_TAKE(page, 2 * n_slots, struct fire_position);
    int32_t *ring_end = PAGE_TAKE(page, 1, int32_t);
    if (position == NULL || ring_end == NULL) return;
    for (int32_t i = 0; i < n_slots;
         i++) { /* there along its upper border, back along the lower */
        const int32_t slot = band->first_slot + i;
        position[i] = point_at(plot, slot, band->high[slot]);
        position[2 * n_slots - 1 - i] = point_at(plot, slot, band->low[slot]);
    }
    *ring_end = 2 * n_slots;
    page_polygon(page, FIRE_PART_GUIDE, FIRE_COLOUR_BAND,
                 (struct fire_polygon){
                     .position = position, .ring_end = ring_end, .n_rings = 1, .tip = "" });
}

static void put_guides(const struct plot *plot, const struct fire_chart_panel *panel)
{
    struct page *page = plot->page;
    for (int32_t g = 0; g < panel->n_guides; g++) {
        struct fire_position *position = PAGE_TAKE(page, 2, struct fire_position);
        if (position == NULL) return;
        position[0] = point_at(plot, panel->guide[g].first_slot, panel->guide[g].value);
        position[1] = (struct fire_position){ plot->right_px, position[0].y_px };
        page_polyline(page, FIRE_PART_GUIDE, FIRE_COLOUR_GUIDE,
                      (struct fire_polyline){ position, 2, 0.55 * page->style->line,
                                              .dash_px = 0.55 * page->style->label,
                                              .gap_px = 0.4 * page->style->label });
    }
}

/* ---- bars ------------------------------------------------------------------------------- */

struct cluster {
    int32_t n_bars;
    double bar_px;   /* width of a bar */
    double pitch_px; /* from one to the next */
    double first_px; /* left side of the first, from the slot's middle */
};

static struct cluster cluster_of(const struct plot *plot, const struct fire_chart_panel *panel)
{
    struct cluster cluster = { 0 };
    for (int32_t s = 0; s < panel->n_series; s++)
        cluster.n_bars += panel->series[s].drawn == FIRE_DRAWN_BARS;
    const double width_px = CLUSTER_SHARE * 2 * fmin(half_slot_px(plot), 40.0);
    cluster.bar_px = width_px / (1 + (cluster.n_bars - 1) * (1 - BARS_OVERLAP));
    cluster.pitch_px = cluster.bar_px * (1 - BARS_OVERLAP);
    cluster.first_px = -width_px / 2;
    return cluster;
}

/* `place`: which of the slot's bars it is. */
static void put_bars(const struct plot *plot, const struct cluster *cluster,
                     const struct fire_chart_series *series, int32_t place)
{
    struct page *page = plot->page;
    const double zero_px = plot_y_px(plot, 0.0);
    for (int32_t i = 0; i < plot->n_slots; i++) {
        const struct fire_chart_point *point = &series->point[i];
        if (!point->is_known) continue;
        const double y_px = plot_y_px(plot, point->value);
        const struct fire_rect rect = { plot_x_px(plot, i) + cluster->first_px +
                                            place * cluster->pitch_px,
                                        fmin(y_px, zero_px), cluster->bar_px,
                                        fabs(y_px - zero_px) };
        const double line_px = 0.6 * plot->line_px;
        const bool is_hollow = point->is_part && rect.height_px > 2 * line_px &&
                               rect.width_px > 2 * line_px;
        page_bar(page, FIRE_PART_SERIES, roles[series->role].colour,
                 (struct fire_bar){ .rect = rect,
                                    .line_px = is_hollow ? line_px : 0.0,
                                    .tip = letters_label(page, point->text) });
    }
}

/* ---- lines ------------------------------------------------------------------------------ */

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
static void put_line(const struct plot *plot, const struct fire_chart_series *series)
{
    struct page *page = plot->page;
    const int32_t last = plot->n_slots - 1;
    const double line_px = roles[series->role].line * plot->line_px;
    const double dash_px = roles[series->role].dash * line_px;
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
            position[i - from] = point_at(plot, i, series->point[i].value);
        page_polyline(
            page, FIRE_PART_SERIES, roles[series->role].colour,
            (struct fire_polyline){ position, to - from + 1, line_px,
                                    .dash_px = dashed ? 2.2 * line_px : dash_px,
                                    .gap_px = dashed ? 1.8 * line_px : 0.75 * dash_px });
        from = to;
    }
}

static bool is_alone(const struct fire_chart_series *series, int32_t slot, int32_t n_slots)
{
    return !(slot > 0 && series->point[slot - 1].is_known) &&
           !(slot < n_slots - 1 && series->point[slot + 1].is_known);
}

static void put_marker(const struct plot *plot, const struct fire_chart_series *series,
                       int32_t slot, double radius_px)
{
    const struct fire_chart_point *point = &series->point[slot];
    const double line_px = roles[series->role].line * plot->line_px;
    page_circle(
        plot->page, FIRE_PART_MARKER,
        point->is_marked ? FIRE_COLOUR_ROSE : roles[series->role].colour,
        (struct fire_circle){ .centre = point_at(plot, slot, point->value),
                              .radius_px = point->is_part ? radius_px - line_px / 2 : radius_px,
                              .line_px = point->is_part ? line_px : 0.0,
                              .tip = letters_label(plot->page, point->text) });
}

/* A marker a point as long as markers stand apart; then only those without which a point
 * would not be seen: alone between gaps, part years, out of the ordinary, the last one. */
static void put_markers(const struct plot *plot, const struct fire_chart_series *series)
{
    const int32_t n_slots = plot->n_slots;
    const int32_t last = plot_last_known(series, n_slots);
    const bool crowded = !roles[series->role].has_markers ||
                         (n_slots > 1 && slot_px(plot) < 4.0 * plot->radius_px);
    for (int32_t i = 0; i <= last; i++) {
        const struct fire_chart_point *point = &series->point[i];
        const bool is_last = i == last && roles[series->role].has_markers;
        if (!point->is_known) continue;
        if (crowded && !is_last && !point->is_part && !point->is_marked &&
            !is_alone(series, i, n_slots))
            continue;
        const bool is_large = point->is_marked || (is_last && last == n_slots - 1);
        put_marker(plot, series, i, is_large ? plot->last_radius_px : plot->radius_px);
    }
}

/* ---- all of it -------------------------------------------------------------------------- */

void plot_put(const struct plot *plot, const struct fire_chart_panel *panel)
{
    const struct cluster cluster = cluster_of(plot, panel);
    int32_t place = 0;
    if (panel->band != NULL) put_band(plot, panel->band);
    for (int32_t s = 0; s < panel->n_series; s++)
        if (panel->series[s].drawn == FIRE_DRAWN_BARS)
            put_bars(plot, &cluster, &panel->series[s], place++);
    put_guides(plot, panel);
    for (int32_t s = panel->n_series - 1; s >= 0; s--) { /* the first is in front */
        if (panel->series[s].drawn != FIRE_DRAWN_LINE) continue;
        put_line(plot, &panel->series[s]);
        put_markers(plot, &panel->series[s]);
    }
}

/* The highest mark of a slot. */
static double slot_top_px(const struct plot *plot, const struct fire_chart_panel *panel,
                          int32_t slot)
{
    double top_px = plot_y_px(plot, 0.0);
    for (int32_t s = 0; s < panel->n_series; s++)
        if (panel->series[s].point[slot].is_known)
            top_px = fmin(top_px, plot_y_px(plot, panel->series[s].point[slot].value));
    return top_px;
}

/* A dashed line through words is hidden behind paper. */
static void clear_guides(const struct plot *plot, const struct fire_chart_panel *panel,
                         struct fire_rect box)
{
    for (int32_t g = 0; g < panel->n_guides; g++) {
        const struct fire_position from = point_at(plot, panel->guide[g].first_slot,
                                                   panel->guide[g].value);
        if (from.x_px < box.x_px + box.width_px && from.y_px > box.y_px &&
            from.y_px < box.y_px + box.height_px)
            page_rect(plot->page, FIRE_PART_LEADER, FIRE_COLOUR_PAPER, box);
    }
}

void plot_put_words(const struct plot *plot, const struct fire_chart_panel *panel)
{
    struct page *page = plot->page;
    const struct style *style = page->style;
    for (int32_t s = 0; s < panel->n_series; s++)
        for (int32_t i = 0; i < plot->n_slots; i++) {
            const struct fire_chart_point *point = &panel->series[s].point[i];
            if (!point->is_known || point->words == NULL) continue;
            const struct look look = { style->label, point->is_marked,
                                       point->is_marked ? FIRE_COLOUR_ROSE
                                                        : roles[panel->series[s].role].colour };
            const double gap_px = panel->series[s].drawn == FIRE_DRAWN_BARS
                                      ? 0.0
                                      : plot->last_radius_px;
            const struct fire_position at = { plot_x_px(plot, i),
                                              slot_top_px(plot, panel, i) - gap_px -
                                                  (FIRE_TEXT_DESCENT + 0.15) * look.size_px };
            const char *words = letters_label(page, point->words);
            if (!page_has_room(page, words, look, at, FIRE_ANCHOR_MIDDLE, plot->left_px,
                               plot->right_px))
                continue;
            const struct fire_label label = { words,
                                              at,
                                              FIRE_ANCHOR_MIDDLE,
                                              look.size_px,
                                              page_width_px(page, words, look),
                                              look.bold };
            clear_guides(plot, panel, fire_label_box(&label));
            page_text(page, FIRE_PART_LABEL, words, look, at, FIRE_ANCHOR_MIDDLE);
        }
}

void plot_put_slots(const struct plot *plot, const char *const slot_label[])
{
    struct page *page = plot->page;
    const struct look look = { page->style->label, false, FIRE_COLOUR_PLAIN };
    const double baseline_px = plot->bottom_px + 0.6 * look.size_px +
                               FIRE_TEXT_ASCENT * look.size_px;
    const int32_t step = axis_slot_step(page, slot_label, plot->n_slots, slot_px(plot));
    int32_t n = 0;
    for (int32_t slot = plot->n_slots - 1; slot >= 0; slot--) {
        if (slot_label[slot][0] == '\0' || n++ % step != 0) continue;
        page_try_text(page, FIRE_PART_SLOT, letters_label(page, slot_label[slot]), look,
                      (struct fire_position){ plot_x_px(plot, slot), baseline_px },
                      FIRE_ANCHOR_MIDDLE, 0.0, page->style->width);
    }
}
