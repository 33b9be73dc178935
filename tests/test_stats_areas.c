/* test_stats_areas.c - laws of many areas, of the parts of a change and of months, and nothing
 * out of them but finite numbers. The values are in test_stats_reference.c. */
#include "check.h"
#include "firestat/stats.h"
#include "test_stats_rows.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AREAS_MOST 30

static struct fire_arena *scratch;
static struct fire_error error;
static unsigned long long seed = 20241015;

static int64_t below(int64_t n)
{
    return (int64_t)(check_random(&seed) % (unsigned)n);
}

static struct fire_value known(int64_t number)
{
    return (struct fire_value){ .number = number };
}

/* ---- areas -------------------------------------------------------------------------- */

static void test_funnel_laws(void)
{
    for (int i = 0; i < 2000; i++) {
        const double expected = exp((double)below(20000) / 1000.0 - 4.0);
        const struct fire_interval inner = fire_funnel_limits(expected, 0.95);
        const struct fire_interval outer = fire_funnel_limits(expected, 0.998);
        CHECK(outer.low >= 0.0 && outer.low <= inner.low && inner.low <= 1.0 &&
                  1.0 <= inner.high && inner.high <= outer.high,
              "%g: %g %g %g %g", expected, outer.low, inner.low, inner.high, outer.high);
        const struct fire_interval larger = fire_funnel_limits(expected * 4.0, 0.95);
        CHECK(expected < 0.05 || (larger.high < inner.high && larger.low >= inner.low),
              "%g: a funnel narrows", expected);
        const struct fire_control_limits control = fire_control_limits_of(expected, 0.95);
        CHECK(
            (double)control.low <= expected && expected < (double)control.high + 1.0 &&
                (expected < 0.05 || fabs((double)control.high - inner.high * expected) <= 1.0),
            "%g: %d..%d", expected, (int)control.low, (int)control.high);
    }
}

static void test_rates_laws(void)
{
    int64_t count[AREAS_MOST];
    double people[AREAS_MOST];
    double raw[AREAS_MOST];
    double smoothed[AREAS_MOST];
    double z[AREAS_MOST];
    double adjusted[AREAS_MOST];
    double expected[AREAS_MOST];
    for (int i = 0; i < 1000; i++) {
        const int64_t n = 2 + below(AREAS_MOST - 1);
        int64_t total = 0;
        for (int64_t k = 0; k < n; k++) {
            people[k] = 1000.0 + (double)below(300000);
            total += count[k] = below(i % 2 == 0 ? 3 : 60);
        }
        const struct fire_smoothing smoothing = fire_smooth_rates(count, people, n, raw,
                                                                  smoothed);
        CHECK(!smoothing.is_null, "%d areas", (int)n);
        for (int64_t k = 0; k < n; k++) {
            const double from_raw = (smoothed[k] - raw[k]) * (smoothing.mean - raw[k]);
            CHECK(from_raw >= 0.0 && fabs(smoothed[k] - smoothing.mean) <=
                                         fabs(raw[k] - smoothing.mean) * (1.0 + 1e-12),
                  "%g between %g and %g", smoothed[k], raw[k], smoothing.mean);
            if (smoothing.between <= 0.0) CHECK(smoothed[k] == smoothing.mean, "no variance");
        }
        /* The standard population is the own one: the standardised rate is the crude one. */
        const struct fire_standardised same = fire_standardised_of(count, people, people, n,
                                                                   0.95);
        CHECK(stats_is_near(same.rate, same.crude, 1e-12), "%g, %g", same.rate, same.crude);
        CHECK(same.low <= same.rate && same.rate <= same.high, "%g", same.rate);
        CHECK(same.is_suppressed == (total < 10) && same.has_dobson == (total > 0), "%d",
              (int)total);

        struct fire_homogeneity areas;
        struct fire_funnel funnel;
        CHECK(fire_homogeneity_of(count, people, n, 9, 1, expected, &areas, &error) == FIRE_OK,
              "%s", error.message);
        CHECK(areas.is_null == (total == 0) && areas.p_value > 0.0 && areas.p_value <= 1.0,
              "p = %g", areas.p_value);
        if (areas.is_null) continue;
        CHECK(fire_funnel_of(count, expected, n, scratch, z, adjusted, &funnel, &error) ==
                      FIRE_OK &&
                  !funnel.is_null,
              "%s", error.message);
        for (int64_t k = 0; k < n; k++)
            CHECK(fabs(adjusted[k]) <= fabs(z[k]) && adjusted[k] * z[k] >= 0.0, "%g from %g",
                  adjusted[k], z[k]);
        fire_arena_reset(scratch);
    }
}

