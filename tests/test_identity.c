/* test_identity.c - which rows are one record, and what is told of those that are not kept. */
#include "test_aggregate_rows.h"

static void begin(struct world *world, const int32_t key[], int32_t n_keys, int32_t source)
{
    const struct fire_record_form form = { .key = key, .n_keys = n_keys };
    world->source = source;
    CHECK(fire_table_begin(world->table, world->schema, world->areas, &form, source, NULL) ==
              FIRE_OK,
          "no memory");
}

static const struct fire_tally *settle(struct world *world, struct fire_import_counts *counts)
{
    const struct fire_tally *tally = NULL;
    world_flush(world);
    CHECK(fire_table_settle(world->table, counts, &tally, NULL) == FIRE_OK, "no memory");
    return tally;
}

/* ---- keys ------------------------------------------------------------------------------ */

#define KEY_ID   { FIRE_FIELD_ID }, 1
#define KEY_AREA { FIRE_FIELD_PERIOD, FIRE_FIELD_DISTRICT }, 2
#define KEY_XA   { FIRE_FIELD_COMMUNE }, 1
#define KEY_TIME { FIRE_FIELD_CAUSE, FIRE_FIELD_OCCURRED_AT, FIRE_FIELD_DAMAGE }, 3
#define KEY_KIND { FIRE_FIELD_SCOPE, FIRE_FIELD_KIND }, 2

/* Two rows that say the same in other words, or do not. */
static const struct {
    int32_t key[3];
    int32_t n_keys;
    const char *a;
    const char *b;
    bool is_same;
} keys[] = {
    { KEY_ID, "day=2024-01-01; id=V-1", "day=2024-01-01; id=v-1", true },
    { KEY_ID, "day=2024-01-01; id=ĐÀ LẠT 1", "day=2024-01-01; id=Đà Lạt 1", true },
    { KEY_ID, "day=2024-01-01; id=V-1", "day=2024-01-01; id=V-10", false },
    { KEY_ID, "day=2024-01-01; id=12345678", "day=2024-01-01; id=123456789", false },
    { KEY_ID, "day=2024-01-01; id=1", "day=2024-01-01; id=01", false },
    { KEY_ID, "day=2024-01-01", "day=2024-01-01", false },
    { KEY_AREA, "day=2024-01-01; last=2024-01-31; district=Huyện A",
      "day=2024-01-01; last=2024-01-31; district=HUYỆN A", true },
    { KEY_AREA, "day=2024-01-01; last=2024-01-31; district=Huyện A; commune=Xã 1",
      "day=2024-01-01; last=2024-01-31; district=Huyện A; commune=Xã 1", true },
    { KEY_AREA, "day=2024-01-01; last=2024-01-31; district=Huyện A",
      "day=2024-01-01; last=2024-02-29; district=Huyện A", false },
    { KEY_AREA, "day=2024-01-01; last=2024-01-31; district=Huyện A",
      "day=2024-01-01; last=2024-01-31; district=Huyện B", false },
    { KEY_XA, "day=2024-01-01; commune=Xã 1; district=H",
      "day=2024-01-01; commune=Xã 1; district=H", true },
    { KEY_XA, "day=2024-01-01; district=H", "day=2024-01-01; district=H", false },
    { KEY_TIME, "day=2024-01-01; time=08:15; cause=Điện; damage=1.5",
      "day=2024-01-01; time=08:15; cause=điện; damage=1.50", true },
    { KEY_TIME, "day=2024-01-01; time=08:15; cause=Điện; damage=1",
      "day=2024-01-01; time=08:16; cause=Điện; damage=1", false },
    { KEY_TIME, "day=2024-01-01; time=08:15; cause=Điện", "day=2024-01-01; cause=Điện", false },
    { KEY_TIME, "day=2024-01-01; cause=Điện", "day=2024-01-01; cause=Điện", true },
    { KEY_TIME, "day=2024-01-01; damage=0; cause=A", "day=2024-01-01; cause=A", false },
    { KEY_KIND, "day=2024-01-01; scope=A", "day=2024-01-01; kind=A", false },
};

