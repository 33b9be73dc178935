/* count_interval.c - how far a count of rare events may be from what was to be expected.
 *
 * Garwood's limits are exact: the lower one is the mean under which as many events or more have
 * the chance alpha/2, the upper one that under which as many or fewer have. Both are half a
 * chi-square quantile, that is, a gamma quantile with the count as its shape. */
#include "arguments.h"
#include "firestat/stats_counts.h"
#include "quantile.h"

#include <gsl/gsl_cdf.h>

struct fire_interval fire_count_interval(int64_t events, double level)
{
    if (events < 0 || !is_level(level)) return (struct fire_interval){ .is_null = true };
    const double tail = (1.0 - level) / 2.0;
    const double count = (double)events;
    return (struct fire_interval){
        .low = events == 0 ? 0.0 : quantile_gamma_below(tail, count),
        .high = quantile_gamma_above(tail, count + 1.0),
    };
}

struct fire_interval fire_count_interval_byar(int64_t events, double level)
{
    if (events < 1 || !is_level(level)) return (struct fire_interval){ .is_null = true };
    const double z = gsl_cdf_ugaussian_Qinv((1.0 - level) / 2.0);
    const double count = (double)events;
    return (struct fire_interval){
        .low = fmax(0.0, quantile_gamma_cube_root(-z, count)),
        .high = quantile_gamma_cube_root(z, count + 1.0),
    };
}

struct fire_rate fire_rate_per_100k(int64_t events, double person_years, double level)
{
    const struct fire_interval count = fire_count_interval(events, level);
    const double scale = 100000.0 / person_years;
    if (count.is_null || !is_exposure(person_years) || !isfinite(count.high * scale))
        return (struct fire_rate){ .is_null = true };
    return (struct fire_rate){
        .is_uncertain = events < FIRE_RATE_EVENTS_CERTAIN,
        .is_suppressed = events < FIRE_RATE_EVENTS_PRINTED,
        .per_100k = (double)events * scale,
        .low = count.low * scale,
        .high = count.high * scale,
    };
}
