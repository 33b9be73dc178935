/* test_place.c - a name alone is no area; one place spelt in many ways is one. */
#include "check.h"
#include "firestat/place.h"

#include <string.h>

static int32_t add(struct fire_areas *areas, const char *province, const char *district,
                   const char *commune)
{
    int32_t area = -1;
    CHECK(fire_areas_add(areas, fire_text_of(province), fire_text_of(district),
                         fire_text_of(commune), &area, NULL) == FIRE_OK,
          "%s, %s, %s", commune, district, province);
    return area;
}

static bool is_named(const struct fire_areas *areas, int32_t area, const char *name)
{
    const struct fire_text_view own = fire_area_name(areas, area);
    return own.bytes[own.size_bytes] == '\0' && strcmp(own.bytes, name) == 0;
}

static int32_t at_level(const struct fire_areas *areas, int32_t area, fire_area_level level)
{
    return fire_areas_at_level(areas, level)[area];
}

/* Two communes of one name, and a third whose district the clerk left out. */
static void test_same_commune_two_districts(void)
{
    struct fire_areas *areas = fire_areas_create();
    CHECK_OR_RETURN(areas != NULL, "no memory");
    const int32_t in_nui_xanh = add(areas, "", "Huyện Núi Xanh", "Xã Tân Lập");
    const int32_t in_song_con = add(areas, "", "Huyện Sông Con", "Xã Tân Lập");
    const int32_t somewhere = add(areas, "", "", "Xã Tân Lập");
    CHECK(in_nui_xanh != in_song_con, "two districts, one commune");
    CHECK(somewhere != in_nui_xanh && somewhere != in_song_con, "assigned by first match");
    /* country, unnamed province, two districts and an unnamed one, three communes */
    CHECK(fire_areas_n(areas) == 8, "%d nodes", fire_areas_n(areas));

    const int32_t district = at_level(areas, somewhere, FIRE_LEVEL_DISTRICT);
    CHECK(fire_area_name(areas, district).size_bytes == 0, "the district has a name");
    CHECK(fire_area_level_of(areas, district) == FIRE_LEVEL_DISTRICT, "its level");
    CHECK(is_named(areas, at_level(areas, in_song_con, FIRE_LEVEL_DISTRICT), "Huyện Sông Con"),
          "its district");
    const int32_t province = at_level(areas, in_nui_xanh, FIRE_LEVEL_PROVINCE);
    CHECK(province == at_level(areas, somewhere, FIRE_LEVEL_PROVINCE), "one province unsaid");
    CHECK(is_named(areas, in_nui_xanh, "Xã Tân Lập"), "its name");
    fire_areas_free(areas);
}

static const struct {
    const char *province;
    const char *district;
    const char *commune;
    fire_area_level level;
    int32_t n_nodes; /* after the add */
} added[] = {
    { "", "", "", FIRE_LEVEL_COUNTRY, 1 },
    { "Tỉnh Lâm Đồng", "", "", FIRE_LEVEL_PROVINCE, 2 },
    { "Tỉnh Lâm Đồng", "Huyện Di Linh", "", FIRE_LEVEL_DISTRICT, 3 },
    { "Tỉnh Lâm Đồng", "Huyện Di Linh", "Xã Tân Châu", FIRE_LEVEL_COMMUNE, 4 },
    { "Tỉnh Lâm Đồng", "Huyện Di Linh", "Xã Tân Châu", FIRE_LEVEL_COMMUNE, 4 },
    { "Tỉnh Lâm Đồng", "", "Phường 1 Bảo Lộc", FIRE_LEVEL_COMMUNE, 6 },
    { "Tỉnh Lâm Đồng", "", "Xã Di Linh", FIRE_LEVEL_COMMUNE, 7 },
    { "", "Huyện Di Linh", "", FIRE_LEVEL_DISTRICT, 9 },
    { "Huyện Di Linh", "", "", FIRE_LEVEL_PROVINCE, 10 },
    { "Tỉnh Lâm Đồng", "Xã Tân Châu", "Huyện Di Linh", FIRE_LEVEL_COMMUNE, 12 },
    { "", "", "", FIRE_LEVEL_COUNTRY, 12 },
};

static void test_levels(void)
{
    struct fire_areas *areas = fire_areas_create();
    CHECK_OR_RETURN(areas != NULL, "no memory");
    for (size_t i = 0; i < CHECK_N(added); i++) {
        const int32_t area = add(areas, added[i].province, added[i].district, added[i].commune);
        CHECK(fire_area_level_of(areas, area) == added[i].level, "row %zu", i);
        CHECK(fire_areas_n(areas) == added[i].n_nodes, "row %zu: %d nodes", i,
              fire_areas_n(areas));
    }
    CHECK(fire_area_name(areas, FIRE_AREA_COUNTRY).size_bytes == 0, "the country has a name");
    CHECK(fire_area_parent(areas, FIRE_AREA_COUNTRY) == FIRE_AREA_COUNTRY, "its parent");
    fire_areas_free(areas);
}

