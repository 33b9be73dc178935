/* population_shipped.h - datasets/population-vn as embed_population.py writes it. */
#ifndef FIRESTAT_PLACE_POPULATION_SHIPPED_H
#define FIRESTAT_PLACE_POPULATION_SHIPPED_H
#include <stdint.h>

struct shipped_people {
    const char *cell[9]; /* in the order of population.c */
};

extern const struct shipped_people shipped_people[];
extern const int32_t n_shipped_people;

#endif
