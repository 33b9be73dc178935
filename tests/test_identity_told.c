/* test_identity_told.c - see test_identity_told.h. */
#include "test_identity_told.h"

#include "firestat/clean.h"
#include "firestat/query.h"
#include "firestat/report.h"
#include "firestat/store.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- a file ---------------------------------------------------------------------------- */

const char *file_of(const char *name, const char *csv)
{
    return check_file(name, csv, strlen(csv));
}

/* ---- files with records in common ------------------------------------------------------ */

#define N_KEYS 25

/* Columns beside the id, and what may stand in them. */
static const struct {
    const char *header;
    const char *value[4];
} columns[] = {
    { "ngay", { "01/02/2024", "02/02/2024", "15/11/2024", "16/11/2024" } },
    { "gio", { "08:15", "08:20", "", "24:00" } },
    { "huyen", { "Huyện A", "Huyện B", "", "Huyện C" } },
    { "xa", { "Xã 1", "Xã 2", "Xã 3", "" } },
    { "nguyen_nhan", { "Chập điện", "Bất cẩn", "", "Hàn cắt" } },
    { "loai_hinh_co_so", { "Nhà ở", "Chợ", "Kho", "" } },
    { "dia_chi", { "Thôn 1", "thôn 1", "", "Số 5" } },
    { "chet", { "0", "1", "", "2" } },
    { "thiet_hai", { "", "1000", "2500000", "7" } },
};

/* A file of its own columns and records. Mostly it says what all others say. */
const char *random_file(const char *name, unsigned long long *seed)
{
    struct fire_buffer text = { 0 };
    bool has[CHECK_N(columns)];
    fire_buffer_add_text(&text, "id");
    for (size_t c = 0; c < CHECK_N(columns); c++) {
        has[c] = check_random(seed) % 4 != 0;
        if (has[c]) fire_buffer_printf(&text, ",%s", columns[c].header);
    }
    const unsigned n_rows = 5 + check_random(seed) % 25;
    for (unsigned i = 0; i < n_rows; i++) {
        const unsigned key = check_random(seed) % (N_KEYS + 3);
        /* A few rows have no key. */
        if (key < N_KEYS)
            fire_buffer_printf(&text, "\nV%u", key);
        else
            fire_buffer_add_text(&text, "\n");
        for (size_t c = 0; c < CHECK_N(columns); c++) {
            const unsigned other = check_random(seed) % 12 == 0 ? check_random(seed) : 0;
            if (has[c])
                fire_buffer_printf(&text, ",%s", columns[c].value[(key + c + other) % 4]);
        }
    }
    fire_buffer_printf(&text, "\n");
    const char *path = file_of(name, text.bytes);
    fire_buffer_finish(&text);
    return path;
}

/* One import a day from 2024-08-01 on, at 12:00. */
void set_day(int64_t day)
{
    char epoch[32];
    snprintf(epoch, sizeof epoch, "%lld", 1722513600LL + (long long)day * 86400);
    setenv("SOURCE_DATE_EPOCH", epoch, 1);
}

/* A file that is open and bound, and the memory of it. */
struct source {
    struct fire_arena *arena;
    struct fire_profile *profile;
    struct fire_reader *reader;
    struct fire_issues *issues;
    struct fire_binding *binding;
    int32_t key[8];
    int32_t field[64];
    struct fire_record_form form;
};

static void source_finish(struct source *source)
{
    fire_reader_close(source->reader);
    fire_issues_free(source->issues);
    fire_profile_finish(source->profile);
    fire_arena_free(source->arena);
}

static void make_form(struct source *source, const struct reading *reading,
                      const struct fire_schema *schema)
{
    struct fire_record_form *form = &source->form;
    *form = (struct fire_record_form){ .key = source->key, .field = source->field };
    for (int32_t i = 0; i < fire_binding_n_columns(source->binding); i++) {
        const int32_t field = fire_binding_column(source->binding, i)->field;
        if (field < 0) continue;
        source->field[form->n_fields++] = field;
        if (reading->n_keys == 0 && field == FIRE_FIELD_ID) source->key[form->n_keys++] = field;
    }
    if (fire_binding_writes_ones(source->binding))
        source->field[form->n_fields++] = FIRE_FIELD_INCIDENTS;
    for (int i = 0; i < reading->n_keys; i++)
        source->key[form->n_keys++] = fire_schema_find(schema, fire_text_of(reading->key[i]));
}

