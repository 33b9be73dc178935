/* tiles.c - see tiles.h.
 *
 * A block is a title and rows of tiles; a tile is its name, a plot, and the last value at the plot's
 * right. On one axis the ticks stand at the left of each row only; with axes of their own, at the
 * left of each tile. The slots' labels stand below the lowest tile of each column. */
#include "tiles.h"

#include "plot.h"

#include <math.h>

#define TILE_LINE   0.8 /* thickness and points, in parts of the style's */
#define GAP         1.6 /* between tiles, in parts of a label's size */
#define LEAST_PLOT  6.0 /* width of a plot, likewise: narrower ones are fewer in a row */
#define VALUE_SHARE 0.3 /* of a tile for its last value, at most */
#define INSET       1.0 /* from the plot's sides to the outer slots, in parts of a label's size */

struct grid {
    struct page *page;
    const struct fire_chart_block *block;
    int32_t n_columns;
    int32_t n_rows;
    struct axis *axis; /* [n_tiles], or the one of all */
    double scale_px;   /* room for ticks at the left of a tile, or of a row */
    double value_px;   /* room for the last value */
    double tile_px;    /* width of a tile with what belongs to it */
    double plot_px;    /* height of a plot */
    double top_px;     /* of the first row */
};

bool tiles_have_point(const struct fire_chart *chart)
{
    const struct fire_chart_tiles *tiles = &chart->tiles;
    for (int32_t b = 0; b < tiles->n_blocks; b++)
        for (int32_t t = 0; t < tiles->block[b].n_tiles; t++)
            for (int32_t s = 0; s < tiles->block[b].tile[t].n_series; s++)
                if (plot_last_known(&tiles->block[b].tile[t].series[s], tiles->n_slots) >= 0)
                    return true;
    return false;
}

bool tiles_fit(const struct fire_chart *chart)
{
    int32_t n_tiles = 0;
    for (int32_t b = 0; b < chart->tiles.n_blocks; b++)
        n_tiles += chart->tiles.block[b].n_tiles;
    return n_tiles <= FIRE_CHART_TILES_MAX && chart->tiles.n_slots <= FIRE_CHART_SLOTS_MAX;
}

static double name_px(const struct style *style)
{
    return style->label * (STYLE_LINE_HEIGHT + 0.75);
}

static double row_px(const struct grid *grid)
{
    return name_px(grid->page->style) + grid->plot_px + 1.1 * grid->page->style->label;
}

static double title_px(const struct style *style)
{
    return style->panel_title * STYLE_LINE_HEIGHT + 0.5 * style->label;
}

static double slots_px(const struct style *style)
{
    return 1.6 * style->label;
}

static double block_px(const struct grid *grid)
{
    const struct style *style = grid->page->style;
    return title_px(style) + grid->n_rows * row_px(grid) + slots_px(style);
}

static fire_status find_axes(struct grid *grid, struct fire_error *err)
{
    struct page *page = grid->page;
    const struct fire_chart_block *block = grid->block;
    const int32_t n_axes = block->has_own_axes ? block->n_tiles : 1;
    grid->axis = PAGE_TAKE(page, n_axes, struct axis);
    if (grid->axis == NULL) return fire_fail_memory(err);
    for (int32_t a = 0; a < n_axes; a++) {
        struct axis_range range = { .title = block->title,
                                    .is_whole = block->tile[0].is_whole };
        for (int32_t t = 0; t < block->n_tiles; t++)
            if (!block->has_own_axes || t == a)
                axis_range_add_panel(&range, &block->tile[t], page->chart->tiles.n_slots);
        FIRE_TRY(axis_up(page, &range, grid->plot_px, &grid->axis[a], err));
        grid->scale_px = fmax(grid->scale_px, grid->axis[a].width_px);
    }
    return FIRE_OK;
}

static struct look value_look(const struct page *page)
{
    return (struct look){ page->style->label, true, FIRE_COLOUR_CURRENT };
}

static void size_tiles(struct grid *grid)
{
    const struct style *style = grid->page->style;
    const double room_px = style->width - 2 * style->margin;
    grid->tile_px = grid->block->has_own_axes ? room_px / grid->n_columns
                                              : (room_px - grid->scale_px) / grid->n_columns;
}

static double plot_width_px(const struct grid *grid)
{
    const double ticks_px = grid->block->has_own_axes ? grid->scale_px : 0.0;
    return grid->tile_px - ticks_px - fmin(grid->value_px, VALUE_SHARE * grid->tile_px) -
           GAP * grid->page->style->label;
}

static fire_status grid_of(struct page *page, const struct fire_chart_block *block,
                           struct grid *out, struct fire_error *err)
{
    const struct style *style = page->style;
    struct grid grid = { .page = page,
                         .block = block,
                         .n_columns = style->tile_columns,
                         .plot_px = style->tile_plot };
    FIRE_TRY(find_axes(&grid, err));
    for (int32_t t = 0; t < block->n_tiles; t++)
        grid.value_px = fmax(
            grid.value_px,
            page_width_px(page, block->tile[t].series[0].end.value, value_look(page)));
    grid.scale_px += 0.7 * style->label;
    if (block->n_tiles < grid.n_columns) grid.n_columns = block->n_tiles;
    size_tiles(&grid);
    while (grid.n_columns > 1 && plot_width_px(&grid) < LEAST_PLOT * style->label) {
        grid.n_columns--;
        size_tiles(&grid);
    }
    grid.value_px = fmin(grid.value_px, VALUE_SHARE * grid.tile_px);
    grid.n_rows = (block->n_tiles + grid.n_columns - 1) / grid.n_columns;
    *out = grid;
    return FIRE_OK;
}

