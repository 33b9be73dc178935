/* compare.h - a window against the same window at other times, group by group.
 *
 *     fire_compare_plan_make(calendar, period, against, known, silent_days, &plan, err);
 *     ... ask, of each of plan.window[0..n_windows-1], what struct fire_compare_asked says ...
 *     fire_compare(&plan, answer, &options, arena, &comparison, err);
 *
 * Every figure of the comparison is one of the summaries; here they are put side by side, their
 * change is taken, chance is told from change (stats_counts.h), and the plan's verdict on the
 * criteria is given where both sides can be compared at all.
 *
 * Thread use: pure but for the arena. */
#ifndef FIRESTAT_COMPARE_H
#define FIRESTAT_COMPARE_H
#include "firestat/arena.h"
#include "firestat/period.h"
#include "firestat/stats.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- which windows ----------------------------------------------------------------------- */

#define FIRE_COMPARE_WINDOWS_MOST (FIRE_AGAINST_MOST * (FIRE_BASES_MOST + 1))

/* What is set against what; the windows that several comparisons have are there once. */
struct fire_compare_plan {
    const struct fire_calendar *calendar;
    int32_t n;
    struct fire_against against[FIRE_AGAINST_MOST];
    struct fire_same_period same[FIRE_AGAINST_MOST];
    int32_t current[FIRE_AGAINST_MOST]; /* numbers of windows */
    int32_t base[FIRE_AGAINST_MOST][FIRE_BASES_MOST];
    struct fire_window known; /* days for which there is data */
    int32_t n_windows;
    struct fire_window window[FIRE_COMPARE_WINDOWS_MOST];
};

/*   period, against   as on the command line: "2024-H1", "previous,mean5"; borrowed
 *   known, silent_days   as of fire_same_period
 *   errors   FIRE_EVALUE: a text is no period and no word, or a window is not among those days */
