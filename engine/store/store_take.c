/* store_take.c - rows of `incident` become the batch they were.
 *
 * Cells are taken as the file has them and refused when they cannot have been written by us: a
 * code of another field's word, a day out of range, a text where a number should be. What is
 * full then needs no bitmap, what is empty no vector. */
#include "store.h"

#include "firestat/date.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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

struct store_take {
    struct fire_store *store;
    struct fire_arena *arena;
    struct fire_arena *texts; /* those of one batch     */
    int64_t capacity;
    int32_t n_fields;
    struct filling *filling; /* [n_fields] */
    struct store_column *column;
    int32_t n_columns;
    bool no_memory;
    int64_t n_lines; /* rows that have one */
    int64_t n_last_days;
    int64_t n_superseded;
    int64_t *incident_id;
    int64_t *import_id;
    int32_t *area_id;
    int64_t *superseded_by;
    int64_t *line;
    int32_t *area;
    int32_t *last_day;
    struct fire_vector *vector;
    struct fire_batch batch; /* its n_rows grows to capacity */
};

static bool make_arrays(struct store_take *take, const struct fire_schema *schema)
{
    struct fire_arena *arena = take->arena;
    const int64_t n = take->capacity;
    take->filling = FIRE_TAKE(arena, take->n_fields, struct filling);
    take->column = FIRE_TAKE(arena, 2 * take->n_fields, struct store_column);
    take->vector = FIRE_TAKE(arena, take->n_fields, struct fire_vector);
    take->incident_id = FIRE_TAKE(arena, n, int64_t);
    take->import_id = FIRE_TAKE(arena, n, int64_t);
    take->area_id = FIRE_TAKE(arena, n, int32_t);
    take->superseded_by = FIRE_TAKE(arena, n, int64_t);
    take->line = FIRE_TAKE(arena, n, int64_t);
    take->area = FIRE_TAKE(arena, n, int32_t);
    take->last_day = FIRE_TAKE(arena, n, int32_t);
    take->batch = (struct fire_batch){ .schema = schema,
                                       .vector = take->vector,
                                       .area = take->area };
    return take->filling != NULL && take->column != NULL && take->vector != NULL &&
           take->incident_id != NULL && take->import_id != NULL && take->area_id != NULL &&
           take->superseded_by != NULL && take->line != NULL && take->area != NULL &&
           take->last_day != NULL;
}

struct store_take *store_take_create(struct fire_store *store, const struct fire_schema *schema,
                                     int64_t capacity)
{
    struct store_take *take = calloc(1, sizeof *take);
    if (take == NULL) return NULL;
    take->store = store;
    take->capacity = capacity;
    take->n_fields = fire_schema_n_fields(schema);
    take->arena = fire_arena_create();
    take->texts = fire_arena_create();
    if (take->arena != NULL && take->texts != NULL && make_arrays(take, schema)) return take;
    store_take_free(take);
    return NULL;
}

void store_take_free(struct store_take *take)
{
    if (take == NULL) return;
    fire_arena_free(take->arena);
    fire_arena_free(take->texts);
    free(take);
}

/* ---- columns --------------------------------------------------------------------------- */

static bool reserve_filling(struct store_take *take, const struct store_column *column)
{
    struct fire_arena *arena = take->arena;
    struct filling *filling = &take->filling[column->field];
    const int64_t n = take->capacity;
    if (filling->valid == NULL) {
        filling->valid = FIRE_TAKE(arena, FIRE_BITS_WORDS(n), uint64_t);
        if (filling->valid == NULL) return false;
    }
    switch (column->cell) {
    case STORE_CODE:
        filling->code = FIRE_TAKE(arena, n, uint32_t);
        return filling->code != NULL;
    case STORE_TEXT:
        filling->text = FIRE_TAKE(arena, n, struct fire_text_view);
        return filling->text != NULL;
    case STORE_NUMBER:
        filling->number = FIRE_TAKE(arena, n, int64_t);
        return filling->number != NULL;
    case STORE_DAY:
        filling->day = FIRE_TAKE(arena, n, int32_t);
        return filling->day != NULL;
    case STORE_MINUTE:
        filling->minute = FIRE_TAKE(arena, n, int16_t);
        filling->minute_valid = FIRE_TAKE(arena, FIRE_BITS_WORDS(n), uint64_t);
        return filling->minute != NULL && filling->minute_valid != NULL;
    }
    return false;
}

