/* accumulate.c - see accumulate.h.
 *
 * Sums must be exact whatever the values, and as cheap as plain adds for the values there
 * really are. So rows and two columns are added in pairs, further columns in 64-bit cells; the
 * bounds of what was added are summed up, and before a pair could overflow all pairs move into
 * the cells, before a cell could, all cells into 128-bit ones. A batch's column that could
 * overflow on its own goes there at once. Not a checked add: the check is a branch a row, and
 * after it the sum would still have to go somewhere. */
#include "accumulate.h"

#include "axes.h"

#include "firestat/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Room for one column of one batch. */
struct column_room {
    int64_t value[FIRE_BATCH_ROWS];
    uint16_t null_at[FIRE_BATCH_ROWS];
};

struct accumulate_room {
    struct column_room weight;
    struct column_room *sum;       /* [n_sums]                          */
    struct picked *column;         /* [1 + n_sums] the weight, then sums */
    int64_t zero[FIRE_BATCH_ROWS]; /* never written */
    int64_t single_value[FIRE_BATCH_ROWS];
    uint32_t single_group[FIRE_BATCH_ROWS];
    uint16_t null_at[FIRE_BATCH_ROWS];
};

fire_status accumulator_init(struct accumulator *accumulator, const struct layout *layout,
                             struct fire_arena *arena, struct fire_error *err)
{
    *accumulator = (struct accumulator){ .layout = layout,
                                         .n_cells = n_cells_of(layout),
                                         .arena = arena };
    accumulator->single = FIRE_TAKE(arena, layout->n_singles, struct single);
    accumulator->pairs.small = accumulator->pairs.large = -1;
    accumulator->pairs.was_large = FIRE_TAKE(arena, 1 + layout->n_sums, bool);
    return accumulator->single != NULL && accumulator->pairs.was_large != NULL
               ? FIRE_OK
               : fire_fail_memory(err);
}

struct accumulate_room *accumulate_room_take(int32_t n_sums, struct fire_arena *arena)
{
    struct accumulate_room *room = FIRE_TAKE(arena, 1, struct accumulate_room);
    if (room == NULL) return NULL;
    room->sum = FIRE_TAKE(arena, n_sums, struct column_room);
    room->column = FIRE_TAKE(arena, 1 + n_sums, struct picked);
    return room->sum != NULL && room->column != NULL ? room : NULL;
}

/* What takes other accumulators' groups only, to answer from a cube, does without. */
static fire_status take_room(struct accumulator *accumulator, struct fire_error *err)
{
    if (accumulator->room != NULL) return FIRE_OK;
    accumulator->room = accumulate_room_take(accumulator->layout->n_sums, accumulator->arena);
    return accumulator->room != NULL ? FIRE_OK : fire_fail_memory(err);
}

void accumulator_finish(struct accumulator *accumulator)
{
    const int32_t n_singles = accumulator->single != NULL ? accumulator->layout->n_singles : 0;
    for (int32_t i = 0; i < n_singles; i++) {
        struct single *single = &accumulator->single[i];
        free(single->min);
        free(single->max);
        free(single->values.group);
        free(single->values.value);
    }
    free(accumulator->pairs.sums.of);
    free(accumulator->cell);
    free(accumulator->high);
    *accumulator = (struct accumulator){ 0 };
}

/* ---- room ---------------------------------------------------------------------------- */

/* items[0..wanted-1] can be written. No memory: *ok becomes false. */
static void *grow(void *items, size_t *capacity, size_t wanted, size_t item_bytes, bool *ok)
{
    if (wanted <= *capacity) return items;
    void *grown = fire_array_grow(items, capacity, wanted, item_bytes);
    if (grown != NULL) return grown;
    *ok = false;
    return items;
}

#define GROW(items, capacity, wanted, ok)                                                      \
    ((items) = grow((items), (capacity), (wanted), sizeof *(items), (ok)))

