/* years.c - which years can be spoken of. */
#include "years.h"

#include "arguments.h"

/* Every count below it, and their sum, is exact in a double. */
#define LARGEST_TOTAL (INT64_C(1) << 53)

static bool is_sound(const struct fire_years *years)
{
    int64_t total = 0;
    if (years->n < 0 || years->n > FIRE_TREND_YEARS_MAX) return false;
    for (int32_t i = 0; i < years->n; i++) {
        if (i > 0 && years->year[i] <= years->year[i - 1]) return false;
        if (years->count[i] < 0 || years->count[i] > LARGEST_TOTAL - total) return false;
        if (years->exposure != NULL && !is_exposure(years->exposure[i])) return false;
        total += years->count[i];
    }
    return true;
}

fire_trend_state series_of(const struct fire_years *years, struct series *series)
{
    if (!is_sound(years)) return FIRE_TREND_BAD_YEARS;
    if (years->n < FIRE_TREND_YEARS_MIN) return FIRE_TREND_FEW_YEARS;

    const int n = years->n;
    const double first = years->year[0];
    const double last = years->year[n - 1];
    series->n = n;
    series->total = 0.0;
    series->middle = (first + last) / 2.0;
    series->half_span = (last - first) / 2.0;
    for (int i = 0; i < n; i++) {
        series->one[i] = 1.0;
        series->count[i] = (double)years->count[i];
        series->total += series->count[i];
        series->offset[i] = years->exposure != NULL ? log(years->exposure[i]) : 0.0;
        series->time[i] = (years->year[i] - series->middle) / series->half_span;
    }
    return series->total > 0.0 ? FIRE_TREND_SAID : FIRE_TREND_NO_EVENTS;
}
