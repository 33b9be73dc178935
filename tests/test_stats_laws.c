/* test_stats_laws.c - what holds of the statistics whatever the numbers: laws on random inputs,
 * and no NaN or infinity out of any public function, whatever is thrown at it. */
#include "check.h"
#include "firestat/stats.h"
#include "test_stats_rows.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct fire_arena *scratch;
static struct fire_error error;
static unsigned long long seed = 20240816;

static int64_t below(int64_t n)
{
    return (int64_t)(check_random(&seed) % (unsigned)n);
}

static struct fire_value known(int64_t number)
{
    return (struct fire_value){ .number = number };
}

/* Deaths of fatal fires as they are: mostly one, now and then several. */
static int64_t random_sizes(int64_t size[], int64_t n_most)
{
    const int64_t n = below(n_most + 1);
    for (int64_t i = 0; i < n; i++)
        size[i] = below(4) > 0 ? 1 : 1 + below(9);
    return n;
}

/* ---- laws --------------------------------------------------------------------------- */

static struct fire_clustered clustered(const int64_t a[], int64_t n_a, double t_a,
                                       const int64_t b[], int64_t n_b, double t_b)
{
    struct fire_clustered got = { .is_null = true };
    CHECK(fire_clustered_test(a, n_a, t_a, b, n_b, t_b, scratch, &got, &error) == FIRE_OK, "%s",
          error.message);
    CHECK(!got.is_null && got.p_value >= 0.0 && got.p_value <= 1.0, "p = %g", got.p_value);
    return got;
}

/* With one death a fire the clustered test is the binomial one; swapped years say the same. */
static void test_clustered_laws(void)
{
    int64_t a[40];
    int64_t b[40];
    int64_t one[40];
    for (int i = 0; i < 40; i++)
        one[i] = 1;
    for (int i = 0; i < 3000; i++) {
        const double t_a = (double)(1 + below(366));
        const double t_b = (double)(1 + below(366));
        const int64_t n_a = random_sizes(a, 40);
        const int64_t n_b = random_sizes(b, 40);
        const struct fire_clustered got = clustered(a, n_a, t_a, b, n_b, t_b);
        const struct fire_clustered swapped = clustered(b, n_b, t_b, a, n_a, t_a);
        CHECK(stats_is_near(swapped.p_value, got.p_value, 1e-9), "swapped: %.17g, %.17g",
              swapped.p_value, got.p_value);
        CHECK(stats_is_near(swapped.p_mid, got.p_mid, 1e-9), "swapped: %.17g", swapped.p_mid);
        CHECK(got.p_mid <= got.p_value, "%g above %g", got.p_mid, got.p_value);

        const struct fire_clustered single = clustered(one, n_a, t_a, one, n_b, t_b);
        const struct fire_two_counts binomial = fire_two_counts_test(n_a, t_a, n_b, t_b, 0.95);
        const struct fire_two_counts midp = fire_two_counts_midp(n_a, t_a, n_b, t_b, 0.95);
        CHECK(stats_is_near(single.p_value, binomial.p_value, 1e-9), "%.17g, %.17g",
              single.p_value, binomial.p_value);
        CHECK(stats_is_near(single.p_mid, midp.p_value, 1e-9), "%.17g, %.17g", single.p_mid,
              midp.p_value);
        fire_arena_reset(scratch);
    }
}

static void test_clustered_interval_laws(void)
{
    int64_t size[60];
    for (int i = 0; i < 2000; i++) {
        const int64_t n = random_sizes(size, 60);
        int64_t sum = 0;
        for (int64_t k = 0; k < n; k++)
            sum += size[k];
        const struct fire_interval got = fire_clustered_interval(size, n, 0.95);
        const struct fire_interval poisson = fire_count_interval(sum, 0.95);
        CHECK(got.low <= (double)sum && (double)sum <= got.high, "%g in %g..%g", (double)sum,
              got.low, got.high);
        CHECK(got.high >= poisson.high * (1.0 - 1e-12), "clusters widen: %g, %g", got.high,
              poisson.high);
        for (int64_t k = 0; k < n; k++)
            size[k] = 1;
        const struct fire_interval single = fire_clustered_interval(size, n, 0.95);
        const struct fire_interval garwood = fire_count_interval(n, 0.95);
        CHECK(stats_is_near(single.low, garwood.low, 1e-12), "%g", single.low);
        CHECK(stats_is_near(single.high, garwood.high, 1e-12), "%g", single.high);
    }
}

