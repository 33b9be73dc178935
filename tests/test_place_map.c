/* test_place_map.c - areas restated: to a day, forwards and backwards, and to areas that compare. */
#include "check.h"
#include "firestat/area_map.h"
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

static struct fire_area_map *map_at(const struct fire_area_units *units, const char *day)
{
    struct fire_area_map *map = NULL;
    const fire_status status = day == NULL ? fire_area_map_comparable(units, FIRE_DAY_FIRST,
                                                                      FIRE_DAY_LAST, &map, NULL)
                                           : fire_area_map_at(units, day_of(day), &map, NULL);
    CHECK(status == FIRE_OK, "%s", day == NULL ? "comparable" : day);
    return map;
}

static int32_t add(struct fire_areas *areas, const char *province, const char *district,
                   const char *commune)
{
    int32_t area = -1;
    CHECK(fire_areas_add(areas, fire_text_of(province), fire_text_of(district),
                         fire_text_of(commune), &area, NULL) == FIRE_OK,
          "%s, %s, %s", province, district, commune);
    return area;
}

/* "Phường Lâm Viên - Đà Lạt < Tỉnh Lâm Đồng": the names of a node that has some, upwards. */
static const char *path_of(const struct fire_areas *areas, int32_t node, char out[512])
{
    size_t used = 0;
    out[0] = '\0';
    for (; node != FIRE_AREA_COUNTRY; node = fire_area_parent(areas, node)) {
        const struct fire_text_view name = fire_area_name(areas, node);
        if (name.size_bytes == 0) continue;
        used += (size_t)snprintf(out + used, 512 - used, "%s%.*s", used == 0 ? "" : " < ",
                                 (int)name.size_bytes, name.bytes);
    }
    return out;
}

/* ---- cases ---------------------------------------------------------------------------------- */

