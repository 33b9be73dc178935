/* printed.h - a figure as somebody printed it: its digits, and how far they can be trusted.
 *
 * "-9,37" is -937 at two places, "500 tỷ" in đồng is 500 at minus nine. The last place is what
 * the figure was rounded to, so nothing beyond it is known, and nothing is ever made a double.
 *
 * Thread use: plain values. */
#ifndef FIRESTAT_PRINTED_H
#define FIRESTAT_PRINTED_H
#include "firestat/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What stands before the digits. */
typedef enum {
    FIRE_PRINTED_PLAIN = 0,
    FIRE_PRINTED_ABOUT, /* khoảng, ước, ~       */
    FIRE_PRINTED_OVER,  /* hơn, trên            */
    FIRE_PRINTED_UNDER, /* gần, dưới            */
} fire_printed_word;

#define FIRE_PRINTED_MAX      INT64_C(1000000000000000) /* |number|, of Excel's 15 digits */
#define FIRE_PRINTED_DECIMALS 12                        /* at most                       */
#define FIRE_PRINTED_POWER    9                         /* of the largest unit: tỷ       */

struct fire_printed {
    bool is_known; /* false: nothing is printed there; the rest is then 0 */
    int64_t number;
    int32_t decimals; /* value = number / 10^decimals; below zero: printed in a larger unit */
    fire_printed_word word;
};

/* ---- tables of such figures ------------------------------------------------------------ */

/* What a column of a table of published figures holds. */
typedef enum {
    FIRE_FIGURES_NONE,
    FIRE_FIGURES_CURRENT, /* of a measure: the level of the period that is reported on */
    FIRE_FIGURES_BASE,
    FIRE_FIGURES_DELTA,
    FIRE_FIGURES_PERCENT, /* of a change; where there are parts and totals, a share   */
    FIRE_FIGURES_PART,
    FIRE_FIGURES_TOTAL,
    FIRE_FIGURES_MEASURE, /* text: what the row's figures count                       */
    FIRE_FIGURES_GROUP,   /* text: the rows of one group are all parts of the total   */
    FIRE_FIGURES_LABEL,   /* text: area, report, scope; rows alike in these belong together */
    FIRE_FIGURES_ITEM,    /* text: what the part is                                   */
    FIRE_FIGURES_PERIOD,  /* text: "6 tháng đầu năm 2023"                             */
    FIRE_FIGURES_AGAINST, /* text: "6 tháng 2022 (2.222/1.861; 57/43)"                */
    FIRE_FIGURES_FROM,    /* first day of the period, as stated                       */
    FIRE_FIGURES_TO,
    FIRE_FIGURES_IGNORE,
    FIRE_N_FIGURE_ROLES
} fire_figure_role;

struct fire_figure_header {
    fire_figure_role role;
    int32_t field; /* the measure it is about; -1: that of FIRE_FIGURES_MEASURE */
    int32_t power; /* of ten, of the unit it states: 9 for tỷ                */
};

/* By the shipped tables (datasets/figure_headers.csv, and headers.csv for the measures): "Số vụ",
 * "Cùng kỳ", "delta_deaths", "% thiệt hại (tỷ đồng)". FIRE_FIGURES_NONE: not known.
 *   profile  owns the table of measures
 *   returns  false: no memory */
bool fire_figure_header_of(const struct fire_profile *profile, struct fire_text_view text,
                           struct fire_arena *scratch, struct fire_figure_header *out);

/* The role of a name as --map gives it: "current", "delta_deaths". The same, but for names of
 * roles that are no headers. */
const char *fire_figure_role_name(fire_figure_role role);

/* The set that a label is one part of, as a number from 0, and how many parts it has; -1: none.
 *   returns  false: no memory */
bool fire_figure_part_of(struct fire_text_view label, struct fire_arena *scratch,
                         int32_t *out_whole, int32_t *out_n_parts);

#ifdef __cplusplus
}
#endif
#endif
