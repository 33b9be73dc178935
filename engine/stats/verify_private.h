/* verify_private.h - what the checks of changes and of shares have in common. Room-private. */
#ifndef FIRESTAT_STATS_VERIFY_PRIVATE_H
#define FIRESTAT_STATS_VERIFY_PRIVATE_H
#include "exact.h"

#include "firestat/verify.h"

/* `printed` against 100 * dividend / divisor, divisor > 0: RIGHT, RIGHT_TRUNCATED, else
 * SLIGHTLY_OFF or WRONG, with what is right. False: beyond 128 bits. */
bool verify_against(struct fire_printed printed, fire_int128 dividend, fire_int128 divisor,
                    struct fire_figure_check *out);

/* The share alone (verify_share.c): 100 * part / total for a total that is not printed. */
bool verify_share_fits(const struct fire_printed_share *share, int64_t total);

/* The whole totals that a share fits when it is rounded half-up; false: none. */
bool verify_share_totals(const struct fire_printed_share *share, int64_t *out_low,
                         int64_t *out_high);

static inline bool verify_is_right(const struct fire_figure_check *check)
{
    return check->verdict == FIRE_FIGURE_RIGHT || check->verdict == FIRE_FIGURE_RIGHT_TRUNCATED;
}

static inline struct fire_printed verify_whole(int64_t number)
{
    return (struct fire_printed){ .is_known = true, .number = number };
}

#endif
