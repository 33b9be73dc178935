/* test_store_doctor.c - what stands beside the rows of a store: whether it is used, what is found
 * wrong with it, what makes it right again, and the cubes of others. */
#include "test_store_rows.h"

#include <stdlib.h>
#include <string.h>

static const int64_t sizes[] = { 4096, 300 };

/* A store of one import. Its path lives until the next one. */
static const char *make_store(struct run *run)
{
    static char path[300];
    struct fire_error err = { 0 };
    CHECK(import(copy_path(path), run, sizes, CHECK_N(sizes), &err) == FIRE_OK, "%s",
          err.message);
    return path;
}

static fire_status check(const char *path, struct fire_store_health *out,
                         struct fire_error *err)
{
    struct fire_store *store = NULL;
    fire_status status = fire_store_open(path, FIRE_STORE_READ, &store, err);
    if (status == FIRE_OK) status = fire_store_check(store, out, err);
    fire_store_close(store);
    return status;
}

static fire_status rebuild(const char *path, struct fire_error *err)
{
    struct fire_store *store = NULL;
    fire_status status = fire_store_open(path, FIRE_STORE_WRITE, &store, err);
    if (status == FIRE_OK) status = fire_store_rebuild(store, err);
    fire_store_close(store);
    return status;
}

/* Make the mark hold again, as one who wants to deceive would. */
static void forge_mark(const char *path)
{
    size_t size = 0;
    char *bytes = check_read(path, &size);
    char sql[200];
    unsigned number[4];
    for (int i = 0; i < 4; i++) {
        const unsigned char *at = (unsigned char *)bytes + 24 +
                                  4 * (i == 3   ? 4
                                       : i == 2 ? 3
                                                : i);
        number[i] = (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 |
                    at[3];
    }
    free(bytes);
    snprintf(sql, sizeof sql,
             "UPDATE mark SET n_changes = %u, n_pages = %u, n_free_pages = %u,"
             " schema_version = %u",
             number[0] + 1, number[1], number[2], number[3]);
    alter(path, sql);
}

static void test_found(void)
{
    static const struct {
        const char *sql; /* done by another program */
        bool forged;
        fire_status status;
        fire_columns_state columns;
        fire_status rebuilt;
    } cases[] = {
        { "SELECT 1", false, FIRE_OK, FIRE_COLUMNS_RIGHT, FIRE_OK },
        { "SELECT 1", true, FIRE_OK, FIRE_COLUMNS_RIGHT, FIRE_OK },
        { "CREATE INDEX mine ON incident (area)", false, FIRE_OK, FIRE_COLUMNS_UNUSED,
          FIRE_OK },
        { "DELETE FROM block_column WHERE id % 65536 = 2", true, FIRE_OK, FIRE_COLUMNS_WRONG,
          FIRE_OK },
        { "UPDATE block_column SET data = zeroblob(64) WHERE id % 65536 = 2", true, FIRE_OK,
          FIRE_COLUMNS_WRONG, FIRE_OK },
        { "DELETE FROM block; DELETE FROM block_column", true, FIRE_OK, FIRE_COLUMNS_WRONG,
          FIRE_OK },
        { "INSERT INTO block SELECT id + 1, import_id, n_rows, first_id, last_id, pieces,"
          " checksum FROM block",
          true, FIRE_OK, FIRE_COLUMNS_WRONG, FIRE_OK },
        { "UPDATE block SET n_rows = n_rows - 1", true, FIRE_OK, FIRE_COLUMNS_WRONG, FIRE_OK },
        { "DELETE FROM standing WHERE name = 'areas'", true, FIRE_OK, FIRE_COLUMNS_WRONG,
          FIRE_OK },
        { "UPDATE incident SET deaths = 77 WHERE incident_id = 5", false, FIRE_ESTORE, 0,
          FIRE_ESTORE },
        { "UPDATE incident SET deaths = 77 WHERE incident_id = 5", true, FIRE_ESTORE, 0,
          FIRE_ESTORE },
        { "UPDATE incident SET note = 'x' WHERE incident_id = 5", true, FIRE_ESTORE, 0,
          FIRE_ESTORE },
        { "UPDATE incident SET superseded_by = 1 WHERE incident_id = 5", true, FIRE_ESTORE, 0,
          FIRE_ESTORE },
        { "UPDATE area SET name = 'x' WHERE id = 2", true, FIRE_ESTORE, 0, FIRE_ESTORE },
        { "UPDATE import_batch SET n_kept = 0, n_rejected = n_records", true, FIRE_ESTORE, 0,
          FIRE_ESTORE },
        { "INSERT INTO repeat VALUES (1, 1, 1)", true, FIRE_ESTORE, 0, FIRE_ESTORE },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct run run = run_create(11);
        struct fire_store_health health = { 0 };
        struct fire_error err = { 0 };
        const char *path = make_store(&run);
        alter(path, cases[i].sql);
        if (cases[i].forged) forge_mark(path);
        const fire_status status = check(path, &health, &err);
        CHECK(status == cases[i].status, "%s: %d %s", cases[i].sql, status, err.message);
        if (status == FIRE_OK)
            CHECK(health.columns == cases[i].columns && health.n_rows == 4396 &&
                      health.n_imports == 1,
                  "%s: %d, %lld rows", cases[i].sql, health.columns, (long long)health.n_rows);
        err = (struct fire_error){ 0 };
        CHECK(rebuild(path, &err) == cases[i].rebuilt, "%s: %s", cases[i].sql, err.message);
        if (cases[i].rebuilt == FIRE_OK) {
            check_same(path, &run.said, cases[i].sql);
            CHECK(check(path, &health, &err) == FIRE_OK && health.columns == FIRE_COLUMNS_RIGHT,
                  "%s: not right after a rebuild: %s", cases[i].sql, err.message);
        }
        run_finish(&run);
    }
}

/* What another program left is not covered up by an import of ours. */
static void test_import_after_a_change(void)
{
    struct run run = run_create(3);
    struct run second = run_create(4);
    struct fire_error err = { 0 };
    struct fire_buffer said = { 0 };
    fire_store_road road = FIRE_ROAD_BLOCKS;
    const char *path = make_store(&run);
    alter(path, "UPDATE incident SET deaths = 77 WHERE incident_id = 5");
    CHECK(import(path, &second, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    CHECK(read_needed(path, &said, &road, &err) == FIRE_ESTORE, "%s", err.message);
    CHECK(strstr(err.message, "a copy") != NULL, "what to do is not said: %s", err.message);
    fire_buffer_finish(&said);
    run_finish(&run);
    run_finish(&second);
}

/* ---- cubes -------------------------------------------------------------------------------- */

/* The cube of that name as text; "" where there is none. */
static void check_cube(const char *path, const char *as_of, const char *expected)
{
    struct fire_store *store = NULL;
    struct fire_arena *arena = fire_arena_create();
    struct fire_error err = { 0 };
    const void *bytes = NULL;
    size_t size = 0;
    CHECK(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s", err.message);
    if (as_of != NULL)
        CHECK(fire_store_as_of(store, as_of, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_cube(store, "year", arena, &bytes, &size, &err) == FIRE_OK, "%s",
          err.message);
    CHECK((bytes != NULL) == (expected[0] != '\0') && size == strlen(expected) &&
              (bytes == NULL || memcmp(bytes, expected, size) == 0),
          "%zu bytes, not '%s'", size, expected);
    fire_store_close(store);
    fire_arena_free(arena);
}

/* Push all and keep a cube of them. */
static fire_status put_later(const char *path, const char *between, struct fire_error *err)
{
    struct fire_store *store = NULL;
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct listener listener = { .areas = areas };
    fire_status status = fire_store_open(path, FIRE_STORE_WRITE, &store, err);
    if (status == FIRE_OK) status = fire_store_schema(store, schema, areas, err);
    if (status == FIRE_OK)
        status = fire_store_push(store, schema, areas,
                                 (struct fire_sink){ &listener, listener_push }, err);
    if (between != NULL) alter(path, between);
    if (status == FIRE_OK) status = fire_store_put_cube(store, "year", "later", 5, err);
    fire_store_close(store);
    fire_buffer_finish(&listener.said);
    fire_areas_free(areas);
    fire_schema_free(schema);
    return status;
}

/* Import with a cube in the same transaction. */
static void import_with_cube(const char *path, struct run *run, bool rolled_back)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    bool before = false;
    char sha256[20];
    snprintf(sha256, sizeof sha256, "%llu", run->seed);
    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_begin(store, run->schema, run->areas, NULL, "a", sha256, 1, &before, NULL,
                           &err) == FIRE_OK,
          "%s", err.message);
    CHECK(push_batches(run, fire_store_sink(store), sizes, 2, &err) == FIRE_OK, "%s",
          err.message);
    CHECK(fire_store_put_cube(store, "year", "within", 6, &err) == FIRE_OK, "%s", err.message);
    struct fire_import_counts counts = counts_of(run);
    if (rolled_back)
        fire_store_rollback(store);
    else
        CHECK(fire_store_commit(store, &counts, &err) == FIRE_OK, "%s", err.message);
    fire_store_close(store);
}

static void test_cubes(void)
{
    char path[300];
    struct run run[4];
    struct fire_error err = { 0 };
    for (unsigned i = 0; i < 4; i++)
        run[i] = run_create(i + 1);
    import_with_cube(copy_path(path), &run[0], false);
    check_cube(path, NULL, "within");
    check_cube(path, "2001-01-01", "");
    CHECK(import(path, &run[1], sizes, 1, &err) == FIRE_OK, "%s", err.message);
    check_cube(path, NULL, "");
    CHECK(put_later(path, NULL, &err) == FIRE_OK, "%s", err.message);
    check_cube(path, NULL, "later");
    import_with_cube(path, &run[2], true);
    check_cube(path, NULL, "later");
    alter(path, "CREATE TABLE mine (x)");
    check_cube(path, NULL, "");
    CHECK(put_later(path, NULL, &err) == FIRE_EBUSY, "%s", err.message);
    err = (struct fire_error){ 0 };
    CHECK(rebuild(path, &err) == FIRE_OK, "%s", err.message);
    check_cube(path, NULL, "");
    CHECK(put_later(path, "DROP TABLE mine", &err) == FIRE_EBUSY, "%s", err.message);
    check_cube(path, NULL, "");
    for (unsigned i = 0; i < 4; i++)
        run_finish(&run[i]);
}

static void test_large_cube(void)
{
    struct run run = run_create(1);
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    bool before = false;
    const size_t size = 17 << 20;
    char path[300];
    char *bytes = calloc(size, 1);
    CHECK(fire_store_open(copy_path(path), FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
          err.message);
    CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "a", "b", 1, &before, NULL,
                           &err) == FIRE_OK,
          "%s", err.message);
    CHECK(fire_store_put_cube(store, "year", bytes, size, &err) == FIRE_ERANGE, "%s",
          err.message);
    struct fire_import_counts counts = { 0 };
    err = (struct fire_error){ 0 };
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_ERANGE, "%s", err.message);
    fire_store_close(store);
    free(bytes);
    run_finish(&run);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_found),
        CHECK_TEST(test_import_after_a_change),
        CHECK_TEST(test_cubes),
        CHECK_TEST(test_large_cube),
    };
    return CHECK_MAIN(tests);
}
