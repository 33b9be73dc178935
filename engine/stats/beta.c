/* beta.c - beta tails that hold from one event to 10^9 on both sides.
 *
 * GSL's incomplete beta is a continued fraction cut off after 512 steps; near the mean it
 * needs about sqrt(min(a, b)) of them, so with a and b of 10^6 and more it answers NaN (GSL
 * 2.7.1). A safe way below that, from 10^5 on both sides, the normal approximation of Peizer &
 * Pratt takes over (JASA 63 (1968) 1416-1456): there it is right to 4e-9 of the tail within
 * four standard errors of the mean (against a continued fraction in 60 digits).
 *
 * Which of the two is used depends on the shapes only, never on the odds: a p-value and the
 * limits of its interval always come from one and the same curve. */
#include "beta.h"

#include "deviance.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Both shapes at least this: the normal approximation. */
#define LARGE_SHAPE 1e5

/* The normal deviate of P(X <= x), X ~ Beta(a, b): with n = a + b - 1 trials it is the chance
 * of at most b - 1 failures. The deviance over the squared distance is summed from two
 * positive terms, so nothing cancels at the mean and nothing overflows far from it. */
static double peizer_pratt(double x, double y, double a, double b)
{
    const double n = a + b - 1.0;
    const double failures = b - 0.5;
    const double successes = a - 0.5;
    const double distance = b - 1.0 / 3.0 - (n + 1.0 / 3.0) * y +
                            0.02 * (x / b - y / a + (x - 0.5) / (n + 1.0));
    const double spread = deviance_ratio(failures / (n * y)) / (n * y) +
                          deviance_ratio(successes / (n * x)) / (n * x);
    return distance * sqrt(2.0 * spread / (1.0 + 1.0 / (6.0 * n)));
}

double beta_odds_below(double odds, double a, double b)
{
    const double x = odds <= 1.0 ? odds / (1.0 + odds) : 1.0 / (1.0 + 1.0 / odds);
    const double y = odds <= 1.0 ? 1.0 / (1.0 + odds) : (1.0 / odds) / (1.0 + 1.0 / odds);
    if (a >= LARGE_SHAPE && b >= LARGE_SHAPE)
        return gsl_cdf_ugaussian_P(peizer_pratt(x, y, a, b));
    return x <= y ? gsl_cdf_beta_P(x, a, b) : gsl_cdf_beta_Q(y, b, a);
}

double beta_odds_above(double odds, double a, double b)
{
    return odds > 0.0 ? beta_odds_below(1.0 / odds, b, a) : 1.0; /* 1 - X ~ Beta(b, a) */
}

double beta_at_least(double odds, double x, double y)
{
    return x > 0.0 ? beta_odds_below(odds, x, y + 1.0) : 1.0;
}

double beta_at_most(double odds, double x, double y)
{
    return y > 0.0 ? beta_odds_above(odds, x + 1.0, y) : 1.0;
}

double beta_more(double odds, double x, double y)
{
    return y > 0.0 ? beta_at_least(odds, x + 1.0, y - 1.0) : 0.0;
}

double beta_midp_more(double odds, double x, double y)
{
    return 0.5 * (beta_at_least(odds, x, y) + beta_more(odds, x, y));
}

double beta_midp_fewer(double odds, double x, double y)
{
    const double fewer = x > 0.0 ? beta_at_most(odds, x - 1.0, y + 1.0) : 0.0;
    return 0.5 * (beta_at_most(odds, x, y) + fewer);
}