static void test_midp_laws(void)
{
    for (int i = 0; i < 3000; i++) {
        const int64_t x = below(i % 2 == 0 ? 12 : 400);
        const int64_t y = below(i % 2 == 0 ? 12 : 400);
        const double t_x = (double)(1 + below(9));
        const struct fire_two_counts midp = fire_two_counts_midp(x, t_x, y, 1.0, 0.95);
        const struct fire_two_counts exact = fire_two_counts_test(x, t_x, y, 1.0, 0.95);
        const bool leaves_one_out = midp.low > 1.0 || (midp.has_high && midp.high < 1.0);
        CHECK(fabs(midp.p_value - 0.05) < 1e-9 || leaves_one_out == (midp.p_value < 0.05),
              "%d %d: p %g, %g..%g", (int)x, (int)y, midp.p_value, midp.low, midp.high);
        CHECK(midp.p_value <= exact.p_value && midp.low >= exact.low &&
                  (!midp.has_high || midp.high <= exact.high),
              "%d %d: inside the exact one", (int)x, (int)y);
    }
}

static void test_adjust_laws(void)
{
    for (int i = 0; i < 2000; i++) {
        double p[50];
        double q[50];
        int64_t n_tests = 0;
        const int64_t n = below(51);
        int64_t n_wanted = 0;
        for (int64_t k = 0; k < n; k++) {
            p[k] = below(8) == 0 ? NAN : (double)below(1000) / 999.0;
            n_wanted += !isnan(p[k]);
        }
        const fire_adjustment adjustment = (fire_adjustment)(i % 4);
        CHECK(fire_adjust_p(p, n, adjustment, scratch, q, &n_tests, &error) == FIRE_OK, "%s",
              error.message);
        CHECK(n_tests == n_wanted, "%d tests", (int)n_tests);
        for (int64_t k = 0; k < n; k++) {
            CHECK(q[k] >= 0.0 && q[k] <= 1.0 && !(q[k] < p[k]), "%g from %g", q[k], p[k]);
            if (isnan(p[k])) CHECK(q[k] == 1.0, "not tested: %g", q[k]);
            for (int64_t j = 0; j < k; j++)
                if (p[j] <= p[k]) CHECK(q[j] <= q[k], "%g %g: %g %g", p[j], p[k], q[j], q[k]);
        }
        CHECK(fire_adjust_p(p, n, adjustment, scratch, p, NULL, &error) == FIRE_OK, "in place");
        CHECK(n == 0 || memcmp(p, q, (size_t)n * sizeof p[0]) == 0, "in place");
        fire_arena_reset(scratch);
    }
}

/* Truncated and rounded percents are neighbours, and both are what they are called. */
static void test_rounding_laws(void)
{
    for (int i = 0; i < 5000; i++) {
        const int64_t base = 1 + below(i % 2 == 0 ? 50 : 2000000000);
        const int64_t current = below(i % 2 == 0 ? 100 : 2000000000);
        const struct fire_change near = fire_change_of(known(current), known(base), true, 2,
                                                       FIRE_ROUND_HALF_AWAY);
        const struct fire_change cut = fire_change_of(known(current), known(base), true, 2,
                                                      FIRE_ROUND_TRUNCATE);
        const int64_t remainder = 10000 * cut.delta - cut.percent * base;
        CHECK(llabs(remainder) < base && remainder * cut.delta >= 0, "%lld / %lld",
              (long long)current, (long long)base);
        const int64_t away = 2 * llabs(remainder) >= base ? (cut.delta > 0 ? 1 : -1) : 0;
        CHECK(near.percent == cut.percent + away, "%lld / %lld: %lld", (long long)current,
              (long long)base, (long long)near.percent);
        const struct fire_value years[] = { known(base), known(base), known(base) };
        const struct fire_mean mean = fire_mean_of(years, 3);
        const struct fire_change from_mean = fire_change_from_mean(known(current), &mean, true,
                                                                   2, FIRE_ROUND_TRUNCATE);
        CHECK(from_mean.percent == cut.percent && from_mean.kind == cut.kind &&
                  from_mean.delta == 10 * cut.delta,
              "a mean of like years is the year: %lld", (long long)from_mean.percent);
    }
}

