/* pairs.c - see pairs.h. */
#define _GNU_SOURCE /* wait4 */
#include "pairs.h"

#include "timing.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static bool run(const char *const argv[], struct pairs_cost *out)
{
    struct rusage usage;
    int status = 0;
    const double start = timing_now();
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        (void)dup2(nowhere, STDOUT_FILENO);
        (void)dup2(nowhere, STDERR_FILENO);
        execvp(argv[0], (char *const *)(size_t)argv);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0) {
        printf("  %s did not end well\n", argv[0]);
        return false;
    }
    *out = (struct pairs_cost){ timing_now() - start,
                                seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
                                (double)usage.ru_maxrss / 1024 };
    return true;
}

/* The runs of one command, or the ratios of both. */
struct costs {
    double wall[TIMING_MOST];
    double cpu[TIMING_MOST];
    double peak[TIMING_MOST];
};

static void keep(struct costs *costs, int i, struct pairs_cost cost)
{
    costs->wall[i] = cost.wall_seconds;
    costs->cpu[i] = cost.cpu_seconds;
    costs->peak[i] = cost.peak_mib;
}

static struct pairs_cost middle(struct costs *costs, int n)
{
    return (struct pairs_cost){ timing_median(costs->wall, n), timing_median(costs->cpu, n),
                                timing_median(costs->peak, n) };
}

bool pairs_run(const char *const a[], const char *const b[], int n_pairs,
               struct pairs_result *out)
{
    static struct costs of_a;
    static struct costs of_b;
    static struct costs ratio;
    if (n_pairs > TIMING_MOST) n_pairs = TIMING_MOST;
    for (int i = -1; i < n_pairs; i++) {
        struct pairs_cost one;
        struct pairs_cost other;
        if (!run(a, &one) || !run(b, &other)) return false;
        if (i < 0) continue;
        keep(&of_a, i, one);
        keep(&of_b, i, other);
        keep(&ratio, i,
             (struct pairs_cost){ one.wall_seconds / other.wall_seconds,
                                  one.cpu_seconds / other.cpu_seconds,
                                  one.peak_mib / other.peak_mib });
    }
    const struct pairs_cost ratios = middle(&ratio, n_pairs);
    *out = (struct pairs_result){ middle(&of_a, n_pairs), middle(&of_b, n_pairs),
                                  ratios.wall_seconds, ratios.cpu_seconds, ratios.peak_mib };
    return true;
}

bool pairs_run_alone(const char *const a[], int n_runs, struct pairs_cost *out)
{
    static struct costs of_a;
    if (n_runs > TIMING_MOST) n_runs = TIMING_MOST;
    for (int i = -1; i < n_runs; i++) {
        struct pairs_cost one;
        if (!run(a, &one)) return false;
        if (i >= 0) keep(&of_a, i, one);
    }
    *out = middle(&of_a, n_runs);
    return true;
}

bool pairs_has(const char *program)
{
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        const int size = (int)strcspn(path, ":");
        char file[1024];
        snprintf(file, sizeof file, "%.*s/%s", size, path, program);
        if (access(file, X_OK) == 0) return true;
        path += size;
        path += *path == ':';
    }
    return false;
}
