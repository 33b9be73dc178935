/* test_stats_rows.h - the rows of the reference table: true values of another program.
 *
 * A row is: id, method, inputs, expected, relative tolerance, source; inputs and expected are
 * flat JSON objects of numbers, "inf", null, texts and arrays of numbers. */
#ifndef FIRESTAT_TESTS_STATS_ROWS_H
#define FIRESTAT_TESTS_STATS_ROWS_H
#include <stdbool.h>
#include <stdint.h>

struct stats_row {
    const char *id;
    const char *method;
    const char *inputs;
    const char *expected;
    double tolerance;
};

/* Call `run` with every row of the table; the number of rows, -1: no table. A key of a row's
 * expected values that `run` does not look at fails the test, unless it is among `left_out`: the
 * names with a space before and behind each. */
int stats_rows_each(const char *path, const char *left_out,
                    void (*run)(const struct stats_row *row));

/* The same with a table of NIST's sets: name, kind, level, rows, data, certified values. The name
 * is in id, the values are in expected. */
int stats_nist_each(const char *path, void (*run)(const struct stats_row *row));

/* A number of a JSON object: "inf" is INFINITY, null is NAN; a missing key fails the test. */
double stats_number(const char *json, const char *key);
int64_t stats_integer(const char *json, const char *key);
bool stats_has(const char *json, const char *key);

/* An array of numbers; how many there are. At most 64; a missing key fails the test. */
#define STATS_ARRAY_MAX 64
int stats_array(const char *json, const char *key, double out[STATS_ARRAY_MAX]);
int stats_integers(const char *json, const char *key, int64_t out[STATS_ARRAY_MAX]);

/* A text of at most 63 bytes. */
bool stats_text_is(const char *json, const char *key, const char *text);

bool stats_is_near(double got, double wanted, double relative);

/* One value, or one of an array, against what the row expects under this key. */
void stats_check(const struct stats_row *row, const char *key, double got);
void stats_check_item(const struct stats_row *row, const char *key, int i, double got);

#endif
