/* trend.h - the years of a trend before they are shown: found once by trend.c, told about by
 * trend_words.c. */
#ifndef FIRESTAT_MODEL_TREND_H
#define FIRESTAT_MODEL_TREND_H
#include "firestat/chart_model.h"
#include "measure.h"

#define TREND_MEAN_YEARS 5

/* How much of a year is in the data. */
struct trend_part {
    bool is_part;
    const char *remark; /* "9 tháng", "đến 12/09/2024"            */
    const char *until;  /* the same inside a title: "đến tháng 9" */
};

struct trend {
    const struct fire_summary *summary;
    const struct fire_summary *scopes;        /* incidents by year and scope; NULL: not asked */
    const struct fire_chart_options *options; /* texts cleaned, none NULL */
    const struct fire_calendar *calendar;
    struct fire_phrase *phrase;

    int32_t first_year; /* slot 0 */
    int32_t n_years;
    int64_t *row;             /* [n_years] of the summary; -1: the year has none */
    const char **year;        /* [n_years] "2024"                                */
    struct trend_part first;  /* of slot 0                                       */
    struct trend_part last;   /* of slot n_years - 1                             */
    struct measure *measure;  /* [n_measures]                                    */
    struct fire_verdict said; /* last year against the one before                */
    uint32_t unlike;          /* FIRE_UNLIKE_: why that may not be said          */
    bool has_mean;            /* at least one panel shows the mean               */
    bool has_gap;
    bool has_negative;
};

/* The value of a measure in a slot; null in a gap. */
struct fire_value trend_value(const struct trend *trend, int32_t measure, int32_t slot);

/* The same for comparing: null also before slot 0 and where the year is a part year. */
struct fire_value trend_full_value(const struct trend *trend, int32_t measure, int32_t slot);

/* The slot of the last year that is no part year; -1 when there is none. */
int32_t trend_last_full(const struct trend *trend);

/* "2019–2023", or the one year */
const char *trend_years(const struct trend *trend, int32_t first_slot, int32_t last_slot);

/* The texts around the panels (trend_words.c). */
const char *trend_title(const struct trend *trend);
const char *trend_subtitle(const struct trend *trend);
const char *trend_footer(const struct trend *trend);
const char *trend_description(const struct trend *trend, const struct fire_chart_panel panel[]);

/* The maker of this kind (model.c has the table of them). */
fire_status trend_make(const struct fire_chart_given *given,
                       const struct fire_chart_options *options, struct fire_phrase *phrase,
                       struct fire_chart *out, struct fire_error *err);

#endif
