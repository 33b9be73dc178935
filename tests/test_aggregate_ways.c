/* test_aggregate_ways.c - one question, every way to answer it.
 *
 * Random rows go into a table while random questions are asked of the same batches on their
 * way. Names of categories and areas, days, weights and fields come up as the rows go on, as
 * they do in a file. However the answer was found, the whole summary must be the table's. Where a
 * mean is no 64-bit number or there are too many groups, every way must refuse.
 *
 * FIRESTAT_SEED=N draws other rows and questions. */
#include "test_aggregate_rows.h"

#include "firestat/sieve.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned long long seed = 7;

static int pick(int n) /* 0..n-1 */
{
    return (int)(check_random(&seed) % (unsigned)n);
}

static bool chance(int percent)
{
    return pick(100) < percent;
}

/* ---- rows ---------------------------------------------------------------------------- */

struct mix {
    int n_rows;
    int nulls;   /* percent */
    int periods; /* percent of rows that stand for a period */
    int weights;
    int n_names; /* of each category and level, by the end */
    int n_days;
    int batches; /* percent of rows after which a batch ends */
    bool all_time;
    bool sums;   /* ask only for what a cube has */
    bool dashes; /* names without a key, see random_row */
};

static struct mix random_mix(void)
{
    static const int spans[] = { 2, 40, 800, 9000 };
    static const int names[] = { 2, 6, 40, 300 };
    return (struct mix){
        .n_rows = chance(5) ? 0 : 1 + pick(chance(10) ? 3000 : 150),
        .nulls = chance(30) ? 0 : pick(60),
        .periods = chance(50) ? 0 : pick(60),
        .weights = chance(50) ? 0 : pick(40),
        .n_names = names[pick(4)],
        .n_days = spans[pick(4)],
        .batches = 1 + pick(40),
        .all_time = chance(10),
        .dashes = chance(20),
    };
}

/* A name of those that came by now: `part` of n_names. */
static int random_name(const struct mix *mix, int row)
{
    const int n = 1 + mix->n_names * (row + 1) / (mix->n_rows + 1);
    return pick(n < 1 ? 1 : n);
}

static void random_days(const struct world *world, const struct mix *mix, int row,
                        char first[11], char last[11])
{
    const int middle = world_day("2016-02-27");
    const int spread = 1 + mix->n_days * (row + 1) / (mix->n_rows + 1);
    int32_t day = middle + pick(spread) - (chance(50) ? pick(spread) : 0);
    int32_t end = day;
    if (mix->all_time || (chance(mix->periods) && chance(5))) {
        day = FIRE_DAY_FIRST;
        end = FIRE_DAY_LAST;
    } else if (chance(mix->periods)) {
        const fire_period_unit unit = (fire_period_unit)pick(FIRE_N_UNITS);
        const struct fire_window window = fire_calendar_window(
            world->calendar, unit, fire_calendar_period(world->calendar, unit, day));
        day = window.first_day;
        end = chance(80) ? window.last_day : day + pick(100);
    }
    fire_day_to_iso(day, first);
    fire_day_to_iso(end, last);
}

#define APPEND(text, ...)                                                                      \
    snprintf((text) + strlen(text), sizeof(text) - strlen(text), __VA_ARGS__)

static void random_row(struct world *world, const struct mix *mix, int row)
{
    static const char *const categories[] = { "kind", "cause", "scope", "phase" };
    static const char *const levels[] = { "province", "district", "commune" };
    char text[1024];
    char first[11];
    char last[11];
    random_days(world, mix, row, first, last);
    snprintf(text, sizeof text, "day=%s; last=%s", first, last);
    if (!chance(mix->nulls)) APPEND(text, "; time=%d:%02d", pick(24), pick(60));
    for (size_t i = 0; i < CHECK_N(categories); i++) {
        if (!chance(mix->nulls) && (i != 2 || chance(30)))
            APPEND(text, "; %s=w%d", categories[i], random_name(mix, row));
    }
    for (size_t i = 0; i < CHECK_N(levels); i++) {
        /* "-" has no key: its node has a name only where it is said with one below it */
        if (!chance(mix->nulls)) {
            if (mix->dashes && chance(10))
                APPEND(text, "; %s=-", levels[i]);
            else
                APPEND(text, "; %s=w%d", levels[i], random_name(mix, row) % (i == 0 ? 20 : 99));
        }
    }
    if (chance(mix->weights)) APPEND(text, "; incidents=%d", pick(9) - 1);
    if (!chance(mix->nulls)) APPEND(text, "; deaths=%d", pick(12) - 3);
    if (!chance(mix->nulls))
        APPEND(text, "; damage=%d%s", pick(1000000) - 1000, chance(20) ? "00000000" : "");
    if (!chance(mix->nulls)) APPEND(text, "; pumps=%d; id=Id%d", pick(5), pick(5));
    world_row(world, text);
    if (chance(mix->batches)) world_flush(world);
    if (chance(3)) {
        world_flush(world);
        world->source = pick(3);
    }
}

