/* yoy.c - where in the year it changed: months (or quarters) beside the same of the year before.
 *
 * The finding is that of the whole windows, by the comparison; the months are asked on their own with
 * every one in it, so that one without a report is a gap and not a bar of no height. */
#include "over_time.h"

#include "firestat/stats_counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAMED_CHANGE 2    /* smaller changes of a month's count are not worth a word */
#define NAMED_CHANCE 0.05 /* but those that chance makes so seldom always are        */

struct yoy {
    struct about about;
    struct fire_phrase *phrase;
    const struct fire_comparison *comparison;
    const struct fire_calendar *calendar;
    int32_t n_measures;
    int32_t n_bases;
    struct slots current;
    struct slots base[FIRE_BASES_MOST];
    struct measure *measure; /* [n_measures] */
    bool has_gap;
    bool has_part;
    bool has_negative;
};

static fire_status check(const struct fire_chart_given *given, struct fire_error *err)
{
    for (int32_t i = 0; i < given->n_summaries; i++) {
        const struct fire_summary *summary = given->summary[i];
        if (summary->n_dims != 1 || summary->dim[0].kind != FIRE_DIM_PERIOD ||
            (summary->dim[0].unit != FIRE_UNIT_MONTH &&
             summary->dim[0].unit != FIRE_UNIT_QUARTER))
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "the yoy chart needs figures by month or by quarter");
        if (summary->n_measures < 1 || summary->n_measures > FIRE_CHART_PANELS_MAX)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "the yoy chart shows 1 to %d measures, not %d",
                             FIRE_CHART_PANELS_MAX, (int)summary->n_measures);
    }
    return FIRE_OK;
}

/* The value of a slot of the base at `extra` digits more than the measure's own: 1 for a mean. */
static struct fire_value base_value(const struct yoy *yoy, int32_t m, int32_t slot)
{
    struct fire_value value[FIRE_BASES_MOST];
    for (int32_t b = 0; b < yoy->n_bases; b++) {
        if (slot >= yoy->base[b].n) return (struct fire_value){ .is_null = true };
        value[b] = slots_value(&yoy->base[b], m, slot);
    }
    if (yoy->n_bases == 1) return value[0];
    const struct fire_mean mean = fire_mean_of(value, yoy->n_bases);
    return (struct fire_value){ mean.is_null, mean.mean_tenths };
}

static double base_in_unit(const struct yoy *yoy, int32_t m, int64_t number)
{
    return measure_in_unit(&yoy->measure[m], number) / (yoy->n_bases > 1 ? 10.0 : 1.0);
}

static const char *base_number(const struct yoy *yoy, int32_t m, int64_t number)
{
    if (yoy->n_bases == 1) return measure_number(yoy->phrase, &yoy->measure[m], number);
    return measure_mean(yoy->phrase, &yoy->measure[m],
                        (struct fire_mean){ .mean_tenths = number });
}

static fire_status find_measures(struct yoy *yoy, struct fire_error *err)
{
    bool is_known = false;
    yoy->measure = FIRE_TAKE(yoy->phrase->arena, yoy->n_measures, struct measure);
    if (yoy->measure == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < yoy->n_measures; m++) {
        int64_t max_abs = slots_max_abs(&yoy->current, m, 0);
        for (int32_t b = 0; b < yoy->n_bases; b++)
            max_abs = slots_max_abs(&yoy->base[b], m, max_abs);
        yoy->measure[m] = measure_of(yoy->phrase, yoy->current.summary, m, max_abs);
        for (int32_t i = 0; i < yoy->current.n; i++) {
            const struct fire_value current = slots_value(&yoy->current, m, i);
            const struct fire_value base = base_value(yoy, m, i);
            is_known = is_known || !current.is_null || !base.is_null;
            yoy->has_gap = yoy->has_gap || current.is_null || base.is_null;
            yoy->has_negative = yoy->has_negative || current.number < 0 || base.number < 0;
        }
    }
    if (is_known) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no month has a figure to draw");
}

