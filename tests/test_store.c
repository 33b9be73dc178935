/* test_store.c - what goes into a store comes out of it, or an error does.
 *
 * Rows are compared as text: every batch that is pushed in, and every one that comes back, is
 * written out with names and words in place of numbers, so that two runs that count their
 * words in another order must still say the same. */
#include "check.h"

#include "firestat/arena.h"
#include "firestat/date.h"
#include "firestat/output.h"
#include "firestat/store.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- batches at random ------------------------------------------------------------------ */

#define N_WORDS 40

/* A run: its schema, its areas, room for one batch, and what it said so far. */
struct run {
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_arena *arena; /* of the batch */
    unsigned long long seed;
    bool extreme; /* numbers of all sizes, which no sum survives */
    int64_t next_line;
    int32_t source;
    int64_t n_rows;
    struct fire_buffer said;
};

static struct run run_create(unsigned long long seed)
{
    return (struct run){
        .schema = fire_schema_create(),
        .areas = fire_areas_create(),
        .arena = fire_arena_create(),
        .seed = seed,
        .next_line = 2,
    };
}

static void run_finish(struct run *run)
{
    fire_schema_free(run->schema);
    fire_areas_free(run->areas);
    fire_arena_free(run->arena);
    fire_buffer_finish(&run->said);
}

