/* summary.c - see summary.h: the numbers of every group and of all of them, and the words. */
#include "summary.h"

#include "measure.h"
#include "share.h"

#include "firestat/arena.h"

#include <string.h>

/* What is needed for the numbers; scratch memory. */
struct numbers {
    const struct scan *scan;
    const struct fire_summary *summary; /* its words */
    const struct ordered *ordered;
    struct sorted *sorted; /* [n_singles] of those that keep values */
    wide *cell;            /* [n_cells] of a group at hand          */
    wide *total;           /* [n_cells] of all groups               */
    int64_t *total_min;    /* [n_singles]                           */
    int64_t *total_max;
    struct counted *counted; /* [n_distincts] */
};

/* ---- totals -------------------------------------------------------------------------- */

static void add_cells(struct numbers *numbers)
{
    const struct accumulator *accumulator = &numbers->scan->accumulator;
    for (size_t row = 0; row < numbers->ordered->n; row++) {
        accumulator_read(accumulator, numbers->ordered->group[row], numbers->cell);
        for (int32_t c = 0; c < accumulator->n_cells; c++)
            numbers->total[c] += numbers->cell[c];
    }
}

static void join_bounds(struct numbers *numbers)
{
    for (int32_t s = 0; s < numbers->scan->layout.n_singles; s++) {
        const struct single *single = &numbers->scan->accumulator.single[s];
        int64_t min = INT64_MAX;
        int64_t max = INT64_MIN;
        for (size_t row = 0; row < numbers->ordered->n; row++) {
            const uint32_t group = numbers->ordered->group[row];
            if (single->min[group] < min) min = single->min[group];
            if (single->max[group] > max) max = single->max[group];
        }
        numbers->total_min[s] = min;
        numbers->total_max[s] = max;
    }
}

static fire_status prepare(struct numbers *numbers, struct scan *scan,
                           struct fire_arena *scratch, struct fire_error *err)
{
    const struct layout *layout = &scan->layout;
    struct accumulator *accumulator = &scan->accumulator;
    numbers->cell = FIRE_TAKE(scratch, accumulator->n_cells, wide);
    numbers->total = FIRE_TAKE(scratch, accumulator->n_cells, wide);
    numbers->total_min = FIRE_TAKE(scratch, layout->n_singles, int64_t);
    numbers->total_max = FIRE_TAKE(scratch, layout->n_singles, int64_t);
    numbers->sorted = FIRE_TAKE(scratch, layout->n_singles, struct sorted);
    numbers->counted = FIRE_TAKE(scratch, scan->n_distincts, struct counted);
    if (numbers->cell == NULL || numbers->total == NULL || numbers->total_min == NULL ||
        numbers->total_max == NULL || numbers->sorted == NULL || numbers->counted == NULL)
        return fire_fail_memory(err);

    add_cells(numbers);
    join_bounds(numbers);
    for (int32_t i = 0; i < scan->n_distincts; i++)
        FIRE_TRY(distinct_count(&scan->distinct[i], &scan->groups, scratch,
                                &numbers->counted[i], err));
    for (int32_t s = 0; s < layout->n_singles; s++) {
        if (layout->keeps_values[s])
            FIRE_TRY(values_sort(&accumulator->single[s].values, accumulator->n_groups, scratch,
                                 &numbers->sorted[s], err));
    }
    return FIRE_OK;
}

/* ---- numbers ------------------------------------------------------------------------- */

/* key: [n_dims] of the group; NULL: the total */
static fire_status fail_range(const struct numbers *numbers, int32_t measure,
                              const struct fire_key key[], struct fire_error *err)
{
    const struct fire_query *query = numbers->scan->query;
    char group[256] = "";
    size_t used = 0;
    for (int32_t d = 0; key != NULL && d < query->n_dims; d++) {
        const struct fire_text_view text = key[d].is_null ? fire_text_of("null") : key[d].text;
        const struct fire_text_view between = fire_text_of(d == 0 ? "" : ", ");
        if (used + between.size_bytes + text.size_bytes >= sizeof group) break;
        memcpy(group + used, between.bytes, between.size_bytes);
        memcpy(group + used + between.size_bytes, text.bytes, text.size_bytes);
        used += between.size_bytes + text.size_bytes;
        group[used] = '\0';
    }
    return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                     "%s of %s is too large for a 64-bit number", query->measure[measure].name,
                     used > 0 ? group : "all rows");
}

static bool fits(wide number)
{
    return INT64_MIN <= number && number <= INT64_MAX;
}

