/* review_breakdown.c - incidents by one dimension: the shares in a sentence, the changes in a table.
 *
 * Areas stand in their official order, periods in time, everything else by size. Groups that say
 * nothing ("Đang điều tra", no value at all) are told apart, and shares are of the others: a
 * reader must see what a percent is of. */
#include "reviewing.h"

#include "severity_words.h"

#include "firestat/compared.h"

#include <string.h>

/* ---- sentences ------------------------------------------------------------------------------- */

/* "Thành phố Đà Lạt 08 vụ (chiếm 30,8%)", "tháng 04/2024: 04 vụ (chiếm 15,4%)" */
static const char *group_words(struct reviewing *r, const struct fire_comparison *of,
                               const struct review_group *group, int64_t whole)
{
    const char *share = fire_sentence_share(&r->phrase, group->current, whole, 1,
                                            r->review->rounding);
    const bool ends_in_number = of->about->dim[0].kind != FIRE_DIM_FIELD &&
                                !r->section->is_area;
    return fire_phrase_format(
        &r->phrase, "%s%s %s%s%s%s", review_key_inside(r, &of->key[group->index]),
        ends_in_number ? ":" : "",
        fire_sentence_count(&r->phrase, group->current, label_unit(&r->compare.writer, 0)),
        share[0] == '\0' ? "" : " (", share, share[0] == '\0' ? "" : ")");
}

/* What groups that are not told are called. */
static fire_word others_of(const struct reviewing *r, const struct fire_comparison *of)
{
    if (r->section->is_area) return FIRE_WORD_REVIEW_OTHER_AREAS;
    if (of->about->dim[0].kind == FIRE_DIM_HOUR) return FIRE_WORD_REVIEW_OTHER_HOURS;
    if (of->about->dim[0].kind == FIRE_DIM_PERIOD && of->about->dim[0].unit == FIRE_UNIT_MONTH)
        return FIRE_WORD_REVIEW_OTHER_MONTHS;
    return FIRE_WORD_REVIEW_OTHER_GROUPS;
}

/* The largest groups, and what is left. */
static const char *list_groups(struct reviewing *r, const struct fire_comparison *of,
                               const struct review_groups *groups)
{
    const int32_t most = r->section->most > 0 ? r->section->most : REVIEW_MOST_TOLD;
    const struct review_group *by = review_groups_by_size(r, groups);
    const char *list = "";
    int64_t rest = groups->n_known;
    int64_t n_groups = 0; /* with incidents: they stand first */
    if (by == NULL) return "";
    while (n_groups < groups->n && !by[n_groups].is_unknown && by[n_groups].current > 0)
        n_groups++;
    const int64_t n_told = n_groups <= most + 1 ? n_groups
                                                : most; /* a single rest has a name */
    for (int64_t i = 0; i < n_told; i++) {
        list = reviewing_join(r, list, "; ", group_words(r, of, &by[i], groups->n_known));
        rest -= by[i].current;
    }
    if (n_told == n_groups) return list;
    return reviewing_join(
        r, list, "; ",
        fire_phrase_word(
            &r->phrase, others_of(r, of),
            fire_sentence_count(&r->phrase, n_groups - n_told, ""),
            fire_sentence_count(&r->phrase, rest, label_unit(&r->compare.writer, 0))));
}

/* "Đã rõ 22/26 vụ; tỷ lệ tính trên số đã rõ." */
static void put_shares(struct reviewing *r, const struct fire_comparison *of,
                       const struct review_groups *groups)
{
    const int64_t n = groups->n_known + groups->n_unknown;
    const char *list = list_groups(r, of, groups);
    if (n == 0) {
        reviewing_lead(
            r, FIRE_PARAGRAPH_BODY, fire_phrase_format(&r->phrase, "%s: ", r->section->title),
            reviewing_sentence(r, fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NONE_HAPPENED,
                                                   r->section->noun)));
        return;
    }
    const char *text;
    if (groups->n_unknown == 0)
        text = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ALL_OF,
                                fire_sentence_count(&r->phrase, n, review_noun_of(r, n == 1)),
                                list);
    else
        text = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_KNOWN_OF,
                                fire_phrase_count(&r->phrase, groups->n_known),
                                fire_phrase_count(&r->phrase, n),
                                fire_sentence_count(&r->phrase, groups->n_unknown,
                                                    label_unit(&r->compare.writer, 0)),
                                list);
    reviewing_lead(r, FIRE_PARAGRAPH_BODY,
                   fire_phrase_format(&r->phrase, "%s: ", r->section->title),
                   reviewing_sentence(r, text));
}

