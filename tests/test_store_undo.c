/* test_store_undo.c - a store as it was: imports taken back, moments of the past, files of an
 * older version.
 *
 * What a store must say is what its files say when they are read directly, one after the other,
 * without those that were taken back. */
#include "test_identity_told.h"
#include "test_store_rows.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int n_stores;

static const char *new_store(void)
{
    static char path[8][300];
    char *next = path[n_stores % 8];
    snprintf(next, sizeof path[0], "%s/undo%d.db", check_directory(), n_stores++);
    return next;
}

static fire_status undo(const char *path, int64_t import_id, struct fire_error *err)
{
    struct fire_store *store = NULL;
    fire_status status = fire_store_open(path, FIRE_STORE_WRITE, &store, err);
    if (status == FIRE_OK) status = fire_store_undo(store, import_id, err);
    fire_store_close(store);
    return status;
}

static fire_columns_state columns_of(const char *path, bool rebuild)
{
    struct fire_store *store = NULL;
    struct fire_store_health health = { .columns = FIRE_COLUMNS_WRONG };
    struct fire_error err = { 0 };
    CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s", err.message);
    if (rebuild) CHECK(fire_store_rebuild(store, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_store_check(store, &health, &err) == FIRE_OK, "%s", err.message);
    fire_store_close(store);
    return health.columns;
}

/* ---- files with records in common ------------------------------------------------------ */

#define N_FILES 6

/* What was done to a store, and what is in it. */
struct history {
    const char *store;
    const char *file[N_FILES];
    int64_t id[N_FILES]; /* of its import; 0: not in the store */
    int64_t next_id;
    const char *in_order[200]; /* [next_id], files by id, NULL: taken back */
};

static void do_import(struct history *history, int file)
{
    struct fire_error err = { 0 };
    CHECK(store_file(history->store, history->file[file], NULL, NULL, &err) == FIRE_OK, "%s",
          err.message);
    history->id[file] = history->next_id++;
    history->in_order[history->id[file]] = history->file[file];
}

static void do_undo(struct history *history, int file)
{
    struct fire_error err = { 0 };
    CHECK(undo(history->store, history->id[file], &err) == FIRE_OK, "%s", err.message);
    history->in_order[history->id[file]] = NULL;
    history->id[file] = 0;
}

/*   last_id   imports up to this one */
static int list_files(const struct history *history, int64_t last_id, const char *files[])
{
    int n = 0;
    for (int64_t id = 1; id < history->next_id && id <= last_id; id++)
        if (history->in_order[id] != NULL) files[n++] = history->in_order[id];
    return n;
}

static void check_history(const struct history *history, unsigned long long seed)
{
    const char *files[200];
    struct fire_buffer expected;
    struct fire_buffer got;
    const int n = list_files(history, history->next_id, files);
    figures_of_files(files, n, NULL, NULL, &expected);
    figures_of_store(history->store, NULL, &got);
    check_same_figures(&got, &expected, "seed %llu, %d files", seed, n);

    const char *fresh = new_store();
    for (int i = 0; i < n; i++)
        CHECK(store_file(fresh, files[i], NULL, NULL, NULL) == FIRE_OK, "%s", files[i]);
    if (n == 0) return;
    figures_of_store(fresh, NULL, &expected);
    figures_of_store(history->store, NULL, &got);
    check_same_figures(&got, &expected, "seed %llu, a store that never had the others", seed);
    unlink(fresh);
}

/* Import, take back, import again, in any order. */
static void test_undo_at_random(void)
{
    for (unsigned long long seed = 1; seed <= (unsigned long long)check_rounds(24); seed++) {
        unsigned long long random = seed;
        struct history history = { .store = new_store(), .next_id = 1 };
        for (int i = 0; i < N_FILES; i++) {
            char name[40];
            snprintf(name, sizeof name, "random%d.csv", i);
            history.file[i] = random_file(name, &random);
        }
        for (int step = 0; step < 12; step++) {
            const int file = (int)(check_random(&random) % N_FILES);
            if (history.id[file] == 0)
                do_import(&history, file);
            else if (check_random(&random) % 2 == 0)
                do_undo(&history, file);
        }
        check_history(&history, seed);
        CHECK(strcmp(ask(history.store, "PRAGMA integrity_check"), "ok") == 0, "integrity");
        CHECK(strcmp(ask(history.store, "SELECT count(*) FROM pragma_foreign_key_check"),
                     "0") == 0,
              "foreign keys");
        CHECK(columns_of(history.store, false) == FIRE_COLUMNS_RIGHT, "seed %llu", seed);
        for (int file = 0; file < N_FILES; file++)
            if (history.id[file] != 0) do_undo(&history, file);
        CHECK(strcmp(ask(history.store, "SELECT (SELECT count(*) FROM incident) || ' ' ||"
                                        " (SELECT count(*) FROM repeat) || ' ' ||"
                                        " (SELECT count(*) FROM import_field)"),
                     "0 0 0") == 0,
              "something is left: %s", ask(history.store, "SELECT count(*) FROM incident"));
        unlink(history.store);
    }
}

/* ---- moments --------------------------------------------------------------------------- */

static void test_as_of(void)
{
    for (unsigned long long seed = 1; seed <= 6; seed++) {
        unsigned long long random = seed + 100;
        struct history history = { .store = new_store(), .next_id = 1 };
        for (int i = 0; i < N_FILES; i++) {
            char name[40];
            snprintf(name, sizeof name, "moment%d.csv", i);
            history.file[i] = random_file(name, &random);
            set_day(i);
            do_import(&history, i);
        }
        if (seed % 2 == 0) do_undo(&history, (int)(check_random(&random) % N_FILES));
        for (int day = 0; day < N_FILES; day++) {
            const char *files[200];
            char moment[40];
            struct fire_buffer expected;
            struct fire_buffer got;
            figures_of_files(files, list_files(&history, day + 1, files), NULL, NULL,
                             &expected);
            snprintf(moment, sizeof moment, "2024-08-%02d%s", day + 1,
                     day % 3 == 0   ? ""
                     : day % 3 == 1 ? "T12:00"
                                    : " 12:00:00Z");
            figures_of_store(history.store, moment, &got);
            check_same_figures(&got, &expected, "seed %llu, %s", seed, moment);
        }
        unlink(history.store);
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void test_moments(void)
{
    static const struct {
        const char *moment;
        fire_status status;
        const char *n_there; /* of three imports, the second at 2024-08-02T12:00:00Z */
    } moments[] = {
        { "2024-08-02", FIRE_OK, "2" },
        { "2024-08-02T11:59", FIRE_OK, "1" },
        { "2024-08-02T11:59:59Z", FIRE_OK, "1" },
        { "2024-08-02T12:00:00", FIRE_OK, "2" },
        { "2024-08-02 12:00", FIRE_OK, "2" },
        { "1900-01-01", FIRE_OK, "0" },
        { "2200-01-01", FIRE_OK, "3" },
        { "2024-02-30", FIRE_EVALUE, NULL },
        { "2024-08", FIRE_EVALUE, NULL },
        { "", FIRE_EVALUE, NULL },
        { "2024-08-02x", FIRE_EVALUE, NULL },
        { "2024-08-02T24:00", FIRE_EVALUE, NULL },
        { "2024-08-02T12:00:00+07:00", FIRE_EVALUE, NULL },
    };
    const char *path = new_store();
    for (int i = 0; i < 3; i++) {
        char name[20];
        char csv[60];
        snprintf(name, sizeof name, "day%d.csv", i);
        snprintf(csv, sizeof csv, "id,ngay\nV%d,01/01/2024\n", i);
        set_day(i);
        CHECK(store_file(path, file_of(name, csv), NULL, NULL, NULL) == FIRE_OK, "%s", name);
    }
    unsetenv("SOURCE_DATE_EPOCH");
    for (size_t i = 0; i < CHECK_N(moments); i++) {
        struct fire_store *store = NULL;
        struct fire_error err = { 0 };
        struct fire_arena *arena = fire_arena_create();
        const struct fire_import *imports = NULL;
        int64_t n = 0;
        char n_there[8];
        int there = 0;
        CHECK(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_OK, "%s",
              err.message);
        CHECK(fire_store_as_of(store, moments[i].moment, &err) == moments[i].status, "'%s': %s",
              moments[i].moment, err.message);
        if (moments[i].status == FIRE_OK) {
            CHECK(fire_store_imports(store, arena, &imports, &n, &err) == FIRE_OK, "%s",
                  err.message);
            for (int64_t k = 0; k < n; k++)
                there += imports[k].is_there;
            snprintf(n_there, sizeof n_there, "%d", there);
            CHECK(strcmp(n_there, moments[i].n_there) == 0, "'%s': %s of %lld are there",
                  moments[i].moment, n_there, (long long)n);
        }
        fire_store_close(store);
        fire_arena_free(arena);
    }
}

/* ---- what other programs see ----------------------------------------------------------- */

static void test_history_view(void)
{
    static const struct {
        const char *sql;
        const char *answer;
    } asked[] = {
        { "SELECT group_concat(deaths) FROM v_incident", "0,3" },
        { "SELECT group_concat(deaths || ':' || substr(known_from, 9, 2) || '-' ||"
          " coalesce(substr(known_to, 9, 2), '')) FROM (SELECT * FROM v_incident_history"
          " WHERE id = 'A' ORDER BY known_from)",
          "1:01-02,2:02-03,3:03-" },
        { "SELECT sum(deaths) FROM v_year_area", "3" },
        { "SELECT sum(deaths) FROM v_incident_history WHERE known_from <= '2024-08-02T23'"
          " AND coalesce(known_to, '9') > '2024-08-02T23'",
          "2" },
        { "SELECT group_concat(n_kept || n_duplicates || n_revised || n_conflicts)"
          " FROM import_batch",
          "2000,1110,1111" },
        { "SELECT count(*) FROM pragma_table_info('v_incident_history') WHERE name NOT IN"
          " (SELECT column_name FROM data_dictionary WHERE table_name = 'v_incident_history')",
          "0" },
        { "SELECT count(*) FROM data_dictionary WHERE table_name = 'import_batch' AND"
          " column_name NOT IN (SELECT name FROM pragma_table_info('import_batch'))",
          "0" },
    };
    static const char *const csv[] = {
        "id,ngay,chet\nA,01/01/2024,1\nB,01/01/2024,0\n",
        "id,ngay,chet\nA,01/01/2024,2\nB,01/01/2024,0\n",
        "id,ngay,chet\nA,01/01/2024,3\nB,01/01/2024,0\nB,01/01/2024,7\n",
    };
    const char *path = new_store();
    for (int i = 0; i < 3; i++) {
        char name[20];
        snprintf(name, sizeof name, "view%d.csv", i);
        set_day(i);
        CHECK(store_file(path, file_of(name, csv[i]), NULL, NULL, NULL) == FIRE_OK, "%s", name);
    }
    unsetenv("SOURCE_DATE_EPOCH");
    for (size_t i = 0; i < CHECK_N(asked); i++) {
        const char *answer = ask(path, asked[i].sql);
        CHECK(strcmp(answer, asked[i].answer) == 0, "%s: '%s', not '%s'", asked[i].sql, answer,
              asked[i].answer);
    }
}

static void test_undo_refused(void)
{
    static const struct {
        int64_t id;
        fire_status status;
        const char *word;
    } refused[] = {
        { 0, FIRE_EVALUE, "no import 0" },       { 2, FIRE_EVALUE, "no import 2" },
        { -1, FIRE_EVALUE, "no import -1" },     { 1, FIRE_OK, "" },
        { 1, FIRE_EVALUE, "taken back before" },
    };
    const char *path = new_store();
    const char *file = file_of("once.csv", "id,ngay,thiet_hai\nA,01/01/2024,5\n");
    CHECK(store_file(path, file, NULL, NULL, NULL) == FIRE_OK, "import");
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct fire_error err = { 0 };
        CHECK(undo(path, refused[i].id, &err) == refused[i].status, "%lld: %s",
              (long long)refused[i].id, err.message);
        CHECK(strstr(err.message, refused[i].word) != NULL, "%s", err.message);
    }
    CHECK(strcmp(ask(path, "SELECT count(*) FROM setting WHERE name = 'currency'"), "0") == 0,
          "a store without amounts has a currency");
    CHECK(strlen(ask(path, "SELECT undone_at FROM import_batch")) == 20, "undone_at: %s",
          ask(path, "SELECT undone_at FROM import_batch"));
    CHECK(store_file(path, file, NULL, NULL, NULL) == FIRE_OK, "import again");
    CHECK(strcmp(ask(path, "SELECT max(id) || ' ' || (SELECT count(*) FROM incident)"
                           " FROM import_batch"),
                 "2 1") == 0,
          "the same file again");
}

/* ---- one step that fails --------------------------------------------------------------- */

/* Every statement of every connection counts down; at 1 the process is killed. */
static long statements_left = -1;

static int on_statement(unsigned kind, void *self, void *statement, void *sql)
{
    (void)kind;
    (void)self;
    (void)statement;
    (void)sql;
    if (statements_left > 0 && --statements_left == 0) raise(SIGKILL);
    return 0;
}

static int watch(sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
    (void)message;
    (void)api;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, on_statement, NULL);
}

/* How a child ended in which the n-th of something was to fail. */
enum ending { DONE, FAILED, DONE_WITH_FAULT, KILLED };

/*   left   counts down to the fault */
static enum ending run_with_fault(long n, long *left, void (*what)(const char *path),
                                  const char *path)
{
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        *left = n;
        what(path); /* which ends with FAILED */
        _exit(*left > 0 ? DONE : DONE_WITH_FAULT);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child, "fork: %s", strerror(errno));
    CHECK(WIFEXITED(status) || (left == &statements_left && WTERMSIG(status) == SIGKILL),
          "signal %d", WTERMSIG(status));
    return WIFEXITED(status) ? (enum ending)WEXITSTATUS(status) : KILLED;
}

