/* test_restate.c - the same rows asked by recorded areas, by those of a day, by those that compare.
 *
 * Whatever the areas, nothing is lost and nothing is counted twice: over the old communes of the
 * three provinces that became Lâm Đồng, and over thousands of small random registers with names of
 * all times, misspelt ones, and none. */
#include "invented.h"
#include "test_aggregate_rows.h"

#include "firestat/restate.h"

#define MEASURES                                                                               \
    "incidents,deaths,injuries,rescued,damage,saved_value,forest_ha,area_m2,vehicles"
#define N_MEASURES 9

/* The three ways; the recorded areas first. */
static const char *const ways[] = { "recorded", "2025-07-01", "comparable", "2024-12-31" };

#define N_WAYS 4

struct official {
    struct fire_area_units *units;
    struct fire_area_map *map[N_WAYS]; /* of the recorded areas: NULL */
};

static unsigned long long seed;

static uint32_t below(uint32_t n)
{
    return check_random(&seed) % n;
}

static void official_of(struct official *official, struct fire_area_units *units)
{
    *official = (struct official){ .units = units };
    if (fire_area_map_at(official->units, world_day(ways[1]), &official->map[1], NULL) !=
            FIRE_OK ||
        fire_area_map_comparable(official->units, FIRE_DAY_FIRST, FIRE_DAY_LAST,
                                 &official->map[2], NULL) != FIRE_OK ||
        fire_area_map_at(official->units, world_day(ways[3]), &official->map[3], NULL) !=
            FIRE_OK)
        abort();
}

static void official_open(struct official *official)
{
    struct fire_area_units *units = NULL;
    if (fire_area_units_create(&units, NULL) != FIRE_OK ||
        fire_area_units_ship(units, NULL) != FIRE_OK ||
        fire_area_units_settle(units, NULL) != FIRE_OK)
        abort();
    official_of(official, units);
}

static void official_close(struct official *official)
{
    for (int way = 0; way < N_WAYS; way++)
        fire_area_map_free(official->map[way]);
    fire_area_units_free(official->units);
}

/* ---- asking ------------------------------------------------------------------------------- */

static fire_status make_query(struct world *world, const struct fire_areas *areas,
                              const char *by, const char *measures, struct fire_query **out)
{
    FIRE_TRY(fire_query_create(world->schema, areas, world->calendar, world->arena, out, NULL));
    if (by[0] != '\0') FIRE_TRY(fire_query_by(*out, by, NULL));
    return fire_query_measure(*out, measures, NULL);
}

/* Areas as far as a batch has them, in the order in which they came: as a reader knows them then. */
static void grow_areas(struct fire_areas *grown, const struct fire_areas *all,
                       const struct fire_batch *batch)
{
    int32_t last = 0;
    for (int64_t i = 0; i < batch->n_rows; i++)
        last = batch->area[i] > last ? batch->area[i] : last;
    for (int32_t node = fire_areas_n(grown); node <= last; node++) {
        struct fire_text_view name[3] = { { NULL, 0 } };
        int32_t same = 0;
        for (int level = 1; level <= (int)fire_area_level_of(all, node); level++)
            name[level - 1] = fire_area_name(
                all, fire_areas_at_level(all, (fire_area_level)level)[node]);
        if (name[(int)fire_area_level_of(all, node) - 1].size_bytes == 0) continue;
        if (fire_areas_add(grown, name[0], name[1], name[2], &same, NULL) != FIRE_OK) abort();
        CHECK(same == node, "area %d became %d", (int)node, (int)same);
    }
}

/* An answer of the world's table, which lives as long as the world. n_jobs 0: rows pass by, and
 * their areas come with them. */