static void test_keys(void)
{
    for (size_t i = 0; i < CHECK_N(keys); i++) {
        struct world *world = world_create();
        struct fire_import_counts counts = { .n_records = 2, .n_kept = 2 };
        begin(world, keys[i].key, keys[i].n_keys, 0);
        world_row(world, keys[i].a);
        world_flush(world);
        world_row(world, keys[i].b);
        const struct fire_tally *tally = settle(world, &counts);
        CHECK(tally->n_duplicates == keys[i].is_same && tally->n_conflicts == 0,
              "'%s' and '%s': %lld duplicates, %lld conflicts", keys[i].a, keys[i].b,
              (long long)tally->n_duplicates, (long long)tally->n_conflicts);
        CHECK(counts.n_kept + counts.n_duplicates == 2, "counts");
        CHECK(fire_table_n_rows(world->table) == counts.n_kept, "%lld rows",
              (long long)fire_table_n_rows(world->table));
        world_free(world);
    }
}

/* More keys than any first guess of memory; each comes twice, in another order. */
static void test_many_keys(void)
{
    static const int32_t key[] = { FIRE_FIELD_ID };
    const int n = 20000;
    struct world *world = world_create();
    struct fire_import_counts counts = { .n_records = 2 * n, .n_kept = 2 * n };
    begin(world, key, 1, 0);
    for (int i = 0; i < 2 * n; i++) {
        char row[80];
        snprintf(row, sizeof row, "day=2024-01-01; id=V%d; deaths=%d", i * 7 % n,
                 i * 7 % n % 5);
        world_row(world, row);
    }
    settle(world, &counts);
    CHECK(counts.n_kept == n && counts.n_duplicates == n && counts.n_rejected == 0,
          "%lld kept, %lld duplicates", (long long)counts.n_kept,
          (long long)counts.n_duplicates);
    world_free(world);
}

/* ---- what is told ---------------------------------------------------------------------- */

static void test_conflicts(void)
{
    static const int32_t key[] = { FIRE_FIELD_ID, FIRE_FIELD_DISTRICT, FIRE_FIELD_REPORTED_ON };
    static const int64_t line[] = { 2, 3, 5, 8 };
    struct world *world = world_create();
    struct fire_import_counts counts = { .n_records = 5, .n_kept = 4, .n_rejected = 1 };
    begin(world, key, 3, 0);
    world->line = line;
    world_row(world, "day=2024-01-01; id=A; district=H; reported_on=2024-02-01; deaths=1");
    world_row(world, "day=2024-01-01; id=A; district=H; reported_on=2024-02-01; deaths=1");
    world_row(world, "day=2024-01-02; id=A; district=H; reported_on=2024-02-01; deaths=2");
    world_row(world, "day=2024-01-01; id=A; district=K; reported_on=2024-02-01; deaths=3");
    const struct fire_tally *tally = settle(world, &counts);
    CHECK(counts.n_kept == 2 && counts.n_duplicates == 1 && counts.n_rejected == 2 &&
              counts.n_conflicts == 1,
          "%lld kept, %lld duplicates, %lld rejected, %lld conflicts", (long long)counts.n_kept,
          (long long)counts.n_duplicates, (long long)counts.n_rejected,
          (long long)counts.n_conflicts);
    CHECK_OR_RETURN(tally->n_conflicts_listed == 1, "nothing listed");
    const struct fire_conflict *conflict = &tally->conflict[0];
    CHECK(conflict->line == 5 && conflict->first_line == 2, "%lld and %lld",
          (long long)conflict->line, (long long)conflict->first_line);
    CHECK(strcmp(conflict->key, "A, 2024-02-01, H") == 0, "'%s'", conflict->key);
    CHECK(strcmp(conflict->fields, "occurred_at, deaths") == 0, "'%s'", conflict->fields);
    world_free(world);
}

