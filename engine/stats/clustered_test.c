/* clustered_test.c - did deaths change, when some fires kill several?
 *
 * Under "no change" every fatal fire of both windows could as well have fallen into the other
 * one, with the chance of its exposure, and takes all its deaths along. So the deaths of the
 * current window are a sum of independent parts, and their exact distribution is made by adding
 * one fire after the other. Fires of one death are added at once: they are binomial. */
#include "arguments.h"
#include "binomial.h"
#include "firestat/stats_counts.h"

struct fires {
    int64_t deaths;
    int64_t single; /* fires of one death */
};

/* False: a size, or the sum, is outside what the test takes. */
static bool count_fires(const int64_t size[], int64_t n, struct fires *fires)
{
    if (n < 0) return false;
    for (int64_t i = 0; i < n; i++) {
        if (size[i] < 0 || size[i] > FIRE_CLUSTER_SIZE_MAX) return false;
        fires->deaths += size[i];
        fires->single += size[i] == 1;
        if (fires->deaths > FIRE_CLUSTER_TOTAL_MAX) return false;
    }
    return true;
}

/* Add every fire of several deaths. chance[0..*top] is the distribution so far, of a table that
 * starts as zeros. */
static void add_fires(const int64_t size[], int64_t n, double share, double chance[],
                      int64_t *top)
{
    for (int64_t i = 0; i < n; i++) {
        if (size[i] < 2) continue;
        *top += size[i];
        for (int64_t k = *top; k >= 0; k--) {
            const double without = k >= size[i] ? chance[k - size[i]] : 0.0;
            chance[k] = (1.0 - share) * chance[k] + share * without;
        }
    }
}

fire_status fire_clustered_test(const int64_t size_current[], int64_t n_current,
                                double t_current, const int64_t size_base[], int64_t n_base,
                                double t_base, struct fire_arena *scratch,
                                struct fire_clustered *out, struct fire_error *err)
{
    struct fires current = { 0 };
    struct fires base = { 0 };
    *out = (struct fire_clustered){ .is_null = true, .p_value = 1.0, .p_mid = 1.0 };
    if (!count_fires(size_current, n_current, &current) ||
        !count_fires(size_base, n_base, &base) ||
        current.deaths + base.deaths > FIRE_CLUSTER_TOTAL_MAX || !is_exposure(t_current) ||
        !is_exposure(t_base))
        return FIRE_OK;

    const int64_t deaths = current.deaths + base.deaths;
    double *chance = FIRE_TAKE(scratch, deaths + 1, double);
    if (chance == NULL) return fire_fail_memory(err);

    const double odds = exposure_odds(t_current, t_base);
    const double share = odds / (1.0 + odds);
    int64_t top = current.single + base.single;
    for (int64_t k = 0; k <= top; k++)
        chance[k] = binomial_chance((double)k, (double)(top - k), share);
    add_fires(size_current, n_current, share, chance, &top);
    add_fires(size_base, n_base, share, chance, &top);

    double fewer = 0.0;
    double more = 0.0;
    for (int64_t k = 0; k < current.deaths; k++)
        fewer += chance[k];
    for (int64_t k = deaths; k > current.deaths; k--)
        more += chance[k];
    const double same = chance[current.deaths];
    const double smaller = fmin(fewer, more);
    *out = (struct fire_clustered){
        .current = current.deaths,
        .base = base.deaths,
        .p_value = fmin(1.0, 2.0 * (smaller + same)),
        .p_mid = fmin(1.0, 2.0 * smaller + same),
    };
    return FIRE_OK;
}
