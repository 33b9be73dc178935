/* scan.c - see scan.h.
 *
 * Select, group, add: each step goes over one batch with small loops, so that what one step
 * leaves lies in the near cache when the next one reads it. A scan owns all it writes; two
 * scans may go over the same table at once. */
#include "scan.h"

#include "firestat/arena.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is added up ---------------------------------------------------------------- */

/* The place of `field` in fields[0..*n-1], put there when it is new. */
static int32_t place_of(int32_t fields[], int32_t *n, int32_t field)
{
    for (int32_t i = 0; i < *n; i++) {
        if (fields[i] == field) return i;
    }
    fields[*n] = field;
    return (*n)++;
}

static fire_status lay_out(struct scan *scan, bool has_weights, struct fire_arena *arena,
                           struct fire_error *err)
{
    const int32_t n_measures = scan->query->n_measures;
    struct layout *layout = &scan->layout;
    int32_t *sum_field = FIRE_TAKE(arena, n_measures, int32_t);
    int32_t *single_field = FIRE_TAKE(arena, n_measures, int32_t);
    bool *keeps_values = FIRE_TAKE(arena, n_measures, bool);
    scan->column = FIRE_TAKE(arena, n_measures, int32_t);
    if (sum_field == NULL || single_field == NULL || keeps_values == NULL ||
        scan->column == NULL)
        return fire_fail_memory(err);

    *layout = (struct layout){
        .has_weights = has_weights,
        .sum_field = sum_field,
        .single_field = single_field,
        .keeps_values = keeps_values,
    };
    for (int32_t m = 0; m < n_measures; m++) {
        const struct ask_measure *measure = &scan->query->measure[m];
        if (measure->agg == FIRE_AGG_DISTINCT) {
            scan->column[m] = scan->n_distincts++;
        } else if (agg_is_single(measure->agg)) {
            const int32_t at = place_of(single_field, &layout->n_singles, measure->field);
            keeps_values[at] = keeps_values[at] || measure->agg == FIRE_AGG_MEDIAN;
            scan->column[m] = at;
        } else if (measure->field == FIRE_FIELD_INCIDENTS) {
            scan->column[m] = SCAN_WEIGHT;
        } else {
            scan->column[m] = place_of(sum_field, &layout->n_sums, measure->field);
        }
    }
    return FIRE_OK;
}

/* The measures that count, in the order of their numbers in scan->column. */
static fire_status init_distincts(struct scan *scan, const struct expected *expected,
                                  struct fire_arena *arena, struct fire_error *err)
{
    const int32_t n = scan->n_distincts;
    scan->n_distincts = 0; /* as many as are to be finished */
    scan->distinct = FIRE_TAKE(arena, n, struct distinct);
    scan->weight_value = FIRE_TAKE(arena, n == 0 ? 0 : FIRE_BATCH_ROWS, int64_t);
    scan->weight_null_at = FIRE_TAKE(arena, n == 0 ? 0 : FIRE_BATCH_ROWS, uint16_t);
    if (scan->distinct == NULL || scan->weight_value == NULL || scan->weight_null_at == NULL)
        return fire_fail_memory(err);
    for (int32_t m = 0; m < scan->query->n_measures; m++) {
        const struct ask_measure *measure = &scan->query->measure[m];
        if (measure->agg != FIRE_AGG_DISTINCT) continue;
        struct distinct *distinct = &scan->distinct[scan->n_distincts++];
        FIRE_TRY(distinct_init(distinct, scan->query, &measure->dim, expected->room,
                               expected->n_rows, arena, err));
    }
    return FIRE_OK;
}

/* ---- ready, and done ----------------------------------------------------------------- */

