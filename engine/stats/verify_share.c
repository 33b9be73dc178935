/* verify_share.c - printed shares of a printed total, and of the total that was not printed.
 *
 * A wrong share says what it was a share of: 124 is 13,4% of anything from 922 to 928. One such
 * range means little, but where the wrong shares of a report agree on one whole number they were
 * all divided by it, and nobody said so. That number is found by sweeping over the ends of the
 * ranges. */
#include "verify_private.h"

#include "slip.h"

#include <stdlib.h>

static fire_int128 ceiling_of(fire_int128 dividend, fire_int128 divisor)
{
    return (dividend + divisor - 1) / divisor;
}

/* 100 * part / total in [percent - half, percent + half) of its last place. */
bool verify_share_totals(const struct fire_printed_share *share, int64_t *out_low,
                         int64_t *out_high)
{
    const struct fire_printed part = share->part;
    const struct fire_printed percent = share->percent;
    if (!part.is_known || part.decimals != 0 || part.number <= 0 || percent.number <= 0 ||
        percent.decimals < 0)
        return false;
    const fire_int128 top = 200 * exact_power(percent.decimals) * part.number;
    const fire_int128 low = top / (2 * (fire_int128)percent.number + 1) + 1;
    const fire_int128 high = top / (2 * (fire_int128)percent.number - 1);
    if (high < low || high >= INT64_MAX || high < part.number) return false;
    *out_low = low < part.number ? part.number : (int64_t)low;
    *out_high = (int64_t)high;
    return true;
}

bool verify_share_fits(const struct fire_printed_share *share, int64_t total)
{
    int64_t low;
    int64_t high;
    return verify_share_totals(share, &low, &high) && total >= low && total <= high;
}

/* The only whole count whose share the percent is, when the printed count is a slip of it. */
static bool is_count_slip(const struct fire_printed_share *share, int64_t *out_count)
{
    const struct fire_printed percent = share->percent;
    if (share->part.decimals != 0 || share->total.decimals != 0) return false;
    const fire_int128 total = share->total.number;
    const fire_int128 whole = 200 * exact_power(percent.decimals);
    const fire_int128 low = ceiling_of(total * (2 * (fire_int128)percent.number - 1), whole);
    const fire_int128 high = ceiling_of(total * (2 * (fire_int128)percent.number + 1), whole) -
                             1;
    if (percent.number <= 0 || low != high || low > total) return false;
    *out_count = (int64_t)low;
    return slip_of(share->part.number, *out_count);
}

/* What a wrong share may have come from, when it stands alone. */
static void explain(const struct fire_printed_share *share, struct fire_figure_check *check)
{
    int64_t low;
    int64_t high;
    if (is_count_slip(share, &low)) {
        check->verdict = FIRE_FIGURE_DIGIT_SLIP;
        check->note = FIRE_FIGURE_COUNT_SLIP;
        check->low = verify_whole(low);
    } else if (check->verdict == FIRE_FIGURE_WRONG && verify_share_totals(share, &low, &high)) {
        check->verdict = FIRE_FIGURE_OTHER_TOTAL;
        check->note = FIRE_FIGURE_TOTAL_FITS;
        check->low = verify_whole(low);
        check->high = verify_whole(high);
    }
}