/* One number. known.cell is set, and unknown where values are counted; key as above. */
static fire_status write_number(const struct numbers *numbers, int32_t measure,
                                const struct known *known, wide unknown,
                                const struct fire_key key[], struct fire_value *out_value,
                                int64_t *out_unknown, struct fire_error *err)
{
    const bool counts = numbers->summary->measure[measure].agg == FIRE_AGG_DISTINCT;
    const int32_t scale = numbers->summary->measure[measure].scale;
    if (measure_value(numbers->scan, measure, scale, known, numbers->total, out_value) &&
        (counts ? fits(unknown)
                : measure_unknown(numbers->scan, measure, known->cell, out_unknown))) {
        if (counts) *out_unknown = (int64_t)unknown;
        if ((known->mark & FIRE_MARKS_NULL) != 0)
            *out_value = (struct fire_value){ .is_null = true };
        return FIRE_OK;
    }
    return fail_range(numbers, measure, key, err);
}

/* What a measure has to know of a group beside its cells. */
static void know_single(const struct numbers *numbers, int32_t measure, uint32_t group,
                        struct known *known)
{
    const struct scan *scan = numbers->scan;
    const fire_agg agg = scan->query->measure[measure].agg;
    if (!agg_is_single(agg) || (known->mark & FIRE_MARKS_NULL) != 0 ||
        !measure_has_single(scan, measure, known->cell))
        return;
    const int32_t s = scan->column[measure];
    known->min = scan->accumulator.single[s].min[group];
    known->max = scan->accumulator.single[s].max[group];
    if (agg == FIRE_AGG_MEDIAN) known->middle = sorted_middle(&numbers->sorted[s], group);
}

/* An area that stands for the parts of another one is counted as one area. */
static uint8_t mark_of(const struct scan *scan, uint32_t group, int32_t measure)
{
    const struct ask_measure *asked = &scan->query->measure[measure];
    const uint8_t mark = scan_mark(scan, group, measure);
    const bool counts_areas = asked->agg == FIRE_AGG_DISTINCT &&
                              asked->dim.kind == FIRE_DIM_AREA;
    return counts_areas && mark == 0 && query_has_splits(scan->query) ? FIRE_MARK_ESTIMATED
                                                                      : mark;
}

static fire_status write_values(struct numbers *numbers, struct fire_arena *arena,
                                struct fire_summary *summary, struct fire_error *err)
{
    const size_t n_rows = (size_t)summary->n_rows;
    const size_t n_measures = (size_t)summary->n_measures;
    struct fire_value *value = FIRE_TAKE(arena, n_rows * n_measures, struct fire_value);
    int64_t *unknown = FIRE_TAKE(arena, n_rows * n_measures, int64_t);
    uint8_t *mark = FIRE_TAKE(arena, n_rows * n_measures, uint8_t);
    uint8_t *total_mark = FIRE_TAKE(arena, n_measures, uint8_t);
    if (value == NULL || unknown == NULL || mark == NULL || total_mark == NULL)
        return fire_fail_memory(err);

    for (size_t row = 0; row < n_rows; row++) {
        const uint32_t group = numbers->ordered->group[row];
        const struct fire_key *key = summary->key + row * (size_t)summary->n_dims;
        accumulator_read(&numbers->scan->accumulator, group, numbers->cell);
        for (size_t m = 0; m < n_measures; m++) {
            struct known known = { .cell = numbers->cell,
                                   .mark = mark_of(numbers->scan, group, (int32_t)m) };
            wide unnamed = 0;
            total_mark[m] |= numbers->scan->has_shared_totals ? known.mark : 0;
            mark[row * n_measures + m] = known.mark;
            know_single(numbers, (int32_t)m, group, &known);
            if (summary->measure[m].agg == FIRE_AGG_DISTINCT) {
                const struct counted *counted = &numbers->counted[numbers->scan->column[m]];
                known.n_distinct = counted->n[group];
                unnamed = counted->unknown[group];
            }
            FIRE_TRY(write_number(numbers, (int32_t)m, &known, unnamed, key,
                                  &value[row * n_measures + m], &unknown[row * n_measures + m],
                                  err));
        }
    }
    summary->value = value;
    summary->unknown = unknown;
    summary->mark = mark;
    summary->total_mark = total_mark;
    return FIRE_OK;
}

/* Copies, for the values are the scan's. */
static fire_status write_samples(const struct numbers *numbers, struct fire_arena *arena,
                                 struct fire_summary *summary, struct fire_error *err)
{
    const struct scan *scan = numbers->scan;
    const size_t n_measures = (size_t)summary->n_measures;
    if (!scan->query->keeps_samples) return FIRE_OK;
    struct fire_sample *sample = FIRE_TAKE(arena, (size_t)summary->n_rows * n_measures,
                                           struct fire_sample);
    if (sample == NULL) return fire_fail_memory(err);
    for (size_t m = 0; m < n_measures; m++) {
        if (summary->measure[m].agg != FIRE_AGG_MEDIAN) continue;
        const struct sorted *sorted = &numbers->sorted[scan->column[m]];
        const size_t n = sorted->start[scan->accumulator.n_groups];
        int64_t *value = FIRE_TAKE(arena, n, int64_t);
        if (value == NULL) return fire_fail_memory(err);
        if (n > 0) memcpy(value, sorted->value, n * sizeof value[0]);
        for (size_t row = 0; row < numbers->ordered->n; row++) {
            const size_t *start = sorted->start + numbers->ordered->group[row];
            sample[row * n_measures + m] = (struct fire_sample){
                value + start[0], (int64_t)(start[1] - start[0])
            };
        }
    }
    summary->sample = sample;
    return FIRE_OK;
}

