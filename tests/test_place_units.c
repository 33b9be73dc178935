/* test_place_units.c - the official units: what is shipped, and what names mean on a day. */
#include "check.h"
#include "firestat/area_units.h"
#include "firestat/date.h"

#include <stdlib.h>
#include <string.h>

static struct fire_area_units *shipped(void)
{
    struct fire_area_units *units = NULL;
    struct fire_error err = { 0 };
    const bool is_made = fire_area_units_create(&units, &err) == FIRE_OK &&
                         fire_area_units_ship(units, &err) == FIRE_OK &&
                         fire_area_units_settle(units, &err) == FIRE_OK;
    CHECK(is_made, "%s", err.message);
    return units;
}

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "%s", iso);
    return day;
}

/* ---- what is shipped ------------------------------------------------------------------------ */

static const struct {
    const char *day;
    const char *province; /* code; NULL: all */
    fire_area_level level;
    const char *begins; /* of the name */
    int32_t n;
} counted[] = {
    { "2025-06-30", NULL, FIRE_LEVEL_PROVINCE, "", 63 },
    { "2025-07-01", NULL, FIRE_LEVEL_PROVINCE, "", 34 },
    { "2025-06-30", NULL, FIRE_LEVEL_PROVINCE, "Thành phố ", 6 }, /* Huế since 1/1/2025 */
    { "2024-12-31", NULL, FIRE_LEVEL_PROVINCE, "Thành phố ", 5 },
    { "2025-07-01", NULL, FIRE_LEVEL_PROVINCE, "Thành phố ", 6 },
    { "2026-04-30", NULL, FIRE_LEVEL_PROVINCE, "Thành phố ", 7 }, /* Đồng Nai */
    { "2020-01-31", "68", FIRE_LEVEL_COMMUNE, "", 147 },
    { "2020-02-01", "68", FIRE_LEVEL_COMMUNE, "", 142 },
    { "2024-11-30", "68", FIRE_LEVEL_DISTRICT, "", 12 },
    { "2024-12-01", "68", FIRE_LEVEL_DISTRICT, "", 10 },
    { "2024-12-01", "68", FIRE_LEVEL_COMMUNE, "", 137 },
    { "2024-12-01", "68", FIRE_LEVEL_COMMUNE, "Xã ", 106 },
    { "2024-12-01", "68", FIRE_LEVEL_COMMUNE, "Phường ", 18 },
    { "2024-12-01", "68", FIRE_LEVEL_COMMUNE, "Thị trấn ", 13 },
    { "2025-06-30", "60", FIRE_LEVEL_COMMUNE, "", 121 },
    { "2025-06-30", "60", FIRE_LEVEL_DISTRICT, "", 10 },
    { "2025-06-30", "67", FIRE_LEVEL_COMMUNE, "", 71 },
    { "2025-06-30", "67", FIRE_LEVEL_DISTRICT, "", 8 },
    { "2025-07-01", NULL, FIRE_LEVEL_DISTRICT, "", 0 },
    { "2025-07-01", "68", FIRE_LEVEL_COMMUNE, "", 124 },
    { "2025-07-01", "68", FIRE_LEVEL_COMMUNE, "Xã ", 103 },
    { "2025-07-01", "68", FIRE_LEVEL_COMMUNE, "Phường ", 20 },
    { "2025-07-01", "68", FIRE_LEVEL_COMMUNE, "Đặc khu ", 1 },
};

static bool lies_in(const struct fire_area_units *units, int32_t unit, int32_t day,
                    const char *province)
{
    while (unit >= 0 && fire_area_unit_at(units, unit)->level > FIRE_LEVEL_PROVINCE)
        unit = fire_area_unit_parent(units, unit, day);
    return province == NULL ||
           (unit >= 0 && strcmp(fire_area_unit_at(units, unit)->code, province) == 0);
}

static void test_shipped(void)
{
    struct fire_area_units *units = shipped();
    for (size_t i = 0; i < CHECK_N(counted); i++) {
        const int32_t day = day_of(counted[i].day);
        int32_t n = 0;
        for (int32_t u = 0; u < fire_area_units_n(units); u++) {
            const struct fire_area_unit *unit = fire_area_unit_at(units, u);
            n += unit->level == counted[i].level && unit->from_day <= day &&
                 day <= unit->to_day && lies_in(units, u, day, counted[i].province) &&
                 strncmp(unit->name, counted[i].begins, strlen(counted[i].begins)) == 0;
        }
        CHECK(n == counted[i].n, "%s, level %d in %s: %d '%s...', not %d", counted[i].day,
              (int)counted[i].level, counted[i].province, n, counted[i].begins, counted[i].n);
    }
    fire_area_units_free(units);
}

