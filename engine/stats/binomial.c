/* binomial.c - binomial chances by the saddle point.
 *
 * As a difference of log factorials the chance of 500,000 of 1,000,000 loses six digits (GSL
 * 2.7.1 is 1.2e-9 off there): the logs are of the order of 10^7, their difference is 7. Here the
 * large parts are cancelled on paper: what is left is how far each side lies from its mean, and
 * what Stirling's formula leaves of each factorial. */
#include "binomial.h"

#include "deviance.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#define LOG_ROOT_TURN 0.91893853320467274178 /* log sqrt(2 pi) */

/* log n! - log(sqrt(2 pi n) (n / e)^n), n > 0. */
static double stirling_rest(double n)
{
    if (n < 16.0) return gsl_sf_lngamma(n + 1.0) - (n + 0.5) * log(n) + n - LOG_ROOT_TURN;
    const double square = n * n; /* the next term is 1e-14 at 16 */
    return (1.0 / 12.0 -
            (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * square)) / square) / square) /
           n;
}

/* x log(x / mean) + mean - x */
static double apart(double x, double mean)
{
    const double distance = (mean - x) / mean;
    return mean * distance * distance * deviance_ratio(x / mean);
}

double binomial_chance(double x, double y, double p)
{
    const double q = 1.0 - p;
    const double n = x + y;
    if (p <= 0.0) return x > 0.0 ? 0.0 : 1.0;
    if (q <= 0.0) return y > 0.0 ? 0.0 : 1.0;
    if (x <= 0.0) return exp(y * log1p(-p));
    if (y <= 0.0) return exp(x * log(p));
    const double rest = stirling_rest(n) - stirling_rest(x) - stirling_rest(y);
    return exp(rest - apart(x, n * p) - apart(y, n * q) - LOG_ROOT_TURN) * sqrt(n / x / y);
}
