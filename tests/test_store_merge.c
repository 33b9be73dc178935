/* test_store_merge.c - several stores into one.
 *
 * What a merged store must say is what a store says into which the same files were imported, each
 * when the first of the stores had it. */
#include "test_identity_told.h"
#include "test_store_rows.h"

#include "store/store.h"

#include "firestat/arena.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int n_stores;

static const char *new_store(const char *name)
{
    static char path[32][300];
    char *next = path[n_stores % 32];
    snprintf(next, sizeof path[0], "%s/%s%d.db", check_directory(), name, n_stores++);
    return next;
}

#define MOST_OTHERS 4

/* What a merge said, in memory that lives until the next one. */
static struct fire_arena *told;

static fire_status merge(const char *path, const char *const others[], int n,
                         struct fire_merge *out, struct fire_error *err)
{
    struct fire_store *store = NULL;
    struct fire_store *other[MOST_OTHERS] = { NULL };
    fire_arena_free(told);
    told = fire_arena_create();
    *out = (struct fire_merge){ 0 };
    fire_status status = fire_store_open(path, FIRE_STORE_WRITE, &store, err);
    for (int i = 0; status == FIRE_OK && i < n; i++)
        status = fire_store_open(others[i], FIRE_STORE_READ, &other[i], err);
    if (status == FIRE_OK) status = fire_store_merge(store, other, n, NULL, told, out, err);
    for (int i = 0; i < n; i++)
        fire_store_close(other[i]);
    fire_store_close(store);
    return status;
}

static struct fire_merge merge_well(const char *path, const char *const others[], int n)
{
    struct fire_merge out;
    struct fire_error err = { 0 };
    CHECK(merge(path, others, n, &out, &err) == FIRE_OK, "%s", err.message);
    return out;
}

static void undo_merge(const char *path, int64_t id, fire_status expected)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_undo_merge(store, id, &err) == expected, "merge %lld: %s", (long long)id,
          err.message);
    fire_store_close(store);
}

/* Rows are as written, their columns too, and nobody else would find fault. */
static void check_sound(const char *path)
{
    struct fire_store *store = NULL;
    struct fire_store_health health = { .columns = FIRE_COLUMNS_WRONG };
    struct fire_error err = { 0 };
    CHECK(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_check(store, &health, &err) == FIRE_OK, "%s", err.message);
    CHECK(health.columns == FIRE_COLUMNS_RIGHT, "columns %d", (int)health.columns);
    fire_store_close(store);
    CHECK(strcmp(ask(path, "PRAGMA integrity_check"), "ok") == 0, "integrity");
    CHECK(strcmp(ask(path, "SELECT count(*) FROM pragma_foreign_key_check"), "0") == 0,
          "foreign keys");
}

