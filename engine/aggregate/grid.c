/* grid.c - see grid.h.
 *
 * By year, month and district the walk takes 87 instructions a group, where taking the groups apart,
 * three passes of sorting and copying their keys took 335 (callgrind, 149,000 groups). */
#include "grid.h"

#include "parts.h"

#include "firestat/arena.h"

#include <string.h>

/* The points of an axis that occur, in the order of their keys. */
struct line {
    const struct axis *axis;
    int32_t first_dim;
    bool has_twins; /* points that are the same in all dimensions */
    size_t n;
    uint32_t *number; /* [n] what the point adds to a group's number */
    uint32_t *key_at; /* [n * axis->n_dims]                          */
};

struct walk {
    const uint8_t *is_shown;
    struct line *line; /* [n_lines] in the order of their dimensions; the last one is walked
                          for every combination of the others */
    int32_t n_lines;
    int32_t n_dims;
    size_t n_outer;  /* combinations of all lines but the last */
    size_t *n_until; /* [n_outer + 1] shown groups before each */
    uint32_t *group;
    uint32_t *key_at;
};

#define LEAST_WALKED 16384 /* groups that are worth a thread */

/* ---- what occurs --------------------------------------------------------------------- */

/* Points of an axis: the groups of a point lie `step` by `step`, again and again. */
static void see_points(const struct grid *grid, const struct axis *axis, uint8_t occurs[])
{
    const size_t step = axis->step;
    const uint8_t *at = grid->is_shown;
    const uint8_t *const end = at + grid->scan->groups.n;
    if (step == 1) {
        for (; at < end; at += axis->n_points) {
            for (size_t point = 0; point < axis->n_points; point++)
                occurs[point] |= at[point];
        }
        return;
    }
    for (size_t point = 0; at < end; at += step, point = (point + 1) % axis->n_points) {
        uint8_t any = 0;
        for (size_t i = 0; i < step; i++)
            any |= at[i];
        occurs[point] |= any;
    }
}

fire_status grid_see(const struct shown *shown, const struct scan *scan,
                     struct fire_arena *scratch, struct grid *out, struct fire_error *err)
{
    const struct axes *axes = &scan->axes;
    struct grid grid = { scan, FIRE_TAKE(scratch, (size_t)scan->groups.n + 1, uint8_t),
                         FIRE_TAKE(scratch, axes->n, uint8_t *) };
    if (grid.is_shown == NULL || grid.occurs == NULL) return fire_fail_memory(err);
    for (size_t i = 0; i < shown->n; i++)
        grid.is_shown[shown->group[i]] = 1;
    for (int32_t a = 0; a < axes->n; a++) {
        grid.occurs[a] = FIRE_TAKE(scratch, axes->axis[a].n_points, uint8_t);
        if (grid.occurs[a] == NULL) return fire_fail_memory(err);
        see_points(&grid, &axes->axis[a], grid.occurs[a]);
    }
    *out = grid;
    return FIRE_OK;
}

static uint32_t slot_of(const struct axis *axis, uint32_t point, int32_t dim)
{
    return axis->slot == NULL ? point
                              : axis->slot[(size_t)point * (size_t)axis->n_dims + (size_t)dim];
}

void grid_mark_slots(const struct grid *grid, uint8_t *const is_used[])
{
    for (int32_t a = 0; a < grid->scan->axes.n; a++) {
        const struct axis *axis = &grid->scan->axes.axis[a];
        for (uint32_t point = 0; point < axis->n_points; point++) {
            for (int32_t i = 0; grid->occurs[a][point] && i < axis->n_dims; i++)
                is_used[axis->dim[i]][slot_of(axis, point, i)] = 1;
        }
    }
}

/* ---- lines --------------------------------------------------------------------------- */

/* Whether the dimensions of an axis follow each other, and the first of them. */
static bool is_line(const struct axis *axis, int32_t *out_first)
{
    int32_t first = axis->dim[0];
    int32_t last = axis->dim[0];
    for (int32_t i = 1; i < axis->n_dims; i++) {
        if (axis->dim[i] < first) first = axis->dim[i];
        if (axis->dim[i] > last) last = axis->dim[i];
    }
    *out_first = first;
    return last - first + 1 == axis->n_dims;
}

