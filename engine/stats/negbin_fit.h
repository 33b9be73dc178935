/* negbin_fit.h - counts whose years have each a rate of their own. Room-private. */
#ifndef FIRESTAT_STATS_NEGBIN_FIT_H
#define FIRESTAT_STATS_NEGBIN_FIT_H
#include "glm.h"

struct negbin_fit {
    double theta; /* variance mean + mean^2 / theta */
    double theta_error;
    double log_likelihood;
};

/* Coefficients and theta by maximum likelihood. False: theta grows without end, the counts are
 * Poisson or calmer. */
bool negbin_fit_run(const struct glm_model *poisson, struct glm_fit *fit,
                    struct negbin_fit *negbin);

#endif
