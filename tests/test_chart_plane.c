/* test_chart_plane.c - funnels and single incidents: who is said to stand out, what is said of the
 * largest, and pages on which nothing overlaps. */
#include "chart_given.h"
#include "chart_pages.h"

#include "firestat/stats_areas.h"

#include <math.h>

/* ---- funnels ----------------------------------------------------------------------------- */

struct area_case {
    const char *name; /* NULL: null */
    int64_t count;    /* GIVEN_NULL: not known */
    double people;    /* for two years; 0: not known */
};

#define MOST_AREAS 700

static struct fire_summary *funnel_of(const struct area_case area[], int32_t n,
                                      bool is_registered, struct fire_arena *arena)
{
    static struct given_row rows[MOST_AREAS];
    double *person_years = FIRE_TAKE(arena, n, double);
    struct fire_summary_rate *rate = FIRE_TAKE(arena, 1, struct fire_summary_rate);
    for (int32_t i = 0; i < n; i++) {
        rows[i] = (struct given_row){ { area[i].name }, { area[i].count, GIVEN_NULL } };
        person_years[i] = 2.0 * area[i].people;
    }
    struct fire_summary *summary = given_create("district", "incidents,rate(incidents)", rows,
                                                n, arena);
    *rate = (struct fire_summary_rate){ .is_registered = is_registered,
                                        .years = 2.0,
                                        .person_years = person_years };
    summary->rate = rate;
    return summary;
}

static const struct {
    struct area_case area[6];
    bool is_registered;
    fire_status status;
    const char *title_vi;
    const char *title_en;
    const char *table; /* rows with "|" between cells and ";" between rows */
    const char *says;
    const char *says_not;
} funnels[] = {
    { { { "Huyện A", 100, 100000 }, { "Huyện B", 40, 40000 }, { "Huyện C", 3, 3000 } },
      false,
      FIRE_OK,
      "Số vụ: không địa bàn nào ngoài giới hạn 99,8% quanh mức chung",
      "Incidents: no area outside the 99.8% limits around the common rate",
      "",
      "Giới hạn Poisson chính xác quanh mức chung",
      "dân số." },
    { { { "Huyện A", 100, 100000 },
        { "Huyện B", 100, 40000 },
        { "Huyện C", 20, 100000 },
        { "Huyện D", 7, 0 },
        { NULL, 3, 0 } },
      true,
      FIRE_OK,
      "Số vụ: Huyện B cao hơn, Huyện C thấp hơn mức chung quá dao động ngẫu nhiên",
      "Incidents: Huyện B above, Huyện C below the common rate by more than chance",
      "Huyện C|20|100.000|10,0|dưới 99,8%;Huyện B|100|40.000|125,0|trên 99,8%",
      "Không vẽ 3 vụ không rõ địa bàn.",
      "mọi" },
    { { { "Huyện A", 1000, 1000000 }, { "Huyện B", 62, 50000 }, { "Huyện C", 0, 900 } },
      false,
      FIRE_OK,
      "Số vụ: không địa bàn nào ngoài giới hạn 99,8% quanh mức chung",
      "Incidents: no area outside the 99.8% limits around the common rate",
      "",
      NULL,
      NULL },
    { { { "Huyện A", 10, 0 }, { "Huyện B", 3, 40000 } },
      false,
      FIRE_ENODATA,
      "",
      "",
      "",
      NULL,
      NULL },
    { { { "Huyện A", 0, 10 }, { "Huyện B", 0, 40000 } },
      false,
      FIRE_ENODATA,
      "",
      "",
      "",
      NULL,
      NULL },
    { { { "Huyện A", GIVEN_NULL, 10 }, { "Huyện B", 5, 40000 } },
      false,
      FIRE_ENODATA,
      "",
      "",
      "",
      NULL,
      NULL },
};

static void tell_table(const struct fire_chart_table *table, char out[1000])
{
    out[0] = '\0';
    for (int32_t r = 0; r < table->n_rows; r++)
        for (int32_t c = 0; c < table->n_columns; c++)
            snprintf(out + strlen(out), 1000 - strlen(out), "%s%s",
                     c > 0   ? "|"
                     : r > 0 ? ";"
                             : "",
                     table->cell[r * table->n_columns + c]);
}