fire_status accumulator_reserve(struct accumulator *accumulator, size_t n_groups,
                                struct fire_error *err)
{
    const size_t before = accumulator->n_groups;
    if (n_groups <= before) return FIRE_OK;

    bool ok = true;
    const size_t n_cells = (size_t)accumulator->n_cells;
    const size_t n_old = before * n_cells;
    const size_t n_new = n_groups * n_cells;
    const bool is_fresh = accumulator->cell == NULL;
    if (is_fresh) { /* pages that no group needs are never touched */
        accumulator->cell = calloc(n_new, sizeof *accumulator->cell);
        accumulator->cell_capacity = n_new;
        ok = accumulator->cell != NULL;
    } else {
        GROW(accumulator->cell, &accumulator->cell_capacity, n_new, &ok);
    }
    if (accumulator->high != NULL)
        GROW(accumulator->high, &accumulator->high_capacity, n_new, &ok);
    for (int32_t i = 0; ok && i < accumulator->layout->n_singles; i++) {
        struct single *single = &accumulator->single[i];
        GROW(single->min, &single->min_capacity, n_groups, &ok);
        GROW(single->max, &single->max_capacity, n_groups, &ok);
        for (size_t g = before; ok && g < n_groups; g++) {
            single->min[g] = INT64_MAX;
            single->max[g] = INT64_MIN;
        }
    }
    if (!ok) return fire_fail_memory(err);

    if (!is_fresh)
        memset(accumulator->cell + n_old, 0, (n_new - n_old) * sizeof *accumulator->cell);
    if (accumulator->high != NULL)
        memset(accumulator->high + n_old, 0, (n_new - n_old) * sizeof *accumulator->high);
    accumulator->n_groups = n_groups;
    return FIRE_OK;
}

/* Where pairs are few, there are PAIR_WAYS for each group: together they stay in the near cache. */
#define WAYS_GROUPS 16384

/* Pairs for all groups there are, the new ones empty. */
static fire_status reserve_pairs(struct accumulator *accumulator, struct fire_error *err)
{
    struct pairs *pairs = &accumulator->pairs;
    const size_t n = accumulator->n_groups;
    const size_t n_ways = n <= WAYS_GROUPS ? PAIR_WAYS : 1;
    bool ok = true;
    if (pairs->n == n) return FIRE_OK;
    if (n_ways != pairs->sums.n_ways) { /* groups move */
        FIRE_TRY(accumulator_settle(accumulator, err));
        pairs->n = 0;
        pairs->sums.n_ways = n_ways;
    }
    GROW(pairs->sums.of, &pairs->capacity, n * n_ways, &ok);
    if (!ok) return fire_fail_memory(err);
    memset(pairs->sums.of + pairs->n * n_ways, 0, (n - pairs->n) * n_ways * sizeof(pair));
    pairs->n = n;
    return FIRE_OK;
}

static fire_status reserve_high(struct accumulator *accumulator, struct fire_error *err)
{
    if (accumulator->high != NULL) return FIRE_OK;
    const size_t n = accumulator->n_groups * (size_t)accumulator->n_cells;
    bool ok = true;
    GROW(accumulator->high, &accumulator->high_capacity, n + 1, &ok); /* never NULL again */
    if (!ok) return fire_fail_memory(err);
    memset(accumulator->high, 0, n * sizeof *accumulator->high);
    return FIRE_OK;
}

static fire_status empty_cells(struct accumulator *accumulator, struct fire_error *err)
{
    FIRE_TRY(reserve_high(accumulator, err));
    const size_t n = accumulator->n_groups * (size_t)accumulator->n_cells;
    for (size_t i = 0; i < n; i++) {
        accumulator->high[i] += accumulator->cell[i];
        accumulator->cell[i] = 0;
    }
    accumulator->cell_bound = 0;
    return FIRE_OK;
}

/* Most that a 64-bit sum may reach. */
#define MOST ((uint64_t)INT64_MAX)

