/* verify.c - one printed percent against the one that the figures give, and the small checks:
 * parts and dates. */
#include "verify_private.h"

#include "slip.h"

/* Somebody who rounds 39,348 to 39,35 on the way prints 39,4. */
static bool is_rounded_twice(struct fire_printed printed, fire_int128 dividend,
                             fire_int128 divisor)
{
    int64_t finer;
    int64_t again;
    return exact_percent(dividend, divisor, printed.decimals + 1, false, &finer) &&
           rounded_quotient(finer, 10, &again) && again == printed.number;
}

/* |printed - exact| < FIRE_SLIGHTLY_OFF_TENTHS / 10 */
static bool is_small(struct fire_printed printed, fire_int128 dividend, fire_int128 divisor)
{
    const fire_int128 places = exact_power(printed.decimals);
    fire_int128 off;
    fire_int128 bound;
    fire_int128 scaled;
    if (__builtin_mul_overflow(divisor, printed.number, &off) ||
        __builtin_mul_overflow(dividend, 100 * places, &scaled) ||
        __builtin_sub_overflow(off, scaled, &off) || __builtin_mul_overflow(off, 10, &off) ||
        __builtin_mul_overflow(divisor, FIRE_SLIGHTLY_OFF_TENTHS * places, &bound))
        return false;
    return off > -bound && off < bound;
}

bool verify_against(struct fire_printed printed, fire_int128 dividend, fire_int128 divisor,
                    struct fire_figure_check *out)
{
    int64_t rounded;
    int64_t truncated;
    if (!exact_percent(dividend, divisor, printed.decimals, false, &rounded) ||
        !exact_percent(dividend, divisor, printed.decimals, true, &truncated))
        return false;
    *out = (struct fire_figure_check){
        .right = { .is_known = true, .number = rounded, .decimals = printed.decimals }
    };
    if (printed.number == rounded) {
        out->verdict = FIRE_FIGURE_RIGHT;
    } else if (printed.number == truncated) {
        out->verdict = FIRE_FIGURE_RIGHT_TRUNCATED;
    } else if (slip_of(printed.number, rounded)) {
        out->verdict = FIRE_FIGURE_DIGIT_SLIP;
    } else {
        out->verdict = is_small(printed, dividend, divisor) ? FIRE_FIGURE_SLIGHTLY_OFF
                                                            : FIRE_FIGURE_WRONG;
        if (is_rounded_twice(printed, dividend, divisor)) out->note = FIRE_FIGURE_ROUNDED_TWICE;
    }
    return true;
}

/* The sum of the parts' ranges against the total's. */
static struct fire_figure_check add_up(const struct fire_printed part[], int64_t n,
                                       struct fire_printed total, bool is_count,
                                       bool is_total_exact)
{
    const struct fire_figure_check undecidable = { .verdict = FIRE_FIGURE_UNDECIDABLE };
    struct fire_figure_check check = { .verdict = FIRE_FIGURE_RIGHT };
    int32_t decimals = total.decimals;
    for (int64_t i = 0; i < n; i++)
        if (part[i].decimals > decimals) decimals = part[i].decimals;
    const int32_t scale = (decimals < 0 ? 0 : decimals) + 1;
    struct exact_range sum = { 0, 0 };
    fire_int128 exact = 0;
    for (int64_t i = 0; i < n; i++) {
        const struct exact_range one = exact_range_of(part[i], scale, is_count);
        if (__builtin_add_overflow(sum.low, one.low, &sum.low) ||
            __builtin_add_overflow(sum.high, one.high, &sum.high) ||
            __builtin_add_overflow(exact, exact_at(part[i], scale), &exact))
            return undecidable;
    }
    const struct exact_range whole = exact_range_of(total, scale, is_total_exact);
    check.right = exact_printed(exact, scale, decimals);
    if (sum.high < whole.low || sum.low > whole.high) check.verdict = FIRE_FIGURE_PARTS_DIFFER;
    return check;
}

struct fire_figure_check fire_verify_parts(const struct fire_printed part[], int64_t n,
                                           struct fire_printed total, bool is_count)
{
    return add_up(part, n, total, is_count, is_count);
}

struct fire_figure_check fire_verify_percents(const struct fire_printed percent[], int64_t n)
{
    return add_up(percent, n, verify_whole(100), false, true);
}

static bool is_same(struct fire_window a, struct fire_window b)
{
    return a.first_day == b.first_day && a.last_day == b.last_day;
}

struct fire_figure_check fire_verify_window(struct fire_window stated,
                                            const struct fire_window meant[], int32_t n,
                                            struct fire_window *right)
{
    struct fire_figure_check check = { .verdict = FIRE_FIGURE_UNDECIDABLE,
                                       .note = FIRE_FIGURE_OTHER_DAYS };
    for (int32_t i = 0; i < n; i++) {
        if (!is_same(stated, meant[i])) continue;
        return (struct fire_figure_check){ .verdict = FIRE_FIGURE_RIGHT };
    }
    if (stated.last_day < stated.first_day) {
        check.verdict = FIRE_FIGURE_DATE_TYPO;
        check.note = FIRE_FIGURE_ENDS_FIRST;
    }
    for (int32_t i = 0; i < n; i++) {
        if (stated.first_day != meant[i].first_day && stated.last_day != meant[i].last_day)
            continue;
        *right = meant[i];
        check.verdict = FIRE_FIGURE_DATE_TYPO;
        check.note = FIRE_FIGURE_ONE_END;
        break;
    }
    return check;
}
