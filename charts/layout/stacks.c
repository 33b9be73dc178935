/* stacks.c - see stacks.h.
 *
 * Groups are named once, at the right, each near its part of the last column, with a patch of its
 * colour. Shares stand inside the parts where there is room: all columns of a page or none, but for
 * parts too low for a text. */
#include "stacks.h"

#include "axis.h"
#include "column.h"

#include <math.h>

#define COLUMN_SHARE 0.78 /* of a slot is its column's   */
#define NAMES_SHARE  0.36 /* of the page's width, at most */
#define TICKS        5    /* 0, 25, ... 100 %             */
#define HATCH_PITCH  0.45 /* from line to line, in letters */

/* Words on them are paper or ink. Seven greys cannot be told apart: without colours some are
 * hatched. */
struct paint {
    fire_colour colour;
    bool is_dark;
    page_hatch mono;
};

static const struct paint paints[FIRE_CHART_STACK_GROUPS_MAX] = {
    { FIRE_COLOUR_CURRENT, true, HATCH_NONE },   { FIRE_COLOUR_PREVIOUS, false, HATCH_NONE },
    { FIRE_COLOUR_THIRD, true, HATCH_RISING },   { FIRE_COLOUR_STEP_2, false, HATCH_NONE },
    { FIRE_COLOUR_STEP_4, true, HATCH_FALLING },
};

struct stacks {
    struct page *page;
    const struct fire_chart_stacks *chart;
    double left_px;
    double right_px;
    double top_px;
    double bottom_px;
    double slot_px;
    double bar_px;
    double names_px; /* where names begin */
};

bool stacks_have_share(const struct fire_chart *chart)
{
    const struct fire_chart_stacks *stacks = &chart->stacks;
    for (int32_t i = 0; i < stacks->n_columns * stacks->n_groups; i++)
        if (stacks->share[i].tenths > 0) return true;
    return false;
}

bool stacks_fit(const struct fire_chart *chart)
{
    return chart->stacks.n_columns <= FIRE_CHART_SLOTS_MAX &&
           chart->stacks.n_groups <= FIRE_CHART_STACK_GROUPS_MAX;
}

static struct paint paint_of(const struct stacks *s, int32_t group)
{
    struct paint paint = paints[group];
    switch (s->chart->group[group].kind) {
    case FIRE_STACK_OTHER:
        paint = (struct paint){ FIRE_COLOUR_OTHER, false, HATCH_LEVEL };
        break;
    case FIRE_STACK_NOT_STATED:
        paint = (struct paint){ FIRE_COLOUR_BAND, false, HATCH_PAPER };
        break;
    case FIRE_STACK_GROUP:
        break;
    }
    if (!s->page->is_mono) paint.mono = HATCH_NONE;
    if (paint.mono != HATCH_NONE) paint.is_dark = false;
    return paint;
}

static double column_x_px(const struct stacks *s, int32_t column)
{
    return s->left_px + (column + 0.5) * s->slot_px;
}

static double height_px(const struct stacks *s, int32_t tenths)
{
    return tenths / 1000.0 * (s->bottom_px - s->top_px);
}

static void put_scale(const struct stacks *s)
{
    struct page *page = s->page;
    const struct look look = { page->style->label, false, FIRE_COLOUR_PLAIN };
    static const char *const text[TICKS] = { "0", "25", "50", "75", "100" };
    for (int32_t i = 0; i < TICKS; i++) {
        const double y_px = s->bottom_px - height_px(s, i * 1000 / (TICKS - 1));
        page_text(page, FIRE_PART_TICK, text[i], look,
                  (struct fire_position){ s->left_px - 0.7 * look.size_px,
                                          y_px + STYLE_HALF_DIGIT * look.size_px },
                  FIRE_ANCHOR_END);
        page_line(page, i == 0 ? FIRE_PART_ZERO : FIRE_PART_GRID,
                  i == 0 ? FIRE_COLOUR_QUIET : FIRE_COLOUR_GRID, page->style->thin_line,
                  (struct fire_position){ s->left_px, y_px },
                  (struct fire_position){ s->right_px, y_px });
    }
}

/* Are columns wide enough for the widest share? */
static bool has_room_for_shares(const struct stacks *s, struct look look)
{
    const int32_t n = s->chart->n_columns * s->chart->n_groups;
    double widest_px = 0.0;
    for (int32_t i = 0; i < n; i++)
        widest_px = fmax(widest_px, page_width_px(s->page, s->chart->share[i].text, look));
    return widest_px + 0.2 * look.size_px <= s->bar_px;
}

