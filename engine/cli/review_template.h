/* review_template.h - which sections a review has, in which order: a table that an office edits.
 *
 *     section,name,level,title_vi,title_en,text_vi,text_en,by,measure,where,against,
 *     noun_vi,noun_en,unknown,most,charts
 *
 * Cells may have several lines: conditions of `where`, lines of titles and texts. In titles and
 * texts {period}, {place}, {issuer}, {seat}, {from}, {to} and {year} stand for what the review is
 * about. Charts are kinds with '|' between, each with its own --by behind a colon where that is not
 * the section's: "dumbbell|heatmap:weekday,hour"; "severity:" has none. */
#ifndef FIRESTAT_ENGINE_CLI_REVIEW_TEMPLATE_H
#define FIRESTAT_ENGINE_CLI_REVIEW_TEMPLATE_H
#include "firestat/review.h"

/* A row; texts are never NULL. */
struct review_row {
    const char *section;
    const char *name;
    const char *level;
    const char *title[2]; /* [fire_language] */
    const char *text[2];
    const char *by;
    const char *measure;
    const char *where;
    const char *against;
    const char *noun[2];
    const char *unknown;
    const char *most;
    const char *charts;
};

struct review_template {
    int32_t n_rows;
    const struct review_row *row;
    const fire_section_kind *kind; /* [n_rows] */
    const int32_t *level;
    const int32_t *most;
};

/* The shipped table, or one of an office.
 *   path     NULL: the shipped one
 *   arena    owns the texts
 *   errors   FIRE_EVALUE: a cell is not in form, a name is there twice; those of reading a table */
fire_status review_template_load(const char *path, struct fire_arena *arena,
                                 struct review_template *out, struct fire_error *err);

/* A text of the template with the names in {} replaced.
 *   name, value   [n] */
const char *review_template_fill(struct fire_arena *arena, const char *text,
                                 const char *const name[], const char *const value[],
                                 int32_t n);

#endif
