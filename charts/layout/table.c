/* table.c - see table.h. */
#include "table.h"

#include "letters.h"

#include <math.h>

#define ROW_HEIGHT 1.5 /* in parts of a label's size, as what follows */
#define COLUMN_GAP 1.4
#define HEAD_LINES 2

static struct look body_look(const struct page *page)
{
    return (struct look){ page->style->label, false, FIRE_COLOUR_STRONG };
}

static struct look head_look(const struct page *page)
{
    return (struct look){ page->style->label, false, FIRE_COLOUR_PLAIN };
}

static struct look title_look(const struct page *page)
{
    return (struct look){ page->style->panel_title, true, FIRE_COLOUR_STRONG };
}

double table_height_px(const struct page *page, const struct fire_chart_table *table)
{
    if (table->n_columns == 0) return 0.0;
    return STYLE_LINE_HEIGHT * page->style->panel_title +
           ROW_HEIGHT * page->style->label * (1 + table->n_rows);
}

static double column_px(struct page *page, const struct fire_chart_table *table, int32_t column)
{
    double widest_px = page_width_px(page, letters_label(page, table->head[column]),
                                     head_look(page));
    for (int32_t r = 0; r < table->n_rows; r++)
        widest_px = fmax(
            widest_px,
            page_width_px(page, letters_label(page, table->cell[r * table->n_columns + column]),
                          body_look(page)));
    return widest_px;
}

/* What is too wide is taken from the widest column of words, then from the widest one. */
static void find_widths(struct page *page, const struct fire_chart_table *table,
                        double width_px, double column[])
{
    double sum_px = (table->n_columns - 1) * COLUMN_GAP * page->style->label;
    for (int32_t c = 0; c < table->n_columns; c++) {
        column[c] = column_px(page, table, c);
        sum_px += column[c];
    }
    for (int32_t pass = 0; pass < table->n_columns && sum_px > width_px; pass++) {
        int32_t widest = 0;
        for (int32_t c = 1; c < table->n_columns; c++)
            if (column[c] > column[widest]) widest = c;
        const double least_px = 4.0 * page->style->label;
        const double taken_px = fmin(sum_px - width_px, fmax(0.0, column[widest] - least_px));
        column[widest] -= taken_px;
        sum_px -= taken_px;
    }
}

static void put_row(struct page *page, const struct fire_chart_table *table,
                    const char *const cell[], struct look look, double left_px, double top_px,
                    const double column[])
{
    const double baseline_px = top_px + ROW_HEIGHT * page->style->label / 2 +
                               STYLE_HALF_DIGIT * look.size_px;
    const double end_px = page->style->width - page->style->margin + 0.01;
    double x_px = left_px;
    for (int32_t c = 0; c < table->n_columns; c++) {
        const bool is_number = table->is_number[c];
        const char *words = letters_fit(page, cell[c], look, column[c]);
        if (x_px + column[c] <= end_px)
            page_text(
                page, FIRE_PART_LABEL, words, look,
                (struct fire_position){ x_px + (is_number ? column[c] : 0.0), baseline_px },
                is_number ? FIRE_ANCHOR_END : FIRE_ANCHOR_START);
        x_px += column[c] + COLUMN_GAP * page->style->label;
    }
}

void table_put(struct page *page, const struct fire_chart_table *table, double left_px,
               double top_px, double width_px)
{
    double column[FIRE_CHART_TABLE_COLUMNS];
    if (table->n_columns == 0) return;
    const double row_px = ROW_HEIGHT * page->style->label;
    const double title_px = STYLE_LINE_HEIGHT * page->style->panel_title;
    const struct look title = title_look(page);
    find_widths(page, table, width_px, column);
    page_text(page, FIRE_PART_PANEL_TITLE, letters_fit(page, table->title, title, width_px),
              title,
              (struct fire_position){ left_px, top_px + FIRE_TEXT_ASCENT * title.size_px },
              FIRE_ANCHOR_START);
    put_row(page, table, table->head, head_look(page), left_px, top_px + title_px, column);
    double end_px = left_px - COLUMN_GAP * page->style->label;
    for (int32_t c = 0; c < table->n_columns; c++)
        end_px += column[c] + COLUMN_GAP * page->style->label;
    const double line_px = top_px + title_px + row_px;
    page_line(page, FIRE_PART_GRID, FIRE_COLOUR_GRID, page->style->thin_line,
              (struct fire_position){ left_px, line_px },
              (struct fire_position){ fmin(end_px, left_px + width_px), line_px });
    for (int32_t r = 0; r < table->n_rows; r++)
        put_row(page, table, table->cell + r * table->n_columns, body_look(page), left_px,
                top_px + title_px + (r + 1) * row_px, column);
}
