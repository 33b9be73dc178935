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
    CHECK(is_named(areas, first, spellings[0]), "the best spelling is shown");

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

/* One name a line; of the same group: the same area. */
static const struct {
    int group;
    const char *name;
} names[] = {
    { 1, "Phường 1" },
    { 1, "P. 1" },
    { 1, "P.1" },
    { 1, "P1" },
    { 1, "p 1" },
    { 1, "Ph. 1" },
    { 1, "PHƯỜNG 01" },
    { 2, "Phường 10" },
    { 3, "Quận 4" },
    { 3, "Q4" },
    { 3, "Q. 4" },
    { 4, "Thành phố Đà Lạt" },
    { 4, "TP Đà Lạt" },
    { 4, "TP. Đà Lạt" },
    { 4, "Tp.Đà Lạt" },
    { 4, "T.P Đà Lạt" },
    { 4, "T.P. Đà Lạt" },
    { 5, "Đà Lạt" }, /* no type: left apart, as place.h says */
    { 6, "Thị xã La Gi" },
    { 6, "TX. La Gi" },
    { 6, "TX La Gi" },
    { 7, "Thị trấn Liên Nghĩa" },
    { 7, "TT. Liên Nghĩa" },
    { 8, "Huyện Di Linh" },
    { 8, "H. Di Linh" },
    { 9, "Xã Di Linh" },
    { 9, "X. Di Linh" },
    { 10, "Tỉnh Lâm Đồng" },
    { 10, "T. Lâm Đồng" },
    { 11, "Đặc khu Phú Quý" },
    { 11, "ĐK. Phú Quý" },
    { 12, "Đặc khu Phú Quí" }, /* another letter */
    /* the six of Lâm Đồng that good lists write differently (DOMAIN.md 4.2), and the tones */
    { 20, "Xã Hòa Ninh" },
    { 20, "Xã Hoà Ninh" },
    { 21, "Xã Hòa Bắc" },
    { 21, "Xã Hoà Bắc" },
    { 22, "Xã Quảng Hòa" },
    { 22, "Xã Quảng Hoà" },
    { 23, "Xã Hòa Thắng" },
    { 23, "Xã Hoà Thắng" },
    { 24, "Phường Phú Thủy" },
    { 24, "Phường Phú Thuỷ" },
    { 25, "Xã Sông Lũy" },
    { 25, "Xã Sông Luỹ" },
    { 26, "Xã Hoa Ninh" }, /* no tone is another name */
    { 27, "Xã Hóa Ninh" }, /* so is another tone      */
    { 28, "Xã Hòe" },
    { 28, "Xã Hoè" },
    { 29, "Phường Quý" },
    { 29, "Phường Qúy" },
    { 30, "Phường B'Lao" },
    { 30, "Phường B’Lao" },
    { 30, "Phường B‘Lao" },
    { 30, "Phường B`Lao" },
    { 30, "Phường BLao" },
    { 31, "Xã D'Ran" },
    { 31, "Xã D’Ran" },
    { 32, "Xã N' Thôn Hạ" },
    { 32, "Xã N'Thôn Hạ" },
    { 33, "Phường Xuân Hương - Đà Lạt" },
    { 33, "Phường Xuân Hương – Đà Lạt" },
    { 33, "Phường Xuân Hương-Đà Lạt" },
    { 33, "Phường Xuân Hương Đà Lạt" },
    { 34, "Xã Đinh Văn-Lâm Hà" },
    { 34, "Xã Đinh Văn Lâm Hà" },
    { 35, "Tỉnh Đắk Lắk" },
    { 35, "Tỉnh Đăk Lăk" },
    { 35, "Tỉnh Đak Lak" },
    { 36, "Xã Đắk Song" },
    { 36, "Xã Đăk Song" },
    { 36, "Xã Đak Song" },
    { 37, "Xã Dak Song" },
    { 38, "Huyện Lak" },
    { 39, "Huyện Lắk" },
    { 40, "00501" }, /* codes keep their zeros */
    { 41, "501" },
    { 42, "P. Đống Đa" },
    { 42, "Phường Ðống Ða" },
    { 43, "P" },
    { 44, "Phú Quý" }, /* "Ph" of a word is no type */
    { 45, "Xuân Hương" },
    { 46, "Tân Lập" },
    { 47, "Hoà" },
    { 48, "Hoa" },
};

static void test_area_keys(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_text_view key[CHECK_N(names)];
    CHECK_OR_RETURN(arena != NULL, "no memory");
    for (size_t i = 0; i < CHECK_N(names); i++) {
        struct fire_text_view again;
        CHECK_OR_RETURN(fire_area_key(fire_text_of(names[i].name), arena, &key[i]), "memory");
        CHECK(fire_area_key(key[i], arena, &again) && fire_text_equal(key[i], again),
              "'%s': the key of '%.*s' is '%.*s'", names[i].name, (int)key[i].size_bytes,
              key[i].bytes, (int)again.size_bytes, again.bytes);
        for (size_t k = 0; k < i; k++)
            CHECK(fire_text_equal(key[i], key[k]) == (names[i].group == names[k].group),
                  "'%s' and '%s'", names[i].name, names[k].name);
    }
    fire_arena_free(arena);
}

