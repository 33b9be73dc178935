/* parts.c - see parts.h. */
#include "parts.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>

struct part {
    parts_work *work;
    void *self;
    int32_t number;
    size_t from;
    size_t to;
    bool has_thread;
    pthread_t thread;
};

static void *run_part(void *self)
{
    const struct part *part = self;
    part->work(part->self, part->number, part->from, part->to);
    return NULL;
}

int32_t parts_n(int32_t n_jobs, size_t n, size_t least)
{
    int32_t n_parts = n_jobs < PARTS_MOST ? n_jobs : PARTS_MOST;
    if ((size_t)n_parts > n / least) n_parts = (int32_t)(n / least);
    return n_parts < 1 ? 1 : n_parts;
}

void parts_run(int32_t n_parts, size_t n, parts_work *work, void *self)
{
    struct part part[PARTS_MOST];
    const size_t n_all = (size_t)n_parts;
    assert(n_parts >= 1 && n_parts <= PARTS_MOST);
    for (size_t p = 0; p < n_all; p++)
        part[p] = (struct part){ .work = work,
                                 .self = self,
                                 .number = (int32_t)p,
                                 .from = n * p / n_all,
                                 .to = n * (p + 1) / n_all };
    for (size_t p = 1; p < n_all; p++)
        part[p].has_thread = pthread_create(&part[p].thread, NULL, run_part, &part[p]) == 0;
    run_part(&part[0]);
    for (size_t p = 1; p < n_all; p++) {
        if (part[p].has_thread)
            pthread_join(part[p].thread, NULL);
        else
            run_part(&part[p]);
    }
}
