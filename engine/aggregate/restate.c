/* restate.c - see firestat/restate.h.
 *
 * Where an area is in the map is a matter of the area and the era, and a batch nearly always is of
 * one era, or of some between which none of its areas moved. So rows keep their recorded areas, and
 * what a question looks up by area it looks up in a table made for the recorded ones
 * (axes_area.c). Only where that cannot be are the areas of a batch's rows written down anew.
 *
 * What is to be told of rows is counted row by row: one look-up in a table of eras by recorded areas,
 * whose words are counters; what was not met yet is UNMET, and only when a batch has something
 * UNMET is the map asked and the batch counted again: so the loop has no branch, and costs 0.2 ns a
 * row of 3.5 in all (bench/areas, 4 M rows of 329 areas, 2-core EPYC). */
#include "firestat/restate.h"

#include "reports.h"
#include "stream.h"

#include "firestat/arena.h"
#include "firestat/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What is to be told of a row: counters of COUNTER_BITS, one for each kind and one for places that
 * were not met, all in one word, so that some rows are counted by one add each. Of a place one kind
 * is told at most. */
#define N_TOLD       4 /* kinds; of rows in a place, so without FIRE_RESTATED_ACROSS */
#define COUNTER_BITS 6
#define ONE(counter) (UINT32_C(1) << COUNTER_BITS * (counter))
#define UNMET        ONE(N_TOLD)
#define N_COUNTERS   (N_TOLD + 1)
#define STEP_ROWS    32 /* that a word can count */
static_assert((int)FIRE_RESTATED_ACROSS == N_TOLD, "the kinds of a place");
static_assert(STEP_ROWS < 1 << COUNTER_BITS && N_COUNTERS * COUNTER_BITS <= 32, "a word");

struct fire_restate {
    const struct fire_areas *recorded;
    const struct fire_area_units *units;
    struct fire_area_map *map;
    struct fire_arena *arena;
    struct fire_sink next;
    struct fire_restated found;
    struct fire_window counted;

    int32_t n_eras;
    int32_t day_before; /* the last day of era 0 */
    int32_t n_days; /* behind it, up to the first one of the last era; 0: there is one era */
    uint16_t *era;  /* [1 + n_days] of day_before and the days behind it                   */

    uint32_t *told;  /* [n_eras * capacity] era by era: of a recorded area */
    size_t capacity; /* of recorded areas                                  */
    struct fire_restated_column *column; /* [n_eras] found.column */

    bool keeps_recorded; /* `next` looks up by recorded areas */

    bool wants_reports;
    const struct fire_declared *declared; /* [n_declared] */
    int32_t n_declared;
    struct reports reports; /* source by source, of each era by era */

    struct fire_split *split; /* found.split */
    size_t split_capacity;
    int32_t placed[FIRE_BATCH_ROWS]; /* of the batch at hand */
};

/* ---- eras ------------------------------------------------------------------------------ */

static bool make_days(struct fire_restate *restate)
{
    const int32_t last = restate->n_eras - 1;
    if (last > 0) {
        restate->day_before = fire_area_units_era_first_day(restate->units, 1) - 1;
        restate->n_days = fire_area_units_era_first_day(restate->units, last) -
                          restate->day_before;
    }
    restate->era = FIRE_TAKE(restate->arena, 1 + restate->n_days, uint16_t);
    for (int32_t i = 0; restate->era != NULL && last > 0 && i <= restate->n_days; i++)
        restate->era[i] = (uint16_t)fire_area_units_era(restate->units,
                                                        restate->day_before + i);
    return restate->era != NULL;
}

/* No branch: around the first day of an era days come in any order. */
static int32_t era_of(const struct fire_restate *restate, int32_t day)
{
    const int32_t at = day > restate->day_before ? day - restate->day_before : 0;
    return restate->era[at < restate->n_days ? at : restate->n_days];
}

