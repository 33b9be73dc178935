/* stream.c - fire_query_stream: answers from batches that are not kept.
 *
 * A scan is made for the codes, areas and days that there are, and in a stream they grow. So it
 * is made with room for more; what fits is taken in before a batch is scanned, and when
 * something does not fit a roomier scan takes over what the old one found (scan_absorb). Room is
 * doubled, so that happens a few times in a stream of any length. At the end a scan without
 * room to spare, the same as a table's, takes over once more and is concluded: so the answer
 * cannot depend on how the stream grew. */
#include "firestat/query.h"

#include "conclude.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>

/* A stream's first days are those of its first batch and so many more, a register's next few
 * years. */
#define DAYS_BEFORE 366
#define DAYS_BEHIND (4 * 366)

/* One query on its way; scans come and go with their tables. */
struct asked {
    const struct fire_query *query;
    struct fire_arena *tables; /* of the scan, and the scan itself */
    struct scan *scan;
    struct fire_window days; /* there is room for; last < first: for none */
};

struct fire_stream {
    struct fire_arena *arena;
    struct fire_days *days;
    int64_t n_rows;
    bool has_weights;
    int32_t n;
    struct asked *asked; /* [n] */
};

/* ---- growing ------------------------------------------------------------------------- */

/* Room for `wanted`, with as much again on the side where it grew. */
static struct fire_window widen(struct fire_window had, struct fire_window wanted)
{
    int64_t first = had.first_day;
    int64_t last = had.last_day;
    if (first > last) {
        first = (int64_t)wanted.first_day - DAYS_BEFORE;
        last = (int64_t)wanted.last_day + DAYS_BEHIND;
    } else {
        const int64_t length = last - first + 1;
        if (wanted.first_day < first) first = wanted.first_day - length;
        if (wanted.last_day > last) last = wanted.last_day + length;
    }
    return (struct fire_window){
        first < FIRE_DAY_FIRST ? FIRE_DAY_FIRST : (int32_t)first,
        last > FIRE_DAY_LAST ? FIRE_DAY_LAST : (int32_t)last,
    };
}

/* Put another scan in the place of the one there is, if any; it takes over what was found. */
static fire_status replace(struct asked *asked, const struct expected *expected,
                           struct fire_error *err)
{
    struct fire_arena *tables = fire_arena_create();
    if (tables == NULL) return fire_fail_memory(err);
    struct scan *scan = FIRE_TAKE(tables, 1, struct scan);
    fire_status status = scan == NULL ? fire_fail_memory(err)
                                      : scan_init(scan, asked->query, expected, tables, err);
    if (status == FIRE_OK && asked->scan != NULL) status = scan_absorb(scan, asked->scan, err);
    if (status != FIRE_OK) {
        if (scan != NULL) scan_finish(scan);
        fire_arena_free(tables);
        return status;
    }
    if (asked->scan != NULL) scan_finish(asked->scan);
    fire_arena_free(asked->tables);
    asked->scan = scan;
    asked->tables = tables;
    return FIRE_OK;
}

/* Make the scan fit for all that there is now. */
static fire_status fit(const struct fire_stream *stream, struct asked *asked,
                       struct fire_error *err)
{
    struct fire_window days;
    const bool has_rows = fire_days_window(stream->days, &days);
    bool fits = false;
    assert(has_rows);
    (void)has_rows;
    FIRE_TRY(scan_extend(asked->scan, &fits, err));
    if (days.first_day < asked->days.first_day || days.last_day > asked->days.last_day) {
        asked->days = widen(asked->days, days);
        fits = false;
    }
    if (fits && asked->scan->layout.has_weights == stream->has_weights &&
        groups_suit(&asked->scan->groups, stream->n_rows))
        return FIRE_OK;
    const struct expected expected = {
        .room = { .days = &asked->days, .grows = true },
        .n_rows = stream->n_rows,
        .has_weights = stream->has_weights,
    };
    return replace(asked, &expected, err);
}

/* ---- batches ------------------------------------------------------------------------- */

static fire_status stream_push(void *self, const struct fire_batch *batch,
                               struct fire_error *err)
{
    struct fire_stream *stream = self;
    const int32_t n_fields = fire_schema_n_fields(batch->schema);
    FIRE_TRY(fire_days_add(stream->days, batch, err));
    stream->n_rows += batch->n_rows;
    stream->has_weights = stream->has_weights || batch_has_weights(batch, n_fields);
    for (int32_t i = 0; i < stream->n; i++) {
        FIRE_TRY(fit(stream, &stream->asked[i], err));
        FIRE_TRY(scan_batch(stream->asked[i].scan, batch, n_fields, NULL, err));
    }
    return FIRE_OK;
}

struct fire_sink fire_stream_sink(struct fire_stream *stream)
{
    return (struct fire_sink){ .self = stream, .push = stream_push };
}

/* ---- beginning and end --------------------------------------------------------------- */

static fire_status begin(struct fire_stream *stream, struct fire_query *const query[],
                         struct fire_error *err)
{
    for (int32_t i = 0; i < stream->n; i++) {
        struct asked *asked = &stream->asked[i];
        const struct expected expected = { .room.grows = true };
        asked->query = query[i];
        asked->days = (struct fire_window){ 0, -1 };
        FIRE_TRY(replace(asked, &expected, err));
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
    stream->days = fire_days_create();
    stream->asked = calloc((size_t)n + 1, sizeof *stream->asked);
    if (stream->days == NULL || stream->asked == NULL) {
        fire_stream_free(stream);
        return fire_fail_memory(err);
    }
    stream->n = n;
    const fire_status status = begin(stream, query, err);
    if (status != FIRE_OK) {
        fire_stream_free(stream);
        return status;
    }
    *out = stream;
    return FIRE_OK;
}

static fire_status finish(const struct fire_stream *stream, struct asked *asked,
                          const struct fire_summary **out, struct fire_error *err)
{
    struct read read = { 0 };
    read.has_data = fire_days_window(stream->days, &read.days);
    read.coverage = fire_days_coverage(stream->days, &read.n_coverage);
    const struct expected expected = {
        .room.days = read.has_data ? &read.days : NULL,
        .n_rows = stream->n_rows,
        .has_weights = stream->has_weights,
    };
    FIRE_TRY(replace(asked, &expected, err));
    return scan_conclude(asked->scan, &read, stream->arena, out, err);
}

fire_status fire_stream_finish(struct fire_stream *stream, const struct fire_summary *out[],
                               struct fire_error *err)
{
    const struct fire_summary **summary = FIRE_TAKE(stream->arena, stream->n,
                                                    const struct fire_summary *);
    if (summary == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < stream->n; i++)
        FIRE_TRY(finish(stream, &stream->asked[i], &summary[i], err));
    for (int32_t i = 0; i < stream->n; i++)
        out[i] = summary[i];
    return FIRE_OK;
}

void fire_stream_free(struct fire_stream *stream)
{
    if (stream == NULL) return;
    for (int32_t i = 0; i < stream->n; i++) {
        if (stream->asked[i].scan != NULL) scan_finish(stream->asked[i].scan);
        fire_arena_free(stream->asked[i].tables);
    }
    free(stream->asked);
    fire_days_free(stream->days);
    free(stream);
}