static struct world *empty_world(void)
{
    struct world *world = world_create();
    world_add_field(world, "phase", FIRE_TYPE_CATEGORY, 0);
    world_add_field(world, "pumps", FIRE_TYPE_INTEGER, 0);
    return world;
}

static void fill(struct world *world, const struct mix *mix)
{
    for (int row = 0; row < mix->n_rows; row++)
        random_row(world, mix, row);
    world_flush(world);
}

/* ---- questions ----------------------------------------------------------------------- */

#define MOST_LIST       24
#define MOST_DIMS       4
#define MOST_CONDITIONS 24

struct question {
    struct fire_query *query;
    char about[1024];
    int dim[MOST_DIMS]; /* what it is made of */
    int n_dims;
    int condition[MOST_CONDITIONS];
    int n_conditions;
    const char *period; /* NULL: none */
    bool is_refused;    /* a mean is no 64-bit number, or too many groups are asked for */
};

static const char *const dims[] = { "kind",     "cause",   "scope", "phase",   "province",
                                    "district", "commune", "year",  "half",    "quarter",
                                    "month",    "week",    "day",   "weekday", "hour" };
/* Sums first, which a cube can answer. */
static const char *const measures[] = {
    "incidents",
    "deaths",
    "damage",
    "mean(damage)",
    "share(deaths)",
    "mean(deaths)",
    "share(incidents)",
    "pumps",
    "median(deaths)",
    "min(damage)",
    "max(damage)",
    "median(damage)",
    "min(incidents)",
    "sum(pumps)",
    "distinct(commune)",
    "distinct(cause)",
    "distinct(day)",
    "distinct(district)",
    "distinct(hour)",
    "deaths+injuries",
    "mean(deaths+injuries)",
    "median(injuries+deaths)",
};
static const char *const conditions[] = {
    "cause=w0",        "cause!=w1,null",
    "kind=w1,w2,null", "province=w0,w1",
    "district!=w3",    "commune=null",
    "deaths>=2",       "damage!=null",
    "incidents>1",     "year>=2015",
    "month<2016-06",   "weekday=1,3,7",
    "hour>=12",        "hour=null",
    "id=id3",          "phase=w2",
    "period=null",     "period=2016-03",
    "quarter=null",    "province=null",
    "scope=null,w0",   "occurred_at>=2016-01-05",
    "day!=2016-02-27", "half=2016-H1",
    "week>2016-W08",   "deaths+injuries>1",
};
static const char *const periods[] = {
    "2016", "2016-02", "2015..2016", "2016-Q1", "2016-02-20..2016-04-14", "1999"
};

/* Sometimes: few, so that many fall out again, of few values, so that many are equal but for what
 * is said of them. Areas whose names have no key cannot be told from those without a name. */
static fire_status random_largest(struct fire_query *query, const struct mix *mix,
                                  struct question *question)
{
    static unsigned long long own_seed = 11; /* the questions are what they are without it */
    static const char *const by[] = { "deaths", "pumps", "damage", "incidents" };
    static const char *const fields[] = { "", "id", "province, commune", "cause,id,district",
                                          "damage,pumps" };
    const unsigned random = check_random(&own_seed) % 8192;
    const int n = 1 + (int)(random % 12);
    const char *const of = by[random / 12 % 4];
    const char *const said = fields[random / 48 % CHECK_N(fields)];
    if (mix->sums || random / 240 % 3 > 0) return FIRE_OK;
    if (mix->dashes && (strstr(said, "province") != NULL || strstr(said, "district") != NULL))
        return FIRE_OK;
    APPEND(question->about, "the %d of %s: %s ", n, of, said);
    return fire_query_keep_largest(query, of, n, said, NULL);
}

