/* test_stats_years.c - laws of what is said of several years, and nothing out of them but
 * finite numbers. The values themselves are in test_stats_reference.c. */
#include "check.h"
#include "firestat/stats.h"
#include "test_stats_rows.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct fire_error error;
static unsigned long long seed = 20240930;

static int64_t below(int64_t n)
{
    return (int64_t)(check_random(&seed) % (unsigned)n);
}

#define YEARS_MOST 14

struct made {
    int32_t year[YEARS_MOST];
    int64_t count[YEARS_MOST];
    double exposure[YEARS_MOST];
    struct fire_years years;
};

/* Years of a small or a large place, now and then with a gap. */
static void make_years(struct made *made, int32_t n)
{
    const int64_t most = below(3) == 0 ? 3 : 1 + below(400);
    int32_t year = 2005;
    for (int32_t i = 0; i < n; i++) {
        year += 1 + (below(12) == 0);
        made->year[i] = year;
        made->count[i] = below(most);
        made->exposure[i] = 0.5 + (double)below(1000) / 500.0;
    }
    made->years = (struct fire_years){ made->year, made->count,
                                       below(2) == 0 ? made->exposure : NULL, n };
}

static void check_slope(const char *what, const struct fire_slope *slope)
{
    const double number[] = { slope->slope, slope->error, slope->score, slope->p_value,
                              slope->ratio, slope->low,   slope->high };
    for (size_t i = 0; i < CHECK_N(number); i++)
        CHECK(isfinite(number[i]) && (!slope->is_null || number[i] == 0.0), "%s: field %zu %g",
              what, i, number[i]);
    if (slope->is_null) return;
    CHECK(slope->low <= slope->ratio && slope->ratio <= slope->high, "%s: %g..%g..%g", what,
          slope->low, slope->ratio, slope->high);
    CHECK(slope->p_value >= 0.0 && slope->p_value <= 1.0, "%s: p = %g", what, slope->p_value);
    const bool leaves_one_out = slope->low > 1.0 || slope->high < 1.0;
    CHECK(fabs(slope->p_value - 0.05) < 1e-8 || leaves_one_out == (slope->p_value < 0.05),
          "%s: p %g, %g..%g", what, slope->p_value, slope->low, slope->high);
}

static struct fire_trend check_trend(const struct fire_years *years)
{
    const struct fire_trend trend = fire_trend_of(years, 0.95);
    const double number[] = { trend.intercept, trend.intercept_error,  trend.covariance,
                              trend.deviance,  trend.pearson,          trend.dispersion,
                              trend.theta,     trend.p_overdispersion, trend.excess_z,
                              trend.excess,    trend.likelihood_ratio, trend.log_likelihood };
    for (size_t i = 0; i < CHECK_N(number); i++)
        CHECK(isfinite(number[i]), "field %zu: %g", i, number[i]);
    check_slope("said", &trend.said);
    check_slope("poisson", &trend.poisson);
    check_slope("quasi", &trend.quasi);
    check_slope("negbin", &trend.negbin);
    if (trend.state != FIRE_TREND_SAID) return trend;
    CHECK(!trend.said.is_null, "said is said");
    if (!trend.quasi.is_null) CHECK(trend.quasi.error >= trend.poisson.error, "never narrowed");
    CHECK((trend.model == FIRE_TREND_POISSON) == (trend.dispersion <= 1.0), "the data chose");
    return trend;
}

/* Time run backwards turns the ratio around; a unit of exposure changes nothing of it. */
static void check_trend_turned(const struct made *made, const struct fire_trend *trend)
{
    struct made turned;
    const int32_t n = made->years.n;
    for (int32_t i = 0; i < n; i++) {
        turned.year[n - 1 - i] = -made->year[i];
        turned.count[n - 1 - i] = made->count[i];
        turned.exposure[n - 1 - i] = made->years.exposure != NULL ? made->exposure[i] * 1000.0
                                                                  : 1000.0;
    }
    turned.years = (struct fire_years){ turned.year, turned.count, turned.exposure, n };
    const struct fire_trend back = check_trend(&turned.years);
    CHECK(back.state == trend->state, "%d, %d", (int)back.state, (int)trend->state);
    if (trend->state != FIRE_TREND_SAID || back.state != FIRE_TREND_SAID) return;
    CHECK(stats_is_near(back.said.ratio, 1.0 / trend->said.ratio, 1e-6), "%.17g, %.17g",
          back.said.ratio, trend->said.ratio);
    CHECK(fabs(back.said.p_value - trend->said.p_value) < 1e-6, "%.17g, %.17g",
          back.said.p_value, trend->said.p_value);
}

