/* summary.h - the numbers of one question, with their words.
 *
 * Rows are groups (one key a dimension), columns are measures. The summary carries what the
 * reader needs to understand a figure: names, units, the window's days, how many incidents
 * have no known value, what was left out. Nothing after it asks the schema.
 *
 * A summary owns nothing: it and all its texts live in the arena that the query was run
 * with, but for the texts that point into schema and areas, which must outlive it.
 *
 * Thread use: read only once made. */
#ifndef FIRESTAT_SUMMARY_H
#define FIRESTAT_SUMMARY_H
#include "firestat/calendar.h"
#include "firestat/place.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_DIM_FIELD,   /* a category field        */
    FIRE_DIM_AREA,    /* a level of the areas    */
    FIRE_DIM_PERIOD,  /* a unit of the calendar  */
    FIRE_DIM_WEEKDAY, /* 1 Monday .. 7 Sunday    */
    FIRE_DIM_HOUR,    /* 0 .. 23; 24:00 is in 23 */
} fire_dim_kind;

typedef enum {
    FIRE_AGG_SUM,
    FIRE_AGG_MEAN,   /* sum / incidents with a known value                                 */
    FIRE_AGG_MEDIAN, /* of incidents with a known value; an even number: mean of the middle two */
    FIRE_AGG_MIN,
    FIRE_AGG_MAX,
    FIRE_AGG_SHARE,    /* percent of the sum over all rows of the summary                     */
    FIRE_AGG_DISTINCT, /* different values of a dimension; unknown: incidents without one   */
    FIRE_AGG_RATE,     /* sum / people and years * 100,000; see fire_query_population       */
    FIRE_AGG_REAL,     /* sum in the prices of one year; see fire_query_prices              */
} fire_agg;

struct fire_summary_dim {
    const char *name; /* as asked: "year", "province" */
    fire_dim_kind kind;
    fire_period_unit unit; /* FIRE_DIM_PERIOD                   */
    const char *label_vi;
    const char *label_en;
};

struct fire_summary_measure {
    const char *name; /* as asked: "deaths", "mean(damage)" */
    fire_agg agg;
    fire_type type; /* of the field                     */
    int32_t scale;  /* digits behind the point in value */
    const char *field_label_vi;
    const char *field_label_en;
    const char *unit_vi; /* "%" for shares */
    const char *unit_en;
    bool always_known; /* incidents, where no row leaves their number open */
};

struct fire_key {
    bool is_null;
    struct fire_text_view text;     /* as in CSV; empty when null                            */
    struct fire_text_view label_vi; /* as people read it                                      */
    struct fire_text_view label_en;
    int64_t number; /* period id, weekday or hour; area node; dictionary code. 0 when null   */
};

struct fire_value {
    bool is_null;   /* nothing known: not a zero          */
    int64_t number; /* at the measure's scale; 0 when null */
};

/* What rates were made with. */
struct fire_summary_rate {
    bool is_registered; /* else resident                                             */
    int32_t first_year; /* of the population that was used; 0: none was              */
    int32_t last_year;
    int64_t n_missing;  /* rows of the summary without a rate for want of a population */
    int32_t break_year; /* a series begins in this year between others; 0: none      */
    bool is_part;       /* some row's time is not a whole year: rates are per year   */
    int32_t last_day;   /* up to which time is counted                               */
    bool is_sum;        /* of some area people were added up from its units          */
    double years;       /* that are counted in all                                   */
    const double *person_years; /* [n_rows of the summary] 0: not known                      */
};

/* What real amounts were made with. */
struct fire_summary_real {
    int32_t base_year;     /* 0: there was none            */
    const char *source;    /* of the prices                */
    int64_t n_missing;     /* rows of the summary without an amount for want of an index */
    int32_t first_missing; /* first and last year without one, 0: rows of no one year */
    int32_t last_missing;
};

/* What is to be said of a figure, as bits. */
#define FIRE_MARK_ESTIMATED 1 /* some of it was shared out by weights                       */
#define FIRE_MARK_UNSHARED                                                                     \
    2                         /* null: some rows are of an area that was split, and this kind of
                                 figure cannot be shared out                               */
#define FIRE_MARK_NO_REPORT 4 /* null: no report came of the area for the period            */
#define FIRE_MARKS_NULL     (FIRE_MARK_UNSHARED | FIRE_MARK_NO_REPORT)

/* How rows came to areas that are not the recorded ones. */
typedef enum {
    FIRE_RESTATED_MISDATED, /* by a name that was not in use on the row's day                   */
    FIRE_RESTATED_ABOVE,  /* to an area above those in which they may lie                     */
    FIRE_RESTATED_UNSAID, /* no area was recorded                                             */
    FIRE_RESTATED_UNKNOWN, /* no table knows the name, or it is that of several                */
    FIRE_RESTATED_ACROSS,  /* they stand for days before and after their area changed, and were
                               put where the first of them puts them                           */
    FIRE_N_RESTATED,
} fire_restated_how;

struct fire_summary_areas {
    const char *name; /* "recorded", "2025-07-01", "comparable"; NULL: nobody said */
    int64_t n_rows[FIRE_N_RESTATED]; /* that were read, of the window asked for */
};

/* Values of single incidents, the least first. */
struct fire_sample {
    const int64_t *value; /* [n] at the scale of the field */
    int64_t n;
};

