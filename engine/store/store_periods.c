/* store_periods.c - whether there are totals among the rows. */
#include "store.h"

fire_status fire_store_has_periods(struct fire_store *store, bool *out, struct fire_error *err)
{
    int64_t found = 0;
    FIRE_TRY(store_number(store,
                          "SELECT EXISTS (SELECT 1 FROM incident WHERE last_day IS NOT NULL"
                          " AND superseded_by IS NULL)",
                          &found, err));
    *out = found != 0;
    return FIRE_OK;
}
