/* detectable.c - how much has to change before a change is more than chance.
 *
 * On each side of the base the p-value falls with the distance, so the border is found by
 * halving, not by trying every count. */
#include "arguments.h"
#include "firestat/stats_counts.h"

/* Past it twice the base would still be exact, but nobody counts that many fires. */
#define LARGEST_BASE INT64_C(1000000000000)

static bool is_clear(int64_t current, int64_t base, double level)
{
    return fire_two_counts_p(current, 1.0, base, 1.0).p_value <= 1.0 - level;
}

struct fire_detectable fire_detectable_of(int64_t base, double level)
{
    if (base < 0 || base > LARGEST_BASE || !is_level(level))
        return (struct fire_detectable){ .is_null = true };

    struct fire_detectable result = { .has_at_most = is_clear(0, base, level) };
    if (result.has_at_most) {
        int64_t clear = 0;
        int64_t unclear = base;
        while (unclear - clear > 1) {
            const int64_t middle = clear + (unclear - clear) / 2;
            *(is_clear(middle, base, level) ? &clear : &unclear) = middle;
        }
        result.at_most = clear;
    }
    int64_t unclear = base;
    int64_t clear = 2 * base + 8;
    while (!is_clear(clear, base, level)) {
        unclear = clear;
        clear *= 2;
    }
    while (clear - unclear > 1) {
        const int64_t middle = unclear + (clear - unclear) / 2;
        *(is_clear(middle, base, level) ? &clear : &unclear) = middle;
    }
    result.at_least = clear;
    return result;
}
