/* funnel.c - see funnel.h, and fire_chart_make.
 *
 * A league table of rates names the smallest areas, at both ends. Here every area is judged by its
 * own size: the limits are wide where few people live, and only what lies outside is named. */
#include "funnel.h"

#include "about.h"
#include "measure.h"
#include "names.h"

#include "firestat/stats_areas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INNER        0.95
#define OUTER        0.998
#define CURVE_POINTS 160
#define LOG_SPAN     15.0 /* a population so many times another: both cannot be seen on one line */
#define DISPERSED    1.5 /* from this dispersion on it is said */
#define PLACES       1   /* of rates that are shown */
#define NAMES_SAID   2   /* in the title, on each side */
#define NAMED_MOST   40  /* areas up to which those outside the inner limits are named too */
#define PER          100000.0

struct area {
    const struct fire_key *key;
    int64_t count;
    double person_years;
    double people; /* mean over the years */
    double rate;
    double z;
    const char *name;
    fire_chart_dot_role role;
    bool is_beyond; /* outside the outer limits, else the inner ones at most */
};

struct funnel {
    const struct fire_summary *summary;
    struct fire_phrase *phrase;
    struct about about;
    struct measure count;
    int32_t n;
    struct area *area; /* [n] those that stand out first, by |z| */
    int32_t n_out;     /* of them */
    int32_t n_above;   /* beyond the outer limits */
    int32_t n_below;
    int64_t n_left; /* without people or figure */
    double common;  /* rate of all, per PER and year */
    double years;
    double dispersion;
    double least; /* people */
    double most;
    int32_t power; /* people are shown in 10^power */
};

static fire_status check_summary(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 1 || summary->dim[0].kind != FIRE_DIM_AREA ||
        summary->n_measures < 2 || summary->measure[0].agg != FIRE_AGG_SUM ||
        summary->measure[0].type != FIRE_TYPE_INTEGER ||
        summary->measure[1].agg != FIRE_AGG_RATE)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "a funnel needs the rate of a count by province, district or commune");
    return FIRE_OK;
}

/* ---- areas ------------------------------------------------------------------------------- */

static void take_area(struct funnel *funnel, int64_t row)
{
    const struct fire_summary *summary = funnel->summary;
    const struct fire_key *key = fire_summary_key(summary, row, 0);
    const struct fire_value count = fire_summary_value(summary, row, 0);
    const double person_years = summary->rate->person_years[row];
    if (key->is_null) return;
    if (count.is_null || count.number < 0 || !(person_years > 0.0)) {
        funnel->n_left++;
        return;
    }
    struct area *area = &funnel->area[funnel->n++];
    *area = (struct area){
        .key = key,
        .count = count.number,
        .person_years = person_years,
        .people = person_years / funnel->years,
        .rate = (double)count.number / person_years * PER,
    };
    area->name = names_key(funnel->phrase, key);
}

static fire_status find_areas(struct funnel *funnel, struct fire_error *err)
{
    const struct fire_summary *summary = funnel->summary;
    double events = 0.0;
    double person_years = 0.0;
    funnel->area = FIRE_TAKE(funnel->phrase->arena, summary->n_rows, struct area);
    if (funnel->area == NULL) return fire_fail_memory(err);
    funnel->years = summary->rate->years;
    for (int64_t row = 0; funnel->years > 0.0 && row < summary->n_rows; row++)
        take_area(funnel, row);
    for (int32_t i = 0; i < funnel->n; i++) {
        const struct area *area = &funnel->area[i];
        events += (double)area->count;
        person_years += area->person_years;
        funnel->least = i == 0 ? area->people : fmin(funnel->least, area->people);
        funnel->most = fmax(funnel->most, area->people);
    }
    if (funnel->n < 2 || events == 0.0)
        return fire_fail(
            err, FIRE_ENODATA, FIRE_NOWHERE,
            "fewer than two areas have a population and any incident; give a table "
            "by --population");
    funnel->common = events / person_years * PER;
    return FIRE_OK;
}

/* ---- who stands out ---------------------------------------------------------------------- */

