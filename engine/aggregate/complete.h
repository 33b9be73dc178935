/* complete.h - the groups of a result, those without a row too where they are wanted. */
#ifndef FIRESTAT_AGGREGATE_COMPLETE_H
#define FIRESTAT_AGGREGATE_COMPLETE_H
#include "conclude.h"

/* Starts as {0}. */
struct shown {
    uint32_t *group; /* [n] each once, in no order */
    size_t n;
    size_t capacity;
};

/* The groups that have rows; by nothing: the one group, rows or not. errors: FIRE_ENOMEM */
fire_status shown_found(struct shown *shown, const struct scan *scan,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Add the groups that query.h promises for fire_query_complete.
 *   scratch    owns what is needed on the way
 *   errors     FIRE_ENOMEM; FIRE_ERANGE: more than FIRE_LIMIT_GROUPS */
fire_status shown_complete(struct shown *shown, struct scan *scan, struct read *read,
                           struct fire_arena *scratch, struct fire_error *err) FIRE_MUST_CHECK;

void shown_finish(struct shown *shown);

#endif
