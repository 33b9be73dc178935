/* test_aggregate_layers.c - rates and real amounts, all worked out by hand.
 *
 * Every answer is asked twice, of a table and of a stream of its batches. */
#include "test_aggregate_rows.h"

static struct fire_arena *lasting;

/* ---- tables ------------------------------------------------------------------------------- */

static const char people_csv[] =
    "area,level,parent,valid_from,valid_to,year,population,definition,flag\n"
    "A,province,,,,2022,200000,resident,\n"
    "A,province,,,,2023,400000,resident,break\n"
    "A,province,,,,2024,0,resident,\n"
    "B,province,,,,2022,100000,registered,\n"
    "B,province,,,,2023,100000,resident,suspicious\n"
    "C,province,,,,2022,1,resident,\n"
    "Huyện D,district,A,,2023-06-30,2023,50000,resident,\n"
    "Huyện D,district,A,2023-07-01,,2023,70000,resident,\n"
    "Phường 1,commune,E,,,2022,1000,resident,\n"
    "Phường 1,commune,D,,,,4000,resident,\n";

static const char index_csv[] = "year,index\n2022,100\n2023,110\n2024,121\n";
static const char change_csv[] =
    "year,change_percent,source\n2022,3.5,Office\n2023,10\n2024,10,\n";
static const char previous_csv[] = "previous_year_100,year\n,2022\n"; /* refused: empty */

/* The one of stats-reference.tsv, row cpi_real. */
static const char reference_csv[] = "year,previous_year_100,index\n2019,,100\n2020,,103.23\n"
                                    "2021,,105.13\n2022,,108.44\n2023,,\"111,97\"\n"
                                    "2024,,116.03\n";

static const struct fire_population *people_of(const char *csv, fire_status expected,
                                               const char *words)
{
    struct fire_population *people = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_population_create(lasting, &people, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_population_load(people, check_file("people.csv", csv, strlen(csv)), &err) ==
              expected,
          "%s", err.message);
    CHECK(strstr(err.message, words) != NULL, "'%s' has no '%s'", err.message, words);
    return people;
}

static const struct fire_prices *prices_of(const char *csv)
{
    const struct fire_prices *prices = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_prices_load(check_file("prices.csv", csv, strlen(csv)), lasting, &prices,
                           &err) == FIRE_OK,
          "%s", err.message);
    return prices;
}

/* ---- answers ------------------------------------------------------------------------------ */

struct question {
    const char *by; /* NULL: nothing */
    const char *measure;
    const char *where;  /* NULL: none */
    const char *period; /* NULL: none */
    int32_t base_year;
};

static void write_value(struct fire_buffer *out, struct fire_value value, int64_t unknown,
                        int32_t scale)
{
    char digits[40];
    if (value.is_null) {
        fire_buffer_add_text(out, " null");
    } else {
        const bool is_negative = value.number < 0;
        snprintf(digits, sizeof digits, "%0*lld", (int)scale + 1,
                 (long long)(is_negative ? -value.number : value.number));
        const int n = (int)strlen(digits) - (int)scale;
        fire_buffer_printf(out, " %s%.*s%s%s", is_negative ? "-" : "", n, digits,
                           scale > 0 ? "." : "", digits + n);
    }
    if (unknown != 0) fire_buffer_printf(out, "(%lld)", (long long)unknown);
}

