/* review_words.c - see reviewing.h: a comparison in the sentences of a review.
 *
 * The order is that of the department's reviews: how many, what they cost in lives and property,
 * what is still open; then the change of each. */
#include "reviewing.h"

#include <string.h>

bool review_is_money(const struct fire_comparison *of, int32_t measure)
{
    return fire_judge_of(&of->about->measure[measure]) == FIRE_JUDGE_MONEY;
}

bool review_has_figures(const struct fire_comparison *of, int32_t measure)
{
    for (int64_t g = 0; g < of->n_groups; g++)
        for (int32_t a = 0; a < of->plan->n; a++) {
            const struct fire_compare_row *row = fire_comparison_row(of, g, a, measure);
            if (!row->current.is_null || !row->base.is_null) return true;
        }
    return false;
}

const char *review_no_change_words(struct reviewing *r, const struct fire_comparison *of,
                                   int32_t against)
{
    const bool has_current = !fire_comparison_row(of, 0, against, 0)->current.is_null;
    return reviewing_word(r,
                          has_current ? FIRE_WORD_REVIEW_NO_BASE : FIRE_WORD_REVIEW_NO_CURRENT);
}

static bool is_named(const struct fire_comparison *of, int32_t measure, const char *name)
{
    return strcmp(of->about->measure[measure].name, name) == 0;
}

static bool is_land(const struct fire_comparison *of, int32_t measure)
{
    return is_named(of, measure, "forest_ha");
}

const char *review_measure_words(struct reviewing *r, const struct fire_comparison *of,
                                 int32_t measure)
{
    if (is_named(of, measure, "incidents") && r->section->noun[0] != '\0')
        return fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NUMBER_OF, r->section->noun);
    return label_inside(&r->compare.writer, label_measure(&r->compare.writer, measure));
}

/* A measure of a group as a sentence takes it. */
static struct fire_said_change said_of(struct reviewing *r, const struct fire_comparison *of,
                                       int32_t measure, const struct fire_compare_row *row)
{
    const struct fire_summary_measure *about = &of->about->measure[measure];
    return (struct fire_said_change){
        .subject = review_measure_words(r, of, measure),
        .kind = review_is_money(of, measure) ? FIRE_SAID_MONEY
                : is_land(of, measure)       ? FIRE_SAID_LAND
                                             : FIRE_SAID_COUNT,
        .unit = label_unit(&r->compare.writer, measure),
        .currency = of->about->currency,
        .scale = about->scale + row->extra_scale,
        .current = row->current,
        .base = row->base,
    };
}

static struct fire_sentence_style style_of(const struct fire_comparison *of)
{
    return (struct fire_sentence_style){ .decimals = of->options->percent_decimals,
                                         .rounding = of->options->rounding,
                                         .amount_decimals = 3,
                                         .has_ratio = true };
}

/* Exactly one of what is counted, in a figure of any scale? */
static bool is_one(const struct fire_compare_row *row)
{
    int64_t one = 1;
    for (int32_t i = 0; i < row->extra_scale; i++)
        one *= 10;
    return row->current.number == one;
}

const char *review_noun_of(struct reviewing *r, bool is_single)
{
    const char *noun = r->section->noun;
    const size_t n = strlen(noun);
    if (r->phrase.language != FIRE_ENGLISH || !is_single || n == 0 || noun[n - 1] != 's')
        return noun;
    return fire_phrase_format(&r->phrase, "%.*s", (int)n - 1, noun);
}

/* The current figure with another unit than its own. */
static const char *level_in(struct reviewing *r, const struct fire_comparison *of,
                            int32_t measure, const struct fire_compare_row *row,
                            const char *unit)
{
    struct fire_said_change said = said_of(r, of, measure, row);
    const struct fire_sentence_style style = style_of(of);
    said.unit = unit;
    return fire_sentence_level(&r->phrase, &said, &style);
}

const char *review_figure_words(struct reviewing *r, const struct fire_comparison *of,
                                int32_t measure, const char *unit)
{
    return level_in(r, of, measure, fire_comparison_row(of, 0, 0, measure), unit);
}