/* Up to `bound`, at most MOST, is going to be added to any cell. */
static fire_status expect(struct accumulator *accumulator, uint64_t bound,
                          struct fire_error *err)
{
    assert(bound <= MOST);
    if (accumulator->cell_bound > MOST - bound) FIRE_TRY(empty_cells(accumulator, err));
    accumulator->cell_bound += bound;
    return FIRE_OK;
}

/* ---- pairs --------------------------------------------------------------------------- */

/* A column may stand beside the rows when a thousand batches like this one would fit. */
#define SMALL_BATCH (UINT64_C(1) << 21)
#define SMALL_MOST  ((uint64_t)INT32_MAX)

static uint64_t largest(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

fire_status accumulator_settle(struct accumulator *accumulator, struct fire_error *err)
{
    struct pairs *pairs = &accumulator->pairs;
    if (pairs->n_rows == 0) return FIRE_OK;
    const uint64_t bound = largest(pairs->n_rows,
                                   largest(pairs->small_bound, pairs->large_bound));
    FIRE_TRY(expect(accumulator, bound, err));
    const size_t n_cells = (size_t)accumulator->n_cells;
    for (size_t g = 0; g < pairs->n; g++) {
        const pair *way = &pairs->sums.of[g * pairs->sums.n_ways];
        pair sums = way[0];
        for (size_t w = 1; w < pairs->sums.n_ways; w++)
            sums += way[w];
        int64_t *cell = accumulator->cell + g * n_cells;
        cell[0] += pair_rows(sums);
        if (pairs->small >= 0) cell[1 + pairs->small] += pair_small(sums);
        if (pairs->large >= 0) cell[1 + pairs->large] += sums[1];
    }
    memset(pairs->sums.of, 0, pairs->n * pairs->sums.n_ways * sizeof(pair));
    pairs->small_bound = pairs->large_bound = pairs->n_rows = 0;
    return FIRE_OK;
}

static uint64_t bound_of(const struct picked column[], int32_t c)
{
    return c < 0 ? 0 : column[c].bound;
}

/* Whether a batch can be added to the pairs as they are. */
static bool fits(const struct pairs *pairs, const struct picked column[], int64_t n_rows)
{
    const uint64_t large = bound_of(column, pairs->large);
    return pairs->n_rows + (uint64_t)n_rows <= SMALL_MOST &&
           bound_of(column, pairs->small) <= SMALL_MOST - pairs->small_bound && large <= MOST &&
           pairs->large_bound <= MOST - large;
}

/* Which columns go into pairs from now on. The pairs are empty. */
static void choose_columns(struct pairs *pairs, const struct picked column[], int32_t n_columns)
{
    pairs->small = pairs->large = -1;
    for (int32_t c = 0; c < n_columns; c++)
        pairs->was_large[c] = pairs->was_large[c] || column[c].bound > SMALL_BATCH;
    for (int32_t c = n_columns; c-- > 0;) {
        if (!pairs->was_large[c]) pairs->small = c;
    }
    for (int32_t c = n_columns; c-- > 0;) {
        if (c != pairs->small && column[c].bound <= MOST) pairs->large = c;
    }
}

/* Write the groups down, for what does not look them up. */
static void write_groups(struct grouping *grouping, struct rows rows)
{
    if (grouping->looks != NULL) axes_look_up(grouping->looks, rows, grouping->group);
    grouping->looks = NULL;
}

/* Rows and two columns. */
static fire_status add_pairs(struct accumulator *accumulator, const struct picked column[],
                             int32_t n_columns, struct rows rows, struct grouping *grouping,
                             struct fire_error *err)
{
    const int64_t n_rows = rows.n;
    struct pairs *pairs = &accumulator->pairs;
    FIRE_TRY(reserve_pairs(accumulator, err));
    /* empty ones: new, or those of a scan that took over what another one found */
    if (pairs->n_rows == 0 || !fits(pairs, column, n_rows)) {
        FIRE_TRY(accumulator_settle(accumulator, err));
        choose_columns(pairs, column, n_columns);
    }
    const int64_t *small = pairs->small < 0 ? accumulator->room->zero
                                            : column[pairs->small].value;
    const uint8_t *byte = pairs->small < 0 ? (const uint8_t *)accumulator->room->zero
                                           : column[pairs->small].byte;
    const int64_t *large = pairs->large < 0 ? accumulator->room->zero
                                            : column[pairs->large].value;
    if (n_columns != (pairs->small >= 0) + (pairs->large >= 0) || n_columns == 0)
        write_groups(grouping, rows);
    if (n_columns == 0 || (pairs->small < 0 && pairs->large < 0))
        group_count(grouping->group, n_rows, pairs->sums);
    else if (grouping->looks != NULL && rows.at != NULL && byte != NULL &&
             look_ups_are_narrow(grouping->looks))
        group_add_pairs_narrow(grouping->looks, n_rows, rows.at, byte, large, pairs->sums);
    else if (grouping->looks != NULL)
        group_add_pairs_looked_up(grouping->looks, n_rows, rows.at, small, large, pairs->sums);
    else
        group_add_pairs(grouping->group, n_rows, column[0].at, small, large, pairs->sums);
    pairs->n_rows += (uint64_t)n_rows;
    pairs->small_bound += bound_of(column, pairs->small);
    pairs->large_bound += bound_of(column, pairs->large);
    return FIRE_OK;
}

/* ---- sums ---------------------------------------------------------------------------- */

/* A column to its cells, in the width that it needs. */
static fire_status add_column(struct accumulator *accumulator, const struct picked *column,
                              int64_t n_rows, const uint32_t group[], int32_t cell,
                              struct fire_error *err)
{
    if (column->bound <= MOST) {
        FIRE_TRY(expect(accumulator, column->bound, err));
        group_add(group, n_rows, column, cell, accumulator->n_cells, accumulator->cell);
        return FIRE_OK;
    }
    FIRE_TRY(reserve_high(accumulator, err));
    group_add_wide(group, n_rows, column, cell, accumulator->n_cells, accumulator->high);
    return FIRE_OK;
}

/* The rows without a value in a column, and how many incidents they stand for. */
static fire_status count_nulls(struct accumulator *accumulator, const uint16_t null_at[],
                               int64_t n_null, const struct picked *weight,
                               const uint32_t group[], int32_t column, struct fire_error *err)
{
    const struct layout *layout = accumulator->layout;
    const int32_t n_cells = accumulator->n_cells;
    if (n_null == 0) return FIRE_OK;
    FIRE_TRY(expect(accumulator, (uint64_t)n_null, err));
    group_count_listed(group, null_at, n_null, cell_of_null_rows(layout, column), n_cells,
                       accumulator->cell);
    if (!layout->has_weights) return FIRE_OK;
    const int32_t cell = cell_of_null_weight(layout, column);
    if (weight->bound <= MOST) {
        FIRE_TRY(expect(accumulator, weight->bound, err));
        group_add_listed(group, null_at, n_null, weight->value, cell, n_cells,
                         accumulator->cell);
        return FIRE_OK;
    }
    FIRE_TRY(reserve_high(accumulator, err));
    group_add_listed_wide(group, null_at, n_null, weight->value, cell, n_cells,
                          accumulator->high);
    return FIRE_OK;
}

/* The rows without a value in a borrowed column, of a batch without weights. */
static fire_status count_borrowed(struct accumulator *accumulator,
                                  const struct fire_batch *batch, int32_t column,
                                  struct rows rows, const struct grouping *grouping,
                                  struct fire_error *err)
{
    const struct layout *layout = accumulator->layout;
    const uint64_t *valid = batch->vector[layout->sum_field[column]].valid;
    if (valid == NULL) return FIRE_OK;
    if (grouping->looks != NULL) {
        FIRE_TRY(expect(accumulator, (uint64_t)rows.n, err));
        group_count_nulls(grouping->looks, valid, rows, cell_of_null_rows(layout, column),
                          accumulator->n_cells, accumulator->cell);
        return FIRE_OK;
    }
    uint16_t *null_at = accumulator->room->sum[column].null_at;
    const int64_t n_null = list_nulls(valid, rows, null_at);
    return count_nulls(accumulator, null_at, n_null, NULL, grouping->group, column, err);
}

static const uint64_t *fact_of(const struct fire_facts *facts, int32_t n_fields, int32_t field)
{
    static const uint64_t none = 0;
    if (facts == NULL) return NULL;
    return field < n_fields ? &facts->bound[field] : &none;
}

/* Whether borrow_numbers borrows all that is added up. */
static bool can_borrow(const struct fire_batch *batch, int32_t n_fields,
                       const struct fire_facts *facts, const struct layout *layout)
{
    for (int32_t i = 0; i < layout->n_sums; i++)
        if (batch_vector(batch, n_fields, layout->sum_field[i])->number == NULL) return false;
    return facts != NULL;
}

/* Rows, weights and sums. */
static fire_status add_sums(struct accumulator *accumulator, const struct fire_batch *batch,
                            int32_t n_fields, const struct fire_facts *facts, struct rows rows,
                            struct grouping grouping, const struct picked *weight,
                            struct fire_error *err)
{
    const uint32_t *group = grouping.group;
    const struct layout *layout = accumulator->layout;
    struct accumulate_room *room = accumulator->room;
    struct picked *column = room->column;
    int32_t n_columns = 0;
    /* columns lie alike, all where they are or all moved together: weights are moved */
    const bool borrows = !layout->has_weights && can_borrow(batch, n_fields, facts, layout);
    if (!borrows) write_groups(&grouping, rows);
    if (layout->has_weights) {
        FIRE_TRY(expect(accumulator, (uint64_t)weight->n_null, err));
        group_count_listed(group, weight->null_at, weight->n_null, cell_of_unknown(layout),
                           accumulator->n_cells, accumulator->cell);
        column[n_columns] = *weight;
        column[n_columns++].n_null = 0; /* there is a 0 in their place */
    }
    for (int32_t i = 0; i < layout->n_sums; i++) {
        const int32_t field = layout->sum_field[i];
        const struct fire_vector *vector = batch_vector(batch, n_fields, field);
        column[n_columns] = borrows
                                ? borrow_numbers(vector, facts->bound[field], rows)
                                : pick_numbers(vector, fact_of(facts, n_fields, field), rows,
                                               room->sum[i].value, room->sum[i].null_at);
        column[n_columns++].byte = borrows ? facts->byte[field] : NULL;
    }
    FIRE_TRY(add_pairs(accumulator, column, n_columns, rows, &grouping, err));
    for (int32_t c = 0; c < n_columns; c++) {
        const int32_t cell = 1 + c;
        if (c != accumulator->pairs.small && c != accumulator->pairs.large)
            FIRE_TRY(add_column(accumulator, &column[c], rows.n, group, cell, err));
        if (borrows)
            FIRE_TRY(count_borrowed(accumulator, batch, c, rows, &grouping, err));
        else
            FIRE_TRY(count_nulls(accumulator, column[c].null_at, column[c].n_null, weight,
                                 group, cell - cell_of_sum(layout, 0), err));
    }
    return FIRE_OK;
}

/* ---- single values ------------------------------------------------------------------- */

static fire_status keep_values(struct values *values, const uint32_t group[],
                               const int64_t value[], int64_t n, struct fire_error *err)
{
    if (n == 0) return FIRE_OK;
    bool ok = true;
    const size_t n_new = values->n + (size_t)n;
    GROW(values->group, &values->group_capacity, n_new, &ok);
    GROW(values->value, &values->value_capacity, n_new, &ok);
    if (!ok) return fire_fail_memory(err);
    memcpy(values->group + values->n, group, (size_t)n * sizeof *group);
    memcpy(values->value + values->n, value, (size_t)n * sizeof *value);
    values->n = n_new;
    return FIRE_OK;
}

/* A value is a single incident's where the row stands for one; elsewhere it counts as null.
 *   returns  how many there are; they and their groups are in room->single_... */
static int64_t split_singles(const struct fire_vector *vector, struct rows rows,
                             const int64_t weight[], const uint32_t group[],
                             struct accumulate_room *room, int64_t *out_n_null)
{
    int64_t n = 0;
    int64_t n_null = 0;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        const bool is_single = fire_is_valid(vector->valid, row) && weight[i] == 1;
        room->single_value[n] = vector->number[row];
        room->single_group[n] = group[i];
        room->null_at[n_null] = (uint16_t)i;
        n += is_single;
        n_null += !is_single;
    }
    *out_n_null = n_null;
    return n;
}