static const struct {
    const char *a;
    const char *b;
    bool are_twins;
} twins[] = {
    { "day=2024-01-01; commune=Xã 1; deaths=1; damage=5",
      "day=2024-01-01; commune=xã 1; deaths=1; damage=5; cause=Khác", true },
    { "day=2024-01-01; commune=Xã 1; deaths=1; damage=5",
      "day=2024-01-01; commune=Xã 2; deaths=1; damage=5", false },
    { "day=2024-01-01; commune=Xã 1; deaths=1; damage=5",
      "day=2024-01-02; commune=Xã 1; deaths=1; damage=5", false },
    { "day=2024-01-01; commune=Xã 1; deaths=1", "day=2024-01-01; commune=Xã 1; injuries=1",
      false },
    { "day=2024-01-01; commune=Xã 1; damage=0", "day=2024-01-01; commune=Xã 1", false },
    { "day=2024-01-01; commune=Xã 1; facility=Chợ",
      "day=2024-01-01; commune=Xã 1; facility=Kho", false },
    { "day=2024-01-01; last=2024-12-31; incidents=3; cause=A",
      "day=2024-01-01; last=2024-12-31; incidents=3; cause=B", false },
    { "day=2024-01-01; last=2024-12-31; incidents=3; cause=A",
      "day=2024-01-01; last=2024-12-31; incidents=3; cause=A", true },
};

/* Both rows are kept, in one source or in two. */
static void test_twins(void)
{
    static const int64_t line[] = { 7 };
    for (size_t i = 0; i < 2 * CHECK_N(twins); i++) {
        const size_t at = i / 2;
        const bool two_sources = i % 2 == 1;
        struct world *world = world_create();
        struct fire_import_counts counts = { .n_records = 1, .n_kept = 1 };
        world->line = line;
        begin(world, NULL, 0, 0);
        world_row(world, twins[at].a);
        if (two_sources) {
            settle(world, &counts);
            begin(world, NULL, 0, 1);
        }
        world_flush(world);
        world_row(world, twins[at].b);
        const struct fire_tally *tally = settle(world, &counts);
        CHECK(tally->n_twins == twins[at].are_twins && tally->n_duplicates == 0,
              "'%s' and '%s': %lld twins", twins[at].a, twins[at].b, (long long)tally->n_twins);
        if (tally->n_twins_listed > 0)
            CHECK(tally->twin[0].line == 7 && tally->twin[0].first_line == 7 &&
                      tally->twin[0].first_origin == 0,
                  "line %lld of %d", (long long)tally->twin[0].first_line,
                  (int)tally->twin[0].first_origin);
        CHECK(fire_table_n_rows(world->table) == 2, "a twin was dropped");
        world_free(world);
    }
}

/* All are counted, so many are listed. */
static void test_listed(void)
{
    static const int32_t key[] = { FIRE_FIELD_ID };
    const int64_t n = FIRE_LIMIT_LISTED + 5;
    struct world *world = world_create();
    struct fire_import_counts counts = { .n_records = n + 1, .n_kept = n + 1 };
    begin(world, key, 1, 0);
    for (int64_t i = 0; i <= n; i++) {
        char row[60];
        snprintf(row, sizeof row, "day=2024-01-01; id=A; deaths=%lld", (long long)i);
        world_row(world, row);
    }
    const struct fire_tally *tally = settle(world, &counts);
    CHECK(tally->n_conflicts == n && tally->n_conflicts_listed == FIRE_LIMIT_LISTED,
          "%lld, %lld listed", (long long)tally->n_conflicts,
          (long long)tally->n_conflicts_listed);
    world_free(world);
}

/* ---- records of several rows ----------------------------------------------------------- */

