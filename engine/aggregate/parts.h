/* parts.h - the same work for many items, done by several threads. */
#ifndef FIRESTAT_AGGREGATE_PARTS_H
#define FIRESTAT_AGGREGATE_PARTS_H
#include <stddef.h>
#include <stdint.h>

#define PARTS_MOST 64

/* Into how many parts n items are cut: one a job, but none of fewer than `least` items. >= 1 */
int32_t parts_n(int32_t n_jobs, size_t n, size_t least);

/* Do items from..to-1, the part numbered `part`. Parts write to nothing that others look at. */
typedef void parts_work(void *self, int32_t part, size_t from, size_t to);

/* Cut n items into n_parts stretches and do each in a thread of its own, the first in the
 * caller's. One whose thread cannot be started is done there too. Returns when all are done. */
void parts_run(int32_t n_parts, size_t n, parts_work *work, void *self);

#endif
