/* coverage.c - see coverage.h.
 *
 * An incident row proves that its source reported between its first and its last day, so a
 * day in between without a row is a day without an incident. A row that stands for a period
 * proves nothing beyond itself: a yearly table without a line for a year or an area did not
 * report it, and that is no zero. The windows lie in one sorted list that joins what touches,
 * kept while the table is filled, so that readers find it ready and may be many. */
#include "coverage.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The first window that ends on `day` or later. */
static size_t first_ending_from(const struct coverage *coverage, int32_t day)
{
    size_t low = 0;
    size_t high = coverage->n_joined;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (coverage->joined[middle].last_day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool join(struct coverage *coverage, struct fire_window days)
{
    /* days are far from the ends of int32_t (date.h), so one more or less is safe */
    const size_t at = first_ending_from(coverage, days.first_day - 1);
    size_t behind = at;
    while (behind < coverage->n_joined &&
           coverage->joined[behind].first_day <= days.last_day + 1) {
        const struct fire_window *met = &coverage->joined[behind++];
        if (met->first_day < days.first_day) days.first_day = met->first_day;
        if (met->last_day > days.last_day) days.last_day = met->last_day;
    }
    if (behind == at) {
        if (coverage->n_joined + 1 > coverage->joined_capacity) {
            void *grown = fire_array_grow(coverage->joined, &coverage->joined_capacity,
                                          coverage->n_joined + 1, sizeof *coverage->joined);
            if (grown == NULL) return false;
            coverage->joined = grown;
        }
    }
    memmove(coverage->joined + at + 1, coverage->joined + behind,
            (coverage->n_joined - behind) * sizeof *coverage->joined);
    coverage->joined[at] = days;
    coverage->n_joined = coverage->n_joined + 1 + at - behind;
    return true;
}

static bool reserve_source(struct coverage *coverage, int32_t source)
{
    assert(source >= 0);
    const size_t wanted = (size_t)source + 1;
    if (wanted > coverage->incidents_capacity) {
        void *grown = fire_array_grow(coverage->incidents, &coverage->incidents_capacity,
                                      wanted, sizeof *coverage->incidents);
        if (grown == NULL) return false;
        coverage->incidents = grown;
    }
    for (; coverage->n_sources < wanted; coverage->n_sources++)
        coverage->incidents[coverage->n_sources] = (struct fire_window){ FIRE_DAY_LAST,
                                                                         FIRE_DAY_FIRST };
    return true;
}

/* The days of a source's incident rows, which only grow. */
static bool set_incidents(struct coverage *coverage, int32_t source,
                          struct fire_window incidents)
{
    const struct fire_window before = coverage->incidents[source];
    coverage->incidents[source] = incidents;
    if (incidents.first_day == before.first_day && incidents.last_day == before.last_day)
        return true;
    return join(coverage, incidents);
}

bool coverage_add(struct coverage *coverage, const struct fire_batch *batch,
                  const struct fire_window *plain)
{
    if (!reserve_source(coverage, batch->source)) return false;

    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    struct fire_window incidents = coverage->incidents[batch->source];
    if (plain != NULL) {
        widen(&incidents, plain);
    } else {
        for (int64_t i = 0; i < batch->n_rows; i++) {
            if (last_day[i] != day[i] || !fire_is_valid(batch->alive, i)) continue;
            if (day[i] < incidents.first_day) incidents.first_day = day[i];
            if (day[i] > incidents.last_day) incidents.last_day = day[i];
        }
    }
    return set_incidents(coverage, batch->source, incidents);
}

bool coverage_join(struct coverage *coverage, const struct coverage *other)
{
    for (size_t source = 0; source < other->n_sources; source++) {
        if (!reserve_source(coverage, (int32_t)source)) return false;
        struct fire_window incidents = coverage->incidents[source];
        widen(&incidents, &other->incidents[source]);
        if (!set_incidents(coverage, (int32_t)source, incidents)) return false;
    }
    return true;
}

void coverage_finish(struct coverage *coverage)
{
    free(coverage->joined);
    free(coverage->incidents);
    *coverage = (struct coverage){ 0 };
}
