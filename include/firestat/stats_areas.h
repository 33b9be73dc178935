/* stats_areas.h - many areas at once: do they differ, which stand out, what a map may show.
 *
 * 700 communes tested at 5 % give 35 false flags, so no league tables: a funnel with limits for
 * each size, rates drawn to the mean where they are small, and adjusted p-values. What the
 * fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_AREAS_H
#define FIRESTAT_STATS_AREAS_H
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/stats_counts.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_ADJUST_BH,         /* false discovery rate, Benjamini & Hochberg 1995: the default   */
    FIRE_ADJUST_BY,         /* the same under any dependence, Benjamini & Yekutieli 2001      */
    FIRE_ADJUST_HOLM,       /* any false claim at all, for a few official ones, Holm 1979     */
    FIRE_ADJUST_BONFERRONI, /* the same, coarser                                              */
} fire_adjustment;

/* p-values of many areas, adjusted: an area with q < 0.1 under FIRE_ADJUST_BH stands in a list
 * of which at most a tenth is expected to be chance. Equal p give equal q, larger p never give
 * smaller q, and q >= p.
 *   p[n]       tests; one that is NaN or outside 0..1 was not made: it does not count, its q is 1
 *   q[n]       out; may be p itself
 *   n_tests    out, may be NULL: the tests that counted, to be printed
 *   scratch    takes 8 bytes a test
 * Errors: FIRE_ENOMEM. */
fire_status fire_adjust_p(const double p[], int64_t n, fire_adjustment adjustment,
                          struct fire_arena *scratch, double q[], int64_t *n_tests,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Do the areas differ at all? Chi-square of counts against what the common rate expects, n - 1
 * degrees of freedom. Where an area expects fewer than 5 the chi-square is not to be trusted;
 * p_value is then that of `n_draws` random divisions of the same total (multinomial, from
 * `seed`; FIRE_DRAWS and FIRE_SEED of stats_trend.h are usual).
 *   count[n], exposure[n]   counts >= 0, exposures > 0 (population); n 2..100,000
 *   expected[n]             out, may be NULL
 *   is_null                 an argument out of range, or no event at all
 * Errors: FIRE_ENOMEM. */
struct fire_homogeneity {
    bool is_null;
    double chi_square;
    int64_t df;
    double p_chi_square;
    bool is_drawn; /* p_value is the drawn one */
    double p_value;
};
fire_status fire_homogeneity_of(const int64_t count[], const double exposure[], int64_t n,
                                int32_t n_draws, uint64_t seed, double expected[],
                                struct fire_homogeneity *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* Limits of a funnel plot for the ratio observed / expected around 1, by exact Poisson tails
 * with interpolation between counts (Spiegelhalter, Stat Med 24 (2005) 1185-1202, A.1.1). The
 * formula goes below 0 at small expectations; a ratio does not, so low is at least 0, and high
 * at least 1 (where fewer than 0.025 are expected one event is out of the ordinary already).
 *   expected   > 0;   level   0.95 and 0.998 are usual */
struct fire_interval fire_funnel_limits(double expected, double level);

/* The areas of a funnel.
 *   z            2 (sqrt(observed) - sqrt(expected)), about normal (ibid., square-root scale)
 *   dispersion   mean of z^2 after drawing the outer tenths in (winsorised at the 10 % and 90 %
 *                quantiles, type 7); above 1 the areas differ by more than chance everywhere
 *   tau2         the variance that then lies between areas; 0 where dispersion <= 1
 *   z_adjusted   z with it counted in: what is left to stand out
 *   count[n], expected[n]   >= 0 and > 0, n 2..
 *   z[n], z_adjusted[n]     out
 *   scratch                 takes 8 bytes an area
 * Errors: FIRE_ENOMEM. */
#define FIRE_FUNNEL_WINSOR 0.10
struct fire_funnel {
    bool is_null;
    double dispersion;
    double tau2;
};
fire_status fire_funnel_of(const int64_t count[], const double expected[], int64_t n,
                           struct fire_arena *scratch, double z[], double z_adjusted[],
                           struct fire_funnel *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Rates for a map: small areas are drawn towards the common rate, as far as their own size
 * leaves them uncertain (Marshall, Appl Stat 40 (1991) 283-294; global empirical Bayes). Show
 * raw and smoothed.
 *   raw[n], smoothed[n]   out, events / exposure
 *   between               variance between areas, a; at 0 or below every area has the mean
 *   mean                  the common rate, b
 *   is_null               an argument out of range; then nothing is written */
struct fire_smoothing {
    bool is_null;
    double between;
    double mean;
};
struct fire_smoothing fire_smooth_rates(const int64_t count[], const double exposure[],
                                        int64_t n, double raw[], double smoothed[]);

/* A rate per 100,000 as it would be with a standard population (direct standardisation).
 *   count[n], population[n], standard[n]   by age, sex, building stock ...; populations > 0
 *   low, high                 gamma limits (Fay & Feuer 1997)
 *   dobson_low, dobson_high   Dobson's with Byar's limits as PHE prints them (Stat Med 10
 *                             (1991) 457-462); has_dobson false without events
 *   is_suppressed             fewer than 10 events: do not print */
struct fire_standardised {
    bool is_null;
    bool is_suppressed;
    double crude;
    double rate;
    double low;
    double high;
    bool has_dobson;
    double dobson_low;
    double dobson_high;
};
struct fire_standardised fire_standardised_of(const int64_t count[], const double population[],
                                              const double standard[], int64_t n, double level);

/* A count of a divided area among its parts, in whole numbers that add up (largest remainder,
 * ties to the lower index). An estimate: mark it, and test nothing on it without saying so.
 *   count      0..2^53;   weight[n]   >= 0 and finite, not all 0
 *   part[n]    out, whole;   real[n]   out, count * weight / sum of weights
 *   returns    false, nothing written, where an argument is out of range */
bool fire_split_count(int64_t count, const double weight[], int64_t n, int64_t part[],
                      double real[]);

/* ---- small cells of public tables ---------------------------------------------------- */

/* Which cells of a table to leave out so that nobody can work out a small one from the totals: those
 * from 1 to `limit`, and as many more as it takes (complementary suppression). Zeros are never
 * hidden, they tell of nobody. Totals are cells as well: one that is small, or that would betray
 * the only cell of its line, is hidden too.
 *   count    [n_rows * n_columns], row by row, without totals; >= 0, in sum at most 2^53
 *   limit    FIRE_SMALL_CELL for a table given to the public
 *   hidden   out: [(n_rows + 1) * (n_columns + 1)], the last of a row for its total, the last row
 *            for the totals of the columns
 *   out      n_small: hidden for being small; n_more: hidden to protect these
 *            is_null: a negative count, too large a sum, no row or no column; nothing is hidden
 * Holds after: every hidden cell lies on a ring of hidden cells of which each is 1 or more, so that
 * adding 1 and taking 1 away in turn along the ring gives another table with the same totals.
 * Method: a cheapest such ring for each small cell, the price of a cell being its count.
 * Errors: FIRE_ENOMEM. */
#define FIRE_SMALL_CELL 4
struct fire_hidden {
    bool is_null;
    int64_t n_small;
    int64_t n_more;
};
fire_status fire_hide_small(const int64_t count[], int32_t n_rows, int32_t n_columns,
                            int64_t limit, bool hidden[], struct fire_hidden *out,
                            struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
