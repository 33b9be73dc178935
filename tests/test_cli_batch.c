/* test_cli_batch.c - batches of thousands of charts: their memory, the names of their files, and that no
 * option is passed over in silence. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* ---- memory ------------------------------------------------------------------------------------- */

#define FEW      512
#define MANY     1536
#define GROWTH   (6 << 10) /* KiB; all of them took 25 MiB when each kept what it was made of */
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

/* ---- rows that pass by --------------------------------------------------------------------------- */

#define N_ROWS 2200
#define N_FILLER                                                                               \
    32000 /* bytes a row: with them the file is one of those whose rows are not kept */

/* The same rows, once with a column beside that nobody asks for. */
static bool write_rows(const char *name, int n_filler)
{
    FILE *out = fopen(cli_path(name), "w");
    if (out == NULL) return false;
    static char filler[N_FILLER];
    unsigned long long seed = 5;
    memset(filler, 'x', sizeof filler);
    fprintf(out, "id,date,province,district,deaths,x\n");
    for (int i = 0; i < N_ROWS; i++) {
        const int year = 2020 + (int)(check_random(&seed) % 5);
        const int month = 1 + (int)(check_random(&seed) % 12);
        const int area = (int)(check_random(&seed) % 14);
        fprintf(out, "%d,%d-%02d-11,P,D%02d,%d,", i, year, month, area,
                (int)(check_random(&seed) % 3));
        fwrite(filler, 1, (size_t)n_filler, out);
        fputc('\n', out);
    }
    return fclose(out) == 0;
}

/* More charts than are asked in one pass, and more questions than small files are asked as they pass:
 * the same bytes, whether rows are kept or not. */