static void random_question(struct world *world, const struct mix *mix,
                            struct fire_arena *arena, struct question *question)
{
    struct fire_query *query = NULL;
    bool asked[CHECK_N(dims)] = { false };
    const int n_dims = pick(4);
    *question = (struct question){ 0 };
    fire_status status = fire_query_create(world->schema, world->areas, world->calendar, arena,
                                           &query, NULL);
    for (int d = 0; status == FIRE_OK && d < n_dims; d++) {
        const int dim = pick((int)CHECK_N(dims));
        if (asked[dim]) continue;
        asked[dim] = true;
        APPEND(question->about, "%s ", dims[dim]);
        question->dim[question->n_dims++] = dim;
        status = fire_query_by(query, dims[dim], NULL);
    }
    for (int n = 1 + pick(4); status == FIRE_OK && n > 0; n--) {
        const int measure = pick(mix->sums ? 7 : (int)CHECK_N(measures));
        APPEND(question->about, "%s ", measures[measure]);
        status = fire_query_measure(query, measures[measure], NULL);
    }
    while (status == FIRE_OK && chance(35)) {
        const int condition = pick((int)CHECK_N(conditions));
        /* which areas have no name is known when the last row has come */
        if (mix->dashes && strstr(conditions[condition], "null") != NULL) continue;
        if (question->n_conditions == MOST_CONDITIONS) abort();
        question->condition[question->n_conditions++] = condition;
        APPEND(question->about, "[%s] ", conditions[condition]);
        status = fire_query_where(query, conditions[condition], NULL);
    }
    if (status == FIRE_OK && chance(30)) {
        const int period = pick((int)CHECK_N(periods));
        APPEND(question->about, "%s ", periods[period]);
        question->period = periods[period];
        status = fire_query_period(query, periods[period], NULL);
    }
    if (status == FIRE_OK) status = random_largest(query, mix, question);
    /* days by hours by anything are tens of thousands of empty groups: seldom */
    if (chance(asked[12] && n_dims > 1 ? 2 : 25) && mix->n_names <= 40) {
        APPEND(question->about, "complete");
        fire_query_complete(query);
    }
    if (status != FIRE_OK) abort();
    question->query = query;
}

/* ---- the same answer ----------------------------------------------------------------- */

static bool same_key(const struct fire_key *a, const struct fire_key *b)
{
    return a->is_null == b->is_null && a->number == b->number &&
           fire_text_equal(a->text, b->text) && fire_text_equal(a->label_vi, b->label_vi) &&
           fire_text_equal(a->label_en, b->label_en);
}

static bool same_values(const struct fire_value a[], const struct fire_value b[], int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        if (a[i].is_null != b[i].is_null || a[i].number != b[i].number) return false;
    }
    return true;
}

static bool same_counts(const int64_t a[], const int64_t b[], int64_t n)
{
    return n == 0 || memcmp(a, b, (size_t)n * sizeof a[0]) == 0;
}

static bool same_window(struct fire_window a, struct fire_window b)
{
    return a.first_day == b.first_day && a.last_day == b.last_day;
}

/* Areas of one name in two places are one here: which of them is said, numbers would tell. */
static bool same_largest(const struct fire_largest *a, const struct fire_largest *b)
{
    if (a == NULL || b == NULL) return a == b;
    if (a->n != b->n || a->n_fields != b->n_fields || a->by != b->by) return false;
    for (int32_t i = 0; i < a->n; i++) {
        const struct fire_incident *left = &a->incident[i];
        const struct fire_incident *right = &b->incident[i];
        if (left->value != right->value || left->minute != right->minute ||
            !same_window(left->days, right->days))
            return false;
        for (int32_t f = 0; f < a->n_fields; f++) {
            struct fire_key key = right->cell[f];
            if (a->field[f]->type == FIRE_TYPE_AREA) key.number = left->cell[f].number;
            if (!same_key(&left->cell[f], &key)) return false;
        }
    }
    return true;
}

