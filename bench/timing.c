/* timing.c - see timing.h. */
#include "timing.h"

#include <stdlib.h>
#include <time.h>

static double read_clock(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

double timing_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

struct spent timing_spent(void)
{
    return (struct spent){ timing_now(), read_clock(CLOCK_PROCESS_CPUTIME_ID) };
}

struct spent timing_since(struct spent start)
{
    const struct spent now = timing_spent();
    return (struct spent){ now.wall - start.wall, now.cpu - start.cpu };
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

double timing_median(double value[], int n)
{
    qsort(value, (size_t)n, sizeof value[0], compare);
    return value[n / 2];
}
