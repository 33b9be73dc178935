/* bends.h - log-linear years in pieces that meet. Room-private. */
#ifndef FIRESTAT_STATS_BENDS_H
#define FIRESTAT_STATS_BENDS_H
#include "glm.h"
#include "years.h"

#define BENDS_MAX 2

/* Fit the years of `count` with a bend at each of `at[n_bends]`, indices of years. The k-th piece
 * from 0 has the slope c[1] + ... + c[1 + k] of the fit, in half spans.
 * False: no finite fit. */
bool bends_fit(const struct series *series, const double count[], const int at[], int n_bends,
               struct glm_fit *fit);

/* The best single bend from index `from` to `to`.
 *   deviance   [n] of each that has a fit; NULL: not wanted
 *   returns    its deviance; INFINITY, and *best is -1: none has a fit */
double bends_best_one(const struct series *series, const double count[], int from, int to,
                      double deviance[], int *best);

/* Log rate of the first year. */
static inline double bends_intercept(const struct glm_fit *fit)
{
    return fit->coefficient[0] - fit->coefficient[1];
}

/* Slope a year of the k-th piece. */
static inline double bends_slope(const struct series *series, const struct glm_fit *fit, int k)
{
    double slope = 0.0;
    for (int i = 0; i <= k; i++)
        slope += fit->coefficient[1 + i];
    return slope / series->half_span;
}

#endif
