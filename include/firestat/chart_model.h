/* chart_model.h - what a chart shows: series, labels, findings; no place and no ink.
 *
 * A chart is made from a summary and then only read, first by the layout:
 *
 *     struct fire_chart_options options = { .language = FIRE_VIETNAMESE, .place = "Đà Lạt" };
 *     struct fire_chart chart;
 *     const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
 *     status = fire_chart_make(FIRE_CHART_TREND, &given, &options, arena, &chart, err);
 *     ... fire_layout_make(&chart, ...) ...
 *     fire_arena_free(arena);
 *
 * Kinds are what an analyst asks for; forms are how they are laid out, and several kinds share
 * one. What every chart has (title, subtitle, footer, description) is the same in all; the rest is
 * its form's. Values stand in the unit that a title names, so whoever places them needs no unit
 * and no currency; the words beside them are ready, made from the exact numbers.
 *
 * A chart owns nothing: all of it lives in the arena it was made with, and outlives the
 * summary.
 *
 * Thread use: fire_chart_make is pure but for its arena; a chart is read only. */
#ifndef FIRESTAT_CHART_MODEL_H
#define FIRESTAT_CHART_MODEL_H
#include "firestat/arena.h"
#include "firestat/boundary.h"
#include "firestat/compare.h"
#include "firestat/error.h"
#include "firestat/summary.h"
#include "firestat/words.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_CHART_TREND,      /* one panel a measure, a line over the years */
    FIRE_CHART_YOY,        /* months beside the same of the year before */
    FIRE_CHART_CUMULATIVE, /* sums since the year began, against the years before */
    FIRE_CHART_AREA_BAR,   /* who has most: bars, with a tick where the base is            */
    FIRE_CHART_DUMBBELL,   /* from the base to now, group by group                         */
    FIRE_CHART_MULTIPLES,  /* a small trend for each area */
    FIRE_CHART_HEATMAP,    /* two dimensions, a coloured cell for each pair */
    FIRE_CHART_PARETO,     /* which few make most of it: bars and cumulative percents      */
    FIRE_CHART_SHARE,      /* what each year is made of, in percent */
    FIRE_CHART_CONTROL,    /* months against the limits of chance */
    FIRE_CHART_FUNNEL,     /* rates of areas against their population, with limits of chance */
    FIRE_CHART_SLOPE,      /* two columns of points, a line a group                        */
    FIRE_CHART_SEVERITY,   /* how large single incidents are, the largest named */
    FIRE_CHART_SCOREBOARD, /* groups by criteria: what fell, held and rose                 */
    FIRE_CHART_CHOROPLETH, /* a map of a rate, or of amounts as circles */
    FIRE_N_CHART_KINDS,
} fire_chart_kind;

/* "trend" -> FIRE_CHART_TREND; false when it is no kind's name, `out` is then untouched. */
bool fire_chart_kind_of(const char *name, fire_chart_kind *out);
const char *fire_chart_kind_name(fire_chart_kind kind);

/* What the summary cannot know. Texts are UTF-8, NULL and "" both mean "none"; they are
 * cleaned (text.h) and copied. */
struct fire_chart_options {
    fire_language language;
    const char *title;   /* in place of the finding                              */
    const char *place;   /* "Tỉnh Lâm Đồng": begins the subtitle                 */
    const char *source;  /* names of the sources, for the footer                 */
    const char *version; /* of firestat, for the footer: "0.1.0"                 */
    bool free_y;         /* small plots each have an axis of their own           */
    int32_t page;        /* of kinds whose groups may fill several; 0: the first */
};