static void check_same(const struct fire_summary *a, const struct fire_summary *b,
                       const char *way, const char *about)
{
    CHECK_OR_RETURN(a->n_dims == b->n_dims && a->n_measures == b->n_measures, "%s: %s", way,
                    about);
    CHECK_OR_RETURN(a->n_rows == b->n_rows, "%s: %lld rows, not %lld: %s", way,
                    (long long)b->n_rows, (long long)a->n_rows, about);
    for (int64_t i = 0; i < a->n_rows * a->n_dims; i++)
        CHECK_OR_RETURN(
            same_key(fire_summary_key(a, 0, (int32_t)i), fire_summary_key(b, 0, (int32_t)i)),
            "%s: key %lld: %s", way, (long long)i, about);
    const int64_t n = a->n_rows * a->n_measures;
    CHECK(same_values(a->value, b->value, n), "%s: values: %s", way, about);
    CHECK(same_counts(a->unknown, b->unknown, n), "%s: unknown: %s", way, about);
    CHECK(same_values(a->total, b->total, a->n_measures), "%s: totals: %s", way, about);
    CHECK(same_counts(a->total_unknown, b->total_unknown, a->n_measures),
          "%s: unknown of all: %s", way, about);
    CHECK(same_largest(a->largest, b->largest), "%s: the largest: %s", way, about);
    CHECK(a->has_window == b->has_window && a->has_data == b->has_data, "%s: has: %s", way,
          about);
    CHECK(!a->has_data || same_window(a->data, b->data), "%s: days: %s", way, about);
    CHECK((!a->has_data && !a->has_window) || same_window(a->window, b->window),
          "%s: window: %s", way, about);
    CHECK(a->n_records == b->n_records && a->n_coarse == b->n_coarse &&
              a->n_straddling == b->n_straddling && a->n_scopes == b->n_scopes,
          "%s: counts %lld %lld %lld %lld, not %lld %lld %lld %lld: %s", way,
          (long long)b->n_records, (long long)b->n_coarse, (long long)b->n_straddling,
          (long long)b->n_scopes, (long long)a->n_records, (long long)a->n_coarse,
          (long long)a->n_straddling, (long long)a->n_scopes, about);
}

/* ---- what is refused ----------------------------------------------------------------- */

/* The question's rows in other words: by n of its dimensions from `first` on, with what the caller
 * adds to it. */
static struct fire_query *ask_again(struct world *world, const struct question *question,
                                    int first, int n, struct fire_arena *arena)
{
    struct fire_query *query = NULL;
    fire_status status = fire_query_create(world->schema, world->areas, world->calendar, arena,
                                           &query, NULL);
    for (int d = first; status == FIRE_OK && d < first + n; d++)
        status = fire_query_by(query, dims[question->dim[d]], NULL);
    for (int i = 0; status == FIRE_OK && i < question->n_conditions; i++)
        status = fire_query_where(query, conditions[question->condition[i]], NULL);
    if (status == FIRE_OK && question->period != NULL)
        status = fire_query_period(query, question->period, NULL);
    if (status != FIRE_OK) abort();
    return query;
}

static const struct fire_summary *run_again(struct world *world, struct fire_query *query,
                                            const struct question *question,
                                            struct fire_arena *arena)
{
    const struct fire_summary *summary = NULL;
    struct fire_error err = { 0 };
    const fire_status status = fire_query_run(query, world->table, arena, &summary, &err);
    CHECK(status == FIRE_OK, "%s: %s", question->about, err.message);
    return summary;
}

/* The sums of known damage and the incidents they are of, in the question's groups. */
static const struct fire_summary *ask_sums(struct world *world, const struct question *question,
                                           struct fire_arena *arena)
{
    struct fire_query *query = ask_again(world, question, 0, question->n_dims, arena);
    if (fire_query_where(query, "damage!=null", NULL) != FIRE_OK ||
        fire_query_measure(query, "damage", NULL) != FIRE_OK ||
        fire_query_measure(query, "incidents", NULL) != FIRE_OK)
        abort();
    return run_again(world, query, question, arena);
}

