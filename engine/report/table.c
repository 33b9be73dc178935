/* table.c - a summary for people at a terminal.
 *
 *     Số vụ, thiệt hại tài sản theo năm. Từ 01/01/2023 đến 31/12/2024 (731 ngày), lịch dương.
 *
 *     Năm   Số vụ  Thiệt hại tài sản (đồng)
 *     ──────────────────────────────────────
 *     2023     31             1.250.000.000
 *     2024     28                         –
 *     ──────────────────────────────────────
 *     Tổng     59             1.250.000.000
 *
 *     Còn 3 vụ chưa ước tính được thiệt hại.
 *
 * Every cell is composed twice, once to learn how wide its column is and once to be written:
 * that takes no memory however many rows there are. Widths are terminal columns, not bytes or
 * letters. An unknown value is a dash: it is not a zero. */
#include "summary_columns.h"
#include "wrap.h"

#include <string.h>

#define GAP_COLUMNS    2
#define NAME_COLUMNS   60 /* a longer name is cut                     */
#define HEADER_COLUMNS 28 /* a longer header is broken between words  */

#define ROW_HEADER     (-2)

struct column {
    struct summary_column shown;
    int64_t width; /* terminal columns */
    struct fire_text_view header;
    int32_t n_lines; /* of the header */
};

struct table {
    struct writer *writer;
    struct column *column;
    int32_t n_columns;
    bool has_total;
    int32_t n_header_lines;
    int32_t header_line;     /* the one being written            */
    struct fire_buffer cell; /* the one being composed           */
};

/* The line of that number, from 0, of a header that is broken between words; no text behind the
 * last one. */
static struct fire_text_view line_of(struct fire_text_view header, int32_t line)
{
    struct fire_text_view part;
    do
        part = wrap_next(&header, HEADER_COLUMNS, false);
    while (line-- > 0);
    return part;
}

/* Compose a cell into table->cell. Headers stand on the lowest line. */
static void compose(struct table *table, int64_t row, const struct column *column)
{
    table->cell.size_bytes = 0;
    if (row == ROW_HEADER) {
        const int32_t line = table->header_line - (table->n_header_lines - column->n_lines);
        if (line >= 0)
            fire_report_terminal_text(&table->cell, line_of(column->header, line),
                                      NAME_COLUMNS);
        return;
    }
    struct summary_cell cell;
    summary_cell(table->writer, row, &column->shown, &cell);
    if (column->shown.kind == SUMMARY_KEY)
        fire_report_terminal_text(&table->cell, cell.text, NAME_COLUMNS);
    else
        fire_buffer_add_view(&table->cell, cell.text);
}

static int64_t cell_columns(const struct table *table)
{
    return fire_text_columns(
        (struct fire_text_view){ table->cell.bytes, table->cell.size_bytes });
}

/* Headers and the widths that all cells need. */
static void measure(struct table *table)
{
    for (int32_t i = 0; i < table->n_columns; i++) {
        struct column *column = &table->column[i];
        column->header = fire_text_of(summary_header(table->writer, &column->shown));
        for (struct fire_text_view rest = column->header; rest.size_bytes > 0;) {
            const int64_t width = fire_text_columns(wrap_next(&rest, HEADER_COLUMNS, false));
            if (width > column->width) column->width = width;
            column->n_lines++;
        }
        if (column->n_lines > table->n_header_lines) table->n_header_lines = column->n_lines;

        const int64_t first = table->has_total ? SUMMARY_TOTAL : 0;
        for (int64_t row = first; row < table->writer->summary->n_rows; row++) {
            compose(table, row, column);
            const int64_t width = cell_columns(table);
            if (width > column->width) column->width = width;
        }
    }
}

static void write_row(struct table *table, int64_t row)
{
    struct fire_buffer *out = table->writer->out;
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < table->n_columns; i++) {
        const struct column *column = &table->column[i];
        compose(table, row, column);
        const int64_t padding = column->width - cell_columns(table);
        if (i > 0) fire_buffer_repeat(out, ' ', GAP_COLUMNS);
        if (column->shown.kind != SUMMARY_KEY) fire_buffer_repeat(out, ' ', padding);
        fire_buffer_add(out, table->cell.bytes, table->cell.size_bytes);
        if (column->shown.kind == SUMMARY_KEY) fire_buffer_repeat(out, ' ', padding);
    }
    while (out->size_bytes > start && out->bytes[out->size_bytes - 1] == ' ')
        out->size_bytes--;
    fire_buffer_add_text(out, "\n");
}

static void write_rule(struct table *table)
{
    int64_t width = (int64_t)GAP_COLUMNS * (table->n_columns - 1);
    for (int32_t i = 0; i < table->n_columns; i++)
        width += table->column[i].width;
    for (int64_t i = 0; i < width; i++)
        fire_buffer_add_text(table->writer->out, "─");
    fire_buffer_add_text(table->writer->out, "\n");
}

static void write_grid(struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    const int64_t most_columns = summary->n_dims + 2 * (int64_t)summary->n_measures;
    struct summary_column *shown = FIRE_TAKE(writer->arena, most_columns,
                                             struct summary_column);
    struct table table = { .writer = writer,
                           .column = FIRE_TAKE(writer->arena, most_columns, struct column),
                           .has_total = summary_has_total(summary) };
    if (shown == NULL || table.column == NULL) {
        writer->failed = true;
        return;
    }
    table.n_columns = summary_columns(writer, shown);
    for (int32_t i = 0; i < table.n_columns; i++)
        table.column[i].shown = shown[i];
    measure(&table);
    for (; table.header_line < table.n_header_lines; table.header_line++)
        write_row(&table, ROW_HEADER);
    write_rule(&table);
    for (int64_t row = 0; row < summary->n_rows; row++)
        write_row(&table, row);
    if (table.has_total) {
        write_rule(&table);
        write_row(&table, SUMMARY_TOTAL);
    }
    if (table.cell.failed) writer->failed = true;
    fire_buffer_finish(&table.cell);
}

static void write_line(struct writer *writer, const char *text)
{
    fire_report_terminal_text(writer->out, fire_text_of(text), 0);
    fire_buffer_add_text(writer->out, "\n");
}

void write_table(struct writer *writer)
{
    write_line(writer, note_caption(writer));
    fire_buffer_add_text(writer->out, "\n");
    if (writer->summary->n_rows == 0) {
        const fire_language language = writer->options->language;
        write_line(writer, fire_word_text(language, FIRE_WORD_NO_DATA));
    } else if (writer->options->sparklines && sparkline_is_possible(writer->summary)) {
        write_sparklines(writer);
    } else {
        write_grid(writer);
    }
    int32_t n = 0;
    const char *const *note = note_list(writer, &n);
    if (n > 0) fire_buffer_add_text(writer->out, "\n");
    for (int32_t i = 0; i < n; i++)
        write_line(writer, note[i]);
}