/* ---- places ---------------------------------------------------------------------------- */

/* Know an area of the map that stands for the parts of one that was split. */
static fire_status add_split(struct fire_restate *restate, int32_t area, struct fire_error *err)
{
    int32_t n_parts = 0;
    const struct fire_area_share *share = fire_area_map_shares(restate->map, area, &n_parts,
                                                               NULL);
    for (int32_t i = 0; i < restate->found.n_splits; i++)
        if (restate->split[i].area == area) return FIRE_OK;
    const size_t n = (size_t)restate->found.n_splits + 1;
    if (n > restate->split_capacity) {
        void *grown = fire_array_grow(restate->split, &restate->split_capacity, n,
                                      sizeof *restate->split);
        if (grown == NULL) return fire_fail_memory(err);
        restate->found.split = restate->split = grown;
    }
    int32_t *part = FIRE_TAKE(restate->arena, n_parts, int32_t);
    int32_t *weight = FIRE_TAKE(restate->arena, n_parts, int32_t);
    if (part == NULL || weight == NULL) return fire_fail_memory(err);
    for (int32_t p = 0; p < n_parts; p++) {
        part[p] = share[p].node;
        weight[p] = (int32_t)share[p].weight; /* their sum is FIRE_AREA_WHOLE */
    }
    restate->split[n - 1] = (struct fire_split){ area, n_parts, part, weight };
    restate->found.n_splits++;
    return FIRE_OK;
}

/* Whether the name of a recorded area was not in use in an era. */
static fire_status is_misdated(const struct fire_restate *restate, int32_t era,
                               int32_t recorded, bool *out, struct fire_error *err)
{
    struct fire_text_view name[FIRE_N_LEVELS - 1] = { { NULL, 0 } };
    struct fire_area_match match;
    const int level = (int)fire_area_level_of(restate->recorded, recorded);
    for (int at = 1; at <= level; at++) {
        const int32_t *above = fire_areas_at_level(restate->recorded, (fire_area_level)at);
        name[at - 1] = fire_area_name(restate->recorded, above[recorded]);
    }
    const int32_t day = era > 0 ? fire_area_units_era_first_day(restate->units, era)
                        : restate->n_days > 0 ? restate->day_before
                                              : FIRE_DAY_FIRST;
    FIRE_TRY(fire_area_units_resolve(restate->units, name, day, &match, err));
    *out = fire_area_match_is_whole(&match) && match.is_other_day;
    return FIRE_OK;
}

static uint32_t *told_at(const struct fire_restate *restate, int32_t era, int32_t recorded)
{
    return &restate->told[(size_t)era * restate->capacity + (size_t)recorded];
}

/* An area was met in an era. */
static fire_status meet(struct fire_restate *restate, int32_t era, int32_t recorded,
                        struct fire_error *err)
{
    static const uint32_t told_of[] = {
        [FIRE_PLACED_WHOLE] = 0,
        [FIRE_PLACED_SPLIT] = 0,
        [FIRE_PLACED_ABOVE] = ONE(FIRE_RESTATED_ABOVE),
        [FIRE_PLACED_UNSAID] = ONE(FIRE_RESTATED_UNSAID),
        [FIRE_PLACED_UNKNOWN] = ONE(FIRE_RESTATED_UNKNOWN),
    };
    const uint8_t placing = fire_area_map_placings(restate->map, era)[recorded];
    bool misdated = false;
    if (placing == FIRE_PLACED_SPLIT)
        FIRE_TRY(add_split(restate, restate->column[era].node[recorded], err));
    if (told_of[placing] == 0) FIRE_TRY(is_misdated(restate, era, recorded, &misdated, err));
    *told_at(restate, era, recorded) = misdated ? ONE(FIRE_RESTATED_MISDATED)
                                                : told_of[placing];
    return FIRE_OK;
}

/* Which columns say the same, when areas from number `from` on have come: those that did may now
 * part, those that did not never will. */
