/* complete.c - see complete.h.
 *
 * Every axis chooses points, and the wanted groups are the product of the axes. Dimensions
 * that bind each other lie on one axis already (axes.h), so that no group asks for 2024-07 of
 * 2023 or for a district in another's province. A point that is null in some dimension is
 * never chosen. */
#include "complete.h"

#include "reported.h"

#include "firestat/arena.h"
#include "firestat/period.h"

#include <stdlib.h>
#include <string.h>

/* What an axis chose. */
struct choice {
    uint32_t *point; /* [n] */
    size_t n;
    size_t capacity;
    struct fire_window *days; /* [n] of periods: those in which all of them lie */
    size_t days_capacity;
};

/* What is looked at on the way; scratch memory. */
struct completion {
    const struct scan *scan;
    struct fire_window days; /* of the table, and declared ones */
    const struct fire_window *coverage;
    int64_t n_coverage;
    uint8_t **occurs;      /* [n_axes][n_points] in the shown groups */
    uint32_t *slot;        /* [n_dims] of a point at hand            */
    struct choice *choice; /* [n_axes]                               */

    bool wants_reports; /* areas are told apart by whether they reported */
    int32_t n_reported;
    const struct fire_reported *reported;
    struct fire_window *joined; /* [n_reported] room                   */
    int32_t area_axis;          /* -1: there is none                    */
    int32_t scope_axis;         /* -1                                   */
    struct listings *listed;    /* [points of areas]; NULL: nothing is listed */
    struct coverages *of;       /* [points of areas, or 1][points of scopes, or 1] */
};

/* The listed areas of a point: one after the other by `next`. */
struct listings {
    const struct fire_listed_area *area; /* NULL: none */
    struct listings *next;
};

/* Days on which an area reported by a scope, joined. */
struct coverages {
    bool is_known;
    int32_t n;
    struct fire_window *days;
};

/* ---- shown groups -------------------------------------------------------------------- */

static fire_status show(struct shown *shown, uint32_t group, struct fire_error *err)
{
    if (shown->n == shown->capacity) {
        void *grown = fire_array_grow(shown->group, &shown->capacity, shown->n + 1,
                                      sizeof *shown->group);
        if (grown == NULL) return fire_fail_memory(err);
        shown->group = grown;
    }
    shown->group[shown->n++] = group;
    return FIRE_OK;
}

fire_status shown_found(struct shown *shown, const struct scan *scan, struct fire_error *err)
{
    if (scan->query->n_dims == 0) return show(shown, 0, err);
    void *grown = fire_array_grow(NULL, &shown->capacity, scan->accumulator.n_groups + 1,
                                  sizeof *shown->group);
    if (grown == NULL) return fire_fail_memory(err);
    shown->group = grown;
    shown->n = accumulator_list(&scan->accumulator, shown->group);
    return FIRE_OK;
}

void shown_finish(struct shown *shown)
{
    free(shown->group);
    *shown = (struct shown){ 0 };
}

/* ---- listed areas ---------------------------------------------------------------------- */

static bool find_listed(struct completion *completion, struct fire_arena *scratch)
{
    const struct scan *scan = completion->scan;
    const struct fire_listed *listed = scan->query->listed;
    if (listed == NULL || completion->area_axis < 0) return true;
    const struct axis *axis = &scan->axes.axis[completion->area_axis];
    completion->listed = FIRE_TAKE(scratch, axis->n_points, struct listings);
    struct listings *more = FIRE_TAKE(scratch, listed->n, struct listings);
    if (completion->listed == NULL || more == NULL) return false;
    for (int32_t i = 0; i < listed->n; i++) {
        const struct fire_listed_area *area = &listed->area[i];
        struct listings *at = &completion->listed[axis->table[area->area] / axis->step];
        if (at->area != NULL) {
            more[i] = *at;
            at->next = &more[i];
        }
        at->area = area;
    }
    return true;
}

/* Whether rows of an area meet the conditions on areas. */
static bool meets_areas(const struct scan *scan, int32_t area)
{
    for (int32_t c = 0; c < scan->query->n_conditions; c++) {
        const struct test *test = &scan->filter.test[c];
        if (test->condition->subject == SUBJECT_DIM &&
            test->condition->dim.kind == FIRE_DIM_AREA &&
            !test->pass[test->axes.dim[0].slot[area]])
            return false;
    }
    return true;
}

