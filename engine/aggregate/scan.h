/* scan.h - one question on its way through the batches. */
#ifndef FIRESTAT_AGGREGATE_SCAN_H
#define FIRESTAT_AGGREGATE_SCAN_H
#include "accumulate.h"
#include "distinct.h"
#include "groups.h"
#include "largest.h"
#include "made.h"
#include "select.h"

/* Where a measure's numbers are: a sum's number or a single's number in the layout, or that of
 * what is counted. */
#define SCAN_WEIGHT (-1) /* the sum of `incidents` */

/* The groups that have rows, and their points. */
struct listing {
    size_t n;
    uint32_t *group; /* [n] NULL: not listed yet     */
    uint32_t *point; /* [n * axes] group by group    */
};

struct scan {
    const struct fire_query *query;
    struct made_rows made;
    struct filter filter;
    struct axes axes;
    struct groups groups;
    struct layout layout;
    int32_t *column; /* [query->n_measures] a sum, a single, a distinct or SCAN_WEIGHT */
    int32_t n_distincts;
    struct distinct *distinct; /* [n_distincts] */
    int64_t *weight_value;     /* [FIRE_BATCH_ROWS] room, as what follows */
    uint16_t *weight_null_at;
    struct accumulator accumulator;
    struct largest largest;
    int64_t n_records;
    int64_t n_coarse;

    bool counts_scopes;
    struct axes scope;   /* of the one dimension */
    uint8_t *scope_seen; /* [n_slots + 1]        */

    struct listing listing; /* made by the first scan_project out of this one */

    uint8_t *mark; /* [n_marked * query->n_measures] FIRE_MARK_ bits of groups' figures; NULL:
                      there are none                                                        */
    size_t n_marked;
    bool is_unreported; /* no row met the question, and no report of it came */
    size_t mark_capacity;
    bool has_shared_totals; /* conditions were asked of shares, so totals are made of some */

    uint32_t *point;             /* [axes.n] of a group at hand           */
    struct selection *selection; /* of the batch at hand, as what follows */
    uint32_t *group;
    uint8_t *coarse;
};

/* What is known of the rows beforehand. */
struct expected {
    struct room room;
    int64_t n_rows;
    bool has_weights; /* some batch says how many incidents a row stands for */
};

/* Make everything ready. To be finished even after a failure.
 *   arena    owns what does not grow
 *   errors   FIRE_ENOMEM */
fire_status scan_init(struct scan *scan, const struct fire_query *query,
                      const struct expected *expected, struct fire_arena *arena,
                      struct fire_error *err) FIRE_MUST_CHECK;

void scan_finish(struct scan *scan);

/* Take a batch whose days, codes, areas and weights are all expected ones.
 *   facts    NULL: nothing is known of the batch
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status scan_batch(struct scan *scan, const struct fire_batch *batch, int32_t n_fields,
                       const struct fire_facts *facts, struct fire_error *err) FIRE_MUST_CHECK;

/* Marks of all groups that there are now can be written. errors: FIRE_ENOMEM */
fire_status scan_reserve_marks(struct scan *scan, struct fire_error *err) FIRE_MUST_CHECK;

/* Nothing is known of any group, nor of all of them together. errors as above */
fire_status scan_mark_unreported(struct scan *scan, struct fire_error *err) FIRE_MUST_CHECK;

static inline uint8_t scan_mark(const struct scan *scan, uint32_t group, int32_t measure)
{
    if (group >= scan->n_marked) return 0;
    return scan->mark[(size_t)group * (size_t)scan->query->n_measures + (size_t)measure];
}

/* Take in the codes and the areas that came since. *fits becomes false where there is no room
 * for them: then the scan takes no further batch. errors: FIRE_ENOMEM */
fire_status scan_extend(struct scan *scan, bool *fits, struct fire_error *err) FIRE_MUST_CHECK;

/* Take what another scan of the same question has found; its days, codes, areas and weights
 * are all expected ones. It is left without values for a median.
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status scan_absorb(struct scan *scan, struct scan *from,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* The same, faster, of a scan that expected the same. */
fire_status scan_join(struct scan *scan, struct scan *from,
                      struct fire_error *err) FIRE_MUST_CHECK;

/* Which points of an axis of time lie in a window. */
struct times {
    int32_t axis;
    uint8_t *where; /* [points] TIMES_... */
    bool cut;       /* rows were met of which it cannot be said */
};

#define TIMES_OUTSIDE 0
#define TIMES_INSIDE  1
#define TIMES_CUT     2 /* some of its rows may be inside and some not */

/* Answer from a finer scan: one whose rows are those that meet the conditions for which is_met
 * says so, and that has the scan's dimensions, those of its other conditions and, where there
 * are other conditions, the scope among its own. It keeps what it has.
 *   is_met   [conditions of the scan's query]
 *   times    further, only groups of these times; NULL: of all
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status scan_project(struct scan *scan, struct scan *from, const bool is_met[],
                         struct times *times, struct fire_error *err) FIRE_MUST_CHECK;

/* The slots of a group. slot: [query->n_dims] */
void scan_slots(const struct scan *scan, uint32_t group, uint32_t slot[]);

int64_t scan_n_scopes(const struct scan *scan);

#endif
