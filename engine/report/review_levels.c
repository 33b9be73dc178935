/* review_levels.c - incidents by the levels of the schemes in force, as the bounds make them of what
 * is known of each: the days of a scheme are told apart from those of another. */
#include "reviewing.h"

#include "severity_words.h"

enum { LEVEL, CRITERIA, INCIDENTS, SHARE, N_COLUMNS };

static const char *in_language(const struct reviewing *r, const char *vietnamese,
                               const char *english)
{
    return r->phrase.language == FIRE_VIETNAMESE ? vietnamese : english;
}

static const char *unit_of_incidents(const struct reviewing *r)
{
    return r->phrase.language == FIRE_VIETNAMESE ? "vụ" : "";
}

/* "mức I 20 vụ (chiếm 76,9%); mức II 06 vụ (chiếm 23,1%)", the gravest first. */
static const char *list_levels(struct reviewing *r, const struct fire_review_levels *of)
{
    const char *list = "";
    for (int32_t level = of->scheme->n_levels - 1; level >= 0; level--) {
        if (of->n[level] == 0) continue;
        const char *share = fire_sentence_share(&r->phrase, of->n[level], of->n_incidents, 1,
                                                r->review->rounding);
        list = reviewing_join(
            r, list, "; ",
            fire_phrase_format(
                &r->phrase, "%s %s (%s)",
                fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_LEVEL_NAMED,
                                 of->scheme->level[level]),
                fire_sentence_count(&r->phrase, of->n[level], unit_of_incidents(r)), share));
    }
    return list;
}

static const char *what_words(struct reviewing *r, const struct fire_review_levels *of)
{
    if (of->is_grouped) return reviewing_word(r, FIRE_WORD_REVIEW_LEVELS_GROUPED);
    if (of->scheme->n_bounds == 0) return reviewing_word(r, FIRE_WORD_REVIEW_LEVELS_UNBOUNDED);
    if (of->n_incidents == 0)
        return fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NONE_HAPPENED, r->section->noun);
    return fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_ALL_OF,
                            fire_sentence_count(&r->phrase, of->n_incidents,
                                                review_noun_of(r, of->n_incidents == 1)),
                            list_levels(r, of));
}

static void put_sentence(struct reviewing *r, const struct fire_review_levels *of)
{
    reviewing_paragraph(
        r, FIRE_PARAGRAPH_BODY,
        reviewing_sentence(r,
                           fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_LEVELS,
                                            severity_label(r->phrase.language, of->scheme),
                                            fire_phrase_day(&r->phrase, of->window.first_day),
                                            fire_phrase_day(&r->phrase, of->window.last_day),
                                            what_words(r, of))));
}

static bool is_told(const struct fire_review_levels *of)
{
    return !of->is_grouped && of->scheme->n_bounds > 0 && of->n_incidents > 0;
}

/* "chết từ 03 người hoặc thiệt hại từ 10 tỷ đồng" */
static const char *criteria_words(struct reviewing *r,
                                  const struct fire_severity_scheme *scheme, int32_t level)
{
    const char *list = "";
    if (level == 0) return in_language(r, scheme->lightest_vi, scheme->lightest_en);
    for (int32_t b = 0; b < scheme->n_bounds; b++)
        if (scheme->bound[b].level == level)
            list = reviewing_join(
                r, list, reviewing_word(r, FIRE_WORD_REVIEW_LEVELS_OR),
                in_language(r, scheme->bound[b].text_vi, scheme->bound[b].text_en));
    return list;
}

static void put_row(struct reviewing *r, const struct fire_review_levels *of, int32_t level,
                    struct fire_cell cell[])
{
    const struct review_unit unit = { .decimals = -1, .name = "" };
    int64_t percent = 0;
    const bool has = fire_percent_of(of->n[level], of->n_incidents, 1, r->review->rounding,
                                     &percent);
    char text[FIRE_NUMBER_BYTES];
    fire_share_text(r->phrase.language, percent, 1, text);
    cell[LEVEL] = review_text_cell(of->scheme->level[level]);
    cell[CRITERIA] = review_text_cell(criteria_words(r, of->scheme, level));
    cell[INCIDENTS] = review_number_cell(r, (struct fire_value){ .number = of->n[level] }, 0,
                                         unit);
    cell[SHARE] = (struct fire_cell){ .text = fire_phrase_format(&r->phrase, "%s", text),
                                      .has_number = has,
                                      .number = percent,
                                      .scale = 1 };
}

