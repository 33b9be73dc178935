/* stats_change.h - how a figure changed, in the whole numbers it was counted in.
 *
 * Official wording hangs on these, so nothing goes through a double: a tie in print (-9.375 %)
 * is a tie here. What the fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_CHANGE_H
#define FIRESTAT_STATS_CHANGE_H
#include "firestat/summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A percent is printed only from this base up: a count of 20 has 22 % relative error, and
 * below it a percent dramatises noise (CDC WISQARS calls rates on 20 or fewer unstable). */
#define FIRE_PERCENT_BASE_MIN 20

/* Digits behind the point of a percent, at most: what 100 * 10^15 * 2^63 leaves in 127 bits. */
#define FIRE_DECIMALS_MAX 15

typedef enum {
    FIRE_ROUND_HALF_AWAY, /* -9.375 -> -9.38: the house rule                               */
    FIRE_ROUND_TRUNCATE,  /* -9.375 -> -9.37: how some published reviews cut their figures */
} fire_rounding;

/* 100 * part / whole, scaled by 10^decimals. True and *out set when there is such a number:
 * whole > 0, 0 <= decimals <= FIRE_DECIMALS_MAX, and it fits. The whole may be a sum with
 * corrections in it; from one of 0 or less nothing is a share. */
bool fire_percent_of(int64_t part, int64_t whole, int32_t decimals, fire_rounding rounding,
                     int64_t *out);

typedef enum {
    FIRE_PERCENT_SHOWN,      /* base is large enough                                 */
    FIRE_PERCENT_SMALL_BASE, /* 1..19 events: print the counts                       */
    FIRE_PERCENT_FROM_ZERO,  /* base 0: "from 0 to 5", never infinity                */
    FIRE_PERCENT_NO_DATA,    /* one side is not known                                */
} fire_percent_kind;

struct fire_change {
    int64_t delta; /* current - base; 0 without data. Unit: that of the values, from
                               fire_change_from_mean tenths of it                            */
    fire_percent_kind kind;
    int64_t percent; /* 100 * delta / base, scaled by 10^decimals, rounded once in exact
                               integers; 0 unless SHOWN or SMALL_BASE                        */
    int32_t decimals;
};

/* The change from base to current.
 *   is_count   true: small bases (1..19) are FIRE_PERCENT_SMALL_BASE; money knows no small base
 *   decimals   0..FIRE_DECIMALS_MAX
 * Zero: from 0 to 0 is FIRE_PERCENT_FROM_ZERO with delta 0 ("no change").
 * Negative bases (corrections) are FIRE_PERCENT_FROM_ZERO: no percent can be read from them.
 * A delta or a percent that does not fit is FIRE_PERCENT_NO_DATA. */
struct fire_change fire_change_of(struct fire_value current, struct fire_value base,
                                  bool is_count, int32_t decimals, fire_rounding rounding);

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

/* The change from a mean of years to current. The percent is that of the exact mean,
 * 100 * (n * current - sum) / sum; delta is in tenths and what the printed figures give,
 * 10 * current - mean_tenths. A count has a small base while its mean is below 20.
 * Whether the difference is chance: fire_mean_test in stats_counts.h. */
struct fire_change fire_change_from_mean(struct fire_value current,
                                         const struct fire_mean *base, bool is_count,
                                         int32_t decimals, fire_rounding rounding);

/* Growth a year that leads from the first value to the last: 100 ((last / first)^(1/years) - 1).
 *   is_null   first or last is not above 0, or years is not: from or to nothing there is no rate
 * Speaks of two years only; a trend is stats_trend.h. */
struct fire_growth {
    bool is_null;
    double percent_per_year;
};
struct fire_growth fire_growth_per_year(int64_t first, int64_t last, int32_t years);

/* Money of one year in the prices of another: nominal * index_base / index_year, exact, scaled
 * by 10^decimals, half away from zero. True and *out set when both indices are above 0,
 * 0 <= decimals <= FIRE_DECIMALS_MAX, and the result fits.
 *   index_year, index_base   the price index in one and the same whole unit (hundredths, say)
 * Both are printed side by side, never the real figure alone. */
bool fire_real_money(int64_t nominal, int64_t index_year, int64_t index_base, int32_t decimals,
                     int64_t *out);

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

/*   current, base   [n] one value a criterion, n <= 32; more is FIRE_VERDICT_UNDECIDED */
struct fire_verdict fire_verdict_of(const struct fire_value current[],
                                    const struct fire_value base[], int32_t n);

#ifdef __cplusplus
}
#endif
#endif
