/* quantile.h - inverses of distribution functions, by bisection. Room-private.
 *
 * GSL's own inverses of beta, chi-square and gamma are not used: gsl_cdf_beta_Pinv gives NaN
 * in 145 of 2,616 tried cases and gsl_cdf_chisq_Qinv is 42 % off at 2,000,002 degrees of
 * freedom. */
#ifndef FIRESTAT_STATS_QUANTILE_H
#define FIRESTAT_STATS_QUANTILE_H

/* x with P(G <= x) = tail, and x with P(G > x) = tail, for G ~ Gamma(shape, scale 1). Half a
 * chi-square quantile of df degrees of freedom is the gamma quantile of shape df / 2.
 *   tail   0 < tail < 1;   shape   > 0 */
double quantile_gamma_below(double tail, double shape);
double quantile_gamma_above(double tail, double shape);

/* The same for the odds X / (1 - X) of X ~ Beta(a, b). */
double quantile_odds_below(double tail, double a, double b);
double quantile_odds_above(double tail, double a, double b);

#endif
