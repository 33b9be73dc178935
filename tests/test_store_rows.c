/* test_store_rows.c - see test_store_rows.h. */
#include "test_store_rows.h"

#include "firestat/date.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* ---- batches at random ------------------------------------------------------------------ */

#define N_WORDS 40

struct run run_create(unsigned long long seed)
{
    return (struct run){
        .schema = fire_schema_create(),
        .areas = fire_areas_create(),
        .arena = fire_arena_create(),
        .seed = seed,
        .next_line = 2,
    };
}

void run_finish(struct run *run)
{
    fire_schema_free(run->schema);
    fire_areas_free(run->areas);
    fire_arena_free(run->arena);
    fire_buffer_finish(&run->said);
}

const struct fire_field further[N_FURTHER] = {
    { "water_source", FIRE_TYPE_CATEGORY, 0, "Nguồn nước", "Water source", "", "" },
    { "commander", FIRE_TYPE_TEXT, 0, "Chỉ huy", "Commander", "", "" },
    { "hoses", FIRE_TYPE_INTEGER, 0, "Số vòi", "Hoses", "vòi", "" },
    { "water_m3", FIRE_TYPE_DECIMAL, FIRE_DECIMAL_SCALE, "Nước", "Water", "m³", "m³" },
    { "insured", FIRE_TYPE_MONEY, FIRE_MONEY_SCALE, "Bảo hiểm", "Insured", "đồng", "VND" },
    { "seen", FIRE_TYPE_DATETIME, 0, "Phát hiện", "Seen", "", "" },
    { "seen_day", FIRE_TYPE_INTEGER, 0, "", "", "", "" },
    { "day_of_seen", FIRE_TYPE_TEXT, 0, "", "", "", "" },
    { "source_line", FIRE_TYPE_TEXT, 0, "", "", "", "" }, /* a column of the view itself */
    { "select", FIRE_TYPE_INTEGER, 0, "", "", "", "" },
};

void add_further(struct run *run, size_t from)
{
    for (size_t i = 0; i < N_FURTHER; i++) {
        int32_t field = 0;
        CHECK(fire_schema_add(run->schema, &further[(from + i) % N_FURTHER], &field, NULL) ==
                  FIRE_OK,
              "%s", further[i].name);
    }
}

static unsigned below(struct run *run, unsigned n)
{
    return check_random(&run->seed) % n;
}

/* Sometimes no bitmap, sometimes full of nulls, mostly something in between. */
static uint64_t *random_valid(struct run *run, int64_t n_rows)
{
    const unsigned kind = below(run, 5);
    if (kind == 0) return NULL;
    uint64_t *valid = FIRE_TAKE(run->arena, FIRE_BITS_WORDS(n_rows), uint64_t);
    for (int64_t i = 0; i < n_rows && kind != 1; i++)
        if (below(run, 4) < kind) fire_set_valid(valid, i);
    return valid;
}

static int64_t random_number(struct run *run)
{
    if (!run->extreme) return (int64_t)below(run, 2000) * 100 - 5000;
    static const int64_t odd[] = { 0, 1, -1, INT64_MAX, INT64_MIN, 2385, 1000000007 };
    return odd[below(run, CHECK_N(odd))];
}

static uint32_t *random_codes(struct run *run, int32_t field, int64_t n_rows)
{
    uint32_t *code = FIRE_TAKE(run->arena, n_rows, uint32_t);
    for (int64_t i = 0; i < n_rows; i++) {
        char key[48];
        char label[48];
        const unsigned word = below(run, N_WORDS);
        snprintf(key, sizeof key, "từ %d/%u", (int)field % 3, word);
        snprintf(label, sizeof label, "Từ %d/%u", (int)field % 3, word);
        CHECK(fire_dictionary_add(fire_schema_dictionary(run->schema, field), fire_text_of(key),
                                  fire_text_of(label), &code[i]),
              "no memory");
    }
    return code;
}