fire_status store_take_field(struct store_take *take, int32_t field, struct fire_error *err)
{
    struct fire_store *store = take->store;
    enum store_cell cell[2];
    const int32_t at = store->at[field];
    const int n_cells = at < 0 ? 0 : store_cells(store->field[at].is.type, cell);
    for (int i = 0; i < n_cells; i++) {
        const struct store_column column = { field, at, cell[i] };
        if (!reserve_filling(take, &column)) return store_memory(store, err);
        take->column[take->n_columns++] = column;
    }
    return FIRE_OK;
}

enum {
    INCIDENT_ID,
    IMPORT_ID,
    LINE,
    AREA,
    LAST_DAY,
    SUPERSEDED_BY,
    OWN_COLUMNS,
};

void store_take_select(const struct store_take *take, char owner, sqlite3_str *sql)
{
    sqlite3_str_appendf(sql,
                        "SELECT i.incident_id, %c.import_id, %c.line, i.area, i.last_day,"
                        " i.superseded_by",
                        owner, owner);
    for (int32_t i = 0; i < take->n_columns; i++) {
        const struct store_column *column = &take->column[i];
        sqlite3_str_appendf(sql, ", i.");
        store_add_column_name(sql, &take->store->field[column->at], column->cell);
    }
}

/* ---- cells ----------------------------------------------------------------------------- */

/* A cell that is not null and has the right type; row is the one of the batch.
 * false: it cannot have been written by us, or take->no_memory */
static bool take_code(struct store_take *take, int32_t field, int64_t row, sqlite3_stmt *query,
                      int at)
{
    const int64_t id = sqlite3_column_int64(query, at);
    if (id < 1 || id > take->store->n_words) return false;
    const struct store_word *word = &take->store->word[id];
    struct filling *filling = &take->filling[field];
    filling->code[row] = word->code;
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    return word->field == field;
}

static bool take_text(struct store_take *take, int32_t field, int64_t row, sqlite3_stmt *query,
                      int at)
{
    const struct fire_text_view text = store_text(query, at);
    if (text.bytes == NULL) return false;
    const char *copy = fire_arena_copy(take->texts, text.bytes, text.size_bytes);
    struct filling *filling = &take->filling[field];
    filling->text[row] = (struct fire_text_view){ copy, text.size_bytes };
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    take->no_memory = copy == NULL;
    return copy != NULL;
}

static bool take_number(struct store_take *take, int32_t field, int64_t row,
                        sqlite3_stmt *query, int at)
{
    struct filling *filling = &take->filling[field];
    filling->number[row] = sqlite3_column_int64(query, at);
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    return true;
}

static bool take_day(struct store_take *take, int32_t field, int64_t row, sqlite3_stmt *query,
                     int at)
{
    const int64_t day = sqlite3_column_int64(query, at);
    struct filling *filling = &take->filling[field];
    filling->day[row] = (int32_t)day;
    fire_set_valid(filling->valid, row);
    filling->n_values++;
    return day >= FIRE_DAY_FIRST && day <= FIRE_DAY_LAST;
}

static bool take_minute(struct store_take *take, int32_t field, int64_t row,
                        sqlite3_stmt *query, int at)
{
    const int64_t minute = sqlite3_column_int64(query, at);
    struct filling *filling = &take->filling[field];
    filling->minute[row] = (int16_t)minute;
    fire_set_valid(filling->minute_valid, row);
    filling->n_minutes++;
    return minute >= 0 && minute <= FIRE_MINUTES_A_DAY;
}

static const struct {
    int type;
    bool (*take)(struct store_take *take, int32_t field, int64_t row, sqlite3_stmt *query,
                 int at);
} takers[] = {
    [STORE_CODE] = { SQLITE_INTEGER, take_code },
    [STORE_TEXT] = { SQLITE_TEXT, take_text },
    [STORE_NUMBER] = { SQLITE_INTEGER, take_number },
    [STORE_DAY] = { SQLITE_INTEGER, take_day },
    [STORE_MINUTE] = { SQLITE_INTEGER, take_minute },
};

static bool take_own(struct store_take *take, int64_t row, sqlite3_stmt *query)
{
    const struct fire_store *store = take->store;
    const int64_t area = sqlite3_column_int64(query, AREA);
    if (area < 1 || area > store->n_nodes) return false;
    take->incident_id[row] = sqlite3_column_int64(query, INCIDENT_ID);
    take->import_id[row] = sqlite3_column_int64(query, IMPORT_ID);
    take->superseded_by[row] = sqlite3_column_int64(query, SUPERSEDED_BY); /* null: 0 */
    take->area_id[row] = (int32_t)area;
    take->area[row] = store->node[area];
    take->line[row] = sqlite3_column_int64(query, LINE);
    if (take->line[row] != 0) take->n_lines++;
    if (take->superseded_by[row] != 0) take->n_superseded++;
    return true;
}

