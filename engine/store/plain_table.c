/* plain_table.c - see firestat/plain_table.h.
 *
 * The file gets its name only when it is whole, so nothing is journalled and nothing synced on the
 * way; pages go to the disk as they are filled, and memory stays flat. */
#include "firestat/plain_table.h"

#include <sqlite3.h>

#include <stdlib.h>
#include <string.h>

struct fire_plain_table {
    sqlite3 *db;
    sqlite3_stmt *insert;
    const char *shown_path;
    const struct fire_schema *schema;
    int32_t n_columns;
    double *one;    /* [n_columns] 10^scale; 0: whole numbers */
    int64_t *whole; /* [n_columns] the same as a whole number */
};

static fire_status fail(const struct fire_plain_table *table, struct fire_error *err)
{
    const int code = table->db == NULL ? SQLITE_NOMEM : sqlite3_errcode(table->db);
    if ((code & 0xff) == SQLITE_NOMEM) return fire_fail_memory(err);
    return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = table->shown_path },
                     "cannot be written: %s", sqlite3_errmsg(table->db));
}

static fire_status exec(struct fire_plain_table *table, const char *sql, struct fire_error *err)
{
    return sqlite3_exec(table->db, sql, NULL, NULL, NULL) == SQLITE_OK ? FIRE_OK
                                                                       : fail(table, err);
}

/* Runs what was built and frees it. */
static fire_status exec_built(struct fire_plain_table *table, sqlite3_str *sql,
                              struct fire_error *err)
{
    char *text = sqlite3_str_finish(sql);
    if (text == NULL) return fire_fail_memory(err);
    const fire_status status = exec(table, text, err);
    sqlite3_free(text);
    return status;
}

/* ---- tables ---------------------------------------------------------------------------- */

struct column_type {
    const char *name;
    const char *holds; /* what typeof says, in SQL */
};

/* Amounts of a currency that has no smaller unit in use are whole numbers, and tools that go by
 * the declared type sum them exactly. */
static struct column_type type_of(const struct fire_plain_table *table,
                                  const struct fire_field *field)
{
    static const struct column_type text = { "TEXT", "'text', 'null'" };
    static const struct column_type count = { "BIGINT", "'integer', 'null'" };
    static const struct column_type amount = { "BIGINT", "'integer', 'real', 'null'" };
    static const struct column_type decimal = { "NUMERIC", "'integer', 'real', 'null'" };
    switch (field->type) {
    case FIRE_TYPE_INTEGER:
        return count;
    case FIRE_TYPE_DECIMAL:
        return decimal;
    case FIRE_TYPE_MONEY:
        return strcmp(fire_schema_currency(table->schema), "VND") == 0 ? amount : decimal;
    case FIRE_TYPE_CATEGORY:
    case FIRE_TYPE_TEXT:
    case FIRE_TYPE_DATETIME:
    case FIRE_TYPE_AREA:
    case FIRE_TYPE_PERIOD:
        break;
    }
    return text;
}

static const char *note_of(const struct fire_field *field)
{
    switch (field->type) {
    case FIRE_TYPE_DATETIME:
        return "local time, YYYY-MM-DD or YYYY-MM-DD HH:MM; 24:00 is the end of the date before it";
    case FIRE_TYPE_PERIOD:
        return "first and last day of a row that stands for a period; 1800-01-01..2299-12-31: the "
               "source does not say when";
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        return "null: not recorded, which is not zero";
    case FIRE_TYPE_CATEGORY:
    case FIRE_TYPE_TEXT:
    case FIRE_TYPE_AREA:
        break;
    }
    return "";
}

static fire_status make_incidents(struct fire_plain_table *table, struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(table->db);
    sqlite3_str_appendf(sql, "CREATE TABLE incidents (");
    for (int32_t i = 0; i < table->n_columns; i++) {
        const struct fire_field *field = fire_schema_field(table->schema, i);
        const struct column_type type = type_of(table, field);
        sqlite3_str_appendf(sql, "%s\n  \"%w\" %s CHECK (typeof(\"%w\") IN (%s))",
                            i == 0 ? "" : ",", field->name, type.name, field->name, type.holds);
    }
    sqlite3_str_appendf(sql, ")");
    return exec_built(table, sql, err);
}

static fire_status make_dictionary(struct fire_plain_table *table, struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(table->db);
    const char *currency = fire_schema_currency(table->schema);
    const bool is_dong = strcmp(currency, "VND") == 0;
    sqlite3_str_appendf(sql,
                        "CREATE TABLE data_dictionary ("
                        "table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
                        " label_vi TEXT NOT NULL, label_en TEXT NOT NULL,"
                        " unit_vi TEXT NOT NULL, unit_en TEXT NOT NULL, note TEXT NOT NULL,"
                        " PRIMARY KEY (table_name, column_name));");
    for (int32_t i = 0; i < table->n_columns; i++) {
        const struct fire_field *field = fire_schema_field(table->schema, i);
        const bool is_foreign = field->type == FIRE_TYPE_MONEY && !is_dong;
        sqlite3_str_appendf(sql,
                            "INSERT INTO data_dictionary VALUES"
                            " ('incidents', %Q, %Q, %Q, %Q, %Q, %Q);",
                            field->name, field->label_vi, field->label_en,
                            is_foreign ? currency : field->unit_vi,
                            is_foreign ? currency : field->unit_en, note_of(field));
    }
    return exec_built(table, sql, err);
}

