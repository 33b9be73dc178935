/* reported.h - which reports a question may be answered by. */
#ifndef FIRESTAT_AGGREGATE_REPORTED_H
#define FIRESTAT_AGGREGATE_REPORTED_H
#include "conclude.h"

/* In the place of a scope's code, where groups are not of one scope each. */
#define ALL_SCOPES (-2)

/* All reports of a scan's rows, whatever the question.
 *   errors   FIRE_ENOMEM */
fire_status reported_list(const struct scan *scan, struct read *read, struct fire_arena *arena,
                          const struct fire_reported **out, int32_t *out_n,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Whether a report is of an area, or of one that lies in it, and of a scope, and may meet the
 * question's conditions on areas, scopes and periods.
 *   scope   a code; -1: no scope is said; ALL_SCOPES */
bool reported_is_of(const struct scan *scan, const struct fire_reported *reported, int32_t area,
                    int32_t scope);

/* What is kept of reports in a summary: those that may meet the conditions on some of the days. */
struct kept_reports {
    int32_t n;
    const struct fire_reported *reported; /* [n] */
    int32_t n_told;
    const struct fire_told *told; /* [n_told] */
};

/* errors: FIRE_ENOMEM */
fire_status reported_keep(const struct scan *scan, struct read *read, struct fire_window days,
                          struct fire_arena *arena, struct kept_reports *out,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
