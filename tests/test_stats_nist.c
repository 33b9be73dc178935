/* test_stats_nist.c - NIST's Statistical Reference Datasets, to the certified digits.
 *
 * The measure is NIST's: LRE = -log10(|computed - certified| / |certified|), at most 15 digits.
 * Certified values stand in the project's table nist-strd.tsv; the thresholds are what the
 * double arithmetic of these data allows. A few values are repeated here for where that table is
 * not at hand. */
#include "check.h"
#include "firestat/stats.h"
#include "test_stats_nist_data.h"
#include "test_stats_rows.h"

#include <math.h>
#include <string.h>

#define PI_DIGITS 5000
#define ROWS_MAX  PI_DIGITS

static double digits_of(double got, double certified)
{
    if (got == certified) return 15.0;
    const double apart = fabs(got - certified) / (certified == 0.0 ? 1.0 : fabs(certified));
    return isfinite(apart) ? fmin(15.0, -log10(apart)) : 0.0;
}

static void check_digits(const char *set, const char *what, int i, double got, double certified,
                         double wanted)
{
    const double digits = digits_of(got, certified);
    CHECK(digits >= wanted, "%s %s[%d]: %.1f digits, not %.0f: %.17g for %.17g", set, what, i,
          digits, wanted, got, certified);
}

/* ---- univariate --------------------------------------------------------------------- */

/* first, then 500 times below and above. */
static int make_numacc(double x[], double first, double low, double high)
{
    x[0] = first;
    for (int i = 1; i < 1001; i += 2) {
        x[i] = low;
        x[i + 1] = high;
    }
    return 1001;
}

static int copy(double x[], const double from[], size_t n)
{
    memcpy(x, from, n * sizeof from[0]);
    return (int)n;
}

/* The data of a set by its name; 0: not a univariate one. */
static int univariate(const char *name, double x[])
{
    static const double numacc1[] = { 10000001, 10000003, 10000002 };
    if (strcmp(name, "Lew") == 0) return copy(x, lew, CHECK_N(lew));
    if (strcmp(name, "Lottery") == 0) return copy(x, lottery, CHECK_N(lottery));
    if (strcmp(name, "Mavro") == 0) return copy(x, mavro, CHECK_N(mavro));
    if (strcmp(name, "Michelso") == 0) return copy(x, michelso, CHECK_N(michelso));
    if (strcmp(name, "NumAcc1") == 0) return copy(x, numacc1, 3);
    if (strcmp(name, "NumAcc2") == 0) return make_numacc(x, 1.2, 1.1, 1.3);
    if (strcmp(name, "NumAcc3") == 0) return make_numacc(x, 1000000.2, 1000000.1, 1000000.3);
    if (strcmp(name, "NumAcc4") == 0) return make_numacc(x, 10000000.2, 10000000.1, 10000000.3);
    if (strcmp(name, "PiDigits") != 0) return 0;
    for (int i = 0; i < PI_DIGITS; i++)
        x[i] = pi_digits[i / 100][i % 100] - '0';
    return PI_DIGITS;
}

static void check_univariate(const struct stats_row *row, double digits)
{
    static double x[ROWS_MAX];
    const int n = univariate(row->id, x);
    const struct fire_moments got = fire_moments_of(x, n);
    const double of_mean = fmax(digits, strncmp(row->id, "NumAcc", 6) == 0 ? 13 : digits);
    CHECK(!got.is_null && got.has_sd && got.has_lag1, "%s", row->id);
    check_digits(row->id, "mean", 0, got.mean, stats_number(row->expected, "mean"), of_mean);
    check_digits(row->id, "sd", 0, got.sd, stats_number(row->expected, "sd"), digits);
    check_digits(row->id, "lag1", 0, got.lag1, stats_number(row->expected, "lag1"), digits);
}

/* ---- regression --------------------------------------------------------------------- */

struct regression {
    int n;
    int k;
    double design[90 * 11];
    double y[90];
};

/* Powers 0 .. k - 1 of x. */
static void add_point(struct regression *set, double x, double y)
{
    double power = 1.0;
    for (int i = 0; i < set->k; i++, power *= x)
        set->design[set->n * set->k + i] = power;
    set->y[set->n++] = y;
}

static void add_points(struct regression *set, int k, const double x[], const double y[],
                       size_t n)
{
    set->k = k;
    for (size_t i = 0; i < n; i++)
        add_point(set, x[i], y[i]);
}

static void make_wampler(struct regression *set, int number)
{
    static const double delta[] = { 759,   -2048, 2048,  -2048, 2523,  -2048, 2048,
                                    -2048, 1838,  -2048, 2048,  -2048, 1838,  -2048,
                                    2048,  -2048, 2523,  -2048, 2048,  -2048, 759 };
    const double factor = number == 3 ? 1.0 : number == 4 ? 100.0 : number == 5 ? 10000.0 : 0.0;
    const double step = number == 2 ? 0.1 : 1.0;
    set->k = 6;
    for (int x = 0; x <= 20; x++) {
        double y = 0.0;
        for (int i = 5; i >= 0; i--)
            y = y * x * step + 1.0;
        add_point(set, x, y + factor * delta[x]);
    }
}

/* y over x alone, no intercept. */
static void make_noint(struct regression *set, const double x[], const double y[], int n)
{
    set->k = 1;
    set->n = n;
    memcpy(set->design, x, (size_t)n * sizeof x[0]);
    memcpy(set->y, y, (size_t)n * sizeof y[0]);
}

