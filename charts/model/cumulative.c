/* cumulative.c - are we above last year to date? Sums since the year's first day: this year, the year
 * before, and what the five years before had by the same day (least, most, mean).
 *
 * A sum to date needs every period before it: from the first one without a report on, a year has
 * none. A year that is not over ends at the last known day. */
#include "over_time.h"

#include <stdlib.h>
#include <string.h>

#define YEARS     (FIRE_BASES_MOST + 1) /* this one and those before, nearest first */
#define WEEK_DAYS 7
#define NAMED_DAY 15 /* of a month, where its name stands on an axis of days */

typedef enum {
    STEP_MONTH,
    STEP_WEEK, /* seven days of the year, not of the calendar */
    STEP_DAY,
} cumulative_step;

struct cumulative {
    struct about about;
    struct fire_phrase *phrase;
    const struct fire_comparison *comparison;
    const struct fire_calendar *calendar;
    const struct fire_summary *summary;
    cumulative_step step;
    int32_t n_measures;
    int32_t n_slots;
    struct slots year[YEARS]; /* by month or by day */
    bool is_whole_year;
    struct measure *measure; /* [n_measures] */
    struct fire_value *sum;  /* [(measure * YEARS + year) * n_slots + slot] */
    bool has_band;
    bool has_negative;
};

static struct fire_value *sums_of(const struct cumulative *c, int32_t m, int32_t year)
{
    return &c->sum[((int64_t)m * YEARS + year) * c->n_slots];
}

static fire_status check(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 1 || summary->dim[0].kind != FIRE_DIM_PERIOD ||
        (summary->dim[0].unit != FIRE_UNIT_MONTH && summary->dim[0].unit != FIRE_UNIT_DAY))
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the cumulative chart needs figures by month, week or day");
    if (summary->n_measures < 1 || summary->n_measures > FIRE_CHART_PANELS_MAX)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the cumulative chart shows 1 to %d measures, not %d",
                         FIRE_CHART_PANELS_MAX, (int)summary->n_measures);
    for (int32_t m = 0; m < summary->n_measures; m++)
        if (summary->measure[m].agg != FIRE_AGG_SUM)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "only sums can be cumulative, not '%s'", summary->measure[m].name);
    return FIRE_OK;
}

/* ---- sums -------------------------------------------------------------------------------- */

/* Periods of a year that are summed up by the end of a slot; the last slot has all of them. */
static int32_t periods_by(const struct cumulative *c, int32_t year, int32_t slot)
{
    const int32_t n = c->step == STEP_WEEK ? WEEK_DAYS * (slot + 1) : slot + 1;
    return n > c->year[year].n || slot == c->n_slots - 1 ? c->year[year].n : n;
}

/* A year's sum on its way. */
struct so_far {
    int64_t number;
    bool is_ended;   /* by a period without a report                       */
    bool is_unknown; /* there were incidents, and of none of them is a value known */
};

/* Add a period to a sum. Incidents without a known value add nothing, as in any sum, and are counted
 * in the footer. false: it does not fit. */
static bool add_period(const struct slots *slots, int32_t m, int32_t period, bool is_first,
                       struct so_far *sum)
{
    const struct fire_value value = slots_value(slots, m, period);
    if (slots_is_silent(slots, m, period)) {
        sum->is_ended = true;
        return true;
    }
    const bool is_open = value.is_null &&
                         fire_summary_unknown(slots->summary, slots->row[period], m) > 0;
    sum->is_unknown = is_open && (is_first || sum->is_unknown);
    return !__builtin_add_overflow(sum->number, value.number, &sum->number);
}

/* Sum up a year. false: a sum does not fit. */
static bool sum_year(struct cumulative *c, int32_t m, int32_t year)
{
    struct fire_value *sum = sums_of(c, m, year);
    const struct slots *slots = &c->year[year];
    struct so_far so_far = { 0 };
    int32_t done = 0;
    for (int32_t i = 0; i < c->n_slots; i++) {
        const int32_t until = periods_by(c, year, i);
        for (; done < until && !so_far.is_ended; done++)
            if (!add_period(slots, m, done, done == 0, &so_far)) return false;
        sum[i].is_null = so_far.is_ended || so_far.is_unknown;
        sum[i].number = sum[i].is_null ? 0 : so_far.number;
    }
    return true;
}

