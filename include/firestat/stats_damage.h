/* stats_damage.h - money lost: one fire decides.
 *
 * In a common year of a province the largest fire is four fifths of the damage, so a total
 * never goes without its median, its top shares and itself without the largest. What the
 * fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_DAMAGE_H
#define FIRESTAT_STATS_DAMAGE_H
#include "firestat/stats_counts.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The damages of a window in exact whole numbers, and how sure they are.
 *   n               fires with a known damage; the unknown ones are counted by the caller
 *   top1, top3      sum of the largest, of the three largest (of all, when there are fewer);
 *                   their shares: fire_percent_of(top1, total, ...)
 *   without_top1    total - top1
 *   median_low, median_high   the two middle values, one and the same when n is odd
 *   median_interval the middle value's interval by order statistics (Conover 1999, 3.2), always
 *                   two of the damages; its chance to hold is median_level >= level. Below 6
 *                   fires (at 0.95) there is none.
 *   total_interval  fire_clustered_interval of the damages: another year of such fires; none
 *                   where the total is 0
 *   is_null         no fire, a negative damage (a correction is not a fire's damage), or a sum
 *                   that does not fit */
struct fire_damage {
    bool is_null;
    int64_t n;
    int64_t total;
    int64_t top1;
    int64_t top3;
    int64_t without_top1;
    int64_t median_low;
    int64_t median_high;
    bool has_median_interval;
    int64_t median_interval_low;
    int64_t median_interval_high;
    double median_level;
    bool has_total_interval;
    double total_low;
    double total_high;
};

/*   damage[n]   one a fire, in the measure's unit; scratch takes 8 bytes a fire
 * Errors: FIRE_ENOMEM. */
fire_status fire_damage_of(const int64_t damage[], int64_t n, double level,
                           struct fire_arena *scratch, struct fire_damage *out,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* How long the tail is: what a mean hides. All in the unit given but for the ratios.
 *   trimmed, winsorised   mean without, or with drawn in, a tenth at either end
 *   has_logs              all above 0: geometric_mean, and hill, the tail's exponent from the
 *                         five largest (Hill 1975; below 1 a mean has no meaning), has_hill
 *                         with six sizes or more, the six largest not all alike
 *   gini                  0 all alike, 1 one has all; gini_unbiased times n / (n - 1)
 *   quantile              10, 25, 50, 75, 90, 99 %, type 7 as R and Excel have it
 *   mad                   median distance from the median, unscaled
 *   acceleration          of the mean, by the jackknife (Efron 1987), and its standard error
 *   is_null               n below 2, a number not finite or negative, or a sum of 0
 *   scratch               takes 16 bytes a number
 * Errors: FIRE_ENOMEM. */
struct fire_heavy_tail {
    bool is_null;
    double mean;
    double sd;
    double trimmed;
    double winsorised;
    bool has_logs;
    double geometric_mean;
    bool has_hill;
    double hill;
    double gini;
    double gini_unbiased;
    double quantile[6];
    double mad;
    double acceleration;
    double mean_error;
};
fire_status fire_heavy_tail_of(const double x[], int64_t n, struct fire_arena *scratch,
                               struct fire_heavy_tail *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* An interval of the mean by bootstrap: percentiles, and corrected for bias and skewness (BCa,
 * Efron, JASA 82 (1987) 171-185); times n it is one of the total. Same seed, same interval.
 *   n_draws    1000..1,000,000;   n * n_draws at most 10^9
 *   bias       z0: how far the median of the means lies from the mean, in normal deviates
 *   is_null    as fire_heavy_tail_of, or an argument out of range
 *   scratch    takes 8 bytes a draw
 * Errors: FIRE_ENOMEM. */
struct fire_bootstrap {
    bool is_null;
    double percentile_low;
    double percentile_high;
    double low; /* BCa */
    double high;
    double bias;
};
fire_status fire_bootstrap_mean(const double x[], int64_t n, double level, int32_t n_draws,
                                uint64_t seed, struct fire_arena *scratch,
                                struct fire_bootstrap *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* Are the damages of one year larger than those of another? Mann & Whitney's test by ranks, with
 * ties and continuity correction; no t-test on means.
 *   w             pairs in which x is larger, ties half (R's W)
 *   x_is_less     chance that one of x is below one of y, ties half
 *   shift         median of all x - y (Hodges & Lehmann)
 *   p_value       normal; 1 where all are equal
 *   is_null       a side is empty, a number is not finite, more than 10^7 pairs
 *   scratch       takes 8 bytes a pair and 8 a number
 * Errors: FIRE_ENOMEM. */
struct fire_mann_whitney {
    bool is_null;
    double w;
    double p_value;
    double shift;
    double x_is_less;
};
fire_status fire_mann_whitney_of(const double x[], int64_t n_x, const double y[], int64_t n_y,
                                 struct fire_arena *scratch, struct fire_mann_whitney *out,
                                 struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
