/* severity.c - see severity.h, and fire_chart_make.
 *
 * Damage is skewed beyond what a mean can tell: half of all fires cost little and one of them more
 * than the rest. So the axis is logarithmic, the median stands beside the mean, and the few
 * that make the total are named. */
#include "severity.h"

#include "about.h"
#include "measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CURVE_MOST  600
#define DOTS_MOST   60  /* incidents that are drawn one by one */
#define LEAST_SHARE 100 /* a smaller part of the total is not worth a word */
#define SHARE_BASE  20  /* incidents below which no share of them is said */

struct severity {
    const struct fire_summary *summary;
    struct fire_phrase *phrase;
    struct about about;
    struct fire_sample sample; /* the least first */
    const struct fire_largest *largest;
    struct measure measure; /* in the unit of the largest */
    struct measure axis;    /* in that of the middle one, for an axis of many sizes */
    int64_t n_zero;         /* 0, or below: a correction */
    int64_t unknown;        /* incidents without a known value */
    int64_t grouped;        /* incidents in rows that stand for several */
    struct fire_value total;
    struct fire_value median;
    struct fire_value mean;
    int32_t mean_places; /* as the measure's, of the mean's scale */
    int32_t median_places;
};

enum { SUM, MEDIAN, MEAN };

static fire_status check_summary(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 0 || summary->n_measures < 3 ||
        summary->measure[SUM].agg != FIRE_AGG_SUM ||
        summary->measure[MEDIAN].agg != FIRE_AGG_MEDIAN ||
        summary->measure[MEAN].agg != FIRE_AGG_MEAN || summary->sample == NULL ||
        summary->largest == NULL)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "a chart of single incidents needs their values, by no dimension");
    return FIRE_OK;
}

static fire_status find_values(struct severity *severity, struct fire_error *err)
{
    const struct fire_summary *summary = severity->summary;
    if (summary->n_rows == 1) severity->sample = summary->sample[MEDIAN];
    const struct fire_sample *sample = &severity->sample;
    while (severity->n_zero < sample->n && sample->value[severity->n_zero] <= 0)
        severity->n_zero++;
    if (severity->n_zero == sample->n)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no incident has a %s above 0",
                         summary->measure[SUM].name);
    severity->largest = summary->largest;
    severity->total = summary->total[SUM];
    severity->median = summary->total[MEDIAN];
    severity->mean = summary->total[MEAN];
    severity->unknown = summary->total_unknown[SUM];
    severity->grouped = summary->total_unknown[MEDIAN] - severity->unknown;
    severity->measure = measure_of(severity->phrase, summary, SUM,
                                   sample->value[sample->n - 1]);
    severity->axis = measure_of(
        severity->phrase, summary, SUM,
        sample->value[severity->n_zero + (sample->n - severity->n_zero) / 2]);
    const int32_t scale = summary->measure[SUM].scale;
    severity->median_places = severity->axis.places + summary->measure[MEDIAN].scale - scale;
    severity->mean_places = severity->axis.places + summary->measure[MEAN].scale - scale;
    return FIRE_OK;
}

/* The share of the incidents with a known value that have at most value number i. */
static double percent_at(const struct severity *severity, int64_t i)
{
    return 100.0 * (double)(i + 1) / (double)severity->sample.n;
}

/* ---- numbers ----------------------------------------------------------------------------- */

/* An amount in a unit of its own: a median may be a thousandth of the largest. */
static const char *own_amount(const struct severity *severity, int64_t number, int32_t scale)
{
    const struct fire_summary *summary = severity->summary;
    struct measure measure = measure_of(severity->phrase, summary, SUM, 0);
    int64_t size = number < 0 ? -number : number;
    for (int32_t i = summary->measure[SUM].scale; i < scale; i++)
        size /= 10;
    measure = measure_of(severity->phrase, summary, SUM, size);
    measure.places += scale - summary->measure[SUM].scale;
    if (measure.decimals == 0 && scale > summary->measure[SUM].scale && measure.is_count)
        measure.decimals = 1;
    return measure_amount(severity->phrase, &measure, number);
}

static const char *percent_text(const struct severity *severity, int64_t part, int64_t whole)
{
    char text[FIRE_NUMBER_BYTES];
    const double percent = 100.0 * (double)part / (double)whole;
    fire_number_text(severity->phrase->language, llround(percent * 10.0), 1, 1, text);
    return fire_phrase_format(severity->phrase, "%s%%", text);
}

