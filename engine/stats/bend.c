/* bend.c - two straight pieces that meet in one year.
 *
 * Every candidate year is tried and the one with the smallest deviance taken; whether one was needed
 * at all is asked of years drawn from the straight line, each with its own best bend. */
#include "bends.h"
#include "division.h"

#include <math.h>

struct search {
    const struct series *series;
    int from; /* candidates, as indices into the years */
    int to;
};

/* How much the best bend lowers the deviance of the straight line; 0 where one has no fit. */
static double drop(const struct search *search, const double count[])
{
    struct glm_fit fit;
    int best;
    const struct series *series = search->series;
    const double bent = bends_best_one(series, count, search->from, search->to, NULL, &best);
    if (best < 0 || !bends_fit(series, count, NULL, 0, &fit)) return 0.0;
    return fmax(0.0, fit.deviance - bent);
}

static fire_status add_chance(const struct search *search, const double mean[], double seen,
                              int32_t n_draws, uint64_t seed, struct fire_bend *out,
                              struct fire_error *err)
{
    const struct series *series = search->series;
    struct division *division = division_create(seed, mean, series->n, series->total);
    if (division == NULL) return fire_fail_memory(err);
    double drawn[FIRE_TREND_YEARS_MAX];
    int64_t n_reached = 0;
    for (int32_t i = 0; i < n_draws; i++) {
        division_draw(division, drawn);
        n_reached += drop(search, drawn) >= seen * (1.0 - 1e-9);
    }
    division_free(division);
    out->p_value = division_p(n_reached, n_draws);
    return FIRE_OK;
}

static void add_line(const struct series *series, const struct glm_fit *fit,
                     struct fire_bend *bend)
{
    bend->intercept = bends_intercept(fit);
    bend->slope_before = bends_slope(series, fit, 0);
    bend->slope_after = bends_slope(series, fit, 1);
    bend->percent_before = 100.0 * expm1(bend->slope_before);
    bend->percent_after = 100.0 * expm1(bend->slope_after);
}

fire_status fire_bend_of(const struct fire_years *years, int32_t first_candidate,
                         int32_t last_candidate, int32_t n_draws, uint64_t seed,
                         struct fire_bend *out, struct fire_error *err)
{
    struct series series;
    const struct fire_bend none = { .is_null = true, .p_value = 1.0 };
    *out = none;
    if (series_of(years, &series) != FIRE_TREND_SAID || series.n < FIRE_BEND_YEARS_MIN)
        return FIRE_OK;

    struct search search = { .series = &series, .from = 1, .to = series.n - 2 };
    while (search.from <= search.to && years->year[search.from] < first_candidate)
        search.from++;
    while (search.from <= search.to && years->year[search.to] > last_candidate)
        search.to--;
    struct fire_bend bend = { .p_value = 1.0 };
    struct glm_fit fit;
    int best;
    const double bent = bends_best_one(&series, series.count, search.from, search.to,
                                       bend.deviance, &best);
    if (best < 0 || !bends_fit(&series, series.count, NULL, 0, &fit)) return FIRE_OK;

    const double seen = fmax(0.0, fit.deviance - bent);
    const fire_status status = add_chance(&search, fit.mean, seen, n_draws, seed, &bend, err);
    if (status != FIRE_OK) return status;
    bend.year = years->year[best];
    if (!bends_fit(&series, series.count, &best, 1, &fit)) return FIRE_OK;
    add_line(&series, &fit, &bend);
    if (isfinite(bend.percent_before) && isfinite(bend.percent_after)) *out = bend;
    return FIRE_OK;
}