static struct fire_text_view *random_texts(struct run *run, int64_t n_rows)
{
    static const char *const odd[] = {
        "", "0012", "1e3", "1.234,5", "Nhà bà Tư; \"bếp\"", "'", "\n", "NULL", "đường 3 tháng 2"
    };
    struct fire_text_view *text = FIRE_TAKE(run->arena, n_rows, struct fire_text_view);
    for (int64_t i = 0; i < n_rows; i++)
        text[i] = fire_text_of(odd[below(run, CHECK_N(odd))]);
    return text;
}

static int32_t *random_days(struct run *run, int64_t n_rows)
{
    int32_t *day = FIRE_TAKE(run->arena, n_rows, int32_t);
    for (int64_t i = 0; i < n_rows; i++)
        day[i] = 17000 + (int32_t)below(run, 3000);
    if (run->extreme) {
        day[0] = FIRE_DAY_FIRST;
        day[n_rows - 1] = FIRE_DAY_LAST;
    }
    return day;
}

static int16_t *random_minutes(struct run *run, int64_t n_rows)
{
    int16_t *minute = FIRE_TAKE(run->arena, n_rows, int16_t);
    for (int64_t i = 0; i < n_rows; i++)
        minute[i] = below(run, 10) == 0 ? 1440 : (int16_t)below(run, 1440);
    return minute;
}

static struct fire_vector random_vector(struct run *run, int32_t field, int64_t n_rows)
{
    struct fire_vector vector = { 0 };
    if (field != FIRE_FIELD_OCCURRED_AT) {
        if (below(run, 5) == 0) return vector;
        vector.valid = random_valid(run, n_rows);
    }
    switch (fire_schema_field(run->schema, field)->type) {
    case FIRE_TYPE_CATEGORY:
        vector.code = random_codes(run, field, n_rows);
        break;
    case FIRE_TYPE_TEXT:
        vector.text = random_texts(run, n_rows);
        break;
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY: {
        int64_t *number = FIRE_TAKE(run->arena, n_rows, int64_t);
        for (int64_t i = 0; i < n_rows; i++)
            number[i] = random_number(run);
        vector.number = number;
        break;
    }
    case FIRE_TYPE_DATETIME:
        vector.day = random_days(run, n_rows);
        if (below(run, 4) == 0) break;
        vector.minute = random_minutes(run, n_rows);
        vector.minute_valid = random_valid(run, n_rows);
        break;
    case FIRE_TYPE_AREA:
    case FIRE_TYPE_PERIOD:
        vector.valid = NULL;
        break;
    }
    return vector;
}

static int32_t random_area(struct run *run)
{
    static const char *const province[] = { "", "Tỉnh Lâm Đồng", "Tỉnh Sơn La", "Hà Nội" };
    static const char *const district[] = { "", "Huyện Núi Xanh", "Huyện Sông Con" };
    static const char *const commune[] = { "", "Xã Tân Lập", "Phường 1", "Thị trấn Đ'Ran" };
    int32_t area = -1;
    CHECK(fire_areas_add(run->areas, fire_text_of(province[below(run, CHECK_N(province))]),
                         fire_text_of(district[below(run, CHECK_N(district))]),
                         fire_text_of(commune[below(run, CHECK_N(commune))]), &area,
                         NULL) == FIRE_OK,
          "no memory");
    return area;
}

struct fire_batch random_batch(struct run *run, int64_t n_rows)
{
    fire_arena_reset(run->arena);
    const int32_t n_fields = fire_schema_n_fields(run->schema);
    struct fire_vector *vector = FIRE_TAKE(run->arena, n_fields, struct fire_vector);
    for (int32_t field = 0; field < n_fields; field++)
        vector[field] = random_vector(run, field, n_rows);

    int32_t *area = FIRE_TAKE(run->arena, n_rows, int32_t);
    int64_t *line = FIRE_TAKE(run->arena, n_rows, int64_t);
    int32_t *last_day = FIRE_TAKE(run->arena, n_rows, int32_t);
    for (int64_t i = 0; i < n_rows; i++) {
        const int32_t day = vector[FIRE_FIELD_OCCURRED_AT].day[i];
        area[i] = random_area(run);
        line[i] = run->next_line;
        run->next_line += 1 + below(run, 3);
        last_day[i] = below(run, 3) != 0 || day > 100000 ? day : day + (int32_t)below(run, 400);
    }
    return (struct fire_batch){
        .schema = run->schema,
        .n_rows = n_rows,
        .source = run->source,
        .vector = vector,
        .last_day = below(run, 2) != 0 ? last_day : NULL,
        .area = area,
        .line = below(run, 6) != 0 ? line : NULL,
    };
}

