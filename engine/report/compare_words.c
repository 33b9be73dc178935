/* compare_words.c - see compare.h: a comparison in sentences. */
#include "compare.h"
#include "severity_words.h"

#include "firestat/compared.h"
#include "firestat/sentence.h"

#include <math.h>

static const char *word(const struct compare_writer *compare, fire_word id)
{
    return fire_word_text(compare->writer.options->language, id);
}

static const char *number(struct compare_writer *compare, int64_t value, int32_t scale)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(compare->writer.options->language, value, scale, -1, text);
    return label_format(&compare->writer, "%s", text);
}

static const char *n_days(struct compare_writer *compare, struct fire_window window)
{
    return number(compare, (int64_t)window.last_day - window.first_day + 1, 0);
}

/* "a; b", or the one that is there */
static const char *join(struct compare_writer *compare, const char *list, const char *more)
{
    if (list[0] == '\0') return more;
    if (more[0] == '\0') return list;
    return label_format(&compare->writer, "%s; %s", list, more);
}

/* ---- what is compared ------------------------------------------------------------------- */

/* The writer's words and memory for sentences. */
static struct fire_phrase phrase_of(const struct compare_writer *compare)
{
    return (struct fire_phrase){ .arena = compare->writer.arena,
                                 .language = compare->writer.options->language };
}

/* "04", as in a sentence. */
static const char *counted(struct compare_writer *compare, int64_t value)
{
    struct fire_phrase phrase = phrase_of(compare);
    const char *text = fire_sentence_count(&phrase, value, "");
    compare->writer.failed = compare->writer.failed || phrase.failed;
    return text;
}

const char *compare_against(struct compare_writer *compare, int32_t against)
{
    struct fire_phrase phrase = phrase_of(compare);
    const char *text = fire_compared_against(&phrase,
                                             &compare->comparison->plan->against[against]);
    compare->writer.failed = compare->writer.failed || phrase.failed;
    return text;
}

const char *compare_caption(struct compare_writer *compare, int32_t against)
{
    const struct fire_compare_plan *plan = compare->comparison->plan;
    const struct fire_window current = plan->same[against].current;
    const struct fire_window base = fire_compared_base(plan, against);
    const bool is_vietnamese = compare->writer.options->language == FIRE_VIETNAMESE;
    const char *calendar = is_vietnamese ? fire_calendar_label_vi(plan->calendar)
                                         : fire_calendar_label_en(plan->calendar);
    return label_format(
        &compare->writer, word(compare, FIRE_WORD_COMPARE_CAPTION),
        label_day(&compare->writer, current.first_day),
        label_day(&compare->writer, current.last_day), n_days(compare, current),
        compare_against(compare, against), label_day(&compare->writer, base.first_day),
        label_day(&compare->writer, base.last_day), n_days(compare, base), calendar);
}

/* ---- a row ------------------------------------------------------------------------------- */

/* Percents of an interval; beyond what any figure needs, its rounding is of no interest. */
static const char *whole_percent(struct compare_writer *compare, double percent)
{
    const double most = 1e6;
    char text[FIRE_NUMBER_BYTES];
    fire_percent_text(compare->writer.options->language,
                      llround(percent > most ? most : percent), 0, text);
    return label_format(&compare->writer, "%s", text);
}

static const char *interval(struct compare_writer *compare, const struct fire_compare_row *row)
{
    if (!row->has_high)
        return label_format(&compare->writer, word(compare, FIRE_WORD_FINDING_INTERVAL_OPEN),
                            whole_percent(compare, row->low));
    return label_format(&compare->writer, word(compare, FIRE_WORD_FINDING_INTERVAL),
                        whole_percent(compare, row->low), whole_percent(compare, row->high));
}

/* Persons: where the figure of another such period would lie. Of nothing on both sides nothing. */
static const char *own_interval(struct compare_writer *compare,
                                const struct fire_compare_row *row)
{
    if (row->current.number == 0 && row->base.number == 0) return "";
    return label_format(&compare->writer, word(compare, FIRE_WORD_FINDING_INTERVAL_OWN),
                        number(compare, llround(row->low), 0),
                        number(compare, llround(row->high), 0));
}