static const struct fire_summary *ask(struct world *world, const struct official *official,
                                      int way, const char *by, const char *measures,
                                      int32_t n_jobs)
{
    const struct fire_summary *summary = NULL;
    struct fire_query *query = NULL;
    struct fire_restate *restate = NULL;
    struct fire_stream *stream = NULL;
    struct fire_table *table = fire_table_create();
    struct fire_areas *grown = fire_areas_create();
    struct fire_area_map *map = official->map[way];
    struct fire_error err = { 0 };
    const struct fire_areas *areas = map == NULL ? world->areas : fire_area_map_areas(map);
    if (make_query(world, areas, by, measures, &query) != FIRE_OK ||
        fire_query_stream(&query, 1, world->arena, &stream, NULL) != FIRE_OK)
        abort();
    struct fire_sink sink = n_jobs == 0 ? fire_stream_sink(stream) : fire_table_sink(table);
    if (map != NULL) {
        if (fire_restate_create(n_jobs == 0 ? grown : world->areas, official->units, map,
                                ways[way], &restate, &err) != FIRE_OK)
            abort();
        fire_query_restated(query, fire_restate_found(restate));
        sink = n_jobs == 0 ? fire_restate_stream(restate, stream)
                           : fire_restate_sink(restate, sink);
    }
    for (int64_t i = 0; i < fire_table_n_batches(world->table); i++) {
        int32_t n_fields;
        const struct fire_batch *batch = fire_table_batch(world->table, i, &n_fields);
        grow_areas(grown, world->areas, batch);
        if (sink.push(sink.self, batch, &err) != FIRE_OK) abort();
    }
    if (restate != NULL && fire_restate_finish(restate, &err) != FIRE_OK) abort();
    if (map != NULL && fire_area_map_take(map, world->areas, &err) != FIRE_OK) abort();
    fire_query_jobs(query, n_jobs == 0 ? 1 : n_jobs);
    const fire_status status = n_jobs == 0
                                   ? fire_stream_finish(stream, &summary, &err)
                                   : fire_query_run(query, table, world->arena, &summary, &err);
    CHECK(status == FIRE_OK, "by %s, %s: %s", by, ways[way], err.message);
    fire_stream_free(stream);
    fire_table_free(table);
    fire_restate_free(restate);
    fire_areas_free(grown);
    return status == FIRE_OK ? summary : NULL;
}

/* Totals are those of the recorded areas, and rows add up to them. */
static void check_totals(const struct fire_summary *recorded,
                         const struct fire_summary *summary, int way, const char *by,
                         unsigned number)
{
    for (int32_t m = 0; m < recorded->n_measures; m++) {
        int64_t sum = 0;
        int64_t unknown = 0;
        CHECK(summary->total[m].number == recorded->total[m].number,
              "%u: %s by %s, %s: %lld is %lld", number, recorded->measure[m].name, by,
              ways[way], (long long)recorded->total[m].number,
              (long long)summary->total[m].number);
        CHECK(summary->total_unknown[m] == recorded->total_unknown[m], "%u: %s by %s, %s",
              number, recorded->measure[m].name, by, ways[way]);
        for (int64_t row = 0; row < summary->n_rows; row++) {
            sum += fire_summary_value(summary, row, m).number;
            unknown += fire_summary_unknown(summary, row, m);
        }
        CHECK(sum == recorded->total[m].number && unknown == recorded->total_unknown[m],
              "%u: rows of %s by %s, %s do not add up: %lld, %lld of %lld, %lld", number,
              recorded->measure[m].name, by, ways[way], (long long)sum, (long long)unknown,
              (long long)recorded->total[m].number, (long long)recorded->total_unknown[m]);
    }
}

static void check_same(const struct fire_summary *a, const struct fire_summary *b, int way,
                       const char *by)
{
    CHECK_OR_RETURN(a->n_rows == b->n_rows, "by %s, %s: %lld rows, %lld", by, ways[way],
                    (long long)a->n_rows, (long long)b->n_rows);
    for (int64_t i = 0; i < a->n_rows * a->n_measures; i++)
        CHECK(a->value[i].is_null == b->value[i].is_null &&
                  a->value[i].number == b->value[i].number && a->mark[i] == b->mark[i],
              "by %s, %s: figure %lld", by, ways[way], (long long)i);
    for (int64_t i = 0; i < a->n_rows * a->n_dims; i++)
        CHECK(fire_text_equal(fire_summary_key(a, 0, (int32_t)i)->text,
                              fire_summary_key(b, 0, (int32_t)i)->text),
              "by %s, %s: key %lld", by, ways[way], (long long)i);
}

/* ---- the old communes --------------------------------------------------------------------- */

/* The three names of a unit on a day. */
static void names_of(const struct fire_area_units *units, int32_t unit, int32_t day,
                     const char *out[3])
{
    out[0] = out[1] = out[2] = "";
    for (; unit >= 0; unit = fire_area_unit_parent(units, unit, day)) {
        const struct fire_area_unit *about = fire_area_unit_at(units, unit);
        if (about->level > FIRE_LEVEL_COUNTRY) out[about->level - 1] = about->name;
    }
}

