/* median.c - see median.h.
 *
 * Values are sorted by their digits to the base 2^11, then put into their groups in that
 * order, so one sort serves every group and the total. It takes the same time whatever the
 * values: quickselect group by group can be made slow by a file. */
#include "median.h"

#include "firestat/arena.h"

#include <assert.h>
#include <string.h>

#define DIGIT_BITS 11
#define N_DIGITS   6 /* 66 bits */
#define N_BUCKETS  (1 << DIGIT_BITS)

/* A digit of a value, so that digits sort as signed values do. */
static size_t digit_of(int64_t value, int digit)
{
    const uint64_t ordered = (uint64_t)value ^ (UINT64_C(1) << 63);
    return (size_t)(ordered >> (digit * DIGIT_BITS)) & (N_BUCKETS - 1);
}

/* One pass of the sort. count: [N_BUCKETS] of this digit; becomes places.
 *   returns  false: all values have the same digit, nothing was moved */
static bool sort_by_digit(int digit, size_t count[], size_t n, const uint32_t group[],
                          const int64_t value[], uint32_t to_group[], int64_t to_value[])
{
    if (count[digit_of(value[0], digit)] == n) return false;
    size_t place = 0;
    for (size_t b = 0; b < N_BUCKETS; b++) {
        const size_t n_here = count[b];
        count[b] = place;
        place += n_here;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t to = count[digit_of(value[i], digit)]++;
        to_group[to] = group[i];
        to_value[to] = value[i];
    }
    return true;
}

static struct middle middle_of(const int64_t value[], size_t n)
{
    return (struct middle){ value[(n - 1) / 2], value[n / 2] };
}

/* Move sorted values to their groups' stretches, keeping their order. */
static void move_to_groups(const uint32_t group[], const int64_t value[], size_t n,
                           size_t n_groups, int64_t to[], size_t start[])
{
    for (size_t i = 0; i < n; i++)
        start[group[i] + 1]++;
    for (size_t g = 0; g < n_groups; g++)
        start[g + 1] += start[g];
    for (size_t i = 0; i < n; i++)
        to[start[group[i]]++] = value[i];
    for (size_t g = n_groups; g > 0; g--) /* each start has moved to the next one's */
        start[g] = start[g - 1];
    start[0] = 0;
}

fire_status values_sort(struct values *values, size_t n_groups, struct fire_arena *arena,
                        struct sorted *out, struct fire_error *err)
{
    const size_t n = values->n;
    uint32_t *group = values->group;
    int64_t *value = values->value;
    uint32_t *to_group = FIRE_TAKE(arena, n, uint32_t);
    int64_t *to_value = FIRE_TAKE(arena, n, int64_t);
    size_t *start = FIRE_TAKE(arena, n_groups + 1, size_t);
    size_t(*count)[N_BUCKETS] = fire_arena_take(arena, N_DIGITS, sizeof *count);
    if (to_group == NULL || to_value == NULL || start == NULL || count == NULL)
        return fire_fail_memory(err);

    for (size_t i = 0; i < n; i++) {
        for (int digit = 0; digit < N_DIGITS; digit++)
            count[digit][digit_of(value[i], digit)]++;
    }
    for (int digit = 0; n > 0 && digit < N_DIGITS; digit++) {
        if (!sort_by_digit(digit, count[digit], n, group, value, to_group, to_value)) continue;
        uint32_t *group_room = group;
        int64_t *value_room = value;
        group = to_group;
        value = to_value;
        to_group = group_room;
        to_value = value_room;
    }
    *out = (struct sorted){ .value = to_value, .start = start };
    if (n > 0) out->total = middle_of(value, n);
    move_to_groups(group, value, n, n_groups, to_value, start);
    return FIRE_OK;
}

struct middle sorted_middle(const struct sorted *sorted, uint32_t group)
{
    const size_t from = sorted->start[group];
    const size_t n = sorted->start[group + 1] - from;
    assert(n > 0);
    return middle_of(sorted->value + from, n);
}
