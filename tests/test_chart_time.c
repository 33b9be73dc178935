/* test_chart_time.c - charts over time: months beside the year before, sums to date, small trends,
 * shares of years, months against chance. What they say, what they must not say, and that their pages
 * hold everything for any data. */
#include "calendar/shipped.h"
#include "chart_pages.h"
#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GAP      INT64_MIN /* no report */
#define UNKNOWN  (-7)      /* incidents, but no value of any */
#define ROWS_MAX 200
#define DIMS_MAX 2

static const struct fire_chart_options vietnamese = { .language = FIRE_VIETNAMESE };
static const struct fire_chart_options english = { .language = FIRE_ENGLISH };

/* ---- summaries ------------------------------------------------------------------------- */

static const struct fire_summary_measure incidents = {
    "incidents", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", ""
};
static const struct fire_summary_measure deaths = {
    "deaths", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số người chết", "Deaths", "người", ""
};
static const struct fire_summary_dim by_month = { "month", FIRE_DIM_PERIOD, FIRE_UNIT_MONTH,
                                                  "Tháng", "Month" };
static const struct fire_summary_dim by_group[] = {
    { "year", FIRE_DIM_PERIOD, FIRE_UNIT_YEAR, "Năm", "Year" },
    { "cause", FIRE_DIM_FIELD, FIRE_UNIT_YEAR, "Nguyên nhân", "Cause" },
};

/* A summary with all that it points to. */
struct sample {
    struct fire_summary summary;
    struct fire_key key[ROWS_MAX * DIMS_MAX];
    struct fire_value value[ROWS_MAX];
    int64_t unknown[ROWS_MAX];
    uint8_t mark[ROWS_MAX];
    int64_t total_unknown[1];
};

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "'%s'", iso);
    return day;
}

static void begin(struct sample *out, const struct fire_summary_dim dim[], int32_t n_dims,
                  const struct fire_summary_measure *measure, const char *from, const char *to)
{
    memset(out, 0, sizeof *out);
    out->summary = (struct fire_summary){
        .n_dims = n_dims,
        .n_measures = 1,
        .dim = dim,
        .measure = measure,
        .key = out->key,
        .value = out->value,
        .unknown = out->unknown,
        .mark = out->mark,
        .total_unknown = out->total_unknown,
        .calendar = &shipped_calendars[0],
        .currency = "VND",
        .has_data = true,
        .has_window = true,
        .window = { day_of(from), day_of(to) },
        .data = { day_of(from), day_of(to) },
        .n_scopes = 1,
    };
}

static struct fire_key *add_row(struct sample *out, int64_t period, int64_t number)
{
    const int64_t row = out->summary.n_rows++;
    struct fire_key *key = &out->key[row * out->summary.n_dims];
    key->number = period;
    out->value[row] = (struct fire_value){ number == GAP || number == UNKNOWN,
                                           number == GAP || number == UNKNOWN ? 0 : number };
    out->mark[row] = number == GAP ? FIRE_MARK_NO_REPORT : 0;
    out->unknown[row] = number == UNKNOWN;
    return key;
}

/* Months in a row from the window's first day on. */
static void add_months(struct sample *out, const int64_t value[], int32_t n)
{
    const int32_t first = fire_calendar_period(out->summary.calendar, FIRE_UNIT_MONTH,
                                               out->summary.window.first_day);
    for (int32_t i = 0; i < n; i++)
        add_row(out, first + i, value[i]);
}

static void add_group(struct sample *out, int64_t year, const char *name, int64_t number)
{
    struct fire_key *key = add_row(out, year, number);
    key[1] = (struct fire_key){ .is_null = name == NULL };
    if (name == NULL) return;
    key[1].number = name[0];
    key[1].text = key[1].label_vi = key[1].label_en = fire_text_of(name);
}

static fire_status make(fire_chart_kind kind, const struct sample *sample[], int32_t n,
                        const struct fire_chart_options *options, struct fire_arena *arena,
                        struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary[8];
    for (int32_t i = 0; i < n; i++)
        summary[i] = &sample[i]->summary;
    const struct fire_chart_given given = { .n_summaries = n, .summary = summary };
    return fire_chart_make(kind, &given, options, arena, out, err);
}

/* ---- months against chance ------------------------------------------------------------- */

