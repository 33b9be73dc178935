/* test_stats_reference.c - every row of the reference table (values of R 4.2.2, checked there by
 * a second program) through the public functions, at the row's own tolerance.
 *
 * A method this program does not know fails, so no row can be forgotten. What the table calls
 * infinite or undefined is a flag here; p_minlike of R's poisson.test is not offered, since it
 * contradicts its own interval. */
#include "check.h"
#include "firestat/stats.h"
#include "test_stats_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct fire_arena *scratch;
static struct fire_error error;

static struct fire_value known(int64_t number)
{
    return (struct fire_value){ .number = number };
}

/* ---- counts ------------------------------------------------------------------------- */

static void check_interval(const struct stats_row *row, struct fire_interval got)
{
    CHECK(!got.is_null, "%s", row->id);
    stats_check(row, "lower", got.low);
    stats_check(row, "upper", got.high);
}

static void garwood(const struct stats_row *row)
{
    check_interval(row, fire_count_interval(stats_integer(row->inputs, "x"),
                                            stats_number(row->inputs, "conf")));
}

static void byar(const struct stats_row *row)
{
    check_interval(row, fire_count_interval_byar(stats_integer(row->inputs, "x"),
                                                 stats_number(row->inputs, "conf")));
}

static void rate(const struct stats_row *row)
{
    const struct fire_rate got = fire_rate_per_100k(stats_integer(row->inputs, "x"),
                                                    stats_number(row->inputs, "pop"),
                                                    stats_number(row->inputs, "conf"));
    stats_check(row, "rate", got.per_100k);
    stats_check(row, "lower", got.low);
    stats_check(row, "upper", got.high);
    CHECK(got.is_uncertain && !got.is_suppressed, "17 events");
}

static void upper_onesided(const struct stats_row *row)
{
    const double level = 2.0 * stats_number(row->inputs, "conf") - 1.0;
    stats_check(row, "upper", fire_count_interval(stats_integer(row->inputs, "x"), level).high);
}

static void two_exact(const struct stats_row *row)
{
    const int64_t x1 = stats_integer(row->inputs, "x1");
    const int64_t x2 = stats_integer(row->inputs, "x2");
    const double t1 = stats_number(row->inputs, "t1");
    const double t2 = stats_number(row->inputs, "t2");
    const double level = stats_number(row->inputs, "conf");
    const struct fire_two_counts exact = fire_two_counts_test(x1, t1, x2, t2, level);
    const struct fire_two_counts midp = fire_two_counts_midp(x1, t1, x2, t2, level);
    CHECK(exact.has_ratio == (x2 > 0) && !exact.is_null && !midp.is_null, "%s", row->id);
    if (x2 > 0) stats_check(row, "ratio", exact.ratio);
    stats_check(row, "p_central", exact.p_value);
    stats_check(row, "lower", exact.low);
    stats_check(row, "upper", exact.has_high ? exact.high : INFINITY);
    stats_check(row, "p_midp", midp.p_value);
    stats_check(row, "midp_lower", midp.low);
    stats_check(row, "midp_upper", midp.has_high ? midp.high : INFINITY);
}

static void two_etest(const struct stats_row *row)
{
    const int64_t x1 = stats_integer(row->inputs, "x1");
    const int64_t x2 = stats_integer(row->inputs, "x2");
    const double t1 = stats_number(row->inputs, "t1");
    const double t2 = stats_number(row->inputs, "t2");
    stats_check(row, "p_wald", fire_two_counts_etest(x1, t1, x2, t2, false).p_value);
    stats_check(row, "p_score", fire_two_counts_etest(x1, t1, x2, t2, true).p_value);
}

static void five_year_mean(const struct stats_row *row)
{
    int64_t year[STATS_ARRAY_MAX];
    struct fire_value value[STATS_ARRAY_MAX];
    const int n = stats_integers(row->inputs, "prev", year);
    for (int i = 0; i < n; i++)
        value[i] = known(year[i]);
    const int64_t current = stats_integer(row->inputs, "current");
    const struct fire_mean mean = fire_mean_of(value, n);
    const struct fire_change change = fire_change_from_mean(known(current), &mean, false, 13,
                                                            FIRE_ROUND_HALF_AWAY);
    const struct fire_two_counts test = fire_mean_test(current, 1.0, &mean, n, 0.95);
    const struct fire_two_counts midp = fire_two_counts_midp(current, 1.0, mean.sum, n, 0.95);
    stats_check(row, "mean5", (double)mean.mean_tenths / 10.0);
    stats_check(row, "pct", (double)change.percent / 1e13);
    stats_check(row, "ratio", test.ratio);
    stats_check(row, "p_central", test.p_value);
    stats_check(row, "p_midp", midp.p_value);
    stats_check(row, "lower", test.low);
    stats_check(row, "upper", test.high);
    CHECK(change.delta == 84, "8.4 above the mean: %lld", (long long)change.delta);
}

