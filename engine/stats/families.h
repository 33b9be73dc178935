/* families.h - groups that are reported together. Room-private.
 *
 * Whoever publishes the causes of a year's fires leaves out those that were none: a group without a
 * row has had nothing where another one of the same area, scope and period has a row. Of an area, a
 * scope or a period that is left out nothing is known. */
#ifndef FIRESTAT_STATS_FAMILIES_H
#define FIRESTAT_STATS_FAMILIES_H
#include "firestat/summary.h"

/* family[group] = a number that groups of one area, scope and period have in common, 0 .. *out_n - 1.
 *   key      [n] keys [n_dims] in the first dimensions of `about`, group by group
 *   family   [n]
 *   errors   FIRE_ENOMEM */
fire_status families_find(const struct fire_summary *about, const struct fire_key *const key[],
                          int64_t n, int32_t n_dims, int32_t family[], int32_t *out_n,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
