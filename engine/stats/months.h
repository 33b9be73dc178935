/* months.h - which months can be spoken of. Room-private. */
#ifndef FIRESTAT_STATS_MONTHS_ROOM_H
#define FIRESTAT_STATS_MONTHS_ROOM_H
#include "firestat/stats_months.h"

/* Months within the limits of their struct, with at least one event; `*total` is their sum then. */
bool months_are_sound(const struct fire_months *months, int64_t *total);

#endif
