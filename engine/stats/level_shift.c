/* level_shift.c - one rate before, another one after: where, and is it more than chance?
 *
 * The best of all splits is always better than a split chosen beforehand, so its likelihood
 * ratio is compared with the best ones of random divisions of the same events, not with a
 * chi-square. */
#include "division.h"
#include "years.h"

#include <math.h>

/* x log(x / mean), 0 for x = 0 */
static double gain(double x, double mean)
{
    return x > 0.0 ? x * log(x / mean) : 0.0;
}

/*   share[n]   of each year in the exposure; ratio_of_split[n - 1] may be NULL
 *   returns    the largest likelihood ratio, *at the last year before that split */
static double best_split(const double count[], const double share[], int n,
                         double ratio_of_split[], int *at)
{
    double total = 0.0;
    double best = -1.0;
    for (int i = 0; i < n; i++)
        total += count[i];
    double before = 0.0;
    double expected = 0.0;
    double rest = 1.0;
    for (int i = 0; i + 1 < n; i++) {
        before += count[i];
        expected += share[i];
        rest -= share[i];
        const double left = fmax(rest, 1e-300); /* the last years' share may round to nothing */
        const double ratio = fmax(
            0.0, 2.0 * (gain(before, expected * total) + gain(total - before, left * total)));
        if (ratio_of_split != NULL) ratio_of_split[i] = ratio;
        if (ratio > best) {
            best = ratio;
            *at = i;
        }
    }
    return best;
}

static void add_ratio(const double count[], const double share[], int n, int at,
                      struct fire_level_shift *shift)
{
    double before = 0.0;
    double after = 0.0;
    double share_before = 0.0;
    double share_after = 0.0;
    for (int i = 0; i < n; i++) {
        *(i <= at ? &before : &after) += count[i];
        *(i <= at ? &share_before : &share_after) += share[i];
    }
    const double ratio = after / share_after / (before / share_before);
    shift->has_ratio = isfinite(ratio);
    shift->ratio = shift->has_ratio ? ratio : 0.0;
}

fire_status fire_level_shift_of(const struct fire_years *years, int32_t n_draws, uint64_t seed,
                                struct fire_level_shift *out, struct fire_error *err)
{
    struct series series;
    *out = (struct fire_level_shift){ .state = series_of(years, &series), .p_value = 1.0 };
    if (out->state != FIRE_TREND_SAID) return FIRE_OK;

    double share[FIRE_TREND_YEARS_MAX];
    double largest = series.offset[0];
    double whole = 0.0;
    for (int i = 1; i < series.n; i++)
        largest = fmax(largest, series.offset[i]);
    for (int i = 0; i < series.n; i++)
        whole += share[i] = exp(series.offset[i] - largest);
    for (int i = 0; i < series.n; i++)
        share[i] = fmax(share[i] / whole, 1e-300);

    int at = 0;
    struct division *division = division_create(seed, share, series.n, series.total);
    if (division == NULL) return fire_fail_memory(err);
    out->likelihood_ratio = best_split(series.count, share, series.n, out->ratio_of_split, &at);
    out->last_year_before = years->year[at];
    add_ratio(series.count, share, series.n, at, out);

    const double least = out->likelihood_ratio * (1.0 - 1e-9); /* a tie has reached it */
    double drawn[FIRE_TREND_YEARS_MAX];
    int64_t n_reached = 0;
    for (int32_t i = 0; i < n_draws; i++) {
        division_draw(division, drawn);
        n_reached += best_split(drawn, share, series.n, NULL, &at) >= least;
    }
    division_free(division);
    out->p_value = division_p(n_reached, n_draws);
    return FIRE_OK;
}
