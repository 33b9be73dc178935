/* verify.h - is the arithmetic of somebody's printed figures right?
 *
 * A review prints levels, changes, percents and shares; each is checked against the others, from
 * the printed digits alone. The printed places say how exact a figure claims to be: counts are
 * exact, everything else may have been rounded or cut off at its last place, and words before it
 * ("hơn 500 tỷ") widen it. A figure is called wrong only where no values that could have been
 * printed so make it right.
 *
 * All decisions are made in whole numbers of 128 bits; where these do not suffice the answer is
 * FIRE_FIGURE_UNDECIDABLE. Nothing allocates but fire_verify_common_total.
 *
 * Thread use: pure functions. */
#ifndef FIRESTAT_VERIFY_H
#define FIRESTAT_VERIFY_H
#include "firestat/arena.h"
#include "firestat/calendar.h"
#include "firestat/error.h"
#include "firestat/printed.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_FIGURE_RIGHT,           /* as it is rounded half away from zero               */
    FIRE_FIGURE_RIGHT_TRUNCATED, /* as it is cut off                                   */
    FIRE_FIGURE_SLIGHTLY_OFF,    /* wrong by less than FIRE_SLIGHTLY_OFF_TENTHS        */
    FIRE_FIGURE_WRONG_BASE,      /* divided by the current value, not the previous one; with
                                    FIRE_FIGURE_OWN_BASE: not from the previous one that the
                                    table itself has                                   */
    FIRE_FIGURE_OTHER_TOTAL,     /* a share of another total than the printed one      */
    FIRE_FIGURE_IMPOSSIBLE_BASE, /* there can have been no such previous value         */
    FIRE_FIGURE_DIGIT_SLIP,      /* a digit lost, added, swapped or mistyped           */
    FIRE_FIGURE_PARTS_DIFFER,    /* parts that do not add up to their total            */
    FIRE_FIGURE_DATE_TYPO,
    FIRE_FIGURE_WRONG, /* and nothing tells why                              */
    FIRE_FIGURE_UNDECIDABLE,
    FIRE_N_FIGURE_VERDICTS
} fire_figure_verdict;

/* What is said beside the verdict; `low` and `high` are what the sentence is about. */
typedef enum {
    FIRE_FIGURE_NO_NOTE,
    FIRE_FIGURE_LEVEL_ROUNDED, /* low..high: what the unrounded values allow          */
    FIRE_FIGURE_NO_BASE,       /* low..high: the previous value that fits             */
    FIRE_FIGURE_NO_WHOLE_BASE, /* no whole number fits; low: the nearest              */
    FIRE_FIGURE_BELOW_ZERO,    /* low: the previous value, below zero                 */
    FIRE_FIGURE_FROM_ZERO,     /* a percent although the previous value is 0          */
    FIRE_FIGURE_WRONG_SIGN,
    FIRE_FIGURE_ROUNDED_TWICE,  /* 39,348 -> 39,35 -> 39,4                             */
    FIRE_FIGURE_COPIED_LEVEL,   /* the change is the level once more                   */
    FIRE_FIGURE_COUNT_SLIP,     /* the percent is right for a count of low             */
    FIRE_FIGURE_BEYOND_TOTAL,   /* more than the total                                 */
    FIRE_FIGURE_TOTAL_FITS,     /* low..high: totals that fit this share alone         */
    FIRE_FIGURE_TOTAL_COMMON,   /* low: the total that fits several shares             */
    FIRE_FIGURE_SLIP_OF_COMMON, /* a slip of the share of low, which fits the others   */
    FIRE_FIGURE_BALANCED,       /* nudged so that the shares add up to 100             */
    FIRE_FIGURE_ONE_END,        /* dates: the other end fits the period's name         */
    FIRE_FIGURE_ENDS_FIRST,     /* dates: it ends before it begins                     */
    FIRE_FIGURE_OTHER_DAYS,     /* dates: no calendar knows these days by that name    */
    FIRE_FIGURE_OWN_BASE, /* low: the previous value as the table itself has it, another one */
    FIRE_FIGURE_OTHER_LEVEL, /* low: the level as the comparison's text has it */
    FIRE_N_FIGURE_NOTES
} fire_figure_note;

