/* reported.c - see reported.h, and fire_summary_has_report of firestat/summary.h. */
#include "reported.h"

#include "firestat/arena.h"
#include "firestat/period.h"

#include <string.h>

fire_status reported_list(const struct scan *scan, struct read *read, struct fire_arena *arena,
                          const struct fire_reported **out, int32_t *out_n,
                          struct fire_error *err)
{
    const struct fire_query *query = scan->query;
    const struct fire_restated *restated = query->restated;
    if (restated != NULL && query_asks_of_areas(query)) {
        *out = restated->reported;
        *out_n = restated->n_reported;
        return FIRE_OK;
    }
    FIRE_TRY(read_reports(read, query->areas, err));
    return reports_list(read->reports, query, arena, out, out_n, err);
}

/* ---- conditions -------------------------------------------------------------------------- */

/* Whether an area's rows may meet a condition on areas: it lies in one that does, or has one in
 * it. */
static bool area_may_meet(const struct scan *scan, const struct test *test, int32_t area)
{
    const struct dim *dim = &test->axes.dim[0];
    bool meets = test->pass[dim->n_slots] &&
                 dim->slot[area] == dim->n_slots; /* no area of that level is said */
    for (uint32_t slot = 0; !meets && slot < dim->n_used; slot++)
        meets = test->pass[slot] && areas_are_nested(scan->query->areas, dim->node[slot], area);
    return meets;
}

static bool scope_meets(const struct test *test, int32_t scope)
{
    return test->pass[scope < 0 ? test->axes.dim[0].n_slots : (uint32_t)scope];
}

/* Whether some scope of a report meets a condition on scopes. */
static bool scopes_may_meet(const struct test *test, const struct fire_reported *reported)
{
    for (int32_t i = 0; i < reported->n_scopes; i++)
        if (scope_meets(test, reported->scope[i])) return true;
    return reported->n_scopes == FIRE_ANY_SCOPE;
}

/* Whether some period that meets a condition has days of a report. */
static bool days_may_meet(const struct scan *scan, const struct test *test,
                          struct fire_window days)
{
    const struct dim *dim = &test->axes.dim[0];
    for (uint32_t slot = 0; slot < dim->n_slots; slot++) {
        if (!test->pass[slot]) continue;
        const struct fire_window own = fire_calendar_window(
            scan->query->calendar, dim->ask.unit, dim->first_period + (int32_t)slot);
        if (fire_windows_meet(own, days)) return true;
    }
    return false;
}

/* Whether rows of an area of a report may meet every condition. */
static bool may_meet(const struct scan *scan, const struct fire_reported *reported,
                     int32_t area)
{
    const struct fire_query *query = scan->query;
    for (int32_t c = 0; c < query->n_conditions; c++) {
        const struct condition *condition = &query->condition[c];
        const struct test *test = &scan->filter.test[c];
        if (condition->subject != SUBJECT_DIM) continue;
        if (condition->dim.kind == FIRE_DIM_AREA && !area_may_meet(scan, test, area))
            return false;
        if (condition->dim.kind == FIRE_DIM_PERIOD &&
            !days_may_meet(scan, test, reported->days))
            return false;
        if (is_of_scopes(&condition->dim) && !scopes_may_meet(test, reported)) return false;
    }
    return true;
}

/* ---- groups ------------------------------------------------------------------------------ */

static bool has_scope(const struct fire_reported *reported, int32_t scope)
{
    if (scope == ALL_SCOPES || reported->n_scopes == FIRE_ANY_SCOPE) return true;
    for (int32_t i = 0; i < reported->n_scopes; i++)
        if (reported->scope[i] == scope) return true;
    return false;
}

bool reported_is_of(const struct scan *scan, const struct fire_reported *reported, int32_t area,
                    int32_t scope)
{
    if (!has_scope(reported, scope)) return false;
    for (int32_t i = 0; i < reported->n_areas; i++) {
        if (areas_are_nested(scan->query->areas, reported->area[i], area) &&
            may_meet(scan, reported, reported->area[i]))
            return true;
    }
    return false;
}

/* Whether days that were told are of a scope asked. */
static bool told_meets(const struct scan *scan, const struct fire_told *told)
{
    for (int32_t c = 0; c < scan->query->n_conditions; c++) {
        const struct condition *condition = &scan->query->condition[c];
        if (condition->subject == SUBJECT_DIM && is_of_scopes(&condition->dim) &&
            !scope_meets(&scan->filter.test[c], told->scope))
            return false;
    }
    return true;
}