/* This year ends where its window does: what lies behind is not known yet. */
static void end_this_year(struct cumulative *c, int32_t m)
{
    struct fire_value *sum = sums_of(c, m, 0);
    const int32_t n_known = c->year[0].n;
    const int32_t last = c->step == STEP_WEEK ? (n_known - 1) / WEEK_DAYS : n_known - 1;
    for (int32_t i = last + 1; i < c->n_slots; i++)
        sum[i] = (struct fire_value){ .is_null = true };
}

static fire_status sum_all(struct cumulative *c, struct fire_error *err)
{
    bool is_known = false;
    c->sum = FIRE_TAKE(c->phrase->arena, (int64_t)c->n_measures * YEARS * c->n_slots,
                       struct fire_value);
    c->measure = FIRE_TAKE(c->phrase->arena, c->n_measures, struct measure);
    if (c->sum == NULL || c->measure == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < c->n_measures; m++) {
        int64_t max_abs = 0;
        for (int32_t y = 0; y < YEARS; y++) {
            if (!sum_year(c, m, y))
                return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a sum of '%s' is too large",
                                 c->summary->measure[m].name);
            if (y == 0 && !c->is_whole_year) end_this_year(c, m);
            for (int32_t i = 0; i < c->n_slots; i++) {
                const struct fire_value value = sums_of(c, m, y)[i];
                is_known = is_known || !value.is_null;
                c->has_negative = c->has_negative || value.number < 0;
                if (value.number > max_abs) max_abs = value.number;
            }
        }
        c->measure[m] = measure_of(c->phrase, c->summary, m, max_abs);
    }
    if (is_known) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no year has a figure to draw");
}

/* The years of the calendar that the chart is about. */
static fire_status find_years(struct cumulative *c, struct fire_error *err)
{
    const int32_t this_year = fire_calendar_period(c->calendar, FIRE_UNIT_YEAR,
                                                   c->summary->window.last_day);
    for (int32_t y = 0; y < YEARS; y++) {
        struct fire_window days = fire_calendar_window(c->calendar, FIRE_UNIT_YEAR,
                                                       this_year - y);
        if (y == 0) {
            c->is_whole_year = c->summary->window.last_day >= days.last_day;
            struct slots whole;
            FIRE_TRY(slots_of(c->phrase, c->summary, days, &whole, err));
            c->n_slots = c->step == STEP_WEEK ? (whole.n + WEEK_DAYS - 1) / WEEK_DAYS : whole.n;
            if (!c->is_whole_year) days.last_day = c->summary->window.last_day;
        }
        FIRE_TRY(slots_of(c->phrase, c->summary, days, &c->year[y], err));
    }
    return FIRE_OK;
}

/* ---- series ------------------------------------------------------------------------------ */

static const char *year_name(const struct cumulative *c, int32_t year)
{
    return days_year(c->phrase, c->calendar, c->year[year].window);
}

/* The last day that a slot's sum of this year has in it. */
static int32_t last_day_of(const struct cumulative *c, int32_t year, int32_t slot)
{
    return slots_days(&c->year[year], periods_by(c, year, slot) - 1).last_day;
}

static void fill_year(const struct cumulative *c, int32_t m, int32_t year,
                      struct fire_chart_point point[])
{
    for (int32_t i = 0; i < c->n_slots; i++) {
        const struct fire_value sum = sums_of(c, m, year)[i];
        point[i] = (struct fire_chart_point){ .is_known = !sum.is_null, .text = "" };
        if (sum.is_null) continue;
        point[i].value = measure_in_unit(&c->measure[m], sum.number);
        point[i].text = fire_phrase_word(c->phrase, FIRE_WORD_CHART_TO_DATE,
                                         fire_phrase_day(c->phrase, last_day_of(c, year, i)),
                                         measure_amount(c->phrase, &c->measure[m], sum.number));
    }
}

static int32_t last_known(const struct cumulative *c, int32_t m, int32_t year)
{
    int32_t last = c->n_slots - 1;
    while (last >= 0 && sums_of(c, m, year)[last].is_null)
        last--;
    return last;
}

/* The mean of the years before in a slot; null unless all of them are known. */
static struct fire_mean mean_at(const struct cumulative *c, int32_t m, int32_t slot)
{
    struct fire_value value[FIRE_BASES_MOST];
    for (int32_t y = 1; y < YEARS; y++)
        value[y - 1] = sums_of(c, m, y)[slot];
    return fire_mean_of(value, FIRE_BASES_MOST);
}

