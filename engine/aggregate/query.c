/* query.c - see firestat/query.h: the words of dimensions and measures.
 *
 * A question is only understood here, not prepared: dictionaries and areas may still grow
 * until it is run. A call that fails leaves the question as it was. */
#include "firestat/query.h"

#include "made.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *name;
    fire_agg agg;
} functions[] = {
    { "sum", FIRE_AGG_SUM },           { "mean", FIRE_AGG_MEAN }, { "median", FIRE_AGG_MEDIAN },
    { "min", FIRE_AGG_MIN },           { "max", FIRE_AGG_MAX },   { "share", FIRE_AGG_SHARE },
    { "distinct", FIRE_AGG_DISTINCT }, { "rate", FIRE_AGG_RATE }, { "real", FIRE_AGG_REAL },
};

#define N_FUNCTIONS (sizeof functions / sizeof functions[0])

/* What can be grouped by beside category fields and areas. */
static const struct {
    const char *name;
    fire_dim_kind kind;
    fire_period_unit unit;
} time_dims[] = {
    { "year", FIRE_DIM_PERIOD, FIRE_UNIT_YEAR },
    { "half", FIRE_DIM_PERIOD, FIRE_UNIT_HALF },
    { "quarter", FIRE_DIM_PERIOD, FIRE_UNIT_QUARTER },
    { "month", FIRE_DIM_PERIOD, FIRE_UNIT_MONTH },
    { "week", FIRE_DIM_PERIOD, FIRE_UNIT_WEEK },
    { "day", FIRE_DIM_PERIOD, FIRE_UNIT_DAY },
    { "weekday", FIRE_DIM_WEEKDAY, FIRE_UNIT_DAY },
    { "hour", FIRE_DIM_HOUR, FIRE_UNIT_DAY },
};

#define N_TIME_DIMS (sizeof time_dims / sizeof time_dims[0])

fire_status fire_query_create(const struct fire_schema *schema, const struct fire_areas *areas,
                              const struct fire_calendar *calendar, struct fire_arena *arena,
                              struct fire_query **out, struct fire_error *err)
{
    struct fire_query *query = FIRE_TAKE(arena, 1, struct fire_query);
    if (query == NULL) return fire_fail_memory(err);
    query->schema = schema;
    query->areas = areas;
    query->calendar = calendar;
    query->arena = arena;
    query->n_jobs = 1;
    *out = query;
    return FIRE_OK;
}

/* ---- lists of words ------------------------------------------------------------------ */

struct fire_text_view ask_next_item(const char **rest)
{
    const char *from = *rest;
    const char *comma = strchr(from, ',');
    const char *to = comma != NULL ? comma : from + strlen(from);
    *rest = comma != NULL ? comma + 1 : NULL;
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    return (struct fire_text_view){ from, (size_t)(to - from) };
}

static int32_t count_items(const char *text)
{
    int32_t n = 1;
    for (; *text != '\0'; text++)
        n += *text == ',';
    return n;
}

void ask_list_add(char out[ASK_LIST_BYTES], const char *name)
{
    const size_t used = strlen(out);
    const char *between = used > 0 ? ", " : "";
    const size_t between_size = strlen(between);
    if (used + between_size + strlen(name) + 1 > ASK_LIST_BYTES) return;
    memcpy(out + used, between, between_size);
    memcpy(out + used + between_size, name, strlen(name) + 1);
}

void ask_list_dims(const struct fire_query *query, char out[ASK_LIST_BYTES])
{
    out[0] = '\0';
    for (size_t i = 0; i < N_TIME_DIMS; i++)
        ask_list_add(out, time_dims[i].name);
    for (int32_t i = 0; i < fire_schema_n_fields(query->schema); i++) {
        const struct fire_field *field = fire_schema_field(query->schema, i);
        if (field->type == FIRE_TYPE_AREA || field->type == FIRE_TYPE_CATEGORY)
            ask_list_add(out, field->name);
    }
}

/* ---- dimensions ---------------------------------------------------------------------- */