static fire_status source_open(struct source *source, const char *path,
                               const struct reading *reading, struct fire_schema *schema,
                               struct fire_error *err)
{
    static const struct reading plain = { 0 };
    if (reading == NULL) reading = &plain;
    source->arena = fire_arena_create();
    source->issues = fire_issues_create();
    FIRE_TRY(fire_profile_create(source->arena, &source->profile, err));
    for (int i = 0; i < reading->n_mappings; i++)
        FIRE_TRY(fire_profile_map(source->profile, reading->mapping[i], err));
    FIRE_TRY(fire_reader_open(path, &source->profile->reader, &source->reader, err));
    FIRE_TRY(fire_bind(source->reader, source->profile, schema, source->arena, source->issues,
                       &source->binding, err));
    make_form(source, reading, schema);
    return FIRE_OK;
}

static fire_status source_run(struct source *source, int number, struct fire_schema *schema,
                              struct fire_areas *areas, struct fire_sink sink,
                              struct fire_import_counts *counts, struct fire_error *err)
{
    const struct fire_clean_options options = { .source = number, .last_day = FIRE_DAY_LAST };
    return fire_clean_run(source->reader, source->binding, schema, areas, &options, sink,
                          source->issues, counts, err);
}

/* ---- figures --------------------------------------------------------------------------- */

struct world {
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_table *table;
};

static struct world world_create(void)
{
    return (struct world){ fire_arena_create(), fire_schema_create(), fire_areas_create(),
                           fire_table_create() };
}

static void world_finish(struct world *world)
{
    fire_table_free(world->table);
    fire_areas_free(world->areas);
    fire_schema_free(world->schema);
    fire_arena_free(world->arena);
}

static const struct {
    const char *by;
    const char *measures;
    bool complete;
} questions[] = {
    { "", "incidents,deaths,damage", false },
    { "year,district,commune,cause,facility", "incidents,deaths,injuries,damage", false },
    { "month", "incidents,median(damage),max(deaths)", true },
    { "hour", "incidents", false },
};

static fire_status answer(const struct world *world, size_t i, struct fire_buffer *out,
                          struct fire_error *err)
{
    const struct fire_report_options options = { .format = FIRE_FORMAT_CSV, .unknown = true };
    const struct fire_calendar *calendar;
    struct fire_query *query;
    const struct fire_summary *summary;
    FIRE_TRY(fire_calendar_find("calendar", &calendar, err));
    FIRE_TRY(
        fire_query_create(world->schema, world->areas, calendar, world->arena, &query, err));
    if (questions[i].by[0] != '\0') FIRE_TRY(fire_query_by(query, questions[i].by, err));
    FIRE_TRY(fire_query_measure(query, questions[i].measures, err));
    if (questions[i].complete) fire_query_complete(query);
    FIRE_TRY(fire_query_run(query, world->table, world->arena, &summary, err));
    FIRE_TRY(fire_report_summary(summary, &options, out, err));
    fire_buffer_printf(out, "%lld records, days %d to %d\n", (long long)summary->n_records,
                       (int)summary->data.first_day, (int)summary->data.last_day);
    return FIRE_OK;
}

static void answer_all(const struct world *world, struct fire_buffer *out)
{
    for (size_t i = 0; i < CHECK_N(questions); i++) {
        struct fire_error err = { 0 };
        CHECK(answer(world, i, out, &err) == FIRE_OK, "%s", err.message);
    }
}

static fire_status read_file(struct world *world, int number, const char *file,
                             const struct reading *reading, struct fire_import_counts *counts,
                             struct fire_error *err)
{
    struct source source = { 0 };
    const struct fire_tally *tally;
    fire_status status = source_open(&source, file, reading, world->schema, err);
    if (status == FIRE_OK)
        status = fire_table_begin(world->table, world->schema, world->areas, &source.form,
                                  number, err);
    if (status == FIRE_OK)
        status = source_run(&source, number, world->schema, world->areas,
                            fire_table_sink(world->table), counts, err);
    if (status == FIRE_OK) status = fire_table_settle(world->table, counts, &tally, err);
    source_finish(&source);
    return status;
}

void figures_of_files(const char *const files[], int n_files, const struct reading *reading,
                      struct fire_import_counts counts[], struct fire_buffer *out)
{
    struct world world = world_create();
    *out = (struct fire_buffer){ 0 };
    for (int i = 0; i < n_files; i++) {
        struct fire_error err = { 0 };
        struct fire_import_counts own = { 0 };
        CHECK(read_file(&world, i, files[i], reading, &own, &err) == FIRE_OK, "%s",
              err.message);
        if (counts != NULL) counts[i] = own;
    }
    answer_all(&world, out);
    world_finish(&world);
}

