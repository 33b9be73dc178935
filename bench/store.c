/* store.c - how long does a table take out of a file that is there already, as a cold process?
 *
 * A: firestat table STORE --by year,province,kind, which no standing cube answers, so all rows are
 * scanned; and --by year,province, which a cube answers. B: DuckDB asking its own file the same.
 * Both files are made of the CSV file first, which is not measured.
 *
 *     bench_store FILE.csv [PAIRS]
 *
 * Columns and NODE_DIR: see import.c. */
#include "pairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char folder[] = "/tmp/firestat-bench-XXXXXX";
    char store[64];
    char duck[64];
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 9;
    if (argc < 2 || n_pairs < 1 || n_pairs > TIMING_MOST || mkdtemp(folder) == NULL) {
        fprintf(stderr, "usage: bench_store FILE.csv [PAIRS]\n");
        return EXIT_FAILURE;
    }
    const char *file = argv[1];
    snprintf(store, sizeof store, "%s/a.db", folder);
    snprintf(duck, sizeof duck, "%s/b.duckdb", folder);

    const char *const import[] = { FIRESTAT_PROGRAM, "import", store, file, "-q", NULL };
    const char *const make[] = { "node", BENCH_PEERS "/duck_make.mjs", file, duck, "2", NULL };
    const char *const scan[] = { FIRESTAT_PROGRAM,     "table",    store, "--by",
                                 "year,province,kind", "--format", "csv", NULL };
    const char *const cube[] = { FIRESTAT_PROGRAM, "table",    store, "--by",
                                 "year,province",  "--format", "csv", NULL };
    const char *const duck_scan[] = { "node", BENCH_PEERS "/duck_file.mjs", duck, "2", "kind",
                                      NULL };
    const char *const duck_cube[] = { "node", BENCH_PEERS "/duck_file.mjs", duck, "2", NULL };
    const struct side ours[] = { { "firestat table STORE, by scan", scan, NULL },
                                 { "firestat table STORE, by cube", cube, NULL } };
    const struct side duckdb[] = { { "DuckDB on its file, 2 threads", duck_scan, NULL },
                                   { "DuckDB on its file, 2 threads", duck_cube, NULL } };
    struct cost cost;
    const bool has_peer = has_package("@duckdb/node-api") &&
                          run_side(&(struct side){ "", make, duck }, &cost);
    bool ok = run_side(&(struct side){ "", import, store }, &cost);
    ok = ok &&
         print_pairs("8. year x province x kind out of the file", &ours[0],
                     has_peer ? &duckdb[0] : NULL, MEASURE_WALL, "must 0.30, stretch 0.15",
                     n_pairs) &&
         print_pairs("9. year x province out of the file", &ours[1],
                     has_peer ? &duckdb[1] : NULL, MEASURE_WALL, "must 0.05, stretch 0.02",
                     n_pairs);
    unlink(store);
    unlink(duck);
    rmdir(folder);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
