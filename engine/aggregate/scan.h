/* scan.h - one question on its way through the batches. */
#ifndef FIRESTAT_AGGREGATE_SCAN_H
#define FIRESTAT_AGGREGATE_SCAN_H
#include "accumulate.h"
#include "groups.h"
#include "select.h"

/* Where a measure's numbers are: a sum's number or a single's number in the layout. */
#define SCAN_WEIGHT (-1) /* the sum of `incidents` */

struct scan {
    const struct fire_query *query;
    struct filter filter;
    struct axes axes;
    struct groups groups;
    struct layout layout;
    int32_t *column; /* [query->n_measures] a sum, a single or SCAN_WEIGHT */
    struct accumulator accumulator;
    int64_t n_records;
    int64_t n_coarse;

    bool counts_scopes;
    struct axes scope;   /* of the one dimension */
    uint8_t *scope_seen; /* [n_slots + 1]        */

    uint32_t *point;             /* [axes.n] of a group at hand           */
    struct selection *selection; /* of the batch at hand, as what follows */
    uint32_t *group;
    uint8_t *coarse;
};

/* Make everything ready. To be finished even after a failure.
 *   days     of the table; NULL: it has no row
 *   arena    owns what does not grow
 *   errors   FIRE_ENOMEM */
fire_status scan_init(struct scan *scan, const struct fire_query *query,
                      const struct fire_table *table, const struct fire_window *days,
                      struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;

void scan_finish(struct scan *scan);

/* Take batches from..to-1. errors: FIRE_ENOMEM, FIRE_ERANGE: too many groups */
fire_status scan_batches(struct scan *scan, const struct fire_table *table, int64_t from,
                         int64_t to, struct fire_error *err) FIRE_MUST_CHECK;

/* The slots of a group. slot: [query->n_dims] */
void scan_slots(const struct scan *scan, uint32_t group, uint32_t slot[]);

int64_t scan_n_scopes(const struct scan *scan);

#endif
