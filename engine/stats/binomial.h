/* binomial.h - the chance of exactly so many of so many events. Room-private. */
#ifndef FIRESTAT_STATS_BINOMIAL_H
#define FIRESTAT_STATS_BINOMIAL_H

/* (x + y)! / (x! y!) p^x (1 - p)^y: the chance of x of x + y events. Real x and y are allowed, so
 * times size / (size + k) it is the negative binomial chance of k, with x = size and y = k.
 *   x, y      >= 0; x + y <= 10^15
 *   p         0..1, the chance of each
 *   returns   0..1; of nothing at all (x = y = 0) 1
 * Source: Loader, Fast and accurate computation of binomial probabilities (2000). */
double binomial_chance(double x, double y, double p);

#endif