static struct plot plot_of(const struct grid *grid, int32_t tile)
{
    const struct style *style = grid->page->style;
    const bool is_own = grid->block->has_own_axes;
    const int32_t column = tile % grid->n_columns;
    const double ticks_px = is_own ? grid->scale_px : 0.0;
    const double start_px = style->margin + (is_own ? 0.0 : grid->scale_px) +
                            column * grid->tile_px;
    const double top_px = grid->top_px + (tile / grid->n_columns) * row_px(grid) +
                          name_px(style);
    const double left_px = start_px + ticks_px;
    const double right_px = start_px + grid->tile_px - grid->value_px - GAP * style->label;
    const int32_t n_slots = grid->page->chart->tiles.n_slots;
    return (struct plot){ .page = grid->page,
                          .axis = &grid->axis[is_own ? tile : 0],
                          .n_slots = n_slots,
                          .left_px = left_px,
                          .right_px = right_px,
                          .top_px = top_px,
                          .bottom_px = top_px + grid->plot_px,
                          .inset_px = plot_fills_slots(&grid->block->tile[tile])
                                          ? (right_px - left_px) / (2 * n_slots)
                                          : INSET * style->label,
                          .line_px = TILE_LINE * style->line,
                          .radius_px = TILE_LINE * style->radius,
                          .last_radius_px = TILE_LINE * style->last_radius };
}

static void put_tile(const struct grid *grid, int32_t index)
{
    struct page *page = grid->page;
    const struct style *style = page->style;
    const struct fire_chart_panel *tile = &grid->block->tile[index];
    const struct plot plot = plot_of(grid, index);
    const double name_room_px = plot.right_px + grid->value_px - plot.left_px;
    const struct look look = { style->label, true, FIRE_COLOUR_STRONG };
    page_text(page, FIRE_PART_PANEL_TITLE, letters_fit(page, tile->title, look, name_room_px),
              look,
              (struct fire_position){ plot.left_px, plot.top_px - name_px(style) +
                                                        FIRE_TEXT_ASCENT * look.size_px },
              FIRE_ANCHOR_START);
    plot_put_scale(&plot, grid->block->has_own_axes || index % grid->n_columns == 0);
    plot_put(&plot, tile);
    const struct fire_chart_series *series = &tile->series[0];
    const int32_t last = plot_last_known(series, plot.n_slots);
    const char *value = letters_label(page, series->end.value);
    if (last >= 0 && page_width_px(page, value, value_look(page)) <= grid->value_px)
        page_try_text(page, FIRE_PART_LABEL, value, value_look(page),
                      (struct fire_position){ plot.right_px + 0.3 * style->label,
                                              plot_y_px(&plot, series->point[last].value) +
                                                  STYLE_HALF_DIGIT * style->label },
                      FIRE_ANCHOR_START, 0.0, style->width);
    if (index + grid->n_columns >= grid->block->n_tiles)
        plot_put_slots(&plot, page->chart->tiles.slot_label);
}

static void put_block(const struct grid *grid)
{
    struct page *page = grid->page;
    const struct style *style = page->style;
    const struct look look = { style->panel_title, true, FIRE_COLOUR_STRONG };
    page_text(page, FIRE_PART_PANEL_TITLE,
              letters_fit(page, grid->block->title, look, style->width - 2 * style->margin),
              look,
              (struct fire_position){ style->margin, grid->top_px - title_px(style) +
                                                         FIRE_TEXT_ASCENT * look.size_px },
              FIRE_ANCHOR_START);
    for (int32_t t = 0; t < grid->block->n_tiles; t++)
        put_tile(grid, t);
}

fire_status tiles_put(struct page *page, const struct frame *frame, double *out_height_px,
                      struct fire_error *err)
{
    const struct style *style = page->style;
    const struct fire_chart_tiles *tiles = &page->chart->tiles;
    struct grid *grid = PAGE_TAKE(page, tiles->n_blocks, struct grid);
    if (grid == NULL) return FIRE_OK; /* the page remembers */
    double height_px = frame->body_px + frame->footer_px;
    int32_t n_rows = 0;
    for (int32_t b = 0; b < tiles->n_blocks; b++) {
        FIRE_TRY(grid_of(page, &tiles->block[b], &grid[b], err));
        height_px += block_px(&grid[b]);
        n_rows += grid[b].n_rows;
    }
    const double more_px = fmax(0.0, (style->least_height - height_px) / n_rows);
    double top_px = frame->body_px;
    for (int32_t b = 0; b < tiles->n_blocks; b++) {
        grid[b].plot_px += more_px;
        grid[b].top_px = top_px + title_px(style);
        top_px += block_px(&grid[b]);
    }
    *out_height_px = ceil(top_px + frame->footer_px);
    frame_put(page, frame, *out_height_px);
    for (int32_t b = 0; b < tiles->n_blocks; b++) {
        page->panel = b;
        put_block(&grid[b]);
    }
    page->panel = -1;
    return FIRE_OK;
}
