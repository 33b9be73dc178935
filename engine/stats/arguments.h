/* arguments.h - what the functions of counts ask of their arguments. Room-private.
 *
 * Data may be wrong, so these are questions, not asserts; all are false for NaN. */
#ifndef FIRESTAT_STATS_ARGUMENTS_H
#define FIRESTAT_STATS_ARGUMENTS_H
#include <math.h>
#include <stdbool.h>

static inline bool is_level(double level)
{
    return level > 0.0 && level < 1.0;
}

static inline bool is_exposure(double exposure)
{
    return exposure > 0.0 && isfinite(exposure);
}

/* The odds that an event falls into the first of two exposures, kept where every quotient with
 * an odds limit is a normal double. */
static inline double exposure_odds(double t_current, double t_base)
{
    return fmin(fmax(t_current / t_base, 1e-270), 1e270);
}

#endif