bool ask_dim_find(const struct fire_query *query, struct fire_text_view name,
                  struct ask_dim *out)
{
    for (size_t i = 0; i < N_TIME_DIMS; i++) {
        if (!fire_text_equal(name, fire_text_of(time_dims[i].name))) continue;
        *out = (struct ask_dim){
            .name = time_dims[i].name,
            .kind = time_dims[i].kind,
            .unit = time_dims[i].unit,
            .field = -1,
        };
        return true;
    }
    const int32_t field = fire_schema_find(query->schema, name);
    if (field < 0) return false;
    struct ask_dim found = {
        .name = fire_schema_field(query->schema, field)->name,
        .field = field,
    };
    switch (fire_schema_field(query->schema, field)->type) {
    case FIRE_TYPE_CATEGORY:
        found.kind = FIRE_DIM_FIELD;
        break;
    case FIRE_TYPE_AREA:
        found.kind = FIRE_DIM_AREA;
        found.level = field == FIRE_FIELD_PROVINCE   ? FIRE_LEVEL_PROVINCE
                      : field == FIRE_FIELD_DISTRICT ? FIRE_LEVEL_DISTRICT
                                                     : FIRE_LEVEL_COMMUNE;
        break;
    default:
        return false;
    }
    *out = found;
    return true;
}

static fire_status fail_dim(const struct fire_query *query, struct fire_text_view name,
                            struct fire_error *err)
{
    char known[ASK_LIST_BYTES];
    ask_list_dims(query, known);
    return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                     "there is no dimension '%.*s' (there are: %s)", (int)name.size_bytes,
                     name.bytes, known);
}

fire_status fire_query_by(struct fire_query *query, const char *dims, struct fire_error *err)
{
    const int32_t n_most = query->n_dims + count_items(dims);
    struct ask_dim *dim = FIRE_TAKE(query->arena, n_most, struct ask_dim);
    if (dim == NULL) return fire_fail_memory(err);
    if (query->n_dims > 0) memcpy(dim, query->dim, (size_t)query->n_dims * sizeof *dim);

    int32_t n = query->n_dims;
    for (const char *rest = dims; rest != NULL; n++) {
        const struct fire_text_view name = ask_next_item(&rest);
        if (!ask_dim_find(query, name, &dim[n])) return fail_dim(query, name, err);
        for (int32_t i = 0; i < n; i++) {
            if (strcmp(dim[i].name, dim[n].name) == 0)
                return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                                 "dimension '%s' is asked twice", dim[n].name);
        }
    }
    query->dim = dim;
    query->n_dims = n;
    return FIRE_OK;
}

/* ---- measures ------------------------------------------------------------------------ */

bool ask_is_number(const struct fire_field *field)
{
    return field->type == FIRE_TYPE_INTEGER || field->type == FIRE_TYPE_DECIMAL ||
           field->type == FIRE_TYPE_MONEY;
}

static fire_status fail_measure(const struct fire_query *query, struct fire_text_view text,
                                struct fire_error *err)
{
    char known[ASK_LIST_BYTES] = "";
    for (int32_t i = 0; i < fire_schema_n_fields(query->schema); i++) {
        const struct fire_field *field = fire_schema_field(query->schema, i);
        if (ask_is_number(field)) ask_list_add(known, field->name);
    }
    return fire_fail(
        err, FIRE_ESCHEMA, FIRE_NOWHERE,
        "there is no measure '%.*s' (there are: %s; sums of those of one kind, as in "
        "deaths+injuries; and sum, mean, median, min, max, share, rate of them, as in "
        "mean(damage), real of money, distinct of a dimension)",
        (int)text.size_bytes, text.bytes, known);
}

