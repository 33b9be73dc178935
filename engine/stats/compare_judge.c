/* compare_judge.c - see compare_judge.h: value, change, chance of one measure of one group. */
#include "compare_judge.h"

#include "rounding.h"

#include <string.h>

#define LEVEL         0.95
#define MONTHS_A_YEAR 12

/* ---- values and change ----------------------------------------------------------------- */

static bool is_per_year(const struct compare_case *asked)
{
    const int32_t n_months = asked->current->n_months;
    return asked->n_bases == 1 && n_months > 0 && asked->base[0].n_months > 0 &&
           n_months != asked->base[0].n_months;
}

/* Tenths of a year's part of a figure of so many months; null where it does not fit. */
static struct fire_value year_of(const struct compare_cell *cell)
{
    struct fire_value year = { .is_null = true };
    if (cell->value.is_null) return year;
    const fire_int128 tenths = (fire_int128)cell->value.number * 10 * MONTHS_A_YEAR;
    year.is_null = !rounded_quotient(tenths, cell->n_months, &year.number);
    return year;
}

/* The percent from the unrounded figures of a year: cross-multiplied, c/m against b/n. */
static struct fire_change change_per_year(const struct compare_case *asked, bool is_count,
                                          const struct fire_compare_options *options)
{
    const struct compare_cell *base = &asked->base[0];
    struct fire_value current_scaled = asked->current->value;
    struct fire_value base_scaled = base->value;
    if (__builtin_mul_overflow(current_scaled.number, base->n_months, &current_scaled.number) ||
        __builtin_mul_overflow(base_scaled.number, asked->current->n_months,
                               &base_scaled.number))
        current_scaled.is_null = true;
    struct fire_change change = fire_change_of(current_scaled, base_scaled, false,
                                               options->percent_decimals, options->rounding);
    const bool is_small = is_count && !base->value.is_null && base->value.number > 0 &&
                          base->value.number < FIRE_PERCENT_BASE_MIN;
    if (change.kind == FIRE_PERCENT_SHOWN && is_small) change.kind = FIRE_PERCENT_SMALL_BASE;
    return change;
}

static struct fire_value tenths_of(struct fire_value value)
{
    if (__builtin_mul_overflow(value.number, 10, &value.number))
        return (struct fire_value){ .is_null = true };
    return value;
}

/* The base as one number, both sides at one scale, and the change. */
static struct fire_change put_values(const struct compare_case *asked, bool is_count,
                                     const struct fire_compare_options *options,
                                     struct fire_compare_row *row)
{
    const struct fire_value current = asked->current->value;
    row->extra_scale = 1;
    if (asked->n_bases > 1) {
        struct fire_value value[FIRE_BASES_MOST];
        for (int32_t b = 0; b < asked->n_bases; b++)
            value[b] = asked->base[b].value;
        const struct fire_mean mean = fire_mean_of(value, asked->n_bases);
        row->current = tenths_of(current);
        row->base = (struct fire_value){ mean.is_null, mean.is_null ? 0 : mean.mean_tenths };
        return fire_change_from_mean(current, &mean, is_count, options->percent_decimals,
                                     options->rounding);
    }
    if (is_per_year(asked)) {
        row->notes |= FIRE_NOTE_PER_YEAR;
        row->current = year_of(asked->current);
        row->base = year_of(&asked->base[0]);
        return change_per_year(asked, is_count, options);
    }
    row->extra_scale = 0;
    row->current = current;
    row->base = asked->base[0].value;
    return fire_change_of(current, row->base, is_count, options->percent_decimals,
                          options->rounding);
}

/* Whether some of the base is known, but not all of it. */
static bool has_part_of_base(const struct compare_case *asked)
{
    bool has_part = false;
    for (int32_t b = 0; b < asked->n_bases; b++)
        has_part = has_part || asked->base[b].has_gap || !asked->base[b].value.is_null;
    return has_part;
}