static void test_trend_laws(void)
{
    int n_said = 0;
    int n_model[3] = { 0 };
    for (int i = 0; i < 800; i++) {
        struct made made;
        make_years(&made, (int32_t)below(YEARS_MOST + 1));
        const struct fire_trend trend = check_trend(&made.years);
        check_trend_turned(&made, &trend);
        CHECK((made.years.n < 5) == (trend.state == FIRE_TREND_FEW_YEARS), "%d years",
              (int)made.years.n);
        n_said += trend.state == FIRE_TREND_SAID;
        if (trend.state == FIRE_TREND_SAID) n_model[trend.model]++;
    }
    CHECK(n_said > 300 && n_model[0] > 30 && n_model[1] > 30 && n_model[2] > 30,
          "%d said: %d %d %d", n_said, n_model[0], n_model[1], n_model[2]);
}

static void test_trend_refused(void)
{
    static const int32_t year[] = { 2019, 2020, 2021, 2022, 2023 };
    static const struct {
        const char *what;
        int64_t count[5];
        int32_t n;
        fire_trend_state state;
    } rows[] = {
        { "no year", { 0 }, 0, FIRE_TREND_FEW_YEARS },
        { "four years", { 5, 6, 7, 8 }, 4, FIRE_TREND_FEW_YEARS },
        { "five years", { 5, 6, 7, 8, 9 }, 5, FIRE_TREND_SAID },
        { "all equal", { 7, 7, 7, 7, 7 }, 5, FIRE_TREND_SAID },
        { "all zero", { 0, 0, 0, 0, 0 }, 5, FIRE_TREND_NO_EVENTS },
        { "only the last", { 0, 0, 0, 0, 3 }, 5, FIRE_TREND_ONE_END },
        { "only the first", { 3, 0, 0, 0, 0 }, 5, FIRE_TREND_ONE_END },
        { "only the middle", { 0, 0, 3, 0, 0 }, 5, FIRE_TREND_SAID },
        { "negative", { 1, 2, -1, 4, 5 }, 5, FIRE_TREND_BAD_YEARS },
        { "huge", { 1, 2, INT64_MAX, 4, 5 }, 5, FIRE_TREND_BAD_YEARS },
        { "10^9",
          { 1000000000, 1000010000, 1000000000, 999990000, 1000000000 },
          5,
          FIRE_TREND_SAID },
        { "n negative", { 0 }, -1, FIRE_TREND_BAD_YEARS },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_years years = { year, rows[i].count, NULL, rows[i].n };
        CHECK(check_trend(&years).state == rows[i].state, "%s", rows[i].what);
    }
    static const int64_t count[] = { 5, 6, 7, 8, 9 };
    static const int32_t falling[] = { 2019, 2021, 2020, 2022, 2023 };
    static const int32_t far[] = { INT32_MIN, -1, 0, 1, INT32_MAX };
    const struct fire_years unordered = { falling, count, NULL, 5 };
    const struct fire_years wide = { far, count, NULL, 5 };
    CHECK(check_trend(&unordered).state == FIRE_TREND_BAD_YEARS, "not rising");
    CHECK(check_trend(&wide).state == FIRE_TREND_SAID, "two billion years each way");
    CHECK(fire_trend_of(&wide, NAN).state == FIRE_TREND_BAD_YEARS, "no level");
}