static void test_split_laws(void)
{
    double weight[AREAS_MOST];
    double real[AREAS_MOST];
    int64_t part[AREAS_MOST];
    for (int i = 0; i < 2000; i++) {
        const int64_t n = 1 + below(AREAS_MOST);
        const int64_t count = i % 3 == 0 ? (INT64_C(1) << 53) - below(1000) : below(200);
        for (int64_t k = 0; k < n; k++)
            weight[k] = k > 0 && below(5) == 0 ? 0.0 : 1e-3 + (double)below(1000000);
        CHECK(fire_split_count(count, weight, n, part, real), "%d parts", (int)n);
        int64_t sum = 0;
        for (int64_t k = 0; k < n; k++) {
            CHECK(part[k] >= 0 && fabs((double)part[k] - real[k]) <= 1.0 + real[k] * 1e-15,
                  "%lld of %g", (long long)part[k], real[k]);
            sum += part[k];
        }
        CHECK(sum == count, "%lld, %lld", (long long)sum, (long long)count);
    }
    static const double equal[] = { 1, 1, 1 };
    CHECK(fire_split_count(4, equal, 3, part, real) && part[0] == 2 && part[2] == 1,
          "a tie goes to the lower index");
}

/* ---- parts of a change -------------------------------------------------------------- */

static void test_contributions_add_up(void)
{
    struct fire_value base[AREAS_MOST];
    struct fire_value current[AREAS_MOST];
    int64_t delta[AREAS_MOST];
    int64_t point[AREAS_MOST];
    int64_t share[AREAS_MOST];
    int n_said = 0;
    for (int i = 0; i < 4000; i++) {
        const int64_t n = 1 + below(AREAS_MOST);
        const int64_t most = i % 2 == 0 ? 12 : 2000000000;
        const int32_t decimals = (int32_t)below(4);
        for (int64_t k = 0; k < n; k++) {
            base[k] = known(below(most));
            current[k] = known(i % 5 == 0 ? base[k].number + below(9) : below(most));
        }
        struct fire_contributions got;
        const fire_rounding rounding = below(2) == 0 ? FIRE_ROUND_HALF_AWAY
                                                     : FIRE_ROUND_TRUNCATE;
        CHECK(fire_contributions_of(current, base, n, true, decimals, rounding, scratch, delta,
                                    point, share, &got, &error) == FIRE_OK &&
                  !got.is_null,
              "%s", error.message);
        int64_t points = 0;
        int64_t deltas = 0;
        bool one_way = true;
        for (int64_t k = 0; k < n; k++) {
            points += point[k];
            deltas += delta[k];
            one_way = one_way && delta[k] >= 0;
        }
        CHECK(deltas == got.total.delta, "%lld", (long long)deltas);
        for (int64_t k = 0; k < n && deltas > 0; k++) {
            int64_t part = 0;
            CHECK(fire_percent_of(delta[k], deltas, decimals, rounding, &part) &&
                      part == share[k],
                  "%lld", (long long)share[k]);
        }
        CHECK(points == got.total.percent, "%lld, %lld", (long long)points,
              (long long)got.total.percent);
        if (i % 5 == 0) CHECK(got.may_say_shares == (one_way && deltas >= 20), "shares");
        n_said += got.may_say_shares;
        fire_arena_reset(scratch);
    }
    CHECK(n_said > 100, "%d", n_said);
}

