/* forecast.c - next year's count, as the range it will be found in.
 *
 * A count to come is uncertain twice: the rate is an estimate, and the year has its own chance.
 * Both together make a negative binomial, whose quantiles are searched among whole numbers. */
#include "arguments.h"
#include "beta.h"
#include "firestat/stats_trend.h"

#define LARGEST_SUM   INT64_C(1000000000000)
#define LARGEST_COUNT (INT64_C(1) << 52)
#define YEARS_AHEAD   2

/* P(X <= count) for a negative binomial of this size and odds p / (1 - p) of stopping; the mean
 * is size / odds. */
static double at_most(double odds, double size, int64_t count)
{
    return beta_odds_below(odds, size, (double)count + 1.0);
}

/* The smallest count with P(X <= count) >= tail. */
static int64_t quantile(double odds, double size, double tail)
{
    int64_t below = -1;
    int64_t above = 1;
    while (above < LARGEST_COUNT && at_most(odds, size, above) < tail) {
        below = above;
        above *= 2;
    }
    while (above - below > 1) {
        const int64_t middle = below + (above - below) / 2;
        *(at_most(odds, size, middle) < tail ? &below : &above) = middle;
    }
    return above;
}

static struct fire_forecast of_negbin(double mean, double odds, double size, double level)
{
    const struct fire_forecast none = { .is_null = true };
    if (!isfinite(size) || !(size > 0.0) || !isfinite(odds) || !(odds > 0.0) ||
        !isfinite(mean) || !(mean < 1e15))
        return none;
    const double tail = (1.0 - level) / 2.0;
    return (struct fire_forecast){
        .mean = mean,
        .low = quantile(odds, size, tail),
        .high = quantile(odds, size, 1.0 - tail),
    };
}

/* The negative binomial of this mean and variance; the variance is above the mean. */
static struct fire_forecast of_moments(double mean, double variance, double level)
{
    return of_negbin(mean, mean / (variance - mean), mean * mean / (variance - mean), level);
}

static bool is_past(int64_t sum, double t_base, double t_ahead)
{
    return sum >= 0 && sum <= LARGEST_SUM && is_exposure(t_base) && is_exposure(t_ahead);
}

struct fire_forecast fire_forecast_level(int64_t sum, double t_base, double t_ahead,
                                         double level)
{
    if (!is_past(sum, t_base, t_ahead) || !is_level(level))
        return (struct fire_forecast){ .is_null = true };
    const double size = (double)sum + 0.5;
    const double odds = exposure_odds(t_base, t_ahead);
    return of_negbin(size / odds, odds, size, level);
}

double fire_forecast_at_least(int64_t sum, double t_base, double t_ahead, int64_t count)
{
    if (!is_past(sum, t_base, t_ahead) || count <= 0) return 1.0;
    return beta_odds_above(exposure_odds(t_base, t_ahead), (double)sum + 0.5, (double)count);
}

/* Is this count to come within what the past allows? Given past + coming, the coming ones are
 * binomial with the odds of the exposures. */
static bool is_too_few(double odds, int64_t sum, int64_t count, double tail)
{
    return beta_at_most(odds, (double)count, (double)sum) <= tail;
}

static bool is_too_many(double odds, int64_t sum, int64_t count, double tail)
{
    return beta_at_least(odds, (double)count, (double)sum) <= tail;
}