static void open_to_write(const char *path)
{
    struct fire_store *store = NULL;
    if (fire_store_open(path, FIRE_STORE_WRITE, &store, NULL) != FIRE_OK) _exit(FAILED);
    fire_store_close(store);
}

static void undo_first(const char *path)
{
    if (undo(path, 1, NULL) != FIRE_OK) _exit(FAILED);
}

static void import_fourth(const char *path)
{
    static const char csv[] = "id,ngay,chet\nA,01/01/2024,9\nB,01/01/2024,8\nD,01/01/2024,7\n";
    char name[400];
    snprintf(name, sizeof name, "%s.csv", path);
    FILE *file = fopen(name, "wb");
    if (file == NULL || fwrite(csv, 1, sizeof csv - 1, file) != sizeof csv - 1 ||
        fclose(file) != 0 || store_file(path, name, NULL, NULL, NULL) != FIRE_OK)
        _exit(FAILED);
}

/* A store of version 1, as firestat wrote it then: an incident list with a field of its own, and
 * a yearly table. */
static char *old_store(size_t *size)
{
    char *sql = check_read(FIRESTAT_SOURCE_DIR "/tests/store_v1.sql", NULL);
    const char *path = new_store();
    sqlite3 *db = NULL;
    CHECK(sql != NULL && sqlite3_open(path, &db) == SQLITE_OK, "%s", path);
    CHECK(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
    free(sql);
    return check_read(path, size);
}

/* Let it fail at every point in turn, the later the wider apart; afterwards the store is what
 * it was or what it shall be, and what was said of it is true.
 *   returns   how often it did not come to its end */
static int fail_everywhere(const char *bytes, size_t size, long *left,
                           void (*what)(const char *path), const struct fire_buffer *before,
                           const struct fire_buffer *after)
{
    enum ending ending = FAILED;
    int n_failed = 0;
    for (long n = 1; ending != DONE; n += 1 + n / check_rounds(12)) {
        const char *path = check_file("fault.db", bytes, size);
        ending = run_with_fault(n, left, what, path);
        open_to_write(path); /* what is older is brought up to date */
        struct fire_buffer got;
        struct fire_buffer expected = { 0 };
        figures_of_store(path, NULL, &got);
        const bool is_new = ending == DONE || ending == DONE_WITH_FAULT ||
                            (ending == KILLED && strcmp(got.bytes, after->bytes) == 0);
        fire_buffer_add(&expected, is_new ? after->bytes : before->bytes,
                        is_new ? after->size_bytes : before->size_bytes);
        check_same_figures(&got, &expected, "a fault at %ld, ending %d", n, (int)ending);
        n_failed += ending == FAILED || ending == KILLED;
    }
    return n_failed;
}

static void test_migration(void)
{
    size_t size = 0;
    char *bytes = old_store(&size);
    CHECK_OR_RETURN(bytes != NULL, "no old store");
    const char *path = check_file("old.db", bytes, size);
    struct fire_store *store = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_store_open(path, FIRE_STORE_READ, &store, &err) == FIRE_ESTORE, "%s",
          err.message);
    CHECK(strstr(err.message, "older") != NULL, "%s", err.message);
    open_to_write(path);
    CHECK(strcmp(ask(path, "PRAGMA user_version"), "7") == 0, "not brought up to date");
    CHECK(strcmp(ask(path, "SELECT group_concat(n_records || ':' || n_kept || ':' || n_rows ||"
                           " ':' || key_fields) FROM import_batch"),
                 "3:3:3:id,2:2:2:") == 0,
          "%s", ask(path, "SELECT group_concat(key_fields) FROM import_batch"));
    CHECK(strcmp(ask(path, "SELECT group_concat(coalesce(hoses, '-')) FROM v_incident"),
                 "2,-,1,-,-") == 0,
          "%s", ask(path, "SELECT group_concat(coalesce(hoses, '-')) FROM v_incident"));
    CHECK(columns_of(path, false) == FIRE_COLUMNS_UNUSED, "columns before a rebuild");
    CHECK(columns_of(path, true) == FIRE_COLUMNS_RIGHT, "columns after a rebuild");
    struct fire_buffer figures;
    figures_of_store(path, NULL, &figures);
    const struct totals totals = totals_of(&figures);
    CHECK(totals.incidents == 82 && totals.deaths == 6 && totals.damage == 1602000000,
          "%lld %lld %lld", totals.incidents, totals.deaths, totals.damage);
    const int n_killed = fail_everywhere(bytes, size, &statements_left, open_to_write, &figures,
                                         &figures);
    const int n_without = fail_everywhere(bytes, size, &allocations_left, open_to_write,
                                          &figures, &figures);
    CHECK(n_killed > check_rounds(20) && n_without > check_rounds(50),
          "only %d statements, %d allocations", n_killed, n_without);
    fire_buffer_finish(&figures);

    /* Rows of then have their key: the same record again is a revision. */
    struct fire_import_counts counts;
    const char *file = file_of("later.csv", "id,ngay,so_nguoi_chet\nTP-001,03/02/2024,4\n");
    CHECK(store_file(path, file, NULL, &counts, &err) == FIRE_OK, "%s", err.message);
    CHECK(counts.n_revised == 1, "%lld revised", (long long)counts.n_revised);
    CHECK(undo(path, 1, &err) == FIRE_OK && undo(path, 3, &err) == FIRE_OK, "%s", err.message);
    figures_of_store(path, NULL, &figures);
    CHECK(totals_of(&figures).incidents == 79, "%lld", totals_of(&figures).incidents);
    fire_buffer_finish(&figures);
    free(bytes);
}

