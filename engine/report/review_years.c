/* review_years.c - the same period year by year. */
#include "reviewing.h"

#include <string.h>

/* No incidents at all: then nothing came of them. */
static bool is_uneventful(const struct fire_summary *summary)
{
    for (int32_t m = 0; m < summary->n_measures; m++)
        if (strcmp(summary->measure[m].name, "incidents") == 0)
            return !summary->total[m].is_null && summary->total[m].number == 0 &&
                   summary->total_unknown[m] == 0;
    return false;
}

/* A window's only group: nothing counted is a zero where reports came, else it is not known. */
static struct fire_value value_of(const struct reviewing *r, int32_t window, int32_t measure)
{
    const struct fire_summary *summary = r->section->summary[window];
    const struct fire_window days = r->section->window[window];
    const struct fire_value nothing = { .is_null = true };
    if (days.first_day < r->review->known.first_day ||
        fire_summary_has_gap(summary, NULL, 0, days))
        return nothing;
    return is_uneventful(summary) ? (struct fire_value){ 0 } : summary->total[measure];
}

static int64_t unknown_of(const struct reviewing *r, int32_t window, int32_t measure)
{
    const struct fire_summary *summary = r->section->summary[window];
    return summary->total_unknown[measure];
}

/* Measures that any of the years has. */
static bool has_figures(const struct reviewing *r, int32_t measure)
{
    for (int32_t w = 0; w < r->section->n_summaries; w++)
        if (!value_of(r, w, measure).is_null) return true;
    return false;
}

static struct review_unit unit_of(struct reviewing *r, int32_t measure)
{
    const struct fire_summary *summary = r->section->summary[0];
    struct review_extent extent = { 0 };
    for (int32_t w = 0; w < r->section->n_summaries; w++)
        review_extent_add(&extent, value_of(r, w, measure));
    return review_unit_of(r, &summary->measure[measure], extent,
                          summary->measure[measure].scale);
}

/* "còn 04 vụ chưa ước tính được thiệt hại", of the cell it is about. */
static const char *open_words(struct reviewing *r, int32_t window, int32_t measure)
{
    const int64_t n = unknown_of(r, window, measure);
    const struct fire_summary *summary = r->section->summary[0];
    if (n == 0 || summary->measure[measure].always_known) return "";
    if (strcmp(summary->measure[measure].name, "damage") == 0)
        return fire_sentence_not_estimated(&r->phrase, n);
    return fire_phrase_word(
        &r->phrase, FIRE_WORD_REVIEW_OPEN, fire_sentence_count(&r->phrase, n, ""),
        label_inside(&r->compare.writer, label_measure(&r->compare.writer, measure)));
}

