/* growth.c - the growth a year that leads from one value to another. */
#include "firestat/stats_change.h"

#include <math.h>

struct fire_growth fire_growth_per_year(int64_t first, int64_t last, int32_t years)
{
    if (first <= 0 || last <= 0 || years <= 0) return (struct fire_growth){ .is_null = true };
    const double ratio = (double)last / (double)first;
    return (struct fire_growth){ .percent_per_year = 100.0 * expm1(log(ratio) / years) };
}
