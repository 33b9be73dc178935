/* test_store.c - what goes into a store comes out of it, for us and for other programs. */
#include "test_store_rows.h"

#include <stdlib.h>
#include <string.h>

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
    CHECK(fire_store_push(store, schema, areas, (struct fire_sink){ &listener, listener_push },
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
    CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "a.csv", sha256, 1, &before,
                           NULL, &err) == FIRE_OK,
          "%s", err.message);
    struct fire_sink sink = fire_store_sink(store);
    CHECK(push_batches(&run, sink, sizes, 2, &err) == FIRE_OK, "%s", err.message);
    add_further(&run, 0);
    CHECK(push_batches(&run, sink, sizes, 2, &err) == FIRE_OK, "%s", err.message);
    struct fire_import_counts counts = counts_of(&run);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    fire_store_close(store);
    check_same(path, &run.said, "grown");
    run_finish(&run);
}

/* ---- a table that was narrow ------------------------------------------------------------ */

struct first_rows {
    const char *name;
    int64_t sizes[4];
    size_t n_sizes;
    bool grows; /* a field comes behind them, and as many rows again */
    bool is_kept;
    bool is_reordered;
};

/* What the table has, in whatever order; and its columns in their order. */
static const char columns_of_incident[] =
    "SELECT group_concat(name || type || \"notnull\" || pk) || (SELECT length(sql) FROM"
    " sqlite_schema WHERE name = 'incident') FROM"
    " (SELECT * FROM pragma_table_info('incident') ORDER BY name)";
static const char columns_in_order[] =
    "SELECT group_concat(name) FROM pragma_table_info('incident')";

static void import_first_rows(const char *path, const struct first_rows *first, struct run *run)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    bool before = false;
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(fire_store_begin(store, run->schema, run->areas, NULL, "a.csv", "ab", 1, &before,
                           NULL, &err) == FIRE_OK,
          "%s", err.message);
    for (int round = 0; round < 1 + first->grows; round++) {
        if (round > 0) add_further(run, 0);
        CHECK(push_batches(run, fire_store_sink(store), first->sizes, first->n_sizes, &err) ==
                  FIRE_OK,
              "%s: %s", first->name, err.message);
    }
    struct fire_import_counts counts = counts_of(run);
    if (first->is_kept)
        CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s: %s", first->name,
              err.message);
    else
        run->said.size_bytes = 0;
    fire_store_close(store);
    check_same(path, &run->said, first->name);
}

static void check_next_import(const char *path, const struct first_rows *first, struct run *run)
{
    const int64_t sizes[] = { 5 };
    struct run next = run_create(100);
    struct fire_error err = { 0 };
    next.source = first->is_kept;
    CHECK(import(path, &next, sizes, 1, &err) == FIRE_OK, "%s: %s", first->name, err.message);
    fire_buffer_add(&run->said, next.said.bytes, next.said.size_bytes);
    check_same(path, &run->said, first->name);
    run_finish(&next);
}

/* The first rows of a store go into a table of fewer columns; whatever comes then, in the end it has
 * all of them, with their checks, and only their order tells. */
static void test_first_rows(void)
{
    static const struct first_rows cases[] = {
        { "one batch", { 2048 }, 1, false, true, true },
        { "other fields in each", { 2048, 2048, 2048, 100 }, 4, false, true, true },
        { "a field that comes", { 2048 }, 1, true, true, true },
        { "few rows before many", { 3, 2048 }, 2, false, true, false },
        { "taken back", { 2048, 2048 }, 2, false, false, false },
        { "taken back with a field", { 2048 }, 1, true, false, false },
    };
    const int64_t sizes[] = { 1 };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char path[300];
        char columns[4000];
        char in_order[4000];
        struct run few = run_create(i + 1);
        struct run run = run_create(i + 1);
        struct fire_error err = { 0 };
        if (cases[i].grows && cases[i].is_kept) add_further(&few, 0);
        CHECK(import(copy_path(path), &few, sizes, 1, &err) == FIRE_OK, "%s", err.message);
        snprintf(columns, sizeof columns, "%s", ask(path, columns_of_incident));
        snprintf(in_order, sizeof in_order, "%s", ask(path, columns_in_order));

        import_first_rows(copy_path(path), &cases[i], &run);
        CHECK(strcmp(ask(path, columns_of_incident), columns) == 0, "%s: %s instead of %s",
              cases[i].name, ask(path, columns_of_incident), columns);
        CHECK((strcmp(ask(path, columns_in_order), in_order) != 0) == cases[i].is_reordered,
              "%s: %s", cases[i].name, ask(path, columns_in_order));
        CHECK(strcmp(ask(path, "PRAGMA integrity_check"), "ok") == 0, "%s", cases[i].name);
        check_next_import(path, &cases[i], &run);
        run_finish(&few);
        run_finish(&run);
    }
}

/* ---- imports ---------------------------------------------------------------------------- */

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
    CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "other name.csv", sha256, 12345,
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