/* What a chart is made of; which of it, each kind says (fire_chart_make). */
struct fire_chart_given {
    int32_t n_summaries;
    const struct fire_summary *const *summary; /* [n_summaries] */
    const struct fire_comparison *comparison;  /* NULL: none */
    const struct fire_comparison *total;       /* the same of all groups together; NULL: none */
    bool has_new_areas; /* boundaries changed between the last two years of a trend           */
    bool by_week;       /* figures by day are to be shown week by week */
    const struct fire_boundaries *boundaries; /* outlive the chart; NULL: none */
    const char *const *area_code; /* [areas of the summaries] NULL where an area has none; NULL:
                                     no codes are known                                      */
};

/* ---- the form of panels ------------------------------------------------------------------ */

/* A stack of panels over one x axis. The axis is a row of slots (years, months, areas), each
 * with its label; every series has one point a slot. */

/* Which voice a series speaks with; the layout gives each its colour. */
typedef enum {
    FIRE_ROLE_CURRENT,  /* what the chart is about   */
    FIRE_ROLE_PREVIOUS, /* what it is compared with  */
    FIRE_ROLE_LEVEL,    /* a mean: thin, with dashes */
    FIRE_N_ROLES,
} fire_chart_role;

typedef enum {
    FIRE_DRAWN_LINE,
    FIRE_DRAWN_BARS, /* those of a slot beside each other, later series in front */
} fire_chart_drawn;

struct fire_chart_point {
    bool is_known;     /* false: a gap, never a zero; value is then 0            */
    bool is_part;      /* the slot is not over: drawn hollow, its segment dashed */
    bool is_marked;    /* out of the ordinary                                    */
    double value;      /* finite, in the panel's unit                            */
    const char *text;  /* "2019: 131 vụ", for whoever points at it; "" in a gap  */
    const char *words; /* above it, where there is room: "+12"; NULL, "": none   */
};

/* Words beside the last slot; each may be "". */
struct fire_chart_end {
    const char *value;  /* "128"; "" when the last slot is a gap               */
    const char *remark; /* "(−10,5%)", "(−1)", "(9 tháng)", "chưa có số liệu" */
};

struct fire_chart_series {
    const char *name; /* "số vụ", as inside a sentence */
    fire_chart_role role;
    fire_chart_drawn drawn;
    const struct fire_chart_point *point; /* [n_slots of the chart] */
    struct fire_chart_end end;
};

/* Between two values in every slot, and in straight lines from slot to slot: what is usual. */
struct fire_chart_band {
    int32_t first_slot; /* of those that have it */
    int32_t last_slot;
    const double *low;  /* [n_slots] finite, in the panel's unit */
    const double *high; /* [n_slots] not below low */
    const char *label;  /* "" where the subtitle says it */
};

/* A level to measure the series by: a dashed line from a slot to the right border. */
struct fire_chart_guide {
    double value; /* finite, in the panel's unit */
    int32_t first_slot;
    const char *label; /* "BQ 5 năm: 111,4" */
};

struct fire_chart_panel {
    const char *title; /* "Số vụ (vụ)"                              */
    bool is_whole;     /* a count: no tick between whole numbers    */
    int32_t n_series;  /* at least 1                                */
    int32_t n_guides;
    const struct fire_chart_series *series;
    const struct fire_chart_guide *guide;
    const struct fire_chart_band *band; /* NULL: none */
};

#define FIRE_CHART_PANELS_MAX 4
#define FIRE_CHART_SLOTS_MAX  1000

struct fire_chart_panels {
    int32_t n_slots;               /* 1..FIRE_CHART_SLOTS_MAX        */
    int32_t n_panels;              /* 1..FIRE_CHART_PANELS_MAX       */
    const char *const *slot_label; /* [n_slots] "2014", "2015" ...; "" where none is wanted */
    const struct fire_chart_panel *panel; /* [n_panels] from top to bottom  */
};

/* ---- colours of an amount ----------------------------------------------------------------- */

#define FIRE_CHART_COLOURS    7 /* 0 the lightest .. 6 the darkest; 0 is for what is 0 */
#define FIRE_CHART_STEPS_MOST 6 /* classes above 0 */

