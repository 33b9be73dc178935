/* damage.c - the damages of a window in whole numbers.
 *
 * The middle value and the largest ones are read off the sorted damages. The interval of the
 * median asks how many of n fires may lie below it: that number is binomial with one half. */
#include "arguments.h"
#include "beta.h"
#include "firestat/stats_damage.h"

#include <stdlib.h>
#include <string.h>

/* The most r with P(Bin(n, 1/2) < r) <= tail; 0: none. The interval runs from the r-th smallest
 * to the r-th largest. */
static int64_t median_rank(int64_t n, double tail)
{
    int64_t rank = 0;
    int64_t beyond = n / 2 + 1; /* P(Bin < n / 2 + 1) is above one half */
    while (beyond - rank > 1) {
        const int64_t middle = rank + (beyond - rank) / 2;
        const double fewer = beta_at_most(1.0, (double)(middle - 1), (double)(n - middle + 1));
        *(fewer <= tail ? &rank : &beyond) = middle;
    }
    return rank;
}

static void add_median(const int64_t sorted[], double level, struct fire_damage *damage)
{
    const int64_t n = damage->n;
    damage->median_low = sorted[(n - 1) / 2];
    damage->median_high = sorted[n / 2];
    const int64_t rank = median_rank(n, (1.0 - level) / 2.0);
    if (rank == 0) return;
    damage->has_median_interval = true;
    damage->median_interval_low = sorted[rank - 1];
    damage->median_interval_high = sorted[n - rank];
    damage->median_level = 1.0 -
                           2.0 * beta_at_most(1.0, (double)(rank - 1), (double)(n - rank + 1));
}

/* False: a damage is negative, or the sum does not fit. */
static bool sum_up(const int64_t damage[], int64_t n, int64_t *total)
{
    *total = 0;
    for (int64_t i = 0; i < n; i++)
        if (damage[i] < 0 || __builtin_add_overflow(*total, damage[i], total)) return false;
    return n > 0;
}

static int by_size(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a;
    const int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

fire_status fire_damage_of(const int64_t damage[], int64_t n, double level,
                           struct fire_arena *scratch, struct fire_damage *out,
                           struct fire_error *err)
{
    struct fire_damage result = { .n = n };
    *out = (struct fire_damage){ .is_null = true };
    if (!is_level(level) || !sum_up(damage, n, &result.total)) return FIRE_OK;

    int64_t *sorted = FIRE_TAKE(scratch, n, int64_t);
    if (sorted == NULL) return fire_fail_memory(err);
    memcpy(sorted, damage, (size_t)n * sizeof sorted[0]);
    qsort(sorted, (size_t)n, sizeof sorted[0], by_size);

    result.top1 = sorted[n - 1];
    result.without_top1 = result.total - result.top1;
    for (int64_t i = n > 3 ? n - 3 : 0; i < n; i++)
        result.top3 += sorted[i];
    add_median(sorted, level, &result);
    const struct fire_interval interval = fire_clustered_interval(damage, n, level);
    if (result.total > 0 && !interval.is_null) {
        result.has_total_interval = true;
        result.total_low = interval.low;
        result.total_high = interval.high;
    }
    *out = result;
    return FIRE_OK;
}
