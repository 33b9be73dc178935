/* question.c - the options of a question become a query. */
#include "question.h"

#include "layers.h"
#include "official.h"
#include "restating.h"

#include <string.h>

fire_status question_calendar(const struct session *session, const struct source *source,
                              const struct fire_calendar **out, struct fire_error *err)
{
    const struct options *options = &session->options;
    return fire_calendar_open(options->calendar == NULL ? source->calendar : options->calendar,
                              source->arena, out, err);
}

fire_status question_begin(const struct session *session, const struct source *source,
                           const struct questions *questions, struct fire_query **out,
                           struct fire_error *err)
{
    const struct options *options = &session->options;
    const struct fire_calendar *calendar;
    struct fire_query *query;
    FIRE_TRY(question_calendar(session, source, &calendar, err));
    FIRE_TRY(fire_query_create(source->schema, questions->areas, calendar, source->arena,
                               &query, err));
    for (int i = 0; i < options->where.n; i++)
        FIRE_TRY(fire_query_where(query, options->where.value[i], err));
    fire_query_declared(query, source->declared, source->n_declared);
    *out = query;
    return FIRE_OK;
}

fire_status questions_add(struct questions *questions, const struct source *source,
                          struct fire_query *query, struct fire_error *err)
{
    if (questions->n == questions->capacity) {
        const int32_t capacity = questions->capacity == 0 ? 8 : 2 * questions->capacity;
        struct fire_query **grown = FIRE_TAKE(source->arena, capacity, struct fire_query *);
        if (grown == NULL) return fire_fail_memory(err);
        if (questions->n > 0)
            memcpy(grown, questions->query, (size_t)questions->n * sizeof *grown);
        questions->query = grown;
        questions->capacity = capacity;
    }
    questions->query[questions->n++] = query;
    return FIRE_OK;
}

fire_status question_measure(struct session *session, const struct source *source,
                             struct fire_query *query, const char *measures)
{
    FIRE_TRY(fire_query_measure(query, measures, &session->err));
    return layers_give(session, source, query);
}

/* More questions than this, of a batch of charts, are asked of rows that are kept, where these are few:
 * there one scan answers many of them (fire_queries_run), where rows that pass by are scanned for
 * each. */
#define PASSING_QUESTIONS_MOST 64

/* Queries on their way through rows that nobody keeps. */
struct asking {
    struct session *session;
    struct question_maker maker;
    struct questions *questions;
    struct fire_restate *restate; /* of questions about areas, unless they are as recorded */
    struct fire_stream *stream;
    struct source *source;
};

/* Have the queries made, of these areas, and room for their answers. */
static fire_status make(struct asking *asking, struct source *source,
                        const struct fire_areas *areas, bool *asked)
{
    struct questions *questions = asking->questions;
    *questions = (struct questions){ .areas = areas };
    *asked = true;
    FIRE_TRY(asking->maker.make(asking->maker.self, asking->session, source, questions));
    *asked = false;
    questions->summary = FIRE_TAKE(source->arena, questions->n, const struct fire_summary *);
    return questions->summary != NULL ? FIRE_OK : fire_fail_memory(&asking->session->err);
}

static bool asks_areas(const struct questions *questions)
{
    for (int32_t i = 0; i < questions->n; i++) {
        const struct fire_query *query = questions->query[i];
        if (fire_query_needs(query, FIRE_FIELD_PROVINCE) ||
            fire_query_needs(query, FIRE_FIELD_DISTRICT) ||
            fire_query_needs(query, FIRE_FIELD_COMMUNE))
            return true;
    }
    return false;
}

static bool ask_reports(const struct questions *questions)
{
    for (int32_t i = 0; i < questions->n; i++)
        if (fire_query_asks_reports(questions->query[i])) return true;
    return false;
}

/* Only rows of days that some query asks for are counted. */
static void count_in_windows(const struct asking *asking)
{
    const struct questions *questions = asking->questions;
    struct fire_window all = { INT32_MAX, INT32_MIN };
    for (int32_t i = 0; i < questions->n; i++) {
        struct fire_window window;
        if (!fire_query_window(questions->query[i], &window)) return;
        if (window.first_day < all.first_day) all.first_day = window.first_day;
        if (window.last_day > all.last_day) all.last_day = window.last_day;
    }
    fire_restate_count_in(asking->restate, all);
}