/* "damage", "deaths+injuries" or "mean(damage)". */
static fire_status parse_measure(struct fire_query *query, struct fire_text_view text,
                                 struct ask_measure *out, struct fire_error *err)
{
    struct fire_text_view name = text;
    fire_agg agg = FIRE_AGG_SUM;
    const char *open = memchr(text.bytes, '(', text.size_bytes);
    if (open != NULL) {
        const struct fire_text_view function = { text.bytes, (size_t)(open - text.bytes) };
        if (text.bytes[text.size_bytes - 1] != ')') return fail_measure(query, text, err);
        name = (struct fire_text_view){ open + 1, text.size_bytes - function.size_bytes - 2 };
        size_t i = 0;
        while (i < N_FUNCTIONS && !fire_text_equal(function, fire_text_of(functions[i].name)))
            i++;
        if (i == N_FUNCTIONS) return fail_measure(query, text, err);
        agg = functions[i].agg;
    }
    if (agg == FIRE_AGG_DISTINCT) {
        *out = (struct ask_measure){ .agg = agg, .field = -1 };
        return ask_dim_find(query, name, &out->dim) ? FIRE_OK : fail_measure(query, text, err);
    }
    int32_t field;
    FIRE_TRY(made_find(query, name, &field, err));
    if (field < 0 || !ask_is_number(ask_field(query, field)) ||
        (agg == FIRE_AGG_REAL && ask_field(query, field)->type != FIRE_TYPE_MONEY))
        return fail_measure(query, text, err);
    *out = (struct ask_measure){ .agg = agg, .field = field };
    return FIRE_OK;
}

fire_status fire_query_measure(struct fire_query *query, const char *measures,
                               struct fire_error *err)
{
    const int32_t n_most = query->n_measures + count_items(measures);
    struct ask_measure *measure = FIRE_TAKE(query->arena, n_most, struct ask_measure);
    if (measure == NULL) return fire_fail_memory(err);
    if (query->n_measures > 0)
        memcpy(measure, query->measure, (size_t)query->n_measures * sizeof *measure);

    int32_t n = query->n_measures;
    for (const char *rest = measures; rest != NULL; n++) {
        const struct fire_text_view text = ask_next_item(&rest);
        FIRE_TRY(parse_measure(query, text, &measure[n], err));
        measure[n].name = fire_arena_copy(query->arena, text.bytes, text.size_bytes);
        if (measure[n].name == NULL) return fire_fail_memory(err);
    }
    query->measure = measure;
    query->n_measures = n;
    return FIRE_OK;
}

/* ---- the rest ------------------------------------------------------------------------ */

fire_status fire_query_period(struct fire_query *query, const char *period,
                              struct fire_error *err)
{
    struct fire_window days;
    FIRE_TRY(fire_calendar_parse(query->calendar, fire_text_of(period), &days, err));
    fire_query_days(query, days);
    return FIRE_OK;
}

void fire_query_days(struct fire_query *query, struct fire_window days)
{
    query->window = days;
    query->has_window = true;
}

void fire_query_listed(struct fire_query *query, const struct fire_listed *listed)
{
    query->listed = listed;
}

void fire_query_keep_reports(struct fire_query *query)
{
    query->keeps_reports = true;
}

void fire_query_keep_samples(struct fire_query *query)
{
    query->keeps_samples = true;
}

void fire_query_jobs(struct fire_query *query, int32_t n_jobs)
{
    assert(n_jobs >= 1);
    query->n_jobs = n_jobs;
}

bool fire_query_window(const struct fire_query *query, struct fire_window *out)
{
    if (query->has_window) *out = query->window;
    return query->has_window;
}

void fire_query_restated(struct fire_query *query, const struct fire_restated *restated)
{
    query->restated = restated;
}

void fire_query_complete(struct fire_query *query)
{
    query->complete = true;
}

void fire_query_population(struct fire_query *query, const struct fire_population *population)
{
    query->population = population;
}

void fire_query_prices(struct fire_query *query, const struct fire_prices *prices,
                       int32_t base_year)
{
    query->prices = prices;
    query->base_year = base_year;
}

void fire_query_price_year_until(struct fire_query *query, int32_t year)
{
    enum { YEARS_MOST = 400 }; /* as many as a table of prices has */
    if (query->base_year != 0 || query->prices == NULL) return;
    for (int32_t back = 0; back < YEARS_MOST; back++) {
        if (!fire_prices_has(query->prices, year - back)) continue;
        query->base_year = year - back;
        return;
    }
}

static bool asks(const struct fire_query *query, fire_agg agg)
{
    for (int32_t m = 0; m < query->n_measures; m++)
        if (query->measure[m].agg == agg) return true;
    return false;
}

bool fire_query_asks_rate(const struct fire_query *query)
{
    return asks(query, FIRE_AGG_RATE);
}

bool fire_query_asks_real(const struct fire_query *query)
{
    return asks(query, FIRE_AGG_REAL);
}
