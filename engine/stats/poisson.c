/* poisson.c - GSL has no inverse of the Poisson distribution, and counts in 32 bits.
 *
 * At most k events at mean m: a gamma variable of shape k + 1 is above m. */
#include "poisson.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* From about 1.5 * 10^6 up GSL's incomplete gamma function is not to be trusted (see quantile.h);
 * a safe way below that the cube root takes over, whose tails are right to 1e-6 of themselves. */
#define LARGE_SHAPE 1.2e6

/* The normal deviate that P(Gamma(shape) <= mean) belongs to (Wilson & Hilferty). */
static double cube_root_score(double mean, double shape)
{
    return 3.0 * sqrt(shape) * (cbrt(mean / shape) - 1.0 + 1.0 / (9.0 * shape));
}

double poisson_at_most(int64_t count, double mean)
{
    if (count < 0) return 0.0;
    const double shape = (double)count + 1.0;
    if (shape >= LARGE_SHAPE) return gsl_cdf_ugaussian_Q(cube_root_score(mean, shape));
    return gsl_cdf_gamma_Q(mean, shape, 1.0);
}

double poisson_above(int64_t count, double mean)
{
    if (count < 0) return 1.0;
    const double shape = (double)count + 1.0;
    if (shape >= LARGE_SHAPE) return gsl_cdf_ugaussian_P(cube_root_score(mean, shape));
    return gsl_cdf_gamma_P(mean, shape, 1.0);
}

/* Is P(X <= count) >= tail? Asked of the smaller side, which keeps its digits. */
static int reaches(int64_t count, double tail, double mean)
{
    if (tail <= 0.5) return poisson_at_most(count, mean) >= tail;
    return poisson_above(count, mean) <= 1.0 - tail;
}

int64_t poisson_quantile(double tail, double mean)
{
    int64_t below = -1;
    int64_t above = (int64_t)mean + 1;
    while (!reaches(above, tail, mean)) {
        below = above;
        above *= 2;
    }
    while (above - below > 1) {
        const int64_t middle = below + (above - below) / 2;
        *(reaches(middle, tail, mean) ? &above : &below) = middle;
    }
    return above;
}
