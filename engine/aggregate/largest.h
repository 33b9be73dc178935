/* largest.h - the incidents with the most of a field, picked out of the rows that pass by. */
#ifndef FIRESTAT_AGGREGATE_LARGEST_H
#define FIRESTAT_AGGREGATE_LARGEST_H
#include "ask.h"
#include "rows.h"

#include "firestat/arena.h"

struct largest_row;

struct largest {
    const struct fire_query *query; /* its `largest` says what is wanted; n 0: nothing */
    int32_t n;
    struct largest_row *row; /* [wanted + 1] the most first; the last one is room */
    int64_t *weight;         /* [FIRE_BATCH_ROWS] room */
    uint16_t *null_at;
    struct fire_arena *texts; /* of the rows, and of some that are no longer there */
    int64_t n_taken;          /* rows whose texts are in it; NULL: none */
};

/* To be finished even after a failure.
 *   arena    owns what does not grow
 *   errors   FIRE_ENOMEM */
fire_status largest_init(struct largest *largest, const struct fire_query *query,
                         struct fire_arena *arena, struct fire_error *err) FIRE_MUST_CHECK;
void largest_finish(struct largest *largest);

/* Take some rows of a batch. errors: FIRE_ENOMEM */
fire_status largest_add(struct largest *largest, const struct fire_batch *batch,
                        int32_t n_fields, struct rows rows,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Take those that another one of the same question found. errors: FIRE_ENOMEM */
fire_status largest_absorb(struct largest *largest, const struct largest *from,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* NULL where none were asked for.
 *   arena    owns what is written
 *   errors   FIRE_ENOMEM */
fire_status largest_write(const struct largest *largest, struct fire_arena *arena,
                          const struct fire_largest **out,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
