/* division.c - years as they could have been: the same events, fallen among the years by chance.
 *
 * The Mersenne twister starts from the given seed and from nothing else, so a report says the
 * same on every machine. */
#include "years.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

struct division {
    gsl_rng *random;
    unsigned total;
    int n;
    double mean[FIRE_TREND_YEARS_MAX];
    unsigned drawn[FIRE_TREND_YEARS_MAX];
};

struct division *division_create(uint64_t seed, const double mean[], int n, double total)
{
    struct division *division = calloc(1, sizeof *division);
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    if (division == NULL || random == NULL) {
        free(division);
        if (random != NULL) gsl_rng_free(random);
        return NULL;
    }
    gsl_rng_set(random, (unsigned long)seed);
    division->random = random;
    division->n = n;
    /* GSL counts in 32 bits; from 10^9 events the division is the same in shares. */
    division->total = (unsigned)(total < 1e9 ? total : 1e9);
    for (int i = 0; i < n; i++)
        division->mean[i] = mean[i];
    return division;
}

void division_free(struct division *division)
{
    if (division == NULL) return;
    gsl_rng_free(division->random);
    free(division);
}

void division_draw(struct division *division, double count[])
{
    gsl_ran_multinomial(division->random, (size_t)division->n, division->total, division->mean,
                        division->drawn);
    for (int i = 0; i < division->n; i++)
        count[i] = division->drawn[i];
}