static void judge(const struct funnel *funnel, struct area *area)
{
    const double expected = funnel->common * area->person_years / PER;
    const double ratio = (double)area->count / expected;
    const struct fire_interval inner = fire_funnel_limits(expected, INNER);
    const struct fire_interval outer = fire_funnel_limits(expected, OUTER);
    area->role = FIRE_DOT_PLAIN;
    if (inner.is_null || outer.is_null) return;
    area->is_beyond = ratio > outer.high || ratio < outer.low;
    const bool is_said = area->is_beyond || funnel->n <= NAMED_MOST;
    if (is_said && ratio > inner.high) area->role = FIRE_DOT_ABOVE;
    if (is_said && ratio < inner.low) area->role = FIRE_DOT_BELOW;
}

static int compare_areas(const void *left, const void *right)
{
    const struct area *a = left;
    const struct area *b = right;
    const bool is_out_a = a->role != FIRE_DOT_PLAIN;
    const bool is_out_b = b->role != FIRE_DOT_PLAIN;
    if (is_out_a != is_out_b) return is_out_a ? -1 : 1;
    if (fabs(a->z) != fabs(b->z)) return fabs(a->z) > fabs(b->z) ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key); /* their order in the summary */
}

static fire_status judge_all(struct funnel *funnel, struct fire_error *err)
{
    struct fire_arena *arena = funnel->phrase->arena;
    int64_t *count = FIRE_TAKE(arena, funnel->n, int64_t);
    double *expected = FIRE_TAKE(arena, funnel->n, double);
    double *z = FIRE_TAKE(arena, funnel->n, double);
    double *adjusted = FIRE_TAKE(arena, funnel->n, double);
    struct fire_funnel of;
    if (count == NULL || expected == NULL || z == NULL || adjusted == NULL)
        return fire_fail_memory(err);
    for (int32_t i = 0; i < funnel->n; i++) {
        count[i] = funnel->area[i].count;
        expected[i] = funnel->common * funnel->area[i].person_years / PER;
    }
    FIRE_TRY(fire_funnel_of(count, expected, funnel->n, arena, z, adjusted, &of, err));
    funnel->dispersion = of.is_null ? 0.0 : of.dispersion;
    for (int32_t i = 0; i < funnel->n; i++) {
        struct area *area = &funnel->area[i];
        area->z = of.is_null ? 0.0 : z[i];
        judge(funnel, area);
        funnel->n_out += area->role != FIRE_DOT_PLAIN;
        funnel->n_above += area->role == FIRE_DOT_ABOVE && area->is_beyond;
        funnel->n_below += area->role == FIRE_DOT_BELOW && area->is_beyond;
    }
    qsort(funnel->area, (size_t)funnel->n, sizeof funnel->area[0], compare_areas);
    return FIRE_OK;
}

/* ---- numbers ----------------------------------------------------------------------------- */

static const char *decimal(const struct funnel *funnel, double value, int32_t places)
{
    char text[FIRE_NUMBER_BYTES];
    const double number = round(value * pow(10.0, places));
    if (!(fabs(number) < 9e18)) return "";
    fire_number_text(funnel->phrase->language, (int64_t)number, places, places, text);
    return fire_phrase_format(funnel->phrase, "%s", text);
}

static const char *count_text(const struct funnel *funnel, double value)
{
    return decimal(funnel, value, 0);
}

static const char *level_text(const struct funnel *funnel, double level)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(funnel->phrase->language, llround(level * 1000.0), 1, -1, text);
    return fire_phrase_format(funnel->phrase, "%s%%", text);
}

static const char *tip_of(const struct funnel *funnel, const struct area *area)
{
    return fire_phrase_format(funnel->phrase, "%s: %s (%s; %s %s)", area->name,
                              decimal(funnel, area->rate, PLACES),
                              measure_amount(funnel->phrase, &funnel->count, area->count),
                              count_text(funnel, area->people),
                              fire_word_text(funnel->phrase->language, FIRE_WORD_CHART_PEOPLE));
}

/* ---- the form ---------------------------------------------------------------------------- */

static double shown_people(const struct funnel *funnel, double people)
{
    return people / pow(10.0, funnel->power);
}

