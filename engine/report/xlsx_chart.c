/* xlsx_chart.c - a chart of Excel's own, bound to the cells of its table.
 *
 * Excel draws a text as zero. So cells without a number are left empty where a dash stands in
 * them, which is drawn as a gap, and a row in which words stand is not part of the chart. */
#include "firestat/chart_layout.h"
#include "xlsx.h"

#include <string.h>

#define MOST_RANGES    30 /* pieces that a series is made of */
#define WIDTH_PX       760.0
#define HEIGHT_PX      380.0
#define BAR_PX         26.0 /* of a name in a chart of bars */
#define ONE_PAGE_ROWS  30   /* of a table that can be read on a page with its chart */
#define MOST_PX        1600.0
#define DEFAULT_WIDTH  480.0
#define DEFAULT_HEIGHT 288.0

static bool is_dash(const char *text)
{
    static const char *const dashes[] = { "", "-", "–", "—", "−" };
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
        if (strcmp(text, dashes[i]) == 0) return true;
    return false;
}

static bool is_charted(const struct fire_grid *grid, int32_t column)
{
    const struct fire_native_chart *chart = &grid->chart;
    return chart->kind != FIRE_TABLE_NO_CHART && column >= chart->first_series &&
           column < chart->first_series + chart->n_series;
}

bool xlsx_is_gap(const struct fire_grid *grid, int64_t row, int32_t column)
{
    const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
    return grid->row[row] == FIRE_ROW_BODY && is_charted(grid, column) && cell->note < 1 &&
           is_dash(cell->text) && !cell->has_number;
}

/* Is there a number or a gap in every series? */
static bool is_drawn(const struct fire_grid *grid, int64_t row)
{
    const struct fire_native_chart *chart = &grid->chart;
    if (grid->row[row] != FIRE_ROW_BODY) return false;
    for (int32_t i = 0; i < chart->n_series; i++) {
        const int32_t column = chart->first_series + i;
        if (!xlsx_has_number(&grid->cell[row * grid->n_columns + column]) &&
            !xlsx_is_gap(grid, row, column))
            return false;
    }
    return true;
}

/* The rows that are drawn, in pieces. */
struct rows {
    int64_t first[MOST_RANGES];
    int64_t last[MOST_RANGES];
    int32_t n;
    int64_t n_rows;
    int32_t scale;      /* most decimals of a number */
    bool has_negatives; /* else the axis begins at 0 */
};

static void look_at(const struct fire_grid *grid, int64_t row, struct rows *rows)
{
    for (int32_t i = 0; i < grid->chart.n_series; i++) {
        const struct fire_cell *cell =
            &grid->cell[row * grid->n_columns + grid->chart.first_series + i];
        if (!cell->has_number) continue;
        const int32_t shown = cell->scale - cell->hidden;
        if (shown > rows->scale) rows->scale = shown;
        rows->has_negatives = rows->has_negatives || cell->number < 0;
    }
}

/* False: nothing to draw, or in too many pieces. */
static bool find_rows(const struct fire_grid *grid, struct rows *rows)
{
    bool is_open = false;
    for (int64_t row = 0; row < grid->n_rows; row++) {
        const bool drawn = is_drawn(grid, row);
        if (drawn && !is_open && rows->n == MOST_RANGES) return false;
        if (drawn && !is_open) rows->first[rows->n++] = row;
        is_open = drawn;
        if (!drawn) continue;
        rows->last[rows->n - 1] = row;
        rows->n_rows++;
        look_at(grid, row, rows);
    }
    return rows->n > 0;
}

/* "='Bảng 1'!$A$5:$A$9", in brackets where there are several pieces. */
static const char *formula_of(struct xlsx *xlsx, const char *name, lxw_row_t first_row,
                              const struct rows *rows, int32_t column)
{
    char letters[8] = "";
    const char *formula = rows->n > 1 ? "=(" : "=";
    lxw_col_to_name(letters, (lxw_col_t)column, 1);
    for (int32_t i = 0; i < rows->n && formula != NULL; i++)
        formula = fire_arena_printf(xlsx->arena, "%s%s'%s'!%s$%lld:%s$%lld", formula,
                                    i == 0 ? "" : ",", name, letters,
                                    (long long)first_row + rows->first[i] + 1, letters,
                                    (long long)first_row + rows->last[i] + 1);
    if (formula != NULL && rows->n > 1)
        formula = fire_arena_printf(xlsx->arena, "%s)", formula);
    xlsx->is_out_of_memory = xlsx->is_out_of_memory || formula == NULL;
    return formula;
}

/* ---- looks ----------------------------------------------------------------------------- */

static void set_series(lxw_chart_series *series, fire_table_chart kind, int32_t number)
{
    static const fire_colour colours[] = { FIRE_COLOUR_CURRENT, FIRE_COLOUR_PREVIOUS,
                                           FIRE_COLOUR_THIRD, FIRE_COLOUR_FOURTH,
                                           FIRE_COLOUR_OTHER };
    enum { N = sizeof colours / sizeof colours[0], N_DASHES = LXW_CHART_LINE_DASH_DOT };
    const lxw_color_t colour = fire_colour_rgb(FIRE_PALETTE_HOUSE, colours[number % N]);
    if (kind != FIRE_TABLE_LINES) {
        lxw_chart_fill fill = { .color = colour };
        chart_series_set_fill(series, &fill);
        return;
    }
    lxw_chart_line line = { .color = colour,
                            .width = 2.25f,
                            .dash_type = (uint8_t)(number / N % N_DASHES) };
    lxw_chart_line edge = { .color = colour };
    lxw_chart_fill fill = { .color = colour };
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 5);
    chart_series_set_marker_line(series, &edge);
    chart_series_set_marker_fill(series, &fill);
}

