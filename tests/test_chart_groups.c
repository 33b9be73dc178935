/* test_chart_groups.c - what charts of groups say: bars, dumbbells, slopes, pareto and the
 * scoreboard. Who is shown, what is added up, which findings are made and which refused. */
#include "calendar/shipped.h"
#include "check.h"
#include "compared_sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct fire_chart_options vietnamese = { .language = FIRE_VIETNAMESE };
static const struct fire_chart_options english = { .language = FIRE_ENGLISH };

static struct compared_sample sample;

/* Make a chart that must come out. false: told */
static bool made(fire_chart_kind kind, const struct fire_chart_options *options,
                 struct fire_arena *arena, struct fire_chart *out)
{
    struct fire_error err = { 0 };
    const fire_status status = fire_chart_make(kind, &sample.given, options, arena, out, &err);
    CHECK(status == FIRE_OK, "%s: %d '%s'", fire_chart_kind_name(kind), (int)status,
          err.message);
    return status == FIRE_OK;
}

static void check_text(const char *got, const char *wanted, const char *what)
{
    CHECK(strcmp(got, wanted) == 0, "%s:\n  '%s'\nnot\n  '%s'", what, got, wanted);
}

/* ---- bars --------------------------------------------------------------------------------- */

#define GROUPS 6

static const struct {
    int64_t current[GROUPS]; /* of A, B ...; all bases are 5 */
    uint32_t unlike;
    const char *vi;
    const char *en;
} tops[] = {
    { { 38, 30, 20, 9, 2, 1 },
      0,
      "Số vụ năm 2024 cao nhất ở A: 38/100 vụ (38,0%)",
      "Incidents, 2024: highest in A, 38/100 (38.0%)" },
    { { 1, 9, 9, 1, 0, 0 },
      0,
      "Số vụ năm 2024 cao nhất ở B và C: mỗi nơi 9 vụ",
      "Incidents, 2024: highest in B and C, 9 each" },
    { { 9, 9, 9, 9, 0, 0 }, /* four share the first place: no finding */
      0,
      "Số vụ theo huyện, năm 2024",
      "Incidents by district, 2024" },
    { { 0, 0, 0, 0, 0, 0 }, 0, "Số vụ theo huyện, năm 2024", "Incidents by district, 2024" },
    { { 38, 30, 20, 9, 2, 1 }, /* the change is refused, who has most is not */
      FIRE_UNLIKE_DAYS,
      "Số vụ năm 2024 cao nhất ở A: 38/100 vụ (38,0%)",
      "Incidents, 2024: highest in A, 38/100 (38.0%)" },
    { { 38, 30, 20, 9, 2, 1 }, /* with so much unknown nobody knows who has most */
      FIRE_UNLIKE_UNKNOWN,
      "Số vụ theo huyện, năm 2024",
      "Incidents by district, 2024" },
};

static void test_who_has_most(void)
{
    static const char *const names[GROUPS] = { "A", "B", "C", "D", "E", "F" };
    const int64_t base = 5;
    for (size_t i = 0; i < CHECK_N(tops); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        sample_begin(&sample, 1);
        for (int g = 0; g < GROUPS; g++)
            sample_add(&sample, names[g], &tops[i].current[g], &base);
        sample_end(&sample, tops[i].unlike);
        if (made(FIRE_CHART_AREA_BAR, &vietnamese, arena, &chart))
            check_text(chart.title, tops[i].vi, "title");
        if (made(FIRE_CHART_AREA_BAR, &english, arena, &chart))
            check_text(chart.title, tops[i].en, "title");
        fire_arena_free(arena);
    }
}

/* Districts 1 .. n with n, n - 1 ... now and a base of 2 each. */
static void fill_districts(int32_t n, bool has_unsaid)
{
    char name[48];
    const int64_t base = 2;
    sample_begin(&sample, 1);
    for (int64_t g = 0; g < n; g++) {
        const int64_t current = n - g;
        snprintf(name, sizeof name, "Huyện %d", (int)g + 1);
        sample_add(&sample, name, &current, &base);
    }
    const int64_t unsaid = 4;
    if (has_unsaid) sample_add(&sample, NULL, &unsaid, &base);
    sample_end(&sample, 0);
}

