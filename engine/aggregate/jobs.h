/* jobs.h - a table scanned once, for several questions and by several threads. */
#ifndef FIRESTAT_AGGREGATE_JOBS_H
#define FIRESTAT_AGGREGATE_JOBS_H
#include "scan.h"

/* Scan all of a table once.
 *   scan     [n_scans] ready for it; they have all that was found afterwards
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status jobs_scan(struct scan *scan, int32_t n_scans, const struct expected *expected,
                      const struct fire_table *table, int32_t n_jobs,
                      struct fire_error *err) FIRE_MUST_CHECK;

#endif
