/* test_base_error.c - messages: the place, the words, the length, and what a terminal obeys. */
#include "check.h"
#include "firestat/error.h"
#include "firestat/text.h"

#include <stdlib.h>
#include <string.h>

static const char *say_vietnamese(const char *english_format)
{
    static const char *const words[][2] = {
        { "field %d (%s)", "ô thứ %d (%s)" },
        { "field %d", "ô thứ %d" },
        { "column %s", "cột %s" },
        { "line %lld", "dòng %lld" },
        { "'%s' is not a date", "'%s' không phải là ngày" },
    };
    for (size_t i = 0; i < CHECK_N(words); i++) {
        if (strcmp(words[i][0], english_format) == 0) return words[i][1];
    }
    return english_format;
}

static const struct {
    struct fire_location where;
    const char *english, *vietnamese;
} location_cases[] = {
    { { 0 }, "", "" },
    { { "a.csv", NULL, 0, 0, NULL }, "a.csv: ", "a.csv: " },
    { { "a.csv", NULL, 12, 0, NULL }, "a.csv:12: ", "a.csv:12: " },
    { { "a.csv", NULL, 12, 3, NULL }, "a.csv:12: field 3: ", "a.csv:12: ô thứ 3: " },
    { { "a.csv", NULL, 12, 3, "deaths" },
      "a.csv:12: field 3 (deaths): ",
      "a.csv:12: ô thứ 3 (deaths): " },
    { { "so_vu.xlsx", "Danh sách", 17, 0, NULL },
      "so_vu.xlsx [Danh sách]:17: ",
      "so_vu.xlsx [Danh sách]:17: " },
    { { "a.csv", NULL, 0, 0, "deaths" }, "a.csv: column deaths: ", "a.csv: cột deaths: " },
    { { NULL, NULL, 12, 0, NULL }, "line 12: ", "dòng 12: " },
    { { NULL, "S", 12, 0, NULL }, "[S]:12: ", "[S]:12: " },
    { { NULL, NULL, 0, 3, NULL }, "field 3: ", "ô thứ 3: " },
    { { "a\x1b[2Jb\n.csv", NULL, INT64_MAX, 0,
        "\xc2\x9b"
        "31m\x7f\xff" },
      "a?[2Jb?.csv:9223372036854775807: column ?31m??: ",
      "a?[2Jb?.csv:9223372036854775807: cột ?31m??: " },
};

static void test_location_text(void)
{
    for (size_t i = 0; i < CHECK_N(location_cases); i++) {
        char out[256];
        int n = fire_location_text(location_cases[i].where, NULL, out, sizeof out);
        CHECK(strcmp(out, location_cases[i].english) == 0, "'%s'", out);
        CHECK(n == (int)strlen(out), "%d", n);
        fire_location_text(location_cases[i].where, say_vietnamese, out, sizeof out);
        CHECK(strcmp(out, location_cases[i].vietnamese) == 0, "'%s'", out);

        for (int size = 1; size < 60; size++) { /* on the heap: ASan guards its end */
            char *small = malloc((size_t)size);
            n = fire_location_text(location_cases[i].where, say_vietnamese, small, size);
            const struct fire_text_view text = fire_text_of(small);
            CHECK(n == (int)text.size_bytes && n < size, "%d of %d", n, size);
            CHECK(fire_text_valid_bytes(text) == text.size_bytes, "'%s'", small);
            free(small);
        }
    }
}

static void test_fail(void)
{
    struct fire_error err = { 0 };
    const struct fire_location where = { "incidents.csv", NULL, 1042, 7, "occurred_at" };
    CHECK(fire_fail(&err, FIRE_EVALUE, where, "'%s' is not a time of day (HH:MM)", "25:61") ==
              FIRE_EVALUE,
          "status");
    CHECK(strcmp(err.message,
                 "incidents.csv:1042: field 7 (occurred_at): '25:61' is not a time "
                 "of day (HH:MM)") == 0,
          "'%s'", err.message);
    CHECK(err.status == FIRE_EVALUE && err.line == 1042 && err.field == 7, "place");

    CHECK(fire_fail(&err, FIRE_EIO, FIRE_NOWHERE, "later") == FIRE_EIO, "status");
    CHECK(fire_fail_memory(&err) == FIRE_ENOMEM, "status");
    CHECK(err.status == FIRE_EVALUE && strstr(err.message, "25:61") != NULL, "'%s'",
          err.message);
    CHECK(fire_fail(NULL, FIRE_EIO, where, "nobody listens") == FIRE_EIO, "NULL");

    err = (struct fire_error){ .say = say_vietnamese };
    CHECK(fire_fail(&err, FIRE_EVALUE, where, "'%s' is not a date",
                    "a\x1b[31m\tb\xc2\x9b"
                    "c\xe1") == FIRE_EVALUE,
          "status");
    CHECK(strcmp(err.message, "incidents.csv:1042: ô thứ 7 (occurred_at): 'a?[31m?b?c?' không "
                              "phải là ngày") == 0,
          "'%s'", err.message);

    err = (struct fire_error){ 0 };
    CHECK(fire_fail_memory(&err) == FIRE_ENOMEM && strlen(err.message) > 5, "memory");
}

/* Whatever the length of the parts: valid UTF-8, and file end, line and reason are there. */
static void test_fail_is_cut(void)
{
    char name[2048];
    for (size_t n_letters = 0; n_letters < 600; n_letters++) {
        memcpy(name + 3 * n_letters, "ệ", 4);
        struct fire_error err = { 0 };
        const struct fire_location where = { name, name, 5, 6, name };
        CHECK(fire_fail(&err, FIRE_EVALUE, where, "reason %s", name) == FIRE_EVALUE, "status");
        const struct fire_text_view text = fire_text_of(err.message);
        CHECK(text.size_bytes < sizeof err.message, "no end");
        CHECK(fire_text_valid_bytes(text) == text.size_bytes, "'%s'", err.message);
        CHECK(strchr(err.message, '?') == NULL, "half a letter in '%s'", err.message);
        CHECK(strstr(err.message, "]:5: field 6 (") != NULL, "'%s'", err.message);
        CHECK(strstr(err.message, "): reason ") != NULL, "'%s'", err.message);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_location_text),
        CHECK_TEST(test_fail),
        CHECK_TEST(test_fail_is_cut),
    };
    return CHECK_MAIN(tests);
}