static void test_decomposition_laws(void)
{
    int64_t n0[AREAS_MOST];
    int64_t n1[AREAS_MOST];
    int64_t d0[AREAS_MOST];
    int64_t d1[AREAS_MOST];
    for (int i = 0; i < 3000; i++) {
        const int64_t n = 1 + below(AREAS_MOST);
        double total = 0.0;
        double moved = 0.0;
        n0[0] = n1[0] = 1;
        for (int64_t k = 0; k < n; k++) {
            if (k > 0) n0[k] = below(12);
            if (k > 0) n1[k] = below(12);
            d0[k] = n0[k] > 0 ? below(1000000) : 0;
            d1[k] = n1[k] > 0 ? (below(9) == 0 ? d0[k] : below(1000000)) : 0;
            total += (double)(d1[k] - d0[k]);
            moved += (double)(d1[k] + d0[k]);
        }
        const struct fire_parts parts = { n0, n1, d0, d1, n };
        const struct fire_parts turned = { n1, n0, d1, d0, n };
        const struct fire_lmdi got = fire_lmdi_of(&parts);
        const struct fire_lmdi back = fire_lmdi_of(&turned);
        const struct fire_two_factors two = fire_two_factors_of(&parts);
        const double near = 1e-9 * (moved + 1.0);
        CHECK(!got.is_null && got.total == total && fabs(got.residual) < near, "%g",
              got.residual);
        CHECK(fabs(got.activity + back.activity) < near &&
                  fabs(got.structure + back.structure) < near &&
                  fabs(got.intensity + back.intensity) < near,
              "turned around: %g %g %g", got.activity + back.activity,
              got.structure + back.structure, got.intensity + back.intensity);
        CHECK(fabs(two.count_effect + two.severity_effect - total) < near, "%g",
              two.count_effect + two.severity_effect - total);
    }
}

/* ---- months ------------------------------------------------------------------------- */

static void test_season_laws(void)
{
    int64_t count[72];
    int32_t days[72];
    for (int i = 0; i < 300; i++) {
        const int32_t n = 30 + (int32_t)below(43);
        for (int32_t k = 0; k < n; k++) {
            count[k] = below(i % 2 == 0 ? 3 : 60);
            days[k] = 28 + (int32_t)below(4);
        }
        const struct fire_months months = { count, days, n, 1 + (int32_t)below(12) };
        const struct fire_season season = fire_season_of(&months);
        const struct fire_seasonal_index index = fire_seasonal_index_of(&months);
        CHECK(season.is_null == (n < 36), "%d months", (int)n);
        if (!season.is_null)
            CHECK(season.peak_month >= 1.0 && season.peak_month < 13.0 &&
                      season.peak_to_trough >= 1.0 && season.p_season >= 0.0 &&
                      season.p_season <= 1.0,
                  "peak %g", season.peak_month);
        double sum = 0.0;
        for (int m = 0; m < 12; m++)
            sum += index.index[m];
        CHECK(stats_is_near(sum, 12.0, 1e-12), "indices mean 1: %g", sum);
    }
}

/* Years that are all alike have their own season, a level trend, and nothing is left. */
static void test_loess_season_laws(void)
{
    int64_t count[FIRE_MONTHS_MAX];
    int32_t days[FIRE_MONTHS_MAX];
    for (int i = 0; i < 200; i++) {
        const int32_t n = 36 + (int32_t)below(i % 20 == 0 ? FIRE_MONTHS_MAX - 35 : 30);
        const int32_t first = 1 + (int32_t)below(12);
        const bool is_same = i % 2 == 0;
        for (int32_t k = 0; k < n; k++) {
            days[k] = is_same ? 30 : 28 + (int32_t)below(4);
            count[k] = is_same && k >= 12 ? count[k - 12] : 1 + below(400);
        }
        const struct fire_months months = { count, days, n, first };
        const struct fire_loess_season got = fire_loess_season_of(&months);
        CHECK_OR_RETURN(!got.is_null, "%d months", (int)n);
        for (int32_t k = 0; k < n; k++) {
            const double said = got.season[(first - 1 + k) % 12] + got.trend[k];
            CHECK(isfinite(said), "%g", said);
            if (is_same)
                CHECK(fabs(said - log((double)count[k] / 30.0)) < 1e-9, "month %d of %d: %g",
                      (int)k, (int)n, said);
        }
    }
    static const int64_t some[36] = { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
                                      10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
                                      10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10 };
    int64_t changed[36];
    struct fire_months months = { changed, days, 36, 1 };
    memcpy(changed, some, sizeof some);
    CHECK(!fire_loess_season_of(&months).is_null, "ten a month");
    changed[35] = 9;
    CHECK(fire_loess_season_of(&months).is_null, "fewer than ten a month");
    changed[34] = 500;
    CHECK(!fire_loess_season_of(&months).is_null, "in the mean");
    changed[35] = 0;
    CHECK(fire_loess_season_of(&months).is_null, "a month without any");
    changed[35] = 10;
    months.n = 35;
    CHECK(fire_loess_season_of(&months).is_null, "35 months");
}

