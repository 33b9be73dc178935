/* test_chart_map.c - maps: what is coloured and what becomes a circle, what is said of areas that
 * did not match, and pages on which nothing overlaps. */
#include "chart_given.h"
#include "chart_pages.h"

#include <math.h>

/* A row of squares from west to east. */
static struct fire_boundaries squares(const char *const key[], int32_t n, double south,
                                      struct fire_arena *arena)
{
    struct fire_boundary *boundary = FIRE_TAKE(arena, n, struct fire_boundary);
    struct fire_degrees *point = FIRE_TAKE(arena, 4 * n, struct fire_degrees);
    static const int32_t four = 4;
    for (int32_t i = 0; i < n; i++) {
        const double west = 102.0 + i;
        point[4 * i] = (struct fire_degrees){ west, south };
        point[4 * i + 1] = (struct fire_degrees){ west + 1.0, south };
        point[4 * i + 2] = (struct fire_degrees){ west + 1.0, south + 2.0 };
        point[4 * i + 3] = (struct fire_degrees){ west, south + 2.0 };
        boundary[i] = (struct fire_boundary){ key[i], 1, &four, point + 4 * i };
    }
    return (struct fire_boundaries){ n,         boundary, "map.geojson", 102.0,
                                     102.0 + n, south,    south + 2.0 };
}

static const struct {
    const char *measures;
    const char *boundary[6];
    struct given_row rows[6];
    fire_status status;
    const char *title;
    const char *map;  /* of each boundary: its colour, its circle in percent, its value */
    const char *says; /* "|" between */
} maps[] = {
    { "rate(incidents),incidents",
      { "A", "B", "C", "D", "E" },
      { { { "Huyện A" }, { 100, 1 } },
        { { "Huyện B" }, { 200, 1 } },
        { { "Huyện C" }, { 300, 1 } },
        { { "Huyện D" }, { 0, 1 } },
        { { "Huyện E" }, { GIVEN_NULL, 1 } },
        { { NULL }, { GIVEN_NULL, 7 } } },
      FIRE_OK,
      "Số vụ trên 100.000 dân mỗi năm cao nhất: Huyện C (3,0)",
      "1,0,1,0 3,0,2,0 6,0,3,0 0,0,0,0 -1,0,",
      "Ranh giới: tệp map.geojson do người dùng cung cấp.|Không vẽ 7 vụ không rõ địa bàn." },
    { "incidents,incidents",
      { "A", "B", "X", "Y" },
      { { { "Huyện A" }, { 25, 25 } },
        { { "Huyện B" }, { 100, 100 } },
        { { "Huyện C" }, { 3, 3 } } },
      FIRE_OK,
      "Số vụ cao nhất: Huyện B (100 vụ)",
      "0,25,25 0,100,100 -1,0, -1,0,",
      "Diện tích hình tròn tỷ lệ với số liệu.|Không có ranh giới của 1 địa bàn: Huyện C.|"
      "2 ranh giới không ứng với địa bàn nào có số liệu: X, Y." },
    { "incidents,incidents",
      { "A", "B" },
      { { { "Huyện A" }, { 5, 5 } }, { { "Huyện B" }, { 5, 5 } } },
      FIRE_OK,
      "Số vụ theo địa bàn",
      "0,100,5 0,100,5",
      "tỷ lệ" },
    { "incidents", { "X" }, { { { "Huyện A" }, { 5 } } }, FIRE_ENODATA, "", "", "" },
    { "incidents", { "A" }, { { { "Huyện A" }, { GIVEN_NULL } } }, FIRE_ENODATA, "", "", "" },
};

static void tell(const struct fire_chart_map *map, char out[400])
{
    out[0] = '\0';
    for (int32_t i = 0; i < map->n; i++)
        snprintf(out + strlen(out), 400 - strlen(out), "%s%d,%.0f,%s", i == 0 ? "" : " ",
                 (int)map->outline[i].colour, 100.0 * map->outline[i].circle,
                 map->outline[i].value);
}

static bool says_all(const char *text, const char *parts)
{
    char copy[400];
    snprintf(copy, sizeof copy, "%s", parts);
    for (char *part = strtok(copy, "|"); part != NULL; part = strtok(NULL, "|"))
        if (strstr(text, part) == NULL) return false;
    return true;
}