struct fire_figure_check fire_verify_share(const struct fire_printed_share *share)
{
    const struct fire_figure_check undecidable = { .verdict = FIRE_FIGURE_UNDECIDABLE };
    const struct fire_printed *const both[] = { &share->part, &share->total };
    const int32_t scale = exact_scale(both, 2);
    struct fire_figure_check check;
    int64_t low;
    int64_t high;
    if (share->percent.decimals < 0 || !share->part.is_known) return undecidable;
    if (!share->total.is_known) {
        check = undecidable;
        if (!verify_share_totals(share, &low, &high)) return check;
        check.note = FIRE_FIGURE_TOTAL_FITS;
        check.low = verify_whole(low);
        check.high = verify_whole(high);
        return check;
    }
    if (share->total.number <= 0)
        return (struct fire_figure_check){ .verdict = FIRE_FIGURE_IMPOSSIBLE_BASE,
                                           .note = FIRE_FIGURE_FROM_ZERO };
    const fire_int128 part = exact_at(share->part, scale);
    const fire_int128 total = exact_at(share->total, scale);
    if (!verify_against(share->percent, part, total, &check)) return undecidable;
    if (part > total) {
        check.verdict = FIRE_FIGURE_WRONG;
        check.note = FIRE_FIGURE_BEYOND_TOTAL;
    } else if (!verify_is_right(&check)) {
        explain(share, &check);
    }
    return check;
}

/* ---- the total of several ---------------------------------------------------------------- */

struct end {
    int64_t total;
    int change; /* +1: a range begins here, -1: one ended before here */
};

static int by_total(const void *left, const void *right)
{
    const struct end *a = left;
    const struct end *b = right;
    if (a->total != b->total) return a->total < b->total ? -1 : 1;
    return a->change - b->change; /* an end is taken away before the next is added */
}

/* The first total that lies in the most ranges. */
static int64_t sweep(struct end ends[], int64_t n_ends, int64_t *out_total)
{
    int64_t depth = 0;
    int64_t deepest = 0;
    qsort(ends, (size_t)n_ends, sizeof *ends, by_total);
    for (int64_t i = 0; i < n_ends; i++) {
        depth += ends[i].change;
        if (depth <= deepest) continue;
        deepest = depth;
        *out_total = ends[i].total;
    }
    return deepest;
}

static bool is_open(const struct fire_figure_check *check)
{
    return check->verdict == FIRE_FIGURE_OTHER_TOTAL ||
           check->verdict == FIRE_FIGURE_SLIGHTLY_OFF ||
           (check->verdict == FIRE_FIGURE_DIGIT_SLIP && check->note == FIRE_FIGURE_NO_NOTE);
}

static void name_total(const struct fire_printed_share *share, int64_t total,
                       struct fire_figure_check *check)
{
    struct fire_figure_check other;
    if (verify_share_fits(share, total)) {
        if (check->verdict != FIRE_FIGURE_SLIGHTLY_OFF)
            check->verdict = FIRE_FIGURE_OTHER_TOTAL;
        check->note = FIRE_FIGURE_TOTAL_COMMON;
        check->low = check->high = verify_whole(total);
    } else if (check->note == FIRE_FIGURE_TOTAL_FITS &&
               verify_against(share->percent, share->part.number, total, &other) &&
               other.verdict == FIRE_FIGURE_DIGIT_SLIP) {
        check->verdict = FIRE_FIGURE_DIGIT_SLIP;
        check->note = FIRE_FIGURE_SLIP_OF_COMMON;
        check->low = check->high = verify_whole(total);
    }
}

fire_status fire_verify_common_total(const struct fire_printed_share share[],
                                     struct fire_figure_check check[], int64_t n,
                                     struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    struct end *ends = scratch == NULL ? NULL : FIRE_TAKE(scratch, 2 * n, struct end);
    int64_t n_ends = 0;
    int64_t total = 0;
    if (ends == NULL) {
        fire_arena_free(scratch);
        return fire_fail_memory(err);
    }
    for (int64_t i = 0; i < n; i++) {
        int64_t low;
        int64_t high;
        if (!is_open(&check[i]) || !verify_share_totals(&share[i], &low, &high)) continue;
        ends[n_ends++] = (struct end){ low, 1 };
        ends[n_ends++] = (struct end){ high + 1, -1 };
    }
    const int64_t n_fitting = sweep(ends, n_ends, &total);
    for (int64_t i = 0; n_fitting >= 2 && i < n; i++)
        if (is_open(&check[i])) name_total(&share[i], total, &check[i]);
    fire_arena_free(scratch);
    return FIRE_OK;
}