/* "2022: 1.00; 2023: null = 0.50(1)", and behind it what rates and prices were. */
static void write_summary(const struct fire_summary *summary, struct fire_buffer *out)
{
    for (int64_t row = 0; row < summary->n_rows; row++) {
        if (row > 0) fire_buffer_add_text(out, "; ");
        for (int32_t d = 0; d < summary->n_dims; d++) {
            const struct fire_key *key = fire_summary_key(summary, row, d);
            fire_buffer_printf(out, "%s%.*s", d > 0 ? "|" : "", (int)key->text.size_bytes,
                               key->is_null ? "" : key->text.bytes);
        }
        fire_buffer_add_text(out, ":");
        for (int32_t m = 0; m < summary->n_measures; m++)
            write_value(out, fire_summary_value(summary, row, m),
                        fire_summary_unknown(summary, row, m), summary->measure[m].scale);
    }
    fire_buffer_add_text(out, " =");
    for (int32_t m = 0; m < summary->n_measures; m++)
        write_value(out, summary->total[m], summary->total_unknown[m],
                    summary->measure[m].scale);
    if (summary->rate != NULL)
        fire_buffer_printf(out, " [%s %d-%d missing %lld break %d%s]",
                           summary->rate->is_registered ? "registered" : "resident",
                           (int)summary->rate->first_year, (int)summary->rate->last_year,
                           (long long)summary->rate->n_missing, (int)summary->rate->break_year,
                           summary->rate->is_part ? " part" : "");
    if (summary->real != NULL)
        fire_buffer_printf(out, " [at %d missing %lld %d-%d]", (int)summary->real->base_year,
                           (long long)summary->real->n_missing,
                           (int)summary->real->first_missing, (int)summary->real->last_missing);
}

static fire_status make_query(struct world *world, const struct question *question,
                              const struct fire_population *people,
                              const struct fire_prices *prices, struct fire_arena *arena,
                              struct fire_query **out, struct fire_error *err)
{
    FIRE_TRY(fire_query_create(world->schema, world->areas, world->calendar, arena, out, err));
    if (question->by != NULL) FIRE_TRY(fire_query_by(*out, question->by, err));
    FIRE_TRY(fire_query_measure(*out, question->measure, err));
    if (question->where != NULL) FIRE_TRY(fire_query_where(*out, question->where, err));
    if (question->period != NULL) FIRE_TRY(fire_query_period(*out, question->period, err));
    fire_query_population(*out, people);
    fire_query_prices(*out, prices, question->base_year);
    return FIRE_OK;
}

static fire_status ask_stream(struct world *world, struct fire_query *query,
                              struct fire_arena *arena, const struct fire_summary **out,
                              struct fire_error *err)
{
    struct fire_stream *stream = NULL;
    FIRE_TRY(fire_query_stream(&query, 1, arena, &stream, err));
    const struct fire_sink sink = fire_stream_sink(stream);
    fire_status status = FIRE_OK;
    for (int64_t i = 0; status == FIRE_OK && i < fire_table_n_batches(world->table); i++) {
        int32_t n_fields;
        struct fire_batch batch = *fire_table_batch(world->table, i, &n_fields);
        status = sink.push(sink.self, &batch, err);
    }
    if (status == FIRE_OK) status = fire_stream_finish(stream, out, err);
    fire_stream_free(stream);
    return status;
}

static void check_answer(struct world *world, const struct question *question,
                         const struct fire_population *people, const struct fire_prices *prices,
                         const char *expected)
{
    for (int way = 0; way < 2; way++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_query *query = NULL;
        const struct fire_summary *summary = NULL;
        struct fire_error err = { 0 };
        struct fire_buffer got = { 0 };
        fire_status status = make_query(world, question, people, prices, arena, &query, &err);
        if (status == FIRE_OK)
            status = way == 0 ? fire_query_run(query, world->table, arena, &summary, &err)
                              : ask_stream(world, query, arena, &summary, &err);
        if (status == FIRE_OK)
            write_summary(summary, &got);
        else
            fire_buffer_add_text(&got, err.message);
        const bool is_same = status == FIRE_OK
                                 ? strcmp(got.bytes, expected) == 0
                                 : expected[0] != '\0' && strstr(got.bytes, expected) != NULL;
        CHECK(is_same, "%s by %s of %s: '%s', not '%s'", question->measure,
              question->by != NULL ? question->by : "nothing", way == 0 ? "table" : "stream",
              got.bytes, expected);
        fire_buffer_finish(&got);
        fire_arena_free(arena);
    }
}

static struct world *world_of(const char *const row[])
{
    struct world *world = world_create();
    for (size_t i = 0; row[i] != NULL; i++)
        world_row(world, row[i]);
    world_flush(world);
    return world;
}

/* ---- rates -------------------------------------------------------------------------------- */

