/* poisson.c - GSL has no inverse of the Poisson distribution, and counts in 32 bits.
 *
 * At most k events at mean m: a gamma variable of shape k + 1 is above m. */
#include "poisson.h"

#include "gamma.h"

double poisson_at_most(int64_t count, double mean)
{
    if (count < 0) return 0.0;
    return gamma_above(mean, (double)count + 1.0);
}

double poisson_above(int64_t count, double mean)
{
    if (count < 0) return 1.0;
    return gamma_below(mean, (double)count + 1.0);
}

/* Is P(X <= count) >= tail? Asked of the smaller side, which keeps its digits. */
static int reaches(int64_t count, double tail, double mean)
{
    if (tail <= 0.5) return poisson_at_most(count, mean) >= tail;
    return poisson_above(count, mean) <= 1.0 - tail;
}

int64_t poisson_quantile(double tail, double mean)
{
    int64_t below = -1;
    int64_t above = (int64_t)mean + 1;
    while (!reaches(above, tail, mean)) {
        below = above;
        above *= 2;
    }
    while (above - below > 1) {
        const int64_t middle = below + (above - below) / 2;
        *(reaches(middle, tail, mean) ? &above : &below) = middle;
    }
    return above;
}
