/* cubes.c - see cubes.h. */
#include "cubes.h"

#include "firestat/output.h"

enum {
    N_CUBES = 3,
    ROWS_LEAST = 65536, /* fewer are added up while a cube is read            */
    AREAS_MOST = 128,   /* of a cube: of a country's districts the rows are read */
};

/* The small ones first: most questions are of years and provinces, and what a cube costs is reading
 * it. */
static const struct {
    const char *name;
    const char *by;
    fire_area_level level;
} standing[N_CUBES] = { { "year-province", "year,province", FIRE_LEVEL_PROVINCE },
                        { "month-province", "month,province", FIRE_LEVEL_PROVINCE },
                        { "month-district", "month,district", FIRE_LEVEL_DISTRICT } };

/* A question by another calendar than the store's asks the rows. */
static fire_status calendar_of(struct session *session, struct fire_store *store,
                               struct fire_arena *arena, const struct fire_calendar **out)
{
    const char *text;
    FIRE_TRY(fire_store_calendar(store, arena, &text, &session->err));
    return fire_calendar_open(text == NULL ? "calendar" : text, arena, out, &session->err);
}

/* ---- made ------------------------------------------------------------------------------- */

struct making {
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_cube *cube[N_CUBES]; /* NULL: it would be too large */
    bool is_begun;
};

/* The areas are there with the first batch. */
static void drop_large(struct making *making)
{
    int32_t n[FIRE_N_LEVELS] = { 0 };
    for (int32_t area = 0; area < fire_areas_n(making->areas); area++)
        n[fire_area_level_of(making->areas, area)]++;
    for (int i = 0; i < N_CUBES; i++) {
        if (n[standing[i].level] <= AREAS_MOST) continue;
        fire_cube_free(making->cube[i]);
        making->cube[i] = NULL;
    }
    making->is_begun = true;
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct making *making = self;
    if (!making->is_begun) drop_large(making);
    for (int i = 0; i < N_CUBES; i++) {
        if (making->cube[i] == NULL) continue;
        const struct fire_sink sink = fire_cube_sink(making->cube[i]);
        FIRE_TRY(sink.push(sink.self, batch, err));
    }
    return FIRE_OK;
}

/* What goes into a cube: its keys, and what every review speaks of. */
static fire_status say_fields(struct session *session, struct fire_store *store)
{
    static const int32_t fields[] = {
        FIRE_FIELD_PROVINCE, FIRE_FIELD_DISTRICT, FIRE_FIELD_SCOPE,  FIRE_FIELD_INCIDENTS,
        FIRE_FIELD_DEATHS,   FIRE_FIELD_INJURIES, FIRE_FIELD_DAMAGE, FIRE_FIELD_FOREST_HA,
    };
    return fire_store_need(store, fields, sizeof fields / sizeof fields[0], &session->err);
}

static fire_status begin_cubes(struct session *session, struct fire_store *store,
                               struct making *making)
{
    static const char measures[] = "deaths,injuries,damage,forest_ha";
    const struct fire_calendar *calendar;
    FIRE_TRY(calendar_of(session, store, making->arena, &calendar));
    for (int i = 0; i < N_CUBES; i++)
        FIRE_TRY(fire_cube_create(making->schema, making->areas, calendar, standing[i].by,
                                  measures, &making->cube[i], &session->err));
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
    const struct fire_sink sink = { making, push };
    fire_status status = fire_store_schema(store, making->schema, making->areas, &session->err);
    if (status == FIRE_OK) status = say_fields(session, store);
    if (status == FIRE_OK) status = begin_cubes(session, store, making);
    if (status == FIRE_OK)
        status = fire_store_push(store, making->schema, making->areas, sink, &session->err);
    for (int i = 0; status == FIRE_OK && i < N_CUBES; i++)
        if (making->cube[i] != NULL)
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
    FIRE_TRY(calendar_of(session, store, arena, &calendar));
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
