/* spans.c - periods within periods: which of them are counted.
 *
 * Months, their quarters and the year would count everything twice. Of nested periods the wider
 * one is out where the narrower ones cover all of its days, and otherwise the narrower ones are. */
#include "spans.h"

#include <stdlib.h>

static int by_first_day(const void *a, const void *b)
{
    const struct span *left = a;
    const struct span *right = b;
    if (left->window.first_day != right->window.first_day)
        return left->window.first_day < right->window.first_day ? -1 : 1;
    return left->window.last_day > right->window.last_day   ? -1
           : left->window.last_day < right->window.last_day ? 1
                                                            : left->slot - right->slot;
}

/* What has a year of its own and what takes it from a column cannot be compared. */
bool span_lies_in(const struct span *inner, const struct span *outer)
{
    return inner != outer && inner->has_year == outer->has_year &&
           inner->window.first_day >= outer->window.first_day &&
           inner->window.last_day <= outer->window.last_day;
}

/* Do the spans inside of one cover all of its days? Spans are sorted by their first day. */
bool spans_cover(const struct span spans[], int32_t n, const struct span *outer)
{
    int32_t next_day = outer->window.first_day;
    for (int32_t i = 0; i < n; i++) {
        if (!span_lies_in(&spans[i], outer) || spans[i].is_out) continue;
        if (spans[i].window.first_day > next_day) return false;
        if (spans[i].window.last_day >= next_day) next_day = spans[i].window.last_day + 1;
    }
    return next_day > outer->window.last_day;
}

/* The narrowest first, so that the year falls by its quarters though they fell by their months. */
void spans_settle(struct span spans[], int32_t n)
{
    qsort(spans, (size_t)n, sizeof *spans, by_first_day);
    for (int32_t length = 0; length >= 0;) {
        int32_t next_length = -1;
        for (int32_t i = 0; i < n; i++) {
            const int32_t own = spans[i].window.last_day - spans[i].window.first_day;
            if (own > length && (next_length < 0 || own < next_length)) next_length = own;
            if (own != length || spans[i].is_out) continue;
            const bool covered = spans_cover(spans, n, &spans[i]);
            for (int32_t k = 0; k < n && !covered; k++)
                if (span_lies_in(&spans[k], &spans[i])) spans[k].is_out = true;
            spans[i].is_out = covered;
        }
        length = next_length;
    }
}
