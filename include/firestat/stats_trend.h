/* stats_trend.h - what some years of counts say together, and about the next one.
 *
 * Years go in rising order, one number a year; a year without a count is left out (and said),
 * not set to 0. Fewer than five years say nothing: two points always make a line. What the
 * fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_TREND_H
#define FIRESTAT_STATS_TREND_H
#include "firestat/error.h"
#include "firestat/stats_counts.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_TREND_YEARS_MIN 5
#define FIRE_TREND_YEARS_MAX 100

/* Years of one area, borrowed.
 *   year[n]       rising
 *   count[n]      >= 0, at most 2^53 in sum
 *   exposure[n]   > 0: person-years, or days of the window; NULL: every year counts alike */
struct fire_years {
    const int32_t *year;
    const int64_t *count;
    const double *exposure;
    int32_t n;
};

typedef enum {
    FIRE_TREND_SAID,
    FIRE_TREND_BAD_YEARS, /* not rising, a negative count, an exposure that is none, > 100     */
    FIRE_TREND_FEW_YEARS, /* fewer than FIRE_TREND_YEARS_MIN                                   */
    FIRE_TREND_NO_EVENTS, /* all counts are 0                                                  */
    FIRE_TREND_ONE_END, /* all events in the first or in the last year: no finite rate fits  */
} fire_trend_state;

typedef enum {
    FIRE_TREND_POISSON,
    FIRE_TREND_QUASI,  /* the same slope, wider by the dispersion                             */
    FIRE_TREND_NEGBIN, /* years differ by more than chance: each has a rate of its own        */
} fire_trend_model;

/* One model's slope. ratio = e^slope: the rate ratio from one year to the next, 0.98 is -2 %. */
struct fire_slope {
    bool is_null; /* this model has no fit                     */
    double slope;
    double error; /* standard error of the slope               */
    double score; /* slope / error: normal (Poisson), else t   */
    double p_value;
    double ratio;
    double low;
    double high;
};

/* Log-linear trend, log rate = intercept + slope (year - first year).
 *
 * Poisson by IRLS (McCullagh & Nelder 1989). Quasi-Poisson widens the errors by
 * sqrt(Pearson / df), never narrows them, and takes t with n - 2 df (Breslow 1984). Negative
 * binomial with theta by maximum likelihood (Lawless 1987; MASS::glm.nb), errors as given
 * theta, t with n - 2 df. `said` is the one to be printed:
 *
 *   dispersion <= 1                      Poisson
 *   else, p_overdispersion >= 0.05       quasi-Poisson
 *   else                                 negative binomial
 *
 *   log_likelihood     of the Poisson fit
 *   p_overdispersion   half of P(chi2_1 > likelihood ratio), the border case; 1 where the
 *                      negative binomial has no fit (Pearson <= df, theta grows without end)
 *   excess, excess_z   Cameron & Trivedi 1990: variance = (1 + excess) mean, and its z */
struct fire_trend {
    fire_trend_state state;
    fire_trend_model model;
    struct fire_slope said; /* that model's */
    struct fire_slope poisson;
    struct fire_slope quasi;
    struct fire_slope negbin;
    int32_t n;
    int32_t df;
    int32_t first_year;
    int32_t last_year;
    double intercept;
    double intercept_error;
    double covariance; /* of intercept and slope; all three of the Poisson fit */
    double deviance;
    double pearson;
    double dispersion; /* pearson / df */
    double log_likelihood;
    double theta;
    double theta_error;
    double negbin_intercept;
    double negbin_intercept_error;
    double negbin_log_likelihood;
    double likelihood_ratio;
    double p_overdispersion;
    double excess;
    double excess_z;
};
struct fire_trend fire_trend_of(const struct fire_years *years, double level);

/* Mann & Kendall's test and Sen's slope: a trend without a model, of counts or rates.
 *   s, variance   Kendall's S and its variance with ties (Kendall 1975)
 *   p_value       normal with continuity correction; all values equal: variance 0, p = 1
 *   p_exact       where has_exact: no ties and at most 10 years
 *   p_serial      where has_serial: from FIRE_SERIAL_YEARS_MIN years up, whose good and bad years
 *                 come in runs, the variance is widened (or narrowed) to serial_factor times itself
 *                 (Hamed & Rao, J Hydrology 204 (1998) 182-196)
 *   slope         median of all slopes between two years (Sen 1968), in values a year, with the
 *                 limits of ranks (pairs -+ z sqrt(variance)) / 2 (Gilbert 1987), by the same
 *                 variance as p_serial where that is the one
 *   intercept     median of value - slope (year - first year): the line in the first year
 *   is_null       fewer than 5 or more than 100 years, years not rising, a value not finite, a
 *                 level outside 0..1 */
struct fire_mann_kendall {
    bool is_null;
    int64_t s;
    double variance;
    double z;
    double p_value;
    bool has_exact;
    double p_exact;
    bool has_serial;
    double serial_factor; /* > 0 */
    double p_serial;
    double tau_b;
    double slope;
    double slope_low;
    double slope_high;
    double intercept;
};
#define FIRE_SERIAL_YEARS_MIN 20
struct fire_mann_kendall fire_mann_kendall_of(const int32_t year[], const double value[],
                                              int32_t n, double level);

