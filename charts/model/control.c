/* control.c - is a month out of the ordinary? Counts of months against what chance does to a
 * constant rate a day.
 *
 * Months have 28 to 31 days, so each has limits of its own around the rate times its days, exact by
 * Poisson (stats_months.h). A month that is not over would look low, so none is asked for; one
 * without a report is a gap and no part of the mean. */
#include "over_time.h"

#include "firestat/stats_months.h"

#include <string.h>

#define LEAST_MONTHS    24
#define DAYS_OF_A_MONTH (365.2425 / 12)

struct control {
    struct about about;
    struct fire_phrase *phrase;
    struct slots slots;
    struct measure measure;
    int32_t n_known;
    int32_t n_out;
    double a_day; /* incidents */
    struct fire_chart_point *point;
    double *low;
    double *high;
};

static fire_status check(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 1 || summary->dim[0].kind != FIRE_DIM_PERIOD ||
        summary->dim[0].unit != FIRE_UNIT_MONTH)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the control chart needs figures by month and by nothing else");
    if (summary->n_measures != 1 || fire_judge_of(&summary->measure[0]) != FIRE_JUDGE_COUNT)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the control chart is of incidents: several persons come of one, so "
                         "their numbers have no such limits");
    return FIRE_OK;
}

/* The rate of all months that are known. */
static fire_status find_rate(struct control *control, struct fire_error *err)
{
    double n = 0.0;
    double n_days = 0.0;
    for (int32_t i = 0; i < control->slots.n; i++) {
        const struct fire_value value = slots_value(&control->slots, 0, i);
        const struct fire_window days = slots_days(&control->slots, i);
        if (value.is_null || value.number < 0) continue;
        n += (double)value.number;
        n_days += days.last_day - days.first_day + 1;
        control->n_known++;
    }
    if (control->n_known < LEAST_MONTHS)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                         "a control chart needs %d whole months with figures, there are %d",
                         LEAST_MONTHS, (int)control->n_known);
    control->a_day = n / n_days;
    return FIRE_OK;
}

static void fill_month(struct control *control, int32_t slot)
{
    struct fire_phrase *phrase = control->phrase;
    const struct slots *slots = &control->slots;
    const struct fire_value value = slots_value(slots, 0, slot);
    const struct fire_window days = slots_days(slots, slot);
    const struct fire_control_limits limits = fire_control_limits_of(
        control->a_day * (days.last_day - days.first_day + 1), FIRE_CONTROL_LEVEL);
    if (!limits.is_null) {
        control->low[slot] = measure_in_unit(&control->measure, limits.low);
        control->high[slot] = measure_in_unit(&control->measure, limits.high);
    }
    struct fire_chart_point *point = &control->point[slot];
    *point = (struct fire_chart_point){ .text = "", .words = "" };
    if (value.is_null) return;

    const char *month = slots_month_of_year(phrase, slots->summary->calendar,
                                            slots->first + slot);
    point->is_known = true;
    point->is_part = slots_is_part(slots, slot);
    point->value = measure_in_unit(&control->measure, value.number);
    point->text = fire_phrase_format(phrase, "%s: %s", month,
                                     measure_amount(phrase, &control->measure, value.number));
    point->is_marked = !limits.is_null && !point->is_part &&
                       (value.number < limits.low || value.number > limits.high);
    if (!point->is_marked) return;
    control->n_out++;
    point->words = fire_phrase_format(phrase, "%s: %s", month,
                                      measure_number(phrase, &control->measure, value.number));
}

/* A year's first month bears its name; its seventh too where there are few years. */
static fire_status name_slots(const struct control *control, const char *const **out,
                              struct fire_error *err)
{
    const struct slots *slots = &control->slots;
    const struct fire_calendar *calendar = slots->summary->calendar;
    const char **label = FIRE_TAKE(control->phrase->arena, slots->n, const char *);
    if (label == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < slots->n; i++) {
        const int32_t number = slots_number(calendar, FIRE_UNIT_MONTH, slots->first + i);
        const bool is_named = number == 1 || (number == 7 && slots->n <= 36);
        label[i] = is_named ? slots_month_of_year(control->phrase, calendar, slots->first + i)
                            : "";
    }
    *out = label;
    return FIRE_OK;
}

static const char *months_text(const struct control *control)
{
    const struct slots *slots = &control->slots;
    const struct fire_calendar *calendar = slots->summary->calendar;
    return fire_phrase_format(
        control->phrase, "%s–%s", slots_month_of_year(control->phrase, calendar, slots->first),
        slots_month_of_year(control->phrase, calendar, slots->first + slots->n - 1));
}

static const char *title_of(const struct control *control)
{
    struct fire_phrase *phrase = control->phrase;
    if (control->about.options->title[0] != '\0') return control->about.options->title;
    const char *months = months_text(control);
    if (control->n_out == 0)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_CONTROL_NONE, control->measure.label,
                                months);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_CONTROL_OUT, control->measure.label,
                            fire_phrase_count(phrase, control->n_out),
                            fire_phrase_count(phrase, control->n_known), months);
}

