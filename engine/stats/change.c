/* change.c - the change of a figure, in the integers it was counted in.
 *
 * A percent that is a tie in print (-9.375 %) has to be a tie here, so nothing goes through a
 * double: 100 * 10^decimals * delta is at most 83 bits and is rounded once. */
#include "firestat/stats.h"
#include "rounding.h"

#include <assert.h>

struct fire_change fire_change_of(struct fire_value current, struct fire_value base,
                                  bool is_count, int32_t decimals)
{
    assert(decimals >= 0 && decimals <= 4);
    struct fire_change change = { .kind = FIRE_PERCENT_NO_DATA, .decimals = decimals };
    if (current.is_null || base.is_null) return change;

    const fire_int128 delta = (fire_int128)current.number - base.number;
    if (delta < INT64_MIN || delta > INT64_MAX) return change;
    if (base.number <= 0) {
        change.delta = (int64_t)delta;
        change.kind = FIRE_PERCENT_FROM_ZERO;
        return change;
    }

    fire_int128 scaled = 100 * delta;
    for (int32_t i = 0; i < decimals; i++)
        scaled *= 10;
    if (!rounded_quotient(scaled, base.number, &change.percent)) return change;
    change.delta = (int64_t)delta;
    change.kind = is_count && base.number < FIRE_PERCENT_BASE_MIN ? FIRE_PERCENT_SMALL_BASE
                                                                  : FIRE_PERCENT_SHOWN;
    return change;
}
