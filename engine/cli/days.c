/* days.c - see days.h. */
#include "days.h"

#include "firestat/compare.h"

#include <string.h>

fire_status days_ask(struct session *session, const struct source *source,
                     struct questions *out)
{
    struct fire_query *query;
    FIRE_TRY(question_begin(session, source, out, &query, &session->err));
    FIRE_TRY(fire_query_measure(query, "incidents", &session->err));
    return questions_add(out, source, query, &session->err);
}

fire_status days_take(struct session *session, const struct source *source,
                      const struct fire_summary *summary, struct fire_window *known,
                      int32_t *silent_days)
{
    if (!summary->has_data)
        return fire_fail(&session->err, FIRE_ENODATA, FIRE_NOWHERE,
                         "there is no incident with a day, so nothing can be compared");
    *known = summary->data;
    *silent_days = fire_silent_days(*known, summary->total[0].number);
    if (fire_declared_known(source->declared, source->n_declared, (int32_t)source->n_names,
                            source->arena, known))
        *silent_days = 0; /* known to the day */
    return FIRE_OK;
}

static fire_status ask(void *self, struct session *session, struct source *source,
                       struct questions *out)
{
    (void)self;
    return days_ask(session, source, out);
}

fire_status days_find(struct session *session, struct fire_window *known, int32_t *silent_days,
                      bool *asked)
{
    struct source source;
    struct questions questions;
    const struct question_maker maker = { NULL, ask };
    fire_status status = questions_answer(session, &source, maker, &questions, asked);
    if (status == FIRE_OK)
        status = days_take(session, &source, questions.summary[0], known, silent_days);
    source_unload(&source);
    return status;
}

const char *days_last_year(const struct fire_calendar *calendar, struct fire_window known,
                           struct fire_arena *arena)
{
    char label[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, FIRE_UNIT_YEAR,
                        fire_calendar_period(calendar, FIRE_UNIT_YEAR, known.last_day), label);
    return fire_arena_copy(arena, label, strlen(label));
}