/* A row of a place: every measure, some of them not known. */
static void add_row(struct world *world, int32_t day, const char *const name[3])
{
    static const char *const fields[] = { "deaths",      "injuries",  "rescued", "damage",
                                          "saved_value", "forest_ha", "area_m2", "vehicles" };
    static const char *const levels[] = { "province", "district", "commune" };
    char text[600];
    char iso[11];
    fire_day_to_iso(day, iso);
    size_t used = (size_t)snprintf(text, sizeof text, "day=%s", iso);
    for (int level = 0; level < 3; level++) {
        if (name[level][0] != '\0')
            used += (size_t)snprintf(text + used, sizeof text - used, "; %s=%s", levels[level],
                                     name[level]);
    }
    for (size_t f = 0; f < CHECK_N(fields); f++) {
        if (below(5) == 0) continue;
        used += (size_t)snprintf(text + used, sizeof text - used, "; %s=%u", fields[f],
                                 (unsigned)below(f < 3 ? 4 : 1000003));
    }
    world_row(world, text);
    if (below(50) == 0) world_flush(world);
}

static bool is_of_three(const struct fire_area_units *units, int32_t unit, int32_t day)
{
    static const char *const provinces[] = { "Tỉnh Lâm Đồng", "Tỉnh Bình Thuận",
                                             "Tỉnh Đắk Nông" };
    const char *name[3];
    names_of(units, unit, day, name);
    for (size_t p = 0; p < CHECK_N(provinces); p++)
        if (strcmp(name[0], provinces[p]) == 0) return true;
    return false;
}

static void test_old_communes(void)
{
    static const char *const bys[] = { "", "province", "district", "commune",
                                       "year,province,district,commune" };
    const int32_t last = world_day("2025-06-30");
    struct official official;
    struct world *world = world_create();
    int n_communes = 0;
    official_open(&official);
    seed = 331;
    for (int32_t unit = 0; unit < fire_area_units_n(official.units); unit++) {
        const struct fire_area_unit *about = fire_area_unit_at(official.units, unit);
        const char *name[3];
        if (about->level != FIRE_LEVEL_COMMUNE || about->from_day > last ||
            about->to_day < last || !is_of_three(official.units, unit, last))
            continue;
        names_of(official.units, unit, last, name);
        n_communes++;
        for (uint32_t n = 3 + below(3); n > 0; n--)
            add_row(world, last - (int32_t)below(11 * 365), name);
    }
    world_flush(world);
    CHECK(n_communes == 137 + 121 + 71, "%d communes", n_communes);

    for (size_t b = 0; b < CHECK_N(bys); b++) {
        const struct fire_summary *recorded = ask(world, &official, 0, bys[b], MEASURES, 1);
        for (int way = 0; way < N_WAYS; way++) {
            const struct fire_summary *passed = ask(world, &official, way, bys[b], MEASURES, 0);
            if (passed == NULL || recorded == NULL) continue;
            check_totals(recorded, passed, way, bys[b], 0);
            for (int32_t n_jobs = 1; n_jobs <= 4; n_jobs *= 2) {
                const struct fire_summary *kept = ask(world, &official, way, bys[b], MEASURES,
                                                      n_jobs);
                if (kept != NULL) check_same(passed, kept, way, bys[b]);
            }
        }
    }
    const struct fire_summary *after = ask(world, &official, 1, "commune", "incidents", 0);
    const struct fire_summary *common = ask(world, &official, 2, "district", "incidents", 0);
    int n_estimated = 0;
    for (int64_t row = 0; after != NULL && row < after->n_rows; row++)
        n_estimated += (fire_summary_mark(after, row, 0) & FIRE_MARK_ESTIMATED) != 0;
    CHECK(after != NULL && after->n_rows == 124, "%lld communes",
          (long long)(after == NULL ? 0 : after->n_rows));
    CHECK(n_estimated == 4, "%d are estimated: two that were split, each into two",
          n_estimated);
    CHECK(common != NULL && common->n_rows == 19, "%lld areas that compare",
          (long long)(common == NULL ? 0 : common->n_rows));
    world_free(world);
    official_close(&official);
}

/* ---- random registers --------------------------------------------------------------------- */

