/* test_aggregate_largest.c - which incidents are named, and what is said of them.
 *
 * That every way to answer names the same ones is for test_aggregate_ways.c. */
#include "aggregate/largest.h"
#include "test_aggregate_rows.h"

static const char *const rows[] = {
    "day=2024-03-01; time=10:05; district=Huyện B; commune=Xã 1; cause=Điện; damage=300; id=A1",
    "day=2024-03-01; time=09:00; district=Huyện A; damage=300; id=A2; deaths=2",
    "day=2024-02-01; commune=Xã 2; damage=300",
    "day=2024-05-05; time=24:00; damage=7000000000.50; id=A4; deaths=0",
    "day=2024-06-01; id=A5; deaths=9",
    "day=2024-07-01; last=2024-07-31; damage=90000000000; incidents=12; id=T7",
    "day=2024-08-01; last=2024-08-31; damage=80000000000; id=T8",
    "day=2024-09-01; last=2024-09-30; incidents=1; damage=0; id=T9",
    "day=2024-10-01; damage=-5; id=A10",
};

static const struct {
    const char *by;
    int n;
    const char *fields;
    const char *where;  /* NULL: none */
    const char *period; /* NULL: none */
    const char *want;
} cases[] = {
    { "damage", 3, "id,district,commune,cause", NULL, NULL,
      "7000000000.50 2024-05-05 24:00 A4 - - -; 300.00 2024-02-01 - - Xã 2 -; "
      "300.00 2024-03-01 09:00 A2 Huyện A - -" },
    { "damage", 4, "", NULL, NULL,
      "7000000000.50 2024-05-05 24:00; 300.00 2024-02-01; 300.00 2024-03-01 09:00; "
      "300.00 2024-03-01 10:05" },
    { "damage", 99, "id", NULL, NULL,
      "7000000000.50 2024-05-05 24:00 A4; 300.00 2024-02-01 -; 300.00 2024-03-01 09:00 A2; "
      "300.00 2024-03-01 10:05 A1; 0.00 2024-09-01..2024-09-30 T9; -5.00 2024-10-01 A10" },
    { "damage", 9, "deaths, occurred_at", "deaths!=null", NULL,
      "7000000000.50 2024-05-05 24:00 #0 2024-05-05; 300.00 2024-03-01 09:00 #2 2024-03-01" },
    { "deaths", 2, "damage", NULL, "2024-03-01..2024-06-30",
      "9 2024-06-01 -; 2 2024-03-01 09:00 #30000" },
    { "incidents", 1, "id", "damage>0", NULL, "1 2024-02-01 -" },
    { "deaths", 2, "id", "deaths>100", NULL, "" },
    { "cause", 2, "id", NULL, NULL,
      "incidents cannot be ordered by 'cause', which is no number field" },
    { "pumps", 2, "id", NULL, NULL,
      "incidents cannot be ordered by 'pumps', which is no number field" },
    { "damage", 2, "id,nothing", NULL, NULL,
      "there is no field 'nothing' to say of an incident" },
    { "damage", 2, "period", NULL, NULL, "there is no field 'period' to say of an incident" },
    { "damage", 0, "id", NULL, NULL, "1 to 1000 incidents can be named, not 0" },
    { "damage", 1001, "id", NULL, NULL, "1 to 1000 incidents can be named, not 1001" },
};

static void tell_cell(struct fire_buffer *out, const struct fire_field *field,
                      const struct fire_key *cell)
{
    char day[11];
    if (cell->is_null) {
        fire_buffer_add_text(out, " -");
    } else if (field->type == FIRE_TYPE_DATETIME) {
        fire_day_to_iso((int32_t)cell->number, day);
        fire_buffer_printf(out, " %s", day);
    } else if (cell->text.size_bytes > 0) {
        fire_buffer_printf(out, " %.*s", (int)cell->text.size_bytes, cell->text.bytes);
    } else {
        fire_buffer_printf(out, " #%lld", (long long)cell->number);
    }
}

static void tell(struct fire_buffer *out, const struct fire_largest *largest)
{
    for (int32_t i = 0; i < largest->n; i++) {
        const struct fire_incident *incident = &largest->incident[i];
        char first[11];
        char last[11];
        fire_day_to_iso(incident->days.first_day, first);
        fire_day_to_iso(incident->days.last_day, last);
        if (i > 0) fire_buffer_add_text(out, "; ");
        if (largest->by->scale == 2)
            fire_buffer_printf(out, "%.2f", (double)incident->value / 100.0);
        else
            fire_buffer_printf(out, "%lld", (long long)incident->value);
        fire_buffer_printf(out, " %s", first);
        if (strcmp(first, last) != 0) fire_buffer_printf(out, "..%s", last);
        if (incident->minute >= 0)
            fire_buffer_printf(out, " %02d:%02d", incident->minute / 60, incident->minute % 60);
        for (int32_t f = 0; f < largest->n_fields; f++)
            tell_cell(out, largest->field[f], &incident->cell[f]);
    }
}

