/* accumulate.h - what is known of every group: counts, exact sums, bounds, values.
 *
 *     accumulator_init(&accumulator, &layout, arena, err);
 *     accumulator_add(&accumulator, batch, n_fields, facts, rows, grouping, n_groups, err);  each batch
 *     accumulator_read(&accumulator, group, cell);
 *     accumulator_finish(&accumulator);
 *
 * One accumulator takes one stretch of batches; it knows nothing of what the others take. */
#ifndef FIRESTAT_AGGREGATE_ACCUMULATE_H
#define FIRESTAT_AGGREGATE_ACCUMULATE_H
#include "kernels.h"

/* Which cells a group has. A column is a field that is added up or a field whose single
 * values matter (bounds, median); a field may be both.
 *
 *   rows | weight | sum of each added field | for each column: null rows, null weight |
 *   rows of unknown weight
 *
 * The weight of a row is the number of incidents it stands for. Where every row is one, the
 * weight cells are left out and the row cells are the weights. */
struct layout {
    bool has_weights;
    int32_t n_sums;
    const int32_t *sum_field; /* [n_sums], never FIRE_FIELD_INCIDENTS: that is the weight */
    int32_t n_singles;
    const int32_t *single_field; /* [n_singles] */
    const bool *keeps_values;    /* [n_singles] for a median */
};

static inline int32_t cell_of_weight(const struct layout *layout)
{
    return layout->has_weights ? 1 : 0;
}

static inline int32_t cell_of_sum(const struct layout *layout, int32_t sum)
{
    return cell_of_weight(layout) + 1 + sum;
}

/* column: a sum's number, or n_sums + a single's number */
static inline int32_t cell_of_null_rows(const struct layout *layout, int32_t column)
{
    return cell_of_sum(layout, layout->n_sums) + column * (layout->has_weights ? 2 : 1);
}

static inline int32_t cell_of_null_weight(const struct layout *layout, int32_t column)
{
    return cell_of_null_rows(layout, column) + (layout->has_weights ? 1 : 0);
}

/* Only with weights. */
static inline int32_t cell_of_unknown(const struct layout *layout)
{
    return cell_of_null_rows(layout, layout->n_sums + layout->n_singles);
}

static inline int32_t n_cells_of(const struct layout *layout)
{
    return cell_of_unknown(layout) + (layout->has_weights ? 1 : 0);
}

/* Values of the rows that stand for exactly one incident, and their groups. */
struct values {
    uint32_t *group;
    int64_t *value;
    size_t n;
    size_t group_capacity;
    size_t value_capacity;
};

struct single {
    int64_t *min; /* [n_groups] INT64_MAX, INT64_MIN: no value yet */
    int64_t *max;
    size_t min_capacity;
    size_t max_capacity;
    struct values values; /* empty unless keeps_values */
};

/* Where batches are added first. */
struct pairs {
    struct pair_sums sums; /* of n groups that have some */
    size_t n;
    size_t capacity;
    int32_t small;        /* the column whose sum stands beside the rows; -1: none */
    int32_t large;        /* the column of the other word; -1: none               */
    uint64_t small_bound; /* of all that is in the pairs */
    uint64_t large_bound;
    uint64_t n_rows;
    bool *was_large; /* [columns] once it did not fit beside the rows */
};

struct accumulator {
    const struct layout *layout;
    int32_t n_cells;
    size_t n_groups;
    struct pairs pairs;
    int64_t *cell; /* [n_groups * n_cells] since they were last moved to `high` */
    size_t cell_capacity;
    uint64_t cell_bound; /* no cell is larger, either side of zero */
    wide *high;          /* the same cells, what came before; NULL: nothing did */
    size_t high_capacity;
    struct single *single;        /* [n_singles]                                  */
    struct accumulate_room *room; /* of the batch at hand; NULL before the first one,
                                     which takes its own unless one is lent         */
    struct fire_arena *arena;     /* of what is still to be taken */
};

/* arena owns what does not grow. To be finished even after a failure. errors: FIRE_ENOMEM */
fire_status accumulator_init(struct accumulator *accumulator, const struct layout *layout,
                             struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;

void accumulator_finish(struct accumulator *accumulator);

/* Room for the columns of one batch, that accumulators of up to n_sums sums may share when they are
 * given their batches in one thread. NULL: no memory. */
struct accumulate_room *accumulate_room_take(int32_t n_sums, struct fire_arena *arena);

/* Groups up to n_groups, the new ones empty. errors: FIRE_ENOMEM */
fire_status accumulator_reserve(struct accumulator *accumulator, size_t n_groups,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* The groups of a batch's rows. */
struct grouping {
    const struct look_ups *looks; /* NULL: group is written */
    uint32_t *group;              /* [rows] else it is room for it */
};

/* Take rows of a batch.
 *   facts    NULL: nothing is known of the batch
 *   grouping of the rows, < n_groups
 *   errors   FIRE_ENOMEM */
fire_status accumulator_add(struct accumulator *accumulator, const struct fire_batch *batch,
                            int32_t n_fields, const struct fire_facts *facts, struct rows rows,
                            struct grouping grouping, size_t n_groups,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* Bring all into the cells, where it can be read. errors: FIRE_ENOMEM */
fire_status accumulator_settle(struct accumulator *accumulator,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Which cells of one layout another's are. */
struct cell_map {
    int32_t
        *cell; /* [to's n_cells] of the other; where only `to` has weights, its rows; -1: 0 */
    int32_t *single; /* [to's n_singles] of the other                                      */
};

/* Every sum and every single value of `to` is one of `from`. NULL arrays: no memory. */
struct cell_map accumulator_map(const struct layout *to, const struct layout *from,
                                struct fire_arena *arena);

/* Which groups of one accumulator go where in another. */
struct moves {
    size_t n;
    const uint32_t *from; /* [n] */
    const uint32_t *to;   /* [n] */
    const uint32_t *of;   /* [the one's n_groups] the same by its groups, or
                             MOVES_NOWHERE; NULL: it keeps no values */
};

#define MOVES_NOWHERE UINT32_MAX

/* Take groups of another accumulator, which is settled; its values for a median are left empty.
 *   n_groups of this one, at least
 *   errors   FIRE_ENOMEM */
fire_status accumulator_absorb(struct accumulator *accumulator, struct accumulator *from,
                               const struct cell_map *map, const struct moves *moves,
                               size_t n_groups, struct fire_error *err) FIRE_MUST_CHECK;

/* The same of one that counts the same for the same groups, only sums, and no 128-bit ones.
 * errors: FIRE_ENOMEM */
fire_status accumulator_join(struct accumulator *accumulator, const struct accumulator *from,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Add to the cells of a group. cell: [n_cells]. errors: FIRE_ENOMEM */
fire_status accumulator_put(struct accumulator *accumulator, uint32_t group, const wide cell[],
                            struct fire_error *err) FIRE_MUST_CHECK;

/* A group without rows, once settled; values for a median stay. */
void accumulator_clear(struct accumulator *accumulator, uint32_t group);

/* The cells of a group, once settled. out: [n_cells] */
void accumulator_read(const struct accumulator *accumulator, uint32_t group, wide out[]);

/* total[c] += cell c of a group, once settled. total: [n_cells] */
void accumulator_add_to(const struct accumulator *accumulator, uint32_t group, wide total[]);

/* The groups that have rows, once settled, in the order of their numbers.
 *   group    [n_groups + 1] */
size_t accumulator_list(const struct accumulator *accumulator, uint32_t group[]);

/* Whether a group has rows, once settled. */
bool accumulator_has_rows(const struct accumulator *accumulator, uint32_t group);

#endif