/* Reversed in time S turns its sign; a line has the slope it was made with. */
static void test_mann_kendall_laws(void)
{
    for (int i = 0; i < 3000; i++) {
        double value[YEARS_MOST];
        double turned[YEARS_MOST];
        int32_t year[YEARS_MOST];
        const int32_t n = (int32_t)below(YEARS_MOST + 1);
        for (int32_t k = 0; k < n; k++) {
            year[k] = 2000 + k;
            value[k] = (double)below(i % 2 == 0 ? 4 : 1000);
        }
        for (int32_t k = 0; k < n; k++)
            turned[k] = value[n - 1 - k];
        const struct fire_mann_kendall got = fire_mann_kendall_of(year, value, n, 0.95);
        const struct fire_mann_kendall back = fire_mann_kendall_of(year, turned, n, 0.95);
        CHECK(got.is_null == (n < 5) && back.is_null == got.is_null, "%d years", (int)n);
        if (got.is_null) continue;
        CHECK(back.s == -got.s && back.p_value == got.p_value, "%d", (int)got.s);
        CHECK(!got.has_exact || fabs(back.p_exact - got.p_exact) < 1e-12, "%g", got.p_exact);
        CHECK(stats_is_near(back.slope, -got.slope, 1e-12), "%g", got.slope);
        CHECK(got.slope_low <= got.slope && got.slope <= got.slope_high, "%g..%g..%g",
              got.slope_low, got.slope, got.slope_high);
        CHECK(got.p_value >= 0.0 && got.p_value <= 1.0 && isfinite(got.intercept) &&
                  fabs(got.tau_b) <= 1.0 + 1e-12,
              "p %g, tau %g", got.p_value, got.tau_b);
        const double slope = (double)below(100) - 50.0;
        for (int32_t k = 0; k < n; k++)
            value[k] = 3.0 + slope * k;
        const struct fire_mann_kendall line = fire_mann_kendall_of(year, value, n, 0.95);
        CHECK(line.slope == slope && line.slope_low == slope && line.slope_high == slope &&
                  line.intercept == 3.0,
              "%g: %g", slope, line.slope);
    }
}

