/* kernels.h - adding up a batch: plain arrays in, sums out.
 *
 * A group has a row of `n_cells` cells; cell c of group g is cell[g * n_cells + c]. Beside them
 * it has a pair: how many rows it has and the sum of one small column in one word, the sum of
 * one more column in the other, both added at once. Cells and pairs are added to, never
 * cleared.
 *
 * Nulls are zeros in what is added, and counted on their own: they cost by the null and not by
 * the row. Whether a sum can overflow is not looked at row by row either: every column comes
 * with a bound, the sum of all its |value|, and whoever calls adds the bounds up and moves what
 * was added away in time. */
#ifndef FIRESTAT_AGGREGATE_KERNELS_H
#define FIRESTAT_AGGREGATE_KERNELS_H
#include "rows.h"
#include "wide.h"

#include "firestat/table.h"

/* A number column as the kernels take it. */
struct picked {
    const int64_t
        *value; /* of row i value[i], or value[at[i]] where `at` is not NULL; 0 at nulls */
    const uint16_t *at;      /* [n] */
    const uint16_t *null_at; /* [n_null] the places in 0..n-1 of nulls */
    int64_t n_null;
    const uint8_t *byte; /* of row i byte[i] or byte[at[i]] again; NULL: there is no such */
    uint64_t bound;      /* no sum of some of them is larger, either side of zero */
};

/* Rows of a column.
 *   vector   vector->number may be NULL: every row is null
 *   bound    of the whole batch, whose nulls hold 0 (fire_facts); NULL: not known, and nulls
 *            may hold anything
 *   value    [FIRE_BATCH_ROWS] room; used unless the column can be borrowed as it is
 *   null_at  [FIRE_BATCH_ROWS] room */
struct picked pick_numbers(const struct fire_vector *vector, const uint64_t *bound,
                           struct rows rows, int64_t value[], uint16_t null_at[]);

/* The same without moving a value, of a column whose bound is known; its nulls are not listed. */
struct picked borrow_numbers(const struct fire_vector *vector, uint64_t bound,
                             struct rows rows);

/* The places of null rows.
 *   null_at  [FIRE_BATCH_ROWS]
 *   returns  how many */
int64_t list_nulls(const uint64_t valid[], struct rows rows, uint16_t null_at[]);

/* How many incidents rows stand for. One that does not say is one incident, but where it stands
 * for a stretch of days nobody knows: such rows are listed, with 0 as their value. */
struct picked pick_weights(const struct fire_batch *batch, int32_t n_fields,
                           const uint64_t *bound, struct rows rows, int64_t value[],
                           uint16_t null_at[]);

/* Rows and the small sum: rows + small * 2^32. Sums of up to 2^31 either side of zero and fewer
 * than 2^32 rows can be told apart again. A vector, so that both words are added at once. */
typedef int64_t pair __attribute__((vector_size(16)));

static inline int64_t pair_rows(pair sums)
{
    return (int64_t)((uint64_t)sums[0] & UINT32_MAX);
}

static inline int64_t pair_small(pair sums)
{
    return (sums[0] - pair_rows(sums)) / (INT64_C(1) << 32);
}

/* The pairs of groups: of group g those from of[g * n_ways] on, which are to be added up. There are
 * several, 1 or PAIR_WAYS, because a row whose group the row before had waits until that one is
 * written; so rows in turn go to each. By year and 19 areas in random order a row took 4.5 ns by one
 * pair and 3.7 by four, by year and 63 provinces 2.25 and 2.14 (bench/areas, bench/aggregate, 2-core
 * EPYC). */
#define PAIR_WAYS 4
struct pair_sums {
    pair *of;
    size_t n_ways;
};

/* Add rows and two columns to pairs.
 *   group   [n_rows] of each row, < the number of groups
 *   at      [n_rows] where in the columns each row is; NULL: in their order */
void group_add_pairs(const uint32_t group[], int64_t n_rows, const uint16_t at[],
                     const int64_t small[], const int64_t large[], struct pair_sums sums);

/* The same where groups are looked up, which saves writing them down and reading them again.
 *   at      [n_rows] the rows; NULL: rows 0..n_rows-1 */
void group_add_pairs_looked_up(const struct look_ups *looks, int64_t n_rows,
                               const uint16_t at[], const int64_t small[],
                               const int64_t large[], struct pair_sums sums);

/* The same of some rows, where the last look-up is narrow, and so is what is small. */
void group_add_pairs_narrow(const struct look_ups *looks, int64_t n_rows, const uint16_t at[],
                            const uint8_t small[], const int64_t large[],
                            struct pair_sums sums);

/* Add rows alone. */
void group_count(const uint32_t group[], int64_t n_rows, struct pair_sums sums);

/* Cell `at` += the value of each row. */
void group_add(const uint32_t group[], int64_t n_rows, const struct picked *column, int32_t at,
               int32_t n_cells, int64_t cell[]);
void group_add_wide(const uint32_t group[], int64_t n_rows, const struct picked *column,
                    int32_t at, int32_t n_cells, wide high[]);

/* Of the listed rows: cell `at` += value. */
void group_add_listed(const uint32_t group[], const uint16_t row[], int64_t n,
                      const int64_t value[], int32_t at, int32_t n_cells, int64_t cell[]);
void group_add_listed_wide(const uint32_t group[], const uint16_t row[], int64_t n,
                           const int64_t value[], int32_t at, int32_t n_cells, wide high[]);

/* Count the listed rows at cell `at`. */
void group_count_listed(const uint32_t group[], const uint16_t row[], int64_t n, int32_t at,
                        int32_t n_cells, int64_t cell[]);

/* Count the null rows at cell `at`, by groups that are looked up. */
void group_count_nulls(const struct look_ups *looks, const uint64_t valid[], struct rows rows,
                       int32_t at, int32_t n_cells, int64_t cell[]);

/* Smallest and largest value of each group.
 *   min, max [number of groups] start at INT64_MAX and INT64_MIN */
void group_bound(const uint32_t group[], int64_t n_rows, const int64_t value[], int64_t min[],
                 int64_t max[]);

#endif