/* The same code, another unit: the day tells. */
static void test_codes_again(void)
{
    static const struct {
        const char *code;
        const char *day;
        const char *name;
    } coded[] = {
        { "682", "2024-11-30", "Huyện Đạ Tẻh" },
        { "682", "2024-12-01", "Huyện Đạ Huoai" },
        { "681", "2024-11-30", "Huyện Đạ Huoai" },
        { "681", "2024-12-01", NULL },
        { "682", "2025-07-01", NULL },
        { "22960", "2025-06-30", "Xã Phong Nẫm" },
        { "22960", "2025-07-01", "Phường Bình Thuận" },
        { "24955", "2024-11-30", "Xã Pró" },
        { "24955", "2024-12-01", "Xã Quảng Lập" },
        { "24946", "2024-11-30", "Xã Quảng Lập" },
        { "24946", "2024-12-01", NULL },
        { "1", "2024-12-01", NULL }, /* "01" is Hà Nội */
        { "01", "2024-12-01", "Thành phố Hà Nội" },
    };
    struct fire_area_units *units = shipped();
    for (size_t i = 0; i < CHECK_N(coded); i++) {
        const int32_t unit = fire_area_units_by_code(units, fire_text_of(coded[i].code),
                                                     FIRE_LEVEL_COUNTRY, day_of(coded[i].day));
        CHECK((unit < 0) == (coded[i].name == NULL), "%s on %s", coded[i].code, coded[i].day);
        if (unit >= 0 && coded[i].name != NULL)
            CHECK(strcmp(fire_area_unit_at(units, unit)->name, coded[i].name) == 0,
                  "%s on %s: %s", coded[i].code, coded[i].day,
                  fire_area_unit_at(units, unit)->name);
    }
    fire_area_units_free(units);
}

/* ---- names: tests/area_names.tsv -------------------------------------------------------------- */

static const char *const hows[] = {
    [FIRE_MATCH_UNKNOWN] = "unknown", [FIRE_MATCH_AMBIGUOUS] = "ambiguous",
    [FIRE_MATCH_DECIDED] = "decided", [FIRE_MATCH_CODE] = "code",
    [FIRE_MATCH_NAME] = "name",       [FIRE_MATCH_ALIAS] = "alias",
    [FIRE_MATCH_BARE] = "bare",       [FIRE_MATCH_NOTHING] = "nothing",
};

/* Cut a line at its tabs in place. */
static int cut(char *line, char *cell[], int most)
{
    int n = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; n < most; at++) {
        cell[n++] = at;
        at += strcspn(at, "\t");
        if (*at == '\0') break;
        *at = '\0';
    }
    return n;
}

/* day, province, district, commune, how, code ("-": none), other ("other": on another day) */
static void test_names(void)
{
    struct fire_area_units *units = shipped();
    FILE *file = fopen(FIRESTAT_SOURCE_DIR "/tests/area_names.tsv", "r");
    char line[1024];
    int n = 0;
    CHECK_OR_RETURN(file != NULL, "tests/area_names.tsv");
    while (fgets(line, sizeof line, file) != NULL) {
        char *cell[7] = { "", "", "", "", "", "", "" };
        if (line[0] == '#' || line[0] == '\n') continue;
        const int n_cells = cut(line, cell, 7);
        CHECK_OR_RETURN(n_cells >= 6, "line '%s'", line);
        const struct fire_text_view name[] = { fire_text_of(cell[1]), fire_text_of(cell[2]),
                                               fire_text_of(cell[3]) };
        struct fire_area_match match;
        CHECK(fire_area_units_resolve(units, name, day_of(cell[0]), &match, NULL) == FIRE_OK,
              "no memory");
        const char *code = match.unit < 0 ? "-" : fire_area_unit_at(units, match.unit)->code;
        CHECK(strcmp(hows[match.how], cell[4]) == 0 && strcmp(code, cell[5]) == 0 &&
                  match.is_other_day == (strcmp(cell[6], "other") == 0),
              "%s | %s | %s | %s: %s %s%s, not %s %s %s", cell[0], cell[1], cell[2], cell[3],
              hows[match.how], code, match.is_other_day ? " other" : "", cell[4], cell[5],
              cell[6]);
        n++;
    }
    fclose(file);
    CHECK(n >= 200, "%d names", n);
    fire_area_units_free(units);
}

