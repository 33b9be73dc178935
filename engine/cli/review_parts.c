/* review_parts.c - see review_parts.h. */
#include "review_parts.h"

#include "days.h"
#include "review_levels.h"

#include <string.h>

#define NOTABLE_FIELDS "address,commune,district,facility,cause,deaths,injuries,damage"
#define NOTABLE_MOST   10

/* ---- parts of the template's rows ---------------------------------------------------------------- */

static int32_t n_pieces(const char *text, char between)
{
    int32_t n = text[0] != '\0';
    for (; *text != '\0'; text++)
        n += *text == between;
    return n;
}

/* "kind" of "kind!=fire" */
static const char *field_of(struct fire_arena *arena, const char *condition)
{
    return fire_arena_copy(arena, condition, strcspn(condition, "=!<>"));
}

/* A condition's place in the list, where it is put when it is not there. */
static fire_status add_condition(struct review_parts *parts, struct fire_arena *arena,
                                 const char *text, size_t size, const char **out,
                                 struct fire_error *err)
{
    for (int32_t i = 0; i < parts->n_conditions; i++) {
        *out = parts->condition[i].text;
        if (strlen(*out) == size && memcmp(*out, text, size) == 0) return FIRE_OK;
    }
    const char *kept = fire_arena_copy(arena, text, size);
    const char *field = kept == NULL ? NULL : field_of(arena, kept);
    if (field == NULL) return fire_fail_memory(err);
    parts->condition[parts->n_conditions++] = (struct review_condition){ .text = kept,
                                                                         .field = field };
    *out = kept;
    return FIRE_OK;
}

/* The row's conditions behind those of the command line. */
static fire_status take_conditions(struct review_parts *parts, struct review_part *part,
                                   struct fire_arena *arena, struct fire_error *err)
{
    struct repeated *where = &part->session.options.where;
    for (const char *at = part->row->where; *at != '\0';) {
        const size_t size = strcspn(at, "\n");
        if (where->n == MAX_REPEATS)
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "at most %d conditions",
                             MAX_REPEATS);
        if (size > 0)
            FIRE_TRY(add_condition(parts, arena, at, size, &where->value[where->n++], err));
        at += size + (at[size] == '\n');
    }
    return FIRE_OK;
}

static const char *given(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}

static fire_status make_part(const struct session *session, struct review_parts *parts,
                             const struct review_template *rows, int32_t i,
                             struct fire_arena *arena, struct fire_error *err)
{
    const struct review_row *row = &rows->row[i];
    struct review_part *part = &parts->part[i];
    const fire_language language = session->language;
    *part = (struct review_part){
        .row = row,
        .session = *session,
        .section = { .kind = rows->kind[i],
                     .level = rows->level[i],
                     .name = row->name,
                     .title = row->title[language],
                     .text = row->text[language],
                     .noun = row->noun[language],
                     .unknown = row->unknown,
                     .most = rows->most[i] },
    };
    part->session.err = (struct fire_error){ .say = session->say };
    struct options *options = &part->session.options;
    options->by = given(row->by);
    options->measure = given(row->measure);
    options->against = given(row->against);
    return take_conditions(parts, part, arena, err);
}

/* One chart of a part: "heatmap:weekday,hour". */
static fire_status make_drawing(struct review_parts *parts, struct review_part *part,
                                struct fire_arena *arena, const char *text, size_t size,
                                struct fire_error *err)
{
    const char *colon = memchr(text, ':', size);
    const size_t n_kind = colon == NULL ? size : (size_t)(colon - text);
    const char *kind = fire_arena_copy(arena, text, n_kind);
    const char *by = colon == NULL ? part->session.options.by
                                   : fire_arena_copy(arena, colon + 1, size - n_kind - 1);
    if (kind == NULL || (colon != NULL && by == NULL)) return fire_fail_memory(err);
    struct session session = part->session;
    session.options.by = by == NULL || by[0] == '\0' ? NULL : by;
    session.options.measure = NULL; /* a chart knows what it shows best */
    session.options.title = NULL;
    session.options.size = "full";
    struct drawing *drawing = &parts->drawing[parts->n_drawings++];
    drawing->status = drawing_begin(drawing, &session, kind);
    part->n_drawings++;
    return FIRE_OK;
}

