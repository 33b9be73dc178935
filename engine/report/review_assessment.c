/* review_assessment.c - a draft of the assessment, for the office to edit: nothing in it that the
 * sections before it do not show. As many sentences as an office writes, the most important first:
 * what fell and rose, how much of that chance alone makes, what is not final, which groups made it. */
#include "reviewing.h"

#include "firestat/compared.h"

#include <string.h>

#define SENTENCES_MOST 5

struct draft {
    const char *sentence[SENTENCES_MOST];
    int32_t n;
};

static void add(struct reviewing *r, struct draft *draft, const char *sentence)
{
    if (sentence[0] == '\0' || draft->n == SENTENCES_MOST) return;
    draft->sentence[draft->n++] = reviewing_sentence(r, sentence);
}

/* The criteria that changed and were found so, by name; "" where there are none. */
static const char *criteria_found(struct reviewing *r, const struct fire_comparison *of,
                                  bool is_clear)
{
    const char *name[FIRE_CRITERIA_MOST];
    int32_t n = 0;
    for (int32_t i = 0; i < of->options->n_criteria; i++) {
        const int32_t m = of->options->criterion[i];
        const struct fire_compare_row *row = fire_comparison_row(of, 0, 0, m);
        if (!row->is_tested || !row->has_delta || row->delta == 0) continue;
        if ((row->finding != FIRE_FINDING_UNCLEAR) == is_clear)
            name[n++] = review_measure_words(r, of, m);
    }
    return n == 0 ? "" : fire_phrase_list(&r->phrase, name, n);
}

static void add_chance(struct reviewing *r, const struct fire_comparison *of,
                       struct draft *draft)
{
    static const fire_word words[] = { FIRE_WORD_REVIEW_ASSESS_CHANCE,
                                       FIRE_WORD_REVIEW_ASSESS_CLEAR };
    for (int is_clear = 1; is_clear >= 0; is_clear--) {
        const char *names = criteria_found(r, of, is_clear == 1);
        if (names[0] != '\0')
            add(r, draft, fire_phrase_word(&r->phrase, words[is_clear], names));
    }
}

/* "04 vụ kỳ này, 01 vụ kỳ so sánh"; a side of which all is known is not there. */
static const char *open_sides(struct reviewing *r, const struct fire_compare_row *row)
{
    const char *unit = r->phrase.language == FIRE_VIETNAMESE ? label_unit(&r->compare.writer, 0)
                                                             : "";
    const struct {
        int64_t n;
        fire_word word;
    } sides[] = { { row->current_unknown, FIRE_WORD_REVIEW_ASSESS_NOW },
                  { row->base_unknown, FIRE_WORD_REVIEW_ASSESS_BASE } };
    const char *list[2];
    int32_t n = 0;
    for (size_t i = 0; i < 2; i++)
        if (sides[i].n > 0)
            list[n++] = fire_phrase_word(&r->phrase, sides[i].word,
                                         fire_sentence_count(&r->phrase, sides[i].n, unit));
    return fire_phrase_list(&r->phrase, list, n);
}

/* Sums of money that few incidents decide, or that are still open. */
static void add_money(struct reviewing *r, const struct fire_comparison *of,
                      struct draft *draft)
{
    for (int32_t m = 0; m < of->options->n_asked; m++) {
        const struct fire_compare_row *row = fire_comparison_row(of, 0, 0, m);
        const char *name = review_measure_words(r, of, m);
        const bool is_open = row->current_unknown > 0 || row->base_unknown > 0;
        const bool is_one_fire = (row->notes & FIRE_NOTE_ONE_FIRE) != 0;
        if (!review_is_money(of, m) || !row->has_delta) continue;
        const char *open = is_open ? fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ASSESS_OPEN,
                                                      name, open_sides(r, row))
                                   : "";
        if (is_open && is_one_fire)
            open = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ASSESS_ALSO, open);
        else if (is_one_fire)
            open = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ASSESS_ONE_FIRE, name);
        add(r, draft, open);
    }
}

static void add_totals(struct reviewing *r, struct draft *draft)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, NULL);
    if (of->n_groups == 0) return;
    if (review_change_words(r, of, 0, 0)[0] == '\0') {
        add(r, draft,
            fire_phrase_format(&r->phrase, "%s: %s", review_against_words(r, 0),
                               review_no_change_words(r, of, 0)));
        return;
    }
    const uint32_t unlike = of->verdict[0].unlike;
    if (of->options->n_criteria > 0 && unlike != 0)
        add(r, draft,
            fire_phrase_word(
                &r->phrase, FIRE_WORD_REVIEW_ASSESS_NONE, review_against_words(r, 0),
                fire_compared_unlike(&r->phrase, unlike, of->options->unknown_percent, false)));
    else if (of->options->n_criteria > 0)
        add(r, draft,
            fire_phrase_format(&r->phrase, "%s, %s", review_against_words(r, 0),
                               compare_verdict(&r->compare, &of->verdict[0])));
    add_chance(r, of, draft);
    add_money(r, of, draft);
}

static void add_parts(struct reviewing *r, struct draft *draft)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, r->section->total);
    const struct review_groups groups = review_groups_of(r, of);
    if (!review_groups_say_anything(&groups)) return;
    const char *changed = review_most_changed(r, of, &groups);
    const char *dim = label_inside(&r->compare.writer, label_dim(&r->compare.writer, 0));
    if (changed[0] == '\0') return;
    if (groups.n_unknown > 0)
        dim = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ASSESS_UNKNOWN, dim,
                               fire_sentence_count(&r->phrase, groups.n_unknown,
                                                   r->phrase.language == FIRE_VIETNAMESE
                                                       ? label_unit(&r->compare.writer, 0)
                                                       : ""));
    add(r, draft, fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ASSESS_PARTS, dim, changed));
}

/* Sentences of the totals and the contributions that stand before this section; words are made as
 * in the section they come from. */
static void make_draft(struct reviewing *r, struct draft *draft)
{
    const struct fire_review_section *own = r->section;
    bool has_totals = false;
    for (const struct fire_review_section *of = r->review->section; of < own; of++) {
        if (of->comparison == NULL || of->fault != NULL) continue;
        r->section = of;
        if (of->kind == FIRE_SECTION_TOTALS && !has_totals) {
            add_totals(r, draft);
            has_totals = true;
        } else if (of->kind == FIRE_SECTION_CONTRIBUTION) {
            add_parts(r, draft);
        }
    }
    r->section = own;
}

void review_assessment(struct reviewing *r)
{
    struct draft draft = { .n = 0 };
    make_draft(r, &draft);
    if (draft.n == 0 && r->section->text[0] == '\0') return;
    reviewing_heading(r);
    for (int32_t i = 0; i < draft.n; i++)
        reviewing_paragraph(r, FIRE_PARAGRAPH_ITEM, draft.sentence[i]);
    reviewing_lines(r, r->section->text);
}
