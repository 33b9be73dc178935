/* real_money.c - money in the prices of another year, exact.
 *
 * An index is published with two decimals, so it comes in hundredths; the ratio of two of them
 * is a fraction, and one rounding at the end is the only one. */
#include "rounding.h"

bool fire_real_money(int64_t nominal, int64_t index_year, int64_t index_base, int32_t decimals,
                     int64_t *out)
{
    return index_year > 0 && index_base > 0 &&
           scaled_quotient(index_base, nominal, index_year, decimals, FIRE_ROUND_HALF_AWAY,
                           out);
}