/* ---- the months ------------------------------------------------------------------------- */

static const char *slot_name(const struct yoy *yoy, int32_t slot)
{
    const fire_period_unit unit = yoy->current.unit;
    const int32_t number = slots_number(yoy->calendar, unit, yoy->current.first + slot);
    return unit == FIRE_UNIT_MONTH ? slots_month(yoy->phrase, number)
                                   : slots_quarter(yoy->phrase, number);
}

static double n_days(const struct slots *slots, int32_t slot)
{
    const struct fire_window days = slots_days(slots, slot);
    return (double)days.last_day - days.first_day + 1;
}

/* A change that chance seldom makes: of incidents, month by month. */
static bool is_clear(const struct yoy *yoy, int32_t m, int32_t slot)
{
    const struct fire_summary_measure *measure = &yoy->current.summary->measure[m];
    if (fire_judge_of(measure) != FIRE_JUDGE_COUNT || yoy->n_bases > 1) return false;
    const struct fire_value current = slots_value(&yoy->current, m, slot);
    const struct fire_value base = base_value(yoy, m, slot);
    if (current.is_null || base.is_null || current.number < 0 || base.number < 0) return false;
    const struct fire_p test = fire_two_counts_p(current.number, n_days(&yoy->current, slot),
                                                 base.number, n_days(&yoy->base[0], slot));
    return test.p_value < NAMED_CHANCE;
}

/* Current less base, in tenths where the base is a mean. */
static struct fire_value change_of(const struct yoy *yoy, int32_t m, int32_t slot)
{
    const struct fire_value current = slots_value(&yoy->current, m, slot);
    const struct fire_value base = base_value(yoy, m, slot);
    const int64_t grain = yoy->n_bases > 1 ? 10 : 1;
    const bool fits = llabs(current.number) < INT64_MAX / 40 &&
                      llabs(base.number) < INT64_MAX / 4;
    if (current.is_null || base.is_null || !fits) return (struct fire_value){ .is_null = true };
    return (struct fire_value){ .number = grain * current.number - base.number };
}

/* The slot with the largest change; -1: none is worth a word. */
static int32_t largest_change(const struct yoy *yoy, int32_t m)
{
    const int64_t grain = yoy->n_bases > 1 ? 10 : 1;
    int64_t most = yoy->measure[m].is_count ? grain * NAMED_CHANGE - 1 : 0;
    int32_t slot = -1;
    for (int32_t i = 0; i < yoy->current.n; i++) {
        const struct fire_value change = change_of(yoy, m, i);
        if (change.is_null || llabs(change.number) <= most) continue;
        most = llabs(change.number);
        slot = i;
    }
    return slot;
}

static const char *change_text(const struct yoy *yoy, int32_t m, int32_t slot)
{
    const struct fire_value change = change_of(yoy, m, slot);
    if (change.is_null || change.number == 0) return "";
    return fire_phrase_format(yoy->phrase, "%s%s", change.number > 0 ? "+" : "",
                              base_number(yoy, m, change.number));
}

static void fill_current(struct yoy *yoy, int32_t m, struct fire_chart_point point[])
{
    struct fire_phrase *phrase = yoy->phrase;
    const int32_t largest = largest_change(yoy, m);
    for (int32_t i = 0; i < yoy->current.n; i++) {
        const struct fire_value value = slots_value(&yoy->current, m, i);
        point[i] = (struct fire_chart_point){ .is_known = !value.is_null, .text = "" };
        if (value.is_null) continue;
        point[i].is_part = slots_is_part(&yoy->current, i);
        yoy->has_part = yoy->has_part || point[i].is_part;
        point[i].value = measure_in_unit(&yoy->measure[m], value.number);
        point[i].text = fire_phrase_format(
            phrase, "%s: %s", slot_name(yoy, i),
            measure_amount(phrase, &yoy->measure[m], value.number));
        if (i == largest || is_clear(yoy, m, i)) point[i].words = change_text(yoy, m, i);
    }
}