static void store_on(const char *path, const char *file, int64_t day)
{
    struct fire_error err = { 0 };
    set_day(day);
    CHECK(store_file(path, file, NULL, NULL, &err) == FIRE_OK, "%s", err.message);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void check_same_stores(const char *got, const char *expected, const char *as_of,
                              unsigned long long seed)
{
    struct fire_buffer a;
    struct fire_buffer b;
    figures_of_store(got, as_of, &a);
    figures_of_store(expected, as_of, &b);
    check_same_figures(&a, &b, "seed %llu as of %s", seed, as_of == NULL ? "now" : as_of);
}

/* ---- any files in any stores --------------------------------------------------------------- */

#define N_FILES  9
#define N_OTHERS 3

/* Which store has which file since when; some have it twice over. */
struct world {
    const char *national;
    const char *other[N_OTHERS];
    const char *expected; /* has all of them, each since the first day */
    const char *file[N_FILES];
};

static struct world random_world(unsigned long long *random)
{
    struct world world = { .national = new_store("national"),
                           .expected = new_store("expected") };
    const char *store[N_OTHERS + 1] = { world.national };
    for (int i = 0; i < N_OTHERS; i++)
        store[i + 1] = world.other[i] = new_store("other");
    for (int i = 0; i < N_FILES; i++) {
        char name[40];
        snprintf(name, sizeof name, "merge%d.csv", i);
        world.file[i] = random_file(name, random);
    }
    for (int day = 0; day < 2 * N_FILES; day++) {
        const int file = day % N_FILES;
        const bool again = day >= N_FILES;
        if (again && check_random(random) % 3 != 0) continue;
        store_on(store[check_random(random) % (N_OTHERS + 1)], world.file[file], day);
        if (!again) store_on(world.expected, world.file[file], day);
    }
    for (int i = 0; i <= N_OTHERS; i++) { /* none without any file */
        char name[40];
        char csv[60];
        snprintf(name, sizeof name, "own%d.csv", i);
        snprintf(csv, sizeof csv, "id,ngay,chet\nOWN%d,01/01/2024,1\n", i);
        const char *file = file_of(name, csv);
        store_on(store[i], file, 20 + i);
        store_on(world.expected, file, 20 + i);
    }
    return world;
}

static void forget(const struct world *world)
{
    unlink(world->national);
    unlink(world->expected);
    for (int i = 0; i < N_OTHERS; i++)
        unlink(world->other[i]);
}

/* The store's own files, and since when they are known. */
#define SINCE_WHEN                                                                             \
    "SELECT group_concat(file || imported_at) FROM (SELECT * FROM import_batch WHERE"          \
    " merge_id IS NULL AND undone_at IS NULL ORDER BY id)"

static void test_at_random(void)
{
    for (unsigned long long seed = 1; seed <= 4; seed++) {
        unsigned long long random = seed + 1000;
        const struct world world = random_world(&random);
        struct fire_buffer before;
        char since[1000];
        figures_of_store(world.national, NULL, &before);
        snprintf(since, sizeof since, "%s", ask(world.national, SINCE_WHEN));

        /* all at once, or one after the other, or some of them twice */
        if (seed % 3 == 0) {
            (void)merge_well(world.national, world.other, N_OTHERS);
        } else {
            for (int i = 0; i < N_OTHERS; i++)
                (void)merge_well(world.national, &world.other[seed % 3 == 1 ? i : 2 - i], 1);
        }
        check_same_stores(world.national, world.expected, NULL, seed);
        const bool moved = strcmp(ask(world.national, SINCE_WHEN), since) != 0;
        for (int day = 0; day < 26; day += 7) {
            char moment[40];
            snprintf(moment, sizeof moment, "2024-08-%02dT13:00", day + 1);
            check_same_stores(world.national, world.expected, moment, seed);
        }
        check_sound(world.national);

        const struct fire_merge again = merge_well(world.national, world.other, N_OTHERS);
        CHECK(again.id == 0 && again.n_merged == 0, "seed %llu: merge %lld again, %lld imports",
              seed, (long long)again.id, (long long)again.n_merged);

        /* And back. Where the store's own files were known elsewhere before, they stay known. */
        for (int id = 3; id >= 1; id--) {
            char sql[120];
            snprintf(sql, sizeof sql,
                     "SELECT count(*) FROM import_batch WHERE merge_id = %d AND"
                     " undone_at IS NULL",
                     id);
            const bool is_there = strcmp(ask(world.national, sql), "0") != 0;
            undo_merge(world.national, id, is_there ? FIRE_OK : FIRE_EVALUE);
        }
        CHECK(strcmp(ask(world.national,
                         "SELECT count(*) FROM import_batch WHERE merge_id > 0 AND"
                         " undone_at IS NULL"),
                     "0") == 0,
              "seed %llu: some are left", seed);
        check_sound(world.national);
        struct fire_buffer after;
        figures_of_store(world.national, NULL, &after);
        if (!moved)
            check_same_figures(&after, &before, "seed %llu, all taken back", seed);
        else
            fire_buffer_finish(&before);
        if (moved) fire_buffer_finish(&after);

        /* What was taken back comes again. */
        (void)merge_well(world.national, world.other, N_OTHERS);
        check_same_stores(world.national, world.expected, NULL, seed);
        forget(&world);
    }
}

/* ---- who is told what ----------------------------------------------------------------------- */

static const char first_csv[] = "id,ngay,tinh,chet\nA,01/01/2024,Lâm Đồng,1\n"
                                "B,02/01/2024,Lâm Đồng,0\n";
static const char second_csv[] = "id,ngay,tinh,chet\nA,01/01/2024,Lâm Đồng,2\n";
static const char third_csv[] = "id,ngay,tinh,chet\nA,01/01/2024,Lâm Đồng,3\n"
                                "B,02/01/2024,Lâm Đồng,0\n";
static const char unkeyed_csv[] = "ngay,tinh,chet\n05/05/2024,Lâm Đồng,1\n";
static const char unkeyed_too_csv[] =
    "ngay,tinh,chet,nguyen_nhan\n05/05/2024,Lâm Đồng,1,Điện\n";

static void test_provenance(void)
{
    static const struct {
        const char *sql;
        const char *answer;
    } asked[] = {
        /* the later revision counts, wherever it was imported; the earlier ones stay */
        { "SELECT group_concat(deaths) FROM (SELECT deaths FROM v_incident ORDER BY id)",
          "3,0" },
        { "SELECT group_concat(deaths || ':' || substr(known_from, 9, 2) || '-' ||"
          " coalesce(substr(known_to, 9, 2), '')) FROM (SELECT * FROM v_incident_history"
          " WHERE id = 'A' ORDER BY known_from)",
          "1:01-03,2:03-06,3:06-" },
        { "SELECT group_concat(file || ':' || substr(imported_at, 9, 2)) FROM"
          " (SELECT * FROM import_batch ORDER BY id)",
          "a.csv:01,b.csv:03,c.csv:06" },
        { "SELECT group_concat(coalesce(origin_import, '-') || coalesce(merged_from, '-'))"
          " FROM (SELECT * FROM import_batch ORDER BY id)",
          NULL },
        { "SELECT count(DISTINCT sha256) || count(merged_at) FROM import_batch", "32" },
        { "SELECT group_concat(n_records) FROM (SELECT * FROM import_batch ORDER BY id)",
          "2,1,2" },
        { "SELECT count(*) FROM data_dictionary WHERE table_name = 'import_batch' AND"
          " column_name NOT IN (SELECT name FROM pragma_table_info('import_batch'))",
          "0" },
    };
    const char *national = new_store("n");
    const char *other = new_store("province");
    store_on(other, file_of("a.csv", first_csv), 0);
    store_on(national, file_of("b.csv", second_csv), 2);
    store_on(other, file_of("c.csv", third_csv), 5);
    const struct fire_merge out = merge_well(national, &other, 1);
    CHECK(out.id == 1 && out.n_merged == 2 && out.n_renumbered == 1 && out.n_known[0] == 0,
          "%lld imports, %lld renumbered", (long long)out.n_merged,
          (long long)out.n_renumbered);
    CHECK(out.renumbered[0].before == 1 && out.renumbered[0].id == 3, "%lld is %lld now",
          (long long)out.renumbered[0].before, (long long)out.renumbered[0].id);
    CHECK(out.merged[1].tally.n_revised == 1 && out.merged[1].tally.n_duplicates == 1,
          "%lld revised", (long long)out.merged[1].tally.n_revised);
    for (size_t i = 0; i < CHECK_N(asked); i++) {
        char expected[400];
        const char *slash = strrchr(other, '/') + 1;
        snprintf(expected, sizeof expected, "1%s,--,2%s", slash, slash);
        const char *wanted = asked[i].answer != NULL ? asked[i].answer : expected;
        const char *answer = ask(national, asked[i].sql);
        CHECK(strcmp(answer, wanted) == 0, "%s: '%s', not '%s'", asked[i].sql, answer, wanted);
    }

    /* A store that was merged itself: the first one is the origin. */
    const char *country = new_store("country");
    (void)merge_well(country, &national, 1);
    CHECK(strncmp(ask(country, "SELECT origin_store || origin_import FROM import_batch"
                               " WHERE file = 'c.csv'"),
                  "province", 8) == 0,
          "origin");
    check_same_stores(country, national, NULL, 0);
    check_same_stores(country, national, "2024-08-04", 0);

    /* What the province takes back is told until it is taken back here. */
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_store_open(other, FIRE_STORE_WRITE, &store, &err) == FIRE_OK &&
              fire_store_undo(store, 2, &err) == FIRE_OK,
          "%s", err.message);
    fire_store_close(store);
    const struct fire_merge after = merge_well(national, &other, 1);
    CHECK(after.id == 0 && after.n_left_over == 1 && after.left_over[0].there == 2 &&
              after.left_over[0].id == 4,
          "%lld left over", (long long)after.n_left_over);
}

