/* prices_shipped.h - datasets/prices-vn/cpi.csv as embed_prices.py writes it. */
#ifndef FIRESTAT_SCHEMA_PRICES_SHIPPED_H
#define FIRESTAT_SCHEMA_PRICES_SHIPPED_H
#include <stdint.h>

struct shipped_price {
    const char *year;
    const char *index;
};

extern const struct shipped_price shipped_prices[];
extern const int32_t n_shipped_prices;
extern const char shipped_prices_source[];

#endif
