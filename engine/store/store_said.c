/* store_said.c - what later imports said about the records of one that goes.
 *
 * An import said its rows, without what they took over from versions before them, and for rows
 * that were not stored the row they repeat. */
#include "undo.h"

#include "firestat/date.h"

#include <string.h>

/* ---- the form of an import that was closed long ago ------------------------------------ */

/* Numbers of the fields that a query names. */
static fire_status fields_of(struct fire_store *store, const struct fire_schema *schema,
                             sqlite3_str *sql, int32_t field[], int32_t *out_n,
                             struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare_built(store, sql, &query, err);
    *out_n = 0;
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        const int32_t found = fire_schema_find(schema, store_text(query, 0));
        if (found < 0)
            status = store_damaged(store, "a field is not as it was written", err);
        else
            field[(*out_n)++] = found;
    }
    sqlite3_finalize(query);
    return status;
}

/* Keys are kept as names with commas between; fields by import_field. */
fire_status said_form(struct fire_store *store, const struct fire_schema *schema,
                      const struct store_batch *import, struct fire_arena *arena,
                      struct fire_record_form *out, struct fire_error *err)
{
    const int32_t n_fields = fire_schema_n_fields(schema);
    int32_t *key = FIRE_TAKE(arena, n_fields, int32_t);
    int32_t *field = FIRE_TAKE(arena, n_fields, int32_t);
    if (key == NULL || field == NULL) return store_memory(store, err);
    *out = (struct fire_record_form){ .key = key, .field = field };
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "SELECT name FROM field"
                        " WHERE instr(',' || %Q || ',', ',' || name || ',') > 0",
                        import->key_fields);
    FIRE_TRY(fields_of(store, schema, sql, key, &out->n_keys, err));
    sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "SELECT name FROM field JOIN import_field AS f ON f.field = field.id"
                        " WHERE f.import_id = %lld AND f.is_said = 1",
                        (long long)import->id);
    return fields_of(store, schema, sql, field, &out->n_fields, err);
}

/* ---- collecting ------------------------------------------------------------------------ */

struct collector {
    struct undo *undo;
    bool is_repeat;
    int64_t n; /* rows of the batch at hand that are about such a record */
    bool has[FIRE_BATCH_ROWS];
    int64_t at[FIRE_BATCH_ROWS];
    int64_t place[FIRE_BATCH_ROWS];
    int32_t area_id[FIRE_BATCH_ROWS];
    int64_t superseded_by[FIRE_BATCH_ROWS];
};

/* Copies of the texts of a batch that was picked into the undo's arena. */
static bool keep_texts(const struct undo *undo, const struct fire_batch *batch)
{
    const int32_t n_fields = fire_schema_n_fields(undo->schema);
    for (int32_t field = 0; field < n_fields; field++) {
        /* fire_batch_pick made the array, and only for us */
        struct fire_text_view *text = (struct fire_text_view *)batch->vector[field].text;
        for (int64_t i = 0; text != NULL && i < batch->n_rows; i++) {
            if (!fire_is_valid(batch->vector[field].valid, i)) continue;
            text[i].bytes = fire_arena_copy(undo->arena, text[i].bytes, text[i].size_bytes);
            if (text[i].bytes == NULL) return false;
        }
    }
    return true;
}

static fire_status remember(const struct collector *collector, const struct store_taken *taken,
                            struct said **out, struct fire_error *err)
{
    struct undo *undo = collector->undo;
    struct said *said = FIRE_TAKE(undo->arena, 1, struct said);
    int64_t *incident_id = FIRE_TAKE(undo->arena, collector->n, int64_t);
    if (said == NULL || incident_id == NULL) return store_memory(undo->store, err);
    for (int64_t i = 0; i < collector->n; i++)
        incident_id[i] = taken->incident_id[collector->at[i]];
    *said = (struct said){ .import_id = taken->import_id[0],
                           .is_repeat = collector->is_repeat,
                           .incident_id = incident_id };
    said->batch = fire_batch_pick(taken->batch, fire_schema_n_fields(undo->schema),
                                  collector->at, collector->n, undo->arena);
    if (said->batch == NULL || !keep_texts(undo, said->batch))
        return store_memory(undo->store, err);
    *undo->end = said;
    undo->end = &said->next;
    *out = said;
    return FIRE_OK;
}