static void compare_columns(struct fire_restate *restate, int32_t from, int32_t n)
{
    struct fire_restated_column *column = restate->column;
    for (int32_t era = 0; era < restate->n_eras; era++) {
        const int32_t *node = column[era].node;
        const int32_t *as = column[column[era].same].node;
        if (from > 0 && column[era].same == era) continue;
        if (from > 0 && memcmp(node + from, as + from, (size_t)(n - from) * sizeof *node) == 0)
            continue;
        int32_t same = 0;
        while (same < era && (column[same].same != same ||
                              memcmp(node, column[same].node, (size_t)n * sizeof *node) != 0))
            same++;
        column[era].same = same;
    }
}

/* Room for all recorded areas that there are now, and their places in the map. */
static fire_status reserve(struct fire_restate *restate, struct fire_error *err)
{
    const int32_t n_recorded = fire_areas_n(restate->recorded);
    const size_t n = (size_t)n_recorded;
    const size_t n_eras = (size_t)restate->n_eras;
    if (n_recorded <= restate->found.n_recorded) return FIRE_OK;
    FIRE_TRY(fire_area_map_take(restate->map, restate->recorded, err));
    for (int32_t era = 0; era < restate->n_eras; era++)
        restate->column[era].node = fire_area_map_nodes(restate->map, era);
    compare_columns(restate, restate->found.n_recorded, n_recorded);
    restate->found.n_recorded = n_recorded;
    if (n <= restate->capacity) return FIRE_OK;
    const size_t capacity = 2 * n;
    if (n_eras * capacity > UINT32_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "too many areas");
    uint32_t *told = malloc(n_eras * capacity * sizeof *told);
    if (told == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < n_eras * capacity; i++)
        told[i] = UNMET;
    for (size_t era = 0; era < n_eras && restate->capacity > 0; era++)
        memcpy(told + era * capacity, restate->told + era * restate->capacity,
               restate->capacity * sizeof *told);
    free(restate->told);
    restate->told = told;
    restate->capacity = capacity;
    return FIRE_OK;
}

/* ---- rows ------------------------------------------------------------------------------ */

/* Rows of each kind, and of places that were not met. */
struct counted {
    int64_t n[N_COUNTERS];
};

static void add_counters(struct counted *counted, uint32_t word)
{
    for (int i = 0; i < N_COUNTERS; i++)
        counted->n[i] += word >> COUNTER_BITS * i & (ONE(1) - 1);
}

/* The words of two rows, whose areas come in one load: four of them as written below are gathered
 * into vectors by the compiler, which takes twice as long. */
static inline uint32_t word_of_two(const uint32_t told[], const int32_t area[])
{
    uint64_t two;
    memcpy(&two, area, sizeof two);
    return told[two & UINT32_MAX] + told[two >> 32];
}

/* Rows of one era, whose words begin at `told`. */
static struct counted count_of_era(const uint32_t told[], const int32_t area[], int64_t n)
{
    struct counted counted = { { 0 } };
    int64_t i = 0;
    for (; i + STEP_ROWS <= n; i += STEP_ROWS) {
        uint32_t word = 0;
        for (int64_t j = i; j < i + STEP_ROWS; j += 8)
            word += word_of_two(told, area + j) + word_of_two(told, area + j + 2) +
                    word_of_two(told, area + j + 4) + word_of_two(told, area + j + 6);
        if (word != 0) add_counters(&counted, word);
    }
    for (; i < n; i++)
        add_counters(&counted, told[area[i]]);
    return counted;
}

/* Rows of several. */
static struct counted count_of_eras(const struct fire_restate *restate, const int32_t day[],
                                    const int32_t area[], int64_t n)
{
    struct counted counted = { { 0 } };
    for (int64_t i = 0; i < n; i += STEP_ROWS) {
        const int64_t end = i + STEP_ROWS < n ? i + STEP_ROWS : n;
        uint32_t word = 0;
        for (int64_t j = i; j < end; j++)
            word += *told_at(restate, era_of(restate, day[j]), area[j]);
        add_counters(&counted, word);
    }
    return counted;
}