static const char *add_notes(struct compare_writer *compare, const struct fire_compare_row *row,
                             const char *list)
{
    static const struct {
        uint32_t note;
        fire_word word;
    } notes[] = {
        { FIRE_NOTE_NO_CURRENT, FIRE_WORD_NOTE_NO_CURRENT },
        { FIRE_NOTE_NO_BASE, FIRE_WORD_NOTE_NO_BASE },
        { FIRE_NOTE_CURRENT_GAP, FIRE_WORD_NOTE_CURRENT_GAP },
        { FIRE_NOTE_BASE_GAP, FIRE_WORD_NOTE_BASE_GAP },
        { FIRE_NOTE_CLUSTERS, FIRE_WORD_NOTE_CLUSTERS },
        { FIRE_NOTE_ESTIMATED, FIRE_WORD_NOT_TESTED_ESTIMATED },
        { FIRE_NOTE_SCOPES, FIRE_WORD_NOT_TESTED_SCOPES },
        { FIRE_NOTE_PER_YEAR, FIRE_WORD_NOTE_PER_YEAR },
        { FIRE_NOTE_POINTS, FIRE_WORD_NOTE_POINTS },
        { FIRE_NOTE_ONE_FIRE, FIRE_WORD_NOTE_ONE_FIRE },
        { FIRE_NOTE_TURNED, FIRE_WORD_NOTE_TURNED },
    };
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++)
        if ((row->notes & notes[i].note) != 0)
            list = join(compare, list, word(compare, notes[i].word));
    if ((row->notes & FIRE_NOTE_UNKNOWN) != 0)
        list = join(compare, list,
                    label_format(&compare->writer, word(compare, FIRE_WORD_NOTE_UNKNOWN_SIDES),
                                 counted(compare, row->current_unknown),
                                 counted(compare, row->base_unknown)));
    return list;
}

const char *compare_finding(struct compare_writer *compare, const struct fire_compare_row *row,
                            int32_t measure)
{
    static const fire_word words[] = { [FIRE_FINDING_UNCLEAR] = FIRE_WORD_FINDING_UNCLEAR,
                                       [FIRE_FINDING_HIGHER] = FIRE_WORD_FINDING_HIGHER,
                                       [FIRE_FINDING_LOWER] = FIRE_WORD_FINDING_LOWER };
    const char *list = "";
    if (row->is_tested)
        list = label_format(&compare->writer, word(compare, words[row->finding]),
                            label_p(&compare->writer, row->p_value));
    const struct fire_summary *about = compare->comparison->about;
    const fire_judge judge = fire_judge_of(&about->measure[measure]);
    if (row->has_interval && judge == FIRE_JUDGE_COUNT)
        list = join(compare, list, interval(compare, row));
    if (row->has_interval && judge == FIRE_JUDGE_EVENTS)
        list = join(compare, list, own_interval(compare, row));
    return add_notes(compare, row, list);
}

/* ---- the verdict ------------------------------------------------------------------------- */

const char *compare_verdict(struct compare_writer *compare,
                            const struct fire_compare_verdict *verdict)
{
    const struct fire_compare_options *options = compare->comparison->options;
    const char *name[FIRE_CRITERIA_MOST];
    struct fire_phrase phrase = phrase_of(compare);
    for (int32_t i = 0; i < options->n_criteria; i++)
        name[i] = label_inside(&compare->writer,
                               label_measure(&compare->writer, options->criterion[i]));
    const char *text = verdict->unlike != 0
                           ? fire_phrase_word(&phrase, FIRE_WORD_VERDICT_NONE,
                                              fire_compared_unlike(&phrase, verdict->unlike,
                                                                   options->unknown_percent,
                                                                   true))
                           : fire_sentence_verdict(&phrase, &verdict->verdict, name,
                                                   options->n_criteria);
    compare->writer.failed = compare->writer.failed || phrase.failed;
    return text;
}

/* ---- below the table ---------------------------------------------------------------------- */

