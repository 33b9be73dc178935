/* test_share.c - rows of areas that were split, shared out over their parts.
 *
 * Shares of a number by hand; then thousands of small random inputs against an oracle that works
 * row by row, by every road on which an answer comes: table, threads, several queries at once, and
 * rows that pass by. */
#include "test_aggregate_rows.h"

#include "aggregate/share.h"

/* ---- a number -------------------------------------------------------------------------- */

#define MOST_PARTS 4

static const struct {
    int64_t number;
    int64_t grain;
    int32_t weight[MOST_PARTS];
    int64_t part[MOST_PARTS];
} numbers[] = {
    { 0, 1, { 1, 1 }, { 0, 0 } },
    { 1, 1, { 1, 1 }, { 1, 0 } }, /* the first of equals */
    { 1, 1, { 1, 2 }, { 0, 1 } },
    { 3, 1, { 1, 1 }, { 2, 1 } },
    { 5, 1, { 60, 40 }, { 3, 2 } },
    { 7, 1, { 1, 1, 1 }, { 3, 2, 2 } },
    { 10, 1, { 0, 1, 0 }, { 0, 10, 0 } },
    { 2, 1, { 0, 0, 7, 7 }, { 0, 0, 1, 1 } },
    { -5, 1, { 60, 40 }, { -3, -2 } },
    { 100, 100, { 1, 1 }, { 100, 0 } }, /* one đồng stays whole */
    { 300, 100, { 1, 1 }, { 200, 100 } },
    { INT64_MAX,
      1,
      { 2000000000, 100000000 },
      { INT64_C(8784163844623596007), INT64_C(439208192231179800) } },
};

static void test_numbers(void)
{
    for (size_t i = 0; i < CHECK_N(numbers); i++) {
        wide part[MOST_PARTS];
        wide sum = 0;
        share_number(numbers[i].number, numbers[i].grain, numbers[i].weight, MOST_PARTS, part);
        for (int p = 0; p < MOST_PARTS; p++) {
            CHECK(part[p] == numbers[i].part[p], "case %zu, part %d is %lld", i, p,
                  (long long)part[p]);
            sum += part[p];
        }
        CHECK(sum == numbers[i].number, "case %zu", i);
    }
}

static const struct {
    int64_t number;
    int64_t cap[MOST_PARTS];
    int32_t weight[MOST_PARTS];
    int64_t part[MOST_PARTS];
} capped[] = {
    { 3, { 3, 0 }, { 1, 1 }, { 3, 0 } },
    { 4, { 1, 1, 1, 1 }, { 97, 1, 1, 1 }, { 1, 1, 1, 1 } },
    { 2, { 5, 5 }, { 1, 1 }, { 1, 1 } },
};

static void test_capped(void)
{
    for (size_t i = 0; i < CHECK_N(capped); i++) {
        wide cap[MOST_PARTS];
        wide part[MOST_PARTS];
        for (int p = 0; p < MOST_PARTS; p++)
            cap[p] = capped[i].cap[p];
        share_within(capped[i].number, cap, capped[i].weight, MOST_PARTS, part);
        for (int p = 0; p < MOST_PARTS; p++)
            CHECK(part[p] == capped[i].part[p], "case %zu, part %d is %lld", i, p,
                  (long long)part[p]);
    }
}

/* ---- random rows ----------------------------------------------------------------------- */

static unsigned long long seed;

static uint32_t below(uint32_t n)
{
    return check_random(&seed) % n;
}

#define N_PLACES    7
#define MOST_SPLITS 2
#define MOST_ROWS   16

static const char *const places[N_PLACES][3] = {
    { "P1", "", "C1" },   { "P1", "", "C2" },   { "P1", "D1", "C3" }, { "P1", "D1", "C4" },
    { "P1", "D2", "C5" }, { "P2", "D3", "C6" }, { "P2", "D3", "" },
};

struct split {
    int n;
    int part[3]; /* places */
    int32_t weight[3];
    int32_t area;
};

struct row {
    int month; /* 0..3: two of each year */
    int place; /* N_PLACES and above: splits */
    int64_t incidents;
    int64_t deaths; /* -1: not known */
    int64_t damage; /* the same; in hundredths */
};

static const char *const days[4] = { "2023-03-05", "2023-09-10", "2024-01-31", "2024-02-29" };

