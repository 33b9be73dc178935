/* restate.c - see firestat/restate.h.
 *
 * One row of the table an era, one column a recorded area; what was not met yet is UNMET. A batch
 * is looked up at a stretch, and only when something was UNMET in it is the map asked and the
 * batch looked up again: so the loop over rows has no branch. What is to be told of a place stands
 * in the same word as the place: of a row there is one look-up, of its day another one where a
 * batch has days of several eras (bench/areas). */
#include "firestat/restate.h"

#include "reports.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define UNMET (-1)

/* A place: its area in the map, and above it a bit for what is to be told of rows in it, of which
 * there is one kind at most: 1 << fire_restated_how. */
#define AREA_BITS 27
#define AREA_MASK ((INT32_C(1) << AREA_BITS) - 1)
#define N_TOLD    4 /* kinds; of rows in a place, so without FIRE_RESTATED_ACROSS */
static_assert((int)FIRE_RESTATED_ACROSS == N_TOLD, "the bits of a place");

struct fire_restate {
    const struct fire_areas *recorded;
    const struct fire_area_units *units;
    struct fire_area_map *map;
    struct fire_arena *arena;
    struct fire_sink next;
    struct fire_restated found;
    struct fire_window counted;

    int32_t n_eras;
    int32_t first_day; /* of the table of days; days before it are of era 0 */
    int32_t n_days;    /* days behind them are of the last era             */
    uint16_t *era;     /* [n_days]                                         */
    uint32_t *row;     /* [n_days] where the places of the day's era begin */

    int32_t *place;  /* [n_eras * capacity] era by era: of a recorded area */
    size_t capacity; /* of recorded areas                                  */
    size_t n_taken;  /* of them: the map has taken                         */

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
    if (last == 0) return true;
    restate->first_day = fire_area_units_era_first_day(restate->units, 1);
    restate->n_days = fire_area_units_era_first_day(restate->units, last) - restate->first_day +
                      1;
    restate->era = FIRE_TAKE(restate->arena, restate->n_days, uint16_t);
    restate->row = FIRE_TAKE(restate->arena, restate->n_days, uint32_t);
    if (restate->era == NULL || restate->row == NULL) return false;
    for (int32_t i = 0; i < restate->n_days; i++)
        restate->era[i] = (uint16_t)fire_area_units_era(restate->units, restate->first_day + i);
    return true;
}

static int32_t era_of(const struct fire_restate *restate, int32_t day)
{
    if (restate->n_days == 0 || day < restate->first_day) return 0;
    const int32_t at = day - restate->first_day;
    return at < restate->n_days ? restate->era[at] : restate->n_eras - 1;
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
                        : restate->n_days > 0 ? restate->first_day - 1
                                              : FIRE_DAY_FIRST;
    FIRE_TRY(fire_area_units_resolve(restate->units, name, day, &match, err));
    *out = fire_area_match_is_whole(&match) && match.is_other_day;
    return FIRE_OK;
}

/* Put an area that was met in an era into the table. */
static fire_status meet(struct fire_restate *restate, int32_t era, int32_t recorded,
                        struct fire_error *err)
{
    static const uint8_t told_of[] = {
        [FIRE_PLACED_WHOLE] = 0,
        [FIRE_PLACED_SPLIT] = 0,
        [FIRE_PLACED_ABOVE] = 1 << FIRE_RESTATED_ABOVE,
        [FIRE_PLACED_UNSAID] = 1 << FIRE_RESTATED_UNSAID,
        [FIRE_PLACED_UNKNOWN] = 1 << FIRE_RESTATED_UNKNOWN,
    };
    const size_t at = (size_t)era * restate->capacity + (size_t)recorded;
    const uint8_t placing = fire_area_map_placings(restate->map, era)[recorded];
    const int32_t area = fire_area_map_nodes(restate->map, era)[recorded];
    bool misdated = false;
    if (placing == FIRE_PLACED_SPLIT) FIRE_TRY(add_split(restate, area, err));
    if (told_of[placing] == 0) FIRE_TRY(is_misdated(restate, era, recorded, &misdated, err));
    assert(area <= AREA_MASK);
    const int32_t told = misdated ? 1 << FIRE_RESTATED_MISDATED : told_of[placing];
    restate->place[at] = area | told << AREA_BITS;
    return FIRE_OK;
}