/* ---- batches as text -------------------------------------------------------------------- */

static void say_cell(struct fire_buffer *out, const struct fire_batch *batch, int32_t field,
                     int64_t row)
{
    const struct fire_vector *vector = &batch->vector[field];
    if (!fire_is_valid(vector->valid, row)) return;
    if (vector->code != NULL) {
        const struct fire_dictionary *words = fire_schema_words(batch->schema, field);
        fire_buffer_printf(out, "=%s/%s", fire_dictionary_key(words, vector->code[row]).bytes,
                           fire_dictionary_label(words, vector->code[row]).bytes);
    } else if (vector->text != NULL) {
        fire_buffer_printf(out, "=<%.*s>", (int)vector->text[row].size_bytes,
                           vector->text[row].bytes);
    } else if (vector->number != NULL) {
        fire_buffer_printf(out, "=%lld", (long long)vector->number[row]);
    } else if (vector->day != NULL) {
        fire_buffer_printf(out, "=%d", (int)vector->day[row]);
        if (vector->minute != NULL && fire_is_valid(vector->minute_valid, row))
            fire_buffer_printf(out, "+%d", (int)vector->minute[row]);
    }
}

/* Fields of a schema are said in the order of their names: further ones may come in any. */
static void say_fields(struct fire_buffer *out, const struct fire_batch *batch, int64_t row)
{
    for (int32_t field = 0; field < FIRE_N_BUILTIN_FIELDS; field++) {
        fire_buffer_printf(out, "|%s", fire_schema_field(batch->schema, field)->name);
        say_cell(out, batch, field, row);
    }
    for (size_t i = 0; i < N_FURTHER; i++) {
        const int32_t field = fire_schema_find(batch->schema, fire_text_of(further[i].name));
        fire_buffer_printf(out, "|%s", further[i].name);
        if (field >= 0) say_cell(out, batch, field, row);
    }
}

void say_batch(struct fire_buffer *out, const struct fire_batch *batch,
               const struct fire_areas *areas)
{
    for (int64_t row = 0; row < batch->n_rows; row++) {
        const int32_t day = batch->vector[FIRE_FIELD_OCCURRED_AT].day[row];
        fire_buffer_printf(out, "%d:%lld:%d", (int)batch->source,
                           batch->line != NULL ? (long long)batch->line[row] : 0,
                           batch->last_day != NULL ? (int)batch->last_day[row] : (int)day);
        for (int32_t area = batch->area[row]; area != FIRE_AREA_COUNTRY;
             area = fire_area_parent(areas, area))
            fire_buffer_printf(out, "/%d %s", (int)fire_area_level_of(areas, area),
                               fire_area_name(areas, area).bytes);
        say_fields(out, batch, row);
        fire_buffer_add_text(out, "\n");
    }
}

/* ---- stores ----------------------------------------------------------------------------- */

static int n_paths;

const char *new_path(void)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/store%d.db", check_directory(), n_paths++);
    return path;
}

const char *copy_path(char out[300])
{
    return strcpy(out, new_path());
}

struct fire_import_counts counts_of(const struct run *run)
{
    return (struct fire_import_counts){
        .n_lines = run->next_line,
        .n_records = run->n_rows + 7,
        .n_kept = run->n_rows,
        .n_rejected = 7,
        .n_set_aside = 3,
    };
}

fire_status push_batches(struct run *run, struct fire_sink sink, const int64_t sizes[],
                         size_t n, struct fire_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct fire_batch batch = random_batch(run, sizes[i]);
        FIRE_TRY(sink.push(sink.self, &batch, err));
        say_batch(&run->said, &batch, run->areas);
        run->n_rows += sizes[i];
    }
    return FIRE_OK;
}

