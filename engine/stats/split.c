/* split.c - whole numbers for the parts of a divided area, by largest remainder (Hamilton). */
#include "firestat/stats_areas.h"

#include <math.h>

#define LARGEST_COUNT (INT64_C(1) << 53)

/* The part with the largest rest that has not been given one more yet. */
static int64_t next_part(const int64_t part[], const double real[], int64_t n)
{
    int64_t best = 0;
    double largest = -INFINITY;
    for (int64_t i = 0; i < n; i++) {
        const double rest = real[i] - (double)part[i]; /* below 0 once it has been given one */
        if (rest > largest) {
            largest = rest;
            best = i;
        }
    }
    return best;
}

bool fire_split_count(int64_t count, const double weight[], int64_t n, int64_t part[],
                      double real[])
{
    double all = 0.0;
    for (int64_t i = 0; i < n; i++) {
        if (!(weight[i] >= 0.0)) return false;
        all += weight[i];
    }
    if (count < 0 || count > LARGEST_COUNT || !(all > 0.0) || !isfinite(all)) return false;

    int64_t left = count;
    for (int64_t i = 0; i < n; i++) {
        real[i] = (double)count * (weight[i] / all);
        part[i] = (int64_t)real[i];
        if (part[i] > left) part[i] = left; /* shares that were rounded up */
        left -= part[i];
    }
    while (left > 0) {
        part[next_part(part, real, n)]++;
        left--;
    }
    return true;
}
