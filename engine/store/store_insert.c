/* store_insert.c - batches become rows of `incident`.
 *
 * Statements take many rows at once and name only the fields that have a value in the batch;
 * they are made anew when another set of fields comes along, which in a run happens once.
 * Values are bound column by column, so what a column is gets asked once a statement and not
 * once a cell.
 *
 * Measured on 1 M rows, commit included: 0.72 M rows/s with 11 values a row, 0.48 M with 20 of
 * which two are texts. Of 1, 4, 16 and 64 rows a statement 16 was the fastest (1: 0.64 M). Half
 * of the time once went into checks of columns that were null; see add_columns. */
#include "store.h"

#include <string.h>

enum {
    ROWS_A_STATEMENT = 16,
    OWN_COLUMNS = 5, /* incident_id, import_id, line, area, last_day */
};

/* The columns of the fields that have a value in this batch.
 *   out   [2 * n_matched] */
static int32_t columns_of(const struct fire_store *store, const struct fire_batch *batch,
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
        store->field[at].used = true;
        for (int i = 0; i < n_cells; i++)
            if (cell[i] != STORE_MINUTE || vector->minute != NULL)
                out[n++] = (struct store_column){ field, at, cell[i] };
    }
    return n;
}

static fire_status prepare_insert(struct fire_store *store, int n_rows, sqlite3_stmt **out,
                                  struct fire_error *err)
{
    const struct store_import *import = &store->import;
    const int n_parameters = OWN_COLUMNS + import->n_columns;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "INSERT INTO incident (incident_id, import_id, line, area, last_day");
    for (int32_t i = 0; i < import->n_columns; i++) {
        sqlite3_str_appendf(sql, ", ");
        store_add_column_name(sql, &store->field[import->column[i].at], import->column[i].cell);
    }
    sqlite3_str_appendf(sql, ") VALUES ");
    for (int row = 0; row < n_rows; row++) {
        sqlite3_str_appendf(sql, row == 0 ? "(" : ", (");
        for (int i = 0; i < n_parameters; i++)
            sqlite3_str_appendf(sql, i == 0 ? "?" : ",?");
        sqlite3_str_appendf(sql, ")");
    }
    return store_prepare_built(store, sql, out, err);
}

/* Statements that fit the batch's columns. */
static fire_status fit_statements(struct fire_store *store, const struct fire_batch *batch,
                                  struct fire_error *err)
{
    struct store_import *import = &store->import;
    struct store_column *wanted = FIRE_TAKE(import->scratch, 2 * store->n_matched + 1,
                                            struct store_column);
    if (wanted == NULL) return store_memory(store, err);
    const int32_t n = columns_of(store, batch, wanted);
    const size_t size_bytes = (size_t)n * sizeof *wanted;
    if (import->insert_many != NULL && n == import->n_columns &&
        memcmp(wanted, import->column, size_bytes) == 0)
        return FIRE_OK;

    if ((size_t)n > import->column_capacity) {
        void *grown = fire_array_grow(import->column, &import->column_capacity, (size_t)n,
                                      sizeof *wanted);
        if (grown == NULL) return store_memory(store, err);
        import->column = grown;
    }
    memcpy(import->column, wanted, size_bytes);
    import->n_columns = n;
    sqlite3_finalize(import->insert_many);
    sqlite3_finalize(import->insert_one);
    import->insert_many = import->insert_one = NULL;
    FIRE_TRY(prepare_insert(store, ROWS_A_STATEMENT, &import->insert_many, err));
    return prepare_insert(store, 1, &import->insert_one, err);
}

/* Rows [first, first + n) of a batch on their way into the parameters of a statement. All
 * parameters are null before; cells of one column lie `stride` parameters apart. The binders
 * stop at the first refusal, so that SQLite's last error is the one that counts. */
struct rows {
    sqlite3_stmt *insert;
    int64_t first;
    int n;
    int stride;
};

static bool bind_codes(const struct rows *rows, int parameter, const struct fire_vector *vector,
                       const struct store_ids *ids)
{
    for (int i = 0; i < rows->n; i++, parameter += rows->stride) {
        const int64_t row = rows->first + i;
        if (!fire_is_valid(vector->valid, row)) continue;
        const int32_t id = ids->id[vector->code[row]];
        if (sqlite3_bind_int(rows->insert, parameter, id) != SQLITE_OK) return false;
    }
    return true;
}