static void test_control(void)
{
    static const struct {
        int64_t may;    /* of 2022; all other months have 9 */
        int64_t august; /* GAP: no report */
        int32_t n_marked;
        const char *title;
    } cases[] = {
        /* mean about 9: chance leaves 1..19 (Poisson tails below 0.00135) */
        { 9, 9, 0, "Số vụ: không tháng nào vượt giới hạn ngẫu nhiên, 1/2021–12/2022" },
        { 30, 9, 1, "Số vụ: 1 trong 24 tháng vượt giới hạn ngẫu nhiên, 1/2021–12/2022" },
        { 30, 0, 2, "Số vụ: 2 trong 24 tháng vượt giới hạn ngẫu nhiên, 1/2021–12/2022" },
        { 18, 9, 0, "Số vụ: không tháng nào vượt giới hạn ngẫu nhiên, 1/2021–12/2022" },
    };
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        int64_t value[24];
        for (int m = 0; m < 24; m++)
            value[m] = 9;
        value[16] = cases[i].may;
        value[19] = cases[i].august;
        begin(&sample, &by_month, 1, &incidents, "2021-01-01", "2022-12-31");
        add_months(&sample, value, 24);
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        CHECK_OR_RETURN(
            make(FIRE_CHART_CONTROL, samples, 1, &vietnamese, arena, &chart, NULL) == FIRE_OK,
            "row %zu", i);
        const struct fire_chart_point *point = chart.panels.panel[0].series[0].point;
        int32_t n_marked = 0;
        for (int m = 0; m < 24; m++)
            n_marked += point[m].is_marked;
        CHECK(n_marked == cases[i].n_marked, "row %zu: %d marked", i, (int)n_marked);
        CHECK(strcmp(chart.title, cases[i].title) == 0, "row %zu: '%s'", i, chart.title);
        if (n_marked > 0)
            CHECK(strcmp(point[16].words, "5/2022: 30") == 0, "row %zu: '%s'", i,
                  point[16].words);
        const struct fire_chart_band *band = chart.panels.panel[0].band;
        CHECK(band->high[0] >= band->high[1], "a month of 31 days has no more room than 28");
        fire_arena_free(arena);
    }
}

static void test_control_refusals(void)
{
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    for (int i = 0; i < 4; i++) {
        static const fire_status wanted[] = { FIRE_ENODATA, FIRE_ESCHEMA, FIRE_ENODATA,
                                              FIRE_OK };
        int64_t value[24];
        for (int m = 0; m < 24; m++)
            value[m] = i == 3 ? 0 : 3;
        if (i == 2) value[7] = GAP; /* 23 months are known */
        begin(&sample, &by_month, 1, i == 1 ? &deaths : &incidents, "2021-01-01",
              i == 0 ? "2022-11-30" : "2022-12-31");
        add_months(&sample, value, i == 0 ? 23 : 24);
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        const fire_status status = make(FIRE_CHART_CONTROL, samples, 1, &english, arena, &chart,
                                        &err);
        CHECK(status == wanted[i], "case %d: %d '%s'", i, (int)status, err.message);
        if (status == FIRE_OK) chart_check_sizes(&chart, "control", i);
        fire_arena_free(arena);
    }
}

/* ---- months beside the year before ------------------------------------------------------- */

static void test_yoy(void)
{
    static struct sample current;
    static struct sample base;
    const struct sample *samples[] = { &current, &base };
    const int64_t now[] = { 5, 1, GAP, 30, 4, 2, 2, 2, 2, 2, 2, 2 };
    const int64_t before[] = { 4, 9, 3, 5, 4, 2, 2, 2, 2, 2, 2, 3 };
    begin(&current, &by_month, 1, &incidents, "2024-01-01", "2024-12-31");
    begin(&base, &by_month, 1, &incidents, "2023-01-01", "2023-12-31");
    add_months(&current, now, 12);
    add_months(&base, before, 12);
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(
        make(FIRE_CHART_YOY, samples, 2, &vietnamese, arena, &chart, NULL) == FIRE_OK, "made");
    const struct fire_chart_panel *panel = &chart.panels.panel[0];
    CHECK_OR_RETURN(panel->n_series == 2 && chart.panels.n_slots == 12, "two bars, 12 months");
    CHECK(panel->series[1].role == FIRE_ROLE_CURRENT && panel->series[0].point[2].is_known &&
              !panel->series[1].point[2].is_known,
          "March has a bar of 2023 alone");
    /* April: 30 after 5, the largest; February: 1 after 9, p = 0.021 */
    CHECK(panel->series[1].point[3].words != NULL &&
              strcmp(panel->series[1].point[3].words, "+25") == 0,
          "April");
    CHECK(panel->series[1].point[1].words != NULL &&
              strcmp(panel->series[1].point[1].words, "−8") == 0,
          "February");
    CHECK(panel->series[1].point[0].words == NULL, "January is not worth a word");
    CHECK(strcmp(chart.title, "Số vụ, năm 2024 so với năm 2023") == 0, "'%s'", chart.title);
    CHECK(strcmp(chart.panels.slot_label[11], "T12") == 0, "'%s'", chart.panels.slot_label[11]);
    CHECK(strstr(chart.footer, "Chỗ không có cột") != NULL, "'%s'", chart.footer);
    CHECK(strcmp(panel->series[1].end.value, "2024") == 0, "'%s'", panel->series[1].end.value);
    chart_check_sizes(&chart, "yoy", 0);
    fire_arena_free(arena);
}

