/* test_store_faults.c - what a store refuses, what it survives, and what it notices: foreign and
 * damaged files, a full disk, no memory, a killed import. An error or the right rows; never
 * others, never a crash. */
#include "test_store_rows.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
        CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "a", "b", 1, &before, NULL,
                               &err) == FIRE_OK,
              "%s", err.message);
        CHECK(push_three_rows(&run, fire_store_sink(store), &err) == FIRE_OK, "%s",
              err.message);
        struct fire_import_counts counts = cases[i].counts;
        CHECK(fire_store_commit(store, &counts, &err) == cases[i].status, "%zu: %s", i,
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
    CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "a", "b", 1, &before, NULL,
                           &err) == FIRE_OK,
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
    struct fire_import_counts counts = counts_of(&run);
    CHECK(fire_store_commit(store, &counts, &err) == FIRE_ERANGE, "%s", err.message);
    fire_store_close(store);
    free(huge);
    check_same(path, &first.said, "a failed push");
    run_finish(&first);
    run_finish(&run);
}

/* The same where a thread writes: the failure comes back from a later push or from the commit. */
static void test_failed_thread(void)
{
    const int64_t sizes[] = { 4096, 4096, 4096 };
    char path[300];
    copy_path(path);
    struct run first = run_create(1);
    struct fire_error err = { 0 };
    const size_t huge_bytes = 17 << 20;
    char *huge = calloc(huge_bytes, 1);
    memset(huge, 'a', huge_bytes);
    CHECK(import(path, &first, sizes, 1, &err) == FIRE_OK, "%s", err.message);
    for (int goes_on = 0; goes_on < 2; goes_on++) {
        struct run run = run_create(2);
        struct fire_store *store = NULL;
        bool before = false;
        err = (struct fire_error){ 0 };
        CHECK(fire_store_open(path, FIRE_STORE_WRITE, &store, &err) == FIRE_OK, "%s",
              err.message);
        CHECK(fire_store_begin(store, run.schema, run.areas, NULL, "a", "b", 1, &before, NULL,
                               &err) == FIRE_OK,
              "%s", err.message);
        struct fire_sink sink = fire_store_sink(store);
        CHECK(push_batches(&run, sink, sizes, 2, &err) == FIRE_OK, "%s", err.message);
        struct fire_batch batch = random_batch(&run, 4096);
        struct fire_vector vector[FIRE_N_BUILTIN_FIELDS];
        struct fire_text_view *notes = calloc(4096, sizeof *notes);
        memcpy(vector, batch.vector, sizeof vector);
        notes[2000] = (struct fire_text_view){ huge, huge_bytes };
        vector[FIRE_FIELD_NOTE] = (struct fire_vector){ .text = notes };
        batch.vector = vector;
        fire_status status = sink.push(sink.self, &batch, &err);
        free(notes);
        if (goes_on && status == FIRE_OK) status = push_batches(&run, sink, sizes, 3, &err);
        if (goes_on) CHECK(status == FIRE_ERANGE, "%d %s", status, err.message);
        struct fire_import_counts counts = counts_of(&run);
        if (status == FIRE_OK) status = fire_store_commit(store, &counts, &err);
        CHECK(status == FIRE_ERANGE, "%d %s", status, err.message);
        CHECK(strstr(err.message, "16 MB") != NULL, "%s", err.message);
        fire_store_close(store);
        check_same(path, &first.said, "a failed thread");
        run_finish(&run);
    }
    free(huge);
    run_finish(&first);
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
        CHECK(fire_store_begin(store, now->schema, now->areas, NULL, "a", "b", 1, &before, NULL,
                               &err) == FIRE_OK,
              "%s", err.message);
        CHECK(!before, "what was rolled back is there");
        CHECK(push_batches(now, fire_store_sink(store), sizes, 2, &err) == FIRE_OK, "%s",
              err.message);
        if (round == 0) fire_store_rollback(store);
    }
    struct fire_import_counts counts = counts_of(&again);
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
    for (long at = 1; reached; at += 1 + at / check_rounds(40)) {
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
    CHECK(n_failed > check_rounds(100), "only %d faults", n_failed);
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
    CHECK(n_failed > check_rounds(5), "only %d faults", n_failed);
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
        fire_store_begin(store, run.schema, run.areas, NULL, "a", "b", 1, &before, NULL,
                         NULL) != FIRE_OK)
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

/* An error or the right rows; never others, never a crash. true: an error
 *   needed   read the columns, not the rows */
static bool check_damaged(const char *path, const struct fire_buffer *expected, bool needed,
                          size_t at)
{
    struct fire_buffer got = { 0 };
    struct fire_error err = { 0 };
    fire_store_road road;
    const fire_status status = needed ? read_needed(path, &got, &road, &err)
                                      : read_all(path, &got, &err);
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
    struct fire_buffer reduced = without_texts(&run.said);
    int n_noticed = 0;
    int n_noticed_by_columns = 0;
    const int n_tries = check_rounds(600);
    for (int i = 0; i < n_tries; i++) {
        /* A third in the header and the schema, the others anywhere. */
        const size_t at = check_random(&seed) % (i % 3 == 0 ? 8192 : size);
        const char old = bytes[at];
        const unsigned kind = check_random(&seed) % 3;
        const unsigned bit = 1u << check_random(&seed) % 8;
        bytes[at] = (char)(kind == 0   ? (unsigned char)old ^ bit
                           : kind == 1 ? 0xffu
                                       : check_random(&seed));
        const char *damaged = check_file("damaged.db", bytes, size);
        n_noticed += check_damaged(damaged, &run.said, false, at);
        n_noticed_by_columns += check_damaged(damaged, &reduced, true, at);
        bytes[at] = old;
    }
    /* The rest of a small store is mostly room in its pages. */
    CHECK(n_noticed > n_tries / 12 && n_noticed_by_columns > n_tries / 12,
          "of %d only %d and %d were noticed", n_tries, n_noticed, n_noticed_by_columns);
    for (int i = 0; i < 60; i++) {
        const size_t cut = i < 20 ? (size_t)i * 8192 : check_random(&seed) % size;
        const char *cut_path = check_file("damaged.db", bytes, cut);
        CHECK(check_damaged(cut_path, &run.said, false, cut), "cut at %zu and not noticed",
              cut);
        (void)check_damaged(cut_path, &reduced, true, cut);
    }
    fire_buffer_finish(&reduced);
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
    struct fire_buffer reduced = without_texts(&run.said);
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

        fire_store_road road = FIRE_ROAD_CHANGED;
        err = (struct fire_error){ 0 };
        CHECK(read_needed(path, &got, &road, &err) == changes[i].status, "%s: %s",
              changes[i].sql, err.message);
        CHECK(road == FIRE_ROAD_CHANGED, "%s was not noticed", changes[i].sql);
        if (changes[i].status == FIRE_OK)
            CHECK(same_text(&got, &reduced), "%s", changes[i].sql);
        fire_buffer_finish(&got);
    }
    fire_buffer_finish(&reduced);
    free(bytes);
    run_finish(&run);
}

int main(void)
{
    if (!install_failing_memory()) return 1;
    const struct check_test tests[] = {
        CHECK_TEST(test_refused_files),
        CHECK_TEST(test_odd_names),
        CHECK_TEST(test_other_type_and_currency),
        CHECK_TEST(test_counts_must_add_up),
        CHECK_TEST(test_failed_push),
        CHECK_TEST(test_failed_thread),
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
