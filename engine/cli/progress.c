/* progress.c - see progress.h. The clock decides only whether the line is shown: no result
 * depends on it. */
#include "progress.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool is_wanted(const struct session *session)
{
    return !session->options.quiet && !session->options.no_progress &&
           isatty(STDERR_FILENO) == 1 && getenv("CI") == NULL;
}

/* Is it time for a line? Not in the first second, and no more than five times in one. */
static bool is_due(double started, double *shown)
{
    const double time = now();
    if (time - started <= 1.0 || time - *shown <= 0.2) return false;
    *shown = time;
    return true;
}

static void take_away(double shown)
{
    if (shown > 0.0) fputs("\r\033[K", stderr);
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct progress *progress = self;
    progress->n_rows += batch->n_rows;
    if (progress->wanted && is_due(progress->started, &progress->shown)) {
        char rows[FIRE_NUMBER_BYTES];
        fire_number_text(progress->session->language, progress->n_rows, 0, 0, rows);
        fputs("\r\033[K", stderr);
        fprintf(stderr, progress->session->say("%s: %s rows"), progress->path, rows);
        fflush(stderr);
    }
    return progress->next.push(progress->next.self, batch, err);
}

struct fire_sink progress_sink(struct progress *progress, const struct session *session,
                               const char *path, struct fire_sink next)
{
    *progress = (struct progress){
        .session = session, .next = next, .path = path, .started = now()
    };
    progress->wanted = is_wanted(session);
    return (struct fire_sink){ .self = progress, .push = push };
}

void progress_end(struct progress *progress)
{
    take_away(progress->shown);
}

void progress_count_begin(struct progress_count *progress, const struct session *session,
                          int64_t n_all)
{
    *progress = (struct progress_count){
        .session = session, .n_all = n_all, .started = now(), .wanted = is_wanted(session)
    };
}

#define BAR_CELLS 30

void progress_count(struct progress_count *progress)
{
    progress->n_done++;
    if (!progress->wanted || !is_due(progress->started, &progress->shown)) return;
    char bar[BAR_CELLS + 1];
    const int64_t n_full = progress->n_done * BAR_CELLS / progress->n_all;
    for (int64_t i = 0; i < BAR_CELLS; i++)
        bar[i] = i < n_full ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    fprintf(stderr, "\r\033[K[%s] %lld/%lld", bar, (long long)progress->n_done,
            (long long)progress->n_all);
    fflush(stderr);
}

void progress_count_end(struct progress_count *progress)
{
    take_away(progress->shown);
}