static void test_yoy_of_a_part(void)
{
    static struct sample current;
    static struct sample base;
    const struct sample *samples[] = { &current, &base };
    const int64_t value[] = { 5, 4, 3 };
    begin(&current, &by_month, 1, &deaths, "2024-07-01", "2024-09-12");
    begin(&base, &by_month, 1, &deaths, "2023-07-01", "2023-09-12");
    add_months(&current, value, 3);
    add_months(&base, value, 3);
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(make(FIRE_CHART_YOY, samples, 2, &english, arena, &chart, NULL) == FIRE_OK,
                    "made");
    const struct fire_chart_panel *panel = &chart.panels.panel[0];
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < 3; i++)
            CHECK(panel->series[s].point[i].is_part == (i == 2), "series %d month %d", s, i);
    CHECK(strstr(chart.subtitle, "hollow bars") != NULL, "'%s'", chart.subtitle);
    CHECK(strcmp(chart.panels.slot_label[0], "M7") == 0, "'%s'", chart.panels.slot_label[0]);
    fire_arena_free(arena);
}

/* ---- sums to date ------------------------------------------------------------------------- */

static void test_cumulative(void)
{
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    int64_t value[6 * 12];
    for (int y = 0; y < 6; y++)
        for (int m = 0; m < 12; m++)
            value[y * 12 + m] = y + 1; /* 2019: 1 a month ... 2024: 6 */
    value[5 * 12 + 1] = UNKNOWN;       /* February 2024 adds nothing */
    begin(&sample, &by_month, 1, &incidents, "2019-01-01", "2024-09-30");
    add_months(&sample, value, 5 * 12 + 9);
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(make(FIRE_CHART_CUMULATIVE, samples, 1, &vietnamese, arena, &chart, NULL) ==
                        FIRE_OK,
                    "made");
    const struct fire_chart_panel *panel = &chart.panels.panel[0];
    CHECK_OR_RETURN(panel->n_series == 3 && panel->band != NULL && chart.panels.n_slots == 12,
                    "this year, the one before, the mean, the band");
    const struct fire_chart_point *now = panel->series[0].point;
    const struct fire_chart_point *before = panel->series[1].point;
    const struct fire_chart_point *mean = panel->series[2].point;
    for (int m = 0; m < 12; m++) {
        CHECK(now[m].is_known == (m < 9), "month %d", m + 1);
        if (m < 9)
            CHECK(now[m].value == 6 * (m == 0 ? 1 : m), "month %d: %g", m + 1, now[m].value);
        CHECK(before[m].value == 5 * (m + 1), "month %d: %g", m + 1, before[m].value);
        CHECK(fabs(mean[m].value - 3 * (m + 1)) < 1e-9, "month %d: %g", m + 1, mean[m].value);
        CHECK(panel->band->low[m] == m + 1 && panel->band->high[m] == 5 * (m + 1), "month %d",
              m + 1);
    }
    CHECK(now[8].is_part && !now[7].is_part, "September ends it, hollow");
    CHECK(strcmp(panel->series[0].end.value, "2024: 48") == 0, "'%s'",
          panel->series[0].end.value);
    CHECK(strcmp(panel->series[0].end.remark, "(đến 30/09/2024)") == 0, "'%s'",
          panel->series[0].end.remark);
    CHECK(strcmp(panel->series[2].end.remark, "BQ 5 năm: 36,0") == 0, "'%s'",
          panel->series[2].end.remark);
    chart_check_sizes(&chart, "cumulative", 0);

    sample.mark[2 * 12 + 3] = FIRE_MARK_NO_REPORT; /* April 2021: no band from there on */
    sample.value[2 * 12 + 3].is_null = true;
    CHECK_OR_RETURN(make(FIRE_CHART_CUMULATIVE, samples, 1, &vietnamese, arena, &chart, NULL) ==
                        FIRE_OK,
                    "made");
    panel = &chart.panels.panel[0];
    CHECK(panel->band != NULL && panel->band->last_slot == 2, "the band ends in March");
    CHECK(panel->series[2].point[2].is_known && !panel->series[2].point[3].is_known, "mean");
    fire_arena_free(arena);
}