/* ---- small cells ---------------------------------------------------------------------- */

#define LINES_MOST 7
#define CELLS_MOST (LINES_MOST * LINES_MOST)

/* Can somebody who knows every cell that is shown, and the rules of the totals, work out this hidden
 * one? Yes when it is 0 in every solution of the lines without their known parts, which means that
 * its column adds to the rank of the others. All entries stay -1, 0, 1: exact. */
static int rank_of_lines(int32_t n_rows, int32_t n_columns, const bool hidden[],
                         int32_t without)
{
    double line[2 * LINES_MOST][CELLS_MOST] = { { 0.0 } };
    int32_t n_unknown = 0;
    for (int32_t i = 0; i < n_rows * n_columns; i++) {
        if (!hidden[i] || i == without) continue;
        const int32_t r = i / n_columns;
        const int32_t c = i % n_columns;
        line[r][n_unknown] = c == n_columns - 1 ? -1.0 : 1.0; /* parts less their total */
        line[n_rows + c][n_unknown++] = r == n_rows - 1 ? -1.0 : 1.0;
    }
    int rank = 0;
    for (int32_t u = 0; u < n_unknown; u++) {
        int pivot = rank;
        while (pivot < n_rows + n_columns && line[pivot][u] == 0.0)
            pivot++;
        if (pivot == n_rows + n_columns) continue;
        for (int32_t k = 0; k < n_unknown; k++) {
            const double kept = line[rank][k];
            line[rank][k] = line[pivot][k];
            line[pivot][k] = kept;
        }
        for (int r = rank + 1; r < n_rows + n_columns; r++) {
            const double times = line[r][u] / line[rank][u];
            for (int32_t k = u; k < n_unknown; k++)
                line[r][k] -= times * line[rank][k];
        }
        rank++;
    }
    return rank;
}

static void check_hidden(const int64_t count[], int32_t n_rows, int32_t n_columns)
{
    bool hidden[CELLS_MOST];
    struct fire_hidden got;
    const int32_t wide = n_columns + 1;
    CHECK(fire_hide_small(count, n_rows, n_columns, FIRE_SMALL_CELL, hidden, &got, &error) ==
                  FIRE_OK &&
              !got.is_null,
          "%s", error.message);
    int64_t n_hidden = 0;
    const int rank = rank_of_lines(n_rows + 1, wide, hidden, -1);
    for (int32_t r = 0; r <= n_rows; r++) {
        for (int32_t c = 0; c <= n_columns; c++) {
            int64_t value = 0;
            for (int32_t i = 0; i < n_rows * n_columns; i++)
                if ((r == n_rows || i / n_columns == r) &&
                    (c == n_columns || i % n_columns == c))
                    value += count[i];
            const int32_t cell = r * wide + c;
            n_hidden += hidden[cell];
            if (value >= 1 && value <= FIRE_SMALL_CELL)
                CHECK(hidden[cell], "%d is shown", cell);
            if (!hidden[cell]) continue;
            CHECK(value >= 1, "a zero is hidden");
            CHECK(rank_of_lines(n_rows + 1, wide, hidden, cell) == rank,
                  "cell %d of %dx%d can be worked out", cell, n_rows, n_columns);
        }
    }
    CHECK(n_hidden == got.n_small + got.n_more, "%d hidden", (int)n_hidden);
}

static void test_small_cells(void)
{
    for (int i = 0; i < 1500; i++) {
        int64_t count[CELLS_MOST];
        const int32_t n_rows = 1 + (int32_t)below(LINES_MOST - 1);
        const int32_t n_columns = 1 + (int32_t)below(LINES_MOST - 1);
        const int64_t most = i % 3 == 0 ? 3 : i % 3 == 1 ? 12 : 200;
        for (int32_t k = 0; k < n_rows * n_columns; k++)
            count[k] = below(3) == 0 ? 0 : below(most);
        check_hidden(count, n_rows, n_columns);
    }
    static const int64_t deaths[] = { 2, 30, 8, 40, 50, 9 };
    static const bool wanted[] = { 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0 };
    static const int64_t refused[] = { 1, -1, INT64_MAX };
    bool hidden[12];
    struct fire_hidden got;
    CHECK(fire_hide_small(deaths, 2, 3, 4, hidden, &got, &error) == FIRE_OK &&
              got.n_small == 1 && got.n_more == 3 && memcmp(hidden, wanted, sizeof hidden) == 0,
          "the cheapest ring: %d and %d", (int)got.n_small, (int)got.n_more);
    CHECK(fire_hide_small(deaths, 2, 3, 0, hidden, &got, &error) == FIRE_OK &&
              got.n_small + got.n_more == 0,
          "nothing is small");
    for (int i = 0; i < 3; i++)
        CHECK(fire_hide_small(&refused[i], i == 0 ? 0 : 1, 1, 4, hidden, &got, &error) ==
                      FIRE_OK &&
                  got.is_null,
              "row %d", i);
}

