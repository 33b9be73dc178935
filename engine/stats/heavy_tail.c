/* heavy_tail.c - numbers of which a few are most of the sum. */
#include "heavy_tail.h"
#include "firestat/stats_damage.h"
#include "firestat/stats_numbers.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#define HILL_LARGEST 5

bool heavy_tail_is_sound(const double x[], int64_t n)
{
    double sum = 0.0;
    for (int64_t i = 0; i < n; i++) {
        if (!(x[i] >= 0.0 && x[i] < 1e90)) return false; /* cubes stay finite */
        sum += x[i];
    }
    return n >= 2 && sum > 0.0;
}

double heavy_tail_acceleration(const double x[], int64_t n, double mean)
{
    double squares = 0.0;
    double cubes = 0.0;
    double scale = 0.0;
    for (int64_t i = 0; i < n; i++)
        scale = fmax(scale, fabs(x[i] - mean));
    if (!(scale > 0.0)) return 0.0;
    for (int64_t i = 0; i < n; i++) {
        const double apart = (x[i] - mean) / scale;
        squares += apart * apart;
        cubes += apart * apart * apart;
    }
    return cubes / (6.0 * pow(squares, 1.5));
}

/* Means without, and with drawn in, a tenth at either end. */
static void add_tenths(const double sorted[], int64_t n, struct fire_heavy_tail *tail)
{
    const int64_t cut = n / 10;
    double middle = 0.0;
    for (int64_t i = cut; i < n - cut; i++)
        middle += sorted[i];
    tail->trimmed = middle / (double)(n - 2 * cut);
    const double drawn = (double)cut * (sorted[cut] + sorted[n - 1 - cut]);
    tail->winsorised = (middle + drawn) / (double)n;
}

static void add_logs(const double sorted[], int64_t n, struct fire_heavy_tail *tail)
{
    if (!(sorted[0] > 0.0)) return;
    double logs = 0.0;
    for (int64_t i = 0; i < n; i++)
        logs += log(sorted[i]);
    tail->has_logs = true;
    tail->geometric_mean = exp(logs / (double)n);
    if (n <= HILL_LARGEST) return;
    double above = 0.0;
    for (int64_t i = n - HILL_LARGEST; i < n; i++)
        above += log(sorted[i] / sorted[n - 1 - HILL_LARGEST]);
    tail->has_hill = above > 0.0;
    if (tail->has_hill) tail->hill = HILL_LARGEST / above;
}

static void add_gini(const double sorted[], int64_t n, struct fire_heavy_tail *tail)
{
    double weighted = 0.0;
    double sum = 0.0;
    const double count = (double)n;
    for (int64_t i = 0; i < n; i++) {
        weighted += (2.0 * (double)(i + 1) - count - 1.0) * sorted[i];
        sum += sorted[i];
    }
    tail->gini = weighted / (count * sum);
    tail->gini_unbiased = tail->gini * count / (count - 1.0);
}

fire_status fire_heavy_tail_of(const double x[], int64_t n, struct fire_arena *scratch,
                               struct fire_heavy_tail *out, struct fire_error *err)
{
    static const double levels[6] = { 0.10, 0.25, 0.50, 0.75, 0.90, 0.99 };
    *out = (struct fire_heavy_tail){ .is_null = true };
    if (!heavy_tail_is_sound(x, n)) return FIRE_OK;
    double *sorted = FIRE_TAKE(scratch, n, double);
    double *apart = FIRE_TAKE(scratch, n, double);
    if (sorted == NULL || apart == NULL) return fire_fail_memory(err);
    memcpy(sorted, x, (size_t)n * sizeof x[0]);
    gsl_sort(sorted, 1, (size_t)n);

    const struct fire_moments moments = fire_moments_of(sorted, n);
    struct fire_heavy_tail tail = {
        .mean = moments.mean,
        .sd = moments.sd,
        .acceleration = heavy_tail_acceleration(sorted, n, moments.mean),
        .mean_error = moments.sd / sqrt((double)n),
    };
    for (int i = 0; i < 6; i++)
        tail.quantile[i] = gsl_stats_quantile_from_sorted_data(sorted, 1, (size_t)n, levels[i]);
    for (int64_t i = 0; i < n; i++)
        apart[i] = fabs(sorted[i] - tail.quantile[2]);
    gsl_sort(apart, 1, (size_t)n);
    tail.mad = gsl_stats_median_from_sorted_data(apart, 1, (size_t)n);
    add_tenths(sorted, n, &tail);
    add_logs(sorted, n, &tail);
    add_gini(sorted, n, &tail);
    *out = tail;
    return FIRE_OK;
}