static fire_status fill_dots(const struct funnel *funnel, struct fire_chart_plane *plane,
                             struct fire_error *err)
{
    struct fire_chart_dot *dot = FIRE_TAKE(funnel->phrase->arena, funnel->n,
                                           struct fire_chart_dot);
    if (dot == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < funnel->n; i++) {
        const struct area *area = &funnel->area[i];
        dot[i] = (struct fire_chart_dot){
            .x = shown_people(funnel, area->people),
            .y = area->rate,
            .role = area->role,
            .label = area->role == FIRE_DOT_PLAIN ? "" : area->name,
            .tip = tip_of(funnel, area),
        };
    }
    plane->dot = dot;
    plane->n_dots = funnel->n;
    return FIRE_OK;
}

/* Limits at so many people, or the common rate where level is 0. */
static double limit_at(const struct funnel *funnel, double people, double level, bool is_high)
{
    const double expected = funnel->common * people * funnel->years / PER;
    const struct fire_interval limits = level > 0.0 ? fire_funnel_limits(expected, level)
                                                    : (struct fire_interval){ .is_null = true };
    if (limits.is_null) return funnel->common;
    return funnel->common * (is_high ? limits.high : limits.low);
}

static fire_status fill_curve(const struct funnel *funnel, const struct fire_chart_scale *scale,
                              double level, bool is_high, struct fire_chart_curve *out,
                              struct fire_error *err)
{
    double *x = FIRE_TAKE(funnel->phrase->arena, CURVE_POINTS, double);
    double *y = FIRE_TAKE(funnel->phrase->arena, CURVE_POINTS, double);
    if (x == NULL || y == NULL) return fire_fail_memory(err);
    const double from = scale->is_log ? scale->low : scale->high / CURVE_POINTS;
    for (int32_t i = 0; i < CURVE_POINTS; i++) {
        const double part = (double)i / (CURVE_POINTS - 1);
        x[i] = scale->is_log ? from * pow(scale->high / from, part)
                             : from + (scale->high - from) * part;
        y[i] = limit_at(funnel, x[i] * pow(10.0, funnel->power), level, is_high);
    }
    *out = (struct fire_chart_curve){ .role = level == INNER   ? FIRE_CURVE_INNER
                                              : level == OUTER ? FIRE_CURVE_OUTER
                                                               : FIRE_CURVE_LEVEL,
                                      .n = CURVE_POINTS,
                                      .x = x,
                                      .y = y };
    out->label = level > 0.0 ? level_text(funnel, level)
                             : fire_phrase_word(funnel->phrase, FIRE_WORD_CHART_COMMON_RATE,
                                                decimal(funnel, funnel->common, PLACES));
    return FIRE_OK;
}

static fire_status fill_curves(const struct funnel *funnel, struct fire_chart_plane *plane,
                               struct fire_error *err)
{
    struct fire_chart_curve *curve = FIRE_TAKE(funnel->phrase->arena, 5,
                                               struct fire_chart_curve);
    if (curve == NULL) return fire_fail_memory(err);
    FIRE_TRY(fill_curve(funnel, &plane->x, OUTER, true, &curve[0], err));
    FIRE_TRY(fill_curve(funnel, &plane->x, INNER, true, &curve[1], err));
    FIRE_TRY(fill_curve(funnel, &plane->x, 0.0, true, &curve[2], err));
    FIRE_TRY(fill_curve(funnel, &plane->x, INNER, false, &curve[3], err));
    FIRE_TRY(fill_curve(funnel, &plane->x, OUTER, false, &curve[4], err));
    plane->curve = curve;
    plane->n_curves = 5;
    return FIRE_OK;
}

