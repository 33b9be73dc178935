/* reports.c - see reports.h. */
#include "reports.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Room for numbers below `n`, twice as much where it grows. false: no memory */
static bool reserve_seen(struct seen *seen, size_t n)
{
    if (n <= seen->n) return true;
    uint8_t *is = realloc(seen->is, 2 * n);
    if (is == NULL) return false;
    memset(is + seen->n, 0, 2 * n - seen->n);
    *seen = (struct seen){ is, 2 * n };
    return true;
}

static bool join_seen(struct seen *seen, const struct seen *other)
{
    if (!reserve_seen(seen, other->n)) return false;
    for (size_t i = 0; i < other->n; i++)
        seen->is[i] |= other->is[i];
    return true;
}

static struct source_report *reserve(struct reports *reports, int32_t source, size_t n_areas,
                                     size_t n_scopes)
{
    assert(source >= 0);
    const size_t wanted = (size_t)source + 1;
    if (wanted > reports->capacity) {
        void *grown = fire_array_grow(reports->source, &reports->capacity, wanted,
                                      sizeof *reports->source);
        if (grown == NULL) return NULL;
        reports->source = grown;
    }
    for (; reports->n < wanted; reports->n++)
        reports->source[reports->n] = (struct source_report){ .days = { FIRE_DAY_LAST,
                                                                        FIRE_DAY_FIRST } };
    struct source_report *own = &reports->source[source];
    return reserve_seen(&own->area, n_areas) && reserve_seen(&own->scope, n_scopes) ? own
                                                                                    : NULL;
}

static size_t n_scopes_of(const struct fire_batch *batch)
{
    return 1 + (size_t)fire_dictionary_n(fire_schema_words(batch->schema, FIRE_FIELD_SCOPE));
}

/* 0: not said */
static size_t scope_of(const struct fire_vector *scope, int64_t row)
{
    return scope->code == NULL || !fire_is_valid(scope->valid, row)
               ? 0
               : 1 + (size_t)scope->code[row];
}

void reports_add_row(struct source_report *source, const struct fire_batch *batch, int64_t row)
{
    const int32_t day = batch->vector[FIRE_FIELD_OCCURRED_AT].day[row];
    if (day < source->days.first_day) source->days.first_day = day;
    if (day > source->days.last_day) source->days.last_day = day;
    source->area.is[batch->area[row]] = 1;
    source->scope.is[scope_of(&batch->vector[FIRE_FIELD_SCOPE], row)] = 1;
}

/* ---- days that are told ------------------------------------------------------------------ */

static int compare_told(const struct fire_told *a, const struct fire_told *b)
{
    if (a->days.first_day != b->days.first_day)
        return a->days.first_day < b->days.first_day ? -1 : 1;
    if (a->days.last_day != b->days.last_day)
        return a->days.last_day < b->days.last_day ? -1 : 1;
    return a->scope == b->scope ? 0 : a->scope < b->scope ? -1 : 1;
}

/* false: no memory */
static bool add_told(struct reports *reports, const struct fire_told *told)
{
    size_t low = 0;
    size_t high = reports->n_told;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_told(&reports->told[middle], told);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (reports->n_told == reports->told_capacity) {
        void *grown = fire_array_grow(reports->told, &reports->told_capacity,
                                      reports->n_told + 1, sizeof *reports->told);
        if (grown == NULL) return false;
        reports->told = grown;
    }
    memmove(reports->told + low + 1, reports->told + low,
            (reports->n_told - low) * sizeof *reports->told);
    reports->told[low] = *told;
    reports->n_told++;
    return true;
}

