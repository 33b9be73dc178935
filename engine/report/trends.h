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
void trends_write_markdown(struct trends_writer *trends);
void trends_write_html(struct trends_writer *trends);
void trends_write_xlsx(struct trends_writer *trends);

/* ---- lines for people (trends_table.c) ----------------------------------------------------- */

/* The keys of a group, or the word for all of them: a cell for each dimension. */
void trends_put_keys(struct trends_writer *trends, const struct fire_trends *of, int64_t group,
                     const char *cell[]);

/* One unit for all amounts of a row. */
struct fire_money_unit trends_unit_of(const struct trends_writer *trends,
                                      const struct fire_trend_row *row, int32_t measure);

/* Behind the keys: the measure with its unit, and the figure of each year. */
void trends_put_values(struct trends_writer *trends, const struct fire_trend_row *row,
                       int32_t measure, const char *cell[]);

/* Behind the keys: the measure, its years with a value, and what they say. */
#define TRENDS_N_FOUND 3
void trends_put_finding(struct trends_writer *trends, const struct fire_trend_row *row,
                        int32_t measure, const char *cell[]);

/* ---- words (trends_words.c); of the writer's arena, never NULL ---------------------------- */

const char *trends_caption(struct trends_writer *trends);

const char *trends_year(struct trends_writer *trends, int32_t year); /* "2024" */

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
