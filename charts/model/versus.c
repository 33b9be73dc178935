/* versus.c - see versus.h. */
#include "versus.h"

#include "days_name.h"
#include "names.h"

#include "firestat/compared.h"
#include "firestat/sentence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct fire_compare_row *versus_row(const struct versus *versus, int64_t group,
                                          int32_t measure)
{
    return fire_comparison_row(versus->comparison, group, 0, measure);
}

const struct fire_compare_row *versus_total(const struct versus *versus, int32_t measure)
{
    return fire_comparison_row(versus->total, 0, 0, measure);
}

static int64_t size_of(struct fire_value value)
{
    if (value.is_null) return 0;
    if (value.number == INT64_MIN) return INT64_MAX;
    return value.number < 0 ? -value.number : value.number;
}

/* One unit for all groups and both sides; the total has it too, as it stands beside them. */
static int compare_sizes(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a;
    const int64_t y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* The unit of an axis is that of its largest amount; in a table that of the group in the middle,
 * whose amount would else be a row of zeros. */
static fire_status find_measure(const struct versus *versus, int32_t m, bool is_table,
                                struct measure *out, struct fire_error *err)
{
    const struct fire_summary *summary = versus->about.summary;
    const int64_t n_groups = versus->comparison->n_groups;
    const int32_t extra_scale = versus_row(versus, 0, m)->extra_scale;
    int64_t *size = FIRE_TAKE(versus->phrase->arena, n_groups, int64_t);
    if (size == NULL) return fire_fail_memory(err);
    int64_t n = 0;
    for (int64_t g = 0; g < n_groups; g++) {
        const struct fire_compare_row *row = versus_row(versus, g, m);
        const int64_t larger = size_of(row->current) > size_of(row->base)
                                   ? size_of(row->current)
                                   : size_of(row->base);
        if (larger > 0) size[n++] = larger;
    }
    qsort(size, (size_t)n, sizeof size[0], compare_sizes);
    const bool by_middle = is_table && summary->measure[m].type == FIRE_TYPE_MONEY;
    int64_t most = n == 0 ? 0 : size[by_middle ? n / 2 : n - 1];
    for (int32_t i = 0; i < extra_scale; i++)
        most /= 10;
    *out = measure_of(versus->phrase, summary, m, most);
    return FIRE_OK;
}

static fire_status check(const struct fire_comparison *comparison, int32_t most_measures,
                         struct fire_error *err)
{
    const struct fire_compare_options *options = comparison->options;
    if (options->n_dims != 1)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "this chart shows figures by one dimension, not by %d",
                         (int)options->n_dims);
    if (options->n_asked > most_measures)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "this chart shows at most %d measures, not %d (choose by --measure)",
                         (int)most_measures, (int)options->n_asked);
    if (comparison->plan->n != 1)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "this chart shows one comparison, not %d (choose by --against)",
                         (int)comparison->plan->n);
    if (comparison->n_groups > 0) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                     "there is no incident in the periods that are compared");
}

/* What stands at the heads of columns. */
static void find_names(struct versus *versus)
{
    struct fire_phrase *phrase = versus->phrase;
    if (!days_labels(phrase, versus->about.summary->calendar, versus->current, versus->base,
                     &versus->current_name, &versus->base_name))
        versus->base_name = fire_word_text(phrase->language, FIRE_WORD_COMPARE_BASE);
    if (versus->comparison->plan->against[0].kind == FIRE_AGAINST_MEAN5)
        versus->base_name = fire_word_text(phrase->language, FIRE_WORD_CHART_MEAN_NAME);
    if (versus->current_name[0] == '\0')
        versus->current_name = fire_word_text(phrase->language, FIRE_WORD_COMPARE_CURRENT);
}

fire_status versus_of(const struct fire_chart_given *given,
                      const struct fire_chart_options *options, struct fire_phrase *phrase,
                      int32_t most_measures, struct versus *out, struct fire_error *err)
{
    const struct fire_comparison *comparison = given->comparison;
    FIRE_TRY(check(comparison, most_measures, err));
    struct versus versus = { .comparison = comparison,
                             .total = given->total,
                             .about = { comparison->about, options, phrase },
                             .phrase = phrase,
                             .current = comparison->plan->same[0].current,
                             .base = fire_compared_base(comparison->plan, 0),
                             .n_measures = comparison->options->n_asked };
    versus.measure = FIRE_TAKE(phrase->arena, versus.n_measures, struct measure);
    versus.whole = FIRE_TAKE(phrase->arena, versus.n_measures, struct measure);
    if (versus.measure == NULL || versus.whole == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < versus.n_measures; m++) {
        const int32_t extra_scale = versus_row(&versus, 0, m)->extra_scale;
        FIRE_TRY(find_measure(&versus, m, most_measures > 1, &versus.whole[m], err));
        versus.measure[m] = versus.whole[m];
        versus.measure[m].places += extra_scale;
        if (extra_scale > versus.measure[m].decimals) versus.measure[m].decimals = extra_scale;
    }
    for (int64_t i = 0; i < comparison->n_groups * versus.n_measures; i++)
        versus.has_base = versus.has_base || !comparison->row[i].base.is_null;
    find_names(&versus);
    *out = versus;
    return FIRE_OK;
}

