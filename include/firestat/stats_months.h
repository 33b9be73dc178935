/* stats_months.h - months: the season of fires, and when a month is out of the ordinary.
 *
 * A month is no year: moving averages over yearly counts mislead, and a season needs three years
 * of months. What the fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_MONTHS_H
#define FIRESTAT_STATS_MONTHS_H
#include "firestat/error.h"
#include "firestat/stats_counts.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_MONTHS_MIN 36
#define FIRE_MONTHS_MAX 600

/* Months of one area in a row, borrowed.
 *   count[n]      >= 0, at most 2^53 in sum;   days[n]   1..31
 *   first_month   1..12, of count[0] */
struct fire_months {
    const int64_t *count;
    const int32_t *days;
    int32_t n;
    int32_t first_month;
};

/* Is there a season, and when is its peak? Poisson with log(days) as offset, a trend and one
 * wave a year (Stolwijk 1999): log rate = b0 + trend t + cosine cos(2 pi m / 12) + sine sin(...),
 * t months since the first one, m months since January.
 *   error[4]         standard errors of b0, trend, cosine, sine
 *   amplitude        of the log rate; peak_to_trough = e^(2 amplitude)
 *   peak_month       1..13 (not included), 1.0 is January, 1.96 near the end of it
 *   p_season         likelihood ratio against no wave, chi-square with 2 df; for dispersion
 *                    phi > 1 the ratio is divided by phi
 *   is_null          fewer than 36 or more than 600 months, an argument out of range, no fit */
struct fire_season {
    bool is_null;
    double intercept;
    double trend;
    double cosine;
    double sine;
    double error[4];
    double deviance;
    double dispersion;
    double amplitude;
    double peak_to_trough;
    double peak_month;
    double p_season;
};
struct fire_season fire_season_of(const struct fire_months *months);

/* The season without a shape given to it, and the trend without it: Cleveland, Cleveland, McRae &
 * Terpenning, J Official Stat 6 (1990) 3-73, on the log of the rate a day; a season that is the
 * same every year, smoothers and steps between fitted points as R's stl(s.window = "periodic")
 * has them, without its robust rounds. For a look at many events only: the log of few is noise, so
 * fewer than 10 a month in the mean, or a month without any (its log is none), is refused.
 *   season[12]   log of the factor, January first; they need not add up to 0
 *   trend[n]     log of the rate a day with the season and chance taken away
 *   is_null      as of a season; fewer than FIRE_LOESS_EVENTS_MIN a month; a count of 0 */
#define FIRE_LOESS_EVENTS_MIN 10
struct fire_loess_season {
    bool is_null;
    double season[12];
    double trend[FIRE_MONTHS_MAX];
};
struct fire_loess_season fire_loess_season_of(const struct fire_months *months);

/* Rate a day of each calendar month (mean of its years) over the mean of the twelve: 1.60 is
 * 60 % above.
 *   index[12]   January first
 *   is_null     a calendar month that is not there, or no event at all */
struct fire_seasonal_index {
    bool is_null;
    double index[12];
};
struct fire_seasonal_index fire_seasonal_index_of(const struct fire_months *months);

/* Limits of a chart of counts around a known mean. A count below low or above high is out of
 * control; sigma limits (mean +- 3 sqrt(mean)) are for comparison only, they mislead below 10.
 *   mean    > 0, at most 10^12;   level   0.9973 is the usual one (tails of 0.00135) */
#define FIRE_CONTROL_LEVEL 0.9973
struct fire_control_limits {
    bool is_null;
    int64_t low;
    int64_t high;
    double sigma_low; /* at least 0 */
    double sigma_high;
};
struct fire_control_limits fire_control_limits_of(double mean, double level);

/* Early warning: what has piled up above the reference k (Lucas, Technometrics 27 (1985)
 * 129-144), S_i = max(0, S_(i-1) + count_i - k), k = (out - in) / ln(out / in).
 *   in_control, out_of_control   means, 0 < in_control < out_of_control
 *   pile[n]   out
 *   returns   k, or 0 and nothing written where an argument is out of range */
double fire_cusum(const int64_t count[], int64_t n, double in_control, double out_of_control,
                  double pile[]);

#ifdef __cplusplus
}
#endif
#endif
