/* drawing.c - see drawing.h. */
#include "drawing.h"

#include "asks.h"
#include "asks_time.h"
#include "boundaries.h"
#include "days.h"
#include "territory.h"

#include <stdlib.h>
#include <string.h>

/* ---- the kinds -------------------------------------------------------------------------- */

static const struct drawing_kind kinds[FIRE_N_CHART_KINDS] = {
    [FIRE_CHART_TREND] = { .by = DEFAULT_BY,
                           .measures = DEFAULT_MEASURES,
                           .is_complete = true,
                           .n_shown = 1,
                           .ask = ask_trend },
    [FIRE_CHART_HEATMAP] = { .by = "weekday,hour", .ask = ask_heatmap },
    [FIRE_CHART_FUNNEL] = { .ask = ask_funnel },
    [FIRE_CHART_SEVERITY] = { .by = "", .ask = ask_severity },
    [FIRE_CHART_AREA_BAR] = { .measures = "incidents", .compares = true },
    [FIRE_CHART_DUMBBELL] = { .measures = "incidents", .compares = true },
    [FIRE_CHART_PARETO] = { .by = "cause", .measures = "incidents" },
    [FIRE_CHART_SLOPE] = { .measures = "incidents", .compares = true },
    [FIRE_CHART_SCOREBOARD] = { .measures = DEFAULT_MEASURES, .compares = true },
    [FIRE_CHART_YOY] = { .by = "month",
                         .measures = DEFAULT_MEASURES,
                         .half_measures = "incidents",
                         .needs_days = true,
                         .has_base = true,
                         .ask = ask_yoy },
    [FIRE_CHART_CUMULATIVE] = { .by = "month",
                                .measures = DEFAULT_MEASURES,
                                .needs_days = true,
                                .ask = ask_cumulative },
    [FIRE_CHART_MULTIPLES] = { .measures = "incidents", .ask = ask_multiples },
    [FIRE_CHART_SHARE] = { .by = "year,cause", .measures = "incidents", .is_complete = true },
    [FIRE_CHART_CONTROL] = { .by = "month",
                             .measures = "incidents",
                             .needs_days = true,
                             .ask = ask_control },
    [FIRE_CHART_CHOROPLETH] = { .by = "district",
                                .ask = ask_choropleth,
                                .give = give_boundaries },
};

const struct drawing_kind *drawing_kind_of(fire_chart_kind kind)
{
    return &kinds[kind];
}

bool drawing_kind_has_base(fire_chart_kind kind)
{
    return kinds[kind].compares || kinds[kind].has_base;
}

/* "yoy, trend, ...": all kinds, for messages. */
static const char *kind_names(void)
{
    static char names[512];
    size_t size = 0;
    for (int i = 0; i < FIRE_N_CHART_KINDS && size < sizeof names; i++)
        size += (size_t)snprintf(names + size, sizeof names - size, "%s%s", i == 0 ? "" : ", ",
                                 fire_chart_kind_name((fire_chart_kind)i));
    return names;
}

/* ---- the options ------------------------------------------------------------------------ */

#define PAGE_DIGITS_MOST 6

static fire_status take_page(struct drawing *drawing, const char *text)
{
    const size_t n = strlen(text);
    const bool is_number = n > 0 && n <= PAGE_DIGITS_MOST && strspn(text, "0123456789") == n;
    drawing->page = is_number ? (int32_t)strtol(text, NULL, 10) : 0;
    if (drawing->page > 0) return FIRE_OK;
    return fire_fail(&drawing->session.err, FIRE_EVALUE, FIRE_NOWHERE,
                     "--page '%s' is no page: 1, 2, 3, ...", text);
}

fire_status drawing_begin(struct drawing *drawing, const struct session *session,
                          const char *kind)
{
    *drawing = (struct drawing){ .session = *session };
    struct session *own = &drawing->session;
    own->err = (struct fire_error){ .say = session->say };
    const struct options *options = &own->options;
    if (!fire_chart_kind_of(kind, &drawing->kind))
        return fire_fail(&own->err, FIRE_EVALUE, FIRE_NOWHERE, "there is no chart '%s': %s",
                         kind, kind_names());
    if (options->size != NULL && !fire_chart_size_of(options->size, &drawing->look.size))
        return fire_fail(&own->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "there is no size '%s': half, full or slide", options->size);
    if (options->size == NULL) drawing->look.size = FIRE_SIZE_FULL;
    if (options->page != NULL) FIRE_TRY(take_page(drawing, options->page));
    if (options->mono) drawing->look.palette = FIRE_PALETTE_MONO;
    drawing->by = kinds[drawing->kind].by;
    if (drawing->by == NULL) drawing->by = "district";
    drawing->comparing.default_by = drawing->by;
    drawing->comparing.default_measures = kinds[drawing->kind].measures;
    return kinds[drawing->kind].compares ? comparing_check(own, &drawing->comparing) : FIRE_OK;
}

/* ---- the questions ---------------------------------------------------------------------- */

struct asking {
    struct drawing *drawing; /* [n] */
    int32_t n;
};

