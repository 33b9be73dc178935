/* least_squares.c - lines and other sums of columns through points. */
#include "firestat/stats_numbers.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

struct fire_line fire_line_of(const double x[], const double y[], int64_t n)
{
    const struct fire_line none = { .is_null = true };
    const struct fire_moments of_x = fire_moments_of(x, n);
    const struct fire_moments of_y = fire_moments_of(y, n);
    if (n < 3 || of_x.is_null || of_y.is_null || !(of_x.sd > 0.0)) return none;

    long double xx = 0.0L;
    long double xy = 0.0L;
    long double yy = 0.0L;
    for (int64_t i = 0; i < n; i++) {
        const long double dx = (long double)x[i] - of_x.mean;
        const long double dy = (long double)y[i] - of_y.mean;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    const long double slope = xy / xx;
    const long double intercept = of_y.mean - slope * of_x.mean;
    long double rss = 0.0L;
    for (int64_t i = 0; i < n; i++) {
        const long double apart = ((long double)y[i] - of_y.mean) -
                                  slope * ((long double)x[i] - of_x.mean);
        rss += apart * apart;
    }
    const long double variance = rss / (n - 2);
    const double df = (double)(n - 2);
    struct fire_line line = {
        .intercept = (double)intercept,
        .slope = (double)slope,
        .intercept_error = (double)sqrtl(variance *
                                         (1.0L / n + (long double)of_x.mean * of_x.mean / xx)),
        .slope_error = (double)sqrtl(variance / xx),
        .rss = (double)rss,
        .r2 = yy > 0.0L ? (double)(1.0L - rss / yy) : 0.0,
        .p_value = slope == 0.0L ? 1.0 : 0.0,
    };
    if (line.slope_error > 0.0)
        line.p_value = fmin(1.0,
                            2.0 * gsl_cdf_tdist_Q(fabs(line.slope) / line.slope_error, df));
    const bool is_sound = isfinite(line.intercept) && isfinite(line.slope) &&
                          isfinite(line.intercept_error) && isfinite(line.slope_error) &&
                          isfinite(line.rss) && isfinite(line.p_value) && isfinite(line.r2);
    return is_sound ? line : none;
}

static bool all_finite(const double number[], int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        if (!isfinite(number[i])) return false;
    return true;
}

/* With covariance[k * k] and a workspace. */
static bool fit(const double design[], const double y[], int64_t n, int32_t k,
                gsl_multifit_linear_workspace *work, gsl_matrix *covariance, gsl_vector *fitted,
                double *rss)
{
    const size_t rows = (size_t)n;
    const size_t columns = (size_t)k;
    const gsl_matrix_const_view x = gsl_matrix_const_view_array(design, rows, columns);
    const gsl_vector_const_view values = gsl_vector_const_view_array(y, rows);
    if (gsl_multifit_linear(&x.matrix, &values.vector, fitted, covariance, rss, work) != 0)
        return false;
    return isfinite(*rss) && all_finite(fitted->data, k) &&
           all_finite(covariance->data, (int64_t)k * k);
}

fire_status fire_least_squares(const double design[], const double y[], int64_t n, int32_t k,
                               double coefficient[], double error[], double *rss, bool *has_fit,
                               struct fire_error *err)
{
    *has_fit = false;
    if (k < 1 || n <= k || !all_finite(design, n * k) || !all_finite(y, n)) return FIRE_OK;

    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc((size_t)n, (size_t)k);
    gsl_matrix *covariance = gsl_matrix_alloc((size_t)k, (size_t)k);
    gsl_vector *fitted = gsl_vector_alloc((size_t)k);
    fire_status status = FIRE_OK;
    double squares = 0.0;
    if (work == NULL || covariance == NULL || fitted == NULL) {
        status = fire_fail_memory(err);
    } else if (fit(design, y, n, k, work, covariance, fitted, &squares)) {
        for (int32_t i = 0; i < k; i++) {
            coefficient[i] = gsl_vector_get(fitted, (size_t)i);
            error[i] = sqrt(gsl_matrix_get(covariance, (size_t)i, (size_t)i));
        }
        *rss = squares;
        *has_fit = true;
    }
    if (work != NULL) gsl_multifit_linear_free(work);
    if (covariance != NULL) gsl_matrix_free(covariance);
    if (fitted != NULL) gsl_vector_free(fitted);
    return status;
}