/* Their part of an import's checksum goes while they are as the file has them. */
static void take_off(struct collector *collector, const struct store_taken *taken,
                     const struct said *said, struct store_batch *of)
{
    const int64_t n = collector->n;
    for (int64_t i = 0; i < n; i++) {
        const int64_t line = said->batch->line != NULL ? said->batch->line[i] : 0;
        collector->place[i] = said->incident_id[i] - of->first;
        collector->area_id[i] = taken->area_id[collector->at[i]];
        collector->superseded_by[i] = taken->superseded_by[collector->at[i]];
        if (collector->is_repeat)
            of->repeat_checksum -= store_checksum_repeat(said->incident_id[i], line);
    }
    of->is_changed = true;
    if (collector->is_repeat) return;
    const struct store_rows rows = { collector->place, collector->area_id,
                                     collector->superseded_by };
    of->checksum -= store_checksum_rows(collector->undo->store, said->batch, &rows);
    of->n_rows -= n;
}

static fire_status collect_batch(void *self, const struct store_taken *taken,
                                 struct fire_error *err)
{
    struct collector *collector = self;
    const struct undo *undo = collector->undo;
    struct store_batch *of = store_batch_of(undo->store, taken->import_id[0]);
    struct said *said = NULL;
    if (of == NULL) return store_damaged(undo->store, "there are rows of no import", err);
    if (strcmp(of->key_fields, undo->key_fields) != 0) return FIRE_OK;
    FIRE_TRY(fire_identity_has(undo->gone, taken->batch, collector->has, err));
    collector->n = 0;
    for (int64_t i = 0; i < taken->batch->n_rows; i++) {
        collector->at[collector->n] = i;
        collector->n += collector->has[i];
    }
    if (collector->n == 0) return FIRE_OK;
    FIRE_TRY(remember(collector, taken, &said, err));
    take_off(collector, taken, said, of);
    return FIRE_OK;
}

/* The keys of the rows that go. */
static fire_status know_gone(void *self, const struct store_taken *taken,
                             struct fire_error *err)
{
    struct collector *collector = self;
    return fire_identity_know(collector->undo->gone, taken->batch, taken->incident_id, 0, true,
                              err);
}

/*   owner   whose import and line are meant: 'i' of the row, 'r' of the repeat
 *   from    FROM and WHERE, with a place for the id of the import that goes */
static fire_status collect(struct collector *collector, char owner, const char *from,
                           fire_status (*give)(void *self, const struct store_taken *taken,
                                               struct fire_error *err),
                           struct fire_error *err)
{
    const struct undo *undo = collector->undo;
    struct fire_store *store = undo->store;
    const int32_t n_fields = fire_schema_n_fields(undo->schema);
    struct store_take *take = store_take_create(store, undo->schema, FIRE_BATCH_ROWS);
    if (take == NULL) return store_memory(store, err);
    fire_status status = FIRE_OK;
    for (int32_t field = 0; status == FIRE_OK && field < n_fields; field++)
        status = store_take_field(take, field, err);
    if (status == FIRE_OK) {
        sqlite3_str *sql = sqlite3_str_new(store->db);
        store_take_select(take, owner, sql);
        sqlite3_str_appendf(sql, from, (long long)undo->id);
        status = store_take_all(take, sql, (struct store_taker){ collector, give }, err);
    }
    store_take_free(take);
    return status;
}