/* Exact two-sided p of the steepest order of n years: 2 / n!. */
static void test_exact_kendall(void)
{
    static const int32_t year[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
    static const double rising[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
    double orders = 24.0;
    for (int32_t n = 5; n <= 11; n++) {
        orders *= n;
        const struct fire_mann_kendall got = fire_mann_kendall_of(year, rising, n, 0.95);
        CHECK(got.has_exact == (n <= 10), "%d years", (int)n);
        if (got.has_exact)
            CHECK(stats_is_near(got.p_exact, 2.0 / orders, 1e-12), "%d: %.17g", (int)n,
                  got.p_exact);
        CHECK(got.tau_b == 1.0 && got.s == n * (n - 1) / 2, "%d", (int)got.s);
    }
}

/* Years in runs. Values by an independent program in exact fractions, from the paper's formula; the
 * first is the flow of the Nile from 1871, the others are made. */
static void test_runs_of_years(void)
{
    static const struct {
        const char *what;
        double value[40];
        int32_t n;
        int64_t s;
        double factor;
        double p_serial;
    } rows[] = {
        { "the Nile",
          { 1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994,
            1020, 960,  1180, 799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100,
            774,  840,  874,  694,  940,  833,  701,  916,  692,  1020, 1050, 969 },
          40,
          -223,
          0.9013331079900646,
          0.006413740924689538 },
        { "no runs",
          { 995,  935,  1110, 994,  1020, 960,  1180, 799,  958, 1140,
            1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840 },
          20,
          27,
          1.0,
          0.39867180001558994 },
        { "long runs",
          { 10, 12, 11, 13, 12, 20, 22, 21, 23, 22, 24, 9,
            8,  10, 9,  7,  8,  15, 17, 16, 18, 19, 17, 18 },
          24,
          21,
          1.6851144956178037,
          0.7017311907231658 },
        { "ties",
          { 3, 3, 3, 5, 5, 6, 6, 6, 7, 7, 7, 7, 9, 9, 8, 8, 9, 10, 10, 11, 11, 10 },
          22,
          198,
          1.0,
          1.976135723264831e-08 },
        { "too few", { 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2, 1, 2, 3 }, 19, 0, 0, 0 },
        { "all alike",
          { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 },
          20,
          0,
          0,
          0 },
    };
    int32_t year[40];
    for (int32_t i = 0; i < 40; i++)
        year[i] = 1871 + i;
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_mann_kendall got = fire_mann_kendall_of(year, rows[i].value,
                                                                  rows[i].n, 0.95);
        const char *what = rows[i].what;
        CHECK(got.has_serial == (rows[i].factor > 0.0), "%s", what);
        if (!got.has_serial) {
            CHECK(fire_mann_kendall_p(&got) == got.p_value, "%s", what);
            continue;
        }
        CHECK(got.s == rows[i].s, "%s: S %d", what, (int)got.s);
        CHECK(stats_is_near(got.serial_factor, rows[i].factor, 1e-12), "%s: %.17g", what,
              got.serial_factor);
        CHECK(stats_is_near(got.p_serial, rows[i].p_serial, 1e-9), "%s: %.17g", what,
              got.p_serial);
        CHECK(fire_mann_kendall_p(&got) == got.p_serial, "%s", what);
    }
}

static void test_two_bends(void)
{
    /* Up by 30 % a year, down by 23 %, up again, each piece meeting the next. */
    static const int64_t count[] = { 100, 130, 169, 220, 286, 371, 286, 220,
                                     169, 130, 100, 130, 169, 220, 286 };
    int32_t year[15];
    for (int32_t i = 0; i < 15; i++)
        year[i] = 2008 + i;
    struct fire_years years = { year, count, NULL, 15 };
    struct fire_two_bends got;
    struct fire_two_bends again;
    CHECK(fire_two_bends_of(&years, 39, 1, &got, &error) == FIRE_OK &&
              fire_two_bends_of(&years, 39, 1, &again, &error) == FIRE_OK,
          "%s", error.message);
    CHECK(!got.is_null && got.year[0] == 2013 && got.year[1] == 2018, "%d, %d", got.year[0],
          got.year[1]);
    CHECK(fabs(got.percent[0] - 30.0) < 0.5 && fabs(got.percent[1] + 23.0) < 0.5 &&
              fabs(got.percent[2] - 30.0) < 0.5,
          "%g %g %g", got.percent[0], got.percent[1], got.percent[2]);
    CHECK(fabs(exp(got.intercept) - 100.0) < 1.0, "%g", exp(got.intercept));
    CHECK(got.p_value == 1.0 / 40 && got.deviance[1] < 1.0 && got.deviance[0] > 50.0,
          "p %g, %g after %g", got.p_value, got.deviance[1], got.deviance[0]);
    CHECK(memcmp(&got, &again, sizeof got) == 0, "same seed, same bytes");
    years.n = 11;
    CHECK(fire_two_bends_of(&years, 9, 1, &got, &error) == FIRE_OK && got.is_null, "11 years");

    /* A second bend where there is one: chance is said to be likely. */
    static const int64_t bent[] = { 100, 130, 171, 219, 286, 371, 480, 372,
                                    283, 221, 170, 129, 101, 78,  60 };
    years = (struct fire_years){ year, bent, NULL, 15 };
    CHECK(fire_two_bends_of(&years, 39, 1, &got, &error) == FIRE_OK && got.p_value > 0.2,
          "p %g", got.p_value);
}

/* Two bends fit no worse than one, one no worse than the line, whatever the years. */
static void test_two_bends_laws(void)
{
    for (int i = 0; i < 40; i++) {
        struct made made;
        make_years(&made, 10 + (int32_t)below(YEARS_MOST - 9));
        struct fire_two_bends got;
        CHECK(fire_two_bends_of(&made.years, 2, 7, &got, &error) == FIRE_OK, "%s",
              error.message);
        CHECK(got.p_value > 0.0 && got.p_value <= 1.0 && isfinite(got.intercept), "p = %g",
              got.p_value);
        for (int k = 0; k < 3; k++)
            CHECK(isfinite(got.percent[k]) && isfinite(got.slope[k]), "%g", got.percent[k]);
        if (got.is_null) continue;
        CHECK(made.years.n >= 12 && got.deviance[1] <= got.deviance[0] + 1e-9 &&
                  got.year[0] + 1 < got.year[1],
              "%g after %g", got.deviance[1], got.deviance[0]);
    }
}

static void test_shift_laws(void)
{
    for (int i = 0; i < 150; i++) {
        struct made made;
        make_years(&made, (int32_t)below(YEARS_MOST + 1));
        struct fire_level_shift got;
        struct fire_level_shift again;
        CHECK(fire_level_shift_of(&made.years, 99, 7, &got, &error) == FIRE_OK &&
                  fire_level_shift_of(&made.years, 99, 7, &again, &error) == FIRE_OK,
              "%s", error.message);
        CHECK(memcmp(&got, &again, sizeof got) == 0, "same seed, same bytes");
        CHECK(got.p_value > 0.0 && got.p_value <= 1.0 && isfinite(got.ratio), "p = %g",
              got.p_value);
        if (got.state != FIRE_TREND_SAID) continue;
        for (int32_t k = 0; k + 1 < made.years.n; k++)
            CHECK(got.ratio_of_split[k] <= got.likelihood_ratio, "%g", got.ratio_of_split[k]);
    }
    static const int32_t year[] = { 2017, 2018, 2019, 2020, 2021, 2022 };
    static const int64_t count[] = { 50, 50, 50, 10, 10, 10 };
    const struct fire_years years = { year, count, NULL, 6 };
    struct fire_level_shift got;
    CHECK(fire_level_shift_of(&years, 999, 1, &got, &error) == FIRE_OK, "%s", error.message);
    CHECK(got.last_year_before == 2019 && stats_is_near(got.ratio, 0.2, 1e-12) &&
              got.p_value == 0.001,
          "%d: %g, p %g", (int)got.last_year_before, got.ratio, got.p_value);
}

static void test_bend_laws(void)
{
    for (int i = 0; i < 60; i++) {
        struct made made;
        make_years(&made, (int32_t)below(YEARS_MOST + 1));
        struct fire_bend got;
        CHECK(fire_bend_of(&made.years, INT32_MIN, INT32_MAX, 9, 7, &got, &error) == FIRE_OK,
              "%s", error.message);
        CHECK(got.p_value > 0.0 && got.p_value <= 1.0 && isfinite(got.percent_before) &&
                  isfinite(got.percent_after) && isfinite(got.intercept),
              "p = %g", got.p_value);
        if (made.years.n < 7) CHECK(got.is_null, "%d years", (int)made.years.n);
    }
    static const int32_t year[] = { 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022 };
    static const int64_t count[] = { 100, 130, 170, 220, 286, 220, 170, 130, 100 };
    const struct fire_years years = { year, count, NULL, 9 };
    struct fire_bend got;
    CHECK(fire_bend_of(&years, 2016, 2020, 199, 1, &got, &error) == FIRE_OK, "%s",
          error.message);
    CHECK(got.year == 2018 && got.p_value == 0.005 && fabs(got.percent_before - 30.0) < 1.0 &&
              fabs(got.percent_after + 23.0) < 1.0,
          "%d: %g %g, p %g", (int)got.year, got.percent_before, got.percent_after, got.p_value);
    CHECK(fire_bend_of(&years, 2030, 2020, 1, 1, &got, &error) == FIRE_OK && got.is_null,
          "no candidate");
}

/* Fewer years, a wider forecast; both ways of a level agree to a count or two. */
static void test_forecast_laws(void)
{
    for (int i = 0; i < 600; i++) {
        const int64_t mean = below(i % 2 == 0 ? 12 : 5000);
        int64_t width = INT64_MAX;
        for (int32_t n = 1; n <= 10; n += 3) {
            const struct fire_forecast got = fire_forecast_level(mean * n, n, 1.0, 0.95);
            const struct fire_forecast other = fire_forecast_conditional(mean * n, n, 1.0,
                                                                         0.95);
            CHECK(!got.is_null && !other.is_null, "%d", (int)mean);
            CHECK(got.low <= mean && mean <= got.high && other.low <= mean &&
                      mean <= other.high,
                  "%d in %d..%d", (int)mean, (int)got.low, (int)got.high);
            CHECK(got.high - got.low <= width, "%d: wider with more years", (int)mean);
            CHECK(llabs(got.low - other.low) <= 2 && llabs(got.high - other.high) <= 3,
                  "%d: %d..%d, %d..%d", (int)mean, (int)got.low, (int)got.high, (int)other.low,
                  (int)other.high);
            width = got.high - got.low;
        }
        struct made made;
        make_years(&made, (int32_t)below(YEARS_MOST + 1));
        const int32_t n = made.years.n;
        const int32_t next = (n > 0 ? made.year[n - 1] : 2024) + 1;
        const struct fire_forecast said = fire_forecast_of(&made.years, next, 1.0, 0.95);
        CHECK(said.is_null || (said.low <= said.high && said.low >= 0 && isfinite(said.mean)),
              "%d..%d", (int)said.low, (int)said.high);
        CHECK(n >= 5 || said.is_null, "%d years", (int)n);
        CHECK(fire_forecast_of(&made.years, next + 2, 1.0, 0.95).is_null, "three years on");
        CHECK(fire_forecast_of(&made.years, next - 1, 1.0, 0.95).is_null, "a year that was");
    }
}

/* ---- whatever is thrown at them ----------------------------------------------------- */

static void check_forecast(struct fire_forecast got)
{
    CHECK(isfinite(got.mean) && got.low >= 0 && got.low <= got.high, "%g: %lld..%lld", got.mean,
          (long long)got.low, (long long)got.high);
    if (got.is_null) CHECK(got.mean == 0.0 && got.high == 0, "null is empty");
}

static void test_whatever_is_thrown(void)
{
    static const double reals[] = { 0.0,  1.0,  0.95, 1e-300,   DBL_MAX,
                                    -1.0, 1e12, NAN,  INFINITY, -INFINITY };
    static const int64_t integers[] = { 0, 1, 7, 1000000000, -1, INT64_MAX, INT64_MIN };
    static const int32_t year[] = { 2015, 2016, 2017, 2018, 2019, 2020, 2021 };
    for (size_t i = 0; i < CHECK_N(reals); i++) {
        double value[7];
        int64_t count[7];
        for (size_t k = 0; k < CHECK_N(integers); k++) {
            for (int j = 0; j < 7; j++) {
                count[j] = integers[(k * (size_t)j) % CHECK_N(integers)];
                value[j] = reals[(i + k * (size_t)j) % CHECK_N(reals)];
            }
            const struct fire_years years = { year, count, value, 7 };
            const struct fire_mann_kendall kendall = fire_mann_kendall_of(year, value, 7, 0.95);
            struct fire_level_shift shift;
            struct fire_bend bend;
            const struct fire_trend trend = check_trend(&years);
            check_forecast(fire_forecast_trend(&trend, 2022, reals[i], 0.95));
            check_forecast(fire_forecast_trend(&trend, 2023, 1.0, reals[i]));
            check_forecast(fire_forecast_of(&years, 2022, reals[i], 0.95));
            check_forecast(fire_forecast_of(&years, 2022, 1.0, reals[i]));
            CHECK(isfinite(kendall.slope) && isfinite(kendall.intercept) &&
                      isfinite(kendall.slope_high) && isfinite(kendall.z),
                  "%g", kendall.slope);
            CHECK(fire_level_shift_of(&years, 3, 1, &shift, &error) == FIRE_OK &&
                      isfinite(shift.ratio) && isfinite(shift.likelihood_ratio),
                  "shift %g", shift.ratio);
            CHECK(fire_bend_of(&years, 0, 9999, 3, 1, &bend, &error) == FIRE_OK &&
                      isfinite(bend.percent_after) && isfinite(bend.percent_before),
                  "bend %g", bend.percent_after);
            for (size_t j = 0; j < CHECK_N(reals); j++) {
                check_forecast(fire_forecast_level(integers[k], reals[i], reals[j], 0.95));
                check_forecast(fire_forecast_conditional(integers[k], reals[i], reals[j], 0.9));
                const double p = fire_forecast_at_least(integers[k], reals[i], reals[j],
                                                        integers[k]);
                CHECK(p >= 0.0 && p <= 1.0, "%g", p);
            }
        }
    }
}

/* Exposures that vary by hundreds of orders of magnitude: refused or finite. */
static void test_wild_exposures(void)
{
    static const double wild[] = { 1e-300, 1e-9, 1.0, 1e9, 1e300 };
    for (int i = 0; i < 500; i++) {
        struct made made;
        make_years(&made, 7);
        for (int k = 0; k < 7; k++)
            made.exposure[k] = wild[below(5)];
        made.years.exposure = made.exposure;
        struct fire_level_shift shift;
        struct fire_bend bend;
        (void)check_trend(&made.years);
        check_forecast(fire_forecast_of(&made.years, made.year[6] + 1, wild[below(5)], 0.95));
        CHECK(fire_level_shift_of(&made.years, 3, 1, &shift, &error) == FIRE_OK &&
                  isfinite(shift.ratio) && isfinite(shift.likelihood_ratio),
              "%g", shift.ratio);
        CHECK(fire_bend_of(&made.years, 0, 9999, 3, 1, &bend, &error) == FIRE_OK &&
                  isfinite(bend.percent_after),
              "%g", bend.percent_after);
    }
}

/* The same with years enough for two bends and for runs, and values of any size. */
static void test_many_years_are_thrown(void)
{
    static const double wild[] = { 0.0,   1.0,     -3.5,     1e-300,   DBL_MIN / 4,
                                   1e150, DBL_MAX, -DBL_MAX, INFINITY, NAN };
    static const double exposures[] = { 1.0, 365.0, 1e-9, 1e9, 1e300, 0.0, -1.0, NAN };
    static const int64_t integers[] = { 0,         1, 7, 300, 1000000000, INT64_C(1) << 50,
                                        INT64_MAX, -1 };
    int n_bent = 0;
    for (int i = 0; i < 60; i++) {
        int32_t year[24];
        int64_t count[24];
        double value[24];
        double exposure[24];
        const bool is_wild = below(4) == 0;
        const int64_t n_values = 2 + below(is_wild ? 9 : 7);
        const int64_t n_counts = 2 + below(is_wild ? 7 : 4);
        for (int32_t k = 0; k < 24; k++) {
            year[k] = (k == 0 ? 1990 : year[k - 1]) + 1 + (below(9) == 0 ? 1000000 : 0);
            value[k] = wild[below(n_values)];
            count[k] = integers[below(n_counts)];
            exposure[k] = exposures[below(is_wild ? 8 : 2)];
        }
        const struct fire_mann_kendall kendall = fire_mann_kendall_of(year, value, 24, 0.95);
        const double number[] = { kendall.variance,      kendall.z,         kendall.p_value,
                                  kendall.serial_factor, kendall.p_serial,  kendall.tau_b,
                                  kendall.slope,         kendall.slope_low, kendall.slope_high,
                                  kendall.intercept,     kendall.p_exact };
        for (size_t k = 0; k < CHECK_N(number); k++)
            CHECK(isfinite(number[k]), "field %zu: %g", k, number[k]);
        const struct fire_years years = { year, count, exposure, 12 + (int32_t)below(2) };
        struct fire_two_bends bends;
        CHECK(fire_two_bends_of(&years, 1, 3, &bends, &error) == FIRE_OK, "%s", error.message);
        CHECK(isfinite(bends.intercept) && isfinite(bends.p_value) &&
                  isfinite(bends.deviance[0]) && isfinite(bends.deviance[1]),
              "%g", bends.intercept);
        for (int k = 0; k < 3; k++)
            CHECK(isfinite(bends.slope[k]) && isfinite(bends.percent[k]), "%g", bends.slope[k]);
        n_bent += !bends.is_null;
        (void)check_trend(&years);
    }
    CHECK(n_bent > 5, "%d", n_bent);
}

int main(void)
{
    fire_stats_start();
    const struct check_test tests[] = {
        CHECK_TEST(test_trend_laws),
        CHECK_TEST(test_trend_refused),
        CHECK_TEST(test_mann_kendall_laws),
        CHECK_TEST(test_exact_kendall),
        CHECK_TEST(test_runs_of_years),
        CHECK_TEST(test_two_bends),
        CHECK_TEST(test_two_bends_laws),
        CHECK_TEST(test_shift_laws),
        CHECK_TEST(test_bend_laws),
        CHECK_TEST(test_forecast_laws),
        CHECK_TEST(test_whatever_is_thrown),
        CHECK_TEST(test_wild_exposures),
        CHECK_TEST(test_many_years_are_thrown),
    };
    return CHECK_MAIN(tests);
}