static fire_status ask(struct world *world, size_t i, struct fire_arena *arena,
                       const struct fire_summary **out, struct fire_error *err)
{
    struct fire_query *query = NULL;
    FIRE_TRY(
        fire_query_create(world->schema, world->areas, world->calendar, arena, &query, err));
    FIRE_TRY(fire_query_measure(query, "incidents", err));
    FIRE_TRY(fire_query_keep_largest(query, cases[i].by, cases[i].n, cases[i].fields, err));
    if (cases[i].where != NULL) FIRE_TRY(fire_query_where(query, cases[i].where, err));
    if (cases[i].period != NULL) FIRE_TRY(fire_query_period(query, cases[i].period, err));
    return fire_query_run(query, world->table, arena, out, err);
}

static void test_cases(void)
{
    struct world *world = world_create();
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        world_row(world, rows[i]);
        if (i % 2 == 0) world_flush(world);
    }
    world_flush(world);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        const struct fire_summary *summary = NULL;
        struct fire_error err = { 0 };
        struct fire_buffer got = { 0 };
        fire_buffer_add_text(&got, "");
        if (ask(world, i, arena, &summary, &err) == FIRE_OK)
            tell(&got, summary->largest);
        else
            fire_buffer_add_text(&got, err.message);
        CHECK(strcmp(got.bytes == NULL ? "" : got.bytes, cases[i].want) == 0,
              "case %d:\n%s\nnot\n%s", (int)i, got.bytes, cases[i].want);
        fire_buffer_finish(&got);
        fire_arena_free(arena);
    }
    world_free(world);
}

/* A file in rising order puts every row on the list: memory must not grow with the rows. */
static void test_memory(void)
{
    enum { N_BATCHES = 10, LONG = 300, MOST = 3 };
    static int64_t damage[FIRE_BATCH_ROWS];
    static int32_t day[FIRE_BATCH_ROWS];
    static struct fire_text_view id[FIRE_BATCH_ROWS];
    static struct fire_vector vector[FIRE_N_BUILTIN_FIELDS];
    static char text[LONG];
    struct world *world = world_create();
    struct fire_query *query = NULL;
    struct largest largest;
    const struct fire_largest *written = NULL;
    memset(text, 'x', LONG);
    vector[FIRE_FIELD_OCCURRED_AT].day = day;
    vector[FIRE_FIELD_DAMAGE].number = damage;
    vector[FIRE_FIELD_ID].text = id;
    const struct fire_batch batch = { .schema = world->schema,
                                      .n_rows = FIRE_BATCH_ROWS,
                                      .vector = vector };
    const struct rows all = { .n = FIRE_BATCH_ROWS };
    bool ok = fire_query_create(world->schema, world->areas, world->calendar, world->arena,
                                &query, NULL) == FIRE_OK &&
              fire_query_keep_largest(query, "damage", MOST, "id", NULL) == FIRE_OK &&
              largest_init(&largest, query, world->arena, NULL) == FIRE_OK;
    CHECK_OR_RETURN(ok, "no query");
    for (int b = 0; ok && b < N_BATCHES; b++) {
        for (int i = 0; i < FIRE_BATCH_ROWS; i++) {
            damage[i] = (int64_t)b * FIRE_BATCH_ROWS + i;
            id[i] = (struct fire_text_view){ text, LONG - (size_t)(i % 7) };
        }
        ok = largest_add(&largest, &batch, FIRE_N_BUILTIN_FIELDS, all, NULL) == FIRE_OK;
    }
    CHECK(fire_arena_size_bytes(largest.texts) < 200000, "%zu bytes for %d texts",
          fire_arena_size_bytes(largest.texts), N_BATCHES * FIRE_BATCH_ROWS);
    ok = ok && largest_write(&largest, world->arena, &written, NULL) == FIRE_OK;
    CHECK(ok && written->n == MOST, "not written");
    for (int i = 0; ok && i < MOST; i++) {
        const int64_t row = (int64_t)N_BATCHES * FIRE_BATCH_ROWS - 1 - i;
        CHECK(written->incident[i].value == row &&
                  written->incident[i].cell[0].text.size_bytes ==
                      LONG - (size_t)(row % FIRE_BATCH_ROWS % 7),
              "place %d has %lld", i, (long long)written->incident[i].value);
    }
    largest_finish(&largest);
    world_free(world);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_cases), CHECK_TEST(test_memory) };
    return CHECK_MAIN(tests);
}
