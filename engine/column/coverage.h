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

/* Take in the days of a batch; false: no memory. */
bool coverage_add(struct coverage *coverage, const struct fire_batch *batch);

void coverage_finish(struct coverage *coverage);

#endif