static void test_maps(void)
{
    for (size_t i = 0; i < CHECK_N(maps); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        char got[400];
        int32_t n = 0;
        int64_t n_rows = 0;
        while (n < 6 && maps[i].boundary[n] != NULL)
            n++;
        while (n_rows < 6 &&
               (maps[i].rows[n_rows].key[0] != NULL || maps[i].rows[n_rows].value[1] != 0))
            n_rows++;
        const struct fire_boundaries boundaries = squares(maps[i].boundary, n, 11.0, arena);
        const struct fire_summary *summary = given_create("district", maps[i].measures,
                                                          maps[i].rows, n_rows, arena);
        const struct fire_chart_given given = { .n_summaries = 1,
                                                .summary = &summary,
                                                .boundaries = &boundaries };
        const fire_status status = fire_chart_make(FIRE_CHART_CHOROPLETH, &given, &given_vi,
                                                   arena, &chart, &err);
        CHECK(status == maps[i].status, "map %zu: %d '%s'", i, (int)status, err.message);
        if (status == FIRE_OK) {
            tell(&chart.map, got);
            CHECK(strcmp(got, maps[i].map) == 0, "map %zu: '%s'", i, got);
            CHECK(strcmp(chart.title, maps[i].title) == 0, "map %zu: '%s'", i, chart.title);
            CHECK(says_all(chart.footer, maps[i].says), "map %zu: '%s'", i, chart.footer);
            CHECK(strstr(chart.footer, "Hoàng Sa") == NULL, "map %zu: '%s'", i, chart.footer);
            chart_check_sizes(&chart, "map", (int)i);
        }
        fire_arena_free(arena);
    }
}

/* The level that the boundaries are of, and codes where names do not help. */
static void test_levels_and_codes(void)
{
    static const struct given_row few[] = { { { "Tỉnh A" }, { 9 } } };
    static const struct given_row many[] = { { { "Xã Một" }, { 2 } }, { { "Xã Hai" }, { 1 } } };
    static const char *const codes[] = { NULL, "00001", "00002" };
    static const char *const key[] = { "00001", "00002" };
    struct fire_arena *arena = fire_arena_create();
    const struct fire_boundaries boundaries = squares(key, 2, 8.6, arena);
    const struct fire_summary *summary[2] = {
        given_create("district", "incidents", few, 1, arena),
        given_create("district", "incidents", many, 2, arena),
    };
    struct fire_chart_given given = {
        .n_summaries = 2, .summary = summary, .boundaries = &boundaries, .area_code = codes
    };
    struct fire_chart chart;
    CHECK_OR_RETURN(fire_chart_make(FIRE_CHART_CHOROPLETH, &given, &given_en, arena, &chart,
                                    NULL) == FIRE_OK,
                    "not made");
    CHECK(strcmp(chart.title, "Incidents peak: Xã Một (2)") == 0, "'%s'", chart.title);
    given.boundaries = NULL;
    CHECK(fire_chart_make(FIRE_CHART_CHOROPLETH, &given, &given_en, arena, &chart, NULL) ==
              FIRE_ESCHEMA,
          "without boundaries");
    fire_arena_free(arena);
}

/* The circles of the legend: round amounts, the larger one near the largest of the map. */
static void test_sizes_of_circles(void)
{
    static const struct {
        int64_t most;
        const char *legend; /* label and percent of the largest area */
    } cases[] = {
        { 83623, "50.000:60 10.000:12" },
        { 72, "50:69 10:14" },
        { 100, "100:100 20:20" },
        { 9, "5:56 1:11" },
        { 3, "2:67" },
        { 1, "1:100" },
        { 0, "" },
    };
    static const char *const key[] = { "Huyện A" };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct given_row rows[] = { { { "Huyện A" }, { cases[i].most } } };
        struct fire_arena *arena = fire_arena_create();
        const struct fire_boundaries boundaries = squares(key, 1, 11.0, arena);
        const struct fire_summary *summary = given_create("district", "incidents", rows, 1,
                                                          arena);
        const struct fire_chart_given given = { .n_summaries = 1,
                                                .summary = &summary,
                                                .boundaries = &boundaries };
        struct fire_chart chart;
        char got[100] = "";
        CHECK_OR_RETURN(fire_chart_make(FIRE_CHART_CHOROPLETH, &given, &given_vi, arena, &chart,
                                        NULL) == FIRE_OK,
                        "not made");
        const struct fire_chart_legend *legend = &chart.map.legend;
        for (int32_t k = 0; k < legend->n_sized; k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s:%.0f",
                     k == 0 ? "" : " ", legend->sized[k].label, 100 * legend->sized[k].part);
        CHECK(strcmp(got, cases[i].legend) == 0, "%lld: '%s'", (long long)cases[i].most, got);
        fire_arena_free(arena);
    }
}

