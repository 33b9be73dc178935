/* grid.c - see grid.h.
 *
 * Widths come first: what rows are called at the left, their sums at the right, and what is left is
 * shared by the columns. Numbers stand in all cells or in none: in some they would read as if the
 * others were empty. Sums below the columns likewise. */
#include "grid.h"

#include "legend.h"
#include "letters.h"

#include <math.h>

#define LABEL_SHARE   0.34 /* of the page's width, for what rows are called at most    */
#define CELL_MOST     7.0  /* width of a cell at most, in parts of a label's size      */
#define HEIGHT_LEAST  1.45 /* height of a cell, likewise                               */
#define HEIGHT_WANTED 2.1
#define HEIGHT_MOST   3.4
#define SMALL         0.82 /* numbers in cells may be so much smaller than labels      */
#define NUMBERS_MOST  31   /* rows and columns with which numbers are shown            */
#define HEADER_LINES  4    /* of what a column is called                               */
#define LABEL_GAP     0.6  /* between two labels, in parts of their size               */

struct grid {
    struct page *page;
    const struct fire_chart_grid *of;
    struct look label;
    struct look header; /* what columns are called: smaller where it takes several lines */
    struct look strong;
    struct look number; /* in cells; size 0: none is shown */
    double names_px;    /* width of what rows are called, with the gap behind */
    double sums_px;     /* width of sums with the gap before; 0: none         */
    double cell_px;     /* width and height of a cell with the gap behind it  */
    double cell_height_px;
    double between_px;
    int32_t step; /* every how-manieth column has its label */
    int32_t n_header_lines;
    bool has_column_sums;
    double left_px; /* of the cells */
    double top_px;
};

static bool has_sums(const struct grid *grid)
{
    return grid->of->sum_title[0] != '\0';
}

static double widest(struct grid *grid, const char *const text[], int32_t n, struct look look)
{
    double widest_px = 0.0;
    for (int32_t i = 0; i < n; i++)
        widest_px = fmax(widest_px,
                         page_width_px(grid->page, letters_label(grid->page, text[i]), look));
    return widest_px;
}

/* ---- widths ------------------------------------------------------------------------------ */

static void find_widths(struct grid *grid)
{
    const struct style *style = grid->page->style;
    const struct fire_chart_grid *of = grid->of;
    const double room_px = style->width - 2 * style->margin;
    const double title_px = page_width_px(grid->page, letters_label(grid->page, of->row_title),
                                          grid->strong);
    grid->names_px = fmin(fmax(widest(grid, of->row_label, of->n_rows, grid->label), title_px),
                          LABEL_SHARE * style->width) +
                     0.8 * style->label;
    if (has_sums(grid)) {
        const double sum_title_px = page_width_px(
            grid->page, letters_label(grid->page, of->sum_title), grid->strong);
        grid->sums_px = fmax(widest(grid, of->row_sum, of->n_rows, grid->strong),
                             sum_title_px) +
                        0.9 * style->label;
    }
    grid->cell_px = fmin((room_px - grid->names_px - grid->sums_px) / of->n_columns,
                         CELL_MOST * style->label);
    grid->between_px = grid->cell_px > 8.0 ? 1.0 : 0.0;
    grid->left_px = style->margin + grid->names_px;
}

/* Labels of columns: all of them, in several lines where they are words, or every other one. */
static void find_header(struct grid *grid)
{
    static const int32_t steps[] = { 1, 2, 3, 4, 5, 6, 10, 12, 20, 30, FIRE_CHART_GRID_MOST };
    const struct fire_chart_grid *of = grid->of;
    const double gap_px = LABEL_GAP * grid->label.size_px;
    const double widest_px = widest(grid, of->column_label, of->n_columns, grid->label);
    const bool are_words = widest_px > 4.5 * grid->label.size_px;
    grid->header = grid->label;
    grid->step = 1;
    grid->n_header_lines = 1;
    if (widest_px + gap_px <= grid->cell_px) return;
    if (are_words && grid->cell_px > 2.5 * grid->label.size_px) {
        grid->header.size_px *= SMALL;
        for (int32_t c = 0; c < of->n_columns; c++) {
            const struct lines lines = letters_wrap(grid->page, of->column_label[c],
                                                    grid->header, grid->cell_px - gap_px / 2,
                                                    HEADER_LINES);
            if (lines.n > grid->n_header_lines) grid->n_header_lines = lines.n;
        }
        return;
    }
    size_t i = 0;
    while (steps[i] < FIRE_CHART_GRID_MOST && grid->cell_px * steps[i] < widest_px + gap_px)
        i++;
    grid->step = steps[i];
}