static fire_status init_scopes(struct scan *scan, struct room room, struct fire_arena *arena,
                               struct fire_error *err)
{
    const struct fire_query *query = scan->query;
    for (int32_t d = 0; d < query->n_dims; d++) {
        if (query->dim[d].field == FIRE_FIELD_SCOPE) return FIRE_OK;
    }
    const struct ask_dim scope = { .kind = FIRE_DIM_FIELD, .field = FIRE_FIELD_SCOPE };
    FIRE_TRY(axes_prepare(query, &scope, 1, room, arena, &scan->scope, err));
    scan->scope_seen = FIRE_TAKE(arena, scan->scope.axis->n_points, uint8_t);
    if (scan->scope_seen == NULL) return fire_fail_memory(err);
    scan->counts_scopes = true;
    return FIRE_OK;
}

fire_status scan_init(struct scan *scan, const struct fire_query *query,
                      const struct expected *expected, struct fire_arena *arena,
                      struct fire_error *err)
{
    const struct room room = expected->room;
    *scan = (struct scan){ .query = query };
    scan->point = FIRE_TAKE(arena, query->n_dims, uint32_t);
    scan->selection = FIRE_TAKE(arena, 1, struct selection);
    scan->group = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint32_t);
    scan->coarse = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint8_t);
    if (scan->point == NULL || scan->selection == NULL || scan->group == NULL ||
        scan->coarse == NULL)
        return fire_fail_memory(err);

    FIRE_TRY(made_init(&scan->made, query, arena, err));
    FIRE_TRY(filter_prepare(query, room, arena, &scan->filter, err));
    FIRE_TRY(axes_prepare(query, query->dim, query->n_dims, room, arena, &scan->axes, err));
    FIRE_TRY(groups_init(&scan->groups, &scan->axes, expected->n_rows, arena, err));
    FIRE_TRY(lay_out(scan, expected->has_weights, arena, err));
    FIRE_TRY(init_scopes(scan, room, arena, err));
    FIRE_TRY(init_distincts(scan, expected, arena, err));
    FIRE_TRY(largest_init(&scan->largest, query, arena, err));
    FIRE_TRY(accumulator_init(&scan->accumulator, &scan->layout, arena, err));
    return accumulator_reserve(&scan->accumulator, scan->groups.n, err);
}

void scan_finish(struct scan *scan)
{
    filter_finish(&scan->filter);
    groups_finish(&scan->groups);
    free(scan->listing.group);
    free(scan->listing.point);
    free(scan->mark);
    for (int32_t i = 0; i < scan->n_distincts; i++)
        distinct_finish(&scan->distinct[i]);
    largest_finish(&scan->largest);
    accumulator_finish(&scan->accumulator);
}

/* ---- batches ------------------------------------------------------------------------- */

/* Mark the scopes of the rows. `slot` is room. */
static void see_scopes(struct scan *scan, const struct fire_batch *batch, int32_t n_fields,
                       struct rows rows, uint32_t slot[])
{
    if (batch_vector(batch, n_fields, FIRE_FIELD_SCOPE)->code == NULL) {
        scan->scope_seen[scan->scope.axis->null_point] = 1;
        return;
    }
    memset(slot, 0, (size_t)rows.n * sizeof slot[0]);
    axis_add(scan->scope.axis, batch, n_fields, rows, slot, NULL);
    for (int64_t i = 0; i < rows.n; i++)
        scan->scope_seen[slot[i]] = 1;
}

static fire_status add_distincts(struct scan *scan, const struct fire_batch *batch,
                                 int32_t n_fields, const struct fire_facts *facts,
                                 struct rows rows, struct fire_error *err)
{
    const int64_t *weight = NULL;
    if (scan->n_distincts > 0 && scan->layout.has_weights)
        weight = pick_weights(batch, n_fields, NULL, rows, scan->weight_value,
                              scan->weight_null_at)
                     .value;
    for (int32_t i = 0; i < scan->n_distincts; i++)
        FIRE_TRY(distinct_add(&scan->distinct[i], batch, n_fields, facts, rows, weight, err));
    return FIRE_OK;
}

