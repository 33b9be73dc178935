/* grid.c - see grid.h: every cell is there before the first is written, for widths are those of
 * the widest. */
#include "grid.h"

#include "wrap.h"

#include <string.h>

#define GAP_COLUMNS  2
#define CELL_COLUMNS 100 /* a longer text is cut */

enum side { SIDE_LEFT, SIDE_RIGHT, SIDE_CENTRE };

/* One grid as it is written. */
struct canvas {
    struct fire_buffer *out;
    const struct grid *grid;
    int64_t *width;          /* [n_columns] */
    int64_t *header_columns; /* [n_columns] that a header takes before it is broken */
    struct fire_buffer cell; /* the one being composed */
};

static int64_t width_of(struct canvas *canvas, struct fire_text_view text)
{
    canvas->cell.size_bytes = 0;
    fire_report_terminal_text(&canvas->cell, text, CELL_COLUMNS);
    return fire_text_columns(
        (struct fire_text_view){ canvas->cell.bytes, canvas->cell.size_bytes });
}

static void put(struct canvas *canvas, struct fire_text_view text, int64_t width,
                enum side side)
{
    const int64_t padding = width - width_of(canvas, text);
    const int64_t before = side == SIDE_LEFT ? 0 : side == SIDE_RIGHT ? padding : padding / 2;
    fire_buffer_repeat(canvas->out, ' ', before);
    fire_buffer_add(canvas->out, canvas->cell.bytes, canvas->cell.size_bytes);
    fire_buffer_repeat(canvas->out, ' ', padding - before);
}

static void end_line(struct fire_buffer *out, size_t start)
{
    while (out->size_bytes > start && out->bytes[out->size_bytes - 1] == ' ')
        out->size_bytes--;
    fire_buffer_add_text(out, "\n");
}

static void put_gap(struct canvas *canvas, int32_t column)
{
    if (column > 0) fire_buffer_repeat(canvas->out, ' ', GAP_COLUMNS);
}

/* Line `line` of `n_lines` of a text that stands on the lowest of them. */
static struct fire_text_view line_of(struct fire_text_view text, int64_t columns, int32_t line,
                                     int32_t n_lines)
{
    line -= n_lines - wrap_count(text, columns, false);
    struct fire_text_view part = { NULL, 0 };
    for (; line >= 0; line--)
        part = wrap_next(&text, columns, false);
    return part;
}

/* ---- groups above the headers ---------------------------------------------------------- */

/* The column behind those that have the group of `first`. */
static int32_t span_end(const struct grid *grid, int32_t first)
{
    int32_t end = first + 1;
    while (end < grid->n_columns && grid->group[first][0] != '\0' &&
           strcmp(grid->group[end], grid->group[first]) == 0)
        end++;
    return end;
}

static int64_t span_width(const struct canvas *canvas, int32_t first, int32_t end)
{
    int64_t width = (int64_t)GAP_COLUMNS * (end - first - 1);
    for (int32_t i = first; i < end; i++)
        width += canvas->width[i];
    return width;
}

/* Columns that a group's text may take before it is broken. */
static int64_t group_columns(const struct canvas *canvas, int32_t first, int32_t end)
{
    const int64_t span = span_width(canvas, first, end);
    return span > canvas->header_columns[first] ? span : canvas->header_columns[first];
}

/* A group that is wider than its columns widens the last of them. Returns the lines of the tallest
 * group. */
static int32_t measure_groups(struct canvas *canvas)
{
    const struct grid *grid = canvas->grid;
    int32_t n_lines = 0;
    for (int32_t first = 0, end = 0; first < grid->n_columns; first = end) {
        end = span_end(grid, first);
        struct fire_text_view rest = fire_text_of(grid->group[first]);
        const int64_t columns = group_columns(canvas, first, end);
        const int32_t here = wrap_count(rest, columns, false);
        if (here > n_lines) n_lines = here;
        while (rest.size_bytes > 0) {
            const int64_t width = width_of(canvas, wrap_next(&rest, columns, false));
            const int64_t missing = width - span_width(canvas, first, end);
            if (missing > 0) canvas->width[end - 1] += missing;
        }
    }
    return n_lines;
}

static void write_groups(struct canvas *canvas, int32_t n_lines)
{
    const struct grid *grid = canvas->grid;
    for (int32_t line = 0; line < n_lines; line++) {
        const size_t start = canvas->out->size_bytes;
        for (int32_t first = 0, end = 0; first < grid->n_columns; first = end) {
            end = span_end(grid, first);
            put_gap(canvas, first);
            put(canvas,
                line_of(fire_text_of(grid->group[first]), group_columns(canvas, first, end),
                        line, n_lines),
                span_width(canvas, first, end), SIDE_CENTRE);
        }
        end_line(canvas->out, start);
    }
}