/* One incident by its row. */
struct fire_incident {
    int64_t value;           /* of the field they are ordered by, at its scale              */
    struct fire_window days; /* on which it happened: one, where that is known              */
    int16_t minute;          /* of the day, 0..1440; -1: not known                           */
    const struct fire_key *cell; /* [n_fields] texts, names and categories as in a group's key;
                                    numbers at their scale and days in `number` alone         */
};

/* The incidents with the most of something, the most first (fire_query_keep_largest). */
struct fire_largest {
    const struct fire_field *by;
    int32_t n_fields;
    const struct fire_field *const *field; /* [n_fields] */
    int32_t n;
    const struct fire_incident *incident; /* [n] */
};

struct fire_summary {
    int32_t n_dims;
    int32_t n_measures;
    int64_t n_rows;
    const struct fire_summary_dim *dim;         /* [n_dims]                                   */
    const struct fire_summary_measure *measure; /* [n_measures]                               */
    const struct fire_key *key;     /* each only once: of fire_summary_key                */
    const uint32_t *key_at;         /* [n_rows * n_dims] where they are, row by row; NULL: the
                                      keys themselves lie so                                   */
    const struct fire_value *value; /* [n_rows * n_measures], row by row          */
    const int64_t *unknown; /* [n_rows * n_measures] incidents without a known value          */
    const struct fire_sample *sample;   /* [n_rows * n_measures] what medians are the middle of;
                                         NULL: not asked for (fire_query_keep_samples)         */
    const struct fire_largest *largest; /* NULL: not asked for */
    const struct fire_value *total;     /* [n_measures] over all rows, not a sum of means */
    const int64_t *total_unknown;       /* [n_measures]                               */
    const uint8_t *mark;       /* [n_rows * n_measures] FIRE_MARK_ bits; NULL: none    */
    const uint8_t *total_mark; /* [n_measures]; NULL: none                             */

    struct fire_summary_areas areas;
    const struct fire_calendar *calendar; /* in force; what made it must outlive the summary */
    const char *currency;      /* "VND"                                                       */
    bool has_window;           /* a period, or days of occurred_at, were asked for            */
    struct fire_window window; /* the days asked for, else those of the data, and where groups
                                  without rows are there those that were declared (query.h)  */
    struct fire_window data;   /* first and last day of all rows read, whatever was asked     */
    bool has_data; /* false: no row at all, window and data mean nothing           */

    int64_t n_records;    /* rows of the sources that are counted here                   */
    int64_t n_coarse;     /* of them: stand for a longer period than the one grouped by;
                                  they are in the row whose period is null                    */
    int64_t n_straddling; /* not counted: overlap the window and are not inside it       */
    int64_t n_scopes;     /* different scopes in one sum (null counts as one)            */

    const struct fire_summary_rate *rate; /* NULL: no rate was asked                     */
    const struct fire_summary_real *real; /* NULL: no real amount was asked              */

    int32_t n_reported; /* reports of some of the days and areas asked and by a scope asked;
                           kept where they were asked for (fire_query_keep_reports)           */
    const struct fire_reported *reported; /* [n_reported] */
    const struct fire_areas *nodes;       /* that they are of; borrowed */
    int32_t n_told; /* days for which rows stand that are no single incidents, by a scope asked;
                       kept with them                                                          */
    const struct fire_told *told; /* [n_told] */
};

/* Which dimension is the scope; -1: none. */
int32_t fire_summary_scope_dim(const struct fire_summary *summary);

/* Whether a group that has no row has had nothing: on some of the days a report came of its area,
 * of the scope asked or its own. Rows that stand for a period report only themselves: where there
 * are only such rows this is false. Of a summary whose reports were kept.
 *   key    [n] of the group, in the first n dimensions */
bool fire_summary_has_report(const struct fire_summary *summary, const struct fire_key key[],
                             int32_t n, struct fire_window days);

/* Whether a group's sum over some days is short of a month or more: there are rows that stand for
 * periods, of its scope, and of a month of the days there is neither such a row nor a report. Of a
 * summary whose reports were kept; arguments as above. */
bool fire_summary_has_gap(const struct fire_summary *summary, const struct fire_key key[],
                          int32_t n, struct fire_window days);

/* The key of row r, dimension d, and so on: r * n_dims + d in one place. */
static inline const struct fire_key *fire_summary_key(const struct fire_summary *summary,
                                                      int64_t row, int32_t dim)
{
    const int64_t at = row * summary->n_dims + dim;
    return &summary->key[summary->key_at == NULL ? at : (int64_t)summary->key_at[at]];
}

static inline struct fire_value fire_summary_value(const struct fire_summary *summary,
                                                   int64_t row, int32_t measure)
{
    return summary->value[row * summary->n_measures + measure];
}

static inline int64_t fire_summary_unknown(const struct fire_summary *summary, int64_t row,
                                           int32_t measure)
{
    return summary->unknown[row * summary->n_measures + measure];
}

static inline uint8_t fire_summary_mark(const struct fire_summary *summary, int64_t row,
                                        int32_t measure)
{
    return summary->mark == NULL ? 0 : summary->mark[row * summary->n_measures + measure];
}

#ifdef __cplusplus
}
#endif
#endif
