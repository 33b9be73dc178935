/* stats_areas.h - many areas at once.
 *
 * 700 communes tested at 5 % give 35 false flags. What the fields mean in every topic:
 * stats.h. */
#ifndef FIRESTAT_STATS_AREAS_H
#define FIRESTAT_STATS_AREAS_H
#include "firestat/arena.h"
#include "firestat/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_ADJUST_BH,         /* false discovery rate, Benjamini & Hochberg 1995: the default   */
    FIRE_ADJUST_BY,         /* the same under any dependence, Benjamini & Yekutieli 2001      */
    FIRE_ADJUST_HOLM,       /* any false claim at all, for a few official ones, Holm 1979     */
    FIRE_ADJUST_BONFERRONI, /* the same, coarser                                              */
} fire_adjustment;

/* p-values of many areas, adjusted: an area with q < 0.1 under FIRE_ADJUST_BH stands in a list
 * of which at most a tenth is expected to be chance. Equal p give equal q, larger p never give
 * smaller q, and q >= p.
 *   p[n]       tests; one that is NaN or outside 0..1 was not made: it does not count, its q is 1
 *   q[n]       out; may be p itself
 *   n_tests    out, may be NULL: the tests that counted, to be printed
 *   scratch    takes 8 bytes a test
 * Errors: FIRE_ENOMEM. */
fire_status fire_adjust_p(const double p[], int64_t n, fire_adjustment adjustment,
                          struct fire_arena *scratch, double q[], int64_t *n_tests,
                          struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
