/* check.h - what every test program is made of: tables, loops, CHECK.
 *
 *     static void test_time_of_day(void) { ... CHECK(ok == cases[i].ok, "'%s'", text); ... }
 *
 *     int main(void)
 *     {
 *         const struct check_test tests[] = { CHECK_TEST(test_time_of_day) };
 *         return CHECK_MAIN(tests);
 *     }
 *
 * A test passes when none of its CHECKs failed; the last line is "N passed, N failed",
 * with ", N skipped" behind it where a test asked for a file that is not there. */
#ifndef FIRESTAT_TESTS_CHECK_H
#define FIRESTAT_TESTS_CHECK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct check_test {
    const char *name;
    void (*run)(void);
};

#define CHECK_TEST(function)                                                                   \
    {                                                                                          \
#function, function                                                                    \
    }
#define CHECK_MAIN(tests) check_main((tests), sizeof(tests) / sizeof((tests)[0]))
#define CHECK_N(array)    (sizeof(array) / sizeof((array)[0]))

/* Go on after a failure, so that one run shows every wrong row of a table. */
#define CHECK(condition, ...)                                                                  \
    do {                                                                                       \
        if (!(condition)) check_failed(__FILE__, __LINE__, #condition, __VA_ARGS__);           \
    } while (0)

/* Leave the test when what follows would make no sense. */
#define CHECK_OR_RETURN(condition, ...)                                                        \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            check_failed(__FILE__, __LINE__, #condition, __VA_ARGS__);                         \
            return;                                                                            \
        }                                                                                      \
    } while (0)

void check_failed(const char *file, int line, const char *condition, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The running test counts as skipped, with the reason printed; return after it. */
void check_skip(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Exit status of the program: 0 when nothing failed. */
int check_main(const struct check_test tests[], size_t n_tests);

/* A new empty directory for the test's files, under $TMPDIR; lives until the program ends
 * and is removed then. */
const char *check_directory(void);

/* Write a file into check_directory() and return its path (valid until the program ends). */
const char *check_file(const char *name, const void *bytes, size_t size);

/* The whole file with a NUL behind it, to be freed by the caller; NULL: cannot be read. */
char *check_read(const char *path, size_t *out_size);

/* Compare with tests/golden/<name>.txt. FIRESTAT_BLESS=1 writes it there, to be read before it is
 * committed. */
void check_golden(const char *name, const char *bytes, size_t size);

/* A path below the folder of real data that is not part of the project
 * ($FIRESTAT_SHARED, else ../shared beside the source tree), or NULL after check_skip. */
const char *check_shared(const char *relative_path);

/* How many random inputs to try: all of them, or fewer where a sanitizer slows each down. */
int check_rounds(int all);

/* The next number of a small generator: same seed, same numbers on every machine. */
unsigned check_random(unsigned long long *seed);

#endif
