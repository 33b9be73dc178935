/* order.h - the groups of a result in the order in which they are shown. */
#ifndef FIRESTAT_AGGREGATE_ORDER_H
#define FIRESTAT_AGGREGATE_ORDER_H
#include "complete.h"
#include "keys.h"

struct ordered {
    size_t n;
    const uint32_t *group;      /* [n] as they follow each other */
    const struct fire_key *key; /* each that occurs, once        */
    const uint32_t *key_at;     /* [n * n_dims] row by row       */
};

/* Keys of the shown groups, and the groups sorted by them: the first dimension first. The same
 * whatever the number of jobs.
 *   scratch  owns `group`
 *   arena    owns the keys
 *   errors   FIRE_ENOMEM */
fire_status order_shown(const struct shown *shown, const struct scan *scan,
                        struct fire_arena *scratch, struct fire_arena *arena,
                        struct ordered *out, struct fire_error *err) FIRE_MUST_CHECK;

#endif
