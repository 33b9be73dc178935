/* test_chart_model.c - what a chart says: the finding, the labels, the notes, and what it must
 * not say. */
#include "calendar/shipped.h"
#include "check.h"
#include "firestat/chart_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GAP     INT64_MIN             /* no value in that year */
#define BILLION INT64_C(100000000000) /* đồng, at the scale of money */
#define ROWS    24

/* ---- summaries ------------------------------------------------------------------------- */

static const struct fire_summary_measure measures[] = {
    { "incidents", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", "" },
    { "deaths", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số người chết", "Deaths", "người", "" },
    { "damage", FIRE_AGG_SUM, FIRE_TYPE_MONEY, 2, "Thiệt hại tài sản", "Property damage",
      "đồng", "VND" },
    { "forest_ha", FIRE_AGG_SUM, FIRE_TYPE_DECIMAL, 9, "Diện tích rừng cháy", "Forest burnt",
      "ha", "ha" },
    { "mean(deaths)", FIRE_AGG_MEAN, FIRE_TYPE_INTEGER, 6, "Số người chết", "Deaths", "người",
      "" },
    { "share(incidents)", FIRE_AGG_SHARE, FIRE_TYPE_INTEGER, 2, "Số vụ", "Incidents", "%",
      "%" },
};

static const struct fire_summary_dim by_year = { "year", FIRE_DIM_PERIOD, FIRE_UNIT_YEAR, "Năm",
                                                 "Year" };

/* A summary of consecutive years from `first`; all its parts are here. */
struct years {
    struct fire_summary summary;
    struct fire_key key[ROWS];
    struct fire_value value[ROWS * FIRE_CHART_PANELS_MAX];
    int64_t unknown[ROWS * FIRE_CHART_PANELS_MAX];
};

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "'%s'", iso);
    return day;
}

/*   value   [n_years * n_measures] year by year; a year of nothing but gaps has no row */
static void fill_years(struct years *out, int32_t first, int32_t n_years,
                       const struct fire_summary_measure *measure, int32_t n_measures,
                       const int64_t value[], const char *last_day)
{
    memset(out, 0, sizeof *out);
    int64_t n_rows = 0;
    for (int32_t y = 0; y < n_years; y++) {
        bool has_row = false;
        for (int32_t m = 0; m < n_measures; m++) {
            const int64_t number = value[y * n_measures + m];
            has_row = has_row || number != GAP;
            out->value[n_rows * n_measures + m] = (struct fire_value){ number == GAP,
                                                                       number == GAP ? 0
                                                                                     : number };
        }
        if (has_row) out->key[n_rows++].number = first + y;
    }
    out->summary = (struct fire_summary){
        .n_dims = 1,
        .n_measures = n_measures,
        .n_rows = n_rows,
        .dim = &by_year,
        .measure = measure,
        .key = out->key,
        .value = out->value,
        .unknown = out->unknown,
        .calendar = &shipped_calendars[0],
        .currency = "VND",
        .has_data = n_rows > 0,
        .window = { day_of("2000-01-01"), day_of(last_day) },
        .data = { day_of("2000-01-01"), day_of(last_day) },
        .n_scopes = 1,
    };
}

static const struct fire_chart_options vietnamese = { .language = FIRE_VIETNAMESE };
static const struct fire_chart_options english = { .language = FIRE_ENGLISH };

static fire_status trend_of(const struct fire_summary *summary,
                            const struct fire_chart_options *options, struct fire_arena *arena,
                            struct fire_chart *out, struct fire_error *err)
{
    const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
    return fire_chart_make(FIRE_CHART_TREND, &given, options, arena, out, err);
}

/* ---- findings -------------------------------------------------------------------------- */

