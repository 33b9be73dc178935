/* spans.h - periods within periods. */
#ifndef FIRESTAT_ENGINE_CLEAN_SPANS_H
#define FIRESTAT_ENGINE_CLEAN_SPANS_H
#include "firestat/calendar.h"

struct span {
    struct fire_window window;
    int32_t slot; /* from 0 */
    bool has_year;
    bool is_out;
};

/* Sort the spans by their first day and set is_out of those that are not counted. */
void spans_settle(struct span spans[], int32_t n);

/* Do those that count cover all the days of one, without itself? Sorted by their first day. */
bool spans_cover(const struct span spans[], int32_t n, const struct span *outer);

/* Does one lie in the other? */
bool span_lies_in(const struct span *inner, const struct span *outer);

#endif
