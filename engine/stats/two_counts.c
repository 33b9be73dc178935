/* two_counts.c - did the rate change, or is it chance?
 *
 * Two Poisson counts with equal rates: given their sum, the first is binomial with the share
 * of its exposure, t_current / (t_current + t_base). The odds of that share are t_current /
 * t_base, and a ratio of rates r multiplies them by r. So the p-value is a binomial tail at
 * the odds of the exposures, and the limits of the ratio are the odds where the same tail is
 * alpha/2, over those odds. One curve gives both, hence p and interval never contradict each
 * other (R's poisson.test mixes two methods: 2 against 10 has p = 0.042 and an interval that
 * holds 1). */
#include "arguments.h"
#include "beta.h"
#include "firestat/stats_counts.h"
#include "quantile.h"

/* A pair of opposite tails and where they take a given level. */
struct method {
    double (*more)(double odds, double x, double y);
    double (*fewer)(double odds, double x, double y);
    double (*low)(double tail, double x, double y);  /* odds where `more` is tail;  x > 0 */
    double (*high)(double tail, double x, double y); /* odds where `fewer` is tail; y > 0 */
};

static double clopper_pearson_low(double tail, double x, double y)
{
    return quantile_odds_below(tail, x, y + 1.0);
}

static double clopper_pearson_high(double tail, double x, double y)
{
    return quantile_odds_above(tail, x + 1.0, y);
}

static bool is_comparable(int64_t current, double t_current, int64_t base, double t_base)
{
    return current >= 0 && base >= 0 && is_exposure(t_current) && is_exposure(t_base);
}

/* Twice the smaller tail. */
static double central_p(const struct method *method, double odds, double x, double y)
{
    return fmin(1.0, 2.0 * fmin(method->more(odds, x, y), method->fewer(odds, x, y)));
}

static struct fire_two_counts compare(const struct method *method, int64_t current,
                                      double t_current, int64_t base, double t_base,
                                      double level)
{
    if (!is_comparable(current, t_current, base, t_base) || !is_level(level))
        return (struct fire_two_counts){ .is_null = true, .p_value = 1.0 };

    const double odds = exposure_odds(t_current, t_base);
    const double tail = (1.0 - level) / 2.0;
    const double x = (double)current;
    const double y = (double)base;
    struct fire_two_counts result = { .p_value = central_p(method, odds, x, y) };
    if (current > 0) result.low = method->low(tail, x, y) / odds;
    if (base > 0) {
        result.has_ratio = true;
        result.ratio = x / y / odds;
        result.has_high = true;
        result.high = method->high(tail, x, y) / odds;
    }
    return result;
}

static const struct method exact = { beta_at_least, beta_at_most, clopper_pearson_low,
                                     clopper_pearson_high };

struct fire_two_counts fire_two_counts_test(int64_t current, double t_current, int64_t base,
                                            double t_base, double level)
{
    return compare(&exact, current, t_current, base, t_base, level);
}

struct fire_p fire_two_counts_p(int64_t current, double t_current, int64_t base, double t_base)
{
    if (!is_comparable(current, t_current, base, t_base))
        return (struct fire_p){ .is_null = true, .p_value = 1.0 };
    const double odds = exposure_odds(t_current, t_base);
    return (struct fire_p){ .p_value = central_p(&exact, odds, (double)current, (double)base) };
}

struct fire_two_counts fire_two_counts_midp(int64_t current, double t_current, int64_t base,
                                            double t_base, double level)
{
    static const struct method midp = { beta_midp_more, beta_midp_fewer,
                                        quantile_odds_midp_more, quantile_odds_midp_fewer };
    return compare(&midp, current, t_current, base, t_base, level);
}

struct fire_two_counts fire_mean_test(int64_t current, double t_current,
                                      const struct fire_mean *base, double t_base, double level)
{
    const int64_t sum = base->is_null ? -1 : base->sum; /* -1: no count, hence null */
    return fire_two_counts_test(current, t_current, sum, t_base, level);
}

struct fire_percent_interval fire_percent_interval_of(const struct fire_two_counts *test)
{
    struct fire_percent_interval percent = {
        .has_percent = test->has_ratio,
        .has_high = test->has_high,
    };
    if (test->is_null) return percent;
    percent.low = 100.0 * (test->low - 1.0);
    if (test->has_ratio) percent.percent = 100.0 * (test->ratio - 1.0);
    if (test->has_high) percent.high = 100.0 * (test->high - 1.0);
    return percent;
}