static void rebuild(const char *path)
{
    struct fire_store *store = NULL;
    if (fire_store_open(path, FIRE_STORE_WRITE, &store, NULL) != FIRE_OK ||
        fire_store_rebuild(store, NULL) != FIRE_OK)
        _exit(FAILED);
    fire_store_close(store);
}

/* A rebuild changes no figure, however it ends. */
static void check_rebuild_faults(const char *bytes, size_t size)
{
    const char *path = check_file("rebuilt.db", bytes, size);
    struct fire_buffer figures;
    figures_of_store(path, NULL, &figures);
    const int n_killed = fail_everywhere(bytes, size, &statements_left, rebuild, &figures,
                                         &figures);
    const int n_without = fail_everywhere(bytes, size, &allocations_left, rebuild, &figures,
                                          &figures);
    CHECK(n_killed > check_rounds(10) && n_without > check_rounds(30),
          "only %d statements, %d allocations", n_killed, n_without);
    fire_buffer_finish(&figures);
}

static const char *earlier_store;

static void merge_earlier(const char *path)
{
    struct fire_store *store = NULL;
    struct fire_store *other = NULL;
    struct fire_merge out;
    struct fire_arena *arena = fire_arena_create();
    fire_status status = arena == NULL ? FIRE_ENOMEM
                                       : fire_store_open(path, FIRE_STORE_WRITE, &store, NULL);
    if (status == FIRE_OK)
        status = fire_store_open(earlier_store, FIRE_STORE_READ, &other, NULL);
    if (status == FIRE_OK) status = fire_store_merge(store, &other, 1, NULL, arena, &out, NULL);
    fire_store_close(other);
    fire_store_close(store);
    fire_arena_free(arena);
    if (status != FIRE_OK) _exit(FAILED);
}

