/* test_aggregate_sql.c - the same rows asked of us and of SQLite.
 *
 * Small random sets of rows go through the sink into a table and into an SQLite database.
 * Then both are asked: every dimension, every pair of them, every measure, random filters,
 * windows and empty groups. Sums, bounds and counts must be SQL's own; means and shares are
 * made anew from SQL's sums. A row's key is written as a text, areas with their parents, so
 * that the answers can be told apart whatever their order. */
#include "test_aggregate_rows.h"

#include <sqlite3.h>

__extension__ typedef __int128 wide;

#define APPEND(text, ...)                                                                      \
    snprintf((text) + strlen(text), sizeof(text) - strlen(text), __VA_ARGS__)

#define NULL_KEY "~"
#define MOST_SQL 8192

static sqlite3 *database;
static unsigned long long seed = 1;

static int pick(int n) /* 0..n-1 */
{
    return (int)(check_random(&seed) % (unsigned)n);
}

static bool chance(int percent)
{
    return pick(100) < percent;
}

/* ---- SQL ----------------------------------------------------------------------------- */

static void run_sql(const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) == SQLITE_OK) return;
    fprintf(stderr, "%s\n%s\n", message, sql);
    abort();
}

static sqlite3_stmt *prepare_sql(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK) return statement;
    fprintf(stderr, "%s\n%s\n", sqlite3_errmsg(database), sql);
    abort();
}

static int64_t sql_number(const char *sql)
{
    sqlite3_stmt *statement = prepare_sql(sql);
    if (sqlite3_step(statement) != SQLITE_ROW) abort();
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

#define ONE_PERIOD(form) "CASE WHEN strftime(" form ",day)=strftime(" form ",last) THEN "
#define OF_MONTHS(letter, months)                                                              \
    "CASE WHEN strftime('%Y',day)||((strftime('%m',day)-1)/" months ")="                       \
    "strftime('%Y',last)||((strftime('%m',last)-1)/" months ") THEN "                          \
    "strftime('%Y',day)||'-" letter "'||((strftime('%m',day)-1)/" months "+1) END"

/* What can be grouped by, in our word and in SQL over the rows. The names of time dimensions
 * sort as time does. A row of several days is in no week. */
static const struct {
    const char *name;
    const char *sql;
    fire_dim_kind kind;
} dims[] = {
    { "kind", "kind", FIRE_DIM_FIELD },
    { "cause", "cause", FIRE_DIM_FIELD },
    { "scope", "scope", FIRE_DIM_FIELD },
    { "phase", "phase", FIRE_DIM_FIELD },
    { "province", "province", FIRE_DIM_AREA },
    { "district", "ifnull(province,'')||'/'||district", FIRE_DIM_AREA },
    { "commune", "ifnull(province,'')||'/'||ifnull(district,'')||'/'||commune", FIRE_DIM_AREA },
    { "year", ONE_PERIOD("'%Y'") "strftime('%Y',day) END", FIRE_DIM_PERIOD },
    { "half", OF_MONTHS("H", "6"), FIRE_DIM_PERIOD },
    { "quarter", OF_MONTHS("Q", "3"), FIRE_DIM_PERIOD },
    { "month", ONE_PERIOD("'%Y-%m'") "strftime('%Y-%m',day) END", FIRE_DIM_PERIOD },
    { "week",
      "CASE WHEN day=last THEN strftime('%Y',day,'-3 days','weekday 4')||"
      "printf('-W%02d',(strftime('%j',day,'-3 days','weekday 4')-1)/7+1) END",
      FIRE_DIM_PERIOD },
    { "day", "CASE WHEN day=last THEN day END", FIRE_DIM_PERIOD },
    { "weekday", "CASE WHEN day=last THEN (strftime('%w',day)+6)%7+1 END", FIRE_DIM_WEEKDAY },
    { "hour", "CASE WHEN day=last THEN min(minute/60,23) END", FIRE_DIM_HOUR },
};

#define N_DIMS ((int)CHECK_N(dims))

static const struct {
    const char *name;
    fire_type type;
    int32_t scale;
    const char *sql; /* NULL: a column of that name; else the last ones, made by the question */
} numbers[] = {
    { "incidents", FIRE_TYPE_INTEGER, 0, NULL },
    { "deaths", FIRE_TYPE_INTEGER, 0, NULL },
    { "damage", FIRE_TYPE_MONEY, 2, NULL },
    { "forest_ha", FIRE_TYPE_DECIMAL, 9, NULL },
    { "pumps", FIRE_TYPE_INTEGER, 0, NULL },
    { "cost", FIRE_TYPE_MONEY, 2, NULL },
    { "injuries", FIRE_TYPE_INTEGER, 0, NULL },
    { "deaths+injuries", FIRE_TYPE_INTEGER, 0, "(deaths+injuries)" },
};

#define N_NUMBERS ((int)CHECK_N(numbers))
#define N_COLUMNS (N_NUMBERS - 1)

static const char *number_sql(int number)
{
    return numbers[number].sql != NULL ? numbers[number].sql : numbers[number].name;
}

static const struct {
    const char *name;
    fire_agg agg;
} functions[] = {
    { "sum", FIRE_AGG_SUM }, { "mean", FIRE_AGG_MEAN }, { "median", FIRE_AGG_MEDIAN },
    { "min", FIRE_AGG_MIN }, { "max", FIRE_AGG_MAX },   { "share", FIRE_AGG_SHARE },
};

#define N_FUNCTIONS ((int)CHECK_N(functions))

static void open_database(void)
{
    if (sqlite3_open(":memory:", &database) != SQLITE_OK) abort();
    run_sql(
        "PRAGMA journal_mode=OFF;"
        "CREATE TABLE row(source INT,day TEXT,last TEXT,minute INT,arrived_at TEXT,id TEXT,"
        "province TEXT,district TEXT,commune TEXT,kind TEXT,cause TEXT,scope TEXT,"
        "phase TEXT,incidents INT,deaths INT,damage INT,forest_ha INT,pumps INT,cost INT,injuries INT);");
    /* days with their names, and whether reports came from them, which is filled once a set */
    char sql[MOST_SQL] = "CREATE TABLE calendar AS WITH RECURSIVE d(day,last,minute) AS "
                         "(SELECT '2022-12-26','2022-12-26',NULL UNION ALL "
                         "SELECT date(day,'+1 day'),date(day,'+1 day'),NULL FROM d "
                         "WHERE day<'2026-01-31') SELECT day,0 covered";
    for (int d = 0; d < N_DIMS; d++) {
        if (dims[d].kind == FIRE_DIM_PERIOD || dims[d].kind == FIRE_DIM_WEEKDAY)
            APPEND(sql, ",%s of_%s", dims[d].sql, dims[d].name);
    }
    APPEND(sql, " FROM d");
    run_sql(sql);
}

/* ---- rows ---------------------------------------------------------------------------- */

/* How a set of rows is made, in percent. */
struct mix {
    int n_rows;
    int nulls;
    int periods;
    int weights;
    int large;
    int n_days;
    int batches; /* a batch ends */
};

static const char *const words[][4] = {
    { "fire", "rescue", "explosion", "Cháy" }, { "Chập điện", "Hàn cắt", "b", "Á" },
    { "national", "provincial", "x", "y" },    { "one", "two", "Đ", "é" },
    { "Tỉnh A", "Tỉnh B", "C", "D" },          { "Huyện 1", "Huyện 2", "Q", "R" },
    { "Xã Tân Lập", "Xã Hoà", "S", "T" },
};
static const char *const word_fields[] = { "kind",     "cause",    "scope",  "phase",
                                           "province", "district", "commune" };

#define N_WORDS ((int)CHECK_N(word_fields))

static void iso_of(int32_t day, char out[11])
{
    fire_day_to_iso(day, out);
}

/* The days of a row: one, a calendar period, or any stretch. */
static void random_days(const struct mix *mix, char first[11], char last[11])
{
    int32_t day = world_day("2023-11-20") + pick(mix->n_days);
    int32_t end = day;
    if (chance(mix->periods) && chance(8)) { /* the source does not say when */
        day = FIRE_DAY_FIRST;
        end = FIRE_DAY_LAST;
    } else if (chance(mix->periods)) {
        const fire_period_unit unit = (fire_period_unit)pick(FIRE_N_UNITS);
        const struct fire_calendar *calendar;
        if (fire_calendar_find("calendar", &calendar, NULL) != FIRE_OK) abort();
        const struct fire_window window = fire_calendar_window(
            calendar, unit, fire_calendar_period(calendar, unit, day));
        day = window.first_day;
        end = chance(80) ? window.last_day : day + pick(40);
    }
    iso_of(day, first);
    iso_of(end, last);
}

static int64_t random_number(const struct mix *mix, int field)
{
    if (field == 0) return chance(mix->weights) ? pick(9) - 1 : 1;
    if (chance(mix->large)) { /* a mean has six places more, and must mostly fit */
        const int bits = numbers[field].type == FIRE_TYPE_INTEGER ? 16 : 32;
        return ((int64_t)pick(2000001) - 1000000) * (INT64_C(1) << pick(bits)) + pick(1000);
    }
    return numbers[field].scale == 0 ? pick(12) - 3 : ((int64_t)pick(60001) - 20000) * 7;
}

/* "-0.000000012": what world_row reads back exactly. */
static void number_text(int64_t number, int32_t scale, char out[64])
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char *end = out + 63;
    char *at = end;
    *at = '\0';
    for (int32_t place = 0; place <= scale || rest > 0; place++, rest /= 10) {
        if (place == scale && scale > 0) *--at = '.';
        *--at = (char)('0' + rest % 10);
    }
    if (number < 0) *--at = '-';
    memmove(out, at, (size_t)(end - at) + 1);
}

