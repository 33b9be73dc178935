/* test_read_source.c - where bytes come from: files, pipes, redirected input; who they are. */
#include "check.h"
#include "read/open.h"
#include "test_read_told.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct fire_reader_options defaults = { 0 };

/* Put `fd` in the place of standard input; returns the old one for give_back. */
static int take_stdin(int fd)
{
    const int old = dup(STDIN_FILENO);
    dup2(fd, STDIN_FILENO);
    close(fd);
    return old;
}

static void give_back_stdin(int old)
{
    dup2(old, STDIN_FILENO);
    close(old);
}

/* A pipe into which a child writes `n` times the text, a few bytes at a time. */
static int pipe_from_child(const char *text, int n, pid_t *child)
{
    int ends[2];
    if (pipe(ends) != 0) abort();
    *child = fork();
    if (*child == 0) {
        close(ends[0]);
        for (int i = 0; i < n; i++) {
            for (size_t at = 0; at < strlen(text); at += 7) {
                const size_t left = strlen(text) - at;
                if (write(ends[1], text + at, left < 7 ? left : 7) < 0) _exit(1);
            }
        }
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

static void test_pipe(void)
{
    pid_t child = 0;
    const int old = take_stdin(pipe_from_child("ma,chết\n1,\"hai\ndòng\"\n", 1, &child));
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    const fire_status status = fire_reader_open("-", &defaults, &reader, &err);
    give_back_stdin(old);
    waitpid(child, NULL, 0);
    CHECK_OR_RETURN(status == FIRE_OK, "%s", err.message);
    CHECK(strcmp(fire_reader_path(reader), "-") == 0, "%s", fire_reader_path(reader));

    struct fire_file_identity identity;
    for (int round = 0; round < 2; round++) {
        char *got = told_from(reader);
        CHECK(strcmp(got, "1:[ma][chết]\n2-3:[1][hai\ndòng]\nend 3 0\n") == 0, "%s", got);
        free(got);
        CHECK(fire_reader_identity(reader, &identity, &err) == FIRE_OK, "%s", err.message);
        CHECK(identity.size_bytes == 24 && strcmp(identity.name, "-") == 0, "%lld bytes, %s",
              (long long)identity.size_bytes, identity.name);
        CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
    }
    fire_reader_close(reader);
}

/* UTF-16 through a pipe: the copy that is kept has the bytes as they came. */
static void test_encoded_pipe(void)
{
    int ends[2];
    CHECK_OR_RETURN(pipe(ends) == 0, "no pipe");
    CHECK(write(ends[1], "\xFF\xFE\xA1\x1E\n\0001\0", 8) == 8, "not written");
    close(ends[1]);
    const int old = take_stdin(ends[0]);
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    const fire_status status = fire_reader_open("-", &defaults, &reader, &err);
    give_back_stdin(old);
    CHECK_OR_RETURN(status == FIRE_OK, "%s", err.message);
    struct fire_file_identity identity;
    for (int round = 0; round < 2; round++) {
        char *got = told_from(reader);
        CHECK(strcmp(got, "1:[ạ]\n2:[1]\nend 2 0\n") == 0, "%s", got);
        free(got);
        CHECK(fire_reader_identity(reader, &identity, &err) == FIRE_OK &&
                  identity.size_bytes == 8,
              "%s", err.message);
        CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
    }
    fire_reader_close(reader);
}

/* More than a pipe, a block and the sniffed head hold. */
static void test_long_pipe(void)
{
    pid_t child = 0;
    const int old = take_stdin(pipe_from_child("a,b\n", 150000, &child));
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    const fire_status status = fire_reader_open("-", &defaults, &reader, &err);
    give_back_stdin(old);
    waitpid(child, NULL, 0);
    CHECK_OR_RETURN(status == FIRE_OK, "%s", err.message);
    for (int round = 0; round < 2; round++) {
        struct fire_record record;
        bool more = true;
        int64_t n = 0;
        while (fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more)
            n++;
        CHECK(n == 150000, "%lld: %s", (long long)n, err.message);
        CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
    }
    fire_reader_close(reader);
}

/* `(read title; firestat ... -) < file` hands over a file that was read into. */
static void test_redirected(void)
{
    const char *path = check_file("title.csv", "title\na,b\n", 10);
    const int fd = open(path, O_RDONLY);
    CHECK_OR_RETURN(fd >= 0 && lseek(fd, 6, SEEK_SET) == 6, "%s", path);
    const int old = take_stdin(fd);
    char *got = told("-", defaults, 262144);
    give_back_stdin(old);
    CHECK(strcmp(got, "1:[a][b]\nend 1 0\n") == 0, "%s", got);
    free(got);
}

static void test_named_pipe(void)
{
    char path[512];
    snprintf(path, sizeof path, "%s/pipe", check_directory());
    CHECK_OR_RETURN(mkfifo(path, 0600) == 0, "%s", path);
    const pid_t child = fork();
    if (child == 0) {
        const int fd = open(path, O_WRONLY);
        _exit(fd >= 0 && write(fd, "a;b\n", 4) == 4 ? 0 : 1);
    }
    char *got = told(path, defaults, 262144);
    waitpid(child, NULL, 0);
    CHECK(strcmp(got, "1:[a][b]\nend 1 0\n") == 0, "%s", got);
    free(got);
}

static const struct {
    const char *name;
    const char *bytes;
    const char *sha256; /* FIPS 180-2 appendix B.1 and B.2; the last by sha256sum */
} known[] = {
    { "abc", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "b2", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "bom.csv",
      "\xEF\xBB\xBF"
      "a\r\n",
      "ea3948106c12d96eaf84d4bb8be214b194c3442acb99a3005251960b0ec2ba63" },
};

static void test_identity(void)
{
    for (size_t i = 0; i < CHECK_N(known); i++) {
        const char *path = check_file(known[i].name, known[i].bytes, strlen(known[i].bytes));
        struct fire_error err = { 0 };
        struct fire_reader *reader = NULL;
        struct fire_file_identity identity;
        CHECK_OR_RETURN(fire_reader_open(path, &defaults, &reader, &err) == FIRE_OK, "%s",
                        err.message);
        CHECK(fire_reader_identity(reader, &identity, &err) == FIRE_OK, "%s", err.message);
        CHECK(strcmp(identity.sha256, known[i].sha256) == 0, "%s: %s", known[i].name,
              identity.sha256);
        CHECK(identity.size_bytes == (int64_t)strlen(known[i].bytes), "%s", known[i].name);
        CHECK(strcmp(identity.name, known[i].name) == 0, "%s", identity.name);
        CHECK(strcmp(fire_reader_encoding(reader), "UTF-8") == 0, "%s",
              fire_reader_encoding(reader));
        fire_reader_close(reader);
    }
}

/* A thread finds the same while the file is read, or is told that nobody waits. */
static void test_identity_ahead(void)
{
    enum { SIZE_BYTES = 3 << 20 };
    char *bytes = malloc(SIZE_BYTES);
    CHECK_OR_RETURN(bytes != NULL, "no memory");
    for (int i = 0; i < SIZE_BYTES; i++)
        bytes[i] = i % 16 == 15 ? '\n' : (char)('a' + i % 23);
    const char *path = check_file("long.csv", bytes, SIZE_BYTES);
    struct fire_file_identity identity[2] = { { .sha256 = "" }, { .sha256 = "" } };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    for (int round = 0; round < 3; round++) {
        CHECK_OR_RETURN(fire_reader_open(path, &defaults, &reader, &err) == FIRE_OK, "%s",
                        err.message);
        struct fire_file_identity known_now;
        if (round > 0) {
            CHECK(fire_reader_identity_ahead(reader, &known_now), "no thread");
            CHECK(known_now.size_bytes == SIZE_BYTES && strcmp(known_now.name, "long.csv") == 0,
                  "%s", known_now.name);
            free(told_from(reader));
        }
        for (int asked = 0; round < 2 && asked < 2; asked++)
            CHECK(fire_reader_identity(reader, &identity[round], &err) == FIRE_OK, "%s",
                  err.message);
        fire_reader_close(reader);
    }
    CHECK(identity[0].size_bytes == SIZE_BYTES && identity[1].size_bytes == SIZE_BYTES, "size");
    CHECK(strlen(identity[0].sha256) == 64 &&
              strcmp(identity[0].sha256, identity[1].sha256) == 0,
          "%s, not %s", identity[1].sha256, identity[0].sha256);
    path = check_file("short.csv", "a\n", 2);
    CHECK_OR_RETURN(fire_reader_open(path, &defaults, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(!fire_reader_identity_ahead(reader, &identity[0]), "a thread for two bytes");
    fire_reader_close(reader);
    free(bytes);
}

static void test_refusals(void)
{
    char path[512];
    snprintf(path, sizeof path, "%s/none.csv", check_directory());
    char *got = told(path, defaults, 64);
    CHECK(strcmp(got, "failed 2 none.csv: cannot be opened: No such file or directory\n") == 0,
          "%s", got);
    free(got);
    snprintf(path, sizeof path, "%s/folder", check_directory());
    CHECK(mkdir(path, 0700) == 0, "%s", path);
    got = told(path, defaults, 64);
    CHECK(strcmp(got, "failed 2 folder: is a folder, not a file\n") == 0, "%s", got);
    free(got);

    /* the out parameter stays as it was */
    struct fire_reader *reader = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_reader_open(path, &defaults, &reader, &err) == FIRE_EIO && reader == NULL, "%s",
          err.message);
    fire_reader_close(NULL);
}

/* Where standard input can be neither read nor kept. */
static void test_stdin_refusals(void)
{
    int old = take_stdin(open("/", O_RDONLY));
    char *got = told("-", defaults, 64);
    give_back_stdin(old);
    CHECK(strcmp(got, "failed 2 -: is a folder, not a file\n") == 0, "%s", got);
    free(got);

    char keep[512];
    const char *folder = getenv("TMPDIR");
    snprintf(keep, sizeof keep, "%s", folder == NULL ? "" : folder);
    setenv("TMPDIR", "/nowhere/at/all", 1);
    pid_t child = 0;
    old = take_stdin(pipe_from_child("a\n", 1, &child));
    got = told("-", defaults, 64);
    give_back_stdin(old);
    waitpid(child, NULL, 0);
    setenv("TMPDIR", keep, 1);
    CHECK(strcmp(got, "failed 2 -: cannot be kept in a temporary file: No such file or "
                      "directory\n") == 0,
          "%s", got);
    free(got);
}

/* A file that another program cuts short while it is read ends early; it does not crash. */
static void test_cut_short(void)
{
    const char *path = check_file("cut.csv", "a\n1\n2\n3\n", 8);
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    CHECK_OR_RETURN(reader_open_blocks(path, &defaults, 1, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(truncate(path, 3) == 0, "%s", path);
    CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
    char *got = told_from(reader);
    CHECK(strcmp(got, "1:[a]\n2:[1]\nend 2 0\n") == 0, "%s", got);
    free(got);
    fire_reader_close(reader);
}

/* The same where what is left must be decoded again up to the header row. */
static void test_cut_short_decoded(void)
{
    static const char bytes[] = "x\0\n\0a\0\n\0001\0\n\0";
    const char *path = check_file("cut16.csv", bytes, sizeof bytes - 1);
    const struct fire_reader_options options = { .header_row = 2 };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    CHECK_OR_RETURN(reader_open_blocks(path, &options, 1, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    static const struct {
        off_t size;
        const char *want;
    } cuts[] = { { 8, "2:[a]\nend 2 0\n" }, { 4, "end 1 0\n" }, { 0, "end 1 0\n" } };
    for (size_t i = 0; i < CHECK_N(cuts); i++) {
        CHECK(truncate(path, cuts[i].size) == 0, "%s", path);
        CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
        char *got = told_from(reader);
        CHECK(strcmp(got, cuts[i].want) == 0, "%zu: %s", i, got);
        free(got);
    }
    fire_reader_close(reader);
}

/* A file that another program writes to after it was found to be UTF-8. */
static void test_changed(void)
{
    const char *path = check_file("changed.csv", "a\nb\n1\n", 6);
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    CHECK_OR_RETURN(fire_reader_open(path, &defaults, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    check_file("changed.csv", "a\nb\xE2\n", 5);
    CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
    char *got = told_from(reader);
    CHECK(strcmp(got, "1:[a]\nfailed 3 changed.csv:2: not UTF-8: byte 0xe2 at byte 2 of the "
                      "line; save the file as CSV UTF-8\n") == 0,
          "%s", got);
    free(got);
    fire_reader_close(reader);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_pipe),
        CHECK_TEST(test_encoded_pipe),
        CHECK_TEST(test_long_pipe),
        CHECK_TEST(test_redirected),
        CHECK_TEST(test_named_pipe),
        CHECK_TEST(test_identity),
        CHECK_TEST(test_identity_ahead),
        CHECK_TEST(test_refusals),
        CHECK_TEST(test_stdin_refusals),
        CHECK_TEST(test_cut_short),
        CHECK_TEST(test_cut_short_decoded),
        CHECK_TEST(test_changed),
    };
    return CHECK_MAIN(tests);
}
