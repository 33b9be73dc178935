/* select.h - the rows of a batch that a question is about. */
#ifndef FIRESTAT_AGGREGATE_SELECT_H
#define FIRESTAT_AGGREGATE_SELECT_H
#include "axes.h"

/* So many slots are compared with, rather than each row's looked up. */
#define SELECT_FEW 3

/* A condition made ready: one byte a slot, so that rows are answered by look-up. */
struct test {
    const struct condition *condition;
    struct axes axes;         /* SUBJECT_DIM: its one dimension     */
    uint8_t *pass;            /* SUBJECT_DIM: [n_slots + 1], 0 or 1 */
    uint32_t n_known;         /* slots whose byte is made           */
    uint32_t n_pass;          /* of them: 1                         */
    uint32_t few[SELECT_FEW]; /* the first ones of those          */
};

/* The numbers of the ones in a byte, 0..7, and how many they are. */
struct byte_ones {
    uint16_t at[256][8];
    uint8_t n[256];
};

struct filter {
    const struct fire_query *query;
    struct test *test; /* [query->n_conditions]                        */
    struct byte_ones *ones;
    struct fire_arena *words; /* match keys of one batch's texts       */
};

/* The rows of one batch; filled by filter_select, big enough for any. */
struct selection {
    struct rows rows;
    int64_t n_straddling; /* added up from batch to batch */
    uint8_t keep[FIRE_BATCH_ROWS];
    uint8_t in_set[FIRE_BATCH_ROWS];
    uint32_t slot[FIRE_BATCH_ROWS];
    uint16_t at[FIRE_BATCH_ROWS + 8]; /* eight are written at a time */
    uint64_t is_one[FIRE_BITS_WORDS(FIRE_BATCH_ROWS)];
};

/* Conditions made ready for the dictionaries and areas as they are now. `arena` owns what is
 * made. To be finished even after a failure.
 *   errors   FIRE_ENOMEM */
fire_status filter_prepare(const struct fire_query *query, struct room room,
                           struct fire_arena *arena, struct filter *out,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Take in the codes and the areas that came since. *fits becomes false where there is no room
 * for them. errors: FIRE_ENOMEM */
fire_status filter_extend(struct filter *filter, bool *fits,
                          struct fire_error *err) FIRE_MUST_CHECK;

void filter_finish(struct filter *filter);

/* Rows that meet every condition and whose days lie inside the window; those that would be
 * counted and only overlap it are added to n_straddling.
 *   facts    of the fields; NULL: nothing is known of the batch
 *   errors   FIRE_ENOMEM: the match keys of texts */
fire_status filter_select(const struct filter *filter, const struct fire_batch *batch,
                          int32_t n_fields, const struct fire_facts *facts,
                          struct selection *selection, struct fire_error *err) FIRE_MUST_CHECK;

#endif