/* ---- shares ------------------------------------------------------------------------------- */

static void test_share(void)
{
    static const struct {
        int64_t part[3];
        int32_t tenths[3];
    } cases[] = {
        { { 1, 1, 1 }, { 334, 333, 333 } }, /* the first of equals */
        { { 2, 1, 0 }, { 667, 333, 0 } },
        { { 1, 2, 3 }, { 167, 333, 500 } },
        { { 1, 1, 5 }, { 143, 143, 714 } },
        { { 0, 0, 0 }, { 0, 0, 0 } },
        { { INT64_C(3000000000000000000), INT64_C(3000000000000000000),
            INT64_C(3000000000000000000) },
          { 334, 333, 333 } },
    };
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        begin(&sample, by_group, 2, &incidents, "2023-01-01", "2024-12-31");
        for (int g = 0; g < 3; g++) {
            static const char *const names[] = { "A", "B", "C" };
            add_group(&sample, 2023, names[g], 30 - 10 * g); /* ranks them */
            add_group(&sample, 2024, names[g], cases[i].part[g]);
        }
        if (i == 5) /* the ranks are those of both years, and so are sums that must fit */
            for (int row = 0; row < 6; row += 2)
                sample.value[row].number = 3 - row / 2;
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        CHECK_OR_RETURN(make(FIRE_CHART_SHARE, samples, 1, &vietnamese, arena, &chart, NULL) ==
                            FIRE_OK,
                        "row %zu", i);
        int32_t sum = 0;
        for (int g = 0; g < 3; g++) {
            int32_t at = 0; /* groups may have changed their places */
            while (strcmp(chart.stacks.group[at].name, g == 0 ? "A" : g == 1 ? "B" : "C") != 0)
                at++;
            const int32_t tenths = chart.stacks.share[3 + at].tenths;
            sum += tenths;
            CHECK(tenths == cases[i].tenths[g], "row %zu group %d: %d", i, g, (int)tenths);
        }
        CHECK(sum == 1000 || sum == 0, "row %zu: %d", i, (int)sum);
        chart_check_sizes(&chart, "share", (int)i);
        fire_arena_free(arena);
    }
}

/* How a swatch looks: its grey, or the direction of the first line over its paper. */
static int look_of_swatch(const struct fire_picture *picture, int32_t at)
{
    const struct fire_shape *shape = &picture->shape[at];
    if (shape->bar.line_px <= 0.0)
        return 1000 + (int)(fire_colour_rgb(picture->palette, shape->colour) & 0xFF);
    const struct fire_shape *next = at + 1 < picture->n_shapes ? shape + 1 : shape;
    if (next->kind != FIRE_SHAPE_POLYLINE || next->part != FIRE_PART_LEADER) return 0;
    const double rise = next->polyline.position[1].y_px - next->polyline.position[0].y_px;
    return rise < 0 ? 1 : rise > 0 ? 2 : 3;
}

/* Seven groups can be told apart on a photocopy: by hatches, or by greys well apart. */
static void check_swatches(const struct fire_chart *chart, struct fire_arena *arena)
{
    const struct fire_chart_look look = { FIRE_SIZE_FULL, FIRE_PALETTE_MONO };
    struct fire_picture picture;
    int seen[FIRE_CHART_STACK_GROUPS_MAX];
    int n = 0;
    CHECK_OR_RETURN(fire_layout_make(chart, look, chart_simple_meter, arena, &picture, NULL) ==
                        FIRE_OK,
                    "laid out");
    for (int32_t i = 0; i < picture.n_shapes && n < FIRE_CHART_STACK_GROUPS_MAX; i++)
        if (picture.shape[i].kind == FIRE_SHAPE_RECT &&
            picture.shape[i].part == FIRE_PART_LEADER)
            seen[n++] = look_of_swatch(&picture, i);
    CHECK(n == FIRE_CHART_STACK_GROUPS_MAX, "%d swatches", n);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            CHECK(seen[i] < 1000 || seen[k] < 1000 ? seen[i] != seen[k]
                                                   : abs(seen[i] - seen[k]) > 40,
                  "swatches %d and %d are alike: %d, %d", k, i, seen[k], seen[i]);
}

