/* plan.h - which scans answer a list of queries. */
#ifndef FIRESTAT_AGGREGATE_PLAN_H
#define FIRESTAT_AGGREGATE_PLAN_H
#include "ask.h"

/* What is known of the rows when a plan is made. */
struct plan_rows {
    int64_t n_rows;
    uint32_t n_days;
    bool has_stretches; /* some rows stand for more than a day */
};

/* How one query is answered. */
struct planned {
    const struct fire_query *query;
    int32_t scan;       /* number of the scan that has it                          */
    bool is_projected;  /* out of a finer scan; else the scan is the query's own   */
    const bool *is_met; /* [conditions] by the rows of the scan; the others are asked
                           of its groups                                           */
};

struct plan {
    int32_t n;
    struct planned *planned; /* [n] as the queries were given */
    int32_t n_scans;
    struct fire_query *scan; /* [n_scans] */
    bool *is_shared;         /* [n_scans] others may join it and make it finer */
};

/* Put queries together that can share a scan.
 *   arena    owns the plan
 *   errors   FIRE_ENOMEM */
fire_status plan_make(struct fire_query *const query[], int32_t n, struct plan_rows rows,
                      struct fire_arena *arena, struct plan *out,
                      struct fire_error *err) FIRE_MUST_CHECK;

#endif