static fire_status add_single(struct accumulator *accumulator, int32_t number,
                              const struct fire_vector *vector, struct rows rows,
                              const uint32_t group[], const struct picked *weight,
                              struct fire_error *err)
{
    const struct layout *layout = accumulator->layout;
    struct accumulate_room *room = accumulator->room;
    struct single *single = &accumulator->single[number];

    /* a field without values and the incidents themselves are columns like any other */
    const bool is_weight = layout->single_field[number] == FIRE_FIELD_INCIDENTS;
    static const uint64_t no_row[FIRE_BITS_WORDS(FIRE_BATCH_ROWS)];
    const struct fire_vector column = {
        .valid = is_weight                ? NULL
                 : vector->number == NULL ? no_row
                                          : vector->valid,
        .number = is_weight                ? weight->value
                  : vector->number == NULL ? room->zero
                                           : vector->number,
    };
    const struct rows column_rows = is_weight ? (struct rows){ rows.n, NULL } : rows;

    int64_t n_null;
    const int64_t n = split_singles(&column, column_rows, weight->value, group, room, &n_null);
    group_bound(room->single_group, n, room->single_value, single->min, single->max);
    if (layout->keeps_values[number])
        FIRE_TRY(keep_values(&single->values, room->single_group, room->single_value, n, err));
    return count_nulls(accumulator, room->null_at, n_null, weight, group,
                       layout->n_sums + number, err);
}

