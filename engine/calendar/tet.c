/* tet.c - days by the lunar new year, from the shipped table. */
#include "firestat/calendar.h"

#include "shipped.h"

#include <assert.h>

static const struct shipped_tet *tet_of(int32_t lunar_year)
{
    assert(lunar_year >= FIRE_TET_FIRST && lunar_year <= FIRE_TET_LAST);
    const struct shipped_tet *tet = &shipped_tets[lunar_year - FIRE_TET_FIRST];
    assert(tet->lunar_year == lunar_year);
    return tet;
}

int32_t fire_tet_day(int32_t lunar_year)
{
    return tet_of(lunar_year)->first_day;
}

static int32_t day_of(const struct shipped_tet *tet, struct fire_lunar_day lunar)
{
    switch (lunar.part) {
    case FIRE_LUNAR_FIRST_MONTH:
        return tet->first_day + lunar.day - 1;
    case FIRE_LUNAR_LAST_MONTH:
        return tet->first_day - tet->n_chap - 1 +
               (lunar.day < tet->n_chap ? lunar.day : tet->n_chap);
    case FIRE_LUNAR_BEFORE:
        break;
    }
    return tet->first_day - lunar.day;
}

struct fire_window fire_tet_window(int32_t lunar_year, struct fire_tet_days days)
{
    const struct shipped_tet *tet = tet_of(lunar_year);
    return (struct fire_window){ day_of(tet, days.first), day_of(tet, days.last) };
}
