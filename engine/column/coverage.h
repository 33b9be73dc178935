/* coverage.h - the days from which reports came, kept up to date batch by batch. */
#ifndef FIRESTAT_COLUMN_COVERAGE_H
#define FIRESTAT_COLUMN_COVERAGE_H
#include "firestat/calendar.h"
#include "firestat/schema.h"

/* Starts as {0}. `joined` is sorted and its windows are at least a day apart. */
struct coverage {
    struct fire_window *joined;
    size_t n_joined;
    size_t joined_capacity;
    struct fire_window *incidents; /* [n_sources] days of a source's incident rows;
                                      first_day > last_day: it has none              */
    size_t n_sources;
    size_t incidents_capacity;
};

/* A row whose source does not say when: it stands for all time and proves no day. */
static inline bool is_all_time(int32_t day, int32_t last_day)
{
    return day == FIRE_DAY_FIRST && last_day == FIRE_DAY_LAST;
}

static inline void widen(struct fire_window *days, const struct fire_window *by)
{
    if (by->first_day < days->first_day) days->first_day = by->first_day;
    if (by->last_day > days->last_day) days->last_day = by->last_day;
}

/* Take in the days of a batch; false: no memory.
 *   plain   its days where plain_days (column.h) says them; NULL: not known */
bool coverage_add(struct coverage *coverage, const struct fire_batch *batch,
                  const struct fire_window *plain);

/* Take in another one's days of the same sources and of others; false: no memory. */
bool coverage_join(struct coverage *coverage, const struct coverage *other);

void coverage_finish(struct coverage *coverage);

#endif
