/* years.h - years of counts as the models take them. Room-private. */
#ifndef FIRESTAT_STATS_YEARS_H
#define FIRESTAT_STATS_YEARS_H
#include "firestat/stats_trend.h"

/* Counts and offsets as doubles; time runs from -1 (first year) to 1 (last year), which keeps
 * the models well conditioned: t = (year - middle) / half_span. */
struct series {
    int n;
    double count[FIRE_TREND_YEARS_MAX];
    double offset[FIRE_TREND_YEARS_MAX]; /* log exposure */
    double time[FIRE_TREND_YEARS_MAX];
    double one[FIRE_TREND_YEARS_MAX];
    double total;
    double middle;
    double half_span;
};

/* Whether these years can be spoken of; `series` is filled where they can. */
fire_trend_state series_of(const struct fire_years *years, struct series *series);

#endif
