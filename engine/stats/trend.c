/* trend.c - how fast a rate rises or falls a year, and how sure that is.
 *
 * The line is fitted in time scaled to -1..1 and told in years. Which model is printed is
 * decided by the data alone: see the header. */
#include "arguments.h"
#include "glm.h"
#include "negbin_fit.h"
#include "years.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>

/* A fitted line in years: intercept at the first year. */
struct line {
    double intercept;
    double slope;
    double intercept_variance;
    double slope_variance;
    double covariance;
};

static struct line line_of(const struct glm_fit *fit, const struct series *series)
{
    const double scale = series->half_span;
    const double *c = fit->coefficient;
    return (struct line){
        .intercept = c[0] - c[1], /* time is -1 at the first year */
        .slope = c[1] / scale,
        .intercept_variance = fit->covariance[0][0] - 2.0 * fit->covariance[0][1] +
                              fit->covariance[1][1],
        .slope_variance = fit->covariance[1][1] / scale / scale,
        .covariance = (fit->covariance[0][1] - fit->covariance[1][1]) / scale,
    };
}

/* Test and interval of a slope. df 0: normal. */
static struct fire_slope slope_of(double slope, double error, int df, double level)
{
    const double tail = (1.0 - level) / 2.0;
    const double score = slope / error;
    const double beyond = df > 0 ? gsl_cdf_tdist_Q(fabs(score), df)
                                 : gsl_cdf_ugaussian_Q(fabs(score));
    const double reach = (df > 0 ? gsl_cdf_tdist_Qinv(tail, df)
                                 : gsl_cdf_ugaussian_Qinv(tail)) *
                         error;
    const struct fire_slope result = {
        .slope = slope,
        .error = error,
        .score = score,
        .p_value = fmin(1.0, 2.0 * beyond),
        .ratio = exp(slope),
        .low = exp(slope - reach),
        .high = exp(slope + reach),
    };
    if (!isfinite(result.score) || !isfinite(result.high) || !isfinite(result.p_value))
        return (struct fire_slope){ .is_null = true };
    return result;
}

/* Cameron & Trivedi: the mean of ((y - m)^2 - y) / m over its standard error. */
static void add_excess(const struct series *series, const double mean[],
                       struct fire_trend *trend)
{
    const int n = series->n;
    double sum = 0.0;
    double squares = 0.0;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < n; i++) {
            const double y = series->count[i];
            const double excess = ((y - mean[i]) * (y - mean[i]) - y) / mean[i];
            if (pass == 0) {
                sum += excess;
            } else {
                squares += (excess - sum / n) * (excess - sum / n);
            }
        }
    }
    const double error = sqrt(squares / (n - 1) / n);
    trend->excess = sum / n;
    trend->excess_z = error > 0.0 ? trend->excess / error : 0.0;
}

static double poisson_log_likelihood(const double count[], const double mean[], int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += count[i] * log(mean[i]) - mean[i] - gsl_sf_lngamma(count[i] + 1.0);
    return sum;
}

static void add_negbin(const struct glm_model *model, const struct series *series, double level,
                       struct fire_trend *trend)
{
    struct glm_fit fit;
    struct negbin_fit negbin;
    trend->negbin.is_null = true;
    trend->p_overdispersion = 1.0;
    if (trend->pearson <= trend->df || !negbin_fit_run(model, &fit, &negbin)) return;

    const struct line line = line_of(&fit, series);
    trend->negbin = slope_of(line.slope, sqrt(line.slope_variance), trend->df, level);
    if (trend->negbin.is_null) return;
    trend->theta = negbin.theta;
    trend->theta_error = negbin.theta_error;
    trend->negbin_intercept = line.intercept;
    trend->negbin_intercept_error = sqrt(line.intercept_variance);
    trend->negbin_log_likelihood = negbin.log_likelihood;
    trend->likelihood_ratio = fmax(0.0, 2.0 * (negbin.log_likelihood - trend->log_likelihood));
    trend->p_overdispersion = 0.5 * gsl_cdf_chisq_Q(trend->likelihood_ratio, 1.0);
}

static void choose(struct fire_trend *trend)
{
    trend->model = FIRE_TREND_POISSON;
    trend->said = trend->poisson;
    if (trend->dispersion <= 1.0) return;
    const bool is_negbin = !trend->negbin.is_null && trend->p_overdispersion < 0.05;
    trend->model = is_negbin ? FIRE_TREND_NEGBIN : FIRE_TREND_QUASI;
    trend->said = is_negbin ? trend->negbin : trend->quasi;
}

struct fire_trend fire_trend_of(const struct fire_years *years, double level)
{
    struct series series;
    struct fire_trend trend = { .state = series_of(years, &series) };
    if (!is_level(level)) trend.state = FIRE_TREND_BAD_YEARS;
    if (trend.state != FIRE_TREND_SAID) return trend;

    const struct fire_trend one_end = { .state = FIRE_TREND_ONE_END };
    const int n = series.n;
    if (series.count[0] == series.total || series.count[n - 1] == series.total) return one_end;
    struct glm_fit fit;
    const struct glm_model model = { .n = n,
                                     .n_terms = 2,
                                     .count = series.count,
                                     .offset = series.offset,
                                     .column = { series.one, series.time } };
    if (!glm_run(&model, &fit)) return one_end; /* exposures so far apart that nothing fits */

    const struct line line = line_of(&fit, &series);
    trend.n = n;
    trend.df = n - 2;
    trend.first_year = years->year[0];
    trend.last_year = years->year[n - 1];
    trend.intercept = line.intercept;
    trend.intercept_error = sqrt(line.intercept_variance);
    trend.covariance = line.covariance;
    trend.deviance = fit.deviance;
    trend.pearson = glm_pearson(series.count, fit.mean, n);
    trend.dispersion = trend.pearson / trend.df;
    trend.log_likelihood = poisson_log_likelihood(series.count, fit.mean, n);
    add_excess(&series, fit.mean, &trend);

    const double error = sqrt(line.slope_variance);
    const double wider = sqrt(fmax(1.0, trend.dispersion));
    trend.poisson = slope_of(line.slope, error, 0, level);
    trend.quasi = slope_of(line.slope, error * wider, trend.df, level);
    add_negbin(&model, &series, level, &trend);
    choose(&trend);
    if (trend.said.is_null) return one_end;
    return trend;
}
