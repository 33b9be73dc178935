/* slip.h - does one number look like another one mistyped? Room-private. */
#ifndef FIRESTAT_STATS_SLIP_H
#define FIRESTAT_STATS_SLIP_H
#include <stdbool.h>
#include <stdint.h>

/* Are the digits of `printed` those of `meant` with a run of one or two lost, one too many, two
 * neighbours swapped, or, among three and more, one wrong that is not the last? A last digit is a
 * matter of rounding, no slip. Signs are not looked at; the same number is no slip. */
bool slip_of(int64_t printed, int64_t meant);

#endif
