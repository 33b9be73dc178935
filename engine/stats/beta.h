/* beta.h - tails of the beta distribution as a function of the odds. Room-private.
 *
 * A share x of events is carried as its odds w = x / (1 - x): where a share is 0.999999999
 * its odds keep every digit, and the ratio of two rates is the odds times a constant. */
#ifndef FIRESTAT_STATS_BETA_H
#define FIRESTAT_STATS_BETA_H

/* P(X / (1 - X) <= odds) and its complement for X ~ Beta(a, b).
 *   odds   >= 0;   a, b   > 0
 * Both are in 0..1, monotone enough for bisection, and small values keep their digits: ten of them
 * down to 10^-6, five at 10^-11 where one shape is 10^5 times the other (GSL 2.7.1 against R). */
double beta_odds_below(double odds, double a, double b);
double beta_odds_above(double odds, double a, double b);

/* Tails of a binomial count x of x + y events whose chance has these odds: at least x, at most
 * x, more than x, and the two that count half of the chance of x itself. x, y >= 0. */
double beta_at_least(double odds, double x, double y);
double beta_at_most(double odds, double x, double y);
double beta_more(double odds, double x, double y);
double beta_midp_more(double odds, double x, double y);
double beta_midp_fewer(double odds, double x, double y);

#endif
