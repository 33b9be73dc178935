/* share.h - rows of an area that was split, shared out over its parts. */
#ifndef FIRESTAT_AGGREGATE_SHARE_H
#define FIRESTAT_AGGREGATE_SHARE_H
#include "scan.h"

/* Share a whole number out by weights so that the parts add up to it: each gets its part cut off
 * towards zero, and what is left goes, a grain each, to those who were cut by most, the first of
 * equals first (largest remainder; Hamilton's way of sharing seats).
 *   grain    divides the number; >= 1
 *   weight   [n] >= 0, their sum positive and below 2^31
 *   part     [n] written */
void share_number(wide number, wide grain, const int32_t weight[], int32_t n, wide part[]);

/* The same with no part above its cap; caps add up to the number at least. cap: [n] >= 0 */
void share_within(wide number, const wide cap[], const int32_t weight[], int32_t n,
                  wide part[]);

/* Give what is in groups of areas that were split to the groups of their parts, and mark these.
 * Settled before; its layout has weights where there is anything to share out (accumulate.h).
 * Sums keep their totals. Bounds and values of single incidents go to no part: only totals know
 * them, and the parts are marked FIRE_MARK_UNSHARED.
 *   errors   FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status scan_share_out(struct scan *scan, struct fire_error *err) FIRE_MUST_CHECK;

/* A query in the place of one that has conditions on areas which may cut through an area that was
 * split: without them, but with their dimensions, so that they can be asked of the shares. Most
 * queries are their own.
 *   returns  NULL: no memory */
struct fire_query *query_for_sharing(struct fire_query *query, struct fire_arena *arena);

static inline bool condition_is_of_areas(const struct condition *condition)
{
    return condition->subject == SUBJECT_DIM && condition->dim.kind == FIRE_DIM_AREA;
}

/* Whether a query has a condition on areas. */
bool query_asks_areas(const struct fire_query *query);

/* Whether the rows of a query may lie in areas that were split. */
static inline bool query_has_splits(const struct fire_query *query)
{
    return query->restated != NULL && query->restated->n_splits > 0;
}

#endif
