/* deviance.h - how far a number is from its mean, where both are counts. Room-private. */
#ifndef FIRESTAT_STATS_DEVIANCE_H
#define FIRESTAT_STATS_DEVIANCE_H

/* (r ln r + 1 - r) / (1 - r)^2 for r >= 0, which is 1/2 at r = 1, where the fraction itself is
 * 0/0: times mean * (1 - r)^2, r = count / mean, it is half the Poisson deviance. */
double deviance_ratio(double r);

#endif
