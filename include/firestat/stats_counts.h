/* stats_counts.h - how sure a count is, and whether two of them differ by more than chance.
 *
 * Fires are taken as Poisson counts. Deaths are not: several die in one fire, so they have
 * their own test and interval here, which need the deaths of each fatal fire. What the fields
 * mean in every topic: stats.h.
 *
 * Reading a p-value: fire_finding_of. Smallest change that counts: fire_detectable_of. */
#ifndef FIRESTAT_STATS_COUNTS_H
#define FIRESTAT_STATS_COUNTS_H
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/stats_change.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_interval {
    double low;
    double high;
    bool is_null;
};

/* ---- one count ---------------------------------------------------------------------- */

/* A Poisson count with its exact central interval (Garwood, Biometrika 28 (1936) 437-442):
 * low = chi2(alpha/2, 2x)/2, high = chi2(1-alpha/2, 2x+2)/2; 0 events still have an upper
 * limit, 3.69. A one-sided 95 % upper limit is the upper end at level 0.90 (0 events: 2.9957, the
 * rule of three).
 *   events   >= 0;   level   0.95 for a 95 % interval, 0 < level < 1 */
struct fire_interval fire_count_interval(int64_t events, double level);

/* Byar's approximation of the same, as PHE/OHID print it from 10 events up: within 0.2 % there.
 *   events   >= 1; 0 is is_null, since the formula has no lower limit there */
struct fire_interval fire_count_interval_byar(int64_t events, double level);

/* Events per 100,000 person-years with the limits of fire_count_interval.
 *   events         >= 0;   person_years   population times years, > 0, else is_null
 *   is_uncertain   fewer than 20 events: print it with a mark (CDC WISQARS)
 *   is_suppressed  fewer than 10: do not print the rate at all (PHE), print the count */
#define FIRE_RATE_EVENTS_CERTAIN 20
#define FIRE_RATE_EVENTS_PRINTED 10
struct fire_rate {
    bool is_null;
    bool is_uncertain;
    bool is_suppressed;
    double per_100k;
    double low;
    double high;
};
struct fire_rate fire_rate_per_100k(int64_t events, double person_years, double level);

/* The sum of sizes of events that are Poisson: deaths over fatal fires, damage over fires.
 * Gamma limits of Fay & Feuer (Stat Med 16 (1997) 791-801) with y = sum, v = sum of squares,
 * w = the largest: low = v/2y chi2(alpha/2, 2y^2/v), high = (v+w^2)/2(y+w) chi2(1-alpha/2,
 * 2(y+w)^2/(v+w^2)). With all sizes 1 they are Garwood's.
 *   size[n]   >= 0; zeros change nothing
 *   zero      a sum of 0 has Garwood's limits for 0, in the unit given: 0 to 3.69 deaths. For
 *             money that says nothing, so do not ask it.
 *   is_null   n < 0, a negative size, or a sum above int64 */
struct fire_interval fire_clustered_interval(const int64_t size[], int64_t n, double level);

/* ---- two counts --------------------------------------------------------------------- */

/* Two Poisson counts over two exposures, by the conditional binomial test: given the sum,
 * current ~ Bin(sum, t_current / (t_current + t_base)). p is central, 2 * the smaller tail,
 * at most 1; the interval of the ratio comes from the Clopper-Pearson limits of the same
 * test, so p < 0.05 exactly when the 95 % interval leaves 1 out (Przyborowski & Wilenski,
 * Biometrika 31 (1940) 313-323; Fay, R Journal 2 (2010) 53-58).
 *   current, base       >= 0
 *   t_current, t_base   exposures in one unit, > 0: days of the windows, person-years
 *   both counts 0: p = 1, ratio undefined (has_ratio false), low 0, no high
 *   base 0: ratio undefined, low is finite, high is unbounded (has_high false) */
struct fire_two_counts {
    bool has_ratio;
    double ratio; /* (current / t_current) / (base / t_base) */
    double low;
    bool has_high;
    double high;
    double p_value;
    bool is_null; /* an argument is out of its range; p_value is 1 */
};
struct fire_two_counts fire_two_counts_test(int64_t current, double t_current, int64_t base,
                                            double t_base, double level);

/* Its p_value alone, at a fortieth of the cost: limits are searched for.
 *   is_null   as there */
struct fire_p {
    bool is_null;
    double p_value; /* 1 when null */
};
struct fire_p fire_two_counts_p(int64_t current, double t_current, int64_t base, double t_base);