fire_status import(const char *path, struct run *run, const int64_t sizes[], size_t n,
                   struct fire_error *err)
{
    char sha256[65];
    struct fire_store *store = NULL;
    bool before = false;
    snprintf(sha256, sizeof sha256, "%064llx", run->seed);
    FIRE_TRY(fire_store_open(path, FIRE_STORE_WRITE, &store, err));
    fire_status status = fire_store_begin(store, run->schema, run->areas, run->form,
                                          "vụ cháy.csv", sha256, 12345, &before, NULL, err);
    if (status == FIRE_OK && !before) {
        status = push_batches(run, fire_store_sink(store), sizes, n, err);
        struct fire_import_counts counts = counts_of(run);
        if (status == FIRE_OK) status = fire_store_commit(store, &counts, err);
    }
    fire_store_close(store);
    return status;
}

fire_status listener_push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    (void)err;
    struct listener *listener = self;
    CHECK(batch->n_rows >= 1 && batch->n_rows <= FIRE_BATCH_ROWS, "%lld rows",
          (long long)batch->n_rows);
    say_batch(&listener->said, batch, listener->areas);
    listener->n_rows += batch->n_rows;
    return FIRE_OK;
}

static fire_status need_no_texts(struct fire_store *store, const struct fire_schema *schema,
                                 struct fire_error *err)
{
    int32_t field[200];
    int32_t n = 0;
    for (int32_t i = 0; i < fire_schema_n_fields(schema) && n < 200; i++)
        if (fire_schema_field(schema, i)->type != FIRE_TYPE_TEXT) field[n++] = i;
    return fire_store_need(store, field, n, err);
}

/* What several threads push, each to one of them. */
#define N_BESIDE 3

static fire_status say_beside(void *self, const struct fire_batch *batch,
                              struct fire_error *err)
{
    (void)err;
    struct listener *listener = self;
    say_batch(&listener->said, batch, listener->areas);
    return FIRE_OK;
}

/* The rows in the order in which they come, or with n_sinks > 1 those of one sink after those of
 * the other. */
static fire_status read_store(const char *path, bool all, int32_t n_sinks,
                              struct fire_buffer *out, fire_store_road *road,
                              struct fire_error *err)
{
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct listener listener[N_BESIDE] = { { .areas = areas } };
    struct fire_sink sink[N_BESIDE] = { { &listener[0], listener_push } };
    struct fire_store *store = NULL;
    for (int32_t i = 0; n_sinks > 1 && i < n_sinks; i++) {
        listener[i].areas = areas;
        sink[i] = (struct fire_sink){ &listener[i], say_beside };
    }
    fire_status status = fire_store_open(path, FIRE_STORE_READ, &store, err);
    if (status == FIRE_OK) status = fire_store_schema(store, schema, areas, err);
    if (status == FIRE_OK && !all) status = need_no_texts(store, schema, err);
    if (status == FIRE_OK)
        status = n_sinks > 1
                     ? fire_store_push_side_by_side(store, schema, areas, sink, n_sinks, err)
                     : fire_store_push(store, schema, areas, sink[0], err);
    if (status == FIRE_OK) *road = fire_store_road_taken(store);
    fire_store_close(store);
    fire_areas_free(areas);
    fire_schema_free(schema);
    *out = listener[0].said;
    for (int32_t i = 1; i < n_sinks; i++) {
        fire_buffer_add(out, listener[i].said.bytes, listener[i].said.size_bytes);
        fire_buffer_finish(&listener[i].said);
    }
    return status;
}

fire_status read_all(const char *path, struct fire_buffer *out, struct fire_error *err)
{
    fire_store_road road;
    return read_store(path, true, 1, out, &road, err);
}

fire_status read_needed(const char *path, struct fire_buffer *out, fire_store_road *out_road,
                        struct fire_error *err)
{
    struct fire_buffer said = { 0 };
    fire_status status = read_store(path, false, 1, &said, out_road, err);
    *out = without_texts(&said); /* a row read one by one has its texts anyway */
    fire_buffer_finish(&said);
    return status;
}

