/* glm.h - log-linear models of a few counts. Room-private. */
#ifndef FIRESTAT_STATS_GLM_H
#define FIRESTAT_STATS_GLM_H
#include "firestat/stats_trend.h"

#define GLM_TERMS_MAX  4
#define GLM_COUNTS_MAX 600 /* fifty years of months */

/* Counts with log mean = offset + sum of coefficient * column. Borrowed.
 *   column[n_terms][n]   the first one is 1 everywhere; values of the order of 1
 *   theta                0: Poisson; above: negative binomial, variance mean + mean^2 / theta */
struct glm_model {
    int n;
    int n_terms;
    const double *count;
    const double *offset; /* NULL: 0 */
    const double *column[GLM_TERMS_MAX];
    double theta;
};

struct glm_fit {
    double coefficient[GLM_TERMS_MAX];
    double covariance[GLM_TERMS_MAX][GLM_TERMS_MAX]; /* (X'WX)^-1 at the fit */
    double deviance;                                 /* of the Poisson or negative binomial */
    double mean[GLM_COUNTS_MAX];
};

/* False: no finite fit was found. */
bool glm_run(const struct glm_model *model, struct glm_fit *fit);

/* Poisson deviance of counts against means: 2 sum y log(y / mean) - (y - mean), 0 log 0 = 0. */
double glm_deviance(const double count[], const double mean[], int n);

/* sum (y - mean)^2 / mean */
double glm_pearson(const double count[], const double mean[], int n);

#endif
