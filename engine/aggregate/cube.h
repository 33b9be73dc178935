/* cube.h - what the files of a cube share. */
#ifndef FIRESTAT_AGGREGATE_CUBE_H
#define FIRESTAT_AGGREGATE_CUBE_H
#include "grow.h"

struct fire_cube {
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_query *query; /* its dimensions and measures  */
    struct passing passing;   /* until it is settled; of one that was read: nothing */
    struct growing growing;
    struct read read; /* once settled */
    struct expected expected;
    bool is_settled;
};

/* An empty cube whose query has no dimension and no measure yet. errors: FIRE_ENOMEM */
fire_status cube_begin(struct fire_schema *schema, struct fire_areas *areas,
                       const struct fire_calendar *calendar, struct fire_cube **out,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* Add the measures of a cube. errors: FIRE_ESCHEMA: no such field, or no sum; FIRE_ENOMEM */
fire_status cube_measure(struct fire_cube *cube, const char *measures,
                         struct fire_error *err) FIRE_MUST_CHECK;

#endif
