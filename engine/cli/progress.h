/* progress.h - a sign of life on long reads: one line on standard error, only for a person who
 * looks on, and only after a second. */
#ifndef FIRESTAT_ENGINE_CLI_PROGRESS_H
#define FIRESTAT_ENGINE_CLI_PROGRESS_H
#include "source.h"

struct progress {
    const struct session *session;
    struct fire_sink next;
    const char *path;
    int64_t n_rows;
    double started; /* seconds */
    double shown;
    bool wanted;
};

/* A sink that passes all batches on and tells of them. */
struct fire_sink progress_sink(struct progress *progress, const struct session *session,
                               const char *path, struct fire_sink next);
void progress_end(struct progress *progress); /* takes the line away */

/* The same for work that is counted: charts. */
struct progress_count {
    const struct session *session;
    int64_t n_done;
    int64_t n_all;
    double started;
    double shown;
    bool wanted;
};

void progress_count_begin(struct progress_count *progress, const struct session *session,
                          int64_t n_all);
void progress_count(struct progress_count *progress); /* one more is done */
void progress_count_end(struct progress_count *progress);

#endif