static void fill_base(const struct yoy *yoy, int32_t m, const char *name,
                      struct fire_chart_point point[])
{
    for (int32_t i = 0; i < yoy->current.n; i++) {
        const struct fire_value value = base_value(yoy, m, i);
        point[i] = (struct fire_chart_point){ .is_known = !value.is_null, .text = "" };
        if (value.is_null) continue;
        point[i].is_part = slots_is_part(&yoy->base[0], i);
        point[i].value = base_in_unit(yoy, m, value.number);
        point[i].text = fire_phrase_format(yoy->phrase, "%s, %s: %s", name, slot_name(yoy, i),
                                           base_number(yoy, m, value.number));
    }
}

/* ---- the panels ------------------------------------------------------------------------- */

static const char *window_name(const struct yoy *yoy, struct fire_window window,
                               fire_word other)
{
    const char *year = days_year(yoy->phrase, yoy->calendar, window);
    return year[0] == '\0' ? fire_word_text(yoy->phrase->language, other) : year;
}

static const char *base_name(const struct yoy *yoy)
{
    const fire_language language = yoy->phrase->language;
    if (yoy->n_bases > 1) return fire_word_text(language, FIRE_WORD_CHART_MEAN_5);
    return window_name(yoy, yoy->base[0].window, FIRE_WORD_CHART_BASE_PERIOD);
}

static const char *current_name(const struct yoy *yoy)
{
    const char *name = window_name(yoy, yoy->current.window, FIRE_WORD_CHART_THIS_PERIOD);
    return strcmp(name, base_name(yoy)) == 0
               ? fire_word_text(yoy->phrase->language, FIRE_WORD_CHART_THIS_PERIOD)
               : name;
}

/* Name and sum of the whole window: "2024: 38". */
static const char *end_text(const struct yoy *yoy, const char *name, const char *number)
{
    return number[0] == '\0' ? name : fire_phrase_format(yoy->phrase, "%s: %s", name, number);
}

static struct fire_chart_end current_end(const struct yoy *yoy, int32_t m)
{
    struct fire_phrase *phrase = yoy->phrase;
    const struct measure *measure = &yoy->measure[m];
    struct fire_chart_end end = { current_name(yoy), "" };
    if (yoy->comparison == NULL || yoy->comparison->n_groups < 1) return end;
    const struct fire_compare_row *row = fire_comparison_row(yoy->comparison, 0, 0, m);
    if (row->current.is_null) return end;
    if (row->extra_scale == 0) {
        end.value = end_text(yoy, end.value,
                             measure_number(phrase, measure, row->current.number));
        end.remark = measure_change(phrase, measure, row->current, row->base);
        return end;
    }
    const struct fire_mean mean = { .mean_tenths = row->current.number };
    end.value = end_text(yoy, end.value,
                         row->current.number % 10 == 0
                             ? measure_number(phrase, measure, row->current.number / 10)
                             : measure_mean(phrase, measure, mean));
    if (row->has_percent) {
        char percent[FIRE_NUMBER_BYTES];
        fire_percent_text(phrase->language, row->percent,
                          yoy->comparison->options->percent_decimals, percent);
        end.remark = fire_phrase_format(phrase, "(%s)", percent);
    }
    return end;
}

static struct fire_chart_end base_end(const struct yoy *yoy, int32_t m)
{
    struct fire_phrase *phrase = yoy->phrase;
    struct fire_chart_end end = { base_name(yoy), "" };
    if (yoy->comparison == NULL || yoy->comparison->n_groups < 1) return end;
    const struct fire_compare_row *row = fire_comparison_row(yoy->comparison, 0, 0, m);
    if (row->base.is_null) {
        end.remark = fire_word_text(phrase->language, FIRE_WORD_CHART_UNKNOWN);
        return end;
    }
    const struct fire_mean mean = { .mean_tenths = row->base.number };
    end.value = end_text(yoy, end.value,
                         row->extra_scale == 0
                             ? measure_number(phrase, &yoy->measure[m], row->base.number)
                             : measure_mean(phrase, &yoy->measure[m], mean));
    return end;
}