static fire_status make_drawings(struct review_parts *parts, struct review_part *part,
                                 struct fire_arena *arena, struct fire_error *err)
{
    part->first_drawing = parts->n_drawings;
    for (const char *at = part->row->charts; *at != '\0';) {
        const size_t size = strcspn(at, "|");
        if (size > 0) FIRE_TRY(make_drawing(parts, part, arena, at, size, err));
        at += size + (at[size] == '|');
    }
    return FIRE_OK;
}

fire_status review_parts_make(const struct session *session,
                              const struct review_template *template_of,
                              struct fire_arena *arena, struct review_parts *out,
                              struct fire_error *err)
{
    int32_t n_conditions = 0;
    int32_t n_drawings = 0;
    for (int32_t i = 0; i < template_of->n_rows; i++) {
        n_conditions += n_pieces(template_of->row[i].where, '\n');
        n_drawings += n_pieces(template_of->row[i].charts, '|');
    }
    struct review_parts parts = {
        .n = template_of->n_rows,
        .part = FIRE_TAKE(arena, template_of->n_rows, struct review_part),
        .condition = FIRE_TAKE(arena, n_conditions + 1, struct review_condition),
        .drawing = FIRE_TAKE(arena, n_drawings + 1, struct drawing),
    };
    if (parts.part == NULL || parts.condition == NULL || parts.drawing == NULL)
        return fire_fail_memory(err);
    FIRE_TRY(fire_severity_load(session->options.severity, arena, &parts.severity, err));
    for (int32_t i = 0; i < parts.n; i++) {
        FIRE_TRY(make_part(session, &parts, template_of, i, arena, err));
        if (comparing_check(&parts.part[i].session, &parts.part[i].comparing) != FIRE_OK) {
            *err = parts.part[i].session.err;
            return FIRE_EVALUE;
        }
        FIRE_TRY(make_drawings(&parts, &parts.part[i], arena, err));
    }
    *out = parts;
    return FIRE_OK;
}

/* ---- the first pass: days, and what conditions mean ------------------------------------------- */

/* What a section is asked. */
static bool compares(const struct review_part *part)
{
    switch (part->section.kind) {
    case FIRE_SECTION_TOTALS:
    case FIRE_SECTION_STAGES:
    case FIRE_SECTION_BREAKDOWN:
    case FIRE_SECTION_KINDS:
    case FIRE_SECTION_CONTRIBUTION:
    case FIRE_SECTION_FORCES:
        return true;
    default:
        return false;
    }
}

static bool is_asked(const struct review_part *part)
{
    return compares(part) || part->section.kind == FIRE_SECTION_YEARS ||
           part->section.kind == FIRE_SECTION_NOTABLE ||
           part->section.kind == FIRE_SECTION_LEVELS;
}

/* Incidents of rows with a condition; "": all. */
static fire_status ask_count(struct session *session, const struct source *source,
                             const char *condition, struct questions *out)
{
    struct fire_query *query;
    struct session bare = *session;
    bare.options.where.n = 0;
    fire_status status = question_begin(&bare, source, out, &query, &bare.err);
    if (status == FIRE_OK && condition[0] != '\0')
        status = fire_query_where(query, condition, &bare.err);
    if (status == FIRE_OK) status = fire_query_measure(query, "incidents", &bare.err);
    if (status == FIRE_OK) status = questions_add(out, source, query, &bare.err);
    if (status != FIRE_OK) session->err = bare.err;
    return status;
}

static fire_status ask_conditions(struct review_parts *parts, struct session *session,
                                  const struct source *source, struct questions *out)
{
    for (int32_t i = 0; i < parts->n_conditions; i++) {
        struct review_condition *condition = &parts->condition[i];
        const char *nothing = fire_arena_printf(source->arena, "%s=null", condition->field);
        if (nothing == NULL) return fire_fail_memory(&session->err);
        condition->query = out->n;
        FIRE_TRY(ask_count(session, source, nothing, out));
        FIRE_TRY(ask_count(session, source, "", out));
    }
    return FIRE_OK;
}