static const struct {
    int64_t base[3];
    int64_t current[3];
    const char *vi;
    const char *en;
} findings[] = {
    { { 143, 5, 403 },
      { 128, 4, 286 },
      "Năm 2024 giảm cả 3 tiêu chí so với năm 2023",
      "In 2024 all 3 criteria fell compared with 2023" },
    { { 1, 1, 1 },
      { 2, 2, 2 },
      "Năm 2024 tăng cả 3 tiêu chí so với năm 2023",
      "In 2024 all 3 criteria rose compared with 2023" },
    { { 2, 0, 7 },
      { 2, 0, 7 },
      "Năm 2024 kiềm chế cả 3 tiêu chí, không tăng, không giảm so với năm 2023",
      "In 2024 all 3 criteria did not change compared with 2023" },
    { { 143, 4, 403 },
      { 128, 5, 286 },
      "Năm 2024 giảm số vụ và thiệt hại tài sản, tăng số người chết so với năm 2023",
      "In 2024 incidents and property damage fell, deaths rose compared with 2023" },
    { { 10, 4, 403 },
      { 10, 5, 400 },
      "Năm 2024 giảm thiệt hại tài sản, tăng số người chết, kiềm chế số vụ so với năm 2023",
      "In 2024 property damage fell, deaths rose, incidents did not change compared with 2023" },
    { { 10, 4, GAP },
      { 9, 3, 400 },
      "Số vụ, số người chết và thiệt hại tài sản, 2023–2024",
      "Incidents, deaths and property damage, 2023–2024" },
    { { GAP, GAP, GAP },
      { 9, 3, 400 },
      "Số vụ, số người chết và thiệt hại tài sản, năm 2024",
      "Incidents, deaths and property damage, 2024" },
};

static void test_finding(void)
{
    for (size_t i = 0; i < CHECK_N(findings); i++) {
        int64_t value[6];
        memcpy(value, findings[i].base, sizeof findings[i].base);
        memcpy(value + 3, findings[i].current, sizeof findings[i].current);
        struct years years;
        fill_years(&years, 2023, 2, measures, 3, value, "2024-12-03");
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart vi;
        struct fire_chart en;
        CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &vi, NULL) == FIRE_OK,
                        "row %zu", i);
        CHECK_OR_RETURN(trend_of(&years.summary, &english, arena, &en, NULL) == FIRE_OK,
                        "row %zu", i);
        CHECK(strcmp(vi.title, findings[i].vi) == 0, "row %zu: '%s'", i, vi.title);
        CHECK(strcmp(en.title, findings[i].en) == 0, "row %zu: '%s'", i, en.title);
        fire_arena_free(arena);
    }
}

static void test_finding_by_number_of_measures(void)
{
    static const char *const wanted[] = {
        "Năm 2024 giảm số vụ so với năm 2023",
        "Năm 2024 giảm cả 2 tiêu chí so với năm 2023",
        "Năm 2024 giảm cả 3 tiêu chí so với năm 2023",
        "Năm 2024 giảm cả 4 tiêu chí so với năm 2023",
    };
    for (int32_t n = 1; n <= FIRE_CHART_PANELS_MAX; n++) {
        const int64_t value[8] = { 9, 9, 9, 9, 8, 8, 8, 8 };
        struct years years;
        fill_years(&years, 2023, 2, measures, n, value + 4 - n, "2024-12-31");
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                        "%d measures", (int)n);
        CHECK(strcmp(chart.title, wanted[n - 1]) == 0, "%d: '%s'", (int)n, chart.title);
        CHECK(chart.panels.n_panels == n, "%d panels", (int)chart.panels.n_panels);
        fire_arena_free(arena);
    }
}

/* ---- labels of the last value ---------------------------------------------------------- */

static const struct {
    int32_t measure; /* of `measures` */
    int64_t base;
    int64_t current;
    const char *title;
    const char *value;
    const char *remark;
} ends[] = {
    { 0, 143, 128, "Số vụ (vụ)", "128", "(−10,5%)" },
    { 0, 1861, 2222, "Số vụ (vụ)", "2.222", "(+19,4%)" },
    { 0, 20, 19, "Số vụ (vụ)", "19", "(−5,0%)" },
    { 0, 19, 20, "Số vụ (vụ)", "20", "(+1)" }, /* a small base: no percent */
    { 1, 5, 4, "Số người chết (người)", "4", "(−1)" },
    { 1, 4, 4, "Số người chết (người)", "4", "(không đổi)" },
    { 1, 0, 5, "Số người chết (người)", "5", "(năm trước: 0)" },
    { 1, 0, 0, "Số người chết (người)", "0", "(không đổi)" },
    { 1, -1, 5, "Số người chết (người)", "5", "(không so sánh được)" },
    { 1, 30, -2, "Số người chết (người)", "−2", "(không so sánh được)" },
    { 1, GAP, 5, "Số người chết (người)", "5", "" },
    { 1, 5, GAP, "Số người chết (người)", "", "chưa có số liệu" },
    { 0, 12000000, 13000000, "Số vụ (triệu vụ)", "13,0", "(+8,3%)" },
    { 0, INT64_C(9000000000000000000), 5, "Số vụ (tỷ vụ)", "0,000000005", "(−100,0%)" },
    { 2, BILLION * 403 / 10, BILLION * 286 / 10, "Thiệt hại tài sản (tỷ đồng)", "28,6",
      "(−29,0%)" },
    { 2, BILLION, BILLION / 1000, "Thiệt hại tài sản (tỷ đồng)", "0,001", "(−99,9%)" },
    { 2, BILLION / 1000 * 12, BILLION / 1000 * 9, "Thiệt hại tài sản (triệu đồng)", "9,0",
      "(−25,0%)" },
    { 2, 0, BILLION, "Thiệt hại tài sản (tỷ đồng)", "1,0", "(năm trước: 0)" },
    { 3, INT64_C(2500000000), INT64_C(38190000000), "Diện tích rừng cháy (ha)", "38,2",
      "(+1.427,6%)" },
    { 4, 30000, 36000, "Số người chết bình quân (người)", "0,04", "(+20,0%)" },
    { 5, 1000, 1250, "Tỷ trọng số vụ (%)", "12,5", "(+2,5 điểm phần trăm)" },
};