/* ---- a batch ------------------------------------------------------------------------- */

fire_status accumulator_add(struct accumulator *accumulator, const struct fire_batch *batch,
                            int32_t n_fields, const struct fire_facts *facts, struct rows rows,
                            struct grouping grouping, size_t n_groups, struct fire_error *err)
{
    const struct layout *layout = accumulator->layout;
    FIRE_TRY(accumulator_reserve(accumulator, n_groups, err));
    FIRE_TRY(take_room(accumulator, err));
    struct accumulate_room *room = accumulator->room;

    struct picked weight = { 0 };
    if (layout->has_weights || layout->n_singles > 0)
        weight = pick_weights(batch, n_fields, fact_of(facts, n_fields, FIRE_FIELD_INCIDENTS),
                              rows, room->weight.value, room->weight.null_at);
    if (layout->n_singles > 0) write_groups(&grouping, rows);
    FIRE_TRY(add_sums(accumulator, batch, n_fields, facts, rows, grouping, &weight, err));
    for (int32_t i = 0; i < layout->n_singles; i++) {
        const struct fire_vector *vector = batch_vector(batch, n_fields,
                                                        layout->single_field[i]);
        FIRE_TRY(add_single(accumulator, i, vector, rows, grouping.group, &weight, err));
    }
    return FIRE_OK;
}