static const char *const spellings[] = {
    "Phường Đống Đa",
    "Phu\xCC\x9Bo\xCC\x9B\xCC\x80ng \xC4\x90o\xCC\x82\xCC\x81ng \xC4\x90"
    "a",                            /* decomposed */
    "Phường Đô\xCC\x81ng Đa",       /* half composed, as some keyboards write */
    "Phường\xC2\xA0Đống\xC2\xA0Đa", /* no-break spaces */
    "\xE2\x80\x8BPhường Đống Đa",   /* zero-width space */
    "  Phường  Đống  Đa ",
    "PHƯỜNG ĐỐNG ĐA",
    "Phường \xC3\x90ống \xC3\x90"
    "a", /* the Icelandic letter */
};

static void test_spellings_meet(void)
{
    struct fire_areas *areas = fire_areas_create();
    CHECK_OR_RETURN(areas != NULL, "no memory");
    const int32_t first = add(areas, "Tỉnh A", "Quận Sông Trà", spellings[0]);
    for (size_t i = 0; i < CHECK_N(spellings); i++) {
        CHECK(add(areas, "tỉnh a", "QUẬN SÔNG TRÀ", spellings[i]) == first, "spelling %zu", i);
    }
    CHECK(fire_areas_n(areas) == 4, "%d nodes", fire_areas_n(areas));
    CHECK(is_named(areas, first, spellings[0]), "the first spelling stays");

    /* Other marks are another name, and bytes that move between columns another place. */
    CHECK(add(areas, "Tỉnh A", "Quận Sông Trà", "Phường Đong Đa") != first, "marks are kept");
    const int32_t ab_c = add(areas, "ab", "c", "d");
    CHECK(add(areas, "a", "bc", "d") != ab_c, "ab c d is not a bc d");
    CHECK(add(areas, "ab", "cd", "") != ab_c, "ab c d is not ab cd");
    fire_areas_free(areas);
}

/* Every node agrees with its parent at all levels, and parents come first. */
static void check_tree(const struct fire_areas *areas)
{
    for (int32_t area = 0; area < fire_areas_n(areas); area++) {
        const int32_t parent = fire_area_parent(areas, area);
        const fire_area_level level = fire_area_level_of(areas, area);
        if (area > 0) {
            CHECK_OR_RETURN(parent < area, "node %d before its parent", area);
            CHECK_OR_RETURN(fire_area_level_of(areas, parent) + 1 == level, "node %d", area);
        }
        for (int at = 0; at < FIRE_N_LEVELS; at++) {
            const int32_t found = at_level(areas, area, (fire_area_level)at);
            const int32_t wanted = at < (int)level
                                       ? at_level(areas, parent, (fire_area_level)at)
                                       : area;
            CHECK_OR_RETURN(found == wanted, "node %d at level %d is %d", area, at, found);
        }
    }
}

static void test_many(void)
{
    enum { N_PROVINCES = 10, N_DISTRICTS = 20, N_COMMUNES = 500 };
    static int32_t area_of[N_PROVINCES][N_DISTRICTS][N_COMMUNES];
    struct fire_areas *areas = fire_areas_create();
    CHECK_OR_RETURN(areas != NULL, "no memory");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < N_PROVINCES * N_DISTRICTS * N_COMMUNES; i++) {
            const int p = i % N_PROVINCES;
            const int d = i / N_PROVINCES % N_DISTRICTS;
            const int c = i / (N_PROVINCES * N_DISTRICTS);
            char province[32], district[32], commune[32];
            snprintf(province, sizeof province, "Tỉnh %d", p);
            snprintf(district, sizeof district, "Huyện %d", d);
            snprintf(commune, sizeof commune, "Xã Số %d", c);
            const int32_t area = add(areas, province, district, commune);
            if (round == 0) area_of[p][d][c] = area;
            CHECK_OR_RETURN(area == area_of[p][d][c], "%d moved to %d", area_of[p][d][c], area);
        }
    }
    CHECK(fire_areas_n(areas) == 1 + N_PROVINCES * (1 + N_DISTRICTS * (1 + N_COMMUNES)),
          "%d nodes", fire_areas_n(areas));
    check_tree(areas);
    fire_areas_free(areas);
}

static void test_no_text_and_free(void)
{
    const struct fire_text_view none = { NULL, 0 };
    struct fire_areas *areas = fire_areas_create();
    int32_t area = -1;
    CHECK_OR_RETURN(areas != NULL, "no memory");
    CHECK(fire_areas_add(areas, none, none, none, &area, NULL) == FIRE_OK, "no text");
    CHECK(area == FIRE_AREA_COUNTRY, "%d", area);
    CHECK(fire_areas_add(areas, none, none, fire_text_of("Xã A"), &area, NULL) == FIRE_OK, "A");
    CHECK(area == add(areas, "", "", "xã a"), "no text and empty text");
    fire_areas_free(areas);
    fire_areas_free(NULL);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_same_commune_two_districts),
        CHECK_TEST(test_levels),
        CHECK_TEST(test_spellings_meet),
        CHECK_TEST(test_many),
        CHECK_TEST(test_no_text_and_free),
    };
    return CHECK_MAIN(tests);
}