/* ---- whatever is thrown at them ----------------------------------------------------- */

static void check_finite(const char *what, const double number[], int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        CHECK(isfinite(number[i]), "%s: %d is %g", what, (int)i, number[i]);
}

static void throw_at_areas(const int64_t count[], const double real[], int64_t n)
{
    double out[4][8] = { { 0.0 } };
    int64_t part[8] = { 0 };
    struct fire_homogeneity areas;
    struct fire_funnel funnel;
    const struct fire_smoothing smoothing = fire_smooth_rates(count, real, n, out[0], out[1]);
    const struct fire_standardised rate = fire_standardised_of(count, real, real, n, 0.95);
    CHECK(fire_homogeneity_of(count, real, n, 3, 1, NULL, &areas, &error) == FIRE_OK, "areas");
    CHECK(fire_funnel_of(count, real, n, scratch, out[2], out[3], &funnel, &error) == FIRE_OK,
          "funnel");
    check_finite("smoothing", (double[]){ smoothing.between, smoothing.mean }, 2);
    check_finite("rate",
                 (double[]){ rate.crude, rate.rate, rate.low, rate.high, rate.dobson_low,
                             rate.dobson_high },
                 6);
    check_finite("areas", (double[]){ areas.chi_square, areas.p_value, areas.p_chi_square }, 3);
    check_finite("funnel", (double[]){ funnel.dispersion, funnel.tau2 }, 2);
    (void)fire_split_count(n > 0 ? count[0] : 7, real, n, part, out[0]);
    (void)fire_cusum(count, n, n > 0 ? real[0] : 1.0, n > 1 ? real[1] : 2.0, out[1]);
    for (int i = 0; i < 4; i++)
        check_finite("out", out[i], 8);
    fire_arena_reset(scratch);
}

static void throw_at_parts(const int64_t count[], int64_t n)
{
    struct fire_value current[8];
    struct fire_value base[8];
    int64_t out[3][8];
    int32_t days[8];
    for (int64_t i = 0; i < n; i++) {
        current[i] = known(count[i]);
        base[i] = known(count[n - 1 - i]);
        days[i] = (int32_t)(count[i] & 63);
    }
    struct fire_contributions got;
    for (int32_t decimals = -1; decimals < 17; decimals += 4)
        CHECK(fire_contributions_of(current, base, n, false, decimals, FIRE_ROUND_TRUNCATE,
                                    scratch, out[0], out[1], out[2], &got, &error) == FIRE_OK,
              "contributions");
    const struct fire_parts parts = { count, count, count, count, n };
    const struct fire_lmdi lmdi = fire_lmdi_of(&parts);
    const struct fire_two_factors two = fire_two_factors_of(&parts);
    const struct fire_months months = { count, days, (int32_t)n, 1 };
    const struct fire_seasonal_index index = fire_seasonal_index_of(&months);
    check_finite("index", index.index, 12);
    check_finite("lmdi", (double[]){ lmdi.activity, lmdi.structure, lmdi.intensity }, 3);
    check_finite("two", (double[]){ two.count_effect, two.severity_effect }, 2);
    CHECK(fire_season_of(&months).is_null && fire_loess_season_of(&months).is_null,
          "few months");
    fire_arena_reset(scratch);
}

