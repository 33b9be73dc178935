/* store_fields.c - the fields a store knows and the columns they have in `incident`.
 *
 * A field is known by its name; its number in a schema is a matter of one run. The name of a
 * further field is prefixed, so that a later built-in one of that name does not meet it, and
 * a day or a minute is prefixed again, because `seen_day` may be a field of its own beside
 * `seen`. */
#include "store.h"

#include "firestat/date.h"

#include <string.h>

static const char *const type_names[] = {
    [FIRE_TYPE_CATEGORY] = "category", [FIRE_TYPE_TEXT] = "text",
    [FIRE_TYPE_INTEGER] = "integer",   [FIRE_TYPE_DECIMAL] = "decimal",
    [FIRE_TYPE_MONEY] = "money",       [FIRE_TYPE_DATETIME] = "datetime",
    [FIRE_TYPE_AREA] = "area",         [FIRE_TYPE_PERIOD] = "period",
};
#define N_TYPES (sizeof type_names / sizeof type_names[0])

static const struct {
    const char *prefix;
    const char *type;
    const char *kept; /* as typeof() says */
    int32_t first;    /* and last: what may stand there; both 0: anything */
    int32_t last;
} cells[] = {
    [STORE_CODE] = { "", "BIGINT", "integer", 0, 0 },
    [STORE_TEXT] = { "", "TEXT", "text", 0, 0 },
    [STORE_NUMBER] = { "", "BIGINT", "integer", 0, 0 },
    [STORE_DAY] = { "day_of_", "BIGINT", "integer", FIRE_DAY_FIRST, FIRE_DAY_LAST },
    [STORE_MINUTE] = { "minute_of_", "BIGINT", "integer", 0, FIRE_MINUTES_A_DAY },
};

const char *store_type_name(fire_type type)
{
    return type_names[type];
}

int store_cells(fire_type type, enum store_cell out[2])
{
    switch (type) {
    case FIRE_TYPE_CATEGORY:
        out[0] = STORE_CODE;
        return 1;
    case FIRE_TYPE_TEXT:
        out[0] = STORE_TEXT;
        return 1;
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        out[0] = STORE_NUMBER;
        return 1;
    case FIRE_TYPE_DATETIME:
        out[0] = STORE_DAY;
        out[1] = STORE_MINUTE;
        return 2;
    case FIRE_TYPE_AREA:
    case FIRE_TYPE_PERIOD:
        break;
    }
    return 0;
}

void store_add_column_name(sqlite3_str *sql, const struct store_field *field,
                           enum store_cell cell)
{
    sqlite3_str_appendf(sql, "\"%s%s%w\"", cells[cell].prefix, field->builtin ? "" : "x_",
                        field->is.name);
}

static bool reserve_field(struct fire_store *store)
{
    const size_t wanted = (size_t)store->n_fields + 1;
    if (wanted <= store->field_capacity) return true;
    void *grown = fire_array_grow(store->field, &store->field_capacity, wanted,
                                  sizeof *store->field);
    if (grown == NULL) return false;
    store->field = grown;
    return true;
}

/* Remember a field: texts are copied. false: no memory */
static bool remember(struct fire_store *store, const struct fire_field *field, bool builtin)
{
    const char *const from[] = { field->name, field->label_vi, field->label_en, field->unit_vi,
                                 field->unit_en };
    const char *to[5] = { NULL };
    for (int i = 0; i < 5; i++) {
        to[i] = fire_arena_copy(store->field_arena, from[i], strlen(from[i]));
        if (to[i] == NULL) return false;
    }
    if (!reserve_field(store)) return false;
    store->field[store->n_fields++] = (struct store_field){
        .is = { to[0], field->type, field->scale, to[1], to[2], to[3], to[4] },
        .builtin = builtin,
    };
    return true;
}

static bool type_from_name(const char *name, fire_type *out)
{
    for (size_t i = 0; i < N_TYPES; i++) {
        if (strcmp(type_names[i], name) != 0) continue;
        *out = (fire_type)i;
        return true;
    }
    return false;
}

static fire_status load_field(struct fire_store *store, sqlite3_stmt *query,
                              const struct fire_schema *builtin, struct fire_error *err)
{
    static const char wrong[] = "a field is not as it was written";
    const char *text[6]; /* name, type, labels, units */
    for (int i = 0; i < 6; i++) {
        text[i] = store_text(query, i).bytes;
        if (text[i] == NULL) return store_damaged(store, wrong, err);
    }
    struct fire_field field = { .name = text[0],
                                .label_vi = text[2],
                                .label_en = text[3],
                                .unit_vi = text[4],
                                .unit_en = text[5] };
    const int64_t scale = sqlite3_column_int64(query, 6);
    const int64_t id = sqlite3_column_int64(query, 7);
    if (!type_from_name(text[1], &field.type) || scale < 0 || scale > 18 ||
        id != store->n_fields + 1)
        return store_damaged(store, wrong, err);
    field.scale = (int32_t)scale;
    const int32_t known = fire_schema_find(builtin, fire_text_of(field.name));
    return remember(store, &field, known >= 0) ? FIRE_OK : store_memory(store, err);
}

fire_status store_fields_load(struct fire_store *store, struct fire_error *err)
{
    store->n_fields = 0;
    store->n_matched = 0;
    fire_arena_reset(store->field_arena);
    struct fire_schema *builtin = fire_schema_create();
    if (builtin == NULL) return store_memory(store, err);

    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(
        store,
        "SELECT name, type, label_vi, label_en, unit_vi, unit_en,"
        " scale, id FROM field ORDER BY id",
        &query, err);
    bool has_row = status == FIRE_OK;
    while (status == FIRE_OK) {
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = load_field(store, query, builtin, err);
    }
    sqlite3_finalize(query);
    fire_schema_free(builtin);
    return status;
}