/* A line of a table with months across: a record, kept when any of its rows is. */
static void test_several_rows(void)
{
    static const int32_t key[] = { FIRE_FIELD_DISTRICT, FIRE_FIELD_PERIOD };
    static const int64_t line[] = { 2, 2, 3, 3 };
    struct world *world = world_create();
    struct fire_import_counts counts = { .n_records = 2, .n_kept = 2, .n_rows = 4 };
    world->line = line;
    begin(world, key, 2, 0);
    world_row(world, "day=2024-01-01; last=2024-01-31; district=A; incidents=1");
    world_row(world, "day=2024-02-01; last=2024-02-29; district=A; incidents=2");
    world_row(world, "day=2024-01-01; last=2024-01-31; district=B; incidents=3");
    world_row(world, "day=2024-02-01; last=2024-02-29; district=B; incidents=4");
    settle(world, &counts);
    CHECK(counts.n_kept == 2, "%lld kept", (long long)counts.n_kept);

    counts = (struct fire_import_counts){ .n_records = 2, .n_kept = 2, .n_rows = 4 };
    begin(world, key, 2, 1);
    world_row(world, "day=2024-01-01; last=2024-01-31; district=A; incidents=1");
    world_row(world, "day=2024-02-01; last=2024-02-29; district=A; incidents=2");
    world_row(world, "day=2024-01-01; last=2024-01-31; district=B; incidents=5");
    world_row(world, "day=2024-02-01; last=2024-02-29; district=B; incidents=6");
    settle(world, &counts);
    CHECK(counts.n_kept == 1 && counts.n_duplicates == 1 && counts.n_revised == 1,
          "%lld kept, %lld duplicates, %lld revised", (long long)counts.n_kept,
          (long long)counts.n_duplicates, (long long)counts.n_revised);
    CHECK(fire_table_n_rows(world->table) == 4, "%lld rows",
          (long long)fire_table_n_rows(world->table));
    world_free(world);
}

/* ---- rows that count no more ----------------------------------------------------------- */

static void test_dead_rows(void)
{
    static const int32_t key[] = { FIRE_FIELD_ID };
    struct world *world = world_create();
    struct fire_import_counts counts = { .n_records = 3, .n_kept = 3 };
    begin(world, key, 1, 0);
    world_row(world, "day=2042-01-01; id=A; deaths=1"); /* a slip of the finger */
    world_row(world, "day=2024-01-02; id=B; deaths=2");
    world_row(world, "day=2024-01-03; id=C; deaths=3");
    settle(world, &counts);
    int32_t n_fields = 0;
    CHECK(fire_table_batch(world->table, 0, &n_fields)->alive == NULL, "all are alive");

    counts = (struct fire_import_counts){ .n_records = 1, .n_kept = 1 };
    begin(world, key, 1, 1);
    world_row(world, "day=2024-01-01; id=A; deaths=1");
    settle(world, &counts);
    CHECK(counts.n_kept == 1 && counts.n_revised == 1, "%lld revised",
          (long long)counts.n_revised);
    const struct fire_batch *first = fire_table_batch(world->table, 0, &n_fields);
    CHECK_OR_RETURN(first->alive != NULL, "no row died");
    CHECK(!fire_is_valid(first->alive, 0) && fire_is_valid(first->alive, 1) &&
              fire_is_valid(first->alive, 2),
          "another row died");
    CHECK(fire_table_n_rows(world->table) == 3, "%lld rows",
          (long long)fire_table_n_rows(world->table));

    struct fire_window days;
    int64_t n = 0;
    CHECK(fire_table_days(world->table, &days) && days.first_day == world_day("2024-01-01") &&
              days.last_day == world_day("2024-01-03"),
          "days %d to %d", days.first_day, days.last_day);
    CHECK(fire_table_range(world->table, &days) && days.last_day == world_day("2042-01-01"),
          "range to %d", days.last_day);
    const struct fire_window *coverage = fire_table_coverage(world->table, &n);
    CHECK(coverage != NULL && n == 1 && coverage[0].last_day == world_day("2024-01-03"),
          "%lld windows", (long long)n);
    world_free(world);
}

