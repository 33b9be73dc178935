/* test_column.c - tables: what goes in comes out, and which days are covered. */
#include "test_aggregate_rows.h"

static void test_empty(void)
{
    struct fire_table *table = fire_table_create();
    struct fire_window days;
    int64_t n = -1;
    CHECK(fire_table_n_rows(table) == 0, "rows in a new table");
    CHECK(fire_table_n_batches(table) == 0, "batches in a new table");
    CHECK(!fire_table_days(table, &days), "days in a new table");
    CHECK(fire_table_coverage(table, &n) == NULL, "coverage of a new table");
    fire_table_free(table);
    fire_table_free(NULL);
}

/* A batch is copied: the filler's arrays are junk after the push (world_flush sees to it). */
static void test_copy(void)
{
    struct world *world = world_create();
    world_row(world, "day=2024-01-04; time=24:00; id=0012; cause=Hàn cắt; deaths=2");
    world_row(world, "day=2024-01-05; id=A; deaths=-1; province=P");
    world_flush(world);
    const int32_t pumps = world_add_field(world, "pumps", FIRE_TYPE_INTEGER, 0);
    world_row(world, "day=2023-12-31; last=2024-01-30; pumps=7");
    world_flush(world);

    CHECK(fire_table_n_rows(world->table) == 3, "%lld rows",
          (long long)fire_table_n_rows(world->table));
    CHECK_OR_RETURN(fire_table_n_batches(world->table) == 2, "batches");
    int32_t n_fields = 0;
    const struct fire_batch *first = fire_table_batch(world->table, 0, &n_fields);
    CHECK(n_fields == FIRE_N_BUILTIN_FIELDS, "%d fields before pumps", n_fields);
    const struct fire_vector *id = &first->vector[FIRE_FIELD_ID];
    CHECK(id->valid == NULL, "no id is null");
    CHECK(fire_text_equal(id->text[0], fire_text_of("0012")), "id of row 0");
    CHECK(fire_text_equal(id->text[1], fire_text_of("A")), "id of row 1");
    const struct fire_vector *deaths = &first->vector[FIRE_FIELD_DEATHS];
    CHECK(deaths->number[0] == 2 && deaths->number[1] == -1, "deaths");
    const struct fire_vector *cause = &first->vector[FIRE_FIELD_CAUSE];
    CHECK(fire_is_valid(cause->valid, 0) && !fire_is_valid(cause->valid, 1), "cause");
    const struct fire_vector *occurred_at = &first->vector[FIRE_FIELD_OCCURRED_AT];
    CHECK(occurred_at->minute[0] == 1440, "24:00 is %d", occurred_at->minute[0]);
    CHECK(fire_is_valid(occurred_at->minute_valid, 0), "minute of row 0");
    CHECK(!fire_is_valid(occurred_at->minute_valid, 1), "minute of row 1");
    CHECK(first->last_day == NULL, "all rows are of one day");
    CHECK(first->vector[FIRE_FIELD_DAMAGE].number == NULL, "damage has no value");
    CHECK(first->area[1] > 0 && first->area[0] == FIRE_AREA_COUNTRY, "areas");

    const struct fire_batch *second = fire_table_batch(world->table, 1, &n_fields);
    CHECK(n_fields == FIRE_N_BUILTIN_FIELDS + 1, "%d fields with pumps", n_fields);
    CHECK(second->vector[pumps].number[0] == 7, "pumps");
    CHECK(second->vector[FIRE_FIELD_OCCURRED_AT].minute == NULL, "no minute at all");
    CHECK(second->last_day != NULL && second->last_day[0] == world_day("2024-01-30"), "last");

    struct fire_window days;
    CHECK(fire_table_days(world->table, &days), "days");
    CHECK(days.first_day == world_day("2023-12-31") && days.last_day == world_day("2024-01-30"),
          "%d to %d", days.first_day, days.last_day);
    world_free(world);
}

