/* review_contribution.c - what each group had in the change of the whole. */
#include "reviewing.h"

#include <string.h>

static void put_part(struct reviewing *r, const struct fire_compare_parts *parts, int64_t group,
                     struct fire_cell cell[])
{
    const struct fire_comparison *of = r->section->comparison;
    const struct fire_compare_row *row = fire_comparison_row(of, group, 0, 0);
    const struct review_unit unit = { .decimals = -1, .name = "" };
    const int32_t scale = of->about->measure[0].scale + parts->extra_scale;
    const int32_t decimals = of->options->percent_decimals;
    cell[0] = review_text_cell(review_key_words(r, &of->key[group]));
    cell[1] = review_number_cell(r, row->current, scale, unit);
    cell[2] = review_number_cell(r, row->base, scale, unit);
    cell[3] = review_change_cell(r, true, parts->delta[group], scale, unit);
    if (parts->has_points)
        cell[4] = review_change_cell(r, true, parts->point[group], decimals,
                                     (struct review_unit){ .decimals = decimals });
}

static void put_parts(struct reviewing *r, const struct fire_compare_parts *parts)
{
    enum { N_COLUMNS = 5 };
    const int32_t n_columns = parts->has_points ? N_COLUMNS : N_COLUMNS - 1;
    const struct fire_comparison *of = r->section->comparison;
    struct fire_column *column = REVIEW_TAKE(r, N_COLUMNS, struct fire_column);
    struct fire_cell *cell = REVIEW_TAKE(r, of->n_groups * N_COLUMNS, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, of->n_groups, fire_row_kind);
    if (column == NULL || cell == NULL || row == NULL) return;
    const struct fire_column columns[N_COLUMNS] = {
        { of->about->dim[0].name, label_dim(&r->compare.writer, 0), "", FIRE_GRID_TEXT, 3.0 },
        { "current", reviewing_word(r, FIRE_WORD_COMPARE_CURRENT), "", FIRE_GRID_NUMBER, 1.0 },
        { "base", reviewing_word(r, FIRE_WORD_REVIEW_BASE), "", FIRE_GRID_NUMBER, 1.0 },
        { "delta", reviewing_word(r, FIRE_WORD_REVIEW_CHANGE), "", FIRE_GRID_NUMBER, 1.0 },
        { "points", reviewing_word(r, FIRE_WORD_CONTRIBUTION_POINTS), "", FIRE_GRID_NUMBER,
          1.4 },
    };
    memcpy(column, columns, sizeof columns);
    int64_t n_rows = 0;
    for (int64_t i = 0; i < of->n_groups; i++) {
        if (parts->delta[parts->order[i]] == 0) continue;
        row[n_rows] = FIRE_ROW_BODY;
        put_part(r, parts, parts->order[i], cell + n_rows++ * n_columns);
    }
    const char **remark = REVIEW_TAKE(r, 1, const char *);
    if (remark == NULL) return;
    remark[0] = reviewing_word(r, FIRE_WORD_CONTRIBUTION_POINTS_NOTE);
    reviewing_grid(r, (struct fire_grid){ .anchor = r->section->name,
                                          .caption = fire_phrase_word(
                                              &r->phrase, FIRE_WORD_REVIEW_CONTRIBUTION_CAPTION,
                                              label_inside(&r->compare.writer,
                                                           label_dim(&r->compare.writer, 0)),
                                              r->section->noun),
                                          .unit = "",
                                          .n_columns = n_columns,
                                          .n_rows = n_rows,
                                          .column = column,
                                          .row = row,
                                          .cell = cell,
                                          .n_remarks = parts->has_points,
                                          .remark = remark,
                                          .filter_column = r->section->is_area ? 0 : -1 });
}

/* The groups that changed most, in the order of size. */
static const char *list_parts(struct reviewing *r, const struct fire_compare_parts *parts)
{
    const struct fire_comparison *of = r->section->comparison;
    const int32_t most = r->section->most > 0 ? r->section->most : REVIEW_MOST_TOLD;
    const char *list = "";
    for (int64_t i = 0; i < of->n_groups && i < most; i++) {
        const int64_t g = parts->order[i];
        if (parts->delta[g] == 0) break;
        list = reviewing_join(r, list, "; ", review_group_change(r, of, g));
    }
    return list;
}

void review_contribution(struct reviewing *r)
{
    const struct fire_comparison *of = r->section->comparison;
    const struct fire_comparison *total = r->section->total;
    struct fire_compare_parts parts;
    reviewing_of_comparison(r, of, total);
    const struct review_groups groups = review_groups_of(r, of);
    if (!review_groups_say_anything(&groups)) return;
    if (fire_compare_parts_of(of, 0, 0, r->phrase.arena, &parts, NULL) != FIRE_OK) {
        r->failed = true;
        return;
    }
    if (parts.of.is_null || total == NULL || total->n_groups != 1) return;
    const char *list = list_parts(r, &parts);
    if (list[0] == '\0') return; /* nothing changed anywhere */
    reviewing_heading(r);
    reviewing_paragraph(
        r, FIRE_PARAGRAPH_BODY,
        reviewing_sentence(r, fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_PARTS,
                                               review_change_words(r, total, 0, 0), list)));
    put_parts(r, &parts);
    reviewing_figures(r);
}