static const char *share_of(struct compare_writer *compare, int64_t part, int64_t total)
{
    int64_t tenths;
    char text[FIRE_NUMBER_BYTES];
    if (!fire_percent_of(part, total, 1, compare->comparison->options->rounding, &tenths))
        return "–";
    fire_share_text(compare->writer.options->language, tenths, 1, text);
    return label_format(&compare->writer, "%s", text);
}

/* "42,5 triệu đồng" */
static const char *amount(struct compare_writer *compare, const struct fire_comparison *of,
                          int64_t value, int32_t scale)
{
    static const struct fire_sentence_style style = { .amount_decimals = 3 };
    struct fire_phrase phrase = phrase_of(compare);
    const struct fire_said_change said = { .kind = FIRE_SAID_MONEY,
                                           .currency = of->about->currency,
                                           .scale = scale,
                                           .current = { .number = value } };
    const char *text = fire_sentence_level(&phrase, &said, &style);
    compare->writer.failed = compare->writer.failed || phrase.failed;
    return text;
}

static const char *money_of_base(struct compare_writer *compare,
                                 const struct fire_comparison *of,
                                 const struct fire_compare_money *then, int32_t scale)
{
    if (then->is_null) return "";
    return label_format(&compare->writer, word(compare, FIRE_WORD_COMPARE_MONEY_BASE),
                        amount(compare, of, then->median, scale),
                        share_of(compare, then->top1, then->total),
                        share_of(compare, then->top3, then->total),
                        amount(compare, of, then->total - then->top1, scale));
}

static const char *money_range(struct compare_writer *compare, const struct fire_comparison *of,
                               const struct fire_compare_row *row, int32_t scale)
{
    const double most = 9e18; /* as whole numbers */
    if (!row->has_interval || !(row->high < most)) return "";
    return label_format(&compare->writer, word(compare, FIRE_WORD_COMPARE_MONEY_RANGE),
                        amount(compare, of, llround(row->low), scale),
                        amount(compare, of, llround(row->high), scale));
}

/* Median, largest and the rest, for the sums where that matters: of the current side, and of the base
 * where it is one window. */
static const char *money_note(struct compare_writer *compare, const struct fire_comparison *of,
                              int32_t against, int32_t measure)
{
    const struct fire_compare_row *row = fire_comparison_row(of, 0, against, measure);
    const struct fire_compare_money *now = &row->current_money;
    const int32_t scale = of->about->measure[measure].scale;
    if (now->is_null || now->top3 == now->total) return NULL; /* of three there is no middle */
    return label_format(
        &compare->writer, word(compare, FIRE_WORD_COMPARE_MONEY),
        label_measure(&compare->writer, measure), amount(compare, of, now->median, scale),
        share_of(compare, now->top1, now->total), share_of(compare, now->top3, now->total),
        amount(compare, of, now->total - now->top1, scale),
        money_of_base(compare, of, &row->base_money, scale),
        money_range(compare, of, row, scale));
}

/* "Số vụ giảm 06 vụ (-13,6%, 38/44); số người chết giảm 02 người (1/3)." of all groups together. */
static const char *change_sentence(struct compare_writer *compare,
                                   const struct fire_comparison *of, int32_t against)
{
    const struct fire_sentence_style style = { .decimals = of->options->percent_decimals,
                                               .rounding = of->options->rounding,
                                               .amount_decimals = 3,
                                               .has_ratio = true };
    struct fire_phrase phrase = phrase_of(compare);
    const char *list = "";
    for (int32_t m = 0; m < of->options->n_asked; m++) {
        const struct fire_summary_measure *about = &of->about->measure[m];
        const struct fire_compare_row *row = fire_comparison_row(of, 0, against, m);
        const fire_judge judge = fire_judge_of(about);
        if (judge == FIRE_JUDGE_OTHER || !row->has_delta) continue;
        const char *label = label_measure(&compare->writer, m);
        const struct fire_said_change said = {
            .subject = list[0] == '\0' ? label : label_inside(&compare->writer, label),
            .kind = judge == FIRE_JUDGE_MONEY ? FIRE_SAID_MONEY : FIRE_SAID_COUNT,
            .unit = label_unit(&compare->writer, m),
            .currency = of->about->currency,
            .scale = about->scale + row->extra_scale,
            .current = row->current,
            .base = row->base,
        };
        list = join(compare, list, fire_sentence_change(&phrase, &said, &style));
    }
    compare->writer.failed = compare->writer.failed || phrase.failed;
    return list[0] == '\0' ? NULL : label_format(&compare->writer, "%s.", list);
}

