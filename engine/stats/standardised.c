/* standardised.c - a rate as it would be if every place had the same people.
 *
 * The standardised rate is a weighted sum of Poisson counts, so its limits are those of such
 * sums; the weights are what one event in a group adds to the rate. */
#include "arguments.h"
#include "firestat/stats_areas.h"
#include "interval.h"

#define PER 100000.0

static struct fire_standardised with_limits(double events, double people, double rate,
                                            double variance, double max_weight, double level)
{
    const struct fire_standardised none = { .is_null = true };
    const struct fire_interval limits = interval_of_weighted(rate, variance, max_weight, level);
    if (limits.is_null || !isfinite(events / people * PER)) return none;
    struct fire_standardised result = {
        .is_suppressed =
            events<FIRE_RATE_EVENTS_PRINTED, .crude = events / people * PER, .rate = rate,
                   .low = limits.low, .high = limits.high, .has_dobson = events> 0.0,
    };
    if (!result.has_dobson) return result;
    const struct fire_interval byar = fire_count_interval_byar((int64_t)events, level);
    const double scale = sqrt(variance / events);
    result.dobson_low = fmax(0.0, rate + scale * (byar.low - events));
    result.dobson_high = rate + scale * (byar.high - events);
    return isfinite(result.dobson_high) ? result : none;
}

struct fire_standardised fire_standardised_of(const int64_t count[], const double population[],
                                              const double standard[], int64_t n, double level)
{
    const struct fire_standardised none = { .is_null = true };
    double events = 0.0;
    double people = 0.0;
    double all = 0.0;
    if (n < 1 || !is_level(level)) return none;
    for (int64_t i = 0; i < n; i++) {
        if (count[i] < 0 || !is_exposure(population[i]) ||
            !(standard[i] >= 0.0 && isfinite(standard[i])))
            return none;
        events += (double)count[i];
        people += population[i];
        all += standard[i];
    }
    if (!(all > 0.0) || !isfinite(all) || !isfinite(people) || events > 9e15) return none;

    double rate = 0.0;
    double variance = 0.0;
    double max_weight = 0.0;
    for (int64_t i = 0; i < n; i++) {
        const double weight = standard[i] / all / population[i] * PER;
        rate += weight * (double)count[i];
        variance += weight * weight * (double)count[i];
        max_weight = fmax(max_weight, weight);
    }
    if (!isnormal(max_weight) || !isfinite(variance)) return none;
    return with_limits(events, people, rate, variance, max_weight, level);
}