/* Another store, of imports about those records that come before and between. */
static void make_earlier(void)
{
    static const char *const csv[] = { "id,ngay,chet,thiet_hai\nA,01/01/2024,1,50\n",
                                       "ngay,chet\n01/01/2024,3\n" };
    earlier_store = new_store();
    for (int i = 0; i < 2; i++) {
        char name[20];
        snprintf(name, sizeof name, "earlier%d.csv", i);
        set_day(i);
        CHECK(store_file(earlier_store, file_of(name, csv[i]), NULL, NULL, NULL) == FIRE_OK,
              "%s", name);
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

/* Three imports about the same records; what is done to the first or added goes whole. */
static void test_faults(void)
{
    static const char *const csv[] = {
        "id,ngay,chet,thiet_hai\nA,01/01/2024,1,5\nB,01/01/2024,0,6\nC,01/01/2024,2,7\n",
        "id,ngay,chet\nA,01/01/2024,1\nB,01/01/2024,4\n",
        "id,ngay,chet\nB,01/01/2024,5\nC,01/01/2024,2\n",
    };
    const char *path = new_store();
    for (int i = 0; i < 3; i++) {
        char name[20];
        snprintf(name, sizeof name, "killed%d.csv", i);
        CHECK(store_file(path, file_of(name, csv[i]), NULL, NULL, NULL) == FIRE_OK, "%s", name);
    }
    size_t size = 0;
    char *bytes = check_read(path, &size);
    void (*const what[])(const char *path) = { undo_first, import_fourth, merge_earlier };
    make_earlier();
    check_rebuild_faults(bytes, size);
    for (size_t i = 0; i < CHECK_N(what); i++) {
        struct fire_buffer before;
        struct fire_buffer after;
        const char *copy = check_file("whole.db", bytes, size);
        figures_of_store(copy, NULL, &before);
        what[i](copy);
        figures_of_store(copy, NULL, &after);
        CHECK(strcmp(before.bytes, after.bytes) != 0, "nothing was done");
        const int n_killed = fail_everywhere(bytes, size, &statements_left, what[i], &before,
                                             &after);
        const int n_without = fail_everywhere(bytes, size, &allocations_left, what[i], &before,
                                              &after);
        CHECK(n_killed > check_rounds(20) && n_without > check_rounds(50),
              "only %d statements, %d allocations", n_killed, n_without);
        fire_buffer_finish(&before);
        fire_buffer_finish(&after);
    }
    free(bytes);
}

int main(void)
{
    if (!install_failing_memory()) return 1;
    if (sqlite3_auto_extension((void (*)(void))watch) != SQLITE_OK) return 1;
    const struct check_test tests[] = {
        CHECK_TEST(test_undo_at_random), CHECK_TEST(test_as_of),
        CHECK_TEST(test_moments),        CHECK_TEST(test_history_view),
        CHECK_TEST(test_undo_refused),   CHECK_TEST(test_migration),
        CHECK_TEST(test_faults),
    };
    return CHECK_MAIN(tests);
}
