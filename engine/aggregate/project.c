/* project.c - scan_project, see scan.h: a coarser answer out of a finer one.
 *
 * Where the finer scan has a question's dimensions among its own, each of its groups lies in
 * one group of the question; where it has those of a condition too, all rows of a group meet it
 * or none does. So what costs a look at every row costs a look at every group. */
#include "scan.h"

#include "firestat/arena.h"

#include <string.h>

/* What is looked up for every group; scratch memory. */
struct projection {
    struct scan *scan;
    struct scan *from;
    const struct axis_map *axes;
    int32_t n_tests;
    const uint8_t **pass;         /* [n_tests] of the other conditions             */
    const struct axis_map **slot; /* [n_tests] of their dimensions                 */
    const struct axis_map *scope; /* NULL: the scopes do not depend on the groups  */
};

static bool prepare(struct projection *projection, const bool is_met[],
                    struct fire_arena *scratch)
{
    struct scan *scan = projection->scan;
    const struct axes *from = &projection->from->axes;
    const int32_t n_conditions = scan->query->n_conditions;
    projection->axes = axes_map(&scan->axes, from, scratch);
    projection->pass = FIRE_TAKE(scratch, n_conditions, const uint8_t *);
    projection->slot = FIRE_TAKE(scratch, n_conditions, const struct axis_map *);
    if (projection->axes == NULL || projection->pass == NULL || projection->slot == NULL)
        return false;
    for (int32_t i = 0; i < n_conditions; i++) {
        if (is_met[i]) continue;
        const struct test *test = &scan->filter.test[i];
        const struct axis_map *slot = axes_map(&test->axes, from, scratch);
        if (slot == NULL) return false;
        projection->pass[projection->n_tests] = test->pass;
        projection->slot[projection->n_tests++] = slot;
    }
    if (!scan->counts_scopes || projection->from->counts_scopes) return true;
    projection->scope = axes_map(&scan->scope, from, scratch);
    return projection->scope != NULL;
}

/* Whether the group of some points meets the other conditions. */
static bool is_wanted(const struct projection *projection, const uint32_t point[])
{
    for (int32_t i = 0; i < projection->n_tests; i++) {
        const struct axis_map *slot = projection->slot[i];
        if (!projection->pass[i][slot->point[point[slot->axis]]]) return false;
    }
    return true;
}

/* Whether rows stand for a longer time than some dimension's: only they are in no period. */
static bool is_coarse(const struct scan *scan, const uint32_t point[])
{
    for (int32_t a = 0; a < scan->axes.n; a++) {
        const struct axis *axis = &scan->axes.axis[a];
        const size_t n_dims = (size_t)axis->n_dims;
        for (size_t i = 0; axis->kind == FIRE_DIM_PERIOD && i < n_dims; i++) {
            const uint32_t slot = axis->slot == NULL ? point[a]
                                                     : axis->slot[point[a] * n_dims + i];
            if (slot == scan->axes.dim[axis->dim[i]].n_slots) return true;
        }
    }
    return false;
}

static int64_t rows_of(const struct accumulator *accumulator, uint32_t group)
{
    const size_t at = (size_t)group * (size_t)accumulator->n_cells;
    const int64_t high = accumulator->high == NULL ? 0 : (int64_t)accumulator->high[at];
    return accumulator->cell[at] + high;
}

/* Whether a group of some points lies in the asked time. */
static bool is_inside(struct times *times, const uint32_t point[])
{
    if (times == NULL) return true;
    const uint8_t where = times->where[point[times->axis]];
    times->cut = times->cut || where == TIMES_CUT;
    return where == TIMES_INSIDE;
}

/* List the groups once for all projections: taking a number apart into its points costs more
 * than all that is done with them. */
static fire_status list_groups(struct scan *from, struct fire_error *err)
{
    struct listing *listing = &from->listing;
    const size_t n_axes = (size_t)from->axes.n;
    size_t n = 0;
    size_t group_capacity = 0;
    size_t point_capacity = 0;
    if (listing->group != NULL) return FIRE_OK;
    for (uint32_t g = 0; g < from->accumulator.n_groups; g++)
        n += accumulator_has_rows(&from->accumulator, g);
    listing->group = fire_array_grow(NULL, &group_capacity, n + 1, sizeof(uint32_t));
    listing->point = fire_array_grow(NULL, &point_capacity, n * n_axes + 1, sizeof(uint32_t));
    if (listing->group == NULL || listing->point == NULL) return fire_fail_memory(err);
    for (uint32_t g = 0; g < from->accumulator.n_groups; g++) {
        if (!accumulator_has_rows(&from->accumulator, g)) continue;
        groups_points(&from->groups, g, listing->point + listing->n * n_axes);
        listing->group[listing->n++] = g;
    }
    return FIRE_OK;
}

