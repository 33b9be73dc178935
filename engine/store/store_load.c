/* store_load.c - the rows come back as the batches they were, and prove it.
 *
 * Each import is read by itself, with the fields it has, and its
 * checksum is compared behind its last row; a wrong one stops the run, so nothing of what the
 * sink took before is used.
 *
 * Measured on 1 M rows: 1.9 M rows/s with 11 values a row, 1.1 M with 20 of which two are
 * texts, the checksum included. */
#include "store.h"

#include "firestat/date.h"

#include <assert.h>
#include <string.h>

/* ---- rows of one import ---------------------------------------------------------------- */

/* What a fire_vector points to while it is being filled. */
struct filling {
    uint64_t *valid;
    uint32_t *code;
    struct fire_text_view *text;
    int64_t *number;
    int32_t *day;
    int16_t *minute;
    uint64_t *minute_valid;
    int64_t n_values;
    int64_t n_minutes;
};

struct load {
    struct fire_store *store;
    struct fire_sink sink;
    struct fire_arena *arena; /* dies with the push     */
    struct fire_arena *texts; /* those of one batch     */
    struct filling *filling;  /* [n_matched], by field  */
    struct store_column *column;
    int32_t n_columns;
    bool no_memory;
    int64_t n_lines; /* rows that have one */
    int64_t n_last_days;
    int64_t *line;
    int32_t *area;
    int32_t *last_day;
    struct fire_vector *vector;
    struct fire_batch batch; /* its n_rows grows to FIRE_BATCH_ROWS */
    int64_t n_before;        /* rows of the import before this batch */
    uint64_t checksum;
};

/* One line of import_batch, as far as rows are concerned. */
struct import_rows {
    int64_t id;
    int64_t first;
    int64_t n_kept;
    int64_t checksum;
};

enum { OWN_COLUMNS = 5 }; /* incident_id, import_id, line, area, last_day */

static bool reserve_filling(struct load *load, const struct store_column *column)
{
    struct fire_arena *arena = load->arena;
    struct filling *filling = &load->filling[column->field];
    const int n = FIRE_BATCH_ROWS;
    if (filling->valid == NULL) {
        filling->valid = FIRE_TAKE(arena, FIRE_BITS_WORDS(n), uint64_t);
        if (filling->valid == NULL) return false;
    }
    switch (column->cell) {
    case STORE_CODE:
        if (filling->code == NULL) filling->code = FIRE_TAKE(arena, n, uint32_t);
        return filling->code != NULL;
    case STORE_TEXT:
        if (filling->text == NULL) filling->text = FIRE_TAKE(arena, n, struct fire_text_view);
        return filling->text != NULL;
    case STORE_NUMBER:
        if (filling->number == NULL) filling->number = FIRE_TAKE(arena, n, int64_t);
        return filling->number != NULL;
    case STORE_DAY:
        if (filling->day == NULL) filling->day = FIRE_TAKE(arena, n, int32_t);
        return filling->day != NULL;
    case STORE_MINUTE:
        if (filling->minute == NULL) filling->minute = FIRE_TAKE(arena, n, int16_t);
        if (filling->minute_valid == NULL)
            filling->minute_valid = FIRE_TAKE(arena, FIRE_BITS_WORDS(n), uint64_t);
        return filling->minute != NULL && filling->minute_valid != NULL;
    }
    return false;
}

static fire_status add_field_columns(struct load *load, int32_t field, struct fire_error *err)
{
    struct fire_store *store = load->store;
    enum store_cell cell[2];
    const int32_t at = store->at[field];
    const int n_cells = store_cells(store->field[at].is.type, cell);
    for (int i = 0; i < n_cells; i++) {
        const struct store_column column = { field, at, cell[i] };
        if (!reserve_filling(load, &column)) return store_memory(store, err);
        load->column[load->n_columns++] = column;
    }
    return FIRE_OK;
}

