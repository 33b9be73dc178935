/* test_boundaries.c - outlines out of GeoJSON, what is no such file, and which area is which. */
#include "check.h"
#include "firestat/boundary_file.h"

#include <stdlib.h>
#include <string.h>

/* ---- files ----------------------------------------------------------------------------------- */

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define TAIL "]}"
#define OF(geometry)                                                                           \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\"geometry\":" geometry "}"
#define SQUARE         "[[107,11],[108,11],[108,12],[107,12],[107,11]]"
#define POLYGON(rings) HEAD OF("{\"type\":\"Polygon\",\"coordinates\":[" rings "]}") TAIL

static const struct {
    const char *text;
    const char *property; /* NULL: the usual one */
    fire_status status;
    const char *message; /* in it; where it is read: "key:points of rings; ..." */
} files[] = {
    { POLYGON(SQUARE), NULL, FIRE_OK, "A:4" },
    { "\xEF\xBB\xBF" POLYGON(SQUARE), NULL, FIRE_OK, "A:4" },
    { POLYGON(SQUARE ",[[107.2,11.2],[107.4,11.2,55.5],[107.3,11.4]]"), NULL, FIRE_OK,
      "A:4,3" },
    { HEAD OF("{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE "],[" SQUARE "," SQUARE
              "]]}") TAIL,
      NULL, FIRE_OK, "A:4,4,4" },
    { HEAD
      "{\"properties\":{\"ma\":672,\"x\\\"y\":\"q\"},\"geometry\":{\"coordinates\":[" SQUARE
      "],\"type\":\"Polygon\"}},{\"properties\":null,\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[" SQUARE "]}}" TAIL,
      NULL, FIRE_OK, "672:4;:4" },
    { HEAD "{\"properties\":{\"x\\\"y\":\"q\"},\"geometry\":{\"coordinates\":[" SQUARE
           "],\"type\":\"Polygon\"}}" TAIL,
      "x\"y", FIRE_OK, "q:4" },

    { "", NULL, FIRE_ESYNTAX, "no JSON" },
    { "{\"type\":\"FeatureCollection\",\"features\":[", NULL, FIRE_ESYNTAX, "no JSON" },
    { "\xFF{}", NULL, FIRE_ESYNTAX, "not UTF-8" },
    { "[1,2]", NULL, FIRE_ESCHEMA, "GeoJSON FeatureCollection" },
    { "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]}", NULL, FIRE_ESCHEMA,
      "GeoJSON FeatureCollection" },
    { "{\"type\":\"FeatureCollection\",\"features\":{}}", NULL, FIRE_ESCHEMA,
      "GeoJSON FeatureCollection" },
    { HEAD TAIL, NULL, FIRE_ESCHEMA, "no feature" },
    { HEAD "17" TAIL, NULL, FIRE_ESCHEMA, "feature 1 has no property 'name' (it has: )" },
    { HEAD "{\"properties\":{\"TEN_HUYEN\":\"A\",\"b\":2}}" TAIL, NULL, FIRE_ESCHEMA,
      "feature 1 has no property 'name' (it has: TEN_HUYEN, b)" },
    { POLYGON(SQUARE), "ma", FIRE_ESCHEMA, "has no property 'ma' (it has: name)" },
    { HEAD OF("null") TAIL, NULL, FIRE_ESCHEMA, "feature 1 ('A'): its geometry is no Polygon" },
    { HEAD OF("{\"type\":\"Point\",\"coordinates\":[107,11]}") TAIL, NULL, FIRE_ESCHEMA,
      "feature 1 ('A'): its geometry is no Polygon" },
    { HEAD OF("{\"type\":\"Polygon\",\"coordinates\":[" SQUARE
              "]}") "," OF("{\"type\":\"Polygon\",\"coordinates\":[[[107,11],[108,11]]]}") TAIL,
      NULL, FIRE_EVALUE, "feature 2 ('A'): a ring has fewer than three points" },
    { POLYGON("[[107,11],[108,11],[107,11]]"), NULL, FIRE_EVALUE, "fewer than three points" },
    { POLYGON(""), NULL, FIRE_EVALUE, "fewer than three points" },
    { POLYGON("[]"), NULL, FIRE_EVALUE, "fewer than three points" },
    { POLYGON("[[107,11],[108],[108,12]]"), NULL, FIRE_EVALUE, "one number only" },
    { POLYGON("[[107,11],[108,11],[108]]"), NULL, FIRE_EVALUE, "one number only" },
    { POLYGON("[[572000,1318000],[573000,1318000],[573000,1319000]]"), NULL, FIRE_EVALUE,
      "not in degrees" },
    { POLYGON("[[107,11],[108,1e99],[108,12]]"), NULL, FIRE_EVALUE, "not in degrees" },
    { POLYGON("[[107,11],[108,\"11\"],[108,12]]"), NULL, FIRE_EVALUE, "not in the form" },
    { POLYGON("[[107,11],[108,[11]],[108,12]]"), NULL, FIRE_EVALUE, "not in the form" },
    { POLYGON("[107,11,108,11,108,12]"), NULL, FIRE_EVALUE, "not in the form" },
    { POLYGON("[" SQUARE "]"), NULL, FIRE_EVALUE, "not in the form" },
    { HEAD OF("{\"type\":\"MultiPolygon\",\"coordinates\":[" SQUARE "]}") TAIL, NULL,
      FIRE_EVALUE, "not in the form" },
    { HEAD OF("{\"type\":\"Polygon\",\"coordinates\":17}") TAIL, NULL, FIRE_EVALUE,
      "not in the form" },
    { HEAD OF("{\"type\":\"Polygon\"}") TAIL, NULL, FIRE_EVALUE, "fewer than three points" },
};