static void test_large_file_as_small(void)
{
    static const char *const folders[] = { "small", "large" };
    char *manifest[2] = { NULL, NULL };
    if (check_rounds(60) == 1) return; /* threads are looked at in other tests */
    const char *spec = cli_file("passing.csv",
                                "output,kind,measure,foreach,size\n"
                                "{area}-{year}.svg,trend,incidents,\"district,year\",half\n");
    for (int i = 0; i < 2; i++) {
        struct cli_result got;
        char path[200];
        snprintf(path, sizeof path, "%s/rows.csv", folders[i]);
        CHECK_OR_RETURN(mkdir(cli_path(folders[i]), 0777) == 0, "%s", folders[i]);
        CHECK_OR_RETURN(write_rows(path, i == 0 ? 0 : N_FILLER), "%s", path);
        CLI(&got, "charts", path, spec, "-o", i == 0 ? "small-charts" : "large-charts", "-q",
            "--jobs", i == 0 ? "1" : "2", "--lang", "en");
        CHECK(got.code == 0 && got.err[0] == '\0', "%d %.300s", got.code, got.err);
        cli_result_finish(&got);
        snprintf(path, sizeof path, "%s-charts/manifest.csv", folders[i]);
        manifest[i] = check_read(cli_path(path), NULL);
    }
    CHECK(manifest[0] != NULL && manifest[1] != NULL && strcmp(manifest[0], manifest[1]) == 0,
          "other charts of the same rows"); /* it has their SHA-256 */
    free(manifest[0]);
    free(manifest[1]);
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

/* ---- pages -------------------------------------------------------------------------------------- */

#define N_AREAS 700
#define N_PAGES 30

/* Each of 700 areas is on one of the pages. */
static void test_all_pages(void)
{
    static char rows[60000];
    int n_seen[N_AREAS] = { 0 };
    struct cli_result got;
    char file[600];
    size_t size = (size_t)sprintf(rows, "id,period,province,district,incidents\n");
    for (int a = 0; a < N_AREAS; a++)
        size += (size_t)snprintf(rows + size, sizeof rows - size, "%d,2024,P,D%03d,%d\n", a, a,
                                 a + 1);
    snprintf(file, sizeof file, "%s", cli_file("areas-rows.csv", rows));
    const char *spec = cli_file("pages.csv", "output,kind,by,size,page\n"
                                             "all-{page}.svg,multiples,district,half,\n"
                                             "two-{page}.svg,multiples,district,half,2\n"
                                             "none.svg,multiples,district,half,31\n"
                                             "null.svg,multiples,district,half,0\n"
                                             "trend-{page}.svg,trend,,half,\n");
    CLI(&got, "charts", file, spec, "-o", cli_path("pages"), "-q", "--lang", "en");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    CHECK(strstr(got.err,
                 ":4: none.svg is not drawn: there is no page 31: all is on 30 pages\n") !=
                  NULL &&
              strstr(got.err, ":5: null.svg is not drawn: --page '0' is no page") != NULL &&
              strstr(got.err, "2 of 5 charts are not drawn") != NULL,
          "%s", got.err);
    cli_result_finish(&got);
    for (int p = 1; p <= N_PAGES; p++) {
        char name[40];
        char said[40];
        snprintf(name, sizeof name, "pages/all-%d.svg", p);
        snprintf(said, sizeof said, "page %d of %d", p, N_PAGES);
        char *svg = check_read(cli_path(name), NULL);
        CHECK_OR_RETURN(svg != NULL && strstr(svg, said) != NULL, "%s", name);
        for (int a = 0; a < N_AREAS; a++) {
            snprintf(said, sizeof said, ">D%03d<", a);
            n_seen[a] += strstr(svg, said) != NULL;
        }
        free(svg);
    }
    for (int a = 0; a < N_AREAS; a++)
        CHECK(n_seen[a] == 1, "D%03d is on %d pages", a, n_seen[a]);
    CHECK(cli_is_there("pages/all-1.csv") && !cli_is_there("pages/all-2.csv"),
          "figures of all");
    CHECK(cli_is_there("pages/two-2.svg") && cli_is_there("pages/two-2.csv") &&
              cli_is_there("pages/trend-1.svg"),
          "one page");
}

/* ---- options ------------------------------------------------------------------------------------ */

/* Areas of the register, with people and outlines that they do not have. */
static const char *const areas[] = { "Huyện Di Linh", "Huyện Đức Trọng", "Huyện Lâm Hà" };
static const char prices[] = "year,index\n2022,90\n2023,100\n2024,150\n";
static const char outlines[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"Huyện Di Linh\",\"other\":\"Huyện Lâm Hà\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[108,11],[109,11],[109,12],[108,11]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"Huyện Đức Trọng\",\"other\":\"Huyện Di Linh\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[109,11],[110,11],[110,12],[109,11]]]}}"
    "]}\n";

/* Every kind, with what it cannot do without. */
static const struct {
    const char *kind;
    const char *measure; /* that shows most of the options */
    const char *by;      /* another than the usual one     */
    const char *period;
    const char *boundaries;
} kinds[] = {
    { "trend", "", "", "2016..2023", "" },
    { "yoy", "damage", "quarter", "2022", "" },
    { "cumulative", "", "week", "2022", "" },
    { "area-bar", "damage", "cause", "2022", "" },
    { "dumbbell", "damage", "cause", "2022", "" },
    { "multiples", "", "cause", "2016..2020", "" },
    { "heatmap", "", "month,year", "2022", "" },
    { "pareto", "", "facility", "2022", "" },
    { "share", "", "year,setting", "2016..2020", "" },
    { "control", "", "", "2016..2020", "" },
    { "funnel", "", "", "2023", "" },
    { "slope", "damage", "cause", "2022", "" },
    { "severity", "", "", "2022", "" },
    { "choropleth", "", "", "2022", "outlines.geojson" },
    { "scoreboard", "", "cause", "2022", "" },
};

/* Options of a chart, and the kinds that use them; "" for all. */
static const struct {
    const char *option;
    const char *value;   /* NULL: of the kind            */
    const char *measure; /* with it; NULL: that of the kind */
    const char *kinds;
    const char *why; /* the others do not */
} options[] = {
    { "by", NULL, NULL, "", "" },
    { "measure", "injuries", NULL, "", "" },
    { "where", "kind=fire", NULL, "", "" },
    { "period", NULL, NULL, "", "" },
    { "calendar", "vn-government", NULL, "", "" },
    { "title", "A title", NULL, "", "" },
    { "place", "A place", NULL, "", "" },
    { "size", "full", NULL, "", "" },
    { "mono", "1", NULL, "", "" },
    { "against", "mean5", NULL, " yoy area-bar dumbbell slope scoreboard ",
      "it sets nothing against a base" },
    { "criteria", "injuries", "", " yoy area-bar dumbbell slope scoreboard ",
      "it sets nothing against a base" },
    { "unknown-most", "0", NULL, " yoy area-bar dumbbell slope scoreboard ",
      "it sets nothing against a base" },
    { "round", "truncate", NULL, " area-bar dumbbell slope scoreboard ",
      "it has no percents of groups" },
    { "population", "people.csv", NULL, " funnel choropleth ",
      "none of its measures is a rate" },
    { "prices", "prices.csv", NULL, " ", "none of its measures is real(...)" },
    { "price-year", "2022", NULL, " ", "none of its measures is real(...)" },
    { "page", "2", "incidents,deaths,injuries,damage", " multiples ",
      "only 'multiples' has several pages" },
    { "free-y", "1", NULL, " multiples ", "only 'multiples' has a scale for each area" },
    { "boundaries", "other.geojson", NULL, " choropleth ",
      "only 'choropleth' is drawn on outlines of areas" },
    { "boundary-key", "other", NULL, " choropleth ",
      "only 'choropleth' is drawn on outlines of areas" },
};

#define COLUMNS                                                                                \
    "output,kind,size,measure,by,where,period,calendar,title,place,mono,against,criteria,"     \
    "unknown-most,round,population,prices,price-year,page,free-y,boundaries,boundary-key\n"

static bool uses(size_t option, size_t kind)
{
    char word[40];
    snprintf(word, sizeof word, " %s ", kinds[kind].kind);
    return options[option].kinds[0] == '\0' || strstr(options[option].kinds, word) != NULL;
}

/* Whether people are needed. */
static bool is_of_rates(size_t kind, size_t option)
{
    const bool has_other = option < CHECK_N(options) &&
                           (strcmp(options[option].option, "measure") == 0 ||
                            (options[option].measure != NULL &&
                             options[option].measure[0] != 0));
    return strcmp(kinds[kind].kind, "funnel") == 0 ||
           (strcmp(kinds[kind].kind, "choropleth") == 0 && !has_other);
}

/* What a kind is given of an option, alone or to show another one; "": nothing. */
static const char *value_of(size_t kind, const char *name, size_t option)
{
    const bool is_asked = option < CHECK_N(options) &&
                          strcmp(options[option].option, name) == 0;
    if (is_asked && options[option].value != NULL) return options[option].value;
    if (is_asked && strcmp(name, "by") == 0) return kinds[kind].by;
    if (is_asked && strcmp(name, "period") == 0) return kinds[kind].period;
    if (strcmp(name, "size") == 0) return "half";
    if (strcmp(name, "boundaries") == 0) return kinds[kind].boundaries;
    if (strcmp(name, "population") == 0 && is_of_rates(kind, option)) return "population.csv";
    if (strcmp(name, "measure") != 0) return "";
    return option < CHECK_N(options) && options[option].measure != NULL
               ? options[option].measure
               : kinds[kind].measure;
}

/* A row with one option, or without any. */
static void add_row(char *text, size_t size, size_t kind, size_t option)
{
    char header[] = COLUMNS;
    size_t n = strlen(text);
    const char *name = strtok(header, ",\n");
    n += (size_t)snprintf(text + n, size - n, "%s-%s.svg", kinds[kind].kind,
                          option < CHECK_N(options) ? options[option].option : "plain");
    while ((name = strtok(NULL, ",\n")) != NULL)
        n += (size_t)snprintf(text + n, size - n, ",\"%s\"",
                              strcmp(name, "kind") == 0 ? kinds[kind].kind
                                                        : value_of(kind, name, option));
    snprintf(text + n, size - n, "\n");
}

/* Picture or figures of one chart; freed by the caller. */
static char *read_output(size_t kind, const char *option, const char *ending)
{
    char name[100];
    snprintf(name, sizeof name, "options/%s-%s.%s", kinds[kind].kind, option, ending);
    return cli_is_there(name) ? check_read(cli_path(name), NULL) : NULL;
}

static bool is_same(size_t kind, size_t option, const char *ending)
{
    char *plain = read_output(kind, "plain", ending);
    char *given = read_output(kind, options[option].option, ending);
    CHECK(plain != NULL, "%s: no plain one", kinds[kind].kind);
    const bool is = plain != NULL && given != NULL && strcmp(plain, given) == 0;
    free(plain);
    free(given);
    return is;
}

/* What is said of a chart; NULL: nothing. Borrowed. */
static const char *said_of(const char *err, size_t kind, size_t option)
{
    char start[100];
    snprintf(start, sizeof start, ": %s-%s.svg is not drawn: ", kinds[kind].kind,
             options[option].option);
    const char *at = strstr(err, start);
    return at == NULL ? NULL : at + strlen(start);
}

static void write_people(const char *name, int of_first)
{
    char text[4000] = "area,level,year,population,definition\n";
    for (int year = 2014; year <= 2024; year++)
        for (int i = 0; i < 3; i++)
            snprintf(text + strlen(text), sizeof text - strlen(text),
                     "%s,district,%d,%d,resident\n", areas[i], year,
                     i == 0 ? of_first : 200000);
    cli_file(name, text);
}

static void write_tables(void)
{
    write_people("population.csv", 100000);
    write_people("people.csv", 300000);
    cli_file("prices.csv", prices);
    cli_file("outlines.geojson", outlines);
    char other[sizeof outlines];
    snprintf(other, sizeof other, "%s", outlines);
    memcpy(strstr(other, "12],[108"), "13", 2);
    cli_file("other.geojson", other);
}

/* Each option of each kind changes what is drawn, or is refused, in words that say which it is. */
static void test_no_option_is_silent(void)
{
    static char text[60000] = COLUMNS;
    struct cli_result got;
    write_tables();
    for (size_t k = 0; k < CHECK_N(kinds); k++) {
        add_row(text, sizeof text, k, CHECK_N(options));
        for (size_t o = 0; o < CHECK_N(options); o++)
            add_row(text, sizeof text, k, o);
    }
    const char *spec = cli_file("options.csv", text);
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("options"), "-q", "--lang", "en");
    CHECK_OR_RETURN(got.code == 0, "%d %s", got.code, got.err);
    for (size_t k = 0; k < CHECK_N(kinds); k++)
        for (size_t o = 0; o < CHECK_N(options); o++) {
            char wanted[200];
            const char *said = said_of(got.err, k, o);
            snprintf(wanted, sizeof wanted, "the chart '%s' takes no --%s: %s\n", kinds[k].kind,
                     options[o].option, options[o].why);
            const bool is_refused = said != NULL && strncmp(said, wanted, strlen(wanted)) == 0;
            CHECK(is_refused == !uses(o, k), "%s --%s: %.100s", kinds[k].kind,
                  options[o].option, said == NULL ? "nothing is said" : said);
            const bool is_given = value_of(k, options[o].option, o)[0] != '\0';
            if (said == NULL && is_given)
                CHECK(!is_same(k, o, "svg") || !is_same(k, o, "csv"), "%s --%s changes nothing",
                      kinds[k].kind, options[o].option);
        }
    cli_result_finish(&got);
}

/* A single chart says of an option what a batch says of it. */
static void test_chart_says_the_same(void)
{
    for (size_t o = 0; o < CHECK_N(options); o++) {
        struct cli_result got;
        char option[40];
        char wanted[200];
        size_t k = 0;
        while (k < CHECK_N(kinds) && uses(o, k))
            k++;
        if (k == CHECK_N(kinds)) continue;
        snprintf(option, sizeof option, "--%s", options[o].option);
        snprintf(wanted, sizeof wanted, "firestat: the chart '%s' takes no %s: %s\n",
                 kinds[k].kind, option, options[o].why);
        const bool is_flag = strcmp(options[o].value, "1") == 0;
        CLI(&got, "chart", CLI_REGISTER, kinds[k].kind, "-o", cli_path("refused.svg"), "--lang",
            "en", option, is_flag ? NULL : options[o].value);
        CHECK(got.code == 2 && strcmp(got.err, wanted) == 0, "%d %s", got.code, got.err);
        cli_result_finish(&got);
    }
}

/* What the command line gives is for the charts that use it. */
static void test_options_of_all(void)
{
    struct cli_result got;
    const char *spec = cli_file("both.csv", "output,kind,size\n"
                                            "a.svg,yoy,half\n"
                                            "b.svg,trend,half\n");
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("both0"), "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("both1"), "--lang", "vi",
        "--against", "mean5");
    CHECK(got.code == 0 && strstr(got.err, "--against được bỏ ở 1 trên 2 dòng") != NULL,
          "%d %s", got.code, got.err);
    cli_result_finish(&got);
    static const char *const files[] = { "a.svg", "b.svg" };
    for (size_t i = 0; i < CHECK_N(files); i++) {
        char name[2][40];
        for (int f = 0; f < 2; f++)
            snprintf(name[f], sizeof name[f], "both%d/%s", f, files[i]);
        char *before = check_read(cli_path(name[0]), NULL);
        char *after = check_read(cli_path(name[1]), NULL);
        CHECK(before != NULL && after != NULL && (strcmp(before, after) == 0) == (i == 1), "%s",
              files[i]);
        free(before);
        free(after);
    }
    CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("both2"), "-q", "--lang", "en",
        "--free-y");
    CHECK(got.code == 2 && strstr(got.err, "no row has a chart that uses --free-y") != NULL,
          "%d %s", got.code, got.err);
    cli_result_finish(&got);
}