/* In the middle of a part; on paper of its own where the part is hatched. */
static void put_share(const struct stacks *s, const char *text, struct fire_position middle,
                      struct paint paint, bool is_hollow)
{
    struct page *page = s->page;
    const struct look look = { page->style->label, false,
                               paint.is_dark && !is_hollow ? FIRE_COLOUR_PAPER
                                                           : FIRE_COLOUR_STRONG };
    if (paint.mono > HATCH_PAPER && !is_hollow) {
        const double width_px = page_width_px(page, text, look) + 0.2 * look.size_px;
        page_rect(page, FIRE_PART_SERIES, FIRE_COLOUR_PAPER,
                  (struct fire_rect){ middle.x_px - width_px / 2,
                                      middle.y_px - 0.5 * look.size_px, width_px,
                                      look.size_px });
    }
    middle.y_px += STYLE_HALF_DIGIT * look.size_px;
    page_text(page, FIRE_PART_LABEL, text, look, middle, FIRE_ANCHOR_MIDDLE);
}

static void put_column(const struct stacks *s, int32_t column, bool has_words)
{
    struct page *page = s->page;
    const double gap_px = page->style->thin_line; /* of paper between two parts */
    const double least_px = page->style->label * (FIRE_TEXT_ASCENT + FIRE_TEXT_DESCENT);
    double below_px = s->bottom_px;
    for (int32_t g = 0; g < s->chart->n_groups; g++) {
        const struct fire_chart_share *share =
            &s->chart->share[column * s->chart->n_groups + g];
        const double part_px = height_px(s, share->tenths);
        if (share->tenths == 0) continue;
        below_px -= part_px;
        const bool is_hollow = s->chart->is_part[column] &&
                               fmin(s->bar_px, part_px) > 4 * page->style->thin_line;
        const struct paint paint = paint_of(s, g);
        const struct fire_bar bar = { .rect = { column_x_px(s, column) - s->bar_px / 2,
                                                below_px, s->bar_px,
                                                fmax(part_px - gap_px, 0.0) },
                                      .line_px = is_hollow ? 2 * page->style->thin_line : 0.0,
                                      .tip = letters_label(page, share->tip) };
        if (is_hollow || paint.mono == HATCH_NONE)
            page_bar(page, FIRE_PART_SERIES, paint.colour, bar);
        else
            page_hatched(page, FIRE_PART_SERIES, paint.mono, HATCH_PITCH * page->style->label,
                         bar);
        if (has_words && part_px >= least_px + 2 * gap_px)
            put_share(s, share->text,
                      (struct fire_position){ column_x_px(s, column), below_px + part_px / 2 },
                      paint, is_hollow);
    }
}

/* Names beside the last column that has shares, pushed apart; none is left out while there is
 * room for all of them. */
static void put_names(const struct stacks *s)
{
    struct page *page = s->page;
    const struct fire_chart_stacks *chart = s->chart;
    struct column_label *label = PAGE_TAKE(page, chart->n_groups, struct column_label);
    if (label == NULL) return;
    int32_t last = chart->n_columns - 1;
    while (last > 0 && chart->share[last * chart->n_groups].tenths == 0 &&
           chart->column_sum[last][0] == '\0')
        last--;
    const double room_px = page->style->width - page->style->margin - s->names_px;
    double below_px = s->bottom_px;
    for (int32_t g = 0; g < chart->n_groups; g++) {
        const double part_px = height_px(s, chart->share[last * chart->n_groups + g].tenths);
        const struct look look = { page->style->label, false, FIRE_COLOUR_STRONG };
        const char *name = letters_fit(page, chart->group[g].name, look, room_px);
        label[g] = column_label_of(page, "", name, FIRE_COLOUR_STRONG, FIRE_COLOUR_STRONG,
                                   room_px);
        label[g].anchor_x_px = s->names_px;
        label[g].anchor_y_px = below_px - part_px / 2;
        label[g].has_swatch = true;
        label[g].swatch = paint_of(s, g).colour;
        label[g].hatch = paint_of(s, g).mono;
        label[g].priority = chart->n_groups - g;
        below_px -= part_px;
    }
    column_put(page, label, chart->n_groups, s->names_px, s->top_px - 0.6 * page->style->label,
               s->bottom_px + 0.6 * page->style->label);
}