static bool fill_mean(const struct cumulative *c, int32_t m, struct fire_chart_point point[])
{
    bool is_known = false;
    for (int32_t i = 0; i < c->n_slots; i++) {
        const struct fire_mean mean = mean_at(c, m, i);
        point[i] = (struct fire_chart_point){ .is_known = !mean.is_null, .text = "" };
        if (mean.is_null) continue;
        is_known = true;
        point[i].value = measure_in_unit(&c->measure[m], mean.mean_tenths) / 10.0;
    }
    return is_known;
}

/* Least and most of the years before; false: not all of them are known anywhere. */
static bool fill_band(const struct cumulative *c, int32_t m, struct fire_chart_band *band,
                      double low[], double high[])
{
    *band = (struct fire_chart_band){
        .first_slot = 0, .last_slot = -1, .low = low, .high = high, .label = ""
    };
    for (int32_t i = 0; i < c->n_slots && !mean_at(c, m, i).is_null; i++) {
        int64_t least = INT64_MAX;
        int64_t most = INT64_MIN;
        for (int32_t y = 1; y < YEARS; y++) {
            const int64_t number = sums_of(c, m, y)[i].number;
            if (number < least) least = number;
            if (number > most) most = number;
        }
        low[i] = measure_in_unit(&c->measure[m], least);
        high[i] = measure_in_unit(&c->measure[m], most);
        band->last_slot = i;
    }
    return band->last_slot > 0;
}

/* ---- what stands at the ends --------------------------------------------------------------- */

static struct fire_chart_end this_end(const struct cumulative *c, int32_t m)
{
    struct fire_phrase *phrase = c->phrase;
    const int32_t last = last_known(c, m, 0);
    struct fire_chart_end end = { "", "" };
    if (last < 0) {
        end.remark = fire_word_text(phrase->language, FIRE_WORD_CHART_UNKNOWN);
        return end;
    }
    const struct fire_value sum = sums_of(c, m, 0)[last];
    end.value = fire_phrase_format(phrase, "%s: %s", year_name(c, 0),
                                   measure_number(phrase, &c->measure[m], sum.number));
    if (!c->is_whole_year || last < c->n_slots - 1) {
        end.remark = fire_phrase_format(
            phrase, "(%s)",
            fire_phrase_word(phrase, FIRE_WORD_CHART_PART_DAY,
                             fire_phrase_day(c->phrase, last_day_of(c, 0, last))));
        return end;
    }
    const struct fire_value before = sums_of(c, m, 1)[c->n_slots - 1];
    end.remark = measure_change(phrase, &c->measure[m], sum, before);
    return end;
}

static struct fire_chart_end last_year_end(const struct cumulative *c, int32_t m)
{
    struct fire_phrase *phrase = c->phrase;
    const int32_t last = last_known(c, m, 1);
    if (last < 0) return (struct fire_chart_end){ "", "" };
    const char *number = measure_number(phrase, &c->measure[m], sums_of(c, m, 1)[last].number);
    return (struct fire_chart_end){
        fire_phrase_format(phrase, "%s: %s", year_name(c, 1), number), ""
    };
}

static struct fire_chart_end mean_end(const struct cumulative *c, int32_t m)
{
    int32_t last = c->n_slots - 1;
    while (last >= 0 && mean_at(c, m, last).is_null)
        last--;
    if (last < 0) return (struct fire_chart_end){ "", "" };
    return (struct fire_chart_end){ "", fire_phrase_word(c->phrase, FIRE_WORD_CHART_MEAN,
                                                         measure_mean(c->phrase, &c->measure[m],
                                                                      mean_at(c, m, last))) };
}

