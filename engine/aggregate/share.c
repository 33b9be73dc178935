/* share.c - see share.h.
 *
 * Sharing out comes after adding up, so that the kernels know nothing of it and a figure is
 * rounded once: five incidents of a year are shared out as five and not as twelve months.
 * It works on cells (accumulate.h), so that means and shares are those of the shared sums. */
#include "share.h"

#include "firestat/arena.h"

#include <assert.h>
#include <string.h>

/* ---- a number ------------------------------------------------------------------------ */

static wide sum_of_weights(const int32_t weight[], int32_t n)
{
    wide sum = 0;
    for (int32_t i = 0; i < n; i++)
        sum += weight[i];
    return sum;
}

/* The part that was cut by most; parts that got a grain already were cut by less than nothing. */
static int32_t most_cut(wide grains, const int32_t weight[], wide all, wide grain, int32_t n,
                        const wide part[])
{
    int32_t most = 0;
    wide most_left = -all;
    for (int32_t i = 0; i < n; i++) {
        const wide left = grains * weight[i] - part[i] / grain * all;
        if (left <= most_left || weight[i] == 0) continue;
        most = i;
        most_left = left;
    }
    return most;
}

void share_number(wide number, wide grain, const int32_t weight[], int32_t n, wide part[])
{
    const wide all = sum_of_weights(weight, n);
    const wide size = number < 0 ? -number : number;
    const wide grains = size / grain;
    assert(all > 0 && size % grain == 0);
    wide left = grains;
    for (int32_t i = 0; i < n; i++) {
        part[i] = grains * weight[i] / all * grain;
        left -= part[i] / grain;
    }
    for (; left > 0; left--)
        part[most_cut(grains, weight, all, grain, n, part)] += grain;
    for (int32_t i = 0; number < 0 && i < n; i++)
        part[i] = -part[i];
}

void share_within(wide number, const wide cap[], const int32_t weight[], int32_t n, wide part[])
{
    wide left = 0;
    share_number(number, 1, weight, n, part);
    for (int32_t i = 0; i < n; i++) {
        if (part[i] <= cap[i]) continue;
        left += part[i] - cap[i];
        part[i] = cap[i];
    }
    for (int32_t i = 0; i < n && left > 0; i++) {
        const wide more = cap[i] - part[i] < left ? cap[i] - part[i] : left;
        part[i] += more;
        left -= more;
    }
    assert(left == 0);
}

/* The largest power of ten, up to one whole, that a sum is made of: a hundred đồng are not shared
 * out as 33.33. */
static wide grain_of(wide sum, int32_t scale)
{
    wide grain = 1;
    for (int32_t i = 0; i < scale && sum % (grain * 10) == 0; i++)
        grain *= 10;
    return grain;
}

/* ---- a group ------------------------------------------------------------------------- */

/* An area that was split, on the scan's axis of areas: parts of one point are one. */
struct shared {
    int32_t n;
    uint32_t *point;
    int32_t *weight;
};

/* What is at hand while groups are shared out; scratch memory. */
struct sharing {
    struct scan *scan;
    int32_t axis;
    struct shared *shared; /* [splits] n 0: none of its own on this axis           */
    int32_t *split_at;     /* [axis's points] which of them a point is; -1: none   */
    wide *cell;            /* [n_cells] of the group                               */
    wide *part;            /* [most parts * n_cells] part by part                  */
    wide *column;          /* [most parts] of one cell                             */
    wide *cap;
    uint32_t *group; /* [most parts] */
};

static void set_column(struct sharing *sharing, int32_t n, int32_t cell)
{
    const size_t n_cells = (size_t)sharing->scan->accumulator.n_cells;
    for (int32_t i = 0; i < n; i++)
        sharing->part[(size_t)i * n_cells + (size_t)cell] = sharing->column[i];
}

static wide *cell_at(struct sharing *sharing, int32_t part, int32_t cell)
{
    return &sharing->part[(size_t)part * (size_t)sharing->scan->accumulator.n_cells +
                          (size_t)cell];
}

