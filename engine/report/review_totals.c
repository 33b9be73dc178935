/* review_totals.c - the sections about all incidents together: a period against others, and five
 * years against five. */
#include "reviewing.h"

#include "firestat/compared.h"

#define FIXED_COLUMNS 2 /* measure, current */
#define SIDE_COLUMNS  3 /* base, change, percent */

/* Comparisons that have figures to compare with, in their order; their number. */
static int32_t list_against(const struct fire_comparison *of, int32_t against[])
{
    int32_t n = 0;
    for (int32_t a = 0; a < of->plan->n; a++) {
        bool has_base = false;
        for (int32_t m = 0; m < of->options->n_asked; m++)
            has_base = has_base || !fire_comparison_row(of, 0, a, m)->base.is_null;
        if (has_base) against[n++] = a;
    }
    return n;
}

/* The figures of a measure, for the unit they are shown in. */
static struct review_extent extent_of(const struct fire_comparison *of, int32_t measure)
{
    struct review_extent extent = { 0 };
    for (int32_t a = 0; a < of->plan->n; a++) {
        const struct fire_compare_row *row = fire_comparison_row(of, 0, a, measure);
        review_extent_add(&extent, row->current);
        review_extent_add(&extent, row->base);
    }
    return extent;
}

static void put_side(struct reviewing *r, const struct fire_comparison *of, int32_t against,
                     int32_t measure, struct review_unit unit, struct review_notes *notes,
                     struct fire_cell cell[])
{
    const struct fire_compare_row *row = fire_comparison_row(of, 0, against, measure);
    const int32_t scale = of->about->measure[measure].scale + row->extra_scale;
    cell[0] = review_number_cell(r, row->base, scale, unit);
    cell[1] = review_change_cell(r, row->has_delta, row->delta, scale, unit);
    cell[2] = review_percent_cell(r, row->has_percent && row->current.number != 0, row->percent,
                                  of->options->percent_decimals);
    cell[1].note = review_note(r, notes, compare_finding(&r->compare, row, measure));
}

static void put_row(struct reviewing *r, const struct fire_comparison *of,
                    const int32_t against[], int32_t n_against, int32_t measure,
                    struct review_notes *notes, struct fire_cell cell[])
{
    const struct fire_compare_row *first = fire_comparison_row(of, 0, 0, measure);
    const struct fire_summary_measure *about = &of->about->measure[measure];
    const struct review_unit unit = review_unit_of(r, about, extent_of(of, measure),
                                                   about->scale + first->extra_scale);
    cell[0] = review_text_cell(review_measure_label(r, measure, unit));
    cell[1] = review_number_cell(r, first->current, about->scale + first->extra_scale, unit);
    for (int32_t i = 0; i < n_against; i++)
        put_side(r, of, against[i], measure, unit, notes,
                 cell + FIXED_COLUMNS + i * SIDE_COLUMNS);
}

static struct fire_column *columns_of(struct reviewing *r, const int32_t against[],
                                      int32_t n_against)
{
    static const fire_word words[SIDE_COLUMNS] = { FIRE_WORD_REVIEW_BASE,
                                                   FIRE_WORD_REVIEW_CHANGE,
                                                   FIRE_WORD_COMPARE_PERCENT };
    static const char *const names[SIDE_COLUMNS] = { "base", "delta", "percent" };
    struct fire_column *column = REVIEW_TAKE(r, FIXED_COLUMNS + n_against * SIDE_COLUMNS,
                                             struct fire_column);
    if (column == NULL) return NULL;
    column[0] = (struct fire_column){ "measure", reviewing_word(r, FIRE_WORD_COMPARE_MEASURE),
                                      "", FIRE_GRID_TEXT, 3.2 };
    column[1] = (struct fire_column){ "current", reviewing_word(r, FIRE_WORD_COMPARE_CURRENT),
                                      "", FIRE_GRID_NUMBER, 1.3 };
    for (int32_t a = 0; a < n_against; a++)
        for (int32_t i = 0; i < SIDE_COLUMNS; i++)
            column[FIXED_COLUMNS + a * SIDE_COLUMNS + i] = (struct fire_column){
                fire_phrase_format(&r->phrase, "%s_%d", names[i], (int)a + 1),
                reviewing_word(r, words[i]), review_against_words(r, against[a]),
                i == 2 ? FIRE_GRID_PERCENT : FIRE_GRID_NUMBER, 1.3
            };
    return column;
}

void review_comparison_grid(struct reviewing *r, const struct fire_comparison *of,
                            const char *caption)
{
    int32_t against[FIRE_AGAINST_MOST];
    const int32_t n_against = list_against(of, against);
    const int32_t n_columns = FIXED_COLUMNS + n_against * SIDE_COLUMNS;
    const int32_t n_asked = of->options->n_asked;
    struct fire_column *column = columns_of(r, against, n_against);
    struct fire_cell *cell = REVIEW_TAKE(r, n_asked * n_columns, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, n_asked, fire_row_kind);
    if (column == NULL || cell == NULL || row == NULL) return;
    struct review_notes notes = { 0 };
    int32_t n_rows = 0;
    for (int32_t m = 0; m < n_asked; m++) {
        if (!review_has_figures(of, m)) continue;
        row[n_rows] = FIRE_ROW_BODY;
        put_row(r, of, against, n_against, m, &notes, cell + n_rows * n_columns);
        n_rows++;
    }
    int32_t n_remarks = 0;
    const char *const *remark = compare_remarks(&r->compare, 0);
    while (n_against > 0 && remark[n_remarks] != NULL) /* else there is nothing to tell apart */
        n_remarks++;
    reviewing_grid(r, (struct fire_grid){ .anchor = r->section->name,
                                          .caption = caption,
                                          .unit = "",
                                          .n_columns = n_columns,
                                          .n_rows = n_rows,
                                          .column = column,
                                          .row = row,
                                          .cell = cell,
                                          .n_notes = notes.n,
                                          .note = notes.note,
                                          .n_remarks = n_remarks,
                                          .remark = remark,
                                          .filter_column = -1 });
}