static void test_bars_and_the_rest(void)
{
    static const struct {
        int32_t n_groups;
        int32_t n_rows;
        const char *last; /* label of the last row before the one without a name */
        double value;
    } cases[] = {
        { 1, 1, "Huyện 1", 1 },        { 15, 15, "Huyện 15", 1 },
        { 16, 16, "Huyện 16", 1 }, /* a rest of one is no rest */
        { 17, 16, "2 huyện khác", 3 }, { 20, 16, "5 huyện khác", 15 }, /* 5 + 4 + 3 + 2 + 1 */
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        for (int unsaid = 0; unsaid < 2; unsaid++) {
            struct fire_arena *arena = fire_arena_create();
            struct fire_chart chart;
            fill_districts(cases[i].n_groups, unsaid == 1);
            if (!made(FIRE_CHART_AREA_BAR, &vietnamese, arena, &chart)) return;
            CHECK(chart.rows.n_rows == cases[i].n_rows + unsaid, "%d groups: %d rows",
                  (int)cases[i].n_groups, (int)chart.rows.n_rows);
            const int32_t last = cases[i].n_rows - 1;
            const struct fire_chart_row_mark *mark = chart.rows.panel[0].mark;
            check_text(chart.rows.row[last].label, cases[i].last, "last row");
            CHECK(mark[last].is_known && mark[last].value == cases[i].value, "rest of %g",
                  mark[last].value);
            if (unsaid == 1)
                CHECK(chart.rows.row[last + 1].kind == FIRE_CHART_ROW_APART &&
                          (mark[last + 1].value == 4 || cases[i].n_groups < 4),
                      "the one without a name stands apart");
            fire_arena_free(arena);
        }
}

/* A rest larger than all bars would leave them no scale: it becomes words. */
static void test_the_rest_keeps_off_the_scale(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_districts(60, false);
    if (made(FIRE_CHART_AREA_BAR, &vietnamese, arena, &chart)) {
        const struct fire_chart_row_mark *mark = chart.rows.panel[0].mark;
        CHECK(!mark[15].is_known && !mark[15].has_base, "the rest is not drawn");
        check_text(mark[15].label, "1.035 (ngoài thang)", "label"); /* 1 + ... + 45 */
    }
    fire_arena_free(arena);
}

static void test_a_rest_too_large(void)
{
    const int64_t current = INT64_MAX / 2;
    const int64_t base = 1;
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    struct fire_error err = { 0 };
    sample_begin(&sample, 1);
    for (int g = 0; g < 20; g++)
        sample_add(&sample, "Huyện", &current, &base);
    sample_end(&sample, 0);
    CHECK(fire_chart_make(FIRE_CHART_AREA_BAR, &sample.given, &vietnamese, arena, &chart,
                          &err) == FIRE_ERANGE,
          "'%s'", err.message);
    fire_arena_free(arena);
}

/* ---- dumbbells ------------------------------------------------------------------------------ */

static void fill_changes(uint32_t unlike)
{
    static const struct {
        const char *name;
        int64_t current;
        int64_t base;
    } groups[] = {
        { "Bằng", 7, 7 }, { "Giảm", 15, 25 },   { "Tăng nhiều", 30, 20 },
        { "Tăng", 9, 8 }, { "Từ không", 2, 0 }, { "Không rõ kỳ trước", 3, SAMPLE_GAP },
    };
    sample_begin(&sample, 1);
    for (size_t g = 0; g < CHECK_N(groups); g++)
        sample_add(&sample, groups[g].name, &groups[g].current, &groups[g].base);
    sample_end(&sample, unlike);
}

static void test_dumbbell(void)
{
    static const struct {
        const char *label;
        const char *sides;
        const char *change;
    } rows[] = {
        { "Tổng", "60 → 66", "+6 (+10,0%)" },
        { "Tăng nhiều", "20 → 30", "+10 (+50,0%)" },
        { "Từ không", "0 → 2", "+2" }, /* from nothing there is no percent */
        { "Tăng", "8 → 9", "+1" },     /* nor from a base below 20          */
        { "Bằng", "7 → 7", "0" },
        { "Giảm", "25 → 15", "−10 (−40,0%)" },
        { "Không rõ kỳ trước", "– → 3", "" },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_changes(0);
    if (!made(FIRE_CHART_DUMBBELL, &vietnamese, arena, &chart)) return;
    CHECK(chart.rows.n_rows == (int32_t)CHECK_N(rows), "%d rows", (int)chart.rows.n_rows);
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        check_text(chart.rows.row[i].label, rows[i].label, "label");
        check_text(chart.rows.column[0].text[i], rows[i].sides, "sides");
        check_text(chart.rows.column[1].text[i], rows[i].change, "change");
    }
    check_text(chart.rows.column[0].title, "2023 → 2024", "column");
    CHECK(!chart.rows.panel[0].mark[0].is_known, "the total has no mark");
    CHECK(!chart.rows.panel[0].mark[6].has_base, "nor what is not known");
    fire_arena_free(arena);
}

static void test_findings_and_refusals(void)
{
    static const struct {
        fire_chart_kind kind;
        uint32_t unlike;
        const char *vi;
        const char *footer; /* in it */
    } cases[] = {
        { FIRE_CHART_DUMBBELL, 0,
          "Năm 2024 số vụ tăng 06 vụ (+10,0%, 66/60) so với cùng kỳ năm trước; giảm ở 1, tăng ở "
          "3 trong số 5 huyện",
          "Số liệu đến ngày 31/12/2024." },
        { FIRE_CHART_DUMBBELL, FIRE_UNLIKE_TERRITORY,
          "Số vụ theo huyện, năm 2024 so với cùng kỳ năm trước",
          "Không kết luận chung: địa giới thay đổi giữa hai kỳ" },
        { FIRE_CHART_SLOPE, 0,
          "Năm 2024 số vụ tăng 06 vụ (+10,0%, 66/60) so với cùng kỳ năm trước; giảm ở 1, tăng ở "
          "3 trong số 5 huyện",
          "Không vẽ 1 huyện khác." },
        { FIRE_CHART_SLOPE, FIRE_UNLIKE_SCOPE | FIRE_UNLIKE_DAYS,
          "Số vụ theo huyện, năm 2024 so với cùng kỳ năm trước",
          "phạm vi thống kê không thống nhất; hai kỳ không cùng số ngày" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        fill_changes(cases[i].unlike);
        if (made(cases[i].kind, &vietnamese, arena, &chart)) {
            check_text(chart.title, cases[i].vi, "title");
            CHECK(strstr(chart.footer, cases[i].footer) != NULL, "row %zu: '%s'", i,
                  chart.footer);
        }
        fire_arena_free(arena);
    }
}

static void test_given_title_and_chance(void)
{
    const struct fire_chart_options asked = { .language = FIRE_ENGLISH,
                                              .title = "Ours",
                                              .place = "Đà Lạt" };
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_changes(0);
    sample.total_row[0].is_tested = true;
    sample.total_row[0].finding = FIRE_FINDING_UNCLEAR;
    sample.total_row[0].p_value = 0.57;
    if (made(FIRE_CHART_DUMBBELL, &asked, arena, &chart)) {
        check_text(chart.title, "Ours", "title");
        CHECK(strstr(chart.subtitle, "Đà Lạt, from 01/01/2024 to 31/12/2024") == chart.subtitle,
              "'%s'", chart.subtitle);
        CHECK(strstr(chart.footer, "within chance variation (p\u00A0=\u00A00.57)") != NULL,
              "'%s'", chart.footer);
    }
    fire_arena_free(arena);
}

/* Of percents the change is in points, which the head of its column says. */
static void test_points(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    const int64_t current = 1320;
    const int64_t base = 230;
    const struct fire_summary_measure share = {
        "share(incidents)", FIRE_AGG_SHARE, FIRE_TYPE_INTEGER, 2, "Số vụ", "Incidents", "%", "%"
    };
    sample_begin(&sample, 1);
    sample_add(&sample, "A", &current, &base);
    sample_end(&sample, 0);
    sample.about.measure = &share;
    sample.row[0].has_percent = sample.total_row[0].has_percent = false;
    if (made(FIRE_CHART_DUMBBELL, &vietnamese, arena, &chart)) {
        check_text(chart.rows.column[1].title, "Tăng, giảm (điểm phần trăm)", "head");
        check_text(chart.rows.column[1].text[1], "+10,9", "change");
        check_text(chart.title, "Tỷ trọng số vụ theo huyện, năm 2024 so với cùng kỳ năm trước",
                   "a share has no finding");
    }
    fire_arena_free(arena);
}

/* ---- slopes --------------------------------------------------------------------------------- */

static void test_slopes(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_districts(30, true);
    if (!made(FIRE_CHART_SLOPE, &vietnamese, arena, &chart)) return;
    CHECK(chart.slopes.n_slopes == FIRE_CHART_SLOPES_MAX, "%d", (int)chart.slopes.n_slopes);
    check_text(chart.slopes.slope[0].name, "Huyện 1", "the largest");
    check_text(chart.slopes.slope[0].value_text, "30", "now");
    check_text(chart.slopes.slope[0].base_text, "2", "before");
    check_text(chart.slopes.base_label, "2023", "left");
    CHECK(strstr(chart.footer, "Không vẽ 18 huyện khác.") != NULL, "'%s'", chart.footer);
    CHECK(strstr(chart.footer, "Không vẽ nhóm Không rõ: 2024: 4 vụ; 2023: 2 vụ.") != NULL,
          "'%s'", chart.footer);
    fire_arena_free(arena);
}

/* Of a mean of five years figures have a digit more, what is now has not. */
static void test_against_a_mean(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    const int64_t current = 130;
    const int64_t base = 116;
    sample_begin(&sample, 1);
    sample_add(&sample, "A", &current, &base);
    sample_end(&sample, 0);
    sample.row[0].extra_scale = sample.total_row[0].extra_scale = 1;
    sample.plan.against[0].kind = FIRE_AGAINST_MEAN5;
    sample.plan.same[0].n_bases = 5;
    if (made(FIRE_CHART_SLOPE, &vietnamese, arena, &chart)) {
        check_text(chart.slopes.slope[0].value_text, "13", "now");
        check_text(chart.slopes.slope[0].base_text, "11,6", "mean");
        check_text(chart.slopes.base_label, "BQ 5 năm", "left");
        check_text(chart.slopes.slope[0].tip, "A: 2024: 13 vụ; BQ 5 năm: 11,6 vụ", "tip");
        CHECK(chart.slopes.slope[0].value == 13.0, "%g", chart.slopes.slope[0].value);
        CHECK(fabs(chart.slopes.slope[0].base - 11.6) < 1e-12, "%g",
              chart.slopes.slope[0].base);
    }
    fire_arena_free(arena);
}

/* ---- the scoreboard --------------------------------------------------------------------------- */

static void fill_board(uint32_t unlike)
{
    static const struct {
        const char *name;
        int64_t current[3];
        int64_t base[3];
    } groups[] = {
        { "Giảm cả", { 4, 0, 2000000000 }, { 6, 1, 3000000000 } },
        { "Tăng cả", { 6, 1, 3000000000 }, { 4, 0, 2000000000 } },
        { "Lẫn", { 3, 0, 1000000000 }, { 5, 0, 500000000 } },
        { "Giữ cả", { 5, 0, 0 }, { 5, 0, 0 } },
        { "Thiếu", { 5, 0, SAMPLE_GAP }, { 6, 2, 100 } },
    };
    sample_begin(&sample, 3);
    for (size_t g = 0; g < CHECK_N(groups); g++)
        sample_add(&sample, groups[g].name, groups[g].current, groups[g].base);
    sample_end(&sample, unlike);
}

static void test_scoreboard(void)
{
    static const struct {
        const char *label;
        fire_chart_way way[3];
        const char *change; /* of the incidents */
        const char *damage;
        const char *verdict;
    } rows[] = {
        { "Tổng",
          { FIRE_WAY_FELL, FIRE_WAY_FELL, FIRE_WAY_ROSE },
          "−3",
          "6,0/5,5",
          "giảm 2, tăng 1" },
        { "Giảm cả",
          { FIRE_WAY_FELL, FIRE_WAY_FELL, FIRE_WAY_FELL },
          "−2",
          "2,0/3,0",
          "giảm cả 3 tiêu chí" },
        { "Tăng cả",
          { FIRE_WAY_ROSE, FIRE_WAY_ROSE, FIRE_WAY_ROSE },
          "+2",
          "3,0/2,0",
          "tăng cả 3 tiêu chí" },
        { "Lẫn",
          { FIRE_WAY_FELL, FIRE_WAY_HELD, FIRE_WAY_ROSE },
          "−2",
          "1,0/0,5",
          "giảm 1, tăng 1, kiềm chế 1" },
        { "Giữ cả",
          { FIRE_WAY_HELD, FIRE_WAY_HELD, FIRE_WAY_HELD },
          "0",
          "0,0/0,0",
          "kiềm chế 3" },
        { "Thiếu",
          { FIRE_WAY_FELL, FIRE_WAY_FELL, FIRE_WAY_NONE },
          "−1",
          "–/0,0000001",
          "không kết luận ¹" },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_board(0);
    if (!made(FIRE_CHART_SCOREBOARD, &vietnamese, arena, &chart)) return;
    CHECK(chart.board.n_rows == (int32_t)CHECK_N(rows), "%d rows", (int)chart.board.n_rows);
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_chart_board_row *row = &chart.board.row[i];
        check_text(row->label, rows[i].label, "label");
        check_text(row->cell[0].change, rows[i].change, "change");
        check_text(row->cell[2].sides, rows[i].damage, "sides");
        check_text(row->verdict, rows[i].verdict, "verdict");
        for (int m = 0; m < 3; m++)
            CHECK(row->cell[m].way == rows[i].way[m], "row %zu, measure %d: %d", i, m,
                  (int)row->cell[m].way);
    }
    check_text(
        chart.title,
        "Năm 2024 giảm số vụ và số người chết, tăng thiệt hại tài sản so với cùng kỳ năm "
        "trước",
        "title");
    CHECK(strstr(chart.subtitle,
                 "giảm tất cả tiêu chí ở 1, tăng tất cả ở 1 trong số 4 huyện") != NULL,
          "'%s'", chart.subtitle);
    CHECK(strstr(chart.footer, "¹ thiếu số liệu của một kỳ.") != NULL, "'%s'", chart.footer);
    fire_arena_free(arena);
}

/* The unit of a column of money is that of the group in the middle: one large one makes no zeros of
 * the others, nor a small one long numbers. */
static void test_scoreboard_units(void)
{
    static const struct {
        int64_t damage[3];
        const char *title;
        const char *sides[3];
    } cases[] = {
        { { 300000000, 200000000, 9000000000 },
          "Thiệt hại tài sản (triệu đồng)",
          { "300,0/300,0", "200,0/200,0", "9.000,0/9.000,0" } },
        { { 3000000000, 2000000000, 90000000 },
          "Thiệt hại tài sản (tỷ đồng)",
          { "3,0/3,0", "2,0/2,0", "0,09/0,09" } },
        { { 99500000, 6000000000, 7000000000 }, /* rounded it has a digit of its own */
          "Thiệt hại tài sản (tỷ đồng)",
          { "0,1/0,1", "6,0/6,0", "7,0/7,0" } },
        { { 0, 0, 5000000000 },
          "Thiệt hại tài sản (tỷ đồng)",
          { "0,0/0,0", "0,0/0,0", "5,0/5,0" } },
    };
    static const char *const names[3] = { "A", "B", "C" };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        sample_begin(&sample, 3);
        for (int g = 0; g < 3; g++) {
            const int64_t figures[3] = { 5, 1, cases[i].damage[g] };
            sample_add(&sample, names[g], figures, figures);
        }
        sample_end(&sample, 0);
        if (made(FIRE_CHART_SCOREBOARD, &vietnamese, arena, &chart)) {
            check_text(chart.board.column[2], cases[i].title, "column");
            for (int g = 0; g < 3; g++)
                check_text(chart.board.row[1 + g].cell[2].sides, cases[i].sides[g], "sides");
        }
        fire_arena_free(arena);
    }
}

static void test_scoreboard_refused(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_board(FIRE_UNLIKE_DAYS);
    if (made(FIRE_CHART_SCOREBOARD, &vietnamese, arena, &chart)) {
        check_text(chart.board.row[0].verdict, "không kết luận ¹", "total");
        check_text(chart.board.row[5].verdict, "không kết luận ¹\u00A0²", "two reasons");
        check_text(chart.board.row[5].refusal, "¹\u00A0²", "their notes");
        check_text(chart.title,
                   "Số vụ, số người chết và thiệt hại tài sản theo huyện, năm 2024 so với cùng "
                   "kỳ năm trước",
                   "title");
    }
    fill_board(0);
    sample.options.n_criteria = sample.total_options.n_criteria = 0;
    if (made(FIRE_CHART_SCOREBOARD, &english, arena, &chart)) {
        check_text(chart.board.verdict_title, "", "no criteria, no verdicts");
        check_text(chart.board.row[1].verdict, "", "verdict");
    }
    fire_arena_free(arena);
}

static void test_a_long_board(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    fill_districts(700, true);
    if (made(FIRE_CHART_SCOREBOARD, &vietnamese, arena, &chart)) {
        CHECK(chart.board.n_rows == FIRE_CHART_BOARD_ROWS_MAX - 1, "%d rows",
              (int)chart.board.n_rows);
        CHECK(strstr(chart.footer, "Không vẽ 303 huyện khác.") != NULL, "'%s'", chart.footer);
    }
    fire_arena_free(arena);
}

/* ---- what cannot be shown ---------------------------------------------------------------------- */

static void test_refused(void)
{
    static const struct {
        fire_chart_kind kind;
        int32_t n_dims;
        int32_t n_against;
        int32_t n_measures;
        int32_t n_groups; /* below 0: so many without a base */
        fire_status status;
    } cases[] = {
        { FIRE_CHART_AREA_BAR, 2, 1, 1, 3, FIRE_ESCHEMA },
        { FIRE_CHART_AREA_BAR, 0, 1, 1, 3, FIRE_ESCHEMA },
        { FIRE_CHART_DUMBBELL, 1, 2, 1, 3, FIRE_ESCHEMA },
        { FIRE_CHART_SLOPE, 1, 1, 2, 3, FIRE_ESCHEMA },
        { FIRE_CHART_SCOREBOARD, 1, 1, 3, 0, FIRE_ENODATA },
        { FIRE_CHART_SCOREBOARD, 1, 3, 3, 2, FIRE_ESCHEMA },
        /* nothing on one side: a column of dashes is no chart */
        { FIRE_CHART_DUMBBELL, 1, 1, 1, -3, FIRE_ENODATA },
        { FIRE_CHART_SLOPE, 1, 1, 1, -3, FIRE_ENODATA },
        { FIRE_CHART_SCOREBOARD, 1, 1, 3, -3, FIRE_ENODATA },
    };
    const int64_t figures[3] = { 1, 2, 3 };
    const int64_t gaps[3] = { SAMPLE_GAP, SAMPLE_GAP, SAMPLE_GAP };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart = { .title = "untouched" };
        struct fire_error err = { 0 };
        sample_begin(&sample, cases[i].n_measures);
        for (int32_t g = 0; g < abs(cases[i].n_groups); g++)
            sample_add(&sample, "A", figures, cases[i].n_groups < 0 ? gaps : figures);
        sample_end(&sample, 0);
        sample.options.n_dims = cases[i].n_dims;
        sample.plan.n = cases[i].n_against;
        CHECK(fire_chart_make(cases[i].kind, &sample.given, &vietnamese, arena, &chart, &err) ==
                  cases[i].status,
              "row %zu: '%s'", i, err.message);
        CHECK(strcmp(chart.title, "untouched") == 0, "row %zu wrote to out", i);
        fire_arena_free(arena);
    }
}