/* ---- headers and rows ------------------------------------------------------------------ */

static void measure_rows(struct canvas *canvas)
{
    const struct grid *grid = canvas->grid;
    for (int64_t row = 0; row < grid->n_rows; row++) {
        if (grid->is_section != NULL && grid->is_section[row]) continue;
        for (int32_t i = 0; i < grid->n_columns; i++) {
            const char *text = grid->cell[row * grid->n_columns + i];
            const int64_t width = width_of(canvas, fire_text_of(text));
            if (width > canvas->width[i]) canvas->width[i] = width;
        }
    }
}

/* A header takes what its rows take, or more up to the most that is wanted. Returns the lines of
 * the tallest header. */
static int32_t measure_headers(struct canvas *canvas)
{
    const struct grid *grid = canvas->grid;
    const int64_t most = grid->header_columns > 0 ? grid->header_columns : INT32_MAX;
    int32_t n_lines = 0;
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const int64_t columns = canvas->width[i] > most ? canvas->width[i] : most;
        canvas->header_columns[i] = columns;
        struct fire_text_view rest = fire_text_of(grid->header[i]);
        const int32_t here = wrap_count(rest, columns, false);
        if (here > n_lines) n_lines = here;
        while (rest.size_bytes > 0) {
            const int64_t width = width_of(canvas, wrap_next(&rest, columns, false));
            if (width > canvas->width[i]) canvas->width[i] = width;
        }
    }
    return n_lines;
}

static void write_headers(struct canvas *canvas, int32_t n_lines)
{
    const struct grid *grid = canvas->grid;
    for (int32_t line = 0; line < n_lines; line++) {
        const size_t start = canvas->out->size_bytes;
        for (int32_t i = 0; i < grid->n_columns; i++) {
            put_gap(canvas, i);
            put(canvas,
                line_of(fire_text_of(grid->header[i]), canvas->header_columns[i], line,
                        n_lines),
                canvas->width[i], grid->is_number[i] ? SIDE_RIGHT : SIDE_LEFT);
        }
        end_line(canvas->out, start);
    }
}

static void write_rule(struct canvas *canvas)
{
    const int64_t n_columns = span_width(canvas, 0, canvas->grid->n_columns);
    for (int64_t i = 0; i < n_columns; i++)
        fire_buffer_add_text(canvas->out, "─");
    fire_buffer_add_text(canvas->out, "\n");
}

static void write_row(struct canvas *canvas, int64_t row)
{
    const struct grid *grid = canvas->grid;
    const char *const *text = &grid->cell[row * grid->n_columns];
    if (text[0] == NULL) {
        write_rule(canvas);
        return;
    }
    const size_t start = canvas->out->size_bytes;
    const bool is_section = grid->is_section != NULL && grid->is_section[row];
    for (int32_t i = 0; i < (is_section ? 1 : grid->n_columns); i++) {
        put_gap(canvas, i);
        put(canvas, fire_text_of(text[i]), canvas->width[i],
            grid->is_number[i] && !is_section ? SIDE_RIGHT : SIDE_LEFT);
    }
    end_line(canvas->out, start);
}

void grid_write(struct writer *writer, const struct grid *grid)
{
    struct canvas canvas = {
        .out = writer->out,
        .grid = grid,
        .width = FIRE_TAKE(writer->arena, grid->n_columns, int64_t),
        .header_columns = FIRE_TAKE(writer->arena, grid->n_columns, int64_t),
    };
    if (canvas.width == NULL || canvas.header_columns == NULL) {
        writer->failed = true;
        return;
    }
    measure_rows(&canvas);
    const int32_t n_header_lines = measure_headers(&canvas);
    if (grid->group != NULL) write_groups(&canvas, measure_groups(&canvas));
    write_headers(&canvas, n_header_lines);
    write_rule(&canvas);
    for (int64_t row = 0; row < grid->n_rows; row++)
        write_row(&canvas, row);
    if (canvas.cell.failed) writer->failed = true;
    fire_buffer_finish(&canvas.cell);
}

const char **grid_break(struct writer *writer, int32_t n_columns, const char **cell)
{
    for (int32_t line = 1; line < GRID_LINES_MOST; line++) {
        const char *text = cell[n_columns - 1];
        const char *end = strstr(text, "; ");
        if (end == NULL) break;
        cell[n_columns - 1] = label_format(writer, "%.*s", (int)(end - text), text);
        cell += n_columns;
        for (int32_t i = 0; i < n_columns - 1; i++)
            cell[i] = "";
        cell[n_columns - 1] = end + 2;
    }
    return cell + n_columns;
}