static fire_status write_totals(struct numbers *numbers, struct fire_arena *arena,
                                struct fire_summary *summary, struct fire_error *err)
{
    struct fire_value *value = FIRE_TAKE(arena, summary->n_measures, struct fire_value);
    int64_t *unknown = FIRE_TAKE(arena, summary->n_measures, int64_t);
    if (value == NULL || unknown == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < summary->n_measures; m++) {
        struct known known = { .cell = numbers->total, .mark = summary->total_mark[m] };
        if (agg_is_single(summary->measure[m].agg)) {
            const int32_t s = numbers->scan->column[m];
            known.min = numbers->total_min[s];
            known.max = numbers->total_max[s];
            known.middle = numbers->sorted[s].total;
        }
        wide unnamed = 0;
        if (summary->measure[m].agg == FIRE_AGG_DISTINCT) {
            const struct counted *counted = &numbers->counted[numbers->scan->column[m]];
            known.n_distinct = counted->n_all;
            unnamed = counted->unknown_all;
        }
        FIRE_TRY(write_number(numbers, m, &known, unnamed, NULL, &value[m], &unknown[m], err));
    }
    summary->total = value;
    summary->total_unknown = unknown;
    return FIRE_OK;
}

/* Incidents are known wherever no row leaves their number open. */
static fire_status open_incidents(struct fire_arena *arena, struct fire_summary *summary,
                                  struct fire_error *err)
{
    const size_t n = (size_t)summary->n_measures;
    struct fire_summary_measure *measure = FIRE_TAKE(arena, n, struct fire_summary_measure);
    if (measure == NULL) return fire_fail_memory(err);
    for (size_t m = 0; m < n; m++) {
        measure[m] = summary->measure[m];
        measure[m].always_known = measure[m].always_known && summary->total_unknown[m] == 0;
    }
    summary->measure = measure;
    return FIRE_OK;
}

/* ---- words --------------------------------------------------------------------------- */

static struct fire_summary_areas say_areas(const struct fire_restated *restated)
{
    if (restated == NULL) return (struct fire_summary_areas){ .name = "recorded" };
    struct fire_summary_areas areas = { .name = restated->name };
    memcpy(areas.n_rows, restated->n_rows, sizeof areas.n_rows);
    return areas;
}

static fire_status write_words(const struct scan *scan, const struct ordered *ordered,
                               struct fire_arena *arena, struct fire_summary *summary,
                               struct fire_error *err)
{
    const struct fire_query *query = scan->query;
    struct fire_summary_dim *dim = FIRE_TAKE(arena, query->n_dims, struct fire_summary_dim);
    struct fire_summary_measure *measure = FIRE_TAKE(arena, query->n_measures,
                                                     struct fire_summary_measure);
    if (dim == NULL || measure == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; d < query->n_dims; d++)
        dim[d] = keys_dim(query, &query->dim[d]);
    for (int32_t m = 0; m < query->n_measures; m++)
        measure[m] = measure_words(query, &query->measure[m]);

    *summary = (struct fire_summary){
        .n_dims = query->n_dims,
        .n_measures = query->n_measures,
        .n_rows = (int64_t)ordered->n,
        .dim = dim,
        .measure = measure,
        .key = ordered->key,
        .calendar = query->calendar,
        .currency = fire_schema_currency(query->schema),
        .areas = say_areas(query->restated),
        .n_records = scan->n_records,
        .n_coarse = scan->n_coarse,
        .n_straddling = scan->selection->n_straddling,
        .n_scopes = scan_n_scopes(scan),
    };
    return FIRE_OK;
}

fire_status summary_write(struct scan *scan, const struct ordered *ordered,
                          struct fire_arena *scratch, struct fire_arena *arena,
                          struct fire_summary **out, struct fire_error *err)
{
    struct fire_summary *summary = FIRE_TAKE(arena, 1, struct fire_summary);
    if (summary == NULL) return fire_fail_memory(err);
    struct numbers numbers = { .scan = scan, .summary = summary, .ordered = ordered };
    FIRE_TRY(write_words(scan, ordered, arena, summary, err));
    FIRE_TRY(prepare(&numbers, scan, scratch, err));
    FIRE_TRY(write_values(&numbers, arena, summary, err));
    FIRE_TRY(write_samples(&numbers, arena, summary, err));
    FIRE_TRY(write_totals(&numbers, arena, summary, err));
    FIRE_TRY(open_incidents(arena, summary, err));
    FIRE_TRY(largest_write(&scan->largest, arena, &summary->largest, err));
    *out = summary;
    return FIRE_OK;
}