fire_status fire_compare_plan_make(const struct fire_calendar *calendar, const char *period,
                                   const char *against, struct fire_window known,
                                   int32_t silent_days, struct fire_compare_plan *out,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* So many days without an incident at the end of the data are no sign of a missing report: with
 * the mean gap between incidents so far, a longer silence has less than 5 % chance (exponential
 * gaps: 3.0 times the mean, rounded up), and never more than 31 days.
 *   n_incidents   in those days; 0: 0 */
int32_t fire_silent_days(struct fire_window data, int64_t n_incidents);

/* ---- what is asked of each window ----------------------------------------------------------- */

/* All summaries have the same dimensions and are asked of the rows of one window:
 *   figures   the measures asked, then "incidents", then median(F) of each sum of money, in their
 *             order, with samples
 *   events    [n_asked] of each sum that is counted in persons or things: median(F) alone, of the
 *             rows with F > 0, with samples; NULL: not asked
 *   scopes    incidents by scope (no other dimension) */
struct fire_compare_answer {
    const struct fire_summary *figures;
    const struct fire_summary *const *events;
    const struct fire_summary *scopes;
};

/* What a measure is, and with that how its change is judged. */
typedef enum {
    FIRE_JUDGE_COUNT,  /* incidents: Poisson                                            */
    FIRE_JUDGE_EVENTS, /* persons, things: several come of one incident                 */
    FIRE_JUDGE_MONEY,  /* one incident decides                                          */
    FIRE_JUDGE_OTHER,  /* means, shares, areas: not judged                              */
} fire_judge;

fire_judge fire_judge_of(const struct fire_summary_measure *measure);

/* ---- what comes of it --------------------------------------------------------------------- */

/* What a reader must know of one comparison of one measure, as bits. */
enum {
    FIRE_NOTE_FROM_ZERO = 1,  /* the base is 0: no percent                                    */
    FIRE_NOTE_NO_BASE = 2,    /* there is no data of the base                                 */
    FIRE_NOTE_NO_CURRENT = 4, /* nor of the current window                                    */
    FIRE_NOTE_SMALL_BASE = 8, /* a base of 1..19: no percent                                  */
    FIRE_NOTE_CLUSTERS = 16,  /* how many came of one incident is not known: not tested       */
    FIRE_NOTE_PER_YEAR = 32,  /* windows of different length: both figures are a year's       */
    FIRE_NOTE_UNKNOWN = 64,   /* incidents without a known value are on one side or both      */
    FIRE_NOTE_POINTS = 128,   /* percents: their difference is in points, no percent of it    */
    FIRE_NOTE_ONE_FIRE = 256, /* one incident makes half of a sum of money or more            */
    FIRE_NOTE_TURNED = 512,   /* without the largest incident of each side the change of money
                                  goes the other way                                           */
    FIRE_NOTE_ESTIMATED =
        1024,                /* shared out by weights: not tested                            */
    FIRE_NOTE_BASE_GAP = 4096, /* there is data of a part of the base only: no figure        */
    FIRE_NOTE_CURRENT_GAP = 8192, /* nor of the current window                                */
    FIRE_NOTE_SCOPES = 2048, /* the sides count by other definitions (fire_scopes_changed):
                                not tested                                                    */
};

/* Money of one side: its largest incidents, and the middle. Values at the measure's scale. */
struct fire_compare_money {
    bool is_null;
    int64_t total; /* of incidents with a known value */
    int64_t top1;
    int64_t top3;
    int64_t median;
};

struct fire_compare_row {
    int32_t extra_scale; /* digits that current, base and delta have beyond the measure's own:
                             1 where means or figures a year are compared                      */
    struct fire_value current;
    struct fire_value base;
    int64_t current_unknown; /* incidents without a known value; of the base all windows'   */
    int64_t base_unknown;
    bool has_delta;
    int64_t delta;
    bool has_percent;
    int64_t percent;   /* scaled by 10^decimals of the options */
    bool has_interval; /* JUDGE_COUNT: of the percent of change; EVENTS, MONEY: of the current
                          figure, as another such window would have it; none of a year's  */
    bool has_high;
    double low;
    double high;
    bool is_tested;
    double p_value;
    double q_value; /* adjusted over all groups of the measure and the comparison */
    fire_finding finding;
    uint32_t notes; /* FIRE_NOTE_ */
    struct fire_compare_money current_money;
    struct fire_compare_money base_money; /* of a single base window */
};

/* Why the criteria of a group are given no verdict, as bits. */
enum {
    FIRE_UNLIKE_SCOPE = 1, /* different kinds of incidents are counted on the two sides, or
                                  several are mixed                                            */
    FIRE_UNLIKE_DAYS = 2,  /* windows of different length or place in the year             */
    FIRE_UNLIKE_TERRITORY =
        4,                   /* the boundaries changed in between                            */
    FIRE_UNLIKE_UNKNOWN = 8, /* too many incidents have no known value                       */
    FIRE_UNLIKE_NO_DATA = 16 /* a criterion has no value on one side                         */
};

/* One side of a verdict. */
struct fire_side {
    int32_t n_months;      /* of the calendar that its days are; 0: they are no whole months */
    int64_t n_scopes;      /* different ones that are counted there; 0: there are no rows    */
    struct fire_key scope; /* one of them                                                    */
};

/* The scopes of a side.
 *   scopes   incidents by scope, the last dimension, as it stands: no empty groups
 *   period   of the first dimension, of whose rows the side is; NULL: all rows are the side's */
void fire_side_scopes(struct fire_side *side, const struct fire_summary *scopes,
                      const int64_t *period);

/* FIRE_UNLIKE_SCOPE and FIRE_UNLIKE_DAYS. Whether boundaries changed, and what is known, is the
 * caller's to add.
 *   same_flags   FIRE_SAME_, of the base (fire_same_period) */
uint32_t fire_unlike_of(const struct fire_side *current, const struct fire_side *base,
                        uint32_t same_flags);

/* Do two sides count by other definitions, so that a change between them says nothing? Published
 * figures do unless they have the very same scopes, for one that was not published is no zero.
 * Incidents that were registered one by one do when they have no scope in common: that one kind did
 * not happen is no change of definition. A side without rows has none.
 *   a, b, period   as of fire_side_scopes */
bool fire_scopes_changed(const struct fire_summary *a, const int64_t *period_a,
                         const struct fire_summary *b, const int64_t *period_b);

/* Are more than `percent` of the incidents without a known value? */
#define FIRE_UNKNOWN_PERCENT 20 /* where nobody says another */
bool fire_is_too_unknown(int64_t unknown, int64_t n_incidents, int64_t percent);

struct fire_compare_verdict {
    uint32_t unlike; /* FIRE_UNLIKE_; not 0: no verdict */
    struct fire_verdict verdict;
};

#define FIRE_CRITERIA_MOST 16

struct fire_compare_options {
    int32_t n_dims;
    int32_t n_asked;          /* measures                                             */
    const int32_t *criterion; /* [n_criteria] numbers of the measures that are criteria      */
    int32_t n_criteria;       /* 0: no verdict                                              */
    int32_t percent_decimals;
    fire_rounding rounding;
    int64_t
        unknown_percent; /* a verdict is given while not more of the incidents of a side have
                                no known value                                             */
    bool is_restated;    /* both sides have the same boundaries                        */
    bool has_new_areas;  /* boundaries changed between the windows                     */
    const struct fire_summary *const
        *order; /* [n_dims] by that dimension alone, of all rows: the
                                                order of its keys; NULL for periods, which are in
                                                time */
};

/* Groups are those of any window, in the order of the dimensions. Periods are matched by their
 * place in the window: January with January. */
struct fire_comparison {
    const struct fire_compare_plan *plan;
    const struct fire_compare_options *options;
    const struct fire_summary
        *about; /* dimensions and measures: the first n_asked; the words */
    int64_t n_groups;
    const struct fire_key *key; /* [n_groups * n_dims] of the current window  */
    const struct fire_compare_row
        *row; /* [(group * n_against + against) * n_asked + measure] */
    const struct fire_compare_verdict *verdict; /* [group * n_against + against] */
    const int64_t *n_tested; /* [n_against * n_asked] groups that were tested */
};

static inline const struct fire_compare_row *
fire_comparison_row(const struct fire_comparison *comparison, int64_t group, int32_t against,
                    int32_t measure)
{
    return &comparison
                ->row[(group * comparison->plan->n + against) * comparison->options->n_asked +
                      measure];
}

/* Put the answers side by side.
 *   plan, options   borrowed by the comparison
 *   answer   [plan->n_windows]
 *   arena    owns the comparison
 *   errors   FIRE_ENOMEM */
fire_status fire_compare(const struct fire_compare_plan *plan,
                         const struct fire_compare_answer answer[],
                         const struct fire_compare_options *options, struct fire_arena *arena,
                         const struct fire_comparison **out,
                         struct fire_error *err) FIRE_MUST_CHECK;

/* ---- which groups made the change ------------------------------------------------------------ */

/* What each group contributed to the change of one measure in one comparison, of a comparison by
 * one dimension. A group of which nothing is known on a side adds nothing to that side's total, so
 * neither here.
 *   of      the change of the sum of all groups, rounded as the comparison is; is_null: a side has no data, or the measure's groups do not add up (a mean)
 *   has_points   the base is one that percents are taken of (20 or more of what is counted)
 *   order   groups by size of their change, the largest first
 * Arrays are [n_groups]; delta at the measure's scale and extra_scale, point and share (0 unless
 * of.may_say_shares) scaled by 10^percent_decimals. */
struct fire_compare_parts {
    struct fire_contributions of;
    int32_t extra_scale;
    int64_t current; /* of all groups */
    int64_t base;
    bool has_points;
    const int64_t *order;
    const int64_t *delta;
    const int64_t *point;
    const int64_t *share;
};

/*   arena    owns the arrays
 *   errors   FIRE_ENOMEM */
fire_status fire_compare_parts_of(const struct fire_comparison *comparison, int32_t against,
                                  int32_t measure, struct fire_arena *arena,
                                  struct fire_compare_parts *out,
                                  struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