static fire_status ask_days(void *self, struct session *session, struct source *source,
                            struct questions *out)
{
    struct review_parts *parts = self;
    FIRE_TRY(ask_conditions(parts, session, source, out));
    for (int32_t i = 0; i < parts->n; i++) {
        struct review_part *part = &parts->part[i];
        if (!is_asked(part)) continue;
        part->days_query = out->n;
        part->status = days_ask(&part->session, source, out);
        if (part->status == FIRE_ENOMEM) return fire_fail_memory(&session->err);
    }
    return out->n > 0 ? FIRE_OK : ask_count(session, source, "", out);
}

/* Take the conditions out that no row of the source has anything to say of. */
static void drop_idle(const struct review_parts *parts, struct options *options)
{
    struct repeated *where = &options->where;
    int kept = 0;
    for (int w = 0; w < where->n; w++) {
        bool is_idle = false;
        for (int32_t i = 0; i < parts->n_conditions; i++)
            is_idle = is_idle || (parts->condition[i].is_idle &&
                                  parts->condition[i].text == where->value[w]);
        if (!is_idle) where->value[kept++] = where->value[w];
    }
    where->n = kept;
}

static void find_idle(struct review_parts *parts, const struct questions *questions)
{
    for (int32_t i = 0; i < parts->n_conditions; i++) {
        struct review_condition *condition = &parts->condition[i];
        const struct fire_summary *nothing = questions->summary[condition->query];
        const struct fire_summary *all = questions->summary[condition->query + 1];
        condition->is_idle = nothing->n_records == all->n_records;
    }
    for (int32_t i = 0; i < parts->n; i++)
        drop_idle(parts, &parts->part[i].session.options);
    for (int32_t i = 0; i < parts->n_drawings; i++)
        drop_idle(parts, &parts->drawing[i].session.options);
}

/* Days of the part's incidents, for its figures and its charts. */
static void take_days(struct review_parts *parts, struct review_part *part,
                      const struct source *source, const struct questions *questions)
{
    if (!is_asked(part) || part->status != FIRE_OK) return;
    part->status = days_take(&part->session, source, questions->summary[part->days_query],
                             &part->known, &part->silent_days);
    part->has_known = part->status == FIRE_OK;
    part->comparing.known = part->known;
    part->comparing.silent_days = part->silent_days;
    for (int32_t i = 0; i < part->n_drawings; i++)
        drawing_know_days(&parts->drawing[part->first_drawing + i], part->known,
                          part->silent_days);
}

static fire_status find_days(struct review_parts *parts, struct session *session, bool *asked)
{
    struct source source;
    struct questions questions;
    const struct question_maker maker = { parts, ask_days };
    const fire_status status = questions_answer(session, &source, maker, &questions, asked);
    if (status == FIRE_OK) {
        find_idle(parts, &questions);
        for (int32_t i = 0; i < parts->n; i++)
            take_days(parts, &parts->part[i], &source, &questions);
    }
    source_unload(&source);
    session->options.quiet = true; /* what is wrong with the rows was told */
    return status;
}

/* ---- the second pass: all figures ------------------------------------------------------------- */

/* The period asked for as the source's calendar has it. */
static fire_status period_of(struct review_part *part, const struct source *source,
                             const struct fire_calendar **calendar, struct fire_period *out)
{
    struct fire_error *err = &part->session.err;
    FIRE_TRY(question_calendar(&part->session, source, calendar, err));
    return fire_period_parse(*calendar, fire_text_of(part->session.options.period), out, err);
}

/* "2020..2024": the year of a window's last day and those before it. */
static const char *years_up_to(const struct fire_calendar *calendar, struct fire_window window,
                               int32_t n_years, struct fire_arena *arena)
{
    char first[FIRE_PERIOD_LABEL_BYTES];
    char last[FIRE_PERIOD_LABEL_BYTES];
    const int32_t year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.last_day);
    fire_calendar_label(calendar, FIRE_UNIT_YEAR, year - n_years + 1, first);
    fire_calendar_label(calendar, FIRE_UNIT_YEAR, year, last);
    return fire_arena_printf(arena, "%s..%s", first, last);
}

