/* test_chart_rows.c - pages of rows, slopes and boards: marks to scale, nothing over anything,
 * whatever the names and the numbers. */
#include "chart_pages.h"
#include "check.h"
#include "compared_sample.h"

#include <math.h>
#include <string.h>

#define ROWS 40

struct sample {
    struct fire_chart chart;
    struct fire_chart_row row[ROWS];
    struct fire_chart_rows_panel panel[2];
    struct fire_chart_row_mark mark[2][ROWS];
    struct fire_chart_column column[2];
    const char *text[2][ROWS];
    struct fire_chart_slope slope[FIRE_CHART_SLOPES_MAX];
    struct fire_chart_board_row board_row[FIRE_CHART_BOARD_ROWS_MAX];
    struct fire_chart_board_cell cell[FIRE_CHART_BOARD_ROWS_MAX][FIRE_CHART_BOARD_COLUMNS_MAX];
    const char *board_column[FIRE_CHART_BOARD_COLUMNS_MAX];
    char words[48][CHART_RANDOM_BYTES];
};

static struct sample sample;

static void begin(fire_chart_form form)
{
    memset(&sample, 0, sizeof sample);
    sample.chart = (struct fire_chart){ .form = form,
                                        .language = FIRE_VIETNAMESE,
                                        .title = "Số vụ năm 2024 cao nhất ở Đà Lạt",
                                        .subtitle = "Lâm Đồng, 2024; vạch đứng: 2023",
                                        .footer = "Nguồn: so_vu.xlsx.",
                                        .description = "Biểu đồ." };
}

static void fill_rows(int32_t n_rows, int32_t n_panels, int32_t n_columns)
{
    static const fire_rows_drawn drawn[] = { FIRE_ROWS_BARS, FIRE_ROWS_LINE };
    begin(FIRE_FORM_ROWS);
    for (int32_t r = 0; r < n_rows; r++) {
        sample.row[r] = (struct fire_chart_row){ "Huyện Đức Trọng", FIRE_CHART_ROW_PLAIN };
        for (int p = 0; p < 2; p++) {
            sample.mark[p][r] = (struct fire_chart_row_mark){
                .is_known = true, .value = r, .label = "12", .tip = "tip"
            };
            sample.text[p][r] = "10 → 12";
        }
    }
    for (int p = 0; p < 2; p++) {
        sample.panel[p] = (struct fire_chart_rows_panel){
            .title = "Số vụ (vụ)", .drawn = drawn[p], .is_whole = true, .mark = sample.mark[p]
        };
        sample.column[p] = (struct fire_chart_column){ "2023 → 2024", sample.text[p] };
    }
    sample.chart.rows = (struct fire_chart_rows){ .n_rows = n_rows,
                                                  .n_panels = n_panels,
                                                  .n_columns = n_columns,
                                                  .row = sample.row,
                                                  .panel = sample.panel,
                                                  .column = sample.column };
}

static void fill_slopes(int32_t n)
{
    begin(FIRE_FORM_SLOPES);
    for (int32_t i = 0; i < n; i++)
        sample.slope[i] = (struct fire_chart_slope){ .name = "Huyện Đức Trọng",
                                                     .base = i,
                                                     .value = 2 * i,
                                                     .base_text = "12",
                                                     .value_text = "24",
                                                     .tip = "tip" };
    sample.chart.slopes = (struct fire_chart_slopes){ .title = "Số vụ (vụ)",
                                                      .is_whole = true,
                                                      .base_label = "2023",
                                                      .value_label = "2024",
                                                      .n_slopes = n,
                                                      .slope = sample.slope };
}

static void fill_board(int32_t n_rows, int32_t n_columns)
{
    begin(FIRE_FORM_BOARD);
    for (int32_t r = 0; r < n_rows; r++) {
        for (int32_t c = 0; c < n_columns; c++)
            sample.cell[r][c] = (struct fire_chart_board_cell){ (fire_chart_way)((r + c) % 4),
                                                                "−6", "38/44" };
        sample.board_row[r] = (struct fire_chart_board_row){ "Huyện Đức Trọng", r == 0,
                                                             sample.cell[r], "giảm 2, tăng 1",
                                                             r % 3 == 0 ? "¹" : "" };
    }
    for (int32_t c = 0; c < n_columns; c++)
        sample.board_column[c] = "Thiệt hại tài sản (tỷ đồng)";
    sample.chart.board = (struct fire_chart_board){ .n_rows = n_rows,
                                                    .n_columns = n_columns,
                                                    .column = sample.board_column,
                                                    .verdict_title = "Nhận định",
                                                    .row = sample.board_row };
}

