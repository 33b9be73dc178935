/* trends.h - the years of every group, and what they say together.
 *
 *     fire_trends_plan_make(calendar, from, to, known, silent_days, &plan, err);
 *     ... ask the days of plan.window, by the groups and then by year ...
 *     fire_trends_of(&plan, summary, years, arena, &trends, err);
 *
 * Only whole years count: a year of which the data has a part is left out, for it would look like
 * a fall. A year of which no report came is a gap, not a zero. What can be said of the years is
 * stats_trend.h's; here it is done for all groups, and chance is told from change over all of
 * them together (false discovery rate).
 *
 * Thread use: pure but for the arena. */
#ifndef FIRESTAT_TRENDS_H
#define FIRESTAT_TRENDS_H
#include "firestat/arena.h"
#include "firestat/compare.h"
#include "firestat/period.h"
#include "firestat/stats.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- which years ------------------------------------------------------------------------- */

struct fire_trends_plan {
    const struct fire_calendar *calendar;
    int32_t first_year; /* periods of the calendar; consecutive */
    int32_t n_years;
    struct fire_window window; /* from the first day of the first to the last of the last */
    bool has_part[2];          /* some days before, or after, are of a year that is not whole */
    struct fire_window part[2];
};

/* The whole years of the data.
 *   from, to     as on the command line, NULL: as far as the data; from the first day of the one
 *                to the last day of the other
 *   known        days for which there is data
 *   silent_days  a year counts as whole while at most so many of its days at either end of the
 *                data are missing (fire_silent_days)
 *   errors       FIRE_EVALUE: no period, or more than FIRE_TREND_YEARS_MAX years; FIRE_ENODATA: no whole year in these days */
fire_status fire_trends_plan_make(const struct fire_calendar *calendar, const char *from,
                                  const char *to, struct fire_window known, int32_t silent_days,
                                  struct fire_trends_plan *out,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* ---- what comes of it --------------------------------------------------------------------- */

/* What a reader must know of a row, as bits. */
enum {
    FIRE_TREND_NOTE_FEW = 1,  /* fewer than FIRE_TREND_YEARS_MIN years: nothing is said      */
    FIRE_TREND_NOTE_ZERO = 2, /* nothing ever happened                                       */
    FIRE_TREND_NOTE_ONE_END = 4, /* all of it in the first or last year: no rate fits         */
    FIRE_TREND_NOTE_BAD = 8,     /* a negative count, or counts too large in sum             */
    FIRE_TREND_NOTE_GAPS = 16,   /* years without a value in between or at an end            */
    FIRE_TREND_NOTE_UNKNOWN = 32,   /* incidents without a known value                       */
    FIRE_TREND_NOTE_ESTIMATED = 64, /* shared out by weights: not tested                     */
    FIRE_TREND_NOTE_SCOPES =
        128, /* some years count by other definitions than those before them
                                     (fire_scopes_changed): nothing is said                  */
};

/* Values at the measure's scale; slopes too, a year. */
struct fire_trend_row {
    const struct fire_value *value; /* [n_years]; null: a gap */
    int64_t unknown;                /* incidents without a known value, of all years        */
    int32_t n_years;                /* with a value                                         */
    int32_t first_year;             /* of these                                             */
    int32_t last_year;
    bool has_model; /* counts and persons: rates, by the model that the years call for     */
    fire_trend_model model;
    double dispersion;
    struct fire_slope slope;
    struct fire_mann_kendall kendall; /* is_null: none */
    bool has_shift;                   /* of incidents */
    int32_t shift_year;               /* the first year of the other level */
    double shift_p;
    struct fire_forecast forecast; /* of the year after the last; is_null: none */
    bool is_tested;
    double p_value; /* of the model, else Mann-Kendall's */
    double q_value; /* adjusted over all groups of the measure */
    fire_finding finding;
    uint32_t notes; /* FIRE_TREND_NOTE_ */
};

struct fire_trends {
    const struct fire_trends_plan *plan;
    const struct fire_summary *about; /* the words; its last dimension is the year */
    int32_t n_dims;                   /* without the year                          */
    int64_t n_groups;
    const struct fire_key *const *key; /* [n_groups]: the keys of a group, [n_dims] each */
    const struct fire_trend_row *row;  /* [group * about->n_measures + measure] */
    const int64_t *n_tested;           /* [about->n_measures] groups that were tested */
    bool has_new_areas; /* boundaries changed between the years; the caller's to set */
};

static inline const struct fire_trend_row *fire_trends_row(const struct fire_trends *trends,
                                                           int64_t group, int32_t measure)
{
    return &trends->row[group * trends->about->n_measures + measure];
}

/* The trend of each group and measure.
 *
 * Incidents: Poisson, quasi-Poisson or negative binomial by their dispersion (fire_trend_of), a
 * rate a day, so that a year of 366 days counts as such. Persons and things: several come of one
 * incident, so never plain Poisson, and no change of level, whose test knows single incidents only.
 * All else: Mann-Kendall and Sen.
 *   summary   by the groups and then by year, of the days of the plan, rows where nothing happened
 *             too (fire_query_complete)
 *   years     the same by year alone; may be `summary` itself
 *   scopes    incidents by year and scope of the same days, as they stand: no empty groups. Of
 *             published figures a scope that was not published in a year has a gap there
 *   plan, summary   borrowed by the trends;   arena owns them
 *   errors    FIRE_ENOMEM */
#define FIRE_TRENDS_LEVEL 0.95
#define FIRE_TRENDS_DRAWS 1999
fire_status fire_trends_of(const struct fire_trends_plan *plan,
                           const struct fire_summary *summary, const struct fire_summary *years,
                           const struct fire_summary *scopes, struct fire_arena *arena,
                           struct fire_trends *out, struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
