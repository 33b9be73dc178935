/* clustered_interval.c - how sure a sum is whose parts come in sizes.
 *
 * Eighteen deaths in eight fires, eight of them in one, are not eighteen independent events: a
 * Poisson interval would be 10.7..28.4, with the sizes it is 4.9..54.5. The sum is matched to a
 * gamma of the same mean and variance; for the upper limit one more event of the largest size is
 * added, as Garwood adds one event of size 1. */
#include "arguments.h"
#include "interval.h"
#include "quantile.h"

struct fire_interval interval_of_weighted(double total, double variance, double max_weight,
                                          double level)
{
    const double tail = (1.0 - level) / 2.0;
    const double total_high = total + max_weight;
    const double variance_high = variance + max_weight * max_weight;
    struct fire_interval interval = { 0 };
    if (total > 0.0)
        interval.low = variance / total * quantile_gamma_below(tail, total / variance * total);
    interval.high = variance_high / total_high *
                    quantile_gamma_above(tail, total_high / variance_high * total_high);
    if (!isfinite(interval.low) || !isfinite(interval.high))
        return (struct fire_interval){ .is_null = true };
    return interval;
}

struct fire_interval fire_clustered_interval(const int64_t size[], int64_t n, double level)
{
    const struct fire_interval none = { .is_null = true };
    if (n < 0 || !is_level(level)) return none;
    int64_t total = 0;
    int64_t largest = 0;
    double variance =
        0.0; /* squares pass 64 bits; every term is positive, so nothing cancels */
    for (int64_t i = 0; i < n; i++) {
        if (size[i] < 0 || __builtin_add_overflow(total, size[i], &total)) return none;
        if (size[i] > largest) largest = size[i];
        variance += (double)size[i] * (double)size[i];
    }
    return interval_of_weighted((double)total, variance, largest > 0 ? (double)largest : 1.0,
                                level);
}
