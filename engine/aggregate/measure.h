/* measure.h - from the cells of a group to the number that is shown. */
#ifndef FIRESTAT_AGGREGATE_MEASURE_H
#define FIRESTAT_AGGREGATE_MEASURE_H
#include "median.h"
#include "scan.h"

/* All that is known of a group, or of all groups together. */
struct known {
    const wide *cell; /* as accumulate.h lays them out         */
    int64_t min;      /* of the measure's field, where it has a value */
    int64_t max;
    struct middle middle;
    int64_t n_distinct;
    uint8_t mark; /* FIRE_MARK_ bits */
};

/* Which cells a sum, and what is unknown of it, are. */
struct sum_cells {
    int32_t sum;
    int32_t without; /* rows without a value; -1: there are none                */
    int32_t unknown; /* incidents without one; -1: there are none               */
    bool has_empty;  /* a group without any row has the value 0: there because its source did
                        report, and nothing happened                               */
};

/* Of a measure that is made of a sum. */
struct sum_cells measure_sum_cells(const struct scan *scan, int32_t measure);

/* Scale, labels and unit of an asked measure. */
struct fire_summary_measure measure_words(const struct fire_query *query,
                                          const struct ask_measure *measure);

/* Its number, rounded half away from zero.
 *   scale      of measure_words
 *   known      of the group
 *   total      cells over all rows of the summary, for shares
 *   returns    false: out of the range of int64_t */
bool measure_value(const struct scan *scan, int32_t measure, int32_t scale,
                   const struct known *known, const wide total[], struct fire_value *out);

/* Incidents without a known value of a measure that does not count values. returns false: out of the range of int64_t */
bool measure_unknown(const struct scan *scan, int32_t measure, const wide cell[], int64_t *out);

/* Whether any row gave the measure's field a single value: min, max, middle mean something. */
bool measure_has_single(const struct scan *scan, int32_t measure, const wide cell[]);

#endif
