/* season.c - one wave a year in monthly counts.
 *
 * A month of 31 days has more fires than one of 28 without burning more, so all is told by day.
 * Time runs from -1 to 1 in the fit, as in a trend, and is told in months. */
#include "glm.h"
#include "months.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

_Static_assert(FIRE_MONTHS_MAX <= GLM_COUNTS_MAX, "all months go into one fit");

#define TURN (2.0 * 3.14159265358979323846)

bool months_are_sound(const struct fire_months *months, int64_t *total)
{
    const int64_t largest = INT64_C(1) << 53;
    *total = 0;
    if (months->n < 1 || months->n > FIRE_MONTHS_MAX || months->first_month < 1 ||
        months->first_month > 12)
        return false;
    for (int32_t i = 0; i < months->n; i++) {
        if (months->count[i] < 0 || months->count[i] > largest - *total) return false;
        if (months->days[i] < 1 || months->days[i] > 31) return false;
        *total += months->count[i];
    }
    return *total > 0;
}

struct columns {
    double count[FIRE_MONTHS_MAX];
    double offset[FIRE_MONTHS_MAX];
    double one[FIRE_MONTHS_MAX];
    double time[FIRE_MONTHS_MAX];
    double cosine[FIRE_MONTHS_MAX];
    double sine[FIRE_MONTHS_MAX];
};

static struct glm_model model_of(const struct fire_months *months, struct columns *columns)
{
    const double half_span = (months->n - 1) / 2.0;
    for (int32_t i = 0; i < months->n; i++) {
        const double angle = TURN * ((months->first_month - 1 + i) % 12) / 12.0;
        columns->count[i] = (double)months->count[i];
        columns->offset[i] = log(months->days[i]);
        columns->one[i] = 1.0;
        columns->time[i] = i / half_span - 1.0;
        columns->cosine[i] = cos(angle);
        columns->sine[i] = sin(angle);
    }
    return (struct glm_model){ .n = months->n,
                               .n_terms = 4,
                               .count = columns->count,
                               .offset = columns->offset,
                               .column = { columns->one, columns->time, columns->cosine,
                                           columns->sine } };
}

/* Chance of a wave this high where there is none. */
static double p_of_wave(const struct glm_model *model, double deviance, double dispersion)
{
    struct glm_model flat = *model;
    struct glm_fit fit;
    flat.n_terms = 2;
    if (!glm_run(&flat, &fit)) return 1.0;
    return gsl_cdf_chisq_Q(fmax(0.0, fit.deviance - deviance) / fmax(1.0, dispersion), 2.0);
}

struct fire_season fire_season_of(const struct fire_months *months)
{
    const struct fire_season none = { .is_null = true };
    struct columns columns;
    struct glm_fit fit;
    int64_t total;
    if (!months_are_sound(months, &total) || months->n < FIRE_MONTHS_MIN) return none;
    const struct glm_model model = model_of(months, &columns);
    if (!glm_run(&model, &fit)) return none;

    const double half_span = (months->n - 1) / 2.0;
    const double *c = fit.coefficient;
    const double intercept_variance = fit.covariance[0][0] - 2.0 * fit.covariance[0][1] +
                                      fit.covariance[1][1];
    struct fire_season season = {
        .intercept = c[0] - c[1],
        .trend = c[1] / half_span,
        .cosine = c[2],
        .sine = c[3],
        .error = { sqrt(intercept_variance), sqrt(fit.covariance[1][1]) / half_span,
                   sqrt(fit.covariance[2][2]), sqrt(fit.covariance[3][3]) },
        .deviance = fit.deviance,
        .dispersion = glm_pearson(columns.count, fit.mean, months->n) / (months->n - 4),
        .amplitude = hypot(c[2], c[3]),
    };
    season.peak_to_trough = exp(2.0 * season.amplitude);
    season.peak_month = 1.0 + 12.0 * fmod(atan2(c[3], c[2]) / TURN + 1.0, 1.0);
    season.p_season = p_of_wave(&model, fit.deviance, season.dispersion);
    return isfinite(season.peak_to_trough) && isfinite(season.dispersion) ? season : none;
}

struct fire_seasonal_index fire_seasonal_index_of(const struct fire_months *months)
{
    const struct fire_seasonal_index none = { .is_null = true };
    int64_t total;
    if (!months_are_sound(months, &total)) return none;
    double rates[12] = { 0.0 }; /* sum of the rates a day */
    int n_years[12] = { 0 };
    for (int32_t i = 0; i < months->n; i++) {
        const int m = (months->first_month - 1 + i) % 12;
        rates[m] += (double)months->count[i] / months->days[i];
        n_years[m]++;
    }
    double mean = 0.0;
    for (int m = 0; m < 12; m++) {
        if (n_years[m] == 0) return none;
        mean += rates[m] / n_years[m] / 12.0;
    }
    struct fire_seasonal_index result = { 0 };
    for (int m = 0; m < 12; m++)
        result.index[m] = rates[m] / n_years[m] / mean;
    return result;
}
