/* stats.h - what can be said of counts and of a change between two of them.
 *
 * Everything here takes plain numbers and returns a small struct; nothing is not zero: where
 * no statement is possible the struct says so and no NaN leaves the room.
 *
 * Thread use: fire_stats_start once, before any thread; the rest are pure functions. */
#ifndef FIRESTAT_STATS_H
#define FIRESTAT_STATS_H
#include "firestat/error.h"
#include "firestat/summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Turn off GSL's error handler, whose default ends the program. Call it first thing. */
void fire_stats_start(void);

/* A percent is printed only from this base up: a count of 20 has 22 % relative error, and
 * below it a percent dramatises noise (CDC WISQARS calls rates on 20 or fewer unstable). */
#define FIRE_PERCENT_BASE_MIN 20

typedef enum {
    FIRE_PERCENT_SHOWN,      /* base is large enough                                 */
    FIRE_PERCENT_SMALL_BASE, /* 1..19 events: print the counts                       */
    FIRE_PERCENT_FROM_ZERO,  /* base 0: "from 0 to 5", never infinity                */
    FIRE_PERCENT_NO_DATA,    /* one side is not known                                */
} fire_percent_kind;

struct fire_change {
    int64_t delta;          /* current - base, same unit; 0 without data                      */
    fire_percent_kind kind;
    int64_t percent;        /* 100 * delta / base, scaled by 10^decimals, rounded half away
                               from zero in exact integers; 0 unless SHOWN or SMALL_BASE      */
    int32_t decimals;
};

/* The change from base to current.
 *   is_count   true: small bases (1..19) are FIRE_PERCENT_SMALL_BASE; money knows no small base
 *   decimals   0..4
 * Negative bases (corrections) are FIRE_PERCENT_FROM_ZERO: no percent can be read from them.
 * A delta or a percent that does not fit is FIRE_PERCENT_NO_DATA. */
struct fire_change fire_change_of(struct fire_value current, struct fire_value base,
                                  bool is_count, int32_t decimals);

/* Mean of up to n yearly values, exact: sum and number of the known ones.
 *   is_null   true when fewer than n are known: a mean of five years needs five years
 *   mean      scaled by 10^1 more than the values (one further decimal), half away */
struct fire_mean {
    bool is_null;
    int64_t sum;
    int32_t n;
    int64_t mean_tenths;
};
struct fire_mean fire_mean_of(const struct fire_value value[], int32_t n);

/* A Poisson count with its exact central interval (Garwood, Biometrika 28 (1936) 437-442):
 * low = chi2(alpha/2, 2x)/2, high = chi2(1-alpha/2, 2x+2)/2; 0 events still have an upper
 * limit. For counts of 10^6 and more Byar's approximation (Breslow & Day 1987), right to 2e-11.
 *   events   >= 0;   level   0.95 for a 95 % interval, 0 < level < 1 */
struct fire_interval {
    double low;
    double high;
};
struct fire_interval fire_count_interval(int64_t events, double level);

/* Two Poisson counts over two exposures, by the conditional binomial test: given the sum,
 * current ~ Bin(sum, t_current / (t_current + t_base)). p is central, 2 * the smaller tail,
 * at most 1; the interval of the ratio comes from the Clopper-Pearson limits of the same
 * test, so p < 0.05 exactly when the 95 % interval leaves 1 out (Przyborowski & Wilenski
 * 1940; Fay 2010).
 *   both counts 0: p = 1, ratio undefined (has_ratio false), limits 0 and infinity unused
 *   base 0: ratio undefined, low is finite, high is unbounded (has_high false) */
struct fire_two_counts {
    bool has_ratio;
    double ratio; /* (current / t_current) / (base / t_base) */
    double low;
    bool has_high;
    double high;
    double p_value;
};
struct fire_two_counts fire_two_counts_test(int64_t current, double t_current, int64_t base,
                                            double t_base, double level);

/* The plan's verdict on several criteria together. */
typedef enum {
    FIRE_VERDICT_UNDECIDED, /* a value is not known on one side */
    FIRE_VERDICT_ALL_FELL,
    FIRE_VERDICT_ALL_ROSE,
    FIRE_VERDICT_ALL_HELD,
    FIRE_VERDICT_MIXED, /* see fell and rose                */
} fire_verdict_kind;

struct fire_verdict {
    fire_verdict_kind kind;
    int32_t n_fell;
    int32_t n_held;
    int32_t n_rose;
    uint32_t fell; /* bit i: criterion i fell  */
    uint32_t rose; /* bit i: criterion i rose  */
};

/*   current, base   [n] one value a criterion, n <= 32 */
struct fire_verdict fire_verdict_of(const struct fire_value current[],
                                    const struct fire_value base[], int32_t n);

#ifdef __cplusplus
}
#endif
#endif
