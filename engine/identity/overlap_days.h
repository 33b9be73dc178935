/* overlap_days.h - on which days of a month a source has incidents in an area. */
#ifndef FIRESTAT_ENGINE_IDENTITY_OVERLAP_DAYS_H
#define FIRESTAT_ENGINE_IDENTITY_OVERLAP_DAYS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct month_days {
    uint64_t key;  /* overlap_key()                                 */
    uint32_t days; /* bit d - 1: day d has one; 0 only in free room */
};

/* Starts as {0}. */
struct overlap_days {
    struct month_days *month; /* [capacity] a hash table until it is sorted */
    size_t capacity;          /* a power of 2, or 0                         */
    size_t n;
    size_t last; /* where the row before this one went           */
    bool is_sorted;
};

enum { OVERLAP_MONTH_BITS = 13, OVERLAP_AREA_BITS = 31 };

/* Sources below 2^20, months counted from FIRE_DAY_FIRST's year: sorted by source, area, month. */
static inline uint64_t overlap_key(int32_t source, int32_t area, int32_t month)
{
    return (uint64_t)source << (OVERLAP_AREA_BITS + OVERLAP_MONTH_BITS) |
           (uint64_t)area << OVERLAP_MONTH_BITS | (uint64_t)month;
}

/* The month of a day, and which one of it the day is, from 1. */
int32_t overlap_month(int32_t day, int32_t *out_number);

/* One incident. false: no memory */
bool overlap_days_add(struct overlap_days *days, int32_t source, int32_t area, int32_t day);

/* Into the order of the keys, [0, n). More can be added behind it. */
void overlap_days_sort(struct overlap_days *days);

void overlap_days_finish(struct overlap_days *days);

#endif
