/* axis.c - see axis.h. */
#include "axis.h"

#include "letters.h"
#include "ticks.h"

#include <math.h>

#define PX_A_TICK 2.8 /* wanted and least distance of ticks, in parts of a label's size */
#define LEAST_PX  1.3
#define SLOT_GAP  0.7 /* least space between two labels of the horizontal axis, likewise */

/* What the axis has to show: every known point and every guide, and 0. */
static fire_status range_of(const struct fire_chart *chart,
                            const struct fire_chart_panel *panel, struct axis *axis,
                            bool *out_is_known, struct fire_error *err)
{
    bool finite = true;
    *out_is_known = false;
    for (int32_t s = 0; s < panel->n_series; s++)
        for (int32_t i = 0; i < chart->panels.n_slots; i++) {
            const struct fire_chart_point *point = &panel->series[s].point[i];
            if (!point->is_known) continue;
            *out_is_known = true;
            finite = finite && isfinite(point->value);
            axis->low = fmin(axis->low, point->value);
            axis->high = fmax(axis->high, point->value);
        }
    for (int32_t g = 0; g < panel->n_guides; g++) {
        finite = finite && isfinite(panel->guide[g].value);
        axis->low = fmin(axis->low, panel->guide[g].value);
        axis->high = fmax(axis->high, panel->guide[g].value);
    }
    if (finite) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a value of '%s' is not a finite number",
                     panel->title);
}

/* Ticks as many as the height has room for; two where there is nothing but zeros. */
static bool find_ticks(const struct page *page, const struct fire_chart_panel *panel,
                       const struct axis *axis, bool is_flat, double height_px,
                       struct ticks *out)
{
    const double label_px = page->style->label;
    struct tick_rules rules = { .wanted = (int32_t)lround(height_px / (PX_A_TICK * label_px)) +
                                          1,
                                .most = (int32_t)(height_px / (LEAST_PX * label_px)) + 1,
                                .is_whole = panel->is_whole,
                                .is_axis = true };
    if (is_flat) rules.wanted = 2;
    return ticks_find(axis->low, axis->high, rules, out);
}

fire_status axis_of(struct page *page, const struct fire_chart_panel *panel, double height_px,
                    struct axis *out, struct fire_error *err)
{
    struct axis axis = { 0 };
    bool is_known = false;
    FIRE_TRY(range_of(page->chart, panel, &axis, &is_known, err));
    const bool is_flat = axis.low == axis.high;
    if (is_flat) axis.high = panel->is_whole ? 5.0 : 1.0;
    if (!is_known) {
        *out = axis;
        return FIRE_OK;
    }

    struct ticks ticks;
    if (!find_ticks(page, panel, &axis, is_flat, height_px, &ticks))
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "the values of '%s' have no axis",
                         panel->title);
    axis.value = PAGE_TAKE(page, ticks.n, double);
    axis.text = PAGE_TAKE(page, ticks.n, const char *);
    if (axis.value == NULL || axis.text == NULL) return fire_fail_memory(err);

    axis.n_ticks = ticks.n;
    axis.low = ticks_value(&ticks, 0);
    axis.high = ticks_value(&ticks, ticks.n - 1);
    const struct look look = { .size_px = page->style->label };
    const int32_t decimals = ticks_decimals(&ticks);
    for (int32_t i = 0; i < ticks.n; i++) {
        char text[FIRE_NUMBER_BYTES];
        axis.value[i] = ticks_value(&ticks, i);
        if (!fire_chart_tick_text(page->chart->language, axis.value[i], decimals, text))
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                             "an axis of '%s' up to %g cannot be written", panel->title,
                             axis.high);
        axis.text[i] = letters_label(page, text);
        axis.width_px = fmax(axis.width_px, page_width_px(page, axis.text[i], look));
    }
    *out = axis;
    return FIRE_OK;
}

double axis_y_px(const struct axis *axis, double value, double top_px, double bottom_px)
{
    return bottom_px - (value - axis->low) / (axis->high - axis->low) * (bottom_px - top_px);
}

int32_t axis_slot_step(struct page *page, double slot_px)
{
    static const int32_t steps[] = { 1, 2, 5, 10, 20, 25, 50, 100, 200, 500 };
    const struct look look = { .size_px = page->style->label };
    double widest_px = 0.0;
    for (int32_t i = 0; i < page->chart->panels.n_slots; i++)
        widest_px = fmax(widest_px,
                         page_width_px(page, page->chart->panels.slot_label[i], look));

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (slot_px * steps[i] >= widest_px + SLOT_GAP * look.size_px) return steps[i];
    return page->chart->panels.n_slots; /* the last one only */
}
