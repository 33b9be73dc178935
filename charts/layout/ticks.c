/* ticks.c - see ticks.h.
 *
 * A labelling is a step j * q * 10^z (q from a short list of nice numbers, j = 1 takes every
 * one of them, j = 2 every other), a first tick and a number of ticks k. It is scored by how
 * nice the step is, how well the ticks cover the data and how near k is to the number wanted.
 * The search goes through q, j, k, z in the order of what they can still reach, and leaves a
 * loop as soon as its upper bound is below the best score found. As in the authors' reference
 * implementation the legibility of labels is taken as 1: all our labels are plain numbers. */
#include "ticks.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>

#define WEIGHT_SIMPLICITY 0.25
#define WEIGHT_COVERAGE   0.2
#define WEIGHT_DENSITY    0.5
#define WEIGHT_LEGIBILITY 0.05

static const double nice[] = { 1.0, 5.0, 2.0, 2.5, 4.0, 3.0 }; /* the nicest first */

#define N_NICE ((int)(sizeof nice / sizeof nice[0]))

/* Below every score that a usable axis can have; ends the search where nothing is allowed. */
#define HOPELESS (-1000.0)

struct search {
    double low;
    double high;
    struct tick_rules rules;
    struct ticks best;
};

static double score_of(double simplicity, double coverage, double density)
{
    return WEIGHT_SIMPLICITY * simplicity + WEIGHT_COVERAGE * coverage +
           WEIGHT_DENSITY * density + WEIGHT_LEGIBILITY;
}

static double simplicity_limit(int i_nice, int j)
{
    return 1.0 - (double)i_nice / (N_NICE - 1) - j + 1.0;
}

static double simplicity(int i_nice, int j, const struct ticks *ticks)
{
    const double eps = DBL_EPSILON * 100.0;
    const double rest = fabs(fmod(ticks->first, ticks->step)) / ticks->step;
    const double last = ticks->first + ticks->step * (ticks->n - 1);
    const bool has_zero = (rest < eps || 1.0 - rest < eps) && ticks->first <= 0.0 &&
                          last >= 0.0;
    return simplicity_limit(i_nice, j) - (has_zero ? 0.0 : 1.0);
}

static double coverage(const struct search *search, double first, double last)
{
    const double tenth = 0.1 * (search->high - search->low);
    const double over = (search->high - last) / tenth;
    const double under = (search->low - first) / tenth;
    return 1.0 - 0.5 * (over * over + under * under);
}

static double coverage_limit(const struct search *search, double span)
{
    const double range = search->high - search->low;
    if (span <= range) return 1.0;
    const double half = (span - range) / 2.0 / (0.1 * range);
    return 1.0 - half * half;
}

static double density(const struct search *search, double first, double last, int k)
{
    const double rate = (k - 1) / (last - first);
    const double wanted = (search->rules.wanted - 1) /
                          (fmax(last, search->high) - fmin(search->low, first));
    return 2.0 - fmax(rate / wanted, wanted / rate);
}

static double density_limit(int k, int wanted)
{
    return k >= wanted ? 2.0 - (double)(k - 1) / (wanted - 1) : 1.0;
}

static bool is_whole(double value)
{
    return fabs(value - round(value)) <= 1e-9 * fabs(value);
}

static bool is_allowed(const struct search *search, double first, double step, double last)
{
    if (search->rules.is_whole && !(is_whole(first) && is_whole(step))) return false;
    if (!search->rules.is_axis) return true;
    if (search->low == 0.0 && first != 0.0) return false;
    if (search->high == 0.0 && fabs(last) > step * 1e-9) return false;
    return first <= search->low && last >= search->high;
}

/* All first ticks for one step and one number of ticks. */
static void try_starts(struct search *search, int i_nice, int j, int k, double step)
{
    const double least = floor(search->high / step) * j - (double)(k - 1) * j;
    const double most = ceil(search->low / step) * j;
    for (double start = least; start <= most; start += 1.0) {
        struct ticks ticks = { .first = start * (step / j), .step = step, .n = k };
        const double last = ticks.first + step * (k - 1);
        ticks.score = score_of(simplicity(i_nice, j, &ticks),
                               coverage(search, ticks.first, last),
                               density(search, ticks.first, last, k));
        if (ticks.score > search->best.score && is_allowed(search, ticks.first, step, last))
            search->best = ticks;
    }
}

static void try_counts(struct search *search, int i_nice, int j)
{
    const double simple = simplicity_limit(i_nice, j);
    const double range = search->high - search->low;
    for (int k = 2; k <= search->rules.most; k++) {
        const double dense = density_limit(k, search->rules.wanted);
        if (score_of(simple, 1.0, dense) < search->best.score) return;

        const double least_step = range / (k + 1) / j / nice[i_nice];
        for (double z = ceil(log10(least_step));; z += 1.0) {
            const double step = j * nice[i_nice] * pow(10.0, z);
            const double cover = coverage_limit(search, step * (k - 1));
            if (score_of(simple, cover, dense) < search->best.score) break;
            try_starts(search, i_nice, j, k, step);
        }
    }
}

/* Can a step of that simplicity still be the best? */
static bool reaches(const struct search *search, int i_nice, int j)
{
    return score_of(simplicity_limit(i_nice, j), 1.0, 1.0) >= search->best.score;
}

bool ticks_find(double low, double high, struct tick_rules rules, struct ticks *out)
{
    const double range = high - low;
    if (!isfinite(range) || !(range > DBL_MIN) || rules.wanted < 2 || rules.most < 3)
        return false;
    if (!(range > DBL_EPSILON * 100.0 * fmax(fabs(low), fabs(high)))) return false;

    struct search search = { low, high, rules, { .score = HOPELESS } };
    const int most_j = rules.is_axis ? 1 : INT_MAX;
    for (int j = 1; j <= most_j && reaches(&search, 0, j); j++)
        for (int i = 0; i < N_NICE && reaches(&search, i, j); i++)
            try_counts(&search, i, j);
    if (search.best.n == 0) return false;
    *out = search.best;
    return true;
}

double ticks_value(const struct ticks *ticks, int32_t i)
{
    const double value = ticks->first + ticks->step * i;
    return fabs(value) < ticks->step * 1e-9 ? 0.0 : value;
}

int32_t ticks_decimals(const struct ticks *ticks)
{
    int32_t decimals = 0;
    double scale = 1.0;
    while (decimals < TICKS_DECIMALS_MAX &&
           !(is_whole(ticks->step * scale) && is_whole(ticks->first * scale))) {
        decimals++;
        scale *= 10.0;
    }
    return decimals;
}