/* What goes wrong with a chart's options is kept with it; only a lack of memory ends them all. */
static bool keeps(struct drawing *drawing, fire_status status)
{
    drawing->status = status;
    return status != FIRE_ENOMEM;
}

/* Its areas are chosen when it is known which there are. */
static bool needs_areas(const struct drawing *drawing)
{
    return kinds[drawing->kind].by == NULL && drawing->session.options.by == NULL;
}

static bool needs_days(const struct drawing *drawing)
{
    const struct drawing_kind *kind = &kinds[drawing->kind];
    return drawing->status == FIRE_OK &&
           (kind->needs_days || kind->compares || needs_areas(drawing));
}

static fire_status ask_areas(struct drawing *drawing, const struct source *source,
                             struct questions *out)
{
    struct fire_query *query;
    struct session *session = &drawing->session;
    FIRE_TRY(question_begin(session, source, out, &query, &session->err));
    FIRE_TRY(fire_query_measure(query, "distinct(province),distinct(district)", &session->err));
    return questions_add(out, source, query, &session->err);
}

static fire_status choose_areas(struct drawing *drawing, const struct fire_summary *summary)
{
    const int64_t n_provinces = summary->total[0].number;
    const int64_t n_districts = summary->total[1].number;
    drawing->by = n_provinces > 1 ? "province" : n_districts > 1 ? "district" : "commune";
    drawing->comparing.default_by = drawing->by;
    if (n_provinces > 0 || n_districts > 0 || summary->n_records == 0) return FIRE_OK;
    return fire_fail(&drawing->session.err, FIRE_ENODATA, FIRE_NOWHERE,
                     "no incident says where it was; choose what to show by --by");
}

static fire_status ask_days_of(struct drawing *drawing, const struct source *source,
                               struct questions *out)
{
    drawing->first_query = out->n;
    FIRE_TRY(days_ask(&drawing->session, source, out));
    return needs_areas(drawing) ? ask_areas(drawing, source, out) : FIRE_OK;
}

static fire_status ask_days(void *self, struct session *session, struct source *source,
                            struct questions *out)
{
    struct asking *asking = self;
    for (int32_t i = 0; i < asking->n; i++) {
        struct drawing *drawing = &asking->drawing[i];
        if (!needs_days(drawing)) continue;
        if (!keeps(drawing, ask_days_of(drawing, source, out)))
            return fire_fail_memory(&session->err);
    }
    return FIRE_OK;
}

void drawing_know_days(struct drawing *drawing, struct fire_window known, int32_t silent_days)
{
    drawing->known = known;
    drawing->silent_days = silent_days;
    drawing->comparing.known = known;
    drawing->comparing.silent_days = silent_days;
}

static fire_status find_days(struct asking *asking, struct session *session,
                             struct standing *standing, bool *asked)
{
    struct source source;
    struct questions questions;
    const struct question_maker maker = { asking, ask_days };
    const fire_status status = standing_answer(standing, session, maker, &source, &questions,
                                               asked);
    for (int32_t i = 0; status == FIRE_OK && i < asking->n; i++) {
        struct drawing *drawing = &asking->drawing[i];
        if (!needs_days(drawing)) continue;
        struct fire_window known;
        int32_t silent_days;
        drawing->status = days_take(&drawing->session, &source,
                                    questions.summary[drawing->first_query], &known,
                                    &silent_days);
        if (drawing->status != FIRE_OK) continue;
        drawing_know_days(drawing, known, silent_days);
        if (!needs_areas(drawing)) continue;
        drawing->status = choose_areas(drawing, questions.summary[drawing->first_query + 1]);
    }
    standing_release(standing, &source);
    return status;
}

static fire_status ask_one(struct drawing *drawing, const struct source *source,
                           struct questions *out)
{
    const struct drawing_kind *kind = &kinds[drawing->kind];
    const struct question question = { drawing->by, kind->measures, kind->is_complete, false,
                                       kind->is_complete };
    if (kind->compares)
        return comparing_ask(&drawing->comparing, &drawing->session, source, out);
    if (kind->ask != NULL) return kind->ask(drawing, source, out);
    return question_ask(&drawing->session, source, &question, out);
}

fire_status drawing_ask(struct drawing *drawing, const struct source *source,
                        struct questions *out)
{
    drawing->first_query = out->n;
    drawing->n_compared = 0;
    drawing->status = ask_one(drawing, source, out);
    if (drawing->status != FIRE_OK) out->n = drawing->first_query;
    drawing->n_queries = out->n - drawing->first_query;
    drawing->n_shown = drawing->n_queries - drawing->n_compared;
    if (kinds[drawing->kind].n_shown > 0 && drawing->n_queries > 0)
        drawing->n_shown = kinds[drawing->kind].n_shown;
    return drawing->status;
}

static fire_status ask_all(void *self, struct session *session, struct source *source,
                           struct questions *out)
{
    struct asking *asking = self;
    for (int32_t i = 0; i < asking->n; i++) {
        struct drawing *drawing = &asking->drawing[i];
        if (drawing->status == FIRE_OK && drawing_ask(drawing, source, out) == FIRE_ENOMEM)
            return fire_fail_memory(&session->err);
    }
    return FIRE_OK;
}