static void random_row(struct world *world, const struct mix *mix)
{
    char first[11];
    char last[11];
    char row[1024];
    char names[512] = "source,day,last";
    char values[1024];
    random_days(mix, first, last);
    snprintf(row, sizeof row, "day=%s; last=%s", first, last);
    snprintf(values, sizeof values, "%d,'%s','%s'", world->source, first, last);
    if (!chance(mix->nulls)) {
        const int minute = chance(5) ? 1440 : pick(1441);
        APPEND(row, "; time=%d:%d", minute / 60, minute % 60);
        APPEND(names, ",minute");
        APPEND(values, ",%d", minute);
    }
    for (int i = 0; i < N_WORDS; i++) {
        if (chance(mix->nulls)) continue;
        const char *word = words[i][pick(4)];
        APPEND(row, "; %s=%s", word_fields[i], word);
        APPEND(names, ",%s", word_fields[i]);
        APPEND(values, ",'%s'", word);
    }
    for (int i = 0; i < N_COLUMNS; i++) {
        if (chance(mix->nulls)) continue;
        char text[64];
        const int64_t number = random_number(mix, i);
        number_text(number, numbers[i].scale, text);
        APPEND(row, "; %s=%s", numbers[i].name, text);
        APPEND(names, ",%s", numbers[i].name);
        APPEND(values, ",%lld", (long long)number);
    }
    if (!chance(mix->nulls)) {
        char day[11];
        iso_of(world_day("2024-01-01") + pick(30), day);
        APPEND(row, "; arrived_at=%s; id=Id%d", day, pick(9));
        APPEND(names, ",arrived_at,id");
        APPEND(values, ",'%s','Id%c'", day, row[strlen(row) - 1]);
    }
    world_row(world, row);
    char sql[2048];
    snprintf(sql, sizeof sql, "INSERT INTO row(%s) VALUES(%s)", names, values);
    run_sql(sql);
    if (chance(mix->batches)) world_flush(world);
    if (chance(5)) {
        world_flush(world);
        world->source = pick(3);
    }
}

static struct world *random_world(const struct mix *mix)
{
    struct world *world = world_create();
    run_sql("DELETE FROM row");
    bool has_fields = false;
    for (int i = 0; i < mix->n_rows; i++) {
        if (!has_fields && (i == 0 || chance(50) || i == mix->n_rows - 1)) {
            world_flush(world); /* some batches do not know the further fields yet */
            world_add_field(world, "phase", FIRE_TYPE_CATEGORY, 0);
            world_add_field(world, "pumps", FIRE_TYPE_INTEGER, 0);
            world_add_field(world, "cost", FIRE_TYPE_MONEY, 2);
            has_fields = true;
        }
        random_row(world, mix);
    }
    world_flush(world);
    run_sql("DROP TABLE IF EXISTS span;"
            "CREATE TEMP TABLE span AS SELECT min(day) f,max(day) l FROM row WHERE day=last "
            "GROUP BY source;"
            "UPDATE calendar SET covered="
            "EXISTS(SELECT 1 FROM span WHERE calendar.day BETWEEN f AND l)");
    return world;
}

/* ---- questions ----------------------------------------------------------------------- */

