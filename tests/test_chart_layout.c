/* test_chart_layout.c - ticks against the paper's definition, labels that never touch, pages
 * that hold everything on them.
 */
#include "chart_pages.h"
#include "check.h"
#include "firestat/chart_layout.h"
#include "layout/letters.h"
#include "layout/stack.h"
#include "layout/ticks.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double no_width_px(void *self, const char *text, double size_px, bool bold,
                          fire_face face)
{
    (void)self;
    (void)text;
    (void)bold;
    (void)face;
    return size_px * NAN;
}

/* ---- ticks ----------------------------------------------------------------------------- */

/* The score of the paper, written down once more and searched without any cleverness: all
 * steps, starts and numbers of ticks that could matter. */
static double score_by_paper(double low, double high, int wanted, int i_nice, double q, int j,
                             double first, double step, int k)
{
    const double last = first + step * (k - 1);
    const double rest = first - step * floor(first / step);
    const bool zero_is_a_tick = (rest < 1e-9 * step || step - rest < 1e-9 * step) &&
                                first <= 0 && last >= 0;
    const double simplicity = 1 - i_nice / 5.0 - j + (zero_is_a_tick ? 1 : 0);
    const double tenth = 0.1 * (high - low);
    const double coverage = 1 -
                            0.5 * (pow(high - last, 2) + pow(low - first, 2)) / (tenth * tenth);
    const double r = (k - 1) / (last - first);
    const double rt = (wanted - 1) / (fmax(last, high) - fmin(first, low));
    const double density = 2 - fmax(r / rt, rt / r);
    (void)q;
    return 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05;
}

static double best_by_force(double low, double high, int wanted)
{
    static const double nice[] = { 1, 5, 2, 2.5, 4, 3 };
    double best = -100;
    const int z_range = (int)floor(log10(high - low));
    for (int i = 0; i < 6; i++)
        for (int j = 1; j <= 4; j++)
            for (int z = z_range - 3; z <= z_range + 1; z++) {
                const double step = j * nice[i] * pow(10, z);
                for (int k = 2; k <= 24; k++) {
                    const double from = floor(low / step) - 2;
                    for (double start = from * j; start <= (from + 5 + (high - low) / step) * j;
                         start += 1)
                        best = fmax(best, score_by_paper(low, high, wanted, i, nice[i], j,
                                                         start * step / j, step, k));
                }
            }
    return best;
}

static void test_ticks_are_the_best_there_are(void)
{
    unsigned long long seed = 2010;
    for (int i = 0; i < 60; i++) {
        const double scale = pow(10, (int)(check_random(&seed) % 7) - 3);
        const double low = ((int)(check_random(&seed) % 400) - 200) * scale / 7;
        const double high = low + (1 + check_random(&seed) % 900) * scale / 11;
        const int wanted = 2 + (int)(check_random(&seed) % 7);
        struct ticks ticks;
        CHECK_OR_RETURN(ticks_find(low, high,
                                   (struct tick_rules){ .wanted = wanted, .most = INT32_MAX },
                                   &ticks),
                        "%g %g", low, high);
        const double best = best_by_force(low, high, wanted);
        CHECK(fabs(ticks.score - best) < 1e-9, "%g..%g, %d wanted: %.12f, best is %.12f", low,
              high, wanted, ticks.score, best);
    }
}

