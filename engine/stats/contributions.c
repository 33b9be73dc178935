/* contributions.c - percentage points that add up to the last digit.
 *
 * Each part's point is a fraction over the same base, so its whole digits and its remainder are
 * exact. The digits that the rounded total has above the sum of the whole ones are given to the
 * largest remainders. */
#include "firestat/stats_effects.h"
#include "rounding.h"

#include <stdlib.h>

struct rest {
    int64_t remainder;
    int64_t part;
};

static int by_rest(const void *a, const void *b)
{
    const struct rest *x = a;
    const struct rest *y = b;
    if (x->remainder != y->remainder) return x->remainder > y->remainder ? -1 : 1;
    return (x->part > y->part) - (x->part < y->part);
}

/* False: a part is not known, or a sum does not fit. */
static bool sum_up(const struct fire_value current[], const struct fire_value base[], int64_t n,
                   struct fire_value *current_sum, struct fire_value *base_sum)
{
    *current_sum = (struct fire_value){ 0 };
    *base_sum = (struct fire_value){ 0 };
    int64_t delta;
    for (int64_t i = 0; i < n; i++)
        if (current[i].is_null || base[i].is_null ||
            __builtin_sub_overflow(current[i].number, base[i].number, &delta) ||
            __builtin_add_overflow(current_sum->number, current[i].number,
                                   &current_sum->number) ||
            __builtin_add_overflow(base_sum->number, base[i].number, &base_sum->number))
            return false;
    return n > 0;
}

/* The whole digits of each point, rounded down, and what is left of each. False: it does not fit.
 *   missing   out: digits of the total that the points do not have yet */
static bool whole_points(const int64_t delta[], int64_t n, int64_t base, int32_t decimals,
                         int64_t total, int64_t point[], struct rest rest[], int64_t *missing)
{
    fire_int128 scale = 100;
    fire_int128 sum = 0;
    for (int32_t i = 0; i < decimals; i++)
        scale *= 10;
    for (int64_t i = 0; i < n; i++) {
        const fire_int128 dividend = scale * delta[i]; /* 57 and 63 bits at most */
        fire_int128 quotient = dividend / base;
        fire_int128 remainder = dividend % base;
        if (remainder < 0) {
            remainder += base;
            quotient--;
        }
        if (quotient < INT64_MIN || quotient >= INT64_MAX) return false;
        point[i] = (int64_t)quotient;
        rest[i] = (struct rest){ .remainder = (int64_t)remainder, .part = i };
        sum += quotient;
    }
    *missing = (int64_t)(total - sum);
    return true;
}

static bool may_say_shares(const int64_t delta[], int64_t n, int64_t total)
{
    if (total > -FIRE_SHARES_DELTA_MIN && total < FIRE_SHARES_DELTA_MIN) return false;
    for (int64_t i = 0; i < n; i++)
        if (delta[i] != 0 && (delta[i] > 0) != (total > 0)) return false;
    return true;
}

static bool add_shares(const int64_t delta[], int64_t n, int64_t total, int32_t decimals,
                       fire_rounding rounding, int64_t share[])
{
    const bool is_fall = total < 0;
    if (total == INT64_MIN) return false;
    for (int64_t i = 0; i < n; i++) {
        share[i] = 0;
        if (total != 0 &&
            !scaled_quotient(is_fall ? -100 : 100, delta[i], is_fall ? -total : total, decimals,
                             rounding, &share[i]))
            return false;
    }
    return true;
}

fire_status fire_contributions_of(const struct fire_value current[],
                                  const struct fire_value base[], int64_t n, bool is_count,
                                  int32_t decimals, fire_rounding rounding,
                                  struct fire_arena *scratch, int64_t delta[], int64_t point[],
                                  int64_t share[], struct fire_contributions *out,
                                  struct fire_error *err)
{
    struct fire_value current_sum;
    struct fire_value base_sum;
    struct fire_contributions result = { 0 };
    *out = (struct fire_contributions){ .is_null = true, .total.kind = FIRE_PERCENT_NO_DATA };
    if (!sum_up(current, base, n, &current_sum, &base_sum)) return FIRE_OK;
    result.total = fire_change_of(current_sum, base_sum, is_count, decimals, rounding);
    if (result.total.kind == FIRE_PERCENT_NO_DATA) return FIRE_OK;

    struct rest *rest = FIRE_TAKE(scratch, n, struct rest);
    if (rest == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < n; i++) {
        delta[i] = current[i].number - base[i].number;
        point[i] = 0;
    }
    if (result.total.kind != FIRE_PERCENT_FROM_ZERO) {
        int64_t missing;
        if (!whole_points(delta, n, base_sum.number, decimals, result.total.percent, point,
                          rest, &missing))
            return FIRE_OK;
        qsort(rest, (size_t)n, sizeof rest[0], by_rest);
        for (int64_t i = 0; i < missing; i++)
            point[rest[i].part]++;
    }
    if (!add_shares(delta, n, result.total.delta, decimals, rounding, share)) return FIRE_OK;
    result.may_say_shares = may_say_shares(delta, n, result.total.delta);
    *out = result;
    return FIRE_OK;
}
