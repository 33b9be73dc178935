/* slopes.c - see slopes.h. */
#include "slopes.h"

#include "axis.h"
#include "stack.h"

#include <math.h>

#define SIDE_SHARE 0.32 /* of the page's width: most that the labels of a side take */
#define A_LABEL    1.4  /* height of a label, in parts of its size                 */
#define A_SLOPE    2.3  /* of the plot for each line, likewise                      */
#define LEAST_PLOT 16.0 /* likewise                                                 */

/* One end of the lines: the point's column, its labels beside it. */
struct side {
    double x_px;
    double direction; /* -1: labels are at the left */
    double value_px;  /* where values begin         */
    double name_px;   /* and names                  */
    double name_width_px;
};

struct slopes {
    struct page *page;
    const struct fire_chart_slopes *of;
    struct axis axis;
    struct side base;
    struct side value;
    double top_px;
    double bottom_px;
};

static struct look value_look(const struct slopes *slopes)
{
    return (struct look){ slopes->page->style->label, true, FIRE_COLOUR_STRONG };
}

static struct look name_look(const struct slopes *slopes)
{
    return (struct look){ slopes->page->style->label, false, FIRE_COLOUR_PLAIN };
}

static double y_px(const struct slopes *slopes, double value)
{
    return axis_y_px(&slopes->axis, value, slopes->top_px, slopes->bottom_px);
}

/* ---- widths ------------------------------------------------------------------------------- */

static const char *text_of(const struct slopes *slopes, const struct side *side, int32_t i)
{
    const struct fire_chart_slope *slope = &slopes->of->slope[i];
    return letters_label(slopes->page,
                         side->direction < 0 ? slope->base_text : slope->value_text);
}

/* From the page's border inwards: names, values, a gap for leaders, the points. Values too wide for
 * that leave no room for names. */
static struct side side_of(const struct slopes *slopes, double direction)
{
    struct page *page = slopes->page;
    const struct style *style = page->style;
    const double most_px = SIDE_SHARE * style->width;
    struct side side = { .direction = direction };
    double values_px = 0.0;
    double names_px = 0.0;
    for (int32_t i = 0; i < slopes->of->n_slopes; i++) {
        values_px = fmax(values_px,
                         page_width_px(page, text_of(slopes, &side, i), value_look(slopes)));
        names_px = fmax(names_px,
                        page_width_px(page, letters_label(page, slopes->of->slope[i].name),
                                      name_look(slopes)));
    }
    const double gap_px = 0.6 * style->label;
    const double leader_px = 2.0 * style->label;
    values_px = fmin(values_px, most_px);
    side.name_width_px = fmax(0.0, fmin(names_px, most_px - values_px - gap_px));
    const double border_px = direction < 0 ? style->margin : style->width - style->margin;
    side.x_px = border_px - direction * (side.name_width_px + gap_px + values_px + leader_px);
    side.value_px = side.x_px + direction * leader_px;
    side.name_px = side.value_px + direction * (values_px + gap_px);
    return side;
}

/* ---- ink ---------------------------------------------------------------------------------- */

static void put_column(const struct slopes *slopes, const struct side *side, const char *label)
{
    struct page *page = slopes->page;
    const struct style *style = page->style;
    const struct look look = { style->label, true, FIRE_COLOUR_STRONG };
    page_line(page, FIRE_PART_GRID, FIRE_COLOUR_GRID, style->thin_line,
              (struct fire_position){ side->x_px, slopes->top_px },
              (struct fire_position){ side->x_px, slopes->bottom_px });
    const double border_px = side->direction < 0 ? style->margin : style->width - style->margin;
    page_text(page, FIRE_PART_SLOT,
              letters_fit(page, label, look, fabs(side->x_px - border_px)), look,
              (struct fire_position){ side->x_px, slopes->top_px - 0.9 * style->label },
              side->direction < 0 ? FIRE_ANCHOR_END : FIRE_ANCHOR_START);
}

static void put_label(const struct slopes *slopes, const struct side *side, int32_t i,
                      double centre_px)
{
    struct page *page = slopes->page;
    const fire_anchor anchored = side->direction < 0 ? FIRE_ANCHOR_END : FIRE_ANCHOR_START;
    const double baseline_px = centre_px + STYLE_HALF_DIGIT * page->style->label;
    const struct fire_chart_slope *slope = &slopes->of->slope[i];
    const char *value = text_of(slopes, side, i);
    if (page_width_px(page, value, value_look(slopes)) > SIDE_SHARE * page->style->width)
        return; /* half a number would be another number */
    page_text(page, FIRE_PART_LABEL, value, value_look(slopes),
              (struct fire_position){ side->value_px, baseline_px }, anchored);
    page_text(page, FIRE_PART_LABEL,
              letters_fit(page, slope->name, name_look(slopes), side->name_width_px),
              name_look(slopes), (struct fire_position){ side->name_px, baseline_px },
              anchored);
}

