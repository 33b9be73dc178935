/* compare_parts.c - see firestat/compare.h: which groups made the change of the total. */
#include "firestat/compare.h"

#include <stdlib.h>

struct sized {
    int64_t group;
    int64_t delta;
};

/* -|delta|, which every delta has. */
static int64_t below_zero(int64_t delta)
{
    return delta > 0 ? -delta : delta;
}

static int by_size(const void *a, const void *b)
{
    const struct sized *x = a;
    const struct sized *y = b;
    const int64_t left = below_zero(x->delta);
    const int64_t right = below_zero(y->delta);
    if (left != right) return left < right ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

/* The values of one side; null where nothing is known of the side as a whole. */
static void take_side(const struct fire_comparison *comparison, int32_t against,
                      int32_t measure, bool is_base, struct fire_value value[])
{
    bool is_known = false;
    for (int64_t g = 0; g < comparison->n_groups; g++) {
        const struct fire_compare_row *row = fire_comparison_row(comparison, g, against,
                                                                 measure);
        value[g] = is_base ? row->base : row->current;
        is_known = is_known || !value[g].is_null;
    }
    for (int64_t g = 0; is_known && g < comparison->n_groups; g++)
        if (value[g].is_null) value[g] = (struct fire_value){ 0 };
}

static fire_status add_order(int64_t n, const int64_t delta[], struct fire_arena *arena,
                             const int64_t **out, struct fire_error *err)
{
    struct sized *sized = FIRE_TAKE(arena, n + 1, struct sized);
    int64_t *order = FIRE_TAKE(arena, n + 1, int64_t);
    if (sized == NULL || order == NULL) return fire_fail_memory(err);
    for (int64_t g = 0; g < n; g++)
        sized[g] = (struct sized){ g, delta[g] };
    qsort(sized, (size_t)n, sizeof sized[0], by_size);
    for (int64_t g = 0; g < n; g++)
        order[g] = sized[g].group;
    *out = order;
    return FIRE_OK;
}

/* The rules of small numbers are about whole things, and the figures may have tenths. */
static void keep_rules(struct fire_compare_parts *parts, fire_judge judge)
{
    const int64_t one = parts->extra_scale == 0 ? 1 : 10;
    const int64_t moved = FIRE_SHARES_DELTA_MIN * one;
    const int64_t delta = parts->of.total.delta;
    const bool is_count = judge == FIRE_JUDGE_COUNT || judge == FIRE_JUDGE_EVENTS;
    parts->has_points = parts->base > 0 &&
                        (!is_count || parts->base >= FIRE_PERCENT_BASE_MIN * one);
    if (delta > -moved && delta < moved) parts->of.may_say_shares = false;
}

fire_status fire_compare_parts_of(const struct fire_comparison *comparison, int32_t against,
                                  int32_t measure, struct fire_arena *arena,
                                  struct fire_compare_parts *out, struct fire_error *err)
{
    const int64_t n = comparison->n_groups;
    const struct fire_summary_measure *about = &comparison->about->measure[measure];
    struct fire_value *current = FIRE_TAKE(arena, n + 1, struct fire_value);
    struct fire_value *base = FIRE_TAKE(arena, n + 1, struct fire_value);
    int64_t *delta = FIRE_TAKE(arena, n + 1, int64_t);
    int64_t *point = FIRE_TAKE(arena, n + 1, int64_t);
    int64_t *share = FIRE_TAKE(arena, n + 1, int64_t);
    if (current == NULL || base == NULL || delta == NULL || point == NULL || share == NULL)
        return fire_fail_memory(err);
    *out = (struct fire_compare_parts){ .of = { .is_null = true } };
    if (n == 0 || about->agg != FIRE_AGG_SUM) return FIRE_OK;
    take_side(comparison, against, measure, false, current);
    take_side(comparison, against, measure, true, base);
    FIRE_TRY(fire_contributions_of(
        current, base, n, false, comparison->options->percent_decimals,
        comparison->options->rounding, arena, delta, point, share, &out->of, err));
    if (out->of.is_null) return FIRE_OK;
    for (int64_t g = 0; g < n; g++) {
        out->current += current[g].number;
        out->base += base[g].number;
    }
    out->extra_scale = fire_comparison_row(comparison, 0, against, measure)->extra_scale;
    out->delta = delta;
    out->point = point;
    out->share = share;
    keep_rules(out, fire_judge_of(about));
    return add_order(n, delta, arena, &out->order, err);
}