static struct counted count(const struct fire_restate *restate, const struct fire_batch *batch)
{
    const int32_t era = era_of(restate, batch->days->first_day);
    if (era == era_of(restate, batch->days->last_day))
        return count_of_era(told_at(restate, era, 0), batch->area, batch->n_rows);
    return count_of_eras(restate, batch->vector[FIRE_FIELD_OCCURRED_AT].day, batch->area,
                         batch->n_rows);
}

static fire_status meet_all(struct fire_restate *restate, const struct fire_batch *batch,
                            struct fire_error *err)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const int32_t era = era_of(restate, day[i]);
        if (*told_at(restate, era, batch->area[i]) == UNMET)
            FIRE_TRY(meet(restate, era, batch->area[i], err));
    }
    return FIRE_OK;
}

static bool is_counted(const struct fire_restate *restate, const struct fire_batch *batch,
                       int64_t row)
{
    const int32_t day = batch->vector[FIRE_FIELD_OCCURRED_AT].day[row];
    return restate->counted.first_day <= day && day <= restate->counted.last_day &&
           fire_is_valid(batch->alive, row);
}

/* Know how many rows are told of, row by row where not all rows count. */
static void tell(struct fire_restate *restate, const struct fire_batch *batch,
                 struct counted counted)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const bool all_count = batch->alive == NULL &&
                           restate->counted.first_day <= batch->days->first_day &&
                           batch->days->last_day <= restate->counted.last_day;
    int64_t n_told = 0;
    for (int how = 0; how < N_TOLD; how++)
        n_told += counted.n[how];
    if (n_told == 0) return;
    if (!all_count) counted = (struct counted){ { 0 } };
    for (int64_t i = 0; !all_count && i < batch->n_rows; i++)
        if (is_counted(restate, batch, i))
            add_counters(&counted, *told_at(restate, era_of(restate, day[i]), batch->area[i]));
    for (int how = 0; how < N_TOLD; how++)
        restate->found.n_rows[how] += counted.n[how];
}

/* Rows whose last day is of an era in which their area belongs elsewhere; they stay where their
 * first day puts them. */
static fire_status count_across(struct fire_restate *restate, const struct fire_batch *batch,
                                struct fire_error *err)
{
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const int32_t first_day = batch->vector[FIRE_FIELD_OCCURRED_AT].day[i];
        const int32_t era = era_of(restate, batch->last_day[i]);
        const int32_t area = batch->area[i];
        if (batch->last_day[i] == first_day) continue;
        if (*told_at(restate, era, area) == UNMET) FIRE_TRY(meet(restate, era, area, err));
        restate->found.n_rows[FIRE_RESTATED_ACROSS] +=
            restate->column[era].node[area] !=
                restate->column[era_of(restate, first_day)].node[area] &&
            is_counted(restate, batch, i);
    }
    return FIRE_OK;
}

/* The column for all rows of a batch; -1: they have several. */
static int32_t column_of(const struct fire_restate *restate, const struct fire_batch *batch)
{
    const int32_t first = era_of(restate, batch->days->first_day);
    const int32_t last = era_of(restate, batch->days->last_day);
    for (int32_t era = first + 1; era <= last; era++)
        if (restate->column[era].same != restate->column[first].same) return -1;
    return restate->column[first].same;
}

/* The areas of rows in the map, written down. */
static void place(struct fire_restate *restate, const struct fire_batch *batch, int32_t column)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *node = column < 0 ? NULL : restate->column[column].node;
    for (int64_t i = 0; column >= 0 && i < batch->n_rows; i++)
        restate->placed[i] = node[batch->area[i]];
    for (int64_t i = 0; column < 0 && i < batch->n_rows; i++)
        restate->placed[i] = restate->column[era_of(restate, day[i])].node[batch->area[i]];
}