static void share_sums(struct sharing *sharing, const struct shared *shared)
{
    const struct layout *layout = &sharing->scan->layout;
    const int32_t weight = cell_of_weight(layout);
    share_number(sharing->cell[weight], 1, shared->weight, shared->n, sharing->column);
    set_column(sharing, shared->n, weight);
    for (int32_t s = 0; s < layout->n_sums; s++) {
        const int32_t cell = cell_of_sum(layout, s);
        const struct fire_field *field = ask_field(sharing->scan->query, layout->sum_field[s]);
        share_number(sharing->cell[cell], grain_of(sharing->cell[cell], field->scale),
                     shared->weight, shared->n, sharing->column);
        set_column(sharing, shared->n, cell);
    }
}

/* Incidents without a known value are some of the incidents that a part got. */
static void share_unknown(struct sharing *sharing, const struct shared *shared)
{
    const struct layout *layout = &sharing->scan->layout;
    for (int32_t i = 0; i < shared->n; i++)
        sharing->cap[i] = *cell_at(sharing, i, cell_of_weight(layout));
    for (int32_t c = 0; c < layout->n_sums + layout->n_singles; c++) {
        const int32_t cell = cell_of_null_weight(layout, c);
        share_within(sharing->cell[cell], sharing->cap, shared->weight, shared->n,
                     sharing->column);
        set_column(sharing, shared->n, cell);
    }
    share_number(sharing->cell[cell_of_unknown(layout)], 1, shared->weight, shared->n,
                 sharing->column);
    set_column(sharing, shared->n, cell_of_unknown(layout));
}

/* Rows only say whether there is anything, and anything known: so every part has a row, whose
 * figures may be 0 but are an estimate, and as many rows without a value as make it known or
 * not. */
static void make_rows(struct sharing *sharing, const struct shared *shared)
{
    const struct layout *layout = &sharing->scan->layout;
    const int32_t unknown = cell_of_unknown(layout);
    const bool knows_weight = sharing->cell[0] != sharing->cell[unknown];
    for (int32_t i = 0; i < shared->n; i++) {
        const wide rows = *cell_at(sharing, i, unknown) + knows_weight;
        *cell_at(sharing, i, 0) = rows > 0 ? rows : 1;
        for (int32_t c = 0; c < layout->n_sums + layout->n_singles; c++) {
            const int32_t cell = cell_of_null_rows(layout, c);
            const bool is_known = sharing->cell[0] != sharing->cell[cell];
            *cell_at(sharing, i, cell) = is_known ? 0 : *cell_at(sharing, i, 0);
        }
    }
}

static uint8_t mark_of(const struct sharing *sharing, int32_t measure)
{
    const struct scan *scan = sharing->scan;
    const struct layout *layout = &scan->layout;
    const struct ask_measure *asked = &scan->query->measure[measure];
    const int32_t column = scan->column[measure];
    if (asked->agg == FIRE_AGG_DISTINCT) return FIRE_MARK_UNSHARED;
    if (agg_is_single(asked->agg)) {
        const int32_t null_rows = cell_of_null_rows(layout, layout->n_sums + column);
        return sharing->cell[0] != sharing->cell[null_rows] ? FIRE_MARK_UNSHARED : 0;
    }
    bool is_shared = sharing->cell[cell_of_weight(layout)] != 0 ||
                     sharing->cell[cell_of_unknown(layout)] != 0;
    if (column != SCAN_WEIGHT && asked->agg != FIRE_AGG_MEAN)
        is_shared = sharing->cell[cell_of_sum(layout, column)] != 0 ||
                    sharing->cell[cell_of_null_weight(layout, column)] != 0;
    return is_shared ? FIRE_MARK_ESTIMATED : 0;
}

/* The parts do not show bounds, and totals must not lose them. */
static void move_bounds(struct accumulator *accumulator, uint32_t from, uint32_t to)
{
    for (int32_t s = 0; s < accumulator->layout->n_singles; s++) {
        struct single *single = &accumulator->single[s];
        if (single->min[from] < single->min[to]) single->min[to] = single->min[from];
        if (single->max[from] > single->max[to]) single->max[to] = single->max[from];
    }
}

