/* question.c - the options of a question become a query. */
#include "question.h"

#include "layers.h"
#include "restating.h"

#include <string.h>

static fire_status make_query(struct session *session, const struct source *source,
                              const struct fire_areas *areas, const struct question *question,
                              struct fire_query **out, struct fire_error *err)
{
    const struct options *options = &session->options;
    const struct fire_calendar *calendar;
    struct fire_query *query;
    FIRE_TRY(
        fire_calendar_open(options->calendar == NULL ? source->calendar : options->calendar,
                           source->arena, &calendar, err));
    FIRE_TRY(fire_query_create(source->schema, areas, calendar, source->arena, &query, err));
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
    struct fire_restate *restate; /* of a question about areas, unless they are as recorded */
    struct fire_query *query;
    struct fire_stream *stream;
    struct fire_arena *arena;           /* the source's                             */
    const struct fire_summary *summary; /* out of a cube; NULL: the stream has rows */
};

static bool asks_areas(const struct fire_query *query)
{
    return fire_query_needs(query, FIRE_FIELD_PROVINCE) ||
           fire_query_needs(query, FIRE_FIELD_DISTRICT) ||
           fire_query_needs(query, FIRE_FIELD_COMMUNE);
}

/* The query of the rows as they come: of the source's own areas, or of others, into which they are
 * restated first. */
static fire_status begin_query(struct asking *asking, struct source *source, bool *asked)
{
    struct session *session = asking->session;
    struct fire_error *err = &session->err;
    struct restating *restating = &source->restating;
    struct fire_window window;
    asking->restate = NULL;
    restating_end(restating);
    FIRE_TRY(restating_begin(session, source, asked));
    *asked = true;
    FIRE_TRY(make_query(session, source, source->areas, asking->question, &asking->query, err));
    *asked = false;
    if (restating->restate == NULL) return FIRE_OK;
    if (!asks_areas(asking->query)) {
        struct fire_restated *unchanged = FIRE_TAKE(source->arena, 1, struct fire_restated);
        if (unchanged == NULL) return fire_fail_memory(err);
        unchanged->name = session->options.areas;
        fire_query_restated(asking->query, unchanged);
        return FIRE_OK;
    }
    FIRE_TRY(make_query(session, source, fire_area_map_areas(restating->map), asking->question,
                        &asking->query, err));
    asking->restate = restating->restate;
    fire_query_restated(asking->query, fire_restate_found(asking->restate));
    if (fire_query_window(asking->query, &window))
        fire_restate_count_in(asking->restate, window);
    if (asking->question->complete) fire_restate_want_reports(asking->restate);
    return FIRE_OK;
}

static fire_status begin(void *self, struct source *source, struct fire_sink *out_sink,
                         bool *asked)
{
    struct asking *asking = self;
    fire_stream_free(asking->stream);
    asking->stream = NULL;
    FIRE_TRY(begin_query(asking, source, asked));
    asking->arena = source->arena;
    FIRE_TRY(fire_query_stream(&asking->query, 1, source->arena, &asking->stream,
                               &asking->session->err));
    *out_sink = fire_stream_sink(asking->stream);
    if (asking->restate != NULL) *out_sink = fire_restate_sink(asking->restate, *out_sink);
    return FIRE_OK;
}

static fire_status finish(struct asking *asking, const struct fire_summary **out)
{
    if (asking->restate != NULL)
        FIRE_TRY(fire_restate_finish(asking->restate, &asking->session->err));
    return fire_stream_finish(asking->stream, out, &asking->session->err);
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
    const bool is_area = FIRE_FIELD_PROVINCE <= field && field <= FIRE_FIELD_COMMUNE;
    if (is_area && asking->restate != NULL) return true; /* the whole place */
    return field == FIRE_FIELD_PROVINCE || fire_query_needs(asking->query, field);
}

/* Ask rows that are kept: let them pass by, where they are restated. A batch that was kept before
 * the schema grew has no values in the fields that came since. */
static fire_status pass_kept(struct asking *asking, struct source *source,
                             const struct fire_summary **out, bool *asked)
{
    struct fire_sink sink;
    FIRE_TRY(begin(asking, source, &sink, asked));
    struct fire_vector *vector = FIRE_TAKE(source->arena, fire_schema_n_fields(source->schema),
                                           struct fire_vector);
    if (vector == NULL) return fire_fail_memory(&asking->session->err);
    for (int64_t i = 0; i < fire_table_n_batches(source->table); i++) {
        int32_t n_fields;
        struct fire_batch batch = *fire_table_batch(source->table, i, &n_fields);
        memcpy(vector, batch.vector, (size_t)n_fields * sizeof *vector);
        batch.vector = vector;
        FIRE_TRY(sink.push(sink.self, &batch, &asking->session->err));
    }
    return finish(asking, out);
}

/* Keep the rows, then ask. */
static fire_status keep_and_ask(struct asking *asking, struct source *source,
                                const struct fire_summary **out, bool *asked)
{
    struct session *session = asking->session;
    session->err = (struct fire_error){ .say = session->say };
    source_unload(source);
    FIRE_TRY(source_load(session, source, asked));
    FIRE_TRY(begin_query(asking, source, asked));
    if (asking->restate != NULL) return pass_kept(asking, source, out, asked);
    return fire_query_run(asking->query, source->table, source->arena, out, &session->err);
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
        status = finish(&asking, out);
    fire_stream_free(asking.stream);
    asking.stream = NULL;
    if (status == FIRE_EAGAIN) status = keep_and_ask(&asking, source, out, asked);
    fire_stream_free(asking.stream);
    return status;
}
