/* test_chart_golden.c - every kind of chart on the shipped register, shape by shape.
 *
 * The program that runs here is dump_chart.c: the goldens are display lists, so they tell what
 * changed on a page and not which library drew it. A page also keeps the promises that its texts lie
 * inside and over no other: test_chart_*.c hold them for random data, this is the real thing. */
#include "check.h"
#include "cli.h"

#include <string.h>

#define SCOPE "scope=Thuộc diện thống kê"
#define MAP   FIRESTAT_SOURCE_DIR "/tests/invented.geojson" /* of no land there is */

static const struct {
    const char *golden;
    const char *arguments[MAX_ARGUMENTS - 3]; /* behind chart and the register */
} goldens[] = {
    { "chart-trend", { "trend" } },
    { "chart-yoy", { "yoy" } },
    { "chart-yoy-quarter-half-en",
      { "yoy", "--by", "quarter", "--size", "half", "--lang", "en", "--against", "mean5" } },
    { "chart-cumulative", { "cumulative", "--where", SCOPE } },
    { "chart-cumulative-week",
      { "cumulative", "--by", "week", "--period", "2024-9M", "--measure", "damage" } },
    { "chart-multiples", { "multiples" } },
    { "chart-multiples-free-half",
      { "multiples", "--free-y", "--size", "half", "--measure", "incidents,damage" } },
    { "chart-share", { "share" } },
    { "chart-share-half-en",
      { "share", "--by", "year,district", "--measure", "damage", "--size", "half", "--lang",
        "en" } },
    { "chart-control", { "control" } },
    { "chart-control-slide", { "control", "--period", "2014..2024", "--size", "slide" } },
    { "chart-heatmap", { "heatmap" } },
    { "chart-heatmap-half-en",
      { "heatmap", "--by", "month,year", "--measure", "damage", "--size", "half", "--lang",
        "en" } },
    { "chart-funnel", { "funnel", "--period", "2019" } },
    { "chart-severity", { "severity" } },
    { "chart-area-bar", { "area-bar" } },
    { "chart-dumbbell",
      { "dumbbell", "--period", "2024-9M", "--where", SCOPE, "--areas", "comparable" } },
    { "chart-pareto", { "pareto", "--period", "2020..2024" } },
    { "chart-scoreboard", { "scoreboard", "--where", SCOPE, "--by", "setting" } },
    { "chart-scoreboard-half",
      { "scoreboard", "--criteria", "incidents,injuries", "--size", "half", "--period",
        "2024-H1" } },
    { "chart-slope-half-en",
      { "slope", "--size", "half", "--lang", "en", "--by", "facility" } },
    { "chart-choropleth", { "choropleth", "--boundaries", MAP, "--measure", "mean(damage)" } },
    { "chart-choropleth-circles",
      { "choropleth", "--boundaries", MAP, "--measure", "incidents", "--size", "half", "--lang",
        "en" } },
    { "chart-trend-half-en", { "trend", "--size", "half", "--lang", "en" } },
};

static void test_goldens(void)
{
    for (size_t i = 0; i < CHECK_N(goldens); i++) {
        const char *arguments[MAX_ARGUMENTS + 1] = { "chart", CLI_REGISTER };
        for (int k = 0; k < MAX_ARGUMENTS - 3 && goldens[i].arguments[k] != NULL; k++)
            arguments[2 + k] = goldens[i].arguments[k];
        struct cli_result got;
        cli_run(arguments, &got);
        CHECK(got.code == 0, "%s: %d '%s'", goldens[i].golden, got.code, got.err);
        if (got.code == 0) cli_check_golden(goldens[i].golden, &got);
        cli_result_finish(&got);
    }
}

/* Without --by the coarsest areas of which there are several, without --period the last year up to
 * where the data goes. */
static void test_defaults(void)
{
    static const struct {
        const char *rows;
        const char *wanted[2];
    } cases[] = {
        { "Hà Nội,,,2023-02-01\nHà Nội,,,2024-03-01\nHuế,,,2024-05-31\n",
          { "Số vụ theo tỉnh, thành phố", "01/01/2024 đến 31/05/2024" } },
        { "Huế,Huyện A,,2023-02-01\nHuế,Huyện B,,2024-03-01\nHuế,Huyện B,,2024-05-31\n",
          { "cao nhất ở Huyện B: 2/2 vụ", "\"Huyện A\"" } },
        { "Huế,,Xã A,2023-02-01\nHuế,,Xã B,2024-03-01\nHuế,,Xã B,2024-05-31\n",
          { "cao nhất ở Xã B", "\"Xã A\"" } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char text[400];
        snprintf(text, sizeof text, "province,district,commune,occurred_at\n%s", cases[i].rows);
        struct cli_result got;
        CLI(&got, "chart", cli_file("places.csv", text), "area-bar");
        for (int k = 0; k < 2; k++)
            CHECK(got.code == 0 && strstr(got.out, cases[i].wanted[k]) != NULL,
                  "row %zu: no '%s' in %s%s", i, cases[i].wanted[k], got.out, got.err);
        cli_result_finish(&got);
    }
    struct cli_result got;
    CLI(&got, "chart", cli_file("nowhere.csv", "occurred_at\n2024-01-01\n2023-01-01\n"),
        "scoreboard");
    CHECK(got.code == 2 && strstr(got.err, "--by") != NULL, "%d '%s'", got.code, got.err);
    cli_result_finish(&got);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_goldens), CHECK_TEST(test_defaults) };
    return CHECK_MAIN(tests);
}
