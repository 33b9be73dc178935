/* verify_change.c - a printed change against the levels it belongs to.
 *
 * First the digits are taken at their word. Only where that fails is asked what else could have
 * been meant: the division by the wrong side, levels that were rounded before they were printed,
 * a slip of the finger. */
#include "verify_private.h"

/* The figures of a change at one scale. */
struct sides {
    int32_t scale;
    bool has_base; /* base and delta are known, from whatever was printed */
    fire_int128 base;
    fire_int128 delta;
    fire_int128 current;
};

static struct sides sides_of(const struct fire_printed_change *change)
{
    const struct fire_printed *const all[] = { &change->current, &change->base,
                                               &change->delta };
    struct sides sides = { .scale = exact_scale(all, 3) };
    const fire_int128 current = exact_at(change->current, sides.scale);
    const fire_int128 base = exact_at(change->base, sides.scale);
    const fire_int128 delta = exact_at(change->delta, sides.scale);
    if (change->current.is_known && change->base.is_known) {
        sides = (struct sides){ sides.scale, true, base, current - base, current };
    } else if (change->current.is_known && change->delta.is_known) {
        sides = (struct sides){ sides.scale, true, current - delta, delta, current };
    } else if (change->base.is_known && change->delta.is_known) {
        sides = (struct sides){ sides.scale, true, base, delta, base + delta };
    } else {
        sides.current = current;
    }
    return sides;
}

/* "giảm 52 vụ, 15,2%": where the words carry the sign the percent has none. */
static struct fire_printed with_sign_of(struct fire_printed percent, fire_int128 delta)
{
    if (delta < 0 && percent.number > 0) percent.number = -percent.number;
    return percent;
}

/* 100 * delta / base at its smallest and largest, for values that could have been printed so.
 * Both are quotients that grow with the delta and fall with the base, or the other way round. */
struct ratio {
    fire_int128 delta;
    fire_int128 base;
};

static bool ratio_ends(const struct fire_printed_change *change, int32_t scale,
                       struct ratio *low, struct ratio *high)
{
    const bool exact = change->is_count;
    const struct exact_range c = exact_range_of(change->current, scale, exact);
    if (change->base.is_known) { /* c / b - 1 */
        const struct exact_range b = exact_range_of(change->base, scale, exact);
        *low = (struct ratio){ c.low - b.high, b.high };
        *high = (struct ratio){ c.high - b.low, b.low };
    } else { /* d / (c - d) grows with d; it falls with c where d > 0 and else grows */
        const struct exact_range d = exact_range_of(change->delta, scale, exact);
        *low = (struct ratio){ d.low, (d.low > 0 ? c.high : c.low) - d.low };
        *high = (struct ratio){ d.high, (d.high > 0 ? c.low : c.high) - d.high };
    }
    return low->base > 0 && high->base > 0;
}

/* Could unrounded values have given the printed percent? */
static bool is_within_rounding(const struct fire_printed_change *change, int32_t scale,
                               struct fire_printed percent, struct fire_figure_check *out)
{
    struct ratio low;
    struct ratio high;
    int64_t first;
    int64_t last;
    if (!change->current.is_known || !ratio_ends(change, scale, &low, &high)) return false;
    if (exact_compare_percent(low.delta, low.base, percent) > 0 ||
        exact_compare_percent(high.delta, high.base, percent) < 0 ||
        !exact_percent(low.delta, low.base, percent.decimals, false, &first) ||
        !exact_percent(high.delta, high.base, percent.decimals, false, &last))
        return false;
    *out = (struct fire_figure_check){
        .verdict = FIRE_FIGURE_UNDECIDABLE,
        .note = FIRE_FIGURE_LEVEL_ROUNDED,
        .low = { .is_known = true, .number = first, .decimals = percent.decimals },
        .high = { .is_known = true, .number = last, .decimals = percent.decimals },
    };
    return true;
}

/* 9/11 printed for 9/2. */
static bool is_of_current(const struct sides *sides, struct fire_printed percent)
{
    struct fire_figure_check other;
    return sides->current > 0 &&
           verify_against(percent, sides->delta, sides->current, &other) &&
           verify_is_right(&other);
}

