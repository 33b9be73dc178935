/* funnel.c - which areas stand out, each judged by its own size.
 *
 * Limits come from Poisson tails; since a count is whole and a limit is a line, they are
 * interpolated between two counts. Where all areas scatter more than Poisson counts do, what is
 * common to all is taken off before an area is said to stand out. */
#include "arguments.h"
#include "firestat/stats_areas.h"
#include "poisson.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <string.h>

#define LARGEST_EXPECTED 1e15

/* The interpolated count at this tail: r - (P(X <= r) - tail) / P(X = r), r the quantile. */
static double limit(double expected, double tail)
{
    const int64_t r = poisson_quantile(tail, expected);
    const double beyond = poisson_at_most(r, expected);
    const double chance = beyond - poisson_at_most(r - 1, expected);
    const double part = chance > 0.0 ? (beyond - tail) / chance : 0.0;
    return (double)r - fmin(fmax(part, 0.0), 1.0);
}

struct fire_interval fire_funnel_limits(double expected, double level)
{
    if (!(expected > 0.0 && expected <= LARGEST_EXPECTED) || !is_level(level))
        return (struct fire_interval){ .is_null = true };
    const double tail = (1.0 - level) / 2.0;
    const double low = fmax(0.0, limit(expected, tail)) / expected;
    const double high = limit(expected, 1.0 - tail) / expected;
    if (!isfinite(high)) return (struct fire_interval){ .is_null = true };
    return (struct fire_interval){ .low = fmin(low, 1.0), .high = fmax(high, 1.0) };
}

static bool is_sound(const int64_t count[], const double expected[], int64_t n)
{
    if (n < 2) return false;
    for (int64_t i = 0; i < n; i++)
        if (count[i] < 0 || !(expected[i] > 0.0 && expected[i] <= LARGEST_EXPECTED))
            return false;
    return true;
}

/* Mean of z^2 with the outer tenths drawn in to their quantiles. */
static double winsorised(const double z[], int64_t n, double sorted[])
{
    memcpy(sorted, z, (size_t)n * sizeof z[0]);
    gsl_sort(sorted, 1, (size_t)n);
    const double low = gsl_stats_quantile_from_sorted_data(sorted, 1, (size_t)n,
                                                           FIRE_FUNNEL_WINSOR);
    const double high = gsl_stats_quantile_from_sorted_data(sorted, 1, (size_t)n,
                                                            1.0 - FIRE_FUNNEL_WINSOR);
    double sum = 0.0;
    for (int64_t i = 0; i < n; i++) {
        const double drawn = fmin(fmax(z[i], low), high);
        sum += drawn * drawn;
    }
    return sum / (double)n;
}

/* Variance between areas by moments, weights 4 * expected = 1 / variance of z's ratio. */
static double between(const double expected[], int64_t n, double dispersion)
{
    double weights = 0.0;
    double squares = 0.0;
    for (int64_t i = 0; i < n; i++) {
        weights += 4.0 * expected[i];
        squares += 16.0 * expected[i] * expected[i];
    }
    const double count = (double)n;
    return (count * dispersion - (count - 1.0)) / (weights - squares / weights);
}

fire_status fire_funnel_of(const int64_t count[], const double expected[], int64_t n,
                           struct fire_arena *scratch, double z[], double z_adjusted[],
                           struct fire_funnel *out, struct fire_error *err)
{
    *out = (struct fire_funnel){ .is_null = true };
    if (!is_sound(count, expected, n)) return FIRE_OK;
    double *sorted = FIRE_TAKE(scratch, n, double);
    if (sorted == NULL) return fire_fail_memory(err);

    for (int64_t i = 0; i < n; i++)
        z[i] = 2.0 * (sqrt((double)count[i]) - sqrt(expected[i]));
    struct fire_funnel funnel = { .dispersion = winsorised(z, n, sorted) };
    if (funnel.dispersion > 1.0) {
        const double tau2 = between(expected, n, funnel.dispersion);
        funnel.tau2 = isfinite(tau2) ? fmax(0.0, tau2) : 0.0;
    }
    for (int64_t i = 0; i < n; i++)
        z_adjusted[i] = z[i] / sqrt(1.0 + 4.0 * expected[i] * funnel.tau2);
    *out = funnel;
    return FIRE_OK;
}
