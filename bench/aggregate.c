/* aggregate.c - how far is a query over the columns from just reading them?
 *
 * A: year x province with the three criteria over N rows in memory, as `firestat table` asks it.
 * B: the sum of one int64 column of the same length, the plainest thing memory can do.
 * A and B run in turn; the medians and the median of the pairs' ratios are printed.
 *
 *     build/bench/bench_aggregate [ROWS [PAIRS]] */
#include "firestat/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_PAIRS 99

static double now_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*state >> 33);
}

/* Rows like a register's: ten years in date order, 63 provinces, damage null in one of eight. */
static bool fill(struct fire_table *table, const struct fire_schema *schema,
                 const int32_t province[63], int64_t n_rows)
{
    static int32_t day[FIRE_BATCH_ROWS];
    static int32_t area[FIRE_BATCH_ROWS];
    static int64_t deaths[FIRE_BATCH_ROWS];
    static int64_t damage[FIRE_BATCH_ROWS];
    static uint64_t damage_valid[FIRE_BITS_WORDS(FIRE_BATCH_ROWS)];
    struct fire_vector vector[FIRE_N_BUILTIN_FIELDS] = { 0 };
    const struct fire_sink sink = fire_table_sink(table);
    uint64_t seed = 1;
    vector[FIRE_FIELD_OCCURRED_AT].day = day;
    vector[FIRE_FIELD_DEATHS].number = deaths;
    vector[FIRE_FIELD_DAMAGE].number = damage;
    vector[FIRE_FIELD_DAMAGE].valid = damage_valid;
    for (int64_t row = 0; row < n_rows;) {
        const int64_t n = n_rows - row < FIRE_BATCH_ROWS ? n_rows - row : FIRE_BATCH_ROWS;
        for (int64_t i = 0; i < (int64_t)FIRE_BITS_WORDS(FIRE_BATCH_ROWS); i++)
            damage_valid[i] = 0;
        for (int64_t i = 0; i < n; i++, row++) {
            day[i] = 16436 + (int32_t)(row * 3652 / n_rows);
            area[i] = province[next_random(&seed) % 63];
            deaths[i] = next_random(&seed) % 50 == 0;
            damage[i] = next_random(&seed);
            if (next_random(&seed) % 8 != 0) fire_set_valid(damage_valid, i);
        }
        const struct fire_batch batch = {
            .schema = schema, .n_rows = n, .vector = vector, .area = area
        };
        if (sink.push(sink.self, &batch, NULL) != FIRE_OK) return false;
    }
    return true;
}

static double time_query(struct fire_table *table, const struct fire_schema *schema,
                         const struct fire_areas *areas, int64_t *check)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_calendar *calendar;
    struct fire_query *query;
    const struct fire_summary *summary;
    const double start = now_seconds();
    if (fire_calendar_find("calendar", &calendar, NULL) != FIRE_OK ||
        fire_query_create(schema, areas, calendar, arena, &query, NULL) != FIRE_OK ||
        fire_query_by(query, "year,province", NULL) != FIRE_OK ||
        fire_query_measure(query, "incidents,deaths,damage", NULL) != FIRE_OK ||
        fire_query_run(query, table, arena, &summary, NULL) != FIRE_OK)
        exit(EXIT_FAILURE);
    const double seconds = now_seconds() - start;
    *check += summary->total[0].number;
    fire_arena_free(arena);
    return seconds;
}

static double time_sum(const int64_t value[], int64_t n_rows, int64_t *check)
{
    const double start = now_seconds();
    int64_t sum = 0;
    for (int64_t i = 0; i < n_rows; i++)
        sum += value[i];
    *check += sum;
    return now_seconds() - start;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double value[], int n)
{
    qsort(value, (size_t)n, sizeof value[0], compare);
    return value[n / 2];
}

int main(int argc, char **argv)
{
    const int64_t n_rows = argc > 1 ? strtoll(argv[1], NULL, 10) : 5000000;
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 7;
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct fire_table *table = fire_table_create();
    int64_t *plain = calloc((size_t)(n_rows > 0 ? n_rows : 1), sizeof *plain);
    int32_t province[63];
    if (n_rows < 1 || n_pairs < 1 || n_pairs > MAX_PAIRS || schema == NULL || areas == NULL ||
        table == NULL || plain == NULL)
        return EXIT_FAILURE;
    for (int i = 0; i < 63; i++) {
        char name[32];
        snprintf(name, sizeof name, "Province %02d", i);
        if (fire_areas_add(areas, fire_text_of(name), fire_text_of(""), fire_text_of(""),
                           &province[i], NULL) != FIRE_OK)
            return EXIT_FAILURE;
    }
    if (!fill(table, schema, province, n_rows)) return EXIT_FAILURE;
    for (int64_t i = 0; i < n_rows; i++)
        plain[i] = i & 7;

    double a[MAX_PAIRS];
    double b[MAX_PAIRS];
    double ratio[MAX_PAIRS];
    int64_t check = 0;
    (void)time_query(table, schema, areas, &check); /* warm up both */
    (void)time_sum(plain, n_rows, &check);
    for (int i = 0; i < n_pairs; i++) {
        a[i] = time_query(table, schema, areas, &check);
        b[i] = time_sum(plain, n_rows, &check);
        ratio[i] = a[i] / b[i];
    }
    const double nanoseconds = 1e9 / (double)n_rows;
    printf("year x province, 1 thread  %6.2f ns/row\n", median(a, n_pairs) * nanoseconds);
    printf("sum of int64, 1 thread     %6.2f ns/row\n", median(b, n_pairs) * nanoseconds);
    printf("ratio                      %6.2f  (median of %d pairs, %lld rows, check %lld)\n",
           median(ratio, n_pairs), n_pairs, (long long)n_rows, (long long)check);
    free(plain);
    fire_table_free(table);
    fire_areas_free(areas);
    fire_schema_free(schema);
    return EXIT_SUCCESS;
}