static fire_status add_figures(struct review_part *part, const struct source *source,
                               struct fire_window window, struct questions *out)
{
    struct fire_query *query;
    struct session *session = &part->session;
    const char *measures = session->options.measure;
    FIRE_TRY(question_begin(session, source, out, &query, &session->err));
    FIRE_TRY(question_measure(session, source, query,
                              measures == NULL ? DEFAULT_MEASURES : measures));
    fire_query_days(query, window);
    fire_query_keep_reports(query);
    return questions_add(out, source, query, &session->err);
}

/* The window and the same one of the five years before. */
static fire_status ask_years(struct review_part *part, const struct source *source,
                             struct questions *out)
{
    const struct fire_calendar *calendar;
    struct fire_period period;
    struct fire_against against;
    struct fire_same_period same;
    struct fire_error *err = &part->session.err;
    FIRE_TRY(period_of(part, source, &calendar, &period));
    FIRE_TRY(fire_against_parse(calendar, fire_text_of("mean5"), &against, err));
    FIRE_TRY(fire_same_period(calendar, &period, &against, part->known, part->silent_days,
                              &same, err));
    int32_t n = 0;
    part->window[n++] = same.current;
    for (int32_t b = 0; b < same.n_bases; b++)
        if (same.base[b].first_day >= part->known.first_day) part->window[n++] = same.base[b];
    for (int32_t w = 0; w < n; w++)
        FIRE_TRY(add_figures(part, source, part->window[w], out));
    return FIRE_OK;
}

/* Five years up to the end of the period, or of the last year that was over by then, against the five
 * before: a stage is of whole years, and a review shows nothing of the days behind its period. */
static fire_status ask_stages(struct review_part *part, const struct source *source,
                              struct questions *out)
{
    const struct fire_calendar *calendar;
    struct fire_period period;
    FIRE_TRY(period_of(part, source, &calendar, &period));
    struct fire_window whole = period.window;
    const int32_t year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, whole.last_day);
    const struct fire_window last = fire_calendar_window(calendar, FIRE_UNIT_YEAR, year);
    if (last.last_day > whole.last_day) whole.last_day = last.first_day - 1;
    const char *stage = years_up_to(calendar, whole, 5, source->arena);
    if (stage == NULL) return fire_fail_memory(&part->session.err);
    const char *asked = part->session.options.period;
    part->session.options.period = stage;
    const fire_status status = comparing_ask(&part->comparing, &part->session, source, out);
    part->session.options.period = asked;
    if (status != FIRE_OK) return status;
    const struct fire_same_period *same = &part->comparing.plan.same[0];
    if (same->base[0].first_day + part->silent_days >= part->known.first_day &&
        (same->flags & FIRE_SAME_CUT) == 0)
        return FIRE_OK;
    out->n = part->first_query;
    return fire_fail(&part->session.err, FIRE_ENODATA, FIRE_NOWHERE,
                     "there is no data of two whole stages of five years");
}

static fire_status ask_notable(struct review_part *part, const struct source *source,
                               struct questions *out)
{
    struct fire_query *query;
    struct session *session = &part->session;
    struct fire_error *err = &session->err;
    const int32_t most = part->section.most > 0 ? part->section.most : NOTABLE_MOST;
    const char *by = session->options.by == NULL ? "damage" : session->options.by;
    FIRE_TRY(question_begin(session, source, out, &query, err));
    FIRE_TRY(fire_query_measure(query, "incidents", err));
    FIRE_TRY(fire_query_period(query, session->options.period, err));
    FIRE_TRY(fire_query_keep_largest(query, by, most, NOTABLE_FIELDS, err));
    return questions_add(out, source, query, err);
}

/* The list without one of its words; NULL: no memory. */
static const char *without(struct fire_arena *arena, const char *list, const char *word)
{
    const char *kept = "";
    for (const char *at = list; kept != NULL && *at != '\0';) {
        const size_t size = strcspn(at, ",");
        if (size != strlen(word) || memcmp(at, word, size) != 0)
            kept = fire_arena_printf(arena, "%s%s%.*s", kept, kept[0] == '\0' ? "" : ",",
                                     (int)size, at);
        at += size + (at[size] == ',');
    }
    return kept;
}

