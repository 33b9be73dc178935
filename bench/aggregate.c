/* aggregate.c - how fast is a query over columns in memory?
 *
 * Every question is asked of the same rows in turn:
 *
 *     ours     with one thread and with two, from the words to the summary
 *     DuckDB   in its own process with two threads, over the same rows in codes, its best case;
 *              where `node` and NODE_DIR (a folder with @duckdb/node-api) are there
 *     memory   the sum of int64 values with two threads, as many bytes as the columns that the
 *              question reads: what no scan can beat
 *
 * Medians in ns a row, and the medians of the ratios of neighbours in time.
 *
 *     bench_aggregate PEER.mjs [ROWS [PAIRS]] */
#include "peer.h"
#include "rows.h"
#include "timing.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static const struct {
    const char *name;
    const char *by;
    const char *measure;
    const char *where;
    int row_bytes; /* of the columns it reads: day 4, area 4, code 4, number 8, nulls 1/8 */
} questions[] = {
    /* as the peer numbers them */
    { "year x province", "year,province", "incidents,deaths,damage", NULL, 24 },
    { "year x month x district", "year,month,district", "incidents,deaths,damage", NULL, 24 },
    { "year x province, cause=X", "year,province", "incidents,deaths,damage", "cause=cause 0",
      28 },
    { "distinct communes by year", "year", "distinct(commune)", NULL, 8 },
};

#define N_QUESTIONS ((int)(sizeof questions / sizeof questions[0]))

static double time_ours(const struct rows *rows, int question, int32_t n_jobs)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_summary *summary = NULL;
    struct fire_error err = { 0 };
    const double start = timing_now();
    struct fire_query *query = rows_query(rows, arena, questions[question].by,
                                          questions[question].measure,
                                          questions[question].where);
    fire_query_jobs(query, n_jobs);
    if (fire_query_run(query, rows->table, arena, &summary, &err) != FIRE_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(EXIT_FAILURE);
    }
    const double seconds = timing_now() - start;
    fire_arena_free(arena);
    return seconds;
}

struct sum {
    const int64_t *value;
    int64_t n;
    int64_t sum;
};

static void *run_sum(void *self)
{
    struct sum *part = self;
    int64_t sum = 0;
    for (int64_t i = 0; i < part->n; i++)
        sum += part->value[i];
    part->sum = sum;
    return NULL;
}

static double time_memory(const int64_t value[], int64_t n, int64_t *check)
{
    struct sum part[2] = { { value, n / 2, 0 }, { value + n / 2, n - n / 2, 0 } };
    pthread_t thread;
    const double start = timing_now();
    if (pthread_create(&thread, NULL, run_sum, &part[1]) != 0) exit(EXIT_FAILURE);
    run_sum(&part[0]);
    pthread_join(thread, NULL);
    *check += part[0].sum + part[1].sum;
    return timing_now() - start;
}

/* The rows' peer, or false and why. */
static bool start_peer(struct peer *peer, const char *script, const char *csv)
{
    const char *const argv[] = { "node", script, csv, "2", NULL };
    if (getenv("NODE_DIR") == NULL) {
        printf("no DuckDB beside us: NODE_DIR names no folder with @duckdb/node-api\n");
        return false;
    }
    if (peer_start(peer, argv)) return true;
    printf("no DuckDB beside us: node with @duckdb/node-api did not start\n");
    return false;
}

static void measure(const struct rows *rows, int question, int n_pairs, struct peer *peer,
                    const int64_t plain[], int64_t *check)
{
    double one[TIMING_MOST];
    double two[TIMING_MOST];
    double other[TIMING_MOST];
    double memory[TIMING_MOST];
    double ratio[TIMING_MOST];
    double share[TIMING_MOST];
    const double unit = 1e9 / (double)rows->n;
    const int64_t n_plain = rows->n * questions[question].row_bytes / 8;
    for (int i = -1; i < n_pairs; i++) { /* the first one only warms up */
        const int at = i < 0 ? 0 : i;
        one[at] = time_ours(rows, question, 1) * unit;
        two[at] = time_ours(rows, question, 2) * unit;
        memory[at] = time_memory(plain, n_plain, check) * unit;
        share[at] = memory[at] / two[at];
        if (peer == NULL) continue;
        other[at] = peer_ask(peer, question) * 1e-3 * unit;
        ratio[at] = two[at] / other[at];
    }
    printf("%-26s 1 thr %6.2f  2 thr %6.2f ns/row  %3.0f %% of memory (%.2f)",
           questions[question].name, timing_median(one, n_pairs), timing_median(two, n_pairs),
           100 * timing_median(share, n_pairs), timing_median(memory, n_pairs));
    if (peer != NULL)
        printf("  DuckDB 2 thr %6.2f  ratio %.3f", timing_median(other, n_pairs),
               timing_median(ratio, n_pairs));
    printf("\n");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const int64_t n_rows = argc > 2 ? strtoll(argv[2], NULL, 10) : 2000000;
    const int n_pairs = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 7;
    if (argc < 2 || n_rows < 1 || n_pairs < 1 || n_pairs > TIMING_MOST) return EXIT_FAILURE;
    char csv[] = "/tmp/firestat-bench-XXXXXX";
    const bool asks_peer = getenv("NODE_DIR") != NULL;
    if (asks_peer && mkstemp(csv) < 0) return EXIT_FAILURE;
    struct rows rows = rows_create(n_rows, asks_peer ? csv : NULL);
    struct peer peer;
    const bool has_peer = start_peer(&peer, argv[1], csv);
    if (asks_peer) unlink(csv);

    int64_t check = 0;
    int64_t *plain = calloc((size_t)n_rows * 28 / 8 + 1, sizeof *plain);
    if (plain == NULL) return EXIT_FAILURE;
    for (int64_t i = 0; i < n_rows * 28 / 8; i++)
        plain[i] = i & 7;
    printf("%lld rows, medians of %d\n", (long long)n_rows, n_pairs);
    for (int question = 0; question < N_QUESTIONS; question++)
        measure(&rows, question, n_pairs, has_peer ? &peer : NULL, plain, &check);
    if (check == 1) printf("\n"); /* so that the sums are made */
    free(plain);
    if (has_peer) peer_stop(&peer);
    rows_free(&rows);
    return EXIT_SUCCESS;
}