static void put_most_changed(struct reviewing *r, const struct fire_comparison *of,
                             const struct review_groups *groups)
{
    const char *text = review_most_changed(r, of, groups);
    if (text[0] == '\0') return;
    reviewing_paragraph(
        r, FIRE_PARAGRAPH_BODY,
        reviewing_sentence(
            r, fire_phrase_format(&r->phrase, "%s, %s", review_against_words(r, 0), text)));
}

static bool has_an_order(const struct reviewing *r, const struct fire_comparison *of)
{
    return r->section->is_area || of->about->dim[0].kind != FIRE_DIM_FIELD;
}

/* ---- the table --------------------------------------------------------------------------------- */

struct layout {
    int32_t n_columns;
    struct fire_column *column;
    int32_t n_measures; /* that have figures */
    int32_t *measure;
    struct review_unit *unit;
    int32_t *first; /* column of each measure, ... */
    int32_t *n;     /* ... and how many           */
};

static struct review_extent extent_of(const struct fire_comparison *of, int32_t measure)
{
    struct review_extent extent = { 0 };
    for (int64_t g = 0; g < of->n_groups; g++) {
        const struct fire_compare_row *row = fire_comparison_row(of, g, 0, measure);
        review_extent_add(&extent, row->current);
        review_extent_add(&extent, row->base);
    }
    return extent;
}

/* Whether there is anything to compare with. */
static bool has_base(const struct fire_comparison *of)
{
    for (int64_t g = 0; g < of->n_groups; g++)
        for (int32_t m = 0; m < of->options->n_asked; m++)
            if (!fire_comparison_row(of, g, 0, m)->base.is_null) return true;
    return false;
}

/* Whether a percent may be taken of any group. */
static bool has_percents(const struct fire_comparison *of, int32_t measure)
{
    for (int64_t g = 0; g < of->n_groups; g++)
        if (fire_comparison_row(of, g, 0, measure)->has_percent) return true;
    return false;
}

/* Incidents with change and percent, money with change, persons with the two figures alone. */
static int32_t n_columns_of(const struct fire_comparison *of, int32_t measure)
{
    if (!has_base(of)) return 1;
    if (measure == 0) return has_percents(of, 0) ? 4 : 3;
    return review_is_money(of, measure) ? 3 : 2;
}

static bool lay_out(struct reviewing *r, const struct fire_comparison *of, struct layout *out)
{
    static const fire_word words[] = { FIRE_WORD_COMPARE_CURRENT, FIRE_WORD_REVIEW_BASE,
                                       FIRE_WORD_REVIEW_CHANGE, FIRE_WORD_COMPARE_PERCENT };
    static const char *const names[] = { "current", "base", "delta", "percent" };
    const int32_t n_asked = of->options->n_asked;
    struct layout l = { .n_columns = 1,
                        .column = REVIEW_TAKE(r, 1 + 4 * n_asked, struct fire_column),
                        .measure = REVIEW_TAKE(r, n_asked, int32_t),
                        .unit = REVIEW_TAKE(r, n_asked, struct review_unit),
                        .first = REVIEW_TAKE(r, n_asked, int32_t),
                        .n = REVIEW_TAKE(r, n_asked, int32_t) };
    if (l.column == NULL || l.measure == NULL || l.unit == NULL || l.first == NULL ||
        l.n == NULL)
        return false;
    l.column[0] = (struct fire_column){ of->about->dim[0].name,
                                        label_dim(&r->compare.writer, 0), "", FIRE_GRID_TEXT,
                                        3.4 };
    for (int32_t m = 0; m < n_asked; m++) {
        if (!review_has_figures(of, m)) continue;
        const struct fire_summary_measure *about = &of->about->measure[m];
        const int32_t scale = about->scale + fire_comparison_row(of, 0, 0, m)->extra_scale;
        const int32_t k = l.n_measures++;
        l.measure[k] = m;
        l.unit[k] = review_unit_of(r, about, extent_of(of, m), scale);
        l.first[k] = l.n_columns;
        l.n[k] = n_columns_of(of, m);
        for (int32_t i = 0; i < l.n[k]; i++)
            l.column[l.n_columns++] = (struct fire_column){
                fire_phrase_format(&r->phrase, "%s_%s", about->name, names[i]),
                reviewing_word(r, words[i]), review_measure_label(r, m, l.unit[k]),
                i == 3 ? FIRE_GRID_PERCENT : FIRE_GRID_NUMBER,
                review_is_money(of, m) ? 1.5 : 1.0
            };
    }
    *out = l;
    return true;
}