/* ---- reports --------------------------------------------------------------------------- */

static fire_status note_reports(struct fire_restate *restate, const struct fire_batch *batch,
                                struct fire_error *err)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    const int32_t first = batch->source * restate->n_eras;
    FIRE_TRY(reports_reserve(&restate->reports, restate->recorded, batch, first,
                             restate->n_eras, err));
    struct source_report *source = &restate->reports.source[first];
    for (int64_t i = 0; i < batch->n_rows; i++)
        if (last_day[i] == day[i] && fire_is_valid(batch->alive, i))
            reports_add_row(&source[era_of(restate, day[i])], batch, i);
    return FIRE_OK;
}

static struct fire_window days_of_era(const struct fire_restate *restate, int32_t era)
{
    const bool is_last = era == restate->n_eras - 1;
    return (struct fire_window){
        era == 0 ? FIRE_DAY_FIRST : fire_area_units_era_first_day(restate->units, era),
        is_last ? FIRE_DAY_LAST : fire_area_units_era_first_day(restate->units, era + 1) - 1,
    };
}

/* The days of a source in all eras. */
static struct fire_window days_of_source(const struct fire_restate *restate, size_t source)
{
    const size_t n_eras = (size_t)restate->n_eras;
    struct fire_window days = { FIRE_DAY_LAST, FIRE_DAY_FIRST };
    for (size_t i = source / n_eras * n_eras; i < restate->reports.n; i++) {
        if (i / n_eras != source / n_eras) break;
        const struct fire_window own = restate->reports.source[i].days;
        if (own.first_day < days.first_day) days.first_day = own.first_day;
        if (own.last_day > days.last_day) days.last_day = own.last_day;
    }
    return days;
}

static void add_area(int32_t area[], int32_t *n, uint8_t seen[], int32_t added)
{
    if (!seen[added]) area[(*n)++] = added;
    seen[added] = 1;
}

/* Whether some incident row is of a recorded area. */
static bool is_named(const struct fire_restate *restate, int32_t area)
{
    for (size_t i = 0; i < restate->reports.n; i++) {
        const struct seen *seen = &restate->reports.source[i].area;
        if ((size_t)area < seen->n && seen->is[area]) return true;
    }
    return false;
}

/* What a report of an area in an era is of in the map: where the map is of that era, the same
 * area with all that lies in it; else where the recorded communes of it, or what else was recorded
 * without anything in it, went. */
static fire_status map_report(struct fire_restate *restate, int32_t era, int32_t reported,
                              struct fire_reported *out, struct fire_error *err)
{
    const struct fire_areas *areas = fire_area_map_areas(restate->map);
    const int32_t n_recorded = fire_areas_n(restate->recorded);
    int32_t own_day;
    const char *name = restate->found.name;
    const bool is_own = fire_day_from_iso(name, (int64_t)strlen(name), &own_day) &&
                        era_of(restate, own_day) == era;
    uint8_t *seen = calloc((size_t)fire_areas_n(areas), 1);
    int32_t *area = FIRE_TAKE(restate->arena, fire_areas_n(areas), int32_t);
    fire_status status = seen == NULL || area == NULL ? fire_fail_memory(err) : FIRE_OK;
    for (int32_t at = 0; status == FIRE_OK && at < n_recorded; at++) {
        const int32_t *above = fire_areas_at_level(
            restate->recorded, fire_area_level_of(restate->recorded, reported));
        if (above[at] != reported) continue;
        if (!(is_own && at == reported) &&
            fire_area_level_of(restate->recorded, at) != FIRE_LEVEL_COMMUNE)
            continue;
        if (*told_at(restate, era, at) == UNMET) status = meet(restate, era, at, err);
        if (status != FIRE_OK) break;
        const uint32_t told = *told_at(restate, era, at);
        if (told == ONE(FIRE_RESTATED_MISDATED) && !is_named(restate, at))
            continue; /* of another era, and there because a list has it */
        if (at != reported && told != 0 && told != ONE(FIRE_RESTATED_MISDATED))
            continue; /* somewhere in a larger area, which is not all reported therefore */
        int32_t n_parts = 0;
        const int32_t own = restate->column[era].node[at];
        const struct fire_area_share *part = fire_area_map_shares(restate->map, own, &n_parts,
                                                                  NULL);
        for (int32_t p = 0; p < n_parts; p++)
            add_area(area, &out->n_areas, seen, part[p].node);
        if (n_parts == 0) add_area(area, &out->n_areas, seen, own);
    }
    free(seen);
    out->area = area;
    return status;
}