static void find_numbers(struct grid *grid)
{
    const struct fire_chart_grid *of = grid->of;
    grid->number = grid->label;
    double widest_px = 0.0;
    for (int32_t i = 0; i < of->n_rows * of->n_columns; i++)
        widest_px = fmax(widest_px,
                         page_width_px(grid->page, letters_label(grid->page, of->cell[i].text),
                                       grid->label));
    const double room_px = grid->cell_px - grid->between_px - 3.0;
    if (widest_px > room_px) grid->number.size_px *= SMALL;
    if (widest_px * SMALL > room_px || of->n_rows > NUMBERS_MOST ||
        of->n_columns > NUMBERS_MOST)
        grid->number.size_px = 0.0;
    grid->has_column_sums = has_sums(grid) &&
                            widest(grid, of->column_sum, of->n_columns, grid->strong) + 3.0 <=
                                grid->cell_px;
}

/* ---- heights ----------------------------------------------------------------------------- */

static double line_px(const struct grid *grid)
{
    return 1.4 * grid->label.size_px;
}

/* Title and labels of the columns. */
static double header_px(const struct grid *grid)
{
    return line_px(grid) + 1.3 * grid->header.size_px * (grid->n_header_lines - 1) +
           line_px(grid) + 0.3 * grid->label.size_px;
}

static double legend_gap_px(const struct grid *grid)
{
    return 1.1 * grid->label.size_px;
}

static double find_heights(struct grid *grid, const struct frame *frame)
{
    const struct style *style = grid->page->style;
    const int32_t n_rows = grid->of->n_rows;
    const double legend_px = legend_put(grid->page, &grid->of->legend, style->margin, 0.0,
                                        style->width - 2 * style->margin, 0.0, false);
    const double fixed_px = frame->body_px + header_px(grid) +
                            (grid->has_column_sums ? 1.3 * line_px(grid) : 0.0) +
                            legend_gap_px(grid) + legend_px + frame->footer_px;
    const double wanted_px = n_rows > NUMBERS_MOST ? HEIGHT_LEAST : HEIGHT_WANTED;
    grid->cell_height_px = fmin(
        fmax(wanted_px * style->label, (style->least_height - fixed_px) / n_rows),
        HEIGHT_MOST * style->label);
    grid->top_px = frame->body_px + header_px(grid);
    return fmax(ceil(fixed_px + n_rows * grid->cell_height_px), style->least_height);
}

/* ---- ink --------------------------------------------------------------------------------- */

static double column_x_px(const struct grid *grid, double column)
{
    return grid->left_px + column * grid->cell_px;
}

static void put_words(const struct grid *grid, fire_shape_part part, const char *words,
                      struct look look, double x_px, double middle_px, fire_anchor anchored)
{
    page_text(grid->page, part, words, look,
              (struct fire_position){ x_px, middle_px + STYLE_HALF_DIGIT * look.size_px },
              anchored);
}

/* Each over the middle of its column, but none beyond the cells or over the one before. */
static void put_column_labels(const struct grid *grid, double last_px)
{
    struct page *page = grid->page;
    const struct fire_chart_grid *of = grid->of;
    const double gap_px = LABEL_GAP * grid->header.size_px;
    const double end_px = column_x_px(grid, of->n_columns);
    double free_px = grid->left_px;
    for (int32_t c = 0; c < of->n_columns; c += grid->step) {
        const double most_px = fmin(grid->step * grid->cell_px - gap_px / 2,
                                    end_px - grid->left_px);
        const struct lines lines = letters_wrap(page, of->column_label[c], grid->header,
                                                most_px, grid->n_header_lines);
        double width_px = 0.0;
        for (int32_t i = 0; i < lines.n; i++)
            width_px = fmax(width_px, page_width_px(page, lines.line[i], grid->header));
        const double middle_px = fmin(
            fmax(column_x_px(grid, c + 0.5), grid->left_px + width_px / 2),
            end_px - width_px / 2);
        if (width_px > most_px || middle_px - width_px / 2 < free_px) continue;
        free_px = middle_px + width_px / 2 + gap_px / 2;
        for (int32_t i = 0; i < lines.n; i++)
            put_words(grid, FIRE_PART_SLOT, lines.line[i], grid->header, middle_px,
                      last_px - (lines.n - 1 - i) * 1.3 * grid->header.size_px,
                      FIRE_ANCHOR_MIDDLE);
    }
}

static void put_header(const struct grid *grid)
{
    struct page *page = grid->page;
    const struct fire_chart_grid *of = grid->of;
    const double title_px = grid->top_px - header_px(grid) + line_px(grid) / 2;
    const double last_px = grid->top_px - 0.3 * grid->label.size_px - line_px(grid) / 2;
    const double room_px = page->style->width - page->style->margin - grid->left_px;
    const double name_px = grid->names_px - 0.8 * grid->label.size_px;
    put_words(grid, FIRE_PART_PANEL_TITLE,
              letters_fit(page, of->column_title, grid->strong, room_px), grid->strong,
              grid->left_px, title_px, FIRE_ANCHOR_START);
    put_words(grid, FIRE_PART_PANEL_TITLE,
              letters_fit(page, of->row_title, grid->strong, name_px), grid->strong,
              page->style->margin, last_px, FIRE_ANCHOR_START);
    put_column_labels(grid, last_px);
    if (!has_sums(grid)) return;
    put_words(grid, FIRE_PART_SLOT, letters_label(page, of->sum_title), grid->strong,
              column_x_px(grid, of->n_columns) + grid->sums_px, last_px, FIRE_ANCHOR_END);
}

