/* mann_kendall.c - more pairs of years that rise than fall? And by how much a year?
 *
 * Both questions are asked of all pairs of years, so one wild year moves little. */
#include "arguments.h"
#include "hamed_rao.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <string.h>

#define PAIRS_MAX (FIRE_TREND_YEARS_MAX * (FIRE_TREND_YEARS_MAX - 1) / 2)
#define EXACT_MAX 10

static bool is_sound(const int32_t year[], const double value[], int32_t n)
{
    if (n < FIRE_TREND_YEARS_MIN || n > FIRE_TREND_YEARS_MAX) return false;
    for (int32_t i = 0; i < n; i++) {
        if (i > 0 && year[i] <= year[i - 1]) return false;
        if (!(fabs(value[i]) < 1e300)) return false; /* differences stay finite */
    }
    return true;
}

/* Median of sorted numbers. */
static double middle_of(const double sorted[], int n)
{
    return 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
}

/* Pairs and variance that ties take away. */
struct ties {
    double pairs;    /* sum t (t - 1) / 2           */
    double variance; /* sum t (t - 1) (2t + 5) / 18 */
};

static struct ties ties_of(const double value[], int32_t n)
{
    double sorted[FIRE_TREND_YEARS_MAX];
    struct ties ties = { 0.0, 0.0 };
    memcpy(sorted, value, (size_t)n * sizeof sorted[0]);
    gsl_sort(sorted, 1, (size_t)n);
    for (int32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && sorted[to] <= sorted[from];)
            to++;
        const double t = to - from;
        ties.pairs += t * (t - 1.0) / 2.0;
        ties.variance += t * (t - 1.0) * (2.0 * t + 5.0) / 18.0;
    }
    return ties;
}

/* Twice the smaller tail of S among all orders of n different values: the number of orders with
 * k falling pairs is built up by adding one value after the other. */
static double exact_p(int64_t s, int32_t n)
{
    double orders[PAIRS_MAX + 1] = { 1.0 };
    double all = 1.0;
    int pairs = 0;
    for (int added = 2; added <= n; added++) {
        double next[EXACT_MAX * (EXACT_MAX - 1) / 2 + 1] = { 0.0 };
        for (int k = 0; k <= pairs; k++)
            for (int falling = 0; falling < added; falling++)
                next[k + falling] += orders[k];
        pairs += added - 1;
        all *= added;
        memcpy(orders, next, sizeof next);
    }
    const int falling = (int)((pairs - s) / 2);
    double at_most = 0.0;
    double at_least = 0.0;
    for (int k = 0; k <= pairs; k++) {
        if (k <= falling) at_most += orders[k];
        if (k >= falling) at_least += orders[k];
    }
    return fmin(1.0, 2.0 * fmin(at_most, at_least) / all);
}

/* The r-th smallest of n slopes, 1 <= r <= n, for a rank that may be a half: R rounds it to even. */
static double slope_at(const double slope[], int n, double rank)
{
    const double whole = nearbyint(rank);
    return slope[(int)fmin(fmax(whole, 1.0), n) - 1];
}

/* S in standard deviations, one step nearer to 0 for its being whole. */
static double score_of(int64_t s, double variance)
{
    if (!(variance > 0.0)) return 0.0;
    return (double)(s - (s > 0) + (s < 0)) / sqrt(variance);
}

static double two_sided(double z)
{
    return fmin(1.0, 2.0 * gsl_cdf_ugaussian_Q(fabs(z)));
}

struct fire_mann_kendall fire_mann_kendall_of(const int32_t year[], const double value[],
                                              int32_t n, double level)
{
    if (!is_level(level) || !is_sound(year, value, n))
        return (struct fire_mann_kendall){ .is_null = true };

    double slope[PAIRS_MAX];
    int pairs = 0;
    struct fire_mann_kendall result = { 0 };
    for (int32_t i = 0; i < n; i++) {
        for (int32_t k = i + 1; k < n; k++) {
            const double rise = value[k] - value[i];
            result.s += (rise > 0.0) - (rise < 0.0);
            slope[pairs++] = rise / ((double)year[k] - year[i]);
        }
    }
    const struct ties ties = ties_of(value, n);
    result.variance = n * (n - 1.0) * (2.0 * n + 5.0) / 18.0 - ties.variance;
    result.z = score_of(result.s, result.variance);
    result.p_value = two_sided(result.z);
    result.has_exact = n <= EXACT_MAX && ties.pairs == 0.0;
    if (result.has_exact) result.p_exact = exact_p(result.s, n);
    if (ties.pairs < pairs)
        result.tau_b = (double)result.s / sqrt((pairs - ties.pairs) * (double)pairs);

    gsl_sort(slope, 1, (size_t)pairs);
    result.slope = middle_of(slope, pairs);
    double variance = fmax(0.0, result.variance);
    if (n >= FIRE_SERIAL_YEARS_MIN) {
        result.serial_factor = hamed_rao_factor(year, value, n, result.slope);
        result.has_serial = result.serial_factor > 0.0;
    }
    if (result.has_serial) {
        variance *= result.serial_factor;
        result.p_serial = two_sided(score_of(result.s, variance));
    }
    const double reach = gsl_cdf_ugaussian_Qinv((1.0 - level) / 2.0) * sqrt(variance);
    result.slope_low = slope_at(slope, pairs, (pairs - reach) / 2.0);
    result.slope_high = slope_at(slope, pairs, (pairs + reach) / 2.0 + 1.0);

    double level_at[FIRE_TREND_YEARS_MAX];
    for (int32_t i = 0; i < n; i++)
        level_at[i] = value[i] - result.slope * ((double)year[i] - year[0]);
    gsl_sort(level_at, 1, (size_t)n);
    result.intercept = middle_of(level_at, n);
    return result;
}
