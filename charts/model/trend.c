/* trend.c - the first figure of a yearly review: one panel a measure, a line over the years.
 *
 * What is hard here is not the line but what may be said of it. A year without a report is a
 * gap and not a zero; a year that is not over is neither up nor down; a mean of five years
 * needs five whole years. So every comparison goes through trend_full_value, which knows of
 * gaps and part years, and the line itself through trend_value, which does not care. */
#include "trend.h"

#include "slots.h"

#include <stdlib.h>
#include <string.h>

/* Whether a year's sum is short of months that lie between the first and the last day of the data. */
static bool has_gap(const struct trend *trend, int32_t slot)
{
    const struct fire_window data = trend->summary->data;
    struct fire_window days = fire_calendar_window(trend->calendar, FIRE_UNIT_YEAR,
                                                   trend->first_year + slot);
    if (days.first_day < data.first_day) days.first_day = data.first_day;
    if (days.last_day > data.last_day) days.last_day = data.last_day;
    return fire_summary_has_gap(trend->summary, NULL, 0, days);
}

struct fire_value trend_value(const struct trend *trend, int32_t measure, int32_t slot)
{
    const int64_t row = trend->row[slot];
    if (row < 0 || has_gap(trend, slot)) return (struct fire_value){ .is_null = true };
    return fire_summary_value(trend->summary, row, measure);
}

static bool is_part(const struct trend *trend, int32_t slot)
{
    return (slot == 0 && trend->first.is_part) ||
           (slot == trend->n_years - 1 && trend->last.is_part);
}

struct fire_value trend_full_value(const struct trend *trend, int32_t measure, int32_t slot)
{
    if (slot < 0 || is_part(trend, slot)) return (struct fire_value){ .is_null = true };
    return trend_value(trend, measure, slot);
}

int32_t trend_last_full(const struct trend *trend)
{
    const int32_t last = trend->n_years - 1;
    return is_part(trend, last) ? last - 1 : last;
}

const char *trend_years(const struct trend *trend, int32_t first_slot, int32_t last_slot)
{
    if (first_slot == last_slot) return trend->year[first_slot];
    return fire_phrase_format(trend->phrase, "%s–%s", trend->year[first_slot],
                              trend->year[last_slot]);
}

static fire_status check_summary(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 1 || summary->dim[0].kind != FIRE_DIM_PERIOD ||
        summary->dim[0].unit != FIRE_UNIT_YEAR)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the trend chart needs figures by year and by nothing else");
    if (summary->n_measures < 1 || summary->n_measures > FIRE_CHART_PANELS_MAX)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the trend chart shows 1 to %d measures, not %d",
                         FIRE_CHART_PANELS_MAX, (int)summary->n_measures);
    return FIRE_OK;
}

/* Rows become slots: consecutive years, -1 where a year has no row. */
static fire_status find_years(struct trend *trend, struct fire_error *err)
{
    const struct fire_summary *summary = trend->summary;
    int64_t first = INT64_MAX;
    int64_t last = INT64_MIN;
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(summary, row, 0);
        if (key->is_null) continue;
        if (key->number < first) first = key->number;
        if (key->number > last) last = key->number;
    }
    if (first > last || !summary->has_data)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no year has a figure to draw");
    if (first < INT32_MIN || last > INT32_MAX || last - first >= FIRE_CHART_SLOTS_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a chart shows at most %d years",
                         FIRE_CHART_SLOTS_MAX);

    trend->first_year = (int32_t)first;
    trend->n_years = (int32_t)(last - first + 1);
    trend->row = FIRE_TAKE(trend->phrase->arena, trend->n_years, int64_t);
    trend->year = FIRE_TAKE(trend->phrase->arena, trend->n_years, const char *);
    if (trend->row == NULL || trend->year == NULL) return fire_fail_memory(err);

    for (int32_t slot = 0; slot < trend->n_years; slot++) {
        trend->year[slot] = fire_sentence_label(trend->phrase, trend->calendar, FIRE_UNIT_YEAR,
                                                trend->first_year + slot);
        trend->row[slot] = -1;
    }
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(summary, row, 0);
        if (!key->is_null) trend->row[key->number - first] = row;
    }
    return FIRE_OK;
}