/* A country without the islands says what is missing. */
static void test_country(void)
{
    static const struct given_row rows[] = { { { "A" }, { 9 } } };
    static const char *const key[] = { "A" };
    static const struct fire_degrees whole[] = {
        { 102.2, 22.4 }, { 105.3, 23.4 }, { 109.4, 12.6 }, { 104.8, 8.6 }
    };
    static const int32_t four = 4;
    struct fire_arena *arena = fire_arena_create();
    struct fire_boundaries boundaries = squares(key, 1, 11.0, arena);
    const struct fire_boundary country = { "A", 1, &four, whole };
    boundaries = (struct fire_boundaries){ 1, &country, "vn.geojson", 102.2, 109.4, 8.6, 23.4 };
    const struct fire_summary *summary = given_create("district", "incidents", rows, 1, arena);
    const struct fire_chart_given given = { .n_summaries = 1,
                                            .summary = &summary,
                                            .boundaries = &boundaries };
    struct fire_chart chart;
    CHECK_OR_RETURN(fire_chart_make(FIRE_CHART_CHOROPLETH, &given, &given_vi, arena, &chart,
                                    NULL) == FIRE_OK,
                    "not made");
    CHECK(strstr(chart.footer, "quần đảo Hoàng Sa và quần đảo Trường Sa") != NULL, "'%s'",
          chart.footer);
    chart_check_sizes(&chart, "country", 0);
    fire_arena_free(arena);
}

/* ---- pages ------------------------------------------------------------------------------- */

static const char *random_words(unsigned long long *seed, struct fire_arena *arena)
{
    char text[CHART_RANDOM_BYTES];
    if (check_random(seed) % 3 > 0) return "Huyện Đức Trọng";
    return fire_arena_printf(arena, "%s", chart_random_text(seed, text));
}

/* A star around a place, with a hole at times. */
static struct fire_boundary random_outline(unsigned long long *seed, struct fire_degrees middle,
                                           double size, struct fire_arena *arena)
{
    const int32_t n = 3 + (int32_t)(check_random(seed) % 60);
    struct fire_degrees *point = FIRE_TAKE(arena, 2 * n, struct fire_degrees);
    int32_t *end = FIRE_TAKE(arena, 2, int32_t);
    for (int32_t i = 0; i < 2 * n; i++) {
        const double angle = 6.283185307 * (i % n) / n;
        const double far = size * (0.4 + (check_random(seed) % 60) / 100.0) *
                           (i < n ? 1.0 : 0.3);
        point[i] = (struct fire_degrees){ middle.east + far * cos(angle),
                                          middle.north + far * sin(angle) };
    }
    end[0] = n;
    end[1] = 2 * n;
    return (struct fire_boundary){ "A", 1 + (int32_t)(check_random(seed) % 2), end, point };
}

static void random_page(unsigned long long *seed, int round, struct fire_arena *arena)
{
    const int32_t n = 1 + (int32_t)(check_random(seed) % (round % 10 == 0 ? 700 : 40));
    const bool has_circles = check_random(seed) % 2 == 0;
    const double spread = pow(10.0, (int)(check_random(seed) % 4) - 2);
    struct fire_boundary *boundary = FIRE_TAKE(arena, n, struct fire_boundary);
    struct fire_chart_outline *outline = FIRE_TAKE(arena, n, struct fire_chart_outline);
    const struct fire_chart_step step[2] = { { 0, "0" }, { 6, "1–5" } };
    struct fire_chart chart = {
        .form = FIRE_FORM_MAP,
        .title = "Một tiêu đề",
        .subtitle = "Lâm Đồng",
        .footer = "Nguồn: sổ.",
        .description = "",
        .map = { .n = n,
                 .outline = outline,
                 .west = 180,
                 .east = -180,
                 .south = 90,
                 .north = -90 },
    };
    chart.map.legend = (struct fire_chart_legend){ .title = "Số vụ",
                                                   .n_sized = has_circles ? 2 : 0,
                                                   .sized = { { 0.8, "50" }, { 0.2, "10" } },
                                                   .n_steps = has_circles ? 0 : 2,
                                                   .step = step,
                                                   .gap = "không có số liệu" };
    for (int32_t i = 0; i < n; i++) {
        const struct fire_degrees middle = {
            107.0 + spread * (check_random(seed) % 1000) / 1000.0,
            11.0 + spread * (check_random(seed) % 1000) / 700.0
        };
        boundary[i] = random_outline(seed, middle,
                                     spread * (check_random(seed) % 30 + 1) / 100.0, arena);
        outline[i] = (struct fire_chart_outline){
            .boundary = &boundary[i],
            .colour = i == 0 ? 6 : (int32_t)(check_random(seed) % 8) - 1,
            .circle = has_circles ? (check_random(seed) % 100) / 99.0 : 0.0,
            .label = random_words(seed, arena),
            .value = check_random(seed) % 3 == 0 ? "" : "1.234,5",
            .tip = "x",
            .area = (int32_t)(check_random(seed) % (unsigned)n),
        };
        for (int32_t k = 0; k < boundary[i].ring_end[boundary[i].n_rings - 1]; k++) {
            chart.map.west = fmin(chart.map.west, boundary[i].point[k].east);
            chart.map.east = fmax(chart.map.east, boundary[i].point[k].east);
            chart.map.south = fmin(chart.map.south, boundary[i].point[k].north);
            chart.map.north = fmax(chart.map.north, boundary[i].point[k].north);
        }
    }
    chart_check_sizes(&chart, "map", round);
}

