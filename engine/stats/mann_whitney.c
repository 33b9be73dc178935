/* mann_whitney.c - are the damages of one year larger than those of another, by rank?
 *
 * One huge fire has the highest rank and no more, so it does not decide alone. */
#include "firestat/stats_damage.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#define PAIRS_MAX INT64_C(10000000)

static bool all_finite(const double number[], int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        if (!(fabs(number[i]) < 1e300)) return false; /* differences stay finite */
    return n > 0;
}

/* sum t^3 - t over groups of equal numbers. */
static double ties_of(const double sorted[], int64_t n)
{
    double ties = 0.0;
    for (int64_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && sorted[to] <= sorted[from];)
            to++;
        const double t = (double)(to - from);
        ties += t * t * t - t;
    }
    return ties;
}

static double p_of(double w, double pairs, double n, double ties)
{
    const double variance = pairs / 12.0 * (n + 1.0 - ties / (n * (n - 1.0)));
    const double apart = fmax(0.0, fabs(w - pairs / 2.0) - 0.5);
    if (!(variance > 0.0)) return 1.0;
    return fmin(1.0, 2.0 * gsl_cdf_ugaussian_Q(apart / sqrt(variance)));
}

fire_status fire_mann_whitney_of(const double x[], int64_t n_x, const double y[], int64_t n_y,
                                 struct fire_arena *scratch, struct fire_mann_whitney *out,
                                 struct fire_error *err)
{
    *out = (struct fire_mann_whitney){ .is_null = true, .p_value = 1.0 };
    if (!all_finite(x, n_x) || !all_finite(y, n_y) || n_x > PAIRS_MAX / n_y) return FIRE_OK;
    const int64_t n_pairs = n_x * n_y;
    const int64_t n = n_x + n_y;
    double *apart = FIRE_TAKE(scratch, n_pairs, double);
    double *all = FIRE_TAKE(scratch, n, double);
    if (apart == NULL || all == NULL) return fire_fail_memory(err);

    struct fire_mann_whitney result = { 0 };
    for (int64_t i = 0; i < n_x; i++) {
        for (int64_t k = 0; k < n_y; k++) {
            const double difference = x[i] - y[k];
            apart[i * n_y + k] = difference;
            result.w += difference > 0.0 ? 1.0 : difference < 0.0 ? 0.0 : 0.5;
        }
    }
    memcpy(all, x, (size_t)n_x * sizeof x[0]);
    memcpy(all + n_x, y, (size_t)n_y * sizeof y[0]);
    gsl_sort(all, 1, (size_t)n);
    gsl_sort(apart, 1, (size_t)n_pairs);
    result.p_value = p_of(result.w, (double)n_pairs, (double)n, ties_of(all, n));
    result.shift = gsl_stats_median_from_sorted_data(apart, 1, (size_t)n_pairs);
    result.x_is_less = 1.0 - result.w / (double)n_pairs;
    *out = result;
    return FIRE_OK;
}