struct fire_forecast fire_forecast_conditional(int64_t sum, double t_base, double t_ahead,
                                               double level)
{
    const struct fire_forecast none = { .is_null = true };
    if (!is_past(sum, t_base, t_ahead) || !is_level(level)) return none;
    const double odds = exposure_odds(t_ahead, t_base);
    const double tail = (1.0 - level) / 2.0;
    const double mean = (double)sum * odds;
    if (!(mean < 1e15)) return none;

    int64_t within = (int64_t)mean;
    int64_t beyond = -1;
    if (is_too_few(odds, sum, within, tail)) return none; /* odds beyond all counting */
    while (within - beyond > 1) {
        const int64_t middle = beyond + (within - beyond) / 2;
        *(is_too_few(odds, sum, middle, tail) ? &beyond : &within) = middle;
    }
    struct fire_forecast forecast = { .mean = mean, .low = within };
    within = (int64_t)mean;
    beyond = within + 8;
    while (!is_too_many(odds, sum, beyond, tail)) {
        if (beyond > LARGEST_COUNT) return none;
        within = beyond;
        beyond *= 2;
    }
    while (beyond - within > 1) {
        const int64_t middle = within + (beyond - within) / 2;
        *(is_too_many(odds, sum, middle, tail) ? &beyond : &within) = middle;
    }
    forecast.high = within;
    return forecast;
}

struct fire_forecast fire_forecast_trend(const struct fire_trend *trend, int32_t year,
                                         double t_ahead, double level)
{
    const struct fire_forecast none = { .is_null = true };
    const int64_t ahead = (int64_t)year - trend->last_year;
    if (trend->state != FIRE_TREND_SAID || ahead < 1 || ahead > YEARS_AHEAD ||
        !is_exposure(t_ahead) || !is_level(level))
        return none;

    const double t = (double)year - trend->first_year;
    const double dispersion = fmax(1.0, trend->dispersion);
    const double slope_error = trend->poisson.error;
    const double line_variance = trend->intercept_error * trend->intercept_error +
                                 2.0 * t * trend->covariance +
                                 t * t * slope_error * slope_error;
    const double mean = exp(trend->intercept + t * trend->poisson.slope) * t_ahead;
    const double variance = dispersion * mean + dispersion * line_variance * mean * mean;
    if (!(variance > mean)) return none;
    return of_moments(mean, variance, level);
}

/* No trend, but years that differ by more than chance: Pearson's dispersion around one rate
 * widens both the year's own variance and that of the rate. */
static struct fire_forecast of_wide_level(int64_t sum, double t_base, double t_ahead,
                                          double dispersion, double level)
{
    const double mean = (double)sum / t_base * t_ahead;
    return of_moments(mean, dispersion * mean * (1.0 + mean / (double)sum), level);
}

static double level_dispersion(const struct fire_years *years, double rate)
{
    double pearson = 0.0;
    for (int32_t i = 0; i < years->n; i++) {
        const double mean = rate * (years->exposure != NULL ? years->exposure[i] : 1.0);
        const double apart = (double)years->count[i] - mean;
        pearson += apart * apart / mean;
    }
    return pearson / (years->n - 1);
}

struct fire_forecast fire_forecast_of(const struct fire_years *years, int32_t year,
                                      double t_ahead, double level)
{
    const struct fire_forecast none = { .is_null = true };
    const struct fire_trend trend = fire_trend_of(years, level);
    if (trend.state == FIRE_TREND_BAD_YEARS || trend.state == FIRE_TREND_FEW_YEARS ||
        !is_exposure(t_ahead))
        return none;
    const int64_t ahead = (int64_t)year - years->year[years->n - 1];
    if (ahead < 1 || ahead > YEARS_AHEAD) return none;
    if (trend.state == FIRE_TREND_SAID && trend.said.p_value < FIRE_FINDING_P)
        return fire_forecast_trend(&trend, year, t_ahead, level);

    int64_t sum = 0;
    double t_base = 0.0;
    for (int32_t i = 0; i < years->n; i++) {
        sum += years->count[i];
        t_base += years->exposure != NULL ? years->exposure[i] : 1.0;
    }
    const double dispersion = sum > 0 ? level_dispersion(years, (double)sum / t_base) : 0.0;
    if (!(dispersion > 1.0)) return fire_forecast_level(sum, t_base, t_ahead, level);
    return of_wide_level(sum, t_base, t_ahead, dispersion, level);
}
