/* ranks.c - see ranks.h. */
#include "ranks.h"

#include <math.h>
#include <stdlib.h>

static int compare_ranks(const void *left, const void *right)
{
    const struct rank *a = left;
    const struct rank *b = right;
    if (a->is_last != b->is_last) return a->is_last ? 1 : -1;
    if (a->number != b->number) return a->number > b->number ? -1 : 1;
    return a->at < b->at ? -1 : 1;
}

void rank_sort(struct rank rank[], int64_t n)
{
    if (n > 0) qsort(rank, (size_t)n, sizeof *rank, compare_ranks);
}

static struct rank rank_of(const struct versus *versus, int64_t group, int32_t measure,
                           rank_by by)
{
    const struct fire_compare_row *row = versus_row(versus, group, measure);
    const bool has_current = !row->current.is_null;
    const bool has_base = !row->base.is_null;
    struct rank rank = { .at = group };
    switch (by) {
    case RANK_BY_CURRENT:
        rank.is_last = !has_current;
        rank.number = row->current.number;
        break;
    case RANK_BY_LARGER:
        rank.is_last = !has_current && !has_base;
        rank.number = row->current.number;
        if (!has_current || (has_base && row->base.number > rank.number))
            rank.number = row->base.number;
        break;
    case RANK_BY_CHANGE:
    case RANK_BY_SIZE_OF_CHANGE:
        rank.is_last = !row->has_delta;
        rank.number = row->delta;
        if (by == RANK_BY_SIZE_OF_CHANGE && rank.number < 0)
            rank.number = rank.number == INT64_MIN ? INT64_MAX : -rank.number;
        break;
    case RANK_BY_PLACE:
        break;
    }
    return rank;
}

static void sort_groups(const struct versus *versus, int32_t measure, rank_by by,
                        struct rank scratch[], int64_t group[], int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        scratch[i] = rank_of(versus, group[i], measure, by);
    rank_sort(scratch, n);
    for (int64_t i = 0; i < n; i++)
        group[i] = scratch[i].at;
}

fire_status ranks_of(const struct versus *versus, int32_t measure, rank_by chosen,
                     rank_by shown, int64_t n_most, struct ranks *out, struct fire_error *err)
{
    const int64_t n_groups = versus->comparison->n_groups;
    struct fire_arena *arena = versus->phrase->arena;
    struct ranks ranks = { .group = FIRE_TAKE(arena, n_groups, int64_t), .unsaid = -1 };
    struct rank *scratch = FIRE_TAKE(arena, n_groups, struct rank);
    if (ranks.group == NULL || scratch == NULL) return fire_fail_memory(err);
    for (int64_t g = 0; g < n_groups; g++) {
        if (versus_is_unsaid(versus, g))
            ranks.unsaid = g;
        else
            ranks.group[ranks.n++] = g;
    }
    sort_groups(versus, measure, chosen, scratch, ranks.group, ranks.n);
    ranks.n_shown = ranks.n <= n_most + 1 ? ranks.n : n_most;
    sort_groups(versus, measure, shown, scratch, ranks.group, ranks.n_shown);
    *out = ranks;
    return FIRE_OK;
}

bool ranks_have_rest(const struct ranks *ranks, const struct versus *versus, int32_t measure)
{
    return ranks->n_shown < ranks->n && versus_adds_up(versus, measure);
}

static const char *rest_label(const struct ranks *ranks, const struct versus *versus)
{
    return fire_phrase_word(versus->phrase, FIRE_WORD_CHART_REST,
                            fire_phrase_count(versus->phrase, ranks->n - ranks->n_shown),
                            versus_dim(versus));
}

fire_status ranks_put(const struct ranks *ranks, const struct versus *versus, int32_t measure,
                      struct row_maker maker, struct fire_error *err)
{
    for (int64_t i = 0; i < ranks->n_shown; i++)
        maker.put(maker.self, versus_key(versus, ranks->group[i]), FIRE_CHART_ROW_PLAIN,
                  versus_row(versus, ranks->group[i], measure));
    if (ranks_have_rest(ranks, versus, measure)) {
        struct fire_compare_row rest;
        if (!versus_sum(versus, ranks->group + ranks->n_shown, ranks->n - ranks->n_shown,
                        measure, &rest))
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                             "the sum of the groups that are not drawn is too large");
        maker.put(maker.self, rest_label(ranks, versus), FIRE_CHART_ROW_REST, &rest);
    }
    if (ranks->unsaid >= 0)
        maker.put(maker.self, versus_key(versus, ranks->unsaid), FIRE_CHART_ROW_APART,
                  versus_row(versus, ranks->unsaid, measure));
    return FIRE_OK;
}

const char *ranks_not_drawn(const struct ranks *ranks, const struct versus *versus,
                            bool has_rest)
{
    if (ranks->n_shown == ranks->n || has_rest) return "";
    return fire_phrase_word(versus->phrase, FIRE_WORD_CHART_NOT_DRAWN,
                            rest_label(ranks, versus));
}

static double larger_of(const struct fire_chart_row_mark *mark)
{
    const double value = mark->is_known ? mark->value : 0.0;
    return mark->has_base ? fmax(value, mark->base) : value;
}

void marks_keep_scale(struct fire_phrase *phrase, const struct fire_chart_row row[],
                      struct fire_chart_row_mark mark[], int32_t n_rows)
{
    double largest = 0.0;
    for (int32_t i = 0; i < n_rows; i++)
        if (row[i].kind == FIRE_CHART_ROW_PLAIN) largest = fmax(largest, larger_of(&mark[i]));
    for (int32_t i = 0; i < n_rows && largest > 0.0; i++) {
        const bool is_plain = row[i].kind == FIRE_CHART_ROW_PLAIN;
        if (is_plain || larger_of(&mark[i]) <= largest) continue;
        if (mark[i].is_known && mark[i].label[0] != '\0')
            mark[i].label = fire_phrase_word(phrase, FIRE_WORD_CHART_OFF_SCALE, mark[i].label);
        mark[i].is_known = false;
        mark[i].has_base = false;
    }
}