static void test_funnels(void)
{
    for (size_t i = 0; i < CHECK_N(funnels); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart vi;
        struct fire_chart en;
        struct fire_error err = { 0 };
        char table[1000];
        int32_t n = 0;
        while (n < 6 && (funnels[i].area[n].name != NULL || funnels[i].area[n].count != 0))
            n++;
        const struct fire_summary *summary = funnel_of(funnels[i].area, n,
                                                       funnels[i].is_registered, arena);
        const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
        const fire_status got = fire_chart_make(FIRE_CHART_FUNNEL, &given, &given_vi, arena,
                                                &vi, &err);
        CHECK(got == funnels[i].status, "case %zu: %d '%s'", i, (int)got, err.message);
        if (got == FIRE_OK && fire_chart_make(FIRE_CHART_FUNNEL, &given, &given_en, arena, &en,
                                              NULL) == FIRE_OK) {
            tell_table(&vi.plane.table, table);
            CHECK(strcmp(vi.title, funnels[i].title_vi) == 0, "case %zu: '%s'", i, vi.title);
            CHECK(strcmp(en.title, funnels[i].title_en) == 0, "case %zu: '%s'", i, en.title);
            CHECK(strcmp(table, funnels[i].table) == 0, "case %zu: '%s'", i, table);
            if (funnels[i].says != NULL)
                CHECK(strstr(vi.footer, funnels[i].says) != NULL, "case %zu: '%s'", i,
                      vi.footer);
            if (funnels[i].says_not != NULL)
                CHECK(strstr(vi.footer, funnels[i].says_not) == NULL, "case %zu: '%s'", i,
                      vi.footer);
            CHECK((strstr(vi.footer, "theo đăng ký") != NULL) == funnels[i].is_registered,
                  "case %zu: '%s'", i, vi.footer);
            chart_check_sizes(&vi, "funnel", (int)i);
        }
        fire_arena_free(arena);
    }
}

/* Of areas that differ by chance alone about one in 500 lies outside the outer limits, and who is
 * outside is what the limits say. */
static void test_funnel_of_chance(void)
{
    unsigned long long seed = 99;
    struct fire_arena *arena = fire_arena_create();
    static struct area_case area[MOST_AREAS];
    static char name[MOST_AREAS][16];
    struct fire_chart chart;
    int32_t n_out = 0;
    for (int32_t i = 0; i < MOST_AREAS; i++) {
        snprintf(name[i], sizeof name[i], "Xã %d", (int)i);
        area[i] = (struct area_case){ name[i], 0, 500 + check_random(&seed) % 60000 };
        for (int k = 0; k < 4000; k++) /* binomial: 4000 draws, about Poisson */
            area[i].count += check_random(&seed) % 4000000 < area[i].people;
    }
    const struct fire_summary *summary = funnel_of(area, MOST_AREAS, false, arena);
    const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
    CHECK_OR_RETURN(
        fire_chart_make(FIRE_CHART_FUNNEL, &given, &given_vi, arena, &chart, NULL) == FIRE_OK,
        "not made");
    for (int32_t i = 0; i < chart.plane.n_dots; i++)
        n_out += chart.plane.dot[i].role != FIRE_DOT_PLAIN;
    CHECK(chart.plane.n_dots == MOST_AREAS && n_out < 8, "%d of %d outside", (int)n_out,
          (int)chart.plane.n_dots);
    chart_check_sizes(&chart, "700 areas", 0);
    fire_arena_free(arena);
}

/* ---- single incidents -------------------------------------------------------------------- */