/* Labels below the columns, and the sums below these. */
static void put_below(const struct stacks *s)
{
    struct page *page = s->page;
    const struct fire_chart_stacks *chart = s->chart;
    const struct look label = { page->style->label, false, FIRE_COLOUR_PLAIN };
    const struct look sum = { page->style->footer, false, FIRE_COLOUR_QUIET };
    const double first_px = s->bottom_px + (0.4 + FIRE_TEXT_ASCENT) * label.size_px;
    const double second_px = first_px + STYLE_LINE_HEIGHT * label.size_px;
    const int32_t step = axis_slot_step(page, chart->column_label, chart->n_columns,
                                        s->slot_px);
    double widest_px = 0.0;
    for (int32_t i = 0; i < chart->n_columns; i++)
        widest_px = fmax(widest_px, page_width_px(page, chart->column_sum[i], sum));
    const bool has_sums = widest_px + 0.3 * sum.size_px <= step * s->slot_px;
    int32_t n = 0;
    for (int32_t i = chart->n_columns - 1; i >= 0; i--) {
        const double x_px = column_x_px(s, i);
        if (chart->column_label[i][0] == '\0' || n++ % step != 0) continue;
        page_try_text(page, FIRE_PART_SLOT, letters_label(page, chart->column_label[i]), label,
                      (struct fire_position){ x_px, first_px }, FIRE_ANCHOR_MIDDLE, 0.0,
                      page->style->width);
        if (has_sums)
            page_try_text(page, FIRE_PART_SLOT, chart->column_sum[i], sum,
                          (struct fire_position){ x_px, second_px }, FIRE_ANCHOR_MIDDLE, 0.0,
                          page->style->width);
    }
    if (has_sums)
        page_try_text(page, FIRE_PART_SLOT, letters_label(page, chart->sum_name), sum,
                      (struct fire_position){ s->names_px, second_px }, FIRE_ANCHOR_START, 0.0,
                      page->style->width - page->style->margin);
}

static double names_width_px(struct page *page, const struct fire_chart_stacks *chart)
{
    const struct look look = { page->style->label, false, FIRE_COLOUR_STRONG };
    double widest_px = page_width_px(
        page, letters_label(page, chart->sum_name),
        (struct look){ page->style->footer, false, FIRE_COLOUR_QUIET });
    for (int32_t g = 0; g < chart->n_groups; g++)
        widest_px = fmax(widest_px,
                         page_width_px(page, letters_label(page, chart->group[g].name), look));
    return fmin(widest_px, NAMES_SHARE * page->style->width);
}

fire_status stacks_put(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err)
{
    (void)err;
    const struct style *style = page->style;
    const struct fire_chart_stacks *chart = &page->chart->stacks;
    const double title_px = style->panel_title * STYLE_LINE_HEIGHT + 0.75 * style->label;
    const double below_px = 3.6 * style->label;
    const double fixed_px = frame->body_px + title_px + below_px + frame->footer_px;
    const double plot_px = fmax(1.25 * style->plot_height[0], style->least_height - fixed_px);
    const struct look ticks = { .size_px = style->label };
    struct stacks s = { .page = page, .chart = chart };
    s.left_px = style->margin + page_width_px(page, "100", ticks) + 0.7 * style->label;
    s.names_px = style->width - style->margin - names_width_px(page, chart);
    s.right_px = s.names_px - (0.8 + COLUMN_SWATCH + COLUMN_SWATCH_GAP) * style->label;
    s.top_px = frame->body_px + title_px;
    s.bottom_px = s.top_px + plot_px;
    s.slot_px = (s.right_px - s.left_px) / chart->n_columns;
    s.bar_px = fmin(COLUMN_SHARE * s.slot_px, 8.0 * style->label);

    *out_height_px = ceil(fixed_px + plot_px);
    frame_put(page, frame, *out_height_px);
    page->panel = 0;
    const struct look look = { style->panel_title, true, FIRE_COLOUR_STRONG };
    page_text(page, FIRE_PART_PANEL_TITLE,
              letters_fit(page, chart->title, look, style->width - 2 * style->margin), look,
              (struct fire_position){ style->margin,
                                      frame->body_px + FIRE_TEXT_ASCENT * look.size_px },
              FIRE_ANCHOR_START);
    put_scale(&s);
    const bool has_words = has_room_for_shares(&s, ticks);
    for (int32_t i = 0; i < chart->n_columns; i++)
        put_column(&s, i, has_words);
    put_names(&s);
    put_below(&s);
    page->panel = -1;
    return FIRE_OK;
}
