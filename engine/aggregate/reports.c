/* reports.c - see reports.h. */
#include "reports.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct reports *reports, int32_t source, size_t n_areas)
{
    assert(source >= 0);
    const size_t wanted = (size_t)source + 1;
    if (wanted > reports->capacity) {
        void *grown = fire_array_grow(reports->source, &reports->capacity, wanted,
                                      sizeof *reports->source);
        if (grown == NULL) return false;
        reports->source = grown;
    }
    for (; reports->n < wanted; reports->n++)
        reports->source[reports->n] = (struct source_report){ .days = { FIRE_DAY_LAST,
                                                                        FIRE_DAY_FIRST } };
    struct source_report *own = &reports->source[source];
    if (n_areas <= own->n_seen) return true;
    uint8_t *seen = realloc(own->seen, 2 * n_areas);
    if (seen == NULL) return false;
    memset(seen + own->n_seen, 0, 2 * n_areas - own->n_seen);
    own->seen = seen;
    own->n_seen = 2 * n_areas;
    return true;
}

fire_status reports_add(struct reports *reports, const struct fire_areas *areas,
                        const struct fire_batch *batch, struct fire_error *err)
{
    if (!reserve(reports, batch->source, (size_t)fire_areas_n(areas)))
        return fire_fail_memory(err);
    struct source_report *source = &reports->source[batch->source];
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        if (last_day[i] != day[i] || !fire_is_valid(batch->alive, i)) continue;
        if (day[i] < source->days.first_day) source->days.first_day = day[i];
        if (day[i] > source->days.last_day) source->days.last_day = day[i];
        source->seen[batch->area[i]] = 1;
    }
    return FIRE_OK;
}

fire_status reports_add_row(struct reports *reports, const struct fire_areas *areas,
                            int32_t source, int32_t area, int32_t day, struct fire_error *err)
{
    if (!reserve(reports, source, (size_t)fire_areas_n(areas))) return fire_fail_memory(err);
    struct source_report *own = &reports->source[source];
    if (day < own->days.first_day) own->days.first_day = day;
    if (day > own->days.last_day) own->days.last_day = day;
    own->seen[area] = 1;
    return FIRE_OK;
}

fire_status reports_join(struct reports *reports, const struct reports *other,
                         struct fire_error *err)
{
    for (size_t i = 0; i < other->n; i++) {
        const struct source_report *from = &other->source[i];
        if (!reserve(reports, (int32_t)i, from->n_seen)) return fire_fail_memory(err);
        struct source_report *own = &reports->source[i];
        if (from->days.first_day < own->days.first_day)
            own->days.first_day = from->days.first_day;
        if (from->days.last_day > own->days.last_day) own->days.last_day = from->days.last_day;
        for (size_t area = 0; area < from->n_seen; area++)
            own->seen[area] |= from->seen[area];
    }
    return FIRE_OK;
}

void reports_finish(struct reports *reports)
{
    for (size_t i = 0; i < reports->n; i++)
        free(reports->source[i].seen);
    free(reports->source);
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
    for (int32_t seen = 0; seen < n_areas && (size_t)seen < source->n_seen; seen++) {
        if (!source->seen[seen]) continue;
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

/* The area of a declaration: as it says, else by the source's rows; -1: there are none. */
static int32_t area_of_declared(const struct reports *reports, const struct fire_query *query,
                                const struct fire_declared *declared, struct fire_arena *arena)
{
    if (declared_says_area(declared)) return declared_area(declared, query->areas, arena);
    const size_t source = (size_t)declared->source;
    if (source >= reports->n || reports->source[source].n_seen == 0) return -1;
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
        reported[n] = (struct fire_reported){ source->days, 1, &area[n] };
        n++;
    }
    for (int32_t i = 0; i < query->n_declared; i++) {
        area[n] = area_of_declared(reports, query, &query->declared[i], arena);
        if (area[n] < 0) continue;
        reported[n] = (struct fire_reported){ query->declared[i].days, 1, &area[n] };
        n++;
    }
    *out = reported;
    *out_n = n;
    return FIRE_OK;
}

static bool is_of_areas(const struct ask_dim *dim)
{
    return dim->kind == FIRE_DIM_AREA;
}

bool query_asks_of_areas(const struct fire_query *query)
{
    const struct fire_query *asked = query->asked == NULL ? query : query->asked;
    for (int32_t d = 0; d < asked->n_dims; d++)
        if (is_of_areas(&asked->dim[d])) return true;
    for (int32_t c = 0; c < asked->n_conditions; c++)
        if (asked->condition[c].subject == SUBJECT_DIM && is_of_areas(&asked->condition[c].dim))
            return true;
    return false;
}

bool query_wants_reports(const struct fire_query *query)
{
    const struct fire_query *asked = query->asked == NULL ? query : query->asked;
    return asked->complete && (asked->n_declared > 0 || query_asks_of_areas(query));
}
