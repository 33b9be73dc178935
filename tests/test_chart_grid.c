/* test_chart_grid.c - heat maps: what stands in cells with and without rows, what is said, and
 * pages on which nothing overlaps. */
#include "chart_given.h"
#include "chart_pages.h"
#include "model/steps.h"

#include <math.h>

/* ---- classes ----------------------------------------------------------------------------- */

static const struct {
    int64_t value[8]; /* up to the first GIVEN_NULL */
    const char *legend;
} classes[] = {
    { { 0, 1, 13, 5, 9, 12, GIVEN_NULL }, "0 1–3 4–6 7–9 10–12 13–15" },
    { { 1, 2, 3, GIVEN_NULL }, "1 2 3" },
    { { 7, GIVEN_NULL }, "1–2 3–4 5–6 7–8" },
    { { 1, 1, 2, 1, 1, 400, GIVEN_NULL }, "1–10 11–20 21–50 51–100 101–200 201–500" },
    { { 0, 0, GIVEN_NULL }, "0" },
    { { -4, 0, 6, GIVEN_NULL }, "≤ 0 1 2 3 4 5 6" },
    { { INT64_MAX, 3, INT64_MIN + 1, GIVEN_NULL }, NULL }, /* any; nothing overflows */
};

static void test_classes(void)
{
    for (size_t i = 0; i < CHECK_N(classes); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_phrase phrase = { .arena = arena, .language = FIRE_VIETNAMESE };
        const struct measure counts = { .label = "", .unit = "", .is_count = true };
        struct fire_chart_legend legend;
        int64_t n = 0;
        while (n < 8 && classes[i].value[n] != GIVEN_NULL)
            n++;
        const struct steps steps = steps_even(classes[i].value, n, FIRE_CHART_STEPS_MOST);
        char got[400] = "";
        CHECK(steps_legend(&steps, &counts, &phrase, &legend, NULL) == FIRE_OK, "no memory");
        for (int32_t s = 0; s < legend.n_steps; s++) {
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", s == 0 ? "" : " ",
                     legend.step[s].label);
            CHECK(s == 0 || legend.step[s].colour > legend.step[s - 1].colour,
                  "case %zu: colours do not rise", i);
        }
        if (classes[i].legend != NULL)
            CHECK(strcmp(got, classes[i].legend) == 0, "case %zu: '%s'", i, got);
        for (int64_t v = 0; v < n; v++) {
            const int32_t colour = steps_colour(&steps, classes[i].value[v]);
            CHECK((colour == 0) == (classes[i].value[v] <= 0) && colour < FIRE_CHART_COLOURS,
                  "case %zu: colour %d", i, (int)colour);
        }
        fire_arena_free(arena);
    }
}

/* As many in each: no class is empty, every value lies in the class it is counted in. */
static void test_quantiles(void)
{
    unsigned long long seed = 77;
    for (int round = 0; round < check_rounds(2000); round++) {
        struct fire_arena *arena = fire_arena_create();
        int64_t value[200];
        struct steps steps;
        const int64_t n = 1 + check_random(&seed) % 200;
        const unsigned span = 1u << (check_random(&seed) % 30);
        int64_t n_in[FIRE_CHART_COLOURS] = { 0 };
        for (int64_t i = 0; i < n; i++)
            value[i] = check_random(&seed) % span;
        CHECK_OR_RETURN(steps_quantile(value, n, 5, arena, &steps), "no memory");
        CHECK(steps.n <= 5, "%d classes", (int)steps.n);
        for (int64_t i = 0; i < n; i++)
            n_in[steps_colour(&steps, value[i])]++;
        int32_t n_used = 0;
        for (int32_t c = 1; c < FIRE_CHART_COLOURS; c++)
            n_used += n_in[c] > 0;
        for (int32_t i = 1; i < steps.n; i++)
            CHECK(steps.upper[i] > steps.upper[i - 1], "round %d: bounds fall", round);
        CHECK(n_used == steps.n, "round %d: %d of %d classes used", round, (int)n_used,
              (int)steps.n);
        fire_arena_free(arena);
    }
}

/* ---- models ------------------------------------------------------------------------------ */

struct model_case {
    const char *by;
    const char *measures;
    const char *title_vi;
    const char *title_en;
    const char *row;  /* the cells of the first row, one after the other: "-" for a gap */
    const char *sums; /* of rows, or "" */
    const char *says; /* in the Vietnamese footer; NULL: anything */
    struct given_row rows[8];
};

