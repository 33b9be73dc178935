/* grow.c - see grow.h.
 *
 * A scan is made for the codes, areas and days that there are, and here they grow. So it is made
 * with room for more; what fits is taken in before a batch is scanned, and when something does
 * not fit a roomier scan takes over what the old one found (scan_absorb). Room is doubled, so
 * that happens a few times in a stream of any length. There is no room for more codes and areas
 * until new ones come after the first batch: those of a store are all there with its first rows,
 * and the room would be the most of its cubes. At the end a scan without room to spare,
 * the same as a table's, takes over once more: so the answer cannot depend on how the rows
 * came. */
#include "grow.h"

#include "firestat/arena.h"

#include <assert.h>

/* The first days are those of the first batch and so many more, a register's next few years. */
#define DAYS_BEFORE 366
#define DAYS_BEHIND (4 * 366)

/* ---- growing ------------------------------------------------------------------------- */

/* Room for `wanted`, with as much again on the side where it grew. */
static struct fire_window widen(struct fire_window had, struct fire_window wanted)
{
    int64_t first = had.first_day;
    int64_t last = had.last_day;
    if (first > last) {
        first = (int64_t)wanted.first_day - DAYS_BEFORE;
        last = (int64_t)wanted.last_day + DAYS_BEHIND;
    } else {
        const int64_t length = last - first + 1;
        if (wanted.first_day < first) first = wanted.first_day - length;
        if (wanted.last_day > last) last = wanted.last_day + length;
    }
    return (struct fire_window){
        first < FIRE_DAY_FIRST ? FIRE_DAY_FIRST : (int32_t)first,
        last > FIRE_DAY_LAST ? FIRE_DAY_LAST : (int32_t)last,
    };
}

/* Put another scan in the place of the one there is, if any; it takes over what was found. */
static fire_status replace(struct growing *growing, const struct expected *expected,
                           struct fire_error *err)
{
    struct fire_arena *tables = fire_arena_create();
    if (tables == NULL) return fire_fail_memory(err);
    struct scan *scan = FIRE_TAKE(tables, 1, struct scan);
    fire_status status = scan == NULL ? fire_fail_memory(err)
                                      : scan_init(scan, growing->query, expected, tables, err);
    if (status == FIRE_OK && growing->scan != NULL)
        status = scan_absorb(scan, growing->scan, err);
    if (status != FIRE_OK) {
        if (scan != NULL) scan_finish(scan);
        fire_arena_free(tables);
        return status;
    }
    if (growing->scan != NULL) scan_finish(growing->scan);
    fire_arena_free(growing->tables);
    growing->scan = scan;
    growing->tables = tables;
    return FIRE_OK;
}

/* Make the scan fit for all that there is now. */
static fire_status fit(const struct passing *passing, struct growing *growing,
                       struct fire_error *err)
{
    struct fire_window days;
    const bool has_rows = fire_days_window(passing->days, &days);
    bool fits = false;
    assert(has_rows);
    (void)has_rows;
    FIRE_TRY(scan_extend(growing->scan, &fits, err));
    const bool is_first = growing->days.first_day > growing->days.last_day;
    growing->names_grow = growing->names_grow || (!fits && !is_first);
    if (days.first_day < growing->days.first_day || days.last_day > growing->days.last_day) {
        growing->days = widen(growing->days, days);
        fits = false;
    }
    if (fits && growing->scan->layout.has_weights == passing->has_weights &&
        groups_suit(&growing->scan->groups, passing->n_rows))
        return FIRE_OK;
    const struct expected expected = {
        .room = { .days = &growing->days, .grows = true, .is_tight = !growing->names_grow },
        .n_rows = passing->n_rows,
        .has_weights = passing->has_weights,
    };
    return replace(growing, &expected, err);
}

/* ---- rows ---------------------------------------------------------------------------- */

fire_status passing_init(struct passing *passing, struct fire_error *err)
{
    *passing = (struct passing){ .days = fire_days_create() };
    return passing->days != NULL ? FIRE_OK : fire_fail_memory(err);
}

void passing_finish(struct passing *passing)
{
    fire_days_free(passing->days);
    reports_finish(&passing->reports);
    *passing = (struct passing){ 0 };
}

fire_status passing_add(struct passing *passing, const struct fire_batch *batch,
                        struct fire_error *err)
{
    const int32_t n_fields = fire_schema_n_fields(batch->schema);
    FIRE_TRY(fire_days_add(passing->days, batch, err));
    if (passing->reporting != NULL)
        FIRE_TRY(reports_add(&passing->reports, passing->reporting, batch, err));
    passing->n_rows += batch->n_rows;
    passing->has_weights = passing->has_weights || batch_has_weights(batch, n_fields);
    return FIRE_OK;
}

fire_status passing_join(struct passing *passing, const struct passing *other,
                         struct fire_error *err)
{
    passing->n_rows += other->n_rows;
    passing->has_weights = passing->has_weights || other->has_weights;
    FIRE_TRY(reports_join(&passing->reports, &other->reports, err));
    return fire_days_join(passing->days, other->days, err);
}

struct expected passing_read(struct passing *passing, struct read *read)
{
    *read = (struct read){ 0 };
    read->has_data = fire_days_window(passing->days, &read->days);
    read->reports = &passing->reports;
    read->coverage = fire_days_coverage(passing->days, &read->n_coverage);
    return (struct expected){
        .room.days = read->has_data ? &read->days : NULL,
        .n_rows = passing->n_rows,
        .has_weights = passing->has_weights,
    };
}

/* ---- one query ----------------------------------------------------------------------- */

fire_status growing_init(struct growing *growing, const struct fire_query *query,
                         struct fire_error *err)
{
    const struct expected expected = { .room = { .grows = true, .is_tight = true } };
    *growing = (struct growing){ .query = query, .days = { 0, -1 } };
    return replace(growing, &expected, err);
}

void growing_finish(struct growing *growing)
{
    if (growing->scan != NULL) scan_finish(growing->scan);
    fire_arena_free(growing->tables);
    *growing = (struct growing){ 0 };
}

fire_status growing_add(struct growing *growing, const struct passing *passing,
                        const struct fire_batch *batch, struct fire_error *err)
{
    FIRE_TRY(fit(passing, growing, err));
    return scan_batch(growing->scan, batch, fire_schema_n_fields(batch->schema), NULL, err);
}

fire_status growing_settle(struct growing *growing, const struct expected *expected,
                           struct fire_error *err)
{
    return replace(growing, expected, err);
}
