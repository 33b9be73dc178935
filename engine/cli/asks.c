/* asks.c - see asks.h. */
#include "asks.h"

#include <string.h>

/* A query of the chart's conditions and period, to which more may be added.
 *   by   "": no dimension */
static fire_status begin(struct drawing *drawing, const struct source *source,
                         struct questions *questions, const char *by, const char *measures,
                         struct fire_query **out)
{
    struct session *session = &drawing->session;
    struct fire_error *err = &session->err;
    FIRE_TRY(question_begin(session, source, questions, out, err));
    if (by[0] != '\0') FIRE_TRY(fire_query_by(*out, by, err));
    FIRE_TRY(question_measure(session, source, *out, measures));
    if (session->options.period != NULL)
        FIRE_TRY(fire_query_period(*out, session->options.period, err));
    return questions_add(questions, source, *out, err);
}

fire_status ask_trend(struct drawing *drawing, const struct source *source,
                      struct questions *out)
{
    static const struct question years = { DEFAULT_BY, DEFAULT_MEASURES, true, false, true };
    struct fire_query *query;
    FIRE_TRY(question_ask(&drawing->session, source, &years, out));
    return begin(drawing, source, out, "year,scope", "incidents", &query);
}

/* The measure that was asked, else the usual one; a chart of one measure shows no second. */
static fire_status one_measure(struct drawing *drawing, const char *usual, const char **out)
{
    const char *asked = drawing->session.options.measure;
    *out = asked == NULL ? usual : asked;
    if (strchr(*out, ',') == NULL) return FIRE_OK;
    return fire_fail(&drawing->session.err, FIRE_EVALUE, FIRE_NOWHERE,
                     "this chart shows one measure, not '%s'", *out);
}

fire_status ask_heatmap(struct drawing *drawing, const struct source *source,
                        struct questions *out)
{
    const struct options *options = &drawing->session.options;
    const char *measure;
    struct fire_query *query;
    FIRE_TRY(one_measure(drawing, "incidents", &measure));
    const char *both = fire_arena_printf(source->arena, "%s,incidents", measure);
    if (both == NULL) return fire_fail_memory(&drawing->session.err);
    FIRE_TRY(begin(drawing, source, out, options->by == NULL ? drawing_kind_of(drawing->kind)->by : options->by, both,
                   &query));
    fire_query_complete(query);
    return FIRE_OK;
}

/* "incidents" of "incidents", "rate(incidents)" and "sum(incidents)". NULL: no memory */
static const char *field_of(const char *measure, struct fire_arena *arena)
{
    static const char *const function[] = { "rate(", "sum(", "median(" };
    const size_t size = strlen(measure);
    for (size_t i = 0; i < sizeof function / sizeof function[0]; i++) {
        const size_t n = strlen(function[i]);
        if (size > n && strncmp(measure, function[i], n) == 0 && measure[size - 1] == ')')
            return fire_arena_copy(arena, measure + n, size - n - 1);
    }
    return measure;
}

fire_status ask_funnel(struct drawing *drawing, const struct source *source,
                       struct questions *out)
{
    const struct options *options = &drawing->session.options;
    const char *measure;
    struct fire_query *query;
    FIRE_TRY(one_measure(drawing, "incidents", &measure));
    const char *field = field_of(measure, source->arena);
    const char *both = field == NULL
                           ? NULL
                           : fire_arena_printf(source->arena, "%s,rate(%s)", field, field);
    if (both == NULL) return fire_fail_memory(&drawing->session.err);
    return begin(drawing, source, out,
                 options->by == NULL ? drawing->by : options->by, both,
                 &query);
}

#define NAMED 5

fire_status ask_severity(struct drawing *drawing, const struct source *source,
                         struct questions *out)
{
    struct fire_error *err = &drawing->session.err;
    const char *measure;
    struct fire_query *query;
    FIRE_TRY(one_measure(drawing, "damage", &measure));
    if (drawing->session.options.by != NULL)
        return fire_fail(
            err, FIRE_EVALUE, FIRE_NOWHERE,
            "this chart shows single incidents and takes no --by; choose by --where");
    const char *field = field_of(measure, source->arena);
    const char *all = field == NULL
                          ? NULL
                          : fire_arena_printf(source->arena, "%s,median(%s),mean(%s),incidents",
                                              field, field, field);
    if (all == NULL) return fire_fail_memory(err);
    FIRE_TRY(begin(drawing, source, out, "", all, &query));
    fire_query_keep_samples(query);
    return fire_query_keep_largest(query, field, NAMED, "province,district,commune,facility",
                                   err);
}

fire_status ask_choropleth(struct drawing *drawing, const struct source *source,
                           struct questions *out)
{
    static const char *const level[] = { "district", "province", "commune" };
    const char *by = drawing->session.options.by;
    const int n = by != NULL ? 1 : (int)(sizeof level / sizeof level[0]);
    const char *measure;
    struct fire_query *query;
    FIRE_TRY(one_measure(drawing, "rate(incidents)", &measure));
    const char *both = fire_arena_printf(source->arena, "%s,incidents", measure);
    if (both == NULL) return fire_fail_memory(&drawing->session.err);
    for (int i = 0; i < n; i++)
        FIRE_TRY(begin(drawing, source, out, by != NULL ? by : level[i], both, &query));
    return FIRE_OK;
}