static void test_end(void)
{
    for (size_t i = 0; i < CHECK_N(ends); i++) {
        const int64_t value[] = { 1, ends[i].base, ends[i].current };
        struct years years;
        fill_years(&years, 2022, 3, &measures[ends[i].measure], 1, value, "2024-12-31");
        if (ends[i].current == GAP) { /* the year reported, only this is not known */
            years.value[2] = (struct fire_value){ .is_null = true };
            years.key[2].number = 2024;
            years.summary.n_rows = 3;
        }
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, &err) == FIRE_OK,
                        "row %zu: %s", i, err.message);
        const struct fire_chart_end *end = &chart.panels.panel[0].series[0].end;
        CHECK(strcmp(chart.panels.panel[0].title, ends[i].title) == 0, "row %zu: '%s'", i,
              chart.panels.panel[0].title);
        CHECK(strcmp(end->value, ends[i].value) == 0, "row %zu: '%s'", i, end->value);
        CHECK(strcmp(end->remark, ends[i].remark) == 0, "row %zu: '%s'", i, end->remark);
        fire_arena_free(arena);
    }
}

static void test_unit_is_one_a_panel(void)
{
    const int64_t value[] = { BILLION * 3, BILLION / 4, BILLION * 50 };
    struct years years;
    fill_years(&years, 2022, 3, &measures[2], 1, value, "2024-12-31");
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &english, arena, &chart, NULL) == FIRE_OK, "made");
    const struct fire_chart_point *point = chart.panels.panel[0].series[0].point;
    CHECK(fabs(point[0].value - 3.0) < 1e-12, "%g", point[0].value);
    CHECK(fabs(point[1].value - 0.25) < 1e-12, "%g", point[1].value);
    CHECK(strcmp(point[1].text, "2023: 0.3 billion dong") == 0, "'%s'", point[1].text);
    CHECK(!chart.panels.panel[0].is_whole, "billions are not whole");
    fire_arena_free(arena);
}

/* ---- part years ------------------------------------------------------------------------ */

/* Does the subtitle say that, and then the days of the window and nothing more? */
static bool says(const char *subtitle, const char *text)
{
    const size_t size = strlen(text);
    return strncmp(subtitle, text, size) == 0 &&
           strncmp(subtitle + size, "; từ ", strlen("; từ ")) == 0 &&
           strchr(subtitle + size + 2, ';') == NULL;
}

