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
#include "wrap.h"
#include "writer.h"

#include <string.h>

#define GAP_COLUMNS    2
#define NAME_COLUMNS   60 /* a longer name is cut                     */
#define HEADER_COLUMNS 28 /* a longer header is broken between words  */

/* Means, medians and shares come with more places than anyone reads. */
#define DECIMALS_MAX 2

#define ROW_HEADER   (-2)
#define ROW_TOTAL    (-1)

enum column_kind { COLUMN_KEY, COLUMN_VALUE, COLUMN_UNKNOWN };

struct column {
    enum column_kind kind;
    int32_t index;    /* of the dimension or of the measure  */
    int32_t decimals; /* places shown, the same in every row */
    int64_t width;    /* terminal columns                    */
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

static struct fire_value value_at(const struct fire_summary *summary, int64_t row,
                                  int32_t measure)
{
    return row == ROW_TOTAL ? summary->total[measure]
                            : fire_summary_value(summary, row, measure);
}

/* Places without the zeros at the end. */
static int32_t places_of(struct fire_value value, int32_t scale)
{
    while (scale > 0 && value.number % 10 == 0) {
        value.number /= 10;
        scale--;
    }
    return scale;
}

/* Amounts that were worked out end in parts of a đồng that nobody pays. */
static int32_t decimals_most(const struct fire_summary *summary, fire_agg agg)
{
    if (agg == FIRE_AGG_REAL && strcmp(summary->currency, "VND") == 0) return 0;
    const bool is_computed = agg == FIRE_AGG_MEAN || agg == FIRE_AGG_MEDIAN ||
                             agg == FIRE_AGG_SHARE || agg == FIRE_AGG_REAL;
    return is_computed ? DECIMALS_MAX : INT32_MAX;
}

/* One number of places for a whole column, so that its points stand under each other. */
static int32_t decimals_of(const struct table *table, int32_t measure)
{
    const struct fire_summary *summary = table->writer->summary;
    const struct fire_summary_measure *about = &summary->measure[measure];
    const int32_t most = decimals_most(summary, about->agg);
    int32_t decimals = 0;
    for (int64_t row = table->has_total ? ROW_TOTAL : 0; row < summary->n_rows; row++) {
        const int32_t places = places_of(value_at(summary, row, measure), about->scale);
        if (places > decimals) decimals = places;
    }
    return decimals > most ? most : decimals;
}

static const char *header_of(struct writer *writer, const struct column *column)
{
    if (column->kind == COLUMN_KEY) return label_dim(writer, column->index);
    if (column->kind == COLUMN_UNKNOWN) /* the same of a field's sum, mean and share */
        return label_fill(writer, FIRE_WORD_UNKNOWN_OF, label_field(writer, column->index));
    return label_measure_unit(writer, column->index);
}

static struct fire_text_view key_of(const struct writer *writer, int64_t row, int32_t dim)
{
    const fire_language language = writer->options->language;
    if (row == ROW_TOTAL)
        return fire_text_of(dim == 0 ? fire_word_text(language, FIRE_WORD_TOTAL) : "");
    const struct fire_key *key = fire_summary_key(writer->summary, row, dim);
    if (key->is_null) return fire_text_of(fire_word_text(language, FIRE_WORD_NOT_STATED));
    return language == FIRE_VIETNAMESE ? key->label_vi : key->label_en;
}

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

static uint8_t mark_at(const struct fire_summary *summary, int64_t row, int32_t measure)
{
    if (row != ROW_TOTAL) return fire_summary_mark(summary, row, measure);
    return summary->total_mark == NULL ? 0 : summary->total_mark[measure];
}

/* The first measure of a row without a report says so. */
static void add_number(struct table *table, const struct column *column, uint8_t mark,
                       bool is_null, const char *number)
{
    struct writer *writer = table->writer;
    const fire_language language = writer->options->language;
    if ((mark & FIRE_MARK_NO_REPORT) != 0 && column->index == 0 && column->kind == COLUMN_VALUE)
        number = fire_word_text(language, FIRE_WORD_NO_REPORT);
    else if (is_null || (mark & FIRE_MARK_NO_REPORT) != 0)
        number = "–";
    else if ((mark & FIRE_MARK_ESTIMATED) != 0)
        number = label_format(writer, fire_word_text(language, FIRE_WORD_ESTIMATED), number);
    fire_buffer_add_text(&table->cell, number);
}

/* Compose a cell into table->cell. Headers stand on the lowest line. */
static void compose(struct table *table, int64_t row, const struct column *column)
{
    struct writer *writer = table->writer;
    const struct fire_summary *summary = writer->summary;
    table->cell.size_bytes = 0;
    if (row == ROW_HEADER) {
        const int32_t line = table->header_line - (table->n_header_lines - column->n_lines);
        if (line >= 0)
            fire_report_terminal_text(&table->cell, line_of(column->header, line),
                                      NAME_COLUMNS);
    } else if (column->kind == COLUMN_KEY) {
        fire_report_terminal_text(&table->cell, key_of(writer, row, column->index),
                                  NAME_COLUMNS);
    } else {
        struct fire_value value = value_at(summary, row, column->index);
        int32_t scale = summary->measure[column->index].scale;
        if (column->kind == COLUMN_UNKNOWN) {
            value.is_null = false;
            value.number = row == ROW_TOTAL ? summary->total_unknown[column->index]
                                            : fire_summary_unknown(summary, row, column->index);
            scale = 0;
        }
        char number[FIRE_NUMBER_BYTES];
        fire_number_text(writer->options->language, value.number, scale, column->decimals,
                         number);
        add_number(table, column, mark_at(summary, row, column->index), value.is_null, number);
    }
}

static int64_t cell_columns(const struct table *table)
{
    return fire_text_columns(
        (struct fire_text_view){ table->cell.bytes, table->cell.size_bytes });
}

/* The columns in the order asked. */
static void plan(struct table *table)
{
    const struct fire_summary *summary = table->writer->summary;
    for (int32_t i = 0; i < summary->n_dims; i++)
        table->column[table->n_columns++] = (struct column){ .kind = COLUMN_KEY, .index = i };
    for (int32_t i = 0; i < summary->n_measures; i++) {
        table->column[table->n_columns++] = (struct column){
            .kind = COLUMN_VALUE, .index = i, .decimals = decimals_of(table, i)
        };
        if (table->writer->options->unknown && !summary->measure[i].always_known)
            table->column[table->n_columns++] = (struct column){ .kind = COLUMN_UNKNOWN,
                                                                 .index = i };
    }
}

/* Headers and the widths that all cells need. */
static void measure(struct table *table)
{
    for (int32_t i = 0; i < table->n_columns; i++) {
        struct column *column = &table->column[i];
        column->header = fire_text_of(header_of(table->writer, column));
        for (struct fire_text_view rest = column->header; rest.size_bytes > 0;) {
            const int64_t width = fire_text_columns(wrap_next(&rest, HEADER_COLUMNS, false));
            if (width > column->width) column->width = width;
            column->n_lines++;
        }
        if (column->n_lines > table->n_header_lines) table->n_header_lines = column->n_lines;

        const int64_t first = table->has_total ? ROW_TOTAL : 0;
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
        if (column->kind != COLUMN_KEY) fire_buffer_repeat(out, ' ', padding);
        fire_buffer_add(out, table->cell.bytes, table->cell.size_bytes);
        if (column->kind == COLUMN_KEY) fire_buffer_repeat(out, ' ', padding);
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
    struct table table = {
        .writer = writer,
        .column = FIRE_TAKE(writer->arena, summary->n_dims + 2 * (int64_t)summary->n_measures,
                            struct column),
        .has_total = summary->n_dims > 0 && summary->n_rows > 1,
    };
    if (table.column == NULL) {
        writer->failed = true;
        return;
    }
    plan(&table);
    measure(&table);
    for (; table.header_line < table.n_header_lines; table.header_line++)
        write_row(&table, ROW_HEADER);
    write_rule(&table);
    for (int64_t row = 0; row < summary->n_rows; row++)
        write_row(&table, row);
    if (table.has_total) {
        write_rule(&table);
        write_row(&table, ROW_TOTAL);
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
    } else {
        write_grid(writer);
    }
    int32_t n = 0;
    const char *const *note = note_list(writer, &n);
    if (n > 0) fire_buffer_add_text(writer->out, "\n");
    for (int32_t i = 0; i < n; i++)
        write_line(writer, note[i]);
}
