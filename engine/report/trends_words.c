/* trends_words.c - see trends.h: what the years say, in sentences. */
#include "severity_words.h"
#include "trends.h"

#include <math.h>

static const char *word(const struct trends_writer *trends, fire_word id)
{
    return fire_word_text(trends->writer.options->language, id);
}

static const char *number(struct trends_writer *trends, int64_t value, int32_t scale)
{
    return label_value(&trends->writer, (struct fire_value){ .number = value }, scale);
}

const char *trends_year(struct trends_writer *trends, int32_t year)
{
    char text[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(trends->trends->plan->calendar, FIRE_UNIT_YEAR, year, text);
    return label_format(&trends->writer, "%s", text);
}

/* a, or "a; b" */
static const char *join(struct trends_writer *trends, const char *list, const char *more)
{
    if (list[0] == '\0') return more;
    return label_format(&trends->writer, "%s; %s", list, more);
}

const char *trends_caption(struct trends_writer *trends)
{
    const struct fire_trends_plan *plan = trends->trends->plan;
    const bool is_vietnamese = trends->writer.options->language == FIRE_VIETNAMESE;
    const char *calendar = is_vietnamese ? fire_calendar_label_vi(plan->calendar)
                                         : fire_calendar_label_en(plan->calendar);
    return label_format(&trends->writer, word(trends, FIRE_WORD_TREND_CAPTION),
                        trends_year(trends, plan->first_year),
                        trends_year(trends, plan->first_year + plan->n_years - 1),
                        number(trends, plan->n_years, 0),
                        label_day(&trends->writer, plan->window.first_day),
                        label_day(&trends->writer, plan->window.last_day), calendar);
}

/* ---- a row ------------------------------------------------------------------------------- */

#define PERCENT_MOST 1e6 /* beyond it the digits are of no interest */

/* Of a rate ratio: "−3,1%". */
static const char *percent(struct trends_writer *trends, double ratio, bool has_sign)
{
    const fire_language language = trends->writer.options->language;
    char text[FIRE_NUMBER_BYTES];
    const double all = 100.0 * (ratio - 1.0);
    const int64_t tenths = llround(10.0 * (all > PERCENT_MOST ? PERCENT_MOST : all));
    if (has_sign)
        fire_percent_text(language, tenths, 1, text);
    else
        fire_share_text(language, tenths < 0 ? -tenths : tenths, 1, text);
    return label_format(&trends->writer, "%s", text);
}

static const char *model(struct trends_writer *trends, const struct fire_trend_row *row)
{
    static const fire_word words[] = { [FIRE_TREND_POISSON] = FIRE_WORD_TREND_POISSON,
                                       [FIRE_TREND_QUASI] = FIRE_WORD_TREND_QUASI,
                                       [FIRE_TREND_NEGBIN] = FIRE_WORD_TREND_NEGBIN };
    char text[FIRE_NUMBER_BYTES];
    const double most = 1e12;
    fire_number_text(trends->writer.options->language,
                     llround(100.0 * (row->dispersion < most ? row->dispersion : most)), 2, 2,
                     text);
    return label_format(&trends->writer, word(trends, FIRE_WORD_TREND_MODEL),
                        word(trends, words[row->model]), text);
}

static const char *slope(struct trends_writer *trends, const struct fire_trend_row *row)
{
    const char *low = percent(trends, row->slope.low, true);
    const char *high = percent(trends, row->slope.high, true);
    const char *p = label_p(&trends->writer, row->slope.p_value);
    if (row->finding != FIRE_FINDING_HIGHER && row->finding != FIRE_FINDING_LOWER)
        return label_format(&trends->writer, word(trends, FIRE_WORD_TREND_UNCLEAR), low, high,
                            p);
    const bool fell = row->finding == FIRE_FINDING_LOWER;
    return label_format(&trends->writer,
                        word(trends, fell ? FIRE_WORD_TREND_FELL : FIRE_WORD_TREND_ROSE),
                        percent(trends, row->slope.ratio, false), low, high, p);
}

/* What a measure changes by in a year: "−1,2 tỷ đồng", "−3,5". */
static const char *amount(struct trends_writer *trends, double value, int32_t measure)
{
    const struct fire_summary_measure *about = &trends->writer.summary->measure[measure];
    const fire_language language = trends->writer.options->language;
    const double most = 9e16;
    char text[FIRE_NUMBER_BYTES];
    if (fabs(value) > most) value = value > 0.0 ? most : -most;
    if (about->type != FIRE_TYPE_MONEY) {
        fire_number_text(language, llround(100.0 * value), about->scale + 2, 2, text);
        return label_format(&trends->writer, "%s", text);
    }
    const struct fire_money_unit unit = fire_money_unit_of(
        language, trends->writer.summary->currency, llround(fabs(value)), about->scale);
    fire_number_text(language, llround(value), about->scale + unit.power,
                     unit.power == 0 ? 0 : 1, text);
    return label_format(&trends->writer, "%s %s", text, unit.name);
}

static const char *kendall(struct trends_writer *trends, const struct fire_trend_row *row,
                           int32_t measure)
{
    static const fire_word words[] = {
        [FIRE_FINDING_NOT_TESTED] = FIRE_WORD_TREND_KENDALL,
        [FIRE_FINDING_UNCLEAR] = FIRE_WORD_TREND_KENDALL_UNCLEAR,
        [FIRE_FINDING_HIGHER] = FIRE_WORD_TREND_KENDALL_ROSE,
        [FIRE_FINDING_LOWER] = FIRE_WORD_TREND_KENDALL_FELL,
    };
    const struct fire_mann_kendall *of = &row->kendall;
    const fire_finding finding = row->has_model ? FIRE_FINDING_NOT_TESTED : row->finding;
    const char *p = label_p(&trends->writer, fire_mann_kendall_p(of));
    const char *said = label_format(&trends->writer, word(trends, words[finding]), p);
    return join(trends, said,
                label_format(&trends->writer, word(trends, FIRE_WORD_TREND_SEN),
                             amount(trends, of->slope, measure),
                             amount(trends, of->slope_low, measure),
                             amount(trends, of->slope_high, measure)));
}

static const char *gaps(struct trends_writer *trends, const struct fire_trend_row *row)
{
    const struct fire_trends_plan *plan = trends->trends->plan;
    const char *list = "";
    for (int32_t y = 0; y < plan->n_years; y++) {
        if (!row->value[y].is_null) continue;
        list = label_format(&trends->writer, "%s%s%s", list, list[0] == '\0' ? "" : ", ",
                            trends_year(trends, plan->first_year + y));
    }
    return label_format(&trends->writer, word(trends, FIRE_WORD_TREND_GAPS), list);
}

/* Why nothing, or not all, is said. */
static const char *add_reasons(struct trends_writer *trends, const struct fire_trend_row *row,
                               const char *list)
{
    static const struct {
        uint32_t note;
        fire_word word;
    } notes[] = {
        { FIRE_TREND_NOTE_ZERO, FIRE_WORD_TREND_ZERO },
        { FIRE_TREND_NOTE_ONE_END, FIRE_WORD_TREND_ONE_END },
        { FIRE_TREND_NOTE_BAD, FIRE_WORD_TREND_BAD },
        { FIRE_TREND_NOTE_ESTIMATED, FIRE_WORD_NOT_TESTED_ESTIMATED },
        { FIRE_TREND_NOTE_SCOPES, FIRE_WORD_TREND_SCOPES },
    };
    if ((row->notes & FIRE_TREND_NOTE_FEW) != 0)
        list = join(trends, list,
                    label_format(&trends->writer, word(trends, FIRE_WORD_TREND_FEW),
                                 number(trends, row->n_years, 0)));
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++)
        if ((row->notes & notes[i].note) != 0)
            list = join(trends, list, word(trends, notes[i].word));
    return list;
}