/* The columns of the fields the import has, in the order of the schema. */
static fire_status find_columns(struct load *load, int64_t import_id, struct fire_error *err)
{
    struct fire_store *store = load->store;
    sqlite3_stmt *query = NULL;
    FIRE_TRY(store_prepare(
        store, "SELECT 1 FROM import_field WHERE import_id = ? AND field = ?", &query, err));
    fire_status status = FIRE_OK;
    load->n_columns = 0;
    for (int32_t field = 0; status == FIRE_OK && field < store->n_matched; field++) {
        bool has_field = false;
        sqlite3_bind_int64(query, 1, import_id);
        sqlite3_bind_int(query, 2, store->at[field] + 1);
        status = store_step(store, query, &has_field, err);
        if (status == FIRE_OK && has_field) status = add_field_columns(load, field, err);
        sqlite3_reset(query);
    }
    sqlite3_finalize(query);
    return status;
}

static fire_status prepare_rows(struct load *load, const struct import_rows *import,
                                sqlite3_stmt **out, struct fire_error *err)
{
    struct fire_store *store = load->store;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "SELECT incident_id, import_id, line, area, last_day");
    for (int32_t i = 0; i < load->n_columns; i++) {
        sqlite3_str_appendf(sql, ", ");
        store_add_column_name(sql, &store->field[load->column[i].at], load->column[i].cell);
    }
    sqlite3_str_appendf(sql,
                        " FROM incident WHERE incident_id BETWEEN %lld AND %lld"
                        " ORDER BY incident_id",
                        (long long)import->first,
                        (long long)(import->first + import->n_kept - 1));
    return store_prepare_built(store, sql, out, err);
}

/* ---- cells ----------------------------------------------------------------------------- */

/* A cell that is not null and has the right type; row is the one of the batch.
 * false: it cannot have been written by us, or load->no_memory */
static bool take_code(struct load *load, int32_t field, int64_t row, sqlite3_stmt *query,
                      int at)
{
    const int64_t id = sqlite3_column_int64(query, at);
    if (id < 1 || id > load->store->n_words) return false;
    const struct store_word *word = &load->store->word[id];
    struct filling *filling = &load->filling[field];
    filling->code[row] = word->code;
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    return word->field == field;
}

static bool take_text(struct load *load, int32_t field, int64_t row, sqlite3_stmt *query,
                      int at)
{
    const struct fire_text_view text = store_text(query, at);
    if (text.bytes == NULL) return false;
    const char *copy = fire_arena_copy(load->texts, text.bytes, text.size_bytes);
    struct filling *filling = &load->filling[field];
    filling->text[row] = (struct fire_text_view){ copy, text.size_bytes };
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    load->no_memory = copy == NULL;
    return copy != NULL;
}

static bool take_number(struct load *load, int32_t field, int64_t row, sqlite3_stmt *query,
                        int at)
{
    struct filling *filling = &load->filling[field];
    filling->number[row] = sqlite3_column_int64(query, at);
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    return true;
}

static bool take_day(struct load *load, int32_t field, int64_t row, sqlite3_stmt *query, int at)
{
    const int64_t day = sqlite3_column_int64(query, at);
    struct filling *filling = &load->filling[field];
    filling->day[row] = (int32_t)day;
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    return day >= FIRE_DAY_FIRST && day <= FIRE_DAY_LAST;
}

static bool take_minute(struct load *load, int32_t field, int64_t row, sqlite3_stmt *query,
                        int at)
{
    const int64_t minute = sqlite3_column_int64(query, at);
    struct filling *filling = &load->filling[field];
    filling->minute[row] = (int16_t)minute;
    fire_set_valid(filling->minute_valid, row);
    filling->n_minutes++;
    return minute >= 0 && minute <= FIRE_MINUTES_A_DAY;
}

static const struct {
    int type;
    bool (*take)(struct load *load, int32_t field, int64_t row, sqlite3_stmt *query, int at);
} takers[] = {
    [STORE_CODE] = { SQLITE_INTEGER, take_code },
    [STORE_TEXT] = { SQLITE_TEXT, take_text },
    [STORE_NUMBER] = { SQLITE_INTEGER, take_number },
    [STORE_DAY] = { SQLITE_INTEGER, take_day },
    [STORE_MINUTE] = { SQLITE_INTEGER, take_minute },
};

