/* grid.c - see grid.h: every cell is there before the first is written, for widths are those of
 * the widest. */
#include "grid.h"

#include <string.h>

#define GAP_COLUMNS  2
#define CELL_COLUMNS 100 /* a longer text is cut */

static int64_t width_of(struct fire_buffer *cell, const char *text)
{
    cell->size_bytes = 0;
    if (text != NULL) fire_report_terminal_text(cell, fire_text_of(text), CELL_COLUMNS);
    return fire_text_columns((struct fire_text_view){ cell->bytes, cell->size_bytes });
}

static void write_cells(struct writer *writer, const struct grid *grid, const int64_t width[],
                        const char *const text[], struct fire_buffer *cell)
{
    struct fire_buffer *out = writer->out;
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const int64_t padding = width[i] - width_of(cell, text[i]);
        if (i > 0) fire_buffer_repeat(out, ' ', GAP_COLUMNS);
        if (grid->is_number[i]) fire_buffer_repeat(out, ' ', padding);
        fire_buffer_add(out, cell->bytes, cell->size_bytes);
        if (!grid->is_number[i]) fire_buffer_repeat(out, ' ', padding);
    }
    while (out->size_bytes > start && out->bytes[out->size_bytes - 1] == ' ')
        out->size_bytes--;
    fire_buffer_add_text(out, "\n");
}

static void write_rule(struct writer *writer, int64_t n_columns)
{
    for (int64_t i = 0; i < n_columns; i++)
        fire_buffer_add_text(writer->out, "─");
    fire_buffer_add_text(writer->out, "\n");
}

void grid_write(struct writer *writer, const struct grid *grid)
{
    struct fire_buffer cell = { 0 };
    int64_t *width = FIRE_TAKE(writer->arena, grid->n_columns, int64_t);
    if (width == NULL) {
        writer->failed = true;
        return;
    }
    int64_t all = (int64_t)GAP_COLUMNS * (grid->n_columns - 1);
    for (int32_t i = 0; i < grid->n_columns; i++) {
        width[i] = width_of(&cell, grid->header[i]);
        for (int64_t row = 0; row < grid->n_rows; row++) {
            const int64_t here = width_of(&cell, grid->cell[row * grid->n_columns + i]);
            if (here > width[i]) width[i] = here;
        }
        all += width[i];
    }
    write_cells(writer, grid, width, grid->header, &cell);
    write_rule(writer, all);
    for (int64_t row = 0; row < grid->n_rows; row++) {
        const char *const *text = &grid->cell[row * grid->n_columns];
        if (text[0] == NULL)
            write_rule(writer, all);
        else
            write_cells(writer, grid, width, text, &cell);
    }
    if (cell.failed) writer->failed = true;
    fire_buffer_finish(&cell);
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
