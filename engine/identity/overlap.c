/* overlap.c - see firestat/overlap.h.
 *
 * Rows are boiled down while they pass: a period row to its area and days, the incidents to a
 * bit for each day of a month and area. What overlaps is found at the end, run against run: a
 * run is one area of one source, and whether two areas may be about the same ground is asked
 * once for them and not once for every month. */
#include "firestat/overlap.h"

#include "overlap_days.h"

#include <assert.h>
#include <stdlib.h>

enum { N_NAMES = FIRE_N_LEVELS - 1, LAST_FIELD = 63 };

struct period {
    int32_t source;
    int32_t area;
    struct fire_window days;
};

/* One area of one source. */
struct run {
    int32_t source;
    int32_t area;
    bool of_periods; /* else of incidents               */
    size_t from;     /* in `period` or in `days.month` */
    size_t to;
};

/* The names of a place, province to commune, as numbers; 0: not said. */
struct place_names {
    uint32_t name[N_NAMES];
};

struct fire_overlaps {
    const struct fire_areas *areas;
    struct overlap_days days;
    struct period *period;
    size_t n_periods;
    size_t period_capacity;
    uint64_t *counts; /* [source] bit f: it has values of field f, a number */
    size_t n_sources;
    size_t source_capacity;

    /* Of one search. */
    struct fire_arena *arena;
    struct place_names *place; /* [fire_areas_n] */
    struct run *run;
    size_t n_runs;
    size_t *met; /* runs on the same ground as the one looked at */
    size_t n_met;
    struct fire_overlap_pair *pair;
    size_t n_pairs;
    size_t pair_capacity;
};

fire_status fire_overlaps_create(const struct fire_areas *areas, struct fire_overlaps **out,
                                 struct fire_error *err)
{
    struct fire_overlaps *overlaps = calloc(1, sizeof *overlaps);
    if (overlaps == NULL) return fire_fail_memory(err);
    overlaps->areas = areas;
    *out = overlaps;
    return FIRE_OK;
}

void fire_overlaps_free(struct fire_overlaps *overlaps)
{
    if (overlaps == NULL) return;
    overlap_days_finish(&overlaps->days);
    fire_arena_free(overlaps->arena);
    free(overlaps->period);
    free(overlaps->counts);
    free(overlaps->pair);
    free(overlaps);
}

/* ---- rows ------------------------------------------------------------------------------ */

static bool is_number(fire_type type)
{
    return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

/* What the source counts, as far as this batch shows it. */
static bool note_counts(struct fire_overlaps *overlaps, const struct fire_batch *batch,
                        int32_t n_fields)
{
    const size_t source = (size_t)batch->source;
    if (source >= overlaps->source_capacity) {
        uint64_t *grown = fire_array_grow(overlaps->counts, &overlaps->source_capacity,
                                          source + 1, sizeof *grown);
        if (grown == NULL) return false;
        overlaps->counts = grown;
    }
    while (overlaps->n_sources <= source)
        overlaps->counts[overlaps->n_sources++] = 0;
    for (int32_t field = 0; field < n_fields; field++) {
        if (!is_number(fire_schema_field(batch->schema, field)->type)) continue;
        if (batch->vector[field].number == NULL) continue;
        overlaps->counts[source] |= UINT64_C(1) << (field < LAST_FIELD ? field : LAST_FIELD);
    }
    return true;
}

static bool add_period(struct fire_overlaps *overlaps, const struct period *period)
{
    const size_t n = overlaps->n_periods;
    if (n == overlaps->period_capacity) {
        struct period *grown = fire_array_grow(overlaps->period, &overlaps->period_capacity,
                                               n + 1, sizeof *grown);
        if (grown == NULL) return false;
        overlaps->period = grown;
    }
    overlaps->period[overlaps->n_periods++] = *period;
    return true;
}

fire_status fire_overlaps_add(struct fire_overlaps *overlaps, const struct fire_batch *batch,
                              int32_t n_fields, struct fire_error *err)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    const uint64_t one = UINT64_C(1)
                         << FIRE_FIELD_INCIDENTS; /* what a row without a number is */
    if (!note_counts(overlaps, batch, n_fields)) return fire_fail_memory(err);
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const struct fire_window days = { day[i], last_day[i] };
        if (!fire_is_valid(batch->alive, i)) continue;
        if (days.first_day == FIRE_DAY_FIRST && days.last_day == FIRE_DAY_LAST) continue;
        bool ok;
        if (days.first_day < days.last_day) {
            const struct period period = { batch->source, batch->area[i], days };
            ok = add_period(overlaps, &period);
        } else {
            overlaps->counts[batch->source] |= one;
            ok = overlap_days_add(&overlaps->days, batch->source, batch->area[i], day[i]);
        }
        if (!ok) return fire_fail_memory(err);
    }
    return FIRE_OK;
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    return fire_overlaps_add(self, batch, fire_schema_n_fields(batch->schema), err);
}

