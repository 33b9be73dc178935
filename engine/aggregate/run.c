/* run.c - fire_query_run: scan, show, sort, and write the summary down. */
#include "firestat/query.h"

#include "complete.h"
#include "keys.h"
#include "measure.h"

#include "firestat/arena.h"

#include <stdio.h>
#include <string.h>

/* One run's own memory, and what it has found out. */
struct run {
    const struct fire_query *query;
    struct fire_arena *scratch;
    struct fire_arena *arena; /* of the summary */
    struct scan scan;
    struct shown shown;
    struct keys *keys;     /* [n_dims] */
    uint32_t *slot;        /* [shown.n * n_dims] of the rows in their order */
    struct sorted *sorted; /* [n_singles], those that keep values          */
    wide *total;           /* [n_cells]                                    */
    int64_t *total_min;    /* [n_singles]                                  */
    int64_t *total_max;
};

/* ---- order --------------------------------------------------------------------------- */

/* A stable pass of counting sort by one dimension's ranks. */
static bool sort_by_rank(struct run *run, int32_t d, const uint32_t group[], uint32_t to[])
{
    const struct keys *keys = &run->keys[d];
    size_t *place = FIRE_TAKE(run->scratch, (size_t)keys->n_ranks + 1, size_t);
    uint32_t *rank = FIRE_TAKE(run->scratch, run->shown.n, uint32_t);
    uint32_t *slot = FIRE_TAKE(run->scratch, run->query->n_dims, uint32_t);
    if (place == NULL || rank == NULL || slot == NULL) return false;

    for (size_t i = 0; i < run->shown.n; i++) {
        groups_slots(&run->scan.groups, group[i], slot);
        rank[i] = keys->rank[slot[d]];
        place[rank[i] + 1]++;
    }
    for (size_t r = 0; r < keys->n_ranks; r++)
        place[r + 1] += place[r];
    for (size_t i = 0; i < run->shown.n; i++)
        to[place[rank[i]]++] = group[i];
    return true;
}

/* Sort the shown groups, the first dimension first: last dimension, then the one before. */
static fire_status sort_shown(struct run *run, struct fire_error *err)
{
    const size_t n = run->shown.n;
    uint32_t *to = FIRE_TAKE(run->scratch, n, uint32_t);
    if (to == NULL) return fire_fail_memory(err);
    for (int32_t d = run->query->n_dims; n > 0 && d-- > 0;) {
        if (!sort_by_rank(run, d, run->shown.group, to)) return fire_fail_memory(err);
        memcpy(run->shown.group, to, n * sizeof *to);
    }
    return FIRE_OK;
}

static fire_status make_keys(struct run *run, struct fire_error *err)
{
    const int32_t n_dims = run->query->n_dims;
    uint8_t **used = shown_used(&run->shown, &run->scan, run->scratch);
    run->keys = FIRE_TAKE(run->scratch, n_dims, struct keys);
    if (used == NULL || run->keys == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; d < n_dims; d++)
        FIRE_TRY(keys_make(run->query, &run->scan.dim[d], used[d], run->scratch, run->arena,
                           &run->keys[d], err));
    return FIRE_OK;
}

static fire_status write_keys(struct run *run, struct fire_summary *summary,
                              struct fire_error *err)
{
    const size_t n_dims = (size_t)run->query->n_dims;
    struct fire_key *key = FIRE_TAKE(run->arena, run->shown.n * n_dims, struct fire_key);
    uint32_t *slot = FIRE_TAKE(run->scratch, n_dims, uint32_t);
    if (key == NULL || slot == NULL) return fire_fail_memory(err);
    for (size_t row = 0; row < run->shown.n; row++) {
        groups_slots(&run->scan.groups, run->shown.group[row], slot);
        for (size_t d = 0; d < n_dims; d++)
            key[row * n_dims + d] = run->keys[d].key[slot[d]];
    }
    summary->key = key;
    return FIRE_OK;
}

/* ---- numbers ------------------------------------------------------------------------- */

