/* bootstrap.c - how far the mean of such numbers wanders when others of their kind had burned.
 *
 * Means of as many numbers, drawn with return; their quantiles are the interval, shifted for
 * bias and skewness, which heavy tails have plenty of. */
#include "arguments.h"
#include "firestat/stats_damage.h"
#include "firestat/stats_numbers.h"
#include "heavy_tail.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#define DRAWS_MIN 1000
#define DRAWS_MAX 1000000
#define WORK_MAX  INT64_C(1000000000)

/* False: no memory. */
static bool draw_means(const double x[], int64_t n, uint64_t seed, double mean[],
                       int32_t n_draws)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    if (random == NULL) return false;
    gsl_rng_set(random, (unsigned long)seed);
    for (int32_t i = 0; i < n_draws; i++) {
        double sum = 0.0;
        for (int64_t k = 0; k < n; k++)
            sum += x[gsl_rng_uniform_int(random, (unsigned long)n)];
        mean[i] = sum / (double)n;
    }
    gsl_rng_free(random);
    return true;
}

/* Which quantile of the means stands for this normal deviate. */
static double corrected(double z, double bias, double acceleration)
{
    const double moved = bias + z;
    return gsl_cdf_ugaussian_P(bias + moved / (1.0 - acceleration * moved));
}

static struct fire_bootstrap interval_of(const double sorted[], int32_t n_draws, double mean,
                                         double acceleration, double level)
{
    const double tail = (1.0 - level) / 2.0;
    const double z = gsl_cdf_ugaussian_Qinv(tail);
    const size_t n = (size_t)n_draws;
    double n_below = 0.0;
    for (int32_t i = 0; i < n_draws && sorted[i] < mean; i++)
        n_below++;
    const double share = fmin(fmax(n_below, 0.5), n_draws - 0.5) / n_draws;
    const double bias = gsl_cdf_ugaussian_Pinv(share);
    return (struct fire_bootstrap){
        .percentile_low = gsl_stats_quantile_from_sorted_data(sorted, 1, n, tail),
        .percentile_high = gsl_stats_quantile_from_sorted_data(sorted, 1, n, 1.0 - tail),
        .low = gsl_stats_quantile_from_sorted_data(sorted, 1, n,
                                                   corrected(-z, bias, acceleration)),
        .high = gsl_stats_quantile_from_sorted_data(sorted, 1, n,
                                                    corrected(z, bias, acceleration)),
        .bias = bias,
    };
}

fire_status fire_bootstrap_mean(const double x[], int64_t n, double level, int32_t n_draws,
                                uint64_t seed, struct fire_arena *scratch,
                                struct fire_bootstrap *out, struct fire_error *err)
{
    *out = (struct fire_bootstrap){ .is_null = true };
    if (!is_level(level) || n_draws < DRAWS_MIN || n_draws > DRAWS_MAX ||
        n > WORK_MAX / n_draws || !heavy_tail_is_sound(x, n))
        return FIRE_OK;
    double *mean = FIRE_TAKE(scratch, n_draws, double);
    if (mean == NULL || !draw_means(x, n, seed, mean, n_draws)) return fire_fail_memory(err);
    gsl_sort(mean, 1, (size_t)n_draws);

    const double centre = fire_moments_of(x, n).mean;
    const struct fire_bootstrap result = interval_of(
        mean, n_draws, centre, heavy_tail_acceleration(x, n, centre), level);
    if (isfinite(result.low) && isfinite(result.high)) *out = result;
    return FIRE_OK;
}