/* What is not known of the current figure. */
static const char *open_words(struct reviewing *r, const struct fire_comparison *of,
                              const struct fire_compare_row *row, int32_t measure)
{
    if (row->current_unknown == 0 || of->about->measure[measure].always_known) return "";
    if (strcmp(of->about->measure[measure].name, "damage") == 0)
        return fire_sentence_not_estimated(&r->phrase, row->current_unknown);
    return fire_phrase_word(
        &r->phrase, FIRE_WORD_REVIEW_OPEN,
        fire_sentence_count(&r->phrase, row->current_unknown, ""),
        label_inside(&r->compare.writer, label_measure(&r->compare.writer, measure)));
}

static void put_row(struct reviewing *r, const struct fire_comparison *of, int64_t group,
                    const struct layout *l, const char *label, struct review_notes *notes,
                    struct fire_cell cell[])
{
    cell[0] = review_text_cell(label);
    for (int32_t k = 0; k < l->n_measures; k++) {
        const int32_t m = l->measure[k];
        const struct fire_compare_row *row = fire_comparison_row(of, group, 0, m);
        const int32_t scale = of->about->measure[m].scale + row->extra_scale;
        const int32_t n = l->n[k];
        struct fire_cell *at = &cell[l->first[k]];
        at[0] = review_number_cell(r, row->current, scale, l->unit[k]);
        at[0].note = review_note(r, notes, open_words(r, of, row, m));
        if (n > 1) at[1] = review_number_cell(r, row->base, scale, l->unit[k]);
        if (n > 2) at[2] = review_change_cell(r, row->has_delta, row->delta, scale, l->unit[k]);
        if (n > 3)
            at[3] = review_percent_cell(r, row->has_percent && row->current.number != 0,
                                        row->percent, of->options->percent_decimals);
    }
}

static void put_grid(struct reviewing *r, const struct review_groups *groups)
{
    const struct fire_comparison *of = r->section->comparison;
    const struct fire_comparison *total = r->section->total;
    const bool has_total = total != NULL && total->n_groups == 1;
    const struct review_group *by = has_an_order(r, of) ? groups->group
                                                        : review_groups_by_size(r, groups);
    struct layout l;
    if (!lay_out(r, of, &l) || by == NULL) return;
    const int64_t n_rows = groups->n + has_total;
    struct fire_cell *cell = REVIEW_TAKE(r, n_rows * l.n_columns, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, n_rows, fire_row_kind);
    if (cell == NULL || row == NULL) return;
    struct review_notes notes = { 0 };
    for (int64_t i = 0; i < groups->n; i++) {
        row[i] = FIRE_ROW_BODY;
        put_row(r, of, by[i].index, &l, review_key_words(r, &of->key[by[i].index]), &notes,
                cell + i * l.n_columns);
    }
    if (has_total) {
        row[groups->n] = FIRE_ROW_TOTAL;
        put_row(r, total, 0, &l, reviewing_word(r, FIRE_WORD_TOTAL), &notes,
                cell + groups->n * l.n_columns);
    }
    const fire_table_chart kind = has_an_order(r, of) && !r->section->is_area
                                      ? FIRE_TABLE_COLUMNS
                                      : FIRE_TABLE_BARS;
    reviewing_grid(
        r,
        (struct fire_grid){
            .anchor = r->section->name,
            .caption = fire_phrase_word(
                &r->phrase, FIRE_WORD_REVIEW_BREAKDOWN_CAPTION,
                fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NUMBER_LARGE, r->section->noun),
                label_inside(&r->compare.writer, label_dim(&r->compare.writer, 0)),
                r->review->period),
            .unit = "",
            .n_columns = l.n_columns,
            .n_rows = n_rows,
            .column = l.column,
            .row = row,
            .cell = cell,
            .n_notes = notes.n,
            .note = notes.note,
            .filter_column = r->section->is_area ? 0 : -1,
            .chart = { .kind = kind,
                       .label_column = 0,
                       .first_series = 1,
                       .n_series = 2,
                       .title = l.column[1].group } });
}

