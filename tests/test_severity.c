/* test_severity.c - schemes of severity: their table, and how many incidents a review finds of each
 * level, beside a count that looks at one incident after the other. */
#include "check.h"
#include "cli.h"
#include "firestat/date.h"
#include "firestat/severity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the table ------------------------------------------------------------------------------- */

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "%s", iso);
    return day;
}

static void test_shipped(void)
{
    static const struct {
        const char *day;
        const char *scheme;
        int32_t n_levels;
    } cases[] = {
        { "1990-01-01", "working", 0 },    { "2025-01-14", "working", 0 },
        { "2025-01-15", "tt88-2024", 5 },  { "2026-01-14", "tt88-2024", 5 },
        { "2026-01-15", "tt109-2025", 0 }, { "2100-01-01", "tt109-2025", 0 },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_severity schemes = { 0 };
    struct fire_error err = { .status = FIRE_OK };
    CHECK_OR_RETURN(arena != NULL && fire_severity_load(NULL, arena, &schemes, &err) == FIRE_OK,
                    "%s", err.message);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const int32_t at = fire_severity_at(&schemes, day_of(cases[i].day));
        CHECK_OR_RETURN(at >= 0, "%s: no scheme", cases[i].day);
        CHECK(strcmp(schemes.scheme[at].name, cases[i].scheme) == 0 &&
                  schemes.scheme[at].n_levels == cases[i].n_levels,
              "%s: %s", cases[i].day, schemes.scheme[at].name);
    }
    CHECK(fire_severity_is_in(&schemes, "VND") && !fire_severity_is_in(&schemes, "KRW"),
          "money");
    fire_arena_free(arena);
}

#define HEADER                                                                                 \
    "scheme,valid_from,valid_to,level,criterion,at_least,unit,text_vi,text_en,label_vi\n"