/* One area, written in two ways: its people are counted once. */
static const char *const one_province[] = {
    "day=2022-03-01; province=Tỉnh A; deaths=1; damage=100",
    "day=2022-12-31; province=Tỉnh A; deaths=0",
    "day=2023-12-05; province=A; damage=50",
    NULL,
};
static const char *const two_provinces[] = {
    "day=2022-03-01; province=A; deaths=0",
    "day=2022-12-31; province=B; deaths=0",
    NULL,
};
static const char *const registered_only[] = {
    "day=2022-03-01; province=B",
    "day=2023-12-31; province=B",
    NULL,
};
static const char *const no_people[] = { "day=2024-12-01; province=A", NULL };
static const char *const nowhere[] = { "day=2022-12-01", NULL };
static const char *const one_district[] = { "day=2023-03-01; province=A; district=D", NULL };
static const char *const changed_district[] = { "day=2023-12-01; province=A; district=D",
                                                NULL };
static const char *const homonyms[] = {
    "day=2022-12-01; province=A; district=Huyện D; commune=P. 1",
    "day=2022-12-02; province=A; district=Huyện E; commune=P. 1",
    NULL,
};
static const char *const too_much[] = { "day=2022-12-01; province=C; damage=92233720368547758",
                                        NULL };

static void test_rates(void)
{
    static const struct {
        const char *const *row;
        struct question question;
        const char *answer;
    } cases[] = {
        /* 2 of 200,000; 1 of 400,000; 3 of 600,000 person-years */
        { one_province,
          { "year", "rate(incidents)", NULL, NULL, 0 },
          "2022: 1.00; 2023: 0.25 = 0.50 [resident 2022-2023 missing 0 break 2023]" },
        { one_province,
          { NULL, "incidents,rate(incidents)", NULL, NULL, 0 },
          ": 3 0.50 = 3 0.50 [resident 2022-2023 missing 0 break 2023]" },
        { one_province,
          { "province", "rate(incidents)", NULL, "2022", 0 },
          "Tỉnh A: 1.00 = 1.00 [resident 2022-2022 missing 0 break 0]" },
        /* unknown is not none; the total is of what is known and says so */
        { one_province,
          { "year", "rate(deaths)", NULL, NULL, 0 },
          "2022: 0.50; 2023: null(1) = 0.17(1) [resident 2022-2023 missing 0 break 2023]" },
        /* 1 / (200,000 * 31/365); 1 / (200,000 * 181/365) */
        { one_province,
          { "month", "rate(incidents)", NULL, "2022-12", 0 },
          "2022-12: 5.89 = 5.89 [resident 2022-2022 missing 0 break 0 part]" },
        { one_province,
          { NULL, "rate(incidents)", NULL, "2022-01-01..2022-06-30", 0 },
          ": 1.01 = 1.01 [resident 2022-2022 missing 0 break 0 part]" },
        /* money keeps its unit: 100 / 200,000 * 100,000 */
        { one_province,
          { "year", "rate(damage)", NULL, "2022", 0 },
          "2022: 50.00(1) = 50.00(1) [resident 2022-2022 missing 0 break 0]" },
        /* zero is zero; B has registered people only, and they are not mixed in */
        { two_provinces,
          { "province", "rate(deaths),rate(incidents)", NULL, NULL, 0 },
          "A: 0.00 0.50; B: null null = null null [resident 2022-2022 missing 1 break 0]" },
        { two_provinces,
          { "year", "rate(incidents)", NULL, NULL, 0 },
          "2022: null = null [registered 0-0 missing 1 break 0]" },
        { two_provinces,
          { "year", "rate(incidents)", "province=A", NULL, 0 },
          "2022: 0.50 = 0.50 [resident 2022-2022 missing 0 break 0]" },
        /* suspicious figures are not used */
        { registered_only,
          { "year", "rate(incidents)", NULL, NULL, 0 },
          "2022: 1.00; 2023: null = null [registered 2022-2022 missing 1 break 0]" },
        { no_people,
          { "year", "rate(incidents)", NULL, NULL, 0 },
          "2024: null = null [registered 0-0 missing 1 break 0]" },
        { nowhere,
          { "year", "rate(incidents)", NULL, NULL, 0 },
          "2022: null = null [registered 0-0 missing 1 break 0]" },
        /* the boundary of the days that are asked about: 90 and 181 days of 50,000 people */
        { one_district,
          { "district", "rate(incidents)", NULL, NULL, 0 },
          "D: 8.11 = 8.11 [resident 2023-2023 missing 0 break 0 part]" },
        { changed_district,
          { "district", "rate(incidents)", NULL, "2023-07-01..2023-12-31", 0 },
          "D: 2.83 = 2.83 [resident 2023-2023 missing 0 break 0 part]" },
        { changed_district,
          { "district", "rate(incidents)", NULL, NULL, 0 },
          "D: null = null [registered 0-0 missing 1 break 0]" },
        /* two of one name, told apart by what they lie in; a figure for all years */
        { homonyms,
          { "district,commune", "rate(incidents)", NULL, NULL, 0 },
          "Huyện D|P. 1: 25.00; Huyện E|P. 1: 100.00 = 40.00 [resident 2022-2022 missing 0 "
          "break 0]" },
        { too_much,
          { "year", "rate(damage)", NULL, NULL, 0 },
          "rate(damage) of all rows is too large" },
    };
    const struct fire_population *people = people_of(people_csv, FIRE_OK, "");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct world *world = world_of(cases[i].row);
        check_answer(world, &cases[i].question, people, NULL, cases[i].answer);
        world_free(world);
    }
    struct world *world = world_of(one_province);
    check_answer(world, &cases[0].question, NULL, NULL,
                 "2022: null; 2023: null = null [registered 0-0 missing 2 break 0]");
    world_free(world);
}