static void tell(const struct fire_boundaries *boundaries, char out[400])
{
    out[0] = '\0';
    for (int32_t b = 0; b < boundaries->n; b++) {
        const struct fire_boundary *boundary = &boundaries->boundary[b];
        snprintf(out + strlen(out), 400 - strlen(out), "%s%s:", b == 0 ? "" : ";",
                 boundary->key);
        for (int32_t r = 0; r < boundary->n_rings; r++)
            snprintf(out + strlen(out), 400 - strlen(out), "%s%d", r == 0 ? "" : ",",
                     (int)(boundary->ring_end[r] - (r == 0 ? 0 : boundary->ring_end[r - 1])));
    }
}

static void test_files(void)
{
    for (size_t i = 0; i < CHECK_N(files); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_boundaries boundaries;
        struct fire_error err = { 0 };
        char got[400];
        const char *path = check_file("map.geojson", files[i].text, strlen(files[i].text));
        const fire_status status = fire_boundaries_read(path, files[i].property, arena,
                                                        &boundaries, &err);
        CHECK(status == files[i].status, "file %zu: %d '%s'", i, (int)status, err.message);
        if (status == FIRE_OK) {
            tell(&boundaries, got);
            CHECK(strcmp(got, files[i].message) == 0, "file %zu: '%s'", i, got);
            CHECK(boundaries.west == 107.0 && boundaries.east == 108.0 &&
                      boundaries.south == 11.0 && boundaries.north == 12.0 &&
                      strcmp(boundaries.file, "map.geojson") == 0,
                  "file %zu: %g..%g %g..%g '%s'", i, boundaries.west, boundaries.east,
                  boundaries.south, boundaries.north, boundaries.file);
        } else {
            CHECK(strstr(err.message, files[i].message) != NULL &&
                      strstr(err.message, "map.geojson") != NULL,
                  "file %zu: '%s'", i, err.message);
        }
        fire_arena_free(arena);
    }
}

static void test_no_file(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_boundaries boundaries;
    struct fire_error err = { 0 };
    CHECK(fire_boundaries_read("/nowhere/map.geojson", NULL, arena, &boundaries, &err) ==
              FIRE_EIO,
          "'%s'", err.message);
    fire_arena_free(arena);
}

/* Brackets as deep as a file is long are refused, however deep. */
static void test_deep(void)
{
    enum { DEEP = 100000 };
    char *text = malloc(2 * DEEP + 400);
    struct fire_arena *arena = fire_arena_create();
    struct fire_boundaries boundaries;
    struct fire_error err = { 0 };
    strcpy(text, HEAD "{\"properties\":{\"name\":1},\"geometry\":{\"type\":\"Polygon\","
                      "\"coordinates\":");
    const size_t used = strlen(text);
    memset(text + used, '[', DEEP);
    memset(text + used + DEEP, ']', DEEP);
    strcpy(text + used + 2 * DEEP, "}}" TAIL);
    const char *path = check_file("deep.geojson", text, strlen(text));
    const fire_status status = fire_boundaries_read(path, NULL, arena, &boundaries, &err);
    CHECK(status == FIRE_ESYNTAX || status == FIRE_EVALUE, "%d '%s'", (int)status, err.message);
    fire_arena_free(arena);
    free(text);
}

/* Any byte of a file that is good may go wrong: it is read or refused. */
static void test_damaged(void)
{
    static const char good[] = POLYGON(SQUARE ",[[107.2,11.2],[107.4,11.2,5],[107.3,11.4]]");
    unsigned long long seed = 5;
    for (int round = 0; round < check_rounds(1500); round++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_boundaries boundaries;
        struct fire_error err = { 0 };
        char text[sizeof good];
        memcpy(text, good, sizeof good);
        for (unsigned k = check_random(&seed) % 3 + 1; k > 0; k--)
            text[check_random(&seed) % (sizeof good - 1)] =
                "[]{},:\"0-.e\x01\xC3 a"[check_random(&seed) % 15];
        const size_t size = check_random(&seed) % 4 == 0 ? check_random(&seed) % sizeof good
                                                         : sizeof good - 1;
        const char *path = check_file("damaged.geojson", text, size);
        const fire_status status = fire_boundaries_read(path, NULL, arena, &boundaries, &err);
        CHECK(status == FIRE_OK || strlen(err.message) > 0, "no message for '%s'", text);
        fire_arena_free(arena);
    }
}