static void test_ticks_known(void)
{
    static const struct {
        double low;
        double high;
        struct tick_rules rules;
        double first;
        double step;
        int32_t n;
        int32_t decimals;
    } cases[] = {
        { 8.1,
          14.1,
          { 4, 99, false, false },
          8,
          2,
          4,
          0 }, /* R, labeling::extended: 8 10 12 14 */
        { 0, 143, { 5, 99, true, true }, 0, 50, 4, 0 },
        { 0, 6, { 5, 99, true, true }, 0, 1, 7, 0 },
        { 0, 1, { 5, 99, true, true }, 0, 1, 2, 0 }, /* a count has no half */
        { 0, 1, { 5, 99, false, true }, 0, 0.25, 5, 2 },
        { 0, 9.3e9, { 5, 99, true, true }, 0, 2.5e9, 5, 0 },
        { -7, 0, { 5, 99, true, true }, -8, 2, 5, 0 },
        { 0, 1e-9, { 5, 99, false, true }, 0, 2.5e-10, 5, 11 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct ticks ticks = { 0 };
        CHECK_OR_RETURN(ticks_find(cases[i].low, cases[i].high, cases[i].rules, &ticks),
                        "row %zu", i);
        CHECK(fabs(ticks.first - cases[i].first) <= 1e-9 * cases[i].step, "row %zu: %g", i,
              ticks.first);
        CHECK(fabs(ticks.step - cases[i].step) <= 1e-9 * cases[i].step, "row %zu: %g", i,
              ticks.step);
        CHECK(ticks.n == cases[i].n, "row %zu: %d", i, (int)ticks.n);
        CHECK(ticks_decimals(&ticks) == cases[i].decimals, "row %zu: %d", i,
              (int)ticks_decimals(&ticks));
    }
}

/* What extended(min, max, n) of R's package labeling (0.4.2) gives, by the authors of the method. */
static void test_ticks_of_r(void)
{
    static const struct {
        double low;
        double high;
        int32_t wanted;
        double first;
        double step;
        int32_t n;
    } rows[] = {
        { 8.1, 14.1, 4, 8, 2, 4 },
        { 0, 100, 5, 0, 25, 5 },
        { 0, 100, 10, 0, 10, 11 },
        { 0, 1, 5, 0, 0.25, 5 },
        { 0, 0.1, 5, 0, 0.025, 5 },
        { 2, 17, 6, 0, 4, 5 },
        { 0, 9.3, 5, 0, 2.5, 5 },
        { 36.6, 62.9, 5, 35, 5, 7 },
        { 0, 143, 5, 0, 50, 4 },
        { 0, 7, 5, 0, 2, 5 },
        { 0, 31, 5, 0, 10, 4 },
        { 0, 44, 6, 0, 10, 5 },
        { -7, 0, 5, -8, 2, 5 },
        { -3.2, 5.9, 5, -4, 2, 6 },
        { 1, 1500, 4, 0, 500, 4 },
        { 0, 2764, 5, 0, 1000, 4 },
        { 0, 4075, 5, 0, 1000, 5 },
        { 0, 932.023, 4, 0, 300, 4 },
        { 0, 1126.75, 5, 0, 300, 5 },
        { 0, 0.007, 4, 0, 0.0025, 4 },
        { 2014, 2024, 6, 2014, 2, 6 },
        { 2014, 2025, 5, 2015, 2.5, 5 },
        { 10, 11, 5, 10, 0.25, 5 },
        { 99, 101, 4, 99, 0.5, 5 },
        { -1000, 1000, 7, -1000, 500, 5 },
        { 0, 37614, 5, 0, 10000, 5 },
        { 0, 783946.8, 6, 0, 200000, 5 },
        { 5.5, 5.9, 5, 5.5, 0.1, 5 },
        { 0, 12, 3, 0, 5, 3 },
        { 0, 25, 3, 0, 10, 3 },
        { 0, 48, 9, 0, 5, 10 },
        { 3, 7, 2, 2.5, 5, 2 },
        { 0, 66.7, 8, 0, 10, 8 },
        { 0.18, 0.93, 5, 0.2, 0.2, 5 },
        { 1000000, 9000000, 5, 0, 2500000, 5 },
        { -0.35, -0.05, 4, -0.35, 0.1, 4 },
        { 0, 19, 2, 0, 20, 2 },
        { 0, 20, 2, 0, 20, 2 },
        { 0, 21, 2, 0, 20, 2 },
        { 0, 3, 7, 0, 0.5, 7 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        struct ticks ticks = { 0 };
        const struct tick_rules rules = { .wanted = rows[i].wanted, .most = INT32_MAX };
        CHECK_OR_RETURN(ticks_find(rows[i].low, rows[i].high, rules, &ticks), "row %zu", i);
        CHECK(fabs(ticks.first - rows[i].first) <= 1e-9 * rows[i].step &&
                  fabs(ticks.step - rows[i].step) <= 1e-9 * rows[i].step &&
                  ticks.n == rows[i].n,
              "row %zu: %g..%g, %d wanted: %g by %g, %d", i, rows[i].low, rows[i].high,
              (int)rows[i].wanted, ticks.first, ticks.step, (int)ticks.n);
    }
}

static void test_ticks_of_counts(void)
{
    for (int32_t high = 1; high <= 3000; high = high < 200 ? high + 1 : high + high / 50)
        for (int32_t wanted = 2; wanted <= 9; wanted++)
            for (int sign = -1; sign <= 1; sign += 2) {
                const double low_end = sign < 0 ? -high : 0;
                const double high_end = sign < 0 ? 0 : high;
                struct ticks ticks;
                CHECK_OR_RETURN(
                    ticks_find(low_end, high_end,
                               (struct tick_rules){ wanted, 2 * wanted, true, true }, &ticks),
                    "0..%d, %d wanted", sign * high, (int)wanted);
                const double last = ticks_value(&ticks, ticks.n - 1);
                const double zero = sign < 0 ? last : ticks_value(&ticks, 0);
                CHECK(zero == 0.0, "0..%d: the axis ends at %g", sign * high, zero);
                CHECK(ticks.first <= low_end && last >= high_end, "0..%d: up to %g",
                      sign * high, last);
                CHECK(ticks.step == round(ticks.step), "0..%d: step %g", sign * high,
                      ticks.step);
                CHECK(ticks.n <= 2 * wanted, "0..%d: %d ticks", sign * high, (int)ticks.n);
            }
}

static void test_ticks_refused(void)
{
    struct ticks crowded;
    CHECK(!ticks_find(0, 9, (struct tick_rules){ .wanted = 5, .most = 2 }, &crowded),
          "two ticks");
    static const double ranges[][2] = {
        { 0, 0 },
        { 5, 5 },
        { 1, 0 },
        { 0, NAN },
        { NAN, 1 },
        { 0, INFINITY },
        { -INFINITY, 0 },
        { -DBL_MAX, DBL_MAX },
        { 1e18, 1e18 + 128 },
        { 0, 1e-310 },
    };
    for (size_t i = 0; i < CHECK_N(ranges); i++) {
        struct ticks ticks;
        CHECK(!ticks_find(ranges[i][0], ranges[i][1],
                          (struct tick_rules){ .wanted = 5, .most = 9 }, &ticks),
              "row %zu", i);
    }
}

/* ---- stacked labels -------------------------------------------------------------------- */

static struct page bare_page(struct fire_arena *arena)
{
    return (struct page){ .meter = chart_simple_meter,
                          .arena = arena,
                          .style = style_of(FIRE_SIZE_FULL) };
}

static void test_stack_known(void)
{
    static const struct {
        struct stack_item item[3];
        int32_t n;
        double top;
        double bottom;
        double centre[3];
        int32_t n_placed;
    } cases[] = {
        { { { 50, 10 }, { 80, 10 } }, 2, 0, 100, { 50, 80 }, 2 },     /* free            */
        { { { 50, 10 }, { 50, 20 } }, 2, 0, 100, { 42.5, 57.5 }, 2 }, /* pushed apart    */
        { { { 2, 10 }, { 3, 10 } }, 2, 0, 100, { 5, 15 }, 2 },        /* the upper border */
        { { { 99, 10 }, { 98, 10 } }, 2, 0, 100, { 85, 95 }, 2 },     /* the lower border */
        { { { 50, 10 }, { 55, 10 }, { 64, 10 } },
          3,
          0,
          100,
          { 46.333333, 56.333333, 66.333333 },
          3 },
        { { { 10, 10, 2 }, { 11, 10, 1 }, { 12, 10, 2 } }, 3, 0, 25, { 6, 16 }, 2 },
        { { { 10, 30, 1 } }, 1, 0, 25, { 0 }, 0 }, /* no room at all */
    };
    struct fire_arena *arena = fire_arena_create();
    struct page page = bare_page(arena);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct stack_item item[3];
        memcpy(item, cases[i].item, sizeof item);
        stack_place(&page, item, cases[i].n, cases[i].top, cases[i].bottom);
        for (int32_t k = 0; k < cases[i].n; k++) {
            CHECK(item[k].is_placed == (k < cases[i].n_placed), "row %zu item %d", i, (int)k);
            if (item[k].is_placed)
                CHECK(fabs(item[k].centre_px - cases[i].centre[k]) < 1e-5,
                      "row %zu item %d: %g", i, (int)k, item[k].centre_px);
        }
    }
    fire_arena_free(arena);
}

static void test_stack_never_overlaps(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct page page = bare_page(arena);
    unsigned long long seed = 7;
    for (int round = 0; round < 500; round++) {
        struct stack_item item[12];
        const int32_t n = 1 + (int32_t)(check_random(&seed) % 12);
        for (int32_t i = 0; i < n; i++)
            item[i] = (struct stack_item){
                .wanted_px = (double)(check_random(&seed) % 1300) / 10,
                .height_px = 4 + (double)(check_random(&seed) % 160) / 10,
                .priority = (int32_t)(check_random(&seed) % 3),
                .owner = i
            };
        stack_place(&page, item, n, 10, 110);
        double above = 10;
        for (int32_t i = 0; i < n && item[i].is_placed; i++) {
            CHECK(item[i].centre_px - item[i].height_px / 2 >= above - 1e-9, "round %d", round);
            above = item[i].centre_px + item[i].height_px / 2;
        }
        CHECK(above <= 110 + 1e-9, "round %d: down to %g", round, above);
        for (int32_t i = 0; i < n; i++)
            for (int32_t k = 0; k < n; k++)
                CHECK(item[i].is_placed || !item[k].is_placed ||
                          item[k].priority >= item[i].priority,
                      "round %d: dropped a label more important than one that stands", round);
    }
    fire_arena_free(arena);
}

/* ---- text ------------------------------------------------------------------------------ */

static void test_wrap(void)
{
    static const struct {
        const char *text;
        double max_px; /* with letters of 10 px: 5.6 px each */
        int32_t max_lines;
        const char *line[4];
    } cases[] = {
        { "một hai ba bốn", 56.1, 9, { "một hai ba", "bốn" } },
        { "một hai ba bốn", 55, 9, { "một hai", "ba bốn" } },
        { "  một  hai ", 400, 9, { "một  hai" } },
        { "abcdefghij klm", 28.1, 9, { "abcde", "fghij", "klm" } },
        { "một hai ba bốn năm", 44.9, 2, { "một hai", "ba bốn…" } },
        { "abcdefghijkl", 28.1, 1, { "abcd…" } },
        { "a\nb\tc", 400, 9, { "a b c" } },
        { "e\u0302\u0301e\u0302\u0301e\u0302\u0301",
          11.3,
          9,
          { "e\u0302\u0301e\u0302\u0301", "e\u0302\u0301" } },
        { "ab", 1, 9, { "a", "b" } }, /* narrower than a letter: still ends */
        { "", 400, 9, { 0 } },
        { "   ", 400, 9, { 0 } },
        { "p\u00A0=\u00A00,3 x", 40, 9, { "p\u00A0=\u00A00,3", "x" } }, /* hold together */
    };
    const struct look look = { .size_px = 10 };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct page page = bare_page(arena);
        const struct lines lines = letters_wrap(&page, cases[i].text, look, cases[i].max_px,
                                                cases[i].max_lines);
        int32_t n_wanted = 0;
        while (n_wanted < 4 && cases[i].line[n_wanted] != NULL)
            n_wanted++;
        CHECK(lines.n == n_wanted, "row %zu: %d lines", i, (int)lines.n);
        for (int32_t k = 0; k < lines.n && k < n_wanted; k++)
            CHECK(strcmp(lines.line[k], cases[i].line[k]) == 0, "row %zu line %d: '%s'", i,
                  (int)k, lines.line[k]);
        fire_arena_free(arena);
    }
}