static void test_share_groups(void)
{
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    static const char *const names[] = { "A", "B", "C", "D", "E", "F", "G" };
    begin(&sample, by_group, 2, &incidents, "2021-01-01", "2024-12-31");
    for (int year = 2021; year <= 2024; year++)
        for (int g = 0; g < 7; g++)
            add_group(&sample, year, names[g], year == 2022 ? GAP : 10 - g);
    for (int year = 2021; year <= 2024; year++)
        add_group(&sample, year, NULL, year == 2022 ? GAP : 4);
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(make(FIRE_CHART_SHARE, samples, 1, &vietnamese, arena, &chart, NULL) ==
                        FIRE_OK,
                    "made");
    const struct fire_chart_stacks *stacks = &chart.stacks;
    CHECK_OR_RETURN(stacks->n_groups == 7 && stacks->n_columns == 4, "%d groups",
                    (int)stacks->n_groups);
    CHECK(strcmp(stacks->group[5].name, "Khác (2 nhóm)") == 0, "'%s'", stacks->group[5].name);
    CHECK(stacks->group[6].kind == FIRE_STACK_NOT_STATED, "'%s'", stacks->group[6].name);
    CHECK(strcmp(stacks->column_sum[1], "") == 0 && strcmp(stacks->column_sum[0], "53") == 0,
          "2022 has no report: '%s'", stacks->column_sum[1]);
    for (int g = 0; g < 7; g++)
        CHECK(stacks->share[7 + g].tenths == 0, "2022, group %d", g);
    CHECK(strcmp(chart.title, "Năm 2024, a chiếm 18,9% số vụ") == 0, "'%s'", chart.title);
    CHECK(strstr(chart.footer, "Chỗ trống") != NULL, "'%s'", chart.footer);
    check_swatches(&chart, arena);
    fire_arena_free(arena);
}

static void test_share_refusals(void)
{
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    for (int i = 0; i < 4; i++) {
        static const fire_status wanted[] = { FIRE_ENODATA, FIRE_EVALUE, FIRE_ESCHEMA,
                                              FIRE_ENODATA };
        begin(&sample, i == 2 ? &by_month : by_group, i == 2 ? 1 : 2, &incidents, "2023-01-01",
              "2024-12-31");
        if (i == 0) add_group(&sample, 2024, "A", 0);
        if (i == 1) add_group(&sample, 2024, "A", -3);
        if (i == 3) add_group(&sample, 2024, NULL, 3);
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        const fire_status status = make(FIRE_CHART_SHARE, samples, 1, &english, arena, &chart,
                                        &err);
        CHECK(status == wanted[i], "case %d: %d '%s'", i, (int)status, err.message);
        fire_arena_free(arena);
    }
}

/* ---- small trends ------------------------------------------------------------------------- */

