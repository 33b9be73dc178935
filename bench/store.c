/* store.c - year x province out of a file that is there already, in a process of its own: how far is
 * it from DuckDB on its own file?
 *
 *     NODE_DIR=... bench_store FIRESTAT PEERS FOLDER [PAIRS [MILLIONS]]
 *
 * FIRESTAT is the program, PEERS the folder of the peers' scripts, FOLDER where the made-up register
 * is kept (of 10 million rows unless said: 2 GB) and the files that are made of it, which are left
 * there for the next time. */
#include "pairs.h"
#include "register.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = 1024 };

static char csv[PATH_BYTES];
static char store[PATH_BYTES];
static char duckdb[PATH_BYTES];
static char make_script[PATH_BYTES];
static char ask_script[PATH_BYTES];

static bool make_file(const char *path, const char *const command[])
{
    struct pairs_cost cost;
    if (access(path, R_OK) == 0) return true;
    if (!pairs_run_alone(command, 1, &cost)) return false;
    return access(path, R_OK) == 0;
}

static void compare(const char *const a[], const char *const b[], int n_pairs)
{
    struct pairs_result result;
    if (!pairs_run(a, b, n_pairs, &result)) return;
    printf("%-36s %7.3f s %7.3f s | cpu %6.2f s %6.2f s | %5.0f MiB %5.0f MiB | %.3f"
           " (goals 0.30, 0.15; of a cube 0.05, 0.02)\n",
           "8, 9 stored file : DuckDB, 2 threads", result.a.wall_seconds, result.b.wall_seconds,
           result.a.cpu_seconds, result.b.cpu_seconds, result.a.peak_mib, result.b.peak_mib,
           result.wall_ratio);
}

static void alone(const char *const a[], int n_runs)
{
    struct pairs_cost cost;
    printf("DuckDB: no node, or NODE_DIR does not say where its package is\n");
    if (pairs_run_alone(a, n_runs, &cost))
        printf("%-36s %7.3f s | cpu %6.2f s | %5.0f MiB\n", "firestat table STORE",
               cost.wall_seconds, cost.cpu_seconds, cost.peak_mib);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: bench_store FIRESTAT PEERS FOLDER [PAIRS [MILLIONS]]\n");
        return EXIT_FAILURE;
    }
    const int n_pairs = argc > 4 ? atoi(argv[4]) : 9;
    const long n_millions = argc > 5 ? atol(argv[5]) : 10;
    snprintf(make_script, sizeof make_script, "%s/duck_make.mjs", argv[2]);
    snprintf(ask_script, sizeof ask_script, "%s/duck_file.mjs", argv[2]);
    snprintf(csv, sizeof csv, "%s/register-%ldm.csv", argv[3], n_millions);
    snprintf(store, sizeof store, "%s/register-%ldm.db", argv[3], n_millions);
    snprintf(duckdb, sizeof duckdb, "%s/register-%ldm.duckdb", argv[3], n_millions);
    if (n_pairs < 1 || n_millions < 1 || !register_make(csv, n_millions * 1000000, true)) {
        fprintf(stderr, "the register cannot be written into %s\n", argv[3]);
        return EXIT_FAILURE;
    }
    /* Made under another name, so that a run that was stopped leaves nothing half. */
    const char *const import[] = {
        "sh",
        "-c",
        "rm -f \"$0.new\" && \"$1\" import \"$0.new\" \"$2\" -q && mv \"$0.new\" \"$0\"",
        store,
        argv[1],
        csv,
        NULL
    };
    const char *const by_duckdb[] = {
        "sh",
        "-c",
        "rm -f \"$0.new\" && node \"$1\" \"$2\" \"$0.new\" 2 && mv \"$0.new\" \"$0\"",
        duckdb,
        make_script,
        csv,
        NULL
    };
    const char *const a[] = { argv[1],    "table", store, "--by", "year,province",
                              "--format", "csv",   "-q",  NULL };
    const char *const b[] = { "node", ask_script, duckdb, "2", NULL };
    if (!make_file(store, import)) return EXIT_FAILURE;
    printf(
        "%d pairs; %ld million rows; wall, cpu and peak of firestat and of the peer, and the "
        "median of the pairs' ratios\n",
        n_pairs, n_millions);
    const bool has_duckdb = pairs_has("node") && getenv("NODE_DIR") != NULL;
    if (has_duckdb && make_file(duckdb, by_duckdb))
        compare(a, b, n_pairs);
    else
        alone(a, n_pairs);
    return EXIT_SUCCESS;
}