/* ---- pareto --------------------------------------------------------------------------------- */

#define CAUSES 16

struct causes {
    struct fire_summary summary;
    const struct fire_summary *pointer;
    struct fire_key key[CAUSES];
    struct fire_value value[CAUSES];
    int64_t unknown[CAUSES];
    int64_t total_unknown;
};

static const struct fire_summary_measure incidents = {
    "incidents", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", ""
};
static const struct fire_summary_dim by_cause = {
    .name = "cause", .kind = FIRE_DIM_FIELD, .label_vi = "Nguyên nhân", .label_en = "Cause"
};

/*   name   [n] NULL: null */
static struct fire_chart_given fill_causes(struct causes *out, const char *const name[],
                                           const int64_t value[], int32_t n)
{
    memset(out, 0, sizeof *out);
    for (int32_t i = 0; i < n; i++) {
        struct fire_key *key = &out->key[i];
        key->is_null = name[i] == NULL;
        key->text = key->label_vi = key->label_en = fire_text_of(name[i]);
        out->value[i] = (struct fire_value){ value[i] == SAMPLE_GAP,
                                             value[i] == SAMPLE_GAP ? 0 : value[i] };
    }
    sample_begin(&sample, 1);
    out->summary = sample.about;
    out->summary.dim = &by_cause;
    out->summary.measure = &incidents;
    out->summary.n_rows = n;
    out->summary.key = out->key;
    out->summary.value = out->value;
    out->summary.unknown = out->unknown;
    out->summary.total_unknown = &out->total_unknown;
    out->pointer = &out->summary;
    return (struct fire_chart_given){ .n_summaries = 1, .summary = &out->pointer };
}