/* A key is its own key, whatever is written: pieces that the steps look for, in any order. */
static void test_keys_of_anything(void)
{
    static const char *const pieces[] = {
        "P",
        "p.",
        "TP",
        "t.p.",
        "TX",
        "Q",
        "X.",
        "H",
        "Ph",
        "ĐK",
        "1",
        "0",
        "07",
        " ",
        "  ",
        "-",
        "–",
        "'",
        "’",
        "`",
        ".",
        ",",
        "ò",
        "a",
        "oà",
        "uỷ",
        "ủy",
        "ý",
        "qu",
        "đăk",
        "Đak",
        "lak",
        "Lăk",
        "phường",
        "xã ",
        "ng",
        "\xCC\x81",
        "\xCC\xA3",
        "e",
        "ê",
        "\xC5\x89",
        "ß",
        "İ",
        "\xEF\xAC\x81",
        "\xE2\x80\x8B",
    };
    unsigned long long seed = 3;
    struct fire_arena *arena = fire_arena_create();
    CHECK_OR_RETURN(arena != NULL, "no memory");
    for (int round = 0; round < 20000; round++) {
        char text[128] = "";
        const unsigned n = 1 + check_random(&seed) % 7;
        for (unsigned i = 0; i < n; i++)
            strcat(text, pieces[check_random(&seed) % CHECK_N(pieces)]);
        struct fire_text_view key;
        struct fire_text_view again;
        struct fire_text_view clean;
        CHECK_OR_RETURN(fire_area_key(fire_text_of(text), arena, &key) &&
                            fire_area_key(key, arena, &again) &&
                            fire_text_match_key(key, arena, &clean),
                        "memory");
        CHECK(fire_text_equal(key, again), "'%s': '%.*s', then '%.*s'", text,
              (int)key.size_bytes, key.bytes, (int)again.size_bytes, again.bytes);
        CHECK(fire_text_equal(key, clean), "'%s': '%.*s' is no match key", text,
              (int)key.size_bytes, key.bytes);
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
}

/* The same areas, the same rows in each and the same names shown, in whatever order. */
static void test_order_of_rows(void)
{
    enum { N = CHECK_N(names), N_SHUFFLES = 50 };
    unsigned long long seed = 7;
    int32_t first_n = 0;
    char shown[64][64] = { "" }; /* by group, of the first round */
    struct fire_arena *scratch = fire_arena_create();
    CHECK_OR_RETURN(scratch != NULL, "no memory");
    for (int round = 0; round < N_SHUFFLES; round++) {
        size_t order[N];
        int32_t area_of[64] = { 0 };
        for (size_t i = 0; i < N; i++)
            order[i] = i;
        for (size_t i = N - 1; round > 0 && i > 0; i--) {
            const size_t k = check_random(&seed) % (i + 1);
            const size_t swapped = order[i];
            order[i] = order[k];
            order[k] = swapped;
        }
        struct fire_areas *areas = fire_areas_create();
        CHECK_OR_RETURN(areas != NULL, "no memory");
        for (size_t i = 0; i < N; i++) {
            const int group = names[order[i]].group;
            const int32_t area = add(areas, "Tỉnh A", "Huyện B", names[order[i]].name);
            CHECK(area_of[group] == 0 || area_of[group] == area, "'%s' is another area",
                  names[order[i]].name);
            area_of[group] = area;
        }
        if (round == 0) first_n = fire_areas_n(areas);
        CHECK(fire_areas_n(areas) == first_n, "%d nodes and %d", fire_areas_n(areas), first_n);
        for (int group = 0; group < 64; group++) {
            if (area_of[group] == 0) continue;
            const struct fire_text_view name = fire_area_name(areas, area_of[group]);
            if (round == 0) snprintf(shown[group], sizeof shown[group], "%s", name.bytes);
            CHECK(strcmp(shown[group], name.bytes) == 0, "'%s' and '%s'", shown[group],
                  name.bytes);
            struct fire_text_view key;
            CHECK(fire_area_key(name, scratch, &key) &&
                      fire_text_equal(fire_area_name_key(areas, area_of[group]), key),
                  "'%s' has another key than its name", name.bytes);
        }
        CHECK(is_named(areas, area_of[1], "Phường 1"), "the type in full is shown");
        CHECK(is_named(areas, area_of[4], "Thành phố Đà Lạt"), "the type in full is shown");
        fire_areas_free(areas);
    }
    fire_arena_free(scratch);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_same_commune_two_districts),
        CHECK_TEST(test_levels),
        CHECK_TEST(test_spellings_meet),
        CHECK_TEST(test_many),
        CHECK_TEST(test_area_keys),
        CHECK_TEST(test_keys_of_anything),
        CHECK_TEST(test_order_of_rows),
        CHECK_TEST(test_no_text_and_free),
    };
    return CHECK_MAIN(tests);
}