/* The number of incidents, "145 vụ cháy". */
static const char *incidents_words(struct reviewing *r, const struct fire_comparison *of,
                                   const struct fire_compare_row *row)
{
    if (row->current.is_null) return "";
    return fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_OCCURRED,
                            level_in(r, of, 0, row, review_noun_of(r, is_one(row))));
}

static const struct {
    const char *name;
    fire_word word;
} persons[] = {
    { "deaths", FIRE_WORD_REVIEW_DEATHS },
    { "injuries", FIRE_WORD_REVIEW_INJURIES },
    { "rescued", FIRE_WORD_REVIEW_RESCUED },
};

static bool is_person(const struct fire_comparison *of, int32_t measure)
{
    for (size_t i = 0; i < sizeof persons / sizeof persons[0]; i++)
        if (is_named(of, measure, persons[i].name)) return true;
    return false;
}

/* "làm chết 01 người"; "killing 1 person" */
static const char *person_words(struct reviewing *r, const struct fire_comparison *of,
                                int32_t measure, const struct fire_compare_row *row)
{
    size_t i = 0;
    while (!is_named(of, measure, persons[i].name))
        i++;
    const char *unit = reviewing_word(r, is_one(row) ? FIRE_WORD_REVIEW_PERSON
                                                     : FIRE_WORD_REVIEW_PERSONS);
    return fire_phrase_word(&r->phrase, persons[i].word, level_in(r, of, measure, row, unit));
}

/* What one measure adds to the sentence; "" for what is not there. */
static const char *measure_words(struct reviewing *r, const struct fire_comparison *of,
                                 int32_t measure, const struct fire_compare_row *row)
{
    static const struct {
        const char *name;
        fire_word word;
    } known[] = {
        { "damage", FIRE_WORD_REVIEW_DAMAGE },
        { "forest_ha", FIRE_WORD_REVIEW_FOREST },
    };
    if (row->current.is_null || row->current.number == 0) return "";
    if (is_person(of, measure)) return person_words(r, of, measure, row);
    const char *level = level_in(r, of, measure, row, label_unit(&r->compare.writer, measure));
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (is_named(of, measure, known[i].name))
            return fire_phrase_word(&r->phrase, known[i].word, level);
    return fire_phrase_word(
        &r->phrase, FIRE_WORD_REVIEW_OTHER,
        label_inside(&r->compare.writer, label_measure(&r->compare.writer, measure)), level);
}

/* Nobody died and nobody was hurt, as far as both are known and asked. */
static bool is_bloodless(const struct fire_comparison *of, int64_t group)
{
    int32_t n_zero = 0;
    for (int32_t m = 0; m < of->options->n_asked; m++) {
        if (!is_named(of, m, "deaths") && !is_named(of, m, "injuries")) continue;
        const struct fire_compare_row *row = fire_comparison_row(of, group, 0, m);
        n_zero += !row->current.is_null && row->current.number == 0 &&
                  row->current_unknown == 0;
    }
    return n_zero == 2;
}

/* "chưa có số liệu về thiệt hại tài sản": measures of which not one incident says anything. */
static const char *missing_words(struct reviewing *r, const struct fire_comparison *of,
                                 int64_t group)
{
    const char *list = "";
    for (int32_t m = 1; m < of->options->n_asked; m++)
        if (fire_comparison_row(of, group, 0, m)->current.is_null)
            list = reviewing_join(
                r, list, ", ",
                label_inside(&r->compare.writer, label_measure(&r->compare.writer, m)));
    return list[0] == '\0' ? "" : fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_MISSING, list);
}

/* "(còn 06 vụ chưa ước tính được thiệt hại)" */
static const char *open_words(struct reviewing *r, const struct fire_comparison *of,
                              int64_t group)
{
    const char *list = "";
    for (int32_t m = 0; m < of->options->n_asked; m++) {
        const struct fire_compare_row *row = fire_comparison_row(of, group, 0, m);
        if (row->current_unknown == 0 || row->current.is_null) continue;
        const char *more = is_named(of, m, "damage")
                               ? fire_sentence_not_estimated(&r->phrase, row->current_unknown)
                               : fire_phrase_word(
                                     &r->phrase, FIRE_WORD_REVIEW_OPEN,
                                     fire_sentence_count(&r->phrase, row->current_unknown, ""),
                                     label_inside(&r->compare.writer,
                                                  label_measure(&r->compare.writer, m)));
        list = reviewing_join(r, list, "; ", more);
    }
    list = reviewing_join(r, list, "; ", missing_words(r, of, group));
    return list[0] == '\0' ? "" : fire_phrase_format(&r->phrase, " (%s)", list);
}

