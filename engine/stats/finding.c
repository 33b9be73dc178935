/* finding.c - which of the house's fixed words a test allows. */
#include "firestat/stats_counts.h"

fire_finding fire_finding_of(bool is_tested, double p_value, double q_value, int direction)
{
    if (!is_tested || !(p_value >= 0.0 && p_value <= 1.0)) return FIRE_FINDING_NOT_TESTED;
    if (!(p_value < FIRE_FINDING_P && q_value < FIRE_FINDING_Q) || direction == 0)
        return FIRE_FINDING_UNCLEAR;
    return direction > 0 ? FIRE_FINDING_HIGHER : FIRE_FINDING_LOWER;
}