/* Published tables that cut instead of rounding: 145/160 is printed as -9,37 %. */
static void test_truncated(void)
{
    static const struct {
        int64_t current, base;
        int32_t decimals;
        int64_t rounded, cut;
    } rows[] = {
        { 145, 160, 2, -938, -937 },     { 175, 160, 2, 938, 937 },
        { 348370, 250000, 1, 393, 393 }, { 2, 30, 0, -93, -93 },
        { 20001, 20000, 2, 1, 0 },       { 19999, 20000, 2, -1, 0 },
        { 3440, 3234, 2, 637, 636 },     { 1, INT64_MAX, 0, -100, -99 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_value current = known(rows[i].current);
        const struct fire_value base = known(rows[i].base);
        CHECK(fire_change_of(current, base, true, rows[i].decimals, FIRE_ROUND_HALF_AWAY)
                      .percent == rows[i].rounded,
              "row %zu", i);
        CHECK(fire_change_of(current, base, true, rows[i].decimals, FIRE_ROUND_TRUNCATE)
                      .percent == rows[i].cut,
              "row %zu", i);
    }
}

static void test_finding(void)
{
    static const struct {
        bool is_tested;
        double p, q;
        int direction;
        fire_finding finding;
    } rows[] = {
        { false, 0.001, 0.001, 1, FIRE_FINDING_NOT_TESTED },
        { true, NAN, 0.001, 1, FIRE_FINDING_NOT_TESTED },
        { true, 0.05, 0.01, 1, FIRE_FINDING_UNCLEAR },
        { true, 0.049, 0.1, 1, FIRE_FINDING_UNCLEAR },
        { true, 0.049, NAN, 1, FIRE_FINDING_UNCLEAR },
        { true, 0.049, 0.099, 1, FIRE_FINDING_HIGHER },
        { true, 0.049, 0.099, -1, FIRE_FINDING_LOWER },
        { true, 0.0, 0.0, 0, FIRE_FINDING_UNCLEAR },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++)
        CHECK(fire_finding_of(rows[i].is_tested, rows[i].p, rows[i].q, rows[i].direction) ==
                  rows[i].finding,
              "row %zu", i);
}

/* The examples of the house rules: printed in the manual, so they are pinned here as well. */
static void test_deaths_are_not_poisson(void)
{
    static const int64_t this_year[] = { 1, 1, 2, 1, 8, 1, 1, 3 };
    static const int64_t last_year[] = { 1, 1, 1, 2, 1, 1 };
    const struct fire_clustered got = clustered(this_year, 8, 0.5, last_year, 6, 0.5);
    const struct fire_interval interval = fire_clustered_interval(this_year, 8, 0.95);
    CHECK(got.current == 18 && got.base == 7, "18 against 7");
    CHECK(stats_is_near(got.p_value, 0.3563232421875, 1e-12), "%.17g", got.p_value);
    CHECK(stats_is_near(interval.low, 4.8527900614913593, 1e-9), "%.17g", interval.low);
    CHECK(stats_is_near(interval.high, 54.48427345209285, 1e-9), "%.17g", interval.high);
    CHECK(clustered(NULL, 0, 1, NULL, 0, 1).p_value == 1.0, "no death at all");
}

/* ---- whatever is thrown at them ----------------------------------------------------- */

static const int64_t integers[] = {
    0, 1, 2, 19, -1, 1000000000, 1LL << 40, INT64_C(9000000000000000000), INT64_MAX, INT64_MIN
};
static const double reals[] = {
    0.0, 1.0,    0.95, 1e-300,   DBL_MIN / 4, DBL_MAX,
    -1,  365.25, NAN,  INFINITY, -INFINITY,   1.0 - DBL_EPSILON / 2
};

static void test_damage_laws(void)
{
    for (int i = 0; i < 1000; i++) {
        int64_t damage[40];
        double value[40];
        const int64_t n = 2 + below(39);
        for (int64_t k = 0; k < n; k++) {
            damage[k] = 1 + (below(9) == 0 ? below(2000000000) : below(50));
            value[k] = (double)damage[k];
        }
        struct fire_damage got;
        struct fire_heavy_tail tail;
        struct fire_mann_whitney same;
        CHECK(fire_damage_of(damage, n, 0.95, scratch, &got, &error) == FIRE_OK &&
                  fire_heavy_tail_of(value, n, scratch, &tail, &error) == FIRE_OK &&
                  fire_mann_whitney_of(value, n, value, n, scratch, &same, &error) == FIRE_OK,
              "%s", error.message);
        CHECK(got.top1 <= got.top3 && got.top3 <= got.total &&
                  got.without_top1 == got.total - got.top1,
              "%lld of %lld", (long long)got.top3, (long long)got.total);
        CHECK(got.has_median_interval == (n >= 6), "%d fires", (int)n);
        if (got.has_median_interval)
            CHECK(got.median_level >= 0.95 && got.median_interval_low <= got.median_low &&
                      got.median_high <= got.median_interval_high,
                  "%g", got.median_level);
        CHECK(got.total_low <= (double)got.total && (double)got.total <= got.total_high,
              "%g..%g", got.total_low, got.total_high);
        CHECK(tail.gini >= 0.0 && tail.gini_unbiased <= 1.0 + 1e-12, "%g", tail.gini);
        CHECK(tail.quantile[2] == ((double)got.median_low + (double)got.median_high) / 2.0,
              "%g", tail.quantile[2]);
        CHECK(tail.winsorised <= tail.quantile[5] * 1.0001 + 1.0 && tail.trimmed > 0.0, "%g",
              tail.trimmed);
        CHECK(same.p_value == 1.0 && same.shift == 0.0 && same.x_is_less == 0.5, "%g",
              same.p_value);
        fire_arena_reset(scratch);
    }
}

static void test_bootstrap_laws(void)
{
    static const double x[] = { 5, 8, 12, 15, 22, 40, 75, 300, 2400 };
    static const double equal[] = { 7, 7, 7, 7 };
    struct fire_bootstrap got;
    struct fire_bootstrap again;
    CHECK(fire_bootstrap_mean(x, 9, 0.95, 2000, 11, scratch, &got, &error) == FIRE_OK &&
              fire_bootstrap_mean(x, 9, 0.95, 2000, 11, scratch, &again, &error) == FIRE_OK,
          "%s", error.message);
    CHECK(memcmp(&got, &again, sizeof got) == 0, "same seed, same interval");
    CHECK(got.low < 319.7 && 319.7 < got.high && got.high > got.percentile_high, "%g..%g",
          got.low, got.high);
    CHECK(fire_bootstrap_mean(equal, 4, 0.95, 1000, 11, scratch, &got, &error) == FIRE_OK &&
              stats_is_near(got.low, 7.0, 1e-12) && stats_is_near(got.high, 7.0, 1e-12),
          "%g..%g", got.low, got.high);
    CHECK(fire_bootstrap_mean(x, 9, 0.95, 999, 11, scratch, &got, &error) == FIRE_OK &&
              got.is_null,
          "too few draws");
    fire_arena_reset(scratch);
}

static void test_line_laws(void)
{
    for (int i = 0; i < 500; i++) {
        double x[20];
        double y[20];
        const int64_t n = 3 + below(18);
        const double slope = (double)below(100) - 50.0;
        for (int64_t k = 0; k < n; k++) {
            x[k] = 2000.0 + (double)k;
            y[k] = 4.0 + slope * x[k];
        }
        const struct fire_line line = fire_line_of(x, y, n);
        CHECK(fabs(line.slope - slope) < 1e-9 && fabs(line.intercept - 4.0) < 1e-6, "%g %g",
              line.slope, line.intercept);
        const struct fire_moments moments = fire_moments_of(x, n);
        CHECK(moments.mean == 2000.0 + (double)(n - 1) / 2.0, "%g", moments.mean);
    }
    CHECK(fire_moments_of(NULL, 0).is_null && !fire_moments_of(reals, 1).has_sd, "few numbers");
}

static bool is_odd_level(double level)
{
    return !(level > 0.0 && level < 1.0);
}

static void check_finite(const char *what, const double number[], int n)
{
    for (int i = 0; i < n; i++)
        CHECK(isfinite(number[i]), "%s: field %d is %g", what, i, number[i]);
}

static void check_interval(const char *what, struct fire_interval got)
{
    check_finite(what, (double[]){ got.low, got.high }, 2);
    if (got.is_null) CHECK(got.low == 0.0 && got.high == 0.0, "%s: null is empty", what);
}

static void check_two_counts(const char *what, struct fire_two_counts got)
{
    const struct fire_percent_interval percent = fire_percent_interval_of(&got);
    check_finite(what, (double[]){ got.ratio, got.low, got.high, got.p_value }, 4);
    check_finite(what, (double[]){ percent.percent, percent.low, percent.high }, 3);
    CHECK(got.p_value >= 0.0 && got.p_value <= 1.0, "%s: p = %g", what, got.p_value);
}

static void throw_at_pairs(int64_t x, int64_t y, double t_x, double t_y)
{
    const struct fire_mean mean = { .sum = y, .n = 5, .mean_tenths = y };
    check_two_counts("exact", fire_two_counts_test(x, t_x, y, t_y, 0.95));
    check_two_counts("mid-p", fire_two_counts_midp(x, t_x, y, t_y, 0.95));
    check_two_counts("mean", fire_mean_test(x, t_x, &mean, t_y, 0.95));
    if (x <= 1000 && y <= 1000) /* larger ones take their time: see the limit */
        for (int is_score = 0; is_score < 2; is_score++) {
            const struct fire_p p = fire_two_counts_etest(x, t_x, y, t_y, is_score);
            CHECK(p.p_value >= 0.0 && p.p_value <= 1.0, "E-test %g", p.p_value);
        }
    int64_t out = 0;
    (void)fire_percent_of(x, y, 15, FIRE_ROUND_TRUNCATE, &out);
    (void)fire_real_money(x, y, 3, 15, &out);
    (void)fire_change_of(known(x), known(y), true, 15, FIRE_ROUND_HALF_AWAY);
    (void)fire_change_from_mean(known(x), &mean, true, 15, FIRE_ROUND_HALF_AWAY);
    check_finite("growth", &(double){ fire_growth_per_year(x, y, 7).percent_per_year }, 1);
}

static void throw_at_counts(int64_t x, double real)
{
    const struct fire_rate rate = fire_rate_per_100k(x, real, 0.95);
    check_interval("count", fire_count_interval(x, real));
    check_interval("byar", fire_count_interval_byar(x, real));
    check_interval("clustered", fire_clustered_interval(&x, 1, real));
    check_interval("difference", fire_difference_interval(x, 7, real));
    check_finite("rate", (double[]){ rate.per_100k, rate.low, rate.high }, 3);
    CHECK(fire_count_interval(x, real).is_null == (x < 0 || is_odd_level(real)), "%g", real);
    CHECK(fire_detectable_of(x, real).is_null ==
              (x < 0 || x > 1000000000000 || is_odd_level(real)),
          "detectable");
}

static void throw_at_arrays(const int64_t size[], int64_t n, double real)
{
    struct fire_damage damage;
    struct fire_clustered test;
    double q[CHECK_N(reals)];
    CHECK(fire_damage_of(size, n, real, scratch, &damage, &error) == FIRE_OK, "damage");
    check_finite("damage",
                 (double[]){ damage.median_level, damage.total_low, damage.total_high }, 3);
    CHECK(fire_clustered_test(size, n, real, size, n, 1.0, scratch, &test, &error) == FIRE_OK,
          "clustered");
    check_finite("clustered", (double[]){ test.p_value, test.p_mid }, 2);
    check_interval("clustered", fire_clustered_interval(size, n, real));
    CHECK(fire_adjust_p(reals, CHECK_N(reals), (fire_adjustment)(n % 4), scratch, q, NULL,
                        &error) == FIRE_OK,
          "adjust");
    check_finite("adjust", q, CHECK_N(reals));
    fire_arena_reset(scratch);
}

static void test_whatever_is_thrown(void)
{
    for (size_t i = 0; i < CHECK_N(integers); i++) {
        for (size_t k = 0; k < CHECK_N(reals); k++) {
            throw_at_counts(integers[i], reals[k]);
            throw_at_arrays(&integers[i], 1, reals[k]);
            throw_at_arrays(&integers[i], (int64_t)(CHECK_N(integers) - i), reals[k]);
        }
        for (size_t j = 0; j < CHECK_N(integers); j++)
            for (size_t k = i % 2; k < CHECK_N(reals); k += 2)
                for (size_t l = j % 2; l < CHECK_N(reals); l += 2)
                    throw_at_pairs(integers[i], integers[j], reals[k], reals[l]);
    }
    throw_at_arrays(NULL, 0, 0.95);
    throw_at_arrays(NULL, -1, 0.95);
}

/* Numbers of every kind through what takes plain numbers. */
static void throw_at_numbers(const double x[], const double y[], int64_t n)
{
    struct fire_heavy_tail tail;
    struct fire_bootstrap bootstrap;
    struct fire_mann_whitney ranks;
    double fitted[2] = { 0.0 };
    double fit_error[2] = { 0.0 };
    double rss = 0.0;
    bool has_fit;
    const struct fire_moments moments = fire_moments_of(x, n);
    const struct fire_line line = fire_line_of(x, y, n);
    CHECK(fire_heavy_tail_of(x, n, scratch, &tail, &error) == FIRE_OK &&
              fire_bootstrap_mean(x, n, 0.95, 1000, 1, scratch, &bootstrap, &error) ==
                  FIRE_OK &&
              fire_mann_whitney_of(x, n, y, n, scratch, &ranks, &error) == FIRE_OK &&
              fire_least_squares(x, y, n / 2, 2, fitted, fit_error, &rss, &has_fit, &error) ==
                  FIRE_OK,
          "numbers");
    check_finite("moments", (double[]){ moments.mean, moments.sd, moments.lag1 }, 3);
    check_finite("line",
                 (double[]){ line.intercept, line.slope, line.intercept_error, line.slope_error,
                             line.rss, line.r2, line.p_value },
                 7);
    check_finite("tail",
                 (double[]){ tail.mean, tail.sd, tail.trimmed, tail.winsorised,
                             tail.geometric_mean, tail.hill, tail.gini, tail.gini_unbiased,
                             tail.mad, tail.acceleration, tail.mean_error },
                 11);
    check_finite("quantile", tail.quantile, 6);
    check_finite("bootstrap",
                 (double[]){ bootstrap.low, bootstrap.high, bootstrap.percentile_low,
                             bootstrap.percentile_high, bootstrap.bias },
                 5);
    check_finite("ranks", (double[]){ ranks.w, ranks.p_value, ranks.shift, ranks.x_is_less },
                 4);
    check_finite("fit", (double[]){ fitted[0], fitted[1], fit_error[0], fit_error[1], rss }, 5);
    fire_arena_reset(scratch);
}

static void test_numbers_are_thrown(void)
{
    static const double wild[] = { 0.0, 1.0, 3.5, 1e-300, 1e80, DBL_MAX, -2.0, INFINITY, NAN };
    for (int i = 0; i < 300; i++) {
        double x[8];
        double y[8];
        const int64_t n = below(9);
        const bool is_wild = below(2) == 0;
        for (int64_t k = 0; k < n; k++) {
            x[k] = wild[below(is_wild ? 9 : 5)];
            y[k] = wild[below(is_wild ? 9 : 5)];
        }
        throw_at_numbers(x, y, n);
    }
}

static void test_no_memory_is_told(void)
{
    CHECK(fire_adjust_p(reals, INT64_MAX, FIRE_ADJUST_BH, scratch, NULL, NULL, &error) ==
              FIRE_ENOMEM,
          "more than there is");
}

int main(void)
{
    fire_stats_start();
    scratch = fire_arena_create();
    const struct check_test tests[] = {
        CHECK_TEST(test_clustered_laws),
        CHECK_TEST(test_clustered_interval_laws),
        CHECK_TEST(test_midp_laws),
        CHECK_TEST(test_adjust_laws),
        CHECK_TEST(test_rounding_laws),
        CHECK_TEST(test_truncated),
        CHECK_TEST(test_finding),
        CHECK_TEST(test_deaths_are_not_poisson),
        CHECK_TEST(test_damage_laws),
        CHECK_TEST(test_bootstrap_laws),
        CHECK_TEST(test_line_laws),
        CHECK_TEST(test_whatever_is_thrown),
        CHECK_TEST(test_numbers_are_thrown),
        CHECK_TEST(test_no_memory_is_told),
    };
    const int status = CHECK_MAIN(tests);
    fire_arena_free(scratch);
    return status;
}