/* Every unit is met by its own code and by its own path on all its days. */
static void test_all_meet_themselves(void)
{
    struct fire_area_units *units = shipped();
    for (int32_t u = 0; u < fire_area_units_n(units); u++) {
        const struct fire_area_unit *unit = fire_area_unit_at(units, u);
        for (int by_name = 0; by_name < 2; by_name++) {
            struct fire_text_view name[3] = { { "", 0 }, { "", 0 }, { "", 0 } };
            struct fire_area_match match;
            const int32_t day = unit->to_day;
            for (int32_t at = u; at >= 0; at = fire_area_unit_parent(units, at, day)) {
                const struct fire_area_unit *above = fire_area_unit_at(units, at);
                name[above->level - 1] = fire_text_of(by_name || at != u ? above->name
                                                                         : above->code);
            }
            CHECK(fire_area_units_resolve(units, name, day, &match, NULL) == FIRE_OK &&
                      match.unit == u &&
                      match.how == (by_name ? FIRE_MATCH_NAME : FIRE_MATCH_CODE) &&
                      !match.is_other_day,
                  "%s %s: %s", unit->code, unit->name, hows[match.how]);
        }
    }
    fire_area_units_free(units);
}

/* ---- suggestions ------------------------------------------------------------------------------ */

static void test_suggestions(void)
{
    static const struct {
        const char *day;
        const char *name[3];
        fire_area_match_how how;
        const char *first; /* suggestion; NULL: none */
        int32_t n;
    } near[] = {
        { "2024-05-01",
          { "Tỉnh Lâm Đồng", "Huyện Đức Trọng", "Xã Hiệp Thành" },
          FIRE_MATCH_UNKNOWN,
          "Xã Hiệp Thạnh",
          2 },
        { "2024-05-01",
          { "Tỉnh Lâm Đồng", "Huyện Đức Trong", "" },
          FIRE_MATCH_UNKNOWN,
          "Huyện Đức Trọng",
          1 },
        { "2024-05-01",
          { "Tỉnh Lâm Đồng", "", "Phường 1" },
          FIRE_MATCH_AMBIGUOUS,
          "Phường 1",
          2 },
        { "2024-05-01", { "Tỉnh Lâm Đồng", "", "024778" }, FIRE_MATCH_UNKNOWN, "Phường 9", 2 },
        { "2024-05-01", { "Tỉnh Lâm Đồng", "", "Xã Zzzzzz" }, FIRE_MATCH_UNKNOWN, NULL, 0 },
        { "2024-05-01", { "", "", "" }, FIRE_MATCH_NOTHING, NULL, 0 },
    };
    struct fire_area_units *units = shipped();
    for (size_t i = 0; i < CHECK_N(near); i++) {
        struct fire_text_view name[3];
        struct fire_area_match match;
        int32_t unit[FIRE_N_SUGGESTIONS];
        const int32_t day = day_of(near[i].day);
        for (int k = 0; k < 3; k++)
            name[k] = fire_text_of(near[i].name[k]);
        CHECK_OR_RETURN(fire_area_units_resolve(units, name, day, &match, NULL) == FIRE_OK,
                        "it");
        const int32_t n = fire_area_units_suggest(units, name, day, &match, unit);
        CHECK(match.how == near[i].how, "%zu: %s", i, hows[match.how]);
        CHECK(n >= near[i].n && (near[i].n > 0 || n == 0), "%zu: %d suggestions", i, n);
        if (n > 0 && near[i].first != NULL)
            CHECK(strcmp(fire_area_unit_at(units, unit[0])->name, near[i].first) == 0,
                  "%zu: %s", i, fire_area_unit_at(units, unit[0])->name);
    }
    fire_area_units_free(units);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_shipped),     CHECK_TEST(test_codes_again),
        CHECK_TEST(test_names),       CHECK_TEST(test_all_meet_themselves),
        CHECK_TEST(test_suggestions),
    };
    return CHECK_MAIN(tests);
}
