/* review_annex.c - where the figures come from and how they were made. */
#include "reviewing.h"

#include "firestat/date.h"

#include <string.h>

/* ---- methods ---------------------------------------------------------------------------------- */

/* Notes of the comparisons that stand under no table of their own, each once, and what holds for
 * every figure. */
void review_methods(struct reviewing *r)
{
    static const fire_word words[] = { FIRE_WORD_REVIEW_METHOD_UNKNOWN,
                                       FIRE_WORD_REVIEW_METHOD_SHARES,
                                       FIRE_WORD_COMPARE_NO_PERCENT, FIRE_WORD_COMPARE_CHANCE };
    reviewing_heading(r);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        reviewing_paragraph(
            r, FIRE_PARAGRAPH_ITEM,
            fire_phrase_word(&r->phrase, words[i], FIRE_LEVEL_TEXT, FIRE_LEVEL_TEXT));
    for (int32_t i = 0; i < fire_calendar_n_changes(r->review->calendar); i++) {
        char change[FIRE_CHANGE_BYTES];
        if (fire_calendar_change_text(r->phrase.language, r->review->calendar, i,
                                      r->review->window, change))
            reviewing_paragraph(r, FIRE_PARAGRAPH_ITEM,
                                fire_phrase_format(&r->phrase, "%s", change));
    }
}

/* ---- files ------------------------------------------------------------------------------------- */

static struct fire_cell count_cell(struct reviewing *r, int64_t n)
{
    const struct review_unit unit = { .decimals = -1, .name = "" };
    return review_number_cell(
        r, (struct fire_value){ .is_null = n < 0, .number = n < 0 ? 0 : n }, 0, unit);
}

static void put_counts(struct reviewing *r)
{
    enum { N_COLUMNS = 8 };
    static const struct {
        const char *name;
        fire_word word;
        double weight;
    } columns[N_COLUMNS] = {
        { "file", FIRE_WORD_REVIEW_FILE, 3.0 },
        { "rows_read", FIRE_WORD_REVIEW_ROWS_READ, 1.0 },
        { "rows_kept", FIRE_WORD_REVIEW_ROWS_KEPT, 1.0 },
        { "rows_duplicate", FIRE_WORD_REVIEW_ROWS_DUPLICATE, 1.0 },
        { "rows_revised", FIRE_WORD_REVIEW_ROWS_REVISED, 1.0 },
        { "rows_excluded", FIRE_WORD_REVIEW_ROWS_EXCLUDED, 1.0 },
        { "rows_rejected", FIRE_WORD_REVIEW_ROWS_REJECTED, 1.0 },
        { "cells_set_aside", FIRE_WORD_REVIEW_CELLS_SET_ASIDE, 1.0 },
    };
    const int32_t n = r->review->n_files;
    const char **remark = REVIEW_TAKE(r, 1, const char *);
    struct fire_column *column = REVIEW_TAKE(r, N_COLUMNS, struct fire_column);
    struct fire_cell *cell = REVIEW_TAKE(r, n * N_COLUMNS + 1, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, n + 1, fire_row_kind);
    if (column == NULL || cell == NULL || row == NULL || remark == NULL) return;
    remark[0] = reviewing_word(r, FIRE_WORD_REVIEW_FILES_NOTE);
    for (int32_t c = 0; c < N_COLUMNS; c++)
        column[c] = (struct fire_column){ columns[c].name, reviewing_word(r, columns[c].word),
                                          "", c == 0 ? FIRE_GRID_TEXT : FIRE_GRID_NUMBER,
                                          columns[c].weight };
    for (int32_t i = 0; i < n; i++) {
        const struct fire_review_file *file = &r->review->file[i];
        const int64_t counts[] = { file->n_read,     file->n_kept,     file->n_duplicates,
                                   file->n_revised,  file->n_excluded, file->n_rejected,
                                   file->n_set_aside };
        struct fire_cell *at = cell + i * N_COLUMNS;
        row[i] = FIRE_ROW_BODY;
        at[0] = review_text_cell(file->name);
        for (int32_t c = 1; c < N_COLUMNS; c++)
            at[c] = count_cell(r, counts[c - 1]);
    }
    reviewing_grid(
        r, (struct fire_grid){ .anchor = r->section->name,
                               .caption = reviewing_word(r, FIRE_WORD_REVIEW_FILES_CAPTION),
                               .unit = "",
                               .n_columns = N_COLUMNS,
                               .n_rows = n,
                               .column = column,
                               .row = row,
                               .cell = cell,
                               .n_remarks = 1,
                               .remark = remark,
                               .filter_column = -1 });
}