/* Whether all groups, empty ones too, are more than there may be: the product of what each
 * dimension has alone. */
static bool has_many_groups(struct world *world, const struct question *question,
                            struct fire_arena *arena)
{
    double n = 1; /* exact as far as the limit */
    for (int d = 0; d < question->n_dims; d++) {
        struct fire_query *query = ask_again(world, question, d, 1, arena);
        if (fire_query_measure(query, "incidents", NULL) != FIRE_OK) abort();
        fire_query_complete(query);
        const struct fire_summary *alone = run_again(world, query, question, arena);
        n *= alone == NULL ? 0 : (double)alone->n_rows;
    }
    return n > FIRE_LIMIT_GROUPS;
}

/* A mean of money has two places more than its sum and is rounded half away from zero. */
static bool is_large_mean(const struct fire_value value[2])
{
    if (value[0].is_null || value[1].is_null || value[1].number == 0) return false;
    __extension__ typedef __int128 wide;
    const wide sum = (wide)value[0].number * 100;
    const wide weight = value[1].number;
    const bool is_negative = (sum < 0) != (weight < 0);
    const wide above = sum < 0 ? -sum : sum;
    const wide below = weight < 0 ? -weight : weight;
    return (2 * above + below) / (2 * below) > (wide)INT64_MAX + is_negative;
}

static bool has_large_mean(struct world *world, const struct question *question,
                           struct fire_arena *arena)
{
    const struct fire_summary *sums = ask_sums(world, question, arena);
    if (sums == NULL) return false;
    for (int64_t row = 0; row < sums->n_rows; row++)
        if (is_large_mean(&sums->value[2 * row])) return true;
    return is_large_mean(sums->total);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* NULL: refused, and rightly */
static const struct fire_summary *ask_table(struct world *world, struct question *question,
                                            struct fire_arena *arena)
{
    static unsigned n_answered;
    const struct fire_summary *summary = NULL;
    struct fire_error err = { 0 };
    const fire_status status = fire_query_run(question->query, world->table, arena, &summary,
                                              &err);
    const bool asks_mean = strstr(question->about, "mean(damage)") != NULL;
    question->is_refused = status == FIRE_ERANGE;
    if (question->is_refused && asks_mean && begins(err.message, "mean(damage) of "))
        CHECK(has_large_mean(world, question, arena), "%s: %s", question->about, err.message);
    else if (question->is_refused &&
             begins(err.message, "all groups, empty ones too, are more"))
        CHECK(has_many_groups(world, question, arena), "%s: %s", question->about, err.message);
    else
        CHECK(status == FIRE_OK, "%s: %s", question->about, err.message);
    if (!question->is_refused && asks_mean && n_answered++ % 8 == 0)
        CHECK(!has_large_mean(world, question, arena), "%s: it was answered", question->about);
    return summary;
}

/* The same with several threads. */
static void check_jobs(struct world *world, struct question *question,
                       const struct fire_summary *want, struct fire_arena *arena)
{
    fire_query_jobs(question->query, 2 + pick(3));
    const struct fire_summary *got = ask_table(world, question, arena);
    fire_query_jobs(question->query, 1);
    if (got != NULL) check_same(want, got, "jobs", question->about);
}

/* All of a list at once. Nearly all of these share a scan: half the questions have no condition
 * or the same one. */
static void check_list(struct world *world, struct question question[], int n,
                       struct fire_arena *arena)
{
    struct fire_query *query[MOST_LIST];
    const struct fire_summary *got[MOST_LIST];
    struct fire_error err = { 0 };
    for (int i = 0; i < n; i++)
        query[i] = question[i].query;
    const fire_status status = fire_queries_run(query, n, world->table, 1 + pick(3), arena, got,
                                                &err);
    bool is_refused = false;
    for (int i = 0; i < n; i++) {
        const struct fire_summary *want = ask_table(world, &question[i], arena);
        is_refused |= question[i].is_refused;
        if (want != NULL && status == FIRE_OK)
            check_same(want, got[i], "list", question[i].about);
    }
    CHECK(status == (is_refused ? FIRE_ERANGE : FIRE_OK), "a list: %s", err.message);
}

/* Out of a cube, and out of what its bytes say elsewhere. Keys there have other numbers. */
static int check_cube(struct world *world, struct fire_cube *cube, struct question *question,
                      const struct fire_summary *want, struct fire_arena *arena)
{
    const struct fire_summary *got = NULL;
    struct fire_error err = { 0 };
    const fire_status status = fire_cube_answer(cube, question->query, arena, &got, &err);
    if (question->is_refused)
        CHECK(got == NULL && (status == FIRE_OK || status == FIRE_ERANGE), "%s: %s",
              question->about, err.message);
    else
        CHECK(status == FIRE_OK, "%s: %s", question->about, err.message);
    if (got != NULL && want != NULL) check_same(want, got, "cube", question->about);
    (void)world;
    return got != NULL;
}

static struct fire_cube *reread(struct world *world, const struct fire_cube *cube)
{
    struct fire_buffer bytes = { 0 };
    struct fire_cube *again = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_cube_write(cube, &bytes, &err) == FIRE_OK, "%s", err.message);
    const fire_status status = fire_cube_read(bytes.bytes, bytes.size_bytes, world->schema,
                                              world->areas, world->calendar, &again, &err);
    CHECK(status == FIRE_OK, "%s", err.message);
    /* no damage may do harm, whatever comes of it */
    for (int i = 0; i < 20 && bytes.size_bytes > 0; i++) {
        struct fire_cube *damaged = NULL;
        char *at = bytes.bytes + pick((int)bytes.size_bytes);
        const char was = *at;
        *at = (char)(was ^ (1 << pick(8)));
        const size_t size = (size_t)pick((int)bytes.size_bytes + 1);
        struct world *other = empty_world();
        if (fire_cube_read(bytes.bytes, chance(50) ? size : bytes.size_bytes, other->schema,
                           other->areas, other->calendar, &damaged, NULL) == FIRE_OK)
            fire_cube_free(damaged);
        world_free(other);
        *at = was;
    }
    fire_buffer_finish(&bytes);
    return again;
}

