/* bends.c - each piece after the first adds a column that is 0 up to its bend, so the pieces always
 * meet. */
#include "bends.h"

#include <math.h>

bool bends_fit(const struct series *series, const double count[], const int at[], int n_bends,
               struct glm_fit *fit)
{
    double after[BENDS_MAX][FIRE_TREND_YEARS_MAX];
    struct glm_model model = { .n = series->n,
                               .n_terms = 2 + n_bends,
                               .count = count,
                               .offset = series->offset,
                               .column = { series->one, series->time } };
    for (int b = 0; b < n_bends; b++) {
        for (int i = 0; i < series->n; i++)
            after[b][i] = fmax(0.0, series->time[i] - series->time[at[b]]);
        model.column[2 + b] = after[b];
    }
    return glm_run(&model, fit);
}

double bends_best_one(const struct series *series, const double count[], int from, int to,
                      double deviance[], int *best)
{
    double least = INFINITY;
    *best = -1;
    for (int at = from; at <= to; at++) {
        struct glm_fit fit;
        if (!bends_fit(series, count, &at, 1, &fit)) continue;
        if (deviance != NULL) deviance[at] = fit.deviance;
        if (fit.deviance < least) {
            least = fit.deviance;
            *best = at;
        }
    }
    return least;
}
