/* test_stats.c - every statistic against values of another program, then against its own laws.
 *
 * Sources: "R" is R 4.2.2 (poisson.test, qchisq, qbeta; two-sided p as twice the smaller tail,
 * Fay 2010), "mpmath" a continued fraction in 60 digits, made for these tests because R's own
 * limits are not asked for at counts of 10^9. Row names are those of the project's reference
 * table. Percents are printed examples of Vietnamese reviews, or arithmetic done by hand. */
#include "check.h"
#include "firestat/stats.h"
#include "stats/beta.h"
#include "stats/binomial.h"
#include "stats/poisson.h"
#include "stats/quantile.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct fire_value null_value = { .is_null = true };

static struct fire_value known(int64_t number)
{
    return (struct fire_value){ .number = number };
}

static bool is_near(double got, double wanted, double relative)
{
    return fabs(got - wanted) <= relative * fabs(wanted) || fabs(got - wanted) < 1e-300;
}

/* ---- change ------------------------------------------------------------------------- */

static const struct {
    const char *source;
    int64_t base;
    int64_t current;
    bool is_count;
    int32_t decimals;
    int64_t delta;
    fire_percent_kind kind;
    int64_t percent;
} changes[] = {
    { "pct_display_0_0", 0, 0, true, 1, 0, FIRE_PERCENT_FROM_ZERO, 0 },
    { "pct_display_0_5", 0, 5, true, 1, 5, FIRE_PERCENT_FROM_ZERO, 0 },
    { "pct_display_1_3", 1, 3, true, 1, 2, FIRE_PERCENT_SMALL_BASE, 2000 },
    { "pct_display_12_6", 12, 6, true, 1, -6, FIRE_PERCENT_SMALL_BASE, -500 },
    { "pct_display_19_25", 19, 25, true, 1, 6, FIRE_PERCENT_SMALL_BASE, 316 },
    { "pct_display_20_25", 20, 25, true, 1, 5, FIRE_PERCENT_SHOWN, 250 },
    { "pct_display_235_249", 235, 249, true, 4, 14, FIRE_PERCENT_SHOWN, 59574 },
    { "pct_display_550420_529101", 550420, 529101, true, 4, -21319, FIRE_PERCENT_SHOWN,
      -38732 },
    { "10/2021: 145/160, a tie", 160, 145, true, 2, -15, FIRE_PERCENT_SHOWN, -938 },
    { "the same, up", 160, 175, true, 2, 15, FIRE_PERCENT_SHOWN, 938 },
    { "H1 2024: 2.222/1.861", 1861, 2222, true, 1, 361, FIRE_PERCENT_SHOWN, 194 },
    { "2023: 3.440/3.234", 3234, 3440, true, 2, 206, FIRE_PERCENT_SHOWN, 637 },
    { "39,348 is not 39,4", 250000, 348370, true, 1, 98370, FIRE_PERCENT_SHOWN, 393 },
    { "to zero", 2, 0, true, 0, -2, FIRE_PERCENT_SMALL_BASE, -100 },
    { "money has no small base", 5, 6, false, 0, 1, FIRE_PERCENT_SHOWN, 20 },
    { "no change", 31, 31, true, 1, 0, FIRE_PERCENT_SHOWN, 0 },
    { "just under a half", 20001, 20002, true, 2, 1, FIRE_PERCENT_SHOWN, 0 },
    { "a half", 20000, 20001, true, 2, 1, FIRE_PERCENT_SHOWN, 1 },
    { "a half, down", 20000, 19999, true, 2, -1, FIRE_PERCENT_SHOWN, -1 },
    { "negative base", -5, 5, false, 1, 10, FIRE_PERCENT_FROM_ZERO, 0 },
    { "negative current", 100, -50, false, 0, -150, FIRE_PERCENT_SHOWN, -150 },
    { "largest base", INT64_MAX, 0, false, 4, -INT64_MAX, FIRE_PERCENT_SHOWN, -1000000 },
    { "largest delta", 0, INT64_MAX, false, 1, INT64_MAX, FIRE_PERCENT_FROM_ZERO, 0 },
    { "delta does not fit", INT64_MIN, 1, false, 1, 0, FIRE_PERCENT_NO_DATA, 0 },
    { "delta does not fit", INT64_MAX, -2, false, 1, 0, FIRE_PERCENT_NO_DATA, 0 },
    { "percent does not fit", 1, INT64_MAX, false, 0, 0, FIRE_PERCENT_NO_DATA, 0 },
};

