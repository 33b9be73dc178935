/* pairs.c - see pairs.h. */
#include "pairs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

bool has_program(const char *name)
{
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        char whole[4096];
        const size_t size = strcspn(path, ":");
        snprintf(whole, sizeof whole, "%.*s/%s", (int)size, path, name);
        if (access(whole, X_OK) == 0) return true;
        path += size + (path[size] == ':');
    }
    printf("%s is not in PATH: the side of that peer is left out\n", name);
    return false;
}

bool has_duckdb(void)
{
    char package[4096];
    const char *folder = getenv("NODE_DIR");
    if (!has_program("node")) return false;
    snprintf(package, sizeof package, "%s/node_modules/@duckdb/node-api",
             folder != NULL ? folder : ".");
    if (access(package, R_OK) == 0) return true;
    printf("%s is not there: DuckDB is left out. NODE_DIR names a folder after\n"
           "  npm install @duckdb/node-api\n",
           package);
    return false;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void become(const char *const argv[])
{
    const int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere < 0 || dup2(nowhere, 1) < 0 || dup2(nowhere, 2) < 0) _exit(126);
    execvp(argv[0], (char *const *)argv);
    _exit(127);
}

double run_side(const struct side *side)
{
    int status = 0;
    if (side->fresh != NULL) unlink(side->fresh);
    fflush(NULL);
    const double start = now_seconds();
    const pid_t child = fork();
    if (child == 0) become(side->argv);
    if (child < 0 || waitpid(child, &status, 0) != child) return -1;
    const double seconds = now_seconds() - start;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? seconds : -1;
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

static bool failed(const struct side *side)
{
    printf("%s failed: %s ...\n", side->name, side->argv[0]);
    return false;
}

bool print_pairs(const char *question, const struct side *a, const struct side *b, int n_pairs)
{
    double of_a[MOST_PAIRS];
    double of_b[MOST_PAIRS];
    double ratio[MOST_PAIRS];
    printf("%s\n", question);
    if (run_side(a) < 0) return failed(a); /* to warm up */
    if (b != NULL && run_side(b) < 0) return failed(b);
    for (int i = 0; i < n_pairs; i++) {
        of_a[i] = run_side(a);
        if (of_a[i] < 0) return failed(a);
        if (b == NULL) continue;
        of_b[i] = run_side(b);
        if (of_b[i] < 0) return failed(b);
        ratio[i] = of_a[i] / of_b[i];
    }
    printf("  %-36s %8.1f ms\n", a->name, median(of_a, n_pairs) * 1e3);
    if (b == NULL) return true;
    printf("  %-36s %8.1f ms\n", b->name, median(of_b, n_pairs) * 1e3);
    printf("  %-36s %8.3f    (median of %d pairs)\n", "ratio", median(ratio, n_pairs), n_pairs);
    return true;
}