struct conditions {
    const char *text; /* NULL: none */
    int level;        /* 0..2 */
    const char *name[2];
    bool negate;
};

static const struct conditions conditions[] = {
    { NULL, 0, { NULL }, false },
    { "commune=C1", 2, { "C1" }, false },
    { "commune=C1,C3", 2, { "C1", "C3" }, false },
    { "commune!=C2", 2, { "C2" }, true },
    { "district=D1", 1, { "D1" }, false },
    { "province=P1", 0, { "P1" }, false },
};

struct sample {
    int n_splits;
    struct split split[MOST_SPLITS];
    int n_rows;
    struct row row[MOST_ROWS];
    bool has_weights;
    int time;      /* 0: none, 1: year, 2: month */
    bool level[3]; /* province, district, commune */
    const struct conditions *condition;
    char by[64];
};

static void draw_sample(struct sample *sample)
{
    static const char *const times[] = { "", "year,", "month," };
    static const char *const levels[] = { "province,", "district,", "commune," };
    *sample = (struct sample){ .n_splits = (int)below(MOST_SPLITS + 1) };
    for (int s = 0; s < sample->n_splits; s++) {
        struct split *split = &sample->split[s];
        split->n = 2 + (int)below(2);
        for (int p = 0; p < split->n; p++) {
            split->part[p] = ((p == 0 ? (int)below(6)
                                      : split->part[p - 1] + 1 + (int)below(2))) %
                             6;
            split->weight[p] = (int32_t)below(5);
        }
        split->weight[below((uint32_t)split->n)] += 1;
    }
    sample->n_rows = (int)below(MOST_ROWS + 1);
    sample->has_weights = below(4) == 0;
    for (int r = 0; r < sample->n_rows; r++) {
        struct row *row = &sample->row[r];
        row->month = (int)below(4);
        row->place = (int)below((uint32_t)(N_PLACES + 2 * sample->n_splits));
        if (row->place >= N_PLACES) row->place = N_PLACES + (row->place - N_PLACES) / 2;
        row->incidents = sample->has_weights ? (int64_t)below(4) : 1;
        row->deaths = (int64_t)below(4) - 1;
        row->damage = below(3) == 0 ? -1 : (int64_t)below(20) * (below(2) == 0 ? 100 : 1);
    }
    sample->time = (int)below(3);
    sample->condition = &conditions[below(CHECK_N(conditions))];
    strcpy(sample->by, times[sample->time]);
    for (int level = 0; level < 3; level++) {
        sample->level[level] = below(2) == 0;
        if (sample->level[level]) strcat(sample->by, levels[level]);
    }
    if (sample->by[0] != '\0') sample->by[strlen(sample->by) - 1] = '\0';
}

/* The names of an area that stands for parts: its own below what they have in common. */
static void name_split(const struct split *split, int number, char name[3][8])
{
    bool is_common = true;
    for (int level = 0; level < 3; level++) {
        const char *first = places[split->part[0]][level];
        bool is_said = false;
        bool is_same = true;
        for (int p = 0; p < split->n; p++) {
            const char *other = places[split->part[p]][level];
            is_same = is_same && strcmp(other, first) == 0;
            is_said = is_said || other[0] != '\0';
        }
        is_common = is_common && is_same && level < 2;
        if (is_common)
            strcpy(name[level], first);
        else
            snprintf(name[level], 8, "%s%.0d", is_said ? "S" : "", is_said ? number + 1 : 0);
    }
}

/* ---- the oracle ------------------------------------------------------------------------ */

struct group {
    char key[64];
    int64_t sum[3]; /* incidents, deaths, damage */
    bool is_shared[3];
};

struct oracle {
    struct group group[256];
    int n;
    int64_t total[3];
};

static void add_to(struct oracle *oracle, const char *key, const int64_t sum[3], bool is_shared)
{
    int g = 0;
    while (g < oracle->n && strcmp(oracle->group[g].key, key) != 0)
        g++;
    if (g == oracle->n) {
        oracle->group[oracle->n++] = (struct group){ .sum = { 0 } };
        strcpy(oracle->group[g].key, key);
    }
    for (int m = 0; m < 3; m++) {
        oracle->group[g].sum[m] += sum[m];
        oracle->total[m] += sum[m];
        oracle->group[g].is_shared[m] = oracle->group[g].is_shared[m] || is_shared;
    }
}

