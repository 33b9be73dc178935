/* negbin_fit.c - theta where the likelihood, with the line refitted to each theta, is highest.
 *
 * There the derivative by theta crosses zero, from above to below; halving in log theta finds
 * it to the last digits, where alternating between line and theta (as MASS::glm.nb does) needs
 * a tolerance and gives up with a warning when the counts are not overdispersed. */
#include "negbin_fit.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>

#define LOG_THETA_MIN (-12.0)
#define LOG_THETA_MAX 18.0
#define HALVINGS      48

/* d log likelihood / d theta */
static double score(const double count[], const double mean[], int n, double theta)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        const double apart = (count[i] - mean[i]) / (mean[i] + theta);
        sum += gsl_sf_psi(count[i] + theta) - gsl_sf_psi(theta) - log1p(mean[i] / theta) -
               apart;
    }
    return sum;
}

/* -d2 log likelihood / d theta2 */
static double information(const double count[], const double mean[], int n, double theta)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        const double m = mean[i] + theta;
        sum += gsl_sf_psi_1(theta) - gsl_sf_psi_1(theta + count[i]) - 1.0 / theta + 2.0 / m -
               (count[i] + theta) / (m * m);
    }
    return sum;
}

static double log_likelihood(const double count[], const double mean[], int n, double theta)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        const double y = count[i];
        sum += gsl_sf_lngamma(theta + y) - gsl_sf_lngamma(theta) - gsl_sf_lngamma(y + 1.0) -
               theta * log1p(mean[i] / theta) +
               (y > 0.0 ? y * log(mean[i] / (theta + mean[i])) : 0.0);
    }
    return sum;
}

bool negbin_fit_run(const struct glm_model *poisson, struct glm_fit *fit,
                    struct negbin_fit *negbin)
{
    struct glm_model model = *poisson;
    double low = LOG_THETA_MIN;
    double high = LOG_THETA_MAX;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = low + (high - low) / 2.0;
        model.theta = exp(middle);
        if (!glm_run(&model, fit)) return false;
        *(score(model.count, fit->mean, model.n, model.theta) > 0.0 ? &low : &high) = middle;
    }
    const double curvature = information(model.count, fit->mean, model.n, model.theta);
    if (high == LOG_THETA_MAX || low == LOG_THETA_MIN || !(curvature > 0.0)) return false;
    *negbin = (struct negbin_fit){
        .theta = model.theta,
        .theta_error = 1.0 / sqrt(curvature),
        .log_likelihood = log_likelihood(model.count, fit->mean, model.n, model.theta),
    };
    return isfinite(negbin->theta_error) && isfinite(negbin->log_likelihood);
}