static const struct {
    const char *column;
    int code;
    const char *told;
} columns[] = {
    { "areas", 2,
      ":1: the column 'areas' is an option of the whole batch; give it as --areas" },
    { "as-of", 2, "give it as --as-of" },
    { "jobs", 2, "give it as --jobs" },
    { "contribution", 2, ":1: the column 'contribution' is no option of a chart" },
    { "from", 2, "the column 'from' is no option of a chart" },
    { "agianst", 0, "column passed over, as it is no option of a chart: agianst\n" },
    { "", 0, NULL }, /* a column without a name is empty in many tables */
    { "title", 0, NULL },
};

static void test_columns(void)
{
    for (size_t i = 0; i < CHECK_N(columns); i++) {
        struct cli_result got;
        char text[200];
        snprintf(text, sizeof text, "output,kind,size,%s\na.svg,trend,half,2024\n",
                 columns[i].column);
        const char *spec = cli_file("columns.csv", text);
        CLI(&got, "charts", CLI_REGISTER, spec, "-o", cli_path("columns"), "--force", "--lang",
            "en");
        CHECK(got.code == columns[i].code, "%s: %d %s", columns[i].column, got.code, got.err);
        CHECK(columns[i].told == NULL ? strstr(got.err, "column") == NULL
                                      : strstr(got.err, columns[i].told) != NULL,
              "%s: %s", columns[i].column, got.err);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_memory_is_flat),
        CHECK_TEST(test_large_file_as_small),
        CHECK_TEST(test_alike_names),
        CHECK_TEST(test_names_of_figures),
        CHECK_TEST(test_all_pages),
        CHECK_TEST(test_no_option_is_silent),
        CHECK_TEST(test_chart_says_the_same),
        CHECK_TEST(test_options_of_all),
        CHECK_TEST(test_columns),
    };
    return CHECK_MAIN(tests);
}