static const char *footer_of(const struct control *control)
{
    const fire_language language = control->phrase->language;
    const struct about *about = &control->about;
    const char *text = about_begin(about);
    about_add(about, &text, fire_word_text(language, FIRE_WORD_CHART_CONTROL_HOW));
    if (control->n_known < control->slots.n)
        about_add(about, &text, fire_word_text(language, FIRE_WORD_CHART_GAPS_PERIODS));
    const struct fire_summary *summary = about->summary;
    if (summary->data.last_day > control->slots.window.last_day)
        about_add(
            about, &text,
            fire_phrase_word(control->phrase, FIRE_WORD_CHART_NOT_AFTER,
                             fire_phrase_day(control->phrase, control->slots.window.last_day)));
    return about_end(about, text, fire_word_text(language, FIRE_WORD_CHART_AXIS_FROM_ZERO));
}

static fire_status fill_panel(struct control *control, struct fire_chart_panel *out,
                              struct fire_error *err)
{
    struct fire_phrase *phrase = control->phrase;
    struct fire_chart_series *series = FIRE_TAKE(phrase->arena, 1, struct fire_chart_series);
    struct fire_chart_guide *guide = FIRE_TAKE(phrase->arena, 1, struct fire_chart_guide);
    struct fire_chart_band *band = FIRE_TAKE(phrase->arena, 1, struct fire_chart_band);
    if (series == NULL || guide == NULL || band == NULL) return fire_fail_memory(err);
    const int32_t last = control->slots.n - 1;
    const struct fire_value value = slots_value(&control->slots, 0, last);
    const char *month = slots_month_of_year(phrase, control->slots.summary->calendar,
                                            control->slots.first + last);
    *series = (struct fire_chart_series){ .name = control->measure.name,
                                          .role = FIRE_ROLE_CURRENT,
                                          .point = control->point };
    series->end.value = value.is_null ? ""
                                      : measure_number(phrase, &control->measure, value.number);
    series->end.remark = value.is_null
                             ? fire_word_text(phrase->language, FIRE_WORD_CHART_UNKNOWN)
                             : fire_phrase_format(phrase, "(%s)", month);
    char mean[FIRE_NUMBER_BYTES];
    const double a_month = control->a_day * DAYS_OF_A_MONTH;
    fire_number_text(phrase->language, (int64_t)(a_month * 10.0 + 0.5), 1, 1, mean);
    *guide = (struct fire_chart_guide){
        .value = a_month, .label = fire_phrase_word(phrase, FIRE_WORD_CHART_MEAN_MONTH, mean)
    };
    /* from month to month in straight lines: steps of the months' days would look like signals */
    *band = (struct fire_chart_band){
        .last_slot = last, .low = control->low, .high = control->high, .label = ""
    };
    *out = (struct fire_chart_panel){ .title = measure_title(phrase, &control->measure),
                                      .is_whole = true,
                                      .n_series = 1,
                                      .n_guides = 1,
                                      .series = series,
                                      .guide = guide,
                                      .band = band };
    return FIRE_OK;
}

fire_status control_make(const struct fire_chart_given *given,
                         const struct fire_chart_options *options, struct fire_phrase *phrase,
                         struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct control control = { .about = { summary, options, phrase }, .phrase = phrase };
    FIRE_TRY(check(summary, err));
    FIRE_TRY(slots_of(phrase, summary, summary->window, &control.slots, err));
    FIRE_TRY(find_rate(&control, err));
    /* counts are shown as they are, whatever their size: limits are whole numbers of them */
    control.measure = measure_of(phrase, summary, 0, 0);

    struct fire_chart_panel *panel = FIRE_TAKE(phrase->arena, 1, struct fire_chart_panel);
    control.point = FIRE_TAKE(phrase->arena, control.slots.n, struct fire_chart_point);
    control.low = FIRE_TAKE(phrase->arena, control.slots.n, double);
    control.high = FIRE_TAKE(phrase->arena, control.slots.n, double);
    if (panel == NULL || control.point == NULL || control.low == NULL || control.high == NULL)
        return fire_fail_memory(err);
    for (int32_t i = 0; i < control.slots.n; i++)
        fill_month(&control, i);
    const char *const *label = NULL;
    FIRE_TRY(name_slots(&control, &label, err));
    FIRE_TRY(fill_panel(&control, panel, err));

    const char *title = title_of(&control);
    const char *place = about_place(&control.about, months_text(&control));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_CONTROL,
        .form = FIRE_FORM_PANELS,
        .language = phrase->language,
        .title = title,
        .subtitle = fire_phrase_format(phrase, "%s; %s; %s", place,
                                       fire_phrase_word(phrase, FIRE_WORD_CHART_CONTROL_BAND),
                                       about_days(&control.about, control.slots.window)),
        .footer = footer_of(&control),
        .description = fire_phrase_word(phrase, FIRE_WORD_CHART_CONTROL_ALT, place, title),
        .panels = { .n_slots = control.slots.n,
                    .n_panels = 1,
                    .slot_label = label,
                    .panel = panel },
    };
    return FIRE_OK;
}