static bool take_own(struct load *load, const struct import_rows *import, int64_t row,
                     sqlite3_stmt *query)
{
    const struct fire_store *store = load->store;
    const int64_t area = sqlite3_column_int64(query, 3);
    if (sqlite3_column_int64(query, 0) != import->first + load->n_before + row ||
        sqlite3_column_int64(query, 1) != import->id || area < 1 || area > store->n_nodes)
        return false;
    load->area[row] = store->node[area];
    load->line[row] = sqlite3_column_int64(query, 2); /* null: 0 */
    if (load->line[row] != 0) load->n_lines++;
    return true;
}

/* After the cells: every row has a day, and its period does not end before it begins. */
static bool take_period(struct load *load, int64_t row, sqlite3_stmt *query)
{
    const struct filling *occurred_at = &load->filling[FIRE_FIELD_OCCURRED_AT];
    if (occurred_at->day == NULL || !fire_is_valid(occurred_at->valid, row)) return false;
    const int32_t day = occurred_at->day[row];
    load->last_day[row] = day;
    if (sqlite3_column_type(query, 4) == SQLITE_NULL) return true;
    const int64_t last_day = sqlite3_column_int64(query, 4);
    load->last_day[row] = (int32_t)last_day;
    load->n_last_days++;
    return last_day >= day && last_day <= FIRE_DAY_LAST;
}

static bool take_row(struct load *load, const struct import_rows *import, sqlite3_stmt *query)
{
    const int64_t row = load->batch.n_rows;
    if (!take_own(load, import, row, query)) return false;
    for (int32_t i = 0; i < load->n_columns; i++) {
        const struct store_column *column = &load->column[i];
        const int at = OWN_COLUMNS + i;
        const int type = sqlite3_column_type(query, at);
        if (type == SQLITE_NULL) continue;
        if (type != takers[column->cell].type ||
            !takers[column->cell].take(load, column->field, row, query, at))
            return false;
    }
    load->batch.n_rows++;
    return take_period(load, row, query);
}

/* ---- batches --------------------------------------------------------------------------- */

/* What is full needs no bitmap, what is empty no vector. */
static struct fire_vector view_of(const struct filling *filling, int64_t n_rows)
{
    struct fire_vector view = { 0 };
    if (filling->n_values == 0) return view;
    view.valid = filling->n_values == n_rows ? NULL : filling->valid;
    view.code = filling->code;
    view.text = filling->text;
    view.number = filling->number;
    view.day = filling->day;
    if (filling->n_minutes == 0) return view;
    view.minute = filling->minute;
    view.minute_valid = filling->n_minutes == n_rows ? NULL : filling->minute_valid;
    return view;
}

static void empty(struct load *load)
{
    const size_t n_words = FIRE_BITS_WORDS(FIRE_BATCH_ROWS);
    load->n_before += load->batch.n_rows;
    load->batch.n_rows = 0;
    load->n_lines = load->n_last_days = 0;
    for (int32_t field = 0; field < load->store->n_matched; field++) {
        struct filling *filling = &load->filling[field];
        if (filling->valid != NULL) memset(filling->valid, 0, n_words * sizeof(uint64_t));
        if (filling->minute_valid != NULL)
            memset(filling->minute_valid, 0, n_words * sizeof(uint64_t));
        if (filling->text != NULL)
            memset(filling->text, 0, FIRE_BATCH_ROWS * sizeof *filling->text);
        filling->n_values = filling->n_minutes = 0;
    }
    fire_arena_reset(load->texts);
}

static fire_status flush(struct load *load, struct fire_error *err)
{
    struct fire_batch *batch = &load->batch;
    if (batch->n_rows == 0) return FIRE_OK;
    for (int32_t field = 0; field < load->store->n_matched; field++)
        load->vector[field] = view_of(&load->filling[field], batch->n_rows);
    batch->line = load->n_lines > 0 ? load->line : NULL;
    batch->last_day = load->n_last_days > 0 ? load->last_day : NULL;
    load->checksum += store_checksum_rows(load->store, batch, load->n_before);
    FIRE_TRY(load->sink.push(load->sink.self, batch, err));
    empty(load);
    return FIRE_OK;
}

