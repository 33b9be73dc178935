/* axes.h - dimensions, and the axes they lie on.
 *
 * In one dimension a row has a slot: 0 .. n_slots - 1 for what can occur, n_slots for null.
 * A slot is a dictionary code, an area that has a name, a period of the table's days, a
 * weekday, an hour.
 *
 * Dimensions that bind each other lie on one axis: 2024-07 is only in 2024, a district only
 * in its province. A row has a point on each axis, which says its slots in all of the axis's
 * dimensions. So by year, month and district there are as many groups as months by districts,
 * and a row costs one look-up for time and one for its area. The points of an axis with one
 * dimension are its slots.
 *
 * Area levels make one axis. So do calendar periods, with the weekday where single days are
 * asked. Everything else is alone. */
#ifndef FIRESTAT_AGGREGATE_AXES_H
#define FIRESTAT_AGGREGATE_AXES_H
#include "ask.h"
#include "rows.h"

#include "firestat/table.h"

/* What tables are made for. */
struct room {
    const struct fire_window *days; /* that rows may have; NULL: there is no row yet */
    bool grows;    /* dictionaries and areas will go on growing: there is room for about as many
                      again, and every area has a slot, for it may yet get a name */
    bool is_tight; /* but there is no such room */
};

struct dim {
    struct ask_dim ask;
    uint32_t n_slots;     /* those of the future too                   */
    uint32_t n_used;      /* FIRE_DIM_AREA: slots that have their node */
    uint32_t first_point; /* FIRE_DIM_AREA: of slot 0 on its axis      */
    int32_t first_period; /* FIRE_DIM_PERIOD: the period of slot 0 */
    int32_t *node;        /* FIRE_DIM_AREA: slot -> area node      */
    uint32_t *slot;       /* of an area node; of a day less the table's first; of a minute;
                             NULL for categories: the code itself */
};

/* Where a row that stands for a stretch of days lies, if it is inside one period of a unit. */
struct stretch {
    fire_period_unit unit;
    const uint32_t *slot; /* of a day less the table's first, in the unit      */
    uint32_t first_point; /* of the unit's slot 0; finer dimensions are null there */
};

struct axis {
    fire_dim_kind kind; /* WEEKDAY only where it is alone */
    int32_t field;      /* FIRE_DIM_FIELD */
    int32_t n_dims;
    int32_t *dim; /* [n_dims] numbers of its dimensions                          */
    uint32_t n_points;
    uint32_t null_point; /* null in every dimension                                */
    uint32_t *slot; /* [n_points * n_dims]; NULL: one dimension, whose slots are the points */

    uint32_t step;     /* what one point adds to the number that axis_add makes        */
    uint32_t *table;   /* point * step of an area node, a day, a minute; NULL: of a code */
    uint32_t n_table;  /* its length; of areas: those of the future too           */
    uint32_t **column; /* areas: the same by recorded ones, [n_columns] of the query's
                            restated, NULL where another one says the same; NULL: rows
                            come restated                                       */
    uint32_t n_columns;
    uint32_t n_recorded; /* areas of a column that there are */
    uint32_t room;       /* and there can be                 */
    int32_t first_day;
    int32_t n_stretches;
    struct stretch *stretch; /* [n_stretches] the finest unit first */
};

struct axes {
    const struct fire_query *query;
    bool grows;
    bool is_tight;
    int32_t n_nodes; /* areas that have their slots */
    int32_t n_dims;
    int32_t n;
    struct dim *dim;   /* [n_dims] as asked */
    struct axis *axis; /* [n] time first: rows mostly come in its order */
};

/* Tables for some dimensions.
 *   arena    owns the tables
 *   errors   FIRE_ENOMEM */
fire_status axes_prepare(const struct fire_query *query, const struct ask_dim ask[],
                         int32_t n_dims, struct room room, struct fire_arena *arena,
                         struct axes *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Take in the codes and the areas that came since. false: there is no room for all of them,
 * and nothing may be looked up any more but what was known before. */
bool axes_extend(struct axes *axes);

/* Multiply an axis's points by `step`; at first it is 1. */
void axis_set_step(struct axis *axis, uint32_t step);

/* number[i] += step * point of row i, for all i < rows.n.
 *   number   [rows.n]
 *   coarse   [rows.n] becomes 1 where the row stands for a longer time than a dimension's
 *            and is therefore null in it; NULL: nobody asks */
void axis_add(const struct axis *axis, const struct fire_batch *batch, int32_t n_fields,
              struct rows rows, uint32_t number[], uint8_t coarse[]);

/* number[i] = the sum of step * point over all axes.
 *   days     within which all rows begin; NULL: not known
 *   others   as above */
void axes_number(const struct axes *axes, const struct fire_batch *batch, int32_t n_fields,
                 const struct fire_window *days, struct rows rows, uint32_t number[],
                 uint8_t coarse[]);

/* Whether axes_number of a batch is no more than one look-up a row, or two.
 *   days    as above
 *   facts   NULL: nothing is known of the batch */
bool axes_are_look_ups(const struct axes *axes, const struct fire_batch *batch,
                       const struct fire_window *days, const struct fire_facts *facts,
                       struct look_ups *out);

/* The numbers of rows by that. */
void axes_look_up(const struct look_ups *looks, struct rows rows, uint32_t number[]);

/* The slots of a point, each at its dimension's place in slot[n_dims of all axes]. */
void axis_slots(const struct axis *axis, uint32_t point, uint32_t slot[]);

/* ---- axes_area.c ---------------------------------------------------------------------- */

/* Room for the slots of a level of areas; axis_place_areas fills it. errors: FIRE_ENOMEM */
fire_status axes_reserve_area(const struct axes *axes, struct fire_arena *arena,
                              struct dim *dim, struct fire_error *err) FIRE_MUST_CHECK;

/* Room for the points of the axis of areas. errors: FIRE_ENOMEM */
fire_status axes_reserve_areas(struct axes *axes, struct fire_arena *arena, struct axis *axis,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Slots and points of the areas from number `from` on; false: there is no room. */
bool axes_place_areas(struct axes *axes, struct axis *axis, int32_t from, int32_t to);

/* Points of the recorded areas that came since; false: there is no room, or no column. */
bool axes_place_recorded(const struct axes *axes, struct axis *axis);

/* `n`, or where tables grow room for more. */
uint32_t axes_room_for(const struct axes *axes, uint32_t n);

/* ---- axes_map.c ----------------------------------------------------------------------- */

/* Where the points of one set of axes lie on another's axis. */
struct axis_map {
    int32_t axis;    /* the other's */
    uint32_t *point; /* of each of its points; of one that no row can have: anything */
};

/* The points of `from` on the axes of `to`. Every dimension of `to` is one of `from`.
 *   returns  [to->n]; NULL: no memory */
struct axis_map *axes_map(const struct axes *to, const struct axes *from,
                          struct fire_arena *arena);

#endif