static void put_cell(const struct grid *grid, int32_t row, int32_t column)
{
    struct page *page = grid->page;
    const struct fire_chart_cell *cell = &grid->of->cell[row * grid->of->n_columns + column];
    struct fire_rect rect = { column_x_px(grid, column),
                              grid->top_px + row * grid->cell_height_px,
                              grid->cell_px - grid->between_px,
                              grid->cell_height_px - grid->between_px };
    const char *tip = letters_label(page, cell->tip);
    if (!cell->is_known) {
        legend_put_gap(page, FIRE_PART_MARKER, rect, tip);
        return;
    }
    if (cell->is_marked) {
        const double edge_px = 0.85 * page->style->line;
        page_rect(page, FIRE_PART_GUIDE, FIRE_COLOUR_PREVIOUS, rect);
        rect = (struct fire_rect){ rect.x_px + edge_px, rect.y_px + edge_px,
                                   rect.width_px - 2 * edge_px, rect.height_px - 2 * edge_px };
    }
    page_bar(page, FIRE_PART_MARKER, legend_colour(cell->colour),
             (struct fire_bar){ rect, 0.0, tip });
    if (grid->number.size_px == 0.0) return;
    struct look look = grid->number;
    look.colour = legend_ink(cell->colour);
    put_words(grid, FIRE_PART_LABEL, letters_label(page, cell->text), look,
              rect.x_px + rect.width_px / 2, rect.y_px + rect.height_px / 2,
              FIRE_ANCHOR_MIDDLE);
}

static void put_rows(const struct grid *grid)
{
    struct page *page = grid->page;
    const struct fire_chart_grid *of = grid->of;
    const double gap_px = 0.8 * grid->label.size_px;
    for (int32_t r = 0; r < of->n_rows; r++) {
        const double middle_px = grid->top_px + (r + 0.5) * grid->cell_height_px;
        put_words(grid, FIRE_PART_SLOT,
                  letters_fit(page, of->row_label[r], grid->label, grid->names_px - gap_px),
                  grid->label, page->style->margin, middle_px, FIRE_ANCHOR_START);
        for (int32_t c = 0; c < of->n_columns; c++)
            put_cell(grid, r, c);
        if (has_sums(grid))
            put_words(grid, FIRE_PART_LABEL, letters_label(page, of->row_sum[r]), grid->strong,
                      column_x_px(grid, of->n_columns) + grid->sums_px, middle_px,
                      FIRE_ANCHOR_END);
    }
}

static void put_column_sums(const struct grid *grid)
{
    struct page *page = grid->page;
    const struct fire_chart_grid *of = grid->of;
    const double middle_px = grid->top_px + of->n_rows * grid->cell_height_px +
                             0.8 * line_px(grid);
    if (!grid->has_column_sums) return;
    put_words(grid, FIRE_PART_SLOT, letters_label(page, of->sum_title), grid->strong,
              page->style->margin, middle_px, FIRE_ANCHOR_START);
    for (int32_t c = 0; c < of->n_columns; c++)
        put_words(grid, FIRE_PART_LABEL, letters_label(page, of->column_sum[c]), grid->strong,
                  column_x_px(grid, c + 0.5) - grid->between_px / 2, middle_px,
                  FIRE_ANCHOR_MIDDLE);
}

bool grid_has_point(const struct fire_chart *chart)
{
    for (int32_t i = 0; i < chart->grid.n_rows * chart->grid.n_columns; i++)
        if (chart->grid.cell[i].is_known) return true;
    return false;
}

bool grid_fits(const struct fire_chart *chart)
{
    return chart->grid.n_rows <= FIRE_CHART_GRID_MOST &&
           chart->grid.n_columns <= FIRE_CHART_GRID_MOST;
}

fire_status grid_put(struct page *page, const struct frame *frame, double *out_height_px,
                     struct fire_error *err)
{
    const struct style *style = page->style;
    struct grid grid = {
        .page = page,
        .of = &page->chart->grid,
        .label = { style->label, false, FIRE_COLOUR_PLAIN },
        .strong = { style->label, true, FIRE_COLOUR_PLAIN },
    };
    (void)err; /* nothing here can go wrong that the page does not remember */
    find_widths(&grid);
    find_header(&grid);
    find_numbers(&grid);
    *out_height_px = find_heights(&grid, frame);
    frame_put(page, frame, *out_height_px);
    page->panel = 0;
    put_header(&grid);
    put_rows(&grid);
    put_column_sums(&grid);
    page->panel = -1;
    const double below_px = grid.has_column_sums ? 1.3 * line_px(&grid) : 0.0;
    legend_put(page, &grid.of->legend, style->margin,
               grid.top_px + grid.of->n_rows * grid.cell_height_px + below_px +
                   legend_gap_px(&grid),
               style->width - 2 * style->margin, 0.0, true);
    return FIRE_OK;
}