struct question {
    int dim[4];
    int n_dims;
    struct {
        int function;
        int number;
    } measure[N_NUMBERS * N_FUNCTIONS];
    int n_measures;
    char where_us[4][256];
    char where_sql[4][1100];
    int n_conditions;
    const char *period; /* NULL: none */
    char from[11];
    char to[11];
    bool complete;
    int counted; /* distinct() of this dimension is one more measure, the last; -1: it is not */
};

static bool has_dim(const struct question *question, const char *name)
{
    for (int d = 0; d < question->n_dims; d++) {
        if (strcmp(dims[question->dim[d]].name, name) == 0) return true;
    }
    return false;
}

static bool asks_number(const struct question *question, int number)
{
    for (int m = 0; m < question->n_measures; m++) {
        if (question->measure[m].number == number) return true;
    }
    return false;
}

static void describe(const struct question *question, char out[2048])
{
    out[0] = '\0';
    for (int d = 0; d < question->n_dims; d++)
        snprintf(out + strlen(out), 2048 - strlen(out), "%s ", dims[question->dim[d]].name);
    for (int c = 0; c < question->n_conditions; c++)
        snprintf(out + strlen(out), 2048 - strlen(out), "[%s] ", question->where_us[c]);
    snprintf(out + strlen(out), 2048 - strlen(out), "%s%s",
             question->period != NULL ? question->period : "",
             question->complete ? " complete" : "");
}

/* The key of the rows in SQL. */
static void key_sql(const struct question *question, char out[MOST_SQL])
{
    snprintf(out, MOST_SQL, "''");
    for (int d = 0; d < question->n_dims; d++)
        snprintf(out + strlen(out), MOST_SQL - strlen(out), "||ifnull(k%d,'" NULL_KEY "')||'|'",
                 d);
}

/* Rows that are asked for, with one column a dimension, into the table `sel`. */
static void select_sql(const struct question *question)
{
    char sql[MOST_SQL * 2] =
        "CREATE TEMP TABLE sel AS SELECT *,incidents IS NULL AND day<>last u,"
        "ifnull(incidents,day=last) w";
    char condition[MOST_SQL] = "1";
    char key[MOST_SQL];
    for (int d = 0; d < question->n_dims; d++)
        APPEND(sql, ",%s k%d", dims[question->dim[d]].sql, d);
    for (int c = 0; c < question->n_conditions; c++)
        APPEND(condition, " AND (%s)", question->where_sql[c]);
    APPEND(sql, " FROM row WHERE %s", condition);
    run_sql("DROP TABLE IF EXISTS sel");
    run_sql("DROP TABLE IF EXISTS keyed");
    run_sql(sql);
    key_sql(question, key);
    snprintf(sql, sizeof sql, "CREATE TEMP TABLE keyed AS SELECT *,%s k FROM sel%s", key,
             question->period == NULL ? ""
                                      : " WHERE day>=(SELECT f FROM win) AND "
                                        "last<=(SELECT l FROM win)");
    run_sql("DROP TABLE IF EXISTS win");
    char window[128];
    snprintf(window, sizeof window, "CREATE TEMP TABLE win AS SELECT '%s' f,'%s' l",
             question->from, question->to);
    run_sql(window);
    run_sql(sql);
}

static const struct fire_summary *ask_us(struct world *world, const struct question *question,
                                         struct fire_arena *arena)
{
    struct fire_query *query = NULL;
    struct fire_error err = { 0 };
    const struct fire_summary *summary = NULL;
    char text[64];
    fire_status status = fire_query_create(world->schema, world->areas, world->calendar, arena,
                                           &query, &err);
    for (int d = 0; status == FIRE_OK && d < question->n_dims; d++)
        status = fire_query_by(query, dims[question->dim[d]].name, &err);
    for (int m = 0; status == FIRE_OK && m < question->n_measures; m++) {
        const int function = question->measure[m].function;
        const char *number = numbers[question->measure[m].number].name;
        snprintf(text, sizeof text, function == 0 ? "%s%s" : "%s(%s)",
                 function == 0 ? "" : functions[function].name, number);
        status = fire_query_measure(query, text, &err);
    }
    if (status == FIRE_OK && question->counted >= 0) {
        snprintf(text, sizeof text, "distinct(%s)", dims[question->counted].name);
        status = fire_query_measure(query, text, &err);
    }
    for (int c = 0; status == FIRE_OK && c < question->n_conditions; c++)
        status = fire_query_where(query, question->where_us[c], &err);
    if (status == FIRE_OK && question->period != NULL)
        status = fire_query_period(query, question->period, &err);
    if (question->complete) fire_query_complete(query);
    if (status == FIRE_OK) status = fire_query_run(query, world->table, arena, &summary, &err);
    CHECK(status == FIRE_OK || status == FIRE_ERANGE, "%s", err.message);
    return status == FIRE_OK ? summary : NULL;
}

/* ---- comparing ----------------------------------------------------------------------- */

static void area_path(const struct world *world, int32_t node, char out[], size_t size)
{
    const int32_t parent = fire_area_parent(world->areas, node);
    out[0] = '\0';
    if (fire_area_level_of(world->areas, parent) != FIRE_LEVEL_COUNTRY) {
        area_path(world, parent, out, size);
        snprintf(out + strlen(out), size - strlen(out), "/");
    }
    snprintf(out + strlen(out), size - strlen(out), "%s",
             fire_area_name(world->areas, node).size_bytes == 0
                 ? ""
                 : fire_area_name(world->areas, node).bytes);
}

static void summary_key(const struct world *world, const struct fire_summary *summary,
                        int64_t row, char out[], size_t size)
{
    out[0] = '\0';
    for (int32_t d = 0; d < summary->n_dims; d++) {
        const struct fire_key *key = fire_summary_key(summary, row, d);
        char text[256];
        if (key->is_null)
            snprintf(text, sizeof text, NULL_KEY);
        else if (summary->dim[d].kind == FIRE_DIM_AREA)
            area_path(world, (int32_t)key->number, text, sizeof text);
        else
            snprintf(text, sizeof text, "%.*s", (int)key->text.size_bytes, key->text.bytes);
        snprintf(out + strlen(out), size - strlen(out), "%s|", text);
    }
}

struct row_key {
    char text[512];
    bool is_met;
};

/* The keys of a summary and a hash table over them. */
struct key_list {
    struct row_key *key;
    int64_t *bucket; /* row + 1, or 0 */
    size_t n_buckets;
};