/* ---- tests --------------------------------------------------------------------------- */

#define MOST_QUESTIONS 4

/* One sink that gives each batch to one of a stream's lanes, with what the questions need. */
struct lanes {
    struct fire_stream *stream;
    int32_t n;
    struct fire_query **query; /* [n_queries] */
    int n_queries;
};

static bool is_needed(const struct lanes *lanes, int32_t field)
{
    for (int i = 0; i < lanes->n_queries; i++)
        if (fire_query_needs(lanes->query[i], field)) return true;
    return field == FIRE_FIELD_OCCURRED_AT;
}

static fire_status push_lane(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    static const int32_t nowhere[FIRE_BATCH_ROWS];
    const struct lanes *lanes = self;
    const struct fire_sink sink = fire_stream_lane(lanes->stream, pick(lanes->n));
    struct fire_vector vector[WORLD_MOST_FIELDS] = { 0 };
    struct fire_batch needed = *batch;
    for (int32_t field = 0; field < fire_schema_n_fields(batch->schema); field++)
        if (is_needed(lanes, field)) vector[field] = batch->vector[field];
    needed.vector = vector;
    if (!is_needed(lanes, FIRE_FIELD_PROVINCE) && !is_needed(lanes, FIRE_FIELD_DISTRICT) &&
        !is_needed(lanes, FIRE_FIELD_COMMUNE))
        needed.area = nowhere;
    return sink.push(sink.self, &needed, err);
}