/* "đến tháng 9": the calendar's own number of the month that holds the day. */
static const char *month_text(const struct trend *trend, int32_t month)
{
    return fire_phrase_word(
        trend->phrase, FIRE_WORD_CHART_PART_MONTH,
        fire_phrase_count(trend->phrase,
                          slots_number(trend->calendar, FIRE_UNIT_MONTH, month)));
}

static struct trend_part part_of(const struct trend *trend, int32_t slot)
{
    const struct fire_summary *summary = trend->summary;
    const struct fire_calendar *calendar = trend->calendar;
    const struct slots_year year = slots_year_of(summary, trend->first_year + slot);
    struct trend_part part = { .is_part = year.is_part };
    if (!part.is_part) return part;

    int32_t last_day = year.days.last_day;
    if (year.is_cut) last_day = summary->window.last_day;
    if (year.is_late && summary->data.last_day < last_day) last_day = summary->data.last_day;
    const int32_t month = fire_calendar_period(calendar, FIRE_UNIT_MONTH, last_day);
    const bool by_window = year.is_cut && last_day == summary->window.last_day;
    const bool whole_month = !by_window ||
                             fire_calendar_window(calendar, FIRE_UNIT_MONTH, month).last_day ==
                                 last_day;

    struct fire_phrase *phrase = trend->phrase;
    if (!year.begins_late && whole_month) {
        const int32_t first_month = fire_calendar_period(calendar, FIRE_UNIT_MONTH,
                                                         year.days.first_day);
        part.remark = fire_phrase_word(phrase, FIRE_WORD_CHART_MONTHS,
                                       fire_phrase_count(phrase, month - first_month + 1));
        part.until = month_text(trend, month);
        return part;
    }
    const char *to = year.is_cut || year.is_late
                         ? fire_phrase_word(phrase, FIRE_WORD_CHART_PART_DAY,
                                            fire_phrase_day(phrase, last_day))
                         : "";
    const char *from = year.begins_late
                           ? fire_phrase_word(
                                 phrase, FIRE_WORD_CHART_PART_FROM,
                                 fire_phrase_day(phrase, summary->window.first_day))
                           : "";
    const char *between = from[0] != '\0' && to[0] != '\0' ? " " : "";
    part.remark = fire_phrase_format(phrase, "%s%s%s", from, between, to);
    part.until = part.remark;
    return part;
}

static fire_status find_measures(struct trend *trend, struct fire_error *err)
{
    const int32_t n_measures = trend->summary->n_measures;
    trend->measure = FIRE_TAKE(trend->phrase->arena, n_measures, struct measure);
    if (trend->measure == NULL) return fire_fail_memory(err);

    bool is_known = false;
    for (int32_t m = 0; m < n_measures; m++) {
        int64_t max_abs = 0;
        for (int32_t slot = 0; slot < trend->n_years; slot++) {
            const struct fire_value value = trend_value(trend, m, slot);
            trend->has_gap = trend->has_gap || value.is_null;
            if (value.is_null) continue;
            is_known = true;
            trend->has_negative = trend->has_negative || value.number < 0;
            const int64_t size = value.number == INT64_MIN ? INT64_MAX
                                 : value.number < 0        ? -value.number
                                                           : value.number;
            if (size > max_abs) max_abs = size;
        }
        trend->measure[m] = measure_of(trend->phrase, trend->summary, m, max_abs);
    }
    if (is_known) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no year has a figure to draw");
}

/* Which scopes a year has. Where nobody asked, those of all rows. */
static struct fire_side side_of(const struct trend *trend, int32_t slot)
{
    const int64_t year = (int64_t)trend->first_year + slot;
    struct fire_side side = {
        .n_months = fire_window_months(
            trend->calendar,
            fire_calendar_window(trend->calendar, FIRE_UNIT_YEAR, (int32_t)year)),
        .n_scopes = trend->summary->n_scopes,
        .scope.is_null = true,
    };
    if (trend->scopes != NULL) fire_side_scopes(&side, trend->scopes, &year);
    return side;
}