static bool laid(fire_chart_size size, struct fire_arena *arena, struct fire_picture *out)
{
    struct fire_error err = { 0 };
    const fire_status status = fire_layout_make(&sample.chart, (struct fire_chart_look){ size },
                                                chart_simple_meter, arena, out, &err);
    CHECK(status == FIRE_OK, "%d '%s'", (int)status, err.message);
    return status == FIRE_OK;
}

/* ---- places ------------------------------------------------------------------------------- */

/* The nth marker, of a kind of shape. */
static const struct fire_shape *marker(const struct fire_picture *picture, fire_shape_kind kind,
                                       int32_t nth)
{
    for (int32_t i = 0; i < picture->n_shapes; i++)
        if (picture->shape[i].part == FIRE_PART_MARKER && picture->shape[i].kind == kind &&
            picture->shape[i].colour != FIRE_COLOUR_PAPER && nth-- == 0)
            return &picture->shape[i];
    return NULL;
}

static void test_bars_are_to_scale(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    fill_rows(4, 1, 0);
    const double value[] = { 40, 20, 10, 0 };
    for (int r = 0; r < 4; r++)
        sample.mark[0][r].value = value[r];
    if (!laid(FIRE_SIZE_FULL, arena, &picture)) return;
    const struct fire_shape *longest = marker(&picture, FIRE_SHAPE_RECT, 0);
    for (int r = 0; r < 4; r++) {
        const struct fire_shape *bar = marker(&picture, FIRE_SHAPE_RECT, r);
        CHECK_OR_RETURN(bar != NULL && longest != NULL, "bar %d", r);
        CHECK(fabs(bar->bar.rect.width_px / longest->bar.rect.width_px - value[r] / 40) < 1e-9,
              "bar %d: %g px", r, bar->bar.rect.width_px);
        CHECK(bar->bar.rect.x_px == longest->bar.rect.x_px, "all bars begin at zero");
    }
    fire_arena_free(arena);
}

/* The way is told by the shape: the tip lies at the value, the back towards the base. */
static void test_arrowheads_point_the_way(void)
{
    static const struct {
        double value;
        double base;
        int direction; /* 0: a dot */
    } cases[] = { { 40, 10, 1 }, { 10, 40, -1 }, { 25, 25, 0 }, { 26, 25, 1 }, { 0, 0, 0 } };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture;
        fill_rows(2, 1, 2);
        sample.panel[0].drawn = FIRE_ROWS_CHANGES;
        sample.mark[0][0] = (struct fire_chart_row_mark){ .is_known = true,
                                                          .has_base = true,
                                                          .value = cases[i].value,
                                                          .base = cases[i].base,
                                                          .label = "",
                                                          .tip = "" };
        sample.mark[0][1] = (struct fire_chart_row_mark){
            .has_base = true, .base = 50, .label = "", .tip = ""
        };
        if (!laid(FIRE_SIZE_FULL, arena, &picture)) return;
        const struct fire_shape *head = marker(&picture, FIRE_SHAPE_POLYGON, 0);
        CHECK_OR_RETURN((head != NULL) == (cases[i].direction != 0), "row %zu", i);
        if (head != NULL) {
            const struct fire_position *at = head->polygon.position;
            CHECK((at[0].x_px - at[1].x_px) * cases[i].direction > 0, "row %zu", i);
            CHECK(head->colour ==
                      (cases[i].direction > 0 ? FIRE_COLOUR_ROSE : FIRE_COLOUR_FELL),
                  "row %zu", i);
        } else {
            const struct fire_shape *dot = marker(&picture, FIRE_SHAPE_CIRCLE, 1);
            CHECK(dot != NULL && dot->circle.line_px == 0, "row %zu: a full dot", i);
        }
        fire_arena_free(arena);
    }
}

