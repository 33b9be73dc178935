/* kernels.c - see kernels.h. */
#include "kernels.h"

#include <assert.h>
#include <string.h>

/* ---- picking ------------------------------------------------------------------------- */

/* One look at all values, without a branch: 2^40 is added, so that what was small lies in
 * 0..2^41 as a number without sign. */
static bool are_small(const int64_t value[], int64_t n_rows)
{
    uint64_t high = 0;
    for (int64_t i = 0; i < n_rows; i++)
        high |= (uint64_t)value[i] + (uint64_t)KERNEL_MOST;
    return high < 2 * (uint64_t)KERNEL_MOST;
}

/* Null rows of a whole batch, word by word: costs by the null, not by the row. */
static int64_t list_nulls(const uint64_t valid[], int64_t n_rows, uint16_t null_at[])
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

/* Values of some rows; nulls are listed without a branch. */
static int64_t gather(const struct fire_vector *vector, struct rows rows, int64_t null_value,
                      int64_t value[], uint16_t null_at[])
{
    if (vector->valid == NULL) {
        for (int64_t i = 0; i < rows.n; i++)
            value[i] = vector->number[rows.at[i]];
        return 0;
    }
    int64_t n_null = 0;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows.at[i];
        const bool is_valid = fire_is_valid(vector->valid, row);
        value[i] = is_valid ? vector->number[row] : null_value;
        null_at[n_null] = (uint16_t)i;
        n_null += !is_valid;
    }
    return n_null;
}

struct picked pick_numbers(const struct fire_vector *vector, struct rows rows,
                           int64_t null_value, int64_t value[], uint16_t null_at[])
{
    struct picked picked = { .value = value, .null_at = null_at };
    if (vector->number == NULL) {
        for (int64_t i = 0; i < rows.n; i++) {
            value[i] = null_value;
            null_at[i] = (uint16_t)i;
        }
        picked.n_null = rows.n;
    } else if (rows.at != NULL) {
        picked.n_null = gather(vector, rows, null_value, value, null_at);
    } else if (vector->valid == NULL) {
        picked.value = vector->number;
    } else {
        memcpy(value, vector->number, (size_t)rows.n * sizeof value[0]);
        picked.n_null = list_nulls(vector->valid, rows.n, null_at);
        for (int64_t i = 0; i < picked.n_null; i++)
            value[null_at[i]] = null_value;
    }
    picked.is_small = are_small(picked.value, rows.n);
    return picked;
}

/* ---- adding -------------------------------------------------------------------------- */

static void add_rows(const uint32_t group[], int64_t n_rows, size_t n_cells, int64_t cell[])
{
    for (int64_t i = 0; i < n_rows; i++)
        cell[group[i] * n_cells] += 1;
}

static void add_rows_1(const uint32_t group[], int64_t n_rows, const int64_t a[],
                       size_t n_cells, int64_t cell[])
{
    for (int64_t i = 0; i < n_rows; i++) {
        int64_t *to = cell + group[i] * n_cells;
        to[0] += 1;
        to[1] += a[i];
    }
}

static void add_rows_2(const uint32_t group[], int64_t n_rows, const int64_t a[],
                       const int64_t b[], size_t n_cells, int64_t cell[])
{
    for (int64_t i = 0; i < n_rows; i++) {
        int64_t *to = cell + group[i] * n_cells;
        to[0] += 1;
        to[1] += a[i];
        to[2] += b[i];
    }
}

static void add_1(const uint32_t group[], int64_t n_rows, const int64_t a[], size_t n_cells,
                  int64_t cell[])
{
    for (int64_t i = 0; i < n_rows; i++)
        cell[group[i] * n_cells] += a[i];
}

static void add_2(const uint32_t group[], int64_t n_rows, const int64_t a[], const int64_t b[],
                  size_t n_cells, int64_t cell[])
{
    for (int64_t i = 0; i < n_rows; i++) {
        int64_t *to = cell + group[i] * n_cells;
        to[0] += a[i];
        to[1] += b[i];
    }
}

void group_add(const uint32_t group[], int64_t n_rows, const int64_t *const column[],
               int32_t n_columns, int32_t n_cells, int64_t cell[])
{
    assert(1 + n_columns <= n_cells);
    const size_t stride = (size_t)n_cells;
    if (n_columns == 0) {
        add_rows(group, n_rows, stride, cell);
        return;
    }
    if (n_columns == 1) {
        add_rows_1(group, n_rows, column[0], stride, cell);
        return;
    }
    add_rows_2(group, n_rows, column[0], column[1], stride, cell);
    int32_t c = 2;
    for (; c + 1 < n_columns; c += 2)
        add_2(group, n_rows, column[c], column[c + 1], stride, cell + 1 + c);
    if (c < n_columns) add_1(group, n_rows, column[c], stride, cell + 1 + c);
}

void group_add_wide(const uint32_t group[], int64_t n_rows, const int64_t value[], int32_t at,
                    int32_t n_cells, wide cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n_rows; i++)
        cell[group[i] * stride + (size_t)at] += value[i];
}

void group_count_nulls(const uint32_t group[], const uint16_t null_at[], int64_t n_null,
                       int32_t at, int32_t n_cells, int64_t cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n_null; i++)
        cell[group[null_at[i]] * stride + (size_t)at] += 1;
}

void group_add_nulls(const uint32_t group[], const uint16_t null_at[], int64_t n_null,
                     const int64_t weight[], int32_t at, int32_t n_cells, int64_t cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n_null; i++)
        cell[group[null_at[i]] * stride + (size_t)at] += weight[null_at[i]];
}

void group_add_nulls_wide(const uint32_t group[], const uint16_t null_at[], int64_t n_null,
                          const int64_t weight[], int32_t at, int32_t n_cells, wide cell[])
{
    const size_t stride = (size_t)n_cells;
    for (int64_t i = 0; i < n_null; i++)
        cell[group[null_at[i]] * stride + (size_t)at] += weight[null_at[i]];
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
