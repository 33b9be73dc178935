/* queries.c - what does a list of questions cost?
 *
 * The questions of a review: every period by every area and category, of all rows and of the
 * rows of one cause, province, year.
 *
 *     one by one     each with fire_query_run; the first few of them, spread over the list, and
 *                    their mean times the length of the list
 *     all at once    fire_queries_run
 *
 * In turn, with two threads; medians, and the median of the pairs' ratios.
 *
 *     bench_queries [ROWS [QUERIES [PAIRS]]] */
#include "rows.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_QUERIES 1000
#define N_SAMPLES    12

static const char *const bys[] = {
    NULL,       "year",          "quarter",        "month",
    "province", "year,province", "month,province", "district",
    "cause",    "year,cause",    "province,cause", "year,district"
};
static const char *const wheres[] = { NULL,          "cause=cause 0",    "cause=cause 3",
                                      "year=2024",   "province=Tỉnh 05", "year>=2020",
                                      "cause!=null", "province!=Tỉnh 00" };
static const char *const measures[] = { "incidents,deaths,damage", "mean(damage)",
                                        "share(incidents)" };

#define N(array) ((int)(sizeof(array) / sizeof(array)[0]))

static struct fire_query *question(const struct rows *rows, struct fire_arena *arena, int i)
{
    struct fire_query *query = rows_query(rows, arena, bys[i % N(bys)],
                                          measures[i / (N(bys) * N(wheres)) % N(measures)],
                                          wheres[i / N(bys) % N(wheres)]);
    fire_query_jobs(query, 2);
    return query;
}

static double time_one(const struct rows *rows, int i)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_summary *summary = NULL;
    const double start = timing_now();
    if (fire_query_run(question(rows, arena, i), rows->table, arena, &summary, NULL) != FIRE_OK)
        exit(EXIT_FAILURE);
    const double seconds = timing_now() - start;
    fire_arena_free(arena);
    return seconds;
}

static double time_all(const struct rows *rows, int n)
{
    struct fire_query *query[MOST_QUERIES];
    const struct fire_summary *summary[MOST_QUERIES];
    struct fire_arena *arena = fire_arena_create();
    const double start = timing_now();
    for (int i = 0; i < n; i++)
        query[i] = question(rows, arena, i);
    if (fire_queries_run(query, n, rows->table, 2, arena, summary, NULL) != FIRE_OK)
        exit(EXIT_FAILURE);
    const double seconds = timing_now() - start;
    fire_arena_free(arena);
    return seconds;
}

int main(int argc, char **argv)
{
    const int64_t n_rows = argc > 1 ? strtoll(argv[1], NULL, 10) : 2000000;
    const int n = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 300;
    const int n_pairs = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 5;
    double each[TIMING_MOST];
    double all[TIMING_MOST];
    double ratio[TIMING_MOST];
    if (n_rows < 1 || n < N_SAMPLES || n > MOST_QUERIES || n_pairs < 1 || n_pairs > TIMING_MOST)
        return EXIT_FAILURE;
    struct rows rows = rows_create(n_rows, NULL);
    for (int i = -1; i < n_pairs; i++) { /* the first one only warms up */
        const int at = i < 0 ? 0 : i;
        double sample = 0;
        for (int s = 0; s < N_SAMPLES; s++)
            sample += time_one(&rows, s * n / N_SAMPLES);
        each[at] = sample / N_SAMPLES * n;
        all[at] = time_all(&rows, n);
        ratio[at] = all[at] / each[at];
    }
    const double one = timing_median(each, n_pairs);
    const double once = timing_median(all, n_pairs);
    printf("%d queries over %lld rows, 2 threads, medians of %d\n", n, (long long)n_rows,
           n_pairs);
    printf("one by one    %8.3f s (%d of them measured)\n", one, N_SAMPLES);
    printf("all at once   %8.3f s, as much as %.1f single ones\n", once, once / (one / n));
    printf("ratio         %8.4f\n", timing_median(ratio, n_pairs));
    rows_free(&rows);
    return EXIT_SUCCESS;
}
