/* test_restate.c - the same rows asked by recorded areas, by those of a day, by those that compare.
 *
 * Whatever the areas, nothing is lost and nothing is counted twice: over the old communes of the
 * three provinces that became Lâm Đồng, and over thousands of small random registers with names of
 * all times, misspelt ones, and none. */
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

static void official_open(struct official *official)
{
    *official = (struct official){ 0 };
    if (fire_area_units_create(&official->units, NULL) != FIRE_OK ||
        fire_area_units_ship(official->units, NULL) != FIRE_OK ||
        fire_area_units_settle(official->units, NULL) != FIRE_OK ||
        fire_area_map_at(official->units, world_day(ways[1]), &official->map[1], NULL) !=
            FIRE_OK ||
        fire_area_map_comparable(official->units, FIRE_DAY_FIRST, FIRE_DAY_LAST,
                                 &official->map[2], NULL) != FIRE_OK ||
        fire_area_map_at(official->units, world_day(ways[3]), &official->map[3], NULL) !=
            FIRE_OK)
        abort();
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

/* An answer of the world's table, which lives as long as the world. n_jobs 0: rows pass by. */
static const struct fire_summary *ask(struct world *world, const struct official *official,
                                      int way, const char *by, const char *measures,
                                      int32_t n_jobs)
{
    const struct fire_summary *summary = NULL;
    struct fire_query *query = NULL;
    struct fire_restate *restate = NULL;
    struct fire_stream *stream = NULL;
    struct fire_table *table = fire_table_create();
    struct fire_area_map *map = official->map[way];
    struct fire_error err = { 0 };
    const struct fire_areas *areas = map == NULL ? world->areas : fire_area_map_areas(map);
    if (make_query(world, areas, by, measures, &query) != FIRE_OK ||
        fire_query_stream(&query, 1, world->arena, &stream, NULL) != FIRE_OK)
        abort();
    struct fire_sink sink = n_jobs == 0 ? fire_stream_sink(stream) : fire_table_sink(table);
    if (map != NULL) {
        if (fire_restate_create(world->areas, official->units, map, ways[way], &restate,
                                &err) != FIRE_OK)
            abort();
        fire_query_restated(query, fire_restate_found(restate));
        sink = fire_restate_sink(restate, sink);
    }
    for (int64_t i = 0; i < fire_table_n_batches(world->table); i++) {
        int32_t n_fields;
        const struct fire_batch *batch = fire_table_batch(world->table, i, &n_fields);
        if (sink.push(sink.self, batch, &err) != FIRE_OK) abort();
    }
    if (restate != NULL && fire_restate_finish(restate, &err) != FIRE_OK) abort();
    fire_query_jobs(query, n_jobs == 0 ? 1 : n_jobs);
    const fire_status status = n_jobs == 0
                                   ? fire_stream_finish(stream, &summary, &err)
                                   : fire_query_run(query, table, world->arena, &summary, &err);
    CHECK(status == FIRE_OK, "by %s, %s: %s", by, ways[way], err.message);
    fire_stream_free(stream);
    fire_table_free(table);
    fire_restate_free(restate);
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
        CHECK(fire_text_equal(a->key[i].text, b->key[i].text), "by %s, %s: key %lld", by,
              ways[way], (long long)i);
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
        CHECK_TEST(test_old_communes),
        CHECK_TEST(test_random),
        CHECK_TEST(test_told),
    };
    return CHECK_MAIN(tests);
}