static const char *const no_notes[] = { NULL };

/* Whether some row of a comparison has one of these notes. */
static bool has_note(const struct fire_comparison *of, int32_t against, uint32_t notes)
{
    for (int64_t g = 0; g < of->n_groups; g++) {
        for (int32_t m = 0; m < of->options->n_asked; m++)
            if ((fire_comparison_row(of, g, against, m)->notes & notes) != 0) return true;
    }
    return false;
}

const char *const *compare_remarks(struct compare_writer *compare, int32_t against)
{
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_comparison *whole = compare->total != NULL ? compare->total : comparison;
    const int32_t n_asked = comparison->options->n_asked;
    const char **note = FIRE_TAKE(compare->writer.arena,
                                  n_asked + FIRE_COMPARED_WINDOWS_MOST + 1, const char *);
    if (note == NULL) {
        compare->writer.failed = true;
        return no_notes;
    }
    struct fire_phrase phrase = phrase_of(compare);
    int32_t n = fire_compared_windows(&phrase, comparison->plan, against, note);
    compare->writer.failed = compare->writer.failed || phrase.failed;
    for (int32_t m = 0; whole->n_groups == 1 && m < n_asked; m++) {
        note[n] = money_note(compare, whole, against, m);
        n += note[n] != NULL;
    }
    note[n] = NULL;
    return note;
}

/* How the figures are to be read. */
static int32_t add_method_notes(struct compare_writer *compare, int32_t against,
                                const char *note[])
{
    const uint32_t no_percent = FIRE_NOTE_FROM_ZERO | FIRE_NOTE_SMALL_BASE;
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_comparison *whole = compare->total != NULL ? compare->total : comparison;
    const int32_t n_asked = comparison->options->n_asked;
    int64_t n_tested = 0;
    int32_t n = 0;
    for (int32_t m = 0; m < n_asked; m++)
        if (comparison->n_tested[against * n_asked + m] > n_tested)
            n_tested = comparison->n_tested[against * n_asked + m];
    if (has_note(comparison, against, no_percent) || has_note(whole, against, no_percent))
        note[n++] = word(compare, FIRE_WORD_COMPARE_NO_PERCENT);
    if (n_tested > 0)
        note[n++] = label_format(&compare->writer, word(compare, FIRE_WORD_COMPARE_CHANCE),
                                 FIRE_LEVEL_TEXT, FIRE_LEVEL_TEXT);
    if (n_tested > 1)
        note[n++] = label_format(&compare->writer, word(compare, FIRE_WORD_COMPARE_TESTS),
                                 number(compare, n_tested, 0));
    return n;
}

const char *const *compare_notes(struct compare_writer *compare, int32_t against)
{
    const struct fire_comparison *whole = compare->total != NULL ? compare->total
                                                                 : compare->comparison;
    const char *const *remark = compare_remarks(compare, against);
    int32_t n_remarks = 0;
    while (remark[n_remarks] != NULL)
        n_remarks++;
    const char **note = FIRE_TAKE(compare->writer.arena, n_remarks + 6, const char *);
    if (note == NULL) {
        compare->writer.failed = true;
        return no_notes;
    }
    int32_t n = 0;
    if (whole->n_groups == 1) note[n] = change_sentence(compare, whole, against);
    n += note[n] != NULL;
    for (int32_t i = 0; i < n_remarks; i++)
        note[n++] = remark[i];
    const struct fire_compare_plan *plan = compare->comparison->plan;
    const struct fire_window days = { fire_compared_base(plan, against).first_day,
                                      plan->same[against].current.last_day };
    note[n] = severity_note(compare->writer.arena, compare->writer.options->language,
                            compare->comparison->about, days);
    n += note[n][0] != '\0';
    n += add_method_notes(compare, against, note + n);
    note[n] = NULL;
    return note;
}
