/* writer.c - see writer.h. */
#include "writer.h"

#include "blocks.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct store_writer {
    struct fire_store *store;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t turn; /* a job came, or one is done */
    bool is_busy;        /* the job is being written   */
    bool ends;

    /* the job's while busy, else the caller's */
    struct store_job job;
    bool is_done; /* and nobody has taken note of it */
    fire_status status;
    struct fire_error err;

    struct fire_arena *arena[2]; /* copies of the batch being written and of the next one */
    int next;
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
    fire_arena_reset(arena);
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

/* ---- jobs --------------------------------------------------------------------------------- */

fire_status store_job_run(struct fire_store *store, const struct store_job *job,
                          struct fire_error *err)
{
    const struct fire_batch *batch = job->batch;
    int64_t incident_id[FIRE_BATCH_ROWS];
    int32_t area_id[FIRE_BATCH_ROWS];
    FIRE_TRY(store_insert(store, batch, job->import_id, job->first, err));
    for (int64_t i = 0; i < batch->n_rows; i++) {
        incident_id[i] = job->first + i;
        area_id[i] = store->areas.id[batch->area[i]];
    }
    return store_blocks_add(store, store->import.blocks, job->import_id, batch, incident_id,
                            area_id, err);
}

static void *write_jobs(void *self)
{
    struct store_writer *writer = self;
    pthread_mutex_lock(&writer->lock);
    for (;;) {
        while (!writer->is_busy && !writer->ends)
            pthread_cond_wait(&writer->turn, &writer->lock);
        if (!writer->is_busy) break;
        pthread_mutex_unlock(&writer->lock);
        writer->status = store_job_run(writer->store, &writer->job, &writer->err);
        pthread_mutex_lock(&writer->lock);
        writer->is_done = true;
        writer->is_busy = false;
        pthread_cond_signal(&writer->turn);
    }
    pthread_mutex_unlock(&writer->lock);
    return NULL;
}

struct store_writer *store_writer_create(struct fire_store *store)
{
    struct store_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) return NULL;
    writer->store = store;
    writer->arena[0] = fire_arena_create();
    writer->arena[1] = fire_arena_create();
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->turn, NULL);
    if (writer->arena[0] != NULL && writer->arena[1] != NULL &&
        pthread_create(&writer->thread, NULL, write_jobs, writer) == 0)
        return writer;
    pthread_cond_destroy(&writer->turn);
    pthread_mutex_destroy(&writer->lock);
    fire_arena_free(writer->arena[0]);
    fire_arena_free(writer->arena[1]);
    free(writer);
    return NULL;
}

void store_writer_free(struct store_writer *writer)
{
    if (writer == NULL) return;
    pthread_mutex_lock(&writer->lock);
    writer->ends = true; /* once the job is written */
    pthread_cond_signal(&writer->turn);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    pthread_cond_destroy(&writer->turn);
    pthread_mutex_destroy(&writer->lock);
    fire_arena_free(writer->arena[0]);
    fire_arena_free(writer->arena[1]);
    free(writer);
}

fire_status store_writer_settle(struct store_writer *writer, struct fire_error *err)
{
    if (writer == NULL) return FIRE_OK;
    pthread_mutex_lock(&writer->lock);
    while (writer->is_busy)
        pthread_cond_wait(&writer->turn, &writer->lock);
    pthread_mutex_unlock(&writer->lock);
    if (!writer->is_done) return FIRE_OK;
    writer->is_done = false;
    if (writer->status != FIRE_OK && err != NULL && err->status == FIRE_OK) *err = writer->err;
    return writer->status;
}

fire_status store_settle(struct fire_store *store, struct fire_error *err)
{
    return store_writer_settle(store->import.writer, err);
}

fire_status store_writer_give(struct store_writer *writer, const struct store_job *job,
                              int32_t n_fields, struct fire_error *err)
{
    const struct fire_batch *copy = copy_batch(writer->arena[writer->next], job->batch,
                                               n_fields);
    FIRE_TRY(store_writer_settle(writer, err));
    if (copy == NULL) return store_memory(writer->store, err);
    writer->next = 1 - writer->next;
    writer->err = (struct fire_error){ .say = err != NULL ? err->say : NULL };
    writer->job = *job;
    writer->job.batch = copy;
    pthread_mutex_lock(&writer->lock);
    writer->is_busy = true;
    pthread_cond_signal(&writer->turn);
    pthread_mutex_unlock(&writer->lock);
    return FIRE_OK;
}