/* The days that are asked about. */
static struct fire_window asked_days(const struct completion *completion)
{
    const struct fire_query *query = completion->scan->query;
    return query->has_window ? query->window : completion->days;
}

/* Whether a point has an area that is listed, of which a report of the days asked came. Rows of two
 * provinces are no report of all others, unless somebody declares it. */
static bool is_listed(const struct completion *completion, uint32_t point)
{
    if (completion->listed == NULL || completion->listed[point].area == NULL) return false;
    const struct fire_window days = asked_days(completion);
    const int32_t area = completion->listed[point].area->area;
    const bool is_province = fire_area_level_of(completion->scan->query->areas, area) ==
                             FIRE_LEVEL_PROVINCE;
    if (!meets_areas(completion->scan, area)) return false;
    for (int32_t i = 0; i < completion->n_reported; i++)
        if ((!is_province || completion->reported[i].is_declared) &&
            fire_windows_meet(completion->reported[i].days, days) &&
            reported_is_of(completion->scan, &completion->reported[i], area, ALL_SCOPES))
            return true;
    return false;
}

/* Whether an area is in the official lists, but on none of some days. */
static bool is_unlisted(const struct completion *completion, uint32_t point,
                        struct fire_window days)
{
    if (completion->listed == NULL || completion->listed[point].area == NULL) return false;
    for (const struct listings *at = &completion->listed[point]; at != NULL; at = at->next)
        if (fire_windows_meet((struct fire_window){ at->area->from_day, at->area->to_day },
                              days))
            return false;
    return true;
}

/* ---- choosing ------------------------------------------------------------------------ */

static uint8_t **find_occurring(const struct shown *shown, const struct scan *scan,
                                struct fire_arena *scratch)
{
    const int32_t n_axes = scan->axes.n;
    uint8_t **occurs = FIRE_TAKE(scratch, n_axes, uint8_t *);
    if (occurs == NULL) return NULL;
    for (int32_t a = 0; a < n_axes; a++) {
        occurs[a] = FIRE_TAKE(scratch, scan->axes.axis[a].n_points, uint8_t);
        if (occurs[a] == NULL) return NULL;
    }
    for (size_t i = 0; i < shown->n; i++) {
        groups_points(&scan->groups, shown->group[i], scan->point);
        for (int32_t a = 0; a < n_axes; a++)
            occurs[a][scan->point[a]] = 1;
    }
    return occurs;
}

static fire_status choose(struct choice *choice, uint32_t point, struct fire_error *err)
{
    if (choice->n == choice->capacity) {
        void *grown = fire_array_grow(choice->point, &choice->capacity, choice->n + 1,
                                      sizeof *choice->point);
        if (grown == NULL) return fire_fail_memory(err);
        choice->point = grown;
    }
    choice->point[choice->n++] = point;
    return FIRE_OK;
}

/* Whether a point is null in some dimension. */
static bool has_null(struct completion *completion, const struct axis *axis, uint32_t point)
{
    axis_slots(axis, point, completion->slot);
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const int32_t d = axis->dim[i];
        if (completion->slot[d] == completion->scan->axes.dim[d].n_slots) return true;
    }
    return false;
}

/* The points that occur, or all of them where they are a clock's or a week's; of areas those that are
 * listed too, where any report of them came. */
static fire_status choose_points(struct completion *completion, int32_t a,
                                 struct fire_error *err)
{
    const struct axis *axis = &completion->scan->axes.axis[a];
    const bool takes_all = axis->kind == FIRE_DIM_WEEKDAY || axis->kind == FIRE_DIM_HOUR;
    for (uint32_t point = 0; point < axis->n_points; point++) {
        if (!takes_all && !completion->occurs[a][point] &&
            !(a == completion->area_axis && is_listed(completion, point)))
            continue;
        if (has_null(completion, axis, point)) continue;
        FIRE_TRY(choose(&completion->choice[a], point, err));
    }
    return FIRE_OK;
}

/* ---- choosing periods ---------------------------------------------------------------- */

static struct fire_window cut(struct fire_window days, struct fire_window to)
{
    if (days.first_day < to.first_day) days.first_day = to.first_day;
    if (days.last_day > to.last_day) days.last_day = to.last_day;
    return days;
}

static struct fire_window period_days(const struct scan *scan, const struct dim *dim,
                                      uint32_t slot)
{
    return fire_calendar_window(scan->query->calendar, dim->ask.unit,
                                dim->first_period + (int32_t)slot);
}

