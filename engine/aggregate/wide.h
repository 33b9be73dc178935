/* wide.h - 128-bit whole numbers: sums of 64-bit values that cannot overflow before 2^64 rows,
 * and the products that exact means and shares need. */
#ifndef FIRESTAT_AGGREGATE_WIDE_H
#define FIRESTAT_AGGREGATE_WIDE_H
#include <stdint.h>

__extension__ typedef __int128 wide;

#endif
