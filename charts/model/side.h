/* side.h - one side of a grid: what the keys of a dimension become on it.
 *
 * Weekdays, hours and parts of the year have their places whether anything happened then or not;
 * years have one each from the first to the last; names stand in the order of the summary. */
#ifndef FIRESTAT_MODEL_SIDE_H
#define FIRESTAT_MODEL_SIDE_H
#include "firestat/chart_model.h"
#include "firestat/phrase.h"

struct side {
    int32_t dim;       /* of the summary */
    bool is_named;     /* a category or an area: its places have no order in time */
    bool is_folded;    /* months of several years share a place                    */
    bool has_gaps;     /* a place without any row was not reported                 */
    const char *title; /* "Giờ" */
    int32_t n;
    const char **label;          /* [n] "18"           */
    const char **phrase;         /* [n] "18–19 giờ"    */
    const struct fire_key **key; /* [n] of names */
    int64_t first;               /* the year of place 0 */
};

/* errors: FIRE_ENODATA: no key; FIRE_ERANGE: too many of them; FIRE_ENOMEM */
fire_status side_of(const struct fire_summary *summary, int32_t dim, struct fire_phrase *phrase,
                    struct side *out, struct fire_error *err);

/* The place of a row; -1: it has none. */
int32_t side_place(const struct side *side, const struct fire_summary *summary, int64_t row);

/* Let names with the least sums share one place at the end; they become at most `most`.
 *   sum     [side->n]
 *   place   [side->n] out: where each of the old places is now
 *   errors  FIRE_ENOMEM */
fire_status side_reduce(struct side *side, const int64_t sum[], int32_t most,
                        struct fire_phrase *phrase, int32_t place[], struct fire_error *err);

#endif
