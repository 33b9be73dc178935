/* period.h - what a period's text means, and the same period at other times.
 *
 *     fire_period_parse(calendar, fire_text_of("2024-9M"), &period, err);
 *     fire_against_parse(calendar, fire_text_of("previous"), &against, err);
 *     fire_same_period(calendar, &period, &against, known, silent_days, &same, err);
 *     ... sum over same.current, and over same.base[0..n_bases-1] ...
 *
 * A period (calendar.h) is asked for by a text, becomes days, and is set against days before it.
 * What makes two windows "the same" depends on what was asked: half a year has the half of the
 * year before, five years the five before, Tết the same lunar days.
 *
 * Thread use: pure, a calendar is only read. */
#ifndef FIRESTAT_PERIOD_H
#define FIRESTAT_PERIOD_H
#include "firestat/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_PERIOD_UNITS, /* whole periods of one unit: 2024, 2024-9M, 2024-W05, 2016..2020 */
    FIRE_PERIOD_DAYS,  /* any days: 2023-12-15..2024-06-14, 2024-07-31                   */
    FIRE_PERIOD_TET,   /* lunar days about a lunar new year: tet:2024                    */
} fire_period_kind;

struct fire_period {
    fire_period_kind kind;
    fire_period_unit unit; /* UNITS: of first and last; a month, quarter, half, year or week */
    int32_t first;         /* UNITS: ids of calendar.h, both inside; TET: the lunar year     */
    int32_t last;
    struct fire_tet_days tet;  /* TET */
    struct fire_window window; /* the days it means, never empty */
};

/* The days that a period's text means; the texts are those of fire_calendar_parse.
 *   errors   FIRE_EVALUE: not a period, it ends before it starts, or a lunar year of which
 *            nobody computed the new year's day */
fire_status fire_period_parse(const struct fire_calendar *calendar, struct fire_text_view text,
                              struct fire_period *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Whole months of a window by the rule in force at its start and end: 12 a year; 0 when it does
 * not begin and end with a month. Figures of windows of different length are compared per year:
 * months / 12 where both are whole months, else days / 365.2425. */
int32_t fire_window_months(const struct fire_calendar *calendar, struct fire_window window);

/* ---- against what ------------------------------------------------------------------------ */

typedef enum {
    FIRE_AGAINST_PREVIOUS, /* "previous": the same window of the year before (cùng kỳ năm trước); of
                              several years as many years before; of Tết its lunar days a lunar year
                              before */
    FIRE_AGAINST_BEFORE, /* "before": the periods of that unit right before (kỳ trước: tháng trước,
                              quý trước); of any days the adjacent ones; of Tết as "previous" */
    FIRE_AGAINST_ADJACENT, /* "adjacent": as many days right before (liền kề trước) */
    FIRE_AGAINST_MEAN5, /* "mean5": the mean of the five windows that "previous" gives when it is
                              taken one to five times */
    FIRE_AGAINST_PERIOD, /* any period's text */
} fire_against_kind;

struct fire_against {
    fire_against_kind kind;
    struct fire_text_view text; /* as asked; borrowed from the text that was parsed */
    struct fire_period period;  /* FIRE_AGAINST_PERIOD */
};

#define FIRE_AGAINST_MOST 16

/* One word or period of `--against`.
 *   errors   FIRE_EVALUE: neither (the message lists the words) */
fire_status fire_against_parse(const struct fire_calendar *calendar, struct fire_text_view text,
                               struct fire_against *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* All of `previous,mean5,2016..2020`, at most FIRE_AGAINST_MOST of them, into out[0..*n-1].
 *   errors   FIRE_EVALUE: one is no word and no period, one is empty, or there are too many */
fire_status fire_against_list(const struct fire_calendar *calendar, struct fire_text_view texts,
                              struct fire_against out[FIRE_AGAINST_MOST], int32_t *n,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* ---- several periods together --------------------------------------------------------------- */

/* Sort windows and make one of those that meet or touch.
 *   returns   how many are left */
int32_t fire_windows_join(struct fire_window window[], int32_t n);

/* The days of `2023|2024-H1|2024-08-01..2024-08-31`, joined.
 *   arena    owns them
 *   errors   as of fire_calendar_parse; FIRE_ENOMEM */
fire_status fire_periods_days(const struct fire_calendar *calendar, struct fire_text_view texts,
                              struct fire_arena *arena, struct fire_window **out,
                              int32_t *out_n, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- the same period ------------------------------------------------------------------------ */

#define FIRE_BASES_MOST 5

/* What a reader must be told before he compares; several may hold. */
enum {
    FIRE_SAME_CUT = 1, /* some window ended after the last complete day: all were stopped
                                at the same date, so the figures are of part of what was asked */
    FIRE_SAME_LENGTHS =
        2, /* a base has more or fewer days than the current window            */
    FIRE_SAME_LEAP_DAY =
        4, /* one has a 29 February that the other has not                      */
    FIRE_SAME_LEAP_END = 8, /* a window that ends (or starts) on 29 February was set against
                                one that ends on 28 February (or starts on 1 March)               */
    FIRE_SAME_RULE = 16,    /* by the calendar's dated rules the base has other days (`dated`):
                                `base` is by the rule of the current window, or the comparison would be
                                of different days                                                */
    FIRE_SAME_NO_WEEK =
        32, /* there is no 53rd week in the base year; its 52nd is taken         */
    FIRE_SAME_OVERLAP =
        64, /* a base has days of the current window                             */
    FIRE_SAME_EARLIER =
        128, /* a base begins before the first day of the data: it is not whole   */
};

struct fire_same_period {
    uint32_t flags;             /* FIRE_SAME_, of all bases together                        */
    struct fire_window asked;   /* the current window as asked                              */
    struct fire_window current; /* stopped at the last complete common date                 */
    int32_t n_bases;            /* 1, or 5 for mean5; nearest first                         */
    struct fire_window base[FIRE_BASES_MOST];
    struct fire_window base_asked[FIRE_BASES_MOST]; /* before it was stopped                */
    struct fire_window dated[FIRE_BASES_MOST];      /* by the dated rules, not stopped      */
    uint32_t base_flags[FIRE_BASES_MOST];           /* FIRE_SAME_, of each                  */
};

/* The windows of one comparison.
 *
 * A part year is never compared with a full one. Where a window runs past the last day that is
 * complete, all windows stop at the same date: at known.last_day, or at the day of the window
 * against it that has the same place in its year. Windows of different shapes (2024 against
 * 2016..2020) have no common date; each stops where it must and FIRE_SAME_CUT says so.
 *
 *   known        first and last day for which the data is complete: the declared coverage, or
 *                the first and last day of the data; ended by --as-of where that is earlier
 *   silent_days  a window that ends at most so many days after known.last_day counts as
 *                complete: 0 where known is exact; a few where it is the last incident's day, as
 *                the days without a fire behind it are no missing reports
 *   errors       FIRE_EVALUE: the window begins after the last complete day; a base that begins
 *                before the days that can be kept, or a Tết nobody computed */
fire_status fire_same_period(const struct fire_calendar *calendar,
                             const struct fire_period *period,
                             const struct fire_against *against, struct fire_window known,
                             int32_t silent_days, struct fire_same_period *out,
                             struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