static void test_labels_are_bounded(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct page page = bare_page(arena);
    char text[4000] = "";
    for (int i = 0; i < 400; i++)
        strcat(text, "ă");
    const char *label = letters_label(&page, text);
    CHECK(fire_text_columns(fire_text_of(label)) == FIRE_LABEL_LETTERS + 1, "%lld letters",
          (long long)fire_text_columns(fire_text_of(label)));
    CHECK(strcmp(label + strlen(label) - 3, LETTERS_ELLIPSIS) == 0, "'%s'", label);

    strcpy(text, "a");
    for (int i = 0; i < 100; i++)
        strcat(text, "\u0301");
    strcat(text, "b");
    label = letters_label(&page, text);
    CHECK(strlen(label) == 1 + 2 * FIRE_LABEL_MARKS + 1, "%zu bytes", strlen(label));

    const struct look look = { .size_px = 10 };
    CHECK(strcmp(letters_fit(&page, "Huyện Đức Trọng", look, 50), "Huyện Đ…") == 0, "'%s'",
          letters_fit(&page, "Huyện Đức Trọng", look, 50));
    CHECK(letters_fit(&page, "Huyện", look, 5)[0] == '\0', "fits nowhere");
    CHECK(page.status == FIRE_OK, "status %d", (int)page.status);
    letters_label(&page, "\xC3(");
    CHECK(page.status == FIRE_EVALUE, "bad UTF-8 gave %d", (int)page.status);
    fire_arena_free(arena);
}

