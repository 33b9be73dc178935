/* hidden_cells.c - small cells left out of a table, and what must go with them.
 *
 * Rows and columns are places, hidden cells are roads between a row and a column. A hidden cell can
 * be worked out exactly when no other way leads from its row to its column: then adding up one side
 * of the cut gives it away. So every small cell is put on a ring. A ring always exists: with a cell
 * that is not zero its two totals and the grand total are not zero either. */
#include "firestat/arena.h"
#include "firestat/stats_areas.h"

#include <math.h>

struct grid {
    int32_t n_rows; /* with the totals */
    int32_t n_columns;
    int64_t *count; /* [n_rows * n_columns] */
    bool *hidden;
    double *price; /* [n_rows + n_columns] of the way to each place */
    int32_t *from; /* the place before it                           */
    bool *is_settled;
};

static int64_t cell_of(const struct grid *grid, int32_t row, int32_t column)
{
    return (int64_t)row * grid->n_columns + column;
}

/* The counts with their totals; false: they cannot be a table. */
static bool add_totals(struct grid *grid, const int64_t count[])
{
    const int64_t largest = INT64_C(1) << 53;
    const int32_t last_row = grid->n_rows - 1;
    const int32_t last_column = grid->n_columns - 1;
    int64_t *const all = &grid->count[cell_of(grid, last_row, last_column)];
    for (int32_t r = 0; r < last_row; r++) {
        for (int32_t c = 0; c < last_column; c++) {
            const int64_t one = count[(int64_t)r * last_column + c];
            if (one < 0 || one > largest - *all) return false;
            *all += one;
            grid->count[cell_of(grid, r, c)] = one;
            grid->count[cell_of(grid, r, last_column)] += one;
            grid->count[cell_of(grid, last_row, c)] += one;
        }
    }
    return true;
}

/* The cell between two places, one of which is a row: rows first, then columns. */
static int64_t cell_between(const struct grid *grid, int32_t a, int32_t b)
{
    return a < b ? cell_of(grid, a, b - grid->n_rows) : cell_of(grid, b, a - grid->n_rows);
}

/* The nearest place that is not settled; -1: none can be reached. */
static int32_t nearest(const struct grid *grid)
{
    int32_t best = -1;
    for (int32_t p = 0; p < grid->n_rows + grid->n_columns; p++)
        if (!grid->is_settled[p] && isfinite(grid->price[p]) &&
            (best < 0 || grid->price[p] < grid->price[best]))
            best = p;
    return best;
}

/* Cheaper ways on from a place; the cell that is to be protected is no way. */
static void go_on(struct grid *grid, int32_t place, int64_t protected_cell)
{
    const bool is_row = place < grid->n_rows;
    const int32_t first = is_row ? grid->n_rows : 0;
    const int32_t last = is_row ? grid->n_rows + grid->n_columns : grid->n_rows;
    for (int32_t next = first; next < last; next++) {
        const int64_t cell = cell_between(grid, place, next);
        if (cell == protected_cell || grid->count[cell] == 0 || grid->is_settled[next])
            continue;
        const double price = grid->price[place] +
                             (grid->hidden[cell] ? 0.0 : (double)grid->count[cell]);
        if (!(price < grid->price[next])) continue;
        grid->price[next] = price;
        grid->from[next] = place;
    }
}

/* Hide the cheapest way around this cell (Dijkstra). */
static void protect(struct grid *grid, int32_t row, int32_t column)
{
    const int32_t goal = grid->n_rows + column;
    for (int32_t p = 0; p < grid->n_rows + grid->n_columns; p++) {
        grid->price[p] = INFINITY;
        grid->is_settled[p] = false;
    }
    grid->price[row] = 0.0;
    for (int32_t place = row; place >= 0 && place != goal; place = nearest(grid)) {
        grid->is_settled[place] = true;
        go_on(grid, place, cell_of(grid, row, column));
    }
    for (int32_t place = goal; place != row; place = grid->from[place])
        grid->hidden[cell_between(grid, place, grid->from[place])] = true;
}

static bool is_small(int64_t count, int64_t limit)
{
    return count >= 1 && count <= limit;
}

static void hide(struct grid *grid, int64_t limit, struct fire_hidden *out)
{
    const int64_t n_cells = (int64_t)grid->n_rows * grid->n_columns;
    for (int64_t i = 0; i < n_cells; i++) {
        grid->hidden[i] = is_small(grid->count[i], limit);
        out->n_small += grid->hidden[i];
    }
    for (int32_t r = 0; r < grid->n_rows; r++)
        for (int32_t c = 0; c < grid->n_columns; c++)
            if (is_small(grid->count[cell_of(grid, r, c)], limit)) protect(grid, r, c);
    for (int64_t i = 0; i < n_cells; i++)
        out->n_more += grid->hidden[i];
    out->n_more -= out->n_small;
}

fire_status fire_hide_small(const int64_t count[], int32_t n_rows, int32_t n_columns,
                            int64_t limit, bool hidden[], struct fire_hidden *out,
                            struct fire_error *err)
{
    *out = (struct fire_hidden){ .is_null = true };
    if (n_rows < 1 || n_columns < 1 || n_rows == INT32_MAX || n_columns == INT32_MAX)
        return FIRE_OK;
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const int64_t n_places = (int64_t)n_rows + n_columns + 2;
    const int64_t n_cells = ((int64_t)n_rows + 1) * ((int64_t)n_columns + 1);
    struct grid grid = { .n_rows = n_rows + 1,
                         .n_columns = n_columns + 1,
                         .count = FIRE_TAKE(scratch, n_cells, int64_t),
                         .hidden = hidden,
                         .price = FIRE_TAKE(scratch, n_places, double),
                         .from = FIRE_TAKE(scratch, n_places, int32_t),
                         .is_settled = FIRE_TAKE(scratch, n_places, bool) };
    fire_status status = FIRE_OK;
    if (grid.count == NULL || grid.price == NULL || grid.from == NULL ||
        grid.is_settled == NULL || n_places > INT32_MAX) {
        status = fire_fail_memory(err);
    } else {
        for (int64_t i = 0; i < n_cells; i++)
            hidden[i] = false;
        if (add_totals(&grid, count)) {
            out->is_null = false;
            hide(&grid, limit, out);
        }
    }
    fire_arena_free(scratch);
    return status;
}
