/* fuzz_clean.c - any bytes as an incident file, through binding, cleaning, columns and a query.
 *
 * The first line of the input holds options ("map deaths=x|set province=A|dates=mdy"), the rest
 * is the file. What must hold: no crash; every record is counted once; every row has a day; the
 * table's sums are the sums of what was pushed. */
#include "fuzz.h"

#include "firestat/clean.h"
#include "firestat/query.h"

#include <stdio.h>
#include <string.h>

struct watch {
    struct fire_sink next;
    int64_t n_rows;
    __extension__ __int128 deaths;
};

static fire_status watch_batch(void *self, const struct fire_batch *batch,
                               struct fire_error *err)
{
    struct watch *watch = self;
    const struct fire_vector *when = &batch->vector[FIRE_FIELD_OCCURRED_AT];
    const struct fire_vector *deaths = &batch->vector[FIRE_FIELD_DEATHS];
    FUZZ_CHECK(batch->n_rows >= 1 && batch->n_rows <= FIRE_BATCH_ROWS);
    for (int64_t row = 0; row < batch->n_rows; row++) {
        FUZZ_CHECK(fire_is_valid(when->valid, row));
        FUZZ_CHECK(when->day[row] >= FIRE_DAY_FIRST && when->day[row] <= FIRE_DAY_LAST);
        if (batch->last_day != NULL)
            FUZZ_CHECK(batch->last_day[row] >= when->day[row] &&
                       batch->last_day[row] <= FIRE_DAY_LAST);
        if (deaths->number != NULL && fire_is_valid(deaths->valid, row))
            watch->deaths += deaths->number[row];
    }
    watch->n_rows += batch->n_rows;
    return watch->next.push(watch->next.self, batch, err);
}

static bool apply(struct fire_profile *profile, char *options)
{
    bool ok = true;
    for (char *at = strtok(options, "|"); ok && at != NULL; at = strtok(NULL, "|")) {
        char *equals = strchr(at, '=');
        if (strncmp(at, "map ", 4) == 0)
            ok = fire_profile_map(profile, at + 4, NULL) == FIRE_OK;
        else if (strncmp(at, "set ", 4) == 0)
            ok = fire_profile_set(profile, at + 4, NULL) == FIRE_OK;
        else if (equals != NULL) {
            *equals = '\0';
            ok = fire_profile_setting(profile, at, equals + 1, NULL) == FIRE_OK;
        }
    }
    return ok;
}

static void ask(struct fire_schema *schema, struct fire_areas *areas, struct fire_table *table,
                const struct watch *watch)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_calendar *calendar;
    struct fire_query *query;
    const struct fire_summary *summary;
    FUZZ_CHECK(fire_calendar_find("calendar", &calendar, NULL) == FIRE_OK);
    FUZZ_CHECK(fire_query_create(schema, areas, calendar, arena, &query, NULL) == FIRE_OK);
    FUZZ_CHECK(fire_query_by(query, "month,district,cause", NULL) == FIRE_OK);
    FUZZ_CHECK(fire_query_measure(query, "deaths,damage", NULL) == FIRE_OK);
    const fire_status status = fire_query_run(query, table, arena, &summary, NULL);
    FUZZ_CHECK(status == FIRE_OK || status == FIRE_ERANGE);
    if (status == FIRE_OK) {
        __extension__ __int128 deaths = 0;
        for (int64_t row = 0; row < summary->n_rows; row++)
            deaths += fire_summary_value(summary, row, 0).number;
        FUZZ_CHECK(deaths == summary->total[0].number && deaths == watch->deaths);
    }
    fire_arena_free(arena);
}

static void run(const char *path, char *options)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct fire_table *table = fire_table_create();
    struct fire_issues *issues = fire_issues_create();
    struct fire_profile *profile = NULL;
    struct fire_reader *reader = NULL;
    struct fire_binding *binding = NULL;
    struct watch watch = { .next = fire_table_sink(table) };
    const struct fire_sink sink = { &watch, watch_batch };
    const struct fire_clean_options clean = { .last_day = 20000 };
    struct fire_import_counts counts;
    FUZZ_CHECK(fire_profile_create(arena, &profile, NULL) == FIRE_OK);
    if (apply(profile, options) &&
        fire_reader_open(path, &profile->reader, &reader, NULL) == FIRE_OK &&
        fire_bind(reader, profile, schema, arena, issues, &binding, NULL) == FIRE_OK &&
        fire_clean_run(reader, binding, schema, areas, &clean, sink, issues, &counts, NULL) ==
            FIRE_OK) {
        FUZZ_CHECK(counts.n_records == counts.n_kept + counts.n_rejected + counts.n_excluded);
        FUZZ_CHECK(counts.n_lines ==
                   counts.n_head_lines + counts.n_blank_lines + counts.n_record_lines);
        FUZZ_CHECK(watch.n_rows == fire_table_n_rows(table));
        ask(schema, areas, table, &watch);
    }
    fire_reader_close(reader);
    fire_profile_finish(profile);
    fire_issues_free(issues);
    fire_table_free(table);
    fire_areas_free(areas);
    fire_schema_free(schema);
    fire_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char options[256];
    const uint8_t *end = size == 0 ? NULL : memchr(data, '\n', size);
    if (end == NULL || (size_t)(end - data) >= sizeof options || size > 100000) return 0;
    memcpy(options, data, (size_t)(end - data));
    options[end - data] = '\0';
    if (strlen(options) != (size_t)(end - data)) return 0;
    run(fuzz_file(end + 1, size - (size_t)(end + 1 - data)), options);
    return 0;
}