/* The days from the first to the last period of a dimension that occurs. */
static struct fire_window occurring_days(struct completion *completion, int32_t a, int32_t d)
{
    const struct axis *axis = &completion->scan->axes.axis[a];
    const struct dim *dim = &completion->scan->axes.dim[d];
    uint32_t first = dim->n_slots;
    uint32_t last = 0;
    for (uint32_t point = 0; point < axis->n_points; point++) {
        if (!completion->occurs[a][point]) continue;
        axis_slots(axis, point, completion->slot);
        const uint32_t slot = completion->slot[d];
        if (slot == dim->n_slots) continue;
        if (slot < first) first = slot;
        if (slot > last) last = slot;
    }
    if (first == dim->n_slots) return (struct fire_window){ FIRE_DAY_LAST, FIRE_DAY_FIRST };
    return (struct fire_window){ period_days(completion->scan, dim, first).first_day,
                                 period_days(completion->scan, dim, last).last_day };
}

/* The days to complete: those asked for, else from the first to the last period that occurs
 * in each of the dimensions, and those that were declared. Empty (last < first) where none does. */
static struct fire_window days_to_complete(struct completion *completion, int32_t a)
{
    const struct scan *scan = completion->scan;
    const struct axis *axis = &scan->axes.axis[a];
    if (scan->query->has_window) return scan->query->window;
    struct fire_window days = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    for (int32_t i = 0; i < axis->n_dims; i++) {
        if (scan->axes.dim[axis->dim[i]].ask.kind == FIRE_DIM_PERIOD)
            days = cut(days, occurring_days(completion, a, axis->dim[i]));
    }
    return query_days(scan->query, days);
}

/* Whether one of some windows holds all of the days. */
static bool is_covered(const struct fire_window coverage[], int64_t n, struct fire_window days)
{
    for (int64_t i = 0; i < n; i++) {
        if (coverage[i].first_day <= days.first_day && days.last_day <= coverage[i].last_day)
            return true;
    }
    return false;
}

/* Choose a period with its days. */
static fire_status choose_period(struct choice *choice, uint32_t point, struct fire_window days,
                                 struct fire_error *err)
{
    if (choice->n == choice->days_capacity) {
        void *grown = fire_array_grow(choice->days, &choice->days_capacity, choice->n + 1,
                                      sizeof *choice->days);
        if (grown == NULL) return fire_fail_memory(err);
        choice->days = grown;
    }
    choice->days[choice->n] = days;
    return choose(choice, point, err);
}

/* Walk from point to point. What is asked of several units at once holds on the days that
 * their periods share, and these must be covered as far as they are wanted. */
static fire_status choose_periods(struct completion *completion, int32_t a,
                                  struct fire_error *err)
{
    const struct scan *scan = completion->scan;
    const struct axis *axis = &scan->axes.axis[a];
    const struct fire_window wanted = days_to_complete(completion, a);
    const struct fire_window always = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    const struct fire_window walk = cut(wanted, completion->days);
    for (int32_t day = walk.first_day; day <= walk.last_day;) {
        const uint32_t point = axis->table[day - axis->first_day] / axis->step;
        struct fire_window shared = scan->query->has_window ? wanted : always;
        axis_slots(axis, point, completion->slot);
        for (int32_t i = 0; i < axis->n_dims; i++) {
            const struct dim *dim = &scan->axes.dim[axis->dim[i]];
            if (dim->ask.kind == FIRE_DIM_PERIOD)
                shared = cut(shared, period_days(scan, dim, completion->slot[axis->dim[i]]));
        }
        if (is_covered(completion->coverage, completion->n_coverage, shared))
            FIRE_TRY(choose_period(&completion->choice[a], point, shared, err));
        day = shared.last_day + 1;
    }
    return FIRE_OK;
}

/* ---- which areas reported -------------------------------------------------------------- */

static int32_t axis_of_kind(const struct scan *scan, fire_dim_kind kind)
{
    for (int32_t a = 0; a < scan->axes.n; a++)
        if (scan->axes.axis[a].kind == kind) return a;
    return -1;
}

static int32_t axis_of_scopes(const struct scan *scan)
{
    for (int32_t a = 0; a < scan->axes.n; a++)
        if (scan->axes.axis[a].kind == FIRE_DIM_FIELD &&
            scan->axes.axis[a].field == FIRE_FIELD_SCOPE)
            return a;
    return -1;
}

