/* adjust.c - p-values of many areas, told as what they are worth together.
 *
 * All four methods multiply a p-value by a factor of its rank and then make the result monotone:
 * the step-up ones (BH, BY) from the largest down by the minimum, the step-down one (Holm) from
 * the smallest up by the maximum. */
#include "firestat/stats_areas.h"

#include <gsl/gsl_sort.h>
#include <math.h>

static bool is_test(double p)
{
    return p >= 0.0 && p <= 1.0; /* false for NaN */
}

/* The factor of the r-th smallest of n p-values, 1 <= r <= n. */
static double factor_of(fire_adjustment adjustment, int64_t r, int64_t n, double harmonic)
{
    switch (adjustment) {
    case FIRE_ADJUST_BY:
        return harmonic * (double)n / (double)r;
    case FIRE_ADJUST_HOLM:
        return (double)(n - r + 1);
    case FIRE_ADJUST_BONFERRONI:
        return (double)n;
    case FIRE_ADJUST_BH:
        break;
    }
    return (double)n / (double)r;
}

/*   p[n], in ascending order by `order` */
static void step(const double p[], const size_t order[], int64_t n, fire_adjustment adjustment,
                 double q[])
{
    double harmonic = 0.0; /* 1 + 1/2 + ... + 1/n */
    for (int64_t r = 1; r <= n; r++)
        harmonic += 1.0 / (double)r;

    const bool is_down = adjustment == FIRE_ADJUST_HOLM;
    double reached = is_down ? 0.0 : 1.0;
    for (int64_t i = 1; i <= n; i++) {
        const int64_t r = is_down ? i : n + 1 - i;
        const size_t at = order[r - 1];
        const double wanted = fmin(1.0, p[at] * factor_of(adjustment, r, n, harmonic));
        reached = is_down ? fmax(reached, wanted) : fmin(reached, wanted);
        q[at] = adjustment == FIRE_ADJUST_BONFERRONI ? wanted : reached;
    }
}

fire_status fire_adjust_p(const double p[], int64_t n, fire_adjustment adjustment,
                          struct fire_arena *scratch, double q[], int64_t *n_tests,
                          struct fire_error *err)
{
    if (n_tests != NULL) *n_tests = 0;
    if (n <= 0) return FIRE_OK;
    size_t *order = FIRE_TAKE(scratch, n, size_t);
    if (order == NULL) return fire_fail_memory(err);

    /* What was not tested goes to the end, behind every p-value, and is not counted. */
    int64_t n_counted = 0;
    for (int64_t i = 0; i < n; i++) {
        n_counted += is_test(p[i]);
        q[i] = is_test(p[i]) ? p[i] : 2.0;
    }
    gsl_sort_index(order, q, 1, (size_t)n);
    step(q, order, n_counted, adjustment, q);
    for (int64_t r = n_counted; r < n; r++)
        q[order[r]] = 1.0;
    if (n_tests != NULL) *n_tests = n_counted;
    return FIRE_OK;
}