/* Lines in the order of their dimensions, still empty; false: they are none. */
static bool place_lines(const struct grid *grid, struct walk *walk)
{
    const struct axes *axes = &grid->scan->axes;
    for (int32_t a = 0; a < axes->n; a++) {
        struct line line = { .axis = &axes->axis[a] };
        if (!is_line(line.axis, &line.first_dim)) return false;
        int32_t at = a;
        for (; at > 0 && walk->line[at - 1].first_dim > line.first_dim; at--)
            walk->line[at] = walk->line[at - 1];
        walk->line[at] = line;
    }
    return true;
}

/* The points of a line in their order. false: no memory */
static bool fill_line(const struct grid *grid, const struct keys keys[],
                      uint32_t *const place[], struct fire_arena *scratch, struct line *line)
{
    const struct axis *axis = line->axis;
    const uint8_t *occurs = grid->occurs[axis - grid->scan->axes.axis];
    const size_t n_dims = (size_t)axis->n_dims;
    uint32_t *point = FIRE_TAKE(scratch, axis->n_points, uint32_t);
    uint32_t *other = FIRE_TAKE(scratch, axis->n_points, uint32_t);
    uint32_t *slot = FIRE_TAKE(scratch, axis->n_points * n_dims, uint32_t);
    line->number = FIRE_TAKE(scratch, axis->n_points, uint32_t);
    line->key_at = FIRE_TAKE(scratch, axis->n_points * n_dims, uint32_t);
    if (point == NULL || other == NULL || slot == NULL || line->number == NULL ||
        line->key_at == NULL)
        return false;
    for (uint32_t p = 0; p < axis->n_points; p++) {
        point[line->n] = p;
        line->n += occurs[p];
        for (int32_t i = 0; i < axis->n_dims; i++)
            slot[p * n_dims + (size_t)(axis->dim[i] - line->first_dim)] = slot_of(axis, p, i);
    }
    for (size_t i = n_dims; i-- > 0;) {
        const struct keys *of = &keys[line->first_dim + (int32_t)i];
        if (!order_sort_by(of->rank, of->n_ranks, slot + i, n_dims, point, line->n, other,
                           scratch))
            return false;
        memcpy(point, other, line->n * sizeof point[0]);
    }
    for (size_t p = 0; p < line->n; p++) {
        const uint32_t *of = slot + point[p] * n_dims;
        line->number[p] = point[p] * axis->step;
        for (size_t i = 0; i < n_dims; i++)
            line->key_at[p * n_dims + i] = place[line->first_dim + (int32_t)i][of[i]];
        if (p > 0 && memcmp(of, slot + point[p - 1] * n_dims, n_dims * sizeof of[0]) == 0)
            line->has_twins = true;
    }
    return true;
}

/* ---- the walk ------------------------------------------------------------------------ */

/* The number that a combination of the outer lines adds, and its keys.
 *   key_at   NULL: nobody asks */
static uint32_t outer_number(const struct walk *walk, size_t outer, uint32_t key_at[])
{
    uint32_t number = 0;
    for (int32_t l = walk->n_lines - 1; l-- > 0; outer /= walk->line[l].n) {
        const struct line *line = &walk->line[l];
        const size_t at = outer % line->n;
        const size_t n_dims = (size_t)line->axis->n_dims;
        number += line->number[at];
        if (key_at != NULL)
            memcpy(key_at + line->first_dim, line->key_at + at * n_dims,
                   n_dims * sizeof key_at[0]);
    }
    return number;
}

static void count_walked(void *self, int32_t part, size_t from, size_t to)
{
    const struct walk *walk = self;
    const struct line *inner = &walk->line[walk->n_lines - 1];
    (void)part;
    for (size_t outer = from; outer < to; outer++) {
        const uint8_t *is_shown = walk->is_shown + outer_number(walk, outer, NULL);
        size_t n = 0;
        for (size_t i = 0; i < inner->n; i++)
            n += is_shown[inner->number[i]];
        walk->n_until[outer + 1] = n;
    }
}

