/* jobs.c - see jobs.h.
 *
 * Every job takes a stretch of the batches into scans of its own, one a question, with tables
 * and groups of their own, so that no two threads ever write to one line of the cache; in the end the scans are
 * joined in the order of their batches. What a thread only reads (table, schema, areas) nobody
 * writes meanwhile. */
#include "jobs.h"

#include "parts.h"

#include "firestat/arena.h"

struct job {
    struct scan *scan; /* [n_scans] */
    int32_t n_scans;
    const struct fire_table *table;
    int64_t from;
    int64_t to;
    fire_status status;
    struct fire_error err;
    struct fire_arena *arena; /* of the scan; NULL: it is the caller's */
};

static fire_status scan_stretch(struct job *job)
{
    for (int64_t i = job->from; i < job->to; i++) {
        int32_t n_fields;
        const struct fire_batch *batch = fire_table_batch(job->table, i, &n_fields);
        for (int32_t s = 0; s < job->n_scans; s++)
            FIRE_TRY(scan_batch(&job->scan[s], batch, n_fields, fire_table_facts(job->table, i),
                                &job->err));
    }
    for (int32_t s = 0; s < job->n_scans; s++)
        FIRE_TRY(accumulator_settle(&job->scan[s].accumulator, &job->err));
    return FIRE_OK;
}

/* The same with room for a batch that all scans of the job have together: a hundred questions would
 * each take more of it than their groups need. */
static fire_status scan_in_one_room(struct job *job)
{
    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return fire_fail_memory(&job->err);
    int32_t n_sums = 0;
    for (int32_t s = 0; s < job->n_scans; s++)
        if (job->scan[s].layout.n_sums > n_sums) n_sums = job->scan[s].layout.n_sums;
    struct accumulate_room *room = accumulate_room_take(n_sums, arena);
    for (int32_t s = 0; s < job->n_scans; s++)
        job->scan[s].accumulator.room = room;
    const fire_status status = room == NULL ? fire_fail_memory(&job->err) : scan_stretch(job);
    for (int32_t s = 0; s < job->n_scans; s++)
        job->scan[s].accumulator.room = NULL;
    fire_arena_free(arena);
    return status;
}

/* jobs: [parts] */
static void run_job(void *jobs, int32_t part, size_t from, size_t to)
{
    struct job *job = (struct job *)jobs + part;
    job->from = (int64_t)from;
    job->to = (int64_t)to;
    if (job->status == FIRE_OK) job->status = scan_in_one_room(job);
}

/* Scans of its own for a job that is not the first. */
static fire_status prepare(struct job *job, const struct scan scan[],
                           const struct expected *expected)
{
    job->arena = fire_arena_create();
    job->scan = job->arena == NULL ? NULL : FIRE_TAKE(job->arena, job->n_scans, struct scan);
    if (job->scan == NULL) return fire_fail_memory(&job->err);
    for (int32_t s = 0; s < job->n_scans; s++)
        FIRE_TRY(scan_init(&job->scan[s], scan[s].query, expected, job->arena, &job->err));
    return FIRE_OK;
}

static void drop(struct job *job)
{
    if (job->arena == NULL) return;
    for (int32_t s = 0; job->scan != NULL && s < job->n_scans; s++)
        scan_finish(&job->scan[s]);
    fire_arena_free(job->arena);
}

static fire_status join(struct scan scan[], struct job *job, struct fire_error *err)
{
    if (job->status != FIRE_OK)
        return fire_fail(err, job->status, FIRE_NOWHERE, "%s", job->err.message);
    for (int32_t s = 0; job->arena != NULL && s < job->n_scans; s++)
        FIRE_TRY(scan_join(&scan[s], &job->scan[s], err));
    return FIRE_OK;
}

fire_status jobs_scan(struct scan *scan, int32_t n_scans, const struct expected *expected,
                      const struct fire_table *table, int32_t n_jobs, struct fire_error *err)
{
    const int64_t n_batches = fire_table_n_batches(table);
    struct job job[PARTS_MOST] = { { 0 } };
    n_jobs = parts_n(n_jobs, (size_t)n_batches, 1);
    for (int32_t j = 0; j < n_jobs; j++) {
        job[j].table = table;
        job[j].scan = scan;
        job[j].n_scans = n_scans;
        if (j > 0) job[j].status = prepare(&job[j], scan, expected);
    }
    parts_run(n_jobs, (size_t)n_batches, run_job, job);
    fire_status status = FIRE_OK;
    for (int32_t j = 0; j < n_jobs; j++) {
        if (status == FIRE_OK) status = join(scan, &job[j], err);
        drop(&job[j]);
    }
    return status;
}