/* ---- another one's --------------------------------------------------------------------- */

static int32_t find_field(const int32_t field[], int32_t n, int32_t wanted)
{
    int32_t i = 0;
    while (i < n && field[i] != wanted)
        i++;
    assert(i < n);
    return i;
}

static void map_column(const struct layout *to, const struct layout *from, int32_t to_column,
                       int32_t from_column, int32_t cell[])
{
    cell[cell_of_null_weight(to, to_column)] = cell_of_null_weight(from, from_column);
    cell[cell_of_null_rows(to, to_column)] = cell_of_null_rows(from, from_column);
}

struct cell_map accumulator_map(const struct layout *to, const struct layout *from,
                                struct fire_arena *arena)
{
    const struct cell_map map = {
        .cell = FIRE_TAKE(arena, n_cells_of(to), int32_t),
        .single = FIRE_TAKE(arena, to->n_singles, int32_t),
    };
    if (map.cell == NULL || map.single == NULL) return (struct cell_map){ NULL, NULL };

    map.cell[cell_of_weight(to)] = cell_of_weight(from);
    map.cell[0] = 0;
    if (to->has_weights)
        map.cell[cell_of_unknown(to)] = from->has_weights ? cell_of_unknown(from) : -1;
    for (int32_t i = 0; i < to->n_sums; i++) {
        const int32_t at = find_field(from->sum_field, from->n_sums, to->sum_field[i]);
        map.cell[cell_of_sum(to, i)] = cell_of_sum(from, at);
        map_column(to, from, i, at, map.cell);
    }
    for (int32_t i = 0; i < to->n_singles; i++) {
        const int32_t at = find_field(from->single_field, from->n_singles, to->single_field[i]);
        map.single[i] = at;
        map_column(to, from, to->n_sums + i, from->n_sums + at, map.cell);
    }
    return map;
}