static void test_tables(void)
{
    static const struct {
        const char *rows;
        const char *told; /* NULL: it is taken */
    } cases[] = {
        { HEADER "a,,,,,,,,,A\n", NULL },
        { HEADER "a,,2025-01-01,,,,,,,A\nb,2025-01-03,,,,,,,,B\n",
          NULL }, /* a gap: no scheme */
        { HEADER "a,,,I,,,,,,A\na,,,II,deaths,1,,,,\n", NULL },
        { "scheme,level\na,I\n", "valid_from" },
        { HEADER ",,,,,,,,,A\n", "tt88-2024" },
        { HEADER "a,,,,,,,,,\n", "Thông tư" },
        { HEADER "a,15/01/2025,,,,,,,,A\n", "15/01/2025" },
        { HEADER "a,,2025-02-30,,,,,,,A\n", "2025-02-30" },
        { HEADER "a,2025-01-02,2025-01-01,,,,,,,A\n", "2025-01-02" },
        { HEADER "a,,2025-01-15,,,,,,,A\nb,2025-01-15,,,,,,,,B\n", "behind those" },
        { HEADER "a,,,,,,,,,A\nb,2025-01-15,,,,,,,,B\n", "behind those" },
        { HEADER "a,,,,deaths,1,,,,A\n", "mức II" },
        { HEADER "a,,,I,deaths,1,,,,A\n", "lightest" },
        { HEADER "a,,,I,,,,,,A\na,,,II,,,,,,\n", "deaths, damage" },
        { HEADER "a,,,I,,,,,,A\na,,,II,deaths,three,,,,\n", "three" },
        { HEADER "a,,,I,,,,,,A\na,,,II,deaths,\"0,5\",,,,\n", "0,5" },
        { HEADER "a,,,I,,,,,,A\na,,,II,deaths,-1,,,,\n", "-1" },
        { HEADER "a,,,I,,,,,,A\na,,,II,deaths,1.,,,,\n", "1." },
        { HEADER "a,,,I,,,,,,A\na,,,II,a,1,,,,\na,,,II,b,1,,,,\na,,,II,c,1,,,,\n"
                 "a,,,II,d,1,,,,\na,,,II,e,1,,,,\na,,,II,f,1,,,,\n",
          "5 criteria" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_severity schemes = { .n = -7 };
        struct fire_error err = { .status = FIRE_OK };
        const char *file = cli_file("severity.csv", cases[i].rows);
        const fire_status status = fire_severity_load(file, arena, &schemes, &err);
        CHECK((status == FIRE_OK) == (cases[i].told == NULL), "row %zu: %s", i, err.message);
        CHECK(cases[i].told == NULL || (strstr(err.message, cases[i].told) != NULL &&
                                        strstr(err.message, "severity.csv") != NULL),
              "row %zu: %s", i, err.message);
        CHECK(status == FIRE_OK || schemes.n == -7, "row %zu: touched", i);
        fire_arena_free(arena);
    }
}

/* ---- levels ---------------------------------------------------------------------------------- */

struct incident {
    int32_t deaths;
    int32_t injuries;
    int32_t damage; /* million; -1: not estimated */
    int32_t forest; /* hundredths of a hectare; -1: none said */
};

#define N_INCIDENTS 400

/* Figures at and beside the bounds are the test; nothing at all is the most frequent. */
static struct incident draw(unsigned long long *seed)
{
    static const int32_t deaths[] = { 0, 0, 0, 0, 1, 2, 3, 4, 5, 9 };
    static const int32_t injuries[] = { 0, 0, 0, 0, 0, 0, 1, 2, 7, 40 };
    static const int32_t damage[] = { 0,    5,    99,    100,   101,   2999,
                                      3000, 9999, 10000, 49999, 50000, -1 };
    static const int32_t forest[] = { -1, -1, -1, -1, 0, 49, 50, 499, 500, 999, 1000 };
    return (struct incident){ deaths[check_random(seed) % CHECK_N(deaths)],
                              injuries[check_random(seed) % CHECK_N(injuries)],
                              damage[check_random(seed) % CHECK_N(damage)],
                              forest[check_random(seed) % CHECK_N(forest)] };
}

/* By Circular 88/2024/TT-BCA, 0 to 4. */
static int level_of(const struct incident *of)
{
    static const struct {
        int level;
        struct incident from;
    } bounds[] = {
        { 4, { 5, INT32_MAX, 50000, INT32_MAX } },
        { 3, { 3, INT32_MAX, 10000, 1000 } },
        { 2, { 1, INT32_MAX, 3000, 500 } },
        { 1, { INT32_MAX, 1, 100, 50 } },
    };
    for (size_t i = 0; i < CHECK_N(bounds); i++)
        if (of->deaths >= bounds[i].from.deaths || of->injuries >= bounds[i].from.injuries ||
            of->damage >= bounds[i].from.damage || of->forest >= bounds[i].from.forest)
            return bounds[i].level;
    return 0;
}

/* Incidents of 2025: all days behind 15 January are of the Circular. */
static const char *random_register(unsigned long long seed, long long expected[5])
{
    static char text[60000];
    size_t n = (size_t)snprintf(text, sizeof text,
                                "id,date,kind,deaths,injuries,damage,forest_ha\n"
                                "a,2025-01-14,fire,9,9,99000000000,\n"
                                "b,2024-12-31,fire,0,0,0,\n");
    for (int i = 0; i < N_INCIDENTS; i++) {
        char damage[20] = "";
        char forest[20] = "";
        const struct incident of = draw(&seed);
        if (of.damage >= 0) snprintf(damage, sizeof damage, "%d000000", (int)of.damage);
        if (of.forest >= 0)
            snprintf(forest, sizeof forest, "%d.%02d", (int)of.forest / 100,
                     (int)of.forest % 100);
        expected[level_of(&of)]++;
        n += (size_t)snprintf(text + n, sizeof text - n, "%d,2025-%02d-%02d,fire,%d,%d,%s,%s\n",
                              i, 2 + i % 11, 1 + i % 28, (int)of.deaths, (int)of.injuries,
                              damage, forest);
    }
    return cli_file("register.csv", text);
}

static void test_levels(void)
{
    long long expected[5] = { 0 };
    const char *file = random_register(2025, expected);
    const char *own = cli_file("own.csv", "section,name,level,title_vi,where,noun_vi\n"
                                          "totals,all,1,Chung,kind=fire,vụ cháy\n"
                                          "levels,levels,1,Mức độ,kind=fire,vụ cháy\n");
    struct cli_result got;
    CLI(&got, "review", file, "--period", "2025", "--template", own, "-o", cli_path("levels"),
        "-q");
    CHECK_OR_RETURN(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *table = check_read(cli_path("levels/tables/levels.csv"), NULL);
    CHECK_OR_RETURN(table != NULL, "no table");
    static const char *const names[] = { "\nI,", "\nII,", "\nIII,", "\nIV,", "\nV," };
    for (size_t i = 0; i < CHECK_N(names); i++) {
        const char *line = strstr(table, names[i]);
        CHECK_OR_RETURN(line != NULL, "no level %zu in %s", i, table);
        const char *end = line + 1 + strcspn(line + 1, "\n");
        while (end[-1] != ',') /* the share */
            end--;
        for (end--; end[-1] != ','; end--) {
        }
        CHECK(strtoll(end, NULL, 10) == expected[i] && expected[i] > 5, "level %zu: %lld in %s",
              i, expected[i], table);
    }
    free(table);
    char *text = check_read(cli_path("levels/review.md"), NULL);
    CHECK(text != NULL && strstr(text, "chưa có ngưỡng trong bảng phân loại") != NULL &&
              strstr(text, "(từ ngày 01/01/2025 đến ngày 14/01/2025)") != NULL &&
              strstr(text, "mức độ có thể cao hơn.") != NULL,
          "%s", text);
    free(text);
}

/* An office's own table, years of two schemes side by side, and money of another country. */
static void test_notes(void)
{
    static const char rows[] =
        "date,kind,severity,deaths,damage\n2024-06-01,fire,Nhỏ,0,1\n2025-06-01,fire,Mức I,1,2\n";
    static const char schemes[] = HEADER
        "old,,2025-02-28,,,,,,,thang cũ\n"
        "new,2025-03-01,,A,,,,nhẹ,light,thang mới\n"
        "new,2025-03-01,,B,deaths,1,người,có người chết,a death,thang mới\n";
    static const struct {
        const char *arguments[14];
        const char *said[2];
        const char *not_said;
    } cases[] = {
        { { "table", "rows.csv", "--by", "year,severity", "-q" },
          { "đến ngày 14/01/2025: ", "không so sánh mức độ giữa các cách phân loại." },
          "109" },
        { { "table", "rows.csv", "--by", "year,severity", "--period", "2024", "-q" },
          { "Nhỏ", "2024" },
          "không so sánh mức độ" },
        { { "table", "rows.csv", "--by", "year", "-q" }, { "2025", "2024" }, "không so sánh" },
        { { "table", "rows.csv", "--by", "severity", "--profile", "won", "-q" },
          { "Nhỏ", "Mức I" },
          "không so sánh" },
        { { "compare", "rows.csv", "--by", "severity", "--period", "2025", "--lang", "en",
            "-q" },
          { "levels of different schemes do not compare", "Circular 88/2024/TT-BCA" },
          "109" },
        { { "review", "rows.csv", "--period", "2025", "-o", "own", "--severity", "schemes.csv",
            "-q", "--force" },
          { "đến ngày 28/02/2025: thang cũ; từ ngày 01/03/2025: thang mới",
            "trong tổng số 01 vụ cháy, mức B 01 vụ (chiếm 100,0%)" },
          "Thông tư" },
        { { "review", "rows.csv", "--period", "2025", "-o", "own", "--profile", "won", "-q",
            "--force" },
          { "Mức độ", "KRW" },
          "Thông tư" },
    };
    mkdir(cli_path("won"), 0700);
    cli_file("won/schema.csv",
             "column,field,type\ndate,occurred_at,datetime\nkind,kind,category\n"
             "severity,severity,category\ndeaths,deaths,integer\n"
             "damage,damage,money\n");
    cli_file("won/source.csv", "setting,value\ncurrency,KRW\n");
    cli_file("rows.csv", rows);
    cli_file("schemes.csv", schemes);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        cli_run(cases[i].arguments, &got);
        CHECK(got.code == 0, "row %zu: %s", i, got.err);
        char *text = strcmp(cases[i].arguments[0], "review") == 0
                         ? check_read(cli_path("own/review.txt"), NULL)
                         : strdup(got.out);
        CHECK_OR_RETURN(text != NULL, "row %zu: no text", i);
        for (char *at = text; *at != '\0'; at++)
            if (*at == '\n') *at = ' ';
        for (size_t s = 0; s < 2; s++)
            CHECK(strstr(text, cases[i].said[s]) != NULL, "row %zu: '%s' not in %s", i,
                  cases[i].said[s], text);
        CHECK(strstr(text, cases[i].not_said) == NULL, "row %zu: '%s' in %s", i,
              cases[i].not_said, text);
        free(text);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_shipped), CHECK_TEST(test_tables),
                                        CHECK_TEST(test_levels), CHECK_TEST(test_notes) };
    return CHECK_MAIN(tests);
}
