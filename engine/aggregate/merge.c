/* merge.c - scan_absorb, see scan.h: what one scan found goes into another.
 *
 * Their dimensions are the same, but codes, areas and days may have grown in number between
 * them, and one may number its groups by their points where the other finds them. So every
 * group is taken apart into its points, the points are looked up where they lie on the other
 * axes, and its cells are added where they belong. It costs by the group, not by the row. */
#include "scan.h"

#include "firestat/arena.h"

/* Where the groups of `from` that have rows go.
 *   map      [scan's axes]; NULL: the axes are the same
 *   errors   FIRE_ENOMEM, FIRE_ERANGE */
static fire_status place_groups(struct scan *scan, struct scan *from,
                                const struct axis_map map[], struct fire_arena *scratch,
                                struct moves *out, struct fire_error *err)
{
    const uint32_t n_from = (uint32_t)from->accumulator.n_groups;
    uint32_t *from_group = FIRE_TAKE(scratch, n_from, uint32_t);
    uint32_t *to_group = FIRE_TAKE(scratch, n_from, uint32_t);
    uint32_t *of = FIRE_TAKE(scratch, n_from, uint32_t);
    if (from_group == NULL || to_group == NULL || of == NULL) return fire_fail_memory(err);
    *out = (struct moves){ 0, from_group, to_group, of };
    for (uint32_t g = 0; g < n_from; g++) {
        if (!accumulator_has_rows(&from->accumulator, g)) continue;
        of[g] = g;
        if (map != NULL || !scan->groups.is_dense) {
            groups_points(&from->groups, g, from->point);
            for (int32_t a = 0; a < scan->axes.n; a++)
                scan->point[a] = map == NULL ? from->point[a]
                                             : map[a].point[from->point[map[a].axis]];
            FIRE_TRY(groups_add(&scan->groups, scan->point, &of[g], err));
        }
        from_group[out->n] = g;
        to_group[out->n++] = of[g];
    }
    return FIRE_OK;
}

static fire_status take_scopes(struct scan *scan, const struct scan *from,
                               struct fire_arena *scratch, struct fire_error *err)
{
    if (!scan->counts_scopes) return FIRE_OK;
    const struct axis_map *map = axes_map(&scan->scope, &from->scope, scratch);
    if (map == NULL) return fire_fail_memory(err);
    for (uint32_t point = 0; point < from->scope.axis->n_points; point++) {
        if (from->scope_seen[point]) scan->scope_seen[map->point[point]] = 1;
    }
    return FIRE_OK;
}

static fire_status take(struct scan *scan, struct scan *from, const struct axis_map axes[],
                        struct fire_arena *scratch, struct fire_error *err)
{
    const struct cell_map cells = accumulator_map(&scan->layout, &from->layout, scratch);
    FIRE_TRY(accumulator_settle(&from->accumulator, err));
    struct moves moves;
    if (cells.cell == NULL) return fire_fail_memory(err);
    if (axes == NULL && scan->groups.is_dense && from->layout.n_singles == 0 &&
        from->accumulator.high == NULL) {
        FIRE_TRY(accumulator_join(&scan->accumulator, &from->accumulator, err));
    } else {
        FIRE_TRY(place_groups(scan, from, axes, scratch, &moves, err));
        FIRE_TRY(accumulator_absorb(&scan->accumulator, &from->accumulator, &cells, &moves,
                                    scan->groups.n, err));
    }
    FIRE_TRY(take_scopes(scan, from, scratch, err));
    for (int32_t i = 0; i < scan->n_distincts; i++)
        FIRE_TRY(distinct_absorb(&scan->distinct[i], &from->distinct[i], axes == NULL, scratch,
                                 err));
    FIRE_TRY(largest_absorb(&scan->largest, &from->largest, err));
    scan->n_records += from->n_records;
    scan->n_coarse += from->n_coarse;
    scan->selection->n_straddling += from->selection->n_straddling;
    return FIRE_OK;
}

fire_status scan_absorb(struct scan *scan, struct scan *from, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const struct axis_map *axes = axes_map(&scan->axes, &from->axes, scratch);
    const fire_status status = axes == NULL ? fire_fail_memory(err)
                                            : take(scan, from, axes, scratch, err);
    fire_arena_free(scratch);
    return status;
}

fire_status scan_join(struct scan *scan, struct scan *from, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = take(scan, from, NULL, scratch, err);
    fire_arena_free(scratch);
    return status;
}
