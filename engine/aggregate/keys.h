/* keys.h - slots as people read them, and in what order. */
#ifndef FIRESTAT_AGGREGATE_KEYS_H
#define FIRESTAT_AGGREGATE_KEYS_H
#include "axes.h"

struct keys {
    struct fire_key *key; /* [n_slots + 1]; only those of used slots are made */
    uint32_t *rank;       /* [n_slots + 1] place in the order, null last      */
    uint32_t n_ranks;     /* all ranks are below it                           */
    bool has_ties;        /* two slots have one rank                          */
};

/* Keys of the slots that occur in a result.
 *   is_used  [dim->n_slots + 1]
 *   scratch  owns what `out` points to
 *   arena    owns the texts that are made
 *   errors   FIRE_ENOMEM */
fire_status keys_make(const struct fire_query *query, const struct dim *dim,
                      const uint8_t is_used[], struct fire_arena *scratch,
                      struct fire_arena *arena, struct keys *out,
                      struct fire_error *err) FIRE_MUST_CHECK;

/* What a dimension is called. */
struct fire_summary_dim keys_dim(const struct fire_query *query, const struct ask_dim *dim);

#endif