fire_chart_way versus_way(const struct fire_compare_row *row)
{
    if (!row->has_delta) return FIRE_WAY_NONE;
    if (row->delta == 0) return FIRE_WAY_HELD;
    return row->delta < 0 ? FIRE_WAY_FELL : FIRE_WAY_ROSE;
}

bool versus_is_unsaid(const struct versus *versus, int64_t group)
{
    return versus->comparison->key[group].is_null;
}

const char *versus_key(const struct versus *versus, int64_t group)
{
    return names_key(versus->phrase, &versus->comparison->key[group]);
}

const char *versus_dim(const struct versus *versus)
{
    return names_dim(versus->phrase, &versus->about.summary->dim[0]);
}

/* ---- figures ------------------------------------------------------------------------------ */

/* Against a mean what is now is a whole figure still, though it is kept with a digit more. */
static struct fire_value current_of(const struct versus *versus,
                                    const struct fire_compare_row *row, int32_t measure,
                                    const struct measure **out_measure)
{
    const bool is_mean = versus->comparison->plan->same[0].n_bases > 1 &&
                         row->current.number % 10 == 0;
    *out_measure = is_mean ? &versus->whole[measure] : &versus->measure[measure];
    return (struct fire_value){ row->current.is_null,
                                is_mean ? row->current.number / 10 : row->current.number };
}

const char *versus_current(const struct versus *versus, int32_t measure,
                           const struct fire_compare_row *row)
{
    const struct measure *as;
    const struct fire_value value = current_of(versus, row, measure, &as);
    return value.is_null ? "–" : measure_number(versus->phrase, as, value.number);
}

const char *versus_base(const struct versus *versus, int32_t measure,
                        const struct fire_compare_row *row)
{
    if (row->base.is_null) return "–";
    return measure_number(versus->phrase, &versus->measure[measure], row->base.number);
}

const char *versus_change(const struct versus *versus, int32_t measure,
                          const struct fire_compare_row *row)
{
    if (!row->has_delta) return "";
    return measure_signed(versus->phrase, &versus->measure[measure], row->delta);
}

const char *versus_change_title(const struct versus *versus, int32_t measure)
{
    const char *title = fire_word_text(versus->phrase->language, FIRE_WORD_COMPARE_CHANGE);
    if (!versus->measure[measure].is_share) return title;
    return fire_phrase_format(
        versus->phrase, "%s (%s)", title,
        fire_word_text(versus->phrase->language, FIRE_WORD_CHART_POINTS_UNIT));
}

const char *versus_change_percent(const struct versus *versus, int32_t measure,
                                  const struct fire_compare_row *row)
{
    const char *change = versus_change(versus, measure, row);
    if (!row->has_percent || row->delta == 0) return change;
    char percent[FIRE_NUMBER_BYTES];
    fire_percent_text(versus->phrase->language, row->percent,
                      versus->comparison->options->percent_decimals, percent);
    return fire_phrase_format(versus->phrase, "%s (%s)", change, percent);
}

static const char *amount(const struct versus *versus, const struct measure *measure,
                          struct fire_value value)
{
    if (value.is_null) return fire_word_text(versus->phrase->language, FIRE_WORD_CHART_UNKNOWN);
    return measure_amount(versus->phrase, measure, value.number);
}

const char *versus_tip(const struct versus *versus, const char *label, int32_t measure,
                       const struct fire_compare_row *row)
{
    const struct measure *as;
    const struct fire_value current = current_of(versus, row, measure, &as);
    return fire_phrase_format(versus->phrase, "%s: %s: %s; %s: %s", label, versus->current_name,
                              amount(versus, as, current), versus->base_name,
                              amount(versus, &versus->measure[measure], row->base));
}

bool versus_adds_up(const struct versus *versus, int32_t measure)
{
    return versus->about.summary->measure[measure].agg == FIRE_AGG_SUM &&
           versus_row(versus, 0, measure)->extra_scale == 0;
}

static bool add(struct fire_value *sum, struct fire_value value)
{
    if (value.is_null) return true;
    sum->is_null = false;
    return !__builtin_add_overflow(sum->number, value.number, &sum->number);
}

