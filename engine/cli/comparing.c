/* comparing.c - see comparing.h. */
#include "comparing.h"

#include "days.h"
#include "names.h"
#include "territory.h"

#include <stdlib.h>
#include <string.h>

#define PERCENT_DECIMALS 1

/* ---- measures ------------------------------------------------------------------------------- */

/* Is a dimension one of time, whose groups are matched by their place? */
static bool is_period_name(struct fire_text_view name)
{
    fire_period_unit unit;
    return fire_period_unit_of(name, &unit);
}

/* The field of "damage" and of "sum(damage)"; empty for other measures. */
static struct fire_text_view summed_field(struct fire_text_view measure)
{
    static const char sum[] = "sum(";
    const size_t n = sizeof sum - 1;
    if (memchr(measure.bytes, '(', measure.size_bytes) == NULL) return measure;
    if (measure.size_bytes <= n || memcmp(measure.bytes, sum, n) != 0) return fire_text_of("");
    return (struct fire_text_view){ measure.bytes + n, measure.size_bytes - n - 1 };
}

static fire_judge judge_named(const struct fire_schema *schema, struct fire_text_view measure)
{
    struct fire_text_view name = summed_field(measure);
    const char *plus = name.size_bytes == 0 ? NULL : memchr(name.bytes, '+', name.size_bytes);
    if (plus != NULL) name.size_bytes = (size_t)(plus - name.bytes); /* all are of one kind */
    const int32_t field = fire_schema_find(schema, name);
    if (field < 0) return FIRE_JUDGE_OTHER;
    const struct fire_field *about = fire_schema_field(schema, field);
    const struct fire_summary_measure as = { .name = about->name,
                                             .agg = FIRE_AGG_SUM,
                                             .type = about->type };
    return fire_judge_of(&as);
}

/* ---- the options --------------------------------------------------------------------------- */

/* Names in `texts` must be among the measures; without any, the usual criteria that are. */
static fire_status find_criteria(struct session *session, struct comparing *c,
                                 struct fire_arena *arena)
{
    const bool is_asked = session->options.criteria != NULL;
    int32_t n = 0;
    const struct fire_text_view *name = names_split(
        is_asked ? session->options.criteria : DEFAULT_MEASURES, arena, &n);
    int32_t *criterion = FIRE_TAKE(arena, n + 1, int32_t);
    if (name == NULL || criterion == NULL) return fire_fail_memory(&session->err);
    if (n > FIRE_CRITERIA_MOST)
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "--criteria takes at most %d measures", FIRE_CRITERIA_MOST);
    for (int32_t i = 0; i < n; i++) {
        int32_t at = 0;
        while (at < c->n_asked && !fire_text_equal(c->measure[at], name[i]))
            at++;
        if (at < c->n_asked)
            criterion[c->options.n_criteria++] = at;
        else if (is_asked)
            return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                             "--criteria '%.*s' is not among the measures",
                             (int)name[i].size_bytes, name[i].bytes);
    }
    if (!is_asked && c->default_measures != NULL) {
        n = c->n_asked < FIRE_CRITERIA_MOST ? c->n_asked : 0;
        c->options.n_criteria = n;
        criterion = FIRE_TAKE(arena, n + 1, int32_t);
        for (int32_t m = 0; criterion != NULL && m < n; m++)
            criterion[m] = m;
        if (criterion == NULL) return fire_fail_memory(&session->err);
    } else if (!is_asked && c->options.n_criteria < n) {
        c->options.n_criteria = 0;
    }
    c->options.criterion = criterion;
    return FIRE_OK;
}

/* All measures: those asked, incidents, and the values behind each sum of money. */
static fire_status list_figures(struct session *session, struct comparing *c,
                                const struct source *source, const char *measures)
{
    struct fire_buffer text = { 0 };
    fire_buffer_printf(&text, "%s,incidents", measures);
    for (int32_t m = 0; m < c->n_asked; m++) {
        const struct fire_text_view field = summed_field(c->measure[m]);
        c->judge[m] = judge_named(source->schema, c->measure[m]);
        if (c->judge[m] == FIRE_JUDGE_MONEY)
            fire_buffer_printf(&text, ",median(%.*s)", (int)field.size_bytes, field.bytes);
    }
    if (!text.failed) c->figures = fire_arena_copy(source->arena, text.bytes, text.size_bytes);
    fire_buffer_finish(&text);
    return c->figures != NULL ? FIRE_OK : fire_fail_memory(&session->err);
}