fire_status reported_keep(const struct scan *scan, struct read *read, struct fire_window days,
                          struct fire_arena *arena, struct kept_reports *out,
                          struct fire_error *err)
{
    const struct fire_reported *all;
    int32_t n_all;
    FIRE_TRY(read_reports(read, scan->query->areas, err));
    FIRE_TRY(reported_list(scan, read, arena, &all, &n_all, err));
    struct fire_reported *reported = FIRE_TAKE(arena, n_all, struct fire_reported);
    struct fire_told *told = FIRE_TAKE(arena, read->reports->n_told, struct fire_told);
    if (reported == NULL || told == NULL) return fire_fail_memory(err);
    *out = (struct kept_reports){ .reported = reported, .told = told };
    for (int32_t i = 0; i < n_all; i++)
        if (fire_windows_meet(all[i].days, days) &&
            reported_is_of(scan, &all[i], FIRE_AREA_COUNTRY, ALL_SCOPES))
            reported[out->n++] = all[i];
    for (size_t i = 0; i < read->reports->n_told; i++)
        if (fire_windows_meet(read->reports->told[i].days, days) &&
            told_meets(scan, &read->reports->told[i]))
            told[out->n_told++] = read->reports->told[i];
    return FIRE_OK;
}

/* ---- summaries --------------------------------------------------------------------------- */

int32_t fire_summary_scope_dim(const struct fire_summary *summary)
{
    for (int32_t d = 0; d < summary->n_dims; d++)
        if (summary->dim[d].kind == FIRE_DIM_FIELD &&
            strcmp(summary->dim[d].name, "scope") == 0)
            return d;
    return -1;
}

/* The scope of a group by its first n dimensions; ALL_SCOPES where groups are not of one each. */
static int32_t scope_of(const struct fire_summary *summary, const struct fire_key key[],
                        int32_t n)
{
    const int32_t d = fire_summary_scope_dim(summary);
    return d < 0 || d >= n ? ALL_SCOPES : key[d].is_null ? -1 : (int32_t)key[d].number;
}

bool fire_summary_has_report(const struct fire_summary *summary, const struct fire_key key[],
                             int32_t n, struct fire_window days)
{
    const struct fire_areas *areas = summary->nodes;
    const int32_t scope = scope_of(summary, key, n);
    int32_t area = FIRE_AREA_COUNTRY;
    for (int32_t d = 0; d < n; d++) {
        const int32_t number = (int32_t)key[d].number;
        if (summary->dim[d].kind == FIRE_DIM_AREA && !key[d].is_null &&
            fire_area_level_of(areas, number) > fire_area_level_of(areas, area))
            area = number;
    }
    for (int32_t i = 0; i < summary->n_reported; i++) {
        const struct fire_reported *reported = &summary->reported[i];
        if (!fire_windows_meet(reported->days, days) || !has_scope(reported, scope)) continue;
        for (int32_t k = 0; k < reported->n_areas; k++)
            if (areas_are_nested(areas, reported->area[k], area)) return true;
    }
    return false;
}

/* Whether any report or row is of some of the days. */
static bool is_told(const struct fire_summary *summary, int32_t scope, struct fire_window days)
{
    for (int32_t i = 0; i < summary->n_told; i++)
        if (fire_windows_meet(summary->told[i].days, days) &&
            (scope == ALL_SCOPES || summary->told[i].scope == scope))
            return true;
    for (int32_t i = 0; i < summary->n_reported; i++)
        if (fire_windows_meet(summary->reported[i].days, days) &&
            has_scope(&summary->reported[i], scope))
            return true;
    return false;
}

bool fire_summary_has_gap(const struct fire_summary *summary, const struct fire_key key[],
                          int32_t n, struct fire_window days)
{
    const int32_t scope = scope_of(summary, key, n);
    bool has_some = false;
    bool has_gap = false;
    if (summary->n_told == 0) return false;
    for (int32_t day = days.first_day; day <= days.last_day;) {
        struct fire_window month = fire_calendar_window(
            summary->calendar, FIRE_UNIT_MONTH,
            fire_calendar_period(summary->calendar, FIRE_UNIT_MONTH, day));
        if (month.last_day > days.last_day) month.last_day = days.last_day;
        if (month.first_day < days.first_day) month.first_day = days.first_day;
        if (is_told(summary, scope, month))
            has_some = true;
        else
            has_gap = true;
        day = month.last_day < day ? day + 1 : month.last_day + 1;
    }
    return has_some && has_gap;
}