/* Where every group goes, and what is counted on the way.
 *   from_group, to_group   [listing.n] room */
static fire_status place(struct projection *projection, struct times *times,
                         uint32_t from_group[], uint32_t to_group[], size_t *out_n,
                         struct fire_error *err)
{
    struct scan *scan = projection->scan;
    const struct scan *from = projection->from;
    for (size_t i = 0; i < from->listing.n; i++) {
        const uint32_t *point = from->listing.point + i * (size_t)from->axes.n;
        if (!is_wanted(projection, point) || !is_inside(times, point)) continue;
        const uint32_t g = from->listing.group[i];
        const int64_t n_rows = rows_of(&from->accumulator, g);
        for (int32_t a = 0; a < scan->axes.n; a++)
            scan->point[a] = projection->axes[a].point[point[projection->axes[a].axis]];
        FIRE_TRY(groups_add(&scan->groups, scan->point, &to_group[*out_n], err));
        from_group[(*out_n)++] = g;
        scan->n_records += n_rows;
        if (is_coarse(scan, scan->point)) scan->n_coarse += n_rows;
        if (projection->scope != NULL)
            scan->scope_seen[projection->scope->point[point[projection->scope->axis]]] = 1;
    }
    return FIRE_OK;
}

static bool keeps_values(const struct layout *layout)
{
    for (int32_t s = 0; s < layout->n_singles; s++)
        if (layout->keeps_values[s]) return true;
    return false;
}

/* Where each group goes, for values that are kept. NULL: no memory. */
static uint32_t *list_moves(const struct scan *from, const uint32_t from_group[],
                            const uint32_t to_group[], size_t n, struct fire_arena *scratch)
{
    uint32_t *of = FIRE_TAKE(scratch, from->accumulator.n_groups, uint32_t);
    if (of == NULL) return NULL;
    for (size_t g = 0; g < from->accumulator.n_groups; g++)
        of[g] = MOVES_NOWHERE;
    for (size_t i = 0; i < n; i++)
        of[from_group[i]] = to_group[i];
    return of;
}

/* Marks of the groups that were taken, of the same measures. */
static fire_status take_marks(struct scan *scan, const struct scan *from,
                              const struct moves *moves, struct fire_error *err)
{
    const size_t n_measures = (size_t)scan->query->n_measures;
    if (from->n_marked == 0) return FIRE_OK;
    FIRE_TRY(scan_reserve_marks(scan, err));
    for (size_t i = 0; i < moves->n; i++) {
        for (size_t m = 0; m < n_measures; m++)
            scan->mark[moves->to[i] * n_measures + m] |= scan_mark(from, moves->from[i],
                                                                   (int32_t)m);
    }
    return FIRE_OK;
}

static fire_status project(struct scan *scan, struct scan *from, const bool is_met[],
                           struct times *times, struct fire_arena *scratch,
                           struct fire_error *err)
{
    struct projection projection = { .scan = scan, .from = from };
    const struct cell_map cells = accumulator_map(&scan->layout, &from->layout, scratch);
    FIRE_TRY(accumulator_settle(&from->accumulator, err));
    FIRE_TRY(list_groups(from, err));
    uint32_t *from_group = FIRE_TAKE(scratch, from->listing.n, uint32_t);
    uint32_t *to_group = FIRE_TAKE(scratch, from->listing.n, uint32_t);
    struct moves moves = { 0, from_group, to_group, NULL };
    if (!prepare(&projection, is_met, scratch) || cells.cell == NULL || from_group == NULL ||
        to_group == NULL)
        return fire_fail_memory(err);
    FIRE_TRY(place(&projection, times, from_group, to_group, &moves.n, err));
    if (keeps_values(&scan->layout)) {
        moves.of = list_moves(from, from_group, to_group, moves.n, scratch);
        if (moves.of == NULL) return fire_fail_memory(err);
    }
    FIRE_TRY(accumulator_absorb(&scan->accumulator, &from->accumulator, &cells, &moves,
                                scan->groups.n, err));
    FIRE_TRY(take_marks(scan, from, &moves, err));
    scan->selection->n_straddling = from->selection->n_straddling;
    if (scan->counts_scopes && from->counts_scopes) /* the same rows, the same dictionary */
        memcpy(scan->scope_seen, from->scope_seen, scan->scope.axis->n_points);
    return FIRE_OK;
}

fire_status scan_project(struct scan *scan, struct scan *from, const bool is_met[],
                         struct times *times, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = project(scan, from, is_met, times, scratch, err);
    fire_arena_free(scratch);
    return status;
}