/* ---- prices ------------------------------------------------------------------------------- */

static const char *const halves[] = {
    "day=2022-03-01; cause=X; damage=0.05",
    "day=2022-03-01; cause=Y; damage=-0.05",
    "day=2023-03-01; cause=X; damage=0.05",
    NULL,
};
static const char *const hundredths[] = {
    "day=2022-03-01; cause=X; damage=0.01",
    "day=2022-03-01; cause=Y; damage=0.01",
    "day=2022-03-01; cause=Z; damage=0.01",
    NULL,
};
static const char *const before_prices[] = {
    "day=2021-03-01; cause=X; damage=7",
    "day=2022-03-01; cause=Y; damage=10",
    "day=2022-04-01; cause=Z",
    NULL,
};
static const char *const of_no_year[] = {
    "day=2022-07-01; last=2023-06-30; incidents=2; damage=7", NULL
};

static void test_prices(void)
{
    static const struct {
        const char *const *row;
        struct question question;
        const char *answer;
    } cases[] = {
        { one_province,
          { "year", "damage,real(damage)", NULL, NULL, 0 },
          "2022: 100.00(1) 110.00(1); 2023: 50.00 50.00 = 150.00(1) 160.00(1) [at 2023 missing "
          "0 0-0]" },
        { one_province,
          { "year", "real(damage)", NULL, NULL, 2024 },
          "2022: 121.00(1); 2023: 55.00 = 176.00(1) [at 2024 missing 0 0-0]" },
        /* coarser than a year: still by year, then added up */
        { one_province,
          { "province", "real(damage)", NULL, NULL, 2024 },
          "A: 55.00; Tỉnh A: 121.00(1) = 176.00(1) [at 2024 missing 0 0-0]" },
        { one_province,
          { "month", "real(damage)", NULL, NULL, 2022 },
          "2022-03: 100.00; 2022-12: null(1); 2023-12: 45.45 = 145.45(1) [at 2022 missing 0 "
          "0-0]" },
        /* half away from zero, a year at a time */
        { halves,
          { "cause", "real(damage)", NULL, NULL, 2023 },
          "X: 0.11; Y: -0.06 = 0.05 [at 2023 missing 0 0-0]" },
        /* the total is that of the years, not of what was rounded: 0.03 * 1.21, not 3 * 0.01 */
        { hundredths,
          { "cause", "real(damage)", NULL, NULL, 2024 },
          "X: 0.01; Y: 0.01; Z: 0.01 = 0.04 [at 2024 missing 0 0-0]" },
        /* never nominal passed as real */
        { before_prices,
          { "cause", "real(damage)", NULL, NULL, 0 },
          "X: null; Y: 10.00; Z: null(1) = null(1) [at 2022 missing 1 2021-2021]" },
        { of_no_year,
          { NULL, "damage,real(damage)", NULL, NULL, 2022 },
          ": 7.00 null = 7.00 null [at 2022 missing 1 0-0]" },
        { too_much,
          { "year", "real(damage)", NULL, NULL, 2023 },
          "real(damage) of 2022 is too large" },
        { one_province,
          { "year", "real(damage)", NULL, NULL, 2030 },
          "no price index of 2030" },
        { one_province,
          { "year", "real(deaths)", NULL, NULL, 0 },
          "no measure 'real(deaths)'" },
    };
    const char *const form[] = { index_csv, change_csv };
    for (size_t f = 0; f < CHECK_N(form); f++) {
        const struct fire_prices *prices = prices_of(form[f]);
        for (size_t i = 0; i < CHECK_N(cases); i++) {
            struct world *world = world_of(cases[i].row);
            check_answer(world, &cases[i].question, NULL, prices, cases[i].answer);
            world_free(world);
        }
    }
    struct world *world = world_of(one_province);
    check_answer(
        world, &cases[0].question, NULL, NULL,
        "2022: 100.00(1) null(1); 2023: 50.00 null = 150.00(1) null(1) [at 0 missing 2 "
        "2022-2023]");
    world_free(world);
}

