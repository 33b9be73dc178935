/* kernels.c - see kernels.h. */
#include "kernels.h"

#include <assert.h>
#include <string.h>

/* ---- picking ------------------------------------------------------------------------- */

/* Null rows of a whole batch, word by word: costs by the null, not by the row. */
static int64_t list_all_nulls(const uint64_t valid[], int64_t n_rows, uint16_t null_at[])
{
    int64_t n_null = 0;
    for (int64_t base = 0; base < n_rows; base += 64) {
        uint64_t nulls = ~valid[base >> 6];
        if (n_rows - base < 64) nulls &= (UINT64_C(1) << (n_rows - base)) - 1;
        for (; nulls != 0; nulls &= nulls - 1)
            null_at[n_null++] = (uint16_t)(base + __builtin_ctzll(nulls));
    }
    return n_null;
}

static int64_t count_ones(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (int64_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* The same for some rows of a batch: which of them a null one is follows from how many there are
 * before its word and in it. */
static int64_t list_null_bits(const uint64_t valid[], struct rows rows, uint16_t null_at[])
{
    int64_t n_null = 0;
    int64_t n_before = 0;
    for (int64_t word = 0; n_before < rows.n; word++) {
        const uint64_t ones = rows.is_one[word];
        for (uint64_t nulls = ones & ~valid[word]; nulls != 0; nulls &= nulls - 1)
            null_at[n_null++] = (uint16_t)(n_before +
                                           count_ones(ones & ((nulls & -nulls) - 1)));
        n_before += count_ones(ones);
    }
    return n_null;
}

int64_t list_nulls(const uint64_t valid[], struct rows rows, uint16_t null_at[])
{
    if (rows.at == NULL) return list_all_nulls(valid, rows.n, null_at);
    if (rows.is_one != NULL) return list_null_bits(valid, rows, null_at);
    int64_t n_null = 0;
    for (int64_t i = 0; i < rows.n; i++) { /* no branch: which row is null cannot be foretold */
        null_at[n_null] = (uint16_t)i;
        n_null += !fire_is_valid(valid, rows.at[i]);
    }
    return n_null;
}

/* A borrowed column whose nulls may hold anything, copied with zeros there. */
static void copy_zeroed(const int64_t from[], int64_t n, const uint16_t null_at[],
                        int64_t n_null, int64_t value[])
{
    memcpy(value, from, (size_t)n * sizeof value[0]);
    for (int64_t i = 0; i < n_null; i++)
        value[null_at[i]] = 0;
}

struct picked pick_numbers(const struct fire_vector *vector, const uint64_t *bound,
                           struct rows rows, int64_t value[], uint16_t null_at[])
{
    struct picked picked = { .value = value, .null_at = null_at };
    if (vector->number == NULL) {
        for (int64_t i = 0; i < rows.n; i++) {
            value[i] = 0;
            null_at[i] = (uint16_t)i;
        }
        picked.n_null = rows.n;
        return picked;
    }
    if (rows.at == NULL) {
        if (vector->valid != NULL) picked.n_null = list_nulls(vector->valid, rows, null_at);
        if (picked.n_null == 0 || bound != NULL)
            picked.value = vector->number;
        else
            copy_zeroed(vector->number, rows.n, null_at, picked.n_null, value);
    } else {
        for (int64_t i = 0; i < rows.n; i++)
            value[i] = vector->number[rows.at[i]];
        if (vector->valid != NULL) picked.n_null = list_nulls(vector->valid, rows, null_at);
        for (int64_t i = 0; i < picked.n_null && bound == NULL; i++)
            value[null_at[i]] = 0;
    }
    picked.bound = bound != NULL ? *bound : fire_bound(picked.value, rows.n);
    return picked;
}

struct picked borrow_numbers(const struct fire_vector *vector, uint64_t bound, struct rows rows)
{
    return (struct picked){ .value = vector->number, .at = rows.at, .bound = bound };
}

struct picked pick_weights(const struct fire_batch *batch, int32_t n_fields,
                           const uint64_t *bound, struct rows rows, int64_t value[],
                           uint16_t null_at[])
{
    const int32_t *first_day = batch_vector(batch, n_fields, FIRE_FIELD_OCCURRED_AT)->day;
    struct picked picked = pick_numbers(batch_vector(batch, n_fields, FIRE_FIELD_INCIDENTS),
                                        bound, rows, value, null_at);
    if (picked.n_null == 0) return picked;
    if (picked.value != value) memcpy(value, picked.value, (size_t)rows.n * sizeof value[0]);
    picked.value = value;
    int64_t n_unknown = 0;
    for (int64_t i = 0; i < picked.n_null; i++) {
        const uint16_t at = null_at[i];
        const int64_t row = rows_at(rows, at);
        const bool is_stretch = batch->last_day != NULL && first_day != NULL &&
                                batch->last_day[row] != first_day[row];
        value[at] = is_stretch ? 0 : 1;
        null_at[n_unknown] = at;
        n_unknown += is_stretch;
    }
    const uint64_t n_ones = (uint64_t)(picked.n_null - n_unknown);
    picked.bound = picked.bound > UINT64_MAX - n_ones ? UINT64_MAX : picked.bound + n_ones;
    picked.n_null = n_unknown;
    return picked;
}

typedef uint64_t unsigned_pair __attribute__((vector_size(16)));

/* ---- adding -------------------------------------------------------------------------- */

static pair load_two(const int64_t from[])
{
    pair two;
    memcpy(&two, from, sizeof two);
    return two;
}

static inline pair pair_of(int64_t small, int64_t large)
{
    return (pair){ (int64_t)((uint64_t)small << 32) + 1, large };
}

/* What nearly every question asks, in one load and one store of a pair a row. Two rows a step:
 * their small and large values come in a register each and are turned into two pairs, 9.3
 * instructions a row where a pair put together for each row took 13 (callgrind, gcc 12 -O3).
 * n_ways is a constant where these loops are called. */
static inline void add_pairs_in_order(const uint32_t group[], int64_t n_rows,
                                      const int64_t small[], const int64_t large[], pair sums[],
                                      size_t n_ways)
{
    const pair one = { 1, 1 };
    int64_t i = 0;
    for (; i + PAIR_WAYS <= n_rows; i += PAIR_WAYS) {
        for (size_t j = 0; j < PAIR_WAYS; j += 2) {
            const int64_t row = i + (int64_t)j;
            const pair rows = (pair)((unsigned_pair)load_two(small + row) << 32) + one;
            const pair other = load_two(large + row);
            sums[group[row] * n_ways + j % n_ways] += __builtin_shufflevector(rows, other, 0,
                                                                              2);
            sums[group[row + 1] * n_ways + (j + 1) % n_ways] += __builtin_shufflevector(
                rows, other, 1, 3);
        }
    }
    for (; i < n_rows; i++)
        sums[group[i] * n_ways] += pair_of(small[i], large[i]);
}

void group_add_pairs(const uint32_t group[], int64_t n_rows, const uint16_t at[],
                     const int64_t small[], const int64_t large[], struct pair_sums sums)
{
    if (at == NULL && sums.n_ways == PAIR_WAYS) {
        add_pairs_in_order(group, n_rows, small, large, sums.of, PAIR_WAYS);
        return;
    }
    if (at == NULL) {
        add_pairs_in_order(group, n_rows, small, large, sums.of, 1);
        return;
    }
    for (int64_t i = 0; i < n_rows; i++) {
        const int64_t row = at[i];
        sums.of[group[i] * sums.n_ways] += pair_of(small[row], large[row]);
    }
}

/* n_looks too is a constant. By narrow areas the loop is a tenth slower. */
static inline void add_pairs_looked_up(const struct look_ups *looks, int32_t n_looks,
                                       int64_t n_rows, const int64_t small[],
                                       const int64_t large[], pair sums[], size_t n_ways)
{
    const pair one = { 1, 1 };
    struct look_ups by = *looks; /* a sum that is written might be one of looks' */
    by.n = n_looks;
    int64_t i = 0;
    for (; i + PAIR_WAYS <= n_rows; i += PAIR_WAYS) {
        for (size_t j = 0; j < PAIR_WAYS; j += 2) {
            const int64_t row = i + (int64_t)j;
            const pair rows = (pair)((unsigned_pair)load_two(small + row) << 32) + one;
            const pair other = load_two(large + row);
            sums[look_ups_group(&by, row) * n_ways + j % n_ways] += __builtin_shufflevector(
                rows, other, 0, 2);
            sums[look_ups_group(&by, row + 1) * n_ways + (j + 1) % n_ways] +=
                __builtin_shufflevector(rows, other, 1, 3);
        }
    }
    for (; i < n_rows; i++)
        sums[look_ups_group(&by, i) * n_ways] += pair_of(small[i], large[i]);
}

static inline void add_pairs_looked_up_at(const struct look_ups *looks, int32_t n_looks,
                                          int64_t n_rows, const uint16_t at[],
                                          const int64_t small[], const int64_t large[],
                                          struct pair_sums sums)
{
    struct look_ups by = *looks;
    by.n = n_looks;
    for (int64_t i = 0; i < n_rows; i++) {
        const int64_t row = at[i];
        sums.of[look_ups_group(&by, row) * sums.n_ways] += pair_of(small[row], large[row]);
    }
}

void group_add_pairs_looked_up(const struct look_ups *looks, int64_t n_rows,
                               const uint16_t at[], const int64_t small[],
                               const int64_t large[], struct pair_sums sums)
{
    const bool has_ways = sums.n_ways == PAIR_WAYS;
    if (at == NULL && looks->n == 1 && has_ways)
        add_pairs_looked_up(looks, 1, n_rows, small, large, sums.of, PAIR_WAYS);
    else if (at == NULL && looks->n == 1)
        add_pairs_looked_up(looks, 1, n_rows, small, large, sums.of, 1);
    else if (at == NULL && has_ways)
        add_pairs_looked_up(looks, 2, n_rows, small, large, sums.of, PAIR_WAYS);
    else if (at == NULL)
        add_pairs_looked_up(looks, 2, n_rows, small, large, sums.of, 1);
    else if (looks->n == 1)
        add_pairs_looked_up_at(looks, 1, n_rows, at, small, large, sums);
    else
        add_pairs_looked_up_at(looks, 2, n_rows, at, small, large, sums);
}

/* Ask for what comes a kilobyte later: the processor itself does not look beyond a page and a
 * column's end. It is no address of an object, and need not be one: nothing is read there. A tenth
 * less time for a question of one category; in the loops over all rows it gained nothing. */
static inline void ask_ahead(const int64_t *of)
{
    __builtin_prefetch((const void *)((uintptr_t)of + 1024));
}

/* The same reading less: a question of one category takes a tenth less time (bench/aggregate,
 * 10 M rows, 2-core EPYC). */
static inline void add_pairs_narrow_at(const struct look_ups *looks, int32_t n_looks,
                                       int64_t n_rows, const uint16_t at[],
                                       const uint8_t small[], const int64_t large[],
                                       pair sums[], size_t n_ways)
{
    struct look_ups by = *looks;
    by.n = n_looks;
    for (int64_t i = 0; i < n_rows; i++) {
        const int64_t row = at[i];
        ask_ahead(large + row);
        sums[look_ups_narrow_group(&by, row) * n_ways + (size_t)i % n_ways] += pair_of(
            small[row], large[row]);
    }
}

void group_add_pairs_narrow(const struct look_ups *looks, int64_t n_rows, const uint16_t at[],
                            const uint8_t small[], const int64_t large[], struct pair_sums sums)
{
    const bool has_ways = sums.n_ways == PAIR_WAYS;
    if (looks->n == 1 && has_ways)
        add_pairs_narrow_at(looks, 1, n_rows, at, small, large, sums.of, PAIR_WAYS);
    else if (looks->n == 1)
        add_pairs_narrow_at(looks, 1, n_rows, at, small, large, sums.of, 1);
    else if (has_ways)
        add_pairs_narrow_at(looks, 2, n_rows, at, small, large, sums.of, PAIR_WAYS);
    else
        add_pairs_narrow_at(looks, 2, n_rows, at, small, large, sums.of, 1);
}

/* Rows in the order of days are often all of one group, by year or by nothing. To look for that
 * first took distinct communes by year from 4.8 to 2.4 ns of processor time a row in all (10 M
 * rows, bench/aggregate, 2-core Xeon). */
void group_count(const uint32_t group[], int64_t n_rows, struct pair_sums sums)
{
    uint32_t differ = 0;
    for (int64_t i = 0; i < n_rows; i++)
        differ |= group[i] ^ group[0];
    if (differ == 0 && n_rows > 0) {
        sums.of[group[0] * sums.n_ways][0] += n_rows;
        return;
    }
    for (int64_t i = 0; i < n_rows; i++)
        sums.of[group[i] * sums.n_ways][0] += 1;
}

void group_add(const uint32_t group[], int64_t n_rows, const struct picked *column, int32_t at,
               int32_t n_cells, int64_t cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; column->at == NULL && i < n_rows; i++)
        cell[group[i] * stride + (size_t)at] += column->value[i];
    for (int64_t i = 0; column->at != NULL && i < n_rows; i++)
        cell[group[i] * stride + (size_t)at] += column->value[column->at[i]];
}

void group_add_wide(const uint32_t group[], int64_t n_rows, const struct picked *column,
                    int32_t at, int32_t n_cells, wide high[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n_rows; i++)
        high[group[i] * stride + (size_t)at] +=
            column->value[column->at == NULL ? i : column->at[i]];
}

void group_add_listed(const uint32_t group[], const uint16_t row[], int64_t n,
                      const int64_t value[], int32_t at, int32_t n_cells, int64_t cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n; i++)
        cell[group[row[i]] * stride + (size_t)at] += value[row[i]];
}

