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

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct progress *progress = self;
    progress->n_rows += batch->n_rows;
    if (progress->wanted) {
        const double time = now();
        if (time - progress->started > 1.0 && time - progress->shown > 0.2) {
            char rows[FIRE_NUMBER_BYTES];
            fire_number_text(progress->session->language, progress->n_rows, 0, 0, rows);
            fputs("\r\033[K", stderr);
            fprintf(stderr, progress->session->say("%s: %s rows"), progress->path, rows);
            fflush(stderr);
            progress->shown = time;
        }
    }
    return progress->next.push(progress->next.self, batch, err);
}

struct fire_sink progress_sink(struct progress *progress, const struct session *session,
                               const char *path, struct fire_sink next)
{
    *progress = (struct progress){
        .session = session, .next = next, .path = path, .started = now()
    };
    progress->wanted = !session->options.quiet && !session->options.no_progress &&
                       isatty(STDERR_FILENO) == 1 && getenv("CI") == NULL;
    return (struct fire_sink){ .self = progress, .push = push };
}

void progress_end(struct progress *progress)
{
    if (progress->shown > 0.0) fputs("\r\033[K", stderr);
}