static bool is_met(const struct conditions *condition, int place)
{
    bool is_in = false;
    if (condition->text == NULL) return true;
    for (int i = 0; i < 2 && condition->name[i] != NULL; i++)
        is_in = is_in || strcmp(places[place][condition->level], condition->name[i]) == 0;
    return is_in != condition->negate;
}

static void write_key(const struct sample *sample, int month, int place, char out[64])
{
    static const char *const months[] = { "2023-03", "2023-09", "2024-01", "2024-02" };
    size_t used = 0;
    out[0] = '\0';
    if (sample->time > 0)
        used += (size_t)snprintf(out, 64, "%.*s|", sample->time == 1 ? 4 : 7, months[month]);
    for (int level = 0; level < 3; level++) {
        if (sample->level[level])
            used += (size_t)snprintf(out + used, 64 - used, "%s|", places[place][level]);
    }
}

/* Whether two places are told apart by the levels that are asked for or asked about. */
static bool are_apart(const struct sample *sample, int a, int b)
{
    for (int level = 0; level < 3; level++) {
        const bool is_asked = sample->level[level] || (sample->condition->text != NULL &&
                                                       sample->condition->level == level);
        if (is_asked && strcmp(places[a][level], places[b][level]) != 0) return true;
    }
    return false;
}

/* Largest remainder by sorting. */
static void share(int64_t number, int64_t grain, const int64_t weight[], int n, int64_t part[])
{
    int64_t all = 0;
    int64_t left = number / grain;
    bool got[3] = { false };
    for (int i = 0; i < n; i++)
        all += weight[i];
    for (int i = 0; i < n; i++) {
        part[i] = number / grain * weight[i] / all;
        left -= part[i];
    }
    for (; left > 0; left--) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            if (got[i] || weight[i] == 0) continue;
            if (best < 0 ||
                number / grain * weight[i] % all > number / grain * weight[best] % all)
                best = i;
        }
        got[best] = true;
        part[best]++;
    }
    for (int i = 0; i < n; i++)
        part[i] *= grain;
}

/* One sum of rows of a split, over its parts. */
static void share_sum(const struct sample *sample, struct oracle *oracle,
                      const struct split *split, int month, const int64_t sum[3])
{
    int place[3];
    int64_t weight[3] = { 0 };
    int64_t part[3][3];
    int n = 0;
    for (int p = 0; p < split->n; p++) {
        int at = 0;
        while (at < n && are_apart(sample, place[at], split->part[p]))
            at++;
        if (at == n) place[n++] = split->part[p];
        weight[at] += split->weight[p];
    }
    for (int m = 0; m < 3; m++)
        share(sum[m],
              m == 2 && sum[m] % 100 == 0  ? 100
              : m == 2 && sum[m] % 10 == 0 ? 10
                                           : 1,
              weight, n, part[m]);
    for (int p = 0; p < n; p++) {
        const int64_t own[3] = { part[0][p], part[1][p], part[2][p] };
        char key[64];
        if (!is_met(sample->condition, place[p])) continue;
        write_key(sample, month, place[p], key);
        if (weight[p] > 0) add_to(oracle, key, own, n > 1 && sum[0] != 0);
    }
}

static void ask_oracle(const struct sample *sample, struct oracle *oracle)
{
    *oracle = (struct oracle){ .n = 0 };
    for (int r = 0; r < sample->n_rows; r++) {
        const struct row *row = &sample->row[r];
        const int64_t sum[3] = { row->incidents, row->deaths < 0 ? 0 : row->deaths,
                                 row->damage < 0 ? 0 : row->damage };
        char key[64];
        if (row->place >= N_PLACES || !is_met(sample->condition, row->place)) continue;
        write_key(sample, row->month, row->place, key);
        add_to(oracle, key, sum, false);
    }
    for (int s = 0; s < sample->n_splits; s++) {
        for (int first = 0; first < 4; first++) { /* the months that one period has */
            int64_t sum[3] = { 0 };
            bool has_any = false;
            const bool is_first = sample->time == 2 || (sample->time == 1 && first % 2 == 0) ||
                                  first == 0;
            for (int r = 0; is_first && r < sample->n_rows; r++) {
                const struct row *row = &sample->row[r];
                const bool is_in = sample->time == 0 ||
                                   (sample->time == 1 ? row->month / 2 == first / 2
                                                      : row->month == first);
                if (row->place != N_PLACES + s || !is_in) continue;
                has_any = true;
                sum[0] += row->incidents;
                sum[1] += row->deaths < 0 ? 0 : row->deaths;
                sum[2] += row->damage < 0 ? 0 : row->damage;
            }
            if (has_any) share_sum(sample, oracle, &sample->split[s], first, sum);
        }
    }
}