/* ---- which is which -------------------------------------------------------------------------- */

static const struct {
    const char *area[4]; /* "name" or "name=code" */
    const char *boundary[5];
    const char *want; /* a number or - for each boundary */
} matches[] = {
    { { "Thành phố Đà Lạt", "Huyện Di Linh" }, { "TP. Đà Lạt", "Huyện Di Linh" }, "0 1" },
    { { "Thành phố Đà Lạt", "Huyện Di Linh" }, { "Đà Lạt", "Di Linh", "Đức Trọng" }, "0 1 -" },
    { { "Đà Lạt" }, { "Thành phố Đà Lạt", "Thành phố Đà Lạt" }, "0 0" }, /* an island's part */
    { { "Huyện A=672", "Huyện B=673" }, { "673", "672", "0672" }, "1 0 -" },
    { { "Huyện A=672", "Huyện B=673" }, { "Huyện B", "672" }, "1 0" },
    { { "Thành phố Kỳ", "Huyện Kỳ" }, { "Kỳ", "Huyện Kỳ" }, "- 1" }, /* two are called Kỳ */
    { { "Kỳ" }, { "Thành phố Kỳ", "Huyện Kỳ" }, "- -" },
    { { "Tân Lập", "Tân Lập" }, { "Tân Lập" }, "-" }, /* which of them */
    { { "Phường 1", "Phường 2" }, { "P. 1", "P2", "3", "" }, "0 1 - -" },
    { { "Đắk Lắk" }, { "Dak Lak", "Đăk Lăk" }, "- 0" },
};

static void test_matches(void)
{
    for (size_t i = 0; i < CHECK_N(matches); i++) {
        struct fire_bounded area[4];
        struct fire_boundary boundary[5];
        int32_t out[5];
        char got[64] = "";
        int32_t n_areas = 0;
        int32_t n = 0;
        for (; n_areas < 4 && matches[i].area[n_areas] != NULL; n_areas++) {
            const char *text = matches[i].area[n_areas];
            const char *code = strchr(text, '=');
            area[n_areas] = (struct fire_bounded){
                { text, code == NULL ? strlen(text) : (size_t)(code - text) },
                code == NULL ? NULL : code + 1
            };
        }
        for (; n < 5 && matches[i].boundary[n] != NULL; n++)
            boundary[n] = (struct fire_boundary){ .key = matches[i].boundary[n] };
        const struct fire_boundaries boundaries = { .n = n, .boundary = boundary };
        CHECK(fire_boundaries_match(&boundaries, area, n_areas, out, NULL) == FIRE_OK,
              "no memory");
        for (int32_t b = 0; b < n; b++)
            snprintf(got + strlen(got), sizeof got - strlen(got), out[b] < 0 ? "%s-" : "%s%d",
                     b == 0 ? "" : " ", (int)out[b]);
        CHECK(strcmp(got, matches[i].want) == 0, "match %zu: '%s'", i, got);
    }
}

/* ---- the islands ----------------------------------------------------------------------------- */

static void test_islands(void)
{
    static const struct {
        struct fire_degrees point[5];
        int32_t n;
        bool want;
    } cases[] = {
        { { { 102.2, 22.4 }, { 105.3, 23.4 }, { 109.4, 12.6 }, { 104.8, 8.6 } }, 4, true },
        { { { 102.2, 22.4 }, { 105.3, 23.4 }, { 112.3, 16.5 }, { 104.8, 8.6 } }, 4, true },
        { { { 102.2, 22.4 },
            { 105.3, 23.4 },
            { 112.3, 16.5 },
            { 114.3, 10.4 },
            { 104.8, 8.6 } },
          5,
          false },
        { { { 107.3, 11.2 }, { 108.7, 11.2 }, { 108.0, 12.3 } }, 3, false }, /* a province */
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_boundary boundary = { "A", 1, &cases[i].n, cases[i].point };
        struct fire_boundaries boundaries = { 1, &boundary, "a", 180, -180, 90, -90 };
        for (int32_t k = 0; k < cases[i].n; k++) {
            const struct fire_degrees at = cases[i].point[k];
            if (at.east < boundaries.west) boundaries.west = at.east;
            if (at.east > boundaries.east) boundaries.east = at.east;
            if (at.north < boundaries.south) boundaries.south = at.north;
            if (at.north > boundaries.north) boundaries.north = at.north;
        }
        CHECK(fire_boundaries_lack_islands(&boundaries) == cases[i].want, "case %zu", i);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_files),   CHECK_TEST(test_no_file), CHECK_TEST(test_deep),
        CHECK_TEST(test_damaged), CHECK_TEST(test_matches), CHECK_TEST(test_islands),
    };
    return CHECK_MAIN(tests);
}
