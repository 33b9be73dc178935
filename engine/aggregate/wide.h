/* wide.h - 128-bit whole numbers: sums of 64-bit values that cannot overflow before 2^64 rows,
 * and the products that exact means and shares need. */
#ifndef FIRESTAT_AGGREGATE_WIDE_H
#define FIRESTAT_AGGREGATE_WIDE_H
#include <stdint.h>

__extension__ typedef __int128 wide;

/* number / by, half away from zero. by is not 0. */
static inline wide wide_divide(wide number, wide by)
{
    const wide up = number < 0 ? -number : number;
    const wide down = by < 0 ? -by : by;
    const wide quotient = up / down + (up % down >= down - up % down ? 1 : 0);
    return (number < 0) == (by < 0) ? quotient : -quotient;
}

#endif