/* The same with mid-p tails, which count half of what was seen: closer to 5 % false alarms
 * (never above at means of 1 to 50, where the exact test stays at 0.04 to 4 %), so this is for
 * screening many areas; official text takes the exact one. (Lancaster 1961.) */
struct fire_two_counts fire_two_counts_midp(int64_t current, double t_current, int64_t base,
                                            double t_base, double level);

/* A count against the mean of years, whose own uncertainty is counted: the two-count test
 * against their sum over their summed exposure. Taking the mean as known gives 6.4 % false
 * alarms at a mean of 50 instead of at most 5.
 *   t_base    exposure of all the years of the mean together: 1 and 5 for like years, or days
 *   is_null   also where the mean is null or negative */
struct fire_two_counts fire_mean_test(int64_t current, double t_current,
                                      const struct fire_mean *base, double t_base,
                                      double level);

/* Two-sided p of the E-test (Krishnamoorthy & Thomson, J Stat Plan Inf 119 (2004) 23-35): more
 * power than the conditional test, and no interval that goes with it, hence never beside one.
 *   is_score   false: variances x/t^2 as theirs; true: the pooled variance
 *   is_null    also above 100,000 events in sum, where it says what the other test says */
struct fire_p fire_two_counts_etest(int64_t current, double t_current, int64_t base,
                                    double t_base, bool is_score);

/* current - base with an interval, by MOVER from the limits of fire_count_interval (Zou &
 * Donner, Stat Med 27 (2008) 1693-1702), for equal exposures. Print it as counts. */
struct fire_interval fire_difference_interval(int64_t current, int64_t base, double level);

/* 100 (ratio - 1) of a two-count test and its limits.
 *   has_percent, has_high   as has_ratio and has_high there */
struct fire_percent_interval {
    bool has_percent;
    double percent;
    double low;
    bool has_high;
    double high;
};
struct fire_percent_interval fire_percent_interval_of(const struct fire_two_counts *test);

/* The counts that would differ significantly from `base` over an equal exposure: at most
 * at_most, or at least at_least. Five fires or fewer cannot fall significantly (!has_at_most).
 *   base   0..10^12, else is_null;   level   of the central exact test, 0.95 */
struct fire_detectable {
    bool is_null;
    bool has_at_most;
    int64_t at_most;
    int64_t at_least;
};
struct fire_detectable fire_detectable_of(int64_t base, double level);

/* ---- deaths ------------------------------------------------------------------------- */

/* Did deaths change, when each fatal fire kills one or several? Given the fatal fires of both
 * windows, each fell into the current one with chance t_current / (t_current + t_base),
 * whatever its deaths; p is central over the exact distribution of the current total (a
 * randomisation test by fire, by convolution). With one death a fire it is fire_two_counts_test.
 * 18 deaths in 8 fatal fires against 7 in 6: p = 0.36, where the binomial test says 0.043.
 *   size_current[n_current]   deaths of each fatal fire; zeros change nothing
 *   scratch                   takes 8 bytes a death
 *   no death at all           p = 1
 *   is_null                   a size outside 0..10,000, more than 100,000 deaths together
 * Needs incident records; of aggregates say that the clustering is unknown.
 * Errors: FIRE_ENOMEM. */
#define FIRE_CLUSTER_SIZE_MAX  10000
#define FIRE_CLUSTER_TOTAL_MAX 100000
struct fire_clustered {
    bool is_null;
    int64_t current; /* deaths */
    int64_t base;
    double p_value; /* central, 2 * the smaller tail; 1 when null */
    double p_mid;
};
fire_status fire_clustered_test(const int64_t size_current[], int64_t n_current,
                                double t_current, const int64_t size_base[], int64_t n_base,
                                double t_base, struct fire_arena *scratch,
                                struct fire_clustered *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* ---- what may be said ---------------------------------------------------------------- */

/* The fixed words of the house, so that nobody over-claims. */
typedef enum {
    FIRE_FINDING_NOT_TESTED, /* no p-value                                              */
    FIRE_FINDING_UNCLEAR,    /* "no clear change (within chance variation)"             */
    FIRE_FINDING_HIGHER,     /* "higher than expected by chance"                        */
    FIRE_FINDING_LOWER,
} fire_finding;

/* HIGHER or LOWER needs p < 0.05 and, among many areas, an adjusted q < 0.1 (a single
 * comparison gives q = p). `direction` is the sign of the change of the rate. */
#define FIRE_FINDING_P 0.05
#define FIRE_FINDING_Q 0.10
fire_finding fire_finding_of(bool is_tested, double p_value, double q_value, int direction);

#ifdef __cplusplus
}
#endif
#endif
