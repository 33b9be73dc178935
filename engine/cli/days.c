/* days.c - see days.h. */
#include "days.h"

#include "firestat/compare.h"

static fire_status ask_days(void *self, struct session *session, struct source *source,
                            struct questions *out)
{
    (void)self;
    out->n = 1;
    out->query = FIRE_TAKE(source->arena, 1, struct fire_query *);
    if (out->query == NULL) return fire_fail_memory(&session->err);
    FIRE_TRY(question_begin(session, source, out, &out->query[0], &session->err));
    return fire_query_measure(out->query[0], "incidents", &session->err);
}

fire_status days_find(struct session *session, struct fire_window *known, int32_t *silent_days,
                      bool *asked)
{
    struct source source;
    struct questions questions;
    const struct question_maker maker = { NULL, ask_days };
    fire_status status = questions_answer(session, &source, maker, &questions, asked);
    if (status == FIRE_OK && !questions.summary[0]->has_data)
        status = fire_fail(&session->err, FIRE_ENODATA, FIRE_NOWHERE,
                           "there is no incident with a day, so nothing can be compared");
    if (status == FIRE_OK) {
        *known = questions.summary[0]->data;
        *silent_days = fire_silent_days(*known, questions.summary[0]->total[0].number);
        if (fire_declared_known(source.declared, source.n_declared, (int32_t)source.n_names,
                                source.arena, known))
            *silent_days = 0; /* known to the day */
    }
    source_unload(&source);
    return status;
}