static void test_slopes_are_to_scale(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    fill_slopes(12);
    if (!laid(FIRE_SIZE_FULL, arena, &picture)) return;
    const struct fire_shape *line = NULL;
    CHECK(chart_count_part(&picture, FIRE_PART_SERIES, &line) == 12, "12 lines");
    const struct fire_shape *zero = NULL;
    CHECK(chart_count_part(&picture, FIRE_PART_ZERO, &zero) == 1, "one zero line");
    CHECK_OR_RETURN(line != NULL && zero != NULL, "shapes");
    const double zero_px = zero->polyline.position[0].y_px;
    const struct fire_position *last =
        line->polyline.position; /* drawn last to first: 11, 22 */
    CHECK(fabs((zero_px - last[1].y_px) - 2 * (zero_px - last[0].y_px)) < 1e-6, "%g and %g",
          last[0].y_px, last[1].y_px);
    int32_t n_labels = 0;
    for (int32_t i = 0; i < picture.n_shapes; i++)
        n_labels += picture.shape[i].part == FIRE_PART_LABEL;
    CHECK(n_labels == 4 * 12, "names and values at both ends: %d", (int)n_labels);
    fire_arena_free(arena);
}

static void test_board_signs(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    fill_board(4, 1); /* none, fell, held, rose */
    if (!laid(FIRE_SIZE_FULL, arena, &picture)) return;
    const struct fire_shape *fell = marker(&picture, FIRE_SHAPE_POLYGON, 0);
    const struct fire_shape *held = marker(&picture, FIRE_SHAPE_RECT, 0);
    const struct fire_shape *rose = marker(&picture, FIRE_SHAPE_POLYGON, 1);
    CHECK_OR_RETURN(fell != NULL && held != NULL && rose != NULL, "three signs");
    CHECK(fell->polygon.position[2].y_px > fell->polygon.position[0].y_px, "down");
    CHECK(rose->polygon.position[2].y_px < rose->polygon.position[0].y_px, "up");
    CHECK(marker(&picture, FIRE_SHAPE_POLYGON, 2) == NULL, "and no more");
    fire_arena_free(arena);
}

/* ---- anything at all ---------------------------------------------------------------------- */

static const char *some_number(unsigned long long *seed)
{
    static const char *const texts[] = {
        "128",         "−10,5",   "9.223.372.036.854.775.807",   "",
        "0,000000005", "– → 1,0", "+1.234 (+461.168.601.842,0%)"
    };
    return texts[check_random(seed) % CHECK_N(texts)];
}

static const char *some_name(unsigned long long *seed)
{
    static const char *const names[] = { "Đà Lạt", "Huyện Đức Trọng", "A", "" };
    const unsigned at = (unsigned)(check_random(seed) % 48);
    if (check_random(seed) % 5 != 0) return names[check_random(seed) % CHECK_N(names)];
    return chart_random_text(seed, sample.words[at]);
}

static void random_rows(unsigned long long *seed)
{
    const int scale = (int)(check_random(seed) % CHART_RANDOM_SCALES);
    const int32_t n_rows = 1 + (int32_t)(check_random(seed) % ROWS);
    const int32_t n_panels = 1 + (int32_t)(check_random(seed) % 2);
    fill_rows(n_rows, n_panels, (int32_t)(check_random(seed) % 3));
    for (int p = 0; p < 2; p++) {
        sample.panel[p].drawn = (fire_rows_drawn)(check_random(seed) % 3);
        sample.panel[p].full = check_random(seed) % 2 == 0 ? 100.0 : 0.0;
        sample.panel[p].is_whole = check_random(seed) % 2 == 0;
        sample.panel[p].title = some_name(seed);
        sample.column[p].title = some_name(seed);
        for (int32_t r = 0; r < n_rows; r++) {
            struct fire_chart_row_mark *mark = &sample.mark[p][r];
            mark->is_known = r == 0 || check_random(seed) % 5 != 0;
            mark->has_base = check_random(seed) % 3 != 0;
            mark->value = mark->is_known ? chart_random_value(seed, scale) : 0;
            mark->base = mark->has_base ? chart_random_value(seed, scale) : 0;
            mark->label = some_number(seed);
            sample.text[p][r] = some_number(seed);
            sample.row[r].label = some_name(seed);
            sample.row[r].kind = r == 0 ? FIRE_CHART_ROW_PLAIN
                                        : (fire_chart_row_kind)(check_random(seed) % 4);
        }
    }
}

static void random_slopes(unsigned long long *seed)
{
    const int scale = (int)(check_random(seed) % CHART_RANDOM_SCALES);
    const int32_t n = 1 + (int32_t)(check_random(seed) % FIRE_CHART_SLOPES_MAX);
    fill_slopes(n);
    sample.chart.slopes.title = some_name(seed);
    sample.chart.slopes.base_label = some_name(seed);
    for (int32_t i = 0; i < n; i++)
        sample.slope[i] = (struct fire_chart_slope){ .name = some_name(seed),
                                                     .base = chart_random_value(seed, scale),
                                                     .value = chart_random_value(seed, scale),
                                                     .base_text = some_number(seed),
                                                     .value_text = some_number(seed),
                                                     .tip = "" };
}