/* Rows as "source first last", and the windows that must come out. */
static const struct {
    const char *rows[8];
    const char *windows;
} coverage_cases[] = {
    { { "0 2024-01-05 2024-01-05" }, "2024-01-05..2024-01-05" },
    /* one source: all days between; another: only its own */
    { { "0 2024-01-05 2024-01-05", "0 2024-03-01 2024-03-01" }, "2024-01-05..2024-03-01" },
    { { "0 2024-03-01 2024-03-01", "1 2024-01-05 2024-01-05" },
      "2024-01-05..2024-01-05 2024-03-01..2024-03-01" },
    { { "0 2024-03-01 2024-03-01", "1 2024-01-05 2024-01-05", "0 2024-01-03 2024-01-03" },
      "2024-01-03..2024-03-01" },
    /* what stands for a period proves nothing beyond itself */
    { { "0 2023-01-01 2023-01-31", "0 2023-03-01 2023-03-31" }, "" },
    { { "0 2023-01-01 2023-12-31", "0 2023-03-01 2023-03-31", "1 2023-06-01 2023-06-01" },
      "2023-06-01..2023-06-01" },
    { { "0 2024-01-05 2024-01-05", "0 2022-01-01 2022-12-31", "0 2024-01-09 2024-01-09" },
      "2024-01-05..2024-01-09" },
    /* neighbours join */
    { { "0 2024-01-05 2024-01-05", "1 2024-01-06 2024-01-06" }, "2024-01-05..2024-01-06" },
    { { "0 2024-01-01 2024-01-01", "1 2024-01-05 2024-01-05", "0 2024-01-09 2024-01-09" },
      "2024-01-01..2024-01-09" },
};

static void test_coverage(void)
{
    for (size_t c = 0; c < CHECK_N(coverage_cases); c++) {
        struct world *world = world_create();
        for (int r = 0; r < 8 && coverage_cases[c].rows[r] != NULL; r++) {
            const char *row = coverage_cases[c].rows[r];
            char words[64];
            world->source = row[0] - '0';
            snprintf(words, sizeof words, "day=%.10s; last=%.10s", row + 2, row + 13);
            world_row(world, words);
            world_flush(world);
        }
        char got[400] = "";
        int64_t n = 0;
        const struct fire_window *windows = fire_table_coverage(world->table, &n);
        for (int64_t i = 0; windows != NULL && i < n; i++) {
            char first[11];
            char last[11];
            fire_day_to_iso(windows[i].first_day, first);
            fire_day_to_iso(windows[i].last_day, last);
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s..%s", i == 0 ? "" : " ",
                     first, last);
        }
        CHECK(strcmp(got, coverage_cases[c].windows) == 0, "case %zu gave %s", c, got);
        world_free(world);
    }
}

/* Random windows against a map of days. */
static void test_coverage_random(void)
{
    unsigned long long seed = 7;
    for (int round = 0; round < 300; round++) {
        struct world *world = world_create();
        const int32_t base = world_day("2020-01-01");
        bool covered[400] = { false };
        int32_t first[3] = { 400, 400, 400 };
        int32_t last[3] = { -1, -1, -1 };
        const int n_rows = 1 + (int)(check_random(&seed) % 25);
        for (int r = 0; r < n_rows; r++) {
            const int32_t from = (int32_t)(check_random(&seed) % 300);
            const bool is_long = check_random(&seed) % 3 != 0;
            const int32_t to = from + (is_long ? 1 + (int32_t)(check_random(&seed) % 9) : 0);
            char iso[2][11];
            char words[64];
            world->source = (int32_t)(check_random(&seed) % 3);
            fire_day_to_iso(base + from, iso[0]);
            fire_day_to_iso(base + to, iso[1]);
            snprintf(words, sizeof words, "day=%s; last=%s", iso[0], iso[1]);
            world_row(world, words);
            world_flush(world);
            if (!is_long && from < first[world->source]) first[world->source] = from;
            if (!is_long && from > last[world->source]) last[world->source] = from;
        }
        for (int s = 0; s < 3; s++) {
            for (int32_t day = first[s]; day <= last[s]; day++)
                covered[day] = true;
        }
        int64_t n = 0;
        const struct fire_window *windows = fire_table_coverage(world->table, &n);
        int64_t at = 0;
        for (int32_t day = 0; day < 399; day++) {
            if (!covered[day] || (day > 0 && covered[day - 1])) continue;
            int32_t end = day;
            while (covered[end + 1])
                end++;
            CHECK(at < n && windows[at].first_day == base + day &&
                      windows[at].last_day == base + end,
                  "round %d: window %lld is not %d..%d", round, (long long)at, day, end);
            at++;
        }
        CHECK(at == n, "round %d: %lld windows, not %lld", round, (long long)n, (long long)at);
        world_free(world);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_empty),
        CHECK_TEST(test_copy),
        CHECK_TEST(test_coverage),
        CHECK_TEST(test_coverage_random),
    };
    return CHECK_MAIN(tests);
}