static void test_streams(void)
{
    for (int set = 0; set < check_rounds(700); set++) {
        const struct mix mix = random_mix();
        struct world *world = empty_world();
        struct fire_arena *arena = fire_arena_create();
        struct question question[MOST_QUESTIONS];
        struct fire_query *query[MOST_QUESTIONS];
        const struct fire_summary *summary[MOST_QUESTIONS] = { NULL };
        struct fire_stream *stream = NULL;
        struct fire_error err = { 0 };
        const int n = 1 + pick(MOST_QUESTIONS);
        for (int i = 0; i < n; i++) {
            random_question(world, &mix, arena, &question[i]);
            query[i] = question[i].query;
        }
        CHECK(fire_query_stream(query, n, arena, &stream, &err) == FIRE_OK, "%s", err.message);
        /* an area that gets its name late may be asked before by one lane and then by another */
        struct lanes lanes = { stream, mix.dashes ? 1 : 1 + pick(3), query, n };
        CHECK(fire_stream_split(stream, lanes.n, &err) == FIRE_OK, "%s", err.message);
        world->beside = (struct fire_sink){ &lanes, push_lane };
        fill(world, &mix);
        const fire_status status = fire_stream_finish(stream, summary, &err);
        bool is_refused = false;
        for (int i = 0; i < n; i++) {
            const struct fire_summary *want = ask_table(world, &question[i], arena);
            is_refused |= question[i].is_refused;
            if (want != NULL && summary[i] != NULL)
                check_same(want, summary[i], "stream", question[i].about);
            if (want != NULL && chance(30)) check_jobs(world, &question[i], want, arena);
        }
        CHECK(status == (is_refused ? FIRE_ERANGE : FIRE_OK), "%s", err.message);
        fire_stream_free(stream);
        fire_arena_free(arena);
        world_free(world);
    }
}

/* Counts what a sieve leaves. */
static fire_status count_alive(void *self, const struct fire_batch *batch,
                               struct fire_error *err)
{
    int64_t *n = self;
    (void)err;
    *n += batch->alive == NULL ? batch->n_rows : fire_count_valid(batch->alive, batch->n_rows);
    return FIRE_OK;
}

/* A sieve leaves the rows that an answer counts, whatever comes up as the rows go on. */
static void test_sieves(void)
{
    int64_t n_left_out = 0;
    for (int set = 0; set < check_rounds(300); set++) {
        const struct mix mix = random_mix();
        struct world *world = empty_world();
        struct fire_arena *arena = fire_arena_create();
        struct question question;
        struct fire_sieve *sieve = NULL;
        struct fire_error err = { 0 };
        int64_t n = 0;
        random_question(world, &mix, arena, &question);
        CHECK(fire_sieve_create(question.query, (struct fire_sink){ &n, count_alive }, &sieve,
                                &err) == FIRE_OK,
              "%s", err.message);
        world->beside = fire_sieve_sink(sieve);
        fill(world, &mix);
        const struct fire_summary *want = ask_table(world, &question, arena);
        if (want != NULL) {
            CHECK(n == want->n_records, "%lld rows, not %lld: %s", (long long)n,
                  (long long)want->n_records, question.about);
            CHECK(fire_sieve_n_straddling(sieve) == want->n_straddling, "%lld, not %lld: %s",
                  (long long)fire_sieve_n_straddling(sieve), (long long)want->n_straddling,
                  question.about);
            n_left_out += mix.n_rows - n;
        }
        fire_sieve_free(sieve);
        fire_arena_free(arena);
        world_free(world);
    }
    CHECK(n_left_out > 0, "no question left any row out");
}

/* A stream of no row, and one that is given up. */
static void test_empty_streams(void)
{
    struct world *world = empty_world();
    struct question question;
    struct fire_stream *stream = NULL;
    const struct fire_summary *summary = NULL;
    const struct mix mix = random_mix();
    random_question(world, &mix, world->arena, &question);
    CHECK(fire_query_stream(&question.query, 1, world->arena, &stream, NULL) == FIRE_OK, "one");
    CHECK(fire_stream_finish(stream, &summary, NULL) == FIRE_OK, "finish");
    check_same(ask_table(world, &question, world->arena), summary, "stream", question.about);
    fire_stream_free(stream);

    CHECK(fire_query_stream(&question.query, 1, world->arena, &stream, NULL) == FIRE_OK, "two");
    world->beside = fire_stream_sink(stream);
    world_row(world, "day=2024-01-04");
    world_flush(world);
    fire_stream_free(stream);
    fire_stream_free(NULL);
    world_free(world);
}

