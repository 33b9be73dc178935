/* review_forces.c - forces and means: what was sent out, whom and what it saved. */
#include "reviewing.h"

#include <string.h>

static int32_t measure_named(const struct fire_comparison *of, const char *name)
{
    for (int32_t m = 0; m < of->options->n_asked; m++)
        if (strcmp(of->about->measure[m].name, name) == 0) return m;
    return -1;
}

/* "1.334 lượt phương tiện"; "" where there is none or it is not known. */
static const char *figure_of(struct reviewing *r, const char *name, fire_word word)
{
    const struct fire_comparison *of = r->section->comparison;
    const int32_t m = measure_named(of, name);
    if (m < 0) return "";
    const struct fire_value value = fire_comparison_row(of, 0, 0, m)->current;
    if (value.is_null || value.number == 0) return "";
    const bool is_rescued = strcmp(name, "rescued") == 0;
    const char *unit = !is_rescued
                           ? ""
                           : reviewing_word(r, value.number == 1 ? FIRE_WORD_REVIEW_PERSON
                                                                 : FIRE_WORD_REVIEW_PERSONS);
    return fire_phrase_word(&r->phrase, word, review_figure_words(r, of, m, unit));
}

/* "đã huy động 1.334 lượt phương tiện, 7.956 lượt cán bộ, chiến sĩ; cứu được 12 người" */
static const char *level_words(struct reviewing *r)
{
    const char *sent = reviewing_join(r, figure_of(r, "vehicles", FIRE_WORD_REVIEW_VEHICLES),
                                      reviewing_word(r, FIRE_WORD_REVIEW_LAST_OF),
                                      figure_of(r, "officers", FIRE_WORD_REVIEW_OFFICERS));
    if (sent[0] != '\0') sent = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_FORCES, sent);
    const char *saved = reviewing_join(
        r, figure_of(r, "rescued", FIRE_WORD_REVIEW_FORCES_RESCUED), "; ",
        figure_of(r, "saved_value", FIRE_WORD_REVIEW_SAVED));
    return reviewing_join(r, sent, "; ", saved);
}

void review_forces(struct reviewing *r)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, NULL);
    if (of->n_groups == 0) return;
    const char *level = level_words(r);
    if (level[0] == '\0') return; /* the source says nothing of it */
    reviewing_heading(r);
    reviewing_lead(r, FIRE_PARAGRAPH_BODY,
                   fire_phrase_format(&r->phrase, "%s: ", r->section->title),
                   reviewing_sentence(r, level));
    review_changes(r, of);
    review_comparison_grid(r, of,
                           fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NOTABLE_CAPTION,
                                            r->section->title, r->review->period));
    reviewing_figures(r);
}