void group_add_listed_wide(const uint32_t group[], const uint16_t row[], int64_t n,
                           const int64_t value[], int32_t at, int32_t n_cells, wide high[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n; i++)
        high[group[row[i]] * stride + (size_t)at] += value[row[i]];
}

void group_count_listed(const uint32_t group[], const uint16_t row[], int64_t n, int32_t at,
                        int32_t n_cells, int64_t cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n; i++)
        cell[group[row[i]] * stride + (size_t)at] += 1;
}

/* n_looks and is_narrow are constants where this is called. */
static inline void count_nulls(const struct look_ups *looks, int32_t n_looks, bool is_narrow,
                               const uint64_t valid[], struct rows rows, int64_t cell[],
                               size_t n_cells)
{
    struct look_ups by = *looks; /* a cell that is written might be one of looks' */
    by.n = n_looks;
    const int64_t end = rows.at == NULL ? rows.n : rows.at[rows.n - 1] + 1;
    for (int64_t base = 0; base < end; base += 64) {
        uint64_t nulls = ~valid[base >> 6];
        if (rows.at != NULL)
            nulls &= rows.is_one[base >> 6];
        else if (end - base < 64)
            nulls &= (UINT64_C(1) << (end - base)) - 1;
        for (; nulls != 0; nulls &= nulls - 1) {
            const int64_t row = base + __builtin_ctzll(nulls);
            cell[n_cells *
                 (is_narrow ? look_ups_narrow_group(&by, row) : look_ups_group(&by, row))] += 1;
        }
    }
}

void group_count_nulls(const struct look_ups *looks, const uint64_t valid[], struct rows rows,
                       int32_t at, int32_t n_cells, int64_t cell[])
{
    const bool is_narrow = rows.at != NULL && look_ups_are_narrow(looks); /* near by then */
    const size_t stride = (size_t)n_cells;
    cell += at;
    if (rows.n == 0) return;
    if (looks->n == 1 && is_narrow)
        count_nulls(looks, 1, true, valid, rows, cell, stride);
    else if (looks->n == 1)
        count_nulls(looks, 1, false, valid, rows, cell, stride);
    else if (is_narrow)
        count_nulls(looks, 2, true, valid, rows, cell, stride);
    else
        count_nulls(looks, 2, false, valid, rows, cell, stride);
}

void group_bound(const uint32_t group[], int64_t n_rows, const int64_t value[], int64_t min[],
                 int64_t max[])
{
    for (int64_t i = 0; i < n_rows; i++) {
        const int64_t v = value[i];
        if (v < min[group[i]]) min[group[i]] = v;
        if (v > max[group[i]]) max[group[i]] = v;
    }
}