static void test_lists(void)
{
    for (int set = 0; set < check_rounds(200); set++) {
        struct mix mix = random_mix();
        struct world *world = empty_world();
        struct fire_arena *arena = fire_arena_create();
        struct question question[MOST_LIST];
        const int n = 2 + pick(MOST_LIST - 1);
        mix.n_names = mix.n_names > 40 ? 40 : mix.n_names;
        fill(world, &mix);
        for (int i = 0; i < n; i++)
            random_question(world, &mix, arena, &question[i]);
        check_list(world, question, n, arena);
        fire_arena_free(arena);
        world_free(world);
    }
}

static void test_cubes(void)
{
    static const char *const forms[] = { "month,commune,cause", "year,province",
                                         "day,district,kind,phase", "quarter,commune",
                                         "cause,scope,hour" };
    int n_answers = 0;
    for (int set = 0; set < check_rounds(150); set++) {
        struct mix mix = random_mix();
        struct world *world = empty_world();
        struct fire_arena *arena = fire_arena_create();
        struct fire_cube *cube = NULL;
        mix.dashes = false;
        mix.sums = true;
        const char *form = forms[pick(4)];
        CHECK_OR_RETURN(fire_cube_create(world->schema, world->areas, world->calendar, form,
                                         "deaths,damage", &cube, NULL) == FIRE_OK,
                        "create");
        world->beside = fire_cube_sink(cube);
        fill(world, &mix);
        CHECK(fire_cube_settle(cube, NULL) == FIRE_OK, "settle");
        struct fire_cube *again = reread(world, cube);
        for (int i = 0; i < 30; i++) {
            struct question question;
            random_question(world, &mix, arena, &question);
            const struct fire_summary *want = ask_table(world, &question, arena);
            n_answers += check_cube(world, cube, &question, want, arena);
            check_cube(world, again, &question, want, arena);
        }
        fire_cube_free(again);
        fire_cube_free(cube);
        fire_arena_free(arena);
        world_free(world);
    }
    CHECK(n_answers > 2 * check_rounds(150), "only %d answers out of cubes", n_answers);
    struct world *world = empty_world();
    struct fire_cube *cube = NULL;
    CHECK(fire_cube_create(world->schema, world->areas, world->calendar, forms[4], "deaths",
                           &cube, NULL) == FIRE_ESCHEMA,
          "hours");
    world_free(world);
}

/* So many groups that several threads order them and write them down. */
static void test_many_groups(void)
{
    static const char *const by[][2] = { { "day", "kind" }, { "kind", "day" } };
    static const char *const measured[] = { "incidents", "deaths", "mean(damage)",
                                            "share(deaths)", "distinct(province)" };
    const struct mix mix = {
        .n_rows = 1500, .nulls = 20, .n_names = 6, .n_days = 12000, .batches = 1
    };
    struct world *world = empty_world();
    fill(world, &mix);
    for (size_t i = 0; i < CHECK_N(by); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct question question = { .about = "many groups" };
        if (fire_query_create(world->schema, world->areas, world->calendar, arena,
                              &question.query, NULL) != FIRE_OK ||
            fire_query_by(question.query, by[i][0], NULL) != FIRE_OK ||
            fire_query_by(question.query, by[i][1], NULL) != FIRE_OK)
            abort();
        for (size_t m = 0; m < CHECK_N(measured); m++)
            CHECK(fire_query_measure(question.query, measured[m], NULL) == FIRE_OK, "%s",
                  measured[m]);
        fire_query_complete(question.query);
        const struct fire_summary *want = ask_table(world, &question, arena);
        CHECK(want != NULL && want->n_rows > 40000, "only %lld groups",
              want == NULL ? -1LL : (long long)want->n_rows);
        for (int times = 0; want != NULL && times < 2; times++)
            check_jobs(world, &question, want, arena);
        fire_arena_free(arena);
    }
    world_free(world);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_empty_streams), CHECK_TEST(test_streams), CHECK_TEST(test_sieves),
        CHECK_TEST(test_lists),         CHECK_TEST(test_cubes),   CHECK_TEST(test_many_groups),
    };
    const char *other = getenv("FIRESTAT_SEED");
    if (other != NULL) seed = strtoull(other, NULL, 10);
    return CHECK_MAIN(tests);
}
