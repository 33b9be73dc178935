/* distinct.h - how many different codes, areas, days there are in every group.
 *
 * The rows are grouped once more, by the query's dimensions and the counted one together, and
 * of these finer groups only those that occur are counted. So districts by province need a
 * table of districts, not one of districts by provinces. Rows without a value are not counted;
 * the incidents that they stand for are added up. */
#ifndef FIRESTAT_AGGREGATE_DISTINCT_H
#define FIRESTAT_AGGREGATE_DISTINCT_H
#include "groups.h"
#include "wide.h"

struct distinct {
    struct axes axes;
    struct groups groups;
    int32_t dim;   /* number of the counted one among the axes' dimensions     */
    uint8_t *seen; /* [n] a group's DISTINCT_MET, and DISTINCT_NULL from the start */
    size_t seen_capacity;
    size_t n;
    wide *null_weight; /* [n] incidents of groups without a value; NULL: there are none */
    size_t null_capacity;
    uint32_t *group; /* [FIRE_BATCH_ROWS] of the batch at hand */
};

#define DISTINCT_MET  1
#define DISTINCT_NULL 2 /* the counted dimension is null in the group */

/* arena owns what does not grow. To be finished even after a failure. errors: FIRE_ENOMEM */
fire_status distinct_init(struct distinct *distinct, const struct fire_query *query,
                          const struct ask_dim *counted, struct room room, int64_t n_rows,
                          struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;

void distinct_finish(struct distinct *distinct);

/* Take in the codes and the areas that came since. *fits becomes false where there is no room
 * for them. errors: FIRE_ENOMEM */
fire_status distinct_extend(struct distinct *distinct, bool *fits,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* Take rows of a batch.
 *   facts    NULL: nothing is known of the batch
 *   weight   [rows.n] incidents of each row; NULL: each stands for one
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status distinct_add(struct distinct *distinct, const struct fire_batch *batch,
                         int32_t n_fields, const struct fire_facts *facts, struct rows rows,
                         const int64_t weight[], struct fire_error *err) FIRE_MUST_CHECK;

/* Take all of another one of the same question. errors as above
 *   are_same  both were made of the same room and number of rows */
fire_status distinct_absorb(struct distinct *distinct, const struct distinct *from,
                            bool are_same, struct fire_arena *scratch,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* What was counted. */
struct counted {
    int64_t *n;    /* [n_groups] different values       */
    wide *unknown; /* [n_groups] incidents without one  */
    int64_t n_all; /* different values of all groups    */
    wide unknown_all;
};

/* Of the groups of a scan, which are those of the query's dimensions.
 *   scratch  owns the arrays
 *   errors   FIRE_ENOMEM */
fire_status distinct_count(const struct distinct *distinct, struct groups *groups,
                           struct fire_arena *scratch, struct counted *out,
                           struct fire_error *err) FIRE_MUST_CHECK;

#endif
