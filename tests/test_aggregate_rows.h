/* test_aggregate_rows.h - rows written as text.
 *
 *     struct world *world = world_create();
 *     world_row(world, "day=2024-01-04; time=10:00; district=Huyện Núi Xanh; deaths=1");
 *     world_flush(world);                       what was written since is one batch
 *     ... world->table ...
 *     world_free(world);
 *
 * Included by the programs that test columns and aggregates; not a program itself. */
#ifndef FIRESTAT_TESTS_TEST_AGGREGATE_ROWS_H
#define FIRESTAT_TESTS_TEST_AGGREGATE_ROWS_H
#include "check.h"

#include "firestat/query.h"

#include <stdlib.h>
#include <string.h>

#define WORLD_MOST_FIELDS (FIRE_N_BUILTIN_FIELDS + 8)

/* Values of one field, as a batch wants them. */
struct world_column {
    bool has_value;
    uint64_t valid[FIRE_BITS_WORDS(FIRE_BATCH_ROWS)];
    uint64_t minute_valid[FIRE_BITS_WORDS(FIRE_BATCH_ROWS)];
    uint32_t code[FIRE_BATCH_ROWS];
    int64_t number[FIRE_BATCH_ROWS];
    int32_t day[FIRE_BATCH_ROWS];
    int16_t minute[FIRE_BATCH_ROWS];
    struct fire_text_view text[FIRE_BATCH_ROWS];
};

struct world {
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_table *table;
    struct fire_arena *arena;
    const struct fire_calendar *calendar;
    int32_t source;

    struct world_column *column; /* [WORLD_MOST_FIELDS] of the batch being made */
    int64_t n_rows;
    int32_t last_day[FIRE_BATCH_ROWS];
    int32_t area[FIRE_BATCH_ROWS];
    const int64_t *line;     /* of the next batch's rows; NULL: not kept */
    struct fire_sink beside; /* gets every batch before the table does; push NULL: nobody */
};

static struct world *world_create(void)
{
    struct world *world = calloc(1, sizeof *world);
    world->schema = fire_schema_create();
    world->areas = fire_areas_create();
    world->table = fire_table_create();
    world->arena = fire_arena_create();
    world->column = calloc(WORLD_MOST_FIELDS, sizeof *world->column);
    if (fire_calendar_find("calendar", &world->calendar, NULL) != FIRE_OK) abort();
    return world;
}

static void world_free(struct world *world)
{
    fire_table_free(world->table);
    fire_areas_free(world->areas);
    fire_schema_free(world->schema);
    fire_arena_free(world->arena);
    free(world->column);
    free(world);
}

static inline int32_t world_add_field(struct world *world, const char *name, fire_type type,
                                      int32_t scale)
{
    int32_t field = -1;
    const struct fire_field added = {
        .name = name,
        .type = type,
        .scale = scale,
        .label_vi = "",
        .label_en = "",
        .unit_vi = "",
        .unit_en = "",
    };
    if (fire_schema_add(world->schema, &added, &field, NULL) != FIRE_OK) abort();
    return field;
}

/* "-12.5" at a scale. */
static int64_t world_number(const char *text, int32_t scale)
{
    const bool negative = *text == '-';
    uint64_t number = 0;
    int32_t places = -1;
    for (text += negative; *text != '\0'; text++) {
        if (*text == '.') {
            places = 0;
            continue;
        }
        number = number * 10 + (uint64_t)(*text - '0');
        places += places >= 0;
    }
    for (int32_t i = places < 0 ? 0 : places; i < scale; i++)
        number *= 10;
    return (int64_t)(negative ? 0 - number : number);
}

static inline int32_t world_day(const char *iso)
{
    int32_t day = 0;
    if (!fire_day_from_iso(iso, 10, &day)) abort();
    return day;
}