static fire_status share_group(struct sharing *sharing, uint32_t group,
                               const struct shared *shared, struct fire_error *err)
{
    struct scan *scan = sharing->scan;
    struct accumulator *accumulator = &scan->accumulator;
    const size_t n_measures = (size_t)scan->query->n_measures;
    accumulator_read(accumulator, group, sharing->cell);
    share_sums(sharing, shared);
    share_unknown(sharing, shared);
    make_rows(sharing, shared);
    for (int32_t i = 0; i < shared->n; i++) {
        if (shared->weight[i] == 0) continue;
        FIRE_TRY(accumulator_put(accumulator, sharing->group[i], cell_at(sharing, i, 0), err));
        move_bounds(accumulator, group, sharing->group[i]);
        for (size_t m = 0; m < n_measures; m++)
            scan->mark[sharing->group[i] * n_measures + m] |= mark_of(sharing, (int32_t)m);
    }
    accumulator_clear(accumulator, group);
    return FIRE_OK;
}

/* ---- all groups ---------------------------------------------------------------------- */

static int32_t area_axis(const struct scan *scan)
{
    for (int32_t a = 0; a < scan->axes.n; a++)
        if (scan->axes.axis[a].kind == FIRE_DIM_AREA) return a;
    return -1;
}

/* Points of a split's parts; none where the asked levels do not part them. false: no memory */
static bool find_points(const struct axis *axis, const struct fire_split *split,
                        struct fire_arena *scratch, struct shared *out)
{
    out->point = FIRE_TAKE(scratch, split->n_parts, uint32_t);
    out->weight = FIRE_TAKE(scratch, split->n_parts, int32_t);
    if (out->point == NULL || out->weight == NULL) return false;
    for (int32_t p = 0; p < split->n_parts; p++) {
        const uint32_t point = axis->table[split->part[p]] / axis->step;
        int32_t at = 0;
        while (at < out->n && out->point[at] != point)
            at++;
        if (at == out->n) out->point[out->n++] = point;
        out->weight[at] += split->weight[p];
    }
    if (out->n == 1 && out->point[0] == axis->table[split->area] / axis->step) out->n = 0;
    return true;
}

static bool prepare(struct sharing *sharing, struct fire_arena *scratch)
{
    const struct fire_restated *restated = sharing->scan->query->restated;
    const struct axis *axis = &sharing->scan->axes.axis[sharing->axis];
    const size_t n_cells = (size_t)sharing->scan->accumulator.n_cells;
    size_t most = 1;
    sharing->shared = FIRE_TAKE(scratch, restated->n_splits, struct shared);
    sharing->split_at = FIRE_TAKE(scratch, axis->n_points, int32_t);
    if (sharing->shared == NULL || sharing->split_at == NULL) return false;
    memset(sharing->split_at, -1, axis->n_points * sizeof sharing->split_at[0]);
    for (int32_t s = 0; s < restated->n_splits; s++) {
        const struct fire_split *split = &restated->split[s];
        if (!find_points(axis, split, scratch, &sharing->shared[s])) return false;
        if (sharing->shared[s].n == 0) continue;
        sharing->split_at[axis->table[split->area] / axis->step] = s;
        if ((size_t)split->n_parts > most) most = (size_t)split->n_parts;
    }
    sharing->cell = FIRE_TAKE(scratch, n_cells, wide);
    sharing->part = FIRE_TAKE(scratch, most * n_cells, wide);
    sharing->column = FIRE_TAKE(scratch, most, wide);
    sharing->cap = FIRE_TAKE(scratch, most, wide);
    sharing->group = FIRE_TAKE(scratch, most, uint32_t);
    return sharing->cell != NULL && sharing->part != NULL && sharing->column != NULL &&
           sharing->cap != NULL && sharing->group != NULL;
}