/* ---- whole pages ----------------------------------------------------------------------- */

struct sample {
    struct fire_chart chart;
    struct fire_chart_panel panel[FIRE_CHART_PANELS_MAX];
    struct fire_chart_series series[FIRE_CHART_PANELS_MAX];
    struct fire_chart_guide guide[FIRE_CHART_PANELS_MAX];
    struct fire_chart_point point[FIRE_CHART_PANELS_MAX][120];
    const char *slot_label[120];
    char label_text[120][8];
};

static void fill_sample(struct sample *out, int32_t n_panels, int32_t n_slots)
{
    memset(out, 0, sizeof *out);
    for (int32_t i = 0; i < n_slots; i++) {
        snprintf(out->label_text[i], sizeof out->label_text[i], "%d",
                 (int)(2025 - n_slots + i));
        out->slot_label[i] = out->label_text[i];
    }
    for (int32_t p = 0; p < n_panels; p++) {
        out->series[p] = (struct fire_chart_series){ .name = "số vụ",
                                                     .point = out->point[p],
                                                     .end = { "128", "(−10,5%)" } };
        out->panel[p] = (struct fire_chart_panel){ .title = "Số vụ (vụ)",
                                                   .is_whole = true,
                                                   .n_series = 1,
                                                   .series = &out->series[p],
                                                   .guide = &out->guide[p] };
        for (int32_t i = 0; i < n_slots; i++)
            out->point[p][i] = (struct fire_chart_point){ .is_known = true,
                                                          .value = 10 * (i % 7),
                                                          .text = "tip" };
    }
    out->chart = (struct fire_chart){ .kind = FIRE_CHART_TREND,
                                      .language = FIRE_VIETNAMESE,
                                      .title = "Năm 2024 giảm cả ba tiêu chí so với năm 2023",
                                      .subtitle = "Tỉnh Lâm Đồng, 2015–2024",
                                      .footer = "Nguồn: so_vu.xlsx. Trục tung bắt đầu từ 0.",
                                      .description = "Biểu đồ.",
                                      .form = FIRE_FORM_PANELS,
                                      .panels = { .n_slots = n_slots,
                                                  .n_panels = n_panels,
                                                  .slot_label = out->slot_label,
                                                  .panel = out->panel } };
}

