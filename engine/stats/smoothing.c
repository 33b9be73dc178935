/* smoothing.c - the rate of a small area lends from that of all areas.
 *
 * A village with no fire has not the rate 0 and one with a single fire not the highest of all:
 * the smaller the area, the more of the common rate it is given. */
#include "arguments.h"
#include "firestat/stats_areas.h"

struct fire_smoothing fire_smooth_rates(const int64_t count[], const double exposure[],
                                        int64_t n, double raw[], double smoothed[])
{
    const struct fire_smoothing none = { .is_null = true };
    double events = 0.0;
    double people = 0.0;
    for (int64_t i = 0; i < n; i++) {
        if (count[i] < 0 || !is_exposure(exposure[i]) ||
            !isfinite((double)count[i] / exposure[i]))
            return none;
        events += (double)count[i];
        people += exposure[i];
    }
    if (n < 1 || !isfinite(people)) return none;

    const double mean = events / people;
    double variance = 0.0;
    for (int64_t i = 0; i < n; i++) {
        const double apart = (double)count[i] / exposure[i] - mean;
        variance += exposure[i] / people * apart * apart;
    }
    struct fire_smoothing smoothing = { .mean = mean,
                                        .between = variance - mean / (people / (double)n) };
    if (!isfinite(smoothing.between)) return none;
    for (int64_t i = 0; i < n; i++) {
        const double rate = (double)count[i] / exposure[i];
        double kept = 0.0; /* of the area's own distance from the mean */
        if (smoothing.between > 0.0)
            kept = smoothing.between / (smoothing.between + mean / exposure[i]);
        raw[i] = rate;
        smoothed[i] = mean + (isfinite(kept) ? kept : 0.0) * (rate - mean);
    }
    return smoothing;
}