fire_status scan_batch(struct scan *scan, const struct fire_batch *batch, int32_t n_fields,
                       const struct fire_facts *facts, struct fire_error *err)
{
    struct selection *selection = scan->selection;
    FIRE_TRY(made_batch(&scan->made, &batch, &n_fields, err));
    const struct fire_facts *of_fields = scan->query->n_made > 0 ? NULL
                                                                 : facts; /* that were read */
    FIRE_TRY(filter_select(&scan->filter, batch, n_fields, of_fields, selection, err));
    const struct rows rows = selection->rows;
    if (rows.n == 0) return FIRE_OK;

    const struct fire_window *days = facts != NULL          ? &facts->days
                                     : batch->alive == NULL ? batch->days /* of dead ones too */
                                                            : NULL;
    const bool may_be_coarse = batch->last_day != NULL;
    if (may_be_coarse) memset(scan->coarse, 0, (size_t)rows.n);
    struct look_ups looks;
    const bool is_looked_up = scan->groups.is_dense &&
                              axes_are_look_ups(&scan->axes, batch, days, facts, &looks);
    if (!is_looked_up)
        FIRE_TRY(groups_assign(&scan->groups, batch, n_fields, days, rows, scan->group,
                               may_be_coarse ? scan->coarse : NULL, err));
    const struct grouping grouping = { is_looked_up ? &looks : NULL, scan->group };
    FIRE_TRY(accumulator_add(&scan->accumulator, batch, n_fields, of_fields, rows, grouping,
                             scan->groups.n, err));
    FIRE_TRY(add_distincts(scan, batch, n_fields, facts, rows, err));
    FIRE_TRY(largest_add(&scan->largest, batch, n_fields, rows, err));
    if (scan->counts_scopes) see_scopes(scan, batch, n_fields, rows, selection->slot);
    scan->n_records += rows.n;
    for (int64_t i = 0; may_be_coarse && i < rows.n; i++)
        scan->n_coarse += scan->coarse[i];
    return FIRE_OK;
}

fire_status scan_extend(struct scan *scan, bool *fits, struct fire_error *err)
{
    *fits = axes_extend(&scan->axes) && (!scan->counts_scopes || axes_extend(&scan->scope));
    for (int32_t i = 0; i < scan->n_distincts; i++)
        FIRE_TRY(distinct_extend(&scan->distinct[i], fits, err));
    return filter_extend(&scan->filter, fits, err);
}

fire_status scan_reserve_marks(struct scan *scan, struct fire_error *err)
{
    const size_t n_measures = (size_t)scan->query->n_measures;
    const size_t n_old = scan->n_marked * n_measures;
    const size_t n = scan->groups.n * n_measures;
    if (scan->groups.n <= scan->n_marked) return FIRE_OK;
    if (n + 1 > scan->mark_capacity) {
        void *grown = fire_array_grow(scan->mark, &scan->mark_capacity, n + 1, 1);
        if (grown == NULL) return fire_fail_memory(err);
        scan->mark = grown;
    }
    memset(scan->mark + n_old, 0, n - n_old);
    scan->n_marked = scan->groups.n;
    return FIRE_OK;
}

fire_status scan_mark_unreported(struct scan *scan, struct fire_error *err)
{
    FIRE_TRY(scan_reserve_marks(scan, err));
    if (scan->n_marked > 0)
        memset(scan->mark, FIRE_MARK_NO_REPORT,
               scan->n_marked * (size_t)scan->query->n_measures);
    scan->is_unreported = true;
    return FIRE_OK;
}

void scan_slots(const struct scan *scan, uint32_t group, uint32_t slot[])
{
    groups_points(&scan->groups, group, scan->point);
    for (int32_t a = 0; a < scan->axes.n; a++)
        axis_slots(&scan->axes.axis[a], scan->point[a], slot);
}

int64_t scan_n_scopes(const struct scan *scan)
{
    if (!scan->counts_scopes) return 1;
    int64_t n = 0;
    for (uint32_t slot = 0; slot < scan->scope.axis->n_points; slot++)
        n += scan->scope_seen[slot];
    return n;
}