static void test_whatever_is_thrown(void)
{
    static const int64_t integers[] = { 0, 1, 7, 1000000000, INT64_MAX, -1, INT64_MIN };
    static const double reals[] = { 1.0,         0.0, 1e-300, 1e12,     DBL_MAX,
                                    DBL_MIN / 4, 3.5, -1.0,   INFINITY, NAN };
    int64_t count[8];
    double real[8];
    for (int i = 0; i < 6000; i++) {
        const int64_t n = below(9);
        const bool is_wild = below(2) == 0;
        for (int64_t k = 0; k < n; k++) {
            count[k] = integers[below(is_wild ? 7 : 4)];
            real[k] = reals[below(is_wild ? 10 : 7)];
        }
        throw_at_areas(count, real, n);
        throw_at_parts(count, n);
        const double level = reals[below(10)] * 0.5;
        const struct fire_interval limits = fire_funnel_limits(reals[below(10)], level);
        const struct fire_control_limits control = fire_control_limits_of(reals[below(10)],
                                                                          level);
        check_finite(
            "limits",
            (double[]){ limits.low, limits.high, control.sigma_low, control.sigma_high }, 4);
    }
    throw_at_areas(NULL, NULL, 0);
    throw_at_parts(NULL, 0);
}

/* Three years of months and more, of any counts and days: refused or finite. */
static void test_months_are_thrown(void)
{
    static const int64_t integers[] = { 0,         1,          7,
                                        40,        1000000000, INT64_C(1) << 45,
                                        INT64_MAX, -1,         INT64_MIN };
    static const int32_t lengths[] = { 31, 30, 28, 1, 0, -1, INT32_MAX };
    int64_t count[60];
    int32_t days[60];
    int n_said = 0;
    for (int i = 0; i < 3000; i++) {
        const bool is_wild = below(8) == 0;
        const int32_t n = 36 + (int32_t)below(25);
        const int64_t n_counts = 2 + below(is_wild ? 8 : 5);
        for (int32_t k = 0; k < n; k++) {
            count[k] = integers[below(n_counts)];
            days[k] = lengths[below(is_wild ? 7 : 4)];
        }
        const struct fire_months months = { count, days, n,
                                            (int32_t)below(is_wild ? 14 : 12) + !is_wild };
        const struct fire_season season = fire_season_of(&months);
        const struct fire_loess_season loess = fire_loess_season_of(&months);
        const struct fire_seasonal_index index = fire_seasonal_index_of(&months);
        check_finite("season",
                     (double[]){ season.intercept, season.trend, season.cosine, season.sine,
                                 season.deviance, season.dispersion, season.amplitude,
                                 season.peak_to_trough, season.peak_month, season.p_season },
                     10);
        check_finite("errors", season.error, 4);
        check_finite("loess", loess.season, 12);
        check_finite("loess", loess.trend, n);
        check_finite("index", index.index, 12);
        n_said += !season.is_null;
    }
    CHECK(n_said > 500, "%d", n_said);
}

/* Cells of any size, few lines: what cannot be added up is refused. */
static void test_cells_are_thrown(void)
{
    static const int64_t integers[] = { 0,         1,          4,
                                        5,         1000000000, INT64_C(1) << 52,
                                        INT64_MAX, -1,         INT64_MIN };
    int64_t count[12];
    bool hidden[20];
    for (int i = 0; i < 2000; i++) {
        const bool is_wild = below(3) == 0;
        for (int k = 0; k < 12; k++)
            count[k] = integers[below(is_wild ? 9 : 5)];
        struct fire_hidden got;
        const int64_t limit = integers[below(9)];
        CHECK(fire_hide_small(count, 3, 4, limit, hidden, &got, &error) == FIRE_OK, "%s",
              error.message);
        CHECK(got.n_small >= 0 && got.n_more >= 0 && got.n_small + got.n_more <= 20, "%d %d",
              (int)got.n_small, (int)got.n_more);
    }
}

int main(void)
{
    fire_stats_start();
    scratch = fire_arena_create();
    const struct check_test tests[] = {
        CHECK_TEST(test_funnel_laws),        CHECK_TEST(test_rates_laws),
        CHECK_TEST(test_split_laws),         CHECK_TEST(test_contributions_add_up),
        CHECK_TEST(test_decomposition_laws), CHECK_TEST(test_season_laws),
        CHECK_TEST(test_loess_season_laws),  CHECK_TEST(test_small_cells),
        CHECK_TEST(test_whatever_is_thrown), CHECK_TEST(test_months_are_thrown),
        CHECK_TEST(test_cells_are_thrown),
    };
    const int status = CHECK_MAIN(tests);
    fire_arena_free(scratch);
    return status;
}