static void percent_interval(const struct stats_row *row)
{
    const struct fire_two_counts test = fire_two_counts_test(
        stats_integer(row->inputs, "curr"), 1.0, stats_integer(row->inputs, "prev"), 1.0,
        stats_number(row->inputs, "conf"));
    const struct fire_percent_interval got = fire_percent_interval_of(&test);
    CHECK(got.has_percent && got.has_high, "%s", row->id);
    stats_check(row, "pct", got.percent);
    stats_check(row, "pct_lower", got.low);
    stats_check(row, "pct_upper", got.high);
    stats_check(row, "p_central", test.p_value);
}

static void critical_values(const struct stats_row *row)
{
    int64_t base[STATS_ARRAY_MAX];
    double low[STATS_ARRAY_MAX];
    const int n = stats_integers(row->inputs, "prev", base);
    CHECK(stats_array(row->expected, "lower_max", low) == n, "%s", row->id);
    for (int i = 0; i < n; i++) {
        const struct fire_detectable got = fire_detectable_of(
            base[i], 1.0 - stats_number(row->inputs, "alpha"));
        CHECK(got.has_at_most == !isnan(low[i]), "%d", (int)base[i]);
        if (got.has_at_most) stats_check_item(row, "lower_max", i, (double)got.at_most);
        stats_check_item(row, "upper_min", i, (double)got.at_least);
    }
}

static void difference_mover(const struct stats_row *row)
{
    check_interval(row, fire_difference_interval(stats_integer(row->inputs, "x1"),
                                                 stats_integer(row->inputs, "x2"),
                                                 stats_number(row->inputs, "conf")));
}

static void clustered_total(const struct stats_row *row)
{
    int64_t size[STATS_ARRAY_MAX];
    const int n = stats_integers(row->inputs, "sizes", size);
    check_interval(row, fire_clustered_interval(size, n, stats_number(row->inputs, "conf")));
}

static void clustered_two(const struct stats_row *row)
{
    int64_t a[STATS_ARRAY_MAX];
    int64_t b[STATS_ARRAY_MAX];
    const int n_a = stats_integers(row->inputs, "sizes_a", a);
    const int n_b = stats_integers(row->inputs, "sizes_b", b);
    const double share = stats_number(row->inputs, "p");
    struct fire_clustered got;
    CHECK(fire_clustered_test(a, n_a, share, b, n_b, 1.0 - share, scratch, &got, &error) ==
              FIRE_OK,
          "%s", error.message);
    stats_check(row, "total_a", (double)got.current);
    stats_check(row, "total_b", (double)got.base);
    stats_check(row, "p_central", got.p_value);
    stats_check(row, "p_midp", got.p_mid);
    stats_check(row, "naive_binomial_p",
                fire_two_counts_test(got.current, 1, got.base, 1, 0.95).p_value);
}

static void percent_display(const struct stats_row *row)
{
    static const struct {
        const char *rule;
        fire_percent_kind kind;
    } rules[] = {
        { "no_change", FIRE_PERCENT_FROM_ZERO },
        { "base_zero_counts_only", FIRE_PERCENT_FROM_ZERO },
        { "base_under_20_counts_only", FIRE_PERCENT_SMALL_BASE },
        { "percent", FIRE_PERCENT_SHOWN },
    };
    const struct fire_change got = fire_change_of(known(stats_integer(row->inputs, "curr")),
                                                  known(stats_integer(row->inputs, "prev")),
                                                  true, 13, FIRE_ROUND_HALF_AWAY);
    stats_check(row, "diff", (double)got.delta);
    for (size_t i = 0; i < CHECK_N(rules); i++)
        if (stats_text_is(row->expected, "rule", rules[i].rule))
            CHECK(got.kind == rules[i].kind, "%s: %d", row->id, (int)got.kind);
    if (got.kind == FIRE_PERCENT_SHOWN) stats_check(row, "pct", (double)got.percent / 1e13);
    CHECK((got.kind == FIRE_PERCENT_SHOWN) == !isnan(stats_number(row->expected, "pct")), "%s",
          row->id);
}

static void growth(const struct stats_row *row)
{
    const struct fire_growth got = fire_growth_per_year(
        stats_integer(row->inputs, "first"), stats_integer(row->inputs, "last"),
        (int32_t)stats_integer(row->inputs, "years"));
    stats_check(row, "cagr_pct", got.percent_per_year);
}

