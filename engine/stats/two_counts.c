/* two_counts.c - did the rate change, or is it chance?
 *
 * Two Poisson counts with equal rates: given their sum, the first is binomial with the share
 * of its exposure, t_current / (t_current + t_base). The odds of that share are t_current /
 * t_base, and a ratio of rates r multiplies them by r. So the p-value is a binomial tail at
 * the odds of the exposures, and the limits of the ratio are the odds where the same tail is
 * alpha/2, over those odds. One curve gives both, hence p and interval never contradict each
 * other (R's poisson.test mixes two methods: 2 against 10 has p = 0.042 and an interval that
 * holds 1). */
#include "beta.h"
#include "firestat/stats.h"
#include "quantile.h"

#include <assert.h>
#include <math.h>

/* Odds of exposures are kept where every quotient with an odds limit is a normal double. */
#define ODDS_MIN 1e-270
#define ODDS_MAX 1e270

/* Twice the smaller tail, at most 1. At least `current` of the sum: a lower beta tail; at most:
 * an upper one; both are certain when there is nothing on the other side. */
static double central_p(double odds, double current, double base)
{
    const double at_least = current > 0.0 ? beta_odds_below(odds, current, base + 1.0) : 1.0;
    const double at_most = base > 0.0 ? beta_odds_above(odds, current + 1.0, base) : 1.0;
    return fmin(1.0, 2.0 * fmin(at_least, at_most));
}

struct fire_two_counts fire_two_counts_test(int64_t current, double t_current, int64_t base,
                                            double t_base, double level)
{
    assert(current >= 0 && base >= 0 && level > 0.0 && level < 1.0);
    assert(t_current > 0.0 && t_base > 0.0 && isfinite(t_current) && isfinite(t_base));

    const double odds = fmin(fmax(t_current / t_base, ODDS_MIN), ODDS_MAX);
    const double tail = (1.0 - level) / 2.0;
    const double x = (double)current;
    const double y = (double)base;
    struct fire_two_counts result = { .p_value = central_p(odds, x, y) };
    if (current > 0) result.low = quantile_odds_below(tail, x, y + 1.0) / odds;
    if (base > 0) {
        result.has_ratio = true;
        result.ratio = x / y / odds;
        result.has_high = true;
        result.high = quantile_odds_above(tail, x + 1.0, y) / odds;
    }
    return result;
}
