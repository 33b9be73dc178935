/* cmd_export.c - firestat export SOURCE: its rows for other programs.
 *
 * Rows pass by, restated where --areas asks, and what --where and --period leave goes out. They
 * come by one thread and in their order, so the same bytes are written whatever --jobs says. */
#include "export_profile.h"
#include "export_target.h"
#include "progress.h"
#include "question.h"
#include "restating.h"

#include "firestat/sieve.h"

struct exporting {
    struct session *session;
    struct export_target target;
    struct fire_restate *restate; /* NULL: areas as recorded */
    struct fire_export *rows;
    struct fire_sieve *sieve;
    struct fire_sink first; /* of those that batches go through */
    const struct fire_query *query;
    bool is_store; /* the rows of a file are counted where they are read */
    struct progress progress;
};

static void give_up(struct exporting *exporting)
{
    fire_sieve_free(exporting->sieve);
    fire_export_free(exporting->rows);
    exporting->sieve = NULL;
    exporting->rows = NULL;
    export_target_abandon(&exporting->target);
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct exporting *exporting = self;
    if (is_interrupted()) return fire_fail(err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "interrupted");
    return exporting->first.push(exporting->first.self, batch, err);
}

/* Which rows are meant. */
static fire_status ask(struct session *session, const struct source *source,
                       const struct fire_areas *areas, struct fire_query **out)
{
    const struct questions questions = { .areas = areas };
    const char *period = session->options.period;
    FIRE_TRY(question_begin(session, source, &questions, out, &session->err));
    return period == NULL ? FIRE_OK : fire_query_period(*out, period, &session->err);
}

/* Sinks are put before each other from the last one on. */
static fire_status chain(struct exporting *exporting, const struct source *source,
                         const struct fire_areas *areas, const struct fire_query *query)
{
    struct session *session = exporting->session;
    const struct restating *restating = &source->restating;
    const struct fire_calendar *calendar;
    struct fire_row_sink last;
    FIRE_TRY(question_calendar(session, source, &calendar, &session->err));
    FIRE_TRY(export_target_open(&exporting->target, source->schema, calendar, &last));
    FIRE_TRY(fire_export_create(source->schema, areas, restating->map, last, &exporting->rows,
                                &session->err));
    FIRE_TRY(fire_sieve_create(query, fire_export_sink(exporting->rows), &exporting->sieve,
                               &session->err));
    exporting->first = fire_sieve_sink(exporting->sieve);
    exporting->restate = restating->restate;
    if (exporting->restate != NULL)
        exporting->first = fire_restate_sink(exporting->restate, exporting->first);
    return FIRE_OK;
}

static fire_status begin(void *self, struct source *source, struct fire_sink *out_sink,
                         bool *asked)
{
    struct exporting *exporting = self;
    struct restating *restating = &source->restating;
    struct fire_query *query;
    give_up(exporting);
    restating_end(restating);
    FIRE_TRY(restating_begin(exporting->session, source, asked));
    const struct fire_areas *areas = restating->map == NULL
                                         ? source->areas
                                         : fire_area_map_areas(restating->map);
    *asked = true;
    FIRE_TRY(ask(exporting->session, source, areas, &query));
    *asked = false;
    FIRE_TRY(chain(exporting, source, areas, query));
    exporting->query = query;
    *out_sink = (struct fire_sink){ exporting, push };
    if (exporting->is_store)
        *out_sink = progress_sink(&exporting->progress, exporting->session,
                                  exporting->session->argument[0], *out_sink);
    return FIRE_OK;
}

static fire_status keep_and_push(struct exporting *exporting, struct source *source,
                                 bool *asked)
{
    struct session *session = exporting->session;
    struct fire_sink sink;
    session->err = (struct fire_error){ .say = session->say };
    source_unload(source);
    FIRE_TRY(source_load(session, source, asked));
    FIRE_TRY(begin(exporting, source, &sink, asked));
    return source_push_kept(session, source, sink);
}

/* What the file does not say of itself. */
static void tell_rows(const struct exporting *exporting)
{
    const struct session *session = exporting->session;
    const int64_t n_straddling = fire_sieve_n_straddling(exporting->sieve);
    const int64_t n_split = fire_export_n_split(exporting->rows);
    if (session->options.quiet) return;
    if (n_straddling > 0)
        tell(session,
             "%lld rows stand for days inside and outside of the period and are left out",
             (long long)n_straddling);
    if (n_split > 0)
        tell(
            session,
            "%lld rows lie in areas that were split since; which part they lie in is not known, "
            "and it is left empty",
            (long long)n_split);
    if (session->options.output != NULL)
        tell(session, "%s: %lld rows written", session->options.output,
             (long long)fire_export_n_rows(exporting->rows));
}

int cmd_export(struct session *session)
{
    struct exporting exporting = { .session = session };
    struct source source;
    bool asked = false;
    if (!export_target_choose(session, &exporting.target)) return EXIT_USAGE;
    exporting.is_store = fire_store_is(session->argument[0]);
    exporting.target.may_restart = !exporting.is_store;
    const struct source_taker taker = { .self = &exporting, .begin = begin };
    fire_status status = source_pass(session, &source, taker, &asked);
    progress_end(&exporting.progress);
    if (status == FIRE_EAGAIN) status = keep_and_push(&exporting, &source, &asked);
    if (status == FIRE_OK && exporting.restate != NULL)
        status = fire_restate_finish(exporting.restate, &session->err);
    if (status == FIRE_OK) status = export_profile_save(session, &source, exporting.query);
    if (status == FIRE_OK) status = export_target_commit(&exporting.target);
    if (status == FIRE_OK)
        tell_rows(&exporting);
    else if (exporting.target.reader_is_gone)
        status = FIRE_OK;
    else
        tell_error(session);
    give_up(&exporting);
    source_unload(&source);
    return exit_code_of(status, asked);
}
