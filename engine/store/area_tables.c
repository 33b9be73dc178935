/* area_tables.c - tables of areas beside the incidents: area_units, area_changes, area_aliases.
 *
 * No row of an incident refers to them: they say what recorded areas mean, and are asked anew
 * whenever somebody wants to know. So they may change without anything else becoming wrong. */
#include "mark.h"

#include <stdio.h>

#define STATEMENT_BYTES 256

static fire_status put_table(struct fire_store *store, const struct fire_area_units *units,
                             fire_area_table table, struct fire_error *err)
{
    char sql[STATEMENT_BYTES];
    int32_t n_columns = 0;
    sqlite3_stmt *insert = NULL;
    const int32_t n = fire_area_units_n_lines(units, table);
    fire_area_table_columns(table, &n_columns);
    snprintf(sql, sizeof sql, "DELETE FROM area_%s", fire_area_table_name(table));
    FIRE_TRY(store_exec(store, sql, err));
    snprintf(sql, sizeof sql, "INSERT INTO area_%s VALUES (%.*s)", fire_area_table_name(table),
             3 * n_columns - 2, "?, ?, ?, ?, ?, ?, ?");
    FIRE_TRY(store_prepare(store, sql, &insert, err));
    fire_status status = FIRE_OK;
    for (int32_t line = 0; status == FIRE_OK && line < n; line++) {
        const struct fire_text_view *cell = fire_area_units_line(units, table, line);
        bool has_row = false;
        for (int32_t i = 0; i < n_columns; i++)
            if (sqlite3_bind_text(insert, i + 1, cell[i].bytes, (int)cell[i].size_bytes,
                                  SQLITE_STATIC) != SQLITE_OK)
                status = store_fail(store, err);
        if (status == FIRE_OK) status = store_step(store, insert, &has_row, err);
        if (sqlite3_reset(insert) != SQLITE_OK && status == FIRE_OK)
            status = store_fail(store, err);
    }
    sqlite3_finalize(insert);
    return status;
}

fire_status store_area_tables_write(struct fire_store *store,
                                    const struct fire_area_units *units, struct fire_error *err)
{
    for (int table = 0; table < FIRE_N_AREA_TABLES; table++)
        FIRE_TRY(put_table(store, units, (fire_area_table)table, err));
    return FIRE_OK;
}

/* Behind BEGIN IMMEDIATE. What stands beside the rows stays right: no row is touched. */
static fire_status put_all(struct fire_store *store, const struct fire_area_units *units,
                           struct fire_error *err)
{
    bool holds = false;
    uint32_t n_changes = 0;
    FIRE_TRY(store_mark_holds(store, &holds, err));
    FIRE_TRY(store_mark_count(store, &n_changes, err));
    FIRE_TRY(store_area_tables_write(store, units, err));
    if (holds) FIRE_TRY(store_mark_write(store, n_changes, err));
    return store_exec(store, "COMMIT", err);
}

fire_status fire_store_put_areas(struct fire_store *store, const struct fire_area_units *units,
                                 struct fire_error *err)
{
    store_snapshot_end(store);
    FIRE_TRY(store_exec(store, "BEGIN IMMEDIATE", err));
    const fire_status status = put_all(store, units, err);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static fire_status add_table(struct fire_store *store, struct fire_area_units *units,
                             fire_area_table table, struct fire_error *err)
{
    char sql[STATEMENT_BYTES];
    int32_t n_columns = 0;
    sqlite3_stmt *query = NULL;
    fire_area_table_columns(table, &n_columns); /* in the order of the table */
    snprintf(sql, sizeof sql, "SELECT * FROM area_%s ORDER BY rowid",
             fire_area_table_name(table));
    FIRE_TRY(store_prepare(store, sql, &query, err));
    fire_status status = FIRE_OK;
    while (status == FIRE_OK) {
        struct fire_text_view cell[FIRE_N_AREA_COLUMNS];
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        for (int32_t i = 0; i < n_columns; i++)
            cell[i] = store_text(query, i);
        status = fire_area_units_add(units, table, cell, FIRE_NOWHERE, err);
    }
    sqlite3_finalize(query);
    return status;
}

fire_status fire_store_add_areas(struct fire_store *store, struct fire_area_units *units,
                                 struct fire_error *err)
{
    for (int table = 0; table < FIRE_N_AREA_TABLES; table++)
        FIRE_TRY(add_table(store, units, (fire_area_table)table, err));
    return FIRE_OK;
}