static fire_status fill_panel(struct yoy *yoy, int32_t m, struct fire_chart_panel *out,
                              struct fire_error *err)
{
    struct fire_arena *arena = yoy->phrase->arena;
    const int32_t n = yoy->current.n;
    struct fire_chart_point *point = FIRE_TAKE(arena, 2 * n, struct fire_chart_point);
    struct fire_chart_series *series = FIRE_TAKE(arena, 2, struct fire_chart_series);
    if (point == NULL || series == NULL) return fire_fail_memory(err);
    fill_base(yoy, m, base_name(yoy), point);
    fill_current(yoy, m, point + n);
    series[0] = (struct fire_chart_series){ .name = base_name(yoy),
                                            .role = FIRE_ROLE_PREVIOUS,
                                            .drawn = FIRE_DRAWN_BARS,
                                            .point = point,
                                            .end = base_end(yoy, m) };
    series[1] = (struct fire_chart_series){ .name = yoy->measure[m].name,
                                            .role = FIRE_ROLE_CURRENT,
                                            .drawn = FIRE_DRAWN_BARS,
                                            .point = point + n,
                                            .end = current_end(yoy, m) };
    *out = (struct fire_chart_panel){ .title = measure_title(yoy->phrase, &yoy->measure[m]),
                                      .is_whole = yoy->measure[m].places == 0,
                                      .n_series = 2,
                                      .series = series };
    return FIRE_OK;
}

/* ---- texts ------------------------------------------------------------------------------- */

static const char *title_of(const struct yoy *yoy)
{
    struct fire_phrase *phrase = yoy->phrase;
    const char *name[FIRE_CRITERIA_MOST];
    if (yoy->about.options->title[0] != '\0') return yoy->about.options->title;
    if (yoy->comparison != NULL) {
        const struct fire_compare_options *options = yoy->comparison->options;
        for (int32_t i = 0; i < options->n_criteria; i++)
            name[i] = yoy->measure[options->criterion[i]].name;
        const char *finding = over_time_finding(phrase, yoy->comparison, name);
        if (finding[0] != '\0') return finding;
    }
    for (int32_t m = 0; m < yoy->n_measures; m++)
        name[m] = m == 0 ? yoy->measure[m].label : yoy->measure[m].name;
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_YOY_NEUTRAL, fire_phrase_list(phrase, name, yoy->n_measures),
        days_inside(phrase, yoy->calendar, yoy->current.window),
        yoy->n_bases > 1 ? base_name(yoy)
                         : days_inside(phrase, yoy->calendar, yoy->base[0].window));
}

static const char *subtitle_of(const struct yoy *yoy)
{
    struct fire_phrase *phrase = yoy->phrase;
    const struct fire_window base = yoy->base[0].window;
    const struct fire_window oldest = yoy->base[yoy->n_bases - 1].window;
    const fire_word by = yoy->current.unit == FIRE_UNIT_MONTH ? FIRE_WORD_CHART_BY_MONTH
                                                              : FIRE_WORD_CHART_BY_QUARTER;
    const char *from = fire_phrase_day(phrase,
                                       yoy->n_bases > 1 ? oldest.first_day : base.first_day);
    const char *to = fire_phrase_day(phrase, base.last_day);
    const char *text = fire_phrase_format(
        phrase, "%s; %s; %s", about_place(&yoy->about, fire_word_text(phrase->language, by)),
        about_days(&yoy->about, yoy->current.window),
        fire_phrase_word(phrase, FIRE_WORD_CHART_AGAINST, base_name(yoy),
                         fire_phrase_word(phrase, FIRE_WORD_CHART_DAYS, from, to)));
    if (!yoy->has_part) return text;
    return fire_phrase_format(phrase, "%s; %s", text,
                              fire_word_text(phrase->language, FIRE_WORD_CHART_HOLLOW_BARS));
}