static const struct fire_field further[] = {
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

/* The further fields, in an order of this run's own. */
static void add_further(struct run *run, size_t from)
{
    for (size_t i = 0; i < CHECK_N(further); i++) {
        int32_t field = 0;
        CHECK(fire_schema_add(run->schema, &further[(from + i) % CHECK_N(further)], &field,
                              NULL) == FIRE_OK,
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

/* Lives until the next one. */
static struct fire_batch random_batch(struct run *run, int64_t n_rows)
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
    for (size_t i = 0; i < CHECK_N(further); i++) {
        const int32_t field = fire_schema_find(batch->schema, fire_text_of(further[i].name));
        fire_buffer_printf(out, "|%s", further[i].name);
        if (field >= 0) say_cell(out, batch, field, row);
    }
}

static void say_batch(struct fire_buffer *out, const struct fire_batch *batch,
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

static const char *new_path(void)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/store%d.db", check_directory(), n_paths++);
    return path;
}

static const char *copy_path(char out[300])
{
    return strcpy(out, new_path());
}

static struct fire_import_counts counts_of(const struct run *run)
{
    return (struct fire_import_counts){
        .n_lines = run->next_line,
        .n_records = run->n_rows + 7,
        .n_kept = run->n_rows,
        .n_rejected = 7,
        .n_set_aside = 3,
    };
}

/* Push batches of these sizes into the open import. The run remembers what it said. */
static fire_status push_batches(struct run *run, struct fire_sink sink, const int64_t sizes[],
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

/* One whole import. The SHA-256 is made of the seed. */
static fire_status import(const char *path, struct run *run, const int64_t sizes[], size_t n,
                          struct fire_error *err)
{
    char sha256[65];
    struct fire_store *store = NULL;
    bool before = false;
    snprintf(sha256, sizeof sha256, "%064llx", run->seed);
    FIRE_TRY(fire_store_open(path, FIRE_STORE_WRITE, &store, err));
    fire_status status = fire_store_begin(store, run->schema, run->areas, "vụ cháy.csv", sha256,
                                          12345, &before, NULL, err);
    if (status == FIRE_OK && !before) {
        status = push_batches(run, fire_store_sink(store), sizes, n, err);
        const struct fire_import_counts counts = counts_of(run);
        if (status == FIRE_OK) status = fire_store_commit(store, &counts, err);
    }
    fire_store_close(store);
    return status;
}

struct listener {
    struct fire_buffer said;
    const struct fire_areas *areas;
    int64_t n_rows;
};

static fire_status listen(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    (void)err;
    struct listener *listener = self;
    CHECK(batch->n_rows >= 1 && batch->n_rows <= FIRE_BATCH_ROWS, "%lld rows",
          (long long)batch->n_rows);
    say_batch(&listener->said, batch, listener->areas);
    listener->n_rows += batch->n_rows;
    return FIRE_OK;
}

/* All rows of a store as text, to be finished by the caller. */
static fire_status read_all(const char *path, struct fire_buffer *out, struct fire_error *err)
{
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct listener listener = { .areas = areas };
    struct fire_store *store = NULL;
    fire_status status = fire_store_open(path, FIRE_STORE_READ, &store, err);
    if (status == FIRE_OK) status = fire_store_schema(store, schema, areas, err);
    if (status == FIRE_OK)
        status = fire_store_push(store, schema, areas, (struct fire_sink){ &listener, listen },
                                 err);
    fire_store_close(store);
    fire_areas_free(areas);
    fire_schema_free(schema);
    *out = listener.said;
    return status;
}

static bool same_text(const struct fire_buffer *a, const struct fire_buffer *b)
{
    if (a->failed || b->failed || a->size_bytes != b->size_bytes) return false;
    return a->size_bytes == 0 || memcmp(a->bytes, b->bytes, a->size_bytes) == 0;
}

static void check_same(const char *path, const struct fire_buffer *expected, const char *when)
{
    struct fire_buffer got = { 0 };
    struct fire_error err = { 0 };
    CHECK(read_all(path, &got, &err) == FIRE_OK, "%s: %s", when, err.message);
    if (!same_text(&got, expected)) {
        size_t at = 0;
        while (at < got.size_bytes && at < expected->size_bytes &&
               got.bytes[at] == expected->bytes[at])
            at++;
        const size_t from = at > 60 ? at - 60 : 0;
        CHECK(false, "%s: %zu bytes, expected %zu; they part at %zu: '%.120s' '%.120s'", when,
              got.size_bytes, expected->size_bytes, at,
              got.bytes == NULL ? "" : got.bytes + from,
              expected->bytes == NULL ? "" : expected->bytes + from);
    }
    fire_buffer_finish(&got);
}

/* The one value of a query on the file, as any other program would ask; in a static buffer. */
static const char *ask(const char *path, const char *sql)
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

/* Run statements on the file as another program. */
static void alter(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    CHECK(sqlite3_open(path, &db) == SQLITE_OK, "%s", path);
    CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
          sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* ---- round trips ------------------------------------------------------------------------ */

static const int64_t all_sizes[] = { 1, 63, 64, 65, 4096, 15, 16, 17, 500 };

static void test_round_trip(void)
{
    for (unsigned long long seed = 1; seed <= 6; seed++) {
        char path[300];
        struct fire_buffer expected = { 0 };
        copy_path(path);
        for (int32_t source = 0; source < 3; source++) {
            struct run run = run_create(seed * 100 + (unsigned)source);
            struct fire_error err = { 0 };
            run.source = source;
            run.extreme = seed % 2 == 0;
            if (source > 0) add_further(&run, seed + (unsigned)source * 3);
            const size_t n = 1 + (seed + (unsigned)source * 4) % CHECK_N(all_sizes);
            CHECK(import(path, &run, all_sizes, n, &err) == FIRE_OK, "%s", err.message);
            fire_buffer_add(&expected, run.said.bytes, run.said.size_bytes);
            run_finish(&run);
            check_same(path, &expected, "after an import");
        }
        CHECK(strcmp(ask(path, "PRAGMA integrity_check"), "ok") == 0, "integrity");
        CHECK(strcmp(ask(path, "SELECT count(*) FROM pragma_foreign_key_check"), "0") == 0,
              "foreign keys");
        fire_buffer_finish(&expected);
    }
}

static fire_status stop(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    (void)batch;
    int *n_pushed = self;
    if (++*n_pushed < 2) return FIRE_OK;
    return fire_fail(err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "enough");
}

/* A sink that stops is obeyed, and the rows can be asked for again. */
static void test_sink_stops(void)
{
    const int64_t sizes[] = { 4096, 4096, 4096 };
    char path[300];
    copy_path(path);
    struct run run = run_create(1);
    struct fire_error err = { 0 };
    CHECK(import(path, &run, sizes, 3, &err) == FIRE_OK, "%s", err.message);
    struct fire_store *store = NULL;
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct listener listener = { .areas = areas };
    int n_pushed = 0;
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(fire_store_schema(store, schema, areas, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_push(store, schema, areas, (struct fire_sink){ &n_pushed, stop }, &err) ==
              FIRE_EINTERRUPTED,
          "%s", err.message);
    CHECK(n_pushed == 2, "%d batches", n_pushed);
    err = (struct fire_error){ 0 };
    CHECK(fire_store_push(store, schema, areas, (struct fire_sink){ &listener, listen },
                          &err) == FIRE_OK,
          "%s", err.message);
    CHECK(same_text(&listener.said, &run.said), "the second time");
    fire_store_close(store);
    fire_buffer_finish(&listener.said);
    fire_areas_free(areas);
    fire_schema_free(schema);
    run_finish(&run);
}

/* Fields may come while rows are on their way. */
static void test_schema_grows(void)
{
    const int64_t sizes[] = { 20, 100 };
    char path[300];
    char sha256[65] = "ab";
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    bool before = false;
    struct run run = run_create(77);
    CHECK_OR_RETURN(fire_store_open(copy_path(path), FIRE_STORE_WRITE, &store, &err) == FIRE_OK,
                    "%s", err.message);
    CHECK(fire_store_begin(store, run.schema, run.areas, "a.csv", sha256, 1, &before, NULL,
                           &err) == FIRE_OK,
          "%s", err.message);
    struct fire_sink sink = fire_store_sink(store);
    CHECK(push_batches(&run, sink, sizes, 2, &err) == FIRE_OK, "%s", err.message);
    add_further(&run, 0);
    CHECK(push_batches(&run, sink, sizes, 2, &err) == FIRE_OK, "%s", err.message);
    const struct fire_import_counts counts = counts_of(&run);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    fire_store_close(store);
    check_same(path, &run.said, "grown");
    run_finish(&run);
}

static void test_same_file_again(void)
{
    const int64_t sizes[] = { 100 };
    char path[300];
    copy_path(path);
    struct run run = run_create(5);
    struct fire_error err = { 0 };
    CHECK(import(path, &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    size_t size_before = 0;
    size_t size_after = 0;
    char *bytes_before = check_read(path, &size_before);

    struct fire_store *store = NULL;
    char sha256[65];
    bool before = false;
    int64_t id = 0;
    snprintf(sha256, sizeof sha256, "%064llx", 5ULL);
    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_begin(store, run.schema, run.areas, "other name.csv", sha256, 12345,
                           &before, &id, &err) == FIRE_OK,
          "%s", err.message);
    CHECK(before && id == 1, "not seen before; id %lld", (long long)id);
    fire_store_close(store);
    char *bytes_after = check_read(path, &size_after);
    CHECK(size_before == size_after && memcmp(bytes_before, bytes_after, size_before) == 0,
          "the file changed");
    free(bytes_before);
    free(bytes_after);
    run_finish(&run);
}

static void test_import_log(void)
{
    const int64_t sizes[] = { 10 };
    char path[300];
    copy_path(path);
    struct fire_error err = { 0 };
    setenv("SOURCE_DATE_EPOCH", "1722413700", 1);
    for (unsigned long long seed = 1; seed <= 2; seed++) {
        struct run run = run_create(seed);
        CHECK(import(path, &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
        run_finish(&run);
    }
    setenv("SOURCE_DATE_EPOCH", "soon", 1);
    struct run late = run_create(3);
    CHECK(import(path, &late, sizes, 1, &err) == FIRE_EVALUE, "%s", err.message);
    unsetenv("SOURCE_DATE_EPOCH");
    run_finish(&late);

    struct fire_store *store = NULL;
    struct fire_arena *arena = fire_arena_create();
    const struct fire_import *imports = NULL;
    int64_t n = 0;
    err = (struct fire_error){ 0 };
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK_OR_RETURN(fire_store_imports(store, arena, &imports, &n, &err) == FIRE_OK, "%s",
                    err.message);
    fire_store_close(store);
    CHECK_OR_RETURN(n == 2, "%lld imports", (long long)n);
    CHECK(imports[1].id == 2 && imports[1].size_bytes == 12345, "%lld",
          (long long)imports[1].size_bytes);
    CHECK(strcmp(imports[0].imported_at, "2024-07-31T08:15:00Z") == 0, "%s",
          imports[0].imported_at);
    CHECK(strcmp(imports[0].file, "vụ cháy.csv") == 0, "%s", imports[0].file);
    CHECK(strlen(imports[0].sha256) == 64 && imports[0].sha256[63] == '1', "%s",
          imports[0].sha256);
    CHECK(imports[0].counts.n_records == 17 && imports[0].counts.n_rejected == 7 &&
              imports[0].counts.n_kept == 10 && imports[0].counts.n_set_aside == 3 &&
              imports[0].counts.n_lines > 10,
          "counts");
    CHECK(strncmp(imports[0].program, "firestat ", 9) == 0, "%s", imports[0].program);
    fire_arena_free(arena);
}

/* ---- what other programs see ------------------------------------------------------------ */

/* Three rows by hand: an incident at 24:00, a published half-year, a row without any date. */
static fire_status push_three_rows(struct run *run, struct fire_sink sink,
                                   struct fire_error *err)
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

static void import_three_rows(const char *path, struct run *run)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    bool before = false;
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(fire_store_begin(store, run->schema, run->areas, "bad \xff name.csv", "33", 1,
                           &before, NULL, &err) == FIRE_OK,
          "%s", err.message);
    CHECK(push_three_rows(run, fire_store_sink(store), &err) == FIRE_OK, "%s", err.message);
    const struct fire_import_counts counts = counts_of(run);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    fire_store_close(store);
}

static const struct {
    const char *sql;
    const char *answer;
} asked[] = {
    { "PRAGMA application_id", "1179210309" },
    { "PRAGMA user_version", "1" },
    { "PRAGMA journal_mode", "delete" },
    { "SELECT file FROM import_batch", "bad ? name.csv" },
    { "SELECT occurred_at FROM v_incident WHERE source_line = 2", "2024-07-31 24:00" },
    { "SELECT occurred_at FROM v_incident WHERE source_line = 3", "null" },
    { "SELECT period FROM v_incident WHERE source_line = 3", "2023-01-01..2023-06-30" },
    { "SELECT count(period) FROM v_incident", "1" },
    { "SELECT province || '/' || coalesce(district, '-') || '/' || commune FROM v_incident",
      "Tỉnh Sơn La/-/Xã Tân Lập" },
    { "SELECT count(*) - count(province) FROM v_incident", "1" },
    { "SELECT cause FROM v_incident WHERE source_line = 2", "electrical" },
    { "SELECT label_vi || label_en FROM word", "Sự cố điệnElectrical fault" },
    { "SELECT damage FROM v_incident WHERE source_line = 2", "1234567" },
    { "SELECT typeof(damage) FROM v_incident WHERE source_line = 2", "integer" },
    { "SELECT damage FROM v_incident WHERE source_line = 3", "0.5" },
    { "SELECT damage FROM v_incident WHERE source_line = 4", "null" },
    { "SELECT forest_ha FROM v_incident WHERE source_line = 2", "2.5" },
    { "SELECT typeof(forest_ha) FROM v_incident WHERE source_line = 3", "real" },
    { "SELECT group_concat(year || ':' || incidents || ':' || damage) FROM v_year_area",
      "2023:12:0.5,2024:1:1234567" },
    { "SELECT incidents || ':' || damage_unknown FROM v_year_area WHERE year IS NULL", "3:1" },
    { "SELECT deaths FROM v_year_area", "null" },
    { "SELECT count(*) FROM pragma_table_info('v_incident') WHERE name NOT IN"
      " (SELECT column_name FROM data_dictionary WHERE table_name = 'v_incident')",
      "0" },
    { "SELECT count(*) FROM pragma_table_info('v_year_area') WHERE name NOT IN"
      " (SELECT column_name FROM data_dictionary WHERE table_name = 'v_year_area')",
      "0" },
    { "SELECT count(*) FROM data_dictionary WHERE table_name = 'v_incident' AND column_name"
      " NOT IN (SELECT name FROM pragma_table_info('v_incident'))",
      "0" },
    { "SELECT label_vi || unit_vi FROM data_dictionary WHERE column_name = 'damage'",
      "Thiệt hại tài sảnđồng" },
};

static void test_views(void)
{
    char path[300];
    copy_path(path);
    struct run run = run_create(1);
    import_three_rows(path, &run);
    for (size_t i = 0; i < CHECK_N(asked); i++) {
        const char *answer = ask(path, asked[i].sql);
        CHECK(strcmp(answer, asked[i].answer) == 0, "%s: '%s', not '%s'", asked[i].sql, answer,
              asked[i].answer);
    }
    run_finish(&run);
}

/* A field called like a column of the view does not hide it. */
static void test_view_of_further_fields(void)
{
    const int64_t sizes[] = { 300 };
    char path[300];
    copy_path(path);
    struct run run = run_create(9);
    struct fire_error err = { 0 };
    add_further(&run, 0);
    CHECK(import(path, &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    CHECK(strcmp(ask(path,
                     "SELECT count(DISTINCT x_source_line) < 12 AND max(typeof(source_line))"
                     " IN ('integer', 'null') FROM v_incident"),
                 "1") == 0,
          "x_source_line");
    CHECK(strcmp(ask(path, "SELECT count(*) FROM pragma_table_info('v_incident') WHERE name NOT"
                           " IN (SELECT column_name FROM data_dictionary)"),
                 "0") == 0,
          "dictionary");
    CHECK(strcmp(ask(path, "SELECT type FROM pragma_table_info('incident')"
                           " WHERE name = 'x_insured'"),
                 "BIGINT") == 0,
          "column type");
    run_finish(&run);
}

struct sums {
    int64_t n_rows;
    int64_t sum[FIRE_N_BUILTIN_FIELDS];
    int64_t n_null[FIRE_N_BUILTIN_FIELDS];
};

static fire_status add_up(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    (void)err;
    struct sums *sums = self;
    sums->n_rows += batch->n_rows;
    for (int32_t field = 0; field < FIRE_N_BUILTIN_FIELDS; field++) {
        const struct fire_vector *vector = &batch->vector[field];
        for (int64_t row = 0; row < batch->n_rows; row++) {
            if (vector->number == NULL || !fire_is_valid(vector->valid, row))
                sums->n_null[field]++;
            else
                sums->sum[field] += vector->number[row];
        }
    }
    return FIRE_OK;
}

/* The views give the sums that the batches give. */
static void test_sums(void)
{
    char path[300];
    copy_path(path);
    struct run run = run_create(31);
    struct fire_error err = { 0 };
    CHECK(import(path, &run, all_sizes, CHECK_N(all_sizes), &err) == FIRE_OK, "%s",
          err.message);

    struct sums sums = { 0 };
    struct fire_store *store = NULL;
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(fire_store_schema(store, schema, areas, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_push(store, schema, areas, (struct fire_sink){ &sums, add_up }, &err) ==
              FIRE_OK,
          "%s", err.message);
    fire_store_close(store);

    static const enum fire_builtin_field fields[] = { FIRE_FIELD_DEATHS, FIRE_FIELD_INJURIES,
                                                      FIRE_FIELD_DAMAGE, FIRE_FIELD_VEHICLES };
    for (size_t i = 0; i < CHECK_N(fields); i++) {
        const struct fire_field *field = fire_schema_field(schema, (int32_t)fields[i]);
        const int64_t unit = field->type == FIRE_TYPE_MONEY ? 100 : 1;
        char sql[200];
        char expected[100];
        snprintf(sql, sizeof sql,
                 "SELECT sum(%s) || ' ' || (count(*) - count(%s)) FROM v_incident", field->name,
                 field->name);
        snprintf(expected, sizeof expected, "%lld %lld",
                 (long long)(sums.sum[fields[i]] / unit), (long long)sums.n_null[fields[i]]);
        CHECK(strcmp(ask(path, sql), expected) == 0, "%s: '%s', not '%s'", sql, ask(path, sql),
              expected);
    }
    char expected[100];
    snprintf(expected, sizeof expected, "%lld %lld",
             (long long)(sums.sum[FIRE_FIELD_DAMAGE] / 100),
             (long long)sums.n_null[FIRE_FIELD_DAMAGE]);
    CHECK(strcmp(ask(path, "SELECT sum(damage) || ' ' || sum(damage_unknown) FROM v_year_area"),
                 expected) == 0,
          "v_year_area: not %s", expected);
    fire_areas_free(areas);
    fire_schema_free(schema);
    run_finish(&run);
}

/* The first spelling stays; a label that somebody said replaces one nobody did. */
static void test_labels(void)
{
    static const struct {
        const char *sha256;
        const char *text;
        const char *label_vi; /* NULL: none said */
        const char *shown_vi; /* afterwards      */
    } imports[] = {
        { "1", "Điện", NULL, "Điện" },
        { "2", "ĐIỆN", "Sự cố điện", "Sự cố điện" },
        { "3", "điện", "Khác", "Sự cố điện" },
        { "4", "điện", NULL, "Sự cố điện" },
    };
    char path[300];
    copy_path(path);
    for (size_t i = 0; i < CHECK_N(imports); i++) {
        static const int32_t day[] = { 20000 };
        static const int32_t area[] = { 0 };
        struct run run = run_create(1);
        struct fire_error err = { 0 };
        struct fire_store *store = NULL;
        bool before = false;
        uint32_t code = 0;
        CHECK(fire_dictionary_add(fire_schema_dictionary(run.schema, FIRE_FIELD_CAUSE),
                                  fire_text_of("điện"), fire_text_of(imports[i].text), &code),
              "no memory");
        if (imports[i].label_vi != NULL)
            CHECK(fire_schema_set_label(run.schema, FIRE_FIELD_CAUSE, code,
                                        fire_text_of(imports[i].label_vi), fire_text_of(""),
                                        &err) == FIRE_OK,
                  "%s", err.message);
        struct fire_vector vector[FIRE_N_BUILTIN_FIELDS] = {
            [FIRE_FIELD_OCCURRED_AT] = { .day = day },
            [FIRE_FIELD_CAUSE] = { .code = &code },
        };
        const struct fire_batch batch = {
            .schema = run.schema, .n_rows = 1, .vector = vector, .area = area
        };
        const struct fire_import_counts counts = { .n_records = 1, .n_kept = 1 };
        CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
                        err.message);
        CHECK(fire_store_begin(store, run.schema, run.areas, "a", imports[i].sha256, 1, &before,
                               NULL, &err) == FIRE_OK,
              "%s", err.message);
        struct fire_sink sink = fire_store_sink(store);
        CHECK(sink.push(sink.self, &batch, &err) == FIRE_OK, "%s", err.message);
        CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);

        struct fire_schema *schema = fire_schema_create();
        struct fire_areas *areas = fire_areas_create();
        CHECK(fire_store_schema(store, schema, areas, &err) == FIRE_OK, "%s", err.message);
        fire_store_close(store);
        const struct fire_dictionary *words = fire_schema_words(schema, FIRE_FIELD_CAUSE);
        CHECK(fire_dictionary_n(words) == 1 &&
                  strcmp(fire_dictionary_label(words, 0).bytes, "Điện") == 0,
              "%u words", (unsigned)fire_dictionary_n(words));
        CHECK(strcmp(fire_schema_label(schema, FIRE_FIELD_CAUSE, 0, true).bytes,
                     imports[i].shown_vi) == 0,
              "%zu: %s", i, fire_schema_label(schema, FIRE_FIELD_CAUSE, 0, true).bytes);
        fire_areas_free(areas);
        fire_schema_free(schema);
        run_finish(&run);
    }
}

/* ---- refusals --------------------------------------------------------------------------- */

static const char *file_with(const char *name, const char *text)
{
    return check_file(name, text, strlen(text));
}

static void check_refused(const char *path, fire_store_mode mode, fire_status expected,
                          const char *word)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    const fire_status status = fire_store_open(path, mode, &store, &err);
    CHECK(status == expected && store == NULL, "%s: %d %s", path, status, err.message);
    CHECK(strstr(err.message, word) != NULL, "'%s' is not in '%s'", word, err.message);
    fire_store_close(store);
}

static void test_refused_files(void)
{
    char foreign[300];
    char newer[300];
    copy_path(foreign);
    alter(foreign, "CREATE TABLE contacts (name)");
    copy_path(newer);
    struct run run = run_create(1);
    import_three_rows(newer, &run);
    run_finish(&run);
    const int64_t sizes[] = { 1 };
    alter(newer, "PRAGMA user_version = 99");
    char missing[300];
    copy_path(missing);
    const char *csv = file_with("a.csv", "ngày,số người chết\n2024-07-31,0\n");
    const char *empty = file_with("empty.db", "");

    const fire_store_mode modes[] = { FIRE_STORE_READ, FIRE_STORE_WRITE };
    for (size_t i = 0; i < CHECK_N(modes); i++) {
        check_refused(foreign, modes[i], FIRE_ESTORE, "another program");
        check_refused(newer, modes[i], FIRE_ESTORE, "newer");
        check_refused(csv, modes[i], FIRE_ESTORE, "no store");
        check_refused(check_directory(), modes[i], FIRE_EIO, check_directory());
        check_refused("/nowhere/at/all.db", modes[i], FIRE_EIO, "No such file");
    }
    check_refused(missing, FIRE_STORE_READ, FIRE_EIO, "No such file");
    check_refused(empty, FIRE_STORE_READ, FIRE_ESTORE, "empty");
    CHECK(!fire_store_is(csv) && !fire_store_is(empty) && !fire_store_is(missing) &&
              !fire_store_is(check_directory()) && fire_store_is(foreign) &&
              fire_store_is(newer),
          "fire_store_is");

    struct run fresh = run_create(2);
    struct fire_error err = { 0 };
    CHECK(import(empty, &fresh, sizes, 1, &err) == FIRE_OK, "an empty file: %s", err.message);
    check_same(empty, &fresh.said, "an empty file");
    run_finish(&fresh);
}

/* SQLite would take these names for something else than files. */
static void test_odd_names(void)
{
    static const char *const names[] = { ":memory:", "file:x.db?mode=memory", "a b%20c.db" };
    char before[4096];
    CHECK_OR_RETURN(getcwd(before, sizeof before) != NULL, "%s", strerror(errno));
    CHECK_OR_RETURN(chdir(check_directory()) == 0, "%s", strerror(errno));
    for (size_t i = 0; i < CHECK_N(names); i++) {
        const int64_t sizes[] = { 3 };
        struct run run = run_create(i + 1);
        struct fire_error err = { 0 };
        CHECK(import(names[i], &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
        CHECK(fire_store_is(names[i]), "%s is no file", names[i]);
        check_same(names[i], &run.said, names[i]);
        run_finish(&run);
    }
    CHECK(chdir(before) == 0, "%s", strerror(errno));
}

static void test_other_type_and_currency(void)
{
    const int64_t sizes[] = { 40 };
    char path[300];
    copy_path(path);
    struct run first = run_create(1);
    struct fire_error err = { 0 };
    add_further(&first, 0);
    CHECK(fire_schema_set_currency(first.schema, "VND", &err) == FIRE_OK, "%s", err.message);
    CHECK(import(path, &first, sizes, 1, &err) == FIRE_OK, "%s", err.message);

    struct run other_type = run_create(2);
    struct fire_field hoses = further[2];
    int32_t field = 0;
    hoses.type = FIRE_TYPE_TEXT;
    CHECK(fire_schema_add(other_type.schema, &hoses, &field, &err) == FIRE_OK, "%s",
          err.message);
    CHECK(import(path, &other_type, sizes, 1, &err) == FIRE_ESCHEMA, "%s", err.message);
    CHECK(strstr(err.message, "'hoses'") != NULL, "%s", err.message);

    struct run dollars = run_create(3);
    err = (struct fire_error){ 0 };
    CHECK(fire_schema_set_currency(dollars.schema, "USD", &err) == FIRE_OK, "%s", err.message);
    CHECK(import(path, &dollars, sizes, 1, &err) == FIRE_ESCHEMA, "%s", err.message);
    CHECK(strstr(err.message, "USD") != NULL, "%s", err.message);
    check_same(path, &first.said, "refused imports");
    run_finish(&first);
    run_finish(&other_type);
    run_finish(&dollars);
}

static void test_counts_must_add_up(void)
{
    static const struct {
        struct fire_import_counts counts;
        fire_status status;
    } cases[] = {
        { { .n_records = 3, .n_kept = 3 }, FIRE_OK },
        { { .n_records = 5, .n_kept = 3, .n_rejected = 2 }, FIRE_OK },
        { { .n_records = 4, .n_kept = 3 }, FIRE_ESTORE },
        { { .n_records = 2, .n_kept = 2 }, FIRE_ESTORE },
        { { .n_records = 4, .n_kept = 4 }, FIRE_ESTORE },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char path[300];
        copy_path(path);
        struct run run = run_create(1);
        struct fire_store *store = NULL;
        struct fire_error err = { 0 };
        bool before = false;
        CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
              err.message);
        CHECK(fire_store_begin(store, run.schema, run.areas, "a", "b", 1, &before, NULL,
                               &err) == FIRE_OK,
              "%s", err.message);
        CHECK(push_three_rows(&run, fire_store_sink(store), &err) == FIRE_OK, "%s",
              err.message);
        CHECK(fire_store_commit(store, &cases[i].counts, &err) == cases[i].status, "%zu: %s", i,
              err.message);
        fire_store_close(store);
        const char *n = ask(path, "SELECT count(*) FROM incident");
        CHECK(strcmp(n, cases[i].status == FIRE_OK ? "3" : "0") == 0, "%zu: %s rows", i, n);
        run_finish(&run);
    }
}

/* A row too long for the store fails in the middle of a batch; nothing goes in after it. */
static void test_failed_push(void)
{
    const int64_t sizes[] = { 100 };
    char path[300];
    copy_path(path);
    struct run first = run_create(1);
    struct run run = run_create(2);
    struct fire_error err = { 0 };
    struct fire_store *store = NULL;
    bool before = false;
    const size_t huge_bytes = 17 << 20;
    char *huge = malloc(huge_bytes);
    memset(huge, 'a', huge_bytes);
    CHECK(import(path, &first, sizes, 1, &err) == FIRE_OK, "%s", err.message);

    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_begin(store, run.schema, run.areas, "a", "b", 1, &before, NULL, &err) ==
              FIRE_OK,
          "%s", err.message);
    struct fire_sink sink = fire_store_sink(store);
    CHECK(push_batches(&run, sink, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    struct fire_batch batch = random_batch(&run, 100);
    struct fire_vector vector[FIRE_N_BUILTIN_FIELDS];
    struct fire_text_view notes[100] = { { "", 0 } };
    memcpy(vector, batch.vector, sizeof vector);
    notes[50] = (struct fire_text_view){ huge, huge_bytes };
    vector[FIRE_FIELD_NOTE] = (struct fire_vector){ .text = notes };
    batch.vector = vector;
    CHECK(sink.push(sink.self, &batch, &err) == FIRE_ERANGE, "%s", err.message);
    CHECK(strstr(err.message, "16 MB") != NULL, "%s", err.message);

    err = (struct fire_error){ 0 };
    CHECK(push_batches(&run, sink, sizes, 1, &err) == FIRE_ERANGE, "%s", err.message);
    const struct fire_import_counts counts = counts_of(&run);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_ERANGE, "%s", err.message);
    fire_store_close(store);
    free(huge);
    check_same(path, &first.said, "a failed push");
    run_finish(&first);
    run_finish(&run);
}

/* The store says what it was asked for, and then the next import of the same store works. */
static void test_rolled_back(void)
{
    const int64_t sizes[] = { 100, 4096 };
    char path[300];
    copy_path(path);
    struct run run = run_create(1);
    struct run again = run_create(1);
    struct fire_error err = { 0 };
    struct fire_store *store = NULL;
    bool before = false;
    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    add_further(&run, 0);
    for (int round = 0; round < 2; round++) {
        struct run *now = round == 0 ? &run : &again;
        CHECK(fire_store_begin(store, now->schema, now->areas, "a", "b", 1, &before, NULL,
                               &err) == FIRE_OK,
              "%s", err.message);
        CHECK(!before, "what was rolled back is there");
        CHECK(push_batches(now, fire_store_sink(store), sizes, 2, &err) == FIRE_OK, "%s",
              err.message);
        if (round == 0) fire_store_rollback(store);
    }
    const struct fire_import_counts counts = counts_of(&again);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    fire_store_rollback(store);
    fire_store_close(store);
    CHECK(strcmp(ask(path, "SELECT count(*) FROM field WHERE name = 'hoses'"), "0") == 0,
          "a field was left behind");
    check_same(path, &again.said, "after a rollback");
    run_finish(&run);
    run_finish(&again);
}

static void test_locked(void)
{
    const int64_t sizes[] = { 10 };
    char path[300];
    copy_path(path);
    struct run run = run_create(1);
    struct run second = run_create(2);
    struct fire_error err = { 0 };
    CHECK(import(path, &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    sqlite3 *other = NULL;
    CHECK(sqlite3_open(path, &other) == SQLITE_OK, "%s", path);
    CHECK(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL) == SQLITE_OK, "no lock");
    struct fire_buffer said = { 0 };
    CHECK(read_all(path, &said, &err) == FIRE_EBUSY, "%s", err.message);
    CHECK(strstr(err.message, "another program") != NULL, "%s", err.message);
    fire_buffer_finish(&said);
    CHECK(sqlite3_exec(other, "ROLLBACK; BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK,
          "lock");
    err = (struct fire_error){ 0 };
    CHECK(import(path, &second, sizes, 1, &err) == FIRE_EBUSY, "%s", err.message);
    sqlite3_close(other);
    check_same(path, &run.said, "after the lock");
    run_finish(&run);
    run_finish(&second);
}

/* Run as somebody whom permissions bind, root or not; the exit status is his. */
static int in_child(int (*what)(const char *path), const char *path)
{
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
        _exit(what(path));
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child, "fork");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100;
}

static int read_in_child(const char *path)
{
    struct fire_buffer said = { 0 };
    const fire_status status = read_all(path, &said, NULL);
    const int n = (int)status;
    fire_buffer_finish(&said);
    return n;
}

static int import_in_child(const char *path)
{
    const int64_t sizes[] = { 10 };
    struct run run = run_create(8);
    struct fire_error err = { 0 };
    const fire_status status = import(path, &run, sizes, 1, &err);
    const bool told = strstr(err.message, "cannot be read or written") != NULL ||
                      strstr(err.message, "may be read but not written") != NULL;
    run_finish(&run);
    return told ? (int)status : 98;
}

static void test_read_only_folder(void)
{
    const int64_t sizes[] = { 10 };
    char folder[300];
    char path[340];
    snprintf(folder, sizeof folder, "%s/read-only", check_directory());
    snprintf(path, sizeof path, "%s/store.db", folder);
    CHECK_OR_RETURN(chmod(check_directory(), 0755) == 0 && mkdir(folder, 0755) == 0, "%s",
                    strerror(errno));
    struct run run = run_create(1);
    struct fire_error err = { 0 };
    CHECK(import(path, &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    CHECK(chmod(path, 0444) == 0 && chmod(folder, 0555) == 0, "%s", strerror(errno));
    const int read = in_child(read_in_child, path);
    const int imported = in_child(import_in_child, path);
    CHECK(read == FIRE_OK, "reading gave %d", read);
    CHECK(imported == FIRE_EIO, "a file for reading: %d", imported);
    CHECK(chmod(path, 0666) == 0, "%s", strerror(errno));
    const int without_journal = in_child(import_in_child, path);
    CHECK(without_journal == FIRE_EIO, "a folder for reading: %d", without_journal);
    CHECK(chmod(folder, 0755) == 0, "%s", strerror(errno));
    check_same(path, &run.said, "read only");
    run_finish(&run);
}

/* ---- faults ----------------------------------------------------------------------------- */

static const int64_t fault_sizes[] = { 300, 40 };

/* A store of one import, and what it says. */
static void make_store(const char *path, struct run *run)
{
    struct fire_error err = { 0 };
    CHECK(import(path, run, fault_sizes, CHECK_N(fault_sizes), &err) == FIRE_OK, "%s",
          err.message);
}

/* After an import that may have failed, the store is the old one or the whole new one. */
static void check_before_or_after(const char *path, const struct run *before,
                                  const struct run *added, bool imported, const char *what)
{
    struct fire_buffer both = { 0 };
    fire_buffer_add(&both, before->said.bytes, before->said.size_bytes);
    if (imported) fire_buffer_add(&both, added->said.bytes, added->said.size_bytes);
    check_same(path, &both, what);
    fire_buffer_finish(&both);
}

static sqlite3_mem_methods real_memory;
static long allocations_left = -1; /* before one fails; negative: none will */

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

/* SQLite's allocator, with a hole in it that can be opened. */
static bool install_failing_memory(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory) != SQLITE_OK) return false;
    sqlite3_mem_methods methods = real_memory;
    methods.xMalloc = failing_malloc;
    methods.xRealloc = failing_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}

/* Import into a copy of a store, with one fault at every point in turn; *faults_left counts
 * down to it, the later the wider apart. Some faults do no harm, the others must leave the
 * old store.
 *   returns   imports that failed */
static int try_faults(long *faults_left, fire_status expected, const char *word)
{
    char original[300];
    copy_path(original);
    struct run first = run_create(1);
    make_store(original, &first);
    size_t size = 0;
    char *bytes = check_read(original, &size);
    int n_failed = 0;
    bool reached = true;
    for (long at = 1; reached; at += 1 + at / 40) {
        const char *path = check_file("faults.db", bytes, size);
        struct run run = run_create(2);
        struct fire_error err = { 0 };
        run.source = 1;
        add_further(&run, 0);
        *faults_left = at;
        const fire_status status = import(path, &run, fault_sizes, CHECK_N(fault_sizes), &err);
        reached = *faults_left == 0;
        *faults_left = -1;
        CHECK(status == FIRE_OK || status == expected, "%ld: %d %s", at, status, err.message);
        CHECK(status == FIRE_OK || strstr(err.message, word) != NULL, "%s", err.message);
        check_before_or_after(path, &first, &run, status == FIRE_OK, word);
        if (status != FIRE_OK) n_failed++;
        run_finish(&run);
    }
    free(bytes);
    run_finish(&first);
    return n_failed;
}

static void test_no_memory(void)
{
    const int n_failed = try_faults(&allocations_left, FIRE_ENOMEM, "memory");
    CHECK(n_failed > 100, "only %d faults", n_failed);
}

static long writes_left = -1; /* before the disk is full; negative: it never is */

static ssize_t failing_pwrite(int file, const void *bytes, size_t size, off_t offset)
{
    if (writes_left > 0 && --writes_left == 0) {
        errno = ENOSPC;
        return -1;
    }
    return pwrite(file, bytes, size, offset);
}

static ssize_t failing_write(int file, const void *bytes, size_t size)
{
    if (writes_left > 0 && --writes_left == 0) {
        errno = ENOSPC;
        return -1;
    }
    return write(file, bytes, size);
}

static void set_writes(sqlite3_syscall_ptr positioned, sqlite3_syscall_ptr plain)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, "pwrite", positioned);
    vfs->xSetSystemCall(vfs, "pwrite64", positioned);
    vfs->xSetSystemCall(vfs, "write", plain);
}

/* One write fails, the others go through, as when somebody empties the bin meanwhile. */
static void test_disk_full(void)
{
    set_writes((sqlite3_syscall_ptr)failing_pwrite, (sqlite3_syscall_ptr)failing_write);
    const int n_failed = try_faults(&writes_left, FIRE_EIO, "disk is full");
    set_writes(NULL, NULL);
    CHECK(n_failed > 5, "only %d faults", n_failed);
}

/* Import until killed: notes so long that pages go to the file before the commit. */
static void import_and_wait(const char *path, bool spill, int told)
{
    static char note[20000];
    static struct fire_text_view notes[FIRE_BATCH_ROWS];
    memset(note, 'x', sizeof note);
    for (int64_t i = 0; i < FIRE_BATCH_ROWS; i++)
        notes[i] = (struct fire_text_view){ note, sizeof note };
    struct run run = run_create(2);
    struct fire_store *store = NULL;
    bool before = false;
    if (fire_store_open(path, FIRE_STORE_WRITE, &store, NULL) != FIRE_OK ||
        fire_store_begin(store, run.schema, run.areas, "a", "b", 1, &before, NULL, NULL) !=
            FIRE_OK)
        _exit(1);
    const struct fire_sink sink = fire_store_sink(store);
    for (int i = 0; i < 2; i++) {
        struct fire_batch batch = random_batch(&run, FIRE_BATCH_ROWS);
        struct fire_vector vector[FIRE_N_BUILTIN_FIELDS];
        memcpy(vector, batch.vector, sizeof vector);
        if (spill) vector[FIRE_FIELD_NOTE] = (struct fire_vector){ .text = notes };
        batch.vector = vector;
        if (sink.push(sink.self, &batch, NULL) != FIRE_OK) _exit(2);
    }
    if (write(told, "!", 1) != 1) _exit(3);
    pause();
    _exit(4);
}

static void test_killed_import(void)
{
    for (int spill = 0; spill <= 1; spill++) {
        char path[300];
        copy_path(path);
        struct run first = run_create(1);
        make_store(path, &first);
        int pipe_ends[2];
        char byte = 0;
        CHECK_OR_RETURN(pipe(pipe_ends) == 0, "%s", strerror(errno));
        fflush(NULL);
        const pid_t child = fork();
        if (child == 0) import_and_wait(path, spill != 0, pipe_ends[1]);
        close(pipe_ends[1]);
        CHECK(read(pipe_ends[0], &byte, 1) == 1, "the child failed");
        close(pipe_ends[0]);
        kill(child, SIGKILL);
        CHECK(waitpid(child, NULL, 0) == child, "%s", strerror(errno));

        char journal[320];
        struct stat about;
        snprintf(journal, sizeof journal, "%s-journal", path);
        CHECK(stat(journal, &about) == 0, "there was nothing to undo");
        check_same(path, &first.said, spill ? "killed after a spill" : "killed");
        struct run next = run_create(3);
        next.source = 1;
        struct fire_error err = { 0 };
        CHECK(import(path, &next, fault_sizes, CHECK_N(fault_sizes), &err) == FIRE_OK, "%s",
              err.message);
        check_before_or_after(path, &first, &next, true, "the next import");
        run_finish(&first);
        run_finish(&next);
    }
}

/* ---- damage ----------------------------------------------------------------------------- */

/* An error or the right rows; never others, never a crash. true: an error */
static bool check_damaged(const char *path, const struct fire_buffer *expected, size_t at)
{
    struct fire_buffer got = { 0 };
    struct fire_error err = { 0 };
    const fire_status status = read_all(path, &got, &err);
    if (status == FIRE_OK)
        CHECK(same_text(&got, expected), "other rows after byte %zu was changed", at);
    else
        CHECK(strstr(err.message, path) != NULL, "%zu: the message does not say where: %s", at,
              err.message);
    fire_buffer_finish(&got);
    return status != FIRE_OK;
}

static void test_damage(void)
{
    char path[300];
    copy_path(path);
    struct run run = run_create(4);
    add_further(&run, 0);
    make_store(path, &run);
    size_t size = 0;
    char *bytes = check_read(path, &size);
    CHECK_OR_RETURN(bytes != NULL && size > 100000, "%zu bytes", size);
    unsigned long long seed = 1;
    int n_noticed = 0;
    const int n_tries = 600;
    for (int i = 0; i < n_tries; i++) {
        /* A third in the header and the schema, the others anywhere. */
        const size_t at = check_random(&seed) % (i % 3 == 0 ? 8192 : size);
        const char old = bytes[at];
        const unsigned kind = check_random(&seed) % 3;
        const unsigned bit = 1u << check_random(&seed) % 8;
        bytes[at] = (char)(kind == 0   ? (unsigned char)old ^ bit
                           : kind == 1 ? 0xffu
                                       : check_random(&seed));
        n_noticed += check_damaged(check_file("damaged.db", bytes, size), &run.said, at);
        bytes[at] = old;
    }
    CHECK(n_noticed > n_tries / 4, "only %d of %d were noticed", n_noticed, n_tries);
    for (int i = 0; i < 60; i++) {
        const size_t cut = i < 20 ? (size_t)i * 4096 : check_random(&seed) % size;
        const char *cut_path = check_file("damaged.db", bytes, cut);
        CHECK(check_damaged(cut_path, &run.said, cut), "cut at %zu and not noticed", cut);
    }
    free(bytes);
    run_finish(&run);
}

/* What another program may do to tables that are not its own. */
static void test_changed_by_others(void)
{
    static const struct {
        const char *sql;
        fire_status status;
    } changes[] = {
        { "UPDATE incident SET deaths = 1 WHERE incident_id = 7", FIRE_ESTORE },
        { "UPDATE incident SET line = line + 1 WHERE incident_id = 7", FIRE_ESTORE },
        { "UPDATE incident SET area = 1", FIRE_ESTORE },
        { "UPDATE incident SET area = 99999 WHERE incident_id = 7", FIRE_ESTORE },
        { "UPDATE incident SET last_day = -62091 WHERE incident_id = 7", FIRE_ESTORE },
        { "UPDATE incident SET cause = 99999", FIRE_ESTORE },
        { "UPDATE incident SET cause = kind", FIRE_ESTORE },
        { "UPDATE incident SET minute_of_occurred_at = NULL", FIRE_ESTORE },
        { "UPDATE incident SET day_of_occurred_at = NULL WHERE incident_id = 7", FIRE_ESTORE },
        { "DELETE FROM incident WHERE incident_id = 7", FIRE_ESTORE },
        { "DELETE FROM incident WHERE incident_id > 200", FIRE_ESTORE },
        { "INSERT INTO incident (import_id, area) VALUES (1, 1)", FIRE_ESTORE },
        { "UPDATE word SET text = 'x' WHERE id = 3", FIRE_ESTORE },
        { "DELETE FROM word WHERE id = 3", FIRE_ESTORE },
        { "UPDATE area SET name = 'x' WHERE id = 3", FIRE_ESTORE },
        { "UPDATE import_batch SET n_kept = 1, n_rejected = n_records - 1", FIRE_ESTORE },
        { "UPDATE import_batch SET checksum = 0", FIRE_ESTORE },
        { "UPDATE setting SET value = 'USD' WHERE name = 'currency'", FIRE_ESTORE },
        { "UPDATE field SET name = 'x y' WHERE name = 'hoses'", FIRE_ESTORE },
        { "DELETE FROM import_field WHERE field = 2", FIRE_ESTORE },
        { "DROP TABLE word", FIRE_ESTORE },
        { "DROP VIEW v_incident; DROP TABLE data_dictionary", FIRE_OK },
        { "CREATE INDEX by_area ON incident (area); CREATE TABLE mine (x); VACUUM", FIRE_OK },
        { "PRAGMA journal_mode = WAL", FIRE_OK },
    };
    char original[300];
    copy_path(original);
    struct run run = run_create(4);
    add_further(&run, 0);
    make_store(original, &run);
    size_t size = 0;
    char *bytes = check_read(original, &size);
    for (size_t i = 0; i < CHECK_N(changes); i++) {
        struct fire_buffer got = { 0 };
        struct fire_error err = { 0 };
        const char *path = check_file("changed.db", bytes, size);
        alter(path, changes[i].sql);
        CHECK(read_all(path, &got, &err) == changes[i].status, "%s: %s", changes[i].sql,
              err.message);
        if (changes[i].status == FIRE_OK)
            CHECK(same_text(&got, &run.said), "%s", changes[i].sql);
        fire_buffer_finish(&got);
    }
    free(bytes);
    run_finish(&run);
}

int main(void)
{
    if (!install_failing_memory()) return 1;
    const struct check_test tests[] = {
        CHECK_TEST(test_round_trip),
        CHECK_TEST(test_sink_stops),
        CHECK_TEST(test_schema_grows),
        CHECK_TEST(test_same_file_again),
        CHECK_TEST(test_import_log),
        CHECK_TEST(test_views),
        CHECK_TEST(test_view_of_further_fields),
        CHECK_TEST(test_sums),
        CHECK_TEST(test_labels),
        CHECK_TEST(test_refused_files),
        CHECK_TEST(test_odd_names),
        CHECK_TEST(test_other_type_and_currency),
        CHECK_TEST(test_counts_must_add_up),
        CHECK_TEST(test_failed_push),
        CHECK_TEST(test_rolled_back),
        CHECK_TEST(test_locked),
        CHECK_TEST(test_read_only_folder),
        CHECK_TEST(test_no_memory),
        CHECK_TEST(test_disk_full),
        CHECK_TEST(test_killed_import),
        CHECK_TEST(test_damage),
        CHECK_TEST(test_changed_by_others),
    };
    return CHECK_MAIN(tests);
}
