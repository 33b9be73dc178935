/* frame.c - see frame.h. */
#include "frame.h"

#define TITLE_LINES_MAX    6
#define SUBTITLE_LINES_MAX 6
#define FOOTER_LINES_MAX   20

static struct look title_look(const struct page *page)
{
    return (struct look){ page->style->title, true, FIRE_COLOUR_STRONG };
}

static struct look subtitle_look(const struct page *page)
{
    return (struct look){ page->style->subtitle, false, FIRE_COLOUR_PLAIN };
}

static struct look footer_look(const struct page *page)
{
    return (struct look){ page->style->footer, false, FIRE_COLOUR_QUIET };
}

static double block_px(const struct lines *lines, struct look look)
{
    return lines->n * look.size_px * STYLE_LINE_HEIGHT;
}

/* Lines from top_px down, left-aligned at the margin. */
static void put_block(struct page *page, fire_shape_part part, const struct lines *lines,
                      struct look look, double top_px)
{
    const double first_px = top_px + look.size_px * ((STYLE_LINE_HEIGHT - FIRE_TEXT_ASCENT -
                                                      FIRE_TEXT_DESCENT) /
                                                         2 +
                                                     FIRE_TEXT_ASCENT);
    for (int32_t i = 0; i < lines->n; i++) {
        const struct fire_position anchor = { page->style->margin,
                                              first_px + i * look.size_px * STYLE_LINE_HEIGHT };
        page_text(page, part, lines->line[i], look, anchor, FIRE_ANCHOR_START);
    }
}

/* Space between title and subtitle, and below the subtitle. */
static double title_gap_px(const struct page *page)
{
    return 0.15 * page->style->title;
}

struct frame frame_of(struct page *page)
{
    const struct style *style = page->style;
    const struct fire_chart *chart = page->chart;
    const double room_px = style->width - 2 * style->margin;
    struct frame frame = {
        .title = letters_wrap(page, chart->title, title_look(page), room_px, TITLE_LINES_MAX),
        .subtitle = letters_wrap(page, chart->subtitle, subtitle_look(page), room_px,
                                 SUBTITLE_LINES_MAX),
        .footer = letters_wrap(page, chart->footer, footer_look(page), room_px,
                               FOOTER_LINES_MAX),
    };
    frame.body_px = 0.7 * style->margin + block_px(&frame.title, title_look(page)) +
                    title_gap_px(page) + block_px(&frame.subtitle, subtitle_look(page)) +
                    0.6 * style->title;
    frame.footer_px = style->title + block_px(&frame.footer, footer_look(page)) +
                      0.6 * style->margin;
    return frame;
}

void frame_put(struct page *page, const struct frame *frame, double height_px)
{
    const struct style *style = page->style;
    page_rect(page, FIRE_PART_PAGE, FIRE_COLOUR_PAPER,
              (struct fire_rect){ 0, 0, style->width, height_px });

    const double title_px = 0.7 * style->margin;
    put_block(page, FIRE_PART_TITLE, &frame->title, title_look(page), title_px);
    put_block(page, FIRE_PART_SUBTITLE, &frame->subtitle, subtitle_look(page),
              title_px + block_px(&frame->title, title_look(page)) + title_gap_px(page));
    put_block(page, FIRE_PART_FOOTER, &frame->footer, footer_look(page),
              height_px - frame->footer_px + style->title);
}