static const struct severity_case {
    int64_t value[24]; /* rising; up to the first GIVEN_NULL; in millions of đồng */
    int64_t unknown;   /* incidents of no known damage */
    int64_t grouped;   /* incidents of rows for several */
    const char *title;
    const char *subtitle; /* in it */
    const char *table;
    const char *says; /* in the footer */
} severities[] = {
    { { 0,  0,  1,  2,  3,  4,  5,  6,  7,   8,    9,         10,
        11, 12, 13, 14, 15, 16, 20, 30, 400, 2400, GIVEN_NULL },
      3,
      0,
      "2 vụ lớn nhất chiếm 93,8% thiệt hại tài sản của 22 vụ",
      "tổng 3,0 tỷ đồng; không tính vụ lớn nhất còn 586,0 triệu đồng",
      "1|01/02/2023|Kho, Huyện A|2,4|80,4%;2|01/01/2023–31/01/2023||0,4|13,4%",
      "Còn 3 vụ chưa ước tính được thiệt hại. 2 vụ không có thiệt hại (bằng 0)." },
    { { 1, 2, 3, GIVEN_NULL },
      0,
      0,
      "Thiệt hại tài sản của từng vụ",
      "tổng 6,0 triệu đồng; không tính vụ lớn nhất còn 3,0 triệu đồng",
      "1|01/02/2023|Kho, Huyện A|3,0|50,0%;2|01/01/2023–31/01/2023||2,0|33,3%",
      NULL },
    { { 1, 2, 3, GIVEN_NULL },
      0,
      9,
      "Thiệt hại tài sản của từng vụ",
      "từng vụ; từ 01/01/2023",
      "1|01/02/2023|Kho, Huyện A|3,0;2|01/01/2023–31/01/2023||2,0",
      "Không vẽ 9 vụ chỉ có số liệu gộp." },
    { { 5, GIVEN_NULL },
      0,
      0,
      "Thiệt hại tài sản của từng vụ",
      "không tính vụ lớn nhất còn 0 đồng",
      "1|01/02/2023|Kho, Huyện A|5,0|100,0%",
      NULL },
};

static struct fire_summary *severity_of(const struct severity_case *of,
                                        struct fire_arena *arena)
{
    static const struct fire_field facility = { .name = "facility",
                                                .type = FIRE_TYPE_CATEGORY };
    static const struct fire_field district = { .name = "district", .type = FIRE_TYPE_AREA };
    const struct given_row row = { .key = { NULL }, .value = { 1 } };
    const int64_t million = GIVEN_BILLION / 1000;
    int64_t n = 0;
    int64_t sum = 0;
    while (n < 24 && of->value[n] != GIVEN_NULL)
        n++;
    struct fire_summary *summary = given_create("", "damage,median(damage),mean(damage)", &row,
                                                1, arena);
    int64_t *value = FIRE_TAKE(arena, n, int64_t);
    struct fire_sample *sample = FIRE_TAKE(arena, 3, struct fire_sample);
    struct fire_largest *largest = FIRE_TAKE(arena, 1, struct fire_largest);
    struct fire_incident *incident = FIRE_TAKE(arena, 2, struct fire_incident);
    struct fire_key *cell = FIRE_TAKE(arena, 4, struct fire_key);
    const struct fire_field **field = FIRE_TAKE(arena, 2, const struct fire_field *);
    struct fire_value *total = FIRE_TAKE(arena, 3, struct fire_value);
    int64_t *unknown = FIRE_TAKE(arena, 3, int64_t);
    for (int64_t i = 0; i < n; i++) {
        value[i] = of->value[i] * million;
        sum += value[i];
    }
    sample[1] = (struct fire_sample){ value, n };
    field[0] = &district;
    field[1] = &facility;
    cell[0].text = cell[0].label_vi = cell[0].label_en = fire_text_of("Huyện A");
    cell[1].text = cell[1].label_vi = cell[1].label_en = fire_text_of("Kho");
    cell[2].is_null = cell[3].is_null = true;
    for (int32_t i = 0; i < 2 && i < n; i++)
        incident[i] = (struct fire_incident){ value[n - 1 - i],
                                              { given_day(i == 0 ? "2023-02-01" : "2023-01-01"),
                                                given_day(i == 0 ? "2023-02-01"
                                                                 : "2023-01-31") },
                                              -1,
                                              cell + 2 * i };
    *largest = (struct fire_largest){ &facility, 2, field, n < 2 ? (int32_t)n : 2, incident };
    total[0].number = sum;
    total[1].number = (value[(n - 1) / 2] + value[n / 2]) / 2;
    total[2].number = sum / n;
    unknown[0] = of->unknown;
    unknown[1] = unknown[2] = of->unknown + of->grouped;
    summary->total = total;
    summary->total_unknown = unknown;
    summary->sample = sample;
    summary->largest = largest;
    return summary;
}

