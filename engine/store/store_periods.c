/* store_periods.c - whether there are totals among the rows. */
#include "blocks.h"
#include "mark.h"

#include <string.h>

/* Whether the list of some block has last days. */
static fire_status look_at_blocks(struct fire_store *store, bool *out, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(store, "SELECT pieces FROM block", &query, err);
    *out = false;
    while (status == FIRE_OK && !*out) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        const char *pieces = sqlite3_column_blob(query, 0);
        const int size = sqlite3_column_bytes(query, 0);
        for (int at = 0; at + 2 <= size; at += 2) {
            uint16_t slot = 0;
            memcpy(&slot, pieces + at, sizeof slot);
            *out |= slot == SLOT_LAST_DAY;
        }
    }
    sqlite3_finalize(query);
    return status;
}

/* All rows are looked at only where the blocks cannot tell, or say that there was one. */
static fire_status look(struct fire_store *store, bool *out, struct fire_error *err)
{
    int64_t found = 0;
    bool holds = false;
    *out = true;
    FIRE_TRY(store_mark_holds(store, &holds, err));
    if (holds) FIRE_TRY(look_at_blocks(store, out, err));
    if (!*out) return FIRE_OK;
    FIRE_TRY(store_number(store,
                          "SELECT EXISTS (SELECT 1 FROM incident WHERE last_day IS NOT NULL"
                          " AND superseded_by IS NULL)",
                          &found, err));
    *out = found != 0;
    return FIRE_OK;
}

fire_status fire_store_has_periods(struct fire_store *store, bool *out, struct fire_error *err)
{
    const bool inside = store->snapshot;
    FIRE_TRY(store_snapshot_begin(store, err));
    const fire_status status = look(store, out, err);
    if (!inside) store_snapshot_end(store);
    return status;
}