/* A place as some clerk may have written it. */
static void draw_place(const struct fire_area_units *units, const char *out[3])
{
    static const char *const unknown[] = { "Xã Không Có", "Phường 1", "Xã Tân Hà", "" };
    const int32_t unit = (int32_t)below((uint32_t)fire_area_units_n(units));
    const struct fire_area_unit *about = fire_area_unit_at(units, unit);
    const int32_t day = about->from_day > world_day("2000-01-01") ? about->from_day
                        : about->to_day < world_day("2025-01-01") ? about->to_day
                                                                  : world_day("2025-01-01");
    names_of(units, unit, day, out);
    for (int level = 0; level < 3; level++)
        if (below(8) == 0) out[level] = "";
    if (below(8) == 0) out[2] = unknown[below(CHECK_N(unknown))];
}

static void test_random(void)
{
    static const char *const bys[] = {
        "commune",        "district", "province", "year", "province,district,commune",
        "quarter,commune"
    };
    struct official official;
    struct world *world = world_create();
    official_open(&official);
    for (unsigned number = 0; number < (unsigned)check_rounds(1000); number++) {
        seed = number;
        fire_table_free(world->table);
        world->table = fire_table_create();
        for (uint32_t n = 1 + below(12); n > 0; n--) {
            const char *name[3];
            draw_place(official.units, name);
            add_row(world, world_day("2018-01-01") + (int32_t)below(3000), name);
        }
        world_flush(world);
        const char *by = bys[below(CHECK_N(bys))];
        const int way = 1 + (int)below(N_WAYS - 1);
        const struct fire_summary *recorded = ask(world, &official, 0, by,
                                                  "incidents,deaths,damage", 1);
        const struct fire_summary *restated = ask(world, &official, way, by,
                                                  "incidents,deaths,damage", (int32_t)below(2));
        if (recorded != NULL && restated != NULL)
            check_totals(recorded, restated, way, by, number);
    }
    world_free(world);
    official_close(&official);
}

/* ---- invented territories ------------------------------------------------------------------- */

static int32_t invented_day(int era)
{
    return world_day(era == 0 ? "2024-12-31" : invented_first[era]);
}

/* Nodes of all places, in the tree of those who record. */
static void record_invented(const struct invented *land, struct fire_areas *areas,
                            int32_t area_of[])
{
    for (int i = 0; i < land->n_places; i++) {
        char name[3][32];
        invented_names(land, i, name);
        if (fire_areas_add(areas, fire_text_of(name[0]), fire_text_of(name[1]),
                           fire_text_of(name[2]), &area_of[i], NULL) != FIRE_OK)
            abort();
    }
}

/* The node of a place in an era; how it came there in *placing. */
static int32_t node_in(const struct official *official, int way, int era, int32_t area,
                       uint8_t *placing)
{
    const int32_t of = fire_area_units_era(official->units, invented_day(era));
    *placing = fire_area_map_placings(official->map[way], of)[area];
    return fire_area_map_nodes(official->map[way], of)[area];
}

/* Parts of a split sum to the whole, and are areas. */
static void check_parts(const struct official *official, int way, int32_t node, uint8_t placing,
                        unsigned long long number)
{
    int64_t sum = 0;
    int32_t n = 0;
    const struct fire_area_share *share = fire_area_map_shares(official->map[way], node, &n,
                                                               NULL);
    for (int32_t i = 0; i < n; i++) {
        sum += share[i].weight;
        CHECK(share[i].weight >= 0 && fire_area_map_shares(official->map[way], share[i].node,
                                                           &(int32_t){ 0 }, NULL) == NULL,
              "%llu: a part of a part", number);
    }
    CHECK((n > 0) == (placing == FIRE_PLACED_SPLIT) && (n == 0 || sum == FIRE_AREA_WHOLE),
          "%llu: %d parts are %lld", number, (int)n, (long long)sum);
}

/* A commune of some era, by the boundaries of the last: whole and exact where it went whole, in the
 * parts it should be in where it did not, known as far as the tables know. */