/* What all groups have together. */
static fire_status add_totals(struct run *run, struct fire_error *err)
{
    const struct accumulator *accumulator = &run->scan.accumulator;
    const size_t n_cells = (size_t)accumulator->n_cells;
    const int32_t n_singles = run->scan.layout.n_singles;
    wide *cell = FIRE_TAKE(run->scratch, n_cells, wide);
    run->total = FIRE_TAKE(run->scratch, n_cells, wide);
    run->total_min = FIRE_TAKE(run->scratch, n_singles, int64_t);
    run->total_max = FIRE_TAKE(run->scratch, n_singles, int64_t);
    if (cell == NULL || run->total == NULL || run->total_min == NULL || run->total_max == NULL)
        return fire_fail_memory(err);

    for (size_t i = 0; i < run->shown.n; i++) {
        accumulator_read(accumulator, run->shown.group[i], cell);
        for (size_t c = 0; c < n_cells; c++)
            run->total[c] += cell[c];
    }
    for (int32_t s = 0; s < n_singles; s++) {
        const struct single *single = &accumulator->single[s];
        run->total_min[s] = INT64_MAX;
        run->total_max[s] = INT64_MIN;
        for (size_t i = 0; i < run->shown.n; i++) {
            const uint32_t group = run->shown.group[i];
            if (single->min[group] < run->total_min[s]) run->total_min[s] = single->min[group];
            if (single->max[group] > run->total_max[s]) run->total_max[s] = single->max[group];
        }
    }
    return FIRE_OK;
}

static fire_status sort_values(struct run *run, struct fire_error *err)
{
    const struct layout *layout = &run->scan.layout;
    struct accumulator *accumulator = &run->scan.accumulator;
    run->sorted = FIRE_TAKE(run->scratch, layout->n_singles, struct sorted);
    if (run->sorted == NULL) return fire_fail_memory(err);
    for (int32_t s = 0; s < layout->n_singles; s++) {
        if (!layout->keeps_values[s]) continue;
        FIRE_TRY(values_sort(&accumulator->single[s].values, accumulator->n_groups,
                             run->scratch, &run->sorted[s], err));
    }
    return FIRE_OK;
}

static bool is_single(fire_agg agg)
{
    return agg == FIRE_AGG_MEDIAN || agg == FIRE_AGG_MIN || agg == FIRE_AGG_MAX;
}

/* What a measure has to know of a group beside its cells. */
static void know_single(const struct run *run, int32_t measure, uint32_t group,
                        struct known *known)
{
    const fire_agg agg = run->query->measure[measure].agg;
    if (!is_single(agg) || !measure_has_single(&run->scan, measure, known->cell)) return;
    const int32_t s = run->scan.column[measure];
    known->min = run->scan.accumulator.single[s].min[group];
    known->max = run->scan.accumulator.single[s].max[group];
    if (agg == FIRE_AGG_MEDIAN) known->middle = sorted_middle(&run->sorted[s], group);
}

static void know_total(const struct run *run, int32_t measure, struct known *known)
{
    if (!is_single(run->query->measure[measure].agg)) return;
    const int32_t s = run->scan.column[measure];
    known->min = run->total_min[s];
    known->max = run->total_max[s];
    known->middle = run->sorted[s].total;
}

/* key: [n_dims] of the group; NULL: the total */
static fire_status fail_range(const struct run *run, int32_t measure,
                              const struct fire_key key[], struct fire_error *err)
{
    char group[256] = "all rows";
    size_t used = 0;
    for (int32_t d = 0; key != NULL && d < run->query->n_dims; d++) {
        const struct fire_text_view text = key[d].is_null ? fire_text_of("null") : key[d].text;
        const struct fire_text_view between = fire_text_of(d == 0 ? "" : ", ");
        if (used + between.size_bytes + text.size_bytes >= sizeof group) break;
        memcpy(group + used, between.bytes, between.size_bytes);
        memcpy(group + used + between.size_bytes, text.bytes, text.size_bytes);
        used += between.size_bytes + text.size_bytes;
        group[used] = '\0';
    }
    return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                     "%s of %s is too large for a 64-bit number",
                     run->query->measure[measure].name, group);
}

static fire_status write_values(struct run *run, struct fire_summary *summary,
                                struct fire_error *err)
{
    const struct scan *scan = &run->scan;
    const size_t n_measures = (size_t)run->query->n_measures;
    const size_t n_dims = (size_t)run->query->n_dims;
    struct fire_value *value = FIRE_TAKE(run->arena, run->shown.n * n_measures,
                                         struct fire_value);
    int64_t *unknown = FIRE_TAKE(run->arena, run->shown.n * n_measures, int64_t);
    wide *cell = FIRE_TAKE(run->scratch, scan->accumulator.n_cells, wide);
    if (value == NULL || unknown == NULL || cell == NULL) return fire_fail_memory(err);

    for (size_t row = 0; row < run->shown.n; row++) {
        const uint32_t group = run->shown.group[row];
        accumulator_read(&scan->accumulator, group, cell);
        for (int32_t m = 0; m < run->query->n_measures; m++) {
            const size_t at = row * n_measures + (size_t)m;
            struct known known = { .cell = cell };
            know_single(run, m, group, &known);
            if (!measure_value(scan, m, &known, run->total, &value[at]) ||
                !measure_unknown(scan, m, cell, &unknown[at]))
                return fail_range(run, m, n_dims > 0 ? summary->key + row * n_dims : NULL, err);
        }
    }
    summary->value = value;
    summary->unknown = unknown;
    return FIRE_OK;
}

