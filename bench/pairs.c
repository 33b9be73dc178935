/* pairs.c - see pairs.h. */
#define _GNU_SOURCE /* wait4 */
#include "pairs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what is there ---------------------------------------------------------------------- */

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
    printf("%s is not in PATH: that peer is left out\n", name);
    return false;
}

bool has_package(const char *package)
{
    char path[4096];
    const char *folder = getenv("NODE_DIR");
    if (!has_program("node")) return false;
    snprintf(path, sizeof path, "%s/node_modules/%s", folder != NULL ? folder : ".", package);
    if (access(path, R_OK) == 0) return true;
    printf("%s is not there: that peer is left out. NODE_DIR names a folder after\n"
           "  npm install %s\n",
           path, package);
    return false;
}

const char *python_name(void)
{
    const char *name = getenv("PYTHON");
    return name != NULL ? name : "python3";
}

bool has_module(const char *module)
{
    char import[256];
    struct cost cost;
    snprintf(import, sizeof import, "import %s", module);
    const char *const argv[] = { python_name(), "-c", import, NULL };
    const struct side side = { module, argv, NULL };
    if (run_side(&side, &cost)) return true;
    printf("%s is no module of %s: that peer is left out\n", module, python_name());
    return false;
}

/* ---- one run ---------------------------------------------------------------------------- */

static void become(const char *const argv[])
{
    const int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere < 0 || dup2(nowhere, 1) < 0 || dup2(nowhere, 2) < 0) _exit(126);
    execvp(argv[0], (char *const *)(size_t)argv);
    _exit(127);
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

bool run_side(const struct side *side, struct cost *out)
{
    struct rusage usage;
    int status = 0;
    if (side->fresh != NULL) unlink(side->fresh);
    fflush(NULL);
    const double start = timing_now();
    const pid_t child = fork();
    if (child == 0) become(side->argv);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) return false;
    *out = (struct cost){ timing_now() - start,
                          seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
                          (double)usage.ru_maxrss / 1024 };
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ---- pairs ------------------------------------------------------------------------------ */

static double value_of(struct cost cost, enum measure measure)
{
    return measure == MEASURE_WALL  ? cost.wall_seconds
           : measure == MEASURE_CPU ? cost.cpu_seconds
                                    : cost.peak_mib;
}

static void print_side(const struct side *side, const struct cost run[], int n)
{
    double median[3];
    for (int m = 0; m < 3; m++) {
        double value[TIMING_MOST];
        for (int i = 0; i < n; i++)
            value[i] = value_of(run[i], (enum measure)m);
        median[m] = timing_median(value, n);
    }
    printf("  %-36s %9.1f ms %9.1f ms of cpu %7.0f MiB\n", side->name, median[0] * 1e3,
           median[1] * 1e3, median[2]);
}

static bool failed(const struct side *side)
{
    printf("  %s: did not end well\n", side->name);
    return false;
}

bool print_pairs(const char *question, const struct side *a, const struct side *b,
                 enum measure measure, const char *goal, int n_pairs)
{
    static const char *const names[] = { "ratio of wall time", "ratio of cpu time",
                                         "ratio of peak memory" };
    struct cost of_a[TIMING_MOST];
    struct cost of_b[TIMING_MOST];
    double ratio[TIMING_MOST];
    printf("%s\n", question);
    for (int i = -1; i < n_pairs; i++) { /* the first to warm up */
        const int at = i < 0 ? 0 : i;
        if (!run_side(a, &of_a[at])) return failed(a);
        if (b == NULL) continue;
        if (!run_side(b, &of_b[at])) return failed(b);
        ratio[at] = value_of(of_a[at], measure) / value_of(of_b[at], measure);
    }
    print_side(a, of_a, n_pairs);
    if (b == NULL) return true;
    print_side(b, of_b, n_pairs);
    printf("  %-36s %9.3f    (%s%smedian of %d pairs)\n", names[measure],
           timing_median(ratio, n_pairs), goal == NULL ? "" : goal, goal == NULL ? "" : "; ",
           n_pairs);
    return true;
}
