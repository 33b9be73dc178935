/* kernels.h - adding up a batch: plain arrays in, cells out.
 *
 * A group has a row of `n_cells` cells; cell c of group g is cell[g * n_cells + c]. What a
 * loop adds to one group then lies in one cache line. Cells are added to, never cleared.
 *
 * Nulls cost by the null and not by the row: everything is added, and then what lies at the
 * null rows is taken away again. So it is with values that are too large for 64-bit sums:
 * the loop that adds also looks whether all were small, and where one was not, the column is
 * taken back and added in 128 bits. Cells of 64 bits wrap meanwhile, and wrap back.
 *
 * Cannot overflow: |value| <= KERNEL_MOST, and whoever calls moves the cells away before
 * KERNEL_ROWS rows have been added to them. */
#ifndef FIRESTAT_AGGREGATE_KERNELS_H
#define FIRESTAT_AGGREGATE_KERNELS_H
#include "rows.h"
#include "wide.h"

#define KERNEL_MOST (INT64_C(1) << 40)
#define KERNEL_ROWS (INT64_C(1) << 22) /* 2^40 * 2^22 < 2^63 */

/* A number column as the kernels take it. */
struct picked {
    const int64_t *value;    /* [n] anything at nulls                      */
    const uint16_t *null_at; /* [n_null] the places in 0..n-1 of nulls     */
    int64_t n_null;
    bool is_small; /* all |value| <= KERNEL_MOST; known once it was added */
};

/* Rows of a column.
 *   vector   vector->number may be NULL: every row is null
 *   value    [FIRE_BATCH_ROWS] room; used unless the column can be borrowed as it is
 *   null_at  [FIRE_BATCH_ROWS] room */
struct picked pick_numbers(const struct fire_vector *vector, struct rows rows, int64_t value[],
                           uint16_t null_at[]);

/* How many incidents rows stand for. One that does not say is one incident, but where it stands
 * for a stretch of days nobody knows: such rows are listed, with 0 as their value. */
struct picked pick_weights(const struct fire_batch *batch, int32_t n_fields, struct rows rows,
                           int64_t value[], uint16_t null_at[]);

/* Cell 0 counts rows, cells 1 .. n_columns get the columns' sums. Two columns a loop.
 *   group    [n_rows] of each row, < the number of groups
 *   column   [n_columns] each of n_rows; is_small is set */
void group_add(const uint32_t group[], int64_t n_rows, struct picked column[],
               int32_t n_columns, int32_t n_cells, int64_t cell[]);

/* Move what group_add put into cell `at` for one column into the wide cells. */
void group_widen(const uint32_t group[], int64_t n_rows, const int64_t value[], int32_t at,
                 int32_t n_cells, int64_t cell[], wide high[]);

/* Of the listed rows: cell `at` += factor * value. */
void group_add_listed(const uint32_t group[], const uint16_t row[], int64_t n,
                      const int64_t value[], int64_t factor, int32_t at, int32_t n_cells,
                      int64_t cell[]);
void group_add_listed_wide(const uint32_t group[], const uint16_t row[], int64_t n,
                           const int64_t value[], int64_t factor, int32_t at, int32_t n_cells,
                           wide high[]);

/* Count the listed rows at cell `at`. */
void group_count_listed(const uint32_t group[], const uint16_t row[], int64_t n, int32_t at,
                        int32_t n_cells, int64_t cell[]);

/* Smallest and largest value of each group.
 *   min, max [number of groups] start at INT64_MAX and INT64_MIN */
void group_bound(const uint32_t group[], int64_t n_rows, const int64_t value[], int64_t min[],
                 int64_t max[]);

#endif
