/* prices.h - money of one year in the prices of another.
 *
 * A table of consumer prices (CPI), a row a year, in one of three published forms:
 *
 *     year,index                     2010 is 100.0000, 2024 is 189.7027
 *     year,change_percent            against the year before: 3.6211
 *     year,previous_year_100         the same as 103.6211
 *
 * Changes are chained from the first year on, which is 100, with twelve digits behind the point,
 * half away from zero; a table that has an index and changes is read by its index.
 *
 * Thread use: read only once made. */
#ifndef FIRESTAT_PRICES_H
#define FIRESTAT_PRICES_H
#include "firestat/arena.h"
#include "firestat/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_prices;

/* The shipped table: Viet Nam, datasets/prices-vn/cpi.csv. errors: FIRE_ENOMEM */
fire_status fire_prices_ship(struct fire_arena *arena, const struct fire_prices **out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* A table of the user's; what it does not say is not known.
 *   errors   FIRE_ESCHEMA: no column of any form; FIRE_EVALUE: a cell is not in its form, a year
 *            stands twice, or changes leave a year out; those of fire_columns_open */
fire_status fire_prices_load(const char *path, struct fire_arena *arena,
                             const struct fire_prices **out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Where the figures are from: the table's column `source`, else its path. */
const char *fire_prices_source(const struct fire_prices *prices);

bool fire_prices_has(const struct fire_prices *prices, int32_t year);

/* amount * index(base) / index(year), rounded half away from zero.
 *   amount    in any unit; the result is in the same one
 *   returns   false, *out untouched: no index of one of the years, or the result is no int64 */
bool fire_prices_deflate(const struct fire_prices *prices, int64_t amount, int32_t year,
                         int32_t base_year, int64_t *out);

#ifdef __cplusplus
}
#endif
#endif
