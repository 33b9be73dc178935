/* run.c - fire_queries_run, and how a scan ends: show its groups, order them, write them down. */
#include "firestat/query.h"

#include "complete.h"
#include "conclude.h"
#include "jobs.h"
#include "layers.h"
#include "order.h"
#include "plan.h"
#include "reported.h"
#include "share.h"
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

/* Whether a question was asked that not one row meets. */
static bool is_empty(const struct scan *scan)
{
    return scan->n_records == 0 && fire_query_asks_reports(scan->query);
}

/* Groups shown, ordered, written down. */
static fire_status conclude(struct scan *scan, struct shown *shown, struct read *read,
                            struct fire_arena *scratch, struct fire_arena *arena,
                            struct fire_summary **out, struct fire_error *err)
{
    const struct fire_query *query = scan->query;
    struct ordered ordered;
    struct fire_window window;
    struct kept_reports kept = { 0 };
    const bool has_window = asked_window(query, query_days(query, read->days), &window);
    FIRE_TRY(accumulator_settle(&scan->accumulator, err));
    FIRE_TRY(scan_share_out(scan, err));
    FIRE_TRY(shown_found(shown, scan, err));
    if (query->complete && read->has_data)
        FIRE_TRY(shown_complete(shown, scan, read, scratch, err));
    if (read->has_data && (query->keeps_reports || is_empty(scan)))
        FIRE_TRY(reported_keep(scan, read, window, arena, &kept, err));
    if (read->has_data && is_empty(scan) && kept.n == 0)
        FIRE_TRY(scan_mark_unreported(scan, err));
    FIRE_TRY(order_shown(shown, scan, scratch, arena, &ordered, err));
    FIRE_TRY(summary_write(scan, &ordered, scratch, arena, out, err));
    (*out)->has_data = read->has_data;
    (*out)->data = read->days;
    (*out)->has_window = has_window;
    (*out)->window = window;
    (*out)->n_reported = kept.n;
    (*out)->reported = kept.reported;
    (*out)->n_told = kept.n_told;
    (*out)->told = kept.told;
    (*out)->nodes = query->areas;
    return FIRE_OK;
}

/* What is counted cannot be shared out, so no condition can be asked of its shares. */
static fire_status check_counted(const struct fire_query *query, struct fire_error *err)
{
    if (!query_has_splits(query) || query->asked != NULL) return FIRE_OK;
    for (int32_t m = 0; m < query->n_measures; m++) {
        if (query->measure[m].agg == FIRE_AGG_DISTINCT && query_asks_areas(query))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "%s cannot be asked of some areas where areas were split; ask "
                             "--areas comparable or recorded",
                             query->measure[m].name);
    }
    return FIRE_OK;
}

static fire_status conclude_own(struct scan *scan, struct read *read, struct fire_arena *arena,
                                struct fire_summary **out, struct fire_error *err)
{
    struct shown shown = { 0 };
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = conclude(scan, &shown, read, scratch, arena, out, err);
    shown_finish(&shown);
    fire_arena_free(scratch);
    return status;
}

/* Share out first, then ask the conditions that were left out (query_for_sharing). */
static fire_status conclude_asked(struct scan *from, struct read *read,
                                  struct fire_arena *arena, struct fire_summary **out,
                                  struct fire_error *err)
{
    const struct fire_query *query = from->query->asked;
    const struct expected expected = {
        .room.days = read->has_data ? &read->days : NULL,
        .n_rows = from->n_records,
        .has_weights = from->layout.has_weights,
    };
    struct scan scan = { 0 };
    struct fire_arena *tables = fire_arena_create();
    if (tables == NULL) return fire_fail_memory(err);
    bool *is_met = FIRE_TAKE(tables, query->n_conditions, bool);
    fire_status status = is_met == NULL ? fire_fail_memory(err)
                                        : accumulator_settle(&from->accumulator, err);
    for (int32_t c = 0; is_met != NULL && c < query->n_conditions; c++)
        is_met[c] = !condition_is_of_areas(&query->condition[c]);
    if (status == FIRE_OK) status = scan_share_out(from, err);
    if (status == FIRE_OK) status = scan_init(&scan, query, &expected, tables, err);
    if (status == FIRE_OK) status = scan_project(&scan, from, is_met, NULL, err);
    scan.has_shared_totals = true;
    if (scan.n_records > from->n_records) scan.n_records = from->n_records;
    if (status == FIRE_OK) status = conclude_own(&scan, read, arena, out, err);
    scan_finish(&scan);
    fire_arena_free(tables);
    return status;
}

