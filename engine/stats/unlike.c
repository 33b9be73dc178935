/* unlike.c - see firestat/compare.h: why two sides are given no verdict. Comparisons and charts ask
 * here, so that a title never says what a table refuses. */
#include "firestat/compare.h"

void fire_side_scopes(struct fire_side *side, const struct fire_summary *scopes,
                      const int64_t *period)
{
    const int32_t dim = scopes->n_dims - 1;
    side->n_scopes = 0;
    for (int64_t row = 0; row < scopes->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(scopes, row, 0);
        if (period != NULL && (key->is_null || key->number != *period)) continue;
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

bool fire_is_too_unknown(int64_t unknown, int64_t n_incidents, int64_t percent)
{
    return (double)unknown * 100.0 > (double)percent * (double)n_incidents;
}