static const struct model_case models[] = {
    { "weekday,hour",
      "incidents,incidents",
      "Số vụ cao nhất: Thứ Sáu, 18–19 giờ (12 vụ)",
      "Incidents peak: Friday, 18:00–19:00 (12)",
      "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2",
      "2 0 0 0 12 0 0",
      "Không tính 1.200 vụ không rõ giờ.",
      { { { "1", "23" }, { 2, 2 } },
        { { "5", "18" }, { 12, 12 } },
        { { "5", NULL }, { 1200, 1200 } } } },
    { "weekday,hour",
      "damage,incidents",
      "Thiệt hại tài sản theo thứ và giờ",
      "Property damage by weekday and hour", /* two largest cells: none is named */
      "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2,0",
      "2,0 0,0 0,0 0,0 2,0 0,0 0,0",
      "Còn 7 vụ chưa ước tính được thiệt hại.",
      { { { "1", "23" }, { 2 * GIVEN_BILLION, 2 }, 7 },
        { { "5", "18" }, { 2 * GIVEN_BILLION, 12 } },
        { { "5", "19" }, { 1, 1 } } } },
    { "month,year",
      "incidents,incidents",
      "Số vụ cao nhất: tháng 3 năm 2024 (9 vụ)",
      "Incidents peak: month 3, 2024 (9)",
      "4 0 -", /* January; 2025 has but a March, whose row says that nothing was reported */
      "4 - 9 - - - - - - - - -",
      NULL,
      { { { "2023-01", "2023" }, { 4, 4 } },
        { { "2024-01", "2024" }, { 0, 0 } },
        { { "2024-03", "2024" }, { 9, 9 } },
        { { "2025-03", "2025" }, { GIVEN_NULL, GIVEN_NULL } } } },
    { "month,hour",
      "incidents,incidents",
      "Số vụ cao nhất: tháng 1, 7–8 giờ (9 vụ)",
      "Incidents peak: month 1, 7:00–8:00 (9)", /* years add up; February is a gap */
      "0 0 0 0 0 0 0 9 - 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
      "9 - 1 - - - - - - - - -",
      NULL,
      { { { "2023-01", "7" }, { 4, 4 } },
        { { "2023-03", "8" }, { 1, 1 } },
        { { "2024-01", "7" }, { 5, 5 } } } },
    { "month,cause", /* names become rows */
      "incidents,incidents",
      "Số vụ cao nhất: Điện, tháng 2 (3 vụ)",
      "Incidents peak: Điện, month 2 (3)",
      "1 3 - - - - - - - - - -",
      "4 2",
      NULL,
      { { { "2023-01", "Điện" }, { 1, 1 } },
        { { "2023-01", "Gas" }, { 2, 2 } },
        { { "2023-02", "Điện" }, { 3, 3 } } } },
    { "cause,year", /* what a yearly table leaves out is not 0 */
      "incidents,incidents",
      "Số vụ cao nhất: Gas, năm 2024 (7 vụ)",
      "Incidents peak: Gas, 2024 (7)",
      "5 - 0",
      "5 7",
      NULL,
      { { { "Điện", "2022" }, { 5, 5 } },
        { { "Điện", "2024" }, { 0, 0 } },
        { { "Gas", "2022" }, { GIVEN_NULL, GIVEN_NULL } },
        { { "Gas", "2024" }, { 7, 7 } } } },
    { "cause,weekday",
      "mean(damage)",
      "Thiệt hại tài sản bình quân cao nhất: Gas, Thứ Ba (2,0 tỷ đồng)",
      "",
      "- 2,0 - - - - -",
      "",
      NULL,
      { { { "Gas", "2" }, { 2 * GIVEN_BILLION } } } },
};

static void tell_rows(const struct fire_chart_grid *grid, char row[512], char sums[512])
{
    row[0] = sums[0] = '\0';
    for (int32_t c = 0; c < grid->n_columns; c++)
        snprintf(row + strlen(row), 512 - strlen(row), "%s%s", c == 0 ? "" : " ",
                 grid->cell[c].is_known ? grid->cell[c].text : "-");
    for (int32_t r = 0; r < grid->n_rows && grid->sum_title[0] != '\0'; r++)
        snprintf(sums + strlen(sums), 512 - strlen(sums), "%s%s", r == 0 ? "" : " ",
                 grid->row_sum[r][0] == '\0' ? "-" : grid->row_sum[r]);
}

