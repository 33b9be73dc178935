/* mean.c - the mean of some years, exact to a tenth.
 *
 * Five years mean five years: with one of them unknown there is no mean, because a mean over
 * the rest would be compared as if it were one. */
#include "rounding.h"

struct fire_mean fire_mean_of(const struct fire_value value[], int32_t n)
{
    fire_int128 sum = 0; /* of fewer than 2^31 numbers: at most 94 bits */
    int32_t n_known = 0;
    for (int32_t i = 0; i < n; i++) {
        if (value[i].is_null) continue;
        sum += value[i].number;
        n_known++;
    }
    struct fire_mean mean = { .is_null = true, .n = n_known };
    if (sum < INT64_MIN || sum > INT64_MAX) return mean;
    mean.sum = (int64_t)sum;
    mean.is_null = n_known == 0 || n_known < n ||
                   !rounded_quotient(10 * sum, n_known, &mean.mean_tenths);
    return mean;
}