static void test_severities(void)
{
    for (size_t i = 0; i < CHECK_N(severities); i++) {
        const struct severity_case *of = &severities[i];
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        char table[1000];
        const struct fire_summary *summary = severity_of(of, arena);
        const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
        CHECK_OR_RETURN(fire_chart_make(FIRE_CHART_SEVERITY, &given, &given_vi, arena, &chart,
                                        &err) == FIRE_OK,
                        "case %zu: %s", i, err.message);
        tell_table(&chart.plane.table, table);
        CHECK(strcmp(chart.title, of->title) == 0, "case %zu: '%s'", i, chart.title);
        CHECK(strstr(chart.subtitle, of->subtitle) != NULL, "case %zu: '%s'", i,
              chart.subtitle);
        CHECK(strcmp(table, of->table) == 0, "case %zu: '%s'", i, table);
        if (of->says != NULL)
            CHECK(strstr(chart.footer, of->says) != NULL, "case %zu: '%s'", i, chart.footer);
        const struct fire_chart_curve *curve = &chart.plane.curve[0];
        CHECK(curve->y[curve->n - 1] == 100.0, "case %zu: ends at %g", i,
              curve->y[curve->n - 1]);
        for (int32_t k = 1; k < curve->n; k++)
            CHECK(curve->x[k] >= curve->x[k - 1] && curve->y[k] >= curve->y[k - 1],
                  "case %zu: the curve falls", i);
        chart_check_sizes(&chart, "severity", (int)i);
        fire_arena_free(arena);
    }
}

static void test_refused(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    static const struct severity_case zeros = { { 0, 0, GIVEN_NULL } };
    const struct given_row row = { { "Huyện A" }, { 1, 1 } };
    const struct fire_summary *summary = severity_of(&zeros, arena);
    const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
    CHECK(fire_chart_make(FIRE_CHART_SEVERITY, &given, &given_vi, arena, &chart, NULL) ==
              FIRE_ENODATA,
          "nothing but zeros");
    summary = given_create("district", "incidents,damage", &row, 1, arena);
    CHECK(fire_chart_make(FIRE_CHART_SEVERITY, &given, &given_vi, arena, &chart, NULL) ==
              FIRE_ESCHEMA,
          "groups");
    CHECK(fire_chart_make(FIRE_CHART_FUNNEL, &given, &given_vi, arena, &chart, NULL) ==
              FIRE_ESCHEMA,
          "no rate");
    fire_arena_free(arena);
}

/* ---- pages ------------------------------------------------------------------------------- */

/* From the small to the very large. */
static double random_size(unsigned long long *seed, bool is_log)
{
    const double value = pow(10.0, (int)(check_random(seed) % 22) - 9) *
                         (1 + check_random(seed) % 99);
    return is_log || check_random(seed) % 9 > 0 ? value : 0.0;
}

static struct fire_chart_scale scale_around(const double value[], int32_t n, bool is_log)
{
    struct fire_chart_scale scale = { .title = "Thiệt hại (tỷ đồng)", .is_log = is_log };
    scale.low = scale.high = value[0];
    for (int32_t i = 0; i < n; i++) {
        scale.low = fmin(scale.low, value[i]);
        scale.high = fmax(scale.high, value[i]);
    }
    return scale;
}