/* ---- stores ---------------------------------------------------------------------------- */

static fire_status import(struct fire_store *store, struct world *world, const char *file,
                          const struct reading *reading, struct fire_import_counts *counts,
                          struct fire_error *err)
{
    struct source source = { 0 };
    struct fire_file_identity about;
    bool before = false;
    fire_status status = source_open(&source, file, reading, world->schema, err);
    if (status == FIRE_OK) status = fire_reader_identity(source.reader, &about, err);
    if (status == FIRE_OK)
        status = fire_store_begin(store, world->schema, world->areas, &source.form, about.name,
                                  about.sha256, about.size_bytes, &before, NULL, err);
    if (status == FIRE_OK && !before) {
        status = source_run(&source, 0, world->schema, world->areas, fire_store_sink(store),
                            counts, err);
        if (status == FIRE_OK) status = fire_store_commit(store, counts, err);
    }
    fire_store_rollback(store);
    source_finish(&source);
    return status;
}

fire_status store_file(const char *store, const char *file, const struct reading *reading,
                       struct fire_import_counts *counts, struct fire_error *err)
{
    struct world world = world_create();
    struct fire_store *open = NULL;
    struct fire_import_counts own = { 0 };
    fire_status status = fire_store_open(store, FIRE_STORE_WRITE, &open, err);
    if (status == FIRE_OK) status = import(open, &world, file, reading, &own, err);
    if (counts != NULL) *counts = own;
    fire_store_close(open);
    world_finish(&world);
    return status;
}

/* All that is not a text: then the store reads its columns. */
static fire_status need_no_texts(struct fire_store *store, const struct fire_schema *schema,
                                 struct fire_error *err)
{
    int32_t field[200];
    int32_t n = 0;
    for (int32_t i = 0; i < fire_schema_n_fields(schema) && n < 200; i++)
        if (fire_schema_field(schema, i)->type != FIRE_TYPE_TEXT) field[n++] = i;
    return fire_store_need(store, field, n, err);
}

void figures_of_store(const char *store, const char *as_of, struct fire_buffer *out)
{
    struct world world = world_create();
    struct fire_store *open = NULL;
    struct fire_error err = { 0 };
    *out = (struct fire_buffer){ 0 };
    fire_status status = fire_store_open(store, FIRE_STORE_READ, &open, &err);
    if (status == FIRE_OK && as_of != NULL) status = fire_store_as_of(open, as_of, &err);
    if (status == FIRE_OK) status = fire_store_schema(open, world.schema, world.areas, &err);
    if (status == FIRE_OK) status = need_no_texts(open, world.schema, &err);
    if (status == FIRE_OK)
        status = fire_store_push(open, world.schema, world.areas, fire_table_sink(world.table),
                                 &err);
    CHECK(status == FIRE_OK, "%s", err.message);
    fire_store_close(open);
    answer_all(&world, out);
    world_finish(&world);
}

/* ---- comparing ------------------------------------------------------------------------- */

void check_same_figures(struct fire_buffer *got, struct fire_buffer *expected,
                        const char *format, ...)
{
    const char *a = got->bytes == NULL ? "" : got->bytes;
    const char *b = expected->bytes == NULL ? "" : expected->bytes;
    if (strcmp(a, b) != 0) {
        char when[200];
        va_list arguments;
        size_t at = 0;
        va_start(arguments, format);
        vsnprintf(when, sizeof when, format, arguments);
        va_end(arguments);
        while (a[at] == b[at])
            at++;
        const size_t from = at > 60 ? at - 60 : 0;
        CHECK(false, "%s: got '%.160s', not '%.160s'", when, a + from, b + from);
    }
    fire_buffer_finish(got);
    fire_buffer_finish(expected);
}

/* The n-th cell of a row; nothing counts as 0. */
static long long cell_of(const char *row, int n)
{
    for (; n > 0 && row != NULL; n--) {
        row = strchr(row, ',');
        if (row != NULL) row++;
    }
    return row == NULL ? -1 : strtoll(row, NULL, 10);
}

struct totals totals_of(const struct fire_buffer *figures)
{
    /* the first question: a header, and its one row with the unknown behind each measure */
    const char *row = figures->bytes == NULL ? NULL : strchr(figures->bytes, '\n');
    CHECK(row != NULL, "no figures");
    if (row == NULL) return (struct totals){ -1, -1, -1 };
    return (struct totals){ cell_of(row + 1, 0), cell_of(row + 1, 2), cell_of(row + 1, 4) };
}
