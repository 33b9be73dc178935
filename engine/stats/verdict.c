/* verdict.c - "down on all three criteria": only when it is true of every one of them.
 *
 * One criterion that held, or one whose value is not known, is enough to keep the sentence from
 * being printed; which way each of the known ones went is told in any case. */
#include "firestat/stats_change.h"

struct fire_verdict fire_verdict_of(const struct fire_value current[],
                                    const struct fire_value base[], int32_t n)
{
    struct fire_verdict verdict = { .kind = FIRE_VERDICT_MIXED };
    if (n > 32) n = 0;
    for (int32_t i = 0; i < n; i++) {
        if (current[i].is_null || base[i].is_null) continue;
        if (current[i].number < base[i].number) {
            verdict.n_fell++;
            verdict.fell |= UINT32_C(1) << i;
        } else if (current[i].number > base[i].number) {
            verdict.n_rose++;
            verdict.rose |= UINT32_C(1) << i;
        } else {
            verdict.n_held++;
        }
    }
    if (n <= 0 || verdict.n_fell + verdict.n_held + verdict.n_rose < n) {
        verdict.kind = FIRE_VERDICT_UNDECIDED;
    } else if (verdict.n_fell == n) {
        verdict.kind = FIRE_VERDICT_ALL_FELL;
    } else if (verdict.n_rose == n) {
        verdict.kind = FIRE_VERDICT_ALL_ROSE;
    } else if (verdict.n_held == n) {
        verdict.kind = FIRE_VERDICT_ALL_HELD;
    }
    return verdict;
}
