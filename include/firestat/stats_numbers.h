/* stats_numbers.h - plain numbers: mean and scatter, lines through points.
 *
 * For charts and for descriptions; counts have their own methods (stats_counts.h,
 * stats_trend.h). Checked against NIST's StRD. What the fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_NUMBERS_H
#define FIRESTAT_STATS_NUMBERS_H
#include "firestat/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Mean, standard deviation (n - 1) and the correlation of each number with the one before it, in
 * two passes: the one-pass formula keeps one digit of 10^6 + 0.1.
 *   is_null   no number, one that is not finite, or sums that overflow
 *   has_sd    two numbers at least;   has_lag1   and not all equal */
struct fire_moments {
    bool is_null;
    double mean;
    bool has_sd;
    double sd;
    bool has_lag1;
    double lag1;
};
struct fire_moments fire_moments_of(const double x[], int64_t n);

/* The least squares line y = intercept + slope x: descriptive, on charts only.
 *   p_value   of slope 0, t with n - 2 df;   r2   part of the variance of y, 0 where y is level
 *   is_null   fewer than 3 points, all x equal, a number that is not finite or overflows */
struct fire_line {
    bool is_null;
    double intercept;
    double slope;
    double intercept_error;
    double slope_error;
    double rss;
    double r2;
    double p_value;
};
struct fire_line fire_line_of(const double x[], const double y[], int64_t n);

/* Least squares with any columns, y = design * coefficient, by singular values.
 *   design[n * k]   row by row; a column of ones is the caller's
 *   coefficient[k], error[k], *rss   out;   n > k >= 1
 *   *has_fit   out: false, and nothing else written, where the design or y has a number that is
 *              not finite, or the result is not
 * Errors: FIRE_ENOMEM. */
fire_status fire_least_squares(const double design[], const double y[], int64_t n, int32_t k,
                               double coefficient[], double error[], double *rss, bool *has_fit,
                               struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
