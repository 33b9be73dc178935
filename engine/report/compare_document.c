/* compare_document.c - a comparison as a document: a table for each period that is compared with. The
 * lines are those of a terminal's table, with their numbers, and every line has its keys, for it
 * can be sorted away from the one above. */
#include "compare.h"
#include "summary_columns.h"

/* As many places as people are shown. */
static struct fire_cell number_cell(const char *text, struct fire_value value, int32_t scale)
{
    if (value.is_null) return (struct fire_cell){ .text = text };
    const int32_t places = summary_places(value, scale);
    for (; scale > places; scale--)
        value.number /= 10;
    return (struct fire_cell){
        .text = text, .has_number = true, .number = value.number, .scale = scale
    };
}

/* The numbers of a measure's line, behind the name of the measure. */
static void add_numbers(const struct compare_writer *compare, const struct fire_comparison *of,
                        int64_t group, int32_t against, int32_t measure,
                        struct fire_cell cell[])
{
    const struct fire_compare_row *row = fire_comparison_row(of, group, against, measure);
    const int32_t scale = of->about->measure[measure].scale + row->extra_scale;
    const struct fire_value delta = { !row->has_delta, row->delta };
    cell[0] = number_cell(cell[0].text, row->current, scale);
    cell[1] = number_cell(cell[1].text, row->base, scale);
    cell[2] = number_cell(cell[2].text, delta, scale);
    cell[3].has_number = row->has_percent;
    cell[3].number = row->has_percent ? row->percent : 0;
    cell[3].scale = compare->comparison->options->percent_decimals;
}

static void make_line(struct compare_writer *compare, const struct fire_comparison *of,
                      int64_t group, int32_t against, int32_t line, const char *text[],
                      struct fire_cell cell[])
{
    const struct fire_compare_options *options = compare->comparison->options;
    compare_put_line(compare, of, group, against, line, true, text);
    for (int32_t i = 0; i < options->n_dims + COMPARE_N_FIGURES; i++)
        cell[i] = (struct fire_cell){ .text = text[i] };
    if (line < options->n_asked)
        add_numbers(compare, of, group, against, line, cell + options->n_dims + 1);
}

static void make_rows(struct compare_writer *compare, int32_t against, struct fire_grid *grid)
{
    const struct fire_comparison *comparison = compare->comparison;
    const int32_t n_lines = compare_n_lines(compare);
    const int64_t n_parts = comparison->n_groups + compare_has_total(compare);
    struct fire_arena *arena = compare->writer.arena;
    const char **text = FIRE_TAKE(arena, grid->n_columns, const char *);
    fire_row_kind *kind = FIRE_TAKE(arena, n_parts * n_lines, fire_row_kind);
    struct fire_cell *cell = FIRE_TAKE(arena, n_parts * n_lines * grid->n_columns,
                                       struct fire_cell);
    if (text == NULL || kind == NULL || cell == NULL) {
        compare->writer.failed = true;
        return;
    }
    for (int64_t part = 0; part < n_parts; part++) {
        const bool is_total = part == comparison->n_groups;
        for (int32_t line = 0; line < n_lines; line++) {
            const int64_t row = grid->n_rows++;
            kind[row] = is_total ? FIRE_ROW_TOTAL : FIRE_ROW_BODY;
            make_line(compare, is_total ? compare->total : comparison, is_total ? 0 : part,
                      against, line, text, cell + row * grid->n_columns);
        }
    }
    grid->row = kind;
    grid->cell = cell;
}

static void make_columns(struct compare_writer *compare, struct fire_grid *grid)
{
    static const char *const names[COMPARE_N_FIGURES] = { "measure", "current", "base",
                                                          "delta",   "percent", "verdict" };
    static const fire_column_kind kinds[COMPARE_N_FIGURES] = {
        FIRE_GRID_TEXT,   FIRE_GRID_NUMBER,  FIRE_GRID_NUMBER,
        FIRE_GRID_NUMBER, FIRE_GRID_PERCENT, FIRE_GRID_TEXT
    };
    const struct fire_comparison *comparison = compare->comparison;
    const int32_t n_dims = comparison->options->n_dims;
    struct fire_column *column = FIRE_TAKE(compare->writer.arena, n_dims + COMPARE_N_FIGURES,
                                           struct fire_column);
    grid->filter_column = -1;
    if (column == NULL) {
        compare->writer.failed = true;
        return;
    }
    for (int32_t i = 0; i < n_dims + COMPARE_N_FIGURES; i++) {
        const bool is_key = i < n_dims;
        const bool is_area = is_key && comparison->about->dim[i].kind == FIRE_DIM_AREA;
        column[i] = (struct fire_column){
            .name = is_key ? comparison->about->dim[i].name : names[i - n_dims],
            .label = compare_header(compare, i),
            .group = "",
            .kind = is_key ? FIRE_GRID_TEXT : kinds[i - n_dims],
            .weight = is_key || kinds[i - n_dims] == FIRE_GRID_TEXT ? 2.0 : 1.0,
        };
        if (is_area && grid->filter_column < 0) grid->filter_column = i;
    }
    grid->column = column;
    grid->n_columns = n_dims + COMPARE_N_FIGURES;
}

static void make_grid(struct compare_writer *compare, int32_t against, struct fire_grid *grid)
{
    const char *const *note = compare_notes(compare, against);
    *grid = (struct fire_grid){ .anchor = label_format(&compare->writer, "against-%d",
                                                       (int)against + 1),
                                .caption = compare_caption(compare, against),
                                .unit = "",
                                .remark = note,
                                .chart = { .title = "" } };
    while (note[grid->n_remarks] != NULL)
        grid->n_remarks++;
    make_columns(compare, grid);
    if (!compare->writer.failed) make_rows(compare, against, grid);
}

static void write_document(struct compare_writer *compare, document_writer *give_out)
{
    const int32_t n = compare->comparison->plan->n;
    struct fire_grid *grid = FIRE_TAKE(compare->writer.arena, n, struct fire_grid);
    compare->writer.failed = compare->writer.failed || grid == NULL;
    for (int32_t i = 0; i < n && !compare->writer.failed; i++)
        make_grid(compare, i, &grid[i]);
    write_grids(&compare->writer, grid, n, give_out);
}

void compare_write_markdown(struct compare_writer *compare)
{
    write_document(compare, fire_document_markdown);
}

void compare_write_html(struct compare_writer *compare)
{
    write_document(compare, fire_document_html);
}

void compare_write_xlsx(struct compare_writer *compare)
{
    write_document(compare, fire_document_xlsx);
}