static void put_grid(struct reviewing *r)
{
    const struct fire_summary *summary = r->section->summary[0];
    const int32_t n_most = 1 + summary->n_measures;
    const int32_t n_rows = r->section->n_summaries;
    struct fire_column *column = REVIEW_TAKE(r, n_most, struct fire_column);
    struct fire_cell *cell = REVIEW_TAKE(r, n_rows * n_most, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, n_rows, fire_row_kind);
    int32_t *measure = REVIEW_TAKE(r, n_most, int32_t);
    if (column == NULL || cell == NULL || row == NULL || measure == NULL) return;
    int32_t n_columns = 1;
    for (int32_t m = 0; m < summary->n_measures; m++)
        if (has_figures(r, m)) measure[n_columns++] = m;
    struct review_notes notes = { 0 };
    column[0] = (struct fire_column){ "year", reviewing_word(r, FIRE_WORD_REVIEW_YEAR), "",
                                      FIRE_GRID_TEXT, 1.0 };
    for (int32_t c = 1; c < n_columns; c++) {
        const struct review_unit unit = unit_of(r, measure[c]);
        column[c] = (struct fire_column){ summary->measure[measure[c]].name,
                                          review_measure_label(r, measure[c], unit), "",
                                          FIRE_GRID_NUMBER, 1.3 };
        for (int32_t i = 0; i < n_rows; i++) {
            const int32_t w = n_rows - 1 - i; /* the oldest first */
            struct fire_cell *at = &cell[i * n_columns + c];
            *at = review_number_cell(r, value_of(r, w, measure[c]),
                                     summary->measure[measure[c]].scale, unit);
            at->note = review_note(r, &notes, open_words(r, w, measure[c]));
        }
    }
    for (int32_t i = 0; i < n_rows; i++) {
        row[i] = FIRE_ROW_BODY;
        cell[i * n_columns] = review_text_cell(
            review_year(r, r->section->window[n_rows - 1 - i].last_day));
    }
    reviewing_grid(
        r,
        (struct fire_grid){
            .anchor = r->section->name,
            .caption = fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_YEARS_CAPTION,
                                        review_year(r, r->section->window[n_rows - 1].last_day),
                                        review_year(r, r->section->window[0].last_day)),
            .unit = "",
            .n_columns = n_columns,
            .n_rows = n_rows,
            .column = column,
            .row = row,
            .cell = cell,
            .n_notes = notes.n,
            .note = notes.note,
            .filter_column = -1,
            .chart = { .kind = n_columns > 1 ? FIRE_TABLE_LINES : FIRE_TABLE_NO_CHART,
                       .label_column = 0,
                       .first_series = 1,
                       .n_series = 1,
                       .title = column[n_columns > 1].label } });
}

/* The windows with the most and the least of a measure; -1 where fewer than two are known. */
static void find_ends(const struct reviewing *r, int32_t measure, int32_t *most, int32_t *least)
{
    int32_t n_known = 0;
    *most = *least = -1;
    for (int32_t w = r->section->n_summaries - 1; w >= 0; w--) {
        const struct fire_value value = value_of(r, w, measure);
        if (value.is_null) continue;
        n_known++;
        if (*most < 0 || value.number > value_of(r, *most, measure).number) *most = w;
        if (*least < 0 || value.number < value_of(r, *least, measure).number) *least = w;
    }
    if (n_known < 2) *most = *least = -1;
}

/* All the years that have as many as that one: "2019, 2023". */
static const char *years_like(struct reviewing *r, int32_t window)
{
    const int64_t number = value_of(r, window, 0).number;
    const char *list = "";
    for (int32_t w = r->section->n_summaries - 1; w >= 0; w--) {
        const struct fire_value value = value_of(r, w, 0);
        if (!value.is_null && value.number == number)
            list = reviewing_join(r, list, ", ",
                                  review_year(r, r->section->window[w].last_day));
    }
    return list;
}

/* "Năm 2021 nhiều nhất (46 vụ cháy), năm 2019 ít nhất (31 vụ cháy)." */
static void put_ends(struct reviewing *r)
{
    int32_t most;
    int32_t least;
    find_ends(r, 0, &most, &least);
    if (most < 0 || value_of(r, most, 0).number == value_of(r, least, 0).number) return;
    const int64_t n_most = value_of(r, most, 0).number;
    const int64_t n_least = value_of(r, least, 0).number;
    const char *words = fire_phrase_word(
        &r->phrase, FIRE_WORD_REVIEW_YEARS_ENDS, years_like(r, most),
        fire_sentence_count(&r->phrase, n_most, review_noun_of(r, n_most == 1)),
        years_like(r, least),
        fire_sentence_count(&r->phrase, n_least, review_noun_of(r, n_least == 1)));
    reviewing_paragraph(r, FIRE_PARAGRAPH_BODY, reviewing_sentence(r, words));
}

void review_years(struct reviewing *r)
{
    if (r->section->n_summaries == 0) return;
    reviewing_of_summary(r, r->section->summary[0]);
    reviewing_heading(r);
    if (r->section->n_summaries == 1) {
        reviewing_paragraph(r, FIRE_PARAGRAPH_BODY,
                            reviewing_word(r, FIRE_WORD_REVIEW_ONE_YEAR));
        return;
    }
    put_ends(r);
    put_grid(r);
    reviewing_figures(r);
}
