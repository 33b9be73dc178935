/* document_grid.c - what the writers ask of a table's shape. */
#include "document_parts.h"

#include <string.h>

bool grid_has_groups(const struct fire_grid *grid)
{
    for (int32_t i = 0; i < grid->n_columns; i++)
        if (grid->column[i].group[0] != '\0') return true;
    return false;
}

int32_t grid_group_columns(const struct fire_grid *grid, int32_t column)
{
    int32_t end = column + 1;
    if (grid->column[column].group[0] == '\0') return 1;
    while (end < grid->n_columns &&
           strcmp(grid->column[end].group, grid->column[column].group) == 0)
        end++;
    return end - column;
}

int64_t grid_body_run(const struct fire_grid *grid, int64_t from, int64_t *out_start)
{
    int64_t start = from;
    while (start < grid->n_rows && grid->row[start] != FIRE_ROW_BODY)
        start++;
    int64_t end = start;
    while (end < grid->n_rows && grid->row[end] == FIRE_ROW_BODY)
        end++;
    *out_start = start;
    return end - start;
}

bool grid_is_list(const struct fire_grid *grid)
{
    int64_t start = 0;
    int64_t next = 0;
    const int64_t n_rows = grid_body_run(grid, 0, &start);
    for (int64_t row = 0; row < grid->n_rows; row++)
        if (grid->row[row] == FIRE_ROW_SECTION) return false;
    return n_rows > 1 && grid_body_run(grid, start + n_rows, &next) == 0;
}