static void check_forward(const struct invented *land, const struct official *official,
                          const int32_t area_of[], int place)
{
    double part[INVENTED_PLACES];
    uint8_t placing;
    uint8_t ignored;
    const int n_parts = invented_forward(land, place, INVENTED_ERAS - 1, part);
    const int32_t node = node_in(official, 1, land->place[place].first_era, area_of[place],
                                 &placing);
    int32_t n = 0;
    const struct fire_area_share *share = fire_area_map_shares(official->map[1], node, &n,
                                                               NULL);
    CHECK(placing == (n_parts == 0   ? FIRE_PLACED_ABOVE
                      : n_parts == 1 ? FIRE_PLACED_WHOLE
                                     : FIRE_PLACED_SPLIT) &&
              (n_parts <= 1 || n == n_parts),
          "%llu: commune %d is placed as %d, in %d parts of %d", land->seed, place, placing,
          (int)n, n_parts);
    for (int i = 0; n_parts > 0 && i < land->n_places; i++) {
        int64_t weight = 0;
        if (part[i] == 0) continue;
        const int32_t there = node_in(official, 1, INVENTED_ERAS - 1, area_of[i], &ignored);
        if (n_parts == 1) CHECK(node == there, "%llu: commune %d", land->seed, place);
        for (int32_t p = 0; p < n; p++)
            weight += share[p].node == there ? share[p].weight : 0;
        const double off = (double)weight - part[i] * (double)FIRE_AREA_WHOLE;
        CHECK(n_parts == 1 || (off > -8 && off < 8), "%llu: commune %d, part %d: off by %g",
              land->seed, place, i, off);
    }
}

/* Areas that compare are the connected components of what changes join, not finer, not coarser. */
static void check_comparable(const struct invented *land, const struct official *official,
                             const int32_t area_of[])
{
    int root[INVENTED_PLACES];
    int32_t node_of[INVENTED_PLACES];
    invented_components(land, root);
    for (int i = 0; i < land->n_places; i++)
        node_of[i] = -1;
    for (int i = 0; i < land->n_places; i++) {
        uint8_t placing;
        if (land->place[i].level != FIRE_LEVEL_COMMUNE) continue;
        const int component = root[invented_cell(land, i)];
        const int32_t node = node_in(official, 2, land->place[i].last_era, area_of[i],
                                     &placing);
        CHECK(placing == FIRE_PLACED_WHOLE && node != FIRE_AREA_COUNTRY &&
                  (node_of[component] < 0 || node_of[component] == node),
              "%llu: commune %d is not in its area: %d", land->seed, i, placing);
        node_of[component] = node;
    }
    for (int i = 0; i < land->n_places; i++)
        for (int k = 0; k < i; k++)
            CHECK(node_of[i] < 0 || node_of[i] != node_of[k], "%llu: %d and %d are one area",
                  land->seed, k, i);
}

static void test_invented_maps(void)
{
    for (unsigned number = 0; number < (unsigned)check_rounds(2000); number++) {
        struct invented land;
        struct official official;
        int32_t area_of[INVENTED_PLACES];
        struct fire_areas *recorded = fire_areas_create();
        invented_create(&land, number);
        official_of(&official, invented_units(&land));
        record_invented(&land, recorded, area_of);
        for (int way = 1; way < N_WAYS; way++)
            if (fire_area_map_take(official.map[way], recorded, NULL) != FIRE_OK) abort();
        for (int i = 0; i < land.n_places; i++) {
            for (int way = 1; way < N_WAYS; way++) {
                uint8_t placing;
                const int32_t node = node_in(&official, way, land.place[i].last_era, area_of[i],
                                             &placing);
                CHECK(placing <= FIRE_PLACED_ABOVE, "%u: %d is lost", number, i);
                check_parts(&official, way, node, placing, number);
            }
            if (land.place[i].level == FIRE_LEVEL_COMMUNE)
                check_forward(&land, &official, area_of, i);
        }
        check_comparable(&land, &official, area_of);
        fire_areas_free(recorded);
        official_close(&official);
    }
}

/* Rows of the communes of all eras: what is whole is counted where it went, to the last one. */
static void add_invented_rows(struct world *world, const struct invented *land,
                              int64_t expected[], bool is_blurred[])
{
    const bool only_communes = below(3) > 0;
    for (uint32_t n = 5 + below(20); n > 0; n--) {
        char name[3][32];
        double part[INVENTED_PLACES];
        const int place = (int)below((uint32_t)land->n_places);
        if (only_communes && land->place[place].level != FIRE_LEVEL_COMMUNE) continue;
        const int era = land->place[place].first_era;
        invented_names(land, place, name);
        add_row(world, invented_day(era) - (era == 0 ? (int32_t)below(900) : 0),
                (const char *[]){ name[0], name[1], name[2] });
        if (land->place[place].level != FIRE_LEVEL_COMMUNE) {
            for (int i = 0; i < land->n_places; i++) /* it may be in all communes */
                is_blurred[i] = true;
            continue;
        }
        const int n_parts = invented_forward(land, place, INVENTED_ERAS - 1, part);
        for (int i = 0; i < land->n_places; i++) {
            is_blurred[i] = is_blurred[i] || (n_parts != 1 && part[i] != 0);
            expected[i] += n_parts == 1 && part[i] != 0;
        }
    }
    world_flush(world);
}