/* ---- the answer ------------------------------------------------------------------------ */

static void make_rows(struct world *world, const struct sample *sample,
                      const struct split split[])
{
    for (int r = 0; r < sample->n_rows; r++) {
        const struct row *row = &sample->row[r];
        char own[3][8];
        const char *name[3];
        char text[160];
        size_t used = (size_t)snprintf(text, sizeof text, "day=%s", days[row->month]);
        if (row->place >= N_PLACES)
            name_split(&split[row->place - N_PLACES], row->place - N_PLACES, own);
        for (int level = 0; level < 3; level++) {
            static const char *const fields[] = { "province", "district", "commune" };
            name[level] = row->place >= N_PLACES ? own[level] : places[row->place][level];
            used += (size_t)snprintf(text + used, sizeof text - used, "; %s=%s", fields[level],
                                     name[level]);
        }
        if (sample->has_weights)
            used += (size_t)snprintf(text + used, sizeof text - used, "; incidents=%d",
                                     (int)row->incidents);
        if (row->deaths >= 0)
            used += (size_t)snprintf(text + used, sizeof text - used, "; deaths=%d",
                                     (int)row->deaths);
        if (row->damage >= 0)
            snprintf(text + used, sizeof text - used, "; damage=%d.%02d",
                     (int)row->damage / 100, (int)row->damage % 100);
        world_row(world, text);
        if (below(4) == 0) world_flush(world);
    }
    world_flush(world);
}

static void add_area(struct world *world, const char *const name[3], int32_t *out)
{
    if (fire_areas_add(world->areas, fire_text_of(name[0]), fire_text_of(name[1]),
                       fire_text_of(name[2]), out, NULL) != FIRE_OK)
        abort();
}

/* What a map would have found out. */
static void find_splits(struct world *world, struct sample *sample, struct fire_split out[],
                        int32_t part[][3])
{
    for (int s = 0; s < sample->n_splits; s++) {
        struct split *split = &sample->split[s];
        char own[3][8];
        name_split(split, s, own);
        for (int p = 0; p < split->n; p++)
            add_area(world, places[split->part[p]], &part[s][p]);
        add_area(world, (const char *const[]){ own[0], own[1], own[2] }, &split->area);
        out[s] = (struct fire_split){ split->area, split->n, part[s], split->weight };
    }
}

static struct fire_query *make_query(struct world *world, const struct sample *sample,
                                     const char *by, const char *measures,
                                     const struct fire_restated *restated)
{
    struct fire_query *query = NULL;
    if (fire_query_create(world->schema, world->areas, world->calendar, world->arena, &query,
                          NULL) != FIRE_OK ||
        (by[0] != '\0' && fire_query_by(query, by, NULL) != FIRE_OK) ||
        fire_query_measure(query, measures, NULL) != FIRE_OK ||
        (sample->condition->text != NULL &&
         fire_query_where(query, sample->condition->text, NULL) != FIRE_OK))
        abort();
    fire_query_restated(query, restated);
    return query;
}

static void row_key(const struct fire_summary *summary, int64_t row, char out[64])
{
    size_t used = 0;
    out[0] = '\0';
    for (int32_t d = 0; d < summary->n_dims; d++) {
        const struct fire_text_view text = fire_summary_key(summary, row, d)->text;
        used += (size_t)snprintf(out + used, 64 - used, "%.*s|", (int)text.size_bytes,
                                 text.size_bytes == 0 ? "" : text.bytes);
    }
}

