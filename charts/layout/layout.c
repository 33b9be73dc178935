/* layout.c - which layout a form of chart has, and what is asked of every chart before and
 * after it. See firestat/chart_layout.h. */
#include "firestat/chart_layout.h"

#include "board.h"
#include "grid.h"
#include "map.h"
#include "panels.h"
#include "plane.h"
#include "rows.h"
#include "slopes.h"
#include "stacks.h"
#include "tiles.h"

#include <stdlib.h>

static bool panels_have_point(const struct fire_chart *chart)
{
    const struct fire_chart_panels *panels = &chart->panels;
    for (int32_t p = 0; p < panels->n_panels; p++)
        for (int32_t s = 0; s < panels->panel[p].n_series; s++)
            for (int32_t i = 0; i < panels->n_slots; i++)
                if (panels->panel[p].series[s].point[i].is_known) return true;
    return false;
}

static bool panels_fit(const struct fire_chart *chart)
{
    return chart->panels.n_panels <= FIRE_CHART_PANELS_MAX &&
           chart->panels.n_slots <= FIRE_CHART_SLOTS_MAX;
}

static bool rows_have_mark(const struct fire_chart *chart)
{
    const struct fire_chart_rows *rows = &chart->rows;
    for (int32_t p = 0; p < rows->n_panels; p++)
        for (int32_t r = 0; r < rows->n_rows; r++)
            if (rows->panel[p].mark[r].is_known || rows->panel[p].mark[r].has_base) return true;
    return false;
}

static bool rows_fit(const struct fire_chart *chart)
{
    return chart->rows.n_panels <= FIRE_CHART_ROWS_PANELS_MAX &&
           chart->rows.n_columns <= FIRE_CHART_ROWS_COLUMNS_MAX &&
           chart->rows.n_rows <= FIRE_CHART_ROWS_MAX;
}

static bool slopes_have_line(const struct fire_chart *chart)
{
    return chart->slopes.n_slopes > 0;
}

static bool slopes_fit(const struct fire_chart *chart)
{
    return chart->slopes.n_slopes <= FIRE_CHART_SLOPES_MAX;
}

static bool board_has_row(const struct fire_chart *chart)
{
    return chart->board.n_rows > 0 && chart->board.n_columns > 0;
}

static bool board_fits(const struct fire_chart *chart)
{
    return chart->board.n_rows <= FIRE_CHART_BOARD_ROWS_MAX &&
           chart->board.n_columns <= FIRE_CHART_BOARD_COLUMNS_MAX;
}

static const struct {
    bool (*has_point)(const struct fire_chart *chart);
    bool (*fits)(const struct fire_chart *chart);
    fire_status (*put)(struct page *page, const struct frame *frame, double *out_height_px,
                       struct fire_error *err);
} forms[FIRE_N_FORMS] = {
    [FIRE_FORM_PANELS] = { panels_have_point, panels_fit, panels_put },
    [FIRE_FORM_GRID] = { grid_has_point, grid_fits, grid_put },
    [FIRE_FORM_PLANE] = { plane_has_point, plane_fits, plane_put },
    [FIRE_FORM_ROWS] = { rows_have_mark, rows_fit, rows_put },
    [FIRE_FORM_SLOPES] = { slopes_have_line, slopes_fit, slopes_put },
    [FIRE_FORM_BOARD] = { board_has_row, board_fits, board_put },
    [FIRE_FORM_TILES] = { tiles_have_point, tiles_fit, tiles_put },
    [FIRE_FORM_STACKS] = { stacks_have_share, stacks_fit, stacks_put },
    [FIRE_FORM_MAP] = { map_has_point, map_fits, map_put },
};

fire_status fire_layout_make(const struct fire_chart *chart, struct fire_chart_look look,
                             struct fire_text_meter meter, struct fire_arena *arena,
                             struct fire_picture *out, struct fire_error *err)
{
    if (!forms[chart->form].fits(chart))
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "the chart has more to show than fits on a page");
    if (!forms[chart->form].has_point(chart))
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "the chart has nothing to draw");

    struct page page = { .chart = chart,
                         .style = style_of(look.size),
                         .meter = meter,
                         .arena = arena,
                         .is_mono = look.palette == FIRE_PALETTE_MONO,
                         .panel = -1 };
    const struct frame frame = frame_of(&page);
    struct fire_picture picture = {
        .width_px = page.style->width,
        .title = chart->title,
        .description = chart->description,
        .language = chart->language == FIRE_VIETNAMESE ? "vi" : "en",
        .palette = look.palette,
    };
    const fire_status status = forms[chart->form].put(&page, &frame, &picture.height_px, err);
    if (status != FIRE_OK) {
        free(page.shape);
        return status;
    }
    FIRE_TRY(page_finish(&page, &picture, err));
    *out = picture;
    return FIRE_OK;
}
