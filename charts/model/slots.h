/* slots.h - the periods of a window as slots of a chart, and what is said of a window. */
#ifndef FIRESTAT_MODEL_SLOTS_H
#define FIRESTAT_MODEL_SLOTS_H
#include "about.h"
#include "measure.h"

#include "firestat/sentence.h"

/* The periods of a window, one after the other, each with its row of a summary. */
struct slots {
    const struct fire_summary *summary;
    fire_period_unit unit;
    struct fire_window window;
    int32_t first;      /* period of slot 0 */
    int32_t n;          /* at least 1 */
    const int64_t *row; /* [n] -1: the summary has none, which is a gap */
};

/*   summary  with one dimension, a period
 *   errors   FIRE_ERANGE: more than FIRE_CHART_SLOTS_MAX; FIRE_ENOMEM */
fire_status slots_of(struct fire_phrase *phrase, const struct fire_summary *summary,
                     struct fire_window window, struct slots *out, struct fire_error *err);

struct fire_value slots_value(const struct slots *slots, int32_t measure, int32_t slot);

/* Did no report come for the slot? A value may be null for another reason: nothing known of it. */
bool slots_is_silent(const struct slots *slots, int32_t measure, int32_t slot);

/* The days of a slot that lie in the window. */
struct fire_window slots_days(const struct slots *slots, int32_t slot);

/* Does the window end or begin within the slot's period? */
bool slots_is_part(const struct slots *slots, int32_t slot);

/* The largest absolute value that a measure has in them, or `least`. */
int64_t slots_max_abs(const struct slots *slots, int32_t measure, int64_t least);

/* Incidents without a known value of the measure. */
int64_t slots_unknown(const struct slots *slots, int32_t measure);

/* 7 of 2024-07, 3 of 2024-Q3: the calendar's own number in its year. */
int32_t slots_number(const struct fire_calendar *calendar, fire_period_unit unit,
                     int32_t period);

/* Which of a year's days are in the data. The data's last day tells a month only: after a last
 * incident on 28 September nobody knows whether the 30th was reported, but October was not. A
 * window's borders are exact. */
struct slots_year {
    struct fire_window days; /* of the whole year                       */
    bool begins_late;        /* the window begins within it             */
    bool is_cut;             /* the window ends within it               */
    bool is_late;            /* the data ends before its last month     */
    bool is_part;            /* one of these: it is not compared as one */
};

struct slots_year slots_year_of(const struct fire_summary *summary, int32_t year);

/* "năm 2024", "2014–2024" */
const char *slots_years(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                        int32_t first, int32_t last);

/* "T7", "Quý III", "7/2024" */
const char *slots_month(struct fire_phrase *phrase, int32_t number);
const char *slots_quarter(struct fire_phrase *phrase, int32_t number);
const char *slots_month_of_year(struct fire_phrase *phrase,
                                const struct fire_calendar *calendar, int32_t month);

/* Its first letter a capital: the beginning of a title. */
const char *slots_begin(struct fire_phrase *phrase, const char *text);

#endif
