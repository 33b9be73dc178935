/* check.c - see check.h. */
#include "check.h"

#include <ftw.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool failed;
static bool skipped;
static char directory[256];

void check_failed(const char *file, int line, const char *condition, const char *format, ...)
{
    va_list arguments;
    failed = true;
    fprintf(stderr, "%s:%d: not true: %s: ", file, line, condition);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void check_skip(const char *format, ...)
{
    va_list arguments;
    skipped = true;
    fputs("skipped: ", stdout);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    return remove(path);
}

int check_main(const struct check_test tests[], size_t n_tests)
{
    int n_passed = 0;
    int n_failed = 0;
    int n_skipped = 0;
    for (size_t i = 0; i < n_tests; i++) {
        failed = skipped = false;
        tests[i].run();
        fflush(NULL);
        if (failed) {
            n_failed++;
            printf("FAILED %s\n", tests[i].name);
        } else if (skipped) {
            n_skipped++;
        } else {
            n_passed++;
        }
    }
    if (directory[0] != '\0') nftw(directory, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    printf("%d passed, %d failed", n_passed, n_failed);
    if (n_skipped > 0) printf(", %d skipped", n_skipped);
    putchar('\n');
    return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

const char *check_directory(void)
{
    if (directory[0] == '\0') {
        const char *base = getenv("TMPDIR");
        snprintf(directory, sizeof directory, "%s/firestat-test-XXXXXX",
                 base != NULL && base[0] != '\0' ? base : "/tmp");
        if (mkdtemp(directory) == NULL) {
            perror(directory);
            exit(EXIT_FAILURE);
        }
    }
    return directory;
}

/* Paths are few and small; they live until the program ends. */
static const char *keep_path(const char *folder, const char *name)
{
    static char paths[256][512];
    static int n_paths;
    char *path = paths[n_paths++ % 256];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

const char *check_file(const char *name, const void *bytes, size_t size)
{
    const char *path = keep_path(check_directory(), name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return path;
}

char *check_read(const char *path, size_t *out_size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    size_t size = 0;
    size_t capacity = 1 << 16;
    char *bytes = malloc(capacity);
    while (bytes != NULL) {
        const size_t n = fread(bytes + size, 1, capacity - size - 1, file);
        size += n;
        if (n == 0) break;
        if (capacity - size < 2) {
            capacity *= 2;
            bytes = realloc(bytes, capacity);
        }
    }
    fclose(file);
    if (bytes == NULL) return NULL;
    bytes[size] = '\0';
    if (out_size != NULL) *out_size = size;
    return bytes;
}

void check_golden(const char *name, const char *bytes, size_t size)
{
    char path[512];
    size_t golden_size = 0;
    snprintf(path, sizeof path, "%s/tests/golden/%s.txt", FIRESTAT_SOURCE_DIR, name);
    if (getenv("FIRESTAT_BLESS") != NULL) {
        FILE *file = fopen(path, "wb");
        CHECK_OR_RETURN(file != NULL, "%s", path);
        fwrite(bytes, 1, size, file);
        fclose(file);
        return;
    }
    char *golden = check_read(path, &golden_size);
    CHECK_OR_RETURN(golden != NULL, "%s is not there", path);
    CHECK(golden_size == size && memcmp(golden, bytes, size) == 0, "%s differs; it came:\n%s",
          name, bytes);
    free(golden);
}

const char *check_shared(const char *relative_path)
{
    const char *folder = getenv("FIRESTAT_SHARED");
    const char *path = keep_path(
        folder != NULL && folder[0] != '\0' ? folder : FIRESTAT_SOURCE_DIR "/../shared",
        relative_path);
    if (access(path, R_OK) == 0) return path;
    check_skip("%s is not here", relative_path);
    return NULL;
}

/* How many times fewer rounds are made under a sanitizer: that of threads has the whole of a test
 * in single steps, and looks for what a few rounds show as well as many. */
#if defined(__SANITIZE_THREAD__)
#define CHECK_FEWER 60
#elif defined(__SANITIZE_ADDRESS__)
#define CHECK_FEWER 4
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CHECK_FEWER 60
#elif __has_feature(address_sanitizer)
#define CHECK_FEWER 4
#endif
#endif
#ifndef CHECK_FEWER
#define CHECK_FEWER 1
#endif

int check_rounds(int all)
{
    return (all + CHECK_FEWER - 1) / CHECK_FEWER;
}

unsigned check_random(unsigned long long *seed)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL; /* Knuth's MMIX */
    return (unsigned)(*seed >> 33);
}