void review_changes(struct reviewing *r, const struct fire_comparison *of)
{
    for (int32_t a = 0; a < of->plan->n; a++) {
        const char *words = review_change_words(r, of, 0, a);
        if (words[0] == '\0' && a > 0) continue; /* said of the first one */
        if (words[0] == '\0') words = review_no_change_words(r, of, a);
        reviewing_paragraph(
            r, FIRE_PARAGRAPH_BODY,
            reviewing_sentence(r, fire_phrase_format(&r->phrase, "%s: %s",
                                                     review_against_words(r, a), words)));
    }
}

static void put_verdict(struct reviewing *r, const struct fire_comparison *of)
{
    const struct fire_compare_verdict *verdict = &of->verdict[0];
    const char *base = review_base_words(r, 0);
    if (of->options->n_criteria == 0 || review_change_words(r, of, 0, 0)[0] == '\0') return;
    const char *words = verdict->unlike == 0
                            ? fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_VERDICT,
                                               compare_verdict(&r->compare, verdict), base)
                            : fire_phrase_word(
                                  &r->phrase, FIRE_WORD_REVIEW_NO_VERDICT, base,
                                  fire_compared_unlike(&r->phrase, verdict->unlike,
                                                       of->options->unknown_percent, false));
    reviewing_lead(r, FIRE_PARAGRAPH_BODY, reviewing_word(r, FIRE_WORD_REVIEW_ASSESSMENT),
                   reviewing_sentence(r, words));
}

/* "Từ ngày 15/12/2023 đến ngày 14/12/2024, trên địa bàn tỉnh Lâm Đồng xảy ra 145 vụ cháy, ...". */
static void put_level(struct reviewing *r, const struct fire_comparison *of)
{
    const struct fire_window window = of->plan->same[0].current;
    const char *place = r->review->place;
    const struct fire_compare_row *row = fire_comparison_row(of, 0, 0, 0);
    const bool is_none = !row->current.is_null && row->current.number == 0;
    const char *what = row->current.is_null ? reviewing_word(r, FIRE_WORD_REVIEW_NOT_KNOWN)
                       : is_none ? fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NONE_HAPPENED,
                                                    r->section->noun)
                                 : fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_HAPPENED,
                                                    review_level_words(r, of, 0));
    if (place[0] != '\0') what = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_IN, place, what);
    reviewing_paragraph(
        r, FIRE_PARAGRAPH_BODY,
        reviewing_sentence(r, fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_FROM_TO,
                                               label_day(&r->compare.writer, window.first_day),
                                               label_day(&r->compare.writer, window.last_day),
                                               what)));
}

/* Is there data of any day of the period? Without, 0 incidents are no figure. */
static bool has_data(const struct fire_comparison *of)
{
    return of->n_groups > 0 && fire_windows_meet(of->plan->same[0].current, of->plan->known);
}

static bool has_any_figures(const struct fire_comparison *of)
{
    for (int32_t m = 0; m < of->options->n_asked; m++)
        if (review_has_figures(of, m)) return true;
    return false;
}

void review_totals(struct reviewing *r)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, NULL);
    reviewing_heading(r);
    if (!has_data(of)) {
        reviewing_paragraph(r, FIRE_PARAGRAPH_BODY, reviewing_word(r, FIRE_WORD_NO_DATA));
        return;
    }
    put_level(r, of);
    if (!has_any_figures(of)) return;
    review_changes(r, of);
    put_verdict(r, of);
    review_comparison_grid(
        r, of,
        fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_TOTALS_CAPTION, r->review->period));
    reviewing_figures(r);
}

void review_stages(struct reviewing *r)
{
    const struct fire_comparison *of = r->section->comparison;
    reviewing_of_comparison(r, of, NULL);
    reviewing_heading(r);
    if (of->n_groups == 0) {
        reviewing_paragraph(r, FIRE_PARAGRAPH_BODY, reviewing_word(r, FIRE_WORD_NO_DATA));
        return;
    }
    const struct fire_window base = fire_compared_base(of->plan, 0);
    const struct fire_window now = of->plan->same[0].current;
    struct writer *writer = &r->compare.writer;
    const char *stages = fire_phrase_word(
        &r->phrase, FIRE_WORD_REVIEW_STAGES, review_year(r, now.first_day),
        review_year(r, now.last_day), review_year(r, base.first_day),
        review_year(r, base.last_day));
    const char *days = fire_phrase_word(
        &r->phrase, FIRE_WORD_REVIEW_STAGES_DAYS, stages, label_day(writer, now.first_day),
        label_day(writer, now.last_day), label_day(writer, base.first_day),
        label_day(writer, base.last_day));
    const char *words = review_change_words(r, of, 0, 0);
    if (words[0] == '\0') words = review_no_change_words(r, of, 0);
    reviewing_paragraph(
        r, FIRE_PARAGRAPH_BODY,
        reviewing_sentence(r, fire_phrase_format(&r->phrase, "%s: %s", stages, words)));
    if (!has_any_figures(of)) return;
    put_verdict(r, of);
    review_comparison_grid(r, of, days);
    reviewing_figures(r);
}