static const struct {
    const char *last_day; /* of the data */
    const char *window_first;
    const char *window_last;
    bool first_is_part;
    bool last_is_part;
    const char *remark;
    const char *title;
    const char *subtitle;
} parts[] = {
    { "2024-12-01", NULL, NULL, false, false, "(−10,5%)", "Năm 2024 giảm số vụ so với năm 2023",
      "2023–2024" },
    { "2024-11-30", NULL, NULL, false, true, "(11 tháng)",
      "Số vụ, 2023–2024 (năm 2024: đến tháng 11)",
      "2023–2024; điểm rỗng: năm 2024 (11 tháng)" },
    { "2024-09-28", NULL, NULL, false, true, "(9 tháng)",
      "Số vụ, 2023–2024 (năm 2024: đến tháng 9)", "2023–2024; điểm rỗng: năm 2024 (9 tháng)" },
    { "2025-03-05", NULL, NULL, false, false, "(−10,5%)", "Năm 2024 giảm số vụ so với năm 2023",
      "2023–2024" },
    { "2024-12-31", "2023-01-01", "2024-06-30", false, true, "(6 tháng)",
      "Số vụ, 2023–2024 (năm 2024: đến tháng 6)", "2023–2024; điểm rỗng: năm 2024 (6 tháng)" },
    { "2024-12-31", "2023-01-01", "2024-12-14", false, true, "(đến 14/12/2024)",
      "Số vụ, 2023–2024 (năm 2024: đến 14/12/2024)",
      "2023–2024; điểm rỗng: năm 2024 (đến 14/12/2024)" },
    { "2024-04-09", "2023-01-01", "2024-06-14", false, true, "(4 tháng)",
      "Số vụ, 2023–2024 (năm 2024: đến tháng 4)", "2023–2024; điểm rỗng: năm 2024 (4 tháng)" },
    { "2024-12-31", "2023-06-15", "2024-12-31", true, false, "", "Số vụ, 2023–2024",
      "2023–2024; điểm rỗng: năm 2023 (từ 15/06/2023)" },
    { "2024-12-31", "2023-06-15", "2024-03-31", true, true, "(3 tháng)",
      "Số vụ, 2023–2024 (năm 2024: đến tháng 3)",
      "2023–2024; điểm rỗng: năm 2023 (từ 15/06/2023), năm 2024 (3 tháng)" },
};

static void test_part_year(void)
{
    const int64_t value[] = { 143, 128 };
    for (size_t i = 0; i < CHECK_N(parts); i++) {
        struct years years;
        fill_years(&years, 2023, 2, measures, 1, value, parts[i].last_day);
        if (parts[i].window_first != NULL) {
            years.summary.has_window = true;
            years.summary.window = (struct fire_window){ day_of(parts[i].window_first),
                                                         day_of(parts[i].window_last) };
        }
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                        "row %zu", i);
        const struct fire_chart_series *series = &chart.panels.panel[0].series[0];
        CHECK(series->point[0].is_part == parts[i].first_is_part, "row %zu", i);
        CHECK(series->point[1].is_part == parts[i].last_is_part, "row %zu", i);
        CHECK(strcmp(series->end.remark, parts[i].remark) == 0, "row %zu: '%s'", i,
              series->end.remark);
        CHECK(strcmp(chart.title, parts[i].title) == 0, "row %zu: '%s'", i, chart.title);
        CHECK(says(chart.subtitle, parts[i].subtitle), "row %zu: '%s'", i, chart.subtitle);
        const bool tells_chance = strstr(chart.footer, "ngẫu nhiên") != NULL;
        CHECK(tells_chance == (!parts[i].first_is_part && !parts[i].last_is_part),
              "row %zu: %s", i, chart.footer);
        fire_arena_free(arena);
    }
}

static void test_one_year_cut_on_both_sides(void)
{
    const int64_t value[] = { 7 };
    struct years years;
    fill_years(&years, 2024, 1, measures, 1, value, "2024-12-31");
    years.summary.has_window = true;
    years.summary.window = (struct fire_window){ day_of("2024-02-10"), day_of("2024-09-30") };
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                    "made");
    CHECK(strcmp(chart.panels.panel[0].series[0].end.remark,
                 "(từ 10/02/2024 đến 30/09/2024)") == 0,
          "'%s'", chart.panels.panel[0].series[0].end.remark);
    fire_arena_free(arena);
}

/* ---- mean and gaps --------------------------------------------------------------------- */

