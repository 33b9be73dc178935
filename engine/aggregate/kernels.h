/* kernels.h - adding up a batch: plain arrays in, cells out.
 *
 * A group has a row of `n_cells` cells; cell c of group g is cell[g * n_cells + c]. What a
 * loop adds to one group then lies in one cache line. Cells are added to, never cleared.
 *
 * Cannot overflow: |value| <= KERNEL_MOST, and whoever calls moves the cells away before
 * KERNEL_ROWS rows have been added to them; larger values go through the wide kernel. */
#ifndef FIRESTAT_AGGREGATE_KERNELS_H
#define FIRESTAT_AGGREGATE_KERNELS_H
#include "dims.h"
#include "wide.h"

#define KERNEL_MOST (INT64_C(1) << 40)
#define KERNEL_ROWS (INT64_C(1) << 22) /* 2^40 * 2^22 < 2^63 */

/* A number column as the kernels take it. */
struct picked {
    const int64_t *value;    /* [n] 0 where null                         */
    const uint16_t *null_at; /* [n_null] the places in 0..n-1 of nulls   */
    int64_t n_null;
    bool is_small; /* all |value| <= KERNEL_MOST */
};

/* Rows of a column.
 *   vector     vector->number may be NULL: every row is null
 *   null_value what stands for null: 0, or 1 for incidents (its rows are then not listed)
 *   value      [FIRE_BATCH_ROWS] room; used unless the column can be borrowed as it is
 *   null_at    [FIRE_BATCH_ROWS] room */
struct picked pick_numbers(const struct fire_vector *vector, struct rows rows,
                           int64_t null_value, int64_t value[], uint16_t null_at[]);

/* Cell 0 counts rows, cells 1 .. n_columns get the columns' sums. Two columns a loop.
 *   group    [n_rows] of each row, < the number of groups
 *   column   [n_columns] each [n_rows] */
void group_add(const uint32_t group[], int64_t n_rows, const int64_t *const column[],
               int32_t n_columns, int32_t n_cells, int64_t cell[]);

/* The same for one column of any values, at cell `at` and in 128 bits. */
void group_add_wide(const uint32_t group[], int64_t n_rows, const int64_t value[], int32_t at,
                    int32_t n_cells, wide cell[]);

/* Count the listed rows at cell `at`. */
void group_count_nulls(const uint32_t group[], const uint16_t null_at[], int64_t n_null,
                       int32_t at, int32_t n_cells, int64_t cell[]);

/* Add the weights of the listed rows at cell `at`. */
void group_add_nulls(const uint32_t group[], const uint16_t null_at[], int64_t n_null,
                     const int64_t weight[], int32_t at, int32_t n_cells, int64_t cell[]);
void group_add_nulls_wide(const uint32_t group[], const uint16_t null_at[], int64_t n_null,
                          const int64_t weight[], int32_t at, int32_t n_cells, wide cell[]);

/* Smallest and largest value of each group.
 *   min, max [number of groups] start at INT64_MAX and INT64_MIN */
void group_bound(const uint32_t group[], int64_t n_rows, const int64_t value[], int64_t min[],
                 int64_t max[]);

#endif
