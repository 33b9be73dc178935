/* stream.c - fire_query_stream: answers from batches that are not kept. How a scan of them grows
 * is in grow.c. */
#include "firestat/query.h"

#include "grow.h"
#include "layers.h"
#include "share.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>

struct fire_stream {
    struct fire_arena *arena;
    struct passing passing;
    struct layers layers;
    int32_t n;               /* plain queries   */
    struct growing *growing; /* [n] one a query */
};

static fire_status stream_push(void *self, const struct fire_batch *batch,
                               struct fire_error *err)
{
    struct fire_stream *stream = self;
    FIRE_TRY(passing_add(&stream->passing, batch, err));
    for (int32_t i = 0; i < stream->n; i++)
        FIRE_TRY(growing_add(&stream->growing[i], &stream->passing, batch, err));
    return FIRE_OK;
}

struct fire_sink fire_stream_sink(struct fire_stream *stream)
{
    return (struct fire_sink){ .self = stream, .push = stream_push };
}

static fire_status begin(struct fire_stream *stream, struct fire_query *const query[],
                         int32_t n, struct fire_error *err)
{
    FIRE_TRY(passing_init(&stream->passing, err));
    FIRE_TRY(layers_make(query, n, stream->arena, &stream->layers, err));
    const int32_t n_plain = stream->layers.n_plain;
    stream->growing = calloc((size_t)n_plain + 1, sizeof *stream->growing);
    if (stream->growing == NULL) return fire_fail_memory(err);
    stream->n = n_plain;
    for (int32_t i = 0; i < n_plain; i++) {
        struct fire_query *plain = stream->layers.plain[i];
        const struct fire_query *wider = query_for_sharing(plain, stream->arena);
        if (wider == NULL) return fire_fail_memory(err);
        FIRE_TRY(growing_init(&stream->growing[i], wider, err));
        if (query_wants_reports(plain)) stream->passing.reporting = plain->areas;
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
    const fire_status status = begin(stream, query, n, err);
    if (status != FIRE_OK) {
        fire_stream_free(stream);
        return status;
    }
    *out = stream;
    return FIRE_OK;
}

fire_status fire_stream_finish(struct fire_stream *stream, const struct fire_summary *out[],
                               struct fire_error *err)
{
    struct read read;
    const struct expected expected = passing_read(&stream->passing, &read);
    const struct fire_summary **summary = FIRE_TAKE(stream->arena, stream->n,
                                                    const struct fire_summary *);
    if (summary == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < stream->n; i++) {
        struct growing *growing = &stream->growing[i];
        struct expected own = expected;
        own.has_weights = own.has_weights || query_has_splits(growing->query);
        FIRE_TRY(growing_settle(growing, &own, err));
        FIRE_TRY(scan_conclude(growing->scan, &read, stream->arena, &summary[i], err));
    }
    return layers_answer(&stream->layers, summary, stream->arena, out, err);
}

void fire_stream_free(struct fire_stream *stream)
{
    if (stream == NULL) return;
    for (int32_t i = 0; stream->growing != NULL && i < stream->n; i++)
        growing_finish(&stream->growing[i]);
    free(stream->growing);
    passing_finish(&stream->passing);
    free(stream);
}