static void make_regression(const char *name, struct regression *set)
{
    memset(set, 0, sizeof *set);
    if (strcmp(name, "Norris") == 0) add_points(set, 2, norris_x, norris_y, CHECK_N(norris_x));
    if (strcmp(name, "Pontius") == 0)
        add_points(set, 3, pontius_x, pontius_y, CHECK_N(pontius_x));
    if (strcmp(name, "Filip") == 0) add_points(set, 11, filip_x, filip_y, CHECK_N(filip_x));
    if (strncmp(name, "Wampler", 7) == 0) make_wampler(set, name[7] - '0');
    if (strcmp(name, "NoInt1") == 0) {
        double x[11];
        double y[11];
        for (int i = 0; i < 11; i++) {
            x[i] = 60 + i;
            y[i] = 130 + i;
        }
        make_noint(set, x, y, 11);
    }
    if (strcmp(name, "NoInt2") == 0)
        make_noint(set, (double[]){ 4, 5, 6 }, (double[]){ 3, 4, 4 }, 3);
    if (strcmp(name, "Longley") == 0) {
        set->k = 7;
        set->n = 16;
        memcpy(set->design, longley_x, sizeof longley_x);
        memcpy(set->y, longley_y, sizeof longley_y);
    }
}

static void check_regression(const struct stats_row *row, double digits)
{
    static struct regression set;
    double certified[STATS_ARRAY_MAX];
    double certified_error[STATS_ARRAY_MAX];
    double got[11];
    double error[11];
    double rss = 0.0;
    bool has_fit = false;
    struct fire_error err = { 0 };
    make_regression(row->id, &set);
    CHECK_OR_RETURN(set.n > 0 && stats_array(row->expected, "b", certified) == set.k &&
                        stats_array(row->expected, "sd", certified_error) == set.k,
                    "%s: %d rows", row->id, set.n);
    CHECK(fire_least_squares(set.design, set.y, set.n, set.k, got, error, &rss, &has_fit,
                             &err) == FIRE_OK &&
              has_fit,
          "%s: %s", row->id, err.message);
    const double certified_rss = stats_number(row->expected, "rss");
    for (int i = 0; i < set.k; i++) {
        check_digits(row->id, "b", i, got[i], certified[i], digits);
        if (certified_rss > 0.0)
            check_digits(row->id, "sd", i, error[i], certified_error[i], digits);
    }
    if (certified_rss > 0.0) check_digits(row->id, "rss", 0, rss, certified_rss, digits);
    if (certified_rss == 0.0) CHECK(rss < 1e-9, "%s: rss %g", row->id, rss);
    if (strcmp(row->id, "Norris") != 0) return;
    const struct fire_line line = fire_line_of(norris_x, norris_y, CHECK_N(norris_x));
    check_digits("line", "b", 0, line.intercept, certified[0], digits);
    check_digits("line", "b", 1, line.slope, certified[1], digits);
    check_digits("line", "sd", 0, line.intercept_error, certified_error[0], digits);
    check_digits("line", "sd", 1, line.slope_error, certified_error[1], digits);
}

/* ---- the table ---------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*run)(const struct stats_row *row, double digits);
    double digits;
} sets[] = {
    { "Lew", check_univariate, 13 },      { "Lottery", check_univariate, 13 },
    { "PiDigits", check_univariate, 13 }, { "NumAcc1", check_univariate, 13 },
    { "NumAcc2", check_univariate, 13 },  { "Mavro", check_univariate, 12 },
    { "Michelso", check_univariate, 12 }, { "NumAcc3", check_univariate, 9 },
    { "NumAcc4", check_univariate, 8 },   { "Norris", check_regression, 11 },
    { "NoInt1", check_regression, 11 },   { "NoInt2", check_regression, 11 },
    { "Longley", check_regression, 10 },  { "Pontius", check_regression, 10 },
    { "Filip", check_regression, 7 },     { "Wampler1", check_regression, 8 },
    { "Wampler2", check_regression, 11 }, { "Wampler3", check_regression, 8 },
    { "Wampler4", check_regression, 7 },  { "Wampler5", check_regression, 5 },
};

static void run_set(const struct stats_row *row)
{
    for (size_t i = 0; i < CHECK_N(sets); i++) {
        if (strcmp(sets[i].name, row->id) != 0) continue;
        sets[i].run(row, sets[i].digits);
        return;
    }
    CHECK(false, "no data for %s", row->id);
}

static void test_every_set(void)
{
    const char *path = check_shared("nist-strd.tsv");
    if (path == NULL) return;
    const int n_rows = stats_nist_each(path, run_set);
    CHECK(n_rows == (int)CHECK_N(sets), "%d sets", n_rows);
}

/* Certified values of some sets, without the table. */
static void test_some_sets(void)
{
    static const struct stats_row rows[] = {
        { "NumAcc4", "", "", "{\"mean\": 10000000.2, \"sd\": 0.1, \"lag1\": -0.999}", 0 },
        { "PiDigits", "", "",
          "{\"mean\": 4.5348, \"sd\": 2.86733906028871, \"lag1\": -0.00355099287237972}", 0 },
        { "Wampler1", "", "",
          "{\"b\": [1, 1, 1, 1, 1, 1], \"sd\": [0, 0, 0, 0, 0, 0], \"rss\": 0}", 0 },
        { "NoInt1", "", "",
          "{\"b\": [2.07438016528926], \"sd\": [0.0165289256198347], \"rss\": "
          "127.272727272727}",
          0 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++)
        run_set(&rows[i]);
}

int main(void)
{
    fire_stats_start();
    const struct check_test tests[] = {
        CHECK_TEST(test_every_set),
        CHECK_TEST(test_some_sets),
    };
    return CHECK_MAIN(tests);
}
