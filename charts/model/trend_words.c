/* trend_words.c - what is said around a trend: the finding, what the dashes mean, and what a
 * careful reader must know.
 *
 * The wording is that of the yearly reviews ("giảm cả 3 tiêu chí"). A finding is a claim, so
 * there is none as soon as one value is missing on one side, the last year is not over, or the two
 * sides cannot be compared (firestat/compare.h); the title then only names what is shown, and the
 * footer says why. */
#include "about.h"
#include "trend.h"

#include "firestat/compared.h"
#include "firestat/sentence.h"

#include <math.h>
#include <string.h>

static struct about about_of(const struct trend *trend)
{
    return (struct about){ trend->summary, trend->options, trend->phrase };
}

/* "2014–2024", "năm 2024" */
static const char *period_text(const struct trend *trend)
{
    const int32_t last = trend->n_years - 1;
    if (last > 0) return trend_years(trend, 0, last);
    return fire_phrase_word(trend->phrase, FIRE_WORD_CHART_ONE_YEAR, trend->year[0]);
}

/* "Số vụ, số người chết và thiệt hại, 2014–2024 (năm 2024: đến tháng 9)" */
static const char *neutral_title(const struct trend *trend)
{
    const char *name[FIRE_CHART_PANELS_MAX];
    const int32_t n_measures = trend->summary->n_measures;
    for (int32_t m = 0; m < n_measures; m++)
        name[m] = m == 0 ? trend->measure[m].label : trend->measure[m].name;

    struct fire_phrase *phrase = trend->phrase;
    const char *title = fire_phrase_word(phrase, FIRE_WORD_CHART_NEUTRAL,
                                         fire_phrase_list(phrase, name, n_measures),
                                         period_text(trend));
    if (!trend->last.is_part) return title;
    return fire_phrase_format(phrase, "%s%s", title,
                              fire_phrase_word(phrase, FIRE_WORD_CHART_PART_TITLE,
                                               trend->year[trend->n_years - 1],
                                               trend->last.until));
}

const char *trend_title(const struct trend *trend)
{
    if (trend->options->title[0] != '\0') return trend->options->title;
    if (trend->said.kind == FIRE_VERDICT_UNDECIDED || trend->unlike != 0)
        return neutral_title(trend);

    struct fire_phrase *phrase = trend->phrase;
    const char *year = trend->year[trend->n_years - 1];
    const char *before = trend->year[trend->n_years - 2];
    const int32_t n_measures = trend->summary->n_measures;
    const char *name[FIRE_CHART_PANELS_MAX];
    for (int32_t m = 0; m < n_measures; m++)
        name[m] = trend->measure[m].name;
    return fire_phrase_word(phrase, FIRE_WORD_CHART_FINDING, year,
                            fire_sentence_verdict(phrase, &trend->said, name, n_measures),
                            before);
}

/* "năm 2014 (từ 01/06/2014), năm 2024 (9 tháng)"; "" when every year is whole. */
static const char *part_years(const struct trend *trend)
{
    struct fire_phrase *phrase = trend->phrase;
    const int32_t last = trend->n_years - 1;
    const char *first_text = "";
    if (trend->first.is_part)
        first_text = fire_phrase_word(phrase, FIRE_WORD_CHART_PART_YEAR, trend->year[0],
                                      trend->first.remark);
    if (!trend->last.is_part || last == 0) return first_text;

    const char *last_text = fire_phrase_word(phrase, FIRE_WORD_CHART_PART_YEAR,
                                             trend->year[last], trend->last.remark);
    return fire_phrase_format(phrase, "%s%s%s", first_text, trend->first.is_part ? ", " : "",
                              last_text);
}

const char *trend_subtitle(const struct trend *trend)
{
    struct fire_phrase *phrase = trend->phrase;
    const struct about about = about_of(trend);
    const char *text = about_place(&about, period_text(trend));
    if (trend->has_mean) {
        const int32_t end = trend_last_full(trend) - 1;
        const char *years = trend_years(trend, end - TREND_MEAN_YEARS + 1, end);
        text = fire_phrase_format(phrase, "%s; %s", text,
                                  fire_phrase_word(phrase, FIRE_WORD_CHART_MEAN_DASH, years));
    }
    const char *parts = part_years(trend);
    if (parts[0] != '\0')
        text = fire_phrase_format(phrase, "%s; %s", text,
                                  fire_phrase_word(phrase, FIRE_WORD_CHART_HOLLOW, parts));
    return fire_phrase_format(phrase, "%s; %s", text,
                              about_days(&about, trend->summary->window));
}