static int64_t sum_of_largest(const struct severity *severity)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < severity->largest->n; i++)
        if (__builtin_add_overflow(sum, severity->largest->incident[i].value, &sum))
            return INT64_MAX;
    return sum;
}

/* Whether parts of the total mean anything. */
static bool has_shares(const struct severity *severity)
{
    return !severity->total.is_null && severity->total.number > 0 &&
           severity->sample.value[0] >= 0 && severity->largest->n > 0 &&
           severity->grouped == 0 &&
           sum_of_largest(severity) >= severity->total.number / LEAST_SHARE;
}

/* ---- the form ---------------------------------------------------------------------------- */

static fire_status fill_curve(const struct severity *severity, struct fire_chart_plane *plane,
                              struct fire_error *err)
{
    struct fire_arena *arena = severity->phrase->arena;
    const struct fire_sample *sample = &severity->sample;
    const int64_t n_above = sample->n - severity->n_zero;
    const int64_t n = n_above < CURVE_MOST ? n_above : CURVE_MOST;
    struct fire_chart_curve *curve = FIRE_TAKE(arena, 1, struct fire_chart_curve);
    double *x = FIRE_TAKE(arena, 2 * n, double);
    double *y = FIRE_TAKE(arena, 2 * n, double);
    if (curve == NULL || x == NULL || y == NULL) return fire_fail_memory(err);
    for (int64_t k = 0; k < n; k++) { /* a step up at every value, or at every so-manieth */
        const int64_t i = severity->n_zero + (n == 1 ? 0 : k * (n_above - 1) / (n - 1));
        const int64_t before = k == 0 ? i - 1
                                      : severity->n_zero + (k - 1) * (n_above - 1) / (n - 1);
        x[2 * k] = x[2 * k + 1] = measure_in_unit(&severity->axis, sample->value[i]);
        y[2 * k] = percent_at(severity, before);
        y[2 * k + 1] = percent_at(severity, i);
    }
    *curve = (struct fire_chart_curve){ FIRE_CURVE_MAIN, (int32_t)(2 * n), x, y, "" };
    plane->curve = curve;
    plane->n_curves = 1;
    return FIRE_OK;
}

/* "12/03/2022" or the days of which it was one. */
static const char *day_text(const struct severity *severity, const struct fire_incident *of)
{
    const char *first = fire_phrase_day(severity->phrase, of->days.first_day);
    if (of->days.first_day == of->days.last_day) return first;
    return fire_phrase_format(severity->phrase, "%s–%s", first,
                              fire_phrase_day(severity->phrase, of->days.last_day));
}

/* What its fields say, the finest first: "Xã Bình Thạnh, Huyện Đức Trọng". */
static const char *place_text(const struct severity *severity, const struct fire_incident *of)
{
    const char *text = "";
    for (int32_t f = severity->largest->n_fields; f-- > 0;) {
        const struct fire_key *cell = &of->cell[f];
        const struct fire_text_view label = severity->phrase->language == FIRE_VIETNAMESE
                                                ? cell->label_vi
                                                : cell->label_en;
        const bool is_said = strcmp(severity->largest->field[f]->name, "province") == 0 &&
                             severity->about.options->place[0] != '\0';
        if (cell->is_null || label.size_bytes == 0 || is_said) continue;
        text = fire_phrase_format(severity->phrase, "%s%s%.*s", text,
                                  text[0] == '\0' ? "" : ", ", (int)label.size_bytes,
                                  label.bytes);
    }
    return text;
}