static fire_status fill_panel(struct cumulative *c, int32_t m, struct fire_chart_panel *out,
                              struct fire_error *err)
{
    struct fire_arena *arena = c->phrase->arena;
    struct fire_chart_point *point = FIRE_TAKE(arena, 3 * c->n_slots, struct fire_chart_point);
    struct fire_chart_series *series = FIRE_TAKE(arena, 3, struct fire_chart_series);
    struct fire_chart_band *band = FIRE_TAKE(arena, 1, struct fire_chart_band);
    double *limit = FIRE_TAKE(arena, 2 * c->n_slots, double);
    if (point == NULL || series == NULL || band == NULL || limit == NULL)
        return fire_fail_memory(err);
    int32_t n_series = 0;
    fill_year(c, m, 0, point);
    const int32_t last = last_known(c, m, 0);
    if (!c->is_whole_year && last >= 0) point[last].is_part = true;
    series[n_series++] = (struct fire_chart_series){ .name = year_name(c, 0),
                                                     .role = FIRE_ROLE_CURRENT,
                                                     .point = point,
                                                     .end = this_end(c, m) };
    fill_year(c, m, 1, point + c->n_slots);
    if (last_known(c, m, 1) >= 0)
        series[n_series++] = (struct fire_chart_series){ .name = year_name(c, 1),
                                                         .role = FIRE_ROLE_PREVIOUS,
                                                         .point = point + c->n_slots,
                                                         .end = last_year_end(c, m) };
    if (fill_mean(c, m, point + 2 * c->n_slots))
        series[n_series++] = (struct fire_chart_series){ .name = "",
                                                         .role = FIRE_ROLE_LEVEL,
                                                         .point = point + 2 * c->n_slots,
                                                         .end = mean_end(c, m) };
    const bool has_band = fill_band(c, m, band, limit, limit + c->n_slots);
    c->has_band = c->has_band || has_band;
    *out = (struct fire_chart_panel){ .title = measure_title(c->phrase, &c->measure[m]),
                                      .is_whole = c->measure[m].places == 0,
                                      .n_series = n_series,
                                      .series = series,
                                      .band = has_band ? band : NULL };
    return FIRE_OK;
}

/* ---- texts ------------------------------------------------------------------------------- */

/* Months by their names; on an axis of days in the middle of each. */
static fire_status name_slots(const struct cumulative *c, const char *const **out,
                              struct fire_error *err)
{
    const struct fire_window year = fire_calendar_window(
        c->calendar, FIRE_UNIT_YEAR,
        fire_calendar_period(c->calendar, FIRE_UNIT_YEAR, c->summary->window.last_day));
    const char **label = FIRE_TAKE(c->phrase->arena, c->n_slots, const char *);
    if (label == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < c->n_slots; i++)
        label[i] = "";
    const int32_t first = fire_calendar_period(c->calendar, FIRE_UNIT_MONTH, year.first_day);
    const int32_t last = fire_calendar_period(c->calendar, FIRE_UNIT_MONTH, year.last_day);
    for (int32_t month = first; month <= last; month++) {
        const struct fire_window days = fire_calendar_window(c->calendar, FIRE_UNIT_MONTH,
                                                             month);
        const int32_t day = days.first_day - year.first_day + NAMED_DAY - 1;
        const int32_t slot = c->step == STEP_MONTH  ? month - first
                             : c->step == STEP_WEEK ? day / WEEK_DAYS
                                                    : day;
        if (slot < c->n_slots)
            label[slot] = slots_month(c->phrase,
                                      slots_number(c->calendar, FIRE_UNIT_MONTH, month));
    }
    *out = label;
    return FIRE_OK;
}

static const char *title_of(const struct cumulative *c)
{
    struct fire_phrase *phrase = c->phrase;
    const char *name[FIRE_CRITERIA_MOST];
    if (c->about.options->title[0] != '\0') return c->about.options->title;
    if (c->comparison != NULL) {
        const struct fire_compare_options *options = c->comparison->options;
        for (int32_t i = 0; i < options->n_criteria; i++)
            name[i] = c->measure[options->criterion[i]].name;
        const char *finding = over_time_finding(phrase, c->comparison, name);
        if (finding[0] != '\0') return finding;
    }
    for (int32_t m = 0; m < c->n_measures; m++)
        name[m] = m == 0 ? c->measure[m].label : c->measure[m].name;
    return fire_phrase_word(phrase, FIRE_WORD_CHART_CUMULATIVE_NEUTRAL,
                            fire_phrase_list(phrase, name, c->n_measures),
                            days_inside(phrase, c->calendar, c->year[0].window));
}

