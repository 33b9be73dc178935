/* division.c - years or areas as they could have been.
 *
 * The Mersenne twister starts from the given seed and from nothing else, so a report says the
 * same on every machine. */
#include "division.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>

struct division {
    gsl_rng *random;
    unsigned total;
    size_t n;
    double *mean;
    unsigned *drawn;
};

struct division *division_create(uint64_t seed, const double mean[], int64_t n, double total)
{
    struct division *division = calloc(1, sizeof *division);
    if (division == NULL) return NULL;
    division->n = (size_t)n;
    division->total = (unsigned)(total < 1e9 ? total : 1e9); /* GSL counts in 32 bits */
    division->random = gsl_rng_alloc(gsl_rng_mt19937);
    division->mean = malloc(division->n * sizeof division->mean[0]);
    division->drawn = malloc(division->n * sizeof division->drawn[0]);
    if (division->random == NULL || division->mean == NULL || division->drawn == NULL) {
        division_free(division);
        return NULL;
    }
    gsl_rng_set(division->random, (unsigned long)seed);
    memcpy(division->mean, mean, division->n * sizeof mean[0]);
    return division;
}

void division_free(struct division *division)
{
    if (division == NULL) return;
    if (division->random != NULL) gsl_rng_free(division->random);
    free(division->mean);
    free(division->drawn);
    free(division);
}

void division_draw(struct division *division, double count[])
{
    gsl_ran_multinomial(division->random, division->n, division->total, division->mean,
                        division->drawn);
    for (size_t i = 0; i < division->n; i++)
        count[i] = division->drawn[i];
}
