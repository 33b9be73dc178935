/* moments.c - mean and scatter in two passes, with the mean corrected in the second. */
#include "firestat/stats_numbers.h"

#include <math.h>

static long double sum_from(const double x[], int64_t n, long double origin)
{
    long double sum = 0.0L;
    for (int64_t i = 0; i < n; i++)
        sum += x[i] - origin;
    return sum;
}

struct fire_moments fire_moments_of(const double x[], int64_t n)
{
    const struct fire_moments none = { .is_null = true };
    if (n < 1) return none;
    for (int64_t i = 0; i < n; i++)
        if (!(fabs(x[i]) < 1e150)) return none; /* squares stay finite */

    long double mean = sum_from(x, n, 0.0L) / n;
    mean += sum_from(x, n, mean) / n;
    long double squares = 0.0L;
    long double products = 0.0L;
    for (int64_t i = 0; i < n; i++) {
        squares += (x[i] - mean) * (x[i] - mean);
        if (i > 0) products += (x[i] - mean) * (x[i - 1] - mean);
    }
    struct fire_moments result = { .mean = (double)mean, .has_sd = n > 1 };
    if (result.has_sd) result.sd = (double)sqrtl(squares / (n - 1));
    result.has_lag1 = result.has_sd && squares > 0.0L;
    if (result.has_lag1) result.lag1 = (double)(products / squares);
    return result;
}