/* The area of a point: the finest that it has. */
static int32_t area_of(struct completion *completion, const struct axis *axis, uint32_t point)
{
    int32_t area = FIRE_AREA_COUNTRY;
    axis_slots(axis, point, completion->slot);
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const struct dim *dim = &completion->scan->axes.dim[axis->dim[i]];
        const uint32_t slot = completion->slot[axis->dim[i]];
        if (slot >= dim->n_used) continue;
        if (fire_area_level_of(completion->scan->query->areas, dim->node[slot]) >
            fire_area_level_of(completion->scan->query->areas, area))
            area = dim->node[slot];
    }
    return area;
}

/* The days on which an area reported by a scope; windows that touch are one. false: no memory */
static bool find_coverage(const struct completion *completion, int32_t area, int32_t scope,
                          struct fire_arena *scratch, struct coverages *out)
{
    int32_t n = 0;
    for (int32_t i = 0; i < completion->n_reported; i++)
        if (reported_is_of(completion->scan, &completion->reported[i], area, scope))
            completion->joined[n++] = completion->reported[i].days;
    *out = (struct coverages){ .is_known = true,
                               .days = FIRE_TAKE(scratch, n, struct fire_window) };
    if (out->days == NULL) return false;
    out->n = fire_windows_join(completion->joined, n);
    memcpy(out->days, completion->joined, (size_t)out->n * sizeof out->days[0]);
    return true;
}

/* Whether no report came for a group of the product. */
static fire_status is_unreported(struct completion *completion, const uint32_t point[],
                                 struct fire_window days, struct fire_arena *scratch, bool *out,
                                 struct fire_error *err)
{
    const struct scan *scan = completion->scan;
    const int32_t a = completion->area_axis;
    const int32_t s = completion->scope_axis;
    const size_t n_scopes = s < 0 ? 1 : scan->axes.axis[s].n_points;
    struct coverages *of =
        &completion->of[(a < 0 ? 0 : point[a]) * n_scopes + (s < 0 ? 0 : point[s])];
    if (!of->is_known) {
        const int32_t area = a < 0 ? FIRE_AREA_COUNTRY
                                   : area_of(completion, &scan->axes.axis[a], point[a]);
        const int32_t scope = s < 0                                       ? ALL_SCOPES
                              : point[s] == scan->axes.axis[s].null_point ? -1
                                                                          : (int32_t)point[s];
        if (!find_coverage(completion, area, scope, scratch, of)) return fire_fail_memory(err);
    }
    *out = !is_covered(of->days, of->n, days);
    return FIRE_OK;
}

static void mark_unreported(struct scan *scan, uint32_t group)
{
    const size_t n_measures = (size_t)scan->query->n_measures;
    memset(scan->mark + group * n_measures, FIRE_MARK_NO_REPORT, n_measures);
}

/* ---- the product --------------------------------------------------------------------- */

/* How many groups the choices make; more than FIRE_LIMIT_GROUPS are an error. */
static fire_status count_product(const struct completion *completion, int64_t *out,
                                 struct fire_error *err)
{
    const int32_t n_axes = completion->scan->axes.n;
    int64_t n = 1;
    for (int32_t a = 0; a < n_axes; a++)
        n = completion->choice[a].n == 0 ? 0 : n;
    for (int32_t a = 0; a < n_axes; a++) {
        n *= (int64_t)completion->choice[a].n; /* both below 2^32 */
        if (n > FIRE_LIMIT_GROUPS)
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                             "all groups, empty ones too, are more than %d; ask for fewer "
                             "dimensions or a shorter period",
                             FIRE_LIMIT_GROUPS);
    }
    *out = n;
    return FIRE_OK;
}

/* The points of a group of the product, by its number, and the days of its periods. */
static void find_product(const struct completion *completion, size_t number, uint32_t point[],
                         struct fire_window *days)
{
    for (int32_t a = 0; a < completion->scan->axes.n; a++) {
        const struct choice *choice = &completion->choice[a];
        point[a] = choice->point[number % choice->n];
        if (choice->days != NULL) *days = choice->days[number % choice->n];
        number /= choice->n;
    }
}