static void random_board(unsigned long long *seed)
{
    const int32_t n_rows = 1 + (int32_t)(check_random(seed) % 25);
    const int32_t n_columns = 1 + (int32_t)(check_random(seed) % FIRE_CHART_BOARD_COLUMNS_MAX);
    fill_board(n_rows, n_columns);
    for (int32_t r = 0; r < n_rows; r++) {
        sample.board_row[r].label = some_name(seed);
        if (check_random(seed) % 3 == 0) sample.board_row[r].verdict = some_name(seed);
        for (int32_t c = 0; c < n_columns; c++) {
            sample.cell[r][c].change = some_number(seed);
            sample.cell[r][c].sides = some_number(seed);
        }
    }
    for (int32_t c = 0; c < n_columns; c++)
        sample.board_column[c] = some_name(seed);
}

/* Where there is no room for verdicts, their notes stand with the names. */
static void test_refusals_stay(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    fill_board(4, 6);
    if (!laid(FIRE_SIZE_HALF, arena, &picture)) return;
    CHECK(chart_find_text(&picture, "giảm 2") == NULL, "no verdicts");
    CHECK(chart_find_text(&picture, "Trọng\u00A0¹") != NULL, "their notes");
    fire_arena_free(arena);
    arena = fire_arena_create();
    fill_board(4, 3);
    if (!laid(FIRE_SIZE_FULL, arena, &picture)) return;
    CHECK(chart_find_text(&picture, "giảm 2") != NULL, "verdicts");
    CHECK(chart_find_text(&picture, "Trọng\u00A0¹") == NULL, "and no notes beside names");
    fire_arena_free(arena);
}

static void test_random_pages(void)
{
    static const struct {
        const char *name;
        void (*fill)(unsigned long long *seed);
    } forms[] = { { "rows", random_rows },
                  { "slopes", random_slopes },
                  { "board", random_board } };
    for (size_t i = 0; i < CHECK_N(forms); i++) {
        unsigned long long seed = 20241231 + i;
        for (int round = 0; round < 150; round++) {
            forms[i].fill(&seed);
            sample.chart.title = some_name(&seed);
            chart_check_sizes(&sample.chart, forms[i].name, round);
        }
    }
}

/* From figures to pages: random comparisons of up to fifty groups, with gaps, zeros, corrections and
 * money, in both languages. */
static void test_random_comparisons(void)
{
    static const fire_chart_kind kinds[] = { FIRE_CHART_AREA_BAR, FIRE_CHART_DUMBBELL,
                                             FIRE_CHART_SLOPE, FIRE_CHART_SCOREBOARD };
    static struct compared_sample compared;
    unsigned long long seed = 20240229;
    for (int round = 0; round < 120; round++) {
        const fire_chart_kind kind = kinds[round % 4];
        const int32_t n_groups = 1 + (int32_t)(check_random(&seed) % 50);
        const int scale = (int)(check_random(&seed) % CHART_RANDOM_SCALES);
        sample_begin(&compared, kind == FIRE_CHART_SCOREBOARD ? 3 : 1);
        for (int32_t g = 0; g < n_groups; g++) {
            int64_t figure[2][3];
            for (int i = 0; i < 6; i++) {
                const int64_t value = (int64_t)chart_random_value(&seed, scale);
                const bool is_gap = check_random(&seed) % 9 == 0;
                figure[i % 2][i / 2] = is_gap && g > 0 ? SAMPLE_GAP : value;
            }
            sample_add(&compared, g == n_groups - 1 && g > 0 ? NULL : some_name(&seed),
                       figure[0], figure[1]);
        }
        sample_end(&compared, (uint32_t)(check_random(&seed) % 3 == 0 ? FIRE_UNLIKE_SCOPE : 0));
        const struct fire_chart_options options = { .language = (fire_language)(round % 2),
                                                    .place = "Lâm Đồng",
                                                    .source = "so_vu.xlsx" };
        struct fire_arena *arena = fire_arena_create();
        struct fire_chart chart;
        struct fire_error err = { 0 };
        const fire_status status = fire_chart_make(kind, &compared.given, &options, arena,
                                                   &chart, &err);
        CHECK(status == FIRE_OK, "round %d: %s: '%s'", round, fire_chart_kind_name(kind),
              err.message);
        if (status == FIRE_OK) chart_check_sizes(&chart, fire_chart_kind_name(kind), round);
        fire_arena_free(arena);
    }
}

