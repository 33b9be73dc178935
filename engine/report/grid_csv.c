/* grid_csv.c - a table of a document for programs: names as headers, exact numbers. It lies in a folder
 * that people open too, so no text in it is computed by a spreadsheet. */
#include "firestat/document.h"
#include "writer.h"

static void add_cell(struct fire_buffer *out, fire_column_kind kind,
                     const struct fire_cell *cell)
{
    switch (kind) {
    case FIRE_GRID_TEXT:
        fire_buffer_add_safe_cell(out, fire_text_of(cell->text), ',');
        return;
    case FIRE_GRID_NUMBER:
    case FIRE_GRID_PERCENT:
        csv_number(out, cell->has_number, cell->number, cell->scale, ',');
        return;
    case FIRE_GRID_DATE:
        if (cell->has_number)
            csv_day(out, (int32_t)cell->number, ',');
        else
            fire_buffer_add_text(out, ",");
        return;
    }
}

static void add_row(struct fire_buffer *out, const struct fire_grid *grid, int64_t row)
{
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const bool is_total_label = grid->row[row] == FIRE_ROW_TOTAL && i == 0;
        add_cell(out, is_total_label ? FIRE_GRID_TEXT : grid->column[i].kind,
                 &grid->cell[row * grid->n_columns + i]);
    }
    csv_end_row(out, start);
}

fire_status fire_grid_csv(const struct fire_grid *grid, struct fire_buffer *out,
                          struct fire_error *err)
{
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < grid->n_columns; i++)
        fire_buffer_add_csv_cell(out, fire_text_of(grid->column[i].name), ',');
    csv_end_row(out, start);
    for (int64_t row = 0; row < grid->n_rows; row++)
        if (grid->row[row] != FIRE_ROW_SECTION) add_row(out, grid, row);
    return out->failed ? fire_fail_memory(err) : FIRE_OK;
}