fire_status undo_collect(struct undo *undo, struct fire_error *err)
{
    struct fire_record_form form;
    struct collector *collector = FIRE_TAKE(undo->arena, 1, struct collector);
    if (collector == NULL) return store_memory(undo->store, err);
    collector->undo = undo;
    FIRE_TRY(said_form(undo->store, undo->schema, store_batch_of(undo->store, undo->id),
                       undo->arena, &form, err));
    FIRE_TRY(fire_identity_create(undo->schema, undo->areas, store_versions(undo->store),
                                  &undo->gone, err));
    FIRE_TRY(fire_identity_source(undo->gone, &form, 0, err));
    FIRE_TRY(collect(collector, 'i', " FROM incident AS i WHERE i.import_id = %lld", know_gone,
                     err));
    FIRE_TRY(collect(collector, 'i',
                     " FROM incident AS i WHERE i.import_id > %lld ORDER BY i.incident_id",
                     collect_batch, err));
    collector->is_repeat = true;
    return collect(collector, 'r',
                   " FROM repeat AS r JOIN incident AS i ON i.incident_id = r.incident_id"
                   " WHERE r.import_id > %lld ORDER BY r.import_id, r.incident_id, r.line",
                   collect_batch, err);
}

/* ---- what a source says of its rows ---------------------------------------------------- */

static bool says(const struct fire_record_form *form, int32_t field)
{
    for (int32_t i = 0; i < form->n_keys; i++)
        if (form->key[i] == field) return true;
    for (int32_t i = 0; i < form->n_fields; i++)
        if (form->field[i] == field) return true;
    return false;
}

/* The node of what a source says of an area. */
static fire_status said_area(struct fire_areas *areas, const struct fire_record_form *form,
                             int32_t area, int32_t *out, struct fire_error *err)
{
    const int32_t *at[] = { fire_areas_at_level(areas, FIRE_LEVEL_PROVINCE),
                            fire_areas_at_level(areas, FIRE_LEVEL_DISTRICT),
                            fire_areas_at_level(areas, FIRE_LEVEL_COMMUNE) };
    struct fire_text_view name[3];
    for (int i = 0; i < 3; i++) {
        const int32_t node = at[i][area];
        const bool has = (int)fire_area_level_of(areas, node) == FIRE_LEVEL_PROVINCE + i;
        name[i] = has && says(form, FIRE_FIELD_PROVINCE + i) ? fire_area_name(areas, node)
                                                             : fire_text_of("");
    }
    return fire_areas_add(areas, name[0], name[1], name[2], out, err);
}

static bool says_all_areas(const struct fire_record_form *form)
{
    return says(form, FIRE_FIELD_PROVINCE) && says(form, FIRE_FIELD_DISTRICT) &&
           says(form, FIRE_FIELD_COMMUNE);
}

fire_status said_mask(const struct fire_schema *schema, struct fire_areas *areas,
                      struct fire_arena *arena, const struct fire_record_form *form,
                      struct fire_batch *rows, struct fire_error *err)
{
    const int32_t n_fields = fire_schema_n_fields(schema);
    /* the caller made these, and for nobody else */
    struct fire_vector *vector = (struct fire_vector *)rows->vector;
    int32_t *area = (int32_t *)rows->area;
    for (int64_t i = 0; i < rows->n_rows && !says_all_areas(form); i++)
        FIRE_TRY(said_area(areas, form, area[i], &area[i], err));
    for (int32_t field = 0; field < n_fields; field++)
        if (field != FIRE_FIELD_OCCURRED_AT && !says(form, field))
            vector[field] = (struct fire_vector){ 0 };
    if (says(form, FIRE_FIELD_OCCURRED_AT) || says(form, FIRE_FIELD_PERIOD)) return FIRE_OK;

    int32_t *day = FIRE_TAKE(arena, rows->n_rows, int32_t);
    int32_t *last_day = FIRE_TAKE(arena, rows->n_rows, int32_t);
    if (day == NULL || last_day == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < rows->n_rows; i++) {
        day[i] = FIRE_DAY_FIRST;
        last_day[i] = FIRE_DAY_LAST;
    }
    vector[FIRE_FIELD_OCCURRED_AT] = (struct fire_vector){ .day = day };
    rows->last_day = last_day;
    return FIRE_OK;
}
