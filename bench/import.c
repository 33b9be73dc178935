/* import.c - how long does it take until a CSV file is durable in a store?
 *
 * A: firestat import into a new file. B: DuckDB reading the same columns with their types given
 * into a file of its own; and the sqlite3 command line's .import with its journal off.
 *
 *     bench_import FILE.csv [PAIRS]
 *
 * The file has the columns id, occurred_at, province, district, commune, kind, cause, facility,
 * deaths, injuries, damage_vnd, forest_ha, note. NODE_DIR: see pairs.h. */
#include "pairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char folder[] = "/tmp/firestat-bench-XXXXXX";
    char store[64];
    char duck[64];
    char plain[64];
    char command[4096];
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
    if (argc < 2 || n_pairs < 1 || n_pairs > TIMING_MOST || mkdtemp(folder) == NULL) {
        fprintf(stderr, "usage: bench_import FILE.csv [PAIRS]\n");
        return EXIT_FAILURE;
    }
    const char *file = argv[1];
    snprintf(store, sizeof store, "%s/a.db", folder);
    snprintf(duck, sizeof duck, "%s/b.duckdb", folder);
    snprintf(plain, sizeof plain, "%s/b.db", folder);
    snprintf(command, sizeof command, ".import --csv --skip 1 '%s' i", file);

    const char *const import[] = { FIRESTAT_PROGRAM, "import", store, file, "-q", NULL };
    const char *const by_duckdb[] = { "node", BENCH_PEERS "/duck_make.mjs", file, duck, "2",
                                      NULL };
    const char *const by_sqlite[] = {
        "sqlite3",
        plain,
        "PRAGMA journal_mode = off",
        "PRAGMA synchronous = off",
        "CREATE TABLE i (id INTEGER PRIMARY KEY, occurred_at TEXT, province TEXT, district TEXT,"
        " commune TEXT, kind TEXT, cause TEXT, facility TEXT, deaths INT, injuries INT,"
        " damage_vnd INT, forest_ha REAL, note TEXT)",
        command,
        "SELECT substr(occurred_at, 1, 4), province, count(*), sum(deaths), sum(damage_vnd)"
        " FROM i GROUP BY 1, 2",
        NULL
    };
    const struct side ours = { "firestat import", import, store };
    const struct side duckdb = { "DuckDB, 2 threads, types given", by_duckdb, duck };
    const struct side sqlite = { "sqlite3 .import and its GROUP BY", by_sqlite, plain };
    bool ok = print_pairs("6. CSV -> durable file with all fields", &ours,
                          has_package("@duckdb/node-api") ? &duckdb : NULL, MEASURE_WALL,
                          "must 0.80, stretch 0.50", n_pairs);
    if (has_program("sqlite3"))
        ok &= print_pairs("7. the same against SQLite's own", &ours, &sqlite, MEASURE_WALL,
                          "must 0.40, stretch 0.25", n_pairs);
    unlink(store);
    unlink(duck);
    unlink(plain);
    rmdir(folder);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
