/* writer.c - see writer.h. */
#include "writer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Batches on their way: with a single one the threads wait for each other at every batch, 2 % of
 * an import of 1 M rows on two cores; eight gained no more than three. */
enum { MOST_WAITING = 3 };

struct waiting {
    struct store_job job;
    struct fire_arena *arena;         /* owns the job's batch or block */
    const char *(*say)(const char *); /* of the one who gave it */
};

struct store_writer {
    struct fire_store *store;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t came; /* a job, or the end */
    pthread_cond_t left; /* a job             */
    struct waiting waiting[MOST_WAITING];
    int first; /* the one that is written, while n > 0 */
    int n;     /* it and those behind it               */
    bool ends;
    fire_status status; /* of the first job that failed; those behind it are not written */
    struct fire_error err;
};

/* ---- copies ------------------------------------------------------------------------------- */

/* A copy of `count` items, or NULL where there are none. No memory: *ok becomes false. */
static void *copy_items(struct fire_arena *arena, const void *items, int64_t count,
                        size_t item_bytes, bool *ok)
{
    if (items == NULL) return NULL;
    void *copy = fire_arena_take(arena, (size_t)count, item_bytes);
    if (copy == NULL)
        *ok = false;
    else
        memcpy(copy, items, (size_t)count * item_bytes);
    return copy;
}

#define COPY(items, count) copy_items(arena, (items), (count), sizeof *(items), ok)

static struct fire_text_view *copy_texts(struct fire_arena *arena,
                                         const struct fire_vector *from, int64_t n, bool *ok)
{
    struct fire_text_view *text = COPY(from->text, n);
    size_t size = 0;
    for (int64_t i = 0; text != NULL && i < n; i++)
        size += fire_is_valid(from->valid, i) ? text[i].size_bytes : 0;
    char *bytes = text == NULL ? NULL : FIRE_TAKE(arena, size, char);
    if (bytes == NULL) {
        *ok = *ok && from->text == NULL;
        return NULL;
    }
    for (int64_t i = 0; i < n; i++) {
        if (!fire_is_valid(from->valid, i) || text[i].size_bytes == 0) continue;
        memcpy(bytes, text[i].bytes, text[i].size_bytes);
        text[i].bytes = bytes;
        bytes += text[i].size_bytes;
    }
    return text;
}

static void copy_vector(struct fire_arena *arena, const struct fire_vector *from, int64_t n,
                        struct fire_vector *to, bool *ok)
{
    const int64_t n_words = (int64_t)FIRE_BITS_WORDS(n);
    to->valid = COPY(from->valid, n_words);
    to->code = COPY(from->code, n);
    to->text = copy_texts(arena, from, n, ok);
    to->number = COPY(from->number, n);
    to->day = COPY(from->day, n);
    to->minute = COPY(from->minute, n);
    to->minute_valid = COPY(from->minute_valid, n_words);
}

/* NULL: no memory */
static const struct fire_batch *copy_batch(struct fire_arena *arena,
                                           const struct fire_batch *from, int32_t n_fields)
{
    const int64_t n = from->n_rows;
    bool enough = true;
    bool *ok = &enough;
    struct fire_batch *to = FIRE_TAKE(arena, 1, struct fire_batch);
    struct fire_vector *vector = FIRE_TAKE(arena, n_fields, struct fire_vector);
    if (to == NULL || vector == NULL) return NULL;
    for (int32_t field = 0; field < n_fields; field++)
        copy_vector(arena, &from->vector[field], n, &vector[field], ok);
    *to = *from;
    to->vector = vector;
    to->last_day = COPY(from->last_day, n);
    to->area = COPY(from->area, n);
    to->line = COPY(from->line, n);
    return enough ? to : NULL;
}

/* What a job names, in an arena of its own. false: no memory */
static bool copy_job(struct fire_arena *arena, int32_t n_fields, struct store_job *job)
{
    fire_arena_reset(arena);
    if (job->block != NULL) {
        job->block = store_packed_copy(arena, job->block);
        return job->block != NULL;
    }
    job->batch = copy_batch(arena, job->batch, n_fields);
    return job->batch != NULL;
}

/* ---- jobs --------------------------------------------------------------------------------- */