/* The queries of the rows as they come: of the source's own areas, or of others, into which they are
 * restated first. */
static fire_status begin_queries(struct asking *asking, struct source *source, bool *asked)
{
    struct restating *restating = &source->restating;
    struct questions *questions = asking->questions;
    asking->restate = NULL;
    restating_end(restating);
    FIRE_TRY(restating_begin(asking->session, source, asked));
    FIRE_TRY(make(asking, source, source->areas, asked));
    if (restating->restate == NULL) return FIRE_OK;
    if (!asks_areas(questions)) {
        struct fire_restated *unchanged = FIRE_TAKE(source->arena, 1, struct fire_restated);
        if (unchanged == NULL) return fire_fail_memory(&asking->session->err);
        unchanged->name = asking->session->options.areas;
        for (int32_t i = 0; i < questions->n; i++)
            fire_query_restated(questions->query[i], unchanged);
        return FIRE_OK;
    }
    FIRE_TRY(make(asking, source, fire_area_map_areas(restating->map), asked));
    asking->restate = restating->restate;
    for (int32_t i = 0; i < questions->n; i++)
        fire_query_restated(questions->query[i], fire_restate_found(asking->restate));
    count_in_windows(asking);
    if (ask_reports(questions))
        fire_restate_want_reports(asking->restate, source->declared, source->n_declared);
    return FIRE_OK;
}

static fire_status begin(void *self, struct source *source, struct fire_sink *out_sink,
                         bool *asked)
{
    struct asking *asking = self;
    fire_stream_free(asking->stream);
    asking->stream = NULL;
    FIRE_TRY(begin_queries(asking, source, asked));
    asking->source = source;
    if (asking->restate == NULL && asking->questions->n > PASSING_QUESTIONS_MOST &&
        source_is_small(asking->session))
        return FIRE_EAGAIN;
    FIRE_TRY(fire_query_stream(asking->questions->query, asking->questions->n, source->arena,
                               &asking->stream, &asking->session->err));
    *out_sink = fire_stream_sink(asking->stream);
    if (asking->restate != NULL)
        *out_sink = fire_restate_stream(asking->restate, asking->stream);
    return FIRE_OK;
}

static fire_status finish(struct asking *asking)
{
    FIRE_TRY(official_list(asking->session, asking->source, asking->questions));
    FIRE_TRY(official_order(asking->session, asking->source, asking->questions));
    if (asking->restate != NULL)
        FIRE_TRY(fire_restate_finish(asking->restate, &asking->session->err));
    return fire_stream_finish(asking->stream, asking->questions->summary,
                              &asking->session->err);
}

/* Rows that are restated pass one by one. */
static fire_status split(void *self, struct fire_sink sink[], int *n)
{
    struct asking *asking = self;
    if (asking->restate != NULL) *n = 1;
    if (*n == 1) return FIRE_OK;
    FIRE_TRY(fire_stream_split(asking->stream, *n, &asking->session->err));
    for (int32_t i = 0; i < *n; i++)
        sink[i] = fire_stream_lane(asking->stream, i);
    return FIRE_OK;
}

/* What this cube can answer; done when every query has its answer out of some cube. */
static fire_status ask_cube(void *self, struct fire_cube *cube, bool *answered)
{
    struct asking *asking = self;
    struct questions *questions = asking->questions;
    *answered = true;
    FIRE_TRY(official_order(asking->session, asking->source, questions));
    for (int32_t i = 0; i < questions->n; i++) {
        if (questions->summary[i] == NULL)
            FIRE_TRY(fire_cube_answer(cube, questions->query[i], asking->source->arena,
                                      &questions->summary[i], &asking->session->err));
        *answered = *answered && questions->summary[i] != NULL;
    }
    questions->are_answered = *answered;
    return FIRE_OK;
}

