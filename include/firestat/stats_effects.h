/* stats_effects.h - which parts made a total change.
 *
 * Areas, causes or facilities are the parts; what they contribute adds up to the change of the
 * total exactly, digit by digit. What the fields mean in every topic: stats.h. */
#ifndef FIRESTAT_STATS_EFFECTS_H
#define FIRESTAT_STATS_EFFECTS_H
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/stats_change.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Shares of a change ("two thirds of the fall came from ...") are said only when the total moved
 * by this much and every part moved its way. */
#define FIRE_SHARES_DELTA_MIN 20

/* What each part contributed to the change of the total, in percents rounded as `rounding` says: cut
 * off, the points still add up to the total that was cut off.
 *   current[n], base[n]   of each part
 *   delta[n]    out: current - base
 *   point[n]    out: 100 * delta / base total, in percentage points scaled by 10^decimals; they
 *               add up to total.percent exactly (largest remainder, ties to the lower index)
 *   share[n]    out: 100 * delta / delta of the total, scaled alike; 0 where that is 0
 *   scratch     takes 16 bytes a part
 *   total       the change of the sum; where it has no percent (kind) the points are 0
 *   may_say_shares   see FIRE_SHARES_DELTA_MIN
 *   is_null     a part is not known on one side, or something does not fit; nothing is written
 * Errors: FIRE_ENOMEM. */
struct fire_contributions {
    bool is_null;
    struct fire_change total;
    bool may_say_shares;
};
fire_status fire_contributions_of(const struct fire_value current[],
                                  const struct fire_value base[], int64_t n, bool is_count,
                                  int32_t decimals, fire_rounding rounding,
                                  struct fire_arena *scratch, int64_t delta[], int64_t point[],
                                  int64_t share[], struct fire_contributions *out,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* Incidents and damage of each part, two windows. Borrowed.
 *   all >= 0; a damage without an incident is out of range */
struct fire_parts {
    const int64_t *incidents_base;
    const int64_t *incidents_current;
    const int64_t *damage_base;
    const int64_t *damage_current;
    int64_t n;
};

/* Damage = incidents * share of the part * damage an incident. How much of the change came from
 * more incidents, from incidents moved between parts, from costlier incidents: LMDI-I, additive
 * (Ang, Energy Policy 33 (2005) 867-871). activity + structure + intensity = total.
 *   zero       a part without damage in one window has no logarithm; its whole change is the
 *              structure's where it has no incident there, else the intensity's (the limits)
 *   residual   what rounding left
 *   is_null    an argument out of range, or no incident at all in a window */
struct fire_lmdi {
    bool is_null;
    double total;
    double activity;
    double structure;
    double intensity;
    double residual;
};
struct fire_lmdi fire_lmdi_of(const struct fire_parts *parts);

/* The same with two factors, number and severity, each at the mean of the other (Shapley,
 * Marshall-Edgeworth): exact, and zeros are no matter. A part without an incident in one window
 * has the severity of the other. */
struct fire_two_factors {
    bool is_null;
    double count_effect;
    double severity_effect;
};
struct fire_two_factors fire_two_factors_of(const struct fire_parts *parts);

#ifdef __cplusplus
}
#endif
#endif
