/* quantile.h - inverses of distribution functions, by bisection. Room-private.
 *
 * GSL's own inverses of beta, chi-square and gamma are not used: gsl_cdf_beta_Pinv gives NaN
 * in 145 of 2,616 tried cases and gsl_cdf_chisq_Qinv is 42 % off at 2,000,002 degrees of
 * freedom. The distribution functions are those of gamma.h and beta.h. */
#ifndef FIRESTAT_STATS_QUANTILE_H
#define FIRESTAT_STATS_QUANTILE_H

/* x with P(G <= x) = tail, and x with P(G > x) = tail, for G ~ Gamma(shape, scale 1). Half a
 * chi-square quantile of df degrees of freedom is the gamma quantile of shape df / 2.
 *   tail   0 < tail < 1;   shape   > 0; infinite: so is the quantile */
double quantile_gamma_below(double tail, double shape);
double quantile_gamma_above(double tail, double shape);

/* The cube root of Wilson & Hilferty, which is Byar's formula where the shape is a count:
 * shape (1 - 1 / (9 shape) + z / (3 sqrt(shape)))^3, z a normal deviate. */
double quantile_gamma_cube_root(double z, double shape);

/* The same for the odds X / (1 - X) of X ~ Beta(a, b). */
double quantile_odds_below(double tail, double a, double b);
double quantile_odds_above(double tail, double a, double b);

/* The odds where the mid-p tail of x of x + y events is `tail`: P(more than x) + P(x) / 2, which
 * rises with the odds (x > 0), and P(fewer than x) + P(x) / 2, which falls (y > 0). */
double quantile_odds_midp_more(double tail, double x, double y);
double quantile_odds_midp_fewer(double tail, double x, double y);

#endif