static void test_mean_of_five_years(void)
{
    static const struct {
        int64_t value[8]; /* 2017..2024 */
        const char *last_day;
        int32_t n_guides;
        int32_t first_slot;
        double mean;
        const char *label;
    } cases[] = {
        { { 1, 1, 131, 97, 76, 110, 143, 128 }, "2024-12-31", 1, 2, 111.4, "BQ 5 năm: 111,4" },
        { { 1, 1, 131, GAP, 76, 110, 143, 128 }, "2024-12-31", 0, 0, 0, "" },
        { { 1, GAP, 131, 97, 76, 110, 143, 128 },
          "2024-12-31",
          1,
          2,
          111.4,
          "BQ 5 năm: 111,4" },
        { { 9, 1, 131, 97, 76, 110, 143, 12 }, "2024-05-31", 1, 1, 83.0, "BQ 5 năm: 83,0" },
        { { GAP, GAP, GAP, 1, 2, 3, 4, 5 }, "2024-12-31", 0, 0, 0, "" },
        { { GAP, GAP, 0, 0, 0, 0, 0, 5 }, "2024-12-31", 1, 0, 0.0, "BQ 5 năm: 0,0" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct years years;
        fill_years(&years, 2017, 8, measures, 1, cases[i].value, cases[i].last_day);
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                        "row %zu", i);
        const struct fire_chart_panel *panel = &chart.panels.panel[0];
        CHECK(panel->n_guides == cases[i].n_guides, "row %zu", i);
        const bool in_subtitle = strstr(chart.subtitle, "nét đứt xám") != NULL;
        CHECK(in_subtitle == (panel->n_guides > 0), "row %zu: '%s'", i, chart.subtitle);
        if (panel->n_guides == 1 && cases[i].n_guides == 1) {
            CHECK(panel->guide->first_slot == cases[i].first_slot, "row %zu: %d", i,
                  (int)panel->guide->first_slot);
            CHECK(fabs(panel->guide->value - cases[i].mean) < 1e-9, "row %zu: %g", i,
                  panel->guide->value);
            CHECK(strcmp(panel->guide->label, cases[i].label) == 0, "row %zu: '%s'", i,
                  panel->guide->label);
        }
        fire_arena_free(arena);
    }
}

static void test_gap_is_no_zero(void)
{
    const int64_t value[] = { 5, 2, GAP, GAP, 0, GAP, 7, 3 }; /* 2022 has no row */
    struct years years;
    fill_years(&years, 2021, 4, measures, 2, value, "2024-12-31");
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                    "made");
    static const bool known[2][4] = { { true, false, true, true },
                                      { true, false, false, true } };
    CHECK_OR_RETURN(chart.panels.n_slots == 4, "%d slots", (int)chart.panels.n_slots);
    for (int32_t m = 0; m < 2; m++)
        for (int32_t slot = 0; slot < 4; slot++)
            CHECK(chart.panels.panel[m].series[0].point[slot].is_known == known[m][slot],
                  "%d %d", (int)m, (int)slot);
    CHECK(strcmp(chart.panels.slot_label[1], "2022") == 0, "'%s'", chart.panels.slot_label[1]);
    CHECK(strstr(chart.footer, "Chỗ đứt của đường") != NULL, "'%s'", chart.footer);
    fire_arena_free(arena);
}

static void test_measure_never_known(void)
{
    const int64_t value[] = { 5, GAP, 6, GAP };
    struct years years;
    fill_years(&years, 2023, 2, measures, 2, value, "2024-12-31");
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                    "made");
    static const char said[] = "Không vẽ số người chết vì chưa có số liệu. Số liệu đến ngày";
    CHECK(chart.panels.n_panels == 1, "%d panels", (int)chart.panels.n_panels);
    CHECK(strncmp(chart.footer, said, sizeof said - 1) == 0, "'%s'", chart.footer);
    CHECK(strcmp(chart.title, "Số vụ và số người chết, 2023–2024") == 0, "'%s'", chart.title);
    fire_arena_free(arena);
}

/* ---- notes ----------------------------------------------------------------------------- */