/* The stretches of a batch. false: no memory */
static bool add_stretches(struct reports *reports, const struct fire_batch *batch)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    struct fire_told last = { .days = { FIRE_DAY_LAST, FIRE_DAY_FIRST } };
    for (int64_t i = 0; batch->last_day != NULL && i < batch->n_rows; i++) {
        const int32_t last_day = batch->last_day[i];
        const bool is_all_time = day[i] == FIRE_DAY_FIRST && last_day == FIRE_DAY_LAST;
        if (last_day == day[i] || is_all_time || !fire_is_valid(batch->alive, i)) continue;
        const struct fire_told told = {
            { day[i], last_day }, (int32_t)scope_of(&batch->vector[FIRE_FIELD_SCOPE], i) - 1
        };
        if (compare_told(&told, &last) == 0) continue;
        if (!add_told(reports, &told)) return false;
        last = told;
    }
    return true;
}

/* ---- rows -------------------------------------------------------------------------------- */

fire_status reports_add(struct reports *reports, const struct fire_areas *areas,
                        const struct fire_batch *batch, struct fire_error *err)
{
    struct source_report *source = reserve(reports, batch->source, (size_t)fire_areas_n(areas),
                                           n_scopes_of(batch));
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    if (source == NULL || !add_stretches(reports, batch)) return fire_fail_memory(err);
    for (int64_t i = 0; i < batch->n_rows; i++)
        if (last_day[i] == day[i] && fire_is_valid(batch->alive, i))
            reports_add_row(source, batch, i);
    return FIRE_OK;
}

fire_status reports_reserve(struct reports *reports, const struct fire_areas *areas,
                            const struct fire_batch *batch, int32_t first, int32_t n,
                            struct fire_error *err)
{
    for (int32_t i = 0; i < n; i++)
        if (reserve(reports, first + i, (size_t)fire_areas_n(areas), n_scopes_of(batch)) ==
            NULL)
            return fire_fail_memory(err);
    return FIRE_OK;
}

fire_status reports_join(struct reports *reports, const struct reports *other,
                         struct fire_error *err)
{
    for (size_t i = 0; i < other->n; i++) {
        const struct source_report *from = &other->source[i];
        struct source_report *own = reserve(reports, (int32_t)i, 0, 0);
        if (own == NULL || !join_seen(&own->area, &from->area) ||
            !join_seen(&own->scope, &from->scope))
            return fire_fail_memory(err);
        if (from->days.first_day < own->days.first_day)
            own->days.first_day = from->days.first_day;
        if (from->days.last_day > own->days.last_day) own->days.last_day = from->days.last_day;
    }
    for (size_t i = 0; i < other->n_told; i++)
        if (!add_told(reports, &other->told[i])) return fire_fail_memory(err);
    return FIRE_OK;
}

void reports_finish(struct reports *reports)
{
    for (size_t i = 0; i < reports->n; i++) {
        free(reports->source[i].area.is);
        free(reports->source[i].scope.is);
    }
    free(reports->source);
    free(reports->told);
    *reports = (struct reports){ 0 };
}

/* The smallest area that holds two which do not lie in each other. */
static int32_t join(const struct fire_areas *areas, int32_t a, int32_t b)
{
    while (!areas_are_nested(areas, a, b))
        a = fire_area_parent(areas, a);
    return fire_area_level_of(areas, a) < fire_area_level_of(areas, b) ? a : b;
}

int32_t reports_area(const struct source_report *source, const struct fire_areas *areas)
{
    int32_t area = FIRE_AREA_COUNTRY;
    bool is_joined = false; /* of areas beside each other: then it gets no smaller any more */
    const int32_t n_areas = fire_areas_n(areas);
    for (int32_t seen = 0; seen < n_areas && (size_t)seen < source->area.n; seen++) {
        if (!source->area.is[seen]) continue;
        if (!areas_are_nested(areas, area, seen)) {
            area = join(areas, area, seen);
            is_joined = true;
        } else if (!is_joined &&
                   fire_area_level_of(areas, seen) > fire_area_level_of(areas, area)) {
            area = seen;
        }
    }
    return area;
}