static fire_status show_product(struct shown *shown, struct scan *scan,
                                struct completion *completion, struct fire_arena *scratch,
                                struct fire_error *err)
{
    const bool asks_reports = completion->wants_reports &&
                              axis_of_kind(scan, FIRE_DIM_PERIOD) >= 0;
    uint32_t *point = FIRE_TAKE(scratch, scan->axes.n, uint32_t);
    int64_t n = 0;
    if (point == NULL) return fire_fail_memory(err);
    FIRE_TRY(count_product(completion, &n, err));
    for (int64_t number = 0; number < n; number++) {
        struct fire_window days = asked_days(completion);
        uint32_t group;
        bool is_lost = false;
        find_product(completion, (size_t)number, point, &days);
        const bool is_off_list = completion->area_axis >= 0 &&
                                 is_unlisted(completion, point[completion->area_axis], days);
        FIRE_TRY(groups_add(&scan->groups, point, &group, err));
        FIRE_TRY(accumulator_reserve(&scan->accumulator, scan->groups.n, err));
        if (accumulator_has_rows(&scan->accumulator, group) || is_off_list) continue;
        FIRE_TRY(show(shown, group, err));
        if (asks_reports)
            FIRE_TRY(is_unreported(completion, point, days, scratch, &is_lost, err));
        if (!is_lost) continue;
        FIRE_TRY(scan_reserve_marks(scan, err));
        mark_unreported(scan, group);
    }
    return FIRE_OK;
}

/* Where something was declared, the days of rows alone do not say what is covered. */
static fire_status cover_reported(struct completion *completion, struct fire_arena *scratch,
                                  struct fire_error *err)
{
    const int32_t n = completion->n_reported;
    struct fire_window *days = FIRE_TAKE(scratch, n + 1, struct fire_window);
    if (days == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++)
        days[i] = completion->reported[i].days;
    completion->coverage = days;
    completion->n_coverage = fire_windows_join(days, n);
    return FIRE_OK;
}

/* Who reported of what, where the answer depends on it. */
static fire_status find_reported(struct completion *completion, struct read *read,
                                 struct fire_arena *scratch, struct fire_error *err)
{
    const struct scan *scan = completion->scan;
    const int32_t a = completion->area_axis = axis_of_kind(scan, FIRE_DIM_AREA);
    const int32_t s = completion->scope_axis = axis_of_scopes(scan);
    completion->wants_reports = query_wants_reports(scan->query);
    if (!completion->wants_reports) return FIRE_OK;
    FIRE_TRY(reported_list(scan, read, scratch, &completion->reported, &completion->n_reported,
                           err));
    completion->joined = FIRE_TAKE(scratch, completion->n_reported, struct fire_window);
    completion->of = FIRE_TAKE(scratch,
                               (a < 0 ? 1 : (size_t)scan->axes.axis[a].n_points) *
                                   (s < 0 ? 1 : (size_t)scan->axes.axis[s].n_points),
                               struct coverages);
    if (completion->joined == NULL || completion->of == NULL ||
        !find_listed(completion, scratch))
        return fire_fail_memory(err);
    return scan->query->n_declared == 0 ? FIRE_OK : cover_reported(completion, scratch, err);
}

fire_status shown_complete(struct shown *shown, struct scan *scan, struct read *read,
                           struct fire_arena *scratch, struct fire_error *err)
{
    const int32_t n_axes = scan->axes.n;
    if (n_axes == 0) return FIRE_OK;
    struct completion completion = {
        .scan = scan,
        .days = query_days(scan->query, read->days),
        .coverage = read->coverage,
        .n_coverage = read->n_coverage,
        .occurs = find_occurring(shown, scan, scratch),
        .slot = FIRE_TAKE(scratch, scan->query->n_dims, uint32_t),
        .choice = FIRE_TAKE(scratch, n_axes, struct choice),
    };
    if (completion.occurs == NULL || completion.slot == NULL || completion.choice == NULL)
        return fire_fail_memory(err);

    fire_status status = find_reported(&completion, read, scratch, err);
    for (int32_t a = 0; status == FIRE_OK && a < n_axes; a++)
        status = scan->axes.axis[a].kind == FIRE_DIM_PERIOD
                     ? choose_periods(&completion, a, err)
                     : choose_points(&completion, a, err);
    if (status == FIRE_OK) status = show_product(shown, scan, &completion, scratch, err);
    for (int32_t a = 0; a < n_axes; a++) {
        free(completion.choice[a].point);
        free(completion.choice[a].days);
    }
    return status;
}
