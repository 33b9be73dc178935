/* layers.c - see layers.h. */
#include "layers.h"

#include "territory.h"

#include <stdlib.h>
#include <string.h>

static fire_status give_people(struct session *session, const struct source *source,
                               struct fire_query *query)
{
    const struct fire_area_units *units = source->restating.units;
    const char *path = session->options.population;
    struct fire_population *population;
    if (units == NULL) FIRE_TRY(territory_units(session, source, &units));
    FIRE_TRY(fire_population_create(source->arena, &population, &session->err));
    if (path != NULL) FIRE_TRY(fire_population_load(population, path, &session->err));
    FIRE_TRY(fire_population_ship(population, &session->err));
    fire_population_know(population, units, source->restating.map);
    fire_query_population(query, population);
    return FIRE_OK;
}

static fire_status give_prices(struct session *session, struct fire_query *query,
                               struct fire_arena *arena)
{
    const char *path = session->options.prices;
    const char *year = session->options.price_year;
    const struct fire_prices *prices;
    if (year != NULL && (strlen(year) != 4 || strspn(year, "0123456789") != 4))
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "--price-year '%s' is no year: 2024", year);
    FIRE_TRY(path != NULL ? fire_prices_load(path, arena, &prices, &session->err)
                          : fire_prices_ship(arena, &prices, &session->err));
    fire_query_prices(query, prices, year == NULL ? 0 : (int32_t)strtol(year, NULL, 10));
    return FIRE_OK;
}

fire_status layers_give(struct session *session, const struct source *source,
                        struct fire_query *query)
{
    if (fire_query_asks_rate(query)) FIRE_TRY(give_people(session, source, query));
    if (fire_query_asks_real(query)) FIRE_TRY(give_prices(session, query, source->arena));
    return FIRE_OK;
}
