/* asks_time.c - see asks_time.h. */
#include "asks_time.h"
#include "days.h"

#include <string.h>

#define CONTROL_MONTHS 60

static const char *measures_of(const struct drawing *drawing)
{
    const char *asked = drawing->session.options.measure;
    const struct drawing_kind *kind = drawing_kind_of(drawing->kind);
    if (asked != NULL) return asked;
    return drawing->look.size == FIRE_SIZE_HALF && kind->half_measures != NULL
               ? kind->half_measures
               : kind->measures;
}

/* One more query, with all groups in it; of these days where they are given. */
static fire_status ask_all_groups(struct drawing *drawing, const struct source *source,
                                  const char *by, const struct fire_window *days,
                                  struct questions *out)
{
    struct session *session = &drawing->session;
    struct fire_query *query;
    FIRE_TRY(question_begin(session, source, out, &query, &session->err));
    FIRE_TRY(fire_query_by(query, by, &session->err));
    FIRE_TRY(question_measure(session, source, query, measures_of(drawing)));
    if (days != NULL)
        fire_query_days(query, *days);
    else if (session->options.period != NULL)
        FIRE_TRY(fire_query_period(query, session->options.period, &session->err));
    fire_query_complete(query);
    return questions_add(out, source, query, &session->err);
}

/* The one of `allowed` that --by asks for; the first where it says nothing. */
static fire_status unit_of(struct drawing *drawing, const char *const allowed[], int32_t n,
                           int32_t *out)
{
    const char *by = drawing->session.options.by;
    *out = 0;
    for (int32_t i = 0; i < n; i++) {
        if (by != NULL && strcmp(by, allowed[i]) != 0) continue;
        *out = i;
        return FIRE_OK;
    }
    return fire_fail(&drawing->session.err, FIRE_EVALUE, FIRE_NOWHERE,
                     "this chart is by %s or by %s, not by '%s'", allowed[0], allowed[n - 1],
                     by);
}

/* Compare all groups of a period together, with the measures shown as the criteria where none are
 * asked. */
static fire_status compare_whole(struct drawing *drawing, const struct source *source,
                                 const char *period, struct questions *out)
{
    struct session *whole = FIRE_TAKE(source->arena, 1, struct session);
    if (whole == NULL) return fire_fail_memory(&drawing->session.err);
    *whole = drawing->session;
    whole->options.by = NULL;
    whole->options.period = period;
    whole->options.measure = measures_of(drawing);
    if (whole->options.criteria == NULL) whole->options.criteria = whole->options.measure;
    drawing->comparing.default_by = NULL;
    const int32_t first = out->n;
    fire_status status = comparing_check(whole, &drawing->comparing);
    if (status == FIRE_OK) status = comparing_ask(&drawing->comparing, whole, source, out);
    drawing->session.err = whole->err;
    drawing->n_compared = out->n - first;
    return status;
}

/* A copy of a text in the source's arena. */
static fire_status keep(struct drawing *drawing, const struct source *source, const char *text,
                        const char **out)
{
    *out = fire_arena_copy(source->arena, text, strlen(text));
    return *out == NULL ? fire_fail_memory(&drawing->session.err) : FIRE_OK;
}

/* --period, else the year of the data's last day. */
static fire_status period_of(struct drawing *drawing, const struct source *source,
                             const struct fire_calendar *calendar, const char **out)
{
    *out = drawing->session.options.period;
    if (*out == NULL) *out = days_last_year(calendar, drawing->known, source->arena);
    return *out == NULL ? fire_fail_memory(&drawing->session.err) : FIRE_OK;
}

fire_status ask_yoy(struct drawing *drawing, const struct source *source, struct questions *out)
{
    static const char *const units[] = { "month", "quarter" };
    const struct fire_calendar *calendar;
    const char *period;
    int32_t unit;
    FIRE_TRY(unit_of(drawing, units, 2, &unit));
    FIRE_TRY(question_calendar(&drawing->session, source, &calendar, &drawing->session.err));
    FIRE_TRY(period_of(drawing, source, calendar, &period));
    const char *against = drawing->session.options.against;
    struct fire_compare_plan plan;
    FIRE_TRY(fire_compare_plan_make(calendar, period,
                                    against == NULL ? DEFAULT_AGAINST : against, drawing->known,
                                    drawing->silent_days, &plan, &drawing->session.err));
    FIRE_TRY(ask_all_groups(drawing, source, units[unit], &plan.same[0].current, out));
    for (int32_t b = 0; b < plan.same[0].n_bases; b++)
        FIRE_TRY(ask_all_groups(drawing, source, units[unit], &plan.same[0].base[b], out));
    return compare_whole(drawing, source, period, out);
}

