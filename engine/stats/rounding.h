/* rounding.h - quotients of whole numbers, rounded half away from zero or cut off. Room-private. */
#ifndef FIRESTAT_STATS_ROUNDING_H
#define FIRESTAT_STATS_ROUNDING_H
#include "firestat/stats_change.h"

__extension__ typedef __int128 fire_int128;

/* out = dividend / divisor, half away from zero. divisor > 0; the two together stay in 127 bits.
 * False, and out untouched, when the quotient does not fit. */
static inline bool rounded_quotient(fire_int128 dividend, fire_int128 divisor, int64_t *out)
{
    const fire_int128 half = divisor / 2; /* of an odd divisor: just under the half, no tie */
    const fire_int128 quotient = (dividend < 0 ? dividend - half : dividend + half) / divisor;
    if (quotient < INT64_MIN || quotient > INT64_MAX) return false;
    *out = (int64_t)quotient;
    return true;
}

/* The same cut off towards zero, as offices do that never round: -9.375 is -9.37. */
static inline bool truncated_quotient(fire_int128 dividend, fire_int128 divisor, int64_t *out)
{
    const fire_int128 quotient = dividend / divisor;
    if (quotient < INT64_MIN || quotient > INT64_MAX) return false;
    *out = (int64_t)quotient;
    return true;
}

/* out = factor * a / divisor, scaled by 10^decimals. divisor > 0.
 * False, and out untouched, when the product passes 125 bits or the quotient 63. */
static inline bool scaled_quotient(fire_int128 factor, int64_t a, int64_t divisor,
                                   int32_t decimals, fire_rounding rounding, int64_t *out)
{
    fire_int128 product;
    if (decimals < 0 || decimals > FIRE_DECIMALS_MAX) return false;
    if (__builtin_mul_overflow(factor, (fire_int128)a, &product)) return false;
    for (int32_t i = 0; i < decimals; i++)
        if (__builtin_mul_overflow(product, (fire_int128)10, &product)) return false;
    if (product > (fire_int128)INT64_MAX << 62 || product < -((fire_int128)INT64_MAX << 62))
        return false; /* room for half a divisor */
    return rounding == FIRE_ROUND_TRUNCATE ? truncated_quotient(product, divisor, out)
                                           : rounded_quotient(product, divisor, out);
}

#endif