struct fire_chart_step {
    int32_t colour;
    const char *label; /* "6–10" */
};

/* A circle whose area stands for an amount. */
struct fire_chart_sized {
    double part;       /* of the area of the largest one of the chart, 0..1 */
    const char *label; /* "50" */
};

#define FIRE_CHART_SIZED_MOST 2

struct fire_chart_legend {
    const char *title; /* "Số vụ (vụ)" */
    int32_t n_steps;
    const struct fire_chart_step *step; /* [n_steps] the least first */
    const char *gap; /* what is drawn where nothing is known; "": nothing is */
    int32_t n_sized;
    struct fire_chart_sized sized[FIRE_CHART_SIZED_MOST]; /* [n_sized] the largest first */
};

/* ---- the form of a grid ------------------------------------------------------------------- */

#define FIRE_CHART_GRID_MOST 60 /* rows, and columns */

struct fire_chart_cell {
    bool is_known;    /* false: nothing was reported, which is no zero */
    bool is_marked;   /* the one that the title is about               */
    int32_t colour;   /* 0..FIRE_CHART_COLOURS - 1                     */
    const char *text; /* "12"; shown where there is room               */
    const char *tip;  /* "Thứ Sáu, 18–19 giờ: 12 vụ"                   */
};

/* Rows and columns with a cell at each crossing, and sums at the ends where these mean anything. */
struct fire_chart_grid {
    int32_t n_rows;                     /* 1..FIRE_CHART_GRID_MOST */
    int32_t n_columns;                  /* 1..FIRE_CHART_GRID_MOST */
    const char *row_title;              /* "Thứ" */
    const char *column_title;           /* "Giờ" */
    const char *const *row_label;       /* [n_rows]    */
    const char *const *column_label;    /* [n_columns] */
    const struct fire_chart_cell *cell; /* [n_rows * n_columns] row by row */
    const char *sum_title;              /* "Tổng"; "": no sums */
    const char *const *row_sum;         /* [n_rows]    */
    const char *const *column_sum;      /* [n_columns] */
    struct fire_chart_legend legend;
};

/* ---- the form of a plane ------------------------------------------------------------------ */

/* Points and curves over two axes of numbers, and a table of some of them below. */
struct fire_chart_scale {
    const char *title; /* "Dân số (nghìn người)" */
    bool is_log;       /* low > 0 then                                          */
    bool is_whole;     /* no tick between whole numbers                         */
    double low;        /* what must be on it; a linear one begins at 0 as well  */
    double high;
};

typedef enum {
    FIRE_DOT_PLAIN,
    FIRE_DOT_ABOVE, /* stands out upwards   */
    FIRE_DOT_BELOW, /* stands out downwards */
    FIRE_N_DOTS,
} fire_chart_dot_role;

struct fire_chart_dot {
    double x;
    double y;
    fire_chart_dot_role role;
    const char *label; /* beside it where there is room; "": none. The first come first */
    const char *tip;
};

typedef enum {
    FIRE_CURVE_MAIN,  /* what the chart is about   */
    FIRE_CURVE_LEVEL, /* a level to measure it by  */
    FIRE_CURVE_INNER, /* a limit, of two the nearer */
    FIRE_CURVE_OUTER, /* and the farther one        */
    FIRE_N_CURVES,
} fire_chart_curve_role;

struct fire_chart_curve {
    fire_chart_curve_role role;
    int32_t n;         /* at least 2 */
    const double *x;   /* [n] rising; what leaves the axes is cut off */
    const double *y;   /* [n] */
    const char *label; /* at its right end; "": none */
};

/* A value of the horizontal axis. */
struct fire_chart_mark {
    double x;
    const char *label; /* "Trung vị: 15 triệu đồng" */
};

/* Rows of words below the axes. */
struct fire_chart_table {
    const char *title;
    int32_t n_columns; /* 0: no table */
    int32_t n_rows;
    const char *const *head; /* [n_columns]                                                 */
    const bool *is_number;   /* [n_columns] these stand at the right of their column        */
    const char *const *cell; /* [n_rows * n_columns] row by row                             */
};

