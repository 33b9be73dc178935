/* exact.c - see exact.h. Magnitudes: a figure is below 10^15 at up to 9 places either way, so at
 * one scale below 10^34; a percent multiplies by 100 * 10^decimals of the percent. What does not
 * fit in 128 bits is told, never wrapped. */
#include "exact.h"

#include <assert.h>

fire_int128 exact_power(int32_t places)
{
    assert(places >= 0 && places <= 37);
    fire_int128 power = 1;
    while (places-- > 0)
        power *= 10;
    return power;
}

int32_t exact_scale(const struct fire_printed *const figure[], int32_t n)
{
    int32_t scale = 0;
    for (int32_t i = 0; i < n; i++)
        if (figure[i]->is_known && figure[i]->decimals > scale) scale = figure[i]->decimals;
    return scale + 1;
}

fire_int128 exact_step(struct fire_printed figure, int32_t scale)
{
    return exact_power(scale - figure.decimals);
}

fire_int128 exact_at(struct fire_printed figure, int32_t scale)
{
    return figure.number * exact_step(figure, scale);
}

/* The place of the last digit that is no zero: 2.800 was rounded to hundreds. */
static fire_int128 spoken_step(struct fire_printed figure, int32_t scale)
{
    fire_int128 step = exact_step(figure, scale);
    for (int64_t rest = figure.number; rest != 0 && rest % 10 == 0; rest /= 10)
        step *= 10;
    return step;
}

struct exact_range exact_range_of(struct fire_printed figure, int32_t scale, bool is_count)
{
    const fire_int128 value = exact_at(figure, scale);
    const fire_int128 spoken = spoken_step(figure, scale);
    switch (figure.word) {
    case FIRE_PRINTED_ABOUT:
        return (struct exact_range){ value - spoken, value + spoken };
    case FIRE_PRINTED_OVER:
        return (struct exact_range){ value, value + spoken };
    case FIRE_PRINTED_UNDER:
        return (struct exact_range){ value - spoken, value };
    case FIRE_PRINTED_PLAIN:
        break;
    }
    if (is_count) return (struct exact_range){ value, value };
    const fire_int128 step = exact_step(figure, scale);
    return value < 0 ? (struct exact_range){ value - step, value + step / 2 }
                     : (struct exact_range){ value - step / 2, value + step };
}

bool exact_percent(fire_int128 dividend, fire_int128 divisor, int32_t decimals, bool truncate,
                   int64_t *out)
{
    fire_int128 scaled;
    if (__builtin_mul_overflow(dividend, 100 * exact_power(decimals), &scaled)) return false;
    fire_int128 room; /* for the half that rounding adds */
    if (__builtin_add_overflow(scaled < 0 ? -scaled : scaled, divisor, &room)) return false;
    return truncate ? truncated_quotient(scaled, divisor, out)
                    : rounded_quotient(scaled, divisor, out);
}

int exact_compare_percent(fire_int128 dividend, fire_int128 divisor,
                          struct fire_printed percent)
{
    /* 100 * dividend / divisor against (2 * number - 1 .. 2 * number + 2) / (2 * 10^decimals);
     * what is too large for 128 bits is far from any percent that is printed. */
    const bool is_negative = percent.number < 0;
    const bool is_low_whole = percent.number <= 0; /* of a zero both ends are a place away */
    const fire_int128 low = 2 * (fire_int128)percent.number - (is_low_whole ? 2 : 1);
    const fire_int128 high = 2 * (fire_int128)percent.number + (is_negative ? 1 : 2);
    fire_int128 scaled;
    fire_int128 bound;
    if (__builtin_mul_overflow(dividend, 200 * exact_power(percent.decimals), &scaled))
        return dividend < 0 ? -1 : 1;
    if (__builtin_mul_overflow(divisor, low, &bound)) return low < 0 ? 1 : -1;
    if (is_negative ? scaled <= bound : scaled < bound) return -1;
    if (__builtin_mul_overflow(divisor, high, &bound)) return high < 0 ? 1 : -1;
    if (is_negative ? scaled > bound : scaled >= bound) return 1;
    return 0;
}

struct fire_printed exact_printed(fire_int128 number, int32_t scale, int32_t decimals)
{
    struct fire_printed printed = { .decimals = decimals };
    fire_int128 value = number;
    if (decimals < scale)
        value /= exact_power(scale - decimals);
    else if (__builtin_mul_overflow(number, exact_power(decimals - scale), &value))
        return (struct fire_printed){ 0 };
    if (value < INT64_MIN || value > INT64_MAX) return (struct fire_printed){ 0 };
    printed.number = (int64_t)value;
    printed.is_known = true;
    return printed;
}