const char *trends_finding(struct trends_writer *trends, const struct fire_trend_row *row,
                           int32_t measure)
{
    struct writer *writer = &trends->writer;
    const char *list = row->has_model ? join(trends, slope(trends, row), model(trends, row))
                                      : "";
    list = add_reasons(trends, row, list);
    if (!row->kendall.is_null) list = join(trends, list, kendall(trends, row, measure));
    if (row->has_shift && row->shift_p < FIRE_FINDING_P)
        list = join(trends, list,
                    label_format(writer, word(trends, FIRE_WORD_TREND_SHIFT),
                                 trends_year(trends, row->shift_year),
                                 label_p(writer, row->shift_p)));
    if (!row->forecast.is_null)
        list = join(trends, list,
                    label_format(writer, word(trends, FIRE_WORD_TREND_FORECAST),
                                 trends_year(trends, row->last_year + 1),
                                 number(trends, row->forecast.low, 0),
                                 number(trends, row->forecast.high, 0)));
    if (row->n_years > 0 && (row->notes & FIRE_TREND_NOTE_GAPS) != 0)
        list = join(trends, list, gaps(trends, row));
    if ((row->notes & FIRE_TREND_NOTE_UNKNOWN) != 0)
        list = join(trends, list,
                    label_format(writer, word(trends, FIRE_WORD_TREND_UNKNOWN),
                                 number(trends, row->unknown, 0)));
    return list;
}