/* The year that holds the end of what is asked, from its first day to there. */
static fire_status year_to_date(struct drawing *drawing, const struct source *source,
                                const struct fire_calendar *calendar, int32_t *out_year,
                                struct fire_window *out)
{
    const struct fire_window known = drawing->known;
    const char *period;
    struct fire_window asked;
    FIRE_TRY(period_of(drawing, source, calendar, &period));
    FIRE_TRY(
        fire_calendar_parse(calendar, fire_text_of(period), &asked, &drawing->session.err));
    const bool is_over = asked.last_day - known.last_day <= drawing->silent_days;
    const int32_t last_day = is_over ? asked.last_day : known.last_day;
    *out_year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, last_day);
    *out = (struct fire_window){
        fire_calendar_window(calendar, FIRE_UNIT_YEAR, *out_year).first_day, last_day
    };
    return FIRE_OK;
}

fire_status ask_cumulative(struct drawing *drawing, const struct source *source,
                           struct questions *out)
{
    static const char *const units[] = { "month", "week", "day" };
    const struct fire_calendar *calendar;
    int32_t unit;
    int32_t year;
    struct fire_window to_date;
    FIRE_TRY(unit_of(drawing, units, 3, &unit));
    FIRE_TRY(question_calendar(&drawing->session, source, &calendar, &drawing->session.err));
    FIRE_TRY(year_to_date(drawing, source, calendar, &year, &to_date));

    const struct fire_window whole = fire_calendar_window(calendar, FIRE_UNIT_YEAR, year);
    char text[64];
    char first[FIRE_PERIOD_LABEL_BYTES];
    char last[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, FIRE_UNIT_DAY, to_date.first_day, first);
    fire_calendar_label(calendar, FIRE_UNIT_DAY, to_date.last_day, last);
    snprintf(text, sizeof text, "%s..%s", first, last);
    if (to_date.last_day == whole.last_day)
        fire_calendar_label(calendar, FIRE_UNIT_YEAR, year, text);
    const char *period;
    FIRE_TRY(keep(drawing, source, text, &period));
    drawing->by_week = unit == 1;
    const struct fire_window days = {
        fire_calendar_window(calendar, FIRE_UNIT_YEAR, year - FIRE_BASES_MOST).first_day,
        to_date.last_day
    };
    FIRE_TRY(ask_all_groups(drawing, source, unit == 0 ? "month" : "day", &days, out));
    return compare_whole(drawing, source, period, out);
}

/* The last month that is over, and the first one that was there from its beginning; a few days
 * without an incident at either end are no sign of missing reports. */
static struct fire_window whole_months(const struct drawing *drawing,
                                       const struct fire_calendar *calendar)
{
    const struct fire_window known = drawing->known;
    int32_t last = fire_calendar_period(calendar, FIRE_UNIT_MONTH, known.last_day);
    int32_t first = fire_calendar_period(calendar, FIRE_UNIT_MONTH, known.first_day);
    if (fire_calendar_window(calendar, FIRE_UNIT_MONTH, last).last_day - known.last_day >
        drawing->silent_days)
        last--;
    if (known.first_day - fire_calendar_window(calendar, FIRE_UNIT_MONTH, first).first_day >
        drawing->silent_days)
        first++;
    if (first < last - CONTROL_MONTHS + 1) first = last - CONTROL_MONTHS + 1;
    return (
        struct fire_window){ fire_calendar_window(calendar, FIRE_UNIT_MONTH, first).first_day,
                             fire_calendar_window(calendar, FIRE_UNIT_MONTH, last).last_day };
}

fire_status ask_control(struct drawing *drawing, const struct source *source,
                        struct questions *out)
{
    static const char *const units[] = { "month" };
    const struct fire_calendar *calendar;
    int32_t unit;
    FIRE_TRY(unit_of(drawing, units, 1, &unit));
    FIRE_TRY(question_calendar(&drawing->session, source, &calendar, &drawing->session.err));
    struct fire_window days = whole_months(drawing, calendar);
    if (drawing->session.options.period != NULL) {
        struct fire_window asked;
        FIRE_TRY(fire_calendar_parse(calendar, fire_text_of(drawing->session.options.period),
                                     &asked, &drawing->session.err));
        if (asked.last_day < days.last_day) days.last_day = asked.last_day;
        days.first_day = asked.first_day;
    }
    if (days.first_day > days.last_day)
        return fire_fail(&drawing->session.err, FIRE_ENODATA, FIRE_NOWHERE,
                         "no month is whole in the data");
    return ask_all_groups(drawing, source, "month", &days, out);
}

fire_status ask_multiples(struct drawing *drawing, const struct source *source,
                          struct questions *out)
{
    const char *asked = drawing->session.options.by;
    const char *by = asked == NULL ? drawing->by : asked;
    const bool has_year = strstr(by, "year") != NULL;
    const char *text = fire_arena_printf(source->arena, "%s%s", by, has_year ? "" : ",year");
    if (text == NULL) return fire_fail_memory(&drawing->session.err);
    return ask_all_groups(drawing, source, text, NULL, out);
}