#define FIRE_CHART_TABLE_ROWS    12
#define FIRE_CHART_TABLE_COLUMNS 6
#define FIRE_CHART_DOTS_MOST     20000
#define FIRE_CHART_CURVES_MOST   8
#define FIRE_CHART_MARKS_MOST    2

struct fire_chart_plane {
    struct fire_chart_scale x;
    struct fire_chart_scale y;
    int32_t n_dots;
    int32_t n_curves;
    int32_t n_marks;
    const struct fire_chart_dot *dot;
    const struct fire_chart_curve *curve;
    const struct fire_chart_mark *mark;
    struct fire_chart_table table;
};

/* ---- the form of rows -------------------------------------------------------------------- */

/* Named rows from top to bottom, with marks in one or two panels beside each other, each with a
 * horizontal axis of its own, and columns of words at the right. */

/* Which way a figure went. */
typedef enum {
    FIRE_WAY_NONE, /* not known, or nothing to say */
    FIRE_WAY_FELL,
    FIRE_WAY_HELD,
    FIRE_WAY_ROSE,
} fire_chart_way;

typedef enum {
    FIRE_CHART_ROW_PLAIN,
    FIRE_CHART_ROW_REST,  /* all those that have no row of their own, together */
    FIRE_CHART_ROW_APART, /* what belongs to no row: set apart at the end      */
    FIRE_CHART_ROW_TOTAL, /* of all rows: words only, its marks are not drawn  */
} fire_chart_row_kind;

struct fire_chart_row {
    const char *label; /* "Huyện Đức Trọng" */
    fire_chart_row_kind kind;
};

struct fire_chart_row_mark {
    bool is_known; /* false: no mark, never one at zero; value is then 0 */
    bool has_base;
    double value; /* finite, in the panel's unit, as base */
    double base;
    const char *label; /* at its end: "38", "chưa có số liệu"; may be ""    */
    const char *tip;   /* for whoever points at it                          */
};

typedef enum {
    FIRE_ROWS_BARS,    /* a bar from zero to the value, a tick across it where the base is */
    FIRE_ROWS_CHANGES, /* a ring where the base is, an arrowhead where the value is        */
    FIRE_ROWS_LINE,    /* points, joined from row to row                                    */
} fire_rows_drawn;

struct fire_chart_rows_panel {
    const char *title; /* "Số vụ (vụ)"                                            */
    fire_rows_drawn drawn;
    bool is_whole; /* a count: no tick between whole numbers                      */
    double full;   /* the axis goes at least so far: 100 for percents; 0: nowhere */
    const struct fire_chart_row_mark *mark; /* [n_rows] */
};

struct fire_chart_column {
    const char *title;
    const char *const *text; /* [n_rows]; may be "" */
};

#define FIRE_CHART_ROWS_MAX         200
#define FIRE_CHART_ROWS_PANELS_MAX  2
#define FIRE_CHART_ROWS_COLUMNS_MAX 2

struct fire_chart_rows {
    int32_t n_rows;    /* 1..FIRE_CHART_ROWS_MAX         */
    int32_t n_panels;  /* 1..FIRE_CHART_ROWS_PANELS_MAX  */
    int32_t n_columns; /* 0..FIRE_CHART_ROWS_COLUMNS_MAX */
    const struct fire_chart_row *row;
    const struct fire_chart_rows_panel *panel;
    const struct fire_chart_column *column;
};

/* ---- the form of slopes ------------------------------------------------------------------ */

/* Two vertical scales of the same unit, a line from one to the other for each group. */
struct fire_chart_slope {
    const char *name; /* "Huyện Đức Trọng" */
    double base;      /* finite, in the unit, as value */
    double value;
    const char *base_text; /* "44" */
    const char *value_text;
    const char *tip;
};