static void test_footer(void)
{
    const int64_t value[] = { 143, 5, BILLION * 40, 128, 4, BILLION * 28 };
    struct years years;
    fill_years(&years, 2023, 2, measures, 3, value, "2024-12-30");
    years.unknown[0 * 3 + 2] = 5; /* damage, 2023 */
    years.unknown[1 * 3 + 2] = 7;
    years.unknown[1 * 3 + 1] = 1200; /* deaths, 2024 */
    years.summary.n_coarse = 3;
    years.summary.n_scopes = 2;
    struct fire_chart_options options = vietnamese;
    options.source = "so_vu.xlsx, bao_cao.csv. ";
    options.version = "0.1.0";
    options.place = " Tỉnh  Lâm Đồng";
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &options, arena, &chart, NULL) == FIRE_OK, "made");
    /* p: central exact, 128 of 271 at 366/731 (computed apart from this program) */
    static const char *const wanted[] = {
        "Nguồn: so_vu.xlsx, bao_cao.csv. Số liệu đến ngày 30/12/2024.",
        "Còn 1.200 vụ chưa có số liệu về: số người chết.",
        "Còn 12 vụ chưa ước tính được thiệt hại.",
        "nằm trong dao động ngẫu nhiên (p\u00A0=\u00A00,38).",
        "Không vẽ 3 dòng số liệu gộp",
        "Số liệu gộp 2 phạm vi thống kê khác nhau.",
        "Trục tung bắt đầu từ 0. firestat\xC2\xA0\x30.1.0",
    };
    for (size_t i = 0; i < CHECK_N(wanted); i++)
        CHECK(strstr(chart.footer, wanted[i]) != NULL, "'%s' not in '%s'", wanted[i],
              chart.footer);
    CHECK(strcmp(chart.subtitle,
                 "Tỉnh Lâm Đồng, 2023–2024; từ 01/01/2000 đến 30/12/2024 (9.131 "
                 "ngày), lịch dương") == 0,
          "'%s'", chart.subtitle);
    CHECK(strcmp(chart.description,
                 "Biểu đồ đường theo năm, Tỉnh Lâm Đồng, 2023–2024: năm 2024 số vụ 128 vụ "
                 "(−10,5%); số người chết 4 người (−1); thiệt hại tài sản 28,0 tỷ đồng "
                 "(−30,0%).") == 0,
          "'%s'", chart.description);
    fire_arena_free(arena);
}

static void test_footer_says_nothing_of_a_clear_change(void)
{
    static const struct {
        int64_t base;
        int64_t current;
        bool is_chance;
    } cases[] = {
        { 100, 60, false }, { 100, 99, true }, { 5, 5, false }, /* no change to explain */
        { 0, 3, true },     { -2, 40, false }, { 0, 9, false },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const int64_t value[] = { cases[i].base, cases[i].current };
        struct years years;
        fill_years(&years, 2022, 2, measures, 1, value, "2023-12-31");
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        CHECK_OR_RETURN(trend_of(&years.summary, &english, arena, &chart, NULL) == FIRE_OK,
                        "row %zu", i);
        const bool told = strstr(chart.footer, "within chance variation") != NULL;
        CHECK(told == cases[i].is_chance, "row %zu: '%s'", i, chart.footer);
        const bool with_zero = strstr(chart.footer, "Vertical axes include 0.") != NULL;
        CHECK(with_zero == (cases[i].base < 0), "row %zu: '%s'", i, chart.footer);
        fire_arena_free(arena);
    }
}

static void test_options(void)
{
    const int64_t value[] = { 3, 4 };
    struct years years;
    fill_years(&years, 2023, 2, measures, 1, value, "2024-12-31");
    struct fire_chart_options options = vietnamese;
    options.title = "Ti\u0302nh hi\u0300nh\tcháy"; /* decomposed, with a tab */
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &options, arena, &chart, NULL) == FIRE_OK, "made");
    CHECK(strstr(chart.title, "h\u00ECnh") != NULL, "'%s' is not NFC", chart.title);
    CHECK(says(chart.subtitle, "2023–2024"), "'%s'", chart.subtitle);

    options.place = "Đà L\xE1t"; /* windows-1258 */
    struct fire_error err = { 0 };
    CHECK(trend_of(&years.summary, &options, arena, &chart, &err) == FIRE_ESYNTAX, "'%s'",
          err.message);
    fire_arena_free(arena);
}

static void test_outlives_its_summary(void)
{
    char label[] = "Số vụ";
    char unit[] = "vụ";
    struct fire_summary_measure measure = measures[0];
    measure.field_label_vi = label;
    measure.unit_vi = unit;
    const int64_t value[] = { 3, 4 };
    struct years years;
    fill_years(&years, 2023, 2, &measure, 1, value, "2024-12-31");
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                    "made");
    memset(label, '#', sizeof label - 1);
    memset(unit, '#', sizeof unit - 1);
    CHECK(strcmp(chart.panels.panel[0].title, "Số vụ (vụ)") == 0, "'%s'",
          chart.panels.panel[0].title);
    CHECK(strcmp(chart.panels.panel[0].series[0].name, "số vụ") == 0, "'%s'",
          chart.panels.panel[0].series[0].name);
    fire_arena_free(arena);
}

/* ---- refusals and names ---------------------------------------------------------------- */