static void write_walked(void *self, int32_t part, size_t from, size_t to)
{
    const struct walk *walk = self;
    const struct line *inner = &walk->line[walk->n_lines - 1];
    const size_t n_dims = (size_t)walk->n_dims;
    const size_t n_before = (size_t)inner->first_dim;
    (void)part;
    for (size_t outer = from; outer < to; outer++) {
        size_t row = walk->n_until[outer];
        if (row == walk->n_until[outer + 1]) continue;
        uint32_t *const before = walk->key_at + row * n_dims; /* those of the first row */
        const uint32_t number = outer_number(walk, outer, before);
        for (size_t i = 0; i < inner->n; i++) {
            const uint32_t group = number + inner->number[i];
            if (!walk->is_shown[group]) continue;
            uint32_t *key_at = walk->key_at + row * n_dims;
            for (size_t d = 0; d < n_before; d++)
                key_at[d] = before[d];
            for (size_t d = n_before; d < n_dims; d++)
                key_at[d] = inner->key_at[i * (n_dims - n_before) + d - n_before];
            walk->group[row++] = group;
        }
    }
}

/* How many combinations of the outer lines there are, and whether going through all of them and
 * the last line is worth while for so many groups. */
static bool is_worth_while(struct walk *walk, size_t n_shown)
{
    const size_t most = 4 * n_shown + LEAST_WALKED;
    walk->n_outer = 1;
    for (int32_t l = 0; l < walk->n_lines - 1; l++)
        walk->n_outer *= walk->line[l].n; /* dense groups: far below 2^32 */
    return walk->n_outer * walk->line[walk->n_lines - 1].n <= most;
}

fire_status grid_order(const struct grid *grid, size_t n_shown, const struct keys keys[],
                       uint32_t *const place[], struct fire_arena *scratch,
                       struct fire_arena *arena, bool *done, struct ordered *out,
                       struct fire_error *err)
{
    const struct fire_query *query = grid->scan->query;
    struct walk walk = { .is_shown = grid->is_shown,
                         .n_lines = grid->scan->axes.n,
                         .n_dims = query->n_dims };
    bool has_ties = false;
    for (int32_t d = 0; d < walk.n_dims; d++)
        has_ties = has_ties || keys[d].has_ties;
    walk.line = FIRE_TAKE(scratch, walk.n_lines, struct line);
    if (walk.line == NULL) return fire_fail_memory(err);
    *done = false;
    if (has_ties || walk.n_lines == 0 || !place_lines(grid, &walk)) return FIRE_OK;
    for (int32_t l = 0; l < walk.n_lines; l++) {
        if (!fill_line(grid, keys, place, scratch, &walk.line[l])) return fire_fail_memory(err);
        if (walk.line[l].has_twins) return FIRE_OK;
    }
    if (!is_worth_while(&walk, n_shown)) return FIRE_OK;

    walk.n_until = FIRE_TAKE(scratch, walk.n_outer + 1, size_t);
    walk.group = FIRE_TAKE(scratch, n_shown, uint32_t);
    walk.key_at = FIRE_TAKE(arena, n_shown * (size_t)walk.n_dims, uint32_t);
    if (walk.n_until == NULL || walk.group == NULL || walk.key_at == NULL)
        return fire_fail_memory(err);
    const int32_t n_parts = n_shown < LEAST_WALKED ? 1
                                                   : parts_n(query->n_jobs, walk.n_outer, 1);
    parts_run(n_parts, walk.n_outer, count_walked, &walk);
    for (size_t outer = 0; outer < walk.n_outer; outer++)
        walk.n_until[outer + 1] += walk.n_until[outer];
    parts_run(n_parts, walk.n_outer, write_walked, &walk);
    out->group = walk.group;
    out->key_at = walk.key_at;
    *done = true;
    return FIRE_OK;
}