/* Rounded to the hundredth of what stats-reference.tsv has. */
static void test_reference(void)
{
    static const struct {
        int32_t year;
        int64_t nominal;
        int64_t real;
    } cases[] = {
        { 2019, 81200000, 94216360 },   { 2020, 45500000, 51141771 },
        { 2021, 129000000, 142374869 }, { 2022, 67000000, 71689506 },
        { 2023, 98800000, 102382460 },  { 2024, 110500000, 110500000 },
    };
    const struct fire_prices *prices = prices_of(reference_csv);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        int64_t real = 0;
        CHECK(fire_prices_deflate(prices, cases[i].nominal, cases[i].year, 2024, &real) &&
                  real == cases[i].real,
              "%d: %lld", (int)cases[i].year, (long long)real);
    }
    int64_t real = 5;
    CHECK(!fire_prices_deflate(prices, 1, 2018, 2024, &real) && real == 5, "2018");
    CHECK(!fire_prices_deflate(prices, INT64_MAX, 2019, 2024, &real) && real == 5, "overflow");
    CHECK(fire_prices_deflate(prices, INT64_MIN, 2024, 2024, &real) && real == INT64_MIN,
          "min");
}

static void test_shipped(void)
{
    const struct fire_prices *prices = NULL;
    struct fire_population *people = NULL;
    struct fire_people found;
    int64_t real = 0;
    int32_t province = 0;
    int32_t ward = 0;
    struct fire_areas *areas = fire_areas_create();
    CHECK(fire_prices_ship(lasting, &prices, NULL) == FIRE_OK, "prices");
    CHECK(strstr(fire_prices_source(prices), "World Bank") != NULL, "%s",
          fire_prices_source(prices));
    CHECK(fire_prices_deflate(prices, 1000000, 2010, 2024, &real) && real == 1897027, "%lld",
          (long long)real);
    CHECK(fire_prices_has(prices, 1996) && !fire_prices_has(prices, 2025), "years");
    CHECK(fire_population_create(lasting, &people, NULL) == FIRE_OK &&
              fire_population_ship(people, NULL) == FIRE_OK,
          "people");
    CHECK(fire_areas_add(areas, fire_text_of("Lâm Đồng"), fire_text_of(""), fire_text_of(""),
                         &province, NULL) == FIRE_OK &&
              fire_areas_add(areas, fire_text_of("Tỉnh Lâm Đồng"), fire_text_of(""),
                             fire_text_of("P. Bắc Gia Nghĩa"), &ward, NULL) == FIRE_OK,
          "areas");
    const int32_t first = 20089; /* 2025-01-01 */
    const int32_t july = 20270;  /* 2025-07-01 */
    CHECK(fire_population_of(people, areas, province, 2019, first - 2190, first - 2000,
                             FIRE_RESIDENT, &found) &&
              found.n == 1299300 && found.is_break,
          "2019");
    CHECK(!fire_population_of(people, areas, province, 2025, first, july, FIRE_REGISTERED,
                              &found),
          "2025 is of two boundaries");
    CHECK(fire_population_of(people, areas, province, 2025, july, july + 9, FIRE_REGISTERED,
                             &found) &&
              found.n == 3872999,
          "2025");
    CHECK(!fire_population_of(people, areas, ward, 2025, july, july, FIRE_REGISTERED, &found),
          "a figure that is a digit short");
    fire_areas_free(areas);
}