/* The largest have their numbers in the table; few incidents are all drawn. */
static fire_status fill_dots(const struct severity *severity, struct fire_chart_plane *plane,
                             struct fire_error *err)
{
    const struct fire_sample *sample = &severity->sample;
    const int64_t n_above = sample->n - severity->n_zero;
    const int32_t n_named = severity->largest->n;
    const int64_t n_plain = n_above <= DOTS_MOST ? n_above : 0;
    struct fire_phrase *phrase = severity->phrase;
    struct fire_chart_dot *dot = FIRE_TAKE(phrase->arena, n_named + n_plain,
                                           struct fire_chart_dot);
    if (dot == NULL) return fire_fail_memory(err);
    int32_t n = 0;
    for (int32_t i = 0; i < n_named && i < sample->n; i++) {
        const struct fire_incident *of = &severity->largest->incident[i];
        if (of->value <= 0) continue;
        dot[n++] = (struct fire_chart_dot){
            .x = measure_in_unit(&severity->axis, of->value),
            .y = percent_at(severity, sample->n - 1 - i),
            .role = FIRE_DOT_ABOVE,
            .label = fire_phrase_format(phrase, "%d", (int)i + 1),
            .tip = fire_phrase_format(phrase, "%s, %s: %s", day_text(severity, of),
                                      place_text(severity, of),
                                      measure_amount(phrase, &severity->measure, of->value)),
        };
    }
    for (int64_t k = 0; k < n_plain - n; k++) {
        const int64_t i = severity->n_zero + k;
        dot[n + k] = (struct fire_chart_dot){
            .x = measure_in_unit(&severity->axis, sample->value[i]),
            .y = percent_at(severity, i),
            .label = "",
            .tip = measure_amount(phrase, &severity->measure, sample->value[i]),
        };
    }
    plane->dot = dot;
    plane->n_dots = n_plain > n ? (int32_t)n_plain : n;
    return FIRE_OK;
}

static fire_status fill_marks(const struct severity *severity, struct fire_chart_plane *plane,
                              struct fire_error *err)
{
    struct fire_phrase *phrase = severity->phrase;
    const struct fire_summary *summary = severity->summary;
    struct fire_chart_mark *mark = FIRE_TAKE(phrase->arena, FIRE_CHART_MARKS_MOST,
                                             struct fire_chart_mark);
    if (mark == NULL) return fire_fail_memory(err);
    const struct {
        struct fire_value value;
        int32_t places;
        int32_t scale;
        fire_word word;
    } of[FIRE_CHART_MARKS_MOST] = {
        { severity->median, severity->median_places, summary->measure[MEDIAN].scale,
          FIRE_WORD_CHART_MEDIAN_AT },
        { severity->mean, severity->mean_places, summary->measure[MEAN].scale,
          FIRE_WORD_CHART_MEAN_AT },
    };
    for (size_t i = 0; i < FIRE_CHART_MARKS_MOST; i++) {
        if (of[i].value.is_null || of[i].value.number <= 0) continue;
        mark[plane->n_marks++] = (struct fire_chart_mark){
            (double)of[i].value.number / pow(10.0, of[i].places),
            fire_phrase_word(phrase, of[i].word,
                             own_amount(severity, of[i].value.number, of[i].scale)),
        };
    }
    plane->mark = mark;
    return FIRE_OK;
}

static fire_status fill_table(const struct severity *severity, struct fire_chart_table *table,
                              struct fire_error *err)
{
    static const bool is_number[] = { false, false, false, true, true };
    struct fire_phrase *phrase = severity->phrase;
    const fire_language language = phrase->language;
    const int32_t n_columns = has_shares(severity) ? 5 : 4;
    const int32_t n = severity->largest->n;
    const char **head = FIRE_TAKE(phrase->arena, n_columns, const char *);
    const char **cell = FIRE_TAKE(phrase->arena, n * n_columns, const char *);
    *table = (struct fire_chart_table){ .title = "" };
    if (head == NULL || cell == NULL) return fire_fail_memory(err);
    if (n == 0) return FIRE_OK;
    head[0] = "";
    head[1] = fire_word_text(language, FIRE_WORD_CHART_DAY);
    head[2] = fire_word_text(language, FIRE_WORD_CHART_WHERE);
    head[3] = measure_title(phrase, &severity->measure);
    if (n_columns == 5) head[4] = fire_word_text(language, FIRE_WORD_CHART_OF_TOTAL);
    for (int32_t i = 0; i < n; i++) {
        const struct fire_incident *of = &severity->largest->incident[i];
        const char **row = cell + i * n_columns;
        row[0] = fire_phrase_format(phrase, "%d", (int)i + 1);
        row[1] = day_text(severity, of);
        row[2] = place_text(severity, of);
        row[3] = measure_number(phrase, &severity->measure, of->value);
        if (n_columns == 5) row[4] = percent_text(severity, of->value, severity->total.number);
    }
    *table = (struct fire_chart_table){
        .title = fire_phrase_word(phrase, FIRE_WORD_CHART_LARGEST,
                                  fire_phrase_count(phrase, n)),
        .n_columns = n_columns,
        .n_rows = n,
        .head = head,
        .is_number = is_number,
        .cell = cell,
    };
    return FIRE_OK;
}

