/* population.h - how many people live in an area.
 *
 * A table, a row an area and a year:
 *
 *     area,level,parent,valid_from,valid_to,year,population,definition,flag,note,source
 *
 * `area` is the name of a province, district or commune (`level`), `parent` that of an area above
 * it where the name alone is not enough. The figure is of `year`, or of all years where that is
 * empty, and of the area as it was from valid_from to valid_to (ISO days, both inside; empty:
 * open): one of another boundary is not taken for it. `definition` is resident (counted where they
 * live: census, annual average) or registered (where their papers are, which may be 30 % more).
 * `flag` is empty; break: another series begins with this figure; missing or suspicious: the
 * figure is not used. The columns parent, valid_from, valid_to and flag may be left out; further
 * ones are the reader's own.
 *
 * Where official units are known (fire_population_know), a figure is that of one unit: of its name
 * or code and that of its parent on the last day of its year, moved into valid_from..valid_to;
 * without a year, on the day asked. So "Đạ Huoai, 2019" is not of the larger district of that
 * name since 12/2024 unless its valid_from says so, and a name that two units bear is nobody's.
 * Units of the same land are one. What no table of units knows goes by its name: names are
 * compared by area key (place.h), with the word for the type of area or without it ("Tỉnh Lâm
 * Đồng", "Lâm Đồng"), but for names that are numbers.
 *
 * Thread use: read only once filled. */
#ifndef FIRESTAT_POPULATION_H
#define FIRESTAT_POPULATION_H
#include "firestat/area_map.h"
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/place.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { FIRE_RESIDENT, FIRE_REGISTERED } fire_population_definition;

struct fire_population;

/* An empty one, which lives in the arena. errors: FIRE_ENOMEM */
fire_status fire_population_create(struct fire_arena *arena, struct fire_population **out,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* Add a table of the user's, or the shipped one (datasets/population-vn). Of two figures that
 * could both be meant, the one that was added first counts.
 *   errors   FIRE_EVALUE: a cell is not in its form; those of fire_columns_open; FIRE_ENOMEM */
fire_status fire_population_load(struct fire_population *population, const char *path,
                                 struct fire_error *err) FIRE_MUST_CHECK;
fire_status fire_population_ship(struct fire_population *population,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Know areas by their official units from here on.
 *   units   settled; borrowed, as map is; NULL: none
 *   map     NULL, or one whose areas are asked for too */
void fire_population_know(struct fire_population *population,
                          const struct fire_area_units *units, struct fire_area_map *map);

struct fire_people {
    int64_t n;
    int32_t figure; /* which one of the tables': the same for two ways to write an area */
    bool is_break;  /* a series begins with this figure, or with one of those added up */
    bool is_sum;    /* added up: of the units an area was made of, or consists of       */
};

/* The people of an area in a year, by one definition. Of an area of a map of one day that has no
 * figure of its own they are the sum of those it was made of, where each of these went whole into
 * it and has a figure (or is such a sum itself); of areas that compare, the sum of the units that
 * make it up in the era of the year, or else in the nearest one before it, or behind it, in which
 * all have a figure.
 *   area        node of `areas`, not the country
 *   first_day, last_day   for which it is asked: the boundary must stand for all of them; of no
 *               meaning for areas of a map, which have their own
 *   returns     false: no such figure, or one that is flagged as wrong */
bool fire_population_of(const struct fire_population *population,
                        const struct fire_areas *areas, int32_t area, int32_t year,
                        int32_t first_day, int32_t last_day,
                        fire_population_definition definition, struct fire_people *out);

#ifdef __cplusplus
}
#endif
#endif