#define FIRE_CHART_SLOPES_MAX 12

struct fire_chart_slopes {
    const char *title;      /* "Số vụ (vụ)"                   */
    bool is_whole;          /* a count: no tick between whole numbers */
    const char *base_label; /* "2023"                    */
    const char *value_label;
    int32_t n_slopes; /* 1..FIRE_CHART_SLOPES_MAX */
    const struct fire_chart_slope *slope;
};

/* ---- the form of boards ------------------------------------------------------------------ */

/* A table of signs: rows by criteria, what each did and by how much, and a verdict a row. */
struct fire_chart_board_cell {
    fire_chart_way way; /* a sign; NONE: no sign */
    const char *change; /* "−6"; "" where it is not known */
    const char *sides;  /* "38/44"                */
};

struct fire_chart_board_row {
    const char *label;
    bool is_total;
    const struct fire_chart_board_cell *cell; /* [n_columns] */
    const char *verdict;                      /* "giảm cả 3", "không kết luận ¹" */
    const char *refusal; /* "¹", the notes that say why there is no verdict; "" else */
};

#define FIRE_CHART_BOARD_ROWS_MAX    400
#define FIRE_CHART_BOARD_COLUMNS_MAX 6

struct fire_chart_board {
    int32_t n_rows;            /* 1..FIRE_CHART_BOARD_ROWS_MAX    */
    int32_t n_columns;         /* 1..FIRE_CHART_BOARD_COLUMNS_MAX */
    const char *const *column; /* [n_columns] "Số vụ (vụ)" */
    const char *verdict_title;
    const struct fire_chart_board_row *row;
};

/* ---- the form of tiles ------------------------------------------------------------------- */

/* Blocks one under the other, in each a grid of small plots over the same slots. */
#define FIRE_CHART_TILES_MAX 24 /* of all blocks together */

struct fire_chart_block {
    const char *title; /* "Số vụ (vụ)" */
    bool has_own_axes; /* else one axis serves all tiles of the block */
    int32_t n_tiles;
    const struct fire_chart_panel *tile; /* [n_tiles] from left to right, row by row */
};

struct fire_chart_tiles {
    int32_t n_slots; /* 1..FIRE_CHART_SLOTS_MAX */
    int32_t n_blocks;
    const char *const *slot_label;        /* [n_slots]  */
    const struct fire_chart_block *block; /* [n_blocks] */
};

/* ---- the form of stacks ------------------------------------------------------------------ */

/* Columns of which each is 100 %. */
#define FIRE_CHART_STACK_GROUPS_MAX 7

typedef enum {
    FIRE_STACK_GROUP,
    FIRE_STACK_OTHER,      /* all other groups together */
    FIRE_STACK_NOT_STATED, /* of no known group         */
} fire_stack_kind;

struct fire_chart_group {
    const char *name;
    fire_stack_kind kind;
};

struct fire_chart_share {
    int32_t tenths;   /* of a percent; those of a column add up to 1000, or are all 0 */
    const char *text; /* "35,2" */
    const char *tip;  /* "2024, chập điện: 12 vụ (35,2%)" */
};

struct fire_chart_stacks {
    const char *title;                    /* "Tỷ trọng số vụ (%)"                  */
    int32_t n_columns;                    /* 1..FIRE_CHART_SLOTS_MAX               */
    int32_t n_groups;                     /* 1..FIRE_CHART_STACK_GROUPS_MAX        */
    const char *const *column_label;      /* [n_columns] "2024"                    */
    const char *const *column_sum;        /* [n_columns] "38"; "" where no report  */
    const char *sum_name;                 /* "n =", before the sums                */
    const bool *is_part;                  /* [n_columns] not over                  */
    const struct fire_chart_group *group; /* [n_groups] from the bottom up         */
    const struct fire_chart_share *share; /* [n_columns * n_groups] column by column */
};