static fire_status load_rows(struct load *load, const struct import_rows *import,
                             sqlite3_stmt *query, struct fire_error *err)
{
    bool has_row = false;
    FIRE_TRY(store_step(load->store, query, &has_row, err));
    while (has_row) {
        if (!take_row(load, import, query))
            return load->no_memory
                       ? store_memory(load->store, err)
                       : store_damaged(load->store, "a row is not as it was written", err);
        if (load->batch.n_rows == FIRE_BATCH_ROWS) FIRE_TRY(flush(load, err));
        FIRE_TRY(store_step(load->store, query, &has_row, err));
    }
    FIRE_TRY(flush(load, err));
    if (load->n_before != import->n_kept || (int64_t)load->checksum != import->checksum)
        return store_damaged(load->store, "the rows of an import are not as they were written",
                             err);
    return FIRE_OK;
}

static fire_status load_import(struct load *load, const struct import_rows *import,
                               struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    load->n_before = 0;
    load->checksum = 0;
    FIRE_TRY(find_columns(load, import->id, err));
    FIRE_TRY(prepare_rows(load, import, &query, err));
    const fire_status status = load_rows(load, import, query, err);
    sqlite3_finalize(query);
    load->batch.source++;
    return status;
}

/* ---- all of it ------------------------------------------------------------------------- */

static bool create_load(struct load *load, const struct fire_schema *schema)
{
    load->arena = fire_arena_create();
    load->texts = fire_arena_create();
    if (load->arena == NULL || load->texts == NULL) return false;
    const int32_t n_fields = fire_schema_n_fields(schema);
    load->filling = FIRE_TAKE(load->arena, n_fields, struct filling);
    load->column = FIRE_TAKE(load->arena, 2 * n_fields, struct store_column);
    load->vector = FIRE_TAKE(load->arena, n_fields, struct fire_vector);
    load->line = FIRE_TAKE(load->arena, FIRE_BATCH_ROWS, int64_t);
    load->area = FIRE_TAKE(load->arena, FIRE_BATCH_ROWS, int32_t);
    load->last_day = FIRE_TAKE(load->arena, FIRE_BATCH_ROWS, int32_t);
    load->batch.schema = schema;
    load->batch.vector = load->vector;
    load->batch.area = load->area;
    return load->filling != NULL && load->column != NULL && load->vector != NULL &&
           load->line != NULL && load->area != NULL && load->last_day != NULL;
}

/* Imports follow each other without a gap, and no row lies outside of them. */
static fire_status load_imports(struct load *load, struct fire_error *err)
{
    struct fire_store *store = load->store;
    sqlite3_stmt *query = NULL;
    int64_t last = 0;
    bool has_row = false;
    FIRE_TRY(
        store_number(store, "SELECT coalesce(max(incident_id), 0) FROM incident", &last, err));
    FIRE_TRY(store_prepare(store,
                           "SELECT id, first_incident, n_kept, checksum FROM import_batch"
                           " ORDER BY id",
                           &query, err));
    int64_t next = 1;
    fire_status status = store_step(store, query, &has_row, err);
    while (status == FIRE_OK && has_row) {
        const struct import_rows import = {
            .id = sqlite3_column_int64(query, 0),
            .first = sqlite3_column_int64(query, 1),
            .n_kept = sqlite3_column_int64(query, 2),
            .checksum = sqlite3_column_int64(query, 3),
        };
        if (import.first != next || import.n_kept < 0 || import.n_kept > last)
            status = store_damaged(store, "an import is not as it was written", err);
        if (status == FIRE_OK) status = load_import(load, &import, err);
        next = import.first + import.n_kept;
        if (status == FIRE_OK) status = store_step(store, query, &has_row, err);
    }
    sqlite3_finalize(query);
    if (status == FIRE_OK && next != last + 1)
        status = store_damaged(store, "there are rows of no import", err);
    return status;
}

fire_status fire_store_push(struct fire_store *store, const struct fire_schema *schema,
                            const struct fire_areas *areas, struct fire_sink sink,
                            struct fire_error *err)
{
    assert(schema == store->loaded_schema && areas == store->loaded_areas);
    (void)areas;
    struct load load = { .store = store, .sink = sink };
    fire_status status = store_snapshot_begin(store, err);
    if (status == FIRE_OK && !create_load(&load, schema)) status = store_memory(store, err);
    if (status == FIRE_OK) status = load_imports(&load, err);
    fire_arena_free(load.arena);
    fire_arena_free(load.texts);
    store_snapshot_end(store);
    return status;
}