void fire_restate_want_reports(struct fire_restate *restate,
                               const struct fire_declared declared[], int32_t n_declared)
{
    restate->wants_reports = true;
    restate->declared = declared;
    restate->n_declared = n_declared;
}

/* What a source reports of in an era, on the days that both have. */
static fire_status add_reported(struct fire_restate *restate, struct fire_reported reported[],
                                size_t source, bool is_declared, int32_t era,
                                struct fire_window whole, int32_t area, struct fire_error *err)
{
    const size_t n_eras = (size_t)restate->n_eras;
    struct fire_window days = days_of_era(restate, era);
    if (whole.first_day > days.first_day) days.first_day = whole.first_day;
    if (whole.last_day < days.last_day) days.last_day = whole.last_day;
    if (days.last_day < days.first_day) return FIRE_OK;
    struct fire_reported *own = &reported[restate->found.n_reported++];
    *own = (struct fire_reported){ .days = days, .is_declared = is_declared };
    FIRE_TRY(
        reports_scopes(&restate->reports, source * n_eras, n_eras, restate->arena, own, err));
    return map_report(restate, era, area, own, err);
}

/* The recorded area of a declaration in an era: as it says, else by the source's rows in that era
 * or in another one; -1: there are none. */
static int32_t area_of_declared(const struct fire_restate *restate,
                                const struct fire_declared *declared, int32_t era)
{
    if (declared_says_area(declared))
        return declared_area(declared, restate->recorded, restate->arena);
    const size_t first = (size_t)declared->source * (size_t)restate->n_eras;
    for (int32_t i = 0; i < restate->n_eras; i++) {
        const size_t at = first + (size_t)((era + i) % restate->n_eras);
        if (at < restate->reports.n && restate->reports.source[at].area.n > 0 &&
            restate->reports.source[at].days.first_day <=
                restate->reports.source[at].days.last_day)
            return reports_area(&restate->reports.source[at], restate->recorded);
    }
    return -1;
}

static fire_status add_declared(struct fire_restate *restate, struct fire_reported reported[],
                                struct fire_error *err)
{
    for (int32_t i = 0; i < restate->n_declared; i++) {
        for (int32_t era = 0; era < restate->n_eras; era++) {
            const struct fire_declared *declared = &restate->declared[i];
            const int32_t area = area_of_declared(restate, declared, era);
            if (area < 0) continue;
            FIRE_TRY(add_reported(restate, reported, (size_t)declared->source, true, era,
                                  declared->days, area, err));
        }
    }
    return FIRE_OK;
}