static fire_status take_values(struct values *values, struct values *from, const uint32_t of[],
                               struct fire_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < from->n; i++) {
        from->value[n] = from->value[i];
        from->group[n] = of[from->group[i]];
        n += from->group[n] != MOVES_NOWHERE;
    }
    from->n = n;
    if (n == 0) return FIRE_OK;
    if (values->n == 0) { /* the common case: growing */
        const struct values empty = *values;
        *values = *from;
        *from = empty;
        return FIRE_OK;
    }
    FIRE_TRY(keep_values(values, from->group, from->value, (int64_t)from->n, err));
    from->n = 0;
    return FIRE_OK;
}

static fire_status take_single(struct single *single, struct single *from,
                               const struct moves *moves, struct fire_error *err)
{
    for (size_t i = 0; i < moves->n; i++) {
        const uint32_t g = moves->from[i];
        const uint32_t to = moves->to[i];
        if (from->min[g] < single->min[to]) single->min[to] = from->min[g];
        if (from->max[g] > single->max[to]) single->max[to] = from->max[g];
    }
    return take_values(&single->values, &from->values, moves->of, err);
}

fire_status accumulator_absorb(struct accumulator *accumulator, struct accumulator *from,
                               const struct cell_map *map, const struct moves *moves,
                               size_t n_groups, struct fire_error *err)
{
    const size_t n_cells = (size_t)accumulator->n_cells;
    FIRE_TRY(accumulator_reserve(accumulator, n_groups, err));
    FIRE_TRY(accumulator_settle(accumulator, err));
    FIRE_TRY(expect(accumulator, from->cell_bound, err));
    if (from->high != NULL) FIRE_TRY(reserve_high(accumulator, err));

    for (size_t i = 0; i < moves->n; i++) {
        const size_t at = moves->to[i] * n_cells;
        const size_t there = moves->from[i] * (size_t)from->n_cells;
        for (size_t c = 0; c < n_cells; c++) {
            if (map->cell[c] < 0) continue;
            const size_t taken = there + (size_t)map->cell[c];
            accumulator->cell[at + c] += from->cell[taken];
            if (from->high != NULL) accumulator->high[at + c] += from->high[taken];
        }
    }
    for (int32_t i = 0; i < accumulator->layout->n_singles; i++)
        FIRE_TRY(
            take_single(&accumulator->single[i], &from->single[map->single[i]], moves, err));
    return FIRE_OK;
}