static void test_random_pages(void)
{
    unsigned long long seed = 21;
    for (int round = 0; round < check_rounds(120); round++) {
        struct fire_arena *arena = fire_arena_create();
        random_page(&seed, round, arena);
        fire_arena_free(arena);
    }
}

/* Two neighbours share the places of their border, whatever is left out. */
static void test_borders_stay_one(void)
{
    enum { N = 3000 };
    static struct fire_degrees left[N + 1];
    static struct fire_degrees right[N + 1];
    static const int32_t end = N + 1;
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    for (int i = 0; i < N; i++) {
        left[i] = (struct fire_degrees){ 108.0 + 0.01 * sin(i * 0.7), 11.0 + i * 1e-4 };
        right[N - 1 - i] = left[i];
    }
    left[N] = (struct fire_degrees){ 107.0, 11.1 };
    right[N] = (struct fire_degrees){ 109.0, 11.1 };
    const struct fire_boundary boundary[2] = { { "A", 1, &end, left },
                                               { "B", 1, &end, right } };
    const struct fire_chart_outline outline[2] = { { &boundary[0], 1, 0.0, "", "", "", 0 },
                                                   { &boundary[1], 2, 0.0, "", "", "", 1 } };
    const struct fire_chart chart = {
        .form = FIRE_FORM_MAP,
        .title = "",
        .subtitle = "",
        .footer = "",
        .description = "",
        .map = { 2, outline, 107.0, 109.0, 11.0, 11.0 + N * 1e-4, { .title = "", .gap = "" } },
    };
    const struct fire_chart_look look = { FIRE_SIZE_FULL, FIRE_PALETTE_HOUSE };
    CHECK_OR_RETURN(fire_layout_make(&chart, look, chart_simple_meter, arena, &picture, NULL) ==
                        FIRE_OK,
                    "not laid out");
    const struct fire_polygon *side[2] = { NULL, NULL };
    for (int32_t i = 0, k = 0; i < picture.n_shapes && k < 2; i++)
        if (picture.shape[i].kind == FIRE_SHAPE_POLYGON) side[k++] = &picture.shape[i].polygon;
    CHECK_OR_RETURN(side[1] != NULL, "no polygons");
    CHECK(side[0]->ring_end[0] < N / 2, "%d places are left", (int)side[0]->ring_end[0]);
    int32_t n_shared = 0;
    for (int32_t i = 0; i < side[0]->ring_end[0]; i++)
        for (int32_t k = 0; k < side[1]->ring_end[0]; k++)
            if (side[0]->position[i].x_px == side[1]->position[k].x_px &&
                side[0]->position[i].y_px == side[1]->position[k].y_px) {
                n_shared++;
                break;
            }
    CHECK(n_shared >= side[0]->ring_end[0] - 1, "%d of %d are shared", (int)n_shared,
          (int)side[0]->ring_end[0]);
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_maps),
        CHECK_TEST(test_levels_and_codes),
        CHECK_TEST(test_sizes_of_circles),
        CHECK_TEST(test_country),
        CHECK_TEST(test_random_pages),
        CHECK_TEST(test_borders_stay_one),
    };
    return CHECK_MAIN(tests);
}