static void real_money(const struct stats_row *row)
{
    int64_t nominal[STATS_ARRAY_MAX];
    double cpi[STATS_ARRAY_MAX];
    const int n = stats_integers(row->inputs, "nominal", nominal);
    CHECK(stats_array(row->inputs, "cpi", cpi) == n, "%s", row->id);
    int64_t real[STATS_ARRAY_MAX];
    for (int i = 0; i < n; i++) {
        CHECK(fire_real_money(nominal[i], llround(cpi[i] * 100), llround(cpi[n - 1] * 100), 9,
                              &real[i]),
              "%s", row->id);
        stats_check_item(row, "real", i, (double)real[i] / 1e9);
    }
    const struct fire_change of_real = fire_change_of(known(real[n - 1]), known(real[0]), false,
                                                      13, FIRE_ROUND_HALF_AWAY);
    const struct fire_change of_nominal = fire_change_of(
        known(nominal[n - 1]), known(nominal[0]), false, 13, FIRE_ROUND_HALF_AWAY);
    stats_check(row, "pct_real", (double)of_real.percent / 1e13);
    stats_check(row, "pct_nominal", (double)of_nominal.percent / 1e13);
}

/* ---- areas -------------------------------------------------------------------------- */

static void adjusted(const struct stats_row *row)
{
    static const struct {
        const char *key;
        fire_adjustment adjustment;
    } methods[] = {
        { "BH", FIRE_ADJUST_BH },
        { "BY", FIRE_ADJUST_BY },
        { "holm", FIRE_ADJUST_HOLM },
        { "bonferroni", FIRE_ADJUST_BONFERRONI },
    };
    double p[STATS_ARRAY_MAX];
    const int n = stats_array(row->inputs, "p", p);
    for (size_t m = 0; m < CHECK_N(methods); m++) {
        double q[STATS_ARRAY_MAX];
        int64_t n_tests = 0;
        CHECK(fire_adjust_p(p, n, methods[m].adjustment, scratch, q, &n_tests, &error) ==
                      FIRE_OK &&
                  n_tests == n,
              "%s", error.message);
        for (int i = 0; i < n; i++)
            stats_check_item(row, methods[m].key, i, q[i]);
    }
}

/* ---- damage ------------------------------------------------------------------------- */

static void heavy_tail(const struct stats_row *row)
{
    int64_t x[STATS_ARRAY_MAX];
    const int n = stats_integers(row->inputs, "x", x);
    struct fire_damage got;
    CHECK(fire_damage_of(x, n, 0.95, scratch, &got, &error) == FIRE_OK, "%s", error.message);
    int64_t share = 0;
    stats_check(row, "n", (double)got.n);
    stats_check(row, "sum", (double)got.total);
    stats_check(row, "median", (double)(got.median_low + got.median_high) / 2.0);
    CHECK(fire_percent_of(got.top1, got.total, 13, FIRE_ROUND_HALF_AWAY, &share), "top1");
    stats_check(row, "top1_share", (double)share / 1e15);
    CHECK(fire_percent_of(got.top3, got.total, 13, FIRE_ROUND_HALF_AWAY, &share), "top3");
    stats_check(row, "top3_share", (double)share / 1e15);
    stats_check(row, "median_ci_lo", (double)got.median_interval_low);
    stats_check(row, "median_ci_hi", (double)got.median_interval_high);
    stats_check(row, "median_ci_coverage", got.median_level);
    CHECK(got.without_top1 == got.total - 18500 && got.has_total_interval, "%s", row->id);
}

/* ---- the table ---------------------------------------------------------------------- */

static const struct {
    const char *method;
    void (*run)(const struct stats_row *row);
} methods[] = {
    { "poisson_ci_garwood", garwood },
    { "poisson_ci_byar", byar },
    { "rate_ci_garwood", rate },
    { "poisson_upper_onesided", upper_onesided },
    { "poisson_two_exact", two_exact },
    { "poisson_two_etest", two_etest },
    { "count_vs_5y_mean", five_year_mean },
    { "percent_change_ci", percent_interval },
    { "two_count_critical_values", critical_values },
    { "count_difference_mover", difference_mover },
    { "weighted_poisson_ci_gamma", clustered_total },
    { "clustered_two_sample_exact", clustered_two },
    { "percent_change_display", percent_display },
    { "compound_annual_growth", growth },
    { "deflate_cpi", real_money },
    { "p_adjust", adjusted },
    { "heavy_tail_summary", heavy_tail },
};

static int n_unknown;

static void run_row(const struct stats_row *row)
{
    for (size_t i = 0; i < CHECK_N(methods); i++) {
        if (strcmp(methods[i].method, row->method) != 0) continue;
        methods[i].run(row);
        return;
    }
    n_unknown++;
}

static void test_reference(void)
{
    const char *path = check_shared("stats-reference.tsv");
    if (path == NULL) return;
    scratch = fire_arena_create();
    CHECK_OR_RETURN(scratch != NULL, "no memory");
    const int n_rows = stats_rows_each(path, run_row);
    fire_arena_free(scratch);
    CHECK(n_rows >= 114, "%d rows", n_rows);
    printf("%d rows of %d without a function\n", n_unknown, n_rows);
}

int main(void)
{
    fire_stats_start();
    const struct check_test tests[] = { CHECK_TEST(test_reference) };
    return CHECK_MAIN(tests);
}
