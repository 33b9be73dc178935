/* column.c - see column.h. */
#include "column.h"

#include "letters.h"
#include "stack.h"

#include <math.h>

#define BESIDE 6.0 /* an anchor farther to the left than so many sizes gets a leader too */
#define PUSHED 0.5 /* a label this far from its anchor, in parts of its size, gets a leader */

static double value_gap_px(const struct page *page)
{
    return 0.5 * page->style->label;
}

struct column_label column_label_of(struct page *page, const char *value, const char *remark,
                                    fire_colour value_colour, fire_colour remark_colour,
                                    double most_px)
{
    struct column_label label = {
        .value_look = { page->style->value, true, value_colour },
        .remark_look = { page->style->label, false, remark_colour },
    };
    label.value = letters_label(page, value);
    label.remark = letters_label(page, remark);
    const double value_px = page_width_px(page, label.value, label.value_look);
    double remark_px = page_width_px(page, label.remark, label.remark_look);
    if (remark_px > most_px) { /* half a number would be another number */
        label.remark = "";
        remark_px = 0.0;
    }
    const double value_height_px = label.value[0] == '\0' ? 0.0 : label.value_look.size_px;
    const double remark_height_px = label.remark[0] == '\0' ? 0.0 : label.remark_look.size_px;
    const double gap_px = value_px > 0.0 && remark_px > 0.0 ? value_gap_px(page) : 0.0;

    label.is_split = gap_px > 0.0 && value_px + gap_px + remark_px > most_px;
    label.width_px = label.is_split ? fmax(value_px, remark_px) : value_px + gap_px + remark_px;
    label.height_px = STYLE_LINE_HEIGHT * (label.is_split
                                               ? value_height_px + remark_height_px
                                               : fmax(value_height_px, remark_height_px));
    return label;
}

static void put_label(struct page *page, const struct column_label *label, double x_px,
                      double centre_px)
{
    const double value_line_px = label->value_look.size_px * STYLE_LINE_HEIGHT;
    const double remark_line_px = label->remark_look.size_px * STYLE_LINE_HEIGHT;
    const double main_px = label->value[0] == '\0' ? label->remark_look.size_px
                                                   : label->value_look.size_px;
    const double centre_line_px = label->is_split
                                      ? centre_px - label->height_px / 2 + value_line_px / 2
                                      : centre_px;
    struct fire_position at = { x_px, centre_line_px + STYLE_HALF_DIGIT * main_px };
    page_text(page, FIRE_PART_LABEL, label->value, label->value_look, at, FIRE_ANCHOR_START);

    if (label->is_split)
        at.y_px += value_line_px / 2 + remark_line_px / 2;
    else if (label->value[0] != '\0')
        at.x_px += page_width_px(page, label->value, label->value_look) + value_gap_px(page);
    page_text(page, FIRE_PART_LABEL, label->remark, label->remark_look, at, FIRE_ANCHOR_START);
}

/* In the space between the plots and the column. */
static void put_swatch(struct page *page, const struct column_label *label, double x_px,
                       double centre_px)
{
    const double side_px = COLUMN_SWATCH * page->style->label;
    const double height_px = label->value[0] == '\0' ? label->remark_look.size_px
                                                     : label->value_look.size_px;
    const double line_px = label->is_split ? centre_px - label->height_px / 2 +
                                                 height_px * STYLE_LINE_HEIGHT / 2
                                           : centre_px;
    const struct fire_rect box = { x_px - COLUMN_SWATCH_GAP * page->style->label - side_px,
                                   line_px - side_px / 2, side_px, side_px };
    if (label->hatch == HATCH_NONE)
        page_rect(page, FIRE_PART_LEADER, label->swatch, box);
    else
        page_hatched(page, FIRE_PART_LEADER, label->hatch, side_px / 3,
                     (struct fire_bar){ .rect = box, .tip = "" });
}

void column_put(struct page *page, const struct column_label label[], int32_t n_labels,
                double x_px, double top_px, double bottom_px)
{
    struct stack_item *item = PAGE_TAKE(page, n_labels, struct stack_item);
    if (item == NULL) return;
    for (int32_t i = 0; i < n_labels; i++)
        item[i] = (struct stack_item){ .wanted_px = label[i].anchor_y_px,
                                       .height_px = label[i].height_px,
                                       .priority = label[i].priority,
                                       .owner = i };
    stack_place(page, item, n_labels, top_px, bottom_px);

    for (int32_t i = 0; i < n_labels && item[i].is_placed; i++) {
        const struct column_label *owner = &label[item[i].owner];
        put_label(page, owner, x_px, item[i].centre_px);
        if (owner->has_swatch) {
            put_swatch(page, owner, x_px, item[i].centre_px);
            continue;
        }
        const double pushed_px = fabs(item[i].centre_px - owner->anchor_y_px);
        const bool is_beside = x_px - owner->anchor_x_px <= BESIDE * page->style->label;
        if (is_beside && pushed_px <= PUSHED * page->style->label) continue;
        page_line(page, FIRE_PART_LEADER, FIRE_COLOUR_GUIDE, page->style->thin_line,
                  (struct fire_position){ owner->anchor_x_px, owner->anchor_y_px },
                  (struct fire_position){ x_px - 2.0, item[i].centre_px });
    }
}