static void randomise(struct sample *sample, unsigned long long *seed,
                      char text[4][CHART_RANDOM_BYTES])
{
    static const char *const ends[][2] = {
        { "128", "(−10,5%)" },
        { "", "chưa có số liệu" },
        { "9.223.372.036,9", "(+461.168.601.842.738.790,0%)" },
        { "", "" },
        { "92.233.720,4", "(không so sánh được)" },
        { "0,000000005", "(9 tháng)" },
    };
    const int32_t n_panels = 1 + (int32_t)(check_random(seed) % FIRE_CHART_PANELS_MAX);
    const int32_t n_slots = check_random(seed) % 5 == 0
                                ? 1 + (int32_t)(check_random(seed) % 3)
                                : 1 + (int32_t)(check_random(seed) % 110);
    fill_sample(sample, n_panels, n_slots);
    sample->chart.title = chart_random_text(seed, text[0]);
    sample->chart.subtitle = chart_random_text(seed, text[1]);
    sample->chart.footer = chart_random_text(seed, text[2]);
    for (int32_t p = 0; p < n_panels; p++) {
        const int scale = (int)(check_random(seed) % 6);
        const unsigned gap_in = 1 + check_random(seed) % 12;
        const size_t end = check_random(seed) % CHECK_N(ends);
        sample->panel[p].is_whole = check_random(seed) % 2 == 0;
        if (check_random(seed) % 8 == 0)
            sample->panel[p].title = chart_random_text(seed, text[3]);
        sample->series[p].end = (struct fire_chart_end){ ends[end][0], ends[end][1] };
        for (int32_t i = 0; i < n_slots; i++) {
            struct fire_chart_point *point = &sample->point[p][i];
            point->is_known = check_random(seed) % gap_in != 0 || (p == 0 && i == 0);
            point->is_part = i == n_slots - 1 && check_random(seed) % 3 == 0;
            point->value = point->is_known ? chart_random_value(seed, scale) : 0;
        }
        sample->panel[p].n_guides = n_slots > 5 ? (int32_t)(check_random(seed) % 2) : 0;
        sample->guide[p] = (struct fire_chart_guide){ chart_random_value(seed, scale) / 3,
                                                      n_slots > 5 ? n_slots - 6 : 0,
                                                      "BQ 5 năm: 1.234.567,8" };
    }
}

