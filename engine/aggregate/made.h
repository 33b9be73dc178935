/* made.h - fields that a query adds up itself: deaths+injuries.
 *
 * A made field has a number behind those of the schema, so whatever looks at fields looks at it
 * too; its vector is made of each batch on the way in. A row has a value of it where it has one of
 * every part: whom nobody counted is not nobody. */
#ifndef FIRESTAT_AGGREGATE_MADE_H
#define FIRESTAT_AGGREGATE_MADE_H
#include "ask.h"

/* The field of that name, or the sum of fields "a+b[+c]", which the query gets where it has not
 * got it; -1: there is no such field, or they cannot be added up: numbers of one type and unit
 * can, but for the number of incidents itself.
 *   errors   FIRE_ENOMEM */
fire_status made_find(struct fire_query *query, struct fire_text_view name, int32_t *out,
                      struct fire_error *err) FIRE_MUST_CHECK;

/* Room for the made vectors of one batch at a time. */
struct made_rows {
    const struct fire_query *query;
    struct fire_batch batch;
    struct fire_vector *vector; /* [first_made + n_made]; NULL: nothing is made */
    int64_t *number;            /* [n_made * FIRE_BATCH_ROWS]                   */
    uint64_t *valid;            /* [n_made * words of a batch]                  */
};

/*   arena    owns the room
 *   errors   FIRE_ENOMEM */
fire_status made_init(struct made_rows *made, const struct fire_query *query,
                      struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;

/* The batch with what is made of it, valid until the next one; the batch itself where nothing is.
 *   errors   FIRE_ERANGE: the sum of a row does not fit */
fire_status made_batch(struct made_rows *made, const struct fire_batch **batch,
                       int32_t *n_fields, struct fire_error *err) FIRE_MUST_CHECK;

#endif