static void test_multiples(void)
{
    static struct sample sample;
    const struct sample *samples[] = { &sample };
    char name[40][4];
    begin(&sample, by_group, 2, &incidents, "2021-01-01", "2024-12-31");
    for (int a = 0; a < 40; a++) { /* the larger ones last, all in the order of their names */
        snprintf(name[a], sizeof name[a], "%c", (char)('0' + a));
        for (int year = 2021; year <= 2024; year++)
            add_group(&sample, year, name[a], year == 2022 && a == 39 ? GAP : a);
    }
    add_group(&sample, 2024, NULL, 900); /* of no known area: no plot */
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    CHECK_OR_RETURN(make(FIRE_CHART_MULTIPLES, samples, 1, &vietnamese, arena, &chart, NULL) ==
                        FIRE_OK,
                    "made");
    const struct fire_chart_block *block = chart.tiles.block;
    CHECK_OR_RETURN(chart.tiles.n_blocks == 1 && block->n_tiles == FIRE_CHART_TILES_MAX,
                    "%d tiles", (int)block->n_tiles);
    for (int t = 0; t < block->n_tiles; t++)
        CHECK(strcmp(block->tile[t].title, name[16 + t]) == 0, "tile %d: '%s'", t,
              block->tile[t].title);
    CHECK(!block->tile[23].series[0].point[1].is_known, "a gap");
    CHECK(strstr(chart.footer, "Trang này vẽ 24 trong 40 địa bàn, thứ 1 đến 24") != NULL,
          "'%s'", chart.footer);
    CHECK(chart.n_pages == 2 && strstr(chart.subtitle, "trang 1/2") != NULL, "'%s'",
          chart.subtitle);
    CHECK(!block->has_own_axes, "one axis");
    chart_check_sizes(&chart, "multiples", 0);

    struct fire_chart_options free_y = vietnamese;
    free_y.free_y = true;
    CHECK_OR_RETURN(make(FIRE_CHART_MULTIPLES, samples, 1, &free_y, arena, &chart, NULL) ==
                        FIRE_OK,
                    "made");
    CHECK(chart.tiles.block->has_own_axes, "axes of their own");
    chart_check_sizes(&chart, "multiples", 1);

    struct fire_chart_options second = vietnamese;
    second.page = 2;
    CHECK_OR_RETURN(make(FIRE_CHART_MULTIPLES, samples, 1, &second, arena, &chart, NULL) ==
                        FIRE_OK,
                    "made");
    block = chart.tiles.block;
    CHECK_OR_RETURN(block->n_tiles == 16, "%d tiles", (int)block->n_tiles);
    for (int i = 0; i < block->n_tiles; i++)
        CHECK(strcmp(block->tile[i].title, name[i]) == 0, "tile %d: '%s'", i,
              block->tile[i].title);
    CHECK(strstr(chart.footer, "16 trong 40 địa bàn, thứ 25 đến 40") != NULL &&
              strstr(chart.footer, "còn 24 địa bàn") != NULL,
          "'%s'", chart.footer);
    CHECK(strstr(chart.subtitle, "trang 2/2") != NULL, "'%s'", chart.subtitle);
    chart_check_sizes(&chart, "multiples", 2);
    second.page = 3;
    CHECK(make(FIRE_CHART_MULTIPLES, samples, 1, &second, arena, &chart, NULL) == FIRE_EVALUE,
          "there is no third page");
    fire_arena_free(arena);
}

/* ---- pages for any data ------------------------------------------------------------------- */

#define SLOTS_MAX  130
#define SERIES_MAX 3

struct random_panels {
    struct fire_chart_panel panel[FIRE_CHART_TILES_MAX];
    struct fire_chart_series series[FIRE_CHART_TILES_MAX][SERIES_MAX];
    struct fire_chart_guide guide[FIRE_CHART_TILES_MAX];
    struct fire_chart_band band[FIRE_CHART_TILES_MAX];
    double low[FIRE_CHART_TILES_MAX][SLOTS_MAX];
    double high[FIRE_CHART_TILES_MAX][SLOTS_MAX];
    struct fire_chart_point point[FIRE_CHART_TILES_MAX][SERIES_MAX][SLOTS_MAX];
    const char *slot_label[SLOTS_MAX];
    char label_text[SLOTS_MAX][12];
    char text[4][CHART_RANDOM_BYTES];
};

static const struct fire_chart_end ends[] = {
    { "2024: 38", "(−13,6%)" },
    { "9.223.372.036.854.775.807", "(+461.168.601.842.738.790,0%)" },
    { "", "chưa có số liệu" },
    { "", "BQ 5 năm: 1.234.567,8" },
    { "", "" },
};

static void random_panel(struct random_panels *out, int p, int32_t n_slots,
                         unsigned long long *seed)
{
    struct fire_chart_panel *panel = &out->panel[p];
    const int scale = (int)(check_random(seed) % CHART_RANDOM_SCALES);
    const unsigned gap_in = 2 + check_random(seed) % 12;
    *panel = (struct fire_chart_panel){ .title = "Thành phố Hồ Chí Minh (triệu đồng)",
                                        .is_whole = check_random(seed) % 2 == 0,
                                        .n_series = 1 +
                                                    (int32_t)(check_random(seed) % SERIES_MAX),
                                        .series = out->series[p],
                                        .guide = &out->guide[p] };
    for (int s = 0; s < panel->n_series; s++) {
        out->series[p][s] = (struct fire_chart_series){
            .name = "số vụ",
            .role = (fire_chart_role)(check_random(seed) % FIRE_N_ROLES),
            .drawn = check_random(seed) % 2 == 0 ? FIRE_DRAWN_BARS : FIRE_DRAWN_LINE,
            .point = out->point[p][s],
            .end = ends[check_random(seed) % CHECK_N(ends)],
        };
        for (int i = 0; i < n_slots; i++) {
            struct fire_chart_point *point = &out->point[p][s][i];
            *point = (struct fire_chart_point){ .text = "tip" };
            point->is_known = check_random(seed) % gap_in != 0 || (p == 0 && i == 0);
            if (!point->is_known) continue;
            point->is_part = i == n_slots - 1 && check_random(seed) % 3 == 0;
            point->is_marked = check_random(seed) % 9 == 0;
            point->value = chart_random_value(seed, scale);
            if (check_random(seed) % 4 == 0) point->words = "+1.234.567,8";
        }
    }
    if (check_random(seed) % 2 == 0) return;
    const int32_t first = (int32_t)(check_random(seed) % (unsigned)n_slots);
    out->band[p] = (struct fire_chart_band){ .first_slot = first,
                                             .last_slot = n_slots - 1,
                                             .low = out->low[p],
                                             .high = out->high[p],
                                             .label = "" };
    for (int i = 0; i < n_slots; i++) {
        out->low[p][i] = chart_random_value(seed, scale);
        out->high[p][i] = out->low[p][i] + fabs(chart_random_value(seed, scale));
    }
    panel->band = &out->band[p];
    panel->n_guides = 1;
    out->guide[p] = (struct fire_chart_guide){ .value = out->low[p][0],
                                               .label = "BQ tháng: 1.234.567,8" };
}