static bool bind_texts(const struct rows *rows, int parameter, const struct fire_vector *vector)
{
    for (int i = 0; i < rows->n; i++, parameter += rows->stride) {
        const int64_t row = rows->first + i;
        if (!fire_is_valid(vector->valid, row)) continue;
        const struct fire_text_view text = vector->text[row];
        if (sqlite3_bind_text64(rows->insert, parameter, text.bytes != NULL ? text.bytes : "",
                                text.size_bytes, SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
            return false;
    }
    return true;
}

static bool bind_numbers(const struct rows *rows, int parameter,
                         const struct fire_vector *vector)
{
    for (int i = 0; i < rows->n; i++, parameter += rows->stride) {
        const int64_t row = rows->first + i;
        if (!fire_is_valid(vector->valid, row)) continue;
        if (sqlite3_bind_int64(rows->insert, parameter, vector->number[row]) != SQLITE_OK)
            return false;
    }
    return true;
}

static bool bind_days(const struct rows *rows, int parameter, const struct fire_vector *vector)
{
    for (int i = 0; i < rows->n; i++, parameter += rows->stride) {
        const int64_t row = rows->first + i;
        if (!fire_is_valid(vector->valid, row)) continue;
        if (sqlite3_bind_int(rows->insert, parameter, vector->day[row]) != SQLITE_OK)
            return false;
    }
    return true;
}

static bool bind_minutes(const struct rows *rows, int parameter,
                         const struct fire_vector *vector)
{
    for (int i = 0; i < rows->n; i++, parameter += rows->stride) {
        const int64_t row = rows->first + i;
        if (!fire_is_valid(vector->valid, row) || !fire_is_valid(vector->minute_valid, row))
            continue;
        if (sqlite3_bind_int(rows->insert, parameter, vector->minute[row]) != SQLITE_OK)
            return false;
    }
    return true;
}

static bool bind_column(const struct fire_store *store, const struct rows *rows, int parameter,
                        const struct store_column *column, const struct fire_vector *vector)
{
    switch (column->cell) {
    case STORE_CODE:
        return bind_codes(rows, parameter, vector, &store->words[column->field]);
    case STORE_TEXT:
        return bind_texts(rows, parameter, vector);
    case STORE_NUMBER:
        return bind_numbers(rows, parameter, vector);
    case STORE_DAY:
        return bind_days(rows, parameter, vector);
    case STORE_MINUTE:
        return bind_minutes(rows, parameter, vector);
    }
    return false;
}

static bool bind_own(const struct fire_store *store, const struct rows *rows,
                     const struct fire_batch *batch)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int64_t incident = store->import.next_incident;
    sqlite3_stmt *insert = rows->insert;
    int parameter = 1;
    for (int i = 0; i < rows->n; i++, parameter += rows->stride) {
        const int64_t row = rows->first + i;
        const int32_t area = store->areas.id[batch->area[row]];
        const int64_t line = batch->line != NULL ? batch->line[row] : 0;
        const int32_t last_day = batch->last_day != NULL ? batch->last_day[row] : day[row];
        if (sqlite3_bind_int64(insert, parameter, incident + row) != SQLITE_OK ||
            sqlite3_bind_int64(insert, parameter + 1, store->import.id) != SQLITE_OK ||
            sqlite3_bind_int(insert, parameter + 3, area) != SQLITE_OK)
            return false;
        if (line != 0 && sqlite3_bind_int64(insert, parameter + 2, line) != SQLITE_OK)
            return false;
        if (last_day != day[row] &&
            sqlite3_bind_int(insert, parameter + 4, last_day) != SQLITE_OK)
            return false;
    }
    return true;
}

static bool bind_rows(const struct fire_store *store, const struct rows *rows,
                      const struct fire_batch *batch)
{
    sqlite3_clear_bindings(rows->insert);
    if (!bind_own(store, rows, batch)) return false;
    for (int32_t i = 0; i < store->import.n_columns; i++) {
        const struct store_column *column = &store->import.column[i];
        if (!bind_column(store, rows, 1 + OWN_COLUMNS + i, column,
                         &batch->vector[column->field]))
            return false;
    }
    return true;
}

fire_status store_insert(struct fire_store *store, const struct fire_batch *batch,
                         struct fire_error *err)
{
    struct store_import *import = &store->import;
    fire_arena_reset(import->scratch);
    FIRE_TRY(fit_statements(store, batch, err));

    struct rows rows = { .stride = OWN_COLUMNS + import->n_columns };
    for (; rows.first < batch->n_rows; rows.first += rows.n) {
        const bool many = batch->n_rows - rows.first >= ROWS_A_STATEMENT;
        bool has_row = false;
        rows.insert = many ? import->insert_many : import->insert_one;
        rows.n = many ? ROWS_A_STATEMENT : 1;
        /* Were the transaction gone, each row from here on would be stored by itself. */
        if (sqlite3_get_autocommit(store->db))
            return store_damaged(store, "the transaction is gone", err);
        if (!bind_rows(store, &rows, batch)) return store_fail(store, err);
        FIRE_TRY(store_step(store, rows.insert, &has_row, err));
        if (sqlite3_reset(rows.insert) != SQLITE_OK) return store_fail(store, err);
    }
    /* The texts bound last are the caller's and end with this batch. */
    sqlite3_clear_bindings(import->insert_many);
    sqlite3_clear_bindings(import->insert_one);
    return FIRE_OK;
}