static fire_status read_options(struct session *session, struct comparing *c,
                                const struct source *source)
{
    const struct options *options = &session->options;
    const char *measures = options->measure;
    if (measures == NULL && c->default_measures != NULL)
        measures = options->criteria != NULL ? options->criteria : c->default_measures;
    if (measures == NULL) measures = DEFAULT_MEASURES;
    c->by = options->by != NULL ? options->by : c->default_by != NULL ? c->default_by : "";
    c->dim = names_split(c->by, source->arena, &c->n_dims);
    c->measure = names_split(measures, source->arena, &c->n_asked);
    c->is_period = FIRE_TAKE(source->arena, c->n_dims + 1, bool);
    c->judge = FIRE_TAKE(source->arena, c->n_asked + 1, fire_judge);
    if (c->dim == NULL || c->measure == NULL || c->is_period == NULL || c->judge == NULL)
        return fire_fail_memory(&session->err);
    for (int32_t d = 0; d < c->n_dims; d++)
        c->is_period[d] = is_period_name(c->dim[d]);
    FIRE_TRY(list_figures(session, c, source, measures));
    c->options = (struct fire_compare_options){
        .n_dims = c->n_dims,
        .n_asked = c->n_asked,
        .percent_decimals = PERCENT_DECIMALS,
        .rounding = c->rounding,
        .unknown_percent = c->unknown_most,
    };
    return find_criteria(session, c, source->arena);
}

/* What can be said without a source. */
fire_status comparing_check(struct session *session, struct comparing *c)
{
    const struct options *options = &session->options;
    c->unknown_most = FIRE_UNKNOWN_PERCENT;
    if (options->period == NULL && c->default_measures == NULL)
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "compare needs --period: 2024, 2024-H1, 2024-9M, 2021..2025, ...");
    if (options->unknown_most != NULL) {
        char *end;
        c->unknown_most = strtol(options->unknown_most, &end, 10);
        if (*end != '\0' || end == options->unknown_most || c->unknown_most < 0 ||
            c->unknown_most > 100)
            return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                             "--unknown-most '%s' is not a whole percent from 0 to 100",
                             options->unknown_most);
    }
    if (options->round != NULL && strcmp(options->round, "truncate") == 0) {
        c->rounding = FIRE_ROUND_TRUNCATE;
    } else if (options->round != NULL && strcmp(options->round, "half") != 0) {
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "--round '%s' is none of: half, truncate", options->round);
    }
    return FIRE_OK;
}

/* ---- then: all windows ---------------------------------------------------------------------- */

/* Queries as they are counted out: n of a comparison by dimensions, then of one of all groups
 * together. */
struct asker {
    struct session *session;
    struct comparing *c;
    const struct source *source;
    struct questions *out;
};

/* All windows are in the prices of the year that the current one ends in. */
static int32_t price_year(const struct comparing *c)
{
    return fire_calendar_period(c->plan.calendar, FIRE_UNIT_YEAR,
                                c->plan.window[c->plan.current[0]].last_day);
}

static fire_status add_query(struct asker *asker, const char *by, const char *measures,
                             const struct fire_window *days, struct fire_query **out)
{
    struct fire_error *err = &asker->session->err;
    FIRE_TRY(question_begin(asker->session, asker->source, asker->out, out, err));
    if (by[0] != '\0') FIRE_TRY(fire_query_by(*out, by, err));
    FIRE_TRY(question_measure(asker->session, asker->source, *out, measures));
    fire_query_price_year_until(*out, price_year(asker->c));
    if (days != NULL) fire_query_days(*out, *days);
    return questions_add(asker->out, asker->source, *out, err);
}

/* The values of the incidents of which something came. */
static fire_status add_events(struct asker *asker, const char *by, int32_t measure,
                              const struct fire_window *days)
{
    const struct fire_text_view field = summed_field(asker->c->measure[measure]);
    const int size = (int)field.size_bytes;
    struct fire_query *query;
    struct fire_buffer text = { 0 };
    fire_buffer_printf(&text, "median(%.*s)", size, field.bytes);
    const size_t condition = text.size_bytes + 1;
    fire_buffer_add(&text, "", 1);
    fire_buffer_printf(&text, "%.*s>0", size, field.bytes);
    fire_status status = text.failed ? fire_fail_memory(&asker->session->err) : FIRE_OK;
    if (status == FIRE_OK) status = add_query(asker, by, text.bytes, days, &query);
    if (status == FIRE_OK)
        status = fire_query_where(query, text.bytes + condition, &asker->session->err);
    if (status == FIRE_OK) fire_query_keep_samples(query);
    fire_buffer_finish(&text);
    return status;
}

/* What fire_compare takes of a window: figures, events, scopes. */
static fire_status add_window(struct asker *asker, const char *by,
                              const struct fire_window *days)
{
    struct fire_query *query;
    FIRE_TRY(add_query(asker, by, asker->c->figures, days, &query));
    fire_query_keep_samples(query);
    fire_query_keep_reports(query);
    for (int32_t m = 0; m < asker->c->n_asked; m++)
        if (asker->c->judge[m] == FIRE_JUDGE_EVENTS) FIRE_TRY(add_events(asker, by, m, days));
    return add_query(asker, "scope", "incidents", days, &query);
}