fire_status store_job_run(struct fire_store *store, const struct store_job *job,
                          struct fire_error *err)
{
    return job->block != NULL
               ? store_packed_write(store, job->block, err)
               : store_insert(store, job->batch, job->import_id, job->first, err);
}

static void *write_jobs(void *self)
{
    struct store_writer *writer = self;
    pthread_mutex_lock(&writer->lock);
    for (;;) {
        while (writer->n == 0 && !writer->ends)
            pthread_cond_wait(&writer->came, &writer->lock);
        if (writer->n == 0) break;
        const struct waiting *waiting = &writer->waiting[writer->first];
        const bool failed = writer->status != FIRE_OK;
        struct fire_error err = { .say = waiting->say };
        pthread_mutex_unlock(&writer->lock);
        const fire_status status = failed ? FIRE_OK
                                          : store_job_run(writer->store, &waiting->job, &err);
        pthread_mutex_lock(&writer->lock);
        if (status != FIRE_OK) {
            writer->status = status;
            writer->err = err;
        }
        writer->first = (writer->first + 1) % MOST_WAITING;
        writer->n--;
        pthread_cond_signal(&writer->left);
    }
    pthread_mutex_unlock(&writer->lock);
    return NULL;
}

static void drop(struct store_writer *writer)
{
    pthread_cond_destroy(&writer->came);
    pthread_cond_destroy(&writer->left);
    pthread_mutex_destroy(&writer->lock);
    for (int i = 0; i < MOST_WAITING; i++)
        fire_arena_free(writer->waiting[i].arena);
    free(writer);
}

struct store_writer *store_writer_create(struct fire_store *store)
{
    struct store_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) return NULL;
    writer->store = store;
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->came, NULL);
    pthread_cond_init(&writer->left, NULL);
    bool has_memory = true;
    for (int i = 0; i < MOST_WAITING; i++) {
        writer->waiting[i].arena = fire_arena_create();
        has_memory = has_memory && writer->waiting[i].arena != NULL;
    }
    if (has_memory && pthread_create(&writer->thread, NULL, write_jobs, writer) == 0)
        return writer;
    drop(writer);
    return NULL;
}

void store_writer_free(struct store_writer *writer)
{
    if (writer == NULL) return;
    pthread_mutex_lock(&writer->lock);
    writer->ends = true; /* once all jobs are written */
    pthread_cond_signal(&writer->came);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    drop(writer);
}

/* Wait until no more than n jobs are left. */
static fire_status wait_for(struct store_writer *writer, int n, struct fire_error *err)
{
    pthread_mutex_lock(&writer->lock);
    while (writer->n > n)
        pthread_cond_wait(&writer->left, &writer->lock);
    const fire_status status = writer->status;
    if (status != FIRE_OK && err != NULL && err->status == FIRE_OK) *err = writer->err;
    pthread_mutex_unlock(&writer->lock);
    return status;
}

fire_status store_writer_settle(struct store_writer *writer, struct fire_error *err)
{
    return writer == NULL ? FIRE_OK : wait_for(writer, 0, err);
}

fire_status store_settle(struct fire_store *store, struct fire_error *err)
{
    return store_writer_settle(store->import.writer, err);
}

fire_status store_writer_give(struct store_writer *writer, const struct store_job *job,
                              int32_t n_fields, struct fire_error *err)
{
    FIRE_TRY(wait_for(writer, MOST_WAITING - 1, err));
    pthread_mutex_lock(&writer->lock);
    struct waiting *waiting = &writer->waiting[(writer->first + writer->n) % MOST_WAITING];
    pthread_mutex_unlock(&writer->lock);
    waiting->job = *job; /* nobody else looks at it before n says that it is there */
    waiting->say = err != NULL ? err->say : NULL;
    if (!copy_job(waiting->arena, n_fields, &waiting->job)) {
        FIRE_TRY(store_writer_settle(writer, err)); /* it may be noting a failure of its own */
        return store_memory(writer->store, err);
    }
    pthread_mutex_lock(&writer->lock);
    writer->n++;
    pthread_cond_signal(&writer->came);
    pthread_mutex_unlock(&writer->lock);
    return FIRE_OK;
}