static void test_invented_rows(void)
{
    static const char *const bys[] = { "", "province", "district", "commune" };
    for (unsigned number = 0; number < (unsigned)check_rounds(150); number++) {
        struct invented land;
        struct official official;
        int64_t expected[INVENTED_PLACES] = { 0 };
        bool is_blurred[INVENTED_PLACES] = { false };
        int32_t area_of[INVENTED_PLACES];
        struct world *world = world_create();
        seed = number;
        invented_create(&land, number);
        official_of(&official, invented_units(&land));
        record_invented(&land, world->areas, area_of);
        add_invented_rows(world, &land, expected, is_blurred);
        const char *by = bys[below(CHECK_N(bys))];
        const struct fire_summary *recorded = ask(world, &official, 0, by, MEASURES, 1);
        for (int way = 1; way < N_WAYS; way++)
            check_totals(recorded, ask(world, &official, way, by, MEASURES, (int)below(2)), way,
                         by, number);
        const struct fire_summary *after = ask(world, &official, 1, "commune", "incidents", 0);
        for (int i = 0; i < land.n_places; i++) {
            uint8_t placing;
            int64_t counted = 0;
            if (land.place[i].last_era < INVENTED_ERAS - 1 || is_blurred[i]) continue;
            const int32_t node = node_in(&official, 1, INVENTED_ERAS - 1, area_of[i], &placing);
            for (int64_t row = 0; row < after->n_rows; row++)
                if (fire_summary_key(after, row, 0)->number == node &&
                    !fire_summary_key(after, row, 0)->is_null)
                    counted += fire_summary_value(after, row, 0).number;
            CHECK(counted == expected[i], "%u: place %d has %lld rows of %lld", number, i,
                  (long long)counted, (long long)expected[i]);
        }
        world_free(world);
        official_close(&official);
    }
}

/* ---- what is told ------------------------------------------------------------------------- */

static const struct {
    const char *row;
    fire_restated_how how; /* FIRE_N_RESTATED: nothing */
    const char *commune;   /* by the areas of 2025-07-01; "": not said */
} told[] = {
    { "day=2024-03-05; province=Tỉnh Bình Thuận; district=Huyện Hàm Tân; commune=Xã Tân Hà",
      FIRE_N_RESTATED, "Xã Hàm Tân" },
    { "day=2025-01-05; province=Tỉnh Lâm Đồng; commune=Xã Đức Trọng", FIRE_RESTATED_MISDATED,
      "Xã Đức Trọng" },
    { "day=2025-08-05; province=Tỉnh Lâm Đồng; commune=Xã Đức Trọng", FIRE_N_RESTATED,
      "Xã Đức Trọng" },
    { "day=2024-03-05; province=Tỉnh Bình Thuận; district=Huyện Bắc Bình; commune=Xã Không Có",
      FIRE_RESTATED_UNKNOWN, "" },
    { "day=2024-03-05; deaths=1", FIRE_RESTATED_UNSAID, "" },
};

static void test_told(void)
{
    for (size_t i = 0; i < CHECK_N(told); i++) {
        struct official official; /* its maps take the areas of one world */
        struct world *world = world_create();
        official_open(&official);
        world_row(world, told[i].row);
        world_flush(world);
        const struct fire_summary *summary = ask(world, &official, 1, "commune", "incidents",
                                                 0);
        CHECK_OR_RETURN(summary != NULL && summary->n_rows == 1, "case %zu", i);
        const struct fire_text_view got = fire_summary_key(summary, 0, 0)->text;
        CHECK(fire_text_equal(got, fire_text_of(told[i].commune)), "case %zu: %.*s", i,
              (int)got.size_bytes, got.size_bytes == 0 ? "" : got.bytes);
        for (int how = 0; how < FIRE_N_RESTATED; how++)
            CHECK(summary->areas.n_rows[how] == (how == (int)told[i].how), "case %zu: %d", i,
                  how);
        world_free(world);
        official_close(&official);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_old_communes),  CHECK_TEST(test_random), CHECK_TEST(test_invented_maps),
        CHECK_TEST(test_invented_rows), CHECK_TEST(test_told),
    };
    return CHECK_MAIN(tests);
}
