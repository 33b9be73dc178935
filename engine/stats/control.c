/* control.c - when a count is out of the ordinary, alone or piled up over some months. */
#include "arguments.h"
#include "firestat/stats_months.h"
#include "poisson.h"

#define LARGEST_MEAN 1e12

struct fire_control_limits fire_control_limits_of(double mean, double level)
{
    if (!(mean > 0.0 && mean <= LARGEST_MEAN) || !is_level(level))
        return (struct fire_control_limits){ .is_null = true };
    const double tail = (1.0 - level) / 2.0;
    const double reach = 3.0 * sqrt(mean);
    return (struct fire_control_limits){
        .low = poisson_quantile(tail, mean),
        .high = poisson_quantile(1.0 - tail, mean),
        .sigma_low = fmax(0.0, mean - reach),
        .sigma_high = mean + reach,
    };
}

double fire_cusum(const int64_t count[], int64_t n, double in_control, double out_of_control,
                  double pile[])
{
    if (!is_exposure(in_control) || !is_exposure(out_of_control) ||
        !(out_of_control > in_control))
        return 0.0;
    const double reference = (out_of_control - in_control) / log(out_of_control / in_control);
    if (!is_exposure(reference)) return 0.0;
    for (int64_t i = 0; i < n; i++)
        if (count[i] < 0) return 0.0;
    double reached = 0.0;
    for (int64_t i = 0; i < n; i++) {
        reached = fmax(0.0, reached + (double)count[i] - reference);
        pile[i] = reached;
    }
    return reference;
}
