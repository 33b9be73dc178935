/* layout.c - which layout a kind of chart has, and what is asked of every chart before and
 * after it. See firestat/chart_layout.h. */
#include "firestat/chart_layout.h"

#include "panels.h"

#include <stdlib.h>

static fire_status (*const layouts[FIRE_N_CHART_KINDS])(struct page *page,
                                                        const struct frame *frame,
                                                        double *out_height_px,
                                                        struct fire_error *err) = {
    [FIRE_CHART_TREND] = panels_put,
};

static bool has_point(const struct fire_chart *chart)
{
    for (int32_t p = 0; p < chart->n_panels; p++)
        for (int32_t s = 0; s < chart->panel[p].n_series; s++)
            for (int32_t i = 0; i < chart->n_slots; i++)
                if (chart->panel[p].series[s].point[i].is_known) return true;
    return false;
}

fire_status fire_layout_make(const struct fire_chart *chart, fire_chart_size size,
                             struct fire_text_meter meter, struct fire_arena *arena,
                             struct fire_picture *out, struct fire_error *err)
{
    if (chart->n_panels > FIRE_CHART_PANELS_MAX || chart->n_slots > FIRE_CHART_SLOTS_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a chart shows at most %d panels",
                         FIRE_CHART_PANELS_MAX);
    if (!has_point(chart))
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "the chart has nothing to draw");

    struct page page = {
        .chart = chart, .style = style_of(size), .meter = meter, .arena = arena, .panel = -1
    };
    const struct frame frame = frame_of(&page);
    struct fire_picture picture = {
        .width_px = page.style->width,
        .title = chart->title,
        .description = chart->description,
        .language = chart->language == FIRE_VIETNAMESE ? "vi" : "en",
    };
    const fire_status status = layouts[chart->kind](&page, &frame, &picture.height_px, err);
    if (status != FIRE_OK) {
        free(page.shape);
        return status;
    }
    FIRE_TRY(page_finish(&page, &picture, err));
    *out = picture;
    return FIRE_OK;
}