const char *review_level_words(struct reviewing *r, const struct fire_comparison *of,
                               int64_t group)
{
    const struct fire_compare_row *first = fire_comparison_row(of, group, 0, 0);
    const char *text = incidents_words(r, of, first);
    if (first->current.is_null || first->current.number == 0) return text;
    const char *last = ""; /* what comes behind "and" is known only at the end */
    if (is_bloodless(of, group)) last = reviewing_word(r, FIRE_WORD_REVIEW_BLOODLESS);
    bool is_list = false;
    for (int32_t m = 1; m < of->options->n_asked; m++) {
        const char *more = measure_words(r, of, m, fire_comparison_row(of, group, 0, m));
        if (more[0] == '\0') continue;
        is_list = is_list || last[0] != '\0';
        text = reviewing_join(r, text, ", ", last);
        last = more;
    }
    const char *between = is_list ? reviewing_word(r, FIRE_WORD_REVIEW_LAST_OF) : ", ";
    return fire_phrase_format(&r->phrase, "%s%s", reviewing_join(r, text, between, last),
                              open_words(r, of, group));
}

const char *review_change_words(struct reviewing *r, const struct fire_comparison *of,
                                int64_t group, int32_t against)
{
    const struct fire_sentence_style style = style_of(of);
    const char *list = "";
    for (int32_t m = 0; m < of->options->n_asked; m++) {
        const struct fire_compare_row *row = fire_comparison_row(of, group, against, m);
        const fire_judge judge = fire_judge_of(&of->about->measure[m]);
        if ((judge == FIRE_JUDGE_OTHER && !is_land(of, m)) || !row->has_delta) continue;
        if (m > 0 && row->current.number == 0 && row->base.number == 0) continue;
        const struct fire_said_change said = said_of(r, of, m, row);
        list = reviewing_join(r, list, "; ", fire_sentence_change(&r->phrase, &said, &style));
    }
    return list;
}

const char *review_against_words(struct reviewing *r, int32_t against)
{
    return fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_AGAINST,
                            review_base_words(r, against));
}

const char *review_base_words(struct reviewing *r, int32_t against)
{
    if (r->section->kind == FIRE_SECTION_STAGES)
        return reviewing_word(r, FIRE_WORD_REVIEW_STAGE_BASE);
    return compare_against(&r->compare, against);
}

const char *review_year(struct reviewing *r, int32_t day)
{
    const struct fire_calendar *calendar = r->review->calendar;
    return fire_sentence_label(&r->phrase, calendar, FIRE_UNIT_YEAR,
                               fire_calendar_period(calendar, FIRE_UNIT_YEAR, day));
}

const char *review_key_words(struct reviewing *r, const struct fire_key *key)
{
    const struct fire_summary_dim *dim = &r->compare.writer.summary->dim[0];
    const char *label = label_key(&r->compare.writer, key);
    const char *dash = strchr(label, '-');
    if (key->is_null) return label;
    if (dim->kind == FIRE_DIM_HOUR)
        return fire_phrase_word(&r->phrase, FIRE_WORD_CHART_HOURS, label,
                                fire_phrase_format(&r->phrase, "%02d", (int)key->number + 1));
    if (dim->kind == FIRE_DIM_PERIOD && dim->unit == FIRE_UNIT_MONTH && dash != NULL)
        return fire_phrase_word(
            &r->phrase, FIRE_WORD_REVIEW_MONTH, dash + 1,
            fire_phrase_format(&r->phrase, "%.*s", (int)(dash - label), label));
    return label;
}

const char *review_key_inside(struct reviewing *r, const struct fire_key *key)
{
    static const char *const common[] = { "setting", "facility", "ownership",
                                          "cause",   "severity", "kind" };
    const char *words = review_key_words(r, key);
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (strcmp(r->compare.writer.summary->dim[0].name, common[i]) == 0)
            return label_inside(&r->compare.writer, words);
    return words;
}