/* What another source does not say is taken over, whatever its type. */
static void test_taken_over(void)
{
    static const int32_t key[] = { FIRE_FIELD_ID };
    static const int32_t field[] = { FIRE_FIELD_ID, FIRE_FIELD_DEATHS };
    const struct fire_record_form form = { key, 1, field, 2 };
    struct world *world = world_create();
    struct fire_import_counts counts = { .n_records = 2, .n_kept = 2 };
    begin(world, key, 1, 0);
    world_row(world, "day=2024-01-02; time=08:15; id=A; deaths=1; damage=7.25; address=Thôn 9; "
                     "cause=Hàn cắt; arrived_at=2024-01-03; district=H; commune=X");
    world_row(world, "day=2024-01-01; last=2024-01-31; id=B; deaths=1");
    settle(world, &counts);
    counts = (struct fire_import_counts){ .n_records = 3, .n_kept = 3 };
    CHECK(fire_table_begin(world->table, world->schema, world->areas, &form, 1, NULL) ==
              FIRE_OK,
          "no memory");
    world_row(world, "day=1800-01-01; last=2299-12-31; id=C; deaths=5");
    world_row(world, "day=1800-01-01; last=2299-12-31; id=B; deaths=3");
    world_row(world, "day=1800-01-01; last=2299-12-31; id=A; deaths=2");
    settle(world, &counts);
    CHECK(counts.n_revised == 2, "%lld revised", (long long)counts.n_revised);

    int32_t n_fields = 0;
    const struct fire_batch *batch = fire_table_batch(world->table, 1, &n_fields);
    const struct fire_vector *vector = batch->vector;
    CHECK_OR_RETURN(batch->n_rows == 3 && vector[FIRE_FIELD_DAMAGE].number != NULL &&
                        vector[FIRE_FIELD_ADDRESS].text != NULL,
                    "nothing taken over");
    CHECK(vector[FIRE_FIELD_DEATHS].number[2] == 2 &&
              vector[FIRE_FIELD_DAMAGE].number[2] == 725,
          "numbers");
    CHECK(!fire_is_valid(vector[FIRE_FIELD_DAMAGE].valid, 0) &&
              !fire_is_valid(vector[FIRE_FIELD_DAMAGE].valid, 1),
          "another row got the damage");
    CHECK(fire_text_equal(vector[FIRE_FIELD_ADDRESS].text[2], fire_text_of("Thôn 9")), "text");
    CHECK(vector[FIRE_FIELD_CAUSE].code[2] == 0 &&
              vector[FIRE_FIELD_ARRIVED_AT].day[2] == world_day("2024-01-03"),
          "cause and arrival");
    CHECK(vector[FIRE_FIELD_OCCURRED_AT].day[2] == world_day("2024-01-02") &&
              batch->last_day[2] == world_day("2024-01-02") &&
              vector[FIRE_FIELD_OCCURRED_AT].minute[2] == 495,
          "moment");
    CHECK(batch->last_day[1] == world_day("2024-01-31") && batch->last_day[0] == FIRE_DAY_LAST,
          "stretches");
    CHECK(strcmp(fire_area_name(world->areas, batch->area[2]).bytes, "X") == 0 &&
              batch->area[0] == FIRE_AREA_COUNTRY,
          "areas");
    world_free(world);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_keys),      CHECK_TEST(test_many_keys),  CHECK_TEST(test_conflicts),
        CHECK_TEST(test_twins),     CHECK_TEST(test_listed),     CHECK_TEST(test_several_rows),
        CHECK_TEST(test_dead_rows), CHECK_TEST(test_taken_over),
    };
    return CHECK_MAIN(tests);
}