fire_status fire_restate_finish(struct fire_restate *restate, struct fire_error *err)
{
    const size_t n = restate->reports.n;
    const size_t n_eras = (size_t)restate->n_eras;
    const size_t n_most = n + (size_t)restate->n_declared * n_eras;
    const struct fire_query query = { .declared = restate->declared,
                                      .n_declared = restate->n_declared };
    struct fire_reported *reported = FIRE_TAKE(restate->arena, n_most, struct fire_reported);
    if (reported == NULL) return fire_fail_memory(err);
    if (n_most > 0) FIRE_TRY(reserve(restate, err));
    restate->found.reported = reported;
    for (size_t i = 0; i < n; i++) {
        const struct source_report *source = &restate->reports.source[i];
        if (source->days.last_day < source->days.first_day ||
            declared_by(&query, (int32_t)(i / n_eras)))
            continue;
        FIRE_TRY(add_reported(restate, reported, i / n_eras, false, (int32_t)(i % n_eras),
                              days_of_source(restate, i),
                              reports_area(source, restate->recorded), err));
    }
    return add_declared(restate, reported, err);
}

/* ---- a batch --------------------------------------------------------------------------- */

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct fire_restate *restate = self;
    struct fire_batch made = *batch;
    FIRE_TRY(reserve(restate, err));
    const struct fire_window days = fire_day_range(batch->vector[FIRE_FIELD_OCCURRED_AT].day,
                                                   batch->n_rows);
    made.days = &days;
    struct counted counted = count(restate, &made);
    if (counted.n[N_TOLD] > 0) {
        FIRE_TRY(meet_all(restate, batch, err));
        counted = count(restate, &made);
    }
    tell(restate, &made, counted);
    if (restate->wants_reports) FIRE_TRY(note_reports(restate, batch, err));
    if (batch->last_day != NULL) FIRE_TRY(count_across(restate, batch, err));
    const int32_t column = column_of(restate, &made);
    if (restate->keeps_recorded && column >= 0) {
        made.area_column = column + 1;
    } else {
        place(restate, batch, column);
        made.area = restate->placed;
    }
    return restate->next.push(restate->next.self, &made, err);
}

struct fire_sink fire_restate_sink(struct fire_restate *restate, struct fire_sink next)
{
    restate->next = next;
    restate->keeps_recorded = false;
    return (struct fire_sink){ .self = restate, .push = push };
}

struct fire_sink fire_restate_stream(struct fire_restate *restate, struct fire_stream *stream)
{
    const struct fire_sink sink = fire_restate_sink(restate, fire_stream_sink(stream));
    restate->keeps_recorded = stream_looks_up_recorded(stream, &restate->found);
    return sink;
}

/* ---- the whole ------------------------------------------------------------------------- */

fire_status fire_restate_create(const struct fire_areas *recorded,
                                const struct fire_area_units *units, struct fire_area_map *map,
                                const char *name, struct fire_restate **out,
                                struct fire_error *err)
{
    struct fire_restate *restate = calloc(1, sizeof *restate);
    if (restate == NULL) return fire_fail_memory(err);
    restate->recorded = recorded;
    restate->units = units;
    restate->map = map;
    restate->n_eras = fire_area_units_n_eras(units);
    restate->found.name = name;
    restate->counted = (struct fire_window){ FIRE_DAY_FIRST, FIRE_DAY_LAST };
    restate->arena = fire_arena_create();
    assert(restate->n_eras >= 1 && restate->n_eras <= UINT16_MAX);
    if (restate->arena != NULL)
        restate->column = FIRE_TAKE(restate->arena, restate->n_eras,
                                    struct fire_restated_column);
    restate->found.column = restate->column;
    restate->found.n_columns = restate->n_eras;
    if (restate->column == NULL || !make_days(restate)) {
        fire_restate_free(restate);
        return fire_fail_memory(err);
    }
    *out = restate;
    return FIRE_OK;
}

void fire_restate_free(struct fire_restate *restate)
{
    if (restate == NULL) return;
    fire_arena_free(restate->arena);
    free(restate->told);
    free(restate->split);
    reports_finish(&restate->reports);
    free(restate);
}

const struct fire_restated *fire_restate_found(const struct fire_restate *restate)
{
    return &restate->found;
}

void fire_restate_count_in(struct fire_restate *restate, struct fire_window days)
{
    restate->counted = days;
}