/* All that SQL says of one number in one group. */
struct facts {
    int64_t n_rows;
    int64_t n_known; /* rows with a value                  */
    int64_t sum;
    int64_t known; /* incidents with a value             */
    int64_t unknown;
    int64_t n_single;
    int64_t single_unknown;
    int64_t min;
    int64_t max;
    int64_t low; /* the two in the middle */
    int64_t high;
    bool all_is_null;
    int64_t all; /* sum over all rows */
};

static wide round_half_away(wide number, wide by)
{
    if (by < 0) {
        number = -number;
        by = -by;
    }
    const bool negative = number < 0;
    if (negative) number = -number;
    const wide quotient = (2 * number + by) / (2 * by);
    return negative ? -quotient : quotient;
}

static wide times_ten(wide number, int places)
{
    return places == 0 ? number : times_ten(number * 10, places - 1);
}

/* What it means that not one row meets a question. */
static enum {
    NONE_IS_ZERO,    /* some row does, or reports came and had nothing */
    NONE_IS_UNKNOWN, /* no report came                                 */
    NONE_IS_EITHER, /* by reports of areas, scopes or periods, which test_aggregate.c looks at */
} none;

static bool asks_reports_closely(const struct question *question)
{
    static const char *const by[] = { "province", "district", "commune",    "scope",
                                      "year",     "half",     "quarter",    "month",
                                      "week",     "day",      "occurred_at" };
    for (int c = 0; c < question->n_conditions; c++) {
        const size_t size = strcspn(question->where_us[c], "=!<>");
        for (size_t i = 0; i < CHECK_N(by); i++)
            if (strlen(by[i]) == size && strncmp(by[i], question->where_us[c], size) == 0)
                return true;
    }
    return false;
}

/* Of the question whose rows are in `keyed`. */
static void find_none(const struct question *question)
{
    none = NONE_IS_ZERO;
    if (sql_number("SELECT count(*) FROM keyed") > 0 ||
        sql_number("SELECT count(*) FROM row") == 0)
        return;
    if (asks_reports_closely(question))
        none = NONE_IS_EITHER;
    else if (question->n_conditions > 0 || question->period != NULL)
        none = sql_number(question->period == NULL
                              ? "SELECT count(*) FROM calendar WHERE covered"
                              : "SELECT count(*) FROM calendar,win WHERE covered AND day>=f "
                                "AND day<=l") == 0
                   ? NONE_IS_UNKNOWN
                   : NONE_IS_ZERO;
}

/* What must be shown; false: null. */
static bool expected_value(int function, int number, const struct facts *facts, bool complete,
                           wide *out)
{
    const fire_type type = numbers[number].type;
    const bool is_empty = facts->n_rows == 0;
    const bool is_none = number == 0 || complete;
    const bool has_sum = is_empty ? is_none && none != NONE_IS_UNKNOWN : facts->n_known > 0;
    switch (functions[function].agg) {
    case FIRE_AGG_SUM:
        *out = facts->sum;
        return has_sum;
    case FIRE_AGG_MEAN:
        if (is_empty || !has_sum || facts->known == 0) return false;
        *out = round_half_away(times_ten(facts->sum, type == FIRE_TYPE_INTEGER ? 6
                                                     : type == FIRE_TYPE_MONEY ? 2
                                                                               : 0),
                               facts->known);
        return true;
    case FIRE_AGG_MEDIAN:
        *out = type == FIRE_TYPE_DECIMAL ? round_half_away((wide)facts->low + facts->high, 2)
                                         : ((wide)facts->low + facts->high) * 5;
        return facts->n_single > 0;
    case FIRE_AGG_MIN:
        *out = facts->min;
        return facts->n_single > 0;
    case FIRE_AGG_MAX:
        *out = facts->max;
        return facts->n_single > 0;
    case FIRE_AGG_DISTINCT: /* check_distinct */
    case FIRE_AGG_RATE:     /* test_aggregate_layers.c */
    case FIRE_AGG_REAL:
        return false;
    case FIRE_AGG_SHARE:
        if (!has_sum || facts->all_is_null || facts->all == 0) return false;
        *out = round_half_away((wide)facts->sum * 1000000, facts->all);
        return true;
    }
    return false;
}

static void check_value(const struct question *question, int m, const struct facts *facts,
                        struct fire_value value, int64_t unknown, const char *key)
{
    const int function = question->measure[m].function;
    const int number = question->measure[m].number;
    char about[2048];
    wide want = 0;
    const bool has_want = expected_value(function, number, facts, question->complete, &want);
    const bool is_single = function >= 2 && function <= 4;
    const int64_t want_unknown = is_single ? facts->single_unknown : facts->unknown;
    if (value.is_null == !has_want && (!has_want || value.number == want) &&
        unknown == want_unknown && (!value.is_null || value.number == 0))
        return;
    if (none == NONE_IS_EITHER && value.is_null && value.number == 0 && unknown == 0) return;
    describe(question, about);
    CHECK(false, "%s: %s(%s) of %s is %s%lld, unknown %lld; not %s%lld, unknown %lld", about,
          functions[function].name, numbers[number].name, key, value.is_null ? "null " : "",
          (long long)value.number, (long long)unknown, has_want ? "" : "null ", (long long)want,
          (long long)want_unknown);
}

/* One number of all groups, or of all rows where `by_group` is false. */
static sqlite3_stmt *facts_sql(int number, bool by_group)
{
    char sql[MOST_SQL];
    const char *name = number == 0 ? "iif(u,NULL,w)" : number_sql(number);
    snprintf(sql, sizeof sql,
             "WITH m AS (SELECT k,min(v) low,max(v) high FROM (SELECT %s k,%s v,"
             "row_number() OVER (PARTITION BY %s ORDER BY %s) at,"
             "count(*) OVER (PARTITION BY %s) n FROM keyed WHERE w=1 AND %s IS NOT NULL) "
             "WHERE at IN ((n+1)/2,(n+2)/2) GROUP BY k),"
             "g AS (SELECT %s k,count(*) c,count(%s) n,sum(%s) s,"
             "sum(CASE WHEN %s IS NOT NULL THEN w END) known,"
             "sum(CASE WHEN %s IS NULL THEN %s ELSE 0 END) unknown,"
             "count(CASE WHEN w=1 THEN %s END) n1,"
             "sum(CASE WHEN w=1 AND %s IS NOT NULL THEN 0 ELSE w END) unknown1,"
             "min(CASE WHEN w=1 THEN %s END) lo,max(CASE WHEN w=1 THEN %s END) hi "
             "FROM keyed GROUP BY %s) "
             "SELECT g.k,c,n,s,known,unknown,n1,unknown1,lo,hi,m.low,m.high,"
             "(SELECT sum(%s) FROM keyed) FROM g LEFT JOIN m ON m.k=g.k",
             by_group ? "k" : "'all'", name, by_group ? "k" : "1", name, by_group ? "k" : "1",
             name, by_group ? "k" : "'all'", name, name, name, name, number == 0 ? "1" : "w",
             name, name, name, name, by_group ? "k" : "'all'", name);
    return prepare_sql(sql);
}

