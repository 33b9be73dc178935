/* test_overlap.c - which rows of different sources stand for the same area and days. */
#include "check.h"
#include "firestat/date.h"
#include "firestat/overlap.h"

#include <string.h>

enum { MAX_ROWS = 6 };

/* A row: its source, its place as "province/district/commune", its days ("" : one day only), and
 * which field it counts. */
struct row {
    int32_t source;
    const char *place;
    const char *day;
    const char *last_day;
    int field;
};

static const struct {
    const char *about;
    struct row row[MAX_ROWS];
    const char *expected; /* "0-1 2: area first..last, ...;" */
} cases[] = {
    { "months over incidents",
      { { 0, "//", "2024-01-13", "", 0 },
        { 0, "/Di Linh/", "2024-01-13", "", 0 },
        { 1, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-02-01", "2024-02-29", FIRE_FIELD_INCIDENTS } },
      "0-1 1: Di Linh 2024-01-01..2024-01-31;" },
    { "the source with the periods comes first",
      { { 0, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-01-31", "", 0 } },
      "0-1 1: Di Linh 2024-01-01..2024-01-31;" },
    { "next to each other, to the day",
      { { 0, "/Di Linh/", "2023-12-15", "2024-01-14", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-01-15", "", 0 },
        { 1, "/Di Linh/", "2023-12-14", "", 0 },
        { 1, "/Di Linh/", "2024-02-01", "", 0 } },
      "" },
    { "last day of the period",
      { { 0, "/Di Linh/", "2023-12-15", "2024-01-14", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-01-14", "", 0 } },
      "0-1 1: Di Linh 2023-12-15..2024-01-14;" },
    { "a month inside a year",
      { { 0, "/Di Linh/", "2023-01-01", "2024-12-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2023-07-02", "", 0 } },
      "0-1 1: Di Linh 2023-01-01..2024-12-31;" },
    { "another district",
      { { 0, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Đức Trọng/", "2024-01-13", "", 0 } },
      "" },
    { "an area that contains the other",
      { { 0, "Lâm Đồng//", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "Lâm Đồng/Di Linh/Gung Ré", "2024-01-13", "", 0 },
        { 2, "Bình Thuận/Di Linh/", "2024-01-13", "", 0 } },
      "0-1 1: Lâm Đồng 2024-01-01..2024-01-31;" },
    { "the country contains all",
      { { 0, "//", "2024-01-01", "2024-12-31", FIRE_FIELD_INCIDENTS },
        { 1, "Lâm Đồng/Di Linh/", "2024-01-13", "", 0 } },
      "0-1 1:  2024-01-01..2024-12-31;" },
    { "a district of no province, by another spelling",
      { { 0, "/Huyện Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "Lâm Đồng/HUYỆN DI LINH/", "2024-01-13", "", 0 } },
      "0-1 1: Huyện Di Linh 2024-01-01..2024-01-31;" },
    { "two totals",
      { { 0, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-01-01", "2024-03-31", FIRE_FIELD_INCIDENTS },
        { 2, "/Di Linh/", "2024-04-01", "2024-06-30", FIRE_FIELD_INCIDENTS } },
      "0-1 1: Di Linh 2024-01-01..2024-01-31;" },
    { "one source with both, and many rows for one period",
      { { 0, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 0, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 0, "/Di Linh/", "2024-01-13", "", 0 },
        { 3, "/Di Linh/", "2024-01-13", "", 0 },
        { 3, "/Di Linh/", "2024-01-14", "", 0 } },
      "0-3 1: Di Linh 2024-01-01..2024-01-31;" },
    { "tables that count different things add up to what is meant",
      { { 0, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-01-01", "2024-01-31", FIRE_FIELD_DEATHS } },
      "" },
    { "rows of no period",
      { { 0, "/Di Linh/", "1800-01-01", "2299-12-31", FIRE_FIELD_INCIDENTS },
        { 1, "/Di Linh/", "2024-01-13", "", 0 } },
      "" },
};

static int32_t place_of(struct fire_areas *areas, const char *path)
{
    struct fire_text_view name[3];
    struct fire_error err = { 0 };
    int32_t area = 0;
    for (int i = 0; i < 3; i++) {
        const size_t size = strcspn(path, "/");
        name[i] = (struct fire_text_view){ path, size };
        path += path[size] == '/' ? size + 1 : size;
    }
    CHECK(fire_areas_add(areas, name[0], name[1], name[2], &area, &err) == FIRE_OK, "%s",
          err.message);
    return area;
}

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "%s", iso);
    return day;
}

/* One row, as a batch of its own. */
static void push_row(struct fire_overlaps *overlaps, const struct fire_schema *schema,
                     struct fire_areas *areas, const struct row *row)
{
    struct fire_vector vector[FIRE_N_BUILTIN_FIELDS] = { { 0 } };
    const int32_t day = day_of(row->day);
    const int32_t last_day = row->last_day[0] == '\0' ? day : day_of(row->last_day);
    const int32_t area = place_of(areas, row->place);
    const int64_t number = 5;
    struct fire_error err = { 0 };
    vector[FIRE_FIELD_OCCURRED_AT].day = &day;
    if (row->field != 0) vector[row->field].number = &number;
    const struct fire_batch batch = { .schema = schema,
                                      .n_rows = 1,
                                      .source = row->source,
                                      .vector = vector,
                                      .last_day = &last_day,
                                      .area = &area };
    const struct fire_sink sink = fire_overlaps_sink(overlaps);
    CHECK(sink.push(sink.self, &batch, &err) == FIRE_OK, "%s", err.message);
}

static void tell_pairs(const struct fire_areas *areas, const struct fire_overlap_pair *pair,
                       int64_t n, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int64_t i = 0; i < n && used < size; i++) {
        used += (size_t)snprintf(out + used, size - used, "%d-%d %lld:", pair[i].source[0],
                                 pair[i].source[1], (long long)pair[i].n);
        for (int k = 0; k < FIRE_OVERLAP_EXAMPLES && k < pair[i].n && used < size; k++) {
            char first[11];
            char last[11];
            fire_day_to_iso(pair[i].example[k].days.first_day, first);
            fire_day_to_iso(pair[i].example[k].days.last_day, last);
            used += (size_t)snprintf(out + used, size - used, "%s %s %s..%s", k > 0 ? "," : "",
                                     fire_area_name(areas, pair[i].example[k].area).bytes,
                                     first, last);
        }
        if (used < size) used += (size_t)snprintf(out + used, size - used, ";");
    }
}

static void test_pairs(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_schema *schema = fire_schema_create();
        struct fire_areas *areas = fire_areas_create();
        struct fire_overlaps *overlaps = NULL;
        const struct fire_overlap_pair *pair;
        int64_t n = 0;
        struct fire_error err = { 0 };
        char told[512];
        CHECK_OR_RETURN(fire_overlaps_create(areas, &overlaps, &err) == FIRE_OK, "memory");
        for (int k = 0; k < MAX_ROWS && cases[i].row[k].place != NULL; k++)
            push_row(overlaps, schema, areas, &cases[i].row[k]);
        for (int twice = 0; twice < 2; twice++) {
            CHECK(fire_overlaps_find(overlaps, &pair, &n, &err) == FIRE_OK, "%s", err.message);
            tell_pairs(areas, pair, n, told, sizeof told);
            CHECK(strcmp(told, cases[i].expected) == 0, "%s: '%s'", cases[i].about, told);
        }
        fire_overlaps_free(overlaps);
        fire_areas_free(areas);
        fire_schema_free(schema);
    }
}

/* Every day of many areas, in an order that jumps: the table of months grows and is sorted while
 * rows still come. */
static void test_many(void)
{
    enum { N_DAYS = 4000, N_AREAS = 12 };
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct fire_overlaps *overlaps = NULL;
    const struct fire_overlap_pair *pair;
    int64_t n = 0;
    struct fire_error err = { 0 };
    unsigned long long seed = 7;
    CHECK_OR_RETURN(fire_overlaps_create(areas, &overlaps, &err) == FIRE_OK, "memory");
    for (int i = 0; i < N_DAYS; i++) {
        char place[24];
        char day[11];
        snprintf(place, sizeof place, "/H%u/", check_random(&seed) % N_AREAS);
        fire_day_to_iso(10000 + (int32_t)(check_random(&seed) % 9000), day);
        push_row(overlaps, schema, areas, &(struct row){ 0, place, day, "", 0 });
        if (i == N_DAYS / 2)
            CHECK(fire_overlaps_find(overlaps, &pair, &n, &err) == FIRE_OK && n == 0, "%s",
                  err.message);
    }
    push_row(overlaps, schema, areas,
             &(struct row){ 1, "/H3/", "2010-01-01", "2011-12-31", FIRE_FIELD_INCIDENTS });
    push_row(overlaps, schema, areas,
             &(struct row){ 1, "/H99/", "2010-01-01", "2011-12-31", FIRE_FIELD_INCIDENTS });
    CHECK(fire_overlaps_find(overlaps, &pair, &n, &err) == FIRE_OK && n == 1 && pair[0].n == 1,
          "%lld pairs", (long long)n);
    fire_overlaps_free(overlaps);
    fire_areas_free(areas);
    fire_schema_free(schema);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_pairs), CHECK_TEST(test_many) };
    return CHECK_MAIN(tests);
}