static const struct {
    const char *to;  /* NULL: comparable */
    const char *day; /* of the row       */
    const char *name[3];
    fire_area_placing placing;
    const char *path;  /* of the node; of a split, of the area around it */
    const char *parts; /* "weight name, ..." of a split                  */
} placed[] = {
    /* forwards, whole */
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "Thành phố Đà Lạt", "Phường 8" },
      FIRE_PLACED_WHOLE,
      "Phường Lâm Viên - Đà Lạt < Tỉnh Lâm Đồng",
      NULL },
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Bình Thuận", "", "" },
      FIRE_PLACED_WHOLE,
      "Tỉnh Lâm Đồng",
      NULL },
    { "2025-07-01",
      "2010-05-01",
      { "Lâm Đồng", "Cát Tiên", "Xã Mỹ Lâm" },
      FIRE_PLACED_WHOLE,
      "Xã Cát Tiên < Tỉnh Lâm Đồng",
      NULL }, /* by Nam Ninh, over three changes */
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Bình Thuận", "Huyện Phú Quí", "" },
      FIRE_PLACED_WHOLE,
      "Đặc khu Phú Quý < Tỉnh Lâm Đồng",
      NULL }, /* all of the district is one unit now */
    { "2024-12-01",
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "Huyện Cát Tiên", "" },
      FIRE_PLACED_WHOLE,
      "Huyện Đạ Huoai < Tỉnh Lâm Đồng",
      NULL },
    { "2024-12-01",
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "Huyện Đơn Dương", "Xã Pró" },
      FIRE_PLACED_WHOLE,
      "Xã Quảng Lập < Huyện Đơn Dương < Tỉnh Lâm Đồng",
      NULL },
    /* forwards, split */
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Bình Thuận", "Huyện Tuy Phong", "Xã Phong Phú" },
      FIRE_PLACED_SPLIT,
      "Tỉnh Lâm Đồng",
      "500000000 Xã Phan Rí Cửa, 500000000 Xã Tuy Phong" },
    /* forwards, without weights: the district says nothing of its communes */
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "Huyện Lâm Hà", "" },
      FIRE_PLACED_ABOVE,
      "Tỉnh Lâm Đồng",
      NULL },
    /* backwards */
    { "2024-12-01",
      "2025-08-01",
      { "Tỉnh Lâm Đồng", "", "Phường Lang Biang - Đà Lạt" },
      FIRE_PLACED_SPLIT,
      "Tỉnh Lâm Đồng",
      "333333334 Phường 7, 333333333 Thị trấn Lạc Dương, 333333333 Xã Lát" },
    { "2024-12-01",
      "2025-08-01",
      { "Tỉnh Lâm Đồng", "", "Phường Lâm Viên - Đà Lạt" },
      FIRE_PLACED_SPLIT,
      "Thành phố Đà Lạt < Tỉnh Lâm Đồng",
      "333333334 Phường 8, 333333333 Phường 12, 333333333 Phường 9" },
    { "2024-12-01",
      "2025-08-01",
      { "Tỉnh Lâm Đồng", "", "Xã Ninh Gia" },
      FIRE_PLACED_WHOLE,
      "Xã Ninh Gia < Huyện Đức Trọng < Tỉnh Lâm Đồng",
      NULL },
    { "2024-12-01",
      "2025-08-01",
      { "Tỉnh Lâm Đồng", "", "" },
      FIRE_PLACED_SPLIT,
      "",
      "327758720 Tỉnh Bình Thuận, 268611034 Tỉnh Đắk Nông, 403630246 Tỉnh Lâm Đồng" },
    { "2024-11-30",
      "2024-12-15",
      { "Tỉnh Lâm Đồng", "Huyện Đạ Huoai", "" },
      FIRE_PLACED_SPLIT,
      "Tỉnh Lâm Đồng",
      "301833443 Huyện Đạ Huoai, 391568080 Huyện Đạ Tẻh, 306598477 Huyện Cát Tiên" },
    { "2024-11-30",
      "2024-12-15",
      { "Tỉnh Lâm Đồng", "Huyện Đạ Huoai", "Xã Bà Gia" },
      FIRE_PLACED_SPLIT,
      "Huyện Đạ Huoai < Tỉnh Lâm Đồng",
      "668307692 Xã Đạ P'loa, 331692308 Xã Đoàn Kết" },
    { "2024-11-30",
      "2024-12-15",
      { "Tỉnh Lâm Đồng", "Huyện Đạ Huoai", "Xã Gia Viễn" },
      FIRE_PLACED_WHOLE,
      "Xã Gia Viễn < Huyện Cát Tiên < Tỉnh Lâm Đồng",
      NULL },
    /* what cannot be placed stays where it is known */
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "Huyện Lạ", "Xã Lạ" },
      FIRE_PLACED_UNKNOWN,
      "Tỉnh Lâm Đồng",
      NULL },
    { "2025-07-01",
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "", "Phường 1" },
      FIRE_PLACED_UNKNOWN,
      "Tỉnh Lâm Đồng",
      NULL },
    { "2025-07-01", "2024-05-01", { "Tỉnh Lạ", "", "" }, FIRE_PLACED_UNKNOWN, "", NULL },
    { "2025-07-01", "2024-05-01", { "", "", "" }, FIRE_PLACED_UNSAID, "", NULL },
    /* areas that compare: from both sides */
    { NULL,
      "2024-05-01",
      { "Tỉnh Lâm Đồng", "Thành phố Đà Lạt", "" },
      FIRE_PLACED_WHOLE,
      "Đà Lạt + Đam Rông + Lạc Dương < Đà Lạt + Đam Rông + Lạc Dương < Tỉnh Lâm Đồng",
      NULL },
    { NULL,
      "2025-08-01",
      { "Tỉnh Lâm Đồng", "", "Xã Đam Rông 4" },
      FIRE_PLACED_WHOLE,
      "Đà Lạt + Đam Rông + Lạc Dương < Đà Lạt + Đam Rông + Lạc Dương < Tỉnh Lâm Đồng",
      NULL },
    { NULL,
      "2024-05-01",
      { "Tỉnh Bình Thuận", "Huyện Tuy Phong", "Xã Phong Phú" },
      FIRE_PLACED_WHOLE,
      "Tuy Phong < Tuy Phong < Tỉnh Lâm Đồng",
      NULL },
    { NULL,
      "2010-05-01",
      { "Tỉnh Lâm Đồng", "Huyện Đạ Tẻh", "Xã Hà Đông" },
      FIRE_PLACED_WHOLE,
      "Đạ Huoai < Đạ Huoai < Tỉnh Lâm Đồng",
      NULL },
    { NULL,
      "2024-05-01",
      { "Tỉnh Hậu Giang", "", "" },
      FIRE_PLACED_WHOLE,
      "Thành phố Cần Thơ",
      NULL },
};

