/* test_base_output.c - files appear whole or not at all, and nothing else is left behind. */
#include "check.h"
#include "firestat/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A path in a folder of its own, so that leftovers can be counted. */
static const char *place_of(const char *folder, const char *name)
{
    static char paths[8][512];
    static int n_paths;
    char *path = paths[n_paths++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", check_directory(), folder);
    CHECK(mkdir(path, 0700) == 0 || errno == EEXIST, "%s", path);
    if (name != NULL)
        snprintf(path, sizeof paths[0], "%s/%s/%s", check_directory(), folder, name);
    return path;
}

static int n_files_in(const char *folder)
{
    DIR *dir = opendir(place_of(folder, NULL));
    if (dir == NULL) return -1;
    int n_files = 0;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
        n_files += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return n_files;
}

static bool file_is(const char *path, const char *expected)
{
    size_t size = 0;
    char *bytes = check_read(path, &size);
    const bool same = bytes != NULL && size == strlen(expected) &&
                      memcmp(bytes, expected, size) == 0;
    free(bytes);
    return same;
}

static unsigned mode_of(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 ? about.st_mode & 0777 : 0;
}

static void test_output_write(void)
{
    struct fire_error err = { 0 };
    const char *path = place_of("write", "Báo cáo.csv");
    CHECK(fire_output_write(path, "one", 3, false, &err) == FIRE_OK, "%s", err.message);
    CHECK(file_is(path, "one"), "not written");

    CHECK(fire_output_write(path, "two", 3, false, &err) == FIRE_EEXISTS, "%s", err.message);
    CHECK(strncmp(err.message, path, strlen(path)) == 0, "'%s'", err.message);
    CHECK(file_is(path, "one"), "overwritten");

    err = (struct fire_error){ 0 };
    CHECK(fire_output_write(path, "two", 3, true, &err) == FIRE_OK, "%s", err.message);
    CHECK(file_is(path, "two"), "not overwritten");
    CHECK(fire_output_write(path, NULL, 0, true, &err) == FIRE_OK, "%s", err.message);
    CHECK(file_is(path, ""), "not empty");
    CHECK(n_files_in("write") == 1, "%d files", n_files_in("write"));
}

static void test_output_pieces(void)
{
    struct fire_error err = { 0 };
    struct fire_output *output = NULL;
    const char *path = place_of("pieces", "big");
    CHECK_OR_RETURN(fire_output_open(path, false, &output, &err) == FIRE_OK, "%s", err.message);
    CHECK(access(path, F_OK) != 0, "there before it is whole");

    struct fire_buffer expected = { 0 };
    static char piece[200000];
    unsigned long long seed = 3;
    for (size_t i = 0; i < sizeof piece; i++)
        piece[i] = (char)('a' + check_random(&seed) % 26);
    for (int i = 0; i < 400; i++) {
        const size_t size = check_random(&seed) % (i % 50 == 0 ? sizeof piece : 3000);
        CHECK(fire_output_append(output, piece, size, &err) == FIRE_OK, "%s", err.message);
        fire_buffer_add(&expected, piece, size);
    }
    CHECK(fire_output_commit(output, &err) == FIRE_OK, "%s", err.message);
    CHECK(file_is(path, expected.bytes), "other bytes");
    CHECK(n_files_in("pieces") == 1, "%d files", n_files_in("pieces"));
    fire_buffer_finish(&expected);
}

static void test_output_abandon(void)
{
    struct fire_error err = { 0 };
    struct fire_output *output = NULL;
    const char *path = place_of("abandon", "x");
    CHECK_OR_RETURN(fire_output_open(path, false, &output, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_output_append(output, "abc", 3, &err) == FIRE_OK, "%s", err.message);
    CHECK(n_files_in("abandon") == 1, "%d files", n_files_in("abandon"));
    fire_output_abandon(output);
    fire_output_abandon(NULL);
    CHECK(n_files_in("abandon") == 0, "%d files", n_files_in("abandon"));
}

/* Two writers of one name: both go on, and without overwrite the second to finish loses. */
static void test_output_race(void)
{
    struct fire_error err = { 0 };
    struct fire_output *first = NULL;
    struct fire_output *second = NULL;
    const char *path = place_of("race", "x");
    CHECK_OR_RETURN(fire_output_open(path, false, &first, &err) == FIRE_OK, "%s", err.message);
    CHECK_OR_RETURN(fire_output_open(path, false, &second, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_output_append(first, "first", 5, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_output_append(second, "second", 6, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_output_commit(second, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_output_commit(first, &err) == FIRE_EEXISTS, "%s", err.message);
    CHECK(file_is(path, "second"), "overwritten");
    CHECK(n_files_in("race") == 1, "%d files", n_files_in("race"));
}

static void test_output_modes(void)
{
    struct fire_error err = { 0 };
    const char *path = place_of("modes", "x");
    const mode_t before = umask(027);
    CHECK(fire_output_write(path, "x", 1, false, &err) == FIRE_OK, "%s", err.message);
    CHECK(mode_of(path) == 0640, "0%o", mode_of(path));
    CHECK(chmod(path, 0600) == 0, "chmod");
    umask(0);
    CHECK(fire_output_write(path, "y", 1, true, &err) == FIRE_OK, "%s", err.message);
    CHECK(mode_of(path) == 0600, "a private report became 0%o", mode_of(path));
    umask(before);

    if (geteuid() == 0) return; /* root may write everywhere */
    CHECK(chmod(path, 0400) == 0, "chmod");
    CHECK(fire_output_write(path, "z", 1, true, &err) == FIRE_EIO, "closed file");
    CHECK(file_is(path, "y"), "closed file overwritten");
}

static void test_output_links(void)
{
    struct fire_error err = { 0 };
    const char *file = place_of("links", "file");
    const char *to_file = place_of("links", "to_file");
    const char *to_nothing = place_of("links", "to_nothing");
    CHECK(symlink("file", to_file) == 0 && symlink("nothing", to_nothing) == 0, "symlink");
    CHECK(fire_output_write(file, "1", 1, false, &err) == FIRE_OK, "%s", err.message);

    CHECK(fire_output_write(to_file, "2", 1, true, &err) == FIRE_OK, "%s", err.message);
    struct stat about;
    CHECK(lstat(to_file, &about) == 0 && S_ISLNK(about.st_mode), "the link is gone");
    CHECK(file_is(file, "2"), "written elsewhere");
    CHECK(fire_output_write(to_file, "3", 1, false, &err) == FIRE_EEXISTS, "%s", err.message);
    CHECK(fire_output_write(to_nothing, "3", 1, false, &err) == FIRE_EEXISTS, "%s",
          err.message);
    CHECK(n_files_in("links") == 3, "%d files", n_files_in("links"));
}

static void test_output_refuses(void)
{
    char long_path[400];
    memset(long_path, 'x', sizeof long_path);
    snprintf(long_path, 300, "%s/", check_directory());
    long_path[strlen(long_path)] = 'x';
    long_path[sizeof long_path - 1] = '\0';
    const struct {
        const char *path, *reason;
    } cases[] = {
        { place_of("refuses", NULL), "directory" },
        { place_of("refuses", "no/such/folder.csv"), "No such file" },
        { place_of("refuses", "new/"), "directory" },
        { place_of("refuses", "."), "directory" },
        { "/", "directory" },
        { "", "No such file" },
        { "/dev/null/x", "Not a directory" },
        { long_path, "too long" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        for (int overwrite = 0; overwrite < 2; overwrite++) {
            struct fire_error err = { 0 };
            CHECK(fire_output_write(cases[i].path, "x", 1, overwrite == 1, &err) == FIRE_EIO,
                  "'%s' %d", cases[i].path, overwrite);
            CHECK(err.status == FIRE_EIO && strstr(err.message, cases[i].reason) != NULL,
                  "'%s'", err.message);
            const char *path = cases[i].path;
            const char *end = strlen(path) > 60 ? path + strlen(path) - 60 : path;
            CHECK(strstr(err.message, end) != NULL, "'%s'", err.message);
        }
    }
    CHECK(n_files_in("refuses") == 0, "%d files", n_files_in("refuses"));
}

/* A name as long as a file system takes must leave room for the temporary one. */
static void test_output_long_name(void)
{
    char name[256];
    for (size_t i = 0; i < 85; i++)
        memcpy(name + 3 * i, "ệ", 4);
    struct fire_error err = { 0 };
    const char *path = place_of("long", name);
    CHECK(fire_output_write(path, "x", 1, false, &err) == FIRE_OK, "%s", err.message);
    CHECK(file_is(path, "x"), "not written");
}

static void test_output_straight(void)
{
    static char big[300000];
    struct fire_error err = { 0 };
    CHECK(fire_output_write("/dev/null", big, sizeof big, false, &err) == FIRE_OK, "%s",
          err.message);
    struct stat about;
    CHECK(stat("/dev/null", &about) == 0 && S_ISCHR(about.st_mode), "/dev/null was replaced");

    const char *path = place_of("straight", "pipe");
    CHECK_OR_RETURN(mkfifo(path, 0600) == 0, "%s", strerror(errno));
    const int reader = open(path, O_RDONLY | O_NONBLOCK);
    CHECK_OR_RETURN(reader >= 0, "%s", strerror(errno));
    CHECK(fire_output_write(path, "through", 7, false, &err) == FIRE_OK, "%s", err.message);
    char got[16] = { 0 };
    CHECK(read(reader, got, sizeof got) == 7 && strcmp(got, "through") == 0, "'%s'", got);
    close(reader);
    CHECK(n_files_in("straight") == 1, "%d files", n_files_in("straight"));
}

static void test_output_full_device(void)
{
    static char big[300000];
    static const size_t sizes[] = { 1, 65536, 65537, sizeof big };
    for (size_t i = 0; i < CHECK_N(sizes); i++) {
        struct fire_error err = { 0 };
        CHECK(fire_output_write("/dev/full", big, sizes[i], true, &err) == FIRE_EIO, "%zu",
              sizes[i]);
        CHECK(strstr(err.message, "/dev/full") != NULL &&
                  strstr(err.message, "No space") != NULL,
              "'%s'", err.message);
    }
}

/* A limit on the size of files stands for the full disk: the write stops halfway. */
static void test_output_full_disk(void)
{
    static char big[300000];
    struct rlimit before;
    CHECK_OR_RETURN(getrlimit(RLIMIT_FSIZE, &before) == 0, "%s", strerror(errno));
    const struct rlimit small = { 100000, before.rlim_max };
    signal(SIGXFSZ, SIG_IGN);

    const char *path = place_of("full", "report");
    struct fire_error err = { 0 };
    CHECK(fire_output_write(path, "old", 3, false, &err) == FIRE_OK, "%s", err.message);
    CHECK_OR_RETURN(setrlimit(RLIMIT_FSIZE, &small) == 0, "%s", strerror(errno));
    CHECK(fire_output_write(path, big, sizeof big, true, &err) == FIRE_EIO, "%s", err.message);

    struct fire_output *output = NULL; /* and a caller who does not look */
    fire_status status = fire_output_open(path, true, &output, &err);
    CHECK_OR_RETURN(status == FIRE_OK, "%d", status);
    struct fire_error later = { 0 };
    status = fire_output_append(output, big, sizeof big, NULL);
    CHECK(status == FIRE_EIO, "%d", status);
    CHECK(fire_output_commit(output, &later) == FIRE_EIO, "half a file got its name");
    CHECK(later.status == FIRE_EIO, "'%s'", later.message);

    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    CHECK(file_is(path, "old"), "the old file is gone");
    CHECK(n_files_in("full") == 1, "%d files", n_files_in("full"));
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_output_write),     CHECK_TEST(test_output_pieces),
        CHECK_TEST(test_output_abandon),   CHECK_TEST(test_output_race),
        CHECK_TEST(test_output_modes),     CHECK_TEST(test_output_links),
        CHECK_TEST(test_output_refuses),   CHECK_TEST(test_output_long_name),
        CHECK_TEST(test_output_straight),  CHECK_TEST(test_output_full_device),
        CHECK_TEST(test_output_full_disk),
    };
    return CHECK_MAIN(tests);
}