static void fill_scales(const struct funnel *funnel, struct fire_chart_plane *plane)
{
    double high = funnel->common;
    for (int32_t i = 0; i < funnel->n; i++)
        high = fmax(high, funnel->area[i].rate);
    const bool is_log = funnel->most > LOG_SPAN * funnel->least;
    const fire_word unit = funnel->power == 0 ? FIRE_WORD_CHART_PEOPLE
                                              : FIRE_WORD_CHART_THOUSAND_PEOPLE;
    plane->x = (struct fire_chart_scale){
        .title = fire_phrase_word(funnel->phrase, FIRE_WORD_CHART_POPULATION,
                                  fire_word_text(funnel->phrase->language, unit)),
        .is_log = is_log,
        .low = is_log ? shown_people(funnel, funnel->least) : 0.0,
        .high = shown_people(funnel, funnel->most),
    };
    plane->y = (struct fire_chart_scale){
        .title = fire_phrase_word(funnel->phrase, FIRE_WORD_CHART_PER_100K,
                                  funnel->count.label),
        .high = fmin(1.1 * high, fmax(high, limit_at(funnel, funnel->least, OUTER, true))),
    };
}

static fire_status fill_table(const struct funnel *funnel, struct fire_chart_table *table,
                              struct fire_error *err)
{
    enum { N_COLUMNS = 5 };
    static const bool is_number[N_COLUMNS] = { false, true, true, true, true };
    struct fire_phrase *phrase = funnel->phrase;
    const fire_language language = phrase->language;
    const int32_t n = funnel->n_out < FIRE_CHART_TABLE_ROWS ? funnel->n_out
                                                            : FIRE_CHART_TABLE_ROWS;
    const char **head = FIRE_TAKE(phrase->arena, N_COLUMNS, const char *);
    const char **cell = FIRE_TAKE(phrase->arena, n * N_COLUMNS, const char *);
    *table = (struct fire_chart_table){ .title = "" };
    if (head == NULL || cell == NULL) return fire_fail_memory(err);
    if (n == 0) return FIRE_OK;
    head[0] = fire_word_text(language, FIRE_WORD_CHART_AREA);
    head[1] = funnel->count.label;
    head[2] = fire_word_text(language, FIRE_WORD_CHART_PEOPLE_HEAD);
    head[3] = fire_word_text(language, FIRE_WORD_CHART_RATE_HEAD);
    head[4] = fire_word_text(language, FIRE_WORD_CHART_LIMIT);
    for (int32_t i = 0; i < n; i++) {
        const struct area *area = &funnel->area[i];
        const char **row = cell + i * N_COLUMNS;
        row[0] = area->name;
        row[1] = fire_phrase_count(phrase, area->count);
        row[2] = count_text(funnel, area->people);
        row[3] = decimal(funnel, area->rate, PLACES);
        row[4] = fire_phrase_word(phrase,
                                  area->role == FIRE_DOT_ABOVE ? FIRE_WORD_CHART_ABOVE
                                                               : FIRE_WORD_CHART_BELOW,
                                  level_text(funnel, area->is_beyond ? OUTER : INNER));
    }
    *table = (struct fire_chart_table){
        .title = n == funnel->n_out
                     ? fire_word_text(language, FIRE_WORD_CHART_FUNNEL_OUT)
                     : fire_phrase_word(phrase, FIRE_WORD_CHART_FUNNEL_OUT_OF,
                                        fire_phrase_count(phrase, n),
                                        fire_phrase_count(phrase, funnel->n_out)),
        .n_columns = N_COLUMNS,
        .n_rows = n,
        .head = head,
        .is_number = is_number,
        .cell = cell,
    };
    return FIRE_OK;
}

/* ---- texts ------------------------------------------------------------------------------- */

/* "Huyện A và Huyện B cao hơn", "7 địa bàn thấp hơn"; "" for none. */
static const char *who(const struct funnel *funnel, fire_chart_dot_role role, int32_t n,
                       fire_word word)
{
    struct fire_phrase *phrase = funnel->phrase;
    const char *name[NAMES_SAID];
    int32_t n_names = 0;
    if (n == 0) return "";
    for (int32_t i = 0; i < funnel->n_out && n <= NAMES_SAID; i++)
        if (funnel->area[i].role == role && funnel->area[i].is_beyond)
            name[n_names++] = funnel->area[i].name;
    return fire_phrase_word(phrase, word,
                            n_names > 0 ? fire_phrase_list(phrase, name, n_names)
                                        : fire_phrase_word(phrase, FIRE_WORD_CHART_N_AREAS,
                                                           fire_phrase_count(phrase, n)));
}