static void check_parts(const struct fire_area_map *map, struct fire_areas *areas, int32_t node,
                        const char *wanted, size_t i)
{
    char text[512] = "";
    size_t used = 0;
    int32_t n = 0;
    const struct fire_area_share *share = fire_area_map_shares(map, node, &n, NULL);
    for (int32_t k = 0; k < n; k++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%lld %s",
                                 k == 0 ? "" : ", ", (long long)share[k].weight,
                                 fire_area_name(areas, share[k].node).bytes);
    CHECK(strcmp(text, wanted == NULL ? "" : wanted) == 0, "%zu: parts %s", i, text);
}

static void test_placed(void)
{
    struct fire_area_units *units = shipped();
    for (size_t i = 0; i < CHECK_N(placed); i++) {
        struct fire_area_map *map = map_at(units, placed[i].to);
        struct fire_areas *recorded = fire_areas_create();
        const int32_t era = fire_area_units_era(units, day_of(placed[i].day));
        char path[512];
        const int32_t area = add(recorded, placed[i].name[0], placed[i].name[1],
                                 placed[i].name[2]);
        CHECK_OR_RETURN(fire_area_map_take(map, recorded, NULL) == FIRE_OK, "no memory");
        int32_t node = fire_area_map_nodes(map, era)[area];
        struct fire_areas *areas = fire_area_map_areas(map);
        const uint8_t placing = fire_area_map_placings(map, era)[area];
        CHECK(placing == placed[i].placing, "%zu: placed %d", i, placing);
        check_parts(map, areas, node, placed[i].parts, i);
        int32_t n = 0;
        while (fire_area_map_shares(map, node, &n, NULL) != NULL)
            node = fire_area_parent(areas, node);
        CHECK(strcmp(path_of(areas, node, path), placed[i].path) == 0, "%zu: in %s", i, path);
        fire_area_map_free(map);
        fire_areas_free(recorded);
    }
    fire_area_units_free(units);
}

/* A split has shares at every level below the area around it; those above add up. */
static void test_shares_at_all_levels(void)
{
    struct fire_area_units *units = shipped();
    struct fire_area_map *map = map_at(units, "2024-12-01");
    struct fire_areas *recorded = fire_areas_create();
    const int32_t area = add(recorded, "Tỉnh Lâm Đồng", "", "Phường Lang Biang - Đà Lạt");
    CHECK_OR_RETURN(fire_area_map_take(map, recorded, NULL) == FIRE_OK, "no memory");
    struct fire_areas *areas = fire_area_map_areas(map);
    const int32_t era = fire_area_units_era(units, day_of("2025-07-01"));
    const int32_t node = fire_area_map_nodes(map, era)[area];
    const char *basis = NULL;
    int32_t n = 0;
    CHECK(fire_area_level_of(areas, node) == FIRE_LEVEL_COMMUNE, "level");
    const int32_t district = fire_area_parent(areas, node);
    const struct fire_area_share *share = fire_area_map_shares(map, district, &n, &basis);
    CHECK_OR_RETURN(n == 2, "%d districts", n);
    CHECK(share[0].weight == 333333334 && share[1].weight == 666666666, "%lld and %lld",
          (long long)share[0].weight, (long long)share[1].weight);
    CHECK(strcmp(fire_area_name(areas, share[0].node).bytes, "Thành phố Đà Lạt") == 0 &&
              strcmp(fire_area_name(areas, share[1].node).bytes, "Huyện Lạc Dương") == 0,
          "Đà Lạt and Lạc Dương");
    CHECK(strcmp(basis, "equal") == 0, "%s", basis);
    fire_area_map_shares(map, fire_area_parent(areas, district), &n, NULL);
    CHECK(n == 0, "the province is exact");
    fire_area_map_free(map);
    fire_areas_free(recorded);
    fire_area_units_free(units);
}

