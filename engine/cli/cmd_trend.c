/* cmd_trend.c - firestat trend SOURCE: what the years say together, group by group.
 *
 * Asked twice, like a comparison: for the days that there are, then for the whole years among
 * them. */
#include "question.h"

#include "days.h"
#include "names.h"
#include "territory.h"

#include "firestat/report.h"
#include "firestat/trends.h"

#include <string.h>

/* What is asked, and what came of it. Texts are the source's arena's. */
struct trend {
    struct fire_window known;
    int32_t silent_days;
    const char *from;
    const char *to;
    struct fire_trends_plan plan;
    int32_t n_dims; /* without the year */
    struct fire_text_view *dim;
    const char *by; /* "district,year" */
};

/* The dimensions asked for, and the year as the last one. */
static fire_status list_dims(struct session *session, struct trend *trend,
                             struct fire_arena *arena)
{
    const char *asked = session->options.by == NULL ? "" : session->options.by;
    int32_t n = 0;
    fire_period_unit unit;
    struct fire_buffer by = { 0 };
    trend->n_dims = 0;
    trend->dim = names_split(asked, arena, &n);
    if (trend->dim == NULL) return fire_fail_memory(&session->err);
    for (int32_t d = 0; d < n; d++) {
        const struct fire_text_view name = trend->dim[d];
        if (!fire_period_unit_of(name, &unit)) {
            trend->dim[trend->n_dims++] = name;
            fire_buffer_printf(&by, "%.*s,", (int)name.size_bytes, name.bytes);
        } else if (unit != FIRE_UNIT_YEAR) {
            fire_buffer_finish(&by);
            return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                             "a trend is over years, so --by takes no other period than year");
        }
    }
    fire_buffer_add_text(&by, "year");
    trend->by = by.failed ? NULL : fire_arena_copy(arena, by.bytes, by.size_bytes);
    fire_buffer_finish(&by);
    return trend->by != NULL ? FIRE_OK : fire_fail_memory(&session->err);
}

static fire_status add_query(struct session *session, const struct trend *trend,
                             const struct source *source, const char *by, struct questions *out)
{
    const struct options *options = &session->options;
    struct fire_query *query;
    FIRE_TRY(question_begin(session, source, out, &query, &session->err));
    FIRE_TRY(fire_query_by(query, by, &session->err));
    FIRE_TRY(question_measure(session, source, query,
                              options->measure == NULL ? DEFAULT_MEASURES : options->measure));
    fire_query_days(query, trend->plan.window);
    fire_query_complete(query);
    fire_query_keep_reports(query);
    return questions_add(out, source, query, &session->err);
}

/* Which scopes each year has, as they stand. */
static fire_status add_scopes(struct session *session, const struct trend *trend,
                              const struct source *source, struct questions *out)
{
    struct fire_query *query;
    FIRE_TRY(question_begin(session, source, out, &query, &session->err));
    FIRE_TRY(fire_query_by(query, "year,scope", &session->err));
    FIRE_TRY(fire_query_measure(query, "incidents", &session->err));
    fire_query_days(query, trend->plan.window);
    return questions_add(out, source, query, &session->err);
}

static fire_status ask_years(void *self, struct session *session, struct source *source,
                             struct questions *out)
{
    struct trend *trend = self;
    const struct fire_calendar *calendar;
    FIRE_TRY(list_dims(session, trend, source->arena));
    FIRE_TRY(question_calendar(session, source, &calendar, &session->err));
    FIRE_TRY(fire_trends_plan_make(calendar, trend->from, trend->to, trend->known,
                                   trend->silent_days, &trend->plan, &session->err));
    FIRE_TRY(add_query(session, trend, source, "year", out));
    FIRE_TRY(add_scopes(session, trend, source, out));
    return trend->n_dims == 0 ? FIRE_OK : add_query(session, trend, source, trend->by, out);
}

static fire_status report(struct session *session, struct trend *trend,
                          const struct source *source, const struct questions *questions,
                          const struct fire_report_options *options, struct fire_buffer *text)
{
    struct fire_error *err = &session->err;
    const struct fire_summary *years = questions->summary[0];
    const struct fire_summary *scopes = questions->summary[1];
    const char *areas = session->options.areas;
    struct fire_trends total;
    struct fire_trends groups;
    bool has_new_areas = false;
    if (areas == NULL || strcmp(areas, "recorded") == 0)
        FIRE_TRY(territory_changed(session, source, territory_level(trend->dim, trend->n_dims),
                                   &trend->plan.window.first_day, 1,
                                   trend->plan.window.last_day, &has_new_areas));
    FIRE_TRY(fire_trends_of(&trend->plan, years, years, scopes, source->arena, &total, err));
    total.has_new_areas = has_new_areas;
    if (trend->n_dims == 0) return fire_report_trends(&total, NULL, options, text, err);
    FIRE_TRY(fire_trends_of(&trend->plan, questions->summary[2], years, scopes, source->arena,
                            &groups, err));
    groups.has_new_areas = has_new_areas;
    return fire_report_trends(&groups, &total, options, text, err);
}

int cmd_trend(struct session *session)
{
    const struct options *options = &session->options;
    struct fire_report_options format = { .language = session->language };
    struct trend trend = { .from = options->from, .to = options->to };
    if (options->period != NULL && (options->from != NULL || options->to != NULL)) {
        tell(session, "trend takes --period, or --from and --to, not both");
        return EXIT_USAGE;
    }
    if (!choose_format(session, true, &format.format)) return EXIT_USAGE;
    if (options->period != NULL) trend.from = trend.to = options->period;
    bool asked = false;
    fire_status status = days_find(session, &trend.known, &trend.silent_days, &asked);
    if (status != FIRE_OK) {
        tell_error(session);
        return exit_code_of(status, asked);
    }
    session->options.quiet = true; /* what is wrong with the rows was told */
    struct source source;
    struct questions questions;
    struct fire_buffer text = { 0 };
    const struct question_maker maker = { &trend, ask_years };
    int code = EXIT_DONE;
    status = questions_answer(session, &source, maker, &questions, &asked);
    if (status == FIRE_OK)
        status = report(session, &trend, &source, &questions, &format, &text);
    if (status == FIRE_OK) {
        code = deliver(session, &text);
    } else {
        tell_error(session);
        code = exit_code_of(status, asked);
    }
    fire_buffer_finish(&text);
    source_unload(&source);
    return code;
}