static void test_change(void)
{
    for (size_t i = 0; i < CHECK_N(changes); i++) {
        const struct fire_change change = fire_change_of(
            known(changes[i].current), known(changes[i].base), changes[i].is_count,
            changes[i].decimals, FIRE_ROUND_HALF_AWAY);
        CHECK(change.kind == changes[i].kind, "%s: %d", changes[i].source, (int)change.kind);
        CHECK(change.delta == changes[i].delta, "%s: %lld", changes[i].source,
              (long long)change.delta);
        CHECK(change.percent == changes[i].percent, "%s: %lld", changes[i].source,
              (long long)change.percent);
        CHECK(change.decimals == changes[i].decimals, "%s", changes[i].source);
    }
    CHECK(fire_change_of(null_value, known(20), true, 1, FIRE_ROUND_HALF_AWAY).kind ==
              FIRE_PERCENT_NO_DATA,
          "null");
    CHECK(fire_change_of(known(20), null_value, true, 1, FIRE_ROUND_HALF_AWAY).kind ==
              FIRE_PERCENT_NO_DATA,
          "null");
    CHECK(fire_change_of(null_value, null_value, true, 1, FIRE_ROUND_HALF_AWAY).delta == 0,
          "null");
}

static void test_mean(void)
{
    static const struct {
        int64_t value[5];
        int32_t n;
        int64_t sum;
        int64_t mean_tenths;
    } means[] = {
        { { 12, 15, 9, 14, 13 }, 5, 63, 126 }, /* fiveyear_mean_21 */
        { { 0, 0, 0, 0, 0 }, 5, 0, 0 },
        { { 1, 0, 0, 0, 0 }, 5, 1, 2 },
        { { 7 }, 1, 7, 70 },
        { { 1, 0, 0 }, 3, 1, 3 },
        { { 1, 1, 0 }, 3, 2, 7 },
        { { 1, 0, 0, 0 }, 4, 1, 3 }, /* 0.25: a tie goes away from zero */
        { { -1, 0, 0, 0 }, 4, -1, -3 },
        { { INT64_MAX / 10 }, 1, INT64_MAX / 10, INT64_MAX / 10 * 10 },
    };
    for (size_t i = 0; i < CHECK_N(means); i++) {
        struct fire_value value[5];
        for (int32_t k = 0; k < means[i].n; k++)
            value[k] = known(means[i].value[k]);
        const struct fire_mean mean = fire_mean_of(value, means[i].n);
        CHECK(!mean.is_null && mean.n == means[i].n, "row %zu", i);
        CHECK(mean.sum == means[i].sum, "row %zu: %lld", i, (long long)mean.sum);
        CHECK(mean.mean_tenths == means[i].mean_tenths, "row %zu: %lld", i,
              (long long)mean.mean_tenths);
    }
    const struct fire_value gap[] = { known(3), null_value, known(4) };
    const struct fire_mean of_gap = fire_mean_of(gap, 3);
    CHECK(of_gap.is_null && of_gap.n == 2 && of_gap.sum == 7, "a mean of three needs three");
    const struct fire_value large[] = { known(INT64_MAX), known(1) };
    CHECK(fire_mean_of(large, 2).is_null, "the sum does not fit");
    CHECK(fire_mean_of(large, 1).is_null, "the tenths do not fit");
    CHECK(fire_mean_of(NULL, 0).is_null, "no year at all");
}