static struct fire_chart random_chart(struct random_panels *out, int32_t n_slots,
                                      unsigned long long *seed)
{
    const unsigned label_in = 1 + check_random(seed) % 12;
    for (int i = 0; i < n_slots; i++) {
        snprintf(out->label_text[i], sizeof out->label_text[i], "%d/%d", i % 12 + 1,
                 2010 + i / 12);
        out->slot_label[i] = check_random(seed) % label_in == 0 ? out->label_text[i] : "";
    }
    return (struct fire_chart){ .language = FIRE_VIETNAMESE,
                                .title = chart_random_text(seed, out->text[0]),
                                .subtitle = chart_random_text(seed, out->text[1]),
                                .footer = chart_random_text(seed, out->text[2]),
                                .description = "Biểu đồ." };
}

static void test_random_panels(void)
{
    static struct random_panels random;
    unsigned long long seed = 11;
    const int rounds = check_rounds(300);
    for (int round = 0; round < rounds; round++) {
        const int32_t n_slots = 1 + (int32_t)(check_random(&seed) % SLOTS_MAX);
        struct fire_chart chart = random_chart(&random, n_slots, &seed);
        const int32_t n_panels = 1 + (int32_t)(check_random(&seed) % FIRE_CHART_PANELS_MAX);
        for (int p = 0; p < n_panels; p++)
            random_panel(&random, p, n_slots, &seed);
        chart.kind = FIRE_CHART_YOY;
        chart.form = FIRE_FORM_PANELS;
        chart.panels = (struct fire_chart_panels){ n_slots, n_panels, random.slot_label,
                                                   random.panel };
        chart_check_sizes(&chart, "panels", round);
    }
}

static void test_random_tiles(void)
{
    static struct random_panels random;
    unsigned long long seed = 12;
    const int rounds = check_rounds(200);
    for (int round = 0; round < rounds; round++) {
        const int32_t n_slots = 1 + (int32_t)(check_random(&seed) % 40);
        struct fire_chart chart = random_chart(&random, n_slots, &seed);
        struct fire_chart_block block[2];
        const int32_t n_blocks = 1 + (int32_t)(check_random(&seed) % 2);
        const int32_t n_tiles = 1 + (int32_t)(check_random(&seed) %
                                              (unsigned)(FIRE_CHART_TILES_MAX / n_blocks));
        for (int t = 0; t < n_tiles * n_blocks; t++)
            random_panel(&random, t, n_slots, &seed);
        for (int b = 0; b < n_blocks; b++)
            block[b] = (struct fire_chart_block){ "Thiệt hại tài sản (tỷ đồng)",
                                                  check_random(&seed) % 2 == 0, n_tiles,
                                                  &random.panel[b * n_tiles] };
        chart.kind = FIRE_CHART_MULTIPLES;
        chart.form = FIRE_FORM_TILES;
        chart.tiles = (struct fire_chart_tiles){ n_slots, n_blocks, random.slot_label, block };
        chart_check_sizes(&chart, "tiles", round);
    }
}

