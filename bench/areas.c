/* areas.c - does it cost anything to see the areas of another day?
 *
 * Rows of the communes of before July 2025, as they were recorded, that pass by into year × commune:
 * as they are, and restated (restate.h) to the areas of two days and to areas that compare. Each
 * against the recorded ones, in turn, one thread; the median of the pairs' ratios. Rows pass twice:
 * what a map costs is paid once, when its areas are met, and what a row costs after that.
 *
 *     bench_areas [ROWS [PAIRS]] */
#include "rows.h"
#include "timing.h"

#include "firestat/restate.h"

#include <stdio.h>
#include <stdlib.h>

#define N_SHUFFLES 16

static const char *const ways[] = { "recorded", "2025-07-01", "2024-12-31", "comparable" };

struct recorded {
    struct fire_area_units *units;
    struct fire_areas *areas;
    int32_t *commune; /* [n] nodes */
    int32_t n;
};

static void stop(const struct fire_error *err)
{
    fprintf(stderr, "%s\n", err->message);
    exit(EXIT_FAILURE);
}

/* The communes of one day, as a list has them. */
static struct recorded make_recorded(void)
{
    struct fire_error err = { 0 };
    struct recorded recorded = { .areas = fire_areas_create() };
    int32_t day;
    if (recorded.areas == NULL || !fire_day_from_iso("2025-06-30", 10, &day) ||
        fire_area_units_create(&recorded.units, &err) != FIRE_OK ||
        fire_area_units_ship(recorded.units, &err) != FIRE_OK ||
        fire_area_units_settle(recorded.units, &err) != FIRE_OK)
        stop(&err);
    recorded.commune = calloc((size_t)fire_area_units_n(recorded.units), sizeof(int32_t));
    if (recorded.commune == NULL) stop(&err);
    for (int32_t unit = 0; unit < fire_area_units_n(recorded.units); unit++) {
        const struct fire_area_unit *about = fire_area_unit_at(recorded.units, unit);
        struct fire_text_view name[FIRE_N_LEVELS - 1] = { { NULL, 0 } };
        if (about->level != FIRE_LEVEL_COMMUNE || about->from_day > day || about->to_day < day)
            continue;
        for (int32_t at = unit; at >= 0; at = fire_area_unit_parent(recorded.units, at, day)) {
            const struct fire_area_unit *above = fire_area_unit_at(recorded.units, at);
            name[above->level - 1] = fire_text_of(above->name);
        }
        if (fire_areas_add(recorded.areas, name[0], name[1], name[2],
                           &recorded.commune[recorded.n++], &err) != FIRE_OK)
            stop(&err);
    }
    return recorded;
}

/* Seconds of a question: for rows that meet their areas for the first time, with all that is made
 * once, and for the same rows again. */
struct times {
    double first;
    double again;
};

static void push_rows(const struct rows *rows, const int32_t area[], struct fire_sink sink)
{
    struct fire_error err = { 0 };
    for (int64_t b = 0; b < fire_table_n_batches(rows->table); b++) {
        int32_t n_fields;
        struct fire_batch batch = *fire_table_batch(rows->table, b, &n_fields);
        batch.area = area + b % N_SHUFFLES * FIRE_BATCH_ROWS;
        if (sink.push(sink.self, &batch, &err) != FIRE_OK) stop(&err);
    }
}

