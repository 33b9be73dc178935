/* review_notable.c - single incidents by name: those with the most damage, those that killed. */
#include "reviewing.h"

#include <string.h>

enum { WHEN, WHERE, N_FIXED };

static const struct fire_key *cell_of(const struct fire_largest *largest,
                                      const struct fire_incident *incident, const char *name)
{
    for (int32_t f = 0; f < largest->n_fields; f++)
        if (strcmp(largest->field[f]->name, name) == 0) return &incident->cell[f];
    return NULL;
}

/* "14:30 12/03/2024"; of several days the first and the last. */
static const char *when_words(struct reviewing *r, const struct fire_incident *incident)
{
    struct writer *writer = &r->compare.writer;
    const char *day = label_day(writer, incident->days.first_day);
    if (incident->days.first_day != incident->days.last_day)
        return fire_phrase_format(&r->phrase, "%s–%s", day,
                                  label_day(writer, incident->days.last_day));
    if (incident->minute < 0) return day;
    return fire_phrase_format(&r->phrase, "%02d:%02d %s", incident->minute / 60,
                              incident->minute % 60, day);
}

/* Address, commune, district: what is known of them. */
static const char *where_words(struct reviewing *r, const struct fire_largest *largest,
                               const struct fire_incident *incident)
{
    static const char *const names[] = { "address", "commune", "district" };
    const char *list = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct fire_key *key = cell_of(largest, incident, names[i]);
        if (key != NULL && !key->is_null)
            list = reviewing_join(r, list, ", ", label_key(&r->compare.writer, key));
    }
    return list[0] == '\0' ? "–" : list;
}

static bool is_number(const struct fire_field *field)
{
    return field->type == FIRE_TYPE_INTEGER || field->type == FIRE_TYPE_DECIMAL ||
           field->type == FIRE_TYPE_MONEY;
}

static bool is_part_of_where(const char *name)
{
    return strcmp(name, "address") == 0 || strcmp(name, "commune") == 0 ||
           strcmp(name, "district") == 0;
}

/* Fields that some incident has, besides those of its place. */
static int32_t find_columns(const struct fire_largest *largest, int32_t field[])
{
    int32_t n = 0;
    for (int32_t f = 0; f < largest->n_fields; f++) {
        bool is_there = false;
        for (int32_t i = 0; i < largest->n; i++)
            is_there = is_there || !largest->incident[i].cell[f].is_null;
        if (is_there && !is_part_of_where(largest->field[f]->name)) field[n++] = f;
    }
    return n;
}

static struct review_unit unit_of(struct reviewing *r, const struct fire_largest *largest,
                                  int32_t f)
{
    const struct fire_field *field = largest->field[f];
    const struct fire_summary_measure measure = { .type = field->type,
                                                  .unit_vi = field->unit_vi,
                                                  .unit_en = field->unit_en };
    struct review_extent extent = { 0 };
    for (int32_t i = 0; i < largest->n; i++) {
        const struct fire_key *key = &largest->incident[i].cell[f];
        review_extent_add(&extent, (struct fire_value){ key->is_null, key->number });
    }
    return review_unit_of(r, &measure, extent, field->scale);
}

static const char *field_label(const struct reviewing *r, const struct fire_field *field)
{
    return r->phrase.language == FIRE_VIETNAMESE ? field->label_vi : field->label_en;
}

static void put_column(struct reviewing *r, const struct fire_largest *largest, int32_t f,
                       int32_t at, int32_t n_columns, struct fire_column *column,
                       struct fire_cell cell[])
{
    const struct fire_field *field = largest->field[f];
    const bool number = is_number(field);
    const struct review_unit unit = number ? unit_of(r, largest, f) : (struct review_unit){ 0 };
    const char *label = field_label(r, field);
    const bool has_unit = number && field->type == FIRE_TYPE_MONEY && unit.name[0] != '\0';
    *column = (struct fire_column){
        field->name,
        has_unit ? fire_phrase_format(&r->phrase, "%s (%s)", label, unit.name) : label, "",
        number ? FIRE_GRID_NUMBER : FIRE_GRID_TEXT, number ? 1.0 : 1.8
    };
    for (int32_t i = 0; i < largest->n; i++) {
        const struct fire_key *key = &largest->incident[i].cell[f];
        const struct fire_value value = { key->is_null, key->number };
        cell[i * n_columns + at] = number ? review_number_cell(r, value, field->scale, unit)
                                   : key->is_null
                                       ? review_text_cell("–")
                                       : review_text_cell(label_key(&r->compare.writer, key));
    }
}

void review_notable(struct reviewing *r)
{
    const struct fire_summary *summary = r->section->n_summaries == 0 ? NULL
                                                                      : r->section->summary[0];
    if (summary == NULL || summary->largest == NULL || summary->largest->n == 0) return;
    const struct fire_largest *largest = summary->largest;
    reviewing_of_summary(r, summary);
    int32_t *field = REVIEW_TAKE(r, largest->n_fields + 1, int32_t);
    if (field == NULL) return;
    const int32_t n_fields = find_columns(largest, field);
    const int32_t n_columns = N_FIXED + n_fields;
    struct fire_column *column = REVIEW_TAKE(r, n_columns, struct fire_column);
    struct fire_cell *cell = REVIEW_TAKE(r, largest->n * n_columns, struct fire_cell);
    fire_row_kind *row = REVIEW_TAKE(r, largest->n, fire_row_kind);
    if (column == NULL || cell == NULL || row == NULL) return;
    column[WHEN] = (struct fire_column){ "occurred_at",
                                         reviewing_word(r, FIRE_WORD_REVIEW_WHEN), "",
                                         FIRE_GRID_TEXT, 1.4 };
    column[WHERE] = (struct fire_column){ "place", reviewing_word(r, FIRE_WORD_REVIEW_WHERE),
                                          "", FIRE_GRID_TEXT, 2.6 };
    for (int32_t i = 0; i < largest->n; i++) {
        row[i] = FIRE_ROW_BODY;
        cell[i * n_columns + WHEN] = review_text_cell(when_words(r, &largest->incident[i]));
        cell[i * n_columns + WHERE] = review_text_cell(
            where_words(r, largest, &largest->incident[i]));
    }
    for (int32_t c = 0; c < n_fields; c++)
        put_column(r, largest, field[c], N_FIXED + c, n_columns, &column[N_FIXED + c], cell);
    reviewing_heading(r);
    reviewing_grid(r, (struct fire_grid){ .anchor = r->section->name,
                                          .caption = fire_phrase_word(
                                              &r->phrase, FIRE_WORD_REVIEW_NOTABLE_CAPTION,
                                              r->section->title, r->review->period),
                                          .unit = "",
                                          .n_columns = n_columns,
                                          .n_rows = largest->n,
                                          .column = column,
                                          .row = row,
                                          .cell = cell,
                                          .filter_column = -1 });
    reviewing_figures(r);
}