/* ---- the whole of the shipped tables --------------------------------------------------------- */

/* All units of all days in one recorded tree: what a register of twenty years would hold. */
static struct fire_areas *record_all(const struct fire_area_units *units, int32_t area_of[])
{
    struct fire_areas *areas = fire_areas_create();
    for (int32_t u = 0; u < fire_area_units_n(units); u++) {
        const char *name[3] = { "", "", "" };
        const int32_t day = fire_area_unit_at(units, u)->to_day;
        for (int32_t at = u; at >= 0; at = fire_area_unit_parent(units, at, day))
            name[fire_area_unit_at(units, at)->level - 1] = fire_area_unit_at(units, at)->name;
        area_of[u] = add(areas, name[0], name[1], name[2]);
    }
    return areas;
}

/* To every day, forwards and backwards: every unit is somewhere, and all of it. */
static void test_nothing_is_lost(void)
{
    static const char *const days[] = { "2010-01-01", "2020-02-01", "2024-12-01", "2025-01-01",
                                        "2025-07-01", "2026-04-30", NULL };
    struct fire_area_units *units = shipped();
    int32_t *area_of = calloc((size_t)fire_area_units_n(units), sizeof *area_of);
    CHECK_OR_RETURN(area_of != NULL, "no memory");
    struct fire_areas *recorded = record_all(units, area_of);
    for (size_t d = 0; d < CHECK_N(days); d++) {
        struct fire_area_map *map = map_at(units, days[d]);
        CHECK_OR_RETURN(fire_area_map_take(map, recorded, NULL) == FIRE_OK, "no memory");
        int32_t n_splits = 0;
        for (int32_t u = 0; u < fire_area_units_n(units); u++) {
            const struct fire_area_unit *unit = fire_area_unit_at(units, u);
            const int32_t era = fire_area_units_era(units, unit->to_day);
            const int32_t node = fire_area_map_nodes(map, era)[area_of[u]];
            const uint8_t placing = fire_area_map_placings(map, era)[area_of[u]];
            int64_t sum = 0;
            int32_t n = 0;
            const struct fire_area_share *share = fire_area_map_shares(map, node, &n, NULL);
            for (int32_t i = 0; i < n; i++) {
                sum += share[i].weight;
                CHECK(fire_area_map_shares(map, share[i].node, &(int32_t){ 0 }, NULL) == NULL,
                      "a share of a share");
            }
            CHECK(n == 0 || sum == FIRE_AREA_WHOLE, "%s: parts sum to %lld", unit->name,
                  (long long)sum);
            CHECK((placing == FIRE_PLACED_SPLIT) == (n > 0), "%s", unit->name);
            const bool is_lost = node == FIRE_AREA_COUNTRY ||
                                 (placing == FIRE_PLACED_ABOVE &&
                                  unit->level == FIRE_LEVEL_COMMUNE);
            CHECK(!is_lost && placing <= FIRE_PLACED_ABOVE, "%s %s to %s: %d", unit->code,
                  unit->name, days[d] == NULL ? "comparable" : days[d], placing);
            CHECK(days[d] != NULL || placing == FIRE_PLACED_WHOLE, "%s is not whole",
                  unit->name);
            n_splits += n > 0;
        }
        if (d == 4) CHECK(n_splits == 2, "%d units are split in 2025", n_splits);
        if (d == 6) CHECK(n_splits == 0, "%d are split where all compare", n_splits);
        fire_area_map_free(map);
    }
    fire_areas_free(recorded);
    free(area_of);
    fire_area_units_free(units);
}

