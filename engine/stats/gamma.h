/* gamma.h - the gamma distribution of any shape. Room-private.
 *
 * At most k Poisson events at mean m: a gamma variable of shape k + 1 is above m. So this is what
 * Poisson tails and the limits of counts are made of. */
#ifndef FIRESTAT_STATS_GAMMA_H
#define FIRESTAT_STATS_GAMMA_H

/* P(G <= x) and P(G > x) for G ~ Gamma(shape, scale 1); x >= 0, shape > 0. Each keeps its digits
 * where it is small. */
double gamma_below(double x, double shape);
double gamma_above(double x, double shape);

#endif