static fire_status add_orders(struct asker *asker)
{
    struct fire_query *query;
    for (int32_t d = 0; d < asker->c->n_dims; d++) {
        const struct fire_text_view dim = asker->c->dim[d];
        if (asker->c->is_period[d]) continue;
        const char *name = fire_arena_copy(asker->source->arena, dim.bytes, dim.size_bytes);
        if (name == NULL) return fire_fail_memory(&asker->session->err);
        FIRE_TRY(add_query(asker, name, "incidents", NULL, &query));
    }
    return FIRE_OK;
}

/* What is compared; the year of the data's last day where nothing is asked. */
static fire_status make_plan(struct comparing *c, const struct session *session,
                             const struct fire_calendar *calendar, struct fire_arena *arena,
                             struct fire_error *err)
{
    const char *against = session->options.against;
    const char *period = session->options.period;
    if (period == NULL) period = days_last_year(calendar, c->known, arena);
    if (period == NULL) return fire_fail_memory(err);
    return fire_compare_plan_make(calendar, period, against == NULL ? DEFAULT_AGAINST : against,
                                  c->known, c->silent_days, &c->plan, err);
}

fire_status comparing_ask(struct comparing *c, struct session *session,
                          const struct source *source, struct questions *out)
{
    const struct fire_calendar *calendar;
    struct asker asker = { session, c, source, out };
    c->first_query = out->n;
    FIRE_TRY(read_options(session, c, source));
    FIRE_TRY(question_calendar(session, source, &calendar, &session->err));
    FIRE_TRY(make_plan(c, session, calendar, source->arena, &session->err));
    for (int32_t w = 0; w < c->plan.n_windows; w++)
        FIRE_TRY(add_window(&asker, c->by, &c->plan.window[w]));
    for (int32_t w = 0; c->n_dims > 0 && w < c->plan.n_windows; w++)
        FIRE_TRY(add_window(&asker, "", &c->plan.window[w]));
    return add_orders(&asker);
}

/* The answers of windows from `*at` on. NULL: no memory. */
static struct fire_compare_answer *take_answers(const struct comparing *c,
                                                const struct questions *questions, int32_t *at,
                                                struct fire_arena *arena)
{
    struct fire_compare_answer *answer = FIRE_TAKE(arena, c->plan.n_windows,
                                                   struct fire_compare_answer);
    for (int32_t w = 0; answer != NULL && w < c->plan.n_windows; w++) {
        const struct fire_summary **events = FIRE_TAKE(arena, c->n_asked + 1,
                                                       const struct fire_summary *);
        if (events == NULL) return NULL;
        answer[w].figures = questions->summary[(*at)++];
        answer[w].events = events;
        for (int32_t m = 0; m < c->n_asked; m++)
            if (c->judge[m] == FIRE_JUDGE_EVENTS) events[m] = questions->summary[(*at)++];
        answer[w].scopes = questions->summary[(*at)++];
    }
    return answer;
}

/* Whether both sides of all comparisons are of the same land. */
static fire_status look_at_land(struct session *session, struct comparing *c,
                                const struct source *source)
{
    const struct options *options = &session->options;
    int32_t day[FIRE_COMPARE_WINDOWS_MOST];
    c->options.is_restated = options->areas != NULL && strcmp(options->areas, "recorded") != 0;
    if (c->options.is_restated) return FIRE_OK;
    for (int32_t w = 0; w < c->plan.n_windows; w++)
        day[w] = c->plan.window[w].first_day;
    return territory_changed(session, source, territory_level(c->dim, c->n_dims), day,
                             c->plan.n_windows, c->plan.window[c->plan.current[0]].last_day,
                             &c->options.has_new_areas);
}

fire_status comparing_conclude(struct comparing *c, struct session *session,
                               const struct source *source, const struct questions *questions,
                               const struct fire_comparison **out,
                               const struct fire_comparison **out_total)
{
    struct fire_arena *arena = source->arena;
    struct fire_error *err = &session->err;
    int32_t at = c->first_query;
    const struct fire_compare_answer *answer = take_answers(c, questions, &at, arena);
    const struct fire_compare_answer *total = NULL;
    struct fire_compare_options *of_total = FIRE_TAKE(arena, 1, struct fire_compare_options);
    const struct fire_summary **order = FIRE_TAKE(arena, c->n_dims + 1,
                                                  const struct fire_summary *);
    if (c->n_dims > 0) total = take_answers(c, questions, &at, arena);
    if (answer == NULL || of_total == NULL || order == NULL || (c->n_dims > 0 && total == NULL))
        return fire_fail_memory(err);
    for (int32_t d = 0; d < c->n_dims; d++)
        if (!c->is_period[d]) order[d] = questions->summary[at++];
    c->options.order = order;
    FIRE_TRY(look_at_land(session, c, source));
    FIRE_TRY(fire_compare(&c->plan, answer, &c->options, arena, out, err));
    *out_total = NULL;
    if (c->n_dims == 0) return FIRE_OK;
    *of_total = c->options;
    of_total->n_dims = 0;
    return fire_compare(&c->plan, total, of_total, arena, out_total, err);
}