/* ---- the form of a map -------------------------------------------------------------------- */

struct fire_chart_outline {
    const struct fire_boundary *boundary;
    int32_t colour;    /* 0..FIRE_CHART_COLOURS - 1; -1: nothing is known of it          */
    double circle;     /* 0..1: its area beside that of the largest one; 0: no circle    */
    const char *label; /* on it, where there is room; "": none                            */
    const char *value; /* below the label, or alone where there is no room for it         */
    const char *tip;
    int32_t area; /* the same for all parts of one area; -1: of none */
};

struct fire_chart_map {
    int32_t n;
    const struct fire_chart_outline *outline; /* [n] */
    double west;                              /* all of them lie between */
    double east;
    double south;
    double north;
    struct fire_chart_legend legend;
};

/* ---- a chart ----------------------------------------------------------------------------- */

typedef enum {
    FIRE_FORM_PANELS,
    FIRE_FORM_GRID,
    FIRE_FORM_PLANE,
    FIRE_FORM_ROWS,
    FIRE_FORM_SLOPES,
    FIRE_FORM_BOARD,
    FIRE_FORM_TILES,
    FIRE_FORM_STACKS,
    FIRE_FORM_MAP,
    FIRE_N_FORMS,
} fire_chart_form;

struct fire_chart {
    fire_chart_kind kind;
    fire_chart_form form;
    fire_language language;
    const char *title;       /* the finding, or the title asked for              */
    const char *subtitle;    /* place, years, what the dashes mean               */
    const char *footer;      /* source, day of the data, what must be known      */
    const char *description; /* one sentence for who cannot see the chart        */
    int32_t n_pages;         /* that show all there is; 0: this is all           */
    union {
        struct fire_chart_panels panels;
        struct fire_chart_grid grid;
        struct fire_chart_plane plane;
        struct fire_chart_rows rows;
        struct fire_chart_slopes slopes;
        struct fire_chart_board board;
        struct fire_chart_tiles tiles;
        struct fire_chart_stacks stacks;
        struct fire_chart_map map;
    };
};

