/* store_insert.c - batches become rows of `incident`.
 *
 * The batch stands as a virtual table, and one INSERT ... SELECT a batch takes all of its rows:
 * SQLite asks for the cells one by one, which costs half of binding them to parameters. The
 * statement names only the fields that have a value in the batch; it is made anew when another
 * set of fields comes along, which in a run happens once.
 *
 * The checks of the table are for other programs. Here they are off (store.c): a cell has the
 * type of its column because there is no other way to write it, and what is limited is looked
 * at before, a column at a time.
 *
 * Measured on 1 M rows of 17 cells, the insert alone: 0.75 M rows/s by statements of 16 rows
 * with bound parameters and checks, 1.1 M without the checks, 1.8 M this way. */
#include "store.h"

#include "firestat/date.h"

#include <stdlib.h>
#include <string.h>

enum { INCIDENT_ID, LINE, AREA, LAST_DAY, OWN_COLUMNS };

/* ---- the batch as a table ---------------------------------------------------------------- */

struct batch_table {
    sqlite3_vtab base; /* SQLite's, first */
    const struct fire_store *store;
};

struct batch_cursor {
    sqlite3_vtab_cursor base; /* SQLite's, first */
    const struct fire_store *store;
    int64_t row;
};

static int connect_table(sqlite3 *db, void *self, int argc, const char *const *argv,
                         sqlite3_vtab **out, char **message)
{
    (void)argc;
    (void)argv;
    (void)message;
    const struct fire_store *store = self;
    sqlite3_str *sql = sqlite3_str_new(db);
    sqlite3_str_appendf(sql, "CREATE TABLE batch_rows (c0");
    for (int i = 1; i < OWN_COLUMNS + store->import.n_columns; i++)
        sqlite3_str_appendf(sql, ", c%d", i);
    sqlite3_str_appendf(sql, ")");
    char *text = sqlite3_str_finish(sql);
    const int code = text == NULL ? SQLITE_NOMEM : sqlite3_declare_vtab(db, text);
    sqlite3_free(text);
    if (code != SQLITE_OK) return code;
    struct batch_table *table = calloc(1, sizeof *table);
    if (table == NULL) return SQLITE_NOMEM;
    table->store = store;
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = FIRE_BATCH_ROWS;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct batch_cursor *cursor = calloc(1, sizeof *cursor);
    if (cursor == NULL) return SQLITE_NOMEM;
    cursor->store = ((struct batch_table *)table)->store;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int first_row(sqlite3_vtab_cursor *cursor, int plan_number, const char *plan_text,
                     int argc, sqlite3_value **argv)
{
    (void)plan_number;
    (void)plan_text;
    (void)argc;
    (void)argv;
    ((struct batch_cursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
    ((struct batch_cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *cursor)
{
    const struct batch_cursor *at = (const struct batch_cursor *)cursor;
    return at->row >= at->store->import.writing->n_rows;
}

static int row_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = ((const struct batch_cursor *)cursor)->row;
    return SQLITE_OK;
}

static void give_own(const struct batch_cursor *cursor, int column, sqlite3_context *out)
{
    const struct fire_store *store = cursor->store;
    const struct fire_batch *batch = store->import.writing;
    const int64_t row = cursor->row;
    const int32_t day = batch->vector[FIRE_FIELD_OCCURRED_AT].day[row];
    switch (column) {
    case INCIDENT_ID:
        sqlite3_result_int64(out, store->import.writing_first + row);
        break;
    case LINE:
        if (batch->line != NULL && batch->line[row] != 0)
            sqlite3_result_int64(out, batch->line[row]);
        break;
    case AREA:
        sqlite3_result_int(out, store->areas.id[batch->area[row]]);
        break;
    case LAST_DAY:
        if (batch->last_day != NULL && batch->last_day[row] != day)
            sqlite3_result_int(out, batch->last_day[row]);
        break;
    }
}

/* What is not given is null. */
static int give_cell(sqlite3_vtab_cursor *self, sqlite3_context *out, int number)
{
    const struct batch_cursor *cursor = (const struct batch_cursor *)self;
    if (number < OWN_COLUMNS) {
        give_own(cursor, number, out);
        return SQLITE_OK;
    }
    const struct store_import *import = &cursor->store->import;
    const struct store_column *column = &import->column[number - OWN_COLUMNS];
    const struct fire_vector *vector = &import->writing->vector[column->field];
    const int64_t row = cursor->row;
    if (!fire_is_valid(vector->valid, row)) return SQLITE_OK;
    switch (column->cell) {
    case STORE_CODE:
        sqlite3_result_int(out, cursor->store->words[column->field].id[vector->code[row]]);
        break;
    case STORE_TEXT: {
        const struct fire_text_view text = vector->text[row];
        sqlite3_result_text64(out, text.bytes != NULL ? text.bytes : "", text.size_bytes,
                              SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
    case STORE_NUMBER:
        sqlite3_result_int64(out, vector->number[row]);
        break;
    case STORE_DAY:
        sqlite3_result_int(out, vector->day[row]);
        break;
    case STORE_MINUTE:
        if (fire_is_valid(vector->minute_valid, row))
            sqlite3_result_int(out, vector->minute[row]);
        break;
    }
    return SQLITE_OK;
}

/* No xCreate: the table is there by its name, and only for this connection. */
static const sqlite3_module batch_rows = {
    .xConnect = connect_table,
    .xBestIndex = plan,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = first_row,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_cell,
    .xRowid = row_number,
};

/* ---- the statement ------------------------------------------------------------------------ */

static fire_status prepare_insert(struct fire_store *store, struct fire_error *err)
{
    struct store_import *import = &store->import;
    if (sqlite3_create_module(store->db, "batch_rows", &batch_rows, store) != SQLITE_OK)
        return store_fail(store, err);
    sqlite3_str *sql = sqlite3_str_new(store->db);
    /* Where the id is the next one anyway SQLite need not look whether it is taken. */
    sqlite3_str_appendf(sql, "INSERT INTO incident (%simport_id, line, area%s",
                        import->appends ? "" : "incident_id, ",
                        import->has_last_days ? ", last_day" : "");
    for (int32_t i = 0; i < import->n_columns; i++) {
        sqlite3_str_appendf(sql, ", ");
        store_add_column_name(sql, &store->field[import->column[i].at], import->column[i].cell);
    }
    sqlite3_str_appendf(sql, ") SELECT %s?1, c%d, c%d", import->appends ? "" : "c0, ", LINE,
                        AREA);
    if (import->has_last_days) sqlite3_str_appendf(sql, ", c%d", LAST_DAY);
    for (int i = OWN_COLUMNS; i < OWN_COLUMNS + import->n_columns; i++)
        sqlite3_str_appendf(sql, ", c%d", i);
    sqlite3_str_appendf(sql, " FROM batch_rows");
    return store_prepare_built(store, sql, &import->insert, err);
}

/* A statement that fits the batch's columns. */
static fire_status fit_statement(struct fire_store *store, const struct fire_batch *batch,
                                 struct fire_error *err)
{
    struct store_import *import = &store->import;
    fire_arena_reset(import->wanted);
    struct store_column *wanted = FIRE_TAKE(import->wanted, 2 * store->n_matched + 1,
                                            struct store_column);
    if (wanted == NULL) return store_memory(store, err);
    const int32_t n = store_columns_of(store, batch, wanted);
    const size_t size_bytes = (size_t)n * sizeof *wanted;
    if (import->insert != NULL && n == import->n_columns &&
        import->has_last_days == (batch->last_day != NULL) &&
        memcmp(wanted, import->column, size_bytes) == 0)
        return FIRE_OK;

    if ((size_t)n > import->column_capacity) {
        void *grown = fire_array_grow(import->column, &import->column_capacity, (size_t)n,
                                      sizeof *wanted);
        if (grown == NULL) return store_memory(store, err);
        import->column = grown;
    }
    if (import->insert != NULL) FIRE_TRY(store_widen(store, err));
    for (int32_t i = 0; i < n; i++)
        store->field[wanted[i].at].used = true;
    memcpy(import->column, wanted, size_bytes);
    import->n_columns = n;
    import->has_last_days = batch->last_day != NULL;
    sqlite3_finalize(import->insert);
    import->insert = NULL;
    return prepare_insert(store, err);
}

/* ---- rows --------------------------------------------------------------------------------- */

static bool are_days(const int32_t day[], const uint64_t *valid, int64_t n_rows)
{
    for (int64_t i = 0; i < n_rows; i++)
        if (fire_is_valid(valid, i) && (day[i] < FIRE_DAY_FIRST || day[i] > FIRE_DAY_LAST))
            return false;
    return true;
}

static bool are_minutes(const struct fire_vector *vector, int64_t n_rows)
{
    for (int64_t i = 0; i < n_rows; i++)
        if (fire_is_valid(vector->valid, i) && fire_is_valid(vector->minute_valid, i) &&
            (vector->minute[i] < 0 || vector->minute[i] > FIRE_MINUTES_A_DAY))
            return false;
    return true;
}

/* What the checks of the table would say. */
static bool may_stand(const struct fire_store *store, const struct fire_batch *batch)
{
    const int64_t n = batch->n_rows;
    if (batch->last_day != NULL && !are_days(batch->last_day, NULL, n)) return false;
    for (int32_t i = 0; i < store->import.n_columns; i++) {
        const struct store_column *column = &store->import.column[i];
        const struct fire_vector *vector = &batch->vector[column->field];
        if (column->cell == STORE_DAY && !are_days(vector->day, vector->valid, n)) return false;
        if (column->cell == STORE_MINUTE && !are_minutes(vector, n)) return false;
    }
    return true;
}

fire_status store_insert(struct fire_store *store, const struct fire_batch *batch,
                         int64_t import_id, int64_t first, struct fire_error *err)
{
    struct store_import *import = &store->import;
    bool has_row = false;
    FIRE_TRY(fit_statement(store, batch, err));
    if (!may_stand(store, batch))
        return store_damaged(store, "a day or a minute cannot be", err);
    /* Were the transaction gone, the rows would be stored by themselves. */
    if (sqlite3_get_autocommit(store->db))
        return store_damaged(store, "the transaction is gone", err);
    if (sqlite3_bind_int64(import->insert, 1, import_id) != SQLITE_OK)
        return store_fail(store, err);
    import->writing = batch;
    import->writing_first = first;
    fire_status status = store_step(store, import->insert, &has_row, err);
    if (sqlite3_reset(import->insert) != SQLITE_OK && status == FIRE_OK)
        status = store_fail(store, err);
    import->writing = NULL;
    if (status == FIRE_OK && sqlite3_last_insert_rowid(store->db) != first + batch->n_rows - 1)
        status = store_damaged(store, "a row has another number", err);
    return status;
}