/* A chart's title names the province that all rows are of. */
static bool needs(void *self, int32_t field)
{
    const struct asking *asking = self;
    const bool is_area = FIRE_FIELD_PROVINCE <= field && field <= FIRE_FIELD_COMMUNE;
    if (is_area && asking->restate != NULL) return true; /* the whole place */
    bool is_needed = field == FIRE_FIELD_PROVINCE;
    for (int32_t i = 0; !is_needed && i < asking->questions->n; i++)
        is_needed = fire_query_needs(asking->questions->query[i], field);
    return is_needed;
}

/* Ask rows that are kept: let them pass by, where they are restated. */
static fire_status pass_kept(struct asking *asking, struct source *source, bool *asked)
{
    struct fire_sink sink;
    FIRE_TRY(begin(asking, source, &sink, asked));
    FIRE_TRY(source_push_kept(asking->session, source, sink));
    return finish(asking);
}

static fire_status ask_kept(struct asking *asking, struct source *source, bool *asked)
{
    struct session *session = asking->session;
    struct questions *questions = asking->questions;
    FIRE_TRY(begin_queries(asking, source, asked));
    if (asking->restate != NULL) return pass_kept(asking, source, asked);
    FIRE_TRY(official_list(session, source, questions));
    FIRE_TRY(official_order(session, source, questions));
    return fire_queries_run(questions->query, questions->n, source->table, 1, source->arena,
                            questions->summary, &session->err);
}

/* Keep the rows, then ask. */
static fire_status keep_and_ask(struct asking *asking, struct source *source, bool *asked)
{
    asking->session->err = (struct fire_error){ .say = asking->session->say };
    source_unload(source);
    FIRE_TRY(source_load(asking->session, source, asked));
    return ask_kept(asking, source, asked);
}

fire_status questions_answer_kept(struct session *session, struct source *source,
                                  struct question_maker maker, struct questions *out,
                                  bool *asked)
{
    struct asking asking = { .session = session, .maker = maker, .questions = out };
    const fire_status status = ask_kept(&asking, source, asked);
    fire_stream_free(asking.stream);
    return status;
}

fire_status questions_answer(struct session *session, struct source *source,
                             struct question_maker maker, struct questions *out, bool *asked)
{
    struct asking asking = { .session = session, .maker = maker, .questions = out };
    const struct source_taker taker = { &asking, begin, needs, split, { &asking, ask_cube } };
    fire_status status = source_pass(session, source, taker, asked);
    if (status == FIRE_OK && !out->are_answered) status = finish(&asking);
    fire_stream_free(asking.stream);
    asking.stream = NULL;
    if (status == FIRE_EAGAIN) status = keep_and_ask(&asking, source, asked);
    fire_stream_free(asking.stream);
    return status;
}

/* ---- one question ------------------------------------------------------------------------- */

fire_status question_ask(struct session *session, const struct source *source,
                         const struct question *question, struct questions *out)
{
    const struct options *options = &session->options;
    struct fire_error *err = &session->err;
    struct fire_query *query;
    FIRE_TRY(question_begin(session, source, out, &query, err));
    FIRE_TRY(fire_query_by(query, options->by == NULL ? question->by : options->by, err));
    FIRE_TRY(
        question_measure(session, source, query,
                         options->measure == NULL ? question->measures : options->measure));
    if (options->period != NULL) FIRE_TRY(fire_query_period(query, options->period, err));
    if (question->complete) fire_query_complete(query);
    if (question->complete && question->lists_areas) {
        out->listed = FIRE_TAKE(source->arena, 1, struct fire_listed);
        if (out->listed == NULL) return fire_fail_memory(err);
        fire_query_listed(query, out->listed);
    }
    if (question->keeps_reports) fire_query_keep_reports(query);
    return questions_add(out, source, query, err);
}

static fire_status make_one(void *self, struct session *session, struct source *source,
                            struct questions *out)
{
    return question_ask(session, source, self, out);
}

fire_status question_answer(struct session *session, struct source *source,
                            const struct question *question, const struct fire_summary **out,
                            bool *asked)
{
    struct question copy = *question;
    struct questions questions;
    const struct question_maker maker = { &copy, make_one };
    FIRE_TRY(questions_answer(session, source, maker, &questions, asked));
    *out = questions.summary[0];
    return FIRE_OK;
}
