/* quantile.h - inverses of distribution functions, by bisection. Room-private.
 *
 * GSL's own inverses of beta, chi-square and gamma are not used: gsl_cdf_beta_Pinv gives NaN
 * in 145 of 2,616 tried cases and gsl_cdf_chisq_Qinv is 42 % off at 2,000,002 degrees of
 * freedom. */
#ifndef FIRESTAT_STATS_QUANTILE_H
#define FIRESTAT_STATS_QUANTILE_H

/* x with P(G <= x) = tail, and x with P(G > x) = tail, for G ~ Gamma(shape, scale 1). Half a
 * chi-square quantile of df degrees of freedom is the gamma quantile of shape df / 2.
 * Above its mean GSL's incomplete gamma function goes wrong from about 1.5 * 10^6 up (at a shape
 * of 9 * 10^6 the upper limit is 7.4 too low, GSL 2.7.1), so from 10^6 the cube root of Wilson &
 * Hilferty is used, which agrees to 2e-11 there and is Byar's formula where the shape is a count.
 *   tail   0 < tail < 1;   shape   > 0 */
double quantile_gamma_below(double tail, double shape);
double quantile_gamma_above(double tail, double shape);

/* That cube root: shape (1 - 1 / (9 shape) + z / (3 sqrt(shape)))^3, z a normal deviate. */
double quantile_gamma_cube_root(double z, double shape);

/* The same for the odds X / (1 - X) of X ~ Beta(a, b). */
double quantile_odds_below(double tail, double a, double b);
double quantile_odds_above(double tail, double a, double b);

/* The odds where the mid-p tail of x of x + y events is `tail`: P(more than x) + P(x) / 2, which
 * rises with the odds (x > 0), and P(fewer than x) + P(x) / 2, which falls (y > 0). */
double quantile_odds_midp_more(double tail, double x, double y);
double quantile_odds_midp_fewer(double tail, double x, double y);

#endif