/* The parts' groups of one that is to be shared out; *out NULL: it is not. */
static fire_status find_parts(struct sharing *sharing, uint32_t group,
                              const struct shared **out, struct fire_error *err)
{
    struct scan *scan = sharing->scan;
    *out = NULL;
    if (!accumulator_has_rows(&scan->accumulator, group)) return FIRE_OK;
    groups_points(&scan->groups, group, scan->point);
    const int32_t at = sharing->split_at[scan->point[sharing->axis]];
    if (at < 0) return FIRE_OK;
    const struct shared *shared = &sharing->shared[at];
    for (int32_t i = 0; i < shared->n; i++) {
        scan->point[sharing->axis] = shared->point[i];
        FIRE_TRY(groups_add(&scan->groups, scan->point, &sharing->group[i], err));
    }
    *out = shared;
    return FIRE_OK;
}

static fire_status share_all(struct sharing *sharing, struct fire_error *err)
{
    struct scan *scan = sharing->scan;
    const uint32_t n = scan->groups.n;
    const struct shared *shared;
    for (uint32_t group = 0; group < n; group++) { /* first make room for all of them */
        FIRE_TRY(find_parts(sharing, group, &shared, err));
        FIRE_TRY(accumulator_reserve(&scan->accumulator, scan->groups.n, err));
    }
    FIRE_TRY(scan_reserve_marks(scan, err));
    for (uint32_t group = 0; group < n; group++) {
        FIRE_TRY(find_parts(sharing, group, &shared, err));
        if (shared != NULL) FIRE_TRY(share_group(sharing, group, shared, err));
    }
    return FIRE_OK;
}

fire_status scan_share_out(struct scan *scan, struct fire_error *err)
{
    struct sharing sharing = { .scan = scan, .axis = area_axis(scan) };
    if (!query_has_splits(scan->query) || sharing.axis < 0) return FIRE_OK;
    assert(scan->layout.has_weights);
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL || !prepare(&sharing, scratch)) {
        fire_arena_free(scratch);
        return fire_fail_memory(err);
    }
    const fire_status status = share_all(&sharing, err);
    fire_arena_free(scratch);
    return status;
}

/* ---- conditions ---------------------------------------------------------------------- */

bool query_asks_areas(const struct fire_query *query)
{
    for (int32_t c = 0; c < query->n_conditions; c++)
        if (condition_is_of_areas(&query->condition[c])) return true;
    return false;
}

static void add_dim(struct fire_query *query, const struct ask_dim *dim)
{
    for (int32_t d = 0; d < query->n_dims; d++)
        if (ask_dim_is(&query->dim[d], dim)) return;
    query->dim[query->n_dims++] = *dim;
}

struct fire_query *query_for_sharing(struct fire_query *query, struct fire_arena *arena)
{
    static const struct ask_dim scope = { .name = "scope",
                                          .kind = FIRE_DIM_FIELD,
                                          .field = FIRE_FIELD_SCOPE };
    for (int32_t m = 0; m < query->n_measures; m++) /* what is counted is not shared out */
        if (query->measure[m].agg == FIRE_AGG_DISTINCT) return query;
    if (query->largest.n > 0) return query; /* nor is an incident */
    if (query->restated == NULL || !query_asks_areas(query)) return query;

    struct fire_query *wider = FIRE_TAKE(arena, 1, struct fire_query);
    struct ask_dim *dim = FIRE_TAKE(arena, query->n_dims + query->n_conditions + 1,
                                    struct ask_dim);
    struct condition *condition = FIRE_TAKE(arena, query->n_conditions, struct condition);
    if (wider == NULL || dim == NULL || condition == NULL) return NULL;
    *wider = *query;
    wider->asked = query;
    wider->complete = false;
    wider->dim = dim;
    wider->condition = condition;
    wider->n_conditions = 0;
    if (query->n_dims > 0) memcpy(dim, query->dim, (size_t)query->n_dims * sizeof *dim);
    for (int32_t c = 0; c < query->n_conditions; c++) {
        if (condition_is_of_areas(&query->condition[c]))
            add_dim(wider, &query->condition[c].dim);
        else
            condition[wider->n_conditions++] = query->condition[c];
    }
    add_dim(wider, &scope); /* which scopes are left */
    return wider;
}