/* "14:05 29/11/2026 (UTC)" of "2026-11-29T14:05:30Z"; "–" of nothing. */
static const char *moment_words(struct reviewing *r, const char *iso)
{
    int32_t day;
    if (strlen(iso) < 16 || !fire_day_from_iso(iso, 10, &day))
        return iso[0] == '\0' ? "–" : iso;
    return fire_phrase_format(&r->phrase, "%.5s %s (UTC)", iso + 11,
                              fire_phrase_day(&r->phrase, day));
}

/* A table of texts without notes. */
static void put_list(struct reviewing *r, const char *anchor, fire_word caption,
                     int32_t n_columns, int32_t n_rows, const struct fire_column column[],
                     const fire_row_kind row[], const struct fire_cell cell[])
{
    reviewing_grid(r, (struct fire_grid){ .anchor = anchor,
                                          .caption = reviewing_word(r, caption),
                                          .unit = "",
                                          .n_columns = n_columns,
                                          .n_rows = n_rows,
                                          .column = column,
                                          .row = row,
                                          .cell = cell,
                                          .filter_column = -1 });
}

static void put_origins(struct reviewing *r)
{
    enum { N_COLUMNS = 4 };
    const int32_t n = r->review->n_files;
    struct fire_column *column = REVIEW_TAKE(r, N_COLUMNS, struct fire_column);
    struct fire_cell *cell = REVIEW_TAKE(r, n * N_COLUMNS + 1, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, n + 1, fire_row_kind);
    if (column == NULL || cell == NULL || row == NULL) return;
    const struct fire_column columns[N_COLUMNS] = {
        { "file", reviewing_word(r, FIRE_WORD_REVIEW_FILE), "", FIRE_GRID_TEXT, 2.0 },
        { "imported_at", reviewing_word(r, FIRE_WORD_REVIEW_IMPORTED), "", FIRE_GRID_TEXT,
          1.3 },
        { "sha256", reviewing_word(r, FIRE_WORD_REVIEW_SHA256), "", FIRE_GRID_TEXT, 3.0 },
        { "reading", reviewing_word(r, FIRE_WORD_REVIEW_READING), "", FIRE_GRID_TEXT, 2.0 },
    };
    memcpy(column, columns, sizeof columns);
    for (int32_t i = 0; i < n; i++) {
        const struct fire_review_file *file = &r->review->file[i];
        struct fire_cell *at = cell + i * N_COLUMNS;
        row[i] = FIRE_ROW_BODY;
        at[0] = review_text_cell(file->name);
        at[1] = review_text_cell(moment_words(r, file->imported_at));
        at[2] = review_text_cell(file->sha256[0] == '\0' ? "–" : file->sha256);
        at[3] = review_text_cell(file->reading[0] == '\0'
                                     ? reviewing_word(r, FIRE_WORD_REVIEW_READING_NONE)
                                     : file->reading);
    }
    put_list(r, fire_phrase_format(&r->phrase, "%s-origin", r->section->name),
             FIRE_WORD_REVIEW_ORIGINS_CAPTION, N_COLUMNS, n, column, row, cell);
}

void review_files(struct reviewing *r)
{
    reviewing_heading(r);
    put_counts(r);
    put_origins(r);
}

/* ---- parameters --------------------------------------------------------------------------------- */

void review_parameters(struct reviewing *r)
{
    enum { N_COLUMNS = 2 };
    const int32_t n = r->review->n_parameters;
    struct fire_column *column = REVIEW_TAKE(r, N_COLUMNS, struct fire_column);
    struct fire_cell *cell = REVIEW_TAKE(r, n * N_COLUMNS + 1, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, n + 1, fire_row_kind);
    if (column == NULL || cell == NULL || row == NULL) return;
    column[0] = (struct fire_column){ "parameter",
                                      reviewing_word(r, FIRE_WORD_REVIEW_PARAMETER), "",
                                      FIRE_GRID_TEXT, 1.0 };
    column[1] = (struct fire_column){ "value", reviewing_word(r, FIRE_WORD_REVIEW_VALUE), "",
                                      FIRE_GRID_TEXT, 2.0 };
    for (int32_t i = 0; i < n; i++) {
        row[i] = FIRE_ROW_BODY;
        cell[i * N_COLUMNS] = review_text_cell(r->review->parameter[i].name);
        cell[i * N_COLUMNS + 1] = review_text_cell(r->review->parameter[i].value);
    }
    reviewing_heading(r);
    put_list(r, r->section->name, FIRE_WORD_REVIEW_PARAMETERS_CAPTION, N_COLUMNS, n, column,
             row, cell);
}