bool versus_sum(const struct versus *versus, const int64_t group[], int64_t n, int32_t measure,
                struct fire_compare_row *out)
{
    const struct fire_compare_options *options = versus->comparison->options;
    struct fire_compare_row sum = { .current.is_null = true, .base.is_null = true };
    for (int64_t i = 0; i < n; i++) {
        const struct fire_compare_row *row = versus_row(versus, group[i], measure);
        if (!add(&sum.current, row->current) || !add(&sum.base, row->base)) return false;
    }
    const struct fire_change change = fire_change_of(
        sum.current, sum.base, versus->measure[measure].is_count, options->percent_decimals,
        options->rounding);
    sum.has_delta = change.kind != FIRE_PERCENT_NO_DATA;
    sum.delta = change.delta;
    sum.has_percent = change.kind == FIRE_PERCENT_SHOWN;
    sum.percent = sum.has_percent ? change.percent : 0;
    *out = sum;
    return true;
}

/* ---- texts -------------------------------------------------------------------------------- */

const char *versus_period(const struct versus *versus)
{
    return days_inside(versus->phrase, versus->about.summary->calendar, versus->current);
}

const char *versus_neutral_title(const struct versus *versus)
{
    struct fire_phrase *phrase = versus->phrase;
    const char **name = FIRE_TAKE(phrase->arena, versus->n_measures, const char *);
    for (int32_t m = 0; name != NULL && m < versus->n_measures; m++)
        name[m] = m == 0 ? versus->measure[m].label : versus->measure[m].name;
    if (name == NULL) {
        phrase->failed = true;
        return "";
    }
    const char *by = fire_phrase_word(phrase, FIRE_WORD_CAPTION_BY,
                                      fire_phrase_list(phrase, name, versus->n_measures),
                                      versus_dim(versus));
    return fire_phrase_word(phrase, FIRE_WORD_CHART_NEUTRAL, by, versus_period(versus));
}

const char *versus_compared_title(const struct versus *versus)
{
    return fire_phrase_word(
        versus->phrase, FIRE_WORD_CHART_COMPARED, versus_neutral_title(versus),
        fire_compared_against(versus->phrase, &versus->comparison->plan->against[0]));
}

/* "Năm 2024 số vụ giảm 06 vụ (-13,6%, 38/44) so với cùng kỳ năm trước"; "" where a verdict is
 * refused or there is nothing to say it with. */
static const char *finding_of(const struct versus *versus, int32_t measure)
{
    const struct fire_comparison *total = versus->total;
    const struct fire_summary_measure *about = &total->about->measure[measure];
    const struct fire_compare_row *row = versus_total(versus, measure);
    const bool is_money = about->type == FIRE_TYPE_MONEY;
    const bool is_count = about->type == FIRE_TYPE_INTEGER;
    if (total->options->n_criteria == 0 || total->verdict[0].unlike != 0) return "";
    if (about->agg != FIRE_AGG_SUM || !row->has_delta || !(is_money || is_count)) return "";

    struct fire_phrase *phrase = versus->phrase;
    const struct fire_sentence_style style = { .decimals = total->options->percent_decimals,
                                               .rounding = total->options->rounding,
                                               .amount_decimals = 1,
                                               .has_ratio = true };
    const struct fire_said_change said = {
        .subject = versus->measure[measure].name,
        .kind = is_money ? FIRE_SAID_MONEY : FIRE_SAID_COUNT,
        .unit = phrase->language == FIRE_VIETNAMESE ? about->unit_vi : about->unit_en,
        .currency = total->about->currency,
        .scale = about->scale + row->extra_scale,
        .current = row->current,
        .base = row->base,
    };
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_PERIOD_FINDING,
        days_start(phrase, versus->about.summary->calendar, versus->current),
        fire_sentence_change(phrase, &said, &style),
        fire_compared_against(phrase, &versus->comparison->plan->against[0]));
}

/* "giảm ở 7, tăng ở 4 trong 12 huyện": of the groups with a change that is known. */
static const char *ways_of(const struct versus *versus, int32_t measure)
{
    int64_t n_fell = 0;
    int64_t n_rose = 0;
    int64_t n_known = 0;
    for (int64_t g = 0; g < versus->comparison->n_groups; g++) {
        const fire_chart_way way = versus_way(versus_row(versus, g, measure));
        if (way == FIRE_WAY_NONE || versus_is_unsaid(versus, g)) continue;
        n_known++;
        n_fell += way == FIRE_WAY_FELL;
        n_rose += way == FIRE_WAY_ROSE;
    }
    struct fire_phrase *phrase = versus->phrase;
    return fire_phrase_word(phrase, FIRE_WORD_CHART_WAYS, fire_phrase_count(phrase, n_fell),
                            fire_phrase_count(phrase, n_rose),
                            fire_phrase_count(phrase, n_known), versus_dim(versus));
}

