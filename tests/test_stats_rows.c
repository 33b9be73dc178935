/* test_stats_rows.c - reading the reference table: see the header. */
#include "test_stats_rows.h"

#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The row that runs, and which keys of its expected values were looked at: at `asked[i]` of the
 * text. What nobody looks at is not tested. */
#define ASKED_MAX 64
static const char *expected_now;
static const char *asked[ASKED_MAX];
static int n_asked;

/* What stands behind "key": in a flat object, or NULL. */
static const char *value_of(const char *json, const char *key)
{
    char quoted[80];
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *at = strstr(json, quoted);
    if (at == NULL) return NULL;
    if (json == expected_now && n_asked < ASKED_MAX) asked[n_asked++] = at;
    at += strlen(quoted);
    return at + strspn(at, " ");
}

static double number_at(const char *at, const char **end)
{
    char *after = NULL;
    if (strncmp(at, "null", 4) == 0) return *end = at + 4, NAN;
    if (strncmp(at, "true", 4) == 0) return *end = at + 4, 1.0;
    if (strncmp(at, "\"inf\"", 5) == 0) return *end = at + 5, INFINITY;
    const double number = strtod(at, &after);
    *end = after;
    return number;
}

bool stats_has(const char *json, const char *key)
{
    return value_of(json, key) != NULL;
}

double stats_number(const char *json, const char *key)
{
    const char *at = value_of(json, key);
    CHECK(at != NULL, "no %s in %s", key, json);
    return at != NULL ? number_at(at, &at) : NAN;
}

int64_t stats_integer(const char *json, const char *key)
{
    return (int64_t)stats_number(json, key);
}

int stats_array(const char *json, const char *key, double out[STATS_ARRAY_MAX])
{
    const char *at = value_of(json, key);
    CHECK(at != NULL && *at == '[', "no array %s in %s", key, json);
    if (at == NULL || *at != '[') return 0;
    int n = 0;
    at++;
    while (*at != ']' && *at != '\0' && n < STATS_ARRAY_MAX) {
        out[n++] = number_at(at, &at);
        at += strspn(at, ", ");
    }
    return n;
}

int stats_integers(const char *json, const char *key, int64_t out[STATS_ARRAY_MAX])
{
    double number[STATS_ARRAY_MAX];
    const int n = stats_array(json, key, number);
    for (int i = 0; i < n; i++)
        out[i] = (int64_t)number[i];
    return n;
}

bool stats_text_is(const char *json, const char *key, const char *text)
{
    char quoted[80];
    const char *at = value_of(json, key);
    snprintf(quoted, sizeof quoted, "\"%s\"", text);
    return at != NULL && strncmp(at, quoted, strlen(quoted)) == 0;
}

bool stats_is_near(double got, double wanted, double relative)
{
    return got == wanted || fabs(got - wanted) <= relative * fabs(wanted) ||
           fabs(got - wanted) < 1e-300;
}

void stats_check(const struct stats_row *row, const char *key, double got)
{
    const double wanted = stats_number(row->expected, key);
    CHECK(stats_is_near(got, wanted, row->tolerance), "%s %s: %.17g, not %.17g", row->id, key,
          got, wanted);
}

void stats_check_item(const struct stats_row *row, const char *key, int i, double got)
{
    double wanted[STATS_ARRAY_MAX];
    const int n = stats_array(row->expected, key, wanted);
    CHECK_OR_RETURN(i < n, "%s %s[%d]", row->id, key, i);
    CHECK(stats_is_near(got, wanted[i], row->tolerance), "%s %s[%d]: %.17g, not %.17g", row->id,
          key, i, got, wanted[i]);
}

/* Cut a line at its tabs. */
static int fields_of(char *line, char *field[6])
{
    int n = 0;
    while (n < 6 && line != NULL) {
        field[n++] = line;
        line = strchr(line, '\t');
        if (line != NULL) *line++ = '\0';
    }
    return n;
}

static bool was_asked(const char *key)
{
    for (int i = 0; i < n_asked; i++)
        if (asked[i] == key) return true;
    return false;
}

/* Every key of what the row expects was looked at, or is among those left out. */
static void check_all_asked(const struct stats_row *row, const char *left_out)
{
    const char *end = NULL;
    for (const char *at = strchr(row->expected, '"'); at != NULL; at = strchr(end + 1, '"')) {
        char key[80];
        end = strchr(at + 1, '"');
        CHECK_OR_RETURN(end != NULL, "%s: a quote is open", row->id);
        if (end[1] != ':') continue; /* a text, not a key */
        snprintf(key, sizeof key, " %.*s ", (int)(end - at - 1), at + 1);
        CHECK(was_asked(at) || strstr(left_out, key) != NULL, "%s:%sis not tested", row->id,
              key);
    }
}

static void run_watched(const struct stats_row *row, const char *left_out,
                        void (*run)(const struct stats_row *row))
{
    expected_now = row->expected;
    n_asked = 0;
    run(row);
    if (left_out != NULL) check_all_asked(row, left_out);
    expected_now = NULL;
}

/* Fields of every line behind the header; `run` is given a row made of them. */
static int each_line(const char *path, bool is_nist, const char *left_out,
                     void (*run)(const struct stats_row *row))
{
    char *text = check_read(path, NULL);
    if (text == NULL) return -1;
    int n_rows = 0;
    char *rest = strchr(text, '\n');
    while (rest != NULL && *++rest != '\0') {
        char *field[6];
        char *line = rest;
        rest = strchr(line, '\n');
        if (rest != NULL) *rest = '\0';
        if (*line == '\0') continue;
        const int n_fields = fields_of(line, field);
        CHECK(n_fields == 6, "%s: %s has %d fields", path, line, n_fields);
        if (n_fields < 6) continue;
        const struct stats_row nist = { field[0], field[1], field[4], field[5], 0.0 };
        const struct stats_row row = { field[0], field[1], field[2], field[3],
                                       strtod(field[4], NULL) };
        run_watched(is_nist ? &nist : &row, left_out, run);
        n_rows++;
    }
    free(text);
    return n_rows;
}

int stats_rows_each(const char *path, const char *left_out,
                    void (*run)(const struct stats_row *row))
{
    return each_line(path, false, left_out, run);
}

int stats_nist_each(const char *path, void (*run)(const struct stats_row *row))
{
    return each_line(path, true, NULL, run);
}