/* ---- tables that are wrong ------------------------------------------------------------------ */

static void test_refused(void)
{
    static const struct {
        const char *csv;
        fire_status status;
        const char *words;
    } prices[] = {
        { previous_csv, FIRE_EVALUE, "prices.csv:2: field 1 (previous_year_100): '' is not" },
        { "year\n2022\n", FIRE_ESCHEMA, "needs a column index" },
        { "index\n100\n", FIRE_ESCHEMA, "needs a column 'year'" },
        { "year,index\n2022,100\n2022,101\n", FIRE_EVALUE, "go upward" },
        { "year,index\n22,100\n", FIRE_EVALUE, "'22' is not in form" },
        { "year,index\n2022,0\n", FIRE_EVALUE, "'0' is not in form" },
        { "year,index\n2022,-5\n", FIRE_EVALUE, "'-5' is not in form" },
        { "year,index\n2022,1.2.3\n", FIRE_EVALUE, "'1.2.3'" },
        { "year,index\n2022,.5\n", FIRE_EVALUE, "'.5'" },
        { "year,index\n2022,5.\n", FIRE_EVALUE, "'5.'" },
        { "year,index\n2022,99999999999999999999\n", FIRE_EVALUE, "is not in form" },
        { "year,change_percent\n2022,1\n2024,1\n", FIRE_EVALUE,
          "the change of 2023 is missing" },
        { "year,change_percent\n2022,1\n2023,-100\n", FIRE_EVALUE, "'-100'" },
    };
    static const struct {
        const char *csv;
        const char *words;
    } people[] = {
        { "area,level,parent,valid_from,valid_to,year,population,definition\n"
          "X,city,,,,2022,5,resident\n",
          "people.csv:2: field 2 (level): 'city' is not in form" },
        { "area,level,parent,valid_from,valid_to,year,population,definition\n"
          "X,province,,,,2022,5.000,resident\n",
          "'5.000' is not in form" },
        { "area,level,parent,valid_from,valid_to,year,population,definition\n"
          "X,province,,,,2022,-5,resident\n",
          "'-5' is not in form" },
        { "area,level,parent,valid_from,valid_to,year,population,definition\n"
          "X,province,,1/7/2025,,2022,5,resident\n",
          "'1/7/2025' is not in form" },
        { "area,level,parent,valid_from,valid_to,year,population,definition\n"
          "X,province,,,,2022,5,\n",
          "'' is not in form" },
        { "area,level,parent,valid_from,valid_to,year,population,definition,flag\n"
          "X,province,,,,2022,5,resident,odd\n",
          "'odd' is not in form" },
        { "area,level,parent,valid_from,valid_to,year,population,definition\n"
          ",province,,,,2022,5,resident\n",
          "must not be empty" },
    };
    for (size_t i = 0; i < CHECK_N(prices); i++) {
        const struct fire_prices *out = NULL;
        struct fire_error err = { 0 };
        const char *path = check_file("prices.csv", prices[i].csv, strlen(prices[i].csv));
        CHECK(fire_prices_load(path, lasting, &out, &err) == prices[i].status, "%zu: %s", i,
              err.message);
        CHECK(strstr(err.message, prices[i].words) != NULL, "%zu: '%s'", i, err.message);
    }
    for (size_t i = 0; i < CHECK_N(people); i++)
        (void)people_of(people[i].csv, FIRE_EVALUE, people[i].words);
}

int main(void)
{
    lasting = fire_arena_create();
    const struct check_test tests[] = {
        CHECK_TEST(test_rates),   CHECK_TEST(test_prices),  CHECK_TEST(test_reference),
        CHECK_TEST(test_shipped), CHECK_TEST(test_refused),
    };
    const int code = CHECK_MAIN(tests);
    fire_arena_free(lasting);
    return code;
}
