/* steps.h - classes of an amount for colours: few, with bounds that can be read.
 *
 * Classes go up from the least amount above 0; what is 0 or below has the lightest colour, and
 * 0 is told apart from nothing known by whoever shows it. */
#ifndef FIRESTAT_MODEL_STEPS_H
#define FIRESTAT_MODEL_STEPS_H
#include "measure.h"

#include "firestat/chart_model.h"

struct steps {
    int32_t n;                            /* 0: no value is above 0 */
    int64_t upper[FIRE_CHART_STEPS_MOST]; /* [n] rising, each within its class */
    bool has_zero;                        /* some value is 0 or below */
    bool has_negative;
};

/* Equal steps of 1 to 6 or 8 times a power of ten; where most values would be in the first one,
 * bounds of 1, 2, 5, 10, 20 ... times a power of ten.
 *   most   1..FIRE_CHART_STEPS_MOST classes */
struct steps steps_even(const int64_t value[], int64_t n, int32_t most);

/* About as many values in each, bounds rounded to two digits.
 *   scratch   takes 8 bytes a value; false: no memory */
bool steps_quantile(const int64_t value[], int64_t n, int32_t most, struct fire_arena *scratch,
                    struct steps *out);

/* The colour of a value, 0..FIRE_CHART_COLOURS - 1. */
int32_t steps_colour(const struct steps *steps, int64_t value);

/* What the colours mean. errors: FIRE_ENOMEM */
fire_status steps_legend(const struct steps *steps, const struct measure *measure,
                         struct fire_phrase *phrase, struct fire_chart_legend *out,
                         struct fire_error *err);

#endif