const char *versus_title(const struct versus *versus)
{
    if (versus->about.options->title[0] != '\0') return versus->about.options->title;
    const char *finding = finding_of(versus, 0);
    if (finding[0] == '\0') return versus_compared_title(versus);
    return fire_phrase_format(versus->phrase, "%s; %s", finding, ways_of(versus, 0));
}

const char *versus_axis(const struct versus *versus, bool has_negative)
{
    return fire_word_text(versus->phrase->language, has_negative
                                                        ? FIRE_WORD_CHART_SCALE_WITH_ZERO
                                                        : FIRE_WORD_CHART_SCALE_FROM_ZERO);
}

const char *versus_description(const struct versus *versus, fire_word word,
                               const struct fire_chart_row row[],
                               const struct fire_chart_row_mark mark[], int32_t n_rows)
{
    struct fire_phrase *phrase = versus->phrase;
    const char *list = "";
    int32_t n = 0;
    for (int32_t i = 0; i < n_rows && n < VERSUS_DESCRIBED; i++) {
        if (row[i].kind != FIRE_CHART_ROW_PLAIN) continue;
        list = fire_phrase_format(phrase, "%s%s%s", list, n++ == 0 ? "" : "; ", mark[i].tip);
    }
    return fire_phrase_word(phrase, word,
                            about_place(&versus->about, versus_neutral_title(versus)), list);
}

const char *versus_subtitle(const struct versus *versus, const char *marks)
{
    struct fire_phrase *phrase = versus->phrase;
    const char *text = about_place(&versus->about, about_days(&versus->about, versus->current));
    if (versus->has_base)
        text = fire_phrase_format(
            phrase, "%s; %s", text,
            fire_phrase_word(
                phrase, FIRE_WORD_CHART_BASE_DAYS,
                fire_compared_against(phrase, &versus->comparison->plan->against[0]),
                days_exact(phrase, versus->base)));
    return marks[0] == '\0' ? text : fire_phrase_format(phrase, "%s; %s", text, marks);
}

static const char *unknown_text(const struct versus *versus, int32_t m)
{
    const struct fire_compare_row *row = versus_total(versus, m);
    const struct measure *measure = &versus->measure[m];
    if (row->base_unknown == 0)
        return about_unknown(&versus->about, row->current_unknown, measure->name,
                             measure->is_damage);
    return fire_phrase_word(versus->phrase, FIRE_WORD_CHART_UNKNOWN_SIDES, measure->label,
                            fire_phrase_count(versus->phrase, row->current_unknown),
                            fire_phrase_count(versus->phrase, row->base_unknown));
}

/* Only a change that is there and could be chance is worth a sentence. */
static const char *chance_text(const struct versus *versus, int32_t m)
{
    const struct fire_compare_row *row = versus_total(versus, m);
    if (!row->is_tested || row->finding != FIRE_FINDING_UNCLEAR || row->delta == 0) return "";
    char p_value[FIRE_NUMBER_BYTES];
    fire_number_text(versus->phrase->language, llround(row->p_value * 100.0), 2, 2, p_value);
    return fire_phrase_word(versus->phrase, FIRE_WORD_CHART_TOTAL_CHANCE,
                            versus->measure[m].name, p_value);
}

const char *versus_footer(const struct versus *versus)
{
    struct fire_phrase *phrase = versus->phrase;
    const char *note[FIRE_COMPARED_WINDOWS_MOST];
    const char *text = about_begin(&versus->about);
    const int32_t n_notes = fire_compared_windows(phrase, versus->comparison->plan, 0, note);
    for (int32_t i = 0; i < n_notes; i++)
        about_add(&versus->about, &text, note[i]);
    for (int32_t m = 0; m < versus->n_measures; m++)
        about_add(&versus->about, &text, unknown_text(versus, m));
    for (int32_t m = 0; m < versus->n_measures; m++)
        about_add(&versus->about, &text, chance_text(versus, m));
    return text;
}

void versus_add_refusal(const struct versus *versus, const char **footer)
{
    about_add_refusal(&versus->about, versus->total, footer);
}

fire_status versus_check_sides(const struct versus *versus, struct fire_error *err)
{
    for (int64_t g = 0; g < versus->comparison->n_groups; g++)
        for (int32_t m = 0; m < versus->n_measures; m++) {
            const struct fire_compare_row *row = fire_comparison_row(versus->comparison, g, 0,
                                                                     m);
            if (!row->current.is_null && !row->base.is_null) return FIRE_OK;
        }
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                     "no group has a figure on both sides of the comparison");
}
