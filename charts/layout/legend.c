/* legend.c - see legend.h. */
#include "legend.h"

#include "letters.h"

#include <math.h>

#define DARK_STEP 4   /* from this one on letters are white */
#define LINE      1.7 /* height of a line, in letters */

fire_colour legend_colour(int32_t step)
{
    return (fire_colour)(FIRE_COLOUR_STEP_0 + step);
}

fire_colour legend_ink(int32_t step)
{
    return step >= DARK_STEP ? FIRE_COLOUR_PAPER : FIRE_COLOUR_STRONG;
}

void legend_put_gap(struct page *page, fire_shape_part part, struct fire_rect rect,
                    const char *tip)
{
    const double half_px = fmin(0.3 * rect.width_px, 0.3 * rect.height_px);
    const double x_px = rect.x_px + rect.width_px / 2;
    const double y_px = rect.y_px + rect.height_px / 2;
    page_bar(page, part, FIRE_COLOUR_GRID,
             (struct fire_bar){ rect, page->style->thin_line, tip });
    page_line(page, part, FIRE_COLOUR_QUIET, page->style->thin_line,
              (struct fire_position){ x_px - half_px, y_px },
              (struct fire_position){ x_px + half_px, y_px });
}

/* Where the next thing goes, line by line. */
struct pen {
    struct page *page;
    double left_px;
    double right_px;
    double x_px;
    double top_px; /* of the line */
    double line_px;
    bool is_put;
};

/* Room for something that wide; a new line where it does not fit. */
static void make_room(struct pen *pen, double width_px)
{
    if (pen->x_px == pen->left_px || pen->x_px + width_px <= pen->right_px) return;
    pen->x_px = pen->left_px;
    pen->top_px += pen->line_px;
}

static void put_words(struct pen *pen, const char *words, struct look look)
{
    struct page *page = pen->page;
    const double middle_px = pen->top_px + pen->line_px / 2;
    if (pen->is_put)
        page_text(
            page, FIRE_PART_LABEL, words, look,
            (struct fire_position){ pen->x_px, middle_px + STYLE_HALF_DIGIT * look.size_px },
            FIRE_ANCHOR_START);
    pen->x_px += page_width_px(page, words, look) + 1.1 * look.size_px;
}

/* A box with its words.
 *   step   -1: that of what is not known */
static void put_step(struct pen *pen, int32_t step, const char *label)
{
    struct page *page = pen->page;
    const struct look look = { page->style->label, false, FIRE_COLOUR_PLAIN };
    const double box_px = 1.6 * look.size_px;
    const double gap_px = 0.4 * look.size_px;
    const char *words = letters_fit(page, label, look,
                                    pen->right_px - pen->left_px - box_px - gap_px);
    make_room(pen, box_px + gap_px + page_width_px(page, words, look));
    const double box_height_px = 0.68 * LINE * look.size_px;
    const struct fire_rect box = { pen->x_px, pen->top_px + (pen->line_px - box_height_px) / 2,
                                   box_px, box_height_px };
    if (pen->is_put && step < 0) legend_put_gap(page, FIRE_PART_MARKER, box, "");
    if (pen->is_put && step >= 0) page_rect(page, FIRE_PART_MARKER, legend_colour(step), box);
    pen->x_px += box_px + gap_px;
    put_words(pen, words, look);
}

/* A circle with what it stands for. */
static void put_sized(struct pen *pen, const struct fire_chart_sized *sized, double circle_px)
{
    struct page *page = pen->page;
    const struct look look = { page->style->label, false, FIRE_COLOUR_PLAIN };
    const double radius_px = sqrt(sized->part) * circle_px;
    const double gap_px = 0.4 * look.size_px;
    const char *words = letters_fit(page, sized->label, look,
                                    pen->right_px - pen->left_px - 2 * radius_px - gap_px);
    make_room(pen, 2 * radius_px + gap_px + page_width_px(page, words, look));
    if (pen->is_put)
        page_circle(page, FIRE_PART_MARKER, FIRE_COLOUR_CURRENT,
                    (struct fire_circle){
                        .centre = { pen->x_px + radius_px, pen->top_px + pen->line_px / 2 },
                        .radius_px = radius_px,
                        .tip = "" });
    pen->x_px += 2 * radius_px + gap_px;
    put_words(pen, words, look);
}

double legend_put(struct page *page, const struct fire_chart_legend *legend, double left_px,
                  double top_px, double width_px, double circle_px, bool is_put)
{
    const struct look title = { page->style->label, true, FIRE_COLOUR_PLAIN };
    struct pen pen = {
        .page = page,
        .left_px = left_px,
        .right_px = left_px + width_px,
        .x_px = left_px,
        .top_px = top_px,
        .line_px = LINE * page->style->label,
        .is_put = is_put,
    };
    const struct lines lines = letters_wrap(page, legend->title, title, width_px, 3);
    for (int32_t i = 0; i < lines.n; i++) {
        if (i > 0) {
            pen.x_px = left_px;
            pen.top_px += pen.line_px;
        }
        if (i == lines.n - 1 &&
            legend->n_sized > 0) /* from here on circles stand in the line */
            pen.line_px = fmax(pen.line_px, 2 * sqrt(legend->sized[0].part) * circle_px);
        put_words(&pen, lines.line[i], title);
    }
    for (int32_t i = 0; i < legend->n_sized; i++)
        put_sized(&pen, &legend->sized[i], circle_px);
    for (int32_t i = 0; i < legend->n_steps; i++)
        put_step(&pen, legend->step[i].colour, legend->step[i].label);
    if (legend->gap[0] != '\0') put_step(&pen, -1, legend->gap);
    return pen.top_px + pen.line_px - top_px;
}
