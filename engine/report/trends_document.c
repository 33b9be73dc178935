/* trends_document.c - trends as a document of two tables: the figures of the years, then what they
 * say. The lines are those of a terminal's tables, with their numbers, and every line has its keys,
 * for it can be sorted away from the one above. */
#include "trends.h"

/* A line of a group and measure, its keys already in place. */
typedef void put_line(struct trends_writer *trends, const struct fire_trend_row *row,
                      int32_t measure, const char *text[], struct fire_cell cell[]);

/* Behind the keys: the measure, and the exact figure of each year in the unit that is shown. */
static void put_values(struct trends_writer *trends, const struct fire_trend_row *row,
                       int32_t measure, const char *text[], struct fire_cell cell[])
{
    const struct fire_summary_measure *about = &trends->writer.summary->measure[measure];
    const bool is_money = about->type == FIRE_TYPE_MONEY;
    const struct fire_money_unit unit = trends_unit_of(trends, row, measure);
    const int32_t power = is_money ? unit.power : 0;
    trends_put_values(trends, row, measure, text);
    cell[0] = (struct fire_cell){ .text = text[0] };
    for (int32_t y = 0; y < trends->trends->plan->n_years; y++)
        cell[1 + y] = (struct fire_cell){ .text = text[1 + y],
                                          .has_number = !row->value[y].is_null,
                                          .number = row->value[y].number,
                                          .scale = about->scale + power,
                                          .hidden = power > 0 ? about->scale + power - 1 : 0 };
}

static void put_finding(struct trends_writer *trends, const struct fire_trend_row *row,
                        int32_t measure, const char *text[], struct fire_cell cell[])
{
    trends_put_finding(trends, row, measure, text);
    for (int32_t i = 0; i < TRENDS_N_FOUND; i++)
        cell[i] = (struct fire_cell){ .text = text[i] };
    cell[1].has_number = true;
    cell[1].number = row->n_years;
}

static void make_line(struct trends_writer *trends, const struct fire_trends *of, int64_t group,
                      int32_t measure, put_line *put, const char *text[],
                      struct fire_cell cell[])
{
    const int32_t n_dims = trends->trends->n_dims;
    trends_put_keys(trends, of, group, text);
    for (int32_t d = 0; d < n_dims; d++)
        cell[d] = (struct fire_cell){ .text = text[d] };
    put(trends, fire_trends_row(of, group, measure), measure, text + n_dims, cell + n_dims);
}

static void make_rows(struct trends_writer *trends, put_line *put, struct fire_grid *grid)
{
    const struct fire_trends *parts[] = { trends->trends, trends->total };
    const int32_t n_measures = trends->trends->about->n_measures;
    const int64_t n_total = trends->total == NULL ? 0 : trends->total->n_groups;
    const int64_t n_lines = (trends->trends->n_groups + n_total) * n_measures;
    struct fire_arena *arena = trends->writer.arena;
    const char **text = FIRE_TAKE(arena, grid->n_columns, const char *);
    fire_row_kind *kind = FIRE_TAKE(arena, n_lines + 1, fire_row_kind);
    struct fire_cell *cell = FIRE_TAKE(arena, (n_lines + 1) * grid->n_columns,
                                       struct fire_cell);
    if (text == NULL || kind == NULL || cell == NULL) {
        trends->writer.failed = true;
        return;
    }
    for (int32_t part = 0; part < 2 && parts[part] != NULL; part++)
        for (int64_t g = 0; g < parts[part]->n_groups; g++)
            for (int32_t m = 0; m < n_measures; m++) {
                const int64_t row = grid->n_rows++;
                kind[row] = part == 1 ? FIRE_ROW_TOTAL : FIRE_ROW_BODY;
                make_line(trends, parts[part], g, m, put, text, cell + row * grid->n_columns);
            }
    grid->row = kind;
    grid->cell = cell;
}

/* Columns of the keys and the measure, and room for `n_more`. NULL: no memory, remembered. */
static struct fire_column *make_columns(struct trends_writer *trends, int32_t n_more,
                                        struct fire_grid *grid)
{
    const int32_t n_dims = trends->trends->n_dims;
    struct fire_column *column = FIRE_TAKE(trends->writer.arena, n_dims + 1 + n_more,
                                           struct fire_column);
    grid->column = column;
    grid->n_columns = n_dims + 1 + n_more;
    grid->filter_column = -1;
    if (column == NULL) {
        trends->writer.failed = true;
        return NULL;
    }
    for (int32_t d = 0; d < n_dims; d++) {
        const struct fire_summary_dim *dim = &trends->trends->about->dim[d];
        column[d] = (struct fire_column){ dim->name, label_dim(&trends->writer, d), "",
                                          FIRE_GRID_TEXT, 2.0 };
        if (dim->kind == FIRE_DIM_AREA && grid->filter_column < 0) grid->filter_column = d;
    }
    column[n_dims] = (struct fire_column){
        "measure", fire_word_text(trends->writer.options->language, FIRE_WORD_COMPARE_MEASURE),
        "", FIRE_GRID_TEXT, 2.5
    };
    return column;
}

static void make_values(struct trends_writer *trends, struct fire_grid *grid)
{
    const struct fire_trends_plan *plan = trends->trends->plan;
    const int32_t first = trends->trends->n_dims + 1;
    *grid = (struct fire_grid){ .anchor = "years",
                                .caption = trends_caption(trends),
                                .unit = "",
                                .chart = { .title = "" } };
    struct fire_column *column = make_columns(trends, plan->n_years, grid);
    if (column == NULL) return;
    for (int32_t y = 0; y < plan->n_years; y++)
        column[first + y] = (struct fire_column){
            label_format(&trends->writer, "y%d", (int)(plan->first_year + y)),
            trends_year(trends, plan->first_year + y), "", FIRE_GRID_NUMBER, 1.0
        };
    make_rows(trends, put_values, grid);
}

static void make_findings(struct trends_writer *trends, struct fire_grid *grid)
{
    const fire_language language = trends->writer.options->language;
    const int32_t first = trends->trends->n_dims + 1;
    const char *const *note = trends_notes(trends);
    *grid = (struct fire_grid){ .anchor = "findings",
                                .caption = fire_word_text(language, FIRE_WORD_TREND_FOUND),
                                .unit = "",
                                .remark = note,
                                .chart = { .title = "" } };
    while (note[grid->n_remarks] != NULL)
        grid->n_remarks++;
    struct fire_column *column = make_columns(trends, TRENDS_N_FOUND - 1, grid);
    if (column == NULL) return;
    column[first] = (struct fire_column){ "years",
                                          fire_word_text(language, FIRE_WORD_TREND_YEARS), "",
                                          FIRE_GRID_NUMBER, 1.0 };
    column[first + 1] = (struct fire_column){
        "finding", fire_word_text(language, FIRE_WORD_COMPARE_FINDING), "", FIRE_GRID_TEXT, 8.0
    };
    make_rows(trends, put_finding, grid);
}

static void write_document(struct trends_writer *trends, document_writer *give_out)
{
    struct fire_grid grid[2];
    make_values(trends, &grid[0]);
    make_findings(trends, &grid[1]);
    write_grids(&trends->writer, grid, 2, give_out);
}

void trends_write_markdown(struct trends_writer *trends)
{
    write_document(trends, fire_document_markdown);
}

void trends_write_html(struct trends_writer *trends)
{
    write_document(trends, fire_document_html);
}

void trends_write_xlsx(struct trends_writer *trends)
{
    write_document(trends, fire_document_xlsx);
}
