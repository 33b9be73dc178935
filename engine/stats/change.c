/* change.c - the change of a figure, in the integers it was counted in.
 *
 * A percent that is a tie in print (-9.375 %) has to be a tie here, so nothing goes through a
 * double: the dividend is held in 127 bits and is rounded once. */
#include "rounding.h"

bool fire_percent_of(int64_t part, int64_t whole, int32_t decimals, fire_rounding rounding,
                     int64_t *out)
{
    return whole > 0 && scaled_quotient(100, part, whole, decimals, rounding, out);
}

struct fire_change fire_change_of(struct fire_value current, struct fire_value base,
                                  bool is_count, int32_t decimals, fire_rounding rounding)
{
    struct fire_change change = { .kind = FIRE_PERCENT_NO_DATA, .decimals = decimals };
    int64_t delta;
    if (current.is_null || base.is_null || decimals < 0 || decimals > FIRE_DECIMALS_MAX ||
        __builtin_sub_overflow(current.number, base.number, &delta))
        return change;
    if (base.number <= 0) {
        change.delta = delta;
        change.kind = FIRE_PERCENT_FROM_ZERO;
        return change;
    }
    if (!fire_percent_of(delta, base.number, decimals, rounding, &change.percent))
        return change;
    change.delta = delta;
    change.kind = is_count && base.number < FIRE_PERCENT_BASE_MIN ? FIRE_PERCENT_SMALL_BASE
                                                                  : FIRE_PERCENT_SHOWN;
    return change;
}

struct fire_change fire_change_from_mean(struct fire_value current,
                                         const struct fire_mean *base, bool is_count,
                                         int32_t decimals, fire_rounding rounding)
{
    struct fire_change change = { .kind = FIRE_PERCENT_NO_DATA, .decimals = decimals };
    if (current.is_null || base->is_null || decimals < 0 || decimals > FIRE_DECIMALS_MAX)
        return change;

    int64_t delta;
    if (__builtin_mul_overflow(current.number, (int64_t)10, &delta) ||
        __builtin_sub_overflow(delta, base->mean_tenths, &delta))
        return change;
    if (base->sum <= 0) {
        change.delta = delta;
        change.kind = FIRE_PERCENT_FROM_ZERO;
        return change;
    }
    const fire_int128 distance = (fire_int128)base->n * current.number - base->sum;
    if (!scaled_quotient(distance, 100, base->sum, decimals, rounding, &change.percent))
        return change;
    change.delta = delta;
    const bool is_small = is_count && base->sum < (fire_int128)FIRE_PERCENT_BASE_MIN * base->n;
    change.kind = is_small ? FIRE_PERCENT_SMALL_BASE : FIRE_PERCENT_SHOWN;
    return change;
}
