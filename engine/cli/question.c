/* question.c - the options of a question become a query. */
#include "question.h"

fire_status question_answer(struct session *session, struct source *source, const char *by,
                            const char *measures, bool complete,
                            const struct fire_summary **out, bool *asked)
{
    const struct options *options = &session->options;
    struct fire_error *err = &session->err;
    const struct fire_calendar *calendar;
    struct fire_query *query;
    *asked = true;
    FIRE_TRY(fire_calendar_find(options->calendar == NULL ? "calendar" : options->calendar,
                                &calendar, err));
    FIRE_TRY(
        fire_query_create(source->schema, source->areas, calendar, source->arena, &query, err));
    FIRE_TRY(fire_query_by(query, options->by == NULL ? by : options->by, err));
    FIRE_TRY(
        fire_query_measure(query, options->measure == NULL ? measures : options->measure, err));
    for (int i = 0; i < options->where.n; i++)
        FIRE_TRY(fire_query_where(query, options->where.value[i], err));
    if (options->period != NULL) FIRE_TRY(fire_query_period(query, options->period, err));
    if (complete) fire_query_complete(query);
    *asked = false;
    return fire_query_run(query, source->table, source->arena, out, err);
}