static fire_status write_totals(struct run *run, struct fire_summary *summary,
                                struct fire_error *err)
{
    const int32_t n_measures = run->query->n_measures;
    struct fire_value *value = FIRE_TAKE(run->arena, n_measures, struct fire_value);
    int64_t *unknown = FIRE_TAKE(run->arena, n_measures, int64_t);
    if (value == NULL || unknown == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < n_measures; m++) {
        struct known known = { .cell = run->total };
        know_total(run, m, &known);
        if (!measure_value(&run->scan, m, &known, run->total, &value[m]) ||
            !measure_unknown(&run->scan, m, run->total, &unknown[m]))
            return fail_range(run, m, NULL, err);
    }
    summary->total = value;
    summary->total_unknown = unknown;
    return FIRE_OK;
}

/* ---- words --------------------------------------------------------------------------- */

static fire_status write_words(struct run *run, struct fire_summary *summary,
                               struct fire_error *err)
{
    const struct fire_query *query = run->query;
    struct fire_summary_dim *dim = FIRE_TAKE(run->arena, query->n_dims,
                                             struct fire_summary_dim);
    struct fire_summary_measure *measure = FIRE_TAKE(run->arena, query->n_measures,
                                                     struct fire_summary_measure);
    if (dim == NULL || measure == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; d < query->n_dims; d++)
        dim[d] = keys_dim(query, &query->dim[d]);
    for (int32_t m = 0; m < query->n_measures; m++)
        measure[m] = measure_words(query, &query->measure[m]);

    summary->n_dims = query->n_dims;
    summary->n_measures = query->n_measures;
    summary->n_rows = (int64_t)run->shown.n;
    summary->dim = dim;
    summary->measure = measure;
    summary->calendar = fire_calendar_name(query->calendar);
    summary->currency = fire_schema_currency(query->schema);
    summary->n_records = run->scan.n_records;
    summary->n_coarse = run->scan.n_coarse;
    summary->n_straddling = run->scan.selection->n_straddling;
    summary->n_scopes = scan_n_scopes(&run->scan);
    return FIRE_OK;
}

/* ---- the run ------------------------------------------------------------------------- */

static fire_status answer(struct run *run, struct fire_table *table,
                          const struct fire_summary **out, struct fire_error *err)
{
    const struct fire_query *query = run->query;
    struct fire_window days = { 0 };
    struct fire_window range;
    const bool has_data = fire_table_days(table, &days);
    const struct fire_window *data = has_data ? &days : NULL;
    const struct fire_window *all = fire_table_range(table, &range) ? &range : NULL;
    FIRE_TRY(scan_init(&run->scan, query, table, all, run->scratch, err));
    FIRE_TRY(scan_batches(&run->scan, table, 0, fire_table_n_batches(table), err));
    FIRE_TRY(shown_found(&run->shown, &run->scan, err));
    if (query->complete && has_data) {
        int64_t n_coverage = 0;
        const struct fire_window *coverage = fire_table_coverage(table, &n_coverage);
        FIRE_TRY(shown_complete(&run->shown, &run->scan, data, coverage, n_coverage,
                                run->scratch, err));
    }
    struct fire_summary *summary = FIRE_TAKE(run->arena, 1, struct fire_summary);
    if (summary == NULL) return fire_fail_memory(err);
    FIRE_TRY(make_keys(run, err));
    FIRE_TRY(sort_shown(run, err));
    FIRE_TRY(add_totals(run, err));
    FIRE_TRY(sort_values(run, err));
    FIRE_TRY(write_words(run, summary, err));
    FIRE_TRY(write_keys(run, summary, err));
    FIRE_TRY(write_values(run, summary, err));
    FIRE_TRY(write_totals(run, summary, err));
    summary->has_data = has_data;
    summary->data = days;
    summary->has_window = query->has_window;
    summary->window = query->has_window ? query->window : days;
    *out = summary;
    return FIRE_OK;
}

fire_status fire_query_run(struct fire_query *query, struct fire_table *table,
                           struct fire_arena *arena, const struct fire_summary **out,
                           struct fire_error *err)
{
    struct run run = { .query = query, .scratch = fire_arena_create(), .arena = arena };
    if (run.scratch == NULL) return fire_fail_memory(err);
    const fire_status status = answer(&run, table, out, err);
    shown_finish(&run.shown);
    scan_finish(&run.scan);
    fire_arena_free(run.scratch);
    return status;
}