static struct facts read_facts(sqlite3_stmt *statement)
{
    return (struct facts){
        .n_rows = sqlite3_column_int64(statement, 1),
        .n_known = sqlite3_column_int64(statement, 2),
        .sum = sqlite3_column_int64(statement, 3),
        .known = sqlite3_column_int64(statement, 4),
        .unknown = sqlite3_column_int64(statement, 5),
        .n_single = sqlite3_column_int64(statement, 6),
        .single_unknown = sqlite3_column_int64(statement, 7),
        .min = sqlite3_column_int64(statement, 8),
        .max = sqlite3_column_int64(statement, 9),
        .low = sqlite3_column_int64(statement, 10),
        .high = sqlite3_column_int64(statement, 11),
        .all_is_null = sqlite3_column_type(statement, 12) == SQLITE_NULL,
        .all = sqlite3_column_int64(statement, 12),
    };
}

static size_t bucket_of(const struct key_list *keys, const char *text)
{
    uint64_t hash = 0;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return (size_t)(hash ^ hash >> 32) % keys->n_buckets;
}

/* The row of a key, or -1. */
static int64_t find_key(const struct key_list *keys, const char *text)
{
    for (size_t at = bucket_of(keys, text); keys->bucket[at] != 0;
         at = (at + 1) % keys->n_buckets) {
        if (strcmp(keys->key[keys->bucket[at] - 1].text, text) == 0)
            return keys->bucket[at] - 1;
    }
    return -1;
}

static struct key_list list_keys(const struct world *world, const struct fire_summary *summary)
{
    struct key_list keys = { .n_buckets = (size_t)summary->n_rows * 2 + 1 };
    keys.key = calloc((size_t)summary->n_rows + 1, sizeof *keys.key);
    keys.bucket = calloc(keys.n_buckets, sizeof *keys.bucket);
    for (int64_t row = 0; row < summary->n_rows; row++) {
        char *text = keys.key[row].text;
        summary_key(world, summary, row, text, sizeof keys.key[row].text);
        CHECK(find_key(&keys, text) < 0, "group %s is there twice", text);
        size_t at = bucket_of(&keys, text);
        while (keys.bucket[at] != 0)
            at = (at + 1) % keys.n_buckets;
        keys.bucket[at] = row + 1;
    }
    return keys;
}

/* Every measure of one number, in every group that has rows, and in all rows. */
static void check_number(const struct question *question, const struct fire_summary *summary,
                         struct key_list *keys, int number)
{
    char about[2048];
    describe(question, about);
    for (int pass = 0; pass < 2; pass++) {
        sqlite3_stmt *statement = facts_sql(number, pass == 0);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const char *key = (const char *)sqlite3_column_text(statement, 0);
            const struct facts facts = read_facts(statement);
            const int64_t row = pass == 0 ? find_key(keys, key) : 0;
            CHECK(row >= 0, "%s: group %s is missing", about, key);
            if (pass == 0 && row >= 0) keys->key[row].is_met = true;
            for (int m = 0; row >= 0 && m < question->n_measures; m++) {
                if (question->measure[m].number != number) continue;
                check_value(question, m, &facts,
                            pass == 0 ? fire_summary_value(summary, row, m) : summary->total[m],
                            pass == 0 ? fire_summary_unknown(summary, row, m)
                                      : summary->total_unknown[m],
                            key);
            }
        }
        sqlite3_finalize(statement);
    }
}

/* The groups without rows that a complete answer must have, into the table `wanted`. */
static void complete_sql(const struct question *question)
{
    char axes[MOST_SQL] = "SELECT 1 one";
    char columns[MOST_SQL] = "''";
    char area[1024] = "";
    char time[2048] = "";
    char group[256] = "";
    char from[MOST_SQL] = "max('2022-12-26'";
    char to[MOST_SQL] = "min('2026-01-31'";
    bool has_day = has_dim(question, "day");
    bool has_period = false;
    for (int d = 0; d < question->n_dims; d++) {
        const char *name = dims[question->dim[d]].name;
        const fire_dim_kind kind = dims[question->dim[d]].kind;
        APPEND(columns, "||k%d||'|'", d);
        if (kind == FIRE_DIM_AREA) {
            APPEND(area, "%sk%d", area[0] == '\0' ? "" : ",", d);
        } else if (kind == FIRE_DIM_PERIOD || (kind == FIRE_DIM_WEEKDAY && has_day)) {
            APPEND(time, ",of_%s k%d", name, d);
            APPEND(group, "%sk%d", group[0] == '\0' ? "" : ",", d);
            if (kind != FIRE_DIM_PERIOD) continue;
            has_period = true;
            APPEND(from,
                   ",ifnull((SELECT min(day) FROM calendar WHERE of_%s="
                   "(SELECT min(k%d) FROM keyed)),'9')",
                   name, d);
            APPEND(to,
                   ",ifnull((SELECT max(day) FROM calendar WHERE of_%s="
                   "(SELECT max(k%d) FROM keyed)),'0')",
                   name, d);
        }
    }
    char sql[MOST_SQL * 4];
    run_sql("DROP TABLE IF EXISTS wanted");
    snprintf(sql, sizeof sql, "CREATE TEMP TABLE wanted AS SELECT %s k FROM (%s)", columns,
             axes);
    for (int d = 0; d < question->n_dims; d++) {
        const fire_dim_kind kind = dims[question->dim[d]].kind;
        if (kind == FIRE_DIM_FIELD)
            APPEND(sql, " JOIN (SELECT DISTINCT k%d FROM keyed WHERE k%d IS NOT NULL)", d, d);
        else if (kind == FIRE_DIM_HOUR || (kind == FIRE_DIM_WEEKDAY && !has_day))
            APPEND(sql,
                   " JOIN (WITH RECURSIVE n(x) AS (SELECT %d UNION ALL SELECT x+1 FROM n "
                   "WHERE x<%d) SELECT x k%d FROM n)",
                   kind == FIRE_DIM_HOUR ? 0 : 1, kind == FIRE_DIM_HOUR ? 23 : 7, d);
    }
    if (area[0] != '\0') {
        APPEND(sql, " JOIN (SELECT DISTINCT %s FROM keyed WHERE 1", area);
        for (const char *at = area; at != NULL; at = strchr(at, ',')) {
            at += *at == ',';
            APPEND(sql, " AND %.2s IS NOT NULL", at);
        }
        APPEND(sql, ")");
    }
    if (has_period && question->period != NULL)
        APPEND(sql,
               " JOIN (SELECT day%s FROM calendar WHERE day BETWEEN '%s' AND '%s' "
               "GROUP BY %s HAVING min(covered)=1)",
               time, question->from, question->to, group);
    else if (has_period)
        APPEND(sql,
               " JOIN (SELECT day%s FROM calendar WHERE day BETWEEN (SELECT %s)) AND "
               "(SELECT %s)) GROUP BY %s HAVING min(covered)=1)",
               time, from, to, group);
    run_sql(sql);
}