/* The scheme and its days over the rows of one of several. */
static void put_scheme(struct reviewing *r, const struct fire_review_levels *of,
                       struct fire_cell cell[])
{
    for (int32_t c = 0; c < N_COLUMNS; c++)
        cell[c] = review_text_cell("");
    cell[0] = review_text_cell(
        fire_phrase_word(&r->phrase, FIRE_WORD_SEVERITY_BETWEEN,
                         fire_phrase_day(&r->phrase, of->window.first_day),
                         fire_phrase_day(&r->phrase, of->window.last_day),
                         severity_label(r->phrase.language, of->scheme)));
}

static struct fire_column *make_columns(struct reviewing *r)
{
    struct fire_column *column = REVIEW_TAKE(r, N_COLUMNS, struct fire_column);
    if (column == NULL) return NULL;
    column[LEVEL] = (struct fire_column){ "level", reviewing_word(r, FIRE_WORD_REVIEW_LEVEL),
                                          "", FIRE_GRID_TEXT, 1.0 };
    column[CRITERIA] = (struct fire_column){ "criteria",
                                             reviewing_word(r, FIRE_WORD_REVIEW_LEVEL_CRITERIA),
                                             "", FIRE_GRID_TEXT, 5.0 };
    column[INCIDENTS] = (struct fire_column){
        "incidents",
        fire_phrase_word(&r->phrase, FIRE_WORD_REVIEW_NUMBER_LARGE, r->section->noun), "",
        FIRE_GRID_NUMBER, 1.2
    };
    column[SHARE] = (struct fire_column){ "share", reviewing_word(r, FIRE_WORD_CHART_OF_TOTAL),
                                          "", FIRE_GRID_PERCENT, 1.0 };
    return column;
}

static void put_grid(struct reviewing *r, int32_t n_told, int64_t most_rows)
{
    const struct fire_review_section *section = r->section;
    struct fire_column *column = make_columns(r);
    struct fire_cell *cell = REVIEW_TAKE(r, most_rows * N_COLUMNS, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, most_rows, fire_row_kind);
    const char **remark = REVIEW_TAKE(r, 2 * n_told, const char *);
    if (column == NULL || cell == NULL || row == NULL || remark == NULL) return;
    int64_t n_rows = 0;
    int32_t n_remarks = 0;
    for (int32_t i = 0; i < section->n_levels; i++) {
        const struct fire_review_levels *of = &section->levels[i];
        const char *note = in_language(r, of->scheme->note_vi, of->scheme->note_en);
        if (!is_told(of)) continue;
        if (n_told > 1) {
            row[n_rows] = FIRE_ROW_SECTION;
            put_scheme(r, of, cell + n_rows++ * N_COLUMNS);
        }
        for (int32_t level = 0; level < of->scheme->n_levels; level++) {
            row[n_rows] = FIRE_ROW_BODY;
            put_row(r, of, level, cell + n_rows++ * N_COLUMNS);
        }
        if (of->n_open > 0)
            remark[n_remarks++] = fire_phrase_word(
                &r->phrase, FIRE_WORD_REVIEW_LEVELS_OPEN,
                fire_sentence_count(&r->phrase, of->n_open, ""));
        if (note[0] != '\0') remark[n_remarks++] = note;
    }
    reviewing_grid(r, (struct fire_grid){ .anchor = section->name,
                                          .caption = fire_phrase_word(
                                              &r->phrase, FIRE_WORD_REVIEW_NOTABLE_CAPTION,
                                              section->title, r->review->period),
                                          .unit = "",
                                          .n_columns = N_COLUMNS,
                                          .n_rows = n_rows,
                                          .column = column,
                                          .row = row,
                                          .cell = cell,
                                          .n_remarks = n_remarks,
                                          .remark = remark,
                                          .filter_column = -1 });
}

void review_levels(struct reviewing *r)
{
    const struct fire_review_section *section = r->section;
    int32_t n_told = 0;
    int64_t most_rows = 0;
    for (int32_t i = 0; i < section->n_levels; i++) {
        if (!is_told(&section->levels[i])) continue;
        n_told++;
        most_rows += 1 + section->levels[i].scheme->n_levels;
    }
    if (n_told == 0) return; /* no scheme of these days has bounds, or nothing happened */
    reviewing_heading(r);
    for (int32_t i = 0; i < section->n_levels; i++)
        put_sentence(r, &section->levels[i]);
    put_grid(r, n_told, most_rows);
    reviewing_figures(r);
}