/* How many incidents of the shown years have no known value of the measure. */
static const char *unknown_text(const struct trend *trend, int32_t m)
{
    int64_t n_unknown = 0;
    for (int32_t slot = 0; slot < trend->n_years; slot++) {
        if (trend->row[slot] < 0) continue;
        const int64_t n = fire_summary_unknown(trend->summary, trend->row[slot], m);
        n_unknown = n > INT64_MAX - n_unknown ? INT64_MAX : n_unknown + n;
    }
    const struct about about = about_of(trend);
    return about_unknown(&about, n_unknown, trend->measure[m].name,
                         trend->measure[m].is_damage);
}

static double days_of_year(const struct trend *trend, int32_t slot)
{
    const struct fire_window year = fire_calendar_window(trend->calendar, FIRE_UNIT_YEAR,
                                                         trend->first_year + slot);
    return (double)(year.last_day - year.first_day + 1);
}

/* Incidents are counts that a Poisson test fits; deaths come several in one fire and are not
 * tested (STATISTICS: deaths are not Poisson). Only a change that is there and could be chance
 * is worth a sentence. */
static const char *chance_text(const struct trend *trend, int32_t m)
{
    const struct fire_summary_measure *measure = &trend->summary->measure[m];
    if (strcmp(measure->name, "incidents") != 0 || measure->agg != FIRE_AGG_SUM) return "";

    const int32_t last = trend->n_years - 1;
    const struct fire_value current = trend_full_value(trend, m, last);
    const struct fire_value base = trend_full_value(trend, m, last - 1);
    if (current.is_null || base.is_null || current.number < 0 || base.number < 0) return "";
    if (current.number == base.number) return "";

    const struct fire_p test = fire_two_counts_p(current.number, days_of_year(trend, last),
                                                 base.number, days_of_year(trend, last - 1));
    if (test.p_value < 0.05) return "";

    char p_value[FIRE_NUMBER_BYTES];
    fire_number_text(trend->phrase->language, llround(test.p_value * 100.0), 2, 2, p_value);
    return fire_phrase_word(trend->phrase, FIRE_WORD_CHART_CHANCE, p_value);
}

/* Why the title judges nothing; "" where it does, or where nothing can be judged anyhow. Mixed
 * scopes have a note of their own (about_end). */
static const char *unlike_text(const struct trend *trend)
{
    struct fire_phrase *phrase = trend->phrase;
    const uint32_t told = FIRE_UNLIKE_DAYS | FIRE_UNLIKE_TERRITORY | FIRE_UNLIKE_UNKNOWN;
    if (trend->said.kind == FIRE_VERDICT_UNDECIDED || (trend->unlike & told) == 0) return "";
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_NOT_JUDGED, trend->year[trend->n_years - 1],
        trend->year[trend->n_years - 2],
        fire_compared_unlike(phrase, trend->unlike & told, FIRE_UNKNOWN_PERCENT, false));
}

const char *trend_footer(const struct trend *trend)
{
    const struct fire_summary *summary = trend->summary;
    const fire_language language = trend->phrase->language;
    const struct about about = about_of(trend);
    const char *text = about_begin(&about);
    for (int32_t m = 0; m < summary->n_measures; m++)
        about_add(&about, &text, unknown_text(trend, m));
    for (int32_t m = 0; m < summary->n_measures; m++)
        about_add(&about, &text, chance_text(trend, m));
    about_add(&about, &text, unlike_text(trend));
    if (trend->has_gap)
        about_add(&about, &text, fire_word_text(language, FIRE_WORD_CHART_GAPS));
    return about_end(&about, text,
                     fire_word_text(language, trend->has_negative
                                                  ? FIRE_WORD_CHART_AXIS_WITH_ZERO
                                                  : FIRE_WORD_CHART_AXIS_FROM_ZERO));
}

const char *trend_description(const struct trend *trend, const struct fire_chart_panel panel[])
{
    struct fire_phrase *phrase = trend->phrase;
    const int32_t last = trend->n_years - 1;
    const char *values = "";
    for (int32_t m = 0; m < trend->summary->n_measures; m++) {
        const struct measure *measure = &trend->measure[m];
        const struct fire_chart_end *end = &panel[m].series[0].end;
        const struct fire_value value = trend_value(trend, m, last);
        const char *amount = value.is_null ? "" : measure_amount(phrase, measure, value.number);
        values = fire_phrase_format(phrase, "%s%s%s%s%s%s%s", values, m == 0 ? "" : "; ",
                                    measure->name, value.is_null ? "" : " ", amount,
                                    end->remark[0] == '\0' ? "" : " ", end->remark);
    }
    const struct about about = about_of(trend);
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_TREND_ALT, about_place(&about, period_text(trend)),
        fire_phrase_word(phrase, FIRE_WORD_CHART_IN_YEAR, trend->year[last], values));
}