static void check_complete(const struct question *question, const struct fire_summary *summary,
                           struct key_list *keys)
{
    char about[2048];
    describe(question, about);
    complete_sql(question);
    sqlite3_stmt *statement = prepare_sql(
        "SELECT k FROM wanted WHERE k NOT IN (SELECT k FROM keyed)");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *key = (const char *)sqlite3_column_text(statement, 0);
        const int64_t row = find_key(keys, key);
        CHECK(row >= 0, "%s: empty group %s is missing", about, key);
        if (row < 0) continue;
        keys->key[row].is_met = true;
        for (int m = 0; m < question->n_measures; m++) {
            const struct facts facts = {
                .all_is_null = summary->total[m].is_null,
                .all = functions[question->measure[m].function].agg == FIRE_AGG_SHARE ? 1 : 0,
            };
            const bool is_zero_share = facts.all == 1;
            if (is_zero_share) {
                const struct fire_value value = fire_summary_value(summary, row, m);
                CHECK(value.number == 0, "%s: share of an empty group", about);
            } else {
                check_value(question, m, &facts, fire_summary_value(summary, row, m),
                            fire_summary_unknown(summary, row, m), key);
            }
        }
    }
    sqlite3_finalize(statement);
}

/* Rows must come in the promised order. */
static void check_order(const struct question *question, const struct fire_summary *summary)
{
    char about[2048];
    describe(question, about);
    for (int64_t row = 1; row < summary->n_rows; row++) {
        int order = 0;
        for (int32_t d = 0; order == 0 && d < summary->n_dims; d++) {
            const struct fire_key *a = fire_summary_key(summary, row - 1, d);
            const struct fire_key *b = fire_summary_key(summary, row, d);
            if (a->is_null || b->is_null)
                order = (int)a->is_null - (int)b->is_null;
            else if (summary->dim[d].kind > FIRE_DIM_AREA)
                order = a->number < b->number ? -1 : a->number > b->number;
            else
                order = fire_text_compare(a->text, b->text);
        }
        CHECK(order <= 0, "%s: row %lld is out of order", about, (long long)row);
    }
}

/* How many different values there are, and the incidents without one. */
static void check_distinct(const struct question *question, const struct fire_summary *summary,
                           const struct key_list *keys)
{
    char about[2048];
    describe(question, about);
    for (int pass = 0; pass < 2; pass++) {
        char sql[MOST_SQL];
        const char *counted = dims[question->counted].sql;
        snprintf(sql, sizeof sql,
                 "SELECT k,count(DISTINCT %s),sum(CASE WHEN (%s) IS NULL THEN w ELSE 0 END) "
                 "FROM keyed GROUP BY %s",
                 counted, counted, pass == 0 ? "k" : "'all'");
        sqlite3_stmt *statement = prepare_sql(sql);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const char *key = (const char *)sqlite3_column_text(statement, 0);
            const int64_t want = sqlite3_column_int64(statement, 1);
            const int64_t unknown = sqlite3_column_int64(statement, 2);
            const int64_t row = pass == 0 ? find_key(keys, key) : 0;
            const int m = summary->n_measures - 1;
            if (row < 0) continue; /* told already */
            const struct fire_value value = pass == 0 ? fire_summary_value(summary, row, m)
                                                      : summary->total[m];
            const int64_t got = pass == 0 ? fire_summary_unknown(summary, row, m)
                                          : summary->total_unknown[m];
            CHECK(value.is_null == (want == 0) && value.number == want && got == unknown,
                  "%s: distinct(%s) of %s is %lld, unknown %lld; not %lld, unknown %lld", about,
                  dims[question->counted].name, pass == 0 ? key : "all",
                  (long long)value.number, (long long)got, (long long)want, (long long)unknown);
        }
        sqlite3_finalize(statement);
    }
}

static void check_counts(const struct question *question, const struct fire_summary *summary)
{
    char sql[MOST_SQL] = "SELECT count(*) FROM keyed WHERE day<>last AND (0";
    char about[2048];
    describe(question, about);
    for (int d = 0; d < question->n_dims; d++) {
        if (dims[question->dim[d]].kind > FIRE_DIM_AREA) APPEND(sql, " OR k%d IS NULL", d);
    }
    APPEND(sql, ")");
    const int64_t n_coarse = sql_number(sql);
    CHECK(summary->n_coarse == n_coarse, "%s: %lld coarse, not %lld", about,
          (long long)summary->n_coarse, (long long)n_coarse);
    const int64_t n_records = sql_number("SELECT count(*) FROM keyed");
    CHECK(summary->n_records == n_records, "%s: %lld records, not %lld", about,
          (long long)summary->n_records, (long long)n_records);
    const int64_t n_straddling =
        question->period == NULL
            ? 0
            : sql_number("SELECT count(*) FROM sel,win WHERE day<=l AND last>=f "
                         "AND NOT(day>=f AND last<=l)");
    CHECK(summary->n_straddling == n_straddling, "%s: %lld straddling, not %lld", about,
          (long long)summary->n_straddling, (long long)n_straddling);
    const int64_t n_scopes = has_dim(question, "scope")
                                 ? 1
                                 : sql_number(
                                       "SELECT count(DISTINCT ifnull(scope,'')) FROM keyed");
    CHECK(summary->n_scopes == n_scopes, "%s: %lld scopes, not %lld", about,
          (long long)summary->n_scopes, (long long)n_scopes);
}