/* One word of a row. */
static void world_set(struct world *world, const char *name, const char *value,
                      struct fire_text_view area[3])
{
    const int64_t row = world->n_rows;
    struct world_column *occurred_at = &world->column[FIRE_FIELD_OCCURRED_AT];
    if (strcmp(name, "day") == 0) {
        occurred_at->day[row] = world->last_day[row] = world_day(value);
    } else if (strcmp(name, "last") == 0) {
        world->last_day[row] = world_day(value);
    } else if (strcmp(name, "time") == 0) {
        occurred_at->minute[row] = (int16_t)(atoi(value) * 60 + atoi(strchr(value, ':') + 1));
        fire_set_valid(occurred_at->minute_valid, row);
    } else {
        const int32_t field = fire_schema_find(world->schema, fire_text_of(name));
        if (field < 0) abort();
        const struct fire_field *about = fire_schema_field(world->schema, field);
        struct world_column *column = &world->column[field];
        const struct fire_text_view text = {
            fire_arena_copy(world->arena, value, strlen(value)), strlen(value)
        };
        struct fire_text_view key;
        if (about->type == FIRE_TYPE_AREA) {
            area[field - FIRE_FIELD_PROVINCE] = text;
            return;
        }
        column->has_value = true;
        fire_set_valid(column->valid, row);
        if (about->type == FIRE_TYPE_CATEGORY) {
            if (!fire_text_match_key(text, world->arena, &key) ||
                !fire_dictionary_add(fire_schema_dictionary(world->schema, field), key, text,
                                     &column->code[row]))
                abort();
        } else if (about->type == FIRE_TYPE_TEXT) {
            column->text[row] = text;
        } else if (about->type == FIRE_TYPE_DATETIME) {
            column->day[row] = world_day(value);
        } else {
            column->number[row] = world_number(value, about->scale);
        }
    }
}

/* Fill a column with junk: what lies at null rows of the next batch must mean nothing. */
static void world_spoil(struct world_column *column, size_t n_rows)
{
    memset(column->code, 0x5a, n_rows * sizeof column->code[0]);
    memset(column->number, 0x5a, n_rows * sizeof column->number[0]);
    memset(column->day, 0x5a, n_rows * sizeof column->day[0]);
    memset(column->minute, 0x5a, n_rows * sizeof column->minute[0]);
    memset(column->text, 0x5a, n_rows * sizeof column->text[0]);
    memset(column->valid, 0, sizeof column->valid);
    memset(column->minute_valid, 0, sizeof column->minute_valid);
    column->has_value = false;
}

/* Push what was written since the last flush as one batch. */
static void world_flush(struct world *world)
{
    if (world->n_rows == 0) return;
    struct fire_vector vector[WORLD_MOST_FIELDS] = { 0 };
    for (int32_t field = 0; field < fire_schema_n_fields(world->schema); field++) {
        struct world_column *column = &world->column[field];
        if (field == FIRE_FIELD_OCCURRED_AT) {
            vector[field] = (struct fire_vector){ .day = column->day,
                                                  .minute = column->minute,
                                                  .minute_valid = column->minute_valid };
            continue;
        }
        if (!column->has_value) continue;
        vector[field].valid = column->valid;
        switch (fire_schema_field(world->schema, field)->type) {
        case FIRE_TYPE_CATEGORY:
            vector[field].code = column->code;
            break;
        case FIRE_TYPE_TEXT:
            vector[field].text = column->text;
            break;
        case FIRE_TYPE_DATETIME:
            vector[field].day = column->day;
            break;
        default:
            vector[field].number = column->number;
        }
    }
    const struct fire_batch batch = {
        .schema = world->schema,
        .n_rows = world->n_rows,
        .source = world->source,
        .vector = vector,
        .last_day = world->last_day,
        .area = world->area,
        .line = world->line,
    };
    const struct fire_sink sink = fire_table_sink(world->table);
    if (world->beside.push != NULL &&
        world->beside.push(world->beside.self, &batch, NULL) != FIRE_OK)
        abort();
    if (sink.push(sink.self, &batch, NULL) != FIRE_OK) abort();

    for (int32_t field = 0; field < WORLD_MOST_FIELDS; field++)
        world_spoil(&world->column[field], (size_t)world->n_rows);
    world->n_rows = 0;
}

/* A row as "name=value; name=value". day and last are its days, time its time of day. */
static void world_row(struct world *world, const char *words)
{
    struct fire_text_view area[3] = { { NULL, 0 } };
    char *copy = fire_arena_copy(world->arena, words, strlen(words));
    for (char *from = copy; from != NULL;) {
        char *end = strstr(from, "; ");
        char *equals = strchr(from, '=');
        if (end != NULL) *end = '\0';
        *equals = '\0';
        world_set(world, from, equals + 1, area);
        from = end != NULL ? end + 2 : NULL;
    }
    if (fire_areas_add(world->areas, area[0], area[1], area[2], &world->area[world->n_rows],
                       NULL) != FIRE_OK)
        abort();
    if (++world->n_rows == FIRE_BATCH_ROWS) world_flush(world);
}

#endif