static void fill_scales(const struct severity *severity, struct fire_chart_plane *plane)
{
    const struct fire_sample *sample = &severity->sample;
    plane->x = (struct fire_chart_scale){
        .title = measure_title(severity->phrase, &severity->axis),
        .is_log = true,
        .low = measure_in_unit(&severity->axis, sample->value[severity->n_zero]),
        .high = measure_in_unit(&severity->axis, sample->value[sample->n - 1]),
    };
    plane->y = (struct fire_chart_scale){
        .title = fire_phrase_word(severity->phrase, FIRE_WORD_CHART_SEVERITY_SHARE),
        .high = 100.0,
    };
}

/* ---- texts ------------------------------------------------------------------------------- */

static const char *title_of(const struct severity *severity)
{
    struct fire_phrase *phrase = severity->phrase;
    const int32_t n = severity->largest->n;
    if (severity->about.options->title[0] != '\0') return severity->about.options->title;
    if (!has_shares(severity) || severity->sample.n < SHARE_BASE)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_SEVERITY_NEUTRAL,
                                severity->measure.label);
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_SEVERITY_TITLE, fire_phrase_count(phrase, n),
        percent_text(severity, sum_of_largest(severity), severity->total.number),
        severity->measure.name, fire_phrase_count(phrase, severity->sample.n));
}

static const char *subtitle_of(const struct severity *severity)
{
    struct fire_phrase *phrase = severity->phrase;
    const int32_t scale = severity->summary->measure[SUM].scale;
    const char *text = about_place(
        &severity->about,
        fire_phrase_word(
            phrase, FIRE_WORD_CHART_SEVERITY_NEUTRAL,
            about_subject(&severity->about, severity->measure.label, severity->measure.name)));
    int64_t rest;
    if (has_shares(severity) &&
        !__builtin_sub_overflow(severity->total.number, severity->largest->incident[0].value,
                                &rest))
        text = fire_phrase_format(
            phrase, "%s; %s", text,
            fire_phrase_word(phrase, FIRE_WORD_CHART_TOTAL_WITHOUT,
                             own_amount(severity, severity->total.number, scale),
                             own_amount(severity, rest, scale)));
    return fire_phrase_format(phrase, "%s; %s", text,
                              about_days(&severity->about, severity->summary->window));
}

static const char *footer_of(const struct severity *severity)
{
    struct fire_phrase *phrase = severity->phrase;
    const struct about *about = &severity->about;
    const char *text = about_begin(about);
    about_add(about, &text,
              about_unknown(about, severity->unknown, severity->measure.name,
                            severity->measure.is_damage));
    if (severity->n_zero > 0) {
        const char *count = fire_phrase_count(phrase, severity->n_zero);
        about_add(about, &text,
                  severity->measure.is_damage
                      ? fire_phrase_word(phrase, FIRE_WORD_CHART_NOTE_ZERO, count)
                      : fire_phrase_word(phrase, FIRE_WORD_CHART_NOTE_ZERO_OF, count,
                                         severity->measure.name));
    }
    if (severity->grouped > 0)
        about_add(about, &text,
                  fire_phrase_word(phrase, FIRE_WORD_CHART_NOTE_GROUPED,
                                   fire_phrase_count(phrase, severity->grouped)));
    return about_end(about, text, fire_word_text(phrase->language, FIRE_WORD_CHART_NOTE_LOG));
}

fire_status severity_make(const struct fire_chart_given *given,
                          const struct fire_chart_options *options, struct fire_phrase *phrase,
                          struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct severity severity = { .summary = summary,
                                 .phrase = phrase,
                                 .about = { summary, options, phrase } };
    FIRE_TRY(check_summary(summary, err));
    FIRE_TRY(find_values(&severity, err));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_SEVERITY,
        .form = FIRE_FORM_PLANE,
        .language = phrase->language,
        .title = title_of(&severity),
        .subtitle = subtitle_of(&severity),
        .footer = footer_of(&severity),
    };
    out->description = fire_phrase_word(phrase, FIRE_WORD_CHART_SEVERITY_ALT,
                                        about_place(&severity.about, severity.measure.name),
                                        out->title);
    fill_scales(&severity, &out->plane);
    FIRE_TRY(fill_curve(&severity, &out->plane, err));
    FIRE_TRY(fill_dots(&severity, &out->plane, err));
    FIRE_TRY(fill_marks(&severity, &out->plane, err));
    return fill_table(&severity, &out->plane.table, err);
}
