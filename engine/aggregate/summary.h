/* summary.h - writing a summary down. */
#ifndef FIRESTAT_AGGREGATE_SUMMARY_H
#define FIRESTAT_AGGREGATE_SUMMARY_H
#include "order.h"

/* All but the days.
 *   scratch  owns what is needed on the way
 *   arena    owns the summary
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: a number does not fit */
fire_status summary_write(struct scan *scan, const struct ordered *ordered,
                          struct fire_arena *scratch, struct fire_arena *arena,
                          struct fire_summary **out, struct fire_error *err) FIRE_MUST_CHECK;

#endif
