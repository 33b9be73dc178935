/* review_groups.c - see reviewing.h: the groups of a breakdown, and which of them changed most. */
#include "reviewing.h"

#include <stdlib.h>
#include <string.h>

/* Whether a label is one of the section's words for "not known". */
static bool is_unknown_label(const struct reviewing *r, const char *label)
{
    const size_t n = strlen(label);
    for (const char *at = r->section->unknown; *at != '\0';) {
        const size_t size = strcspn(at, "|");
        if (size == n && memcmp(at, label, n) == 0) return true;
        at += size + (at[size] == '|');
    }
    return false;
}

struct review_groups review_groups_of(struct reviewing *r, const struct fire_comparison *of)
{
    struct review_groups groups = { .group = REVIEW_TAKE(r, of->n_groups + 1,
                                                         struct review_group) };
    if (groups.group == NULL) return groups;
    for (int64_t g = 0; g < of->n_groups; g++) {
        const struct fire_compare_row *row = fire_comparison_row(of, g, 0, 0);
        const bool is_null = of->key[g].is_null;
        const bool is_unknown = is_null ||
                                is_unknown_label(r, label_key(&r->compare.writer, &of->key[g]));
        const int64_t current = row->current.is_null ? 0 : row->current.number;
        groups.group[groups.n++] = (struct review_group){ g, current, is_unknown };
        *(is_unknown ? &groups.n_unknown : &groups.n_known) += current;
    }
    return groups;
}

static int by_size(const void *a, const void *b)
{
    const struct review_group *one = a;
    const struct review_group *two = b;
    if (one->is_unknown != two->is_unknown) return one->is_unknown ? 1 : -1;
    if (one->current != two->current) return one->current > two->current ? -1 : 1;
    return one->index < two->index ? -1 : 1;
}

/* A copy, the largest first, those that say nothing last. */
struct review_group *review_groups_by_size(struct reviewing *r,
                                           const struct review_groups *groups)
{
    struct review_group *copy = REVIEW_TAKE(r, groups->n + 1, struct review_group);
    if (copy == NULL || groups->n == 0) return copy;
    memcpy(copy, groups->group, (size_t)groups->n * sizeof *copy);
    qsort(copy, (size_t)groups->n, sizeof *copy, by_size);
    return copy;
}

/* Whether any group says something. */
bool review_groups_say_anything(const struct review_groups *groups)
{
    for (int64_t i = 0; i < groups->n; i++)
        if (!groups->group[i].is_unknown) return true;
    return false;
}

/* "Huyện Di Linh tăng 02 vụ (5/3)" */
const char *review_group_change(struct reviewing *r, const struct fire_comparison *of,
                                int64_t group)
{
    const struct fire_compare_row *row = fire_comparison_row(of, group, 0, 0);
    const struct fire_sentence_style style = { .decimals = of->options->percent_decimals,
                                               .rounding = of->options->rounding,
                                               .has_ratio = true };
    const struct fire_said_change said = { .subject = review_key_inside(r, &of->key[group]),
                                           .kind = FIRE_SAID_COUNT,
                                           .unit = label_unit(&r->compare.writer, 0),
                                           .currency = of->about->currency,
                                           .scale = row->extra_scale,
                                           .current = row->current,
                                           .base = row->base };
    return fire_sentence_change(&r->phrase, &said, &style);
}

#define MOST_TIED 3 /* groups that changed alike and are all named; more of them say nothing */

/* The groups whose first measure changed most in a direction, which is `sign`; "" where none did or
 * too many did alike. Groups that say nothing are no finding. */
static const char *most_changed(struct reviewing *r, const struct fire_comparison *of,
                                const struct review_groups *groups, int sign)
{
    const char *said[MOST_TIED];
    int64_t size = 1;
    int32_t n = 0;
    for (int64_t i = 0; i < groups->n; i++) {
        const struct review_group *group = &groups->group[i];
        const struct fire_compare_row *row = fire_comparison_row(of, group->index, 0, 0);
        if (group->is_unknown || !row->has_delta || row->delta * sign < size) continue;
        if (row->delta * sign > size) n = 0;
        size = row->delta * sign;
        if (n < MOST_TIED) said[n] = review_group_change(r, of, group->index);
        n++;
    }
    return n == 0 || n > MOST_TIED ? "" : fire_phrase_list(&r->phrase, said, n);
}

const char *review_most_changed(struct reviewing *r, const struct fire_comparison *of,
                                const struct review_groups *groups)
{
    const char *rose = most_changed(r, of, groups, 1);
    const char *fell = most_changed(r, of, groups, -1);
    if (rose[0] != '\0') rose = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_MOST_ROSE, rose);
    if (fell[0] != '\0') fell = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_MOST_FELL, fell);
    return reviewing_join(r, rose, "; ", fell);
}