static void test_random_stacks(void)
{
    static struct random_panels random;
    static struct fire_chart_share share[SLOTS_MAX * FIRE_CHART_STACK_GROUPS_MAX];
    static bool is_part[SLOTS_MAX];
    static const char *sum[SLOTS_MAX];
    static char name[FIRE_CHART_STACK_GROUPS_MAX][CHART_RANDOM_BYTES];
    unsigned long long seed = 13;
    const int rounds = check_rounds(200);
    for (int round = 0; round < rounds; round++) {
        const int32_t n_columns = 1 + (int32_t)(check_random(&seed) % SLOTS_MAX);
        const int32_t n_groups = 1 +
                                 (int32_t)(check_random(&seed) % FIRE_CHART_STACK_GROUPS_MAX);
        struct fire_chart_group group[FIRE_CHART_STACK_GROUPS_MAX];
        struct fire_chart chart = random_chart(&random, n_columns, &seed);
        for (int g = 0; g < n_groups; g++)
            group[g] = (struct fire_chart_group){ chart_random_text(&seed, name[g]),
                                                  g == 6   ? FIRE_STACK_NOT_STATED
                                                  : g == 5 ? FIRE_STACK_OTHER
                                                           : FIRE_STACK_GROUP };
        for (int c = 0; c < n_columns; c++) {
            int32_t left = c > 0 && check_random(&seed) % 5 == 0 ? 0 : 1000;
            is_part[c] = c == n_columns - 1 && check_random(&seed) % 3 == 0;
            sum[c] = left == 0 ? "" : "1.234.567,8";
            for (int g = 0; g < n_groups; g++) {
                const int32_t tenths = g == n_groups - 1 ? left
                                                         : (int32_t)(check_random(&seed) %
                                                                     (unsigned)(left + 1));
                left -= tenths;
                share[c * n_groups + g] = (struct fire_chart_share){ tenths, "35,2", "tip" };
            }
        }
        chart.kind = FIRE_CHART_SHARE;
        chart.form = FIRE_FORM_STACKS;
        chart.stacks = (struct fire_chart_stacks){ .title = chart_random_text(&seed,
                                                                              random.text[3]),
                                                   .n_columns = n_columns,
                                                   .n_groups = n_groups,
                                                   .column_label = random.slot_label,
                                                   .column_sum = sum,
                                                   .sum_name = "Tổng (vụ)",
                                                   .is_part = is_part,
                                                   .group = group,
                                                   .share = share };
        chart_check_sizes(&chart, "stacks", round);
    }
}

static void test_layout_refusals(void)
{
    static struct random_panels random;
    for (int i = 0; i < 4; i++) {
        static const fire_status wanted[] = { FIRE_EVALUE, FIRE_EVALUE, FIRE_ENODATA,
                                              FIRE_ERANGE };
        unsigned long long seed = 3;
        struct fire_chart chart = random_chart(&random, 5, &seed);
        struct fire_chart_block block = { "Số vụ", false, 1, random.panel };
        random_panel(&random, 0, 5, &seed);
        chart.form = FIRE_FORM_TILES;
        chart.tiles = (struct fire_chart_tiles){ 5, 1, random.slot_label, &block };
        if (i == 0) random.point[0][0][0].value = NAN;
        if (i == 1) {
            chart.form = FIRE_FORM_PANELS;
            chart.panels = (struct fire_chart_panels){ 5, 1, random.slot_label, random.panel };
            random.panel[0].band = &random.band[0];
            random.band[0] = (struct fire_chart_band){
                .last_slot = 4, .low = random.low[0], .high = random.high[0], .label = ""
            };
            random.high[0][3] = INFINITY;
        }
        if (i == 2) random.panel[0].n_series = 0;
        if (i == 3) block.n_tiles = FIRE_CHART_TILES_MAX + 1;
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture;
        struct fire_error err = { 0 };
        if (i == 3)
            for (int t = 1; t < FIRE_CHART_TILES_MAX; t++)
                random.panel[t] = random.panel[0];
        const fire_status status = fire_layout_make(&chart, (struct fire_chart_look){ 0 },
                                                    chart_simple_meter, arena, &picture, &err);
        CHECK(status == wanted[i], "case %d: %d '%s'", i, (int)status, err.message);
        fire_arena_free(arena);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_control),
        CHECK_TEST(test_control_refusals),
        CHECK_TEST(test_yoy),
        CHECK_TEST(test_yoy_of_a_part),
        CHECK_TEST(test_cumulative),
        CHECK_TEST(test_share),
        CHECK_TEST(test_share_groups),
        CHECK_TEST(test_share_refusals),
        CHECK_TEST(test_multiples),
        CHECK_TEST(test_random_panels),
        CHECK_TEST(test_random_tiles),
        CHECK_TEST(test_random_stacks),
        CHECK_TEST(test_layout_refusals),
    };
    return CHECK_MAIN(tests);
}