static void test_pareto(void)
{
    static const char *const names[] = { "Khác", "Điện", "Đang điều tra", "Lửa", "Đốt", NULL };
    static const int64_t values[] = { 1, 6, 50, 3, 2, 7 };
    static const struct {
        const char *label;
        fire_chart_row_kind kind;
        const char *bar;
        const char *upto;
        double percent;
    } rows[] = {
        { "Điện", FIRE_CHART_ROW_PLAIN, "6 (50,0%)", "50,0%", 50.0 },
        { "Lửa", FIRE_CHART_ROW_PLAIN, "3 (25,0%)", "75,0%", 75.0 },
        { "Đốt", FIRE_CHART_ROW_PLAIN, "2 (16,7%)", "91,7%", 91.7 },
        { "Khác", FIRE_CHART_ROW_PLAIN, "1 (8,3%)", "100,0%", 100.0 },
        { "Đang điều tra", FIRE_CHART_ROW_APART, "50 (ngoài thang)", "", 0 },
        { "Không rõ", FIRE_CHART_ROW_APART, "7 (ngoài thang)", "", 0 },
    };
    struct causes causes;
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    struct fire_error err = { 0 };
    const struct fire_chart_given given = fill_causes(&causes, names, values,
                                                      (int32_t)CHECK_N(names));
    CHECK_OR_RETURN(
        fire_chart_make(FIRE_CHART_PARETO, &given, &vietnamese, arena, &chart, &err) == FIRE_OK,
        "'%s'", err.message);
    CHECK_OR_RETURN(chart.rows.n_rows == (int32_t)CHECK_N(rows) && chart.rows.n_panels == 2,
                    "%d rows", (int)chart.rows.n_rows);
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_chart_row_mark *point = &chart.rows.panel[1].mark[i];
        check_text(chart.rows.row[i].label, rows[i].label, "label");
        CHECK(chart.rows.row[i].kind == rows[i].kind, "row %zu", i);
        check_text(chart.rows.panel[0].mark[i].label, rows[i].bar, "bar");
        check_text(point->label, rows[i].upto, "cumulative");
        CHECK(point->is_known == (rows[i].percent > 0) && point->value == rows[i].percent,
              "row %zu: %g", i, point->value);
    }
    CHECK(strstr(chart.footer, "Tỷ trọng tính trên 12 vụ đã rõ nguyên nhân.") != NULL, "'%s'",
          chart.footer);
    fire_arena_free(arena);
}

