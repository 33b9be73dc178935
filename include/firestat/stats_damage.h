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

#ifdef __cplusplus
}
#endif
#endif