/* Incidents of a year; false: nobody asked. */
static bool incidents_of(const struct trend *trend, int32_t slot, int64_t *out)
{
    *out = 0;
    for (int64_t row = 0; trend->scopes != NULL && row < trend->scopes->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(trend->scopes, row, 0);
        const struct fire_value value = fire_summary_value(trend->scopes, row, 0);
        if (!key->is_null && key->number == (int64_t)trend->first_year + slot &&
            __builtin_add_overflow(*out, value.number, out))
            return false;
    }
    return trend->scopes != NULL;
}

/* Are too many incidents of a year without a value of some measure? */
static bool is_too_unknown(const struct trend *trend, int32_t slot)
{
    int64_t n_incidents;
    if (trend->row[slot] < 0 || !incidents_of(trend, slot, &n_incidents)) return false;
    for (int32_t m = 0; m < trend->summary->n_measures; m++) {
        const int64_t unknown = fire_summary_unknown(trend->summary, trend->row[slot], m);
        if (fire_is_too_unknown(unknown, n_incidents, FIRE_UNKNOWN_PERCENT)) return true;
    }
    return false;
}

/* What the last year and the one before it are to each other as days; a year that is shown is
 * whole (part_of), so up to a month of silence at its end cuts nothing. */
static uint32_t same_flags(const struct trend *trend)
{
    enum { DAYS_OF_A_MONTH = 31 };
    struct fire_period period;
    struct fire_against against;
    struct fire_same_period same;
    const char *last = trend->year[trend->n_years - 1];
    if (fire_period_parse(trend->calendar, fire_text_of(last), &period, NULL) != FIRE_OK ||
        fire_against_parse(trend->calendar, fire_text_of("previous"), &against, NULL) !=
            FIRE_OK ||
        fire_same_period(trend->calendar, &period, &against, trend->summary->data,
                         DAYS_OF_A_MONTH, &same, NULL) != FIRE_OK)
        return FIRE_SAME_EARLIER;
    return same.base_flags[0];
}

/* The conditions of a comparison's verdict hold for a title as well. */
static void find_unlike(struct trend *trend, bool has_new_areas)
{
    const int32_t last = trend->n_years - 1;
    if (last < 1 || is_part(trend, last) || is_part(trend, last - 1)) return;
    const struct fire_side current = side_of(trend, last);
    const struct fire_side base = side_of(trend, last - 1);
    trend->unlike = fire_unlike_of(&current, &base, same_flags(trend));
    if (has_new_areas) trend->unlike |= FIRE_UNLIKE_TERRITORY;
    if (is_too_unknown(trend, last) || is_too_unknown(trend, last - 1))
        trend->unlike |= FIRE_UNLIKE_UNKNOWN;
}

static fire_status find_verdict(struct trend *trend, struct fire_error *err)
{
    const int32_t n_measures = trend->summary->n_measures;
    const int32_t last = trend->n_years - 1;
    struct fire_value *current = FIRE_TAKE(trend->phrase->arena, n_measures, struct fire_value);
    struct fire_value *base = FIRE_TAKE(trend->phrase->arena, n_measures, struct fire_value);
    if (current == NULL || base == NULL) return fire_fail_memory(err);

    for (int32_t m = 0; m < n_measures; m++) {
        current[m] = trend_full_value(trend, m, last);
        base[m] = trend_full_value(trend, m, last - 1);
    }
    trend->said = fire_verdict_of(current, base, n_measures);
    return FIRE_OK;
}

static bool fill_guide(const struct trend *trend, int32_t m, struct fire_chart_guide *out)
{
    const int32_t first = trend_last_full(trend) - TREND_MEAN_YEARS;
    if (first < 0) return false;

    struct fire_value value[TREND_MEAN_YEARS];
    for (int32_t i = 0; i < TREND_MEAN_YEARS; i++)
        value[i] = trend_full_value(trend, m, first + i);
    const struct fire_mean mean = fire_mean_of(value, TREND_MEAN_YEARS);
    if (mean.is_null) return false;

    const struct measure *measure = &trend->measure[m];
    *out = (struct fire_chart_guide){
        .value = measure_in_unit(measure, mean.mean_tenths) / 10.0,
        .first_slot = first,
        .label = fire_phrase_word(trend->phrase, FIRE_WORD_CHART_MEAN,
                                  measure_mean(trend->phrase, measure, mean)),
    };
    return true;
}