static void random_page(unsigned long long *seed, int round, struct fire_arena *arena)
{
    const int32_t n = 1 + (int32_t)(check_random(seed) % (round % 10 == 0 ? 700 : 40));
    const bool is_log = check_random(seed) % 2 == 0;
    const int32_t n_columns = (int32_t)(check_random(seed) % (FIRE_CHART_TABLE_COLUMNS + 1));
    const int32_t n_rows = (int32_t)(check_random(seed) % (FIRE_CHART_TABLE_ROWS + 1));
    struct fire_chart_dot *dot = FIRE_TAKE(arena, n, struct fire_chart_dot);
    double *x = FIRE_TAKE(arena, n + 1, double);
    double *y = FIRE_TAKE(arena, n + 1, double);
    const char **cell = FIRE_TAKE(arena, n_rows * n_columns + n_columns + 1, const char *);
    static const bool is_number[FIRE_CHART_TABLE_COLUMNS] = { false, true, false,
                                                              true,  true, false };
    char text[CHART_RANDOM_BYTES];
    for (int32_t i = 0; i < n; i++) {
        x[i] = (i > 0 ? x[i - 1] : 0.0) + random_size(seed, true);
        y[i] = random_size(seed, false);
        dot[i] = (struct fire_chart_dot){
            x[i], y[i], (fire_chart_dot_role)(check_random(seed) % FIRE_N_DOTS),
            check_random(seed) % 3 == 0
                ? fire_arena_printf(arena, "%s", chart_random_text(seed, text))
                : "Huyện A",
            "x"
        };
    }
    for (int32_t i = 0; i < n_rows * n_columns + n_columns; i++)
        cell[i] = check_random(seed) % 4 == 0
                      ? fire_arena_printf(arena, "%s", chart_random_text(seed, text))
                      : "1.234,5";
    x[n] = 2.0 * x[n - 1];
    y[n] = y[n - 1] / 2.0;
    const struct fire_chart_curve curve[2] = { { FIRE_CURVE_MAIN, n + 1, x, y, "95%" },
                                               { FIRE_CURVE_OUTER, n + 1, x, y,
                                                 chart_random_text(seed, text) } };
    const struct fire_chart_mark mark[2] = { { x[0], "Trung vị: 15 triệu đồng" },
                                             { x[n / 2], "Bình quân: 150 triệu đồng" } };
    const struct fire_chart chart = {
        .form = FIRE_FORM_PLANE,
        .title = "Một tiêu đề",
        .subtitle = "Lâm Đồng",
        .footer = "Nguồn: sổ.",
        .description = "",
        .plane = { .x = scale_around(x, n + 1, is_log),
                   .y = scale_around(y, n, false),
                   .n_dots = n,
                   .n_curves = (int32_t)(check_random(seed) % 3),
                   .n_marks = (int32_t)(check_random(seed) % 3),
                   .dot = dot,
                   .curve = curve,
                   .mark = mark,
                   .table = { "Các vụ lớn", n_columns, n_rows, cell, is_number,
                              cell + n_columns } },
    };
    chart_check_sizes(&chart, "plane", round);
}

static void test_random_pages(void)
{
    unsigned long long seed = 12;
    for (int round = 0; round < check_rounds(300); round++) {
        struct fire_arena *arena = fire_arena_create();
        random_page(&seed, round, arena);
        fire_arena_free(arena);
    }
}

static void test_values_off_the_axes(void)
{
    static const double values[] = { NAN, INFINITY, -INFINITY, 0.0, -1.0 };
    for (size_t i = 0; i < CHECK_N(values); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture;
        const struct fire_chart_dot dot = { values[i], 1.0, FIRE_DOT_PLAIN, "", "" };
        const struct fire_chart chart = {
            .form = FIRE_FORM_PLANE,
            .title = "",
            .subtitle = "",
            .footer = "",
            .description = "",
            .plane = { .x = { "x", true, false, 1.0, 10.0 },
                       .y = { "y", false, false, 0.0, 10.0 },
                       .n_dots = 1,
                       .dot = &dot,
                       .table = { .title = "" } },
        };
        const struct fire_chart_look look = { FIRE_SIZE_FULL, FIRE_PALETTE_HOUSE };
        CHECK(fire_layout_make(&chart, look, chart_simple_meter, arena, &picture, NULL) ==
                  FIRE_EVALUE,
              "%g has a place", values[i]);
        fire_arena_free(arena);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_funnels),      CHECK_TEST(test_funnel_of_chance),
        CHECK_TEST(test_severities),   CHECK_TEST(test_refused),
        CHECK_TEST(test_random_pages), CHECK_TEST(test_values_off_the_axes),
    };
    return CHECK_MAIN(tests);
}