/* The check asks for null first: most cells of most rows are, and typeof() compares texts
 * (0.34 M rows/s without that, 0.72 M with it). */
void store_add_column(sqlite3_str *sql, const struct store_field *field, enum store_cell cell)
{
    store_add_column_name(sql, field, cell);
    sqlite3_str_appendf(sql, " %s CHECK (", cells[cell].type);
    store_add_column_name(sql, field, cell);
    sqlite3_str_appendf(sql, " IS NULL OR typeof(");
    store_add_column_name(sql, field, cell);
    sqlite3_str_appendf(sql, ") = '%s'", cells[cell].kept);
    if (cells[cell].last != 0) {
        sqlite3_str_appendf(sql, " AND ");
        store_add_column_name(sql, field, cell);
        sqlite3_str_appendf(sql, " BETWEEN %d AND %d", cells[cell].first, cells[cell].last);
    }
    sqlite3_str_appendf(sql, ")");
}

/* SQLite proves a new column against all rows that are there, once in the life of a field. */
static fire_status add_columns(struct fire_store *store, const struct store_field *field,
                               struct fire_error *err)
{
    enum store_cell kept[2];
    const int n = store_cells(field->is.type, kept);
    for (int i = 0; i < n; i++) {
        sqlite3_str *sql = sqlite3_str_new(store->db);
        sqlite3_str_appendf(sql, "ALTER TABLE incident ADD COLUMN ");
        store_add_column(sql, field, kept[i]);
        FIRE_TRY(store_exec_built(store, sql, err));
    }
    return FIRE_OK;
}

static fire_status insert_field(struct fire_store *store, const struct fire_field *field,
                                struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT INTO field VALUES (%d, %Q, %Q, %d, %Q, %Q, %Q, %Q)",
                        store->n_fields, field->name, type_names[field->type], field->scale,
                        field->label_vi, field->label_en, field->unit_vi, field->unit_en);
    return store_exec_built(store, sql, err);
}

/* Place of the field of that name, or -1. */
static int32_t find(const struct fire_store *store, const char *name)
{
    for (int32_t at = 0; at < store->n_fields; at++)
        if (strcmp(store->field[at].is.name, name) == 0) return at;
    return -1;
}

static fire_status match_field(struct fire_store *store, const struct fire_schema *schema,
                               int32_t number, struct fire_error *err)
{
    const struct fire_field *field = fire_schema_field(schema, number);
    int32_t at = find(store, field->name);
    if (at < 0) {
        at = store->n_fields;
        if (!remember(store, field, number < FIRE_N_BUILTIN_FIELDS))
            return store_memory(store, err);
        FIRE_TRY(insert_field(store, field, err));
        FIRE_TRY(add_columns(store, &store->field[at], err));
        store->import.fields_changed = true;
    }
    const struct fire_field *there = &store->field[at].is;
    if (there->type != field->type || there->scale != field->scale)
        return fire_fail(err, FIRE_ESCHEMA, store_place(store),
                         "the field '%s' is %s in the store and %s in the new rows",
                         field->name, type_names[there->type], type_names[field->type]);
    store->at[number] = at;
    return FIRE_OK;
}

static bool reserve_at(struct fire_store *store, int32_t n_fields)
{
    if ((size_t)n_fields <= store->at_capacity) return true;
    void *grown = fire_array_grow(store->at, &store->at_capacity, (size_t)n_fields,
                                  sizeof *store->at);
    if (grown == NULL) return false;
    store->at = grown;
    return true;
}

fire_status store_fields_match(struct fire_store *store, const struct fire_schema *schema,
                               struct fire_error *err)
{
    const int32_t n = fire_schema_n_fields(schema);
    if (!reserve_at(store, n)) return store_memory(store, err);
    for (; store->n_matched < n; store->n_matched++)
        FIRE_TRY(match_field(store, schema, store->n_matched, err));
    return FIRE_OK;
}

fire_status store_fields_give(struct fire_store *store, struct fire_schema *schema,
                              struct fire_error *err)
{
    for (int32_t at = 0; at < store->n_fields; at++) {
        int32_t field = 0;
        if (!store->field[at].builtin)
            FIRE_TRY(fire_schema_add(schema, &store->field[at].is, &field, err));
    }
    const int32_t n = fire_schema_n_fields(schema);
    if (!reserve_at(store, n)) return store_memory(store, err);
    for (int32_t field = 0; field < n; field++) {
        const struct fire_field *wanted = fire_schema_field(schema, field);
        const int32_t at = find(store, wanted->name);
        if (at >= 0 && store->field[at].is.type != wanted->type)
            return store_damaged(store, "a field is not as it was written", err);
        store->at[field] = at;
    }
    store->n_matched = n;
    return FIRE_OK;
}

fire_status store_currency_say(struct fire_store *store, struct fire_schema *schema,
                               struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool found = false;
    FIRE_TRY(
        store_prepare(store, "SELECT value FROM setting WHERE name = 'currency'", &query, err));
    fire_status status = store_step(store, query, &found, err);
    if (status == FIRE_OK && found) {
        const struct fire_text_view code = store_text(query, 0);
        status = code.bytes == NULL ? store_damaged(store, "the currency is no text", err)
                                    : fire_schema_set_currency(schema, code.bytes, err);
    }
    sqlite3_finalize(query);
    return status;
}