/* A month and a quarter are set against the one right before too; of longer periods the season
 * makes such a change, and a year's is the same as "previous". */
static fire_status choose_bases(struct review_part *part, const struct source *source)
{
    const struct fire_calendar *calendar;
    struct fire_period period;
    struct options *options = &part->session.options;
    options->against = given(part->row->against); /* of another pass, whose memory is gone */
    if (options->against == NULL) return FIRE_OK;
    FIRE_TRY(period_of(part, source, &calendar, &period));
    if (period.kind == FIRE_PERIOD_UNITS && period.first == period.last &&
        (period.unit == FIRE_UNIT_MONTH || period.unit == FIRE_UNIT_QUARTER))
        return FIRE_OK;
    const char *kept = without(source->arena, options->against, "before");
    if (kept == NULL) return fire_fail_memory(&part->session.err);
    options->against = given(kept);
    return FIRE_OK;
}

static fire_status ask_levels(const struct review_parts *parts, struct review_part *part,
                              const struct source *source, struct questions *out)
{
    const struct fire_calendar *calendar;
    struct fire_period period;
    FIRE_TRY(period_of(part, source, &calendar, &period));
    part->window[0] = period.window;
    return review_levels_ask(&part->session, source, &parts->severity, period.window, out);
}

static fire_status ask_part(const struct review_parts *parts, struct review_part *part,
                            const struct source *source, struct questions *out)
{
    switch (part->section.kind) {
    case FIRE_SECTION_LEVELS:
        return ask_levels(parts, part, source, out);
    case FIRE_SECTION_YEARS:
        return ask_years(part, source, out);
    case FIRE_SECTION_STAGES:
        return ask_stages(part, source, out);
    case FIRE_SECTION_NOTABLE:
        return ask_notable(part, source, out);
    default:
        FIRE_TRY(choose_bases(part, source));
        return comparing_ask(&part->comparing, &part->session, source, out);
    }
}

/* Kinds that show more than the period: how many years up to its end. */
static int32_t years_shown(fire_chart_kind kind)
{
    static const struct {
        fire_chart_kind kind;
        int32_t n_years;
    } kinds[] = {
        { FIRE_CHART_TREND, 10 },
        { FIRE_CHART_MULTIPLES, 10 },
        { FIRE_CHART_SHARE, 10 },
        { FIRE_CHART_CONTROL, 5 },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].kind == kind) return kinds[i].n_years;
    return 0;
}

static fire_status ask_drawing(struct drawing *drawing, const struct source *source,
                               struct questions *out)
{
    const struct fire_calendar *calendar;
    struct fire_window window;
    struct options *options = &drawing->session.options;
    const int32_t n_years = years_shown(drawing->kind);
    if (n_years == 0) return drawing_ask(drawing, source, out);
    const char *asked = options->period;
    FIRE_TRY(question_calendar(&drawing->session, source, &calendar, &drawing->session.err));
    FIRE_TRY(
        fire_calendar_parse(calendar, fire_text_of(asked), &window, &drawing->session.err));
    if (drawing->kind == FIRE_CHART_TREND) options->by = NULL;
    options->period = years_up_to(calendar, window, n_years, source->arena);
    if (options->period == NULL) return fire_fail_memory(&drawing->session.err);
    const fire_status status = drawing_ask(drawing, source, out);
    options->period = asked; /* the rows may be read again */
    return status;
}

/* Some section compares, or shows years. */
static bool has_told(const struct review_parts *parts)
{
    for (int32_t i = 0; i < parts->n; i++) {
        const struct review_part *part = &parts->part[i];
        if (is_asked(part) && part->section.kind != FIRE_SECTION_NOTABLE &&
            part->section.kind != FIRE_SECTION_LEVELS && part->status == FIRE_OK)
            return true;
    }
    return false;
}

