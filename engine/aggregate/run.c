/* run.c - fire_query_run, and how a scan ends: show its groups, order them, write them down. */
#include "firestat/query.h"

#include "complete.h"
#include "conclude.h"
#include "jobs.h"
#include "order.h"
#include "summary.h"

#include "firestat/arena.h"

static struct fire_window year_of(const struct fire_query *query, int32_t day)
{
    return fire_calendar_window(query->calendar, FIRE_UNIT_YEAR,
                                fire_calendar_period(query->calendar, FIRE_UNIT_YEAR, day));
}

/* The days asked for: the period, cut by what `occurred_at` is compared with. A table that stops
 * in September must say so, however it was told to stop; the side that was left open goes to
 * the year's border. False: no such days were asked, and out is `days`. */
static bool asked_window(const struct fire_query *query, struct fire_window days,
                         struct fire_window *out)
{
    bool asked = query->has_window;
    struct fire_window window = query->window;
    if (!asked) {
        window.first_day = year_of(query, days.first_day).first_day;
        window.last_day = year_of(query, days.last_day).last_day;
    }
    for (int32_t i = 0; i < query->n_conditions; i++) {
        const struct condition *condition = &query->condition[i];
        if (condition->subject != SUBJECT_DAY || condition->field != FIRE_FIELD_OCCURRED_AT ||
            condition->negate || condition->has_null || condition->n_ranges != 1)
            continue;
        const struct range range = condition->range[0];
        if (range.low > window.first_day && range.low <= FIRE_DAY_LAST)
            window.first_day = (int32_t)range.low;
        if (range.high < window.last_day && range.high >= FIRE_DAY_FIRST)
            window.last_day = (int32_t)range.high;
        asked = true;
    }
    *out = asked ? window : days;
    return asked;
}

/* Groups shown, ordered, written down. */
static fire_status conclude(struct scan *scan, struct shown *shown, const struct read *read,
                            struct fire_arena *scratch, struct fire_arena *arena,
                            struct fire_summary **out, struct fire_error *err)
{
    const struct fire_query *query = scan->query;
    struct ordered ordered;
    FIRE_TRY(accumulator_settle(&scan->accumulator, err));
    FIRE_TRY(shown_found(shown, scan, err));
    if (query->complete && read->has_data)
        FIRE_TRY(shown_complete(shown, scan, read->days, read->coverage, read->n_coverage,
                                scratch, err));
    FIRE_TRY(order_shown(shown, scan, scratch, arena, &ordered, err));
    FIRE_TRY(summary_write(scan, &ordered, scratch, arena, out, err));
    (*out)->has_data = read->has_data;
    (*out)->data = read->days;
    (*out)->has_window = asked_window(query, read->days, &(*out)->window);
    return FIRE_OK;
}

fire_status scan_conclude(struct scan *scan, const struct read *read, struct fire_arena *arena,
                          const struct fire_summary **out, struct fire_error *err)
{
    struct shown shown = { 0 };
    struct fire_summary *summary = NULL;
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = conclude(scan, &shown, read, scratch, arena, &summary, err);
    shown_finish(&shown);
    fire_arena_free(scratch);
    if (status == FIRE_OK) *out = summary;
    return status;
}

/* ---- a table ------------------------------------------------------------------------- */

static bool has_weights(const struct fire_table *table)
{
    for (int64_t i = 0; i < fire_table_n_batches(table); i++) {
        int32_t n_fields;
        const struct fire_batch *batch = fire_table_batch(table, i, &n_fields);
        if (batch_has_weights(batch, n_fields)) return true;
    }
    return false;
}

static fire_status scan_table(struct scan *scan, const struct fire_query *query,
                              struct fire_table *table, struct fire_arena *scratch,
                              struct fire_error *err)
{
    struct fire_window range;
    const struct expected expected = {
        .room.days = fire_table_range(table, &range) ? &range : NULL,
        .n_rows = fire_table_n_rows(table),
        .has_weights = has_weights(table),
    };
    FIRE_TRY(scan_init(scan, query, &expected, scratch, err));
    return jobs_scan(scan, &expected, table, query->n_jobs, err);
}

fire_status fire_query_run(struct fire_query *query, struct fire_table *table,
                           struct fire_arena *arena, const struct fire_summary **out,
                           struct fire_error *err)
{
    struct scan scan = { 0 };
    struct read read = { 0 };
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);

    read.has_data = fire_table_days(table, &read.days);
    read.coverage = fire_table_coverage(table, &read.n_coverage);
    fire_status status = scan_table(&scan, query, table, scratch, err);
    if (status == FIRE_OK) status = scan_conclude(&scan, &read, arena, out, err);
    scan_finish(&scan);
    fire_arena_free(scratch);
    return status;
}
