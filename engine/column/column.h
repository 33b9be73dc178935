/* column.h - what the files of this room share: the table and its batches. */
#ifndef FIRESTAT_ENGINE_COLUMN_COLUMN_H
#define FIRESTAT_ENGINE_COLUMN_COLUMN_H
#include "firestat/table.h"

#include "coverage.h"

#include "firestat/arena.h"

struct kept {
    struct fire_batch *batch; /* in the arena */
    int32_t n_fields;
    int64_t first;   /* number of its first row, as a version (identity.h) */
    uint64_t *alive; /* batch->alive, to be written; NULL: no row is dead  */
    struct fire_facts facts;
};

struct fire_table {
    struct fire_arena *arena;
    struct kept *kept; /* [n_batches] */
    size_t n_batches;
    size_t capacity;
    int64_t n_versions;             /* rows that were ever kept    */
    int64_t n_dead;                 /* of them: superseded         */
    struct fire_window range;       /* of all of them; last < first: no row says when */
    struct fire_window days;        /* of those that count         */
    struct coverage coverage;       /* of those that count         */
    struct fire_identity *identity; /* NULL until a source says its form */
};

/* ---- copy.c ---- */

/* NULL: no memory. out_facts: what was found out on the way */
struct fire_batch *column_copy(struct fire_arena *arena, const struct fire_batch *from,
                               int32_t n_fields, struct fire_facts *out_facts);

/* ---- table.c ---- */

/* Keep a batch as it is. errors: FIRE_ENOMEM */
fire_status table_keep(struct fire_table *table, const struct fire_batch *batch,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* Widen days by those of the batch's rows that count; rows of all time say nothing.
 *   plain   what plain_days said of the batch; NULL: it was not asked or said no */
void table_widen(struct fire_window *days, const struct fire_batch *batch,
                 const struct fire_window *plain);

/* The days that rows say, or all days where they say none; false: there is no row. */
bool table_days(bool has_rows, const struct fire_window *days, struct fire_window *out);

/* ---- day_range.c ---- */

/* The first and the last day of a batch whose rows all count and stand for one day each.
 *   returns   room, or what the batch says itself, or NULL: it is no such batch */
const struct fire_window *plain_days(const struct fire_batch *batch, struct fire_window *room);

/* ---- versions.c ---- */

/* Keep of a batch what is new and take back what it supersedes. */
fire_status table_sift(struct fire_table *table, const struct fire_batch *batch,
                       struct fire_error *err) FIRE_MUST_CHECK;

#endif
