/* grow.h - a scan of rows that pass by, whose codes, areas and days are not known beforehand.
 *
 *     passing_init(&passing, err);
 *     growing_init(&growing, query, err);
 *     passing_add(&passing, batch, err);  growing_add(&growing, &passing, batch, err);   each
 *     growing_settle(&growing, &passing, &read, err);
 *     ... growing.scan, as that of a table ...
 *     growing_finish(&growing);  passing_finish(&passing);
 *
 * Several scans may share what passed by. */
#ifndef FIRESTAT_AGGREGATE_GROW_H
#define FIRESTAT_AGGREGATE_GROW_H
#include "conclude.h"

/* What is known of all rows so far. */
struct passing {
    struct fire_days *days;
    int64_t n_rows;
    bool has_weights;
    const struct fire_areas *reporting; /* whose reports are wanted; NULL: nobody's */
    struct reports reports;
};

/* A query on its way; scans come and go with their tables. */
struct growing {
    const struct fire_query *query;
    struct fire_arena *tables; /* of the scan, and the scan itself */
    struct scan *scan;
    struct fire_window days; /* there is room for; last < first: for none */
    bool names_grow;         /* codes or areas came after the first batch */
};

/* To be finished even after a failure, as growing. errors: FIRE_ENOMEM */
fire_status passing_init(struct passing *passing, struct fire_error *err) FIRE_MUST_CHECK;
void passing_finish(struct passing *passing);
fire_status passing_add(struct passing *passing, const struct fire_batch *batch,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Take in what is known of other rows. errors: FIRE_ENOMEM */
fire_status passing_join(struct passing *passing, const struct passing *other,
                         struct fire_error *err) FIRE_MUST_CHECK;

fire_status growing_init(struct growing *growing, const struct fire_query *query,
                         struct fire_error *err) FIRE_MUST_CHECK;
void growing_finish(struct growing *growing);

/* Take a batch that has passed. errors: FIRE_ENOMEM; FIRE_ERANGE: too many groups */
fire_status growing_add(struct growing *growing, const struct passing *passing,
                        const struct fire_batch *batch, struct fire_error *err) FIRE_MUST_CHECK;

/* What the days of a table of the same rows would be, and what its scan would expect; borrowed
 * from both. */
struct expected passing_read(struct passing *passing, struct read *read);

/* Make the scan that of a table of the same rows. errors: FIRE_ENOMEM, FIRE_ERANGE */
fire_status growing_settle(struct growing *growing, const struct expected *expected,
                           struct fire_error *err) FIRE_MUST_CHECK;

#endif