static const char *title_of(const struct funnel *funnel)
{
    struct fire_phrase *phrase = funnel->phrase;
    if (funnel->about.options->title[0] != '\0') return funnel->about.options->title;
    if (funnel->n_above + funnel->n_below == 0)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_FUNNEL_NONE, funnel->count.label);
    const char *above = who(funnel, FIRE_DOT_ABOVE, funnel->n_above, FIRE_WORD_CHART_HIGHER);
    const char *below = who(funnel, FIRE_DOT_BELOW, funnel->n_below, FIRE_WORD_CHART_LOWER);
    const char *between = funnel->n_above > 0 && funnel->n_below > 0 ? ", " : "";
    return fire_phrase_word(phrase, FIRE_WORD_CHART_FUNNEL_SOME, funnel->count.label,
                            fire_phrase_format(phrase, "%s%s%s", above, between, below));
}

static const char *shown(const struct funnel *funnel)
{
    return fire_phrase_word(
        funnel->phrase, FIRE_WORD_CHART_PER_100K,
        about_subject(&funnel->about, funnel->count.label, funnel->count.name));
}

static void add_note(const struct funnel *funnel, const char **text, fire_word word, int64_t n)
{
    if (n <= 0) return;
    about_add(&funnel->about, text,
              fire_phrase_word(funnel->phrase, word, fire_phrase_count(funnel->phrase, n)));
}

static const char *footer_of(const struct funnel *funnel)
{
    const struct about *about = &funnel->about;
    const struct fire_summary *summary = funnel->summary;
    const char *text = about_begin(about);
    about_add(about, &text, fire_phrase_word(funnel->phrase, FIRE_WORD_CHART_NOTE_LIMITS));
    if (strcmp(summary->measure[0].name, "incidents") == 0)
        add_note(funnel, &text, FIRE_WORD_CHART_NOTE_NO_AREA, about_placeless(about, 0));
    else
        about_add(about, &text,
                  fire_phrase_word(funnel->phrase, FIRE_WORD_CHART_NOTE_CLUSTERED));
    if (funnel->dispersion >= DISPERSED)
        about_add(about, &text,
                  fire_phrase_word(funnel->phrase, FIRE_WORD_CHART_NOTE_DISPERSION,
                                   decimal(funnel, funnel->dispersion, 1)));
    add_note(funnel, &text, FIRE_WORD_CHART_NOTE_NO_PEOPLE, funnel->n_left);
    if (summary->rate->is_registered)
        about_add(about, &text,
                  fire_word_text(funnel->phrase->language, FIRE_WORD_CHART_NOTE_REGISTERED));
    return about_end(about, text, "");
}

fire_status funnel_make(const struct fire_chart_given *given,
                        const struct fire_chart_options *options, struct fire_phrase *phrase,
                        struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct funnel funnel = { .summary = summary,
                             .phrase = phrase,
                             .about = { summary, options, phrase } };
    FIRE_TRY(check_summary(summary, err));
    FIRE_TRY(find_areas(&funnel, err));
    funnel.count = measure_of(phrase, summary, 0, 0);
    funnel.power = funnel.most >= 10000.0 ? 3 : 0;
    FIRE_TRY(judge_all(&funnel, err));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_FUNNEL,
        .form = FIRE_FORM_PLANE,
        .language = phrase->language,
        .title = title_of(&funnel),
        .subtitle = fire_phrase_format(phrase, "%s; %s",
                                       about_place(&funnel.about, shown(&funnel)),
                                       about_days(&funnel.about, summary->window)),
        .footer = footer_of(&funnel),
    };
    out->description = fire_phrase_word(phrase, FIRE_WORD_CHART_FUNNEL_ALT,
                                        about_place(&funnel.about, shown(&funnel)), out->title);
    fill_scales(&funnel, &out->plane);
    FIRE_TRY(fill_dots(&funnel, &out->plane, err));
    FIRE_TRY(fill_curves(&funnel, &out->plane, err));
    return fill_table(&funnel, &out->plane.table, err);
}
