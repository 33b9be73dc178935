/* summary.c - see summary.h: the numbers of every group and of all of them, and the words.
 *
 * Stretches of rows are summed up and written down by several threads, each in a scratch of its
 * own; integer sums are the same however they are put together. Plain sums, which is what nearly
 * all measures are, are copied from their cells column by column: with the totals 47 instructions
 * a figure, where all that a measure may be takes 280 (callgrind, 149,000 groups). */
#include "summary.h"

#include "measure.h"
#include "parts.h"
#include "share.h"

#include "firestat/arena.h"

#include <string.h>

/* What a stretch of rows needs and finds. */
struct stretch_of_rows {
    wide *cell;    /* [n_cells] of a group at hand */
    wide *total;   /* [n_cells] of all its groups  */
    uint8_t *mark; /* [n_measures] of all its groups, joined */
    fire_status status;
    struct fire_error err;
};

/* What is needed for the numbers; scratch memory. */
struct numbers {
    const struct scan *scan;
    struct fire_summary *summary; /* its words, and where the numbers go */
    struct fire_value *value;     /* [n_rows * n_measures] as in the summary, as what follows */
    int64_t *unknown;
    uint8_t *mark;
    const struct ordered *ordered;
    struct sorted *sorted; /* [n_singles] of those that keep values */
    wide *total;           /* [n_cells] of all groups               */
    int64_t *total_min;    /* [n_singles]                           */
    int64_t *total_max;
    struct counted *counted; /* [n_distincts] */
    int32_t n_stretches;
    struct stretch_of_rows *stretch; /* [n_stretches] */
};

#define LEAST_WRITTEN 8192 /* rows that are worth a thread */

/* ---- totals -------------------------------------------------------------------------- */

static void add_stretch(void *self, int32_t part, size_t from, size_t to)
{
    const struct numbers *numbers = self;
    for (size_t row = from; row < to; row++)
        accumulator_add_to(&numbers->scan->accumulator, numbers->ordered->group[row],
                           numbers->stretch[part].total);
}