/* The only area, or the only month of the period: it is the whole. */
static bool is_whole(const struct reviewing *r, const struct fire_comparison *of)
{
    const bool is_part = r->section->is_area || of->about->dim[0].kind == FIRE_DIM_PERIOD;
    return is_part && of->n_groups == 1;
}

/* Of figures by severity: by which scheme, or schemes that do not compare. */
static void put_schemes(struct reviewing *r, const struct fire_comparison *of)
{
    const struct fire_severity *schemes = r->review->severity;
    const struct fire_window days = { fire_compared_base(of->plan, 0).first_day,
                                      of->plan->same[0].current.last_day };
    if (schemes == NULL || strcmp(of->about->dim[0].name, "severity") != 0) return;
    const int32_t now = fire_severity_at(schemes, days.last_day);
    const char *words = severity_schemes_words(&r->phrase, schemes, days);
    if (words[0] == '\0' && now >= 0)
        words = fire_phrase_word(&r->phrase, FIRE_WORD_NOTE_SEVERITY_ONE,
                                 severity_label(r->phrase.language, &schemes->scheme[now]));
    if (words[0] != '\0') reviewing_paragraph(r, FIRE_PARAGRAPH_BODY, words);
}

void review_breakdown(struct reviewing *r)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, r->section->total);
    const struct review_groups groups = review_groups_of(r, of);
    if (!review_groups_say_anything(&groups)) return; /* the source does not tell them apart */
    if (is_whole(r, of)) return;
    reviewing_heading(r);
    put_shares(r, of, &groups);
    put_most_changed(r, of, &groups);
    put_grid(r, &groups);
    put_schemes(r, of);
    reviewing_lines(r, r->section->text);
    reviewing_figures(r);
}

/* ---- each group in a sentence of its own ------------------------------------------------------ */

void review_kinds(struct reviewing *r)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, r->section->total);
    const struct review_groups groups = review_groups_of(r, of);
    if (!review_groups_say_anything(&groups)) return;
    reviewing_heading(r);
    for (int64_t g = 0; g < of->n_groups; g++) {
        if (of->key[g].is_null) continue;
        const struct fire_compare_row *row = fire_comparison_row(of, g, 0, 0);
        const bool is_none = row->current.is_null || row->current.number == 0;
        const char *level = is_none
                                ? fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NONE_HAPPENED,
                                                   r->section->noun)
                                : fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_HAPPENED,
                                                   review_level_words(r, of, g));
        const char *change = review_change_words(r, of, g, 0);
        reviewing_lead(
            r, FIRE_PARAGRAPH_ITEM,
            fire_phrase_format(&r->phrase, "%s: ", label_key(&r->compare.writer, &of->key[g])),
            reviewing_sentence(
                r, change[0] == '\0' ? level
                                     : fire_phrase_format(&r->phrase, "%s. %s, %s", level,
                                                          review_against_words(r, 0), change)));
    }
    put_grid(r, &groups);
    reviewing_figures(r);
}