static void put_labels(const struct slopes *slopes, const struct side *side)
{
    struct page *page = slopes->page;
    const struct style *style = page->style;
    const int32_t n = slopes->of->n_slopes;
    struct stack_item *item = PAGE_TAKE(page, n, struct stack_item);
    if (item == NULL) return;
    for (int32_t i = 0; i < n; i++) {
        const struct fire_chart_slope *slope = &slopes->of->slope[i];
        item[i] = (struct stack_item){
            .wanted_px = y_px(slopes, side->direction < 0 ? slope->base : slope->value),
            .height_px = A_LABEL * style->label,
            .priority = n - i,
            .owner = i
        };
    }
    stack_place(page, item, n, slopes->top_px - 0.7 * style->label,
                slopes->bottom_px + 0.7 * style->label);
    for (int32_t i = 0; i < n && item[i].is_placed; i++) {
        const int32_t owner = item[i].owner;
        const struct fire_chart_slope *slope = &slopes->of->slope[owner];
        const double point_px = y_px(slopes, side->direction < 0 ? slope->base : slope->value);
        put_label(slopes, side, owner, item[i].centre_px);
        if (fabs(item[i].centre_px - point_px) <= 0.3 * style->label) continue;
        page_line(page, FIRE_PART_LEADER, FIRE_COLOUR_GUIDE, style->thin_line,
                  (struct fire_position){ side->x_px + side->direction * (style->radius + 1.0),
                                          point_px },
                  (struct fire_position){ side->value_px - side->direction * 2.0,
                                          item[i].centre_px });
    }
}

static void put_slope(const struct slopes *slopes, int32_t i)
{
    struct page *page = slopes->page;
    const struct style *style = page->style;
    const struct fire_chart_slope *slope = &slopes->of->slope[i];
    const struct fire_position from = { slopes->base.x_px, y_px(slopes, slope->base) };
    const struct fire_position to = { slopes->value.x_px, y_px(slopes, slope->value) };
    const fire_colour colour = slope->value < slope->base   ? FIRE_COLOUR_FELL
                               : slope->value > slope->base ? FIRE_COLOUR_ROSE
                                                            : FIRE_COLOUR_OTHER;
    const char *tip = letters_label(page, slope->tip);
    page_line(page, FIRE_PART_SERIES, colour, style->line, from, to);
    page_circle(page, FIRE_PART_MARKER, colour,
                (struct fire_circle){ .centre = from,
                                      .radius_px = style->radius - 0.3 * style->line,
                                      .line_px = 0.6 * style->line,
                                      .tip = tip });
    page_circle(page, FIRE_PART_MARKER, colour,
                (struct fire_circle){ .centre = to, .radius_px = style->radius, .tip = tip });
}

static fire_status find_axis(struct slopes *slopes, double plot_px, struct fire_error *err)
{
    struct axis_range range = { .title = slopes->of->title, .is_whole = slopes->of->is_whole };
    for (int32_t i = 0; i < slopes->of->n_slopes; i++) {
        axis_range_add(&range, slopes->of->slope[i].base);
        axis_range_add(&range, slopes->of->slope[i].value);
    }
    return axis_up(slopes->page, &range, plot_px, &slopes->axis, err);
}

fire_status slopes_put(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err)
{
    const struct style *style = page->style;
    struct slopes slopes = { .page = page, .of = &page->chart->slopes };
    const struct look title_look = { style->panel_title, true, FIRE_COLOUR_STRONG };
    const double head_px = style->panel_title * STYLE_LINE_HEIGHT + 2.6 * style->label;
    const double around_px = frame->body_px + head_px + 1.2 * style->label + frame->footer_px;
    const double plot_px = fmax(fmax(A_SLOPE * slopes.of->n_slopes, LEAST_PLOT) * style->label,
                                style->least_height - around_px);
    slopes.base = side_of(&slopes, -1.0);
    slopes.value = side_of(&slopes, 1.0);
    slopes.top_px = frame->body_px + head_px;
    slopes.bottom_px = slopes.top_px + plot_px;
    FIRE_TRY(find_axis(&slopes, plot_px, err));

    *out_height_px = ceil(around_px + plot_px);
    frame_put(page, frame, *out_height_px);
    page->panel = 0;
    page_text(page, FIRE_PART_PANEL_TITLE,
              letters_fit(page, slopes.of->title, title_look, style->width - 2 * style->margin),
              title_look,
              (struct fire_position){ style->margin,
                                      frame->body_px + FIRE_TEXT_ASCENT * title_look.size_px },
              FIRE_ANCHOR_START);
    put_column(&slopes, &slopes.base, slopes.of->base_label);
    put_column(&slopes, &slopes.value, slopes.of->value_label);
    page_line(page, FIRE_PART_ZERO, FIRE_COLOUR_QUIET, style->thin_line,
              (struct fire_position){ slopes.base.x_px, y_px(&slopes, 0.0) },
              (struct fire_position){ slopes.value.x_px, y_px(&slopes, 0.0) });
    for (int32_t i = slopes.of->n_slopes - 1; i >= 0; i--)
        put_slope(&slopes, i);
    put_labels(&slopes, &slopes.base);
    put_labels(&slopes, &slopes.value);
    page->panel = -1;
    return FIRE_OK;
}
