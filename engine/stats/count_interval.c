/* count_interval.c - how far a count of rare events may be from what was to be expected.
 *
 * Garwood's limits are exact: the lower one is the mean under which as many events or more have
 * the chance alpha/2, the upper one that under which as many or fewer have. Both are half a
 * chi-square quantile. Above its mean GSL's incomplete gamma function goes wrong from about
 * 1.5 * 10^6 up (at 9 * 10^6 events the upper limit is 7.4 too low, GSL 2.7.1), so from 10^6
 * events, where Byar's cube-root formula agrees to 2e-11, that formula is used. */
#include "interval.h"
#include "quantile.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#define LARGE_COUNT 1000000

/* events * (1 - 1 / (9 events) + z / (3 sqrt(events)))^3 */
static double byar_limit(double events, double z)
{
    const double root = 1.0 - 1.0 / (9.0 * events) + z / (3.0 * sqrt(events));
    return events * root * root * root;
}

struct fire_interval interval_byar(int64_t events, double level)
{
    const double z = gsl_cdf_ugaussian_Qinv((1.0 - level) / 2.0);
    const double count = (double)events;
    return (struct fire_interval){ byar_limit(count, -z), byar_limit(count + 1.0, z) };
}

struct fire_interval fire_count_interval(int64_t events, double level)
{
    assert(events >= 0 && level > 0.0 && level < 1.0);
    if (events >= LARGE_COUNT) return interval_byar(events, level);

    const double tail = (1.0 - level) / 2.0;
    const double count = (double)events;
    return (struct fire_interval){
        .low = events == 0 ? 0.0 : quantile_gamma_below(tail, count),
        .high = quantile_gamma_above(tail, count + 1.0),
    };
}
