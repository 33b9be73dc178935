/* etest.c - two Poisson rates compared over both counts at once.
 *
 * Under equal rates both counts have known means, so the chance of a statistic at least as far
 * from 0 as the one seen is a sum over all pairs of counts. Pairs rarer than 1e-16 are left
 * out: the sums run over the counts within nine standard deviations of their means. */
#include "arguments.h"
#include "firestat/stats_counts.h"

#include <gsl/gsl_randist.h>

/* Above it the sum takes longer than a blink, and the conditional test agrees to three digits. */
#define LARGEST_SUM 100000

/* (x / tx - y / ty) over its standard deviation; 0 where nothing happened on either side. */
static double statistic(double x, double tx, double y, double ty, bool is_score)
{
    if (x + y == 0.0) return 0.0;
    const double variance = is_score ? (x + y) / (tx * ty) : x / (tx * tx) + y / (ty * ty);
    return (x / tx - y / ty) / sqrt(variance);
}

struct range {
    unsigned from;
    unsigned to;
};

/* The counts that matter at this mean. */
static struct range counts_at(double mean)
{
    const double reach = 9.0 * sqrt(mean) + 40.0;
    return (struct range){
        .from = mean > reach ? (unsigned)(mean - reach) : 0,
        .to = (unsigned)(mean + reach),
    };
}

struct fire_p fire_two_counts_etest(int64_t current, double t_current, int64_t base,
                                    double t_base, bool is_score)
{
    const struct fire_p none = { .is_null = true, .p_value = 1.0 };
    if (current < 0 || base < 0 || current > LARGEST_SUM || base > LARGEST_SUM - current ||
        !is_exposure(t_current) || !is_exposure(t_base))
        return none;

    /* Only the ratio of the exposures matters: they are taken as shares of both. */
    const double odds = exposure_odds(t_current, t_base);
    const double tx = odds / (1.0 + odds);
    const double ty = 1.0 / (1.0 + odds);
    const double sum = (double)(current + base);
    const double seen = fabs(statistic((double)current, tx, (double)base, ty, is_score));
    if (!isfinite(seen)) return none;
    const double least = seen * (1.0 - 1e-12); /* a tie is as far, whatever the rounding */
    const struct range xs = counts_at(sum * tx);
    const struct range ys = counts_at(sum * ty);
    double p_value = 0.0;
    for (unsigned x = xs.from; x <= xs.to; x++) {
        double beside = 0.0;
        double chance = gsl_ran_poisson_pdf(ys.from, sum * ty);
        for (unsigned y = ys.from; y <= ys.to; y++) {
            if (fabs(statistic(x, tx, y, ty, is_score)) >= least) beside += chance;
            chance *= sum * ty / (y + 1.0);
        }
        p_value += beside * gsl_ran_poisson_pdf(x, sum * tx);
    }
    return (struct fire_p){ .p_value = fmin(1.0, p_value) };
}
