/* over_time.c - see over_time.h. */
#include "over_time.h"

#include <math.h>
#include <string.h>

const char *over_time_finding(struct fire_phrase *phrase,
                              const struct fire_comparison *comparison,
                              const char *const name[])
{
    const struct fire_compare_plan *plan = comparison->plan;
    const struct fire_same_period *same = &plan->same[0];
    const struct fire_compare_verdict *verdict = &comparison->verdict[0];
    if (comparison->n_groups < 1 || comparison->options->n_criteria < 1) return "";
    if (verdict->unlike != 0 || verdict->verdict.kind == FIRE_VERDICT_UNDECIDED) return "";
    const char *base = same->n_bases > 1
                           ? fire_word_text(phrase->language, FIRE_WORD_CHART_MEAN_5)
                           : days_inside(phrase, plan->calendar, same->base[0]);
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_FINDING_PERIOD,
        slots_begin(phrase, days_inside(phrase, plan->calendar, same->current)),
        fire_sentence_verdict(phrase, &verdict->verdict, name, comparison->options->n_criteria),
        base);
}

const char *over_time_chance(struct fire_phrase *phrase,
                             const struct fire_comparison *comparison)
{
    if (comparison->n_groups < 1 || comparison->plan->against[0].kind != FIRE_AGAINST_PREVIOUS)
        return "";
    for (int32_t m = 0; m < comparison->options->n_asked; m++) {
        const struct fire_compare_row *row = fire_comparison_row(comparison, 0, 0, m);
        if (fire_judge_of(&comparison->about->measure[m]) != FIRE_JUDGE_COUNT) continue;
        if (!row->is_tested || !row->has_delta || row->delta == 0 || row->p_value < 0.05)
            return "";
        char p_value[FIRE_NUMBER_BYTES];
        fire_number_text(phrase->language, llround(row->p_value * 100.0), 2, 2, p_value);
        return fire_phrase_word(phrase, FIRE_WORD_CHART_CHANCE, p_value);
    }
    return "";
}
