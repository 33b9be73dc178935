/* question.c - the options of a question become a query. */
#include "question.h"

#include "layers.h"

static fire_status make_query(struct session *session, const struct source *source,
                              const struct question *question, struct fire_query **out,
                              struct fire_error *err)
{
    const struct options *options = &session->options;
    const struct fire_calendar *calendar;
    struct fire_query *query;
    FIRE_TRY(
        fire_calendar_open(options->calendar == NULL ? source->calendar : options->calendar,
                           source->arena, &calendar, err));
    FIRE_TRY(
        fire_query_create(source->schema, source->areas, calendar, source->arena, &query, err));
    FIRE_TRY(fire_query_by(query, options->by == NULL ? question->by : options->by, err));
    FIRE_TRY(fire_query_measure(
        query, options->measure == NULL ? question->measures : options->measure, err));
    FIRE_TRY(layers_give(session, query, source->arena));
    for (int i = 0; i < options->where.n; i++)
        FIRE_TRY(fire_query_where(query, options->where.value[i], err));
    if (options->period != NULL) FIRE_TRY(fire_query_period(query, options->period, err));
    if (question->complete) fire_query_complete(query);
    *out = query;
    return FIRE_OK;
}

/* A question on its way through rows that nobody keeps. */
struct asking {
    struct session *session;
    const struct question *question;
    struct fire_query *query;
    struct fire_stream *stream;
    struct fire_arena *arena;           /* the source's                             */
    const struct fire_summary *summary; /* out of a cube; NULL: the stream has rows */
};

static fire_status begin(void *self, struct source *source, struct fire_sink *out_sink,
                         bool *asked)
{
    struct asking *asking = self;
    struct fire_error *err = &asking->session->err;
    fire_stream_free(asking->stream);
    asking->stream = NULL;
    *asked = true;
    FIRE_TRY(make_query(asking->session, source, asking->question, &asking->query, err));
    *asked = false;
    asking->arena = source->arena;
    FIRE_TRY(fire_query_stream(&asking->query, 1, source->arena, &asking->stream, err));
    *out_sink = fire_stream_sink(asking->stream);
    return FIRE_OK;
}

static fire_status ask_cube(void *self, struct fire_cube *cube, bool *answered)
{
    struct asking *asking = self;
    FIRE_TRY(fire_cube_answer(cube, asking->query, asking->arena, &asking->summary,
                              &asking->session->err));
    *answered = asking->summary != NULL;
    return FIRE_OK;
}

/* A chart's title names the province that all rows are of. */
static bool needs(void *self, int32_t field)
{
    const struct asking *asking = self;
    return field == FIRE_FIELD_PROVINCE || fire_query_needs(asking->query, field);
}

/* Keep the rows, then ask. */
static fire_status keep_and_ask(struct session *session, struct source *source,
                                const struct question *question,
                                const struct fire_summary **out, bool *asked)
{
    struct fire_query *query;
    session->err = (struct fire_error){ .say = session->say };
    source_unload(source);
    FIRE_TRY(source_load(session, source, asked));
    *asked = true;
    FIRE_TRY(make_query(session, source, question, &query, &session->err));
    *asked = false;
    return fire_query_run(query, source->table, source->arena, out, &session->err);
}

fire_status question_answer(struct session *session, struct source *source,
                            const struct question *question, const struct fire_summary **out,
                            bool *asked)
{
    struct asking asking = { .session = session, .question = question };
    const struct source_taker taker = { &asking, begin, needs, { &asking, ask_cube } };
    fire_status status = source_pass(session, source, taker, asked);
    if (status == FIRE_OK && asking.summary != NULL)
        *out = asking.summary;
    else if (status == FIRE_OK)
        status = fire_stream_finish(asking.stream, out, &session->err);
    fire_stream_free(asking.stream);
    return status == FIRE_EAGAIN ? keep_and_ask(session, source, question, out, asked) : status;
}