/* Room for all recorded areas that there are now, and their places in the map. */
static fire_status reserve(struct fire_restate *restate, struct fire_error *err)
{
    const size_t n = (size_t)fire_areas_n(restate->recorded);
    const size_t n_eras = (size_t)restate->n_eras;
    if (n <= restate->n_taken) return FIRE_OK;
    FIRE_TRY(fire_area_map_take(restate->map, restate->recorded, err));
    restate->n_taken = n;
    if (n <= restate->capacity) return FIRE_OK;
    const size_t capacity = 2 * n;
    if (n_eras * capacity > UINT32_MAX || n > AREA_MASK)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "too many areas");
    int32_t *place = malloc(n_eras * capacity * sizeof *place);
    if (place == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < n_eras * capacity; i++)
        place[i] = UNMET;
    for (size_t era = 0; era < n_eras && restate->capacity > 0; era++)
        memcpy(place + era * capacity, restate->place + era * restate->capacity,
               restate->capacity * sizeof *place);
    for (int32_t i = 0; i < restate->n_days; i++)
        restate->row[i] = (uint32_t)(restate->era[i] * capacity);
    free(restate->place);
    restate->place = place;
    restate->capacity = capacity;
    return FIRE_OK;
}

/* ---- rows ------------------------------------------------------------------------------ */

static struct fire_window days_of_batch(const struct fire_batch *batch)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    struct fire_window days = { day[0], day[0] };
    for (int64_t i = 1; i < batch->n_rows; i++) {
        days.first_day = day[i] < days.first_day ? day[i] : days.first_day;
        days.last_day = day[i] > days.last_day ? day[i] : days.last_day;
    }
    return days;
}

/* The kinds of a place's rows as four counters in one word: the bits of 1 << how, each in the
 * lowest place of 16. A batch has rows for fewer than 1 << 16. */
static_assert(FIRE_BATCH_ROWS < 1 << 16, "a counter is wide enough");
static inline uint64_t count_of(int32_t place)
{
    const uint64_t bit = (uint64_t)(place >> AREA_BITS & ((1 << N_TOLD) - 1));
    return bit * UINT64_C(0x0000200040008001) & UINT64_C(0x0001000100010001);
}

struct looked_up {
    bool is_whole; /* no place was UNMET         */
    uint64_t told; /* rows of each kind: see count_of */
};

/* Places that were looked up become areas; what is to be told of them is counted, where there is
 * anything. These loops are done four rows at a time by the processor, the look-ups are not. */
static struct looked_up finish_look(struct fire_restate *restate, int64_t n, int32_t joined)
{
    int32_t *placed = restate->placed;
    uint64_t told = 0;
    if (joined >= 0 && joined <= AREA_MASK) return (struct looked_up){ true, 0 };
    for (int64_t i = 0; i < n; i++)
        told += count_of(placed[i]);
    for (int64_t i = 0; i < n; i++)
        placed[i] &= AREA_MASK;
    return (struct looked_up){ joined >= 0, told };
}

/* restate->placed of the batch. */
static struct looked_up look_up(struct fire_restate *restate, const struct fire_batch *batch,
                                struct fire_window days)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t era = era_of(restate, days.first_day);
    int32_t joined = 0; /* below zero as soon as one of them is */
    if (era == era_of(restate, days.last_day)) {
        const int32_t *place = restate->place + (size_t)era * restate->capacity;
        for (int64_t i = 0; i < batch->n_rows; i++) {
            const int32_t own = place[batch->area[i]];
            restate->placed[i] = own;
            joined |= own;
        }
        return finish_look(restate, batch->n_rows, joined);
    }
    const int32_t last = restate->n_days - 1;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        int32_t at = day[i] - restate->first_day;
        at = at > last ? last : at;
        const uint32_t row = at < 0 ? 0 : restate->row[at];
        const int32_t own = restate->place[row + (uint32_t)batch->area[i]];
        restate->placed[i] = own;
        joined |= own;
    }
    return finish_look(restate, batch->n_rows, joined);
}