static void test_verdict(void)
{
    static const struct {
        const char *current; /* a digit a criterion, '?' unknown */
        const char *base;
        fire_verdict_kind kind;
        int32_t n_fell, n_held, n_rose;
        uint32_t fell, rose;
    } rows[] = {
        { "123", "456", FIRE_VERDICT_ALL_FELL, 3, 0, 0, 7, 0 },
        { "456", "123", FIRE_VERDICT_ALL_ROSE, 0, 0, 3, 0, 7 },
        { "111", "111", FIRE_VERDICT_ALL_HELD, 0, 3, 0, 0, 0 },
        { "121", "222", FIRE_VERDICT_MIXED, 2, 1, 0, 5, 0 }, /* one held: not "all three" */
        { "193", "228", FIRE_VERDICT_MIXED, 2, 0, 1, 5, 2 },
        { "12?", "345", FIRE_VERDICT_UNDECIDED, 2, 0, 0, 3, 0 },
        { "12", "?1", FIRE_VERDICT_UNDECIDED, 0, 0, 1, 0, 2 },
        { "0", "1", FIRE_VERDICT_ALL_FELL, 1, 0, 0, 1, 0 },
        { "", "", FIRE_VERDICT_UNDECIDED, 0, 0, 0, 0, 0 },
        { "00000000000000000000000000000001", "00000000000000000000000000000000",
          FIRE_VERDICT_MIXED, 0, 31, 1, 0, UINT32_C(1) << 31 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        struct fire_value current[32];
        struct fire_value base[32];
        const int32_t n = (int32_t)strlen(rows[i].current);
        for (int32_t k = 0; k < n; k++) {
            const char now = rows[i].current[k];
            const char then = rows[i].base[k];
            current[k] = now == '?' ? null_value : known(now - '0');
            base[k] = then == '?' ? null_value : known(then - '0');
        }
        const struct fire_verdict verdict = fire_verdict_of(current, base, n);
        CHECK(verdict.kind == rows[i].kind, "row %zu: %d", i, (int)verdict.kind);
        CHECK(verdict.n_fell == rows[i].n_fell && verdict.n_held == rows[i].n_held &&
                  verdict.n_rose == rows[i].n_rose,
              "row %zu: %d %d %d", i, verdict.n_fell, verdict.n_held, verdict.n_rose);
        CHECK(verdict.fell == rows[i].fell && verdict.rose == rows[i].rose, "row %zu: %x %x", i,
              verdict.fell, verdict.rose);
    }
}

/* ---- one count ---------------------------------------------------------------------- */

static const struct {
    const char *source;
    int64_t events;
    double level;
    double low;
    double high;
} garwood[] = {
    { "garwood_0_950", 0, 0.95, 0, 3.6888794541139354 },
    { "garwood_1_950", 1, 0.95, 0.025317807984289897, 5.571643390938899 },
    { "garwood_2_950", 2, 0.95, 0.242209278543965, 7.224687667723958 },
    { "garwood_3_950", 3, 0.95, 0.6186721228956016, 8.767273069742323 },
    { "garwood_5_950", 5, 0.95, 1.6234863901184209, 11.668332079322667 },
    { "garwood_9_950", 9, 0.95, 4.115373097378333, 17.08480345141917 },
    { "garwood_10_950", 10, 0.95, 4.795388696132434, 18.39035604201778 },
    { "garwood_17_950", 17, 0.95, 9.903126469607288, 27.218646815906613 },
    { "garwood_43_950", 43, 0.95, 31.119313211967185, 57.92071781038363 },
    { "garwood_100_950", 100, 0.95, 81.36399125092316, 121.62679379242637 },
    { "garwood_528_950", 528, 0.95, 483.91796113793595, 575.0187219953443 },
    { "garwood_10000_950", 10000, 0.95, 9804.952467260184, 10197.951624661473 },
    { "garwood_1e+06_950", 1000000, 0.95, 998040.9833402939, 1001961.9119454322 },
    { "garwood_0_998", 0, 0.998, 0, 6.907755278982136 },
    { "garwood_1_998", 1, 0.998, 0.0010005003335835344, 9.233413476451585 },
    { "garwood_2_998", 2, 0.998, 0.04540201776948958, 11.228872242412661 },
    { "garwood_3_998", 3, 0.998, 0.19053337756840324, 13.06224077918807 },
    { "garwood_5_998", 5, 0.998, 0.7393717319178327, 16.454745203680105 },
    { "garwood_9_998", 9, 0.998, 2.452424404363775, 22.65737330906293 },
    { "garwood_10_998", 10, 0.998, 2.96052037274376, 24.133971145417586 },
    { "garwood_17_998", 17, 0.998, 7.028349394674142, 33.99258381301211 },
    { "garwood_43_998", 43, 0.998, 25.542301102586464, 67.37274051257116 },
    { "garwood_100_998", 100, 0.998, 71.9213974950004, 134.92431906126444 },
    { "garwood_528_998", 528, 0.998, 459.83141117804485, 602.9339645903589 },
    { "garwood_10000_998", 10000, 0.998, 9693.824385823726, 10312.890675209363 },
    { "garwood_1e+06_998", 1000000, 0.998, 996912.6173198152, 1003094.0839149702 },
    { "R", 110000, 0.32, 109862.92506736037, 110137.52230533675 }, /* where GSL is 6e-5 off */
    { "R", 313472, 0.33, 313233.13316813356, 313711.32161396492 },
    { "R", 200000, 0.8, 199427.08726780952, 200574.34241457377 },
    { "R", 5000000, 0.95, 4995618.3345269477, 5004384.5602171673 },
    { "R", 1000000000, 0.95, 999938021.44392788, 1000061981.4504089 },
    { "rate_17_231456", 17, 0.95, 4.2786216255388885 * 2.31456, 11.759749937744804 * 2.31456 },
};

static void test_garwood(void)
{
    for (size_t i = 0; i < CHECK_N(garwood); i++) {
        const struct fire_interval got = fire_count_interval(garwood[i].events,
                                                             garwood[i].level);
        CHECK(is_near(got.low, garwood[i].low, 1e-9), "%s: %.17g", garwood[i].source, got.low);
        CHECK(is_near(got.high, garwood[i].high, 1e-9), "%s: %.17g", garwood[i].source,
              got.high);
    }
    /* One-sided 95 % is the upper end of 90 %: the rule of three (onesided_upper_0, _3). */
    CHECK(is_near(fire_count_interval(0, 0.9).high, 2.99573227355399, 1e-9), "rule of three");
    CHECK(is_near(fire_count_interval(3, 0.9).high, 7.7536565279327254, 1e-9), "three");
}

static void test_byar(void)
{
    static const struct {
        const char *source;
        int64_t events;
        double low;
        double high;
    } rows[] = {
        { "byar_1_950", 1, 0.01307213290150435, 5.5637555824752605 },
        { "byar_5_950", 5, 1.6113477157471938, 11.668164123398595 },
        { "byar_10_950", 10, 4.787449913967564, 18.391458605756473 },
        { "byar_17_950", 17, 9.897477109190469, 27.22010940490445 },
        { "byar_43_950", 43, 31.11617080902583, 57.92215152524413 },
        { "byar_100_950", 100, 81.36210549052788, 121.6279375792065 },
        { "byar_528_950", 528, 483.9172271577415, 575.0193149667938 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_interval got = fire_count_interval_byar(rows[i].events, 0.95);
        CHECK(is_near(got.low, rows[i].low, 1e-9), "%s: %.17g", rows[i].source, got.low);
        CHECK(is_near(got.high, rows[i].high, 1e-9), "%s: %.17g", rows[i].source, got.high);
    }
    /* The gamma function changes its method at a shape of 20,000: no step there. */
    const struct fire_interval below = fire_count_interval(19998, 0.95);
    const struct fire_interval above = fire_count_interval(20000, 0.95);
    CHECK(is_near(above.low - below.low, 2.0, 0.01), "%g", above.low - below.low);
    CHECK(is_near(above.high - below.high, 2.0, 0.01), "%g", above.high - below.high);
}

/* Tails of large counts; values of R's ppois. */
static void test_poisson_tails(void)
{
    static const struct {
        int64_t count;
        double mean;
        double at_most;
        double above;
    } rows[] = {
        { 19998, 20009, 0.47088012115641237, 0.52911987884358769 },
        { 19999, 20010, 0.47088084763200461, 0.52911915236799545 },
        { 20000, 19400, 0.99999108922036228, 8.9107796377349299e-06 },
        { 150000, 149000, 0.99519384908114727, 0.00480615091885272 },
        { 314013, 313472, 0.83327322819386063, 0.16672677180613946 },
        { 1391150, 1396133.672780005, 1.2228744108724033e-05, 0.99998777125589122 },
        { 2180747, 2182242.7028410034, 0.15573043849120999, 0.84426956150879007 },
        { 51696079, 51656995.260119095, 0.99999997295471033, 2.7045289644828363e-08 },
        { 1000000000, 1000100000, 0.0007830411939614972, 0.99921695880603845 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const double at_most = poisson_at_most(rows[i].count, rows[i].mean);
        const double above = poisson_above(rows[i].count, rows[i].mean);
        CHECK(is_near(at_most, rows[i].at_most, 1e-9), "row %zu: %.17g", i, at_most);
        CHECK(is_near(above, rows[i].above, 1e-9), "row %zu: %.17g", i, above);
    }
}

static void test_interval_edges(void)
{
    static const int64_t counts[] = { 0, 1, 2, 1000, 999999, 1000000, 1000000000, INT64_MAX };
    static const double levels[] = { 1e-6, 0.5, 0.8, 0.95, 0.998, 0.999999 };
    for (size_t i = 0; i < CHECK_N(counts); i++) {
        struct fire_interval narrower = { 0.0, 0.0 };
        for (size_t k = 0; k < CHECK_N(levels); k++) {
            const struct fire_interval got = fire_count_interval(counts[i], levels[k]);
            const double events = (double)counts[i];
            CHECK(isfinite(got.low) && isfinite(got.high) && got.low >= 0.0, "%g at %g", events,
                  levels[k]);
            CHECK(got.low <= events && events <= got.high, "%g outside %g..%g", events, got.low,
                  got.high);
            if (k > 0)
                CHECK(got.low <= narrower.low && got.high >= narrower.high, "%g: %g", events,
                      levels[k]);
            narrower = got;
        }
    }
}

/* ---- two counts --------------------------------------------------------------------- */

/* -1 stands for "undefined" in ratio and for "unbounded" in high. */
static const struct {
    const char *source;
    int64_t current;
    double t_current;
    int64_t base;
    double t_base;
    double ratio;
    double p_value;
    double low;
    double high;
} pairs[] = {
    { "two_12_25_1_1", 12, 1, 25, 1, 0.48, 0.04703102743951611, 0.21971842876122596,
      0.9914498435770996 },
    { "two_25_12_1_1", 25, 1, 12, 1, 2.0833333333333335, 0.04703102743951611,
      1.0086238920488926, 4.5512795883258725 },
    { "two_0_5_1_1", 0, 1, 5, 1, 0, 0.0625, 0, 1.091279105182546 },
    { "two_5_0_1_1", 5, 1, 0, 1, -1, 0.0625, 0.9163558573154601, -1 },
    { "two_1_1_1_1", 1, 1, 1, 1, 1, 1, 0.012739367083666625, 78.49683531626285 },
    { "two_0_0_1_1", 0, 1, 0, 1, -1, 1, 0, -1 },
    { "two_2_9_17877_16660", 2, 17877, 9, 16660, 0.20709415574325793, 0.05010649561410893,
      0.021774062759064707, 1.0005491044877215 },
    { "two_2_10_17877_20000", 2, 17877, 10, 20000, 0.22375118867818986, 0.06055644843367561,
      0.023837382348776668, 1.0499546775959363 },
    { "two_150_120_1_1", 150, 1, 120, 1, 1.25, 0.0773893989802185, 0.9766738482957171,
      1.602665875374239 },
    { "two_1043_987_1_1", 1043, 1, 987, 1, 1.0567375886524824, 0.22218423813653293,
      0.967721081670041, 1.1540045312009688 },
    { "two_18_31_274_273", 18, 274, 31, 273, 0.5785260183659053, 0.0831321678491491,
      0.3047488694497835, 1.067009328773073 },
    { "fiveyear_mean_21, two_21_63_1_5", 21, 1, 63, 5, 1.6666666666666667, 0.06655037491212637,
      0.9658394102684487, 2.7689915079654455 },
    { "two_4_1_1_1", 4, 1, 1, 1, 4, 0.37499999999999994, 0.39583328331853335,
      196.98987298932116 },
    { "two_9_3_1_1", 9, 1, 3, 1, 3, 0.14599609375000008, 0.7486844501970643,
      17.22800312689997 },
    { "two_60_30_51477p5_54308p7", 60, 51477.5, 30, 54308.7, 2.1099975717546497,
      0.0008561053881002493, 1.3397357217726502, 3.3883655736162517 },
    { "pctchange_21_33", 33, 1, 21, 1, 1.57142857142857139, 0.13367423536410575,
      0.88248671314892579, 2.8580504082247992 },
    { "mpmath", 1000000000, 1, 1000070000, 1, 0.999930004899657, 0.11753652949767424,
      0.9998423631556406, 1.0000176543258936 },
    { "mpmath", 1000000000, 1, 0, 1, -1, 0.0, 271085030.1818168, -1 },
    { "mpmath", 0, 1, 1000000000, 1, 0.0, 0.0, 0.0, 3.6888794609178523e-09 },
    { "mpmath", 1000000, 1, 1003000, 1, 0.9970089730807578, 0.03408836507943938,
      0.9942503496367072, 0.999775247699538 },
    { "mpmath", 200000, 4, 149000, 3, 1.0067114093959733, 0.05080600178160619,
      0.9999765684095409, 1.0134932581826304 },
    { "mpmath", 3, 1, 1000000000, 366000000, 1.098, 1.0, 0.22643399659696628,
      3.2088219527787674 },
};

static void test_two_counts(void)
{
    for (size_t i = 0; i < CHECK_N(pairs); i++) {
        const struct fire_two_counts got = fire_two_counts_test(
            pairs[i].current, pairs[i].t_current, pairs[i].base, pairs[i].t_base, 0.95);
        const char *source = pairs[i].source;
        CHECK(got.has_ratio == (pairs[i].ratio >= 0.0), "%s", source);
        CHECK(got.has_high == (pairs[i].high >= 0.0), "%s", source);
        if (got.has_ratio)
            CHECK(is_near(got.ratio, pairs[i].ratio, 1e-12), "%s: %.17g", source, got.ratio);
        CHECK(is_near(got.p_value, pairs[i].p_value, 1e-8), "%s: %.17g", source, got.p_value);
        CHECK(is_near(got.low, pairs[i].low, 1e-9), "%s: %.17g", source, got.low);
        if (got.has_high)
            CHECK(is_near(got.high, pairs[i].high, 1e-9), "%s: %.17g", source, got.high);
    }
}

/* The smallest change that counts as significant: the table printed in the manual. */
static void test_detectable_change(void)
{
    static const struct {
        int64_t base;
        int64_t at_most; /* -1: no count is low enough */
        int64_t at_least;
    } rows[] = {
        { 0, -1, 6 },  { 1, -1, 8 },  { 2, -1, 10 },  { 3, -1, 12 },  { 4, -1, 13 },
        { 5, -1, 15 }, { 6, 0, 17 },  { 8, 1, 20 },   { 10, 2, 23 },  { 12, 3, 25 },
        { 15, 5, 29 }, { 20, 8, 36 }, { 30, 15, 49 }, { 50, 31, 73 }, { 100, 73, 131 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        int64_t at_most = -1;
        int64_t at_least = rows[i].base;
        for (int64_t x = 0; x < rows[i].base; x++)
            if (fire_two_counts_test(x, 1, rows[i].base, 1, 0.95).p_value <= 0.05) at_most = x;
        while (fire_two_counts_test(at_least, 1, rows[i].base, 1, 0.95).p_value > 0.05)
            at_least++;
        CHECK(at_most == rows[i].at_most, "%d: %d", (int)rows[i].base, (int)at_most);
        CHECK(at_least == rows[i].at_least, "%d: %d", (int)rows[i].base, (int)at_least);
    }
}

/* A count of every size: mostly small, as in a province, up to 10^9. */
static int64_t random_count(unsigned long long *seed)
{
    static const unsigned below[] = { 2, 5, 20, 50, 300, 5000, 2000000, 1000000000 };
    return (int64_t)(check_random(seed) % below[check_random(seed) % CHECK_N(below)]);
}

static void check_two_counts_laws(int64_t x, double tx, int64_t y, double ty)
{
    const struct fire_two_counts got = fire_two_counts_test(x, tx, y, ty, 0.95);
    const struct fire_two_counts swapped = fire_two_counts_test(y, ty, x, tx, 0.95);
    const struct fire_two_counts scaled = fire_two_counts_test(x, tx * 7.25, y, ty * 7.25,
                                                               0.95);
    const long long lx = (long long)x;
    const long long ly = (long long)y;

    CHECK(isfinite(got.ratio) && isfinite(got.low) && isfinite(got.high), "%lld %lld", lx, ly);
    CHECK(fire_two_counts_p(x, tx, y, ty).p_value == got.p_value, "%lld %lld", lx, ly);
    CHECK(got.p_value >= 0.0 && got.p_value <= 1.0, "%lld %lld: %g", lx, ly, got.p_value);
    if (got.has_ratio) {
        CHECK(got.low <= got.ratio && (!got.has_high || got.ratio <= got.high),
              "%lld/%g %lld/%g: %g not in %g..%g", lx, tx, ly, ty, got.ratio, got.low,
              got.high);
    }
    const bool leaves_one_out = got.low > 1.0 || (got.has_high && got.high < 1.0);
    const bool at_the_border = fabs(got.p_value - 0.05) < 1e-9;
    CHECK(at_the_border || leaves_one_out == (got.p_value < 0.05),
          "%lld/%g %lld/%g: p %.17g, %.17g..%.17g", lx, tx, ly, ty, got.p_value, got.low,
          got.high);
    CHECK(is_near(swapped.p_value, got.p_value, 1e-7), "%lld/%g %lld/%g: %.17g, %.17g", lx, tx,
          ly, ty, swapped.p_value, got.p_value);
    if (x > 0 && y > 0) {
        CHECK(is_near(swapped.ratio, 1.0 / got.ratio, 1e-9), "%lld %lld", lx, ly);
        CHECK(is_near(swapped.low, 1.0 / got.high, 1e-9), "%lld %lld", lx, ly);
        CHECK(is_near(swapped.high, 1.0 / got.low, 1e-9), "%lld %lld", lx, ly);
    }
    CHECK(is_near(scaled.p_value, got.p_value, 1e-7), "%lld %lld", lx, ly);
    CHECK(is_near(scaled.low, got.low, 1e-12), "%lld %lld", lx, ly);
}

static void test_two_counts_laws(void)
{
    unsigned long long seed = 20240731;
    for (int i = 0; i < 5000; i++) {
        const int64_t x = random_count(&seed);
        const int64_t y = i % 3 == 0 ? x + (int64_t)(check_random(&seed) % 40)
                                     : random_count(&seed);
        const double tx = 1.0 + check_random(&seed) % 366;
        const double ty = i % 2 == 0 ? tx : 1.0 + check_random(&seed) % 366;
        check_two_counts_laws(x, tx, y, ty);
    }
}

static void test_two_counts_edges(void)
{
    static const int64_t counts[] = { 0, 1, 2, 99999, 100000, 100001, 1000000000, INT64_MAX };
    static const double exposures[] = { 1e-300, 1e-9, 1.0, 365.25, 1e9, 1e300 };
    for (size_t i = 0; i < CHECK_N(counts); i++)
        for (size_t k = 0; k < CHECK_N(counts); k++)
            for (size_t t = 0; t < CHECK_N(exposures); t++)
                for (size_t u = 0; u < CHECK_N(exposures); u++)
                    check_two_counts_laws(counts[i], exposures[t], counts[k], exposures[u]);
    const struct fire_two_counts far = fire_two_counts_test(5, DBL_MAX, 5, DBL_MIN, 0.95);
    CHECK(isfinite(far.ratio) && far.p_value < 1e-300, "%g", far.p_value);
    CHECK(fire_two_counts_p(-1, 1, 5, 1).is_null && fire_two_counts_p(1, 1, 5, 0).is_null,
          "a count below 0 or a window without days is compared");
}

/* ---- R's grid of distribution functions --------------------------------------------- */

static double share_of_odds(double odds)
{
    return odds / (1.0 + odds);
}

static double grid_poisson_p(const double arg[3])
{
    return poisson_at_most((int64_t)arg[0], arg[1]);
}

static double grid_poisson_q(const double arg[3])
{
    return poisson_above((int64_t)arg[0], arg[1]);
}

static double grid_poisson_pdf(const double arg[3])
{
    return gsl_ran_poisson_pdf((unsigned)arg[0], arg[1]);
}

static double grid_binomial_p(const double arg[3])
{
    return beta_at_most(arg[1] / (1.0 - arg[1]), arg[0], arg[2] - arg[0]);
}

static double grid_binomial_q(const double arg[3])
{
    return beta_more(arg[1] / (1.0 - arg[1]), arg[0], arg[2] - arg[0]);
}

static double grid_binomial_pdf(const double arg[3])
{
    return binomial_chance(arg[0], arg[2] - arg[0], arg[1]);
}

static double grid_nbinom_p(const double arg[3])
{
    return beta_odds_below(arg[1] / (1.0 - arg[1]), arg[2], arg[0] + 1.0);
}

static double grid_nbinom_q(const double arg[3])
{
    return beta_odds_above(arg[1] / (1.0 - arg[1]), arg[2], arg[0] + 1.0);
}

static double grid_nbinom_pdf(const double arg[3])
{
    return arg[2] / (arg[2] + arg[0]) * binomial_chance(arg[2], arg[0], arg[1]);
}

static double grid_chisq_below(const double arg[3])
{
    return 2.0 * quantile_gamma_below(arg[0], arg[1] / 2.0);
}

static double grid_chisq_above(const double arg[3])
{
    return 2.0 * quantile_gamma_above(arg[0], arg[1] / 2.0);
}

static double grid_chisq_q(const double arg[3])
{
    return gsl_cdf_chisq_Q(arg[0], arg[1]);
}

static double grid_beta_below(const double arg[3])
{
    return share_of_odds(quantile_odds_below(arg[0], arg[1], arg[2]));
}

static double grid_beta_above(const double arg[3])
{
    return share_of_odds(quantile_odds_above(arg[0], arg[1], arg[2]));
}

static double grid_t(const double arg[3])
{
    return gsl_cdf_tdist_Qinv(arg[0], arg[1]);
}

static double grid_normal(const double arg[3])
{
    return gsl_cdf_ugaussian_Qinv(arg[0]);
}

static double grid_lngamma(const double arg[3])
{
    return gsl_sf_lngamma(arg[0]);
}

static double grid_psi(const double arg[3])
{
    return gsl_sf_psi(arg[0]);
}

static double grid_psi1(const double arg[3])
{
    return gsl_sf_psi_1(arg[0]);
}

/* The room's own function, or the one of GSL that it uses as it is. */
static const struct {
    const char *name;
    int n_arguments;
    double (*of)(const double arg[3]);
} grid_functions[] = {
    { "poisson_P", 2, grid_poisson_p },
    { "poisson_Q", 2, grid_poisson_q },
    { "poisson_pdf", 2, grid_poisson_pdf },
    { "binomial_P", 3, grid_binomial_p },
    { "binomial_Q", 3, grid_binomial_q },
    { "binomial_pdf", 3, grid_binomial_pdf },
    { "nbinom_P", 3, grid_nbinom_p },
    { "nbinom_Q", 3, grid_nbinom_q },
    { "nbinom_pdf", 3, grid_nbinom_pdf },
    { "chisq_Pinv", 2, grid_chisq_below },
    { "chisq_Qinv", 2, grid_chisq_above },
    { "chisq_Q", 2, grid_chisq_q },
    { "beta_Pinv", 3, grid_beta_below },
    { "beta_Qinv", 3, grid_beta_above },
    { "tdist_Qinv", 2, grid_t },
    { "ugauss_Qinv", 1, grid_normal },
    { "lngamma", 1, grid_lngamma },
    { "psi", 1, grid_psi },
    { "psi1", 1, grid_psi1 },
};

static void check_grid_line(const char *line)
{
    char name[32] = "";
    double number[4] = { 0.0 };
    const int n = sscanf(line, "%31s %lf %lf %lf %lf", name, &number[0], &number[1], &number[2],
                         &number[3]);
    for (size_t i = 0; i < CHECK_N(grid_functions); i++) {
        if (strcmp(grid_functions[i].name, name) != 0) continue;
        const int n_arguments = grid_functions[i].n_arguments;
        CHECK_OR_RETURN(n == n_arguments + 2, "%s: %d fields", line, n);
        const double got = grid_functions[i].of(number);
        CHECK(is_near(got, number[n_arguments], 1e-9), "%s: %.17g", line, got);
        return;
    }
    CHECK(false, "%s: no function of this name", line);
}

static void test_grid_of_r(void)
{
    const char *path = check_shared("stats/cdf-grid.txt");
    if (path == NULL) return;
    char *text = check_read(path, NULL);
    CHECK_OR_RETURN(text != NULL, "%s", path);
    int n_values = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        check_grid_line(line);
        n_values++;
    }
    free(text);
    CHECK(n_values >= 7899, "%d values", n_values);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct check_test tests[] = {
        CHECK_TEST(test_change),
        CHECK_TEST(test_mean),
        CHECK_TEST(test_verdict),
        CHECK_TEST(test_garwood),
        CHECK_TEST(test_byar),
        CHECK_TEST(test_poisson_tails),
        CHECK_TEST(test_interval_edges),
        CHECK_TEST(test_two_counts),
        CHECK_TEST(test_detectable_change),
        CHECK_TEST(test_two_counts_laws),
        CHECK_TEST(test_two_counts_edges),
        CHECK_TEST(test_grid_of_r),
    };
    return CHECK_MAIN(tests);
}