fire_status scan_conclude(struct scan *scan, struct read *read, struct fire_arena *arena,
                          const struct fire_summary **out, struct fire_error *err)
{
    struct fire_summary *summary = NULL;
    FIRE_TRY(check_counted(scan->query, err));
    FIRE_TRY((scan->query->asked == NULL ? conclude_own : conclude_asked)(scan, read, arena,
                                                                          &summary, err));
    *out = summary;
    return FIRE_OK;
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

static bool has_stretches(const struct fire_table *table)
{
    for (int64_t i = 0; i < fire_table_n_batches(table); i++) {
        int32_t n_fields;
        if (fire_table_batch(table, i, &n_fields)->last_day != NULL) return true;
    }
    return false;
}

/* A list of queries on its way. */
struct list {
    struct plan plan;
    struct expected expected;
    struct read read;
    struct reports reports;
    struct scan *scan; /* [plan.n_scans] those of one round are there */
};

/* The summary of one query, its scan made out of a finer one where the plan says so. */
static fire_status conclude_one(struct list *list, const struct planned *planned,
                                struct fire_arena *arena, const struct fire_summary **out,
                                struct fire_error *err)
{
    if (!planned->is_projected)
        return scan_conclude(&list->scan[planned->scan], &list->read, arena, out, err);
    struct fire_arena *scratch = fire_arena_create();
    struct scan scan = { 0 };
    if (scratch == NULL) return fire_fail_memory(err);
    fire_status status = scan_init(&scan, planned->query, &list->expected, scratch, err);
    if (status == FIRE_OK)
        status = scan_project(&scan, &list->scan[planned->scan], planned->is_met, NULL, err);
    if (status == FIRE_OK) status = scan_conclude(&scan, &list->read, arena, out, err);
    scan_finish(&scan);
    fire_arena_free(scratch);
    return status;
}

/* Tables of scans are kept until their queries are concluded. Of thousands of queries they would be
 * gigabytes, so that the rows are gone over again for every so many. */
#define SCANS_AT_ONCE 256

static fire_status scan_round(struct list *list, int32_t first, int32_t n,
                              const struct fire_table *table, int32_t n_jobs,
                              struct fire_arena *tables, struct fire_arena *arena,
                              const struct fire_summary *out[], struct fire_error *err)
{
    struct scan *scan = list->scan + first;
    for (int32_t s = 0; s < n; s++)
        FIRE_TRY(
            scan_init(&scan[s], &list->plan.scan[first + s], &list->expected, tables, err));
    FIRE_TRY(jobs_scan(scan, n, &list->expected, table, n_jobs, err));
    for (int32_t i = 0; i < list->plan.n; i++) {
        const struct planned *planned = &list->plan.planned[i];
        if (planned->scan >= first && planned->scan - first < n)
            FIRE_TRY(conclude_one(list, planned, arena, &out[i], err));
    }
    return FIRE_OK;
}

static fire_status answer(struct list *list, struct fire_table *table, int32_t n_jobs,
                          struct fire_arena *scratch, struct fire_arena *arena,
                          const struct fire_summary *out[], struct fire_error *err)
{
    const int32_t n_scans = list->plan.n_scans;
    fire_status status = FIRE_OK;
    list->scan = FIRE_TAKE(scratch, n_scans, struct scan);
    if (list->scan == NULL) return fire_fail_memory(err);
    for (int32_t first = 0; status == FIRE_OK && first < n_scans; first += SCANS_AT_ONCE) {
        const int32_t n = n_scans - first < SCANS_AT_ONCE ? n_scans - first : SCANS_AT_ONCE;
        struct fire_arena *tables = fire_arena_create();
        if (tables == NULL) return fire_fail_memory(err);
        status = scan_round(list, first, n, table, n_jobs, tables, arena, out, err);
        for (int32_t s = first; s < first + n; s++)
            scan_finish(&list->scan[s]);
        fire_arena_free(tables);
    }
    return status;
}

fire_status read_reports(struct read *read, const struct fire_areas *areas,
                         struct fire_error *err)
{
    const struct fire_table *table = read->table;
    for (int64_t i = 0; table != NULL && i < fire_table_n_batches(table); i++) {
        int32_t n_fields;
        FIRE_TRY(reports_add(read->reports, areas, fire_table_batch(table, i, &n_fields), err));
    }
    read->table = NULL;
    return FIRE_OK;
}

static fire_status plan_and_answer(struct list *list, struct fire_query *const query[],
                                   int32_t n, struct fire_table *table, int32_t n_jobs,
                                   struct fire_arena *scratch, struct fire_arena *arena,
                                   const struct fire_summary *out[], struct fire_error *err)
{
    struct fire_window range = { 0, -1 };
    const bool has_rows = fire_table_range(table, &range);
    for (int32_t i = 0; has_rows && i < n; i++)
        range = query_days(query[i], range);
    list->read.has_data = fire_table_days(table, &list->read.days);
    list->read.reports = &list->reports;
    list->read.table = table;
    list->read.coverage = fire_table_coverage(table, &list->read.n_coverage);
    list->expected = (struct expected){
        .room.days = has_rows ? &range : NULL,
        .n_rows = fire_table_n_rows(table),
        .has_weights = has_weights(table),
    };
    struct fire_query **wider = FIRE_TAKE(scratch, n, struct fire_query *);
    if (wider == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++) {
        wider[i] = query_for_sharing(query[i], scratch);
        if (wider[i] == NULL) return fire_fail_memory(err);
        list->expected.has_weights = list->expected.has_weights || query_has_splits(query[i]);
    }
    const struct plan_rows rows = { fire_table_n_rows(table),
                                    (uint32_t)(range.last_day - range.first_day + 1),
                                    has_stretches(table) };
    const struct fire_summary **summary = FIRE_TAKE(scratch, n, const struct fire_summary *);
    if (summary == NULL) return fire_fail_memory(err);
    FIRE_TRY(plan_make(wider, n, rows, scratch, &list->plan, err));
    FIRE_TRY(answer(list, table, n_jobs, scratch, arena, summary, err));
    for (int32_t i = 0; i < n; i++)
        out[i] = summary[i];
    return FIRE_OK;
}

static fire_status run_plain(struct fire_query *const query[], int32_t n,
                             struct fire_table *table, int32_t n_jobs, struct fire_arena *arena,
                             const struct fire_summary *out[], struct fire_error *err)
{
    struct list list = { 0 };
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = plan_and_answer(&list, query, n, table, n_jobs, scratch, arena,
                                               out, err);
    reports_finish(&list.reports);
    fire_arena_free(scratch);
    return status;
}

fire_status fire_queries_run(struct fire_query *const query[], int32_t n,
                             struct fire_table *table, int32_t n_jobs, struct fire_arena *arena,
                             const struct fire_summary *out[], struct fire_error *err)
{
    struct layers layers;
    FIRE_TRY(layers_make(query, n, arena, &layers, err));
    const struct fire_summary **plain = FIRE_TAKE(arena, layers.n_plain,
                                                  const struct fire_summary *);
    if (plain == NULL) return fire_fail_memory(err);
    FIRE_TRY(run_plain(layers.plain, layers.n_plain, table, n_jobs, arena, plain, err));
    return layers_answer(&layers, plain, arena, out, err);
}

fire_status fire_query_run(struct fire_query *query, struct fire_table *table,
                           struct fire_arena *arena, const struct fire_summary **out,
                           struct fire_error *err)
{
    return fire_queries_run(&query, 1, table, query->n_jobs, arena, out, err);
}