static void add_cells(struct numbers *numbers)
{
    parts_run(numbers->n_stretches, numbers->ordered->n, add_stretch, numbers);
    for (int32_t s = 0; s < numbers->n_stretches; s++) {
        for (int32_t c = 0; c < numbers->scan->accumulator.n_cells; c++)
            numbers->total[c] += numbers->stretch[s].total[c];
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

static fire_status prepare_stretches(struct numbers *numbers, struct fire_arena *scratch,
                                     struct fire_error *err)
{
    const struct scan *scan = numbers->scan;
    const int32_t n_cells = scan->accumulator.n_cells;
    numbers->n_stretches = parts_n(scan->query->n_jobs, numbers->ordered->n, LEAST_WRITTEN);
    numbers->stretch = FIRE_TAKE(scratch, numbers->n_stretches, struct stretch_of_rows);
    if (numbers->stretch == NULL) return fire_fail_memory(err);
    for (int32_t s = 0; s < numbers->n_stretches; s++) {
        struct stretch_of_rows *stretch = &numbers->stretch[s];
        stretch->cell = FIRE_TAKE(scratch, n_cells, wide);
        stretch->total = FIRE_TAKE(scratch, n_cells, wide);
        stretch->mark = FIRE_TAKE(scratch, scan->query->n_measures, uint8_t);
        if (stretch->cell == NULL || stretch->total == NULL || stretch->mark == NULL)
            return fire_fail_memory(err);
    }
    return FIRE_OK;
}

static fire_status prepare(struct numbers *numbers, struct scan *scan,
                           struct fire_arena *scratch, struct fire_error *err)
{
    const struct layout *layout = &scan->layout;
    struct accumulator *accumulator = &scan->accumulator;
    FIRE_TRY(prepare_stretches(numbers, scratch, err));
    numbers->total = FIRE_TAKE(scratch, accumulator->n_cells, wide);
    numbers->total_min = FIRE_TAKE(scratch, layout->n_singles, int64_t);
    numbers->total_max = FIRE_TAKE(scratch, layout->n_singles, int64_t);
    numbers->sorted = FIRE_TAKE(scratch, layout->n_singles, struct sorted);
    numbers->counted = FIRE_TAKE(scratch, scan->n_distincts, struct counted);
    if (numbers->total == NULL || numbers->total_min == NULL || numbers->total_max == NULL ||
        numbers->sorted == NULL || numbers->counted == NULL)
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

/* row: -1: the total */
static fire_status fail_range(const struct numbers *numbers, int32_t measure, int64_t row,
                              struct fire_error *err)
{
    const struct fire_query *query = numbers->scan->query;
    char group[256] = "";
    size_t used = 0;
    for (int32_t d = 0; row >= 0 && d < query->n_dims; d++) {
        const struct fire_key *key = fire_summary_key(numbers->summary, row, d);
        const struct fire_text_view text = key->is_null ? fire_text_of("null") : key->text;
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

/* One number. known.cell is set, and unknown where values are counted; row as above. */
static fire_status write_number(const struct numbers *numbers, int32_t measure,
                                const struct known *known, wide unknown, int64_t row,
                                struct fire_value *out_value, int64_t *out_unknown,
                                struct fire_error *err)
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
    return fail_range(numbers, measure, row, err);
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

/* Whether a measure is its cells and no more, and every cell is in 64 bits. */
static bool is_plain(const struct numbers *numbers, int32_t measure)
{
    return numbers->scan->query->measure[measure].agg == FIRE_AGG_SUM &&
           numbers->scan->accumulator.high == NULL && numbers->scan->n_marked == 0;
}

static void write_plain(const struct numbers *numbers, int32_t measure, size_t from, size_t to)
{
    const struct sum_cells cells = measure_sum_cells(numbers->scan, measure);
    const struct accumulator *accumulator = &numbers->scan->accumulator;
    const size_t n_cells = (size_t)accumulator->n_cells;
    const size_t n_measures = (size_t)numbers->summary->n_measures;
    for (size_t row = from; row < to; row++) {
        const int64_t *cell = accumulator->cell + numbers->ordered->group[row] * n_cells;
        const size_t at = row * n_measures + (size_t)measure;
        const bool has_value = cell[0] == 0
                                   ? cells.has_empty
                                   : cells.without < 0 || cell[0] != cell[cells.without];
        numbers->value[at] = (struct fire_value){ .is_null = !has_value,
                                                  .number = has_value ? cell[cells.sum] : 0 };
        numbers->unknown[at] = cells.unknown < 0 ? 0 : cell[cells.unknown];
    }
}

/* A measure of any kind, of one row. */
static fire_status write_figure(const struct numbers *numbers, struct stretch_of_rows *stretch,
                                size_t row, int32_t measure)
{
    const struct scan *scan = numbers->scan;
    const uint32_t group = numbers->ordered->group[row];
    const size_t at = row * (size_t)numbers->summary->n_measures + (size_t)measure;
    struct known known = { .cell = stretch->cell, .mark = mark_of(scan, group, measure) };
    wide unnamed = 0;
    stretch->mark[measure] |= scan->has_shared_totals ? known.mark : 0;
    numbers->mark[at] = known.mark;
    know_single(numbers, measure, group, &known);
    if (numbers->summary->measure[measure].agg == FIRE_AGG_DISTINCT) {
        const struct counted *counted = &numbers->counted[scan->column[measure]];
        known.n_distinct = counted->n[group];
        unnamed = counted->unknown[group];
    }
    return write_number(numbers, measure, &known, unnamed, (int64_t)row, &numbers->value[at],
                        &numbers->unknown[at], &stretch->err);
}

static void write_stretch(void *self, int32_t part, size_t from, size_t to)
{
    const struct numbers *numbers = self;
    const int32_t n_measures = numbers->summary->n_measures;
    struct stretch_of_rows *stretch = &numbers->stretch[part];
    bool are_plain = true;
    for (int32_t m = 0; m < n_measures; m++) {
        if (is_plain(numbers, m))
            write_plain(numbers, m, from, to);
        else
            are_plain = false;
    }
    for (size_t row = from; !are_plain && row < to && stretch->status == FIRE_OK; row++) {
        accumulator_read(&numbers->scan->accumulator, numbers->ordered->group[row],
                         stretch->cell);
        for (int32_t m = 0; m < n_measures && stretch->status == FIRE_OK; m++)
            if (!is_plain(numbers, m)) stretch->status = write_figure(numbers, stretch, row, m);
    }
}

static fire_status write_values(struct numbers *numbers, struct fire_arena *arena,
                                struct fire_summary *summary, struct fire_error *err)
{
    const size_t n_measures = (size_t)summary->n_measures;
    const size_t n = (size_t)summary->n_rows * n_measures;
    numbers->value = FIRE_TAKE(arena, n, struct fire_value);
    numbers->unknown = FIRE_TAKE(arena, n, int64_t);
    numbers->mark = FIRE_TAKE(arena, n, uint8_t);
    uint8_t *total_mark = FIRE_TAKE(arena, n_measures, uint8_t);
    if (numbers->value == NULL || numbers->unknown == NULL || numbers->mark == NULL ||
        total_mark == NULL)
        return fire_fail_memory(err);

    parts_run(numbers->n_stretches, (size_t)summary->n_rows, write_stretch, numbers);
    for (int32_t s = 0; s < numbers->n_stretches; s++) {
        const struct stretch_of_rows *stretch = &numbers->stretch[s];
        if (stretch->status != FIRE_OK) /* the first row that fails, however many threads */
            return fire_fail(err, stretch->status, FIRE_NOWHERE, "%s", stretch->err.message);
        for (size_t m = 0; m < n_measures; m++)
            total_mark[m] |= stretch->mark[m];
    }
    if (numbers->scan->is_unreported) memset(total_mark, FIRE_MARK_NO_REPORT, n_measures);
    summary->value = numbers->value;
    summary->unknown = numbers->unknown;
    summary->mark = numbers->mark;
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
        FIRE_TRY(write_number(numbers, m, &known, unnamed, -1, &value[m], &unknown[m], err));
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
        .key_at = ordered->key_at,
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
