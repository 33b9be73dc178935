/* overlap_days.c - see overlap_days.h. A row costs one look into the table, and none where the row
 * before was of the same month and area. */
#include "overlap_days.h"

#include "hash.h"

#include "firestat/date.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1800, CAPACITY = 1024 };

int32_t overlap_month(int32_t day, int32_t *out_number)
{
    const struct fire_civil civil = fire_civil_from_day(day);
    *out_number = civil.day;
    return (civil.year - FIRST_YEAR) * 12 + civil.month - 1;
}

static size_t place_of(const struct month_days *month, size_t capacity, uint64_t key)
{
    size_t at = (size_t)hash_mix(key) & (capacity - 1);
    while (month[at].days != 0 && month[at].key != key)
        at = (at + 1) & (capacity - 1);
    return at;
}

/* A table of that size with all there is. */
static bool make_table(struct overlap_days *days, size_t capacity)
{
    struct month_days *table = calloc(capacity, sizeof *table);
    if (table == NULL) return false;
    for (size_t i = 0; i < days->capacity; i++)
        if (days->month[i].days != 0)
            table[place_of(table, capacity, days->month[i].key)] = days->month[i];
    free(days->month);
    days->month = table;
    days->capacity = capacity;
    days->last = 0;
    days->is_sorted = false;
    return true;
}

bool overlap_days_add(struct overlap_days *days, int32_t source, int32_t area, int32_t day)
{
    if (days->n * 2 >= days->capacity &&
        !make_table(days, days->capacity == 0 ? CAPACITY : days->capacity * 2))
        return false;
    if (days->is_sorted && !make_table(days, days->capacity)) return false;
    int32_t number;
    const int32_t month = overlap_month(day, &number);
    const uint64_t key = overlap_key(source, area, month);
    struct month_days *entry = &days->month[days->last];
    if (entry->days == 0 || entry->key != key) {
        days->last = place_of(days->month, days->capacity, key);
        entry = &days->month[days->last];
        days->n += entry->days == 0;
        entry->key = key;
    }
    entry->days |= UINT32_C(1) << (number - 1);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct month_days *x = a;
    const struct month_days *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

void overlap_days_sort(struct overlap_days *days)
{
    size_t n = 0;
    if (days->is_sorted || days->n == 0) return;
    for (size_t i = 0; i < days->capacity; i++)
        if (days->month[i].days != 0) days->month[n++] = days->month[i];
    memset(days->month + n, 0, (days->capacity - n) * sizeof *days->month);
    qsort(days->month, n, sizeof *days->month, by_key);
    days->is_sorted = true;
}

void overlap_days_finish(struct overlap_days *days)
{
    free(days->month);
    *days = (struct overlap_days){ 0 };
}