/* ---- without a base -------------------------------------------------------------------- */

/* The whole number at `base` or beside it whose percent is nearest to the printed one. */
static void find_nearest(int64_t current, fire_int128 base, struct fire_printed percent,
                         struct fire_figure_check *check)
{
    fire_int128 nearest = -1;
    for (fire_int128 b = base; b <= base + 1; b++) {
        int64_t number;
        if (b <= 0 || !exact_percent(current - b, b, percent.decimals, false, &number))
            continue;
        const fire_int128 off = number > percent.number ? (fire_int128)number - percent.number
                                                        : (fire_int128)percent.number - number;
        if (nearest >= 0 && off >= nearest) continue;
        nearest = off;
        check->low = verify_whole((int64_t)b);
        check->right = (struct fire_printed){ true, number, percent.decimals,
                                              FIRE_PRINTED_PLAIN };
    }
}

/* The whole numbers that a count can have changed from by the printed percent, rounded or cut off:
 * current is 100 + percent of each hundred of them.
 *   high   unknown: there is no largest one
 *   false  there are none */
static bool find_bases(int64_t current, struct fire_printed percent, struct fire_printed *low,
                       struct fire_printed *high)
{
    const fire_int128 places = exact_power(percent.decimals);
    const fire_int128 twice = 2 *
                              (100 * places + percent.number); /* halves of the last place */
    const fire_int128 top = 200 * places * current;
    const bool falls = percent.number < 0;
    const fire_int128 most = twice + (falls ? 1 : 2);  /* inside only where it falls  */
    const fire_int128 least = twice - (falls ? 2 : 1); /* inside only where it grows */
    if (most <= 0) return false;
    const fire_int128 first = falls ? (top + most - 1) / most : top / most + 1;
    if (first > INT64_MAX) return false;
    *low = verify_whole((int64_t)first);
    *high = (struct fire_printed){ 0 };
    if (least <= 0) return true;
    const fire_int128 last = falls ? (top - 1) / least : top / least;
    if (last >= first && last <= INT64_MAX) *high = verify_whole((int64_t)last);
    return last >= first;
}

/* Of a count only its percent is printed: is there a whole number it can have changed from? */
static struct fire_figure_check without_base(const struct fire_printed_change *change)
{
    struct fire_figure_check check = { .verdict = FIRE_FIGURE_UNDECIDABLE,
                                       .note = FIRE_FIGURE_NO_BASE };
    const struct fire_printed percent = change->percent;
    const int64_t current = change->current.number;
    if (!change->current.is_known || !change->is_count || change->current.decimals != 0 ||
        change->current.word != FIRE_PRINTED_PLAIN || current <= 0 ||
        find_bases(current, percent, &check.low, &check.high))
        return check;
    const fire_int128 places = exact_power(percent.decimals);
    const fire_int128 whole = 100 * places + percent.number;
    check = (struct fire_figure_check){ .verdict = FIRE_FIGURE_IMPOSSIBLE_BASE,
                                        .note = FIRE_FIGURE_NO_WHOLE_BASE };
    if (whole > 0) find_nearest(current, 100 * places * current / whole, percent, &check);
    return check;
}

/* ---- the two checks -------------------------------------------------------------------- */

/* A base that cannot have been: below zero, or zero under a percent. */
static bool has_impossible_base(const struct fire_printed_change *change,
                                const struct sides *sides, struct fire_figure_check *check)
{
    if (sides->base > 0 || (sides->base == 0 && !change->percent.is_known)) return false;
    const int32_t places = change->current.decimals > change->delta.decimals
                               ? change->current.decimals
                               : change->delta.decimals;
    *check = (struct fire_figure_check){
        .verdict = FIRE_FIGURE_IMPOSSIBLE_BASE,
        .note = sides->base < 0 ? FIRE_FIGURE_BELOW_ZERO : FIRE_FIGURE_FROM_ZERO,
        .low = exact_printed(sides->base, sides->scale, places),
    };
    return true;
}

