/* verify_base.c - a printed change against the previous period as the same table has it elsewhere.
 *
 * A period that was revised in between, or counted by another definition, leaves changes that are
 * right by themselves and contradict the row of the period before. */
#include "verify_private.h"

static bool is_open(const struct fire_figure_check *check)
{
    return check->verdict == FIRE_FIGURE_UNDECIDABLE;
}

static struct fire_figure_check check_of(const struct fire_printed_change *change,
                                         fire_figure_of of)
{
    return of == FIRE_OF_PERCENT ? fire_verify_percent(change) : fire_verify_delta(change);
}

/* Could the two have been one value before they were printed? */
static bool may_be_same(struct fire_printed a, struct fire_printed b, bool is_count)
{
    const struct fire_printed *const both[] = { &a, &b };
    const int32_t scale = exact_scale(both, 2);
    const struct exact_range in_a = exact_range_of(a, scale, is_count);
    const struct exact_range in_b = exact_range_of(b, scale, is_count);
    return in_a.low <= in_b.high && in_b.low <= in_a.high;
}

/* Do the figures of the change fit the base, as far as their places tell? */
static bool fits(const struct fire_printed_change *change, struct fire_printed own)
{
    struct fire_printed_change with = *change;
    with.base = own;
    const struct fire_figure_check delta = fire_verify_delta(&with);
    if (change->delta.is_known && !verify_is_right(&delta) && !is_open(&delta)) return false;
    const struct fire_figure_check percent = fire_verify_percent(&with);
    return !change->percent.is_known || verify_is_right(&percent) || is_open(&percent);
}

struct fire_figure_check fire_verify_own_base(const struct fire_printed_change *change,
                                              fire_figure_of of, struct fire_printed own,
                                              struct fire_figure_check check)
{
    struct fire_printed_change with = *change;
    with.base = own;
    if (!own.is_known || !change->current.is_known ||
        (!verify_is_right(&check) && !is_open(&check)))
        return check;
    const bool is_other = change->base.is_known
                              ? !may_be_same(change->base, own, change->is_count)
                              : !fits(change, own);
    const struct fire_figure_check against_own = check_of(&with, of);
    if (!is_other) return change->base.is_known || !is_open(&check) ? check : against_own;
    if (verify_is_right(&against_own))
        return check; /* it is the other figure that contradicts */
    if (against_own.verdict == FIRE_FIGURE_SLIGHTLY_OFF && is_open(&check)) return against_own;
    const bool stays = !change->base.is_known && verify_is_right(&check);
    if (!stays) {
        check = against_own;
        check.verdict = FIRE_FIGURE_WRONG_BASE;
        check.high = (struct fire_printed){ 0 };
    }
    check.note = FIRE_FIGURE_OWN_BASE;
    check.low = own;
    return check;
}