/* The p-value to print: the exact one, else the one that knows of runs, else the normal one. */
static inline double fire_mann_kendall_p(const struct fire_mann_kendall *kendall)
{
    return kendall->has_exact    ? kendall->p_exact
           : kendall->has_serial ? kendall->p_serial
                                 : kendall->p_value;
}

/* Did the level shift once? The largest likelihood ratio over all splits of the years into
 * before and after, and its chance when all years have one rate: the share of `n_draws` random
 * divisions of the same total among the years that reach it (Monte Carlo, multinomial, from
 * `seed`; Worsley's scan). p is (reached + 1) / (n_draws + 1), so never 0.
 *   state   as of a trend; FIRE_TREND_ONE_END does not happen
 *   last_year_before   the split; ratio: rate after over rate before, has_ratio where one was
 *   ratio_of_split     [n - 1] likelihood ratio of each split
 * Errors: FIRE_ENOMEM. */
#define FIRE_DRAWS 19999
#define FIRE_SEED  20240101
struct fire_level_shift {
    fire_trend_state state;
    int32_t last_year_before;
    bool has_ratio;
    double ratio;
    double likelihood_ratio;
    double p_value;
    double ratio_of_split[FIRE_TREND_YEARS_MAX];
};
fire_status fire_level_shift_of(const struct fire_years *years, int32_t n_draws, uint64_t seed,
                                struct fire_level_shift *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* Did the trend bend once? Two log-linear pieces that meet at one of the years from first to
 * last candidate (Lerman's grid; Kim et al., Stat Med 19 (2000) 335-351), by Poisson deviance.
 * p: share of `n_draws` years drawn from the straight trend (multinomial with its means) whose
 * deviance falls by as much; claim a bend only where it is small. Seven years at least.
 *   deviance[i]   with the bend at year[i]; 0 where it was not tried
 *   percent       change a year of each piece, 100 (e^slope - 1)
 *   is_null       fewer than 7 years, no candidate with a year on either side, no fit
 * Errors: FIRE_ENOMEM. */
#define FIRE_BEND_YEARS_MIN 7
struct fire_bend {
    bool is_null;
    int32_t year;
    double intercept; /* log rate of the first year */
    double slope_before;
    double slope_after;
    double percent_before;
    double percent_after;
    double p_value;
    double deviance[FIRE_TREND_YEARS_MAX];
};
fire_status fire_bend_of(const struct fire_years *years, int32_t first_candidate,
                         int32_t last_candidate, int32_t n_draws, uint64_t seed,
                         struct fire_bend *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Did it bend twice? Three pieces that meet at two of the years, with a year at least between them
 * and before and behind; the pair with the smallest Poisson deviance. p: the share of `n_draws`
 * years drawn from the best line with one bend whose second bend lowers the deviance by as much;
 * claim a second bend only where it is small. Twelve years at least, or two bends are fitted to
 * chance (the rule of NCI's Joinpoint program).
 *   slope, percent   of the three pieces, as of a bend
 *   deviance         of the best line with one bend, and with two
 *   is_null          fewer than 12 years, no fit
 * Fits n^2 / 2 models a draw: fifty years with 199 draws take seconds. Errors: FIRE_ENOMEM. */
#define FIRE_TWO_BENDS_YEARS_MIN 12
struct fire_two_bends {
    bool is_null;
    int32_t year[2];
    double intercept; /* log rate of the first year */
    double slope[3];
    double percent[3];
    double p_value;
    double deviance[2];
};
fire_status fire_two_bends_of(const struct fire_years *years, int32_t n_draws, uint64_t seed,
                              struct fire_two_bends *out,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* ---- the next year ------------------------------------------------------------------- */

/* A forecast is an interval; the mean is never printed alone. */
struct fire_forecast {
    bool is_null;
    double mean;
    int64_t low;
    int64_t high;
};

/* No trend, Poisson years: gamma-Poisson with Jeffreys' prior, hence negative binomial of size
 * sum + 1/2. Fewer years give a wider interval.
 *   sum, t_base   events of the past and their exposure;   t_ahead   of the year to come
 *   is_null       a sum outside 0..10^12, an exposure that is none, a level outside 0..1 */
struct fire_forecast fire_forecast_level(int64_t sum, double t_base, double t_ahead,
                                         double level);

/* The same question without a prior, by the conditional binomial (Nelson 1970; Krishnamoorthy &
 * Peng, J Stat Plan Inf 141 (2011) 1709-1718): every count that would not differ
 * significantly from the past. mean is sum t_ahead / t_base. */
struct fire_forecast fire_forecast_conditional(int64_t sum, double t_base, double t_ahead,
                                               double level);

/* The trend drawn on: mean and error of the line (widened by the dispersion, never narrowed)
 * with the year's own variance, matched by a negative binomial.
 *   year       not more than 2 years behind the last one, else is_null
 *   t_ahead    exposure of that year (1 where the trend had none) */
struct fire_forecast fire_forecast_trend(const struct fire_trend *trend, int32_t year,
                                         double t_ahead, double level);

/* The chance of at least `count` under fire_forecast_level; 1 where that is null. */
double fire_forecast_at_least(int64_t sum, double t_base, double t_ahead, int64_t count);

/* The forecast to print: the trend's where it is clear (p < 0.05), else that of a level, widened
 * where the years differ by more than chance. Refused like a trend is, and beyond two years. */
struct fire_forecast fire_forecast_of(const struct fire_years *years, int32_t year,
                                      double t_ahead, double level);

#ifdef __cplusplus
}
#endif
#endif
