/* moment.c - the date inside files that we make.
 *
 * $SOURCE_DATE_EPOCH, or a date that never changes: the clock would make every file another one. */
#include "firestat/date.h"
#include "firestat/output.h"

#include <stdio.h>
#include <stdlib.h>

#define DAY_SECONDS 86400

void fire_output_moment(char out[FIRE_MOMENT_BYTES])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    const long long seconds = epoch == NULL ? -1 : strtoll(epoch, &end, 10);
    const long long day = seconds / DAY_SECONDS;
    if (seconds < 0 || end == epoch || *end != '\0' || day > FIRE_DAY_LAST) {
        snprintf(out, FIRE_MOMENT_BYTES, "2000-01-01T00:00:00Z");
        return;
    }
    const unsigned second = (unsigned)(seconds % DAY_SECONDS);
    char iso[11];
    fire_day_to_iso((int32_t)day, iso);
    snprintf(out, FIRE_MOMENT_BYTES, "%sT%02u:%02u:%02uZ", iso, second / 3600 % 24,
             second / 60 % 60, second % 60);
}
