/* summary_document.c - a summary as a document of one table, for the formats that documents have.
 *
 * Numbers are those that are shown: what was worked out is rounded as people see it, and CSV has
 * it to the last place. */
#include "summary_columns.h"

#include <string.h>

#define CHART_ROWS_MOST 60 /* of which a chart can be read */

/* The columns of a table on their way to cells. */
struct made {
    struct writer *writer;
    struct summary_column *shown;
    struct fire_grid grid;
};

static const char *kept(struct writer *writer, struct fire_text_view text)
{
    const char *copy = fire_arena_copy(writer->arena, text.bytes, text.size_bytes);
    writer->failed = writer->failed || copy == NULL;
    return copy == NULL ? "" : copy;
}

/* Half away from zero, as people see it. */
static int64_t rounded(int64_t number, int32_t places)
{
    int64_t unit = 1;
    for (int32_t i = 0; i < places; i++)
        unit *= 10;
    const int64_t rest = number % unit;
    const int64_t whole = number / unit;
    if (rest >= unit - rest && unit > 1) return whole + 1;
    return -rest >= unit + rest && unit > 1 ? whole - 1 : whole;
}

static struct fire_cell cell_of(const struct made *made, int64_t row,
                                const struct summary_column *column)
{
    struct summary_cell cell;
    summary_cell(made->writer, row, column, &cell);
    struct fire_cell out = { .text = kept(made->writer, cell.text) };
    if (column->kind == SUMMARY_KEY || cell.value.is_null) return out;
    const bool is_longer = cell.scale > column->decimals;
    out.has_number = true;
    out.scale = is_longer ? column->decimals : cell.scale;
    out.number = rounded(cell.value.number, cell.scale - out.scale);
    return out;
}

static void make_column(struct made *made, int32_t i, struct fire_column *out)
{
    struct writer *writer = made->writer;
    const struct fire_summary *summary = writer->summary;
    const struct summary_column *column = &made->shown[i];
    const bool is_key = column->kind == SUMMARY_KEY;
    const char *name = is_key ? summary->dim[column->index].name
                              : summary->measure[column->index].name;
    const bool is_percent = column->kind == SUMMARY_VALUE &&
                            strcmp(summary->measure[column->index].unit_en, "%") == 0;
    *out = (struct fire_column){
        .name = column->kind == SUMMARY_UNKNOWN ? label_format(writer, "%s_unknown", name)
                                                : name,
        .label = summary_header(writer, column),
        .group = "",
        .kind = is_key       ? FIRE_GRID_TEXT
                : is_percent ? FIRE_GRID_PERCENT
                             : FIRE_GRID_NUMBER,
        .weight = is_key ? 2.0 : 1.0,
    };
}

/* Of one dimension a workbook draws the first measure: periods as a line, all else as bars. */
static void make_chart(struct made *made)
{
    const struct fire_summary *summary = made->writer->summary;
    struct fire_native_chart *chart = &made->grid.chart;
    chart->title = "";
    if (summary->n_dims != 1 || summary->n_rows < 2 || summary->n_rows > CHART_ROWS_MOST)
        return;
    *chart = (struct fire_native_chart){
        .kind = summary->dim[0].kind == FIRE_DIM_PERIOD ? FIRE_TABLE_LINES : FIRE_TABLE_BARS,
        .label_column = 0,
        .first_series = 1,
        .n_series = 1,
        .title = label_measure(made->writer, 0),
    };
}

static void make_remarks(struct made *made)
{
    struct writer *writer = made->writer;
    int32_t n = 0;
    const char *const *note = note_list(writer, &n);
    const char **remark = FIRE_TAKE(writer->arena, (int64_t)n + 1, const char *);
    if (remark == NULL) {
        writer->failed = true;
        return;
    }
    if (writer->summary->n_rows == 0)
        remark[made->grid.n_remarks++] = fire_word_text(writer->options->language,
                                                        FIRE_WORD_NO_DATA);
    for (int32_t i = 0; i < n; i++)
        remark[made->grid.n_remarks++] = note[i];
    made->grid.remark = remark;
}

static void make_rows(struct made *made)
{
    struct writer *writer = made->writer;
    const struct fire_summary *summary = writer->summary;
    const bool has_total = summary_has_total(summary);
    const int64_t n_rows = summary->n_rows + has_total;
    struct fire_cell *cell = fire_arena_take(writer->arena, (size_t)n_rows,
                                             (size_t)made->grid.n_columns * sizeof *cell);
    fire_row_kind *kind = FIRE_TAKE(writer->arena, n_rows, fire_row_kind);
    if (cell == NULL || kind == NULL) {
        writer->failed = true;
        return;
    }
    for (int64_t row = 0; row < n_rows; row++) {
        const bool is_total = row == summary->n_rows;
        kind[row] = is_total ? FIRE_ROW_TOTAL : FIRE_ROW_BODY;
        for (int32_t i = 0; i < made->grid.n_columns; i++)
            cell[row * made->grid.n_columns + i] = cell_of(made, is_total ? SUMMARY_TOTAL : row,
                                                           &made->shown[i]);
    }
    made->grid.n_rows = n_rows;
    made->grid.row = kind;
    made->grid.cell = cell;
}

static int32_t area_column(const struct fire_summary *summary)
{
    for (int32_t i = 0; i < summary->n_dims; i++)
        if (summary->dim[i].kind == FIRE_DIM_AREA) return i;
    return -1;
}

static void make_grid(struct made *made)
{
    struct writer *writer = made->writer;
    const struct fire_summary *summary = writer->summary;
    const int64_t most_columns = summary->n_dims + 2 * (int64_t)summary->n_measures;
    struct fire_column *column = FIRE_TAKE(writer->arena, most_columns, struct fire_column);
    made->shown = FIRE_TAKE(writer->arena, most_columns, struct summary_column);
    if (column == NULL || made->shown == NULL) {
        writer->failed = true;
        return;
    }
    made->grid = (struct fire_grid){ .anchor = "table",
                                     .caption = note_caption(writer),
                                     .unit = "",
                                     .n_columns = summary_columns(writer, made->shown),
                                     .column = column,
                                     .filter_column = area_column(summary) };
    for (int32_t i = 0; i < made->grid.n_columns; i++)
        make_column(made, i, &column[i]);
    make_rows(made);
    make_remarks(made);
    make_chart(made);
}

void write_grids(struct writer *writer, const struct fire_grid grid[], int32_t n_grids,
                 document_writer *give_out)
{
    struct fire_block *block = FIRE_TAKE(writer->arena, n_grids, struct fire_block);
    writer->failed = writer->failed || block == NULL;
    if (writer->failed) return;
    for (int32_t i = 0; i < n_grids; i++)
        block[i] = (struct fire_block){ .kind = FIRE_BLOCK_GRID, .grid = grid[i] };
    const struct fire_document document = { .title = n_grids > 0 ? grid[0].caption : "",
                                            .subject = "",
                                            .author = "",
                                            .program = "firestat",
                                            .language = writer->options->language,
                                            .n_blocks = n_grids,
                                            .block = block };
    writer->status = give_out(&document, writer->out, writer->err);
}

static void write_document(struct writer *writer, document_writer *give_out)
{
    struct made made = { .writer = writer };
    make_grid(&made);
    write_grids(writer, &made.grid, 1, give_out);
}

void write_markdown(struct writer *writer)
{
    write_document(writer, fire_document_markdown);
}

void write_html(struct writer *writer)
{
    write_document(writer, fire_document_html);
}

void write_xlsx(struct writer *writer)
{
    write_document(writer, fire_document_xlsx);
}
