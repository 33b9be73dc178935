/* axis.c - see axis.h. */
#include "axis.h"

#include "letters.h"
#include "ticks.h"

#include <math.h>

#define PX_A_TICK        2.8 /* wanted and least distance of ticks, in parts of a label's size */
#define LEAST_PX         1.3
#define PX_A_TICK_ACROSS 6.0 /* wanted on a horizontal axis */
#define SLOT_GAP         0.7 /* least space between two labels of the horizontal axis, likewise */

void axis_range_add(struct axis_range *range, double value)
{
    range->is_known = true;
    range->is_bad = range->is_bad || !isfinite(value);
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

void axis_range_add_panel(struct axis_range *range, const struct fire_chart_panel *panel,
                          int32_t n_slots)
{
    for (int32_t s = 0; s < panel->n_series; s++)
        for (int32_t i = 0; i < n_slots; i++)
            if (panel->series[s].point[i].is_known)
                axis_range_add(range, panel->series[s].point[i].value);
    const bool is_known = range->is_known;
    for (int32_t g = 0; g < panel->n_guides; g++)
        axis_range_add(range, panel->guide[g].value);
    for (int32_t i = 0; panel->band != NULL && i <= panel->band->last_slot; i++) {
        if (i < panel->band->first_slot) continue;
        axis_range_add(range, panel->band->low[i]);
        axis_range_add(range, panel->band->high[i]);
    }
    range->is_known = is_known;
}

/* Ticks at most `most`; two where there is nothing but zeros. */
static fire_status axis_make(struct page *page, const struct axis_range *range, int32_t wanted,
                             int32_t most, struct axis *out, struct fire_error *err)
{
    struct axis axis = { .low = range->low, .high = range->high };
    if (range->is_bad)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a value of '%s' is not a finite number", range->title);
    const bool is_flat = axis.low == axis.high;
    if (is_flat) axis.high = range->is_whole ? 5.0 : 1.0;
    if (!range->is_known) {
        *out = axis;
        return FIRE_OK;
    }

    struct ticks ticks;
    const struct tick_rules rules = { .wanted = is_flat ? 2 : wanted,
                                      .most = most,
                                      .is_whole = range->is_whole,
                                      .is_axis = true };
    if (!ticks_find(axis.low, axis.high, rules, &ticks))
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "the values of '%s' have no axis",
                         range->title);
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
                             "an axis of '%s' up to %g cannot be written", range->title,
                             axis.high);
        axis.text[i] = letters_label(page, text);
        axis.width_px = fmax(axis.width_px, page_width_px(page, axis.text[i], look));
    }
    *out = axis;
    return FIRE_OK;
}

fire_status axis_up(struct page *page, const struct axis_range *range, double height_px,
                    struct axis *out, struct fire_error *err)
{
    const double label_px = page->style->label;
    return axis_make(page, range, (int32_t)lround(height_px / (PX_A_TICK * label_px)) + 1,
                     (int32_t)(height_px / (LEAST_PX * label_px)) + 1, out, err);
}

fire_status axis_of(struct page *page, const struct fire_chart_panel *panel, double height_px,
                    struct axis *out, struct fire_error *err)
{
    struct axis_range range = { .title = panel->title, .is_whole = panel->is_whole };
    axis_range_add_panel(&range, panel, page->chart->panels.n_slots);
    return axis_up(page, &range, height_px, out, err);
}

fire_status axis_across(struct page *page, const struct axis_range *range, double width_px,
                        struct axis *out, struct fire_error *err)
{
    const int32_t wanted = (int32_t)lround(width_px / (PX_A_TICK_ACROSS * page->style->label));
    return axis_make(page, range, wanted < 2 ? 2 : wanted, wanted < 2 ? 4 : 2 * wanted, out,
                     err);
}

int32_t axis_tick_step(const struct page *page, const struct axis *axis, double width_px)
{
    const double pitch_px = width_px / (axis->n_ticks > 1 ? axis->n_ticks - 1 : 1);
    int32_t step = 1;
    while (step < axis->n_ticks &&
           step * pitch_px < axis->width_px + SLOT_GAP * page->style->label)
        step++;
    return step;
}

double axis_x_px(const struct axis *axis, double value, double left_px, double right_px)
{
    return left_px + (value - axis->low) / (axis->high - axis->low) * (right_px - left_px);
}

double axis_y_px(const struct axis *axis, double value, double top_px, double bottom_px)
{
    return bottom_px - (value - axis->low) / (axis->high - axis->low) * (bottom_px - top_px);
}

int32_t axis_slot_step(struct page *page, const char *const label[], int32_t n_slots,
                       double slot_px)
{
    static const int32_t steps[] = { 1, 2, 5, 10, 20, 25, 50, 100, 200, 500 };
    const struct look look = { .size_px = page->style->label };
    double widest_px = 0.0;
    int32_t nearest = n_slots; /* slots between two labels */
    int32_t before = -1;
    for (int32_t i = 0; i < n_slots; i++) {
        if (label[i][0] == '\0') continue;
        widest_px = fmax(widest_px, page_width_px(page, label[i], look));
        if (before >= 0 && i - before < nearest) nearest = i - before;
        before = i;
    }

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (slot_px * nearest * steps[i] >= widest_px + SLOT_GAP * look.size_px)
            return steps[i];
    return n_slots; /* the last one only */
}