/* There and back is not what it was: a map never reads a map, and this is why. */
static void test_there_and_back(void)
{
    struct fire_area_units *units = shipped();
    struct fire_areas *recorded = fire_areas_create();
    const int32_t old = add(recorded, "Tỉnh Lâm Đồng", "Thành phố Đà Lạt", "Phường 8");
    struct fire_area_map *there = map_at(units, "2025-07-01");
    CHECK_OR_RETURN(fire_area_map_take(there, recorded, NULL) == FIRE_OK, "no memory");
    const int32_t node = fire_area_map_nodes(there, 0)[old];
    struct fire_area_map *back = map_at(units, "2024-12-01");
    CHECK_OR_RETURN(fire_area_map_take(back, fire_area_map_areas(there), NULL) == FIRE_OK,
                    "it");
    const int32_t era = fire_area_units_era(units, day_of("2025-07-01"));
    CHECK(fire_area_map_placings(back, era)[node] == FIRE_PLACED_SPLIT, "came back whole");
    fire_area_map_free(there);
    fire_area_map_free(back);
    fire_areas_free(recorded);
    fire_area_units_free(units);
}

/* ---- areas that compare ------------------------------------------------------------------------ */

/* The one node at which all of a "; " list of names lie; -1: they lie apart. */
static int32_t node_of_all(const struct fire_area_map *map, const int32_t area[], int n,
                           int32_t era)
{
    int32_t node = -1;
    for (int i = 0; i < n; i++) {
        const int32_t at = fire_area_map_nodes(map, era)[area[i]];
        CHECK(fire_area_map_placings(map, era)[area[i]] == FIRE_PLACED_WHOLE, "not whole");
        if (node >= 0 && at != node) return -1;
        node = at;
    }
    return node;
}

static int add_list(struct fire_areas *recorded, const char *province, char *list,
                    bool districts, int32_t area[])
{
    int n = 0;
    for (char *name = strtok(list, ";"); name != NULL; name = strtok(NULL, ";")) {
        while (*name == ' ')
            name++;
        area[n++] = add(recorded, province, districts ? name : "", districts ? "" : name);
    }
    return n;
}

/* lamdong_least_common_areas.tsv was computed by somebody else from the same 331 pairs. */
static void test_least_common_areas(void)
{
    const char *path = check_shared("data/vietnam/lamdong_least_common_areas.tsv");
    if (path == NULL) return;
    struct fire_area_units *units = shipped();
    struct fire_area_map *map = map_at(units, NULL);
    struct fire_areas *recorded = fire_areas_create();
    char *text = check_read(path, NULL);
    CHECK_OR_RETURN(text != NULL, "cannot be read");
    int32_t seen[32];
    int n_seen = 0;
    char *line = strchr(text, '\n') + 1;
    while (*line != '\0') {
        char *end = line + strcspn(line, "\n");
        char *cell[5];
        int32_t old_area[16];
        int32_t new_area[32];
        const bool is_last = *end == '\0';
        *end = '\0';
        for (int i = 0; i < 5; i++) {
            cell[i] = line;
            line += strcspn(line, "\t");
            if (*line != '\0') *line++ = '\0';
        }
        const int n_old = add_list(recorded, cell[1], cell[2], true, old_area);
        const int n_new = add_list(recorded, "Tỉnh Lâm Đồng", cell[4], false, new_area);
        CHECK(n_new == atoi(cell[3]), "%s: %d communes", cell[0], n_new);
        CHECK_OR_RETURN(fire_area_map_take(map, recorded, NULL) == FIRE_OK, "no memory");
        const int32_t before = node_of_all(map, old_area, n_old,
                                           fire_area_units_era(units, day_of("2025-06-30")));
        const int32_t after = node_of_all(map, new_area, n_new,
                                          fire_area_units_era(units, day_of("2025-07-01")));
        CHECK(before >= 0 && before == after, "%s: before %d, after %d", cell[0], before,
              after);
        for (int i = 0; i < n_seen; i++)
            CHECK(seen[i] != before, "%s is another one's area", cell[0]);
        seen[n_seen++] = before;
        line = end + !is_last;
    }
    CHECK(n_seen == 19, "%d areas", n_seen);
    /* and the map has no others in that province */
    struct fire_areas *areas = fire_area_map_areas(map);
    int32_t n_districts = 0;
    for (int32_t node = 0; node < fire_areas_n(areas); node++)
        n_districts += fire_area_level_of(areas, node) == FIRE_LEVEL_DISTRICT;
    CHECK(n_districts == 19, "%d areas in the tree", n_districts);
    free(text);
    fire_areas_free(recorded);
    fire_area_map_free(map);
    fire_area_units_free(units);
}