static void test_pareto_findings(void)
{
    static const char *const names[] = { "Điện", "Lửa", "Đốt", "Hàn", "Xe", "Sét", "Khác" };
    static const struct {
        int64_t value[7];
        fire_status status;
        const char *title;
        const struct fire_chart_options *options; /* NULL: Vietnamese */
    } cases[] = {
        { { 50, 32, 5, 4, 4, 3, 2 },
          FIRE_OK,
          "2/7 nguyên nhân chiếm 82,0% số vụ, năm 2024; nhiều nhất là điện (50,0%)" },
        { { 50, 32, 5, 4, 4, 3, 2 },
          FIRE_OK,
          "2/7 groups by cause make 82.0% of incidents, 2024; most: điện (50.0%)",
          &english },
        { { 30, 30, 30, 4, 3, 2, 1 },
          FIRE_OK,
          "Số vụ theo nguyên nhân, năm 2024" }, /* shared */
        { { 20, 18, 16, 14, 12, 11, 9 },
          FIRE_OK,
          "Số vụ theo nguyên nhân, năm 2024" }, /* even */
        { { 5, 0, SAMPLE_GAP, 0, 0, 0, 0 },
          FIRE_OK,
          "1/7 nguyên nhân chiếm 100,0% số vụ, năm 2024; nhiều nhất là điện (100,0%)" },
        { { 0, 0, 0, 0, 0, 0, 0 }, FIRE_ENODATA, "" },
        { { 5, -1, 0, 0, 0, 0, 0 }, FIRE_EVALUE, "" },
        { { INT64_MAX, 1, 0, 0, 0, 0, 0 }, FIRE_ERANGE, "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct causes causes;
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        const struct fire_chart_given given = fill_causes(&causes, names, cases[i].value, 7);
        const fire_status status = fire_chart_make(
            FIRE_CHART_PARETO, &given,
            cases[i].options == NULL ? &vietnamese : cases[i].options, arena, &chart, &err);
        CHECK(status == cases[i].status, "row %zu: %d '%s'", i, (int)status, err.message);
        if (status == FIRE_OK) check_text(chart.title, cases[i].title, "title");
        fire_arena_free(arena);
    }
}

static void test_pareto_refused(void)
{
    static const char *const names[] = { "A" };
    static const int64_t values[] = { 3 };
    struct fire_summary_measure mean = incidents;
    mean.agg = FIRE_AGG_MEAN;
    for (int i = 0; i < 3; i++) {
        struct causes causes;
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        const struct fire_chart_given given = fill_causes(&causes, names, values, 1);
        if (i == 0) causes.summary.n_dims = 2;
        if (i == 1) causes.summary.n_measures = 2;
        if (i == 2) causes.summary.measure = &mean;
        CHECK(fire_chart_make(FIRE_CHART_PARETO, &given, &vietnamese, arena, &chart, NULL) ==
                  FIRE_ESCHEMA,
              "case %d", i);
        fire_arena_free(arena);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_who_has_most),
        CHECK_TEST(test_bars_and_the_rest),
        CHECK_TEST(test_the_rest_keeps_off_the_scale),
        CHECK_TEST(test_a_rest_too_large),
        CHECK_TEST(test_dumbbell),
        CHECK_TEST(test_findings_and_refusals),
        CHECK_TEST(test_given_title_and_chance),
        CHECK_TEST(test_points),
        CHECK_TEST(test_slopes),
        CHECK_TEST(test_against_a_mean),
        CHECK_TEST(test_scoreboard),
        CHECK_TEST(test_scoreboard_units),
        CHECK_TEST(test_scoreboard_refused),
        CHECK_TEST(test_a_long_board),
        CHECK_TEST(test_refused),
        CHECK_TEST(test_pareto),
        CHECK_TEST(test_pareto_findings),
        CHECK_TEST(test_pareto_refused),
    };
    return CHECK_MAIN(tests);
}
