/* trends.h - what the writers of trends share. Room-private. */
#ifndef FIRESTAT_REPORT_TRENDS_H
#define FIRESTAT_REPORT_TRENDS_H
#include "writer.h"

struct trends_writer {
    struct writer writer; /* its summary has the words of dimensions and measures */
    const struct fire_trends *trends;
    const struct fire_trends *total; /* NULL: none */
};

void trends_write_table(struct trends_writer *trends);
void trends_write_csv(struct trends_writer *trends);
void trends_write_tsv(struct trends_writer *trends);
void trends_write_excel(struct trends_writer *trends);
void trends_write_json(struct trends_writer *trends);

/* ---- words (trends_words.c); of the writer's arena, never NULL ---------------------------- */

const char *trends_caption(struct trends_writer *trends);

/* "giảm bình quân 3,1% mỗi năm (...); mô hình Poisson, ...": parts that "; " divides. */
const char *trends_finding(struct trends_writer *trends, const struct fire_trend_row *row,
                           int32_t measure);

/* Sentences below the table; NULL-ended. */
const char *const *trends_notes(struct trends_writer *trends);

/* ---- codes of CSV and JSON (trends_csv.c), the same in every language ---------------------- */

const char *trends_model_code(const struct fire_trend_row *row); /* "" without a model */
const char *trends_finding_code(fire_finding finding);
void trends_add_note_codes(struct fire_buffer *out, const struct fire_trends *trends,
                           const struct fire_trend_row *row);

/* A slope at a measure's scale in its unit. */
double trends_in_units(double slope, int32_t scale);

#endif