/* ---- below the table ------------------------------------------------------------------------ */

#define NOTES_MOST 8

const char *const *trends_notes(struct trends_writer *trends)
{
    const struct fire_trends *of = trends->trends;
    const int32_t n_changes = fire_calendar_n_changes(of->plan->calendar);
    const char **note = FIRE_TAKE(trends->writer.arena, NOTES_MOST + n_changes, const char *);
    static const char *const none[] = { NULL };
    int64_t n_tested = 0;
    int32_t n = 0;
    if (note == NULL) {
        trends->writer.failed = true;
        return none;
    }
    for (int32_t i = 0; i < 2; i++) {
        if (!of->plan->has_part[i]) continue;
        note[n++] = label_format(&trends->writer, word(trends, FIRE_WORD_TREND_PART),
                                 label_day(&trends->writer, of->plan->part[i].first_day),
                                 label_day(&trends->writer, of->plan->part[i].last_day));
    }
    for (int32_t change = 0; change < n_changes; change++) {
        char text[FIRE_CHANGE_BYTES];
        if (fire_calendar_change_text(trends->writer.options->language, of->plan->calendar,
                                      change, of->plan->window, text))
            note[n++] = label_format(&trends->writer, "%s", text);
    }
    if (of->about->n_scopes > 1)
        note[n++] = label_format(&trends->writer, word(trends, FIRE_WORD_NOTE_SCOPES),
                                 number(trends, of->about->n_scopes, 0));
    const char *severity = severity_note(trends->writer.arena, trends->writer.options->language,
                                         of->about, of->plan->window);
    if (severity[0] != '\0') note[n++] = severity;
    if (of->has_new_areas) note[n++] = word(trends, FIRE_WORD_TREND_TERRITORY);
    for (int32_t m = 0; m < of->about->n_measures; m++)
        if (of->n_tested[m] > n_tested) n_tested = of->n_tested[m];
    if (n_tested > 0)
        note[n++] = label_format(&trends->writer, word(trends, FIRE_WORD_TREND_METHODS),
                                 FIRE_LEVEL_TEXT, FIRE_LEVEL_TEXT);
    if (n_tested > 1)
        note[n++] = label_format(&trends->writer, word(trends, FIRE_WORD_COMPARE_TESTS),
                                 number(trends, n_tested, 0));
    return note;
}