/* We have said that a number does not fit: one must be there. */
static void check_out_of_range(const struct question *question)
{
    char about[2048];
    bool is_there = false;
    describe(question, about);
    select_sql(question);
    for (int m = 0; m < question->n_measures; m++) {
        for (int by_group = 0; by_group < 2; by_group++) {
            sqlite3_stmt *statement = facts_sql(question->measure[m].number, by_group == 1);
            while (sqlite3_step(statement) == SQLITE_ROW) {
                const struct facts facts = read_facts(statement);
                wide want = 0;
                is_there = is_there || (expected_value(question->measure[m].function,
                                                       question->measure[m].number, &facts,
                                                       question->complete, &want) &&
                                        (want < INT64_MIN || want > INT64_MAX));
            }
            sqlite3_finalize(statement);
        }
    }
    CHECK(is_there, "%s: every number fits", about);
}

static void compare(struct world *world, const struct question *question)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_summary *summary = ask_us(world, question, arena);
    if (summary == NULL) {
        check_out_of_range(question);
        fire_arena_free(arena);
        return;
    }
    struct key_list keys = list_keys(world, summary);
    if (question->n_dims == 0) keys.key[0].is_met = true; /* there without any row, too */

    select_sql(question);
    find_none(question);
    for (int number = 0; number < N_NUMBERS; number++) {
        if (asks_number(question, number)) check_number(question, summary, &keys, number);
    }
    if (question->counted >= 0) check_distinct(question, summary, &keys);
    if (question->complete && question->n_dims > 0) check_complete(question, summary, &keys);
    for (int64_t row = 0; row < summary->n_rows; row++) {
        char about[2048];
        describe(question, about);
        CHECK(keys.key[row].is_met, "%s: group %s is not in SQL", about, keys.key[row].text);
    }
    check_order(question, summary);
    check_counts(question, summary);
    free(keys.key);
    free(keys.bucket);
    fire_arena_free(arena);
}

/* ---- conditions ---------------------------------------------------------------------- */

static const char *const relations[] = { "=", "!=", ">=", "<=", ">", "<" };

/* A condition over `sql` from pairs of values, ours and SQL's; -1 null of the n_values. */
static void write_condition(struct question *question, const char *name, const char *sql,
                            int relation, const char *const us[], const char *const theirs[],
                            int n_values, bool with_null)
{
    char *left = question->where_us[question->n_conditions];
    char right[1024] = "0";
    snprintf(left, 256, "%s%s", name, relations[relation]);
    for (int i = 0; i < n_values; i++) {
        snprintf(left + strlen(left), 256 - strlen(left), "%s%s", i == 0 ? "" : ",", us[i]);
        APPEND(right, " OR ((%s) IS NOT NULL AND (%s)%s%s)", sql, sql,
               relation == 1 ? "=" : relations[relation], theirs[i]);
    }
    if (with_null) {
        snprintf(left + strlen(left), 256 - strlen(left), "%snull", n_values == 0 ? "" : ",");
        APPEND(right, " OR (%s) IS NULL", sql);
    }
    snprintf(question->where_sql[question->n_conditions], 1100, "%s(%s)",
             relation == 1 ? "NOT " : "", right);
    question->n_conditions++;
}

static void random_word_condition(struct question *question)
{
    static const struct {
        const char *us;
        const char *them;
        int field;
    } spellings[] = {
        { "fire", "'fire'", 0 },
        { "CHÁY", "'Cháy'", 0 },
        { "chập  điện", "'Chập điện'", 1 },
        { "á", "'Á'", 1 },
        { "nothing", "'nothing'", 1 },
        { "national", "'national'", 2 },
        { "đ", "'Đ'", 3 },
        { "TWO", "'two'", 3 },
        { "tỉnh a", "'Tỉnh A'", 4 },
        { "D", "'D'", 4 },
        { "Huyện 1", "'Huyện 1'", 5 },
        { "r", "'R'", 5 },
        { "xã tân lập", "'Xã Tân Lập'", 6 },
        { "T", "'T'", 6 },
    };
    const int at = pick((int)CHECK_N(spellings));
    const char *us[2] = { spellings[at].us, spellings[at].us };
    const char *them[2] = { spellings[at].them, spellings[at].them };
    int n = chance(85) ? 1 : 0;
    const int other = pick((int)CHECK_N(spellings));
    if (n == 1 && spellings[other].field == spellings[at].field) {
        us[n] = spellings[other].us;
        them[n++] = spellings[other].them;
    }
    const char *name = word_fields[spellings[at].field];
    write_condition(question, name, name, pick(2), us, them, n, n == 0 || chance(20));
}

static void random_number_condition(struct question *question)
{
    const int field = pick(N_NUMBERS);
    const int relation = pick(6);
    char us[2][64];
    char them[2][64];
    char sql[64];
    /* one digit more than the scale, so that some values lie between two numbers */
    snprintf(sql, sizeof sql, "%s*10", field == 0 ? "w" : number_sql(field));
    const int n = chance(70) ? 1 : 2;
    for (int i = 0; i < n; i++) {
        const int64_t value = (field == 0 || numbers[field].scale == 0 ? pick(8) - 2
                                                                       : pick(20000) * 7) *
                                  10 +
                              (chance(30) ? pick(10) : 0);
        number_text(value, numbers[field].scale + 1, us[i]);
        snprintf(them[i], sizeof them[i], "%lld", (long long)value);
    }
    if (field == 0) snprintf(sql, sizeof sql, "ifnull(incidents,nullif(day=last,0))*10");
    const char *const left[] = { us[0], us[1] };
    const char *const right[] = { them[0], them[1] };
    write_condition(question, numbers[field].name, sql, relation, left, right, n,
                    relation < 2 && chance(20));
}

static void random_time_condition(struct question *question)
{
    static const struct {
        const char *name;
        const char *values[3];
    } times[] = {
        { "year", { "2023", "2024", "2025" } },
        { "half", { "2024-H1", "2023-H2", "2024-H2" } },
        { "quarter", { "2024-Q1", "2023-Q4", "2024-Q3" } },
        { "month", { "2024-01", "2023-12", "2024-03" } },
        { "week", { "2024-W01", "2023-W52", "2024-W05" } },
        { "day", { "2024-01-01", "2023-12-31", "2024-02-29" } },
        { "weekday", { "1", "4", "7" } },
        { "hour", { "0", "12", "23" } },
    };
    const int at = pick((int)CHECK_N(times));
    const char *value = times[at].values[pick(3)];
    char quoted[32];
    const char *sql = NULL;
    for (int d = 0; d < N_DIMS; d++) {
        if (strcmp(dims[d].name, times[at].name) == 0) sql = dims[d].sql;
    }
    snprintf(quoted, sizeof quoted, at < 6 ? "'%s'" : "%s", value);
    const char *const us[] = { value };
    const char *const them[] = { quoted };
    const int relation = pick(6);
    write_condition(question, times[at].name, sql, relation, us, them, 1,
                    relation < 2 && chance(20));
}

