/* unlike.c - see firestat/compare.h: why two sides are given no verdict. Comparisons and charts ask
 * here, so that a title never says what a table refuses. */
#include "firestat/compare.h"

#include <string.h>

/* Whether a row is of a period, by its first dimension. */
static bool is_of(const struct fire_summary *scopes, int64_t row, int64_t period)
{
    const struct fire_key *key = fire_summary_key(scopes, row, 0);
    return !key->is_null && key->number == period;
}

void fire_side_scopes(struct fire_side *side, const struct fire_summary *scopes,
                      const int64_t *period)
{
    const int32_t dim = scopes->n_dims - 1;
    side->n_scopes = 0;
    for (int64_t row = 0; row < scopes->n_rows; row++) {
        if (period != NULL && !is_of(scopes, row, *period)) continue;
        side->scope = *fire_summary_key(scopes, row, dim);
        side->n_scopes++;
    }
}

/* Whether two sides count the same, and only one kind of scope. A side without rows agrees with
 * any. */
static bool scopes_agree(const struct fire_side *a, const struct fire_side *b)
{
    if (a->n_scopes > 1 || b->n_scopes > 1) return false;
    if (a->n_scopes == 0 || b->n_scopes == 0) return true;
    return a->scope.is_null == b->scope.is_null && a->scope.number == b->scope.number;
}

uint32_t fire_unlike_of(const struct fire_side *current, const struct fire_side *base,
                        uint32_t same_flags)
{
    const uint32_t never = FIRE_SAME_EARLIER | FIRE_SAME_OVERLAP | FIRE_SAME_NO_WEEK;
    const bool is_leap = (same_flags & FIRE_SAME_LEAP_DAY) != 0;
    const bool has_months = current->n_months > 0 && base->n_months > 0;
    uint32_t unlike = 0;
    if (!scopes_agree(current, base)) unlike |= FIRE_UNLIKE_SCOPE;
    if ((same_flags & never) != 0 ||
        ((same_flags & FIRE_SAME_LENGTHS) != 0 && !is_leap && !has_months))
        unlike |= FIRE_UNLIKE_DAYS;
    return unlike;
}

/* ---- which definitions --------------------------------------------------------------------- */

/* Whether some rows stand for several incidents: published figures. */
static bool are_published(const struct fire_summary *scopes)
{
    const struct fire_value incidents = scopes->total[0];
    return !incidents.is_null && incidents.number > scopes->n_records;
}

/* Whether a scope is among those of a side. */
static bool have(const struct fire_summary *scopes, const int64_t *period,
                 const struct fire_key *scope)
{
    for (int64_t row = 0; row < scopes->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(scopes, row, scopes->n_dims - 1);
        if (period != NULL && !is_of(scopes, row, *period)) continue;
        if (key->is_null == scope->is_null && key->number == scope->number) return true;
    }
    return false;
}

/* How many scopes of `a` there are, and how many of these `b` has too. */
static void count_scopes(const struct fire_summary *a, const int64_t *period_a,
                         const struct fire_summary *b, const int64_t *period_b, int64_t *n,
                         int64_t *n_common)
{
    *n = *n_common = 0;
    for (int64_t row = 0; row < a->n_rows; row++) {
        if (period_a != NULL && !is_of(a, row, *period_a)) continue;
        ++*n;
        *n_common += have(b, period_b, fire_summary_key(a, row, a->n_dims - 1));
    }
}

bool fire_scopes_changed(const struct fire_summary *a, const int64_t *period_a,
                         const struct fire_summary *b, const int64_t *period_b)
{
    int64_t n_a;
    int64_t n_b;
    int64_t n_common;
    count_scopes(b, period_b, a, period_a, &n_b, &n_common);
    count_scopes(a, period_a, b, period_b, &n_a, &n_common);
    if (n_a == 0 || n_b == 0) return false;
    if (are_published(a) || are_published(b)) return n_common < n_a || n_common < n_b;
    return n_common == 0;
}

bool fire_is_too_unknown(int64_t unknown, int64_t n_incidents, int64_t percent)
{
    return (double)unknown * 100.0 > (double)percent * (double)n_incidents;
}