/* Make the model of a chart.
 *
 * A measure of which nothing is known has no panel of its own: the footer begins with that.
 *
 * FIRE_CHART_TREND takes a summary with one dimension, the year, and 1..4 measures. A year
 * without a row, or without a value, is a gap. The last year (or, by a window, the first) is
 * a part year when its days are not all in the data: when the last day read lies before the
 * year's last month, or the window asked for ends before the year does. Of a part year no
 * change and no verdict is said. The finding compares the last year with the one before; it
 * is said only when every measure is known in both, and under the conditions of a comparison's
 * verdict (compare.h): the same scope, days and boundaries, and not too much that is unknown. A
 * second summary, of incidents by year and scope, tells which scopes a year has; without it those
 * of all rows count. The guide is the mean of the five years
 * before the last full one, said only when all five are known.
 *
 * FIRE_CHART_HEATMAP takes a summary with two dimensions and, as its first measure, what is shown;
 * a further one that is the incidents says how many have no place on it. Periods finer than a year
 * become the month of the year and so on, and what falls together is added up, which only sums
 * can be. The summary is a complete one (fire_query_complete): a pair without a row is 0 among weekdays,
 * hours and names, and beside a period where the other key does not occur at all; else nothing was
 * reported of it, as where a row says so. Of more than FIRE_CHART_GRID_MOST names the largest
 * are shown and the others together, if they can be added up. The title names the largest
 * cell where there is one alone.
 *
 * FIRE_CHART_FUNNEL takes a summary by one level of areas with two measures: a count and its rate.
 * Limits of chance are those of fire_funnel_limits around the common rate of all areas shown, at
 * 95 and 99.8 %. Areas without people or figures are counted and left out.
 *
 * FIRE_CHART_SEVERITY takes a summary without dimensions, with a sum, its median and its mean, the
 * samples of the median (fire_query_keep_samples), the largest incidents (fire_query_keep_largest,
 * by that field) and the incidents. The curve is the share of the incidents with a known value,
 * zeros among them, that have no more.
 *
 * FIRE_CHART_AREA_BAR, _DUMBBELL and _SLOPE take a comparison by one dimension of one measure with
 * one base, and the same of all groups together. What has no row of its own is added up exactly
 * in one more, and said, where the measure adds up; else it is only said. The finding about the
 * change is that of the criteria, refused where the comparison refuses a verdict.
 *
 * FIRE_CHART_SCOREBOARD takes such a comparison of 1..FIRE_CHART_BOARD_COLUMNS_MAX measures with
 * its criteria among them.
 *
 * FIRE_CHART_PARETO takes a summary with one dimension and one sum without negative amounts.
 * Percents are of what is known: the key null and names such as "Đang điều tra" stand apart.
 * FIRE_CHART_CHOROPLETH takes boundaries and summaries each by one level of areas, of which the one
 * is shown that most boundaries match; its first measure is shown, a further one that is the
 * incidents says how many have no area. Sums and counts become circles, for a large area is not
 * darker because more lives in it; all else becomes colours in classes of about as many areas.
 * The footer says which areas have no boundary and which boundaries no area, and what an
 * official map of Viet Nam must show besides.
 *
 * FIRE_CHART_YOY takes a summary of the current window by month or quarter, with all periods in it,
 * and one of each window it is set against (one, or five for their mean), and the comparison of
 * the whole windows, which makes the finding and the figures at the ends; NULL: neither is said.
 * Periods are matched by their place. A change is named at the period where it is largest, and
 * where chance makes such a change of the incidents in fewer than 5 of 100 cases.
 *
 * FIRE_CHART_CUMULATIVE takes a summary by month or day from the first day of the fifth calendar
 * year before to the last known day of the year in question, and the comparison of that year to
 * date. A sum needs all periods before it: behind one without a report there is none. Band and
 * mean need all five years.
 *
 * FIRE_CHART_MULTIPLES takes a summary by an area (or anything else) and the year, with 1..4
 * measures. Of more areas than make FIRE_CHART_TILES_MAX plots a page has those with the most of the
 * first measure, the next one those with the next most, and so on; each in the summary's order and
 * on a scale of its own.
 *
 * FIRE_CHART_SHARE takes a summary by year and something else with one sum as its measure. The five
 * largest groups are shown and the others together; what is not stated stands apart. Shares have
 * one decimal, from exact whole numbers, and add up to 100 by the largest remainder.
 *
 * FIRE_CHART_CONTROL takes a summary by month with the incidents as its measure, whole months, at
 * least 24 of them known. Limits are those of fire_control_limits_of around the mean rate a day
 * of all of them times the month's days.
 *
 *   given     read only during the call
 *   out       set on FIRE_OK only
 *   errors    FIRE_ESCHEMA: not the dimensions or measures of this kind
 *             FIRE_EVALUE:  there is no such page
 *             FIRE_ENODATA: no value that could be shown
 *             FIRE_ESYNTAX: a text of the options is not UTF-8
 *             FIRE_ERANGE:  more slots than FIRE_CHART_SLOTS_MAX
 *             FIRE_ENOMEM */
fire_status fire_chart_make(fire_chart_kind kind, const struct fire_chart_given *given,
                            const struct fire_chart_options *options, struct fire_arena *arena,
                            struct fire_chart *out, struct fire_error *err) FIRE_MUST_CHECK;

/* The text of a tick on a panel's axis: "1.500", "2,5", "−10".
 *   decimals   0..12
 *   returns    false, out untouched: value * 10^decimals is no int64 */
bool fire_chart_tick_text(fire_language language, double value, int32_t decimals,
                          char out[FIRE_NUMBER_BYTES]);

#ifdef __cplusplus
}
#endif
#endif