static fire_status prepare_insert(struct fire_plain_table *table, struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(table->db);
    sqlite3_str_appendf(sql, "INSERT INTO incidents VALUES (?");
    for (int32_t i = 1; i < table->n_columns; i++)
        sqlite3_str_appendf(sql, ",?");
    sqlite3_str_appendf(sql, ")");
    char *text = sqlite3_str_finish(sql);
    if (text == NULL) return fire_fail_memory(err);
    const int code = sqlite3_prepare_v3(table->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                                        &table->insert, NULL);
    sqlite3_free(text);
    return code == SQLITE_OK ? FIRE_OK : fail(table, err);
}

static fire_status know_scales(struct fire_plain_table *table, struct fire_error *err)
{
    table->one = calloc((size_t)table->n_columns + 1, sizeof *table->one);
    table->whole = calloc((size_t)table->n_columns + 1, sizeof *table->whole);
    if (table->one == NULL || table->whole == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < table->n_columns; i++) {
        table->whole[i] = 1;
        for (int32_t k = 0; k < fire_schema_field(table->schema, i)->scale; k++)
            table->whole[i] *= 10;
        table->one[i] = (double)table->whole[i];
    }
    return FIRE_OK;
}

/* Checks are for other programs: what is written here has its type. */
static fire_status begin(struct fire_plain_table *table, const char *path,
                         struct fire_error *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &table->db, flags, NULL) != SQLITE_OK) return fail(table, err);
    FIRE_TRY(
        exec(table,
             "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
             "PRAGMA locking_mode = EXCLUSIVE; PRAGMA ignore_check_constraints = ON; BEGIN",
             err));
    FIRE_TRY(know_scales(table, err));
    FIRE_TRY(make_incidents(table, err));
    FIRE_TRY(make_dictionary(table, err));
    return prepare_insert(table, err);
}

fire_status fire_plain_table_open(const char *path, const char *shown_path,
                                  const struct fire_schema *schema, int32_t n_columns,
                                  struct fire_plain_table **out, struct fire_error *err)
{
    struct fire_plain_table *table = calloc(1, sizeof *table);
    if (table == NULL) return fire_fail_memory(err);
    *table = (struct fire_plain_table){ .shown_path = shown_path,
                                        .schema = schema,
                                        .n_columns = n_columns };
    const fire_status status = begin(table, path, err);
    if (status != FIRE_OK) {
        fire_plain_table_abandon(table);
        return status;
    }
    *out = table;
    return FIRE_OK;
}

/* ---- rows ------------------------------------------------------------------------------ */

static int bind(const struct fire_plain_table *table, int32_t i,
                const struct fire_row_cell *cell)
{
    switch (cell->kind) {
    case FIRE_ROW_NULL:
        break;
    case FIRE_ROW_TEXT:
        return sqlite3_bind_text64(table->insert, i + 1, cell->text.bytes,
                                   cell->text.size_bytes, SQLITE_STATIC, SQLITE_UTF8);
    case FIRE_ROW_NUMBER:
        if (cell->number % table->whole[i] == 0)
            return sqlite3_bind_int64(table->insert, i + 1, cell->number / table->whole[i]);
        return sqlite3_bind_double(table->insert, i + 1, (double)cell->number / table->one[i]);
    }
    return sqlite3_bind_null(table->insert, i + 1);
}

static fire_status push(void *self, const struct fire_row *row, struct fire_error *err)
{
    struct fire_plain_table *table = self;
    for (int32_t i = 0; i < table->n_columns; i++)
        if (bind(table, i, &row->cell[i]) != SQLITE_OK) return fail(table, err);
    const int code = sqlite3_step(table->insert);
    if (code != SQLITE_DONE) return fail(table, err);
    return sqlite3_reset(table->insert) == SQLITE_OK ? FIRE_OK : fail(table, err);
}

struct fire_row_sink fire_plain_table_sink(struct fire_plain_table *table)
{
    return (struct fire_row_sink){ .self = table, .push = push };
}

/* ---- the end --------------------------------------------------------------------------- */

fire_status fire_plain_table_close(struct fire_plain_table *table, struct fire_error *err)
{
    const fire_status status = exec(table, "COMMIT", err);
    fire_plain_table_abandon(table);
    return status;
}

void fire_plain_table_abandon(struct fire_plain_table *table)
{
    if (table == NULL) return;
    sqlite3_finalize(table->insert);
    sqlite3_close(table->db);
    free(table->one);
    free(table->whole);
    free(table);
}
