/* cubes.c - see cubes.h. */
#include "cubes.h"

#include "firestat/output.h"

enum {
    N_CUBES = 2,
    ROWS_LEAST = 65536, /* fewer are added up while a cube is read */
};

/* The small one first: most questions are of years and provinces. */
static const struct {
    const char *name;
    const char *by;
} standing[N_CUBES] = { { "month-province", "month,province" },
                        { "month-district", "month,district" } };

/* ---- made ------------------------------------------------------------------------------- */

struct making {
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_cube *cube[N_CUBES];
    struct fire_sink sink[N_CUBES];
};

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct making *making = self;
    for (int i = 0; i < N_CUBES; i++)
        FIRE_TRY(making->sink[i].push(making->sink[i].self, batch, err));
    return FIRE_OK;
}

static bool is_added_up(const struct fire_field *field)
{
    return field->type == FIRE_TYPE_INTEGER || field->type == FIRE_TYPE_DECIMAL ||
           field->type == FIRE_TYPE_MONEY;
}

/* What goes into a cube: all numbers, and the fields it is made by. */
static fire_status say_fields(struct session *session, struct fire_store *store,
                              struct making *making, struct fire_buffer *measures)
{
    static const int32_t keys[] = { FIRE_FIELD_PROVINCE, FIRE_FIELD_DISTRICT, FIRE_FIELD_SCOPE,
                                    FIRE_FIELD_INCIDENTS };
    const int32_t n_fields = fire_schema_n_fields(making->schema);
    const int32_t n_keys = (int32_t)(sizeof keys / sizeof keys[0]);
    int32_t *field = FIRE_TAKE(making->arena, n_fields + n_keys, int32_t);
    int32_t n = 0;
    if (field == NULL) return fire_fail_memory(&session->err);
    for (; n < n_keys; n++)
        field[n] = keys[n];
    for (int32_t i = 0; i < n_fields; i++) {
        const struct fire_field *about = fire_schema_field(making->schema, i);
        if (i == FIRE_FIELD_INCIDENTS || !is_added_up(about)) continue;
        field[n++] = i;
        if (measures->size_bytes > 0) fire_buffer_add_text(measures, ",");
        fire_buffer_add_text(measures, about->name);
    }
    if (measures->failed) return fire_fail_memory(&session->err);
    return fire_store_need(store, field, n, &session->err);
}

static fire_status begin_cubes(struct session *session, struct making *making,
                               const char *measures)
{
    const struct fire_calendar *calendar;
    FIRE_TRY(fire_calendar_find("calendar", &calendar, &session->err));
    for (int i = 0; i < N_CUBES; i++) {
        FIRE_TRY(fire_cube_create(making->schema, making->areas, calendar, standing[i].by,
                                  measures, &making->cube[i], &session->err));
        making->sink[i] = fire_cube_sink(making->cube[i]);
    }
    return FIRE_OK;
}

/* One that is too large, or whose rows another program has changed meanwhile, is not kept. */
static fire_status keep_cube(struct session *session, struct fire_store *store,
                             struct fire_cube *cube, const char *name)
{
    struct fire_buffer bytes = { 0 };
    struct fire_error why = { 0 };
    fire_status status = fire_cube_settle(cube, &session->err);
    if (status == FIRE_OK) status = fire_cube_write(cube, &bytes, &session->err);
    if (status == FIRE_OK) {
        status = fire_store_put_cube(store, name, bytes.bytes, bytes.size_bytes, &why);
        if (status == FIRE_ERANGE || status == FIRE_EBUSY)
            status = FIRE_OK;
        else if (status != FIRE_OK)
            session->err = why;
    }
    fire_buffer_finish(&bytes);
    return status;
}

static fire_status make(struct session *session, struct fire_store *store,
                        struct making *making)
{
    struct fire_buffer measures = { 0 };
    const struct fire_sink sink = { making, push };
    fire_status status = fire_store_schema(store, making->schema, making->areas, &session->err);
    if (status == FIRE_OK) status = say_fields(session, store, making, &measures);
    if (status == FIRE_OK) status = begin_cubes(session, making, measures.bytes);
    fire_buffer_finish(&measures);
    if (status == FIRE_OK)
        status = fire_store_push(store, making->schema, making->areas, sink, &session->err);
    for (int i = 0; status == FIRE_OK && i < N_CUBES; i++)
        status = keep_cube(session, store, making->cube[i], standing[i].name);
    return status;
}

/* Rows that are there, duplicates not counted. */
static fire_status count_rows(struct session *session, struct fire_store *store,
                              struct fire_arena *arena, int64_t *out)
{
    const struct fire_import *imports;
    int64_t n = 0;
    *out = 0;
    FIRE_TRY(fire_store_imports(store, arena, &imports, &n, &session->err));
    for (int64_t i = 0; i < n; i++)
        if (imports[i].is_there) *out += imports[i].counts.n_kept;
    return FIRE_OK;
}

fire_status cubes_make(struct session *session, struct fire_store *store)
{
    struct making making = { .arena = fire_arena_create(),
                             .schema = fire_schema_create(),
                             .areas = fire_areas_create() };
    int64_t n_rows = 0;
    fire_status status = FIRE_OK;
    if (making.arena == NULL || making.schema == NULL || making.areas == NULL)
        status = fire_fail_memory(&session->err);
    if (status == FIRE_OK) status = count_rows(session, store, making.arena, &n_rows);
    if (status == FIRE_OK && n_rows >= ROWS_LEAST) status = make(session, store, &making);
    for (int i = 0; i < N_CUBES; i++)
        fire_cube_free(making.cube[i]);
    fire_areas_free(making.areas);
    fire_schema_free(making.schema);
    fire_arena_free(making.arena);
    return status;
}

/* ---- asked ------------------------------------------------------------------------------ */

fire_status cubes_ask(struct session *session, struct fire_store *store,
                      struct fire_schema *schema, struct fire_areas *areas,
                      struct fire_arena *arena, struct cube_asker asker, bool *answered)
{
    const struct fire_calendar *calendar;
    *answered = false;
    FIRE_TRY(fire_calendar_find("calendar", &calendar, &session->err));
    for (int i = 0; !*answered && i < N_CUBES; i++) {
        const void *bytes;
        size_t size;
        struct fire_cube *cube;
        struct fire_error why = { 0 };
        FIRE_TRY(fire_store_cube(store, standing[i].name, arena, &bytes, &size, &session->err));
        /* one of another version is none */
        if (bytes == NULL ||
            fire_cube_read(bytes, size, schema, areas, calendar, &cube, &why) != FIRE_OK)
            continue;
        const fire_status status = asker.ask(asker.self, cube, answered);
        fire_cube_free(cube);
        FIRE_TRY(status);
    }
    return FIRE_OK;
}