static fire_status meet_all(struct fire_restate *restate, const struct fire_batch *batch,
                            struct fire_error *err)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const int32_t era = era_of(restate, day[i]);
        if (restate->place[(size_t)era * restate->capacity + (size_t)batch->area[i]] == UNMET)
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

/* Count the rows that are told of, row by row where not all rows count. */
static void count_told(struct fire_restate *restate, const struct fire_batch *batch,
                       struct fire_window days, uint64_t told)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const bool all_count = batch->alive == NULL &&
                           restate->counted.first_day <= days.first_day &&
                           days.last_day <= restate->counted.last_day;
    for (int64_t i = 0; !all_count && i < batch->n_rows; i++) {
        const size_t row = (size_t)era_of(restate, day[i]) * restate->capacity;
        if (!is_counted(restate, batch, i))
            told -= count_of(restate->place[row + (size_t)batch->area[i]]);
    }
    for (int how = 0; how < N_TOLD; how++)
        restate->found.n_rows[how] += (int64_t)(told >> 16 * how & UINT16_MAX);
}

/* Rows whose last day is of an era in which their area belongs elsewhere; they stay where their
 * first day puts them. */
static fire_status count_across(struct fire_restate *restate, const struct fire_batch *batch,
                                struct fire_error *err)
{
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const int32_t era = era_of(restate, batch->last_day[i]);
        const size_t at = (size_t)era * restate->capacity + (size_t)batch->area[i];
        if (batch->last_day[i] == batch->vector[FIRE_FIELD_OCCURRED_AT].day[i]) continue;
        if (restate->place[at] == UNMET) FIRE_TRY(meet(restate, era, batch->area[i], err));
        restate->found.n_rows[FIRE_RESTATED_ACROSS] += (restate->place[at] & AREA_MASK) !=
                                                           restate->placed[i] &&
                                                       is_counted(restate, batch, i);
    }
    return FIRE_OK;
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
        const size_t place = (size_t)era * restate->capacity + (size_t)at;
        const int32_t *above = fire_areas_at_level(
            restate->recorded, fire_area_level_of(restate->recorded, reported));
        if (above[at] != reported) continue;
        if (!(is_own && at == reported) &&
            fire_area_level_of(restate->recorded, at) != FIRE_LEVEL_COMMUNE)
            continue;
        if (restate->place[place] == UNMET) status = meet(restate, era, at, err);
        if (status != FIRE_OK) break;
        int32_t n_parts = 0;
        const int32_t own = restate->place[place] & AREA_MASK;
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
                                size_t source, int32_t era, struct fire_window whole,
                                int32_t area, struct fire_error *err)
{
    const size_t n_eras = (size_t)restate->n_eras;
    struct fire_window days = days_of_era(restate, era);
    if (whole.first_day > days.first_day) days.first_day = whole.first_day;
    if (whole.last_day < days.last_day) days.last_day = whole.last_day;
    if (days.last_day < days.first_day) return FIRE_OK;
    struct fire_reported *own = &reported[restate->found.n_reported++];
    *own = (struct fire_reported){ .days = days };
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
            FIRE_TRY(add_reported(restate, reported, (size_t)declared->source, era,
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
        FIRE_TRY(add_reported(restate, reported, i / n_eras, (int32_t)(i % n_eras),
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
    const struct fire_window days = days_of_batch(batch);
    struct looked_up looked_up = look_up(restate, batch, days);
    if (!looked_up.is_whole) {
        FIRE_TRY(meet_all(restate, batch, err));
        looked_up = look_up(restate, batch, days);
    }
    if (restate->wants_reports) FIRE_TRY(note_reports(restate, batch, err));
    if (looked_up.told != 0) count_told(restate, batch, days, looked_up.told);
    if (batch->last_day != NULL) FIRE_TRY(count_across(restate, batch, err));
    made.area = restate->placed;
    return restate->next.push(restate->next.self, &made, err);
}

struct fire_sink fire_restate_sink(struct fire_restate *restate, struct fire_sink next)
{
    restate->next = next;
    return (struct fire_sink){ .self = restate, .push = push };
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
    if (restate->arena == NULL || !make_days(restate)) {
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
    free(restate->place);
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