static const char *footer_of(const struct yoy *yoy)
{
    const fire_language language = yoy->phrase->language;
    const struct about *about = &yoy->about;
    const char *text = about_begin(about);
    for (int32_t m = 0; m < yoy->n_measures; m++) {
        int64_t n_unknown = slots_unknown(&yoy->current, m);
        for (int32_t b = 0; b < yoy->n_bases; b++)
            n_unknown += slots_unknown(&yoy->base[b], m);
        about_add(
            about, &text,
            about_unknown(about, n_unknown, yoy->measure[m].name, yoy->measure[m].is_damage));
    }
    if (yoy->comparison != NULL) {
        about_add(about, &text, over_time_chance(yoy->phrase, yoy->comparison));
        about_add_refusal(about, yoy->comparison, &text);
    }
    if (yoy->has_gap)
        about_add(about, &text, fire_word_text(language, FIRE_WORD_CHART_GAPS_BARS));
    return about_end(about, text,
                     fire_word_text(language, yoy->has_negative
                                                  ? FIRE_WORD_CHART_AXIS_WITH_ZERO
                                                  : FIRE_WORD_CHART_AXIS_FROM_ZERO));
}

/* "số vụ 38 vụ (−13,6%), ..." */
static const char *description_of(const struct yoy *yoy, const struct fire_chart_panel panel[])
{
    struct fire_phrase *phrase = yoy->phrase;
    const char *values = "";
    for (int32_t m = 0; m < yoy->n_measures; m++) {
        const struct fire_chart_series *series = panel[m].series;
        values = fire_phrase_format(phrase, "%s%s%s %s%s%s; %s", values, m == 0 ? "" : "; ",
                                    fire_phrase_inside(phrase, panel[m].title),
                                    series[1].end.value,
                                    series[1].end.remark[0] == '\0' ? "" : " ",
                                    series[1].end.remark, series[0].end.value);
    }
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_YOY_ALT,
        about_place(&yoy->about, days_inside(phrase, yoy->calendar, yoy->current.window)),
        values);
}

fire_status yoy_make(const struct fire_chart_given *given,
                     const struct fire_chart_options *options, struct fire_phrase *phrase,
                     struct fire_chart *out, struct fire_error *err)
{
    FIRE_TRY(check(given, err));
    const struct fire_summary *summary = given->summary[0];
    struct yoy yoy = { .about = { summary, options, phrase },
                       .phrase = phrase,
                       .comparison = given->comparison,
                       .calendar = summary->calendar,
                       .n_measures = summary->n_measures,
                       .n_bases = given->n_summaries - 1 };
    FIRE_TRY(slots_of(phrase, summary, summary->window, &yoy.current, err));
    for (int32_t b = 0; b < yoy.n_bases; b++)
        FIRE_TRY(slots_of(phrase, given->summary[b + 1], given->summary[b + 1]->window,
                          &yoy.base[b], err));
    FIRE_TRY(find_measures(&yoy, err));

    const char **label = FIRE_TAKE(phrase->arena, yoy.current.n, const char *);
    struct fire_chart_panel *panel = FIRE_TAKE(phrase->arena, yoy.n_measures,
                                               struct fire_chart_panel);
    if (label == NULL || panel == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < yoy.current.n; i++)
        label[i] = slot_name(&yoy, i);
    for (int32_t m = 0; m < yoy.n_measures; m++)
        FIRE_TRY(fill_panel(&yoy, m, &panel[m], err));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_YOY,
        .form = FIRE_FORM_PANELS,
        .language = phrase->language,
        .title = title_of(&yoy),
        .subtitle = subtitle_of(&yoy),
        .footer = footer_of(&yoy),
        .description = description_of(&yoy, panel),
        .panels = { .n_slots = yoy.current.n,
                    .n_panels = yoy.n_measures,
                    .slot_label = label,
                    .panel = panel },
    };
    return FIRE_OK;
}