static void test_models(void)
{
    for (size_t i = 0; i < CHECK_N(models); i++) {
        const struct model_case *of = &models[i];
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart vi;
        struct fire_chart en;
        struct fire_error err = { 0 };
        char row[512];
        char sums[512];
        int64_t n = 0;
        while (n < 8 && (of->rows[n].key[0] != NULL || of->rows[n].key[1] != NULL))
            n++;
        const struct fire_summary *summary = given_create(of->by, of->measures, of->rows, n,
                                                          arena);
        const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
        CHECK_OR_RETURN(fire_chart_make(FIRE_CHART_HEATMAP, &given, &given_vi, arena, &vi,
                                        &err) == FIRE_OK &&
                            fire_chart_make(FIRE_CHART_HEATMAP, &given, &given_en, arena, &en,
                                            &err) == FIRE_OK,
                        "case %zu: %s", i, err.message);
        tell_rows(&vi.grid, row, sums);
        CHECK(strncmp(vi.title, of->title_vi, strlen(of->title_vi)) == 0, "case %zu: '%s'", i,
              vi.title);
        CHECK(strncmp(en.title, of->title_en, strlen(of->title_en)) == 0, "case %zu: '%s'", i,
              en.title);
        CHECK(strcmp(row, of->row) == 0, "case %zu: '%s'", i, row);
        CHECK(strcmp(sums, of->sums) == 0, "case %zu: sums '%s'", i, sums);
        if (of->says != NULL)
            CHECK(strstr(vi.footer, of->says) != NULL, "case %zu: '%s'", i, vi.footer);
        chart_check_sizes(&vi, of->by, (int)i);
        fire_arena_free(arena);
    }
}

static const struct {
    const char *by;
    const char *measures;
    fire_status want;
    struct given_row rows[3];
} refused[] = {
    { "weekday", "incidents", FIRE_ESCHEMA, { { { "1", NULL }, { 1 } } } },
    { "weekday,hour", "incidents", FIRE_ENODATA, { { { NULL, NULL }, { 0 } } } },
    { "weekday,hour", "mean(damage)", FIRE_ENODATA, { { { "1", "2" }, { GIVEN_NULL } } } },
    { "month,hour",
      "mean(damage)",
      FIRE_ESCHEMA,
      { { { "2023-01", "7" }, { 4 } }, { { "2024-01", "7" }, { 4 } } } },
    { "month,hour",
      "incidents",
      FIRE_ERANGE,
      { { { "2023-01", "7" }, { INT64_MAX } }, { { "2024-01", "7" }, { 4 } } } },
    { "year,hour",
      "incidents",
      FIRE_ERANGE,
      { { { "1900", "7" }, { 1 } }, { { "2024", "7" }, { 4 } } } },
    { "year,hour", "incidents", FIRE_ENODATA, { { { NULL, "7" }, { 1 } } } },
    { "cause,hour", "incidents", FIRE_ENODATA, { { { NULL, "7" }, { 1 } } } },
};

static void test_refused(void)
{
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        int64_t n = 1;
        while (n < 3 && refused[i].rows[n].key[0] != NULL)
            n++;
        const struct fire_summary *summary = given_create(
            refused[i].by, refused[i].measures, refused[i].rows, i == 1 ? 0 : n, arena);
        const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
        const fire_status got = fire_chart_make(FIRE_CHART_HEATMAP, &given, &given_vi, arena,
                                                &chart, &err);
        CHECK(got == refused[i].want, "case %zu: %d '%s'", i, (int)got, err.message);
        fire_arena_free(arena);
    }
}

/* ---- many names -------------------------------------------------------------------------- */

