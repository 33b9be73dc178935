/* rounding.h - quotients of whole numbers, rounded half away from zero or cut off. Room-private. */
#ifndef FIRESTAT_STATS_ROUNDING_H
#define FIRESTAT_STATS_ROUNDING_H
#include <stdbool.h>
#include <stdint.h>

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

#endif