/* Within one era nothing is joined: the areas that compare are the districts. */
static void test_comparable_within_an_era(void)
{
    struct fire_area_units *units = shipped();
    struct fire_area_map *map = NULL;
    CHECK_OR_RETURN(fire_area_map_comparable(units, day_of("2021-01-01"), day_of("2023-12-31"),
                                             &map, NULL) == FIRE_OK,
                    "no memory");
    const struct fire_areas *areas = fire_area_map_areas(map);
    int32_t n[FIRE_N_LEVELS] = { 0 };
    for (int32_t node = 0; node < fire_areas_n(areas); node++)
        n[fire_area_level_of(areas, node)]++;
    CHECK(n[FIRE_LEVEL_PROVINCE] == 63 && n[FIRE_LEVEL_DISTRICT] == 30, "%d and %d",
          n[FIRE_LEVEL_PROVINCE], n[FIRE_LEVEL_DISTRICT]);
    fire_area_map_free(map);
    fire_area_units_free(units);
}

/* Areas of a tree come in the order of their codes. */
static void test_official_order(void)
{
    struct fire_area_units *units = shipped();
    struct fire_areas *areas = fire_areas_create();
    const int32_t bao_loc = add(areas, "Lâm Đồng", "TP. Bảo Lộc", "");
    const int32_t da_lat = add(areas, "Lâm Đồng", "TP. Đà Lạt", "");
    const int32_t strange = add(areas, "Lâm Đồng", "Huyện Lạ", "");
    CHECK(fire_area_units_order(units, areas, FIRE_LEVEL_PROVINCE, day_of("2024-05-01"),
                                NULL) == FIRE_OK,
          "it");
    CHECK(fire_area_order(areas, fire_area_parent(areas, da_lat)) < INT32_MAX, "68");
    CHECK(fire_area_order(areas, da_lat) == INT32_MAX, "a district is not of that level");
    CHECK(fire_area_units_order(units, areas, FIRE_LEVEL_COMMUNE, day_of("2024-05-01"), NULL) ==
              FIRE_OK,
          "it");
    CHECK(fire_area_order(areas, da_lat) < fire_area_order(areas, bao_loc), "672 before 673");
    CHECK(fire_area_order(areas, strange) == INT32_MAX, "no unit has no order");
    fire_areas_free(areas);
    fire_area_units_free(units);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_placed),
        CHECK_TEST(test_shares_at_all_levels),
        CHECK_TEST(test_nothing_is_lost),
        CHECK_TEST(test_there_and_back),
        CHECK_TEST(test_least_common_areas),
        CHECK_TEST(test_comparable_within_an_era),
        CHECK_TEST(test_official_order),
    };
    return CHECK_MAIN(tests);
}