static void put_change(const struct compare_case *asked, struct fire_change change,
                       struct fire_compare_row *row)
{
    if (row->current.is_null)
        row->notes |= asked->current->has_gap ? FIRE_NOTE_CURRENT_GAP : FIRE_NOTE_NO_CURRENT;
    if (row->base.is_null)
        row->notes |= has_part_of_base(asked) ? FIRE_NOTE_BASE_GAP : FIRE_NOTE_NO_BASE;
    row->has_delta = !row->current.is_null && !row->base.is_null &&
                     !__builtin_sub_overflow(row->current.number, row->base.number,
                                             &row->delta);
    if (!row->has_delta) row->delta = 0;
    if (asked->is_share) {
        row->notes |= FIRE_NOTE_POINTS;
        return;
    }
    if (change.kind == FIRE_PERCENT_FROM_ZERO) row->notes |= FIRE_NOTE_FROM_ZERO;
    if (change.kind == FIRE_PERCENT_SMALL_BASE) row->notes |= FIRE_NOTE_SMALL_BASE;
    row->has_percent = row->has_delta && change.kind == FIRE_PERCENT_SHOWN;
    if (row->has_percent) row->percent = change.percent;
}

/* ---- chance ---------------------------------------------------------------------------- */

static double base_days(const struct compare_case *asked)
{
    double n_days = 0;
    for (int32_t b = 0; b < asked->n_bases; b++)
        n_days += asked->base[b].n_days;
    return n_days;
}

/* False: a base is not known, or the sum does not fit. */
static bool base_sum(const struct compare_case *asked, int64_t *out)
{
    *out = 0;
    for (int32_t b = 0; b < asked->n_bases; b++)
        if (asked->base[b].value.is_null ||
            __builtin_add_overflow(*out, asked->base[b].value.number, out))
            return false;
    return true;
}

int compare_direction(const struct compare_case *asked)
{
    int64_t base = 0;
    if (asked->current->value.is_null || !base_sum(asked, &base)) return 0;
    const double current = (double)asked->current->value.number * base_days(asked);
    const double before = (double)base * asked->current->n_days;
    return current < before ? -1 : current > before;
}

static void test_count(const struct compare_case *asked, struct fire_compare_row *row)
{
    int64_t base = 0;
    if (!row->has_delta || !base_sum(asked, &base)) return;
    const struct fire_two_counts test = fire_two_counts_test(
        asked->current->value.number, asked->current->n_days, base, base_days(asked), LEVEL);
    if (test.is_null) return;
    const struct fire_percent_interval percent = fire_percent_interval_of(&test);
    row->is_tested = true;
    row->p_value = test.p_value;
    row->has_interval = percent.has_percent;
    row->low = percent.low;
    row->has_high = percent.has_high;
    row->high = percent.high;
}

/* Whether every one that was counted came of an incident that is in the sample. */
static bool is_whole(const struct compare_cell *cell)
{
    int64_t sum = 0;
    if (!cell->has_sample || cell->value.is_null) return false;
    for (int64_t i = 0; i < cell->sample.n; i++)
        if (__builtin_add_overflow(sum, cell->sample.value[i], &sum)) return false;
    return sum == cell->value.number;
}

/* The samples of all bases together. NULL: no memory. */
static const int64_t *join_bases(const struct compare_case *asked, struct fire_arena *scratch,
                                 int64_t *out_n)
{
    int64_t n = 0;
    for (int32_t b = 0; b < asked->n_bases; b++)
        n += asked->base[b].sample.n;
    int64_t *value = FIRE_TAKE(scratch, n + 1, int64_t);
    *out_n = n;
    n = 0;
    for (int32_t b = 0; value != NULL && b < asked->n_bases; b++) {
        const struct fire_sample sample = asked->base[b].sample;
        if (sample.n > 0) memcpy(value + n, sample.value, (size_t)sample.n * sizeof value[0]);
        n += sample.n;
    }
    return value;
}

static fire_status test_events(const struct compare_case *asked, struct fire_arena *scratch,
                               struct fire_compare_row *row, struct fire_error *err)
{
    const struct compare_cell *current = asked->current;
    bool whole = is_whole(current);
    for (int32_t b = 0; b < asked->n_bases; b++)
        whole = whole && is_whole(&asked->base[b]);
    if (!row->has_delta) return FIRE_OK;
    if (!whole) {
        row->notes |= FIRE_NOTE_CLUSTERS;
        return FIRE_OK;
    }
    int64_t n_base = 0;
    struct fire_clustered test;
    const int64_t *base = join_bases(asked, scratch, &n_base);
    if (base == NULL) return fire_fail_memory(err);
    FIRE_TRY(fire_clustered_test(current->sample.value, current->sample.n, current->n_days,
                                 base, n_base, base_days(asked), scratch, &test, err));
    const struct fire_interval interval = fire_clustered_interval(current->sample.value,
                                                                  current->sample.n, LEVEL);
    row->is_tested = !test.is_null;
    row->p_value = test.is_null ? 0.0 : test.p_value;
    if (is_per_year(asked)) return FIRE_OK; /* the interval is the window's, not a year's */
    row->has_interval = row->has_high = !interval.is_null;
    row->low = interval.low;
    row->high = interval.high;
    return FIRE_OK;
}