fire_status accumulator_join(struct accumulator *accumulator, const struct accumulator *from,
                             struct fire_error *err)
{
    const size_t n_cells = (size_t)accumulator->n_cells;
    assert(from->high == NULL && from->n_cells == accumulator->n_cells);
    FIRE_TRY(accumulator_reserve(accumulator, from->n_groups, err));
    FIRE_TRY(accumulator_settle(accumulator, err));
    FIRE_TRY(expect(accumulator, from->cell_bound, err));
    for (size_t g = 0; g < from->n_groups; g++) { /* groups without rows stay untouched pages */
        const size_t at = g * n_cells;
        for (size_t c = 0; from->cell[at] != 0 && c < n_cells; c++)
            accumulator->cell[at + c] += from->cell[at + c];
    }
    return FIRE_OK;
}

/* ---- reading ------------------------------------------------------------------------- */

fire_status accumulator_put(struct accumulator *accumulator, uint32_t group, const wide cell[],
                            struct fire_error *err)
{
    const size_t n_cells = (size_t)accumulator->n_cells;
    const size_t from = (size_t)group * n_cells;
    FIRE_TRY(accumulator_reserve(accumulator, (size_t)group + 1, err));
    uint64_t most = 0;
    bool is_small = true; /* nearly always: not all that is kept takes 128 bits */
    for (size_t c = 0; c < n_cells && is_small; c++) {
        is_small = -(wide)MOST <= cell[c] && cell[c] <= (wide)MOST;
        if (is_small) most = largest(most, (uint64_t)(cell[c] < 0 ? -cell[c] : cell[c]));
    }
    if (is_small) {
        FIRE_TRY(expect(accumulator, most, err));
        for (size_t c = 0; c < n_cells; c++)
            accumulator->cell[from + c] += (int64_t)cell[c];
        return FIRE_OK;
    }
    FIRE_TRY(reserve_high(accumulator, err));
    for (size_t c = 0; c < n_cells; c++)
        accumulator->high[from + c] += cell[c];
    return FIRE_OK;
}

void accumulator_clear(struct accumulator *accumulator, uint32_t group)
{
    const size_t n_cells = (size_t)accumulator->n_cells;
    const size_t from = (size_t)group * n_cells;
    memset(accumulator->cell + from, 0, n_cells * sizeof *accumulator->cell);
    if (accumulator->high != NULL)
        memset(accumulator->high + from, 0, n_cells * sizeof *accumulator->high);
}

void accumulator_read(const struct accumulator *accumulator, uint32_t group, wide out[])
{
    assert(group < accumulator->n_groups);
    const size_t from = (size_t)group * (size_t)accumulator->n_cells;
    for (size_t c = 0; c < (size_t)accumulator->n_cells; c++) {
        out[c] = accumulator->cell[from + c];
        if (accumulator->high != NULL) out[c] += accumulator->high[from + c];
    }
}

void accumulator_add_to(const struct accumulator *accumulator, uint32_t group, wide total[])
{
    const size_t n_cells = (size_t)accumulator->n_cells;
    const size_t from = (size_t)group * n_cells;
    for (size_t c = 0; c < n_cells; c++)
        total[c] += accumulator->cell[from + c];
    for (size_t c = 0; accumulator->high != NULL && c < n_cells; c++)
        total[c] += accumulator->high[from + c];
}

size_t accumulator_list(const struct accumulator *accumulator, uint32_t group[])
{
    const size_t n_cells = (size_t)accumulator->n_cells;
    size_t n = 0;
    for (size_t g = 0; g < accumulator->n_groups; g++) { /* without a branch */
        bool has_rows = accumulator->cell[g * n_cells] != 0;
        if (accumulator->high != NULL) has_rows |= accumulator->high[g * n_cells] != 0;
        group[n] = (uint32_t)g;
        n += has_rows;
    }
    return n;
}

bool accumulator_has_rows(const struct accumulator *accumulator, uint32_t group)
{
    const size_t at = (size_t)group * (size_t)accumulator->n_cells;
    return accumulator->cell[at] != 0 ||
           (accumulator->high != NULL && accumulator->high[at] != 0);
}