/* Not one section can be told: there is no review. */
static fire_status first_fault(const struct review_parts *parts, struct session *session)
{
    for (int32_t i = 0; i < parts->n; i++) {
        if (parts->part[i].status == FIRE_OK) continue;
        session->err = parts->part[i].session.err;
        return parts->part[i].status;
    }
    return fire_fail(&session->err, FIRE_ENODATA, FIRE_NOWHERE,
                     "the template has no section with figures");
}

static fire_status ask_all(void *self, struct session *session, struct source *source,
                           struct questions *out)
{
    struct review_parts *parts = self;
    for (int32_t i = 0; i < parts->n; i++) {
        struct review_part *part = &parts->part[i];
        part->first_query = out->n;
        if (!is_asked(part) || part->status != FIRE_OK) continue;
        part->status = ask_part(parts, part, source, out);
        if (part->status == FIRE_ENOMEM) return fire_fail_memory(&session->err);
        if (part->status != FIRE_OK) out->n = part->first_query;
        part->n_queries = out->n - part->first_query;
    }
    if (!has_told(parts)) return first_fault(parts, session);
    for (int32_t i = 0; i < parts->n_drawings; i++)
        if (parts->drawing[i].status == FIRE_OK &&
            ask_drawing(&parts->drawing[i], source, out) == FIRE_ENOMEM)
            return fire_fail_memory(&session->err);
    return FIRE_OK;
}

fire_status review_parts_ask(struct review_parts *parts, struct session *session,
                             struct source *source, struct questions *questions, bool *asked)
{
    const struct question_maker maker = { parts, ask_all };
    *source = (struct source){ 0 };
    FIRE_TRY(find_days(parts, session, asked));
    return questions_answer(session, source, maker, questions, asked);
}

/* ---- the answers --------------------------------------------------------------------------------- */

static bool is_area_level(const char *by)
{
    return by != NULL && (strcmp(by, "province") == 0 || strcmp(by, "district") == 0 ||
                          strcmp(by, "commune") == 0);
}

static fire_status conclude_part(const struct review_parts *parts, struct review_part *part,
                                 const struct source *source, const struct questions *questions)
{
    struct fire_review_section *section = &part->section;
    section->is_area = is_area_level(part->session.options.by);
    if (compares(part))
        return comparing_conclude(&part->comparing, &part->session, source, questions,
                                  &section->comparison, &section->total);
    if (section->kind == FIRE_SECTION_LEVELS)
        return part->n_queries == 0
                   ? FIRE_OK
                   : review_levels_conclude(&parts->severity, part->window[0], source,
                                            questions, part->first_query, section,
                                            &part->session.err);
    section->n_summaries = part->n_queries;
    section->summary = questions->summary + part->first_query;
    section->window = part->window;
    return FIRE_OK;
}

/* Why a section cannot be told, as a sentence; the place of the template is of no interest. */
static fire_status tell_fault(struct review_part *part, const struct source *source,
                              struct fire_error *err)
{
    const char *message = part->session.err.message;
    const char first = message[0] >= 'a' && message[0] <= 'z' ? (char)(message[0] - 'a' + 'A')
                                                              : message[0];
    part->section.fault = first == '\0'
                              ? ""
                              : fire_arena_printf(source->arena, "%c%s.", first, message + 1);
    return part->section.fault == NULL ? fire_fail_memory(err) : FIRE_OK;
}

fire_status review_parts_conclude(struct review_parts *parts, const struct source *source,
                                  const struct questions *questions, struct fire_chart chart[],
                                  bool is_made[], struct fire_error *err)
{
    for (int32_t i = 0; i < parts->n; i++) {
        struct review_part *part = &parts->part[i];
        if (!is_asked(part)) continue;
        if (part->status == FIRE_OK)
            part->status = conclude_part(parts, part, source, questions);
        if (part->status == FIRE_ENOMEM) return fire_fail_memory(err);
        if (part->status != FIRE_OK) FIRE_TRY(tell_fault(part, source, err));
    }
    for (int32_t i = 0; i < parts->n_drawings; i++) {
        is_made[i] = drawing_chart(&parts->drawing[i], source, questions, source->arena,
                                   &chart[i]) == FIRE_OK;
        if (parts->drawing[i].status == FIRE_ENOMEM) return fire_fail_memory(err);
    }
    return FIRE_OK;
}
