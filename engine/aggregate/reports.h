/* reports.h - which areas reported on which days, source by source.
 *
 * An area without an incident in a month is a zero where a report of it came, and nothing is known
 * of it where none came. What a source reports of is found out from its incident rows:
 *
 *   days    from its first to its last row
 *   areas   the smallest area that holds all its rows, and all that lies in it: a list of a
 *           province reports of every commune, the list of a district of no other district.
 *           A row of a larger area, whose clerk left the rest empty, makes it no larger.
 *   scopes  those of its rows: who lists fires by one definition says nothing of another
 *
 * Rows that stand for a period report only themselves, and the days that they stand for are told. Where a source has declared its days and
 * area, that holds and its rows prove nothing. */
#ifndef FIRESTAT_AGGREGATE_REPORTS_H
#define FIRESTAT_AGGREGATE_REPORTS_H
#include "ask.h"

/* Starts as {0}. */
struct reports {
    struct source_report *source; /* [n] by the batches' number */
    size_t n;
    size_t capacity;
    struct fire_told *told; /* [n_told] by rows that stand for a period: sorted, each once */
    size_t n_told;
    size_t told_capacity;
};

/* Numbers that were met. */
struct seen {
    uint8_t *is; /* [n] 1: met */
    size_t n;
};

struct source_report {
    struct fire_window days; /* last < first: no incident row                    */
    struct seen area;        /* nodes                                            */
    struct seen scope;       /* 0: no scope is said; behind it codes, from 1 on  */
};

/* Take in a batch. errors: FIRE_ENOMEM */
fire_status reports_add(struct reports *reports, const struct fire_areas *areas,
                        const struct fire_batch *batch, struct fire_error *err) FIRE_MUST_CHECK;

/* Room for a batch's rows as those of sources first .. first + n - 1. errors: FIRE_ENOMEM */
fire_status reports_reserve(struct reports *reports, const struct fire_areas *areas,
                            const struct fire_batch *batch, int32_t first, int32_t n,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* Take in a row, which is an incident, as one of a source for which there is room. */
void reports_add_row(struct source_report *source, const struct fire_batch *batch, int64_t row);

/* Take in another one's, of the same areas. errors as above */
fire_status reports_join(struct reports *reports, const struct reports *other,
                         struct fire_error *err) FIRE_MUST_CHECK;

void reports_finish(struct reports *reports);

/* The area that a source reports of. */
int32_t reports_area(const struct source_report *source, const struct fire_areas *areas);

/* Say the scopes that sources first .. first + n - 1 report of, taken as one. errors: FIRE_ENOMEM */
fire_status reports_scopes(const struct reports *reports, size_t first, size_t n,
                           struct fire_arena *arena, struct fire_reported *out,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* What was found out, a source that has incident rows each; of those that have declared it, what
 * they declared.
 *   errors   FIRE_ENOMEM */
fire_status reports_list(const struct reports *reports, const struct fire_query *query,
                         struct fire_arena *arena, const struct fire_reported **out,
                         int32_t *out_n, struct fire_error *err) FIRE_MUST_CHECK;

/* The data's days, with those that were declared where groups without rows are wanted. */
struct fire_window query_days(const struct fire_query *query, struct fire_window days);

/* Whether a source has declared what it reports of. */
bool declared_by(const struct fire_query *query, int32_t source);

/* Whether it names an area; else it is of that of the source's rows. */
bool declared_says_area(const struct fire_declared *declared);

/* The area that was named, as far down as there are areas; -1: there is none of that name, and so
 * nothing that it could be of. */
int32_t declared_area(const struct fire_declared *declared, const struct fire_areas *areas,
                      struct fire_arena *scratch);

/* Whether a query has areas among its dimensions or conditions. */
bool query_asks_of_areas(const struct fire_query *query);

/* Whether a query's answer depends on who reported of what, or on what was declared. */
bool query_wants_reports(const struct fire_query *query);

/* Whether a dimension is that of the scopes. */
static inline bool is_of_scopes(const struct ask_dim *dim)
{
    return dim->kind == FIRE_DIM_FIELD && dim->field == FIRE_FIELD_SCOPE;
}

/* Whether one of two areas lies in the other. */
static inline bool areas_are_nested(const struct fire_areas *areas, int32_t a, int32_t b)
{
    return fire_areas_at_level(areas, fire_area_level_of(areas, a))[b] == a ||
           fire_areas_at_level(areas, fire_area_level_of(areas, b))[a] == b;
}

#endif