static void test_extremes(void)
{
    static char name[10001];
    memset(name, 'x', sizeof name - 1);
    fill_rows(3, 2, 2);
    sample.row[1].label = sample.column[0].title = sample.panel[0].title = name;
    sample.text[0][1] = sample.mark[0][1].label = name;
    chart_check_sizes(&sample.chart, "long names in rows", 0);
    fill_rows(1, 1, 0);
    chart_check_sizes(&sample.chart, "one row of zero", 0);
    fill_rows(4, 1, 0);
    sample.mark[0][2].value = 9.2e9; /* one huge value among small ones */
    chart_check_sizes(&sample.chart, "one huge value", 0);
    fill_slopes(1);
    sample.slope[0].name = sample.slope[0].base_text = name;
    chart_check_sizes(&sample.chart, "one slope of zeros", 0);
    fill_board(3, 6);
    sample.board_row[1].label = sample.board_row[1].verdict = name;
    sample.cell[1][1].sides = sample.board_column[2] = name;
    chart_check_sizes(&sample.chart, "long names in a board", 0);
    fill_board(120, 3);
    chart_check_sizes(&sample.chart, "a long board", 0);
}

static void test_longest_board(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    fill_board(FIRE_CHART_BOARD_ROWS_MAX, 3);
    if (laid(FIRE_SIZE_HALF, arena, &picture))
        CHECK(picture.height_px * 2 < 32767, "%g px: more than an image may be high at 192 dpi",
              picture.height_px);
    fire_arena_free(arena);
}

static void test_refused(void)
{
    static const fire_status wanted[] = { FIRE_EVALUE, FIRE_EVALUE,  FIRE_EVALUE,  FIRE_ERANGE,
                                          FIRE_EVALUE, FIRE_ENODATA, FIRE_ENODATA, FIRE_ENODATA,
                                          FIRE_ERANGE, FIRE_ERANGE,  FIRE_ERANGE };
    for (int i = 0; i < (int)CHECK_N(wanted); i++) {
        fill_rows(3, 1, 1);
        if (i == 0) sample.mark[0][1].value = NAN;
        if (i == 1) sample.mark[0][1].has_base = true, sample.mark[0][1].base = INFINITY;
        if (i == 2) sample.row[1].label = "\xC3(";
        if (i == 3) sample.mark[0][1].value = 1e25; /* no number of ours writes the tick */
        if (i == 4) fill_slopes(2), sample.slope[1].value = NAN;
        for (int r = 0; i == 5 && r < 3; r++)
            sample.mark[0][r].is_known = false;
        if (i == 6) fill_slopes(0);
        if (i == 7) fill_board(0, 3);
        if (i == 8) sample.chart.rows.n_rows = FIRE_CHART_ROWS_MAX + 1;
        if (i == 9) fill_slopes(2), sample.chart.slopes.n_slopes = FIRE_CHART_SLOPES_MAX + 1;
        if (i == 10)
            fill_board(1, 1), sample.chart.board.n_rows = FIRE_CHART_BOARD_ROWS_MAX + 1;
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture = { .n_shapes = -7 };
        struct fire_error err = { 0 };
        const fire_status status = fire_layout_make(&sample.chart,
                                                    (struct fire_chart_look){ FIRE_SIZE_FULL },
                                                    chart_simple_meter, arena, &picture, &err);
        CHECK(status == wanted[i], "case %d: %d '%s'", i, (int)status, err.message);
        CHECK(picture.n_shapes == -7, "case %d wrote to out", i);
        fire_arena_free(arena);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_bars_are_to_scale),   CHECK_TEST(test_arrowheads_point_the_way),
        CHECK_TEST(test_slopes_are_to_scale), CHECK_TEST(test_board_signs),
        CHECK_TEST(test_refusals_stay),       CHECK_TEST(test_random_pages),
        CHECK_TEST(test_random_comparisons),  CHECK_TEST(test_extremes),
        CHECK_TEST(test_longest_board),       CHECK_TEST(test_refused),
    };
    return CHECK_MAIN(tests);
}