static const char *subtitle_of(const struct cumulative *c)
{
    struct fire_phrase *phrase = c->phrase;
    const char *text = about_place(&c->about,
                                   fire_word_text(phrase->language, FIRE_WORD_CHART_CUMULATED));
    if (c->has_band)
        text = fire_phrase_format(
            phrase, "%s; %s", text,
            fire_phrase_word(
                phrase, FIRE_WORD_CHART_CUMULATIVE_BAND,
                fire_phrase_format(phrase, "%s–%s", year_name(c, YEARS - 1), year_name(c, 1))));
    if (!c->is_whole_year)
        text = fire_phrase_format(
            phrase, "%s; %s", text,
            fire_phrase_word(
                phrase, FIRE_WORD_CHART_HOLLOW,
                fire_phrase_word(
                    phrase, FIRE_WORD_CHART_PART_YEAR, year_name(c, 0),
                    fire_phrase_word(
                        phrase, FIRE_WORD_CHART_PART_DAY,
                        fire_phrase_day(c->phrase, c->summary->window.last_day)))));
    return fire_phrase_format(phrase, "%s; %s", text, about_days(&c->about, c->year[0].window));
}

static const char *footer_of(const struct cumulative *c)
{
    const struct about *about = &c->about;
    const char *text = about_begin(about);
    for (int32_t m = 0; m < c->n_measures; m++) {
        int64_t n_unknown = 0;
        for (int32_t y = 0; y < (c->has_band ? YEARS : 2); y++)
            n_unknown += slots_unknown(&c->year[y], m);
        about_add(about, &text,
                  about_unknown(about, n_unknown, c->measure[m].name, c->measure[m].is_damage));
    }
    if (c->comparison != NULL) {
        about_add(about, &text, over_time_chance(c->phrase, c->comparison));
        about_add_refusal(about, c->comparison, &text);
    }
    return about_end(about, text,
                     fire_word_text(c->phrase->language, c->has_negative
                                                             ? FIRE_WORD_CHART_AXIS_WITH_ZERO
                                                             : FIRE_WORD_CHART_AXIS_FROM_ZERO));
}

static const char *description_of(const struct cumulative *c,
                                  const struct fire_chart_panel panel[])
{
    struct fire_phrase *phrase = c->phrase;
    const char *values = "";
    for (int32_t m = 0; m < c->n_measures; m++) {
        values = fire_phrase_format(phrase, "%s%s%s", values, m == 0 ? "" : "; ",
                                    fire_phrase_inside(phrase, panel[m].title));
        for (int32_t s = 0; s < panel[m].n_series; s++) {
            const struct fire_chart_end *end = &panel[m].series[s].end;
            const char *between = end->value[0] != '\0' && end->remark[0] != '\0' ? " " : "";
            values = fire_phrase_format(phrase, "%s%s%s%s%s", values, s == 0 ? " " : ", ",
                                        end->value, between, end->remark);
        }
    }
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_CUMULATIVE_ALT,
        about_place(&c->about, days_inside(phrase, c->calendar, c->year[0].window)), values);
}

fire_status cumulative_make(const struct fire_chart_given *given,
                            const struct fire_chart_options *options,
                            struct fire_phrase *phrase, struct fire_chart *out,
                            struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    FIRE_TRY(check(summary, err));
    struct cumulative c = { .about = { summary, options, phrase },
                            .phrase = phrase,
                            .comparison = given->comparison,
                            .calendar = summary->calendar,
                            .summary = summary,
                            .step = summary->dim[0].unit == FIRE_UNIT_MONTH ? STEP_MONTH
                                    : given->by_week                        ? STEP_WEEK
                                                                            : STEP_DAY,
                            .n_measures = summary->n_measures };
    FIRE_TRY(find_years(&c, err));
    FIRE_TRY(sum_all(&c, err));
    struct fire_chart_panel *panel = FIRE_TAKE(phrase->arena, c.n_measures,
                                               struct fire_chart_panel);
    if (panel == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < c.n_measures; m++)
        FIRE_TRY(fill_panel(&c, m, &panel[m], err));
    const char *const *label = NULL;
    FIRE_TRY(name_slots(&c, &label, err));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_CUMULATIVE,
        .form = FIRE_FORM_PANELS,
        .language = phrase->language,
        .title = title_of(&c),
        .subtitle = subtitle_of(&c),
        .footer = footer_of(&c),
        .description = description_of(&c, panel),
        .panels = { .n_slots = c.n_slots,
                    .n_panels = c.n_measures,
                    .slot_label = label,
                    .panel = panel },
    };
    return FIRE_OK;
}