fire_status drawings_ask(struct drawing drawing[], int32_t n, struct session *session,
                         struct standing *standing, struct source *source,
                         struct questions *out, bool *asked)
{
    struct asking asking = { drawing, n };
    const struct question_maker maker = { &asking, ask_all };
    bool are_days_needed = false;
    for (int32_t i = 0; i < n; i++)
        are_days_needed = are_days_needed || needs_days(&drawing[i]);
    *source = (struct source){ 0 };
    if (are_days_needed) FIRE_TRY(find_days(&asking, session, standing, asked));
    return standing_answer(standing, session, maker, source, out, asked);
}

/* ---- the model -------------------------------------------------------------------------- */

const char *drawing_province(const struct source *source)
{
    int32_t province = -1;
    const struct fire_areas *areas = source->areas;
    for (int32_t area = 0; area < fire_areas_n(areas); area++) {
        if (fire_area_level_of(areas, area) != FIRE_LEVEL_PROVINCE) continue;
        if (province >= 0) return "";
        province = area;
    }
    return province < 0 ? "" : fire_area_name(areas, province).bytes;
}

/* "a.csv, b.csv", or the first of many. */
static fire_status name_sources(const struct source *source, struct fire_buffer *out,
                                struct fire_error *err)
{
    for (int64_t i = 0; i < source->n_names && i < 3; i++) {
        if (i > 0) fire_buffer_add_text(out, ", ");
        fire_buffer_add_text(out, source->names[i]);
    }
    if (source->n_names > 3) fire_buffer_add_text(out, ", …");
    return out->failed ? fire_fail_memory(err) : FIRE_OK;
}

/* Whether boundaries changed between the last two years that there are rows of. */
static fire_status look_at_years(struct drawing *drawing, const struct source *source,
                                 const struct fire_summary *years, bool *out)
{
    const char *areas = drawing->session.options.areas;
    int32_t last = INT32_MIN;
    *out = false;
    if (areas != NULL && strcmp(areas, "recorded") != 0) return FIRE_OK; /* restated */
    for (int64_t row = 0; years->n_dims == 1 && row < years->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(years, row, 0);
        if (!key->is_null && key->number > last) last = (int32_t)key->number;
    }
    if (last == INT32_MIN) return FIRE_OK;
    const struct fire_window current = fire_calendar_window(years->calendar, FIRE_UNIT_YEAR,
                                                            last);
    const struct fire_window base = fire_calendar_window(years->calendar, FIRE_UNIT_YEAR,
                                                         last - 1);
    const int32_t day[] = { current.first_day, base.first_day };
    return territory_changed(&drawing->session, source, FIRE_LEVEL_PROVINCE, day, 2,
                             current.last_day, out);
}

static fire_status conclude(struct drawing *drawing, const struct source *source,
                            const struct questions *questions, struct fire_chart_given *given)
{
    given->n_summaries = drawing->n_queries - drawing->n_compared;
    given->summary = questions->summary + drawing->first_query;
    given->by_week = drawing->by_week;
    if (drawing->kind == FIRE_CHART_TREND)
        FIRE_TRY(look_at_years(drawing, source, given->summary[0], &given->has_new_areas));
    if (drawing->n_compared > 0)
        return comparing_conclude(&drawing->comparing, &drawing->session, source, questions,
                                  &given->comparison, &given->total);
    if (kinds[drawing->kind].give != NULL)
        FIRE_TRY(kinds[drawing->kind].give(drawing, source, questions, given));
    if (!kinds[drawing->kind].compares) return FIRE_OK;
    FIRE_TRY(comparing_conclude(&drawing->comparing, &drawing->session, source, questions,
                                &drawing->comparison, &drawing->total));
    given->comparison = drawing->comparison;
    given->total = drawing->total;
    return FIRE_OK;
}

fire_status drawing_chart(struct drawing *drawing, const struct source *source,
                          const struct questions *questions, struct fire_arena *arena,
                          struct fire_chart *out)
{
    const struct options *options = &drawing->session.options;
    struct fire_error *err = &drawing->session.err;
    struct fire_chart_given given = { 0 };
    struct fire_buffer names = { 0 };
    fire_status status = drawing->status;
    if (status == FIRE_OK) status = name_sources(source, &names, err);
    const struct fire_chart_options about = {
        .language = drawing->session.language,
        .title = options->title,
        .place = options->place == NULL ? drawing_province(source) : options->place,
        .source = names.bytes,
        .version = FIRESTAT_VERSION,
        .free_y = options->free_y,
        .page = drawing->page,
    };
    if (status == FIRE_OK) status = conclude(drawing, source, questions, &given);
    if (status == FIRE_OK)
        status = fire_chart_make(drawing->kind, &given, &about, arena, out, err);
    fire_buffer_finish(&names);
    drawing->status = status;
    return status;
}
