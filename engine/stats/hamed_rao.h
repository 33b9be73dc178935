/* hamed_rao.h - how much runs of good and bad years widen the variance of Kendall's S.
 * Room-private. */
#ifndef FIRESTAT_STATS_HAMED_RAO_H
#define FIRESTAT_STATS_HAMED_RAO_H
#include "firestat/stats_trend.h"

/* 1 + 2 / (n (n - 1) (n - 2)) sum over lags i of (n - i) (n - i - 1) (n - i - 2) r_i, where r_i is
 * the autocorrelation at lag i of the ranks of what Sen's slope leaves, and only those beyond
 * chance count (|r_i| > 1.96 / sqrt(n)).
 *   value[n]   finite, 3 <= n <= FIRE_TREND_YEARS_MAX
 *   returns    > 0; 0: no correction, since all ranks are alike or the sum is no variance
 * Years are taken as neighbours in their order: a gap counts as none.
 * Source: Hamed & Rao, Journal of Hydrology 204 (1998) 182-196. */
double hamed_rao_factor(const int32_t year[], const double value[], int32_t n, double slope);

#endif