static void check_answer(const struct sample *sample, const struct fire_summary *summary,
                         unsigned number, const char *road)
{
    struct oracle oracle;
    int64_t sum[3] = { 0 };
    ask_oracle(sample, &oracle);
    for (int64_t row = 0; row < summary->n_rows; row++) {
        char key[64];
        int g = 0;
        row_key(summary, row, key);
        while (g < oracle.n && strcmp(oracle.group[g].key, key) != 0)
            g++;
        if (g == oracle.n) {
            CHECK(summary->n_dims == 0, "%u %s: by %s: there is no %s", number, road,
                  sample->by, key);
            continue;
        }
        for (int32_t m = 0; m < 3; m++) {
            const struct fire_value value = fire_summary_value(summary, row, m);
            const bool is_shared = (fire_summary_mark(summary, row, m) & FIRE_MARK_ESTIMATED) !=
                                   0;
            CHECK(value.number == oracle.group[g].sum[m],
                  "%u %s: by %s, %s: %lld of %s is %lld", number, road, sample->by,
                  sample->condition->text == NULL ? "all" : sample->condition->text,
                  (long long)oracle.group[g].sum[m], key, (long long)value.number);
            if (m == 0 && !sample->has_weights)
                CHECK(is_shared == oracle.group[g].is_shared[m], "%u %s: by %s: mark of %s",
                      number, road, sample->by, key);
            sum[m] += value.number;
        }
    }
    CHECK(summary->n_dims == 0 || summary->n_rows == oracle.n, "%u %s: by %s: %lld rows",
          number, road, sample->by, (long long)summary->n_rows);
    for (int32_t m = 0; m < 3; m++) {
        CHECK(summary->total[m].number == oracle.total[m],
              "%u %s: by %s, %s: total of %d is %lld", number, road, sample->by,
              sample->condition->text == NULL ? "all" : sample->condition->text, (int)m,
              (long long)summary->total[m].number);
        CHECK(sum[m] == oracle.total[m], "%u %s: by %s: rows do not add up", number, road,
              sample->by);
    }
}

static void check_roads(struct sample *sample, unsigned number)
{
    static const char measures[] = "incidents,deaths,damage,mean(deaths),median(deaths),"
                                   "max(damage)";
    struct world *world = world_create();
    struct fire_split split[MOST_SPLITS];
    int32_t part[MOST_SPLITS][3];
    if (below(2) == 0) find_splits(world, sample, split, part); /* areas in another order */
    const struct fire_summary *summary = NULL;
    const struct fire_summary *list[2];
    struct fire_stream *stream = NULL;
    struct fire_restated restated = { .name = "a day", .split = split };
    struct fire_query *query = make_query(world, sample, sample->by, measures, &restated);
    if (fire_query_stream(&query, 1, world->arena, &stream, NULL) != FIRE_OK) abort();
    world->beside = fire_stream_sink(stream);
    make_rows(world, sample, sample->split);
    find_splits(world, sample, split, part);
    restated.n_splits = sample->n_splits;

    struct fire_error err = { 0 };
    fire_status status = fire_stream_finish(stream, &summary, &err);
    CHECK(status == FIRE_OK, "%u: %s", number, err.message);
    if (status == FIRE_OK) check_answer(sample, summary, number, "stream");
    for (int32_t n_jobs = 1; n_jobs <= 2; n_jobs++) {
        fire_query_jobs(query, n_jobs);
        status = fire_query_run(query, world->table, world->arena, &summary, &err);
        CHECK(status == FIRE_OK, "%u: %s", number, err.message);
        if (status == FIRE_OK) check_answer(sample, summary, number, "table");
    }
    struct fire_query *two[2] = {
        make_query(world, sample, sample->by, "incidents,deaths,damage", &restated),
        make_query(world, sample, "month,commune", "incidents,deaths,damage", &restated),
    };
    status = fire_queries_run(two, 2, world->table, 1, world->arena, list, &err);
    CHECK(status == FIRE_OK, "%u: %s", number, err.message);
    if (status == FIRE_OK) check_answer(sample, list[0], number, "list");
    fire_stream_free(stream);
    world_free(world);
}

static void test_random(void)
{
    for (unsigned number = 0; number < (unsigned)check_rounds(2000); number++) {
        struct sample sample;
        seed = number;
        draw_sample(&sample);
        check_roads(&sample, number);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_numbers),
        CHECK_TEST(test_capped),
        CHECK_TEST(test_random),
    };
    return CHECK_MAIN(tests);
}
