/* csv.c - a CSV file to a table of year x province: how far is it from the fastest peer, and from
 * just reading the file?
 *
 *     bench_csv FOLDER [PAIRS [MILLIONS]]
 *
 * FOLDER is where the made-up registers are kept: of 1 million rows and of MILLIONS (10 unless said,
 * 1.6 GB). NODE_DIR: see pairs.h. */
#include "pairs.h"
#include "register.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH_BYTES = 1024 };

static char small[PATH_BYTES];
static char large[PATH_BYTES];
static char bare[PATH_BYTES];

#define TABLE(file, jobs)                                                                      \
    {                                                                                          \
        FIRESTAT_PROGRAM, "table", file, "--by", "year,province", "--format", "csv", "-q",     \
            "--jobs", jobs, NULL                                                               \
    }

static bool ask_duckdb(int n_pairs)
{
    const char *const table[] = TABLE(large, "2");
    const char *const duckdb[] = { "node", BENCH_PEERS "/duck_csv.mjs", large, "2", NULL };
    const struct side a = { "firestat table, 2 threads", table, NULL };
    const struct side b = { "DuckDB, 2 threads, types given", duckdb, NULL };
    const bool has_peer = has_package("@duckdb/node-api");
    return print_pairs("1. CSV -> year x province, all rows", &a, has_peer ? &b : NULL,
                       MEASURE_WALL, "must 0.40, stretch 0.25", n_pairs) &&
           (!has_peer || print_pairs("5. the same: memory", &a, &b, MEASURE_PEAK,
                                     "must 0.20, stretch 0.08", 3));
}

static bool ask_polars(int n_pairs)
{
    const char *const table[] = TABLE(small, "2");
    const char *const polars[] = { "node", BENCH_PEERS "/polars_csv.cjs", small, NULL };
    const struct side a = { "firestat table, 2 threads", table, NULL };
    const struct side b = { "polars", polars, NULL };
    return print_pairs("2. the same, 1 million rows (memory: as of all rows)", &a,
                       has_package("nodejs-polars") ? &b : NULL, MEASURE_WALL,
                       "must 0.30, stretch 0.18", n_pairs);
}

static bool ask_mawk(int n_pairs)
{
    static const char program[] =
        "NR>1{k=substr($2,1,4)\",\"$3;n[k]++;d[k]+=$9;v[k]+=$11}"
        "END{for(k in n)printf \"%s,%d,%d,%.0f\\n\",k,n[k],d[k],v[k]}";
    const char *const table[] = TABLE(bare, "1");
    const char *const mawk[] = { "mawk", "-F,", program, bare, NULL };
    const struct side a = { "firestat table, 1 thread", table, NULL };
    const struct side b = { "mawk", mawk, NULL };
    return print_pairs("3. the same, 1 million rows without quotes", &a,
                       has_program("mawk") ? &b : NULL, MEASURE_CPU, "must 0.50, stretch 0.25",
                       n_pairs);
}

static bool ask_wc(int n_pairs)
{
    const char *const table[] = TABLE(large, "2");
    const char *const wc[] = { "wc", "-l", large, NULL };
    const struct side a = { "firestat table, 2 threads", table, NULL };
    const struct side b = { "wc -l", wc, NULL };
    return print_pairs("4. the same, all rows, against reading them", &a, &b, MEASURE_WALL,
                       "must 3.0, stretch 1.8", n_pairs);
}

int main(int argc, char **argv)
{
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 7;
    const long n_millions = argc > 3 ? strtol(argv[3], NULL, 10) : 10;
    if (argc < 2 || n_pairs < 1 || n_pairs > TIMING_MOST || n_millions < 1) {
        fprintf(stderr, "usage: bench_csv FOLDER [PAIRS [MILLIONS]]\n");
        return EXIT_FAILURE;
    }
    snprintf(small, sizeof small, "%s/register-1m.csv", argv[1]);
    snprintf(bare, sizeof bare, "%s/register-1m-bare.csv", argv[1]);
    snprintf(large, sizeof large, "%s/register-%ldm.csv", argv[1], n_millions);
    if (!register_make(small, 1000000, true) || !register_make(bare, 1000000, false) ||
        !register_make(large, n_millions * 1000000, true)) {
        fprintf(stderr, "the registers cannot be written into %s\n", argv[1]);
        return EXIT_FAILURE;
    }
    bool ok = ask_duckdb(n_pairs);
    ok = ask_polars(n_pairs) && ok;
    ok = ask_mawk(n_pairs) && ok;
    ok = ask_wc(n_pairs) && ok;
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