/* Texts are "<...>" and have no '>' in them; the line is the second number of a row. */
struct fire_buffer without_texts(const struct fire_buffer *said)
{
    struct fire_buffer out = { 0 };
    if (said->size_bytes == 0) return out;
    const char *at = said->bytes;
    const char *end = at + said->size_bytes;
    bool is_start = true;
    while (at < end) {
        if (*at == '=' && at + 1 < end && at[1] == '<') {
            while (*at != '>')
                at++;
        } else if (is_start && *at == ':') {
            while (at[1] != ':')
                at++;
            is_start = false;
        } else {
            fire_buffer_add(&out, at, 1);
            if (*at == '\n') is_start = true;
        }
        at++;
    }
    return out;
}

bool same_text(const struct fire_buffer *a, const struct fire_buffer *b)
{
    if (a->failed || b->failed || a->size_bytes != b->size_bytes) return false;
    return a->size_bytes == 0 || memcmp(a->bytes, b->bytes, a->size_bytes) == 0;
}

static void compare(const struct fire_buffer *got, const struct fire_buffer *expected,
                    const char *when)
{
    if (same_text(got, expected)) return;
    size_t at = 0;
    while (at < got->size_bytes && at < expected->size_bytes &&
           got->bytes[at] == expected->bytes[at])
        at++;
    const size_t from = at > 60 ? at - 60 : 0;
    CHECK(false, "%s: %zu bytes, expected %zu; they part at %zu: '%.120s' '%.120s'", when,
          got->size_bytes, expected->size_bytes, at,
          got->bytes == NULL ? "" : got->bytes + from,
          expected->bytes == NULL ? "" : expected->bytes + from);
}

/* The same for the same lines in any order. */
static uint64_t sum_of_lines(const struct fire_buffer *said)
{
    uint64_t sum = 0;
    uint64_t line = 1;
    for (size_t i = 0; i < said->size_bytes; i++) {
        line = (line ^ (unsigned char)said->bytes[i]) * UINT64_C(0x9e3779b97f4a7c15);
        if (said->bytes[i] != '\n') continue;
        sum += line ^ line >> 32;
        line = 1;
    }
    return sum;
}

/* Read by several threads it is the same rows. */
static void check_beside(const char *path, const struct fire_buffer *expected, const char *when)
{
    struct fire_buffer said = { 0 };
    struct fire_error err = { 0 };
    fire_store_road road = FIRE_ROAD_CHANGED;
    CHECK(read_store(path, false, N_BESIDE, &said, &road, &err) == FIRE_OK, "%s: %s", when,
          err.message);
    struct fire_buffer got = without_texts(&said);
    CHECK(got.size_bytes == expected->size_bytes &&
              sum_of_lines(&got) == sum_of_lines(expected),
          "%s: side by side: %zu bytes, expected %zu", when, got.size_bytes,
          expected->size_bytes);
    fire_buffer_finish(&got);
    fire_buffer_finish(&said);
}

void check_same(const char *path, const struct fire_buffer *expected, const char *when)
{
    struct fire_buffer got = { 0 };
    struct fire_error err = { 0 };
    fire_store_road road = FIRE_ROAD_CHANGED;
    CHECK(read_all(path, &got, &err) == FIRE_OK, "%s: %s", when, err.message);
    compare(&got, expected, when);
    fire_buffer_finish(&got);

    struct fire_buffer reduced = without_texts(expected);
    CHECK(read_needed(path, &got, &road, &err) == FIRE_OK, "%s: %s", when, err.message);
    CHECK(road == FIRE_ROAD_BLOCKS, "%s: not read from blocks", when);
    compare(&got, &reduced, when);
    check_beside(path, &reduced, when);
    fire_buffer_finish(&got);
    fire_buffer_finish(&reduced);
}

const char *ask(const char *path, const char *sql)
{
    static char answer[4000];
    sqlite3 *db = NULL;
    sqlite3_stmt *query = NULL;
    snprintf(answer, sizeof answer, "?");
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK &&
        sqlite3_step(query) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(query, 0);
        snprintf(answer, sizeof answer, "%s", text != NULL ? text : "null");
    } else {
        snprintf(answer, sizeof answer, "? %s", sqlite3_errmsg(db));
    }
    sqlite3_finalize(query);
    sqlite3_close(db);
    return answer;
}