static void test_random_charts(void)
{
    static struct sample sample;
    static char text[4][CHART_RANDOM_BYTES];
    unsigned long long seed = 20241231;
    for (int round = 0; round < 600; round++) {
        randomise(&sample, &seed, text);
        chart_check_sizes(&sample.chart, "trend", round);
    }
}

static void test_line_breaks_at_a_gap(void)
{
    static struct sample sample;
    fill_sample(&sample, 1, 10);
    sample.point[0][3].is_known = false; /* 0-2, gap, 4 alone, gap, 6-8 and 9 dashed */
    sample.point[0][5].is_known = false;
    sample.point[0][9].is_part = true;
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    CHECK_OR_RETURN(fire_layout_make(&sample.chart, (struct fire_chart_look){ FIRE_SIZE_FULL },
                                     chart_simple_meter, arena, &picture, NULL) == FIRE_OK,
                    "made");
    const struct fire_shape *first = NULL;
    CHECK(chart_count_part(&picture, FIRE_PART_SERIES, &first) == 3, "3 lines");
    CHECK_OR_RETURN(first != NULL, "a line");
    CHECK(first->polyline.n_positions == 3 && first->polyline.dash_px == 0, "%d positions",
          (int)first->polyline.n_positions);
    CHECK(first[2].polyline.n_positions == 2 && first[2].polyline.dash_px > 0,
          "the part year's segment is dashed");
    CHECK(chart_count_part(&picture, FIRE_PART_MARKER, &first) == 8, "8 known points");
    CHECK_OR_RETURN(first != NULL, "a marker");
    CHECK(first[0].circle.line_px == 0 && first[7].circle.line_px > 0,
          "the last one is hollow");
    CHECK(strcmp(first->circle.tip, "tip") == 0, "'%s'", first->circle.tip);
    fire_arena_free(arena);
}