static void test_twins(void)
{
    const char *national = new_store("twins");
    const char *other = new_store("twin");
    store_on(national, file_of("here.csv", unkeyed_csv), 0);
    store_on(other, file_of("there.csv", unkeyed_too_csv), 1);
    const struct fire_merge out = merge_well(national, &other, 1);
    CHECK(out.n_merged == 1 && out.merged[0].tally.n_twins == 1, "%lld twins",
          (long long)out.merged[0].tally.n_twins);
    CHECK(out.merged[0].tally.twin[0].first_origin == 1 &&
              out.merged[0].tally.twin[0].line == 2,
          "origin %d", (int)out.merged[0].tally.twin[0].first_origin);
    CHECK(strcmp(ask(national, "SELECT count(*) FROM v_incident"), "2") == 0, "both are kept");
}

/* ---- what cannot be merged ------------------------------------------------------------------ */

static const char *const kept_csv = "id,ngay,thiet_hai\nK,01/01/2024,5\n";

static const char *store_of(const char *name, const char *csv, const struct reading *reading)
{
    const char *path = new_store(name);
    struct fire_error err = { 0 };
    CHECK(store_file(path, file_of("kind.csv", csv), reading, NULL, &err) == FIRE_OK, "%s",
          err.message);
    return path;
}

