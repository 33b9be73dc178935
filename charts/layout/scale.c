/* scale.c - see scale.h. */
#include "scale.h"

#include "letters.h"
#include "ticks.h"

#include <math.h>

#define SPARE        0.04 /* of a logarithmic axis, at both ends               */
#define LEAST_DECADE 0.3  /* of one, when all values are about the same        */
#define TICKS_MOST   64

static fire_status fail_tick(const struct fire_chart_scale *of, double value,
                             struct fire_error *err)
{
    return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                     "an axis of '%s' up to %g cannot be written", of->title, value);
}

static fire_status add_tick(struct page *page, const struct fire_chart_scale *of, double value,
                            int32_t decimals, struct scale *scale, struct fire_error *err)
{
    char text[FIRE_NUMBER_BYTES];
    const struct look look = { .size_px = page->style->label };
    if (!fire_chart_tick_text(page->chart->language, value, decimals, text))
        return fail_tick(of, value, err);
    scale->value[scale->n_ticks] = value;
    scale->text[scale->n_ticks] = letters_label(page, text);
    scale->widest_px = fmax(scale->widest_px,
                            page_width_px(page, scale->text[scale->n_ticks], look));
    scale->n_ticks++;
    return FIRE_OK;
}

static fire_status even_scale(struct page *page, const struct fire_chart_scale *of,
                              int32_t n_wanted, struct scale *scale, struct fire_error *err)
{
    struct ticks ticks;
    const struct tick_rules rules = { .wanted = n_wanted,
                                      .most = n_wanted < 3 ? 3 : 2 * n_wanted,
                                      .is_whole = of->is_whole,
                                      .is_axis = true };
    scale->low = fmin(of->low, 0.0);
    scale->high = fmax(of->high, 0.0);
    if (scale->low == scale->high) scale->high = of->is_whole ? 5.0 : 1.0;
    if (!ticks_find(scale->low, scale->high, rules, &ticks) || ticks.n > TICKS_MOST)
        return fail_tick(of, scale->high, err);
    scale->low = ticks_value(&ticks, 0);
    scale->high = ticks_value(&ticks, ticks.n - 1);
    const int32_t decimals = ticks_decimals(&ticks);
    for (int32_t i = 0; i < ticks.n; i++)
        FIRE_TRY(add_tick(page, of, ticks_value(&ticks, i), decimals, scale, err));
    return FIRE_OK;
}

/* 1, 2 and 5 times the powers of ten where these are few, else the powers alone, or every
 * so-manieth of them. */
static fire_status log_ticks(struct page *page, const struct fire_chart_scale *of,
                             int32_t n_wanted, struct scale *scale, struct fire_error *err)
{
    static const double part[] = { 1.0, 2.0, 5.0 };
    const double from = log10(scale->low);
    const double to = log10(scale->high);
    const int32_t n_parts = 3.0 * (to - from) <= 1.4 * n_wanted ? 3 : 1;
    const int32_t step = n_parts == 3 ? 1 : (int32_t)ceil((to - from) / (1.4 * n_wanted));
    for (int32_t power = (int32_t)floor(from); power <= (int32_t)floor(to); power++) {
        if (power % step != 0) continue;
        for (int32_t i = 0; i < n_parts && scale->n_ticks < TICKS_MOST; i++) {
            const double value = part[i] * pow(10.0, power);
            if (value < scale->low || value > scale->high) continue;
            FIRE_TRY(add_tick(page, of, value, power < 0 ? -power : 0, scale, err));
        }
    }
    return FIRE_OK;
}

static fire_status log_scale(struct page *page, const struct fire_chart_scale *of,
                             int32_t n_wanted, struct scale *scale, struct fire_error *err)
{
    if (!(of->low > 0.0 && of->high >= of->low))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a logarithmic axis of '%s' begins above 0", of->title);
    const double decades = log10(of->high) - log10(of->low);
    const double spare = fmax(SPARE * decades, (LEAST_DECADE - decades) / 2);
    scale->low = pow(10.0, log10(of->low) - spare);
    scale->high = pow(10.0, log10(of->high) + spare);
    if (!isfinite(scale->high) || !(scale->low > 0.0)) return fail_tick(of, of->high, err);
    return log_ticks(page, of, n_wanted, scale, err);
}

fire_status scale_of(struct page *page, const struct fire_chart_scale *of, int32_t n_wanted,
                     struct scale *out, struct fire_error *err)
{
    struct scale scale = { .is_log = of->is_log };
    scale.value = PAGE_TAKE(page, TICKS_MOST, double);
    scale.text = PAGE_TAKE(page, TICKS_MOST, const char *);
    if (scale.value == NULL || scale.text == NULL) return fire_fail_memory(err);
    if (!isfinite(of->low) || !isfinite(of->high))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a value of '%s' is not a finite number", of->title);
    FIRE_TRY((of->is_log ? log_scale : even_scale)(page, of, n_wanted < 2 ? 2 : n_wanted,
                                                   &scale, err));
    *out = scale;
    return FIRE_OK;
}

double scale_part(const struct scale *scale, double value)
{
    if (scale->is_log)
        return (log10(value) - log10(scale->low)) / (log10(scale->high) - log10(scale->low));
    return (value - scale->low) / (scale->high - scale->low);
}