static void test_many_names(void)
{
    enum { N = 700 };
    static struct given_row rows[N];
    static char name[N][300];
    struct fire_arena *arena = fire_arena_create();
    struct fire_chart chart;
    for (int i = 0; i < N; i++) {
        snprintf(name[i], sizeof name[i], "Xã số %d%s", i,
                 i % 7 > 0
                     ? ""
                     : " một cái tên rất là dài mà không ai đọc hết được một cái tên rất là "
                       "dài mà không ai đọc hết được một cái tên rất là dài mà không ai");
        rows[i] = (struct given_row){ { name[i], "3" }, { i, i } };
    }
    const struct fire_summary *summary = given_create("district,weekday", "incidents,incidents",
                                                      rows, N, arena);
    const struct fire_chart_given given = { .n_summaries = 1, .summary = &summary };
    CHECK_OR_RETURN(
        fire_chart_make(FIRE_CHART_HEATMAP, &given, &given_vi, arena, &chart, NULL) == FIRE_OK,
        "not made");
    CHECK(chart.grid.n_rows == 30, "%d rows", (int)chart.grid.n_rows);
    CHECK(strcmp(chart.grid.row_label[29], "671 nhóm khác") == 0, "'%s'",
          chart.grid.row_label[29]);
    int64_t others = 0;
    for (int i = 0; i < 671; i++)
        others += i;
    char want[FIRE_NUMBER_BYTES];
    fire_number_text(FIRE_VIETNAMESE, others, 0, 0, want);
    CHECK(strcmp(chart.grid.row_sum[29], want) == 0, "'%s'", chart.grid.row_sum[29]);
    chart_check_sizes(&chart, "many names", 0);
    fire_arena_free(arena);
}

/* ---- pages ------------------------------------------------------------------------------- */

static const char **random_labels(unsigned long long *seed, int32_t n, bool are_words,
                                  struct fire_arena *arena)
{
    const char **label = FIRE_TAKE(arena, n, const char *);
    for (int32_t i = 0; i < n; i++) {
        char text[CHART_RANDOM_BYTES];
        if (are_words)
            label[i] = fire_arena_printf(arena, "%s", chart_random_text(seed, text));
        else
            label[i] = fire_arena_printf(arena, "%d", (int)(check_random(seed) % 3000));
    }
    return label;
}

static void test_random_pages(void)
{
    unsigned long long seed = 4;
    for (int round = 0; round < check_rounds(200); round++) {
        struct fire_arena *arena = fire_arena_create();
        const int32_t n_rows = 1 + (int32_t)(check_random(&seed) % FIRE_CHART_GRID_MOST);
        const int32_t n_columns = 1 + (int32_t)(check_random(&seed) % FIRE_CHART_GRID_MOST);
        const unsigned digits = 1 + check_random(&seed) % 7;
        struct fire_chart_cell *cell = FIRE_TAKE(arena, n_rows * n_columns,
                                                 struct fire_chart_cell);
        struct fire_chart_step step[7];
        char title[CHART_RANDOM_BYTES];
        char words[CHART_RANDOM_BYTES];
        for (int32_t i = 0; i < n_rows * n_columns; i++)
            cell[i] = (struct fire_chart_cell){
                .is_known = i == 0 || check_random(&seed) % 5 > 0,
                .is_marked = i == 0,
                .colour = (int32_t)(check_random(&seed) % FIRE_CHART_COLOURS),
                .text = fire_arena_printf(arena, "%.*s",
                                          (int)(1 + check_random(&seed) % digits), "1.234.567"),
                .tip = "x",
            };
        for (int32_t i = 0; i < 7; i++)
            step[i] = (struct fire_chart_step){
                i, *random_labels(&seed, 1, check_random(&seed) % 9 == 0, arena)
            };
        const struct fire_chart chart = {
            .form = FIRE_FORM_GRID,
            .title = chart_random_text(&seed, title),
            .subtitle = "Lâm Đồng",
            .footer = "Nguồn: sổ.",
            .description = "",
            .grid = {
                .n_rows = n_rows,
                .n_columns = n_columns,
                .row_title = check_random(&seed) % 2 == 0 ? "Thứ" : chart_random_text(&seed, words),
                .column_title = "Giờ",
                .row_label = random_labels(&seed, n_rows, check_random(&seed) % 2 == 0, arena),
                .column_label = random_labels(&seed, n_columns, check_random(&seed) % 2 == 0, arena),
                .cell = cell,
                .sum_title = check_random(&seed) % 3 == 0 ? "" : "Tổng",
                .row_sum = random_labels(&seed, n_rows, false, arena),
                .column_sum = random_labels(&seed, n_columns, false, arena),
                .legend = { "Số vụ (vụ)", 7, step, "không có số liệu" },
            },
        };
        chart_check_sizes(&chart, "grid", round);
        fire_arena_free(arena);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_classes), CHECK_TEST(test_quantiles),  CHECK_TEST(test_models),
        CHECK_TEST(test_refused), CHECK_TEST(test_many_names), CHECK_TEST(test_random_pages),
    };
    return CHECK_MAIN(tests);
}
