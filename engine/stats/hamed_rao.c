/* hamed_rao.c - see the header. Few years say nothing of runs, so this is for twenty and more. */
#include "hamed_rao.h"

#include <math.h>

#define BEYOND_CHANCE 1.959963984540054 /* normal, 5 % on both sides */

/* Ranks less their mean; equal values share theirs. */
static void centre_ranks(const double rest[], int32_t n, double rank[])
{
    for (int32_t i = 0; i < n; i++) {
        int32_t balance = 0; /* how many are below, less how many are above */
        for (int32_t k = 0; k < n; k++)
            balance += (rest[k] < rest[i]) - (rest[k] > rest[i]);
        rank[i] = balance / 2.0;
    }
}

static double product_at_lag(const double rank[], int32_t n, int32_t lag)
{
    double sum = 0.0;
    for (int32_t i = 0; i + lag < n; i++)
        sum += rank[i] * rank[i + lag];
    return sum;
}

double hamed_rao_factor(const int32_t year[], const double value[], int32_t n, double slope)
{
    double rest[FIRE_TREND_YEARS_MAX];
    double rank[FIRE_TREND_YEARS_MAX];
    for (int32_t i = 0; i < n; i++)
        rest[i] = value[i] - slope * ((double)year[i] - year[0]);
    centre_ranks(rest, n, rank);
    const double spread = product_at_lag(rank, n, 0);
    if (!(spread > 0.0)) return 0.0;

    const double chance = BEYOND_CHANCE / sqrt(n);
    double sum = 0.0;
    for (int32_t lag = 1; lag < n - 2; lag++) {
        const double r = product_at_lag(rank, n, lag) / spread;
        if (fabs(r) > chance) sum += (double)(n - lag) * (n - lag - 1) * (n - lag - 2) * r;
    }
    const double factor = 1.0 + 2.0 * sum / ((double)n * (n - 1) * (n - 2));
    return factor > 0.0 ? factor : 0.0;
}