static struct times time_way(const struct rows *rows, const struct recorded *recorded,
                             const int32_t area[], const char *way)
{
    struct fire_error err = { 0 };
    struct fire_arena *arena = fire_arena_create();
    struct fire_area_map *map = NULL;
    struct fire_restate *restate = NULL;
    struct fire_query *query = NULL;
    struct fire_stream *stream = NULL;
    const struct fire_summary *summary = NULL;
    int32_t day;
    const bool has_day = fire_day_from_iso(way, 10, &day);
    const double start = timing_now();
    if (has_day && fire_area_map_at(recorded->units, day, &map, &err) != FIRE_OK) stop(&err);
    if (way[0] == 'c' && fire_area_map_comparable(recorded->units, FIRE_DAY_FIRST,
                                                  FIRE_DAY_LAST, &map, &err) != FIRE_OK)
        stop(&err);
    const struct fire_areas *areas = map == NULL ? recorded->areas : fire_area_map_areas(map);
    if (fire_query_create(rows->schema, areas, rows->calendar, arena, &query, &err) !=
            FIRE_OK ||
        fire_query_by(query, "year,commune", &err) != FIRE_OK ||
        fire_query_measure(query, "incidents,deaths,damage", &err) != FIRE_OK ||
        fire_query_stream(&query, 1, arena, &stream, &err) != FIRE_OK)
        stop(&err);
    struct fire_sink sink = fire_stream_sink(stream);
    if (map != NULL) {
        if (fire_restate_create(recorded->areas, recorded->units, map, way, &restate, &err) !=
            FIRE_OK)
            stop(&err);
        fire_query_restated(query, fire_restate_found(restate));
        sink = fire_restate_stream(restate, stream);
    }
    push_rows(rows, area, sink);
    const double between = timing_now();
    push_rows(rows, area, sink);
    const double end = timing_now();
    if (restate != NULL && fire_restate_finish(restate, &err) != FIRE_OK) stop(&err);
    if (fire_stream_finish(stream, &summary, &err) != FIRE_OK) stop(&err);
    fire_stream_free(stream);
    fire_restate_free(restate);
    fire_area_map_free(map);
    fire_arena_free(arena);
    return (struct times){ between - start, end - between };
}

/* Communes in random order, enough for several batches. */
static int32_t *shuffle(const struct recorded *recorded)
{
    int32_t *area = calloc((size_t)N_SHUFFLES * FIRE_BATCH_ROWS, sizeof *area);
    uint32_t random = 331;
    for (int i = 0; area != NULL && i < N_SHUFFLES * FIRE_BATCH_ROWS; i++) {
        random = random * 1664525u + 1013904223u;
        area[i] = recorded->commune[(random >> 8) % (uint32_t)recorded->n];
    }
    return area;
}

int main(int argc, char **argv)
{
    const int64_t n_rows = argc > 1 ? strtoll(argv[1], NULL, 10) : 2000000;
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 9;
    double once[TIMING_MOST];
    double seconds[TIMING_MOST];
    double ratio[TIMING_MOST];
    if (n_rows < 1 || n_pairs < 1 || n_pairs > TIMING_MOST) return EXIT_FAILURE;
    struct rows rows = rows_create(n_rows, NULL);
    struct recorded recorded = make_recorded();
    int32_t *area = shuffle(&recorded);
    if (area == NULL) return EXIT_FAILURE;
    printf("year × commune of %lld rows of %d communes, one thread, medians of %d\n",
           (long long)n_rows, (int)recorded.n, n_pairs);
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
        for (int i = -1; i < n_pairs; i++) { /* the first one only warms up */
            const int at = i < 0 ? 0 : i;
            const struct times as_recorded = time_way(&rows, &recorded, area, ways[0]);
            const struct times own = time_way(&rows, &recorded, area, ways[w]);
            once[at] = own.first - own.again;
            seconds[at] = own.again;
            ratio[at] = own.again / as_recorded.again;
        }
        printf("%-14s %6.2f ns/row   ÷ recorded %.3f   once %6.2f ms\n", ways[w],
               timing_median(seconds, n_pairs) * 1e9 / (double)n_rows,
               timing_median(ratio, n_pairs), timing_median(once, n_pairs) * 1e3);
    }
    rows_free(&rows);
    free(area);
    free(recorded.commune);
    fire_areas_free(recorded.areas);
    fire_area_units_free(recorded.units);
    return EXIT_SUCCESS;
}
