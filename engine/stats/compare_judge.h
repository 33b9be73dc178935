/* compare_judge.h - one measure of one group on two sides. Room-private. */
#ifndef FIRESTAT_STATS_COMPARE_JUDGE_H
#define FIRESTAT_STATS_COMPARE_JUDGE_H
#include "firestat/compare.h"

/* A measure in one window. */
struct compare_cell {
    struct fire_value value;
    bool has_gap; /* null for want of a part of the window's days */
    int64_t unknown;
    bool is_estimated;
    struct fire_sample
        sample; /* EVENTS: what came of each incident; MONEY: each one's damage */
    bool has_sample;
    double n_days;
    int32_t n_months; /* 0: the window is not made of whole months */
};

struct compare_case {
    fire_judge judge;
    bool is_share; /* a percent already */
    const struct compare_cell *current;
    const struct compare_cell *base; /* [n_bases]; several: their mean */
    int32_t n_bases;
    bool has_other_scopes; /* the sides count by other definitions */
};

/* All of a row but q_value and finding.
 *   scratch   is reset by the caller, row by row
 *   errors    FIRE_ENOMEM */
fire_status compare_judge(const struct compare_case *asked,
                          const struct fire_compare_options *options,
                          struct fire_arena *scratch, struct fire_compare_row *out,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Which way the figure a day went: -1, 0, 1. */
int compare_direction(const struct compare_case *asked);

#endif
