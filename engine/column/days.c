/* days.c - fire_days of firestat/table.h: a table's days without its rows. */
#include "column.h"

#include <stdlib.h>

struct fire_days {
    bool has_rows;
    struct fire_window window; /* last < first: no row says when */
    struct coverage coverage;
};

struct fire_days *fire_days_create(void)
{
    struct fire_days *days = calloc(1, sizeof *days);
    if (days != NULL) days->window = (struct fire_window){ FIRE_DAY_LAST, FIRE_DAY_FIRST };
    return days;
}

void fire_days_free(struct fire_days *days)
{
    if (days == NULL) return;
    coverage_finish(&days->coverage);
    free(days);
}

fire_status fire_days_add(struct fire_days *days, const struct fire_batch *batch,
                          struct fire_error *err)
{
    struct fire_window room;
    const struct fire_window *plain = plain_days(batch, &room);
    days->has_rows = true;
    table_widen(&days->window, batch, plain);
    return coverage_add(&days->coverage, batch, plain) ? FIRE_OK : fire_fail_memory(err);
}

fire_status fire_days_join(struct fire_days *days, const struct fire_days *others,
                           struct fire_error *err)
{
    days->has_rows = days->has_rows || others->has_rows;
    widen(&days->window, &others->window);
    return coverage_join(&days->coverage, &others->coverage) ? FIRE_OK : fire_fail_memory(err);
}

bool fire_days_window(const struct fire_days *days, struct fire_window *out)
{
    return table_days(days->has_rows, &days->window, out);
}

const struct fire_window *fire_days_coverage(const struct fire_days *days, int64_t *out_n)
{
    if (days->coverage.n_joined == 0) return NULL;
    *out_n = (int64_t)days->coverage.n_joined;
    return days->coverage.joined;
}
