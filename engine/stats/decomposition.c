/* decomposition.c - more fires, other fires, or costlier ones?
 *
 * Two ways to part a change of damage among its factors, both without a rest: logarithmic means
 * (LMDI) for three factors, plain means (Shapley) for two. */
#include "firestat/stats_effects.h"

#include <math.h>

/* False: a number is negative, or there is damage without an incident. */
static bool is_sound(const struct fire_parts *parts)
{
    for (int64_t i = 0; i < parts->n; i++) {
        const int64_t n0 = parts->incidents_base[i];
        const int64_t n1 = parts->incidents_current[i];
        const int64_t d0 = parts->damage_base[i];
        const int64_t d1 = parts->damage_current[i];
        if (n0 < 0 || n1 < 0 || d0 < 0 || d1 < 0) return false;
        if ((n0 == 0 && d0 > 0) || (n1 == 0 && d1 > 0)) return false;
    }
    return parts->n > 0;
}

static double sum_of(const int64_t number[], int64_t n)
{
    double sum = 0.0;
    for (int64_t i = 0; i < n; i++)
        sum += (double)number[i];
    return sum;
}

/* (a - b) / ln(a / b), both above 0; a where they are one. */
static double logarithmic_mean(double a, double b)
{
    const double apart = (a - b) / b;
    if (fabs(apart) < 1e-6) return b * (1.0 + apart / 2.0 - apart * apart / 12.0);
    return (a - b) / log(a / b);
}

struct fire_lmdi fire_lmdi_of(const struct fire_parts *parts)
{
    const struct fire_lmdi none = { .is_null = true };
    if (!is_sound(parts)) return none;
    const double all0 = sum_of(parts->incidents_base, parts->n);
    const double all1 = sum_of(parts->incidents_current, parts->n);
    if (!(all0 > 0.0) || !(all1 > 0.0)) return none;

    struct fire_lmdi result = { 0 };
    for (int64_t i = 0; i < parts->n; i++) {
        const double n0 = (double)parts->incidents_base[i];
        const double n1 = (double)parts->incidents_current[i];
        const double d0 = (double)parts->damage_base[i];
        const double d1 = (double)parts->damage_current[i];
        result.total += d1 - d0;
        if (d0 > 0.0 && d1 > 0.0) {
            const double weight = logarithmic_mean(d1, d0);
            result.activity += weight * log(all1 / all0);
            result.structure += weight * log(n1 / all1 / (n0 / all0));
            result.intensity += weight * log(d1 / n1 / (d0 / n0));
        } else {
            *(n0 == 0.0 || n1 == 0.0 ? &result.structure : &result.intensity) += d1 - d0;
        }
    }
    result.residual = result.total - result.activity - result.structure - result.intensity;
    return result;
}

struct fire_two_factors fire_two_factors_of(const struct fire_parts *parts)
{
    if (!is_sound(parts)) return (struct fire_two_factors){ .is_null = true };
    struct fire_two_factors result = { 0 };
    for (int64_t i = 0; i < parts->n; i++) {
        const double n0 = (double)parts->incidents_base[i];
        const double n1 = (double)parts->incidents_current[i];
        if (n0 == 0.0 && n1 == 0.0) continue;
        double severity0 = n0 > 0.0 ? (double)parts->damage_base[i] / n0 : 0.0;
        double severity1 = n1 > 0.0 ? (double)parts->damage_current[i] / n1 : 0.0;
        if (n0 == 0.0) severity0 = severity1;
        if (n1 == 0.0) severity1 = severity0;
        result.count_effect += (n1 - n0) * (severity0 + severity1) / 2.0;
        result.severity_effect += (severity1 - severity0) * (n0 + n1) / 2.0;
    }
    return result;
}