void alter(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    CHECK(sqlite3_open(path, &db) == SQLITE_OK, "%s", path);
    CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
          sqlite3_errmsg(db));
    sqlite3_close(db);
}

fire_status push_three_rows(struct run *run, struct fire_sink sink, struct fire_error *err)
{
    static const int32_t day[] = { 19935, 19358, FIRE_DAY_FIRST }; /* 2024-07-31, 2023-01-01 */
    static const int32_t last_day[] = { 19935, 19538, FIRE_DAY_LAST };
    static const int16_t minute[] = { 1440, 0, 0 };
    static const uint64_t first_only[] = { 1 };
    static const uint64_t first_two[] = { 3 };
    static const int64_t damage[] = { 123456700, 50, 0 };
    static const int64_t forest[] = { 2500000000, 0, 0 };
    static const int64_t incidents[] = { 1, 12, 3 };
    static const int64_t line[] = { 2, 3, 4 };
    uint32_t code[3] = { 0 };
    int32_t area[3] = { 0 };
    struct fire_dictionary *causes = fire_schema_dictionary(run->schema, FIRE_FIELD_CAUSE);
    CHECK(fire_dictionary_add(causes, fire_text_of("điện"), fire_text_of("electrical"), code),
          "no memory");
    FIRE_TRY(fire_schema_set_label(run->schema, FIRE_FIELD_CAUSE, code[0],
                                   fire_text_of("Sự cố điện"), fire_text_of("Electrical fault"),
                                   err));
    FIRE_TRY(fire_areas_add(run->areas, fire_text_of("Tỉnh Sơn La"), fire_text_of(""),
                            fire_text_of("Xã Tân Lập"), &area[0], err));
    FIRE_TRY(fire_areas_add(run->areas, fire_text_of("Tỉnh Sơn La"), fire_text_of(""),
                            fire_text_of(""), &area[1], err));
    struct fire_vector vector[FIRE_N_BUILTIN_FIELDS] = {
        [FIRE_FIELD_OCCURRED_AT] = { .day = day, .minute = minute, .minute_valid = first_only },
        [FIRE_FIELD_CAUSE] = { .code = code, .valid = first_only },
        [FIRE_FIELD_DAMAGE] = { .number = damage, .valid = first_two },
        [FIRE_FIELD_FOREST_HA] = { .number = forest, .valid = first_two },
        [FIRE_FIELD_INCIDENTS] = { .number = incidents, .valid = NULL },
    };
    const struct fire_batch batch = { .schema = run->schema,
                                      .n_rows = 3,
                                      .vector = vector,
                                      .last_day = last_day,
                                      .area = area,
                                      .line = line };
    run->n_rows += 3;
    run->next_line = 5;
    return sink.push(sink.self, &batch, err);
}

void import_three_rows(const char *path, struct run *run)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    bool before = false;
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(fire_store_begin(store, run->schema, run->areas, NULL, "bad \xff name.csv", "33", 1,
                           &before, NULL, &err) == FIRE_OK,
          "%s", err.message);
    CHECK(push_three_rows(run, fire_store_sink(store), &err) == FIRE_OK, "%s", err.message);
    struct fire_import_counts counts = counts_of(run);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    fire_store_close(store);
}

/* ---- no memory -------------------------------------------------------------------------- */

static sqlite3_mem_methods real_memory;
long allocations_left = -1;

static void *failing_malloc(int size)
{
    if (allocations_left > 0 && --allocations_left == 0) return NULL;
    return real_memory.xMalloc(size);
}

static void *failing_realloc(void *old, int size)
{
    if (allocations_left > 0 && --allocations_left == 0) return NULL;
    return real_memory.xRealloc(old, size);
}

bool install_failing_memory(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory) != SQLITE_OK) return false;
    sqlite3_mem_methods methods = real_memory;
    methods.xMalloc = failing_malloc;
    methods.xRealloc = failing_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}
