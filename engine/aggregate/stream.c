/* stream.c - fire_query_stream: answers from batches that are not kept. How a scan of them grows
 * is in grow.c.
 *
 * Every lane has scans of its own, so that threads share nothing that is written to; in the end
 * the first one takes over what the others found. Sums are exact and groups are sorted, so it does
 * not matter which lane had which batches. */
#include "stream.h"

#include "grow.h"
#include "layers.h"
#include "share.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>

/* What is asked, the same of all lanes. */
struct asked {
    struct layers layers;
    int32_t n;
    const struct fire_query **query;    /* [n] plain ones, as wide as sharing needs them */
    const struct fire_areas *reporting; /* whose reports are wanted; NULL: nobody's       */
};

/* What one thread pushes to. */
struct lane {
    const struct asked *asked;
    struct passing passing;
    struct growing *growing; /* [n] one a query; NULL: nothing was pushed yet */
};

struct fire_stream {
    struct fire_arena *arena;
    struct asked asked;
    int32_t n_lanes;
    struct lane *lane[FIRE_STREAM_LANES];
};

static fire_status lane_begin(struct lane *lane, struct fire_error *err)
{
    const struct asked *asked = lane->asked;
    lane->growing = calloc((size_t)asked->n + 1, sizeof *lane->growing);
    if (lane->growing == NULL) return fire_fail_memory(err);
    FIRE_TRY(passing_init(&lane->passing, err));
    lane->passing.reporting = asked->reporting;
    for (int32_t i = 0; i < asked->n; i++)
        FIRE_TRY(growing_init(&lane->growing[i], asked->query[i], err));
    return FIRE_OK;
}

static fire_status lane_push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct lane *lane = self;
    struct fire_batch seen = *batch;
    struct fire_window days;
    if (lane->growing == NULL) FIRE_TRY(lane_begin(lane, err));
    if (seen.days == NULL) { /* each query has a use for them: most batches are of one year */
        days = fire_day_range(batch->vector[FIRE_FIELD_OCCURRED_AT].day, batch->n_rows);
        seen.days = &days;
    }
    FIRE_TRY(passing_add(&lane->passing, &seen, err));
    for (int32_t i = 0; i < lane->asked->n; i++)
        FIRE_TRY(growing_add(&lane->growing[i], &lane->passing, &seen, err));
    return FIRE_OK;
}

struct fire_sink fire_stream_lane(struct fire_stream *stream, int32_t lane)
{
    assert(lane >= 0 && lane < stream->n_lanes);
    return (struct fire_sink){ .self = stream->lane[lane], .push = lane_push };
}

struct fire_sink fire_stream_sink(struct fire_stream *stream)
{
    return fire_stream_lane(stream, 0);
}

bool stream_looks_up_recorded(const struct fire_stream *stream,
                              const struct fire_restated *restated)
{
    const struct asked *asked = &stream->asked;
    for (int32_t i = 0; i < asked->n; i++)
        if (asked->query[i]->restated != restated || asked->query[i]->largest.n > 0)
            return false;
    return asked->reporting == NULL;
}

static void lane_free(struct lane *lane)
{
    for (int32_t i = 0; lane->growing != NULL && i < lane->asked->n; i++)
        growing_finish(&lane->growing[i]);
    free(lane->growing);
    passing_finish(&lane->passing);
    free(lane);
}

static fire_status add_lane(struct fire_stream *stream, struct fire_error *err)
{
    struct lane *lane = calloc(1, sizeof *lane);
    if (lane == NULL) return fire_fail_memory(err);
    lane->asked = &stream->asked;
    stream->lane[stream->n_lanes++] = lane;
    return FIRE_OK;
}

fire_status fire_stream_split(struct fire_stream *stream, int32_t n_lanes,
                              struct fire_error *err)
{
    assert(n_lanes >= 1 && n_lanes <= FIRE_STREAM_LANES);
    while (stream->n_lanes < n_lanes)
        FIRE_TRY(add_lane(stream, err));
    return FIRE_OK;
}

static fire_status ask(struct asked *asked, struct fire_query *const query[], int32_t n,
                       struct fire_arena *arena, struct fire_error *err)
{
    FIRE_TRY(layers_make(query, n, arena, &asked->layers, err));
    asked->n = asked->layers.n_plain;
    asked->query = FIRE_TAKE(arena, asked->n, const struct fire_query *);
    if (asked->query == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < asked->n; i++) {
        struct fire_query *plain = asked->layers.plain[i];
        asked->query[i] = query_for_sharing(plain, arena);
        if (asked->query[i] == NULL) return fire_fail_memory(err);
        if (fire_query_asks_reports(plain)) asked->reporting = plain->areas;
    }
    return FIRE_OK;
}

fire_status fire_query_stream(struct fire_query *const query[], int32_t n,
                              struct fire_arena *arena, struct fire_stream **out,
                              struct fire_error *err)
{
    assert(n >= 0);
    struct fire_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return fire_fail_memory(err);
    stream->arena = arena;
    fire_status status = ask(&stream->asked, query, n, arena, err);
    if (status == FIRE_OK) status = add_lane(stream, err);
    if (status != FIRE_OK) {
        fire_stream_free(stream);
        return status;
    }
    *out = stream;
    return FIRE_OK;
}

/* The first lane knows of all that passed by ... */
static fire_status join_passing(struct fire_stream *stream, struct fire_error *err)
{
    for (int32_t l = 1; l < stream->n_lanes; l++) {
        if (stream->lane[l]->growing == NULL) continue;
        FIRE_TRY(passing_join(&stream->lane[0]->passing, &stream->lane[l]->passing, err));
    }
    return FIRE_OK;
}

/* ... and has all that was found of it. */
static fire_status join_query(struct fire_stream *stream, int32_t query,
                              const struct expected *expected, struct fire_error *err)
{
    struct growing *first = &stream->lane[0]->growing[query];
    struct expected own = *expected;
    own.has_weights = own.has_weights || query_has_splits(first->query);
    FIRE_TRY(growing_settle(first, &own, err));
    for (int32_t l = 1; l < stream->n_lanes; l++) {
        const struct lane *lane = stream->lane[l];
        if (lane->growing != NULL)
            FIRE_TRY(scan_absorb(first->scan, lane->growing[query].scan, err));
    }
    return FIRE_OK;
}

fire_status fire_stream_finish(struct fire_stream *stream, const struct fire_summary *out[],
                               struct fire_error *err)
{
    struct lane *first = stream->lane[0];
    const struct fire_summary **summary = FIRE_TAKE(stream->arena, stream->asked.n,
                                                    const struct fire_summary *);
    if (summary == NULL) return fire_fail_memory(err);
    if (first->growing == NULL) FIRE_TRY(lane_begin(first, err));
    FIRE_TRY(join_passing(stream, err));
    struct read read;
    struct expected expected = passing_read(&first->passing, &read);
    struct fire_window room = read.days; /* for groups without rows too */
    for (int32_t i = 0; i < stream->asked.n; i++)
        room = query_days(stream->asked.layers.plain[i], room);
    if (read.has_data) expected.room.days = &room;
    for (int32_t i = 0; i < stream->asked.n; i++) {
        FIRE_TRY(join_query(stream, i, &expected, err));
        FIRE_TRY(scan_conclude(first->growing[i].scan, &read, stream->arena, &summary[i], err));
    }
    return layers_answer(&stream->asked.layers, summary, stream->arena, out, err);
}

void fire_stream_free(struct fire_stream *stream)
{
    if (stream == NULL) return;
    for (int32_t l = 0; l < stream->n_lanes; l++)
        lane_free(stream->lane[l]);
    free(stream);
}