fire_status reports_scopes(const struct reports *reports, size_t first, size_t n,
                           struct fire_arena *arena, struct fire_reported *out,
                           struct fire_error *err)
{
    const size_t end = first + n < reports->n ? first + n : reports->n;
    struct seen seen = { 0 };
    bool is_room = true;
    for (size_t i = first; is_room && i < end; i++)
        is_room = join_seen(&seen, &reports->source[i].scope);
    int32_t *scope = FIRE_TAKE(arena, seen.n, int32_t);
    out->scope = scope;
    out->n_scopes = seen.n == 0 ? FIRE_ANY_SCOPE : 0;
    for (size_t i = 0; is_room && scope != NULL && i < seen.n; i++)
        if (seen.is[i]) scope[out->n_scopes++] = (int32_t)i - 1;
    free(seen.is);
    return is_room && scope != NULL ? FIRE_OK : fire_fail_memory(err);
}

/* The area of a declaration: as it says, else by the source's rows; -1: there are none. */
static int32_t area_of_declared(const struct reports *reports, const struct fire_query *query,
                                const struct fire_declared *declared, struct fire_arena *arena)
{
    if (declared_says_area(declared)) return declared_area(declared, query->areas, arena);
    const size_t source = (size_t)declared->source;
    if (source >= reports->n || reports->source[source].area.n == 0) return -1;
    return reports_area(&reports->source[source], query->areas);
}

fire_status reports_list(const struct reports *reports, const struct fire_query *query,
                         struct fire_arena *arena, const struct fire_reported **out,
                         int32_t *out_n, struct fire_error *err)
{
    const size_t n_most = reports->n + (size_t)query->n_declared;
    struct fire_reported *reported = FIRE_TAKE(arena, n_most, struct fire_reported);
    int32_t *area = FIRE_TAKE(arena, n_most, int32_t);
    int32_t n = 0;
    if (reported == NULL || area == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < reports->n; i++) {
        const struct source_report *source = &reports->source[i];
        if (source->days.last_day < source->days.first_day) continue;
        if (declared_by(query, (int32_t)i)) continue;
        area[n] = reports_area(source, query->areas);
        reported[n] = (struct fire_reported){ .days = source->days,
                                              .n_areas = 1,
                                              .area = &area[n] };
        FIRE_TRY(reports_scopes(reports, i, 1, arena, &reported[n++], err));
    }
    for (int32_t i = 0; i < query->n_declared; i++) {
        area[n] = area_of_declared(reports, query, &query->declared[i], arena);
        if (area[n] < 0) continue;
        reported[n] = (struct fire_reported){
            .days = query->declared[i].days, .is_declared = true, .n_areas = 1, .area = &area[n]
        };
        FIRE_TRY(reports_scopes(reports, (size_t)query->declared[i].source, 1, arena,
                                &reported[n++], err));
    }
    *out = reported;
    *out_n = n;
    return FIRE_OK;
}

static bool is_of_areas(const struct ask_dim *dim)
{
    return dim->kind == FIRE_DIM_AREA;
}

/* Whether some dimension or condition is of a kind. */
static bool asks_of(const struct fire_query *query, bool (*is_of)(const struct ask_dim *))
{
    const struct fire_query *asked = query->asked == NULL ? query : query->asked;
    for (int32_t d = 0; d < asked->n_dims; d++)
        if (is_of(&asked->dim[d])) return true;
    for (int32_t c = 0; c < asked->n_conditions; c++)
        if (asked->condition[c].subject == SUBJECT_DIM && is_of(&asked->condition[c].dim))
            return true;
    return false;
}

bool query_asks_of_areas(const struct fire_query *query)
{
    return asks_of(query, is_of_areas);
}

bool query_wants_reports(const struct fire_query *query)
{
    const struct fire_query *asked = query->asked == NULL ? query : query->asked;
    return asked->keeps_reports ||
           (asked->complete && (asked->n_declared > 0 || query_asks_of_areas(query) ||
                                asks_of(query, is_of_scopes)));
}

bool fire_query_asks_reports(const struct fire_query *query)
{
    const struct fire_query *asked = query->asked == NULL ? query : query->asked;
    return query_wants_reports(query) || asked->has_window || asked->n_conditions > 0;
}