/* Percentage points; where half-up, truncation and the printed figure are closer than this,
 * somebody rounded badly, and beyond it somebody calculated badly. */
#define FIRE_SLIGHTLY_OFF_TENTHS 2

struct fire_figure_check {
    fire_figure_verdict verdict;
    fire_figure_note note;
    struct fire_printed right; /* what should stand there, at the printed places; unknown where
                                  nothing can be said                                           */
    struct fire_printed low;   /* for the note */
    struct fire_printed high;
};

/* A change as printed; any of them may be unknown. */
struct fire_printed_change {
    struct fire_printed current;
    struct fire_printed base;
    struct fire_printed delta;
    struct fire_printed percent; /* unsigned, where the words carry the sign */
    bool is_count; /* things and people: whole, and exact unless a word says about */
};

/* The percent: 100 * (current - base) / base, else 100 * delta / (current - delta). With neither
 * base nor delta a count can still be impossible: 29 is no whole number and 11,15 % of it.
 * percent must be known. */
struct fire_figure_check fire_verify_percent(const struct fire_printed_change *change);

/* The delta against current - base; without a base only that the base it implies can be one.
 * delta must be known. */
struct fire_figure_check fire_verify_delta(const struct fire_printed_change *change);

/* What the level of the previous period, as another row of the same table has it, changes of a check
 * (`of` is what was checked: the percent, else the delta):
 *
 *   it is the base that the figures have         a figure without a base is decided by it; else
 *                                                nothing changes
 *   another base is printed, or follows from     WRONG_BASE with FIRE_FIGURE_OWN_BASE, and what is
 *   the only figure there is                     right against `own`
 *   delta and percent agree on another base      they stay right, with FIRE_FIGURE_OWN_BASE: the
 *                                                previous period was revised, or counted otherwise
 *
 * What is wrong for a reason of its own stays as it is. A base that could have been printed as
 * `own`, and the other way round, is not another one. */
typedef enum { FIRE_OF_DELTA, FIRE_OF_PERCENT } fire_figure_of;
struct fire_figure_check fire_verify_own_base(const struct fire_printed_change *change,
                                              fire_figure_of of, struct fire_printed own,
                                              struct fire_figure_check check);

/* 100 * part / total. All alone: a wrong one whose digits show no slip is OTHER_TOTAL when any
 * whole total fits it. percent must be known. */
struct fire_printed_share {
    struct fire_printed part;
    struct fire_printed total;
    struct fire_printed percent;
};
struct fire_figure_check fire_verify_share(const struct fire_printed_share *share);

/* Shares of one breakdown, of one printed total: the whole number that most of the wrong ones are
 * shares of, when there are at least two of them. Their checks are changed to say it, and those of
 * slips from it; what is only slightly off stays that, with the note.
 *   check   [n] as fire_verify_share gave them
 *   errors  FIRE_ENOMEM */
fire_status fire_verify_common_total(const struct fire_printed_share share[],
                                     struct fire_figure_check check[], int64_t n,
                                     struct fire_error *err) FIRE_MUST_CHECK;

/* Parts that are all of a whole: the sum of the counts against the total, within what rounding
 * allows where they are no counts. `total` is what is checked.
 *   part   [n], all known */
struct fire_figure_check fire_verify_parts(const struct fire_printed part[], int64_t n,
                                           struct fire_printed total, bool is_count);

/* Percents of all parts against 100, within what half-up and truncation allow. `right` is their
 * sum when they differ. */
struct fire_figure_check fire_verify_percents(const struct fire_printed percent[], int64_t n);

/* The stated days of a period against its name, which means other days in every calendar.
 *   meant   [n] its days in the calendars known
 *   right   out: the days it should be, of a DATE_TYPO with FIRE_FIGURE_ONE_END */
struct fire_figure_check fire_verify_window(struct fire_window stated,
                                            const struct fire_window meant[], int32_t n,
                                            struct fire_window *right);

#ifdef __cplusplus
}
#endif
#endif