struct fire_figure_check fire_verify_percent(const struct fire_printed_change *change)
{
    const struct fire_figure_check undecidable = { .verdict = FIRE_FIGURE_UNDECIDABLE };
    const struct sides sides = sides_of(change);
    struct fire_figure_check check;
    struct fire_figure_check rounded;
    if (!change->percent.is_known || change->percent.decimals < 0) return undecidable;
    if (!sides.has_base) return without_base(change);
    if (has_impossible_base(change, &sides, &check)) return check;

    const struct fire_printed percent = with_sign_of(change->percent, sides.delta);
    if (!verify_against(percent, sides.delta, sides.base, &check)) return undecidable;
    if (verify_is_right(&check)) return check;
    if (percent.number < 0 && sides.delta > 0) {
        check.verdict = FIRE_FIGURE_WRONG;
        check.note = FIRE_FIGURE_WRONG_SIGN;
    } else if (is_of_current(&sides, percent)) {
        check.verdict = FIRE_FIGURE_WRONG_BASE;
        check.note = FIRE_FIGURE_NO_NOTE;
    } else if (is_within_rounding(change, sides.scale, percent, &rounded)) {
        rounded.right = check.right;
        return rounded;
    }
    return check;
}

/* Figures of three digits and more are not the same by chance. */
static bool is_copied(const struct fire_printed_change *change)
{
    const int64_t number = change->current.number;
    return change->current.is_known && number >= 100 &&
           change->current.decimals == change->delta.decimals &&
           (change->delta.number == number || change->delta.number == -number);
}

/* The delta at its own places against the one of the two levels. */
static void compare_delta(const struct fire_printed_change *change, const struct sides *sides,
                          struct fire_figure_check *check)
{
    const struct fire_printed delta = change->delta;
    const fire_int128 step = exact_step(delta, sides->scale);
    int64_t rounded;
    int64_t truncated;
    *check = (struct fire_figure_check){ .verdict = FIRE_FIGURE_UNDECIDABLE };
    if (!rounded_quotient(sides->delta, step, &rounded) ||
        !truncated_quotient(sides->delta, step, &truncated))
        return;
    check->right = (struct fire_printed){ true, rounded, delta.decimals, FIRE_PRINTED_PLAIN };
    check->verdict = delta.number == rounded     ? FIRE_FIGURE_RIGHT
                     : delta.number == truncated ? FIRE_FIGURE_RIGHT_TRUNCATED
                                                 : FIRE_FIGURE_WRONG;
}

struct fire_figure_check fire_verify_delta(const struct fire_printed_change *change)
{
    struct fire_figure_check check = { .verdict = FIRE_FIGURE_UNDECIDABLE,
                                       .note = FIRE_FIGURE_NO_BASE };
    struct sides sides = sides_of(change);
    if (!sides.has_base) return check;
    if (!change->base.is_known) {
        if (has_impossible_base(change, &sides, &check)) return check;
        if (is_copied(change)) check.note = FIRE_FIGURE_COPIED_LEVEL;
        const int32_t places = change->current.decimals > change->delta.decimals
                                   ? change->current.decimals
                                   : change->delta.decimals;
        check.low = check.high = exact_printed(sides.base, sides.scale, places);
        return check;
    }
    if (!change->current.is_known) return check;

    compare_delta(change, &sides, &check);
    if (check.verdict != FIRE_FIGURE_WRONG) return check;
    const struct exact_range c = exact_range_of(change->current, sides.scale, change->is_count);
    const struct exact_range b = exact_range_of(change->base, sides.scale, change->is_count);
    const struct exact_range d = exact_range_of(change->delta, sides.scale, change->is_count);
    if (d.high >= c.low - b.high && d.low <= c.high - b.low) {
        check.verdict = FIRE_FIGURE_UNDECIDABLE;
        check.note = FIRE_FIGURE_LEVEL_ROUNDED;
        check.low = exact_printed(c.low - b.high, sides.scale, change->delta.decimals);
        check.high = exact_printed(c.high - b.low, sides.scale, change->delta.decimals);
    } else if (check.right.number == -change->delta.number) {
        check.note = FIRE_FIGURE_WRONG_SIGN;
    } else if (is_copied(change)) {
        check.note = FIRE_FIGURE_COPIED_LEVEL;
    }
    return check;
}