/* As if the store had been made so. */
static void set(const char *path, const char *name, const char *value)
{
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    char sql[200];
    snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO setting VALUES ('%s', '%s')", name,
             value);
    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    CHECK(store_exec(store, sql, &err) == FIRE_OK &&
              store_catalogue_seal(store, &err) == FIRE_OK,
          "%s", err.message);
    fire_store_close(store);
}

static void test_refused(void)
{
    static const char *const as_integer[] = { "mau:integer=mau" };
    static const char *const as_category[] = { "mau=mau" };
    const struct reading integer = { .mapping = as_integer, .n_mappings = 1 };
    const struct reading category = { .mapping = as_category, .n_mappings = 1 };
    const char *with_mau = "id,ngay,mau\nM,01/01/2024,5\n";
    const char *national = store_of("into", kept_csv, NULL);
    const char *number = store_of("number", with_mau, &integer);
    const char *word = store_of("word", with_mau, &category);
    const char *dollars = store_of("dollars", kept_csv, NULL);
    const char *other_days = store_of("days", "id,ngay\nD,01/01/2024\n", NULL);
    const char *newer = store_of("newer", kept_csv, NULL);
    const char *foreign = new_store("foreign");
    const char *damaged = store_of("damaged", "id,ngay,chet\nX,01/01/2024,1\n", NULL);
    const char *text = file_of("text.db", "this is no store, and long enough to be one\n");
    alter(newer, "PRAGMA user_version = 99");
    alter(foreign, "CREATE TABLE t (a)");
    alter(damaged, "UPDATE incident SET deaths = 2");
    const struct {
        const char *into;
        const char *others[2];
        const char *setting; /* of the first other, as a value of this setting */
        const char *value;
        fire_status status;
        const char *words;
    } refused[] = {
        { national, { national }, NULL, NULL, FIRE_EVALUE, "into itself" },
        { national, { newer }, NULL, NULL, FIRE_ESTORE, "newer firestat" },
        { national, { foreign }, NULL, NULL, FIRE_ESTORE, "of another program" },
        { national, { text }, NULL, NULL, FIRE_ESTORE, "damaged or no store" },
        { national, { damaged }, NULL, NULL, FIRE_ESTORE, "not as they were written" },
        { number, { word }, NULL, NULL, FIRE_ESCHEMA, "'mau' is category, and in number" },
        { national, { number, word }, NULL, NULL, FIRE_ESCHEMA, "'mau' is category" },
        { national,
          { dollars },
          "currency",
          "USD",
          FIRE_ESCHEMA,
          "its setting currency is 'USD' and that of into" },
        { national,
          { other_days },
          "calendar",
          "vn-report",
          FIRE_ESCHEMA,
          "its setting calendar is 'vn-report' and that of into" },
    };
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct fire_merge out;
        struct fire_error err = { 0 };
        struct fire_buffer before;
        struct fire_buffer after;
        if (refused[i].setting != NULL)
            set(refused[i].others[0], refused[i].setting, refused[i].value);
        figures_of_store(refused[i].into, NULL, &before);
        CHECK(merge(refused[i].into, refused[i].others, refused[i].others[1] != NULL ? 2 : 1,
                    &out, &err) == refused[i].status,
              "%zu: %s", i, err.message);
        CHECK(strstr(err.message, refused[i].words) != NULL, "%zu: '%s'", i, err.message);
        figures_of_store(refused[i].into, NULL, &after);
        check_same_figures(&after, &before, "%zu", i);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_at_random),
        CHECK_TEST(test_provenance),
        CHECK_TEST(test_twins),
        CHECK_TEST(test_refused),
    };
    const int code = CHECK_MAIN(tests);
    fire_arena_free(told);
    return code;
}