struct fire_sink fire_overlaps_sink(struct fire_overlaps *overlaps)
{
    return (struct fire_sink){ .self = overlaps, .push = push };
}

/* ---- places ---------------------------------------------------------------------------- */

/* The number of a node's name among all names. false: no memory */
static bool name_number(struct fire_overlaps *overlaps, struct fire_dictionary *names,
                        int32_t area, uint32_t *out)
{
    const struct fire_text_view name = fire_area_name(overlaps->areas, area);
    struct fire_text_view key;
    *out = 0;
    if (name.size_bytes == 0) return true;
    uint32_t code;
    if (!fire_area_key(name, overlaps->arena, &key) ||
        !fire_dictionary_add(names, key, key, &code))
        return false;
    *out = code + 1;
    return true;
}

static bool make_places(struct fire_overlaps *overlaps)
{
    const int32_t n = fire_areas_n(overlaps->areas);
    struct fire_dictionary *names = fire_dictionary_create();
    overlaps->place = FIRE_TAKE(overlaps->arena, n, struct place_names);
    bool ok = names != NULL && overlaps->place != NULL;
    for (int32_t area = 1; ok && area < n; area++) { /* parents come first */
        const fire_area_level level = fire_area_level_of(overlaps->areas, area);
        struct place_names *place = &overlaps->place[area];
        *place = overlaps->place[fire_area_parent(overlaps->areas, area)];
        ok = name_number(overlaps, names, area, &place->name[level - FIRE_LEVEL_PROVINCE]);
    }
    fire_dictionary_free(names);
    return ok;
}

/* Nothing says that the two are apart. */
static bool on_same_ground(const struct place_names *a, const struct place_names *b)
{
    for (int i = 0; i < N_NAMES; i++)
        if (a->name[i] != 0 && b->name[i] != 0 && a->name[i] != b->name[i]) return false;
    return true;
}

/* ---- runs ------------------------------------------------------------------------------ */

static int by_place_and_days(const void *a, const void *b)
{
    const struct period *x = a;
    const struct period *y = b;
    const int32_t difference[] = {
        (x->source > y->source) - (x->source < y->source),
        (x->area > y->area) - (x->area < y->area),
        (x->days.first_day > y->days.first_day) - (x->days.first_day < y->days.first_day),
        (x->days.last_day > y->days.last_day) - (x->days.last_day < y->days.last_day)
    };
    for (size_t i = 0; i < sizeof difference / sizeof difference[0]; i++)
        if (difference[i] != 0) return difference[i];
    return 0;
}

/* One of each area and period: a source with a row for every cause has many. */
static void sort_periods(struct fire_overlaps *overlaps)
{
    struct period *period = overlaps->period;
    size_t n = 0;
    if (overlaps->n_periods == 0) return;
    qsort(period, overlaps->n_periods, sizeof *period, by_place_and_days);
    for (size_t i = 0; i < overlaps->n_periods; i++)
        if (n == 0 || by_place_and_days(&period[n - 1], &period[i]) != 0)
            period[n++] = period[i];
    overlaps->n_periods = n;
}

static void add_to_runs(struct fire_overlaps *overlaps, struct run next)
{
    struct run *last = overlaps->n_runs == 0 ? NULL : &overlaps->run[overlaps->n_runs - 1];
    if (last != NULL && last->source == next.source && last->area == next.area &&
        last->of_periods == next.of_periods)
        last->to = next.to;
    else
        overlaps->run[overlaps->n_runs++] = next;
}

static int by_source(const void *a, const void *b)
{
    const struct run *x = a;
    const struct run *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    if (x->area != y->area) return x->area < y->area ? -1 : 1;
    return (x->of_periods ? 1 : 0) - (y->of_periods ? 1 : 0);
}

static bool make_runs(struct fire_overlaps *overlaps)
{
    const struct overlap_days *days = &overlaps->days;
    const uint64_t area_mask = (UINT64_C(1) << OVERLAP_AREA_BITS) - 1;
    overlaps->n_runs = 0;
    overlaps->run = FIRE_TAKE(overlaps->arena, overlaps->n_periods + days->n, struct run);
    overlaps->met = FIRE_TAKE(overlaps->arena, overlaps->n_periods + days->n, size_t);
    if (overlaps->run == NULL || overlaps->met == NULL) return false;
    for (size_t i = 0; i < overlaps->n_periods; i++)
        add_to_runs(overlaps, (struct run){ overlaps->period[i].source,
                                            overlaps->period[i].area, true, i, i + 1 });
    for (size_t i = 0; i < days->n; i++) {
        const uint64_t key = days->month[i].key >> OVERLAP_MONTH_BITS;
        add_to_runs(overlaps, (struct run){ (int32_t)(key >> OVERLAP_AREA_BITS),
                                            (int32_t)(key & area_mask), false, i, i + 1 });
    }
    qsort(overlaps->run, overlaps->n_runs, sizeof *overlaps->run, by_source);
    return true;
}

/* ---- the search ------------------------------------------------------------------------ */