static void test_places_are_to_scale(void)
{
    static struct sample sample;
    fill_sample(&sample, 1, 5);
    const double value[] = { 0, 50, 100, 25, 75 };
    for (int i = 0; i < 5; i++)
        sample.point[0][i].value = value[i];
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    CHECK_OR_RETURN(fire_layout_make(&sample.chart, (struct fire_chart_look){ FIRE_SIZE_FULL },
                                     chart_simple_meter, arena, &picture, NULL) == FIRE_OK,
                    "made");
    CHECK(picture.width_px == 820, "%g wide", picture.width_px);
    const struct fire_shape *zero = NULL;
    const struct fire_shape *line = NULL;
    CHECK(chart_count_part(&picture, FIRE_PART_ZERO, &zero) == 1, "one zero line");
    CHECK(chart_count_part(&picture, FIRE_PART_SERIES, &line) == 1, "one line");
    CHECK_OR_RETURN(zero != NULL && line != NULL, "shapes");
    const struct fire_position *at = line->polyline.position;
    const double zero_px = zero->polyline.position[0].y_px;
    const double full_px = zero_px - at[2].y_px;
    CHECK(fabs(full_px - 260) < 1e-9, "100 is %g px high",
          full_px); /* the only plot of a page */
    for (int i = 0; i < 5; i++) {
        CHECK(fabs(zero_px - at[i].y_px - full_px * value[i] / 100) < 1e-9, "point %d", i);
        CHECK(fabs(at[i].x_px - at[0].x_px - i * (at[1].x_px - at[0].x_px)) < 1e-9, "point %d",
              i);
    }
    fire_arena_free(arena);
}

static void test_zeros_one_point_and_slide(void)
{
    static struct sample sample;
    for (int whole = 0; whole < 2; whole++) {
        fill_sample(&sample, 3, 1);
        for (int p = 0; p < 3; p++) {
            sample.panel[p].is_whole = whole == 1;
            sample.point[p][0].value = 0;
        }
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture;
        CHECK_OR_RETURN(fire_layout_make(&sample.chart,
                                         (struct fire_chart_look){ FIRE_SIZE_SLIDE },
                                         chart_simple_meter, arena, &picture, NULL) == FIRE_OK,
                        "made");
        CHECK(picture.width_px == 1280 && picture.height_px == 720, "%g x %g", picture.width_px,
              picture.height_px);
        const struct fire_shape *tick = NULL;
        const int32_t n_ticks = chart_count_part(&picture, FIRE_PART_TICK, &tick) / 3;
        CHECK_OR_RETURN(tick != NULL, "ticks");
        CHECK(strcmp(tick[0].label.text, "0") == 0, "'%s'", tick[0].label.text);
        const struct fire_shape *grid = NULL;
        CHECK(chart_count_part(&picture, FIRE_PART_GRID, &grid) == 3 * (n_ticks - 1),
              "grid lines");
        chart_check_picture(&picture, "trend", whole);
        fire_arena_free(arena);
    }
}

static void test_long_title_makes_the_page_higher(void)
{
    static struct sample sample;
    static char title[4000];
    double height_px[2];
    for (int i = 0; i < 2; i++) {
        fill_sample(&sample, 3, 10);
        for (int k = 0; i == 1 && k < 40; k++)
            strcat(title, "một tiêu đề dài ");
        if (i == 1) sample.chart.title = title;
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture;
        CHECK_OR_RETURN(fire_layout_make(&sample.chart,
                                         (struct fire_chart_look){ FIRE_SIZE_HALF },
                                         chart_simple_meter, arena, &picture, NULL) == FIRE_OK,
                        "made");
        height_px[i] = picture.height_px;
        chart_check_picture(&picture, "trend", i);
        fire_arena_free(arena);
    }
    CHECK(height_px[1] > height_px[0] + 50, "%g after %g", height_px[1], height_px[0]);
}