/* The SHA-256 may be said last, unless a file of the same size makes it matter at once. */
static void test_late_identity(void)
{
    enum { SIZE_BYTES = 12345 }; /* of the files that import() says */
    const int64_t sizes[] = { 10 };
    char path[300];
    copy_path(path);
    struct run run = run_create(5);
    struct run late = run_create(6);
    struct fire_error err = { 0 };
    struct fire_store *store = NULL;
    struct fire_arena *arena = fire_arena_create();
    const struct fire_import *imports = NULL;
    int64_t n = 0;
    bool before = true;
    CHECK(import(path, &run, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(fire_store_begin(store, late.schema, late.areas, NULL, "b.csv", NULL, SIZE_BYTES,
                           &before, NULL, &err) == FIRE_EAGAIN,
          "the size was not seen: %s", err.message);
    CHECK(err.message[0] == '\0', "%s", err.message);
    CHECK(fire_store_begin(store, late.schema, late.areas, NULL, "b.csv", NULL, SIZE_BYTES + 1,
                           &before, NULL, &err) == FIRE_OK,
          "%s", err.message);
    CHECK(!before, "seen before");
    CHECK(push_batches(&late, fire_store_sink(store), sizes, 1, &err) == FIRE_OK, "%s",
          err.message);
    CHECK(fire_store_identify(store, "abc", &err) == FIRE_OK, "%s", err.message);
    struct fire_import_counts counts = counts_of(&late);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_identify(store, "abc", &err) == FIRE_ESTORE, "nothing was open");
    CHECK_OR_RETURN(fire_store_imports(store, arena, &imports, &n, NULL) == FIRE_OK && n == 2,
                    "%lld imports", (long long)n);
    CHECK(strcmp(imports[1].sha256, "abc") == 0, "%s", imports[1].sha256);
    fire_store_close(store);
    fire_arena_free(arena);
    run_finish(&late);
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

static const struct {
    const char *sql;
    const char *answer;
} asked[] = {
    { "PRAGMA application_id", "1179210309" },
    { "PRAGMA user_version", "7" },
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

/* A sink that is one of several. */
struct beside {
    int64_t n_rows;
    int64_t n_most; /* then it stops */
};

static fire_status count_beside(void *self, const struct fire_batch *batch,
                                struct fire_error *err)
{
    struct beside *beside = self;
    beside->n_rows += batch->n_rows;
    if (beside->n_rows <= beside->n_most) return FIRE_OK;
    return fire_fail(err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "enough");
}

/* Several threads take blocks in turn: all rows reach some sink, and when one stops all do. */
static void test_side_by_side(void)
{
    enum { N_IMPORTS = 6, N_SINKS = 4 };
    const int64_t sizes[] = { 4096, 4096, 100 };
    char path[300];
    copy_path(path);
    struct fire_error err = { 0 };
    for (int i = 0; i < N_IMPORTS; i++) {
        struct run run = run_create(100 + (unsigned)i);
        CHECK(import(path, &run, sizes, CHECK_N(sizes), &err) == FIRE_OK, "%s", err.message);
        run_finish(&run);
    }
    const int32_t day = FIRE_FIELD_OCCURRED_AT;
    for (int stops = 0; stops < 2; stops++) {
        struct fire_store *store = NULL;
        struct fire_schema *schema = fire_schema_create();
        struct fire_areas *areas = fire_areas_create();
        struct beside beside[N_SINKS];
        struct fire_sink sink[N_SINKS];
        int64_t n_rows = 0;
        for (int i = 0; i < N_SINKS; i++) {
            beside[i] = (struct beside){ 0, stops ? 5000 : INT64_MAX };
            sink[i] = (struct fire_sink){ &beside[i], count_beside };
        }
        CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s",
                        err.message);
        CHECK(fire_store_schema(store, schema, areas, &err) == FIRE_OK, "%s", err.message);
        CHECK(fire_store_need(store, &day, 1, &err) == FIRE_OK, "%s", err.message);
        const fire_status status = fire_store_push_side_by_side(store, schema, areas, sink,
                                                                N_SINKS, &err);
        CHECK(status == (stops ? FIRE_EINTERRUPTED : FIRE_OK), "%s", err.message);
        CHECK(!stops || strstr(err.message, "enough") != NULL, "%s", err.message);
        for (int i = 0; i < N_SINKS; i++)
            n_rows += beside[i].n_rows;
        CHECK(stops || n_rows == N_IMPORTS * (4096 + 4096 + 100), "%lld rows",
              (long long)n_rows);
        fire_store_close(store);
        fire_areas_free(areas);
        fire_schema_free(schema);
    }
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
        struct fire_import_counts counts = { .n_records = 1, .n_kept = 1 };
        CHECK_OR_RETURN(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
                        err.message);
        CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "a", imports[i].sha256, 1,
                               &before, NULL, &err) == FIRE_OK,
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

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_round_trip),    CHECK_TEST(test_sink_stops),
        CHECK_TEST(test_schema_grows),  CHECK_TEST(test_same_file_again),
        CHECK_TEST(test_late_identity), CHECK_TEST(test_import_log),
        CHECK_TEST(test_views),         CHECK_TEST(test_view_of_further_fields),
        CHECK_TEST(test_side_by_side),  CHECK_TEST(test_sums),
        CHECK_TEST(test_labels),        CHECK_TEST(test_first_rows),
    };
    return CHECK_MAIN(tests);
}