/* ---- money ------------------------------------------------------------------------------ */

static fire_status weigh(const struct compare_cell *cell, struct fire_arena *scratch,
                         struct fire_compare_money *out, struct fire_damage *damage,
                         struct fire_error *err)
{
    *out = (struct fire_compare_money){ .is_null = true };
    *damage = (struct fire_damage){ .is_null = true };
    if (!is_whole(cell) || cell->sample.n == 0) return FIRE_OK;
    FIRE_TRY(fire_damage_of(cell->sample.value, cell->sample.n, LEVEL, scratch, damage, err));
    if (damage->is_null) return FIRE_OK;
    *out = (struct fire_compare_money){ .total = damage->total,
                                        .top1 = damage->top1,
                                        .top3 = damage->top3 };
    const fire_int128 middles = (fire_int128)damage->median_low + damage->median_high;
    out->is_null = !rounded_quotient(middles, 2, &out->median);
    return FIRE_OK;
}

static bool is_mostly_one(const struct fire_compare_money *money)
{
    return !money->is_null && money->total > 0 && money->top1 >= money->total - money->top1;
}

static fire_status weigh_money(const struct compare_case *asked, struct fire_arena *scratch,
                               struct fire_compare_row *row, struct fire_error *err)
{
    struct fire_damage damage;
    struct fire_damage before;
    row->base_money.is_null = true;
    FIRE_TRY(weigh(asked->current, scratch, &row->current_money, &damage, err));
    row->has_interval = row->has_high = !damage.is_null && damage.has_total_interval &&
                                        !is_per_year(asked);
    if (row->has_interval) {
        row->low = damage.total_low;
        row->high = damage.total_high;
    }
    if (is_mostly_one(&row->current_money)) row->notes |= FIRE_NOTE_ONE_FIRE;
    if (asked->n_bases > 1) return FIRE_OK;
    FIRE_TRY(weigh(&asked->base[0], scratch, &row->base_money, &before, err));
    if (is_mostly_one(&row->base_money)) row->notes |= FIRE_NOTE_ONE_FIRE;
    if (damage.is_null || before.is_null || is_per_year(asked)) return FIRE_OK;
    const int64_t rest = damage.without_top1;
    const int64_t rest_before = before.without_top1;
    if ((row->delta < 0 && rest > rest_before) || (row->delta > 0 && rest < rest_before))
        row->notes |= FIRE_NOTE_TURNED;
    return FIRE_OK;
}

fire_status compare_judge(const struct compare_case *asked,
                          const struct fire_compare_options *options,
                          struct fire_arena *scratch, struct fire_compare_row *out,
                          struct fire_error *err)
{
    const bool is_count = asked->judge == FIRE_JUDGE_COUNT || asked->judge == FIRE_JUDGE_EVENTS;
    bool is_estimated = asked->current->is_estimated;
    *out = (struct fire_compare_row){ .current_unknown = asked->current->unknown };
    out->current_money.is_null = out->base_money.is_null = true;
    for (int32_t b = 0; b < asked->n_bases; b++) {
        out->base_unknown += asked->base[b].unknown;
        is_estimated = is_estimated || asked->base[b].is_estimated;
    }
    put_change(asked, put_values(asked, is_count, options, out), out);
    if (out->current_unknown > 0 || out->base_unknown > 0) out->notes |= FIRE_NOTE_UNKNOWN;
    if (is_estimated) {
        out->notes |= FIRE_NOTE_ESTIMATED;
        return FIRE_OK;
    }
    if (asked->has_other_scopes) {
        out->notes |= FIRE_NOTE_SCOPES;
        if (is_count) return FIRE_OK;
    }
    if (asked->judge == FIRE_JUDGE_COUNT) test_count(asked, out);
    if (asked->judge == FIRE_JUDGE_EVENTS) return test_events(asked, scratch, out, err);
    if (asked->judge == FIRE_JUDGE_MONEY) return weigh_money(asked, scratch, out, err);
    return FIRE_OK;
}
