/* two_bends.c - three straight pieces, and whether the third is needed.
 *
 * All pairs of years are tried: with a few dozen years that is cheaper than to be clever. */
#include "bends.h"
#include "division.h"

#include <math.h>

struct pair {
    int at[2];
    double one;      /* deviance of the best single bend, */
    double deviance; /* and of the pair; INFINITY: none   */
    int best_one;
};

/* The best pair has a year at least between its bends and at either end. */
static struct pair best_pair(const struct series *series, const double count[])
{
    struct pair best = { .at = { -1, -1 }, .deviance = INFINITY };
    best.one = bends_best_one(series, count, 1, series->n - 2, NULL, &best.best_one);
    for (int first = 1; first < series->n - 3; first++) {
        for (int second = first + 2; second < series->n - 1; second++) {
            struct glm_fit fit;
            const int at[2] = { first, second };
            if (!bends_fit(series, count, at, 2, &fit) || !(fit.deviance < best.deviance))
                continue;
            best.at[0] = first;
            best.at[1] = second;
            best.deviance = fit.deviance;
        }
    }
    return best;
}

/* How much a second bend lowers the deviance; 0 where one of the two has no fit. */
static double drop_of(const struct pair *pair)
{
    return pair->best_one >= 0 && pair->at[0] >= 0 ? fmax(0.0, pair->one - pair->deviance)
                                                   : 0.0;
}

static fire_status chance_of(const struct series *series, const double mean[], double seen,
                             int32_t n_draws, uint64_t seed, double *p, struct fire_error *err)
{
    struct division *division = division_create(seed, mean, series->n, series->total);
    if (division == NULL) return fire_fail_memory(err);
    double drawn[FIRE_TREND_YEARS_MAX];
    int64_t n_reached = 0;
    for (int32_t i = 0; i < n_draws; i++) {
        division_draw(division, drawn);
        const struct pair pair = best_pair(series, drawn);
        n_reached += drop_of(&pair) >= seen * (1.0 - 1e-9);
    }
    division_free(division);
    *p = division_p(n_reached, n_draws);
    return FIRE_OK;
}

fire_status fire_two_bends_of(const struct fire_years *years, int32_t n_draws, uint64_t seed,
                              struct fire_two_bends *out, struct fire_error *err)
{
    struct series series;
    struct glm_fit fit;
    *out = (struct fire_two_bends){ .is_null = true, .p_value = 1.0 };
    if (series_of(years, &series) != FIRE_TREND_SAID || series.n < FIRE_TWO_BENDS_YEARS_MIN)
        return FIRE_OK;
    const struct pair pair = best_pair(&series, series.count);
    if (pair.best_one < 0 || pair.at[0] < 0 ||
        !bends_fit(&series, series.count, &pair.best_one, 1, &fit))
        return FIRE_OK;

    struct fire_two_bends bends = { .year = { years->year[pair.at[0]],
                                              years->year[pair.at[1]] },
                                    .deviance = { pair.one, pair.deviance } };
    FIRE_TRY(chance_of(&series, fit.mean, drop_of(&pair), n_draws, seed, &bends.p_value, err));
    if (!bends_fit(&series, series.count, pair.at, 2, &fit)) return FIRE_OK;
    bends.intercept = bends_intercept(&fit);
    for (int k = 0; k < 3; k++) {
        bends.slope[k] = bends_slope(&series, &fit, k);
        bends.percent[k] = 100.0 * expm1(bends.slope[k]);
        if (!isfinite(bends.percent[k])) return FIRE_OK;
    }
    *out = bends;
    return FIRE_OK;
}
