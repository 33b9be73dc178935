/* narrow.c - rows of a new store are written without the columns that none of them has.
 *
 * SQLite writes a byte for every column of the table, null or not, and goes over all of them three
 * times a row: of the 38 columns of `incident` a source has some fifteen. A row may be shorter than
 * its table, though: what it lacks behind its end is null, which is how ALTER TABLE ADD COLUMN works.
 * So while a store that is empty gets its first rows, the table has the columns they have values
 * for and no others, and then all: those first, then the rest. Measured on 1 M rows of 15 columns:
 * an import needs 6 % less of the processors, the store 95 MB instead of 116.
 *
 * ALTER TABLE would look at all rows for every column that it adds, because of the checks; no row
 * has such a cell, so there is nothing to look at, and the text of the table is replaced in
 * SQLite's schema instead, as SQLite documents it (lang_altertable.html, 8). It is part of the
 * import's transaction. */
#include "store.h"

#include <string.h>

int32_t store_columns_of(const struct fire_store *store, const struct fire_batch *batch,
                         struct store_column out[])
{
    int32_t n = 0;
    for (int32_t field = 0; field < store->n_matched; field++) {
        const struct fire_vector *vector = &batch->vector[field];
        if (vector->code == NULL && vector->text == NULL && vector->number == NULL &&
            vector->day == NULL)
            continue;
        enum store_cell cell[2];
        const int32_t at = store->at[field];
        const int n_cells = store_cells(store->field[at].is.type, cell);
        for (int i = 0; i < n_cells; i++)
            if (cell[i] != STORE_MINUTE || vector->minute != NULL)
                out[n++] = (struct store_column){ field, at, cell[i] };
    }
    return n;
}

/* ---- the text of the table --------------------------------------------------------------- */

static bool is_among(const struct store_column column[], int32_t n, int32_t at,
                     enum store_cell cell)
{
    for (int32_t i = 0; i < n; i++)
        if (column[i].at == at && column[i].cell == cell) return true;
    return false;
}

/* ", " and the column, of all fields in their order; only those that are among the n columns, or
 * only those that are not. */
static void add_columns(sqlite3_str *sql, const struct fire_store *store,
                        const struct store_column column[], int32_t n, bool among)
{
    for (int32_t at = 0; at < store->n_fields; at++) {
        enum store_cell cell[2];
        const int n_cells = store_cells(store->field[at].is.type, cell);
        for (int i = 0; i < n_cells; i++) {
            if (is_among(column, n, at, cell[i]) != among) continue;
            sqlite3_str_appendall(sql, ", ");
            store_add_column(sql, &store->field[at], cell[i]);
        }
    }
}

/* Whether the text ends with the columns of all fields in their order: what is before them,
 * *out_size bytes, are the columns that every row has. */
static bool find_own_columns(struct fire_store *store, struct fire_text_view text,
                             size_t *out_size)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    add_columns(sql, store, NULL, 0, false);
    sqlite3_str_appendchar(sql, 1, ')');
    const char *end = sqlite3_str_value(sql);
    const size_t size = (size_t)sqlite3_str_length(sql);
    const bool found = sqlite3_str_errcode(sql) == SQLITE_OK && text.size_bytes > size &&
                       memcmp(text.bytes + text.size_bytes - size, end, size) == 0;
    if (found) *out_size = text.size_bytes - size;
    sqlite3_free(sqlite3_str_finish(sql));
    return found;
}

/* ---- in SQLite's schema ------------------------------------------------------------------ */

static fire_status replace_text(struct fire_store *store, const char *text,
                                struct fire_error *err)
{
    int64_t version = 0;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    FIRE_TRY(store_number(store, "PRAGMA schema_version", &version, err));
    sqlite3_str_appendf(sql,
                        "UPDATE sqlite_schema SET sql = %Q WHERE type = 'table'"
                        " AND name = 'incident';"
                        "PRAGMA schema_version = %lld;"
                        "PRAGMA writable_schema = RESET",
                        text, (long long)version + 1);
    return store_exec_built(store, sql, err);
}

/* What SQLite is told to defend against is a text from elsewhere; this one is ours. */
static fire_status write_text(struct fire_store *store, const char *text,
                              struct fire_error *err)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
    const fire_status status = replace_text(store, text, err);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return status;
}

/* ---- narrow and wide --------------------------------------------------------------------- */

static fire_status narrow(struct fire_store *store, struct fire_text_view text,
                          const struct store_column column[], int32_t n, struct fire_error *err)
{
    size_t own_size = 0;
    if (!find_own_columns(store, text, &own_size)) return FIRE_OK; /* another program's hand */
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_append(sql, text.bytes, (int)own_size);
    add_columns(sql, store, column, n, true);
    sqlite3_str *wide = sqlite3_str_new(store->db);
    if (sqlite3_str_value(sql) != NULL) sqlite3_str_appendall(wide, sqlite3_str_value(sql));
    add_columns(wide, store, column, n, false);
    sqlite3_str_appendchar(sql, 1, ')');
    sqlite3_str_appendchar(wide, 1, ')');
    const bool whole = sqlite3_str_errcode(sql) == SQLITE_OK &&
                       sqlite3_str_errcode(wide) == SQLITE_OK;
    char *narrow_sql = sqlite3_str_finish(sql);
    char *wide_sql = sqlite3_str_finish(wide);
    const fire_status status = whole ? write_text(store, narrow_sql, err)
                                     : store_memory(store, err);
    sqlite3_free(narrow_sql);
    if (status == FIRE_OK)
        store->import.wide_sql = wide_sql;
    else
        sqlite3_free(wide_sql);
    return status;
}

static fire_status narrow_to(struct fire_store *store, const struct store_column column[],
                             int32_t n, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    FIRE_TRY(store_prepare(store,
                           "SELECT sql FROM sqlite_schema WHERE type = 'table'"
                           " AND name = 'incident'",
                           &query, err));
    fire_status status = store_step(store, query, &has_row, err);
    struct fire_text_view text = { NULL, 0 };
    if (status == FIRE_OK && has_row) text = store_text(query, 0);
    char *copy = text.bytes == NULL ? NULL : sqlite3_mprintf("%s", text.bytes);
    sqlite3_finalize(query); /* a statement that runs would keep the schema from changing */
    if (status != FIRE_OK || text.size_bytes == 0) return status;
    if (copy == NULL) return store_memory(store, err);
    status = narrow(store, fire_text_of(copy), column, n, err);
    sqlite3_free(copy);
    return status;
}

fire_status store_narrow(struct fire_store *store, const struct fire_batch *batch,
                         struct fire_error *err)
{
    struct store_import *import = &store->import;
    if (import->next_incident != 1) return FIRE_OK;
    fire_arena_reset(import->wanted);
    struct store_column *column = FIRE_TAKE(import->wanted, 2 * store->n_matched + 1,
                                            struct store_column);
    if (column == NULL) return store_memory(store, err);
    return narrow_to(store, column, store_columns_of(store, batch, column), err);
}

fire_status store_widen(struct fire_store *store, struct fire_error *err)
{
    char *text = store->import.wide_sql;
    if (text == NULL) return FIRE_OK;
    store->import.wide_sql = NULL;
    const fire_status status = write_text(store, text, err);
    sqlite3_free(text);
    return status;
}
