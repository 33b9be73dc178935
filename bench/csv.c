/* csv.c - a CSV file to a table of year x province: how far is it from the fastest peer, and from
 * just reading the file?
 *
 *     NODE_DIR=... bench_csv FIRESTAT PEERS FOLDER [PAIRS [MILLIONS]]
 *
 * FIRESTAT is the program, PEERS the folder of the peers' scripts, FOLDER where the made-up registers
 * are kept (of 1 million rows and of MILLIONS, 10 unless said: 2 GB). */
#include "pairs.h"
#include "register.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024 };

static char small[PATH_BYTES];
static char large[PATH_BYTES];
static char bare[PATH_BYTES];
static char duckdb[PATH_BYTES];
static char polars[PATH_BYTES];
static const char *firestat;

#define TABLE(file, jobs)                                                                      \
    {                                                                                          \
        firestat, "table", file, "--by", "year,province", "--format", "csv", "-q", "--jobs",   \
            jobs, NULL                                                                         \
    }

static void tell(const char *what, const struct pairs_result *result, double ratio,
                 const char *goal)
{
    printf(
        "%-44s %7.3f s %7.3f s | cpu %6.2f s %6.2f s | %5.0f MiB %5.0f MiB | %.2f (goal %s)\n",
        what, result->a.wall_seconds, result->b.wall_seconds, result->a.cpu_seconds,
        result->b.cpu_seconds, result->a.peak_mib, result->b.peak_mib, ratio, goal);
}

static void goal_duckdb(int n_pairs)
{
    const char *const a[] = TABLE(large, "2");
    const char *const b[] = { "node", duckdb, large, "2", NULL };
    const char *const one[] = TABLE(small, "2");
    struct pairs_result result;
    struct pairs_cost cost;
    if (!pairs_run(a, b, n_pairs, &result) || !pairs_run_alone(one, 3, &cost)) return;
    tell("1 all rows : DuckDB, 2 threads each", &result, result.wall_ratio, "0.40, 0.25");
    tell("5 the same: peak memory", &result, result.peak_ratio, "0.20, 0.08");
    printf("  of 1 million rows the peak is %.0f MiB\n", cost.peak_mib);
}

static void goal_polars(int n_pairs)
{
    const char *const a[] = TABLE(small, "2");
    const char *const b[] = { "node", polars, small, NULL };
    struct pairs_result result;
    if (pairs_run(a, b, n_pairs, &result))
        tell("2 1 million rows : polars", &result, result.wall_ratio, "0.30, 0.18");
}

static void goal_mawk(int n_pairs)
{
    static const char program[] =
        "NR>1{k=substr($2,1,4)\",\"$3;n[k]++;d[k]+=$9;v[k]+=$11}"
        "END{for(k in n)printf \"%s,%d,%d,%.0f\\n\",k,n[k],d[k],v[k]}";
    const char *const a[] = TABLE(bare, "1");
    const char *const b[] = { "mawk", "-F,", program, bare, NULL };
    struct pairs_result result;
    if (pairs_run(a, b, n_pairs, &result))
        tell("3 1 million without quotes, 1 thread : mawk", &result, result.cpu_ratio,
             "0.50, 0.25 of cpu");
}

static void goal_wc(int n_pairs)
{
    const char *const a[] = TABLE(large, "2");
    const char *const b[] = { "wc", "-l", large, NULL };
    struct pairs_result result;
    if (pairs_run(a, b, n_pairs, &result))
        tell("4 all rows : wc -l", &result, result.wall_ratio, "3.0, 1.8");
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: bench_csv FIRESTAT PEERS FOLDER [PAIRS [MILLIONS]]\n");
        return EXIT_FAILURE;
    }
    const int n_pairs = argc > 4 ? atoi(argv[4]) : 7;
    const long n_millions = argc > 5 ? atol(argv[5]) : 10;
    firestat = argv[1];
    snprintf(duckdb, sizeof duckdb, "%s/duckdb_csv.mjs", argv[2]);
    snprintf(polars, sizeof polars, "%s/polars_csv.cjs", argv[2]);
    snprintf(small, sizeof small, "%s/register-1m.csv", argv[3]);
    snprintf(bare, sizeof bare, "%s/register-1m-bare.csv", argv[3]);
    snprintf(large, sizeof large, "%s/register-%ldm.csv", argv[3], n_millions);
    if (n_pairs < 1 || n_millions < 1 || !register_make(small, 1000000, true) ||
        !register_make(bare, 1000000, false) ||
        !register_make(large, n_millions * 1000000, true)) {
        fprintf(stderr, "the registers cannot be written into %s\n", argv[3]);
        return EXIT_FAILURE;
    }
    printf(
        "%d pairs; all rows: %ld million; wall, cpu and peak of firestat and of the peer, and the "
        "median of the pairs' ratios\n",
        n_pairs, n_millions);
    if (pairs_has("node") && getenv("NODE_DIR") != NULL) {
        goal_duckdb(n_pairs);
        goal_polars(n_pairs);
    } else {
        printf(
            "DuckDB and polars: no node, or NODE_DIR does not say where their packages are\n");
    }
    if (pairs_has("mawk"))
        goal_mawk(n_pairs);
    else
        printf("mawk: not installed\n");
    goal_wc(n_pairs);
    return EXIT_SUCCESS;
}