static void test_refusals(void)
{
    struct fire_arena *arena = fire_arena_create();
    const int64_t value[] = { 3, 4, 3, 4, 3, 4, 3, 4, 3, 4 };
    for (int i = 0; i < 6; i++) {
        static const fire_status wanted[] = {
            FIRE_ESCHEMA, FIRE_ESCHEMA, FIRE_ESCHEMA, FIRE_ENODATA, FIRE_ENODATA, FIRE_ERANGE,
        };
        struct years years;
        fill_years(&years, 2023, 2, measures, 1, value, "2024-12-31");
        struct fire_summary_dim by_month = by_year;
        by_month.unit = FIRE_UNIT_MONTH;
        if (i == 0) years.summary.n_dims = 0;
        if (i == 1) years.summary.dim = &by_month;
        if (i == 2) years.summary.n_measures = FIRE_CHART_PANELS_MAX + 1;
        if (i == 3) years.summary.n_rows = 0;
        if (i == 4) years.value[0].is_null = years.value[1].is_null = true;
        if (i == 5) years.key[0].number = 2024 - FIRE_CHART_SLOTS_MAX;
        struct fire_chart chart = { .panels = { .n_slots = -7 } };
        struct fire_error err = { 0 };
        const fire_status status = trend_of(&years.summary, &vietnamese, arena, &chart, &err);
        CHECK(status == wanted[i], "case %d: %d '%s'", i, (int)status, err.message);
        CHECK(chart.panels.n_slots == -7, "case %d wrote to out", i);
        CHECK(err.message[0] != '\0', "case %d says nothing", i);
    }
    fire_arena_free(arena);
}

static void test_row_without_a_year(void)
{
    const int64_t value[] = { 3, 4, 99 };
    struct years years;
    fill_years(&years, 2023, 3, measures, 1, value, "2024-12-31");
    years.key[2] = (struct fire_key){ .is_null = true }; /* what no year could be given to */
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(trend_of(&years.summary, &vietnamese, arena, &chart, NULL) == FIRE_OK,
                    "made");
    CHECK(chart.panels.n_slots == 2, "%d slots", (int)chart.panels.n_slots);
    fire_arena_free(arena);
}

static void test_names_and_ticks(void)
{
    fire_chart_kind kind = FIRE_N_CHART_KINDS;
    CHECK(fire_chart_kind_of("trend", &kind) && kind == FIRE_CHART_TREND, "trend");
    CHECK(!fire_chart_kind_of("pie", &kind), "pie");
    CHECK(strcmp(fire_chart_kind_name(FIRE_CHART_TREND), "trend") == 0, "name");

    static const struct {
        double value;
        int32_t decimals;
        fire_language language;
        const char *text; /* NULL: refused */
    } cases[] = {
        { 1500, 0, FIRE_VIETNAMESE, "1.500" },
        { 2.5, 1, FIRE_VIETNAMESE, "2,5" },
        { -10, 0, FIRE_ENGLISH, "−10" },
        { 0.1 + 0.2, 1, FIRE_ENGLISH, "0.3" },
        { 1e10, 0, FIRE_ENGLISH, "10,000,000,000" },
        { 1e19, 0, FIRE_ENGLISH, NULL },
        { NAN, 0, FIRE_ENGLISH, NULL },
        { INFINITY, 0, FIRE_ENGLISH, NULL },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char text[FIRE_NUMBER_BYTES] = "";
        const bool ok = fire_chart_tick_text(cases[i].language, cases[i].value,
                                             cases[i].decimals, text);
        CHECK(ok == (cases[i].text != NULL), "row %zu", i);
        if (ok && cases[i].text != NULL)
            CHECK(strcmp(text, cases[i].text) == 0, "row %zu: '%s'", i, text);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_finding),
        CHECK_TEST(test_finding_by_number_of_measures),
        CHECK_TEST(test_end),
        CHECK_TEST(test_unit_is_one_a_panel),
        CHECK_TEST(test_part_year),
        CHECK_TEST(test_one_year_cut_on_both_sides),
        CHECK_TEST(test_mean_of_five_years),
        CHECK_TEST(test_gap_is_no_zero),
        CHECK_TEST(test_measure_never_known),
        CHECK_TEST(test_footer),
        CHECK_TEST(test_footer_says_nothing_of_a_clear_change),
        CHECK_TEST(test_options),
        CHECK_TEST(test_outlives_its_summary),
        CHECK_TEST(test_refusals),
        CHECK_TEST(test_row_without_a_year),
        CHECK_TEST(test_names_and_ticks),
    };
    return CHECK_MAIN(tests);
}
