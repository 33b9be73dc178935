/* homogeneity.c - do areas have one common rate?
 *
 * Chi-square where every area expects enough; else the same events are divided among the areas
 * by chance, often, and the share of divisions at least as uneven is the p-value. */
#include "arguments.h"
#include "division.h"
#include "firestat/stats_areas.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#define AREAS_MAX      100000
#define EXPECTED_FIRES 5.0

struct sums {
    double count;
    double exposure;
};

static bool sum_up(const int64_t count[], const double exposure[], int64_t n, struct sums *sums)
{
    if (n < 2 || n > AREAS_MAX) return false;
    for (int64_t i = 0; i < n; i++) {
        if (count[i] < 0 || !is_exposure(exposure[i])) return false;
        sums->count += (double)count[i];
        sums->exposure += exposure[i];
    }
    return sums->count > 0.0 && isfinite(sums->exposure);
}

static double chi_square(const double count[], const double expected[], int64_t n)
{
    double sum = 0.0;
    for (int64_t i = 0; i < n; i++)
        sum += (count[i] - expected[i]) * (count[i] - expected[i]) / expected[i];
    return sum;
}

static fire_status draw_p(const double expected[], int64_t n, double total, double seen,
                          int32_t n_draws, uint64_t seed, double count[], double *p_value,
                          struct fire_error *err)
{
    struct division *division = division_create(seed, expected, n, total);
    if (division == NULL) return fire_fail_memory(err);
    int64_t n_reached = 0;
    for (int32_t i = 0; i < n_draws; i++) {
        division_draw(division, count);
        n_reached += chi_square(count, expected, n) >= seen * (1.0 - 1e-12);
    }
    division_free(division);
    *p_value = division_p(n_reached, n_draws);
    return FIRE_OK;
}

/* With room[2 n]: what is expected, and counts as doubles. */
static fire_status compare(const int64_t count[], const double exposure[], int64_t n,
                           const struct sums *sums, int32_t n_draws, uint64_t seed,
                           double room[], struct fire_homogeneity *out, struct fire_error *err)
{
    double *expected = room;
    double *number = room + n;
    double least = INFINITY;
    for (int64_t i = 0; i < n; i++) {
        expected[i] = sums->count * (exposure[i] / sums->exposure);
        number[i] = (double)count[i];
        least = fmin(least, expected[i]);
    }
    struct fire_homogeneity result = { .chi_square = chi_square(number, expected, n),
                                       .df = n - 1 };
    if (!(least > 0.0) || !isfinite(result.chi_square)) return FIRE_OK;
    result.p_chi_square = gsl_cdf_chisq_Q(result.chi_square, (double)result.df);
    result.p_value = result.p_chi_square;
    result.is_drawn = least < EXPECTED_FIRES && n_draws > 0;
    if (result.is_drawn) {
        const fire_status status = draw_p(expected, n, sums->count, result.chi_square, n_draws,
                                          seed, number, &result.p_value, err);
        if (status != FIRE_OK) return status;
    }
    *out = result;
    return FIRE_OK;
}

fire_status fire_homogeneity_of(const int64_t count[], const double exposure[], int64_t n,
                                int32_t n_draws, uint64_t seed, double expected[],
                                struct fire_homogeneity *out, struct fire_error *err)
{
    struct sums sums = { 0 };
    *out = (struct fire_homogeneity){ .is_null = true, .p_value = 1.0, .p_chi_square = 1.0 };
    if (!sum_up(count, exposure, n, &sums)) return FIRE_OK;
    double *room = malloc(2 * (size_t)n * sizeof room[0]);
    if (room == NULL) return fire_fail_memory(err);
    const fire_status status = compare(count, exposure, n, &sums, n_draws, seed, room, out,
                                       err);
    for (int64_t i = 0; expected != NULL && i < n; i++)
        expected[i] = room[i];
    free(room);
    return status;
}