/* The first month of a run that is not before `key`. */
static size_t first_month(const struct overlap_days *days, const struct run *run, uint64_t key)
{
    size_t low = run->from;
    size_t high = run->to;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (days->month[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_incident(const struct overlap_days *days, const struct run *run,
                         struct fire_window window)
{
    int32_t first_number;
    int32_t last_number;
    const int32_t first = overlap_month(window.first_day, &first_number);
    const int32_t last = overlap_month(window.last_day, &last_number);
    const uint64_t first_key = overlap_key(run->source, run->area, first);
    const uint64_t last_key = overlap_key(run->source, run->area, last);
    for (size_t i = first_month(days, run, first_key); i < run->to; i++) {
        const struct month_days *month = &days->month[i];
        uint32_t wanted = UINT32_MAX;
        if (month->key > last_key) return false;
        if (month->key == first_key) wanted &= UINT32_MAX << (first_number - 1);
        if (month->key == last_key) wanted &= UINT32_MAX >> (32 - last_number);
        if ((month->days & wanted) != 0) return true;
    }
    return false;
}

static bool has_period(const struct period period[], const struct run *run,
                       struct fire_window window)
{
    for (size_t i = run->from; i < run->to; i++) {
        if (period[i].days.first_day > window.last_day) return false;
        if (period[i].days.last_day >= window.first_day) return true;
    }
    return false;
}

static struct fire_overlap_pair *pair_of(struct fire_overlaps *overlaps, int32_t a, int32_t b)
{
    const int32_t low = a < b ? a : b;
    const int32_t high = a < b ? b : a;
    for (size_t i = 0; i < overlaps->n_pairs; i++)
        if (overlaps->pair[i].source[0] == low && overlaps->pair[i].source[1] == high)
            return &overlaps->pair[i];
    if (overlaps->n_pairs == overlaps->pair_capacity) {
        struct fire_overlap_pair *grown = fire_array_grow(
            overlaps->pair, &overlaps->pair_capacity, overlaps->n_pairs + 1, sizeof *grown);
        if (grown == NULL) return NULL;
        overlaps->pair = grown;
    }
    overlaps->pair[overlaps->n_pairs] = (struct fire_overlap_pair){ .source = { low, high } };
    return &overlaps->pair[overlaps->n_pairs++];
}

/* Those that a run of periods can overlap with. Of two runs of periods the one of the source with
 * the lower number looks for the other. */
static void meet(struct fire_overlaps *overlaps, const struct run *run)
{
    overlaps->n_met = 0;
    for (size_t i = 0; i < overlaps->n_runs; i++) {
        const struct run *other = &overlaps->run[i];
        if (other->source == run->source) continue;
        if (other->of_periods && other->source < run->source) continue;
        if ((overlaps->counts[run->source] & overlaps->counts[other->source]) == 0) continue;
        if (on_same_ground(&overlaps->place[run->area], &overlaps->place[other->area]))
            overlaps->met[overlaps->n_met++] = i;
    }
}

static bool search_period(struct fire_overlaps *overlaps, const struct period *period)
{
    int32_t found = -1; /* the source it was found to overlap with last */
    for (size_t i = 0; i < overlaps->n_met; i++) {
        const struct run *other = &overlaps->run[overlaps->met[i]];
        if (other->source == found) continue;
        if (other->of_periods ? !has_period(overlaps->period, other, period->days)
                              : !has_incident(&overlaps->days, other, period->days))
            continue;
        struct fire_overlap_pair *pair = pair_of(overlaps, period->source, other->source);
        if (pair == NULL) return false;
        found = other->source;
        if (pair->n < FIRE_OVERLAP_EXAMPLES)
            pair->example[pair->n] = (struct fire_overlap_place){ period->area, period->days };
        pair->n++;
    }
    return true;
}

static bool search(struct fire_overlaps *overlaps)
{
    for (size_t i = 0; i < overlaps->n_runs; i++) {
        const struct run *run = &overlaps->run[i];
        if (!run->of_periods) continue;
        meet(overlaps, run);
        for (size_t k = run->from; overlaps->n_met > 0 && k < run->to; k++)
            if (!search_period(overlaps, &overlaps->period[k])) return false;
    }
    return true;
}

fire_status fire_overlaps_find(struct fire_overlaps *overlaps,
                               const struct fire_overlap_pair **out, int64_t *out_n,
                               struct fire_error *err)
{
    overlaps->n_pairs = 0;
    *out = overlaps->pair;
    *out_n = 0;
    if (overlaps->n_periods == 0) return FIRE_OK;
    fire_arena_free(overlaps->arena);
    overlaps->arena = fire_arena_create();
    sort_periods(overlaps);
    overlap_days_sort(&overlaps->days);
    if (overlaps->arena == NULL || !make_places(overlaps) || !make_runs(overlaps) ||
        !search(overlaps))
        return fire_fail_memory(err);
    *out = overlaps->pair;
    *out_n = (int64_t)overlaps->n_pairs;
    return FIRE_OK;
}
