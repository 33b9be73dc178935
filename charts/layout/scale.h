/* scale.h - an axis of numbers, even or logarithmic: where values lie and which are labelled. */
#ifndef FIRESTAT_LAYOUT_SCALE_H
#define FIRESTAT_LAYOUT_SCALE_H
#include "page.h"

struct scale {
    bool is_log;
    double low; /* values at its two ends */
    double high;
    int32_t n_ticks;
    double *value;     /* [n_ticks] rising */
    const char **text; /* [n_ticks] */
    double widest_px;  /* of the texts */
};

/* The axis for what the model wants on it.
 *   n_wanted  ticks that would be best, >= 2
 *   errors    FIRE_EVALUE: a bound is not finite, or not above 0 where it is logarithmic
 *             FIRE_ERANGE: a tick cannot be written as a number
 *             FIRE_ENOMEM */
fire_status scale_of(struct page *page, const struct fire_chart_scale *of, int32_t n_wanted,
                     struct scale *out, struct fire_error *err);

/* Where a value lies: 0 at the low end, 1 at the high one. */
double scale_part(const struct scale *scale, double value);

#endif