/* ---- refusals -------------------------------------------------------------------------- */

static void test_refusals(void)
{
    static struct sample sample;
    static const fire_status wanted[] = {
        FIRE_EVALUE, FIRE_EVALUE, FIRE_ENODATA, FIRE_EVALUE,
        FIRE_EVALUE, FIRE_ERANGE, FIRE_ERANGE,  FIRE_ENODATA
    };
    for (int i = 0; i < (int)CHECK_N(wanted); i++) {
        fill_sample(&sample, 1, 3);
        struct fire_text_meter meter = chart_simple_meter;
        sample.guide[0] = (struct fire_chart_guide){ 1, 0, "BQ" };
        if (i == 0) sample.point[0][1].value = NAN;
        if (i == 1) sample.point[0][1].value = -INFINITY;
        if (i == 2)
            for (int k = 0; k < 3; k++)
                sample.point[0][k].is_known = false;
        if (i == 3) meter.width_px = no_width_px;
        if (i == 4) sample.panel[0].n_guides = 1, sample.guide[0].value = NAN;
        if (i == 5) sample.point[0][1].value = 1e25; /* no number of ours writes the tick */
        if (i == 6) sample.chart.panels.n_panels = FIRE_CHART_PANELS_MAX + 1;
        if (i == 7) sample.chart.panels.n_panels = 0;
        struct fire_arena *arena = fire_arena_create();
        struct fire_picture picture = { .n_shapes = -7 };
        struct fire_error err = { 0 };
        const fire_status status = fire_layout_make(&sample.chart,
                                                    (struct fire_chart_look){ FIRE_SIZE_FULL },
                                                    meter, arena, &picture, &err);
        CHECK(status == wanted[i], "case %d: %d '%s'", i, (int)status, err.message);
        CHECK(picture.n_shapes == -7, "case %d wrote to out", i);
        fire_arena_free(arena);
    }
}

static void test_names(void)
{
    fire_chart_size size = FIRE_N_SIZES;
    CHECK(fire_chart_size_of("half", &size) && size == FIRE_SIZE_HALF, "half");
    CHECK(fire_chart_size_of("slide", &size) && size == FIRE_SIZE_SLIDE, "slide");
    CHECK(!fire_chart_size_of("poster", &size) && size == FIRE_SIZE_SLIDE, "poster");
    for (int part = 0; part < FIRE_N_PARTS; part++)
        CHECK(fire_shape_part_name((fire_shape_part)part) != NULL, "part %d", part);
    CHECK(fire_colour_rgb(FIRE_PALETTE_HOUSE, FIRE_COLOUR_CURRENT) == 0x12436D,
          "the department's blue");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_ticks_are_the_best_there_are),
        CHECK_TEST(test_ticks_known),
        CHECK_TEST(test_ticks_of_r),
        CHECK_TEST(test_ticks_of_counts),
        CHECK_TEST(test_ticks_refused),
        CHECK_TEST(test_stack_known),
        CHECK_TEST(test_stack_never_overlaps),
        CHECK_TEST(test_wrap),
        CHECK_TEST(test_labels_are_bounded),
        CHECK_TEST(test_random_charts),
        CHECK_TEST(test_line_breaks_at_a_gap),
        CHECK_TEST(test_places_are_to_scale),
        CHECK_TEST(test_zeros_one_point_and_slide),
        CHECK_TEST(test_long_title_makes_the_page_higher),
        CHECK_TEST(test_refusals),
        CHECK_TEST(test_names),
    };
    return CHECK_MAIN(tests);
}