static void random_other_condition(struct question *question)
{
    static const struct {
        const char *name;
        const char *sql;
        const char *us;
        const char *them;
        int n_relations;
    } others[] = {
        { "arrived_at", "arrived_at", "2024-01-10", "'2024-01-10'", 6 },
        { "occurred_at", "CASE WHEN day=last THEN day END", "2024-01-10", "'2024-01-10'", 6 },
        { "id", "id", "iD3", "'Id3'", 2 },
        { "period", "CASE WHEN day<>last THEN day||last END", "2024-01",
          "'2024-01-012024-01-31'", 2 },
    };
    const int at = pick((int)CHECK_N(others));
    const int relation = pick(others[at].n_relations);
    const bool with_null = relation < 2 && chance(30);
    const int n = with_null && chance(50) ? 0 : 1;
    const char *const us[] = { others[at].us };
    const char *const them[] = { others[at].them };
    write_condition(question, others[at].name, others[at].sql, relation, us, them, n,
                    with_null);
}

static void random_condition(struct question *question)
{
    switch (pick(5)) {
    case 0:
    case 1:
        random_word_condition(question);
        break;
    case 2:
        random_number_condition(question);
        break;
    case 3:
        random_time_condition(question);
        break;
    default:
        random_other_condition(question);
    }
}

static void random_window(struct question *question)
{
    static const struct {
        const char *period;
        const char *from;
        const char *to;
    } windows[] = {
        { "2024", "2024-01-01", "2024-12-31" },
        { "2023-12..2024-01", "2023-12-01", "2024-01-31" },
        { "2024-Q1", "2024-01-01", "2024-03-31" },
        { "2023-12-15..2024-02-14", "2023-12-15", "2024-02-14" },
        { "2023..2024", "2023-01-01", "2024-12-31" },
        { "2022", "2022-01-01", "2022-12-31" },
    };
    const int at = pick((int)CHECK_N(windows));
    question->period = windows[at].period;
    memcpy(question->from, windows[at].from, 11);
    memcpy(question->to, windows[at].to, 11);
}

/* ---- tests --------------------------------------------------------------------------- */

static struct mix random_mix(void)
{
    static const int spans[] = { 3, 40, 100, 420 };
    return (struct mix){
        .n_rows = chance(5) ? 0 : 1 + pick(60),
        .nulls = chance(30) ? 0 : pick(60),
        .periods = chance(40) ? 0 : pick(60),
        .weights = chance(40) ? 0 : pick(70),
        .large = chance(70) ? 0 : pick(50),
        .n_days = spans[pick(4)],
        .batches = pick(40),
    };
}

/* Injuries are deaths by another name, and part of the sum. */
static void ask_everything(struct question *question)
{
    for (int function = 0; function < N_FUNCTIONS; function++) {
        for (int number = 0; number < N_NUMBERS; number++) {
            if (strcmp(numbers[number].name, "injuries") == 0) continue;
            question->measure[question->n_measures].function = function;
            question->measure[question->n_measures++].number = number;
        }
    }
}

static void test_every_pair(void)
{
    for (int set = 0; set < 6; set++) {
        const struct mix mix = random_mix();
        struct world *world = random_world(&mix);
        for (int a = -1; a < N_DIMS; a++) {
            for (int b = -1; b < N_DIMS; b++) {
                if (a == b ? a >= 0 : a < 0 || (b >= 0 && b < a && set % 2 == 0)) continue;
                struct question question = { .counted = -1 };
                if (a >= 0) question.dim[question.n_dims++] = a;
                if (b >= 0) question.dim[question.n_dims++] = b;
                if (mix.n_rows == 0 && (a == 3 || b == 3)) continue; /* no field phase yet */
                ask_everything(&question);
                if (mix.n_rows == 0) question.n_measures = 4;
                compare(world, &question);
            }
        }
        world_free(world);
    }
}

static void random_question(struct question *question)
{
    *question = (struct question){ .counted = chance(50) ? pick(N_DIMS) : -1 };
    const int n_dims = pick(4);
    while (question->n_dims < n_dims) {
        const int dim = pick(N_DIMS);
        if (!has_dim(question, dims[dim].name)) question->dim[question->n_dims++] = dim;
    }
    const int n_measures = 1 + pick(5);
    for (int m = 0; m < n_measures; m++) {
        question->measure[m].function = pick(N_FUNCTIONS);
        question->measure[m].number = pick(N_NUMBERS);
    }
    question->n_measures = n_measures;
    while (question->n_conditions < 4 && chance(45))
        random_condition(question);
    if (chance(30)) random_window(question);
    /* days by hours by anything are tens of thousands of empty groups: seldom */
    question->complete = chance(has_dim(question, "day") && n_dims > 1 ? 2 : 35);
}

static void test_random_questions(void)
{
    for (int set = 0; set < check_rounds(2000); set++) {
        struct mix mix = random_mix();
        if (mix.n_rows == 0) mix.n_rows = 1;
        struct world *world = random_world(&mix);
        for (int q = 0; q < 2; q++) {
            struct question question;
            random_question(&question);
            compare(world, &question);
        }
        world_free(world);
    }
}

/* Enough groups for the hash table, enough rows for full batches. */
static void test_many_groups(void)
{
    const struct mix mix = { .n_rows = 9000,
                             .nulls = 8,
                             .periods = 5,
                             .weights = 10,
                             .large = 5,
                             .n_days = 700,
                             .batches = 0 };
    run_sql("BEGIN");
    struct world *world = random_world(&mix);
    run_sql("COMMIT");
    static const char *const asked[] = { "commune", "day", "hour", "cause" };
    struct question question = { .counted = -1 };
    for (size_t i = 0; i < CHECK_N(asked); i++) {
        for (int d = 0; d < N_DIMS; d++) {
            if (strcmp(dims[d].name, asked[i]) == 0) question.dim[question.n_dims++] = d;
        }
    }
    for (int m = 0; m < N_FUNCTIONS; m++) {
        question.measure[m].function = m;
        question.measure[m].number = 2;
    }
    question.n_measures = N_FUNCTIONS;
    compare(world, &question);
    world_free(world);
}

int main(void)
{
    open_database();
    const struct check_test tests[] = {
        CHECK_TEST(test_every_pair),
        CHECK_TEST(test_random_questions),
        CHECK_TEST(test_many_groups),
    };
    const int status = CHECK_MAIN(tests);
    sqlite3_close(database);
    return status;
}
