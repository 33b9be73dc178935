/* test_cli_batch.c - batches of thousands of charts: their memory, and the names of their files. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* ---- memory ------------------------------------------------------------------------------------- */

#define FEW      512
#define MANY     2048
#define GROWTH   (6 << 10) /* KiB; all of them took 40 MiB when each kept what it was made of */
#define ROW_ROOM 96

/* Most charts are of areas that there are not: all is made of them but the ink, which is slow. */
static const char *spec_of(int n)
{
    char *text = malloc((size_t)n * ROW_ROOM + ROW_ROOM);
    char name[40];
    if (text == NULL) return NULL;
    size_t size = (size_t)sprintf(text, "output,kind,measure,where,size\n");
    for (int i = 0; i < n; i++)
        size += (size_t)snprintf(text + size, ROW_ROOM, "%d.svg,pareto,incidents,%s%d,half\n",
                                 i, i % 128 == 0 ? "deaths<" : "commune=none ", i);
    snprintf(name, sizeof name, "many-%d.csv", n);
    const char *path = cli_file(name, text);
    free(text);
    return path;
}

/* Draw so many, and what the largest program has taken so far, KiB. */
static long draw_many(int n)
{
    struct cli_result got;
    struct rusage used;
    const char *spec = spec_of(n);
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("many"), "--force", "-q", "--jobs",
        "2", "--lang", "en");
    CHECK(got.code == 0, "%d charts: %d %s", n, got.code, got.err);
    CHECK(cli_is_there("many/128.svg") && !cli_is_there("many/1.svg"), "%d charts", n);
    cli_result_finish(&got);
    getrusage(RUSAGE_CHILDREN, &used);
    return used.ru_maxrss;
}

/* The first of all tests: of the programs that were run only the largest is known. */
static void test_memory_is_flat(void)
{
    const long few = draw_many(FEW);
    const long all = draw_many(check_rounds(MANY));
    if (check_rounds(MANY) < MANY) return; /* a sanitizer keeps what was freed */
    CHECK(all - few < GROWTH, "%ld KiB, and %ld of few", all, few);
}

/* ---- names -------------------------------------------------------------------------------------- */

/* Areas whose words are the same, or are what such a one would be called. */
static void test_alike_names(void)
{
    struct cli_result got;
    char file[600];
    snprintf(file, sizeof file, "%s",
             cli_file("alike-rows.csv", "id,date,province,district,deaths\n"
                                        "1,2023-02-10,P,Da Lat,0\n"
                                        "2,2023-02-11,P,Da Lat!,0\n"
                                        "3,2023-02-12,P,Da Lat?,0\n"
                                        "4,2023-02-13,P,Da Lat 2,0\n"
                                        "5,2023-02-13,P,Lac,0\n"));
    const char *spec = cli_file("alike.csv", "output,kind,foreach\n{area}.svg,trend,district\n"
                                             "all/one.svg,trend,district\n");
    CLI(&got, "charts", file, spec, "-o", cli_path("alike"), "-q");
    CHECK(got.code == 0 && got.err[0] == '\0', "%d %s", got.code, got.err);
    cli_result_finish(&got);
    static const char *const files[] = {
        "alike/da-lat.svg", "alike/da-lat-2.svg", "alike/da-lat-3.svg",  "alike/da-lat-4.svg",
        "alike/lac.svg",    "alike/all/one.svg",  "alike/all/one-2.svg", "alike/all/one-5.svg",
    };
    for (size_t i = 0; i < CHECK_N(files); i++)
        CHECK(cli_is_there(files[i]), "%s is not there", files[i]);
}

/* Figures of charts whose names differ in their endings only, or are each other's. */
static void test_names_of_figures(void)
{
    struct cli_result got;
    const char *spec = cli_file("figures.csv", "output,kind,size\n"
                                               "a.svg,trend,half\n"
                                               "a.pdf,trend,half\n"
                                               "a-png.svg,trend,half\n"
                                               "a.png,trend,half\n"
                                               "a.PNG,trend,half\n"
                                               "a.svg,trend,half\n"
                                               "manifest.svg,trend,half\n");
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("figures"), "-q", "--lang", "en");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    CHECK(strstr(got.err, ":7: a.svg is not drawn: another chart has this name") != NULL, "%s",
          got.err);
    cli_result_finish(&got);
    static const char *const files[] = {
        "figures/a.csv",       "figures/a-pdf.csv", "figures/a-png.csv",
        "figures/a-png-2.csv", "figures/a-PNG.csv", "figures/manifest-svg.csv",
    };
    for (size_t i = 0; i < CHECK_N(files); i++)
        CHECK(cli_is_there(files[i]), "%s is not there", files[i]);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_memory_is_flat),
        CHECK_TEST(test_alike_names),
        CHECK_TEST(test_names_of_figures),
    };
    return CHECK_MAIN(tests);
}