/* After the cells: every row has a day, and its period does not end before it begins. */
static bool take_period(struct store_take *take, int64_t row, sqlite3_stmt *query)
{
    const struct filling *occurred_at = &take->filling[FIRE_FIELD_OCCURRED_AT];
    if (occurred_at->day == NULL || !fire_is_valid(occurred_at->valid, row)) return false;
    const int32_t day = occurred_at->day[row];
    take->last_day[row] = day;
    if (sqlite3_column_type(query, LAST_DAY) == SQLITE_NULL) return true;
    const int64_t last_day = sqlite3_column_int64(query, LAST_DAY);
    take->last_day[row] = (int32_t)last_day;
    take->n_last_days++;
    return last_day >= day && last_day <= FIRE_DAY_LAST;
}

static bool take_row(struct store_take *take, sqlite3_stmt *query)
{
    const int64_t row = take->batch.n_rows;
    if (!take_own(take, row, query)) return false;
    for (int32_t i = 0; i < take->n_columns; i++) {
        const struct store_column *column = &take->column[i];
        const int type = sqlite3_column_type(query, OWN_COLUMNS + i);
        if (type == SQLITE_NULL) continue;
        if (type != takers[column->cell].type ||
            !takers[column->cell].take(take, column->field, row, query, OWN_COLUMNS + i))
            return false;
    }
    take->batch.n_rows++;
    return take_period(take, row, query);
}

static fire_status take_now(struct store_take *take, sqlite3_stmt *query,
                            struct fire_error *err)
{
    assert(take->batch.n_rows < take->capacity);
    if (take_row(take, query)) return FIRE_OK;
    return take->no_memory ? store_memory(take->store, err)
                           : store_damaged(take->store, "a row is not as it was written", err);
}

fire_status store_take_step(struct store_take *take, sqlite3_stmt *query, bool *has_row,
                            struct fire_error *err)
{
    FIRE_TRY(store_step(take->store, query, has_row, err));
    return *has_row ? take_now(take, query, err) : FIRE_OK;
}

/* ---- batches --------------------------------------------------------------------------- */

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

struct store_taken store_take_look(struct store_take *take)
{
    struct fire_batch *batch = &take->batch;
    for (int32_t field = 0; field < take->n_fields; field++)
        take->vector[field] = view_of(&take->filling[field], batch->n_rows);
    batch->line = take->n_lines > 0 ? take->line : NULL;
    batch->last_day = take->n_last_days > 0 ? take->last_day : NULL;
    return (struct store_taken){ batch,         take->incident_id,   take->import_id,
                                 take->area_id, take->superseded_by, take->n_superseded };
}

void store_take_empty(struct store_take *take)
{
    const size_t n_words = FIRE_BITS_WORDS(take->batch.n_rows);
    for (int32_t field = 0; field < take->n_fields; field++) {
        struct filling *filling = &take->filling[field];
        if (filling->valid != NULL) memset(filling->valid, 0, n_words * sizeof(uint64_t));
        if (filling->minute_valid != NULL)
            memset(filling->minute_valid, 0, n_words * sizeof(uint64_t));
        if (filling->text != NULL)
            memset(filling->text, 0, (size_t)take->batch.n_rows * sizeof *filling->text);
        filling->n_values = filling->n_minutes = 0;
    }
    take->batch.n_rows = 0;
    take->n_lines = take->n_last_days = take->n_superseded = 0;
    fire_arena_reset(take->texts);
}

fire_status store_take_all(struct store_take *take, sqlite3_str *sql, struct store_taker taker,
                           struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    fire_status status = store_prepare_built(take->store, sql, &query, err);
    if (status == FIRE_OK) status = store_step(take->store, query, &has_row, err);
    while (status == FIRE_OK) {
        const int64_t n = take->batch.n_rows;
        const bool goes_on = has_row && n < take->capacity &&
                             (n == 0 ||
                              sqlite3_column_int64(query, IMPORT_ID) == take->import_id[0]);
        if (!goes_on && n > 0) {
            const struct store_taken taken = store_take_look(take);
            status = taker.give(taker.self, &taken, err);
            store_take_empty(take);
        }
        if (status != FIRE_OK || !has_row) break;
        status = take_now(take, query, err);
        if (status == FIRE_OK) status = store_step(take->store, query, &has_row, err);
    }
    sqlite3_finalize(query);
    return status;
}
