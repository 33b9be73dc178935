/* conclude.h - from what a scan found to the summary. */
#ifndef FIRESTAT_AGGREGATE_CONCLUDE_H
#define FIRESTAT_AGGREGATE_CONCLUDE_H
#include "reports.h"
#include "scan.h"

#include "firestat/table.h"

/* What the scanned rows say of days (table.h). */
struct read {
    bool has_data; /* false: no row, and the days mean nothing */
    struct fire_window days;
    const struct fire_window *coverage; /* [n_coverage] */
    int64_t n_coverage;
    struct reports *reports;        /* what rows told of reports                           */
    const struct fire_table *table; /* whose rows have not told it yet; NULL: they have   */
};

/* Have the rows tell of reports, unless they have.
 *   errors   FIRE_ENOMEM */
fire_status read_reports(struct read *read, const struct fire_areas *areas,
                         struct fire_error *err) FIRE_MUST_CHECK;

/* The summary of all that a scan has taken; the scan is used up.
 *   arena    owns the summary
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: a number does not fit, or too many groups */
fire_status scan_conclude(struct scan *scan, struct read *read, struct fire_arena *arena,
                          const struct fire_summary **out,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