static struct fire_chart_end end_of(const struct trend *trend, int32_t m)
{
    struct fire_phrase *phrase = trend->phrase;
    const struct measure *measure = &trend->measure[m];
    const int32_t last = trend->n_years - 1;
    const struct fire_value value = trend_value(trend, m, last);
    struct fire_chart_end end = { .value = "", .remark = "" };
    if (value.is_null) {
        end.remark = fire_word_text(phrase->language, FIRE_WORD_CHART_UNKNOWN);
        return end;
    }
    end.value = measure_number(phrase, measure, value.number);
    if (is_part(trend, last))
        end.remark = fire_phrase_format(phrase, "(%s)", trend->last.remark);
    else
        end.remark = measure_change(phrase, measure, value,
                                    trend_full_value(trend, m, last - 1));
    return end;
}

static void fill_points(const struct trend *trend, int32_t m, struct fire_chart_point point[])
{
    for (int32_t slot = 0; slot < trend->n_years; slot++) {
        const struct fire_value value = trend_value(trend, m, slot);
        point[slot] = (struct fire_chart_point){ .is_known = !value.is_null, .text = "" };
        if (value.is_null) continue;
        point[slot].is_part = is_part(trend, slot);
        point[slot].value = measure_in_unit(&trend->measure[m], value.number);
        point[slot].text = fire_phrase_format(
            trend->phrase, "%s: %s", trend->year[slot],
            measure_amount(trend->phrase, &trend->measure[m], value.number));
    }
}

static fire_status fill_panel(struct trend *trend, int32_t m, struct fire_chart_panel *out,
                              struct fire_error *err)
{
    struct fire_arena *arena = trend->phrase->arena;
    struct fire_chart_point *point = FIRE_TAKE(arena, trend->n_years, struct fire_chart_point);
    struct fire_chart_series *series = FIRE_TAKE(arena, 1, struct fire_chart_series);
    struct fire_chart_guide *guide = FIRE_TAKE(arena, 1, struct fire_chart_guide);
    if (point == NULL || series == NULL || guide == NULL) return fire_fail_memory(err);

    const struct measure *measure = &trend->measure[m];
    fill_points(trend, m, point);
    *series = (struct fire_chart_series){ .name = measure->name,
                                          .role = FIRE_ROLE_CURRENT,
                                          .point = point,
                                          .end = end_of(trend, m) };
    *out = (struct fire_chart_panel){
        .title = measure_title(trend->phrase, measure),
        .is_whole = measure->places == 0,
        .n_series = 1,
        .n_guides = fill_guide(trend, m, guide) ? 1 : 0,
        .series = series,
        .guide = guide,
    };
    trend->has_mean = trend->has_mean || out->n_guides > 0;
    return FIRE_OK;
}

fire_status trend_make(const struct fire_chart_given *given,
                       const struct fire_chart_options *options, struct fire_phrase *phrase,
                       struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct trend trend = {
        .summary = summary,
        .scopes = given->n_summaries > 1 ? given->summary[1] : NULL,
        .calendar = summary->calendar,
        .options = options,
        .phrase = phrase,
    };
    FIRE_TRY(check_summary(summary, err));
    FIRE_TRY(find_years(&trend, err));
    trend.first = part_of(&trend, 0);
    trend.last = part_of(&trend, trend.n_years - 1);
    FIRE_TRY(find_measures(&trend, err));
    FIRE_TRY(find_verdict(&trend, err));
    find_unlike(&trend, given->has_new_areas);

    struct fire_chart_panel *panel = FIRE_TAKE(phrase->arena, summary->n_measures,
                                               struct fire_chart_panel);
    if (panel == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < summary->n_measures; m++)
        FIRE_TRY(fill_panel(&trend, m, &panel[m], err));

    *out = (struct fire_chart){
        .kind = FIRE_CHART_TREND,
        .form = FIRE_FORM_PANELS,
        .language = phrase->language,
        .title = trend_title(&trend),
        .subtitle = trend_subtitle(&trend),
        .footer = trend_footer(&trend),
        .description = trend_description(&trend, panel),
        .panels = { .n_slots = trend.n_years,
                    .n_panels = summary->n_measures,
                    .slot_label = trend.year,
                    .panel = panel },
    };
    return FIRE_OK;
}
