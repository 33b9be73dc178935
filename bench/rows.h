/* rows.h - a register's rows, made in memory for the benchmarks.
 *
 * Twenty years (2006 to 2025) in the order of reports, one in sixteen told late; 63 provinces,
 * about 730 districts and 11,000 communes, the first ones busier; ten causes, the first one of
 * nearly every second row; few deaths; damage like a lognormal, not known of one row in eight.
 * The same number of rows is always the same rows. */
#ifndef FIRESTAT_BENCH_ROWS_H
#define FIRESTAT_BENCH_ROWS_H
#include "firestat/query.h"

struct rows {
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_table *table;
    const struct fire_calendar *calendar;
    int64_t n;
};

/* Make them; ends the program where there is no memory.
 *   csv_path   write them there too, in codes: y,m,ym,province,district,commune,cause,deaths,
 *              damage_vnd; NULL: nowhere */
struct rows rows_create(int64_t n, const char *csv_path);
void rows_free(struct rows *rows);

/* A query of the rows, of words as on the command line; NULL: none of that kind. */
struct fire_query *rows_query(const struct rows *rows, struct fire_arena *arena, const char *by,
                              const char *measure, const char *where);

#endif