static void set_axes(struct xlsx *xlsx, lxw_chart *chart, const struct fire_grid *grid,
                     const struct rows *rows)
{
    lxw_chart_font font = { .name = "Times New Roman", .size = 11 };
    lxw_chart_line hair = { .color = 0xE0E0E0, .width = 0.75f };
    lxw_chart_line none = { .none = LXW_TRUE };
    const bool lies = grid->chart.kind == FIRE_TABLE_BARS;
    lxw_chart_axis *names = lies ? chart->y_axis : chart->x_axis; /* the library's x lies */
    lxw_chart_axis *numbers = lies ? chart->x_axis : chart->y_axis;
    const char *name = grid->chart.n_series == 1 ? grid->column[grid->chart.first_series].label
                                                 : grid->unit;
    chart_axis_set_num_font(names, &font);
    chart_axis_set_num_font(numbers, &font);
    chart_axis_set_num_format(numbers, rows->scale > 0 ? "#,##0.0" : "#,##0");
    chart_axis_major_gridlines_set_visible(numbers, LXW_TRUE);
    chart_axis_major_gridlines_set_line(numbers, &hair);
    chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
    chart_axis_set_line(numbers, &none);
    if (!rows->has_negatives) chart_axis_set_min(numbers, 0);
    chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (name[0] != '\0') {
        lxw_chart_font plain = { .name = "Times New Roman",
                                 .size = 11,
                                 .bold = LXW_EXPLICIT_FALSE };
        chart_axis_set_name(numbers, xlsx_text(xlsx, name));
        chart_axis_set_name_font(numbers, &plain);
    }
    if (!lies) return;
    chart_axis_set_reverse(names);      /* the first row on top, as in the table ... */
    chart_axis_set_crossing_max(names); /* ... and the numbers below it         */
}

static void set_chart(struct xlsx *xlsx, lxw_chart *chart, const struct fire_grid *grid,
                      const struct rows *rows)
{
    lxw_chart_font title = { .name = "Times New Roman", .size = 13, .bold = LXW_TRUE };
    lxw_chart_font font = { .name = "Times New Roman", .size = 11 };
    lxw_chart_line none = { .none = LXW_TRUE };
    const char *text = xlsx_text(xlsx, grid->chart.title);
    if (text[0] == '\0')
        chart_title_off(chart);
    else
        chart_title_set_name(chart, text);
    chart_title_set_name_font(chart, &title);
    chart_chartarea_set_line(chart, &none);
    if (grid->chart.n_series == 1)
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    else
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &font);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    chart_show_hidden_data(chart); /* a filtered table does not change its chart */
    if (grid->chart.kind != FIRE_TABLE_LINES) chart_set_series_gap(chart, 60);
    set_axes(xlsx, chart, grid, rows);
}

static bool has_chart(const struct fire_grid *grid)
{
    const struct fire_native_chart *chart = &grid->chart;
    return chart->kind != FIRE_TABLE_NO_CHART && chart->n_series > 0 &&
           chart->label_column >= 0 && chart->label_column < grid->n_columns &&
           chart->first_series >= 0 && chart->n_series <= 255 &&
           chart->first_series + chart->n_series <= grid->n_columns;
}

void xlsx_chart(struct xlsx *xlsx, const struct xlsx_sheet *sheet, lxw_row_t first_row,
                lxw_row_t row)
{
    static const uint8_t kinds[] = { [FIRE_TABLE_LINES] = LXW_CHART_LINE,
                                     [FIRE_TABLE_COLUMNS] = LXW_CHART_COLUMN,
                                     [FIRE_TABLE_BARS] = LXW_CHART_BAR };
    const struct fire_grid *grid = sheet->grid;
    struct rows rows = { 0 };
    if (!has_chart(grid) || !find_rows(grid, &rows)) return;
    lxw_chart *chart = workbook_add_chart(xlsx->workbook, kinds[grid->chart.kind]);
    const char *labels = formula_of(xlsx, sheet->name, first_row, &rows,
                                    grid->chart.label_column);
    for (int32_t i = 0; i < grid->chart.n_series && chart != NULL && labels != NULL; i++) {
        const int32_t column = grid->chart.first_series + i;
        const bool is_tall = grid_has_groups(grid) && grid->column[column].group[0] == '\0';
        const char *values = formula_of(xlsx, sheet->name, first_row, &rows, column);
        if (values == NULL) return;
        lxw_chart_series *series = chart_add_series(chart, labels, values);
        if (series == NULL) break;
        chart_series_set_name_range(series, sheet->name, first_row - 1 - (is_tall ? 1 : 0),
                                    (lxw_col_t)column);
        set_series(series, grid->chart.kind, i);
    }
    if (chart == NULL || labels == NULL) {
        xlsx->is_out_of_memory = true;
        return;
    }
    set_chart(xlsx, chart, grid, &rows);
    double height_px = HEIGHT_PX;
    if (grid->chart.kind == FIRE_TABLE_BARS)
        height_px = 120.0 +
                    BAR_PX * (double)rows.n_rows * (grid->chart.n_series > 1 ? 1.6 : 1.0);
    if (height_px > MOST_PX) height_px = MOST_PX;
    lxw_chart_options options = { .x_scale = WIDTH_PX / DEFAULT_WIDTH,
                                  .y_scale = height_px / DEFAULT_HEIGHT };
    xlsx_try(xlsx, worksheet_insert_chart_opt(sheet->sheet, row, 0, chart, &options));
    if (grid->n_rows <= ONE_PAGE_ROWS)
        worksheet_fit_to_pages(sheet->sheet, 1,
                               1); /* printed, no page goes through the chart */
}
