/* import.c - a CSV file with all its fields to a durable file: how far is it from DuckDB, and from
 * SQLite's own import?
 *
 *     NODE_DIR=... bench_import FIRESTAT PEERS FOLDER [PAIRS [MILLIONS]]
 *
 * FIRESTAT is the program, PEERS the folder of the peers' scripts, FOLDER where the made-up register
 * is kept (of 1 million rows unless said) and what is made of it. Every run makes its file anew. */
#include "pairs.h"
#include "register.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH_BYTES = 1024 };

static char csv[PATH_BYTES];
static char store[PATH_BYTES];
static char duckdb[PATH_BYTES];
static char sqlite[PATH_BYTES];
static char script[PATH_BYTES];
static char dot_import[2 * PATH_BYTES];

/* $0 is the file that is made. */
#define ANEW "sh", "-c", "rm -f \"$0\" && exec \"$@\""

static void compare(const char *what, const char *const a[], const char *const b[], int n_pairs,
                    const char *goal)
{
    struct pairs_result result;
    if (!pairs_run(a, b, n_pairs, &result)) return;
    printf(
        "%-36s %7.3f s %7.3f s | cpu %6.2f s %6.2f s | %5.0f MiB %5.0f MiB | %.2f (goal %s)\n",
        what, result.a.wall_seconds, result.b.wall_seconds, result.a.cpu_seconds,
        result.b.cpu_seconds, result.a.peak_mib, result.b.peak_mib, result.wall_ratio, goal);
}

static void alone(const char *const a[], int n_runs)
{
    struct pairs_cost cost;
    if (pairs_run_alone(a, n_runs, &cost))
        printf("%-36s %7.3f s | cpu %6.2f s | %5.0f MiB\n", "firestat import",
               cost.wall_seconds, cost.cpu_seconds, cost.peak_mib);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: bench_import FIRESTAT PEERS FOLDER [PAIRS [MILLIONS]]\n");
        return EXIT_FAILURE;
    }
    const int n_pairs = argc > 4 ? atoi(argv[4]) : 7;
    const long n_millions = argc > 5 ? atol(argv[5]) : 1;
    snprintf(script, sizeof script, "%s/duck_make.mjs", argv[2]);
    snprintf(csv, sizeof csv, "%s/register-%ldm.csv", argv[3], n_millions);
    snprintf(store, sizeof store, "%s/import-a.db", argv[3]);
    snprintf(duckdb, sizeof duckdb, "%s/import-b.duckdb", argv[3]);
    snprintf(sqlite, sizeof sqlite, "%s/import-b.db", argv[3]);
    snprintf(dot_import, sizeof dot_import, ".import --csv --skip 1 '%s' i", csv);
    if (n_pairs < 1 || n_millions < 1 || !register_make(csv, n_millions * 1000000, true)) {
        fprintf(stderr, "the register cannot be written into %s\n", argv[3]);
        return EXIT_FAILURE;
    }
    const char *const a[] = { ANEW, store, argv[1], "import", store, csv, "-q", NULL };
    const char *const by_duckdb[] = { ANEW, duckdb, "node", script, csv, duckdb, "2", NULL };
    const char *const by_sqlite[] = {
        ANEW,
        sqlite,
        "sqlite3",
        sqlite,
        "PRAGMA journal_mode = off",
        "PRAGMA synchronous = off",
        "CREATE TABLE i (id INTEGER PRIMARY KEY, occurred_at TEXT, province TEXT, district TEXT,"
        " commune TEXT, kind TEXT, cause TEXT, facility TEXT, deaths INT, injuries INT,"
        " damage_vnd INT, forest_ha REAL, note TEXT)",
        dot_import,
        "SELECT substr(occurred_at, 1, 4), province, count(*), sum(deaths), sum(damage_vnd)"
        " FROM i GROUP BY 1, 2",
        NULL
    };
    printf(
        "%d pairs; %ld million rows; wall, cpu and peak of firestat and of the peer, and the "
        "median of the pairs' ratios\n",
        n_pairs, n_millions);
    const bool has_duckdb = pairs_has("node") && getenv("NODE_DIR") != NULL;
    const bool has_sqlite = pairs_has("sqlite3");
    if (has_duckdb)
        compare("6 all fields : DuckDB, 2 threads", a, by_duckdb, n_pairs, "0.80, 0.50");
    else
        printf("DuckDB: no node, or NODE_DIR does not say where its package is\n");
    if (has_sqlite)
        compare("7 all fields : sqlite3 .import", a, by_sqlite, n_pairs, "0.40, 0.25");
    else
        printf("sqlite3: not installed\n");
    if (!has_duckdb && !has_sqlite) alone(a, n_pairs);
    remove(store);
    remove(duckdb);
    remove(sqlite);
    return EXIT_SUCCESS;
}
